# Words of one packet.
$ netkit tcp-state decode --fields layer,field -o tsv 4500 001c 0001 0000 4011 f6cc c000 0201 c000 0202 d431 0035 0008 a773 | tail -1
> UDP	checksum

# Several packets.
$ netkit tcp-state decode --boxes 4500001c000100004011f6ccc0000201c0000202d43100350008a773 4500001c000100004011f6ccc0000201c0000202d43100350008a773
> packet 1: 28 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ─────────────────────────────────────────────────────── 20 + 8 octets ─┐
> │ total length 28, time to live 64, protocol 17 UDP, header checksum right,    │
> │ source 192.0.2.1, destination 192.0.2.2                                      │
> │ ┌─ UDP ───────────────────────────────────────────────────── 8 + 0 octets ─┐ │
> │ │ source port 54321, destination port 53 domain, length 8, checksum right  │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘
> 
> packet 1: 28 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ─────────────────────────────────────────────────────── 20 + 8 octets ─┐
> │ total length 28, time to live 64, protocol 17 UDP, header checksum right,    │
> │ source 192.0.2.1, destination 192.0.2.2                                      │
> │ ┌─ UDP ───────────────────────────────────────────────────── 8 + 0 octets ─┐ │
> │ │ source port 54321, destination port 53 domain, length 8, checksum right  │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘

# Colons, 0x, blanks.
$ netkit tcp-state decode --fields value -o tsv '45:00:00:1c 0x00 0x01 00,00 40 11 f6 cc c0000201 c0000202 d4310035 0008a773' | tail -2
> 8
> 0xa773

# A dump of tcpdump -X with two packets.
$ netkit tcp-state decode --boxes -
< 12:00:00.000001 IP 192.0.2.1.54321 > 192.0.2.2.53: UDP, length 0
< 	0x0000:  4500 001c 0001 0000 4011 f6cc c000 0201  E.......@.......
< 	0x0010:  c000 0202 d431 0035 0008 a773            .....1.5...s
< 12:00:00.000002 IP 192.0.2.1.54321 > 192.0.2.2.53: UDP, length 0
< 	0x0000:  4500 001c 0001 0000 4011 f6cc c000 0201  E.......@.......
< 	0x0010:  c000 0202 d431 0035 0008 a773            .....1.5...s
> packet 1: 28 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ─────────────────────────────────────────────────────── 20 + 8 octets ─┐
> │ total length 28, time to live 64, protocol 17 UDP, header checksum right,    │
> │ source 192.0.2.1, destination 192.0.2.2                                      │
> │ ┌─ UDP ───────────────────────────────────────────────────── 8 + 0 octets ─┐ │
> │ │ source port 54321, destination port 53 domain, length 8, checksum right  │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘
> 
> packet 2: 28 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ─────────────────────────────────────────────────────── 20 + 8 octets ─┐
> │ total length 28, time to live 64, protocol 17 UDP, header checksum right,    │
> │ source 192.0.2.1, destination 192.0.2.2                                      │
> │ ┌─ UDP ───────────────────────────────────────────────────── 8 + 0 octets ─┐ │
> │ │ source port 54321, destination port 53 domain, length 8, checksum right  │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘

# A dump of xxd.
$ echo 4500001c000100004011f6ccc0000201c0000202d43100350008a773 | xxd -r -p | xxd | netkit tcp-state decode --fields number,value -o tsv - | tail -1
> 1	0xa773

# A dump of hexdump.
$ echo 4500001c000100004011f6ccc0000201c0000202d43100350008a773 | xxd -r -p | hexdump -C | netkit tcp-state decode --fields number,value -o tsv - | tail -1
> 1	0xa773

# The octets themselves.
$ printf '\105\000\000\024\000\001\000\000\100\021\366\314\300\000\002\001\300\000\002\002' > raw; netkit tcp-state decode --fields field,value -o tsv @raw | tail -2
> source	192.0.2.1
> destination	192.0.2.2
! netkit: raw: packet 1, octet 20: the packet ends before a header that was announced

# A packet a line, and a bad one.
| list
+ # packets
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500 00zz
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
$ netkit tcp-state decode --lines --fields number,field -o tsv @list | grep -E 'version|source_port'
> 1	version
> 1	source_port
> 3	version
> 3	source_port
! netkit: list:3:8: expected hexadecimal digits; packet skipped

# The same in JSON tells of the bad one where it stood.
| list
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500 00zz
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
$ netkit tcp-state decode --lines --json --fields number,field @list | grep -E 'version|error'
> {"number":1,"field":"version"}
> {"input":"4500 00zz","error":"expected hexadecimal digits"}
> {"number":3,"field":"version"}
! netkit: list:2:8: expected hexadecimal digits; packet skipped

# --strict stops there.
| list
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500 00zz
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
$ netkit tcp-state decode --strict --lines --fields number,field -o tsv @list | grep version
> 1	version
! netkit: list:2:8: expected hexadecimal digits

# Nothing in, nothing out.
$ netkit tcp-state decode -

# A name without @ that is no hexadecimal is still a file.
| x.pkt
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
$ netkit tcp-state decode --fields value -o tsv x.pkt | tail -1
> 0xa773

# Neither.
$ netkit tcp-state decode 450z
! netkit: '450z' is no packet in hexadecimal: a hexadecimal digit stands alone: two make an octet; a file is given as @FILE
!     netkit tcp-state decode 450z
!                               ^
? 2

# An odd digit.
$ netkit tcp-state decode 450
! netkit: '450' is no packet in hexadecimal: a hexadecimal digit stands alone: two make an octet; a file is given as @FILE
!     netkit tcp-state decode 450
!                               ^
? 2

