/* The prompt: lines from a terminal for a session. */
#ifndef NK_CLI_REPL_H
#define NK_CLI_REPL_H

#include "cli/session.h"

/*
 * Reads lines at the terminal and runs them, until Ctrl-D, `exit`, or a signal that ends the
 * program: that one is raised again behind the clean-up, and does what it does. Returns the status:
 * 0, or 3 after a message. `prompt` is "netkit> " or a guest's.
 */
int nk_repl_talk(struct nk_session *s, const char *prompt);

#endif
