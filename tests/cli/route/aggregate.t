|| table
+ 10.0.0.0/9 a
+ 10.128.0.0/9 a
+ 10.1.0.0/16 b
+ 10.2.0.7/16 a
+ 192.0.2.0/26 c
+ 192.0.2.64/26 c
+ 192.0.2.128/26 c
+ 2001:db8::/33 64500
+ 2001:db8:8000::/33 64500

$ netkit route aggregate -t table
> 10.0.0.0/8 a
> 10.1.0.0/16 b
> 192.0.2.0/24 c
> throw 192.0.2.192/26
> 2001:db8::/32 64500

$ netkit route aggregate -t table --no-null
> 10.0.0.0/8 a
> 10.1.0.0/16 b
> 192.0.2.0/25 c
> 192.0.2.128/26 c
> 2001:db8::/32 64500

$ netkit route aggregate -t table --simple -4
> 10.0.0.0/9 a
> 10.1.0.0/16 b
> 10.128.0.0/9 a
> 192.0.2.0/26 c
> 192.0.2.64/26 c
> 192.0.2.128/26 c

$ netkit route aggregate -t table -6
> 2001:db8::/32 64500

# what comes out goes in again, and is the same then
$ netkit route aggregate -t table | netkit route aggregate -t -
> 10.0.0.0/8 a
> 10.1.0.0/16 b
> 192.0.2.0/24 c
> throw 192.0.2.192/26
> 2001:db8::/32 64500

$ netkit route aggregate -t table | netkit route list -t - -o tsv --fields type,prefix,label,origin
> unicast	10.0.0.0/8	a	-
> unicast	10.1.0.0/16	b	-
> unicast	192.0.2.0/24	c	-
> throw	192.0.2.192/26	-	-
> unicast	2001:db8::/32	64500	64500

$ netkit route aggregate -t table --count
> 5

$ netkit route aggregate -t table --count --no-null --json
> {"count":5}

$ netkit route aggregate -t table --count -4 --simple
> 6

$ netkit route aggregate -t table -6 --json
> {"type":"unicast","prefix":"2001:db8::/32","next_hops":[],"table":"main","metric":null,"protocol":null,"prefsrc":null,"origin":64500,"label":"64500"}

$ netkit route aggregate -t table -4 -o csv --fields prefix,label
> prefix,label
> 10.0.0.0/8,a
> 10.1.0.0/16,b
> 192.0.2.0/24,c
> 192.0.2.192/26,

$ netkit route aggregate -t table -4 -o tsv
> unicast	10.0.0.0/8	-	a
> unicast	10.1.0.0/16	-	b
> unicast	192.0.2.0/24	-	c
> throw	192.0.2.192/26	-	-

$ netkit route aggregate -t table -6 --fields route,type
> 2001:db8::/32 64500	unicast

# the whole of both families
$ printf '0.0.0.0/1 a\n128.0.0.0/1 a\n::/1 b\n8000::/2 b\n' | netkit route aggregate -t -
> 0.0.0.0/0 a
> ::/0 b
> throw c000::/2

$ printf '0.0.0.0/0 a\n10.0.0.0/8 b\nthrow 10.9.0.1/32\n' | netkit route aggregate -t -
> 0.0.0.0/0 a
> 10.0.0.0/8 b
> throw 10.9.0.1/32

$ printf 'blackhole 10.0.0.0/9\nblackhole 10.128.0.0/9\n' | netkit route aggregate -t -
> blackhole 10.0.0.0/8

$ netkit route aggregate -t /dev/null

$ netkit route aggregate -t /dev/null --count
> 0

# a bad line is told, and the rest is done
$ printf '10.0.0.0/9 a\nx\n10.128.0.0/9 a\n' | netkit route aggregate -t -
> 10.0.0.0/8 a
! netkit: standard input:2:1: 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ printf '10.0.0.0/9 a\nx\n10.128.0.0/9 a\n' | netkit route aggregate --strict -t -
~ standard input:2:1: 'x' is not an IP address
? 2

$ netkit route aggregate -t nowhere
~ cannot open
? 3

$ netkit route aggregate -t table --no-null --simple
~ --no-null does not go with it
? 2

$ netkit route aggregate -t table --count --fields prefix
~ --fields does not go with it
? 2

$ netkit route aggregate -t table -q

# next hops: what ip route prints goes in and comes out so
|| hops
+ default via 192.0.2.1 dev eth0 proto dhcp src 192.0.2.9 metric 100
+ 10.0.0.0/9 via 192.0.2.1 dev eth0
+ 10.128.0.0/9 via 192.0.2.1 dev eth0 metric 7
+ 10.64.0.0/12 proto static nexthop via 192.0.2.2 dev eth0 weight 2 nexthop via 192.0.2.3 dev eth1 weight 1
+ 10.80.0.0/12 nexthop via 192.0.2.2 dev eth0 weight 2 nexthop via 192.0.2.3 dev eth1 weight 1
+ 172.16.0.0/13 via inet6 fe80::1 dev eth0 onlink
+ 172.24.0.0/13 via inet6 fe80::1 dev eth0 onlink
+ blackhole 198.51.100.0/25
+ blackhole 198.51.100.128/25
+ throw 203.0.113.0/24
+ 192.0.2.0/25 dev eth0 table 7
+ 192.0.2.128/25 dev eth0 table 7

$ netkit route aggregate -t hops
> 192.0.2.0/24 dev eth0 table 7
> 0.0.0.0/0 via 192.0.2.1 dev eth0
> 10.64.0.0/11 nexthop via 192.0.2.2 dev eth0 weight 2 nexthop via 192.0.2.3 dev eth1 weight 1
> 172.16.0.0/12 via inet6 fe80::1 dev eth0 onlink
> blackhole 198.51.100.0/24
> throw 203.0.113.0/24

$ netkit route aggregate -t hops | netkit route aggregate -t - | netkit route diff --effective hops -

$ netkit route aggregate -t hops --simple --no-header -o tsv --fields prefix,metric,protocol,prefsrc
> 192.0.2.0/25	-	-	-
> 192.0.2.128/25	-	-	-
> 0.0.0.0/0	-	-	-
> 10.64.0.0/12	-	-	-
> 10.80.0.0/12	-	-	-
> 172.16.0.0/13	-	-	-
> 172.24.0.0/13	-	-	-
> 198.51.100.0/25	-	-	-
> 198.51.100.128/25	-	-	-
> 203.0.113.0/24	-	-	-

# routes for one TOS: the longest of them for a packet depends on all others
$ printf '10.0.0.0/9 dev a\n10.128.0.0/9 dev a\n10.1.0.0/16 tos 0x10 dev b\n10.1.0.0/16 dev a metric 9\n' | netkit route aggregate -t -
> 10.0.0.0/9 dev a
> 10.1.0.0/16 tos 0x10 dev b
> 10.1.0.0/16 dev a metric 9
> 10.128.0.0/9 dev a
! netkit: a table with routes for one TOS or source only stays as it is
