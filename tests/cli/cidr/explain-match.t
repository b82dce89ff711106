# What each line holds, and which prefixes hold that, bit by bit.
|| acl
+ 10.0.0.0/8 office
+ 10.1.0.0/16 lab
+ 2001:db8::/32
+ 192.0.2.0-192.0.2.99 range
|| log
+ a 10.1.2.3 x
+ no address
+ b 192.0.2.98:80
+ c [2001:db8::1]:443
+ d 203.0.113.9 then 192.0.2.1
+ e ::ffff:10.9.9.9

$ netkit cidr match --explain --mapped @acl -- log
> log line 1: a 10.1.2.3 x
>   it holds 10.1.2.3
>     address            00001010.00000001.00000010.00000011
>   * 10.1.0.0/16        00001010.00000001|00000000.00000000  lab
>     10.0.0.0/8         00001010|00000000.00000000.00000000  office
>   in the set: 2 prefixes hold it, the longest is 10.1.0.0/16
>   selected
> a 10.1.2.3 x
> log line 2: no address
>   no address in it
>   not selected
> log line 3: b 192.0.2.98:80
>   it holds 192.0.2.98
>     address            11000000.00000000.00000010.01100010
>   * 192.0.2.96/30      11000000.00000000.00000010.011000|00 range
>   in the set: all 30 bits of 192.0.2.96/30 are equal
>   selected
> b 192.0.2.98:80
> log line 4: c [2001:db8::1]:443
>   it holds 2001:db8::1
>     address
>       2001:0db8:0000:0000:0000:0000:0000:0001
>   * 2001:db8::/32
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>   in the set: all 32 bits of 2001:db8::/32 are equal
>   selected
> c [2001:db8::1]:443
> log line 5: d 203.0.113.9 then 192.0.2.1
>   it holds 203.0.113.9
>     address            11001011.00000000.01110001.00001001
>   x 192.0.2.0/26       11000000.00000000.00000010.00|000000 range
>                            ^ bit 5
>   not in the set: the nearest prefix has 4 bits in common with it
>   it holds 192.0.2.1
>     address            11000000.00000000.00000010.00000001
>   * 192.0.2.0/26       11000000.00000000.00000010.00|000000 range
>   in the set: all 26 bits of 192.0.2.0/26 are equal
>   selected
> d 203.0.113.9 then 192.0.2.1
> log line 6: e ::ffff:10.9.9.9
>   it holds ::ffff:10.9.9.9
>   that is IPv4-mapped (RFC 4291 2.5.5.2): --mapped looks up 10.9.9.9
>     address            00001010.00001001.00001001.00001001
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000  office
>   in the set: all 8 bits of 10.0.0.0/8 are equal
>   selected
> e ::ffff:10.9.9.9

# Without a hit, with -v and in one field; the line follows where it is selected.
$ netkit cidr match --explain -v 10.0.0.0/8
< from 11.0.0.7 to 10.0.0.1
< nothing
> line 1: from 11.0.0.7 to 10.0.0.1
>   it holds 11.0.0.7
>     address            00001011.00000000.00000000.00000111
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000
>                               ^ bit 8
>   not in the set: the nearest prefix has 7 bits in common with it
>   it holds 10.0.0.1
>     address            00001010.00000000.00000000.00000001
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000
>   in the set: all 8 bits of 10.0.0.0/8 are equal
>   not selected
> line 2: nothing
>   no address in it
>   selected
> nothing

$ netkit cidr match --explain --field 3 10.0.0.0/8
< from 10.0.0.7 11.0.0.1
< short
> line 1: from 10.0.0.7 11.0.0.1
>   it holds 11.0.0.1
>     address            00001011.00000000.00000000.00000001
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000
>                               ^ bit 8
>   not in the set: the nearest prefix has 7 bits in common with it
>   not selected
> line 2: short
>   it has fewer fields
>   not selected
? 1

$ netkit cidr match --explain --which 10.1.0.0/16 -f acl
< a 10.1.2.3
> line 1: a 10.1.2.3
>   it holds 10.1.2.3
>     address            00001010.00000001.00000010.00000011
>   * 10.1.0.0/16        00001010.00000001|00000000.00000000  lab
>     10.0.0.0/8         00001010|00000000.00000000.00000000  office
>   in the set: 2 prefixes hold it, the longest is 10.1.0.0/16
>   selected
> a 10.1.2.3	10.1.0.0/16	lab

$ netkit cidr match --explain -c 10.0.0.0/8 2001:db8::/32
< ::ffff:10.9.9.9
< 10.0.0.1
> line 1: ::ffff:10.9.9.9
>   it holds ::ffff:10.9.9.9
>     address
>       0000:0000:0000:0000:0000:ffff:0a09:0909
>   x 2001:db8::/32
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 1  0010000000000001
>       of the address                           group 1  0000000000000000
>                                                           ^ bit 3
>   not in the set: the nearest prefix has 2 bits in common with it
>   not selected
> line 2: 10.0.0.1
>   it holds 10.0.0.1
>     address            00001010.00000000.00000000.00000001
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000
>   in the set: all 8 bits of 10.0.0.0/8 are equal
>   selected
> 1

$ netkit cidr match --explain 0.0.0.0/0
< 255.255.255.255
> line 1: 255.255.255.255
>   it holds 255.255.255.255
>     address            11111111.11111111.11111111.11111111
>   * 0.0.0.0/0          |00000000.00000000.00000000.00000000
>   in the set: 0.0.0.0/0 has no bit to compare
>   selected
> 255.255.255.255

$ netkit cidr match --explain 2001:db8::/32
< 10.0.0.1
> line 1: 10.0.0.1
>   it holds 10.0.0.1
>   the set has no prefix of IPv4
>   not selected
? 1

$ netkit cidr match --explain 10.0.0.0/8 < /dev/null
? 1

# The working of the first twenty lines, and every line that is selected.
$ seq -f '10.0.0.%g' 1 50 | netkit cidr match --explain 10.0.0.0/25 | grep -c '^10'
> 50

$ seq -f '10.0.0.%g' 1 50 | netkit cidr match --explain 10.0.0.0/25 | grep -cE 'line [0-9]+:|same way'
> 21

# Many addresses in a line, long lines and bytes that a terminal would obey.
$ (seq -f '11.0.0.%g' 1 30; echo 10.0.0.7) | tr '\n' ' ' | netkit cidr match --explain 10.0.0.0/8 | grep -E 'it holds|more'
>   it holds 11.0.0.1
>   it holds 11.0.0.2
>   it holds 11.0.0.3
>   it holds 11.0.0.4
>   it holds 11.0.0.5
>   it holds 11.0.0.6
>   it holds 11.0.0.7
>   it holds 11.0.0.8
>   and 22 more addresses that are not in the set
>   it holds 10.0.0.7

$ (printf '\033[1m 10.0.0.1 '; seq 1 99 | tr '\n' ' ') | netkit cidr match --explain -c 10.0.0.0/8 | head -1
> line 1: \x1b[1m 10.0.0.1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21..

$ echo 1111:1111:1111:1111:1111:1111:1111:1111 | netkit cidr match --explain -c 1111:1111:1111:1111:1111:1111:1111:1110 1111:1111:1111:1111:1111:1111:1111:1111 1111:1111:1111:1111::/77 | awk 'length > 80'

$ netkit cidr match --explain -q 10.0.0.0/8
< 10.0.0.1

$ netkit cidr match --explain --json 10.0.0.0/8
! netkit: --explain is for people: it does not go with --json or --output
! netkit: see: netkit cidr match --help
? 2
