$ netkit cidr list 192.0.2.254-192.0.3.1
> 192.0.2.254
> 192.0.2.255
> 192.0.3.0
> 192.0.3.1

$ netkit cidr list --usable 192.0.2.0/30 192.0.2.4/31 192.0.2.6/32 2001:db8::/127
> 192.0.2.1
> 192.0.2.2
> 192.0.2.4
> 192.0.2.5
> 192.0.2.6
> 2001:db8::
> 2001:db8::1

$ netkit cidr list --step 64 192.0.2.0/24
> 192.0.2.0
> 192.0.2.64
> 192.0.2.128
> 192.0.2.192

$ netkit cidr list --skip 254 192.0.2.0/24 198.51.100.0/30
> 192.0.2.254
> 192.0.2.255
> 198.51.100.0
> 198.51.100.1
> 198.51.100.2
> 198.51.100.3

$ netkit cidr list --limit 2 ::/0
> ::
> ::1

$ netkit cidr list --limit 0 ::/0

$ netkit cidr list --skip 340282366920938463463374607431768211454 ::/0
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff

$ netkit cidr list --step 100000000000000000000 --limit 3 ::/0
> ::
> ::5:6bc7:5e2d:6310:0
> ::a:d78e:bc5a:c620:0

$ netkit cidr list --nth 0 10.0.0.0/8
> 10.0.0.0

$ netkit cidr list --nth -1 10.0.0.0/8 ::/0
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff

$ netkit cidr list --nth 16777216 10.0.0.0/8
! netkit: there is no address 16777216: the items hold 16777216, counted from 0
? 1

$ netkit cidr list --nth 5 10.0.0.0/30 10.0.1.0/30
> 10.0.1.1

$ netkit cidr list --random 4 --seed 1 10.0.0.0/8
> 10.199.16.197
> 10.54.76.234
> 10.42.69.20
> 10.102.163.167

$ netkit cidr list --random 9 --seed 7 10.0.0.0/30
> 10.0.0.2
> 10.0.0.3
> 10.0.0.0
> 10.0.0.1

$ netkit cidr list --random 0 10.0.0.0/30

$ netkit cidr list --step 0 10.0.0.0/30
! netkit: --step 0 would never end
! netkit: see: netkit cidr list --help
? 2

$ netkit cidr list --nth 1 --limit 1 10.0.0.0/30
! netkit: --nth, --random and --skip, --step, --limit exclude each other
! netkit: see: netkit cidr list --help
? 2

$ netkit cidr list --seed 1 10.0.0.0/30
! netkit: --seed goes with --random
! netkit: see: netkit cidr list --help
? 2

$ netkit cidr list --nth x 10.0.0.0/30
! netkit: --nth takes a whole number, not 'x'
!     netkit cidr list --nth x 10.0.0.0/30
!                            ^
? 2

$ netkit cidr list ::ffff:10.0.0.254-::ffff:10.0.1.1
> ::ffff:10.0.0.254
> ::ffff:10.0.0.255
> ::ffff:10.0.1.0
> ::ffff:10.0.1.1

$ netkit cidr list 2001:db8::fffe-2001:db8::1:2
> 2001:db8::fffe
> 2001:db8::ffff
> 2001:db8::1:0
> 2001:db8::1:1
> 2001:db8::1:2

$ netkit cidr list 255.255.255.254/31 ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127
> 255.255.255.254
> 255.255.255.255
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff

$ netkit cidr list --json -
< 10.0.0.0/31 a
> {"address":"10.0.0.0","label":"a"}
> {"address":"10.0.0.1","label":"a"}

$ netkit cidr list -6 10.0.0.0/30 ::/127
> ::
> ::1

$ netkit cidr list 10.0.0.5/31
> 10.0.0.4
> 10.0.0.5
! netkit: 10.0.0.5/31 has host bits set: the network is 10.0.0.4/31

