/*
 * Optimal routing tables: Draves, King, Venkatachary, Zill, "Constructing Optimal IP Routing
 * Tables" (INFOCOM 1999), in its three passes over the binary trie of the prefixes:
 *
 * 1. every node gets two children or none; a leaf has the result that its addresses have.
 * 2. upwards, every node gets the set of results that an entry at it could have in a table of the
 *    fewest entries: what the sets of both children share, or where they share nothing, all of
 * both.
 * 3. downwards, a node whose set holds what it inherits needs no entry; another takes one of its
 *    set.
 *
 * The trie is not built: its nodes would be 32 or 128 times as many as there are prefixes. Only
 * prefixes and the points where they part are nodes here. Between such a node and the one above it
 * lies a chain, whose nodes all have a leaf with one result V (the one inherited from the prefix
 * above) as their other child; so the set S of the lower node becomes, one step up, {V} where S has
 * V, else S and V; and from the second step on {V}.
 *
 * The table without "no route" entries is the same with one change: a node under which any address
 * has no route can have no entry, so its set is "no route" alone, whatever its children have.
 * What is left are whole subtrees, each the original problem, so the result is the fewest then too.
 */
#include "route/ortc_part.h"

static struct nk_u128 bits_of(const struct nk_ortc *x, uint32_t entry)
{
    return nk_fib_route(x->f, entry, 0)->bits;
}

/* Bit `depth` of an entry's address, counted from the highest. */
static unsigned side_of(const struct nk_ortc *x, uint32_t entry, unsigned depth)
{
    struct nk_u128 bits = bits_of(x, entry);
    unsigned low = x->width - 1 - depth;
    return (unsigned)((low >= 64 ? bits.hi >> (low - 64) : bits.lo >> low) & 1);
}

/* The node of `depth` bits of an entry's address; the last of them is turned by `flip`. */
static struct nk_prefix node_of(const struct nk_ortc *x, uint32_t entry, unsigned depth, bool flip)
{
    struct nk_prefix p = {nk_addr_of(x->family, bits_of(x, entry)), (uint8_t)depth};
    p = nk_prefix_network(&p);
    if (flip) {
        struct nk_u128 bits = nk_u128_xor(nk_addr_bits(p.addr), nk_u128_bit(x->width - depth));
        p.addr = nk_addr_of(x->family, bits);
    }
    return p;
}

/* ---- the steps, for whoever watches -------------------------------------- */

void nk_ortc_show(const struct nk_ortc *x, struct nk_ortc_step *step)
{
    step->table = x->table;
    step->family = x->family;
    step->sets = &x->sets;
    step->names = x->names;
    x->watch.step(x->watch.closure, step);
}

static void show_down(const struct nk_ortc *x, const struct nk_prefix *node, uint32_t set,
                      uint32_t inherited, uint32_t result)
{
    struct nk_ortc_step step = {.kind = NK_ORTC_DOWN,
                                .node = *node,
                                .set = set,
                                .inherited = inherited,
                                .enters = inherited != result,
                                .result = result};
    nk_ortc_show(x, &step);
}

/* ---- pass 2: the sets, upwards ------------------------------------------- */

static uint32_t merge(struct nk_ortc *x, uint32_t a, uint32_t b)
{
    if (x->no_null && (a == NK_RESULT_NONE || b == NK_RESULT_NONE))
        return NK_RESULT_NONE;
    return nk_idset_merge(&x->sets, a, b);
}

/* The set of a node of a chain that lies `steps` above its lower end; its leaves have `value`. */
static uint32_t chain_set(struct nk_ortc *x, const struct nk_ortc_node *end, unsigned steps,
                          uint32_t value)
{
    if (steps == 0)
        return end->set;
    if (steps > 1 && !(x->no_null && end->set == NK_RESULT_NONE))
        return value;
    return merge(x, end->set, value);
}

/* The nodes of a chain, the third and what is above it in one. */
static void show_chain(struct nk_ortc *x, const struct nk_ortc_node *end, unsigned steps,
                       uint32_t value)
{
    for (unsigned i = 1; i <= steps && i <= 2; i++) {
        unsigned depth = end->depth - i, leaf = 1 - side_of(x, end->entry, depth);
        struct nk_ortc_step step = {.kind = NK_ORTC_CHAIN,
                                    .node = node_of(x, end->entry, depth, false),
                                    .set = chain_set(x, end, i, value)};
        step.halves[leaf] = value;
        step.halves[1 - leaf] = chain_set(x, end, i - 1, value);
        step.is_leaf[leaf] = true;
        nk_ortc_show(x, &step);
    }
    if (steps <= 2)
        return;
    struct nk_ortc_step rest = {.kind = NK_ORTC_CHAINED,
                                .node = node_of(x, end->entry, end->depth - steps, false),
                                .set = chain_set(x, end, steps, value),
                                .count = steps - 2};
    nk_ortc_show(x, &rest);
}

