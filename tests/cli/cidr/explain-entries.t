# The items in order, then the bits of each pair; ranges are compared by their ends.
$ netkit cidr overlaps --explain 10.0.0.0/22 10.0.3.0/24 10.0.8.0/24 10.0.8.7-10.0.9.3
> 4 items in order of the first address, each beside the highest last address
>   before it:
>   10.0.0.0/22 begins at 10.0.0.0, the first of IPv4
>   10.0.3.0/24 begins at 10.0.3.0, not past 10.0.3.255, where one before ends:
>     they overlap
>   10.0.8.0/24 begins at 10.0.8.0, past 10.0.3.255, where all before have ended
>   10.0.8.7-10.0.9.3 begins at 10.0.8.7, not past 10.0.8.255, where one before
>     ends: they overlap
> 1. 10.0.0.0/22 and 10.0.3.0/24
>   first       10.0.0.0        00001010.00000000.000000|00.00000000
>   second      10.0.3.0        00001010.00000000.000000|11.00000000
>   the first 22 bits, all of the /22, are equal: the /24 lies wholly in it
>     (prefixes never overlap in part)
>   shared: 10.0.3.0 - 10.0.3.255 (10.0.3.0/24), 256 = 2^8 addresses
> 2. 10.0.8.0/24 and 10.0.8.7-10.0.9.3
>   of the first addresses 10.0.8.0 and 10.0.8.7 the greater is 10.0.8.7
>   of the last addresses 10.0.8.255 and 10.0.9.3 the lesser is 10.0.8.255
>   the former is not past the latter: what lies between is shared
>   shared: 10.0.8.7 - 10.0.8.255, 249 addresses
> The pairs:
> 10.0.0.0/22	10.0.3.0/24	10.0.3.0/24
> 10.0.8.0/24	10.0.8.7-10.0.9.3	10.0.8.7-10.0.8.255

$ netkit cidr overlaps --explain 10.0.0.0/24 10.0.1.0/24 2001:db8::/32
> 3 items in order of the first address, each beside the highest last address
>   before it:
>   10.0.0.0/24 begins at 10.0.0.0, the first of IPv4
>   10.0.1.0/24 begins at 10.0.1.0, past 10.0.0.255, where all before have ended
>   2001:db8::/32 begins at 2001:db8::, the first of IPv6
> No two items share an address.
? 1

$ netkit cidr overlaps --explain ::/0 2001:db8::/40 2001:db8::/40 | sed -n '/^1/,$p'
> 1. ::/0 and 2001:db8::/40
>                                                       bits 1 to 16:
>   first       0000:0000:0000:0000:0000:0000:0000:0000 |0000000000000000
>   second      2001:0db8:0000:0000:0000:0000:0000:0000 |0010000000000001
>   the first 0 bits, all of the /0, are equal: the /40 lies wholly in it
>     (prefixes never overlap in part)
>   shared: 2001:db8:: - 2001:db8:ff:ffff:ffff:ffff:ffff:ffff (2001:db8::/40),
>     2^88 addresses
> 2. ::/0 and 2001:db8::/40
>                                                       bits 1 to 16:
>   first       0000:0000:0000:0000:0000:0000:0000:0000 |0000000000000000
>   second      2001:0db8:0000:0000:0000:0000:0000:0000 |0010000000000001
>   the first 0 bits, all of the /0, are equal: the /40 lies wholly in it
>     (prefixes never overlap in part)
>   shared: 2001:db8:: - 2001:db8:ff:ffff:ffff:ffff:ffff:ffff (2001:db8::/40),
>     2^88 addresses
> 3. 2001:db8::/40 and 2001:db8::/40
>                                                       bits 33 to 48:
>   first       2001:0db8:0000:0000:0000:0000:0000:0000 00000000|00000000
>   second      2001:0db8:0000:0000:0000:0000:0000:0000 00000000|00000000
>   all 40 bits of both prefixes are equal: they are the same
>   shared: 2001:db8:: - 2001:db8:ff:ffff:ffff:ffff:ffff:ffff (2001:db8::/40),
>     2^88 addresses
> The pairs:
> ::/0	2001:db8::/40	2001:db8::/40
> ::/0	2001:db8::/40	2001:db8::/40
> 2001:db8::/40	2001:db8::/40	2001:db8::/40

