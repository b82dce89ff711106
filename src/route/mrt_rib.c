/* TABLE_DUMP and TABLE_DUMP_V2 (RFC 6396 4.2, 4.3; ADD-PATH: RFC 8050): a table at one time. */
#include "route/mrt.h"

/* TABLE_DUMP_V2's subtypes, and what each is. */
enum { PEER_INDEX_TABLE = 1, RIB_GENERIC = 6, GEO_PEER_TABLE = 7, RIB_GENERIC_ADDPATH = 12 };

static const struct rib_kind {
    uint8_t family; /* NK_FAMILY_NONE: the record says */
    bool known, multicast, add_path;
} rib_kinds[] = {
    [2] = {NK_IPV4, true, false, false},
    [3] = {NK_IPV4, true, true, false},
    [4] = {NK_IPV6, true, false, false},
    [5] = {NK_IPV6, true, true, false},
    [RIB_GENERIC] = {NK_FAMILY_NONE, true, false, false},
    [8] = {NK_IPV4, true, false, true},
    [9] = {NK_IPV4, true, true, true},
    [10] = {NK_IPV6, true, false, true},
    [11] = {NK_IPV6, true, true, true},
    [RIB_GENERIC_ADDPATH] = {NK_FAMILY_NONE, true, false, true},
};

/* ---- peers --------------------------------------------------------------- */

/* Type 1: bit 0 tells IPv6, bit 1 an AS number of four octets (RFC 6396 4.3.1). */
static struct nk_peer take_peer(struct nk_cursor *c)
{
    struct nk_peer peer = {.as = 0};
    uint8_t type = nk_cursor_u8(c);
    peer.bgp_id = nk_cursor_u32(c);
    peer.addr = nk_mrt_addr(c, type & 1 ? NK_IPV6 : NK_IPV4);
    peer.as = type & 2 ? nk_cursor_u32(c) : nk_cursor_u16(c);
    return peer;
}

static bool peer_index_table(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err)
{
    m->peer_count = 0;
    nk_cursor_u32(c);                    /* the collector's identifier */
    nk_cursor_take(c, nk_cursor_u16(c)); /* the view's name */
    uint16_t count = nk_cursor_u16(c);
    for (unsigned i = 0; i < count; i++) {
        const uint8_t *start = c->at;
        struct nk_peer peer = take_peer(c);
        if (c->failed)
            return nk_mrt_refuse(m, start, "the table of peers ends before peer %u of %u", i,
                                 count);
        if (!nk_grow((void **)&m->peers, m->peer_count, &m->peer_room, sizeof *m->peers))
            return nk_err_memory(err);
        if (!nk_peer_index_add(&m->known, m->reader->table, &peer, &m->peers[m->peer_count], err))
            return false;
        m->peer_count++;
    }
    return true;
}

/* ---- TABLE_DUMP_V2 ------------------------------------------------------- */

/* The next hop in MP_REACH_NLRI, which a dump cuts down to length and address (RFC 6396 4.3.4);
 * some write all of it, which then begins with the zero of its AFI. */
static bool mp_next_hop(const struct nk_bgp_attrs *a, struct nk_addr *via)
{
    struct nk_cursor c = nk_cursor(a->at[NK_BGP_MP_REACH], a->len[NK_BGP_MP_REACH]);
    if (a->len[NK_BGP_MP_REACH] > 0 && *c.at == 0)
        nk_cursor_take(&c, 3);
    uint8_t len = nk_cursor_u8(&c);
    if (len != 4 && len != 16 && len != 32)
        return false;
    *via = nk_mrt_addr(&c, len == 4 ? NK_IPV4 : NK_IPV6);
    return !c.failed;
}

/* NEXT_HOP is IPv4's; for IPv6 what MP_REACH_NLRI says counts. */
static bool next_hop_of(const struct nk_bgp_attrs *a, uint8_t family, struct nk_addr *via)
{
    bool plain = nk_bgp_has(a, NK_BGP_NEXT_HOP), mp = nk_bgp_has(a, NK_BGP_MP_REACH);
    *via = (struct nk_addr){0};
    if (mp && !(plain && family == NK_IPV4))
        return mp_next_hop(a, via);
    if (plain)
        *via = nk_addr_ipv4(nk_bgp_u32(a, NK_BGP_NEXT_HOP));
    return true;
}

/* ---- the attributes of a path --------------------------------------------- */

