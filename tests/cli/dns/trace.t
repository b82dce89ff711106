# a name from the root: zone, server, question, verdict, glue, aa, TTL, time
$ netkit lab run -- dns trace www.example.test | sed 's/[0-9.]* ms/T ms/'
> .  a.root. (127.53.0.1)
>     asked     www.example.test. A
>     referral  refers to test. with 2 servers and 2 addresses as glue
>     glue      ns1.nic.test. 127.53.1.1
>     glue      ns2.nic.test. 127.53.1.2
>               no aa, TTL 86400 s, T ms
> test.  ns1.nic.test. (127.53.1.1)
>     asked     www.example.test. A
>     referral  refers to example.test. with 2 servers and 2 addresses as glue
>     glue      ns1.example.test. 127.53.10.1
>     glue      ns2.example.test. 127.53.10.2
>               no aa, TTL 3600 s, T ms
> example.test.  ns1.example.test. (127.53.10.1)
>     asked     www.example.test. A
>     answer    authoritative answer of 1 record
>               aa, TTL 300 s, T ms
> 
> answer
> www.example.test.	300	IN	A	192.0.2.80
> 
> status: NOERROR
> 3 questions in T ms

# NXDOMAIN and no data: the lesser of the SOA record's TTL and minimum
$ netkit lab run -- dns trace no.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	nxdomain	no.example.test. does not exist; that may be kept for 300 s (RFC 2308 5)
? 1

$ netkit lab run -- dns trace www.example.test SRV --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	nodata	www.example.test. is there and has no record of type SRV; that may be kept for 300 s (RFC 2308 5)
? 1

# an empty non-terminal is no data, below it there is nothing
$ netkit lab run -- dns trace b.ent.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	nodata	b.ent.example.test. is there and has no record of type A; that may be kept for 300 s (RFC 2308 5)
? 1

$ netkit lab run -- dns trace x.b.ent.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	nxdomain	x.b.ent.example.test. does not exist; that may be kept for 300 s (RFC 2308 5)
? 1

# the end of the text then
$ netkit lab run -- dns trace no.example.test | sed 's/[0-9.]* ms/T ms/' | tail -4
> 
> status: NXDOMAIN; no.example.test. does not exist; that may be kept for 300 s
>         (RFC 2308 5)
> 3 questions in T ms

# lame: one refuses, one is a cache, one refers upwards; the fourth is good
$ netkit lab run -- dns trace www.lame.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to lame.test. with 4 servers and 4 addresses as glue
> 0	lame.test.	refused.lame.test.	refused	it refuses to answer (REFUSED)
> 0	lame.test.	cached.lame.test.	lame	its answer is not authoritative (no aa): it does not have the zone
> 0	lame.test.	upward.lame.test.	lame	it refers upwards, to test.
> 0	lame.test.	zgood.lame.test.	answer	authoritative answer of 1 record

# nobody there, and none that serves
$ netkit lab run -- dns trace www.dead.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to dead.test. with 2 servers and 2 addresses as glue
> 0	dead.test.	ns1.dead.test.	timeout	no answer: nothing listens there (connection refused)
> 0	dead.test.	ns2.dead.test.	answer	authoritative answer of 1 record

$ netkit lab run -- dns trace www.gone.test --quiet
! netkit: no server of gone.test. gives an answer that counts (2 silent)
? 3

$ netkit lab run -- dns trace www.hopeless.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to hopeless.test. with 2 servers and 2 addresses as glue
> 0	hopeless.test.	ns1.hopeless.test.	refused	it refuses to answer (REFUSED)
> 0	hopeless.test.	ns2.hopeless.test.	lame	it fails (SERVFAIL): it cannot load the zone, or has it no more
! netkit: no server of hopeless.test. gives an answer that counts (1 lame, 1 refusing)
? 3

# a silent server waits until the others have been asked
$ netkit lab run -- dns trace www.silent.test --try-timeout 200ms --fields zone,verdict,why -o tsv | sed 's/in [0-9.]* s/in T s/'
> .	referral	refers to test. with 2 servers and 2 addresses as glue
> test.	referral	refers to silent.test. with 2 servers and 2 addresses as glue
> silent.test.	timeout	no answer in T s
> silent.test.	answer	authoritative answer of 1 record

