|| nets
+ 10.0.0.0/24 a
+ 10.0.0.128/25
+ # x
+ 10.0.1.7/24
+ 192.168.0.0/30
+ 8.8.8.0/24

$ netkit cidr check @nets
> nets:2: overlap: 10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24 (nets:1)
> nets:4: host-bits: 10.0.1.7/24 has host bits set: the network is 10.0.1.0/24
? 1

$ netkit cidr check @nets --report tap
> TAP version 14
> ok 1 - 10.0.0.0/24
> not ok 2 - 10.0.0.128/25
>   ---
>   findings:
>   - finding: overlap
>     detail: "10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24 (nets:1)"
>     other: "10.0.0.0/24"
>     file: "nets"
>     line: 2
>   ...
> not ok 3 - 10.0.1.7/24
>   ---
>   findings:
>   - finding: host-bits
>     detail: "10.0.1.7/24 has host bits set: the network is 10.0.1.0/24"
>     file: "nets"
>     line: 4
>   ...
> ok 4 - 192.168.0.0/30
> ok 5 - 8.8.8.0/24
> 1..5
? 1

$ netkit cidr check @nets --report junit
> <?xml version="1.0" encoding="UTF-8"?>
> <testsuites>
>   <testsuite name="netkit cidr check" tests="5" failures="2" errors="0">
>     <testcase classname="netkit cidr check" name="10.0.0.0/24" file="nets"/>
>     <testcase classname="netkit cidr check" name="10.0.0.128/25" file="nets">
>       <failure type="overlap" message="nets:2: 10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24 (nets:1)"/>
>     </testcase>
>     <testcase classname="netkit cidr check" name="10.0.1.7/24" file="nets">
>       <failure type="host-bits" message="nets:4: 10.0.1.7/24 has host bits set: the network is 10.0.1.0/24"/>
>     </testcase>
>     <testcase classname="netkit cidr check" name="192.168.0.0/30" file="nets"/>
>     <testcase classname="netkit cidr check" name="8.8.8.0/24" file="nets"/>
>   </testsuite>
> </testsuites>
? 1

$ netkit cidr check @nets --report github
> ::error file=nets,line=2,title=overlap::10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24 (nets:1)
> ::error file=nets,line=4,title=host-bits::10.0.1.7/24 has host bits set: the network is 10.0.1.0/24
? 1

$ netkit cidr check @nets --json
> {"file":"nets","line":2,"item":"10.0.0.128/25","finding":"overlap","other":"10.0.0.0/24","detail":"10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24 (nets:1)"}
> {"file":"nets","line":4,"item":"10.0.1.7/24","finding":"host-bits","other":null,"detail":"10.0.1.7/24 has host bits set: the network is 10.0.1.0/24"}
? 1

$ netkit cidr check @nets --disjoint
> nets:2: overlap: 10.0.0.128/25 shares 10.0.0.128/25 with 10.0.0.0/24 (nets:1)
? 1

$ netkit cidr check @nets --canonical
> nets:4: host-bits: 10.0.1.7/24 has host bits set: the network is 10.0.1.0/24
? 1

$ netkit cidr check @nets --private
> nets:6: not-private: 8.8.8.0/24 is not in private space (RFC 1918, RFC 4193)
? 1

$ netkit cidr check @nets --within 10.0.0.0/8 --within 192.168.0.0/16
> nets:6: outside: 8.8.8.0/24 does not lie wholly in 10.0.0.0/8 and 192.168.0.0/16
? 1

$ netkit cidr check @nets --within 10.0.0.0/8 --min-free 16777000
> nets:5: outside: 192.168.0.0/30 does not lie wholly in 10.0.0.0/8
> nets:6: outside: 8.8.8.0/24 does not lie wholly in 10.0.0.0/8
> too-full: 16776704 addresses of 10.0.0.0/8 are free, at least 16777000 have to be
? 1

$ netkit cidr check @nets --within 10.0.0.0/8 --min-free 16777000 --json --fields item,finding,detail
> {"item":"192.168.0.0/30","finding":"outside","detail":"192.168.0.0/30 does not lie wholly in 10.0.0.0/8"}
> {"item":"8.8.8.0/24","finding":"outside","detail":"8.8.8.0/24 does not lie wholly in 10.0.0.0/8"}
> {"item":"10.0.0.0/8","finding":"too-full","detail":"16776704 addresses of 10.0.0.0/8 are free, at least 16777000 have to be"}
? 1

