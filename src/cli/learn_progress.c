/* How far one is: a line a chapter, its name and the steps that are done. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digits.h"
#include "base/replace.h"
#include "cli/learn.h"

enum { FILE_MAX = 16 * 1024 };

/* The folders above the file, with the rights that the XDG specification asks for. */
static void make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
        *at = '\0';
        mkdir(path, 0700); /* may be there; where it fails, so does the file */
        *at = '/';
    }
}

static char *find_path(const struct nk_ctx *ctx)
{
    struct nk_buf b = {0};
    if (ctx->restricted)
        return NULL;
    if (ctx->state_home != NULL && ctx->state_home[0] == '/')
        nk_buf_printf(&b, "%s/netkit/progress", ctx->state_home);
    else if (ctx->home != NULL && ctx->home[0] == '/')
        nk_buf_printf(&b, "%s/.local/state/netkit/progress", ctx->home);
    if (b.len > 0)
        nk_buf_add_byte(&b, '\0');
    if (!b.failed)
        return b.data;
    nk_buf_release(&b);
    return NULL;
}

/* "dns 3": what is no such line was not written by us, and says nothing. */
static void take_line(struct nk_lesson_progress *p, const char *line, size_t len)
{
    const char *blank = memchr(line, ' ', len);
    size_t name = blank == NULL ? len : (size_t)(blank - line);
    uint64_t done;
    if (blank == NULL || !nk_digits_read(blank + 1, len - name - 1, 1000, &done))
        return;
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++) {
        size_t most = nk_lesson_steps(&nk_lesson_chapters[i]);
        if (strlen(nk_lesson_chapters[i].name) == name &&
            memcmp(nk_lesson_chapters[i].name, line, name) == 0)
            p->done[i] = done < most ? (size_t)done : most;
    }
}

void nk_lesson_progress_load(struct nk_lesson_progress *p, const struct nk_ctx *ctx)
{
    char text[FILE_MAX];
    size_t len = 0;
    *p = (struct nk_lesson_progress){.path = find_path(ctx)};
    int fd = p->path == NULL ? -1 : open(p->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    while (fd >= 0 && len < sizeof text) {
        ssize_t n = read(fd, text + len, sizeof text - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        len += (size_t)n;
    }
    if (fd >= 0)
        close(fd);
    for (size_t at = 0; at < len;) {
        const char *newline = memchr(text + at, '\n', len - at);
        if (newline == NULL)
            break;
        take_line(p, text + at, (size_t)(newline - text) - at);
        at = (size_t)(newline - text) + 1;
    }
}

bool nk_lesson_progress_save(const struct nk_lesson_progress *p)
{
    struct nk_buf b = {0};
    struct nk_replace file;
    struct nk_err err = {0};
    if (p->path == NULL)
        return true;
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++)
        if (p->done[i] > 0)
            nk_buf_printf(&b, "%s %zu\n", nk_lesson_chapters[i].name, p->done[i]);
    make_folders(p->path);
    bool good = nk_replace_open(&file, p->path, &err) && !b.failed &&
                nk_replace_write(&file, b.data, b.len, &err) && nk_replace_commit(&file, &err);
    nk_replace_release(&file);
    nk_buf_release(&b);
    return good;
}

void nk_lesson_progress_release(struct nk_lesson_progress *p)
{
    free(p->path);
    p->path = NULL;
}
