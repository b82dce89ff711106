/* The picture of a prefix in binary, and of what follows from it. */
#ifndef NK_CLI_CIDR_SHOW_EXPLAIN_H
#define NK_CLI_CIDR_SHOW_EXPLAIN_H

#include "cli/cli.h"

/* Draws address, masks, network, host part and broadcast with the boundary marked: as text, or as
 * svg where the arguments ask for it. Pictures after the `first` are set off by a blank line. False
 * once the output or the memory has failed, after the message. */
bool nk_cidr_show_explain(struct nk_ctx *ctx, const struct nk_prefix *p, bool first);

#endif
