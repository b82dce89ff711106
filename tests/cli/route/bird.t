# What birdc prints.

$ netkit route list -t t -o tsv --fields type,prefix,next_hops
| t
+ bird> show route
+ BIRD 2.0.12 ready.
+ Table master4:
+ 10.20.0.0/16         unicast [s4 17:03:42.814] * (200)
+ 	via 198.51.100.1 on e1 weight 3
+ 	via 192.0.2.1 on e0 weight 1
+ 10.20.0.0/36         unicast [s4 17:03:42.814] * (200)
+ 	via 192.0.2.1 on e0
+ 100.64.0.0/10        prohibited [s4 17:03:42.814] * (200)
> unicast	10.20.0.0/16	via 198.51.100.1 dev e1 weight 3,via 192.0.2.1 dev e0 weight 1
> prohibit	100.64.0.0/10	-
! netkit: t:7:11: prefix length 36 is too long: the maximum for IPv4 is 32; line skipped
? 2
