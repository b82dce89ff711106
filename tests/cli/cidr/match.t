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
+ d 203.0.113.9
+ e ::ffff:10.9.9.9

$ netkit cidr match @acl -- log
> a 10.1.2.3 x
> b 192.0.2.98:80
> c [2001:db8::1]:443

$ netkit cidr match @acl < log
> a 10.1.2.3 x
> b 192.0.2.98:80
> c [2001:db8::1]:443

$ netkit cidr match -f acl -- log
> a 10.1.2.3 x
> b 192.0.2.98:80
> c [2001:db8::1]:443

$ netkit cidr match -v @acl -- log
> no address
> d 203.0.113.9
> e ::ffff:10.9.9.9

$ netkit cidr match -c @acl -- log log
> 6

$ netkit cidr match -vc @acl -- log
> 3

$ netkit cidr match --which @acl -- log
> a 10.1.2.3 x	10.1.0.0/16	lab
> b 192.0.2.98:80	192.0.2.96/30	range
> c [2001:db8::1]:443	2001:db8::/32	-

$ netkit cidr match --which --json @acl -- log
> {"input":"a 10.1.2.3 x","line":1,"address":"10.1.2.3","prefix":"10.1.0.0/16","label":"lab","file":"log"}
> {"input":"b 192.0.2.98:80","line":3,"address":"192.0.2.98","prefix":"192.0.2.96/30","label":"range","file":"log"}
> {"input":"c [2001:db8::1]:443","line":4,"address":"2001:db8::1","prefix":"2001:db8::/32","label":null,"file":"log"}

$ netkit cidr match --which -o csv @acl -- log
> input,line,address,prefix,label,file
> a 10.1.2.3 x,1,10.1.2.3,10.1.0.0/16,lab,log
> b 192.0.2.98:80,3,192.0.2.98,192.0.2.96/30,range,log
> c [2001:db8::1]:443,4,2001:db8::1,2001:db8::/32,,log

$ netkit cidr match --json 10.0.0.0/8 -- log
> {"input":"a 10.1.2.3 x","line":1,"address":"10.1.2.3","prefix":null,"label":null,"file":"log"}

$ netkit cidr match --fields line,address @acl -- log
> 1	10.1.2.3
> 3	192.0.2.98
> 4	2001:db8::1

$ netkit cidr match --mapped @acl -- log
> a 10.1.2.3 x
> b 192.0.2.98:80
> c [2001:db8::1]:443
> e ::ffff:10.9.9.9

$ netkit cidr match --mapped --which @acl -- log
> a 10.1.2.3 x	10.1.0.0/16	lab
> b 192.0.2.98:80	192.0.2.96/30	range
> c [2001:db8::1]:443	2001:db8::/32	-
> e ::ffff:10.9.9.9	10.0.0.0/8	office

$ netkit cidr match -4 @acl -- log
> a 10.1.2.3 x
> b 192.0.2.98:80

$ netkit cidr match -6 @acl -- log
> c [2001:db8::1]:443

$ netkit cidr match -q @acl -- log

$ netkit cidr match 8.8.8.8 -- log
? 1

$ netkit cidr match @acl -- missing log
> a 10.1.2.3 x
> b 192.0.2.98:80
> c [2001:db8::1]:443
! netkit: cannot open 'missing': No such file or directory
? 3

$ netkit cidr match
! netkit: a set is missing: an operand, or -f FILE
! netkit: see: netkit cidr match --help
? 2

$ netkit cidr match 10.0.0.0/8 < /dev/null
? 1

$ netkit cidr match --field 2 10.0.0.0/8
< 10.0.0.1 1.1.1.1
< 1.1.1.1   10.0.0.1
< 10.0.0.1
> 1.1.1.1   10.0.0.1

$ netkit cidr match --field 3 --delimiter , 10.0.0.0/8
< a,,10.0.0.1
< 10.0.0.1,b,c
< ,,,10.0.0.1
> a,,10.0.0.1

