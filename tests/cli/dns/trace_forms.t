# one object a step
$ netkit lab run -- dns trace www.gone.test --json | sed 's/"time_ms":[0-9.]*/"time_ms":0/'
> {"input":"www.gone.test","name":"www.gone.test.","type":"A","depth":0,"zone":".","server":"127.53.0.1","server_name":"a.root.","verdict":"referral","aa":false,"glue":[{"name":"ns1.nic.test.","address":"127.53.1.1"},{"name":"ns2.nic.test.","address":"127.53.1.2"}],"records":[{"name":"test.","ttl":86400,"class":"IN","type":"NS","data":"ns1.nic.test.","rdata":{"name_server":"ns1.nic.test."}},{"name":"test.","ttl":86400,"class":"IN","type":"NS","data":"ns2.nic.test.","rdata":{"name_server":"ns2.nic.test."}}],"why":"refers to test. with 2 servers and 2 addresses as glue","time_ms":0,"ttl":86400,"status":"NOERROR","transport":"udp","refused_glue":[],"agrees":null}
> {"input":"www.gone.test","name":"www.gone.test.","type":"A","depth":0,"zone":"test.","server":"127.53.1.1","server_name":"ns1.nic.test.","verdict":"referral","aa":false,"glue":[{"name":"ns1.gone.test.","address":"127.53.13.5"},{"name":"ns2.gone.test.","address":"127.53.13.6"}],"records":[{"name":"gone.test.","ttl":3600,"class":"IN","type":"NS","data":"ns1.gone.test.","rdata":{"name_server":"ns1.gone.test."}},{"name":"gone.test.","ttl":3600,"class":"IN","type":"NS","data":"ns2.gone.test.","rdata":{"name_server":"ns2.gone.test."}}],"why":"refers to gone.test. with 2 servers and 2 addresses as glue","time_ms":0,"ttl":3600,"status":"NOERROR","transport":"udp","refused_glue":[],"agrees":null}
> {"input":"www.gone.test","name":"www.gone.test.","type":"A","depth":0,"zone":"gone.test.","server":"127.53.13.5","server_name":"ns1.gone.test.","verdict":"timeout","aa":null,"glue":null,"records":null,"why":"no answer: nothing listens there (connection refused)","time_ms":0,"ttl":null,"status":null,"transport":"udp","refused_glue":null,"agrees":null}
> {"input":"www.gone.test","name":"www.gone.test.","type":"A","depth":0,"zone":"gone.test.","server":"127.53.13.6","server_name":"ns2.gone.test.","verdict":"timeout","aa":null,"glue":null,"records":null,"why":"no answer: nothing listens there (connection refused)","time_ms":0,"ttl":null,"status":null,"transport":"udp","refused_glue":null,"agrees":null}
! netkit: no server of gone.test. gives an answer that counts (2 silent)

# csv has what JSON has
$ netkit lab run -- dns trace sub.example.test DS -o csv --fields input,name,type,depth,verdict,aa,glue,records,ttl,status,transport,refused_glue,agrees
> input,name,type,depth,verdict,aa,glue,records,ttl,status,transport,refused_glue,agrees
> sub.example.test,sub.example.test.,DS,0,referral,false,"ns1.nic.test. 127.53.1.1,ns2.nic.test. 127.53.1.2","test. 86400 NS ns1.nic.test.,test. 86400 NS ns2.nic.test.",86400,NOERROR,udp,,
> sub.example.test,sub.example.test.,DS,0,referral,false,"ns1.example.test. 127.53.10.1,ns2.example.test. 127.53.10.2","example.test. 3600 NS ns1.example.test.,example.test. 3600 NS ns2.example.test.",3600,NOERROR,udp,,
> sub.example.test,sub.example.test.,DS,0,nodata,true,,example.test. 300 SOA ns1.example.test. hostmaster.example.test. 2026010101 1800 900 604800 300,300,NOERROR,udp,,
? 1