$ netkit cidr check --min-free 5 @nets
! netkit: --min-free counts what is free of --within, which is missing
! netkit: see: netkit cidr check --help
? 2

$ netkit cidr check --within 10.0.0.0/8 --min-free x @nets
! netkit: 'x' is not a count: expected decimal digits
!     netkit cidr check --within 10.0.0.0/8 --min-free x @nets
!                                                      ^
? 2

$ netkit cidr check 10.0.0.0/24 10.0.1.0/24

$ netkit cidr check --report tap 10.0.0.0/24 10.0.1.0/24 ::/0
> TAP version 14
> ok 1 - 10.0.0.0/24
> ok 2 - 10.0.1.0/24
> ok 3 - ::/0
> 1..3

$ netkit cidr check - < /dev/null

$ netkit cidr check --report tap - < /dev/null
> TAP version 14
> 1..0

$ netkit cidr check --exit-zero 10.0.0.0/24 10.0.0.0/25
> overlap: 10.0.0.0/25 shares 10.0.0.0/25 with 10.0.0.0/24

$ netkit cidr check -q 10.0.0.0/24 10.0.0.0/25
? 1

$ netkit cidr check -
< 10.0.0.0/24
< bad
< 10.0.0.0/24
> standard input:3: overlap: 10.0.0.0/24 shares 10.0.0.0/24 with 10.0.0.0/24 (standard input:1)
! netkit: standard input:2:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr check @missing
! netkit: cannot open 'missing': No such file or directory
? 3

$ netkit cidr check --json --report tap 10.0.0.0/8
! netkit: --report is text of its own: it does not go with --output
! netkit: see: netkit cidr check --help
? 2

$ netkit cidr check 2001:db8::/32 2001:db8::/48 ::1
> overlap: 2001:db8::/48 shares 2001:db8::/48 with 2001:db8::/32
? 1

# a line that cannot be read is in the report too
$ netkit cidr check - --report junit
< 10.0.0.0/24
< foo & bar
> <?xml version="1.0" encoding="UTF-8"?>
> <testsuites>
>   <testsuite name="netkit cidr check" tests="2" failures="1" errors="0">
>     <testcase classname="netkit cidr check" name="foo" file="standard input">
>       <failure type="malformed" message="standard input:2:1: &apos;foo&apos; is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"/>
>     </testcase>
>     <testcase classname="netkit cidr check" name="10.0.0.0/24" file="standard input"/>
>   </testsuite>
> </testsuites>
! netkit: standard input:2:1: 'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr check - --report tap
< 10.0.0.0/24
< foo
> TAP version 14
> not ok 1 - foo
>   ---
>   findings:
>   - finding: malformed
>     detail: "'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"
>     file: "standard input"
>     line: 2
>     column: 1
>   ...
> ok 2 - 10.0.0.0/24
> 1..2
! netkit: standard input:2:1: 'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr check - --report github
< 10.0.0.0/24
<  10.0.0.256
> ::error file=standard input,line=2,col=9,title=malformed::'10.0.0.256' is not an IPv4 address: octet 4 is 256, the maximum is 255
! netkit: standard input:2:9: '10.0.0.256' is not an IPv4 address: octet 4 is 256, the maximum is 255; line skipped
? 2

$ netkit cidr check --report tap foo 10.0.0.0/8
> TAP version 14
> not ok 1 - foo
>   ---
>   findings:
>   - finding: malformed
>     detail: "'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"
>   ...
> ok 2 - 10.0.0.0/8
> 1..2
! netkit: 'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr check --report tap foo 10.0.0.0/8
!                                    ^~~
? 2

$ netkit cidr check - --within -
< 10.0.0.1
! netkit: standard input is asked for twice, and can be read only once
! netkit: see: netkit cidr check --help
? 2

$ netkit cidr check --private ::ffff:10.0.0.1 ::ffff:8.8.8.8
> not-private: ::ffff:8.8.8.8 is not in private space (RFC 1918, RFC 4193)
? 1


# A pair for every two of many equal lines: memory is bounded, and -q needs one.
$ yes 10.0.0.0/8 | head -200000 | timeout 60 netkit cidr check - | head -1
> standard input:2: overlap: 10.0.0.0/8 shares 10.0.0.0/8 with 10.0.0.0/8 (standard input:1)

$ yes 10.0.0.0/8 | head -200000 | timeout 5 netkit cidr check -q -
? 1
