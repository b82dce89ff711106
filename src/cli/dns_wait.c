#include <string.h>

#include "cli/dns.h"
#include "cli/dns_explain.h"
#include "cli/dns_probe.h"
#include "cli/wait.h"

enum wait_field { TRY = NK_PROBE_COUNT, ELAPSED };

static const struct nk_field wait_fields[] = {
    NK_PROBE_FIELDS,
    {"try", "try", "which try it was, from 1", NK_INT, NK_FIELD_BRIEF, 0},
    {"elapsed_ms", "elapsed", "since the start, milliseconds", NK_INT, 0, 0},
};

static const struct nk_schema wait_schema = {
    .fields = wait_fields,
    .count = sizeof wait_fields / sizeof *wait_fields,
    .operand = NK_PROBE_NAME,
};

enum {
    TIMEOUT_MS = 300000,
    EVERY_MS = 5000,
    EVERY_MIN_MS = 10 /* servers are not flooded */
};

enum via { VIA_AUTH, VIA_RESOLVER };

/* One run of the verb. */
struct wait {
    struct nk_ctx *ctx;
    struct nk_dns_probe probe;
    struct nk_record record;
    bool records; /* each try is a record; else what failed is told */
    bool by_authority;
    struct nk_dns_authority authority;
    struct nk_wait wait;
    struct nk_buf text;
    bool explains;
    struct nk_buf working, before; /* of this try, and of the last one that differed */
    size_t asked, agreeing;        /* servers, in this try */
};

/* ---- telling ---------------------------------------------------------------------- */

static void tell_try(struct wait *x)
{
    struct nk_dns_probe *p = &x->probe;
    if (x->records) {
        nk_dns_probe_put(p, &x->record);
        nk_record_int(&x->record, TRY, x->wait.tries);
        nk_record_int(&x->record, ELAPSED, nk_wait_elapsed(&x->wait));
        nk_record_end(&x->record);
        return;
    }
    if (x->explains || (nk_dns_probe_knows(p) && p->result.ok))
        return;
    nk_buf_clear(&x->text);
    nk_buf_printf(&x->text, "%s (", p->text.data);
    nk_dns_server_text(&x->text, nk_dns_probe_server(p));
    nk_buf_add_byte(&x->text, ')');
    nk_buf_add_byte(&x->text, '\0');
    nk_wait_tell(&x->wait, x->ctx, x->text.failed ? p->text.data : x->text.data);
}

static bool tell_success(struct wait *x, size_t servers)
{
    struct nk_buf *b = &x->text;
    char tries[NK_WAIT_TRIES_MAX];
    if (x->records)
        return true;
    nk_buf_clear(b);
    nk_buf_add_text(b, x->probe.text.data);
    nk_buf_printf(b, " (%zu server%s, %s)\n", servers, servers == 1 ? "" : "s",
                  nk_wait_tries(&x->wait, tries));
    if (b->failed)
        return false;
    if (x->explains) {
        nk_explain_say(&x->working, 0, "%.*s", (int)b->len - 1, b->data);
        nk_dns_explain_out(x->ctx, &x->working);
    } else {
        nk_cli_print(x->ctx, b->data, b->len);
    }
    return true;
}

/* ---- the working --------------------------------------------------------------------- */

static void explain_beginning(struct wait *x)
{
    const struct nk_wait *w = &x->wait;
    struct nk_buf *b = &x->working;
    const char *who = x->by_authority                       ? "all servers of the zone"
                      : nk_dns_probe_is_directed(&x->probe) ? "all servers that are named"
                                                            : "the resolver";
    nk_dns_probe_explain_question(&x->probe, b);
    nk_explain_say(b, 0, "It is so once %s say%s so in one try", who,
                   x->by_authority || nk_dns_probe_is_directed(&x->probe) ? "" : "s");
    nk_explain_say(b, 0,
                   "A try begins %lld ms after the one before began; the last one shortly before "
                   "the end, at %lld ms",
                   (long long)w->every, (long long)(w->deadline - w->start));
    nk_dns_explain_out(x->ctx, b);
}

