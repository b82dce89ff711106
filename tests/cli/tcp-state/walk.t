# The widths of the picture.
$ netkit tcp-state walk --ascii
> client                                                       server
> CLOSED                                                       LISTEN
> SYN-SENT     ---- SYN seq=1000 -------------------------->   SYN-RECEIVED
> ESTABLISHED  <--- SYN,ACK seq=5000 ack=1001 --------------
>              ---- ACK seq=1001 ack=5001 ----------------->   ESTABLISHED
> FIN-WAIT-1   ---- FIN,ACK seq=1001 ack=5001 ------------->   CLOSE-WAIT
> FIN-WAIT-2   <--- ACK seq=5001 ack=1002 ------------------
> TIME-WAIT    <--- FIN,ACK seq=5001 ack=1002 --------------   LAST-ACK
>              ---- ACK seq=1002 ack=5002 ----------------->   CLOSED
> CLOSED       time-wait-timeout at 240.060 s

$ netkit tcp-state walk | head -4
> client                                                       server
> CLOSED                                                       LISTEN
> SYN-SENT     ──── SYN seq=1000 ──────────────────────────→   SYN-RECEIVED
> ESTABLISHED  ←─── SYN,ACK seq=5000 ack=1001 ──────────────

# a locale without UTF-8 has the picture in ASCII, too
$ LC_ALL=C netkit tcp-state walk | head -3 | tail -1
> SYN-SENT     ---- SYN seq=1000 -------------------------->   SYN-RECEIVED

# calls that send nothing at once, and those of the other end, stand beside it
$ netkit tcp-state walk simultaneous-open --ascii --isn 100,300 --times
>           client                                                   server
> 0.000     CLOSED                                                   CLOSED
> 0.000     SYN-SENT      active-open
> 0.000                                                 active-open  SYN-SENT
> 0.010                   ---- SYN seq=100 ----------------------->  SYN-RECEIVED
> 0.010     SYN-RECEIVED  <--- SYN seq=300 ------------------------
> 0.020     ESTABLISHED   <--- SYN,ACK seq=300 ack=101 ------------
> 0.020                   ---- SYN,ACK seq=100 ack=301 ----------->  ESTABLISHED

# loss, and the timer
$ netkit tcp-state walk --loss 1,3 --ascii --profile linux
> client                                                       server
> CLOSED                                                       LISTEN
> SYN-SENT     ---- SYN seq=1000 ---------------------X lost
>              retransmission-timeout at 1.000 s
>              ---- SYN seq=1000 -------------------------->   SYN-RECEIVED
>              lost X--- SYN,ACK seq=5000 ack=1001 ---------
>              retransmission-timeout at 2.000 s
>              ---- SYN seq=1000 -------------------------->
>                          retransmission-timeout at 2.010 s
> ESTABLISHED  <--- SYN,ACK seq=5000 ack=1001 --------------
>              <--- SYN,ACK seq=5000 ack=1001 --------------
>              ---- ACK seq=1001 ack=5001 ----------------->   ESTABLISHED
>              ---- ACK seq=1001 ack=5001 ----------------->
> FIN-WAIT-1   ---- FIN,ACK seq=1001 ack=5001 ------------->   CLOSE-WAIT
> FIN-WAIT-2   <--- ACK seq=5001 ack=1002 ------------------
> TIME-WAIT    <--- FIN,ACK seq=5001 ack=1002 --------------   LAST-ACK
>              ---- ACK seq=1002 ack=5002 ----------------->   CLOSED
> CLOSED       time-wait-timeout at 62.060 s

