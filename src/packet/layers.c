#include "packet/layers.h"

#include "packet/layers_part.h"

/* The headers: a name, the bytes without which nothing can be said, and what reads them. */
static const struct row {
    const char *name;
    unsigned least;
    nk_layer_reader *read;
} rows[NK_LAYER_KINDS] = {
    [NK_LAYER_NONE] = {"payload", 0, NULL},
    [NK_LAYER_RAW] = {"IP", 0, NULL},
    [NK_LAYER_ETHERNET] = {"Ethernet", 14, nk_layer_ethernet},
    [NK_LAYER_LLC] = {"LLC", 3, nk_layer_llc},
    [NK_LAYER_VLAN] = {"VLAN", 4, nk_layer_vlan},
    [NK_LAYER_FABRICPATH] = {"FabricPath", 2, nk_layer_switch},
    [NK_LAYER_VNTAG] = {"VN-Tag", 6, nk_layer_switch},
    [NK_LAYER_BACKBONE] = {"802.1ah", 4, nk_layer_switch},
    [NK_LAYER_GROUP_TAG] = {"Cisco metadata", 8, nk_layer_switch},
    [NK_LAYER_MPLS] = {"MPLS", 4, nk_layer_mpls},
    [NK_LAYER_PW] = {"pseudowire", 4, nk_layer_pw},
    [NK_LAYER_PPPOE] = {"PPPoE", 6, nk_layer_pppoe},
    [NK_LAYER_PPP] = {"PPP", 2, nk_layer_ppp},
    [NK_LAYER_CHDLC] = {"Cisco HDLC", 4, nk_layer_chdlc},
    [NK_LAYER_NULL] = {"loopback", 4, nk_layer_null},
    [NK_LAYER_SLL] = {"Linux cooked", 16, nk_layer_sll},
    [NK_LAYER_SLL2] = {"Linux cooked 2", 20, nk_layer_sll2},
    [NK_LAYER_80211] = {"802.11", 10, nk_layer_80211},
    [NK_LAYER_RADIOTAP] = {"radiotap", 8, nk_layer_radiotap},
    [NK_LAYER_PRISM] = {"Prism", 8, nk_layer_prism},
    [NK_LAYER_PPI] = {"PPI", 8, nk_layer_ppi},
    [NK_LAYER_PFLOG] = {"PFLOG", 4, nk_layer_pflog},
    [NK_LAYER_ENC] = {"ENC", 12, nk_layer_enc},
    [NK_LAYER_NFLOG] = {"NFLOG", 4, nk_layer_nflog},
    [NK_LAYER_PKTAP] = {"PKTAP", 12, nk_layer_pktap},
    [NK_LAYER_ERF] = {"ERF", 16, nk_layer_erf},
    [NK_LAYER_FDDI] = {"FDDI", 13, nk_layer_fddi},
    [NK_LAYER_TOKEN_RING] = {"token ring", 14, nk_layer_token_ring},
    [NK_LAYER_FIBRE] = {"Fibre Channel", 16, nk_layer_fibre},
    [NK_LAYER_1394] = {"IEEE 1394", 18, nk_layer_1394},
    [NK_LAYER_INFINIBAND] = {"InfiniBand", 44, nk_layer_infiniband},
    [NK_LAYER_SUNATM] = {"ATM", 4, nk_layer_sunatm},
    [NK_LAYER_FRAME_RELAY] = {"frame relay", 4, nk_layer_frame_relay},
    [NK_LAYER_GRE] = {"GRE", 4, nk_layer_gre},
    [NK_LAYER_ERSPAN] = {"ERSPAN", 8, nk_layer_erspan},
    [NK_LAYER_WCCP] = {"WCCP", 4, nk_layer_wccp},
    [NK_LAYER_ARP] = {"ARP", 8, nk_layer_arp},
    [NK_LAYER_IPV4] = {"IPv4", 20, nk_layer_ipv4},
    [NK_LAYER_IPV6] = {"IPv6", 40, nk_layer_ipv6},
    [NK_LAYER_HOP_BY_HOP] = {"hop-by-hop options", 8, nk_layer_hop_by_hop},
    [NK_LAYER_ROUTING] = {"routing header", 8, nk_layer_extension},
    [NK_LAYER_FRAGMENT] = {"fragment header", 8, nk_layer_fragment},
    [NK_LAYER_DESTINATION] = {"destination options", 8, nk_layer_extension},
    [NK_LAYER_EXTENSION] = {"extension header", 8, nk_layer_extension},
    [NK_LAYER_AH] = {"AH", 12, nk_layer_ah},
    [NK_LAYER_TCP] = {"TCP", 4, nk_layer_tcp},
    [NK_LAYER_UDP] = {"UDP", 4, nk_layer_udp},
    [NK_LAYER_ICMP] = {"ICMP", 2, nk_layer_icmp},
    [NK_LAYER_ICMPV6] = {"ICMPv6", 2, nk_layer_icmpv6},
    [NK_LAYER_VXLAN] = {"VXLAN", 8, nk_layer_vxlan},
    [NK_LAYER_GENEVE] = {"Geneve", 8, nk_layer_geneve},
    [NK_LAYER_GTPU] = {"GTP-U", 8, nk_layer_gtpu},
    [NK_LAYER_GPE] = {"VXLAN-GPE", 8, nk_layer_gpe},
};