# a student's account; no line is wider than 80 columns
$ netkit lab run -- dns trace store.example.test --explain
> The question: store.example.test. A
> A program hands it to a stub resolver, which asks a recursive resolver. What
> that one does is done here: it asks from the root down, one server of each zone,
> without RD, until a server that is authoritative for the name answers. It knows
> the root servers from its root hints.
> 
> 1. A root server, a.root. at 127.53.0.1, is asked for store.example.test. A.
>    It does not know the answer, but who is nearer to it: it refers to test. with
>    2 servers and 2 addresses as glue. A referral is not authoritative (no aa):
>    the NS records of a delegation belong to the zone below. A resolver may keep
>    it for 86400 s, and then starts there.
>       glue: ns1.nic.test. has 127.53.1.1
>       glue: ns2.nic.test. has 127.53.1.2
> 
> 2. A server of the top-level domain test., ns1.nic.test. at 127.53.1.1, is asked
> for store.example.test. A.
>    It does not know the answer, but who is nearer to it: it refers to
>    example.test. with 2 servers and 2 addresses as glue. A referral is not
>    authoritative (no aa): the NS records of a delegation belong to the zone
>    below. A resolver may keep it for 3600 s, and then starts there.
>       glue: ns1.example.test. has 127.53.10.1
>       glue: ns2.example.test. has 127.53.10.2
> 
> 3. A server of example.test., ns1.example.test. at 127.53.10.1, is asked for
> store.example.test. A.
>    It is authoritative (aa), and the name is an alias for www.shop.example., of
>    which it cannot tell: the question begins again for that name.
> 
> 4. A root server, a.root. at 127.53.0.1, is asked for www.shop.example. A.
>    It does not know the answer, but who is nearer to it: it refers to example.
>    with 1 server and 1 address as glue. A referral is not authoritative (no aa):
>    the NS records of a delegation belong to the zone below. A resolver may keep
>    it for 86400 s, and then starts there.
>       glue: ns1.nic.example. has 127.53.2.1
> 
> 5. A server of the top-level domain example., ns1.nic.example. at 127.53.2.1, is
> asked for www.shop.example. A.
>    It does not know the answer, but who is nearer to it: it refers to
>    shop.example. with 1 server and 1 address as glue. A referral is not
>    authoritative (no aa): the NS records of a delegation belong to the zone
>    below. A resolver may keep it for 3600 s, and then starts there.
>       glue: ns1.shop.example. has 127.53.11.1
> 
> 6. A server of shop.example., ns1.shop.example. at 127.53.11.1, is asked for
> www.shop.example. A.
>    It is authoritative for the zone (aa): authoritative answer of 1 record. A
>    resolver keeps it for 600 s (TTL); what it then answers out of its cache has
>    no aa.
> 
> The answer, from a server that is authoritative for it:
>    store.example.test. 3600 IN CNAME www.shop.example.
>    www.shop.example. 600 IN A 198.51.100.80
> 
> The way:
> .                               127.53.0.1 a.root.                      referral
>   test.                         127.53.1.1 ns1.nic.test.                referral
>     example.test.               127.53.10.1 ns1.example.test.           cname
> .                               127.53.0.1 a.root.                      referral
>   example.                      127.53.2.1 ns1.nic.example.             referral
>     shop.example.               127.53.11.1 ns1.shop.example.           answer

$ netkit lab run -- dns trace www.left.test --explain | tail -23
>    asked for ns.right.test. A.
>       It does not know the answer, but who is nearer to it: it refers to
>       right.test. with 1 server and no glue. A referral is not authoritative (no
>       aa): the NS records of a delegation belong to the zone below. A resolver
>       may keep it for 3600 s, and then starts there.
>       No glue: the address of ns.left.test. is not known, and so it is looked
>       for, by a walk of its own, from the deepest zone that is known.
>          loop: ns.right.test. is a server of left.test., and this zone is asked
>          to find that very server: the delegations are cyclic. This way there is
>          no end, and so it is left.
>       The walk for it is over: no address of ns.left.test. found: no server of
>       left.test. gives an answer that counts (1 in a circle).
>    The walk for it is over: no address of ns.right.test. found: no server of
>    right.test. gives an answer that counts (1 in a circle).
> 
> There is no answer: no server of left.test. gives an answer that counts (1 in a
> circle). A recursive resolver would say SERVFAIL to the stub resolver.
> 
> The way:
> .                               127.53.0.1 a.root.                      referral
>   test.                         127.53.1.1 ns1.nic.test.                referral
>     test.                       127.53.1.1 ns1.nic.test.                referral
>         left.test.              ns.right.test.                          loop
! netkit: no server of left.test. gives an answer that counts (1 in a circle)

