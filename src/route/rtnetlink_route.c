/* RTM_NEWROUTE. */
#include <linux/rtnetlink.h>

#include "route/nexthops.h"
#include "route/rtnetlink.h"

/* A message on its way into a route. */
struct taking {
    struct nk_rtnetlink *x;
    struct nk_attrs attrs;
    struct rtmsg head;
    uint8_t family;
    bool no_memory;
};

/* ---- next hops ----------------------------------------------------------- */

/* RTA_VIA: a gateway of another family than the route's, with the family in front. */
static void take_via(struct nk_attrs *a, struct nk_addr *out)
{
    const struct nk_attr *via = &a->at[RTA_VIA];
    if (via->data == NULL)
        return;
    struct nk_cursor c = nk_cursor(via->data, via->len);
    uint16_t af = nk_host_u16(&c);
    uint8_t family = af > UINT8_MAX ? (uint8_t)NK_FAMILY_NONE : nk_rtnetlink_family((uint8_t)af);
    if (c.failed || family == NK_FAMILY_NONE) {
        a->failed = true;
        return;
    }
    struct nk_attrs inner = {0};
    inner.at[RTA_VIA] = (struct nk_attr){c.at, nk_cursor_left(&c)};
    nk_rtnetlink_addr(&inner, RTA_VIA, family, out);
    a->failed |= inner.failed;
}

/* Gateway, device and flags of one next hop. */
static void fill_hop(struct taking *t, struct nk_attrs *a, uint32_t index, uint32_t flags,
                     struct nk_hop *hop)
{
    nk_rtnetlink_addr(a, RTA_GATEWAY, t->family, &hop->via);
    take_via(a, &hop->via);
    hop->flags = nk_rtnetlink_hop_flags(flags);
    if (index == 0)
        return;
    hop->dev = nk_rtnetlink_device(t->x, index);
    t->no_memory |= hop->dev == NK_ROUTE_NONE;
}

static uint32_t keep_hops(struct taking *t, const struct nk_hop *hops, size_t count)
{
    if (count == 0)
        return NK_ROUTE_NONE;
    uint32_t group = nk_table_hop_group(t->x->table, hops, count);
    t->no_memory |= group == NK_ROUTE_NONE;
    return group;
}

/* One struct rtnexthop and its attributes: length, flags, weight less one, index. */
static void read_nexthop(struct taking *t, struct nk_cursor *c, struct nk_buf *hops)
{
    struct nk_attrs inner;
    struct nk_hop hop;
    size_t left = nk_cursor_left(c);
    uint16_t len = nk_host_u16(c);
    uint8_t flags = nk_cursor_u8(c), less = nk_cursor_u8(c);
    uint32_t index = nk_host_u32(c);
    if (len < sizeof(struct rtnexthop) || len > left) {
        t->attrs.failed = true;
        c->at = c->end;
        return;
    }
    size_t rest = len - sizeof(struct rtnexthop);
    nk_attrs_read(&inner, nk_cursor_take(c, rest), rest, 0);
    size_t pad = (4 - len % 4U) % 4, behind = nk_cursor_left(c);
    nk_cursor_take(c, pad < behind ? pad : behind);
    nk_rtnetlink_hop_init(&hop);
    fill_hop(t, &inner, index, flags, &hop);
    hop.weight = (uint16_t)(less + 1);
    t->attrs.failed |= inner.failed;
    nk_buf_add(hops, (const char *)&hop, sizeof hop);
}

static uint32_t read_multipath(struct taking *t)
{
    const struct nk_attr *all = &t->attrs.at[RTA_MULTIPATH];
    struct nk_cursor c = nk_cursor(all->data, all->len);
    struct nk_buf hops = {0};
    while (nk_cursor_left(&c) > 0)
        read_nexthop(t, &c, &hops);
    t->no_memory |= hops.failed;
    uint32_t group =
        keep_hops(t, (const struct nk_hop *)hops.data, hops.len / sizeof(struct nk_hop));
    nk_buf_release(&hops);
    return group;
}

