# A query, octet by octet.
$ netkit dns decode 123401000001000000000000076578616d706c6503636f6d0000010001
>      0  12 34                    id               4660
>      2  01 00                    flags            rd
>         0... .... .... ....      qr               query
>         .000 0... .... ....      opcode           QUERY
>         .... .0.. .... ....      aa               not authoritative
>         .... ..0. .... ....      tc               whole
>         .... ...1 .... ....      rd               recursion desired
>         .... .... 0... ....      ra               no recursion available
>         .... .... .0.. ....      z                reserved
>         .... .... ..0. ....      ad               not validated by the server
>         .... .... ...0 ....      cd               checking is wanted
>         .... .... .... 0000      rcode            NOERROR
>      4  00 01                    questions        1
>      6  00 00                    answers          0
>      8  00 00                    authority        0
>     10  00 00                    additional       0
> 
> ; question 1: example.com.
>     12  07 65 78 61 6d 70 6c 65  label            example
>     20  03 63 6f 6d              label            com
>     24  00                       root             .
>     25  00 01                    type             A
>     27  00 01                    class            IN

# An answer: pointers are followed, an alias, a record that does not follow, EDNS.
$ netkit dns decode 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
>      0  12 34                    id               4660
>      2  85 00                    flags            qr aa rd
>         1... .... .... ....      qr               response
>         .000 0... .... ....      opcode           QUERY
>         .... .1.. .... ....      aa               authoritative answer
>         .... ..0. .... ....      tc               whole
>         .... ...1 .... ....      rd               recursion desired
>         .... .... 0... ....      ra               no recursion available
>         .... .... .0.. ....      z                reserved
>         .... .... ..0. ....      ad               not validated by the server
>         .... .... ...0 ....      cd               checking is wanted
>         .... .... .... 0000      rcode            NOERROR
>      4  00 01                    questions        1
>      6  00 03                    answers          3
>      8  00 00                    authority        0
>     10  00 01                    additional       1
> 
> ; question 1: a.test.
>     12  01 61                    label            a
>     14  04 74 65 73 74           label            test
>     19  00                       root             .
>     20  00 01                    type             A
>     22  00 01                    class            IN
> 
> ; answer 1: a.test.
>     24  c0 0c                    pointer          -> offset 12 (a.test.)
>     26  00 05                    type             CNAME
>     28  00 01                    class            IN
>     30  00 00 01 2c              ttl              300
>     34  00 04                    rdlength         4
>                                    target: b.test.
>     36  01 62                    label            b
>     38  c0 0e                    pointer          -> offset 14 (test.)
> 
> ; answer 2: b.test.
>     40  c0 24                    pointer          -> offset 36 (b.test.)
>     42  00 01                    type             A
>     44  00 01                    class            IN
>     46  00 00 00 3c              ttl              60
>     50  00 04                    rdlength         4
>     52  c0 00 02 01              address          192.0.2.1
> 
> ; answer 3: c.test.
>     56  01 63                    label            c
>     58  c0 0e                    pointer          -> offset 14 (test.)
>     60  00 01                    type             A
>     62  00 01                    class            IN
>     64  00 00 00 01              ttl              1
>     68  00 04                    rdlength         4
>     70  c0 00 02 42              address          192.0.2.66
> 
> ; additional 1: .
>     74  00                       root             .
>     75  00 29                    type             OPT
>     77  04 d0                    udp size         1232
>     79  00                       rcode, upper     0
>     80  00                       version          0
>     81  80 00                    flags            do
>     83  00 08                    rdlength         8
>     85  00 0f                    option           EDE
>     87  00 04                    length           4
>     89  00 12                    info_code        18
>     91  68 69                    text             hi

# The layout of query, which encode reads back.
$ netkit dns decode --sections 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: qr aa rd
> 
> ;; QUESTION SECTION:
> ;a.test.			IN	A
> 
> ;; ANSWER SECTION:
> a.test.			300	IN	CNAME	b.test.
> b.test.			60	IN	A	192.0.2.1
> ;unrelated: c.test.	1	IN	A	192.0.2.66
> 
> ;; EDNS: version: 0, flags: do, udp: 1232
> ; EDE: \# 4 00126869 ; 18 (Prohibited): "hi"

$ netkit dns decode --sections 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869 | netkit dns encode -
> 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869

