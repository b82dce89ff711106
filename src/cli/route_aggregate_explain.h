/* The passes of ORTC over a table, for a student. */
#ifndef NK_CLI_ROUTE_AGGREGATE_EXPLAIN_H
#define NK_CLI_ROUTE_AGGREGATE_EXPLAIN_H

#include "cli/cli.h"
#include "route/ortc.h"

/*
 * Prints what the passes come to at the nodes of each table and family: the results, the sets
 * upwards, the choices downwards; of many nodes the first few, and how many there are. The entries
 * follow. `f` is sorted. False after the message.
 */
bool nk_aggregate_explain(struct nk_ctx *ctx, const struct nk_fib *f, enum nk_ortc_mode mode);

#endif
