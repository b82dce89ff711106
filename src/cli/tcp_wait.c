#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "base/clock.h"
#include "cli/host_port.h"
#include "cli/program.h"
#include "cli/tcp_state.h"
#include "cli/tcp_wait.h"
#include "netkit/host.h"

enum wait_field { F_HOST, F_ADDRESS, F_PORT, F_STATE, F_TRY, F_ERROR, F_ELAPSED };

static const struct nk_field wait_fields[] = {
    {"host", "host", "the host as given", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"address", "address", "the address that was tried", NK_ADDR, NK_FIELD_BRIEF, 0},
    {"port", "port", "the port", NK_INT, NK_FIELD_BRIEF, 0},
    {"state", "state", "open or closed; null where nothing came that tells", NK_TEXT,
     NK_FIELD_BRIEF, 0},
    {"try", "try", "which try it was, from 1", NK_INT, NK_FIELD_BRIEF, 0},
    {"error", "error", "why it is not open", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"elapsed_ms", "elapsed", "since the start, milliseconds", NK_INT, 0, 0},
};

static const struct nk_schema wait_schema = {
    .fields = wait_fields,
    .count = sizeof wait_fields / sizeof *wait_fields,
    .operand = F_HOST,
};

enum {
    TIMEOUT_MS = 60000,
    TRY_MS = 2000,
    INTERVAL_MS = 500,
    INTERVAL_MIN_MS = 10, /* hosts are not flooded */
    ADDRESSES_MAX = 32,
};

static const char *const state_words[] = {"open", "closed"};
enum { STATE_OPEN, STATE_CLOSED };

/* One operand. */
struct target {
    struct nk_host_port at;
    bool done;
    size_t first, count;  /* its attempts of this try */
    struct nk_err why;    /* where there are none */
    char told[160];       /* what was said last: it is not said again */
    struct nk_buf before; /* the working that was shown last */
};

/* One run of the verb. */
struct wait {
    struct nk_ctx *ctx;
    struct nk_wait wait;
    struct nk_record record;
    bool records; /* each answer is a record; else what failed is told */
    bool for_closed, explains;
    int64_t try_ms;
    struct nk_services services;
    struct target *targets;
    size_t count;
    struct nk_tcp_attempt *attempts;
    size_t attempt_count, attempt_room;
    struct nk_buf text;
};

/* ---- what is waited for --------------------------------------------------------------- */

static bool read_targets(struct wait *x, struct nk_err *err)
{
    const struct nk_args *args = x->ctx->args;
    x->targets = calloc(args->operand_count, sizeof *x->targets);
    if (x->targets == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < args->operand_count; i++) {
        const char *word = args->operands[i];
        const char *next = i + 1 < args->operand_count ? args->operands[i + 1] : NULL;
        struct nk_host_port *at = &x->targets[x->count++].at;
        if (!nk_host_port_read(x->ctx, &x->services, word, next, at))
            return false;
        i += at->apart;
    }
    return true;
}

/* ---- one try ------------------------------------------------------------------------ */

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The addresses of a host become attempts. False where memory is out. */
static bool add_attempts(struct wait *x, struct target *t, struct nk_err *err)
{
    struct nk_addr found[ADDRESSES_MAX];
    int64_t left = least(x->try_ms, x->wait.deadline - nk_clock_ms());
    t->first = x->attempt_count;
    t->count = 0;
    t->why = (struct nk_err){0};
    int count = nk_host_look_up(t->at.host, x->ctx->args->family, left < 0 ? 0 : (int)left, found,
                                ADDRESSES_MAX, &t->why);
    for (int i = 0; i < count; i++) {
        if (!nk_grow((void **)&x->attempts, x->attempt_count, &x->attempt_room,
                     sizeof *x->attempts))
            return nk_err_memory(err);
        x->attempts[x->attempt_count++] = (struct nk_tcp_attempt){
            .addr = found[i], .port = t->at.port, .target = (unsigned)(t - x->targets), .fd = -1};
        t->count++;
    }
    return t->why.code != NK_ERR_MEMORY || nk_err_memory(err);
}

