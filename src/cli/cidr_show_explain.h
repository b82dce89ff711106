/* The picture of a prefix in binary, and of what follows from it. */
#ifndef NK_CLI_CIDR_SHOW_EXPLAIN_H
#define NK_CLI_CIDR_SHOW_EXPLAIN_H

#include "cli/cli.h"
#include "draw/canvas.h"

/* The pictures of one run. */
struct nk_bits_picture {
    struct nk_ctx *ctx;
    struct nk_canvas canvas;
    uint64_t count;
    char first[NK_PREFIX_TEXT_MAX];
};

void nk_bits_picture_init(struct nk_bits_picture *x, struct nk_ctx *ctx);
/* Draws address, masks, network, host part and broadcast with the boundary marked, a blank line
 * behind those before: as text at once. False once the output or the memory has failed, after the
 * message. */
bool nk_bits_picture_add(struct nk_bits_picture *x, const struct nk_prefix *p);
/* The same place for a range that is no prefix, in text: how many addresses it has, and how it
 * falls apart into prefixes. */
bool nk_bits_picture_range(struct nk_bits_picture *x, const struct nk_range *r);
/* Where the arguments ask for svg, all of them as one; releases. */
void nk_bits_picture_end(struct nk_bits_picture *x);

#endif
