/*
 * Lines of routes as iproute2 prints them (iproute.c there): "[TYPE] PREFIX KEY VALUE ...", and
 * what follows them, "nexthop via A dev D weight N".
 */
#include "route/names.h"
#include "route/nexthops.h"
#include "route/read_ip.h"

enum { TYPE_MAX = 11, BOOT = 3 }; /* RTN_XRESOLVE, RTPROT_BOOT */

bool nk_ip_is_more(const struct nk_slice *first)
{
    return nk_slice_is(first, "nexthop") || nk_slice_is(first, "nh_info") ||
           nk_slice_is(first, "cache");
}

/* ---- what is kept -------------------------------------------------------- */

/* "via inet6 A" is printed where the next hop's family is another one than the route's. */
static bool take_via(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    bool other =
        nk_route_peek(line, &word) && (nk_slice_is(&word, "inet6") || nk_slice_is(&word, "inet"));
    if (other)
        x->hint.family = nk_slice_is(&word, "inet6") ? NK_IPV4 : NK_IPV6;
    if (other && !nk_route_word(line, &word))
        return false;
    if (!nk_ip_addr(x, line, "a next hop", &x->hop.via))
        return false;
    if (!other && x->hint.family == NK_FAMILY_NONE)
        x->hint.family = x->hop.via.family;
    x->hop_said = true;
    return true;
}

static bool take_dev(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    x->hop_said = true;
    return nk_ip_dev(x, line, &x->hop.dev);
}

static bool take_weight(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    uint64_t n;
    struct nk_slice word;
    if (!nk_ip_word(x, line, "a weight from 1", &word))
        return false;
    if (!nk_slice_number(&word, UINT16_MAX, &n) || n == 0)
        return nk_ip_unexpected(x, line, "a weight from 1", &word);
    x->hop.weight = (uint16_t)n;
    return true;
}

static bool take_onlink(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)line;
    (void)into;
    x->hop.flags |= NK_HOP_ONLINK;
    return true;
}

static bool take_dead(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)line;
    (void)into;
    x->hop.flags |= NK_HOP_DEAD;
    return true;
}

static bool take_linkdown(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)line;
    (void)into;
    x->hop.flags |= NK_HOP_LINKDOWN;
    return true;
}

static bool take_from(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_prefix p;
    if (!nk_ip_prefix(x, line, "a source prefix", &p))
        return false;
    /* `ip -6 route get` prints "from ::" where no source was asked for */
    struct nk_u128 bits = nk_addr_bits(p.addr);
    bool any = p.addr.family == NK_FAMILY_NONE ||
               (bits.hi == 0 && bits.lo == 0 && p.length == nk_family_width(p.addr.family));
    if (!any)
        x->draft.more.from = p;
    if (p.addr.family != NK_FAMILY_NONE)
        x->hint.family = p.addr.family;
    return true;
}

static bool take_src(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_addr *src = &x->draft.more.prefsrc;
    if (!nk_ip_addr(x, line, "a source address", src))
        return false;
    if (x->hint.family == NK_FAMILY_NONE)
        x->hint.family = src->family;
    return true;
}

static bool take_table(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    return nk_ip_table(x, line, &x->draft.route.table);
}

/* Names of one's own, as rt_protos and rt_scopes allow, stand for numbers that are not known. */
static bool take_proto(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    if (!nk_ip_word(x, line, "a protocol", &word))
        return false;
    x->protocol_said = true;
    x->draft.route.protocol = 0;
    return nk_route_protocol_number(word.text, word.len, &x->draft.route.protocol) ||
           word.text[0] < '0' || word.text[0] > '9' ||
           nk_ip_unexpected(x, line, "a protocol", &word);
}

static bool take_scope(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a scope", &word) &&
           (nk_route_scope_number(word.text, word.len, &x->draft.route.scope) ||
            nk_ip_unexpected(x, line, "a scope", &word));
}

static bool take_tos(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a type of service", &word) &&
           (nk_tos_number(word.text, word.len, &x->draft.route.tos) ||
            nk_ip_unexpected(x, line, "a type of service", &word));
}

static bool take_metric(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    uint64_t n;
    if (!nk_ip_number(x, line, "a metric", UINT32_MAX, &n))
        return false;
    x->draft.route.metric = (uint32_t)n;
    x->draft.route.flags |= NK_ROUTE_HAS_METRIC;
    return true;
}

