/* The verbs of `netkit lab`. */
#ifndef NK_CLI_LAB_H
#define NK_CLI_LAB_H

#include <sys/types.h>

#include "cli/cli.h"
#include "cli/dns_world.h"
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

/* The lab at work in a process of its own, and the context's internet while it is. False after the
 * message; end it in any case. */
struct nk_cli_lab_world {
    struct nk_cli_lab lab;
    struct nk_dns_world world;
    const struct nk_dns_world *before;
    pid_t child;
};
bool nk_cli_lab_begin(struct nk_ctx *ctx, struct nk_cli_lab_world *w);
void nk_cli_lab_end(struct nk_ctx *ctx, struct nk_cli_lab_world *w);

#endif
