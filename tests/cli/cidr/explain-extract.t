# What is tried, and the octets that it comes from.
$ netkit cidr extract --explain 64:ff9b::192.0.2.33
> 0064:ff9b:0000:0000:0000:0000:c000:0221
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 00 64 ff 9b 00 00 00 00 00 00 00 00 c0 00 02 21
> is     P  P  P  P  P  P  P  P  u  P  P  P v4 v4 v4 v4
> IPv4 address (v4): octets 12 to 15: c0 00 02 21 = 192.0.2.33
> ipv4    192.0.2.33
> kind    nat64
> server  -
> port    -

$ netkit cidr extract --explain --prefix 2001:db8:100::/40 2001:db8:1c0:2:21:: --fields prefix,embedded_ipv4
> 2001:0db8:01c0:0002:0021:0000:0000:0000
> What it is under, tried in this order:
> 1. 2001:db8:100::/40 (--prefix, RFC 6052)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 0d b8 01 c0 00 02 00 21 00 00 00 00 00 00
> is     P  P  P  P  P v4 v4 v4  u v4  s  s  s  s  s  s
> IPv4 address (v4): octets 5 to 7 and 9: c0 00 02 21 = 192.0.2.33
> prefix  2001:db8:100::/40
> ipv4    192.0.2.33

$ netkit cidr extract --explain 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:4136:e378:0:63bf:3fff:fdd2
> 2001:0000:4136:e378:8000:63bf:3fff:fdd2
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 3 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 3 differs
> 3. 2001::/32 (Teredo, RFC 4380)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 00 00 41 36 e3 78 80 00 63 bf 3f ff fd d2
> is     P  P  P  P sv sv sv sv fl fl po po v4 v4 v4 v4
> server (sv): octets 4 to 7: 41 36 e3 78 = 65.54.227.120
> flags (fl): octets 8 to 9: 80 00 (first bit 1: behind a cone NAT)
> port (po): octets 10 to 11: 63 bf XOR ffff = 9c40 = 40000
> client (v4): octets 12 to 15: 3f ff fd d2
>   XOR ffffffff = c000022d = 192.0.2.45
> ipv4    192.0.2.45
> kind    teredo
> server  65.54.227.120
> port    40000
>
> 2001:0000:4136:e378:0000:63bf:3fff:fdd2
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 3 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 3 differs
> 3. 2001::/32 (Teredo, RFC 4380)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 01 00 00 41 36 e3 78 00 00 63 bf 3f ff fd d2
> is     P  P  P  P sv sv sv sv fl fl po po v4 v4 v4 v4
> server (sv): octets 4 to 7: 41 36 e3 78 = 65.54.227.120
> flags (fl): octets 8 to 9: 00 00 (first bit 0: behind no cone NAT)
> port (po): octets 10 to 11: 63 bf XOR ffff = 9c40 = 40000
> client (v4): octets 12 to 15: 3f ff fd d2
>   XOR ffffffff = c000022d = 192.0.2.45
> ipv4    192.0.2.45
> kind    teredo
> server  65.54.227.120
> port    40000

$ netkit cidr extract --explain ::ffff:1.2.3.4 2002:c000:201::1
> 0000:0000:0000:0000:0000:ffff:0102:0304
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 10 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 00 00 00 00 00 00 00 00 00 00 ff ff 01 02 03 04
> is     P  P  P  P  P  P  P  P  P  P  P  P v4 v4 v4 v4
> IPv4 address (v4): octets 12 to 15: 01 02 03 04 = 1.2.3.4
> ipv4    1.2.3.4
> kind    mapped
> server  -
> port    -
>
> 2002:c000:0201:0000:0000:0000:0000:0001
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 3 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 3 differs
> 3. 2001::/32 (Teredo, RFC 4380)? no, bit 15 differs
> 4. 2002::/16 (6to4, RFC 3056)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 20 02 c0 00 02 01 00 00 00 00 00 00 00 00 00 01
> is     P  P v4 v4 v4 v4  -  -  -  -  -  -  -  -  -  -
> IPv4 address (v4): octets 2 to 5: c0 00 02 01 = 192.0.2.1
> ipv4    192.0.2.1
> kind    6to4
> server  -
> port    -