/* The set of one half of a node: that of the child, brought up its chain to just below the node. */
static uint32_t lift(struct nk_ortc *x, const struct nk_ortc_node *n, unsigned side)
{
    if (n->child[side] == NK_ORTC_ABSENT)
        return n->value;
    const struct nk_ortc_node *child = &x->nodes[n->child[side]];
    unsigned steps = child->depth - n->depth - 1u;
    if (x->watch.step != NULL)
        show_chain(x, child, steps, n->value);
    return chain_set(x, child, steps, n->value);
}

/* The set of a node whose children are closed. */
static uint32_t set_of(struct nk_ortc *x, const struct nk_ortc_node *n)
{
    bool leaf = n->child[0] == NK_ORTC_ABSENT && n->child[1] == NK_ORTC_ABSENT;
    struct nk_ortc_step step = {.kind = leaf ? NK_ORTC_LEAF : NK_ORTC_JOIN, .set = n->value};
    for (unsigned side = 0; side < 2 && !leaf; side++) {
        step.halves[side] = lift(x, n, side);
        step.is_leaf[side] = n->child[side] == NK_ORTC_ABSENT;
    }
    if (!leaf)
        step.set = merge(x, step.halves[0], step.halves[1]);
    if (x->watch.step != NULL) {
        step.node = node_of(x, n->entry, n->depth, false);
        nk_ortc_show(x, &step);
    }
    return step.set;
}

/* Closes the innermost node and hangs it below `parent`. */
static void close_node(struct nk_ortc *x, struct nk_ortc_node *parent)
{
    struct nk_ortc_node *n = &x->open[--x->depth];
    if (!nk_grow((void **)&x->nodes, x->count, &x->room, sizeof *x->nodes)) {
        x->failed = true;
        return;
    }
    n->set = set_of(x, n);
    if (parent != NULL)
        parent->child[side_of(x, n->entry, parent->depth)] = (uint32_t)x->count;
    x->nodes[x->count++] = *n;
}

static struct nk_ortc_node *open_node(struct nk_ortc *x, uint32_t entry, uint32_t value,
                                      unsigned depth)
{
    struct nk_ortc_node *n = &x->open[x->depth++];
    *n = (struct nk_ortc_node){
        entry, value, NK_RESULT_NONE, {NK_ORTC_ABSENT, NK_ORTC_ABSENT}, (uint8_t)depth};
    return n;
}

/* Closes all nodes that lie deeper than `depth`, where the next entry parts from them. */
static void close_to(struct nk_ortc *x, unsigned depth)
{
    while (!x->failed && x->open[x->depth - 1].depth > depth) {
        const struct nk_ortc_node *above = &x->open[x->depth - 2];
        if (above->depth >= depth) {
            close_node(x, &x->open[x->depth - 2]);
            continue;
        }
        struct nk_ortc_node fork = {x->open[x->depth - 1].entry,
                                    above->value,
                                    NK_RESULT_NONE,
                                    {NK_ORTC_ABSENT, NK_ORTC_ABSENT},
                                    (uint8_t)depth};
        close_node(x, &fork);
        x->open[x->depth++] = fork;
    }
}

/* How many leading bits two entries share, at most the length of the first. */
static unsigned shared_bits(const struct nk_ortc *x, uint32_t a, uint32_t b)
{
    struct nk_u128 differ = nk_u128_xor(bits_of(x, a), bits_of(x, b));
    unsigned same = nk_u128_leading_zeros(differ) - (128 - x->width);
    unsigned length = nk_fib_route(x->f, a, 0)->length;
    return same < length ? same : length;
}

static void build(struct nk_ortc *x, uint32_t first, uint32_t count)
{
    open_node(x, first, NK_RESULT_NONE, 0);
    for (uint32_t i = first; i < first + count && !x->failed; i++) {
        unsigned length = nk_fib_route(x->f, i, 0)->length;
        if (i > first)
            close_to(x, shared_bits(x, i - 1, i));
        if (length == 0)
            x->open[0].value = x->results[i];
        else
            open_node(x, i, x->results[i], length);
    }
    while (x->depth > 1 && !x->failed)
        close_node(x, &x->open[x->depth - 2]);
    if (!x->failed)
        close_node(x, NULL);
}

