# How the routes of two tables are paired, and which of their fields differ.
|| old
+ 10.0.0.0/8 a
+ 10.1.0.0/16 b
+ 10.2.0.0/16 b
+ 2001:db8::/32 64500

|| new
+ 2001:db8::/32 64501
+ 10.0.0.0/8 a
+ 10.2.0.0/16 a
+ throw 10.3.0.0/16

$ netkit route diff old new --explain
> 1. The key of a route: table and prefix (host bits 0), then TOS and source, in a
>   BGP dump peer and path identifier. Both tables are sorted by it and merged.
> 2. Of one key, routes equal in all 9 fields are pairs and drop out: 1. Fields:
>   type, next hops, metric, protocol, prefsrc, mtu, label, origin, path
>   attributes.
> 3. Of what is left of a key, one of OLD and one of NEW are one route that
>   changed (~); the others are removed (-) or added (+).
> - 10.1.0.0/16, table main
>     nothing is left to pair it with in NEW
>     it is: b
> ~ 10.2.0.0/16, table main
>     label: b, now a
>     equal: 8 of 9 fields
> + 10.3.0.0/16, table main
>     nothing is left to pair it with in OLD
>     it is: throw
> ~ 2001:db8::/32, table main
>     label: 64500, now 64501
>     origin: AS64500, now AS64501
>     equal: 7 of 9 fields
> routes in OLD: 4 = 1 equal + 2 changed + 1 removed
> routes in NEW: 4 = 1 equal + 2 changed + 1 added
? 1

# address by address: what the first address of each range matches in both
$ netkit route diff old new --explain --effective
> 1. The addresses of each table are cut wherever a prefix of OLD or NEW begins or
>   ends: in a piece, one prefix of each is the longest match.
> 2. Pieces with the same result in both (type and next hops, or the label where
>   there are none) drop out; neighbours with the same change are joined.
> ~ 10.1.0.0 - 10.2.255.255, table main: 131072 addresses
>     address            00001010.00000001.00000000.00000000
>     10.1.0.0/16        00001010.00000001|00000000.00000000  OLD
>     result in OLD: b
>     10.0.0.0/8         00001010|00000000.00000000.00000000  NEW
>     result in NEW: a
>     as the fewest prefixes: 10.1.0.0/16 10.2.0.0/16
> - 10.3.0.0 - 10.3.255.255, table main: 65536 addresses
>     address            00001010.00000011.00000000.00000000
>     10.0.0.0/8         00001010|00000000.00000000.00000000  OLD
>     result in OLD: a
>     10.3.0.0/16        00001010.00000011|00000000.00000000  NEW
>     result in NEW: no route (throw)
>     as the fewest prefixes: 10.3.0.0/16
> ~ 2001:db8:: - 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, table main:
>   79228162514264337593543950336 addresses
>     address
>       2001:0db8:0000:0000:0000:0000:0000:0000
>     2001:db8::/32                               OLD
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>     result in OLD: 64500
>     2001:db8::/32                               NEW
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>     result in NEW: 64501
>     as the fewest prefixes: 2001:db8::/32
> ranges: 1 removed, 0 added, 2 changed
? 1

|| ip1
+ default via 192.0.2.1 dev eth0 proto static metric 100
+ 10.0.0.0/8 via 192.0.2.2 dev eth0 metric 5
+ 10.0.0.0/8 via 192.0.2.3 dev eth0 metric 6
+ 172.16.0.0/12 tos 0x10 via 192.0.2.2 dev eth0
+ 172.17.0.0/16 via 192.0.2.2 dev eth0 table 100

|| ip2
+ default via 192.0.2.9 dev eth1 proto dhcp src 192.0.2.77 metric 50 mtu 1400
+ 10.0.0.0/8 via 192.0.2.3 dev eth0 metric 6
+ blackhole 10.0.0.0/8 metric 7
+ 172.16.0.0/12 tos 0x08 via 192.0.2.2 dev eth0
+ 172.17.0.0/16 via 192.0.2.2 dev eth0 table 100

# every field; routes of one prefix, of which one is equal; another TOS is another key; a table
$ netkit route diff ip1 ip2 --explain
> 1. The key of a route: table and prefix (host bits 0), then TOS and source, in a
>   BGP dump peer and path identifier. Both tables are sorted by it and merged.
> 2. Of one key, routes equal in all 9 fields are pairs and drop out: 2. Fields:
>   type, next hops, metric, protocol, prefsrc, mtu, label, origin, path
>   attributes.
> 3. Of what is left of a key, one of OLD and one of NEW are one route that
>   changed (~); the others are removed (-) or added (+).
> ~ 0.0.0.0/0, table main
>     metric: 100, now 50
>     next hops: via 192.0.2.1 dev eth0, now via 192.0.2.9 dev eth1
>     protocol: static, now dhcp
>     prefsrc: -, now 192.0.2.77
>     mtu: -, now 1400
>     equal: 4 of 9 fields
> ~ 10.0.0.0/8, table main
>     metric: 5, now 7
>     type: unicast, now blackhole
>     next hops: via 192.0.2.2 dev eth0, now -
>     equal: 6 of 9 fields
> + 172.16.0.0/12, table main, TOS 0x08
>     nothing is left to pair it with in OLD
>     it is: tos 0x08 via 192.0.2.2 dev eth0
> - 172.16.0.0/12, table main, TOS 0x10
>     nothing is left to pair it with in NEW
>     it is: tos 0x10 via 192.0.2.2 dev eth0
> routes in OLD: 5 = 2 equal + 2 changed + 1 removed
> routes in NEW: 5 = 2 equal + 2 changed + 1 added
? 1