$ netkit lab run -- dns trace no.example.test --explain | tail -16
>    below. A resolver may keep it for 3600 s, and then starts there.
>       glue: ns1.example.test. has 127.53.10.1
>       glue: ns2.example.test. has 127.53.10.2
> 
> 3. A server of example.test., ns1.example.test. at 127.53.10.1, is asked for
> no.example.test. A.
>    It is authoritative (aa) and says NXDOMAIN: no.example.test. does not exist;
>    that may be kept for 300 s (RFC 2308 5), the lesser of the SOA record's TTL
>    and of its minimum.
> 
> The answer: there is no such name (NXDOMAIN).
> 
> The way:
> .                               127.53.0.1 a.root.                      referral
>   test.                         127.53.1.1 ns1.nic.test.                referral
>     example.test.               127.53.10.1 ns1.example.test.           nxdomain

$ netkit lab run -- dns trace www.lame.test --explain | sed -n '/^3/,/^6/p'
> 3. A server of lame.test., refused.lame.test. at 127.53.12.1, is asked for
> www.lame.test. A.
>    refused: it refuses to answer (REFUSED). It should serve the zone, so it is
>    lame; the next one is asked.
> 
> 4. A server of lame.test., cached.lame.test. at 127.53.12.2, is asked for
> www.lame.test. A.
>    lame: its answer is not authoritative (no aa): it does not have the zone.
>    Such a server is called lame; the next one is asked.
> 
> 5. A server of lame.test., upward.lame.test. at 127.53.12.3, is asked for
> www.lame.test. A.
>    lame: it refers upwards, to test. Such a server is called lame; the next one
>    is asked.
> 
> 6. A server of lame.test., zgood.lame.test. at 127.53.12.4, is asked for

$ for n in 'big.example.test TXT' www.glueless.test 'www.example.test SRV' www.gone.test 'www.split.test --all' 'www.e.d.c.b.a.deep.test' 'example.test ANY'; do netkit lab run -- dns trace $n --explain 2>&1; done | awk 'length > 80'

# the way as a picture
$ netkit lab run -- dns trace store.example.test -o mermaid
> flowchart LR
>     accTitle: the way to store.example.test#46; A
>     classDef s stroke-width:3px
>     classDef n stroke:#06639b,color:#06639b
>     classDef h stroke:#a34a00,color:#a34a00
>     classDef d stroke:#666666,color:#666666
>     n0["root zone ."]:::n
>     n1["zone test."]:::n
>     n2["zone example.test."]:::n
>     n3["www.shop.example."]
>     n4["zone example."]:::n
>     n5["zone shop.example."]:::n
>     n6["www.shop.example.<br/>A 198.51.100.80"]:::s
>     n0 -->|"referral by a.root."| n1
>     n1 -->|"referral by ns1.nic.test."| n2
>     n2 -->|"CNAME"| n3
>     n3 -->|"begins again at"| n0
>     n0 -->|"referral by a.root."| n4
>     n4 -->|"referral by ns1.nic.example."| n5
>     n5 -->|"answer of ns1.shop.example."| n6

$ netkit lab run -- dns trace www.lame.test -o dot
> digraph netkit {
>     graph [rankdir=LR, labelloc=t, fontname=monospace, label="the way to www.lame.test. A"];
>     node [shape=box, fontname=monospace];
>     edge [fontname=monospace];
>     n0 [label="root zone .", color="#06639b", fontcolor="#06639b"];
>     n1 [label="zone test.", color="#06639b", fontcolor="#06639b"];
>     n2 [label="zone lame.test.", color="#06639b", fontcolor="#06639b"];
>     n3 [label="refused.lame.test. 127.53.12.1", color="#666666", fontcolor="#666666"];
>     n4 [label="cached.lame.test. 127.53.12.2", color="#666666", fontcolor="#666666"];
>     n5 [label="upward.lame.test. 127.53.12.3", color="#666666", fontcolor="#666666"];
>     n6 [label="www.lame.test.\nA 203.0.113.12", style=bold];
>     n0 -> n1 [label="referral by a.root."];
>     n1 -> n2 [label="referral by ns1.nic.test."];
>     n2 -> n3 [label="refused"];
>     n2 -> n4 [label="lame"];
>     n2 -> n5 [label="lame"];
>     n2 -> n6 [label="answer of zgood.lame.test."];
> }

$ netkit lab run -- dns trace www.glueless.test -o dot | grep -e '->'
>     n0 -> n1 [label="referral by a.root."];
>     n1 -> n2 [label="referral by ns1.nic.test."];
>     n2 -> n3 [label="no glue"];
>     n3 -> n0 [label="begins at"];
>     n0 -> n4 [label="referral by a.root."];
>     n4 -> n5 [label="referral by ns1.nic.example."];
>     n5 -> n6 [label="answer of ns1.hosting.example."];
>     n2 -> n7 [label="answer of ns1.hosting.example."];

