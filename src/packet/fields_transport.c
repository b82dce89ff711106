/* The fields of TCP and UDP. */
#include "packet/fields.h"

/* ---- TCP (RFC 9293 3.1) -------------------------------------------------- */

static const struct nk_header_field tcp[] = {
    {.name = "source port",
     16,
     NK_VALUE_PORT,
     "The sender's end of the connection.",
     .brief = true},
    {.name = "destination port",
     16,
     NK_VALUE_PORT,
     "The receiver's end; a service has a fixed one.",
     .brief = true},
    {.name = "sequence number",
     32,
     NK_VALUE_NUMBER,
     "Of the first octet of data; with SYN the initial "
     "sequence number, and data begin one behind it.",
     .brief = true},
    {.name = "acknowledgment number",
     32,
     NK_VALUE_NUMBER,
     "With ACK set: the next sequence number that the "
     "sender expects.",
     .brief = true},
    {.name = "data offset",
     4,
     NK_VALUE_NUMBER,
     "Where data begin, in words of 32 bits: the header's "
     "length, 5 without options.",
     .unit = "octets",
     .scale = 4},
    {.name = "reserved", 3, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "AE",
     1,
     NK_VALUE_FLAG,
     "Accurate ECN: a third bit that counts marks of congestion (RFC "
     "9768).",
     .brief = true},
    {.name = "CWR",
     1,
     NK_VALUE_FLAG,
     "Congestion window reduced: the sender has slowed down (RFC 3168).",
     .brief = true},
    {.name = "ECE",
     1,
     NK_VALUE_FLAG,
     "ECN echo: a mark of congestion has arrived; with SYN: can do ECN.",
     .brief = true},
    {.name = "URG", 1, NK_VALUE_FLAG, "The urgent pointer means something.", .brief = true},
    {.name = "ACK",
     1,
     NK_VALUE_FLAG,
     "The acknowledgment number means something; on in every segment but "
     "the first.",
     .brief = true},
    {.name = "PSH", 1, NK_VALUE_FLAG, "Hand the data to the program now.", .brief = true},
    {.name = "RST", 1, NK_VALUE_FLAG, "Reset: the connection is gone.", .brief = true},
    {.name = "SYN",
     1,
     NK_VALUE_FLAG,
     "Synchronize: opens a connection; takes one sequence number.",
     .brief = true},
    {.name = "FIN",
     1,
     NK_VALUE_FLAG,
     "The sender has no more data; takes one sequence number.",
     .brief = true},
    {.name = "window",
     16,
     NK_VALUE_NUMBER,
     "How many octets the sender can take now; to be shifted by the "
     "window scale of its SYN.",
     .unit = "octets, unscaled",
     .brief = true},
    {.name = "checksum",
     16,
     NK_VALUE_CHECKSUM,
     "Over a pseudo-header with the addresses, this header and "
     "the data.",
     .brief = true},
    {.name = "urgent pointer", 16, NK_VALUE_NUMBER, "With URG set: how far urgent data go."},
    {.name = ""},
};
const struct nk_piece nk_pieces_tcp[] = {
    {.fields = tcp},
    {.options = &nk_options_tcp},
    {.fields = NULL},
};

/* ---- UDP (RFC 768) ------------------------------------------------------- */

static const struct nk_header_field udp[] = {
    {.name = "source port",
     16,
     NK_VALUE_PORT,
     "Where an answer goes; 0: none is wanted.",
     .brief = true},
    {.name = "destination port", 16, NK_VALUE_PORT, "The program that it is for.", .brief = true},
    {.name = "length", 16, NK_VALUE_NUMBER, "Of header and data.", .unit = "octets", .brief = true},
    {.name = "checksum",
     16,
     NK_VALUE_CHECKSUM,
     "Over a pseudo-header with the addresses, this header and "
     "the data; 0 over IPv4: none.",
     .brief = true},
    {.name = ""},
};
const struct nk_piece nk_pieces_udp[] = {{.fields = udp}, {.fields = NULL}};
