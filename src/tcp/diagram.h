/* The diagram of states, after RFC 9293's figure 5, from the rows of a machine. */
#ifndef NK_TCP_DIAGRAM_H
#define NK_TCP_DIAGRAM_H

#include "draw/canvas.h"
#include "draw/graph.h"
#include "netkit/tcp.h"

enum { NK_TCP_DIAGRAM_COLUMNS = 80, NK_TCP_LABEL_MAX = 64 };

/* What leads along an edge, as the figure writes it: "rcv SYN,ACK / snd ACK". Into
 * NK_TCP_LABEL_MAX bytes. */
char *nk_tcp_row_label(enum nk_tcp_state state, const struct nk_tcp_row *row, char *text);
/* True where the figure has such an edge: aborts, resets, failures to answer are apart. */
bool nk_tcp_row_is_drawn(enum nk_tcp_state state, const struct nk_tcp_row *row);

/* Draws it; `marked` has a double frame (NK_TCP_STATES: none). What the rows have beyond the
 * picture is listed below it. */
void nk_tcp_diagram_draw(struct nk_canvas *c, const struct nk_tcp_machine *m,
                         enum nk_tcp_state marked);
/* The same edges as a graph, a node a state. */
void nk_tcp_diagram_graph(struct nk_graph *g, const struct nk_tcp_machine *m,
                          enum nk_tcp_state marked);

#endif
