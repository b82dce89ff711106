#include "base/lines.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void nk_lines_init(struct nk_lines *l, int fd, const char *source)
{
    *l = (struct nk_lines){.source = source};
    nk_stream_init(&l->stream, fd, source);
}

void nk_lines_init_text(struct nk_lines *l, const char *text, size_t len, const char *source)
{
    /* never written to: there is no read for which room would be made */
    *l = (struct nk_lines){.stream = {.fd = -1, .name = source},
                           .source = source,
                           .at_end = true,
                           .borrowed = true,
                           .data = (char *)(uintptr_t)text,
                           .cap = len,
                           .end = len};
}

bool nk_lines_open(struct nk_lines *l, const char *path, struct nk_err *err)
{
    *l = (struct nk_lines){.source = path};
    return nk_stream_open(&l->stream, path, err);
}

void nk_lines_release(struct nk_lines *l)
{
    if (!l->borrowed)
        free(l->data);
    nk_stream_release(&l->stream);
    *l = (struct nk_lines){.stream = l->stream};
}

/* Makes room behind what is there: what was consumed is dropped first, then the buffer grows, to
 * one line of the greatest length and a block at most. */
static bool make_room(struct nk_lines *l, struct nk_err *err)
{
    if (l->start > 0) {
        memmove(l->data, l->data + l->start, l->end - l->start);
        l->end -= l->start;
        l->scanned -= l->start;
        l->start = 0;
    }
    if (l->cap - l->end >= NK_LINES_BLOCK / 2)
        return true;
    size_t cap = l->cap == 0 ? NK_LINES_BLOCK : l->cap * 2, most = NK_LINE_MAX + NK_LINES_BLOCK;
    if (cap > most)
        cap = most;
    char *data = realloc(l->data, cap);
    if (data == NULL)
        return nk_err_memory(err);
    l->data = data;
    l->cap = cap;
    return true;
}

/* Reads once, what there is of a block. */
static bool read_more(struct nk_lines *l, struct nk_err *err)
{
    bool good = make_room(l, err);
    if (good) {
        size_t room = l->cap - l->end;
        ssize_t n = nk_stream_read(&l->stream, l->data + l->end,
                                   room < NK_LINES_BLOCK ? room : NK_LINES_BLOCK, err);
        good = n >= 0;
        l->end += good ? (size_t)n : 0;
        l->at_end = n == 0;
    }
    return good;
}

/* The same for lines: after a failure there are no more. */
static bool read_lines(struct nk_lines *l, struct nk_err *err)
{
    bool good = read_more(l, err);
    if (!good) {
        l->at_end = true;
        l->start = l->scanned = l->end;
    }
    return good;
}

/* A line that has passed the limit: forgets what is there of it, and the rest as it comes. */
static enum nk_lines_status refuse_line(struct nk_lines *l, struct nk_line *line,
                                        struct nk_err *err)
{
    for (;;) {
        char *newline = memchr(l->data + l->start, '\n', l->end - l->start);
        if (newline != NULL) {
            l->start = (size_t)(newline + 1 - l->data);
            break;
        }
        l->start = l->end = 0;
        l->scanned = 0;
        if (l->at_end)
            break;
        if (!read_lines(l, err))
            return NK_LINES_FAILED;
    }
    l->scanned = l->start;
    l->number++;
    *line = (struct nk_line){.text = "", .number = l->number};
    nk_err_set(err, NK_ERR_INPUT, 0, 0, "the line is longer than %d MiB", NK_LINE_MAX >> 20);
    return NK_LINES_TOO_LONG;
}

/* Takes [start, end) as the line, and what follows for the next. */
static enum nk_lines_status take(struct nk_lines *l, size_t end, bool newline, struct nk_line *line)
{
    line->text = l->data + l->start;
    line->len = end - l->start;
    line->number = ++l->number;
    line->newline = newline;
    l->start = l->scanned = end + newline;
    return NK_LINES_OK;
}

enum nk_lines_status nk_lines_next(struct nk_lines *l, struct nk_line *line, struct nk_err *err)
{
    for (;;) {
        char *newline =
            l->end > l->scanned ? memchr(l->data + l->scanned, '\n', l->end - l->scanned) : NULL;
        size_t end = newline != NULL ? (size_t)(newline - l->data) : l->end;
        if (end - l->start > NK_LINE_MAX)
            return refuse_line(l, line, err);
        if (newline != NULL || (l->at_end && end > l->start))
            return take(l, end, newline != NULL, line);
        l->scanned = l->end;
        if (l->at_end)
            return NK_LINES_END;
        if (!read_lines(l, err))
            return NK_LINES_FAILED;
    }
}

/* True where the first line of what was read, up to `end`, is longer than is allowed. Only the
 * first can be: the others came whole in one read. */
