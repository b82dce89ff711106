/* BGP4MP and BGP4MP_ET (RFC 6396 4.4, 8050 3): messages and changes of state, in their order. */
#include "route/mrt.h"

/* What the subtypes are; 2 and 3 are of old and no more. */
static const struct kind {
    bool known, state, as4, add_path;
} kinds[] = {
    [0] = {true, true, false, false},  /* STATE_CHANGE */
    [1] = {true, false, false, false}, /* MESSAGE */
    [4] = {true, false, true, false},  /* MESSAGE_AS4 */
    [5] = {true, true, true, false},   /* STATE_CHANGE_AS4 */
    [6] = {true, false, false, false}, /* MESSAGE_LOCAL */
    [7] = {true, false, true, false},  /* MESSAGE_AS4_LOCAL */
    [8] = {true, false, false, true},  /* MESSAGE_ADDPATH */
    [9] = {true, false, true, true},   /* MESSAGE_AS4_ADDPATH */
    [10] = {true, false, false, true}, /* MESSAGE_LOCAL_ADDPATH */
    [11] = {true, false, true, true},  /* MESSAGE_AS4_LOCAL_ADDPATH */
};

/* An update on its way: what it takes away and what it brings, plain and of other families. */
struct update {
    struct nk_mrt_path path; /* the peer and the time; the prefix changes */
    struct nk_bgp_attrs attrs;
    struct nk_cursor withdrawn, announced; /* IPv4, unicast */
    struct nk_cursor mp_withdrawn, mp_announced;
    uint8_t mp_withdrawn_family, mp_announced_family; /* NK_FAMILY_NONE: nothing of ours */
    bool mp_withdrawn_multicast, mp_announced_multicast;
    struct nk_addr via, mp_via;
};

/* ---- prefixes ------------------------------------------------------------ */

static bool next_prefix(struct nk_cursor *c, uint8_t family, struct nk_mrt_path *p)
{
    p->path.path_id = p->path.has_path_id ? nk_cursor_u32(c) : 0;
    return nk_mrt_prefix(c, family, &p->prefix);
}

/* All prefixes of a list can be read: looked at first, so that an update counts whole or not at
 * all. */
static bool list_is_good(struct nk_mrt *m, struct nk_cursor list, uint8_t family,
                         const struct nk_mrt_path *of)
{
    struct nk_mrt_path p = *of;
    while (nk_cursor_left(&list) > 0) {
        const uint8_t *start = list.at;
        if (!next_prefix(&list, family, &p)) {
            nk_mrt_refuse(m, start, "no IPv%u prefix where one has to be", family);
            return false;
        }
    }
    return true;
}

static void withdraw(struct nk_mrt *m, struct nk_cursor list, uint8_t family, struct nk_mrt_path *p,
                     bool multicast)
{
    p->multicast = multicast;
    while (nk_cursor_left(&list) > 0 && next_prefix(&list, family, p))
        nk_mrt_withdraw(m, p);
}

static bool announce(struct nk_mrt *m, struct nk_cursor list, uint8_t family, bool multicast,
                     struct update *u, const struct nk_addr *via, struct nk_err *err)
{
    struct nk_route r;
    u->path.multicast = multicast;
    if (!nk_mrt_describe(m, &u->attrs, via, &r))
        return nk_err_memory(err);
    while (nk_cursor_left(&list) > 0 && next_prefix(&list, family, &u->path))
        if (!nk_mrt_put(m, &u->path, r, err))
            return false;
    return true;
}

/* ---- MP_REACH_NLRI and MP_UNREACH_NLRI ----------------------------------- */

/* Which table: the family where it is one of ours. */
static uint8_t take_family(struct nk_cursor *c, bool *multicast)
{
    uint8_t family = nk_mrt_family(nk_cursor_u16(c)), safi = nk_cursor_u8(c);
    *multicast = safi == 2;
    return safi == 1 || safi == 2 ? family : NK_FAMILY_NONE;
}

/* A global address, which its link-local one may follow (RFC 2545 3); IPv4 prefixes may have an
 * IPv6 one (RFC 8950). */
