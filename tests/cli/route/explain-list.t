# Which part of the filter left out how many routes, what passes, and what the columns say.
$ netkit route list -t sample:textbook --explain
> routes read: 3
> routes that pass: 3, in the order of their sources
>   192.168.0.0/16 dev eth1 (sample:textbook:1)
>   192.168.1.0/24 dev eth2 (sample:textbook:2)
>   192.168.1.32/27 dev eth3 (sample:textbook:3)
> columns: how many of the 3 say it, and what it is
>   prefix          3  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       3  gateways (via) and devices (dev); -: not said
>   protocol        3  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does

|| table
+ default via 192.0.2.1 dev eth0 proto dhcp metric 100
+ 192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.7
+ 10.0.0.0/8 via 192.0.2.2 dev eth0 proto static
+ 10.1.0.0/16 via 192.0.2.3 dev eth1 proto static
+ blackhole 10.2.0.0/16
+ 10.1.2.0/24 nexthop via 192.0.2.2 dev eth0 weight 1 nexthop via 192.0.2.3 dev eth1 weight 1
+ 10.1.0.0/16 dev eth5 table 100
+ 2001:db8::/32 via fe80::1 dev eth0
+ default via fe80::1 dev eth0

# the parts one behind the other
$ netkit route list -t table --explain 10.0.0.0/8 --longer table main via 192.0.2.3 dev eth1
> routes read: 9
> 1. prefix 10.0.0.0/8 --longer (length at least 8, the first 8 bits equal): 9 - 4
>   = 5 pass
>    the first left out: 0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100
>      (table:1): its length is 0, shorter than 8
> 2. table main: 5 - 1 = 4 pass
>    the first left out: 10.1.0.0/16 dev eth5 table 100 (table:7): its table is
>      100
> 3. one next hop with dev eth1 via 192.0.2.3: 4 - 2 = 2 pass
>    the first left out: 10.0.0.0/8 via 192.0.2.2 dev eth0 proto static (table:3):
>      its next hops are via 192.0.2.2 dev eth0
> routes that pass: 2, in the order of their sources
>   ? 10.0.0.0/8         00001010|00000000.00000000.00000000  asked for
>   10.1.0.0/16 via 192.0.2.3 dev eth1 proto static (table:4)
>     10.1.0.0/16        00001010.00000001|00000000.00000000
>   10.1.2.0/24 nexthop via 192.0.2.2 dev eth0 weight 1 nexthop via 192.0.2.3 dev
>     eth1 weight 1 (table:6)
>     10.1.2.0/24        00001010.00000001.00000010|00000000
> columns: how many of the 2 say it, and what it is
>   prefix          2  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       2  gateways (via) and devices (dev); -: not said
>   protocol        2  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does

$ netkit route list -t table --explain 10.1.0.0/16 --shorter -4
> routes read: 9
> 1. family IPv4: 9 - 2 = 7 pass
>    the first left out: 2001:db8::/32 via fe80::1 dev eth0 (table:8): it is IPv6
> 2. prefix 10.1.0.0/16 --shorter (length at most 16, all of the route's bits
>   equal): 7 - 3 = 4 pass
>    the first left out: 192.0.2.0/24 dev eth0 proto kernel src 192.0.2.7
>      (table:2): bit 1 differs
> routes that pass: 4, in the order of their sources
>   ? 10.1.0.0/16        00001010.00000001|00000000.00000000  asked for
>   0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100 (table:1)
>     0.0.0.0/0          |00000000.00000000.00000000.00000000
>   10.0.0.0/8 via 192.0.2.2 dev eth0 proto static (table:3)
>     10.0.0.0/8         00001010|00000000.00000000.00000000
>   10.1.0.0/16 via 192.0.2.3 dev eth1 proto static (table:4)
>     10.1.0.0/16        00001010.00000001|00000000.00000000
>   10.1.0.0/16 dev eth5 table 100 (table:7)
>     10.1.0.0/16        00001010.00000001|00000000.00000000
> columns: how many of the 4 say it, and what it is
>   prefix          4  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       4  gateways (via) and devices (dev); -: not said
>   protocol        4  who made the route; -: not said
>   metric          1  the lower wins among equal prefixes; -: counts as 0
>   table           1  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does

