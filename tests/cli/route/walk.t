|| net
+ # two hosts, one router between them
+ host a
+   dev e0 10.0.1.2/24 2001:db8:1::2/64 mac 02:00:00:00:00:0a
+   route default via 10.0.1.1      # the way out
+   route default via 2001:db8:1::1
+ router r
+   dev e0 10.0.1.1/24 2001:db8:1::1/64 mac 02:00:00:00:00:01
+   dev e1 10.0.2.1/24 2001:db8:2::1/64 mac 02:00:00:00:00:02
+   dev e2 10.0.3.1/24 down
+   route prohibit 192.0.2.0/24
+   route blackhole 198.51.100.0/24
+ host b
+   dev e0 10.0.2.2/24 2001:db8:2::2/64 mac 02:00:00:00:00:0b
+   route 10.0.1.0/24 via 10.0.2.1
+ link a:e0 r:e0
+ link r:e1 b:e0

$ netkit route walk -T net a b
> 0   a        0.0.0.0/0            10.0.1.1         e0       64  -                   -                -
> 1   r        10.0.2.0/24          -                e1       63  -                   -                -
> 2   b        10.0.2.2/32          -                -        63  reply               10.0.2.2         0/0

$ netkit route walk -T net a b --json --ttl 1
> {"input":"b","hop":0,"node":"a","prefix":"0.0.0.0/0","via":"10.0.1.1","dev":"e0","ttl":1,"result":null,"replier":null,"icmp":null}
> {"input":"b","hop":1,"node":"r","prefix":"10.0.2.0/24","via":null,"dev":"e1","ttl":1,"result":"ttl-exceeded","replier":"10.0.1.1","icmp":"11/0"}
? 1

# the first address of the family asked for; the way back is missing in IPv6
$ netkit route walk -T net -6 a b --fields node,result,replier -o csv
> node,result,replier
> a,,
> r,,
> b,silence,
? 1

$ netkit route walk -T net -6 a b --explain | tail -4
>    answer     reply is sent, and lost at b:
>               there is no route back
> 
> result: silence

$ netkit route walk -T net a 192.0.2.9 --fields result,replier,icmp -o tsv; netkit route walk -T net a 198.51.100.9 --fields result,replier,icmp -o tsv; netkit route walk -T net a 203.0.113.9 --fields result,replier,icmp -o tsv; netkit route walk -T net a 10.0.2.77 --fields result,replier,icmp -o tsv
> -	-	-
> admin-prohibited	10.0.1.1	3/13
> -	-	-
> silence	-	-
> -	-	-
> net-unreachable	10.0.1.1	3/0
> -	-	-
> host-unreachable	10.0.1.1	3/1
? 1

# a device that is down, and one without a wire, reach nobody
$ netkit route walk -T net r 10.0.3.9 --fields result,icmp -o tsv
> host-unreachable	3/1
? 1

# FROM may be an address: the source of the packet
$ netkit route walk -T net 2001:db8:2::1 2001:db8:1::2 --explain
> echo request 2001:db8:2::1 > 2001:db8:1::2, TTL 64
> Its addresses stay as they are on every link.
> 
> 0  r: here it begins
>    for me?    2001:db8:1::2: no
>    look-up    2001:db8:1::/64 is the longest match
>    send       to the destination itself over e0
>    TTL        64, as the sender sets it
>    frame      02:00:00:00:00:01 > 02:00:00:00:00:0a, to a
> 
> 1  a: in by e0, TTL 64
>    for me?    2001:db8:1::2: yes, deliver
>    answer     ICMPv6 129/0 from 2001:db8:1::2
>               back at the sender after 1 link
> 
> result: reply

$ netkit route walk -T net a a --fields node,result,replier -o tsv
> a	reply	10.0.1.2

# no line is wider than 80 columns, whatever the addresses
$ printf 'host a\n dev e 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1111/64\nhost b\n dev e 2001:db8:aaaa:bbbb:cccc:dddd:eeee:2222/64\nlink a:e b:e\n' > t; netkit route walk -T t a b --explain | awk 'length > 80'

# bad lines are told, and the rest still counts
$ netkit route walk -T - a 10.0.0.2 --fields node,result -o tsv
< dev e0 10.0.0.9/24
< host a
<   dev e0 10.0.0.1/24 10.0.0.300/24
<   dev e0
<   route 10.0.0.0/99 dev e0
<   rout default
< host a
< host b extra
< host b
<   dev e0 10.0.0.2/24 mac zz
< link a:e0 c:e0
< link a:e0
< link a:e0 b:e0
< link a:e0 b:e0
> a	-
> b	reply
! netkit: standard input:1:1: there is no router or host above; line skipped
! netkit: standard input:3:29: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255; line skipped
! netkit: standard input:4:7: the node has a device of that name already; line skipped
! netkit: standard input:5:18: prefix length 99 is too long: the maximum for IPv4 is 32; line skipped
! netkit: standard input:6:3: expected router, host, dev, route, rule or link, found 'rout'; line skipped
! netkit: standard input:7:6: there is a node of that name already; line skipped
! netkit: standard input:8:8: 'extra' is one word too many; line skipped
! netkit: standard input:10:26: 'zz' is not a MAC address: expected digits, ':', '-' or '.'; line skipped
! netkit: standard input:11:11: 'c:e0' is no device of a node above: expected NODE:DEV; line skipped
! netkit: standard input:12:10: a link has two ends at least; line skipped
! netkit: 1 more bad lines
? 2

