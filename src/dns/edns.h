/* EDNS options from rows: checked, as text, as JSON, and made (RFC 6891 6.1.2). */
#ifndef NK_DNS_EDNS_H
#define NK_DNS_EDNS_H

#include "base/buf.h"
#include "netkit/dns.h"

/* Options that code has to know by name; all others are only rows. */
enum {
    NK_EDNS_NSID = 3,
    NK_EDNS_SUBNET = 8,
    NK_EDNS_EXPIRE = 9,
    NK_EDNS_COOKIE = 10,
    NK_EDNS_KEEPALIVE = 11,
    NK_EDNS_PADDING = 12,
    NK_EDNS_ERROR = 15,
};

enum { NK_EDNS_NAME_MAX = 24 }; /* the longest name of an option, and the NUL */

/* ---- reading ----------------------------------------------------------------- */

/* One option with where it stands among the options' bytes. */
struct nk_edns_option {
    uint16_t code;
    const uint8_t *data;
    size_t len;
    size_t at;             /* of the code, in the options' bytes */
    const char *malformed; /* NULL: well-formed. Else the reason, ours */
    size_t malformed_at;   /* in the options' bytes */
    bool cut;              /* malformed so that its end cannot be told */
};

struct nk_edns_walk {
    const uint8_t *options;
    size_t len, at;
};

/* All options of a message's OPT record, e->options. */
void nk_edns_walk_init(struct nk_edns_walk *w, const struct nk_edns *e);
/* The next option. One that is cut is given with what is left of it and is the last; one whose
 * contents are wrong is given with the reason, and the next ones follow. */
bool nk_edns_walk_next(struct nk_edns_walk *w, struct nk_edns_option *option);

/* The name of IANA's registry, or OPTnnn. `text` has NK_EDNS_NAME_MAX bytes and is returned. */
const char *nk_edns_name(uint16_t code, char *text);
/* A phrase on what the option is for; NULL for one that has no row. */
const char *nk_edns_summary(uint16_t code);
/* The other way, in any case of letters: a name, OPTnnn or a number. */
bool nk_edns_find(const char *text, size_t len, uint16_t *code);
/* The name of an extended error (RFC 8914 5.2), NULL for a number that has none. */
const char *nk_ede_name(uint16_t code);

enum nk_edns_kind {
    NK_EDNS_NUMBER,
    NK_EDNS_NUMBERS, /* parted by blanks */
    NK_EDNS_WORD,    /* ours: an address, a name, hexadecimal */
    NK_EDNS_WORDS,   /* parted by blanks */
    NK_EDNS_STRING,  /* from outside, as it came */
};

/* One field of an option as a visitor sees it. */
struct nk_edns_part {
    const char *key; /* the JSON key */
    enum nk_edns_kind kind;
    size_t at, len;   /* in the option's data */
    const char *text; /* valid during the call; NULL: memory is out */
    size_t text_len;
};
typedef void nk_edns_visit(void *closure, const struct nk_edns_part *part);
/* Visits the fields in the order of the wire, up to the first malformed one. Some are told of one
 * place: an error's number and its name. Returns the reason for which the option is malformed, NULL
 * for none, and the place in its data. `visit` may be NULL. */
const char *nk_edns_fields(const struct nk_edns_option *option, nk_edns_visit *visit, void *closure,
                           size_t *bad_at);

/* Appends what the option says, without its name: `192.0.2.0/24/0`, `18 (Prohibited): "text"`.
 * Escaped. What is malformed or unknown is hexadecimal. */
void nk_edns_text(struct nk_buf *b, const struct nk_edns_option *option);
/* Appends {"code":..,"name":..,"data":"hex", and the fields}; a malformed one has "malformed",
 * "malformed_at" and "offset" instead of the fields: they count in the options' bytes, plus `base`.
 */
void nk_edns_json(struct nk_buf *b, const struct nk_edns_option *option, size_t base);

/* ---- making: each appends an option in wire form ----------------------------------- */

void nk_edns_put(struct nk_buf *b, uint16_t code, const void *data, size_t len);
/* The client subnet of a query (RFC 7871 6): the network of the prefix, scope 0. */
void nk_edns_put_subnet(struct nk_buf *b, const struct nk_prefix *p);
/* Asks for the server's identifier (RFC 5001). */
void nk_edns_put_nsid(struct nk_buf *b);
/* So many octets of zeros, behind the four of the option's head (RFC 7830). */
void nk_edns_put_padding(struct nk_buf *b, uint16_t octets);
/* `CODE`, `CODE:HEX`, where CODE is a number or a name. False with `err`, whose offset counts in
 * `text`. */
bool nk_edns_put_text(struct nk_buf *b, const char *text, size_t len, struct nk_err *err);

#endif
