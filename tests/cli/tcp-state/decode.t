# A SYN with options: boxes, rows, fields.
$ netkit tcp-state decode 4500003c1c4640004006323fc0000201c6336402c35001bb0000100000000000a002faf087e40000020405b40402080a000003e80000000001030307
> packet 1: 60 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ────────────────────────────────────────────────────── 20 + 40 octets ─┐
> │ total length 60, time to live 64, protocol 6 TCP, header checksum right,     │
> │ source 192.0.2.1, destination 198.51.100.2                                   │
> │ ┌─ TCP ──────────────────────────────────────────────────── 40 + 0 octets ─┐ │
> │ │ source port 50000, destination port 443 https, sequence number 4096,     │ │
> │ │ acknowledgment number 0, SYN, window 64240, checksum right, maximum      │ │
> │ │ segment size 1460, SACK permitted, timestamps, window scale 7            │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘
> 
> IPv4 header: 20 octets from octet 0 on (RFC 791 3.1)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────┬───────┬───────────┬───┬───────────────────────────────┐
>    0  │version│header │   DSCP    │ECN│         total length          │
>       │       │length │           │   │                               │
>       │   4   │   5   │     0     │ 0 │              60               │
>       ├───────┴───────┴───────────┴───┼─┬─┬─┬─────────────────────────┤
>    4  │                               │r│D│M│                         │
>       │        identification         │e│F│F│     fragment offset     │
>       │                               │s│ │ │                         │
>       │            0x1c46             │0│1│0│            0            │
>       ├───────────────┬───────────────┼─┴─┴─┴─────────────────────────┤
>    8  │ time to live  │   protocol    │        header checksum        │
>       │      64       │     6 TCP     │         0x323f right          │
>       ├───────────────┴───────────────┴───────────────────────────────┤
>   12  │                            source                             │
>       │                           192.0.2.1                           │
>       ├───────────────────────────────────────────────────────────────┤
>   16  │                          destination                          │
>       │                         198.51.100.2                          │
>       └───────────────────────────────────────────────────────────────┘
> octet    bits   field                    value              meaning
>     0       4   version                  4
>     0.4     4   header length            5                  20 octets
>     1       6   DSCP                     0                  CS0, best effort
>     1.6     2   ECN                      0                  not ECT
>     2      16   total length             60                 octets
>     4      16   identification           0x1c46
>     6       1   reserved                 0
>     6.1     1   don't fragment           1                  set
>     6.2     1   more fragments           0                  not set
>     6.3    13   fragment offset          0                  0 octets
>     8       8   time to live             64                 hops
>     9       8   protocol                 6                  TCP
>    10      16   header checksum          0x323f             right
>    12      32   source                   192.0.2.1          Documentation
>                                                             (TEST-NET-1)
>    16      32   destination              198.51.100.2       Documentation
>                                                             (TEST-NET-2)
> 
> TCP header: 40 octets from octet 20 on (RFC 9293 3.1)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────────────────────────────┬───────────────────────────────┐
>    0  │          source port          │       destination port        │
>       │             50000             │           443 https           │
>       ├───────────────────────────────┴───────────────────────────────┤
>    4  │                        sequence number                        │
>       │                             4096                              │
>       ├───────────────────────────────────────────────────────────────┤
>    8  │                     acknowledgment number                     │
>       │                               0                               │
>       ├───────┬─────┬─┬─┬─┬─┬─┬─┬─┬─┬─┬───────────────────────────────┤
>   12  │ data  │     │A│C│E│U│A│P│R│S│F│                               │
>       │offset │ res │E│W│C│R│C│S│S│Y│I│            window             │
>       │       │     │ │R│E│G│K│H│T│N│N│                               │
>       │  10   │  0  │0│0│0│0│0│0│0│1│0│             64240             │
>       ├───────┴─────┴─┴─┴─┴─┴─┴─┴─┴─┴─┼───────────────────────────────┤
>   16  │           checksum            │        urgent pointer         │
>       │         0x87e4 right          │               0               │
>       ├───────────────┬───────────────┼───────────────────────────────┤
>   20  │     kind      │    length     │     maximum segment size      │
>       │       2       │       4       │             1460              │
>       ├───────────────┼───────────────┼───────────────┬───────────────┤
>   24  │     kind      │    length     │     kind      │    length     │
>       │       4       │       2       │       8       │      10       │
>       ├───────────────┴───────────────┴───────────────┴───────────────┤
>   28  │                             TSval                             │
>       │                             1000                              │
>       ├───────────────────────────────────────────────────────────────┤
>   32  │                             TSecr                             │
>       │                               0                               │
>       ├───────────────┬───────────────┬───────────────┬───────────────┤
>   36  │     kind      │     kind      │    length     │  shift count  │
>       │       1       │       3       │       3       │       7       │
>       └───────────────┴───────────────┴───────────────┴───────────────┘
> octet    bits   field                    value              meaning
>    20      16   source port              50000
>    22      16   destination port         443                https
>    24      32   sequence number          4096
>    28      32   acknowledgment number    0
>    32       4   data offset              10                 40 octets
>    32.4     3   reserved                 0
>    32.7     1   AE                       0                  not set
>    33       1   CWR                      0                  not set
>    33.1     1   ECE                      0                  not set
>    33.2     1   URG                      0                  not set
>    33.3     1   ACK                      0                  not set
>    33.4     1   PSH                      0                  not set
>    33.5     1   RST                      0                  not set
>    33.6     1   SYN                      1                  set
>    33.7     1   FIN                      0                  not set
>    34      16   window                   64240              octets, unscaled
>    36      16   checksum                 0x87e4             right
>    38      16   urgent pointer           0
>    40      32   option: maximum segment size
>    40       8     kind                   2
>    41       8     length                 4                  octets
>    42      16     maximum segment size   1460               octets
>    44      16   option: SACK permitted
>    44       8     kind                   4
>    45       8     length                 2                  octets
>    46      80   option: timestamps
>    46       8     kind                   8
>    47       8     length                 10                 octets
>    48      32     TSval                  1000
>    52      32     TSecr                  0
>    56       8   option: no operation
>    56       8     kind                   1
>    57      24   option: window scale
>    57       8     kind                   3
>    58       8     length                 3                  octets
>    59       8     shift count            7

