# Status 0: all of it.
$ netkit cidr contains 10.0.0.0/8 10.1.2.3 10.200.0.0/16 10.0.0.0-10.255.255.255 10.0.0.0/8
> 10.1.2.3	yes
> 10.200.0.0/16	yes
> 10.0.0.0-10.255.255.255	yes
> 10.0.0.0/8	yes

# Status 1: not all.
$ netkit cidr contains 10.0.0.0/8 10.1.2.3 11.0.0.0
> 10.1.2.3	yes
> 11.0.0.0	no
? 1

$ netkit cidr contains 10.0.0.0/24 10.0.0.0/23 10.0.0.255-10.0.1.0
> 10.0.0.0/23	no
> 10.0.0.255-10.0.1.0	no
? 1

$ netkit cidr contains 2001:db8::/32 2001:db8:ffff::/48 2001:db9::
> 2001:db8:ffff::/48	yes
> 2001:db9::	no
? 1

# Families never mix.
$ netkit cidr contains ::/0 10.0.0.0/8
> 10.0.0.0/8	no
? 1

$ netkit cidr contains 0.0.0.0/0 ::1
> ::1	no
? 1

$ netkit cidr contains 0.0.0.0/0 0.0.0.0 255.255.255.255 0.0.0.0/0
> 0.0.0.0	yes
> 255.255.255.255	yes
> 0.0.0.0/0	yes

$ netkit cidr contains ::/0 :: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ::/0
> ::	yes
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff	yes
> ::/0	yes

$ netkit cidr contains 10.0.0.1 10.0.0.1 10.0.0.1/32
> 10.0.0.1	yes
> 10.0.0.1/32	yes

# Host bits are masked off, and that is said.
$ netkit cidr contains 10.0.0.5/24 10.0.0.9/25
> 10.0.0.0/25	yes
~ the network is 10.0.0.0/24
~ the network is 10.0.0.0/25

# Each operand is one set.
| outer
+ 10.0.0.0/25
+ 10.0.0.128/25
+ 2001:db8::/32
| inner
+ 10.0.0.0/24
+ 2001:db8::1
$ netkit cidr contains @outer @inner 10.0.0.64-10.0.0.200
> @inner	yes
> 10.0.0.64-10.0.0.200	yes

| inner
+ 10.0.0.0/24
+ 192.0.2.1
$ netkit cidr contains 10.0.0.0/8 @inner
> @inner	no
? 1

$ netkit cidr contains - 10.0.0.7
< 10.0.0.0/24
> 10.0.0.7	yes

# The empty set is in every set.
| nothing
+ # none
$ netkit cidr contains 10.0.0.0/8 @nothing
> @nothing	yes

| nothing
+ # none
$ netkit cidr contains @nothing 10.0.0.1
> 10.0.0.1	no
? 1

$ netkit cidr contains --json 10.0.0.0/8 10.1.2.3/16 11.0.0.0 bad
> {"input":"10.1.2.3/16","outer":"10.0.0.0/8","inner":"10.1.0.0/16","contains":true}
> {"input":"11.0.0.0","outer":"10.0.0.0/8","inner":"11.0.0.0","contains":false}
> {"input":"bad","error":"'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"}
~ bad
~ 10.1.2.3/16
? 2

$ netkit cidr contains -o csv 10.0.0.0/8 10.1.0.0/16
> input,outer,inner,contains
> 10.1.0.0/16,10.0.0.0/8,10.1.0.0/16,true

$ netkit cidr contains --fields outer,inner,contains 10.0.0.0-10.0.0.9 10.0.0.3
> 10.0.0.0-10.0.0.9	10.0.0.3	yes

$ netkit cidr contains -q 10.0.0.0/8 10.1.2.3

$ netkit cidr contains -q 10.0.0.0/8 11.0.0.1
? 1

