$ netkit cidr intersect 10.0.0.0/8 10.1.0.0-10.2.0.255
> 10.1.0.0/16
> 10.2.0.0/24

$ netkit cidr intersect 10.0.0.0/8 11.0.0.0/8

$ netkit cidr intersect ::/0 2001:db8::/32 2001:db8::/33
> 2001:db8::/33

$ netkit cidr intersect 10.0.0.0/8 ::/0

$ netkit cidr intersect 0.0.0.0/0 255.255.255.255
> 255.255.255.255/32

