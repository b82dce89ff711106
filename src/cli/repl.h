/* The prompt: lines from a terminal for a session. */
#ifndef NK_CLI_REPL_H
#define NK_CLI_REPL_H

#include "cli/session.h"

/*
 * Reads lines at the terminal and runs them, until Ctrl-D, `exit`, or a signal that ends the
 * program. Returns 0, or 128 + the number of that signal: the caller cleans up and raises it
 * again. `prompt` is "netkit> " or a guest's.
 */
int nk_repl_talk(struct nk_session *s, const char *prompt);

#endif
