/*
 * Longest-prefix match by elementary intervals: the prefixes of a family cut the address space into
 * at most 2n + 1 intervals, each with one answer, so that a look-up is a binary search in a sorted
 * array. The sweep that makes them keeps a stack of the prefixes that are open: sorted by first
 * address, the shorter first, they nest, and the top of the stack is the longest that holds an
 * address.
 */
#include "netkit/lpm.h"

#include <stdlib.h>

struct interval {
    struct nk_u128 first;
    uint32_t id;
};

struct nk_lpm {
    struct interval *parts[2]; /* IPv4, IPv6: ascending, the first one starts at zero */
    size_t counts[2];
};

/* Entries of one family in the order of the sweep; `place` keeps equal prefixes as they were given.
 */
struct sorted {
    struct nk_u128 first, last;
    uint8_t length;
    uint32_t id;
    size_t place;
};

static int compare(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (!nk_u128_equal(x->first, y->first))
        return nk_u128_less(x->first, y->first) ? -1 : 1;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static size_t take_family(const struct nk_lpm_entry *entries, size_t count, uint8_t family,
                          struct sorted *out)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const struct nk_prefix *p = &entries[i].prefix;
        if (p->addr.family != family)
            continue;
        out[n++] = (struct sorted){nk_addr_bits(nk_prefix_first(p)),
                                   nk_addr_bits(nk_prefix_last(p)), p->length, entries[i].id, i};
    }
    qsort(out, n, sizeof *out, compare);
    return n;
}

/* From `first` on the answer is `id`; an interval that gets no address is overwritten. */
static void put_interval(struct interval *out, size_t *count, struct nk_u128 first, uint32_t id)
{
    if (*count > 0 && nk_u128_equal(out[*count - 1].first, first))
        --*count;
    if (*count > 0 && out[*count - 1].id == id)
        return;
    out[(*count)++] = (struct interval){first, id};
}

/* Closes what ends before `first` (all, where `final`). */
static size_t close_ended(const struct sorted *stack, size_t depth, struct nk_u128 first,
                          bool final, struct nk_u128 max, struct interval *out, size_t *count)
{
    while (depth > 0 && (final || nk_u128_less(stack[depth - 1].last, first))) {
        struct nk_u128 last = stack[--depth].last;
        if (!nk_u128_equal(last, max))
            put_interval(out, count, nk_u128_add(last, nk_u128(0, 1)),
                         depth > 0 ? stack[depth - 1].id : NK_LPM_NONE);
    }
    return depth;
}

/* At most 128 prefixes nest, and as many again are equal to none: equal ones replace each other. */
static void sweep(const struct sorted *entries, size_t n, uint8_t family, struct interval *out,
                  size_t *count)
{
    struct sorted stack[129];
    struct nk_u128 max = nk_u128_low_ones(nk_family_width(family));
    size_t depth = 0;
    put_interval(out, count, nk_u128(0, 0), NK_LPM_NONE);
    for (size_t i = 0; i < n; i++) {
        depth = close_ended(stack, depth, entries[i].first, false, max, out, count);
        if (depth > 0 && stack[depth - 1].length == entries[i].length)
            depth--;
        stack[depth++] = entries[i];
        put_interval(out, count, entries[i].first, entries[i].id);
    }
    close_ended(stack, depth, max, true, max, out, count);
}

struct nk_lpm *nk_lpm_build(const struct nk_lpm_entry *entries, size_t count, struct nk_err *err)
{
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    struct nk_lpm *t = calloc(1, sizeof *t);
    struct sorted *sorted = calloc(count + 1, sizeof *sorted);
    bool done = t != NULL && sorted != NULL;
    for (size_t i = 0; done && i < 2; i++) {
        size_t n = take_family(entries, count, families[i], sorted);
        t->parts[i] = calloc(2 * n + 2, sizeof *t->parts[i]);
        done = t->parts[i] != NULL;
        if (done)
            sweep(sorted, n, families[i], t->parts[i], &t->counts[i]);
    }
    free(sorted);
    if (done)
        return t;
    nk_lpm_release(t);
    nk_err_memory(err);
    return NULL;
}

void nk_lpm_release(struct nk_lpm *t)
{
    if (t == NULL)
        return;
    free(t->parts[0]);
    free(t->parts[1]);
    free(t);
}

uint32_t nk_lpm_find(const struct nk_lpm *t, const struct nk_addr *a)
{
    const struct interval *part = t->parts[a->family == NK_IPV6];
    struct nk_u128 bits = nk_addr_bits(*a);
    size_t low = 0, high = t->counts[a->family == NK_IPV6];
    /* the last interval that starts at or before the address */
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (nk_u128_less(bits, part[mid].first))
            high = mid;
        else
            low = mid;
    }
    return part[low].id;
}

void nk_lpm_find_many(const struct nk_lpm *t, const struct nk_addr *addrs, uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ids[i] = nk_lpm_find(t, &addrs[i]);
}
