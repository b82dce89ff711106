# The working of check, wait and compare: what was asked, what came, and how it is compared.
$ netkit lab run -- dns check --explain www.example.test --equals 192.0.2.81 | sed 's/#[0-9]*/#P/'
> www.example.test. A: are the data these, and no others? (--equals)
>   127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>     www.example.test. 300 IN A 192.0.2.80
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>     - 192.0.2.81                          c0000251
>   found
>     + 192.0.2.80                          c0000250
>   - is expected, and not found: no
>   + is found, and not expected: no
> www.example.test. A: expected 192.0.2.81, found 192.0.2.80 (127.53.0.53#P)

# by meaning, not as it is written; one that is expected, and one too many
$ netkit lab run -- dns check --explain example.test MX --equals '20 WWW.Shop.Example' | sed 's/#[0-9]*/#P/' | tail -n +5
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       20 WWW.Shop.Example.                0014037777770473686f70076578616d706c..
>   found
>     + 10 mail.example.test.               000a046d61696c076578616d706c65047465..
>       20 www.shop.example.                0014037777770473686f70076578616d706c..
>   each expected value is found
>   + is found, and not expected: no
> example.test. MX: expected 20 WWW.Shop.Example., found 10 mail.example.test., 20
>   www.shop.example. (127.53.0.53#P)

# at the end of the aliases; the TTL
$ netkit lab run -- dns check --explain store.example.test --contains 198.51.100.80 --ttl-max 100 | sed 's/#[0-9]*/#P/'
> store.example.test. A: are these among the data? (--contains)
>   127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>     store.example.test. 3600 IN CNAME www.shop.example.
>     www.shop.example. 600 IN A 198.51.100.80
>   1 alias leads to www.shop.example. (RFC 1034 3.6.2)
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       198.51.100.80                       c6336450
>   found
>       198.51.100.80                       c6336450
>   each expected value is found
>   the greatest TTL: 600 > 100 (--ttl-max): no
> store.example.test. A: expected at least 198.51.100.80 with a TTL of at most
>   100, found 198.51.100.80 with a TTL of 600 (127.53.0.53#P)

# nothing there: of the name, of the type
$ netkit lab run -- dns check --explain nothing.example.test --absent | sed 's/#[0-9]*/#P/'
> nothing.example.test. A: is there no such record? (--absent)
>   127.53.0.53#P over udp: NXDOMAIN, by a resolver (ra, no aa)
>   there is no nothing.example.test., of no type, and no name below it (RFC 8020)
>   that may be kept for min(300, 300) = 300 s: the SOA record's TTL, and its
>     minimum (RFC 2308 5)
>   records of type A: 0, expected 0: yes
> nothing.example.test. A: as expected, no such name (NXDOMAIN)
>   (127.53.0.53#P)

$ netkit lab run -- dns check --explain sip.example.test AAAA | sed 's/#[0-9]*/#P/'
> sip.example.test. AAAA: is there some record?
>   127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>   no data: sip.example.test. is there, a record of type AAAA is not (RFC 2308
>     2.2)
>   that may be kept for min(300, 300) = 300 s: the SOA record's TTL, and its
>     minimum (RFC 2308 5)
>   records of type AAAA: 0, expected 1 or more: no
> sip.example.test. AAAA: expected some record, found no record of that type
>   (127.53.0.53#P)

# IPv6, and its octets
$ netkit lab run -- dns check --explain www.example.test AAAA --equals 2001:DB8:0:0:0:0:0:80 | sed -n '4,$p' | grep -v '#'
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       2001:db8::80                        20010db8000000000000000000000080
>   found
>       2001:db8::80                        20010db8000000000000000000000080
>   each expected value is found
>   each value found is expected

# no yes and no no: the status is as without
$ netkit lab run -- dns check --explain a.hopeless.test --absent > out; s=$?; sed 's/#[0-9]*/#P/' out; exit $s
> a.hopeless.test. A: is there no such record? (--absent)
>   127.53.0.53#P over udp: declined with SERVFAIL
>   127.53.0.53#P over udp: SERVFAIL, by a resolver (ra, no aa)
>   only records, no data and NXDOMAIN say yes or no: this says neither
? 3
~ netkit: a.hopeless.test. A: expected no record, but the answer is SERVFAIL

$ netkit lab run -- dns check --explain www.example.test --equals 192.0.2.81 -q
? 1

# each server that is named
$ netkit lab run -- dns check --explain split.test @127.53.18.1 @127.53.18.2 --equals 203.0.113.18 | sed 's/#[0-9]*/#P/'
> split.test. A: are the data these, and no others? (--equals)
>   127.53.18.1#P over udp: NOERROR, by an authority (aa)
>     split.test. 3600 IN A 203.0.113.18
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       203.0.113.18                        cb007112
>   found
>       203.0.113.18                        cb007112
>   each expected value is found
>   each value found is expected
> split.test. A: as expected, 203.0.113.18 (127.53.18.1#P)
>   127.53.18.2#P over udp: NOERROR, by an authority (aa)
>     split.test. 7200 IN A 203.0.113.19
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>     - 203.0.113.18                        cb007112
>   found
>     + 203.0.113.19                        cb007113
>   - is expected, and not found: no
>   + is found, and not expected: no
> split.test. A: expected 203.0.113.18, found 203.0.113.19 (127.53.18.2#P)

# a text, however the record parts it, has no octets of its own
$ netkit lab run -- dns check --explain example.test TXT --contains 'v=spf1 mx -all' | sed -n '5,$p' | grep -v '#'
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       "v=spf1 mx -all"
>   found
>       "v=spf1 mx -all"                    0e763d73706631206d78202d616c6c
>       "a second string set, \195\188 as its octets"
>   each expected value is found
> example.test. TXT: as expected, "v=spf1 mx -all", "a second string set, \195\188

# many values are cut; a report is a report
$ netkit lab run -- dns check --explain many.example.test --contains 198.51.100.4 | grep -c ' A 198'; netkit lab run -- dns check --explain many.example.test | grep more
> 10
>     and 30 more records
>   records of type A: 40, expected 1 or more: yes

$ netkit lab run -- dns check --explain www.example.test --report github --equals 192.0.2.81
> ::error title=not-equal::www.example.test. A: expected 192.0.2.81, found 192.0.2.80
? 1

# wait: the zone's own servers, and the two do not agree
$ netkit lab run -- dns wait --explain split.test --equals 203.0.113.18 --timeout 400ms --every 100ms | sed 's/#[0-9]*/#P/; s/after 0\.[0-9] s/after T/' | sed '/^try 3/,$d'
> split.test. A: are the data these, and no others? (--equals)
> It is so once all servers of the zone say so in one try
> A try begins 100 ms after the one before began; the last one shortly before the
>   end, at 400 ms
> The servers of the zone, which the resolver tells
>   SOA: the closest zone that holds the name is split.test.
>   NS: it names 2 servers
>   A, AAAA: their addresses, each of which is asked, without RD
>     ns1.split.test. 127.53.18.1
>     ns2.split.test. 127.53.18.2
> try 1, over after T
>   127.53.18.1#P over udp: NOERROR, by an authority (aa)
>     split.test. 3600 IN A 203.0.113.18
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       203.0.113.18                        cb007112
>   found
>       203.0.113.18                        cb007112
>   each expected value is found
>   each value found is expected
>   127.53.18.2#P over udp: NOERROR, by an authority (aa)
>     split.test. 7200 IN A 203.0.113.19
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>     - 203.0.113.18                        cb007112
>   found
>     + 203.0.113.19                        cb007113
>   - is expected, and not found: no
>   + is found, and not expected: no
>   servers that say so: 1 of 2, and the wait goes on
> try 2, over after T: the same as before
>   servers that say so: 1 of 2, and the wait goes on
~ netkit: the wait for split.test. is over: not as expected after

$ netkit lab run -- dns wait --explain www.example.test --via resolver --equals 192.0.2.80 | sed 's/#[0-9]*/#P/; s/after 0\.[0-9] s/after T/'
> www.example.test. A: are the data these, and no others? (--equals)
> It is so once the resolver says so in one try
> A try begins 5000 ms after the one before began; the last one shortly before the
>   end, at 300000 ms
> try 1, over after T
>   127.53.0.53#P over udp: NOERROR, by a resolver (ra, no aa)
>     www.example.test. 300 IN A 192.0.2.80
>   expected, as a set: the octets count (RFC 4034 6.2), not how it is written
>       192.0.2.80                          c0000250
>   found
>       192.0.2.80                          c0000250
>   each expected value is found
>   each value found is expected
>   servers that say so: 1 of 1, and the wait is over
> www.example.test. A: as expected, 192.0.2.80 (1 server, 1 try)

$ netkit lab run -- dns wait --explain a.hopeless.test --timeout 20ms --every 10ms | sed 's/after 0\.[0-9] s/after T/' | sed -n '4,6p'
>   end, at 20 ms
> try 1, over after T
>   the zone's servers are not known: the resolver was asked for a.hopeless.test.
~ netkit: try 1: the resolver was asked for a.hopeless.test. SOA: SERVFAIL

# compare
$ netkit lab run -- dns compare --explain split.test A @127.53.18.1 @127.53.18.2 | sed 's/#[0-9]*/#P/'
> split.test. A: do all say the same?
> The answers
>   127.53.18.1#P over udp: NOERROR, by an authority (aa)
>     split.test. 3600 IN A 203.0.113.18
>   127.53.18.2#P over udp: NOERROR, by an authority (aa)
>     split.test. 7200 IN A 203.0.113.19
> The comparison: of the status, and of the data as a set. The octets count, not
>   order or TTL (RFC 2181 5)
>   1. 127.53.18.1#P: the first answer, the others are held against it
>        203.0.113.18                       cb007112
>   2. 127.53.18.2#P: another
>      status: NOERROR = NOERROR
>      data: - is in the first alone, + in this alone
>        - 203.0.113.18                     cb007112
>        + 203.0.113.19                     cb007113
>      TTL: 7200, not 3600: no difference, caches count down
> So 2 of 2 gave an answer; the same as the first: 1

$ netkit lab run -- dns compare --explain example.test @127.53.10.1 @127.53.10.2 @127.53.12.5 > out; s=$?; sed 's/#[0-9]*/#P/' out; exit $s
> example.test. A: do all say the same?
> The answers
>   127.53.10.1#P over udp: NOERROR, by an authority (aa)
>     example.test. 3600 IN A 192.0.2.10
>   127.53.10.2#P over udp: NOERROR, by an authority (aa)
>     example.test. 3600 IN A 192.0.2.10
>   127.53.12.5#P over udp: declined with REFUSED
>   127.53.12.5#P over udp: REFUSED, by neither an authority nor a resolver
>     (no aa, no ra)
> The comparison: of the status, and of the data as a set. The octets count, not
>   order or TTL (RFC 2181 5)
>   1. 127.53.10.1#P: the first answer, the others are held against it
>        192.0.2.10                         c000020a
>   2. 127.53.10.2#P: the same
>      status: NOERROR = NOERROR
>      data: each of 1 is in the other, and back
>   3. 127.53.12.5#P: another
>      status: REFUSED is not NOERROR
>      data: - is in the first alone, + in this alone
>        - 192.0.2.10                       c000020a
> So 3 of 3 gave an answer; the same as the first: 2
? 3
~ the answer is REFUSED

$ netkit lab run -- dns compare --explain dead.test --authoritative --tries 1 --try-timeout 300ms | sed 's/#[0-9]*/#P/'
> dead.test. SOA: do all say the same?
> The servers of the zone, which the resolver tells
>   SOA: the closest zone that holds the name is dead.test.
>   NS: it names 2 servers
>   A, AAAA: their addresses, each of which is asked, without RD
>     ns1.dead.test. 127.53.13.1
>     ns2.dead.test. 127.53.13.2
> The answers
>   127.53.13.1#P over udp: unreachable (Connection refused)
>   no answer came
>   127.53.13.2#P over udp: NOERROR, by an authority (aa)
>     dead.test. 3600 IN SOA ns2.dead.test. hostmaster.dead.test. 2026010101 1800
>       900 604800 300
> The comparison: of the status, and of the data as a set. The octets count, not
>   order or TTL (RFC 2181 5)
>   1. 127.53.13.1#P: no answer, which is neither the same nor another
>   2. 127.53.13.2#P: the first answer, the others are held against it
>        ns2.dead.test. hostmaster.dead.test. 2026010101 1800 900 604800 300
> So 1 of 2 gave an answer; the same as the first: 1
~ unreachable

$ netkit lab run -- dns compare --explain nothing.example.test @127.53.10.1 @127.53.10.2 | sed -n '/^The comp/,$p' | sed 's/#[0-9]*/#P/'
> The comparison: of the status, and of the data as a set. The octets count, not
>   order or TTL (RFC 2181 5)
>   1. 127.53.10.1#P: the first answer, the others are held against it
>        (none)
>   2. 127.53.10.2#P: the same
>      status: NXDOMAIN = NXDOMAIN
>      data: none in both
> So 2 of 2 gave an answer; the same as the first: 2

# a line has at most 80 columns
$ netkit lab run -- dns compare --explain types.test ANY @127.53.19.1 @127.53.0.53 > out; netkit lab run -- dns check example.test --explain TXT --absent >> out; awk 'length > 80' out; wc -l < out
> 26