/* The same bytes as those of the peer's path before: nothing has to be looked at again. An index
 * that is active sweeps the store, so that its numbers do not last. */
static bool is_again(const struct nk_mrt *m, const struct nk_mrt_last *last,
                     const struct nk_mrt_path *p, const uint8_t *bytes, size_t len)
{
    return last->len == len && len > 0 && last->peer == p->path.peer && !m->index.active &&
           last->family == p->prefix.addr.family && last->two_octets == p->path.two_octets &&
           last->cleared == m->reader->table->attrs.cleared && memcmp(last->bytes, bytes, len) == 0;
}

static void remember(struct nk_mrt *m, struct nk_mrt_last *last, const struct nk_mrt_path *p,
                     const struct nk_route *r, const uint8_t *bytes, size_t len)
{
    last->len = len <= NK_MRT_LAST_MAX ? len : 0;
    memcpy(last->bytes, bytes, last->len);
    last->peer = p->path.peer;
    last->attrs = p->path.attrs;
    last->cleared = m->reader->table->attrs.cleared;
    last->origin = r->origin;
    last->hops = r->hops;
    last->flags = r->flags;
    last->family = p->prefix.addr.family;
    last->two_octets = p->path.two_octets;
}

/* The attributes of one path, and the path with them. */
static bool put_path(struct nk_mrt *m, struct nk_mrt_path *p, const uint8_t *bytes, size_t len,
                     struct nk_err *err)
{
    struct nk_mrt_last *last = &m->last[p->path.peer % NK_MRT_LAST];
    struct nk_route r = nk_route_blank();
    if (is_again(m, last, p, bytes, len)) {
        r.origin = last->origin;
        r.hops = last->hops;
        r.flags = last->flags;
        p->path.attrs = last->attrs;
        return nk_mrt_put(m, p, r, err);
    }
    struct nk_bgp_attrs a;
    struct nk_addr via;
    struct nk_err why;
    if (!nk_bgp_attrs_parse(&a, bytes, len, p->path.two_octets, &why))
        return nk_mrt_refuse_err(m, bytes, &why);
    if (!next_hop_of(&a, p->prefix.addr.family, &via))
        return nk_mrt_refuse(m, a.at[NK_BGP_MP_REACH],
                             "MP_REACH_NLRI has no next hop that can be read");
    p->path.attrs = nk_mrt_keep_attrs(m, &a, bytes, len);
    if (p->path.attrs == NK_ROUTE_NONE || !nk_mrt_describe(m, &a, &via, &r))
        return nk_err_memory(err);
    remember(m, last, p, &r, bytes, len);
    return nk_mrt_put(m, p, r, err);
}

/* An entry of a RIB's record; `ids`: with a path identifier of its own. */
static bool rib_entry(struct nk_mrt *m, struct nk_cursor *c, struct nk_mrt_path *p, bool ids,
                      struct nk_err *err)
{
    const uint8_t *start = c->at;
    uint16_t peer = nk_cursor_u16(c);
    p->path.originated = nk_cursor_u32(c);
    if (ids)
        p->path.path_id = nk_cursor_u32(c);
    uint16_t len = nk_cursor_u16(c);
    const uint8_t *bytes = nk_cursor_take(c, len);
    if (c->failed)
        return nk_mrt_refuse(m, start, "an entry claims more octets than the record has");
    if (peer >= m->peer_count)
        return nk_mrt_refuse(m, start, "peer %u is not among the %zu of the table of peers", peer,
                             m->peer_count);
    p->path.peer = m->peers[peer];
    return put_path(m, p, bytes, len, err);
}

/* RIB_GENERIC says its family itself; other families than IPv4's and IPv6's hold no routes of ours.
 */
static uint8_t generic_family(struct nk_cursor *c, bool *multicast)
{
    uint8_t family = nk_mrt_family(nk_cursor_u16(c)), safi = nk_cursor_u8(c);
    *multicast = safi == 2;
    return safi == 1 || safi == 2 ? family : NK_FAMILY_NONE;
}

/* True where a prefix and its entries fill what is left of the record. */
static bool fills(struct nk_cursor c, uint8_t family, bool ids)
{
    struct nk_prefix prefix;
    if (!nk_mrt_prefix(&c, family, &prefix))
        return false;
    for (unsigned left = nk_cursor_u16(&c); left > 0 && !c.failed; left--) {
        nk_cursor_take(&c, ids ? 10 : 6);
        nk_cursor_take(&c, nk_cursor_u16(&c));
    }
    return !c.failed && c.at == c.end;
}

