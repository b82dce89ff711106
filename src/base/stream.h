/* The bytes of a descriptor, unpacked where they are packed. */
#ifndef NK_BASE_STREAM_H
#define NK_BASE_STREAM_H

#include <sys/types.h>

#include "netkit/err.h"

enum {
    NK_STREAM_BLOCK = 128 * 1024, /* read at once */
    NK_STREAM_MAGIC = 10,         /* bytes by which packed data are known */
};

struct nk_unpacker;

/*
 * Data that begin with the magic of gzip, bzip2 or zstd are unpacked on the fly; concatenated
 * members, streams and frames are one. Only the very start is looked at. All else is plain and goes
 * straight into the reader's memory. `name` is the file's for messages, "-" or NULL standard
 * input's; borrowed.
 */
struct nk_stream {
    int fd;
    bool owns_fd, started;
    const char *name;
    struct nk_unpacker *packed; /* NULL: plain */
    unsigned char head_at, head_len;
    char
        head[NK_STREAM_MAGIC]; /* what was read to look at and did not fit into the reader's room */
    struct nk_err failure;     /* what ended the stream */
};

/* Opens a file ("-" is standard input) without reading; a directory is an error at once. */
bool nk_stream_open(struct nk_stream *s, const char *path, struct nk_err *err);
/* The same over an open descriptor, which is not closed by release. */
void nk_stream_init(struct nk_stream *s, int fd, const char *name);
void nk_stream_release(struct nk_stream *s);

/*
 * What there is, up to `room` (at least 1) bytes: waits only where there is nothing. Returns how
 * many, 0 at the end, -1 after a failure, which then stays: NK_ERR_SYSTEM (cannot read; a library
 * that unpacks is missing), NK_ERR_MEMORY, or NK_ERR_INPUT for packed data that are cut short or
 * damaged, after everything that could be unpacked was given out.
 */
ssize_t nk_stream_read(struct nk_stream *s, char *data, size_t room, struct nk_err *err);
/* Whether the bytes are other ones than the descriptor's: known after the first read. */
static inline bool nk_stream_is_packed(const struct nk_stream *s)
{
    return s->packed != NULL;
}
/* How many bytes of plain data were read from the descriptor and not yet given out. */
static inline size_t nk_stream_kept(const struct nk_stream *s)
{
    return (size_t)(s->head_len - s->head_at);
}

#endif
