/*
 * Entries are the nodes of a graph; an edge leads from an entry to the one that resolves a next hop
 * of its best route. Backwards from the connected entries, all that are reached are found; of the
 * others those are taken away, again backwards, that lead to nothing in the end. What is left leads
 * round in circles. No recursion: a chain may be as long as the table.
 */
#include "route/resolve.h"

#include <stdlib.h>

/* The edges, by the entry that they lead to. */
struct graph {
    uint32_t *starts; /* of entry i: from[starts[i]] to from[starts[i + 1] - 1] */
    uint32_t *from;
    uint32_t *out;   /* how many edges of an entry have not been taken away */
    uint32_t *queue; /* entries whose backward edges are still to be followed */
    size_t queued;
};

static bool is_link_local(const struct nk_addr *a)
{
    return a->family == NK_IPV6 ? a->hi >> 54 == 0xfe80u >> 6 : a->lo >> 16 == 0xa9fe;
}

static bool is_direct(const struct nk_hop *hop)
{
    return hop->via.family == NK_FAMILY_NONE || (hop->flags & NK_HOP_ONLINK) ||
           (hop->dev != NK_ROUTE_NONE && is_link_local(&hop->via));
}

static bool has_device_only(const struct nk_hop *hop)
{
    return hop->via.family == NK_FAMILY_NONE && hop->dev != NK_ROUTE_NONE;
}

/* A route with a next hop that needs no other route; `connected`: and no gateway. */
static bool ends_on_link(const struct nk_table *t, const struct nk_route *r, bool connected)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    for (size_t i = 0; i < count && r->type == NK_ROUTE_UNICAST; i++)
        if (has_device_only(&hops[i]) ||
            (!connected && hops[i].via.family != NK_FAMILY_NONE && is_direct(&hops[i])))
            return true;
    return false;
}

/* The longest prefix but the default route that holds the address; a `throw` is none. */
static uint32_t find(const struct nk_fib *f, uint32_t table, const struct nk_addr *a)
{
    uint32_t entry = nk_fib_find(nk_fib_part_of(f, table), a);
    if (entry == NK_ROUTE_NONE)
        return entry;
    const struct nk_route *r = nk_fib_route(f, entry, 0);
    return r->length == 0 || r->type == NK_ROUTE_THROW ? NK_ROUTE_NONE : entry;
}

static uint32_t resolving(const struct nk_fib *f, uint32_t table, const struct nk_addr *a)
{
    uint32_t own = find(f, table, a);
    uint32_t other = table == NK_TABLE_MAIN ? NK_ROUTE_NONE : find(f, NK_TABLE_MAIN, a);
    if (own == NK_ROUTE_NONE || other == NK_ROUTE_NONE)
        return own == NK_ROUTE_NONE ? other : own;
    bool longer = nk_fib_route(f, other, 0)->length > nk_fib_route(f, own, 0)->length;
    return longer ? other : own;
}

/* ---- the graph ----------------------------------------------------------- */

typedef void edge_function(struct graph *g, uint32_t from, uint32_t to);

static void count_edge(struct graph *g, uint32_t from, uint32_t to)
{
    g->starts[to + 1]++;
    g->out[from]++;
}

static void put_edge(struct graph *g, uint32_t from, uint32_t to)
{
    g->from[g->starts[to]++] = from;
}

static void each_edge(const struct nk_fib *f, struct graph *g, edge_function *edge)
{
    for (uint32_t i = 0; i < f->entry_count; i++) {
        const struct nk_route *r = nk_fib_route(f, i, 0);
        size_t count;
        const struct nk_hop *hops = nk_table_hops_of(f->table, r->hops, &count);
        for (size_t j = 0; j < count && r->type == NK_ROUTE_UNICAST; j++) {
            uint32_t to =
                is_direct(&hops[j]) ? NK_ROUTE_NONE : resolving(f, r->table, &hops[j].via);
            if (to != NK_ROUTE_NONE)
                edge(g, i, to);
        }
    }
}

static void graph_release(struct graph *g)
{
    free(g->starts);
    free(g->from);
    free(g->out);
    free(g->queue);
}

