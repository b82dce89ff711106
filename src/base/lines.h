/* Lines of a descriptor, of any number, in constant memory; packed data are unpacked. */
#ifndef NK_BASE_LINES_H
#define NK_BASE_LINES_H

#include <stdint.h>

#include "base/buf.h"
#include "base/stream.h"
#include "netkit/err.h"

enum {
    NK_LINES_BLOCK = NK_STREAM_BLOCK, /* read at once */
    NK_LINE_MAX = 16 * 1024 * 1024,   /* a longer line is refused with its number */
};

/* A line without its newline; bytes may be anything, NUL too. Valid until the next call. */
struct nk_line {
    const char *text;
    size_t len;
    uint64_t number; /* from 1 */
    bool newline;    /* false for a last line that has none */
};

/* `source` is the file's name for messages, NULL for none; borrowed. */
struct nk_lines {
    struct nk_stream stream;
    bool at_end, borrowed;
    const char *source;
    uint64_t number;
    char *data;
    size_t cap, start, end, scanned;
};

enum nk_lines_status {
    NK_LINES_OK,
    NK_LINES_END,
    NK_LINES_TOO_LONG, /* this line is refused (its number is line->number); go on with the next */
    NK_LINES_FAILED,   /* read error, memory, packed data cut or damaged: no more lines */
};

/* Opens a file ("-" is standard input) without reading; a directory is an error at once. */
bool nk_lines_open(struct nk_lines *l, const char *path, struct nk_err *err);
/* The same over an open descriptor, which is not closed by release. */
void nk_lines_init(struct nk_lines *l, int fd, const char *source);
/* The lines of a text in memory, which the caller keeps alive. */
void nk_lines_init_text(struct nk_lines *l, const char *text, size_t len, const char *source);
void nk_lines_release(struct nk_lines *l);

enum nk_lines_status nk_lines_next(struct nk_lines *l, struct nk_line *line, struct nk_err *err);
/* All whole lines that one read gave, as one block that ends with a newline (or with the input's
 * end); `block->number` is that of its first line. A read that gives a few bytes gives them at
 * once: nothing waits for a full block. */
enum nk_lines_status nk_lines_next_block(struct nk_lines *l, struct nk_line *block,
                                         struct nk_err *err);
/* Gives the memory away in which the last block lies, so that its text stays while reading goes on:
 * `*memory`, of `*cap` bytes, is what the caller has for it (from malloc(); NULL: nothing), and
 * afterwards what it got. Of lines of a text in memory nothing is given, and the text stays anyway.
 * False with NK_ERR_MEMORY; nothing is lost then. */
bool nk_lines_give_block(struct nk_lines *l, char **memory, size_t *cap, struct nk_err *err);
/* The bytes that were read and not yet given out. A caller that understands whole lines at their
 * start may take them by nk_lines_skip(), which counts them. */
const char *nk_lines_peek(const struct nk_lines *l, size_t *len);
void nk_lines_skip(struct nk_lines *l, size_t bytes, uint64_t lines);
/* Reads until `want` bytes (at most NK_LINE_MAX) are there to be peeked at, or all there are; false
 * after a failed read, and then again: what was read before can still be peeked at. For formats
 * that are told by their first bytes, and for those that are not made of lines. */
bool nk_lines_fill(struct nk_lines *l, size_t want, struct nk_err *err);
/* The bytes from where the lines are, as by nk_stream_read(): for formats that are not made of
 * lines. Lines cannot be read afterwards. */
ssize_t nk_lines_read(struct nk_lines *l, char *data, size_t room, struct nk_err *err);
/* The descriptor where what was not given out yet is all of what it has, as it stands there: it can
 * be mapped where it is a file. -1 for packed data, and where something was given out. */
int nk_lines_whole_file(const struct nk_lines *l);
/* Whether it is a file, none of which was read yet, that begins with these bytes (at most 16): for
 * what need not be read to be mapped. */
bool nk_lines_file_begins(const struct nk_lines *l, const char *bytes, size_t len);

#endif
