$ netkit --version
> netkit 0.1.0

$ netkit -V
> netkit 0.1.0

$ netkit cidr --version
> netkit 0.1.0

$ netkit cidr show -V
> netkit 0.1.0

$ netkit version --json | cut -d, -f1
> {"version":"0.1.0"

$ netkit help nonsense
! netkit: there is no command of that name
!     netkit help nonsense
!                 ^~~~~~~~
? 2

$ netkit nonsense
! netkit: 'nonsense' is no command
!     netkit nonsense
!            ^~~~~~~~
? 2

$ netkit cird show 10.0.0.1
! netkit: 'cird' is no command: did you mean 'cidr'?
!     netkit cird show 10.0.0.1
!            ^~~~
? 2

$ netkit --nonsense
! netkit: '--nonsense' is no option before the command
!     netkit --nonsense
!            ^~~~~~~~~~
? 2

$ netkit cidr
! Usage: netkit cidr VERB [OPTION]... [OPERAND]...
! 
! Works on IPv4 and IPv6 addresses, prefixes, ranges and sets of them. Counts are
! exact up to 2^128.
! 
! Verbs:
!   show        all facts of a prefix, address or range
!   split       the equal subnets of a prefix
!   plan        VLSM: room for networks of different sizes
!   next        the first free prefixes of a length
!   supernet    the smallest single prefix that covers all
!   aggregate   the fewest prefixes that are exactly the set
!   exclude     the first set less all the others
!   intersect   the common part of all sets
!   diff        what went from one set to the other, and what came
!   list        each address of the items
!   match       the lines that hold an address in the set: a grep for networks
!   check       a CI assertion over a list of networks
!   contains    whether one set holds all of others
!   overlaps    every pair of items that shares an address
!   classify    the IANA special-purpose block of addresses
!   ptr         reverse names and zones, both ways
!   sort        items in numeric order
!   mac         the facts of an EUI-48 or EUI-64
!   asn         an AS number in asplain, asdot and asdot+, and its kind
!   ula         a random unique local IPv6 prefix
!   embed       an IPv4 address put into an IPv6 one
!   extract     the IPv4 address in an IPv6 one
! 
! Without a verb, an operand that holds '.', ':', '/' or '@' goes to 'show'.
! More: netkit cidr VERB --help, and the manual page netkit-cidr(1).
! 
! Exit status: 0 done, or yes; 1 no; 2 the input is wrong; 3 the world failed.
? 2

$ netkit cidr sow 10.0.0.1
! netkit: 'sow' is no verb of this command: did you mean 'show'?
!     netkit cidr sow 10.0.0.1
!                 ^~~
? 2

$ netkit cidr show --filds address 10.0.0.1
! netkit: cidr show has no option --filds: did you mean '--fields'?
!     netkit cidr show --filds address 10.0.0.1
!                      ^~~~~~~
? 2

$ netkit cidr show -x 10.0.0.1
! netkit: cidr show has no option -x
!     netkit cidr show -x 10.0.0.1
!                       ^
? 2

$ netkit cidr show --jsonx
! netkit: cidr show has no option --jsonx: did you mean '--json'?
!     netkit cidr show --jsonx
!                      ^~~~~~~
? 2

$ netkit cidr show --json=yes 10.0.0.1
! netkit: this option takes no argument
!     netkit cidr show --json=yes 10.0.0.1
!                            ^~~~
? 2

$ netkit cidr show --fields
! netkit: --fields needs an argument: A,B
!     netkit cidr show --fields
!                      ^~~~~~~~
? 2

$ netkit cidr show -o
! netkit: --output needs an argument: FMT
!     netkit cidr show -o
!                      ^~
? 2

$ netkit cidr show -o xml 10.0.0.1
! netkit: --output takes one of text, json, csv, tsv, svg, dot, mermaid, not 'xml'
!     netkit cidr show -o xml 10.0.0.1
!                         ^~~
? 2

$ netkit cidr aggregate -o svg 10.0.0.1
! netkit: this verb has no picture to write as svg
!     netkit cidr aggregate -o svg 10.0.0.1
!                              ^~~
? 2

$ netkit route compile --explain table
! netkit: route compile has no option --explain
!     netkit route compile --explain table
!                          ^~~~~~~~~
? 2

$ netkit cidr show --format-version 1 --fields address 10.0.0.1
> 10.0.0.1

$ netkit cidr show --format-version 2 10.0.0.1
! netkit: --format-version takes a whole number from 1 to 1, not '2'
!     netkit cidr show --format-version 2 10.0.0.1
!                                       ^
? 2

$ netkit cidr show --timeout 5s 10.0.0.1
! netkit: cidr show has no option --timeout
!     netkit cidr show --timeout 5s 10.0.0.1
!                      ^~~~~~~~~
? 2

$ netkit cidr show --fields=address 10.0.0.1
> 10.0.0.1

$ netkit cidr show 10.0.0.1 --fields address
> 10.0.0.1

$ netkit cidr show -ojson --fields address 10.0.0.1
> {"address":"10.0.0.1"}

$ netkit cidr show -qo json 10.0.0.1

$ netkit cidr show --fields address -- 10.0.0.1
> 10.0.0.1

$ netkit cidr list --nth -1 10.0.0.0/30
> 10.0.0.3

$ netkit cidr --json --fields address 10.0.0.1
> {"address":"10.0.0.1"}

$ netkit cidr --fields address show 10.0.0.1
> 10.0.0.1

$ netkit cidr --fields address -- 10.0.0.1
> 10.0.0.1

$ netkit cidr 10.0.0.1 --fields address
> 10.0.0.1

| list
+ 10.0.0.1
$ netkit cidr --fields address @list
> 10.0.0.1

$ netkit cidr --fields address -
< 10.0.0.1
> 10.0.0.1

$ netkit cidr nothing
! netkit: 'nothing' is no verb of this command
!     netkit cidr nothing
!                 ^~~~~~~
? 2

$ netkit cidr show --color sometimes 10.0.0.1
! netkit: --color takes one of auto, always, never, not 'sometimes'
!     netkit cidr show --color sometimes 10.0.0.1
!                              ^~~~~~~~~
? 2

$ netkit cidr asn AS1 --color never
> 1	1	0.1	16	public

$ netkit completion
! netkit: completion needs SHELL
! netkit: usage: netkit completion [OPTION]... SHELL
? 2

$ netkit completion tcsh
! netkit: there is a completion script for bash, zsh and fish
!     netkit completion tcsh
!                       ^~~~
? 2

$ netkit completion bash zsh
! netkit: there is one operand too many
!     netkit completion bash zsh
!                            ^~~
! netkit: usage: netkit completion [OPTION]... SHELL
? 2

$ netkit version extra
! netkit: there is one operand too many
!     netkit version extra
!                    ^~~~~
! netkit: usage: netkit version [OPTION]...
? 2

$ netkit cidr show "$(printf '10.0.0.1\033[31m')"
! netkit: '10.0.0.1\x1b[31m' is not an address: it holds a control character
!     netkit cidr show '10.0.0.1\x1b[31m'
!                               ^~~~
? 2

$ netkit cidr show 'a b' "it's"
! netkit: 'a b' is not an address: it holds a blank
!     netkit cidr show 'a b' 'it'\''s'
!                        ^
! netkit: 'it's' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr show 'a b' 'it'\''s'
!                             ^~~~~~~
? 2

