# What went, what came, in address order.
$ netkit cidr diff 10.0.0.0/23 10.0.1.0-10.0.2.255
> - 10.0.0.0/24
> + 10.0.2.0/24
? 1

# Nothing: status 0.
$ netkit cidr diff 10.0.0.0/8 10.0.0.0/8

$ netkit cidr diff 10.0.0.0/24 10.0.0.0-10.0.0.255

| old
+ 10.0.0.0/24 office
+ 10.0.1.0/24
+ 2001:db8::/32
| new
+ 10.0.0.0/23
+ 192.0.2.1
+ 2001:db8::/33
$ netkit cidr diff @old @new
> + 192.0.2.1/32
> - 2001:db8:8000::/33
? 1

$ netkit cidr diff --json 10.0.0.0/24 10.0.1.0/24
> {"change":"removed","prefix":"10.0.0.0/24","first":"10.0.0.0","last":"10.0.0.255","addresses":"256"}
> {"change":"added","prefix":"10.0.1.0/24","first":"10.0.1.0","last":"10.0.1.255","addresses":"256"}
? 1

$ netkit cidr diff -o csv 10.0.0.0/24 10.0.1.0/24
> change,prefix,first,last,addresses
> removed,10.0.0.0/24,10.0.0.0,10.0.0.255,256
> added,10.0.1.0/24,10.0.1.0,10.0.1.255,256
? 1

$ netkit cidr diff -o tsv --header 10.0.0.0/24 10.0.1.0/24
> change	prefix
> removed	10.0.0.0/24
> added	10.0.1.0/24
? 1

$ netkit cidr diff --fields prefix,addresses 10.0.0.0/24 10.0.1.0/24
> 10.0.0.0/24	256
> 10.0.1.0/24	256
? 1

# Both families, whole.
$ netkit cidr diff ::/0 0.0.0.0/0
> + 0.0.0.0/0
> - ::/0
? 1

$ netkit cidr diff 0.0.0.0/0 0.0.0.0-255.255.255.254
> - 255.255.255.255/32
? 1

| nothing
+ # none
$ netkit cidr diff @nothing 10.0.0.0/24
> + 10.0.0.0/24
? 1

| nothing
+ # none
$ netkit cidr diff 10.0.0.0/24 @nothing
> - 10.0.0.0/24
? 1

$ netkit cidr diff - 10.0.0.0/24
< 10.0.0.0/25
< 10.0.0.128/26
> + 10.0.0.192/26
? 1

$ netkit cidr diff -q 10.0.0.0/24 10.0.1.0/24
? 1

$ netkit cidr diff -4 ::/0 10.0.0.0/24
> + 10.0.0.0/24
? 1

$ netkit cidr diff --exit-zero 10.0.0.1 10.0.0.2
> - 10.0.0.1/32
> + 10.0.0.2/32

# A bad operand is no empty set.
$ netkit cidr diff 10.0.0.0/33 10.0.0.0/8
~ 33
? 2

$ netkit cidr diff 10.0.0.0/8 @missing
~ missing
? 3

# A bad line in a list is left out.
$ netkit cidr diff - 10.0.0.0/24
< 10.0.0.0/24
< bad
~ standard input:2:1
? 2

$ netkit cidr diff --strict - 10.0.0.0/24
< bad
< 10.0.1.0/24
~ standard input:1:1
? 2

$ netkit cidr diff 10.0.0.5/24 10.0.0.0/24
~ host bits

$ netkit cidr diff 10.0.0.0/8
~ NEW
? 2

$ netkit cidr diff 10.0.0.0/8 10.0.0.0/8 10.0.0.0/8
~ operand
? 2

# Standard input is read once.
$ netkit cidr diff - -
~ standard input is asked for twice
? 2
