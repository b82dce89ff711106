/* What FRR's text and JSON share: the names of protocols, and which of a route's next hops
 * forward. */
#ifndef NK_ROUTE_FRR_PARTS_H
#define NK_ROUTE_FRR_PARTS_H

#include "route/listing.h"

/* Marks of a next hop until the route is whole, beside those of enum nk_hop_flags. */
enum nk_frr_hop {
    NK_FRR_FIB = 1 << 13,       /* in the forwarding table */
    NK_FRR_INACTIVE = 1 << 14,  /* nothing leads to it */
    NK_FRR_RECURSIVE = 1 << 15, /* stands for the next hops that follow */
};

/* rtnetlink's number of a protocol: by the letter of a line, by the name in JSON. Both are the
 * same for the same route; what Linux has no number for is zebra's. */
uint8_t nk_frr_protocol_letter(char letter);
uint8_t nk_frr_protocol_name(const struct nk_slice *name);
/* A listing's `settle`: keeps the next hops that forward, or where none does (the route is not
 * used) those that would. */
void nk_frr_settle(struct nk_listing *l);

/* The rest of a line as a next hop of the open route: parts with commas between them. `flags` are
 * known before. Drops the route after a complaint. */
void nk_frr_hop(struct nk_listing *l, struct nk_route_line *line, uint16_t flags);

#endif
