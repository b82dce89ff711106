#include "cli/state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/digits.h"
#include "base/file.h"

enum { PAUSE_MS = 10 };

char *nk_state_path(const struct nk_ctx *ctx, const char *name, bool *failed)
{
    struct nk_buf b = {0};
    if (ctx->state_home != NULL && ctx->state_home[0] == '/')
        nk_buf_printf(&b, "%s/netkit/%s", ctx->state_home, name);
    else if (ctx->home != NULL && ctx->home[0] == '/')
        nk_buf_printf(&b, "%s/.local/state/netkit/%s", ctx->home, name);
    nk_buf_add_byte(&b, '\0');
    *failed = b.failed;
    if (!b.failed && b.len > 1)
        return b.data;
    nk_buf_release(&b);
    return NULL;
}

/* ---- reading ------------------------------------------------------------- */

static bool read_bytes(int fd, size_t most, struct nk_buf *b, const char **why)
{
    struct stat st;
    if (!nk_file_look(fd, &st))
        *why = "it cannot be read";
    else if (!S_ISREG(st.st_mode))
        *why = "it is no regular file";
    else if (st.st_uid != geteuid())
        *why = "it belongs to somebody else";
    else if ((uint64_t)st.st_size > most)
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
        if (b->len > most)
            *why = "it is too large";
    }
    return false;
}

bool nk_state_read(const char *path, size_t most, struct nk_buf *b, const char **why)
{
    *why = NULL;
    /* a FIFO is opened without waiting for a writer, and a link is not followed */
    int fd = nk_file_open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, 0);
    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            *why = errno == ELOOP ? "it is a symbolic link" : "it cannot be opened";
        return *why == NULL;
    }
    bool good = read_bytes(fd, most, b, why);
    close(fd);
    return good;
}

/* ---- writing ------------------------------------------------------------- */

/* With the rights that the specification asks for; what cannot be made shows when the file is
 * written. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

/* ".netkit-PID-N.tmp" (base/replace.h) of a process that is no more. */
static bool is_left_over(const char *name)
{
    static const char before[] = ".netkit-", behind[] = ".tmp";
    size_t len = strlen(name), tail = strlen(behind);
    uint64_t pid;
    if (strncmp(name, before, strlen(before)) != 0 || len < strlen(before) + tail ||
        strcmp(name + len - tail, behind) != 0)
        return false;
    name += strlen(before);
    size_t digits = strspn(name, "0123456789");
    return nk_digits_read(name, digits, INT32_MAX, &pid) && pid > 0 && kill((pid_t)pid, 0) != 0 &&
           errno == ESRCH;
}

static void sweep(int folder)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (struct dirent *d; (d = readdir(dir)) != NULL;)
        if (is_left_over(d->d_name))
            unlinkat(folder, d->d_name, 0);
    closedir(dir);
}

int nk_state_lock(char *path, unsigned *patience)
{
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};
    char *slash = strrchr(path, '/');
    make_folders(path);
    *slash = '\0';
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *slash = '/';
    if (fd < 0)
        return -1;
    bool locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
    for (unsigned ms = 0; !locked && ms < *patience; ms += PAUSE_MS) {
        nanosleep(&pause, NULL);
        locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
    }
    if (locked)
        sweep(fd);
    else
        *patience = 0; /* somebody sits there */
    return fd;
}
