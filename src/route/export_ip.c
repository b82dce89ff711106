/* Commands for `ip -batch`, and the JSON of `ip -j route`. */
#include "route/export.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/json.h"
#include "route/names.h"
#include "route/text.h"

/* ---- commands ------------------------------------------------------------ */

static void add_word(struct nk_buf *b, const char *key, const char *text, size_t len)
{
    nk_buf_printf(b, " %s ", key);
    nk_buf_add(b, text, len);
}

static void add_prefix(struct nk_export *x, const char *key, const struct nk_prefix *p)
{
    if (p->addr.family == NK_FAMILY_NONE)
        return;
    nk_buf_printf(&x->text, " %s ", key);
    nk_add_prefix(&x->text, p);
}

/* " via A dev D onlink"; `family` is the route's. False where the device is no word. */
static bool add_hop(struct nk_export *x, const struct nk_hop *hop, uint8_t family)
{
    size_t len;
    const char *dev;
    if (!nk_export_dev(x, hop->dev, &dev, &len))
        return false;
    if (hop->via.family != NK_FAMILY_NONE) {
        nk_buf_add_text(&x->text, " via ");
        if (hop->via.family != family)
            nk_buf_add_text(&x->text, hop->via.family == NK_IPV6 ? "inet6 " : "inet ");
        nk_add_addr(&x->text, &hop->via);
    }
    if (dev != NULL)
        add_word(&x->text, "dev", dev, len);
    return true;
}

static bool add_hops(struct nk_export *x, const struct nk_route *route)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    for (size_t i = 0; i < count; i++) {
        if (count > 1)
            nk_buf_add_text(&x->text, " nexthop");
        if (!add_hop(x, &hops[i], route->family))
            return false;
        if (count > 1)
            nk_buf_printf(&x->text, " weight %u", hops[i].weight);
        if (hops[i].flags & NK_HOP_ONLINK)
            nk_buf_add_text(&x->text, " onlink");
    }
    return true;
}

static void add_more(struct nk_export *x, const struct nk_route_more *more)
{
    if (more->prefsrc.family != NK_FAMILY_NONE) {
        nk_buf_add_text(&x->text, " src ");
        nk_add_addr(&x->text, &more->prefsrc);
    }
    if (more->mtu != 0)
        nk_buf_printf(&x->text, " mtu %" PRIu32, more->mtu);
    if (more->nhid != 0)
        nk_export_lose(x, "next-hop objects (their next hops are written)");
}

static void add_numbers(struct nk_export *x, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_buf *b = &x->text;
    if (route->table != NK_TABLE_MAIN)
        nk_buf_printf(b, " table %s", nk_table_name(route->table, room));
    if (route->flags & NK_ROUTE_HAS_METRIC)
        nk_buf_printf(b, " metric %" PRIu32, route->metric);
    if (route->protocol != 0)
        nk_buf_printf(b, " proto %s", nk_route_protocol_name(route->protocol, room));
    if (route->scope != 0)
        nk_buf_printf(b, " scope %s", nk_route_scope_name(route->scope, room));
}

/* True where iproute2 can say what the route is. */
static bool is_sayable(struct nk_export *x, const struct nk_route *route)
{
    size_t count;
    nk_table_hops_of(x->table, route->hops, &count);
    if (route->type == NK_ROUTE_UNSPEC || route->type >= NK_ROUTE_NAT)
        return nk_export_leave(x, route, NULL);
    if (route->type == NK_ROUTE_UNICAST && count == 0)
        return nk_export_leave(x, route, "routes without a next hop");
    return true;
}

bool nk_export_ip_route(struct nk_export *x, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    if (!is_sayable(x, route))
        return false;
    nk_buf_add_text(&x->text, x->again ? "route append " : "route add ");
    if (route->type != NK_ROUTE_UNICAST)
        nk_buf_printf(&x->text, "%s ", nk_route_type_name(route->type, room));
    nk_export_prefix(x, route);
    if (more != NULL)
        add_prefix(x, "from", &more->from);
    if (route->tos != 0)
        nk_buf_printf(&x->text, " tos 0x%02x", route->tos);
    add_numbers(x, route);
    if (more != NULL)
        add_more(x, more);
    if (nk_route_has_hops(route->type) && !add_hops(x, route))
        return nk_export_leave(x, route, "routes whose device's name is no word");
    nk_buf_add_byte(&x->text, '\n');
    nk_export_lose_extras(x, route);
    return true;
}

/* ---- rules --------------------------------------------------------------- */

static bool add_device(struct nk_export *x, const char *key, uint32_t dev)
{
    size_t len;
    const char *name;
    if (!nk_export_dev(x, dev, &name, &len))
        return false;
    if (name != NULL)
        add_word(&x->text, key, name, len);
    return true;
}

