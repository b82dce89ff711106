#include "cli/dns_transfer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "cli/dns.h"
#include "cli/dns_options.h"
#include "cli/dns_put.h"
#include "dns/rdata.h"
#include "dns/transfer_run.h"

enum field { NAME, TTL, CLASS, TYPE, DATA, RDATA, CHANGE, SERIAL, MALFORMED, OFFSET };

static const struct nk_field transfer_fields[] = {
    {"name", "name", "the record's owner, absolute", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"ttl", "TTL", "how long the record may be kept, seconds", NK_INT, NK_FIELD_BRIEF, 0},
    {"class", "class", "its class: IN", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"type", "type", "its type: A, or TYPE65280", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"data", "data", "its data as in a master file", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"rdata", "rdata", "its data as named fields", NK_JSON, NK_FIELD_EXTRA, 0},
    {"change", "change", "deleted or added; null in a whole zone", NK_TEXT, NK_FIELD_EXTRA, 0},
    {"serial", "serial", "of the version of the zone that has the record", NK_INT, NK_FIELD_EXTRA,
     0},
    {"malformed", "malformed", "why the data cannot be read; null where they can", NK_TEXT,
     NK_FIELD_EXTRA, 0},
    {"offset", "offset", "of what is malformed, in its message", NK_INT, NK_FIELD_EXTRA, 0},
};

static const struct nk_schema transfer_schema = {
    .fields = transfer_fields,
    .count = sizeof transfer_fields / sizeof *transfer_fields,
    .operand = NAME,
};

enum { SILENCE_MS = 10000, TIMEOUT_MS = 120000, FAULTS_TOLD = 10 };

/* One run of the verb. */
struct transfer {
    struct nk_ctx *ctx;
    struct nk_args args; /* without dig's IXFR=SERIAL */
    const char **operands;
    bool incremental;
    struct nk_dns_options options;
    struct nk_transfer machine;
    struct nk_record record;
    struct nk_buf text; /* of a value or a line in the making */
    bool lines;         /* master-file lines, not records */
    bool memory;        /* is out */
    uint8_t soa[NK_TRANSFER_SOA_LEN];
};

/* ---- records --------------------------------------------------------------- */

static const char *change_word(enum nk_transfer_change change)
{
    static const char *const words[] = {
        [NK_TRANSFER_WHOLE] = NULL,
        [NK_TRANSFER_DELETED] = "deleted",
        [NK_TRANSFER_ADDED] = "added",
    };
    return words[change];
}

