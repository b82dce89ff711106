/*
 * Sorting in place, since a set of a million ranges has to fit into little memory: an MSD radix
 * sort that permutes within the array (McIlroy, Bostic and McIlroy, "Engineering Radix Sort", 1993:
 * American flag sort), with insertion sort for small buckets. A digit has as many bits as leave a
 * few cells in each bucket, so that two passes over a million cells are enough. Labels move along.
 */
#include <stdlib.h>

#include "addr/set_part.h"

enum {
    SMALL = 24,     /* cells that insertion sort takes */
    DIGIT_MAX = 11, /* bits: more buckets than the cache has lines would be slower */
    DIGIT_MIN = 4,
};

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

/* The digit whose lowest bit is `shift`. */
static inline unsigned digit(const struct array *a, size_t i, unsigned shift, unsigned mask)
{
    if (!a->ipv6)
        return ((const struct nk_cell4 *)a->cells)[i].first >> shift & mask;
    struct nk_u128 first = ((const struct nk_cell6 *)a->cells)[i].first;
    if (shift >= 64)
        return (unsigned)(first.hi >> (shift - 64)) & mask;
    if (shift == 0)
        return (unsigned)first.lo & mask;
    return (unsigned)(first.lo >> shift | first.hi << (64 - shift)) & mask;
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

/* Insertion sort: moves the cell down to its place and the ones above it up. Written once a cell
 * type, since it is where the time goes. */
static void sort_small4(struct nk_cell4 *cells, uint32_t *labels, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct nk_cell4 cell = cells[i];
        uint32_t label = labels == NULL ? 0 : labels[i];
        size_t j = i;
        for (; j > 0 && cell.first < cells[j - 1].first; j--) {
            cells[j] = cells[j - 1];
            if (labels != NULL)
                labels[j] = labels[j - 1];
        }
        cells[j] = cell;
        if (labels != NULL)
            labels[j] = label;
    }
}

static void sort_small6(struct nk_cell6 *cells, uint32_t *labels, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct nk_cell6 cell = cells[i];
        uint32_t label = labels == NULL ? 0 : labels[i];
        size_t j = i;
        for (; j > 0 && nk_u128_less(cell.first, cells[j - 1].first); j--) {
            cells[j] = cells[j - 1];
            if (labels != NULL)
                labels[j] = labels[j - 1];
        }
        cells[j] = cell;
        if (labels != NULL)
            labels[j] = label;
    }
}

static void sort_small(const struct array *a, size_t from, size_t to)
{
    uint32_t *labels = a->labels == NULL ? NULL : a->labels + from;
    if (a->ipv6)
        sort_small6((struct nk_cell6 *)a->cells + from, labels, to - from);
    else
        sort_small4((struct nk_cell4 *)a->cells + from, labels, to - from);
}

/* How the cells of one call are dealt out. */
struct deal {
    unsigned shift, mask;
    uint32_t end[1 << DIGIT_MAX], next[1 << DIGIT_MAX]; /* of each bucket, from the first cell on */
};

static void count_digits(const struct array *a, size_t from, size_t to, struct deal *d)
{
    uint32_t sum = 0;
    for (unsigned i = 0; i <= d->mask; i++)
        d->end[i] = 0;
    for (size_t i = from; i < to; i++)
        d->end[digit(a, i, d->shift, d->mask)]++;
    for (unsigned i = 0; i <= d->mask; i++) {
        d->next[i] = sum;
        sum += d->end[i];
        d->end[i] = sum;
    }
}

/* Puts each cell into the bucket of its digit. A pass over a bucket sends each cell on its way and
 * goes on with the next, not with the one that came in its place: so the cache misses do not wait
 * for one another. Each pass settles at least one cell of every bucket that is not done. */
static void distribute(const struct array *a, size_t from, struct deal *d)
{
    for (bool more = true; more;) {
        more = false;
        for (unsigned bucket = 0; bucket <= d->mask; bucket++) {
            for (size_t i = d->next[bucket]; i < d->end[bucket]; i++) {
                unsigned home = digit(a, from + i, d->shift, d->mask);
                swap(a, from + i, from + d->next[home]++);
            }
            more = more || d->next[bucket] < d->end[bucket];
        }
    }
}

/* Bits of a digit: about eight cells a bucket, and no more than are left. */
static unsigned digit_bits(size_t count, unsigned left)
{
    unsigned bits = DIGIT_MIN;
    while (bits < DIGIT_MAX && count >> (bits + 3) != 0)
        bits++;
    return bits < left ? bits : left;
}

/* Sorts by the lowest `left` bits: those above are equal. At most 32 levels deep. */
static void sort_digit(const struct array *a, size_t from, size_t to, unsigned left)
{
    if (to - from <= SMALL || to - from > UINT32_MAX) {
        sort_small(a, from, to);
        return;
    }
    struct deal d;
    unsigned bits = digit_bits(to - from, left);
    d.shift = left - bits;
    d.mask = (1u << bits) - 1;
    count_digits(a, from, to, &d);
    distribute(a, from, &d);
    size_t start = from;
    for (unsigned i = 0; i <= d.mask && d.shift > 0; i++) {
        size_t end = from + d.end[i];
        if (end - start > 1)
            sort_digit(a, start, end, d.shift);
        start = end;
    }
}

/* ---- IPv4 without labels: a second array is small enough to be worth its speed ------------------
 */

enum { PASSES = 3, PASS_BITS = 11, PASS_BUCKETS = 1 << PASS_BITS };

static unsigned pass_digit(struct nk_cell4 cell, unsigned pass)
{
    return cell.first >> (pass * PASS_BITS) & (PASS_BUCKETS - 1);
}

/* LSD radix sort, three passes between two arrays; false where there is no memory for the second.
 */
static bool sort_twin(struct nk_set_part *part)
{
    uint32_t places[PASSES][PASS_BUCKETS] = {0};
    struct nk_cell4 *from = part->cells, *to = malloc(part->room * sizeof *to);
    if (to == NULL || part->count > UINT32_MAX) {
        free(to);
        return false;
    }
    for (size_t i = 0; i < part->count; i++)
        for (unsigned pass = 0; pass < PASSES; pass++)
            places[pass][pass_digit(from[i], pass)]++;
    for (unsigned pass = 0; pass < PASSES; pass++) {
        uint32_t sum = 0;
        for (unsigned i = 0; i < PASS_BUCKETS; i++) {
            uint32_t n = places[pass][i];
            places[pass][i] = sum;
            sum += n;
        }
        for (size_t i = 0; i < part->count; i++)
            to[places[pass][pass_digit(from[i], pass)]++] = from[i];
        struct nk_cell4 *spare = from;
        from = to;
        to = spare;
    }
    part->cells = from; /* an odd number of passes: the second array holds the result */
    free(to);
    return true;
}

void nk_part_sort(struct nk_set_part *part, bool ipv6)
{
    struct array a = {part->cells, part->labels, ipv6};
    size_t i = 1;
    while (i < part->count && !nk_u128_less(key(&a, i), key(&a, i - 1)))
        i++;
    if (i >= part->count)
        return;
    bool twin = !ipv6 && part->labels == NULL && part->count > PASS_BUCKETS;
    if (!twin || !sort_twin(part))
        sort_digit(&a, 0, part->count, ipv6 ? 128 : 32);
}
