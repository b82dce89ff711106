/* tcp-state watch: transitions of the machine's sockets as they happen. */
#include "cli/tcp_watch.h"

#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "cli/tcp_state.h"

enum { F_TIME, F_OLD, F_NEW, F_SOCKET, F_CLOCK = F_SOCKET + NK_SOCKET_FIELDS, F_CHANGE, F_COUNT };

enum { CHANGE_MAX = 40, TIME_MAX = 40 };

static const struct nk_field watch_fields[F_COUNT] = {
    [F_TIME] = {"time", "time", "when it was seen, in seconds since 1970", NK_COUNT, 0, 20},
    [F_OLD] = {"old", "old", "the state before", NK_TEXT, 0, 12},
    [F_NEW] = {"new", "new", "the state behind it", NK_TEXT, 0, 12},
    NK_SOCKET_ROWS,
    [F_CLOCK] =
        NK_SOCKET_EXTRA("clock", "clock", "the time of day, as text has it", NK_TEXT, 0, 12),
    [F_CHANGE] =
        NK_SOCKET_EXTRA("change", "change", "'old -> new', as text has it", NK_TEXT, 0, 27),
};

static const struct nk_schema watch_schema = {
    .fields = watch_fields,
    .count = F_COUNT,
    .layout = NK_LAYOUT_LIST,
    .operand = F_SOCKET + NK_SOCKET_LOCAL_ADDRESS,
};

/* ---- transitions -------------------------------------------------------------- */

static void put_times(struct nk_tcp_watching *x)
{
    const time_t seconds = x->now / 1000000000;
    const long rest = (long)(x->now % 1000000000);
    char text[TIME_MAX];
    struct tm day;
    int len = snprintf(text, sizeof text, "%lld.%09ld", (long long)seconds, rest);
    nk_record_slice(&x->record, F_TIME, text, (size_t)len);
    if (!nk_record_wants(&x->record, F_CLOCK) || localtime_r(&seconds, &day) == NULL)
        return;
    len = snprintf(text, sizeof text, "%02d:%02d:%02d.%03ld", day.tm_hour, day.tm_min, day.tm_sec,
                   rest / 1000000);
    nk_record_slice(&x->record, F_CLOCK, text, (size_t)len);
}

static bool passes(const struct nk_tcp_watching *x, enum nk_tcp_state old,
                   const struct nk_diag_socket *s)
{
    const struct nk_tcp_subject subject = {
        .states = NK_TCP_BIT(old) | NK_TCP_BIT(s->state), /* one of the two is enough */
        .local_port = s->local_port,
        .peer_port = s->peer_port,
        .local = s->local,
        .peer = s->peer};
    return nk_tcp_filter_passes(&x->filter, &subject);
}

/* Below its line. */
static bool explain(struct nk_tcp_watching *x, enum nk_tcp_state old,
                    const struct nk_diag_socket *s, struct nk_err *err)
{
    struct nk_buf b = {0};
    if (x->owners)
        nk_socket_explain(&b, &x->view, s, NULL, true);
    else
        nk_socket_explain_ends(&b, &x->view, s);
    if (x->request.protocol == NK_DIAG_TCP)
        nk_tcp_watch_explain(&b, &x->machine, old, s->state);
    else
        nk_socket_explain_udp(&b, s->state);
    bool done = !b.failed || nk_err_memory(err);
    if (done)
        nk_cli_print(x->ctx, b.data, b.len);
    nk_buf_release(&b);
    return done;
}

bool nk_tcp_watch_tell(void *closure, enum nk_tcp_state old, const struct nk_diag_socket *s,
                       struct nk_err *err)
{
    struct nk_tcp_watching *x = closure;
    char change[CHANGE_MAX];
    x->news = true;
    if (!passes(x, old, s))
        return true;
    if (x->owners && !x->looked && !nk_socket_view_owners(x->ctx, &x->view))
        return false;
    x->looked = true;
    put_times(x);
    nk_record_word(&x->record, F_OLD, nk_tcp_state_name(old));
    nk_record_word(&x->record, F_NEW, nk_tcp_state_name(s->state));
    int len = snprintf(change, sizeof change, "%s -> %s", nk_tcp_state_name(old),
                       nk_tcp_state_name(s->state));
    nk_record_slice(&x->record, F_CHANGE, change, (size_t)len);
    if (x->ends_alone)
        nk_socket_put_ends(&x->view, s);
    else
        nk_socket_put(&x->view, s, NULL);
    x->seen++;
    return nk_record_end(&x->record) && (!x->explains || explain(x, old, s, err)) &&
           nk_out_flush(x->record.out) && x->seen != x->limit;
}