# A DNS query in Ethernet.
$ netkit tcp-state decode --boxes --list 020000000002020000000001080045000034000100004011ae820a000001c0000235d431003500205f821234010000010000000000000377777702696f0000010001
> packet 1: 66 octets, taken for Ethernet (--link says otherwise)
> ┌─ Ethernet ────────────────────────────────────────────────── 14 + 52 octets ─┐
> │ destination 02:00:00:00:00:02, source 02:00:00:00:00:01, type 0x0800 IPv4    │
> │ ┌─ IPv4 ────────────────────────────────────────────────── 20 + 32 octets ─┐ │
> │ │ total length 52, time to live 64, protocol 17 UDP, header checksum       │ │
> │ │ right, source 10.0.0.1, destination 192.0.2.53                           │ │
> │ │ ┌─ UDP ──────────────────────────────────────────────── 8 + 24 octets ─┐ │ │
> │ │ │ source port 54321, destination port 53 domain, length 32, checksum   │ │ │
> │ │ │ right                                                                │ │ │
> │ │ │ ┌─ data of domain ───────────────────────────────────── 24 octets ─┐ │ │ │
> │ │ │ │ 12 34 01 00 00 01 00 00 00 00 00 00 03 77 77 77 02 69 6f 00 00.. │ │ │ │
> │ │ │ └──────────────────────────────────────────────────────────────────┘ │ │ │
> │ │ └──────────────────────────────────────────────────────────────────────┘ │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘
> 
> Ethernet header: 14 octets from octet 0 on (IEEE 802.3)
> octet    bits   field                    value              meaning
>     0      48   destination              02:00:00:00:00:02  locally administered
>     6      48   source                   02:00:00:00:00:01  locally administered
>    12      16   type                     0x0800             IPv4
> 
> IPv4 header: 20 octets from octet 14 on (RFC 791 3.1)
> octet    bits   field                    value              meaning
>    14       4   version                  4
>    14.4     4   header length            5                  20 octets
>    15       6   DSCP                     0                  CS0, best effort
>    15.6     2   ECN                      0                  not ECT
>    16      16   total length             52                 octets
>    18      16   identification           0x0001
>    20       1   reserved                 0
>    20.1     1   don't fragment           0                  not set
>    20.2     1   more fragments           0                  not set
>    20.3    13   fragment offset          0                  0 octets
>    22       8   time to live             64                 hops
>    23       8   protocol                 17                 UDP
>    24      16   header checksum          0xae82             right
>    26      32   source                   10.0.0.1           Private-Use
>    30      32   destination              192.0.2.53         Documentation
>                                                             (TEST-NET-1)
> 
> UDP header: 8 octets from octet 34 on (RFC 768)
> octet    bits   field                    value              meaning
>    34      16   source port              54321
>    36      16   destination port         53                 domain
>    38      16   length                   32                 octets
>    40      16   checksum                 0x5f82             right
> 
> data of domain: 24 octets
>    42    12 34 01 00 00 01 00 00  00 00 00 00 03 77 77 77   .4...........www
>    58    02 69 6f 00 00 01 00 01                            .io.....

