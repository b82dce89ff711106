/* The families that a listing of iproute2 leaves unsaid: of default routes and of rules. */
#ifndef NK_ROUTE_FAMILIES_H
#define NK_ROUTE_FAMILIES_H

#include "route/table.h"

/* What one route says of its family. */
struct nk_family_hint {
    uint8_t family; /* of a next hop or of the source that it prefers; NK_FAMILY_NONE: nothing */
    bool pref;      /* it has a preference (RFC 4191), as IPv6 routes are printed with */
};

/*
 * The state of one source. A default route whose own words tell nothing has the family of the route
 * before it, or of the first one behind it, or is IPv4; where IPv6 routes are printed with their
 * preference, one without it is IPv4. Rules come in listings, one a family: a priority lower than
 * the one before it begins the next listing, and of two listings the first is IPv4 and the second
 * IPv6, unless their prefixes say otherwise. A source's only listing has the family of its
 * prefixes, or of the routes that came with it, or the one that an earlier source's listing leaves
 * over, or IPv4 where it has a rule for the table default; else it is of both families.
 */
struct nk_families {
    struct nk_table *table;
    size_t first_route;         /* routes from here on are of this source */
    struct nk_family_hint last; /* of the last route that was sure */
    size_t listings;            /* listings of rules so far */
    size_t first_rule[2];       /* where the first and the second one begin */
    size_t third_rule;          /* where the second one ends; 0: at the end */
    uint32_t priority;          /* of the last rule */
};

struct nk_families nk_families_start(struct nk_table *t);
/* Before a route is added: settles the family of one that has none, as far as that can be done. */
void nk_families_route(struct nk_families *f, struct nk_route *route,
                       const struct nk_family_hint *hint);
/* Before a rule is added. */
void nk_families_rule(struct nk_families *f, const struct nk_rule *rule);
/* At the end of the source, also of one that broke off: settles what was left open. */
void nk_families_end(struct nk_families *f);

#endif
