#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "cli/report.h"
#include "cli/route.h"
#include "cli/route_check_explain.h"
#include "cli/route_load.h"
#include "cli/route_words.h"
#include "route/check.h"
#include "route/names.h"

static const struct nk_field check_fields[] = {
    {"file", "file", "the table that the route is in", NK_TEXT, 0, 0},
    {"line", "line", "its line there; of a binary file the number of the record", NK_INT, 0, 0},
    {"prefix", "prefix", "the route's prefix, with its host bits", NK_PREFIX, 0, 0},
    {"finding", "finding",
     "duplicate, host-bits, redundant, unreachable-next-hop, next-hop-loop, in-blackhole or "
     "damaged",
     NK_TEXT, 0, 0},
    {"other", "other", "the prefix of the route that it conflicts with, or the next hop", NK_TEXT,
     0, 0},
    {"detail", "detail", "what is wrong, in a sentence", NK_TEXT, 0, 0},
};

static const struct nk_schema check_schema = {
    .fields = check_fields,
    .count = sizeof check_fields / sizeof *check_fields,
    .operand = NK_REPORT_ITEM,
};

struct run {
    struct nk_ctx *ctx;
    struct nk_table table;
    struct nk_report_out report;
    struct nk_route_notes notes;
    struct nk_bad_items bad;
    bool bad_lost;           /* memory was out for one of them */
    struct nk_labels damage; /* of compiled tables: name, then what is wrong, in turns */
    uint32_t *damages;       /* numbers in it */
    size_t damage_count, damage_room;
    struct nk_buf file, name, other, detail;
    struct nk_check_telling telling; /* --explain */
};

static void keep_bad(void *closure, const struct nk_input_item *item, const struct nk_err *err)
{
    struct run *x = closure;
    if (!nk_bad_items_add(&x->bad, item, err))
        x->bad_lost = true;
}

/* A compiled table is not what was compiled: told with the rest. */
static void keep_damage(void *closure, const char *source, const char *what)
{
    struct run *x = closure;
    const char *const texts[] = {source, what};
    for (size_t i = 0; i < 2; i++) {
        /* each with its NUL */
        uint32_t number = nk_labels_add(&x->damage, texts[i], strlen(texts[i]) + 1);
        if (number == NK_LABELS_NONE ||
            !nk_grow((void **)&x->damages, x->damage_count, &x->damage_room, sizeof *x->damages)) {
            x->bad_lost = true;
            return;
        }
        x->damages[x->damage_count++] = number;
    }
}

/* ---- texts --------------------------------------------------------------- */

static void add_prefix(struct nk_buf *b, const struct nk_route *r)
{
    struct nk_prefix p = nk_route_prefix(r);
    nk_add_prefix(b, &p);
}

static const char *file_of(const struct run *x, const struct nk_route *r, struct nk_buf *b)
{
    size_t len;
    const char *text = nk_table_source_of(&x->table, r->source, &len);
    nk_buf_clear(b);
    nk_buf_add(b, text, len);
    nk_buf_add_byte(b, '\0');
    return text == NULL || b->failed ? NULL : b->data;
}

/* " (FILE:LINE)" */
static void add_place(struct run *x, const struct nk_route *r)
{
    struct nk_buf file = {0};
    const char *name = nk_report_file(file_of(x, r, &file));
    if (name != NULL && r->line > 0)
        nk_buf_printf(&x->detail, " (%s:%u)", name, r->line);
    else if (name != NULL)
        nk_buf_printf(&x->detail, " (%s)", name);
    x->detail.failed = x->detail.failed || file.failed;
    nk_buf_release(&file);
}

static void add_route(struct run *x, const struct nk_route *r)
{
    nk_route_add_line(&x->detail, &x->table, r);
    add_place(x, r);
}

/* What a next hop comes to: "A is on no connected network". */
static void add_hop_detail(struct run *x, const struct nk_route_note *n)
{
    size_t count;
    const struct nk_route *r = &x->table.routes[n->route];
    const struct nk_hop *hops = nk_table_hops_of(&x->table, r->hops, &count);
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(&hops[n->hop].via, text);
    nk_buf_add_text(&x->other, text);
    nk_buf_printf(&x->detail, "the next hop %s of ", text);
    nk_buf_add_text(&x->detail, x->name.data);
    if (n->fault == NK_FAULT_LOOP)
        nk_buf_add_text(&x->detail, " is resolved in a circle, by ");
    else if (n->other == NK_ROUTE_NONE)
        nk_buf_add_text(&x->detail, " is on no connected network, nor behind one");
    else
        nk_buf_add_text(&x->detail, " is behind a route that leads to no connected network, ");
    if (n->other != NK_ROUTE_NONE)
        add_route(x, &x->table.routes[n->other]);
}

