/* The headers before IP: links, tags, labels and tunnels. */
#include "packet/layers_part.h"

/* ---- what a number names ------------------------------------------------- */

/* Frequent ones first. */
static const struct nk_link links[] = {
    {1, NK_LAYER_ETHERNET, "ETHERNET", false},
    {101, NK_LAYER_RAW, "RAW", false},
    {113, NK_LAYER_SLL, "LINUX_SLL", false},
    {276, NK_LAYER_SLL2, "LINUX_SLL2", false},
    {0, NK_LAYER_NULL, "NULL", false},
    {108, NK_LAYER_NULL, "LOOP", false},
    {228, NK_LAYER_IPV4, "IPV4", false},
    {229, NK_LAYER_IPV6, "IPV6", false},
    {9, NK_LAYER_PPP, "PPP", false},
    {50, NK_LAYER_PPP, "PPP_HDLC", false},
    {51, NK_LAYER_PPPOE, "PPP_ETHER", false},
    {166, NK_LAYER_PPP, "PPP_PPPD", false},
    {204, NK_LAYER_PPP, "PPP_WITH_DIR", false},
    {104, NK_LAYER_CHDLC, "C_HDLC", false},
    {219, NK_LAYER_MPLS, "MPLS", false},
    {12, NK_LAYER_RAW, "RAW (as a system's own number)", false},
    {14, NK_LAYER_RAW, "RAW (as OpenBSD's own number)", false},
    {3, NK_LAYER_NONE, "AX25", true},
    {6, NK_LAYER_TOKEN_RING, "IEEE802_5", false},
    {7, NK_LAYER_NONE, "ARCNET_BSD", true},
    {8, NK_LAYER_NONE, "SLIP", true},
    {10, NK_LAYER_FDDI, "FDDI", false},
    {100, NK_LAYER_LLC, "ATM_RFC1483", false},
    {105, NK_LAYER_80211, "IEEE802_11", false},
    {107, NK_LAYER_FRAME_RELAY, "FRELAY", false},
    {109, NK_LAYER_ENC, "ENC", false},
    {117, NK_LAYER_PFLOG, "PFLOG", false},
    {119, NK_LAYER_PRISM, "IEEE802_11_PRISM", false},
    {122, NK_LAYER_FIBRE, "IP_OVER_FC", false},
    {123, NK_LAYER_SUNATM, "SUNATM", false},
    {127, NK_LAYER_RADIOTAP, "IEEE802_11_RADIOTAP", false},
    {138, NK_LAYER_1394, "APPLE_IP_OVER_IEEE1394", false},
    {143, NK_LAYER_NONE, "DOCSIS", true},
    {149, NK_LAYER_NONE, "USER2", true},
    {163, NK_LAYER_PRISM, "IEEE802_11_AVS", false},
    {187, NK_LAYER_NONE, "BLUETOOTH_HCI_H4", false},
    {189, NK_LAYER_NONE, "USB_LINUX", false},
    {192, NK_LAYER_PPI, "PPI", false},
    {195, NK_LAYER_NONE, "IEEE802_15_4_WITHFCS", false},
    {197, NK_LAYER_ERF, "ERF", false},
    {201, NK_LAYER_NONE, "BLUETOOTH_HCI_H4_WITH_PHDR", false},
    {220, NK_LAYER_NONE, "USB_LINUX_MMAPPED", false},
    {227, NK_LAYER_NONE, "CAN_SOCKETCAN", false},
    {239, NK_LAYER_NFLOG, "NFLOG", false},
    {242, NK_LAYER_INFINIBAND, "IPOIB", false},
    {249, NK_LAYER_NONE, "USBPCAP", false},
    {252, NK_LAYER_NONE, "WIRESHARK_UPPER_PDU", false},
    {253, NK_LAYER_NONE, "NETLINK", false},
    {258, NK_LAYER_PKTAP, "PKTAP", false},
};

const struct nk_link *nk_link_find(uint16_t number)
{
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (links[i].number == number)
            return &links[i];
    return NULL;
}

struct name {
    uint16_t number;
    uint16_t kind;
};

static enum nk_layer_kind find(const struct name *names, size_t count, unsigned number)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].number == number)
            return (enum nk_layer_kind)names[i].kind;
    return NK_LAYER_NONE;
}

