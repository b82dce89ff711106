$ netkit cidr overlaps 10.0.0.0/22 10.0.3.0/24 10.0.8.0/24
> 10.0.0.0/22	10.0.3.0/24	10.0.3.0/24

# Status 1 where all are disjoint.
$ netkit cidr overlaps 10.0.0.0/24 10.0.1.0/24
? 1

# What is shared is a prefix where it is one, else a range.
$ netkit cidr overlaps 10.0.0.0-10.0.0.99 10.0.0.64/26
> 10.0.0.0-10.0.0.99	10.0.0.64/26	10.0.0.64-10.0.0.99

$ netkit cidr overlaps 10.0.0.0-10.0.0.99 10.0.0.64-10.0.0.95
> 10.0.0.0-10.0.0.99	10.0.0.64-10.0.0.95	10.0.0.64/27

# Every pair; a is the one given first; in the order of what is shared.
$ netkit cidr overlaps 10.0.0.128/25 10.0.0.0/24 10.0.0.200 10.0.0.0/8
> 10.0.0.0/24	10.0.0.0/8	10.0.0.0/24
> 10.0.0.128/25	10.0.0.0/8	10.0.0.128/25
> 10.0.0.128/25	10.0.0.0/24	10.0.0.128/25
> 10.0.0.200	10.0.0.0/8	10.0.0.200/32
> 10.0.0.0/24	10.0.0.200	10.0.0.200/32
> 10.0.0.128/25	10.0.0.200	10.0.0.200/32

# The same twice, and spelled in two ways.
$ netkit cidr overlaps 10.0.0.1 10.0.0.1
> 10.0.0.1	10.0.0.1	10.0.0.1/32

$ netkit cidr overlaps 10.0.0.0/24 10.0.0.0-10.0.0.255
> 10.0.0.0/24	10.0.0.0-10.0.0.255	10.0.0.0/24

# Neighbours share nothing.
$ netkit cidr overlaps 10.0.0.0-10.0.0.9 10.0.0.10-10.0.0.19
? 1

$ netkit cidr overlaps 10.0.0.0-10.0.0.10 10.0.0.10-10.0.0.19
> 10.0.0.0-10.0.0.10	10.0.0.10-10.0.0.19	10.0.0.10/32

# Families never mix.
$ netkit cidr overlaps ::/0 0.0.0.0/0
? 1

$ netkit cidr overlaps ::ffff:0:0/96 10.0.0.0/8
? 1

$ netkit cidr overlaps 2001:db8::/32 2001:db8:1::/48 2001:db9::/32
> 2001:db8::/32	2001:db8:1::/48	2001:db8:1::/48

$ netkit cidr overlaps ::/0 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ::
> ::/0	::	::/128
> ::/0	ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff	ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128

$ netkit cidr overlaps 0.0.0.0/0 255.255.255.255 0.0.0.0
> 0.0.0.0/0	0.0.0.0	0.0.0.0/32
> 0.0.0.0/0	255.255.255.255	255.255.255.255/32

# Host bits do not matter, and are shown.
$ netkit cidr overlaps 10.0.0.5/24 10.0.0.9/25
> 10.0.0.5/24	10.0.0.9/25	10.0.0.0/25

# Each line of a list is an item.
$ netkit cidr overlaps --json - 10.0.0.0-10.0.0.20
< 10.0.0.0/8 corp
< 10.0.0.9 printer
< 192.0.2.1
> {"a":"10.0.0.0/8","b":"10.0.0.0-10.0.0.20","overlap":"10.0.0.0-10.0.0.20","a_label":"corp","a_file":"-","a_line":1,"b_label":null,"b_file":null,"b_line":null}
> {"a":"10.0.0.0/8","b":"10.0.0.9","overlap":"10.0.0.9/32","a_label":"corp","a_file":"-","a_line":1,"b_label":"printer","b_file":"-","b_line":2}
> {"a":"10.0.0.9","b":"10.0.0.0-10.0.0.20","overlap":"10.0.0.9/32","a_label":"printer","a_file":"-","a_line":2,"b_label":null,"b_file":null,"b_line":null}

| old
+ 10.0.0.0/25 a
+ 10.0.1.0/24 b
| new
+ 10.0.0.0/24 c
$ netkit cidr overlaps @old @new --fields a,a_label,a_file,a_line,b,b_label,b_file,b_line
> 10.0.0.0/25	a	old	1	10.0.0.0/24	c	new	1

$ netkit cidr overlaps -o csv --fields a,b,overlap 10.0.0.0/8 10.1.0.0/16
> a,b,overlap
> 10.0.0.0/8,10.1.0.0/16,10.1.0.0/16

$ netkit cidr overlaps -q 10.0.0.0/8 10.1.0.0/16

$ netkit cidr overlaps -q 10.0.0.0/8 11.0.0.0/16
? 1

$ netkit cidr overlaps -
< 10.0.0.0/8
< bad
< 10.1.0.0/16
> 10.0.0.0/8	10.1.0.0/16	10.1.0.0/16
~ standard input:2:1
? 2

$ netkit cidr overlaps -4 10.0.0.0/8 10.1.0.0/16 ::/0 ::1
> 10.0.0.0/8	10.1.0.0/16	10.1.0.0/16

# Nothing overlaps in nothing.
$ netkit cidr overlaps - </dev/null
? 1

$ netkit cidr overlaps --exit-zero 10.0.0.1 10.0.0.2

$ netkit cidr overlaps 10.0.0.1 @missing
~ missing
? 3

# Many that are disjoint are quick, and one among them is found.
$ (seq 0 99999 | awk '{ printf "10.%d.%d.%d\n", $1 / 65536, $1 / 256 % 256, $1 % 256 }'; echo 10.0.200.7/32) | netkit cidr overlaps -
> 10.0.200.7	10.0.200.7/32	10.0.200.7/32
