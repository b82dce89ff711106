#include <string.h>

#include "cli/dns.h"
#include "cli/dns_explain.h"
#include "cli/dns_probe.h"
#include "cli/report.h"

static const struct nk_field check_fields[] = {NK_PROBE_FIELDS};

static const struct nk_schema check_schema = {
    .fields = check_fields,
    .count = sizeof check_fields / sizeof *check_fields,
    .operand = NK_PROBE_NAME,
};

enum { TIMEOUT_MS = 10000 };

/* One run of the verb. */
struct check {
    struct nk_ctx *ctx;
    struct nk_dns_probe probe;
    struct nk_report_out report;
    struct nk_buf name, found;
    bool explains;
};

/* The fixed word of a finding. */
static const char *finding_word(const struct nk_dns_probe *p)
{
    static const char *const words[] = {
        [NK_EXPECT_PRESENT] = "not-present",
        [NK_EXPECT_EQUALS] = "not-equal",
        [NK_EXPECT_CONTAINS] = "not-contained",
        [NK_EXPECT_ABSENT] = "not-absent",
    };
    bool too_long = p->expect.ttl_max >= 0 && nk_values_ttl(&p->result.found) > p->expect.ttl_max;
    if (!nk_dns_probe_knows(p))
        return "no-answer";
    return too_long ? "ttl-too-high" : words[p->expect.kind];
}

/* "www.example. A @192.0.2.53#53" */
static bool name_item(struct check *x)
{
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    const struct nk_dns_probe *p = &x->probe;
    nk_name_format(&p->question.name, name);
    nk_buf_clear(&x->name);
    nk_buf_printf(&x->name, "%s %s @", name, nk_type_name(p->question.type, type));
    nk_dns_server_text(&x->name, nk_dns_probe_server(p));
    nk_buf_add_byte(&x->name, '\0');
    nk_buf_clear(&x->found);
    nk_values_text(&x->found, &p->result.found, ", ");
    nk_buf_add_byte(&x->found, '\0');
    return !x->name.failed && !x->found.failed;
}

static void put_report(struct check *x)
{
    const struct nk_dns_probe *p = &x->probe;
    bool failing = !nk_dns_probe_knows(p) || !p->result.ok;
    const struct nk_finding f = {.item = x->name.data,
                                 .finding = finding_word(p),
                                 .other = x->found.len > 1 ? x->found.data : NULL,
                                 .detail = p->text.data};
    if (!failing && !nk_report_has_all(&x->report))
        return;
    nk_report_begin(&x->report, NULL, f.item, failing);
    if (failing)
        nk_report_add(&x->report, &f);
    nk_report_end(&x->report);
}

/* The working, of the question but once. */
static void explain(struct check *x, bool first)
{
    struct nk_buf b = {0};
    if (first)
        nk_dns_probe_explain_question(&x->probe, &b);
    nk_dns_probe_explain(&x->probe, &b);
    nk_dns_explain_out(x->ctx, &b);
    nk_buf_release(&b);
}

/* The sentence and who said so; below the working in lines as that has. */
static void put_sentence(struct check *x)
{
    struct nk_buf *b = &x->name, lines = {0};
    nk_buf_clear(b);
    nk_buf_add_text(b, x->probe.text.data);
    nk_buf_add_text(b, " (");
    nk_dns_server_text(b, nk_dns_probe_server(&x->probe));
    nk_buf_add_text(b, ")");
    if (b->failed)
        return;
    if (!nk_dns_probe_knows(&x->probe)) {
        nk_cli_say(x->ctx, "%.*s", (int)b->len, b->data);
        return;
    }
    if (x->explains) {
        nk_explain_say(&lines, 0, "%.*s", (int)b->len, b->data);
        nk_dns_explain_out(x->ctx, &lines);
        nk_buf_release(&lines);
        return;
    }
    nk_buf_add_byte(b, '\n');
    nk_cli_print(x->ctx, b->data, b->len);
}

static void put(struct check *x)
{
    struct nk_dns_probe *p = &x->probe;
    bool knows = nk_dns_probe_knows(p);
    if (x->report.records) {
        nk_dns_probe_put(p, &x->report.record);
        nk_record_end(&x->report.record);
        if (!knows)
            nk_cli_say(x->ctx, "%s", p->text.data);
    } else if (x->report.kind != NK_REPORT_TEXT) {
        put_report(x);
        if (!knows)
            nk_cli_say(x->ctx, "%s", p->text.data);
    } else {
        put_sentence(x);
    }
    nk_cli_status(x->ctx, !knows ? NK_FAILED : p->result.ok ? NK_YES : NK_NO);
}

/* Each server that was named; else those of resolv.conf, until one answers. */
static void check_all(struct check *x)
{
    struct nk_dns_options *o = &x->probe.options;
    bool each = nk_dns_probe_is_directed(&x->probe);
    struct nk_err err = {0};
    nk_report_start(&x->report, &(struct nk_bad_items){0});
    for (size_t i = 0; i < (each ? o->server_count : 1) && x->ctx->out->error == 0; i++) {
        if (!nk_dns_probe_ask(&x->probe, &o->servers[i], each ? 1 : o->server_count,
                              each ? o->server_count - i : 1, &err) ||
            (!name_item(x) && !nk_err_memory(&err))) {
            nk_cli_fail(x->ctx, &err);
            return;
        }
        if (x->explains)
            explain(x, i == 0);
        put(x);
    }
    nk_report_finish(&x->report);
}

static enum nk_status run_check(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct check x = {.ctx = ctx};
    x.explains = nk_cli_explains(ctx) && !nk_args_has(args, "report");
    if (nk_dns_probe_open(&x.probe, ctx, args, TIMEOUT_MS) &&
        nk_report_open(&x.report, ctx, "netkit dns check")) {
        check_all(&x);
        nk_report_close(&x.report);
    }
    nk_dns_probe_release(&x.probe);
    nk_buf_release(&x.name);
    nk_buf_release(&x.found);
    return ctx->worst;
}

static const struct nk_option check_options[] = {
    NK_DNS_EXPECT_OPTIONS,   NK_REPORT_OPTION, NK_DNS_PROBE_OPTIONS,
    NK_DNS_EXCHANGE_OPTIONS, {.name = ""},
};

static const struct nk_example check_examples[] = {
    {"lab run -- dns check www.example.test A --equals 192.0.2.80", "a step in a CI pipeline"},
    {"", ""},
};

const struct nk_verb nk_dns_check_verb = {
    .name = "check",
    .operands = "NAME [TYPE] [@SERVER...]",
    .asks_servers = true,
    .summary = "a CI assertion about the records of a name",
    .about = "Asks once and says what was expected and what was found. Values are compared by "
             "meaning: names without regard to case, addresses and numbers however they are "
             "written, and all of them as a set. Several servers are each asked. Without an option "
             "that says what is expected: some record. Status 0 if it is so, 1 if not, 3 if no "
             "answer tells.",
    .options = check_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .min_operands = 0,
    .offers = nk_dns_type_offers,
    .schema = &check_schema,
    .examples = check_examples,
    .run = run_check,
};