static uint32_t read_single(struct taking *t)
{
    struct nk_hop hop;
    nk_rtnetlink_hop_init(&hop);
    fill_hop(t, &t->attrs, nk_attrs_u32(&t->attrs, RTA_OIF, 0), t->head.rtm_flags, &hop);
    return keep_hops(t, &hop, 1);
}

static void take_hops(struct taking *t, struct nk_route *route)
{
    struct nk_attrs *a = &t->attrs;
    if (nk_attrs_has(a, RTA_MULTIPATH))
        route->hops = read_multipath(t);
    else if (nk_attrs_has(a, RTA_OIF) || nk_attrs_has(a, RTA_GATEWAY) || nk_attrs_has(a, RTA_VIA))
        route->hops = read_single(t);
}

/* ---- the rest ------------------------------------------------------------ */

/* What few routes have; kept where there is any of it. */
static void take_more(struct taking *t, struct nk_route *route)
{
    struct nk_attrs *a = &t->attrs, metrics;
    struct nk_route_more more;
    const struct nk_prefix from = nk_rtnetlink_prefix(a, RTA_SRC, t->family, t->head.rtm_src_len);
    memset(&more, 0, sizeof more);
    if (nk_attrs_has(a, RTA_SRC)) {
        nk_rtnetlink_addr(a, RTA_SRC, t->family, &more.from.addr);
        more.from.length = from.length;
    }
    nk_rtnetlink_addr(a, RTA_PREFSRC, t->family, &more.prefsrc);
    more.nhid = nk_attrs_u32(a, RTA_NH_ID, 0);
    nk_attrs_nested(&metrics, a, RTA_METRICS);
    more.mtu = nk_attrs_u32(&metrics, RTAX_MTU, 0);
    a->failed |= metrics.failed;
    if (more.from.addr.family == NK_FAMILY_NONE && more.prefsrc.family == NK_FAMILY_NONE &&
        more.nhid == 0 && more.mtu == 0)
        return;
    route->more = nk_table_more(t->x->table, &more);
    t->no_memory |= route->more == NK_ROUTE_NONE;
}

static void take_route(struct taking *t, struct nk_route *route)
{
    const struct rtmsg *head = &t->head;
    const struct nk_prefix dst =
        nk_rtnetlink_prefix(&t->attrs, RTA_DST, t->family, head->rtm_dst_len);
    *route = nk_route_blank();
    nk_route_set_prefix(route, &dst);
    route->source = t->x->source;
    route->line = t->x->line;
    route->type = head->rtm_type;
    route->protocol = head->rtm_protocol;
    route->tos = head->rtm_tos;
    route->scope = head->rtm_scope;
    route->table = nk_attrs_u32(&t->attrs, RTA_TABLE, head->rtm_table);
    route->metric = nk_attrs_u32(&t->attrs, RTA_PRIORITY, 0);
    if (nk_attrs_has(&t->attrs, RTA_PRIORITY))
        route->flags |= NK_ROUTE_HAS_METRIC;
}

bool nk_rtnetlink_route(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_route *out,
                        bool *skip, struct nk_err *err)
{
    struct taking t = {.x = x};
    if (m->len < sizeof t.head)
        return nk_rtnetlink_damaged(err, "route");
    memcpy(&t.head, m->body, sizeof t.head);
    t.family = nk_rtnetlink_family(t.head.rtm_family);
    bool cloned = t.head.rtm_flags & RTM_F_CLONED && !x->takes_cloned;
    bool other = x->family != NK_FAMILY_NONE && x->family != t.family;
    *skip = t.family == NK_FAMILY_NONE || cloned || other;
    if (*skip)
        return true;
    nk_attrs_read(&t.attrs, m->body, m->len, sizeof t.head);
    take_route(&t, out);
    if (!t.attrs.failed)
        take_hops(&t, out);
    if (!t.attrs.failed && !t.no_memory)
        take_more(&t, out);
    if (t.no_memory)
        return nk_err_memory(err);
    if (t.attrs.failed)
        return nk_rtnetlink_damaged(err, "route");
    /* where the kernel does not say what is behind an object, the object is asked */
    return nk_nexthop_resolve(x->table, out, err);
}
