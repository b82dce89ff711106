#include "tcp/owners.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digits.h"

static const char what[] = "cannot read /proc for the owners of sockets";

enum { TABLE_FIRST = 1024, NO_OWNER = UINT32_MAX };

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

static bool add(struct nk_owners *o, uint32_t inode, uint32_t owner)
{
    if (inode == 0)
        return true;
    if (2 * (o->used + 1) > o->size && !grow(o))
        return false;
    struct nk_owned *at = place(o, inode);
    if (at->inode == 0) {
        *at = (struct nk_owned){inode, owner};
        o->used++;
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

/* The process's place in the list, which it takes when its first socket is found. */
static bool take_place(struct nk_owners *o, int process, uint32_t pid, uint32_t *owner)
{
    if (*owner != NO_OWNER)
        return true;
    if (!nk_grow((void **)&o->all, o->count, &o->room, sizeof *o->all))
        return false;
    *owner = (uint32_t)o->count;
    o->all[o->count] = (struct nk_owner){.pid = pid};
    read_name(process, &o->all[o->count++]);
    return true;
}

static bool scan_files(struct nk_owners *o, int process, uint32_t pid, DIR *files)
{
    uint32_t owner = NO_OWNER, inode;
    const struct dirent *entry;
    while ((entry = readdir(files)) != NULL) {
        char link[64];
        if (entry->d_name[0] == '.')
            continue;
        ssize_t len = readlinkat(dirfd(files), entry->d_name, link, sizeof link);
        if (len < 0 || !read_socket(link, (size_t)len, &inode))
            continue;
        if (!take_place(o, process, pid, &owner) || !add(o, inode, owner))
            return false;
    }
    return true;
}

/* False where memory is out. */
static bool scan_process(struct nk_owners *o, int proc, const char *name, uint32_t pid)
{
    int process = openat(proc, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (process < 0)
        return true; /* it has ended */
    int fd = openat(process, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    o->unreadable += fd < 0 && (errno == EACCES || errno == EPERM);
    DIR *files = fd < 0 ? NULL : fdopendir(fd);
    bool good = files != NULL || fd < 0 || errno != ENOMEM;
    if (files != NULL) {
        good = scan_files(o, process, pid, files);
        closedir(files);
    } else if (fd >= 0) {
        close(fd);
    }
    close(process);
    return good;
}

bool nk_owners_scan(struct nk_owners *o, const char *proc, struct nk_err *err)
{
    const struct dirent *entry;
    bool good = true;
    uint64_t pid;
    *o = (struct nk_owners){.count = 0};
    DIR *folder = opendir(proc);
    if (folder == NULL)
        return nk_err_errno(err, errno, what);
    while (good && (errno = 0, entry = readdir(folder)) != NULL)
        if (nk_digits_read(entry->d_name, strlen(entry->d_name), UINT32_MAX, &pid))
            good = scan_process(o, dirfd(folder), entry->d_name, (uint32_t)pid);
    int number = good ? errno : ENOMEM;
    closedir(folder);
    if (number == ENOMEM)
        return nk_err_memory(err);
    return number == 0 || nk_err_errno(err, number, what);
}
