#include "netkit/u128.h"

struct nk_u128 nk_u128_shl(struct nk_u128 a, unsigned bits)
{
    if (bits == 0)
        return a;
    if (bits >= 64)
        return nk_u128(a.lo << (bits - 64), 0);
    return nk_u128(a.hi << bits | a.lo >> (64 - bits), a.lo << bits);
}

struct nk_u128 nk_u128_shr(struct nk_u128 a, unsigned bits)
{
    if (bits == 0)
        return a;
    if (bits >= 64)
        return nk_u128(0, a.hi >> (bits - 64));
    return nk_u128(a.hi >> bits, a.lo >> bits | a.hi << (64 - bits));
}

unsigned nk_u128_trailing_zeros(struct nk_u128 a)
{
    if (a.lo != 0)
        return (unsigned)__builtin_ctzll(a.lo);
    return a.hi == 0 ? 128 : 64 + (unsigned)__builtin_ctzll(a.hi);
}

unsigned nk_u128_leading_zeros(struct nk_u128 a)
{
    if (a.hi != 0)
        return (unsigned)__builtin_clzll(a.hi);
    return a.lo == 0 ? 128 : 64 + (unsigned)__builtin_clzll(a.lo);
}

struct nk_count nk_count_add(struct nk_count a, struct nk_count b)
{
    struct nk_u128 low = nk_u128_add(a.low, b.low);
    return (struct nk_count){a.top + b.top + nk_u128_less(low, a.low), low};
}

struct nk_count nk_count_sub(struct nk_count a, struct nk_count b)
{
    return (struct nk_count){a.top - b.top - nk_u128_less(a.low, b.low), nk_u128_sub(a.low, b.low)};
}

int nk_count_compare(struct nk_count a, struct nk_count b)
{
    if (a.top != b.top)
        return a.top < b.top ? -1 : 1;
    if (nk_u128_less(a.low, b.low))
        return -1;
    return nk_u128_equal(a.low, b.low) ? 0 : 1;
}

struct nk_count nk_count_bit(unsigned bits)
{
    if (bits >= 128)
        return (struct nk_count){1, {0, 0}};
    return (struct nk_count){0, nk_u128_bit(bits)};
}

enum { LIMBS = 6, LIMB_DIGITS = 9, LIMB_BASE = 1000000000 };

/* Divides six limbs of 32 bits, the highest first, by 10^9 and returns the rest. */
static uint32_t divide(uint32_t *limbs)
{
    uint64_t rest = 0;
    for (size_t i = 0; i < LIMBS; i++) {
        rest = rest << 32 | limbs[i];
        limbs[i] = (uint32_t)(rest / LIMB_BASE);
        rest %= LIMB_BASE;
    }
    return (uint32_t)rest;
}

static bool all_zero(const uint32_t *limbs)
{
    uint32_t any = 0;
    for (size_t i = 0; i < LIMBS; i++)
        any |= limbs[i];
    return any == 0;
}

size_t nk_count_format(struct nk_count n, char *text)
{
    uint32_t limbs[LIMBS] = {(uint32_t)(n.top >> 32),    (uint32_t)n.top,
                             (uint32_t)(n.low.hi >> 32), (uint32_t)n.low.hi,
                             (uint32_t)(n.low.lo >> 32), (uint32_t)n.low.lo};
    char digits[NK_COUNT_TEXT_MAX + LIMB_DIGITS] = {0};
    size_t len = 0;
    do {
        uint32_t part = divide(limbs);
        bool last = all_zero(limbs);
        for (int i = 0; i < LIMB_DIGITS && (!last || part != 0 || len == 0); i++) {
            digits[len++] = (char)('0' + part % 10);
            part /= 10;
        }
    } while (!all_zero(limbs));
    for (size_t i = 0; i < len; i++)
        text[i] = digits[len - 1 - i];
    text[len] = '\0';
    return len;
}

/* n * 10 + digit; false where that passes 192 bits. */
static bool append_digit(struct nk_count *n, unsigned digit)
{
    uint32_t limbs[LIMBS] = {(uint32_t)(n->top >> 32),    (uint32_t)n->top,
                             (uint32_t)(n->low.hi >> 32), (uint32_t)n->low.hi,
                             (uint32_t)(n->low.lo >> 32), (uint32_t)n->low.lo};
    uint64_t carry = digit;
    for (size_t i = LIMBS; i-- > 0;) {
        carry += (uint64_t)limbs[i] * 10;
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    n->top = (uint64_t)limbs[0] << 32 | limbs[1];
    n->low = nk_u128((uint64_t)limbs[2] << 32 | limbs[3], (uint64_t)limbs[4] << 32 | limbs[5]);
    return carry == 0;
}

bool nk_count_parse(const char *text, size_t len, struct nk_count *out)
{
    struct nk_count n = {0};
    for (size_t i = 0; i < len; i++)
        if (text[i] < '0' || text[i] > '9' || !append_digit(&n, (unsigned)(text[i] - '0')))
            return false;
    if (len > 0)
        *out = n;
    return len > 0;
}
