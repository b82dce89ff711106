# Why a finding is one: the two routes bit by bit, what is equal in them, the chain of a next hop.
|| table
+ default via 192.0.2.1 dev eth0
+ 192.0.2.0/24 dev eth0
+ 10.0.0.0/8 via 192.0.2.2 dev eth0
+ 10.1.0.0/16 via 192.0.2.2 dev eth0
+ 10.1.0.0/16 via 192.0.2.3 dev eth0
+ 10.2.0.7/16 via 198.51.100.1
+ 172.16.0.0/12 via 172.16.0.1
+ blackhole 100.64.0.0/10
+ 100.65.0.0/16 via 192.0.2.9

$ netkit route check -t table --explain
> routes: 9; found of each check, and what makes it a finding:
>   duplicate                 1  same prefix, table, TOS, source and metric
>   host-bits                 1  a bit behind the length is 1
>   redundant                 1  the next shorter prefix has the same result
>   unreachable-next-hop      1  no longest match leads a next hop to a link
>   next-hop-loop             1  longest matches lead a next hop in a circle
>   in-blackhole              1  a shorter prefix of the table is a blackhole
> 
> table:4: redundant: 10.1.0.0/16 is covered with the same result by 10.0.0.0/8
>   via 192.0.2.2 dev eth0 (table:3)
>     10.0.0.0/8         00001010|00000000.00000000.00000000  covers
>     10.1.0.0/16        00001010.00000001|00000000.00000000
>     the first 8 bits are equal, and 8 <= 16: all of it lies in there
>     result of both: via 192.0.2.2 dev eth0
>     without the longer one its packets match the shorter one, and go the same
>       way
> 
> table:5: duplicate: 10.1.0.0/16 stands there already: 10.1.0.0/16 via 192.0.2.2
>   dev eth0 (table:4)
>     10.1.0.0/16        00001010.00000001|00000000.00000000  first
>     10.1.0.0/16        00001010.00000001|00000000.00000000  again
>     key of both: table main, 10.1.0.0/16, TOS 0x00, metric 0
>     the first: via 192.0.2.2 dev eth0
>     the later: via 192.0.2.3 dev eth0
>     a packet that matches one matches the other: nothing tells which is meant
> 
> table:6: host-bits: 10.2.0.7/16 has host bits set: the network is 10.2.0.0/16
>     10.2.0.7/16        00001010.00000010|00000000.00000111  as given
>     10.2.0.0/16        00001010.00000010|00000000.00000000  the network
>     of the 16 bits behind '|' the first that is 1 is bit 30; the AND with the
>       /16 mask makes them 0
> 
> table:6: unreachable-next-hop: the next hop 198.51.100.1 of 10.2.0.7/16 is on no
>   connected network, nor behind one
>     198.51.100.1: no prefix holds it (a default route does not count here)
>     address            11000110.00110011.01100100.00000001
>   x 192.0.2.0/24       11000000.00000000.00000010|00000000  nearest
>                             ^ bit 6
> 
> table:7: next-hop-loop: the next hop 172.16.0.1 of 172.16.0.0/12 is resolved in
>   a circle, by 172.16.0.0/12 via 172.16.0.1 (table:7)
>     172.16.0.1: the longest prefix that holds it
>     address            10101100.00010000.00000000.00000001
>     172.16.0.0/12      10101100.0001|0000.00000000.00000000
>     leads on: via 172.16.0.1
>     172.16.0.1: held by a prefix that was met before: a circle
> 
> table:9: in-blackhole: 100.65.0.0/16 lies in blackhole 100.64.0.0/10 (table:8)
>     100.64.0.0/10      01100100.01|000000.00000000.00000000 covers
>     100.65.0.0/16      01100100.01000001|00000000.00000000
>     the first 10 bits are equal, and 10 <= 16: all of it lies in there
>     the longer one wins: via 192.0.2.9; the rest of the blackhole is discarded
? 1

# a chain over two routes that ends at none, and a circle of two
|| hops
+ 192.0.2.0/24 dev eth0
+ 10.0.0.0/8 via 172.16.0.1
+ 172.16.0.0/16 via 198.51.100.1
+ 203.0.113.0/25 via 203.0.113.129
+ 203.0.113.128/25 via 203.0.113.1