static bool take_nhid(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    uint64_t n;
    if (!nk_ip_number(x, line, "the id of a next hop", UINT32_MAX, &n))
        return false;
    x->draft.more.nhid = (uint32_t)n;
    return true;
}

static bool take_mtu(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    uint64_t n;
    struct nk_slice word;
    if (nk_route_peek(line, &word) && nk_slice_is(&word, "lock") && !nk_route_word(line, &word))
        return false;
    if (!nk_ip_number(x, line, "an MTU", UINT32_MAX, &n))
        return false;
    x->draft.more.mtu = (uint32_t)n;
    return true;
}

static bool take_pref(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    x->hint.pref = true;
    return nk_ip_word(x, line, "a preference", &word);
}

/* ---- what is passed over ------------------------------------------------- */

static bool pass_flag(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    (void)into;
    return true;
}

static bool pass_value(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a value", &word) &&
           (!nk_slice_is(&word, "lock") || nk_ip_word(x, line, "a value", &word));
}

/* "features ecn 0x10": any number of words. */
static bool pass_features(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)into;
    struct nk_slice word;
    while (nk_route_peek(line, &word) &&
           (nk_slice_is(&word, "ecn") || nk_slice_is(&word, "tcp_usec_ts") ||
            nk_slice_starts(&word, "0x")))
        nk_route_word(line, &word);
    return true;
}

/* "as to 200", of routes for labels. */
static bool pass_as(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a destination", &word) &&
           (!nk_slice_is(&word, "to") || nk_ip_word(x, line, "a destination", &word));
}

/* "cache <local,redirected>" of an answer: such lines leave the protocol out whatever it is. */
static bool pass_cache(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    x->is_copy = true;
    if (nk_route_peek(line, &word) && nk_slice_starts(&word, "<"))
        nk_route_word(line, &word);
    return true;
}

/*
 * "encap TYPE ...": words of its own up to those that iproute2 prints behind it. Some of them look
 * like the route's: src and tos in an IP tunnel, table in seg6local.
 */
static bool pass_encap(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    static const char *const after[] = {"via", "dev", "proto", "scope", "metric", "pref", "weight"};
    struct nk_slice type, word;
    if (!nk_ip_word(x, line, "a kind of encapsulation", &type))
        return false;
    bool own_tos = nk_slice_is(&type, "ip");
    while (nk_route_peek(line, &word)) {
        for (size_t i = 0; i < sizeof after / sizeof *after; i++)
            if (nk_slice_is(&word, after[i]))
                return true;
        if (nk_slice_is(&word, "tos") && !own_tos)
            return true;
        own_tos = own_tos && !nk_slice_is(&word, "tos");
        nk_route_word(line, &word);
    }
    return true;
}

static bool take_nexthop(struct nk_ip_reader *x, struct nk_route_line *line, void *into);

static const struct nk_ip_key route_keys[] = {
    {"via", take_via},
    {"dev", take_dev},
    {"proto", take_proto},
    {"protocol", take_proto},
    {"scope", take_scope},
    {"src", take_src},
    {"metric", take_metric},
    {"preference", take_metric},
    {"priority", take_metric},
    {"pref", take_pref},
    {"table", take_table},
    {"weight", take_weight},
    {"nhid", take_nhid},
    {"from", take_from},
    {"tos", take_tos},
    {"dsfield", take_tos},
    {"mtu", take_mtu},
    {"onlink", take_onlink},
    {"dead", take_dead},
    {"linkdown", take_linkdown},
    {"nexthop", take_nexthop},
    {"encap", pass_encap},
    {"as", pass_as},
    {"cache", pass_cache},
    {"features", pass_features},
    {"realm", pass_value},
    {"realms", pass_value},
    {"expires", pass_value},
    {"error", pass_value},
    {"uid", pass_value},
    {"mark", pass_value},
    {"iif", pass_value},
    {"users", pass_value},
    {"used", pass_value},
    {"age", pass_value},
    {"ipid", pass_value},
    {"ts", pass_value},
    {"tsage", pass_value},
    {"ttl-propagate", pass_value},
    {"advmss", pass_value},
    {"window", pass_value},
    {"rtt", pass_value},
    {"rttvar", pass_value},
    {"ssthresh", pass_value},
    {"cwnd", pass_value},
    {"initcwnd", pass_value},
    {"initrwnd", pass_value},
    {"reordering", pass_value},
    {"hoplimit", pass_value},
    {"rto_min", pass_value},
    {"quickack", pass_value},
    {"congctl", pass_value},
    {"fastopen_no_cookie", pass_value},
    {"pervasive", pass_flag},
    {"offload", pass_flag},
    {"trap", pass_flag},
    {"notify", pass_flag},
    {"unresolved", pass_flag},
    {"rt_offload", pass_flag},
    {"rt_trap", pass_flag},
    {"rt_offload_failed", pass_flag},
    {NULL, NULL},
};

