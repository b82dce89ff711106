/* Commands of a session in a process of their own: one that Ctrl-C ends, or whose output goes on.
 */
#ifndef NK_CLI_SESSION_CHILD_H
#define NK_CLI_SESSION_CHILD_H

#include "cli/session_part.h"

/* What runs there: nk_cli_run(), or a command of the session's own. */
typedef int nk_session_runner(struct nk_session *s, int argc, const char *const *argv);

/*
 * Runs it in a child, whose output goes where `output` says; rows come back into `rows`. Returns
 * the status: that of COMMAND where it failed, 128 + the number of the signal that ended it; 3
 * after a message where no process could be made. `*interrupted`: SIGINT ended it.
 */
int nk_session_child(struct nk_session *s, nk_session_runner *run, int argc,
                     const char *const *argv, const struct nk_session_output *output,
                     struct nk_session_sink *rows, bool *interrupted);

#endif