$ netkit cidr overlaps --explain - < /dev/null
> No two items share an address.
? 1

$ seq -f '10.0.0.0/%g' 8 18 | netkit cidr overlaps --explain - | grep -cE '^[0-9]+[.] |^and so on'
> 21

$ seq -f '10.0.0.%g' 0 49 | netkit cidr overlaps --explain - | tail -2
>   and 30 more items
> No two items share an address.

$ netkit cidr overlaps --explain 10.0.0.0/24 bad 10.0.0.7
> 2 items in order of the first address, each beside the highest last address
>   before it:
>   10.0.0.0/24 begins at 10.0.0.0, the first of IPv4
>   10.0.0.7 begins at 10.0.0.7, not past 10.0.0.255, where one before ends: they
>     overlap
> 1. 10.0.0.0/24 and 10.0.0.7
>   first       10.0.0.0        00001010.00000000.00000000|00000000
>   second      10.0.0.7        00001010.00000000.00000000|00000111
>   the first 24 bits, all of the /24, are equal: the /32 lies wholly in it
>     (prefixes never overlap in part)
>   shared: 10.0.0.7, 1 = 2^0 address
> The pairs:
> 10.0.0.0/24	10.0.0.7	10.0.0.7/32
! netkit: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr overlaps --explain 10.0.0.0/24 bad 10.0.0.7
!                                                ^~~
? 2

$ netkit cidr overlaps --explain -q 10.0.0.0/24 10.0.0.7

# Behind each finding how it follows.
$ netkit cidr check --explain 10.0.0.0/24 10.0.0.128/25 10.0.1.7/24
> 3 items in order of the first address, each beside the highest last address
>   before it:
>   10.0.0.0/24 begins at 10.0.0.0, the first of IPv4
>   10.0.0.128/25 begins at 10.0.0.128, not past 10.0.0.255, where one before
>     ends: they overlap
>   10.0.1.7/24 begins at 10.0.1.0, past 10.0.0.255, where all before have ended
> canonical: address AND host mask has to be 0 in every prefix
> 3 items, 2 findings
> overlap: 10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24
>   first       10.0.0.0        00001010.00000000.00000000|00000000
>   second      10.0.0.128      00001010.00000000.00000000|10000000
>   the first 24 bits, all of the /24, are equal: the /25 lies wholly in it
>     (prefixes never overlap in part)
>   shared: 10.0.0.128 - 10.0.0.255 (10.0.0.128/25), 128 = 2^7 addresses
> host-bits: 10.0.1.7/24 has host bits set: the network is 10.0.1.0/24
>   address     10.0.1.7        00001010.00000000.00000001|00000111
>   host mask   0.0.0.255       00000000.00000000.00000000|11111111  AND
>                               ------------------------------------
>   host part   0.0.0.7         00000000.00000000.00000000|00000111  not 0
? 1