$ netkit route check -t hops --explain --unreachable-next-hop --next-hop-loop
> routes: 5; found of each check, and what makes it a finding:
>   unreachable-next-hop      2  no longest match leads a next hop to a link
>   next-hop-loop             2  longest matches lead a next hop in a circle
> 
> hops:2: unreachable-next-hop: the next hop 172.16.0.1 of 10.0.0.0/8 is behind a
>   route that leads to no connected network, 172.16.0.0/16 via 198.51.100.1
>   (hops:3)
>     172.16.0.1: the longest prefix that holds it
>     address            10101100.00010000.00000000.00000001
>     172.16.0.0/16      10101100.00010000|00000000.00000000
>     leads on: via 198.51.100.1
>     198.51.100.1: no prefix holds it (a default route does not count here)
>     address            11000110.00110011.01100100.00000001
>   x 192.0.2.0/24       11000000.00000000.00000010|00000000  nearest
>                             ^ bit 6
> 
> hops:3: unreachable-next-hop: the next hop 198.51.100.1 of 172.16.0.0/16 is on
>   no connected network, nor behind one
>     198.51.100.1: no prefix holds it (a default route does not count here)
>     address            11000110.00110011.01100100.00000001
>   x 192.0.2.0/24       11000000.00000000.00000010|00000000  nearest
>                             ^ bit 6
> 
> hops:4: next-hop-loop: the next hop 203.0.113.129 of 203.0.113.0/25 is resolved
>   in a circle, by 203.0.113.128/25 via 203.0.113.1 (hops:5)
>     203.0.113.129: the longest prefix that holds it
>     address            11001011.00000000.01110001.10000001
>     203.0.113.128/25   11001011.00000000.01110001.1|0000000
>     leads on: via 203.0.113.1
>     203.0.113.1: the longest prefix that holds it
>     address            11001011.00000000.01110001.00000001
>     203.0.113.0/25     11001011.00000000.01110001.0|0000000
>     leads on: via 203.0.113.129
>     203.0.113.129: held by a prefix that was met before: a circle
> 
> hops:5: next-hop-loop: the next hop 203.0.113.1 of 203.0.113.128/25 is resolved
>   in a circle, by 203.0.113.0/25 via 203.0.113.129 (hops:4)
>     203.0.113.1: the longest prefix that holds it
>     address            11001011.00000000.01110001.00000001
>     203.0.113.0/25     11001011.00000000.01110001.0|0000000
>     leads on: via 203.0.113.129
>     203.0.113.129: the longest prefix that holds it
>     address            11001011.00000000.01110001.10000001
>     203.0.113.128/25   11001011.00000000.01110001.1|0000000
>     leads on: via 203.0.113.1
>     203.0.113.1: held by a prefix that was met before: a circle
? 1

|| six
+ 2001:db8::/32 via fe80::1 dev eth0
+ 2001:db8:1::5/48 via fe80::1 dev eth0
+ ::/0 via fe80::1 dev eth0
+ 2001:db8:f::/64 dev eth0
+ 2001:db9::/32 via 2001:dba::1

$ netkit route check -t six --explain
> routes: 5; found of each check, and what makes it a finding:
>   duplicate                 0  same prefix, table, TOS, source and metric
>   host-bits                 1  a bit behind the length is 1
>   redundant                 2  the next shorter prefix has the same result
>   unreachable-next-hop      1  no longest match leads a next hop to a link
>   next-hop-loop             0  longest matches lead a next hop in a circle
>   in-blackhole              0  a shorter prefix of the table is a blackhole
> 
> six:1: redundant: 2001:db8::/32 is covered with the same result by ::/0 via
>   fe80::1 dev eth0 (six:3)
>     ::/0                                        covers
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
>     2001:db8::/32
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>     0 bits to compare: a /0 covers all
>     result of both: via fe80::1 dev eth0
>     without the longer one its packets match the shorter one, and go the same
>       way
> 
> six:2: host-bits: 2001:db8:1::5/48 has host bits set: the network is
>   2001:db8:1::/48
>     2001:db8:1::5/48                            as given
>       2001:0db8:0001|0000:0000:0000:0000:0005  group 3  0000000000000001|
>     2001:db8:1::/48                             the network
>       2001:0db8:0001|0000:0000:0000:0000:0000  group 3  0000000000000001|
>     of the 80 bits behind '|' the first that is 1 is bit 126; the AND with the
>       /48 mask makes them 0
> 
> six:2: redundant: 2001:db8:1::5/48 is covered with the same result by
>   2001:db8::/32 via fe80::1 dev eth0 (six:1)
>     2001:db8::/32                               covers
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>     2001:db8:1::/48
>       2001:0db8:0001|0000:0000:0000:0000:0000  group 3  0000000000000001|
>     the first 32 bits are equal, and 32 <= 48: all of it lies in there
>     result of both: via fe80::1 dev eth0
>     without the longer one its packets match the shorter one, and go the same
>       way
> 
> six:5: unreachable-next-hop: the next hop 2001:dba::1 of 2001:db9::/32 is on no
>   connected network, nor behind one
>     2001:dba::1: no prefix holds it (a default route does not count here)
>     address
>       2001:0dba:0000:0000:0000:0000:0000:0001
>   x 2001:db9::/32                               nearest
>       2001:0db9|0000:0000:0000:0000:0000:0000  group 2  0000110110111001|
>       of the address                           group 2  0000110110111010
>                                                                       ^ bit 31
? 1

