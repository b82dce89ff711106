/* What firewalls, cards and older links write before a packet. Numbers that are in the byte order
 * of whoever captured are read as those of a small-endian machine. */
#include "packet/layers_part.h"

static unsigned small_u16(const uint8_t *at)
{
    return (unsigned)at[0] | (unsigned)at[1] << 8;
}

static uint32_t small_u32(const uint8_t *at)
{
    return small_u16(at) | (uint32_t)small_u16(at + 2) << 16;
}

static enum nk_layer_kind pass(struct nk_walk *w, uint64_t n, enum nk_layer_kind next)
{
    return nk_walk_has(w, n) ? nk_walk_pass(w, n, next) : NK_LAYER_NONE;
}

/* ---- firewalls and hosts ------------------------------------------------- */

/* Its length, without what fills it up to 4 octets. */
enum nk_layer_kind nk_layer_pflog(struct nk_walk *w, struct nk_cursor *c)
{
    uint64_t n = (nk_cursor_u8(c) + UINT64_C(3)) & ~UINT64_C(3);
    if (n < 4)
        return nk_walk_stop(w, 0, "the length of the PFLOG header is less than 4 bytes");
    return pass(w, n, NK_LAYER_RAW);
}

enum nk_layer_kind nk_layer_enc(struct nk_walk *w, struct nk_cursor *c)
{
    (void)c;
    return nk_walk_pass(w, 12, NK_LAYER_RAW);
}

/* Attributes, each with its length and filled up to 4 octets: the packet is in one of them, which
 * is the last. */
enum nk_layer_kind nk_layer_nflog(struct nk_walk *w, struct nk_cursor *c)
{
    enum { PAYLOAD = 9 };
    uint64_t n = 4;
    (void)c;
    while (w->end - w->at > n) {
        if (!nk_walk_has(w, n + 4))
            return NK_LAYER_NONE;
        const uint8_t *at = w->bytes + w->at + n;
        uint64_t length = small_u16(at);
        if (length < 4)
            return nk_walk_stop(w, n, "an attribute of NFLOG that is shorter than its header");
        if (small_u16(at + 2) == PAYLOAD) {
            nk_walk_bound(w, n + length, n, "the NFLOG payload is more than the link carried");
            return nk_walk_pass(w, n + 4, NK_LAYER_RAW);
        }
        n += (length + 3) & ~UINT64_C(3);
    }
    return nk_walk_pass(w, n, NK_LAYER_NONE);
}

/* Its length, the kind of record, and the link behind it. */
enum nk_layer_kind nk_layer_pktap(struct nk_walk *w, struct nk_cursor *c)
{
    enum { PACKET = 1 };
    const uint8_t *at = c->at;
    uint64_t n = small_u32(at);
    uint32_t number = small_u32(at + 8);
    const struct nk_link *link = number > UINT16_MAX ? NULL : nk_link_find((uint16_t)number);
    if (n < 12)
        return nk_walk_stop(w, 0, "the length of the PKTAP header is less than 12 bytes");
    bool known = small_u32(at + 4) == PACKET && link != NULL;
    return pass(w, n, known ? link->first : NK_LAYER_NONE);
}

/* ---- cards --------------------------------------------------------------- */

/* Of each extension header the first bit tells of another one. */
enum nk_layer_kind nk_layer_erf(struct nk_walk *w, struct nk_cursor *c)
{
    enum { HDLC = 1, ETHERNET = 2, COLOR_HDLC = 10, COLOR_ETHERNET = 11, DSM_ETHERNET = 16 };
    enum { IPV4 = 22, IPV6 = 23, MORE = 0x80 };
    unsigned type = c->at[8], more = type & MORE;
    uint64_t n = 16;
    while (more) {
        if (!nk_walk_has(w, n + 8))
            return NK_LAYER_NONE;
        more = w->bytes[w->at + n] & MORE;
        n += 8;
    }
    switch (type & ~(unsigned)MORE) {
    case ETHERNET:
    case COLOR_ETHERNET:
    case DSM_ETHERNET:
        return pass(w, n + 2, NK_LAYER_ETHERNET);
    case HDLC:
    case COLOR_HDLC:
        return pass(w, n, NK_LAYER_PPP);
    case IPV4:
        return pass(w, n, NK_LAYER_IPV4);
    case IPV6:
        return pass(w, n, NK_LAYER_IPV6);
    default:
        return pass(w, n, NK_LAYER_NONE);
    }
}

