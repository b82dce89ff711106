# a port that nobody holds is closed
$ netkit tcp-state wait 127.0.0.1:1 --state closed
> 127.0.0.1:1 is closed (127.0.0.1, 1 try, 0.0 s)

$ netkit tcp-state wait 127.0.0.1:1 [::1]:1 --state closed --json --fields host,address,port,state,try,error
> {"host":"127.0.0.1","address":"127.0.0.1","port":1,"state":"closed","try":1,"error":"Connection refused"}
> {"host":"::1","address":"::1","port":1,"state":"closed","try":1,"error":"Connection refused"}

# the wait that is over; what fails is told once
$ netkit tcp-state wait 127.0.0.1:1 --timeout 300ms --interval 50ms
? 3
~ netkit: try 1 after 0.0 s: 127.0.0.1:1 is not open: 127.0.0.1: Connection refused
~ netkit: the wait for 127.0.0.1:1 is over: not open after

$ netkit tcp-state wait 127.0.0.1:1 --timeout 300ms --interval 50ms 2>&1 | grep -c 'is not open'
> 1

$ netkit tcp-state wait 127.0.0.1:1 --timeout 100ms -o tsv --fields state,try
> closed	1
> closed	2
? 3
~ is over: not open after 2 tries

# a time of nothing is one try
$ netkit tcp-state wait 127.0.0.1:1 --timeout 0s -q
? 3
~ after 1 try

# a server that comes later, and goes
$ (sleep 0.3; exec netkit lab start --port 15353 --for 1s > /dev/null) & netkit tcp-state wait 127.53.0.53:15353 127.53.10.1:15353 --interval 20ms --timeout 9s 2> /dev/null | sed 's/ (.*//' | sort && netkit tcp-state wait 127.53.0.53:15353 --state closed --interval 20ms --timeout 9s -q 2> /dev/null; wait
> 127.53.0.53:15353 is open
> 127.53.10.1:15353 is open

# the command and its status
$ netkit tcp-state wait 127.0.0.1:1 --state closed -q -- sh -c 'echo "$0 $1"; exit 42' a 'b c'; echo $?
> a b c
> 42

$ netkit tcp-state wait 127.0.0.1:1 --timeout 50ms -q -- echo never
? 3
~ is over

$ netkit tcp-state wait 127.0.0.1:1 --state closed -q -- /nowhere/at/all
? 3
~ cannot run '/nowhere/at/all': No such file or directory

$ netkit tcp-state wait 127.0.0.1:1 --state closed --
? 2
~ a command is missing

# as one of several commands it is no end
$ netkit
< tcp-state wait 127.0.0.1:1 --state closed -q -- sh -c 'exit 1'
< tcp-state wait 127.0.0.1:1 --state closed -- echo here
> 127.0.0.1:1 is closed (127.0.0.1, 1 try, 0.0 s)
> here
? 1

$ netkit; echo $?
< tcp-state wait 127.0.0.1:1 --state closed -q -- sh -c 'kill -9 $$'
> 137

$ netkit
< tcp-state wait 127.0.0.1:1 --state closed -q -- /nowhere/at/all
? 3
~ cannot run '/nowhere/at/all'

# the port may be a word of its own
$ netkit tcp-state wait 127.0.0.1 1 ::1 1 127.0.0.2:1 --state closed
> 127.0.0.1:1 is closed (127.0.0.1, 1 try, 0.0 s)
> [::1]:1 is closed (::1, 1 try, 0.0 s)
> 127.0.0.2:1 is closed (127.0.0.2, 1 try, 0.0 s)

$ netkit tcp-state wait 127.0.0.1 70000
? 2
~ a port is a number from 1 to 65535

# operands that are none
$ netkit tcp-state wait ::1
? 2
! netkit: an IPv6 address with a port has brackets: write [::1]:PORT
!     netkit tcp-state wait ::1
!                           ^~~

$ netkit tcp-state wait localhost
? 2
~ 'localhost' has no port: write localhost:PORT

$ netkit tcp-state wait 127.0.0.256:80
? 2
~ octet 4 is 256

$ netkit tcp-state wait 127.1:80
? 2
~ 127.1

$ netkit tcp-state wait host:0
? 2
~ a port is a number from 1 to 65535

$ netkit tcp-state wait host:99999999999999999999
? 2
~ a port is a number from 1 to 65535

$ netkit tcp-state wait host:nosuch
? 2
~ 'nosuch' is neither a port nor the name of a service

$ netkit tcp-state wait host:
? 2
~ a port is missing behind ':'

$ netkit tcp-state wait :80
? 2
~ a host is missing before the port

$ netkit tcp-state wait a:b:80
? 2
~ has several ':'

$ netkit tcp-state wait [::1
? 2
~ expected ']'

$ netkit tcp-state wait [::1]80
? 2
~ expected ']'

$ netkit tcp-state wait []:80
? 2
~ a host is missing

$ netkit tcp-state wait 'a b:80'
? 2
~ is not a host name

$ netkit tcp-state wait -6 127.0.0.1:80
? 2
~ '127.0.0.1' is an IPv4 address, not IPv6

$ netkit tcp-state wait --state ajar 127.0.0.1:80
? 2
~ ajar
