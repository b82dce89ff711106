# the name, types, class and servers in any order; the first word that is nothing else is the name
$ netkit lab run -- dns query www.example.test +short
> 192.0.2.80

$ netkit lab run -- dns AAAA www.example.test in +short
> 2001:db8::80

$ netkit lab run -- dns @127.53.10.1 www.example.test A AAAA +short
> 192.0.2.80
> 2001:db8::80

$ netkit lab run -- dns +short @127.53.10.1 example.test mx
> 10 mail.example.test.
> 20 www.shop.example.

$ netkit lab run -- dns query -t MX -q example.test -c IN --fields name,type,data
> example.test.	MX	10 mail.example.test.
> example.test.	MX	20 www.shop.example.

$ netkit lab run -- dns -x 192.0.2.80 +short
> www.example.test.

$ netkit lab run -- dns query -x 2001:db8::80 +short
> www.example.test.

# text: what dig shows, less what changes from run to run
$ netkit lab run -- dns www.example.test @127.53.10.1 +nocomments +nostats
> ;www.example.test.		IN	A
> www.example.test.	300	IN	A	192.0.2.80

$ netkit lab run -- dns www.example.test @127.53.10.1 +noall +answer
> www.example.test.	300	IN	A	192.0.2.80

$ netkit lab run -- dns www.example.test @127.53.10.1 +noall +stats | sed 's/time: [0-9.]* ms/time: T ms/'
> ;; time: T ms, size: 61 octets, transport: udp

# statuses: records, no data, no such name, a refusal, nobody there
$ netkit lab run -- dns query www.example.test -q > /dev/null
? 2
~ --name needs an argument

$ netkit lab run -- dns query www.example.test TXT --quiet
? 1

$ netkit lab run -- dns query nope.example.test A AAAA --quiet
? 1

# of several types one that has records is enough
$ netkit lab run -- dns query www.example.test TXT A --quiet

$ netkit lab run -- dns query www.example.test @127.53.13.2 --quiet
? 3
~ www.example.test. A: REFUSED from 127.53.13.2#

$ netkit dns query www.example.test @127.0.0.1#1 --tries 2 | wc -c
> 0
~ www.example.test. A: 127.0.0.1#1 over udp: unreachable (Connection refused) (the last of 2 tries)

$ netkit dns query www.example.test @127.0.0.1#1 --tcp --tries 1
? 3
~ 127.0.0.1#1 over tcp: unreachable (Connection refused)

$ netkit dns query www.example.test @127.0.0.1#1 --tries 1 --json --fields error,server,status,answer
> {"error":"unreachable","server":null,"status":null,"answer":null}
? 3
~ unreachable

# --fail-on says what a failure is
$ netkit lab run -- dns query nope.example.test --fail-on none +short

$ netkit lab run -- dns query nope.example.test --fail-on servfail,NXDOMAIN +short
? 1

$ netkit lab run -- dns query www.example.test TXT --fail-on nxdomain +short

$ netkit lab run -- dns query www.example.test TXT --fail-on nxdomain,nodata +short
? 1

$ netkit dns query www.example.test @127.0.0.1#1 --tries 1 --fail-on timeout
~ unreachable

$ netkit dns query www.example.test @127.0.0.1#1 --tries 1 --fail-on unreachable
? 1
~ unreachable

$ netkit dns query www.example.test @127.0.0.1 --fail-on nxdomain,nodta
? 2
! netkit: 'nodta' is no result: expected nxdomain, nodata, referral, servfail or another RCODE, timeout, unreachable, closed, malformed, or none
!     netkit dns query www.example.test @127.0.0.1 --fail-on nxdomain,nodta
!                                                                     ^~~~~

# truncated answers go on over TCP, unless they are wanted
$ netkit lab run -- dns query big.example.test TXT @127.53.10.1 --json | jq -c '[.transport, (.answer|length>0), [.tries[].error]]'
> ["tcp",true,["truncated",null]]

$ netkit lab run -- dns query big.example.test TXT @127.53.10.1 --ignore-tc --json | jq -c '[.transport, (.flags|index("tc")!=null), [.tries[].error]]'
> ["udp",true,[null]]
~ a truncated answer from 127.53.10.1#

$ netkit lab run -- dns query www.example.test @127.53.10.1 +tcp --json | jq -c '[.transport, [.tries[].transport]]'
> ["tcp",["tcp"]]

