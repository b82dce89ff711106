/*
 * Four lanes, each a word of the data after the other: the multiplications of one lane wait for
 * each other, those of four lanes do not. What a lane does with a word (exclusive or, a product
 * with an odd number, a rotation) can be undone where either the word or what was there is known:
 * so two texts that differ in one word never have the same sum, and others with a chance of 2^-64.
 */
#include "base/sum64.h"

#include <string.h>

#define FACTOR UINT64_C(0x9fb21c651e98df25)

/* What the lanes begin with: fractions of the square roots of 2, 3, 5 and 7. */
static const uint64_t starts[NK_SUM64_LANES] = {
    UINT64_C(0x6a09e667f3bcc908),
    UINT64_C(0xbb67ae8584caa73b),
    UINT64_C(0x3c6ef372fe94f82b),
    UINT64_C(0xa54ff53a5f1d36f1),
};

static uint64_t step(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * FACTOR;
    return lane << 29 | lane >> 35;
}

void nk_sum64_init(struct nk_sum64 *s)
{
    memset(s, 0, sizeof *s);
    memcpy(s->lanes, starts, sizeof starts);
}

/* Whole blocks; returns how many bytes they are. */
static size_t add_blocks(struct nk_sum64 *s, const unsigned char *data, size_t len)
{
    uint64_t a = s->lanes[0], b = s->lanes[1], c = s->lanes[2], d = s->lanes[3];
    size_t at = 0;
    for (; len - at >= NK_SUM64_BLOCK; at += NK_SUM64_BLOCK) {
        uint64_t words[NK_SUM64_LANES];
        memcpy(words, data + at, sizeof words);
        a = step(a, words[0]);
        b = step(b, words[1]);
        c = step(c, words[2]);
        d = step(d, words[3]);
    }
    s->lanes[0] = a;
    s->lanes[1] = b;
    s->lanes[2] = c;
    s->lanes[3] = d;
    return at;
}

void nk_sum64_add(struct nk_sum64 *s, const void *data, size_t len)
{
    const unsigned char *at = data;
    s->total += len;
    if (s->held > 0) {
        size_t left = sizeof s->block - s->held, n = len < left ? len : left;
        memcpy(s->block + s->held, at, n);
        s->held += n;
        at += n;
        len -= n;
        if (s->held < sizeof s->block)
            return;
        add_blocks(s, s->block, sizeof s->block);
        s->held = 0;
    }
    size_t whole = len < NK_SUM64_BLOCK ? 0 : add_blocks(s, at, len);
    if (len > whole)
        memcpy(s->block, at + whole, len - whole);
    s->held = len - whole;
}

uint64_t nk_sum64_end(struct nk_sum64 *s)
{
    memset(s->block + s->held, 0, sizeof s->block - s->held);
    if (s->held > 0)
        add_blocks(s, s->block, sizeof s->block);
    uint64_t sum = step(FACTOR, s->total);
    for (size_t i = 0; i < NK_SUM64_LANES; i++)
        sum = step(sum, s->lanes[i]);
    sum = (sum ^ sum >> 32) * FACTOR;
    return sum ^ sum >> 29;
}
