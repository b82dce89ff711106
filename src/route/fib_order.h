/* The first half of a forwarding view: its routes in order, and one entry a prefix. */
#ifndef NK_ROUTE_FIB_ORDER_H
#define NK_ROUTE_FIB_ORDER_H

#include "route/fib.h"

enum { NK_FIB_OPEN_MAX = 129 }; /* one prefix of each length from 0 to 128 */

/* A prefix that may cover what follows. */
struct nk_fib_open {
    struct nk_u128 last; /* the address that it ends with */
    uint32_t entry;
};

/* Routes on their way into a view. */
struct nk_fib_putting {
    struct nk_fib *f;
    uint32_t peer;
    size_t taken;         /* routes of the table that were looked at */
    bool sorted;          /* up to now they are */
    uint32_t before;      /* the route that was put in last; NK_ROUTE_NONE: nothing yet */
    struct nk_u128 first; /* its first address */
    struct nk_fib_open open[NK_FIB_OPEN_MAX];
    size_t depth;
};

/* Begins with a view that has a table and nothing else; there will be `room` routes in it at most.
 * `peer` as for nk_fib_build(); of a table that is not yet whole NK_ROUTE_NONE, and it has no
 * paths. False with NK_ERR_MEMORY; nk_fib_release() in any case. */
bool nk_fib_put_start(struct nk_fib_putting *p, struct nk_fib *f, uint32_t peer, size_t room,
                      struct nk_err *err);
/* Puts in the table's routes up to `end`, as long as they are sorted. */
void nk_fib_put(struct nk_fib_putting *p, size_t end);
/* Puts in all that the table has; sorts where it has to. */
void nk_fib_put_end(struct nk_fib_putting *p);

#endif
