/* The fields of what stands before IP: links, tags, labels and tunnels. */
#include "packet/fields.h"

/* ---- Ethernet, LLC and SNAP, VLAN ---------------------------------------- */

static const struct nk_header_field ethernet[] = {
    {.name = "destination",
     48,
     NK_VALUE_MAC,
     "The card that the frame is for; the lowest bit of the first "
     "octet set: a group of them.",
     .brief = true},
    {.name = "source", 48, NK_VALUE_MAC, "The card that sent the frame.", .brief = true},
    {.name = "type",
     16,
     NK_VALUE_HEX,
     "What is inside (EtherType); up to 1500 it is the length of an IEEE "
     "802.3 frame instead.",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_ethernet[] = {{.fields = ethernet}, {.fields = NULL}};

static const struct nk_header_field llc[] = {
    {.name = "DSAP",
     8,
     NK_VALUE_HEX,
     "Destination service access point: what is inside.",
     .codes = NK_CODES_LLC,
     .brief = true},
    {.name = "SSAP", 8, NK_VALUE_HEX, "Source service access point.", .codes = NK_CODES_LLC},
    {.name = "control", 8, NK_VALUE_HEX, "3 is unnumbered information: a datagram."},
    {.name = ""},
};
static const struct nk_header_field snap[] = {
    {.name = "organization", 24, NK_VALUE_HEX, "Whose protocol numbers follow; 0: EtherTypes."},
    {.name = "type",
     16,
     NK_VALUE_HEX,
     "What is inside.",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_llc[] = {
    {.fields = llc},
    {.fields = snap, .mask = 0xffff, .value = 0xaaaa},
    {.fields = NULL},
};

static const struct nk_header_field vlan[] = {
    {.name = "priority",
     3,
     NK_VALUE_NUMBER,
     "Priority code point (IEEE 802.1p): 7 goes first.",
     .box = "PCP"},
    {.name = "DEI",
     1,
     NK_VALUE_FLAG,
     "Drop eligible: may be dropped first where there is no room."},
    {.name = "VLAN",
     12,
     NK_VALUE_NUMBER,
     "The virtual LAN that the frame belongs to.",
     .brief = true},
    {.name = "type",
     16,
     NK_VALUE_HEX,
     "What is inside.",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_vlan[] = {{.fields = vlan}, {.fields = NULL}};

/* ---- MPLS ---------------------------------------------------------------- */

static const struct nk_header_field mpls[] = {
    {.name = "label",
     20,
     NK_VALUE_NUMBER,
     "What the next router looks up instead of an address.",
     .codes = NK_CODES_LABEL,
     .brief = true},
    {.name = "traffic class",
     3,
     NK_VALUE_NUMBER,
     "Priority and congestion (RFC 5462).",
     .box = "TC"},
    {.name = "bottom of stack",
     1,
     NK_VALUE_FLAG,
     "The last label: behind it is what the path carries.",
     .box = "S"},
    {.name = "time to live", 8, NK_VALUE_NUMBER, "Routers that it may still pass.", .unit = "hops"},
    {.name = ""},
};
const struct nk_piece nk_pieces_mpls[] = {{.fields = mpls}, {.fields = NULL}};

static const struct nk_header_field pw[] = {
    {.name = "zeros", 4, NK_VALUE_RESERVED, "Not 4 and not 6, so that nobody takes it for IP."},
    {.name = "flags", 4, NK_VALUE_HEX, "For the kind of pseudowire."},
    {.name = "fragment", 2, NK_VALUE_NUMBER, "Whether this is a piece of a payload.", .box = "FRG"},
    {.name = "length",
     6,
     NK_VALUE_NUMBER,
     "Of a short payload that was padded; else 0.",
     .unit = "octets"},
    {.name = "sequence number", 16, NK_VALUE_NUMBER, "0: not used."},
    {.name = ""},
};
const struct nk_piece nk_pieces_pw[] = {{.fields = pw}, {.fields = NULL}};

/* ---- PPP ----------------------------------------------------------------- */

static const struct nk_header_field pppoe[] = {
    {.name = "version", 4, NK_VALUE_NUMBER, "Of PPPoE: 1."},
    {.name = "type", 4, NK_VALUE_NUMBER, "Of PPPoE: 1."},
    {.name = "code",
     8,
     NK_VALUE_HEX,
     "0 in a session, others while one is looked for.",
     .codes = NK_CODES_PPPOE,
     .brief = true},
    {.name = "session",
     16,
     NK_VALUE_HEX,
     "The number that both sides gave this session.",
     .brief = true},
    {.name = "length",
     16,
     NK_VALUE_NUMBER,
     "Of what follows; padding is not counted.",
     .unit = "octets"},
    {.name = ""},
};
/* Discovery has tags where a session has PPP. */
const struct nk_piece nk_pieces_pppoe[] = {
    {.fields = pppoe},
    {.options = &nk_options_pppoe, .mask = 0x00f8, .value = 0x0008},
    {.options = &nk_options_pppoe, .mask = 0x00f0, .value = 0x0060},
    {.options = &nk_options_pppoe, .mask = 0x00f0, .value = 0x00a0},
    {.fields = NULL},
};

static const struct nk_header_field ppp_frame[] = {
    {.name = "address", 8, NK_VALUE_HEX, "ff: all stations; pppd writes the direction here."},
    {.name = "control", 8, NK_VALUE_HEX, "3 is unnumbered information."},
    {.name = ""},
};
static const struct nk_header_field ppp_short[] = {
    {.name = "protocol",
     8,
     NK_VALUE_HEX,
     "What is inside; its first octet, 0, is left out (RFC 1661 6.5).",
     .codes = NK_CODES_PPP,
     .brief = true},
    {.name = ""},
};
static const struct nk_header_field ppp_long[] = {
    {.name = "protocol", 16, NK_VALUE_HEX, "What is inside.", .codes = NK_CODES_PPP, .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_ppp[] = {
    {.fields = ppp_frame, .mask = 0xffff, .value = 0xff03},
    {.fields = ppp_frame, .mask = 0xfeff, .value = 0x0003},
    {.fields = ppp_short, .mask = 0x0100, .value = 0x0100, .here = true},
    {.fields = ppp_long, .mask = 0x0100, .value = 0x0000, .here = true},
    {.fields = NULL},
};

static const struct nk_header_field chdlc[] = {
    {.name = "address", 8, NK_VALUE_HEX, "0f: one station, 8f: all of them."},
    {.name = "control", 8, NK_VALUE_HEX, "Always 0."},
    {.name = "type",
     16,
     NK_VALUE_HEX,
     "What is inside.",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_chdlc[] = {{.fields = chdlc}, {.fields = NULL}};

/* ---- loopback and cooked ------------------------------------------------- */

static const struct nk_header_field null[] = {
    {.name = "family",
     32,
     NK_VALUE_HEX,
     "The address family, in the byte order of the machine that "
     "captured; each system has its own number for IPv6.",
     .codes = NK_CODES_FAMILY,
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_null[] = {{.fields = null}, {.fields = NULL}};

static const struct nk_header_field sll[] = {
    {.name = "packet type",
     16,
     NK_VALUE_NUMBER,
     "Whom the packet was for, as the kernel saw it.",
     .codes = NK_CODES_SLL_TYPE,
     .brief = true},
    {.name = "hardware type",
     16,
     NK_VALUE_NUMBER,
     "The kind of device (ARPHRD_ number).",
     .codes = NK_CODES_HARDWARE},
    {.name = "address length", 16, NK_VALUE_NUMBER, "Of the sender's address.", .unit = "octets"},
    {.name = "address", 64, NK_VALUE_HEX, "The sender's link address, and zeros behind it."},
    {.name = "type",
     16,
     NK_VALUE_HEX,
     "What is inside.",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_sll[] = {{.fields = sll}, {.fields = NULL}};

static const struct nk_header_field sll2[] = {
    {.name = "type",
     16,
     NK_VALUE_HEX,
     "What is inside.",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = "reserved", 16, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "interface",
     32,
     NK_VALUE_NUMBER,
     "The index of the interface on the machine that captured.",
     .brief = true},
    {.name = "hardware type",
     16,
     NK_VALUE_NUMBER,
     "The kind of device (ARPHRD_ number).",
     .codes = NK_CODES_HARDWARE},
    {.name = "packet type",
     8,
     NK_VALUE_NUMBER,
     "Whom the packet was for, as the kernel saw it.",
     .codes = NK_CODES_SLL_TYPE,
     .brief = true},
    {.name = "address length", 8, NK_VALUE_NUMBER, "Of the sender's address.", .unit = "octets"},
    {.name = "address", 64, NK_VALUE_HEX, "The sender's link address, and zeros behind it."},
    {.name = ""},
};
const struct nk_piece nk_pieces_sll2[] = {{.fields = sll2}, {.fields = NULL}};

/* ---- GRE ----------------------------------------------------------------- */

static const struct nk_header_field gre[] = {
    {.name = "C", 1, NK_VALUE_FLAG, "A checksum is there."},
    {.name = "R", 1, NK_VALUE_FLAG, "Source routes are there (RFC 1701)."},
    {.name = "K", 1, NK_VALUE_FLAG, "A key is there (RFC 2890)."},
    {.name = "S", 1, NK_VALUE_FLAG, "A sequence number is there (RFC 2890)."},
    {.name = "s", 1, NK_VALUE_FLAG, "Strict source route (RFC 1701).", .box = "s"},
    {.name = "recursion",
     3,
     NK_VALUE_RESERVED,
     "How often it may be wrapped again (RFC 1701).",
     .box = "rec"},
    {.name = "A", 1, NK_VALUE_FLAG, "Version 1: an acknowledgement is there (RFC 2637)."},
    {.name = "reserved", 4, NK_VALUE_RESERVED, "Not used: 0.", .box = "rsvd"},
    {.name = "version", 3, NK_VALUE_NUMBER, "0; 1 is PPTP's.", .box = "ver", .brief = true},
    {.name = "protocol",
     16,
     NK_VALUE_HEX,
     "What is inside (EtherType).",
     .codes = NK_CODES_ETHERTYPE,
     .brief = true},
    {.name = ""},
};
static const struct nk_header_field gre_checksum[] = {
    {.name = "checksum", 16, NK_VALUE_CHECKSUM, "Over the GRE header and all behind it."},
    {.name = "offset", 16, NK_VALUE_NUMBER, "Where the active source route is."},
    {.name = ""},
};
static const struct nk_header_field gre_key[] = {
    {.name = "key", 32, NK_VALUE_HEX, "Tells flows within a tunnel apart.", .brief = true},
    {.name = ""},
};
static const struct nk_header_field gre_call[] = {
    {.name = "payload length",
     16,
     NK_VALUE_NUMBER,
     "Of what follows the header.",
     .unit = "octets"},
    {.name = "call ID",
     16,
     NK_VALUE_NUMBER,
     "The receiver's number of the session.",
     .brief = true},
    {.name = ""},
};
static const struct nk_header_field gre_sequence[] = {
    {.name = "sequence number", 32, NK_VALUE_NUMBER, "Counts the packets of the tunnel."},
    {.name = ""},
};
static const struct nk_header_field gre_ack[] = {
    {.name = "acknowledgment", 32, NK_VALUE_NUMBER, "The last packet that has come."},
    {.name = ""},
};
const struct nk_piece nk_pieces_gre[] = {
    {.fields = gre},
    {.fields = gre_checksum, .mask = 0x8007, .value = 0x8000},
    {.fields = gre_checksum, .mask = 0xc007, .value = 0x4000},
    {.fields = gre_key, .mask = 0x2007, .value = 0x2000},
    {.fields = gre_call, .mask = 0x2007, .value = 0x2001},
    {.fields = gre_sequence, .mask = 0x1000, .value = 0x1000},
    {.fields = gre_ack, .mask = 0x0087, .value = 0x0081},
    {.fields = NULL},
};

static const struct nk_header_field wccp[] = {
    {.name = "flags", 8, NK_VALUE_HEX, "Whether a service is dynamic, and which hash was used."},
    {.name = "service", 8, NK_VALUE_NUMBER, "The number of the service."},
    {.name = "alternative bucket",
     8,
     NK_VALUE_NUMBER,
     "The other bucket of the hash.",
     .box = "alt"},
    {.name = "primary bucket", 8, NK_VALUE_NUMBER, "The bucket of the hash.", .box = "primary"},
    {.name = ""},
};
const struct nk_piece nk_pieces_wccp[] = {{.fields = wccp}, {.fields = NULL}};

/* ---- ARP ----------------------------------------------------------------- */

static const struct nk_header_field arp[] = {
    {.name = "hardware type",
     16,
     NK_VALUE_NUMBER,
     "The kind of link addresses.",
     .codes = NK_CODES_HARDWARE},
    {.name = "protocol type",
     16,
     NK_VALUE_HEX,
     "The kind of addresses that are asked for.",
     .codes = NK_CODES_ETHERTYPE},
    {.name = "hardware length",
     8,
     NK_VALUE_NUMBER,
     "Of a link address.",
     .unit = "octets",
     .box = "hw length"},
    {.name = "protocol length",
     8,
     NK_VALUE_NUMBER,
     "Of a protocol address.",
     .unit = "octets",
     .box = "proto length"},
    {.name = "operation",
     16,
     NK_VALUE_NUMBER,
     "What the packet does.",
     .codes = NK_CODES_ARP,
     .brief = true},
    {.name = ""},
};
static const struct nk_header_field arp_ethernet[] = {
    {.name = "sender MAC", 48, NK_VALUE_MAC, "The link address of who sends this.", .brief = true},
    {.name = "sender IP",
     32,
     NK_VALUE_IPV4,
     "Its IP address; every hearer may note the pair.",
     .brief = true},
    {.name = "target MAC", 48, NK_VALUE_MAC, "In a request not known yet: zeros."},
    {.name = "target IP", 32, NK_VALUE_IPV4, "Whose link address is wanted.", .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_arp[] = {
    {.fields = arp},
    {.fields = arp_ethernet, .at = 4, .mask = 0xffff, .value = 0x0604},
    {.fields = NULL},
};
