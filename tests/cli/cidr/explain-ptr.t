# A single address, both families.
$ netkit cidr ptr --explain 192.0.2.5 2001:db8::1
> 192.0.2.5
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /32 is 32 / 8 = 4 labels: 192 0 2 5
> 3. In reverse, since a name ends with what is most general, under in-addr.arpa
> answer  5.2.0.192.in-addr.arpa
>
> 2001:db8::1
> 1. A label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. /128 is 128 / 4 = 32 labels:
>    2 0 0 1 0 d b 8 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1
> 3. In reverse, since a name ends with what is most general, under ip6.arpa
> answer  1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa

# A length between labels: several zones.
$ netkit cidr ptr --explain 10.0.0.0/22
> 10.0.0.0/22
> 00001010.00000000.000000|00.00000000
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /22 ends inside label 3, but a zone begins at a label: the next end is /24
> 3. 2 bits more count 2^2 = 4 zones:
>    00  10.0.0.0/24  0.0.10.in-addr.arpa
>    01  10.0.1.0/24  1.0.10.in-addr.arpa
>    10  10.0.2.0/24  2.0.10.in-addr.arpa
>    11  10.0.3.0/24  3.0.10.in-addr.arpa

$ netkit cidr ptr --explain 2001:db8::/30
> 2001:db8::/30
> digit 8, bits 29 to 32: 10|00
> 1. A label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. /30 ends inside label 8, but a zone begins at a label: the next end is /32
> 3. 2 bits more count 2^2 = 4 zones:
>    00  2001:db8::/32
>      8.b.d.0.1.0.0.2.ip6.arpa
>    01  2001:db9::/32
>      9.b.d.0.1.0.0.2.ip6.arpa
>    10  2001:dba::/32
>      a.b.d.0.1.0.0.2.ip6.arpa
>    11  2001:dbb::/32
>      b.b.d.0.1.0.0.2.ip6.arpa

# At a label: one zone; the whole family.
$ netkit cidr ptr --explain 192.0.2.0/24 2001:db8::/32 0.0.0.0/0 ::/0
> 192.0.2.0/24
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /24 is 24 / 8 = 3 labels: 192 0 2
> 3. In reverse, since a name ends with what is most general, under in-addr.arpa
> answer  2.0.192.in-addr.arpa
>
> 2001:db8::/32
> 1. A label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. /32 is 32 / 4 = 8 labels:
>    2 0 0 1 0 d b 8
> 3. In reverse, since a name ends with what is most general, under ip6.arpa
> answer  8.b.d.0.1.0.0.2.ip6.arpa
>
> 0.0.0.0/0
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /0 is 0 / 8 = 0 labels
> 3. In reverse, since a name ends with what is most general, under in-addr.arpa
> answer  in-addr.arpa
>
> ::/0
> 1. A label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. /0 is 0 / 4 = 0 labels
> 3. In reverse, since a name ends with what is most general, under ip6.arpa
> answer  ip6.arpa

# Within the last octet: RFC 2317.
$ netkit cidr ptr --explain 192.0.2.64/26
> 192.0.2.64/26
> 11000000.00000000.00000010.01|000000
> 1. A label is an octet: 8 bits. /26 ends inside the last one, so that
>    2.0.192.in-addr.arpa holds this block and others
> 2. The block has 2^(32 - 26) = 64 addresses, of the last octet 64 to 127
>    Its label is the first one and the length: 64/26 (RFC 2317 4)
> 3. The zone above delegates it, and has an alias for each address:
>   64.2.0.192.in-addr.arpa CNAME 64.64/26.2.0.192.in-addr.arpa
>   127.2.0.192.in-addr.arpa CNAME 127.64/26.2.0.192.in-addr.arpa
> answer  64/26.2.0.192.in-addr.arpa

