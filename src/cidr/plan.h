/* VLSM (RFC 1878, 4632): room for networks of different sizes in a pool, reproducibly. */
#ifndef NK_CIDR_PLAN_H
#define NK_CIDR_PLAN_H

#include "draw/canvas.h"
#include "netkit/set.h"

/* One network that is asked for: so many usable hosts, or a length. Names and texts are borrowed.
 */
struct nk_plan_need {
    const char *name, *text; /* "web", and "50" or "/26" as given */
    size_t name_length, text_length;
    bool by_length;
    unsigned length;       /* asked for; after nk_plan_lengths() the length taken */
    struct nk_count hosts; /* asked for, where not by_length */
    bool placed;
    struct nk_prefix prefix;
};

/*
 * Reads "NAME=HOSTS,NAME=/LEN,..." and appends to an array (*needs, *count, *room as for
 * nk_grow()). False with the offset in `text`.
 */
bool nk_plan_parse(const char *text, struct nk_plan_need **needs, size_t *count, size_t *room,
                   struct nk_err *err);

/* Usable hosts of a prefix: all but network and broadcast address for IPv4; for a /31 both and for
 * a /32 one (RFC 3021); for IPv6 all addresses. */
struct nk_count nk_plan_hosts(const struct nk_prefix *p, struct nk_addr *first,
                              struct nk_addr *last);

/* Turns counts of hosts into lengths: the smallest network with that many usable addresses, in IPv4
 * no smaller than a /30, or than a /31 where rfc3021 allows those. Needs that no prefix can hold,
 * or a length that the family does not have, are an error that names the need. */
bool nk_plan_lengths(struct nk_plan_need *needs, size_t count, uint8_t family, bool rfc3021,
                     struct nk_err *err);

/*
 * Places the needs in the free space: largest first, equal ones as given, each at the lowest free
 * place where it is aligned. `unused` becomes what stays free. Needs that do not fit are left with
 * placed == false. `order`, if not NULL, gets the indices in the order of placing. False when out
 * of memory.
 */
bool nk_plan_place(struct nk_plan_need *needs, size_t count, struct nk_set *unused, size_t *order,
                   struct nk_err *err);

/* Draws each range of the pool as a bar: letters for the networks, '#' for used, '.' for free
 * space, and a legend. At most 80 columns. */
void nk_plan_draw(struct nk_canvas *c, const struct nk_set *pool, const struct nk_set *used,
                  const struct nk_plan_need *needs, size_t count);

#endif
