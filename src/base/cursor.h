/* A bounded cursor over bytes that somebody else owns, with a sticky error. */
#ifndef NK_BASE_CURSOR_H
#define NK_BASE_CURSOR_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* After the first read past the end `failed` stays true, the cursor stands at the end and every
 * further read gives zeros: a decoder needs one check where it is done. */
struct nk_cursor {
    const uint8_t *start, *at, *end;
    bool failed;
};

static inline struct nk_cursor nk_cursor(const void *bytes, size_t len)
{
    const uint8_t *start = bytes;
    return (struct nk_cursor){.start = start, .at = start, .end = start + len};
}

static inline size_t nk_cursor_left(const struct nk_cursor *c)
{
    return (size_t)(c->end - c->at);
}

/* How far the cursor is from the start, for messages. */
static inline size_t nk_cursor_offset(const struct nk_cursor *c)
{
    return (size_t)(c->at - c->start);
}

/* The next `n` bytes, NULL where there are not so many. */
static inline const uint8_t *nk_cursor_take(struct nk_cursor *c, size_t n)
{
    if (n > nk_cursor_left(c)) {
        c->failed = true;
        c->at = c->end;
        return NULL;
    }
    const uint8_t *at = c->at;
    c->at += n;
    return at;
}

/* A cursor over the next `n` bytes; over none, and failed, where there are not so many. */
static inline struct nk_cursor nk_cursor_sub(struct nk_cursor *c, size_t n)
{
    const uint8_t *at = nk_cursor_take(c, n);
    struct nk_cursor sub = nk_cursor(at == NULL ? c->end : at, at == NULL ? 0 : n);
    sub.failed = at == NULL;
    return sub;
}

static inline uint8_t nk_cursor_u8(struct nk_cursor *c)
{
    const uint8_t *at = nk_cursor_take(c, 1);
    return at == NULL ? 0 : *at;
}

/* Numbers in network byte order. */
static inline uint16_t nk_cursor_u16(struct nk_cursor *c)
{
    uint16_t n = 0;
    const uint8_t *at = nk_cursor_take(c, sizeof n);
    if (at != NULL)
        memcpy(&n, at, sizeof n);
    return be16toh(n);
}

static inline uint32_t nk_cursor_u32(struct nk_cursor *c)
{
    uint32_t n = 0;
    const uint8_t *at = nk_cursor_take(c, sizeof n);
    if (at != NULL)
        memcpy(&n, at, sizeof n);
    return be32toh(n);
}

static inline uint64_t nk_cursor_u64(struct nk_cursor *c)
{
    uint64_t n = 0;
    const uint8_t *at = nk_cursor_take(c, sizeof n);
    if (at != NULL)
        memcpy(&n, at, sizeof n);
    return be64toh(n);
}

#endif