# Time exceeded, with the packet that it quotes.
$ netkit tcp-state decode 45000038341200004001c2afc0000201c00002020b00f006000000004500003c000100000111cd79c0000202c63364018235829b00280000
> packet 1: 56 octets, taken for IPv4 (--link says otherwise)
> ┌─ IPv4 ────────────────────────────────────────────────────── 20 + 36 octets ─┐
> │ total length 56, time to live 64, protocol 1 ICMP, header checksum right,    │
> │ source 192.0.2.1, destination 192.0.2.2                                      │
> │ ┌─ ICMP ─────────────────────────────────────────────────── 8 + 28 octets ─┐ │
> │ │ type 11 time exceeded, code 0 in transit, checksum right                 │ │
> │ │ ┌─ quoted IPv4 ──────────────────────────────────────── 20 + 8 octets ─┐ │ │
> │ │ │ total length 60, time to live 1, protocol 17 UDP, header checksum    │ │ │
> │ │ │ right, source 192.0.2.2, destination 198.51.100.1                    │ │ │
> │ │ │ ┌─ quoted UDP ────────────────────────────────────── 8 + 0 octets ─┐ │ │ │
> │ │ │ │ source port 33333, destination port 33435, length 40, checksum   │ │ │ │
> │ │ │ │ none                                                             │ │ │ │
> │ │ │ │ ┌─ quoted data ──────────────────────────────────── 32 octets ─┐ │ │ │ │
> │ │ │ │ │ none of them is here                                         │ │ │ │ │
> │ │ │ │ └──────────────────────────────────────────────────────────────┘ │ │ │ │
> │ │ │ └──────────────────────────────────────────────────────────────────┘ │ │ │
> │ │ └──────────────────────────────────────────────────────────────────────┘ │ │
> │ └──────────────────────────────────────────────────────────────────────────┘ │
> └──────────────────────────────────────────────────────────────────────────────┘
> 
> IPv4 header: 20 octets from octet 0 on (RFC 791 3.1)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────┬───────┬───────────┬───┬───────────────────────────────┐
>    0  │version│header │   DSCP    │ECN│         total length          │
>       │       │length │           │   │                               │
>       │   4   │   5   │     0     │ 0 │              56               │
>       ├───────┴───────┴───────────┴───┼─┬─┬─┬─────────────────────────┤
>    4  │                               │r│D│M│                         │
>       │        identification         │e│F│F│     fragment offset     │
>       │                               │s│ │ │                         │
>       │            0x3412             │0│0│0│            0            │
>       ├───────────────┬───────────────┼─┴─┴─┴─────────────────────────┤
>    8  │ time to live  │   protocol    │        header checksum        │
>       │      64       │    1 ICMP     │         0xc2af right          │
>       ├───────────────┴───────────────┴───────────────────────────────┤
>   12  │                            source                             │
>       │                           192.0.2.1                           │
>       ├───────────────────────────────────────────────────────────────┤
>   16  │                          destination                          │
>       │                           192.0.2.2                           │
>       └───────────────────────────────────────────────────────────────┘
> octet    bits   field                    value              meaning
>     0       4   version                  4
>     0.4     4   header length            5                  20 octets
>     1       6   DSCP                     0                  CS0, best effort
>     1.6     2   ECN                      0                  not ECT
>     2      16   total length             56                 octets
>     4      16   identification           0x3412
>     6       1   reserved                 0
>     6.1     1   don't fragment           0                  not set
>     6.2     1   more fragments           0                  not set
>     6.3    13   fragment offset          0                  0 octets
>     8       8   time to live             64                 hops
>     9       8   protocol                 1                  ICMP
>    10      16   header checksum          0xc2af             right
>    12      32   source                   192.0.2.1          Documentation
>                                                             (TEST-NET-1)
>    16      32   destination              192.0.2.2          Documentation
>                                                             (TEST-NET-1)
> 
> ICMP header: 8 octets from octet 20 on (RFC 792)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────────────┬───────────────┬───────────────────────────────┐
>    0  │     type      │     code      │           checksum            │
>       │      11       │               │                               │
>       │ time exceeded │ 0 in transit  │         0xf006 right          │
>       ├───────────────┼───────────────┼───────────────────────────────┤
>    4  │    unused     │    length     │            unused             │
>       │       0       │       0       │               0               │
>       └───────────────┴───────────────┴───────────────────────────────┘
> octet    bits   field                    value              meaning
>    20       8   type                     11                 time exceeded
>    21       8   code                     0                  in transit
>    22      16   checksum                 0xf006             right
>    24       8   unused                   0
>    25       8   length                   0                  0 octets
>    26      16   unused                   0
> 
> quoted IPv4 header: 20 octets from octet 28 on (RFC 791 3.1)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────┬───────┬───────────┬───┬───────────────────────────────┐
>    0  │version│header │   DSCP    │ECN│         total length          │
>       │       │length │           │   │                               │
>       │   4   │   5   │     0     │ 0 │              60               │
>       ├───────┴───────┴───────────┴───┼─┬─┬─┬─────────────────────────┤
>    4  │                               │r│D│M│                         │
>       │        identification         │e│F│F│     fragment offset     │
>       │                               │s│ │ │                         │
>       │            0x0001             │0│0│0│            0            │
>       ├───────────────┬───────────────┼─┴─┴─┴─────────────────────────┤
>    8  │ time to live  │   protocol    │        header checksum        │
>       │       1       │    17 UDP     │         0xcd79 right          │
>       ├───────────────┴───────────────┴───────────────────────────────┤
>   12  │                            source                             │
>       │                           192.0.2.2                           │
>       ├───────────────────────────────────────────────────────────────┤
>   16  │                          destination                          │
>       │                         198.51.100.1                          │
>       └───────────────────────────────────────────────────────────────┘
> octet    bits   field                    value              meaning
>    28       4   version                  4
>    28.4     4   header length            5                  20 octets
>    29       6   DSCP                     0                  CS0, best effort
>    29.6     2   ECN                      0                  not ECT
>    30      16   total length             60                 octets
>    32      16   identification           0x0001
>    34       1   reserved                 0
>    34.1     1   don't fragment           0                  not set
>    34.2     1   more fragments           0                  not set
>    34.3    13   fragment offset          0                  0 octets
>    36       8   time to live             1                  hops
>    37       8   protocol                 17                 UDP
>    38      16   header checksum          0xcd79             right
>    40      32   source                   192.0.2.2          Documentation
>                                                             (TEST-NET-1)
>    44      32   destination              198.51.100.1       Documentation
>                                                             (TEST-NET-2)
> 
> quoted UDP header: 8 octets from octet 48 on (RFC 768)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────────────────────────────┬───────────────────────────────┐
>    0  │          source port          │       destination port        │
>       │             33333             │             33435             │
>       ├───────────────────────────────┼───────────────────────────────┤
>    4  │            length             │           checksum            │
>       │              40               │            0x0000             │
>       └───────────────────────────────┴───────────────────────────────┘
> octet    bits   field                    value              meaning
>    48      16   source port              33333
>    50      16   destination port         33435
>    52      16   length                   40                 octets
>    54      16   checksum                 0x0000             none: the sender
>                                                             made none
> 
> data: 32 octets, of which 0 are here

