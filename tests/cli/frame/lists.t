$ netkit cidr sort --fields input,label -
< # comment
< 
<   10.0.0.3   label with words   # why
< 10.0.0.2#not-a-comment
< 10.0.0.1
> 10.0.0.1	-
> 10.0.0.3	label with words
! netkit: standard input:4:9: '10.0.0.2#not' is not an IPv4 address: unexpected character in octet 4, expected digits and '.'; line skipped
? 2

$ printf '10.0.0.2\r\n10.0.0.1' | netkit cidr sort -
> 10.0.0.1
> 10.0.0.2

$ printf '\357\273\27710.0.0.2\n10.0.0.1\n' | netkit cidr sort -
> 10.0.0.1
> 10.0.0.2

| a
+ 10.0.0.3
| b
+ 10.0.0.1
$ netkit cidr sort @a @b 10.0.0.9
> 10.0.0.1
> 10.0.0.3
> 10.0.0.9

$ netkit cidr sort @
! netkit: a file name is missing behind '@'
!     netkit cidr sort @
!                      ^
? 2

$ netkit cidr sort @missing
! netkit: cannot open 'missing': No such file or directory
? 3

$ netkit cidr sort @.
! netkit: cannot open '.': Is a directory
? 3

$ netkit cidr sort @- 10.0.0.1
< 10.0.0.0
> 10.0.0.0
> 10.0.0.1

# ten bad lines one by one, then a count
$ netkit cidr sort -
< bad0
< bad1
< bad2
< bad3
< bad4
< bad5
< bad6
< bad7
< bad8
< bad9
< bad10
< bad11
< bad12
< 10.0.0.1
> 10.0.0.1
! netkit: standard input:1:1: 'bad0' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:2:1: 'bad1' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:3:1: 'bad2' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:4:1: 'bad3' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:5:1: 'bad4' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:6:1: 'bad5' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:7:1: 'bad6' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:8:1: 'bad7' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:9:1: 'bad8' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: standard input:10:1: 'bad9' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
! netkit: 3 more bad lines
? 2

$ netkit cidr sort --strict -
< 10.0.0.2
< bad
< 10.0.0.1
! netkit: standard input:2:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
? 2

$ netkit cidr sort --exit-zero -
< 10.0.0.2
< bad
> 10.0.0.2
! netkit: standard input:2:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped

$ netkit cidr contains --exit-zero 10.0.0.0/8 11.0.0.1
> 11.0.0.1	no

$ netkit cidr sort --exit-zero 10.0.0.300
! netkit: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255
!     netkit cidr sort --exit-zero 10.0.0.300
!                                         ^~~
? 2

$ netkit cidr contains -q 10.0.0.0/8 11.0.0.1
? 1

$ netkit cidr sort -q 10.0.0.1

$ netkit cidr sort -4 10.0.0.1 ::1
> 10.0.0.1

$ netkit cidr sort -6 10.0.0.1 ::1
> ::1

$ netkit cidr sort -
< 10.0.0.5 - 10.0.0.9
< 10.0.0.1 - a label
> 10.0.0.1
> 10.0.0.5-10.0.0.9

