$ netkit cidr split 192.0.2.0/24 --into 26
> 192.0.2.0/26
> 192.0.2.64/26
> 192.0.2.128/26
> 192.0.2.192/26

$ netkit cidr split 192.0.2.0/24 --into /26
> 192.0.2.0/26
> 192.0.2.64/26
> 192.0.2.128/26
> 192.0.2.192/26

$ netkit cidr split 192.0.2.0/24 --count 3
> 192.0.2.0/26
> 192.0.2.64/26
> 192.0.2.128/26
> 192.0.2.192/26

$ netkit cidr split 192.0.2.0/24 --count 1
> 192.0.2.0/24

$ netkit cidr split 2001:db8::/32 --count 4 --json
> {"input":"2001:db8::/32","prefix":"2001:db8::/34","first":"2001:db8::","last":"2001:db8:3fff:ffff:ffff:ffff:ffff:ffff","addresses":"19807040628566084398385987584","label":null}
> {"input":"2001:db8::/32","prefix":"2001:db8:4000::/34","first":"2001:db8:4000::","last":"2001:db8:7fff:ffff:ffff:ffff:ffff:ffff","addresses":"19807040628566084398385987584","label":null}
> {"input":"2001:db8::/32","prefix":"2001:db8:8000::/34","first":"2001:db8:8000::","last":"2001:db8:bfff:ffff:ffff:ffff:ffff:ffff","addresses":"19807040628566084398385987584","label":null}
> {"input":"2001:db8::/32","prefix":"2001:db8:c000::/34","first":"2001:db8:c000::","last":"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff","addresses":"19807040628566084398385987584","label":null}

$ netkit cidr split ::/0 --into 1
> ::/1
> 8000::/1

$ netkit cidr split 0.0.0.0/0 --into 0
> 0.0.0.0/0

$ netkit cidr split 192.0.2.4/30 --into 32
> 192.0.2.4/32
> 192.0.2.5/32
> 192.0.2.6/32
> 192.0.2.7/32

$ netkit cidr split 255.255.255.252/30 --into 31
> 255.255.255.252/31
> 255.255.255.254/31

$ netkit cidr split ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffc/126 --into 128
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffc/128
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffd/128
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/128
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128

$ netkit cidr split ::/0 --count 340282366920938463463374607431768211456 | head -2
> ::/128
> ::1/128

$ netkit cidr split 192.0.2.0/24 --into 23
! netkit: a /24 cannot be split into /23: those are larger than it is
!     netkit cidr split 192.0.2.0/24 --into 23
!                       ^~~~~~~~~~~~
? 2

$ netkit cidr split 192.0.2.0/24 --into 33
! netkit: a /24 cannot be split into /33: IPv4 addresses have 32 bits
!     netkit cidr split 192.0.2.0/24 --into 33
!                       ^~~~~~~~~~~~
? 2

$ netkit cidr split 192.0.2.0/24 --count 257
! netkit: a /24 cannot be split into /33: IPv4 addresses have 32 bits
!     netkit cidr split 192.0.2.0/24 --count 257
!                       ^~~~~~~~~~~~
? 2

$ netkit cidr split 192.0.2.0/24 --count 0
! netkit: '0' subnets: expected 1 to 2^128
!     netkit cidr split 192.0.2.0/24 --count 0
!                                            ^
? 2

$ netkit cidr split 192.0.2.0/24
! netkit: one of --into LEN and --count N has to say how to split
! netkit: see: netkit cidr split --help
? 2

$ netkit cidr split 192.0.2.0/24 --into 26 --count 2
! netkit: one of --into LEN and --count N has to say how to split
! netkit: see: netkit cidr split --help
? 2

$ netkit cidr split 192.0.2.0/24 --into x
! netkit: 'x' is not a prefix length: expected 0 to 128
!     netkit cidr split 192.0.2.0/24 --into x
!                                           ^
? 2

$ netkit cidr split 192.0.2.7/24 --into 25
> 192.0.2.0/25
> 192.0.2.128/25
! netkit: 192.0.2.7/24 has host bits set: the network is 192.0.2.0/24

$ netkit cidr split 192.0.2.0-192.0.2.255 --into 25
> 192.0.2.0/25
> 192.0.2.128/25

$ netkit cidr split 192.0.2.0-192.0.2.9 --into 25
! netkit: only a prefix can be split, and this range is none
!     netkit cidr split 192.0.2.0-192.0.2.9 --into 25
!                       ^~~~~~~~~~~~~~~~~~~
? 2

$ netkit cidr split 192.0.2.0/24 --into 26 --explain
> network        192.0.2.0/24
> new length     /26: 2 bits more than /24
> subnets        2^2 = 4
> addresses      2^(32 - 26) = 64 each
> The 2 bits count the subnets:
>   00  192.0.2.0/26
>   01  192.0.2.64/26
>   10  192.0.2.128/26
>   11  192.0.2.192/26

$ netkit cidr split 10.0.0.0/8 --into 24 --explain
> network        10.0.0.0/8
> new length     /24: 16 bits more than /8
> subnets        2^16 = 65536
> addresses      2^(32 - 24) = 256 each
> The 16 bits count the subnets:
>   0000000000000000  10.0.0.0/24
>   0000000000000001  10.0.1.0/24
>   0000000000000010  10.0.2.0/24
>   0000000000000011  10.0.3.0/24
>   0000000000000100  10.0.4.0/24
>   0000000000000101  10.0.5.0/24
>   0000000000000110  10.0.6.0/24
>   0000000000000111  10.0.7.0/24
>   ... and so on, up to
>   1111111111111111  10.255.255.0/24

$ netkit cidr split 2001:db8::/32 --into 48 --explain
> network        2001:db8::/32
> new length     /48: 16 bits more than /32
> subnets        2^16 = 65536
> addresses      2^(128 - 48) = 1208925819614629174706176 each
> The 16 bits count the subnets:
>   0000000000000000  2001:db8::/48
>   0000000000000001  2001:db8:1::/48
>   0000000000000010  2001:db8:2::/48
>   0000000000000011  2001:db8:3::/48
>   0000000000000100  2001:db8:4::/48
>   0000000000000101  2001:db8:5::/48
>   0000000000000110  2001:db8:6::/48
>   0000000000000111  2001:db8:7::/48
>   ... and so on, up to
>   1111111111111111  2001:db8:ffff::/48

$ netkit cidr split 10.0.0.0/8 --into 8 --explain
> network        10.0.0.0/8
> new length     /8: 0 bits more than /8
> subnets        2^0 = 1
> addresses      2^(32 - 8) = 16777216 each
> The 0 bits count the subnets:
>     10.0.0.0/8

$ netkit cidr split - --into 25 --fields input,prefix,label
< 10.0.0.0/24 one
< x
< 10.0.1.0/24 two
> 10.0.0.0/24	10.0.0.0/25	one
> 10.0.0.0/24	10.0.0.128/25	one
> 10.0.1.0/24	10.0.1.0/25	two
> 10.0.1.0/24	10.0.1.128/25	two
! netkit: standard input:2:1: 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

