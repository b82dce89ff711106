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
