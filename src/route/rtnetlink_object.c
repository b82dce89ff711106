/* RTM_NEWNEXTHOP: next-hop objects, groups of them, and those that drop. */
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>

#include "route/nexthops.h"
#include "route/rtnetlink.h"

static const char what[] = "next hop";

/* The members of a group, one row each: id, weight less one in two octets, the high one last
 * (kernels before 6.12 leave it zero), two octets reserved. */
static bool add_members(struct nk_rtnetlink *x, const struct nk_attr *group, struct nk_nexthop *row,
                        struct nk_err *err)
{
    struct nk_cursor c = nk_cursor(group->data, group->len);
    if (group->len % sizeof(struct nexthop_grp) != 0)
        return nk_rtnetlink_damaged(err, what);
    while (nk_cursor_left(&c) > 0) {
        row->member = nk_host_u32(&c);
        uint32_t low = nk_cursor_u8(&c), high = nk_cursor_u8(&c), weight = (high << 8 | low) + 1;
        row->weight = (uint16_t)(weight > UINT16_MAX ? UINT16_MAX : weight);
        nk_cursor_take(&c, 2);
        if (row->member != 0 && !nk_nexthop_add(x->table, row, err))
            return false;
    }
    return true;
}

/* The one next hop of an object. */
static bool add_single(struct nk_rtnetlink *x, struct nk_attrs *a, const struct nhmsg *head,
                       struct nk_nexthop *row, struct nk_err *err)
{
    struct nk_hop hop;
    nk_rtnetlink_hop_init(&hop);
    nk_rtnetlink_addr(a, NHA_GATEWAY, nk_rtnetlink_family(head->nh_family), &hop.via);
    hop.flags = nk_rtnetlink_hop_flags(head->nh_flags);
    uint32_t index = nk_attrs_u32(a, NHA_OIF, 0);
    if (a->failed)
        return nk_rtnetlink_damaged(err, what);
    if (index != 0) {
        hop.dev = nk_rtnetlink_device(x, index);
        if (hop.dev == NK_ROUTE_NONE)
            return nk_err_memory(err);
    }
    row->hops = nk_table_hop_group(x->table, &hop, 1);
    return row->hops == NK_ROUTE_NONE ? nk_err_memory(err) : nk_nexthop_add(x->table, row, err);
}

bool nk_rtnetlink_take_object(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct nhmsg head;
    struct nk_attrs a;
    nk_attrs_read(&a, m->body, m->len, sizeof head);
    struct nk_nexthop row = {.id = nk_attrs_u32(&a, NHA_ID, 0),
                             .hops = NK_ROUTE_NONE,
                             .weight = 1,
                             .source = x->source,
                             .blackhole = nk_attrs_has(&a, NHA_BLACKHOLE)};
    if (a.failed || m->len < sizeof head || row.id == 0)
        return nk_rtnetlink_damaged(err, what);
    memcpy(&head, m->body, sizeof head);
    if (nk_attrs_has(&a, NHA_FDB)) /* of bridges, no route uses it */
        return true;
    if (nk_attrs_has(&a, NHA_GROUP))
        return add_members(x, &a.at[NHA_GROUP], &row, err);
    if (row.blackhole)
        return nk_nexthop_add(x->table, &row, err);
    return nk_rtnetlink_family(head.nh_family) == NK_FAMILY_NONE ||
           add_single(x, &a, &head, &row, err);
}
