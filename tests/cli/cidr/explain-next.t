# Where the free ranges are, and how a start is rounded up to a multiple of the size.
$ netkit cidr next --explain 10.0.0.0/24 --length 26 --used 10.0.0.0-10.0.0.9 --used 10.0.0.70 --count 3
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  the pool
>   |#+......+.......................|  used
>   |.+######+#######################|  = free
> A /26 holds 2^(32 - 26) = 2^6 = 64 addresses and begins at a multiple of that:
>   its last 6 bits are 0 (RFC 4632 3.1).
> The free ranges, from the lowest on:
> 1. 10.0.0.10 - 10.0.0.69, 60 addresses
>   begins at   10.0.0.10       00001010.00000000.00000000.00|001010
>   rounded up  10.0.0.64       00001010.00000000.00000000.01|000000
>   its last 6 bits are not 0: they become 0, and 1 is added before them
>   10.0.0.64/26 would end at 10.0.0.127, past 10.0.0.69: it does not fit
> 2. 10.0.0.71 - 10.0.0.255, 185 addresses
>   begins at   10.0.0.71       00001010.00000000.00000000.01|000111
>   rounded up  10.0.0.128      00001010.00000000.00000000.10|000000
>   its last 6 bits are not 0: they become 0, and 1 is added before them
>   10.0.0.128/26 ends at 10.0.0.191, not past 10.0.0.255: taken
> 3. 10.0.0.192 - 10.0.0.255 (10.0.0.192/26), 64 = 2^6 addresses
>   begins at   10.0.0.192      00001010.00000000.00000000.11|000000
>   its last 6 bits are 0: it is aligned
>   10.0.0.192/26 ends at 10.0.0.255, not past 10.0.0.255: taken
> The lowest free prefixes:
> 10.0.0.128/26
> 10.0.0.192/26
! netkit: 2 of 3 free /26 found
? 1

