# How the figures are made: counted by length, overlaps once, the sum over the address space.
$ netkit route stats -t sample:textbook --explain
> IPv4
> 1. Count by length. Another route of the same prefix (metric, table, peer) is
>   one route more, and no prefix more. Outer prefixes lie in no other one:
>   length   routes  prefixes     outer   their addresses, 2^(32 - length) each
>   /16           1         1         1   1 x 2^16 = 65536
>   /24           1         1         0   0
>   /27           1         1         0   0
>   all            3         3
> 2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold
>   every covered address once. Their sum: 65536
> 3. The share is that sum / 2^32 = 1.52588e-05
> 4. One length alone: its share is its prefixes / 2^length, so for /16 it is 1 /
>   2^16. Shares of lengths overlap: they need not add up to the whole.
> 5. Results that differ (type and next hops, or the label where there are none):
>   3
> 6. A bar is routes x 40 / 1, the most of one length (/16), rounded up
> The records:
> ipv4   -      3         1.52588e-05  -
> ipv4   16     1         1.52588e-05  ########################################
> ipv4   24     1         5.96046e-08  ########################################
> ipv4   27     1         7.45058e-09  ########################################

# a route twice, two prefixes that nest deep, two side by side, host bits
|| table
+ 10.0.0.0/8 via 192.0.2.1
+ 10.0.0.0/8 via 192.0.2.2 metric 5
+ 10.1.0.0/16 via 192.0.2.1
+ 10.1.0.7/24 via 192.0.2.1
+ 10.1.0.0/24 via 192.0.2.1 metric 9
+ 172.16.0.0/25 via 192.0.2.1
+ 172.16.0.128/25 via 192.0.2.3
+ 2001:db8::/32 via fe80::1
+ 2001:db8::/48 via fe80::1
+ 2001:db9::1/128 via fe80::2

$ netkit route stats -t table --explain
> IPv4
> 1. Count by length. Another route of the same prefix (metric, table, peer) is
>   one route more, and no prefix more. Outer prefixes lie in no other one:
>   length   routes  prefixes     outer   their addresses, 2^(32 - length) each
>   /8            2         1         1   1 x 2^24 = 16777216
>   /16           1         1         0   0
>   /24           2         1         0   0
>   /25           2         2         2   2 x 2^7 = 256
>   all            7         5
> 2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold
>   every covered address once. Their sum: 16777472
> 3. The share is that sum / 2^32 = 0.00390631
> 4. One length alone: its share is its prefixes / 2^length, so for /8 it is 1 /
>   2^8. Shares of lengths overlap: they need not add up to the whole.
> 5. Results that differ (type and next hops, or the label where there are none):
>   3
> 6. A bar is routes x 40 / 2, the most of one length (/8), rounded up
> The records:
> ipv4   -      7         0.00390631   -
> ipv4   8      2         0.00390625   ########################################
> ipv4   16     1         1.52588e-05  ####################
> ipv4   24     2         5.96046e-08  ########################################
> ipv4   25     2         5.96046e-08  ########################################
> 
> IPv6
> 1. Count by length. Another route of the same prefix (metric, table, peer) is
>   one route more, and no prefix more. Outer prefixes lie in no other one:
>   length   routes  prefixes     outer   their addresses, 2^(128 - length) each
>   /32           1         1         1   1 x 2^96 = 79228162514264337593543950336
>   /48           1         1         0   0
>   /128          1         1         1   1 x 2^0 = 1
>   all            3         3
> 2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold
>   every covered address once. Their sum: 79228162514264337593543950337
> 3. The share is that sum / 2^128 = 2.32831e-10
> 4. One length alone: its share is its prefixes / 2^length, so for /32 it is 1 /
>   2^32. Shares of lengths overlap: they need not add up to the whole.
> 5. Results that differ (type and next hops, or the label where there are none):
>   2
> 6. A bar is routes x 40 / 1, the most of one length (/32), rounded up
> The records:
> ipv6   -      3         2.32831e-10  -
> ipv6   32     1         2.32831e-10  ########################################
> ipv6   48     1         3.55271e-15  ########################################
> ipv6   128    1         2.93874e-39  ########################################

$ netkit route stats -t table --explain -6 --fields family,share | tail -5
> The records:
> ipv6   2.32831e-10
> ipv6   2.32831e-10
> ipv6   3.55271e-15
> ipv6   2.93874e-39

# the whole, and a single address; nothing at all
$ printf '0.0.0.0/0 a\n10.0.0.1/32 a\n::/0 a\n' | netkit route stats -t - --explain
> IPv4
> 1. Count by length. Another route of the same prefix (metric, table, peer) is
>   one route more, and no prefix more. Outer prefixes lie in no other one:
>   length   routes  prefixes     outer   their addresses, 2^(32 - length) each
>   /0            1         1         1   1 x 2^32 = 4294967296
>   /32           1         1         0   0
>   all            2         2
> 2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold
>   every covered address once. Their sum: 4294967296
> 3. The share is that sum / 2^32 = 1
> 4. One length alone: its share is its prefixes / 2^length, so for /0 it is 1 /
>   2^0. Shares of lengths overlap: they need not add up to the whole.
> 5. Results that differ (type and next hops, or the label where there are none):
>   1
> 6. A bar is routes x 40 / 1, the most of one length (/0), rounded up
> The records:
> ipv4   -      2         1            -
> ipv4   0      1         1            ########################################
> ipv4   32     1         2.32831e-10  ########################################
> 
> IPv6
> 1. Count by length. Another route of the same prefix (metric, table, peer) is
>   one route more, and no prefix more. Outer prefixes lie in no other one:
>   length   routes  prefixes     outer   their addresses, 2^(128 - length) each
>   /0            1         1         1   1 x 2^128
>   all            1         1
> 2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold
>   every covered address once. Their sum: 340282366920938463463374607431768211456
> 3. The share is that sum / 2^128 = 1
> 4. One length alone: its share is its prefixes / 2^length, so for /0 it is 1 /
>   2^0. Shares of lengths overlap: they need not add up to the whole.
> 5. Results that differ (type and next hops, or the label where there are none):
>   1
> 6. A bar is routes x 40 / 1, the most of one length (/0), rounded up
> The records:
> ipv6   -      1         1            -
> ipv6   0      1         1            ########################################

$ netkit route stats -t - --explain

$ netkit route stats -t table --explain -q

$ netkit route stats -t table --explain --json
~ --explain is for people
? 2

# the picture is one without it too
$ netkit route stats -t table --explain -o svg | cut -c1-4 | head -1
> <svg

# a bad line in the middle
$ printf '10.0.0.0/8 a\n10.0.0.0/33 a\n11.0.0.0/8 a\n' | netkit route stats -t - --explain | grep -A1 '^2'
> 2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold
>   every covered address once. Their sum: 33554432
~ standard input:2