# Words of one message.
$ netkit dns decode --sections 1234 0100 0001 0000 0000 0000 03 77 77 77 00 0001 0001
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: rd
> 
> ;; QUESTION SECTION:
> ;www.				IN	A

# Two messages.
$ netkit dns decode --sections 123401000001000000000000076578616d706c6503636f6d0000010001 999901000001000000000000076578616d706c6503636f6d0000010001
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: rd
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	A
> 
> ;; opcode: QUERY, status: NOERROR, id: 39321, flags: rd
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	A

# Sentences.
$ netkit dns decode --explain 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> A message of 93 octets: opcode QUERY, ID 4660.
> qr is set: this is a response.
> aa is set: the server is an authority for the name asked; it has the zone.
> rd is set: the client wants the server to ask others for it.
> ra is not set: the server does not ask others, or not for this client.
> Status NOERROR: the server understood the question and has no complaint.
> Question section: what is asked.
>   Asked is A (IPv4 address of a host) of a.test. in class IN.
> Answer section: the records asked for, and aliases that lead to them.
>   a.test. CNAME, another name for which this one stands: may be kept for 300 s
>     (5 min).
>     target: b.test. (the canonical name)
>   b.test. A, IPv4 address of a host: may be kept for 60 s (1 min).
>     address: 192.0.2.1 (the IPv4 address)
>   c.test. A, IPv4 address of a host: may be kept for 1 s.
>     It does not follow from the question, and is not taken for the answer.
>     address: 192.0.2.66 (the IPv4 address)
> EDNS version 0: the sender takes UDP messages of up to 1232 octets.
>   do is set: records of DNSSEC are wanted (RFC 3225).
>   EDE, why the answer is what it is (RFC 8914): 18 (Prohibited): "hi"
> 1 alias leads to b.test.

# A record, with the place of everything.
$ netkit dns decode --json 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> {"input":"123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869","name":"a.test.","type":"A","class":"IN","server":null,"port":null,"transport":null,"status":"NOERROR","flags":["qr","aa","rd"],"answer":[{"name":"a.test.","ttl":300,"class":"IN","type":"CNAME","data":"b.test.","rdata":{"target":"b.test."},"offset":24,"length":16},{"name":"b.test.","ttl":60,"class":"IN","type":"A","data":"192.0.2.1","rdata":{"address":"192.0.2.1"},"offset":40,"length":16},{"name":"c.test.","ttl":1,"class":"IN","type":"A","data":"192.0.2.66","rdata":{"address":"192.0.2.66"},"unrelated":true,"offset":56,"length":18}],"authority":[],"additional":[],"edns":{"version":0,"udp_size":1232,"do":true,"options":[{"code":15,"name":"EDE","data":"00126869","info_code":18,"info_name":"Prohibited","text":"hi"}],"offset":74,"length":19},"ede":[{"code":18,"name":"Prohibited","text":"hi"}],"time_ms":null,"size":93,"dnssec":null,"error":null,"tries":null,"id":4660,"opcode":"QUERY","number":null,"time":null,"source":null,"source_port":null,"destination":null,"destination_port":null,"unicast_response":null}

# Lines are records of the answer that follow from the question.
$ netkit dns decode -o tsv 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> a.test.	300	IN	CNAME	b.test.
> b.test.	60	IN	A	192.0.2.1

$ netkit dns decode --fields data 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> b.test.
> 192.0.2.1

$ netkit dns decode --json --fields name,data,status 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> {"name":"a.test.","data":"b.test.","status":"NOERROR"}
> {"name":"b.test.","data":"192.0.2.1","status":"NOERROR"}

$ netkit dns decode --json --fields name,status,id 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869
> {"name":"a.test.","status":"NOERROR","id":4660}

$ netkit dns decode -o csv 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869 | cut -d, -f1-5,7-10
> name,ttl,class,type,data,server,port,transport,status
> a.test.,300,IN,CNAME,b.test.,,,,NOERROR
> b.test.,60,IN,A,192.0.2.1,,,,NOERROR

$ netkit dns decode --fields answer,edns,ede,flags,ttl 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f000400126869 | head -1
> a.test. 300 IN CNAME b.test.,b.test. 60 IN A 192.0.2.1,c.test. 1 IN A 192.0.2.66	version 0,udp 1232,do,EDE 18 (Prohibited): "hi"	18 (Prohibited): "hi"	qr,aa,rd	300

