#include "route/check.h"

#include <stdlib.h>

#include "route/order.h"
#include "route/resolve.h"
#include "route/result.h"

struct check {
    const struct nk_table *t;
    unsigned faults;
    struct nk_route_notes *notes;
    struct nk_err *err;
};

static bool wants(const struct check *x, enum nk_route_fault fault)
{
    return (x->faults >> fault & 1) != 0;
}

static bool note(struct check *x, uint32_t route, enum nk_route_fault fault, uint32_t other,
                 size_t hop)
{
    struct nk_route_notes *n = x->notes;
    if (!nk_grow((void **)&n->all, n->count, &n->room, sizeof *n->all))
        return nk_err_memory(x->err);
    n->all[n->count++] = (struct nk_route_note){route, other, (uint16_t)hop, (uint8_t)fault};
    return true;
}

/* ---- each route for itself ----------------------------------------------- */

static bool note_host_bits(struct check *x)
{
    for (size_t i = 0; i < x->t->count; i++) {
        struct nk_prefix p = nk_route_prefix(&x->t->routes[i]);
        if (p.length <= nk_family_width(p.addr.family) && nk_prefix_has_host_bits(&p) &&
            !note(x, (uint32_t)i, NK_FAULT_HOST_BITS, NK_ROUTE_NONE, 0))
            return false;
    }
    return true;
}

/* ---- routes that mean the same packets ----------------------------------- */

/* The device, from 1, of an IPv6 route onto its link, else 0: each device has such routes of its
 * own, fe80::/64 for one. */
static uint64_t link_of(const struct nk_table *t, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    if (r->family != NK_IPV6 || count != 1 || hops->via.family != NK_FAMILY_NONE ||
        hops->dev == NK_ROUTE_NONE)
        return 0;
    return (uint64_t)hops->dev + 1;
}

static int compare_twins(const struct nk_table *t, const struct nk_route *a,
                         const struct nk_route *b)
{
    int order = nk_route_compare_places(a, b);
    order = order != 0 ? order : nk_route_compare_selves(t, a, b);
    order = order != 0 ? order : (a->metric > b->metric) - (a->metric < b->metric);
    if (order != 0)
        return order;
    uint64_t mine = link_of(t, a), theirs = link_of(t, b);
    return (mine > theirs) - (mine < theirs);
}

static int compare_indices(const void *a, const void *b, void *table)
{
    const struct nk_table *t = table;
    const uint32_t *i = a, *j = b;
    int order = compare_twins(t, &t->routes[*i], &t->routes[*j]);
    return order != 0 ? order : (*i > *j) - (*i < *j);
}

/* The routes in use, twins side by side. NULL where memory is out. */
static uint32_t *sort_routes(const struct nk_table *t, size_t *count)
{
    uint32_t *order = calloc(t->count + 1, sizeof *order);
    bool sorted = true;
    *count = 0;
    for (size_t i = 0; order != NULL && i < t->count; i++) {
        const struct nk_route *r = &t->routes[i];
        if ((r->flags & NK_ROUTE_INACTIVE) || !nk_route_is_sound(r))
            continue;
        order[(*count)++] = (uint32_t)i;
        sorted = sorted && (*count == 1 || compare_indices(&order[*count - 2], &order[*count - 1],
                                                           (void *)t) <= 0);
    }
    if (order != NULL && !sorted)
        qsort_r(order, *count, sizeof *order, compare_indices, (void *)t);
    return order;
}

static bool note_duplicates(struct check *x)
{
    const struct nk_table *t = x->t;
    size_t count, first = 0;
    uint32_t *order = sort_routes(t, &count);
    bool done = true;
    if (order == NULL)
        return nk_err_memory(x->err);
    for (size_t i = 1; done && i < count; i++) {
        if (compare_twins(t, &t->routes[order[first]], &t->routes[order[i]]) != 0)
            first = i;
        else
            done = note(x, order[i], NK_FAULT_DUPLICATE, order[first], 0);
    }
    free(order);
    return done;
}

/* ---- what covers a route ------------------------------------------------- */

/* The first route of an entry that is for any TOS and source; NK_ROUTE_NONE for none. */
static uint32_t ordinary(const struct nk_fib *f, uint32_t entry)
{
    for (uint32_t i = 0; i < nk_fib_count(f, entry); i++) {
        const struct nk_route *r = nk_fib_route(f, entry, i);
        if (r->tos == 0 && nk_route_more_of(f->table, r).from.addr.family == NK_FAMILY_NONE)
            return nk_fib_index(f, entry, i);
    }
    return NK_ROUTE_NONE;
}

/* What is known of an entry: the routes of the ones above it that matter. */
struct above {
    uint32_t route;     /* the ordinary one of the entry, or else of the next one above that has */
    uint32_t blackhole; /* the nearest that is one, the entry itself counted */
};

