/* The edges of a graph by the node that they leave, for the forms that walk along them. */
#ifndef NK_DRAW_GRAPH_LINKS_H
#define NK_DRAW_GRAPH_LINKS_H

#include "draw/graph.h"

/* The edges that leave node n are edges[first[n]] up to edges[first[n + 1]], in their order. */
struct nk_graph_links {
    uint32_t *first, *edges;
    uint32_t *into; /* how many edges lead to each node, loops apart */
};

bool nk_graph_links_build(struct nk_graph_links *links, const struct nk_graph *g,
                          struct nk_err *err);
void nk_graph_links_release(struct nk_graph_links *links);

#endif
