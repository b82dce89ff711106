$ netkit tcp-state step LISTEN syn
> LISTEN, rcv-syn <SEQ=300><CTL=SYN>
>   -> SYN-RECEIVED
>   sends <SEQ=100><ACK=301><CTL=SYN,ACK>
>   a peer calls: its SYN is acknowledged together with our own (3.10.7.2)

$ netkit tcp-state step syn_sent SYN,ACK --json
> {"input":"SYN,ACK","state":"SYN-SENT","event":"rcv-syn-ack","next":"ESTABLISHED","sends":"ACK","legal":true,"why":"the peer has acknowledged our SYN and sent its own: the ACK completes the handshake","section":"3.10.7.3","seq":101,"ack":301,"length":0,"window":65535,"arrived":"<SEQ=300><ACK=101><CTL=SYN,ACK>","sent":"<SEQ=101><ACK=301><CTL=ACK>","says":null,"verdict":"taken","actions":["take-syn","advance","set-window"],"takes":["send","receive","close","abort","status","rcv-rst","rcv-syn","rcv-ack","retransmission-timeout","user-timeout"]}

# what a state does not take
$ netkit tcp-state step TIME-WAIT send
> TIME-WAIT, send
>   is not legal here
>   the user hears "connection closing"
>   after CLOSE no more data is taken: the FIN is the end of what is sent (3.10.2)
>   TIME-WAIT takes abort, status, rcv-outside, rcv-rst, rcv-ack, rcv-fin,
>     user-timeout, time-wait-timeout
? 1

$ netkit tcp-state step ESTABLISHED 2msl -o tsv --fields next,sends,legal,verdict,why; echo $?; netkit tcp-state step ESTABLISHED 2msl -q --exit-zero
> ESTABLISHED	-	false	ignored	this timer runs in TIME-WAIT only
> 1

$ netkit tcp-state step CLOSED close -o json --fields legal,says; netkit tcp-state step CLOSED close -q
> {"legal":false,"says":"connection does not exist"}
? 1

# one after the other, and what is not taken changes nothing
$ netkit tcp-state step CLOSED connect syn,ack connect close ack fin timeout -o tsv --fields input,next,sends,legal
> connect	SYN-SENT	SYN	true
> syn,ack	ESTABLISHED	ACK	true
> connect	ESTABLISHED	-	false
> close	FIN-WAIT-1	FIN,ACK	true
> ack	FIN-WAIT-2	-	true
> fin	TIME-WAIT	ACK	true
> timeout	CLOSED	-	true
? 1

# spellings
$ netkit tcp-state step SYN-SENT syn-ack -o tsv --fields event,next; for e in SYN,ACK syn_ack synack 'rcv SYN,ACK' recv:SYN+ACK '<SEQ=300><ACK=101><CTL=SYN,ACK>' '[S.]' 'Flags [S.], seq 300, ack 101, win 65535'; do netkit tcp-state step SYN-SENT "$e" -o tsv --fields event,next; done | uniq -c | sed 's/^ *//'
> rcv-syn-ack	ESTABLISHED
> 8 rcv-syn-ack	ESTABLISHED

$ netkit tcp-state step SYN-SENT rcv SYN,ACK seq=7000 ack=101 -o tsv --fields input,next,sent
> rcv SYN,ACK seq=7000 ack=101	ESTABLISHED	<SEQ=101><ACK=7001><CTL=ACK>

$ netkit tcp-state step CLOSED passive open -o tsv --fields event,next; netkit tcp-state step ESTABLISHED user timeout -o tsv --fields event,next
> passive-open	LISTEN
> user-timeout	CLOSED

# numbers
$ netkit tcp-state step ESTABLISHED 'rst seq=305' 'rst seq=rcv.nxt' -o tsv --fields arrived,next,sent
> <SEQ=305><CTL=RST>	ESTABLISHED	<SEQ=101><ACK=301><CTL=ACK>
> <SEQ=301><CTL=RST>	CLOSED	-

$ netkit tcp-state step LISTEN syn ack --isn 0xffffffff,4294967295 -o tsv --fields arrived,next,sent
> <SEQ=4294967295><CTL=SYN>	SYN-RECEIVED	<SEQ=4294967295><ACK=0><CTL=SYN,ACK>
> <SEQ=0><ACK=0><CTL=ACK>	ESTABLISHED	-

# what else is so
$ netkit tcp-state step SYN-RECEIVED rst -o tsv --fields next,says; netkit tcp-state step SYN-RECEIVED rst --given active -o tsv --fields next,says
> LISTEN	-
> CLOSED	connection refused

$ netkit tcp-state step CLOSE-WAIT receive --given unread -o tsv --fields verdict; netkit tcp-state step CLOSE-WAIT close --given unread --profile linux -o tsv --fields next,sends
> taken
> CLOSED	RST,ACK

$ netkit tcp-state step ESTABLISHED rto -o tsv --fields sends,length,seq
> PSH,ACK	10	101

# that there were enough retransmissions holds in every profile
$ for p in rfc linux; do netkit tcp-state step SYN-SENT rto --given tried --profile $p -o tsv --fields next,says; done
> CLOSED	connection timed out
> CLOSED	connection timed out

$ netkit tcp-state step LAST-ACK rto --given tried -o tsv --fields next,sends
> CLOSED	-