# nothing found, nothing there
$ netkit route check -t sample:textbook --explain
> routes: 3; found of each check, and what makes it a finding:
>   duplicate                 0  same prefix, table, TOS, source and metric
>   host-bits                 0  a bit behind the length is 1
>   redundant                 0  the next shorter prefix has the same result
>   unreachable-next-hop      0  no longest match leads a next hop to a link
>   next-hop-loop             0  longest matches lead a next hop in a circle
>   in-blackhole              0  a shorter prefix of the table is a blackhole

$ netkit route check -t - --explain --duplicate
> routes: 0; found of each check, and what makes it a finding:
>   duplicate                 0  same prefix, table, TOS, source and metric

$ netkit route check -t table --explain -6
> routes: 0; found of each check, and what makes it a finding:
>   duplicate                 0  same prefix, table, TOS, source and metric
>   host-bits                 0  a bit behind the length is 1
>   redundant                 0  the next shorter prefix has the same result
>   unreachable-next-hop      0  no longest match leads a next hop to a link
>   next-hop-loop             0  longest matches lead a next hop in a circle
>   in-blackhole              0  a shorter prefix of the table is a blackhole

# many findings: the first ones
$ seq -f '10.0.%.0f.0/24 a' 0 60 | (echo '10.0.0.0/8 a'; cat) | netkit route check -t - --explain | sed -n '1,13p;$p'
> routes: 62; found of each check, and what makes it a finding:
>   duplicate                 0  same prefix, table, TOS, source and metric
>   host-bits                 0  a bit behind the length is 1
>   redundant                61  the next shorter prefix has the same result
>   unreachable-next-hop      0  no longest match leads a next hop to a link
>   next-hop-loop             0  longest matches lead a next hop in a circle
>   in-blackhole              0  a shorter prefix of the table is a blackhole
> 
> standard input:2: redundant: 10.0.0.0/24 is covered with the same result by
>   10.0.0.0/8 a (standard input:1)
>     10.0.0.0/8         00001010|00000000.00000000.00000000  covers
>     10.0.0.0/24        00001010.00000000.00000000|00000000
>     the first 8 bits are equal, and 8 <= 24: all of it lies in there
> and 41 more findings, which are listed without --explain

$ netkit route check -t table --explain -q
? 1

$ netkit route check -t table --explain --report tap
~ --explain is for people: it does not go with --report tap
? 2

$ printf '10.0.0.0/8 a\n10.0.0.0/33 a\n10.1.0.0/16 a\n' | netkit route check -t - --explain --redundant
> routes: 2; found of each check, and what makes it a finding:
>   redundant                 1  the next shorter prefix has the same result
> 
> standard input:3: redundant: 10.1.0.0/16 is covered with the same result by
>   10.0.0.0/8 a (standard input:1)
>     10.0.0.0/8         00001010|00000000.00000000.00000000  covers
>     10.1.0.0/16        00001010.00000001|00000000.00000000
>     the first 8 bits are equal, and 8 <= 16: all of it lies in there
>     result of both: a
>     without the longer one its packets match the shorter one, and go the same
>       way
~ standard input:2
? 2

# what comes from outside is escaped
$ printf '10.0.0.0/8 a\033b\n10.1.0.0/16 a\033b\n' | netkit route check -t - --explain --redundant | tail -4
>     the first 8 bits are equal, and 8 <= 16: all of it lies in there
>     result of both: a\x1bb
>     without the longer one its packets match the shorter one, and go the same
>       way
