/* The tables that -t names, read into one: what every verb of `route` begins with. */
#ifndef NK_CLI_ROUTE_LOAD_H
#define NK_CLI_ROUTE_LOAD_H

#include "cli/cli.h"
#include "route/read.h"
#include "route/sample.h"

/* The options of every verb that takes a table; a verb's list of options begins or ends with them.
 */
#define NK_ROUTE_TABLE_OPTIONS                                                                     \
    {.name = "table",                                                                              \
     .letter = 't',                                                                                \
     .arg = NK_ARG_FILE,                                                                           \
     .metavar = "TABLE",                                                                           \
     .offers = NK_OFFER_ROUTE_TABLES,                                                              \
     .repeats = true,                                                                              \
     .help = "kernel (the default), a file, - or sample:NAME; several are read into one"},         \
    {                                                                                              \
        .name = "format", .arg = NK_ARG_WORD, .metavar = "NAME", .offers = NK_OFFER_ROUTE_FORMATS, \
        .help = "the table's format, where its content does not tell"                              \
    }

/*
 * Reads what the words name (as -t takes them) into `t`, which may hold something already; bad
 * lines are told, and raise the status. False after the message where a result would be wrong: a
 * source that cannot be opened or read, one of no known format, memory, --strict. A source that is
 * cut or damaged is told (status 2), and what could be read of it stays. Release the table in any
 * case.
 */
bool nk_route_load(struct nk_ctx *ctx, const struct nk_args *args, const char *const *words,
                   size_t count, struct nk_table *t);
/* The same for the verb's -t options; the kernel's table where there is none. */
bool nk_route_load_option(struct nk_ctx *ctx, const struct nk_args *args, struct nk_table *t);
/* The same for a verb that wants to know what is wrong in compiled tables: they are read through.
 */
bool nk_route_load_checked(struct nk_ctx *ctx, const struct nk_args *args,
                           const struct nk_route_damage *damage, struct nk_table *t);

/* A reader over what one word names, with complaints that are told, and no table yet; `samples` are
 * those that "sample:NAME" finds. False after
 * the message where it cannot be opened; else nk_lines_release() its lines. */
bool nk_route_reader_open(struct nk_ctx *ctx, const char *word,
                          const struct nk_route_sample *samples, struct nk_route_reader *r);

/* For completion: what -t takes that is no file, the names of formats, the topologies built in. */
bool nk_route_table_offers(size_t at, struct nk_offer *offer);
bool nk_route_format_offers(size_t at, struct nk_offer *offer);
bool nk_route_topology_offers(size_t at, struct nk_offer *offer);

#endif
