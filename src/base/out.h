/* Buffered output to a descriptor, with a sticky error. */
#ifndef NK_BASE_OUT_H
#define NK_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "netkit/err.h"

enum { NK_OUT_SIZE = 64 * 1024 };

/* Gets what is written, too. */
typedef void nk_out_copy(void *closure, const char *text, size_t len);

/*
 * The first failed write (partial writes and EINTR are carried on with) sets `error` to its errno;
 * from then on everything is dropped. `fd` -1 drops everything and is no error (--quiet).
 */
struct nk_out {
    int fd;
    int error;
    bool line_buffered;
    bool fixed; /* the buffer is the caller's */
    size_t len, cap;
    char *data;
    nk_out_copy *copy; /* NULL: none */
    void *copy_closure;
};

/* The buffer is allocated at the first use, not here: cannot fail. */
void nk_out_init(struct nk_out *o, int fd, bool line_buffered);
/* The same with a buffer of the caller's, for messages that have to get out when memory is out. */
void nk_out_init_fixed(struct nk_out *o, int fd, char *data, size_t cap);
/* Flushes nothing; releases the memory. */
void nk_out_release(struct nk_out *o);
void nk_out_write(struct nk_out *o, const char *text, size_t len);
void nk_out_text(struct nk_out *o, const char *text);
/* What nk_out_room() does when the buffer is full, or not yet there. */
char *nk_out_room_slow(struct nk_out *o, size_t n);
bool nk_out_flush(struct nk_out *o);

/* Room for n bytes, at most the buffer's size, directly in it (flushes first where needed), for
 * writers that format in place; NULL once an error is set (more than the buffer's size is one:
 * EMSGSIZE). nk_out_used() then takes the bytes in. */
static inline char *nk_out_room(struct nk_out *o, size_t n)
{
    return o->cap - o->len >= n && o->error == 0 && o->data != NULL ? o->data + o->len
                                                                    : nk_out_room_slow(o, n);
}

static inline void nk_out_used(struct nk_out *o, size_t n)
{
    o->len += n;
}

static inline void nk_out_byte(struct nk_out *o, char c)
{
    char *room = nk_out_room(o, 1);
    if (room != NULL) {
        *room = c;
        nk_out_used(o, 1);
    }
}

/* Marks the end of a record: flushes where line_buffered. */
static inline void nk_out_end_line(struct nk_out *o)
{
    if (o->line_buffered)
        nk_out_flush(o);
}

/* Flush, and report the sticky error: false with NK_ERR_SYSTEM. The descriptor stays open. */
bool nk_out_finish(struct nk_out *o, struct nk_err *err);

#endif
