#include "cidr/space.h"

bool nk_space_round_up(const struct nk_addr *a, unsigned length, struct nk_addr *out)
{
    struct nk_addr mask = nk_prefix_hostmask(a->family, length);
    struct nk_u128 over = nk_u128_and(nk_addr_bits(*a), nk_addr_bits(mask));
    *out = *a;
    if ((over.hi | over.lo) == 0)
        return true;
    struct nk_u128 step = nk_u128_add(nk_u128_sub(nk_addr_bits(mask), over), nk_u128(0, 1));
    return nk_addr_add(a, step, out);
}

bool nk_space_first_fit(const struct nk_range *gap, unsigned length, struct nk_prefix *out)
{
    struct nk_addr start;
    if (length > nk_family_width(gap->first.family) ||
        !nk_space_round_up(&gap->first, length, &start))
        return false;
    *out = (struct nk_prefix){.addr = start, .length = (uint8_t)length};
    struct nk_addr last = nk_prefix_last(out);
    return nk_addr_compare(&last, &gap->last) <= 0;
}