static bool has_answer(const struct wait *x, const struct target *t, enum nk_tcp_answer answer)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_tcp_attempt *a = &x->attempts[t->first + i];
        if (a->answer == answer && (a->answer != NK_TCP_NO_ANSWER || a->error != 0))
            return true;
    }
    return false;
}

/* Open: one address is. Closed: none is, and each that can be tried has said so. */
static bool is_so(const struct wait *x, const struct target *t)
{
    bool open = has_answer(x, t, NK_TCP_OPEN);
    if (!x->for_closed)
        return open;
    return !open && has_answer(x, t, NK_TCP_CLOSED_PORT) && !has_answer(x, t, NK_TCP_NO_ANSWER);
}

/* ---- telling -------------------------------------------------------------------------- */

static const char *state_of(const struct nk_tcp_attempt *a)
{
    return a->answer == NK_TCP_OPEN ? "open" : a->answer == NK_TCP_CLOSED_PORT ? "closed" : NULL;
}

/* One that was left, since another is open, has nothing to say. */
static bool says(const struct nk_tcp_attempt *a)
{
    return a->answer != NK_TCP_NO_ANSWER || a->error != 0;
}

static void put_record(struct wait *x, const struct target *t, const struct nk_tcp_attempt *a)
{
    struct nk_record *r = &x->record;
    nk_record_text(r, F_HOST, t->at.host);
    nk_record_int(r, F_PORT, t->at.port);
    nk_record_int(r, F_TRY, x->wait.tries);
    nk_record_int(r, F_ELAPSED, nk_wait_elapsed(&x->wait));
    if (a == NULL) {
        nk_record_text(r, F_ERROR, t->why.text);
    } else {
        nk_put_addr(r, F_ADDRESS, &a->addr);
        nk_record_text(r, F_STATE, state_of(a));
        if (a->error != 0)
            nk_record_text(r, F_ERROR, strerror(a->error));
    }
    nk_record_end(r);
}

/* The open one comes last: it decides. */
static void put_records(struct wait *x, const struct target *t)
{
    if (t->count == 0)
        put_record(x, t, NULL);
    for (int open = 0; open < 2; open++)
        for (size_t i = 0; i < t->count; i++) {
            const struct nk_tcp_attempt *a = &x->attempts[t->first + i];
            if (says(a) && (a->answer == NK_TCP_OPEN) == open)
                put_record(x, t, a);
        }
    nk_out_flush(x->ctx->out); /* somebody waits for it */
}

/* "127.0.0.1: Connection refused, ::1: ..." */
static void add_answers(struct wait *x, const struct target *t)
{
    char addr[NK_ADDR_TEXT_MAX];
    bool first = true;
    if (t->count == 0)
        nk_buf_add_text(&x->text, t->why.text);
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_tcp_attempt *a = &x->attempts[t->first + i];
        if (!says(a))
            continue;
        nk_addr_format(&a->addr, addr);
        nk_buf_printf(&x->text, "%s%s: %s", first ? "" : ", ", addr,
                      a->error != 0 ? strerror(a->error) : "open");
        first = false;
    }
}

/* Empties what is made to be said; that memory was out stays known. */
static void begin(struct wait *x)
{
    bool failed = x->text.failed;
    nk_buf_clear(&x->text);
    x->text.failed = failed;
}

/* Said once, until something else comes. */
static void tell_failure(struct wait *x, struct target *t)
{
    begin(x);
    nk_buf_printf(&x->text, "%s is not %s: ", t->at.label, state_words[x->for_closed]);
    add_answers(x, t);
    nk_buf_add_byte(&x->text, '\0');
    if (x->text.failed || strncmp(t->told, x->text.data, sizeof t->told - 1) == 0)
        return;
    snprintf(t->told, sizeof t->told, "%s", x->text.data);
    nk_wait_tell(&x->wait, x->ctx, x->text.data);
}

