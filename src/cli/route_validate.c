#include <stdio.h>
#include <string.h>

#include "addr/put.h"
#include "cli/route.h"
#include "cli/route_filter.h"
#include "cli/route_load.h"
#include "cli/route_validate_explain.h"
#include "route/vrp.h"

enum { F_INPUT, F_PREFIX, F_ORIGIN, F_STATE, F_VRP, F_REASON };

static const struct nk_field validate_fields[] = {
    {"input", "input", "the prefix as given; null for a route of a table", NK_TEXT, 0, 0},
    {"prefix", "prefix", "the prefix that is announced", NK_PREFIX, NK_FIELD_BRIEF, 20},
    {"origin", "origin", "the AS that announces it; null: no one AS", NK_INT, NK_FIELD_BRIEF, 11},
    {"state", "state", "valid, invalid or not-found (RFC 6811)", NK_TEXT, NK_FIELD_BRIEF, 10},
    {"vrp", "vrp", "the payload that decided: prefix, maximum length, AS", NK_TEXT, NK_FIELD_BRIEF,
     30},
    {"reason", "reason", "why, in a sentence", NK_TEXT, NK_FIELD_BRIEF, 0},
};

static const struct nk_schema validate_schema = {
    .fields = validate_fields,
    .count = sizeof validate_fields / sizeof *validate_fields,
    .operand = F_PREFIX,
};

static const char *const state_words[] = {
    [NK_ORIGIN_VALID] = "valid",
    [NK_ORIGIN_INVALID] = "invalid",
    [NK_ORIGIN_NOT_FOUND] = "not-found",
};

static const char *const reason_words[] = {
    [NK_ORIGIN_MATCHED] = "the payload covers the prefix and names the AS",
    [NK_ORIGIN_TOO_LONG] = "the payload names the AS, but the prefix is longer than it allows",
    [NK_ORIGIN_OTHER_AS] = "every payload that covers the prefix names another AS",
    [NK_ORIGIN_NO_ONE] = "a payload covers the prefix, and the route has no one origin AS",
    [NK_ORIGIN_UNCOVERED] = "no payload covers the prefix",
};

/* One run of the verb. */
struct validate {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_vrps vrps;
    struct nk_record record;
    bool shown[3]; /* by state */
    struct nk_validate_told told;
};

/* ---- one route ----------------------------------------------------------- */

static void put_vrp(struct nk_record *r, const struct nk_route *vrp)
{
    char text[NK_PREFIX_TEXT_MAX + 32];
    struct nk_prefix p = nk_route_prefix(vrp);
    size_t len = nk_prefix_format(&p, text);
    snprintf(text + len, sizeof text - len, "-%u AS%u", vrp->metric, vrp->origin);
    nk_record_text(r, F_VRP, text);
}

/* False once the output has failed. */
static bool validate_one(struct validate *x, const char *input, size_t input_len,
                         const struct nk_prefix *prefix, bool has_origin, uint32_t origin)
{
    struct nk_record *r = &x->record;
    struct nk_prefix network = nk_prefix_network(prefix);
    struct nk_origin_verdict v = nk_vrps_validate(&x->vrps, &network, has_origin, origin);
    if (v.state == NK_ORIGIN_INVALID)
        nk_cli_status(x->ctx, NK_NO);
    if (!x->shown[v.state])
        return true;
    if (nk_cli_explains(x->ctx)) {
        const struct nk_announcement a = {&network, has_origin, origin};
        if (!nk_validate_explain(x->ctx, &x->told, &x->vrps, &a, &v))
            return false;
        if (!nk_cli_keeps(r))
            return true;
    }
    if (input != NULL)
        nk_record_slice(r, F_INPUT, input, input_len);
    nk_put_prefix(r, F_PREFIX, &network);
    if (has_origin)
        nk_record_int(r, F_ORIGIN, origin);
    nk_record_text(r, F_STATE, state_words[v.state]);
    if (v.vrp != NULL)
        put_vrp(r, v.vrp);
    nk_record_text(r, F_REASON, reason_words[v.reason]);
    return nk_record_end(r);
}

/* ---- where the routes come from ------------------------------------------ */

static void validate_table(struct validate *x)
{
    struct nk_table table = {0};
    if (nk_route_load_option(x->ctx, x->args, &table)) {
        for (size_t i = 0; i < table.count; i++) {
            const struct nk_route *route = &table.routes[i];
            struct nk_prefix prefix = nk_route_prefix(route);
            if (x->args->family != NK_FAMILY_NONE && x->args->family != route->family)
                continue;
            if (!validate_one(x, NULL, 0, &prefix, route->flags & NK_ROUTE_HAS_ORIGIN,
                              route->origin))
                break;
        }
    }
    nk_table_release(&table);
}

/* A prefix and its origin AS, which stands in `at` (the prefix's own line, or the next operand);
 * false where the verb has to stop. */
static bool validate_pair(struct validate *x, const struct nk_input_item *item,
                          const struct nk_input_item *at, const char *origin, size_t origin_len)
{
    struct nk_prefix prefix;
    struct nk_err err = {0};
    uint32_t asn;
    const struct nk_input_item *bad = item;
    if (nk_prefix_parse(item->text, item->len, &prefix, &err)) {
        if (item->source == NULL) /* lists are taken as they are */
            prefix = nk_cli_network(x->ctx, &prefix);
        bad = at;
        if (nk_asn_parse(origin, origin_len, &asn, &err))
            return (x->args->family != NK_FAMILY_NONE && x->args->family != prefix.addr.family) ||
                   validate_one(x, item->text, item->len, &prefix, true, asn);
        err.offset += (size_t)(origin - at->text);
    }
    nk_record_error(&x->record, item->text, item->len, err.text);
    return nk_cli_bad_item(x->ctx, bad, &err);
}

