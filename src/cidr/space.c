#include "cidr/space.h"

bool nk_space_first_fit(const struct nk_range *gap, unsigned length, struct nk_prefix *out)
{
    unsigned width = nk_family_width(gap->first.family);
    if (length > width)
        return false;
    /* the gap's first address rounded up to the block's alignment, which may pass the end */
    struct nk_addr mask = nk_prefix_hostmask(gap->first.family, length);
    struct nk_addr start = gap->first;
    struct nk_u128 over = nk_u128_and(nk_addr_bits(start), nk_addr_bits(mask));
    if ((over.hi | over.lo) != 0) {
        struct nk_u128 step = nk_u128_add(nk_u128_sub(nk_addr_bits(mask), over), nk_u128(0, 1));
        if (!nk_addr_add(&start, step, &start))
            return false;
    }
    *out = (struct nk_prefix){.addr = start, .length = (uint8_t)length};
    struct nk_addr last = nk_prefix_last(out);
    return nk_addr_compare(&last, &gap->last) <= 0;
}
