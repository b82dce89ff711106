#include "draw/graph_layout.h"

#include <stdlib.h>

#include "draw/graph_layers.h"

enum {
    SWEEPS = 6,    /* of ordering, and of moving: more changes little */
    PORTS_MAX = 8, /* for which a node grows */
};

/* The pieces by their left and by their right slot, each in the order of the other end. */
struct sides {
    size_t *first[2], *pieces[2]; /* [0]: those that leave a slot; [1]: those that come to it */
    size_t *scratch;
};

void nk_graph_layout_release(struct nk_graph_layout *l)
{
    free(l->slots);
    free(l->pieces);
    free(l->first);
    free(l->reversed);
    free(l->order);
    free(l->starts);
    *l = (struct nk_graph_layout){0};
}

/* ---- slots and pieces ---------------------------------------------------- */

/* How many layers an edge goes over; 0 for a loop. */
static size_t span_of(const struct nk_graph_layout *l, const struct nk_graph_edge *e)
{
    uint32_t a = l->slots[e->from].layer, b = l->slots[e->to].layer;
    return a < b ? b - a : a - b;
}

/* Long edges pass through slots of their own in the layers between, as long as these are not many
 * more than the nodes and edges: so memory stays linear. The others are one piece. */
static bool plan_pieces(struct nk_graph_layout *l, const struct nk_graph *g)
{
    size_t budget = 4 * (g->node_count + g->edge_count) + 1000, pieces = 0;
    l->slot_count = g->node_count;
    for (size_t i = 0; i < g->edge_count; i++) {
        size_t span = span_of(l, &g->edges[i]);
        l->first[i] = pieces;
        if (span > 1 && span - 1 > budget)
            span = 1;
        budget -= span > 1 ? span - 1 : 0;
        l->slot_count += span > 1 ? span - 1 : 0;
        pieces += span;
    }
    l->first[g->edge_count] = l->piece_count = pieces;
    l->pieces = calloc(pieces + 1, sizeof *l->pieces);
    struct nk_graph_slot *slots = realloc(l->slots, (l->slot_count + 1) * sizeof *slots);
    if (slots != NULL)
        l->slots = slots;
    return l->pieces != NULL && slots != NULL && l->slot_count < NK_GRAPH_NONE;
}

static void make_pieces(struct nk_graph_layout *l, const struct nk_graph *g, double port)
{
    uint32_t slot = (uint32_t)g->node_count;
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct nk_graph_edge *e = &g->edges[i];
        uint32_t left = l->reversed[i] ? e->to : e->from, right = l->reversed[i] ? e->from : e->to;
        for (size_t k = l->first[i]; k < l->first[i + 1]; k++) {
            bool last = k + 1 == l->first[i + 1];
            uint32_t to = last ? right : slot++;
            if (!last)
                l->slots[to] = (struct nk_graph_slot){.layer = l->slots[left].layer + 1,
                                                      .rank = l->slots[right].rank,
                                                      .half = port / 2};
            l->pieces[k] = (struct nk_graph_piece){.left = left, .right = to};
            left = to;
        }
    }
}

/* ---- order --------------------------------------------------------------- */

struct ranked {
    double rank;
    uint32_t slot, position;
};

