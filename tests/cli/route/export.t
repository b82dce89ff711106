# Tables for other programs.

|| t
+ S>* 0.0.0.0/0 [1/100] via 192.0.2.254, e0, weight 1, 00:00:53
+ B>* 10.0.0.0/8 [20/0] via 192.0.2.1, e0, weight 1, 00:00:51
+   *                   via 198.51.100.1, e1, weight 3, 00:00:51
+ S   10.0.0.0/8 [200/5] via 192.0.2.77, e0, weight 1, 00:00:51
+ S>* 10.35.0.0/16 [1/0] unreachable (blackhole), weight 1, 00:00:53
+ S>* 10.37.0.0/16 [1/0] unreachable (ICMP unreachable), weight 1, 00:00:53
+ S>* 10.38.0.0/16 [1/0] unreachable (ICMP admin-prohibited), weight 1, 00:00:53
+ S>* 10.42.1.0/24 [1/7] via 203.0.113.1, e0 onlink, weight 1, 00:00:51
+ S>* 10.42.1.0/24 [1/9] is directly connected, e1, 00:00:51
+ S>* ::/0 [1/0] via fe80::1, e0, src 2001:db8::2, weight 1, 00:00:53
+ VRF red:
+ S>* 10.9.0.0/16 [1/0] via 192.0.2.9, e9, weight 1, 00:00:53

$ netkit route export -t t --to ip
> route add blackhole 10.35.0.0/16 metric 0 proto static
> route add unreachable 10.37.0.0/16 metric 0 proto static
> route add prohibit 10.38.0.0/16 metric 0 proto static
> route add 10.42.1.0/24 metric 9 proto static dev e1
> route add 0.0.0.0/0 metric 100 proto static via 192.0.2.254 dev e0
> route add 10.0.0.0/8 metric 0 proto bgp nexthop via 192.0.2.1 dev e0 weight 1 nexthop via 198.51.100.1 dev e1 weight 3
> route add 10.42.1.0/24 metric 7 proto static via 203.0.113.1 dev e0 onlink
> route add ::/0 metric 0 proto static src 2001:db8::2 via fe80::1 dev e0
> route add 10.9.0.0/16 table 1001 metric 0 proto static via 192.0.2.9 dev e9
! netkit: --to ip has no routes that are not used: 1 left out

$ netkit route export -t t --to json
> [{"dst":"0.0.0.0/0","gateway":"192.0.2.254","dev":"e0","protocol":"static","metric":100,"flags":[]},
> {"dst":"10.0.0.0/8","nexthops":[{"gateway":"192.0.2.1","dev":"e0","weight":1,"flags":[]},{"gateway":"198.51.100.1","dev":"e1","weight":3,"flags":[]}],"protocol":"bgp","metric":0,"flags":[]},
> {"type":"blackhole","dst":"10.35.0.0/16","protocol":"static","metric":0,"flags":[]},
> {"type":"unreachable","dst":"10.37.0.0/16","protocol":"static","metric":0,"flags":[]},
> {"type":"prohibit","dst":"10.38.0.0/16","protocol":"static","metric":0,"flags":[]},
> {"dst":"10.42.1.0/24","gateway":"203.0.113.1","dev":"e0","protocol":"static","metric":7,"flags":["onlink"]},
> {"dst":"10.42.1.0/24","dev":"e1","protocol":"static","metric":9,"flags":[]},
> {"dst":"::/0","gateway":"fe80::1","dev":"e0","protocol":"static","metric":0,"prefsrc":"2001:db8::2","flags":[]},
> {"dst":"10.9.0.0/16","gateway":"192.0.2.9","dev":"e9","table":"1001","protocol":"static","metric":0,"flags":[]}]
! netkit: --to json has no routes that are not used: 1 left out

$ netkit route export -4 -t t --to csv
> type,prefix,next_hops,table,metric,protocol,prefsrc,origin,label,tos,scope,from,mtu,active
> unicast,0.0.0.0/0,"via 192.0.2.254 dev e0",main,100,static,,,,,,,,
> unicast,10.0.0.0/8,"via 192.0.2.1 dev e0 weight 1,via 198.51.100.1 dev e1 weight 3",main,0,bgp,,,,,,,,
> unicast,10.0.0.0/8,"via 192.0.2.77 dev e0",main,5,static,,,,,,,,no
> blackhole,10.35.0.0/16,,main,0,static,,,,,,,,
> unreachable,10.37.0.0/16,,main,0,static,,,,,,,,
> prohibit,10.38.0.0/16,,main,0,static,,,,,,,,
> unicast,10.42.1.0/24,"via 203.0.113.1 dev e0 onlink",main,7,static,,,,,,,,
> unicast,10.42.1.0/24,"dev e1",main,9,static,,,,,,,,
> unicast,10.9.0.0/16,"via 192.0.2.9 dev e9",1001,0,static,,,,,,,,

