/*
 * Batches: every step of a look-up is made for a group of addresses before the next one, so that
 * their cache misses overlap and no branch depends on what was found. The same text is compiled
 * twice for x86, with and without its population count.
 */
#include <string.h>

#include "addr/cpu.h"
#include "addr/lpm_part.h"

enum { GROUP = 32, RUN = 128 };

#define NK_ALWAYS_INLINE static inline __attribute__((always_inline))

/* A group in a look-up: what is searched, and where each stands. Always whole, as loops over a
 * number that the compiler knows are what it does best. */
struct group {
    uint32_t keys[GROUP], at[GROUP];
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
    const struct nk_lpm_node *nodes = t->nodes;
    const uint32_t last_node = t->head.nodes - 1, last_id = t->head.ids - 1;
    for (uint32_t level = 0; level < depth; level++)
        for (size_t i = 0; i < GROUP; i++)
            g->at[i] = one_step(&nodes[nk_lpm_at_most(g->at[i], last_node)], g->keys[i]);
    for (size_t i = 0; i < GROUP; i++)
        g->at[i] = nk_lpm_at_most(g->at[i], last_id);
}

NK_ALWAYS_INLINE void direct(const struct nk_lpm *t, struct group *g)
{
    const struct nk_lpm_record *records = t->records;
    const uint32_t last_id = t->head.ids - 1;
    for (size_t i = 0; i < GROUP; i++) {
        uint32_t cell = g->keys[i] >> (32 - NK_LPM_DIRECT_BITS);
        const struct nk_lpm_record *r = &records[cell / NK_LPM_CELLS];
        uint32_t bits = r->bits << (NK_LPM_CELLS - 1 - cell % NK_LPM_CELLS);
        g->at[i] = nk_lpm_at_most(r->base + nk_lpm_ones(bits), last_id);
    }
}

/* The answers; true where some are the escape. */
NK_ALWAYS_INLINE bool answers(const struct nk_lpm *t, const struct group *g, uint32_t *ids)
{
    const uint32_t *all = t->ids, escape = t->head.escape;
    uint32_t any = 0;
    for (size_t i = 0; i < GROUP; i++) {
        uint32_t id = all[g->at[i]];
        any |= (uint32_t)(id == escape);
        ids[i] = id;
    }
    return any != 0;
}

NK_ALWAYS_INLINE void group4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids)
{
    struct group g;
    const uint32_t start = t->head.start4;
    for (size_t i = 0; i < GROUP; i++) {
        g.keys[i] = addrs[i];
        g.at[i] = start;
    }
    if (t->head.records > 0)
        direct(t, &g);
    else
        descend(t, t->head.depth4, &g);
    if (!answers(t, &g, ids))
        return;
    for (size_t i = 0; i < GROUP; i++)
        if (ids[i] == t->head.escape)
            ids[i] = nk_lpm_go_on(t, g.at[i], nk_u128((uint64_t)g.keys[i] << 32, 0), 0);
}

static void group6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids)
{
    struct group g;
    const unsigned start = nk_lpm_root_bits(t);
    const uint32_t *roots = t->roots, mask = t->head.roots - 1;
    for (size_t i = 0; i < GROUP; i++) {
        g.keys[i] = (uint32_t)(addrs[i].hi >> (32 - start));
        g.at[i] = roots[addrs[i].hi >> 48 & mask];
    }
    descend(t, t->head.depth6, &g);
    if (!answers(t, &g, ids))
        return;
    for (size_t i = 0; i < GROUP; i++)
        if (ids[i] == t->head.escape)
            ids[i] = nk_lpm_go_on(t, g.at[i], addrs[i], start + 32);
}

/* Whole groups where they lie, the rest in one that is filled up. */
NK_ALWAYS_INLINE void many4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    uint32_t rest[GROUP] = {0}, found[GROUP];
    for (; n >= GROUP; n -= GROUP, addrs += GROUP, ids += GROUP)
        group4(t, addrs, ids);
    if (n == 0)
        return;
    memcpy(rest, addrs, n * sizeof *rest);
    group4(t, rest, found);
    memcpy(ids, found, n * sizeof *ids);
}

void nk_lpm_plain4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    many4(t, addrs, ids, n);
}

void nk_lpm_plain6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n)
{
    struct nk_u128 rest[GROUP] = {{0, 0}};
    uint32_t found[GROUP];
    for (; n >= GROUP; n -= GROUP, addrs += GROUP, ids += GROUP)
        group6(t, addrs, ids);
    if (n == 0)
        return;
    memcpy(rest, addrs, n * sizeof *rest);
    group6(t, rest, found);
    memcpy(ids, found, n * sizeof *ids);
}

#if defined(__x86_64__)

__attribute__((target("popcnt"))) static void counted(const struct nk_lpm *t, const uint32_t *addrs,
                                                      uint32_t *ids, size_t n)
{
    many4(t, addrs, ids, n);
}

bool nk_lpm_counted4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    if (!nk_cpu_has_popcnt())
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

/* The addresses of one family at the start of an array, looked up; how many they are. */
static size_t find_run(const struct nk_lpm *t, const struct nk_addr *addrs, uint32_t *ids, size_t n)
{
    uint32_t four[RUN];
    struct nk_u128 six[RUN];
    bool ipv6 = addrs[0].family == NK_IPV6;
    size_t count = 0;
    for (; count < RUN && count < n && (addrs[count].family == NK_IPV6) == ipv6; count++) {
        four[count] = (uint32_t)addrs[count].lo;
        six[count] = nk_addr_bits(addrs[count]);
    }
    if (ipv6)
        nk_lpm_find_many6(t, six, ids, count);
    else
        nk_lpm_find_many4(t, four, ids, count);
    return count;
}

void nk_lpm_find_many(const struct nk_lpm *t, const struct nk_addr *addrs, uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n;)
        i += find_run(t, addrs + i, ids + i, n - i);
}
