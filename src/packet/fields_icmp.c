/* The fields of ICMP by type (RFC 792). */
#include "packet/fields_part.h"

/* ---- what all messages have ---------------------------------------------- */

static const struct nk_header_field icmp[] = {
    {.name = "type",
     8,
     NK_VALUE_NUMBER,
     "What the message is.",
     .codes = NK_CODES_ICMP,
     .brief = true},
    {.name = "code",
     8,
     NK_VALUE_ICMP_CODE,
     "What exactly.",
     .codes = NK_CODES_ICMP_CODE,
     .brief = true},
    {.name = "checksum", 16, NK_VALUE_CHECKSUM, "Over the whole message.", .brief = true},
    {.name = ""},
};
static const struct nk_header_field unused[] = {
    {.name = "unused", 32, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = ""},
};
const struct nk_header_field nk_fields_reserved[] = {
    {.name = "reserved", 32, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = ""},
};
const struct nk_header_field nk_fields_echo[] = {
    {.name = "identifier",
     16,
     NK_VALUE_NUMBER,
     "Tells the pings of one machine apart.",
     .brief = true},
    {.name = "sequence number", 16, NK_VALUE_NUMBER, "Counts the pings.", .brief = true},
    {.name = ""},
};

/* ---- ICMP ---------------------------------------------------------------- */

static const struct nk_header_field unreachable[] = {
    {.name = "unused", 8, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "length",
     8,
     NK_VALUE_NUMBER,
     "Of the quoted packet where something follows it (RFC "
     "4884); 0: nothing does.",
     .unit = "octets",
     .scale = 4},
    {.name = "next-hop MTU",
     16,
     NK_VALUE_NUMBER,
     "With code 4: what would have fitted (RFC 1191).",
     .unit = "octets"},
    {.name = ""},
};
static const struct nk_header_field gateway[] = {
    {.name = "gateway", 32, NK_VALUE_IPV4, "The better first hop.", .brief = true},
    {.name = ""},
};
static const struct nk_header_field exceeded[] = {
    {.name = "unused", 8, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "length",
     8,
     NK_VALUE_NUMBER,
     "Of the quoted packet where something follows it (RFC "
     "4884); 0: nothing does.",
     .unit = "octets",
     .scale = 4},
    {.name = "unused", 16, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = ""},
};
static const struct nk_header_field problem[] = {
    {.name = "pointer", 8, NK_VALUE_NUMBER, "The octet of the quoted packet that is wrong."},
    {.name = "length",
     8,
     NK_VALUE_NUMBER,
     "Of the quoted packet where something follows it (RFC "
     "4884); 0: nothing does.",
     .unit = "octets",
     .scale = 4},
    {.name = "unused", 16, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = ""},
};
static const struct nk_header_field advertisement[] = {
    {.name = "count", 8, NK_VALUE_NUMBER, "Of the addresses."},
    {.name = "entry size",
     8,
     NK_VALUE_NUMBER,
     "Words of 32 bits: 2.",
     .unit = "octets",
     .scale = 4},
    {.name = "lifetime", 16, NK_VALUE_NUMBER, "How long to believe it.", .unit = "seconds"},
    {.name = ""},
};
static const struct nk_header_field router[] = {
    {.name = "router", 32, NK_VALUE_IPV4, "Its address."},
    {.name = "preference", 32, NK_VALUE_NUMBER, "The higher the better, with a sign."},
    {.name = ""},
};
static const struct nk_header_field times[] = {
    {.name = "originate",
     32,
     NK_VALUE_NUMBER,
     "When the question left.",
     .unit = "ms since midnight UTC"},
    {.name = "receive", 32, NK_VALUE_NUMBER, "When it arrived.", .unit = "ms since midnight UTC"},
    {.name = "transmit",
     32,
     NK_VALUE_NUMBER,
     "When the answer left.",
     .unit = "ms since midnight UTC"},
    {.name = ""},
};
static const struct nk_header_field mask[] = {
    {.name = "mask", 32, NK_VALUE_IPV4, "The netmask of the link."},
    {.name = ""},
};
const struct nk_header_field nk_fields_probe[] = {
    {.name = "identifier",
     16,
     NK_VALUE_NUMBER,
     "Tells the probes of one machine apart.",
     .brief = true},
    {.name = "sequence number", 8, NK_VALUE_NUMBER, "Counts the probes.", .box = "sequence"},
    {.name = "reserved", 7, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "local",
     1,
     NK_VALUE_FLAG,
     "The interface is one of the node that is asked.",
     .box = "L"},
    {.name = ""},
};
const struct nk_header_field nk_fields_probe_reply[] = {
    {.name = "identifier", 16, NK_VALUE_NUMBER, "Of the question.", .brief = true},
    {.name = "sequence number", 8, NK_VALUE_NUMBER, "Of the question.", .box = "sequence"},
    {.name = "state", 3, NK_VALUE_NUMBER, "Of the neighbour's entry.", .box = "state"},
    {.name = "reserved", 2, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "active", 1, NK_VALUE_FLAG, "The interface is up.", .box = "A"},
    {.name = "IPv4", 1, NK_VALUE_FLAG, "IPv4 runs on it.", .box = "4"},
    {.name = "IPv6", 1, NK_VALUE_FLAG, "IPv6 runs on it.", .box = "6"},
    {.name = ""},
};

const struct nk_piece nk_pieces_icmp[] = {
    {.fields = icmp},
    {.fields = nk_fields_echo, TYPE(0)},
    {.fields = unreachable, TYPE(3)},
    {.quote = 4, .count_at = 5, TYPE(3)},
    {.fields = unused, TYPE(4)},
    {.quote = 1, TYPE(4)},
    {.fields = gateway, TYPE(5)},
    {.quote = 1, TYPE(5)},
    {.fields = nk_fields_echo, TYPE(8)},
    {.fields = advertisement, TYPE(9)},
    {.fields = router, TYPE(9), .repeat = NK_REPEAT_ALL},
    {.fields = nk_fields_reserved, TYPE(10)},
    {.fields = exceeded, TYPE(11)},
    {.quote = 4, .count_at = 5, TYPE(11)},
    {.fields = problem, TYPE(12)},
    {.quote = 4, .count_at = 5, TYPE(12)},
    {.fields = nk_fields_echo, TYPE(13)},
    {.fields = times, TYPE(13)},
    {.fields = nk_fields_echo, TYPE(14)},
    {.fields = times, TYPE(14)},
    {.fields = nk_fields_echo, TYPE(15)},
    {.fields = nk_fields_echo, TYPE(16)},
    {.fields = nk_fields_echo, TYPE(17)},
    {.fields = mask, TYPE(17)},
    {.fields = nk_fields_echo, TYPE(18)},
    {.fields = mask, TYPE(18)},
    {.fields = nk_fields_probe, TYPE(42)},
    {.fields = nk_fields_probe_reply, TYPE(43)},
    {.fields = NULL},
};
