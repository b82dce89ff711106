/* Room in address space: where a prefix of a length fits. */
#ifndef NK_CIDR_SPACE_H
#define NK_CIDR_SPACE_H

#include "netkit/addr.h"

/* The lowest address from `a` on that a prefix of that length may begin with: `a` rounded up to the
 * prefix's alignment. False where the family ends before. */
bool nk_space_round_up(const struct nk_addr *a, unsigned length, struct nk_addr *out);
/* The lowest prefix of that length that lies wholly in the range; false where none does. */
bool nk_space_first_fit(const struct nk_range *gap, unsigned length, struct nk_prefix *out);

#endif
