/*
 * Dumps and lists mostly come sorted. So routes are put into the view one by one as if they were,
 * in one pass over the table; where one turns up that belongs before another, all are sorted and
 * put in again. Prefixes in order nest: a stack of those that are open has the one that covers the
 * next.
 */
#include "route/fib_order.h"

#include <stdlib.h>

#include "route/order.h"

enum { OPEN_MAX = 129 }; /* one of each length from 0 to 128 */

struct open {
    struct nk_u128 last; /* the address that it ends with */
    uint32_t entry;
};

/* What was put in last, and the prefixes that may cover what follows. */
struct putting {
    struct nk_fib *f;
    const struct nk_route *before; /* NULL: nothing yet */
    struct nk_u128 first;          /* its first address */
    struct open open[OPEN_MAX];
    size_t depth;
};

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
static int compare_to_before(const struct putting *p, const struct nk_route *r,
                             struct nk_u128 first)
{
    const struct nk_route *before = p->before;
    if (before->table != r->table)
        return NK_ORDER(before->table, r->table);
    if (before->family != r->family)
        return NK_ORDER(before->family, r->family);
    if (!nk_u128_equal(p->first, first))
        return nk_u128_less(p->first, first) ? -1 : 1;
    return NK_ORDER(before->length, r->length);
}

/* A prefix of its own; those that end before it are closed. */
static void put_entry(struct putting *p, const struct nk_route *r, struct nk_u128 first,
                      struct nk_u128 host)
{
    struct nk_fib *f = p->f;
    uint32_t entry = (uint32_t)f->entry_count++;
    if (p->before == NULL || p->before->table != r->table || p->before->family != r->family)
        p->depth = 0;
    while (p->depth > 0 && nk_u128_less(p->open[p->depth - 1].last, first))
        p->depth--;
    f->entries[entry] = (struct nk_fib_entry){
        .first = (uint32_t)f->order_count,
        .count = 1,
        .parent = p->depth > 0 ? p->open[p->depth - 1].entry : NK_ROUTE_NONE,
    };
    p->open[p->depth++] = (struct open){nk_u128_or(first, host), entry};
}

/* Puts a route behind all others; false, and nothing is done, where it belongs before one. */
static bool put_route(struct putting *p, uint32_t index)
{
    struct nk_fib *f = p->f;
    const struct nk_route *r = &f->table->routes[index];
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(r->family) - r->length);
    struct nk_u128 first = nk_u128_and(r->bits, nk_u128_not(host));
    int places = p->before == NULL ? -1 : compare_to_before(p, r, first);
    if (places > 0 || (places == 0 && compare_ranks(p->before, r) > 0))
        return false;
    if (places < 0)
        put_entry(p, r, first, host);
    else
        f->entries[f->entry_count - 1].count++;
    f->order[f->order_count++] = index;
    f->simple = f->simple && nk_route_is_simple(r);
    p->before = r;
    p->first = first;
    return true;
}

/* ---- all of them --------------------------------------------------------- */

/* The routes that count, from `index` on, unsorted behind those that are there. */
static void collect(struct nk_fib *f, size_t index, uint32_t peer)
{
    const struct nk_table *t = f->table;
    for (size_t i = index; i < t->count; i++)
        if (counts(t, &t->routes[i], peer))
            f->order[f->order_count++] = (uint32_t)i;
}

static void sort(struct nk_fib *f)
{
    struct putting p = {.f = f};
    size_t count = f->order_count;
    qsort_r(f->order, count, sizeof *f->order, compare_routes, f->table->routes);
    f->entry_count = f->order_count = 0;
    for (size_t i = 0; i < count; i++)
        put_route(&p, f->order[i]); /* to where it stands */
}

bool nk_fib_order(struct nk_fib *f, uint32_t peer, struct nk_err *err)
{
    const struct nk_table *t = f->table;
    struct putting p = {.f = f};
    f->order = nk_alloc_array(t->count, sizeof *f->order);
    f->entries = nk_alloc_array(t->count, sizeof *f->entries);
    if (f->order == NULL || f->entries == NULL)
        return nk_err_memory(err);
    peer = peer == NK_ROUTE_NONE ? first_peer(t) : peer;
    f->simple = true;
    for (size_t i = 0; i < t->count; i++) {
        if (counts(t, &t->routes[i], peer) && !put_route(&p, (uint32_t)i)) {
            collect(f, i, peer);
            sort(f);
            break;
        }
    }
    return true;
}
