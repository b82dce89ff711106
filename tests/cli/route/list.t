# Which routes are listed.

|| table
+ 0.0.0.0/0 all
+ 10.0.0.0/8 AS64500
+ 10.1.0.0/16 64501
+ 10.1.2.3/24 lab
+ 2001:db8::/32 six
+ ::/0 all six

|| listing
+ default via 192.0.2.1 dev eth0 proto dhcp metric 100
+ 192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.7
+ blackhole 10.0.0.0/8 proto static
+ 10.9.0.0/16 proto static nexthop via 192.0.2.2 dev eth0 weight 1 nexthop via 192.0.2.3 dev eth1 weight 2
+ 10.8.0.0/16 via 192.0.2.2 dev eth0 table 100

$ netkit route list -t listing
> 0.0.0.0/0            unicast     via 192.0.2.1 dev eth0         dhcp     100    main     -          -
> 192.0.2.0/24         unicast     dev eth0                       kernel   -      main     -          -
> 10.0.0.0/8           blackhole   -                              static   -      main     -          -
> 10.9.0.0/16          unicast     via 192.0.2.2 dev eth0 weight 1,via 192.0.2.3 dev eth1 weight 2 static   -      main     -          -
> 10.8.0.0/16          unicast     via 192.0.2.2 dev eth0         boot     -      100      -          -

$ netkit route list -t listing -o tsv
> 0.0.0.0/0	unicast	via 192.0.2.1 dev eth0	dhcp	100	main	-	-
> 192.0.2.0/24	unicast	dev eth0	kernel	-	main	-	-
> 10.0.0.0/8	blackhole	-	static	-	main	-	-
> 10.9.0.0/16	unicast	via 192.0.2.2 dev eth0 weight 1,via 192.0.2.3 dev eth1 weight 2	static	-	main	-	-
> 10.8.0.0/16	unicast	via 192.0.2.2 dev eth0	boot	-	100	-	-

$ netkit route list -t listing default --header
> prefix               type        next hops                      protocol metric table    origin     label
> 0.0.0.0/0            unicast     via 192.0.2.1 dev eth0         dhcp     100    main     -          -

$ netkit route list -t table 10.1.0.0/16 -o tsv --fields prefix
> 10.1.0.0/16

$ netkit route list -t table 10.1.0.0/16 --exact -o tsv --fields prefix
> 10.1.0.0/16

# The prefix itself is among the longer and the shorter ones.
$ netkit route list -t table 10.1.0.0/16 --longer -o tsv --fields prefix
> 10.1.0.0/16
> 10.1.2.3/24

$ netkit route list -t table 10.1.0.0/16 --shorter -o tsv --fields prefix
> 0.0.0.0/0
> 10.0.0.0/8
> 10.1.0.0/16

# A route keeps its host bits; they play no part.
$ netkit route list -t table 10.1.2.3 --shorter -o tsv --fields prefix
> 0.0.0.0/0
> 10.0.0.0/8
> 10.1.0.0/16
> 10.1.2.3/24

$ netkit route list -t table 10.1.2.0/24 -o tsv --fields prefix
> 10.1.2.3/24

$ netkit route list -t table 10.1.2.3/24 -o tsv --fields prefix
> 10.1.2.3/24
! netkit: 10.1.2.3/24 has host bits set: the network is 10.1.2.0/24

$ netkit route list -t table default -o tsv --fields prefix
> 0.0.0.0/0
> ::/0

$ netkit route list -t table default -6 -o tsv --fields prefix
> ::/0

$ netkit route list -t table default --longer -4 -o tsv --fields prefix
> 0.0.0.0/0
> 10.0.0.0/8
> 10.1.0.0/16
> 10.1.2.3/24

$ netkit route list -t table ::/0 --longer -o tsv --fields prefix
> 2001:db8::/32
> ::/0

$ netkit route list -t table 10.2.0.0/16 -o tsv --fields prefix
? 1

$ netkit route list -t table origin AS64500 -o tsv --fields prefix
> 10.0.0.0/8

$ netkit route list -t table 10.0.0.0/8 origin 64501 --longer -o tsv --fields prefix
> 10.1.0.0/16

