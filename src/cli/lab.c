#include "cli/lab.h"

#include <stdlib.h>
#include <string.h>

#include "cli/dns_world.h"
#include "lab/child.h"
#include "lab/zones.h"

/* clang-format off */
const struct nk_verb *const nk_lab_verbs[] = {
    &nk_lab_start_verb,
    &nk_lab_list_verb,
    &nk_lab_run_verb,
    NULL,
};
/* clang-format on */

bool nk_cli_lab_open(struct nk_ctx *ctx, struct nk_cli_lab *l)
{
    struct nk_err err = {0};
    uint16_t port = (uint16_t)nk_args_number(ctx->args, "port", 0);
    *l = (struct nk_cli_lab){.port = port};
    if (nk_lab_build(&l->lab, &err) && nk_lab_server_open(&l->server, &l->lab, port, &err)) {
        l->port = l->server.port;
        nk_lab_hints(&l->lab, &l->hints);
        if (!l->hints.failed)
            return true;
        nk_err_memory(&err);
    }
    nk_cli_fail(ctx, &err);
    return false;
}

void nk_cli_lab_release(struct nk_cli_lab *l)
{
    nk_lab_server_close(&l->server);
    nk_lab_release(&l->lab);
    nk_buf_release(&l->hints);
}

bool nk_cli_lab_begin(struct nk_ctx *ctx, struct nk_cli_lab_world *w)
{
    struct nk_err err = {0};
    *w = (struct nk_cli_lab_world){.before = ctx->dns_world};
    if (!nk_cli_lab_open(ctx, &w->lab))
        return false;
    w->child = nk_lab_child_start(&w->lab.server, &err);
    if (w->child == 0) {
        nk_cli_fail(ctx, &err);
        return false;
    }
    w->world = (struct nk_dns_world){
        .port = w->lab.port,
        .resolvers = &nk_lab_host_with(&w->lab.lab, NK_LAB_RESOLVER)->addr,
        .resolver_count = 1,
        .hints = w->lab.hints.data,
        .hints_len = w->lab.hints.len,
        .anchor = nk_lab_anchor,
        .name = "lab",
    };
    ctx->dns_world = &w->world;
    return true;
}

void nk_cli_lab_end(struct nk_ctx *ctx, struct nk_cli_lab_world *w)
{
    ctx->dns_world = w->before;
    nk_lab_child_stop(w->child);
    w->child = 0;
    nk_cli_lab_release(&w->lab);
}

/* ---- lab run --------------------------------------------------------------------- */

/* Runs the command's words in this process. */
static void run_words(struct nk_ctx *ctx, const struct nk_args *args)
{
    size_t count = args->rest_count, skip = strcmp(args->rest[0], "netkit") == 0;
    const char **argv = calloc(count + 2, sizeof *argv);
    if (argv == NULL) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
        return;
    }
    argv[0] = "netkit";
    for (size_t i = skip; i < count; i++)
        argv[i + 1 - skip] = args->rest[i];
    nk_cli_status(ctx, (enum nk_status)nk_cli_run_within(ctx, (int)(count + 1 - skip), argv));
    free(argv);
}

static enum nk_status run_run(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_cli_lab_world world;
    if (args->rest_count == 0)
        return nk_cli_misuse(ctx, "a command is missing: lab run -- COMMAND...");
    if (nk_cli_lab_begin(ctx, &world))
        run_words(ctx, args);
    nk_cli_lab_end(ctx, &world);
    return ctx->worst;
}

static const struct nk_option run_options[] = {
    NK_LAB_PORT_OPTION,
    {.name = ""},
};

static const struct nk_example run_examples[] = {
    {"lab run -- lab list --fields name", "any command of netkit runs so"},
    {"", ""},
};

const struct nk_verb nk_lab_run_verb = {
    .name = "run",
    .operands = "-- COMMAND...",
    .summary = "run a netkit command with the lab for its internet",
    .about = "Starts the servers in a process that ends with this one, runs a command of netkit "
             "(its own words, without the program's name) and ends with its status. `dns` asks the "
             "lab's resolver where no server is named, walks from the lab's root, and takes the "
             "lab's port for every server.",
    .options = run_options,
    .max_operands = NK_NO_OPERANDS,
    .dash_dash = true,
    .examples = run_examples,
    .run = run_run,
};
