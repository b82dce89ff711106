# The working of each answer, for a student.
|| rules
+ 0: from all lookup local
+ 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100
+ 200: not to 10.0.0.0/8 from all ipproto tcp dport 80 nop
+ 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0
+ 350: from all to 8.8.4.0/24 prohibit
+ 400: from all to 10.80.0.0/16 goto 32766
+ 500: from all iif eth7 unreachable
+ 32766: from all lookup main
+ default via 10.0.0.1 dev eth0 metric 100
+ default via 10.0.0.2 dev eth1 metric 50
+ 10.0.0.0/8 nexthop via 10.0.0.3 dev eth0 weight 2 nexthop via 10.0.0.4 dev eth1 weight 1
+ blackhole 10.66.0.0/16
+ unreachable 10.67.0.0/16
+ prohibit 10.68.0.0/16
+ throw 10.69.0.0/16
+ 10.70.0.0/16 tos 0x10 via 10.0.0.5 dev eth0
+ 10.70.0.0/16 via 10.0.0.6 dev eth0
+ 10.71.0.0/16 via 10.0.0.6 dev eth9 dead linkdown
+ local 10.0.0.9 dev eth0 table local
+ broadcast 10.255.255.255 dev eth0 table local
+ default via 192.0.2.7 dev eth2 table 100
+ 2001:db8::/32 via fe80::1 dev eth0
+ 2001:db8:40::/48 via fe80::2 dev eth0
+ 2001:db8:40::/48 from 2001:db8:aa::/48 via fe80::3 dev eth1
+ unreachable 2001:db8:52::/48 dev lo

$ netkit route lookup -t rules --explain 10.1.1.1
> a packet to 10.1.1.1
> rule 0: from all lookup local
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                        ^ bit 16
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.00000001.00000001.00000001
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.66.0.0/16       00001010.01000010|00000000.00000000  blackhole
>                                  ^ bit 10
>   2 prefixes hold the address, and the longest wins: 10.0.0.0/8, 8 bits
> 2 next hops: a hash of its addresses chooses one, always the same for one flow:
>   via 10.0.0.3 dev eth0: weight 2 of 3
>   via 10.0.0.4 dev eth1: weight 1 of 3

$ netkit route lookup -t rules --explain 10.66.0.1
> a packet to 10.66.0.1
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.01000010.00000000.00000001
>   * 10.66.0.0/16       00001010.01000010|00000000.00000000  blackhole
>     10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.67.0.0/16       00001010.01000011|00000000.00000000  unreachable
>                                        ^ bit 16
>   3 prefixes hold the address, and the longest wins: 10.66.0.0/16, 16 bits
> blackhole: the packet is discarded: a program of this host gets the error
>   EINVAL; a packet that came in would be answered with nothing at all
? 1

$ netkit route lookup -t rules --explain 10.67.0.1 --iif eth0
> a packet to 10.67.0.1 that came in by eth0
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.01000011.00000000.00000001
>   * 10.67.0.0/16       00001010.01000011|00000000.00000000  unreachable
>     10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.66.0.0/16       00001010.01000010|00000000.00000000  blackhole
>                                        ^ bit 16
>   3 prefixes hold the address, and the longest wins: 10.67.0.0/16, 16 bits
> unreachable: the packet is discarded: the sender is answered with ICMP host
>   unreachable (type 3 code 1)
? 1

$ netkit route lookup -t rules --explain 10.69.0.1
> a packet to 10.69.0.1
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.01000101.00000000.00000001
>   * 10.69.0.0/16       00001010.01000101|00000000.00000000  throw
>     10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.68.0.0/16       00001010.01000100|00000000.00000000  prohibit
>                                        ^ bit 16
>   3 prefixes hold the address, and the longest wins: 10.69.0.0/16, 16 bits
>   it is a throw route: this table answers no more, on with the next rule
> no rule is left
> no route: a program of this host gets the error ENETUNREACH; a packet that came
>   in would be answered with ICMP network unreachable (type 3 code 0)
? 1

$ netkit route lookup -t rules --explain 10.70.0.1 --tos 0x10
> a packet to 10.70.0.1, TOS 0x10
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.01000110.00000000.00000001
>   * 10.70.0.0/16       00001010.01000110|00000000.00000000  via 10.0.0.5
>     10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.71.0.0/16       00001010.01000111|00000000.00000000  via 10.0.0.6
>                                        ^ bit 16
>   3 prefixes hold the address, and the longest wins: 10.70.0.0/16, 16 bits
>   of its 2 routes the one for the packet's TOS wins
> it is sent to the gateway 10.0.0.5 over eth0

