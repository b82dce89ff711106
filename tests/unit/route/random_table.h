/* Small random tables whose routes lie close together, for tests against a plain model. */
#ifndef NK_TESTS_RANDOM_TABLE_H
#define NK_TESTS_RANDOM_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "route/table.h"

/* xorshift64: the tests are the same at each run */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline unsigned below(uint64_t *state, unsigned n)
{
    return (unsigned)((next_random(state) >> 20) % n);
}

/* Routes of one family near each other: up to 5 bits behind some start, at times a default route,
 * at times one that jumps far down. */
static inline void make_table(struct nk_table *t, uint8_t family, uint64_t *state)
{
    unsigned width = nk_family_width(family), results = 2 + below(state, 4);
    unsigned start = below(state, 3) == 0 ? 0 : below(state, width - 5), count = below(state, 14);
    struct nk_u128 base =
        nk_u128_and(nk_u128(next_random(state), next_random(state)), nk_u128_low_ones(width));
    for (unsigned i = 0; i < count; i++) {
        struct nk_route r = nk_route_blank();
        unsigned span = below(state, 8) == 0 ? width - start : 5;
        unsigned length = below(state, 12) == 0 ? 0 : start + below(state, span + 1);
        struct nk_u128 low = nk_u128_low_ones(width - start);
        struct nk_u128 noise = nk_u128(next_random(state), next_random(state));
        r.bits = nk_u128_or(nk_u128_and(base, nk_u128_not(low)), nk_u128_and(noise, low));
        r.family = family;
        r.length = (uint8_t)length;
        r.label = 1 + below(state, results);
        r.type = below(state, 8) == 0 ? NK_ROUTE_THROW : NK_ROUTE_UNICAST;
        assert_true(nk_table_add(t, &r, NULL));
    }
}

#endif