static bool first_too_long(const struct nk_lines *l, size_t end)
{
    return end - l->start > NK_LINE_MAX &&
           memchr(l->data + l->start, '\n', (size_t)NK_LINE_MAX + 1) == NULL;
}

/* Sixteen bytes at once, in the compiler's own words for any machine: lines of blocks go by in
 * hundreds of millions of bytes, and a line that is refused is named by its number. */
typedef signed char bytes16 __attribute__((vector_size(16)));

enum { COUNT_ROUNDS = 127 }; /* what a signed byte counts to */

static uint64_t count_newlines(const char *text, size_t len)
{
    const bytes16 newlines = {'\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n',
                              '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n'};
    uint64_t n = 0;
    while (len >= sizeof newlines) {
        bytes16 sums = {0}, chunk;
        for (int i = 0; i < COUNT_ROUNDS && len >= sizeof chunk; i++) {
            memcpy(&chunk, text, sizeof chunk);
            sums -= chunk == newlines; /* an equal byte is -1 */
            text += sizeof chunk;
            len -= sizeof chunk;
        }
        for (size_t i = 0; i < sizeof sums; i++)
            n += (uint64_t)sums[i];
    }
    for (; len > 0; len--)
        n += *text++ == '\n';
    return n;
}

enum nk_lines_status nk_lines_next_block(struct nk_lines *l, struct nk_line *block,
                                         struct nk_err *err)
{
    for (;;) {
        char *newline =
            l->end > l->scanned ? memrchr(l->data + l->scanned, '\n', l->end - l->scanned) : NULL;
        size_t end = newline != NULL ? (size_t)(newline + 1 - l->data) : l->end;
        if (first_too_long(l, end))
            return refuse_line(l, block, err);
        if (newline != NULL || (l->at_end && l->end > l->start)) {
            *block = (struct nk_line){.text = l->data + l->start,
                                      .len = end - l->start,
                                      .number = l->number + 1,
                                      .newline = newline != NULL};
            l->number += count_newlines(block->text, block->len) + !block->newline;
            l->start = l->scanned = end;
            return NK_LINES_OK;
        }
        l->scanned = l->end;
        if (l->at_end)
            return NK_LINES_END;
        if (!read_lines(l, err))
            return NK_LINES_FAILED;
    }
}

bool nk_lines_give_block(struct nk_lines *l, char **memory, size_t *cap, struct nk_err *err)
{
    if (l->borrowed)
        return true;
    if (*cap < l->cap) {
        char *larger = malloc(l->cap);
        if (larger == NULL)
            return nk_err_memory(err);
        free(*memory);
        *memory = larger;
        *cap = l->cap;
    }
    char *data = l->data;
    size_t room = l->cap, rest = l->end - l->start;
    memcpy(*memory, data + l->start, rest);
    l->data = *memory;
    l->cap = *cap;
    l->start = l->scanned = 0;
    l->end = rest;
    *memory = data;
    *cap = room;
    return true;
}

const char *nk_lines_peek(const struct nk_lines *l, size_t *len)
{
    *len = l->end - l->start;
    return l->data == NULL ? "" : l->data + l->start;
}

void nk_lines_skip(struct nk_lines *l, size_t bytes, uint64_t lines)
{
    l->start += bytes;
    l->scanned = l->start;
    l->number += lines;
}

bool nk_lines_fill(struct nk_lines *l, size_t want, struct nk_err *err)
{
    while (l->end - l->start < want && !l->at_end)
        if (!read_more(l, err))
            return false;
    return true;
}

ssize_t nk_lines_read(struct nk_lines *l, char *data, size_t room, struct nk_err *err)
{
    size_t left = l->end - l->start, n = room < left ? room : left;
    if (left == 0)
        return l->at_end ? 0 : nk_stream_read(&l->stream, data, room, err);
    memcpy(data, l->data + l->start, n);
    l->start += n;
    l->scanned = l->start;
    return (ssize_t)n;
}

int nk_lines_whole_file(const struct nk_lines *l)
{
    if (l->borrowed || nk_stream_is_packed(&l->stream))
        return -1;
    off_t at = lseek(l->stream.fd, 0, SEEK_CUR); /* a pipe has none */
    size_t kept = l->end - l->start + nk_stream_kept(&l->stream);
    return at >= 0 && (uint64_t)at == kept ? l->stream.fd : -1;
}

bool nk_lines_file_begins(const struct nk_lines *l, const char *bytes, size_t len)
{
    char head[16];
    return len <= sizeof head && !l->stream.started && nk_lines_whole_file(l) >= 0 &&
           pread(l->stream.fd, head, len, 0) == (ssize_t)len && memcmp(head, bytes, len) == 0;
}
