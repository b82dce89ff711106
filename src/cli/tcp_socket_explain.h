/* What a socket's state means and who has yet to act: the workings of list and watch. */
#ifndef NK_CLI_TCP_SOCKET_EXPLAIN_H
#define NK_CLI_TCP_SOCKET_EXPLAIN_H

#include "cli/explain.h"
#include "cli/tcp_socket.h"

/* The rows that lead from one state to another, or to any (NK_TCP_STATES), those with a line in the
 * diagram or all: of those with one label and one next state the one that asks for the fewest
 * facts. Returns how many there are, `room` at most. */
size_t nk_socket_rows(const struct nk_tcp_row **out, size_t room, const struct nk_tcp_machine *m,
                      enum nk_tcp_state from, enum nk_tcp_state to, bool drawn);
/* Appends what a state of TCP means, and from the rows of the machine what this end, the peer or
 * the clock can do to leave it. */
void nk_socket_explain_state(struct nk_buf *b, const struct nk_tcp_machine *m,
                             enum nk_tcp_state state);
/* The same of UDP, which has no states but whether a peer was named. */
void nk_socket_explain_udp(struct nk_buf *b, enum nk_tcp_state state);
/* Appends one socket: its ends, what its queues and its timer say, and how its owner was found;
 * `looked` for it. `info` may be NULL. */
void nk_socket_explain(struct nk_buf *b, struct nk_socket_view *v, const struct nk_diag_socket *s,
                       const struct nk_diag_info *info, bool looked);
/* Its ends alone. */
void nk_socket_explain_ends(struct nk_buf *b, struct nk_socket_view *v,
                            const struct nk_diag_socket *s);
/* Appends which states were asked for, and who does the filter. */
void nk_socket_explain_request(struct nk_buf *b, const struct nk_diag_request *r, bool filtered);

#endif