static bool note_covered(struct check *x, uint32_t route, const struct above *above,
                         struct nk_results *results)
{
    const struct nk_route *r = &x->t->routes[route];
    uint32_t mine, theirs;
    /* the table local is the kernel's own work */
    if (wants(x, NK_FAULT_REDUNDANT) && above->route != NK_ROUTE_NONE &&
        r->table != NK_TABLE_LOCAL) {
        if (!nk_result_of(results, r, route, &mine, x->err) ||
            !nk_result_of(results, &x->t->routes[above->route], above->route, &theirs, x->err) ||
            (mine == theirs && !note(x, route, NK_FAULT_REDUNDANT, above->route, 0)))
            return false;
    }
    return !wants(x, NK_FAULT_BLACKHOLE) || above->blackhole == NK_ROUTE_NONE ||
           r->type == NK_ROUTE_BLACKHOLE || note(x, route, NK_FAULT_BLACKHOLE, above->blackhole, 0);
}

static bool note_covers(struct check *x, const struct nk_fib *f)
{
    struct nk_results results = {0};
    struct above *all = calloc(f->entry_count + 1, sizeof *all);
    bool done = true;
    if (all == NULL)
        return nk_err_memory(x->err);
    for (uint32_t i = 0; done && i < f->entry_count; i++) {
        uint32_t parent = nk_fib_parent(f, i), route = ordinary(f, i);
        all[i] = (struct above){NK_ROUTE_NONE, NK_ROUTE_NONE};
        if (parent != NK_ROUTE_NONE)
            all[i] = all[parent];
        if (route == NK_ROUTE_NONE)
            continue;
        done = note_covered(x, route, &all[i], &results);
        all[i].route = route;
        if (x->t->routes[route].type == NK_ROUTE_BLACKHOLE)
            all[i].blackhole = route;
    }
    free(all);
    nk_results_release(&results);
    return done;
}

/* ---- next hops ----------------------------------------------------------- */

/* Of a dump of what BGP knows nothing says how the router gets to its neighbours. */
static bool judge_hop(struct check *x, const struct nk_resolver *resolver, uint32_t route,
                      const struct nk_hop *hop, size_t at)
{
    const struct nk_fib *f = resolver->f;
    const struct nk_route *r = &x->t->routes[route];
    uint32_t entry;
    enum nk_reach reach = nk_resolve(resolver, r->table, hop, &entry);
    enum nk_route_fault fault = reach == NK_UNREACHED ? NK_FAULT_UNREACHABLE : NK_FAULT_LOOP;
    if ((reach != NK_UNREACHED && (reach != NK_REACH_LOOP || r->path != NK_ROUTE_NONE)) ||
        !wants(x, fault))
        return true;
    return note(x, route, fault, entry == NK_ROUTE_NONE ? NK_ROUTE_NONE : nk_fib_index(f, entry, 0),
                at);
}

static bool judge_hops(struct check *x, const struct nk_resolver *resolver, uint32_t route)
{
    size_t count = 0;
    const struct nk_hop *hops =
        route >= x->t->count ? NULL : nk_table_hops_of(x->t, x->t->routes[route].hops, &count);
    bool done = true;
    for (size_t i = 0; done && i < count; i++)
        done = judge_hop(x, resolver, route, &hops[i], i);
    return done;
}

static bool note_next_hops(struct check *x, const struct nk_fib *f)
{
    struct nk_resolver resolver;
    bool done = nk_resolver_build(&resolver, f, x->err);
    for (uint32_t entry = 0; entry < f->entry_count; entry++)
        for (uint32_t i = 0; done && i < nk_fib_count(f, entry); i++)
            done = judge_hops(x, &resolver, nk_fib_index(f, entry, i));
    nk_resolver_release(&resolver);
    return done;
}

/* ---- all of it ----------------------------------------------------------- */

static int compare_notes(const void *a, const void *b)
{
    const struct nk_route_note *x = a, *y = b;
    if (x->route != y->route)
        return x->route < y->route ? -1 : 1;
    if (x->fault != y->fault)
        return x->fault < y->fault ? -1 : 1;
    return (x->hop > y->hop) - (x->hop < y->hop);
}

static bool find_all(struct check *x)
{
    bool covers = wants(x, NK_FAULT_REDUNDANT) || wants(x, NK_FAULT_BLACKHOLE);
    bool hops = wants(x, NK_FAULT_UNREACHABLE) || wants(x, NK_FAULT_LOOP);
    struct nk_fib f = {.table = NULL};
    bool done = (!wants(x, NK_FAULT_HOST_BITS) || note_host_bits(x)) &&
                (!wants(x, NK_FAULT_DUPLICATE) || note_duplicates(x));
    if (hops)
        done = done && nk_fib_build(&f, x->t, NK_ROUTE_NONE, x->err);
    else if (covers)
        done = done && nk_fib_sort(&f, x->t, NK_ROUTE_NONE, x->err);
    done = done && (!covers || note_covers(x, &f)) && (!hops || note_next_hops(x, &f));
    nk_fib_release(&f);
    return done;
}

bool nk_route_check(const struct nk_table *t, unsigned faults, struct nk_route_notes *notes,
                    struct nk_err *err)
{
    struct check x = {t, faults, notes, err};
    *notes = (struct nk_route_notes){0};
    if (!find_all(&x))
        return false;
    if (notes->count > 0)
        qsort(notes->all, notes->count, sizeof *notes->all, compare_notes);
    return true;
}

void nk_route_notes_release(struct nk_route_notes *notes)
{
    free(notes->all);
    *notes = (struct nk_route_notes){0};
}