$ netkit cidr extract --explain fe80::5efe:1.2.3.4%lo fe80::200:5efe:c000:201
> fe80:0000:0000:0000:0000:5efe:0102:0304
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 1 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 1 differs
> 3. 2001::/32 (Teredo, RFC 4380)? no, bit 1 differs
> 4. 2002::/16 (6to4, RFC 3056)? no, bit 1 differs
> 5. interface ID 00005efe or 02005efe (ISATAP, RFC 5214 6.1)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value fe 80 00 00 00 00 00 00 00 00 5e fe 01 02 03 04
> is     P  P  P  P  P  P  P  P id id id id v4 v4 v4 v4
> IPv4 address (v4): octets 12 to 15: 01 02 03 04 = 1.2.3.4
> ipv4    1.2.3.4
> kind    isatap
> server  -
> port    -
>
> fe80:0000:0000:0000:0200:5efe:c000:0201
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 1 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 1 differs
> 3. 2001::/32 (Teredo, RFC 4380)? no, bit 1 differs
> 4. 2002::/16 (6to4, RFC 3056)? no, bit 1 differs
> 5. interface ID 00005efe or 02005efe (ISATAP, RFC 5214 6.1)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value fe 80 00 00 00 00 00 00 02 00 5e fe c0 00 02 01
> is     P  P  P  P  P  P  P  P id id id id v4 v4 v4 v4
> IPv4 address (v4): octets 12 to 15: c0 00 02 01 = 192.0.2.1
> ipv4    192.0.2.1
> kind    isatap
> server  -
> port    -

# None: octet 8 is not 0, no prefix fits, a group has no interface ID.
$ netkit cidr extract --explain --prefix 2001:db8:100::/40 2001:db8:1c0:2:121::
> 2001:0db8:01c0:0002:0121:0000:0000:0000
> What it is under, tried in this order:
> 1. 2001:db8:100::/40 (--prefix, RFC 6052)? no, octet 8 (u) is 01, not 0
> 2. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 3 differs
> 3. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 3 differs
> 4. 2001::/32 (Teredo, RFC 4380)? no, bit 21 differs
> 5. 2002::/16 (6to4, RFC 3056)? no, bit 15 differs
> 6. interface ID 00005efe or 02005efe (ISATAP, RFC 5214 6.1)? no, 01210000
> None fits: there is no IPv4 address in it.
> ipv4    -
> kind    -
> server  -
> port    -
? 1

$ netkit cidr extract --explain :: ff02::5efe:1.2.3.4
> 0000:0000:0000:0000:0000:0000:0000:0000
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 10 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 81 differs
> 3. 2001::/32 (Teredo, RFC 4380)? no, bit 3 differs
> 4. 2002::/16 (6to4, RFC 3056)? no, bit 3 differs
> 5. interface ID 00005efe or 02005efe (ISATAP, RFC 5214 6.1)? no, 00000000
> None fits: there is no IPv4 address in it.
> ipv4    -
> kind    -
> server  -
> port    -
>
> ff02:0000:0000:0000:0000:5efe:0102:0304
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? no, bit 1 differs
> 2. ::ffff:0.0.0.0/96 (mapped, RFC 4291)? no, bit 1 differs
> 3. 2001::/32 (Teredo, RFC 4380)? no, bit 1 differs
> 4. 2002::/16 (6to4, RFC 3056)? no, bit 1 differs
> 5. interface ID 00005efe or 02005efe (ISATAP, RFC 5214 6.1)? no, it is multicast
> None fits: there is no IPv4 address in it.
> ipv4    -
> kind    -
> server  -
> port    -
? 1

$ netkit cidr extract --explain 2001:db8::/32 64:ff9b::1
> 0064:ff9b:0000:0000:0000:0000:0000:0001
> What it is under, tried in this order:
> 1. 64:ff9b::/96 (NAT64, RFC 6052 2.1)? yes
> octet  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
> value 00 64 ff 9b 00 00 00 00 00 00 00 00 00 00 00 01
> is     P  P  P  P  P  P  P  P  u  P  P  P v4 v4 v4 v4
> IPv4 address (v4): octets 12 to 15: 00 00 00 01 = 0.0.0.1
> ipv4    0.0.0.1
> kind    nat64
> server  -
> port    -
! netkit: '2001:db8::/32' is a prefix: expected an IPv6 address
!     netkit cidr extract --explain 2001:db8::/32 64:ff9b::1
!                                   ^~~~~~~~~~~~~
? 2

$ netkit cidr extract --explain - </dev/null