$ netkit tcp-state step ESTABLISHED data ack --given no-window -o tsv --fields arrived,sent,verdict
> <SEQ=65836><ACK=101><DATA=10><CTL=ACK>	<SEQ=101><ACK=65836><CTL=ACK>	taken
> <SEQ=65836><ACK=101><CTL=ACK>	-	ignored

$ netkit tcp-state step FIN-WAIT-1 fin-ack --explain
> FIN-WAIT-1, rcv-fin-ack <SEQ=301><ACK=102><CTL=FIN,ACK>
>   ISS=100 SND.UNA=101 SND.NXT=102 SND.WND=65535
>   IRS=300 RCV.NXT=301 RCV.WND=65535
>   rcv-outside: no: a part of it is in the window
>     SEG.SEQ=301 SEG.LEN=1; the window is 301 to 65835
>   rcv-rst: no: the bit is not set
>   rcv-syn: no: the bit is not set
>   rcv-ack: taken because the segment acknowledges our FIN
>     SEG.ACK=102; SND.UNA=101, SND.NXT=102
>     our FIN is acknowledged: our direction is closed, the peer's is open
>       (3.10.7.4)
>     advance: SND.UNA = SEG.ACK; the retransmission timer starts anew
>     update-window: the same if the segment is not an older one
>     -> FIN-WAIT-2
>   rcv-other: no: the bit that the state needs is set
>   rcv-urg: no: the bit is not set
>   rcv-text: no: there is no data
>   rcv-fin: taken because all data before the FIN is here
>     both directions are closed; 2MSL give our last ACK the time to arrive
>       (3.10.7.4)
>     take-fin: RCV.NXT moves over the FIN
>     stop-timers: stops all other timers
>     start-2msl: starts the TIME-WAIT timer
>     -> TIME-WAIT
>   -> TIME-WAIT
>   sends <SEQ=102><ACK=302><CTL=ACK>
>   the user hears "connection closing"
>   ISS=100 SND.UNA=102 SND.NXT=102 SND.WND=65535
>   IRS=300 RCV.NXT=302 RCV.WND=65535

# events out of a list: one a line, of as many words as it has
$ printf 'listen # first\n\nSYN seq=300\n ack\r\nfin' | netkit tcp-state step CLOSED - close -o tsv --fields input,next,sends
> listen	LISTEN	-
> SYN seq=300	SYN-RECEIVED	SYN,ACK
> ack	ESTABLISHED	-
> fin	CLOSE-WAIT	ACK
> close	LAST-ACK	FIN,ACK

$ printf 'listen\nsny\nfoo bar\n' > events; netkit tcp-state step CLOSED @events --json
> {"input":"sny","error":"'sny' is no event: did you mean 'syn'?"}
> {"input":"foo bar","error":"'foo bar' is no event: expected a call (close), the flags of a segment (syn-ack) or a timeout (2msl)"}
! netkit: events:2:1: 'sny' is no event: did you mean 'syn'?
! netkit: events:3:1: 'foo bar' is no event: expected a call (close), the flags of a segment (syn-ack) or a timeout (2msl)
? 2

$ netkit tcp-state step CLOSED listen @nowhere
~ cannot open 'nowhere'
? 3

$ netkit tcp-state step CLOSED sny --json
> {"input":"sny","error":"'sny' is no event: did you mean 'syn'?"}
~ 'sny' is no event
? 2

# wrong words, before anything is done
$ netkit tcp-state step CLOSED listen sny
! netkit: 'sny' is no event: did you mean 'syn'?
!     netkit tcp-state step CLOSED listen sny
!                                         ^~~
? 2

$ netkit tcp-state step ESTABLISHED syn seq=5000000000
! netkit: '5000000000' is no sequence number: expected 0 to 4294967295, or iss, irs, snd.una, snd.nxt, rcv.nxt, rcv.end with +N or -N
!     netkit tcp-state step ESTABLISHED syn seq=5000000000
!                                               ^~~~~~~~~~
? 2

$ netkit tcp-state step ESTABLISHED
~ tcp-state step needs another operand: STATE EVENT...
? 2

$ netkit tcp-state step ESTAB close --given unreed
! netkit: 'unreed' is nothing to be given: did you mean 'unread'?
!     netkit tcp-state step ESTAB close --given unreed
!                                               ^~~~~~
? 2

$ netkit tcp-state step LISTEN close --given queued
~ in LISTEN it cannot be so that data was given that is not acknowledged
? 2

$ netkit tcp-state step CLOSED open --isn 1,x
! netkit: 'x' is no sequence number: expected 0 to 4294967295
!     netkit tcp-state step CLOSED open --isn 1,x
!                                               ^
? 2

# close() and shutdown() differ in Linux
$ for call in close shutdown; do netkit tcp-state step ESTABLISHED $call ack data --profile linux -o tsv --fields input,next,sends; done
> close	FIN-WAIT-1	FIN,ACK
> ack	FIN-WAIT-2	-
> data	CLOSED	RST
> shutdown	FIN-WAIT-1	FIN,ACK
> ack	FIN-WAIT-2	-
> data	FIN-WAIT-2	ACK

$ netkit tcp-state step FIN-WAIT-1 data --profile linux --given orphan -o tsv --fields next,sent
> CLOSED	<SEQ=101><CTL=RST>

$ netkit __complete "netkit tcp-state step LISTEN rst" | cut -f1; netkit __complete "netkit tcp-state step --given un" | cut -f1
> rst
> rst-ack
> rst-in-window
> rst-outside
> unread
