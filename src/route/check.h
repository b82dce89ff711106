/* What is wrong in a table. */
#ifndef NK_ROUTE_CHECK_H
#define NK_ROUTE_CHECK_H

#include "route/table.h"

enum nk_route_fault {
    NK_FAULT_DUPLICATE,   /* the same prefix, table, TOS, source and metric as one before */
    NK_FAULT_HOST_BITS,   /* bits are set behind the prefix's length */
    NK_FAULT_REDUNDANT,   /* the next shorter prefix has the same result */
    NK_FAULT_UNREACHABLE, /* no chain of routes takes a next hop to a connected one */
    NK_FAULT_LOOP,        /* what would take a next hop there comes back to itself */
    NK_FAULT_BLACKHOLE,   /* a shorter prefix is a blackhole, and this route is none */
    NK_FAULT_COUNT
};

/* One finding. `other` is the route that it conflicts with: the first of its kind, the shorter
 * prefix, the route that a next hop leads to; NK_ROUTE_NONE for none. `hop` is the next hop's place
 * among those of the route. */
struct nk_route_note {
    uint32_t route, other;
    uint16_t hop;
    uint8_t fault; /* enum nk_route_fault */
};

/* Zero-initialised is empty. */
struct nk_route_notes {
    struct nk_route_note *all; /* in the order of routes, then faults */
    size_t count, room;
};

/*
 * Looks for the faults of which `faults` has the bit (1 << fault) set. Routes that are listed but
 * not in use are passed over, but for their host bits. Results are those of route/result.h, and
 * whether next hops are reached is in route/resolve.h; both in the first peer's routes of an MRT
 * dump. O(n log n). False with NK_ERR_MEMORY. Release in any case.
 */
bool nk_route_check(const struct nk_table *t, unsigned faults, struct nk_route_notes *notes,
                    struct nk_err *err);
void nk_route_notes_release(struct nk_route_notes *notes);

#endif
