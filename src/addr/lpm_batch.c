/*
 * Batches: every step of a look-up is made for a group of addresses before the next one, so that
 * their cache misses overlap and no branch depends on what was found. The same text is compiled
 * twice for x86, with and without its population count.
 */
#include "addr/lpm_part.h"

enum { GROUP = 32 };

#define NK_ALWAYS_INLINE static inline __attribute__((always_inline))

/* A group in a look-up: what is searched, and where each stands. */
struct group {
    uint32_t keys[GROUP], at[GROUP];
    size_t count;
};

NK_ALWAYS_INLINE uint32_t one_step(const struct nk_lpm_node *node, uint32_t x)
{
    const uint32_t *keys = node->keys;
    uint32_t n = (uint32_t)(keys[7] < x) * 8;
    n += (uint32_t)(keys[n + 3] < x) * 4;
    n += (uint32_t)(keys[n + 1] < x) * 2;
    return node->child + n + (uint32_t)(keys[n] < x);
}

/* Down `depth` levels: nodes become places. */
NK_ALWAYS_INLINE void descend(const struct nk_lpm *t, uint32_t depth, struct group *g)
{
    for (uint32_t level = 0; level < depth; level++)
        for (size_t i = 0; i < g->count; i++)
            g->at[i] = one_step(&t->nodes[nk_lpm_at_most(g->at[i], t->head.nodes - 1)], g->keys[i]);
    for (size_t i = 0; i < g->count; i++)
        g->at[i] = nk_lpm_at_most(g->at[i], t->head.ids - 1);
}

NK_ALWAYS_INLINE void direct(const struct nk_lpm *t, struct group *g)
{
    for (size_t i = 0; i < g->count; i++) {
        uint32_t cell = g->keys[i] >> (32 - NK_LPM_DIRECT_BITS);
        const struct nk_lpm_record *r = &t->records[cell / NK_LPM_CELLS];
        uint32_t ones =
            (uint32_t)__builtin_popcount(r->bits << (NK_LPM_CELLS - 1 - cell % NK_LPM_CELLS));
        g->at[i] = nk_lpm_at_most(r->base + ones, t->head.ids - 1);
        __builtin_prefetch(&t->ids[g->at[i]]);
    }
}

NK_ALWAYS_INLINE void group4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    struct group g = {.count = n};
    for (size_t i = 0; i < n; i++) {
        g.keys[i] = addrs[i];
        g.at[i] = t->head.start4;
    }
    if (t->head.records > 0)
        direct(t, &g);
    else
        descend(t, t->head.depth4, &g);
    for (size_t i = 0; i < n; i++) {
        ids[i] = t->ids[g.at[i]];
        if (__builtin_expect(ids[i] == t->head.escape, 0))
            ids[i] = nk_lpm_go_on(t, g.at[i], nk_u128((uint64_t)g.keys[i] << 32, 0), 0);
    }
}

NK_ALWAYS_INLINE void group6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids,
                             size_t n)
{
    struct group g = {.count = n};
    unsigned start = nk_lpm_root_bits(t);
    for (size_t i = 0; i < n; i++) {
        g.keys[i] = (uint32_t)(addrs[i].hi >> (32 - start));
        g.at[i] = t->roots[addrs[i].hi >> 48 & (t->head.roots - 1)];
    }
    descend(t, t->head.depth6, &g);
    for (size_t i = 0; i < n; i++) {
        ids[i] = t->ids[g.at[i]];
        if (__builtin_expect(ids[i] == t->head.escape, 0))
            ids[i] = nk_lpm_go_on(t, g.at[i], addrs[i], start + 32);
    }
}

NK_ALWAYS_INLINE void many4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i += GROUP)
        group4(t, addrs + i, ids + i, n - i < GROUP ? n - i : GROUP);
}

void nk_lpm_plain4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    many4(t, addrs, ids, n);
}

void nk_lpm_plain6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i += GROUP)
        group6(t, addrs + i, ids + i, n - i < GROUP ? n - i : GROUP);
}

#if defined(__x86_64__)

__attribute__((target("popcnt"))) static void counted(const struct nk_lpm *t, const uint32_t *addrs,
                                                      uint32_t *ids, size_t n)
{
    many4(t, addrs, ids, n);
}

bool nk_lpm_counted4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    if (!__builtin_cpu_supports("popcnt"))
        return false;
    counted(t, addrs, ids, n);
    return true;
}

#else

bool nk_lpm_counted4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    (void)t, (void)addrs, (void)ids, (void)n;
    return false;
}

#endif

void nk_lpm_find_many4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    if (!nk_lpm_vector4(t, addrs, ids, n) && !nk_lpm_counted4(t, addrs, ids, n))
        nk_lpm_plain4(t, addrs, ids, n);
}

void nk_lpm_find_many6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n)
{
    if (!nk_lpm_vector6(t, addrs, ids, n))
        nk_lpm_plain6(t, addrs, ids, n);
}

void nk_lpm_find_many(const struct nk_lpm *t, const struct nk_addr *addrs, uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ids[i] = nk_lpm_find(t, &addrs[i]);
}
