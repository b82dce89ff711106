/* The options of IPv4, IPv6, segment routing and PPPoE. */
#include "packet/fields_part.h"

/* ---- IPv4 (IANA's "IP Option Numbers") ----------------------------------- */

static const struct nk_header_field pointer[] = {
    {.name = "pointer",
     8,
     NK_VALUE_NUMBER,
     "Where the next entry begins, from 1 at the option's "
     "first octet."},
    {.name = ""},
};
static const struct nk_header_field hop[] = {
    {.name = "address", 32, NK_VALUE_IPV4, "A stop."},
    {.name = ""},
};
static const struct nk_header_field timestamp[] = {
    {.name = "pointer",
     8,
     NK_VALUE_NUMBER,
     "Where the next entry begins, from 1 at the option's "
     "first octet."},
    {.name = "overflow", 4, NK_VALUE_NUMBER, "How many routers found no room."},
    {.name = "flag",
     4,
     NK_VALUE_NUMBER,
     "0: times; 1: addresses and times; 3: of given addresses.",
     .box = "flag"},
    {.name = ""},
};
static const struct nk_header_field time_of_day[] = {
    {.name = "time",
     32,
     NK_VALUE_NUMBER,
     "Milliseconds since midnight UTC.",
     .unit = "ms since midnight UTC"},
    {.name = ""},
};
static const struct nk_header_field hop_time[] = {
    {.name = "address", 32, NK_VALUE_IPV4, "Of the router."},
    {.name = "time",
     32,
     NK_VALUE_NUMBER,
     "Milliseconds since midnight UTC.",
     .unit = "ms since midnight UTC"},
    {.name = ""},
};
static const struct nk_header_field stream[] = {
    {.name = "stream ID", 16, NK_VALUE_NUMBER, "Of SATNET."},
    {.name = ""},
};
static const struct nk_header_field alert[] = {
    {.name = "value", 16, NK_VALUE_NUMBER, "0: every router shall look into the packet."},
    {.name = ""},
};
static const struct nk_header_field security[] = {
    {.name = "classification",
     8,
     NK_VALUE_HEX,
     "ab unclassified, 96 confidential, 5a secret, 3d "
     "top secret."},
    {.name = "authorities", 0, NK_VALUE_BYTES, "Whose rules protect it."},
    {.name = ""},
};
static const struct nk_header_field quick_start[] = {
    {.name = "function", 4, NK_VALUE_NUMBER, "0: asks for a rate, 8: tells of one."},
    {.name = "rate", 4, NK_VALUE_NUMBER, "40,000 bit/s times 2 to this power.", .box = "rate"},
    {.name = "TTL", 8, NK_VALUE_NUMBER, "Taken down by each router that agrees."},
    {.name = "nonce", 30, NK_VALUE_HEX, "Against cheats."},
    {.name = "reserved", 2, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = ""},
};
static const struct nk_header_field mtu[] = {
    {.name = "MTU", 16, NK_VALUE_NUMBER, "Of the path.", .unit = "octets"},
    {.name = ""},
};
static const struct nk_header_field traceroute[] = {
    {.name = "ID", 16, NK_VALUE_NUMBER, "Of the trace."},
    {.name = "outbound hops", 16, NK_VALUE_NUMBER, "Routers passed on the way out."},
    {.name = "return hops", 16, NK_VALUE_NUMBER, "Routers passed on the way back."},
    {.name = "originator", 32, NK_VALUE_IPV4, "Who traces."},
    {.name = ""},
};
static const struct nk_piece route_data[] = {
    {.fields = pointer},
    {.fields = hop, .repeat = NK_REPEAT_ALL},
    {.fields = NULL},
};
static const struct nk_piece timestamp_data[] = {
    {.fields = timestamp},
    {.fields = time_of_day, .mask = 0x000f, .value = 0, .repeat = NK_REPEAT_ALL},
    {.fields = hop_time, .mask = 0x000d, .value = 1, .repeat = NK_REPEAT_ALL},
    {.fields = NULL},
};
DATA_OF(stream);
DATA_OF(alert);
DATA_OF(security);
DATA_OF(quick_start);
DATA_OF(mtu);
DATA_OF(traceroute);

