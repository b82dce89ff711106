# without a server the lab's resolver is asked; what it finds is not authoritative
$ netkit lab run -- dns query store.example.test --fields name,ttl,type,data -o tsv
> store.example.test.	3600	CNAME	www.shop.example.
> www.shop.example.	600	A	198.51.100.80

$ netkit lab run -- dns query www.example.test --json | jq -c '[.server, .flags, .status]'
> ["127.53.0.53",["qr","rd","ra"],"NOERROR"]

# the lab's port is that of a server which is named
$ netkit lab run -- dns query www.example.test @127.53.10.1 --json | jq -c '[.server, (.port > 1023), .flags, [.answer[].data]]'
> ["127.53.10.1",true,["qr","aa","rd"],["192.0.2.80"]]

# a referral: NS records in the authority section, glue in the additional
$ netkit lab run -- dns query www.example.test @127.53.0.1 --no-recurse --json | jq -c '[.status, .flags], (.authority, .additional | .[] | [.name, .type, .data])'
> ["NOERROR",["qr"]]
> ["test.","NS","ns1.nic.test."]
> ["test.","NS","ns2.nic.test."]
> ["ns1.nic.test.","A","127.53.1.1"]
> ["ns2.nic.test.","A","127.53.1.2"]

# negative answers are a no, servers that cannot help a failure
$ netkit lab run -- dns query --quiet nope.example.test
? 1

$ netkit lab run -- dns query --quiet b.ent.example.test
? 1

$ netkit lab run -- dns query www.hopeless.test +short
? 3
~ SERVFAIL

# more than UDP carries
$ netkit lab run -- dns query big.example.test TXT --json | jq -c '[.transport, (.size > 1232), [.tries[].error]]'
> ["tcp",true,["truncated",null]]

$ netkit lab run -- dns query www.cookies.test @127.53.22.1 --cookie --json | jq -c '[.status, [.tries[].error]]'
> ["NOERROR",["bad-cookie",null]]

$ netkit lab run -- dns query www.old.test @127.53.21.1 --json | jq -c '[.status, [.tries[].error]]'
> ["NOERROR",["no-edns",null]]

# a record of every type, and its text leads back to its wire form: asked for as numbers too
$ netkit lab run -- dns query loc.types.test LOC +short; netkit lab run -- dns query https.types.test TYPE65 +short
> 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
> 1 . alpn="h2,h3" ipv6hint=2001:db8::1

$ netkit lab run -- dns reverse 2001:db8::80 127.53.10.1
> 2001:db8::80	www.example.test.
> 127.53.10.1	ns1.example.test.

# what the list proposes runs, as far as its verb is there
$ netkit lab list --zones --topologies --fields attempt -o tsv | grep -v '^-$' | sort -u > attempts; while read -r command; do netkit $(echo $command | cut -d' ' -f1,2) --help > h 2> h || continue; netkit lab run -- $command > o 2> e < /dev/null; s=$?; [ $s -le 1 ] || [ "$command" = "dns query many.notcp.test @127.53.23.1 --no-edns" ] || echo "$command: $s"; done < attempts

# a walk from the lab's root: lame servers are left, the good one answers
$ netkit lab run -- dns trace www.lame.test --fields server_name,verdict -o tsv | tail -4
> refused.lame.test.	refused
> cached.lame.test.	lame
> upward.lame.test.	lame
> zgood.lame.test.	answer

$ netkit lab run -- dns trace www.e.d.c.b.a.deep.test --fields zone,verdict -o tsv | tail -6
> deep.test.	referral
> a.deep.test.	referral
> b.a.deep.test.	referral
> c.b.a.deep.test.	referral
> d.c.b.a.deep.test.	referral
> e.d.c.b.a.deep.test.	answer

# each waits for the other
$ netkit lab run -- dns trace www.left.test --quiet
? 3
~ circle

# a lab in the background, its hints and its port given by hand
$ netkit lab --hints h > out & until [ -s h ]; do sleep 0.01; done; netkit dns trace store.example.test --hints h -p $(sed -n 's/; port //p' h) --fields server_name,verdict -o tsv; kill $!
> a.root.	referral
> ns1.nic.test.	referral
> ns1.example.test.	cname
> a.root.	referral
> ns1.nic.example.	referral
> ns1.shop.example.	answer

# two servers of a zone that disagree
$ netkit lab run -- dns compare split.test SOA --authoritative --fields server_name,ttl,same -o tsv
> ns1.split.test.	3600	true
> ns2.split.test.	7200	false
? 1

# a zone as it is, and what is new in it
$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --json | jq -r .type | sort | uniq -c | awk '{print $1, $2}'
> 43 A
> 1 NS
> 1 SOA
> 40 TXT

$ netkit lab run -- dns transfer example.test @127.53.10.1
? 3
~ REFUSED

# each type of the zone has data at the name that is its own
$ for t in ZONEMD NSEC3PARAM AVC NINFO TALINK WKS MB MG MR KEY DLV TA; do echo $t.types.test $t; done | netkit lab run -- dns query - | cut -f2,3,4 | tr '\t' ' ' | cut -c1-40
> ZONEMD NOERROR 2026010101 1 1 C68090D90A
> NSEC3PARAM NOERROR 1 0 0 -
> AVC NOERROR "app-name:WOLFGANG|app-class
> NINFO NOERROR "status" "ok"
> TALINK NOERROR a.types.test. aaaa.types.
> WKS NOERROR 192.0.2.1 6 25 80
> MB NOERROR a.types.test.
> MG NOERROR minfo.types.test.
> MR NOERROR minfo.types.test.
> KEY NOERROR 256 3 15 l02Woi0iS8Aa25FQkUd
> DLV NOERROR 60485 5 1 2BB183AF5F22588179
> TA NOERROR 60485 5 1 2BB183AF5F22588179A