# glueless: a walk of its own for the server
$ netkit lab run -- dns trace www.glueless.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to glueless.test. with 2 servers and no glue
> 1	.	a.root.	referral	refers to example. with 1 server and 1 address as glue
> 1	example.	ns1.nic.example.	referral	refers to hosting.example. with 2 servers and 2 addresses as glue
> 1	hosting.example.	ns1.hosting.example.	answer	authoritative answer of 1 record
> 0	glueless.test.	ns1.hosting.example.	answer	authoritative answer of 1 record

# a circle of delegations
$ netkit lab run -- dns trace www.left.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to left.test. with 1 server and no glue
> 1	test.	ns1.nic.test.	referral	refers to right.test. with 1 server and no glue
> 2	left.test.	ns.right.test.	loop	ns.right.test. is a server of left.test., and this zone is asked to find that very server: the delegations are cyclic
! netkit: no server of left.test. gives an answer that counts (1 in a circle)
? 3

# aliases: in the zone, out of it, to nothing, in a circle
$ netkit lab run -- dns trace first.example.test | sed 's/[0-9.]* ms/T ms/' | tail -8
> answer
> first.example.test.	3600	IN	CNAME	second.example.test.
> second.example.test.	3600	IN	CNAME	third.example.test.
> third.example.test.	3600	IN	CNAME	www.example.test.
> www.example.test.	300	IN	A	192.0.2.80
> 
> status: NOERROR
> 3 questions in T ms

$ netkit lab run -- dns trace store.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	cname	an alias for www.shop.example.
> 0	.	a.root.	referral	refers to example. with 1 server and 1 address as glue
> 0	example.	ns1.nic.example.	referral	refers to shop.example. with 1 server and 1 address as glue
> 0	shop.example.	ns1.shop.example.	answer	authoritative answer of 1 record

$ netkit lab run -- dns trace store.example.test | sed 's/[0-9.]* ms/T ms/' | tail -6
> answer
> store.example.test.	3600	IN	CNAME	www.shop.example.
> www.shop.example.	600	IN	A	198.51.100.80
> 
> status: NOERROR
> 6 questions in T ms

$ netkit lab run -- dns trace dangling.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	nxdomain	nothing.example.test. does not exist; that may be kept for 300 s (RFC 2308 5)
? 1

$ netkit lab run -- dns trace loop.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	loop	the aliases lead back to loop.example.test.
! netkit: the aliases lead back to loop.example.test.
? 3

# DNAME, within the zone and out of it; a wildcard, and what it does not reach
$ netkit lab run -- dns trace www.before.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	answer	authoritative answer of 1 record at the end of 1 alias

$ netkit lab run -- dns trace www.elsewhere.example.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	cname	an alias made by DNAME for www.shop.example.
> 0	.	a.root.	referral	refers to example. with 1 server and 1 address as glue
> 0	example.	ns1.nic.example.	referral	refers to shop.example. with 1 server and 1 address as glue
> 0	shop.example.	ns1.shop.example.	answer	authoritative answer of 1 record

$ netkit lab run -- dns trace a.b.wild.example.test --quiet

$ netkit lab run -- dns trace here.wild.example.test TXT --quiet
? 1

# six zones below one another; DS is asked at the parent; a child zone; the root itself
$ netkit lab run -- dns trace www.e.d.c.b.a.deep.test --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to deep.test. with 1 server and 1 address as glue
> 0	deep.test.	ns.deep.test.	referral	refers to a.deep.test. with 1 server and 1 address as glue
> 0	a.deep.test.	ns.a.deep.test.	referral	refers to b.a.deep.test. with 1 server and 1 address as glue
> 0	b.a.deep.test.	ns.b.a.deep.test.	referral	refers to c.b.a.deep.test. with 1 server and 1 address as glue
> 0	c.b.a.deep.test.	ns.c.b.a.deep.test.	referral	refers to d.c.b.a.deep.test. with 1 server and 1 address as glue
> 0	d.c.b.a.deep.test.	ns.d.c.b.a.deep.test.	referral	refers to e.d.c.b.a.deep.test. with 1 server and 1 address as glue
> 0	e.d.c.b.a.deep.test.	ns.e.d.c.b.a.deep.test.	answer	authoritative answer of 1 record

$ netkit lab run -- dns trace sub.example.test DS --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	nodata	sub.example.test. is there and has no record of type DS; that may be kept for 300 s (RFC 2308 5)
? 1

