# Every message of a capture: UDP, fragments, TCP with two in a segment and one out of order, mDNS.
$ netkit dns decode "$DATA/../fuzz/seeds/dns_capture/mixed"
> 1 2023-11-14T22:13:20.250000Z 10.0.0.1:40000 > 192.0.2.53:53 udp 1 QUERY a.example. A (27)
> 2 2023-11-14T22:13:21.250000Z 192.0.2.53:53 > 10.0.0.1:40000 udp 1 NOERROR a.example. A -> 192.0.2.1, 192.0.2.2 (59)
> 4 2023-11-14T22:13:23.250000Z [2001:db8::1]:40002 > [2001:db8::35]:53 udp 2 QUERY large.example. TXT (31)
> 8 2023-11-14T22:13:27.250000Z [2001:db8::35]:53 > [2001:db8::1]:40002 udp 2 NOERROR large.example. TXT -> "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" (185)
> 12 2023-11-14T22:13:31.250000Z 10.0.0.1:40003 > 192.0.2.53:53 tcp 3 QUERY b.example. A (27)
> 12 2023-11-14T22:13:31.250000Z 10.0.0.1:40003 > 192.0.2.53:53 tcp 4 QUERY c.example. AAAA (27)
> 14 2023-11-14T22:13:33.250000Z 192.0.2.53:53 > 10.0.0.1:40003 tcp 3 NOERROR b.example. A -> 192.0.2.3 (43)
> 14 2023-11-14T22:13:33.250000Z 192.0.2.53:53 > 10.0.0.1:40003 tcp 4 NOERROR c.example. AAAA -> 2001:db8::1 (55)
> 18 2023-11-14T22:13:37.250000Z 10.0.0.1:5353 > 224.0.0.251:5353 udp 0 QUERY _http._tcp.local. PTR (QU) (34)

# The same out of a pipe, packed, behind an @, and with CRLF in no name.
$ gzip -c "$DATA/../fuzz/seeds/dns_capture/mixed" | netkit dns decode --fields number,transport,name -
> 1	udp	a.example.
> 2	udp	a.example.
> 4	udp	large.example.
> 8	udp	large.example.
> 12	tcp	b.example.
> 12	tcp	c.example.
> 14	tcp	b.example.
> 14	tcp	c.example.
> 18	udp	_http._tcp.local.

$ cp "$DATA/../fuzz/seeds/dns_capture/mixed" x.pcap; netkit dns decode --fields number @x.pcap | wc -l
> 9

# JSON has where it was beside what decode says of a message.
$ netkit dns decode --json --number 2 "$DATA/../fuzz/seeds/dns_capture/mixed" | jq -c '[(.input | sub(".*/"; "")), .number, .time, .source, .source_port, .destination, .destination_port, .transport, .server, .port, .id, .name, .type, .status, .flags, .size, .error, (.answer | map(.data))]'
> ["mixed",2,"1700000001.250000000","192.0.2.53",53,"10.0.0.1",40000,"udp","192.0.2.53",53,1,"a.example.","A","NOERROR",["qr","rd","ra"],59,null,["192.0.2.1","192.0.2.2"]]

# A message out of a capture is what it is in hexadecimal.
$ netkit dns decode --json --number 1 "$DATA/../fuzz/seeds/dns_capture/mixed" | jq -Sc 'with_entries(select(.key | test("^(id|opcode|name|type|class|flags|answer|authority|additional|edns|size)$")))' > a; netkit dns decode --json 0001010000010000000000000161076578616d706c650000010001 | jq -Sc 'with_entries(select(.key | test("^(id|opcode|name|type|class|flags|answer|authority|additional|edns|size)$")))' | cmp - a && echo same
> same

# Hexadecimal has no place in a capture.
$ netkit dns decode --json 0001010000010000000000000161076578616d706c650000010001 | jq -c '[.number, .time, .source, .source_port, .destination, .destination_port]'
> [null,null,null,null,null,null]

# Lines are messages: all answers in one cell, or the chosen columns.
$ netkit dns decode --fields number,ttl,data --responses "$DATA/../fuzz/seeds/dns_capture/mixed"
> 2	300	192.0.2.1,192.0.2.2
> 8	300	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
> 14	300	192.0.2.3
> 14	300	2001:db8::1

$ netkit dns decode -o csv --number 2 "$DATA/../fuzz/seeds/dns_capture/mixed"
> number,time,source,source_port,destination,destination_port,transport,id,flags,name,type,class,status,size,data,error
> 2,1700000001.250000000,192.0.2.53,53,10.0.0.1,40000,udp,1,"qr,rd,ra",a.example.,A,IN,NOERROR,59,"192.0.2.1,192.0.2.2",

$ netkit dns decode -o tsv --queries --number 12 "$DATA/../fuzz/seeds/dns_capture/mixed" | cut -f 1,8,10
> 12	3	b.example.
> 12	4	c.example.

# Other ports.
$ netkit dns decode --fields number --port 5353 --port 443 "$DATA/../fuzz/seeds/dns_capture/mixed"
> 18

$ netkit dns decode --port 0 "$DATA/../fuzz/seeds/dns_capture/mixed"
? 2
~ --port

# The message itself, below its line.
$ netkit dns decode --bytes --number 1 "$DATA/../fuzz/seeds/dns_capture/mixed" | head -3
> 1 2023-11-14T22:13:20.250000Z 10.0.0.1:40000 > 192.0.2.53:53 udp 1 QUERY a.example. A (27)
>      0  00 01                    id               1
>      2  01 00                    flags            rd