static void add_ports(struct nk_buf *b, const char *key, uint16_t first, uint16_t last)
{
    if (last == 0)
        return;
    nk_buf_printf(b, " %s %u", key, first);
    if (first != last)
        nk_buf_printf(b, "-%u", last);
}

/* What a packet has to be like. */
static bool add_selector(struct nk_export *x, const struct nk_rule *r)
{
    struct nk_buf *b = &x->text;
    add_prefix(x, "from", &r->from);
    if (r->from.addr.family == NK_FAMILY_NONE)
        nk_buf_add_text(b, " from all");
    add_prefix(x, "to", &r->to);
    nk_rule_tos_text(b, r);
    if (r->mask == UINT32_MAX)
        nk_buf_printf(b, " fwmark 0x%" PRIx32, r->mark);
    else if (r->mask != 0)
        nk_buf_printf(b, " fwmark 0x%" PRIx32 "/0x%" PRIx32, r->mark, r->mask);
    if (!add_device(x, "iif", r->iif) || !add_device(x, "oif", r->oif))
        return false;
    if (r->has_uid)
        nk_buf_printf(b, " uidrange %" PRIu32 "-%" PRIu32, r->uid_first, r->uid_last);
    if (r->ipproto != 0)
        nk_buf_printf(b, " ipproto %u", r->ipproto);
    add_ports(b, "sport", r->sport_first, r->sport_last);
    add_ports(b, "dport", r->dport_first, r->dport_last);
    if (r->tun_id != 0)
        nk_buf_printf(b, " tun_id %" PRIu64, r->tun_id);
    return true;
}

/* What becomes of it. */
static void add_action(struct nk_buf *b, const struct nk_rule *r)
{
    static const char *const words[] = {
        [NK_RULE_NOP] = " nop",
        [NK_RULE_BLACKHOLE] = " blackhole",
        [NK_RULE_UNREACHABLE] = " unreachable",
        [NK_RULE_PROHIBIT] = " prohibit",
    };
    char room[NK_ROUTE_NAME_MAX];
    if (r->l3mdev)
        nk_buf_add_text(b, " l3mdev");
    else if (r->action == NK_RULE_TABLE)
        nk_buf_printf(b, " lookup %s", nk_table_name(r->table, room));
    else if (r->action == NK_RULE_GOTO)
        nk_buf_printf(b, " goto %" PRIu32, r->goto_priority);
    else if (r->action <= NK_RULE_PROHIBIT)
        nk_buf_add_text(b, words[r->action]);
    if (r->suppress_prefixlength >= 0)
        nk_buf_printf(b, " suppress_prefixlength %" PRId32, r->suppress_prefixlength);
    if (r->suppress_ifgroup >= 0)
        nk_buf_printf(b, " suppress_ifgroup %" PRId32, r->suppress_ifgroup);
    if (r->protocol != 0)
        nk_buf_printf(b, " protocol %s", nk_route_protocol_name(r->protocol, room));
}

/* A batch has rules of one family, that of `ip -batch` or `ip -6 -batch`; routes may be of both. */
bool nk_export_ip_rule(struct nk_export *x, const struct nk_rule *rule)
{
    size_t before = x->text.len;
    if (rule->family == NK_IPV6 && x->family != NK_IPV6) {
        nk_buf_printf(&x->text, "# left out: an IPv6 rule, priority %" PRIu32 "\n", rule->priority);
        return nk_export_leave(x, NULL, "IPv6 rules beside IPv4 ones (-6 writes them alone)");
    }
    nk_buf_add_text(&x->text, rule->invert ? "rule add not" : "rule add");
    bool good = add_selector(x, rule);
    nk_buf_printf(&x->text, " priority %" PRIu32, rule->priority);
    add_action(&x->text, rule);
    nk_buf_add_byte(&x->text, '\n');
    if (!good && !x->text.failed)
        x->text.len = before;
    return good || nk_export_leave(x, NULL, "rules whose device's name is no word");
}

/* ---- JSON ---------------------------------------------------------------- */

static void json_addr(struct nk_buf *b, const char *key, const struct nk_addr *a)
{
    char text[NK_ADDR_TEXT_MAX];
    size_t len = nk_addr_format(a, text);
    nk_json_key(b, key);
    nk_json_string(b, text, len);
}

