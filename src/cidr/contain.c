#include "cidr/contain.h"

/* ---- prefixes: AND and compare ------------------------------------------- */

/* One row: a name, the address, and its bits; of IPv6 only the 16 around the boundary. */
static void add_row(struct nk_buf *b, const char *name, const struct nk_addr *a, unsigned group)
{
    char text[NK_ADDR_TEXT_MAX], binary[NK_ADDR_BINARY_MAX];
    nk_addr_format_binary(a, binary);
    if (a->family == NK_IPV4) {
        nk_addr_format(a, text);
        nk_buf_printf(b, "%-14s %-15s  %s\n", name, text, binary);
    } else {
        nk_addr_format_expanded(a, text);
        nk_buf_printf(b, "%-14s %-39s  %.16s\n", name, text, binary + (size_t)group * 17);
    }
}

/* The number of the first bit, counted from 1, in which two addresses differ. */
static unsigned first_difference(const struct nk_addr *a, const struct nk_addr *b)
{
    unsigned zeros = nk_u128_leading_zeros(nk_u128_xor(nk_addr_bits(*a), nk_addr_bits(*b)));
    return zeros - (128 - nk_family_width(a->family)) + 1;
}

static void explain_prefixes(struct nk_buf *b, const struct nk_prefix *outer,
                             const struct nk_prefix *inner)
{
    unsigned length = outer->length, group = length == 0 ? 0 : (length - 1) / 16;
    uint8_t family = outer->addr.family;
    struct nk_addr mask = nk_prefix_netmask(family, length);
    struct nk_addr both =
        nk_addr_of(family, nk_u128_and(nk_addr_bits(inner->addr), nk_addr_bits(mask)));
    char outer_text[NK_PREFIX_TEXT_MAX], inner_text[NK_PREFIX_TEXT_MAX];
    nk_prefix_format(outer, outer_text);
    nk_prefix_format(inner, inner_text);
    nk_buf_printf(b, "outer %s\ninner %s\n", outer_text, inner_text);
    if (family == NK_IPV6)
        nk_buf_printf(b, "%56s%u to %u:\n", "bits ", group * 16 + 1, group * 16 + 16);
    add_row(b, "inner address", &inner->addr, group);
    add_row(b, "outer mask", &mask, group);
    add_row(b, "AND of both", &both, group);
    add_row(b, "outer network", &outer->addr, group);
    if (nk_addr_compare(&both, &outer->addr) != 0)
        nk_buf_printf(b, "no: the AND is not the outer network, bit %u differs\n",
                      first_difference(&both, &outer->addr));
    else if (inner->length < length)
        nk_buf_printf(b, "no: the AND is the outer network, but a /%u is larger than a /%u\n",
                      (unsigned)inner->length, length);
    else
        nk_buf_printf(b, "yes: the AND is the outer network, and a /%u is no larger than a /%u\n",
                      (unsigned)inner->length, length);
}

/* ---- ranges: compare both ends ------------------------------------------- */

static void add_end(struct nk_buf *b, const char *name, const struct nk_addr *a)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(a, text);
    nk_buf_printf(b, "%-12s %s\n", name, text);
}

static void explain_ranges(struct nk_buf *b, const struct nk_range *outer,
                           const struct nk_range *inner)
{
    bool first = nk_addr_compare(&inner->first, &outer->first) >= 0 &&
                 nk_addr_compare(&inner->first, &outer->last) <= 0;
    add_end(b, "outer first", &outer->first);
    add_end(b, "outer last", &outer->last);
    add_end(b, "inner first", &inner->first);
    add_end(b, "inner last", &inner->last);
    if (!first)
        nk_buf_add_text(b, "no: the inner first address is not between the outer ones\n");
    else if (nk_addr_compare(&inner->last, &outer->last) > 0)
        nk_buf_add_text(b, "no: the inner last address is past the outer last one\n");
    else
        nk_buf_add_text(b, "yes: both inner addresses are between the outer ones\n");
}

/* ---- which range of the outer set ---------------------------------------- */

/* The one that could hold it: the only one, or the first to end at or after inner's first. */
static bool find_outer(const struct nk_set *set, const struct nk_range *inner,
                       struct nk_range *outer)
{
    struct nk_set_iter it;
    nk_set_iter_init(&it, set);
    if (nk_set_ranges(set) == 1)
        return nk_set_next_range(&it, outer, NULL);
    return nk_set_find(set, &inner->first, outer);
}

void nk_contain_explain(struct nk_buf *b, const struct nk_set *outer, const struct nk_range *inner)
{
    struct nk_range range;
    struct nk_prefix outer_prefix, inner_prefix;
    if (!find_outer(outer, inner, &range)) {
        add_end(b, "inner first", &inner->first);
        nk_buf_add_text(b, "no: the outer set holds nothing at or after it\n");
    } else if (range.first.family != inner->first.family) {
        add_end(b, "outer first", &range.first);
        add_end(b, "inner first", &inner->first);
        nk_buf_printf(b, "no: the outer one is IPv%u, the inner one IPv%u\n",
                      (unsigned)range.first.family, (unsigned)inner->first.family);
    } else if (nk_range_prefix(&range, &outer_prefix) && nk_range_prefix(inner, &inner_prefix)) {
        explain_prefixes(b, &outer_prefix, &inner_prefix);
    } else {
        explain_ranges(b, &range, inner);
    }
}
