# Operands: the address, the prefix, the answer.
|| table
+ 10.0.0.0/8 office
+ 10.1.0.0/16 lab
+ 10.1.2.0/24 AS64512
+ 0.0.0.0/0 rest of the world
+ 2001:db8::/32 six
+ ::ffff:0:0/96 mapped

$ netkit route lookup -t table 10.1.2.3 10.1.3.1 10.2.0.1 192.0.2.1 2001:db8::1 ::ffff:10.0.0.1
> 10.1.2.3	10.1.2.0/24	AS64512
> 10.1.3.1	10.1.0.0/16	lab
> 10.2.0.1	10.0.0.0/8	office
> 192.0.2.1	0.0.0.0/0	rest of the world
> 2001:db8::1	2001:db8::/32	six
> ::ffff:10.0.0.1	::ffff:0.0.0.0/96	mapped

# Without a route: status 1.
$ netkit route lookup -t table 10.0.0.1 2001:db9::1
> 10.0.0.1	10.0.0.0/8	office
> 2001:db9::1	-	none
? 1

$ netkit route -t table 10.1.2.3
> 10.1.2.3	10.1.2.0/24	AS64512

$ netkit route lookup -t table --json 10.1.2.3 2001:db9::1
> {"input":"10.1.2.3","address":"10.1.2.3","type":"unicast","prefix":"10.1.2.0/24","next_hops":[],"table":"main","metric":null,"protocol":null,"prefsrc":null,"origin":64512,"label":"AS64512","rule":32766,"matches":null,"answer":"AS64512"}
> {"input":"2001:db9::1","address":"2001:db9::1","type":"none","prefix":null,"next_hops":[],"table":null,"metric":null,"protocol":null,"prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null,"answer":"none"}
? 1

# Every prefix that matches, longest first.
$ netkit route lookup -t table --all 10.1.2.3
> 10.1.2.3	10.1.2.0/24	AS64512
> 10.1.2.3	10.1.0.0/16	lab
> 10.1.2.3	10.0.0.0/8	office
> 10.1.2.3	0.0.0.0/0	rest of the world

$ netkit route lookup -t table --all --json --fields prefix,matches 10.1.2.3
> {"prefix":"10.1.2.0/24","matches":[{"prefix":"10.1.2.0/24","next_hops":[],"metric":null,"label":"AS64512"},{"prefix":"10.1.0.0/16","next_hops":[],"metric":null,"label":"lab"},{"prefix":"10.0.0.0/8","next_hops":[],"metric":null,"label":"office"},{"prefix":"0.0.0.0/0","next_hops":[],"metric":null,"label":"rest of the world"}]}

$ netkit route lookup -t table --all 2001:db9::1
> 2001:db9::1	-	none
? 1

# Lines: each as it came, then prefix and answer; one without a route is no failure.
$ netkit route lookup -t table -
< 10.1.2.3 - - [24/Nov/2026] "GET / HTTP/1.1" 200
< 
< # not a comment
<   2001:db8::1	two
< 2001:db9::1
< 10.0.0.256
> 10.1.2.3 - - [24/Nov/2026] "GET / HTTP/1.1" 200	10.1.2.0/24	AS64512
> 	-	-
> # not a comment	-	-
>   2001:db8::1	two	2001:db8::/32	six
> 2001:db9::1	-	-
> 10.0.0.256	-	-
~ standard input:3:
~ standard input:6:
? 2

$ netkit route lookup -t table -
< 2001:db9::1
> 2001:db9::1	-	-

$ netkit route lookup -t table - < /dev/null

# Operands count, lines do not.
$ printf '2001:db9::1\n' | netkit route lookup -t table 2001:db9::2 -
> 2001:db9::2	-	none
> 2001:db9::1	-	-
? 1

# The bytes of a line are not touched: CR, TAB, what is no text; no last newline.
$ printf '10.0.0.1\r\n10.1.0.1\t\033[1m\377\n10.1.2.3' | netkit route lookup -t table - | od -An -c | tr -s ' '
>  1 0 . 0 . 0 . 1 \r \t 1 0 . 0 . 0
>  . 0 / 8 \t o f f i c e \n 1 0 . 1
>  . 0 . 1 \t 033 [ 1 m 377 \t 1 0 . 1 .
>  0 . 0 / 1 6 \t l a b \n 1 0 . 1 .
>  2 . 3 \t 1 0 . 1 . 2 . 0 / 2 4 \t
>  A S 6 4 5 1 2 \n

# A field of each line.
$ netkit route lookup -t table --field 2 -
< a 10.1.2.3 b
< a  2001:db8::1
< a
> a 10.1.2.3 b	10.1.2.0/24	AS64512
> a  2001:db8::1	2001:db8::/32	six
> a	-	-

$ netkit route lookup -t table --field 3 --delimiter , -
< a,,10.1.2.3,b
< a,b, 10.1.0.1
> a,,10.1.2.3,b	10.1.2.0/24	AS64512
> a,b, 10.1.0.1	10.1.0.0/16	lab

| log
+ x	10.1.0.1
$ netkit route lookup -t table --field 2 --delimiter '\t' @log
> x	10.1.0.1	10.1.0.0/16	lab

$ netkit route lookup -t table --json --fields input,type,prefix,answer -
< 10.1.2.3 x
< bad
< 2001:db9::1
> {"input":"10.1.2.3 x","type":"unicast","prefix":"10.1.2.0/24","answer":"AS64512"}
> {"input":"bad","error":"'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"}
> {"input":"2001:db9::1","type":"none","prefix":null,"answer":"none"}
~ bad
? 2

$ netkit route lookup -t table -o csv --fields input,prefix,answer -
< 10.1.2.3,x
< 192.0.2.1
> input,prefix,answer
> "10.1.2.3,x",,
> 192.0.2.1,0.0.0.0/0,rest of the world
~ 10.1.2.3,x
? 2

# One family: operands of the other one are passed over, lines stay.
$ netkit route lookup -t table -6 10.1.2.3 2001:db8::1
> 2001:db8::1	2001:db8::/32	six

$ netkit route lookup -t table -4 -
< 10.1.2.3
< 2001:db8::1
> 10.1.2.3	10.1.2.0/24	AS64512
> 2001:db8::1	-	-

# What is refused.
$ netkit route lookup -t table 10.0.0.0/8
~ no single address
? 2

$ netkit route lookup -t table 010.0.0.1 10.1.2.3
> 10.1.2.3	10.1.2.0/24	AS64512
~ 010.0.0.1
? 2

$ netkit route lookup -t table --strict -
< bad
< 10.1.2.3
> bad	-	-
~ bad
? 2

$ netkit route lookup -t table
~ ADDRESS
? 2

$ netkit route lookup -t table --mark 0x1g 10.1.2.3
~ --mark takes a number
? 2

$ netkit route lookup -t table --mark 4294967296 10.1.2.3
~ --mark takes a number
? 2

$ netkit route lookup -t table --tos 256 10.1.2.3
~ --tos takes a name or a number
? 2

$ netkit route lookup -t table --ipproto http 10.1.2.3
~ --ipproto takes a name or a number
? 2

$ netkit route lookup -t table --from 2001:db8::1 10.1.2.3
~ is IPv4, and the source is IPv6
? 2

$ netkit route lookup -t table --from 10.0.0.256 10.1.2.3
~ octet 4
? 2

$ netkit route lookup -t table --vrf blue 10.1.2.3
~ no VRF 'blue'
? 2

$ netkit route lookup -t table --vrf blue --oif eth0 10.1.2.3
~ exclude each other
? 2

$ netkit route lookup -t table --peer 10.0.0.1 10.1.2.3
~ no peer '10.0.0.1'
? 2

$ netkit route lookup -t table --delimiter , -
~ --field
? 2

$ netkit route lookup -t table --field 2 --delimiter ab -
~ one byte
? 2

$ netkit route lookup -t table --field 2 10.1.2.3
~ --field chooses in the lines
? 2

$ netkit route lookup -t - -
~ read only once
? 2

$ netkit route lookup -t table @missing
~ missing
? 3

$ netkit route lookup -t table @
~ file name
? 2

$ netkit route lookup -t missing 10.1.2.3
~ missing
? 3

# Selectors that the table says nothing of change nothing.
$ netkit route lookup -t table --mark 0xff --tos 0x10 --ipproto tcp --sport 1 --dport 65535 --uid 0 --from 10.9.9.9 10.1.2.3
> 10.1.2.3	10.1.2.0/24	AS64512

# A device that no route names: none of its routes.
$ netkit route lookup -t table --oif eth0 10.1.2.3
> 10.1.2.3	-	none
? 1

# A label is escaped, as all that comes from outside.
$ printf '10.0.0.0/8 a\033b\n' | netkit route lookup -t - 10.0.0.1
> 10.0.0.1	10.0.0.0/8	a\x1bb

$ netkit route lookup -t table --header -
< 10.1.2.3 x
> input	prefix	answer
> 10.1.2.3 x	10.1.2.0/24	AS64512

$ netkit route lookup -q -t table 10.1.2.3

$ netkit route lookup -q -t table 2001:db9::1
? 1

$ seq 1 20000 | sed 's/.*/10.1.2.3 &/' | netkit route lookup -t table - | tail -1
> 10.1.2.3 20000	10.1.2.0/24	AS64512

# many lines go through in bulk, by one thread or several: the same bytes as one by one
$ seq 0 65535 | awk '{ printf "10.%d.%d.7 %d\n", $1 / 256, $1 % 256, $1 } $1 % 5000 == 17 { print "odd line\n\n0.0.0.0\n 10.0.0.1\nfe80::1 x" } { printf "2001:db8:%x::1\n", $1 }' > log; seq 0 4 255 | awk '{ print "10." $1 ".0.0/14 a" $1; print "2001:db8:" $1 "::/48 b" $1 }' > table; netkit route lookup -t table - < log > bulk 2> bulk.err; netkit route lookup --threads 3 -t table - < log > threads 2> threads.err; netkit route lookup --header -t table - < log 2> slow.err | tail -n +2 > slow; cmp bulk slow && cmp threads slow && cmp bulk.err slow.err && cmp threads.err slow.err && wc -l < bulk; sed -n 1p bulk.err
> 131142
> netkit: standard input:36:1: 'odd' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped

# What is asked of a packet decides between the tables.
|| policy
+ 0: from all lookup local
+ 100: from all fwmark 0x1/0xf lookup 100
+ 200: from all ipproto tcp dport 443 lookup 101
+ 300: from 10.5.0.0/16 tos 0x10 lookup 102
+ 400: from all uidrange 77-77 prohibit
+ 500: from all oif eth9 lookup 103
+ 600: from all iif eth8 unreachable
+ 32766: from all lookup main
+ default dev eth0
+ default dev eth1 table 100
+ default dev eth2 table 101
+ default dev eth3 table 102
+ default dev eth9 table 103
+ 10.0.0.0/8 nexthop via 192.0.2.1 dev eth0 weight 2 nexthop via 192.0.2.2 dev eth1 weight 1
+ fe80::/64 dev eth0 metric 256
+ fe80::/64 dev eth1 metric 256

$ netkit route lookup -t policy 9.9.9.9 --fields rule,answer
> 9.9.9.9	32766	eth0

$ netkit route lookup -t policy 9.9.9.9 --mark 0x21 --fields rule,table,answer
> 9.9.9.9	100	100	eth1

$ netkit route lookup -t policy 9.9.9.9 --ipproto tcp --dport 443 --sport 1024 --fields rule,answer
> 9.9.9.9	200	eth2

$ netkit route lookup -t policy 9.9.9.9 --from 10.5.1.1 --tos 0x10 --iif eth0 --fields rule,answer
> 9.9.9.9	300	eth3

$ netkit route lookup -t policy 9.9.9.9 --uid 77 --fields type,rule,prefix,answer
> 9.9.9.9	prohibit	400	-	prohibit
? 1

$ netkit route lookup -t policy 9.9.9.9 --oif eth9 --fields rule,answer
> 9.9.9.9	500	eth9

$ netkit route lookup -t policy 9.9.9.9 --iif eth8
> 9.9.9.9	-	unreachable
? 1

$ netkit route lookup -t policy 9.9.9.9 --iif lo --fields rule,answer
> 9.9.9.9	32766	eth0

# Several next hops: all of them.
$ netkit route lookup -t policy 10.1.1.1
> 10.1.1.1	10.0.0.0/8	192.0.2.1,192.0.2.2

$ netkit route lookup -t policy 10.1.1.1 --json --fields next_hops
> {"next_hops":[{"via":"192.0.2.1","dev":"eth0","weight":2},{"via":"192.0.2.2","dev":"eth1","weight":1}]}

$ netkit route lookup -t policy 10.1.1.1 --oif eth1 --json --fields next_hops
> {"next_hops":[{"via":"192.0.2.2","dev":"eth1","weight":1}]}

# A zone is the device that it has to leave by.
$ netkit route lookup -t policy fe80::1 fe80::1%eth1
> fe80::1	fe80::/64	eth0
> fe80::1%eth1	fe80::/64	eth1

$ netkit route lookup -t policy fe80::1%eth7
> fe80::1%eth7	-	none
? 1

# Over the tables in the order of the rules.
$ netkit route lookup -t policy --all --mark 1 10.1.1.1
> 10.1.1.1	0.0.0.0/0	eth1
> 10.1.1.1	10.0.0.0/8	192.0.2.1,192.0.2.2
> 10.1.1.1	0.0.0.0/0	eth0

# What discards: status 1 as an operand, its type in a line.
| bad
+ blackhole 10.1.0.0/16
+ unreachable 10.2.0.0/16
+ prohibit 10.3.0.0/16
+ throw 10.4.0.0/16
$ netkit route lookup -t bad 10.1.0.1 10.2.0.1 10.3.0.1 10.4.0.1
> 10.1.0.1	10.1.0.0/16	blackhole
> 10.2.0.1	10.2.0.0/16	unreachable
> 10.3.0.1	10.3.0.0/16	prohibit
> 10.4.0.1	-	none
? 1

| bad
+ blackhole 10.1.0.0/16
$ netkit route lookup -t bad -
< 10.1.0.1 x
> 10.1.0.1 x	10.1.0.0/16	blackhole

# --all of lines: a line out for each line in
|| in
+ 192.168.1.33 x
+ 8.8.8.8
+ foo

$ netkit route lookup -t sample:textbook --all - < in
> 192.168.1.33 x	192.168.1.32/27,192.168.1.0/24,192.168.0.0/16	eth3,eth2,eth1
> 8.8.8.8	-	-
> foo	-	-
~ standard input:3:1: 'foo' is not an IP address
? 2

$ netkit route lookup -t sample:textbook --all - -o csv --fields input,prefix,answer < in
> input,prefix,answer
> 192.168.1.33 x,"192.168.1.32/27,192.168.1.0/24,192.168.0.0/16","eth3,eth2,eth1"
> 8.8.8.8,,none
> foo,,
~ standard input:3:1: 'foo' is not an IP address
? 2

# the working of each line, and no columns
$ netkit route lookup -t sample:textbook --explain @in 2>&1 | grep -e 'a packet' -e wins -e foo -e '	'
> netkit: in:3:1: 'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
> a packet to 192.168.1.33
>   3 prefixes hold the address, and the longest wins: 192.168.1.32/27, 27 bits
> a packet to 8.8.8.8
> no route: a program of this host gets the error ENETUNREACH; a packet that came

# --field alone reads standard input
$ printf 'GET,192.168.1.33\n' | netkit route lookup -t sample:textbook --field 2 --delimiter ,
> GET,192.168.1.33	192.168.1.32/27	eth3

$ printf 'GET 192.168.1.33\n' | netkit route lookup -t - --field 2
! netkit: standard input is asked for twice, and can be read only once
! netkit: see: netkit route lookup --help
? 2

$ netkit route lookup -t sample:textbook
! netkit: route lookup needs ADDRESS..., or - for the lines of standard input
! netkit: see: netkit route lookup --help
? 2

# --lenient reads as inet_aton does, and says so
$ netkit route lookup -t sample:textbook --lenient 3232235809 --from 127.1
> 3232235809	192.168.1.32/27	eth3
! netkit: '127.1' is read as 127.0.0.1
! netkit: '3232235809' is read as 192.168.1.33

$ for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo 192.11010081; done | netkit route lookup -t sample:textbook --lenient - 2>&1 > out | tail -n 1; wc -l < out
> netkit: 2 more addresses were read leniently
> 12

$ netkit route lookup -t sample:textbook --lenient --from foo 192.168.1.33
! netkit: 'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit route lookup -t sample:textbook --lenient --from foo 192.168.1.33
!                                                             ^~~
? 2
