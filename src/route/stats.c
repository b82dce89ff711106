#include "route/stats.h"

#include <math.h>
#include <stdlib.h>

/* The networks of one family, sorted, to count those that are distinct. */
struct network {
    struct nk_u128 bits;
    uint8_t length;
};

static int compare(const void *a, const void *b)
{
    const struct network *x = a, *y = b;
    if (!nk_u128_equal(x->bits, y->bits))
        return nk_u128_less(x->bits, y->bits) ? -1 : 1;
    return (x->length > y->length) - (x->length < y->length);
}

/* What forwarding comes to, as bytes. */
struct result {
    uint32_t type, hops, label;
};

static bool count_result(struct nk_labels *results, const struct nk_route *r)
{
    struct result key = {r->type, r->hops, r->hops == NK_ROUTE_NONE ? r->label : NK_ROUTE_NONE};
    return nk_labels_add(results, (const char *)&key, sizeof key) != NK_LABELS_NONE;
}

/* Counts routes and results, adds ranges, fills `networks`; false when out of memory. */
static bool collect(struct nk_route_stats *s, const struct nk_table *t, uint8_t family,
                    struct network *networks, struct nk_set *set, struct nk_labels *results)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_route *r = &t->routes[i];
        struct nk_prefix p = nk_route_prefix(r);
        if (r->family != family)
            continue;
        struct nk_range range = nk_prefix_range(&p);
        networks[s->routes++] = (struct network){nk_addr_bits(range.first), p.length};
        s->lengths[p.length]++;
        if (!count_result(results, r) || !nk_set_add(set, &range, NK_LABEL_NONE, NULL))
            return false;
    }
    s->results = results->count;
    return true;
}

/* The distinct ones of sorted networks. One that covers others stands before them, so that only the
 * last one that none covers can cover the next. */
static void count_networks(struct nk_route_stats *s, const struct network *networks, uint8_t family)
{
    const struct network *outer = NULL;
    unsigned width = nk_family_width(family);
    for (uint64_t i = 0; i < s->routes; i++) {
        const struct network *n = &networks[i];
        if (i > 0 && compare(&networks[i - 1], n) == 0)
            continue;
        s->prefixes++;
        s->distinct[n->length]++;
        if (outer != NULL &&
            (outer->length == 0 || nk_u128_equal(nk_u128_shr(outer->bits, width - outer->length),
                                                 nk_u128_shr(n->bits, width - outer->length))))
            continue;
        outer = n;
        s->outer[n->length]++;
    }
}

bool nk_route_stats(struct nk_route_stats *s, const struct nk_table *t, uint8_t family,
                    struct nk_err *err)
{
    struct nk_labels results = {0};
    struct nk_set set;
    *s = (struct nk_route_stats){0};
    nk_set_init(&set);
    struct network *networks = calloc(t->count + 1, sizeof *networks);
    bool done = networks != NULL && collect(s, t, family, networks, &set, &results) &&
                nk_set_normalise(&set, NULL);
    if (done && s->routes > 0)
        qsort(networks, s->routes, sizeof *networks, compare);
    if (done) {
        count_networks(s, networks, family);
        s->covered = nk_set_count(&set);
    }
    free(networks);
    nk_set_release(&set);
    nk_labels_release(&results);
    return done || nk_err_memory(err);
}

double nk_route_share(struct nk_count addresses, uint8_t family)
{
    double n = ldexp((double)addresses.low.hi, 64) + (double)addresses.low.lo +
               ldexp((double)addresses.top, 128);
    return ldexp(n, -(int)nk_family_width(family));
}
