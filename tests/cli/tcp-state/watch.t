# what does not depend on the machine's own sockets; tests/sockets has the rest

$ netkit tcp-state watch --timeout 1ms -o csv sport lt 0
> time,old,new,state,family,local_address,local_port,peer_address,peer_port,local_service,peer_service,recv_queue,send_queue,uid,inode,interface,timer,timer_ms,retransmits,pid,process
! netkit: watching by looking at the kernel's sockets every 5 to 100 ms (INET_DIAG): what comes and goes between two looks stays unseen

$ netkit tcp-state watch --timeout 1ms --interval 1s --udp sport lt 0
! netkit: watching by looking at the kernel's sockets every 1000 ms (INET_DIAG): what comes and goes between two looks stays unseen

$ netkit tcp-state watch --timeout 1ms --count 3 sport lt 0
~ the time is over after 0 of 3 transitions
? 3

$ netkit tcp-state watch --count 0
~ --count
? 2

$ netkit tcp-state watch state nowhere
! netkit: 'nowhere' is no state: a name as established or TIME-WAIT, or all, connected, synchronized
!     netkit tcp-state watch state nowhere
!                                  ^~~~~~~
? 2
