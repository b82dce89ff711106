#include <errno.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "route/kernel.h"

static const char what[] = "cannot ask the kernel for a route";

/* ---- the question -------------------------------------------------------- */

static void put_addr(struct nk_buf *b, uint16_t number, const struct nk_addr *a)
{
    const uint64_t halves[] = {htobe64(a->hi), htobe64(a->lo)};
    const uint32_t ipv4 = htobe32((uint32_t)a->lo);
    if (a->family == NK_IPV4)
        nk_nlmsg_attr(b, number, &ipv4, sizeof ipv4);
    else if (a->family == NK_IPV6)
        nk_nlmsg_attr(b, number, halves, sizeof halves);
}

static void put_u32(struct nk_buf *b, uint16_t number, uint32_t n, bool given)
{
    if (given)
        nk_nlmsg_attr(b, number, &n, sizeof n);
}

static void put_port(struct nk_buf *b, uint16_t number, uint16_t port)
{
    const uint16_t network = htobe16(port);
    if (port != 0)
        nk_nlmsg_attr(b, number, &network, sizeof network);
}

/* The index of a device; 0 for NULL. */
static bool find_device(const struct nk_kernel *k, const char *name, uint32_t *index,
                        struct nk_err *err)
{
    *index = 0;
    if (name == NULL || nk_rtnetlink_index(&k->x, name, index))
        return true;
    return nk_err_set(err, NK_ERR_INPUT, 0, 0, "there is no device '%.40s'", name);
}

/* `match`: the route that decides, in place of the way that is taken. IPv6 always tells the table,
 * and refuses to be asked for it. */
static bool put_question(const struct nk_kernel *k, const struct nk_kernel_flow *flow, bool match,
                         struct nk_buf *b, struct nk_err *err)
{
    uint32_t iif, oif;
    bool ipv4 = flow->dst.family == NK_IPV4;
    if (!find_device(k, flow->iif, &iif, err) || !find_device(k, flow->oif, &oif, err))
        return false;
    const uint8_t width = (uint8_t)nk_family_width(flow->dst.family);
    const struct rtmsg head = {
        .rtm_family = ipv4 ? AF_INET : AF_INET6,
        .rtm_dst_len = width,
        .rtm_src_len = flow->src.family == NK_FAMILY_NONE ? 0 : width,
        .rtm_tos = flow->tos,
        .rtm_flags = (ipv4 ? RTM_F_LOOKUP_TABLE : 0U) | (match ? RTM_F_FIB_MATCH : 0U),
    };
    nk_nlmsg_begin(b, RTM_GETROUTE, 0, &head, sizeof head);
    put_addr(b, RTA_DST, &flow->dst);
    put_addr(b, RTA_SRC, &flow->src);
    put_u32(b, RTA_IIF, iif, iif != 0);
    put_u32(b, RTA_OIF, oif, oif != 0);
    put_u32(b, RTA_MARK, flow->mark, flow->mark != 0);
    put_u32(b, RTA_UID, flow->uid, flow->has_uid);
    if (flow->ipproto != 0)
        nk_nlmsg_attr(b, RTA_IP_PROTO, &flow->ipproto, sizeof flow->ipproto);
    put_port(b, RTA_SPORT, flow->sport);
    put_port(b, RTA_DPORT, flow->dport);
    nk_nlmsg_end(b, 0);
    return true;
}

/* ---- the answer ---------------------------------------------------------- */

/* What a refusal says of the route; false for an errno that is none. */
static bool type_of_error(int error, uint8_t *type)
{
    switch (error) {
    case ENETUNREACH:
        *type = NK_ROUTE_UNSPEC;
        return true;
    case EHOSTUNREACH:
        *type = NK_ROUTE_UNREACHABLE;
        return true;
    case EACCES:
        *type = NK_ROUTE_PROHIBIT;
        return true;
    case EXDEV: /* no way back to its source */
    case EINVAL:
        *type = NK_ROUTE_BLACKHOLE;
        return true;
    default:
        return false;
    }
}

/* Asks once. False with `err`; `refused` is the kernel's errno, 0 where `route` is its answer. */
static bool ask(struct nk_kernel *k, const struct nk_kernel_flow *flow, bool match,
                struct nk_route *route, int *refused, struct nk_err *err)
{
    struct nk_buf b = {0};
    struct nk_nlmsg answer;
    bool skip = false;
    *refused = 0;
    bool asked = put_question(k, flow, match, &b, err);
    bool done = asked && nk_netlink_ask(&k->netlink, &b, what, &answer, err);
    *refused = asked ? k->netlink.error : 0;
    if (done)
        done = answer.type == RTM_NEWROUTE &&
               nk_rtnetlink_route(&k->x, &answer, route, &skip, err) && !skip;
    if (!done && err->code == NK_ERR_INPUT && asked)
        err->code = NK_ERR_SYSTEM; /* damaged, yet none of the user's input */
    if (!done && err->code == NK_ERR_NONE)
        nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s: the answer is none", what);
    nk_buf_release(&b);
    return done;
}

bool nk_kernel_lookup(struct nk_kernel *k, const struct nk_kernel_flow *flow,
                      struct nk_kernel_answer *out, struct nk_err *err)
{
    struct nk_route way;
    int refused;
    *out = (struct nk_kernel_answer){.hop = NK_ROUTE_NONE};
    k->x.takes_cloned = true;
    k->x.family = NK_FAMILY_NONE;
    if (!ask(k, flow, false, &way, &refused, err)) {
        if (!type_of_error(refused, &out->type))
            return false;
        *err = (struct nk_err){0};
        return true;
    }
    out->type = way.type;
    out->hop = way.hops;
    const struct nk_route_more *more = nk_table_more_of(k->x.table, way.more);
    if (more != NULL)
        out->prefsrc = more->prefsrc;
    out->has_route = ask(k, flow, true, &out->route, &refused, err);
    if (!out->has_route && refused != 0) /* it went away meanwhile, or the kernel is too old */
        *err = (struct nk_err){0};
    return out->has_route || refused != 0;
}
