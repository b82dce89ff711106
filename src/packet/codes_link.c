/* What the numbers of links stand for: EtherTypes, kinds of hardware, protocols of PPP ... */
#include "packet/fields.h"

const struct nk_code nk_codes_ethertype[] = {
    {0x0200, "PUP", ""},
    {0x0800, "IPv4", "The internet protocol, version 4 (RFC 894)."},
    {0x0806, "ARP", "Asks for the link address of an IPv4 address (RFC 826)."},
    {0x0842, "wake-on-LAN", "Wakes a machine up."},
    {0x22ea, "SRP", "Stream reservation (IEEE 802.1Q)."},
    {0x22f3, "TRILL", "Routing between bridges (RFC 6325)."},
    {0x6003, "DECnet", ""},
    {0x6558, "Ethernet", "A bridged frame within a tunnel."},
    {0x8035, "RARP", "Asks for one's own IPv4 address (RFC 903)."},
    {0x809b, "AppleTalk", ""},
    {0x80f3, "AARP", "The ARP of AppleTalk."},
    {0x8100, "VLAN", "A tag with the number of a virtual LAN (IEEE 802.1Q)."},
    {0x8137, "IPX", ""},
    {0x86dd, "IPv6", "The internet protocol, version 6 (RFC 2464)."},
    {0x8808, "flow control", "Ethernet's pause frames (IEEE 802.3x)."},
    {0x8809, "slow protocols", "Link aggregation, LACP (IEEE 802.3)."},
    {0x880b, "PPP", "The point-to-point protocol within GRE."},
    {0x8847, "MPLS", "Label switching (RFC 3032)."},
    {0x8848, "MPLS multicast", "Label switching (RFC 5332)."},
    {0x8863, "PPPoE discovery", "Looks for an access concentrator (RFC 2516)."},
    {0x8864, "PPPoE session", "PPP over Ethernet (RFC 2516)."},
    {0x8870, "jumbo frames", ""},
    {0x883e, "WCCP", "Redirection to a cache, within GRE."},
    {0x888e, "EAPOL", "Lets a machine into the network (IEEE 802.1X)."},
    {0x8892, "PROFINET", ""},
    {0x88a2, "ATA over Ethernet", ""},
    {0x88a4, "EtherCAT", ""},
    {0x88a8, "service VLAN", "The outer one of two VLAN tags (IEEE 802.1ad)."},
    {0x88b5, "experiment 1", ""},
    {0x88b6, "experiment 2", ""},
    {0x88cc, "LLDP", "A switch says what it is (IEEE 802.1AB)."},
    {0x88e5, "MACsec", "An encrypted frame (IEEE 802.1AE)."},
    {0x88e7, "provider backbone", "MAC in MAC (IEEE 802.1ah)."},
    {0x88f5, "MVRP", "Registers VLANs (IEEE 802.1Q)."},
    {0x88f7, "PTP", "Sets clocks to less than a microsecond (IEEE 1588)."},
    {0x8902, "CFM", "Finds faults of a link (IEEE 802.1ag)."},
    {0x8906, "FCoE", "Fibre Channel over Ethernet."},
    {0x8915, "RoCE", "Remote memory access over Ethernet."},
    {0x9000, "loopback test", ""},
    {0x9100, "VLAN (old QinQ)", "The outer tag, before IEEE 802.1ad."},
    {0x9200, "VLAN (old QinQ)", "The outer tag, before IEEE 802.1ad."},
    {0, "", ""},
};

/* IANA's "Hardware Types", and the numbers of Linux. */
const struct nk_code nk_codes_hardware[] = {
    {1, "Ethernet", ""},
    {3, "AX.25", ""},
    {6, "IEEE 802", ""},
    {15, "Frame Relay", ""},
    {16, "ATM", ""},
    {20, "serial line", ""},
    {24, "FireWire", ""},
    {32, "InfiniBand", ""},
    {512, "PPP", ""},
    {513, "Cisco HDLC", ""},
    {519, "raw IP", ""},
    {768, "IPv4 tunnel", ""},
    {769, "IPv6 tunnel", ""},
    {772, "loopback", ""},
    {776, "SIT tunnel", ""},
    {778, "GRE tunnel", ""},
    {801, "IEEE 802.11", ""},
    {803, "IEEE 802.11 with radiotap", ""},
    {823, "GRE over IPv6 tunnel", ""},
    {824, "netlink", ""},
    {65534, "none", "A device without link addresses, such as a tun."},
    {0, "", ""},
};