# A route with several next hops passes where one of them does.
$ netkit route list -t listing dev eth1 -o tsv --fields prefix
> 10.9.0.0/16

$ netkit route list -t listing via 192.0.2.2 -o tsv --fields prefix
> 10.9.0.0/16
> 10.8.0.0/16

$ netkit route list -t listing via 192.0.2.2 table main -o tsv --fields prefix
> 10.9.0.0/16

$ netkit route list -t listing via 192.0.2.3 dev eth0 -o tsv --fields prefix
? 1

$ netkit route list -t listing via 192.0.2.3 dev eth1 -o tsv --fields prefix
> 10.9.0.0/16

$ netkit route list -t listing table 100 -o tsv --fields prefix
> 10.8.0.0/16

$ netkit route list -t listing proto static -o tsv --fields prefix
> 10.0.0.0/8
> 10.9.0.0/16

$ netkit route list -t listing type blackhole proto static -o tsv --fields prefix
> 10.0.0.0/8

$ netkit route list -t listing type 6 -o tsv --fields prefix
> 10.0.0.0/8

$ netkit route list -t listing proto static type unicast dev eth0 -o tsv --fields prefix
> 10.9.0.0/16

$ netkit route list -t listing dev eth9
? 1

$ netkit route list -t listing dev eth9 --exit-zero

# Without a question there is no "no": an empty table is listed too.
| empty
$ netkit route list -t empty && netkit route list -t empty default
? 1

$ netkit route list --fields help | head -4
> input            text    the prefix that was asked for; null for the whole table
> type             text    unicast, local, broadcast, anycast, multicast, unreachable, blackhole, prohibit, throw or none
> prefix           prefix  the prefix, canonical
> next_hops        [{}]    where the packet goes: via, dev and weight of each

$ netkit route list -t table --json 10.1.0.0/16
> {"input":"10.1.0.0/16","type":"unicast","prefix":"10.1.0.0/16","next_hops":[],"table":"main","metric":null,"protocol":null,"prefsrc":null,"origin":64501,"label":"64501","rule":null,"matches":null}

$ netkit route list -t table --json --paths 10.1.0.0/16
> {"input":"10.1.0.0/16","type":"unicast","prefix":"10.1.0.0/16","next_hops":[],"table":"main","metric":null,"protocol":null,"prefsrc":null,"origin":64501,"label":"64501","rule":null,"matches":null,"peer":null,"peer_as":null,"as_path":null,"origin_type":null,"local_pref":null,"med":null,"communities":null,"large_communities":null,"ext_communities":null,"aggregator":null,"atomic_aggregate":null,"path_id":null,"time":null,"originated":null}

# Words that are wrong.
$ netkit route list -t table foo
! netkit: 'foo' is neither a prefix nor a filter (dev, via, proto, table, type, origin)
!     netkit route list -t table foo
!                                ^~~
? 2

$ netkit route list -t table protocol static
! netkit: 'protocol' is neither a prefix nor a filter (dev, via, proto, table, type, origin): did you mean 'proto'?
!     netkit route list -t table protocol static
!                                ^~~~~~~~
? 2

$ netkit route list -t table 10.0.0.256/8
! netkit: '10.0.0.256' is not an IPv4 address: octet 4 is 256, the maximum is 255
!     netkit route list -t table 10.0.0.256/8
!                                       ^~~
? 2

$ netkit route list -t table 10.0.0.0/8 11.0.0.0/8
! netkit: there is a prefix already
!     netkit route list -t table 10.0.0.0/8 11.0.0.0/8
!                                           ^~~~~~~~~~
? 2

$ netkit route list -t table dev
! netkit: 'dev' needs a device behind it
!     netkit route list -t table dev
!                                ^~~
? 2

$ netkit route list -t table dev eth0 dev eth1
! netkit: 'dev' is given twice
!     netkit route list -t table dev eth0 dev eth1
!                                         ^~~
? 2

$ netkit route list -t table via eth0
! netkit: 'eth0' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit route list -t table via eth0
!                                    ^~~~
? 2