# numbers wrap at 2^32, and a long label goes on below
$ netkit tcp-state walk data-loss --isn 4294967290,4294967294 --ascii --msl 1s
> client                                                       server
> CLOSED                                                       LISTEN
> SYN-SENT     ---- SYN seq=4294967290 -------------------->   SYN-RECEIVED
> ESTABLISHED  <--- SYN,ACK seq=4294967294 ack=4294967291 --
>              ---- ACK seq=4294967291 ack=4294967295 ----->   ESTABLISHED
>              ---- PSH,ACK seq=4294967291 ack=4294967295 ->
>                   len=100
>              ---- PSH,ACK seq=95 ack=4294967295 ----X lost
>                   len=100
>              - PSH,ACK seq=195 ack=4294967295 len=100 --->
>              <--- ACK seq=4294967295 ack=95 win=65435 ----
>              <--- ACK seq=4294967295 ack=95 --------------
>              retransmission-timeout at 1.050 s
>              ---- PSH,ACK seq=95 ack=4294967295 len=100 ->
>              <--- ACK seq=4294967295 ack=295 win=65235 ---
>                                                receive 300
> FIN-WAIT-1   ---- FIN,ACK seq=295 ack=4294967295 -------->   CLOSE-WAIT
> FIN-WAIT-2   <--- ACK seq=4294967295 ack=296 win=65535 ---
> TIME-WAIT    <--- FIN,ACK seq=4294967295 ack=296 ---------   LAST-ACK
>              ---- ACK seq=296 ack=0 --------------------->   CLOSED
> CLOSED       time-wait-timeout at 3.100 s

# what Linux does otherwise
$ netkit tcp-state walk unread-close --profile linux --ascii
> client                                                       server
> CLOSED                                                       LISTEN
> SYN-SENT     ---- SYN seq=1000 -------------------------->   SYN-RECEIVED
> ESTABLISHED  <--- SYN,ACK seq=5000 ack=1001 --------------
>              ---- ACK seq=1001 ack=5001 ----------------->   ESTABLISHED
>              ---- PSH,ACK seq=1001 ack=5001 len=100 ----->
>              <--- ACK seq=5001 ack=1101 win=65435 --------
> CLOSED       <--- RST,ACK seq=5001 ack=1101 --------------   CLOSED
>              close: error: connection does not exist

# records
$ netkit tcp-state walk fig-8 --json
> {"time":"0.000000","from":"server","event":"passive-open","flags":null,"seq":null,"ack":null,"length":null,"client_state":"CLOSED","server_state":"LISTEN","why":"a passive OPEN makes a TCB that waits for a SYN from outside","section":"3.10.1"}
> {"time":"0.000000","from":"client","event":"active-open","flags":null,"seq":null,"ack":null,"length":null,"client_state":"SYN-SENT","server_state":"LISTEN","why":"an active OPEN makes a TCB, chooses an ISS and asks the peer with a SYN","section":"3.10.1"}
> {"time":"0.000000","from":"client","event":"injected","flags":"SYN","seq":90,"ack":null,"length":0,"client_state":"SYN-SENT","server_state":"SYN-RECEIVED","why":"a peer calls: its SYN is acknowledged together with our own","section":"3.10.7.2"}
> {"time":"0.010000","from":"server","event":"segment","flags":"SYN,ACK","seq":300,"ack":91,"length":0,"client_state":"SYN-SENT","server_state":"SYN-RECEIVED","why":"the ACK is not of our SYN, so the peer has an old connection: a RST ends that","section":"3.10.7.3"}
> {"time":"0.020000","from":"client","event":"segment","flags":"RST","seq":91,"ack":null,"length":0,"client_state":"SYN-SENT","server_state":"LISTEN","why":"the SYN was an old duplicate or the peer thought better of it: the listener goes on waiting","section":"3.10.7.4"}
> {"time":"0.060000","from":"client","event":"segment","flags":"SYN","seq":100,"ack":null,"length":0,"client_state":"SYN-SENT","server_state":"SYN-RECEIVED","why":"a peer calls: its SYN is acknowledged together with our own","section":"3.10.7.2"}
> {"time":"0.070000","from":"server","event":"segment","flags":"SYN,ACK","seq":400,"ack":101,"length":0,"client_state":"ESTABLISHED","server_state":"SYN-RECEIVED","why":"the ACK covers our SYN: the further checks may trust the segment; the peer has acknowledged our SYN and sent its own: the ACK completes the handshake","section":"3.10.7.3"}
> {"time":"0.080000","from":"client","event":"segment","flags":"ACK","seq":101,"ack":401,"length":0,"client_state":"ESTABLISHED","server_state":"ESTABLISHED","why":"our SYN is acknowledged: both ends know each other's numbers","section":"3.10.7.4"}