$ netkit dns decode --sections --queries "$DATA/../fuzz/seeds/dns_capture/mixed" | grep -c 'opcode: QUERY'
> 5

$ netkit dns decode --sections --number 12 "$DATA/../fuzz/seeds/dns_capture/mixed"
> 12 2023-11-14T22:13:31.250000Z 10.0.0.1:40003 > 192.0.2.53:53 tcp 3 QUERY b.example. A (27)
> ;; opcode: QUERY, status: NOERROR, id: 3, flags: rd
> 
> ;; QUESTION SECTION:
> ;b.example.			IN	A
> 
> 12 2023-11-14T22:13:31.250000Z 10.0.0.1:40003 > 192.0.2.53:53 tcp 4 QUERY c.example. AAAA (27)
> ;; opcode: QUERY, status: NOERROR, id: 4, flags: rd
> 
> ;; QUESTION SECTION:
> ;c.example.			IN	AAAA

# Broken ones are told, what is no DNS is passed over, and the rest is there.
$ netkit dns decode --fields number,name,error "$DATA/../fuzz/seeds/dns_capture/broken"
? 2
> 1	d.example.	-
> 2	d.example.	malformed at offset 37: RDLENGTH is more than what is left of the message
> 3	d.example.	followed by 3 octets, from offset 43 on
> 4	d.example.	cut by the capture: 33 of its 43 octets are there
> 7	e.example.	-
> 9	-	behind a length that no message has
~ packet 2: the message is malformed at offset 37: RDLENGTH is more than what is left of the message
~ packet 9: the message is behind a length that no message has

$ netkit dns decode --strict --fields number "$DATA/../fuzz/seeds/dns_capture/broken"
? 2
> 1
> 2
~ packet 2: the message is malformed

$ netkit dns decode -q --exit-zero "$DATA/../fuzz/seeds/dns_capture/broken" 2>/dev/null

# Of a hundred broken ones ten are told.
$ B="$DATA/../fuzz/seeds/dns_capture/broken"; (head -c 24 $B; for i in $(seq 100); do tail -c +110 $B | head -c 99; done) > many; netkit dns decode --fields number many > /dev/null
? 2
~ packet 10: the message is
~ 90 more

# A capture that is cut: what was readable, then why.
$ head -c 300 "$DATA/../fuzz/seeds/dns_capture/mixed" > cut; netkit dns decode --fields number cut
? 2
> 1
> 2
~ 'cut' is cut: it ends at byte 300, inside packet 3 that begins at byte 226

$ netkit dns decode "$DATA/../fuzz/seeds/dns_capture/half" | cat
~ the rest of 1 fragmented datagram is not in it
~ is cut: it ends at byte 175, inside packet 2

# No messages: nothing, and a header where there is one.
$ head -c 24 "$DATA/../fuzz/seeds/dns_capture/mixed" > empty; netkit dns decode empty; netkit dns decode --json empty; netkit dns decode -o csv empty
> number,time,source,source_port,destination,destination_port,transport,id,flags,name,type,class,status,size,data,error

# mDNS (RFC 6762): the top bit of a class is a flag of its own; on another port it is of the class.
$ netkit dns decode "$DATA/../fuzz/seeds/dns_capture/mdns"
> 1 2023-11-14T22:13:20.000000Z 10.0.0.1:5353 > 224.0.0.251:5353 udp 0 QUERY printer.local. A (QU) (50)
> 2 2023-11-14T22:13:21.000000Z 10.0.0.7:5353 > 224.0.0.251:5353 udp 0 NOERROR aa -> PTR printer._ipp._tcp.local., A 10.0.0.7 (cache flush) (119)
> 3 2023-11-14T22:13:22.000000Z 10.0.0.1:40000 > 192.0.2.53:53 udp 0 QUERY printer.local. CLASS32769 A (50)

$ netkit dns decode --json "$DATA/../fuzz/seeds/dns_capture/mdns" | jq -c '[.number, .class, .unicast_response, (.answer, .additional | map([.class, .cache_flush]))]'
> [1,"IN",true,[],[]]
> [2,null,null,[["IN",null],["IN",true]],[["IN",true]]]
> [3,"CLASS32769",null,[],[]]

# the same at a glance
$ netkit dns decode --fields number,class,unicast_response "$DATA/../fuzz/seeds/dns_capture/mdns"
> 1	IN	yes
> 2	-	-
> 3	CLASS32769	-

$ netkit dns decode --bytes "$DATA/../fuzz/seeds/dns_capture/mdns" | grep ' class '
>     29  80 01                    class            IN, QU
>     48  00 01                    class            IN
>     31  00 01                    class            IN
>     66  80 01                    class            IN, cache flush
>     95  80 01                    class            IN, cache flush
>     29  80 01                    class            CLASS32769
>     48  00 01                    class            IN

$ netkit dns decode --explain "$DATA/../fuzz/seeds/dns_capture/mdns" | grep -c 'QU:\|Cache flush:'
> 3

# encode reads back what is shown: the bit is in the class there
$ netkit dns decode --sections --number 2 "$DATA/../fuzz/seeds/dns_capture/mdns" | sed 1d > s; grep '; IN,' s; netkit dns encode -f s | netkit dns decode --sections - | sed 's/ ; IN.*//' > t; sed 's/ ; IN.*//' s | cmp - t && echo same
> printer.local.		120	CLASS32769 A	10.0.0.7 ; IN, cache flush
> printer.local.		120	CLASS32769 AAAA	fe80::7 ; IN, cache flush
> same
