/* What the files of the longest-prefix match share: the image and how one step in it goes. */
#ifndef NK_ADDR_LPM_PART_H
#define NK_ADDR_LPM_PART_H

#include "netkit/lpm.h"

enum {
    NK_LPM_DIRECT_BITS = 24,        /* what the direct index of IPv4 decides */
    NK_LPM_CELLS = 32,              /* cells of one record */
    NK_LPM_RECORDS = 1 << (24 - 5), /* records of the direct index */
    NK_LPM_ROOTS = 1 << 16,         /* trees of a large IPv6 table */
    NK_LPM_FANOUT = 16,             /* children of a node */
    NK_LPM_DEPTH_MAX = 8,           /* 16^8 are all keys of 32 bits */
    NK_LPM_NODES_MAX = 1 << 26,     /* offsets of nodes in bytes have 32 bits */
    NK_LPM_IDS_MAX = 1 << 30,       /* indices of ids have 31 */
};

/* Thirty-two cells in a row: a bit is set where another answer starts, `base` is the place of the
 * answer that reaches into the first cell. */
struct nk_lpm_record {
    uint32_t bits, base;
};

/* One cache line of a search tree. A key is the first number of a child but the first, less one;
 * what is not used is all ones, and no number is above it. `child` is the first child's node, in
 * the lowest level the place of the first answer. */
struct nk_lpm_node {
    uint32_t child, keys[NK_LPM_FANOUT - 1];
};

/* A tree below one cell: the bits of the address that follow. */
struct nk_lpm_split {
    uint32_t node, depth;
};

/* The image starts with this; the arrays follow in the order of their counts, each at a multiple of
 * 64 bytes. No offset is stored. */
struct nk_lpm_header {
    char magic[8];
    uint32_t order, version;
    uint64_t size;
    uint32_t escape; /* the id that stands where a tree goes on: no prefix has it */
    uint32_t records, roots, nodes, ids, marks, splits;
    uint32_t start4, depth4,
        depth6; /* tree of IPv4 where there are no records; depth of all roots */
};

struct nk_lpm {
    struct nk_lpm_header head;
    const struct nk_lpm_record *records; /* IPv4: none or NK_LPM_RECORDS */
    const uint32_t *roots;               /* IPv6: a node for the first 16 bits, or one for all */
    const struct nk_lpm_node *nodes;
    const uint32_t *ids;
    const struct nk_lpm_record *marks; /* over ids: a bit where a split stands */
    const struct nk_lpm_split *splits;
    const void *image;
    void *owned; /* the image, where it was built here */
};

/* Fills in the header what its counts do not say; false where they are out of bounds. */
bool nk_lpm_header_fill(struct nk_lpm_header *h);
/* Sets the arrays that the header's counts mean; false where a count is out of bounds or the sizes
 * do not add up to `size`. */
bool nk_lpm_lay_out(struct nk_lpm *t, const void *image, uint64_t size);
/* The size that the counts of a header need. */
uint64_t nk_lpm_size(const struct nk_lpm_header *h);

/* ---- building ------------------------------------------------------------ */

/* From `first` on (left-aligned in both families) the answer is `id`. */
struct nk_lpm_span {
    struct nk_u128 first;
    uint32_t id;
};

enum { NK_LPM_OPEN_MAX = 129 }; /* lengths from 0 to 128: equal prefixes replace each other */

/* A prefix in which the sweep stands. */
struct nk_lpm_open {
    struct nk_u128 last;
    uint32_t id;
    uint8_t length;
};

/* Cuts the space of one family into spans: ascending, the first from zero on, no two neighbours
 * with one id. For n rows, which ascend, `spans` has room for 2 * n + 1. */
struct nk_lpm_sweep {
    struct nk_lpm_open stack[NK_LPM_OPEN_MAX];
    size_t depth;
    struct nk_lpm_span *spans;
    size_t count;
};

void nk_lpm_sweep_start(struct nk_lpm_sweep *s, struct nk_lpm_span *spans);
void nk_lpm_sweep_row(struct nk_lpm_sweep *s, const struct nk_lpm_row *r);
/* How many spans there are in the end. */
size_t nk_lpm_sweep_end(struct nk_lpm_sweep *s);

/* Whether two rows may stand in that order. */
static inline bool nk_lpm_ascends(const struct nk_lpm_row *a, const struct nk_lpm_row *b)
{
    if (a->family != b->family)
        return a->family < b->family;
    if (!nk_u128_equal(a->first, b->first))
        return nk_u128_less(a->first, b->first);
    return a->length <= b->length;
}

/* ---- looking up ---------------------------------------------------------- */

static inline uint32_t nk_lpm_at_most(uint32_t x, uint32_t most)
{
    return x < most ? x : most;
}

/* How many bits are set, added up by pairs, fours and eights: where the processor is not known to
 * have an instruction for it the compiler would call a function with a table. */
static inline uint32_t nk_lpm_ones(uint32_t x)
{
    x -= x >> 1 & 0x55555555;
    x = (x & 0x33333333) + (x >> 2 & 0x33333333);
    return ((x + (x >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24;
}

/* The 32 bits of an address that start at bit `start`, counted from the highest. */
static inline uint32_t nk_lpm_digit(struct nk_u128 a, unsigned start)
{
    if (start <= 32)
        return (uint32_t)(a.hi >> (32 - start));
    if (start < 64)
        return (uint32_t)(a.hi << (start - 32) | a.lo >> (96 - start));
    return start <= 96 ? (uint32_t)(a.lo >> (96 - start)) : (uint32_t)(a.lo << (start - 96));
}

/* The bits of IPv6 that its roots decide, 0 or 16. */
static inline unsigned nk_lpm_root_bits(const struct nk_lpm *t)
{
    return t->head.roots == NK_LPM_ROOTS ? 16 : 0;
}

/* Where a look-up stands that met the escape at `place`: the trees below decide, the first of them
 * by the 32 bits of the left-aligned address from `start` on. */
uint32_t nk_lpm_go_on(const struct nk_lpm *t, uint32_t place, struct nk_u128 a, unsigned start);

/*
 * The batches: with AVX-512 (lpm_avx512.c), with the processor's population count, with neither.
 * The first two return false, and do nothing, where the processor has not what they need.
 */
bool nk_lpm_vector4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n);
bool nk_lpm_vector6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n);
bool nk_lpm_counted4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n);
void nk_lpm_plain4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n);
void nk_lpm_plain6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids, size_t n);

#endif
