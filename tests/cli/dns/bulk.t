|| questions
+ www.example.test
+ www.example.test AAAA
+ example.test MX IN
+
+ nobody.example.test
+ web.example.test
+ example.test CH TXT

# a line a question, in their order; what has no answer, or asks nothing, has its line too
$ netkit lab run -- dns query - < questions
> www.example.test.	A	NOERROR	192.0.2.80
> www.example.test.	AAAA	NOERROR	2001:db8::80
> example.test.	MX	NOERROR	10 mail.example.test.,20 www.shop.example.
> -	-	-	-
> nobody.example.test.	A	NXDOMAIN	-
> web.example.test.	A	NOERROR	www.example.test.,192.0.2.80
> example.test.	TXT	REFUSED	-
? 3
~ 1 of 6 questions failed: 1 with another RCODE

# of a file; the type of lines that name none is that of the command line
$ netkit lab run -- dns query -f questions --fail-on none MX @127.53.10.1 | cut -f 2-3
> MX	NOERROR
> AAAA	NOERROR
> MX	NOERROR
> -	-
> MX	NXDOMAIN
> MX	NOERROR
> TXT	REFUSED

$ netkit lab run -- dns query -f - -t AAAA
< www.example.test
< www.example.test A
> www.example.test.	AAAA	NOERROR	2001:db8::80
> www.example.test.	A	NOERROR	192.0.2.80

# a last line without a newline, CRLF, blanks, capitals, types and classes by number
$ printf ' www.example.test\r\n\tWWW.Example.TEST. \t a\r\nwww.example.test class1 TYPE28' | netkit lab run -- dns query -
> www.example.test.	A	NOERROR	192.0.2.80
> WWW.Example.TEST.	A	NOERROR	192.0.2.80
> www.example.test.	AAAA	NOERROR	2001:db8::80

$ netkit lab run -- dns query - < /dev/null

# nothing is a comment; a line that is no question is told, keeps its line, and the rest goes on
$ netkit lab run -- dns query -
< # comment
< www..test A
< www.example.test A AAAA
< www.example.test
< two	words	here	of	too many
> # comment	-	-	-
> www..test A	-	-	-
> www.example.test A AAAA	-	-	-
> www.example.test.	A	NOERROR	192.0.2.80
> two\x09words\x09here\x09of\x09too many	-	-	-
! netkit: standard input:1:3: expected a type or a class behind the name, found 'comment'; line skipped
! netkit: standard input:2:5: a label of the name is empty; line skipped
! netkit: standard input:3:20: expected a type or a class behind the name, found 'AAAA'; line skipped
! netkit: standard input:5:5: expected a type or a class behind the name, found 'words'; line skipped
? 2

$ netkit lab run -- dns query --exit-zero - 2> /dev/null
< www..test
< www.example.test
> www..test	-	-	-
> www.example.test.	A	NOERROR	192.0.2.80

$ netkit lab run -- dns query --strict -
< www.example.test
< www..test
< example.test
> www.example.test.	A	NOERROR	192.0.2.80
? 2
~ :2:5: a label of the name is empty

