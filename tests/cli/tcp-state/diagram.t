# the whole picture
$ netkit tcp-state diagram
>                                         ┌───────────────────────────────┐
>                                         ↓        CLOSE                  │
>                                  ┌────────────┐  active OPEN / snd SYN  │
>                                  │   CLOSED   ├────────────────────┐    │
>                                  └───┬────────┘                    │    │
>                                      │     ↑                       │    │
>                         passive OPEN │     │ CLOSE                 │    │
>                                      ↓     │                       │    │
>           rcv SYN / snd SYN,ACK  ┌─────────┴──┐ active OPEN, SEND  │    │
>         ┌────────────────────────┤   LISTEN   ├─────────────────┐  │    │
>         │                        └────────────┘ / snd SYN       │  │    │
>         │       rcv RST, rcv SYN     ↑                          │  │    │
>         │     ┌──────────────────────┘                          │  │    │
>         ↓     │                                                 ↓  ↓    │
>     ┌─────────┴──┐           rcv SYN / snd SYN,ACK            ┌─────────┴──┐
>     │SYN-RECEIVED│←───────────────────────────────────────────┤  SYN-SENT  │
>     └───┬─────┬──┘                                            └───┬────────┘
>         │     │ rcv ACK of SYN              rcv SYN,ACK / snd ACK │
>         │     └─────────────────────┐       ┌─────────────────────┘
>         │                           ↓       ↓
>         │                        ┌────────────┐
>         │ CLOSE / snd FIN,ACK    │ESTABLISHED │
>         │                        └──┬───────┬─┘
>         │       CLOSE / snd FIN,ACK │       │ rcv FIN / snd ACK
>         │     ┌─────────────────────┘       └────────────────────────┐
>         ↓     ↓                                                      ↓
>     ┌────────────┐  rcv FIN / snd ACK                         ┌────────────┐
>     │ FIN-WAIT-1 ├──────────────────────┐                     │ CLOSE-WAIT │
>     └───┬────────┘                      │                     └──────┬─────┘
>         │                               │                            │
>         │ rcv ACK of FIN                │        CLOSE / snd FIN,ACK │
>         ↓                               ↓                            ↓
>     ┌────────────┐               ┌────────────┐               ┌────────────┐
>     │ FIN-WAIT-2 │               │  CLOSING   │               │  LAST-ACK  │
>     └───┬────────┘               └──────┬─────┘               └──────┬─────┘
>         │                               │                            │
>         │ rcv FIN / snd ACK             │             rcv ACK of FIN │
>         ↓                               │                            ↓
>     ┌────────────┐  rcv ACK of FIN      │                     ┌────────────┐
>     │ TIME-WAIT  │←─────────────────────┘                     │   CLOSED   │
>     └──────┬─────┘                                            └────────────┘
>            │        2MSL timeout                                     ↑
>            └─────────────────────────────────────────────────────────┘
>
> Without a line:
>   ABORT                   all others -> CLOSED
>   user timeout            all others -> CLOSED
>   rcv RST                 all others but LISTEN -> CLOSED
>   retransmission timeout  all others but LISTEN, FIN-WAIT-2, TIME-WAIT -> CLOSED
>   rcv FIN, ACK of FIN     FIN-WAIT-1 -> TIME-WAIT, two steps in one segment

# without characters above 127, where the locale has none, and with one state marked
$ netkit tcp-state diagram --ascii TIME_WAIT | LC_ALL=C grep -c '[^ -~]'; netkit tcp-state diagram TIME-WAIT --ascii | sed -n '38,43p'; LC_ALL=C netkit tcp-state diagram | LC_ALL=C grep -c '[^ -~]'; true
> 0
>         v                               |                            v
>     +============+  rcv ACK of FIN      |                     +------------+
>     | TIME-WAIT  |<---------------------+                     |   CLOSED   |
>     +======+=====+                                            +------------+
>            |        2MSL timeout                                     ^
>            +---------------------------------------------------------+
> 0

$ netkit tcp-state diagram --ascii | awk 'length > 80' | wc -l; netkit tcp-state diagram --ascii --profile linux | awk 'length > 80' | wc -l
> 0
> 0

# in a linux kernel a listener never calls
$ netkit tcp-state diagram --profile linux --ascii | grep -c 'SEND'; netkit tcp-state diagram --profile linux --ascii | grep -e 'rcv new SYN' -e '2MSL timeout  *FIN'
> 0
>   2MSL timeout            FIN-WAIT-2 -> CLOSED
>   rcv new SYN,FIN         TIME-WAIT -> CLOSED
>   rcv new SYN             TIME-WAIT -> SYN-RECEIVED

# edges are the rows of the table that lead elsewhere
$ netkit tcp-state diagram -o tsv --fields state,event,next > a; netkit tcp-state table --changes -o tsv --fields state,event,next > b; cmp a b && wc -l < a
> 59

$ netkit tcp-state diagram -o tsv --fields state,next,drawn | awk '$3 == "true"' | sort -u | wc -l; netkit tcp-state diagram -o dot | grep -c -e '->'; netkit tcp-state diagram -o mermaid | grep -c -e '-->'
> 20
> 20
> 20

$ netkit tcp-state diagram LAST-ACK --json --fields state,event,next,label | head -1
> {"state":"CLOSE-WAIT","event":"close","next":"LAST-ACK","label":"CLOSE / snd FIN,ACK"}

$ netkit tcp-state diagram -o svg | grep -c -e '<svg' -e 'ESTABLISHED</text>'
> 2

$ netkit tcp-state diagram ESTABLISHED -o mermaid | grep -c ':::s'
> 1

$ netkit tcp-state diagram ESTABLISHED LISTEN
~ there is one operand too many
? 2
