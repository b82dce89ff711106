/* Running somebody else's program, for verbs that take `-- COMMAND...`. */
#ifndef NK_CLI_PROGRAM_H
#define NK_CLI_PROGRAM_H

#include "cli/cli.h"

/*
 * Runs it (the words end with NULL) with our descriptors and environment, and returns its status,
 * or 128 and the number of the signal that ended it; where it cannot be started, 3 after the
 * message. Where this command is all that netkit was started for, the program takes the place of
 * this process, as env(1) does it: signals and its end are then its own.
 */
enum nk_status nk_cli_program_run(struct nk_ctx *ctx, const char *const *words);

#endif
