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

$ netkit route diff old new
> - 10.1.0.0/16          b	-
> ~ 10.2.0.0/16          b	a
> + 10.3.0.0/16          -	throw
> ~ 2001:db8::/32        64500	64501
? 1

$ netkit route diff old old

# 10.1 and 10.2 go where 10/8 goes: a neighbour with the same change is one range, and that a prefix or more
$ netkit route diff --effective old new
> ~ 10.1.0.0/16          b	a
> ~ 10.2.0.0/16          b	a
> - 10.3.0.0/16          a	-
> ~ 2001:db8::/32        64500	64501
? 1

$ netkit route diff --effective -o tsv -6 old new
> changed	2001:db8::/32	64500	64501
? 1

$ netkit route diff --json -6 old new
> {"change":"changed","prefix":"2001:db8::/32","old":{"type":"unicast","next_hops":[],"metric":null,"protocol":null,"prefsrc":null,"origin":64500,"label":"64500","peer":null,"as_path":null},"new":{"type":"unicast","next_hops":[],"metric":null,"protocol":null,"prefsrc":null,"origin":64501,"label":"64501","peer":null,"as_path":null},"table":"main"}
? 1

$ netkit route diff --effective --json --fields change,prefix,old,new -6 /dev/null old
> {"change":"added","prefix":"2001:db8::/32","old":null,"new":{"type":"unicast","next_hops":[],"metric":null,"protocol":null,"prefsrc":null,"origin":64500,"label":"64500","peer":null,"as_path":null}}
? 1

# a table that aggregation made smaller is another list, and the same table
$ netkit route aggregate -t old > small; netkit route diff --effective old small

$ netkit route diff old - < new
> - 10.1.0.0/16          b	-
> ~ 10.2.0.0/16          b	a
> + 10.3.0.0/16          -	throw
> ~ 2001:db8::/32        64500	64501
< 2001:db8::/32 64501
? 1

$ netkit route diff -q old new
? 1

$ netkit route diff --exit-zero -q old new

$ netkit route diff - -
~ standard input is asked for twice, and can be read only once
? 2

$ netkit route diff old
~ NEW
? 2

$ netkit route diff old nowhere
~ cannot open
? 3

$ netkit route diff nowhere new
~ cannot open
? 3

$ netkit route diff /dev/null /dev/null

$ printf '0.0.0.0/0 a\n::/0 a\n' | netkit route diff --effective /dev/null -
> + 0.0.0.0/0            -	a
> + ::/0                 -	a
? 1

$ printf '10.0.0.0/8 a\nbad\n' | netkit route diff - /dev/null
> - 10.0.0.0/8           a	-
~ standard input:2:1
? 2

|| ip
+ default via 192.0.2.1 dev eth0 proto static
+ 10.0.0.0/8 via 192.0.2.2 dev eth0 metric 20
+ 10.0.0.0/8 via 192.0.2.3 dev eth0 metric 30
+ unreachable 10.9.0.0/16
+ 172.16.0.0/12 dev eth1 table 7 src 192.0.2.9

$ sed 's/192.0.2.2/192.0.2.22/; s/unreachable/prohibit/; /table 7/d' ip | netkit route diff ip -
> - 172.16.0.0/12        dev eth1 table 7 src 192.0.2.9	-
> ~ 10.0.0.0/8           via 192.0.2.2 dev eth0 metric 20	via 192.0.2.22 dev eth0 metric 20
> ~ 10.9.0.0/16          unreachable	prohibit
? 1

$ sed 's/metric 20/metric 40/' ip | netkit route diff --effective ip -
> ~ 10.0.0.0/13          via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.8.0.0/16          via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.10.0.0/15         via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.12.0.0/14         via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.16.0.0/12         via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.32.0.0/11         via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.64.0.0/10         via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
> ~ 10.128.0.0/9         via 192.0.2.2 dev eth0	via 192.0.2.3 dev eth0
? 1

# who made a route is said, or not: that of a listing without it is none
$ sed 's/proto static/proto boot/' ip > boot; sed 's/ proto static//' ip | netkit route diff boot -

$ grep -v table ip | tac | netkit route diff --json ip - | head -1
> {"change":"removed","prefix":"172.16.0.0/12","old":{"type":"unicast","next_hops":[{"via":null,"dev":"eth1","weight":1}],"metric":null,"protocol":"boot","prefsrc":"192.0.2.9","origin":null,"label":null,"peer":null,"as_path":null},"new":null,"table":"7"}

# dumps: a path of a peer is a route of its own
$ netkit route diff "$DATA/route/add_path.mrt" "$DATA/route/add_path.mrt"

$ netkit route diff "$DATA/route/add_path.mrt" /dev/null | grep " 10.0.15.0/24"
> - 10.0.15.0/24         proto bgp peer 0.0.0.0	-
> - 10.0.15.0/24         via 10.0.15.1 proto bgp peer 10.0.15.1 as-path 65015	-

$ netkit route diff --json --fields old "$DATA/route/add_path.mrt" /dev/null | grep as_path.:.65015.} | sort -u
> {"old":{"type":"unicast","next_hops":[{"via":"10.0.15.1","dev":null,"weight":1}],"metric":null,"protocol":"bgp","prefsrc":null,"origin":65015,"label":null,"peer":"10.0.15.1","as_path":"65015"}}
