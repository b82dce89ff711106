#include "route/diff.h"

#include <stdlib.h>

#include "route/order.h"

/* ---- the order of routes ------------------------------------------------- */

/* The protocol; one that says nothing is none. */
static unsigned maker_of(const struct nk_route *r)
{
    return r->protocol == NK_ROUTE_BOOT ? 0 : r->protocol;
}

static uint32_t attrs_of(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_path *p = nk_table_path_of(t, r->path);
    return p != NULL ? p->attrs : 0;
}

/* By what few routes have. */
static int compare_more(const struct nk_table *t, const struct nk_route *a,
                        const struct nk_route *b, enum nk_diff_field field)
{
    if (a->more == b->more)
        return 0;
    struct nk_route_more x = nk_route_more_of(t, a), y = nk_route_more_of(t, b);
    return field == NK_DIFF_MTU ? NK_ORDER(x.mtu, y.mtu) : nk_addr_compare(&x.prefsrc, &y.prefsrc);
}

int nk_diff_compare(const struct nk_table *t, const struct nk_route *a, const struct nk_route *b,
                    enum nk_diff_field field)
{
    switch (field) {
    case NK_DIFF_METRIC:
        return NK_ORDER(a->metric, b->metric);
    case NK_DIFF_TYPE:
        return NK_ORDER(a->type, b->type);
    case NK_DIFF_HOPS:
        return NK_ORDER(a->hops, b->hops);
    case NK_DIFF_LABEL:
        return NK_ORDER(a->label, b->label);
    case NK_DIFF_ORIGIN:
        return NK_ORDER(a->origin, b->origin);
    case NK_DIFF_PROTOCOL:
        return NK_ORDER(maker_of(a), maker_of(b));
    case NK_DIFF_ATTRS:
        return NK_ORDER(attrs_of(t, a), attrs_of(t, b));
    default:
        return compare_more(t, a, b, field);
    }
}

/* By all that is compared: zero for routes that do not differ. */
static int compare_contents(const struct nk_table *t, const struct nk_route *a,
                            const struct nk_route *b)
{
    int order = 0;
    for (unsigned field = 0; order == 0 && field < NK_DIFF_FIELDS; field++)
        order = nk_diff_compare(t, a, b, (enum nk_diff_field)field);
    return order;
}

static int compare_routes(const void *a, const void *b, void *table)
{
    const struct nk_table *t = table;
    const uint32_t *i = a, *j = b;
    const struct nk_route *x = &t->routes[*i], *y = &t->routes[*j];
    int order = nk_route_compare_places(x, y);
    order = order != 0 ? order : nk_route_compare_selves(t, x, y);
    order = order != 0 ? order : compare_contents(t, x, y);
    return order != 0 ? order : NK_ORDER(*i, *j);
}

/* ---- one table's routes, sorted ------------------------------------------ */

/* Routes of one table in order, and those of one kind that found no equal in the other table. */
struct side {
    uint32_t *order;
    size_t count, at;
    uint32_t *left;
    size_t left_count;
};

static bool side_build(struct side *s, const struct nk_diff *d, size_t first, size_t end)
{
    const struct nk_table *t = d->both;
    bool sorted = true;
    s->order = calloc(end - first + 1, sizeof *s->order);
    s->left = calloc(end - first + 1, sizeof *s->left);
    if (s->order == NULL || s->left == NULL)
        return false;
    for (size_t i = first; i < end; i++) {
        const struct nk_route *r = &t->routes[i];
        if ((r->flags & NK_ROUTE_INACTIVE) || !nk_route_is_sound(r) ||
            (d->family != NK_FAMILY_NONE && d->family != r->family))
            continue;
        s->order[s->count++] = (uint32_t)i;
        sorted = sorted &&
                 (s->count == 1 ||
                  compare_routes(&s->order[s->count - 2], &s->order[s->count - 1], (void *)t) <= 0);
    }
    if (!sorted)
        qsort_r(s->order, s->count, sizeof *s->order, compare_routes, (void *)t);
    return true;
}

static void side_release(struct side *s)
{
    free(s->order);
    free(s->left);
}

/* ---- the merge ----------------------------------------------------------- */

struct merge {
    const struct nk_table *t;
    struct side old, new;
    uint64_t same; /* pairs that do not differ */
    nk_diff_take *take;
    void *closure;
};

static const struct nk_route *next_of(const struct merge *x, const struct side *s)
{
    return s->at < s->count ? &x->t->routes[s->order[s->at]] : NULL;
}

/* The order of the next routes of both sides by place and self; the one that is there comes first.
 */
static int compare_next(const struct merge *x)
{
    const struct nk_route *a = next_of(x, &x->old), *b = next_of(x, &x->new);
    if (a == NULL || b == NULL)
        return a == NULL ? 1 : -1;
    int order = nk_route_compare_places(a, b);
    return order != 0 ? order : nk_route_compare_selves(x->t, a, b);
}

static void leave(struct side *s)
{
    s->left[s->left_count++] = s->order[s->at++];
}

/* Whether a side goes on with a route of the same place and self as `like`. */
static bool goes_on(const struct merge *x, const struct side *s, const struct nk_route *like)
{
    const struct nk_route *r = next_of(x, s);
    return r != NULL && nk_route_compare_places(r, like) == 0 &&
           nk_route_compare_selves(x->t, r, like) == 0;
}

/* Leaves what has no equal on the other side, of all routes that are forms of one. */
static void match_group(struct merge *x, const struct nk_route *like)
{
    for (;;) {
        bool more_old = goes_on(x, &x->old, like), more_new = goes_on(x, &x->new, like);
        if (!more_old && !more_new)
            return;
        int order = !more_old   ? 1
                    : !more_new ? -1
                                : compare_contents(x->t, next_of(x, &x->old), next_of(x, &x->new));
        if (order < 0) {
            leave(&x->old);
        } else if (order > 0) {
            leave(&x->new);
        } else {
            x->old.at++;
            x->new.at++;
            x->same++;
        }
    }
}

/* What is left of a group whose routes have the prefix of `like`. */
static bool tell_group(struct merge *x, const struct nk_route *like)
{
    struct nk_prefix p = nk_route_prefix(like);
    struct nk_range where = nk_prefix_range(&p);
    struct side *old = &x->old, *new = &x->new;
    for (size_t i = 0; i < old->left_count || i < new->left_count; i++) {
        const struct nk_route *a = i < old->left_count ? &x->t->routes[old->left[i]] : NULL;
        const struct nk_route *b = i < new->left_count ? &x->t->routes[new->left[i]] : NULL;
        if (!x->take(x->closure, like->table, &where, a, b))
            return false;
    }
    return true;
}

bool nk_diff_routes(const struct nk_diff *d, nk_diff_take *take, void *closure, struct nk_err *err)
{
    struct merge x = {.t = d->both, .take = take, .closure = closure};
    bool done = side_build(&x.old, d, 0, d->old_count) &&
                side_build(&x.new, d, d->old_count, d->both->count);
    bool more = done || !nk_err_memory(err);
    while (done && more && (x.old.at < x.old.count || x.new.at < x.new.count)) {
        const struct nk_route *like = next_of(&x, compare_next(&x) <= 0 ? &x.old : &x.new);
        if (like == NULL) /* never: one side has more */
            break;
        x.old.left_count = x.new.left_count = 0;
        match_group(&x, like);
        more = tell_group(&x, like);
    }
    if (d->seen != NULL)
        *d->seen = (struct nk_diff_seen){.old = x.old.count, .new = x.new.count, .same = x.same};
    side_release(&x.old);
    side_release(&x.new);
    return done;
}
