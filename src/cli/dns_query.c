#include <string.h>

#include "base/escape.h"
#include "cli/dns.h"
#include "cli/dns_ask.h"
#include "cli/dns_bulk.h"
#include "cli/dns_fail_on.h"
#include "cli/dns_transfer.h"
#include "dns/idn.h"

enum { TIMEOUT_MS = 10000 };

/* One run of the verb. */
struct query {
    struct nk_ctx *ctx;
    struct nk_dns_options o;
    struct nk_dns_words words;
    struct nk_dns_asker asker;
    struct nk_dns_fail_on fail_on;
    struct nk_name name;
    struct nk_record record;
    bool layout;           /* text as dig's, else records */
    bool recording;        /* the records are made, if for a tap alone */
    struct nk_out nowhere; /* where they go then */
    bool told;             /* something was printed */
    bool found;            /* one of the types has records */
    bool failing;          /* by --fail-on */
    enum nk_status worst;  /* of those that have none */
};

/* ---- what is shown -------------------------------------------------------------------- */

/* What the labels of an internationalised name stand for. */
static void add_unicode(struct query *x, struct nk_buf *b, const struct nk_name *name)
{
    char ace[NK_NAME_TEXT_MAX];
    struct nk_buf text = {0};
    nk_name_format(name, ace);
    if (!x->o.idn || x->o.brief || !(x->o.parts & NK_SHOW_COMMENTS) || !nk_idn_has_ace(ace))
        return;
    if (nk_idn_to_unicode(ace, &text, NULL)) { /* else it is no more than its letters */
        nk_buf_printf(b, ";; %s is ", ace);
        nk_escape_text(b, text.data, text.len);
        nk_buf_add_byte(b, '\n');
    }
    nk_buf_release(&text);
}

/* An address that was asked for as a name. */
static void add_hint(struct query *x, struct nk_buf *b)
{
    struct nk_addr addr;
    const char *name = x->words.name;
    if (x->o.brief || !(x->o.parts & NK_SHOW_COMMENTS) || x->words.reverse ||
        !nk_addr_parse(name, strlen(name), &addr, NULL))
        return;
    nk_buf_printf(b, ";; %s is asked for as a name; -x asks for the name of an address\n", name);
}

/* What came before the answer. */
static void add_tries(struct query *x, struct nk_buf *b)
{
    const struct nk_dns_reply *r = &x->asker.reply;
    if (x->o.brief || !(x->o.parts & NK_SHOW_COMMENTS))
        return;
    for (size_t i = 0; i < r->try_count; i++) {
        if (r->tries[i].fault == NK_DNS_GOOD && r->tries[i].dropped == 0)
            continue;
        nk_buf_add_text(b, ";; ");
        nk_dns_try_text(b, x->o.servers, &r->tries[i]);
        nk_buf_add_byte(b, '\n');
    }
}

static bool show(struct query *x, const struct nk_dns_item *item)
{
    struct nk_buf b = {0};
    struct nk_show s = nk_dns_item_show(item, x->o.parts);
    if (s.bytes == NULL)
        return true;
    if (x->told && !x->o.brief)
        nk_buf_add_byte(&b, '\n');
    add_hint(x, &b);
    add_tries(x, &b);
    add_unicode(x, &b, &item->question->name);
    if (nk_cli_explains(x->ctx)) /* in place of the message: its lines fit no width */
        nk_show_explain(&b, &s);
    else if (x->o.brief)
        nk_show_short(&b, &s);
    else
        nk_show_text(&b, &s);
    x->told = true;
    return nk_cli_print_made(x->ctx, &b);
}

/* ---- asking ------------------------------------------------------------------------------ */

/* Keeps what one type came to; the statuses of all are one (see status_of). */
static void judge(struct query *x, const struct nk_dns_question *q, const struct nk_dns_item *item)
{
    enum nk_dns_outcome outcome = nk_dns_asker_outcome(&x->asker, q);
    enum nk_status status = nk_dns_status(outcome);
    if (status == NK_FAILED)
        nk_dns_asker_complain(&x->asker, q, item);
    x->found = x->found || outcome == NK_OUTCOME_FOUND;
    x->failing = x->failing || nk_dns_fail_on_has(&x->fail_on, &x->asker.reply, outcome);
    if (status > x->worst)
        x->worst = status;
}

/* Asks for the name, or for those of the search list until one has records. */
static bool ask(struct query *x, struct nk_dns_question *q)
{
    bool absolute = !x->o.search || x->words.reverse || nk_dns_name_is_absolute(x->words.name);
    for (size_t i = 0; nk_resolvconf_candidate(&x->o.conf, &x->name, absolute, i, &q->name); i++) {
        if (!nk_dns_asker_ask(&x->asker, q))
            return false;
        enum nk_dns_outcome outcome = nk_dns_asker_outcome(&x->asker, q);
        if (outcome != NK_OUTCOME_NXDOMAIN && outcome != NK_OUTCOME_NO_DATA)
            break;
    }
    return true;
}

