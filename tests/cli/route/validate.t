|| vrps.csv
+ ASN,IP Prefix,Max Length,Trust Anchor
+ AS64500,192.0.2.0/24,26,x
+ "AS64501","192.0.2.0/25",25,"x"
+ AS0,198.51.100.0/24,24,x
+ AS64500,2001:db8::/32,48,x
+ AS64499,0.0.0.0/0,0,x

|| table
+ 192.0.2.0/25 64501
+ 192.0.2.0/27 64500
+ 2001:db8:1::/48 64500
+ 203.0.113.0/24 64499
+ 2001:db8:2::/48 64501
+ 192.0.2.128/25 no AS

# valid by the shorter payload, though the longer one names another AS
$ netkit route validate --vrps vrps.csv 192.0.2.0/25 64500 --fields state,vrp,reason -o tsv
> valid	192.0.2.0/24-26 AS64500	the payload covers the prefix and names the AS

$ netkit route validate --vrps vrps.csv -t table --fields prefix,origin,state,vrp -o tsv
> 192.0.2.0/25	64501	valid	192.0.2.0/25-25 AS64501
> 192.0.2.0/27	64500	invalid	192.0.2.0/24-26 AS64500
> 2001:db8:1::/48	64500	valid	2001:db8::/32-48 AS64500
> 203.0.113.0/24	64499	invalid	0.0.0.0/0-0 AS64499
> 2001:db8:2::/48	64501	invalid	2001:db8::/32-48 AS64500
> 192.0.2.128/25	-	invalid	192.0.2.0/24-26 AS64500
? 1

$ netkit route validate --vrps vrps.csv -t table -6 --state invalid --json
> {"input":null,"prefix":"2001:db8:2::/48","origin":64501,"state":"invalid","vrp":"2001:db8::/32-48 AS64500","reason":"every payload that covers the prefix names another AS"}
? 1

# the status is of all routes, whatever is printed
$ netkit route validate --vrps vrps.csv -t table --state not-found
? 1

# a payload within the prefix covers it not
$ netkit route validate --vrps vrps.csv 2001:db8::/31 64500 --fields state,vrp -o csv
> state,vrp
> not-found,

# AS 0 matches nothing, not even itself
$ netkit route validate --vrps vrps.csv 198.51.100.0/24 AS0 --fields state,vrp -o csv
> state,vrp
> invalid,198.51.100.0/24-24 AS0
? 1

# host bits of the announcement are masked, and that is said
$ netkit route validate --vrps vrps.csv 192.0.2.77/24 1.0 --fields prefix,origin -o tsv
> 192.0.2.0/24	65536
! netkit: 192.0.2.77/24 has host bits set: the network is 192.0.2.0/24
? 1

$ netkit route validate --vrps vrps.csv --json -
< 192.0.2.0/24 64500  # ours
< 192.0.2.0/24
< 192.0.2.0/24 nobody
< 10.0.0.0/33 1
< 192.0.2.64/26 AS64500 and a label
> {"input":"192.0.2.0/24","prefix":"192.0.2.0/24","origin":64500,"state":"valid","vrp":"192.0.2.0/24-26 AS64500","reason":"the payload covers the prefix and names the AS"}
> {"input":"192.0.2.0/24","error":"'192.0.2.0/24' has no AS number behind it"}
> {"input":"192.0.2.0/24","error":"'nobody' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"}
> {"input":"10.0.0.0/33","error":"prefix length 33 is too long: the maximum for IPv4 is 32"}
> {"input":"192.0.2.64/26","prefix":"192.0.2.64/26","origin":64500,"state":"valid","vrp":"192.0.2.0/24-26 AS64500","reason":"the payload covers the prefix and names the AS"}
! netkit: standard input:2:1: '192.0.2.0/24' has no AS number behind it; line skipped
! netkit: standard input:3:14: 'nobody' is not an AS number: expected digits, as in 65536, AS65536 or 1.0; line skipped
! netkit: standard input:4:10: prefix length 33 is too long: the maximum for IPv4 is 32; line skipped
? 2

