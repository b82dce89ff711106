/* Where next hops lead: whether a chain of routes takes each to a connected one. */
#ifndef NK_ROUTE_RESOLVE_H
#define NK_ROUTE_RESOLVE_H

#include "route/fib.h"

enum nk_reach {
    NK_REACHED, /* on the link, or through routes that lead to a connected one */
    NK_UNREACHED,
    NK_REACH_LOOP,    /* what would lead there comes back to itself */
    NK_REACH_UNKNOWN, /* nothing is connected there: the listing does not tell */
};

/*
 * A next hop is resolved by the longest prefix that holds it, in the table of its route or in main,
 * the longer of both; a default route resolves none, as it would resolve all. It is reached if
 * that route is connected (a device and no gateway), or if one of its own next hops is reached.
 * Next hops that say that they are on the link, and link-local ones with a device, are reached.
 */
struct nk_resolver {
    const struct nk_fib *f; /* with look-ups */
    uint8_t *entries;       /* enum nk_reach of each entry */
    bool has_connected[2];  /* whether table main has connected routes of IPv4, of IPv6 */
    bool *parts_connected;  /* the same for each part */
};

/* False with NK_ERR_MEMORY. Time and memory are linear in the entries and their next hops. Release
 * in any case. */
bool nk_resolver_build(struct nk_resolver *r, const struct nk_fib *f, struct nk_err *err);
void nk_resolver_release(struct nk_resolver *r);

/* Whether a next hop of a route in `table` is reached. `*entry` is the entry that resolves it,
 * NK_ROUTE_NONE where there is none. */
enum nk_reach nk_resolve(const struct nk_resolver *r, uint32_t table, const struct nk_hop *hop,
                         uint32_t *entry);

#endif