static const struct nk_option_row ipv4_rows[] = {
    {.number = 0, "end of options", "What follows is padding.", .single = true, .ends = true},
    {.number = 1,
     "no operation",
     "Padding, so that the next option begins where it should.",
     .single = true},
    {.number = 7, "record route", "Each router writes its address down.", route_data, 1},
    {.number = 11, "MTU probe", "Obsolete (RFC 1063).", mtu_data, 2},
    {.number = 12, "MTU reply", "Obsolete (RFC 1063).", mtu_data, 2},
    {.number = 25, "quick-start", "An experiment (RFC 4782).", quick_start_data, 6},
    {.number = 68, "timestamp", "Each router writes the time down.", timestamp_data, 2},
    {.number = 82, "traceroute", "Obsolete (RFC 1393).", traceroute_data, 10},
    {.number = 130, "security", "The U.S. military's (RFC 1108).", security_data, 1},
    {.number = 131,
     "loose source route",
     "Stops that the packet has to make; most routers drop it.",
     route_data,
     1},
    {.number = 133, "extended security", "The U.S. military's (RFC 1108).", NULL},
    {.number = 134, "commercial security", "CIPSO.", NULL},
    {.number = 136, "stream ID", "Obsolete.", stream_data, 2},
    {.number = 137,
     "strict source route",
     "All stops of the packet; most routers drop it.",
     route_data,
     1},
    {.number = 148,
     "router alert",
     "Every router shall look into the packet (RFC 2113); IGMP uses "
     "it.",
     alert_data,
     2},
    {.name = NULL},
};

static const struct nk_header_field ipv4_type[] = {
    {.name = "type",
     8,
     NK_VALUE_NUMBER,
     "Which option; 128 and more are copied to every fragment."},
    {.name = ""},
};
static const struct nk_header_field whole_length[] = {
    {.name = "length", 8, NK_VALUE_NUMBER, "Of the whole option.", .unit = "octets"},
    {.name = ""},
};
const struct nk_option_kind nk_options_ipv4 = {.name = "IPv4 option",
                                               .rows = ipv4_rows,
                                               .type = ipv4_type,
                                               .length = whole_length,
                                               .length_unit = 1,
                                               .length_extra = 2};

/* ---- IPv6 (IANA's "Destination Options and Hop-by-Hop Options") ---------- */

static const struct nk_header_field padding[] = {
    {.name = "padding", 0, NK_VALUE_BYTES, "Zeros."},
    {.name = ""},
};
static const struct nk_header_field jumbo[] = {
    {.name = "jumbo payload length",
     32,
     NK_VALUE_NUMBER,
     "Of all behind the IPv6 header.",
     .unit = "octets"},
    {.name = ""},
};
static const struct nk_header_field home_address[] = {
    {.name = "home address", 128, NK_VALUE_IPV6, "Of a mobile node that is elsewhere."},
    {.name = ""},
};
static const struct nk_header_field encapsulation_limit[] = {
    {.name = "limit", 8, NK_VALUE_NUMBER, "How many tunnels may still be wrapped around it."},
    {.name = ""},
};
static const struct nk_header_field path_mtu[] = {
    {.name = "minimum MTU", 16, NK_VALUE_NUMBER, "The least on the way so far.", .unit = "octets"},
    {.name = "returned MTU",
     15,
     NK_VALUE_NUMBER,
     "What the other side was told.",
     .scale = 2,
     .unit = "octets"},
    {.name = "return", 1, NK_VALUE_FLAG, "The other side shall tell.", .box = "R"},
    {.name = ""},
};
static const struct nk_header_field rpl[] = {
    {.name = "O", 1, NK_VALUE_FLAG, "Down."},
    {.name = "R", 1, NK_VALUE_FLAG, "Rank error."},
    {.name = "F", 1, NK_VALUE_FLAG, "Forwarding error."},
    {.name = "flags", 5, NK_VALUE_RESERVED, "Not used: 0.", .box = "flags"},
    {.name = "instance", 8, NK_VALUE_NUMBER, "Of RPL."},
    {.name = "sender rank", 16, NK_VALUE_NUMBER, "How far the sender is from the root."},
    {.name = ""},
};
DATA_OF(padding);
DATA_OF(jumbo);
DATA_OF(home_address);
DATA_OF(encapsulation_limit);
DATA_OF(path_mtu);
DATA_OF(rpl);

static const struct nk_option_row ipv6_rows[] = {
    {.number = 0x00, "Pad1", "One octet of padding.", .single = true},
    {.number = 0x01, "PadN", "Padding.", padding_data},
    {.number = 0x04, "tunnel encapsulation limit", "RFC 2473.", encapsulation_limit_data, 1},
    {.number = 0x05,
     "router alert",
     "Every router shall look into the packet (RFC 2711).",
     alert_data,
     2},
    {.number = 0x07, "CALIPSO", "Security labels (RFC 5570).", NULL},
    {.number = 0x08, "SMF_DPD", "Finds duplicates of multicast (RFC 6621).", NULL},
    {.number = 0x0f, "PDM", "Performance metrics (RFC 8250).", NULL},
    {.number = 0x23, "RPL", "The route within a network of sensors (RFC 9008).", rpl_data, 4},
    {.number = 0x26, "quick-start", "An experiment (RFC 4782).", quick_start_data, 6},
    {.number = 0x30,
     "minimum path MTU",
     "Each router lowers it to its own (RFC 9268).",
     path_mtu_data,
     4},
    {.number = 0x31, "IOAM", "Telemetry on the way (RFC 9486).", NULL},
    {.number = 0x11, "IOAM", "Telemetry on the way (RFC 9486).", NULL},
    {.number = 0x63, "RPL", "The route within a network of sensors (RFC 6553).", rpl_data, 4},
    {.number = 0x6d, "MPL", "Multicast in networks of sensors (RFC 7731).", NULL},
    {.number = 0x8b, "ILNP nonce", "RFC 6744.", NULL},
    {.number = 0x8c, "line identification", "RFC 6788.", NULL},
    {.number = 0xc2,
     "jumbo payload",
     "A payload of 65,536 octets and more (RFC 2675).",
     jumbo_data,
     4},
    {.number = 0xc9, "home address", "Mobile IPv6 (RFC 6275).", home_address_data, 16},
    {.name = NULL},
};

