#include "netkit/addr.h"

int nk_addr_compare(const struct nk_addr *a, const struct nk_addr *b)
{
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->hi != b->hi)
        return a->hi < b->hi ? -1 : 1;
    if (a->lo != b->lo)
        return a->lo < b->lo ? -1 : 1;
    return a->zone < b->zone ? -1 : a->zone > b->zone;
}

int nk_prefix_compare(const struct nk_prefix *a, const struct nk_prefix *b)
{
    struct nk_addr first_a = nk_prefix_first(a), first_b = nk_prefix_first(b);
    int order = nk_addr_compare(&first_a, &first_b);
    if (order != 0)
        return order;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return nk_addr_compare(&a->addr, &b->addr);
}

struct nk_addr nk_prefix_hostmask(uint8_t family, unsigned length)
{
    return nk_addr_of(family, nk_u128_low_ones(nk_family_width(family) - length));
}

struct nk_addr nk_prefix_netmask(uint8_t family, unsigned length)
{
    struct nk_u128 all = nk_u128_low_ones(nk_family_width(family));
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(family) - length);
    return nk_addr_of(family, nk_u128_xor(all, host));
}

static struct nk_u128 host_bits(const struct nk_prefix *p)
{
    return nk_u128_low_ones(nk_family_width(p->addr.family) - p->length);
}

struct nk_addr nk_prefix_first(const struct nk_prefix *p)
{
    return nk_addr_of(p->addr.family,
                      nk_u128_and(nk_addr_bits(p->addr), nk_u128_not(host_bits(p))));
}

struct nk_addr nk_prefix_last(const struct nk_prefix *p)
{
    return nk_addr_of(p->addr.family, nk_u128_or(nk_addr_bits(p->addr), host_bits(p)));
}

struct nk_prefix nk_prefix_network(const struct nk_prefix *p)
{
    return (struct nk_prefix){nk_prefix_first(p), p->length};
}

struct nk_range nk_prefix_range(const struct nk_prefix *p)
{
    return (struct nk_range){nk_prefix_first(p), nk_prefix_last(p)};
}

bool nk_prefix_has_host_bits(const struct nk_prefix *p)
{
    struct nk_u128 host = nk_u128_and(nk_addr_bits(p->addr), host_bits(p));
    return (host.hi | host.lo) != 0;
}

bool nk_prefix_contains(const struct nk_prefix *p, const struct nk_addr *a)
{
    if (p->addr.family != a->family)
        return false;
    struct nk_u128 differ = nk_u128_and(nk_u128_xor(nk_addr_bits(p->addr), nk_addr_bits(*a)),
                                        nk_u128_not(host_bits(p)));
    return (differ.hi | differ.lo) == 0;
}

bool nk_prefix_covers(const struct nk_prefix *outer, const struct nk_prefix *inner)
{
    return outer->length <= inner->length && nk_prefix_contains(outer, &inner->addr);
}

struct nk_count nk_prefix_count(const struct nk_prefix *p)
{
    return nk_count_bit(nk_family_width(p->addr.family) - p->length);
}

bool nk_addr_add(const struct nk_addr *a, struct nk_u128 n, struct nk_addr *out)
{
    struct nk_u128 bits = nk_addr_bits(*a), sum = nk_u128_add(bits, n);
    struct nk_u128 max = nk_u128_low_ones(nk_family_width(a->family));
    if (nk_u128_less(sum, bits) || nk_u128_less(max, sum))
        return false;
    *out = nk_addr_of(a->family, sum);
    return true;
}
