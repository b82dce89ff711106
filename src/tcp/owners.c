#include "tcp/owners.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digits.h"

static const char what[] = "cannot read /proc for the owners of sockets";

enum { TABLE_FIRST = 1024, THREADS_MAX = 4 };

void nk_owners_release(struct nk_owners *o)
{
    free(o->all);
    free(o->table);
    *o = (struct nk_owners){.count = 0};
}

/* ---- the table of inodes -------------------------------------------------- */

/* Where the inode stands, or the free place that it would take. */
static struct nk_owned *place(const struct nk_owners *o, uint32_t inode)
{
    size_t mask = o->size - 1, at = (inode * 2654435761u) >> 7 & mask;
    while (o->table[at].inode != 0 && o->table[at].inode != inode)
        at = (at + 1) & mask;
    return &o->table[at];
}

/* Twice the size, so that half of it at least is free. */
static bool grow(struct nk_owners *o)
{
    struct nk_owners larger = {.size = o->size == 0 ? TABLE_FIRST : 2 * o->size};
    larger.table = calloc(larger.size, sizeof *larger.table);
    if (larger.table == NULL)
        return false;
    for (size_t i = 0; i < o->size; i++)
        if (o->table[i].inode != 0)
            *place(&larger, o->table[i].inode) = o->table[i];
    free(o->table);
    o->table = larger.table;
    o->size = larger.size;
    return true;
}

static bool add(struct nk_owners *o, struct nk_owned new)
{
    if (2 * (o->used + 1) > o->size && !grow(o))
        return false;
    struct nk_owned *at = place(o, new.inode);
    if (at->inode == 0) {
        *at = new;
        o->used++;
    } else if (new.owner < at->owner) { /* the first process counts, whoever came by it first */
        at->owner = new.owner;
    }
    return true;
}

const struct nk_owner *nk_owners_find(const struct nk_owners *o, uint32_t inode)
{
    if (o->size == 0 || inode == 0)
        return NULL;
    const struct nk_owned *at = place(o, inode);
    return at->inode == 0 ? NULL : &o->all[at->owner];
}

/* ---- /proc ---------------------------------------------------------------- */

/* "socket:[12345]" */
static bool read_socket(const char *link, size_t len, uint32_t *inode)
{
    static const char start[] = "socket:[";
    const size_t skip = sizeof start - 1;
    uint64_t n;
    if (len < skip + 2 || memcmp(link, start, skip) != 0 || link[len - 1] != ']' ||
        !nk_digits_read(link + skip, len - skip - 1, UINT32_MAX, &n))
        return false;
    *inode = (uint32_t)n;
    return true;
}

