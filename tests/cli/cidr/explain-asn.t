# The two halves, and the run of the registry.
$ netkit cidr asn --explain 1.10
> 1.10
> a dot parts two numbers of 16 bits: 1 * 65536 + 10 = 65546
> high 16 bits  0000000000000001 = 1
> low 16 bits   0000000000001010 = 10
> The high half is not 0: the number takes 32 bits, so asdot has the dot (RFC
>   5396), and a speaker of 16-bit numbers sees AS_TRANS, 23456 (RFC 6793).
> IANA's registry of AS numbers: the number is in
>        65536 to      65551  documentation  RFC 5398
> asplain  65546
> asdot    1.10
> asdot+   1.10
> bits     32
> kind     documentation

$ netkit cidr asn --explain AS23456 3356
> AS23456
> 23456 / 65536 = 0, remainder 23456
> high 16 bits  0000000000000000 = 0
> low 16 bits   0101101110100000 = 23456
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in
>        23456 to      23456  as_trans       RFC 6793
> asplain  23456
> asdot    23456
> asdot+   0.23456
> bits     16
> kind     as_trans
>
> 3356
> 3356 / 65536 = 0, remainder 3356
> high 16 bits  0000000000000000 = 0
> low 16 bits   0000110100011100 = 3356
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in no run set aside
>            0 to          0  reserved       RFC 7607  below it
>        23456 to      23456  as_trans       RFC 6793  above it
> asplain  3356
> asdot    3356
> asdot+   0.3356
> bits     16
> kind     public

# The ends of the range.
$ netkit cidr asn --explain 0 4294967295
> 0
> 0 / 65536 = 0, remainder 0
> high 16 bits  0000000000000000 = 0
> low 16 bits   0000000000000000 = 0
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in
>            0 to          0  reserved       RFC 7607
> asplain  0
> asdot    0
> asdot+   0.0
> bits     16
> kind     reserved
>
> 4294967295
> 4294967295 / 65536 = 65535, remainder 65535
> high 16 bits  1111111111111111 = 65535
> low 16 bits   1111111111111111 = 65535
> The high half is not 0: the number takes 32 bits, so asdot has the dot (RFC
>   5396), and a speaker of 16-bit numbers sees AS_TRANS, 23456 (RFC 6793).
> IANA's registry of AS numbers: the number is in
>   4294967295 to 4294967295  reserved       RFC 7300
> asplain  4294967295
> asdot    65535.65535
> asdot+   65535.65535
> bits     32
> kind     reserved

# The fields that are asked for.
$ netkit cidr asn --explain --fields kind,asdot_plus 65535
> 65535
> 65535 / 65536 = 0, remainder 65535
> high 16 bits  0000000000000000 = 0
> low 16 bits   1111111111111111 = 65535
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in
>        65535 to      65535  reserved       RFC 7300
> kind    reserved
> asdot+  0.65535

# A bad item in the middle is told as ever.
$ netkit cidr asn --explain --fields kind 1 x 2
> 1
> 1 / 65536 = 0, remainder 1
> high 16 bits  0000000000000000 = 0
> low 16 bits   0000000000000001 = 1
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in no run set aside
>            0 to          0  reserved       RFC 7607  below it
>        23456 to      23456  as_trans       RFC 6793  above it
> kind  public
>
> 2
> 2 / 65536 = 0, remainder 2
> high 16 bits  0000000000000000 = 0
> low 16 bits   0000000000000010 = 2
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in no run set aside
>            0 to          0  reserved       RFC 7607  below it
>        23456 to      23456  as_trans       RFC 6793  above it
> kind  public
! netkit: 'x' is not an AS number: expected digits, as in 65536, AS65536 or 1.0
!     netkit cidr asn --explain --fields kind 1 x 2
!                                               ^
? 2

$ netkit cidr asn --explain --strict --fields kind -
< 64512 label
< 1.65536
< 2
> 64512
> 64512 / 65536 = 0, remainder 64512
> high 16 bits  0000000000000000 = 0
> low 16 bits   1111110000000000 = 64512
> The high half is 0: 16 bits hold the number, so asdot leaves the dot out (RFC
>   5396).
> IANA's registry of AS numbers: the number is in
>        64512 to      65534  private        RFC 6996
> kind  private
! netkit: standard input:2:3: '1.65536' is not an AS number: the maximum beside a dot is 65535
? 2

$ netkit cidr asn --explain - </dev/null

$ netkit cidr asn --explain -q 7

$ netkit cidr asn --explain --json 7
~ --explain is for people
? 2
