/* A directed graph, and its forms as text, dot, mermaid and SVG. */
#ifndef NK_DRAW_GRAPH_H
#define NK_DRAW_GRAPH_H

#include "base/out.h"
#include "draw/ink.h"
#include "netkit/err.h"

/* Texts are safe to print from the moment they are added (base/escape.h). */
struct nk_graph_node {
    size_t label, label_len; /* where it begins in `texts` */
    enum nk_ink ink;
};

struct nk_graph_edge {
    uint32_t from, to;
    size_t label, label_len; /* of length 0: none */
};

enum { NK_GRAPH_NONE = UINT32_MAX };
enum {
    NK_GRAPH_TEXT_COLUMNS = 80,
    NK_GRAPH_TEXT_DEPTH_MAX = 36,
    NK_GRAPH_LABEL_MAX = 80,
    NK_GRAPH_SVG_MAX = 5000,
};

/* Zero-initialised is empty. After a failed allocation `failed` stays true, which every form tells
 * as NK_ERR_MEMORY: one check at the end is enough. */
struct nk_graph {
    struct nk_graph_node *nodes;
    struct nk_graph_edge *edges;
    size_t node_count, node_room, edge_count, edge_room;
    struct nk_buf texts;
    bool failed;
};

void nk_graph_release(struct nk_graph *g);

/* Adds a node and returns its number, from 0. Its label is empty. NK_GRAPH_NONE when out of memory;
 * edges to it are then dropped. */
uint32_t nk_graph_node(struct nk_graph *g, enum nk_ink ink);
/* Adds a line to the label of the node that was added last. */
void nk_graph_line(struct nk_graph *g, const char *text, size_t len);
/* Adds an edge; `label` may be NULL. */
void nk_graph_edge(struct nk_graph *g, uint32_t from, uint32_t to, const char *label);

/*
 * The forms. Nodes and edges come in the order in which they were added, so that the same graph is
 * the same text. Memory is linear in the graph; the output goes out as it is made.
 *
 * Text is an indented tree of 80 columns: nodes to which no edge leads stand at the margin, a
 * node's children under it, its edge's label before it. A node that has been there already is named
 * once more with "(above)" and not gone into, so that any graph ends. A deep tree is indented by
 * less; at NK_GRAPH_TEXT_DEPTH_MAX the rest stands below one another, with the depth before it.
 * What does not fit ends in "..".
 */
bool nk_graph_text(const struct nk_graph *g, struct nk_out *out, bool ascii, bool color,
                   struct nk_err *err);
/* The language of Graphviz. */
bool nk_graph_dot(const struct nk_graph *g, struct nk_out *out, const char *title,
                  struct nk_err *err);
/* A flowchart of Mermaid. */
bool nk_graph_mermaid(const struct nk_graph *g, struct nk_out *out, const char *title,
                      struct nk_err *err);
/* One self-contained <svg>, drawn in layers from left to right: the first NK_GRAPH_SVG_MAX nodes,
 * and how many there are more; lines of a label are cut at NK_GRAPH_LABEL_MAX columns. */
bool nk_graph_svg(const struct nk_graph *g, struct nk_out *out, const char *title,
                  struct nk_err *err);
/* What an svg of it says to a screen reader, as XML: how many nodes there are, and each edge; cut
 * where that is long. */
void nk_graph_words(const struct nk_graph *g, struct nk_buf *b);

#endif
