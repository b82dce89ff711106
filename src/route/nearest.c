#include "route/nearest.h"

/* The first entry of a part that stands behind all prefixes that begin at or before the address. */
static uint32_t behind(const struct nk_fib *f, const struct nk_fib_part *part,
                       const struct nk_addr *a)
{
    uint32_t low = part->first, high = part->first + part->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        struct nk_prefix p = nk_fib_prefix(f, mid);
        if (nk_addr_compare(&p.addr, a) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static unsigned shared_bits(const struct nk_prefix *p, const struct nk_addr *a)
{
    unsigned zeros = nk_u128_leading_zeros(nk_u128_xor(nk_addr_bits(p->addr), nk_addr_bits(*a)));
    return zeros - (128 - nk_family_width(a->family));
}

/* Keeps an entry where it is a miss, and a nearer one than `best`; true where the search on this
 * side is over. */
static bool consider(const struct nk_fib *f, uint32_t entry, const struct nk_addr *a,
                     uint32_t *best, unsigned *shared)
{
    struct nk_prefix p = nk_fib_prefix(f, entry);
    if (p.addr.family != a->family)
        return true;
    if (nk_prefix_contains(&p, a))
        return false;
    unsigned bits = shared_bits(&p, a);
    if (*best == NK_ROUTE_NONE || bits > *shared) {
        *best = entry;
        *shared = bits;
    }
    return true;
}

/* In the order of addresses the shared bits only become fewer on both sides: so the nearest miss is
 * the first one before the address, or the first one behind it. */
uint32_t nk_fib_nearest(const struct nk_fib *f, const struct nk_fib_part *part,
                        const struct nk_addr *a, unsigned *shared)
{
    uint32_t best = NK_ROUTE_NONE;
    *shared = 0;
    if (part == NULL)
        return best;
    struct nk_addr address = nk_addr_of(a->family, nk_addr_bits(*a));
    uint32_t at = behind(f, part, &address);
    if (at < part->first + part->count)
        consider(f, at, &address, &best, shared);
    while (at > part->first && !consider(f, at - 1, &address, &best, shared))
        at--;
    if (best == NK_ROUTE_NONE)
        return best;
    for (uint32_t up = nk_fib_parent(f, best); up != NK_ROUTE_NONE; up = nk_fib_parent(f, up)) {
        struct nk_prefix p = nk_fib_prefix(f, up);
        if (nk_prefix_contains(&p, &address))
            break;
        best = up;
    }
    return best;
}
