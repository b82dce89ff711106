/* Items of a list as given, to be sorted and compared with one another. */
#ifndef NK_CIDR_ENTRY_H
#define NK_CIDR_ENTRY_H

#include "netkit/addr.h"

/* An item in few bytes. `low` is its address, host bits kept, or a range's first; `high` the last
 * of its addresses. Texts and labels are numbers that their owner gives a meaning. */
struct nk_entry {
    struct nk_u128 low, high;
    uint64_t line;                /* 0: none */
    uint32_t text, label, source; /* UINT32_MAX: none */
    uint8_t family, kind, length;
};

/* Its place in the order: the leading key bits stand by, so that sorting stays in the cache. */
struct nk_entry_key {
    uint64_t hi, lo;
    uint32_t index;
    uint8_t family;
};

struct nk_entry nk_entry_of(const struct nk_item *item);
struct nk_range nk_entry_range(const struct nk_entry *e);
/* An address, a prefix with its host bits, first-last: as it was given, canonical. At least
 * NK_RANGE_TEXT_MAX bytes; returns the length. */
size_t nk_entry_format(const struct nk_entry *e, char *text);

/* What decides which of two entries comes first, in the order in which it is asked. */
enum nk_entry_by {
    NK_ENTRY_BY_FAMILY, /* IPv4 first */
    NK_ENTRY_BY_FIRST,  /* the lower first address */
    NK_ENTRY_BY_LAST,   /* the higher last address: the larger one */
    NK_ENTRY_BY_HOST,   /* the lower host bits */
    NK_ENTRY_SAME,      /* both name the same */
};

/* By family, first address, the larger first, host bits. 0: both name the same. */
int nk_entry_compare(const struct nk_entry *a, const struct nk_entry *b);
/* The same, and what decided it. */
int nk_entry_decide(const struct nk_entry *a, const struct nk_entry *b, enum nk_entry_by *by);

/* Puts the order into a new array of `count` keys (free() it); equal entries stay as given. */
bool nk_entries_sort(const struct nk_entry *entries, size_t count, struct nk_entry_key **keys,
                     struct nk_err *err);

/* Told of two entries that share addresses; false ends the search. */
typedef bool nk_entry_pair(void *closure, const struct nk_entry *a, const struct nk_entry *b,
                           const struct nk_range *shared);

/*
 * Finds every pair that overlaps, in the order of what they share; `a` is the one given first. A
 * sweep over the sorted entries that keeps those which have not ended: the work is that of sorting
 * and of the pairs found.
 */
bool nk_entries_overlaps(const struct nk_entry *entries, const struct nk_entry_key *keys,
                         size_t count, nk_entry_pair *tell, void *closure, struct nk_err *err);

#endif
