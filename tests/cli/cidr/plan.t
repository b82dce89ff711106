$ netkit cidr plan 192.0.2.0/24 --need a=10,b=50,c=100
> a            10     192.0.2.192/28     14       192.0.2.193     192.0.2.206     assigned
> b            50     192.0.2.128/26     62       192.0.2.129     192.0.2.190     assigned
> c            100    192.0.2.0/25       126      192.0.2.1       192.0.2.126     assigned
> -            -      192.0.2.208/28     14       192.0.2.209     192.0.2.222     free
> -            -      192.0.2.224/27     30       192.0.2.225     192.0.2.254     free

$ netkit cidr plan 192.0.2.0/24 --need a=2,b=1
> a            2      192.0.2.0/30       2        192.0.2.1       192.0.2.2       assigned
> b            1      192.0.2.4/30       2        192.0.2.5       192.0.2.6       assigned
> -            -      192.0.2.8/29       6        192.0.2.9       192.0.2.14      free
> -            -      192.0.2.16/28      14       192.0.2.17      192.0.2.30      free
> -            -      192.0.2.32/27      30       192.0.2.33      192.0.2.62      free
> -            -      192.0.2.64/26      62       192.0.2.65      192.0.2.126     free
> -            -      192.0.2.128/25     126      192.0.2.129     192.0.2.254     free

$ netkit cidr plan 192.0.2.0/24 --rfc3021 --need a=2,b=1,c=3
> a            2      192.0.2.8/31       2        192.0.2.8       192.0.2.9       assigned
> b            1      192.0.2.10/31      2        192.0.2.10      192.0.2.11      assigned
> c            3      192.0.2.0/29       6        192.0.2.1       192.0.2.6       assigned
> -            -      192.0.2.12/30      2        192.0.2.13      192.0.2.14      free
> -            -      192.0.2.16/28      14       192.0.2.17      192.0.2.30      free
> -            -      192.0.2.32/27      30       192.0.2.33      192.0.2.62      free
> -            -      192.0.2.64/26      62       192.0.2.65      192.0.2.126     free
> -            -      192.0.2.128/25     126      192.0.2.129     192.0.2.254     free

$ netkit cidr plan 192.0.2.0/24 --need a=/26 --need b=/26,c=/25
> a            /26    192.0.2.128/26     62       192.0.2.129     192.0.2.190     assigned
> b            /26    192.0.2.192/26     62       192.0.2.193     192.0.2.254     assigned
> c            /25    192.0.2.0/25       126      192.0.2.1       192.0.2.126     assigned

$ netkit cidr plan 192.0.2.0/24 --need a=200,b=100
> a            200    192.0.2.0/24       254      192.0.2.1       192.0.2.254     assigned
> b            100    -                  -        -               -               assigned
! netkit: b does not fit: no free /25 is left
? 1

$ netkit cidr plan 192.0.2.0/24 --need a=256
> a            256    -                  -        -               -               assigned
> -            -      192.0.2.0/24       254      192.0.2.1       192.0.2.254     free
! netkit: a does not fit: no free /23 is left
? 1

$ netkit cidr plan 0.0.0.0/0 --need a=4294967294
> a            4294967294 0.0.0.0/0          4294967294 0.0.0.1         255.255.255.254 assigned

$ netkit cidr plan 0.0.0.0/0 --need a=4294967295
! netkit: a asks for 4294967295 hosts: more than IPv4 has
? 2

