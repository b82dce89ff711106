#include "cli/route.h"
#include "cli/route_filter.h"
#include "cli/route_list_explain.h"
#include "cli/route_load.h"
#include "cli/route_paths.h"
#include "cli/route_put.h"

/* The keys are those of a look-up, so that one reader serves both; a listing has no packet that
 * would have met a rule or further prefixes. */
enum {
    F_INPUT,
    F_ROUTE, /* the first of NK_RP_COUNT fields */
    F_RULE = F_ROUTE + NK_RP_COUNT,
    F_MATCHES,
    F_PATH, /* the first of NK_PP_COUNT fields */
};

static const struct nk_field list_fields[] = {
    {"input", "input", "the prefix that was asked for; null for the whole table", NK_TEXT, 0, 20},
    NK_ROUTE_FIELDS(NK_FIELD_BRIEF),
    {"rule", "rule", "null, as no packet was looked up", NK_INT, 0, 5},
    {"matches", "matches", "null likewise", NK_JSON, NK_FIELD_MANY, 0},
    NK_PATH_FIELDS,
};

static const struct nk_schema list_schema = {
    .fields = list_fields,
    .count = sizeof list_fields / sizeof *list_fields,
    .operand = F_ROUTE + NK_RP_PREFIX,
};

/* What lists for people and tsv have: the columns that most tables fill, in the order in which one
 * reads them. */
#define COLUMNS "prefix,type,next_hops,protocol,metric,table,origin,label"
#define PATH_COLUMNS                                                                  \
    ",peer,peer_as,as_path,origin_type,local_pref,med,communities,large_communities," \
    "ext_communities,aggregator,atomic_aggregate,path_id,time,originated"

/* So many routes are read before the first is printed: updates and next-hop objects that follow
 * them are applied. */
enum { HOLD = 1 << 18 };

struct listing {
    struct nk_route_filter filter;
    struct nk_record record;
    bool paths; /* the fields of paths are asked for */
    struct nk_path_memo *memo;
    uint64_t written;
    struct nk_list_telling *telling; /* --explain; else NULL */
};

static bool write_route(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    struct listing *x = closure;
    bool passes = x->telling != NULL ? nk_list_explain(x->telling, &x->filter, t, r)
                                     : nk_route_filter_passes(&x->filter, t, r);
    if (!passes)
        return true;
    x->written++;
    if (x->telling != NULL && !nk_cli_keeps(&x->record))
        return true;
    nk_record_text(&x->record, F_INPUT, x->filter.prefix_text);
    nk_route_put(&x->record, F_ROUTE, t, r);
    if (x->paths)
        nk_path_put(&x->record, F_PATH, t, r, x->memo);
    return nk_record_end(&x->record);
}

static bool open_records(struct nk_ctx *ctx, const struct nk_args *args, struct listing *x)
{
    bool columns = args->format == NK_FORMAT_TEXT || args->format == NK_FORMAT_TSV;
    const char *fields = args->fields;
    bool paths = nk_args_has(args, "paths");
    if (fields == NULL && columns)
        fields = paths ? COLUMNS PATH_COLUMNS : COLUMNS;
    if (!nk_cli_records_of(ctx, &x->record, fields))
        return false;
    for (size_t i = F_PATH; i < F_PATH + NK_PP_COUNT; i++) {
        if (paths)
            nk_record_enable(&x->record, i);
        x->paths = x->paths || nk_record_wants(&x->record, i);
    }
    return true;
}

static bool take_mode(struct nk_ctx *ctx, const struct nk_args *args, struct nk_route_filter *f)
{
    bool longer = nk_args_has(args, "longer"), shorter = nk_args_has(args, "shorter");
    bool good = longer + shorter + nk_args_has(args, "exact") <= 1;
    if (!good)
        nk_cli_misuse(ctx, "--exact, --longer and --shorter exclude each other");
    else if ((longer || shorter) && !f->has_prefix)
        good = nk_cli_misuse(ctx, "--%s needs a PREFIX", longer ? "longer" : "shorter") == NK_YES;
    f->mode = longer ? NK_FILTER_LONGER : shorter ? NK_FILTER_SHORTER : NK_FILTER_EXACT;
    return good;
}

/* Later tables may hold updates of earlier ones, so that of several all is kept. */
static bool is_alone(const struct nk_args *args)
{
    size_t at = 0;
    return nk_args_next(args, "table", &at) == NULL || nk_args_next(args, "table", &at) == NULL;
}

static enum nk_status run_list(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_list_telling telling = {.paths = nk_args_has(args, "paths")};
    struct listing x = {.telling = nk_cli_explains(ctx) ? &telling : NULL};
    struct nk_table table = {.tap_closure = &x, .hold = HOLD};
    table.spill = is_alone(args) ? write_route : NULL;
    if (!nk_cli_stdin_once(ctx, args, false) || !nk_route_filter_parse(ctx, args, &x.filter) ||
        !take_mode(ctx, args, &x.filter) || !open_records(ctx, args, &x))
        return ctx->worst;
    if (x.paths && x.record.tap == NULL) /* a tap wants to see the values */
        x.memo = nk_path_memo_new();
    if (nk_route_load_option(ctx, args, &table) && nk_table_flush(&table, write_route)) {
        if (x.telling != NULL)
            nk_list_explain_end(ctx, &telling, &x.filter);
        nk_cli_status(ctx, x.written > 0 || args->operand_count == 0 ? NK_YES : NK_NO);
    }
    nk_table_release(&table);
    nk_path_memo_release(x.memo);
    nk_list_telling_release(&telling);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option list_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = "exact", .help = "routes of just that PREFIX, the default"},
    {.name = "longer", .help = "also all that PREFIX covers"},
    {.name = "shorter", .help = "also all that cover PREFIX"},
    {.name = "paths", .help = "what MRT dumps say of each path"},
    {.name = ""},
};

static const struct nk_example list_examples[] = {
    {"route list -t sample:textbook", "a built-in table"},
    {"route list -t sample:textbook 192.0.2.0/24 --longer", "what is in a network"},
    {"route list -t sample:textbook 192.0.2.0/24 --longer --explain", "why nothing is"},
    {"", ""},
};

const struct nk_verb nk_route_list_verb = {
    .name = "list",
    .operands = "[PREFIX] [dev D] [via A] [proto P] [table T] [type T] [origin AS]",
    .summary = "the routes of a table",
    .about = "Prints the routes in the order of their sources: all of them, or those that PREFIX "
             "and all of the filters behind it let pass. 'default' is 0.0.0.0/0 and ::/0. Status 1 "
             "if routes were asked for and there is none.",
    .options = list_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT |
              NK_COMMON_LENIENT,
    .min_operands = 0,
    .max_operands = 0,
    .offers = nk_route_filter_offers,
    .schema = &list_schema,
    .examples = list_examples,
    .run = run_list,
};