# Dumps of other tools: hexdump -C.
| dump
+ 00000000  12 34 01 00 00 01 00 00  00 00 00 00 07 65 78 61  |.4...........exa|
+ 00000010  6d 70 6c 65 03 63 6f 6d  00 00 01 00 01           |mple.com.....|
+ 0000001d
$ netkit dns decode --sections dump | head -1
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: rd

# xxd
| dump
+ 00000000: 1234 0100 0001 0000 0000 0000 0765 7861  .4...........exa
+ 00000010: 6d70 6c65 0363 6f6d 0000 0100 01         mple.com.....
$ netkit dns decode --json --fields id,name,size dump
> {"id":4660,"name":"example.com.","size":29}

# od -A x -t x1
$ netkit dns decode --json --fields id,name,size -
< 000000 12 34 01 00 00 01 00 00 00 00 00 00 07 65 78 61
< 000010 6d 70 6c 65 03 63 6f 6d 00 00 01 00 01
< 00001d
> {"id":4660,"name":"example.com.","size":29}

# Wireshark
$ netkit dns decode --json --fields id,name,size -
< 0000   12 34 01 00 00 01 00 00 00 00 00 00 07 65 78 61   .4...........exa
< 0010   6d 70 6c 65 03 63 6f 6d 00 00 01 00 01            mple.com.....
> {"id":4660,"name":"example.com.","size":29}

# Plain digits over lines, with a comment.
$ netkit dns decode --json --fields id,name,size -
< # a query
< 12:34:01:00:00:01:00:00:00:00:00:00:
< 07,65,78,61,6d,70,6c,65,03,63,6f,6d
< \x00\x00\x01 0x00 0x01
> {"id":4660,"name":"example.com.","size":29}

# Octets as they are.
$ netkit dns encode --binary m --id 4660 example.com && netkit dns decode --json --fields input,id,name,size m
> {"input":"m","id":4660,"name":"example.com.","size":29}

# A length of TCP is taken off, with a word; --tcp takes several.
$ netkit dns decode --json --fields id,size 001d123401000001000000000000076578616d706c6503636f6d0000010001
> {"id":4660,"size":29}
~ the message stands behind its length, as over TCP

$ netkit dns decode --tcp --json --fields id,size 001d123401000001000000000000076578616d706c6503636f6d0000010001001d999901000001000000000000076578616d706c6503636f6d0000010001
> {"id":4660,"size":29}
> {"id":39321,"size":29}

$ netkit dns decode --tcp --json --fields id,size,error 001d123401000001000000000000076578616d706c6503636f6d00000100010020123401000001000000000000076578616d706c6503636f6d0000010001
> {"id":4660,"size":29,"error":null}
> {"id":4660,"size":29,"error":null}
~ a message is cut: its length says 32 octets, and 29 are there
? 2

# Each line a message; a bad one is told with its number.
$ netkit dns decode --lines --json --fields id,name -
< 123401000001000000000000076578616d706c6503636f6d0000010001
< 
< zz
< 999901000001000000000000076578616d706c6503636f6d0000010001
> {"id":4660,"name":"example.com."}
> {"input":"zz","error":"expected hexadecimal digits"}
> {"id":39321,"name":"example.com."}
~ standard input:3:1: expected hexadecimal digits; line skipped
? 2

$ netkit dns decode --lines --json -
< 123
> {"input":"123","error":"a hexadecimal digit stands alone: two make an octet"}
~ standard input:1:3: a hexadecimal digit stands alone: two make an octet; line skipped
? 2

# Malformed: what can be read is shown, and the status is 2.
$ netkit dns decode 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f00040012 | tail -18
>     62  00 01                    class            IN
>     64  00 00 00 01              ttl              1
>     68  00 04                    rdlength         4
>     70  c0 00 02 42              address          192.0.2.66
> 
> ; additional 1: .
>     74  00                       root             .
>     75  00 29                    type             OPT
>     77  04 d0                    udp size         1232
>     79  00                       rcode, upper     0
>     80  00                       version          0
>     81  80 00                    flags            do
>     83  00 08                    rdlength         8
>     85  00 0f                    option           EDE
>     87  00 04                    length           4
>     89  00 12                    info_code        18
> ;; malformed at offset 87: the option's length is more than what is left of the OPT record
> ;; malformed at offset 83: RDLENGTH is more than what is left of the message
~ the message is malformed at offset 83: RDLENGTH is more than what is left of the message

