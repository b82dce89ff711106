/* Many small sets of numbers, each behind one number: nearly all have one member, which then costs
 * nothing. */
#ifndef NK_ROUTE_IDSET_H
#define NK_ROUTE_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "netkit/err.h"

/* Members are below this: a set of one is its member, a larger one this bit and its place. */
#define NK_IDSET_MANY (UINT32_C(1) << 31)

/* Zero-initialised is empty. A set's place holds how many members it has, then these, ascending. */
struct nk_idsets {
    uint32_t *words;
    size_t count, room;
    bool failed; /* memory was out: what came of it since is of no use */
};

void nk_idsets_release(struct nk_idsets *s);
/* The members of a set, ascending; `set` is pointed to where it is its own one member. */
const uint32_t *nk_idset_members(const struct nk_idsets *s, const uint32_t *set, size_t *count);
bool nk_idset_has(const struct nk_idsets *s, uint32_t set, uint32_t member);
/* The greatest member. */
uint32_t nk_idset_last(const struct nk_idsets *s, uint32_t set);
/* What both have, or where that is nothing what either has. */
uint32_t nk_idset_merge(struct nk_idsets *s, uint32_t a, uint32_t b);

#endif
