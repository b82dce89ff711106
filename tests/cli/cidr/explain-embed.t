# Each prefix length of RFC 6052: where the octets go, around octet 8.
$ netkit cidr embed --explain 192.0.2.33 --prefix 2001:db8::/32
> 192.0.2.33
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 33 = 21
> 2. The prefix has 32 bits, 4 octets (P): 2001:db8::/32
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows, but not in u: octets 4 to 7
> 5. The suffix (s) is 0: octets 9 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 c0 00 02 21 00 00 00 00 00 00 00 00
> is     P  P  P  P v4 v4 v4 v4  u  s  s  s  s  s  s  s
> 6. Two octets a group, then shortened (RFC 5952 4):
>    2001:0db8:c000:0221:0000:0000:0000:0000
> ipv6  2001:db8:c000:221::

$ netkit cidr embed --explain 192.0.2.33 --prefix 2001:db8:100::/40
> 192.0.2.33
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 33 = 21
> 2. The prefix has 40 bits, 5 octets (P): 2001:db8:100::/40
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows, but not in u: octets 5 to 7 and 9
> 5. The suffix (s) is 0: octets 10 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 01 c0 00 02 00 21 00 00 00 00 00 00
> is     P  P  P  P  P v4 v4 v4  u v4  s  s  s  s  s  s
> 6. Two octets a group, then shortened (RFC 5952 4):
>    2001:0db8:01c0:0002:0021:0000:0000:0000
> ipv6  2001:db8:1c0:2:21::

$ netkit cidr embed --explain 192.0.2.33 --prefix 2001:db8:122::/48
> 192.0.2.33
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 33 = 21
> 2. The prefix has 48 bits, 6 octets (P): 2001:db8:122::/48
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows, but not in u: octets 6 to 7 and 9 to 10
> 5. The suffix (s) is 0: octets 11 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 01 22 c0 00 00 02 21 00 00 00 00 00
> is     P  P  P  P  P  P v4 v4  u v4 v4  s  s  s  s  s
> 6. Two octets a group, then shortened (RFC 5952 4):
>    2001:0db8:0122:c000:0002:2100:0000:0000
> ipv6  2001:db8:122:c000:2:2100::

$ netkit cidr embed --explain 192.0.2.33 --prefix 2001:db8:122:300::/56
> 192.0.2.33
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 33 = 21
> 2. The prefix has 56 bits, 7 octets (P): 2001:db8:122:300::/56
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows, but not in u: octets 7 and 9 to 11
> 5. The suffix (s) is 0: octets 12 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 01 22 03 c0 00 00 02 21 00 00 00 00
> is     P  P  P  P  P  P  P v4  u v4 v4 v4  s  s  s  s
> 6. Two octets a group, then shortened (RFC 5952 4):
>    2001:0db8:0122:03c0:0000:0221:0000:0000
> ipv6  2001:db8:122:3c0:0:221::

$ netkit cidr embed --explain 192.0.2.33 --prefix 2001:db8:122:344::/64
> 192.0.2.33
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 33 = 21
> 2. The prefix has 64 bits, 8 octets (P): 2001:db8:122:344::/64
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows, but not in u: octets 9 to 12
> 5. The suffix (s) is 0: octets 13 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 01 22 03 44 00 c0 00 02 21 00 00 00
> is     P  P  P  P  P  P  P  P  u v4 v4 v4 v4  s  s  s
> 6. Two octets a group, then shortened (RFC 5952 4):
>    2001:0db8:0122:0344:00c0:0002:2100:0000
> ipv6  2001:db8:122:344:c0:2:2100:0

$ netkit cidr embed --explain 192.0.2.33 --prefix 2001:db8:122:344::/96
> 192.0.2.33
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 33 = 21
> 2. The prefix has 96 bits, 12 octets (P): 2001:db8:122:344::/96
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows: octets 12 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 01 22 03 44 00 00 00 00 c0 00 02 21
> is     P  P  P  P  P  P  P  P  u  P  P  P v4 v4 v4 v4
> 5. Two octets a group, then shortened (RFC 5952 4):
>    2001:0db8:0122:0344:0000:0000:c000:0221
> ipv6  2001:db8:122:344::c000:221

$ netkit cidr embed --explain 192.0.2.1 --as mapped --fields kind
> 192.0.2.1
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 1 = 01
> 2. The prefix (P) is ::ffff:0:0/96: 10 octets 0, 2 octets ff (RFC 4291 2.5.5.2)
> 3. The IPv4 address (v4) is the last 32 bits
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 00 00 00 00 00 00 00 00 00 00 ff ff c0 00 02 01
> is     P  P  P  P  P  P  P  P  P  P  P  P v4 v4 v4 v4
> 4. Two octets a group, then shortened (RFC 5952 4):
>    0000:0000:0000:0000:0000:ffff:c000:0201
>    with the last 32 bits as IPv4 writes them (RFC 5952 5)
> kind  mapped

$ netkit cidr embed --explain 192.0.2.1 --as 6to4
> 192.0.2.1
> 1. Its octets in hexadecimal: 192 = c0, 0 = 00, 2 = 02, 1 = 01
> 2. The prefix (P) is 2002::/16 (RFC 3056 2)
> 3. The IPv4 address (v4) is the next 32 bits: 16 + 32 = 48 bits
> 4. The site has the rest (-): 16 bits of subnet, 64 of interface
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 02 c0 00 02 01 00 00 00 00 00 00 00 00 00 00
> is     P  P v4 v4 v4 v4  -  -  -  -  -  -  -  -  -  -
> 5. Two octets a group, then shortened (RFC 5952 4):
>    2002:c000:0201:0000:0000:0000:0000:0000
> ipv6  2002:c000:201::/48

# The note and the bad item are told as ever.
$ netkit cidr embed --explain 10.0.0.1 ::1 255.255.255.255 --prefix 64:ff9b::/96
> 10.0.0.1
> 1. Its octets in hexadecimal: 10 = 0a, 0 = 00, 0 = 00, 1 = 01
> 2. The prefix has 96 bits, 12 octets (P): 64:ff9b::/96
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows: octets 12 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 00 64 ff 9b 00 00 00 00 00 00 00 00 0a 00 00 01
> is     P  P  P  P  P  P  P  P  u  P  P  P v4 v4 v4 v4
> 5. Two octets a group, then shortened (RFC 5952 4):
>    0064:ff9b:0000:0000:0000:0000:0a00:0001
> ipv6  64:ff9b::a00:1
>
> 255.255.255.255
> 1. Its octets in hexadecimal: 255 = ff, 255 = ff, 255 = ff, 255 = ff
> 2. The prefix has 96 bits, 12 octets (P): 64:ff9b::/96
> 3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)
> 4. The IPv4 address (v4) follows: octets 12 to 15
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 00 64 ff 9b 00 00 00 00 00 00 00 00 ff ff ff ff
> is     P  P  P  P  P  P  P  P  u  P  P  P v4 v4 v4 v4
> 5. Two octets a group, then shortened (RFC 5952 4):
>    0064:ff9b:0000:0000:0000:0000:ffff:ffff
> ipv6  64:ff9b::ffff:ffff
! netkit: 10.0.0.1 is not global: translators drop it under 64:ff9b::/96 (RFC 6052 3.1)
! netkit: '::1' is an IPv6 address: expected an IPv4 address
!     netkit cidr embed --explain 10.0.0.1 ::1 255.255.255.255 --prefix 64:ff9b::/96
!                                          ^~~
! netkit: 255.255.255.255 is not global: translators drop it under 64:ff9b::/96 (RFC 6052 3.1)
? 2
