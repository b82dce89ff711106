#include "route/kernel.h"

#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/if_link.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

/* ---- what netlink calls -------------------------------------------------- */

static void begin_links(void *closure)
{
    struct nk_kernel *k = closure;
    nk_rtnetlink_forget_links(&k->x);
}

static void begin_objects(void *closure)
{
    struct nk_kernel *k = closure;
    k->x.table->nexthop_count = k->objects;
}

static void begin_rest(void *closure)
{
    struct nk_kernel *k = closure;
    k->x.table->count = k->routes;
    k->x.table->rule_count = k->rules;
}

/* What is damaged here is none of the user's input. */
static bool take(void *closure, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct nk_kernel *k = closure;
    bool good = nk_rtnetlink_take(&k->x, m, err);
    if (!good && err->code == NK_ERR_INPUT)
        err->code = NK_ERR_SYSTEM;
    return good;
}

/* ---- the dumps ----------------------------------------------------------- */

/* `fixed` is the fixed part of the request. False where the kernel does not answer; what a kernel
 * does not have (IPv6, rules, next-hop objects) is as if it had none. */
static bool run_dump(struct nk_kernel *k, struct nk_buf *request, const char *what,
                     void (*begin)(void *closure), struct nk_err *err)
{
    const struct nk_netlink_sink sink = {begin, take, k};
    nk_nlmsg_end(request, 0);
    bool done = nk_netlink_dump(&k->netlink, request, what, &sink, err);
    int error = k->netlink.error;
    if (!done && (error == EOPNOTSUPP || error == EAFNOSUPPORT || error == EPROTONOSUPPORT)) {
        *err = (struct nk_err){0};
        done = true;
    }
    nk_buf_release(request);
    return done;
}

bool nk_kernel_links(struct nk_kernel *k, struct nk_err *err)
{
    const struct ifinfomsg head = {.ifi_family = AF_UNSPEC};
    const uint32_t mask = RTEXT_FILTER_SKIP_STATS;
    struct nk_buf b = {0};
    nk_nlmsg_begin(&b, RTM_GETLINK, 0, &head, sizeof head);
    nk_nlmsg_attr(&b, IFLA_EXT_MASK, &mask, sizeof mask);
    return run_dump(k, &b, "cannot read the kernel's links", begin_links, err);
}

static bool dump_objects(struct nk_kernel *k, struct nk_err *err)
{
    const struct nhmsg head = {.nh_family = AF_UNSPEC};
    struct nk_buf b = {0};
    nk_nlmsg_begin(&b, RTM_GETNEXTHOP, 0, &head, sizeof head);
    return run_dump(k, &b, "cannot read the kernel's next hops", begin_objects, err);
}

static bool dump_routes(struct nk_kernel *k, uint8_t family, struct nk_err *err)
{
    const struct rtmsg head = {.rtm_family = family == NK_IPV4 ? AF_INET : AF_INET6};
    struct nk_buf b = {0};
    k->x.family = family;
    k->routes = k->x.table->count;
    nk_nlmsg_begin(&b, RTM_GETROUTE, 0, &head, sizeof head);
    return run_dump(k, &b, "cannot read the kernel's routes", begin_rest, err);
}

static bool dump_rules(struct nk_kernel *k, uint8_t family, struct nk_err *err)
{
    const struct fib_rule_hdr head = {.family = family == NK_IPV4 ? AF_INET : AF_INET6};
    struct nk_buf b = {0};
    k->x.family = family;
    k->routes = k->x.table->count;
    k->rules = k->x.table->rule_count;
    nk_nlmsg_begin(&b, RTM_GETRULE, 0, &head, sizeof head);
    return run_dump(k, &b, "cannot read the kernel's rules", begin_rest, err);
}

static bool dump_all(struct nk_kernel *k, struct nk_err *err)
{
    return nk_kernel_links(k, err) && dump_objects(k, err) && dump_routes(k, NK_IPV4, err) &&
           dump_routes(k, NK_IPV6, err) && dump_rules(k, NK_IPV4, err) &&
           dump_rules(k, NK_IPV6, err) && nk_rtnetlink_add_vrfs(&k->x, err);
}

void nk_kernel_init(struct nk_kernel *k, struct nk_table *t, uint16_t source)
{
    *k = (struct nk_kernel){.x = {.table = t, .source = source}};
    nk_netlink_init(&k->netlink, NETLINK_ROUTE);
}

void nk_kernel_release(struct nk_kernel *k)
{
    nk_netlink_release(&k->netlink);
    nk_rtnetlink_release(&k->x);
}

bool nk_kernel_read(struct nk_table *t, uint16_t source, struct nk_err *err)
{
    struct nk_kernel k;
    bool (*tap)(void *, const struct nk_table *, const struct nk_route *) = t->tap;
    bool (*spill)(void *, const struct nk_table *, const struct nk_route *) = t->spill;
    const size_t routes = t->count, rules = t->rule_count, vrfs = t->vrf_count;
    nk_kernel_init(&k, t, source);
    k.rules = rules;
    k.objects = t->nexthop_count;
    t->tap = t->spill = NULL; /* a dump that is repeated takes its routes back */
    bool done = dump_all(&k, err);
    t->tap = tap;
    t->spill = spill;
    nk_kernel_release(&k);
    if (done)
        return tap == NULL || nk_table_flush(t, tap);
    t->count = routes;
    t->rule_count = rules;
    t->vrf_count = vrfs;
    return false;
}