# A bad one is 2, whatever the others say.
$ netkit cidr contains 10.0.0.0/8 10.0.0.256 10.0.0.1
> 10.0.0.1	yes
~ octet 4 is 256
? 2

$ netkit cidr contains 10.0.0.0/33 10.0.0.1
~ 33
? 2

$ netkit cidr contains --strict 10.0.0.0/8 bad 10.0.0.1
~ bad
? 2

$ netkit cidr contains 10.0.0.0/8 -
< 10.0.0.1
< bad
> -	yes
~ standard input:2:1
? 2

$ netkit cidr contains --exit-zero 10.0.0.0/8 11.0.0.1
> 11.0.0.1	no

$ netkit cidr contains -4 10.0.0.0/8 ::1 10.0.0.1
> 10.0.0.1	yes

$ netkit cidr contains 10.0.0.0/8
~ INNER
? 2

# The working.
$ netkit cidr contains --explain 192.168.0.0/20 192.168.10.0/24
> outer 192.168.0.0/20
> inner 192.168.10.0/24
> inner address  192.168.10.0     11000000.10101000.00001010.00000000
> outer mask     255.255.240.0    11111111.11111111.11110000.00000000
> AND of both    192.168.0.0      11000000.10101000.00000000.00000000
> outer network  192.168.0.0      11000000.10101000.00000000.00000000
> yes: the AND is the outer network, and a /24 is no larger than a /20

$ netkit cidr contains --explain 192.168.0.0/20 192.168.16.9
> outer 192.168.0.0/20
> inner 192.168.16.9/32
> inner address  192.168.16.9     11000000.10101000.00010000.00001001
> outer mask     255.255.240.0    11111111.11111111.11110000.00000000
> AND of both    192.168.16.0     11000000.10101000.00010000.00000000
> outer network  192.168.0.0      11000000.10101000.00000000.00000000
> no: the AND is not the outer network, bit 20 differs
? 1

$ netkit cidr contains --explain 10.0.0.0/24 10.0.0.0/23
> outer 10.0.0.0/24
> inner 10.0.0.0/23
> inner address  10.0.0.0         00001010.00000000.00000000.00000000
> outer mask     255.255.255.0    11111111.11111111.11111111.00000000
> AND of both    10.0.0.0         00001010.00000000.00000000.00000000
> outer network  10.0.0.0         00001010.00000000.00000000.00000000
> no: the AND is the outer network, but a /23 is larger than a /24
? 1

$ netkit cidr contains --explain 2001:db8::/33 2001:db8:8000::/48
> outer 2001:db8::/33
> inner 2001:db8:8000::/48
>                                                    bits 33 to 48:
> inner address  2001:0db8:8000:0000:0000:0000:0000:0000  1000000000000000
> outer mask     ffff:ffff:8000:0000:0000:0000:0000:0000  1000000000000000
> AND of both    2001:0db8:8000:0000:0000:0000:0000:0000  1000000000000000
> outer network  2001:0db8:0000:0000:0000:0000:0000:0000  0000000000000000
> no: the AND is not the outer network, bit 33 differs
? 1

$ netkit cidr contains --explain ::/0 ::1
> outer ::/0
> inner ::1/128
>                                                    bits 1 to 16:
> inner address  0000:0000:0000:0000:0000:0000:0000:0001  0000000000000000
> outer mask     0000:0000:0000:0000:0000:0000:0000:0000  0000000000000000
> AND of both    0000:0000:0000:0000:0000:0000:0000:0000  0000000000000000
> outer network  0000:0000:0000:0000:0000:0000:0000:0000  0000000000000000
> yes: the AND is the outer network, and a /128 is no larger than a /0

$ netkit cidr contains --explain 10.0.0.0-10.0.0.99 10.0.0.64/26
> outer first  10.0.0.0
> outer last   10.0.0.99
> inner first  10.0.0.64
> inner last   10.0.0.127
> no: the inner last address is past the outer last one
? 1