$ netkit tcp-state walk refused -o csv
> time,from,event,flags,seq,ack,length,client_state,server_state,why,section
> 0.000000,client,active-open,,,,,SYN-SENT,CLOSED,"an active OPEN makes a TCB, chooses an ISS and asks the peer with a SYN",3.10.1
> 0.010000,client,segment,SYN,1000,,0,SYN-SENT,CLOSED,there is no such connection: the RST acknowledges what it refuses,3.10.7.1
> 0.020000,server,segment,"RST,ACK",0,1001,0,CLOSED,CLOSED,"the ACK covers our SYN: the further checks may trust the segment; the RST acknowledges our SYN, so the peer has seen it and refuses (the user is told: connection reset)",3.10.7.3

$ netkit tcp-state walk data-loss -o tsv --fields time,sent,event,seq,length,window | head -8
> 0.000000	-	passive-open	-	-	-
> 0.000000	-	active-open	-	-	-
> 0.010000	0.000000	segment	1000	0	65535
> 0.020000	0.010000	segment	5000	0	65535
> 0.030000	0.020000	segment	1001	0	65535
> 0.030000	-	send	-	100	-
> 0.030000	-	send	-	100	-
> 0.030000	-	send	-	100	-

$ netkit tcp-state walk syn-loss --profile linux --fields time,event --header | head -4
> time       event
> 0.000000   passive-open
> 0.000000   active-open
> 0.010000   lost

# shares of all segments are lost by chance, which a seed decides
$ netkit tcp-state walk open-close --loss 40% --seed 3 -o tsv --fields time,event,flags | head -6
> 0.000000	passive-open	-
> 0.000000	active-open	-
> 0.010000	segment	SYN
> 0.020000	segment	SYN,ACK
> 0.030000	segment	ACK
> 0.030000	close	-

# every segment arrives twice, and it makes no difference
$ netkit tcp-state walk --duplicate fig-6 -o tsv --fields event,flags,client_state,server_state
> passive-open	-	CLOSED	LISTEN
> active-open	-	SYN-SENT	LISTEN
> segment	SYN	SYN-SENT	SYN-RECEIVED
> duplicate	SYN	SYN-SENT	SYN-RECEIVED
> segment	SYN,ACK	ESTABLISHED	SYN-RECEIVED
> duplicate	SYN,ACK	ESTABLISHED	SYN-RECEIVED
> segment	ACK	ESTABLISHED	SYN-RECEIVED
> duplicate	ACK	ESTABLISHED	SYN-RECEIVED
> segment	ACK	ESTABLISHED	ESTABLISHED
> duplicate	ACK	ESTABLISHED	ESTABLISHED
> segment	ACK	ESTABLISHED	ESTABLISHED
> duplicate	ACK	ESTABLISHED	ESTABLISHED
> send	-	ESTABLISHED	ESTABLISHED
> segment	PSH,ACK	ESTABLISHED	ESTABLISHED
> duplicate	PSH,ACK	ESTABLISHED	ESTABLISHED
> segment	ACK	ESTABLISHED	ESTABLISHED
> duplicate	ACK	ESTABLISHED	ESTABLISHED
> segment	ACK	ESTABLISHED	ESTABLISHED
> duplicate	ACK	ESTABLISHED	ESTABLISHED
> receive	-	ESTABLISHED	ESTABLISHED

$ netkit tcp-state walk --reorder=4 data-loss -o tsv --fields event,flags,seq | grep -v segment
> passive-open	-	-
> active-open	-	-
> send	-	-
> send	-	-
> send	-	-
> lost	PSH,ACK	1101
> reordered	PSH,ACK	1001
> retransmission-timeout	-	-
> receive	-	-
> close	-	-
> close	-	-
> time-wait-timeout	-	-

