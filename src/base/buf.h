/* A growable byte buffer. */
#ifndef NK_BASE_BUF_H
#define NK_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

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
/* Makes room for `n` more bytes and returns where they go, NULL when out of memory; add what was
 * used to `len`. */
char *nk_buf_room(struct nk_buf *b, size_t n);
void nk_buf_add(struct nk_buf *b, const char *text, size_t len);
void nk_buf_add_text(struct nk_buf *b, const char *text);
void nk_buf_add_byte(struct nk_buf *b, char c);
void nk_buf_printf(struct nk_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An array that grows by half: makes room for one more element of `size` bytes in `*items`, which
 * has `count` used and `*room` allocated. False when out of memory; nothing is lost then. */
bool nk_grow(void **items, size_t count, size_t *room, size_t size);

#endif
