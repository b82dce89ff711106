# What puts each behind the one before.
$ netkit cidr sort --explain 2001:db8::1 10.0.0.10 10.0.0.9 10.0.0.0/8 10.0.0.0/24 10.0.0.7/24 10.0.0.9 10.0.0.0-10.0.0.7
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> 10.0.0.0/8
> 10.0.0.0/24
>   3. it is smaller, its last address lower: bit 9 is 0, in the one before 1
> 10.0.0.7/24
>   4. its host bits are higher: bit 30 is 1, in the one before 0
> 10.0.0.0-10.0.0.7
>   3. it is smaller, its last address lower: bit 25 is 0, in the one before 1
> 10.0.0.9
>   2. its first address is higher: bit 29 is 1, in the one before 0
> 10.0.0.9
>   5. the same as the one before: given after it
> 10.0.0.10
>   2. its first address is higher: bit 31 is 1, in the one before 0
>      by letters it would stand before it: '1' is before '9'
> 2001:db8::1
>   1. it is IPv6, the one before IPv4

# Backwards: the reasons turn too.
$ netkit cidr sort --explain -r 10.0.0.10 10.0.0.9 10.0.0.0/8 10.0.0.0/24 10.0.0.7/24 10.0.0.7/24 ::
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> and all of it backwards (--reverse)
> ::
> 10.0.0.10
>   1. it is IPv4, the one before IPv6
> 10.0.0.9
>   2. its first address is lower: bit 31 is 0, in the one before 1
>      by letters it would stand before it: '9' is after '1'
> 10.0.0.7/24
>   2. its first address is lower: bit 29 is 0, in the one before 1
> 10.0.0.7/24
>   5. the same as the one before: given before it
> 10.0.0.0/24
>   4. its host bits are lower: bit 30 is 0, in the one before 1
> 10.0.0.0/8
>   3. it is larger, its last address higher: bit 9 is 1, in the one before 0

# Doubles that are left out are counted.
$ netkit cidr sort --explain -u 10.0.0.1 10.0.0.9 10.0.0.1 10.0.0.1
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> 10.0.0.1
> 10.0.0.9
>   2. its first address is higher: bit 29 is 1, in the one before 0
> 2 left out: the same as the one before (--unique)

# IPv6: by number, not by letters.
$ netkit cidr sort --explain 2001:db8::9 2001:db8::10 2001:db8::/32 2001:db8::5/32 ::/0
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> ::/0
> 2001:db8::/32
>   2. its first address is higher: bit 3 is 1, in the one before 0
>      by letters it would stand before it: '2' is before ':'
> 2001:db8::5/32
>   4. its host bits are higher: bit 126 is 1, in the one before 0
> 2001:db8::9
>   2. its first address is higher: bit 125 is 1, in the one before 0
> 2001:db8::10
>   2. its first address is higher: bit 124 is 1, in the one before 0
>      by letters it would stand before it: '1' is before '9'

# The fields that are asked for.
$ netkit cidr sort --explain --fields item,label -
< 10.0.0.2 b
< 10.0.0.1 a
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> 10.0.0.1
> item   10.0.0.1
> label  a
> 10.0.0.2
>   2. its first address is higher: bit 31 is 1, in the one before 0
> item   10.0.0.2
> label  b

# The first 20 with what decides, then the others.
$ netkit cidr list 192.0.2.0/24 | netkit cidr sort --explain - > out; grep -A 1 'the other' out; tail -n 1 out; grep -c '^192' out
> the other 236, by the same rules:
> 192.0.2.20
> 192.0.2.255
> 256

# Bad items as ever; one item; none.
$ netkit cidr sort --explain 10.0.0.1 bad 9.0.0.0
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> 9.0.0.0
> 10.0.0.1
>   2. its first address is higher: bit 7 is 1, in the one before 0
>      by letters it would stand before it: '1' is before '9'
! netkit: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr sort --explain 10.0.0.1 bad 9.0.0.0
!                                         ^~~
? 2

$ netkit cidr sort --explain 0.0.0.0/0
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> 0.0.0.0/0

$ netkit cidr sort --explain - </dev/null

$ netkit cidr sort --explain -q 10.0.0.1 9.0.0.0

# The longest lines.
$ netkit cidr sort --explain ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/1
> Asked in turn, until it is decided:
>   1. the family: IPv4 before IPv6
>   2. the first address as a number: the lower first
>   3. the last address: the higher first, that is the larger item
>   4. the host bits: the lower first
>   5. nothing differs: as given
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/1
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/1
>   4. its host bits are higher: bit 128 is 1, in the one before 0
> ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff1
>   2. its first address is higher: bit 2 is 1, in the one before 0
>      by letters it would stand before it: '0' is before 'f'