static void add_host_bits_detail(struct run *x, const struct nk_route *r)
{
    char text[NK_PREFIX_TEXT_MAX];
    struct nk_prefix p = nk_route_prefix(r), network = nk_prefix_network(&p);
    nk_prefix_format(&network, text);
    nk_buf_printf(&x->detail, "%s has host bits set: the network is %s", x->name.data, text);
}

static void add_detail(struct run *x, const struct nk_route_note *n)
{
    static const char *const said[NK_FAULT_COUNT] = {
        [NK_FAULT_DUPLICATE] = "stands there already: ",
        [NK_FAULT_REDUNDANT] = "is covered with the same result by ",
        [NK_FAULT_BLACKHOLE] = "lies in ",
    };
    const struct nk_route *r = &x->table.routes[n->route];
    if (n->fault == NK_FAULT_UNREACHABLE || n->fault == NK_FAULT_LOOP) {
        add_hop_detail(x, n);
    } else if (n->fault == NK_FAULT_HOST_BITS) {
        add_host_bits_detail(x, r);
    } else {
        const struct nk_route *other = &x->table.routes[n->other];
        nk_buf_printf(&x->detail, "%s %s", x->name.data, said[n->fault]);
        add_route(x, other);
        add_prefix(&x->other, other);
    }
}

/* ---- telling ------------------------------------------------------------- */

static bool tell(struct run *x, const struct nk_route_note *n)
{
    const struct nk_route *r = &x->table.routes[n->route];
    struct nk_err err = {0};
    nk_buf_clear(&x->other);
    nk_buf_clear(&x->detail);
    add_detail(x, n);
    bool has_other = x->other.len > 0;
    nk_buf_add_byte(&x->other, '\0');
    nk_buf_add_byte(&x->detail, '\0');
    if (x->other.failed || x->detail.failed)
        return false;
    const struct nk_finding f = {
        .file = file_of(x, r, &x->file),
        .line = r->line,
        .item = x->name.data,
        .finding = nk_fault_words[n->fault],
        .other = has_other ? x->other.data : NULL,
        .detail = x->detail.data,
    };
    if (x->file.failed)
        return false;
    if (nk_cli_explains(x->ctx))
        return nk_check_explain(&x->telling, &f, n, &err);
    nk_report_add(&x->report, &f);
    return true;
}

/* One route with its `count` notes. */
static bool tell_route(struct run *x, uint32_t route, const struct nk_route_note *notes,
                       size_t count)
{
    const struct nk_route *r = &x->table.routes[route];
    nk_buf_clear(&x->name);
    add_prefix(&x->name, r);
    nk_buf_add_byte(&x->name, '\0');
    const char *file = file_of(x, r, &x->file);
    if (x->name.failed || x->file.failed)
        return false;
    nk_report_begin(&x->report, file, x->name.data, count > 0);
    for (size_t i = 0; i < count && x->ctx->out->error == 0; i++)
        if (!tell(x, &notes[i]))
            return false;
    nk_report_end(&x->report);
    return true;
}

static bool tell_routes(struct run *x)
{
    size_t at = 0;
    bool every = nk_report_has_all(&x->report);
    for (uint32_t i = 0; i < x->table.count && x->ctx->out->error == 0; i++) {
        size_t start = at;
        while (at < x->notes.count && x->notes.all[at].route == i)
            at++;
        if ((every || at > start) &&
            !tell_route(x, i, at > start ? &x->notes.all[start] : NULL, at - start))
            return false;
    }
    return true;
}

/* Files that are damaged; what else is wrong with their routes says nothing then. */
static void tell_damage(struct run *x)
{
    struct nk_err err = {0};
    for (size_t i = 0; i + 1 < x->damage_count; i += 2) {
        size_t len;
        const char *file = nk_labels_get(&x->damage, x->damages[i], &len);
        const struct nk_finding f = {
            .file = file,
            .finding = "damaged",
            .detail = nk_labels_get(&x->damage, x->damages[i + 1], &len),
        };
        if (nk_cli_explains(x->ctx)) {
            nk_check_explain(&x->telling, &f, NULL, &err);
            continue;
        }
        nk_report_begin(&x->report, file, nk_report_file(file), true);
        nk_report_add(&x->report, &f);
        nk_report_end(&x->report);
    }
}

/* The working as a whole: it is never long. */
static bool print_working(struct run *x)
{
    struct nk_check_telling *t = &x->telling;
    nk_check_explain_rest(t);
    if (!t->b.failed && t->b.len > 0)
        nk_cli_print(x->ctx, t->b.data, t->b.len);
    return !t->b.failed;
}

