/* The address space of a forwarding view cut into intervals with one answer each. */
#ifndef NK_ROUTE_SWEEP_H
#define NK_ROUTE_SWEEP_H

#include "route/fib.h"

/* The entries of one table number and family: they stand together in a forwarding view. */
struct nk_fib_slice {
    uint32_t table;
    uint8_t family;
    uint32_t first, count;
};

/* The slice that begins at an entry; false at the end (`first` is the number of entries then). */
bool nk_fib_slice_at(const struct nk_fib *f, uint32_t first, struct nk_fib_slice *out);

/*
 * One walk over all addresses of a slice's family, from the lowest to the highest. Takes constant
 * memory, and time linear in the entries.
 */
struct nk_sweep {
    const struct nk_fib *f;
    struct nk_addr at;  /* where the next interval begins */
    uint32_t next, end; /* entries that are still to open */
    uint32_t open;      /* the longest prefix that holds `at`, NK_ROUTE_NONE: none does */
    bool done;
};

/* `slice` may have no entries: then there is one interval without an entry. */
void nk_sweep_init(struct nk_sweep *s, const struct nk_fib *f, const struct nk_fib_slice *slice);
/* The next interval, and the entry of the longest prefix that holds it or NK_ROUTE_NONE; intervals
 * side by side may have the same. False at the end. */
bool nk_sweep_next(struct nk_sweep *s, struct nk_range *out, uint32_t *entry);

#endif
