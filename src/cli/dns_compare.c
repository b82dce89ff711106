#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "cli/dns.h"
#include "cli/dns_compare.h"
#include "cli/dns_probe.h"

enum field {
    INPUT,
    NAME,
    TYPE,
    SERVER,
    PORT,
    SERVER_NAME,
    STATUS,
    TTL,
    SAME,
    DATA,
    LACKS,
    MORE,
    ERROR
};

static const struct nk_field compare_fields[] = {
    {"input", "input", "the name as given", NK_TEXT, 0, 0},
    {"name", "name", "the name asked for, absolute", NK_TEXT, 0, 0},
    {"type", "type", "the type asked for", NK_TEXT, 0, 0},
    {"server", "server", "who was asked", NK_ADDR, NK_FIELD_BRIEF, 16},
    {"port", "port", "the port that was asked", NK_INT, NK_FIELD_BRIEF, 5},
    {"server_name", "server name", "its name in the zone's NS records", NK_TEXT, 0, 24},
    {"status", "status", "the RCODE; null without an answer", NK_TEXT, NK_FIELD_BRIEF, 8},
    {"ttl", "TTL", "the greatest TTL of the records, seconds", NK_INT, NK_FIELD_BRIEF, 6},
    {"same", "same", "status and data are those of the first answer; null without one", NK_FLAG,
     NK_FIELD_BRIEF, 4},
    {"data", "data", "the records' data, aliases too", NK_LIST, NK_FIELD_BRIEF, 0},
    {"lacks", "lacks", "data of the first answer that this one has not", NK_LIST, 0, 0},
    {"more", "more", "data that the first answer has not", NK_LIST, 0, 0},
    {"error", "error", "why there is no answer, or what is wrong with it", NK_TEXT, 0, 0},
};

static const struct nk_schema compare_schema = {
    .fields = compare_fields,
    .count = sizeof compare_fields / sizeof *compare_fields,
    .operand = SERVER,
};

enum { TIMEOUT_MS = 10000 };

/* One run of the verb. */
struct compare {
    struct nk_ctx *ctx;
    struct nk_dns_probe probe;
    struct nk_record record;
    struct nk_dns_authority authority;
    struct nk_compare_answer *answers;
    size_t count;
    const struct nk_compare_answer *first; /* that came; NULL: none */
    bool explains;
    struct nk_buf working;
};

/* ---- asking -------------------------------------------------------------------------- */

static bool ask(struct compare *x, struct nk_compare_answer *a, size_t left, struct nk_err *err)
{
    struct nk_dns_probe *p = &x->probe;
    struct nk_dns_options *o = &p->options;
    const struct nk_dns_policy policy = nk_dns_probe_share(p, left);
    struct nk_buf b = {0};
    const struct nk_dns_item item = {
        .question = &p->question, .servers = a->server, .reply = &p->reply};
    o->query.question = p->question;
    if (!nk_dns_exchange(p->session, &o->query, a->server, 1, &policy, &p->reply, err))
        return false;
    const struct nk_buf *m = &p->reply.message;
    a->answered = m->len > 0;
    if (a->answered) {
        a->rcode = nk_dns_message_rcode(m->data, m->len);
        a->outcome = nk_expect_outcome(m->data, m->len, &p->question);
        if (!nk_values_add_answer(&a->values, m->data, m->len, &p->question, true, err))
            return false;
    }
    if (x->explains)
        nk_dns_explain_reply(&x->working, 2, &item);
    const char *why = nk_dns_item_error(&item, &b);
    if (why != NULL) {
        nk_buf_add_text(&a->error, why);
        nk_buf_add_byte(&a->error, '\0');
    }
    nk_buf_release(&b);
    return !a->error.failed || nk_err_memory(err);
}

static bool is_same(const struct compare *x, const struct nk_compare_answer *a)
{
    return a->rcode == x->first->rcode && nk_values_equal(&a->values, &x->first->values);
}

/* A server that gave no answer that says yes or no makes the status 3. */
static bool is_failure(const struct nk_compare_answer *a)
{
    return !a->answered || a->outcome == NK_OUTCOME_REFUSED || a->outcome == NK_OUTCOME_MALFORMED ||
           a->outcome == NK_OUTCOME_TRUNCATED;
}

/* ---- telling --------------------------------------------------------------------------- */