$ netkit route validate --vrps vrps.csv 192.0.2.0/24
! netkit: '192.0.2.0/24' has no AS number behind it
!     netkit route validate --vrps vrps.csv 192.0.2.0/24
!                                           ^~~~~~~~~~~~
? 2

$ netkit route validate --vrps - -t -
! netkit: standard input is asked for twice, and can be read only once
! netkit: see: netkit route validate --help
? 2

$ netkit route validate --vrps vrps.csv
~ give either -t TABLE or PREFIX ORIGIN operands
? 2

$ netkit route validate -t table
~ --vrps FILE is missing
? 2

$ netkit route validate --vrps nowhere 192.0.2.0/24 1
! netkit: cannot open 'nowhere': No such file or directory
? 3

# no payloads at all: the columns are there, and nothing is found
| none.csv
+ ASN,IP Prefix,Max Length
$ netkit route validate --vrps none.csv 192.0.2.0/24 1 --fields state
> not-found

| empty
$ netkit route validate --vrps empty 192.0.2.0/24 1 --fields state
! netkit: 'empty' holds no payloads: expected routinator's csv, csvext, json, openbgpd or bird, or SLURM
? 2

# bad payloads are told one by one, CRLF and a missing last newline are fine
$ printf 'IP Prefix,Max Length,ASN\r\n192.0.2.0/24,,AS1\r\n10.0.0.0/24,23,1\r\n10.0.0.1/24,24,1\r\n10.0.0.0/24,x,1\r\n10.0.0.0/24\r\n"10.0.0.0/24,24,1\r\n10.0.0.0/24,24,AS2' > v; netkit route validate --vrps v 192.0.2.0/24 1 10.0.0.0/24 2 --fields prefix,state -o tsv
> 192.0.2.0/24	valid
> 10.0.0.0/24	valid
! netkit: v:3:1: the maximum length is 23, expected 24 to 32; line skipped
! netkit: v:4:1: the prefix has host bits; line skipped
! netkit: v:5:13: 'x' is no maximum length; line skipped
! netkit: v:6:1: the line has only 1 cells; line skipped
! netkit: v:7:1: this quote has no end in its line; line skipped
? 2

# the same payloads as JSON; what SLURM filters is dropped from all files, what it asserts is added
|| vrps.json
+ {"roas":[{"asn":"AS64500","prefix":"192.0.2.0/24","maxLength":26,"ta":"x"},
+  {"asn":64501,"prefix":"198.51.100.0/24"},{"asn":"AS64502","prefix":"203.0.113.0/24"},{"asn":"AS64502","prefix":"2001:db8::/32"}]}

|| slurm.json
+ {"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"prefix":"192.0.0.0/16"},{"asn":64502,"prefix":"203.0.113.0/24"},
+  {"asn":64501}],"bgpsecFilters":[]},
+  "locallyAddedAssertions":{"prefixAssertions":[{"asn":64501,"prefix":"10.0.0.0/8","maxPrefixLength":9}],"bgpsecAssertions":[]}}

$ netkit route validate --vrps vrps.json 192.0.2.64/26 64500 198.51.100.0/24 64501 203.0.113.0/24 64502 2001:db8::/32 64502 --fields vrp
> 192.0.2.0/24-26 AS64500
> 198.51.100.0/24-24 AS64501
> 203.0.113.0/24-24 AS64502
> 2001:db8::/32-32 AS64502

$ netkit route validate --vrps slurm.json --vrps vrps.json 192.0.2.64/26 64500 198.51.100.0/24 64501 203.0.113.0/24 64502 2001:db8::/32 64502 10.0.0.0/9 64501 --fields state,vrp -o tsv
> not-found	-
> not-found	-
> not-found	-
> valid	2001:db8::/32-32 AS64502
> valid	10.0.0.0/8-9 AS64501

