/* The words of a rule. */
#include "addr/put.h"
#include "cli/route_explain.h"
#include "route/names.h"
#include "route/text.h"

static void add_prefix(struct nk_buf *b, const char *word, const struct nk_prefix *p)
{
    if (p->addr.family == NK_FAMILY_NONE)
        return;
    nk_buf_add_text(b, word);
    if (p->length == nk_family_width(p->addr.family))
        nk_add_addr(b, &p->addr);
    else
        nk_add_prefix(b, p);
}

static void add_device(struct nk_buf *b, const struct nk_table *t, const char *word, uint32_t dev)
{
    size_t len;
    const char *name = nk_table_text_of(t, dev, &len);
    if (name == NULL)
        return;
    nk_buf_add_text(b, word);
    nk_buf_add(b, name, len);
}

static void add_ports(struct nk_buf *b, const char *word, uint16_t first, uint16_t last)
{
    if (last == 0)
        return;
    nk_buf_printf(b, " %s %u", word, first);
    if (last != first)
        nk_buf_printf(b, "-%u", last);
}

static void add_protocol(struct nk_buf *b, uint8_t number)
{
    if (number == 0)
        return;
    const char *name = number == 1    ? "icmp"
                       : number == 6  ? "tcp"
                       : number == 17 ? "udp"
                       : number == 58 ? "ipv6-icmp"
                                      : NULL;
    if (name != NULL)
        nk_buf_printf(b, " ipproto %s", name);
    else
        nk_buf_printf(b, " ipproto %u", number);
}

static void add_mark(struct nk_buf *b, const struct nk_rule *r)
{
    if (r->mask == 0)
        return;
    nk_buf_printf(b, " fwmark 0x%x", r->mark);
    if (r->mask != UINT32_MAX)
        nk_buf_printf(b, "/0x%x", r->mask);
}

static void add_table(struct nk_buf *b, const struct nk_table *t, uint32_t table)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *name = nk_table_name_of(t, table, room, &len);
    nk_buf_add_text(b, " lookup ");
    nk_buf_add(b, name, len);
}

static void add_action(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r)
{
    switch (r->action) {
    case NK_RULE_GOTO:
        nk_buf_printf(b, " goto %u", r->goto_priority);
        break;
    case NK_RULE_NOP:
        nk_buf_add_text(b, " nop");
        break;
    case NK_RULE_BLACKHOLE:
        nk_buf_add_text(b, " blackhole");
        break;
    case NK_RULE_UNREACHABLE:
        nk_buf_add_text(b, " unreachable");
        break;
    case NK_RULE_PROHIBIT:
        nk_buf_add_text(b, " prohibit");
        break;
    default:
        if (r->l3mdev)
            nk_buf_add_text(b, " lookup [l3mdev-table]");
        else
            add_table(b, t, r->table);
    }
    if (r->suppress_prefixlength >= 0)
        nk_buf_printf(b, " suppress_prefixlength %d", r->suppress_prefixlength);
}

void nk_rule_add_words(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r)
{
    nk_buf_add_text(b, r->invert ? "not from " : "from ");
    if (r->from.addr.family == NK_FAMILY_NONE)
        nk_buf_add_text(b, "all");
    add_prefix(b, "", &r->from);
    add_prefix(b, " to ", &r->to);
    nk_rule_tos_text(b, r);
    add_mark(b, r);
    add_device(b, t, " iif ", r->iif);
    add_device(b, t, " oif ", r->oif);
    if (r->has_uid)
        nk_buf_printf(b, " uidrange %u-%u", r->uid_first, r->uid_last);
    add_protocol(b, r->ipproto);
    add_ports(b, "sport", r->sport_first, r->sport_last);
    add_ports(b, "dport", r->dport_first, r->dport_last);
    add_action(b, t, r);
}
