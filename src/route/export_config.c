/* Static routes as the configurations of BIRD, FRR and Cisco IOS have them. */
#include "route/export.h"

#include <inttypes.h>

/* The distance that static routes have, and the greatest one that still counts. */
enum { DISTANCE = 1, DISTANCE_MAX = 254 };

/* What the configurations do not have. */
static void tell_lost(struct nk_export *x, const struct nk_route *route, bool weights, bool metric)
{
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    nk_export_lose_extras(x, route);
    if (metric && route->metric != 0)
        nk_export_lose(x, "metrics (of one prefix the order stays)");
    if (metric && more != NULL && more->prefsrc.family != NK_FAMILY_NONE)
        nk_export_lose(x, "preferred sources");
    for (size_t i = 1; weights && i < count; i++) {
        if (hops[i].weight != hops[0].weight) {
            nk_export_lose(x, "weights of next hops");
            break;
        }
    }
}

/* What is the same in all three: routes that no static route can be. */
static bool is_static(struct nk_export *x, const struct nk_route *route)
{
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    size_t count, len;
    const char *dev;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    if (route->type != NK_ROUTE_UNICAST && route->type != NK_ROUTE_BLACKHOLE &&
        route->type != NK_ROUTE_UNREACHABLE && route->type != NK_ROUTE_PROHIBIT)
        return nk_export_leave(x, route, NULL);
    if (route->type == NK_ROUTE_UNICAST && count == 0)
        return nk_export_leave(x, route, "routes without a next hop");
    if (route->tos != 0)
        return nk_export_leave(x, route, "routes for one TOS");
    if (more != NULL && more->from.addr.family != NK_FAMILY_NONE)
        return nk_export_leave(x, route, "routes for one source");
    for (size_t i = 0; i < count; i++)
        if (!nk_export_dev(x, hops[i].dev, &dev, &len))
            return nk_export_leave(x, route, "routes whose device's name is no word");
    if (x->rank >= DISTANCE_MAX)
        return nk_export_leave(x, route, "routes that have too many better ones");
    return true;
}

/* ---- BIRD 2 -------------------------------------------------------------- */

void nk_export_bird_section(struct nk_export *x, const struct nk_route *first)
{
    const char *family = first->family == NK_IPV4 ? "ipv4" : "ipv6";
    int number = first->family == NK_IPV4 ? 4 : 6;
    struct nk_buf *b = &x->text;
    if (first->table == NK_TABLE_MAIN) {
        nk_buf_printf(b, "protocol static static%d {\n\t%s;\n", number, family);
        return;
    }
    nk_buf_printf(b, "%s table t%" PRIu32 "v%d;\n", family, first->table, number);
    nk_buf_printf(b, "protocol static static%" PRIu32 "v%d {\n\t%s { table t%" PRIu32 "v%d; };\n",
                  first->table, number, family, first->table, number);
}

void nk_export_bird_section_end(struct nk_export *x)
{
    nk_buf_add_text(&x->text, "}\n");
}

static void bird_hop(struct nk_export *x, const struct nk_hop *hop, bool several)
{
    struct nk_buf *b = &x->text;
    size_t len = 0;
    const char *dev = nk_table_text_of(x->table, hop->dev, &len);
    nk_buf_add_text(b, " via ");
    if (hop->via.family == NK_FAMILY_NONE) {
        nk_buf_printf(b, "\"%.*s\"", (int)len, dev == NULL ? "" : dev);
    } else {
        nk_add_addr(&x->text, &hop->via);
        if (dev != NULL)
            nk_buf_printf(b, "%%'%.*s'", (int)len, dev);
        if (hop->flags & NK_HOP_ONLINK && dev != NULL)
            nk_buf_add_text(b, " onlink");
    }
    if (several)
        nk_buf_printf(b, " weight %u", hop->weight > 256 ? 256 : hop->weight);
}

/* Attributes, where there are any: of several routes of a prefix the first is preferred. */
static void bird_attributes(struct nk_export *x, const struct nk_route *route)
{
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    bool metric = route->flags & NK_ROUTE_HAS_METRIC && route->metric != 0;
    bool source = more != NULL && more->prefsrc.family != NK_FAMILY_NONE;
    struct nk_buf *b = &x->text;
    if (!metric && !source && x->rank == 0)
        return;
    nk_buf_add_text(b, " {");
    if (x->rank > 0)
        nk_buf_printf(b, " preference = %u;", 200 - (x->rank < 200 ? x->rank : 200));
    if (metric)
        nk_buf_printf(b, " krt_metric = %" PRIu32 ";", route->metric);
    if (source) {
        nk_buf_add_text(b, " krt_prefsrc = ");
        nk_add_addr(&x->text, &more->prefsrc);
        nk_buf_add_byte(b, ';');
    }
    nk_buf_add_text(b, " }");
}

bool nk_export_bird_route(struct nk_export *x, const struct nk_route *route)
{
    static const char *const words[] = {
        [NK_ROUTE_BLACKHOLE] = " blackhole",
        [NK_ROUTE_UNREACHABLE] = " unreachable",
        [NK_ROUTE_PROHIBIT] = " prohibit",
    };
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    if (!is_static(x, route))
        return false;
    nk_buf_add_text(&x->text, "\troute ");
    nk_export_prefix(x, route);
    if (route->type != NK_ROUTE_UNICAST)
        nk_buf_add_text(&x->text, words[route->type]);
    for (size_t i = 0; route->type == NK_ROUTE_UNICAST && i < count; i++)
        bird_hop(x, &hops[i], count > 1);
    bird_attributes(x, route);
    nk_buf_add_text(&x->text, ";\n");
    tell_lost(x, route, false, false);
    return true;
}

