# commands from standard input, with or without the name
$ netkit
< cidr asn 1.0
< # comment
< 
< netkit cidr sort 10.0.0.2 10.0.0.1
> 65536	1.0	1.0	32	documentation
> 10.0.0.1
> 10.0.0.2

# the first status of 2 ends the script, 1 does not
$ netkit
< cidr contains 10.0.0.0/8 11.0.0.1
< cidr sort '10.0.0.9'
< cidr sort 10.0.0.300
< cidr sort 10.0.0.1
> 11.0.0.1	no
> 10.0.0.9
! netkit: standard input:3: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255
!     netkit cidr sort 10.0.0.300
!                             ^~~
? 2

$ netkit
< cidr contains 10.0.0.0/8 11.0.0.1
> 11.0.0.1	no
? 1

$ netkit
< cidr sort 'open
! netkit: standard input:1: the quote is not closed
!     cidr sort 'open
!               ^~~~~
? 2

$ netkit
< nonsense
! netkit: standard input:1: 'nonsense' is no command
!     netkit nonsense
!            ^~~~~~~~
? 2

$ netkit < /dev/null

