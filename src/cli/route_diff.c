#include "addr/put.h"
#include "cli/route.h"
#include "cli/route_diff_explain.h"
#include "cli/route_load.h"
#include "cli/route_words.h"
#include "route/diff.h"
#include "route/names.h"
#include "route/result.h"

enum { F_CHANGE, F_PREFIX, F_OLD, F_NEW, F_TABLE };

static const struct nk_field diff_fields[] = {
    {"change", "change", "added, removed or changed; in text +, - or ~", NK_TEXT, NK_FIELD_BRIEF,
     1},
    {"prefix", "prefix", "the route's prefix; with --effective addresses that go elsewhere",
     NK_PREFIX, NK_FIELD_BRIEF, 20},
    {"old", "old", "the route in OLD: type, next hops, metric, label and more", NK_JSON,
     NK_FIELD_BRIEF, 0},
    {"new", "new", "the route in NEW", NK_JSON, NK_FIELD_BRIEF, 0},
    {"table", "table", "the table that the route is in: a name or a number", NK_TEXT, 0, 0},
};

static const struct nk_schema diff_schema = {
    .fields = diff_fields,
    .count = sizeof diff_fields / sizeof *diff_fields,
    .operand = F_PREFIX,
};

struct run {
    struct nk_ctx *ctx;
    const struct nk_table *both;
    struct nk_record record;
    bool effective, differs;
};

static bool write_change(struct run *x, uint32_t table, const struct nk_prefix *p,
                         const struct nk_route *old, const struct nk_route *new)
{
    static const char *const words[2][3] = {{"removed", "added", "changed"}, {"-", "+", "~"}};
    struct nk_record *r = &x->record;
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    unsigned change = new == NULL ? 0 : old == NULL ? 1 : 2;
    nk_record_text(r, F_CHANGE, words[r->format == NK_FORMAT_TEXT][change]);
    nk_put_prefix(r, F_PREFIX, p);
    nk_route_put_words(r, F_OLD, x->both, old);
    nk_route_put_words(r, F_NEW, x->both, new);
    const char *name = nk_table_name_of(x->both, table, room, &len);
    nk_record_slice(r, F_TABLE, name, len);
    return nk_record_end(r);
}

/* A range goes out as the fewest prefixes. */
static bool take(void *closure, uint32_t table, const struct nk_range *where,
                 const struct nk_route *old, const struct nk_route *new)
{
    struct run *x = closure;
    struct nk_route results[2];
    struct nk_range rest = *where;
    bool more = true, good = true;
    x->differs = true;
    if (x->effective) {
        results[0] = nk_result_as_route(old != NULL ? old : new);
        results[1] = nk_result_as_route(new != NULL ? new : old);
        results[0].table = results[1].table = table;
        old = old != NULL ? &results[0] : NULL;
        new = new != NULL ? &results[1] : NULL;
    }
    while (more && good) {
        struct nk_prefix p;
        more = nk_range_take_prefix(&rest, &p);
        good = write_change(x, table, &p, old, new);
    }
    return good;
}

static void compare(struct run *x, size_t old_count)
{
    struct nk_diff d = {x->both, old_count, x->ctx->args->family, NULL};
    struct nk_err err = {0};
    if (nk_cli_explains(x->ctx)) {
        nk_diff_explain(x->ctx, &d, x->effective);
        return;
    }
    if (!(x->effective ? nk_diff_effective : nk_diff_routes)(&d, take, x, &err))
        nk_cli_fail(x->ctx, &err);
    nk_cli_status(x->ctx, x->differs ? NK_NO : NK_YES);
}

/* In memory before its routes are counted: those of a damaged file fall away there. */
static bool own(struct nk_ctx *ctx, struct nk_table *t)
{
    struct nk_err err = {0};
    if (nk_table_own(t))
        return true;
    nk_err_memory(&err);
    nk_cli_fail(ctx, &err);
    return false;
}

static enum nk_status run_diff(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_table both = {0};
    struct run x = {.ctx = ctx, .both = &both, .effective = nk_args_has(args, "effective")};
    if (!nk_cli_stdin_once(ctx, args, false) || !nk_cli_records(ctx, &x.record))
        return ctx->worst;
    if (nk_route_load(ctx, args, args->operands, 1, &both) && own(ctx, &both)) {
        size_t old_count = both.count;
        if (nk_route_load(ctx, args, args->operands + 1, 1, &both))
            compare(&x, old_count);
    }
    nk_table_release(&both);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option diff_options[] = {
    {.name = "format",
     .arg = NK_ARG_WORD,
     .metavar = "NAME",
     .offers = NK_OFFER_ROUTE_FORMATS,
     .help = "the format of both tables, where their content does not tell"},
    {.name = "effective", .help = "the addresses that go elsewhere now, by longest prefix"},
    {.name = ""},
};

static const struct nk_example diff_examples[] = {
    {"route diff sample:textbook sample:textbook", "nothing: status 0"},
    {"route diff sample:textbook sample:textbook --explain", "how the routes are paired"},
    {"", ""},
};

const struct nk_verb nk_route_diff_verb = {
    .name = "diff",
    .operands = "OLD NEW",
    .summary = "routes gone, new and changed between two tables",
    .about = "Prints the routes that are in OLD only (-), in NEW only (+), and those that are in "
             "both with another next hop, metric, label or the like (~). With --effective it "
             "compares what addresses get, by longest prefix, and prints the fewest prefixes whose "
             "addresses go elsewhere. Each operand is a table, as -t of the other verbs takes it. "
             "Status 1 if anything differs.",
    .options = diff_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .min_operands = 2,
    .max_operands = 2,
    .operands_are_files = true,
    .offers = nk_route_table_offers,
    .schema = &diff_schema,
    .examples = diff_examples,
    .run = run_diff,
};