static void tell_success(struct wait *x, const struct target *t)
{
    char addr[NK_ADDR_TEXT_MAX], tries[NK_WAIT_TRIES_MAX];
    int64_t elapsed = nk_wait_elapsed(&x->wait);
    begin(x);
    nk_buf_printf(&x->text, "%s is %s (", t->at.label, state_words[x->for_closed]);
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_tcp_attempt *a = &x->attempts[t->first + i];
        if (a->answer != (x->for_closed ? NK_TCP_CLOSED_PORT : NK_TCP_OPEN))
            continue;
        nk_addr_format(&a->addr, addr);
        nk_buf_printf(&x->text, "%s, ", addr);
    }
    nk_buf_printf(&x->text, "%s, %lld.%lld s)\n", nk_wait_tries(&x->wait, tries),
                  (long long)(elapsed / 1000), (long long)(elapsed % 1000 / 100));
    if (!x->text.failed)
        nk_cli_print(x->ctx, x->text.data, x->text.len);
    nk_out_flush(x->ctx->out);
}

/* ---- the working ------------------------------------------------------------------------- */

static void print(struct wait *x, struct nk_buf *b)
{
    x->text.failed = x->text.failed || b->failed;
    if (!b->failed)
        nk_cli_print(x->ctx, b->data, b->len);
    nk_buf_release(b);
    nk_out_flush(x->ctx->out);
}

static void explain_beginning(struct wait *x)
{
    struct nk_buf b = {0};
    for (size_t i = 0; i < x->count; i++)
        nk_explain_say(&b, 0, "%s: is it %s?", x->targets[i].at.label, state_words[x->for_closed]);
    nk_tcp_wait_explain_rules(&b, x->for_closed, x->try_ms, &x->wait);
    print(x, &b);
}

/* What the addresses said; of the same as before no more than that. */
static void explain_try(struct wait *x, struct target *t)
{
    int64_t elapsed = nk_wait_elapsed(&x->wait);
    struct nk_buf b = {0}, head = {0};
    if (t->count == 0)
        nk_explain_say(&b, 2, "%.300s has no address now: %s", t->at.host, t->why.text);
    for (size_t i = 0; i < t->count; i++)
        nk_tcp_wait_explain_attempt(&b, &x->attempts[t->first + i]);
    bool same = b.len > 0 && b.len == t->before.len && memcmp(b.data, t->before.data, b.len) == 0;
    nk_explain_say(&head, 0, "try %u of %s, over after %lld.%lld s%s", x->wait.tries, t->at.label,
                   (long long)(elapsed / 1000), (long long)(elapsed % 1000 / 100),
                   same ? ": the same as before" : "");
    if (!same)
        nk_buf_add(&head, b.data, b.len);
    if (!t->done)
        nk_explain_say(&head, 2, "not %s: the wait goes on", state_words[x->for_closed]);
    head.failed = head.failed || b.failed;
    nk_buf_release(&t->before);
    t->before = b;
    print(x, &head);
}

static void judge(struct wait *x, struct target *t)
{
    t->done = is_so(x, t);
    if (x->explains)
        explain_try(x, t);
    if (x->records)
        put_records(x, t);
    else if (t->done)
        tell_success(x, t);
    else if (!x->explains)
        tell_failure(x, t);
}

static void tell_end(struct wait *x)
{
    char tries[NK_WAIT_TRIES_MAX];
    for (size_t i = 0; i < x->count; i++)
        if (!x->targets[i].done)
            nk_cli_say(x->ctx, "the wait for %s is over: not %s after %s", x->targets[i].at.label,
                       state_words[x->for_closed], nk_wait_tries(&x->wait, tries));
    nk_cli_status(x->ctx, NK_FAILED);
}

/* ---- the verb ------------------------------------------------------------------------------ */

