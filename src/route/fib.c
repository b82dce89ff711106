#include "route/fib.h"

#include <stdlib.h>

#include "route/compiled.h"
#include "route/order.h"

/* ---- the order of routes ------------------------------------------------- */

static int compare_routes(const void *a, const void *b, void *routes)
{
    const uint32_t *i = a, *j = b;
    const struct nk_route *x = (const struct nk_route *)routes + *i;
    const struct nk_route *y = (const struct nk_route *)routes + *j;
    int places = nk_route_compare_places(x, y);
    if (places != 0)
        return places;
    if (x->tos != y->tos)
        return NK_ORDER(y->tos, x->tos);
    return x->metric != y->metric ? NK_ORDER(x->metric, y->metric) : NK_ORDER(*i, *j);
}

/* Dumps and compiled lists are sorted as they come: then there is nothing to do. */
static bool is_sorted(const struct nk_fib *f)
{
    struct nk_route *routes = f->table->routes;
    for (size_t i = 1; i < f->order_count; i++)
        if (compare_routes(&f->order[i - 1], &f->order[i], routes) > 0)
            return false;
    return true;
}

/* ---- which routes count -------------------------------------------------- */

static uint32_t first_peer(const struct nk_table *t)
{
    for (size_t i = 0; i < t->count; i++) {
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

static bool choose(struct nk_fib *f, uint32_t peer, struct nk_err *err)
{
    const struct nk_table *t = f->table;
    f->order = calloc(t->count + 1, sizeof *f->order);
    if (f->order == NULL)
        return nk_err_memory(err);
    peer = peer == NK_ROUTE_NONE ? first_peer(t) : peer;
    for (size_t i = 0; i < t->count; i++)
        if (counts(t, &t->routes[i], peer))
            f->order[f->order_count++] = (uint32_t)i;
    if (!is_sorted(f))
        qsort_r(f->order, f->order_count, sizeof *f->order, compare_routes, t->routes);
    return true;
}

/* ---- entries ------------------------------------------------------------- */

static const struct nk_route *ordered(const struct nk_fib *f, size_t i)
{
    return &f->table->routes[f->order[i]];
}

static bool covers(const struct nk_route *outer, const struct nk_route *inner)
{
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(outer->family) - outer->length);
    struct nk_u128 other = nk_u128_and(nk_u128_xor(outer->bits, inner->bits), nk_u128_not(host));
    return outer->table == inner->table && outer->family == inner->family &&
           outer->length <= inner->length && (other.hi | other.lo) == 0;
}

/* The prefix that stands before an entry in the order covers it, or one of those above it does. */
static uint32_t parent_of(const struct nk_fib *f, uint32_t before, const struct nk_route *r)
{
    while (before != NK_ROUTE_NONE && !covers(nk_fib_route(f, before, 0), r))
        before = nk_fib_parent(f, before);
    return before;
}

static bool make_entries(struct nk_fib *f, struct nk_err *err)
{
    f->entries = malloc((f->order_count + 1) * sizeof *f->entries);
    if (f->entries == NULL)
        return nk_err_memory(err);
    nk_advise_large(f->entries, f->order_count * sizeof *f->entries);
    for (size_t i = 0; i < f->order_count; i++) {
        if (i > 0 && nk_route_compare_places(ordered(f, i - 1), ordered(f, i)) == 0) {
            f->entries[f->entry_count - 1].count++;
            continue;
        }
        uint32_t before = f->entry_count == 0 ? NK_ROUTE_NONE : (uint32_t)f->entry_count - 1;
        f->entries[f->entry_count++] = (struct nk_fib_entry){
            .first = (uint32_t)i, .count = 1, .parent = parent_of(f, before, ordered(f, i))};
    }
    return true;
}

/* ---- parts --------------------------------------------------------------- */

/* The entries of a part are in the order that the look-up is built from. */
static bool make_lookup(struct nk_fib *f, struct nk_fib_part *part, struct nk_err *err)
{
    struct nk_lpm_row *rows = malloc((part->count + (size_t)1) * sizeof *rows);
    if (rows == NULL)
        return nk_err_memory(err);
    nk_advise_large(rows, part->count * sizeof *rows);
    for (uint32_t i = 0; i < part->count; i++) {
        const struct nk_route *r = nk_fib_route(f, part->first + i, 0);
        rows[i] = (struct nk_lpm_row){.first = nk_route_base(r),
                                      .id = part->first + i,
                                      .length = r->length,
                                      .family = r->family};
    }
    part->lpm = nk_lpm_build_sorted(rows, part->count, err);
    free(rows);
    return part->lpm != NULL;
}

/* One after the other: the entries are sorted by table. */
static bool make_parts(struct nk_fib *f, struct nk_err *err)
{
    size_t room = 0;
    for (uint32_t i = 0; i < f->entry_count; i++) {
        uint32_t table = nk_fib_route(f, i, 0)->table;
        if (f->part_count == 0 || f->parts[f->part_count - 1].table != table) {
            if (!nk_grow((void **)&f->parts, f->part_count, &room, sizeof *f->parts))
                return nk_err_memory(err);
            f->parts[f->part_count++] = (struct nk_fib_part){.table = table, .first = i};
        }
        f->parts[f->part_count - 1].count++;
    }
    return true;
}

bool nk_fib_sort(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err)
{
    *f = (struct nk_fib){.table = t};
    return choose(f, peer, err) && make_entries(f, err) && make_parts(f, err);
}

bool nk_fib_look_ups(struct nk_fib *f, struct nk_err *err)
{
    for (size_t i = 0; i < f->part_count; i++)
        if (!make_lookup(f, &f->parts[i], err))
            return false;
    return true;
}

bool nk_fib_build(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err)
{
    if (t->compiled != NULL && peer == NK_ROUTE_NONE)
        return nk_compiled_fib(f, t, err);
    return nk_fib_sort(f, t, peer, err) && nk_fib_look_ups(f, err);
}

void nk_fib_release(struct nk_fib *f)
{
    for (size_t i = 0; i < f->part_count; i++)
        nk_lpm_release(f->parts[i].lpm);
    free(f->parts);
    if (!f->mapped) {
        free(f->entries);
        free(f->order);
    }
    *f = (struct nk_fib){0};
}

/* ---- look-ups ------------------------------------------------------------ */

const struct nk_fib_part *nk_fib_part_of(const struct nk_fib *f, uint32_t table)
{
    size_t low = 0, high = f->part_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (f->parts[mid].table < table)
            low = mid + 1;
        else
            high = mid;
    }
    return low < f->part_count && f->parts[low].table == table ? &f->parts[low] : NULL;
}