/* ---- options ---------------------------------------------------------------------- */

static bool prepare(struct nk_tcp_watching *x, const struct nk_args *args)
{
    struct nk_err err = {0};
    const char *fields = args->fields;
    bool udp = x->request.protocol == NK_DIAG_UDP, text = args->format == NK_FORMAT_TEXT;
    bool traces = nk_args_number(args, "source", 0) == 1;
    if (traces && (udp || nk_args_has(args, "process") || x->interval > 0)) {
        nk_cli_misuse(x->ctx, "--source trace has TCP alone, no process, and no interval");
        return false;
    }
    if (x->explains)
        fields = "clock,change"; /* more would not fit onto the page */
    else if (fields == NULL && text)
        fields = nk_args_has(args, "process") ? "clock,change,local,peer,pid,process"
                                              : "clock,change,local,peer";
    if (!nk_cli_records_of(x->ctx, &x->record, fields))
        return false;
    x->view.record = &x->record;
    x->view.at = F_SOCKET;
    x->owners = nk_args_has(args, "process");
    x->limit = (uint64_t)nk_args_number(args, "count", 0);
    if (!nk_diag_plan_make(&x->plan, &x->filter, NK_TCP_ALL_STATES, &err)) {
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    x->plan.states = NK_TCP_ALL_STATES; /* a socket comes from and goes to states of all kinds */
    x->request.plan = &x->plan;
    if (!udp)
        nk_socket_say_unseen(x->ctx, NK_TCP_ALL_STATES);
    return nk_socket_view_open(x->ctx, &x->view, udp ? "udp" : "tcp");
}

static void run(struct nk_tcp_watching *x, const struct nk_args *args)
{
    static bool (*const sources[])(struct nk_tcp_watching *, struct nk_err *) = {
        nk_tcp_watch_by_looking, nk_tcp_watch_by_trace};
    struct nk_err err = {0};
    bool over = sources[nk_args_number(args, "source", 0)](x, &err);
    if (err.code != NK_ERR_NONE) {
        nk_cli_fail(x->ctx, &err);
    } else if (over && x->limit > 0) {
        nk_cli_say(x->ctx, "the time is over after %llu of %llu transitions",
                   (unsigned long long)x->seen, (unsigned long long)x->limit);
        nk_cli_status(x->ctx, NK_FAILED);
    }
}

static enum nk_status run_watch(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_tcp_watching x = {.ctx = ctx, .interval = nk_args_number(args, "interval", 0)};
    x.explains = nk_cli_explains(ctx);
    if (x.explains)
        nk_tcp_machine_init(&x.machine, nk_tcp_profile_find("linux", 5));
    x.deadline = args->timeout_ms < 0 ? -1 : nk_clock_ms() + args->timeout_ms;
    if (!nk_socket_request(ctx, args, &x.request, &x.filter)) {
        nk_tcp_filter_release(&x.filter);
        return ctx->worst;
    }
    if (prepare(&x, args))
        run(&x, args);
    nk_watch_release(&x.watch);
    nk_socket_view_close(ctx, &x.view);
    nk_diag_plan_release(&x.plan);
    nk_tcp_filter_release(&x.filter);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option watch_options[] = {
    {.name = "source",
     .arg = NK_ARG_CHOICE,
     .metavar = "HOW",
     .words = "look\0trace",
     .help = "look (the default), or trace: the kernel's tracepoint, with privilege"},
    {.name = "interval",
     .arg = NK_ARG_DURATION,
     .metavar = "T",
     .min = 1,
     .help = "look that often, however much comes (by itself 5ms to 100ms)"},
    {.name = "count",
     .letter = 'c',
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = INT64_MAX,
     .help = "end after so many transitions"},
    {.name = "udp", .letter = 'u', .help = "UDP sockets instead of TCP's"},
    {.name = "process", .letter = 'p', .help = "the process that has each socket"},
    {.name = ""},
};

static const struct nk_example watch_examples[] = {
    {"tcp-state watch --timeout 20ms dport 443", "the connections to one port, for a moment"},
    {"", ""},
};

const struct nk_verb nk_tcp_watch_verb = {
    .name = "watch",
    .operands = "[FILTER]",
    .summary = "transitions of this machine's sockets as they happen",
    .about =
        "Prints a line for each transition of a socket that FILTER lets pass, in the state "
        "before or behind it, and flushes each. Runs until it is interrupted, or until --count "
        "or --timeout; a --count that is not reached in time is status 3.",
    .options = watch_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .min_operands = 0,
    .max_operands = 0,
    .offers = nk_tcp_filter_offers,
    .schema = &watch_schema,
    .examples = watch_examples,
    .run = run_watch,
};
