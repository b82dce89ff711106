# How the diagram is read, from the rows.
$ netkit tcp-state diagram --explain > out; netkit tcp-state diagram > picture; head -n $(wc -l < picture) out | cmp - picture; sed "1,$(wc -l < picture)d" out
>
> A box is a state of one end. A line leads to the next state: beside it stands
>   what makes it, a call (in capitals), a segment that comes (rcv) or a timeout,
>   and behind / snd the segment that is sent.
> The end that calls and is the first to close
>   1. CLOSED        active OPEN / snd SYN           -> SYN-SENT
>   2. SYN-SENT      rcv SYN,ACK / snd ACK           -> ESTABLISHED
>   3. ESTABLISHED   CLOSE / snd FIN,ACK             -> FIN-WAIT-1
>   4. FIN-WAIT-1    rcv ACK of FIN                  -> FIN-WAIT-2
>   5. FIN-WAIT-2    rcv FIN / snd ACK               -> TIME-WAIT
>   6. TIME-WAIT     2MSL timeout                    -> CLOSED
> The end that is called and is the last to close
>   1. CLOSED        passive OPEN                    -> LISTEN
>   2. LISTEN        rcv SYN / snd SYN,ACK           -> SYN-RECEIVED
>   3. SYN-RECEIVED  rcv ACK of SYN                  -> ESTABLISHED
>   4. ESTABLISHED   rcv FIN / snd ACK               -> CLOSE-WAIT
>   5. CLOSE-WAIT    CLOSE / snd FIN,ACK             -> LAST-ACK
>   6. LAST-ACK      rcv ACK of FIN                  -> CLOSED
> Each line, and why (sections of RFC 9293)
>   CLOSED: passive OPEN -> LISTEN
>     a passive OPEN makes a TCB that waits for a SYN from outside (3.10.1)
>   CLOSED: active OPEN / snd SYN -> SYN-SENT
>     an active OPEN makes a TCB, chooses an ISS and asks the peer with a SYN
>       (3.10.1)
>   LISTEN: active OPEN / snd SYN -> SYN-SENT
>     an active OPEN turns a passive connection into an active one and sends its
>       SYN (3.10.1)
>   LISTEN: SEND / snd SYN -> SYN-SENT
>     SEND turns a passive connection active; the data waits until it is
>       established (3.10.2)
>   LISTEN: CLOSE -> CLOSED
>     nobody has called yet, so nobody has to be told (3.10.4)
>   LISTEN: rcv SYN / snd SYN,ACK -> SYN-RECEIVED
>     a peer calls: its SYN is acknowledged together with our own (3.10.7.2)
>   SYN-SENT: CLOSE -> CLOSED
>     the peer has not answered yet: the TCB is deleted, and calls that wait end
>       (3.10.4)
>   SYN-SENT: rcv SYN,ACK / snd ACK -> ESTABLISHED
>     the peer has acknowledged our SYN and sent its own: the ACK completes the
>       handshake (3.10.7.3)
>   SYN-SENT: rcv SYN / snd SYN,ACK -> SYN-RECEIVED
>     both ends call at the same time: our SYN is sent again with the ACK of
>       theirs (3.10.7.3)
>   SYN-RECEIVED: CLOSE / snd FIN,ACK -> FIN-WAIT-1
>     with nothing left to send the FIN goes out at once (3.10.4)
>   SYN-RECEIVED: rcv RST -> LISTEN
>     the SYN was an old duplicate or the peer thought better of it: the listener
>       goes on waiting (3.10.7.4)
>   SYN-RECEIVED: rcv SYN -> LISTEN
>     another SYN in the window: the first was not meant, and the listener waits
>       again (3.10.7.4)
>   SYN-RECEIVED: rcv ACK of SYN -> ESTABLISHED
>     our SYN is acknowledged: both ends know each other's numbers (3.10.7.4)
>   ESTABLISHED: CLOSE / snd FIN,ACK -> FIN-WAIT-1
>     CLOSE ends our direction: the FIN follows the last data (3.10.4)
>   ESTABLISHED: rcv FIN / snd ACK -> CLOSE-WAIT
>     the peer will send no more; our direction stays open until CLOSE (3.10.7.4)
>   FIN-WAIT-1: rcv ACK of FIN -> FIN-WAIT-2
>     our FIN is acknowledged: our direction is closed, the peer's is open
>       (3.10.7.4)
>   FIN-WAIT-1: rcv FIN / snd ACK -> CLOSING
>     both ends close at the same time: the ACK of our FIN is still missing
>       (3.10.7.4)
>   FIN-WAIT-2: rcv FIN / snd ACK -> TIME-WAIT
>     both directions are closed; 2MSL give our last ACK the time to arrive
>       (3.10.7.4)
>   CLOSE-WAIT: CLOSE / snd FIN,ACK -> LAST-ACK
>     the peer has closed already: after our FIN only its ACK is missing (3.10.4)
>   CLOSING: rcv ACK of FIN -> TIME-WAIT
>     both FINs are acknowledged; 2MSL let old segments die out (3.10.7.4)
>   LAST-ACK: rcv ACK of FIN -> CLOSED
>     our FIN, the last thing to be said, is acknowledged: the TCB is deleted
>       (3.10.7.4)
>   TIME-WAIT: 2MSL timeout -> CLOSED
>     no segment of this connection can be on its way any more: the TCB is deleted
>       (3.10.8)
> 37 more rows lead to another state and have no line: 'tcp-state table --changes
>   --explain' tells them

# one state: what leads to it and away from it, also without a line
$ netkit tcp-state diagram --explain LAST-ACK | sed '1,/two steps/d'
>
> A box is a state of one end. A line leads to the next state: beside it stands
>   what makes it, a call (in capitals), a segment that comes (rcv) or a timeout,
>   and behind / snd the segment that is sent.
> LAST-ACK, the box with the double frame: closed after the peer; the ACK of its
>   FIN is missing
> What leads to it
>   CLOSE-WAIT: CLOSE / snd FIN,ACK -> LAST-ACK
>     the peer has closed already: after our FIN only its ACK is missing (3.10.4)
> What leads away from it
>   LAST-ACK: ABORT -> CLOSED (no line)
>     both ends have sent all they had: the TCB is deleted without a RST (3.10.5)
>   LAST-ACK: rcv RST -> CLOSED (no line)
>     the RST is at RCV.NXT and ends what was ending anyway (3.10.7.4)
>   LAST-ACK: rcv ACK of FIN -> CLOSED
>     our FIN, the last thing to be said, is acknowledged: the TCB is deleted
>       (3.10.7.4)
>   LAST-ACK: retransmission timeout -> CLOSED (no line)
>     the segment has been sent as often as it may be, and no answer came (3.8.3)
>   LAST-ACK: user timeout -> CLOSED (no line)
>     the user would not wait longer: all queues are thrown away (3.10.8)

# another machine; the longest line; the picture alone where it is a file
$ netkit tcp-state diagram --explain time-wait --profile linux | grep -c 'Linux'; netkit tcp-state diagram --explain --ascii --profile linux | awk 'length > 80'; netkit tcp-state diagram --explain --ascii | LC_ALL=C grep -c '[^ -~]'
> 4
> 0
? 1

$ netkit tcp-state diagram --explain --json
? 2
~ netkit: --explain is for people: it does not go with --json or --output
