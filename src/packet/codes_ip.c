/* What the numbers of IP stand for: protocols, DSCP and ECN, routing types. */
#include "packet/fields.h"

/* IANA's "Assigned Internet Protocol Numbers": those that are seen. */
const struct nk_code nk_codes_protocol[] = {
    {0, "hop-by-hop options", "Options that every router may look at."},
    {1, "ICMP", "Errors and pings of IPv4 (RFC 792)."},
    {2, "IGMP", "Which multicast groups a host wants (RFC 3376)."},
    {4, "IPv4", "A whole packet inside another: a tunnel (RFC 2003)."},
    {6, "TCP", "A reliable stream of octets (RFC 9293)."},
    {8, "EGP", "An old routing protocol."},
    {9, "IGP", "A private routing protocol."},
    {17, "UDP", "Datagrams with ports, and no promise that they arrive (RFC 768)."},
    {27, "RDP", "Reliable data."},
    {33, "DCCP", "Datagrams with congestion control (RFC 4340)."},
    {41, "IPv6", "A whole packet inside another: a tunnel (RFC 2473)."},
    {43, "routing header", "Stops that the packet has to make."},
    {44, "fragment header", "A piece of a packet."},
    {46, "RSVP", "Reserves resources (RFC 2205)."},
    {47, "GRE", "A tunnel for any protocol (RFC 2784)."},
    {50, "ESP", "Encrypted by IPsec (RFC 4303)."},
    {51, "AH", "Authenticated by IPsec (RFC 4302)."},
    {55, "mobile IP", "Minimal encapsulation (RFC 2004)."},
    {58, "ICMPv6", "Errors, pings and neighbour discovery of IPv6 (RFC 4443)."},
    {59, "no next header", "Nothing follows."},
    {60, "destination options", "Options for the destination."},
    {88, "EIGRP", "A routing protocol of Cisco's (RFC 7868)."},
    {89, "OSPF", "A link-state routing protocol (RFC 2328)."},
    {94, "IPIP", "A tunnel."},
    {97, "EtherIP", "Ethernet in IP (RFC 3378)."},
    {103, "PIM", "Multicast routing (RFC 7761)."},
    {108, "IPComp", "A compressed payload (RFC 3173)."},
    {112, "VRRP", "Routers that share an address (RFC 9568)."},
    {115, "L2TP", "A tunnel for links (RFC 3931)."},
    {124, "IS-IS over IPv4", ""},
    {132, "SCTP", "Several streams of messages (RFC 9260)."},
    {133, "Fibre Channel", ""},
    {135, "mobility header", "Mobile IPv6 (RFC 6275)."},
    {136, "UDP-Lite", "UDP whose checksum covers a part (RFC 3828)."},
    {137, "MPLS", "Label switching within IP (RFC 4023)."},
    {139, "HIP", "Host identity (RFC 7401)."},
    {140, "shim6", "Several addresses for one host (RFC 5533)."},
    {142, "ROHC", "Compressed headers (RFC 5858)."},
    {143, "Ethernet", "A frame in segment routing (RFC 8986)."},
    {253, "experiment 1", ""},
    {254, "experiment 2", ""},
    {255, "reserved", ""},
    {0, "", ""},
};