enum nk_layer_kind nk_layer_of_type(unsigned type)
{
    static const struct name types[] = {
        {0x0800, NK_LAYER_IPV4},       {0x86dd, NK_LAYER_IPV6},
        {0x8100, NK_LAYER_VLAN},       {0x88a8, NK_LAYER_VLAN},
        {0x9100, NK_LAYER_VLAN},       {0x9200, NK_LAYER_VLAN}, /* QinQ before 802.1ad */
        {0x8847, NK_LAYER_MPLS},       {0x8848, NK_LAYER_MPLS},
        {0x8864, NK_LAYER_PPPOE},      {0x8863, NK_LAYER_PPPOE},
        {0x880b, NK_LAYER_PPP},        {0x0806, NK_LAYER_ARP},
        {0x6558, NK_LAYER_ETHERNET}, /* bridged, in GRE */
        {0x8903, NK_LAYER_FABRICPATH}, {0x8926, NK_LAYER_VNTAG},
        {0x88e7, NK_LAYER_BACKBONE},   {0x8909, NK_LAYER_GROUP_TAG},
        {0x883e, NK_LAYER_WCCP},       {0x88be, NK_LAYER_ERSPAN},
        {0x22eb, NK_LAYER_ERSPAN},
    };
    if (type <= 1500) /* a length: IEEE 802.3 */
        return NK_LAYER_LLC;
    return find(types, sizeof types / sizeof *types, type);
}

/* ---- Ethernet and its kin ------------------------------------------------ */

/* A length ends what follows, where it is not more than there is. */
static enum nk_layer_kind pass_type(struct nk_walk *w, uint64_t header, unsigned type)
{
    enum nk_layer_kind next = nk_layer_of_type(type);
    if (next == NK_LAYER_LLC && header + type <= w->end - w->at)
        w->end = w->at + header + type;
    return nk_walk_pass(w, header, next);
}

enum nk_layer_kind nk_layer_ethernet(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_take(c, 12);
    return pass_type(w, 14, nk_cursor_u16(c));
}

enum nk_layer_kind nk_layer_vlan(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_take(c, 2);
    return pass_type(w, 4, nk_cursor_u16(c));
}

/* Behind the tag is a frame, or its last two octets are the type of what is. */
enum nk_layer_kind nk_layer_switch(struct nk_walk *w, struct nk_cursor *c)
{
    const struct nk_layer *row = &w->l->rows[w->l->count - 1];
    if (row->kind == NK_LAYER_FABRICPATH || row->kind == NK_LAYER_BACKBONE)
        return nk_walk_pass(w, row->length, NK_LAYER_ETHERNET);
    nk_cursor_take(c, row->length - 2);
    return pass_type(w, row->length, nk_cursor_u16(c));
}

/* IP by its own service access point, or by SNAP (RFC 1042). */
enum nk_layer_kind nk_layer_llc(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned points = nk_cursor_u16(c), control = nk_cursor_u8(c);
    if (points != 0xaaaa || control != 3)
        return nk_walk_pass(w, 3, points == 0x0606 ? NK_LAYER_RAW : NK_LAYER_NONE);
    if (!nk_walk_has(w, 8))
        return NK_LAYER_NONE;
    struct nk_cursor snap = nk_walk_cursor(w, 8);
    nk_cursor_take(&snap, 3);
    unsigned high = nk_cursor_u16(&snap), low = nk_cursor_u8(&snap), type = nk_cursor_u16(&snap);
    bool ethernet = high == 0 && (low == 0 || low == 0xf8) && type > 1500;
    return nk_walk_pass(w, 8, ethernet ? nk_layer_of_type(type) : NK_LAYER_NONE);
}

enum nk_layer_kind nk_layer_arp(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_take(c, 4);
    unsigned hardware = nk_cursor_u8(c), protocol = nk_cursor_u8(c);
    uint64_t n = 8 + 2 * (uint64_t)(hardware + protocol);
    return nk_walk_has(w, n) ? nk_walk_pass(w, n, NK_LAYER_NONE) : NK_LAYER_NONE;
}

/* ---- labels -------------------------------------------------------------- */

