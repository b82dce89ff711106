/* What the headers' readers share: the place in the packet, its ends, and how to go on. */
#ifndef NK_PACKET_LAYERS_PART_H
#define NK_PACKET_LAYERS_PART_H

#include "base/cursor.h"
#include "packet/layers.h"

/*
 * A packet on its way. `end` is where it ends on the wire by what the headers so far say,
 * `captured` where the captured bytes end: a header that passes the one is malformed, one that
 * passes the other is cut.
 */
struct nk_walk {
    struct nk_layers *l;
    const uint8_t *bytes;
    uint64_t at, end, captured;
    uint64_t jumbo; /* where the IPv6 header ended whose length is 0; 0: none */
};

/* Reads a header, of which `c` has the row's `least` bytes, and gives the next one's kind. */
typedef enum nk_layer_kind nk_layer_reader(struct nk_walk *w, struct nk_cursor *c);

/* Tells what is malformed `behind` bytes into the header. */
void nk_walk_wrong(struct nk_walk *w, uint64_t behind, const char *why);
/* The same where nothing behind can be read. */
enum nk_layer_kind nk_walk_stop(struct nk_walk *w, uint64_t behind, const char *why);
/* For nk_walk_has(). */
bool nk_walk_misses(struct nk_walk *w, uint64_t n);
/* What is behind the header's start ends after `n` bytes, as it says itself; a claim that passes
 * the end is told and believed: the capture may have cut it. */
void nk_walk_bound(struct nk_walk *w, uint64_t n, uint64_t behind, const char *why);

/* Whether the header's first `n` bytes are captured, which are then its row's length; if not, why
 * is told, and NONE has to be returned. */
static inline bool nk_walk_has(struct nk_walk *w, uint64_t n)
{
    if (n > w->end - w->at || n > w->captured - w->at)
        return nk_walk_misses(w, n);
    w->l->rows[w->l->count - 1].length = (uint32_t)n;
    return true;
}

/* The header is `n` bytes: goes on behind it. */
static inline enum nk_layer_kind nk_walk_pass(struct nk_walk *w, uint64_t n,
                                              enum nk_layer_kind next)
{
    w->at += n;
    return next;
}

/* A cursor over the first `n` bytes of the header, which nk_walk_has() found to be there. */
static inline struct nk_cursor nk_walk_cursor(const struct nk_walk *w, size_t n)
{
    return nk_cursor(w->bytes + w->at, n);
}

/* Reads a packet that is plain (packet/plain.h), as header after header would. False where it is
 * not. */
bool nk_layers_plain(struct nk_layers *l, const struct nk_packet *p);

/* Which tunnel begins here, behind a UDP header with these ports; NONE: none. */
enum nk_layer_kind nk_layer_of_port(const struct nk_walk *w, unsigned source, unsigned destination);

/* What an EtherType, and a protocol of IP, name; the length of 802.3 is an EtherType's too. */
enum nk_layer_kind nk_layer_of_type(unsigned type);
enum nk_layer_kind nk_layer_of_protocol(struct nk_walk *w, unsigned protocol);

nk_layer_reader nk_layer_ethernet, nk_layer_llc, nk_layer_vlan, nk_layer_switch, nk_layer_mpls,
    nk_layer_pw, nk_layer_pppoe, nk_layer_ppp, nk_layer_chdlc, nk_layer_null, nk_layer_sll,
    nk_layer_sll2, nk_layer_gre, nk_layer_wccp, nk_layer_erspan, nk_layer_arp;
nk_layer_reader nk_layer_80211, nk_layer_radiotap, nk_layer_prism, nk_layer_ppi;
nk_layer_reader nk_layer_pflog, nk_layer_enc, nk_layer_nflog, nk_layer_pktap, nk_layer_erf,
    nk_layer_fddi, nk_layer_token_ring, nk_layer_fibre, nk_layer_1394, nk_layer_infiniband,
    nk_layer_sunatm, nk_layer_frame_relay;
nk_layer_reader nk_layer_ipv4, nk_layer_ipv6, nk_layer_hop_by_hop, nk_layer_extension,
    nk_layer_fragment, nk_layer_ah;
nk_layer_reader nk_layer_tcp, nk_layer_udp, nk_layer_icmp, nk_layer_icmpv6;
nk_layer_reader nk_layer_vxlan, nk_layer_geneve, nk_layer_gtpu, nk_layer_gpe;

#endif