$ netkit cidr contains --explain 10.0.0.0-10.0.0.99 10.0.0.3-10.0.0.9
> outer first  10.0.0.0
> outer last   10.0.0.99
> inner first  10.0.0.3
> inner last   10.0.0.9
> yes: both inner addresses are between the outer ones

$ netkit cidr contains --explain 10.0.0.0/8 ::1
> outer first  10.0.0.0
> inner first  ::1
> no: the outer one is IPv4, the inner one IPv6
? 1

# One working for each range, parted by a blank line.
$ netkit cidr contains --explain 10.0.0.0/8 10.0.0.1 11.0.0.0
> outer 10.0.0.0/8
> inner 10.0.0.1/32
> inner address  10.0.0.1         00001010.00000000.00000000.00000001
> outer mask     255.0.0.0        11111111.00000000.00000000.00000000
> AND of both    10.0.0.0         00001010.00000000.00000000.00000000
> outer network  10.0.0.0         00001010.00000000.00000000.00000000
> yes: the AND is the outer network, and a /32 is no larger than a /8
> 
> outer 10.0.0.0/8
> inner 11.0.0.0/32
> inner address  11.0.0.0         00001011.00000000.00000000.00000000
> outer mask     255.0.0.0        11111111.00000000.00000000.00000000
> AND of both    11.0.0.0         00001011.00000000.00000000.00000000
> outer network  10.0.0.0         00001010.00000000.00000000.00000000
> no: the AND is not the outer network, bit 8 differs
? 1

| outer
+ 10.0.0.0/24
+ 10.0.2.0/24
$ netkit cidr contains --explain @outer 10.0.3.0
> inner first  10.0.3.0
> no: the outer set holds nothing at or after it
? 1

# Of a list: what follows from its ranges, of which the first are told, and the first outside.
$ printf '10.0.0.0/24\n10.0.2.0/24\n' | netkit cidr contains --explain 10.0.0.0/24 - | tail -3
> no: the AND is not the outer network, bit 23 differs
> 
> -: no, of its 2 ranges 1 does not lie in the outer set

$ seq 0 2 254 | sed 's,.*,10.0.&.0/24,' | netkit cidr contains --explain 10.0.0.0/17 - | tail -10
> outer 10.0.0.0/17
> inner 10.0.128.0/24
> inner address  10.0.128.0       00001010.00000000.10000000.00000000
> outer mask     255.255.128.0    11111111.11111111.10000000.00000000
> AND of both    10.0.128.0       00001010.00000000.10000000.00000000
> outer network  10.0.0.0         00001010.00000000.00000000.00000000
> no: the AND is not the outer network, bit 17 differs
> 
> and 107 more ranges
> -: no, of its 128 ranges 64 do not lie in the outer set

$ seq 0 2 254 | sed 's,.*,10.0.&.0/24,' | netkit cidr contains --explain 10.0.0.0/8 - | tail -2
> and 108 more ranges
> -: yes, each of its 128 ranges lies in the outer set

# No line passes 80 columns.
$ netkit cidr contains --explain 1111:1111:1111:1111:1111:1111:1111:1111-2111:1111:1111:1111:1111:1111:1111:1111 1111:1111:1111:1111:1111:1111:1111:1112-1111:1111:1111:1111:1111:1111:1111:1119 | awk 'length > 80'

# The working is text.
$ netkit cidr contains --explain --json 10.0.0.0/8 10.0.0.1
~ --explain
? 2

# Standard input is read once.
$ netkit cidr contains - @-
~ standard input is asked for twice
? 2

# an assertion that compared nothing is no yes
$ netkit cidr contains -4 10.0.0.0/8 ::1
! netkit: -4 leaves nothing to compare
! netkit: see: netkit cidr contains --help
? 2

$ netkit cidr contains -4 10.0.0.0/8 ::1 10.0.0.1
> 10.0.0.1	yes