$ netkit cidr ptr --explain 255.255.255.254/31
> 255.255.255.254/31
> 11111111.11111111.11111111.1111111|0
> 1. A label is an octet: 8 bits. /31 ends inside the last one, so that
>    255.255.255.in-addr.arpa holds this block and others
> 2. The block has 2^(32 - 31) = 2 addresses, of the last octet 254 to 255
>    Its label is the first one and the length: 254/31 (RFC 2317 4)
> 3. The zone above delegates it, and has an alias for each address:
>   254.255.255.255.in-addr.arpa CNAME 254.254/31.255.255.255.in-addr.arpa
>   255.255.255.255.in-addr.arpa CNAME 255.254/31.255.255.255.in-addr.arpa
> answer  254/31.255.255.255.in-addr.arpa

# Many zones are listed up to a bound.
$ netkit cidr ptr --explain 128.0.0.0/1
> 128.0.0.0/1
> 1|0000000.00000000.00000000.00000000
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /1 ends inside label 1, but a zone begins at a label: the next end is /8
> 3. 7 bits more count 2^7 = 128 zones:
>    0000000  128.0.0.0/8  128.in-addr.arpa
>    0000001  129.0.0.0/8  129.in-addr.arpa
>    0000010  130.0.0.0/8  130.in-addr.arpa
>    0000011  131.0.0.0/8  131.in-addr.arpa
>    0000100  132.0.0.0/8  132.in-addr.arpa
>    0000101  133.0.0.0/8  133.in-addr.arpa
>    0000110  134.0.0.0/8  134.in-addr.arpa
>    0000111  135.0.0.0/8  135.in-addr.arpa
>    and 120 more zones, up to
>    1111111  255.0.0.0/8  255.in-addr.arpa

$ netkit cidr ptr --explain 2001:db8::/127
> 2001:db8::/127
> digit 32, bits 125 to 128: 000|0
> 1. A label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. /127 ends inside label 32, but a zone begins at a label: the next end is /128
> 3. 1 bit more counts 2^1 = 2 zones:
>    0  2001:db8::/128
>      0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa
>    1  2001:db8::1/128
>      1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa

$ netkit cidr ptr --explain ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0/125
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0/125
> digit 32, bits 125 to 128: 0|000
> 1. A label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. /125 ends inside label 32, but a zone begins at a label: the next end is /128
> 3. 3 bits more count 2^3 = 8 zones:
>    000  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0/128
>      0.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    001  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff1/128
>      1.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    010  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff2/128
>      2.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    011  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff3/128
>      3.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    100  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff4/128
>      4.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    101  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff5/128
>      5.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    110  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff6/128
>      6.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa
>    111  ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff7/128
>      7.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa

# A range has those of its prefixes.
$ netkit cidr ptr --explain 10.0.0.0-10.0.0.2
> 10.0.0.0-10.0.0.2 is more than one prefix
>
> 10.0.0.0/31
> 00001010.00000000.00000000.0000000|0
> 1. A label is an octet: 8 bits. /31 ends inside the last one, so that
>    0.0.10.in-addr.arpa holds this block and others
> 2. The block has 2^(32 - 31) = 2 addresses, of the last octet 0 to 1
>    Its label is the first one and the length: 0/31 (RFC 2317 4)
> 3. The zone above delegates it, and has an alias for each address:
>   0.0.0.10.in-addr.arpa CNAME 0.0/31.0.0.10.in-addr.arpa
>   1.0.0.10.in-addr.arpa CNAME 1.0/31.0.0.10.in-addr.arpa
> answer  0/31.0.0.10.in-addr.arpa
>
> 10.0.0.2
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /32 is 32 / 8 = 4 labels: 10 0 0 2
> 3. In reverse, since a name ends with what is most general, under in-addr.arpa
> answer  2.0.0.10.in-addr.arpa

$ netkit cidr ptr --explain 10.0.0.1-10.0.0.254 | tail -3
> answer  8/29.0.0.10.in-addr.arpa
>
> and 10 more prefixes