$ netkit route lookup -t rules --explain 10.70.0.1
> a packet to 10.70.0.1
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.01000110.00000000.00000001
>   * 10.70.0.0/16       00001010.01000110|00000000.00000000  via 10.0.0.6
>     10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.71.0.0/16       00001010.01000111|00000000.00000000  via 10.0.0.6
>                                        ^ bit 16
>   passed over: 10.70.0.0/16 tos 0x10 via 10.0.0.5 dev eth0: its TOS is another
>   3 prefixes hold the address, and the longest wins: 10.70.0.0/16, 16 bits
>   of its 2 routes the first one that fits wins
> it is sent to the gateway 10.0.0.6 over eth0

$ netkit route lookup -t rules --explain 10.71.0.1
> a packet to 10.71.0.1
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001010.01000111.00000000.00000001
>     10.71.0.0/16       00001010.01000111|00000000.00000000  via 10.0.0.6
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 15 bits are equal, bit 16 differs
>   x 10.70.0.0/16       00001010.01000110|00000000.00000000  via 10.0.0.5
>                                        ^ bit 16
>   passed over: 10.71.0.0/16 via 10.0.0.6 dev eth9 dead linkdown: no next hop is
>     alive
>   3 prefixes hold the address, and the longest that has a route that fits wins:
>     10.0.0.0/8, 8 bits
> 2 next hops: a hash of its addresses chooses one, always the same for one flow:
>   via 10.0.0.3 dev eth0: weight 2 of 3
>   via 10.0.0.4 dev eth1: weight 1 of 3

$ netkit route lookup -t rules --explain 8.8.4.4
> a packet to 8.8.4.4
> rule 0: from all lookup local
>   the nearest miss: the first 6 bits are equal, bit 7 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                              ^ bit 7
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0
>     address            00001000.00001000.00000100.00000100
>   * 0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 6 bits are equal, bit 7 differs
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>                              ^ bit 7
>   one prefix holds the address: 0.0.0.0/0
>   of its 2 routes the one of the lowest metric that fits, 50, wins
>   the rule accepts no prefix of 0 bits or less: on with the next rule
> rule 350: from all to 8.8.4.0/24 prohibit: it matches
> prohibit: the packet is discarded: a program of this host gets the error EACCES;
>   a packet that came in would be answered with ICMP administratively prohibited
>   (type 3 code 13)
? 1

$ netkit route lookup -t rules --explain 8.8.8.8 --iif eth7 --from 10.9.1.1 --mark 0x11
> a packet to 8.8.8.8 from 10.9.1.1 that came in by eth7, mark 0x11
> rule 0: from all lookup local
>   the nearest miss: the first 6 bits are equal, bit 7 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                              ^ bit 7
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100
>     address            00001000.00001000.00001000.00001000
>   * 0.0.0.0/0          |00000000.00000000.00000000.00000000 via 192.0.2.7
>   one prefix holds the address: 0.0.0.0/0
> it is forwarded to the gateway 192.0.2.7 over eth2

$ netkit route lookup -t rules --explain 9.9.9.9 --iif eth7
> a packet to 9.9.9.9 that came in by eth7
> rule 0: from all lookup local
>   the nearest miss: the first 6 bits are equal, bit 7 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                              ^ bit 7
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: it matches
> unreachable: the packet is discarded: the sender is answered with ICMP network
>   unreachable (type 3 code 0)
? 1

$ netkit route lookup -t rules --explain 9.9.9.9 --oif eth5
> a packet to 9.9.9.9 that has to leave by eth5
> rule 0: from all lookup local
>   the nearest miss: the first 6 bits are equal, bit 7 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                              ^ bit 7
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            00001001.00001001.00001001.00001001
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 6 bits are equal, bit 7 differs
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>                              ^ bit 7
>   passed over: 0.0.0.0/0 via 10.0.0.2 dev eth1 metric 50: no next hop leaves by
>     that device
>   passed over: 0.0.0.0/0 via 10.0.0.1 dev eth0 metric 100: no next hop leaves by
>     that device
>   no route of this table fits: on with the next rule
> no rule is left
> (Linux then takes the destination to be on the link of that device and sends the
>   packet all the same)
> no route: a program of this host gets the error ENETUNREACH; a packet that came
>   in would be answered with ICMP network unreachable (type 3 code 0)
? 1

