# The PTR name of an address, both families.
$ netkit cidr ptr 192.0.2.5 2001:db8::567:89ab
> 5.2.0.192.in-addr.arpa
> b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa

# One zone where the length is a label boundary.
$ netkit cidr ptr 10.0.0.0/8 172.16.0.0/16 192.0.2.0/24 192.0.2.9/32 0.0.0.0/0
> 10.in-addr.arpa
> 16.172.in-addr.arpa
> 2.0.192.in-addr.arpa
> 9.2.0.192.in-addr.arpa
> in-addr.arpa

$ netkit cidr ptr ::/0 2001:db8::/32 2001:db8:1::/48 ::1/128
> ip6.arpa
> 8.b.d.0.1.0.0.2.ip6.arpa
> 1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa
> 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa

# Several where it lies between two.
$ netkit cidr ptr 10.0.4.0/22
> 4.0.10.in-addr.arpa
> 5.0.10.in-addr.arpa
> 6.0.10.in-addr.arpa
> 7.0.10.in-addr.arpa

$ netkit cidr ptr 172.16.0.0/12
> 16.172.in-addr.arpa
> 17.172.in-addr.arpa
> 18.172.in-addr.arpa
> 19.172.in-addr.arpa
> 20.172.in-addr.arpa
> 21.172.in-addr.arpa
> 22.172.in-addr.arpa
> 23.172.in-addr.arpa
> 24.172.in-addr.arpa
> 25.172.in-addr.arpa
> 26.172.in-addr.arpa
> 27.172.in-addr.arpa
> 28.172.in-addr.arpa
> 29.172.in-addr.arpa
> 30.172.in-addr.arpa
> 31.172.in-addr.arpa

$ netkit cidr ptr 2001:db8::/29
> 8.b.d.0.1.0.0.2.ip6.arpa
> 9.b.d.0.1.0.0.2.ip6.arpa
> a.b.d.0.1.0.0.2.ip6.arpa
> b.b.d.0.1.0.0.2.ip6.arpa
> c.b.d.0.1.0.0.2.ip6.arpa
> d.b.d.0.1.0.0.2.ip6.arpa
> e.b.d.0.1.0.0.2.ip6.arpa
> f.b.d.0.1.0.0.2.ip6.arpa

# RFC 2317 for longer than /24.
$ netkit cidr ptr 192.0.2.0/25 192.0.2.64/26 192.0.2.254/31
> 0/25.2.0.192.in-addr.arpa
> 64/26.2.0.192.in-addr.arpa
> 254/31.2.0.192.in-addr.arpa

# A range gives the zones of the prefixes that it is made of.
$ netkit cidr ptr 192.0.2.0-192.0.2.130
> 0/25.2.0.192.in-addr.arpa
> 128/31.2.0.192.in-addr.arpa
> 130.2.0.192.in-addr.arpa

# Host bits are masked off, and that is said.
$ netkit cidr ptr 192.0.2.9/24
> 2.0.192.in-addr.arpa
~ 192.0.2.9/24 has host bits set: the network is 192.0.2.0/24

# The zone identifier has no place in a name.
$ netkit cidr ptr fe80::1%eth0
> 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa

# Back again.
$ netkit cidr ptr 5.2.0.192.in-addr.arpa 2.0.192.in-addr.arpa 10.in-addr.arpa in-addr.arpa
> 192.0.2.5
> 192.0.2.0/24
> 10.0.0.0/8
> 0.0.0.0/0

$ netkit cidr ptr b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa 8.b.d.0.1.0.0.2.ip6.arpa ip6.arpa
> 2001:db8::567:89ab
> 2001:db8::/32
> ::/0

# Case and the last dot do not matter.
$ netkit cidr ptr 5.2.0.192.IN-ADDR.ARPA. 8.B.D.0.1.0.0.2.Ip6.Arpa.
> 192.0.2.5
> 2001:db8::/32

