#include "cli/route_words.h"

#include "addr/put.h"
#include "base/json.h"
#include "cli/route_put.h"
#include "route/bgp_text.h"
#include "route/names.h"

static void add_hop(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hop,
                    uint8_t family)
{
    size_t len;
    const char *dev = nk_table_text_of(t, hop->dev, &len);
    if (hop->via.family != NK_FAMILY_NONE) {
        nk_buf_add_text(b, hop->via.family == family ? " via " : " via inet6 ");
        nk_add_addr(b, &hop->via);
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
        if (hops[i].flags & NK_HOP_DEAD)
            nk_buf_add_text(b, " dead");
        if (hops[i].flags & NK_HOP_LINKDOWN)
            nk_buf_add_text(b, " linkdown");
        if (hops[i].flags & NK_HOP_ONLINK)
            nk_buf_add_text(b, " onlink");
    }
}

/*
 * What stands behind a prefix: "via A dev D", several as "nexthop via A dev D weight N", then the
 * table where it is not main, the metric where there is one, and the label. Begins with a space
 * where it is not empty.
 */
static void add_words(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    struct nk_route_more more = {.nhid = 0};
    if (nk_table_more_of(t, route->more) != NULL)
        more = *nk_table_more_of(t, route->more);
    if (more.from.addr.family != NK_FAMILY_NONE) {
        nk_buf_add_text(b, " from ");
        nk_add_prefix(b, &more.from);
    }
    if (route->tos != 0)
        nk_buf_printf(b, " tos 0x%02x", route->tos);
    add_hops(b, t, route);
    if (route->table != NK_TABLE_MAIN) {
        const char *table = nk_table_name_of(t, route->table, room, &len);
        nk_buf_add_text(b, " table ");
        nk_buf_add(b, table, len);
    }
    if (route->protocol != 0 && route->protocol != NK_ROUTE_BOOT)
        nk_buf_printf(b, " proto %s", nk_route_protocol_name(route->protocol, room));
    if (more.prefsrc.family != NK_FAMILY_NONE) {
        nk_buf_add_text(b, " src ");
        nk_add_addr(b, &more.prefsrc);
    }
    if (route->flags & NK_ROUTE_HAS_METRIC)
        nk_buf_printf(b, " metric %u", route->metric);
    if (more.mtu != 0)
        nk_buf_printf(b, " mtu %u", more.mtu);
    const char *label = nk_table_text_of(t, route->label, &len);
    if (label != NULL && len > 0) {
        nk_buf_add_byte(b, ' ');
        nk_buf_add(b, label, len);
    }
}

static void add_json_text(struct nk_buf *b, const char *key, const char *text, size_t len)
{
    nk_json_key(b, key);
    if (text == NULL)
        nk_json_word(b, "null");
    else
        nk_json_string(b, text, len);
}

static void add_json_int(struct nk_buf *b, const char *key, bool there, uint32_t n)
{
    nk_json_key(b, key);
    if (there)
        nk_json_int(b, n);
    else
        nk_json_word(b, "null");
}

/* ---- paths of an MRT dump ------------------------------------------------ */

/* Appends the AS path; false where the route has none. */
static bool add_as_path(struct nk_buf *b, const struct nk_table *t, const struct nk_path *path)
{
    struct nk_bgp_attrs a;
    size_t len;
    const char *bytes = path == NULL ? NULL : nk_labels_get(&t->attrs, path->attrs, &len);
    if (bytes == NULL ||
        !nk_bgp_attrs_parse(&a, (const uint8_t *)bytes, len, path->two_octets, NULL) ||
        !nk_bgp_has(&a, NK_BGP_AS_PATH))
        return false;
    char *room = nk_buf_room(b, nk_bgp_as_path_room(&a));
    if (room != NULL)
        b->len += (size_t)(nk_bgp_as_path_text(room, &a) - room);
    return true;
}

