# The rows that hold it; the longest wins.
$ netkit cidr classify --explain 192.0.0.10
> 192.0.0.10
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             11000000.00000000.00000000.00001010
> 192.0.0.0/24        11000000.00000000.00000000  holds it
>   IETF Protocol Assignments (RFC 6890)
> 192.0.0.10/32       11000000.00000000.00000000.00001010  the longest
>   Traversal Using Relays around NAT Anycast (RFC 8155)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   Traversal Using Relays around NAT Anycast
> global  yes
> scope   global

$ netkit cidr classify --explain 2001:1::1 fe80::1%lo
> 2001:1::1
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> address             2001:0001:0000:0000:0000:0000:0000:0001
> 2001::/23           2001:0, then bits 21 to 23: 000 (0 is 0000)  holds it
>   IETF Protocol Assignments (RFC 2928)
> 2001:1::1/128       2001:0001:0000:0000:0000:0000:0000:0001  the longest
>   Port Control Protocol Anycast (RFC 7723)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   Port Control Protocol Anycast
> global  yes
> scope   global
>
> fe80::1
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> address             fe80:0000:0000:0000:0000:0000:0000:0001
> fe80::/10           fe, then bits 9 to 10: 10 (8 is 1000)  holds it
>   Link-Local Unicast (RFC 4291)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     yes  the protocol itself treats it apart
> block   Link-Local Unicast
> global  no
> scope   link

# Ordinary space: the row that misses it most nearly.
$ netkit cidr classify --explain 8.8.8.8 2a00::1
> 8.8.8.8
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             00001000.00001000.00001000.00001000
> No row holds it: it is ordinary address space.
> 10.0.0.0/8          00001010
>   Private-Use (RFC 1918)
>   the nearest miss: bit 7 differs
> The flags (RFC 6890 2.2.1) of ordinary space:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  yes
> scope   global
>
> 2a00::1
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> address             2a00:0000:0000:0000:0000:0000:0000:0001
> No row holds it: it is ordinary address space.
> 2001::/23           2001:0, then bits 21 to 23: 000 (0 is 0000)
>   IETF Protocol Assignments (RFC 2928)
>   the nearest miss: bit 5 differs
> The flags (RFC 6890 2.2.1) of ordinary space:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  yes
> scope   global

# Private, and the IPv4 address in an IPv4-mapped one.
$ netkit cidr classify --explain 10.1.2.3 ::ffff:10.1.2.3 ::ffff:10.0.0.0/104
> 10.1.2.3
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             00001010.00000001.00000010.00000011
> 10.0.0.0/8          00001010  holds it
>   Private-Use (RFC 1918)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> Private (RFC 1918, RFC 4193): the block 10.0.0.0/8
> Its scope (RFC 4007) is global all the same: only addresses of the host and of
>   the link have a smaller one. How far it can be reached, the flag says.
> block   Private-Use
> global  no
> scope   global
>
> ::ffff:10.1.2.3
> It is under ::ffff:0:0/96, IPv4-mapped (RFC 4291 2.5.5.2): what counts is the
>   IPv4 address in its last 32 bits, 10.1.2.3.
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             00001010.00000001.00000010.00000011
> 10.0.0.0/8          00001010  holds it
>   Private-Use (RFC 1918)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> Private (RFC 1918, RFC 4193): the block 10.0.0.0/8
> Its scope (RFC 4007) is global all the same: only addresses of the host and of
>   the link have a smaller one. How far it can be reached, the flag says.
> block   Private-Use
> global  no
> scope   global
>
> ::ffff:10.0.0.0/104
> It is under ::ffff:0:0/96, IPv4-mapped (RFC 4291 2.5.5.2): what counts is the
>   IPv4 address in its last 32 bits, 10.0.0.0/8.
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> prefix              00001010
> 10.0.0.0/8          00001010  holds it
>   Private-Use (RFC 1918)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> Private (RFC 1918, RFC 4193): the block 10.0.0.0/8
> Its scope (RFC 4007) is global all the same: only addresses of the host and of
>   the link have a smaller one. How far it can be reached, the flag says.
> block   Private-Use
> global  no
> scope   global

# The flags that say no, and those that say nothing.
$ netkit cidr classify --explain 192.0.2.1 192.88.99.1 --fields block,source,reserved
> 192.0.2.1
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             11000000.00000000.00000010.00000001
> 192.0.2.0/24        11000000.00000000.00000010  holds it
>   Documentation (TEST-NET-1) (RFC 5737)
> The flags (RFC 6890 2.2.1) of that row:
>   source       no   no packet may come from it
>   destination  no   no packet may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
>   Where no packet may go, none is forwarded, and it is not global.
> Its scope (RFC 4007) is global all the same: only addresses of the host and of
>   the link have a smaller one. How far it can be reached, the flag says.
> block     Documentation (TEST-NET-1)
> source    no
> reserved  no
>
> 192.88.99.1
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             11000000.01011000.01100011.00000001
> 192.88.99.0/24      11000000.01011000.01100011  holds it
>   Deprecated (6to4 Relay Anycast) (RFC 7526)
> The flags (RFC 6890 2.2.1) of that row:
>   source       -    not said
>   destination  -    not said
>   forwardable  -    not said
>   global       -    not said
>   reserved     -    not said
> block     Deprecated (6to4 Relay Anycast)
> source    -
> reserved  -