static bool ask_type(struct query *x, uint16_t type)
{
    struct nk_dns_question q = {.name = x->name, .type = type, .class = x->words.class};
    if (!ask(x, &q))
        return false;
    struct nk_dns_item item = nk_dns_asker_item(&x->asker, &q, x->words.name);
    bool more =
        (!x->recording || nk_dns_item_put(&x->record, &item)) && (!x->layout || show(x, &item));
    judge(x, &q, &item);
    return more;
}

static void ask_all(struct query *x)
{
    if (x->words.type_count == 0)
        x->words.types[x->words.type_count++] = NK_TYPE_A;
    for (size_t i = 0; i < x->words.type_count; i++)
        if (!ask_type(x, x->words.types[i]))
            return;
}

/* Of several types one is enough. */
static enum nk_status status_of(const struct query *x)
{
    if (x->fail_on.given)
        return x->failing ? NK_NO : NK_YES;
    return x->found ? NK_YES : x->worst;
}

/* ---- the verb -------------------------------------------------------------------------------- */

static enum nk_status run_other(struct nk_ctx *ctx, const struct nk_args *args,
                                const struct nk_verb *verb)
{
    struct nk_args other = *args;
    other.verb = verb;
    ctx->args = &other;
    enum nk_status status = other.verb->run(ctx, &other);
    ctx->args = args;
    return status;
}

static bool open_output(struct query *x)
{
    const struct nk_args *args = x->ctx->args;
    x->layout = args->format == NK_FORMAT_TEXT && args->fields == NULL;
    x->recording = !x->layout || x->ctx->tap != NULL;
    if (x->recording && !nk_dns_records(x->ctx, &x->record))
        return false;
    nk_out_init(&x->nowhere, -1, false);
    if (x->layout)
        x->record.out = &x->nowhere;
    return true;
}

static enum nk_status run_query(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct query x = {.ctx = ctx};
    bool ready, records = false;
    if (nk_dns_bulk_asked(args))
        return nk_dns_bulk_run(ctx, args);
    if (nk_dns_transfer_asked(args))
        return run_other(ctx, args, &nk_dns_transfer_verb);
    ready = nk_dns_options_init(&x.o, ctx, args, TIMEOUT_MS) && nk_dns_words_read(&x.o, &x.words);
    if (ready && x.o.trace) {
        nk_dns_options_release(&x.o);
        return run_other(ctx, args, &nk_dns_trace_verb);
    }
    ready = ready && nk_dns_fail_on_read(&x.fail_on, ctx, args) &&
            nk_dns_words_name(&x.o, &x.words, &x.name) && nk_dns_options_ready(&x.o);
    if (ready && nk_dns_asker_init(&x.asker, &x.o)) {
        records = open_output(&x);
        if (records) {
            ask_all(&x);
            nk_cli_status(ctx, status_of(&x));
        }
    }
    if (records && x.recording) {
        nk_cli_records_done(ctx, &x.record);
        nk_out_release(&x.nowhere);
    }
    nk_dns_asker_release(&x.asker);
    nk_dns_options_release(&x.o);
    return ctx->worst;
}

static const struct nk_option query_options[] = {
    NK_DNS_QUESTION_OPTIONS, NK_DNS_FAIL_ON_OPTION, NK_DNS_EXCHANGE_OPTIONS,
    NK_DNS_BULK_OPTIONS,     {.name = ""},
};

static const struct nk_example query_examples[] = {
    {"dns query example.com @192.0.2.53", "the IPv4 addresses of a name, from that server"},
    {"dns example.com MX AAAA @192.0.2.53 +short", "two types, the data alone"},
    {"dns query -x 192.0.2.1 @192.0.2.53 --json", "the name of an address, as JSON"},
    {"dns query example.com SOA @ns1.example.net +norec +nsid", "as dig takes it"},
    {"dns query old.example @192.0.2.53 --fail-on servfail,timeout", "a step of a script"},
    {"", ""},
};

const struct nk_verb nk_dns_query_verb = {
    .name = "query",
    .operands = "NAME [TYPE]... [@SERVER]... [+WORD]...",
    .asks_servers = true,
    .summary = "ask a server a question, or many",
    .about =
        "Asks for the records of a name: of type A, or of each type that is given. Name, types, "
        "class, servers and dig's +words come in any order; the name is the first word that is "
        "nothing else. Without @SERVER those of /etc/resolv.conf are asked. The status is 0 where "
        "there are records of a type asked for, 1 for NXDOMAIN and no data, 3 for every other "
        "RCODE and where no answer came. With - or -f FILE it asks the questions of a file, many "
        "at a time.",
    .options = query_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT |
              NK_COMMON_STRICT,
    .offers = nk_dns_word_offers,
    .schema = &nk_dns_schema,
    .examples = query_examples,
    .run = run_query,
};
