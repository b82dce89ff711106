# What a port may answer, by the rows, and what came.
$ netkit tcp-state wait --explain 127.0.0.1:1 [::1]:1 --state closed -- echo done | sed 's/[0-9.]* s\b/T/'
> 127.0.0.1:1: is it closed?
> [::1]:1: is it closed?
> Each address is asked by connect(): a SYN goes out, our end is in SYN-SENT, and
>   what comes tells
>   SYN,ACK: -> ESTABLISHED, and the port is open; the peer has acknowledged our
>     SYN and sent its own: the ACK completes the handshake (3.10.7.3)
>   RST,ACK: -> CLOSED, and the port is closed; the RST acknowledges our SYN, so
>     the peer has seen it and refuses (3.10.7.3)
>   nothing: -> SYN-SENT, and the port may be either; the first segment without an
>     ACK is sent again, and the timeout doubles (RFC 6298 5.5) (3.10.8)
> It is so when no address is open, each has answered, and one is closed
> An answer may take 2000 ms. A try begins 500 ms after the one before began; the
>   last one shortly before the end, at 60000 ms
> try 1 of 127.0.0.1:1, over after T
>   127.0.0.1: a RST came: CLOSED, closed (Connection refused)
> 127.0.0.1:1 is closed (127.0.0.1, 1 try, T)
> try 1 of [::1]:1, over after T
>   ::1: a RST came: CLOSED, closed (Connection refused)
> [::1]:1 is closed (::1, 1 try, T)
> done

# the wait that is over: the same is told once
$ netkit tcp-state wait --explain 127.0.0.1:1 --timeout 300ms --interval 50ms > out; s=$?; sed -n '/^It is so/,/^try 2/p' out | sed 's/after [0-9.]* s/after T/'; exit $s
> It is so when one address is open; a connection is closed at once
> An answer may take 2000 ms. A try begins 50 ms after the one before began; the
>   last one shortly before the end, at 300 ms
> try 1 of 127.0.0.1:1, over after T
>   127.0.0.1: a RST came: CLOSED, closed (Connection refused)
>   not open: the wait goes on
> try 2 of 127.0.0.1:1, over after T: the same as before
? 3
~ netkit: the wait for 127.0.0.1:1 is over: not open after

# open
$ netkit lab start --port 15357 --for 1s > /dev/null & netkit tcp-state wait --explain 127.53.0.53:15357 --interval 20ms --timeout 9s | tail -2 | sed 's/(.*/T/'; wait
>   127.53.0.53: SYN,ACK came: ESTABLISHED, open
> 127.53.0.53:15357 is open T

$ netkit tcp-state wait --explain 127.0.0.1:1 --timeout 0s -q
? 3
~ netkit: the wait for 127.0.0.1:1 is over: not open after 1 try