$ netkit route list -t table --explain 10.1.0.0/16
> routes read: 9
> 1. prefix 10.1.0.0/16 --exact (length 16, the first 16 bits equal): 9 - 7 = 2
>   pass
>    the first left out: 0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100
>      (table:1): its length is 0, shorter than 16
> routes that pass: 2, in the order of their sources
>   ? 10.1.0.0/16        00001010.00000001|00000000.00000000  asked for
>   10.1.0.0/16 via 192.0.2.3 dev eth1 proto static (table:4)
>     10.1.0.0/16        00001010.00000001|00000000.00000000
>   10.1.0.0/16 dev eth5 table 100 (table:7)
>     10.1.0.0/16        00001010.00000001|00000000.00000000
> columns: how many of the 2 say it, and what it is
>   prefix          2  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       2  gateways (via) and devices (dev); -: not said
>   protocol        2  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           1  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does

$ netkit route list -t table --explain 2001:db8::/32 --shorter
> routes read: 9
> 1. prefix 2001:db8::/32 --shorter (length at most 32, all of the route's bits
>   equal): 9 - 7 = 2 pass
>    the first left out: 0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100
>      (table:1): it is IPv4
> routes that pass: 2, in the order of their sources
>   ? 2001:db8::/32                               asked for
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>   2001:db8::/32 via fe80::1 dev eth0 (table:8)
>     2001:db8::/32
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>   ::/0 via fe80::1 dev eth0 (table:9)
>     ::/0
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
> columns: how many of the 2 say it, and what it is
>   prefix          2  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       2  gateways (via) and devices (dev); -: not said
>   protocol        2  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does

$ netkit route list -t table --explain default
> routes read: 9
> 1. prefix 0.0.0.0/0 or ::/0 --exact (length 0, the first 0 bits equal): 9 - 7 =
>   2 pass
>    the first left out: 192.0.2.0/24 dev eth0 proto kernel src 192.0.2.7
>      (table:2): its length is 24, longer than 0
> routes that pass: 2, in the order of their sources
>   0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100 (table:1)
>     0.0.0.0/0          |00000000.00000000.00000000.00000000
>   ::/0 via fe80::1 dev eth0 (table:9)
>     ::/0
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
> columns: how many of the 2 say it, and what it is
>   prefix          2  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       2  gateways (via) and devices (dev); -: not said
>   protocol        2  who made the route; -: not said
>   metric          1  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does

# every filter, each with a reason
$ netkit route list -t table --explain proto static type blackhole
> routes read: 9
> 1. proto static: 9 - 7 = 2 pass
>    the first left out: 0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100
>      (table:1): its protocol is dhcp
> 2. type blackhole: 2 - 2 = 0 pass
>    the first left out: 10.0.0.0/8 via 192.0.2.2 dev eth0 proto static (table:3):
>      its type is unicast
> routes that pass: 0
? 1

$ netkit route list -t table --explain type blackhole dev eth0
> routes read: 9
> 1. type blackhole: 9 - 8 = 1 pass
>    the first left out: 0.0.0.0/0 via 192.0.2.1 dev eth0 proto dhcp metric 100
>      (table:1): its type is unicast
> 2. one next hop with dev eth0: 1 - 1 = 0 pass
>    the first left out: blackhole 10.2.0.0/16 (table:5): it has no next hop
> routes that pass: 0
? 1

$ printf '10.0.0.0/8 64500\n10.1.0.0/16 64501\n10.2.0.0/16 lab\n' | netkit route list -t - --explain origin 64501
> routes read: 3
> 1. origin AS64501: 3 - 2 = 1 pass
>    the first left out: 10.0.0.0/8 64500 (standard input:1): its origin is
>      AS64500
> routes that pass: 1, in the order of their sources
>   10.1.0.0/16 64501 (standard input:2)
> columns: how many of the 1 say it, and what it is
>   prefix          1  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       0  gateways (via) and devices (dev); -: not said
>   protocol        0  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          1  the AS: a label that is a number, or a path's last
>   label           1  what follows a plain prefix; -: nothing does

$ printf '10.0.0.0/8 lab\n10.2.0.0/16 64500\n' | netkit route list -t - --explain origin 64500 | head -4
> routes read: 2
> 1. origin AS64500: 2 - 1 = 1 pass
>    the first left out: 10.0.0.0/8 lab (standard input:1): it has no one origin
> routes that pass: 1, in the order of their sources

