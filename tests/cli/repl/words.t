# The session's own words: help on them, on a command, on a verb of whatever command
$ netkit repl -c 'help show | head -1; help dns | head -1; help ptr | head -1; help cidr sort | head -1; help list'
> show [settings | names | results]: what is set, what has a name, and $1, $2 ...
> Usage: netkit dns VERB [OPTION]... [OPERAND]...
> Usage: netkit cidr ptr [OPTION]... PREFIX...
> Usage: netkit cidr sort [OPTION]... ITEM...
> cidr list: each address of the items
> route list: the routes of a table
> tcp-state list: this machine's sockets in all 11 states
> lab list: what there is in the lab, and what each case shows

$ netkit repl -c 'help nothing'
! netkit: -c:1: there is no help on 'nothing': help alone lists the commands
? 2

$ netkit repl -c 'help cidr nothing'
! netkit: -c:1: there is no help on 'nothing': help alone lists the commands
? 2

$ netkit repl -c 'help cidr show x'
! netkit: -c:1: usage: help [COMMAND [VERB]]
? 2

# a name is given anew; another one begins with it
$ netkit repl -c 'let a=b; let ab = c d; let a = e; show names'
> $a = e
> $ab = c d

# what each word does not take
$ for line in let 'let a' 'let a =' 'let a=' 'let = c' 'let a = b= ; let a=b c' 'let 1a = b' 'let a-b = c' source 'source a b' 'exit now' 'show x' 'show names x'; do netkit repl -c "$line" 2>&1; echo $?; done
> netkit: -c:1: usage: let NAME = VALUE...
> 2
> netkit: -c:1: usage: let NAME = VALUE...
> 2
> netkit: -c:1: usage: let NAME = VALUE...
> 2
> netkit: -c:1: usage: let NAME = VALUE...
> 2
> netkit: -c:1: usage: let NAME = VALUE...
> 2
> netkit: -c:1: usage: let NAME = VALUE...
> 2
> netkit: -c:1: '1a' is no name: letters, digits and '_', no digit first
> 2
> netkit: -c:1: 'a-b' is no name: letters, digits and '_', no digit first
> 2
> netkit: -c:1: usage: source FILE
> 2
> netkit: -c:1: usage: source FILE
> 2
> netkit: -c:1: usage: exit
> 2
> netkit: -c:1: usage: show [settings | names | results]
> 2
> netkit: -c:1: usage: show [settings | names | results]
> 2

# settings: alone they are shown; by the beginning of a name, with = or without
$ netkit repl -c 'set port = 53; set fam 6; set serv @127.0.0.1; set' | sed -n '5,7p'
> family    6                 one address family only
> port      53                the port of the name servers
> server    127.0.0.1         the name server that dns asks

$ netkit repl -c 'set family 6; set family any; set port 53; set port default; set' | sed -n '5,6p'
> family    any               one address family only
> port      default           the port of the name servers

$ for line in 'set port' 'set port = 53 x' 'set port 1 2' 'set server -x' 'set server ""' 'set color x' 'set o' 'set family 5' 'set timeout x'; do netkit repl -c "$line" 2>&1; echo $?; done
> netkit: -c:1: usage: set port PORT
> 2
> netkit: -c:1: usage: set port PORT
> 2
> netkit: -c:1: usage: set port PORT
> 2
> netkit: -c:1: set server takes an address or a name
> 2
> netkit: -c:1: set server takes an address or a name
> 2
> netkit: -c:1: --color takes one of auto, always, never, not 'x'
> 2
> netkit: -c:1: usage: set output FMT
> 2
> netkit: -c:1: set family takes 4|6|any, not '5'
> 2
> netkit: -c:1: --timeout takes a time as 500ms, 5s or 2m, not 'x'
> 2

# the family goes where the command has none of its own
$ netkit repl -c 'set family 4; cidr sort 10.0.0.1 2001:db8::1; cidr sort -6 10.0.0.1 2001:db8::1; cidr sort --ipv6 10.0.0.1 2001:db8::1; cidr sort -4 10.0.0.1'
> 10.0.0.1
> 2001:db8::1
> 2001:db8::1
> 10.0.0.1

# a server that the line names holds
$ netkit repl -c 'set server 192.0.2.1; set timeout 5s; dns query a.test @127.0.0.1#1 --json --fields error | cat; dns query -q a.test @127.0.0.1#1'
~ 127.0.0.1#1
> {"error":"unreachable"}
? 3
