#include "draw/graph_layers.h"

#include <stdlib.h>

/* A walk in depth over all nodes. An edge back to a node that the walk stands on closes a circle:
 * it is reversed. */
struct walk {
    const struct nk_graph *g;
    const struct nk_graph_links *links;
    struct nk_graph_layout *l;
    unsigned char *state; /* NEW, OPEN, DONE */
    uint32_t *stack, *next;
    uint32_t *finished; /* nodes in the order in which they were done */
    size_t depth, done, met;
};

enum { NEW, OPEN, DONE };

static void enter(struct walk *w, uint32_t node)
{
    w->state[node] = OPEN;
    w->next[node] = w->links->first[node];
    w->stack[w->depth++] = node;
    w->l->slots[node].rank = (double)w->met++;
}

static void walk_from(struct walk *w, uint32_t root)
{
    enter(w, root);
    while (w->depth > 0) {
        uint32_t node = w->stack[w->depth - 1];
        if (w->next[node] == w->links->first[node + 1]) {
            w->state[node] = DONE;
            w->finished[w->done++] = node;
            w->depth--;
            continue;
        }
        uint32_t edge = w->links->edges[w->next[node]++], to = w->g->edges[edge].to;
        if (w->state[to] == NEW)
            enter(w, to);
        else if (w->state[to] == OPEN && to != node)
            w->l->reversed[edge] = true;
    }
}

static void lower(struct nk_graph_layout *l, uint32_t from, uint32_t to)
{
    uint32_t layer = l->slots[from].layer + 1;
    if (l->slots[to].layer < layer)
        l->slots[to].layer = layer;
    if (l->layers <= layer)
        l->layers = layer + 1;
}

/* The longest way from a node at the left: in the opposite order of finishing all that leads to a
 * node is known before it. Reversed edges count at the node that they then leave. */
static void set_layers(struct walk *w, const uint32_t *back_first, const uint32_t *back)
{
    struct nk_graph_layout *l = w->l;
    l->layers = w->g->node_count > 0;
    for (size_t i = w->done; i-- > 0;) {
        uint32_t node = w->finished[i];
        for (uint32_t k = w->links->first[node]; k < w->links->first[node + 1]; k++) {
            uint32_t edge = w->links->edges[k], to = w->g->edges[edge].to;
            if (to != node && !l->reversed[edge])
                lower(l, node, to);
        }
        for (uint32_t k = back_first[node]; k < back_first[node + 1]; k++)
            lower(l, node, w->g->edges[back[k]].from);
    }
}

/* The reversed edges by the node that they lead to. */
static void find_back(const struct walk *w, uint32_t *first, uint32_t *back)
{
    const struct nk_graph *g = w->g;
    for (size_t i = 0; i < g->edge_count; i++)
        if (w->l->reversed[i])
            first[g->edges[i].to + 2]++;
    for (size_t n = 2; n < g->node_count + 2; n++)
        first[n] += first[n - 1];
    for (size_t i = 0; i < g->edge_count; i++)
        if (w->l->reversed[i])
            back[first[g->edges[i].to + 1]++] = (uint32_t)i;
}

bool nk_graph_layers(struct nk_graph_layout *l, const struct nk_graph *g,
                     const struct nk_graph_links *links)
{
    size_t n = g->node_count;
    struct walk w = {.g = g, .links = links, .l = l};
    w.state = calloc(n + 1, sizeof *w.state);
    w.stack = calloc(n + 1, sizeof *w.stack);
    w.next = calloc(n + 1, sizeof *w.next);
    w.finished = calloc(n + 1, sizeof *w.finished);
    uint32_t *first = calloc(n + 2, sizeof *first), *back = calloc(g->edge_count + 1, sizeof *back);
    bool good = w.state != NULL && w.stack != NULL && w.next != NULL && w.finished != NULL &&
                first != NULL && back != NULL;
    if (good) {
        for (int circles = 0; circles < 2; circles++)
            for (size_t i = 0; i < n; i++)
                if (w.state[i] == NEW && (circles || links->into[i] == 0))
                    walk_from(&w, (uint32_t)i);
        find_back(&w, first, back);
        set_layers(&w, first, back);
    }
    free(w.state);
    free(w.stack);
    free(w.next);
    free(w.finished);
    free(first);
    free(back);
    return good;
}
