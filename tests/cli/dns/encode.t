# A question.
$ netkit dns encode www.example.com
> 00000100000100000000000003777777076578616d706c6503636f6d0000010001

# Type and class in any order; names are absolute.
$ netkit dns encode version.bind ch txt
> 0000010000010000000000000776657273696f6e0462696e640000100003

$ netkit dns encode example.com. TYPE65 IN
> 000001000001000000000000076578616d706c6503636f6d0000410001

$ netkit dns encode 'a\.b\032c.example' MX
> 00000100000100000000000005612e622063076578616d706c6500000f0001

# As a record.
$ netkit dns encode --json example.com AAAA
> {"input":"example.com","hex":"000001000001000000000000076578616d706c6503636f6d00001c0001","size":29}

# Header and EDNS.
$ netkit dns encode --id 65535 --flags qr,aa,ad --opcode NOTIFY --status REFUSED example.com SOA | xargs netkit dns decode --sections
> ;; opcode: NOTIFY, status: REFUSED, id: 65535, flags: qr aa ad
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	SOA

$ netkit dns encode --status BADVERS --flags '' example.com | xargs netkit dns decode --sections
> ;; opcode: QUERY, status: BADVERS, id: 0, flags:
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	A
> 
> ;; EDNS: version: 0, flags:, udp: 1232

$ netkit dns encode --dnssec --bufsize 4096 --nsid --subnet 192.0.2.0/24 --ednsopt 10:0102030405060708 --ednsopt EXPIRE --padding 128 example.com | xargs netkit dns decode --sections
> ;; opcode: QUERY, status: NOERROR, id: 0, flags: rd
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	A
> 
> ;; EDNS: version: 0, flags: do, udp: 4096
> ; NSID: \# 0
> ; CLIENT-SUBNET: \# 7 00011800c00002 ; 192.0.2.0/24/0
> ; COOKIE: \# 8 0102030405060708 ; client 0102030405060708
> ; EXPIRE: \# 0
> ; PADDING: \# 53 0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 ; 53 octets

# Host bits of a subnet are masked off, and that is said.
$ netkit dns encode --subnet 2001:db8::1/32 . NS
> 000001000001000000000001000002000100002904d000000000000c000800080002200020010db8
~ the network is 2001:db8::/32

# The length of TCP; the octets themselves.
$ netkit dns encode --tcp . NS
> 00110000010000010000000000000000020001

$ netkit dns encode --tcp --binary m . NS && od -A n -t x1 m && netkit dns encode --binary - . NS | od -A n -t x1
>  00 11 00 00 01 00 00 01 00 00 00 00 00 00 00 00
>  02 00 01
>  00 00 01 00 00 01 00 00 00 00 00 00 00 00 02 00
>  01

# A whole message, as people write it.
| m
+ ;; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa rd
+ 
+ ; a comment
+ ;; QUESTION SECTION:
+ ;Www.example.		IN	A
+ 
+ ;; ANSWER SECTION:
+ Www.example. 300 IN CNAME host.example. ; why
+ host.example. 60 IN A 192.0.2.1
+              60 IN TXT "a;b" ( c
+   d ) ; two lines
+ 
+ ;; AUTHORITY SECTION:
+ example. IN 5 SOA ns.example. root.example. (
+    1 ; serial
+    2 3 4 5 )
+ 
+ ;; ADDITIONAL SECTION:
+ ns.example. AAAA 2001:db8::1
+ x.example. 1 CLASS7 TYPE4711 \# 3 010203
+ 
+ ;; EDNS: version: 0, flags: do, udp: 1400
+ ; NSID: \# 2 6e73 ; whatever
+ ; OPT65001: \# 0
$ netkit dns encode -f m > hex; netkit dns decode --sections hex
> ;; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa rd
> 
> ;; QUESTION SECTION:
> ;Www.example.			IN	A
> 
> ;; ANSWER SECTION:
> Www.example.		300	IN	CNAME	host.example.
> host.example.		60	IN	A	192.0.2.1
> ;unrelated: host.example. 60	IN	TXT	"a;b" "c" "d"
> 
> ;; AUTHORITY SECTION:
> example.		5	IN	SOA	ns.example. root.example. 1 2 3 4 5
> 
> ;; ADDITIONAL SECTION:
> ns.example.		0	IN	AAAA	2001:db8::1
> x.example.		1	CLASS7	TYPE4711 \# 3 010203
> 
> ;; EDNS: version: 0, flags: do, udp: 1400
> ; NSID: \# 2 6e73 ; 6e73 ("ns")
> ; OPT65001: \# 0

