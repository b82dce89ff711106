/* The first half of a layout: which layer each node stands in. */
#ifndef NK_DRAW_GRAPH_LAYERS_H
#define NK_DRAW_GRAPH_LAYERS_H

#include "draw/graph_layout.h"

/* Sets layer and rank (the order in which a walk comes by) of the slots of all nodes,
 * `l->reversed`, and `l->layers`. Every edge but a loop then leads to a later layer, or, reversed,
 * to an earlier. */
bool nk_graph_layers(struct nk_graph_layout *l, const struct nk_graph *g,
                     const struct nk_graph_links *links);

#endif
