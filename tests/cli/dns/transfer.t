# a whole zone, as a master file that ends with a comment
$ netkit lab run -- dns transfer transfer.test @127.53.20.1 | head -4
> transfer.test.		3600	IN	SOA	ns1.transfer.test. hostmaster.transfer.test. 4 1800 900 604800 300
> transfer.test.		3600	IN	A	198.51.100.200
> transfer.test.		3600	IN	NS	ns1.transfer.test.
> host01.transfer.test.	3600	IN	A	198.51.100.1

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 | tail -1 | sed 's/#[0-9]*/#P/;s/[0-9]* octets/N octets/;s/[0-9]* message/N message/'
> ; serial 4: 85 records; N messages, N octets from 127.53.20.1#P

# dig's words for it
$ netkit lab run -- dns transfer transfer.test AXFR @127.53.20.1 --fields type | sort | uniq -c | sed 's/^ *//'
> 43 A
> 1 NS
> 1 SOA
> 40 TXT

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --json | head -1
> {"name":"transfer.test.","ttl":3600,"class":"IN","type":"SOA","data":"ns1.transfer.test. hostmaster.transfer.test. 4 1800 900 604800 300","rdata":{"mname":"ns1.transfer.test.","rname":"hostmaster.transfer.test.","serial":4,"refresh":1800,"retry":900,"expire":604800,"minimum":300},"change":null,"serial":4,"malformed":null,"offset":null}

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 -o csv | head -2
> name,ttl,class,type,data
> transfer.test.,3600,IN,SOA,ns1.transfer.test. hostmaster.transfer.test. 4 1800 900 604800 300

# what changed since a serial
$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --serial 3 | sed 's/#[0-9]*/#P/'
> - transfer.test.		3600	IN	SOA	ns1.transfer.test. hostmaster.transfer.test. 3 1800 900 604800 300
> + transfer.test.		3600	IN	SOA	ns1.transfer.test. hostmaster.transfer.test. 4 1800 900 604800 300
> + host40.transfer.test.	3600	IN	A	198.51.100.40
> + host40.transfer.test.	3600	IN	TXT	"a host of the zone that may be transferred, number 40"
> ; serial 3 to 4: 1 deleted, 3 added; 1 message, 290 octets from 127.53.20.1#P

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --serial 2 --json --fields type,change,serial | grep SOA
> {"type":"SOA","change":"deleted","serial":2}
> {"type":"SOA","change":"added","serial":3}
> {"type":"SOA","change":"deleted","serial":3}
> {"type":"SOA","change":"added","serial":4}

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --serial 3 --udp -o tsv | cut -f 4,6
> SOA	deleted
> SOA	added
> A	added
> TXT	added

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --serial 4 | sed 's/#[0-9]*/#P/'
> transfer.test.		3600	IN	SOA	ns1.transfer.test. hostmaster.transfer.test. 4 1800 900 604800 300
> ; nothing is newer than serial 4: the zone has 4; 1 message, 93 octets from 127.53.20.1#P

$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --serial 4 --udp --fields type
> SOA

# of a version that the server does not know: the whole zone
$ netkit lab run -- dns transfer transfer.test @127.53.20.1 --serial 4294967295 --fields change | sort | uniq -c | sed 's/^ *//'
> 85 -

# a server that refuses, one that does not listen, one that never answers
$ netkit lab run -- dns transfer example.test @127.53.10.1
? 3
~ AXFR of example.test. from 127.53.10.1#
~ the server answers

$ netkit lab run -- dns transfer transfer.test @127.53.13.1
? 3
~ Connection refused

$ netkit lab run -- dns transfer transfer.test @127.53.13.1 @127.53.20.1 --fields type | sort -u
> A
> NS
> SOA
> TXT
~ Connection refused

$ netkit lab run -- dns transfer silent.test @127.53.13.3 --try-timeout 100ms
? 3
~ netkit: AXFR of silent.test. from 127.53.13.3#

# what is wrong
$ netkit dns transfer example.test
? 2
~ @SERVER

$ netkit dns transfer @127.0.0.1
? 2
~ which zone

$ netkit dns transfer example.test MX @127.0.0.1
? 2
~ all types

$ netkit dns transfer example.test @127.0.0.1 --udp
? 2
~ --serial

$ netkit dns transfer example.test @127.0.0.1 --serial 4294967296
? 2
~ 4294967295

# dig's habits: the type makes it a transfer, whatever the verb
$ netkit lab run -- dns transfer.test AXFR @127.53.20.1 --fields type | sort | uniq -c | sed 's/^ *//'
> 43 A
> 1 NS
> 1 SOA
> 40 TXT

$ netkit lab run -- dns @127.53.20.1 transfer.test ixfr=3 +short
> ns1.transfer.test. hostmaster.transfer.test. 3 1800 900 604800 300
> ns1.transfer.test. hostmaster.transfer.test. 4 1800 900 604800 300
> 198.51.100.40
> "a host of the zone that may be transferred, number 40"

$ netkit lab run -- dns query -t axfr transfer.test @127.53.20.1 +short | wc -l
> 85

$ netkit lab run -- dns transfer transfer.test IXFR=4 @127.53.20.1 --fields name,type
> transfer.test.	SOA

$ netkit dns query transfer.test IXFR @127.0.0.1
? 2
~ since which serial

$ netkit dns query transfer.test IXFR=x @127.0.0.1
? 2
~ a serial of 32 bits

$ netkit dns query transfer.test AXFR MX @127.0.0.1
? 2
~ all types

$ netkit lab run -- dns query -t ixfr=3 transfer.test @127.53.20.1 +noall +answer | wc -l
> 4

$ netkit dns query - AXFR @127.53.20.1
? 2
~ a transfer is for one question

$ netkit lab run -- dns query - @127.53.20.1
< transfer.test AXFR
? 2
> transfer.test AXFR	-	-	-
~ a transfer is no question
