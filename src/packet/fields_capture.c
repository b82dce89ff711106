/* 802.11, and what stands before it and before packets of firewalls and cards: of those only how
 * long it is matters here. */
#include "packet/fields_part.h"

static const struct nk_header_field frame[] = {
    {.name = "subtype", 4, NK_VALUE_HEX, "Of data: 4 is none, 8 has a QoS field.", .box = "sub"},
    {.name = "type", 2, NK_VALUE_NUMBER, "0: management, 1: control, 2: data.", .box = "t"},
    {.name = "version", 2, NK_VALUE_NUMBER, "Always 0.", .box = "v"},
    {.name = "order", 1, NK_VALUE_FLAG, "In order; with QoS: there is an HT field.", .box = "o"},
    {.name = "protected", 1, NK_VALUE_FLAG, "What is inside is encrypted.", .box = "p"},
    {.name = "more data",
     1,
     NK_VALUE_FLAG,
     "Another frame waits for a station that sleeps.",
     .box = "md"},
    {.name = "power management", 1, NK_VALUE_FLAG, "The sender goes to sleep.", .box = "pm"},
    {.name = "retry", 1, NK_VALUE_FLAG, "The frame is sent again.", .box = "r"},
    {.name = "more fragments", 1, NK_VALUE_FLAG, "This is a piece, and not the last.", .box = "mf"},
    {.name = "from DS", 1, NK_VALUE_FLAG, "It comes from an access point.", .box = "fd"},
    {.name = "to DS", 1, NK_VALUE_FLAG, "It goes to an access point.", .box = "td"},
    {.name = "duration", 16, NK_VALUE_HEX, "How long the air is taken, low octet first."},
    {.name = "receiver", 48, NK_VALUE_MAC, "Whose radio takes it.", .brief = true},
    {.name = "transmitter", 48, NK_VALUE_MAC, "Whose radio sent it.", .brief = true},
    {.name = "third address", 48, NK_VALUE_MAC, "The card at the far end, or the network."},
    {.name = "sequence control", 16, NK_VALUE_HEX, "Of piece and frame, low octet first."},
    {.name = "more", 0, NK_VALUE_BYTES, "A fourth address, QoS and HT fields, what fills it up."},
    {.name = ""},
};
const struct nk_piece nk_pieces_80211[] = {{.fields = frame}, {.fields = NULL}};

static const struct nk_header_field preamble[] = {
    {.name = "header",
     0,
     NK_VALUE_BYTES,
     "As who captured it wrote it: link, time, rules and such."},
    {.name = ""},
};
const struct nk_piece nk_pieces_preamble[] = {{.fields = preamble}, {.fields = NULL}};