/* A record that is none of the zone's is only told of; one that cannot be read is shown too. */
static void tell_fault(struct transfer *x, const struct nk_transfer_record *r)
{
    char owner[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_cli_status(x->ctx, NK_FAILED);
    if (x->machine.faults > FAULTS_TOLD)
        return;
    nk_name_format(&r->rr->owner, owner);
    nk_cli_say(x->ctx, "message %llu, offset %zu: %s %s: %s%s",
               (unsigned long long)x->machine.messages, r->fault_at, owner,
               nk_type_name(r->rr->type, type), r->fault, r->refused ? "; left out" : "");
}

static bool put_line(struct transfer *x, const struct nk_transfer_record *r)
{
    static const char *const marks[] = {
        [NK_TRANSFER_WHOLE] = "",
        [NK_TRANSFER_DELETED] = "- ",
        [NK_TRANSFER_ADDED] = "+ ",
    };
    if (!(x->options.parts & NK_SHOW_ANSWER))
        return true;
    nk_buf_clear(&x->text);
    nk_buf_add_text(&x->text, marks[r->change]);
    nk_show_record(&x->text, r->reader, r->rr);
    if (x->text.failed)
        return false;
    nk_cli_print(x->ctx, x->text.data, x->text.len);
    nk_out_end_line(x->ctx->out);
    return x->ctx->out->error == 0;
}

static void put_value(struct transfer *x, enum field field, const struct nk_rdata *d,
                      void (*write)(struct nk_buf *b, const struct nk_rdata *d))
{
    if (!nk_record_wants(&x->record, field))
        return;
    nk_buf_clear(&x->text);
    write(&x->text, d);
    x->memory = x->memory || x->text.failed;
    nk_record_slice(&x->record, field, x->text.len == 0 ? "" : x->text.data, x->text.len);
}

static bool put_record(struct transfer *x, const struct nk_transfer_record *r)
{
    struct nk_record *to = &x->record;
    struct nk_rdata d = nk_rdata_of(r->reader, r->rr);
    char text[NK_CODE_TEXT_MAX];
    char *room = nk_record_room(to, NAME, NK_NAME_TEXT_MAX);
    if (room != NULL)
        nk_record_used(to, NAME, nk_name_format(&r->rr->owner, room));
    nk_record_int(to, TTL, r->rr->ttl);
    nk_record_text(to, CLASS, nk_class_name(r->rr->class, text));
    nk_record_text(to, TYPE, nk_type_name(r->rr->type, text));
    put_value(x, DATA, &d, nk_rdata_text);
    if (r->fault == NULL)
        put_value(x, RDATA, &d, to->format == NK_FORMAT_JSON ? nk_rdata_json : nk_rdata_text);
    nk_record_text(to, CHANGE, change_word(r->change));
    nk_record_int(to, SERIAL, r->serial);
    if (r->fault != NULL) {
        nk_record_text(to, MALFORMED, r->fault);
        nk_record_int(to, OFFSET, (int64_t)r->fault_at);
    }
    return nk_record_end(to) && !x->memory;
}

static bool take(void *closure, const struct nk_transfer_record *r)
{
    struct transfer *x = closure;
    if (r->fault != NULL)
        tell_fault(x, r);
    if (r->refused)
        return true;
    bool good = x->lines ? put_line(x, r) : put_record(x, r);
    x->memory = x->memory || x->text.failed;
    return good;
}

/* ---- asking ---------------------------------------------------------------- */

static enum nk_transfer_status ask(struct transfer *x, const struct nk_dns_server *server, bool udp,
                                   struct nk_err *err)
{
    struct nk_dns_options *o = &x->options;
    bool incremental = x->machine.question.type == NK_TYPE_IXFR;
    o->query.question = x->machine.question;
    o->query.soa = incremental ? x->soa : NULL;
    o->query.soa_len = incremental ? sizeof x->soa : 0;
    return udp ? nk_transfer_by_udp(&x->machine, &o->query, server, &o->policy, err)
               : nk_transfer_by_tcp(&x->machine, &o->query, server, &o->policy, err);
}

/* From the start, with another type. */
static void restart(struct transfer *x, uint16_t type)
{
    struct nk_transfer fresh = {
        .question = x->machine.question, .since = x->machine.since, .take = take, .closure = x};
    fresh.question.type = type;
    x->machine = fresh;
}

static enum nk_transfer_status ask_server(struct transfer *x, const struct nk_dns_server *server,
                                          struct nk_err *err)
{
    bool udp = nk_args_has(x->options.args, "udp");
    restart(x, x->incremental ? NK_TYPE_IXFR : NK_TYPE_AXFR);
    enum nk_transfer_status status = ask(x, server, udp, err);
    if (status == NK_TRANSFER_BY_TCP) {
        restart(x, x->machine.question.type);
        status = ask(x, server, false, err);
    }
    if (status == NK_TRANSFER_BY_AXFR) {
        nk_cli_say(x->ctx, "the server does not know IXFR: asking for the whole zone");
        restart(x, NK_TYPE_AXFR);
        status = ask(x, server, false, err);
    }
    return status;
}

/* ---- what came of it --------------------------------------------------------- */

static void add_count(struct nk_buf *b, uint64_t n, const char *what)
{
    nk_buf_printf(b, "%llu %s%s", (unsigned long long)n, what, n == 1 ? "" : "s");
}

/* The last line of the text, a comment of a master file. */
static void put_summary(struct transfer *x, enum nk_transfer_status status,
                        const struct nk_dns_server *server)
{
    const struct nk_transfer *t = &x->machine;
    struct nk_buf *b = &x->text;
    if (!(x->options.parts & NK_SHOW_STATS))
        return;
    nk_buf_clear(b);
    if (status == NK_TRANSFER_CURRENT)
        nk_buf_printf(b, "; nothing is newer than serial %u: the zone has %u", t->since,
                      t->soa.serial);
    else if (t->differences)
        nk_buf_printf(b, "; serial %u to %u: %llu deleted, %llu added", t->since, t->soa.serial,
                      (unsigned long long)t->deleted, (unsigned long long)t->added);
    else
        nk_buf_printf(b, "; serial %u: ", t->soa.serial), add_count(b, t->records, "record");
    nk_buf_add_text(b, "; ");
    add_count(b, t->messages, "message");
    nk_buf_add_text(b, ", ");
    add_count(b, t->octets, "octet");
    nk_buf_add_text(b, " from ");
    nk_dns_server_text(b, server);
    nk_buf_add_byte(b, '\n');
    if (b->failed)
        x->memory = true;
    else
        nk_cli_print(x->ctx, b->data, b->len);
}

static void tell_failure(struct transfer *x, const struct nk_dns_server *server,
                         const struct nk_err *err)
{
    char zone[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&x->machine.question.name, zone);
    nk_buf_clear(&x->text);
    nk_dns_server_text(&x->text, server);
    nk_buf_add_byte(&x->text, '\0');
    nk_cli_say(x->ctx, "%s of %s from %s: %s", nk_type_name(x->machine.question.type, type), zone,
               x->text.failed ? "the server" : x->text.data, err->text);
}

/* The servers in their order, until one has begun. */
static void run_servers(struct transfer *x)
{
    struct nk_dns_options *o = &x->options;
    enum nk_transfer_status status = NK_TRANSFER_FAILED;
    for (size_t i = 0; i < o->server_count && status == NK_TRANSFER_FAILED; i++) {
        struct nk_err err = {0};
        status = ask_server(x, &o->servers[i], &err);
        if (x->machine.faults > FAULTS_TOLD)
            nk_cli_say(x->ctx, "%llu records more of that kind",
                       (unsigned long long)(x->machine.faults - FAULTS_TOLD));
        if (status == NK_TRANSFER_FAILED)
            tell_failure(x, &o->servers[i], &err);
        else if (x->lines && status != NK_TRANSFER_STOPPED)
            put_summary(x, status, &o->servers[i]);
        if (x->machine.records > 0)
            break;
    }
    if (status == NK_TRANSFER_FAILED)
        nk_cli_status(x->ctx, NK_FAILED);
    if (x->memory) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
    }
}

