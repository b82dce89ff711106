/* The parts of a line of Cisco's: codes, and next hops. */
#ifndef NK_ROUTE_CISCO_PARTS_H
#define NK_ROUTE_CISCO_PARTS_H

#include "route/listing.h"

/* True for a word that may stand among the codes, as the one of that number from 0. */
bool nk_cisco_is_code(const struct nk_slice *word, int number);
/* Sets protocol and type by the first code: "O*E2", "L", "S*". */
void nk_cisco_code(struct nk_route *route, const struct nk_slice *code);
/* 'via "ospf 1", distance 110, metric 20'. */
void nk_cisco_known(struct nk_route *route, struct nk_route_line *line);
/* "[110/20] via 192.0.2.3, 00:12:34, GigabitEthernet0/0" and its like: the rest of a line as
 * metric and next hop of the open route. False after a complaint. */
bool nk_cisco_hop(struct nk_listing *l, struct nk_route_line *line);
/* A listing's `settle`: Null0 drops packets, and a route without its metric has none. */
void nk_cisco_settle(struct nk_listing *l);

#endif
