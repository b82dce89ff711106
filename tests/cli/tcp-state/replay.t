$ netkit tcp-state replay "$DATA/tcp/loopback.pcap"
> 0    127.0.0.1       47656 127.0.0.1       80    CLOSED       TIME-WAIT    -
> 1    127.0.0.1       55264 127.0.0.1       81    CLOSED       CLOSED       rst_valid
> 2    ::1             58268 ::1             22    CLOSED       CLOSED       rst_valid
> 3    ::1             58626 ::1             7     TIME-WAIT    CLOSED       -
> 4    127.0.0.1       38694 127.0.0.1       143   TIME-WAIT    CLOSED       -

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --json | head -1
> {"id":0,"client":"127.0.0.1","client_port":47656,"server":"127.0.0.1","server_port":80,"packets_out":5,"packets_in":5,"bytes_out":35,"bytes_in":3945,"start":"1795678333.151285000","duration":0.195,"client_state":"CLOSED","server_state":"TIME-WAIT","opened":"complete","closed":"fin","completeness":31,"conn_state":"SF","history":"ShADadfF","rtt_ms":0.023,"mss_client":65495,"mss_server":65495,"wscale_client":10,"wscale_server":10,"retransmitted_bytes":0,"throughput":20410256,"retransmission":0,"spurious_retransmission":0,"fast_retransmission":0,"out_of_order":0,"duplicate_ack":0,"keep_alive":0,"zero_window":0,"window_update":0,"missing_handshake":0,"data_after_fin":0,"rst_valid":0,"rst_invalid":0,"port_reuse":0,"gap":0,"assumed":true,"anomalies":[]}

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" -o tsv --fields id,opened,closed,completeness,conn_state,history,packets_out,packets_in,bytes_out,bytes_in
> 0	complete	fin	31	SF	ShADadfF	5	5	35	3945
> 1	half	reset	37	REJ	Sr	1	1	0	0
> 2	complete	reset	47	RSTR	ShADar	3	3	3	0
> 3	complete	fin	31	SF	ShADaFdf	6	4	4	4
> 4	complete	fin	31	SF	ShAdFf	5	3	0	6

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --packets --json | sed -n '1p;11,13p'
> {"id":0,"number":1,"time":"1795678333.151285000","from":"client","flags":"SYN","seq":528085732,"ack":null,"length":0,"window":65495,"client_state":"SYN-SENT","server_state":"LISTEN","assumed":true,"anomaly":null}
> {"id":1,"number":11,"time":"1795678333.151528000","from":"client","flags":"SYN","seq":460397252,"ack":null,"length":0,"window":65495,"client_state":"SYN-SENT","server_state":"LISTEN","assumed":true,"anomaly":null}
> {"id":1,"number":12,"time":"1795678333.151534000","from":"server","flags":"RST,ACK","seq":0,"ack":460397253,"length":0,"window":0,"client_state":"CLOSED","server_state":"CLOSED","assumed":true,"anomaly":"rst_valid"}
> {"id":2,"number":13,"time":"1795678333.154921000","from":"client","flags":"SYN","seq":2103540406,"ack":null,"length":0,"window":65476,"client_state":"SYN-SENT","server_state":"LISTEN","assumed":true,"anomaly":null}

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --packets -o tsv dport 7
> 3	19	1795678333.155385000	client	SYN	2490933143	-	0	65476	SYN-SENT	LISTEN	true	-
> 3	20	1795678333.155391000	server	SYN,ACK	643552156	2490933144	0	65464	ESTABLISHED	SYN-RECEIVED	true	-
> 3	21	1795678333.155397000	client	ACK	2490933144	643552157	0	64	ESTABLISHED	ESTABLISHED	true	-
> 3	22	1795678333.155409000	client	PSH,ACK	2490933144	643552157	4	64	ESTABLISHED	ESTABLISHED	true	-
> 3	23	1795678333.155412000	server	ACK	643552157	2490933148	0	64	ESTABLISHED	ESTABLISHED	false	-
> 3	24	1795678333.155420000	client	FIN,ACK	2490933148	643552157	0	64	FIN-WAIT-1	CLOSE-WAIT	true	-
> 3	25	1795678333.155448000	server	PSH,ACK	643552157	2490933149	4	64	FIN-WAIT-2	CLOSE-WAIT	true	-
> 3	26	1795678333.155454000	client	ACK	2490933149	643552161	0	64	FIN-WAIT-2	CLOSE-WAIT	false	-
> 3	27	1795678333.155461000	server	FIN,ACK	643552161	2490933149	0	64	TIME-WAIT	LAST-ACK	true	-
> 3	28	1795678333.155468000	client	ACK	2490933149	643552162	0	64	TIME-WAIT	CLOSED	true	-

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 0
>           127.0.0.1:47656                                          127.0.0.1:80
> 0.000000  SYN-SENT      ──── SYN seq=0 ─────────────────────────→  LISTEN?
> 0.000012  ESTABLISHED?  ←─── SYN,ACK seq=0 ack=1 ────────────────  SYN-RECEIVED
> 0.000023  ESTABLISHED   ──── ACK seq=1 ack=1 ───────────────────→  ESTABLISHED?
> 0.000070                ──── PSH,ACK seq=1 ack=1 len=35 ────────→
> 0.000077                ←─── ACK seq=1 ack=36 ───────────────────  ESTABLISHED
> 0.000089                ←─── PSH,ACK seq=1 ack=36 len=3945 ──────
> 0.000092                ──── ACK seq=36 ack=3946 ───────────────→
> 0.000101  CLOSE-WAIT?   ←─── FIN,ACK seq=3946 ack=36 ────────────  FIN-WAIT-1
> 0.000185  LAST-ACK      ──── FIN,ACK seq=36 ack=3947 ───────────→  TIME-WAIT?
> 0.000195  CLOSED?       ←─── ACK seq=3947 ack=37 ────────────────  TIME-WAIT

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 1 --ascii
>           127.0.0.1:55264                                          127.0.0.1:81
> 0.000000  SYN-SENT      ---- SYN seq=0 ------------------------->  LISTEN?
> 0.000006  CLOSED?       <--- RST,ACK seq=0 ack=1 ----------------  CLOSED
>                         rst_valid

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 1 -o mermaid
> sequenceDiagram
>     accTitle: a connection in a capture
>     participant L as 127.0.0.1:55264
>     participant R as 127.0.0.1:81
>     L->>R: 0.000000  SYN seq=0
>     Note left of L: SYN-SENT
>     Note right of R: LISTEN#63;
>     R->>L: 0.000006  RST,ACK seq=0 ack=1
>     Note left of L: CLOSED#63;
>     Note right of R: CLOSED
>     Note over L,R: rst#95;valid

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 1 -o svg | grep -c "SYN seq=0.*</text>\|rst_valid.*</text>"
> 2