$ netkit route lookup -t rules --explain 8.8.8.8 --from 1.2.3.4
> a packet to 8.8.8.8 from 1.2.3.4
> the source is no address of this host, so it cannot make such a packet (one to
>   be forwarded is asked for with --iif)
> no route: a program of this host gets the error ENETUNREACH; a packet that came
>   in would be answered with ICMP network unreachable (type 3 code 0)
? 1

$ netkit route lookup -t rules --explain 127.0.0.1 --iif eth0
> a packet to 127.0.0.1 that came in by eth0
> no packet from outside can have these addresses: it is a martian, discarded
>   without a word
? 1

$ netkit route lookup -t rules --explain 0.0.0.0
> a packet to 0.0.0.0
> as a destination 0.0.0.0 is the host itself

$ netkit route lookup -t rules --explain 10.0.0.9
> a packet to 10.0.0.9
> rule 0: from all lookup local
>     address            00001010.00000000.00000000.00001001
>   * 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>   the nearest miss: the first 8 bits are equal, bit 9 differs
>   x 10.255.255.255/32  00001010.11111111.11111111.11111111| broadcast dev eth0
>                                 ^ bit 9
>   one prefix holds the address: 10.0.0.9/32
> the address is this host's own: the packet is delivered here

$ netkit route lookup -t rules --explain 10.255.255.255
> a packet to 10.255.255.255
> rule 0: from all lookup local
>     address            00001010.11111111.11111111.11111111
>   * 10.255.255.255/32  00001010.11111111.11111111.11111111| broadcast dev eth0
>   the nearest miss: the first 8 bits are equal, bit 9 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                 ^ bit 9
>   one prefix holds the address: 10.255.255.255/32
> it is a broadcast: all hosts on that link get it

$ netkit route lookup -t rules --explain 224.0.0.5
> a packet to 224.0.0.5
> rule 0: from all lookup local
>   the nearest miss: the first bit differs
>   x 10.255.255.255/32  00001010.11111111.11111111.11111111| broadcast dev eth0
>                        ^ bit 1
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: it matches
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: passed over, its destination is
>   not in that prefix
> rule 500: from all iif eth7 unreachable: passed over, it came in by another
>   device
> rule 32766: from all lookup main
>     address            11100000.00000000.00000000.00000101
>   * 0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first bit differs
>   x 10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>                        ^ bit 1
>   one prefix holds the address: 0.0.0.0/0
>   of its 2 routes the one of the lowest metric that fits, 50, wins
> it is a multicast: the hosts of the group on that link get it

$ netkit route lookup -t rules --explain 10.80.1.1 --ipproto tcp --dport 80 --sport 1024
> a packet to 10.80.1.1, protocol 6, source port 1024, destination port 80
> rule 0: from all lookup local
>   the nearest miss: the first 9 bits are equal, bit 10 differs
>   x 10.0.0.9/32        00001010.00000000.00000000.00001001| local dev eth0
>                                  ^ bit 10
>   no prefix of this table holds the address: on with the next rule
> rule 100: from 10.9.0.0/16 fwmark 0x1/0xf lookup 100: passed over, its mark is
>   another
> rule 200: not from all to 10.0.0.0/8 ipproto tcp dport 80 nop: passed over, all
>   of it holds, and the rule says not
> rule 300: from all to 8.8.0.0/16 lookup main suppress_prefixlength 0: passed
>   over, its destination is not in that prefix
> rule 350: from all to 8.8.4.0/24 prohibit: passed over, its destination is not
>   in that prefix
> rule 400: from all to 10.80.0.0/16 goto 32766: it matches
> rule 32766: from all lookup main
>     address            00001010.01010000.00000001.00000001
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000  via 10.0.0.3 +1
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 via 10.0.0.2
>   the nearest miss: the first 11 bits are equal, bit 12 differs
>   x 10.71.0.0/16       00001010.01000111|00000000.00000000  via 10.0.0.6
>                                    ^ bit 12
>   2 prefixes hold the address, and the longest wins: 10.0.0.0/8, 8 bits
> 2 next hops: a hash of its addresses chooses one, always the same for one flow:
>   via 10.0.0.3 dev eth0: weight 2 of 3
>   via 10.0.0.4 dev eth1: weight 1 of 3