/* " peer A as-path N N" */
static void add_path(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    const struct nk_path *path = nk_table_path_of(t, route->path);
    const struct nk_peer *peer = path == NULL ? NULL : nk_table_peer_of(t, path->peer);
    struct nk_buf text = {0};
    if (peer != NULL) {
        nk_buf_add_text(b, " peer ");
        nk_add_addr(b, &peer->addr);
    }
    if (add_as_path(&text, t, path)) {
        nk_buf_add_text(b, " as-path ");
        nk_buf_add(b, text.data, text.len);
    }
    b->failed = b->failed || text.failed;
    nk_buf_release(&text);
}

static void add_path_json(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    const struct nk_path *path = nk_table_path_of(t, route->path);
    const struct nk_peer *peer = path == NULL ? NULL : nk_table_peer_of(t, path->peer);
    struct nk_buf text = {0};
    char addr[NK_ADDR_TEXT_MAX];
    size_t len = peer == NULL ? 0 : nk_addr_format(&peer->addr, addr);
    add_json_text(b, "peer", peer == NULL ? NULL : addr, len);
    bool there = add_as_path(&text, t, path);
    add_json_text(b, "as_path", !there ? NULL : text.len == 0 ? "" : text.data, text.len);
    b->failed = b->failed || text.failed;
    nk_buf_release(&text);
}

/* ---- the sentence, and the object ---------------------------------------- */

void nk_route_add_sentence(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    struct nk_buf words = {0};
    char room[NK_ROUTE_NAME_MAX];
    add_words(&words, t, route);
    add_path(&words, t, route);
    b->failed = b->failed || words.failed;
    if (route->type != NK_ROUTE_UNICAST || words.len == 0)
        nk_buf_add_text(b, nk_route_type_name(route->type, room));
    else
        nk_buf_add(b, words.data + 1, words.len - 1);
    if (route->type != NK_ROUTE_UNICAST)
        nk_buf_add(b, words.data, words.len);
    nk_buf_release(&words);
}

static void add_object(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX], source[NK_ADDR_TEXT_MAX];
    const struct nk_route_more *more = nk_table_more_of(t, route->more);
    bool has_source = more != NULL && more->prefsrc.family != NK_FAMILY_NONE;
    const char *name = nk_route_type_name(route->type, room);
    nk_json_open(b, '{');
    add_json_text(b, "type", name, strlen(name));
    nk_json_key(b, "next_hops");
    nk_route_hops_json(b, t, route->hops);
    add_json_int(b, "metric", (route->flags & NK_ROUTE_HAS_METRIC) != 0, route->metric);
    name = nk_route_protocol_name(route->protocol, room);
    add_json_text(b, "protocol", route->protocol == 0 ? NULL : name, strlen(name));
    size_t len = has_source ? nk_addr_format(&more->prefsrc, source) : 0;
    add_json_text(b, "prefsrc", has_source ? source : NULL, len);
    add_json_int(b, "origin", (route->flags & NK_ROUTE_HAS_ORIGIN) != 0, route->origin);
    const char *label = nk_table_text_of(t, route->label, &len);
    add_json_text(b, "label", label, len);
    add_path_json(b, t, route);
    nk_json_close(b, '}');
}

void nk_route_put_words(struct nk_record *r, size_t field, const struct nk_table *t,
                        const struct nk_route *route)
{
    struct nk_buf b = {0};
    if (route == NULL || !nk_record_wants(r, field))
        return;
    if (r->format == NK_FORMAT_JSON)
        add_object(&b, t, route);
    else
        nk_route_add_sentence(&b, t, route);
    if (b.failed)
        r->arena.failed = true;
    else
        nk_record_slice(r, field, b.data, b.len);
    nk_buf_release(&b);
}

void nk_route_add_line(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_prefix prefix = nk_route_prefix(route);
    if (route->type != NK_ROUTE_UNICAST)
        nk_buf_printf(b, "%s ", nk_route_type_name(route->type, room));
    nk_add_prefix(b, &prefix);
    add_words(b, t, route);
}
