$ netkit cidr supernet 10.0.3.7 10.0.9.1
> 10.0.0.0/20

$ netkit cidr supernet 10.0.0.1
> 10.0.0.1/32

$ netkit cidr supernet 0.0.0.0 255.255.255.255
> 0.0.0.0/0

$ netkit cidr supernet :: ffff::
> ::/0

$ netkit cidr supernet 10.0.0.0/24 10.0.1.0/24 2001:db8::1 2001:db8::2
> 10.0.0.0/23
> 2001:db8::/126

$ netkit cidr supernet --length 24 10.0.3.7 10.0.9.1
> 10.0.3.0/24
> 10.0.9.0/24

$ netkit cidr supernet --length 24 --json 10.0.3.7 2001:db8::1
> {"input":"10.0.3.7","prefix":"10.0.3.0/24","first":"10.0.3.0","last":"10.0.3.255","addresses":"256","label":null}
> {"input":"2001:db8::1","prefix":"2001:d00::/24","first":"2001:d00::","last":"2001:dff:ffff:ffff:ffff:ffff:ffff:ffff","addresses":"20282409603651670423947251286016","label":null}

$ netkit cidr supernet --length 24 10.0.0.0/16 10.0.9.1
> 10.0.9.0/24
! netkit: it does not fit into one /24: it needs a /16
!     netkit cidr supernet --length 24 10.0.0.0/16 10.0.9.1
!                                      ^~~~~~~~~~~
? 2

$ netkit cidr supernet --length 64 10.0.0.1
! netkit: an IPv4 prefix has at most 32 bits, --length asks for 64
!     netkit cidr supernet --length 64 10.0.0.1
!                                      ^~~~~~~~
? 2

$ netkit cidr supernet --length 24 10.0.3.250-10.0.4.5
! netkit: it does not fit into one /24: it needs a /21
!     netkit cidr supernet --length 24 10.0.3.250-10.0.4.5
!                                      ^~~~~~~~~~~~~~~~~~~
? 2

$ netkit cidr supernet - < /dev/null

