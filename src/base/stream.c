#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/unpack.h"

struct nk_unpacker {
    const struct nk_unpack *format;
    void *state;
    bool between;      /* behind a complete member: the data may end here */
    bool pending;      /* the room was used up: more may come without more input */
    uint64_t unpacked; /* bytes given out */
    size_t start, end;
    char data[NK_STREAM_BLOCK];
};

void nk_stream_init(struct nk_stream *s, int fd, const char *name)
{
    *s = (struct nk_stream){.fd = fd, .name = name};
}

bool nk_stream_open(struct nk_stream *s, const char *path, struct nk_err *err)
{
    struct stat st;
    if (strcmp(path, "-") == 0) {
        nk_stream_init(s, STDIN_FILENO, path);
        return true;
    }
    *s = (struct nk_stream){.fd = -1};
    int fd = nk_file_open(path, O_RDONLY, 0);
    int number = errno;
    bool known = fd >= 0 && nk_file_look(fd, &st);
    if (known && S_ISDIR(st.st_mode)) {
        number = EISDIR;
        close(fd);
        fd = -1;
    }
    if (fd < 0)
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot open '%.120s': %s", path,
                          strerror(number));
    if (known && S_ISREG(st.st_mode) && st.st_size > NK_STREAM_BLOCK)
        posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL); /* advice: nothing is lost without it */
    nk_stream_init(s, fd, path);
    s->owns_fd = true;
    return true;
}

void nk_stream_release(struct nk_stream *s)
{
    if (s->packed != NULL)
        s->packed->format->release(s->packed->state);
    free(s->packed);
    if (s->owns_fd)
        close(s->fd);
    *s = (struct nk_stream){.fd = -1};
}

/* ---- plain --------------------------------------------------------------- */

/* One read(2), carried on with after a signal; a descriptor that another program made non-blocking
 * is waited for. */
static ssize_t read_once(int fd, char *data, size_t room)
{
    for (;;) {
        ssize_t n = read(fd, data, room);
        if (n >= 0)
            return n;
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            n = poll(&p, 1, -1);
        if (n < 0 && errno != EINTR)
            return -1;
    }
}

static bool is_standard(const struct nk_stream *s)
{
    return s->name == NULL || strcmp(s->name, "-") == 0;
}

static ssize_t read_plain(struct nk_stream *s, char *data, size_t room)
{
    ssize_t n = read_once(s->fd, data, room < NK_STREAM_BLOCK ? room : NK_STREAM_BLOCK);
    if (n < 0 && is_standard(s))
        nk_err_errno(&s->failure, errno, "cannot read standard input");
    else if (n < 0)
        nk_err_set(&s->failure, NK_ERR_SYSTEM, 0, 0, "cannot read '%.120s': %s", s->name,
                   strerror(errno));
    return n;
}

static ssize_t take_head(struct nk_stream *s, char *data, size_t room)
{
    size_t left = (size_t)(s->head_len - s->head_at), n = room < left ? room : left;
    memcpy(data, s->head + s->head_at, n);
    s->head_at = (unsigned char)(s->head_at + n);
    return (ssize_t)n;
}

/* ---- packed -------------------------------------------------------------- */

static ssize_t cannot_unpack(struct nk_stream *s, enum nk_err_code code, const char *why)
{
    bool standard = is_standard(s);
    nk_err_set(&s->failure, code, 0, 0,
               "cannot unpack %s%.80s%s: the %s stream %s after %llu bytes unpacked",
               standard ? "" : "'", standard ? "standard input" : s->name, standard ? "" : "'",
               s->packed->format->name, why, (unsigned long long)s->packed->unpacked);
    return -1;
}

static ssize_t refuse(struct nk_stream *s, enum nk_unpack_result result)
{
    static const char *const why[NK_UNPACK_RESULTS] = {
        [NK_UNPACK_MORE] = "is damaged", /* more of what it does not take */
        [NK_UNPACK_END] = "is damaged",
        [NK_UNPACK_DAMAGED] = "is damaged",
        [NK_UNPACK_WINDOW] = "wants a window of more than 128 MiB",
        [NK_UNPACK_DICTIONARY] = "wants a dictionary",
    };
    if (result != NK_UNPACK_MEMORY)
        return cannot_unpack(s, NK_ERR_INPUT, why[result]);
    nk_err_memory(&s->failure);
    return -1;
}

/* Reads more packed bytes: how many, 0 at the end of the data, -1 after a failure. */
static ssize_t fill(struct nk_stream *s)
{
    struct nk_unpacker *u = s->packed;
    ssize_t n = read_plain(s, u->data, sizeof u->data);
    u->start = 0;
    u->end = n > 0 ? (size_t)n : 0;
    return n == 0 && !u->between ? cannot_unpack(s, NK_ERR_INPUT, "is cut short") : n;
}

/* One step: how many bytes came out; -1 where it failed, which may come with bytes (`unpacked`
 * counts them). */
