/* Real sockets on this machine's loopback, and what its kernel says of them. */
#ifndef NK_TCP_SOCKETS_H
#define NK_TCP_SOCKETS_H

#include "base/netlink.h"
#include "netkit/addr.h"
#include "netkit/tcp.h"

/* The two ends of a connection, as the socket at `local` sees it; without a peer (port 0) it is a
 * listener. Both addresses are of one family. */
struct nk_tcp_tuple {
    struct nk_addr local, peer;
    uint16_t local_port, peer_port;
};

/*
 * Asks the kernel (INET_DIAG) for the state of that one socket, which no process need hold any
 * more. CLOSED where there is no such connection. `n` is initialised with NETLINK_SOCK_DIAG. False
 * with NK_ERR_SYSTEM or NK_ERR_MEMORY.
 */
bool nk_tcp_ask_state(struct nk_netlink *n, const struct nk_tcp_tuple *tuple,
                      enum nk_tcp_state *state, struct nk_err *err);

#endif