# bytes that a terminal would obey
$ printf 'a\033[2Jb x\nwww.example.test\n' | netkit lab run -- dns query -
> a\x1b[2Jb x	-	-	-
> www.example.test.	A	NOERROR	192.0.2.80
? 2
~ found 'x'

# names beyond ASCII
$ printf 'b\303\274cher.example.test\n' | netkit lab run -- dns query - | cut -f 1,3
> xn--bcher-kva.example.test.	NOERROR

$ printf 'b\303\274cher.example.test\n' | netkit lab run -- dns query --no-idn - | cut -f 1,3
> b\195\188cher.example.test.	NXDOMAIN

# the other formats: an object or a line a question
$ netkit lab run -- dns query - --json --fields input,name,type,status,data,ttl,error
< Example.test MX
< nobody.example.test
< a..b
<
> {"input":"Example.test","name":"Example.test.","type":"MX","status":"NOERROR","data":"10 mail.example.test.,20 www.shop.example.","ttl":3600,"error":null}
> {"input":"nobody.example.test","name":"nobody.example.test.","type":"A","status":"NXDOMAIN","data":null,"ttl":null,"error":null}
> {"input":"a..b","error":"a label of the name is empty"}
> {"input":"","error":"the line is empty"}
? 2
~ standard input:3:3: a label of the name is empty

$ netkit lab run -- dns query - --json @127.53.10.1 --fields server,transport,flags,answer,tries | sed 's/"time_ms":[0-9.]*/"time_ms":N/; s/"port":[0-9]*/"port":N/'
< www.example.test
> {"server":"127.53.10.1","transport":"udp","flags":["qr","aa","rd"],"answer":[{"name":"www.example.test.","ttl":300,"class":"IN","type":"A","data":"192.0.2.80","rdata":{"address":"192.0.2.80"}}],"tries":[{"server":"127.53.10.1","port":N,"transport":"udp","error":null,"time_ms":N,"dropped":0,"mismatch":null}]}

$ netkit lab run -- dns query - -o csv
< example.test MX
<
> name,type,status,data
> example.test.,MX,NOERROR,"10 mail.example.test.,20 www.shop.example."
> ,,,

$ netkit lab run -- dns query - --fields server,transport,status,size,data @127.53.10.1
< www.example.test
< big.example.test
> 127.53.10.1	udp	NOERROR	61	192.0.2.80
> 127.53.10.1	udp	NOERROR	96	-

$ netkit lab run -- dns query - +short
< web.example.test
< nobody.example.test
> www.example.test.,192.0.2.80
> -

$ netkit lab run -- dns query - --header --fields name,status -o tsv
< example.test
> name	status
> example.test.	NOERROR

# truncated answers are asked again over TCP; with --tcp all are
$ netkit lab run -- dns query - --json --fields name,transport @127.53.10.1
< big.example.test TXT
< www.example.test
> {"name":"big.example.test.","transport":"tcp"}
> {"name":"www.example.test.","transport":"udp"}

$ yes www.example.test | head -200 | netkit lab run -- dns query - --tcp --fields transport,data @127.53.10.1 | sort | uniq -c | tr -s ' '
>  200 tcp	192.0.2.80

# a server that refuses, one that fails, one that is silent, one that is not there: then the next one
$ netkit lab run -- dns query - @127.53.12.1 @127.53.12.6 @127.53.13.1 @127.53.10.1 --fields server,data
< www.example.test
> 127.53.10.1	192.0.2.80

$ netkit lab run -- dns query - @127.53.12.6
< www.example.test
> www.example.test.	A	SERVFAIL	-
? 3
~ 1 of 1 questions failed: 1 with another RCODE

$ netkit lab run -- dns query - @127.53.13.3 --try-timeout 50ms --tries 2
< www.silent.test
< a..b
< www.example.test
> www.silent.test.	A	timeout	-
> a..b	-	-	-
> www.example.test.	A	timeout	-
? 3
~ 2 of 2 questions failed: 2 without an answer

$ netkit lab run -- dns query - @127.53.13.1 --json --fields status,error
< www.dead.test
> {"status":null,"error":"unreachable"}
? 3

# what fails is what --fail-on says
$ netkit lab run -- dns query - @127.53.12.6 --fail-on servfail,nxdomain | cut -f 3
< www.example.test
> SERVFAIL

$ netkit lab run -- dns query --quiet - @127.53.12.6 --fail-on servfail
< www.example.test
? 1

$ netkit lab run -- dns query --quiet - --fail-on nodata
< www.example.test
< web.example.test TXT
? 1

# many: order and number stay, also with few in flight, and through parallel
$ seq 20000 | sed 's/.*/n&.wild.example.test/' > in; netkit lab run -- dns query - @127.53.10.1 < in > out; cut -f 1 out | sed 's/\.$//' | cmp - in && cut -f 2-4 out | sort | uniq -c | tr -s ' '
>  20000 A	NOERROR	192.0.2.99

$ seq 300 | sed 's/.*/n&.wild.example.test/' > in; netkit lab run -- dns query - @127.53.10.1 --in-flight 1 < in | cut -f 1 | sed 's/\.$//' | cmp - in

$ seq 300 | sed 's/.*/n&.wild.example.test./' | sort > in; netkit lab run -- dns query -f in @127.53.10.1 --unordered | cut -f 1 | sort | cmp - in

# --rate
$ start=$(date +%s%N); yes www.example.test | head -20 | netkit lab run -- dns query - --rate 50 @127.53.10.1 | wc -l; took=$((($(date +%s%N) - start) / 1000000)); [ $took -ge 350 ] || echo $took
> 20

# an answer does not wait for the next line
$ (echo www.example.test; sleep 0.5; date +%s%N > second; echo example.test) | netkit lab run -- dns query - --line-buffered @127.53.10.1 | while read -r line; do [ -e first ] || date +%s%N > first; done; [ $(cat first) -lt $(cat second) ]

# half a line neither
$ (echo www.example.test; printf exam; sleep 0.5; date +%s%N > second; echo ple.test) | netkit lab run -- dns query - --line-buffered @127.53.10.1 | while read -r line; do [ -e first ] || date +%s%N > first; done; [ $(cat first) -lt $(cat second) ]

# a signal ends it with what is done, and is what ended it
$ mkfifo p; exec 3<> p; netkit lab run -- dns query - < p > out 2> err & echo www.example.test >&3; sleep 0.5; kill $!; wait $! 2> /dev/null; echo $?; cat out err
> 143
> www.example.test.	A	NOERROR	192.0.2.80

$ mkfifo p; exec 3<> p; env --default-signal=INT netkit lab run -- dns query - < p > out 2> err & echo www.example.test >&3; sleep 0.5; kill -INT $!; wait $! 2> /dev/null; echo $?; cat out err
> 130
> www.example.test.	A	NOERROR	192.0.2.80

# on a terminal standard error shows how far it is, and in the end nothing of it
$ seq 15 | sed 's/.*/n&.wild.example.test/' > in; script -qec 'netkit lab run -- dns query - @127.53.10.1 --rate 20 < in > out' /dev/null | tr '\r' '\n' > shown; grep -q '^[1-9][0-9]* answered, 0 without an answer, ' shown && tail -1 shown | od -An -c | tr -d ' '; wc -l < out
> 033[K
> 15

# wrong uses
$ netkit dns query - www.example.test
? 2
~ a name is for one question

$ netkit dns query -f questions -
? 2
~ exclude each other

$ netkit dns query -f nowhere @127.0.0.1
? 3
~ nowhere

$ netkit dns query - A MX
? 2
~ one type

$ netkit dns query - -x 192.0.2.1
? 2
~ -x is for one question

$ netkit dns query - --in-flight 0
? 2
~ in-flight takes a whole number from 1 to 10000
