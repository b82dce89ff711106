/* The working of overlaps and check: who shares addresses with whom, and what is wrong. */
#ifndef NK_CLI_CIDR_ENTRIES_EXPLAIN_H
#define NK_CLI_CIDR_ENTRIES_EXPLAIN_H

#include "cli/cidr_entries.h"
#include "cli/cidr_explain.h"

/* All items in order of their first address, each against the end of those before it. */
void nk_cidr_tell_sweep(struct nk_buf *b, const struct nk_cidr_entries *e);
/* Why two items share what they share: two prefixes by their common bits, else by their ends. */
void nk_cidr_tell_pair(struct nk_buf *b, const struct nk_entry *a, const struct nk_entry *other,
                       const struct nk_range *shared);
/* address AND host mask, which is not 0. */
void nk_cidr_tell_host_bits(struct nk_buf *b, const struct nk_entry *e);
/* The private blocks beside the first address of a range that lies in none. */
void nk_cidr_tell_public(struct nk_buf *b, const struct nk_range *given);

/* What a check asks of the items: `within` is how the set is named, NULL where none is given. */
struct nk_cidr_checks {
    bool disjoint, canonical, private_only;
    const char *within;
    size_t findings;
};

/* What is checked, all items where they have to be disjoint, and how many findings follow. */
void nk_cidr_tell_checks(struct nk_buf *b, const struct nk_cidr_entries *e,
                         const struct nk_cidr_checks *checks);
/* What stays free of `total` addresses, as a subtraction. */
void nk_cidr_tell_free(struct nk_buf *b, const char *within, struct nk_count total,
                       struct nk_count left, struct nk_count least);

#endif
