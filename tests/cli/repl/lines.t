# words as in a shell, several commands a line, with the program's name or without
$ netkit repl -c 'cidr sort 10.0.0.2 10.0.0.1; netkit cidr sort "10.0.0.3" # the rest is a comment; cidr sort 10.0.0.9'
> 10.0.0.1
> 10.0.0.2
> 10.0.0.3

$ netkit repl -c "cidr sort '10.0.0.1;'"
~ '10.0.0.1;' is not an IPv4 address
? 2

$ netkit repl -c "$(printf 'cidr sort 10.0.0.1\ncidr sort 10.0.0.2\n')"
> 10.0.0.1
> 10.0.0.2

# a file, the prompt's own words for a script, CRLF, no last newline
$ printf 'ci so 10.0.0.1\r\n\r\n# note\r\nexit\r\ncidr sort 10.0.0.2' | netkit repl
> 10.0.0.1

$ printf 'cidr sort 10.0.0.1' | netkit
> 10.0.0.1

# the first status of 2 ends a script, also in the midst of a line; the worst wins
$ netkit repl -c 'cidr contains 10.0.0.0/8 11.0.0.1 -q; cidr sort x; cidr sort 10.0.0.1'
~ 'x' is not
? 2

$ netkit repl --keep-going -c 'cidr contains 10.0.0.0/8 11.0.0.1 -q; cidr sort x; cidr sort 10.0.0.1'
> 10.0.0.1
~ 'x' is not
? 2

$ netkit repl --keep-going -c 'cidr sort x' -c 'cidr sort 10.0.0.1'
> 10.0.0.1
~ 'x' is not
? 2

$ printf 'cidr contains 10.0.0.0/8 11.0.0.1\ncidr sort 10.0.0.1\n' | netkit repl
> 11.0.0.1	no
> 10.0.0.1
? 1

# a message names the place; a caret stands under the token
$ printf '\ncidr sort $3\n' | netkit repl
! netkit: standard input:2: there is no result yet
!     cidr sort $3
!               ^~
? 2

$ netkit repl -c 'cidr sort "10.0.0.1'
! netkit: -c:1: the quote is not closed
!     cidr sort "10.0.0.1
!               ^~~~~~~~~
? 2

$ netkit repl -c 'cidr sort 10.0.0.256'
! netkit: -c:1: '10.0.0.256' is not an IPv4 address: octet 4 is 256, the maximum is 255
!     netkit cidr sort 10.0.0.256
!                             ^~~
? 2

# unique prefixes, and what an ambiguous one could be; a whole name goes first
$ netkit repl -c 'ci agg 10.0.0.0/9 10.128.0.0/9; c'
> 10.0.0.0/8
! netkit: -c:1: 'c' could be cidr, completion
!     ci agg 10.0.0.0/9 10.128.0.0/9; c
!                                     ^
? 2

$ netkit repl -c 'cidr s 10.0.0.1'
! netkit: -c:1: 's' could be show, split, supernet, sort
!     cidr s 10.0.0.1
!          ^
? 2

# the command line itself takes none
$ netkit ci show 10.0.0.1
~ 'ci' is no command: did you mean 'cidr'?
? 2

# words of the default verb are no prefixes
$ netkit repl -c 'cidr 10.0.0.1 --fields prefix'
> 10.0.0.1/32

# the session is no command of itself
$ netkit repl -c 'repl'
~ this is the session already
? 2

$ netkit repl -c 'cidr sort > '
! netkit: -c:1: a file is missing behind '>'
!     cidr sort > 
!               ^
? 2

$ netkit repl -c '| cat'
~ a command is missing in front of this
? 2

$ netkit repl -c 'version | '
~ a command is missing behind '|'
? 2

# standard input of a script has no lines for its commands; with -c it has
$ netkit repl
< cidr sort -
< 10.0.0.1
~ '10.0.0.1' is no command
? 2

$ netkit repl -c 'cidr sort -'
< 10.0.0.2
< 10.0.0.1
> 10.0.0.1
> 10.0.0.2