|| bad.json
+ {"roas":[{"asn":"AS1","prefix":"10.0.0.0/8","maxLength":7},{"asn":5},{"prefix":3,"asn":1},7,{"asn":1.5},
+  {"asn":1,"prefix":"10.0.0.0/8","maxLength":"8"},{"asn":1,"prefix":"10.0.0.0/8","maxLength":null}]}

$ netkit route validate --vrps bad.json 10.0.0.0/8 1 --fields state
> valid
~ bad.json: element 1 of 'roas': the maximum length is 7, expected 8 to 32; line skipped
~ bad.json: element 3 of 'roas': 'prefix' is
~ bad.json: element 5 of 'roas': 'asn' is
~ bad.json: element 6 of 'roas': the maximum length is
? 2

$ netkit route validate --vrps bad.json --strict 10.0.0.0/8 1
~ element 1 of 'roas'
? 2

$ echo '{"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"comment":"all"}]}}' | netkit route validate --vrps - --vrps vrps.json 192.0.2.0/24 64500 --fields state
> valid
~ standard input: element 1 of 'prefixFilters': a prefix filter has neither prefix nor asn
? 2

# a file that is damaged as a whole: no answers at all
$ printf '{"roas":[{"asn":"AS1",]}' | netkit route validate --vrps - 10.0.0.0/8 1
~ netkit: standard input:1:23: 
? 2

$ echo '{"roas":5}' > x; echo '{"keys":[]}' > y; netkit route validate --vrps x 10.0.0.0/8 1; netkit route validate --vrps y 10.0.0.0/8 1
~ 'roas' is
~ 'y' has neither 'roas' nor the members of SLURM
? 2

# payloads as configuration: OpenBGPD's roa-set, BIRD's tables of ROAs
|| obgpd
+ # made by hand
+ roa-set {
+     12.34.56.0/24 source-as 1234
+     2001:db8::/32 maxlen 48 source-as 64500 expires 1700000000
+ }
|| bird
+ route 12.34.56.0/24 max 24 as 1234;
+ roa 2001:db8::/32 max 48 as 64500; # as BIRD 1 has them

$ for f in obgpd bird; do netkit route validate --vrps $f 12.34.56.0/24 1234 12.34.56.0/25 1234 2001:db8:1::/48 64500 2001:db8:1::/48 1 -o tsv --fields prefix,state; done
> 12.34.56.0/24	valid
> 12.34.56.0/25	invalid
> 2001:db8:1::/48	valid
> 2001:db8:1::/48	invalid
> 12.34.56.0/24	valid
> 12.34.56.0/25	invalid
> 2001:db8:1::/48	valid
> 2001:db8:1::/48	invalid
? 1

| bad
+ route 10.0.0.0/8 max 129 as 1;
+ route 10.0.0.300/8 max 9 as 1;
+ route 10.0.0.0/8 max 9 as foo;
+ route 10.0.0.0/8 max 9;
+ route 10.0.0.0/8 max 9 for 1;
+ route 10.0.0.0/8 max 7 as 1;
+ route
+ roa 10.0.0.0/8 max
+ roa-set {
+ 10.0.0.0/8 source-as 7 expires never
+ 10.0.0.0/8 source-as 7
+ }
$ netkit route validate --vrps bad 10.0.0.0/8 7 -o tsv --fields state
> valid
~ bad:1:22: '129' is no maximum length
~ bad:2:14: '10.0.0.300' is not an IPv4 address
~ bad:3:27: 'foo' is not an AS number
~ bad:4:24: the line names no AS
~ bad:5:24: expected a maximum length or an AS number, found 'for'
~ bad:6:7: the maximum length is 7, expected 8 to 32
~ bad:7:6: an address is missing
~ bad:8:16: 'max' needs a value behind it
~ bad:10:32: 'never' is no time
? 2
