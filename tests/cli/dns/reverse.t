$ netkit lab run -- dns reverse 192.0.2.80 2001:db8::80
> 192.0.2.80	www.example.test.
> 2001:db8::80	www.example.test.

# one that has no name
$ netkit lab run -- dns reverse 192.0.2.80 192.0.2.1
> 192.0.2.80	www.example.test.
> 192.0.2.1	-
? 1

# whether the names lead back
$ netkit lab run -- dns reverse --check 192.0.2.99 192.0.2.80
> 192.0.2.99	www.example.test.	no
> 192.0.2.99	any.wild.example.test.	yes
> 192.0.2.80	www.example.test.	yes
? 1

# less than a /24, delegated by an alias
$ netkit lab run -- dns reverse --check 192.0.2.129 --fields input,name,agrees,source,status | cut -f1,3-
> 192.0.2.129	yes	dns	NOERROR

$ netkit lab run -- dns reverse 192.0.2.80 --json
> {"input":"192.0.2.80","address":"192.0.2.80","name":"www.example.test.","source":"dns","agrees":null,"status":"NOERROR"}

# lists
$ netkit lab run -- dns reverse -
< 192.0.2.80 www
< # none
< 192.0.2.256
< 2001:db8::80
> 192.0.2.80	www.example.test.
> 2001:db8::80	www.example.test.
? 2
~ standard input:3:9: 

$ netkit lab run -- dns reverse 192.0.2.0/24
? 2
~ 192.0.2.0/24

$ netkit dns reverse 192.0.2.1 @127.0.0.1#1 --tries 1
> 192.0.2.1	-
? 3
~ 1.2.0.192.in-addr.arpa. PTR: 127.0.0.1#1 over udp: unreachable

$ netkit dns reverse @127.0.0.1
? 2
~ there is no address to ask for

| list
+ 192.0.2.80 www
+ 192.0.2.1 # none
$ netkit lab run -- dns reverse -f list
> 192.0.2.80	www.example.test.
> 192.0.2.1	-
? 1

$ netkit dns reverse -f nothere @127.0.0.1#1
? 3
~ nothere

$ netkit dns reverse -f - - @127.0.0.1
? 2
~ standard input is asked for twice
