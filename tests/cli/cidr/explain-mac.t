# A station: from the bits to the addresses.
$ netkit cidr mac --explain 34-56-78-9a-bc-de --prefix 2001:db8:1:2::/64
> octets  34       56       78       9a       bc       de
> bits    00110100 01010110 01111000 10011010 10111100 11011110
>               ||
>               |+-- I/G 0: unicast, an individual
>               +--- U/L 0: universal: the first 24 bits are an OUI, given by IEEE
> 1. ff:fe between octet 3 and octet 4 makes it an EUI-64
>    34:56:78:ff:fe:9a:bc:de
> 2. The U/L bit is flipped: the modified EUI-64 (RFC 4291 appendix A)
>    00110100 XOR 00000010 = 00110110, so 34 becomes 36
> 3. fe80::/64 and these 64 bits: the link-local address (RFC 4862 5.3)
>    fe80::3656:78ff:fe9a:bcde
> 4. 2001:db8:1:2::/64 and these 64 bits: SLAAC (RFC 4862 5.5.3)
>    2001:db8:1:2:3656:78ff:fe9a:bcde
> 5. ff02::1:ff00:0/104 and the last 24 bits, 9a:bc:de: solicited-node
>    ff02::1:ff9a:bcde   (RFC 4291 2.7.1)
> 6. 33:33 and the last 32 bits of that: where Ethernet sends it
>    33:33:ff:9a:bc:de   (RFC 2464 7)
> mac           34:56:78:9a:bc:de
> kind          unicast
> administered  universal
> oui           34:56:78
> eui-64        34:56:78:ff:fe:9a:bc:de
> link-local    fe80::3656:78ff:fe9a:bcde
> solicited     ff02::1:ff9a:bcde
> slaac         2001:db8:1:2:3656:78ff:fe9a:bcde
> dashes        34-56-78-9a-bc-de
> dots          3456.789a.bcde

# An EUI-64 needs no ff:fe; a local one has no OUI.
$ netkit cidr mac --explain 02005e1000000001
> octets  02       00       5e       10       00       00       00       01
> bits    00000010 00000000 01011110 00010000 00000000 00000000 00000000 00000001
>               ||
>               |+-- I/G 0: unicast, an individual
>               +--- U/L 1: local: chosen by who runs it, so there is no OUI
> 1. It has 64 bits already: it is the EUI-64
>    02:00:5e:10:00:00:00:01
> 2. The U/L bit is flipped: the modified EUI-64 (RFC 4291 appendix A)
>    00000010 XOR 00000010 = 00000000, so 02 becomes 00
> 3. fe80::/64 and these 64 bits: the link-local address (RFC 4862 5.3)
>    fe80::5e10:0:1
> 4. ff02::1:ff00:0/104 and the last 24 bits, 00:00:01: solicited-node
>    ff02::1:ff00:1   (RFC 4291 2.7.1)
> 5. 33:33 and the last 32 bits of that: where Ethernet sends it
>    33:33:ff:00:00:01   (RFC 2464 7)
> mac           02:00:5e:10:00:00:00:01
> kind          unicast
> administered  local
> eui-64        02:00:5e:10:00:00:00:01
> link-local    fe80::5e10:0:1
> solicited     ff02::1:ff00:1
> dashes        02-00-5e-10-00-00-00-01
> dots          0200.5e10.0000.0001

# Groups: IPv4, IPv6, all of them.
$ netkit cidr mac --explain --fields kind,oui 01005e0a0b0c 01:00:5e:7f:ff:ff
> octets  01       00       5e       0a       0b       0c
> bits    00000001 00000000 01011110 00001010 00001011 00001100
>               ||
>               |+-- I/G 1: multicast, a group
>               +--- U/L 0: universal: the first 24 bits are an OUI, given by IEEE
> The OUI is written without the I/G bit: 01 becomes 00 (RFC 9542 2.1).
> 01:00:5e and a 0 bit: the last 23 bits are those of an IPv4 group
> (RFC 1112 6.4). An IPv4 group has 28 bits behind 1110, so that 5 are lost
> (x), and 2^5 = 32 groups share the address:
>   1110xxxx.x0001010.00001011.00001100
>   224.10.11.12, 224.138.11.12 ... 239.138.11.12
> A group is no interface's, so no IPv6 address is made of it.
> kind  multicast
> oui   00:00:5e
>
> octets  01       00       5e       7f       ff       ff
> bits    00000001 00000000 01011110 01111111 11111111 11111111
>               ||
>               |+-- I/G 1: multicast, a group
>               +--- U/L 0: universal: the first 24 bits are an OUI, given by IEEE
> The OUI is written without the I/G bit: 01 becomes 00 (RFC 9542 2.1).
> 01:00:5e and a 0 bit: the last 23 bits are those of an IPv4 group
> (RFC 1112 6.4). An IPv4 group has 28 bits behind 1110, so that 5 are lost
> (x), and 2^5 = 32 groups share the address:
>   1110xxxx.x1111111.11111111.11111111
>   224.127.255.255, 224.255.255.255 ... 239.255.255.255
> A group is no interface's, so no IPv6 address is made of it.
> kind  multicast
> oui   00:00:5e

