/* IPv4 (RFC 791), IPv6 and its extension headers (RFC 8200), AH (RFC 4302). */
#include "packet/layers_part.h"

enum { NO_NEXT_HEADER = 59 };

/* What a protocol number names, in both families or in one. */
enum nk_layer_kind nk_layer_of_protocol(struct nk_walk *w, unsigned protocol)
{
    static const struct {
        uint8_t number, family;
        uint16_t kind;
        bool whole; /* in a piece of it nothing is looked at: what it carries is in pieces too */
    } protocols[] = {
        {6, 0, NK_LAYER_TCP, false},
        {17, 0, NK_LAYER_UDP, false},
        {1, NK_IPV4, NK_LAYER_ICMP, false},
        {58, NK_IPV6, NK_LAYER_ICMPV6, false},
        {4, 0, NK_LAYER_IPV4, true},
        {41, 0, NK_LAYER_IPV6, true},
        {47, 0, NK_LAYER_GRE, true},
        {51, 0, NK_LAYER_AH, false},
        {137, 0, NK_LAYER_MPLS, true},
        {143, 0, NK_LAYER_ETHERNET, true},
        {0, NK_IPV6, NK_LAYER_HOP_BY_HOP, false},
        {43, NK_IPV6, NK_LAYER_ROUTING, false},
        {44, NK_IPV6, NK_LAYER_FRAGMENT, true},
        {60, NK_IPV6, NK_LAYER_DESTINATION, false},
        {135, NK_IPV6, NK_LAYER_EXTENSION, false}, /* mobility */
        {139, NK_IPV6, NK_LAYER_EXTENSION, false}, /* HIP */
        {140, NK_IPV6, NK_LAYER_EXTENSION, false}, /* shim6 */
    };
    uint8_t family = w->l->source.family;
    w->l->protocol = protocol;
    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
        if (protocols[i].number == protocol &&
            (protocols[i].family == 0 || protocols[i].family == family))
            return protocols[i].whole && w->l->fragment ? NK_LAYER_NONE
                                                        : (enum nk_layer_kind)protocols[i].kind;
    return NK_LAYER_NONE;
}

/* A header within another one begins anew. */
static void set_addresses(struct nk_walk *w, struct nk_addr source, struct nk_addr destination,
                          unsigned hop_limit)
{
    struct nk_layers *l = w->l;
    l->source = source;
    l->destination = destination;
    l->hop_limit = hop_limit;
    l->fragment = l->fragment_first = l->fragment_more = l->offloaded = false;
    l->fragment_id = l->fragment_offset = 0;
    l->transport = NK_LAYER_NONE; /* of a tunnel in UDP */
    l->ports = l->fields = l->whole = false;
    l->source_port = l->destination_port = 0;
    w->jumbo = 0;
}

/* The next header behind a place in a datagram: only the first fragment has one. */
static enum nk_layer_kind pass_fragment(struct nk_walk *w, uint64_t header, unsigned protocol,
                                        uint32_t offset, bool more)
{
    struct nk_layers *l = w->l;
    l->fragment = offset > 0 || more;
    l->fragment_first = l->fragment && offset == 0;
    l->fragment_more = more;
    l->fragment_offset = offset;
    enum nk_layer_kind next = nk_layer_of_protocol(w, protocol);
    return nk_walk_pass(w, header, offset > 0 ? NK_LAYER_NONE : next);
}

/* Total length 0: the card would have cut it up, and the frame's end is what there is. */
static bool bound_ipv4(struct nk_walk *w, uint64_t header, uint64_t total)
{
    w->l->offloaded = total == 0;
    if (total == 0)
        return true;
    if (total < header) {
        nk_walk_stop(w, 2, "the total length is less than the IPv4 header");
        return false;
    }
    nk_walk_bound(w, total, 2, "the total length is more than the link carried");
    return true;
}

enum nk_layer_kind nk_layer_ipv4(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned first = nk_cursor_u8(c);
    uint64_t header = (first & 15) * 4;
    nk_cursor_u8(c);
    uint64_t total = nk_cursor_u16(c);
    uint32_t id = nk_cursor_u16(c), place = nk_cursor_u16(c), ttl = nk_cursor_u8(c);
    unsigned protocol = nk_cursor_u8(c);
    nk_cursor_u16(c);
    struct nk_addr source = nk_addr_ipv4(nk_cursor_u32(c));
    struct nk_addr destination = nk_addr_ipv4(nk_cursor_u32(c));
    if (first >> 4 != 4)
        return nk_walk_stop(w, 0, "the version in the IPv4 header is not 4");
    if (header < 20)
        return nk_walk_stop(w, 0, "the length of the IPv4 header is less than 20 bytes");
    set_addresses(w, source, destination, ttl);
    w->l->protocol = protocol;
    if (!bound_ipv4(w, header, total) || !nk_walk_has(w, header))
        return NK_LAYER_NONE;
    w->l->fragment_id = id;
    return pass_fragment(w, header, protocol, (place & 0x1fff) * 8, place & 0x2000);
}

