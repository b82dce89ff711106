#include "cli/route.h"
#include "cli/route_aggregate_explain.h"
#include "cli/route_load.h"
#include "cli/route_put.h"
#include "cli/route_words.h"
#include "route/ortc.h"

enum { F_ROUTE = NK_RP_COUNT, F_COUNT };

static const struct nk_field aggregate_fields[] = {
    NK_ROUTE_FIELDS(NK_FIELD_BRIEF),
    {"route", "route", "the entry as a line of a table", NK_TEXT, NK_FIELD_EXTRA, 0},
    {"count", "count", "how many entries there are, with --count", NK_INT, NK_FIELD_EXTRA, 0},
};

static const struct nk_schema aggregate_schema = {
    .fields = aggregate_fields,
    .count = sizeof aggregate_fields / sizeof *aggregate_fields,
    .operand = NK_RP_PREFIX,
};

/* One run of the verb. */
struct run {
    struct nk_ctx *ctx;
    const struct nk_table *table;
    struct nk_record record;
    struct nk_buf line;
    uint64_t count;
    bool counts_only;
};

static struct nk_route route_of(const struct run *x, const struct nk_ortc_entry *entry)
{
    struct nk_route route = nk_route_blank();
    if (entry->kept)
        return x->table->routes[entry->route];
    if (entry->route == NK_ROUTE_NONE)
        route.type = NK_ROUTE_THROW;
    else
        route = nk_result_as_route(&x->table->routes[entry->route]);
    nk_route_set_prefix(&route, &entry->prefix);
    route.table = entry->table;
    return route;
}

static bool take(void *closure, const struct nk_ortc_entry *entry)
{
    struct run *x = closure;
    x->count++;
    if (x->counts_only)
        return true;
    struct nk_route route = route_of(x, entry);
    if (nk_record_wants(&x->record, F_ROUTE)) {
        nk_buf_clear(&x->line);
        nk_route_add_line(&x->line, x->table, &route);
        nk_record_slice(&x->record, F_ROUTE, x->line.data, x->line.len);
    }
    nk_route_put(&x->record, 0, x->table, &route);
    return nk_record_end(&x->record) && !x->line.failed;
}

static void aggregate(struct run *x, enum nk_ortc_mode mode)
{
    struct nk_fib fib;
    struct nk_err err = {0};
    bool kept = false;
    bool done = nk_fib_sort(&fib, x->table, NK_ROUTE_NONE, &err);
    if (done && nk_cli_explains(x->ctx) && !nk_aggregate_explain(x->ctx, &fib, mode)) {
        nk_fib_release(&fib);
        return;
    }
    done = done && nk_ortc_run(&fib, mode, x->ctx->args->family, take, x, &kept, &err);
    if (!done || (x->line.failed && !nk_err_memory(&err)))
        nk_cli_fail(x->ctx, &err);
    else if (kept)
        nk_cli_say(x->ctx, "a table with routes for one TOS or source only stays as it is");
    nk_fib_release(&fib);
    if (done && x->counts_only) {
        nk_record_int(&x->record, F_COUNT, (int64_t)x->count);
        nk_record_end(&x->record);
    }
}

static bool open_records(struct nk_ctx *ctx, const struct nk_args *args, struct run *x)
{
    x->counts_only = nk_args_has(args, "count");
    if (nk_args_has(args, "no-null") && nk_args_has(args, "simple"))
        nk_cli_misuse(ctx, "--simple adds no entries: --no-null does not go with it");
    else if (x->counts_only && args->explain)
        nk_cli_misuse(ctx, "--explain and --count exclude each other");
    else if (x->counts_only && args->fields != NULL)
        nk_cli_misuse(ctx, "--count has one field: --fields does not go with it");
    else if (x->counts_only)
        return nk_cli_records_of(ctx, &x->record, "count");
    else if (args->format == NK_FORMAT_TEXT && args->fields == NULL)
        return nk_cli_records_of(ctx, &x->record, "route");
    else
        return nk_cli_records(ctx, &x->record);
    return false;
}

static enum nk_status run_aggregate(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_table table = {0};
    struct run x = {.ctx = ctx, .table = &table};
    enum nk_ortc_mode mode = nk_args_has(args, "no-null")  ? NK_ORTC_NO_NULL
                             : nk_args_has(args, "simple") ? NK_ORTC_SIMPLE
                                                           : NK_ORTC_FULL;
    if (!open_records(ctx, args, &x))
        return ctx->worst;
    if (nk_route_load_option(ctx, args, &table))
        aggregate(&x, mode);
    nk_table_release(&table);
    nk_buf_release(&x.line);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option aggregate_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = "no-null", .help = "without entries that say 'no route'"},
    {.name = "simple", .help = "drop only what a shorter entry covers with the same result"},
    {.name = "count", .unexplained = true, .help = "just how many entries there are"},
    {.name = ""},
};

static const struct nk_example aggregate_examples[] = {
    {"route aggregate -t sample:textbook", "nothing to save there"},
    {"route aggregate -t sample:textbook --explain", "the passes of ORTC over it"},
    {"route aggregate --count -t sample:textbook", "how many entries are left"},
    {"", ""},
};

const struct nk_verb nk_route_aggregate_verb = {
    .name = "aggregate",
    .operands = "",
    .summary = "the smallest table that forwards the same",
    .about = "Prints the fewest entries with which every address gets the same type and next hops "
             "(or label, where there are no next hops) as before, or no route as before (ORTC). "
             "The output is a table that -t takes.",
    .options = aggregate_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .min_operands = 0,
    .max_operands = NK_NO_OPERANDS,
    .schema = &aggregate_schema,
    .examples = aggregate_examples,
    .run = run_aggregate,
};
