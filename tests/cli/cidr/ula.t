$ netkit cidr ula --global-id 0123456789
> fd01:2345:6789::/48

$ netkit cidr ula --global-id 0123456789 --subnet 0
> fd01:2345:6789::/64

$ netkit cidr ula --global-id ABCDEF0123 --subnet 65535
> fdab:cdef:123:ffff::/64

$ netkit cidr ula --json --global-id 0123456789 --subnet 16
> {"prefix":"fd01:2345:6789:10::/64","global_id":"0123456789","subnet":16,"first":"fd01:2345:6789:10::","last":"fd01:2345:6789:10:ffff:ffff:ffff:ffff"}

$ netkit cidr ula --json --global-id ffffffffff
> {"prefix":"fdff:ffff:ffff::/48","global_id":"ffffffffff","subnet":null,"first":"fdff:ffff:ffff::","last":"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}

$ netkit cidr ula -o csv --global-id 0000000000
> prefix,global_id,subnet,first,last
> fd00::/48,0000000000,,fd00::,fd00::ffff:ffff:ffff:ffff:ffff

# Random, within fd00::/8, a /48, or the /64 asked for.
$ netkit cidr ula | grep -cE '^fd[0-9a-f]{2}(:[0-9a-f]{0,4})+/48$'
> 1

$ netkit cidr ula --subnet 7 | grep -cE '^fd.*/64$'
> 1

# Never twice the same.
$ (for i in 1 2 3 4 5 6 7 8; do netkit cidr ula; done) | sort -u | wc -l
> 8

$ netkit cidr ula --global-id 012345678
~ ten hexadecimal digits
? 2

$ netkit cidr ula --global-id 0x12345678
~ ten hexadecimal digits
? 2

$ netkit cidr ula --global-id ''
~ ten hexadecimal digits
? 2

$ netkit cidr ula --global-id 0123456789 --subnet 65536
~ 65535
? 2

$ netkit cidr ula --subnet -1
~ subnet
? 2

$ netkit cidr ula 10.0.0.0/8
~ one operand too many
? 2
