/*
 * Batches with vectors of 512 bits. IPv4: sixteen look-ups a vector; four vectors are looked up
 * side by side, so that the records' misses overlap with one another and then the answers' do.
 * IPv6: one comparison for a whole node; what it gives, sixteen bits a look-up, is stored and
 * counted by vectors for sixteen look-ups at once, which is half of the instructions of counting
 * each alone. Stores and the loads that join them are far apart, since a wide load has to wait for
 * narrow stores to leave the processor's queue.
 */
#include "addr/cpu.h"
#include "addr/lpm_part.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define NK_TARGET      __attribute__((target("avx512f,avx512vpopcntdq,popcnt,bmi,bmi2")))
#define NK_INLINE      static inline __attribute__((always_inline))
#define NK_UNSIGNED(x) _mm512_set1_epi32((int)(x))

enum {
    LANES = 16,
    VECTORS = 4,    /* of IPv4 side by side */
    BLOCK = 128,    /* look-ups that go down trees together */
    NODE_SHIFT = 6, /* log2 of the size of a node */
};

/* The lanes that hold the first n look-ups. */
static inline __mmask16 lanes(size_t n)
{
    uint32_t all = n < LANES ? (1u << n) - 1 : (1u << LANES) - 1;
    return (__mmask16)all;
}

/* ---- IPv4 by the direct index -------------------------------------------- */

/* The places of sixteen answers. */
NK_TARGET NK_INLINE __m512i direct(const struct nk_lpm *t, __m512i addrs)
{
    const __m512i low =
        _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    const __m512i high =
        _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    __m512i index = _mm512_srli_epi32(addrs, 13); /* the record */
    __m512i shift = _mm512_andnot_si512(_mm512_srli_epi32(addrs, 8), NK_UNSIGNED(31));
    __m512i first = _mm512_i32gather_epi64(_mm512_castsi512_si256(index), t->records, 8);
    __m512i second = _mm512_i32gather_epi64(_mm512_extracti64x4_epi64(index, 1), t->records, 8);
    __m512i bits = _mm512_permutex2var_epi32(first, low, second);
    __m512i base = _mm512_permutex2var_epi32(first, high, second);
    __m512i ones = _mm512_popcnt_epi32(_mm512_sllv_epi32(bits, shift));
    return _mm512_min_epu32(_mm512_add_epi32(base, ones), NK_UNSIGNED(t->head.ids - 1));
}

/* Which of sixteen ids are the escape. */
NK_TARGET NK_INLINE __mmask16 escaped(const struct nk_lpm *t, __m512i ids)
{
    return _mm512_cmpeq_epi32_mask(ids, NK_UNSIGNED(t->head.escape));
}

static void go_on4(const struct nk_lpm *t, __mmask16 which, const uint32_t *places,
                   const uint32_t *addrs, uint32_t *ids)
{
    for (unsigned left = which; left != 0; left &= left - 1) {
        unsigned i = (unsigned)__builtin_ctz(left);
        ids[i] = nk_lpm_go_on(t, places[i], nk_u128((uint64_t)addrs[i] << 32, 0), 0);
    }
}

NK_TARGET NK_INLINE void finish4(const struct nk_lpm *t, __m512i places, __mmask16 used,
                                 const uint32_t *addrs, uint32_t *ids)
{
    __m512i found = _mm512_i32gather_epi32(places, t->ids, 4);
    __mmask16 which = escaped(t, found) & used;
    _mm512_mask_storeu_epi32(ids, used, found);
    if (__builtin_expect(which != 0, 0)) {
        uint32_t at[LANES];
        _mm512_storeu_si512(at, places);
        go_on4(t, which, at, addrs, ids);
    }
}

