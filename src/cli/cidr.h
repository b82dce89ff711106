/* The verbs of `netkit cidr`: one file and one const row a verb. */
#ifndef NK_CLI_CIDR_H
#define NK_CLI_CIDR_H

#include "cli/cli.h"

/* In the order in which help lists them, ended by NULL. */
extern const struct nk_verb *const nk_cidr_verbs[];

#endif