# a server without EDNS is asked again without it, and that is told
$ netkit lab run -- dns query www.old.test @127.53.21.1 --json | jq -c '[.edns, [.tries[].error]]'
> [null,["no-edns",null]]

$ netkit lab run -- dns query www.old.test @127.53.21.1 | sed -n 's/^;; 127.53.21.1#[0-9]* /;; /p'
> ;; over udp: EDNS or its version not understood, asked again with less

$ netkit lab run -- dns query www.old.test @127.53.21.1 --no-edns --json | jq -c '[.edns, [.tries[].error]]'
> [null,[null]]

# the next server is asked, and what the first said is told
$ netkit lab run -- dns query www.example.test @127.53.13.2 @127.53.10.1 --json | jq -c '[.server, .status, [.tries[].error]]'
> ["127.53.10.1","NOERROR",["declined",null]]

# flags and options go out as asked for
$ netkit lab run -- dns query www.example.test @127.53.10.1 +norec --json | jq -c .flags
> ["qr","aa"]

$ netkit lab run -- dns query www.example.test @127.53.10.1 --no-recurse --cd --json | jq -c .flags
> ["qr","aa","cd"]

# where to ask
$ netkit dns query www.example.test @
? 2
~ expected a server

$ netkit dns query www.example.test @0.0.0.0
? 2
! netkit: '0.0.0.0' is no server's address: nothing is sent to unspecified, multicast and broadcast addresses
!     netkit dns query www.example.test @0.0.0.0
!                                        ^~~~~~~

$ netkit dns query www.example.test @ff02::fb
? 2
~ nothing is sent to unspecified

$ netkit dns query www.example.test @127.0.0.1#70000
? 2
! netkit: '70000' is no port: expected a number from 1 to 65535
!     netkit dns query www.example.test '@127.0.0.1#70000'
!                                                   ^~~~~

$ netkit dns query www.example.test @127.0.0.256
? 2
~ octet 4 is 256

$ netkit dns query www.example.test @::1 -4
? 2
~ '::1' is an IPv6 address, expected IPv4

$ netkit dns query www.example.test @tls://127.0.0.1
? 2
! netkit: tls is not available in this build yet
!     netkit dns query www.example.test @tls://127.0.0.1
!                                        ^~~

$ netkit dns query www.example.test @127.0.0.1 +https
? 2
! netkit: https is not available in this build yet

$ netkit dns query www.example.test @127.0.0.1 -b 192.0.2.77
? 3
~ cannot ask from 192.0.2.77: Cannot assign

$ netkit dns query www.example.test @127.0.0.1 -b host
? 2
~ 'host' is not

# in a lab a server's name is one of the lab's
$ netkit lab run -- dns query www.example.test @ns1.example.test --json --fields server,status
> {"server":"127.53.10.1","status":"NOERROR"}

$ netkit lab run -- dns query www.example.test @nope.example.test
? 3
! netkit: the lab has no address of 'nope.example.test'

$ netkit lab run -- dns query www.example.test @ns1.example.test -6
? 3
~ the lab has no address of

# an address is a name too, and a hint
$ netkit lab run -- dns query 192.0.2.80 @127.53.10.1 | head -1
> ;; 192.0.2.80 is asked for as a name; -x asks for the name of an address
~ REFUSED

# the servers of a file
| conf
+ nameserver 127.0.0.1
+ options attempts:2 timeout:1
$ netkit dns query www.example.test --resolv-conf conf -p 1 --json --fields tries | jq -c '[.tries[] | [.server, .port]]'
> [["127.0.0.1",1],["127.0.0.1",1]]
~ unreachable

| conf
+ nameserver 127.0.0.1
$ netkit dns query www.example.test --resolv-conf conf -6
? 2
! netkit: none of the servers has an IPv6 address; @SERVER names another

$ netkit dns query www.example.test --resolv-conf nothere
? 3
~ nothere

# the search list
| conf
+ search nope.test example.test
$ netkit lab run -- dns query www --search --resolv-conf conf @127.53.0.53 +noall +answer
> www.example.test.	300	IN	A	192.0.2.80

| conf
+ search nope.test example.test
$ netkit lab run -- dns query www. --search --resolv-conf conf @127.53.0.53 +short
? 1

| conf
+ search nope.test
$ LOCALDOMAIN=example.test netkit lab run -- dns query www --search --resolv-conf conf @127.53.0.53 +short
> 192.0.2.80

