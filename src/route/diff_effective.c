#include <stdlib.h>
#include <string.h>

#include "route/diff.h"
#include "route/result.h"
#include "route/sweep.h"

/* One of the two tables: its view, and the results of its entries. */
struct side {
    struct nk_table table; /* the routes of this side over the stores of both */
    struct nk_fib fib;
    uint32_t *results;
    struct nk_fib_slice slice; /* that is compared now */
    bool more;
    struct nk_sweep sweep;
    struct nk_range range; /* the interval that the sweep stands at */
    uint32_t entry;
    bool in_range;
};

struct effective {
    const struct nk_diff *d;
    struct nk_results names;
    struct side old, new;
    nk_diff_take *take;
    void *closure;
    bool stopped;
    /* the difference that may go on with the next interval */
    bool pending;
    struct nk_range where;
    uint32_t from, to;
    struct nk_prefix matches[2]; /* its first address's, old and new */
};

/* The route of an entry that ordinary packets take: not for one TOS or source only. */
static const struct nk_route *ordinary_route(const struct nk_fib *f, uint32_t entry)
{
    for (uint32_t i = 0; i < nk_fib_count(f, entry); i++) {
        const struct nk_route *r = nk_fib_route(f, entry, i);
        const struct nk_route_more *more = nk_table_more_of(f->table, r->more);
        if (r->tos == 0 && (more == NULL || more->from.addr.family == NK_FAMILY_NONE))
            return r;
    }
    return NULL;
}

/* An entry without such a route has the result of the one above it. */
static bool find_results(struct effective *x, struct side *s, struct nk_err *err)
{
    const struct nk_fib *f = &s->fib;
    s->results = calloc(f->entry_count + 1, sizeof *s->results);
    if (s->results == NULL)
        return nk_err_memory(err);
    for (uint32_t i = 0; i < f->entry_count; i++) {
        const struct nk_route *r = ordinary_route(f, i);
        uint32_t parent = nk_fib_parent(f, i);
        if (r == NULL)
            s->results[i] = parent == NK_ROUTE_NONE ? NK_RESULT_NONE : s->results[parent];
        else if (!nk_result_of(&x->names, r, (uint32_t)(r - x->d->both->routes), &s->results[i],
                               err))
            return false;
    }
    return true;
}

static bool side_build(struct effective *x, struct side *s, size_t first, size_t end,
                       struct nk_err *err)
{
    s->table = *x->d->both;
    if (first > 0)
        s->table.routes += first;
    s->table.count = end - first;
    if (!nk_fib_sort(&s->fib, &s->table, NK_ROUTE_NONE, err) || !find_results(x, s, err))
        return false;
    s->more = nk_fib_slice_at(&s->fib, 0, &s->slice);
    return true;
}

static void side_release(struct side *s)
{
    free(s->results);
    nk_fib_release(&s->fib);
}

/* ---- the sweep over both ------------------------------------------------- */

static void side_next(struct side *s)
{
    s->in_range = nk_sweep_next(&s->sweep, &s->range, &s->entry);
}

static void side_start(struct side *s, const struct nk_fib_slice *slice)
{
    nk_sweep_init(&s->sweep, &s->fib, slice);
    side_next(s);
}

static uint32_t result_of(const struct side *s)
{
    return s->entry == NK_ROUTE_NONE ? NK_RESULT_NONE : s->results[s->entry];
}

static const struct nk_route *route_of(const struct effective *x, uint32_t result)
{
    uint32_t route = nk_result_route(&x->names, result);
    return route == NK_ROUTE_NONE ? NULL : &x->d->both->routes[route];
}

static void tell(struct effective *x, uint32_t table)
{
    if (x->pending && x->d->seen != NULL)
        memcpy(x->d->seen->matches, x->matches, sizeof x->matches);
    if (x->pending && !x->stopped)
        x->stopped =
            !x->take(x->closure, table, &x->where, route_of(x, x->from), route_of(x, x->to));
    x->pending = false;
}

/* The longest prefix that holds the addresses where a sweep stands. */
static struct nk_prefix match_of(const struct side *s)
{
    struct nk_prefix none = {.length = 0};
    return s->entry == NK_ROUTE_NONE ? none : nk_fib_prefix(&s->fib, s->entry);
}

/* An interval in which both tables have one result each. */
static void compare(struct effective *x, uint32_t table, const struct nk_range *r)
{
    uint32_t from = result_of(&x->old), to = result_of(&x->new);
    if (x->pending && (from != x->from || to != x->to))
        tell(x, table);
    if (from == to)
        return;
    if (!x->pending) {
        x->where.first = r->first;
        x->matches[0] = match_of(&x->old);
        x->matches[1] = match_of(&x->new);
    }
    x->where.last = r->last;
    x->from = from;
    x->to = to;
    x->pending = true;
}

static void compare_slices(struct effective *x, const struct nk_fib_slice *old,
                           const struct nk_fib_slice *new)
{
    struct side *a = &x->old, *b = &x->new;
    struct nk_addr at = nk_addr_min(old->family);
    side_start(a, old);
    side_start(b, new);
    while (a->in_range && b->in_range && !x->stopped) {
        int order = nk_addr_compare(&a->range.last, &b->range.last);
        struct nk_range r = {at, order <= 0 ? a->range.last : b->range.last};
        compare(x, old->table, &r);
        nk_addr_add(&r.last, nk_u128(0, 1), &at); /* the last one is the end of both */
        if (order <= 0)
            side_next(a);
        if (order >= 0)
            side_next(b);
    }
    tell(x, old->table);
}

/* ---- slice by slice ------------------------------------------------------ */

static int compare_keys(const struct nk_fib_slice *a, const struct nk_fib_slice *b)
{
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    return (a->family > b->family) - (a->family < b->family);
}

static void side_advance(struct side *s)
{
    s->more = nk_fib_slice_at(&s->fib, s->slice.first + s->slice.count, &s->slice);
}

static void compare_all(struct effective *x)
{
    struct side *a = &x->old, *b = &x->new;
    while ((a->more || b->more) && !x->stopped) {
        int order = !a->more ? 1 : !b->more ? -1 : compare_keys(&a->slice, &b->slice);
        struct nk_fib_slice old = order <= 0 ? a->slice : b->slice;
        struct nk_fib_slice new = order >= 0 ? b->slice : a->slice;
        if (order > 0)
            old.first = old.count = 0;
        if (order < 0)
            new.first = new.count = 0;
        if (x->d->family == NK_FAMILY_NONE || x->d->family == old.family)
            compare_slices(x, &old, &new);
        if (order <= 0)
            side_advance(a);
        if (order >= 0)
            side_advance(b);
    }
}

bool nk_diff_effective(const struct nk_diff *d, nk_diff_take *take, void *closure,
                       struct nk_err *err)
{
    struct effective x = {.d = d, .take = take, .closure = closure};
    bool done = side_build(&x, &x.old, 0, d->old_count, err) &&
                side_build(&x, &x.new, d->old_count, d->both->count, err);
    if (done)
        compare_all(&x);
    side_release(&x.old);
    side_release(&x.new);
    nk_results_release(&x.names);
    return done;
}