# What comes out goes in again.
| m
+ ;; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa rd
+ 
+ ; a comment
+ ;; QUESTION SECTION:
+ ;Www.example.		IN	A
+ 
+ ;; ANSWER SECTION:
+ Www.example. 300 IN CNAME host.example. ; why
+ host.example. 60 IN A 192.0.2.1
+              60 IN TXT "a;b" ( c
+   d ) ; two lines
+ 
+ ;; AUTHORITY SECTION:
+ example. IN 5 SOA ns.example. root.example. (
+    1 ; serial
+    2 3 4 5 )
+ 
+ ;; ADDITIONAL SECTION:
+ ns.example. AAAA 2001:db8::1
+ x.example. 1 CLASS7 TYPE4711 \# 3 010203
+ 
+ ;; EDNS: version: 0, flags: do, udp: 1400
+ ; NSID: \# 2 6e73 ; whatever
+ ; OPT65001: \# 0
$ netkit dns encode -f m > hex; netkit dns decode --sections hex | netkit dns encode -f - | cmp - hex

# What dig prints.
$ netkit dns encode -f - | xargs netkit dns decode --sections
< 
< ; <<>> DiG 9.18.28 <<>> +dnssec example.com
< ; (1 server found)
< ;; global options: +cmd
< ;; Got answer:
< ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4711
< ;; flags: qr rd ra ad; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1
< 
< ;; OPT PSEUDOSECTION:
< ; EDNS: version: 0, flags: do; udp: 1232
< ; NSID: 6e 73 31 ("ns1")
< ; COOKIE: 0102030405060708 (echoed)
< ;; QUESTION SECTION:
< ;example.com.			IN	A
< 
< ;; AUTHORITY SECTION:
< com.			900	IN	SOA	a.gtld-servers.net. nstld.verisign-grs.com. 1 1800 900 604800 900
< 
< ;; Query time: 12 msec
< ;; SERVER: 127.0.0.1#53(127.0.0.1) (UDP)
< ;; WHEN: Wed Nov 26 00:00:00 UTC 2026
< ;; MSG SIZE  rcvd: 123
> ;; opcode: QUERY, status: NXDOMAIN, id: 4711, flags: qr rd ra ad
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	A
> 
> ;; AUTHORITY SECTION:
> com.			900	IN	SOA	a.gtld-servers.net. nstld.verisign-grs.com. 1 1800 900 604800 900
> 
> ;; EDNS: version: 0, flags: do, udp: 1232
> ; NSID: \# 3 6e7331 ; 6e7331 ("ns1")
> ; COOKIE: \# 8 0102030405060708 ; client 0102030405060708

# Options go before the text.
$ netkit dns encode -f - --id 9 --flags rd | xargs netkit dns decode --sections
< ;; id: 7, flags: qr aa
< ;a. IN A
> ;; opcode: QUERY, status: NOERROR, id: 9, flags: rd
> 
> ;; QUESTION SECTION:
> ;a.				IN	A

# Records alone.
$ netkit dns encode - | xargs netkit dns decode --sections
< a. 1 A 192.0.2.1
> ;; opcode: QUERY, status: NOERROR, id: 0, flags:
> 
> ;; ANSWER SECTION:
> a.			1	IN	A	192.0.2.1

# Nothing in, nothing out; a text that says nothing is a header.
$ netkit dns encode - </dev/null

$ echo ';; nothing' | netkit dns encode -
> 000000000000000000000000

# What is wrong has its line and column.
$ netkit dns encode -
< a. 1 A 192.0.2
~ standard input:1:8:
? 2

$ netkit dns encode -
< a. 1 IN
~ a record has a name, a TTL, a class, a type and data
? 2

$ netkit dns encode -
< a. 1 NOPE 192.0.2.1
~ standard input:1:6: expected a TTL, a class or a type, found 'NOPE'
? 2

