/* How the figures of a table are made, for a student. */
#ifndef NK_CLI_ROUTE_STATS_EXPLAIN_H
#define NK_CLI_ROUTE_STATS_EXPLAIN_H

#include "cli/cli.h"
#include "route/stats.h"

/* How long the longest bar is. */
enum { NK_STATS_BAR_MAX = 40 };

/*
 * Prints what is counted, length by length the prefixes that no other covers, and the sums that the
 * share of the address space comes from; the records follow. `next`: another family was told
 * before. `s` has routes. False when memory is out, after the message.
 */
bool nk_stats_explain(struct nk_ctx *ctx, const struct nk_route_stats *s, uint8_t family,
                      bool next);

#endif
