/* The headers of a packet, from the link to the transport. */
#ifndef NK_PACKET_LAYERS_H
#define NK_PACKET_LAYERS_H

#include "netkit/addr.h"
#include "packet/capture.h"

enum { NK_LAYERS_MAX = 32 /* headers of one packet; more are refused */ };

enum nk_layer_kind {
    NK_LAYER_NONE, /* nothing more that is known here */
    NK_LAYER_ETHERNET,
    NK_LAYER_LLC,        /* with SNAP where it has it */
    NK_LAYER_VLAN,       /* 802.1Q and 802.1ad tags */
    NK_LAYER_FABRICPATH, /* what switches add: Cisco's frame in a frame, */
    NK_LAYER_VNTAG,      /* 802.1BR's forerunner, */
    NK_LAYER_BACKBONE,   /* 802.1ah, */
    NK_LAYER_GROUP_TAG,  /* and Cisco's metadata */
    NK_LAYER_MPLS,       /* one entry of the label stack */
    NK_LAYER_PW,         /* a pseudowire's control word (RFC 4385) */
    NK_LAYER_PPPOE,      /* RFC 2516 */
    NK_LAYER_PPP,        /* RFC 1661, with address and control where they are */
    NK_LAYER_CHDLC,      /* Cisco's HDLC */
    NK_LAYER_NULL,       /* BSD's loopback: a family, of either byte order */
    NK_LAYER_SLL,        /* Linux "cooked" */
    NK_LAYER_SLL2,
    NK_LAYER_80211,
    NK_LAYER_RADIOTAP, /* before 802.11: radiotap; Prism's and AVS; PPI */
    NK_LAYER_PRISM,
    NK_LAYER_PPI,
    NK_LAYER_PFLOG, /* what firewalls and hosts write before a packet: OpenBSD, Linux, macOS */
    NK_LAYER_ENC,
    NK_LAYER_NFLOG,
    NK_LAYER_PKTAP,
    NK_LAYER_ERF, /* Endace's cards */
    NK_LAYER_FDDI,
    NK_LAYER_TOKEN_RING,
    NK_LAYER_FIBRE, /* Fibre Channel (RFC 2625) */
    NK_LAYER_1394,
    NK_LAYER_INFINIBAND,
    NK_LAYER_SUNATM,
    NK_LAYER_FRAME_RELAY,
    NK_LAYER_RAW,    /* no header: IP of the version that its first bits say; never a row */
    NK_LAYER_GRE,    /* RFC 2784, 2890, 1701's routing; version 1 is PPTP's (RFC 2637) */
    NK_LAYER_ERSPAN, /* Cisco's mirrored frames in GRE */
    NK_LAYER_WCCP,   /* the four bytes that WCCP has behind GRE */
    NK_LAYER_ARP,
    NK_LAYER_IPV4,
    NK_LAYER_IPV6,
    NK_LAYER_HOP_BY_HOP, /* IPv6 extension headers (RFC 8200) */
    NK_LAYER_ROUTING,
    NK_LAYER_FRAGMENT,
    NK_LAYER_DESTINATION,
    NK_LAYER_EXTENSION, /* mobility, HIP, shim6: of the same form */
    NK_LAYER_AH,        /* RFC 4302 */
    NK_LAYER_TCP,
    NK_LAYER_UDP,
    NK_LAYER_ICMP,
    NK_LAYER_ICMPV6,
    NK_LAYER_VXLAN,  /* tunnels in UDP: RFC 7348 */
    NK_LAYER_GENEVE, /* RFC 8926 */
    NK_LAYER_GTPU,   /* 3GPP TS 29.281 */
    NK_LAYER_GPE,    /* draft-ietf-nvo3-vxlan-gpe */
    NK_LAYER_KINDS,
};

/* A header: where in the packet it begins and how long it is. Of a header that the capture cut,
 * `length` is what was captured. */
struct nk_layer {
    uint32_t offset, length;
    enum nk_layer_kind kind;
};

/* The fields of a TCP header (RFC 9293 3.1). */
struct nk_tcp_header {
    uint32_t seq, ack;
    uint16_t flags; /* all 12 bits behind the data offset: FIN 1, SYN 2, RST 4, PSH 8, ACK 16 ... */
    uint16_t window, checksum, urgent;
    uint32_t options;        /* where they are in the packet */
    uint32_t options_length; /* how many were captured */
};

/*
 * What a packet is. Addresses and what follows are those of the innermost IP header that is whole.
 *
 * `transport` is the kind of header behind IP: TCP, UDP, ICMP, ICMPv6 or NONE; it is set, and
 * `ports` is true, where the ports (of ICMP: type and code) were captured, and `whole` where all of
 * the header with its options was; `fields` tells that `tcp` is filled in. A fragment that is not
 * the first has no transport, and a payload that is a piece of it; a tunnel in the first one is not
 * entered, so that the addresses are the fragment's (packet/fragments.h puts them together).
 *
 * Of a tunnel in UDP the transport is that of the packet inside, where there is IP inside.
 *
 * The payload is what is behind the transport's header, or behind IP's where there is none:
 * `payload_length` bytes on the wire by what the headers say, without the link's padding, of which
 * `payload_captured` are at `payload`.
 */
struct nk_layers {
    struct nk_layer rows[NK_LAYERS_MAX]; /* the first `count` */
    struct nk_tcp_header tcp;            /* where `fields` */
    unsigned count;
    struct nk_addr source, destination;    /* family 0: no IP */
    unsigned protocol;                     /* of IP, behind extension headers */
    unsigned hop_limit;                    /* IPv4: time to live */
    bool fragment, fragment_first;         /* a piece of a datagram; the first one */
    bool fragment_more;                    /* not the last one */
    uint32_t fragment_id, fragment_offset; /* offset in bytes */
    bool offloaded; /* IP's length is 0: what the card would have cut (TSO, BIG TCP) */
    enum nk_layer_kind transport;
    bool ports, fields, whole;
    uint16_t source_port, destination_port; /* ICMP: type and code */
    uint32_t payload, payload_captured, payload_length;
    bool cut;          /* a header goes on behind what was captured */
    const char *wrong; /* the first thing that is malformed, in a few words; NULL: nothing */
    uint32_t wrong_at; /* where */
};

/* Takes a packet apart. Every packet can be: what is unknown ends the list, what is malformed or
 * cut is told. True where an IP header was found whole. */
bool nk_layers_read(struct nk_layers *l, const struct nk_packet *p);
/* The same where the first header is of that kind, whatever the link: header after header. */
bool nk_layers_read_from(struct nk_layers *l, const struct nk_packet *p, enum nk_layer_kind kind);

/* "Ethernet", "IPv4" ... */
const char *nk_layer_name(enum nk_layer_kind kind);

/* Whether a UDP datagram to that port may be a tunnel's. */
static inline bool nk_port_is_tunnel(unsigned port)
{
    return port == 4789 || port == 4790 || port == 6081 || port == 6635 || port == 2152;
}

/* The LINKTYPE_ numbers (https://www.tcpdump.org/linktypes.html) with the header that their packets
 * begin with; NONE: not one that is read. */
struct nk_link {
    uint16_t number;
    enum nk_layer_kind first;
    char name[32]; /* as the registry has it, without LINKTYPE_ */
    bool unread;   /* there may be IP on it, and it is not read */
};

/* NULL for a number that is not known. */
const struct nk_link *nk_link_find(uint16_t number);

#endif