# the working
$ netkit tcp-state walk refused --explain --ascii
>           client                                                   server
> 0.000     CLOSED                                                   CLOSED
> 0.000     SYN-SENT      active-open
>                         an active OPEN makes a TCB, chooses an ISS and asks the
>                         peer with a SYN (RFC 9293 3.10.1)
> 0.010                   ---- SYN seq=1000 win=65535 ------------>
>                         SEG.LEN is 1 (SYN): 1001 is next; there is no such
>                         connection: the RST acknowledges what it refuses (RFC
>                         9293 3.10.7.1)
> 0.020     CLOSED        <--- RST,ACK seq=0 ack=1001 -------------
>                         the ACK covers our SYN: the further checks may trust the
>                         segment; the RST acknowledges our SYN, so the peer has
>                         seen it and refuses (the user is told: connection reset)
>                         (RFC 9293 3.10.7.3)

# each line fits
$ for s in $(netkit tcp-state walk --list | cut -d ' ' -f 1); do netkit tcp-state walk $s --explain --times --ascii --isn 4294967295,4294967295; netkit tcp-state walk $s --explain --ascii --profile linux; done | awk 'length > 80'

# other pictures
$ netkit tcp-state walk reset -o mermaid
> sequenceDiagram
>     accTitle: netkit tcp-state walk
>     participant L as client
>     participant R as server
>     Note left of L: CLOSED
>     Note right of R: LISTEN
>     L->>R: SYN seq=1000
>     Note left of L: SYN-SENT
>     Note right of R: SYN-RECEIVED
>     R->>L: SYN,ACK seq=5000 ack=1001
>     Note left of L: ESTABLISHED
>     L->>R: ACK seq=1001 ack=5001
>     Note right of R: ESTABLISHED
>     L->>R: RST seq=1001
>     Note left of L: CLOSED
>     Note right of R: CLOSED

$ netkit tcp-state walk -o svg | grep -c 'SYN,ACK seq=5000 ack=1001</text>'
> 1

$ netkit tcp-state walk --list
> open-close         the handshake, and both ends close in turn
> simultaneous-open  both ends call at the same time
> simultaneous-close both ends close at the same time
> half-open-crash    one end crashes and calls again
> reset              one end aborts
> refused            nobody listens
> syn-loss           the first SYN is lost
> data-loss          one of three segments of data is lost
> reorder            a segment of data overtakes another
> time-wait          why TIME-WAIT waits: the last ACK is lost
> old-duplicate      a SYN of an earlier connection turns up
> half-close         one direction is closed, the other in use
> late-data          data for an end that has closed
> unread-close       an end closes and has not read its data
> zero-window        the receiver does not read
> user-timeout       the network dies
> blind-reset        three RSTs that nobody sent
> fig-6              RFC 9293, figure 6: the three-way handshake
> fig-7              RFC 9293, figure 7: simultaneous open
> fig-8              RFC 9293, figure 8: recovery from an old duplicate SYN
> fig-9              RFC 9293, figure 9: half-open connection discovery
> fig-10             RFC 9293, figure 10: data finds a half-open connection
> fig-11             RFC 9293, figure 11: an old SYN, and two passive ends
> fig-12             RFC 9293, figure 12: the normal close
> fig-13             RFC 9293, figure 13: simultaneous close

# what is printed is the scenario
$ for s in $(netkit tcp-state walk --list | cut -d ' ' -f 1); do netkit tcp-state walk $s --json > a; netkit tcp-state walk --print-script $s | netkit tcp-state walk - --json | cmp - a; done

$ netkit tcp-state walk --print-script data-loss
> # The third is held until the second has been sent again.
> server passive-open
> client active-open
> lose client 4
> client send 100
> and client send 100
> and client send 100
> server receive
> client close
> server close

# scenarios from files
| mine
+ # a file
+ server passive-open
+ client active-open
+ expect client ESTABLISHED
$ netkit tcp-state walk mine -q && netkit tcp-state walk @mine -q && netkit tcp-state walk ./mine -q && netkit tcp-state walk - -q < mine && netkit tcp-state walk @- -q < mine

| mine
+ server passive-open
+ client active-open
+ expect client LISTEN
+ wait server TIME-WAIT
$ netkit tcp-state walk @mine -o tsv --fields event,flags
> passive-open	-
> active-open	-
> segment	SYN
> segment	SYN,ACK
> segment	ACK
! netkit: mine:3: expected the client in LISTEN, but it is in ESTABLISHED
! netkit: mine:4: waited for the server in TIME-WAIT, but it is in ESTABLISHED, and nothing changes that
? 1

