|| table
+ default via 192.0.2.1 dev eth0
+ 192.0.2.0/24 dev eth0
+ 10.0.0.0/8 via 192.0.2.2 dev eth0
+ 10.1.0.0/16 via 192.0.2.2 dev eth0
+ 10.1.0.0/16 via 192.0.2.3 dev eth0
+ 10.2.0.7/16 via 198.51.100.1
+ 172.16.0.0/12 via 172.16.0.1
+ blackhole 100.64.0.0/10
+ 100.65.0.0/16 via 192.0.2.9

$ netkit route check -t table
> table:4: redundant: 10.1.0.0/16 is covered with the same result by 10.0.0.0/8 via 192.0.2.2 dev eth0 (table:3)
> table:5: duplicate: 10.1.0.0/16 stands there already: 10.1.0.0/16 via 192.0.2.2 dev eth0 (table:4)
> table:6: host-bits: 10.2.0.7/16 has host bits set: the network is 10.2.0.0/16
> table:6: unreachable-next-hop: the next hop 198.51.100.1 of 10.2.0.7/16 is on no connected network, nor behind one
> table:7: next-hop-loop: the next hop 172.16.0.1 of 172.16.0.0/12 is resolved in a circle, by 172.16.0.0/12 via 172.16.0.1 (table:7)
> table:9: in-blackhole: 100.65.0.0/16 lies in blackhole 100.64.0.0/10 (table:8)
? 1

$ netkit route check -t table --duplicate --json
> {"file":"table","line":5,"prefix":"10.1.0.0/16","finding":"duplicate","other":"10.1.0.0/16","detail":"10.1.0.0/16 stands there already: 10.1.0.0/16 via 192.0.2.2 dev eth0 (table:4)"}
? 1

$ netkit route check -t table --host-bits --in-blackhole -o tsv --fields line,prefix,finding,other
> 6	10.2.0.7/16	host-bits	-
> 9	100.65.0.0/16	in-blackhole	100.64.0.0/10
? 1

$ netkit route check -t table --redundant -o csv --fields prefix,other
> prefix,other
> 10.1.0.0/16,10.0.0.0/8
? 1

$ netkit route check -t table --unreachable-next-hop --next-hop-loop --fields prefix,other
> 10.2.0.7/16	198.51.100.1
> 172.16.0.0/12	172.16.0.1
? 1

$ netkit route check -t table --report github --redundant
> ::error file=table,line=4,title=redundant::10.1.0.0/16 is covered with the same result by 10.0.0.0/8 via 192.0.2.2 dev eth0 (table:3)
? 1

$ printf '10.0.0.0/8 a\n10.1.0.0/16 a\n' | netkit route check -t - --report tap
> TAP version 14
> ok 1 - 10.0.0.0/8
> not ok 2 - 10.1.0.0/16
>   ---
>   findings:
>   - finding: redundant
>     detail: "10.1.0.0/16 is covered with the same result by 10.0.0.0/8 a (standard input:1)"
>     other: "10.0.0.0/8"
>     file: "standard input"
>     line: 2
>   ...
> 1..2
? 1

$ printf '10.0.0.0/8 a\n10.1.0.0/16 a\n' | netkit route check -t - --fields file,line
> -	2
? 1

$ printf '10.0.0.0/8 a\n10.1.0.0/16 a\n' | netkit route check -t - --report junit
> <?xml version="1.0" encoding="UTF-8"?>
> <testsuites>
>   <testsuite name="netkit route check" tests="2" failures="1" errors="0">
>     <testcase classname="netkit route check" name="10.0.0.0/8" file="standard input"/>
>     <testcase classname="netkit route check" name="10.1.0.0/16" file="standard input">
>       <failure type="redundant" message="standard input:2: 10.1.0.0/16 is covered with the same result by 10.0.0.0/8 a (standard input:1)"/>
>     </testcase>
>   </testsuite>
> </testsuites>
? 1

# a line that cannot be read is a finding of a report for machines too
$ printf '10.0.0.0/8 a\n10.1.0.0/33 b\n' | netkit route check -t - --report github
> ::error file=standard input,line=2,col=10,title=malformed::prefix length 33 is too long: the maximum for IPv4 is 32
~ line skipped
? 2

$ printf '10.0.0.0/8 a\n10.1.0.0/33 b\n' | netkit route check -t - --report tap
> TAP version 14
> not ok 1 - 10.1.0.0/33 b
>   ---
>   findings:
>   - finding: malformed
>     detail: "prefix length 33 is too long: the maximum for IPv4 is 32"
>     file: "standard input"
>     line: 2
>     column: 10
>   ...
> ok 2 - 10.0.0.0/8
> 1..2
~ line skipped
? 2

$ printf '10.0.0.0/8 a\n10.1.0.0/33 b\n' | netkit route check -t -
~ standard input:2:10
? 2

$ printf '10.0.0.0/8 a\n10.1.0.0/16 a\n::/0 a\n::1/128 a\n' | netkit route check -6 -t - --fields prefix
> ::1/128
? 1

# families and table numbers do not mix
$ printf '10.0.0.0/8 dev a\n10.0.0.0/8 dev a table 7\n10.1.0.0/16 dev a table 9\n::/0 dev a\n' | netkit route check -t -

# two files: the second one is at fault, with its own name and line
$ printf '10.0.0.0/8 a\n' > one; printf '# x\n10.0.0.0/8 a\n' > two; netkit route check -t one -t two
> two:2: duplicate: 10.0.0.0/8 stands there already: 10.0.0.0/8 a (one:1)
? 1

$ netkit route check -t /dev/null

$ netkit route check -t /dev/null --report tap
> TAP version 14
> 1..0

$ netkit route check -t sample:textbook

$ netkit route check -q -t table
? 1

$ netkit route check --exit-zero -q -t table

$ netkit route check -t table --report tap --json
~ does not go with --output
? 2

$ netkit route check -t table --report html
~ report
? 2

$ netkit route check -t nowhere
~ cannot open
? 3

# what the kernel makes by itself is no mistake: addresses within local's 127.0.0.0/8, a link-local network a device
| table
+ local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1
+ local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1
+ fe80::/64 dev e0 proto kernel metric 256
+ fe80::/64 dev e1 proto kernel metric 256
+ fe80::/64 dev e0 proto kernel metric 256
$ netkit route check -t table
> table:5: duplicate: fe80::/64 stands there already: fe80::/64 dev e0 proto kernel metric 256 (table:3)
? 1

$ printf 'what is this\n' | netkit route check -t -
! netkit: standard input is in no format that is known; --format NAME forces one
? 2
