#include "cli/dns_bulk.h"

#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/dns_bulk_part.h"
#include "cli/dns_transfer.h"

enum { TIMEOUT_MS = 10000 }; /* of a question, over all its tries */

static bool has_dash(const struct nk_args *args)
{
    for (size_t i = 0; i < args->operand_count; i++)
        if (strcmp(args->operands[i], "-") == 0)
            return true;
    return false;
}

bool nk_dns_bulk_asked(const struct nk_args *args)
{
    return nk_args_has(args, "file") || has_dash(args);
}

/* ---- signals ---------------------------------------------------------------- */

/* SIGINT and SIGTERM are held back while questions are under way: they become readable on a
 * descriptor, the run ends with what is done, and then they do what they do. */
struct signals {
    sigset_t before;
    int fd; /* -1: they were left as they are */
};

static void hold_signals(struct signals *s)
{
    static const int ending[] = {SIGINT, SIGTERM};
    struct sigaction action;
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&held, ending[i]);
    s->fd = signalfd(-1, &held, SFD_CLOEXEC | SFD_NONBLOCK);
    if (s->fd >= 0)
        sigprocmask(SIG_BLOCK, &held, &s->before);
}

static void release_signals(struct signals *s)
{
    if (s->fd < 0)
        return;
    close(s->fd);
    sigprocmask(SIG_SETMASK, &s->before, NULL);
}

/* ---- progress --------------------------------------------------------------- */

static void show_progress(void *closure, const struct nk_bulk_counts *c)
{
    struct nk_bulk_query *x = closure;
    struct nk_buf b = {0};
    int64_t took = nk_clock_us() - x->started_us;
    uint64_t done = c->answered + c->failed;
    nk_buf_printf(&b, "\r%llu answered, %llu without an answer, %llu/s, %u in flight\033[K",
                  (unsigned long long)c->answered, (unsigned long long)c->failed,
                  (unsigned long long)(took > 0 ? done * 1000000 / (uint64_t)took : 0),
                  c->in_flight);
    if (!b.failed)
        nk_out_write(x->ctx->err, b.data, b.len);
    nk_out_flush(x->ctx->err);
    nk_buf_release(&b);
    x->progress_shown = true;
}

static void end_progress(struct nk_bulk_query *x)
{
    if (x->progress_shown)
        nk_out_text(x->ctx->err, "\r\033[K");
    nk_out_flush(x->ctx->err);
}

/* ---- the run ---------------------------------------------------------------- */

/* Words that mean one question. */
static bool check_words(struct nk_bulk_query *x)
{
    const char *what = NULL;
    if (x->words.name != NULL)
        what = x->words.reverse ? "-x" : "a name";
    else if (x->options.trace)
        what = "+trace";
    else if (x->options.search)
        what = "--search";
    else if (nk_cli_explains(x->ctx))
        what = "--explain";
    else if (nk_dns_transfer_asked(x->ctx->args))
        what = "a transfer";
    if (what != NULL)
        nk_cli_misuse(x->ctx, "%s is for one question: the lines say what is asked", what);
    else if (x->words.type_count > 1)
        nk_cli_misuse(x->ctx, "there is one type for the lines that name none, not several");
    else
        return nk_cli_stdin_once(x->ctx, x->ctx->args, false);
    return false;
}

static bool check_servers(struct nk_bulk_query *x)
{
    for (size_t i = 0; i < x->options.server_count; i++) {
        if (x->options.servers[i].transport == NK_DNS_UDP ||
            x->options.servers[i].transport == NK_DNS_TCP)
            continue;
        nk_cli_misuse(x->ctx, "many questions go over UDP and TCP, not over %s",
                      nk_transport_name(x->options.servers[i].transport));
        return false;
    }
    return true;
}