# ASCII only.
$ netkit tcp-state decode --ascii 4500001c000100004011f6ccc0000201c0000202d43100350008a773
> packet 1: 28 octets, taken for IPv4 (--link says otherwise)
> +- IPv4 ------------------------------------------------------- 20 + 8 octets -+
> | total length 28, time to live 64, protocol 17 UDP, header checksum right,    |
> | source 192.0.2.1, destination 192.0.2.2                                      |
> | +- UDP ----------------------------------------------------- 8 + 0 octets -+ |
> | | source port 54321, destination port 53 domain, length 8, checksum right  | |
> | +--------------------------------------------------------------------------+ |
> +------------------------------------------------------------------------------+
> 
> IPv4 header: 20 octets from octet 0 on (RFC 791 3.1)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       +-------+-------+-----------+---+-------------------------------+
>    0  |version|header |   DSCP    |ECN|         total length          |
>       |       |length |           |   |                               |
>       |   4   |   5   |     0     | 0 |              28               |
>       +-------+-------+-----------+---+-+-+-+-------------------------+
>    4  |                               |r|D|M|                         |
>       |        identification         |e|F|F|     fragment offset     |
>       |                               |s| | |                         |
>       |            0x0001             |0|0|0|            0            |
>       +---------------+---------------+-+-+-+-------------------------+
>    8  | time to live  |   protocol    |        header checksum        |
>       |      64       |    17 UDP     |         0xf6cc right          |
>       +---------------+---------------+-------------------------------+
>   12  |                            source                             |
>       |                           192.0.2.1                           |
>       +---------------------------------------------------------------+
>   16  |                          destination                          |
>       |                           192.0.2.2                           |
>       +---------------------------------------------------------------+
> octet    bits   field                    value              meaning
>     0       4   version                  4
>     0.4     4   header length            5                  20 octets
>     1       6   DSCP                     0                  CS0, best effort
>     1.6     2   ECN                      0                  not ECT
>     2      16   total length             28                 octets
>     4      16   identification           0x0001
>     6       1   reserved                 0
>     6.1     1   don't fragment           0                  not set
>     6.2     1   more fragments           0                  not set
>     6.3    13   fragment offset          0                  0 octets
>     8       8   time to live             64                 hops
>     9       8   protocol                 17                 UDP
>    10      16   header checksum          0xf6cc             right
>    12      32   source                   192.0.2.1          Documentation
>                                                             (TEST-NET-1)
>    16      32   destination              192.0.2.2          Documentation
>                                                             (TEST-NET-1)
> 
> UDP header: 8 octets from octet 20 on (RFC 768)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       +-------------------------------+-------------------------------+
>    0  |          source port          |       destination port        |
>       |             54321             |           53 domain           |
>       +-------------------------------+-------------------------------+
>    4  |            length             |           checksum            |
>       |               8               |         0xa773 right          |
>       +-------------------------------+-------------------------------+
> octet    bits   field                    value              meaning
>    20      16   source port              54321
>    22      16   destination port         53                 domain
>    24      16   length                   8                  octets
>    26      16   checksum                 0xa773             right

