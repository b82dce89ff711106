/*
 * Sorting in place, since a set of a million ranges has to fit little memory: an MSD radix sort
 * that permutes within the array (McIlroy, Bostic and McIlroy, "Engineering Radix Sort", 1993:
 * American flag sort), one octet of the first address at a time, with insertion sort for small
 * buckets. Labels move along. Both cell types share the code through three small functions, which
 * inline.
 */
#include "addr/set_part.h"

enum { SMALL = 24 };

/* What is sorted: cells of one of the two types, and labels or NULL. */
struct array {
    void *cells;
    uint32_t *labels;
    bool ipv6;
};

static inline struct nk_u128 key(const struct array *a, size_t i)
{
    if (a->ipv6)
        return ((const struct nk_cell6 *)a->cells)[i].first;
    return nk_u128(0, ((const struct nk_cell4 *)a->cells)[i].first);
}

static inline unsigned octet(const struct array *a, size_t i, unsigned shift)
{
    if (!a->ipv6)
        return ((const struct nk_cell4 *)a->cells)[i].first >> shift & 0xff;
    struct nk_u128 first = ((const struct nk_cell6 *)a->cells)[i].first;
    return (unsigned)(shift >= 64 ? first.hi >> (shift - 64) : first.lo >> shift) & 0xff;
}

static inline void swap(const struct array *a, size_t i, size_t j)
{
    if (a->ipv6) {
        struct nk_cell6 *cells = a->cells, c = cells[i];
        cells[i] = cells[j];
        cells[j] = c;
    } else {
        struct nk_cell4 *cells = a->cells, c = cells[i];
        cells[i] = cells[j];
        cells[j] = c;
    }
    if (a->labels != NULL) {
        uint32_t label = a->labels[i];
        a->labels[i] = a->labels[j];
        a->labels[j] = label;
    }
}

static inline void sort_small(const struct array *a, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        for (size_t j = i; j > from && nk_u128_less(key(a, j), key(a, j - 1)); j--)
            swap(a, j, j - 1);
}

/* Puts each cell into the bucket of its octet by following the cycles of the permutation. */
static inline void distribute(const struct array *a, unsigned shift, size_t *next,
                              const size_t *end)
{
    for (unsigned bucket = 0; bucket < 256; bucket++) {
        while (next[bucket] < end[bucket]) {
            unsigned home = octet(a, next[bucket], shift);
            if (home == bucket)
                next[bucket]++;
            else
                swap(a, next[bucket], next[home]++);
        }
    }
}

/* At most 16 levels deep: an octet each. */
static void sort_octet(const struct array *a, size_t from, size_t to, unsigned shift)
{
    size_t start[257], next[256];
    if (to - from <= SMALL) {
        sort_small(a, from, to);
        return;
    }
    for (unsigned i = 0; i <= 256; i++)
        start[i] = 0;
    for (size_t i = from; i < to; i++)
        start[octet(a, i, shift) + 1]++;
    start[0] = from;
    for (unsigned i = 0; i < 256; i++) {
        next[i] = start[i];
        start[i + 1] += start[i];
    }
    distribute(a, shift, next, start + 1);
    for (unsigned i = 0; i < 256 && shift > 0; i++)
        if (start[i + 1] - start[i] > 1)
            sort_octet(a, start[i], start[i + 1], shift - 8);
}

void nk_part_sort(struct nk_set_part *part, bool ipv6)
{
    struct array a = {part->cells, part->labels, ipv6};
    size_t i = 1;
    while (i < part->count && !nk_u128_less(key(&a, i), key(&a, i - 1)))
        i++;
    if (i < part->count)
        sort_octet(&a, 0, part->count, ipv6 ? 120 : 24);
}