/* What the servers said in a try; of the same as before no more than that. */
static bool explain_try(struct wait *x, bool ok)
{
    int64_t elapsed = nk_wait_elapsed(&x->wait);
    struct nk_buf *b = &x->working, head = {0};
    bool same = b->len == x->before.len && b->len > 0 && !b->failed &&
                memcmp(b->data, x->before.data, b->len) == 0;
    nk_explain_say(&head, 0, "try %u, over after %lld.%lld s%s", x->wait.tries,
                   (long long)(elapsed / 1000), (long long)(elapsed % 1000 / 100),
                   same ? ": the same as before" : "");
    if (!same)
        nk_buf_add(&head, b->data, b->len);
    nk_explain_say(&head, 2, "servers that say so: %zu of %zu, and the wait %s", x->agreeing,
                   x->asked, ok ? "is over" : "goes on");
    head.failed = head.failed || b->failed;
    nk_buf_clear(&x->before);
    nk_buf_add(&x->before, b->data, b->len);
    nk_buf_clear(b);
    bool more = nk_dns_explain_out(x->ctx, &head);
    nk_buf_release(&head);
    nk_out_flush(x->ctx->out);
    return more;
}

/* ---- trying ------------------------------------------------------------------------ */

/* One question; `*ok` stays only if it is as expected. */
static bool ask(struct wait *x, const struct nk_dns_server *servers, size_t count, size_t left,
                bool *ok, struct nk_err *err)
{
    if (!nk_dns_probe_ask(&x->probe, servers, count, left, err))
        return false;
    bool yes = nk_dns_probe_knows(&x->probe) && x->probe.result.ok;
    *ok = *ok && yes;
    x->asked++;
    x->agreeing += yes;
    if (x->explains)
        nk_dns_probe_explain(&x->probe, &x->working);
    tell_try(x);
    if (x->ctx->out->line_buffered)
        nk_out_flush(x->ctx->out);
    return true;
}

/* The zone's own servers; where they cannot be found the try has failed. */
static bool find_authority(struct wait *x, bool *ok, struct nk_err *err)
{
    char name[NK_NAME_TEXT_MAX];
    if (x->authority.count > 0)
        return true;
    enum nk_authority_status status = nk_dns_probe_authority(&x->probe, &x->authority, err);
    if (status == NK_AUTHORITY_BROKEN)
        return false;
    if (status == NK_AUTHORITY_UNKNOWN) {
        nk_dns_authority_release(&x->authority);
        nk_cli_say(x->ctx, "try %u: %s", x->wait.tries, err->text);
        if (x->explains)
            nk_explain_say(&x->working, 2, "the zone's servers are not known: %s", err->text);
        *ok = false;
    } else if (x->authority.lost.len > 0) {
        bool unsure = x->authority.unsure;
        nk_name_format(&x->authority.lost, name);
        nk_cli_say(x->ctx, "the zone's server %s %s", name,
                   unsure ? "cannot be found now" : "has no address, and is not asked");
        if (unsure) {
            nk_dns_authority_release(&x->authority);
            *ok = false;
        }
    }
    if (x->explains && x->authority.count > 0) {
        nk_dns_probe_explain_authority(&x->probe, &x->authority, &x->working);
        nk_dns_explain_out(x->ctx, &x->working);
    }
    return true;
}

/* One try: all servers have to say so. False with `err` where nothing can be asked. */
static bool try_all(struct wait *x, bool *ok, size_t *servers, struct nk_err *err)
{
    struct nk_dns_options *o = &x->probe.options;
    *ok = true;
    *servers = 1;
    x->asked = x->agreeing = 0;
    nk_wait_try(&x->wait);
    if (!x->by_authority && !nk_dns_probe_is_directed(&x->probe))
        return ask(x, o->servers, o->server_count, 1, ok, err);
    if (x->by_authority && !find_authority(x, ok, err))
        return false;
    *servers = x->by_authority ? x->authority.count : o->server_count;
    for (size_t i = 0; i < *servers; i++)
        if (!ask(x, x->by_authority ? &x->authority.servers[i].at : &o->servers[i], 1, *servers - i,
                 ok, err))
            return false;
    return true;
}

