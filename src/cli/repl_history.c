#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/replace.h"
#include "cli/repl_part.h"
#include "cli/state.h"

enum {
    LINES_MAX = 1000,
    LINE_BYTES_MAX = 8192,
    FILE_BYTES_MAX = 4 << 20,
};

static const char head[] = "# netkit history\n";

/* ---- reading ------------------------------------------------------------- */

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
    return nk_state_read(path, FILE_BYTES_MAX, b, why) && check_lines(b, why);
}

/* Where the last `most` lines begin. */
static const char *last_lines(const struct nk_buf *b, size_t most)
{
    const char *from = b->data + strlen(head), *at = b->data + b->len;
    while (at > from && (at == b->data + b->len || at[-1] != '\n' || --most > 0))
        at--;
    return at;
}

void nk_history_open(struct nk_history *h, struct nk_ctx *ctx, nk_history_line *see, void *closure)
{
    struct nk_buf b = {0};
    const char *why;
    bool failed;
    *h = (struct nk_history){.path = nk_state_path(ctx, "history", &failed),
                             .patience = NK_STATE_PATIENCE};
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

/* False where the place cannot be written to, and with `why` where writing failed midway. */
static bool write_history(const char *path, const struct nk_buf *old, const char *line, size_t len,
                          struct nk_err *err, const char **why)
{
    struct nk_replace file;
    const char *from = old->len == 0 ? NULL : last_lines(old, LINES_MAX - 1);
    size_t kept = from == NULL ? 0 : (size_t)(old->data + old->len - from);
    bool opened = nk_replace_open(&file, path, err);
    bool good = opened && fchmod(file.fd, 0600) == 0 &&
                nk_replace_write(&file, head, strlen(head), err) &&
                (kept == 0 || nk_replace_write(&file, from, kept, err)) &&
                nk_replace_write(&file, line, len, err) && nk_replace_write(&file, "\n", 1, err) &&
                nk_replace_commit(&file, err);
    if (opened && !good)
        *why = err->text;
    nk_replace_release(&file);
    return good;
}

static bool is_last(const struct nk_buf *b, const char *line, size_t len)
{
    return b->len > len + 1 && b->data[b->len - len - 2] == '\n' &&
           memcmp(b->data + b->len - len - 1, line, len) == 0;
}

/* Who has taken the right to write from the file wants it to stay as it is. */
static bool is_frozen(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && (st.st_mode & S_IWUSR) == 0;
}

void nk_history_add(struct nk_history *h, struct nk_ctx *ctx, const char *line, size_t len)
{
    struct nk_buf old = {0};
    struct nk_err err = {.text = "its rights cannot be set"};
    const char *why = NULL;
    if (!h->writable || len == 0 || len > LINE_BYTES_MAX || !nk_text_is_safe(line, len))
        return;
    int lock = nk_state_lock(h->path, &h->patience);
    /* it may have become another one meanwhile */
    h->writable = !is_frozen(h->path) && read_history(h->path, &old, &why) &&
                  (is_last(&old, line, len) || write_history(h->path, &old, line, len, &err, &why));
    if (lock >= 0)
        close(lock);
    nk_buf_release(&old);
    if (why != NULL)
        nk_cli_say(ctx, "the history in '%.200s' is not written any more: %s", h->path, why);
}

void nk_history_release(struct nk_history *h)
{
    free(h->path);
    *h = (struct nk_history){.path = NULL};
}
