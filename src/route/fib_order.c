/*
 * Dumps and lists mostly come sorted. So routes are put into the view one by one as if they were,
 * in one pass over the table; where one turns up that belongs before another, all are sorted and
 * put in again. Prefixes in order nest: a stack of those that are open has the one that covers the
 * next.
 */
#include "route/fib_order.h"

#include <stdlib.h>

#include "route/order.h"

/* ---- the order of routes ------------------------------------------------- */

/* Of two routes of one place: as the kernel tries them. */
static int compare_ranks(const struct nk_route *x, const struct nk_route *y)
{
    return x->tos != y->tos ? NK_ORDER(y->tos, x->tos) : NK_ORDER(x->metric, y->metric);
}

static int compare_routes(const void *a, const void *b, void *routes)
{
    const uint32_t *i = a, *j = b;
    const struct nk_route *x = (const struct nk_route *)routes + *i;
    const struct nk_route *y = (const struct nk_route *)routes + *j;
    int order = nk_route_compare_places(x, y);
    order = order != 0 ? order : compare_ranks(x, y);
    return order != 0 ? order : NK_ORDER(*i, *j);
}

/* ---- which routes count -------------------------------------------------- */

static uint32_t first_peer(const struct nk_table *t)
{
    for (size_t i = 0; t->path_count > 0 && i < t->count; i++) {
        const struct nk_path *path = nk_table_path_of(t, t->routes[i].path);
        if (path != NULL)
            return path->peer;
    }
    return NK_ROUTE_NONE;
}

static bool counts(const struct nk_table *t, const struct nk_route *r, uint32_t peer)
{
    const struct nk_path *path = nk_table_path_of(t, r->path);
    return !(r->flags & NK_ROUTE_INACTIVE) && nk_route_is_sound(r) &&
           (path == NULL || path->peer == peer);
}

/* ---- entries ------------------------------------------------------------- */

/* The place of a route beside that of the one before it, as nk_route_compare_places() has it. */
static int compare_to_before(const struct nk_fib_putting *p, const struct nk_route *before,
                             const struct nk_route *r, struct nk_u128 first)
{
    if (before->table != r->table)
        return NK_ORDER(before->table, r->table);
    if (before->family != r->family)
        return NK_ORDER(before->family, r->family);
    if (!nk_u128_equal(p->first, first))
        return nk_u128_less(p->first, first) ? -1 : 1;
    return NK_ORDER(before->length, r->length);
}

/* A prefix of its own; those that end before it are closed. */
static void put_entry(struct nk_fib_putting *p, struct nk_u128 first, struct nk_u128 host)
{
    struct nk_fib *f = p->f;
    uint32_t entry = (uint32_t)f->entry_count++;
    while (p->depth > 0 && nk_u128_less(p->open[p->depth - 1].last, first))
        p->depth--;
    f->entries[entry] = (struct nk_fib_entry){
        .first = (uint32_t)f->order_count,
        .count = 1,
        .parent = p->depth > 0 ? p->open[p->depth - 1].entry : NK_ROUTE_NONE,
    };
    p->open[p->depth++] = (struct nk_fib_open){nk_u128_or(first, host), entry};
}

/* Puts a route behind all others; false, and nothing is done, where it belongs before one. */
static bool put_route(struct nk_fib_putting *p, uint32_t index)
{
    struct nk_fib *f = p->f;
    const struct nk_route *routes = f->table->routes, *r = &routes[index];
    const struct nk_route *before = p->before == NK_ROUTE_NONE ? NULL : &routes[p->before];
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(r->family) - r->length);
    struct nk_u128 first = nk_u128_and(r->bits, nk_u128_not(host));
    int places = before == NULL ? -1 : compare_to_before(p, before, r, first);
    if (places > 0 || (places == 0 && compare_ranks(before, r) > 0))
        return false;
    if (before != NULL && (before->table != r->table || before->family != r->family))
        p->depth = 0;
    if (places < 0)
        put_entry(p, first, host);
    else
        f->entries[f->entry_count - 1].count++;
    f->order[f->order_count++] = index;
    f->simple = f->simple && nk_route_is_simple(r);
    p->before = index;
    p->first = first;
    return true;
}

void nk_fib_put(struct nk_fib_putting *p, size_t end)
{
    const struct nk_table *t = p->f->table;
    while (p->sorted && p->taken < end) {
        if (counts(t, &t->routes[p->taken], p->peer) && !put_route(p, (uint32_t)p->taken))
            p->sorted = false;
        else
            p->taken++;
    }
}

/* ---- all of them --------------------------------------------------------- */

static void start(struct nk_fib_putting *p)
{
    p->f->entry_count = p->f->order_count = 0;
    p->f->simple = true;
    p->sorted = true;
    p->before = NK_ROUTE_NONE;
    p->depth = 0;
}

bool nk_fib_put_start(struct nk_fib_putting *p, struct nk_fib *f, uint32_t peer, size_t room,
                      struct nk_err *err)
{
    p->f = f;
    p->peer = peer == NK_ROUTE_NONE ? first_peer(f->table) : peer;
    p->taken = 0;
    f->order = nk_alloc_array(room, sizeof *f->order);
    f->entries = nk_alloc_array(room, sizeof *f->entries);
    if (f->order == NULL || f->entries == NULL)
        return nk_err_memory(err);
    start(p);
    return true;
}

/* The routes that were not put in yet are joined to the order as they come; then all are sorted,
 * and put in to where they stand. */
static void sort(struct nk_fib_putting *p)
{
    struct nk_fib *f = p->f;
    const struct nk_table *t = f->table;
    for (; p->taken < t->count; p->taken++)
        if (counts(t, &t->routes[p->taken], p->peer))
            f->order[f->order_count++] = (uint32_t)p->taken;
    size_t count = f->order_count;
    qsort_r(f->order, count, sizeof *f->order, compare_routes, t->routes);
    start(p);
    for (size_t i = 0; i < count; i++)
        put_route(p, f->order[i]);
}

void nk_fib_put_end(struct nk_fib_putting *p)
{
    nk_fib_put(p, p->f->table->count);
    if (!p->sorted)
        sort(p);
}