# Each field and each value with a name is explained.
$ netkit tcp-state decode --list --explain 4500001c000100004011f6ccc0000201c0000202d43100350008a773
> packet 1: 28 octets, taken for IPv4 (--link says otherwise)
> 
> IPv4 header: 20 octets from octet 0 on (RFC 791 3.1)
> Carries a datagram from host to host, over any number of links.
> octet    bits   field                    value              meaning
>     0       4   version                  4
>                   Of IP: 4.
>     0.4     4   header length            5                  20 octets
>                   Words of 32 bits: 5 without options.
>     1       6   DSCP                     0                  CS0, best effort
>                   Which treatment the packet wants from routers (RFC 2474).
>                   No special treatment.
>     1.6     2   ECN                      0                  not ECT
>                   A router marks congestion here instead of dropping (RFC 3168).
>                   The transport does not do ECN: congestion drops the packet.
>     2      16   total length             28                 octets
>                   Of header and data.
>     4      16   identification           0x0001
>                   The fragments of one datagram have the same.
>     6       1   reserved                 0
>                   Not used: 0.
>     6.1     1   don't fragment           0                  not set
>                   A router for whose link it is too large has to drop it and to
>                   send ICMP.
>     6.2     1   more fragments           0                  not set
>                   This is a piece, and not the last one.
>     6.3    13   fragment offset          0                  0 octets
>                   Where this piece belongs, in units of 8 octets.
>     8       8   time to live             64                 hops
>                   Each router takes 1 off; at 0 the packet is dropped.
>     9       8   protocol                 17                 UDP
>                   What is inside.
>                   Datagrams with ports, and no promise that they arrive (RFC
>                   768).
>    10      16   header checksum          0xf6cc             right
>                   Over the header alone; each router makes it anew, for it
>                   changes the time to live.
>                   The sum of 10 words of 16 bits, this one as 0: 4500 + 001c +
>                   0001 + 0000 + 4011 + 0000 + c000 + 0201 + c000 + 0202 =
>                   0x20931; what passes 16 bits is added below: 0x0931 + 0x2 =
>                   0x0933; all bits turned over: 0xf6cc.
>    12      32   source                   192.0.2.1          Documentation
>                                                             (TEST-NET-1)
>                   Who sent it, by its own account.
>    16      32   destination              192.0.2.2          Documentation
>                                                             (TEST-NET-1)
>                   Whom it is for.
> 
> UDP header: 8 octets from octet 20 on (RFC 768)
> A datagram from program to program.
> octet    bits   field                    value              meaning
>    20      16   source port              54321
>                   Where an answer goes; 0: none is wanted.
>    22      16   destination port         53                 domain
>                   The program that it is for.
>                   DNS: names to addresses.
>    24      16   length                   8                  octets
>                   Of header and data.
>    26      16   checksum                 0xa773             right
>                   Over a pseudo-header with the addresses, this header and the
>                   data; 0 over IPv4: none.
>                   The sum of 4 words of 16 bits, this one as 0: d431 + 0035 +
>                   0008 + 0000 = 0xd46e; and 0x1841c, the sum of the
>                   pseudo-header: 0x2588a; what passes 16 bits is added below:
>                   0x588a + 0x2 = 0x588c; all bits turned over: 0xa773.