# all bad lines are told, and nothing is run
| bad
+ server passive-open
+ clinet active-open
+ client send lots
+ 
+ lose client
+ expect server LISTENING
+ at noon client close
$ netkit tcp-state walk bad
! netkit: bad:2:1: 'clinet' is no line of a scenario: did you mean 'client'?
! netkit: bad:3:13: expected how many bytes to send, at most 1048576, not 'lots'
! netkit: bad:5:12: expected numbers of segments from 1, next, all, none or a share, as 10%
! netkit: bad:7:4: expected a time, as 500ms, 1.5s or 2m, at most 1000h, not 'noon'
? 2

# nothing in it is nothing
$ netkit tcp-state walk - --json
< # nothing
< 

$ netkit tcp-state walk - --ascii
> client                                                       server
> CLOSED                                                       CLOSED

# a user who never reads
$ netkit tcp-state walk - -o tsv --fields event,flags,length | wc -l
< window server 10
< server passive-open
< client active-open
< client send 20
> 224
! netkit: the scenario does not end: cut at 4023 s, while the server never RECEIVEs: its window is 0

# a scenario of many lines
$ { echo server passive-open; echo client active-open; yes 'and client send 10' | head -3000; } | netkit tcp-state walk - --json | wc -l
> 3116

$ yes 'client status' | head -65540 | netkit tcp-state walk - 2>&1 | sed 's/:.*://'
> netkit a scenario has at most 65536 lines

# wrong words
$ netkit tcp-state walk open-cloze
! netkit: 'open-cloze' is no scenario: did you mean 'open-close'?
!     netkit tcp-state walk open-cloze
!                           ^~~~~~~~~~
? 2

$ netkit tcp-state walk nothing-of-the-kind
! netkit: 'nothing-of-the-kind' is no scenario, and no file: --list has the names
!     netkit tcp-state walk nothing-of-the-kind
!                           ^~~~~~~~~~~~~~~~~~~
? 2

$ netkit tcp-state walk @nowhere
! netkit: cannot open 'nowhere': No such file or directory
? 3

$ netkit tcp-state walk --isn 1,2,3
! netkit: expected the sequence numbers of client and server, below 2^32, as in 1000,5000
!     netkit tcp-state walk --isn 1,2,3
!                                   ^~~
? 2

$ netkit tcp-state walk --isn 5000000000
! netkit: expected the sequence numbers of client and server, below 2^32, as in 1000,5000
!     netkit tcp-state walk --isn 5000000000
!                                 ^~~~~~~~~~
? 2

$ netkit tcp-state walk --loss 1,x
! netkit: expected numbers of segments from 1, as 1,3,5-7, or a share, as 10%, not '1,x'
!     netkit tcp-state walk --loss 1,x
!                                  ^~~
? 2

$ netkit tcp-state walk --msl soon
! netkit: --msl takes a time as 500ms, 5s or 2m, not 'soon'
!     netkit tcp-state walk --msl soon
!                                 ^~~~
? 2

$ netkit tcp-state walk --print-script fig-5
! netkit: 'fig-5' is no scenario: did you mean 'fig-6'?
!     netkit tcp-state walk --print-script fig-5
!                                          ^~~~~
? 2

$ netkit tcp-state walk -o dot
! netkit: this verb has no picture to write as dot
!     netkit tcp-state walk -o dot
!                              ^~~
? 2

# close() of Linux takes no data any more, shutdown() does
$ netkit tcp-state walk late-data --profile linux --json --fields event,flags,client_state,server_state | tail -n 2
> {"event":"segment","flags":"PSH,ACK","client_state":"CLOSED","server_state":"CLOSE-WAIT"}
> {"event":"segment","flags":"RST","client_state":"CLOSED","server_state":"CLOSED"}

$ netkit tcp-state walk half-close --profile linux -o tsv --fields client_state,server_state | tail -n 1
> CLOSED	CLOSED

# what is not met in a scenario of standard input
$ printf 'client connect\nexpect client ESTABLISHED\n' | netkit tcp-state walk - > out
~ netkit: standard input:2: 
? 1