$ netkit dns decode 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f00040012 > out
~ malformed at offset 83
? 2

$ netkit dns decode --exit-zero 123485000001000300000001016104746573740000010001c00c000500010000012c00040162c00ec024000100010000003c0004c00002010163c00e00010001000000010004c000024200002904d0000080000008000f00040012 > out
~ malformed at offset 83

# RDATA of the wrong length, and a name with a pointer that goes forwards.
$ netkit dns decode --sections 123480000001000200000000016100000100010161000001000100000001000301020301620000010001000000010004c0000201
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: qr
> 
> ;; QUESTION SECTION:
> ;a.				IN	A
> 
> ;; ANSWER SECTION:
> ;; malformed at offset 32: the RDATA ends within this field
> ;a.			1	IN	A	\# 3 010203
> ;unrelated: b.		1	IN	A	192.0.2.1
~ malformed at offset
? 2

$ netkit dns decode --json 12348000000100010000000001610000010001c0ff000100010000000100040a000001
> {"input":"12348000000100010000000001610000010001c0ff000100010000000100040a000001","name":"a.","type":"A","class":"IN","server":null,"port":null,"transport":null,"status":"NOERROR","flags":["qr"],"answer":[{"name":null,"ttl":1,"class":"IN","type":"A","malformed":"a compression pointer does not go backwards","malformed_at":19,"rdata_hex":"0a000001","offset":19,"length":16}],"authority":[],"additional":[],"edns":null,"ede":[],"time_ms":null,"size":35,"dnssec":null,"error":"malformed at offset 19: a compression pointer does not go backwards","tries":null,"id":4660,"opcode":"QUERY","number":null,"time":null,"source":null,"source_port":null,"destination":null,"destination_port":null,"unicast_response":null}
~ a compression pointer does not go backwards
? 2

# Counts are claims.
$ netkit dns decode --sections 1234ffff0002ffffffffffff0161000001 0001
> ;; opcode: OPCODE15, status: RCODE15, id: 4660, flags: qr aa tc rd ra z ad cd
> 
> ;; QUESTION SECTION:
> ;a.				IN	A
> ;; malformed at offset 19: the message ends before the records that its header counts
~ malformed at offset
? 2

$ netkit dns decode 1234
> ;; malformed at offset 2: the message is shorter than a header of 12 octets
>      0  12 34                    rest
~ malformed at offset 2: the message is shorter than a header of 12 octets
? 2

# Octets behind the message.
$ netkit dns decode 123401000001000000000000076578616d706c6503636f6d0000010001beef | tail -3
> 
> ; behind the message
>     29  be ef                    trailing
~ the message is followed by 2 octets, from offset 29 on

$ netkit dns decode --sections 123401000001000000000000076578616d706c6503636f6d000001000100
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: rd
> 
> ;; QUESTION SECTION:
> ;example.com.			IN	A
> ;; 1 octet behind the message, from offset 29: 00
~ followed by 1 octet, from offset 29 on
? 2

$ netkit dns decode --json --fields error 123401000001000000000000076578616d706c6503636f6d000001000100
> {"error":"followed by 1 octet, from offset 29 on"}
~ followed by 1 octet
? 2

# A malformed option hides nothing.
$ netkit dns decode --sections 1234810000010000000000010161000001000100002904d0000000000011000a000101000300026e73000800020001
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: qr rd
> 
> ;; QUESTION SECTION:
> ;a.				IN	A
> 
> ;; EDNS: version: 0, flags:, udp: 1232
> ; COOKIE: \# 1 01 ; malformed at offset 34: a cookie has 8 octets, or 16 to 40 (RFC 7873 4): 01
> ; NSID: \# 2 6e73 ; 6e73 ("ns")
> ; CLIENT-SUBNET: \# 2 0001 ; malformed at offset 45: a client subnet has at least 4 octets (RFC 7871 6): 0001


# What came from outside is escaped.
$ netkit dns decode --sections 123480000001000100000000016100001000010161000010000100000001000a091b5b33316d0a41ff22
> ;; opcode: QUERY, status: NOERROR, id: 4660, flags: qr
> 
> ;; QUESTION SECTION:
> ;a.				IN	TXT
> 
> ;; ANSWER SECTION:
> a.			1	IN	TXT	"\027[31m\010A\255\""