const char *nk_layer_name(enum nk_layer_kind kind)
{
    return rows[kind].name;
}

/* ---- going on ------------------------------------------------------------ */

static uint32_t narrow(uint64_t n)
{
    return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

void nk_walk_wrong(struct nk_walk *w, uint64_t behind, const char *why)
{
    if (w->l->wrong != NULL)
        return;
    w->l->wrong = why;
    w->l->wrong_at = narrow(w->at + behind);
}

enum nk_layer_kind nk_walk_stop(struct nk_walk *w, uint64_t behind, const char *why)
{
    nk_walk_wrong(w, behind, why);
    w->at = w->end;
    return NK_LAYER_NONE;
}

bool nk_walk_misses(struct nk_walk *w, uint64_t n)
{
    w->l->rows[w->l->count - 1].length = narrow(n < w->captured - w->at ? n : w->captured - w->at);
    if (n > w->end - w->at) {
        nk_walk_stop(w, 0, "the packet ends inside this header");
        return false;
    }
    w->l->cut = true;
    w->at = w->end;
    return false;
}

void nk_walk_bound(struct nk_walk *w, uint64_t n, uint64_t behind, const char *why)
{
    if (n > w->end - w->at)
        nk_walk_wrong(w, behind, why);
    w->end = w->at + n;
}

/* IP without a header before it. */
static enum nk_layer_kind of_version(const struct nk_walk *w)
{
    bool there = w->at < w->captured && w->at < w->end;
    unsigned version = there ? w->bytes[w->at] >> 4 : 0;
    w->l->cut |= w->at < w->end && w->at >= w->captured;
    return version == 4 ? NK_LAYER_IPV4 : version == 6 ? NK_LAYER_IPV6 : NK_LAYER_NONE;
}

/* Begins a header's row. False where it cannot be read: nothing of it is there, or too little. */
static bool begin(struct nk_walk *w, enum nk_layer_kind kind)
{
    struct nk_layers *l = w->l;
    if (w->at >= w->end) {
        nk_walk_stop(w, 0, "the packet ends before a header that was announced");
        return false;
    }
    if (w->at >= w->captured) {
        l->cut = true;
        w->at = w->end;
        return false;
    }
    if (l->count == NK_LAYERS_MAX) {
        nk_walk_stop(w, 0, "more than 32 headers");
        return false;
    }
    l->rows[l->count++] = (struct nk_layer){.offset = narrow(w->at), .kind = kind};
    return nk_walk_has(w, rows[kind].least);
}

static void place_payload(struct nk_walk *w)
{
    uint64_t there = w->captured < w->end ? w->captured : w->end;
    uint64_t at = w->at < there ? w->at : there;
    w->l->payload = narrow(at);
    w->l->payload_captured = narrow(there - at);
    w->l->payload_length = narrow(w->end > w->at ? w->end - w->at : 0);
}

/* Field by field, which is quicker than zeros in all of it. */
static void forget(struct nk_layers *l)
{
    l->count = 0;
    l->source = l->destination = (struct nk_addr){.family = NK_FAMILY_NONE};
    l->protocol = l->hop_limit = 0;
    l->fragment = l->fragment_first = l->fragment_more = l->offloaded = false;
    l->fragment_id = l->fragment_offset = 0;
    l->transport = NK_LAYER_NONE;
    l->ports = l->fields = l->whole = l->cut = false;
    l->source_port = l->destination_port = 0;
    l->wrong = NULL;
    l->wrong_at = 0;
}

bool nk_layers_read(struct nk_layers *l, const struct nk_packet *p)
{
    if (nk_layers_plain(l, p))
        return true;
    const struct nk_link *link = nk_link_find(p->link);
    return nk_layers_read_from(l, p, link == NULL ? NK_LAYER_NONE : link->first);
}

bool nk_layers_read_from(struct nk_layers *l, const struct nk_packet *p, enum nk_layer_kind kind)
{
    struct nk_walk w = {.l = l, .bytes = p->bytes, .end = p->length, .captured = p->captured};
    forget(l);
    for (;;) {
        if (kind == NK_LAYER_RAW)
            kind = of_version(&w);
        if (kind == NK_LAYER_NONE || !begin(&w, kind))
            break;
        struct nk_cursor c = nk_walk_cursor(&w, rows[kind].least);
        kind = rows[kind].read(&w, &c);
    }
    place_payload(&w);
    return l->source.family != NK_FAMILY_NONE;
}
