/* Lines of `ip rule` (iprule.c of iproute2): "PRIORITY:\t[not] from PREFIX KEY VALUE ... ACTION".
 */
#include "route/names.h"
#include "route/read_ip.h"

/* One rule on its way. */
struct rule {
    struct nk_rule rule;
    bool has_action, has_priority;
    bool is_nothing; /* for packets with a flow label, which none that is looked up has */
};

bool nk_ip_is_rule(const struct nk_slice *first)
{
    size_t digits = 0;
    while (digits < first->len && first->text[digits] >= '0' && first->text[digits] <= '9')
        digits++;
    return digits > 0 && digits + 1 == first->len && first->text[digits] == ':';
}

/* ---- selectors ----------------------------------------------------------- */

static bool take_not(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct rule *r = into;
    r->rule.invert = true;
    return true;
}

static bool take_prefix(struct nk_ip_reader *x, struct nk_route_line *line, struct rule *r,
                        struct nk_prefix *to)
{
    if (!nk_ip_prefix(x, line, "a prefix", to))
        return false;
    if (to->addr.family != NK_FAMILY_NONE)
        r->rule.family = to->addr.family;
    return true;
}

static bool take_from(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return take_prefix(x, line, r, &r->rule.from);
}

static bool take_to(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return take_prefix(x, line, r, &r->rule.to);
}

static bool take_tos(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a type of service", &word) &&
           (nk_tos_number(word.text, word.len, &r->rule.tos) ||
            nk_ip_unexpected(x, line, "a type of service", &word));
}

static bool take_ipproto(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    return nk_ip_word(x, line, "an IP protocol", &word) &&
           (nk_ipproto_number(word.text, word.len, &r->rule.ipproto) ||
            nk_ip_unexpected(x, line, "an IP protocol", &word));
}

static bool take_iif(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return nk_ip_dev(x, line, &r->rule.iif);
}

static bool take_oif(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return nk_ip_dev(x, line, &r->rule.oif);
}

/* Two values with something between; the second one is `second` where it is left out. */
static bool take_pair(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                      char between, uint64_t max, uint64_t *first, uint64_t *second)
{
    struct nk_slice word;
    if (!nk_ip_word(x, line, what, &word))
        return false;
    const char *mark = memchr(word.text, between, word.len);
    size_t len = mark == NULL ? word.len : (size_t)(mark - word.text);
    struct nk_slice a = {word.text, len}, b = {mark, word.len - len};
    if (!nk_ip_digits(&a, max, first))
        return nk_ip_unexpected(x, line, what, &word);
    b = (struct nk_slice){mark == NULL ? word.text : mark + 1, mark == NULL ? 0 : b.len - 1};
    return mark == NULL || nk_ip_digits(&b, max, second) || nk_ip_unexpected(x, line, what, &word);
}

/* "dscp EF", "dscp 46", "dscp 0x28/0x38". */
static bool take_dscp(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    static const char what[] = "a DSCP such as EF, 46 or 0x28/0x38";
    struct rule *r = into;
    struct nk_slice word;
    uint64_t value = 0, mask = 0x3f;
    r->rule.tos_mask = 0xfc;
    if (nk_route_peek(line, &word) && !(word.text[0] >= '0' && word.text[0] <= '9'))
        return nk_ip_word(x, line, what, &word) &&
               (nk_tos_number(word.text, word.len, &r->rule.tos) ||
                nk_ip_unexpected(x, line, what, &word));
    if (!take_pair(x, line, what, '/', 0x3f, &value, &mask))
        return false;
    r->rule.tos_mask = (uint8_t)(mask << 2);
    r->rule.tos = (uint8_t)((value & mask) << 2);
    return true;
}

/* No packet that is looked up has a flow label: the rule is none for them. */
static bool take_flowlabel(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    r->is_nothing = true;
    return nk_ip_word(x, line, "a flow label", &word);
}

static bool take_fwmark(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    uint64_t mark = 0, mask = UINT32_MAX;
    if (!take_pair(x, line, "a mark such as 0x10/0xff", '/', UINT32_MAX, &mark, &mask))
        return false;
    r->rule.mark = (uint32_t)(mark & mask);
    r->rule.mask = (uint32_t)mask;
    return true;
}