$ netkit route export -t t --to bird
> protocol static static4 {
> 	ipv4;
> 	route 0.0.0.0/0 via 192.0.2.254%'e0' { krt_metric = 100; };
> 	route 10.0.0.0/8 via 192.0.2.1%'e0' weight 1 via 198.51.100.1%'e1' weight 3;
> 	route 10.35.0.0/16 blackhole;
> 	route 10.37.0.0/16 unreachable;
> 	route 10.38.0.0/16 prohibit;
> 	route 10.42.1.0/24 via 203.0.113.1%'e0' onlink { krt_metric = 7; };
> 	route 10.42.1.0/24 via "e1" { preference = 199; krt_metric = 9; };
> }
> ipv4 table t1001v4;
> protocol static static1001v4 {
> 	ipv4 { table t1001v4; };
> 	route 10.9.0.0/16 via 192.0.2.9%'e9';
> }
> protocol static static6 {
> 	ipv6;
> 	route ::/0 via fe80::1%'e0' { krt_prefsrc = 2001:db8::2; };
> }
! netkit: --to bird has no routes that are not used: 1 left out

$ netkit route export -t t --to frr
> ip route 0.0.0.0/0 192.0.2.254 e0
> ip route 10.0.0.0/8 192.0.2.1 e0
> ip route 10.0.0.0/8 198.51.100.1 e1
> ip route 10.35.0.0/16 blackhole
> ip route 10.37.0.0/16 reject
> ! left out: prohibit 10.38.0.0/16
> ip route 10.42.1.0/24 203.0.113.1 e0 onlink
> ip route 10.42.1.0/24 e1 2
> ip route 10.9.0.0/16 192.0.2.9 e9 vrf red
> ipv6 route ::/0 fe80::1 e0
~ --to frr has no prohibit routes: 1 left out
~ --to frr has no metrics (of one prefix the order stays): 3 written without
~ --to frr has no weights of next hops: 1 written without
~ --to frr has no preferred sources: 1 written without
~ --to frr has no routes that are not used: 1 left out

$ netkit route export -4 -t t --to cisco
> ip route 0.0.0.0 0.0.0.0 e0 192.0.2.254
> ip route 10.0.0.0 255.0.0.0 e0 192.0.2.1
> ip route 10.0.0.0 255.0.0.0 e1 198.51.100.1
> ip route 10.35.0.0 255.255.0.0 Null0
> ! left out: unreachable 10.37.0.0/16
> ! left out: prohibit 10.38.0.0/16
> ip route 10.42.1.0 255.255.255.0 e0 203.0.113.1
> ip route 10.42.1.0 255.255.255.0 e1 2
> ip route vrf red 10.9.0.0 255.255.0.0 e9 192.0.2.9
~ --to cisco has no prohibit routes: 1 left out

# a name that would end the command and begin another
$ netkit route export -t dev --to ip
| dev
+ {"10.0.0.0/8":[{"selected":true,"nexthops":[{"ip":"192.0.2.1","interfaceName":"e0\nroute del default","active":true}]}]}
> # left out: unicast 10.0.0.0/8
! netkit: --to ip has no routes whose device's name is no word: 1 left out

$ netkit route export -t t
! netkit: --to FORMAT is missing
! netkit: see: netkit route export --help
? 2

$ netkit route export -t t --to juniper
~ juniper
? 2

$ netkit route export -t missing --to ip
~ cannot open 'missing'
? 3

# what is written reads back as the same table
$ for to in csv tsv; do netkit route export -t t --to $to > a && netkit route export -t a --to $to | cmp - a && netkit route list -t a -o json > b; netkit route list -t t -o json | cmp - b; done

$ netkit route export -t labels --to csv > a; netkit route list -t a -o json --fields prefix,origin,label
| labels
+ 10.0.0.0/8 office, "second" floor
+ 2001:db8::/32 AS64500
> {"prefix":"10.0.0.0/8","origin":null,"label":"office, \"second\" floor"}
> {"prefix":"2001:db8::/32","origin":64500,"label":"AS64500"}

$ netkit route export -t labels --to ip
| labels
+ 10.0.0.0/8 office
+ throw 10.1.0.0/16
> # left out: unicast 10.0.0.0/8
> route add throw 10.1.0.0/16
! netkit: --to ip has no routes without a next hop: 1 left out

# What is written for ip can be read again.
| table
+ default via 192.0.2.254 dev e0 metric 100 
+ 10.20.0.0/16 
+ 	nexthop via 192.0.2.1 dev e0 weight 1 
+ 	nexthop via 198.51.100.1 dev e1 weight 3 
+ unreachable 172.16.0.0/12 table 7 
+ default via fe80::1 dev e0 metric 1024 pref medium
$ netkit route export -t table --to ip > batch && netkit route list -t batch --json > a && netkit route list -t table --json > b && sort a > c && sort b | cmp - c && wc -l < c
> 4

$ for to in ip json; do netkit route export -t r --to $to > a && netkit route list -t a -o json | sort > b; netkit route list -t r -o json | sort | cmp - b; done
| r
+ S>* 0.0.0.0/0 [1/100] via 192.0.2.254, e0, src 192.0.2.2, weight 1, 00:00:53
+ B>* 10.0.0.0/8 [20/0] via 192.0.2.1, e0, weight 1, 00:00:51
+   *                   via 198.51.100.1, e1, weight 3, 00:00:51
+ S>* 10.35.0.0/16 [1/0] unreachable (blackhole), weight 1, 00:00:53
+ S>* 10.38.0.0/16 [1/0] unreachable (ICMP admin-prohibited), weight 1, 00:00:53
+ S>* ::/0 [1/0] via fe80::1, e0, weight 1, 00:00:53
+ S>* 2001:db8::/32 [1/0] via fe80::1, e0, weight 1, 00:00:53
+   *                     via fe80::2, e1, weight 5, 00:00:53
