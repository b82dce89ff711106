/* The working of `netkit tcp-state diagram`. */
#ifndef NK_CLI_TCP_DIAGRAM_H
#define NK_CLI_TCP_DIAGRAM_H

#include "cli/explain.h"
#include "netkit/tcp.h"

/* Appends how the diagram is read: the usual ways of both ends step by step, and each edge with its
 * row's reason; of a `marked` state (not NK_TCP_STATES) its own edges alone, the undrawn too. */
void nk_tcp_diagram_explain(struct nk_buf *b, const struct nk_tcp_machine *m,
                            enum nk_tcp_state marked);

#endif