# No such file.
$ netkit tcp-state decode @none
! netkit: cannot open 'none': No such file or directory
? 3

# Cut inside the headers.
$ netkit tcp-state decode --boxes 4500001c000100004011f6ccc0000201c0000202d4310035
> packet 1: 24 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ─────────────────────────────────────────────────────── 20 + 4 octets ─┐
> │ total length 28, time to live 64, protocol 17 UDP, header checksum right,    │
> │ source 192.0.2.1, destination 192.0.2.2                                      │
> │ ┌─ UDP ───────────────────────────────────────────────────── 4 + 0 octets ─┐ │
> │ │ source port 54321, destination port 53 domain                            │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘
! netkit: octet 2: the total length is more than the link carried
!     netkit tcp-state decode --boxes 4500001c000100004011f6ccc0000201c0000202d4310035
!                                         ^~
! netkit: octet 24: cut inside the headers: there are only 24 octets
? 2

# The same as a record.
$ netkit tcp-state decode --json --fields field,value 4500001c000100004011f6ccc0000201c0000202d4310035 | tail -4
> {"field":"destination","value":"192.0.2.2"}
> {"field":"source_port","value":"54321"}
> {"field":"destination_port","value":"53"}
> {"input":"4500001c000100004011f6ccc0000201c0000202d4310035","error":"octet 2: the total length is more than the link carried"}
! netkit: octet 2: the total length is more than the link carried
!     netkit tcp-state decode --json --fields field,value 4500001c000100004011f6ccc0000201c0000202d4310035
!                                                             ^~
! netkit: octet 24: cut inside the headers: there are only 24 octets

# Malformed: a caret where.
$ netkit tcp-state decode --list --link tcp 040001bb00000001000000005002faf0000000000201
> packet 1: 22 octets
> 
> TCP header: 20 octets from octet 0 on (RFC 9293 3.1)
> octet    bits   field                    value              meaning
>     0      16   source port              1024
>     2      16   destination port         443                https
>     4      32   sequence number          1
>     8      32   acknowledgment number    0
>    12       4   data offset              5                  20 octets
>    12.4     3   reserved                 0
>    12.7     1   AE                       0                  not set
>    13       1   CWR                      0                  not set
>    13.1     1   ECE                      0                  not set
>    13.2     1   URG                      0                  not set
>    13.3     1   ACK                      0                  not set
>    13.4     1   PSH                      0                  not set
>    13.5     1   RST                      0                  not set
>    13.6     1   SYN                      1                  set
>    13.7     1   FIN                      0                  not set
>    14      16   window                   64240              octets, unscaled
>    16      16   checksum                 0x0000             not checkable: no IP
>                                                             header, whose
>                                                             addresses it covers
>    18      16   urgent pointer           0
> 
> data of https: 2 octets
>    20    02 01                                              ..

# --exit-zero.
$ netkit tcp-state decode --boxes --exit-zero --link udp d431
> packet 1: 2 octets
> ┌─ UDP ───────────────────────────────────────────────────────── 2 + 0 octets ─┐
> │ source port 54321                                                            │
> └──────────────────────────────────────────────────────────────────────────────┘
! netkit: octet 0: the packet ends inside this header
!     netkit tcp-state decode --boxes --exit-zero --link udp d431
!                                                            ^~
? 2

# Numbers.
$ netkit tcp-state decode --number 0 4500001c000100004011f6ccc0000201c0000202d43100350008a773
! netkit: expected the number of a packet, from 1
!     netkit tcp-state decode --number 0 4500001c000100004011f6ccc0000201c0000202d43100350008a773
!                                      ^
? 2

# Numbers that end before they begin.
$ netkit tcp-state decode --number 1,5-3 4500001c000100004011f6ccc0000201c0000202d43100350008a773
! netkit: a range of packets that ends before it begins
!     netkit tcp-state decode --number 1,5-3 4500001c000100004011f6ccc0000201c0000202d43100350008a773
!                                        ^~~
? 2

# No packet of that number.
$ netkit tcp-state decode --number 2-3 4500001c000100004011f6ccc0000201c0000202d43100350008a773
! netkit: there is no packet 2-3
? 1

# Ranges of numbers.
| list
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
$ netkit tcp-state decode --lines --number 1,3- --fields number,field -o tsv @list | grep version
> 1	version
> 3	version
> 4	version

# Reading ends behind the last of them.
| list
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ zz
$ netkit tcp-state decode --lines --number 2 --fields number,field -o tsv @list | grep version
> 2	version

# Of each of several.
| list
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
+ 4500001c000100004011f6ccc0000201c0000202d43100350008a773
$ netkit tcp-state decode --number 1 --fields number,field -o tsv 4500001c000100004011f6ccc0000201c0000202d43100350008a773 @list | grep version
> 1	version
> 1	version

# What is no number.
$ netkit tcp-state decode --number 1, 4500001c000100004011f6ccc0000201c0000202d43100350008a773
! netkit: expected the number of a packet, from 1
!     netkit tcp-state decode --number 1, 4500001c000100004011f6ccc0000201c0000202d43100350008a773
!                                        ^
? 2

# What --link takes.
$ netkit tcp-state decode --link token 4500001c000100004011f6ccc0000201c0000202d43100350008a773
! netkit: --link takes one of auto, ethernet, ip, ipv4, ipv6, tcp, udp, icmp, icmpv6, arp, vlan, mpls, llc, ppp, pppoe, chdlc, null, sll, sll2, gre, not 'token'
!     netkit tcp-state decode --link token 4500001c000100004011f6ccc0000201c0000202d43100350008a773
!                                    ^~~~~
? 2