static bool open_lines(struct nk_bulk_query *x)
{
    const char *file = nk_args_text(x->ctx->args, "file");
    struct nk_err err = {0};
    if (file != NULL && has_dash(x->ctx->args)) {
        nk_cli_misuse(x->ctx, "- and -f exclude each other: both say where the questions are");
        return false;
    }
    if (file == NULL || strcmp(file, "-") == 0) {
        nk_lines_init(&x->lines, x->ctx->in_fd, "-");
        return true;
    }
    if (nk_lines_open(&x->lines, file, &err))
        return true;
    nk_cli_fail(x->ctx, &err);
    return false;
}

static void add_count(struct nk_buf *b, uint64_t n, const char *what)
{
    if (n > 0)
        nk_buf_printf(b, "%s%llu %s", b->len > 0 ? ", " : "", (unsigned long long)n, what);
}

/* The questions for which the world failed, in one line. */
static void tell_failures(struct nk_bulk_query *x)
{
    uint64_t failed = x->unanswered + x->refused + x->malformed;
    struct nk_buf b = {0};
    if (failed == 0)
        return;
    add_count(&b, x->unanswered, "without an answer");
    add_count(&b, x->refused, "with another RCODE than NOERROR and NXDOMAIN");
    add_count(&b, x->malformed, "with a malformed answer");
    nk_buf_add_byte(&b, '\0');
    nk_cli_say(x->ctx, "%llu of %llu questions failed%s%s", (unsigned long long)failed,
               (unsigned long long)x->asked, b.failed ? "" : ": ", b.failed ? "" : b.data);
    nk_buf_release(&b);
    nk_cli_status(x->ctx, NK_FAILED);
}

/* Asks all; the results are out when it returns. */
static void ask_all(struct nk_bulk_query *x)
{
    const struct nk_args *args = x->ctx->args;
    struct signals signals;
    struct nk_err err = {0};
    hold_signals(&signals);
    x->started_us = nk_clock_us();
    const struct nk_bulk bulk = {
        .query = &x->options.query,
        .servers = x->options.servers,
        .server_count = x->options.server_count,
        .policy = &x->options.policy,
        .question_ms = x->options.timeout_ms,
        .in_flight = (unsigned)nk_args_number(args, "in-flight", NK_BULK_IN_FLIGHT),
        .rate = (unsigned)nk_args_number(args, "rate", 0),
        .unordered = nk_args_has(args, "unordered"),
        .log_tries = nk_record_wants(&x->record, NK_DNS_F_TRIES),
        .wait_fd = x->lines.stream.fd,
        .stop_fd = signals.fd,
        .next = nk_bulk_query_next,
        .take = nk_bulk_query_take,
        .tick = x->shows_progress ? show_progress : NULL,
        .closure = x,
    };
    bool done = nk_bulk_run(&bulk, &err);
    end_progress(x);
    if (done && x->memory_failed)
        done = nk_err_memory(&err);
    if (!done)
        nk_cli_fail(x->ctx, &err);
    if (x->failing)
        nk_cli_status(x->ctx, NK_NO);
    tell_failures(x);
    nk_cli_records_done(x->ctx, &x->record);
    nk_out_flush(x->ctx->out); /* before a signal that was held back ends the process */
    release_signals(&signals);
}

enum nk_status nk_dns_bulk_run(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_bulk_query x = {.ctx = ctx};
    bool ready = nk_dns_options_init(&x.options, ctx, args, TIMEOUT_MS) &&
                 nk_dns_words_read(&x.options, &x.words) && check_words(&x) &&
                 nk_dns_fail_on_read(&x.fail_on, ctx, args) && open_lines(&x);
    if (ready && nk_dns_options_ready(&x.options) && check_servers(&x) && nk_bulk_query_open(&x)) {
        x.type = x.words.type_count > 0 ? x.words.types[0] : NK_TYPE_A;
        x.shows_progress = !args->quiet && !ctx->out_tty && isatty(ctx->err->fd) == 1;
        ask_all(&x);
    }
    if (ready)
        nk_lines_release(&x.lines);
    nk_buf_release(&x.line);
    nk_buf_release(&x.ace);
    nk_dns_options_release(&x.options);
    return ctx->worst;
}