$ netkit route lookup -t rules --explain 2001:db8:40::1
> a packet to 2001:db8:40::1
> rule 0: from all lookup local
>   no prefix of this table holds the address: on with the next rule
> rule 32766: from all lookup main
>     address
>       2001:0db8:0040:0000:0000:0000:0000:0001
>     2001:db8:40::/48                            via fe80::2
>       2001:0db8:0040|0000:0000:0000:0000:0000  group 3  0000000001000000|
>   * 2001:db8::/32                               via fe80::1
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>   the nearest miss: the first 43 bits are equal, bit 44 differs
>   x 2001:db8:52::/48                            unreachable dev lo
>       2001:0db8:0052|0000:0000:0000:0000:0000  group 3  0000000001010010|
>       of the address                           group 3  0000000001000000
>                                                                    ^ bit 44
>   passed over: 2001:db8:40::/48 via fe80::2 dev eth0: beside routes for some
>     sources it is not looked at
>   passed over: 2001:db8:40::/48 from 2001:db8:aa::/48 via fe80::3 dev eth1: it
>     is for other sources
>   2 prefixes hold the address, and the longest that has a route that fits wins:
>     2001:db8::/32, 32 bits
> it is sent to the gateway fe80::1 over eth0

$ netkit route lookup -t rules --explain 2001:db8:40::1 --from 2001:db8:aa::1
> a packet to 2001:db8:40::1 from 2001:db8:aa::1
> rule 0: from all lookup local
>   no prefix of this table holds the address: on with the next rule
> rule 32766: from all lookup main
>     address
>       2001:0db8:0040:0000:0000:0000:0000:0001
>   * 2001:db8:40::/48                            via fe80::3
>       2001:0db8:0040|0000:0000:0000:0000:0000  group 3  0000000001000000|
>     2001:db8::/32                               via fe80::1
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>   the nearest miss: the first 43 bits are equal, bit 44 differs
>   x 2001:db8:52::/48                            unreachable dev lo
>       2001:0db8:0052|0000:0000:0000:0000:0000  group 3  0000000001010010|
>       of the address                           group 3  0000000001000000
>                                                                    ^ bit 44
>   2 prefixes hold the address, and the longest wins: 2001:db8:40::/48, 48 bits
>   of its 2 routes the one for the packet's source wins
> it is sent to the gateway fe80::3 over eth1

$ netkit route lookup -t rules --explain 2001:db8:52::1 2001:db9::1
> a packet to 2001:db8:52::1
> rule 0: from all lookup local
>   no prefix of this table holds the address: on with the next rule
> rule 32766: from all lookup main
>     address
>       2001:0db8:0052:0000:0000:0000:0000:0001
>   * 2001:db8:52::/48                            unreachable dev lo
>       2001:0db8:0052|0000:0000:0000:0000:0000  group 3  0000000001010010|
>     2001:db8::/32                               via fe80::1
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>   the nearest miss: the first 43 bits are equal, bit 44 differs
>   x 2001:db8:40::/48                            via fe80::2
>       2001:0db8:0040|0000:0000:0000:0000:0000  group 3  0000000001000000|
>       of the address                           group 3  0000000001010010
>                                                                    ^ bit 44
>   2 prefixes hold the address, and the longest wins: 2001:db8:52::/48, 48 bits
> unreachable: the packet is discarded: a program of this host gets the error
>   EHOSTUNREACH; a packet that came in would be answered with ICMPv6 no route
>   (type 1 code 0)
> 
> a packet to 2001:db9::1
> rule 0: from all lookup local
>   no prefix of this table holds the address: on with the next rule
> rule 32766: from all lookup main
>   the nearest miss: the first 31 bits are equal, bit 32 differs
>   x 2001:db8::/32                               via fe80::1
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>       of the address                           group 2  0000110110111001
>                                                                        ^ bit 32
>   no prefix of this table holds the address: on with the next rule
> no rule is left
> no route: a program of this host gets the error ENETUNREACH; a packet that came
>   in would be answered with ICMPv6 no route (type 1 code 0)
? 1

