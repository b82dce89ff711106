/* A route on its way into a table: what the readers of listings gather before they add it. */
#ifndef NK_ROUTE_DRAFT_H
#define NK_ROUTE_DRAFT_H

#include "route/read.h"

/* Zero-initialised is empty. `hops` keeps its memory from route to route. */
struct nk_draft {
    struct nk_route route;
    struct nk_route_more more;
    struct nk_hop *hops;
    size_t hop_count, hop_room;
};

void nk_draft_release(struct nk_draft *d);
/* Begins a route of the reader's source, which stands at that line. */
void nk_draft_start(struct nk_draft *d, const struct nk_route_reader *r, uint64_t line);
/* A next hop with nothing said: weight 1. */
struct nk_hop nk_hop_blank(void);
/* One more next hop. False when out of memory. */
bool nk_draft_hop(struct nk_draft *d, const struct nk_hop *hop, struct nk_err *err);
/* Puts a group of next hops into the store, without what may stand in their padding. False when out
 * of memory. */
bool nk_draft_hops(struct nk_table *t, struct nk_hop *hops, size_t count, uint32_t *group);
/* Puts hops and the rest into the table's stores and names them in `d->route`; the route itself is
 * then the caller's to add. False when out of memory. */
bool nk_draft_store(struct nk_draft *d, struct nk_table *t, struct nk_err *err);

#endif
