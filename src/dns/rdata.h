/* RDATA of every type from rows of named fields: check, text, JSON, canonical form, and back. */
#ifndef NK_DNS_RDATA_H
#define NK_DNS_RDATA_H

#include "base/buf.h"
#include "netkit/dns.h"

/* What a field is; wire form, text, JSON and encoder follow from it. */
enum nk_rdata_kind {
    NK_RDATA_END, /* no more fields */
    NK_RDATA_U8,  /* decimal */
    NK_RDATA_U16,
    NK_RDATA_U32,
    NK_RDATA_TIME32, /* YYYYMMDDHHmmSS (RFC 4034 3.2) */
    NK_RDATA_TIME48, /* seconds in 48 bits (TSIG) */
    NK_RDATA_A,
    NK_RDATA_AAAA,
    NK_RDATA_NAME,      /* a domain name */
    NK_RDATA_TYPE,      /* an RR type by its mnemonic */
    NK_RDATA_TYPES,     /* the bitmap of RFC 4034 4.1.2, to the end */
    NK_RDATA_STRING,    /* <character-string> */
    NK_RDATA_STRINGS,   /* one or more, to the end */
    NK_RDATA_TEXT,      /* text without a length, to the end: quoted */
    NK_RDATA_HEX,       /* to the end */
    NK_RDATA_HEX8,      /* behind a length octet; "-" for none */
    NK_RDATA_HEX16,     /* behind a length of 16 bits */
    NK_RDATA_BASE32,    /* base32hex behind a length octet (NSEC3) */
    NK_RDATA_BASE64,    /* to the end */
    NK_RDATA_BASE64_16, /* behind a length of 16 bits */
    NK_RDATA_EUI,       /* `size` octets with hyphens */
    NK_RDATA_NODE,      /* 64 bits as four groups of hexadecimal digits (RFC 6742) */
    NK_RDATA_CUSTOM,    /* the row's own functions: LOC, APL, SvcParams */
};

enum { NK_RDATA_FIELDS_MAX = 9 };

struct nk_rdata_field {
    const char *key; /* the JSON key, snake_case */
    enum nk_rdata_kind kind;
    uint8_t size;     /* of EUI: octets */
    const char *help; /* a phrase for --explain */
};

enum nk_rr_flags {
    NK_RR_COMPRESS = 1 << 0, /* its names may be compressed when sent (RFC 1035, RFC 3597 4) */
    NK_RR_LOWER = 1 << 1,    /* its names are lower case in the canonical form (RFC 4034 6.2) */
    NK_RR_META = 1 << 2,     /* is asked for or only in messages: ANY, AXFR, OPT, TSIG */
    NK_RR_OBSOLETE = 1 << 3,
};

/* One type. A type without fields has only the form of RFC 3597. */
struct nk_rr_row {
    uint16_t type;
    const char *name;
    const char *summary; /* "IPv4 address of a host"; for help, completion and --explain */
    unsigned flags;      /* enum nk_rr_flags */
    struct nk_rdata_field fields[NK_RDATA_FIELDS_MAX];
};

/* The row of a type; NULL for one that has none. */
const struct nk_rr_row *nk_rr_row_find(uint16_t type);
/* All rows in the order of their numbers; NULL behind the last. */
const struct nk_rr_row *nk_rr_row_at(size_t at);

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
 * where the type has no form or the RDATA is malformed. */
void nk_rdata_text(struct nk_buf *b, const struct nk_rdata *d);
/* Appends a JSON object with the named fields; {"hex":...} where the type has none. */
void nk_rdata_json(struct nk_buf *b, const struct nk_rdata *d);
/* Appends the RDATA with its names uncompressed, and in lower case where `canonical` and the type
 * asks for it (RFC 4034 6.2): what is compared, stored and signed. Malformed RDATA goes as it is.
 */
void nk_rdata_expand(struct nk_buf *b, const struct nk_rdata *d, bool canonical);
/* One field of the RDATA as a visitor sees it, for drawings of the message (`dns decode`) and
 * --explain: its row, its place in the message, its text. */
struct nk_rdata_part {
    const struct nk_rdata_field *field;
    size_t at, len;
    const char *text; /* presentation, valid during the call */
    size_t text_len;
};
typedef void nk_rdata_visit(void *closure, const struct nk_rdata_part *part);
/* Visits the fields in order, up to the first malformed one. */
void nk_rdata_walk(const struct nk_rdata *d, nk_rdata_visit *visit, void *closure);

/*
 * Reads presentation text and appends the wire form (uncompressed). Names are relative to `origin`
 * (NULL: the root). `\# length hex` is taken for every type. False with `err`, whose offset counts
 * in `text`; what was appended is undone.
 */
bool nk_rdata_parse(uint16_t type, uint16_t class, const char *text, size_t len,
                    const struct nk_name *origin, struct nk_buf *out, struct nk_err *err);

#endif