# The textbook's example: three prefixes match, the longest wins.
$ netkit route lookup -t sample:textbook --explain 192.168.1.33
> a packet to 192.168.1.33
> rule 0: from all lookup local
>   no prefix of this table holds the address: on with the next rule
> rule 32766: from all lookup main
>     address            11000000.10101000.00000001.00100001
>   * 192.168.1.32/27    11000000.10101000.00000001.001|00000 dev eth3
>     192.168.1.0/24     11000000.10101000.00000001|00000000  dev eth2
>     192.168.0.0/16     11000000.10101000|00000000.00000000  dev eth1
>   3 prefixes hold the address, and the longest wins: 192.168.1.32/27, 27 bits
> it is sent to the destination itself, which is on the link of eth3

# Labels: escaped, and cut where the line ends.
$ printf '2001:db8::/33 a\033b very long label that goes on and on\n2001:db8:8000::/61 x\n' | netkit route lookup -t - --explain 2001:db8::1
> a packet to 2001:db8::1
> rule 0: from all lookup local
>   no prefix of this table holds the address: on with the next rule
> rule 32766: from all lookup main
>     address
>       2001:0db8:0000:0000:0000:0000:0000:0001
>   * 2001:db8::/33                               a\x1bb very long label that go..
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 3  0|000000000000000
>   the nearest miss: the first 32 bits are equal, bit 33 differs
>   x 2001:db8:8000::/61                          x
>       2001:0db8:8000:000|0:0000:0000:0000:0000 group 3  1000000000000000
>       of the address                           group 3  0000000000000000
>                                                         ^ bit 33
>   one prefix holds the address: 2001:db8::/33
> the answer is its label: a\x1bb very long label that goes on and on

# IPv4 without rules of one's own: local and main are one.
| merged
+ local 10.64.0.0/10 dev lo table local
+ 10.65.0.0/16 via 10.0.0.2 dev eth0
$ netkit route lookup -t merged --explain 10.65.0.1
> a packet to 10.65.0.1
> rule 0: from all lookup local
>     address            00001010.01000001.00000000.00000001
>     10.64.0.0/10       00001010.01|000000.00000000.00000000 local dev lo
>   without rules of one's own the kernel keeps local and main in one trie: main
>     has a longer prefix, which wins
> rule 32766: from all lookup main
>     address            00001010.01000001.00000000.00000001
>   * 10.65.0.0/16       00001010.01000001|00000000.00000000  via 10.0.0.2
>   one prefix holds the address: 10.65.0.0/16
> it is sent to the gateway 10.0.0.2 over eth0

# No lines, no working.
$ netkit route lookup -t sample:textbook --explain -

$ netkit route lookup -t sample:textbook --explain -6 192.168.1.33

$ netkit route lookup -t sample:textbook --explain 192.168.1.256
~ octet 4
? 2

# As a picture: bits that are compared, the boundary, bits that are not; several look-ups are one.
$ netkit route lookup -t sample:textbook -o svg 192.168.1.33 192.168.1.1 | grep -e '<svg' -e '<title' -e '</svg' -e 'a packet.*</text>' -e '001.001<' -e '192.168.1.32/27<' -e '>bit'
> <svg xmlns="http://www.w3.org/2000/svg" width="740" height="480" viewBox="0 0 740 480" role="img">
> <title>a look-up in a routing table</title>
> <text class="s" x="10" y="25" textLength="216">a packet to 192.168.1.33</text>
> <text class="s" x="28" y="125" textLength="153">* 192.168.1.32/27</text>
> <text class="n" x="217" y="125" textLength="270">11000000.10101000.00000001.001</text>
> <text class="s" x="10" y="245" textLength="207">a packet to 192.168.1.1</text>
> <text class="p" x="28" y="405" textLength="153">x 192.168.1.32/27</text>
> <text class="n" x="217" y="405" textLength="270">11000000.10101000.00000001.001</text>
> </svg>

# With --ascii no label has more than ASCII, and what stands behind it stays where it was.
| wide
+ 10.0.0.0/8 研究所 café
$ netkit route lookup -t wide --explain --ascii 10.0.0.1 | tail -4
>     address            00001010.00000000.00000000.00000001
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000  ?????? caf?
>   one prefix holds the address: 10.0.0.0/8
> the answer is its label: ?????? caf?

# Lines are drawn, not passed on.
$ printf '192.168.1.1 x\n192.168.1.33 y\n' | netkit route lookup -t sample:textbook -o svg - | grep -c -e '<svg' -e 'a packet to .*</text>'
> 3
