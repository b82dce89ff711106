#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "cidr/plan.h"
#include "cli/cidr.h"
#include "cli/cidr_words.h"
#include "cli/explain.h"

enum { F_NAME, F_NEED, F_PREFIX, F_HOSTS, F_FIRST_HOST, F_LAST_HOST, F_KIND };

static const struct nk_field plan_fields[] = {
    {"name", "name", "the name asked for, or the label of what is used", NK_TEXT, 0, 12},
    {"need", "need", "what was asked for: a number of hosts, or a length", NK_TEXT, 0, 6},
    {"prefix", "prefix", "where it is; null where it does not fit", NK_PREFIX, 0, 18},
    {"hosts", "hosts", "how many hosts it has room for", NK_COUNT, 0, 8},
    {"first_host", "first host", "the first address for a host", NK_ADDR, 0, 15},
    {"last_host", "last host", "the last address for a host", NK_ADDR, 0, 15},
    {"kind", "kind", "assigned, used or free", NK_TEXT, 0, 0},
};

static const struct nk_schema plan_schema = {
    .fields = plan_fields,
    .count = sizeof plan_fields / sizeof *plan_fields,
    .operand = F_PREFIX,
};

/* All that one run works on. */
struct plan {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    uint8_t family;
    struct nk_set pool, used, unused;
    struct nk_labels labels; /* of what is used */
    struct nk_plan_need *needs;
    size_t count, room;
    size_t *order; /* the needs as they were placed */
};

/* ---- records ------------------------------------------------------------- */

static bool write_prefix(struct nk_record *r, const struct nk_prefix *p, const char *kind)
{
    struct nk_addr first, last;
    nk_put_prefix(r, F_PREFIX, p);
    nk_record_count(r, F_HOSTS, nk_plan_hosts(p, &first, &last));
    nk_put_addr(r, F_FIRST_HOST, &first);
    nk_put_addr(r, F_LAST_HOST, &last);
    nk_record_text(r, F_KIND, kind);
    return nk_record_end(r);
}

static bool write_need(struct nk_record *r, const struct nk_plan_need *need)
{
    nk_record_slice(r, F_NAME, need->name, need->name_length);
    nk_record_slice(r, F_NEED, need->text, need->text_length);
    if (need->placed)
        return write_prefix(r, &need->prefix, "assigned");
    nk_record_text(r, F_KIND, "assigned");
    return nk_record_end(r);
}

static bool write_set(struct nk_record *r, const struct nk_set *set, const struct nk_labels *labels,
                      const char *kind)
{
    struct nk_set_iter it;
    struct nk_prefix p;
    uint32_t label;
    bool more = true;
    nk_set_iter_init(&it, set);
    while (more && nk_set_next_prefix(&it, &p, &label)) {
        size_t len = 0;
        const char *text = labels == NULL ? NULL : nk_labels_get(labels, label, &len);
        if (text != NULL)
            nk_record_slice(r, F_NAME, text, len);
        more = write_prefix(r, &p, kind);
    }
    return more;
}

/* With a working or a picture in their place the records are kept only. */
static void write_plan(struct plan *x, const struct nk_set *taken, bool told)
{
    struct nk_record r;
    if (!nk_cli_records(x->ctx, &r))
        return;
    if (told && !nk_cli_keeps(&r)) {
        nk_record_release(&r);
        return;
    }
    bool more = true;
    for (size_t i = 0; more && i < x->count; i++)
        more = write_need(&r, &x->needs[i]);
    if (more && write_set(&r, taken, &x->labels, "used"))
        write_set(&r, &x->unused, NULL, "free");
    nk_cli_records_done(x->ctx, &r);
}

/* ---- --explain ----------------------------------------------------------- */

static void explain_length(struct nk_buf *b, const struct plan *x, const struct nk_plan_need *need)
{
    char hosts[NK_COUNT_TEXT_MAX], size[NK_COUNT_TEXT_MAX];
    unsigned bits = nk_family_width(x->family) - need->length;
    if (need->by_length) {
        nk_explain_say(b, 3, "asked for as a /%u", need->length);
        return;
    }
    nk_count_format(need->hosts, hosts);
    nk_count_format(nk_count_bit(bits), size);
    bool two = x->family == NK_IPV4 && bits > 1;
    nk_explain_say(b, 3, "%s host%s%s: 2^%u = %s addresses, a /%u", hosts,
                   strcmp(hosts, "1") == 0 ? "" : "s", two ? " + network and broadcast" : "", bits,
                   size, need->length);
}

static void explain_need(struct nk_buf *b, const struct plan *x, size_t step,
                         const struct nk_plan_need *need)
{
    char text[NK_PREFIX_TEXT_MAX];
    size_t line = b->len;
    nk_buf_printf(b, "%zu. ", step);
    nk_explain_cut(b, need->name, need->name_length, NK_EXPLAIN_COLUMNS - (b->len - line));
    nk_buf_add_byte(b, '\n');
    explain_length(b, x, need);
    if (need->placed) {
        nk_prefix_format(&need->prefix, text);
        nk_buf_printf(b, "   at the lowest free multiple of it: %s\n", text);
    } else {
        nk_buf_printf(b, "   no free place is large enough\n");
    }
}

static void draw(struct plan *x, const struct nk_set *taken)
{
    struct nk_canvas canvas;
    struct nk_err err = {0};
    nk_canvas_init(&canvas, 80);
    nk_plan_draw(&canvas, &x->pool, taken, x->needs, x->count);
    bool done = x->args->svg ? nk_canvas_svg(&canvas, x->ctx->out, "address plan", &err)
                             : nk_canvas_text(&canvas, x->ctx->out, x->args->ascii || !x->ctx->utf8,
                                              x->ctx->color, &err);
    if (!done)
        nk_cli_fail(x->ctx, &err);
    nk_canvas_release(&canvas);
}

