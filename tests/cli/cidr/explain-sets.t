# What is cut on a number line, the pieces, and why each prefix is no larger.
$ netkit cidr exclude --explain 10.0.0.0/24 10.0.0.64/26 10.0.0.200-10.0.0.202
> 1. 10.0.0.0/24 less 10.0.0.64/26
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  10.0.0.0/24
>   |........########................|  10.0.0.64/26
>   |########........################|  = kept
>   where F to L goes, what lies up to F - 1 is kept, and from L + 1 on:
>   kept 10.0.0.0 - 10.0.0.63 (10.0.0.0/26), 64 = 2^6 addresses
>   gone 10.0.0.64 - 10.0.0.127 (10.0.0.64/26), 64 = 2^6 addresses
>   kept 10.0.0.128 - 10.0.0.255 (10.0.0.128/25), 128 = 2^7 addresses
> 2. the set so far less 10.0.0.200-10.0.0.202
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |########........################|  the set so far
>   |.........................+......|  10.0.0.200-10.0.0.202
>   |########........#########+######|  = kept
>   where F to L goes, what lies up to F - 1 is kept, and from L + 1 on:
>   kept 10.0.0.0 - 10.0.0.63 (10.0.0.0/26), 64 = 2^6 addresses
>   kept 10.0.0.128 - 10.0.0.199, 72 addresses
>   gone 10.0.0.200 - 10.0.0.202, 3 addresses
>   kept 10.0.0.203 - 10.0.0.255, 53 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
>   first           in binary                           align       left  fits as
>   10.0.0.0        00001010.00000000.00000000.00000000  2^25         64   2^6 /26
>   10.0.0.128      00001010.00000000.00000000.10000000   2^7         72   2^6 /26
>   10.0.0.192      00001010.00000000.00000000.11000000   2^6          8   2^3 /29
>   10.0.0.203      00001010.00000000.00000000.11001011   2^0         53   2^5 /32
>   10.0.0.204      00001010.00000000.00000000.11001100   2^2         52   2^5 /30
>   10.0.0.208      00001010.00000000.00000000.11010000   2^4         48   2^5 /28
>   10.0.0.224      00001010.00000000.00000000.11100000   2^5         32   2^5 /27
> The fewest prefixes:
> 10.0.0.0/26
> 10.0.0.128/26
> 10.0.0.192/29
> 10.0.0.203/32
> 10.0.0.204/30
> 10.0.0.208/28
> 10.0.0.224/27

