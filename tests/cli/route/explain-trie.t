# How the tree is made, how large a trie is with and without compressed paths, and one look-up in it.
$ netkit route trie -t sample:textbook --explain
> IPv4, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   192.168.0.0/16       16  (none)              1100000010101000
>   192.168.1.0/24        8  192.168.0.0/16      00000001
>   192.168.1.32/27       3  192.168.1.0/24      001
> 2. A binary trie has a node for each new bit, and the root: 27 + 1 = 28 nodes.
>   Path compression leaves out those with one child and no prefix: 3 prefixes + 0
>   forks where two part = 3. The tree below has the prefixes only.
> 3. A look-up of 192.168.1.32 goes down as long as bits are equal:
>   192.168.0.0/16: bits 1 to 16 are equal; remember eth1
>   192.168.1.0/24: bits 17 to 24 are equal; remember eth2
>   192.168.1.32/27: bits 25 to 27 are equal; remember eth3
>   nothing below holds it, so the last one remembered is the longest match: 3
>     prefixes met; a binary trie takes a step a bit, 27
> 
> 192.168.0.0/16 eth1
> └── 192.168.1.0/24 eth2
>     └── 192.168.1.32/27 eth3

|| table
+ 0.0.0.0/0 default
+ 10.0.0.0/8 a
+ 10.1.0.0/16 b
+ 10.2.0.0/16 c
+ 10.3.0.0/16 d
+ 192.0.2.1/32 e
+ 2001:db8::/32 x
+ 2001:db8:1::/48 y
+ 2001:db8:1:2:3:4:5:6/128 z

# two forks: 10.1 and 10.2 part behind 14 bits, 10.2 and 10.3 behind 15; 10 and 192 part at the root, which is a prefix
$ netkit route trie -t table --explain --ascii
> IPv4, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   0.0.0.0/0             0  (none)
>   10.0.0.0/8            8  0.0.0.0/0           00001010
>   10.1.0.0/16           8  10.0.0.0/8          00000001
>   10.2.0.0/16           2  10.0.0.0/8          00000010
>   10.3.0.0/16           1  10.0.0.0/8          00000011
>   192.0.2.1/32         32  0.0.0.0/0           11000000000000000000001000000001
> 2. A binary trie has a node for each new bit, and the root: 51 + 1 = 52 nodes.
>   Path compression leaves out those with one child and no prefix: 6 prefixes + 2
>   forks where two part = 8. The tree below has the prefixes only.
> 3. A look-up of 10.1.0.0 goes down as long as bits are equal:
>   0.0.0.0/0: no bits to compare; remember default
>   10.0.0.0/8: bits 1 to 8 are equal; remember a
>   10.1.0.0/16: bits 9 to 16 are equal; remember b
>   nothing below holds it, so the last one remembered is the longest match: 3
>     prefixes met; a binary trie takes a step a bit, 16
> 
> IPv6, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   2001:db8::/32        32  (none)              00100000000000010000110110111000
>   2001:db8:1::/48      16  2001:db8::/32       0000000000000001
>   2001:db8:1:2:3:4:5:6/128
>                        80  2001:db8:1::/48     0000000000000010000000000000001..
> 2. A binary trie has a node for each new bit, and the root: 128 + 1 = 129 nodes.
>   Path compression leaves out those with one child and no prefix: 3 prefixes + 0
>   forks where two part = 3. The tree below has the prefixes only.
> 3. A look-up of 2001:db8:1:2:3:4:5:6 goes down as long as bits are equal:
>   2001:db8::/32: bits 1 to 32 are equal; remember x
>   2001:db8:1::/48: bits 33 to 48 are equal; remember y
>   2001:db8:1:2:3:4:5:6/128: bits 49 to 128 are equal; remember z
>   nothing below holds it, so the last one remembered is the longest match: 3
>     prefixes met; a binary trie takes a step a bit, 128
> 
> 0.0.0.0/0 default
> |-- 10.0.0.0/8 a
> |   |-- 10.1.0.0/16 b
> |   |-- 10.2.0.0/16 c
> |   `-- 10.3.0.0/16 d
> `-- 192.0.2.1/32 e
> 2001:db8::/32 x
> `-- 2001:db8:1::/48 y
>     `-- 2001:db8:1:2:3:4:5:6/128 z