# words that are wrong
$ netkit dns query
? 2
~ there is no name to ask for

$ netkit dns query MX
? 2
~ -q NAME takes one that looks like a type

$ netkit dns query www.example.test AAA
? 2
! netkit: 'AAA' is no type or class, and there is a name already: did you mean 'AAAA'?
!     netkit dns query www.example.test AAA
!                                       ^~~

$ netkit dns query www.example.test +shrot
? 2
! netkit: there is no word '+shrot': did you mean '+short'?
!     netkit dns query www.example.test +shrot
!                                       ^~~~~~

$ netkit dns query www.example.test +noshrot
? 2
~ did you mean '+noshort'?

$ for w in +xyzzyqq +noxyzzyqq +noshort=1 +notries +tries +tries=0 +tries=x +tries=101 +edns=256 +edns=x +noedns=0 +bufsize=x +subnet +subnet=x +cookie=zz +padding=x; do netkit dns query a.test @127.0.0.1#1 $w 2>&1 | head -1; done
> netkit: there is no word '+xyzzyqq'
> netkit: there is no word '+noxyzzyqq'
> netkit: this word takes no value
> netkit: this word has no +no
> netkit: this word needs a value behind '='
> netkit: expected a number from 1 to 100
> netkit: expected a number from 1 to 100
> netkit: expected a number from 1 to 100
> netkit: expected a version from 0 to 255
> netkit: expected a version from 0 to 255
> netkit: this word takes no value
> netkit: expected a number from 0 to 65535
> netkit: this word needs a value behind '='
> netkit: 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
> netkit: 'zz' is no cookie: expected 16 hexadecimal digits, or 32 to 80 with the server's part
> netkit: expected a number from 0 to 4096

$ netkit dns query www.example.test +short=1
? 2
~ this word takes no value

$ netkit dns query www.example.test +bufsize
? 2
~ this word needs a value behind '='

$ netkit dns query www.example.test +bufsize=70000
? 2
! netkit: expected a number from 0 to 65535
!     netkit dns query www.example.test +bufsize=70000
!                                                ^~~~~

$ netkit dns query www.example.test +subnet=10/8
? 2
~ /8

$ netkit dns query a..b @127.0.0.1
? 2
~ a..b

$ netkit dns query www.example.test -t AAA
? 2
~ 'AAA' is no type: did you mean 'AAAA'?

$ netkit dns query www.example.test -c XX
? 2
~ 'XX' is no class

$ netkit dns query -x 192.0.2.256
? 2
~ octet 4 is 256

$ netkit dns query -x 192.0.2.1 -q www
? 2
~ -x and -q exclude each other

$ netkit dns query www.example.test --no-edns --dnssec
? 2
~ --no-edns and --dnssec exclude each other

$ netkit dns query www.example.test --cookie=12
? 2
~ '12' is no cookie

$ netkit dns query www.example.test --ednsopt 99999
? 2
~ 99999

# names beyond ASCII
$ netkit dns query bücher.example @127.0.0.1#1 --tries 1
? 3
~ xn--bcher-kva.example. A:

$ netkit dns query bücher.example --no-idn @127.0.0.1#1 --tries 1
? 3
~ b\195\188cher.example. A:

$ netkit dns foo
? 2
~ 'foo' is no verb of this command

# a cookie that the user chose is the first one: after BADCOOKIE the server's part is added
$ netkit lab run -- dns query www.cookies.test @127.53.22.1 --cookie=0102030405060708 --json --fields tries,edns | jq -c '[.tries[].error], .edns.options[0].client'
> ["bad-cookie",null]
> "0102030405060708"

# the working fits a terminal, whatever the records hold
$ for n in 'big.example.test TXT' 'signed.test DNSKEY +dnssec' 'lost.example.test' 'types.test SOA'; do netkit lab run -- dns query $n --explain; done > e; awk 'length($0) > 80' e; grep -c '^A message of' e
> 4

$ netkit lab run -- dns query web.example.test --explain | sed -n '/^Answer/,/^EDNS/p'
> Answer section: the records asked for, and aliases that lead to them.
>   web.example.test. CNAME, another name for which this one stands: may be kept
>     for 3600 s (1 h).
>     target: www.example.test. (the canonical name)
>   www.example.test. A, IPv4 address of a host: may be kept for 300 s (5 min).
>     address: 192.0.2.80 (the IPv4 address)
> EDNS version 0: the sender takes UDP messages of up to 1232 octets.