static void put_names(struct compare *x, const struct nk_compare_answer *a)
{
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    struct nk_record *r = &x->record;
    nk_record_text(r, INPUT, x->probe.input);
    nk_name_format(&x->probe.question.name, name);
    nk_record_text(r, NAME, name);
    nk_record_text(r, TYPE, nk_type_name(x->probe.question.type, type));
    nk_put_addr(r, SERVER, &a->server->addr);
    nk_record_int(r, PORT, a->server->port);
    if (a->name != NULL) {
        nk_name_format(a->name, name);
        nk_record_text(r, SERVER_NAME, name);
    }
}

static void tell_failure(struct compare *x, const struct nk_compare_answer *a)
{
    char rcode[NK_CODE_TEXT_MAX];
    struct nk_buf b = {0};
    nk_dns_server_text(&b, a->server);
    nk_buf_add_byte(&b, '\0');
    const char *server = b.failed ? "a server" : b.data;
    if (a->error.len > 0 || !a->answered)
        nk_cli_say(x->ctx, "%s: %s", server, a->error.len > 0 ? a->error.data : "no answer");
    else
        nk_cli_say(x->ctx, "%s: the answer is %s", server,
                   a->outcome == NK_OUTCOME_TRUNCATED ? "cut short"
                                                      : nk_rcode_name(a->rcode, rcode));
    nk_buf_release(&b);
    nk_cli_status(x->ctx, NK_FAILED);
}

static void put_record(struct compare *x, const struct nk_compare_answer *a)
{
    char rcode[NK_CODE_TEXT_MAX];
    struct nk_record *r = &x->record;
    put_names(x, a);
    if (a->error.len > 0)
        nk_record_text(r, ERROR, a->error.data);
    if (a->answered) {
        nk_record_text(r, STATUS, nk_rcode_name(a->rcode, rcode));
        if (a->values.count > 0)
            nk_record_int(r, TTL, nk_values_ttl(&a->values));
        nk_dns_put_values(r, DATA, &a->values, NULL);
        nk_record_flag(r, SAME, is_same(x, a));
        nk_dns_put_values(r, LACKS, &x->first->values, &a->values);
        nk_dns_put_values(r, MORE, &a->values, &x->first->values);
    }
    nk_record_end(r);
}

static void put(struct compare *x, const struct nk_compare_answer *a)
{
    bool same = a->answered && is_same(x, a);
    if (a->answered)
        nk_cli_status(x->ctx, same ? NK_YES : NK_NO);
    if (is_failure(a))
        tell_failure(x, a);
    if (x->explains)
        nk_compare_explain(&x->working, (unsigned)(a - x->answers) + 1, a, x->first, same);
    else
        put_record(x, a);
}

/* ---- the working ----------------------------------------------------------------------- */

static void explain_question(struct compare *x, bool authoritative)
{
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&x->probe.question.name, name);
    nk_explain_say(&x->working, 0, "%.300s %s: do all say the same?", name,
                   nk_type_name(x->probe.question.type, type));
    if (authoritative)
        nk_dns_probe_explain_authority(&x->probe, &x->authority, &x->working);
    nk_explain_say(&x->working, 0, "The answers");
}

/* What it came to: the status of the command is the same. */
static void explain_end(struct compare *x)
{
    size_t same = 0, answered = 0;
    for (size_t i = 0; i < x->count; i++) {
        answered += x->answers[i].answered;
        same += x->answers[i].answered && is_same(x, &x->answers[i]);
    }
    nk_explain_say(&x->working, 0, "So %zu of %zu gave an answer; the same as the first: %zu",
                   answered, x->count, same);
    nk_dns_explain_out(x->ctx, &x->working);
}

/* ---- the verb ----------------------------------------------------------------------------- */

/* The zone's own servers, or those that were named. */
static bool choose_servers(struct compare *x, bool authoritative, struct nk_err *err)
{
    struct nk_dns_options *o = &x->probe.options;
    char name[NK_NAME_TEXT_MAX];
    if (authoritative &&
        nk_dns_probe_authority(&x->probe, &x->authority, err) != NK_AUTHORITY_FOUND)
        return false;
    if (x->authority.lost.len > 0) {
        nk_name_format(&x->authority.lost, name);
        nk_cli_say(x->ctx, "the zone's server %s has no address, and is not asked", name);
        nk_cli_status(x->ctx, NK_FAILED);
    }
    x->count = authoritative ? x->authority.count : o->server_count;
    x->answers = calloc(x->count, sizeof *x->answers);
    if (x->answers == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < x->count; i++) {
        const struct nk_dns_authority_server *s = authoritative ? &x->authority.servers[i] : NULL;
        x->answers[i].server = s != NULL ? &s->at : &o->servers[i];
        x->answers[i].name = s != NULL ? &s->name : NULL;
    }
    return true;
}