NK_TARGET static void direct_many(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids,
                                  size_t n)
{
    const __mmask16 all = lanes(LANES);
    size_t i = 0;
    for (; i + VECTORS * LANES <= n; i += VECTORS * LANES) {
        __m512i a = direct(t, _mm512_loadu_si512(addrs + i));
        __m512i b = direct(t, _mm512_loadu_si512(addrs + i + LANES));
        __m512i c = direct(t, _mm512_loadu_si512(addrs + i + 2 * LANES));
        __m512i d = direct(t, _mm512_loadu_si512(addrs + i + 3 * LANES));
        finish4(t, a, all, addrs + i, ids + i);
        finish4(t, b, all, addrs + i + LANES, ids + i + LANES);
        finish4(t, c, all, addrs + i + 2 * LANES, ids + i + 2 * LANES);
        finish4(t, d, all, addrs + i + 3 * LANES, ids + i + 3 * LANES);
    }
    for (; i < n; i += LANES) {
        __mmask16 used = lanes(n - i);
        __m512i a = direct(t, _mm512_maskz_loadu_epi32(used, addrs + i));
        finish4(t, a, used, addrs + i, ids + i);
    }
}

/* ---- trees --------------------------------------------------------------- */

/* A block in a look-up: where each stands is a byte's offset among the nodes, in the end a place.
 */
struct block {
    uint32_t at[BLOCK] __attribute__((aligned(64)));
    uint32_t children[BLOCK] __attribute__((aligned(64)));
    uint16_t above[BLOCK] __attribute__((aligned(64))); /* a bit for each key below the number */
    uint32_t keys[BLOCK];
};

/* One level for the look-ups of one vector. */
NK_TARGET NK_INLINE void compare(const struct nk_lpm *t, struct block *b, size_t from)
{
    const char *nodes = (const char *)t->nodes;
    const __mmask16 keys = 0xfffe; /* the first number of a node is no key */
#pragma GCC unroll 16
    for (size_t i = from; i < from + LANES; i++) {
        const char *node = nodes + b->at[i];
        __m512i line = _mm512_loadu_si512(node);
        b->above[i] = _mm512_mask_cmplt_epu32_mask(keys, line, NK_UNSIGNED(b->keys[i]));
        _mm_storeu_si32(&b->children[i], _mm512_castsi512_si128(line));
    }
}

NK_TARGET NK_INLINE void advance(struct block *b, size_t from, uint32_t most, unsigned shift)
{
    __m256i above = _mm256_load_si256((const __m256i *)(const void *)&b->above[from]);
    __m512i ones = _mm512_popcnt_epi32(_mm512_cvtepu16_epi32(above));
    __m512i next = _mm512_add_epi32(_mm512_load_si512(&b->children[from]), ones);
    next = _mm512_min_epu32(next, NK_UNSIGNED(most));
    _mm512_store_si512(&b->at[from], _mm512_sll_epi32(next, _mm_cvtsi32_si128((int)shift)));
}

/* `n` is a multiple of LANES. */
NK_TARGET NK_INLINE void descend(const struct nk_lpm *t, struct block *b, size_t n, uint32_t depth)
{
    for (uint32_t left = depth; left > 0; left--) {
        for (size_t i = 0; i < n; i += LANES)
            compare(t, b, i);
        for (size_t i = 0; i < n; i += LANES)
            advance(b, i, (left > 1 ? t->head.nodes : t->head.ids) - 1, left > 1 ? NODE_SHIFT : 0);
    }
}

static uint32_t node_offset(const struct nk_lpm *t, uint32_t node)
{
    return nk_lpm_at_most(node, t->head.nodes - 1) << NODE_SHIFT;
}

/* The answers for one vector; which of them are the escape. */
NK_TARGET NK_INLINE unsigned gather(const struct nk_lpm *t, const struct block *b, size_t from,
                                    uint32_t *ids, size_t n)
{
    __m512i found = _mm512_i32gather_epi32(_mm512_load_si512(&b->at[from]), t->ids, 4);
    _mm512_mask_storeu_epi32(ids + from, lanes(n - from), found);
    return escaped(t, found) & lanes(n - from);
}

static size_t padded(size_t n)
{
    return (n + LANES - 1) / LANES * LANES;
}

