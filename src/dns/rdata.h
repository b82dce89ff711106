/* RDATA of every type from rows of named fields: check, text, JSON, canonical form, and back. */
#ifndef NK_DNS_RDATA_H
#define NK_DNS_RDATA_H

#include "base/buf.h"
#include "netkit/dns.h"

/* What a field is; wire form, text, JSON and encoder follow from it. "To the end" is that of the
 * RDATA. */
enum nk_rdata_kind {
    NK_RDATA_END, /* no more fields */
    NK_RDATA_U8,  /* decimal; where the field has `names`, these are read too */
    NK_RDATA_U16,
    NK_RDATA_U32,
    NK_RDATA_U64,
    NK_RDATA_BIT,     /* the top bit of the octet that NK_RDATA_U7 behind it takes */
    NK_RDATA_U7,      /* the other seven */
    NK_RDATA_OCTAL16, /* 16 bits in octal digits (Chaosnet) */
    NK_RDATA_LEN8,    /* the length of a field that comes later and names it; not in the text */
    NK_RDATA_LEN16,
    NK_RDATA_CODE8, /* a mnemonic of `names`, decimal where there is none */
    NK_RDATA_CODE16,
    NK_RDATA_TTL,    /* 32 bits of seconds; 1h30m is read too */
    NK_RDATA_TIME32, /* YYYYMMDDHHmmSS (RFC 4034 3.2) */
    NK_RDATA_TIME48, /* seconds in 48 bits (TSIG) */
    NK_RDATA_A,
    NK_RDATA_AAAA,
    NK_RDATA_GATEWAY,     /* none, an address or a name, by octet 1 of the RDATA & `param` */
    NK_RDATA_A6_SUFFIX,   /* the bits of an IPv6 address that octet 0 of the RDATA leaves */
    NK_RDATA_A6_NAME,     /* a name, none where octet 0 of the RDATA is 0 */
    NK_RDATA_NAME,        /* a domain name */
    NK_RDATA_NAMES,       /* names, to the end */
    NK_RDATA_TYPE,        /* an RR type by its mnemonic; `param` 1: others as bare numbers (SIG) */
    NK_RDATA_TYPES,       /* the bitmap of RFC 4034 4.1.2, to the end */
    NK_RDATA_TYPES_OLD,   /* the bitmap of RFC 2535 5.2, to the end (NXT) */
    NK_RDATA_PORTS,       /* the bitmap of RFC 1035 3.4.2, to the end (WKS) */
    NK_RDATA_STRING,      /* <character-string> */
    NK_RDATA_STRING_LAST, /* one that may be missing */
    NK_RDATA_STRINGS,     /* one or more, to the end */
    NK_RDATA_TAG,         /* one of letters and digits, without quotes (CAA) */
    NK_RDATA_TEXT,        /* text without a length, to the end: quoted */
    NK_RDATA_HEX,         /* to the end; `param` is of enum nk_rdata_bytes */
    NK_RDATA_HEX8,        /* behind a length octet; "-" for none */
    NK_RDATA_HEX_LEN,     /* its length is the NK_RDATA_LEN8 at octet `param` of the RDATA */
    NK_RDATA_BASE32,      /* base32hex behind a length octet (NSEC3) */
    NK_RDATA_BASE64,      /* to the end; likewise */
    NK_RDATA_BASE64_16,   /* behind a length of 16 bits, which is in the text too */
    NK_RDATA_BASE64_LEN,  /* its length is the NK_RDATA_LEN16 at octet `param` of the RDATA */
    NK_RDATA_EUI,         /* `param` octets with hyphens */
    NK_RDATA_NODE,        /* 64 bits as four groups of hexadecimal digits (RFC 6742) */
    NK_RDATA_NSAP,        /* 0x and hexadecimal digits, to the end (RFC 1706) */
    NK_RDATA_ATMA,        /* a format octet and an ATM address, to the end */
    NK_RDATA_LOC_VERSION, /* of LOC (RFC 1876): must be 0, not in the text */
    NK_RDATA_LOC_SIZE,    /* `param`: what a text that leaves it out means */
    NK_RDATA_LOC_LATITUDE,
    NK_RDATA_LOC_LONGITUDE,
    NK_RDATA_LOC_ALTITUDE,
    NK_RDATA_PREFIXES,  /* address prefixes, to the end (APL, RFC 3123) */
    NK_RDATA_SVCPARAMS, /* to the end (RFC 9460) */
    NK_RDATA_OPTIONS,   /* EDNS options as CODE:HEX, to the end (RFC 6891 6.1.2) */
    NK_RDATA_KINDS,
};

enum { NK_RDATA_FIELDS_MAX = 10 }; /* NK_RDATA_END included */

/* Whether a field of octets to the end may have none. */
enum nk_rdata_bytes {
    NK_BYTES_ANY,
    NK_BYTES_DASH, /* it may, and is "-" then */
    NK_BYTES_SOME, /* it may not */
};