static bool compare(struct compare *x, bool authoritative, struct nk_err *err)
{
    struct nk_dns_options *o = &x->probe.options;
    if (!choose_servers(x, authoritative, err))
        return false;
    if (authoritative)
        o->query.flags &= (uint16_t)~NK_DNS_RD;
    if (x->explains)
        explain_question(x, authoritative);
    for (size_t i = 0; i < x->count; i++) {
        if (!ask(x, &x->answers[i], x->count - i, err))
            return false;
        if (x->first == NULL && x->answers[i].answered)
            x->first = &x->answers[i];
    }
    if (x->explains)
        nk_explain_say(&x->working, 0,
                       "The comparison: of the status, and of the data as a set. "
                       "The octets count, not order or TTL (RFC 2181 5)");
    for (size_t i = 0; i < x->count && x->ctx->out->error == 0; i++)
        put(x, &x->answers[i]);
    if (x->explains)
        explain_end(x);
    return true;
}

static bool read_words(struct compare *x, bool authoritative)
{
    struct nk_dns_probe *p = &x->probe;
    if (authoritative && !p->typed)
        p->question.type = NK_TYPE_SOA; /* whether all have the same version of the zone */
    if (authoritative || (nk_dns_probe_is_directed(p) && p->options.server_count > 1))
        return true;
    nk_cli_misuse(x->ctx, "a comparison takes two servers: @SERVER @SERVER, or --authoritative");
    return false;
}

/* In text the zone's servers have their names first. */
static bool open_records(struct compare *x, bool authoritative)
{
    const struct nk_args *args = x->ctx->args;
    bool table = args->format == NK_FORMAT_TEXT || args->format == NK_FORMAT_TSV;
    if (!authoritative || !table || args->fields != NULL)
        return nk_cli_records(x->ctx, &x->record);
    return nk_cli_records_of(x->ctx, &x->record, "server_name,server,port,status,ttl,same,data");
}

static enum nk_status run_compare(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct compare x = {.ctx = ctx, .explains = nk_cli_explains(ctx)};
    struct nk_err err = {0};
    bool authoritative = nk_args_has(args, "authoritative");
    if (nk_dns_probe_open(&x.probe, ctx, args, TIMEOUT_MS) && read_words(&x, authoritative) &&
        open_records(&x, authoritative)) {
        if (!compare(&x, authoritative, &err))
            nk_cli_fail(ctx, &err);
        nk_cli_records_done(ctx, &x.record);
    }
    for (size_t i = 0; i < x.count && x.answers != NULL; i++) {
        nk_values_release(&x.answers[i].values);
        nk_buf_release(&x.answers[i].error);
    }
    free(x.answers);
    nk_dns_authority_release(&x.authority);
    nk_dns_probe_release(&x.probe);
    nk_buf_release(&x.working);
    return ctx->worst;
}

static const struct nk_option compare_options[] = {
    {.name = "authoritative",
     .help = "the servers of the zone itself, which the resolver names; of SOA without a type"},
    NK_DNS_PROBE_OPTIONS,
    NK_DNS_EXCHANGE_OPTIONS,
    {.name = ""},
};

static const struct nk_example compare_examples[] = {
    {"lab run -- dns compare example.test --authoritative",
     "whether all servers of a zone have the same version of it"},
    {"", ""},
};

const struct nk_verb nk_dns_compare_verb = {
    .name = "compare",
    .operands = "NAME [TYPE] @SERVER @SERVER...",
    .summary = "the same question to several servers",
    .about = "Asks each server and shows the answers side by side: status, TTL and data, and "
             "whether status and data are those of the first answer; the order of records and "
             "their TTL are no difference. Status 0 if all are the same, 1 if they differ, 3 if a "
             "server gives no answer.",
    .options = compare_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .offers = nk_dns_type_offers,
    .schema = &compare_schema,
    .examples = compare_examples,
    .run = run_compare,
};