static void report(struct run *x, unsigned faults)
{
    struct nk_err err = {0};
    x->telling.t = &x->table;
    if (nk_cli_explains(x->ctx))
        nk_check_explain_start(&x->telling, faults, &x->notes);
    nk_report_start(&x->report, &x->bad);
    tell_damage(x);
    if (tell_routes(x) && print_working(x) && !x->bad_lost)
        nk_report_finish(&x->report);
    else {
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
    }
    nk_cli_status(x->ctx, x->notes.count > 0 || x->damage_count > 0 ? NK_NO : NK_YES);
}

/* ---- the verb ------------------------------------------------------------ */

/* The faults whose options are given; all where none is. */
static unsigned wanted_faults(const struct nk_args *args)
{
    unsigned faults = 0;
    for (unsigned i = 0; i < NK_FAULT_COUNT; i++)
        faults |= (unsigned)nk_args_has(args, nk_fault_words[i]) << i;
    return faults != 0 ? faults : (1u << NK_FAULT_COUNT) - 1;
}

/* -4 and -6: what is of the other family is not there. */
static bool drop_other_family(struct nk_table *t, uint8_t family, struct nk_err *err)
{
    size_t count = 0;
    if (family == NK_FAMILY_NONE)
        return true;
    if (!nk_table_own(t))
        return nk_err_memory(err);
    for (size_t i = 0; i < t->count; i++)
        if (t->routes[i].family == family)
            t->routes[count++] = t->routes[i];
    t->count = count;
    return true;
}

static bool load(struct run *x)
{
    x->ctx->bad_tap = keep_bad;
    x->ctx->bad_closure = x;
    const struct nk_route_damage damage = {keep_damage, x};
    bool loaded = nk_route_load_checked(x->ctx, x->ctx->args, &damage, &x->table);
    x->ctx->bad_tap = NULL;
    return loaded;
}

static enum nk_status run_check(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct run x = {.ctx = ctx};
    struct nk_err err = {0};
    if (args->explain && nk_args_number(args, "report", NK_REPORT_TEXT) != NK_REPORT_TEXT)
        return nk_cli_misuse(ctx, "--explain is for people: it does not go with --report %s",
                             nk_args_text(args, "report"));
    if (!nk_report_open(&x.report, ctx, "netkit route check"))
        return ctx->worst;
    if (load(&x)) {
        unsigned faults = x.damage_count > 0 ? 0 : wanted_faults(args);
        if (drop_other_family(&x.table, args->family, &err) &&
            nk_route_check(&x.table, faults, &x.notes, &err))
            report(&x, faults);
        else
            nk_cli_fail(ctx, &err);
    }
    nk_route_notes_release(&x.notes);
    nk_bad_items_release(&x.bad);
    nk_labels_release(&x.damage);
    free(x.damages);
    nk_check_telling_release(&x.telling);
    nk_table_release(&x.table);
    nk_buf_release(&x.file);
    nk_buf_release(&x.name);
    nk_buf_release(&x.other);
    nk_buf_release(&x.detail);
    return nk_report_close(&x.report);
}

static const struct nk_option check_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = "duplicate", .help = "no two routes have one prefix, table, TOS and metric"},
    {.name = "host-bits", .help = "no prefix has host bits set"},
    {.name = "redundant", .help = "no route has the result of the shorter one that covers it"},
    {.name = "unreachable-next-hop", .help = "every next hop leads to a connected route"},
    {.name = "next-hop-loop", .help = "no next hop is resolved in a circle"},
    {.name = "in-blackhole", .help = "no route is more specific than a blackhole"},
    NK_REPORT_OPTION,
    {.name = ""},
};

static const struct nk_example check_examples[] = {
    {"route check -t sample:textbook", "nothing is wrong there"},
    {"route check -t sample:textbook --explain", "what each check looks for"},
    {"route check --redundant -t sample:textbook --report tap", "one check, a test a route"},
    {"", ""},
};

const struct nk_verb nk_route_check_verb = {
    .name = "check",
    .operands = "",
    .summary = "what is wrong in a table",
    .about = "Tells what is wrong in a table, with file and line: duplicates, host bits, routes "
             "that another covers with the same result, next hops that no connected route reaches, "
             "next hops that are resolved in a circle, more specifics of a blackhole. Without an "
             "option that names a check, all of them. Of a compiled table the checksum and every "
             "index too. Status 1 if anything was found.",
    .options = check_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .min_operands = 0,
    .max_operands = NK_NO_OPERANDS,
    .schema = &check_schema,
    .examples = check_examples,
    .run = run_check,
};