static bool take_next_hop(struct nk_cursor *c, struct nk_addr *via)
{
    struct nk_cursor hop = nk_cursor_sub(c, nk_cursor_u8(c));
    size_t len = nk_cursor_left(&hop);
    *via = nk_mrt_addr(&hop, len == 4 ? NK_IPV4 : NK_IPV6);
    return len == 4 || len == 16 || len == 32;
}

static bool read_mp(struct nk_mrt *m, struct update *u)
{
    const struct nk_bgp_attrs *a = &u->attrs;
    if (nk_bgp_has(a, NK_BGP_MP_UNREACH)) {
        struct nk_cursor c = nk_cursor(a->at[NK_BGP_MP_UNREACH], a->len[NK_BGP_MP_UNREACH]);
        u->mp_withdrawn_family = take_family(&c, &u->mp_withdrawn_multicast);
        u->mp_withdrawn = c;
        if (c.failed) {
            nk_mrt_refuse(m, a->at[NK_BGP_MP_UNREACH], "MP_UNREACH_NLRI ends too early");
            return false;
        }
    }
    if (!nk_bgp_has(a, NK_BGP_MP_REACH))
        return true;
    struct nk_cursor c = nk_cursor(a->at[NK_BGP_MP_REACH], a->len[NK_BGP_MP_REACH]);
    u->mp_announced_family = take_family(&c, &u->mp_announced_multicast);
    bool hop = take_next_hop(&c, &u->mp_via);
    nk_cursor_u8(&c); /* reserved */
    u->mp_announced = c;
    if (!c.failed && (hop || u->mp_announced_family == NK_FAMILY_NONE))
        return true;
    nk_mrt_refuse(m, a->at[NK_BGP_MP_REACH],
                  c.failed ? "MP_REACH_NLRI ends too early"
                           : "MP_REACH_NLRI has no next hop of a length "
                             "that is known");
    return false;
}

/* ---- an update ----------------------------------------------------------- */

static bool lists_are_good(struct nk_mrt *m, const struct update *u)
{
    return list_is_good(m, u->withdrawn, NK_IPV4, &u->path) &&
           list_is_good(m, u->announced, NK_IPV4, &u->path) &&
           (u->mp_withdrawn_family == NK_FAMILY_NONE ||
            list_is_good(m, u->mp_withdrawn, u->mp_withdrawn_family, &u->path)) &&
           (u->mp_announced_family == NK_FAMILY_NONE ||
            list_is_good(m, u->mp_announced, u->mp_announced_family, &u->path));
}

/* What is withdrawn goes first: a prefix that is in both lists is announced (RFC 4271 4.3). */
static bool apply(struct nk_mrt *m, struct update *u, struct nk_err *err)
{
    withdraw(m, u->withdrawn, NK_IPV4, &u->path, false);
    if (u->mp_withdrawn_family != NK_FAMILY_NONE)
        withdraw(m, u->mp_withdrawn, u->mp_withdrawn_family, &u->path, u->mp_withdrawn_multicast);
    return announce(m, u->announced, NK_IPV4, false, u, &u->via, err) &&
           (u->mp_announced_family == NK_FAMILY_NONE ||
            announce(m, u->mp_announced, u->mp_announced_family, u->mp_announced_multicast, u,
                     &u->mp_via, err));
}

/* The body of an UPDATE (RFC 4271 4.3). An empty one is the end of a table (RFC 4724). */
static bool read_update(struct nk_mrt *m, struct nk_cursor *c, struct update *u, struct nk_err *err)
{
    struct nk_err why;
    u->withdrawn = nk_cursor_sub(c, nk_cursor_u16(c));
    uint16_t len = nk_cursor_u16(c);
    const uint8_t *bytes = nk_cursor_take(c, len);
    if (c->failed)
        return nk_mrt_refuse(m, c->at, "the update ends before its attributes do");
    u->announced = nk_cursor(c->at, nk_cursor_left(c));
    if (!nk_bgp_attrs_parse(&u->attrs, bytes, len, u->path.path.two_octets, &why))
        return nk_mrt_refuse_err(m, bytes, &why);
    if (!read_mp(m, u) || !lists_are_good(m, u))
        return true;
    if (nk_bgp_has(&u->attrs, NK_BGP_NEXT_HOP))
        u->via = nk_addr_ipv4(nk_bgp_u32(&u->attrs, NK_BGP_NEXT_HOP));
    bool announces =
        nk_cursor_left(&u->announced) > 0 ||
        (u->mp_announced_family != NK_FAMILY_NONE && nk_cursor_left(&u->mp_announced) > 0);
    if (announces) {
        u->path.path.attrs = nk_mrt_keep_attrs(m, &u->attrs, bytes, len);
        if (u->path.path.attrs == NK_ROUTE_NONE)
            return nk_err_memory(err);
    }
    return apply(m, u, err);
}