$ netkit lab run -- dns trace no.example.test -o svg | grep -c -e '<svg' -e '</svg>'
> 2

$ netkit lab run -- dns trace www.left.test -o mermaid | grep -e '--'
>     n0 -->|"referral by a.root."| n1
>     n1 -->|"referral by ns1.nic.test."| n2
>     n2 -->|"no glue"| n3
>     n3 -->|"begins at"| n1
>     n1 -->|"referral by ns1.nic.test."| n4
>     n4 -->|"no glue"| n5
>     n5 -->|"begins at"| n2
>     n2 -->|"loop"| n6
! netkit: no server of left.test. gives an answer that counts (1 in a circle)

# dig's habits
$ netkit lab run -- dns trace -t MX -q example.test +dnssec +nsid --fields zone,verdict -o tsv
> .	referral
> test.	referral
> example.test.	answer

$ netkit lab run -- dns +trace MX example.test --fields zone,verdict -o tsv
> .	referral
> test.	referral
> example.test.	answer

# hints of one's own: the lab's, at the lab's port; and what is wrong with some
| h
+ $TTL 60
+ ; the second one alone
+ @ IN NS b.root.
+ b.root. IN A 127.53.0.2
$ netkit lab run -- dns trace www.example.test --hints h --fields server,verdict -o tsv
> 127.53.0.2	referral
> 127.53.1.1	referral
> 127.53.10.1	answer

| h
+ . NS a.
+ a. A 1.2.3
$ netkit dns trace www.example.test --hints h
! netkit: h:2:6: '1.2.3' is not an IPv4 address: it has 3 octets, expected four (--lenient reads short forms)
? 2

| h
+ ; nothing
$ netkit dns trace www.example.test --hints h
! netkit: h: no server of the root with an address is in it
? 2

| h
+ test. NS a.
$ netkit dns trace www.example.test --hints h
! netkit: h:1:1: hints name servers of the root, and of no other zone
? 2

$ netkit dns trace www.example.test --hints none
! netkit: cannot open 'none': No such file or directory
? 3

# nobody listens at the root; nothing but the hints is asked
| h
+ . NS a.
+ a. A 127.0.0.1
$ netkit dns trace www.example.test -p 1 --hints h --fields zone,server,verdict,why -o tsv
> .	127.0.0.1	timeout	no answer: nothing listens there (connection refused)
! netkit: no server of . gives an answer that counts (1 silent)
? 3

| h
+ . NS a.
+ a. A 127.0.0.1
$ netkit dns trace www.example.test -6 --hints h --json
> {"input":"www.example.test","name":"www.example.test.","type":"A","depth":0,"zone":".","server":null,"server_name":"a.","verdict":"limit","aa":null,"glue":null,"records":null,"why":"a. is known by its IPv4 address 127.0.0.1 alone, and only IPv6 is asked","time_ms":null,"ttl":null,"status":null,"transport":null,"refused_glue":null,"agrees":null}
! netkit: no server of . gives an answer that counts (1 left out)
? 3

# an address that is nobody's is not asked, not even as a hint
| h
+ . NS a.
+ a. A 224.0.0.1
+ a. A 0.0.0.0
+ a. AAAA ::
$ netkit dns trace www.example.test --hints h --json
> {"input":"www.example.test","name":"a.","type":"A","depth":1,"zone":".","server":null,"server_name":"a.","verdict":"loop","aa":null,"glue":null,"records":null,"why":"a. is a name of the zone that it serves, and no address of it came that may be asked: nobody can find it","time_ms":null,"ttl":null,"status":null,"transport":null,"refused_glue":null,"agrees":null}
! netkit: no server of . gives an answer that counts (1 in a circle)
? 3

# the deadline is of the whole
$ netkit lab run -- dns trace www.silent.test --timeout 300ms --fields zone,verdict -o tsv
> .	referral
> test.	referral
> silent.test.	timeout
> silent.test.	limit
! netkit: the time that the walk may take is up
? 3

# what it does not take
$ netkit dns trace 
! netkit: a name is missing
! netkit: see: netkit dns trace --help
? 2

$ netkit dns trace www.example.test A MX
! netkit: a walk is for one type
! netkit: see: netkit dns trace --help
? 2

