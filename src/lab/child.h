/* The lab's servers in a process of their own, which ends with ours. */
#ifndef NK_LAB_CHILD_H
#define NK_LAB_CHILD_H

#include <sys/types.h>

#include "lab/server.h"

/* Starts a process that serves until it is stopped or its parent ends; the sockets of `s` are its
 * own from then on, and `s` is closed. 0 with `err` where none can be started. */
pid_t nk_lab_child_start(struct nk_lab_server *s, struct nk_err *err);
/* Ends it and waits for its end. */
void nk_lab_child_stop(pid_t child);

#endif
