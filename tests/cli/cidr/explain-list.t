# Each item counts its addresses in its host bits.
$ netkit cidr list --explain 192.0.2.0/30
> 192.0.2.0/30 leaves 32 - 30 = 2 bits for the host: 2^2 = 4 addresses
>   listed: first + k for k = 0, 1, 2 ...
>   first       192.0.2.0       11000000.00000000.00000010.000000|00
>   second      192.0.2.1       11000000.00000000.00000010.000000|01
>   third       192.0.2.2       11000000.00000000.00000010.000000|10
>   last        192.0.2.3       11000000.00000000.00000010.000000|11
> 192.0.2.0
> 192.0.2.1
> 192.0.2.2
> 192.0.2.3

$ netkit cidr list --explain --usable 192.0.2.0/29 192.0.2.128/31 192.0.2.7
> 192.0.2.0/29 leaves 32 - 29 = 3 bits for the host: 2^3 = 8 addresses
>   network     192.0.2.0       11000000.00000000.00000010.00000|000  left out
>   broadcast   192.0.2.7       11000000.00000000.00000010.00000|111  left out
>   no host has the address of host bits all 0 or all 1 (RFC 1122 3.2.1.3): 2^3 -
>     2 = 6 are usable
>   listed: first + k for k = 0, 1, 2 ...
>   first       192.0.2.1       11000000.00000000.00000010.00000|001
>   second      192.0.2.2       11000000.00000000.00000010.00000|010
>   third       192.0.2.3       11000000.00000000.00000010.00000|011
>   last        192.0.2.6       11000000.00000000.00000010.00000|110
> 192.0.2.1
> 192.0.2.2
> 192.0.2.3
> 192.0.2.4
> 192.0.2.5
> 192.0.2.6
> 192.0.2.128/31 leaves 32 - 31 = 1 bit for the host: 2^1 = 2 addresses
>   listed: first + k for k = 0, 1, 2 ...
>   first       192.0.2.128     11000000.00000000.00000010.1000000|0
>   second      192.0.2.129     11000000.00000000.00000010.1000000|1
> 192.0.2.128
> 192.0.2.129
> 192.0.2.7/32 leaves 32 - 32 = 0 bits for the host: 2^0 = 1 address
>   listed: first + k for k = 0, 1, 2 ...
>   first       192.0.2.7       11000000.00000000.00000010.00000111|
> 192.0.2.7

$ netkit cidr list --explain --skip 5 --step 3 192.0.2.0/30 10.0.0.3-10.0.0.20
> 192.0.2.0/30 leaves 32 - 30 = 2 bits for the host: 2^2 = 4 addresses
>   5 are still to be skipped: all of these
> 10.0.0.3 - 10.0.0.20: last - first + 1 = 18 addresses
>   listed: first + 1 + k * 3 for k = 0, 1, 2 ...
>   first       10.0.0.4        00001010.00000000.00000000.000|00100
>   second      10.0.0.7        00001010.00000000.00000000.000|00111
>   third       10.0.0.10       00001010.00000000.00000000.000|01010
>   and so on, as long as the sum is not past the last address
> 10.0.0.4
> 10.0.0.7
> 10.0.0.10
> 10.0.0.13
> 10.0.0.16
> 10.0.0.19

$ netkit cidr list --explain --skip 1 --limit 2 192.0.2.0/24
> 192.0.2.0/24 leaves 32 - 24 = 8 bits for the host: 2^8 = 256 addresses
>   listed: first + 1 + k * 1 for k = 0, 1, 2 ..., k below 2
>   first       192.0.2.1       11000000.00000000.00000010|00000001
>   second      192.0.2.2       11000000.00000000.00000010|00000010
> 192.0.2.1
> 192.0.2.2

$ netkit cidr list --explain --limit 5 ::/0
> ::/0 leaves 128 - 0 = 128 bits for the host: 2^128 =
>   340282366920938463463374607431768211456 addresses
>   listed: first + k for k = 0, 1, 2 ..., k below 5
>                                                       bits 113 to 128:
>   first       0000:0000:0000:0000:0000:0000:0000:0000 0000000000000000|
>   second      0000:0000:0000:0000:0000:0000:0000:0001 0000000000000001|
>   third       0000:0000:0000:0000:0000:0000:0000:0002 0000000000000010|
>   last        0000:0000:0000:0000:0000:0000:0000:0004 0000000000000100|
> ::
> ::1
> ::2
> ::3
> ::4

$ netkit cidr list --explain --limit 0 192.0.2.0/24