static void json_hop(struct nk_export *x, const struct nk_hop *hop, uint8_t family)
{
    struct nk_buf *b = &x->text;
    size_t len;
    const char *dev = nk_table_text_of(x->table, hop->dev, &len);
    if (hop->via.family != NK_FAMILY_NONE && hop->via.family != family) {
        nk_json_key(b, "via");
        nk_json_open(b, '{');
        nk_json_key(b, "family");
        nk_json_string(b, hop->via.family == NK_IPV6 ? "inet6" : "inet",
                       hop->via.family == NK_IPV6 ? 5 : 4);
        json_addr(b, "host", &hop->via);
        nk_json_close(b, '}');
    } else if (hop->via.family != NK_FAMILY_NONE) {
        json_addr(b, "gateway", &hop->via);
    }
    if (dev != NULL) {
        nk_json_key(b, "dev");
        nk_json_string(b, dev, len);
    }
}

static void json_flags(struct nk_buf *b, unsigned flags)
{
    static const char *const words[] = {"onlink", "dead", "linkdown"};
    nk_json_key(b, "flags");
    nk_json_open(b, '[');
    for (unsigned i = 0; i < 3; i++)
        if (flags & 1U << i)
            nk_json_string(b, words[i], strlen(words[i]));
    nk_json_close(b, ']');
}

/* A single next hop stands in the route itself, several in an array. */
static void json_hops(struct nk_export *x, const struct nk_hop *hops, size_t count, uint8_t family)
{
    struct nk_buf *b = &x->text;
    if (count == 1)
        json_hop(x, hops, family);
    if (count > 1) {
        nk_json_key(b, "nexthops");
        nk_json_open(b, '[');
    }
    for (size_t i = 0; count > 1 && i < count; i++) {
        nk_json_open(b, '{');
        json_hop(x, &hops[i], family);
        nk_json_key(b, "weight");
        nk_json_int(b, hops[i].weight);
        json_flags(b, hops[i].flags);
        nk_json_close(b, '}');
    }
    if (count > 1)
        nk_json_close(b, ']');
}

static void json_word(struct nk_buf *b, const char *key, const char *word)
{
    nk_json_key(b, key);
    nk_json_string(b, word, strlen(word));
}

static void json_numbers(struct nk_export *x, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_buf *b = &x->text;
    if (route->tos != 0)
        json_word(b, "tos", (snprintf(room, sizeof room, "0x%02x", route->tos), room));
    if (route->table != NK_TABLE_MAIN)
        json_word(b, "table", nk_table_name(route->table, room));
    if (route->protocol != 0)
        json_word(b, "protocol", nk_route_protocol_name(route->protocol, room));
    if (route->scope != 0)
        json_word(b, "scope", nk_route_scope_name(route->scope, room));
    if (route->flags & NK_ROUTE_HAS_METRIC) {
        nk_json_key(b, "metric");
        nk_json_int(b, route->metric);
    }
}

static void json_more(struct nk_export *x, const struct nk_route_more *more)
{
    char text[NK_PREFIX_TEXT_MAX];
    struct nk_buf *b = &x->text;
    if (more->from.addr.family != NK_FAMILY_NONE) {
        size_t len = nk_prefix_format(&more->from, text);
        nk_json_key(b, "from");
        nk_json_string(b, text, len);
    }
    if (more->prefsrc.family != NK_FAMILY_NONE)
        json_addr(b, "prefsrc", &more->prefsrc);
    if (more->mtu != 0) {
        nk_json_key(b, "metrics");
        nk_json_open(b, '[');
        nk_json_open(b, '{');
        nk_json_key(b, "mtu");
        nk_json_int(b, more->mtu);
        nk_json_close(b, '}');
        nk_json_close(b, ']');
    }
    if (more->nhid != 0)
        nk_export_lose(x, "next-hop objects (their next hops are written)");
}

void nk_export_json_begin(struct nk_export *x)
{
    nk_buf_add_byte(&x->text, '[');
}

bool nk_export_json_route(struct nk_export *x, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_buf *b = &x->text;
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    nk_buf_add_text(b, x->written > 0 ? ",\n" : "");
    nk_buf_add_byte(b, '{');
    if (route->type != NK_ROUTE_UNICAST)
        json_word(b, "type", nk_route_type_name(route->type, room));
    nk_json_key(b, "dst");
    nk_buf_add_byte(b, '"');
    nk_export_prefix(x, route);
    nk_buf_add_byte(b, '"');
    if (nk_route_has_hops(route->type))
        json_hops(x, hops, count, route->family);
    json_numbers(x, route);
    if (more != NULL)
        json_more(x, more);
    json_flags(b, count == 1 ? hops[0].flags : 0);
    nk_json_close(b, '}');
    nk_export_lose_extras(x, route);
    return true;
}

void nk_export_json_end(struct nk_export *x)
{
    nk_buf_add_text(&x->text, "]\n");
}
