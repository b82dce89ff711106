# a capture needs no verb
$ netkit tcp-state replay "$DATA/tcp/loopback.pcap" > a; netkit tcp-state "$DATA/tcp/loopback.pcap" > b; netkit tcp-state --json - < "$DATA/tcp/loopback.pcap" | head -1 | cut -c1-6; [ -s a ] && cmp a b
> {"id":

$ netkit tcp-state stp ESTABLISHED fin
! netkit: 'stp' is no verb of this command: did you mean 'step'?
!     netkit tcp-state stp ESTABLISHED fin
!                      ^~~
? 2