/* A number and its mnemonic; the last has no name. Texts stand in it, no pointers: the loader would
 * have to set each of them at every start. */
struct nk_code {
    unsigned code;
    char name[20];
};

/* Texts stand in it, no pointers: the loader would have to set each of them at every start. */
struct nk_rdata_field {
    char key[24];  /* the JSON key, snake_case */
    uint8_t kind;  /* enum nk_rdata_kind */
    char help[80]; /* a phrase for --explain */
    uint8_t param; /* what the kind says */
    uint8_t names; /* 0: its numbers have none; see nk_rdata_names() */
};

/* The names of the numbers that a field holds, ended by a row without one; NULL: none. */
const struct nk_code *nk_rdata_names(const struct nk_rdata_field *field);

enum nk_rr_flags {
    NK_RR_COMPRESS = 1 << 0, /* its names may be compressed when sent (RFC 1035, RFC 3597 4) */
    NK_RR_LOWER = 1 << 1,    /* its names are lower case in the canonical form (RFC 4034 6.2) */
    NK_RR_META = 1 << 2,     /* is asked for or only in messages: ANY, AXFR, OPT, TSIG */
    NK_RR_OBSOLETE = 1 << 3,
    NK_RR_EMPTY = 1 << 4, /* its RDATA may be empty */
};

/* One type. A type without fields has only the form of RFC 3597. */
struct nk_rr_row {
    uint16_t type;
    const char *name;
    const char *summary; /* "IPv4 address of a host"; for help, completion and --explain */
    unsigned flags;      /* enum nk_rr_flags */
    /* the order of the fields in the text, as digits of their places; NULL: that on the wire */
    const char *order;
    const struct nk_rdata_field *fields; /* ended by NK_RDATA_END */
};

/* The row of a type; NULL for one that has none. */
const struct nk_rr_row *nk_rr_row_find(uint16_t type);
/* All rows in the order of their numbers; NULL behind the last. */
const struct nk_rr_row *nk_rr_row_at(size_t at);
/* The row that RDATA of a type follows in a class: its own, but of A in the class CH. */
const struct nk_rr_row *nk_rr_row_in(uint16_t type, uint16_t class);

/* RDATA within a message: names in it may point back into the message. For RDATA on its own the
 * message is the RDATA itself and `at` 0. */
struct nk_rdata {
    const uint8_t *bytes; /* the message */
    size_t message_len;
    size_t at, len;
    uint16_t type, class;
};

static inline struct nk_rdata nk_rdata_of(const struct nk_dns_reader *r,
                                          const struct nk_dns_record *rr)
{
    return (struct nk_rdata){r->bytes, r->len, rr->rdata_at, rr->rdata_len, rr->type, rr->class};
}

/* NULL where the RDATA is well-formed for its type; else the reason, and the offset in the message.
 * Empty RDATA is malformed unless the class is ANY or NONE (RFC 2136) or the type may be empty. */
const char *nk_rdata_check(const struct nk_rdata *d, size_t *bad_at);
/* Appends the presentation text: master-file form that reads back; `\# length hex` (RFC 3597 5)
 * where the type has no form, the RDATA is malformed, or it has a variant that has no form (an
 * unknown version of LOC, an unknown family of APL). */
void nk_rdata_text(struct nk_buf *b, const struct nk_rdata *d);
/* Appends a JSON object with the named fields; {"hex":...} where the text would be \# too. */
void nk_rdata_json(struct nk_buf *b, const struct nk_rdata *d);
/* Appends the RDATA with its names uncompressed, and in lower case where `canonical` and the type
 * asks for it (RFC 4034 6.2): what is compared, stored and signed. Malformed RDATA goes as it is.
 */
void nk_rdata_expand(struct nk_buf *b, const struct nk_rdata *d, bool canonical);
/* One field of the RDATA as a visitor sees it, for drawings of the message (`dns decode`) and
 * --explain: its row, its place in the message, its text. */
struct nk_rdata_part {
    const struct nk_rdata_field *field;
    size_t at, len;   /* len 0: a bit of the next field's octet, or nothing is there */
    const char *text; /* presentation, valid during the call; NULL: memory is out */
    size_t text_len;
};
typedef void nk_rdata_visit(void *closure, const struct nk_rdata_part *part);
/* Visits the fields in order, up to the first malformed one. */
void nk_rdata_walk(const struct nk_rdata *d, nk_rdata_visit *visit, void *closure);

/*
 * Reads presentation text and appends the wire form (uncompressed). Names are relative to `origin`
 * (NULL: the root), which "@" names. Parentheses and line ends count as blanks, and from ';' to the
 * end of the line is a comment. `\# length hex` is taken for every type, and is not looked into.
 * Empty text is empty RDATA where the type may be empty, and in the classes ANY and NONE. False
 * with `err`, whose offset counts in `text`; what was appended is undone.
 */
bool nk_rdata_parse(uint16_t type, uint16_t class, const char *text, size_t len,
                    const struct nk_name *origin, struct nk_buf *out, struct nk_err *err);

#endif
