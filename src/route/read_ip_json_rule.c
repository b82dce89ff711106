/* Rules of `ip -j rule`. */
#include "route/names.h"
#include "route/read_ip_json.h"

/* One rule on its way. */
struct rule {
    struct nk_rule rule;
    int src_length, dst_length; /* -1: not said */
    bool has_action, has_mark, has_mask;
    bool is_nothing; /* for packets with a flow label, which none that is looked up has */
};

/* ---- selectors ----------------------------------------------------------- */

static bool take_not(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    struct rule *p = into;
    bool flag = true;
    nk_json_flag(m->value, &flag); /* null, as a rule */
    p->rule.invert = flag;
    return true;
}

static bool take_src(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_prefix(x, m, &p->rule.from);
}

static bool take_dst(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_prefix(x, m, &p->rule.to);
}

static bool take_length(struct nk_ip_json *x, const struct nk_json_member *m, int *length)
{
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "a prefix length", 128, &n);
    *length = (int)n;
    return good;
}

static bool take_srclen(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_length(x, m, &p->src_length);
}

static bool take_dstlen(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_length(x, m, &p->dst_length);
}

static bool take_u32(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                     uint32_t *out)
{
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, what, UINT32_MAX, &n);
    *out = (uint32_t)n;
    return good;
}

static bool take_priority(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_u32(x, m, "a priority", &p->rule.priority);
}

static bool take_tos(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_name(x, m, "a type of service", nk_tos_number, &p->rule.tos);
}

/* A name stands for the whole octet, a number for the six bits. */
static bool take_dscp(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    static const char what[] = "a DSCP such as EF or 46";
    struct rule *p = into;
    struct nk_slice text;
    uint64_t n = 0;
    if (p->rule.tos_mask == 0)
        p->rule.tos_mask = 0xfc;
    if (nk_json_text(&x->json, m->value, &text.text, &text.len) && text.len > 0 &&
        !(text.text[0] >= '0' && text.text[0] <= '9'))
        return nk_ip_json_name(x, m, what, nk_tos_number, &p->rule.tos);
    if (!nk_ip_json_number(x, m, what, 0x3f, &n))
        return false;
    p->rule.tos = (uint8_t)(n << 2);
    return true;
}

static bool take_dscp_mask(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "the mask of a DSCP", 0x3f, &n);
    p->rule.tos_mask = (uint8_t)(n << 2);
    return good;
}

static bool take_flowlabel(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    (void)m;
    struct rule *p = into;
    p->is_nothing = true;
    return true;
}

static bool take_ipproto(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_name(x, m, "an IP protocol", nk_ipproto_number, &p->rule.ipproto);
}

static bool take_fwmark(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    p->has_mark = true;
    return take_u32(x, m, "a mark", &p->rule.mark);
}

static bool take_fwmask(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    p->has_mask = true;
    return take_u32(x, m, "a mask", &p->rule.mask);
}

static bool take_iif(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_dev(x, m, &p->rule.iif);
}

static bool take_oif(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_dev(x, m, &p->rule.oif);
}

static bool take_uid_start(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    p->rule.has_uid = true;
    return take_u32(x, m, "a user", &p->rule.uid_first);
}

static bool take_uid_end(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    p->rule.has_uid = true;
    return take_u32(x, m, "a user", &p->rule.uid_last);
}

static bool take_port(struct nk_ip_json *x, const struct nk_json_member *m, uint16_t *first,
                      uint16_t *last)
{
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "a port", UINT16_MAX, &n);
    if (first != NULL)
        *first = (uint16_t)n;
    if (last != NULL)
        *last = (uint16_t)n;
    return good;
}

static bool take_sport(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_port(x, m, &p->rule.sport_first, &p->rule.sport_last);
}

static bool take_sport_start(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_port(x, m, &p->rule.sport_first, NULL);
}

static bool take_sport_end(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_port(x, m, NULL, &p->rule.sport_last);
}

static bool take_dport(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_port(x, m, &p->rule.dport_first, &p->rule.dport_last);
}

static bool take_dport_start(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_port(x, m, &p->rule.dport_first, NULL);
}

static bool take_dport_end(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return take_port(x, m, NULL, &p->rule.dport_last);
}

static bool take_tun_id(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_number(x, m, "the id of a tunnel", UINT64_MAX, &p->rule.tun_id);
}

/* ---- actions ------------------------------------------------------------- */

static bool take_table(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    p->has_action = true;
    p->rule.action = NK_RULE_TABLE;
    return nk_ip_json_table(x, m, &p->rule.table);
}

static bool take_l3mdev(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    (void)m;
    struct rule *p = into;
    p->has_action = true;
    p->rule.l3mdev = true;
    return true;
}