const struct nk_code nk_codes_arp[] = {
    {1, "request", "Who has the target's IP address?"},
    {2, "reply", "The sender has it, at this link address."},
    {3, "RARP request", "What is my IP address?"},
    {4, "RARP reply", ""},
    {8, "inverse request", "Whose IP address is at this link address?"},
    {9, "inverse reply", ""},
    {0, "", ""},
};

const struct nk_code nk_codes_ppp[] = {
    {0x0021, "IPv4", ""},
    {0x0057, "IPv6", ""},
    {0x002d, "compressed TCP", "Van Jacobson's header compression."},
    {0x002f, "uncompressed TCP", "Van Jacobson's header compression."},
    {0x003d, "multilink", "One packet over several links (RFC 1990)."},
    {0x00fd, "compressed", "A compressed packet (RFC 1962)."},
    {0x0281, "MPLS", ""},
    {0x0283, "MPLS multicast", ""},
    {0x8021, "IPCP", "Agrees on IPv4 addresses (RFC 1332)."},
    {0x8057, "IPV6CP", "Agrees on interface identifiers (RFC 5072)."},
    {0x80fd, "CCP", "Agrees on compression (RFC 1962)."},
    {0xc021, "LCP", "Sets the link up (RFC 1661)."},
    {0xc023, "PAP", "Sends a password in the clear (RFC 1334)."},
    {0xc025, "LQR", "Reports the link's quality (RFC 1989)."},
    {0xc223, "CHAP", "Proves that one knows a password (RFC 1994)."},
    {0xc227, "EAP", "Authenticates in many ways (RFC 3748)."},
    {0, "", ""},
};

const struct nk_code nk_codes_pppoe[] = {
    {0x00, "session", "A packet of PPP."},
    {0x07, "PADO", "An access concentrator offers itself."},
    {0x09, "PADI", "A host asks for access concentrators."},
    {0x19, "PADR", "The host asks for a session."},
    {0x65, "PADS", "The session is there, and has a number."},
    {0xa7, "PADT", "The session ends."},
    {0, "", ""},
};

/* In either byte order. */
const struct nk_code nk_codes_family[] = {
    {0x00000002, "IPv4", ""},
    {0x02000000, "IPv4", ""},
    {0x0000000a, "IPv6 (Linux)", ""},
    {0x0a000000, "IPv6 (Linux)", ""},
    {0x00000017, "IPv6 (Windows)", ""},
    {0x17000000, "IPv6 (Windows)", ""},
    {0x00000018, "IPv6 (NetBSD, OpenBSD)", ""},
    {0x18000000, "IPv6 (NetBSD, OpenBSD)", ""},
    {0x0000001c, "IPv6 (FreeBSD)", ""},
    {0x1c000000, "IPv6 (FreeBSD)", ""},
    {0x0000001e, "IPv6 (macOS)", ""},
    {0x1e000000, "IPv6 (macOS)", ""},
    {0, "", ""},
};

const struct nk_code nk_codes_sll_type[] = {
    {0, "to us", "The packet was for this machine."},
    {1, "broadcast", "To all on the link."},
    {2, "multicast", "To a group."},
    {3, "to another host", "Seen because the interface hears everything."},
    {4, "sent by us", "The packet was this machine's."},
    {0, "", ""},
};

const struct nk_code nk_codes_llc[] = {
    {0x00, "null", ""},
    {0x06, "IP", ""},
    {0x42, "spanning tree", "Bridges agree on a tree (IEEE 802.1D)."},
    {0xaa, "SNAP", "The protocol follows as an EtherType."},
    {0xe0, "IPX", ""},
    {0xf0, "NetBIOS", ""},
    {0xfe, "OSI", "IS-IS and its kin."},
    {0, "", ""},
};

const struct nk_code nk_codes_label[] = {
    {0, "IPv4 explicit null", "The path ends here; IPv4 is inside."},
    {1, "router alert", "Every router looks into the packet."},
    {2, "IPv6 explicit null", "The path ends here; IPv6 is inside."},
    {3, "implicit null", "Never in a packet."},
    {7, "entropy label indicator", "The next label only spreads flows."},
    {13, "generic associated channel", ""},
    {14, "OAM alert", ""},
    {0, "", ""},
};

/* draft-ietf-nvo3-vxlan-gpe 3.2. */
const struct nk_code nk_codes_gpe[] = {
    {1, "IPv4", ""},     {2, "IPv6", ""},
    {3, "Ethernet", ""}, {4, "NSH", "The services that a packet passes (RFC 8300)."},
    {5, "MPLS", ""},     {0, "", ""},
};