# The first header is told by the content, or by the option.
$ netkit tcp-state decode --link udp --list d43100350008a773
> packet 1: 8 octets
> 
> UDP header: 8 octets from octet 0 on (RFC 768)
> octet    bits   field                    value              meaning
>     0      16   source port              54321
>     2      16   destination port         53                 domain
>     4      16   length                   8                  octets
>     6      16   checksum                 0xa773             not checkable: no IP
>                                                             header, whose
>                                                             addresses it covers

# Records.
$ netkit tcp-state decode --json 4500001c000100004011f6ccc0000201c0000202d43100350008a773
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"version","offset":0,"bit":0,"bits":4,"value":"4","meaning":null,"checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"header_length","offset":0,"bit":4,"bits":4,"value":"5","meaning":"20 octets","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"dscp","offset":1,"bit":0,"bits":6,"value":"0","meaning":"CS0, best effort","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"ecn","offset":1,"bit":6,"bits":2,"value":"0","meaning":"not ECT","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"total_length","offset":2,"bit":0,"bits":16,"value":"28","meaning":"octets","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"identification","offset":4,"bit":0,"bits":16,"value":"0x0001","meaning":null,"checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"reserved","offset":6,"bit":0,"bits":1,"value":"0","meaning":null,"checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"dont_fragment","offset":6,"bit":1,"bits":1,"value":"0","meaning":"not set","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"more_fragments","offset":6,"bit":2,"bits":1,"value":"0","meaning":"not set","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"fragment_offset","offset":6,"bit":3,"bits":13,"value":"0","meaning":"0 octets","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"time_to_live","offset":8,"bit":0,"bits":8,"value":"64","meaning":"hops","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"protocol","offset":9,"bit":0,"bits":8,"value":"17","meaning":"UDP","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"header_checksum","offset":10,"bit":0,"bits":16,"value":"0xf6cc","meaning":"right","checksum":"right","expected":"0xf6cc","quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"source","offset":12,"bit":0,"bits":32,"value":"192.0.2.1","meaning":"Documentation (TEST-NET-1)","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"IPv4","depth":0,"option":null,"field":"destination","offset":16,"bit":0,"bits":32,"value":"192.0.2.2","meaning":"Documentation (TEST-NET-1)","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"UDP","depth":1,"option":null,"field":"source_port","offset":20,"bit":0,"bits":16,"value":"54321","meaning":null,"checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"UDP","depth":1,"option":null,"field":"destination_port","offset":22,"bit":0,"bits":16,"value":"53","meaning":"domain","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"UDP","depth":1,"option":null,"field":"length","offset":24,"bit":0,"bits":16,"value":"8","meaning":"octets","checksum":null,"expected":null,"quoted":false}
> {"input":"4500001c000100004011f6ccc0000201c0000202d43100350008a773","number":1,"layer":"UDP","depth":1,"option":null,"field":"checksum","offset":26,"bit":0,"bits":16,"value":"0xa773","meaning":"right","checksum":"right","expected":"0xa773","quoted":false}

