# ipv4, kind, server, port.
$ netkit cidr extract 64:ff9b::192.0.2.33 ::ffff:10.1.2.3 2002:c000:204::1 fe80::5efe:192.0.2.143 2001:db8::200:5efe:192.0.2.143
> 192.0.2.33	nat64	-	-
> 10.1.2.3	mapped	-	-
> 192.0.2.4	6to4	-	-
> 192.0.2.143	isatap	-	-
> 192.0.2.143	isatap	-	-

# Teredo: server, port and client (RFC 4380).
$ netkit cidr extract 2001:0000:4136:e378:8000:63bf:3fff:fdd2
> 192.0.2.45	teredo	65.54.227.120	40000

$ netkit cidr extract --json 2001:0:4136:e378:8000:63bf:3fff:fdd2
> {"input":"2001:0:4136:e378:8000:63bf:3fff:fdd2","embedded_ipv4":"192.0.2.45","embedded_kind":"teredo","server":"65.54.227.120","port":40000,"prefix":"2001::/32"}

# A translator's own prefix (RFC 6052 2.4).
$ netkit cidr extract 2001:db8:c000:221:: --prefix 2001:db8::/32 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8::/32

$ netkit cidr extract 2001:db8:1c0:2:21:: --prefix 2001:db8:100::/40 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8:100::/40

$ netkit cidr extract 2001:db8:122:c000:2:2100:: --prefix 2001:db8:122::/48 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8:122::/48

$ netkit cidr extract 2001:db8:122:3c0:0:221:: --prefix 2001:db8:122:300::/56 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8:122:300::/56

$ netkit cidr extract 2001:db8:122:344:c0:2:2100:: --prefix 2001:db8:122:344::/64 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8:122:344::/64

$ netkit cidr extract 2001:db8:122:344::192.0.2.33 --prefix 2001:db8:122:344::/96 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8:122:344::/96

# Bits 64 to 71 are zero in all of them.
$ netkit cidr extract 2001:db8:122:344:1c0:2:2100:: --prefix 2001:db8:122:344::/64
> -	-	-	-
? 1

# The other kinds are known beside the prefix.
$ netkit cidr extract ::ffff:10.1.2.3 --prefix 2001:db8::/32
> 10.1.2.3	mapped	-	-

# Nothing embedded: status 1.
$ netkit cidr extract ::1 :: 2001:db8::1 ::2:3 64:ff9b:1::1
> -	-	-	-
> -	-	-	-
> -	-	-	-
> -	-	-	-
> -	-	-	-
? 1

$ netkit cidr extract --json ::1 ::ffff:1.2.3.4
> {"input":"::1","embedded_ipv4":null,"embedded_kind":null,"server":null,"port":null,"prefix":null}
> {"input":"::ffff:1.2.3.4","embedded_ipv4":"1.2.3.4","embedded_kind":"mapped","server":null,"port":null,"prefix":"::ffff:0.0.0.0/96"}
? 1

$ netkit cidr extract -q ::1
? 1

$ netkit cidr extract fe80::5efe:1.2.3.4%eth0
> 1.2.3.4	isatap	-	-

$ netkit cidr extract 10.0.0.1
~ '10.0.0.1' is an IPv4 address: expected an IPv6 address
? 2

$ netkit cidr extract 2001:db8::/32
~ is a prefix
? 2

$ netkit cidr extract --json 1::2::3 10.0.0.1
> {"input":"1::2::3","error":"'1::2::3' is not an IPv6 address: '::' stands in it twice"}
> {"input":"10.0.0.1","error":"'10.0.0.1' is an IPv4 address: expected an IPv6 address"}
~ 1::2::3
? 2

$ netkit cidr extract ::1 --prefix 2001:db8::/50
~ a /50 cannot hold IPv4 addresses
? 2

$ netkit cidr extract --fields input,embedded_ipv4 -
< ::ffff:1.2.3.4
< x
< 2002:a00:1::
> ::ffff:1.2.3.4	1.2.3.4
> 2002:a00:1::	10.0.0.1
~ standard input:2:
? 2

$ netkit cidr extract - </dev/null

# There and back.
$ netkit cidr embed 198.51.100.77 --prefix 2001:db8:1::/48 | netkit cidr extract - --prefix 2001:db8:1::/48 --fields embedded_ipv4
> 198.51.100.77

$ netkit cidr extract 2001:db8:c000:221:: --prefix 2001:db8::1/32 --fields embedded_ipv4,prefix
> 192.0.2.33	2001:db8::/32
~ the network is 2001:db8::/32