# The number's bits are added to the first address.
$ netkit cidr list --explain --nth 300 10.0.0.0/23
> The items one behind the other, counted from 0:
>   from 0: 10.0.0.0 - 10.0.1.255 (10.0.0.0/23), 512 = 2^9 addresses
>   512 in all
> Number 300 is 10.0.0.0 + 300:
>   first       10.0.0.0        00001010.00000000.0000000|0.00000000
>   number      0.0.1.44        00000000.00000000.0000000|1.00101100  +
>                               ------------------------------------
>   address     10.0.1.44       00001010.00000000.0000000|1.00101100
> 10.0.1.44

$ netkit cidr list --explain --nth -1 2001:db8::/64 10.0.0.0/30
> The items one behind the other, counted from 0:
>   from 0: 2001:db8:: - 2001:db8::ffff:ffff:ffff:ffff (2001:db8::/64), 2^64
>     addresses
>   from 18446744073709551616: 10.0.0.0 - 10.0.0.3 (10.0.0.0/30), 4 = 2^2
>     addresses
>   18446744073709551620 in all
> A negative number counts from the end: it is added to how many there are.
> Number 18446744073709551619 is 10.0.0.0 + 3:
>   first       10.0.0.0        00001010.00000000.00000000.000000|00
>   number      0.0.0.3         00000000.00000000.00000000.000000|11  +
>                               ------------------------------------
>   address     10.0.0.3        00001010.00000000.00000000.000000|11
> 10.0.0.3

$ netkit cidr list --explain --nth 70000 2001:db8::/64
> The items one behind the other, counted from 0:
>   from 0: 2001:db8:: - 2001:db8::ffff:ffff:ffff:ffff (2001:db8::/64), 2^64
>     addresses
>   18446744073709551616 in all
> Number 70000 is 2001:db8:: + 70000:
>                                                       bits 97 to 112:
>   first       2001:0db8:0000:0000:0000:0000:0000:0000 000000000000000|0
>   number      0000:0000:0000:0000:0000:0000:0001:1170 000000000000000|1  +
>                                                       -----------------
>   address     2001:0db8:0000:0000:0000:0000:0001:1170 000000000000000|1
> 2001:db8::1:1170

$ netkit cidr list --explain --random 2 --seed 1 10.0.0.0/8
> The items one behind the other, counted from 0:
>   from 0: 10.0.0.0 - 10.255.255.255 (10.0.0.0/8), 16777216 = 2^24 addresses
>   16777216 in all
> Numbers below that are drawn, none twice (xoshiro256** from the seed, a
>   Fisher-Yates shuffle):
> Number 13045957 is 10.0.0.0 + 13045957:
>   first       10.0.0.0        00001010|00000000.00000000.00000000
>   number      0.199.16.197    00000000|11000111.00010000.11000101  +
>                               ------------------------------------
>   address     10.199.16.197   00001010|11000111.00010000.11000101
> Number 3558634 is 10.0.0.0 + 3558634:
>   first       10.0.0.0        00001010|00000000.00000000.00000000
>   number      0.54.76.234     00000000|00110110.01001100.11101010  +
>                               ------------------------------------
>   address     10.54.76.234    00001010|00110110.01001100.11101010
> 10.199.16.197
> 10.54.76.234

$ netkit cidr list --explain --random 100 --seed 1 10.0.0.0/8 | grep -cE '^Number|^and 80 more numbers'
> 22

$ netkit cidr list --explain --nth 4 10.0.0.0/30
! netkit: there is no address 4: the items hold 4, counted from 0
? 1

$ netkit cidr list --explain 10.0.0.0/31 bad 10.0.0.4
> 10.0.0.0/31 leaves 32 - 31 = 1 bit for the host: 2^1 = 2 addresses
>   listed: first + k for k = 0, 1, 2 ...
>   first       10.0.0.0        00001010.00000000.00000000.0000000|0
>   second      10.0.0.1        00001010.00000000.00000000.0000000|1
> 10.0.0.0
> 10.0.0.1
> 10.0.0.4/32 leaves 32 - 32 = 0 bits for the host: 2^0 = 1 address
>   listed: first + k for k = 0, 1, 2 ...
>   first       10.0.0.4        00001010.00000000.00000000.00000100|
> 10.0.0.4
! netkit: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr list --explain 10.0.0.0/31 bad 10.0.0.4
!                                            ^~~
? 2

$ netkit cidr list --explain -q 10.0.0.0/30

$ netkit cidr list --explain --skip 340282366920938463463374607431768211400 --step 7 ::/0 1111:1111:1111:1111:1111:1111:1111:1111-1111:1111:1111:1111:1111:1111:1111:1119 | awk 'length > 80'