/* ---- the verb ---------------------------------------------------------------- */

/* What stands behind the '=' of IXFR=SERIAL; NULL for another word. */
static const char *serial_of(const char *word)
{
    return strncasecmp(word, "IXFR=", 5) == 0 ? word + 5 : NULL;
}

static bool is_transfer(const char *word)
{
    return strcasecmp(word, "AXFR") == 0 || strcasecmp(word, "IXFR") == 0 ||
           serial_of(word) != NULL;
}

bool nk_dns_transfer_asked(const struct nk_args *args)
{
    const char *type = nk_args_text(args, "type");
    bool asked = type != NULL && is_transfer(type);
    for (size_t i = 0; i < args->operand_count; i++)
        asked = asked || is_transfer(args->operands[i]);
    return asked;
}

/* Takes --serial, or dig's word for it, out of the arguments. */
static bool part_serial(struct transfer *x, const struct nk_args *args)
{
    uint64_t serial = (uint64_t)nk_args_number(args, "serial", 0);
    struct nk_err err;
    const char *type = nk_args_text(args, "type"), *of_type = type == NULL ? NULL : serial_of(type);
    if (of_type != NULL && !nk_digits_read(of_type, strlen(of_type), UINT32_MAX, &serial))
        return nk_cli_misuse(x->ctx, "IXFR= takes a serial of 32 bits"), false;
    x->incremental = of_type != NULL || nk_args_has(args, "serial");
    x->args = *args;
    x->operands = calloc(args->operand_count + 1, sizeof *x->operands);
    if (x->operands == NULL) {
        nk_err_memory(&err);
        return nk_cli_fail(x->ctx, &err), false;
    }
    x->args.operands = x->operands;
    x->args.operand_count = 0;
    for (size_t i = 0; i < args->operand_count; i++) {
        const char *text = serial_of(args->operands[i]);
        if (text == NULL)
            x->operands[x->args.operand_count++] = args->operands[i];
        else if (nk_digits_read(text, strlen(text), UINT32_MAX, &serial))
            x->incremental = true;
        else
            return nk_cli_misuse(x->ctx, "IXFR= takes a serial of 32 bits"), false;
    }
    x->machine.since = (uint32_t)serial;
    nk_transfer_soa(x->machine.since, x->soa);
    return true;
}

