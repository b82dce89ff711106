/* Labels of lists of prefixes that were seen before: short ones, by their bytes. */
#ifndef NK_ROUTE_KNOWN_LABELS_H
#define NK_ROUTE_KNOWN_LABELS_H

#include "route/table.h"

enum { NK_KNOWN_SET = 4 };

/* As many as fit into one line of the cache. */
struct nk_known_set {
    uint64_t words[NK_KNOWN_SET]; /* 0: free */
    uint32_t texts[NK_KNOWN_SET], origins[NK_KNOWN_SET];
};

/*
 * One thread puts labels in while any number look for them. A word is the bytes of a label as a
 * number, 0 for what is never known. A set that is full stays as it is: the labels that most lines
 * have come early.
 */
struct nk_known_labels {
    struct nk_known_set *sets;
    unsigned shift; /* the number of a word's set is in its hash from this bit on */
};

/* In `texts`, beside the number, which is then lower. */
#define NK_KNOWN_ORIGIN UINT32_C(0x80000000)

/* For a list of about so many lines, 0: nobody knows. False when out of memory; release in any
 * case. */
bool nk_known_labels_init(struct nk_known_labels *k, size_t lines);
void nk_known_labels_release(struct nk_known_labels *k);
/* Keeps the label of a route, with its origin, where there is a place for it. */
void nk_known_label_keep(struct nk_known_labels *k, uint64_t word, const struct nk_route *route);

static inline struct nk_known_set *nk_known_set_of(const struct nk_known_labels *k, uint64_t word)
{
    return &k->sets[(word * UINT64_C(0x9e3779b97f4a7c15)) >> k->shift];
}

/* Fetches what nk_known_label() will read. */
static inline void nk_known_label_fetch(const struct nk_known_labels *k, uint64_t word)
{
    __builtin_prefetch(nk_known_set_of(k, word));
}

/* Sets the label and the origin of a route; false where the word is not known. */
static inline bool nk_known_label(const struct nk_known_labels *k, uint64_t word,
                                  struct nk_route *route)
{
    const struct nk_known_set *set = nk_known_set_of(k, word);
    for (unsigned i = 0; word != 0 && i < NK_KNOWN_SET; i++) {
        if (__atomic_load_n(&set->words[i], __ATOMIC_ACQUIRE) != word)
            continue;
        route->label = set->texts[i] & ~NK_KNOWN_ORIGIN;
        route->origin = set->origins[i];
        route->flags = set->texts[i] & NK_KNOWN_ORIGIN ? NK_ROUTE_HAS_ORIGIN : 0;
        return true;
    }
    return false;
}

#endif
