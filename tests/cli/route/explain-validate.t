# The working of origin validation: each payload that covers, and both of RFC 6811's questions to it.
|| vrps.csv
+ ASN,IP Prefix,Max Length,Trust Anchor
+ AS64500,192.0.2.0/24,26,x
+ AS64501,192.0.2.0/25,25,x
+ AS0,198.51.100.0/24,24,x
+ AS64500,2001:db8::/32,48,x
+ AS64499,203.0.113.0/25,28,x

# one that names another AS, one whose length is too short
$ netkit route validate --vrps vrps.csv --explain 192.0.2.0/27 64500
> 192.0.2.0/27 announced by AS64500
>     192.0.2.0/27       11000000.00000000.00000010.000|00000 length 27
>   payloads that cover it: no longer, and the same bits up to '|'
>     192.0.2.0/25       11000000.00000000.00000010.0|0000000 AS64501 max 25
>       AS: 64500 = 64501? no
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64500 = 64500? yes; length: 27 <= 26? no, too long
>   invalid: 2 cover it, 1 with its AS, and none matches (RFC 6811)
? 1

# one that matches is enough; the longest payload need not be it
$ netkit route validate --vrps vrps.csv --explain 192.0.2.0/25 64500 192.0.2.0/25 AS64501
> 192.0.2.0/25 announced by AS64500
>     192.0.2.0/25       11000000.00000000.00000010.0|0000000 length 25
>   payloads that cover it: no longer, and the same bits up to '|'
>     192.0.2.0/25       11000000.00000000.00000010.0|0000000 AS64501 max 25
>       AS: 64500 = 64501? no
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64500 = 64500? yes; length: 25 <= 26? yes, it matches
>   valid: 2 cover it, and one that matches is enough (RFC 6811)
> 
> 192.0.2.0/25 announced by AS64501
>     192.0.2.0/25       11000000.00000000.00000010.0|0000000 length 25
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 192.0.2.0/25       11000000.00000000.00000010.0|0000000 AS64501 max 25
>       AS: 64501 = 64501? yes; length: 25 <= 25? yes, it matches
>     192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64501 = 64500? no
>   valid: 2 cover it, and one that matches is enough (RFC 6811)

$ netkit route validate --vrps vrps.csv --explain 2001:db8:2::/48 64500 2001:db8:2::/48 1
> 2001:db8:2::/48 announced by AS64500
>     2001:db8:2::/48                             length 48
>       2001:0db8:0002|0000:0000:0000:0000:0000  group 3  0000000000000010|
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 2001:db8::/32                               AS64500 max 48
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>       AS: 64500 = 64500? yes; length: 48 <= 48? yes, it matches
>   valid: 1 covers it, and one that matches is enough (RFC 6811)
> 
> 2001:db8:2::/48 announced by AS1
>     2001:db8:2::/48                             length 48
>       2001:0db8:0002|0000:0000:0000:0000:0000  group 3  0000000000000010|
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 2001:db8::/32                               AS64500 max 48
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>       AS: 1 = 64500? no
>   invalid: 1 covers it, 0 with its AS, and none matches (RFC 6811)
? 1

# AS 0, in the payload and in the announcement; a route of a table without an origin
$ netkit route validate --vrps vrps.csv --explain 198.51.100.0/24 7 192.0.2.0/24 0
> 198.51.100.0/24 announced by AS7
>     198.51.100.0/24    11000110.00110011.01100100|00000000  length 24
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 198.51.100.0/24    11000110.00110011.01100100|00000000  AS0 max 24
>       AS: 0 says that nobody may announce it, and matches nothing (RFC 6483 4)
>   invalid: 1 covers it, 0 with its AS, and none matches (RFC 6811)
> 
> 192.0.2.0/24 announced by AS0
>     192.0.2.0/24       11000000.00000000.00000010|00000000  length 24
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: an origin of 0 matches nothing (RFC 7607): no
>   invalid: 1 covers it, 0 with its AS, and none matches (RFC 6811)
? 1

$ echo '192.0.2.128/25 no AS' | netkit route validate --vrps vrps.csv --explain -t -
> 192.0.2.128/25 announced by no one AS
>     192.0.2.128/25     11000000.00000000.00000010.1|0000000 length 25
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: the route has none (NONE), which matches nothing: no
>   invalid: 1 covers it, 0 with its AS, and none matches (RFC 6811)
? 1

# not covered: by one that is longer, by one of other bits, by none of the family
$ netkit route validate --vrps vrps.csv --explain 203.0.113.0/24 64499 10.0.0.1/32 5 0.0.0.0/0 5 ::/0 5
> 203.0.113.0/24 announced by AS64499
>     203.0.113.0/24     11001011.00000000.01110001|00000000  length 24
>   payloads that cover it: no longer, and the same bits up to '|'
>     none; the nearest is
>     203.0.113.0/25     11001011.00000000.01110001.0|0000000 AS64499 max 28
>       length: 25 <= 24? no: it covers a part of the route only
>   not-found: no payload covers it (RFC 6811)
> 
> 10.0.0.1/32 announced by AS5
>     10.0.0.1/32        00001010.00000000.00000000.00000001| length 32
>   payloads that cover it: no longer, and the same bits up to '|'
>     none; the nearest is
>   x 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>                        ^ bit 1
>   not-found: no payload covers it (RFC 6811)
> 
> 0.0.0.0/0 announced by AS5
>     0.0.0.0/0          |00000000.00000000.00000000.00000000 length 0
>   payloads that cover it: no longer, and the same bits up to '|'
>     none; the nearest is
>     192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       length: 24 <= 0? no: it covers a part of the route only
>   not-found: no payload covers it (RFC 6811)
> 
> ::/0 announced by AS5
>     ::/0                                        length 0
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
>   payloads that cover it: no longer, and the same bits up to '|'
>     none; the nearest is
>     2001:db8::/32                               AS64500 max 48
>       2001:0db8|0000:0000:0000:0000:0000:0000  group 2  0000110110111000|
>       length: 32 <= 0? no: it covers a part of the route only
>   not-found: no payload covers it (RFC 6811)

