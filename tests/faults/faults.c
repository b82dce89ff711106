/*
 * Preloaded into netkit by tests/faults/run: makes allocations and system calls fail, as the
 * environment says.
 *
 *   FAULT_ALLOC=N        the N-th allocation fails, once
 *   FAULT_ALLOC_ON=1     ... and all that follow
 *   FAULT_CALL=NAME:N:E  the N-th call of NAME (the list below) fails with errno E, once
 *   FAULT_SHORT=1        reads and writes do one byte at a time
 *   FAULT_PARENT=1       nothing fails in children
 *   FAULT_COUNT=FILE     the numbers of allocations and calls are written there at the end
 *   FAULT_SWEEP=FILE     a run for each of its lines, which hold such settings: sweep.c
 */
#include "sweep.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

enum {
    READ,
    WRITE,
    OPEN,
    FSTAT,
    POLL,
    CLOSE,
    GETRANDOM,
    DLOPEN,
    SOCKET,
    SENDTO,
    RECVMSG,
    MMAP,
    FSYNC,
    RENAME,
    PTHREAD_CREATE,
    CONNECT,
    BIND,
    SEND,
    RECV,
    SENDMMSG,
    RECVMMSG,
    EPOLL_CREATE1,
    EPOLL_CTL,
    EPOLL_WAIT,
    SIGNALFD,
    SENDMSG,
    RECVFROM,
    CALLS
};
static const char *const names[CALLS] = {
    "read",           "write",     "open",       "fstat",    "poll",    "close",    "getrandom",
    "dlopen",         "socket",    "sendto",     "recvmsg",  "mmap",    "fsync",    "rename",
    "pthread_create", "connect",   "bind",       "send",     "recv",    "sendmmsg", "recvmmsg",
    "epoll_create1",  "epoll_ctl", "epoll_wait", "signalfd", "sendmsg", "recvfrom"};
static long calls[CALLS], allocs, fail_alloc, fail_call_at;
static int fail_from_on, fail_call = -1, fail_errno, one_byte, ready, begun;
static pid_t parent, self;

/* What hangs is killed, whatever signals it holds: timeout(1) would be a process more for each of
 * tens of thousands of runs. */
static void kill_after(time_t seconds)
{
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
    struct itimerspec when = {.it_value = {.tv_sec = seconds}};
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0)
        timer_settime(timer, 0, &when, NULL);
}

__attribute__((constructor)) static void set_up(void)
{
    const char *many = getenv("FAULT_SWEEP");
    if (many != NULL)
        sweep(many);
    kill_after(20);
    self = getpid();
    const char *call = getenv("FAULT_CALL"), *at = getenv("FAULT_ALLOC");
    fail_alloc = at ? atol(at) : 0;
    fail_from_on = getenv("FAULT_ALLOC_ON") != NULL;
    one_byte = getenv("FAULT_SHORT") != NULL;
    for (int i = 0; call && i < CALLS; i++)
        if (strncmp(call, names[i], strlen(names[i])) == 0 && call[strlen(names[i])] == ':') {
            fail_call = i;
            sscanf(call + strlen(names[i]) + 1, "%ld:%d", &fail_call_at, &fail_errno);
        }
    parent = getenv("FAULT_PARENT") != NULL ? getpid() : 0;
    ready = 1;
}

__attribute__((destructor)) static void tell(void)
{
    const char *file = getenv("FAULT_COUNT");
    ready = 0;
    FILE *f = file ? fopen(file, "w") : NULL;
    if (f) {
        fprintf(f, "%ld", allocs);
        for (int i = 0; i < CALLS; i++)
            fprintf(f, " %s:%ld", names[i], calls[i]);
        fputc('\n', f);
        fclose(f);
    }
}

/* How netkit ends: no destructor runs then. What its children count is not told. */
void _exit(int status)
{
    if (getpid() == self)
        tell();
    syscall(SYS_exit_group, status);
    __builtin_unreachable();
}

/* What runs behind main() is not the program's: gcov writes its counts there. */
static void stop(void)
{
    ready = 0;
}

/* True while the program runs. atexit() runs what came last first: before gcov's, which is there
 * when the first call of main() comes. */
static int is_running(void)
{
    if (ready && !begun) {
        begun = 1;
        atexit(stop);
    }
    return ready && (parent == 0 || parent == getpid());
}

static int alloc_fails(void)
{
    if (!is_running())
        return 0;
    allocs++;
    return fail_alloc > 0 && (allocs == fail_alloc || (fail_from_on && allocs > fail_alloc));
}

static int call_fails(int call)
{
    if (!is_running() || ++calls[call] != fail_call_at || fail_call != call)
        return 0;
    errno = fail_errno;
    return 1;
}

/* Datagrams cannot be cut. */
static int is_stream(int fd)
{
    int type = 0;
    socklen_t len = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0 && type == SOCK_STREAM;
}

void *malloc(size_t n)
{
    return alloc_fails() ? (errno = ENOMEM, NULL) : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return alloc_fails() ? (errno = ENOMEM, NULL) : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return alloc_fails() ? (errno = ENOMEM, NULL) : __libc_realloc(p, n);
}

void *aligned_alloc(size_t to, size_t n)
{
    return alloc_fails() ? (errno = ENOMEM, NULL) : __libc_memalign(to, n);
}

ssize_t read(int fd, void *p, size_t n)
{
    static ssize_t (*real)(int, void *, size_t);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "read");
    return call_fails(READ) ? -1 : real(fd, p, one_byte && ready && n > 1 ? 1 : n);
}

