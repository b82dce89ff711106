#include "netkit/addr.h"

int nk_range_compare(const struct nk_range *a, const struct nk_range *b)
{
    int order = nk_addr_compare(&a->first, &b->first);
    return order != 0 ? order : nk_addr_compare(&b->last, &a->last);
}

bool nk_range_contains(const struct nk_range *outer, const struct nk_range *inner)
{
    return outer->first.family == inner->first.family &&
           !nk_u128_less(nk_addr_bits(inner->first), nk_addr_bits(outer->first)) &&
           !nk_u128_less(nk_addr_bits(outer->last), nk_addr_bits(inner->last));
}

bool nk_range_overlap(const struct nk_range *a, const struct nk_range *b, struct nk_range *shared)
{
    if (a->first.family != b->first.family)
        return false;
    struct nk_range both = {
        nk_u128_less(nk_addr_bits(a->first), nk_addr_bits(b->first)) ? b->first : a->first,
        nk_u128_less(nk_addr_bits(a->last), nk_addr_bits(b->last)) ? a->last : b->last,
    };
    if (nk_u128_less(nk_addr_bits(both.last), nk_addr_bits(both.first)))
        return false;
    if (shared != NULL)
        *shared = both;
    return true;
}

struct nk_count nk_range_count(const struct nk_range *r)
{
    struct nk_u128 more = nk_u128_sub(nk_addr_bits(r->last), nk_addr_bits(r->first));
    return nk_count_add((struct nk_count){0, more}, nk_count_of(1));
}

struct nk_prefix nk_range_supernet(const struct nk_range *r)
{
    struct nk_u128 differ = nk_u128_xor(nk_addr_bits(r->first), nk_addr_bits(r->last));
    unsigned host = 128 - nk_u128_leading_zeros(differ);
    struct nk_prefix p = {.addr = r->first,
                          .length = (uint8_t)(nk_family_width(r->first.family) - host)};
    return nk_prefix_network(&p);
}

bool nk_range_prefix(const struct nk_range *r, struct nk_prefix *out)
{
    struct nk_prefix p = nk_range_supernet(r);
    struct nk_range whole = nk_prefix_range(&p);
    if (!nk_u128_equal(nk_addr_bits(whole.first), nk_addr_bits(r->first)) ||
        !nk_u128_equal(nk_addr_bits(whole.last), nk_addr_bits(r->last)))
        return false;
    *out = p;
    return true;
}

/* For each prefix that is written: three numbers that come back as a value would go through memory.
 */
static inline struct nk_range_block block_of(const struct nk_range *r)
{
    unsigned width = nk_family_width(r->first.family);
    struct nk_u128 first = nk_addr_bits(r->first), last = nk_addr_bits(r->last);
    /* as large as the alignment of first allows, and as fits: n + 1 addresses hold a block of
     * 2^floor(log2(n + 1)), where n is last - first */
    unsigned aligned = nk_u128_trailing_zeros(first);
    struct nk_u128 n = nk_u128_sub(last, first), size = nk_u128_add(n, nk_u128(0, 1));
    unsigned fits = (size.hi | size.lo) == 0 ? 128 : 127 - nk_u128_leading_zeros(size);
    aligned = aligned < width ? aligned : width;
    return (struct nk_range_block){aligned, fits, aligned < fits ? aligned : fits};
}

struct nk_range_block nk_range_block(const struct nk_range *r)
{
    return block_of(r);
}

bool nk_range_take_prefix(struct nk_range *r, struct nk_prefix *out)
{
    unsigned width = nk_family_width(r->first.family), host = block_of(r).host;
    struct nk_u128 first = nk_addr_bits(r->first), last = nk_addr_bits(r->last);
    *out = (struct nk_prefix){.addr = r->first, .length = (uint8_t)(width - host)};
    struct nk_u128 end = nk_u128_or(first, nk_u128_low_ones(host));
    if (nk_u128_equal(end, last))
        return false;
    r->first = nk_addr_of(r->first.family, nk_u128_add(end, nk_u128(0, 1)));
    return true;
}