# a range that is no one prefix; a family where there was none
$ printf '10.0.0.1/32 a\n' > one; printf '10.0.0.0/30 a\n::/0 b\n' | netkit route diff --effective --explain one -
> 1. The addresses of each table are cut wherever a prefix of OLD or NEW begins or
>   ends: in a piece, one prefix of each is the longest match.
> 2. Pieces with the same result in both (type and next hops, or the label where
>   there are none) drop out; neighbours with the same change are joined.
> + 10.0.0.0 - 10.0.0.0, table main: 1 address
>     address            00001010.00000000.00000000.00000000
>     result in OLD: no route, nothing matches
>     10.0.0.0/30        00001010.00000000.00000000.000000|00 NEW
>     result in NEW: a
>     as the fewest prefixes: 10.0.0.0/32
> + 10.0.0.2 - 10.0.0.3, table main: 2 addresses
>     address            00001010.00000000.00000000.00000010
>     result in OLD: no route, nothing matches
>     10.0.0.0/30        00001010.00000000.00000000.000000|00 NEW
>     result in NEW: a
>     as the fewest prefixes: 10.0.0.2/31
> + :: - ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, table main:
>   340282366920938463463374607431768211456 addresses
>     address
>       0000:0000:0000:0000:0000:0000:0000:0000
>     result in OLD: no route, nothing matches
>     ::/0                                        NEW
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
>     result in NEW: b
>     as the fewest prefixes: ::/0
> ranges: 0 removed, 3 added, 0 changed
? 1

# the same, and nothing at all
$ netkit route diff sample:textbook sample:textbook --explain
> 1. The key of a route: table and prefix (host bits 0), then TOS and source, in a
>   BGP dump peer and path identifier. Both tables are sorted by it and merged.
> 2. Of one key, routes equal in all 9 fields are pairs and drop out: 3. Fields:
>   type, next hops, metric, protocol, prefsrc, mtu, label, origin, path
>   attributes.
> 3. Of what is left of a key, one of OLD and one of NEW are one route that
>   changed (~); the others are removed (-) or added (+).
> routes in OLD: 3 = 3 equal + 0 changed + 0 removed
> routes in NEW: 3 = 3 equal + 0 changed + 0 added

$ netkit route diff sample:textbook sample:textbook --explain --effective
> 1. The addresses of each table are cut wherever a prefix of OLD or NEW begins or
>   ends: in a piece, one prefix of each is the longest match.
> 2. Pieces with the same result in both (type and next hops, or the label where
>   there are none) drop out; neighbours with the same change are joined.
> ranges: 0 removed, 0 added, 0 changed

$ netkit route diff /dev/null - --explain
> 1. The key of a route: table and prefix (host bits 0), then TOS and source, in a
>   BGP dump peer and path identifier. Both tables are sorted by it and merged.
> 2. Of one key, routes equal in all 9 fields are pairs and drop out: 0. Fields:
>   type, next hops, metric, protocol, prefsrc, mtu, label, origin, path
>   attributes.
> 3. Of what is left of a key, one of OLD and one of NEW are one route that
>   changed (~); the others are removed (-) or added (+).
> routes in OLD: 0 = 0 equal + 0 changed + 0 removed
> routes in NEW: 0 = 0 equal + 0 changed + 0 added

$ netkit route diff old new --explain -6
> 1. The key of a route: table and prefix (host bits 0), then TOS and source, in a
>   BGP dump peer and path identifier. Both tables are sorted by it and merged.
> 2. Of one key, routes equal in all 9 fields are pairs and drop out: 0. Fields:
>   type, next hops, metric, protocol, prefsrc, mtu, label, origin, path
>   attributes.
> 3. Of what is left of a key, one of OLD and one of NEW are one route that
>   changed (~); the others are removed (-) or added (+).
> ~ 2001:db8::/32, table main
>     label: 64500, now 64501
>     origin: AS64500, now AS64501
>     equal: 7 of 9 fields
> routes in OLD: 1 = 0 equal + 1 changed + 0 removed
> routes in NEW: 1 = 0 equal + 1 changed + 0 added
? 1

$ netkit route diff old new --explain -q
? 1

# many: the first ones, and how many there are
$ seq -f '10.0.%.0f.0/24 a' 0 99 | netkit route diff /dev/null - --explain | tail -4
>     it is: a
> and 80 more routes, which are listed without --explain
> routes in OLD: 0 = 0 equal + 0 changed + 0 removed
> routes in NEW: 100 = 0 equal + 0 changed + 100 added

$ netkit route diff old new --explain --json
~ --explain is for people
? 2

$ printf '10.0.0.0/8 a\n10.0.0.0/33 a\n' | netkit route diff - sample:textbook --explain | tail -2
> routes in OLD: 1 = 0 equal + 0 changed + 1 removed
> routes in NEW: 3 = 0 equal + 0 changed + 3 added
~ standard input:2

$ printf '10.0.0.0/8 a\033b\n' | netkit route diff - old -4 --explain | grep label
>   type, next hops, metric, protocol, prefsrc, mtu, label, origin, path
>     label: a\x1bb, now a