/* Nothing says what is behind the last label: its first bits do (RFC 4928 3). */
enum nk_layer_kind nk_layer_mpls(struct nk_walk *w, struct nk_cursor *c)
{
    bool bottom = nk_cursor_u32(c) & 0x100;
    enum nk_layer_kind next = bottom ? NK_LAYER_RAW : NK_LAYER_MPLS;
    nk_walk_pass(w, 4, next);
    bool control = bottom && w->at < w->captured && w->at < w->end && w->bytes[w->at] >> 4 == 0;
    return control ? NK_LAYER_PW : next;
}

enum nk_layer_kind nk_layer_pw(struct nk_walk *w, struct nk_cursor *c)
{
    (void)c;
    return nk_walk_pass(w, 4, NK_LAYER_ETHERNET);
}

/* ---- PPP ----------------------------------------------------------------- */

enum nk_layer_kind nk_layer_pppoe(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned version = nk_cursor_u8(c), code = nk_cursor_u8(c);
    nk_cursor_u16(c);
    uint64_t length = nk_cursor_u16(c);
    if (version != 0x11)
        return nk_walk_stop(w, 0, "PPPoE of an unknown version");
    nk_walk_bound(w, 6 + length, 4, "the PPPoE length is more than the link carried");
    return nk_walk_pass(w, 6, code == 0 ? NK_LAYER_PPP : NK_LAYER_NONE);
}

static enum nk_layer_kind of_ppp(unsigned protocol)
{
    static const struct name protocols[] = {
        {0x21, NK_LAYER_IPV4},
        {0x57, NK_LAYER_IPV6},
        {0x281, NK_LAYER_MPLS},
        {0x283, NK_LAYER_MPLS},
    };
    return find(protocols, sizeof protocols / sizeof *protocols, protocol);
}

/* Address and control may stand first (RFC 1662 3.1; pppd writes the direction for the address), or
 * Cisco's; the protocol's first byte may be left out where it is 0 (RFC 1661 6.5). */
enum nk_layer_kind nk_layer_ppp(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned first = nk_cursor_u16(c);
    bool framed = first == 0xff03 || first == 0x0003 || first == 0x0103;
    uint64_t at = framed ? 2 : 0;
    if (first == 0x0f00 || first == 0x8f00) {
        w->l->rows[w->l->count - 1].kind = NK_LAYER_CHDLC;
        if (!nk_walk_has(w, 4))
            return NK_LAYER_NONE;
        struct nk_cursor cisco = nk_walk_cursor(w, 4);
        return nk_layer_chdlc(w, &cisco);
    }
    if (!nk_walk_has(w, at + 1))
        return NK_LAYER_NONE;
    unsigned protocol = w->bytes[w->at + at];
    bool one = protocol & 1;
    if (!nk_walk_has(w, at + (one ? 1 : 2)))
        return NK_LAYER_NONE;
    if (!one)
        protocol = protocol << 8 | w->bytes[w->at + at + 1];
    return nk_walk_pass(w, at + (one ? 1 : 2), of_ppp(protocol));
}

enum nk_layer_kind nk_layer_chdlc(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_u16(c);
    unsigned type = nk_cursor_u16(c);
    return nk_walk_pass(w, 4, type > 1500 ? nk_layer_of_type(type) : NK_LAYER_NONE);
}

/* ---- loopback and cooked ------------------------------------------------- */

/* The family in the byte order of whoever captured: IPv6 has as many numbers as there are systems.
 */
enum nk_layer_kind nk_layer_null(struct nk_walk *w, struct nk_cursor *c)
{
    static const struct name families[] = {
        {2, NK_LAYER_IPV4},  {10, NK_LAYER_IPV6}, {23, NK_LAYER_IPV6},
        {24, NK_LAYER_IPV6}, {28, NK_LAYER_IPV6}, {30, NK_LAYER_IPV6},
    };
    uint32_t family = nk_cursor_u32(c);
    if (family > UINT16_MAX)
        family = family << 24 | (family & 0xff00) << 8 | (family >> 8 & 0xff00) | family >> 24;
    return nk_walk_pass(w, 4, find(families, sizeof families / sizeof *families, family));
}

