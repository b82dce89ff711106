/* Which process has a socket: one scan of /proc. */
#ifndef NK_TCP_OWNERS_H
#define NK_TCP_OWNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "netkit/err.h"

enum { NK_OWNER_NAME_MAX = 64 }; /* the kernel keeps 15 bytes of a name, of its own threads more */

/* A process. */
struct nk_owner {
    uint32_t pid;
    bool has_sockets;             /* that we may see; else its name is not read */
    char name[NK_OWNER_NAME_MAX]; /* as /proc/PID/comm: raw bytes; "" where it has gone */
};

/* A socket by its inode, in a table with open addressing; inode 0 is a free place. */
struct nk_owned {
    uint32_t inode;
    uint32_t owner; /* index */
};

/* Zero-initialised has none. Of several processes that share a socket the first counts. */
struct nk_owners {
    struct nk_owner *all;
    size_t count, room;
    struct nk_owned *table;
    size_t used, size; /* size: a power of two, or 0 */
    size_t unreadable; /* processes whose sockets we may not see */
};

/*
 * Scans `proc` ("/proc"), by as many threads as there are cores, four at most, with the same
 * result. Processes that end meanwhile are passed over. False with NK_ERR_SYSTEM where the folder
 * cannot be read, or NK_ERR_MEMORY. Release in any case.
 */
bool nk_owners_scan(struct nk_owners *o, const char *proc, struct nk_err *err);
void nk_owners_release(struct nk_owners *o);
/* NULL where no process that we may see has it. */
const struct nk_owner *nk_owners_find(const struct nk_owners *o, uint32_t inode);

#endif
