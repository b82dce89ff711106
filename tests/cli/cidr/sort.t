# By number, not by letters; IPv4 first; the larger first.
$ netkit cidr sort 10.0.0.10 10.0.0.9 2001:db8::/32 10.0.0.0/8 ::1 9.255.255.255
> 9.255.255.255
> 10.0.0.0/8
> 10.0.0.9
> 10.0.0.10
> ::1
> 2001:db8::/32

# Items stay what they are: host bits, ranges, /32.
$ netkit cidr sort 10.0.0.9-10.0.0.20 10.0.0.9/32 10.0.0.5/8 10.0.0.0-10.0.0.255 10.0.0.0/24 10.0.0.0/8
> 10.0.0.0/8
> 10.0.0.5/8
> 10.0.0.0-10.0.0.255
> 10.0.0.0/24
> 10.0.0.9-10.0.0.20
> 10.0.0.9/32

# Canonical text.
$ netkit cidr sort 2001:DB8:0:0::1 10.0.0.0/255.255.0.0 0:0:0:0:0:FFFF:1.2.3.4
> 10.0.0.0/16
> ::ffff:1.2.3.4
> 2001:db8::1

$ netkit cidr sort ::/0 0.0.0.0/0 255.255.255.255/32 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128 0.0.0.0
> 0.0.0.0/0
> 0.0.0.0
> 255.255.255.255/32
> ::/0
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128

$ netkit cidr sort --reverse 10.0.0.1 10.0.0.2 ::1
> ::1
> 10.0.0.2
> 10.0.0.1

$ netkit cidr sort -r 10.0.0.1 10.0.0.2
> 10.0.0.2
> 10.0.0.1

# Unique: the same addresses and host bits; the first given stays.
$ netkit cidr sort --unique 10.0.0.1 10.0.0.2 10.0.0.1 10.0.0.1/32 10.0.0.1-10.0.0.1
> 10.0.0.1
> 10.0.0.2

$ netkit cidr sort -u 10.0.0.5/8 10.0.0.6/8 10.0.0.5/8
> 10.0.0.5/8
> 10.0.0.6/8

$ netkit cidr sort -ur 10.0.0.1/32 10.0.0.1 ::1 ::1
> ::1
> 10.0.0.1/32

# Without it doubles stay.
$ netkit cidr sort 10.0.0.1 10.0.0.1
> 10.0.0.1
> 10.0.0.1

# Labels and the text as given are kept.
$ netkit cidr sort --json -
< 10.0.0.9   foo bar   # why
< 10.0.0.01
< 10.0.0.1	baz
< 10.0.0.0 - 10.0.0.3 range
> {"input":"10.0.0.01","error":"'10.0.0.01' is not an IPv4 address: octet 4, 01, has a leading zero, which some read as octal (--lenient reads it so)"}
> {"input":"10.0.0.0 - 10.0.0.3","item":"10.0.0.0-10.0.0.3","first":"10.0.0.0","last":"10.0.0.3","addresses":"4","label":"range"}
> {"input":"10.0.0.1","item":"10.0.0.1","first":"10.0.0.1","last":"10.0.0.1","addresses":"1","label":"baz"}
> {"input":"10.0.0.9","item":"10.0.0.9","first":"10.0.0.9","last":"10.0.0.9","addresses":"1","label":"foo bar"}
~ 10.0.0.01
? 2

$ netkit cidr sort --fields item,label -
< 10.0.0.2 b
< 10.0.0.1 a
< 10.0.0.3
> 10.0.0.1	a
> 10.0.0.2	b
> 10.0.0.3	-

$ netkit cidr sort -o csv --fields input,item,addresses -
< 10.0.0.0/255.255.255.0
< 10.0.0.0/8
> input,item,addresses
> 10.0.0.0/8,10.0.0.0/8,16777216
> 10.0.0.0/255.255.255.0,10.0.0.0/24,256

# Files and operands are one list.
| a
+ 10.0.0.3
+ 10.0.0.1
| b
+ 10.0.0.2
$ netkit cidr sort @a @b 10.0.0.0 -
< 10.0.0.4
> 10.0.0.0
> 10.0.0.1
> 10.0.0.2
> 10.0.0.3
> 10.0.0.4

$ netkit cidr sort -
< 10.0.0.2
< x
< 10.0.0.1
> 10.0.0.1
> 10.0.0.2
~ standard input:2:1
? 2

$ netkit cidr sort --strict -
< 10.0.0.2
< x
< 10.0.0.1
~ standard input:2:1
? 2

$ netkit cidr sort -4 10.0.0.1 ::1 10.0.0.0
> 10.0.0.0
> 10.0.0.1

$ netkit cidr sort -6 10.0.0.1 ::1
> ::1

$ netkit cidr sort - </dev/null

$ netkit cidr sort --json - </dev/null

$ netkit cidr sort @missing
~ missing
? 3

$ netkit cidr sort 10.0.0.9-10.0.0.1
~ 10.0.0.9
? 2

$ netkit cidr sort --lenient 127.1 10/8
> 10.0.0.0/8
> 127.0.0.1
~ 127.0.0.1
~ 10.0.0.0/8

# No newline at the end, CRLF.
$ printf '10.0.0.2\r\n10.0.0.1' | netkit cidr sort -
> 10.0.0.1
> 10.0.0.2

$ seq 0 65535 | awk '{ n = ($1 * 40503) % 65536; printf "10.0.%d.%d\n", n / 256, n % 256 }' | netkit cidr sort - | awk -F. '{ if ($3 * 256 + $4 != NR - 1) bad++ } END { print NR, bad + 0 }'
> 65536 0

$ netkit cidr sort
~ ITEM
? 2
