# Operands: the address, then block, globally reachable, scope.
$ netkit cidr classify 10.1.2.3 192.0.2.1 127.0.0.1 169.254.1.1 8.8.8.8 0.0.0.0 255.255.255.255 100.64.0.1
> 10.1.2.3	Private-Use	no	global
> 192.0.2.1	Documentation (TEST-NET-1)	no	global
> 127.0.0.1	Loopback	no	host
> 169.254.1.1	Link Local	no	link
> 8.8.8.8	-	yes	global
> 0.0.0.0	"This host on this network"	no	host
> 255.255.255.255	Limited Broadcast	no	link
> 100.64.0.1	Shared Address Space	no	global

$ netkit cidr classify 2001:db8::1 ::1 :: fe80::1%eth0 fc00::1 2600::1 ff02::1:2 64:ff9b::192.0.2.1
> 2001:db8::1	Documentation	no	global
> ::1	Loopback Address	no	host
> ::	Unspecified Address	no	host
> fe80::1%eth0	Link-Local Unicast	no	link
> fc00::1	Unique-Local	no	global
> 2600::1	-	yes	global
> ff02::1:2	-	no	link
> 64:ff9b::192.0.2.1	IPv4-IPv6 Translat.	yes	global

# The newest rows of the registries.
$ netkit cidr classify 3fff::1 5f00::1 100:0:0:1::1 2001:1::3 192.0.0.8 192.0.0.9 192.0.0.10 64:ff9b:1::1 --fields address,block,block_prefix,rfc
> 3fff::1	3fff::1	Documentation	3fff::/20	RFC 9637
> 5f00::1	5f00::1	Segment Routing (SRv6) SIDs	5f00::/16	RFC 9602
> 100:0:0:1::1	100:0:0:1::1	Dummy IPv6 Prefix	100:0:0:1::/64	RFC 9780
> 2001:1::3	2001:1::3	DNS-SD Service Registration Protocol Anycast	2001:1::3/128	RFC 9665
> 192.0.0.8	192.0.0.8	IPv4 dummy address	192.0.0.8/32	RFC 7600
> 192.0.0.9	192.0.0.9	Port Control Protocol Anycast	192.0.0.9/32	RFC 7723
> 192.0.0.10	192.0.0.10	Traversal Using Relays around NAT Anycast	192.0.0.10/32	RFC 8155
> 64:ff9b:1::1	64:ff9b:1::1	IPv4-IPv6 Translat.	64:ff9b:1::/48	RFC 8215

# An IPv4-mapped address has the class of the IPv4 address in it.
$ netkit cidr classify ::ffff:127.0.0.1 ::ffff:10.0.0.1
> ::ffff:127.0.0.1	Loopback	no	host
> ::ffff:10.0.0.1	Private-Use	no	global

# A prefix or a range has the block that holds all of it.
$ netkit cidr classify 10.0.0.0/8 10.0.0.0/7 192.168.0.0-192.168.3.255 127.255.255.255-128.0.0.0
> 10.0.0.0/8	Private-Use	no	global
> 10.0.0.0/7	-	-	-
> 192.168.0.0-192.168.3.255	Private-Use	no	global
> 127.255.255.255-128.0.0.0	-	-	-

