$ netkit lab run -- dns compare www.example.test @127.53.10.1 @127.53.10.2 | sed 's/  *[0-9]* */ P /'
> 127.53.10.1 P NOERROR  300    yes  192.0.2.80
> 127.53.10.2 P NOERROR  300    yes  192.0.2.80

$ netkit lab run -- dns compare split.test A @127.53.18.1 @127.53.18.2 | sed 's/  *[0-9]* */ P /'
> 127.53.18.1 P NOERROR  3600   yes  203.0.113.18
> 127.53.18.2 P NOERROR  7200   no   203.0.113.19

$ netkit lab run -- dns compare split.test A @127.53.18.1 @127.53.18.2 -q
? 1

$ netkit lab run -- dns compare split.test A @127.53.18.1 @127.53.18.2 --json --fields ttl,data,same,lacks,more
> {"ttl":3600,"data":["203.0.113.18"],"same":true,"lacks":[],"more":[]}
> {"ttl":7200,"data":["203.0.113.19"],"same":false,"lacks":["203.0.113.18"],"more":["203.0.113.19"]}
? 1

# the order of records and their TTL are no difference: an answer of the resolver, and the zone's own
$ netkit lab run -- dns compare many.example.test @127.53.0.53 @127.53.10.1 -q

# aliases are part of what is compared
$ netkit lab run -- dns compare web.example.test @127.53.10.1 @127.53.0.53 -o tsv --fields status,data,same
> NOERROR	www.example.test.,192.0.2.80	true
> NOERROR	www.example.test.,192.0.2.80	true

# no such name, and no such type, are answers like others
$ netkit lab run -- dns compare nothing.example.test @127.53.10.1 @127.53.10.2 -o tsv --fields status,ttl,data,same
> NXDOMAIN	-		true
> NXDOMAIN	-		true

$ netkit lab run -- dns compare example.test A @127.53.10.1 @127.53.10.2 @127.53.12.5 -o tsv --fields status,same
> NOERROR	true
> NOERROR	true
> REFUSED	false
? 3
~ : the answer is REFUSED

# the zone's own servers, as its NS records name them: of SOA, unless a type is given
$ netkit lab run -- dns compare split.test --authoritative -o tsv --fields server_name,status,data,same
> ns1.split.test.	NOERROR	ns1.split.test. hostmaster.split.test. 2026010102 1800 900 604800 300	true
> ns2.split.test.	NOERROR	ns1.split.test. hostmaster.split.test. 2026010101 1800 900 604800 300	false
? 1

$ netkit lab run -- dns compare www.example.test A --authoritative -o tsv --fields server_name,data
> ns1.example.test.	192.0.2.80
> ns2.example.test.	192.0.2.80

$ netkit lab run -- dns compare example.test --authoritative | sed 's/  */ /g;s/ [0-9]* / P /'
> ns1.example.test. 127.53.10.1 P NOERROR 3600 yes ns1.example.test. hostmaster.example.test. 2026010101 1800 900 604800 300
> ns2.example.test. 127.53.10.2 P NOERROR 3600 yes ns1.example.test. hostmaster.example.test. 2026010101 1800 900 604800 300

# a server that is dead
$ netkit lab run -- dns compare dead.test --authoritative --tries 1 --try-timeout 300ms -o tsv --fields server_name,status,same,error
> ns1.dead.test.	-	-	unreachable
> ns2.dead.test.	NOERROR	true	-
? 3
~ unreachable

$ netkit lab run -- dns compare hopeless.test --authoritative
? 3
~ the resolver was asked for hopeless.test. SOA: SERVFAIL

$ netkit dns compare www.example.test @127.0.0.1
? 2
~ a comparison takes two servers

$ netkit dns compare
? 2
~ which name

# a silent server does not take the time of those behind it
$ netkit lab run -- dns compare www.example.test @127.53.13.3 @127.53.10.1 --timeout 600ms --fields status,same
? 3
> -        -
> NOERROR  yes
~ timeout
