|| list
+ 10.0.0.0/25 a
+ 10.0.0.128/25 a
+ # note
+ 
+ 10.0.2.0-10.0.2.9 b
+ 2001:db8::/33
+ 2001:db8:8000::/33

$ netkit cidr aggregate @list
> 10.0.0.0/24
> 10.0.2.0/29
> 10.0.2.8/31
> 2001:db8::/32

$ netkit cidr aggregate --json @list
> {"prefix":"10.0.0.0/24","first":"10.0.0.0","last":"10.0.0.255","addresses":"256","label":"a"}
> {"prefix":"10.0.2.0/29","first":"10.0.2.0","last":"10.0.2.7","addresses":"8","label":"b"}
> {"prefix":"10.0.2.8/31","first":"10.0.2.8","last":"10.0.2.9","addresses":"2","label":"b"}
> {"prefix":"2001:db8::/32","first":"2001:db8::","last":"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff","addresses":"79228162514264337593543950336","label":null}

$ netkit cidr aggregate --as ranges @list
> 10.0.0.0-10.0.0.255
> 10.0.2.0-10.0.2.9
> 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff

$ netkit cidr aggregate --as ranges --json -4 @list
> {"prefix":"10.0.0.0-10.0.0.255","first":"10.0.0.0","last":"10.0.0.255","addresses":"256","label":"a"}
> {"prefix":"10.0.2.0-10.0.2.9","first":"10.0.2.0","last":"10.0.2.9","addresses":"10","label":"b"}

$ netkit cidr aggregate --as addresses 10.0.0.0/30 10.0.0.2/31
> 10.0.0.0
> 10.0.0.1
> 10.0.0.2
> 10.0.0.3

$ netkit cidr aggregate --count 10.0.0.0/8 ::/0
> 340282366920938463463374607431784988672

$ netkit cidr aggregate --count --json 10.0.0.0/8
> {"addresses":"16777216"}

$ netkit cidr aggregate --count - < /dev/null
> 0

$ netkit cidr aggregate - < /dev/null

$ netkit cidr aggregate --as nft @list
> table inet netkit {
> 	set netkit4 {
> 		type ipv4_addr
> 		flags interval
> 		elements = {
> 			10.0.0.0/24,
> 			10.0.2.0/29,
> 			10.0.2.8/31
> 		}
> 	}
> }
> table inet netkit {
> 	set netkit6 {
> 		type ipv6_addr
> 		flags interval
> 		elements = {
> 			2001:db8::/32
> 		}
> 	}
> }

$ netkit cidr aggregate --as ipset --name deny @list
> create deny4 hash:net family inet maxelem 65536
> add deny4 10.0.0.0/24
> add deny4 10.0.2.0/29
> add deny4 10.0.2.8/31
> create deny6 hash:net family inet6 maxelem 65536
> add deny6 2001:db8::/32

$ netkit cidr aggregate --as acl @list
> ip access-list standard netkit4
>  permit 10.0.0.0 0.0.0.255
>  permit 10.0.2.0 0.0.0.7
>  permit 10.0.2.8 0.0.0.1
> exit
> ipv6 access-list netkit6
>  permit ipv6 2001:db8::/32 any
> exit

$ netkit cidr aggregate --as ipset 0.0.0.0/0
> create netkit4 hash:net family inet maxelem 65536
> add netkit4 0.0.0.0/1
> add netkit4 128.0.0.0/1

$ netkit cidr aggregate --as nft --json 10.0.0.0/8
! netkit: --as nft has a syntax of its own: no --output or --json with it
! netkit: see: netkit cidr aggregate --help
? 2

$ netkit cidr aggregate --as nft --name "a b" 10.0.0.0/8
! netkit: 'a b' is not a name for a set: expected a letter, then up to 27 letters, digits, '_' or '-'
!     netkit cidr aggregate --as nft --name 'a b' 10.0.0.0/8
!                                            ^~~
? 2