/* Tries until it is so, or the time is over. */
static bool wait_for(struct wait *x, struct nk_err *err)
{
    char name[NK_NAME_TEXT_MAX], tries[NK_WAIT_TRIES_MAX];
    do {
        size_t servers;
        bool ok;
        if (!try_all(x, &ok, &servers, err))
            return false;
        if (x->explains && !explain_try(x, ok))
            return true;
        if (ok)
            return tell_success(x, servers) || nk_err_memory(err);
        if (x->ctx->out->error != 0)
            return true;
    } while (nk_wait_again(&x->wait));
    nk_name_format(&x->probe.question.name, name);
    nk_cli_say(x->ctx, "the wait for %s is over: not as expected after %s", name,
               nk_wait_tries(&x->wait, tries));
    nk_cli_status(x->ctx, NK_FAILED);
    return true;
}

/* ---- the verb -------------------------------------------------------------------------- */

static void set_up(struct wait *x, const struct nk_args *args)
{
    struct nk_dns_options *o = &x->probe.options;
    bool directed = nk_dns_probe_is_directed(&x->probe);
    int64_t via = nk_args_number(args, "via", directed ? VIA_RESOLVER : VIA_AUTH);
    x->by_authority = via == VIA_AUTH;
    x->records = args->format != NK_FORMAT_TEXT || args->fields != NULL;
    x->explains = nk_cli_explains(x->ctx);
    nk_wait_init(&x->wait, o->policy.deadline, nk_args_number(args, "every", EVERY_MS));
    if (!nk_args_has(args, "tries"))
        o->policy.tries = 1; /* the next try comes anyway */
    if (x->by_authority)
        o->query.flags &= (uint16_t)~NK_DNS_RD;
}

static enum nk_status run_wait(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct wait x = {.ctx = ctx};
    struct nk_err err = {0};
    if (nk_dns_probe_open(&x.probe, ctx, args, TIMEOUT_MS) && nk_cli_records(ctx, &x.record)) {
        set_up(&x, args);
        if (x.explains)
            explain_beginning(&x);
        if (!wait_for(&x, &err))
            nk_cli_fail(ctx, &err);
        nk_cli_records_done(ctx, &x.record);
    }
    nk_dns_probe_release(&x.probe);
    nk_dns_authority_release(&x.authority);
    nk_buf_release(&x.text);
    nk_buf_release(&x.working);
    nk_buf_release(&x.before);
    return ctx->worst;
}

static const struct nk_option wait_options[] = {
    NK_DNS_EXPECT_OPTIONS,
    {.name = "via",
     .arg = NK_ARG_CHOICE,
     .metavar = "WHO",
     .words = "auth\0resolver",
     .help = "auth: all servers of the zone (the default); resolver: the resolver's answer"},
    {.name = "every",
     .arg = NK_ARG_DURATION,
     .metavar = "T",
     .min = EVERY_MIN_MS,
     .help = "the time from one try to the next (5s)"},
    NK_DNS_PROBE_OPTIONS,
    NK_DNS_EXCHANGE_OPTIONS,
    {.name = ""},
};

static const struct nk_example wait_examples[] = {
    {"lab run -- dns wait www.example.test A --equals 192.0.2.80 --timeout 2s",
     "until all servers of the zone say so"},
    {"", ""},
};

const struct nk_verb nk_dns_wait_verb = {
    .name = "wait",
    .operands = "NAME [TYPE] [@SERVER...]",
    .asks_servers = true,
    .summary = "wait until the servers say what is expected",
    .about = "Asks again and again until the answer is what check would take: that of every server "
             "of the zone, which the resolver names, or that of the resolver, or that of each "
             "server that is named. What was not so is told on standard error, try by try. Status "
             "0 when it is so, 3 when --timeout (5m) is over.",
    .options = wait_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .offers = nk_dns_type_offers,
    .schema = &wait_schema,
    .examples = wait_examples,
    .run = run_wait,
};
