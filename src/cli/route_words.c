#include "cli/route_words.h"

#include "route/names.h"

static void add_addr(struct nk_buf *b, const struct nk_addr *a)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_buf_add(b, text, nk_addr_format(a, text));
}

static void add_prefix(struct nk_buf *b, const struct nk_prefix *p)
{
    char text[NK_PREFIX_TEXT_MAX];
    nk_buf_add(b, text, nk_prefix_format(p, text));
}

static void add_hop(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hop,
                    uint8_t family)
{
    size_t len;
    const char *dev = nk_table_text_of(t, hop->dev, &len);
    if (hop->via.family != NK_FAMILY_NONE) {
        nk_buf_add_text(b, hop->via.family == family ? " via " : " via inet6 ");
        add_addr(b, &hop->via);
    }
    if (dev != NULL) {
        nk_buf_add_text(b, " dev ");
        nk_buf_add(b, dev, len);
    }
}

static void add_hops(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, route->hops, &count);
    for (size_t i = 0; i < count; i++) {
        if (count > 1)
            nk_buf_add_text(b, " nexthop");
        add_hop(b, t, &hops[i], route->family);
        if (count > 1)
            nk_buf_printf(b, " weight %u", hops[i].weight);
        if (hops[i].flags & NK_HOP_ONLINK)
            nk_buf_add_text(b, " onlink");
    }
}

void nk_route_add_words(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const struct nk_route_more *more = nk_table_more_of(t, route->more);
    const char *label = nk_table_text_of(t, route->label, &len);
    if (more != NULL && more->from.addr.family != NK_FAMILY_NONE) {
        nk_buf_add_text(b, " from ");
        add_prefix(b, &more->from);
    }
    if (route->tos != 0)
        nk_buf_printf(b, " tos 0x%02x", route->tos);
    add_hops(b, t, route);
    if (route->table != NK_TABLE_MAIN)
        nk_buf_printf(b, " table %s", nk_table_name(route->table, room));
    if (route->flags & NK_ROUTE_HAS_METRIC)
        nk_buf_printf(b, " metric %u", route->metric);
    if (label != NULL && len > 0) {
        nk_buf_add_byte(b, ' ');
        nk_buf_add(b, label, len);
    }
}

void nk_route_add_line(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_prefix prefix = nk_route_prefix(route);
    if (route->type != NK_ROUTE_UNICAST)
        nk_buf_printf(b, "%s ", nk_route_type_name(route->type, room));
    add_prefix(b, &prefix);
    nk_route_add_words(b, t, route);
}
