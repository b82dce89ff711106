# The working of reverse look-ups.
$ netkit lab run -- dns reverse --explain --check 192.0.2.99 2001:db8::80 | sed 's/#[0-9]*/#P/'
> 192.0.2.99: which name has it?
> 1. The name to ask for: the 4 octets from the last to the first, each a label,
>   below in-addr.arpa (RFC 1035 3.5)
>      192.0.2.99
>      99.2.0.192.in-addr.arpa.
>    A name is read from its end, an address from its start. A label is 8 bits:
>      without the first label 32 - 1 x 8 = 24 bits are left, and
>      2.0.192.in-addr.arpa. covers 192.0.2.0/24
> 2. Its PTR records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      99.2.0.192.in-addr.arpa. 3600 IN PTR www.example.test.
>      99.2.0.192.in-addr.arpa. 3600 IN PTR any.wild.example.test.
> 3. Does www.example.test. lead back? Its A records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      www.example.test. 300 IN A 192.0.2.80
>    192.0.2.99 is not among them: no
> So 192.0.2.99 has the name www.example.test., which does not lead back
> 4. Does any.wild.example.test. lead back? Its A records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      any.wild.example.test. 3600 IN A 192.0.2.99
>    192.0.2.99 is among them: yes
> So 192.0.2.99 has the name any.wild.example.test., which leads back
>
> 2001:db8::80: which name has it?
> 1. The name to ask for: the 32 hexadecimal digits from the last to the first,
>   each a label, below ip6.arpa (RFC 3596 2.5)
>      2001:0db8:0000:0000:0000:0000:0000:0080
>      0.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.
>    A name is read from its end, an address from its start. A label is 4 bits:
>      without the first 20 labels 128 - 20 x 4 = 48 bits are left, and
>      0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. covers 2001:db8::/48
> 2. Its PTR records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      0.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.
>        3600 IN PTR www.example.test.
> 3. Does www.example.test. lead back? Its AAAA records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      www.example.test. 300 IN AAAA 2001:db8::80
>    2001:db8::80 is among them: yes
> So 2001:db8::80 has the name www.example.test., which leads back

# without a name; without --check
$ netkit lab run -- dns reverse --explain 192.0.2.1 192.0.2.80 | sed 's/#[0-9]*/#P/' | sed -n '/^2/,$p'
> 2. Its PTR records
>    127.53.0.53#P over udp: NXDOMAIN, by a resolver (ra, no aa)
>    there is no 1.2.0.192.in-addr.arpa., of no type, and no name below it (RFC
>      8020)
>    that may be kept for min(300, 300) = 300 s: the SOA record's TTL, and its
>      minimum (RFC 2308 5)
> So no name of 192.0.2.1 was found
>
> 192.0.2.80: which name has it?
> 1. The name to ask for: the 4 octets from the last to the first, each a label,
>   below in-addr.arpa (RFC 1035 3.5)
>      192.0.2.80
>      80.2.0.192.in-addr.arpa.
>    A name is read from its end, an address from its start. A label is 8 bits:
>      without the first label 32 - 1 x 8 = 24 bits are left, and
>      2.0.192.in-addr.arpa. covers 192.0.2.0/24
> 2. Its PTR records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      80.2.0.192.in-addr.arpa. 3600 IN PTR www.example.test.
> So 192.0.2.80 has the name www.example.test.

# less than a /24, delegated by an alias (RFC 2317)
$ netkit lab run -- dns reverse --explain --check 192.0.2.129 | sed 's/#[0-9]*/#P/' | sed -n '/^2/,$p'
> 2. Its PTR records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      129.2.0.192.in-addr.arpa. 3600 IN CNAME 129.128-191.2.0.192.in-addr.arpa.
>      129.128-191.2.0.192.in-addr.arpa. 3600 IN PTR classless.example.test.
>    1 alias leads to 129.128-191.2.0.192.in-addr.arpa. (RFC 1034 3.6.2)
> 3. Does classless.example.test. lead back? Its A records
>    127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>      classless.example.test. 3600 IN A 192.0.2.129
>    192.0.2.129 is among them: yes
> So 192.0.2.129 has the name classless.example.test., which leads back

$ netkit lab run -- dns reverse --explain --check 192.0.2.99 -q
? 1

# nobody answers
$ netkit dns reverse --explain 192.0.2.1 @127.0.0.1#1 --tries 2 | tail -4
>    127.0.0.1#1 over udp: unreachable (Connection refused)
>    127.0.0.1#1 over udp: unreachable (Connection refused)
>    no answer came
> So no name of 192.0.2.1 was found
~ netkit: 1.2.0.192.in-addr.arpa. PTR: 127.0.0.1#1 over udp: unreachable (Connection refused) (the last of 2 tries)

# a bad one between two good ones
$ netkit lab run -- dns reverse --explain 192.0.2.80 192.0.2.256 192.0.2.66 | grep So
> So 192.0.2.80 has the name www.example.test.
> So 192.0.2.66 has the name www.example.test.
~ netkit: '192.0.2.256' is not an IPv4 address: octet 4 is 256, the maximum is 255

# it is for people
$ netkit lab run -- dns reverse --explain 192.0.2.80 --json
? 2
~ netkit: --explain is for people: it does not go with --json or --output

# no line is longer than 80
$ netkit lab run -- dns reverse --explain --check 192.0.2.99 2001:db8::80 2001:db8::66 192.0.2.129 | awk 'length > 80'