static bool graph_build(struct graph *g, const struct nk_fib *f)
{
    size_t n = f->entry_count, edges = 0;
    g->starts = calloc(n + 2, sizeof *g->starts);
    g->out = calloc(n + 1, sizeof *g->out);
    g->queue = calloc(n + 1, sizeof *g->queue);
    if (g->starts == NULL || g->out == NULL || g->queue == NULL)
        return false;
    each_edge(f, g, count_edge);
    for (size_t i = 0; i <= n; i++) {
        uint32_t count = g->starts[i];
        edges += count;
        if (edges >= UINT32_MAX)
            return false;
        g->starts[i] = (uint32_t)edges;
    }
    g->from = calloc(edges + 1, sizeof *g->from);
    if (g->from == NULL)
        return false;
    each_edge(f, g, put_edge);
    /* each start has moved to the next one */
    for (size_t i = n; i > 0; i--)
        g->starts[i] = g->starts[i - 1];
    g->starts[0] = 0;
    return true;
}

/* ---- backwards ----------------------------------------------------------- */

static void mark_reached(struct nk_resolver *r, struct graph *g)
{
    const struct nk_fib *f = r->f;
    for (uint32_t i = 0; i < f->entry_count; i++) {
        bool ends = ends_on_link(f->table, nk_fib_route(f, i, 0), false);
        r->entries[i] = ends ? NK_REACHED : NK_REACH_LOOP;
        if (ends)
            g->queue[g->queued++] = i;
    }
    while (g->queued > 0) {
        uint32_t to = g->queue[--g->queued];
        for (uint32_t k = g->starts[to]; k < g->starts[to + 1]; k++) {
            uint32_t i = g->from[k];
            if (r->entries[i] != NK_REACHED)
                g->queue[g->queued++] = i;
            r->entries[i] = NK_REACHED;
        }
    }
}

/* Of those that are not reached: takes away what leads to nothing, until only circles are left. */
static void mark_unreached(struct nk_resolver *r, struct graph *g)
{
    for (uint32_t i = 0; i < r->f->entry_count; i++) {
        if (r->entries[i] == NK_REACH_LOOP && g->out[i] == 0) {
            r->entries[i] = NK_UNREACHED;
            g->queue[g->queued++] = i;
        }
    }
    while (g->queued > 0) {
        uint32_t to = g->queue[--g->queued];
        for (uint32_t k = g->starts[to]; k < g->starts[to + 1]; k++) {
            uint32_t i = g->from[k];
            if (r->entries[i] == NK_REACH_LOOP && --g->out[i] == 0) {
                r->entries[i] = NK_UNREACHED;
                g->queue[g->queued++] = i;
            }
        }
    }
}

static void find_connected(struct nk_resolver *r)
{
    const struct nk_fib *f = r->f;
    for (size_t p = 0; p < f->part_count; p++) {
        const struct nk_fib_part *part = &f->parts[p];
        for (uint32_t i = part->first; i < part->first + part->count; i++) {
            const struct nk_route *route = nk_fib_route(f, i, 0);
            unsigned six = route->family == NK_IPV6;
            if (!ends_on_link(f->table, route, true))
                continue;
            r->parts_connected[2 * p + six] = true;
            r->has_connected[six] = r->has_connected[six] || part->table == NK_TABLE_MAIN;
        }
    }
}

bool nk_resolver_build(struct nk_resolver *r, const struct nk_fib *f, struct nk_err *err)
{
    struct graph g = {.queued = 0};
    *r = (struct nk_resolver){.f = f};
    r->entries = calloc(f->entry_count + 1, sizeof *r->entries);
    r->parts_connected = calloc(f->part_count + 1, 2 * sizeof *r->parts_connected);
    bool done = r->entries != NULL && r->parts_connected != NULL && graph_build(&g, f);
    if (done) {
        find_connected(r);
        mark_reached(r, &g);
        mark_unreached(r, &g);
    }
    graph_release(&g);
    return done || nk_err_memory(err);
}

void nk_resolver_release(struct nk_resolver *r)
{
    free(r->entries);
    free(r->parts_connected);
    *r = (struct nk_resolver){0};
}

enum nk_reach nk_resolve(const struct nk_resolver *r, uint32_t table, const struct nk_hop *hop,
                         uint32_t *entry)
{
    const struct nk_fib_part *part = nk_fib_part_of(r->f, table);
    unsigned six = hop->via.family == NK_IPV6;
    *entry = NK_ROUTE_NONE;
    if (is_direct(hop))
        return NK_REACHED;
    *entry = resolving(r->f, table, &hop->via);
    enum nk_reach reach = *entry == NK_ROUTE_NONE ? NK_UNREACHED : r->entries[*entry];
    bool connected = r->has_connected[six] ||
                     (part != NULL && r->parts_connected[2 * (part - r->f->parts) + six]);
    return reach == NK_UNREACHED && !connected ? NK_REACH_UNKNOWN : reach;
}
