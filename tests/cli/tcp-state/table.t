# every pair of state and event is there, and the last row of each applies always
$ netkit tcp-state table -o tsv --fields state,event | sort -u | wc -l
> 198

$ netkit tcp-state table --profile linux -o tsv --fields state,event | sort -u | wc -l
> 198

$ netkit tcp-state table -o tsv --fields state,event,when | awk -F '\t' '{ k = $1 " " $2; last[k] = $3 } END { for (k in last) if (last[k] != "") print k }'

# states have the names of RFC 9293
$ netkit tcp-state table -o tsv --fields state | uniq | paste -s -d ' '
> CLOSED LISTEN SYN-SENT SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT

$ netkit tcp-state table --state established --event close
> ESTABLISHED  close                                   FIN-WAIT-1   FIN,ACK 3.10.4

$ netkit tcp-state table --state established --event close --json
> {"state":"ESTABLISHED","event":"close","when":[],"next":"FIN-WAIT-1","sends":"FIN,ACK","segment":"<SEQ=SND.NXT><ACK=RCV.NXT><CTL=FIN,ACK>","actions":["queue-fin"],"verdict":"taken","says":null,"section":"3.10.4","why":"CLOSE ends our direction: the FIN follows the last data"}

# in other spellings, several of them
$ netkit tcp-state table --state estab --state=TCP_SYN_RECV --event timeouts --changes -o tsv --fields state,event,next
> SYN-RECEIVED	retransmission-timeout	CLOSED
> SYN-RECEIVED	user-timeout	CLOSED
> ESTABLISHED	retransmission-timeout	CLOSED
> ESTABLISHED	user-timeout	CLOSED

# what Linux does otherwise
$ netkit tcp-state table --state LISTEN --event active-open --profile linux -o csv --fields state,event,next,verdict,says
> state,event,next,verdict,says
> LISTEN,active-open,LISTEN,refused,EISCONN

$ netkit tcp-state table --state TIME-WAIT --event time-wait-timeout --explain
> TIME-WAIT: both have closed; waits until old segments are gone
>   time-wait-timeout
>     -> CLOSED
>     delete: deletes the TCB
>     no segment of this connection can be on its way any more: the TCB is deleted
>       (3.10.8)

$ netkit tcp-state table --explain | awk 'length > 80' | wc -l
> 0

$ netkit tcp-state table --explain --profile linux | awk 'length > 80' | wc -l
> 0

# wrong words
$ netkit tcp-state table --state ESTABLISHD
! netkit: 'ESTABLISHD' is no state of TCP: did you mean 'ESTABLISHED'?
!     netkit tcp-state table --state ESTABLISHD
!                                    ^~~~~~~~~~
? 2

$ netkit tcp-state table --event clsoe
! netkit: 'clsoe' is no event: did you mean 'close'?
!     netkit tcp-state table --event clsoe
!                                    ^~~~~
? 2

$ netkit tcp-state table --profile linx
! netkit: 'linx' is no profile: did you mean 'linux'?
!     netkit tcp-state table --profile linx
!                                      ^~~~
? 2

$ netkit tcp-state table --profile bsd
~ 'bsd' is no profile: there are rfc and linux
? 2

$ netkit __complete "netkit tcp-state table --event t" | cut -f1; netkit __complete "netkit tcp-state diagram SYN" | cut -f1
> time-wait-timeout
> timeouts
> SYN-SENT
> SYN-RECEIVED

# an event as step takes it: each flag of a segment is one
$ for e in fin,ack fin,urg syn data rto connect 'len=3' 'ack'; do netkit tcp-state table --state ESTABLISHED --event "$e" -o tsv --fields event | uniq | paste -s -d ' '; done
> rcv-ack rcv-fin
> rcv-urg rcv-fin
> rcv-syn
> rcv-text
> retransmission-timeout
> active-open
> rcv-text
> rcv-ack

$ netkit tcp-state table --event xyzzyqq
~ 'xyzzyqq' is no event, and none of calls, segments, timeouts
? 2

$ netkit tcp-state table --state xyzzyqq
~ 'xyzzyqq' is no state of TCP: the 11 are CLOSED, LISTEN,
? 2

$ netkit tcp-state table --state estab_lishedd
~ did you mean 'ESTABLISHED'?
? 2

$ netkit tcp-state step ESTABLISHED fin --given xyzzyqq
~ 'xyzzyqq' is nothing to be given: expected passive, active, queued, unread and so on
? 2

$ for l in "tcp-state table --profile " "tcp-state step --given " "dns query +sho" "dns query +nosp" "help cidr s" "help cidr sort "; do netkit __complete "netkit $l" | cut -f1 | paste -s -d " "; done
> rfc linux
> passive active queued unread no-window orphan tried
> +short
> +nosplit
> show split supernet sort
> 

$ netkit __complete "netkit tcp-state replay --fail-on re" | cut -f1 | paste -s -d " "
> retransmission
