/* Room in address space: where a prefix of a length fits. */
#ifndef NK_CIDR_SPACE_H
#define NK_CIDR_SPACE_H

#include "netkit/addr.h"

/* The lowest prefix of that length that lies wholly in the range; false where none does. */
bool nk_space_first_fit(const struct nk_range *gap, unsigned length, struct nk_prefix *out);

#endif
