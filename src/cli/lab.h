/* The verbs of `netkit lab`. */
#ifndef NK_CLI_LAB_H
#define NK_CLI_LAB_H

#include "cli/cli.h"
#include "lab/server.h"

/* In the order in which help lists them, ended by NULL. */
extern const struct nk_verb *const nk_lab_verbs[];

extern const struct nk_verb nk_lab_start_verb;
extern const struct nk_verb nk_lab_list_verb;
extern const struct nk_verb nk_lab_run_verb;

/* -p of the verbs that start servers. */
#define NK_LAB_PORT_OPTION                                                                  \
    {                                                                                       \
        .name = "port", .letter = 'p', .arg = NK_ARG_UINT, .metavar = "PORT", .max = 65535, \
        .help = "the port of all servers; 0, the default, takes one that is free"           \
    }

/* The lab, its hints and its servers, bound and not yet running; release in any case. False after
 * the message. */
struct nk_cli_lab {
    struct nk_lab lab;
    struct nk_lab_server server;
    struct nk_buf hints;
    uint16_t port;
};
bool nk_cli_lab_open(struct nk_ctx *ctx, struct nk_cli_lab *l);
void nk_cli_lab_release(struct nk_cli_lab *l);

#endif
