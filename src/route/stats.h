/* What a table is made of: how many routes of which length, and how much of the space they cover.
 */
#ifndef NK_ROUTE_STATS_H
#define NK_ROUTE_STATS_H

#include "netkit/set.h"
#include "route/table.h"

/* One family of a table, all table numbers together. */
struct nk_route_stats {
    uint64_t routes;
    uint64_t prefixes; /* distinct, host bits masked */
    uint64_t results;  /* distinct: type, next hops, and the label where there are no next hops */
    uint64_t lengths[129];   /* routes of each length */
    uint64_t distinct[129];  /* distinct prefixes of each length */
    uint64_t outer[129];     /* those of them that no shorter one of the table covers */
    struct nk_count covered; /* addresses that some route holds */
};

/* `family` NK_IPV4 or NK_IPV6. False with NK_ERR_MEMORY. */
bool nk_route_stats(struct nk_route_stats *s, const struct nk_table *t, uint8_t family,
                    struct nk_err *err);
/* Addresses as a part of all of the family's, 0 to 1. */
double nk_route_share(struct nk_count addresses, uint8_t family);

#endif
