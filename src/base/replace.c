#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

enum { NAME_MAX_OURS = 48, TRIES = 100, WRITE_MOST = 1 << 20 };

static bool cannot(const struct nk_replace *r, const char *what, int number, struct nk_err *err)
{
    return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot %s '%.120s': %s", what, r->path,
                      strerror(number));
}

/* ---- signals ------------------------------------------------------------- */

static bool is_default(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN;
}

/* One that is ignored stays so: kept waiting it would be there, and end nothing later. */
static void block_signals(struct nk_replace *r)
{
    static const int ending[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,
                                 SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU};
    sigset_t all;
    sigemptyset(&r->signals);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (is_default(ending[i]))
            sigaddset(&r->signals, ending[i]);
    all = r->signals;
    sigaddset(&all, SIGXFSZ); /* write(2) then says EFBIG */
    r->blocked = pthread_sigmask(SIG_BLOCK, &all, &r->before) == 0;
    /* who keeps them waiting already heeds them elsewhere: they do not end the process here */
    for (size_t i = 0; r->blocked && i < sizeof ending / sizeof *ending; i++)
        if (sigismember(&r->before, ending[i]))
            sigdelset(&r->signals, ending[i]);
}

static bool was_signalled(const struct nk_replace *r)
{
    sigset_t pending, both;
    return r->blocked && sigpending(&pending) == 0 &&
           sigandset(&both, &pending, &r->signals) == 0 && !sigisemptyset(&both);
}

static void unblock_signals(struct nk_replace *r)
{
    const struct timespec now = {0};
    sigset_t size;
    if (!r->blocked)
        return;
    sigemptyset(&size);
    sigaddset(&size, SIGXFSZ);
    if (!sigismember(&r->before, SIGXFSZ))
        while (sigtimedwait(&size, NULL, &now) == SIGXFSZ)
            ; /* told as an error of write(2) */
    r->blocked = false;
    pthread_sigmask(SIG_SETMASK, &r->before, NULL);
}

/* ---- opening ------------------------------------------------------------- */

static int open_file(const char *path, int flags)
{
    return nk_file_open(path, O_WRONLY | O_NOFOLLOW | flags, 0644);
}

/* Beside the file, so that the name can change hands: a directory is on one file system. */
static bool open_temporary(struct nk_replace *r, struct nk_err *err)
{
    const char *slash = strrchr(r->path, '/');
    size_t dir = slash == NULL ? 0 : (size_t)(slash - r->path) + 1;
    r->temporary = malloc(dir + NAME_MAX_OURS);
    if (r->temporary == NULL)
        return nk_err_memory(err);
    memcpy(r->temporary, r->path, dir);
    block_signals(r);
    errno = EEXIST;
    for (int i = 0; r->fd < 0 && errno == EEXIST && i < TRIES; i++) {
        snprintf(r->temporary + dir, NAME_MAX_OURS, ".netkit-%ld-%d.tmp", (long)getpid(), i);
        r->fd = open_file(r->temporary, O_CREAT | O_EXCL);
    }
    if (r->fd >= 0)
        return true;
    int number = errno;
    free(r->temporary); /* it is not ours */
    r->temporary = NULL;
    return cannot(r, "make a file beside", number, err);
}

bool nk_replace_open(struct nk_replace *r, const char *path, struct nk_err *err)
{
    struct stat st;
    *r = (struct nk_replace){.path = path, .fd = -1};
    bool there = lstat(path, &st) == 0;
    if (there && S_ISLNK(st.st_mode))
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0,
                          "'%.120s' is a symbolic link, which is not written through", path);
    if (there && S_ISDIR(st.st_mode))
        return cannot(r, "write", EISDIR, err);
    if (!there || S_ISREG(st.st_mode))
        return open_temporary(r, err);
    r->fd = open_file(path, 0);
    return r->fd >= 0 || cannot(r, "open", errno, err);
}

/* ---- writing ------------------------------------------------------------- */

/* A device that another program made non-blocking is waited for. */
static ssize_t write_once(int fd, const char *data, size_t len)
{
    for (;;) {
        ssize_t n = write(fd, data, len);
        if (n >= 0)
            return n;
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            n = poll(&p, 1, -1);
        if (n < 0 && errno != EINTR)
            return -1;
    }
}

bool nk_replace_write(struct nk_replace *r, const void *data, size_t len, struct nk_err *err)
{
    const char *at = data;
    while (len > 0) {
        if (was_signalled(r))
            return cannot(r, "write", EINTR, err);
        ssize_t n = write_once(r->fd, at, len < WRITE_MOST ? len : WRITE_MOST);
        if (n <= 0) /* a device that takes nothing and says nothing: no endless loop */
            return cannot(r, "write", n == 0 ? EIO : errno, err);
        at += n;
        len -= (size_t)n;
    }
    return true;
}

static bool sync_file(struct nk_replace *r, struct nk_err *err)
{
    int failed;
    do
        failed = fsync(r->fd);
    while (failed != 0 && errno == EINTR);
    return failed == 0 || cannot(r, "write", errno, err);
}

static bool close_file(struct nk_replace *r, struct nk_err *err)
{
    int failed = close(r->fd);
    r->fd = -1;
    return failed == 0 || errno == EINTR || cannot(r, "write", errno, err);
}

static bool take_name(struct nk_replace *r, struct nk_err *err)
{
    int failed;
    do
        failed = rename(r->temporary, r->path);
    while (failed != 0 && errno == EINTR);
    if (failed != 0)
        return cannot(r, "replace", errno, err);
    free(r->temporary);
    r->temporary = NULL;
    return true;
}

bool nk_replace_commit(struct nk_replace *r, struct nk_err *err)
{
    if (r->temporary == NULL)
        return close_file(r, err);
    if (was_signalled(r))
        return cannot(r, "write", EINTR, err);
    return sync_file(r, err) && close_file(r, err) && take_name(r, err);
}

void nk_replace_release(struct nk_replace *r)
{
    if (r->fd >= 0)
        close(r->fd);
    if (r->temporary != NULL)
        unlink(r->temporary);
    free(r->temporary);
    unblock_signals(r);
    *r = (struct nk_replace){.fd = -1};
}
