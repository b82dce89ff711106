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

/* Where it is kept, NULL for nowhere. False when out of memory. */
static bool find_path(const struct nk_ctx *ctx, char **path)
{
    struct nk_buf b = {0};
    *path = NULL;
    if (ctx->restricted)
        return true;
    if (ctx->state_home != NULL && ctx->state_home[0] == '/')
        nk_buf_printf(&b, "%s/netkit/progress", ctx->state_home);
    else if (ctx->home != NULL && ctx->home[0] == '/')
        nk_buf_printf(&b, "%s/.local/state/netkit/progress", ctx->home);
    if (b.len > 0)
        nk_buf_add_byte(&b, '\0');
    if (!b.failed) {
        *path = b.data;
        return true;
    }
    nk_buf_release(&b);
    return false;
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

/* The file's bytes, as many as there is room for; -1 with errno where it cannot be read. */
static ssize_t read_file(const char *path, char *text, size_t room)
{
    size_t len = 0;
    ssize_t n;
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    do {
        n = read(fd, text + len, room - len);
        len += n > 0 ? (size_t)n : 0;
    } while (len < room && (n > 0 || (n < 0 && errno == EINTR)));
    int number = errno;
    close(fd);
    errno = number;
    return n < 0 ? -1 : (ssize_t)len;
}

bool nk_lesson_progress_load(struct nk_lesson_progress *p, const struct nk_ctx *ctx,
                             struct nk_err *err)
{
    char text[FILE_MAX];
    *p = (struct nk_lesson_progress){.path = NULL};
    if (!find_path(ctx, &p->path))
        return nk_err_memory(err);
    ssize_t len = p->path == NULL ? 0 : read_file(p->path, text, sizeof text);
    if (len < 0) {
        nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot read how far you are in '%.100s': %s", p->path,
                   strerror(errno));
        nk_lesson_progress_release(p); /* what was not read is not written over */
        return false;
    }
    for (const char *at = text, *end = text + len; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (newline == NULL)
            break;
        take_line(p, at, (size_t)(newline - at));
        at = newline + 1;
    }
    return true;
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
