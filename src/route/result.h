/* What a packet gets from a route, as a number: routes with the same result are interchangeable. */
#ifndef NK_ROUTE_RESULT_H
#define NK_ROUTE_RESULT_H

#include "route/fib.h"

/* The result of addresses that no route holds, and of `throw`, which looks no further in its table
 * either. */
#define NK_RESULT_NONE 0u

/*
 * A result is the type and the next hops, and where a route has no next hops its label. Metric,
 * protocol, preferred source and the like are not part of it: they decide which route is taken and
 * what the host itself sends, not where a packet goes. Numbers count from 1 in the order of first
 * use; zero-initialised is empty.
 */
struct nk_results {
    struct nk_result *all;
    size_t count, room;
    uint32_t *slots; /* open addressing; an index in `all` + 1, 0 is free */
    size_t slot_count;
};

struct nk_result {
    uint32_t hops, label;
    uint32_t route; /* the first route that had it */
    uint8_t type;
};

void nk_results_release(struct nk_results *r);
/* The number of a route's result, a new one if it was not there; `index` is the route's in its
 * table. False with NK_ERR_MEMORY. */
bool nk_result_of(struct nk_results *r, const struct nk_route *route, uint32_t index,
                  uint32_t *number, struct nk_err *err);
/* A route that has the result, NK_ROUTE_NONE for NK_RESULT_NONE. */
uint32_t nk_result_route(const struct nk_results *r, uint32_t number);

/* What a route's result consists of, as a route of its prefix and table: all else is left blank. */
struct nk_route nk_result_as_route(const struct nk_route *route);

/* The results of all entries of a forwarding view, that of each entry's best route, in an array
 * that the caller frees. NULL with NK_ERR_MEMORY. */
uint32_t *nk_results_of_entries(struct nk_results *r, const struct nk_fib *f, struct nk_err *err);

#endif
