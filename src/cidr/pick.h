/* Random choice without repetition, the same for the same seed on every machine. */
#ifndef NK_CIDR_PICK_H
#define NK_CIDR_PICK_H

#include "netkit/u128.h"

/* xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64. */
struct nk_pick_random {
    uint64_t state[4];
};

void nk_pick_seed(struct nk_pick_random *r, uint64_t seed);
/* Uniform below `n`, which is 1 to 2^128 (given as n - 1). */
struct nk_u128 nk_pick_below(struct nk_pick_random *r, struct nk_u128 max);

/*
 * Draws `n` different numbers from 0 to `max` in random order into `out`; n has to be at most max
 * + 1. A Fisher-Yates shuffle that keeps only the places it has moved, so that memory goes with n
 * alone. False when out of memory.
 */
bool nk_pick_distinct(struct nk_pick_random *r, struct nk_u128 max, struct nk_u128 *out, size_t n);

#endif