# the edges: the whole, one address, nothing
$ printf '0.0.0.0/0 a\n10.0.0.1/32 b\n::1/128 c\n::/0 d\n' | netkit route list -t - --explain 10.0.0.1/32 --shorter
> routes read: 4
> 1. prefix 10.0.0.1/32 --shorter (length at most 32, all of the route's bits
>   equal): 4 - 2 = 2 pass
>    the first left out: ::1/128 c (standard input:3): it is IPv6
> routes that pass: 2, in the order of their sources
>   ? 10.0.0.1/32        00001010.00000000.00000000.00000001| asked for
>   0.0.0.0/0 a (standard input:1)
>     0.0.0.0/0          |00000000.00000000.00000000.00000000
>   10.0.0.1/32 b (standard input:2)
>     10.0.0.1/32        00001010.00000000.00000000.00000001|
> columns: how many of the 2 say it, and what it is
>   prefix          2  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       0  gateways (via) and devices (dev); -: not said
>   protocol        0  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          0  the AS: a label that is a number, or a path's last
>   label           2  what follows a plain prefix; -: nothing does

$ printf '::1/128 c\n::/0 d\n' | netkit route list -t - --explain ::1/128 --shorter | head -9
> routes read: 2
> 1. prefix ::1/128 --shorter (length at most 128, all of the route's bits equal):
>   2 - 0 = 2 pass
> routes that pass: 2, in the order of their sources
>   ? ::1/128                                     asked for
>       0000:0000:0000:0000:0000:0000:0000:0001  group 8  0000000000000001|
>   ::1/128 c (standard input:1)
>     ::1/128
>       0000:0000:0000:0000:0000:0000:0000:0001  group 8  0000000000000001|

$ netkit route list -t - --explain
> routes read: 0
> routes that pass: 0

$ netkit route list -t table --explain -q 172.16.0.0/12
? 1

# many routes: the first ones
$ seq -f '10.0.%.0f.0/24 x' 0 200 | netkit route list -t - --explain | sed -n '1,3p;21,25p'
> routes read: 201
> routes that pass: 201, in the order of their sources
>   10.0.0.0/24 x (standard input:1)
>   10.0.18.0/24 x (standard input:19)
>   10.0.19.0/24 x (standard input:20)
>   and 181 more routes, which are listed without --explain
> columns: how many of the 201 say it, and what it is
>   prefix        201  the destination, as it stands there

$ netkit route list -t table --explain --json
~ --explain is for people
? 2

$ printf '10.0.0.0/8 a\033b\n10.0.0.0/33 a\n10.1.0.0/16 c\n' | netkit route list -t - --explain 10.0.0.0/8 | head -5
> routes read: 2
> 1. prefix 10.0.0.0/8 --exact (length 8, the first 8 bits equal): 2 - 1 = 1 pass
>    the first left out: 10.1.0.0/16 c (standard input:3): its length is 16,
>      longer than 8
> routes that pass: 1, in the order of their sources
~ standard input:2

$ cp $DATA/route/updates.mrt . && netkit route list -t updates.mrt 200.85.192.0/24 --paths --explain
> routes read: 91
> 1. prefix 200.85.192.0/24 --exact (length 24, the first 24 bits equal): 91 - 90
>   = 1 pass
>    the first left out: 65.209.117.0/24 via 193.203.0.1 proto bgp
>      (updates.mrt:157): bit 1 differs
> routes that pass: 1, in the order of their sources
>   ? 200.85.192.0/24    11001000.01010101.11000000|00000000  asked for
>   200.85.192.0/24 via 193.203.0.1 proto bgp peer 193.203.0.1 as-path 1853 1239
>     12180 18747 14117 (updates.mrt:20)
>     200.85.192.0/24    11001000.01010101.11000000|00000000
> columns: how many of the 1 say it, and what it is
>   prefix          1  the destination, as it stands there
>   type            0  the word before it; unicast where there is none
>   next_hops       1  gateways (via) and devices (dev); -: not said
>   protocol        1  who made the route; -: not said
>   metric          0  the lower wins among equal prefixes; -: counts as 0
>   table           0  another one than main, where nothing is said
>   origin          1  the AS: a label that is a number, or a path's last
>   label           0  what follows a plain prefix; -: nothing does
>   peer and the columns behind it are the path attributes of an MRT dump: 1
