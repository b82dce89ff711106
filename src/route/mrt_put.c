/* From what a record says to the table: peers, attributes, next hops, routes. */
#include "route/mrt.h"

/* ---- numbers ------------------------------------------------------------- */

struct nk_addr nk_mrt_addr(struct nk_cursor *c, uint8_t family)
{
    if (family == NK_IPV4)
        return nk_addr_ipv4(nk_cursor_u32(c));
    uint64_t hi = nk_cursor_u64(c);
    return nk_addr_ipv6(hi, nk_cursor_u64(c));
}

bool nk_mrt_prefix(struct nk_cursor *c, uint8_t family, struct nk_prefix *out)
{
    uint8_t length = nk_cursor_u8(c);
    size_t bytes = (length + 7u) / 8;
    uint8_t octets[16] = {0};
    if (length > nk_family_width(family))
        c->failed = true;
    const uint8_t *at = c->failed ? NULL : nk_cursor_take(c, bytes);
    if (at == NULL)
        return false;
    memcpy(octets, at, bytes);
    struct nk_cursor whole = nk_cursor(octets, sizeof octets);
    out->addr = nk_mrt_addr(&whole, family);
    out->length = length;
    return true;
}

uint8_t nk_mrt_family(uint16_t afi)
{
    return afi == 1 ? NK_IPV4 : afi == 2 ? NK_IPV6 : NK_FAMILY_NONE;
}

/* ---- attributes and next hops -------------------------------------------- */

/* Copies all attributes but those two; they were parsed before, so that the lengths hold. */
static void copy_kept(struct nk_buf *b, const uint8_t *at, size_t len)
{
    const uint8_t *end = at + len;
    nk_buf_clear(b);
    while (at != end) {
        size_t head = at[0] & 0x10 ? 4 : 3;
        size_t size = head + (head == 4 ? (size_t)at[2] << 8 | at[3] : at[2]);
        if (at[1] != NK_BGP_MP_REACH && at[1] != NK_BGP_MP_UNREACH)
            nk_buf_add(b, (const char *)at, size);
        at += size;
    }
}

uint32_t nk_mrt_keep_attrs(struct nk_mrt *m, const struct nk_bgp_attrs *a, const uint8_t *bytes,
                           size_t len)
{
    struct nk_labels *store = &m->reader->table->attrs;
    if (!nk_mrt_limit_attrs(m))
        return NK_ROUTE_NONE;
    if (!a->has_mp)
        return nk_labels_add(store, (const char *)bytes, len);
    copy_kept(&m->blob, bytes, len);
    return m->blob.failed ? NK_ROUTE_NONE : nk_labels_add(store, m->blob.data, m->blob.len);
}

/* The group of one next hop, mostly one of those just seen. */
static bool hop_group(struct nk_mrt *m, const struct nk_addr *via, uint32_t *group)
{
    *group = NK_ROUTE_NONE;
    if (via->family == NK_FAMILY_NONE)
        return true;
    uint64_t hash = (via->hi ^ via->lo) * UINT64_C(0x9e3779b97f4a7c15);
    struct nk_mrt_hop *seen = &m->hops[hash >> 56];
    if (seen->via.family != via->family || seen->via.hi != via->hi || seen->via.lo != via->lo) {
        struct nk_hop hop;
        memset(&hop, 0, sizeof hop); /* groups are compared as bytes */
        hop.via.hi = via->hi;
        hop.via.lo = via->lo;
        hop.via.family = via->family;
        hop.dev = NK_ROUTE_NONE;
        hop.weight = 1;
        seen->group = nk_table_hop_group(m->reader->table, &hop, 1);
        seen->via = *via;
        if (seen->group == NK_ROUTE_NONE)
            seen->via.family = NK_FAMILY_NONE;
    }
    *group = seen->group;
    return *group != NK_ROUTE_NONE;
}

/* ---- routes -------------------------------------------------------------- */

enum { PROTOCOL_BGP = 186 };

/* Multicast's tables say where packets have to come from, not where they go: they are listed and no
 * look-up takes them. */
static void set_kind(struct nk_route *r, bool multicast)
{
    r->protocol = PROTOCOL_BGP;
    if (multicast) {
        r->type = NK_ROUTE_MULTICAST;
        r->flags |= NK_ROUTE_INACTIVE;
    }
}

static void set_origin(struct nk_route *r, const struct nk_bgp_attrs *a)
{
    bool set;
    if (nk_bgp_origin_as(a, &r->origin, &set))
        r->flags |= NK_ROUTE_HAS_ORIGIN;
    else if (set)
        r->flags |= NK_ROUTE_ORIGIN_SET;
}

bool nk_mrt_describe(struct nk_mrt *m, const struct nk_bgp_attrs *a, const struct nk_addr *via,
                     struct nk_route *r)
{
    *r = nk_route_blank();
    set_origin(r, a);
    return hop_group(m, via, &r->hops);
}

bool nk_mrt_put(struct nk_mrt *m, const struct nk_mrt_path *p, struct nk_route r,
                struct nk_err *err)
{
    struct nk_table *t = m->reader->table;
    nk_route_set_prefix(&r, &p->prefix);
    r.source = m->reader->source;
    r.line = (uint32_t)m->record.number;
    set_kind(&r, p->multicast);
    if (m->index.active)
        return nk_mrt_announce(m, &r, &p->path, err);
    r.path = nk_table_path(t, &p->path);
    if (r.path == NK_ROUTE_NONE)
        return nk_err_memory(err);
    bool added = nk_table_add(t, &r, err);
    nk_table_forget_paths(t);
    return added;
}
