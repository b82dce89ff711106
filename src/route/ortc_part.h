/* What the files of ORTC share: the trie of one table number and family, and its three passes. */
#ifndef NK_ROUTE_ORTC_PART_H
#define NK_ROUTE_ORTC_PART_H

#include "route/ortc.h"

enum { NK_ORTC_DEPTHS = 129 };

/* No node: all addresses of that half have the node's own result. */
#define NK_ORTC_ABSENT UINT32_MAX

struct nk_ortc_node {
    uint32_t entry;    /* one at the node or below it: its bits are the node's */
    uint32_t value;    /* what addresses get that no longer prefix holds */
    uint32_t set;      /* pass 2; of a node that is still open nothing */
    uint32_t child[2]; /* nodes, or NK_ORTC_ABSENT */
    uint8_t depth;
};

struct nk_ortc {
    const struct nk_fib *f;
    const uint32_t *results; /* of the entries */
    const struct nk_results *names;
    bool no_null;
    unsigned width;
    uint8_t family;
    uint32_t table;
    struct nk_ortc_node *nodes; /* in the order in which they were closed: children first */
    size_t count, room;
    struct nk_ortc_node open[NK_ORTC_DEPTHS]; /* from the root to the last entry */
    size_t depth;
    struct nk_idsets sets;
    bool failed;        /* a node could not be kept: memory is out */
    nk_ortc_take *take; /* NULL: only the steps are wanted */
    void *closure;
    bool stopped;
    struct nk_ortc_watch watch;
};

/* The three passes over `count` entries from `first` on; gives the entries of the smaller table.
 * `x` has its table, family and width. False with NK_ERR_MEMORY. */
bool nk_ortc_optimise(struct nk_ortc *x, uint32_t first, uint32_t count, struct nk_err *err);
/* Gives the entry of the node of `depth` bits of an entry's address; the last of them is turned by
 * `flip`. */
void nk_ortc_emit(struct nk_ortc *x, uint32_t entry, unsigned depth, bool flip, uint32_t result);
/* Shows a step to whoever watches, who is there; the rest of it is filled in. */
void nk_ortc_show(const struct nk_ortc *x, struct nk_ortc_step *step);

#endif