/* ---- FRR ----------------------------------------------------------------- */

/* What stands behind a next hop: distance, and table or VRF. */
static void frr_end(struct nk_export *x, const struct nk_route *route)
{
    struct nk_buf *b = &x->text;
    size_t len;
    const char *vrf = nk_export_vrf(x, route->table, &len);
    if (x->rank > 0)
        nk_buf_printf(b, " %u", DISTANCE + x->rank);
    if (route->table != NK_TABLE_MAIN && vrf != NULL)
        nk_buf_printf(b, " vrf %.*s", (int)len, vrf);
    else if (route->table != NK_TABLE_MAIN)
        nk_buf_printf(b, " table %" PRIu32, route->table);
    nk_buf_add_byte(b, '\n');
}

static void frr_begin(struct nk_export *x, const struct nk_route *route)
{
    nk_buf_add_text(&x->text, route->family == NK_IPV4 ? "ip route " : "ipv6 route ");
    nk_export_prefix(x, route);
}

static void frr_hop(struct nk_export *x, const struct nk_route *route, const struct nk_hop *hop)
{
    struct nk_buf *b = &x->text;
    size_t len;
    const char *dev = nk_table_text_of(x->table, hop->dev, &len);
    frr_begin(x, route);
    if (hop->via.family != NK_FAMILY_NONE) {
        nk_buf_add_byte(b, ' ');
        nk_add_addr(&x->text, &hop->via);
    }
    if (dev != NULL)
        nk_buf_printf(b, " %.*s", (int)len, dev);
    if (hop->flags & NK_HOP_ONLINK && dev != NULL && hop->via.family != NK_FAMILY_NONE)
        nk_buf_add_text(b, " onlink");
    frr_end(x, route);
}

bool nk_export_frr_route(struct nk_export *x, const struct nk_route *route)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    if (!is_static(x, route))
        return false;
    if (route->type == NK_ROUTE_PROHIBIT)
        return nk_export_leave(x, route, NULL);
    if (route->type != NK_ROUTE_UNICAST) {
        frr_begin(x, route);
        nk_buf_add_text(&x->text, route->type == NK_ROUTE_BLACKHOLE ? " blackhole" : " reject");
        frr_end(x, route);
    }
    for (size_t i = 0; route->type == NK_ROUTE_UNICAST && i < count; i++)
        frr_hop(x, route, &hops[i]);
    tell_lost(x, route, true, true);
    return true;
}

/* ---- Cisco IOS ----------------------------------------------------------- */

/* "ip route 10.0.0.0 255.0.0.0", with the VRF where there is one. */
static void cisco_begin(struct nk_export *x, const struct nk_route *route)
{
    struct nk_buf *b = &x->text;
    size_t len;
    const char *vrf = nk_export_vrf(x, route->table, &len);
    struct nk_prefix p = nk_route_prefix(route);
    nk_buf_add_text(b, route->family == NK_IPV4 ? "ip route " : "ipv6 route ");
    if (route->table != NK_TABLE_MAIN && vrf != NULL)
        nk_buf_printf(b, "vrf %.*s ", (int)len, vrf);
    if (route->family == NK_IPV6) {
        nk_export_prefix(x, route);
        return;
    }
    struct nk_addr mask = nk_prefix_netmask(NK_IPV4, p.length);
    p = nk_prefix_network(&p);
    nk_add_addr(&x->text, &p.addr);
    nk_buf_add_byte(b, ' ');
    nk_add_addr(&x->text, &mask);
}

static void cisco_end(struct nk_export *x)
{
    if (x->rank > 0)
        nk_buf_printf(&x->text, " %u", DISTANCE + x->rank);
    nk_buf_add_byte(&x->text, '\n');
}

static void cisco_hop(struct nk_export *x, const struct nk_route *route, const struct nk_hop *hop)
{
    size_t len;
    const char *dev = nk_table_text_of(x->table, hop->dev, &len);
    cisco_begin(x, route);
    if (dev != NULL)
        nk_buf_printf(&x->text, " %.*s", (int)len, dev);
    if (hop->via.family != NK_FAMILY_NONE) {
        nk_buf_add_byte(&x->text, ' ');
        nk_add_addr(&x->text, &hop->via);
    }
    cisco_end(x);
}

bool nk_export_cisco_route(struct nk_export *x, const struct nk_route *route)
{
    size_t count, len;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    if (!is_static(x, route))
        return false;
    if (route->type == NK_ROUTE_PROHIBIT || route->type == NK_ROUTE_UNREACHABLE)
        return nk_export_leave(x, route, NULL);
    if (route->table != NK_TABLE_MAIN && nk_export_vrf(x, route->table, &len) == NULL)
        return nk_export_leave(x, route, "routes of tables without a VRF's name");
    if (route->type == NK_ROUTE_BLACKHOLE) {
        cisco_begin(x, route);
        nk_buf_add_text(&x->text, " Null0");
        cisco_end(x);
    }
    for (size_t i = 0; route->type == NK_ROUTE_UNICAST && i < count; i++)
        cisco_hop(x, route, &hops[i]);
    tell_lost(x, route, true, true);
    return true;
}
