#include "route/kernel.h"

#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/if_link.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "base/netlink.h"
#include "route/rtnetlink.h"

/* One dump: what is asked, and how much of the table was there before it. */
struct dump {
    struct nk_rtnetlink x;
    struct nk_netlink netlink;
    size_t routes, rules;
};

/* ---- what netlink calls -------------------------------------------------- */

static void begin_links(void *closure)
{
    struct dump *d = closure;
    nk_rtnetlink_forget_links(&d->x);
}

static void begin_objects(void *closure)
{
    struct dump *d = closure;
    nk_rtnetlink_forget_objects(&d->x);
}

static void begin_rest(void *closure)
{
    struct dump *d = closure;
    d->x.table->count = d->routes;
    d->x.table->rule_count = d->rules;
}

/* What is damaged here is none of the user's input. */
static bool take(void *closure, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct dump *d = closure;
    bool good = nk_rtnetlink_take(&d->x, m, err);
    if (!good && err->code == NK_ERR_INPUT)
        err->code = NK_ERR_SYSTEM;
    return good;
}

/* ---- the dumps ----------------------------------------------------------- */

/* `fixed` is the fixed part of the request. False where the kernel does not answer; what a kernel
 * does not have (IPv6, rules, next-hop objects) is as if it had none. */
static bool run_dump(struct dump *d, struct nk_buf *request, const char *what,
                     void (*begin)(void *closure), struct nk_err *err)
{
    const struct nk_netlink_sink sink = {begin, take, d};
    nk_nlmsg_end(request, 0);
    bool done = nk_netlink_dump(&d->netlink, request, what, &sink, err);
    int error = d->netlink.error;
    if (!done && (error == EOPNOTSUPP || error == EAFNOSUPPORT || error == EPROTONOSUPPORT)) {
        *err = (struct nk_err){0};
        done = true;
    }
    nk_buf_release(request);
    return done;
}

static bool dump_links(struct dump *d, struct nk_err *err)
{
    const struct ifinfomsg head = {.ifi_family = AF_UNSPEC};
    const uint32_t mask = RTEXT_FILTER_SKIP_STATS;
    struct nk_buf b = {0};
    nk_nlmsg_begin(&b, RTM_GETLINK, 0, &head, sizeof head);
    nk_nlmsg_attr(&b, IFLA_EXT_MASK, &mask, sizeof mask);
    return run_dump(d, &b, "cannot read the kernel's links", begin_links, err);
}

static bool dump_objects(struct dump *d, struct nk_err *err)
{
    const struct nhmsg head = {.nh_family = AF_UNSPEC};
    struct nk_buf b = {0};
    nk_nlmsg_begin(&b, RTM_GETNEXTHOP, 0, &head, sizeof head);
    return run_dump(d, &b, "cannot read the kernel's next hops", begin_objects, err);
}

static bool dump_routes(struct dump *d, uint8_t family, struct nk_err *err)
{
    const struct rtmsg head = {.rtm_family = family == NK_IPV4 ? AF_INET : AF_INET6};
    struct nk_buf b = {0};
    d->x.family = family;
    d->routes = d->x.table->count;
    nk_nlmsg_begin(&b, RTM_GETROUTE, 0, &head, sizeof head);
    return run_dump(d, &b, "cannot read the kernel's routes", begin_rest, err);
}

static bool dump_rules(struct dump *d, uint8_t family, struct nk_err *err)
{
    const struct fib_rule_hdr head = {.family = family == NK_IPV4 ? AF_INET : AF_INET6};
    struct nk_buf b = {0};
    d->x.family = family;
    d->routes = d->x.table->count;
    d->rules = d->x.table->rule_count;
    nk_nlmsg_begin(&b, RTM_GETRULE, 0, &head, sizeof head);
    return run_dump(d, &b, "cannot read the kernel's rules", begin_rest, err);
}

/* Gives the routes from `first` on to the tap, and takes them off the table. */
static bool tap_routes(struct nk_table *t, size_t first)
{
    bool more = true;
    for (size_t i = first; more && i < t->count; i++) {
        const struct nk_route route = t->routes[i];
        more = t->tap(t->tap_closure, t, &route);
    }
    t->count = first;
    return more;
}

static bool dump_all(struct dump *d, struct nk_err *err)
{
    d->rules = d->x.table->rule_count;
    return dump_links(d, err) && dump_objects(d, err) && dump_routes(d, NK_IPV4, err) &&
           dump_routes(d, NK_IPV6, err) && dump_rules(d, NK_IPV4, err) &&
           dump_rules(d, NK_IPV6, err) && nk_rtnetlink_add_vrfs(&d->x, err);
}

bool nk_kernel_read(struct nk_table *t, uint16_t source, struct nk_err *err)
{
    struct dump d = {.x = {.table = t, .source = source}};
    const size_t routes = t->count, rules = t->rule_count, vrfs = t->vrf_count;
    bool (*tap)(void *, const struct nk_table *, const struct nk_route *) = t->tap;
    nk_netlink_init(&d.netlink, NETLINK_ROUTE);
    t->tap = NULL; /* a dump that is repeated takes its routes back */
    bool done = dump_all(&d, err);
    t->tap = tap;
    nk_netlink_release(&d.netlink);
    nk_rtnetlink_release(&d.x);
    if (done)
        return tap == NULL || tap_routes(t, routes);
    t->count = routes;
    t->rule_count = rules;
    t->vrf_count = vrfs;
    return false;
}
