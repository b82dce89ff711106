/* RTM_NEWRULE. */
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>

#include "route/rtnetlink.h"

/* Newer than the headers that this is built with may be: DSCP (Linux 6.12), flow label (6.13),
 * masks of ports (6.15). */
enum {
    RULE_DSCP = 25,
    RULE_FLOWLABEL = 26,
    RULE_SPORT_MASK = 28,
    RULE_DPORT_MASK = 29,
    RULE_DSCP_MASK = 30,
};

/* FR_ACT_*; false for one that no kernel has. */
static bool action_of(uint8_t action, uint8_t *out)
{
    switch (action) {
    case FR_ACT_TO_TBL:
        *out = NK_RULE_TABLE;
        return true;
    case FR_ACT_GOTO:
        *out = NK_RULE_GOTO;
        return true;
    case FR_ACT_NOP:
        *out = NK_RULE_NOP;
        return true;
    case FR_ACT_BLACKHOLE:
        *out = NK_RULE_BLACKHOLE;
        return true;
    case FR_ACT_UNREACHABLE:
        *out = NK_RULE_UNREACHABLE;
        return true;
    case FR_ACT_PROHIBIT:
        *out = NK_RULE_PROHIBIT;
        return true;
    default:
        return false;
    }
}

/* First and last port; of one with a mask the range that the mask lets through, which fails where
 * it is none. */
static void take_ports(struct nk_attrs *a, size_t number, size_t mask_number, uint16_t *first,
                       uint16_t *last)
{
    const struct nk_attr *range = &a->at[number];
    if (range->data == NULL)
        return;
    struct nk_cursor c = nk_cursor(range->data, range->len);
    *first = nk_host_u16(&c);
    *last = nk_host_u16(&c);
    a->failed |= c.failed || nk_cursor_left(&c) > 0;
    uint16_t free_bits = (uint16_t)~nk_attrs_u16(a, mask_number, UINT16_MAX);
    if (free_bits == 0)
        return;
    a->failed |= (free_bits & (free_bits + 1)) != 0;
    *first = (uint16_t)(*first & ~free_bits);
    *last = (uint16_t)(*first | free_bits);
}

static void take_uids(struct nk_attrs *a, struct nk_rule *rule)
{
    const struct nk_attr *range = &a->at[FRA_UID_RANGE];
    if (range->data == NULL)
        return;
    struct nk_cursor c = nk_cursor(range->data, range->len);
    rule->uid_first = nk_host_u32(&c);
    rule->uid_last = nk_host_u32(&c);
    rule->has_uid = true;
    a->failed |= c.failed || nk_cursor_left(&c) > 0;
}

/* A mark without a mask is compared whole. */
static void take_mark(struct nk_attrs *a, struct nk_rule *rule)
{
    rule->mark = nk_attrs_u32(a, FRA_FWMARK, 0);
    rule->mask = nk_attrs_u32(a, FRA_FWMASK, nk_attrs_has(a, FRA_FWMARK) ? UINT32_MAX : 0);
}

/* The tunnel's number is the one value in network byte order (64 bits). */
static void take_tunnel(struct nk_attrs *a, struct nk_rule *rule)
{
    const struct nk_attr *id = &a->at[FRA_TUN_ID];
    if (id->data == NULL)
        return;
    struct nk_cursor c = nk_cursor(id->data, id->len);
    rule->tun_id = nk_cursor_u64(&c);
    a->failed |= c.failed || nk_cursor_left(&c) > 0;
}

static void take_selector(struct nk_attrs *a, const struct fib_rule_hdr *head, struct nk_rule *rule)
{
    const struct nk_prefix to = nk_rtnetlink_prefix(a, FRA_DST, rule->family, head->dst_len);
    const struct nk_prefix from = nk_rtnetlink_prefix(a, FRA_SRC, rule->family, head->src_len);
    if (nk_attrs_has(a, FRA_DST))
        rule->to = to;
    if (nk_attrs_has(a, FRA_SRC))
        rule->from = from;
    rule->tos = head->tos;
    if (nk_attrs_has(a, RULE_DSCP)) {
        rule->tos_mask = (uint8_t)(nk_attrs_u8(a, RULE_DSCP_MASK, 0x3f) << 2);
        rule->tos = (uint8_t)(nk_attrs_u8(a, RULE_DSCP, 0) << 2) & rule->tos_mask;
    }
    rule->ipproto = nk_attrs_u8(a, FRA_IP_PROTO, 0);
    take_mark(a, rule);
    take_uids(a, rule);
    take_tunnel(a, rule);
    take_ports(a, FRA_SPORT_RANGE, RULE_SPORT_MASK, &rule->sport_first, &rule->sport_last);
    take_ports(a, FRA_DPORT_RANGE, RULE_DPORT_MASK, &rule->dport_first, &rule->dport_last);
    rule->invert = (head->flags & FIB_RULE_INVERT) != 0;
}

static void take_action(struct nk_attrs *a, const struct fib_rule_hdr *head, struct nk_rule *rule)
{
    a->failed |= !action_of(head->action, &rule->action);
    rule->priority = nk_attrs_u32(a, FRA_PRIORITY, 0);
    rule->table = nk_attrs_u32(a, FRA_TABLE, head->table);
    rule->goto_priority = nk_attrs_u32(a, FRA_GOTO, 0);
    rule->protocol = nk_attrs_u8(a, FRA_PROTOCOL, 0);
    rule->l3mdev = nk_attrs_u8(a, FRA_L3MDEV, 0) != 0;
    rule->suppress_prefixlength = (int32_t)nk_attrs_u32(a, FRA_SUPPRESS_PREFIXLEN, UINT32_MAX);
    rule->suppress_ifgroup = (int32_t)nk_attrs_u32(a, FRA_SUPPRESS_IFGROUP, UINT32_MAX);
}

/* The name of a device; false when out of memory. */
static bool take_device(struct nk_rtnetlink *x, const struct nk_attrs *a, size_t number,
                        uint32_t *out)
{
    size_t len;
    const char *name = nk_attrs_text(a, number, &len);
    if (name == NULL)
        return true;
    *out = nk_table_text(x->table, name, len);
    return *out != NK_ROUTE_NONE;
}

bool nk_rtnetlink_take_rule(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct fib_rule_hdr head;
    struct nk_attrs a;
    if (m->len < sizeof head)
        return nk_rtnetlink_damaged(err, "rule");
    memcpy(&head, m->body, sizeof head);
    struct nk_rule rule = nk_rule_blank();
    rule.family = nk_rtnetlink_family(head.family);
    if (rule.family == NK_FAMILY_NONE || (x->family != NK_FAMILY_NONE && x->family != rule.family))
        return true;
    nk_attrs_read(&a, m->body, m->len, sizeof head);
    take_selector(&a, &head, &rule);
    take_action(&a, &head, &rule);
    if (a.failed)
        return nk_rtnetlink_damaged(err, "rule");
    if (nk_attrs_has(&a, RULE_FLOWLABEL)) /* no packet that is looked up has one */
        return true;
    rule.source = x->source;
    rule.line = x->line;
    if (!take_device(x, &a, FRA_IIFNAME, &rule.iif) || !take_device(x, &a, FRA_OIFNAME, &rule.oif))
        return nk_err_memory(err);
    return nk_table_add_rule(x->table, &rule, err);
}