# Multicast: how the bits give the scope.
$ netkit cidr classify --explain 224.0.0.251 239.192.0.1
> 224.0.0.251
> It begins with 1110 (224.0.0.0/4): multicast, in no registry of RFC 6890.
> 224.0.0.0/24 holds it: local network control, scope link (RFC 5771, RFC 2365).
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  no
> scope   link
>
> 239.192.0.1
> It begins with 1110 (224.0.0.0/4): multicast, in no registry of RFC 6890.
> 239.192.0.0/14 holds it: administratively scoped, scope organization (RFC 5771,
>   RFC 2365).
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  no
> scope   organization

$ netkit cidr classify --explain ff05::2 ff02::1:ff00:1 ff3e::8000:1
> ff05::2
> It begins with 11111111 (ff00::/8): multicast, in no registry of RFC 6890.
> The next 4 bits are the flags 0RPT: 0000, well-known (RFC 4291 2.7)
> The 4 after them the scope: 5, site
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  no
> scope   site
>
> ff02::1:ff00:1
> It begins with 11111111 (ff00::/8): multicast, in no registry of RFC 6890.
> ff02::1:ff00:0/104 holds it: solicited-node, scope link (RFC 4291 2.7.1).
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  no
> scope   link
>
> ff3e::8000:1
> It begins with 11111111 (ff00::/8): multicast, in no registry of RFC 6890.
> The next 4 bits are the flags 0RPT: 0011, source-specific (RFC 4291 2.7)
> The 4 after them the scope: e, global
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  yes
> scope   global

# Prefixes and ranges: one row for all of it, or several inside.
$ netkit cidr classify --explain fd00::/8 10.0.0.0-10.0.1.2
> fd00::/8
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> prefix              fd
> fc00::/7            f, then bits 5 to 7: 110 (d is 1101)  holds it
>   Unique-Local (RFC 4193, RFC 8190)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> Private (RFC 1918, RFC 4193): the block fc00::/7
> Its scope (RFC 4007) is global all the same: only addresses of the host and of
>   the link have a smaller one. How far it can be reached, the flag says.
> block   Unique-Local
> global  no
> scope   global
>
> 10.0.0.0-10.0.1.2
> The smallest prefix that holds the range: 10.0.0.0/23
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> prefix              00001010.00000000.0000000
> 10.0.0.0/8          00001010  holds it
>   Private-Use (RFC 1918)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> Private (RFC 1918, RFC 4193): the block 10.0.0.0/8
> Its scope (RFC 4007) is global all the same: only addresses of the host and of
>   the link have a smaller one. How far it can be reached, the flag says.
> block   Private-Use
> global  no
> scope   global

$ netkit cidr classify --explain 0.0.0.0/0 ::/0 ff00::/8 ff02::/16 224.0.0.0/4
> 0.0.0.0/0
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> prefix              (none)
> No row holds all of it, but these lie in it, and differ from the rest:
> 0.0.0.0/8           00000000
>   "This network" (RFC 791)
> 0.0.0.0/32          00000000.00000000.00000000.00000000
>   "This host on this network" (RFC 1122)
> 10.0.0.0/8          00001010
>   Private-Use (RFC 1918)
> 100.64.0.0/10       01100100.01
>   Shared Address Space (RFC 6598)
> and 22 more rows
> The flags (RFC 6890 2.2.1) differ within it:
>   source       -    not said
>   destination  -    not said
>   forwardable  -    not said
>   global       -    not said
>   reserved     -    not said
> block   -
> global  -
> scope   -
>
> ::/0
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> prefix              (none)
> No row holds all of it, but these lie in it, and differ from the rest:
> ::/128              0000:0000:0000:0000:0000:0000:0000:0000
>   Unspecified Address (RFC 4291)
> ::1/128             0000:0000:0000:0000:0000:0000:0000:0001
>   Loopback Address (RFC 4291)
> ::ffff:0.0.0.0/96   0000:0000:0000:0000:0000:ffff
>   IPv4-mapped Address (RFC 4291)
> 64:ff9b::/96        0064:ff9b:0000:0000:0000:0000
>   IPv4-IPv6 Translat. (RFC 6052)
> and 21 more rows
> The flags (RFC 6890 2.2.1) differ within it:
>   source       -    not said
>   destination  -    not said
>   forwardable  -    not said
>   global       -    not said
>   reserved     -    not said
> block   -
> global  -
> scope   -
>
> ff00::/8
> It begins with 11111111 (ff00::/8): multicast, in no registry of RFC 6890.
> It holds groups of several kinds.
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  -    not said
>   forwardable  -    not said
>   global       -    not said
>   reserved     no   to the protocol it is an address as any
> block   -
> global  -
> scope   -
>
> ff02::/16
> It begins with 11111111 (ff00::/8): multicast, in no registry of RFC 6890.
> The next 4 bits are the flags 0RPT: 0000 (RFC 4291 2.7)
> The 4 after them the scope: 2, link
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> block   -
> global  no
> scope   link
>
> 224.0.0.0/4
> It begins with 1110 (224.0.0.0/4): multicast, in no registry of RFC 6890.
> It holds groups of several kinds.
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  -    not said
>   forwardable  -    not said
>   global       -    not said
>   reserved     no   to the protocol it is an address as any
> block   -
> global  -
> scope   -

