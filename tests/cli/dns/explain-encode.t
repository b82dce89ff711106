# How the octets of a message come about.
$ netkit dns encode www.example.com AAAA --explain --dnssec
> A message of 44 octets: a header and four sections (RFC 1035 4.1)
>   header: id 2, flags 2, four counts of 2 = 12 octets
>   question www.example.com. AAAA: name 1+3 + 1+7 + 1+3 + 1 = 17
>     17, type 2, class 2 = 21 octets
>   additional . OPT: name 1
>     1, type 2, UDP size 2 (class), flags 4 (ttl, RFC 6891 6.1), rdlength 2,
>       rdata 0 = 11 octets
>   12 + 21 + 11 = 44 octets
>
>      0  00 00                    id               0
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
>     10  00 01                    additional       1
>
> ; question 1: www.example.com.
>     12  03 77 77 77              label            www
>     16  07 65 78 61 6d 70 6c 65  label            example
>     24  03 63 6f 6d              label            com
>     28  00                       root             .
>     29  00 1c                    type             AAAA
>     31  00 01                    class            IN
>
> ; additional 1: .
>     33  00                       root             .
>     34  00 29                    type             OPT
>     36  04 d0                    udp size         1232
>     38  00                       rcode, upper     0
>     39  00                       version          0
>     40  80 00                    flags            do
>     42  00 00                    rdlength         0
>
> 00000100000100000000000103777777076578616d706c6503636f6d00001c000100002904d00000
> 80000000

# compression, and the length of TCP
| m
+ ;; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa rd
+ ;; QUESTION SECTION:
+ ;www.example.		IN	A
+ ;; ANSWER SECTION:
+ www.example. 300 IN CNAME host.example.
+ host.example. 60 IN A 192.0.2.1
$ netkit dns encode -f m --explain --tcp
> A message of 64 octets: a header and four sections (RFC 1035 4.1)
>   header: id 2, flags 2, four counts of 2 = 12 octets
>   question www.example. A: name 1+3 + 1+7 + 1 = 13
>     13, type 2, class 2 = 17 octets
>   answer www.example. CNAME: name 2 (-> offset 12)
>     2, type 2, class 2, ttl 4, rdlength 2, rdata 7 = 19 octets
>     13 - 2 = 11 octets less: the pointer 0xc00c is the bits 11 and 14 of offset
>       (RFC 1035 4.1.4)
>   answer host.example. A: name 2 (-> offset 41)
>     2, type 2, class 2, ttl 4, rdlength 2, rdata 4 = 16 octets
>     14 - 2 = 12 octets less: the pointer 0xc029 is the bits 11 and 14 of offset
>       (RFC 1035 4.1.4)
>   12 + 17 + 19 + 16 = 64 octets
>
>      0  00 07                    id               7
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
>      6  00 02                    answers          2
>      8  00 00                    authority        0
>     10  00 00                    additional       0
>
> ; question 1: www.example.
>     12  03 77 77 77              label            www
>     16  07 65 78 61 6d 70 6c 65  label            example
>     24  00                       root             .
>     25  00 01                    type             A
>     27  00 01                    class            IN
>
> ; answer 1: www.example.
>     29  c0 0c                    pointer          -> offset 12 (www.example.)
>     31  00 05                    type             CNAME
>     33  00 01                    class            IN
>     35  00 00 01 2c              ttl              300
>     39  00 07                    rdlength         7
>                                    target: host.example.
>     41  04 68 6f 73 74           label            host
>     46  c0 10                    pointer          -> offset 16 (example.)
>
> ; answer 2: host.example.
>     48  c0 29                    pointer          -> offset 41 (host.example.)
>     50  00 01                    type             A
>     52  00 01                    class            IN
>     54  00 00 00 3c              ttl              60
>     58  00 04                    rdlength         4
>     60  c0 00 02 01              address          192.0.2.1
>
> Over TCP its length stands before it: 64 = 0x0040 (RFC 1035 4.2.2)
> 004000078500000100020000000003777777076578616d706c650000010001c00c00050001000001
> 2c000704686f7374c010c029000100010000003c0004c0000201

# the octets are those without it
$ netkit dns encode --explain --tcp --nsid -- . NS | tail -1 > a; netkit dns encode --tcp --nsid . NS | cmp - a

# many records are cut, and so are long lines
$ { echo ';; opcode: QUERY, status: NOERROR, id: 7, flags: qr'; echo ';; ANSWER SECTION:'; for i in $(seq 300); do echo "h$i.example. 60 IN TXT \"$(printf %090d $i)\""; done; } | netkit dns encode --explain - > out; grep more out; awk 'length > 80' out
>   and 290 more questions and records
> and 5617 more lines, which decode shows

# one that is bad between two
$ printf ';; opcode: QUERY, status: NOERROR, id: 0, flags: rd\n;; QUESTION SECTION:\n;a. IN A\n;; opcode: QUERY, status: NOERROR, id: 1, flags: qr\n;; ANSWER SECTION:\nx y z\n;; opcode: QUERY, status: NOERROR, id: 2, flags: rd\n;; QUESTION SECTION:\n;b. IN A\n' | netkit dns encode --explain - | grep '^A message'
> A message of 19 octets: a header and four sections (RFC 1035 4.1)
> A message of 19 octets: a header and four sections (RFC 1035 4.1)
~ netkit: standard input:6:3: expected a TTL, a class or a type, found 'y'; message skipped

$ netkit dns encode --explain --binary m . NS
? 2
~ netkit: --explain and --binary exclude each other
