/* The working of a look-up, for a student. */
#ifndef NK_CLI_ROUTE_EXPLAIN_H
#define NK_CLI_ROUTE_EXPLAIN_H

#include "cli/explain.h"
#include "route/policy.h"

/*
 * Looks up and tells each step: the rules in order, in each table all prefixes that hold the
 * address with the bits compared, the nearest miss, why one wins, and what becomes of the packet.
 * No line is longer than 80 columns; what came from outside is escaped. `v` is the verdict. False
 * with NK_ERR_MEMORY.
 */
bool nk_route_explain(struct nk_buf *b, const struct nk_policy *p, const struct nk_flow *flow,
                      struct nk_verdict *v, struct nk_err *err);

/* ---- between its files --------------------------------------------------- */

/* The words of a rule, as `ip rule` prints them after its priority; not escaped. */
void nk_rule_add_words(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r);
/* The address in binary (IPv6: in full), above the prefixes that are compared with it. */
void nk_explain_address(struct nk_buf *b, const struct nk_addr *a);
/* A prefix below it: `|` ends what is compared. `mark` stands before it, `note` behind. */
void nk_explain_prefix(struct nk_buf *b, const struct nk_prefix *p, char mark, const char *note,
                       size_t note_len);
/* The same of one that misses, with a caret at the bit that differs, counted from 1. */
void nk_explain_miss(struct nk_buf *b, const struct nk_prefix *p, const struct nk_addr *a,
                     unsigned bit, const char *note, size_t note_len);

#endif
