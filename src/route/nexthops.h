/* Next-hop objects, and the routes that name them. */
#ifndef NK_ROUTE_NEXTHOPS_H
#define NK_ROUTE_NEXTHOPS_H

#include "route/table.h"

/* Appends a row, whose order is set here. False when out of memory. */
bool nk_nexthop_add(struct nk_table *t, const struct nk_nexthop *row, struct nk_err *err);
/*
 * Gives the routes from `first` on that name an object (`nhid`) and have no next hops those of the
 * object; a blackhole object makes them blackholes. Objects of which there is none leave the route
 * as it is. Of an object that several sources list the first one counts. False when out of memory.
 */
bool nk_nexthops_resolve(struct nk_table *t, size_t first, struct nk_err *err);
/* The same for one route, which may not be in the table yet. */
bool nk_nexthop_resolve(struct nk_table *t, struct nk_route *route, struct nk_err *err);
/* Before a route is added: where the table gives routes away (table.h: tap, spill) they are given
 * what is known by now, this one and those that go with it. */
bool nk_nexthops_before(struct nk_table *t, struct nk_route *route, struct nk_err *err);

#endif
