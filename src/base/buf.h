/* A growable byte buffer. */
#ifndef NK_BASE_BUF_H
#define NK_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Zero-initialised is empty. After a failed allocation `failed` stays true, further appends do
 * nothing, and what was there is kept: one check at the end is enough. */
struct nk_buf {
    char *data;
    size_t len, cap;
    bool failed;
};

void nk_buf_release(struct nk_buf *b);
/* Empties the buffer and keeps its memory. */
void nk_buf_clear(struct nk_buf *b);
/* What nk_buf_room() does when there is not enough room. */
char *nk_buf_room_slow(struct nk_buf *b, size_t n);

/* Makes room for `n` more bytes and returns where they go, NULL when out of memory; add what was
 * used to `len`. */
static inline char *nk_buf_room(struct nk_buf *b, size_t n)
{
    return n < b->cap - b->len && !b->failed ? b->data + b->len : nk_buf_room_slow(b, n);
}

/* Copies as memcpy() does. Most pieces of a line are short: those cost no call. */
static inline void nk_copy(char *to, const char *from, size_t len)
{
    uint64_t first, last;
    uint32_t head, tail;
    if (len > 16) {
        memcpy(to, from, len);
    } else if (len >= 8) { /* two words that may overlap */
        memcpy(&first, from, 8);
        memcpy(&last, from + (len - 8), 8);
        memcpy(to, &first, 8);
        memcpy(to + (len - 8), &last, 8);
    } else if (len >= 4) {
        memcpy(&head, from, 4);
        memcpy(&tail, from + (len - 4), 4);
        memcpy(to, &head, 4);
        memcpy(to + (len - 4), &tail, 4);
    } else if (len > 0) {
        char middle = from[len / 2], end = from[len - 1];
        to[0] = from[0];
        to[len / 2] = middle;
        to[len - 1] = end;
    }
}

static inline void nk_buf_add(struct nk_buf *b, const char *text, size_t len)
{
    char *room = len == 0 ? NULL : nk_buf_room(b, len);
    if (room == NULL)
        return;
    nk_copy(room, text, len);
    b->len += len;
}

static inline void nk_buf_add_byte(struct nk_buf *b, char c)
{
    char *room = nk_buf_room(b, 1);
    if (room == NULL)
        return;
    *room = c;
    b->len++;
}

static inline void nk_buf_add_text(struct nk_buf *b, const char *text)
{
    nk_buf_add(b, text, strlen(text));
}

void nk_buf_printf(struct nk_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An array that grows by half: makes room for one more element of `size` bytes in `*items`, which
 * has `count` used and `*room` allocated. False when out of memory; nothing is lost then. */
bool nk_grow(void **items, size_t count, size_t *room, size_t size);

/* Tells the system that memory of that size, from realloc() or malloc(), will be filled whole, so
 * that it may use large pages; small arrays are left alone, and nothing depends on it. nk_grow()
 * does so itself. */
void nk_advise_large(void *memory, size_t size);

/* Memory for an array of `count` elements that will be filled from its start and does not grow, not
 * zeroed. It begins with a line of the cache, and where it is large with a large page: small ones
 * cost several times as much to be had. NULL when out of memory; never for no elements. free() it.
 */
void *nk_alloc_array(size_t count, size_t size);

#endif