# Names, the other way.
$ netkit cidr ptr --explain 5.2.0.192.in-addr.arpa. 8.b.d.0.1.0.0.2.IP6.arpa
> 5.2.0.192.in-addr.arpa.
> 1. Under in-addr.arpa a label is an octet (RFC 1035 3.5): 8 bits
> 2. From right to left 4 labels: 192 0 2 5
> 3. 4 * 8 = 32 bits: a whole address
> answer  192.0.2.5
>
> 8.b.d.0.1.0.0.2.IP6.arpa
> 1. Under ip6.arpa a label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. From right to left 8 labels:
>    2 0 0 1 0 d b 8
> 3. 8 * 4 = 32 bits, the others are 0: a prefix
> answer  2001:db8::/32

$ netkit cidr ptr --explain 64/26.2.0.192.in-addr.arpa 65.64-127.2.0.192.in-addr.arpa
> 64/26.2.0.192.in-addr.arpa
> 1. Under in-addr.arpa a label is an octet (RFC 1035 3.5): 8 bits
> 2. From right to left 3 labels: 192 0 2
> 3. 64/26 is the block of 64 to 127 of the next octet, /26 (RFC 2317)
> answer  192.0.2.64/26
>
> 65.64-127.2.0.192.in-addr.arpa
> 1. Under in-addr.arpa a label is an octet (RFC 1035 3.5): 8 bits
> 2. From right to left 4 labels: 192 0 2 65
>    (64-127 names a block that holds the address: RFC 2317)
> 3. 4 * 8 = 32 bits: a whole address
> answer  192.0.2.65

$ netkit cidr ptr --explain in-addr.arpa 10.in-addr.arpa --fields prefix
> in-addr.arpa
> 1. Under in-addr.arpa a label is an octet (RFC 1035 3.5): 8 bits
> 2. From right to left 0 labels
> 3. 0 * 8 = 0 bits, the others are 0: a prefix
> prefix  0.0.0.0/0
>
> 10.in-addr.arpa
> 1. Under in-addr.arpa a label is an octet (RFC 1035 3.5): 8 bits
> 2. From right to left 1 label: 10
> 3. 1 * 8 = 8 bits, the others are 0: a prefix
> prefix  10.0.0.0/8

# Bad items and host bits are told as ever.
$ netkit cidr ptr --explain 10.0.0.1/8 10.0.0.256 a.ip6.arpa x.ip6.arpa
> 10.0.0.0/8
> 1. A label is an octet (RFC 1035 3.5): 8 bits
> 2. /8 is 8 / 8 = 1 label: 10
> 3. In reverse, since a name ends with what is most general, under in-addr.arpa
> answer  10.in-addr.arpa
>
> a.ip6.arpa
> 1. Under ip6.arpa a label is a hexadecimal digit (RFC 3596 2.5): 4 bits
> 2. From right to left 1 label:
>    a
> 3. 1 * 4 = 4 bits, the others are 0: a prefix
> answer  a000::/4
! netkit: 10.0.0.1/8 has host bits set: the network is 10.0.0.0/8
! netkit: '10.0.0.256' is not an IPv4 address: octet 4 is 256, the maximum is 255
!     netkit cidr ptr --explain 10.0.0.1/8 10.0.0.256 a.ip6.arpa x.ip6.arpa
!                                                 ^~~
! netkit: label 'x' is not one hexadecimal digit, as ip6.arpa has them
!     netkit cidr ptr --explain 10.0.0.1/8 10.0.0.256 a.ip6.arpa x.ip6.arpa
!                                                                ^
? 2

$ netkit cidr ptr --explain - </dev/null

# At the prompt $ is what the zone covers, as ever.
$ netkit repl -c 'cidr ptr --explain 10.0.0.0/23 | tail -n 1; cidr show $ --fields prefix'
>    1  10.0.1.0/24  1.0.10.in-addr.arpa
> 10.0.0.0/24
> 10.0.1.0/24
