# What vtysh prints, as text and as JSON.

|| text
+ frr# show ip route
+ Codes: K - kernel route, C - connected, S - static, R - RIP,
+        > - selected route, * - FIB route, q - queued, r - rejected, b - backup
+ 
+ S>  10.38.0.0/16 [1/0] via 10.33.0.9 (recursive), weight 1, 00:00:02
+   *                      via 192.0.2.33, e0, weight 1, 00:00:02
+ S>* 10.39.0.0/36 [1/0] via 192.0.2.33, e0, weight 1, 00:00:02
+ C>* 192.0.2.0/24 is directly connected, e0, 00:00:03

|| json
+ {"10.38.0.0/16":[{"prefix":"10.38.0.0/16","protocol":"static","selected":true,"metric":0,
+ "nexthops":[{"ip":"10.33.0.9","active":true,"recursive":true},
+ {"fib":true,"ip":"192.0.2.33","interfaceName":"e0","active":true}]}],
+ "10.39.0.0/36":[{"prefix":"10.39.0.0/36","selected":true}],
+ "192.0.2.0/24":[{"prefix":"192.0.2.0/24","protocol":"connected","selected":true,"metric":0,
+ "nexthops":[{"fib":true,"directlyConnected":true,"interfaceName":"e0","active":true}]}]}

$ netkit route list -t text -o tsv --fields prefix,next_hops,protocol
> 10.38.0.0/16	via 192.0.2.33 dev e0	static
> 192.0.2.0/24	dev e0	kernel
! netkit: text:7:15: prefix length 36 is too long: the maximum for IPv4 is 32; line skipped
? 2

$ netkit route list -t json -o tsv --fields prefix,next_hops,protocol
> 10.38.0.0/16	via 192.0.2.33 dev e0	static
> 192.0.2.0/24	dev e0	kernel
! netkit: json: route '10.39.0.0/36': prefix length 36 is too long: the maximum for IPv4 is 32; route skipped
? 2

$ head -c 300 json | netkit route list -t -
~ netkit: -:5:
? 2

$ printf '{}' | netkit route list -t - --format frr-json
