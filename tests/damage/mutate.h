/* Damage to bytes that were good. The same numbers give the same damage on every machine. */
#ifndef NK_TESTS_MUTATE_H
#define NK_TESTS_MUTATE_H

#include <stddef.h>
#include <stdint.h>

enum { DAMAGED_MAX = 1 << 18 }; /* no damaged input grows beyond */

struct bytes {
    unsigned char *data; /* with room for DAMAGED_MAX */
    size_t len;
};

/* The next of a sequence of numbers that has `state`; any state will do. */
uint64_t random_next(uint64_t *state);

/* Does one to eight things to `b`: flips, cuts, insertions, swaps, duplicates, extreme numbers, a
 * piece of `other`. */
void mutate(uint64_t *random, struct bytes *b, const struct bytes *other);

#endif