static bool take_goto(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    struct nk_slice text;
    p->has_action = true;
    p->rule.action = NK_RULE_GOTO;
    if (nk_json_text(&x->json, m->value, &text.text, &text.len) && nk_slice_is(&text, "none"))
        return true;
    return take_u32(x, m, "a priority", &p->rule.goto_priority);
}

static bool take_nop(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    (void)m;
    struct rule *p = into;
    p->has_action = true;
    p->rule.action = NK_RULE_NOP;
    return true;
}

static bool take_action(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    uint8_t type = 0;
    if (!nk_ip_json_name(x, m, "an action", nk_route_type_number, &type))
        return false;
    if (type < NK_ROUTE_BLACKHOLE || type > NK_ROUTE_PROHIBIT)
        return nk_ip_json_unexpected(x, m, "an action");
    p->has_action = true;
    p->rule.action = (uint8_t)(NK_RULE_BLACKHOLE + (type - NK_ROUTE_BLACKHOLE));
    return true;
}

static bool take_suppress_length(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    int length = -1;
    bool good = take_length(x, m, &length);
    p->rule.suppress_prefixlength = length;
    return good;
}

static bool take_suppress_group(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    struct nk_slice text;
    uint64_t n = 0;
    bool is_text = nk_json_text(&x->json, m->value, &text.text, &text.len) && text.len > 0;
    bool first = is_text && nk_slice_is(&text, "default");
    if (!first && is_text && text.text[0] >= 'a' && text.text[0] <= 'z')
        return true; /* a name of one's own */
    if (!first && !nk_ip_json_number(x, m, "a group of devices", INT32_MAX, &n))
        return false;
    p->rule.suppress_ifgroup = (int32_t)n;
    return true;
}

static bool take_protocol(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct rule *p = into;
    return nk_ip_json_protocol(x, m, &p->rule.protocol);
}

static const struct nk_ip_json_key rule_keys[] = {
    {"priority", take_priority},
    {"not", take_not},
    {"src", take_src},
    {"srclen", take_srclen},
    {"dst", take_dst},
    {"dstlen", take_dstlen},
    {"tos", take_tos},
    {"dscp", take_dscp},
    {"dscp_mask", take_dscp_mask},
    {"flowlabel", take_flowlabel},
    {"fwmark", take_fwmark},
    {"fwmask", take_fwmask},
    {"iif", take_iif},
    {"oif", take_oif},
    {"uid_start", take_uid_start},
    {"uid_end", take_uid_end},
    {"ipproto", take_ipproto},
    {"sport", take_sport},
    {"sport_start", take_sport_start},
    {"sport_end", take_sport_end},
    {"dport", take_dport},
    {"dport_start", take_dport_start},
    {"dport_end", take_dport_end},
    {"tun_id", take_tun_id},
    {"table", take_table},
    {"l3mdev", take_l3mdev},
    {"goto", take_goto},
    {"nop", take_nop},
    {"action", take_action},
    {"suppress_prefixlen", take_suppress_length},
    {"suppress_prefixlength", take_suppress_length},
    {"suppress_ifgroup", take_suppress_group},
    {"protocol", take_protocol},
    {NULL, NULL},
};

/* ---- the rule ------------------------------------------------------------ */

/* The length of a prefix stands in a member of its own. */
static bool set_length(struct nk_ip_json *x, struct rule *p, struct nk_prefix *prefix, int length)
{
    uint8_t family = prefix->addr.family;
    if (family == NK_FAMILY_NONE)
        return true;
    p->rule.family = family;
    if (length < 0)
        return true;
    if ((unsigned)length > nk_family_width(family))
        return nk_ip_json_refuse(x, "prefix length %d is too long: the maximum is %u", length,
                                 nk_family_width(family));
    prefix->length = (uint8_t)length;
    return true;
}

bool nk_ip_json_rule(struct nk_ip_json *x, const struct nk_json_value *object)
{
    struct rule p = {.rule = nk_rule_blank(), .src_length = -1, .dst_length = -1};
    if (!nk_ip_json_keys(x, object, rule_keys, &p) ||
        !set_length(x, &p, &p.rule.from, p.src_length) ||
        !set_length(x, &p, &p.rule.to, p.dst_length))
        return false;
    if (!p.has_action)
        return nk_ip_json_refuse(x, "a rule without an action such as table");
    if (p.has_mark && !p.has_mask)
        p.rule.mask = UINT32_MAX;
    if (p.is_nothing)
        return true;
    p.rule.mark &= p.rule.mask;
    if (p.rule.tos_mask != 0)
        p.rule.tos &= p.rule.tos_mask;
    p.rule.source = x->r->source;
    p.rule.line = x->record > UINT32_MAX ? UINT32_MAX : (uint32_t)x->record;
    nk_families_rule(&x->families, &p.rule);
    x->ended = !nk_table_add_rule(x->r->table, &p.rule, x->err);
    return !x->ended;
}
