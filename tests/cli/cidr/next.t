$ netkit cidr next 10.0.0.0/16 --length 24
> 10.0.0.0/24

$ netkit cidr next 10.0.0.0/16 --length 24 --used 10.0.0.0/23 --count 2
> 10.0.2.0/24
> 10.0.3.0/24

$ netkit cidr next 10.0.0.0/24 --length 25 --count 3
> 10.0.0.0/25
> 10.0.0.128/25
! netkit: 2 of 3 free /25 found
? 1

$ netkit cidr next 10.0.0.0/24 --length 23
! netkit: 0 of 1 free /23 found
? 1

$ netkit cidr next 10.0.0.1-10.0.0.254 --length 28 --count 20 | tail -2
> 10.0.0.208/28
> 10.0.0.224/28
! netkit: 14 of 20 free /28 found

$ netkit cidr next 255.255.255.0/24 --length 26 --count 9
> 255.255.255.0/26
> 255.255.255.64/26
> 255.255.255.128/26
> 255.255.255.192/26
! netkit: 4 of 9 free /26 found
? 1

$ netkit cidr next 2001:db8::/48 --length 64 --used 2001:db8::/63 --json
> {"prefix":"2001:db8:0:2::/64","first":"2001:db8:0:2::","last":"2001:db8:0:2:ffff:ffff:ffff:ffff","addresses":"18446744073709551616","label":null}

$ netkit cidr next 10.0.0.0/24 --length 64
! netkit: '64' is not a prefix length here: the maximum is 32
!     netkit cidr next 10.0.0.0/24 --length 64
!                                           ^~
? 2

$ netkit cidr next 10.0.0.0/24
! netkit: --length is missing: how long are the prefixes to be?
! netkit: see: netkit cidr next --help
? 2

$ netkit cidr next 10.0.0.0/24 --length 24 --used @missing
! netkit: cannot open 'missing': No such file or directory
? 3

$ netkit cidr next 10.0.0.0/22 --length 24 --used -
< 10.0.0.7 printer
< 10.0.1.0/24
> 10.0.2.0/24

$ netkit cidr next 10.0.0.0/24 --length 24 --used 10.0.0.300
! netkit: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255
!     netkit cidr next 10.0.0.0/24 --length 24 --used 10.0.0.300
!                                                            ^~~
? 2