ssize_t write(int fd, const void *p, size_t n)
{
    static ssize_t (*real)(int, const void *, size_t);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "write");
    return call_fails(WRITE) ? -1 : real(fd, p, one_byte && ready && n > 1 ? 1 : n);
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "open");
    return call_fails(OPEN) ? -1 : real(path, flags, mode);
}

int fstat(int fd, struct stat *st)
{
    static int (*real)(int, struct stat *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fstat");
    return call_fails(FSTAT) ? -1 : real(fd, st);
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
    static int (*real)(struct pollfd *, nfds_t, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "poll");
    return call_fails(POLL) ? -1 : real(fds, n, timeout);
}

int close(int fd)
{
    static int (*real)(int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "close");
    int result = real(fd); /* Linux gives the descriptor back even when it tells of an error */
    return call_fails(CLOSE) ? -1 : result;
}

ssize_t getrandom(void *p, size_t n, unsigned flags)
{
    static ssize_t (*real)(void *, size_t, unsigned);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "getrandom");
    return call_fails(GETRANDOM) ? -1 : real(p, n, flags);
}

void *dlopen(const char *file, int flags)
{
    static void *(*real)(const char *, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "dlopen");
    return call_fails(DLOPEN) ? NULL : real(file, flags);
}

int socket(int domain, int type, int protocol)
{
    static int (*real)(int, int, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "socket");
    return call_fails(SOCKET) ? -1 : real(domain, type, protocol);
}

ssize_t sendto(int fd, const void *p, size_t n, int flags, const struct sockaddr *to, socklen_t len)
{
    static ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "sendto");
    return call_fails(SENDTO) ? -1 : real(fd, p, n, flags, to, len);
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
    static ssize_t (*real)(int, struct msghdr *, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "recvmsg");
    return call_fails(RECVMSG) ? -1 : real(fd, msg, flags);
}

void *mmap(void *p, size_t n, int prot, int flags, int fd, off_t at)
{
    static void *(*real)(void *, size_t, int, int, int, off_t);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "mmap");
    return call_fails(MMAP) ? MAP_FAILED : real(p, n, prot, flags, fd, at);
}

int fsync(int fd)
{
    static int (*real)(int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    return call_fails(FSYNC) ? -1 : real(fd);
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "rename");
    return call_fails(RENAME) ? -1 : real(from, to);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *), void *arg)
{
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return call_fails(PTHREAD_CREATE) ? fail_errno : real(thread, attr, start, arg);
}

int connect(int fd, const struct sockaddr *to, socklen_t len)
{
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "connect");
    return call_fails(CONNECT) ? -1 : real(fd, to, len);
}

int bind(int fd, const struct sockaddr *to, socklen_t len)
{
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "bind");
    return call_fails(BIND) ? -1 : real(fd, to, len);
}

ssize_t send(int fd, const void *p, size_t n, int flags)
{
    static ssize_t (*real)(int, const void *, size_t, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "send");
    return call_fails(SEND)
               ? -1
               : real(fd, p, one_byte && ready && n > 1 && is_stream(fd) ? 1 : n, flags);
}

ssize_t recv(int fd, void *p, size_t n, int flags)
{
    static ssize_t (*real)(int, void *, size_t, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "recv");
    return call_fails(RECV)
               ? -1
               : real(fd, p, one_byte && ready && n > 1 && is_stream(fd) ? 1 : n, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
    static ssize_t (*real)(int, const struct msghdr *, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "sendmsg");
    if (call_fails(SENDMSG))
        return -1;
    for (size_t i = 0; one_byte && ready && is_stream(fd) && i < msg->msg_iovlen; i++)
        if (msg->msg_iov[i].iov_len > 0) {
            struct iovec one = {msg->msg_iov[i].iov_base, 1};
            struct msghdr less = {.msg_iov = &one, .msg_iovlen = 1};
            return real(fd, &less, flags);
        }
    return real(fd, msg, flags);
}

ssize_t recvfrom(int fd, void *p, size_t n, int flags, struct sockaddr *from, socklen_t *len)
{
    static ssize_t (*real)(int, void *, size_t, int, struct sockaddr *, socklen_t *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "recvfrom");
    return call_fails(RECVFROM) ? -1 : real(fd, p, n, flags, from, len);
}

int sendmmsg(int fd, struct mmsghdr *all, unsigned n, int flags)
{
    static int (*real)(int, struct mmsghdr *, unsigned, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "sendmmsg");
    return call_fails(SENDMMSG) ? -1 : real(fd, all, one_byte && ready && n > 1 ? 1 : n, flags);
}

int recvmmsg(int fd, struct mmsghdr *all, unsigned n, int flags, struct timespec *timeout)
{
    static int (*real)(int, struct mmsghdr *, unsigned, int, struct timespec *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "recvmmsg");
    return call_fails(RECVMMSG) ? -1
                                : real(fd, all, one_byte && ready && n > 1 ? 1 : n, flags, timeout);
}

int epoll_create1(int flags)
{
    static int (*real)(int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "epoll_create1");
    return call_fails(EPOLL_CREATE1) ? -1 : real(flags);
}

int epoll_ctl(int at, int op, int fd, struct epoll_event *e)
{
    static int (*real)(int, int, int, struct epoll_event *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "epoll_ctl");
    return call_fails(EPOLL_CTL) ? -1 : real(at, op, fd, e);
}

int epoll_wait(int at, struct epoll_event *all, int n, int timeout)
{
    static int (*real)(int, struct epoll_event *, int, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "epoll_wait");
    return call_fails(EPOLL_WAIT) ? -1 : real(at, all, n, timeout);
}

int signalfd(int fd, const sigset_t *mask, int flags)
{
    static int (*real)(int, const sigset_t *, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "signalfd");
    return call_fails(SIGNALFD) ? -1 : real(fd, mask, flags);
}
