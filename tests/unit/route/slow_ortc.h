/* For tests: what an address gets, by looking at all routes, and how many entries the smallest
 * table has, by trying every result at every point of the trie. */
#ifndef NK_TESTS_SLOW_ORTC_H
#define NK_TESTS_SLOW_ORTC_H

#include "route/ortc.h"

enum { SLOW_RESULTS = 8, SLOW_NEVER = 1 << 20 };

/* One table number and family; the labels 1 to SLOW_RESULTS - 1 are the results. */
struct slow {
    const struct nk_table *t;
    bool no_null;
};

static inline uint32_t slow_result(const struct nk_route *r)
{
    return r->type == NK_ROUTE_THROW ? 0 : r->label;
}

/* The result of an address; of equal prefixes the first one counts. */
static inline uint32_t slow_find(const struct nk_table *t, const struct nk_addr *a)
{
    const struct nk_route *best = NULL;
    for (size_t i = 0; i < t->count; i++) {
        struct nk_prefix p = nk_route_prefix(&t->routes[i]);
        if (nk_prefix_contains(&p, a) && (best == NULL || p.length > best->length))
            best = &t->routes[i];
    }
    return best == NULL ? 0 : slow_result(best);
}

static inline bool slow_is_whole(const struct nk_table *t, const struct nk_prefix *p)
{
    for (size_t i = 0; i < t->count; i++) {
        struct nk_prefix other = nk_route_prefix(&t->routes[i]);
        if (other.length > p->length && nk_prefix_covers(p, &other))
            return false;
    }
    return true;
}

/* cost[a]: the fewest entries at and below `p` where it inherits the result `a`. */
static inline void slow_costs(const struct slow *x, const struct nk_prefix *p, int *cost)
{
    int halves[2][SLOW_RESULTS], least = SLOW_NEVER;
    if (slow_is_whole(x->t, p)) {
        uint32_t result = slow_find(x->t, &p->addr);
        for (uint32_t a = 0; a < SLOW_RESULTS; a++)
            cost[a] = a == result ? 0 : x->no_null && result == 0 ? SLOW_NEVER : 1;
        return;
    }
    for (unsigned side = 0; side < 2; side++) {
        struct nk_prefix half = {p->addr, (uint8_t)(p->length + 1)};
        if (side == 1) {
            struct nk_u128 bit = nk_u128_bit(nk_family_width(p->addr.family) - half.length);
            half.addr = nk_addr_of(p->addr.family, nk_u128_or(nk_addr_bits(p->addr), bit));
        }
        slow_costs(x, &half, halves[side]);
    }
    for (int a = 0; a < SLOW_RESULTS; a++) {
        cost[a] = halves[0][a] + halves[1][a];
        if (cost[a] < least && !(x->no_null && a == 0))
            least = cost[a];
    }
    for (int a = 0; a < SLOW_RESULTS; a++) {
        cost[a] = cost[a] <= least + 1 ? cost[a] : least + 1;
        cost[a] = cost[a] < SLOW_NEVER ? cost[a] : SLOW_NEVER;
    }
}

/* The size of the smallest table that gives the same results. */
static inline int slow_fewest(const struct nk_table *t, uint8_t family, bool no_null)
{
    const struct slow x = {t, no_null};
    const struct nk_prefix all = {nk_addr_min(family), 0};
    int cost[SLOW_RESULTS];
    slow_costs(&x, &all, cost);
    return cost[0];
}

#endif