/* Reads the words: a zone and servers. */
static bool read_words(struct transfer *x)
{
    struct nk_dns_options *o = &x->options;
    struct nk_dns_words w;
    if (!nk_dns_words_read(o, &w))
        return false;
    if (w.name == NULL)
        return nk_cli_misuse(x->ctx, "which zone is to be transferred?"), false;
    for (size_t i = 0; i < w.type_count; i++) {
        if (w.types[i] != NK_TYPE_AXFR && w.types[i] != NK_TYPE_IXFR)
            return nk_cli_misuse(x->ctx, "a transfer is of all types"), false;
        if (w.types[i] == NK_TYPE_IXFR && !x->incremental)
            return nk_cli_misuse(x->ctx, "IXFR since which serial? IXFR=SERIAL, or transfer with "
                                         "--serial"),
                   false;
    }
    if (o->server_words_count == 0)
        return nk_cli_misuse(x->ctx, "which server has the zone? Name it: @SERVER"), false;
    x->machine.question.class = w.class;
    return nk_dns_words_name(o, &w, &x->machine.question.name);
}

static bool read_options(struct transfer *x, const struct nk_args *args)
{
    struct nk_dns_options *o = &x->options;
    if (nk_args_has(args, "udp") && !x->incremental)
        return nk_cli_misuse(x->ctx, "--udp is for IXFR: give the --serial that you have"), false;
    if (!nk_args_has(args, "try-timeout"))
        o->policy.try_ms = SILENCE_MS;
    o->query.flags &= (uint16_t)~NK_DNS_RD;
    o->query.cookie = false; /* TCP says as much */
    return read_words(x) && nk_dns_options_ready(o);
}

static bool open_records(struct transfer *x, const struct nk_args *args)
{
    bool brief = x->options.brief && args->format == NK_FORMAT_TEXT && args->fields == NULL;
    if (!nk_cli_records_of(x->ctx, &x->record, brief ? "data" : args->fields))
        return false;
    x->lines = args->format == NK_FORMAT_TEXT && args->fields == NULL && !brief;
    if (args->format == NK_FORMAT_JSON)
        for (size_t i = 0; i < transfer_schema.count; i++)
            nk_record_enable(&x->record, i);
    else if (x->incremental)
        nk_record_enable(&x->record, CHANGE);
    return true;
}

static enum nk_status run_transfer(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct transfer x = {.ctx = ctx};
    if (part_serial(&x, args) && nk_dns_options_init(&x.options, ctx, &x.args, TIMEOUT_MS) &&
        read_options(&x, args) && open_records(&x, args)) {
        run_servers(&x);
        nk_cli_records_done(ctx, &x.record);
    }
    nk_dns_options_release(&x.options);
    nk_buf_release(&x.text);
    free(x.operands);
    return ctx->worst;
}

static const struct nk_option transfer_options[] = {
    {.name = "serial",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .max = UINT32_MAX,
     .help = "IXFR: only what changed since the version of that serial"},
    {.name = "udp", .help = "IXFR over UDP first; what does not fit comes over TCP"},
    NK_DNS_EXCHANGE_OPTIONS,
    {.name = ""},
};

static const struct nk_example transfer_examples[] = {
    {"lab run -- dns transfer transfer.test @127.53.20.1", "a whole zone, as a master file"},
    {"", ""},
};

const struct nk_verb nk_dns_transfer_verb = {
    .name = "transfer",
    .operands = "ZONE @SERVER",
    .asks_servers = true,
    .summary = "a zone from its server: AXFR, IXFR",
    .about = "Asks a server for a whole zone (AXFR), or with --serial for what changed (IXFR), and "
             "writes it as it comes: master-file lines, of changes with '-' and '+' before them, "
             "or a record each. Records outside the zone are left out. Status 3 where the server "
             "refuses, or the transfer is not whole and right; what came is written all the same.",
    .options = transfer_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .min_operands = 1,
    .schema = &transfer_schema,
    .examples = transfer_examples,
    .run = run_transfer,
};
