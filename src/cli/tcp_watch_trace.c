/* watch by the kernel's tracepoint. */
#include <linux/netlink.h>

#include "base/clock.h"
#include "cli/tcp_watch.h"
#include "tcp/sockets.h"
#include "tcp/trace.h"

struct tracing {
    struct nk_tcp_watching *watching;
    struct nk_netlink netlink; /* to ask what has become of a socket */
};

/* To the tracepoint a socket that goes to TIME-WAIT is CLOSED, since it is a socket no more: the
 * kernel's table still has it, unless it is of another namespace. */
static enum nk_tcp_state ask_rest(struct tracing *t, const struct nk_trace_event *e)
{
    enum nk_tcp_state state;
    const struct nk_tcp_tuple tuple = {e->local, e->peer, e->local_port, e->peer_port};
    if (e->state != NK_TCP_CLOSED || e->local.family != e->peer.family ||
        (e->old != NK_TCP_FIN_WAIT_1 && e->old != NK_TCP_FIN_WAIT_2 && e->old != NK_TCP_CLOSING))
        return e->state;
    return nk_tcp_ask_state(&t->netlink, &tuple, &state, NULL) ? state : e->state;
}

static bool take(void *closure, const struct nk_trace_event *e, struct nk_err *err)
{
    struct tracing *t = closure;
    struct nk_tcp_watching *x = t->watching;
    struct nk_diag_socket s = {.family = e->local.family,
                               .local_port = e->local_port,
                               .peer_port = e->peer_port,
                               .local = e->local,
                               .peer = e->peer};
    if (x->request.family != NK_FAMILY_NONE && x->request.family != s.family)
        return true;
    s.state = ask_rest(t, e);
    x->now = e->time;
    return s.state == e->old || nk_tcp_watch_tell(x, e->old, &s, err);
}

static int64_t time_left(const struct nk_tcp_watching *x)
{
    int64_t left = x->deadline < 0 ? 1000 : x->deadline - nk_clock_ms();
    return left < 0 ? 0 : left < 1000 ? left : 1000;
}

static bool run(struct tracing *t, struct nk_trace *trace, struct nk_err *err)
{
    struct nk_tcp_watching *x = t->watching;
    uint64_t lost = 0;
    int64_t left;
    nk_cli_say(x->ctx,
               "watching by the kernel's tracepoint sock:inet_sock_set_state, which has the "
               "sockets of all network namespaces; unseen stay SYN-RECEIVED before its handshake "
               "is over, and of a TIME-WAIT the end");
    do {
        left = time_left(x);
        nk_trace_wait(trace, left);
        if (!nk_trace_drain(trace, take, t, err))
            return false;
        if (trace->lost > lost)
            nk_cli_say(x->ctx, "%llu transitions came too fast and are lost",
                       (unsigned long long)(trace->lost - lost));
        lost = trace->lost;
    } while (left > 0);
    return true;
}

bool nk_tcp_watch_by_trace(struct nk_tcp_watching *x, struct nk_err *err)
{
    struct tracing t = {.watching = x};
    struct nk_trace trace;
    x->ends_alone = true;
    nk_netlink_init(&t.netlink, NETLINK_SOCK_DIAG);
    bool over = nk_trace_open(&trace, err) && run(&t, &trace, err);
    nk_trace_release(&trace);
    nk_netlink_release(&t.netlink);
    return over;
}
