/* The working of a walk, for people. */
#ifndef NK_CLI_ROUTE_WALK_H
#define NK_CLI_ROUTE_WALK_H

#include "cli/cli.h"
#include "route/walk.h"

/* Walks as nk_walk() does and tells each step of the algorithm at each node, the frame's addresses
 * and the answer. Raises the status: 0 for a reply, else 1. */
void nk_route_walk_explain(struct nk_ctx *ctx, const struct nk_walker *w, uint32_t from,
                           const struct nk_addr *source, const struct nk_addr *to, unsigned ttl);

#endif