$ netkit cidr classify --json 192.168.1.1
> {"input":"192.168.1.1","address":"192.168.1.1","block":"Private-Use","block_prefix":"192.168.0.0/16","rfc":"RFC 1918","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"scope":"global","multicast":null}

$ netkit cidr classify --json ff02::1:ff00:1
> {"input":"ff02::1:ff00:1","address":"ff02::1:ff00:1","block":null,"block_prefix":null,"rfc":null,"source":false,"destination":true,"forwardable":false,"global":false,"reserved":false,"private":false,"scope":"link","multicast":"solicited-node"}

# The five flags of RFC 6890.
$ netkit cidr classify --fields address,source,destination,forwardable,global,reserved,private 0.0.0.1 10.0.0.1 127.0.0.1 192.88.99.1 240.0.0.1 fc00::1 2001:db8::1
> 0.0.0.1	0.0.0.1	yes	no	no	no	yes	no
> 10.0.0.1	10.0.0.1	yes	yes	yes	no	no	yes
> 127.0.0.1	127.0.0.1	no	no	no	no	yes	no
> 192.88.99.1	192.88.99.1	-	-	-	-	-	no
> 240.0.0.1	240.0.0.1	no	no	no	no	yes	no
> fc00::1	fc00::1	yes	yes	yes	no	no	yes
> 2001:db8::1	2001:db8::1	no	no	no	no	no	no

# A stream: each line as it came, TAB, the columns; nothing is a comment, and lines out are lines in.
$ netkit cidr classify -
< 10.1.2.3 - - [24/Nov/2026] "GET / HTTP/1.1" 200
< 
< # not a comment
<   192.0.2.1	two
< 300.1.1.1
< 8.8.8.8
> 10.1.2.3 - - [24/Nov/2026] "GET / HTTP/1.1" 200	Private-Use	no	global
> 	-	-	-
> # not a comment	-	-	-
>   192.0.2.1	two	Documentation (TEST-NET-1)	no	global
> 300.1.1.1	-	-	-
> 8.8.8.8	-	yes	global
~ standard input:3:
~ standard input:5:
? 2

# An empty line alone is nothing bad.
$ netkit cidr classify -
< 
< 10.0.0.1
> 	-	-	-
> 10.0.0.1	Private-Use	no	global

# The bytes of a line are not touched: CR, TAB, what is no text.
$ printf '10.0.0.1\r\n10.0.0.2\t\033[1m\377\n10.0.0.3' | netkit cidr classify --fields block - | od -An -c | tr -s ' '
>  1 0 . 0 . 0 . 1 \r \t P r i v a t
>  e - U s e \n 1 0 . 0 . 0 . 2 \t 033
>  [ 1 m 377 \t P r i v a t e - U s e
>  \n 1 0 . 0 . 0 . 3 \t P r i v a t
>  e - U s e \n

| hosts
+ 10.0.0.1 gw
+ ::1 lo
$ netkit cidr classify --fields scope @hosts
> 10.0.0.1 gw	global
> ::1 lo	host

# Lists and operands are done in the order given.
| hosts
+ 10.0.0.1 gw
$ netkit cidr classify 127.0.0.1 @hosts ::1 --fields scope
> 127.0.0.1	host
> 10.0.0.1 gw	global
> ::1	host

$ netkit cidr classify --json -
< 10.0.0.1 gw
< bad
< 
> {"input":"10.0.0.1 gw","address":"10.0.0.1","block":"Private-Use","block_prefix":"10.0.0.0/8","rfc":"RFC 1918","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"scope":"global","multicast":null}
> {"input":"bad","error":"'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"}
> {"input":"","address":null,"block":null,"block_prefix":null,"rfc":null,"source":null,"destination":null,"forwardable":null,"global":null,"reserved":null,"private":null,"scope":null,"multicast":null}
~ bad
? 2

$ netkit cidr classify -o csv --fields input,address,block -
< 10.0.0.1 a, b
< bad
< ::1
> input,address,block
> "10.0.0.1 a, b",10.0.0.1,Private-Use
> bad,,
> ::1,::1,Loopback Address
~ bad
? 2

$ netkit cidr classify -o tsv 10.0.0.1 8.8.8.8
> 10.0.0.1	Private-Use	false	global
> 8.8.8.8	-	true	global

$ netkit cidr classify - </dev/null

$ netkit cidr classify --json - </dev/null

# One family: of lines the others get no columns, but stay.
$ netkit cidr classify -4 -
< 10.0.0.1
< ::1
> 10.0.0.1	Private-Use	no	global
> ::1	-	-	-

$ netkit cidr classify -6 10.0.0.1 ::1
> ::1	Loopback Address	no	host

$ netkit cidr classify --strict -
< 10.0.0.1
< bad
< 10.0.0.2
> 10.0.0.1	Private-Use	no	global
> bad	-	-	-
~ bad
? 2

# Bad lines in a stream and --exit-zero.
$ netkit cidr classify --exit-zero -
< bad
> bad	-	-	-
~ bad

$ netkit cidr classify 10.0.0.256 010.0.0.1 10.0.0.1
> 10.0.0.1	Private-Use	no	global
~ octet 4 is 256
~ 010.0.0.1
? 2

$ netkit cidr classify --lenient 010.0.0.1
> 010.0.0.1	-	yes	global
~ 8.0.0.1

$ netkit cidr classify @missing
~ missing
? 3

$ netkit cidr classify @
~ file name
? 2

$ netkit cidr classify
~ ADDRESS
? 2

$ netkit cidr classify -q 10.0.0.1

# The first ten bad lines are told, then a count.
$ yes bad | head -25 | netkit cidr classify - 2>&1 >/dev/null | wc -l
> 11

$ seq 1 100000 | sed 's/.*/10.0.0.1 &/' | netkit cidr classify - | cut -f1 | cksum
> 2462829375 1488895

$ seq 1 100000 | sed 's/.*/10.0.0.1 &/' | cksum
> 2462829375 1488895

# A header only where it is asked for, and only over lines.
$ netkit cidr classify --header -
< 10.0.0.1 gw
< ::1 lo
> input	block	global	scope
> 10.0.0.1 gw	Private-Use	no	global
> ::1 lo	Loopback Address	no	host

$ netkit cidr classify -o tsv --header --fields block,block_prefix 10.0.0.1
> input	block	block_prefix
> 10.0.0.1	Private-Use	10.0.0.0/8

$ netkit cidr classify --header - </dev/null

# So are lenient readings.
$ yes 010.0.0.1 | head -25 | netkit cidr classify --lenient - 2>&1 >/dev/null | tail -1
> netkit: 15 more items were read leniently

$ netkit cidr classify --fields input,block 10.0.0.1
> 10.0.0.1	10.0.0.1	Private-Use
