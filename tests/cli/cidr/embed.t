# The table of RFC 6052 2.4.
$ netkit cidr embed 192.0.2.33 --prefix 2001:db8::/32
> 2001:db8:c000:221::

$ netkit cidr embed 192.0.2.33 --prefix 2001:db8:100::/40
> 2001:db8:1c0:2:21::

$ netkit cidr embed 192.0.2.33 --prefix 2001:db8:122::/48
> 2001:db8:122:c000:2:2100::

$ netkit cidr embed 192.0.2.33 --prefix 2001:db8:122:300::/56
> 2001:db8:122:3c0:0:221::

$ netkit cidr embed 192.0.2.33 --prefix 2001:db8:122:344::/64
> 2001:db8:122:344:c0:2:2100:0

$ netkit cidr embed 192.0.2.33 --prefix 2001:db8:122:344::/96
> 2001:db8:122:344::c000:221

# The well-known prefix; addresses that are not global are told of.
$ netkit cidr embed 8.8.8.8 --prefix 64:ff9b::/96
> 64:ff9b::808:808

$ netkit cidr embed 192.0.2.33 10.0.0.1 --prefix 64:ff9b::/96
> 64:ff9b::c000:221
> 64:ff9b::a00:1
~ 10.0.0.1 is not global

$ netkit cidr embed 192.0.2.1 255.255.255.255 0.0.0.0 --as mapped
> ::ffff:192.0.2.1
> ::ffff:255.255.255.255
> ::ffff:0.0.0.0

$ netkit cidr embed 192.0.2.1 --as 6to4
> 2002:c000:201::/48

$ netkit cidr embed --json 192.0.2.1 --as 6to4
> {"input":"192.0.2.1","ipv4":"192.0.2.1","ipv6":"2002:c000:201::/48","kind":"6to4"}

$ netkit cidr embed --json 192.0.2.1 --prefix 2001:db8::/32
> {"input":"192.0.2.1","ipv4":"192.0.2.1","ipv6":"2001:db8:c000:201::","kind":"nat64"}

$ netkit cidr embed --as mapped -
< 192.0.2.1 web
< 192.0.2.256
< 192.0.2.2
> ::ffff:192.0.2.1
> ::ffff:192.0.2.2
~ standard input:2:
? 2

$ netkit cidr embed --strict --as mapped -
< 192.0.2.256
< 192.0.2.2
~ 256
? 2

$ netkit cidr embed 192.0.2.1
~ either --prefix P or --as
? 2

$ netkit cidr embed 192.0.2.1 --as mapped --prefix 64:ff9b::/96
~ either --prefix P or --as
? 2

$ netkit cidr embed 192.0.2.1 --as teredo
~ teredo
? 2

$ netkit cidr embed 192.0.2.1 --prefix 2001:db8::/33
~ a /33 cannot hold IPv4 addresses
? 2

$ netkit cidr embed 192.0.2.1 --prefix 10.0.0.0/8
~ IPv6 prefix is needed
? 2

$ netkit cidr embed 192.0.2.1 --prefix 2001:db8::100:0:0:0/96
~ bits 64 to 71
? 2

$ netkit cidr embed 192.0.2.1 --prefix nonsense
~ nonsense
? 2

$ netkit cidr embed ::1 192.0.2.0/24 192.0.2.1-192.0.2.9 192.0.2.1 --as mapped
> ::ffff:192.0.2.1
~ '::1' is an IPv6 address
~ '192.0.2.0/24' is a prefix
~ '192.0.2.1-192.0.2.9' is a range
? 2

$ netkit cidr embed - --as mapped </dev/null

# Host bits of the prefix are masked off, and that is said.
$ netkit cidr embed 192.0.2.1 --prefix 2001:db8::1/32
> 2001:db8:c000:201::
~ 2001:db8::1/32 has host bits set: the network is 2001:db8::/32
