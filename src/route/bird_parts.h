/* What birdc says of a route besides its prefix and next hops. */
#ifndef NK_ROUTE_BIRD_PARTS_H
#define NK_ROUTE_BIRD_PARTS_H

#include "route/listing.h"

/* rtnetlink's number of a protocol, by its name, where that is as BIRD names those that are not
 * named; `show route all` knows better. */
uint8_t nk_bird_protocol(const struct nk_slice *name);
/* What stands behind the protocol: "* I (150/10) [AS64512i]". */
void nk_bird_marks(struct nk_route *route, struct nk_route_line *line);
/* A line "Key: value" of `show route all`, for the open route. */
void nk_bird_attribute(struct nk_listing *l, struct nk_route_line *line);

#endif