$ netkit dns encode -
< a..b. 1 A 192.0.2.1
~ a label of the name is empty
? 2

$ netkit dns encode -
< ;; QUESTION SECTION:
< ;a. IN NOPE
~ standard input:2:8: expected the class and the type of a question, found 'NOPE'
? 2

$ netkit dns encode -
< ;a.
~ a question has a name, a class and a type
? 2

$ netkit dns encode -
< ;; opcode: NOPE
~ expected an opcode, found 'NOPE'
? 2

$ netkit dns encode -
< ;; status: NOPE
~ expected a status, as in NOERROR, found 'NOPE'
? 2

$ netkit dns encode -
< ;; id: 65536
~ expected an ID from 0 to 65535, found '65536'
? 2

$ netkit dns encode -
< ;; flags: qr nope
~ expected a flag, found 'nope'
? 2

$ netkit dns encode -
< ;; EDNS: version: 256
~ expected a version of EDNS from 0 to 255
? 2

$ netkit dns encode -
< ;; EDNS: version: 0, flags:, udp: x
~ expected a size from 0 to 65535
? 2

$ netkit dns encode -
< ;; EDNS: version: 0
< ; EDE: 18 (Prohibited)
~ an EDNS option is read as NAME: \# LENGTH HEX
? 2

$ netkit dns encode -
< ;; EDNS: version: 0
< ; EDE: \# 2 00
~ expected so many octets in hexadecimal, found '2'
? 2

$ netkit dns encode -
< ;; EDNS: version: 0
< ; EDE: \# 2
~ the data of an EDNS option is missing
? 2

$ netkit dns encode -
< ;; EDNS: version: 0
< ; NOPE: \# 0
~ expected an EDNS option, found 'NOPE'
? 2

$ netkit dns encode -
< ;; ADDITIONAL
< ;; ANSWER
~ the sections have to come in their order
? 2

$ netkit dns encode -
< ;; malformed at offset 1: x
~ a malformed record cannot be made from text
? 2

# Wrong words.
$ netkit dns encode
~ expected a name, or -f FILE
? 2

$ netkit dns encode -f m a.
~ exclude each other
? 2

$ netkit dns encode a..b
~ a label of the name is empty
? 2

$ netkit dns encode a NOPE
~ expected a type or a class, found 'NOPE'
? 2

$ netkit dns encode --flags x a
~ expected flags out of qr, aa, tc, rd, ra, z, ad, cd, found 'x'
? 2

$ netkit dns encode --opcode x a
~ expected an opcode, as in QUERY, found 'x'
? 2

$ netkit dns encode --status x a
~ expected a status, as in NOERROR, found 'x'
? 2

$ netkit dns encode --subnet x a
~ x
? 2

$ netkit dns encode --ednsopt 3:0 a
~ odd number
? 2

$ netkit dns encode -f missing
~ cannot open 'missing'
? 3

$ netkit dns encode --binary /no/such a
~ /no/such
? 3

# Several messages in one text: each begins with its header.
$ netkit dns encode -
< ;; opcode: QUERY, id: 1, flags: rd
< ;; QUESTION SECTION:
< ;a. IN A
<
< ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 2
< ;; QUESTION SECTION:
< ;a. IN nonsense
< ;; opcode: QUERY, id: 3, flags: rd
< ;; QUESTION SECTION:
< ;b. IN A
? 2
> 00010100000100000000000001610000010001
> 00030100000100000000000001620000010001
~ standard input:7:
~ message skipped

$ netkit dns decode --sections 00010100000100000000000001610000010001 00030100000100000000000001620000010001 | netkit dns encode -
> 00010100000100000000000001610000010001
> 00030100000100000000000001620000010001

$ netkit dns decode --sections 00010100000100000000000001610000010001 00030100000100000000000001620000010001 | netkit dns encode - --binary - --tcp | od -An -v -tx1 | tr -d ' \n' | xargs
> 001300010100000100000000000001610000010001001300030100000100000000000001620000010001

$ netkit dns decode --sections 00010100000100000000000001610000010001 00030100000100000000000001620000010001 | netkit dns encode - --binary f --tcp
? 2
~ --binary takes one message
