/*
 * Where in 64 bytes an address may be: one bit a byte, so that most text costs a few instructions
 * a block. A candidate is a dot with a decimal digit before it and two more dots where octets would
 * put them or, where IPv6 is looked for, a colon with a colon or a hexadecimal digit before it.
 * SSE2 where the machine has it (every x86-64), else one byte at a time, with the same result.
 */
#ifndef NK_CIDR_MATCH_MASK_H
#define NK_CIDR_MATCH_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "addr/scan.h"

enum { NK_MASK_WIDTH = 64 };

/* What the last byte of the block before was. */
struct nk_mask_state {
    bool colons; /* IPv6 is looked for */
    uint64_t digit_before, colon_before, hex_before;
};

/* One bit for each byte of a kind. */
struct nk_masks {
    uint64_t dots, digits, colons, hex;
};

static inline struct nk_masks nk_masks_portable(const char *block, size_t n)
{
    struct nk_masks k = {0};
    for (size_t i = 0; i < n; i++) {
        uint64_t bit = UINT64_C(1) << i;
        k.dots |= block[i] == '.' ? bit : 0;
        k.colons |= block[i] == ':' ? bit : 0;
        k.digits |= (unsigned char)(block[i] - '0') < 10 ? bit : 0;
        k.hex |= nk_is_hex(block[i]) ? bit : 0;
    }
    return k;
}

#ifdef __SSE2__
static inline uint64_t nk_mask_between(__m128i bytes, char first, char last)
{
    /* signed comparison: bytes above 127 are below every first */
    __m128i low = _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(first - 1)));
    __m128i high = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(last + 1)));
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_and_si128(low, high));
}

static inline struct nk_masks nk_masks_sse2(const char *block, bool colons)
{
    struct nk_masks k = {0};
    for (unsigned i = 0; i < 4; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
        __m128i dots = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('.'));
        k.dots |= (uint64_t)(unsigned)_mm_movemask_epi8(dots) << (16 * i);
        k.digits |= nk_mask_between(bytes, '0', '9') << (16 * i);
        if (!colons)
            continue;
        __m128i found = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(':'));
        k.colons |= (uint64_t)(unsigned)_mm_movemask_epi8(found) << (16 * i);
        __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        k.hex |= nk_mask_between(lower, 'a', 'f') << (16 * i);
    }
    k.hex |= k.digits;
    return k;
}
#endif

/* The candidates of the next block of up to 64 bytes. Blocks have to be given in order. */
static inline uint64_t nk_mask_candidates(struct nk_mask_state *s, const char *block, size_t left)
{
    struct nk_masks k;
#ifdef __SSE2__
    if (left >= NK_MASK_WIDTH)
        k = nk_masks_sse2(block, s->colons);
    else
#endif
        k = nk_masks_portable(block, left < NK_MASK_WIDTH ? left : NK_MASK_WIDTH);
    /* the first dot of an IPv4 address has a second one 2 to 4 bytes on and a third one 4 to 8;
     * where the next block would have to tell, it may */
    uint64_t second = k.dots >> 2 | k.dots >> 3 | k.dots >> 4 | UINT64_C(0xf) << 60;
    uint64_t third =
        k.dots >> 4 | k.dots >> 5 | k.dots >> 6 | k.dots >> 7 | k.dots >> 8 | UINT64_C(0xff) << 56;
    uint64_t found = k.dots & (k.digits << 1 | s->digit_before) & second & third;
    s->digit_before = k.digits >> 63;
    if (s->colons) {
        found |= k.colons & (k.colons << 1 | s->colon_before | k.hex << 1 | s->hex_before);
        s->colon_before = k.colons >> 63;
        s->hex_before = k.hex >> 63;
    }
    return found;
}

#endif