# Classless names, in the spellings that are in use.
$ netkit cidr ptr 0/25.2.0.192.in-addr.arpa 128-25.2.0.192.in-addr.arpa 64-127.2.0.192.in-addr.arpa
> 192.0.2.0/25
> 192.0.2.128/25
> 192.0.2.64/26

$ netkit cidr ptr 5.0/25.2.0.192.in-addr.arpa
> 192.0.2.5

$ netkit cidr ptr 0-31.2.0.192.in-addr.arpa
~ label '0-31' is ambiguous: write 0/31 or 0/27
? 2

$ netkit cidr ptr 200.0/25.2.0.192.in-addr.arpa
~ outside
? 2

$ netkit cidr ptr 256.2.0.192.in-addr.arpa
~ label '256' is not an octet
? 2

$ netkit cidr ptr 1.5.2.0.192.in-addr.arpa
~ more than 4 labels
? 2

$ netkit cidr ptr 10.ip6.arpa
~ label '10' is not one hexadecimal digit
? 2

$ netkit cidr ptr 1..192.in-addr.arpa
~ empty label
? 2

$ netkit cidr ptr www.example.com
? 2

$ netkit cidr ptr ''
? 2

# The good ones are done all the same.
$ netkit cidr ptr 10.0.0.0/33 192.0.2.5
> 5.2.0.192.in-addr.arpa
~ 33
? 2

$ netkit cidr ptr --strict 10.0.0.0/33 192.0.2.5
~ 33
? 2

$ netkit cidr ptr --json 10.0.0.0/15 7.2.0.192.in-addr.arpa 2.0.192.IN-ADDR.ARPA. nothing
> {"input":"10.0.0.0/15","prefix":"10.0.0.0/16","zone":"0.10.in-addr.arpa","answer":"0.10.in-addr.arpa"}
> {"input":"10.0.0.0/15","prefix":"10.1.0.0/16","zone":"1.10.in-addr.arpa","answer":"1.10.in-addr.arpa"}
> {"input":"7.2.0.192.in-addr.arpa","prefix":"192.0.2.7/32","zone":"7.2.0.192.in-addr.arpa","answer":"192.0.2.7"}
> {"input":"2.0.192.IN-ADDR.ARPA.","prefix":"192.0.2.0/24","zone":"2.0.192.in-addr.arpa","answer":"192.0.2.0/24"}
> {"input":"nothing","error":"'nothing' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"}
~ nothing
? 2

$ netkit cidr ptr -o csv 192.0.2.0/23
> input,prefix,zone,answer
> 192.0.2.0/23,192.0.2.0/24,2.0.192.in-addr.arpa,2.0.192.in-addr.arpa
> 192.0.2.0/23,192.0.3.0/24,3.0.192.in-addr.arpa,3.0.192.in-addr.arpa

$ netkit cidr ptr --fields prefix,zone 192.0.2.0/23 1.2.0.192.in-addr.arpa
> 192.0.2.0/24	2.0.192.in-addr.arpa
> 192.0.3.0/24	3.0.192.in-addr.arpa
> 192.0.2.1/32	1.2.0.192.in-addr.arpa

# Lists.
$ netkit cidr ptr -
< # zones of the office
< 192.0.2.0/24  office
< 
< 2001:db8::/32
< 1.2.0.192.in-addr.arpa
> 2.0.192.in-addr.arpa
> 8.b.d.0.1.0.0.2.ip6.arpa
> 192.0.2.1

$ netkit cidr ptr @missing
~ missing
~ No such file
? 3

$ netkit cidr ptr - </dev/null

$ netkit cidr ptr -4 192.0.2.1 ::1 8.b.d.0.1.0.0.2.ip6.arpa
> 1.2.0.192.in-addr.arpa

$ netkit cidr ptr -6 192.0.2.1 ::/124 1.2.0.192.in-addr.arpa
> 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa

$ netkit cidr ptr --lenient 10/8
> 10.in-addr.arpa
~ 10/8
~ 10.0.0.0/8

# All the zones of half of all addresses.
$ netkit cidr ptr 128.0.0.0/1 | wc -l
> 128

$ netkit cidr ptr
~ PREFIX
? 2