# Rows for programs.
$ netkit tcp-state decode -o csv 4500001c000100004011f6ccc0000201c0000202d43100350008a773
> input,number,layer,depth,option,field,offset,bit,bits,value,meaning,checksum,expected,quoted
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,version,0,0,4,4,,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,header_length,0,4,4,5,20 octets,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,dscp,1,0,6,0,"CS0, best effort",,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,ecn,1,6,2,0,not ECT,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,total_length,2,0,16,28,octets,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,identification,4,0,16,0x0001,,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,reserved,6,0,1,0,,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,dont_fragment,6,1,1,0,not set,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,more_fragments,6,2,1,0,not set,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,fragment_offset,6,3,13,0,0 octets,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,time_to_live,8,0,8,64,hops,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,protocol,9,0,8,17,UDP,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,header_checksum,10,0,16,0xf6cc,right,right,0xf6cc,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,source,12,0,32,192.0.2.1,Documentation (TEST-NET-1),,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,IPv4,0,,destination,16,0,32,192.0.2.2,Documentation (TEST-NET-1),,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,UDP,1,,source_port,20,0,16,54321,,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,UDP,1,,destination_port,22,0,16,53,domain,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,UDP,1,,length,24,0,16,8,octets,,,false
> 4500001c000100004011f6ccc0000201c0000202d43100350008a773,1,UDP,1,,checksum,26,0,16,0xa773,right,right,0xa773,false

# Fields chosen.
$ netkit tcp-state decode --fields layer,field,value,checksum,expected 4500001c000100004011f6ccc0000201c0000202d43100350008a774 | grep checksum
> IPv4       header_checksum        0xf6cc             right	0xf6cc
> UDP        checksum               0xa774             wrong	0xa773

# A picture for elsewhere: of the first packet.
$ netkit tcp-state decode -o svg --boxes 4500001c000100004011f6ccc0000201c0000202d43100350008a773 4500001c000100004011f6ccc0000201c0000202d43100350008a773 | grep -c -e '<svg' -e 'octets</text>' -e '>IPv4<'
> 4

# A wrong checksum, and what it should be.
$ netkit tcp-state decode --list 4500001c000100004011f6cdc0000201c0000202d43100350008a773 | grep -A1 'header checksum'
>    10      16   header checksum          0xf6cd             wrong: should be
>                                                             0xf6cc

# Neighbour discovery.
$ netkit tcp-state decode --rows --link icmpv6 8700ec720000000020010db80000000000000000000000020101020000000001
> packet 1: 32 octets
> 
> ICMPv6 header: 32 octets from octet 0 on (RFC 4443, RFC 4861)
>        0                   1                   2                   3
>        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
>       ┌───────────────┬───────────────┬───────────────────────────────┐
>    0  │     type      │               │                               │
>       │      135      │     code      │           checksum            │
>       │   neighbor    │               │                               │
>       │ solicitation  │       0       │            0xec72             │
>       ├───────────────┴───────────────┴───────────────────────────────┤
>    4  │                           reserved                            │
>       │                               0                               │
>       ├───────────────────────────────────────────────────────────────┤
>    8  │                            target                             │
>       │                          2001:db8::2                          │
>   12  │                                                               │
>   16  │                                                               │
>   20  │                                                               │
>       ├───────────────┬───────────────┬───────────────────────────────┤
>   24  │     type      │    length     │                               │
>       │       1       │       1       │                               │
>       ├───────────────┴───────────────┘                               │
>   28  │                         link address                          │
>       │                       02:00:00:00:00:01                       │
>       └───────────────────────────────────────────────────────────────┘