static void read_name(int process, struct nk_owner *owner)
{
    ssize_t got = 0;
    int fd = openat(process, "comm", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    do
        got = read(fd, owner->name, sizeof owner->name - 1);
    while (got < 0 && errno == EINTR);
    close(fd);
    owner->name[got < 0 ? 0 : got] = '\0';
    owner->name[strcspn(owner->name, "\n")] = '\0';
}

/*
 * The kernel takes some microseconds to tell what one descriptor is, and does it for two processes
 * at once where there are two cores: so the processes are shared out to threads, each of which
 * collects what it finds.
 */
struct share {
    const char *proc;
    struct nk_owner *all; /* of each process its place: only who scans it writes there */
    size_t count;
    atomic_size_t next;
    atomic_bool failed; /* memory is out */
};

struct scan {
    struct share *share;
    struct nk_owned *found;
    size_t count, room;
    size_t unreadable;
    pthread_t thread;
    bool started;
};

static bool scan_files(struct scan *x, int process, size_t owner, DIR *files)
{
    struct nk_owner *place = &x->share->all[owner];
    const struct dirent *entry;
    uint32_t inode;
    while ((entry = readdir(files)) != NULL) {
        char link[64];
        if (entry->d_name[0] == '.')
            continue;
        ssize_t len = readlinkat(dirfd(files), entry->d_name, link, sizeof link);
        if (len < 0 || !read_socket(link, (size_t)len, &inode) || inode == 0)
            continue;
        if (!nk_grow((void **)&x->found, x->count, &x->room, sizeof *x->found))
            return false;
        x->found[x->count++] = (struct nk_owned){inode, (uint32_t)owner};
        if (!place->has_sockets)
            read_name(process, place);
        place->has_sockets = true;
    }
    return true;
}

/* False where memory is out. */
static bool scan_process(struct scan *x, int proc, size_t owner)
{
    char name[NK_DIGITS_MAX + 1];
    *nk_digits(name, x->share->all[owner].pid) = '\0';
    int process = openat(proc, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (process < 0)
        return true; /* it has ended */
    int fd = openat(process, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    x->unreadable += fd < 0 && (errno == EACCES || errno == EPERM);
    DIR *files = fd < 0 ? NULL : fdopendir(fd);
    bool good = files != NULL || fd < 0 || errno != ENOMEM;
    if (files != NULL) {
        good = scan_files(x, process, owner, files);
        closedir(files);
    } else if (fd >= 0) {
        close(fd);
    }
    close(process);
    return good;
}

/* Takes one process after the other, until none is left. */
static void *scan(void *closure)
{
    struct scan *x = closure;
    struct share *share = x->share;
    int proc = open(share->proc, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    size_t at;
    while (proc >= 0 && !share->failed && (at = share->next++) < share->count)
        if (!scan_process(x, proc, at))
            share->failed = true;
    if (proc >= 0)
        close(proc);
    return NULL;
}

static unsigned cores(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count > THREADS_MAX ? THREADS_MAX : (unsigned)count;
}

/* The first scan is this thread's; one that cannot be started leaves its part to the others. */
static void scan_all(struct share *share, struct scan *scans, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        scans[i] = (struct scan){.share = share};
    for (unsigned i = 1; i < count; i++)
        scans[i].started = pthread_create(&scans[i].thread, NULL, scan, &scans[i]) == 0;
    scan(&scans[0]);
    for (unsigned i = 1; i < count; i++)
        if (scans[i].started)
            pthread_join(scans[i].thread, NULL);
}

/* The processes there are, in the order of the folder. */
static bool list_processes(struct nk_owners *o, const char *proc, struct nk_err *err)
{
    const struct dirent *entry;
    bool good = true;
    uint64_t pid;
    DIR *folder = opendir(proc);
    if (folder == NULL)
        return nk_err_errno(err, errno, what);
    while (good && (errno = 0, entry = readdir(folder)) != NULL) {
        if (!nk_digits_read(entry->d_name, strlen(entry->d_name), UINT32_MAX, &pid))
            continue;
        good = nk_grow((void **)&o->all, o->count, &o->room, sizeof *o->all);
        if (good)
            o->all[o->count++] = (struct nk_owner){.pid = (uint32_t)pid};
    }
    int number = good ? errno : ENOMEM;
    closedir(folder);
    if (number == ENOMEM)
        return nk_err_memory(err);
    return number == 0 || nk_err_errno(err, number, what);
}

bool nk_owners_scan(struct nk_owners *o, const char *proc, struct nk_err *err)
{
    struct scan scans[THREADS_MAX];
    unsigned count = cores();
    *o = (struct nk_owners){.count = 0};
    if (!list_processes(o, proc, err))
        return false;
    struct share share = {.proc = proc, .all = o->all, .count = o->count};
    scan_all(&share, scans, count);
    bool good = !share.failed;
    for (unsigned i = 0; i < count; i++) {
        for (size_t j = 0; j < scans[i].count && good; j++)
            good = add(o, scans[i].found[j]);
        o->unreadable += scans[i].unreadable;
        free(scans[i].found);
    }
    return good || nk_err_memory(err);
}
