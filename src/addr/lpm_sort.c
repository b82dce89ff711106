/*
 * Rows in the order that the sweep needs: a radix sort from the lowest digit, which keeps equal
 * rows as they were, so that the last of them wins. A digit that all rows share costs nothing, and
 * of 128 bits of IPv6 real tables use half.
 */
#include <stdlib.h>

#include "addr/lpm_part.h"

enum {
    DIGIT = 11, /* bits: more buckets than the first cache has lines would be slower */
    BUCKETS = 1 << DIGIT,
    LENGTHS = 128 / DIGIT + 2, /* digits of an address, one for length and family */
};

/* The digits of a row, the lowest first: length, then the address, then the family. */
static inline unsigned digit(const struct nk_lpm_row *r, unsigned n)
{
    if (n == 0)
        return r->length;
    unsigned shift = (n - 1) * DIGIT;
    if (shift >= 128)
        return r->family;
    uint64_t bits = shift >= 64 ? r->first.hi >> (shift - 64) : r->first.lo >> shift;
    if (shift > 64 - DIGIT && shift < 64)
        bits |= r->first.hi << (64 - shift);
    return (unsigned)bits & (BUCKETS - 1);
}

/* One pass by digit n; false where all rows have the same, and nothing was moved. */
static bool deal(const struct nk_lpm_row *from, size_t count, unsigned n, struct nk_lpm_row *to)
{
    size_t places[BUCKETS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++)
        places[digit(&from[i], n)]++;
    if (places[digit(&from[0], n)] == count)
        return false;
    for (size_t i = 0; i < BUCKETS; i++) {
        size_t here = places[i];
        places[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        to[places[digit(&from[i], n)]++] = from[i];
    return true;
}

bool nk_lpm_sort(struct nk_lpm_row *rows, size_t count, struct nk_err *err)
{
    size_t i = 1;
    while (i < count && nk_lpm_ascends(&rows[i - 1], &rows[i]))
        i++;
    if (i >= count)
        return true;
    struct nk_lpm_row *spare = calloc(count, sizeof *spare), *from = rows, *to = spare;
    if (spare == NULL)
        return nk_err_memory(err);
    for (unsigned n = 0; n <= LENGTHS; n++) {
        if (!deal(from, count, n, to))
            continue;
        struct nk_lpm_row *swap = from;
        from = to;
        to = swap;
    }
    for (i = 0; from != rows && i < count; i++)
        rows[i] = from[i];
    free(spare);
    return true;
}