$ netkit cidr next --explain 2001:db8::/48 --length 64 --used 2001:db8::/63
>   2001:db8::/48, each column 2^75 addresses (# all, + some, . none):
>   |################################|  the pool
>   |+...............................|  used
>   |+###############################|  = free
> A /64 holds 2^(128 - 64) = 2^64 addresses and begins at a multiple of that: its
>   last 64 bits are 0 (RFC 4632 3.1).
> The free ranges, from the lowest on:
> 1. 2001:db8:0:2:: - 2001:db8:0:ffff:ffff:ffff:ffff:ffff,
>   1208888926126481755602944 addresses
>                                                       bits 65 to 80:
>   begins at   2001:0db8:0000:0002:0000:0000:0000:0000 |0000000000000000
>   its last 64 bits are 0: it is aligned
>   2001:db8:0:2::/64 ends at 2001:db8:0:2:ffff:ffff:ffff:ffff, not past
>     2001:db8:0:ffff:ffff:ffff:ffff:ffff: taken
> The lowest free prefixes:
> 2001:db8:0:2::/64

# Behind the last address there is none to round up to.
$ netkit cidr next --explain 255.255.255.0/24 --length 26 --used 255.255.255.0-255.255.255.229
>   255.255.255.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  the pool
>   |############################+...|  used
>   |............................+###|  = free
> A /26 holds 2^(32 - 26) = 2^6 = 64 addresses and begins at a multiple of that:
>   its last 6 bits are 0 (RFC 4632 3.1).
> The free ranges, from the lowest on:
> 1. 255.255.255.230 - 255.255.255.255, 26 addresses
>   behind its first address no multiple of 2^6 follows
> None is free.
! netkit: 0 of 1 free /26 found
? 1

$ netkit cidr next --explain 0.0.0.0/0 --length 0
>   0.0.0.0/0, each column 134217728 = 2^27 addresses (# all, + some, . none):
>   |################################|  the pool
>   |................................|  used
>   |################################|  = free
> A /0 holds 2^(32 - 0) = 2^32 = 4294967296 addresses and begins at a multiple of
>   that: its last 32 bits are 0 (RFC 4632 3.1).
> The free ranges, from the lowest on:
> 1. 0.0.0.0 - 255.255.255.255 (0.0.0.0/0), 4294967296 = 2^32 addresses
>   begins at   0.0.0.0         |00000000.00000000.00000000.00000000
>   its last 32 bits are 0: it is aligned
>   0.0.0.0/0 ends at 255.255.255.255, not past 255.255.255.255: taken
> The lowest free prefixes:
> 0.0.0.0/0

$ netkit cidr next --explain 10.0.0.0/24 --length 32 --used 10.0.0.0/24
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  the pool
>   |################################|  used
>   |................................|  = free
> A /32 holds 2^(32 - 32) = 2^0 = 1 addresses and begins at a multiple of that:
>   its last 0 bits are 0 (RFC 4632 3.1).
> Nothing of the pool is free.
> None is free.
! netkit: 0 of 1 free /32 found
? 1

# An IPv6 length, and IPv4 space beside it.
$ netkit cidr next --explain 10.0.0.0/24 2001:db8::/64 --length 64 | tail -8
> 2. 2001:db8:: - 2001:db8::ffff:ffff:ffff:ffff (2001:db8::/64), 2^64 addresses
>                                                       bits 65 to 80:
>   begins at   2001:0db8:0000:0000:0000:0000:0000:0000 |0000000000000000
>   its last 64 bits are 0: it is aligned
>   2001:db8::/64 ends at 2001:db8::ffff:ffff:ffff:ffff, not past
>     2001:db8::ffff:ffff:ffff:ffff: taken
> The lowest free prefixes:
> 2001:db8::/64

# Many steps are told as one, also where no prefix is among the first.
$ netkit cidr next --explain 10.0.0.0/16 --length 28 --count 1000 | grep -cE '^[0-9]+[.] |^and so on'
> 21

$ netkit cidr next --explain 10.0.0.0/16 --length 28 --count 1000 | sed '1,/^The lowest/d' | wc -l
> 1000

$ seq -f '10.0.0.%g' 0 2 98 | netkit cidr next --explain 10.0.0.0/24 --length 31 --used - | tail -3
> and so on in the same way
> The lowest free prefixes:
> 10.0.0.100/31

$ seq -f '10.0.0.%g' 0 2 254 | netkit cidr next --explain 10.0.0.0/24 --length 31 --used - | tail -2
> and so on in the same way
> None is free.
! netkit: 0 of 1 free /31 found

# No line passes 80 columns.
$ netkit cidr next --explain 1111:1111:1111:1111:1111:1111:1111:1111-ffff:1111:1111:1111:1111:1111:1111:1111 --length 120 --count 2 | awk 'length > 80'

$ netkit cidr next --explain -q 10.0.0.0/24 --length 26

# The bits that the first and the last address share.
$ netkit cidr supernet --explain 10.0.9.1 10.0.3.7 2001:db8::1 2001:db8:0:4::/64
> IPv4, 2 items: what lies between the first address and the last begins with the
>   bits that those two share.
>   first       10.0.3.7        00001010.00000000.0000|0011.00000111
>   last        10.0.9.1        00001010.00000000.0000|1001.00000001  XOR
>                               ------------------------------------
>   differ      0.0.10.6        00000000.00000000.0000|1010.00000110
>   the first 1 is bit 21: 20 bits before it, a /20 (RFC 4632 3.1)
>   first       10.0.3.7        00001010.00000000.0000|0011.00000111
>   netmask     255.255.240.0   11111111.11111111.1111|0000.00000000  AND
>                               ------------------------------------
>   network     10.0.0.0        00001010.00000000.0000|0000.00000000
> The longest prefix above:
> 10.0.0.0/20
> IPv6, 2 items: what lies between the first address and the last begins with the
>   bits that those two share.
>                                                       bits 49 to 64:
>   first       2001:0db8:0000:0000:0000:0000:0000:0001 0000000000000|000
>   last        2001:0db8:0000:0004:ffff:ffff:ffff:ffff 0000000000000|100  XOR
>                                                       -----------------
>   differ      0000:0000:0000:0004:ffff:ffff:ffff:fffe 0000000000000|100
>   the first 1 is bit 62: 61 bits before it, a /61 (RFC 4632 3.1)
>   first       2001:0db8:0000:0000:0000:0000:0000:0001 0000000000000|000
>   netmask     ffff:ffff:ffff:fff8:0000:0000:0000:0000 1111111111111|000  AND
>                                                       -----------------
>   network     2001:0db8:0000:0000:0000:0000:0000:0000 0000000000000|000
> The longest prefix above:
> 2001:db8::/61

$ netkit cidr supernet --explain 10.0.3.7 | sed -n '3,6p'
>   first       10.0.3.7        00001010.00000000.00000011.00000111|
>   last        10.0.3.7        00001010.00000000.00000011.00000111|  XOR
>                               ------------------------------------
>   differ      0.0.0.0         00000000.00000000.00000000.00000000|

$ netkit cidr supernet --explain :: ffff:: | tail -8
>   differ      ffff:0000:0000:0000:0000:0000:0000:0000 |1111111111111111
>   the first 1 is bit 1: 0 bits before it, a /0 (RFC 4632 3.1)
>   first       0000:0000:0000:0000:0000:0000:0000:0000 |0000000000000000
>   netmask     0000:0000:0000:0000:0000:0000:0000:0000 |0000000000000000  AND
>                                                       -----------------
>   network     0000:0000:0000:0000:0000:0000:0000:0000 |0000000000000000
> The longest prefix above:
> ::/0

# The prefix above each; one that does not fit is refused in its place.
$ netkit cidr supernet --explain --length 24 10.0.3.7 10.0.4.0/23 10.0.3.5-10.0.3.9
> item 10.0.3.7, 1 = 2^0 address
>   first       10.0.3.7        00001010.00000000.00000011|00000111
>   netmask     255.255.255.0   11111111.11111111.11111111|00000000  AND
>                               ------------------------------------
>   network     10.0.3.0        00001010.00000000.00000011|00000000
>   the first 24 bits stay, the other 8 become 0:
> 10.0.3.0/24
> item 10.0.3.5 - 10.0.3.9, 5 addresses
>   all of it has the same first 28 bits, so it fits into a /24
>   first       10.0.3.5        00001010.00000000.00000011|00000101
>   netmask     255.255.255.0   11111111.11111111.11111111|00000000  AND
>                               ------------------------------------
>   network     10.0.3.0        00001010.00000000.00000011|00000000
>   the first 24 bits stay, the other 8 become 0:
> 10.0.3.0/24
! netkit: it does not fit into one /24: it needs a /23
!     netkit cidr supernet --explain --length 24 10.0.3.7 10.0.4.0/23 10.0.3.5-10.0.3.9
!                                                         ^~~~~~~~~~~
? 2

$ netkit cidr supernet --explain - < /dev/null

$ netkit cidr supernet --explain --length 0 1111:1111:1111:1111:1111:1111:1111:1111-ffff:1111:1111:1111:1111:1111:1111:1111 | awk "length > 80"