const struct nk_code nk_codes_dscp[] = {
    {0, "CS0, best effort", "No special treatment."},
    {1, "LE", "Less than best effort: what is left over (RFC 8622)."},
    {8, "CS1", "Low priority."},
    {10, "AF11", "Assured forwarding, class 1, low drop (RFC 2597)."},
    {12, "AF12", "Assured forwarding, class 1, medium drop (RFC 2597)."},
    {14, "AF13", "Assured forwarding, class 1, high drop (RFC 2597)."},
    {16, "CS2", "Operation and management."},
    {18, "AF21", "Assured forwarding, class 2, low drop (RFC 2597)."},
    {20, "AF22", "Assured forwarding, class 2, medium drop (RFC 2597)."},
    {22, "AF23", "Assured forwarding, class 2, high drop (RFC 2597)."},
    {24, "CS3", "Broadcast video."},
    {26, "AF31", "Assured forwarding, class 3, low drop (RFC 2597)."},
    {28, "AF32", "Assured forwarding, class 3, medium drop (RFC 2597)."},
    {30, "AF33", "Assured forwarding, class 3, high drop (RFC 2597)."},
    {32, "CS4", "Interactive video."},
    {34, "AF41", "Assured forwarding, class 4, low drop (RFC 2597)."},
    {36, "AF42", "Assured forwarding, class 4, medium drop (RFC 2597)."},
    {38, "AF43", "Assured forwarding, class 4, high drop (RFC 2597)."},
    {40, "CS5", "Signalling."},
    {44, "VOICE-ADMIT", "Voice that was let in (RFC 5865)."},
    {45, "NQB", "Traffic that builds no queue (RFC 9956)."},
    {46, "EF", "Expedited forwarding: low delay, for voice (RFC 3246)."},
    {48, "CS6", "Network control: routing protocols."},
    {56, "CS7", "Reserved for the network."},
    {0, "", ""},
};

const struct nk_code nk_codes_ecn[] = {
    {0, "not ECT", "The transport does not do ECN: congestion drops the packet."},
    {1, "ECT(1)", "The transport does ECN, the L4S way (RFC 9331)."},
    {2, "ECT(0)", "The transport does ECN: a router may mark the packet."},
    {3, "CE", "Congestion experienced: a router marked it."},
    {0, "", ""},
};

const struct nk_code nk_codes_routing[] = {
    {0, "source route", "Addresses to pass; forbidden since RFC 5095."},
    {2, "mobile IPv6", "The home address (RFC 6275)."},
    {3, "RPL source route", "Within a network of sensors (RFC 6554)."},
    {4, "segment routing", "A list of segments (RFC 8754)."},
    {5, "CRH-16", "Compact (RFC 9631)."},
    {6, "CRH-32", "Compact (RFC 9631)."},
    {253, "experiment 1", ""},
    {254, "experiment 2", ""},
    {0, "", ""},
};

const struct nk_code nk_codes_preference[] = {
    {0, "medium", ""}, {1, "high", ""}, {2, "reserved", ""}, {3, "low", ""}, {0, "", ""},
};

const struct nk_code *nk_codes_of(const struct nk_header_field *field)
{
    static const struct nk_code *const tables[] = {
        [NK_CODES_ETHERTYPE] = nk_codes_ethertype,
        [NK_CODES_HARDWARE] = nk_codes_hardware,
        [NK_CODES_ARP] = nk_codes_arp,
        [NK_CODES_PPP] = nk_codes_ppp,
        [NK_CODES_PPPOE] = nk_codes_pppoe,
        [NK_CODES_FAMILY] = nk_codes_family,
        [NK_CODES_SLL_TYPE] = nk_codes_sll_type,
        [NK_CODES_LLC] = nk_codes_llc,
        [NK_CODES_PROTOCOL] = nk_codes_protocol,
        [NK_CODES_DSCP] = nk_codes_dscp,
        [NK_CODES_ECN] = nk_codes_ecn,
        [NK_CODES_ROUTING] = nk_codes_routing,
        [NK_CODES_ICMP] = nk_codes_icmp,
        [NK_CODES_ICMPV6] = nk_codes_icmpv6,
        [NK_CODES_LABEL] = nk_codes_label,
        [NK_CODES_PREFERENCE] = nk_codes_preference,
        [NK_CODES_ICMP_CODE] = nk_codes_icmp_code,
        [NK_CODES_ICMPV6_CODE] = nk_codes_icmpv6_code,
        [NK_CODES_RECORD] = nk_codes_record,
        [NK_CODES_GPE] = nk_codes_gpe,
    };
    return tables[field->codes];
}

const struct nk_code *nk_code_find(const struct nk_code *codes, uint64_t number)
{
    for (; codes != NULL && codes->name[0] != '\0'; codes++)
        if (codes->number == number)
            return codes;
    return NULL;
}