static int compare(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* Sorts a layer by the ranks of its slots; then a rank is the place in the layer. */
static void sort_layer(struct nk_graph_layout *l, size_t layer, struct ranked *ranked)
{
    size_t start = l->starts[layer], n = l->starts[layer + 1] - start;
    for (size_t i = 0; i < n; i++)
        ranked[i] =
            (struct ranked){l->slots[l->order[start + i]].rank, l->order[start + i], (uint32_t)i};
    qsort(ranked, n, sizeof *ranked, compare);
    for (size_t i = 0; i < n; i++) {
        l->order[start + i] = ranked[i].slot;
        l->slots[ranked[i].slot].rank = (double)i;
    }
}

/* Puts the slots into their layers, in the order of their numbers. */
static void fill_layers(struct nk_graph_layout *l)
{
    for (size_t i = 0; i < l->slot_count; i++)
        l->starts[l->slots[i].layer + 2]++;
    for (size_t i = 2; i < l->layers + 2; i++)
        l->starts[i] += l->starts[i - 1];
    for (size_t i = 0; i < l->slot_count; i++)
        l->order[l->starts[l->slots[i].layer + 1]++] = (uint32_t)i;
}

static uint32_t end_of(const struct nk_graph_piece *p, int side)
{
    return side == 0 ? p->left : p->right;
}

/* A stable counting sort of the pieces by one of their ends. */
static void sort_pieces(const struct nk_graph_layout *l, int side, const size_t *from,
                        size_t *first, size_t *to)
{
    for (size_t i = 0; i < l->slot_count + 2; i++)
        first[i] = 0;
    for (size_t i = 0; i < l->piece_count; i++)
        first[end_of(&l->pieces[i], side) + 2]++;
    for (size_t i = 2; i < l->slot_count + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < l->piece_count; i++) {
        size_t piece = from == NULL ? i : from[i];
        to[first[end_of(&l->pieces[piece], side) + 1]++] = piece;
    }
}

/* By each side, in the order in which the slots of the other side now stand. */
static void sort_sides(const struct nk_graph_layout *l, struct sides *s)
{
    for (int side = 0; side < 2; side++) {
        size_t n = 0;
        sort_pieces(l, 1 - side, NULL, s->first[1 - side], s->pieces[1 - side]);
        for (size_t i = 0; i < l->slot_count; i++) {
            const size_t *first = s->first[1 - side] + l->order[i];
            for (size_t k = first[0]; k < first[1]; k++)
                s->scratch[n++] = s->pieces[1 - side][k];
        }
        sort_pieces(l, side, s->scratch, s->first[side], s->pieces[side]);
    }
    /* the first was disturbed by the second */
    size_t n = 0;
    for (size_t i = 0; i < l->slot_count; i++)
        for (size_t k = s->first[1][l->order[i]]; k < s->first[1][l->order[i] + 1]; k++)
            s->scratch[n++] = s->pieces[1][k];
    sort_pieces(l, 0, s->scratch, s->first[0], s->pieces[0]);
}

/* The mean of a value of the slots at the other ends, which tells where a slot wants to be; its own
 * where it has none. */
static double wanted(const struct nk_graph_layout *l, const struct sides *s, uint32_t slot,
                     int side, bool of_y)
{
    const struct nk_graph_slot *own = &l->slots[slot];
    size_t from = s->first[side][slot], to = s->first[side][slot + 1];
    double sum = 0;
    for (size_t k = from; k < to; k++) {
        const struct nk_graph_slot *other =
            &l->slots[end_of(&l->pieces[s->pieces[side][k]], 1 - side)];
        sum += of_y ? other->y : other->rank;
    }
    return from == to ? (of_y ? own->y : own->rank) : sum / (double)(to - from);
}

/* The barycentre heuristic: there and back, by the neighbours on the left, then on the right. */
static void order_layers(struct nk_graph_layout *l, const struct sides *s, struct ranked *ranked)
{
    for (int sweep = 0; sweep < SWEEPS + 1; sweep++) {
        int side = sweep % 2 == 0 ? 1 : 0;
        for (size_t i = 0; i < l->layers; i++) {
            size_t layer = side == 1 ? i : l->layers - 1 - i;
            for (size_t k = l->starts[layer]; k < l->starts[layer + 1]; k++)
                l->slots[l->order[k]].rank = wanted(l, s, l->order[k], side, false);
            sort_layer(l, layer, ranked);
        }
    }
}

/* ---- heights ------------------------------------------------------------- */

/* Moves the slots of a layer to where they want to be, as near as their order and heights allow:
 * the mean of what results from above and from below, which keeps them apart as both do. */
static void place_layer(struct nk_graph_layout *l, size_t layer, double gap, double *want,
                        double *down)
{
    size_t start = l->starts[layer], n = l->starts[layer + 1] - start;
    for (size_t i = 0; i < n; i++) {
        const struct nk_graph_slot *s = &l->slots[l->order[start + i]];
        down[i] = want[i];
        if (i == 0)
            continue;
        double least = down[i - 1] + l->slots[l->order[start + i - 1]].half + gap + s->half;
        down[i] = down[i] < least ? least : down[i];
    }
    for (size_t i = n; i-- > 0;) {
        struct nk_graph_slot *s = &l->slots[l->order[start + i]];
        if (i + 1 < n) {
            double most = want[i + 1] - l->slots[l->order[start + i + 1]].half - gap - s->half;
            want[i] = want[i] > most ? most : want[i];
        }
        s->y = (want[i] + down[i]) / 2;
    }
}

static void place(struct nk_graph_layout *l, const struct sides *s, double gap, double *want,
                  double *down)
{
    for (int sweep = 0; sweep < 2 * SWEEPS + 1; sweep++) {
        int side = sweep % 2 == 0 ? 0 : 1;
        for (size_t i = 0; i < l->layers; i++) {
            size_t layer = side == 1 ? i : l->layers - 1 - i, start = l->starts[layer];
            for (size_t k = start; k < l->starts[layer + 1]; k++)
                want[k - start] = wanted(l, s, l->order[k], side, true);
            place_layer(l, layer, gap, want, down);
        }
    }
}

/* To begin with: one under the other in each layer. */
static void stack(struct nk_graph_layout *l, double gap)
{
    for (size_t layer = 0; layer < l->layers; layer++) {
        double y = 0;
        for (size_t k = l->starts[layer]; k < l->starts[layer + 1]; k++) {
            struct nk_graph_slot *s = &l->slots[l->order[k]];
            s->y = y + s->half;
            y += 2 * s->half + gap;
        }
    }
}

/* Moves all so that the uppermost begins at 0. */
static void settle(struct nk_graph_layout *l)
{
    double least = 0, most = 0;
    for (size_t i = 0; i < l->slot_count; i++) {
        const struct nk_graph_slot *s = &l->slots[i];
        least = i == 0 || s->y - s->half < least ? s->y - s->half : least;
        most = i == 0 || s->y + s->half > most ? s->y + s->half : most;
    }
    for (size_t i = 0; i < l->slot_count; i++)
        l->slots[i].y -= least;
    l->height = most - least;
}

/* How many pieces end at one side of a slot. */
static size_t ports_of(const struct sides *s, int side, size_t slot)
{
    return s->first[side][slot + 1] - s->first[side][slot];
}

/* Makes nodes as high as the ends of their edges need, up to a bound. */
static void grow_nodes(struct nk_graph_layout *l, const struct sides *s, double port)
{
    for (size_t i = 0; i < l->slot_count; i++) {
        size_t left = ports_of(s, 0, i), right = ports_of(s, 1, i);
        size_t n = left > right ? left : right;
        double half = (double)(n < PORTS_MAX ? n : PORTS_MAX) * port / 2;
        l->slots[i].half = l->slots[i].half < half ? half : l->slots[i].half;
    }
}

/* Pieces that end at one side of a node end one under the other. */
static void set_ports(struct nk_graph_layout *l, const struct sides *s, double port)
{
    for (int side = 0; side < 2; side++)
        for (size_t slot = 0; slot < l->slot_count; slot++) {
            size_t from = s->first[side][slot], n = ports_of(s, side, slot);
            double room = 2 * l->slots[slot].half;
            double step = (double)n * port > room ? room / (double)n : port;
            for (size_t k = 0; k < n; k++) {
                struct nk_graph_piece *p = &l->pieces[s->pieces[side][from + k]];
                float at = (float)(((double)k - (double)(n - 1) / 2) * step);
                *(side == 0 ? &p->left_port : &p->right_port) = at;
            }
        }
}

/* ---- all ----------------------------------------------------------------- */

static bool is_forest(const struct nk_graph *g, const struct nk_graph_links *links)
{
    for (size_t i = 0; i < g->node_count; i++)
        if (links->into[i] > 1)
            return false;
    return true;
}

static bool arrange(struct nk_graph_layout *l, bool forest, double gap, double port)
{
    size_t slots = l->slot_count, pieces = l->piece_count;
    struct sides s = {0};
    for (int side = 0; side < 2; side++) {
        s.first[side] = calloc(slots + 2, sizeof *s.first[side]);
        s.pieces[side] = calloc(pieces + 1, sizeof *s.pieces[side]);
    }
    s.scratch = calloc(pieces + 1, sizeof *s.scratch);
    struct ranked *ranked = calloc(slots + 1, sizeof *ranked);
    double *want = calloc(2 * (slots + 1), sizeof *want);
    bool good = s.first[0] != NULL && s.first[1] != NULL && s.pieces[0] != NULL &&
                s.pieces[1] != NULL && s.scratch != NULL && ranked != NULL && want != NULL;
    if (good) {
        fill_layers(l);
        for (size_t layer = 0; layer < l->layers; layer++)
            sort_layer(l, layer, ranked);
        sort_sides(l, &s);
        if (!forest) { /* which has no crossings in the order of the walk */
            order_layers(l, &s, ranked);
            sort_sides(l, &s);
        }
        grow_nodes(l, &s, port);
        stack(l, gap);
        place(l, &s, gap, want, want + slots + 1);
        settle(l);
        set_ports(l, &s, port);
    }
    for (int side = 0; side < 2; side++) {
        free(s.first[side]);
        free(s.pieces[side]);
    }
    free(s.scratch);
    free(ranked);
    free(want);
    return good;
}

bool nk_graph_layout_build(struct nk_graph_layout *l, const struct nk_graph *g,
                           const double *halves, double gap, double port, struct nk_err *err)
{
    struct nk_graph_links links;
    *l = (struct nk_graph_layout){0};
    if (!nk_graph_links_build(&links, g, err))
        return false;
    l->slots = calloc(g->node_count + 1, sizeof *l->slots);
    l->reversed = calloc(g->edge_count + 1, sizeof *l->reversed);
    l->first = calloc(g->edge_count + 1, sizeof *l->first);
    bool good = l->slots != NULL && l->reversed != NULL && l->first != NULL &&
                nk_graph_layers(l, g, &links) && plan_pieces(l, g);
    if (good) {
        make_pieces(l, g, port);
        for (size_t i = 0; i < g->node_count; i++)
            l->slots[i].half = halves[i];
        l->order = calloc(l->slot_count + 1, sizeof *l->order);
        l->starts = calloc(l->layers + 2, sizeof *l->starts);
        good = l->order != NULL && l->starts != NULL && arrange(l, is_forest(g, &links), gap, port);
    }
    nk_graph_links_release(&links);
    if (good)
        return true;
    nk_graph_layout_release(l);
    return nk_err_memory(err);
}
