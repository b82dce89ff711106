/* The first half of a forwarding view: its routes in order, and one entry a prefix. */
#ifndef NK_ROUTE_FIB_ORDER_H
#define NK_ROUTE_FIB_ORDER_H

#include "route/fib.h"

/* Fills `order` and `entries` of a view that has a table and nothing else yet. `peer` as for
 * nk_fib_build(). False with NK_ERR_MEMORY; nk_fib_release() in any case. */
bool nk_fib_order(struct nk_fib *f, uint32_t peer, struct nk_err *err);

#endif
