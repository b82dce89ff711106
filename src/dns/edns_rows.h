/* The rows of EDNS options: what their fields are. Private to the files edns*.c. */
#ifndef NK_DNS_EDNS_ROWS_H
#define NK_DNS_EDNS_ROWS_H

#include "dns/edns.h"

/* What a field is; where it is not said otherwise it takes all that is left. */
enum nk_edns_field_kind {
    NK_EDNS_F_END,
    NK_EDNS_F_U8,
    NK_EDNS_F_U16,
    NK_EDNS_F_U32,
    NK_EDNS_F_TENTHS, /* 16 bits, units of 100 ms: told in milliseconds */
    NK_EDNS_F_HEX8,   /* 8 octets */
    NK_EDNS_F_HEX,
    NK_EDNS_F_TEXT,
    NK_EDNS_F_LENGTH, /* of what is left */
    NK_EDNS_F_LIST8,  /* numbers of one octet */
    NK_EDNS_F_LIST16,
    NK_EDNS_F_TYPES,   /* RR types of 16 bits */
    NK_EDNS_F_NAME,    /* a domain name, not compressed */
    NK_EDNS_F_ERROR,   /* the number of an extended error, 16 bits, and its name */
    NK_EDNS_F_SUBNET,  /* family, lengths and address (RFC 7871 6) */
    NK_EDNS_F_VERSION, /* of a zone: its type, and a serial where the type is 0 (RFC 9660 2) */
};

enum { NK_EDNS_FIELDS_MAX = 6 };

struct nk_edns_field {
    char key[16];
    enum nk_edns_field_kind kind;
    bool optional; /* the option may end before it */
};

/* One option. `text` is the form for people: {key} stands for a field, {data} for all octets in
 * hexadecimal, and what is between brackets is left out where a field in it is missing.
 * Texts stand in it, no pointers: the loader would have to set each of them at every start. */
struct nk_edns_row {
    uint16_t code;
    char name[24];
    char summary[64];
    size_t min, max;  /* octets of its data */
    bool empty;       /* none at all is good, too */
    char lengths[64]; /* what is wrong with any other length */
    char text[80];
    struct nk_edns_field fields[NK_EDNS_FIELDS_MAX];
};

/* NULL for a code that has no row. */
const struct nk_edns_row *nk_edns_row_find(uint16_t code);
/* All rows in the order of their codes; NULL behind the last. */
const struct nk_edns_row *nk_edns_row_at(size_t at);

#endif
