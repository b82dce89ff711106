/*
 * IPv4 addresses by one shuffle. The places of the dots and of the end are one of 81 patterns, four
 * octets of one to three digits each; a pattern's row says which byte is the hundreds, tens and
 * units of which octet. So all twelve digits get their weights at once, and no branch depends on
 * where the dots are. (W. Mula, D. Lemire: "Parsing IPv4 addresses with SIMD", 2023, choose such a
 * shuffle by a hash of the dots; here their places are the number of the row.)
 */
#include "addr/cpu.h"
#include "addr/scan.h"

#if defined(__x86_64__)

#include <string.h>
#include <tmmintrin.h>

#define NK_TARGET __attribute__((target("ssse3,bmi")))

enum { AHEAD = 16, ROWS = 81, NO_DIGIT = 0x80 };

struct row {
    _Alignas(32)
        uint8_t digits[16]; /* hundreds and tens of each octet, the last first; then the units */
    int16_t least[4];       /* what an octet of that many digits is at least: no leading zero */
    uint16_t ends;          /* bits: the three dots, and the end */
};

#define DIGIT(is, at)  (uint8_t)((is) ? (at) : NO_DIGIT)
#define TENS(end, len) DIGIT((len) > 2, (end)-3), DIGIT((len) > 1, (end)-2)
#define LEAST(len)     ((len) == 1 ? 0 : (len) == 2 ? 10 : 100)
#define ROW(a, b, c, d) \
    ROW_OF_ENDS(a, b, c, d, (a), (a) + (b) + 1, (a) + (b) + (c) + 2, (a) + (b) + (c) + (d) + 3)
#define ROW_OF_ENDS(a, b, c, d, i, j, k, l)                                \
    {                                                                      \
        {TENS(l, d), TENS(k, c), TENS(j, b), TENS(i, a), (l)-1, NO_DIGIT,  \
         (k)-1,      NO_DIGIT,   (j)-1,      NO_DIGIT,   (i)-1, NO_DIGIT}, \
            {LEAST(d), LEAST(c), LEAST(b), LEAST(a)},                      \
            1u << (i) | 1u << (j) | 1u << (k) | 1u << (l)                  \
    }
#define ROWS3(a, b, c) ROW(a, b, c, 1), ROW(a, b, c, 2), ROW(a, b, c, 3)
#define ROWS9(a, b)    ROWS3(a, b, 1), ROWS3(a, b, 2), ROWS3(a, b, 3)
#define ROWS27(a)      ROWS9(a, 1), ROWS9(a, 2), ROWS9(a, 3)

/* By the lengths of the octets, as digits of base three. */
static const struct row rows[ROWS] = {ROWS27(1), ROWS27(2), ROWS27(3)};

/* Sixteen bytes: a bit where there is a dot, and the first byte that is neither dot nor digit. */
NK_TARGET static inline unsigned find_dots(__m128i text, __m128i digits, unsigned *stop)
{
    __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
    __m128i is_dot = _mm_cmpeq_epi8(text, _mm_set1_epi8('.'));
    unsigned others = ~(unsigned)_mm_movemask_epi8(_mm_or_si128(is_digit, is_dot));
    *stop = (unsigned)__builtin_ctz(others); /* the upper half is all ones */
    return (unsigned)_mm_movemask_epi8(is_dot) & ((1u << *stop) - 1);
}

/* The number of the row for such places; any number where there is none. */
NK_TARGET static inline unsigned row_number(unsigned dots, unsigned stop)
{
    unsigned two = dots & (dots - 1), three = two & (two - 1), none = 1u << 16;
    unsigned i = (unsigned)__builtin_ctz(dots | none), j = (unsigned)__builtin_ctz(two | none),
             k = (unsigned)__builtin_ctz(three | none);
    return 18 * i + 6 * j + 2 * k + stop - 53; /* 27 (i-1) + 9 (j-i-2) + 3 (k-j-2) + stop-k-2 */
}

NK_TARGET static const char *scan_by_shuffle(const char *text, const char *end, uint32_t *out)
{
    unsigned stop;
    if (end - text < AHEAD)
        return nk_scan_ipv4(text, end, out);
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i digits = _mm_sub_epi8(v, _mm_set1_epi8('0'));
    unsigned dots = find_dots(v, digits, &stop), number = row_number(dots, stop);
    const struct row *row = &rows[number < ROWS ? number : 0];
    if ((dots | 1u << stop) != row->ends)
        return nk_scan_ipv4(text, end, out);
    const __m128i weights =
        _mm_setr_epi8(100, 10, 100, 10, 100, 10, 100, 10, 1, 0, 1, 0, 1, 0, 1, 0);
    __m128i order = _mm_load_si128((const __m128i *)(const void *)row->digits);
    __m128i least = _mm_loadl_epi64((const __m128i *)(const void *)row->least);
    __m128i parts = _mm_maddubs_epi16(_mm_shuffle_epi8(digits, order), weights);
    __m128i octets = _mm_add_epi16(parts, _mm_srli_si128(parts, 8));
    __m128i wrong =
        _mm_or_si128(_mm_cmpgt_epi16(octets, _mm_set1_epi16(255)), _mm_cmpgt_epi16(least, octets));
    if (_mm_cvtsi128_si64(wrong) != 0)
        return nk_scan_ipv4(text, end, out);
    *out = (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(octets, octets));
    return text + stop;
}

struct nk_scanner nk_scanner_choose(void)
{
    return (struct nk_scanner){nk_cpu_has_ssse3() ? scan_by_shuffle : nk_scan_ipv4_ahead};
}
#else
struct nk_scanner nk_scanner_choose(void)
{
    return (struct nk_scanner){nk_scan_ipv4_ahead};
}
#endif