/* ---- next hops ----------------------------------------------------------- */

static void start_hop(struct nk_ip_reader *x)
{
    x->hop = nk_hop_blank();
    x->hop_said = false;
}

/* The next hop whose words have been read, if there was one. */
static bool end_hop(struct nk_ip_reader *x)
{
    x->ended = x->hop_said && !nk_draft_hop(&x->draft, &x->hop, x->err);
    start_hop(x);
    return !x->ended;
}

static bool take_nexthop(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)line;
    (void)into;
    return end_hop(x);
}

bool nk_ip_more_line(struct nk_ip_reader *x, struct nk_route_line *line)
{
    struct nk_slice word;
    if (!nk_route_peek(line, &word) || x->lost)
        return true;
    if (!x->open)
        return nk_ip_unexpected(x, line, "a route", &word);
    if (nk_slice_is(&word, "nh_info")) /* the next hops themselves follow */
        return true;
    start_hop(x);
    if (nk_ip_keys(x, line, route_keys, NULL))
        return end_hop(x);
    x->hop_lost = true;
    return false;
}

/* ---- routes -------------------------------------------------------------- */

/* A type stands before the prefix, as a word or (with -N) as a number. */
static void take_type(struct nk_route_line *line, uint8_t *type)
{
    struct nk_route_line rest = *line;
    struct nk_slice word, next;
    uint8_t number;
    if (!nk_route_word(&rest, &word) || !nk_route_peek(&rest, &next) ||
        !nk_route_type_number(word.text, word.len, &number) || number > TYPE_MAX)
        return;
    *type = number;
    line->at = rest.at;
}

/* "route add to 10.0.0.0/8 ..." */
static void pass_to(struct nk_route_line *line)
{
    struct nk_route_line rest = *line;
    struct nk_slice word;
    if (nk_route_word(&rest, &word) && nk_slice_is(&word, "to"))
        line->at = rest.at;
}

bool nk_ip_route_line(struct nk_ip_reader *x, struct nk_route_line *line)
{
    struct nk_prefix prefix;
    x->lost = true;
    x->hop_lost = x->protocol_said = x->is_copy = false;
    x->hint = (struct nk_family_hint){.family = x->family};
    nk_draft_start(&x->draft, x->r, line->number);
    start_hop(x);
    take_type(line, &x->draft.route.type);
    if (x->is_command)
        pass_to(line);
    if (!nk_ip_prefix(x, line, "a prefix", &prefix))
        return false;
    nk_route_set_prefix(&x->draft.route, &prefix);
    if (!nk_ip_keys(x, line, route_keys, NULL) || !end_hop(x))
        return false;
    if (x->is_command && x->hint.family == NK_FAMILY_NONE)
        x->hint.family = NK_IPV4; /* what ip takes where nothing tells */
    x->lost = false;
    x->open = true;
    return true;
}

/* The draft into the table. False when out of memory, or where the tap has enough. */
static bool add_route(struct nk_ip_reader *x)
{
    struct nk_route *route = &x->draft.route;
    struct nk_table *t = x->r->table;
    if (!x->protocol_said && !x->is_copy)
        route->protocol = BOOT; /* which iproute2 leaves out */
    if (!nk_draft_store(&x->draft, t, x->err))
        return false;
    nk_families_route(&x->families, route, &x->hint);
    return nk_nexthops_before(t, route, x->err) && nk_table_add(t, route, x->err);
}

bool nk_ip_route_end(struct nk_ip_reader *x)
{
    bool whole = x->open && !(x->hop_lost && x->draft.hop_count == 0);
    x->open = false;
    x->ended = whole && !add_route(x);
    return !x->ended;
}
