# the default; descriptors depend on what is open already
$ netkit tcp-state live | sed -E 's/(socket\(SOCK_STREAM\)|accept\(\))( +)[0-9]+ /\1\2N /'
> open-close: a connection from socket() to TIME-WAIT
> 
> socket    call                       returned         client       server
> listener  socket(SOCK_STREAM)        N                CLOSED       CLOSED
> listener  bind(port 0)               0                CLOSED       CLOSED
> listener  listen()                   0                CLOSED       LISTEN
> client    socket(SOCK_STREAM)        N                CLOSED       LISTEN
> client    connect()                  0                ESTABLISHED  ESTABLISHED
> listener  accept()                   N                ESTABLISHED  ESTABLISHED
> client    send(5 bytes)              5                ESTABLISHED  ESTABLISHED
> server    recv()                     5                ESTABLISHED  ESTABLISHED
> server    send(5 bytes)              5                ESTABLISHED  ESTABLISHED
> client    recv()                     5                ESTABLISHED  ESTABLISHED
> client    shutdown(SHUT_WR)          0                FIN-WAIT-2   CLOSE-WAIT
> server    recv()                     0                FIN-WAIT-2   CLOSE-WAIT
> server    close()                    0                TIME-WAIT    CLOSED
> client    recv()                     0                TIME-WAIT    CLOSED
> client    close()                    0                TIME-WAIT    CLOSED
> listener  close()                    0                TIME-WAIT    CLOSED

# every scenario goes as it says, with both families
$ for s in $(netkit tcp-state live --list | cut -d' ' -f1); do netkit tcp-state live $s -q && netkit tcp-state live $s -6 -q && netkit tcp-state live $s --explain -q; done

$ netkit tcp-state live refused --json | tail -n 2
> {"end":"client","call":"connect","arguments":null,"returned":-1,"errno":"ECONNREFUSED","client_state":"CLOSED","server_state":"CLOSED","why":"the SYN is answered by RST,ACK: SYN-SENT ends in CLOSED"}
> {"end":"client","call":"close","arguments":null,"returned":0,"errno":null,"client_state":"CLOSED","server_state":"CLOSED","why":"nothing was left but the descriptor"}

$ netkit tcp-state live simultaneous-close -o csv --fields call,client_state,server_state --no-header | tail -n 6
> shutdown,FIN-WAIT-1,ESTABLISHED
> shutdown,FIN-WAIT-1,FIN-WAIT-1
> recv,CLOSING,FIN-WAIT-2
> recv,TIME-WAIT,TIME-WAIT
> close,TIME-WAIT,TIME-WAIT
> close,TIME-WAIT,TIME-WAIT

$ netkit tcp-state live time-wait -6 --fields errno -o tsv | grep -v -e -
> EADDRINUSE

$ netkit tcp-state live refused --explain | tail -n 9
> client: connect() = -1 ECONNREFUSED
>     client CLOSED, server CLOSED
>     connect() calls a peer and waits for its answer: an active OPEN.
>     Here: the SYN is answered by RST,ACK: SYN-SENT ends in CLOSED.
> 
> client: close() = 0
>     client CLOSED, server CLOSED
>     close() gives the socket back; where that is the last user, it ends.
>     Here: nothing was left but the descriptor.

# no line is longer than 80 columns
$ for s in $(netkit tcp-state live --list | cut -d' ' -f1); do netkit tcp-state live $s; netkit tcp-state live $s --explain; done | awk 'length > 80'

$ netkit tcp-state live rest
? 2
~ 'rest' is no scenario: did you mean 'reset'?

$ netkit tcp-state live zzzzzzzzzz
? 2
~ is no scenario: --list has them

$ netkit tcp-state live refused -o mermaid | sed -E 's/= [0-9]+$/= N/'
> sequenceDiagram
>     accTitle: nobody listens
>     participant L as client
>     participant R as server
>     Note over R: listener: socket(SOCK#95;STREAM) = N
>     Note left of L: CLOSED
>     Note right of R: CLOSED
>     Note over R: listener: bind(port 0) = N
>     Note over L: client: socket(SOCK#95;STREAM) = N
>     Note over L: client: connect() = -1 ECONNREFUSED
>     Note over L: client: close() = N

# with --explain the reasons too
$ netkit tcp-state live refused -o svg --explain | grep -c -e '<title>nobody listens</title>' -e '>client: connect() = -1 ECONNREFUSED</text>' -e '>the SYN is answered by RST,ACK'
> 3

$ netkit tcp-state live -o dot
~ no picture to write as dot
? 2