/* RIB_GENERIC_ADDPATH has one path identifier before the prefix (RFC 8050 4.2); GoBGP and OpenBGPD
 * write one in each entry, as the other subtypes have it. What fills the record was meant. */
static bool has_one_id(struct nk_cursor c, uint8_t family)
{
    if (fills(c, family, true))
        return false;
    nk_cursor_u32(&c);
    return fills(c, family, false);
}

static bool rib(struct nk_mrt *m, struct nk_cursor *c, const struct rib_kind *kind,
                struct nk_err *err)
{
    struct nk_mrt_path p = {
        .path = {.time = m->record.time, .has_path_id = kind->add_path},
        .multicast = kind->multicast,
    };
    uint8_t family = kind->family;
    nk_cursor_u32(c); /* the sequence number */
    if (family == NK_FAMILY_NONE)
        family = generic_family(c, &p.multicast);
    if (c->failed)
        return nk_mrt_refuse(m, c->at, "the record ends before its prefix");
    if (family == NK_FAMILY_NONE)
        return true;
    bool one = kind->family == NK_FAMILY_NONE && kind->add_path && has_one_id(*c, family);
    if (one)
        p.path.path_id = nk_cursor_u32(c);
    const uint8_t *start = c->at;
    if (!nk_mrt_prefix(c, family, &p.prefix))
        return nk_mrt_refuse(m, start, "no IPv%u prefix where one has to be", family);
    uint16_t count = nk_cursor_u16(c);
    if (c->failed)
        return nk_mrt_refuse(m, c->at, "the record ends before its entries");
    for (unsigned i = 0; i < count && !c->failed && !m->reader->stopped; i++)
        if (!rib_entry(m, c, &p, kind->add_path && !one, err))
            return false;
    if (!c->failed && c->at != c->end && !m->reader->stopped)
        return nk_mrt_refuse(m, c->at, "there are %zu octets behind the last of %u entries",
                             (size_t)(c->end - c->at), (unsigned)count);
    return true;
}

bool nk_mrt_table_dump_v2(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err)
{
    uint16_t subtype = m->record.subtype;
    if (subtype == PEER_INDEX_TABLE)
        return peer_index_table(m, c, err);
    if (subtype == GEO_PEER_TABLE) /* RFC 6397: where the peers stand on the globe */
        return true;
    if (subtype >= sizeof rib_kinds / sizeof *rib_kinds || !rib_kinds[subtype].known)
        return nk_mrt_refuse(m, m->record.start, "TABLE_DUMP_V2 has no subtype %u", subtype);
    return rib(m, c, &rib_kinds[subtype], err);
}

/* ---- TABLE_DUMP ---------------------------------------------------------- */

/* Subtypes 1 and 2 are the families; 3 and 4 are these with AS numbers of four octets, which some
 * collectors wrote before TABLE_DUMP_V2 was there. */
bool nk_mrt_table_dump(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err)
{
    bool two = m->record.subtype <= 2;
    struct nk_mrt_path p = {.path = {.time = m->record.time, .two_octets = two}};
    uint8_t family = nk_mrt_family((uint16_t)(m->record.subtype - (two ? 0 : 2)));
    if (family == NK_FAMILY_NONE)
        return nk_mrt_refuse(m, m->record.start, "TABLE_DUMP has no subtype %u", m->record.subtype);
    nk_cursor_u32(c); /* the view and a sequence number */
    p.prefix.addr = nk_mrt_addr(c, family);
    p.prefix.length = nk_cursor_u8(c);
    nk_cursor_u8(c); /* the status, always 1 */
    p.path.originated = nk_cursor_u32(c);
    struct nk_peer peer = {.addr = nk_mrt_addr(c, family)};
    peer.as = two ? nk_cursor_u16(c) : nk_cursor_u32(c);
    uint16_t len = nk_cursor_u16(c);
    const uint8_t *bytes = nk_cursor_take(c, len);
    if (c->failed)
        return nk_mrt_refuse(m, c->at, "the record ends before its attributes do");
    if (p.prefix.length > nk_family_width(family))
        return nk_mrt_refuse(m, m->record.start, "the prefix has a length of %u", p.prefix.length);
    return nk_peer_index_add(&m->known, m->reader->table, &peer, &p.path.peer, err) &&
           put_path(m, &p, bytes, len, err);
}
