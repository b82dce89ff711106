/* watch by looking again and again. */
#include <linux/netlink.h>
#include <poll.h>
#include <stdio.h>

#include "base/clock.h"
#include "cli/tcp_watch.h"

static bool see(void *closure, const struct nk_diag_socket *s, const struct nk_diag_info *info,
                struct nk_err *err)
{
    struct nk_tcp_watching *x = closure;
    (void)info;
    return nk_watch_see(&x->watch, s, nk_tcp_watch_tell, x, err);
}

static bool look(struct nk_tcp_watching *x, struct nk_netlink *netlink, struct nk_err *err)
{
    x->now = nk_clock_date_ns();
    x->looked = x->news = false;
    nk_watch_begin(&x->watch);
    return nk_diag_dump(netlink, &x->request, see, x, err) &&
           nk_watch_end(&x->watch, nk_tcp_watch_tell, x, err);
}

/* Waits, though signals come; false once the deadline is reached. */
static bool wait_for(int64_t ms, int64_t deadline)
{
    int64_t now = nk_clock_ms(), until = now + ms;
    if (deadline >= 0 && until > deadline)
        until = deadline;
    for (; now < until; now = nk_clock_ms())
        poll(NULL, 0, (int)(until - now));
    return deadline < 0 || now < deadline;
}

static void say_source(const struct nk_tcp_watching *x)
{
    char often[64];
    if (x->interval > 0)
        snprintf(often, sizeof often, "every %lld ms", (long long)x->interval);
    else
        snprintf(often, sizeof often, "every %d to %d ms", NK_WATCH_SHORTEST, NK_WATCH_LONGEST);
    nk_cli_say(x->ctx,
               "watching by looking at the kernel's sockets %s (INET_DIAG): what comes and goes "
               "between two looks stays unseen",
               often);
}

bool nk_tcp_watch_by_looking(struct nk_tcp_watching *x, struct nk_err *err)
{
    struct nk_netlink netlink;
    unsigned last = 0;
    bool more, said = false;
    nk_netlink_init(&netlink, NETLINK_SOCK_DIAG);
    do {
        int64_t start = nk_clock_us();
        more = look(x, &netlink, err);
        if (more && !said) /* what happens from now on is seen: somebody may wait for that */
            say_source(x);
        said = true;
        last = nk_watch_interval(last, x->news, (uint64_t)(nk_clock_us() - start));
    } while (more && wait_for(x->interval > 0 ? x->interval : last, x->deadline));
    nk_netlink_release(&netlink);
    return more;
}