# Both families, and a set from a list; single addresses.
$ netkit cidr exclude --explain - 2001:db8::1
< 10.0.0.0/24
< 2001:db8::/126
> 1. - less 2001:db8::1
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  -
>   |................................|  2001:db8::1
>   |################################|  = kept
>   2001:db8::/126, each column 1 = 2^0 address (# all, + some, . none):
>   |################################|  -
>   |........########................|  2001:db8::1
>   |########........################|  = kept
>   where F to L goes, what lies up to F - 1 is kept, and from L + 1 on:
>   kept 10.0.0.0 - 10.0.0.255 (10.0.0.0/24), 256 = 2^8 addresses
>   kept 2001:db8::, 1 = 2^0 address
>   gone 2001:db8::1, 1 = 2^0 address
>   kept 2001:db8::2 - 2001:db8::3 (2001:db8::2/127), 2 = 2^1 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
>   first           in binary                           align       left  fits as
>   10.0.0.0        00001010.00000000.00000000.00000000  2^25        256   2^8 /24
>   first                                   group with that bit align  fits as
>   2001:db8::                              2:0000110110111000  2^99   2^0 /128
>   2001:db8::2                             8:0000000000000010   2^1   2^1 /127
> The fewest prefixes:
> 10.0.0.0/24
> 2001:db8::/128
> 2001:db8::2/127

$ netkit cidr exclude --explain 10.0.0.0/24 10.0.0.0/8
> 1. 10.0.0.0/24 less 10.0.0.0/8
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  10.0.0.0/24
>   |################################|  10.0.0.0/8
>   |................................|  = kept
>   where F to L goes, what lies up to F - 1 is kept, and from L + 1 on:
>   gone 10.0.0.0 - 10.0.0.255 (10.0.0.0/24), 256 = 2^8 addresses
> No address is left: there is no prefix.

$ netkit cidr exclude --explain ::/0 @nothing
| nothing
+ # none
> 1. ::/0 less @nothing
>   ::/0, each column 2^123 addresses (# all, + some, . none):
>   |################################|  ::/0
>   |................................|  @nothing
>   |################################|  = kept
>   where F to L goes, what lies up to F - 1 is kept, and from L + 1 on:
>   kept :: - ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff (::/0), 2^128 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
>   first                                   group with that bit align  fits as
>   ::                                      8:0000000000000000   any 2^128 /0
> The fewest prefixes:
> ::/0

$ netkit cidr exclude --explain @nothing 10.0.0.1
| nothing
+ # none
> 1. @nothing less 10.0.0.1
>   there is nothing in the first set
> No address is left: there is no prefix.

# The first address of all is aligned to any size.
$ netkit cidr exclude --explain 0.0.0.0/0 128.0.0.0/1 | sed -n '/first  /,$p'
>   first           in binary                           align       left  fits as
>   0.0.0.0         00000000.00000000.00000000.00000000   any 2147483648  2^31 /1
> The fewest prefixes:
> 0.0.0.0/1

# Many pieces and prefixes are counted; the answer is whole.
$ seq -f '10.0.%g.1' 0 2 98 | netkit cidr exclude --explain 10.0.0.0/16 - | grep -E '^  and|^The|^10' | sed '1,3!d'
>   and 81 more pieces
>   and 434 more prefixes
> The fewest prefixes:

$ seq -f '10.0.%g.1' 0 2 98 | netkit cidr exclude --explain 10.0.0.0/16 - | sed '1,/^The/d' | wc -l
> 454

# No line passes 80 columns.
$ (netkit cidr exclude --explain 0.0.0.0/0 255.255.255.255; netkit cidr exclude --explain ::/0 1111:1111:1111:1111:1111:1111:1111:1111-1111:1111:1111:1111:1111:1111:1111:2222) | awk 'length > 80'

# A bad operand is no empty set: no working and no answer.
$ netkit cidr exclude --explain 10.0.0.0/24 10.0.0.300
! netkit: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255
!     netkit cidr exclude --explain 10.0.0.0/24 10.0.0.300
!                                                      ^~~
? 2

$ netkit cidr exclude --explain -q 10.0.0.0/24 10.0.0.64/26

$ netkit cidr intersect --explain 10.0.0.0-10.0.0.99 10.0.0.64/26
> 1. 10.0.0.0-10.0.0.99 and 10.0.0.64/26
>   10.0.0.0/25, each column 4 = 2^2 addresses (# all, + some, . none):
>   |#########################.......|  10.0.0.0-10.0.0.99
>   |................################|  10.0.0.64/26
>   |................#########.......|  = kept
>   kept is what two ranges share: from the greater of their first addresses to
>     the lesser of their last ones:
>   gone 10.0.0.0 - 10.0.0.63 (10.0.0.0/26), 64 = 2^6 addresses
>   kept 10.0.0.64 - 10.0.0.99, 36 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
>   first           in binary                           align       left  fits as
>   10.0.0.64       00001010.00000000.00000000.01000000   2^6         36   2^5 /27
>   10.0.0.96       00001010.00000000.00000000.01100000   2^5          4   2^2 /30
> The fewest prefixes:
> 10.0.0.64/27
> 10.0.0.96/30

$ netkit cidr intersect --explain 10.0.0.0/24 192.0.2.0/24
> 1. 10.0.0.0/24 and 192.0.2.0/24
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  10.0.0.0/24
>   |................................|  192.0.2.0/24
>   |................................|  = kept
>   kept is what two ranges share: from the greater of their first addresses to
>     the lesser of their last ones:
>   gone 10.0.0.0 - 10.0.0.255 (10.0.0.0/24), 256 = 2^8 addresses
> No address is left: there is no prefix.

$ netkit cidr intersect --explain 2001:db8::/47 2001:db8:1::/48 2001:db8:1:8000::/49
> 1. 2001:db8::/47 and 2001:db8:1::/48
>   2001:db8::/47, each column 2^76 addresses (# all, + some, . none):
>   |################################|  2001:db8::/47
>   |................################|  2001:db8:1::/48
>   |................################|  = kept
>   kept is what two ranges share: from the greater of their first addresses to
>     the lesser of their last ones:
>   gone 2001:db8:: - 2001:db8:0:ffff:ffff:ffff:ffff:ffff (2001:db8::/48), 2^80
>     addresses
>   kept 2001:db8:1:: - 2001:db8:1:ffff:ffff:ffff:ffff:ffff (2001:db8:1::/48),
>     2^80 addresses
> 2. the set so far and 2001:db8:1:8000::/49
>   2001:db8:1::/48, each column 2^75 addresses (# all, + some, . none):
>   |################################|  the set so far
>   |................################|  2001:db8:1:8000::/49
>   |................################|  = kept
>   kept is what two ranges share: from the greater of their first addresses to
>     the lesser of their last ones:
>   gone 2001:db8:1:: - 2001:db8:1:7fff:ffff:ffff:ffff:ffff (2001:db8:1::/49),
>     2^79 addresses
>   kept 2001:db8:1:8000:: - 2001:db8:1:ffff:ffff:ffff:ffff:ffff
>     (2001:db8:1:8000::/49), 2^79 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
>   first                                   group with that bit align  fits as
>   2001:db8:1:8000::                       4:1000000000000000  2^79  2^79 /49
> The fewest prefixes:
> 2001:db8:1:8000::/49

$ netkit cidr diff --explain 10.0.0.0/23 10.0.1.0-10.0.2.255
>   10.0.0.0/22, each column 32 = 2^5 addresses (# all, + some, . none):
>   |################................|  10.0.0.0/23
>   |........################........|  10.0.1.0-10.0.2.255
> Along the line, cut where either set begins or ends: = in both, - in the old one
>   only, + in the new one only:
>   - 10.0.0.0 - 10.0.0.255 (10.0.0.0/24), 256 = 2^8 addresses
>   = 10.0.1.0 - 10.0.1.255 (10.0.1.0/24), 256 = 2^8 addresses
>   + 10.0.2.0 - 10.0.2.255 (10.0.2.0/24), 256 = 2^8 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
> What is in the old one only:
>   first           in binary                           align       left  fits as
>   10.0.0.0        00001010.00000000.00000000.00000000  2^25        256   2^8 /24
> What is in the new one only:
>   first           in binary                           align       left  fits as
>   10.0.2.0        00001010.00000000.00000010.00000000   2^9        256   2^8 /24
> The fewest prefixes:
> - 10.0.0.0/24
> + 10.0.2.0/24
? 1

$ netkit cidr diff --explain 10.0.0.0/24 10.0.0.0/24
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  10.0.0.0/24
>   |################################|  10.0.0.0/24
> Along the line, cut where either set begins or ends: = in both, - in the old one
>   only, + in the new one only:
>   = 10.0.0.0 - 10.0.0.255 (10.0.0.0/24), 256 = 2^8 addresses
> No address is in one of them only.

$ netkit cidr diff --explain @nothing @nothing
| nothing
+ # none
> Both sets are empty.
> No address is in one of them only.

$ netkit cidr diff --explain 10.0.0.0/24 2001:db8::/64
>   10.0.0.0/24, each column 8 = 2^3 addresses (# all, + some, . none):
>   |################################|  10.0.0.0/24
>   |................................|  2001:db8::/64
>   2001:db8::/64, each column 2^59 addresses (# all, + some, . none):
>   |................................|  10.0.0.0/24
>   |################################|  2001:db8::/64
> Along the line, cut where either set begins or ends: = in both, - in the old one
>   only, + in the new one only:
>   - 10.0.0.0 - 10.0.0.255 (10.0.0.0/24), 256 = 2^8 addresses
>   + 2001:db8:: - 2001:db8::ffff:ffff:ffff:ffff (2001:db8::/64), 2^64 addresses
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
> What is in the old one only:
>   first           in binary                           align       left  fits as
>   10.0.0.0        00001010.00000000.00000000.00000000  2^25        256   2^8 /24
> What is in the new one only:
>   first                                   group with that bit align  fits as
>   2001:db8::                              2:0000110110111000  2^99  2^64 /64
> The fewest prefixes:
> - 10.0.0.0/24
> + 2001:db8::/64
? 1
