/* Where the nodes of a graph stand in a picture: in layers from left to right (K. Sugiyama, S.
 * Tagawa and M. Toda, 1981). */
#ifndef NK_DRAW_GRAPH_LAYOUT_H
#define NK_DRAW_GRAPH_LAYOUT_H

#include "draw/graph_links.h"

/* What takes room in a layer: a node, or a place where a longer edge passes through. */
struct nk_graph_slot {
    uint32_t layer;
    double rank; /* what it is sorted by within its layer */
    double y;    /* of its middle */
    double half; /* of its height */
};

/* A piece of an edge, from one layer to the next. */
struct nk_graph_piece {
    uint32_t left, right;        /* slots */
    float left_port, right_port; /* where it ends, off the middles of the slots */
};

struct nk_graph_layout {
    struct nk_graph_slot *slots; /* the nodes, then what edges pass through */
    size_t slot_count;
    struct nk_graph_piece *pieces; /* of each edge from left to right, edge by edge */
    size_t piece_count;
    size_t *first;   /* of each edge the first piece; one more behind the last */
    bool *reversed;  /* the edge leads from right to left */
    uint32_t *order; /* the slots, layer by layer, from above */
    size_t *starts;  /* of each layer the first in `order`; one more behind the last */
    size_t layers;
    double height;
};

/* `halves` are what the nodes need above their middles; it grows where more room is needed for the
 * edges at one side, which end `port` apart. Slots are `gap` apart. */
bool nk_graph_layout_build(struct nk_graph_layout *l, const struct nk_graph *g,
                           const double *halves, double gap, double port, struct nk_err *err);
void nk_graph_layout_release(struct nk_graph_layout *l);

#endif
