/* The options of neighbour discovery (RFC 4861 4.6). */
#include "packet/fields_part.h"

static const struct nk_header_field link_address[] = {
    {.name = "link address", 48, NK_VALUE_MAC, "Of the card."},
    {.name = ""},
};
static const struct nk_header_field prefix[] = {
    {.name = "prefix length", 8, NK_VALUE_NUMBER, "How many bits count.", .unit = "bits"},
    {.name = "on-link",
     1,
     NK_VALUE_FLAG,
     "Its addresses are reached without a router.",
     .box = "L"},
    {.name = "autonomous", 1, NK_VALUE_FLAG, "Hosts may make addresses of it (SLAAC).", .box = "A"},
    {.name = "router address",
     1,
     NK_VALUE_FLAG,
     "The prefix field is the router's address (RFC "
     "6275).",
     .box = "R"},
    {.name = "DHCPv6-PD preferred",
     1,
     NK_VALUE_FLAG,
     "Ask for a prefix instead (RFC 9762).",
     .box = "P"},
    {.name = "reserved", 4, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "valid lifetime",
     32,
     NK_VALUE_NUMBER,
     "How long addresses of it can be used.",
     .unit = "seconds"},
    {.name = "preferred lifetime",
     32,
     NK_VALUE_NUMBER,
     "How long new connections may use them.",
     .unit = "seconds"},
    {.name = "reserved", 32, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "prefix", 128, NK_VALUE_IPV6, "Zeros behind its length."},
    {.name = ""},
};
static const struct nk_header_field redirected[] = {
    {.name = "reserved", 48, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "packet", 0, NK_VALUE_BYTES, "The packet that led to this, as far as it fits."},
    {.name = ""},
};
static const struct nk_header_field mtu[] = {
    {.name = "reserved", 16, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "MTU", 32, NK_VALUE_NUMBER, "Of the link.", .unit = "octets"},
    {.name = ""},
};
static const struct nk_header_field nonce[] = {
    {.name = "nonce", 0, NK_VALUE_BYTES, "Against replay."},
    {.name = ""},
};
static const struct nk_header_field route[] = {
    {.name = "prefix length", 8, NK_VALUE_NUMBER, "How many bits count.", .unit = "bits"},
    {.name = "reserved", 3, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "preference",
     2,
     NK_VALUE_NUMBER,
     "Among routers.",
     .box = "Prf",
     .codes = NK_CODES_PREFERENCE},
    {.name = "reserved", 3, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "lifetime", 32, NK_VALUE_NUMBER, "Of the route.", .unit = "seconds"},
    {.name = "prefix", 0, NK_VALUE_BYTES, "As much of it as is needed."},
    {.name = ""},
};
static const struct nk_header_field lifetime[] = {
    {.name = "reserved", 16, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "lifetime", 32, NK_VALUE_NUMBER, "How long it can be used.", .unit = "seconds"},
    {.name = ""},
};
static const struct nk_header_field server[] = {
    {.name = "server", 128, NK_VALUE_IPV6, "A recursive DNS server."},
    {.name = ""},
};
static const struct nk_header_field domains[] = {
    {.name = "domains", 0, NK_VALUE_BYTES, "Names as in DNS, padded with zeros."},
    {.name = ""},
};
static const struct nk_header_field portal[] = {
    {.name = "URI", 0, NK_VALUE_TEXT, "Where to log in."},
    {.name = ""},
};
static const struct nk_header_field pref64[] = {
    {.name = "lifetime", 13, NK_VALUE_NUMBER, "Units of 8 seconds.", .unit = "seconds", .scale = 8},
    {.name = "length code",
     3,
     NK_VALUE_NUMBER,
     "0 /96, 1 /64, 2 /56, 3 /48, 4 /40, 5 /32.",
     .box = "PLC"},
    {.name = "prefix", 96, NK_VALUE_BYTES, "By which NAT64 is reached."},
    {.name = ""},
};
static const struct nk_piece link_address_data[] = {
    {.fields = link_address, .at = NK_PIECE_LENGTH, .mask = 0xffff, .value = 6},
    {.fields = NULL},
};
static const struct nk_piece servers_data[] = {
    {.fields = lifetime},
    {.fields = server, .repeat = NK_REPEAT_ALL},
    {.fields = NULL},
};
static const struct nk_piece domains_data[] = {
    {.fields = lifetime},
    {.fields = domains},
    {.fields = NULL},
};
DATA_OF(prefix);
DATA_OF(redirected);
DATA_OF(mtu);
DATA_OF(nonce);
DATA_OF(route);
DATA_OF(portal);
DATA_OF(pref64);

static const struct nk_option_row nd_rows[] = {
    {.number = 1, "source link address", "Of who sends this.", link_address_data},
    {.number = 2, "target link address", "Of the target.", link_address_data},
    {.number = 3, "prefix information", "A prefix of the link (RFC 4861).", prefix_data, 30},
    {.number = 4, "redirected header", "The packet that led to this.", redirected_data, 6},
    {.number = 5, "MTU", "Of the link.", mtu_data, 6},
    {.number = 7, "advertisement interval", "RFC 6275.", NULL},
    {.number = 8, "home agent information", "RFC 6275.", NULL},
    {.number = 11, "CGA", "SEND (RFC 3971).", NULL},
    {.number = 12, "RSA signature", "SEND (RFC 3971).", NULL},
    {.number = 13, "timestamp", "SEND (RFC 3971).", NULL},
    {.number = 14, "nonce", "Tells one's own solicitations from another's (RFC 7527).", nonce_data},
    {.number = 24, "route information", "A more specific route (RFC 4191).", route_data, 6},
    {.number = 25, "recursive DNS server", "RFC 8106.", servers_data, 22},
    {.number = 26, "flags extension", "More flags of the advertisement (RFC 5175).", NULL},
    {.number = 31, "DNS search list", "RFC 8106.", domains_data, 6},
    {.number = 33, "address registration", "RFC 6775.", NULL},
    {.number = 34, "6LoWPAN context", "RFC 6775.", NULL},
    {.number = 37, "captive portal", "RFC 8910.", portal_data},
    {.number = 38, "PREF64", "The prefix of NAT64 (RFC 8781).", pref64_data, 14},
    {.number = 138, "CARD request", "RFC 4065.", NULL},
    {.number = 139, "CARD reply", "RFC 4065.", NULL},
    {.number = 144, "encrypted DNS", "RFC 9463.", NULL},
    {.name = NULL},
};
static const struct nk_header_field nd_type[] = {
    {.name = "type", 8, NK_VALUE_NUMBER, "Which option."},
    {.name = ""},
};
static const struct nk_header_field nd_length[] = {
    {.name = "length",
     8,
     NK_VALUE_NUMBER,
     "Of the whole option, in units of 8 octets.",
     .unit = "octets",
     .scale = 8},
    {.name = ""},
};
const struct nk_option_kind nk_options_nd = {.name = "neighbour discovery option",
                                             .rows = nd_rows,
                                             .type = nd_type,
                                             .length = nd_length,
                                             .length_unit = 8,
                                             .length_extra = 2};