static bool take_uidrange(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    uint64_t first = 0, last = UINT64_MAX;
    if (!take_pair(x, line, "a range of users such as 0-999", '-', UINT32_MAX, &first, &last))
        return false;
    r->rule.uid_first = (uint32_t)first;
    r->rule.uid_last = last == UINT64_MAX ? (uint32_t)first : (uint32_t)last;
    r->rule.has_uid = true;
    return true;
}

static bool take_ports(struct nk_ip_reader *x, struct nk_route_line *line, uint16_t *first,
                       uint16_t *last)
{
    uint64_t a = 0, b = UINT64_MAX;
    if (!take_pair(x, line, "a port or a range of ports", '-', UINT16_MAX, &a, &b))
        return false;
    *first = (uint16_t)a;
    *last = b == UINT64_MAX ? (uint16_t)a : (uint16_t)b;
    return true;
}

static bool take_sport(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return take_ports(x, line, &r->rule.sport_first, &r->rule.sport_last);
}

static bool take_dport(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return take_ports(x, line, &r->rule.dport_first, &r->rule.dport_last);
}

static bool take_tun_id(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    return nk_ip_number(x, line, "the id of a tunnel", UINT64_MAX, &r->rule.tun_id);
}

/* ---- actions ------------------------------------------------------------- */

static bool take_lookup(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    r->has_action = true;
    r->rule.action = NK_RULE_TABLE;
    r->rule.l3mdev = nk_route_peek(line, &word) && nk_slice_is(&word, "[l3mdev-table]");
    return r->rule.l3mdev ? nk_route_word(line, &word) : nk_ip_table(x, line, &r->rule.table);
}

static bool take_l3mdev(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct rule *r = into;
    r->has_action = true;
    r->rule.l3mdev = true;
    return true;
}

/* "goto none" leads nowhere, as a number without a rule does. */
static bool take_goto(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    uint64_t n = 0;
    r->has_action = true;
    r->rule.action = NK_RULE_GOTO;
    if (nk_route_peek(line, &word) && nk_slice_is(&word, "none"))
        return nk_route_word(line, &word);
    if (!nk_ip_number(x, line, "a priority", UINT32_MAX, &n))
        return false;
    r->rule.goto_priority = (uint32_t)n;
    return true;
}

static bool take_suppress_prefixlength(struct nk_ip_reader *x, struct nk_route_line *line,
                                       void *into)
{
    struct rule *r = into;
    uint64_t n;
    if (!nk_ip_number(x, line, "a prefix length", 128, &n))
        return false;
    r->rule.suppress_prefixlength = (int32_t)n;
    return true;
}

static bool take_suppress_ifgroup(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    uint64_t n = 0;
    if (!nk_ip_word(x, line, "a group of devices", &word))
        return false;
    bool first = nk_slice_is(&word, "default");
    if (!first && !nk_ip_digits(&word, INT32_MAX, &n))
        return (word.text[0] >= 'a' && word.text[0] <= 'z') || /* a name of one's own */
               nk_ip_unexpected(x, line, "a group of devices", &word);
    r->rule.suppress_ifgroup = (int32_t)n;
    return true;
}

static bool take_priority(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    uint64_t n = 0;
    bool good = nk_ip_number(x, line, "a priority", UINT32_MAX, &n);
    r->rule.priority = (uint32_t)n;
    r->has_priority = true;
    return good;
}

static bool take_proto(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a protocol", &word) &&
           (nk_route_protocol_number(word.text, word.len, &r->rule.protocol) ||
            word.text[0] < '0' || word.text[0] > '9' ||
            nk_ip_unexpected(x, line, "a protocol", &word));
}

static bool pass_value(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a value", &word);
}

static bool pass_flag(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    (void)into;
    return true;
}

/* Rules that translate addresses (long gone from the kernel) decide nothing here. */
static bool take_nat(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct rule *r = into;
    r->has_action = true;
    r->rule.action = NK_RULE_NOP;
    return pass_value(x, line, into);
}