$ netkit route walk -T net a nowhere
~ that is no node of the topology, and no address
? 2

$ netkit route walk -T net x b
~ that is no node of the topology, and no address of one
? 2

$ netkit route walk -T net 10.0.1.2 2001:db8:2::2
~ source and destination are of different families
? 2

$ echo '# nothing' > none; netkit route walk -T none a b
! netkit: 'none' holds no router and no host
? 2

$ netkit route walk a b
~ -T TOPOLOGY is missing
? 2

$ netkit route walk -T sample:no a b
! netkit: there is no sample 'no'; there are: textbook, loop
? 2

# two routers that take each other for the way out
$ netkit route walk -T sample:loop h1 203.0.113.9 -o csv --no-header | tail -1
> 203.0.113.9,64,r2,0.0.0.0/0,10.0.12.1,eth0,1,ttl-exceeded,10.0.12.2,11/0

$ netkit route walk -T sample:textbook h1 h9
! netkit: that is no node of the topology, and no address
!     netkit route walk -T sample:textbook h1 h9
!                                             ^~
? 2

$ netkit route walk -T net -6 a 10.0.2.2
! netkit: -6 asks for an IPv6 address
!     netkit route walk -T net -6 a 10.0.2.2
!                                   ^~~~~~~~
? 2

# a packet that comes back to its sender has a source that cannot come from outside
$ netkit route walk -T sample:loop r1 203.0.113.9 --explain | tail -5
> 2  r1: in by eth1, TTL 63
>    for me?    203.0.113.9: no
>    martian    no packet from outside has these addresses: drop, and say nothing
> 
> result: silence

# the rules of a node are of both families, but for those with a prefix
| net
+ host a
+  dev e0 192.0.2.2/24 2001:db8:1::2/64
+  route default via 192.0.2.1
+  route default via 2001:db8:1::1
+ router r
+  dev e0 192.0.2.1/24 2001:db8:1::1/64
+  rule 10: from all to 10.9.0.0/16 prohibit
+  rule 20: from all lookup main
+  rule 15: from all to 10.7.0.0/16 unreachable
+  rule 16: from all to 2001:db8:7::/48 unreachable
+  route unreachable 10.6.0.0/16
+  rule 30: from all blackhole
+ link a:e0 r:e0
$ for to in 10.9.0.1 10.8.0.1 2001:db8:9::1 10.7.0.1 2001:db8:7::1 10.6.0.1; do netkit route walk -T net a $to --exit-zero --fields result | tail -1; done
> admin-prohibited
> silence
> silence
> net-unreachable
> no-route
> host-unreachable

# who asks has no source yet where it begins, and an ICMP error has none in IPv4: rules for sources do not match;
# an error's source in IPv6 is of the device that the packet came in by, wherever the answer leaves
| odd
+ host a
+   dev e0 10.0.1.2/24 2001:db8:1::2/64
+   route default via 10.0.1.1
+   route default via 2001:db8:1::1
+   route default via 10.0.1.9 table 100
+   rule 0: from all lookup local
+   rule 8: from 10.0.1.0/24 lookup 100
+   rule 32766: from all lookup main
+ router r
+   dev e0 10.0.1.1/24 2001:db8:1::1/64
+   dev e1 10.0.2.1/24 2001:db8:2::1/64
+   dev e2 10.0.3.1/24 2001:db8:3::1/64
+   route 10.0.4.0/24 via 10.0.2.2
+   route 2001:db8:4::/64 via 2001:db8:2::2
+   rule 0: from all lookup local
+   rule 8: from 10.0.1.1 prohibit
+   rule 32766: from all lookup main
+ router s
+   dev e0 10.0.2.2/24 2001:db8:2::2/64
+   dev e1 10.0.3.2/24 2001:db8:3::2/64
+   route default via 10.0.3.1
+   route default via 2001:db8:3::1
+   route prohibit 10.0.4.0/24
+   route prohibit 2001:db8:4::/64
+ link a:e0 r:e0
+ link r:e1 s:e0
+ link r:e2 s:e1
$ for to in "a 10.0.4.1 --ttl 1" "a 10.0.4.1" "a 2001:db8:4::1" "a 10.0.1.1" "10.0.1.2 10.0.4.1"; do netkit route walk -T odd $to --exit-zero --fields node,result,replier -o tsv | tail -1; done
> r	ttl-exceeded	10.0.1.1
> s	admin-prohibited	10.0.3.2
> s	admin-prohibited	2001:db8:2::2
> r	silence	-
> a	host-unreachable	10.0.1.2
