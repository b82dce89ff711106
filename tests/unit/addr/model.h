/* The naive model of a set: one bit an address, over a universe of 256 addresses that lies
 * somewhere in the space of a family. */
#ifndef NK_TESTS_MODEL_H
#define NK_TESTS_MODEL_H

#include "netkit/set.h"

enum { MODEL_SIZE = 256 };

struct model {
    struct nk_addr base; /* what bit 0 stands for */
    bool bits[MODEL_SIZE];
};

static inline struct nk_addr model_addr(const struct model *m, unsigned i)
{
    return nk_addr_of(m->base.family, nk_u128_add(nk_addr_bits(m->base), nk_u128(0, i)));
}

static inline void model_add(struct model *m, unsigned first, unsigned last)
{
    for (unsigned i = first; i <= last; i++)
        m->bits[i] = true;
}

/* The universes that matter: both ends of each family, and somewhere between. */
static inline struct nk_addr model_base(unsigned kind)
{
    switch (kind % 6) {
    case 0:
        return nk_addr_ipv4(0);
    case 1:
        return nk_addr_ipv4(0xffffff00);
    case 2:
        return nk_addr_ipv4(0x7fffff80);
    case 3:
        return nk_addr_ipv6(0, 0);
    case 4:
        return nk_addr_ipv6(UINT64_MAX, UINT64_MAX - 255);
    default:
        return nk_addr_ipv6(0x20010db800000000, UINT64_MAX - 127); /* a carry in the middle */
    }
}

/* A generator with a fixed seed (splitmix64). */
static inline uint64_t model_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* True where the set holds exactly the model's addresses, its ranges ascend and do not touch, its
 * prefixes are the same set, and count and membership agree. */
static inline bool model_equals(const struct model *m, const struct nk_set *s)
{
    struct nk_set_iter it;
    struct nk_range r, before = {0};
    struct nk_prefix p;
    bool seen[MODEL_SIZE] = {false}, by_prefix[MODEL_SIZE] = {false};
    unsigned count = 0;
    nk_set_iter_init(&it, s);
    while (nk_set_next_range(&it, &r, NULL)) {
        struct nk_addr next;
        if (before.first.family != NK_FAMILY_NONE &&
            (!nk_addr_add(&before.last, nk_u128(0, 1), &next) ||
             nk_addr_compare(&next, &r.first) >= 0))
            return false;
        before = r;
        for (unsigned i = 0; i < MODEL_SIZE; i++) {
            struct nk_addr a = model_addr(m, i);
            struct nk_range one = {a, a};
            seen[i] = seen[i] || nk_range_contains(&r, &one);
        }
    }
    nk_set_iter_init(&it, s);
    while (nk_set_next_prefix(&it, &p, NULL))
        for (unsigned i = 0; i < MODEL_SIZE; i++) {
            struct nk_addr a = model_addr(m, i);
            by_prefix[i] = by_prefix[i] || nk_prefix_contains(&p, &a);
        }
    for (unsigned i = 0; i < MODEL_SIZE; i++) {
        struct nk_addr a = model_addr(m, i);
        count += m->bits[i];
        if (seen[i] != m->bits[i] || by_prefix[i] != m->bits[i] ||
            nk_set_contains_addr(s, &a) != m->bits[i])
            return false;
    }
    return nk_count_compare(nk_set_count(s), nk_count_of(count)) == 0;
}

#endif