/* ---- pass 3: the entries, downwards -------------------------------------- */

void nk_ortc_emit(struct nk_ortc *x, uint32_t entry, unsigned depth, bool flip, uint32_t result)
{
    const struct nk_ortc_entry out = {node_of(x, entry, depth, flip), x->table,
                                      nk_result_route(x->names, result), false};
    if (!x->stopped && x->take != NULL && !x->take(x->closure, &out))
        x->stopped = true;
}

/* The entry of a half without longer prefixes, which does not inherit what it has. */
static void emit_leaf(struct nk_ortc *x, uint32_t entry, unsigned depth, bool flip,
                      uint32_t inherited, uint32_t value)
{
    if (x->watch.step != NULL) {
        struct nk_prefix node = node_of(x, entry, depth, flip);
        show_down(x, &node, value, inherited, value);
    }
    nk_ortc_emit(x, entry, depth, flip, value);
}

/* Whether the set of a chain's node that lies `steps` above its lower end holds `result`. */
static bool chain_has(const struct nk_ortc *x, const struct nk_ortc_node *end, unsigned steps,
                      uint32_t value, uint32_t result)
{
    if (x->no_null && (value == NK_RESULT_NONE || end->set == NK_RESULT_NONE))
        return result == NK_RESULT_NONE;
    return result == value || (steps == 1 && !nk_idset_has(&x->sets, end->set, value) &&
                               nk_idset_has(&x->sets, end->set, result));
}

static void walk_node(struct nk_ortc *x, const struct nk_ortc_node *n, uint32_t inherited);

/* A chain from the node at `depth` down to `end`; its leaves have `value`. Recursion goes one bit
 * deeper with each call, so that it ends after 128. */
static void walk_chain(struct nk_ortc *x, const struct nk_ortc_node *end, unsigned depth,
                       uint32_t value, uint32_t inherited)
{
    bool has = depth == end->depth || chain_has(x, end, end->depth - depth, value, inherited);
    if (depth < end->depth && x->watch.step != NULL) {
        struct nk_prefix node = node_of(x, end->entry, depth, false);
        show_down(x, &node, chain_set(x, end, end->depth - depth, value), inherited,
                  has ? inherited : value);
    }
    if (!has) {
        nk_ortc_emit(x, end->entry, depth, false, value);
        inherited = value;
    }
    if (depth == end->depth || inherited == value) { /* all leaves below inherit what they need */
        walk_node(x, end, inherited);
        return;
    }
    unsigned side = side_of(x, end->entry, depth);
    if (side == 1)
        emit_leaf(x, end->entry, depth + 1, true, inherited, value);
    walk_chain(x, end, depth + 1, value, inherited);
    if (side == 0)
        emit_leaf(x, end->entry, depth + 1, true, inherited, value);
}

static void walk_half(struct nk_ortc *x, const struct nk_ortc_node *n, unsigned side,
                      uint32_t inherited)
{
    if (n->child[side] != NK_ORTC_ABSENT)
        walk_chain(x, &x->nodes[n->child[side]], n->depth + 1u, n->value, inherited);
    else if (inherited != n->value)
        emit_leaf(x, n->entry, n->depth + 1u, side_of(x, n->entry, n->depth) != side, inherited,
                  n->value);
}

static void walk_node(struct nk_ortc *x, const struct nk_ortc_node *n, uint32_t inherited)
{
    bool has = nk_idset_has(&x->sets, n->set, inherited);
    /* "no route" only where there is no other */
    uint32_t result = has ? inherited : nk_idset_last(&x->sets, n->set);
    if (x->watch.step != NULL) {
        struct nk_prefix node = node_of(x, n->entry, n->depth, false);
        show_down(x, &node, n->set, inherited, result);
    }
    if (!has)
        nk_ortc_emit(x, n->entry, n->depth, false, result);
    inherited = result;
    if ((n->child[0] == NK_ORTC_ABSENT && n->child[1] == NK_ORTC_ABSENT) || x->stopped)
        return;
    walk_half(x, n, 0, inherited);
    walk_half(x, n, 1, inherited);
}

bool nk_ortc_optimise(struct nk_ortc *x, uint32_t first, uint32_t count, struct nk_err *err)
{
    x->count = x->depth = x->sets.count = 0;
    build(x, first, count);
    if (x->failed || x->sets.failed)
        return nk_err_memory(err);
    walk_node(x, &x->nodes[x->count - 1], NK_RESULT_NONE);
    return true;
}
