# /proc/net/route, netstat -rn and the like.
| proc
+ Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT                                                       
+ e0	00000000	FE0200C0	0003	0	0	100	00000000	0	0	0                                                                               
+ e0	0000000A	010200C0	0003	0	0	0	x	0	0	0
+ *	000010AC	00000000	0201	0	0	0	0000F0FF	0	0	0                                                                                  
$ netkit route list -t proc -o tsv --fields type,prefix,next_hops,metric,protocol
> unicast	0.0.0.0/0	via 192.0.2.254 dev e0	100	-
> unreachable	172.16.0.0/12	-	-	-
! netkit: proc:3:33: expected a mask of 8 hexadecimal digits, found 'x'; line skipped
? 2

$ netkit route list -t - -o tsv --fields type,prefix,next_hops,table,metric
< 20010db8b00000000000000000000000 24 00000000000000000000000000000000 00 20010db8000000010000000000000007 00000400 00000001 00000000 00000003       e0
< 20010db8b00000000000000000000000 24 00000000000000000000000000000000 00 fd000001000000000000000000000007 00000400 00000001 00000000 00000003       e1
< 00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000003 00000000 80200001       lo
< 00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000002 00000000 00200200       lo
> unicast	2001:db8:b000::/36	via 2001:db8:0:1::7 dev e0 weight 1,via fd00:1::7 dev e1 weight 1	main	1024
> local	::1/128	dev lo	local	0

$ netkit route list -t - -o tsv --fields type,prefix,next_hops
< Kernel IP routing table
< Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface
< 0.0.0.0         192.0.2.254     0.0.0.0         UG        0 0          0 e0
< 10.0.0.0        192.0.2.300     255.0.0.0       UG        0 0          0 e0
< 100.64.0.0      -               255.192.0.0     !         - -          - -
< 203.0.113.7     0.0.0.0         255.255.255.255 UH        0 0          0 e2
> unicast	0.0.0.0/0	via 192.0.2.254 dev e0
> unreachable	100.64.0.0/10	-
> unicast	203.0.113.7/32	dev e2
~ standard input:4:25: '192.0.2.300' is not an IPv4 address
? 2

# the kernel's own trie: types and tables, but no next hops
$ printf 'Id 100:\n  |-- 10.5.0.0\n     /16 universe UNICAST\nMain:\n  +-- 0.0.0.0/0 4 2 12\n     |-- 10.0.0.0\n        /8 universe BLACKHOLE\n' | netkit route list -t - --fields prefix,type,table -o tsv
> 10.5.0.0/16	unicast	100
> 10.0.0.0/8	blackhole	main
