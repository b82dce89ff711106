/* How far one is: a line a chapter, its name and the steps that are done. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digits.h"
#include "base/replace.h"
#include "cli/learn.h"
#include "cli/state.h"

enum { FILE_MAX = 16 * 1024 };

/* "dns 3"; what is further already stays so. False where it is no such line. */
static bool take_line(struct nk_lesson_progress *p, const char *line, size_t len)
{
    const char *blank = memchr(line, ' ', len);
    size_t name = blank == NULL ? len : (size_t)(blank - line);
    uint64_t done;
    if (blank == NULL || !nk_digits_read(blank + 1, len - name - 1, 1000, &done))
        return false;
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++) {
        size_t most = nk_lesson_steps(&nk_lesson_chapters[i]);
        if (strlen(nk_lesson_chapters[i].name) == name &&
            memcmp(nk_lesson_chapters[i].name, line, name) == 0 && done > p->done[i])
            p->done[i] = done < most ? (size_t)done : most;
    }
    return true;
}

/* Takes the file's lines; what is none of ours between them says nothing. False with `why` where it
 * cannot be read, or has not one line that we would write. */
static bool take_file(struct nk_lesson_progress *p, const char **why)
{
    struct nk_buf b = {0};
    size_t taken = 0;
    bool good = nk_state_read(p->path, FILE_MAX, &b, why);
    const char *at = b.data, *end = good && b.len > 0 ? b.data + b.len : at;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (newline == NULL)
            break;
        taken += take_line(p, at, (size_t)(newline - at));
        at = newline + 1;
    }
    if (good && b.len > 0 && taken == 0)
        *why = "it is not netkit's";
    nk_buf_release(&b);
    return *why == NULL;
}

bool nk_lesson_progress_load(struct nk_lesson_progress *p, const struct nk_ctx *ctx,
                             struct nk_err *err)
{
    const char *why;
    bool failed = false;
    *p = (struct nk_lesson_progress){.path = NULL};
    if (!ctx->restricted)
        p->path = nk_state_path(ctx, "progress", &failed);
    if (failed)
        return nk_err_memory(err);
    if (p->path == NULL || take_file(p, &why))
        return true;
    nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot read how far you are in '%.200s': %s", p->path,
               why);
    nk_lesson_progress_release(p); /* what was not read is not written over */
    return false;
}

static bool write_file(const struct nk_lesson_progress *p)
{
    struct nk_buf b = {0};
    struct nk_replace file;
    struct nk_err err = {0};
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++)
        if (p->done[i] > 0)
            nk_buf_printf(&b, "%s %zu\n", nk_lesson_chapters[i].name, p->done[i]);
    bool good = nk_replace_open(&file, p->path, &err) && !b.failed &&
                nk_replace_write(&file, b.data, b.len, &err) && nk_replace_commit(&file, &err);
    nk_replace_release(&file);
    nk_buf_release(&b);
    return good;
}

bool nk_lesson_progress_save(struct nk_lesson_progress *p)
{
    unsigned patience = NK_STATE_PATIENCE;
    const char *why;
    if (p->path == NULL)
        return true;
    int lock = nk_state_lock(p->path, &patience);
    bool good = take_file(p, &why) && write_file(p);
    if (lock >= 0)
        close(lock);
    return good;
}

bool nk_lesson_progress_forget(struct nk_lesson_progress *p)
{
    unsigned patience = NK_STATE_PATIENCE;
    memset(p->done, 0, sizeof p->done);
    if (p->path == NULL)
        return true;
    int lock = nk_state_lock(p->path, &patience);
    bool good = write_file(p);
    if (lock >= 0)
        close(lock);
    return good;
}

void nk_lesson_progress_release(struct nk_lesson_progress *p)
{
    free(p->path);
    p->path = NULL;
}