static struct nk_addr take_ipv6(struct nk_cursor *c)
{
    uint64_t hi = nk_cursor_u64(c), lo = nk_cursor_u64(c);
    return nk_addr_ipv6(hi, lo);
}

/* Payload length 0: a jumbogram, whose length is in an option, or left to the card; or nothing. */
enum nk_layer_kind nk_layer_ipv6(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned version = nk_cursor_u32(c) >> 28;
    uint64_t payload = nk_cursor_u16(c);
    unsigned protocol = nk_cursor_u8(c), hops = nk_cursor_u8(c);
    struct nk_addr source = take_ipv6(c), destination = take_ipv6(c);
    if (version != 6)
        return nk_walk_stop(w, 0, "the version in the IPv6 header is not 6");
    set_addresses(w, source, destination, hops);
    if (payload > 0 || protocol == NO_NEXT_HEADER)
        nk_walk_bound(w, 40 + payload, 4, "the payload length is more than the link carried");
    else
        w->l->offloaded = true;
    w->jumbo = payload == 0 ? w->at + 40 : 0;
    return nk_walk_pass(w, 40, nk_layer_of_protocol(w, protocol));
}

/* ---- extension headers --------------------------------------------------- */

/* The jumbo payload option (RFC 2675 3), `at` bytes into the header. A length that is more than
 * there is may be anything up to 4 GiB: it is not believed. */
static void take_jumbo(struct nk_walk *w, uint64_t at, struct nk_cursor option)
{
    uint64_t length = nk_cursor_u32(&option);
    if (w->jumbo == 0)
        nk_walk_wrong(w, at, "a jumbo payload beside a payload length");
    else if (option.failed || length <= UINT16_MAX)
        nk_walk_wrong(w, at, "a jumbo payload of less than 65536 bytes");
    else if (w->jumbo + length > w->end)
        nk_walk_wrong(w, at, "the jumbo payload is more than the link carried");
    else
        w->end = w->jumbo + length;
}

static void read_options(struct nk_walk *w, size_t n)
{
    enum { PAD1 = 0, JUMBO = 0xc2 };
    struct nk_cursor c = nk_walk_cursor(w, n);
    nk_cursor_u16(&c);
    while (nk_cursor_left(&c) > 0) {
        size_t at = nk_cursor_offset(&c);
        unsigned type = nk_cursor_u8(&c);
        struct nk_cursor option =
            type == PAD1 ? nk_cursor(c.at, 0) : nk_cursor_sub(&c, nk_cursor_u8(&c));
        if (c.failed)
            nk_walk_wrong(w, at, "an option that passes the end of its header");
        else if (type == JUMBO)
            take_jumbo(w, at, option);
    }
}

enum nk_layer_kind nk_layer_extension(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned protocol = nk_cursor_u8(c);
    uint64_t n = ((uint64_t)nk_cursor_u8(c) + 1) * 8;
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    return nk_walk_pass(w, n, nk_layer_of_protocol(w, protocol));
}

enum nk_layer_kind nk_layer_hop_by_hop(struct nk_walk *w, struct nk_cursor *c)
{
    struct nk_cursor length = *c;
    nk_cursor_u8(&length);
    size_t n = ((size_t)nk_cursor_u8(&length) + 1) * 8;
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    read_options(w, n);
    return nk_layer_extension(w, c);
}

enum nk_layer_kind nk_layer_fragment(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned protocol = nk_cursor_u8(c);
    nk_cursor_u8(c);
    uint32_t place = nk_cursor_u16(c);
    w->l->fragment_id = nk_cursor_u32(c);
    return pass_fragment(w, 8, protocol, place & 0xfff8, place & 1);
}

enum nk_layer_kind nk_layer_ah(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned protocol = nk_cursor_u8(c);
    uint64_t n = ((uint64_t)nk_cursor_u8(c) + 2) * 4;
    if (n < 12)
        return nk_walk_stop(w, 1, "the length of AH is less than 12 bytes");
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    return nk_walk_pass(w, n, nk_layer_of_protocol(w, protocol));
}