$ netkit cidr check --explain 172.33.0.0/20 2001:db8::/40 172.31.0.0-172.32.0.0 ::ffff:10.1.2.3 --private
> private: all in one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918),
>   fc00::/7 (RFC 4193)
> 4 items, 3 findings
> not-private: 172.33.0.0/20 is not in private space (RFC 1918, RFC 4193)
>     address            10101100.00100001.00000000.00000000
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000
>                        ^ bit 1
>   x 172.16.0.0/12      10101100.0001|0000.00000000.00000000
>                                   ^ bit 11
>   x 192.168.0.0/16     11000000.10101000|00000000.00000000
>                         ^ bit 2
>   no block of RFC 1918 or RFC 4193 holds the first and the last address
> not-private: 2001:db8::/40 is not in private space (RFC 1918, RFC 4193)
>     address
>       2001:0db8:0000:0000:0000:0000:0000:0000
>   x fc00::/7
>       f|c00:0000:0000:0000:0000:0000:0000:0000 group 1  1111110|000000000
>       of the address                           group 1  0010000000000001
>                                                         ^ bit 1
>   no block of RFC 1918 or RFC 4193 holds the first and the last address
> not-private: 172.31.0.0-172.32.0.0 is not in private space (RFC 1918, RFC 4193)
>     address            10101100.00011111.00000000.00000000
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000
>                        ^ bit 1
>     172.16.0.0/12      10101100.0001|0000.00000000.00000000 first in it
>   x 192.168.0.0/16     11000000.10101000|00000000.00000000
>                         ^ bit 2
>   no block of RFC 1918 or RFC 4193 holds the first and the last address
? 1

$ netkit cidr check --explain 10.0.0.0/24 10.1.0.0/24 --within 10.0.0.0/16 --min-free 70000
> within: the first and the last address have to lie in one range of 10.0.0.0/16
> 2 items, 1 finding
> outside: 10.1.0.0/24 does not lie wholly in 10.0.0.0/16
> outer 10.0.0.0/16
> inner 10.1.0.0/24
> inner address  10.1.0.0         00001010.00000001.00000000.00000000
> outer mask     255.255.0.0      11111111.11111111.00000000.00000000
> AND of both    10.1.0.0         00001010.00000001.00000000.00000000
> outer network  10.0.0.0         00001010.00000000.00000000.00000000
> no: the AND is not the outer network, bit 16 differs
> min-free: 10.0.0.0/16 holds 65536 addresses, the items take 256 of them (each
>   counted once): 65536 - 256 = 65280 are free, fewer than 70000
> too-full: 65280 addresses of 10.0.0.0/16 are free, at least 70000 have to be
? 1

$ netkit cidr check --explain 10.0.0.0/24 10.1.0.0/24 --within 10.0.0.0/8 --min-free 100
> within: the first and the last address have to lie in one range of 10.0.0.0/8
> 2 items, 0 findings
> min-free: 10.0.0.0/8 holds 16777216 addresses, the items take 512 of them (each
>   counted once): 16777216 - 512 = 16776704 are free, no fewer than 100

$ netkit cidr check --explain 10.0.0.0/24 10.1.0.0/24
> 2 items in order of the first address, each beside the highest last address
>   before it:
>   10.0.0.0/24 begins at 10.0.0.0, the first of IPv4
>   10.1.0.0/24 begins at 10.1.0.0, past 10.0.0.255, where all before have ended
> canonical: address AND host mask has to be 0 in every prefix
> 2 items, 0 findings

$ netkit cidr check --explain - < /dev/null
> canonical: address AND host mask has to be 0 in every prefix
> 0 items, 0 findings

$ seq -f '10.0.0.%g/24' 1 30 | netkit cidr check --explain --canonical - | grep -cE 'host part|in the same way'
> 21

$ netkit cidr check --explain --report tap 10.0.0.0/24
! netkit: --explain is for people: it does not go with --report tap
! netkit: see: netkit cidr check --help
? 2

$ netkit cidr check --explain --report text 10.0.0.0/24 | tail -1
> 1 item, 0 findings

$ netkit cidr check --explain -q 10.0.0.0/24 10.0.0.7
? 1

$ (netkit cidr overlaps --explain 1111:1111:1111:1111:1111:1111:1111:1111-ffff:1111:1111:1111:1111:1111:1111:1111 ::/0 1111:1111:1111:1111:1111:1111:1111:1112-ffff:1111:1111:1111:1111:1111:1111:1112 | sed '/^The pairs/,$d'; netkit cidr check --explain --private 2111:1111:1111:1111:1111:1111:1111:1111/127 | sed '/^[a-z-]*:/d') | awk 'length > 80'