/* ---- rings, fibres, cells ------------------------------------------------ */

enum nk_layer_kind nk_layer_fddi(struct nk_walk *w, struct nk_cursor *c)
{
    bool llc = (nk_cursor_u8(c) & 0x70) == 0x50;
    return nk_walk_pass(w, 13, llc ? NK_LAYER_LLC : NK_LAYER_NONE);
}

/* The first bit of the sender's address tells of a route through bridges. */
enum nk_layer_kind nk_layer_token_ring(struct nk_walk *w, struct nk_cursor *c)
{
    const uint8_t *at = c->at;
    bool llc = (at[1] & 0xc0) == 0x40;
    uint64_t n = 14;
    if (at[8] & 0x80) {
        if (!nk_walk_has(w, n + 2))
            return NK_LAYER_NONE;
        n += w->bytes[w->at + n] & 0x1f;
    }
    return pass(w, n, llc ? NK_LAYER_LLC : NK_LAYER_NONE);
}

/* IP over Fibre Channel (RFC 2625): two addresses of 8 octets. */
enum nk_layer_kind nk_layer_fibre(struct nk_walk *w, struct nk_cursor *c)
{
    (void)c;
    return nk_walk_pass(w, 16, NK_LAYER_LLC);
}

/* IP over IEEE 1394 as Apple writes it: two addresses of 8 octets and an EtherType. */
enum nk_layer_kind nk_layer_1394(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_take(c, 16);
    unsigned type = nk_cursor_u16(c);
    return nk_walk_pass(w, 18, type > 1500 ? nk_layer_of_type(type) : NK_LAYER_NONE);
}

/* A global routing header, and an EtherType (RFC 4391 6). */
enum nk_layer_kind nk_layer_infiniband(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_take(c, 40);
    unsigned type = nk_cursor_u16(c);
    return nk_walk_pass(w, 44, type > 1500 ? nk_layer_of_type(type) : NK_LAYER_NONE);
}

/* The kind of traffic, and which circuit; LAN emulation has the client's number before the frame.
 */
enum nk_layer_kind nk_layer_sunatm(struct nk_walk *w, struct nk_cursor *c)
{
    enum { LANE = 1, LLC = 2 };
    unsigned traffic = nk_cursor_u8(c) & 15;
    if (traffic == LANE)
        return pass(w, 6, NK_LAYER_ETHERNET);
    return nk_walk_pass(w, 4, traffic == LLC ? NK_LAYER_LLC : NK_LAYER_NONE);
}

/* RFC 2427: an address, a control octet, and what is inside; or Cisco's: an EtherType at once. */
enum nk_layer_kind nk_layer_frame_relay(struct nk_walk *w, struct nk_cursor *c)
{
    enum { UNNUMBERED = 3, NLPID_SNAP = 0x80, NLPID_IPV4 = 0xcc, NLPID_IPV6 = 0x8e };
    const uint8_t *at = c->at;
    if ((at[1] & 1) == 0)
        return nk_walk_pass(w, 4, NK_LAYER_NONE); /* an address of 3 or 4 octets */
    if (at[2] != UNNUMBERED) {
        unsigned type = (unsigned)at[2] << 8 | at[3];
        return nk_walk_pass(w, 4, type > 1500 ? nk_layer_of_type(type) : NK_LAYER_NONE);
    }
    uint64_t n = at[3] == 0 ? 5 : 4; /* filled up */
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    unsigned inside = w->bytes[w->at + n - 1];
    if (inside == NLPID_IPV4 || inside == NLPID_IPV6)
        return nk_walk_pass(w, n, inside == NLPID_IPV4 ? NK_LAYER_IPV4 : NK_LAYER_IPV6);
    if (inside != NLPID_SNAP || !nk_walk_has(w, n + 5))
        return inside == NLPID_SNAP ? NK_LAYER_NONE : nk_walk_pass(w, n, NK_LAYER_NONE);
    at = w->bytes + w->at + n;
    unsigned type = (unsigned)at[3] << 8 | at[4];
    bool ethernet = (at[0] | at[1] | at[2]) == 0 && type > 1500;
    return nk_walk_pass(w, n + 5, ethernet ? nk_layer_of_type(type) : NK_LAYER_NONE);
}
