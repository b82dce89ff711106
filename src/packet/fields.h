/* The fields of every header as data: name, bits, how the value is shown, what it means. */
#ifndef NK_PACKET_FIELDS_H
#define NK_PACKET_FIELDS_H

#include "packet/layers.h"

/* ---- what a number stands for -------------------------------------------- */

/* A value with its name and one sentence, "" for none. The texts stand in the row, as in all rows
 * here: a pointer would have to be filled in at every start of the program. */
struct nk_code {
    uint32_t number;
    char name[36], help[92];
};

/* Each is ended by a row without a name. */
extern const struct nk_code nk_codes_ethertype[], nk_codes_hardware[], nk_codes_arp[],
    nk_codes_ppp[], nk_codes_pppoe[], nk_codes_family[], nk_codes_sll_type[], nk_codes_llc[],
    nk_codes_protocol[], nk_codes_dscp[], nk_codes_ecn[], nk_codes_routing[], nk_codes_icmp[],
    nk_codes_icmpv6[], nk_codes_label[], nk_codes_preference[], nk_codes_record[], nk_codes_gpe[];
/* ICMP: the number is type * 256 + code. */
extern const struct nk_code nk_codes_icmp_code[], nk_codes_icmpv6_code[];
/* Port numbers, for TCP and UDP. */
extern const struct nk_code nk_codes_service[];

/* Those that fields name. */
enum nk_codes {
    NK_CODES_NONE,
    NK_CODES_ETHERTYPE,
    NK_CODES_HARDWARE,
    NK_CODES_ARP,
    NK_CODES_PPP,
    NK_CODES_PPPOE,
    NK_CODES_FAMILY,
    NK_CODES_SLL_TYPE,
    NK_CODES_LLC,
    NK_CODES_PROTOCOL,
    NK_CODES_DSCP,
    NK_CODES_ECN,
    NK_CODES_ROUTING,
    NK_CODES_ICMP,
    NK_CODES_ICMPV6,
    NK_CODES_LABEL,
    NK_CODES_PREFERENCE,
    NK_CODES_ICMP_CODE,
    NK_CODES_ICMPV6_CODE,
    NK_CODES_RECORD,
    NK_CODES_GPE,
};

/* The row of a number, NULL where there is none; `codes` may be NULL. */
const struct nk_code *nk_code_find(const struct nk_code *codes, uint64_t number);

/* ---- fields -------------------------------------------------------------- */

enum nk_value_kind {
    NK_VALUE_NUMBER, /* decimal */
    NK_VALUE_HEX,
    NK_VALUE_FLAG,     /* one bit: set or not set */
    NK_VALUE_RESERVED, /* a number that is to be 0 */
    NK_VALUE_MAC,
    NK_VALUE_IPV4,
    NK_VALUE_IPV6,
    NK_VALUE_BYTES,
    NK_VALUE_TEXT, /* characters, escaped */
    NK_VALUE_PORT,
    NK_VALUE_ICMP_CODE, /* means something together with the octet before it */
    NK_VALUE_CHECKSUM,  /* of the header that it is in */
    NK_VALUE_KINDS,
};

/*
 * One field. `name` is for people; the key for programs is the same in small letters, '_' for each
 * other character. `bits` 0: all that is left. A meaning comes from `codes`, or from `unit`: so
 * many of them make one ("octets", scale 4). `box` is the name where the box is narrow. Texts stand
 * in it, no pointers: the loader would have to set each of them at every start.
 */
struct nk_header_field {
    char name[28];
    uint16_t bits;
    uint8_t kind; /* enum nk_value_kind */
    char help[116];
    uint8_t codes;  /* enum nk_codes */
    char unit[24];  /* "": none */
    char box[14];   /* "": none of its own */
    uint16_t scale; /* 0: 1 */
    bool brief;     /* part of the summary of its header */
};

/* What the numbers of the field stand for; NULL: nothing. */
const struct nk_code *nk_codes_of(const struct nk_header_field *field);

