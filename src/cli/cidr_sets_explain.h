/* The working of exclude, intersect and diff. */
#ifndef NK_CLI_CIDR_SETS_EXPLAIN_H
#define NK_CLI_CIDR_SETS_EXPLAIN_H

#include "cli/cidr_explain.h"

/* One step of a fold: what an operation kept of a set. */
struct nk_cidr_step {
    size_t number; /* from 1 */
    bool intersect;
    const char *first, *other; /* how the sets are named */
    const struct nk_set *before, *operand, *after;
};

/* The sets on number lines, and the pieces that are kept and cut. */
void nk_cidr_tell_step(struct nk_buf *b, const struct nk_cidr_step *step);
/* How what is left falls into prefixes, and what the lines that follow are. */
void nk_cidr_tell_result(struct nk_buf *b, const struct nk_set *set);
/* Two sets on number lines, and the pieces that are in one only. */
void nk_cidr_tell_diff(struct nk_buf *b, const char *old_name, const struct nk_set *old,
                       const char *new_name, const struct nk_set *new, const struct nk_set *all);

#endif
