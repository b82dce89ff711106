/* What netkit keeps of a user between sessions: files in the folder "netkit" of XDG_STATE_HOME. */
#ifndef NK_CLI_STATE_H
#define NK_CLI_STATE_H

#include "cli/cli.h"

/* The path of a file there, to be freed. NULL where the environment names no folder (a relative
 * one is none: XDG Base Directory Specification) or memory is out, which `*failed` tells. */
char *nk_state_path(const struct nk_ctx *ctx, const char *name, bool *failed);

/*
 * Appends the bytes of the file, `most` at most; one that is not there is empty. False with `why`
 * where it is none of ours to read: no regular file (a link is not followed, nor is a FIFO waited
 * for), another user's, or too large.
 */
bool nk_state_read(const char *path, size_t most, struct nk_buf *b, const char **why);

/*
 * For whoever writes: makes the folders, waits for its turn among sessions side by side, and
 * removes what sessions that were killed have left in the midst of writing. Who has waited for
 * *patience milliseconds goes on without, and has 0 left for the next time. Returns a descriptor to
 * be closed, -1 where there is no folder.
 */
enum { NK_STATE_PATIENCE = 3000 /* a disk may be slow */ };
int nk_state_lock(char *path, unsigned *patience);

#endif
