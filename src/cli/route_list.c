#include "cli/route.h"
#include "cli/route_load.h"
#include "cli/route_put.h"

static const struct nk_field list_fields[] = {
    NK_ROUTE_FIELDS(NK_FIELD_BRIEF),
};

static const struct nk_schema list_schema = {
    .fields = list_fields,
    .count = sizeof list_fields / sizeof *list_fields,
    .operand = NK_RP_PREFIX,
};

static void write_routes(struct nk_ctx *ctx, struct nk_record *r, const struct nk_table *t)
{
    uint64_t written = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (ctx->args->family != NK_FAMILY_NONE && ctx->args->family != t->routes[i].family)
            continue;
        nk_route_put(r, 0, t, &t->routes[i]);
        written++;
        if (!nk_record_end(r))
            return;
    }
    nk_cli_status(ctx, written > 0 ? NK_YES : NK_NO);
}

static enum nk_status run_list(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_table table = {0};
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    if (nk_route_load_option(ctx, args, &table))
        write_routes(ctx, &r, &table);
    nk_table_release(&table);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_option list_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = NULL},
};

static const struct nk_example list_examples[] = {
    {"route list -t sample:textbook", "a built-in table"},
    {NULL, NULL},
};

const struct nk_verb nk_route_list_verb = {
    .name = "list",
    .operands = "",
    .summary = "the routes of a table",
    .about = "Prints the routes in the order of their sources. Status 1 if there is none.",
    .options = list_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .min_operands = 0,
    .max_operands = NK_NO_OPERANDS,
    .schema = &list_schema,
    .examples = list_examples,
    .run = run_list,
};
