#include "cli/cidr_entries_explain.h"

#include "netkit/special.h"

/* ---- all items in a row -------------------------------------------------- */

/* `end` is the highest last address of the items before, of the family; none: no address. */
static void tell_place(struct nk_buf *b, const struct nk_entry *e, const struct nk_addr *end)
{
    char text[NK_RANGE_TEXT_MAX], first[NK_ADDR_TEXT_MAX], before[NK_ADDR_TEXT_MAX];
    struct nk_range r = nk_entry_range(e);
    nk_entry_format(e, text);
    nk_addr_format(&r.first, first);
    nk_addr_format(end, before);
    if (end->family != r.first.family)
        nk_explain_say(b, 2, "%s begins at %s, the first of IPv%u", text, first, e->family);
    else if (nk_addr_compare(&r.first, end) > 0)
        nk_explain_say(b, 2, "%s begins at %s, past %s, where all before have ended", text, first,
                       before);
    else
        nk_explain_say(b, 2, "%s begins at %s, not past %s, where one before ends: they overlap",
                       text, first, before);
}

void nk_cidr_tell_sweep(struct nk_buf *b, const struct nk_cidr_entries *e)
{
    struct nk_addr end = {0};
    nk_explain_say(b, 0,
                   "%zu item%s in order of the first address, each beside the highest last address "
                   "before it:",
                   e->count, e->count == 1 ? "" : "s");
    for (size_t i = 0; i < e->count && i < NK_CIDR_TOLD; i++) {
        const struct nk_entry *entry = &e->all[e->keys[i].index];
        struct nk_range r = nk_entry_range(entry);
        tell_place(b, entry, &end);
        if (end.family != r.last.family || nk_addr_compare(&r.last, &end) > 0)
            end = r.last;
    }
    nk_explain_more(b, 2, e->count, NK_CIDR_TOLD, "items");
}

/* ---- a pair -------------------------------------------------------------- */

/* Two prefixes: the bits of both up to the shorter length are the same. */
static void tell_nested(struct nk_buf *b, const struct nk_prefix *p, const struct nk_prefix *q)
{
    const struct nk_prefix *outer = p->length <= q->length ? p : q, *inner = outer == p ? q : p;
    unsigned length = outer->length;
    nk_cidr_tell_group(b, p->addr.family, length);
    nk_cidr_tell_bits(b, "first", &p->addr, length, NULL);
    nk_cidr_tell_bits(b, "second", &q->addr, length, NULL);
    if (inner->length == length)
        nk_explain_say(b, 2, "all %u bits of both prefixes are equal: they are the same", length);
    else
        nk_explain_say(b, 2,
                       "the first %u bits, all of the /%u, are equal: the /%u lies wholly in it "
                       "(prefixes never overlap in part)",
                       length, length, (unsigned)inner->length);
}

/* "first addresses 10.0.0.0 and 10.0.0.64: the greater is 10.0.0.64" */
static void tell_ends(struct nk_buf *b, const char *which, const struct nk_addr *a,
                      const struct nk_addr *other, const char *order, const struct nk_addr *chosen)
{
    char text[NK_ADDR_TEXT_MAX], other_text[NK_ADDR_TEXT_MAX], chosen_text[NK_ADDR_TEXT_MAX];
    nk_addr_format(a, text);
    nk_addr_format(other, other_text);
    nk_addr_format(chosen, chosen_text);
    nk_explain_say(b, 2, "of the %s addresses %s and %s the %s is %s", which, text, other_text,
                   order, chosen_text);
}

void nk_cidr_tell_pair(struct nk_buf *b, const struct nk_entry *a, const struct nk_entry *other,
                       const struct nk_range *shared)
{
    struct nk_range left = nk_entry_range(a), right = nk_entry_range(other);
    struct nk_prefix p, q;
    if (nk_range_prefix(&left, &p) && nk_range_prefix(&right, &q)) {
        tell_nested(b, &p, &q);
    } else {
        tell_ends(b, "first", &left.first, &right.first, "greater", &shared->first);
        tell_ends(b, "last", &left.last, &right.last, "lesser", &shared->last);
        nk_explain_say(b, 2, "the former is not past the latter: what lies between is shared");
    }
    nk_cidr_tell_range(b, 2, "shared:", shared);
}

