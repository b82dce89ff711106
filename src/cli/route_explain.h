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

/* What becomes of the packet: delivered, sent on, or how its sender learns that it is not. */
void nk_route_explain_outcome(struct nk_buf *b, const struct nk_table *t,
                              const struct nk_flow *flow, const struct nk_verdict *v);

#endif
