/* Orders of routes that more than one part needs. */
#ifndef NK_ROUTE_ORDER_H
#define NK_ROUTE_ORDER_H

#include "route/table.h"

/* What few routes have; zero where this one has nothing of it. */
struct nk_route_more nk_route_more_of(const struct nk_table *t, const struct nk_route *r);

/* Of two numbers, as qsort() wants it. */
#define NK_ORDER(a, b) ((a) < (b) ? -1 : (a) > (b))

/* The prefix's address without its host bits. The route is sound (table.h). */
struct nk_u128 nk_route_base(const struct nk_route *r);
/* Whether a route says no more than where packets go or end, and in a label why: no next hops, of
 * which some may be down, no TOS, no source, and no type that leads on to other tables. */
static inline bool nk_route_is_simple(const struct nk_route *r)
{
    return r->tos == 0 && r->hops == NK_ROUTE_NONE && r->more == NK_ROUTE_NONE &&
           r->type != NK_ROUTE_THROW && r->type != NK_ROUTE_UNSPEC;
}

/* By table number, then prefix, host bits masked: zero for the same place. Both are sound. */
int nk_route_compare_places(const struct nk_route *a, const struct nk_route *b);
/* By what tells routes of one prefix apart, however they change: TOS, source, and of an MRT dump
 * peer and path identifier. */
int nk_route_compare_selves(const struct nk_table *t, const struct nk_route *a,
                            const struct nk_route *b);

#endif