static void explain(struct plan *x, const struct nk_set *taken)
{
    struct nk_buf b = {0};
    nk_buf_add_text(&b, "The largest first, equal ones as given:\n");
    for (size_t i = 0; i < x->count; i++)
        explain_need(&b, x, i + 1, &x->needs[x->order[i]]);
    nk_buf_add_byte(&b, '\n');
    if (nk_cli_print_made(x->ctx, &b))
        draw(x, taken);
}

/* ---- the verb ------------------------------------------------------------ */

static bool read_needs(struct plan *x)
{
    const struct nk_given *given;
    size_t at = 0;
    while ((given = nk_args_next(x->args, "need", &at)) != NULL) {
        struct nk_err err = {0};
        if (nk_plan_parse(given->text, &x->needs, &x->count, &x->room, &err))
            continue;
        nk_cli_bad_argument(x->ctx, given, &err);
        return false;
    }
    if (x->count > 0)
        return true;
    nk_cli_misuse(x->ctx, "--need is missing: which networks, and for how many hosts?");
    return false;
}

/* The one family of the pool: hosts count differently in the two. */
static bool pool_family(struct plan *x)
{
    if (x->pool.ipv4.count > 0 && x->pool.ipv6.count > 0) {
        nk_cli_misuse(x->ctx, "the pool has both families: plan one at a time, with -4 or -6");
        return false;
    }
    x->family = x->pool.ipv6.count > 0 ? NK_IPV6 : NK_IPV4;
    return true;
}

static void report_misfits(struct plan *x)
{
    for (size_t i = 0; i < x->count; i++) {
        const struct nk_plan_need *need = &x->needs[i];
        if (need->placed)
            continue;
        nk_cli_say(x->ctx, "%.*s does not fit: no free /%u is left", (int)need->name_length,
                   need->name, need->length);
        nk_cli_status(x->ctx, NK_NO);
    }
}

static bool compute(struct plan *x, struct nk_set *taken, struct nk_err *err)
{
    x->order = calloc(x->count, sizeof *x->order);
    if (x->order == NULL)
        return nk_err_memory(err);
    return nk_plan_lengths(x->needs, x->count, x->family, nk_args_has(x->args, "rfc3021"), err) &&
           nk_set_intersection(taken, &x->used, &x->pool, err) &&
           nk_set_difference(&x->unused, &x->pool, &x->used, err) &&
           nk_plan_place(x->needs, x->count, &x->unused, x->order, err);
}

static void plan(struct plan *x)
{
    struct nk_err err = {0};
    struct nk_set taken;
    nk_set_init(&taken);
    if (!compute(x, &taken, &err)) {
        nk_cli_fail(x->ctx, &err);
    } else {
        bool told = x->args->explain && x->args->format == NK_FORMAT_TEXT;
        if (x->args->svg)
            draw(x, &taken);
        else if (told)
            explain(x, &taken);
        write_plan(x, &taken, x->args->svg || told);
        report_misfits(x);
    }
    nk_set_release(&taken);
}

static enum nk_status run_plan(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct plan x = {.ctx = ctx, .args = args};
    nk_set_init(&x.pool);
    nk_set_init(&x.used);
    nk_set_init(&x.unused);
    if (nk_cli_stdin_once(ctx, args, false) && read_needs(&x) &&
        nk_cidr_set_load(ctx, args, args->operands, args->operand_count, &x.pool, NULL) &&
        nk_cidr_set_option(ctx, args, "used", &x.used, &x.labels) && pool_family(&x))
        plan(&x);
    nk_set_release(&x.pool);
    nk_set_release(&x.used);
    nk_set_release(&x.unused);
    nk_labels_release(&x.labels);
    free(x.needs);
    free(x.order);
    return ctx->worst;
}

static const struct nk_option plan_options[] = {
    {.name = "need",
     .arg = NK_ARG_WORD,
     .metavar = "NAME=HOSTS,...",
     .repeats = true,
     .help = "the networks wanted: usable hosts, or NAME=/LEN for a length"},
    {.name = "used",
     .arg = NK_ARG_FILE,
     .metavar = "SET",
     .repeats = true,
     .help = "what is taken already: an item, '-' or @FILE"},
    {.name = "rfc3021", .arg = NK_ARG_NONE, .help = "two hosts may take a /31 (RFC 3021)"},
    {.name = ""},
};

static const struct nk_example plan_examples[] = {
    {"cidr plan 192.0.2.0/24 --need lan=100,dmz=50,link=2", "room for three networks"},
    {"cidr plan 2001:db8::/48 --need lan=/64,wifi=/64", "the same with lengths"},
    {"cidr plan 192.0.2.0/24 --need lan=100,dmz=50 --explain", "each step, and a picture"},
    {"", ""},
};

const struct nk_verb nk_cidr_plan_verb = {
    .name = "plan",
    .operands = "POOL...",
    .summary = "VLSM: room for networks of different sizes",
    .about =
        "Places networks in a pool: the largest first, equal ones as given, each at the lowest "
        "free place where it is aligned. Prints them in the order of the request, then what is "
        "used, then what stays free. Status 1 if one does not fit.",
    .options = plan_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT | NK_COMMON_SVG,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &plan_schema,
    .examples = plan_examples,
    .run = run_plan,
};