static const struct nk_ip_key rule_keys[] = {
    {"not", take_not},
    {"from", take_from},
    {"to", take_to},
    {"tos", take_tos},
    {"dsfield", take_tos},
    {"dscp", take_dscp},
    {"flowlabel", take_flowlabel},
    {"fwmark", take_fwmark},
    {"iif", take_iif},
    {"dev", take_iif},
    {"oif", take_oif},
    {"uidrange", take_uidrange},
    {"ipproto", take_ipproto},
    {"sport", take_sport},
    {"dport", take_dport},
    {"tun_id", take_tun_id},
    {"lookup", take_lookup},
    {"table", take_lookup},
    {"l3mdev", take_l3mdev},
    {"goto", take_goto},
    {"suppress_prefixlength", take_suppress_prefixlength},
    {"suppress_ifgroup", take_suppress_ifgroup},
    {"proto", take_proto},
    {"protocol", take_proto},
    {"priority", take_priority},
    {"preference", take_priority},
    {"prio", take_priority},
    {"pref", take_priority},
    {"order", take_priority},
    {"type", pass_flag},
    {"realms", pass_value},
    {"map-to", take_nat},
    {"[detached]", pass_flag},
    {"[unresolved]", pass_flag},
    {NULL, NULL},
};

/* ---- lines --------------------------------------------------------------- */

/* "nop", "blackhole" and the like, as words or (with -N) as numbers of route types. */
static bool action_of(const struct nk_slice *word, uint8_t *action)
{
    uint8_t type;
    if (nk_slice_is(word, "nop")) {
        *action = NK_RULE_NOP;
        return true;
    }
    if (!nk_route_type_number(word->text, word->len, &type) || type < NK_ROUTE_BLACKHOLE ||
        type > NK_ROUTE_PROHIBIT)
        return false;
    *action = (uint8_t)(NK_RULE_BLACKHOLE + (type - NK_ROUTE_BLACKHOLE));
    return true;
}

static bool take_keys(struct nk_ip_reader *x, struct nk_route_line *line, struct rule *r)
{
    struct nk_slice word;
    while (nk_route_word(line, &word)) {
        const struct nk_ip_key *key = nk_ip_key_find(rule_keys, &word);
        if (key == NULL && action_of(&word, &r->rule.action))
            r->has_action = true;
        else if (key == NULL ? !nk_ip_unknown(x, line, rule_keys, &word) : !key->take(x, line, r))
            return false;
    }
    word = (struct nk_slice){line->end, 0};
    return r->has_action || nk_ip_unexpected(x, line, "an action such as lookup", &word);
}

/* "5:" of a listing; a command has its priority as a word. */
static bool take_number(struct nk_ip_reader *x, struct nk_route_line *line, struct rule *r)
{
    struct nk_slice word;
    uint64_t priority = 0;
    if (!nk_ip_word(x, line, "a priority", &word))
        return false;
    word.len--; /* the colon */
    if (!nk_slice_number(&word, UINT32_MAX, &priority))
        return nk_ip_unexpected(x, line, "a priority", &word);
    r->rule.priority = (uint32_t)priority;
    r->has_priority = true;
    return true;
}

bool nk_ip_rule_line(struct nk_ip_reader *x, struct nk_route_line *line)
{
    struct rule r = {.rule = nk_rule_blank()};
    struct nk_slice end = {line->end, 0};
    r.rule.family = x->is_command ? x->family : NK_FAMILY_NONE;
    r.rule.source = x->r->source;
    r.rule.line = line->number > UINT32_MAX ? UINT32_MAX : (uint32_t)line->number;
    if ((!x->is_command && !take_number(x, line, &r)) || !take_keys(x, line, &r))
        return false;
    if (!r.has_priority)
        return nk_ip_unexpected(x, line, "a priority", &end);
    if (r.is_nothing)
        return true;
    if (x->is_command && r.rule.family == NK_FAMILY_NONE)
        r.rule.family = NK_IPV4; /* what ip takes where nothing tells */
    if (!x->is_command)
        nk_families_rule(&x->families, &r.rule);
    x->ended = !nk_table_add_rule(x->r->table, &r.rule, x->err);
    return !x->ended;
}
