/* Why one range of addresses lies in another, or does not: what `contains --explain` tells. */
#ifndef NK_CIDR_CONTAIN_H
#define NK_CIDR_CONTAIN_H

#include "base/buf.h"
#include "netkit/set.h"

/* Appends the working, 80 columns at most: for two prefixes address AND mask beside the network, in
 * binary; for others first and last addresses compared. The last line says yes or no. */
void nk_contain_explain(struct nk_buf *b, const struct nk_set *outer, const struct nk_range *inner);

#endif