# a part of it: what lies in the prefix and what covers it
$ netkit route trie -t table --explain --ascii 10.2.0.0/15
> IPv4, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   0.0.0.0/0             0  (none)
>   10.0.0.0/8            8  0.0.0.0/0           00001010
>   10.2.0.0/16           8  10.0.0.0/8          00000010
>   10.3.0.0/16           1  10.0.0.0/8          00000011
> 2. A binary trie has a node for each new bit, and the root: 17 + 1 = 18 nodes.
>   Path compression leaves out those with one child and no prefix: 4 prefixes + 1
>   fork where two part = 5. The tree below has the prefixes only.
> 3. A look-up of 10.2.0.0 goes down as long as bits are equal:
>   0.0.0.0/0: no bits to compare; remember default
>   10.0.0.0/8: bits 1 to 8 are equal; remember a
>   10.2.0.0/16: bits 9 to 16 are equal; remember c
>   nothing below holds it, so the last one remembered is the longest match: 3
>     prefixes met; a binary trie takes a step a bit, 16
> 
> 0.0.0.0/0 default
> `-- 10.0.0.0/8 a
>     |-- 10.2.0.0/16 c
>     `-- 10.3.0.0/16 d

$ netkit route trie -t table --explain -6 --fields prefix,depth
> IPv6, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   2001:db8::/32        32  (none)              00100000000000010000110110111000
>   2001:db8:1::/48      16  2001:db8::/32       0000000000000001
>   2001:db8:1:2:3:4:5:6/128
>                        80  2001:db8:1::/48     0000000000000010000000000000001..
> 2. A binary trie has a node for each new bit, and the root: 128 + 1 = 129 nodes.
>   Path compression leaves out those with one child and no prefix: 3 prefixes + 0
>   forks where two part = 3. The tree below has the prefixes only.
> 3. A look-up of 2001:db8:1:2:3:4:5:6 goes down as long as bits are equal:
>   2001:db8::/32: bits 1 to 32 are equal; remember x
>   2001:db8:1::/48: bits 33 to 48 are equal; remember y
>   2001:db8:1:2:3:4:5:6/128: bits 49 to 128 are equal; remember z
>   nothing below holds it, so the last one remembered is the longest match: 3
>     prefixes met; a binary trie takes a step a bit, 128
> 
> 2001:db8::/32        0
> 2001:db8:1::/48      1
> 2001:db8:1:2:3:4:5:6/128 2

# the same prefix twice is one node; two tables are two trees
$ printf '10.0.0.0/8 dev e1 metric 5\n10.0.0.0/8 dev e2 metric 9\n10.0.0.0/8 dev e3 table 7\n' | netkit route trie -t - --explain --ascii
> IPv4, table 7
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   10.0.0.0/8            8  (none)              00001010
> 2. A binary trie has a node for each new bit, and the root: 8 + 1 = 9 nodes.
>   Path compression leaves out those with one child and no prefix: 1 prefix + 0
>   forks where two part = 1. The tree below has the prefixes only.
> 3. A look-up of 10.0.0.0 goes down as long as bits are equal:
>   10.0.0.0/8: bits 1 to 8 are equal; remember e3
>   nothing below holds it, so the last one remembered is the longest match: 1
>     prefix met; a binary trie takes a step a bit, 8
> 
> IPv4, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   10.0.0.0/8            8  (none)              00001010
> 2. A binary trie has a node for each new bit, and the root: 8 + 1 = 9 nodes.
>   Path compression leaves out those with one child and no prefix: 1 prefix + 0
>   forks where two part = 1. The tree below has the prefixes only.
> 3. A look-up of 10.0.0.0 goes down as long as bits are equal:
>   10.0.0.0/8: bits 1 to 8 are equal; remember e1
>   nothing below holds it, so the last one remembered is the longest match: 1
>     prefix met; a binary trie takes a step a bit, 8
> 
> table 7
> `-- 10.0.0.0/8 e3
> table main
> `-- 10.0.0.0/8 e1

