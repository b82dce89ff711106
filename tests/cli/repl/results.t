# results are numbered from the session's start; several rows are several operands
$ netkit repl -c 'cidr split 192.0.2.0/24 --into 25; cidr next 10.0.0.0/8 --length 24; cidr sort $2 $1 $'
> 192.0.2.0/25
> 192.0.2.128/25
> 10.0.0.0/24
> 10.0.0.0/24
> 10.0.0.0/24
> 192.0.2.0/25
> 192.0.2.128/25

# the schema says which column; it need not be shown
$ netkit repl -c 'cidr show 10.1.2.3/16 --fields netmask; cidr contains 10.1.0.0/16 $'
> 255.255.0.0
> 10.1.0.0/16	yes

$ netkit repl -c 'cidr show 10.1.2.3/16 --json -q; cidr contains 10.1.0.0/16 $1'
> 10.1.0.0/16	yes

# before and behind, in quotes, and a '$' that is itself
$ netkit repl -c 'let net = 10.0.0.0 10.1.0.0; cidr sort $net/16 ${net}/24'
> 10.0.0.0/16
> 10.0.0.0/24
> 10.1.0.0/16
> 10.1.0.0/24

$ netkit repl -c 'let two = 10.0.0.0 10.1.0.0; cidr sort "$two"'
~ '10.0.0.0 10.1.0.0' is not
? 2

$ netkit repl -c "let two = 10.0.0.0; cidr sort '\$two'"
~ '$two' is not
? 2

$ netkit repl -c 'cidr sort 10$ '
~ '10$' is not
? 2

$ netkit repl -c 'cidr sort 10.0.0.1; cidr sort $7'
> 10.0.0.1
! netkit: -c:1: there is no result of that number: the last is $1
!     cidr sort 10.0.0.1; cidr sort $7
!                                   ^~
? 2

$ netkit repl -c 'cidr sort $site'
! netkit: -c:1: there is no name 'site': let NAME = VALUE makes one
!     cidr sort $site
!               ^~~~~
? 2

$ netkit repl -c 'let site=10.1.0.0/16; cidr show site'
~ $site is what was named so
? 2

$ netkit repl -c 'let 1x = 4'
~ '1x' is no name
? 2

# commands without records have no number; those that a command writes within it have
$ netkit repl -c 'help cidr > help; cidr sort 10.0.0.9 -q; cidr sort $1'
> 10.0.0.9

$ netkit repl -c 'let a = 10.0.0.0/8; cidr sort $a 10.0.0.1; show names; show results'
> 10.0.0.0/8
> 10.0.0.1
> $a = 10.0.0.0/8
> $1 = 10.0.0.0/8 and 1 more  (cidr sort 10.0.0.0/8 10.0.0.1)

# one that is not kept whole is no operand
$ netkit repl -c 'cidr list 10.0.0.0/14 > /dev/null; cidr sort $ -q'
~ this result is too long
? 2

# names of records come from outside, and are shown safely
$ netkit repl -c "let a = '$(printf '\033')[2J'; show names"
> $a = \x1b[2J

# a working or a picture stands in place of records, which are the result all the same
$ netkit repl -c 'cidr show 10.1.2.3/16 --explain > /dev/null; cidr show 10.2.0.0/16 -o svg > /dev/null; cidr sort $2 $1'
> 10.1.0.0/16
> 10.2.0.0/16

$ netkit repl -c 'set explain on; cidr split 192.0.2.0/24 --into 25 > x; cidr aggregate $ > x; cidr contains $ 192.0.2.7 > x; cidr plan $2 --need a=100 > x; set explain off; cidr sort $1 $2 $3 $4'
> 192.0.2.0/24
> 192.0.2.0/25
> 192.0.2.0/25
> 192.0.2.7
> 192.0.2.128/25
> 192.0.2.128/25

$ netkit repl -c 'route lookup -t sample:textbook 192.168.1.33 --explain > x; route walk -T sample:textbook h1 h2 --ttl 2 --explain > x; tcp-state table --state CLOSED --explain > x; show results'
> $1 = 192.168.1.33  (route lookup -t sample:textbook 192.168.1.33 --explain)
> $2 = h1 and 2 more  (route walk -T sample:textbook h1 h2 --ttl 2 --explain)
> $3 = CLOSED and 18 more  (tcp-state table --state CLOSED --explain)
? 1

|| vrps
+ ASN,IP Prefix,Max Length
+ AS64500,192.0.2.0/24,24

$ netkit repl -c 'set explain on; route list -t sample:textbook > x; dns encode example.com > x; route validate --vrps vrps 192.0.2.0/24 AS64500 > x; set explain off; cidr sort $1; show results'
> 192.168.0.0/16
> 192.168.1.0/24
> 192.168.1.32/27
> $1 = 192.168.0.0/16 and 2 more  (route list --explain -t sample:textbook)
> $2 = 000001000001000000000000076578616d706c6503636f6d0000010001  (dns encode --explain example.com)
> $3 = 192.0.2.0/24  (route validate --explain --vrps vrps 192.0.2.0/24 AS64500)
> $4 = 192.168.0.0/16 and 2 more  (cidr sort 192.168.0.0/16 192.168.1.0/24 192.168.1.32/27)

$ netkit repl -c 'cidr split ::/0 --into 64 --explain | tail -1; cidr sort $'
>   1111111111111111...  ffff:ffff:ffff:ffff::/64
~ this result is too long
? 2