/* One item of the operands: a line of a list has its AS behind it, an operand has it as the next
 * operand. */
static bool take_item(struct validate *x, struct nk_input *in, const struct nk_input_item *item)
{
    struct nk_err err = {0};
    struct nk_input_item next;
    if (item->source != NULL && item->label != NULL) {
        size_t len = 0; /* what follows the AS is the line's label */
        while (len < item->label_len && item->label[len] != ' ' && item->label[len] != '\t')
            len++;
        return validate_pair(x, item, item, item->label, len);
    }
    if (item->source == NULL && nk_input_next(in, &next, &err) == NK_INPUT_ITEM &&
        next.source == NULL)
        return validate_pair(x, item, &next, next.text, next.len);
    nk_err_set(&err, NK_ERR_INPUT, 0, item->len, "'%.*s' has no AS number behind it",
               nk_quoted(item->text, item->text + item->len), item->text);
    nk_record_error(&x->record, item->text, item->len, err.text);
    return nk_cli_bad_item(x->ctx, item, &err) && item->source != NULL;
}

static void validate_operands(struct validate *x)
{
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err = {0};
    enum nk_input_status status;
    bool go_on = true;
    nk_input_init(&in, x->args->operands, x->args->operand_count, x->ctx->in_fd);
    while (go_on && (status = nk_input_next(&in, &item, &err)) != NK_INPUT_END)
        go_on = status == NK_INPUT_ITEM ? take_item(x, &in, &item)
                                        : nk_cli_bad_item(x->ctx, &item, &err);
    nk_input_release(&in);
}

/* ---- the verb ------------------------------------------------------------ */

static bool load_file(struct validate *x, const char *word)
{
    struct nk_route_reader reader;
    struct nk_err err = {0};
    if (!nk_route_reader_open(x->ctx, word, nk_route_samples, &reader))
        return false;
    bool done = nk_vrps_read(&x->vrps, &reader, &err);
    nk_lines_release(&reader.lines);
    if (!done && err.code != NK_ERR_NONE)
        nk_cli_fail(x->ctx, &err); /* with a part of the payloads every answer may be wrong */
    return done && !reader.stopped;
}

static bool load_vrps(struct validate *x)
{
    const struct nk_given *given;
    struct nk_err err = {0};
    size_t at = 0;
    while ((given = nk_args_next(x->args, "vrps", &at)) != NULL)
        if (!load_file(x, given->text))
            return false;
    if (nk_vrps_finish(&x->vrps, &err))
        return true;
    nk_cli_fail(x->ctx, &err);
    return false;
}

static bool read_options(struct validate *x)
{
    const struct nk_given *given;
    size_t at = 0;
    bool all = !nk_args_has(x->args, "state");
    for (int i = 0; i < 3; i++)
        x->shown[i] = all;
    while ((given = nk_args_next(x->args, "state", &at)) != NULL)
        x->shown[given->number] = true;
    if (!nk_args_has(x->args, "vrps"))
        nk_cli_misuse(x->ctx, "--vrps FILE is missing: the payloads to validate against");
    else if ((x->args->operand_count > 0) == nk_args_has(x->args, "table"))
        nk_cli_misuse(x->ctx, "give either -t TABLE or PREFIX ORIGIN operands");
    else
        return nk_cli_stdin_once(x->ctx, x->args, false);
    return false;
}

static enum nk_status run_validate(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct validate x = {.ctx = ctx, .args = args};
    if (!read_options(&x) || !nk_cli_records(ctx, &x.record))
        return ctx->worst;
    if (load_vrps(&x)) {
        if (args->operand_count > 0)
            validate_operands(&x);
        else
            validate_table(&x);
        nk_validate_explain_rest(ctx, &x.told);
    }
    nk_vrps_release(&x.vrps);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option validate_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = "vrps",
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .repeats = true,
     .help = "validated payloads: routinator's csv, csvext, json, openbgpd or bird, or "
             "SLURM"},
    {.name = "state",
     .arg = NK_ARG_CHOICE,
     .metavar = "STATE",
     .words = "valid\0invalid\0not-found",
     .repeats = true,
     .help = "print only valid, invalid or not-found routes"},
    {.name = ""},
};

static const struct nk_example validate_examples[] = {
    {"route validate --vrps @vrps.csv -t @rib.mrt --state invalid",
     "the routes of a dump that somebody else announces"},
    {"route validate --vrps @vrps.csv 192.0.2.0/24 AS64500", "one announcement"},
    {"route validate --vrps @vrps.csv 192.0.2.0/24 AS64500 --explain", "each payload compared"},
    {"", ""},
};

const struct nk_verb nk_route_validate_verb = {
    .name = "validate",
    .operands = "[PREFIX ORIGIN]...",
    .summary = "route origin validation (RFC 6811) of a table or of single announcements",
    .about = "Holds the origin AS of every route against validated ROA payloads: valid, invalid or "
             "not-found, with the payload that decided. Lists hold a prefix and an AS a line. "
             "Status 1 if any route is invalid.",
    .options = validate_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .operands_are_items = true,
    .schema = &validate_schema,
    .examples = validate_examples,
    .run = run_validate,
};
