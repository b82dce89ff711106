/* What routers add behind the packet that an ICMP error quotes (RFC 4884). */
#include "packet/fields_part.h"

static const struct nk_header_field extension[] = {
    {.name = "version", 4, NK_VALUE_NUMBER, "Of the extension: 2."},
    {.name = "reserved", 12, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "checksum", 16, NK_VALUE_CHECKSUM, "Over the extension."},
    {.name = ""},
};
static const struct nk_piece extension_pieces[] = {
    {.fields = extension},
    {.options = &nk_objects_icmp},
    {.fields = NULL},
};
const struct nk_header nk_header_icmp_extension = {
    "ICMP extension", "RFC 4884 7", "What a router adds to the packet that it quotes.",
    extension_pieces, false};

static const struct nk_header_field label[] = {
    {.name = "label",
     20,
     NK_VALUE_NUMBER,
     "That the packet had when it was dropped.",
     .codes = NK_CODES_LABEL},
    {.name = "traffic class", 3, NK_VALUE_NUMBER, "Priority and congestion.", .box = "TC"},
    {.name = "bottom of stack", 1, NK_VALUE_FLAG, "The last label.", .box = "S"},
    {.name = "time to live", 8, NK_VALUE_NUMBER, "That the label had.", .unit = "hops"},
    {.name = ""},
};
static const struct nk_header_field interface_index[] = {
    {.name = "index", 32, NK_VALUE_NUMBER, "Of the interface."},
    {.name = ""},
};
static const struct nk_header_field interface_name[] = {
    {.name = "interface name", 0, NK_VALUE_TEXT, "Of the interface."},
    {.name = ""},
};
static const struct nk_piece labels_data[] = {
    {.fields = label, .repeat = NK_REPEAT_ALL},
    {.fields = NULL},
};
DATA_OF(interface_index);
DATA_OF(interface_name);

static const struct nk_option_row object_rows[] = {
    {.number = 0x0101,
     "MPLS label stack",
     "The labels of the packet as it came (RFC 4950).",
     labels_data,
     4},
    {.number = 0x0301, "interface by name", "RFC 8335.", interface_name_data},
    {.number = 0x0302, "interface by index", "RFC 8335.", interface_index_data, 4},
    {.number = 0x0303, "interface by address", "RFC 8335.", NULL},
    {.name = NULL},
};
static const struct nk_header_field object_length[] = {
    {.name = "length", 16, NK_VALUE_NUMBER, "Of the whole object.", .unit = "octets"},
    {.name = ""},
};
static const struct nk_header_field object_class[] = {
    {.name = "class and type", 16, NK_VALUE_HEX, "What the object is."},
    {.name = ""},
};
const struct nk_option_kind nk_objects_icmp = {.name = "ICMP object",
                                               .rows = object_rows,
                                               .type = object_class,
                                               .length = object_length,
                                               .length_unit = 1,
                                               .length_extra = 4,
                                               .length_first = true};
