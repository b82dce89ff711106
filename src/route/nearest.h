/* The prefix that almost matches an address. */
#ifndef NK_ROUTE_NEAREST_H
#define NK_ROUTE_NEAREST_H

#include "route/fib.h"

/*
 * Of a part's prefixes that do not hold the address, the one that shares the most leading bits with
 * it; of several the one that covers the others, where there is one. Its entry, NK_ROUTE_NONE where
 * no prefix of the family misses; `shared` is how many bits. `part` may be NULL.
 */
uint32_t nk_fib_nearest(const struct nk_fib *f, const struct nk_fib_part *part,
                        const struct nk_addr *a, unsigned *shared);

#endif