$ netkit cidr mac --explain --fields kind 33:33:00:00:00:fb 33:33:ff:01:02:03
> octets  33       33       00       00       00       fb
> bits    00110011 00110011 00000000 00000000 00000000 11111011
>               ||
>               |+-- I/G 1: multicast, a group
>               +--- U/L 1: local: chosen by who runs it, so there is no OUI
> 33:33: the other 32 bits are the last ones of an IPv6 group (RFC 2464 7). Every
>   group under ff00::/8 that ends in them is sent here, as
>   ff02::fb
> A group is no interface's, so no IPv6 address is made of it.
> kind  multicast
>
> octets  33       33       ff       01       02       03
> bits    00110011 00110011 11111111 00000001 00000010 00000011
>               ||
>               |+-- I/G 1: multicast, a group
>               +--- U/L 1: local: chosen by who runs it, so there is no OUI
> 33:33: the other 32 bits are the last ones of an IPv6 group (RFC 2464 7). Every
>   group under ff00::/8 that ends in them is sent here, as
>   ff02::1:ff01:203   a solicited-node group (RFC 4291 2.7.1)
> A group is no interface's, so no IPv6 address is made of it.
> kind  multicast

$ netkit cidr mac --explain --fields kind ffff.ffff.ffff
> octets  ff       ff       ff       ff       ff       ff
> bits    11111111 11111111 11111111 11111111 11111111 11111111
>               ||
>               |+-- I/G 1: multicast, a group
>               +--- U/L 1: local: chosen by who runs it, so there is no OUI
> All bits are 1: the broadcast address, every station takes it.
> A group is no interface's, so no IPv6 address is made of it.
> kind  multicast

# 01:00:5e and a 1 bit is no IPv4 group's.
$ netkit cidr mac --explain --fields kind 01:00:5e:80:00:01
> octets  01       00       5e       80       00       01
> bits    00000001 00000000 01011110 10000000 00000000 00000001
>               ||
>               |+-- I/G 1: multicast, a group
>               +--- U/L 0: universal: the first 24 bits are an OUI, given by IEEE
> The OUI is written without the I/G bit: 01 becomes 00 (RFC 9542 2.1).
> A group is no interface's, so no IPv6 address is made of it.
> kind  multicast

$ netkit cidr mac --explain --fields kind 0200.5e10.0000 bad 0200.5e10.0001
> octets  02       00       5e       10       00       00
> bits    00000010 00000000 01011110 00010000 00000000 00000000
>               ||
>               |+-- I/G 0: unicast, an individual
>               +--- U/L 1: local: chosen by who runs it, so there is no OUI
> 1. ff:fe between octet 3 and octet 4 makes it an EUI-64
>    02:00:5e:ff:fe:10:00:00
> 2. The U/L bit is flipped: the modified EUI-64 (RFC 4291 appendix A)
>    00000010 XOR 00000010 = 00000000, so 02 becomes 00
> 3. fe80::/64 and these 64 bits: the link-local address (RFC 4862 5.3)
>    fe80::5eff:fe10:0
> 4. ff02::1:ff00:0/104 and the last 24 bits, 10:00:00: solicited-node
>    ff02::1:ff10:0   (RFC 4291 2.7.1)
> 5. 33:33 and the last 32 bits of that: where Ethernet sends it
>    33:33:ff:10:00:00   (RFC 2464 7)
> kind  unicast
>
> octets  02       00       5e       10       00       01
> bits    00000010 00000000 01011110 00010000 00000000 00000001
>               ||
>               |+-- I/G 0: unicast, an individual
>               +--- U/L 1: local: chosen by who runs it, so there is no OUI
> 1. ff:fe between octet 3 and octet 4 makes it an EUI-64
>    02:00:5e:ff:fe:10:00:01
> 2. The U/L bit is flipped: the modified EUI-64 (RFC 4291 appendix A)
>    00000010 XOR 00000010 = 00000000, so 02 becomes 00
> 3. fe80::/64 and these 64 bits: the link-local address (RFC 4862 5.3)
>    fe80::5eff:fe10:1
> 4. ff02::1:ff00:0/104 and the last 24 bits, 10:00:01: solicited-node
>    ff02::1:ff10:1   (RFC 4291 2.7.1)
> 5. 33:33 and the last 32 bits of that: where Ethernet sends it
>    33:33:ff:10:00:01   (RFC 2464 7)
> kind  unicast
! netkit: 'bad' is not a MAC address: expected 12 digits (EUI-48) or 16 (EUI-64)
!     netkit cidr mac --explain --fields kind 0200.5e10.0000 bad 0200.5e10.0001
!                                                               ^
? 2
