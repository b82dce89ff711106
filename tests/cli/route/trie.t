|| table
+ 0.0.0.0/0 out
+ 10.0.0.0/8 ten
+ 10.1.0.0/16 one
+ 10.1.2.3/24 "deep" <one>
+ 10.2.0.0/16 two
+ 2001:db8::/32 lab
+ 2001:db8:1::/48 hall

$ netkit route trie -t table
> 0.0.0.0/0 out
> └── 10.0.0.0/8 ten
>     ├── 10.1.0.0/16 one
>     │   └── 10.1.2.0/24 "deep" <one>
>     └── 10.2.0.0/16 two
> 2001:db8::/32 lab
> └── 2001:db8:1::/48 hall

# a part of it: what lies in the prefix, and what covers it
$ netkit route trie -t table --ascii 10.1.0.0/16
> 0.0.0.0/0 out
> `-- 10.0.0.0/8 ten
>     `-- 10.1.0.0/16 one
>         `-- 10.1.2.0/24 "deep" <one>

$ netkit route trie -t table 10.2.0.0/16 --json
> {"input":"10.2.0.0/16","prefix":"0.0.0.0/0","parent":null,"depth":0,"table":"main","routes":1,"answer":"out"}
> {"input":"10.2.0.0/16","prefix":"10.0.0.0/8","parent":"0.0.0.0/0","depth":1,"table":"main","routes":1,"answer":"ten"}
> {"input":"10.2.0.0/16","prefix":"10.2.0.0/16","parent":"10.0.0.0/8","depth":2,"table":"main","routes":1,"answer":"two"}

$ netkit route trie -t table -6 --fields prefix,parent -o csv
> prefix,parent
> 2001:db8::/32,
> 2001:db8:1::/48,2001:db8::/32

$ netkit route trie -t table -o dot 10.1.2.0/24 | grep -e label= -e '->' | tail -3
>     n0 -> n1;
>     n1 -> n2;
>     n2 -> n3;

$ netkit route trie -t table -o mermaid -6 | tail -3
>     n0["2001:db8::/32 lab"]:::n
>     n1["2001:db8:1::/48 hall"]:::n
>     n0 --> n1

$ netkit route trie -t table -o svg 10.1.2.0/24 | grep -c -e '<svg' -e '&lt;one&gt;<'
> 2

# a tree for each table
$ printf '10.0.0.0/8 via 192.0.2.1 dev e0 \nblackhole 10.1.0.0/16 \nlocal 192.0.2.2 dev e0 table local proto kernel scope host src 192.0.2.2 \n' | netkit route trie -t -
> table main
> └── 10.0.0.0/8 192.0.2.1
>     └── 10.1.0.0/16 blackhole
> table local
> └── 192.0.2.2/32 e0

$ netkit route trie -t table 192.0.2.0/24 -6
? 1

$ netkit route trie -t table 192.0.2.0/33
~ prefix length 33 is too long
? 2

$ netkit route trie -t table -o svg --fields prefix 2001:db8::/32 --json | head -1
> {"prefix":"2001:db8::/32"}

$ netkit route trie -t sample:textbook 192.168.1.7/24
> 192.168.0.0/16 eth1
> └── 192.168.1.0/24 eth2
>     └── 192.168.1.32/27 eth3
! netkit: 192.168.1.7/24 has host bits set: the network is 192.168.1.0/24

$ netkit route trie -t sample:textbook --fields nosuch
! netkit: there is no field 'nosuch' (--fields help lists all)
!     netkit route trie -t sample:textbook --fields nosuch
!                                                   ^~~~~~
? 2

$ netkit route trie -t sample:textbook --lenient 192.168.1/24 -o tsv --fields prefix
> 192.168.0.0/16
> 192.168.1.0/24
> 192.168.1.32/27
! netkit: '192.168.1/24' is read as 192.168.1.0/24
