/* The forwarding view of a table: its routes sorted, one longest-prefix match a table number. */
#ifndef NK_ROUTE_FIB_H
#define NK_ROUTE_FIB_H

#include "netkit/lpm.h"
#include "route/table.h"

/* One prefix of one table: its routes, `order[first]` to `order[first + count - 1]`, best first. */
struct nk_fib_entry {
    uint32_t first, count;
    uint32_t parent; /* the next shorter prefix that covers it in the same table, NK_ROUTE_NONE */
};

/* The routes of one table number, both families; the ids of `lpm` are entries. */
struct nk_fib_part {
    uint32_t table;
    uint32_t first, count; /* its entries, in the order of the total order of prefixes */
    struct nk_lpm *lpm;
};

/*
 * Built from a table, which it borrows. Entries are sorted by table, family, address and length (a
 * prefix stands before those it covers); the routes of one prefix as the kernel tries them: a
 * greater TOS first, then the lower metric, then as given. Inactive routes are left out, and of an
 * MRT dump all peers but one.
 */
struct nk_fib {
    const struct nk_table *table;
    /* read by the functions below, which keep within the arrays whatever these say */
    uint32_t *order; /* indices of routes */
    size_t order_count;
    struct nk_fib_entry *entries;
    size_t entry_count;
    struct nk_fib_part *parts; /* by table number */
    size_t part_count;
    bool simple;     /* every route in it is a simple one (order.h) */
    bool mapped;     /* order and entries lie in the table's file */
    unsigned traits; /* of such a one: enum nk_policy_traits */
};

/* `peer`: index of the peer whose paths count, NK_ROUTE_NONE: the first one in the table. Host bits
 * of prefixes are masked. A compiled table has it ready. False with NK_ERR_MEMORY, or NK_ERR_INPUT
 * for a damaged file. Release in any case. */
bool nk_fib_build(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err);
/* The same without the look-ups (`lpm` stays NULL), for what walks a table in order. */
bool nk_fib_sort(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err);
void nk_fib_release(struct nk_fib *f);

/* The part of a table number, NULL where the table has no routes. */
const struct nk_fib_part *nk_fib_part_of(const struct nk_fib *f, uint32_t table);
/* The entry of the longest prefix of a part that holds the address, NK_ROUTE_NONE for none; then
 * `parent` leads to all shorter ones. `part` may be NULL. */
uint32_t nk_fib_find(const struct nk_fib_part *part, const struct nk_addr *a);
/* How many routes an entry has. */
uint32_t nk_fib_count(const struct nk_fib *f, uint32_t entry);
/* The next shorter prefix of the same table that covers an entry's, NK_ROUTE_NONE for none; its
 * number is lower, and whatever a file says, so is its length: the way up is short. */
uint32_t nk_fib_parent(const struct nk_fib *f, uint32_t entry);
/* The index of route `i` of an entry; NK_ROUTE_NONE where a damaged file names none. */
uint32_t nk_fib_index(const struct nk_fib *f, uint32_t entry, uint32_t i);
/* The same route; a made-up one that discards where there is none. Never NULL. */
const struct nk_route *nk_fib_route(const struct nk_fib *f, uint32_t entry, uint32_t i);
/* The network of an entry. */
struct nk_prefix nk_fib_prefix(const struct nk_fib *f, uint32_t entry);

#endif
