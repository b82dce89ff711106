/* The fields of IPv4, IPv6 and its extension headers, and of AH. */
#include "packet/fields.h"

/* ---- IPv4 (RFC 791) ------------------------------------------------------ */

static const struct nk_header_field ipv4[] = {
    {.name = "version", 4, NK_VALUE_NUMBER, "Of IP: 4."},
    {.name = "header length",
     4,
     NK_VALUE_NUMBER,
     "Words of 32 bits: 5 without options.",
     .unit = "octets",
     .scale = 4,
     .box = "IHL"},
    {.name = "DSCP",
     6,
     NK_VALUE_NUMBER,
     "Which treatment the packet wants from routers (RFC 2474).",
     .codes = NK_CODES_DSCP},
    {.name = "ECN",
     2,
     NK_VALUE_NUMBER,
     "A router marks congestion here instead of dropping (RFC 3168).",
     .codes = NK_CODES_ECN},
    {.name = "total length",
     16,
     NK_VALUE_NUMBER,
     "Of header and data.",
     .unit = "octets",
     .brief = true},
    {.name = "identification", 16, NK_VALUE_HEX, "The fragments of one datagram have the same."},
    {.name = "reserved", 1, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "don't fragment",
     1,
     NK_VALUE_FLAG,
     "A router for whose link it is too large has to drop it "
     "and to send ICMP.",
     .box = "DF"},
    {.name = "more fragments",
     1,
     NK_VALUE_FLAG,
     "This is a piece, and not the last one.",
     .box = "MF"},
    {.name = "fragment offset",
     13,
     NK_VALUE_NUMBER,
     "Where this piece belongs, in units of 8 octets.",
     .unit = "octets",
     .scale = 8},
    {.name = "time to live",
     8,
     NK_VALUE_NUMBER,
     "Each router takes 1 off; at 0 the packet is dropped.",
     .unit = "hops",
     .brief = true},
    {.name = "protocol",
     8,
     NK_VALUE_NUMBER,
     "What is inside.",
     .codes = NK_CODES_PROTOCOL,
     .brief = true},
    {.name = "header checksum",
     16,
     NK_VALUE_CHECKSUM,
     "Over the header alone; each router makes it anew, "
     "for it changes the time to live.",
     .brief = true},
    {.name = "source", 32, NK_VALUE_IPV4, "Who sent it, by its own account.", .brief = true},
    {.name = "destination", 32, NK_VALUE_IPV4, "Whom it is for.", .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_ipv4[] = {
    {.fields = ipv4},
    {.options = &nk_options_ipv4},
    {.fields = NULL},
};

/* ---- IPv6 (RFC 8200) ----------------------------------------------------- */

static const struct nk_header_field ipv6[] = {
    {.name = "version", 4, NK_VALUE_NUMBER, "Of IP: 6."},
    {.name = "DSCP",
     6,
     NK_VALUE_NUMBER,
     "Which treatment the packet wants from routers (RFC 2474).",
     .codes = NK_CODES_DSCP},
    {.name = "ECN",
     2,
     NK_VALUE_NUMBER,
     "A router marks congestion here instead of dropping (RFC 3168).",
     .codes = NK_CODES_ECN},
    {.name = "flow label",
     20,
     NK_VALUE_HEX,
     "The packets of one flow have the same, so that they take one "
     "way (RFC 6437).",
     .box = "flow label"},
    {.name = "payload length",
     16,
     NK_VALUE_NUMBER,
     "Of all behind these 40 octets.",
     .unit = "octets",
     .brief = true},
    {.name = "next header",
     8,
     NK_VALUE_NUMBER,
     "What follows.",
     .codes = NK_CODES_PROTOCOL,
     .brief = true},
    {.name = "hop limit",
     8,
     NK_VALUE_NUMBER,
     "Each router takes 1 off; at 0 the packet is dropped.",
     .unit = "hops",
     .brief = true},
    {.name = "source", 128, NK_VALUE_IPV6, "Who sent it, by its own account.", .brief = true},
    {.name = "destination",
     128,
     NK_VALUE_IPV6,
     "Whom it is for, or the next stop of a routing header.",
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_ipv6[] = {{.fields = ipv6}, {.fields = NULL}};

/* ---- extension headers --------------------------------------------------- */

static const struct nk_header_field extension[] = {
    {.name = "next header",
     8,
     NK_VALUE_NUMBER,
     "What follows.",
     .codes = NK_CODES_PROTOCOL,
     .brief = true},
    {.name = "header length",
     8,
     NK_VALUE_NUMBER,
     "Units of 8 octets, the first one not counted.",
     .unit = "octets more",
     .scale = 8,
     .box = "length"},
    {.name = ""},
};
const struct nk_piece nk_pieces_options[] = {
    {.fields = extension},
    {.options = &nk_options_ipv6},
    {.fields = NULL},
};
const struct nk_piece nk_pieces_extension[] = {{.fields = extension}, {.fields = NULL}};

static const struct nk_header_field routing[] = {
    {.name = "routing type",
     8,
     NK_VALUE_NUMBER,
     "Which form the rest has.",
     .codes = NK_CODES_ROUTING,
     .brief = true},
    {.name = "segments left",
     8,
     NK_VALUE_NUMBER,
     "Stops that are still to be made.",
     .brief = true},
    {.name = ""},
};
static const struct nk_header_field routing_reserved[] = {
    {.name = "reserved", 32, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = ""},
};
static const struct nk_header_field routing_address[] = {
    {.name = "address", 128, NK_VALUE_IPV6, "A stop of the route."},
    {.name = ""},
};
static const struct nk_header_field segment_routing[] = {
    {.name = "last entry", 8, NK_VALUE_NUMBER, "The index of the last segment in the list."},
    {.name = "flags", 8, NK_VALUE_HEX, "None is defined yet."},
    {.name = "tag", 16, NK_VALUE_HEX, "Marks packets of one class."},
    {.name = ""},
};
static const struct nk_header_field segment[] = {
    {.name = "segment", 128, NK_VALUE_IPV6, "A stop; the list is in reverse, the last stop first."},
    {.name = ""},
};
enum { TYPE_0 = 0, TYPE_2 = 0x0200, TYPE_SEGMENTS = 0x0400 };
const struct nk_piece nk_pieces_routing[] = {
    {.fields = extension},
    {.fields = routing},
    {.fields = routing_reserved, .at = 2, .mask = 0xff00, .value = TYPE_0},
    {.fields = routing_address, .at = 2, .mask = 0xff00, .value = TYPE_0, .repeat = NK_REPEAT_ALL},
    {.fields = routing_reserved, .at = 2, .mask = 0xff00, .value = TYPE_2},
    {.fields = routing_address, .at = 2, .mask = 0xff00, .value = TYPE_2},
    {.fields = segment_routing, .at = 2, .mask = 0xff00, .value = TYPE_SEGMENTS},
    {.fields = segment,
     .at = 2,
     .mask = 0xff00,
     .value = TYPE_SEGMENTS,
     .repeat = NK_REPEAT_COUNT,
     .count_at = 4},
    {.options = &nk_options_srh, .at = 2, .mask = 0xff00, .value = TYPE_SEGMENTS},
    {.fields = NULL},
};

static const struct nk_header_field fragment[] = {
    {.name = "next header",
     8,
     NK_VALUE_NUMBER,
     "What the first fragment holds.",
     .codes = NK_CODES_PROTOCOL,
     .brief = true},
    {.name = "reserved", 8, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "fragment offset",
     13,
     NK_VALUE_NUMBER,
     "Where this piece belongs, in units of 8 octets.",
     .unit = "octets",
     .scale = 8,
     .brief = true},
    {.name = "reserved", 2, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "more fragments",
     1,
     NK_VALUE_FLAG,
     "This is not the last piece.",
     .box = "M",
     .brief = true},
    {.name = "identification",
     32,
     NK_VALUE_HEX,
     "The fragments of one packet have the same.",
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_fragment[] = {{.fields = fragment}, {.fields = NULL}};

/* ---- AH (RFC 4302) ------------------------------------------------------- */

static const struct nk_header_field ah[] = {
    {.name = "next header",
     8,
     NK_VALUE_NUMBER,
     "What follows.",
     .codes = NK_CODES_PROTOCOL,
     .brief = true},
    {.name = "payload length",
     8,
     NK_VALUE_NUMBER,
     "Of this header, in words of 32 bits, two less.",
     .unit = "octets more than 8",
     .scale = 4,
     .box = "length"},
    {.name = "reserved", 16, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "SPI", 32, NK_VALUE_HEX, "Which security association to check it by.", .brief = true},
    {.name = "sequence number", 32, NK_VALUE_NUMBER, "Counts up: an old one is a replay."},
    {.name = "ICV",
     0,
     NK_VALUE_BYTES,
     "The integrity check value, over all that does not change on the "
     "way."},
    {.name = ""},
};
const struct nk_piece nk_pieces_ah[] = {{.fields = ah}, {.fields = NULL}};
