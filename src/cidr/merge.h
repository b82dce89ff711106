/* How prefixes join to the fewest, step by step: what `aggregate --explain` tells. */
#ifndef NK_CIDR_MERGE_H
#define NK_CIDR_MERGE_H

#include "netkit/addr.h"

enum nk_merge_kind {
    NK_MERGE_TAKE,   /* a: a new prefix */
    NK_MERGE_INSIDE, /* a lies inside b and adds nothing */
    NK_MERGE_JOIN,   /* a and b differ in their last bit only: together they are c */
};

struct nk_merge_step {
    enum nk_merge_kind kind;
    struct nk_prefix a, b, c;
};

typedef void nk_merge_teller(void *closure, const struct nk_merge_step *step);

/*
 * Sorts `prefixes` (networks, no host bits), joins them in place to the fewest that are the same
 * set, and tells each step. Returns how many are left, in order. One pass with a stack: sorted by
 * first address, the larger first, a prefix is inside the top of the stack, or new; and two on top
 * that are halves of one prefix join, again and again.
 */
size_t nk_merge_prefixes(struct nk_prefix *prefixes, size_t count, nk_merge_teller *tell,
                         void *closure);

#endif
