# what does not depend on the machine's own sockets; tests/tcp/list has the rest

$ netkit tcp-state list --fields help | sed -n 1,3p
> state            text    the state
> family           int     4 or 6
> local_address    addr    the local address

$ netkit tcp-state list --json state listening and state established
? 1

$ netkit tcp-state list -q sport 0 and sport 1
? 1

$ netkit tcp-state list -o csv dport lt 0 | head -1
> state,family,local_address,local_port,peer_address,peer_port,local_service,peer_service,recv_queue,send_queue,uid,inode,interface,timer,timer_ms,retransmits,pid,process

$ netkit tcp-state list --header -o tsv dport lt 0
? 1

$ netkit tcp-state list --summary dport lt 0
> CLOSED       0
> LISTEN       0
> SYN-SENT     0
> SYN-RECEIVED 0
> ESTABLISHED  0
> FIN-WAIT-1   0
> FIN-WAIT-2   0
> CLOSE-WAIT   0
> CLOSING      0
> LAST-ACK     0
> TIME-WAIT    0
? 1

$ netkit tcp-state list --summary --udp dport lt 0 --json
> {"state":"CLOSED","sockets":0}
> {"state":"ESTABLISHED","sockets":0}
? 1

# wrong filters

$ netkit tcp-state list state established dport httpz
! netkit: 'httpz' is no port: a number, a range of two, or a service by its name
!     netkit tcp-state list state established dport httpz
!                                                   ^~~~~
? 2

$ netkit tcp-state list 'state established and (dport 80'
! netkit: '(' is not closed
!     netkit tcp-state list 'state established and (dport 80'
!                                                  ^
? 2

$ netkit tcp-state list state
! netkit: expected the name of a state, the filter ends here
!     netkit tcp-state list state
!                                ^
? 2

$ netkit tcp-state list src 10.0.0.256 and dport 80
~ octet 4 is 256
? 2

$ netkit tcp-state list sprot 80
~ did you mean 'sport'?
? 2

$ netkit tcp-state list --fields stat
~ did you mean 'state'?
? 2