$ netkit cidr aggregate --name x 10.0.0.0/8
! netkit: --name goes with --as nft, ipset or acl
! netkit: see: netkit cidr aggregate --help
? 2

$ netkit cidr aggregate --explain 10.0.0.0/25 10.0.0.128/25 10.0.0.7 10.0.1.0/24
> In order of their first address, the larger first:
> + 10.0.0.0/25
>   10.0.0.7/32
>     inside 10.0.0.0/25: adds nothing
> + 10.0.0.128/25
> = 10.0.0.0/24
>     10.0.0.0/25
>     10.0.0.128/25
>     differ in bit 25 only: together a /24
> + 10.0.1.0/24
> = 10.0.0.0/23
>     10.0.0.0/24
>     10.0.1.0/24
>     differ in bit 24 only: together a /23
> The fewest prefixes: 1 of 4
> 10.0.0.0/23

$ netkit cidr aggregate --explain 10.0.0.5-10.0.0.8
> In order of their first address, the larger first:
> + 10.0.0.5/32
> + 10.0.0.6/31
> + 10.0.0.8/32
> The fewest prefixes: 3 of 3
> 10.0.0.5/32
> 10.0.0.6/31
> 10.0.0.8/32

# Of many steps the first are told, and the answer is whole.
$ seq 0 2 254 | sed 's,.*,10.0.&.0/24,' | netkit cidr aggregate --explain - | sed -n '1p;101,103p;$p'
> In order of their first address, the larger first:
> + 10.0.198.0/24
> and 28 more steps
> The fewest prefixes: 128 of 128
> 10.0.254.0/24

$ netkit cidr aggregate 0.0.0.0/1 128.0.0.0/1
> 0.0.0.0/0

$ netkit cidr aggregate ::/1 8000::/1
> ::/0

$ netkit cidr aggregate 255.255.255.255 255.255.255.254
> 255.255.255.254/31

$ netkit cidr aggregate 10.0.0.7/24
> 10.0.0.0/24
! netkit: 10.0.0.7/24 has host bits set: the network is 10.0.0.0/24

$ netkit cidr aggregate 10.0.0.0/24 10.0.0.300
> 10.0.0.0/24
! netkit: '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255
!     netkit cidr aggregate 10.0.0.0/24 10.0.0.300
!                                              ^~~
? 2

$ netkit cidr aggregate --fields prefix,label -
< 10.0.0.0/25 a
< 10.0.0.128/25 b
< 10.0.1.0/24 c # why
< 10.0.2.0 - 10.0.2.255 c
> 10.0.0.0/23	-
> 10.0.2.0/24	-

$ netkit cidr aggregate -
< 10.0.0.0/24
< bad line here
< 10.0.1.0/24
> 10.0.0.0/23
! netkit: standard input:2:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr aggregate @missing
! netkit: cannot open 'missing': No such file or directory
? 3

$ netkit cidr aggregate @.
! netkit: cannot open '.': Is a directory
? 3

$ printf '\357\273\27710.0.0.1\r\n10.0.0.0' | netkit cidr aggregate -
> 10.0.0.0/31

$ netkit cidr aggregate fe80::1%eth0
! netkit: a zone has no meaning here: write the address without '%eth0'
!     netkit cidr aggregate fe80::1%eth0
!                                  ^~~~~
? 2

$ netkit cidr aggregate --explain --count 10.0.0.0/8
! netkit: --explain, --count and --as exclude each other
! netkit: see: netkit cidr aggregate --help
? 2

$ netkit cidr aggregate --count --as ranges 10.0.0.0/8
! netkit: --explain, --count and --as exclude each other
! netkit: see: netkit cidr aggregate --help
? 2

$ netkit cidr aggregate --count --fields prefix 10.0.0.0/8
! netkit: --count has one field: --fields does not go with it
! netkit: see: netkit cidr aggregate --help
? 2

