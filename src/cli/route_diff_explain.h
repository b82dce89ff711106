/* How two tables are compared, for a student. */
#ifndef NK_CLI_ROUTE_DIFF_EXPLAIN_H
#define NK_CLI_ROUTE_DIFF_EXPLAIN_H

#include "cli/cli.h"
#include "route/diff.h"

/*
 * Compares as nk_diff_routes() or, with `effective`, nk_diff_effective() does, and prints how: the
 * keys and the fields that differ, or the ranges and what their first address matches in both
 * tables. Of many differences the first few are told, the others counted. Sets the status: 1 if
 * anything differs. `d` has nobody to see yet.
 */
void nk_diff_explain(struct nk_ctx *ctx, const struct nk_diff *d, bool effective);

#endif