NK_TARGET static void tree_block4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids,
                                  size_t n)
{
    struct block b;
    for (size_t i = 0; i < padded(n); i++) {
        b.at[i] = node_offset(t, t->head.start4);
        b.keys[i] = i < n ? addrs[i] : 0;
    }
    descend(t, &b, padded(n), t->head.depth4);
    for (size_t from = 0; from < n; from += LANES)
        for (unsigned left = gather(t, &b, from, ids, n); left != 0; left &= left - 1) {
            size_t i = from + (unsigned)__builtin_ctz(left);
            ids[i] = nk_lpm_go_on(t, b.at[i], nk_u128((uint64_t)addrs[i] << 32, 0), 0);
        }
}

/* The high halves of eight addresses. */
NK_TARGET NK_INLINE __m512i high_halves(const struct nk_u128 *addrs)
{
    const __m512i even = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
    return _mm512_permutex2var_epi64(_mm512_loadu_si512(addrs), even,
                                     _mm512_loadu_si512(addrs + 4));
}

/* Sixteen words of 32 bits: the low ones of two vectors of 64, shifted. */
NK_TARGET NK_INLINE __m512i low_words(__m512i a, __m512i b, unsigned shift)
{
    __m128i by = _mm_cvtsi32_si128((int)shift);
    __m256i low = _mm512_cvtepi64_epi32(_mm512_srl_epi64(a, by));
    __m256i high = _mm512_cvtepi64_epi32(_mm512_srl_epi64(b, by));
    return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

/* Starts sixteen look-ups at their roots. */
NK_TARGET NK_INLINE void begin6(const struct nk_lpm *t, const struct nk_u128 *addrs,
                                struct block *b, size_t from)
{
    __m512i first = high_halves(addrs + from), second = high_halves(addrs + from + LANES / 2);
    __m512i root = low_words(first, second, 48);
    root = _mm512_and_si512(root, NK_UNSIGNED(t->head.roots - 1));
    __m512i at = _mm512_i32gather_epi32(root, t->roots, 4);
    at = _mm512_min_epu32(at, NK_UNSIGNED(t->head.nodes - 1));
    _mm512_store_si512(&b->at[from], _mm512_slli_epi32(at, NODE_SHIFT));
    _mm512_storeu_si512(&b->keys[from], low_words(first, second, 32 - nk_lpm_root_bits(t)));
}

/* `addrs` can be read up to the next multiple of LANES. */
NK_TARGET NK_INLINE void tree_block6(const struct nk_lpm *t, const struct nk_u128 *addrs,
                                     uint32_t *ids, size_t n)
{
    struct block b;
    for (size_t from = 0; from < n; from += LANES)
        begin6(t, addrs, &b, from);
    descend(t, &b, padded(n), t->head.depth6);
    for (size_t from = 0; from < n; from += LANES)
        for (unsigned left = gather(t, &b, from, ids, n); left != 0; left &= left - 1) {
            size_t i = from + (unsigned)__builtin_ctz(left);
            ids[i] = nk_lpm_go_on(t, b.at[i], addrs[i], nk_lpm_root_bits(t) + 32);
        }
}

NK_TARGET static void tree_many6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids,
                                 size_t n)
{
    size_t i = 0;
    for (; i + BLOCK <= n; i += BLOCK) {
        for (size_t next = i + BLOCK; next < i + 2 * BLOCK && next < n; next += 4)
            __builtin_prefetch(&addrs[next]);
        tree_block6(t, addrs + i, ids + i, BLOCK);
    }
    if (i < n) {
        struct nk_u128 rest[BLOCK] = {{0, 0}};
        memcpy(rest, addrs + i, (n - i) * sizeof *rest);
        tree_block6(t, rest, ids + i, n - i);
    }
}

bool nk_lpm_vector4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n)
{
    if (!nk_cpu_has_avx512())
        return false;
    if (t->head.records > 0)
        direct_many(t, addrs, ids, n);
    for (size_t i = 0; t->head.records == 0 && i < n; i += BLOCK)
        tree_block4(t, addrs + i, ids + i, n - i < BLOCK ? n - i : BLOCK);
    return true;
}

bool nk_lpm_vector6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n)
{
    if (!nk_cpu_has_avx512())
        return false;
    tree_many6(t, addrs, ids, n);
    return true;
}

#else

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

#endif
