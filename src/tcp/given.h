/* What else holds of an endpoint that stands in a state by nk_tcp_endpoint_place(), in words. */
#ifndef NK_TCP_GIVEN_H
#define NK_TCP_GIVEN_H

#include "tcp/endpoint.h"

/* The words and what they mean; NULL behind the last. */
const struct nk_tcp_term *nk_tcp_given_at(size_t i);
/* Makes the one at `i` so. False with NK_ERR_INPUT where it cannot be so in this state, and where
 * memory is out. */
bool nk_tcp_given_apply(struct nk_tcp_endpoint *e, size_t i, struct nk_err *err);

#endif
