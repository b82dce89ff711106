/* Tunnels in UDP: VXLAN, VXLAN-GPE, Geneve, GTP-U. */
#include "packet/fields_part.h"

static const struct nk_header_field vxlan[] = {
    {.name = "flags", 8, NK_VALUE_HEX, "0x08: the network identifier is valid."},
    {.name = "reserved", 24, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "network identifier",
     24,
     NK_VALUE_NUMBER,
     "Which virtual network the frame is of.",
     .box = "VNI",
     .brief = true},
    {.name = "reserved 2", 8, NK_VALUE_RESERVED, "Not used: 0.", .box = "rsvd"},
    {.name = ""},
};
const struct nk_piece nk_pieces_vxlan[] = {{.fields = vxlan}, {.fields = NULL}};

static const struct nk_header_field gpe[] = {
    {.name = "reserved", 2, NK_VALUE_RESERVED, "Not used: 0.", .box = "r"},
    {.name = "version", 2, NK_VALUE_NUMBER, "Always 0.", .box = "v"},
    {.name = "I", 1, NK_VALUE_FLAG, "The network identifier is valid."},
    {.name = "P", 1, NK_VALUE_FLAG, "The next protocol is there; not set: as VXLAN."},
    {.name = "B", 1, NK_VALUE_FLAG, "For all of the virtual network, or of unknown destination."},
    {.name = "O", 1, NK_VALUE_FLAG, "Operations and maintenance: not for a user."},
    {.name = "reserved 2", 16, NK_VALUE_RESERVED, "Not used: 0.", .box = "rsvd"},
    {.name = "next protocol",
     8,
     NK_VALUE_NUMBER,
     "What is inside.",
     .codes = NK_CODES_GPE,
     .box = "next",
     .brief = true},
    {.name = "network identifier",
     24,
     NK_VALUE_NUMBER,
     "Which virtual network the packet is of.",
     .box = "VNI",
     .brief = true},
    {.name = "reserved 3", 8, NK_VALUE_RESERVED, "Not used: 0.", .box = "rsvd"},
    {.name = ""},
};
const struct nk_piece nk_pieces_gpe[] = {{.fields = gpe}, {.fields = NULL}};

static const struct nk_header_field geneve[] = {
    {.name = "version", 2, NK_VALUE_NUMBER, "Always 0.", .box = "v"},
    {.name = "options length",
     6,
     NK_VALUE_NUMBER,
     "Of the options, in words of 32 bits.",
     .unit = "octets",
     .scale = 4,
     .box = "opt len"},
    {.name = "O", 1, NK_VALUE_FLAG, "A control packet."},
    {.name = "C", 1, NK_VALUE_FLAG, "An option is there that has to be understood."},
    {.name = "reserved", 6, NK_VALUE_RESERVED, "Not used: 0.", .box = "rsvd"},
    {.name = "protocol type", 16, NK_VALUE_HEX, "What is inside.", .codes = NK_CODES_ETHERTYPE},
    {.name = "network identifier",
     24,
     NK_VALUE_NUMBER,
     "Which virtual network the packet is of.",
     .box = "VNI",
     .brief = true},
    {.name = "reserved 2", 8, NK_VALUE_RESERVED, "Not used: 0.", .box = "rsvd"},
    {.name = "options", 0, NK_VALUE_BYTES, "Of the ends of the tunnel, each with class and type."},
    {.name = ""},
};
const struct nk_piece nk_pieces_geneve[] = {{.fields = geneve}, {.fields = NULL}};

static const struct nk_header_field gtpu[] = {
    {.name = "version", 3, NK_VALUE_NUMBER, "1 for GTP-U.", .box = "v"},
    {.name = "PT", 1, NK_VALUE_FLAG, "Set: GTP, not GTP'."},
    {.name = "reserved", 1, NK_VALUE_RESERVED, "Not used: 0.", .box = "r"},
    {.name = "E", 1, NK_VALUE_FLAG, "An extension header is there."},
    {.name = "S", 1, NK_VALUE_FLAG, "The sequence number counts."},
    {.name = "PN", 1, NK_VALUE_FLAG, "The N-PDU number counts.", .box = "N"},
    {.name = "message type", 8, NK_VALUE_NUMBER, "255: a user's packet."},
    {.name = "length",
     16,
     NK_VALUE_NUMBER,
     "Of what is behind the first 8 octets.",
     .unit = "octets"},
    {.name = "tunnel endpoint identifier",
     32,
     NK_VALUE_HEX,
     "Which tunnel of the receiver's.",
     .box = "TEID",
     .brief = true},
    {.name = "optional", 0, NK_VALUE_BYTES, "Sequence number, N-PDU number, extension headers."},
    {.name = ""},
};
const struct nk_piece nk_pieces_gtpu[] = {{.fields = gtpu}, {.fields = NULL}};