uint32_t nk_fib_find(const struct nk_fib_part *part, const struct nk_addr *a)
{
    uint32_t id = part == NULL ? NK_LPM_NONE : nk_lpm_find(part->lpm, a);
    return id == NK_LPM_NONE || id - part->first >= part->count ? NK_ROUTE_NONE : id;
}

uint32_t nk_fib_count(const struct nk_fib *f, uint32_t entry)
{
    if (entry >= f->entry_count || f->entries[entry].first >= f->order_count)
        return 0;
    size_t left = f->order_count - f->entries[entry].first;
    return f->entries[entry].count < left ? f->entries[entry].count : (uint32_t)left;
}

uint32_t nk_fib_parent(const struct nk_fib *f, uint32_t entry)
{
    uint32_t parent = entry < f->entry_count ? f->entries[entry].parent : NK_ROUTE_NONE;
    if (parent >= entry)
        return NK_ROUTE_NONE;
    bool shorter =
        !f->mapped || nk_fib_route(f, parent, 0)->length < nk_fib_route(f, entry, 0)->length;
    return shorter ? parent : NK_ROUTE_NONE;
}

uint32_t nk_fib_index(const struct nk_fib *f, uint32_t entry, uint32_t i)
{
    if (i >= nk_fib_count(f, entry))
        return NK_ROUTE_NONE;
    uint32_t index = f->order[f->entries[entry].first + i];
    return index < f->table->count ? index : NK_ROUTE_NONE;
}

const struct nk_route *nk_fib_route(const struct nk_fib *f, uint32_t entry, uint32_t i)
{
    static const struct nk_route lost = {
        .hops = NK_ROUTE_NONE,
        .more = NK_ROUTE_NONE,
        .label = NK_ROUTE_NONE,
        .path = NK_ROUTE_NONE,
        .family = NK_IPV4,
        .type = NK_ROUTE_UNREACHABLE,
    };
    uint32_t index = nk_fib_index(f, entry, i);
    return index == NK_ROUTE_NONE ? &lost : &f->table->routes[index];
}

struct nk_prefix nk_fib_prefix(const struct nk_fib *f, uint32_t entry)
{
    struct nk_prefix p = nk_route_prefix(nk_fib_route(f, entry, 0));
    return nk_prefix_network(&p);
}
