/* `netkit dns query -` and `-f FILE`: many questions, a line each. */
#ifndef NK_CLI_DNS_BULK_H
#define NK_CLI_DNS_BULK_H

#include "cli/cli.h"

/* True where the command line asks for it: an operand `-`, or -f. */
bool nk_dns_bulk_asked(const struct nk_args *args);

/*
 * The whole of it: reads the lines, asks, writes the results. The words of the command line other
 * than `-` are read as for one question (`@SERVER`, TYPE, CLASS: what lines without their own get).
 */
enum nk_status nk_dns_bulk_run(struct nk_ctx *ctx, const struct nk_args *args);

/* Options that only the bulk mode has, as an initializer list for the verb's own. */
#define NK_DNS_BULK_OPTIONS                                                          \
    {                                                                                \
        .name = "file",                                                              \
        .letter = 'f',                                                               \
        .arg = NK_ARG_FILE,                                                          \
        .metavar = "FILE",                                                           \
        .selects = true,                                                             \
        .help = "ask the questions of a file, a line each: NAME [TYPE] [CLASS]",     \
    },                                                                               \
        {                                                                            \
            .name = "in-flight",                                                     \
            .arg = NK_ARG_UINT,                                                      \
            .metavar = "N",                                                          \
            .min = 1,                                                                \
            .max = 10000,                                                            \
            .help = "with many questions: so many wait for an answer at once (100)", \
        },                                                                           \
        {                                                                            \
            .name = "rate",                                                          \
            .arg = NK_ARG_UINT,                                                      \
            .metavar = "N",                                                          \
            .min = 1,                                                                \
            .max = 10000000,                                                         \
            .help = "with many questions: send at most so many a second",            \
        },                                                                           \
    {                                                                                \
        .name = "unordered", .help = "with many questions: results as they come",    \
    }

#endif