# from standard input, packed
$ gzip -c "$DATA/tcp/loopback.pcap" | netkit tcp-state replay - -o csv --fields id,client_state
> id,client_state
> 0,CLOSED
> 1,CLOSED
> 2,CLOSED
> 3,TIME-WAIT
> 4,TIME-WAIT

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --explain dport 81
> 1: 127.0.0.1:55264 calls 127.0.0.1:81
>   1 segments with 0 bytes out, 1 with 0 back, in 0.000 s
>   opened (half): not: the handshake was never finished
>   the first round trip took 0.006 ms
>   closed (reset): by a RST
>   the client is in CLOSED: no connection at all (assumed: nothing shows that the
>     last segment has arrived)
>   the server is in CLOSED: no connection at all
>   Wireshark's completeness is 37: SYN + ACK + RST
>   Zeek says REJ: the call was refused; history Sr
>   rst_valid 1: RSTs that the receiver takes

# which connections
$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" -o tsv --fields id state time-wait; netkit tcp-state replay "$DATA/tcp/loopback.pcap" -o tsv --fields id -6; netkit tcp-state replay "$DATA/tcp/loopback.pcap" -o tsv --fields id dst ::1 and not sport 1-1023 or dport http
> 0
> 3
> 4
> 2
> 3
> 0
> 2
> 3

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" -o tsv --fields id,anomalies --anomalies; netkit tcp-state replay "$DATA/tcp/loopback.pcap" --anomalies --packets -o tsv --fields id,number,anomaly
> 1	rst_valid
> 2	rst_valid
> 1	12	rst_valid
> 2	18	rst_valid

# an exit status for scripts
$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" -q --fail-on retransmission,gap; netkit tcp-state replay "$DATA/tcp/loopback.pcap" -q --fail-on any dport 80; netkit tcp-state replay "$DATA/tcp/loopback.pcap" -q --fail-on rst-valid
? 1

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --fail-on any --exit-zero -q

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --fail-on gaps
? 2
~ 'gaps' is no anomaly: did you mean 'gap'?

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 5
? 1
! netkit: there is no connection 5: the capture has 5, numbered from 0

# what is cut gives what was readable
$ head -c 1000 "$DATA/tcp/loopback.pcap" | netkit tcp-state replay - -o tsv --fields id,client_state,server_state
> 0	CLOSED	TIME-WAIT
? 2
~ standard input is cut: it ends at byte 1000

$ printf hello | netkit tcp-state replay -
? 2
~ expected a pcap or pcapng file

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" other.pcapng
? 2
~ one capture at a time

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" /dev/null
? 2
~ one capture at a time

$ netkit tcp-state replay nothing.pcap
? 3
~ nothing.pcap

$ printf '\324\303\262\241\2\0\4\0\0\0\0\0\0\0\0\0\377\377\0\0\223\0\0\0\0\0\0\0\0\0\0\0\4\0\0\0\4\0\0\0abcd' | netkit tcp-state replay -
? 2
~ 1 packet of link type 147 is left out: its headers are not known

# a link that is known by name, but not read: nothing is left out in silence
$ printf '\324\303\262\241\2\0\4\0\0\0\0\0\0\0\0\0\377\377\0\0\217\0\0\0\0\0\0\0\0\0\0\0\4\0\0\0\4\0\0\0abcd' | netkit tcp-state replay -
? 2
~ 1 packet of link type 143 is left out: its headers are not known

# no TCP in it
$ printf '\324\303\262\241\2\0\4\0\0\0\0\0\0\0\0\0\377\377\0\0\1\0\0\0' | netkit tcp-state replay - --json

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --packets --ladder 1
? 2
~ exclude each other

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" -o svg
? 2
~ svg and mermaid are forms of --ladder

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 1 -o dot
? 2
~ a ladder is no graph

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" --ladder 1 dport 80
? 2
~ takes no filter

$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" state nowhere
? 2
~ nowhere