/* What the kernel had for the packet: an EtherType, or 4 for 802.2; of netlink none of these. */
static enum nk_layer_kind of_cooked(unsigned type, unsigned hardware)
{
    enum { NETLINK = 824, LLC_802_2 = 4 };
    if (hardware == NETLINK || (type <= 1500 && type != LLC_802_2))
        return NK_LAYER_NONE;
    return nk_layer_of_type(type);
}

enum nk_layer_kind nk_layer_sll(struct nk_walk *w, struct nk_cursor *c)
{
    nk_cursor_take(c, 2);
    unsigned hardware = nk_cursor_u16(c);
    nk_cursor_take(c, 10);
    return nk_walk_pass(w, 16, of_cooked(nk_cursor_u16(c), hardware));
}

enum nk_layer_kind nk_layer_sll2(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned type = nk_cursor_u16(c);
    nk_cursor_take(c, 6);
    return nk_walk_pass(w, 20, of_cooked(type, nk_cursor_u16(c)));
}

/* ---- GRE ----------------------------------------------------------------- */

enum {
    GRE_CHECKSUM = 0x8000,
    GRE_ROUTING = 0x4000,
    GRE_KEY = 0x2000,
    GRE_SEQUENCE = 0x1000,
    GRE_ACK = 0x0080, /* version 1 */
    ERSPAN = 0x88be,  /* a type */
};

/* Source routes (RFC 1701) end with an empty one. `*n` is the header's length before and after. */
static bool pass_routes(struct nk_walk *w, uint64_t *n)
{
    unsigned family, length;
    do {
        if (!nk_walk_has(w, *n + 4))
            return false;
        struct nk_cursor c = nk_cursor(w->bytes + w->at + *n, 4);
        family = nk_cursor_u16(&c);
        nk_cursor_u8(&c);
        length = nk_cursor_u8(&c);
        *n += 4 + (uint64_t)length;
    } while (family != 0 || length != 0);
    return true;
}

enum nk_layer_kind nk_layer_gre(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned flags = nk_cursor_u16(c), type = nk_cursor_u16(c), version = flags & 7;
    uint64_t n = 4;
    if (version > 1)
        return nk_walk_stop(w, 0, "GRE of an unknown version");
    if (version == 0 && flags & (GRE_CHECKSUM | GRE_ROUTING))
        n += 4;
    n += flags & GRE_KEY ? 4 : 0;
    n += flags & GRE_SEQUENCE ? 4 : 0;
    n += version == 1 && flags & GRE_ACK ? 4 : 0;
    if (version == 0 && flags & GRE_ROUTING && !pass_routes(w, &n))
        return NK_LAYER_NONE;
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    bool empty = n == w->end - w->at; /* PPTP: an acknowledgement alone */
    if (type == ERSPAN && (flags & GRE_SEQUENCE) == 0)
        return nk_walk_pass(w, n, NK_LAYER_ETHERNET);
    return nk_walk_pass(w, n, type <= 1500 || empty ? NK_LAYER_NONE : nk_layer_of_type(type));
}

/* A mirrored frame; version 0 has no header, and no sequence number in GRE's. */
enum nk_layer_kind nk_layer_erspan(struct nk_walk *w, struct nk_cursor *c)
{
    enum { MORE = 1, MORE_LENGTH = 8 };
    unsigned version = nk_cursor_u8(c) >> 4;
    if (version != 2)
        return nk_walk_pass(w, 8, version == 1 ? NK_LAYER_ETHERNET : NK_LAYER_NONE);
    if (!nk_walk_has(w, 12))
        return NK_LAYER_NONE;
    uint64_t n = 12 + (w->bytes[w->at + 11] & MORE ? MORE_LENGTH : 0);
    return nk_walk_has(w, n) ? nk_walk_pass(w, n, NK_LAYER_ETHERNET) : NK_LAYER_NONE;
}

/* Version 1 has no header: there IP begins at once. */
enum nk_layer_kind nk_layer_wccp(struct nk_walk *w, struct nk_cursor *c)
{
    if (nk_cursor_u8(c) >> 4 != 4)
        return nk_walk_pass(w, 4, NK_LAYER_RAW);
    w->l->count--;
    return NK_LAYER_IPV4;
}