$ netkit dns trace www.example.test AXFR
! netkit: no records of that type are kept in zones
! netkit: see: netkit dns trace --help
? 2

$ netkit dns trace www.example.test CH
! netkit: only the class IN has a root to begin at
! netkit: see: netkit dns trace --help
? 2

$ netkit dns trace www.example.test @127.0.0.1
! netkit: a walk begins at the root: it takes --hints FILE and no @SERVER
! netkit: see: netkit dns trace --help
? 2

$ netkit dns trace www.example.test --search
! netkit: a walk takes the name as it is: --search has no meaning
! netkit: see: netkit dns trace --help
? 2

$ netkit dns trace a..b
! netkit: a label of the name is empty
!     netkit dns trace a..b
!                        ^
? 2

$ netkit dns trace www.example.test other.example.test
! netkit: 'other.example.test' is no type or class, and there is a name already
!     netkit dns trace www.example.test other.example.test
!                                       ^~~~~~~~~~~~~~~~~~
? 2

# what stands in the text where there is no glue, and where it leads in a circle
$ netkit lab run -- dns trace www.glueless.test | sed 's/[0-9.]* ms/T ms/' | sed -n '7,32p'
> test.  ns1.nic.test. (127.53.1.1)
>     asked     www.glueless.test. A
>     referral  refers to glueless.test. with 2 servers and no glue
>     no glue   ns1.hosting.example.
>     no glue   ns2.hosting.example.
>               no aa, TTL 3600 s, T ms
>     glueless  the address of ns1.hosting.example. is not known, and so it is
>               looked for
>     .  a.root. (127.53.0.1)
>         asked     ns1.hosting.example. A
>         referral  refers to example. with 1 server and 1 address as glue
>         glue      ns1.nic.example. 127.53.2.1
>                   no aa, TTL 86400 s, T ms
>     example.  ns1.nic.example. (127.53.2.1)
>         asked     ns1.hosting.example. A
>         referral  refers to hosting.example. with 2 servers and 2 addresses as
>                   glue
>         glue      ns1.hosting.example. 127.53.15.1
>         glue      ns2.hosting.example. 127.53.15.2
>                   no aa, TTL 3600 s, T ms
>     hosting.example.  ns1.hosting.example. (127.53.15.1)
>         asked     ns1.hosting.example. A
>         answer    authoritative answer of 1 record
>                   aa, TTL 3600 s, T ms
>     found     1 address of ns1.hosting.example. found
> glueless.test.  ns1.hosting.example. (127.53.15.1)

$ netkit lab run -- dns trace www.left.test | sed 's/[0-9.]* ms/T ms/' | tail -20
>               no aa, TTL 3600 s, T ms
>     glueless  the address of ns.right.test. is not known, and so it is looked
>               for
>     test.  ns1.nic.test. (127.53.1.1)
>         asked     ns.right.test. A
>         referral  refers to right.test. with 1 server and no glue
>         no glue   ns.left.test.
>                   no aa, TTL 3600 s, T ms
>         glueless  the address of ns.left.test. is not known, and so it is looked
>                   for
>             loop      ns.right.test. is a server of left.test., and this zone is
>                       asked to find that very server: the delegations are cyclic
>         not found no address of ns.left.test. found: no server of left.test.
>                   gives an answer that counts (1 in a circle)
>     not found no address of ns.right.test. found: no server of right.test. gives
>               an answer that counts (1 in a circle)
> 
> status: no answer; no server of left.test. gives an answer that counts (1 in a
>         circle)
> 3 questions in T ms
! netkit: no server of left.test. gives an answer that counts (1 in a circle)

# a drawing shows the first few records of many, and both ways an alias is made
$ netkit lab run -- dns trace many.example.test -o dot | grep many
>     graph [rankdir=LR, labelloc=t, fontname=monospace, label="the way to many.example.test. A"];
>     n3 [label="many.example.test.\nA 198.51.100.1\nA 198.51.100.2\nA 198.51.100.3\nA 198.51.100.4\nA 198.51.100.5\nA 198.51.100.6\nA 198.51.100.7\nA 198.51.100.8\nand 32 more", style=bold];

$ netkit lab run -- dns trace www.elsewhere.example.test -o mermaid | grep DNAME
>     n2 -->|"DNAME"| n3

# times are numbers, and no objects
$ for v in query trace; do netkit dns $v --fields help; done | grep ^time_ms
> time_ms          number  how long the answer took, in milliseconds
> time_ms          number  how long the answer took, in milliseconds
