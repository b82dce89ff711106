# all servers of the zone, which the resolver names
$ netkit lab run -- dns wait www.example.test A --equals 192.0.2.80 --timeout 5s
> www.example.test. A: as expected, 192.0.2.80 (2 servers, 1 try)

$ netkit lab run -- dns wait www.example.test A --equals 192.0.2.80 --timeout 5s --json --fields server,ok,try
> {"server":"127.53.10.1","ok":true,"try":1}
> {"server":"127.53.10.2","ok":true,"try":1}

# one of two is not enough, and each try is told
$ netkit lab run -- dns wait split.test --equals 203.0.113.18 --timeout 500ms --every 200ms
? 3
~ try 1 after 0.0 s: split.test. A: expected 203.0.113.18, found 203.0.113.19 (127.53.18.2#
~ try 2 after 0.2 s: split.test. A: expected 203.0.113.18, found 203.0.113.19 (127.53.18.2#
~ the wait for split.test. is over: not as expected after 3 tries

# the resolver alone, or the servers that are named
$ netkit lab run -- dns wait split.test --contains 203.0.113.18 --via resolver --timeout 5s
> split.test. A: as expected, 203.0.113.18 (1 server, 1 try)

$ netkit lab run -- dns wait split.test --equals 203.0.113.19 @127.53.18.2 --timeout 5s
> split.test. A: as expected, 203.0.113.19 (1 server, 1 try)

$ netkit lab run -- dns wait split.test --equals 203.0.113.19 @127.53.18.1 @127.53.18.2 --timeout 100ms -q
? 3

# a resolver that is named tells the servers
$ netkit lab run -- dns wait www.example.test --equals 192.0.2.80 --via auth @127.53.0.53 --timeout 5s
> www.example.test. A: as expected, 192.0.2.80 (2 servers, 1 try)

# what disappears
$ netkit lab run -- dns wait nothing.example.test --absent --timeout 5s
> nothing.example.test. A: as expected, no such name (NXDOMAIN) (2 servers, 1 try)

# records of tries that failed
$ netkit lab run -- dns wait www.example.test --equals 192.0.2.81 --via resolver --timeout 300ms --every 200ms -o csv --no-header --fields data,expected,ok,try
> "192.0.2.80","192.0.2.81",false,1
> "192.0.2.80","192.0.2.81",false,2
? 3
~ the wait for www.example.test. is over

# servers that are dead, and a zone whose servers cannot be found
$ netkit lab run -- dns wait www.gone.test --timeout 300ms --try-timeout 50ms
? 3
~ the wait for www.gone.test. is over

$ netkit lab run -- dns wait www.dead.test --absent --timeout 300ms --every 200ms --try-timeout 50ms
? 3
~ unreachable (127.53.13.1#

$ netkit dns wait www.example.test --every soon --via auth
? 2
~ --every

$ netkit dns wait www.example.test --every 0
? 2
~ --every takes a time of at least 10 ms, not '0'

$ netkit dns wait www.example.test --via somebody
? 2
~ somebody

# the time is used to its end, and asked once more shortly before it
$ netkit lab run -- dns wait www.example.test --equals 192.0.2.81 --via resolver --timeout 300ms --every 10s -o csv --no-header --fields try
? 3
> 1
> 2
