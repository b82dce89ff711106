# equality is that of sets, by meaning
$ netkit lab run -- dns check www.example.test A --equals 192.0.2.80 | sed 's/#[0-9]*/#P/'
> www.example.test. A: as expected, 192.0.2.80 (127.53.0.53#P)

$ netkit lab run -- dns check www.example.test --equals 192.0.2.81 -q
? 1

$ netkit lab run -- dns check www.example.test --equals 192.0.2.81 | sed 's/#[0-9]*/#P/'
> www.example.test. A: expected 192.0.2.81, found 192.0.2.80 (127.53.0.53#P)

$ netkit lab run -- dns check example.test MX --equals '20 WWW.Shop.Example' --equals '10 mail.example.test.' -q

$ netkit lab run -- dns check example.test MX --equals '20 www.shop.example' '10 mail.example.test' -q

$ netkit lab run -- dns check example.test MX --equals '10 mail.example.test' -q
? 1

$ netkit lab run -- dns check www.example.test AAAA --equals 2001:DB8:0:0:0:0:0:80 -q

# the answer is at the end of the aliases
$ netkit lab run -- dns check store.example.test --equals 198.51.100.80 -q

$ netkit lab run -- dns check store.example.test CNAME --equals www.shop.example -q

$ netkit lab run -- dns check -x 192.0.2.80 --equals www.example.test -q

# text without quotes is one text, however the record parts it
$ netkit lab run -- dns check example.test TXT --contains 'v=spf1 mx -all' -q

$ netkit lab run -- dns check example.test TXT --contains '"v=spf1 mx -all"' -q

$ netkit lab run -- dns check example.test TXT --contains '"v=spf1" "mx" "-all"' -q
? 1

$ netkit lab run -- dns check example.test TXT --equals 'v=spf1 mx -all' -q
? 1

# any type by its octets
$ netkit lab run -- dns check www.example.test A --equals '\# 4 c0 00 02 50' -q

# nothing there
$ netkit lab run -- dns check nothing.example.test --absent | sed 's/#[0-9]*/#P/'
> nothing.example.test. A: as expected, no such name (NXDOMAIN) (127.53.0.53#P)

$ netkit lab run -- dns check sip.example.test AAAA --absent -q

$ netkit lab run -- dns check www.example.test --absent | sed 's/#[0-9]*/#P/'
> www.example.test. A: expected no record, found 192.0.2.80 (127.53.0.53#P)

$ netkit lab run -- dns check nothing.example.test -q
? 1

# TTL
$ netkit lab run -- dns check www.example.test --ttl-max 300 @127.53.10.1 -q

$ netkit lab run -- dns check www.example.test --ttl-max 299 @127.53.10.1 | sed 's/#[0-9]*/#P/'
> www.example.test. A: expected some record with a TTL of at most 299, found 192.0.2.80 with a TTL of 300 (127.53.10.1#P)

# each server that is named has to say so
$ netkit lab run -- dns check split.test @127.53.18.1 @127.53.18.2 --equals 203.0.113.18 --fields status,data,ok
> NOERROR	203.0.113.18	yes
> NOERROR	203.0.113.19	no
? 1

# no answer is neither yes nor no, whatever is expected
$ netkit lab run -- dns check a.hopeless.test --absent
? 3
~ a.hopeless.test. A: expected no record, but the answer is SERVFAIL

$ netkit lab run -- dns check www.example.test @127.53.13.1 --tries 1 --json | sed 's/"port":[0-9]*/"port":P/'
> {"input":"www.example.test","name":"www.example.test.","type":"A","server":"127.53.13.1","port":P,"status":null,"ttl":null,"data":null,"condition":"present","expected":[],"ttl_max":null,"ok":null,"error":"unreachable"}
~ expected some record; unreachable

$ netkit lab run -- dns check www.example.test @127.53.13.1 --tries 1 -q
? 3

# a server of the zone above refers: that is no proof of absence
$ netkit lab run -- dns check www.example.test @127.53.1.1 --absent
? 3
~ but the answer is a referral to other servers

# reports
$ netkit lab run -- dns check www.example.test --equals 192.0.2.80 --report tap | sed 's/#[0-9]*/#P/'
> TAP version 14
> ok 1 - www.example.test. A @127.53.0.53\#P
> 1..1

$ netkit lab run -- dns check www.example.test --equals 192.0.2.81 --report github
> ::error title=not-equal::www.example.test. A: expected 192.0.2.81, found 192.0.2.80
? 1

$ netkit lab run -- dns check www.example.test --ttl-max 1 --report github
> ::error title=ttl-too-high::www.example.test. A: expected some record with a TTL of at most 1, found 192.0.2.80 with a TTL of 300
? 1

$ netkit lab run -- dns check www.example.test --equals 192.0.2.81 --report junit | grep -c '<failure type="not-equal"'
> 1

$ netkit lab run -- dns check www.example.test @127.53.13.1 --tries 1 --report github
> ::error title=no-answer::www.example.test. A: expected some record; unreachable
? 3

$ netkit lab run -- dns check www.example.test --report tap --json
? 2
~ --report is text of its own

$ netkit lab run -- dns check www.example.test --equals 192.0.2.81 --exit-zero -q

# what is wrong
$ netkit dns check www.example.test --equals 192.0.2.256
? 2
~ octet 4 is 256
~                                              ^~~

$ netkit dns check www.example.test --equals 192.0.2.1 192.0.2.256
? 2
~ the value '192.0.2.256'

$ netkit dns check www.example.test MX --equals mail
? 2
~ netkit: 

$ netkit dns check www.example.test --equals 192.0.2.1 --absent
? 2
~ exclude each other

$ netkit dns check www.example.test --ttl-max 5 --absent
? 2
~ exclude each other

$ netkit dns check www.example.test A MX
? 2
~ one type at a time

$ netkit dns check www.example.test ANY --equals 192.0.2.1
? 2
~ values are of one type

$ netkit dns check A
? 2
~ which name

$ netkit dns check www.example.test other.example.test
? 2
~ other.example.test
