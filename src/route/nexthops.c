#include "route/nexthops.h"

#include <stdlib.h>

bool nk_nexthop_add(struct nk_table *t, const struct nk_nexthop *row, struct nk_err *err)
{
    if (t->nexthop_count >= UINT32_MAX)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "there are more than 2^32 - 1 next hops");
    if (!nk_table_own(t) ||
        !nk_grow((void **)&t->nexthops, t->nexthop_count, &t->nexthop_room, sizeof *t->nexthops))
        return nk_err_memory(err);
    struct nk_nexthop *to = &t->nexthops[t->nexthop_count];
    *to = *row;
    to->order = (uint32_t)t->nexthop_count++;
    return true;
}

/* ---- by id --------------------------------------------------------------- */

static int compare_rows(const void *a, const void *b)
{
    const struct nk_nexthop *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Sorts the rows where some have come since the last time; groups may then find more. */
static void sort_rows(struct nk_table *t)
{
    if (t->nexthop_sorted == t->nexthop_count)
        return;
    qsort(t->nexthops, t->nexthop_count, sizeof *t->nexthops, compare_rows);
    t->nexthop_sorted = t->nexthop_count;
    for (size_t i = 0; i < t->nexthop_count; i++)
        t->nexthops[i].tried = false;
}

/* The first row of an object, NULL where there is none. */
static struct nk_nexthop *find(const struct nk_table *t, uint32_t id)
{
    size_t low = 0, high = t->nexthop_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->nexthops[mid].id < id)
            low = mid + 1;
        else
            high = mid;
    }
    return low < t->nexthop_count && t->nexthops[low].id == id ? &t->nexthops[low] : NULL;
}

/* ---- groups -------------------------------------------------------------- */

/* Appends the next hops of a member; a member that is no plain object, or not known, has none. */
static bool append_member(const struct nk_table *t, const struct nk_nexthop *row,
                          struct nk_hop **hops, size_t *count, size_t *room)
{
    size_t n;
    const struct nk_nexthop *member = find(t, row->member);
    const struct nk_hop *from =
        member == NULL || member->member != 0 ? NULL : nk_table_hops_of(t, member->hops, &n);
    if (from == NULL)
        return true;
    if (!nk_grow((void **)hops, *count, room, sizeof **hops))
        return false;
    memcpy(&(*hops)[*count], from, sizeof *from);
    (*hops)[(*count)++].weight = row->weight;
    return true;
}

/* The next hops of a group: `row` is its first row, and keeps what was found. */
static bool resolve_group(struct nk_table *t, struct nk_nexthop *row, struct nk_err *err)
{
    const struct nk_nexthop *end = t->nexthops + t->nexthop_count;
    struct nk_hop *hops = NULL;
    size_t count = 0, room = 0;
    bool done = true;
    row->tried = true;
    for (const struct nk_nexthop *r = row;
         done && r != end && r->id == row->id && r->source == row->source; r++)
        done = append_member(t, r, &hops, &count, &room);
    if (done && count > 0) {
        row->hops = nk_table_hop_group(t, hops, count);
        done = row->hops != NK_ROUTE_NONE;
    }
    free(hops);
    return done || nk_err_memory(err);
}

/* ---- routes -------------------------------------------------------------- */

static bool resolve(struct nk_table *t, struct nk_route *route, struct nk_err *err)
{
    const struct nk_route_more *more =
        route->hops == NK_ROUTE_NONE ? nk_table_more_of(t, route->more) : NULL;
    struct nk_nexthop *row = more == NULL || more->nhid == 0 ? NULL : find(t, more->nhid);
    if (row == NULL)
        return true;
    if (row->member != 0 && !row->tried && !resolve_group(t, row, err))
        return false;
    route->hops = row->hops;
    if (row->blackhole)
        route->type = NK_ROUTE_BLACKHOLE;
    return true;
}

bool nk_nexthop_resolve(struct nk_table *t, struct nk_route *route, struct nk_err *err)
{
    sort_rows(t);
    return resolve(t, route, err);
}

bool nk_nexthops_resolve(struct nk_table *t, size_t first, struct nk_err *err)
{
    sort_rows(t);
    for (size_t i = t->nexthop_count == 0 ? t->count : first; i < t->count; i++)
        if (!resolve(t, &t->routes[i], err))
            return false;
    return true;
}

bool nk_nexthops_before(struct nk_table *t, struct nk_route *route, struct nk_err *err)
{
    bool spills = t->tap == NULL && t->spill != NULL && t->count >= t->hold;
    if (t->tap == NULL && !spills)
        return true;
    return nk_nexthop_resolve(t, route, err) && (!spills || nk_nexthops_resolve(t, 0, err));
}