/* One try of all that are not yet so; `*ok` where all are. */
static bool try_all(struct wait *x, bool *ok, struct nk_err *err)
{
    nk_wait_try(&x->wait);
    x->attempt_count = 0;
    for (size_t i = 0; i < x->count; i++)
        if (!x->targets[i].done && !add_attempts(x, &x->targets[i], err))
            return false;
    if (!nk_tcp_attempts_run(x->attempts, x->attempt_count,
                             least(nk_clock_ms() + x->try_ms, x->wait.deadline), err))
        return false;
    *ok = true;
    for (size_t i = 0; i < x->count; i++) {
        if (x->targets[i].done)
            continue;
        judge(x, &x->targets[i]);
        *ok = *ok && x->targets[i].done;
    }
    return !x->text.failed || nk_err_memory(err);
}

static bool wait_for_all(struct wait *x, struct nk_err *err)
{
    bool ok;
    do {
        if (!try_all(x, &ok, err))
            return false;
        if (ok || x->ctx->out->error != 0)
            return true;
    } while (nk_wait_again(&x->wait));
    tell_end(x);
    return true;
}

static void set_up(struct wait *x, const struct nk_args *args)
{
    int64_t timeout = args->timeout_ms >= 0 ? args->timeout_ms : TIMEOUT_MS;
    x->for_closed = nk_args_number(args, "state", STATE_OPEN) == STATE_CLOSED;
    x->try_ms = nk_args_number(args, "try-timeout", TRY_MS);
    x->records = args->format != NK_FORMAT_TEXT || args->fields != NULL;
    x->explains = nk_cli_explains(x->ctx);
    nk_wait_init(&x->wait, nk_clock_ms() + timeout, nk_args_number(args, "interval", INTERVAL_MS));
}

static enum nk_status run_wait(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct wait x = {.ctx = ctx};
    struct nk_err err = {0};
    if (args->has_rest && args->rest_count == 0)
        return nk_cli_misuse(ctx, "a command is missing behind '--'");
    bool ready =
        nk_services_read(&x.services, NK_SERVICES_FILE, "tcp", &err) && read_targets(&x, &err);
    if (ready && nk_cli_records(ctx, &x.record)) {
        set_up(&x, args);
        if (x.explains)
            explain_beginning(&x);
        if (!wait_for_all(&x, &err))
            nk_cli_fail(ctx, &err);
        nk_cli_records_done(ctx, &x.record);
    } else if (err.code != NK_ERR_NONE) {
        nk_cli_fail(ctx, &err);
    }
    nk_services_release(&x.services);
    nk_buf_release(&x.text);
    for (size_t i = 0; i < x.count; i++)
        nk_buf_release(&x.targets[i].before);
    free(x.targets);
    free(x.attempts);
    if (ctx->worst == NK_YES && args->rest_count > 0 && ctx->out->error == 0)
        return nk_cli_program_run(ctx, args->rest);
    return ctx->worst;
}

static const struct nk_option wait_options[] = {
    {.name = "state",
     .arg = NK_ARG_CHOICE,
     .metavar = "STATE",
     .words = "open\0closed",
     .help = "until the port is open (the default) or closed"},
    {.name = "try-timeout",
     .arg = NK_ARG_DURATION,
     .metavar = "T",
     .min = 1,
     .help = "how long a host's answer is waited for (2s)"},
    {.name = "interval",
     .arg = NK_ARG_DURATION,
     .metavar = "T",
     .min = INTERVAL_MIN_MS,
     .help = "the time from one try to the next (500ms)"},
    {.name = ""},
};

static const struct nk_example wait_examples[] = {
    {"tcp-state wait --state closed 127.0.0.1:1 -- echo nobody is there",
     "a command that runs once it is so"},
    {"", ""},
};

const struct nk_verb nk_tcp_wait_verb = {
    .name = "wait",
    .operands = "HOST:PORT... [-- COMMAND...]",
    .summary = "wait until a port is open, or closed",
    .about = "Tries to connect, again and again, until it works: at every address of the host, "
             "which is looked up anew each time and need not exist yet. Of several ports all have "
             "to be open. Then COMMAND runs, and its status is the verb's. What failed is told on "
             "standard error when it changes. Status 3 when --timeout (1m) is over.",
    .options = wait_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .min_operands = 1,
    .dash_dash = true,
    .runs_commands = true,
    .schema = &wait_schema,
    .examples = wait_examples,
    .run = run_wait,
};
