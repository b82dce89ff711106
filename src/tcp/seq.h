/* Sequence numbers: arithmetic modulo 2^32 (RFC 9293 3.4). */
#ifndef NK_TCP_SEQ_H
#define NK_TCP_SEQ_H

#include <stdbool.h>
#include <stdint.h>

/* How far `b` is behind `a`, from -2^31 to 2^31 - 1. */
static inline int32_t nk_seq_diff(uint32_t a, uint32_t b)
{
    uint32_t d = a - b;
    return d < 0x80000000U ? (int32_t)d : -(int32_t)(0xffffffffU - d) - 1;
}

/* Of two numbers 2^31 apart neither order is right; each is before the other. */
static inline bool nk_seq_before(uint32_t a, uint32_t b)
{
    return nk_seq_diff(a, b) < 0;
}

static inline bool nk_seq_after(uint32_t a, uint32_t b)
{
    return nk_seq_before(b, a);
}

static inline uint32_t nk_seq_max(uint32_t a, uint32_t b)
{
    return nk_seq_before(a, b) ? b : a;
}

/* Whether `seq` is one of the `len` numbers from `first`. */
static inline bool nk_seq_within(uint32_t seq, uint32_t first, uint32_t len)
{
    return seq - first < len;
}

/* The four cases of RFC 9293's table of acceptable segments: any of the `len` numbers from `seq` is
 * in the window, or the segment is empty and at its edge. */
static inline bool nk_seq_acceptable(uint32_t seq, uint32_t len, uint32_t next, uint32_t window)
{
    if (len == 0)
        return window == 0 ? seq == next : nk_seq_within(seq, next, window);
    return window > 0 &&
           (nk_seq_within(seq, next, window) || nk_seq_within(seq + len - 1, next, window));
}

/* The same for who is generous: what ends at `next`, or begins where the window ends, is acceptable
 * too. */
static inline bool nk_seq_touches(uint32_t seq, uint32_t len, uint32_t next, uint32_t window)
{
    return !nk_seq_before(seq + len, next) && !nk_seq_after(seq, next + window);
}

#endif