$ netkit route list -t table proto nonsense
! netkit: 'nonsense' is no protocol: a name as kernel, static or bgp, or a number up to 255
!     netkit route list -t table proto nonsense
!                                      ^~~~~~~~
? 2

$ netkit route list -t table proto 256
! netkit: '256' is no protocol: a name as kernel, static or bgp, or a number up to 255
!     netkit route list -t table proto 256
!                                      ^~~
? 2

$ netkit route list -t table table nowhere
? 1

$ netkit route list -t table table 4294967296
! netkit: '4294967296' is no table: a name as main or local, or a number up to 4294967295
!     netkit route list -t table table 4294967296
!                                      ^~~~~~~~~~
? 2

$ netkit route list -t table type wormhole
! netkit: 'wormhole' is no type of route: unicast, local, broadcast, anycast, multicast, unreachable, blackhole, prohibit or throw
!     netkit route list -t table type wormhole
!                                     ^~~~~~~~
? 2

$ netkit route list -t table origin 4294967296
! netkit: '4294967296' is not an AS number: the maximum is 4294967295
!     netkit route list -t table origin 4294967296
!                                       ^~~~~~~~~~
? 2

$ netkit route list -t table dev ''
! netkit: a device has a name
!     netkit route list -t table dev ''
!                                     ^
? 2

$ netkit route list -t table 10.0.0.0/8 --longer --shorter
! netkit: --exact, --longer and --shorter exclude each other
! netkit: see: netkit route list --help
? 2

$ netkit route list -t table --longer
! netkit: --longer needs a PREFIX
! netkit: see: netkit route list --help
? 2

$ netkit route list -t table --shorter dev eth0
! netkit: --shorter needs a PREFIX
! netkit: see: netkit route list --help
? 2

# --lenient fills a short prefix on the right, and says so
$ netkit route list -t sample:textbook --lenient 192.168/16 -o tsv --fields prefix
> 192.168.0.0/16
! netkit: '192.168/16' is read as 192.168.0.0/16

$ netkit route list -t sample:textbook --lenient 10.0.0.1-10.0.0.2
~ expected a prefix, found a range
? 2

# filters: what each takes, and once
$ netkit route list -t sample:textbook dev ''
~ a device has a name
? 2

$ netkit route list -t sample:textbook proto nosuch
~ 'nosuch' is no protocol: a name as kernel, static or bgp, or a number up to 255
? 2

$ netkit route list -t sample:textbook proto 256
~ '256' is no protocol: a name as kernel, static or bgp, or a number up to 255
? 2

$ netkit route list -t sample:textbook type nosuch
~ 'nosuch' is no type of route: unicast, local, broadcast, anycast, multicast, unreachable, blackhole, prohibit or throw
? 2

$ netkit route list -t sample:textbook table 99999999999
~ '99999999999' is no table: a name as main or local, or a number up to 4294967295
? 2

$ netkit route list -t sample:textbook via x
~ 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
? 2

$ netkit route list -t sample:textbook origin x
~ 'x' is not an AS number: expected digits, as in 65536, AS65536 or 1.0
? 2

$ netkit route list -t sample:textbook nosuch
~ 'nosuch' is neither a prefix nor a filter (dev, via, proto, table, type, origin)
? 2

$ netkit route list -t sample:textbook 10/8
~ '10' is not an IPv4 address: expected four octets, as in 192.0.2.1 (--lenient reads a number alone)
? 2

$ netkit route list -t sample:textbook 10.0.0.0-10.0.0.9
~ expected a prefix, found a range
? 2

$ netkit route list -t sample:textbook 10.0.0.0/8 192.0.2.0/24
~ there is a prefix already
? 2

$ netkit route list -t sample:textbook dev eth0 dev eth1
~ 'dev' is given twice
? 2

$ netkit route list -t sample:textbook --lenient 192.168/16
> 192.168.0.0/16       unicast     dev eth1                       boot     -      main     -          -
! netkit: '192.168/16' is read as 192.168.0.0/16

$ netkit route list -t sample:textbook dev eth
? 1

$ netkit route list -t sample:textbook table nosuch
? 1