$ printf 'ASN,IP Prefix,Max Length\nAS1,::/0,128\n' | netkit route validate --vrps - --explain 10.0.0.0/8 1 2001:db8::1/128 1 ::/0 1
> 10.0.0.0/8 announced by AS1
>     10.0.0.0/8         00001010|00000000.00000000.00000000  length 8
>   payloads that cover it: no longer, and the same bits up to '|'
>     none; there is no payload of that family
>   not-found: no payload covers it (RFC 6811)
> 
> 2001:db8::1/128 announced by AS1
>     2001:db8::1/128                             length 128
>       2001:0db8:0000:0000:0000:0000:0000:0001  group 8  0000000000000001|
>   payloads that cover it: no longer, and the same bits up to '|'
>   * ::/0                                        AS1 max 128
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
>       AS: 1 = 1? yes; length: 128 <= 128? yes, it matches
>   valid: 1 covers it, and one that matches is enough (RFC 6811)
> 
> ::/0 announced by AS1
>     ::/0                                        length 0
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
>   payloads that cover it: no longer, and the same bits up to '|'
>   * ::/0                                        AS1 max 128
>       |0000:0000:0000:0000:0000:0000:0000:0000 group 1  |0000000000000000
>       AS: 1 = 1? yes; length: 0 <= 128? yes, it matches
>   valid: 1 covers it, and one that matches is enough (RFC 6811)

# the status and the choice of states are the same; a bad item in the middle
$ netkit route validate --vrps vrps.csv --explain --state valid 192.0.2.0/27 64500 192.0.2.0/26 64500
> 192.0.2.0/26 announced by AS64500
>     192.0.2.0/26       11000000.00000000.00000010.00|000000 length 26
>   payloads that cover it: no longer, and the same bits up to '|'
>     192.0.2.0/25       11000000.00000000.00000010.0|0000000 AS64501 max 25
>       AS: 64500 = 64501? no
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64500 = 64500? yes; length: 26 <= 26? yes, it matches
>   valid: 2 cover it, and one that matches is enough (RFC 6811)
? 1

$ netkit route validate --vrps vrps.csv --explain -q 192.0.2.0/27 64500
? 1

$ netkit route validate --vrps vrps.csv --explain -
< 192.0.2.0/24 64500
< 192.0.2.0/33 64500
< 192.0.2.0/24 64500
> 192.0.2.0/24 announced by AS64500
>     192.0.2.0/24       11000000.00000000.00000010|00000000  length 24
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64500 = 64500? yes; length: 24 <= 26? yes, it matches
>   valid: 1 covers it, and one that matches is enough (RFC 6811)
> 
> 192.0.2.0/24 announced by AS64500
>     192.0.2.0/24       11000000.00000000.00000010|00000000  length 24
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64500 = 64500? yes; length: 24 <= 26? yes, it matches
>   valid: 1 covers it, and one that matches is enough (RFC 6811)
! netkit: standard input:2:11: prefix length 33 is too long: the maximum for IPv4 is 32; line skipped
? 2

$ netkit route validate --vrps vrps.csv --explain -4 2001:db8::/32 1

$ netkit route validate --vrps vrps.csv --explain --json 192.0.2.0/27 64500
~ --explain is for people
? 2

# many payloads, many routes: bounded, the one that decides is told
$ (echo 'ASN,IP Prefix,Max Length'; seq -f 'AS%.0f,10.0.0.0/8,16' 1 40) | netkit route validate --vrps - --explain 10.0.0.0/16 AS33 | tail -5
>       AS: 33 = 12? no
>   * 10.0.0.0/8         00001010|00000000.00000000.00000000  AS33 max 16
>       AS: 33 = 33? yes; length: 16 <= 16? yes, it matches
>     and 27 more payloads
>   valid: 40 cover it, and one that matches is enough (RFC 6811)

$ seq -f '192.0.2.0/24 %.0f' 64481 64600 | netkit route validate --vrps vrps.csv --explain - | tail -8
>     192.0.2.0/24       11000000.00000000.00000010|00000000  length 24
>   payloads that cover it: no longer, and the same bits up to '|'
>   * 192.0.2.0/24       11000000.00000000.00000010|00000000  AS64500 max 26
>       AS: 64500 = 64500? yes; length: 24 <= 26? yes, it matches
>   valid: 1 covers it, and one that matches is enough (RFC 6811)
> 
> and 100 more routes, which are listed without --explain:
> 0 valid, 100 invalid, 0 not-found
