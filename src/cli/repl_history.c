#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/replace.h"
#include "cli/repl_part.h"

enum {
    LINES_MAX = 1000,
    LINE_BYTES_MAX = 8192,
    FILE_BYTES_MAX = 4 << 20,
    LOCK_TRIES = 20, /* 10 ms each */
};

static const char head[] = "# netkit history\n";

/* ---- where --------------------------------------------------------------- */

static char *find_path(const struct nk_ctx *ctx)
{
    struct nk_buf b = {0};
    if (ctx->state_home != NULL && ctx->state_home[0] == '/')
        nk_buf_printf(&b, "%s/netkit/history", ctx->state_home);
    else if (ctx->home != NULL && ctx->home[0] == '/')
        nk_buf_printf(&b, "%s/.local/state/netkit/history", ctx->home);
    nk_buf_add_byte(&b, '\0');
    if (!b.failed && b.len > 1)
        return b.data;
    nk_buf_release(&b);
    return NULL;
}

/* Makes the folders above the file; what cannot be made shows when the file is written. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

/* ---- reading ------------------------------------------------------------- */

/* A file that is not there is an empty one. False with `why` where it is none of ours, or is not
 * what we have written. */
static bool read_bytes(int fd, struct nk_buf *b, const char **why)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        *why = "it is no regular file";
    else if (st.st_uid != geteuid())
        *why = "it belongs to somebody else";
    else if (st.st_size > FILE_BYTES_MAX)
        *why = "it is too large";
    while (*why == NULL) {
        char *room = nk_buf_room(b, 65536);
        ssize_t n = room == NULL ? -1 : read(fd, room, 65536);
        if (n == 0)
            return true;
        if (n > 0)
            b->len += (size_t)n;
        else if (room == NULL || errno != EINTR)
            *why = "it cannot be read";
        if (b->len > FILE_BYTES_MAX)
            *why = "it is too large";
    }
    return false;
}

static bool check_lines(const struct nk_buf *b, const char **why)
{
    const char *at = b->data, *end = b->data + b->len;
    if (b->len == 0)
        return true;
    if (b->len < strlen(head) || memcmp(b->data, head, strlen(head)) != 0)
        *why = "it is not netkit's";
    for (at += strlen(head); *why == NULL && at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t len = newline == NULL ? 0 : (size_t)(newline - at);
        if (newline == NULL)
            *why = "its last line is cut";
        else if (len > LINE_BYTES_MAX)
            *why = "it has a line that is too long";
        else if (!nk_text_is_safe(at, len))
            *why = "it has bytes that are no text";
        else
            at = newline + 1;
    }
    return *why == NULL;
}

static bool read_history(const char *path, struct nk_buf *b, const char **why)
{
    int fd;
    *why = NULL;
    do /* a FIFO is opened without waiting for a writer, and a link is not followed */
        fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            *why = errno == ELOOP ? "it is a symbolic link" : "it cannot be opened";
        return *why == NULL;
    }
    bool good = read_bytes(fd, b, why) && check_lines(b, why);
    close(fd);
    return good;
}

/* Where the last `most` lines begin. */
static const char *last_lines(const struct nk_buf *b, size_t most)
{
    const char *from = b->data + strlen(head), *at = b->data + b->len;
    while (at > from && (at == b->data + b->len || at[-1] != '\n' || most-- > 0))
        at--;
    return at;
}

void nk_history_open(struct nk_history *h, struct nk_ctx *ctx, nk_history_line *see, void *closure)
{
    struct nk_buf b = {0};
    const char *why;
    *h = (struct nk_history){.path = find_path(ctx)};
    if (h->path == NULL)
        return;
    h->writable = read_history(h->path, &b, &why) && !ctx->restricted;
    if (why != NULL)
        nk_cli_say(ctx, "the history in '%.200s' is not used: %s", h->path, why);
    if (why == NULL && b.len > 0) {
        char *at = b.data + (last_lines(&b, LINES_MAX) - b.data);
        for (char *end; at < b.data + b.len; at = end + 1) {
            end = memchr(at, '\n', (size_t)(b.data + b.len - at));
            *end = '\0';
            see(closure, at);
        }
    }
    nk_buf_release(&b);
}

/* ---- writing ------------------------------------------------------------- */

/* Sessions side by side take turns at the folder; who waits too long goes on. -1: none. */
static int lock_folder(const char *path)
{
    const struct timespec pause = {.tv_nsec = 10000000};
    char *folder = strndup(path, (size_t)(strrchr(path, '/') - path));
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    for (int i = 0; fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && i < LOCK_TRIES; i++)
        nanosleep(&pause, NULL);
    return fd;
}

static bool write_history(const char *path, const struct nk_buf *old, const char *line, size_t len)
{
    struct nk_replace file;
    struct nk_err err;
    const char *from = old->len == 0 ? NULL : last_lines(old, LINES_MAX - 1);
    size_t kept = from == NULL ? 0 : (size_t)(old->data + old->len - from);
    bool good = nk_replace_open(&file, path, &err) && fchmod(file.fd, 0600) == 0 &&
                nk_replace_write(&file, head, strlen(head), &err) &&
                (kept == 0 || nk_replace_write(&file, from, kept, &err)) &&
                nk_replace_write(&file, line, len, &err) &&
                nk_replace_write(&file, "\n", 1, &err) && nk_replace_commit(&file, &err);
    nk_replace_release(&file);
    return good;
}

static bool is_last(const struct nk_buf *b, const char *line, size_t len)
{
    return b->len > len + 1 && b->data[b->len - len - 2] == '\n' &&
           memcmp(b->data + b->len - len - 1, line, len) == 0;
}

void nk_history_add(struct nk_history *h, const char *line, size_t len)
{
    struct nk_buf old = {0};
    const char *why;
    if (!h->writable || len == 0 || len > LINE_BYTES_MAX || !nk_text_is_safe(line, len))
        return;
    make_folders(h->path);
    int lock = lock_folder(h->path);
    /* it may have become another one meanwhile */
    h->writable = read_history(h->path, &old, &why) &&
                  (is_last(&old, line, len) || write_history(h->path, &old, line, len));
    if (lock >= 0)
        close(lock);
    nk_buf_release(&old);
}

void nk_history_release(struct nk_history *h)
{
    free(h->path);
    *h = (struct nk_history){.path = NULL};
}