# the whole alone, nothing, nothing of the prefix
$ printf '::/0 a\n' | netkit route trie -t - --explain --ascii
> IPv6, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   ::/0                  0  (none)
> 2. A binary trie has a node for each new bit, and the root: 0 + 1 = 1 nodes.
>   Path compression leaves out those with one child and no prefix: 1 prefix + 0
>   forks where two part = 1. The tree below has the prefixes only.
> 3. A look-up of :: goes down as long as bits are equal:
>   ::/0: no bits to compare; remember a
>   nothing below holds it, so the last one remembered is the longest match: 1
>     prefix met; a binary trie takes a step a bit, 0
> 
> ::/0 a

$ netkit route trie -t - --explain

$ netkit route trie -t table --explain 172.16.0.0/12
> IPv4, table main
> 1. In the order of addresses, the shorter first, a prefix stands before those
>   that it covers, and hangs under the last one that covers it. New bits: those
>   behind what it shares with the prefix before.
>   prefix              new  under               bits behind that
>   0.0.0.0/0             0  (none)
> 2. A binary trie has a node for each new bit, and the root: 0 + 1 = 1 nodes.
>   Path compression leaves out those with one child and no prefix: 1 prefix + 0
>   forks where two part = 1. The tree below has the prefixes only.
> 3. A look-up of 0.0.0.0 goes down as long as bits are equal:
>   0.0.0.0/0: no bits to compare; remember default
>   nothing below holds it, so the last one remembered is the longest match: 1
>     prefix met; a binary trie takes a step a bit, 0
> 
> 0.0.0.0/0 default

$ netkit route trie -t table --explain -q

# many prefixes, many tables: the first ones
$ seq -f '10.0.%.0f.0/24 x' 0 2 200 | netkit route trie -t - --explain --ascii | sed -n '24,35p'
>   10.0.36.0/24          3  (none)              000010100000000000100100
>   10.0.38.0/24          2  (none)              000010100000000000100110
>   and 81 more prefixes
> 2. A binary trie has a node for each new bit, and the root: 321 + 1 = 322 nodes.
>   Path compression leaves out those with one child and no prefix: 101 prefixes +
>   100 forks where two part = 201. The tree below has the prefixes only.
> 3. A look-up of 10.0.0.0 goes down as long as bits are equal:
>   10.0.0.0/24: bits 1 to 24 are equal; remember x
>   nothing below holds it, so the last one remembered is the longest match: 1
>     prefix met; a binary trie takes a step a bit, 24
> 
> 10.0.0.0/24 x

$ seq -f '10.0.0.0/24 dev e table %.0f' 1 30 | netkit route trie -t - --explain --ascii | grep -E 'trees|IPv4' | tail -2
> IPv4, table 8
> and 22 more trees

# pictures of other kinds are as without it
$ netkit route trie -t table --explain -o dot 10.2.0.0/15 | head -1
> digraph netkit {

$ netkit route trie -t table --explain --json
~ --explain is for people
? 2

$ printf '10.0.0.0/8 a\033b\n10.0.0.0/33 a\n' | netkit route trie -t - --explain --ascii | tail -6
> 3. A look-up of 10.0.0.0 goes down as long as bits are equal:
>   10.0.0.0/8: bits 1 to 8 are equal; remember a\x1bb
>   nothing below holds it, so the last one remembered is the longest match: 1
>     prefix met; a binary trie takes a step a bit, 8
> 
> 10.0.0.0/8 a\x1bb
~ standard input:2
