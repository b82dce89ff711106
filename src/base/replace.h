/* A file that is written anew: whole, or as it was before. */
#ifndef NK_BASE_REPLACE_H
#define NK_BASE_REPLACE_H

#include <signal.h>

#include "netkit/err.h"

/*
 * What is written goes to a temporary file beside the one that is meant (".netkit-PID-N.tmp"),
 * which takes its name at the end by rename(2): whoever opens or has opened the old file sees it
 * whole. Signals that would end the process are kept waiting meanwhile, and looked for between
 * writes, so that the temporary file goes in any case. A name that is a symbolic link is refused.
 * Devices and pipes are written to as they are.
 */
struct nk_replace {
    const char *path; /* borrowed */
    char *temporary;  /* NULL: written to directly */
    int fd;           /* -1: closed */
    bool blocked;     /* the signals are kept waiting */
    sigset_t signals, before;
};

/* False with NK_ERR_SYSTEM or NK_ERR_MEMORY. Release in any case. */
bool nk_replace_open(struct nk_replace *r, const char *path, struct nk_err *err);
bool nk_replace_write(struct nk_replace *r, const void *data, size_t len, struct nk_err *err);
/* The data are on the disk, then the name is theirs. */
bool nk_replace_commit(struct nk_replace *r, struct nk_err *err);
/* Without a commit the old file stays, or none is there. Signals that came act now. */
void nk_replace_release(struct nk_replace *r);

#endif