static ssize_t unpack(struct nk_stream *s, char *data, size_t room)
{
    struct nk_unpacker *u = s->packed;
    while (u->between && u->format->padded && u->start < u->end && u->data[u->start] == '\0')
        u->start++;
    if (u->between && u->start == u->end)
        return 0;
    struct nk_unpack_bytes bytes = {u->data + u->start, u->end - u->start, data, room};
    enum nk_unpack_result result = u->format->run(u->state, &bytes);
    size_t used = u->end - u->start - bytes.in_len, made = room - bytes.room;
    bool stuck = used == 0 && made == 0 && u->start < u->end && !u->pending;
    u->start += used;
    u->unpacked += made;
    u->between = result == NK_UNPACK_END || (u->between && used == 0);
    u->pending = bytes.room == 0 && !u->between;
    if (result > NK_UNPACK_END || (stuck && result == NK_UNPACK_MORE))
        refuse(s, result);
    return s->failure.code == NK_ERR_NONE || made > 0 ? (ssize_t)made : -1;
}

static ssize_t read_packed(struct nk_stream *s, char *data, size_t room)
{
    struct nk_unpacker *u = s->packed;
    for (;;) {
        if (u->start == u->end && !u->pending) {
            ssize_t n = fill(s);
            if (n <= 0)
                return n;
        }
        ssize_t n = unpack(s, data, room);
        if (n != 0)
            return n;
    }
}

/* ---- which of the two ---------------------------------------------------- */

/* Each byte lies between `low` and `high`. Of bzip2 the mark of its first block, or of its end, is
 * asked for too: a text may well begin with "BZh1". */
static const struct magic {
    const struct nk_unpack *format;
    unsigned len;
    const char *low, *high;
} magics[] = {
    {&nk_unpack_gz, 3, "\x1f\x8b\x08", "\x1f\x8b\x08"},
    {&nk_unpack_bz2, 10, "BZh11AY&SY", "BZh91AY&SY"},
    {&nk_unpack_bz2, 10, "BZh1\x17\x72\x45\x38\x50\x90", "BZh9\x17\x72\x45\x38\x50\x90"},
    {&nk_unpack_zstd, 4, "\x28\xb5\x2f\xfd", "\x28\xb5\x2f\xfd"},
    {&nk_unpack_zstd, 4, "\x50\x2a\x4d\x18", "\x5f\x2a\x4d\x18"}, /* a skippable frame */
};

static bool begins(const struct magic *m, const char *data, size_t len)
{
    for (unsigned i = 0; i < m->len && i < len; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c < (unsigned char)m->low[i] || c > (unsigned char)m->high[i])
            return false;
    }
    return true;
}

/* The format, NULL for plain; `*undecided` where more bytes have to be seen. */
static const struct nk_unpack *recognise(const char *data, size_t len, bool *undecided)
{
    *undecided = false;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (!begins(&magics[i], data, len))
            continue;
        if (len >= magics[i].len)
            return magics[i].format;
        *undecided = true;
    }
    return NULL;
}

static bool start_unpacking(struct nk_stream *s, const struct nk_unpack *format, const char *data,
                            size_t len)
{
    struct nk_unpacker *u = malloc(sizeof *u);
    if (u == NULL)
        return nk_err_memory(&s->failure);
    u->format = format;
    u->between = u->pending = false;
    u->unpacked = 0;
    u->start = 0;
    u->end = len;
    memcpy(u->data, data, len);
    u->state = format->init(&s->failure);
    if (u->state != NULL)
        s->packed = u;
    else
        free(u);
    return s->packed != NULL;
}

/* The first read. It goes into the reader's room where the magic fits in, so that plain data are
 * not copied; a slow writer is waited for only as long as what came may be the start of a magic. */
static ssize_t read_first(struct nk_stream *s, char *data, size_t room)
{
    bool fits = room >= NK_STREAM_MAGIC, undecided = true;
    char *to = fits ? data : s->head;
    size_t most = !fits ? NK_STREAM_MAGIC : room < NK_STREAM_BLOCK ? room : NK_STREAM_BLOCK;
    size_t len = 0;
    const struct nk_unpack *format = NULL;
    ssize_t n = 1;
    s->started = true;
    while (undecided && n > 0) {
        n = read_plain(s, to + len, most - len);
        if (n < 0)
            return -1;
        len += (size_t)n;
        format = recognise(to, len, &undecided);
    }
    if (format != NULL)
        return start_unpacking(s, format, to, len) ? read_packed(s, data, room) : -1;
    if (fits)
        return (ssize_t)len;
    s->head_len = (unsigned char)len;
    return take_head(s, data, room);
}

ssize_t nk_stream_read(struct nk_stream *s, char *data, size_t room, struct nk_err *err)
{
    ssize_t n = -1;
    if (s->failure.code != NK_ERR_NONE)
        n = -1;
    else if (!s->started)
        n = read_first(s, data, room);
    else if (s->packed != NULL)
        n = read_packed(s, data, room);
    else if (s->head_at < s->head_len)
        n = take_head(s, data, room);
    else
        n = read_plain(s, data, room);
    if (n < 0 && err != NULL)
        *err = s->failure;
    return n;
}