/* ---- one item ------------------------------------------------------------ */

void nk_cidr_tell_host_bits(struct nk_buf *b, const struct nk_entry *e)
{
    struct nk_addr addr = nk_addr_of(e->family, e->low);
    struct nk_addr mask = nk_prefix_hostmask(e->family, e->length);
    struct nk_addr host = nk_addr_of(e->family, nk_u128_and(e->low, nk_addr_bits(mask)));
    nk_cidr_tell_group(b, e->family, e->length);
    nk_cidr_tell_bits(b, "address", &addr, e->length, NULL);
    nk_cidr_tell_bits(b, "host mask", &mask, e->length, "AND");
    nk_cidr_tell_rule(b, e->family);
    nk_cidr_tell_bits(b, "host part", &host, e->length, "not 0");
}

void nk_cidr_tell_public(struct nk_buf *b, const struct nk_range *given)
{
    static const char inside[] = "first in it";
    struct nk_range r = nk_range_unmapped(given);
    size_t count;
    const struct nk_prefix *blocks = nk_private_blocks(&count);
    nk_explain_address(b, &r.first);
    for (size_t i = 0; i < count; i++) {
        const struct nk_prefix *p = &blocks[i];
        if (p->addr.family != r.first.family)
            continue;
        struct nk_u128 differ = nk_u128_xor(nk_addr_bits(p->addr), nk_addr_bits(r.first));
        unsigned same = nk_u128_leading_zeros(differ) + nk_family_width(p->addr.family) - 128;
        if (same < p->length)
            nk_explain_miss(b, p, &r.first, same + 1, "", 0);
        else
            nk_explain_prefix(b, p, ' ', inside, sizeof inside - 1);
    }
    nk_explain_say(b, 2, "no block of RFC 1918 or RFC 4193 holds the first and the last address");
}

/* ---- what a check asks --------------------------------------------------- */

void nk_cidr_tell_checks(struct nk_buf *b, const struct nk_cidr_entries *e,
                         const struct nk_cidr_checks *checks)
{
    if (checks->disjoint && e->count > 0)
        nk_cidr_tell_sweep(b, e);
    if (checks->canonical)
        nk_explain_say(b, 0, "canonical: address AND host mask has to be 0 in every prefix");
    if (checks->within != NULL)
        nk_explain_say(b, 0,
                       "within: the first and the last address have to lie in one range of %s",
                       checks->within);
    if (checks->private_only)
        nk_explain_say(b, 0,
                       "private: all in one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC "
                       "1918), fc00::/7 (RFC 4193)");
    nk_explain_say(b, 0, "%zu item%s, %zu finding%s", e->count, e->count == 1 ? "" : "s",
                   checks->findings, checks->findings == 1 ? "" : "s");
}

void nk_cidr_tell_free(struct nk_buf *b, const char *within, struct nk_count total,
                       struct nk_count left, struct nk_count least)
{
    char all[NK_COUNT_TEXT_MAX], taken[NK_COUNT_TEXT_MAX], have[NK_COUNT_TEXT_MAX],
        need[NK_COUNT_TEXT_MAX];
    nk_count_format(total, all);
    nk_count_format(nk_count_sub(total, left), taken);
    nk_count_format(left, have);
    nk_count_format(least, need);
    nk_explain_say(b, 0,
                   "min-free: %s holds %s addresses, the items take %s of them (each counted "
                   "once): %s - %s = %s are free, %s than %s",
                   within, all, taken, all, taken, have,
                   nk_count_compare(left, least) < 0 ? "fewer" : "no fewer", need);
}
