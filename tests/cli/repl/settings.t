$ netkit repl -c 'set output json; cidr sort 10.0.0.1; cidr sort 10.0.0.1 -o tsv; set output default; cidr sort 10.0.0.1'
> {"input":"10.0.0.1","item":"10.0.0.1","first":"10.0.0.1","last":"10.0.0.1","addresses":"1","label":null}
> 10.0.0.1
> 10.0.0.1

# an explanation is for people: it goes where text is asked for, and where there is one
$ netkit repl -c 'set explain on; cidr show 10.0.0.0/31 --json --fields prefix; route export -t sample:textbook --to ip | head -1; set out json; cidr show 10.0.0.0/31 --fields prefix'
> {"prefix":"10.0.0.0/31"}
> route add 192.168.0.0/16 proto boot dev eth1
> {"prefix":"10.0.0.0/31"}

$ netkit repl -c 'set explain on; set ascii on; cidr show 10.0.0.0/31 | head -1'
> address    10.0.0.0         00001010.00000000.00000000.0000000|0

$ netkit repl -c 'set out svg; cidr sort 10.0.0.1; cidr show 10.0.0.1 | head -c 4; version | tail -1'
> 10.0.0.1
> <svgiana    2025-10-09

# the server of questions, and its port
$ netkit repl -c 'set server 127.0.0.1; set port 1; set timeout 5s; dns query a.test --json --fields error | cat'
~ 127.0.0.1#1
> {"error":"unreachable"}
? 3

$ netkit repl -c 'set server 127.0.0.1; set family 4; set timeout 2s; show settings'
> output    default           how results are written: text, json, csv, tsv
> explain   off               show the working, step by step
> ascii     off               no character above 127 in pictures
> color     default           auto, always or never
> family    4                 one address family only
> port      default           the port of the name servers
> server    127.0.0.1         the name server that dns asks
> timeout   2s                give up after 500ms, 5s, 2m

$ netkit repl -c 'set output yaml'
~ --output takes one of text, json, csv
? 2

$ netkit repl -c 'set explain maybe'
~ set explain takes on|off, not 'maybe'
? 2

$ netkit repl -c 'set nothing on'
~ there is no setting 'nothing'
? 2

$ netkit repl -c 'set port 70000'
~ --port takes a whole number from 1 to 65535
? 2

# Options that do not go with --explain keep the setting away.
$ netkit repl -c 'set explain on; cidr check --report tap 10.0.0.0/24; cidr aggregate --count 10.0.0.0/24; cidr aggregate --as acl 10.0.0.7; set output json; cidr aggregate --count 10.0.0.0/24'
> TAP version 14
> ok 1 - 10.0.0.0/24
> 1..1
> 256
> ip access-list standard netkit4
>  permit 10.0.0.7 0.0.0.0
> exit
> {"addresses":"256"}

$ netkit repl -c 'set explain on; route check --report tap -t sample:textbook; route aggregate --count -t sample:textbook'
> TAP version 14
> ok 1 - 192.168.0.0/16
> ok 2 - 192.168.1.0/24
> ok 3 - 192.168.1.32/27
> 1..3
> 3
