#include "addr/scan.h"

#include <endian.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

enum { AHEAD = 20 }; /* bytes that are read: sixteen, and four from the last octet on */

/* The three digits or fewer that start there, as a number; `bad` gathers what is wrong: no digits
 * or more than three, a leading zero, more than 255. */
static inline uint32_t octet(const char *at, unsigned len, unsigned *bad)
{
    uint32_t w;
    memcpy(&w, at, sizeof w);
    w = le32toh(w) ^ 0x30303030u;
    unsigned first = w & 0xff;
    /* units in the highest byte, tens below, then hundreds */
    uint32_t x = (uint32_t)((uint64_t)w << (8 * (4 - (len & 3))));
    uint32_t value = (x >> 24) + (x >> 16 & 0xff) * 10 + (x >> 8 & 0xff) * 100;
    *bad |= (unsigned)(len - 1 > 2) | ((unsigned)(len > 1) & (unsigned)(first == 0)) |
            (unsigned)(value > 255);
    return value;
}

const char *nk_scan_ipv4_ahead(const char *text, const char *end, uint32_t *out)
{
    if (end - text < AHEAD)
        return nk_scan_ipv4(text, end, out);
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i digits = _mm_sub_epi8(v, _mm_set1_epi8('0'));
    __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
    unsigned dots = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('.')));
    unsigned others = ~(dots | (unsigned)_mm_movemask_epi8(is_digit)) | 0x10000;
    unsigned stop = (unsigned)__builtin_ctz(others);
    dots &= (1u << stop) - 1;
    unsigned two = dots & (dots - 1), three = two & (two - 1);
    if (three == 0 || (three & (three - 1)) != 0)
        return nk_scan_ipv4(text, end, out);
    unsigned a = (unsigned)__builtin_ctz(dots), b = (unsigned)__builtin_ctz(two),
             c = (unsigned)__builtin_ctz(three), bad = 0;
    uint32_t bits = octet(text, a, &bad) << 24 | octet(text + a + 1, b - a - 1, &bad) << 16 |
                    octet(text + b + 1, c - b - 1, &bad) << 8 |
                    octet(text + c + 1, stop - c - 1, &bad);
    if (bad != 0)
        return nk_scan_ipv4(text, end, out);
    *out = bits;
    return text + stop;
}
#else
const char *nk_scan_ipv4_ahead(const char *text, const char *end, uint32_t *out)
{
    return nk_scan_ipv4(text, end, out);
}
#endif