/* ---- records ------------------------------------------------------------- */

/* Who spoke: the head that all subtypes have. */
static bool take_peer(struct nk_mrt *m, struct nk_cursor *c, bool as4, struct nk_peer *peer)
{
    *peer = (struct nk_peer){.as = as4 ? nk_cursor_u32(c) : nk_cursor_u16(c)};
    nk_cursor_take(c, as4 ? 4 : 2); /* the collector's AS */
    nk_cursor_u16(c);               /* the interface */
    uint16_t afi = nk_cursor_u16(c);
    uint8_t family = nk_mrt_family(afi);
    if (!c->failed && family == NK_FAMILY_NONE) {
        nk_mrt_refuse(m, c->at, "the peer's address is of an unknown family: %u", afi);
        return false;
    }
    peer->addr = nk_mrt_addr(c, family);
    nk_mrt_addr(c, family); /* the collector's */
    if (c->failed)
        nk_mrt_refuse(m, c->at, "the record ends inside its head");
    return !c->failed;
}

/* A session that was up and is no more takes the peer's routes with it. */
static bool read_state(struct nk_mrt *m, struct nk_cursor *c, const struct nk_peer *peer,
                       struct nk_err *err)
{
    enum { ESTABLISHED = 6 };
    uint16_t from = nk_cursor_u16(c), to = nk_cursor_u16(c);
    if (c->failed || from > ESTABLISHED || to > ESTABLISHED)
        return nk_mrt_refuse(
            m, c->at, c->failed ? "the record ends before its states" : "there is no such state");
    uint32_t known = nk_peer_index_find(&m->known, peer);
    if (from != ESTABLISHED || to == ESTABLISHED || known == NK_ROUTE_NONE)
        return true;
    return nk_mrt_peer_down(m, known, err);
}

static bool read_message(struct nk_mrt *m, struct nk_cursor *c, const struct kind *kind,
                         const struct nk_peer *peer, struct nk_err *err)
{
    enum { MARKER = 16, HEAD = 19, UPDATE = 2, KEEPALIVE = 4, ROUTE_REFRESH = 5 };
    const uint8_t *start = c->at;
    nk_cursor_take(c, MARKER);
    uint16_t len = nk_cursor_u16(c);
    uint8_t type = nk_cursor_u8(c);
    if (c->failed || len < HEAD || (size_t)(c->end - start) < len)
        return nk_mrt_refuse(m, start, "a message of %u octets does not fit into the record", len);
    if (type == 0 || type > ROUTE_REFRESH)
        return nk_mrt_refuse(m, start, "BGP has no message of type %u", type);
    if (type != UPDATE)
        return true;
    struct update u = {.path.path = {.time = m->record.time,
                                     .micro = m->record.micro,
                                     .has_path_id = kind->add_path,
                                     .two_octets = !kind->as4}};
    struct nk_cursor body = nk_cursor_sub(c, len - (size_t)HEAD);
    return nk_peer_index_add(&m->known, m->reader->table, peer, &u.path.path.peer, err) &&
           read_update(m, &body, &u, err);
}

bool nk_mrt_bgp4mp(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err)
{
    uint16_t subtype = m->record.subtype;
    struct nk_peer peer;
    if (subtype >= sizeof kinds / sizeof *kinds || !kinds[subtype].known)
        return nk_mrt_refuse(m, m->record.start, "BGP4MP has no subtype %u that is read", subtype);
    if (!nk_mrt_index_open(m, err))
        return false;
    m->index.clock++;
    const struct kind *kind = &kinds[subtype];
    if (!take_peer(m, c, kind->as4, &peer))
        return true;
    return kind->state ? read_state(m, c, &peer, err) : read_message(m, c, kind, &peer, err);
}
