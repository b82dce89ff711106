/* The working of next: where in the free space a prefix of a length fits. */
#ifndef NK_CLI_CIDR_NEXT_EXPLAIN_H
#define NK_CLI_CIDR_NEXT_EXPLAIN_H

#include "cli/cidr_explain.h"

/* The search in the making. */
struct nk_cidr_next_telling {
    struct nk_buf text;
    unsigned length;
    uint64_t told;
};

/* How large and how aligned such prefixes are; pool, used and free space on number lines. */
void nk_cidr_next_tell_begin(struct nk_cidr_next_telling *t, const struct nk_set *pool,
                             const struct nk_set *used, const struct nk_set *unused);
/* What is left of a free range, and the prefix that is taken of it (NULL: none fits). False: enough
 * is told. */
bool nk_cidr_next_tell_step(void *closure, const struct nk_range *rest, const struct nk_prefix *p);

#endif
