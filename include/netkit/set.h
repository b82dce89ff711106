/* Sets of addresses of both families, as sorted ranges; labels where there are any. */
#ifndef NETKIT_SET_H
#define NETKIT_SET_H

#include "netkit/addr.h"

/* A label is a number that the owner of the set gives a meaning; this one is "none". */
#define NK_LABEL_NONE UINT32_MAX

/* Arrays of one family: `cells` holds `count` pairs first,last (two uint32_t for IPv4, two
 * struct nk_u128 for IPv6); `labels` is NULL or as long as there are pairs. */
struct nk_set_part {
    void *cells;
    uint32_t *labels;
    size_t count, room;
    bool sorted; /* ascending, disjoint and not adjacent */
};

/*
 * IPv4 ranges take 8 bytes and IPv6 ranges 32; labels lie apart and are there only once a label
 * was added. Adding is O(1) and sorting is put off to nk_set_normalise(), which every function
 * below that takes a const set needs to have been called after the last addition.
 */
struct nk_set {
    struct nk_set_part ipv4, ipv6;
};

void nk_set_init(struct nk_set *s); /* the empty set; cannot fail */
void nk_set_release(struct nk_set *s);

/* Adds a range. False with NK_ERR_MEMORY; the set is then as it was. */
bool nk_set_add(struct nk_set *s, const struct nk_range *r, uint32_t label, struct nk_err *err);

/* Sorts and merges what overlaps or touches: a merged range keeps its label where all its parts had
 * the same, else it has none. In place, no second array; O(n log n) at worst. */
bool nk_set_normalise(struct nk_set *s, struct nk_err *err);

/* out = a op b; out is initialised by the call and may not be a or b. Labels come from a (union:
 * merged as in normalise). */
bool nk_set_union(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                  struct nk_err *err);
bool nk_set_difference(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                       struct nk_err *err);
bool nk_set_intersection(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                         struct nk_err *err);
/* Everything of a family that is not in the set; family NK_FAMILY_NONE: of both. */
bool nk_set_complement(struct nk_set *out, const struct nk_set *a, uint8_t family,
                       struct nk_err *err);

bool nk_set_is_empty(const struct nk_set *s);
struct nk_count nk_set_count(const struct nk_set *s); /* addresses, exact */
size_t nk_set_ranges(const struct nk_set *s);         /* ranges of both families */
bool nk_set_contains_addr(const struct nk_set *s, const struct nk_addr *a);
bool nk_set_contains_range(const struct nk_set *s, const struct nk_range *r);
/* The range of the set that is the first to end at or after `a`, in a's family; false: none. */
bool nk_set_find(const struct nk_set *s, const struct nk_addr *a, struct nk_range *out);

/* Walks the ranges in order, IPv4 first; and the fewest prefixes that are the set. */
struct nk_set_iter {
    const struct nk_set *set;
    size_t at;            /* next range, counted over both families */
    struct nk_range rest; /* what is left of the range under the prefix walk */
    bool partial;
    uint32_t label;
};

void nk_set_iter_init(struct nk_set_iter *it, const struct nk_set *s);
/* False at the end. `label` may be NULL. */
bool nk_set_next_range(struct nk_set_iter *it, struct nk_range *out, uint32_t *label);
bool nk_set_next_prefix(struct nk_set_iter *it, struct nk_prefix *out, uint32_t *label);

#endif