# An UPDATE has other sections.
$ netkit dns decode --sections 12342800000100000001000004746573740000060001016104746573740000ff00ff000000000000
> ;; opcode: UPDATE, status: NOERROR, id: 4660, flags:
> 
> ;; ZONE SECTION:
> ;test.				IN	SOA
> 
> ;; UPDATE SECTION:
> a.test.			0	ANY	ANY	\# 0

# Nothing that is a message.
$ netkit dns decode zz
~ 'zz' is neither a message in hexadecimal (expected hexadecimal digits) nor the name of a file
? 2

$ netkit dns decode --json zz
> {"input":"zz","error":"'zz' is neither a message in hexadecimal (expected hexadecimal digits) nor the name of a file"}
~ neither a message
? 2

| dump
+ 12 34
+ 12 3x
$ netkit dns decode dump
~ dump:2:4:
? 2

$ printf '\324\303\262\241\000\000' > c.pcap; netkit dns decode c.pcap
~ 'c.pcap' is cut: it ends at byte 6, inside the file's header
? 2

$ head -c 70000 /dev/zero > zeros; netkit dns decode zeros
~ a message has at most 65535 octets, and there are 70000
? 2

$ netkit dns decode .
~ directory
? 3

$ netkit dns decode - -
~ standard input is asked for twice
? 2

$ netkit dns decode
~ HEX|FILE
? 2

$ netkit dns decode -q 123401000001000000000000076578616d706c6503636f6d0000010001

$ netkit dns decode --fields nonsense 1234
~ there is no field 'nonsense'
? 2

# The layout for people and the records say the same.
$ for f in "$DATA"/../fuzz/seeds/dns_message/*; do netkit dns decode --sections "$f" 2>/dev/null | sed -n 's/^;unrelated: //; s/[[:blank:]][[:blank:]]*/ /g; /^[^;]/p' > text; netkit dns decode --json "$f" 2>/dev/null | jq -r '(.answer, .authority, .additional)[] | select(.data != null) | [.name, .ttl, .class, .type, .data] | join(" ")' | sed 's/ *$//' > json; sed -i 's/ *$//' text; cmp text json && [ -s text ] && echo "${f##*/}"; done
> answer
> dig
> update

# A message a line needs no word where the first one is whole.
$ netkit dns decode --json --fields input,id,size -
< 123401000001000000000000076578616d706c6503636f6d0000010001
< # a comment
< 123501000001000000000000076578616d706c6503636f6d0000010001
? 2
< 12360100000100
> {"input":"123401000001000000000000076578616d706c6503636f6d0000010001","id":4660,"size":29}
> {"input":"123501000001000000000000076578616d706c6503636f6d0000010001","id":4661,"size":29}
> {"input":"12360100000100","id":null,"size":7}
~ the message is

| list
+ 1234010000010000000000000765
+ 123501000001000000000000076578616d706c6503636f6d0000010001
$ netkit dns decode --json --fields id,size list
? 2
> {"id":4660,"size":14}
> {"id":4661,"size":29}
~ the message is

# What a program broke at one width is one message.
| wrapped
+ 123401000001000000000000076578
+ 616d706c6503636f6d0000010001
$ netkit dns decode --json --fields id,size wrapped
> {"id":4660,"size":29}

# A length that counts what follows, before a message that is malformed, too.
$ netkit dns decode --json --fields id,size 001b123481000001000000000000076578616d706c6503636f6d000001
? 2
> {"id":4660,"size":27}
~ behind its length

# Aliases in a circle are no fault of the message.
$ netkit dns decode --json --fields error,status 123485800001000100000000016104746573740000010001c00c00050001000000010002c00c
> {"error":null,"status":"NOERROR"}

# In a list each bad line is told by its number.
$ netkit dns decode --lines --fields type -
< 123401000001000000000000076578616d706c6503636f6d0000010001
< 1234
? 2
! netkit: standard input:2: the message is malformed at offset 2: the message is shorter than a header of 12 octets

# Nothing in, nothing out.
$ netkit dns decode - </dev/null

$ echo '# nothing' | netkit dns decode --json -