$ netkit cidr classify --explain 0.0.0.0 255.255.255.255 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --fields global
> 0.0.0.0
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             00000000.00000000.00000000.00000000
> 0.0.0.0/8           00000000  holds it
>   "This network" (RFC 791)
> 0.0.0.0/32          00000000.00000000.00000000.00000000  the longest
>   "This host on this network" (RFC 1122)
> The flags (RFC 6890 2.2.1) of that row:
>   source       yes  packets may come from it
>   destination  no   no packet may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     yes  the protocol itself treats it apart
>   Where no packet may go, none is forwarded, and it is not global.
> global  no
>
> 255.255.255.255
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             11111111.11111111.11111111.11111111
> 240.0.0.0/4         1111  holds it
>   Reserved (RFC 1112)
> 255.255.255.255/32  11111111.11111111.11111111.11111111  the longest
>   Limited Broadcast (RFC 8190, RFC 919)
> The flags (RFC 6890 2.2.1) of that row:
>   source       no   no packet may come from it
>   destination  yes  packets may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     yes  the protocol itself treats it apart
> global  no
>
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
> It begins with 11111111 (ff00::/8): multicast, in no registry of RFC 6890.
> The next 4 bits are the flags 0RPT: 1111, embedded-RP (RFC 4291 2.7)
> The 4 after them the scope: f, reserved
> The flags (RFC 6890 2.2.1) follow from the scope:
>   source       no   no packet may come from it
>   destination  no   no packet may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
>   Where no packet may go, none is forwarded, and it is not global.
> global  no

# Bits within a digit far behind.
$ netkit cidr classify --explain --fields global 64:ff02:2001:64:2002:64:2001:ff9b/90 2a00::/33
> 64:ff02:2001:64:2002:40::/90
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> prefix              0064:ff02:2001:0064:2002:00
>                     then bits 89 to 90: 01 (4 is 0100)
> No row holds it: it is ordinary address space.
> 64:ff9b::/96        0064:ff9b:0000:0000:0000:0000
>   IPv4-IPv6 Translat. (RFC 6052)
>   the nearest miss: bit 25 differs
> The flags (RFC 6890 2.2.1) of ordinary space:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> global  yes
>
> 2a00::/33
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> prefix              2a00:0000, then bit 33: 0 (0 is 0000)
> No row holds it: it is ordinary address space.
> 2001::/23           2001:0, then bits 21 to 23: 000 (0 is 0000)
>   IETF Protocol Assignments (RFC 2928)
>   the nearest miss: bit 5 differs
> The flags (RFC 6890 2.2.1) of ordinary space:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> global  yes

# Lines: those without an address have no working; the bad one is told.
$ netkit cidr classify --explain --fields block -
< 127.0.0.1 me
<
< bad
< ::1
> 127.0.0.1
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             01111111.00000000.00000000.00000001
> 127.0.0.0/8         01111111  holds it
>   Loopback (RFC 1122)
> The flags (RFC 6890 2.2.1) of that row:
>   source       no   no packet may come from it
>   destination  no   no packet may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     yes  the protocol itself treats it apart
>   Where no packet may go, none is forwarded, and it is not global.
> block  Loopback
>
> ::1
> 25 rows of IANA's IPv6 special-purpose registry, as of 2025-10-09
> address             0000:0000:0000:0000:0000:0000:0000:0001
> ::1/128             0000:0000:0000:0000:0000:0000:0000:0001  holds it
>   Loopback Address (RFC 4291)
> The flags (RFC 6890 2.2.1) of that row:
>   source       no   no packet may come from it
>   destination  no   no packet may go to it
>   forwardable  no   routers do not pass such packets on
>   global       no   not beyond its administrative domain
>   reserved     yes  the protocol itself treats it apart
>   Where no packet may go, none is forwarded, and it is not global.
> block  Loopback Address
! netkit: standard input:3:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr classify --explain - </dev/null

$ netkit cidr classify --explain -4 ::1 1.1.1.1 --fields global
> 1.1.1.1
> 26 rows of IANA's IPv4 special-purpose registry, as of 2025-10-09
> address             00000001.00000001.00000001.00000001
> No row holds it: it is ordinary address space.
> 0.0.0.0/8           00000000
>   "This network" (RFC 791)
>   the nearest miss: bit 8 differs
> The flags (RFC 6890 2.2.1) of ordinary space:
>   source       yes  packets may come from it
>   destination  yes  packets may go to it
>   forwardable  yes  routers pass such packets on
>   global       yes  also beyond its administrative domain
>   reserved     no   to the protocol it is an address as any
> global  yes
