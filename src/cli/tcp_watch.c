/* tcp-state watch: transitions of the machine's sockets as they happen. */
#include <linux/netlink.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "cli/tcp_filter.h"
#include "cli/tcp_socket.h"
#include "cli/tcp_state.h"
#include "tcp/watch.h"

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

struct watching {
    struct nk_ctx *ctx;
    struct nk_record record;
    struct nk_socket_view view;
    struct nk_tcp_filter filter;
    struct nk_diag_plan plan;
    struct nk_diag_request request;
    struct nk_watch watch;
    int64_t now;          /* when this look began, in nanoseconds since 1970 */
    bool owners, looked;  /* looked: for the owners, in this look */
    bool news;            /* there was some in this look */
    uint64_t seen, limit; /* limit 0: none */
};

/* ---- transitions -------------------------------------------------------------- */

static void put_times(struct watching *x)
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

static bool passes(const struct watching *x, enum nk_tcp_state old, const struct nk_diag_socket *s)
{
    const struct nk_tcp_subject subject = {
        .states = NK_TCP_BIT(old) | NK_TCP_BIT(s->state), /* one of the two is enough */
        .local_port = s->local_port,
        .peer_port = s->peer_port,
        .local = s->local,
        .peer = s->peer};
    return nk_tcp_filter_passes(&x->filter, &subject);
}

/* One line, which is out when this returns. False where there is enough, or nobody reads on. */
static bool tell(void *closure, enum nk_tcp_state old, const struct nk_diag_socket *s,
                 struct nk_err *err)
{
    struct watching *x = closure;
    char change[CHANGE_MAX];
    (void)err;
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
    nk_socket_put(&x->view, s, NULL);
    x->seen++;
    return nk_record_end(&x->record) && nk_out_flush(x->record.out) && x->seen != x->limit;
}

static bool see(void *closure, const struct nk_diag_socket *s, const struct nk_diag_info *info,
                struct nk_err *err)
{
    struct watching *x = closure;
    (void)info;
    return nk_watch_see(&x->watch, s, tell, x, err);
}

/* ---- looking again and again ----------------------------------------------------- */

static bool look(struct watching *x, struct nk_netlink *netlink, struct nk_err *err)
{
    x->now = nk_clock_date_ns();
    x->looked = x->news = false;
    nk_watch_begin(&x->watch);
    return nk_diag_dump(netlink, &x->request, see, x, err) && nk_watch_end(&x->watch, tell, x, err);
}

/* Waits, though signals come; false once `deadline` (-1: never) is reached. */
static bool wait_for(int64_t ms, int64_t deadline)
{
    int64_t now = nk_clock_ms(), until = now + ms;
    if (deadline >= 0 && until > deadline)
        until = deadline;
    for (; now < until; now = nk_clock_ms())
        poll(NULL, 0, (int)(until - now));
    return deadline < 0 || now < deadline;
}

static void run(struct watching *x, int64_t interval, int64_t deadline)
{
    struct nk_netlink netlink;
    struct nk_err err = {0};
    unsigned last = 0;
    bool more;
    nk_netlink_init(&netlink, NETLINK_SOCK_DIAG);
    do {
        int64_t start = nk_clock_us();
        more = look(x, &netlink, &err);
        last = nk_watch_interval(last, x->news, (uint64_t)(nk_clock_us() - start));
    } while (more && wait_for(interval > 0 ? interval : last, deadline));
    nk_netlink_release(&netlink);
    if (err.code != NK_ERR_NONE)
        nk_cli_fail(x->ctx, &err);
    else if (more && x->limit > 0) {
        nk_cli_say(x->ctx, "the time is over after %llu of %llu transitions",
                   (unsigned long long)x->seen, (unsigned long long)x->limit);
        nk_cli_status(x->ctx, NK_FAILED);
    }
}

static void say_source(struct watching *x, int64_t interval)
{
    char often[64];
    if (interval > 0)
        snprintf(often, sizeof often, "every %lld ms", (long long)interval);
    else
        snprintf(often, sizeof often, "every %d to %d ms", NK_WATCH_SHORTEST, NK_WATCH_LONGEST);
    nk_cli_say(x->ctx,
               "watching by looking at the kernel's sockets %s (INET_DIAG): what comes and goes "
               "between two looks stays unseen",
               often);
}

/* ---- options ---------------------------------------------------------------------- */

static bool prepare(struct watching *x, const struct nk_args *args)
{
    struct nk_err err = {0};
    const char *fields = args->fields;
    bool udp = x->request.protocol == NK_DIAG_UDP, text = args->format == NK_FORMAT_TEXT;
    if (fields == NULL && text)
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

static enum nk_status run_watch(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct watching x = {.ctx = ctx};
    int64_t interval = nk_args_number(args, "interval", 0);
    int64_t deadline = args->timeout_ms < 0 ? -1 : nk_clock_ms() + args->timeout_ms;
    if (!nk_socket_request(ctx, args, &x.request, &x.filter)) {
        nk_tcp_filter_release(&x.filter);
        return ctx->worst;
    }
    if (prepare(&x, args)) {
        say_source(&x, interval);
        run(&x, interval, deadline);
    }
    nk_watch_release(&x.watch);
    nk_socket_view_close(ctx, &x.view);
    nk_diag_plan_release(&x.plan);
    nk_tcp_filter_release(&x.filter);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option watch_options[] = {
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
    {.name = NULL},
};

static const struct nk_example watch_examples[] = {
    {"tcp-state watch --timeout 20ms dport 443", "the connections to one port, for a moment"},
    {NULL, NULL},
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
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .min_operands = 0,
    .max_operands = 0,
    .offers = nk_tcp_filter_offers,
    .schema = &watch_schema,
    .examples = watch_examples,
    .run = run_watch,
};