$ netkit cidr match --delimiter , 10.0.0.0/8
! netkit: --delimiter goes with --field
! netkit: see: netkit cidr match --help
? 2

$ netkit cidr match --field 0 10.0.0.0/8
! netkit: --field takes a whole number from 1 to 2147483648, not '0'
!     netkit cidr match --field 0 10.0.0.0/8
!                               ^
? 2

$ netkit cidr match --which -v 10.0.0.0/8
! netkit: --which has nothing to tell of lines that do not match
! netkit: see: netkit cidr match --help
? 2

# what is an address in a line, and what is not
$ netkit cidr match 1.2.3.4
< 1.2.3.4.5
< x 1.2.3.4. y
< 1.2.3.4:80
< a1.2.3.4
< 1.2.3.4a
< g1.2.3.4
< 1.2.3.4g
< -1.2.3.4-
< _1.2.3.4_
< 1.2.3.4/24
< x=1.2.3.4,
< [1.2.3.4]
< 01.2.3.4
< 1.2.3.04
< 1.2.3.4..
< ..1.2.3.4
< :1.2.3.4
< 1.2.3.4:
< ::1.2.3.4
< ::ffff:1.2.3.4
< 1.2.3.4-5.6.7.8
< 5.6.7.8-1.2.3.4
< 99 5.6.7.8 then 1.2.3.4
< 1.2.3.400
< 11.2.3.4
< 1.2.3
< é1.2.3.4
< 1.2.3.4é
< 1.2.3.4.com
< 1.2.3.4
> 1.2.3.4:80
> -1.2.3.4-
> _1.2.3.4_
> 1.2.3.4/24
> x=1.2.3.4,
> [1.2.3.4]
> ..1.2.3.4
> :1.2.3.4
> 1.2.3.4:
> 1.2.3.4-5.6.7.8
> 5.6.7.8-1.2.3.4
> 99 5.6.7.8 then 1.2.3.4
> é1.2.3.4
> 1.2.3.4é
> 1.2.3.4

$ netkit cidr match 2001:db8::/32
< [2001:db8::1]:80
< 2001:db8::1%eth0
< 2001:db8::1.
< 2001:db8::1:
< .2001:db8::1
< :2001:db8::1
< 2001:db8::1/64
< 2001:db8:0:0:0:0:0:1
< 2001:DB8::1
< x2001:db8::1
< 2001:db8::1x
< 12:34:56
< 2001:db8::1::
< 2001:db8::192.0.2.1
> [2001:db8::1]:80
> 2001:db8::1%eth0
> .2001:db8::1
> :2001:db8::1
> 2001:db8::1/64
> 2001:db8:0:0:0:0:0:1
> 2001:DB8::1
> 2001:db8::192.0.2.1

$ printf 'x 10.0.0.1\0y\nlast 10.0.0.2' | netkit cidr match 10.0.0.0/8 | tr '\0' 0
> x 10.0.0.10y
> last 10.0.0.2

$ printf '10.0.0.1\r\n' | netkit cidr match 10.0.0.0/8 | od -c | head -1
> 0000000   1   0   .   0   .   0   .   1  \r  \n

$ netkit cidr match 10.0.0.0/8 bad -- log
> a 10.1.2.3 x
! netkit: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr match 10.0.0.0/8 bad -- log
!                                  ^~~
? 2

$ netkit cidr match -
! netkit: standard input is asked for twice, and can be read only once
! netkit: see: netkit cidr match --help
? 2

$ netkit cidr match @- -- -
! netkit: standard input is asked for twice, and can be read only once
! netkit: see: netkit cidr match --help
? 2

$ netkit cidr match -c --json 10.0.0.0/8 -- log
! netkit: -c gives a number: no --which, --fields, json or csv with it
! netkit: see: netkit cidr match --help
? 2

$ netkit cidr match -o tsv @acl -- log
> a 10.1.2.3 x
> b 192.0.2.98:80
> c [2001:db8::1]:443

$ netkit cidr match ::/0
< a :: b
< ::1
< none
> a :: b
> ::1

