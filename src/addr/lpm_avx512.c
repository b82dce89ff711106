/* Batches with vectors of 512 bits. */
#include "addr/lpm_part.h"

bool nk_lpm_vector4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    (void)t, (void)addrs, (void)ids, (void)n;
    return false;
}

bool nk_lpm_vector6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n)
{
    (void)t, (void)addrs, (void)ids, (void)n;
    return false;
}
