/* Unsigned 128-bit numbers as two halves, and counts up to 2^128 and beyond. */
#ifndef NETKIT_U128_H
#define NETKIT_U128_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nk_u128 {
    uint64_t hi, lo;
};

static inline struct nk_u128 nk_u128(uint64_t hi, uint64_t lo)
{
    return (struct nk_u128){hi, lo};
}

static inline bool nk_u128_equal(struct nk_u128 a, struct nk_u128 b)
{
    return a.hi == b.hi && a.lo == b.lo;
}

static inline bool nk_u128_less(struct nk_u128 a, struct nk_u128 b)
{
    return a.hi != b.hi ? a.hi < b.hi : a.lo < b.lo;
}

/* Sum and difference modulo 2^128. */
static inline struct nk_u128 nk_u128_add(struct nk_u128 a, struct nk_u128 b)
{
    uint64_t lo = a.lo + b.lo;
    return nk_u128(a.hi + b.hi + (lo < a.lo), lo);
}

static inline struct nk_u128 nk_u128_sub(struct nk_u128 a, struct nk_u128 b)
{
    return nk_u128(a.hi - b.hi - (a.lo < b.lo), a.lo - b.lo);
}

static inline struct nk_u128 nk_u128_and(struct nk_u128 a, struct nk_u128 b)
{
    return nk_u128(a.hi & b.hi, a.lo & b.lo);
}

static inline struct nk_u128 nk_u128_or(struct nk_u128 a, struct nk_u128 b)
{
    return nk_u128(a.hi | b.hi, a.lo | b.lo);
}

static inline struct nk_u128 nk_u128_xor(struct nk_u128 a, struct nk_u128 b)
{
    return nk_u128(a.hi ^ b.hi, a.lo ^ b.lo);
}

static inline struct nk_u128 nk_u128_not(struct nk_u128 a)
{
    return nk_u128(~a.hi, ~a.lo);
}

/* The number whose `bits` lowest bits are one, for 0 to 128. */
static inline struct nk_u128 nk_u128_low_ones(unsigned bits)
{
    if (bits >= 128)
        return nk_u128(UINT64_MAX, UINT64_MAX);
    if (bits >= 64)
        return nk_u128((UINT64_C(1) << (bits - 64)) - 1, UINT64_MAX);
    return nk_u128(0, (UINT64_C(1) << bits) - 1);
}

/* 2^bits, for 0 to 127. */
static inline struct nk_u128 nk_u128_bit(unsigned bits)
{
    return bits >= 64 ? nk_u128(UINT64_C(1) << (bits - 64), 0) : nk_u128(0, UINT64_C(1) << bits);
}

/* Shifts by 0 to 127. */
struct nk_u128 nk_u128_shl(struct nk_u128 a, unsigned bits);
struct nk_u128 nk_u128_shr(struct nk_u128 a, unsigned bits);

/* How many zero bits stand at the low end and at the high end; 128 for zero. */
unsigned nk_u128_trailing_zeros(struct nk_u128 a);
unsigned nk_u128_leading_zeros(struct nk_u128 a);

/*
 * A count of addresses, exact. All of IPv6 is 2^128, and all of both families
 * is more, so a third limb takes the carry.
 */
struct nk_count {
    uint64_t top;
    struct nk_u128 low;
};

enum { NK_COUNT_TEXT_MAX = 60 }; /* decimal digits of 192 bits and the NUL */

static inline struct nk_count nk_count_of(uint64_t n)
{
    return (struct nk_count){0, {0, n}};
}

/* Sum and difference modulo 2^192. */
struct nk_count nk_count_add(struct nk_count a, struct nk_count b);
struct nk_count nk_count_sub(struct nk_count a, struct nk_count b);

/* Less than zero, zero or more as a is less than, equal to or more than b. */
int nk_count_compare(struct nk_count a, struct nk_count b);

/* 2^bits, for 0 to 128. */
struct nk_count nk_count_bit(unsigned bits);

/*
 * Writes decimal digits and a NUL into `text` of at least NK_COUNT_TEXT_MAX bytes;
 * returns the number of digits.
 */
size_t nk_count_format(struct nk_count n, char *text);

/* Decimal digits only; false for an empty text, another byte or more than 192 bits. */
bool nk_count_parse(const char *text, size_t len, struct nk_count *out);

#endif
