/* Which pieces each header is made of. */
#include "packet/fields.h"

static const struct nk_header headers[NK_LAYER_KINDS] = {
    [NK_LAYER_ETHERNET] = {"Ethernet", "IEEE 802.3",
                           "Carries a packet over one link, from card to "
                           "card.",
                           nk_pieces_ethernet, false},
    [NK_LAYER_LLC] = {"LLC", "IEEE 802.2, RFC 1042",
                      "Says what is inside a frame that has a "
                      "length where others have the type.",
                      nk_pieces_llc, false},
    [NK_LAYER_VLAN] = {"VLAN", "IEEE 802.1Q", "Says to which virtual LAN a frame belongs.",
                       nk_pieces_vlan, false},
    [NK_LAYER_MPLS] = {"MPLS", "RFC 3032", "A label that routers look up instead of an address.",
                       nk_pieces_mpls, false},
    [NK_LAYER_PW] = {"pseudowire", "RFC 4385", "The control word before a frame that MPLS carries.",
                     nk_pieces_pw, false},
    [NK_LAYER_PPPOE] = {"PPPoE", "RFC 2516", "PPP over Ethernet, for the subscribers of a line.",
                        nk_pieces_pppoe, true},
    [NK_LAYER_PPP] = {"PPP", "RFC 1661", "Carries packets between the two ends of a line.",
                      nk_pieces_ppp, false},
    [NK_LAYER_CHDLC] = {"Cisco HDLC", "RFC 1547", "Cisco's way on a serial line.", nk_pieces_chdlc,
                        false},
    [NK_LAYER_NULL] = {"loopback", "LINKTYPE_NULL",
                       "What BSD writes before packets that stay in "
                       "the machine.",
                       nk_pieces_null, false},
    [NK_LAYER_SLL] = {"Linux cooked", "LINKTYPE_LINUX_SLL",
                      "What Linux writes instead of the link's "
                      "own header.",
                      nk_pieces_sll, false},
    [NK_LAYER_SLL2] = {"Linux cooked 2", "LINKTYPE_LINUX_SLL2",
                       "What Linux writes instead of the "
                       "link's own header.",
                       nk_pieces_sll2, false},
    [NK_LAYER_GRE] = {"GRE", "RFC 2784, RFC 2890", "A tunnel: any protocol within IP.",
                      nk_pieces_gre, false},
    [NK_LAYER_WCCP] = {"WCCP", "draft-wilson-wrec-wccp-v2",
                       "A packet that a router redirects to a "
                       "cache.",
                       nk_pieces_wccp, false},
    [NK_LAYER_ARP] = {"ARP", "RFC 826", "Asks on the link which card has an IPv4 address.",
                      nk_pieces_arp, false},
    [NK_LAYER_IPV4] = {"IPv4", "RFC 791 3.1",
                       "Carries a datagram from host to host, over any "
                       "number of links.",
                       nk_pieces_ipv4, false},
    [NK_LAYER_IPV6] = {"IPv6", "RFC 8200 3",
                       "Carries a packet from host to host, over any number "
                       "of links.",
                       nk_pieces_ipv6, false},
    [NK_LAYER_HOP_BY_HOP] = {"hop-by-hop options", "RFC 8200 4.3",
                             "Options that every router may "
                             "look at.",
                             nk_pieces_options, false},
    [NK_LAYER_ROUTING] = {"routing header", "RFC 8200 4.4", "Stops that the packet has to make.",
                          nk_pieces_routing, false},
    [NK_LAYER_FRAGMENT] = {"fragment header", "RFC 8200 4.5",
                           "This is a piece of a packet that "
                           "its sender cut up.",
                           nk_pieces_fragment, false},
    [NK_LAYER_DESTINATION] = {"destination options", "RFC 8200 4.6", "Options for the destination.",
                              nk_pieces_options, false},
    [NK_LAYER_EXTENSION] = {"extension header", "RFC 6564", "Of the form that all newer ones have.",
                            nk_pieces_extension, false},
    [NK_LAYER_AH] = {"AH", "RFC 4302 2", "IPsec: proves that the packet was not changed.",
                     nk_pieces_ah, false},
    [NK_LAYER_TCP] = {"TCP", "RFC 9293 3.1", "A reliable stream of octets, in both directions.",
                      nk_pieces_tcp, false},
    [NK_LAYER_UDP] = {"UDP", "RFC 768", "A datagram from program to program.", nk_pieces_udp,
                      false},
    [NK_LAYER_ICMP] = {"ICMP", "RFC 792", "Errors and tests of IPv4.", nk_pieces_icmp, true},
    [NK_LAYER_ICMPV6] = {"ICMPv6", "RFC 4443, RFC 4861",
                         "Errors, tests and neighbour discovery of "
                         "IPv6.",
                         nk_pieces_icmpv6, true},
    [NK_LAYER_VXLAN] = {"VXLAN", "RFC 7348", "A tunnel: frames of a virtual network within UDP.",
                        nk_pieces_vxlan, false},
    [NK_LAYER_GENEVE] = {"Geneve", "RFC 8926", "A tunnel: packets of a virtual network within UDP.",
                         nk_pieces_geneve, false},
    [NK_LAYER_GTPU] = {"GTP-U", "3GPP TS 29.281", "A tunnel: packets of a mobile phone within UDP.",
                       nk_pieces_gtpu, false},
    [NK_LAYER_GPE] = {"VXLAN-GPE", "draft-ietf-nvo3-vxlan-gpe",
                      "A tunnel: packets of any protocol within UDP.", nk_pieces_gpe, false},
    [NK_LAYER_80211] = {"802.11", "IEEE 802.11", "A frame of a wireless network.", nk_pieces_80211,
                        false},
    [NK_LAYER_RADIOTAP] = {"radiotap", "LINKTYPE_IEEE802_11_RADIOTAP",
                           "What a wireless card says of a frame.", nk_pieces_preamble, false},
    [NK_LAYER_PRISM] = {"Prism", "LINKTYPE_IEEE802_11_PRISM",
                        "What a wireless card says of a frame.", nk_pieces_preamble, false},
    [NK_LAYER_PPI] = {"PPI", "LINKTYPE_PPI", "What a wireless card says of a frame.",
                      nk_pieces_preamble, false},
    [NK_LAYER_PFLOG] = {"PFLOG", "LINKTYPE_PFLOG", "Which rule of a firewall logged the packet.",
                        nk_pieces_preamble, false},
    [NK_LAYER_ENC] = {"ENC", "LINKTYPE_ENC", "A packet of IPsec, inside of the host.",
                      nk_pieces_preamble, false},
    [NK_LAYER_NFLOG] = {"NFLOG", "LINKTYPE_NFLOG", "What a firewall of Linux says of a packet.",
                        nk_pieces_preamble, false},
    [NK_LAYER_PKTAP] = {"PKTAP", "LINKTYPE_PKTAP", "Which interface and process a packet is of.",
                        nk_pieces_preamble, false},
    [NK_LAYER_ERF] = {"ERF", "LINKTYPE_ERF", "What a capture card says of a frame.",
                      nk_pieces_preamble, false},
    [NK_LAYER_FDDI] = {"FDDI", "LINKTYPE_FDDI", "A frame on a ring of fibres.", nk_pieces_preamble,
                       false},
    [NK_LAYER_TOKEN_RING] = {"token ring", "IEEE 802.5", "A frame on a token ring.",
                             nk_pieces_preamble, false},
    [NK_LAYER_FIBRE] = {"Fibre Channel", "RFC 2625", "IP over Fibre Channel.", nk_pieces_preamble,
                        false},
    [NK_LAYER_1394] = {"IEEE 1394", "LINKTYPE_APPLE_IP_OVER_IEEE1394", "IP over FireWire.",
                       nk_pieces_preamble, false},
    [NK_LAYER_INFINIBAND] = {"InfiniBand", "RFC 4391", "IP over InfiniBand.", nk_pieces_preamble,
                             false},
    [NK_LAYER_SUNATM] = {"ATM", "LINKTYPE_SUNATM", "Which circuit a packet came by.",
                         nk_pieces_preamble, false},
    [NK_LAYER_FRAME_RELAY] = {"frame relay", "RFC 2427", "Which circuit a packet came by.",
                              nk_pieces_preamble, false},
    [NK_LAYER_FABRICPATH] = {"FabricPath", "Cisco", "Carries a frame from switch to switch.",
                             nk_pieces_preamble, false},
    [NK_LAYER_VNTAG] = {"VN-Tag", "Cisco", "Which virtual interface a frame is of.",
                        nk_pieces_preamble, false},
    [NK_LAYER_BACKBONE] = {"802.1ah", "IEEE 802.1ah",
                           "Carries a frame through a provider's network.", nk_pieces_preamble,
                           false},
    [NK_LAYER_GROUP_TAG] = {"Cisco metadata", "Cisco", "Which security group a frame is of.",
                            nk_pieces_preamble, false},
    [NK_LAYER_ERSPAN] = {"ERSPAN", "draft-foschiano-erspan",
                         "A frame that a switch mirrors, within GRE.", nk_pieces_preamble, false},
};

const struct nk_header *nk_header_of(enum nk_layer_kind kind)
{
    return headers[kind].name == NULL ? NULL : &headers[kind];
}

const struct nk_option_row *nk_option_find(const struct nk_option_kind *kind, uint32_t number,
                                           unsigned first)
{
    for (const struct nk_option_row *row = kind->rows; row->name != NULL; row++)
        if (row->number == number && (!row->typed || row->subtype == first >> 4))
            return row;
    return NULL;
}