/* ---- pieces of a header -------------------------------------------------- */

enum nk_repeat {
    NK_REPEAT_NO,
    NK_REPEAT_ALL,   /* up to the end */
    NK_REPEAT_COUNT, /* one time more than the octet at `count_at` says */
    NK_REPEAT_LISTS, /* up to the end, and behind each as many of `each` as the 16 bits say that are
                        at its octet `count_at` */
};

enum { NK_PIECE_LENGTH = 255 /* for `at`: the length of what is taken apart is compared */ };

struct nk_option_kind;

/*
 * A header is pieces one behind the other. A piece is there where the 16 bits at octet `at` (from
 * the header's start, or with `here` from the piece's) and `mask` are `value`; mask 0: always. It
 * is fields (ended by a row without a name), or options, or with `quote` a packet of its own: as
 * many octets as the one at `count_at` says, in units of `quote` octets; 0: all (RFC 4884).
 */
struct nk_piece {
    const struct nk_header_field *fields, *each;
    const struct nk_option_kind *options;
    uint16_t mask, value;
    uint8_t at, repeat, count_at, quote;
    bool here;
};

/* ---- options ------------------------------------------------------------- */

/* One option. Its data are pieces (ended by one without anything), or octets where NULL. */
struct nk_option_row {
    uint32_t number;
    const char *name, *help;
    const struct nk_piece *pieces;
    uint8_t least; /* octets of data */
    bool single;   /* one octet, no length */
    bool ends;     /* the last one: what follows is padding */
    bool typed;    /* `subtype` is compared with the first four bits of the data */
    uint8_t subtype;
};

/* How options of a kind are written: type and length, each one field, then data. The length field
 * is `length_unit` octets a unit, and counts `length_extra` octets that are not data. */
struct nk_option_kind {
    const char *name;
    const struct nk_option_row *rows; /* ended by a row without a name */
    const struct nk_header_field *type, *length;
    uint8_t length_unit, length_extra;
    bool length_first;
};

extern const struct nk_option_kind nk_options_tcp, nk_options_ipv4, nk_options_ipv6, nk_options_nd,
    nk_options_srh, nk_options_pppoe, nk_objects_icmp;

/* The row of an option whose data begin with an octet `first`; NULL where it is not known. */
const struct nk_option_row *nk_option_find(const struct nk_option_kind *kind, uint32_t number,
                                           unsigned first);

/* ---- headers ------------------------------------------------------------- */

/* What a header is made of: pieces, ended by one without anything. */
struct nk_header {
    const char *name, *section; /* "RFC 9293 3.1" */
    const char *help;
    const struct nk_piece *pieces;
    bool to_end; /* the pieces may go on behind the header's row, to the end of the packet */
};

/* NULL where there is none. */
const struct nk_header *nk_header_of(enum nk_layer_kind kind);
/* RFC 4884: what is behind the packet that an ICMP error quotes. */
extern const struct nk_header nk_header_icmp_extension;

extern const struct nk_piece nk_pieces_ethernet[], nk_pieces_llc[], nk_pieces_vlan[],
    nk_pieces_mpls[], nk_pieces_pw[], nk_pieces_pppoe[], nk_pieces_ppp[], nk_pieces_chdlc[],
    nk_pieces_null[], nk_pieces_sll[], nk_pieces_sll2[], nk_pieces_gre[], nk_pieces_wccp[],
    nk_pieces_arp[], nk_pieces_ipv4[], nk_pieces_ipv6[], nk_pieces_options[], nk_pieces_routing[],
    nk_pieces_fragment[], nk_pieces_extension[], nk_pieces_ah[], nk_pieces_tcp[], nk_pieces_udp[],
    nk_pieces_icmp[], nk_pieces_icmpv6[], nk_pieces_vxlan[], nk_pieces_geneve[], nk_pieces_gtpu[],
    nk_pieces_gpe[], nk_pieces_80211[], nk_pieces_preamble[];

#endif
