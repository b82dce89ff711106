# pipes and files
$ netkit repl -c 'cidr list 10.0.0.0/30 | sort -r | head -2; cidr sort 10.0.0.9'
> 10.0.0.3
> 10.0.0.2
> 10.0.0.9

$ netkit repl -c 'cidr sort 10.0.0.1 > out; cidr sort 10.0.0.2 >> out; cidr sort 10.0.0.3 > other' && cat out other
> 10.0.0.1
> 10.0.0.2
> 10.0.0.3

$ netkit repl -c 'cidr sort 10.0.0.1 > /nonexistent/out'
! netkit: -c:1: cannot write '/nonexistent/out': No such file or directory
? 3

# the status is that of the program, or netkit's; a reader that has enough is no failure
$ netkit repl -c 'cidr sort 10.0.0.1 | exit 1'
? 1

$ netkit repl -c 'cidr contains 10.0.0.0/8 11.0.0.1 | cat'
> 11.0.0.1	no
? 1

$ netkit repl -c 'cidr list 10.0.0.0/8 | head -1'
> 10.0.0.0

$ netkit repl -c 'version | echo "a;b"; version | wc -l'
> a;b
> 2

# results are kept all the same, and a full disk is told
$ netkit repl -c 'cidr sort 10.0.0.1 > out; cidr sort $1'
> 10.0.0.1

$ netkit repl -c 'cidr sort 10.0.0.1 > /dev/full'
! netkit: -c:1: cannot write to standard output: No space left on device
? 3

$ netkit repl -c 'cidr sort 10.0.0.1 2> out'
! netkit: -c:1: only standard output can go to a file: > FILE
!     cidr sort 10.0.0.1 2> out
!                        ^~
? 2

$ netkit repl -c 'cidr sort 10.0.0.1 > a | cat'
~ the output goes to one place
? 2

$ netkit repl -c 'let a = b > out'
~ this command has no output to send on
? 2

# restricted
$ netkit repl --restricted -c 'cidr sort 10.0.0.1 > out'; test ! -e out
! netkit: -c:1: a restricted session sends its output to no file and no other program
!     cidr sort 10.0.0.1 > out
!                        ^

$ netkit repl --restricted -c 'cidr sort 10.0.0.1 | touch out'; test ! -e out
~ a restricted session

$ netkit repl --restricted -c 'tcp-state wait 127.0.0.1:1 --state closed -- touch out'; test ! -e out
~ a restricted session runs no other programs

$ netkit repl --restricted -c 'record out'; test ! -e out
~ record writes a file: a restricted session does not do that

$ netkit repl --restricted -c 'route compile -t sample:textbook out'; test ! -e out
~ a restricted session writes no files

$ netkit repl --restricted -c 'lab run -- route compile -t sample:textbook out'; test ! -e out
~ a restricted session writes no files

$ netkit repl --restricted -c 'lab --for 1ms --hints out'; test ! -e out
~ a restricted session writes no files

$ netkit repl --restricted -c 'dns encode a.test --binary out'; test ! -e out
~ a restricted session writes no files

$ netkit repl --restricted -c 'cidr sort 10.0.0.1'
> 10.0.0.1

# files of commands
| a
+ cidr sort 10.0.0.1
+ source b
+ cidr sort 10.0.0.3
| b
+ cidr sort 10.0.0.2
$ netkit repl -c 'source a'
> 10.0.0.1
> 10.0.0.2
> 10.0.0.3

| a
+ cidr sort 10.0.0.1
+ cidr sort x
+ cidr sort 10.0.0.3
$ netkit repl -c 'source a; cidr sort 10.0.0.4'
> 10.0.0.1
~ netkit: a:2: 'x' is not
? 2

| a
+ source a
$ netkit repl -c 'source a'
~ a:1: 16 files that name one another
? 2

$ netkit repl -c 'source nothing'
! netkit: -c:1: cannot open 'nothing': No such file or directory
? 3

| a
+ exit
$ netkit repl -c 'source a; cidr sort 10.0.0.4'

# a transcript
$ netkit repl --keep-going -c 'record log; cidr sort 10.0.0.1' -c 'cidr sort x' -c 'record off' -c 'cidr sort 10.0.0.9' > /dev/null 2>&1; cat log
> 10.0.0.1
> netkit> cidr sort x
> netkit: -c:1: 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
>     netkit cidr sort x
>                      ^
> netkit> record off

$ printf 'record log\ncidr show 10.0.0.0/31 --explain --color always\n' | netkit repl > /dev/null; head -2 log
> netkit> cidr show 10.0.0.0/31 --explain --color always
> address    10.0.0.0         00001010.00000000.00000000.0000000|0

$ echo kept > log; netkit repl -c 'record log; cidr sort 10.0.0.1'; cat log
> 10.0.0.1
> kept
> 10.0.0.1

$ netkit repl -c 'record /dev/full; version -q; version'
> netkit  0.1.0
> iana    2025-10-09
~ cannot write '/dev/full'
? 3

$ netkit repl -c 'record off'
~ nothing is recorded
? 2

# what the session itself prints goes there too
$ netkit repl -c 'show settings | head -1; help cidr show > out; help exit >> out; let a = 10.0.0.1; show names | tail -1' && head -1 out && tail -1 out
> output    default           how results are written: text, json, csv, tsv
> $a = 10.0.0.1
> Usage: netkit cidr show [OPTION]... ITEM...
> exit: leave, as Ctrl-D does

$ netkit repl -c 'help > /dev/full'
~ No space left on device
? 3

# a pipe is no transcript: whoever waits for its reader waits for ever
$ mkfifo fifo; netkit repl -c 'record fifo'
~ cannot write 'fifo'
? 3