$ netkit lab run -- dns trace sub.example.test NS --fields depth,zone,server_name,verdict,why -o tsv
> 0	.	a.root.	referral	refers to test. with 2 servers and 2 addresses as glue
> 0	test.	ns1.nic.test.	referral	refers to example.test. with 2 servers and 2 addresses as glue
> 0	example.test.	ns1.example.test.	referral	refers to sub.example.test. with 1 server and 1 address as glue
> 0	sub.example.test.	ns1.sub.example.test.	answer	authoritative answer of 1 record

$ netkit lab run -- dns trace . SOA --fields zone,server,verdict,records -o tsv
> .	127.53.0.1	answer	. 86400 SOA a.root. hostmaster.root. 2026010101 1800 900 604800 600

# reverse look-ups: octets, and a range delegated by CNAME
$ netkit lab run -- dns trace -x 192.0.2.129 --fields name,type,zone,verdict -o tsv
> 129.2.0.192.in-addr.arpa.	PTR	.	referral
> 129.2.0.192.in-addr.arpa.	PTR	arpa.	referral
> 129.2.0.192.in-addr.arpa.	PTR	in-addr.arpa.	referral
> ns1.example.test.	A	.	referral
> ns1.example.test.	A	test.	referral
> ns1.example.test.	A	example.test.	answer
> 129.2.0.192.in-addr.arpa.	PTR	2.0.192.in-addr.arpa.	answer

# over TCP where UDP does not carry it, and where it is asked for
$ netkit lab run -- dns trace big.example.test TXT --fields zone,transport,verdict -o tsv
> .	udp	referral
> test.	udp	referral
> example.test.	tcp	answer

$ netkit lab run -- dns trace www.example.test --tcp --fields zone,transport,verdict -o tsv
> .	tcp	referral
> test.	tcp	referral
> example.test.	tcp	answer

# a server without EDNS, one that wants its cookie back
$ netkit lab run -- dns trace www.old.test --quiet; netkit lab run -- dns trace www.cookies.test --quiet --cookie

# every server of every zone, and where they disagree
$ netkit lab run -- dns trace www.split.test --all --fields zone,server_name,verdict,agrees -o tsv
> .	a.root.	referral	true
> .	b.root.	referral	true
> .	a.root.	answer	-
> test.	ns1.nic.test.	referral	true
> test.	ns2.nic.test.	referral	true
> test.	ns1.nic.test.	answer	-
> split.test.	ns1.split.test.	answer	true
> split.test.	ns2.split.test.	answer	false
> split.test.	ns1.split.test.	answer	-

$ netkit lab run -- dns trace www.drift.test --all | sed 's/[0-9.]* ms/T ms/' | tail -27
>     answer    authoritative answer of 2 records
>               aa, TTL 3600 s, T ms
>     agreed    2 servers say the same
> drift.test.  ns1.drift.test. (127.53.24.1)
>     asked     www.drift.test. A
>     answer    authoritative answer of 1 record
>               aa, TTL 3600 s, T ms
> drift.test.  ns2.drift.test. (127.53.24.2)
>     asked     www.drift.test. A
>     refused   it refuses to answer (REFUSED)
>               no aa, T ms, not what the first server says
> drift.test.  ns1.drift.test. (127.53.24.1)
>     asked     drift.test. NS
>     answer    authoritative answer of 2 records
>               aa, TTL 3600 s, T ms
> drift.test.  ns3.drift.test. (127.53.24.3)
>     asked     www.drift.test. A
>     answer    authoritative answer of 1 record
>               aa, TTL 3600 s, T ms
>     differs   2 servers say the same (1 refusing); the delegation alone names
>               ns2.drift.test., the zone alone names ns3.drift.test.
> 
> answer
> www.drift.test.		3600	IN	A	203.0.113.24
> 
> status: NOERROR
> 10 questions in T ms

$ netkit lab run -- dns trace www.lame.test --all --fields zone,server_name,verdict,agrees -o tsv
> .	a.root.	referral	true
> .	b.root.	referral	true
> .	a.root.	answer	-
> test.	ns1.nic.test.	referral	true
> test.	ns2.nic.test.	referral	true
> test.	ns1.nic.test.	answer	-
> lame.test.	refused.lame.test.	refused	false
> lame.test.	cached.lame.test.	lame	false
> lame.test.	upward.lame.test.	lame	false
> lame.test.	zgood.lame.test.	answer	true
> lame.test.	zgood.lame.test.	answer	-
