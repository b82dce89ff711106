# Listings of routers and hosts: the format is told by the content, a bad line is told and passed over.

$ netkit route list -t t -o tsv --fields type,prefix,next_hops
| t
+ Codes: L - local, C - connected, S - static
+ Gateway of last resort is not set
+ S*    0.0.0.0/0 [1/0] via 192.0.2.1
+ S     10.0.0.0/36 [1/0] via 192.0.2.1
+ S     10.9.0.0/24 is directly connected, Null0
> unicast	0.0.0.0/0	via 192.0.2.1
> blackhole	10.9.0.0/24	-
! netkit: t:4:16: prefix length 36 is too long: the maximum for IPv4 is 32; line skipped
? 2

$ netkit route list -t t -o tsv --fields type,prefix,next_hops
| t
+ inet.0: 2 destinations, 2 routes (2 active, 0 holddown, 0 hidden)
+ 0.0.0.0/0          *[Static/5] 3w2d 01:02:03
+                     >  to 192.0.2.300 via ge-0/0/0.0
+ 10.9.0.0/24        *[Static/5] 00:01:00
+                        Discard
> blackhole	10.9.0.0/24	-
! netkit: t:3:35: '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255; line skipped
? 2

$ netkit route list -t t -o tsv --fields type,prefix,next_hops
| t
+ Internet:
+ Destination        Gateway            Flags     Netif Expire
+ default            192.0.2.1          UGS         em0
+ 10.0.0.300         192.0.2.1          UGS         em0
+ 169.254            link#4             UCS         em1
> unicast	0.0.0.0/0	via 192.0.2.1 dev em0
> unicast	169.254.0.0/16	dev em1
! netkit: t:4:8: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255; line skipped
? 2

$ netkit route list -t t -o tsv --fields type,prefix,next_hops
| t
+ ===========================================================================
+ IPv4 Route Table
+ ===========================================================================
+ Active Routes:
+ Network Destination        Netmask          Gateway       Interface  Metric
+           0.0.0.0          0.0.0.0        192.0.2.1       192.0.2.10     25
+          10.0.0.0      255.0.255.0        192.0.2.1       192.0.2.10     25
+         127.0.0.0        255.0.0.0         On-link         127.0.0.1    331
> unicast	0.0.0.0/0	via 192.0.2.1 dev 192.0.2.10
> unicast	127.0.0.0/8	dev 127.0.0.1
! netkit: t:7:24: mask 255.0.255.0 is not contiguous: expected ones and then zeros, or the inverse; line skipped
? 2