$ netkit cidr plan 2001:db8::/48 --need lan=/64,wifi=/64,hosts=100 --json
> {"name":"lan","need":"/64","prefix":"2001:db8::/64","hosts":"18446744073709551616","first_host":"2001:db8::","last_host":"2001:db8::ffff:ffff:ffff:ffff","kind":"assigned"}
> {"name":"wifi","need":"/64","prefix":"2001:db8:0:1::/64","hosts":"18446744073709551616","first_host":"2001:db8:0:1::","last_host":"2001:db8:0:1:ffff:ffff:ffff:ffff","kind":"assigned"}
> {"name":"hosts","need":"100","prefix":"2001:db8:0:2::/121","hosts":"128","first_host":"2001:db8:0:2::","last_host":"2001:db8:0:2::7f","kind":"assigned"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::80/121","hosts":"128","first_host":"2001:db8:0:2::80","last_host":"2001:db8:0:2::ff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::100/120","hosts":"256","first_host":"2001:db8:0:2::100","last_host":"2001:db8:0:2::1ff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::200/119","hosts":"512","first_host":"2001:db8:0:2::200","last_host":"2001:db8:0:2::3ff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::400/118","hosts":"1024","first_host":"2001:db8:0:2::400","last_host":"2001:db8:0:2::7ff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::800/117","hosts":"2048","first_host":"2001:db8:0:2::800","last_host":"2001:db8:0:2::fff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::1000/116","hosts":"4096","first_host":"2001:db8:0:2::1000","last_host":"2001:db8:0:2::1fff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::2000/115","hosts":"8192","first_host":"2001:db8:0:2::2000","last_host":"2001:db8:0:2::3fff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::4000/114","hosts":"16384","first_host":"2001:db8:0:2::4000","last_host":"2001:db8:0:2::7fff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::8000/113","hosts":"32768","first_host":"2001:db8:0:2::8000","last_host":"2001:db8:0:2::ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::1:0/112","hosts":"65536","first_host":"2001:db8:0:2::1:0","last_host":"2001:db8:0:2::1:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::2:0/111","hosts":"131072","first_host":"2001:db8:0:2::2:0","last_host":"2001:db8:0:2::3:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::4:0/110","hosts":"262144","first_host":"2001:db8:0:2::4:0","last_host":"2001:db8:0:2::7:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::8:0/109","hosts":"524288","first_host":"2001:db8:0:2::8:0","last_host":"2001:db8:0:2::f:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::10:0/108","hosts":"1048576","first_host":"2001:db8:0:2::10:0","last_host":"2001:db8:0:2::1f:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::20:0/107","hosts":"2097152","first_host":"2001:db8:0:2::20:0","last_host":"2001:db8:0:2::3f:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::40:0/106","hosts":"4194304","first_host":"2001:db8:0:2::40:0","last_host":"2001:db8:0:2::7f:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::80:0/105","hosts":"8388608","first_host":"2001:db8:0:2::80:0","last_host":"2001:db8:0:2::ff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::100:0/104","hosts":"16777216","first_host":"2001:db8:0:2::100:0","last_host":"2001:db8:0:2::1ff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::200:0/103","hosts":"33554432","first_host":"2001:db8:0:2::200:0","last_host":"2001:db8:0:2::3ff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::400:0/102","hosts":"67108864","first_host":"2001:db8:0:2::400:0","last_host":"2001:db8:0:2::7ff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::800:0/101","hosts":"134217728","first_host":"2001:db8:0:2::800:0","last_host":"2001:db8:0:2::fff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::1000:0/100","hosts":"268435456","first_host":"2001:db8:0:2::1000:0","last_host":"2001:db8:0:2::1fff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::2000:0/99","hosts":"536870912","first_host":"2001:db8:0:2::2000:0","last_host":"2001:db8:0:2::3fff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::4000:0/98","hosts":"1073741824","first_host":"2001:db8:0:2::4000:0","last_host":"2001:db8:0:2::7fff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2::8000:0/97","hosts":"2147483648","first_host":"2001:db8:0:2::8000:0","last_host":"2001:db8:0:2::ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:1::/96","hosts":"4294967296","first_host":"2001:db8:0:2:0:1::","last_host":"2001:db8:0:2:0:1:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:2::/95","hosts":"8589934592","first_host":"2001:db8:0:2:0:2::","last_host":"2001:db8:0:2:0:3:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:4::/94","hosts":"17179869184","first_host":"2001:db8:0:2:0:4::","last_host":"2001:db8:0:2:0:7:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:8::/93","hosts":"34359738368","first_host":"2001:db8:0:2:0:8::","last_host":"2001:db8:0:2:0:f:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:10::/92","hosts":"68719476736","first_host":"2001:db8:0:2:0:10::","last_host":"2001:db8:0:2:0:1f:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:20::/91","hosts":"137438953472","first_host":"2001:db8:0:2:0:20::","last_host":"2001:db8:0:2:0:3f:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:40::/90","hosts":"274877906944","first_host":"2001:db8:0:2:0:40::","last_host":"2001:db8:0:2:0:7f:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:80::/89","hosts":"549755813888","first_host":"2001:db8:0:2:0:80::","last_host":"2001:db8:0:2:0:ff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:100::/88","hosts":"1099511627776","first_host":"2001:db8:0:2:0:100::","last_host":"2001:db8:0:2:0:1ff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:200::/87","hosts":"2199023255552","first_host":"2001:db8:0:2:0:200::","last_host":"2001:db8:0:2:0:3ff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:400::/86","hosts":"4398046511104","first_host":"2001:db8:0:2:0:400::","last_host":"2001:db8:0:2:0:7ff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:800::/85","hosts":"8796093022208","first_host":"2001:db8:0:2:0:800::","last_host":"2001:db8:0:2:0:fff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:1000::/84","hosts":"17592186044416","first_host":"2001:db8:0:2:0:1000::","last_host":"2001:db8:0:2:0:1fff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:2000::/83","hosts":"35184372088832","first_host":"2001:db8:0:2:0:2000::","last_host":"2001:db8:0:2:0:3fff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:4000::/82","hosts":"70368744177664","first_host":"2001:db8:0:2:0:4000::","last_host":"2001:db8:0:2:0:7fff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:0:8000::/81","hosts":"140737488355328","first_host":"2001:db8:0:2:0:8000::","last_host":"2001:db8:0:2:0:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:1::/80","hosts":"281474976710656","first_host":"2001:db8:0:2:1::","last_host":"2001:db8:0:2:1:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:2::/79","hosts":"562949953421312","first_host":"2001:db8:0:2:2::","last_host":"2001:db8:0:2:3:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:4::/78","hosts":"1125899906842624","first_host":"2001:db8:0:2:4::","last_host":"2001:db8:0:2:7:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:8::/77","hosts":"2251799813685248","first_host":"2001:db8:0:2:8::","last_host":"2001:db8:0:2:f:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:10::/76","hosts":"4503599627370496","first_host":"2001:db8:0:2:10::","last_host":"2001:db8:0:2:1f:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:20::/75","hosts":"9007199254740992","first_host":"2001:db8:0:2:20::","last_host":"2001:db8:0:2:3f:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:40::/74","hosts":"18014398509481984","first_host":"2001:db8:0:2:40::","last_host":"2001:db8:0:2:7f:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:80::/73","hosts":"36028797018963968","first_host":"2001:db8:0:2:80::","last_host":"2001:db8:0:2:ff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:100::/72","hosts":"72057594037927936","first_host":"2001:db8:0:2:100::","last_host":"2001:db8:0:2:1ff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:200::/71","hosts":"144115188075855872","first_host":"2001:db8:0:2:200::","last_host":"2001:db8:0:2:3ff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:400::/70","hosts":"288230376151711744","first_host":"2001:db8:0:2:400::","last_host":"2001:db8:0:2:7ff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:800::/69","hosts":"576460752303423488","first_host":"2001:db8:0:2:800::","last_host":"2001:db8:0:2:fff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:1000::/68","hosts":"1152921504606846976","first_host":"2001:db8:0:2:1000::","last_host":"2001:db8:0:2:1fff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:2000::/67","hosts":"2305843009213693952","first_host":"2001:db8:0:2:2000::","last_host":"2001:db8:0:2:3fff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:4000::/66","hosts":"4611686018427387904","first_host":"2001:db8:0:2:4000::","last_host":"2001:db8:0:2:7fff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2:8000::/65","hosts":"9223372036854775808","first_host":"2001:db8:0:2:8000::","last_host":"2001:db8:0:2:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:3::/64","hosts":"18446744073709551616","first_host":"2001:db8:0:3::","last_host":"2001:db8:0:3:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:4::/62","hosts":"73786976294838206464","first_host":"2001:db8:0:4::","last_host":"2001:db8:0:7:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:8::/61","hosts":"147573952589676412928","first_host":"2001:db8:0:8::","last_host":"2001:db8:0:f:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:10::/60","hosts":"295147905179352825856","first_host":"2001:db8:0:10::","last_host":"2001:db8:0:1f:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:20::/59","hosts":"590295810358705651712","first_host":"2001:db8:0:20::","last_host":"2001:db8:0:3f:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:40::/58","hosts":"1180591620717411303424","first_host":"2001:db8:0:40::","last_host":"2001:db8:0:7f:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:80::/57","hosts":"2361183241434822606848","first_host":"2001:db8:0:80::","last_host":"2001:db8:0:ff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:100::/56","hosts":"4722366482869645213696","first_host":"2001:db8:0:100::","last_host":"2001:db8:0:1ff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:200::/55","hosts":"9444732965739290427392","first_host":"2001:db8:0:200::","last_host":"2001:db8:0:3ff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:400::/54","hosts":"18889465931478580854784","first_host":"2001:db8:0:400::","last_host":"2001:db8:0:7ff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:800::/53","hosts":"37778931862957161709568","first_host":"2001:db8:0:800::","last_host":"2001:db8:0:fff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:1000::/52","hosts":"75557863725914323419136","first_host":"2001:db8:0:1000::","last_host":"2001:db8:0:1fff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:2000::/51","hosts":"151115727451828646838272","first_host":"2001:db8:0:2000::","last_host":"2001:db8:0:3fff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:4000::/50","hosts":"302231454903657293676544","first_host":"2001:db8:0:4000::","last_host":"2001:db8:0:7fff:ffff:ffff:ffff:ffff","kind":"free"}
> {"name":null,"need":null,"prefix":"2001:db8:0:8000::/49","hosts":"604462909807314587353088","first_host":"2001:db8:0:8000::","last_host":"2001:db8:0:ffff:ffff:ffff:ffff:ffff","kind":"free"}

$ netkit cidr plan 192.0.2.0/24 --need a=100,b=50 --used 192.0.2.0/28 --explain
> The largest first, equal ones as given:
> 1. a
>    100 hosts + network and broadcast: 2^7 = 128 addresses, a /25
>    at the lowest free multiple of it: 192.0.2.128/25
> 2. b
>    50 hosts + network and broadcast: 2^6 = 64 addresses, a /26
>    at the lowest free multiple of it: 192.0.2.64/26
> 
>   192.0.2.0/24
>   ####............BBBBBBBBBBBBBBBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
>   A 192.0.2.128/25                              a
>   B 192.0.2.64/26                               b
>   # used   . free

$ netkit cidr plan 192.0.2.0/24 --need a=200,b=100 --explain
> The largest first, equal ones as given:
> 1. a
>    200 hosts + network and broadcast: 2^8 = 256 addresses, a /24
>    at the lowest free multiple of it: 192.0.2.0/24
> 2. b
>    100 hosts + network and broadcast: 2^7 = 128 addresses, a /25
>    no free place is large enough
> 
>   192.0.2.0/24
>   AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
>   A 192.0.2.0/24                                a
>   B does not fit                                b
>   # used   . free
! netkit: b does not fit: no free /25 is left
? 1

$ netkit cidr plan 192.0.2.0/24
! netkit: --need is missing: which networks, and for how many hosts?
! netkit: see: netkit cidr plan --help
? 2

$ netkit cidr plan 192.0.2.0/24 --need a
! netkit: 'a': expected NAME=HOSTS or NAME=/LENGTH
!     netkit cidr plan 192.0.2.0/24 --need a
!                                          ^
? 2

$ netkit cidr plan 192.0.2.0/24 --need a=0
! netkit: a network for 0 hosts needs no room
!     netkit cidr plan 192.0.2.0/24 --need a=0
!                                            ^
? 2

$ netkit cidr plan 192.0.2.0/24 --need a=1,
! netkit: '': expected NAME=HOSTS or NAME=/LENGTH
!     netkit cidr plan 192.0.2.0/24 --need a=1,
!                                              ^
? 2

$ netkit cidr plan 192.0.2.0/24 --need a=x
! netkit: 'x' is neither a number of hosts nor a /length
!     netkit cidr plan 192.0.2.0/24 --need a=x
!                                            ^
? 2

$ netkit cidr plan 192.0.2.0/24 --need a=/33
! netkit: a asks for a /33, which IPv4 does not have
? 2

$ netkit cidr plan 192.0.2.0/24 2001:db8::/64 --need a=1
! netkit: the pool has both families: plan one at a time, with -4 or -6
! netkit: see: netkit cidr plan --help
? 2

$ netkit cidr plan -4 192.0.2.0/30 2001:db8::/64 --need a=1
> a            1      192.0.2.0/30       2        192.0.2.1       192.0.2.2       assigned

$ netkit cidr plan 192.0.2.0/25 198.51.100.0/25 --need a=60,b=60,c=60,d=60,e=2
> a            60     192.0.2.0/26       62       192.0.2.1       192.0.2.62      assigned
> b            60     192.0.2.64/26      62       192.0.2.65      192.0.2.126     assigned
> c            60     198.51.100.0/26    62       198.51.100.1    198.51.100.62   assigned
> d            60     198.51.100.64/26   62       198.51.100.65   198.51.100.126  assigned
> e            2      -                  -        -               -               assigned
! netkit: e does not fit: no free /30 is left
? 1

| used
+ 10.0.0.0/26 old lan
+ 10.0.1.0/24 elsewhere
$ netkit cidr plan 10.0.0.0/24 --need a=100 --used @used -o csv
> name,need,prefix,hosts,first_host,last_host,kind
> a,100,10.0.0.128/25,126,10.0.0.129,10.0.0.254,assigned
> old lan,,10.0.0.0/26,62,10.0.0.1,10.0.0.62,used
> ,,10.0.0.64/26,62,10.0.0.65,10.0.0.126,free

$ netkit cidr plan 192.0.2.0/24 --need a=100 -o svg | head -3
> <svg xmlns="http://www.w3.org/2000/svg" width="740" height="100" viewBox="0 0 740 100" role="img">
> <title>address plan</title>
> <desc>192.0.2.0/24

$ netkit cidr plan 10.0.0.0/24 --need "$(printf "a\033[31m")=5" --explain | head -2
> The largest first, equal ones as given:
> 1. a\x1b[31m