static const struct nk_header_field ipv6_type[] = {
    {.name = "type",
     8,
     NK_VALUE_HEX,
     "Which option; its first two bits say what a node does that "
     "does not know it: skip it, or drop the packet."},
    {.name = ""},
};
static const struct nk_header_field data_length[] = {
    {.name = "length", 8, NK_VALUE_NUMBER, "Of the data.", .unit = "octets"},
    {.name = ""},
};
const struct nk_option_kind nk_options_ipv6 = {.name = "IPv6 option",
                                               .rows = ipv6_rows,
                                               .type = ipv6_type,
                                               .length = data_length,
                                               .length_unit = 1};

/* ---- segment routing (RFC 8754 2.1) -------------------------------------- */

static const struct nk_header_field hmac[] = {
    {.name = "D", 1, NK_VALUE_FLAG, "The destination address is not checked."},
    {.name = "reserved", 15, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "key ID", 32, NK_VALUE_HEX, "By which key it was made."},
    {.name = "HMAC", 0, NK_VALUE_BYTES, "Proves who made the list."},
    {.name = ""},
};
DATA_OF(hmac);

static const struct nk_option_row srh_rows[] = {
    {.number = 0, "Pad1", "One octet of padding.", .single = true},
    {.number = 4, "PadN", "Padding.", padding_data},
    {.number = 5, "HMAC", "Proves who made the list of segments.", hmac_data, 6},
    {.name = NULL},
};
static const struct nk_header_field tlv_type[] = {
    {.name = "type", 8, NK_VALUE_NUMBER, "Which one; 128 and more may change on the way."},
    {.name = ""},
};
const struct nk_option_kind nk_options_srh = {.name = "segment routing TLV",
                                              .rows = srh_rows,
                                              .type = tlv_type,
                                              .length = data_length,
                                              .length_unit = 1};

/* ---- PPPoE discovery (RFC 2516 appendix A) ------------------------------- */

static const struct nk_header_field text[] = {
    {.name = "text", 0, NK_VALUE_TEXT, "A name, or what went wrong."},
    {.name = ""},
};
static const struct nk_header_field octets[] = {
    {.name = "value", 0, NK_VALUE_BYTES, "To be sent back as it is."},
    {.name = ""},
};
static const struct nk_header_field max_payload[] = {
    {.name = "octets",
     16,
     NK_VALUE_NUMBER,
     "A payload of more than 1492 (RFC 4638).",
     .unit = "octets"},
    {.name = ""},
};
DATA_OF(text);
DATA_OF(octets);
DATA_OF(max_payload);

static const struct nk_option_row pppoe_rows[] = {
    {.number = 0x0000, "end of list", "Nothing follows.", NULL, .ends = true},
    {.number = 0x0101, "service name", "Which service is wanted; empty: any.", text_data},
    {.number = 0x0102, "AC name", "What the access concentrator calls itself.", text_data},
    {.number = 0x0103, "host unique", "Tells the host's requests apart.", octets_data},
    {.number = 0x0104, "AC cookie", "Against requests with forged addresses.", octets_data},
    {.number = 0x0105, "vendor specific", "A vendor's number and what it likes.", octets_data},
    {.number = 0x0110, "relay session", "Of a relay between the two.", octets_data},
    {.number = 0x0120, "maximum payload", "RFC 4638.", max_payload_data, 2},
    {.number = 0x0201, "service name error", "The service cannot be had.", text_data},
    {.number = 0x0202, "AC system error", "The concentrator is out of something.", text_data},
    {.number = 0x0203, "generic error", "What went wrong.", text_data},
    {.name = NULL},
};
static const struct nk_header_field tag_type[] = {
    {.name = "type", 16, NK_VALUE_HEX, "Which tag."},
    {.name = ""},
};
static const struct nk_header_field tag_length[] = {
    {.name = "length", 16, NK_VALUE_NUMBER, "Of the value.", .unit = "octets"},
    {.name = ""},
};
const struct nk_option_kind nk_options_pppoe = {.name = "PPPoE tag",
                                                .rows = pppoe_rows,
                                                .type = tag_type,
                                                .length = tag_length,
                                                .length_unit = 1};
