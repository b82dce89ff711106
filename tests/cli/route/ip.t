# What iproute2 prints, as text.
|| table
+ default via 192.0.2.254 dev e0 metric 100 
+ 10.0.0.0/8 via 192.0.2.1 dev e0 proto static src 192.0.2.2 
+ 10.20.0.0/16 
+ 	nexthop via 192.0.2.1 dev e0 weight 1 
+ 	nexthop via 198.51.100.1 dev e1 weight 3 
+ unreachable 172.16.0.0/12 table mgmt 

$ netkit route list -t table --json
> {"input":null,"type":"unicast","prefix":"0.0.0.0/0","next_hops":[{"via":"192.0.2.254","dev":"e0","weight":1}],"table":"main","metric":100,"protocol":"boot","prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null}
> {"input":null,"type":"unicast","prefix":"10.0.0.0/8","next_hops":[{"via":"192.0.2.1","dev":"e0","weight":1}],"table":"main","metric":null,"protocol":"static","prefsrc":"192.0.2.2","origin":null,"label":null,"rule":null,"matches":null}
> {"input":null,"type":"unicast","prefix":"10.20.0.0/16","next_hops":[{"via":"192.0.2.1","dev":"e0","weight":1},{"via":"198.51.100.1","dev":"e1","weight":3}],"table":"main","metric":null,"protocol":"boot","prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null}
> {"input":null,"type":"unreachable","prefix":"172.16.0.0/12","next_hops":[],"table":"mgmt","metric":null,"protocol":"boot","prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null}

$ netkit route list -t - -o tsv --fields prefix,next_hops < table
> 0.0.0.0/0	via 192.0.2.254 dev e0
> 10.0.0.0/8	via 192.0.2.1 dev e0
> 10.20.0.0/16	via 192.0.2.1 dev e0 weight 1,via 198.51.100.1 dev e1 weight 3
> 172.16.0.0/12	-

$ netkit route list -t table table mgmt -o tsv --fields prefix
> 172.16.0.0/12

$ netkit route list -t table table other -o tsv --fields prefix
? 1

$ netkit route list -t sample:textbook -o tsv --fields prefix,next_hops
> 192.168.0.0/16	dev eth1
> 192.168.1.0/24	dev eth2
> 192.168.1.32/27	dev eth3

# A bad line in the middle is told, and the rest is read.
| bad
+ 10.0.0.0/8 dev e0
+ 10.1.0.0/16 via foo dev e0
+ 10.2.0.0/16 dev e1
$ netkit route list -t bad -o tsv --fields prefix,next_hops
> 10.0.0.0/8	dev e0
> 10.2.0.0/16	dev e1
! netkit: bad:2:17: expected a next hop, found 'foo'; line skipped
? 2

| bad
+ 10.0.0.0/8 dev e0
+ 10.1.0.0/33 dev e0
+ 10.2.0.0/16 dev e1
$ netkit route list -t bad --strict -o tsv --fields prefix,next_hops
? 2
~ bad:2:10: prefix length 33 is too long

# Rules and next-hop objects alone are no routes.
$ netkit route list -t -
< 0:	from all lookup local
< id 7 via 192.0.2.1 dev e0

# Next-hop objects of another source.
| objects
+ id 7 via 192.0.2.1 dev e0
| routes
+ 10.0.0.0/8 nhid 7 proto static
$ netkit route list -t routes -t objects -o tsv --fields prefix,next_hops
> 10.0.0.0/8	via 192.0.2.1 dev e0

# CRLF, no last newline, nothing at all.
$ printf 'default dev e0\r\n10.0.0.0/8 dev e1' | netkit route list -t - -o tsv --fields prefix,next_hops
> 0.0.0.0/0	dev e0
> 10.0.0.0/8	dev e1

$ netkit route list -t - --format ip

# The listings of the two families, each in a table of its own.
|| routes
+ default via 192.0.2.1 dev e0
+ blackhole default table 100
+ 2001:db8::/32 dev e0 metric 1024 pref medium
+ prohibit 2001:db8::/32 table 200 metric 1024 pref medium
|| rules4
+ 0:	from all lookup local
+ 10:	from all fwmark 1 lookup 100
+ 32766:	from all lookup main
+ 32767:	from all lookup default
|| rules6
+ 0:	from all lookup local
+ 10:	from all fwmark 1 lookup 200
+ 32766:	from all lookup main
|| from4
+ 10:	from 192.0.2.0/24 unreachable
+ 20:	from all lookup main
|| bare
+ 10:	from all fwmark 1 lookup 200
+ 20:	from all lookup main

$ netkit route lookup -t routes -t rules4 -t rules6 --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	blackhole	10
> 2001:db8::1	prohibit	10
? 1

$ netkit route lookup -t routes -t rules6 -t rules4 --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	blackhole	10
> 2001:db8::1	prohibit	10
? 1

$ cat rules6 rules4 > both; netkit route lookup -t routes -t both --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	blackhole	10
> 2001:db8::1	prohibit	10
? 1

# one that is IPv4's is no rule of IPv6
$ netkit route lookup -t routes -t rules4 --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	blackhole	10
> 2001:db8::1	unicast	32766
? 1

# by its prefixes, and what that leaves over
$ netkit route lookup -t routes -t from4 -t bare --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	unicast	20
> 2001:db8::1	prohibit	10
? 1

$ netkit route lookup -t routes -t bare -t from4 --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	unicast	20
> 2001:db8::1	prohibit	10
? 1

# by the routes beside it
$ { echo '2001:db8::/32 dev e0 metric 1024 pref medium'; cat bare; } > six; { echo '192.0.2.0/24 dev e0'; cat bare; } > four; netkit route lookup -t routes -t six -t four --mark 1 8.8.8.8 2001:db8::1 --fields type,rule; netkit route lookup -t routes -t six --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	unicast	20
> 2001:db8::1	prohibit	10
> 8.8.8.8	unicast	32766
> 2001:db8::1	prohibit	10
? 1

# where nothing tells, of both
$ netkit route lookup -t routes -t bare --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	unicast	20
> 2001:db8::1	prohibit	10
? 1

# silent ones: IPv4 first
$ netkit route lookup -t routes -t bare -t bare --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	unicast	20
> 2001:db8::1	prohibit	10
? 1

# JSON as well
$ printf '[{"priority":10,"src":"all","fwmark":"0x1","table":"100"},{"priority":32767,"src":"all","table":"default"}]' > j4; printf '[{"priority":10,"src":"all","fwmark":"0x1","table":"200"}]' > j6; netkit route lookup -t routes -t j4 -t j6 --mark 1 8.8.8.8 2001:db8::1 --fields type,rule
> 8.8.8.8	blackhole	10
> 2001:db8::1	prohibit	10
? 1
