/* The kinds of RDATA fields: what each does with wire form and text. Private to src/dns. */
#ifndef NK_DNS_KINDS_H
#define NK_DNS_KINDS_H

#include "base/json.h"
#include "dns/rdata.h"

struct nk_field_kind;

/* A field that is read. */
struct nk_field_in {
    const struct nk_rdata_field *field;
    const struct nk_field_kind *kind;
    const uint8_t *bytes; /* the message */
    size_t message_len;
    size_t start;  /* of the RDATA */
    size_t at;     /* of the field */
    size_t end;    /* behind the RDATA; once skip() has been by, behind the field */
    size_t bad_at; /* what a reason is about: the field, unless skip() says better */
    bool opaque;   /* legal, but of a variant that has no text, and so is the rest */
};

/* A field that is made from words. */
struct nk_field_out {
    const struct nk_rdata_field *field;
    const struct nk_field_kind *kind;
    const char *text;
    size_t len, at; /* `at`: what was not read yet */
    const struct nk_name *origin;
    struct nk_buf *out;
    size_t start; /* of the RDATA in `out` */
    struct nk_err *err;
};

/*
 * One kind. skip() moves `at` behind the field, or tells why it is malformed; where it is NULL the
 * field has `size` octets. The others get only what skip() found good, from `at` to `end`. json()
 * writes one value, expand() the bytes with names uncompressed (NULL: as they are). parse() takes
 * words and appends octets.
 */
struct nk_field_kind {
    unsigned size;
    bool silent; /* is not in the text */
    const char *(*skip)(struct nk_field_in *in);
    void (*text)(struct nk_buf *b, const struct nk_field_in *in);
    void (*json)(struct nk_buf *b, const struct nk_field_in *in);
    void (*expand)(struct nk_buf *b, const struct nk_field_in *in, bool lower);
    bool (*parse)(struct nk_field_out *o);
};

/* Never NULL, but for NK_RDATA_END. */
const struct nk_field_kind *nk_field_kind(enum nk_rdata_kind kind);

/* ---- reading ---------------------------------------------------------------- */

static inline size_t nk_field_len(const struct nk_field_in *in)
{
    return in->end - in->at;
}

static inline const uint8_t *nk_field_bytes(const struct nk_field_in *in)
{
    return in->bytes + in->at;
}

/* Moves `at` by `n` octets; the reason where the RDATA has not so many left. */
const char *nk_field_take(struct nk_field_in *in, size_t n);
/* Moves `at` to the end of the RDATA: what a kind does that takes all the rest. */
const char *nk_field_take_all(struct nk_field_in *in);
/* What `n` octets from `at` are in network byte order; `n` at most 8. */
uint64_t nk_octets_number(const uint8_t *at, size_t n);
void nk_buf_put_number(struct nk_buf *b, uint64_t n);
/* Octets, most significant first. */
void nk_buf_put_octets(struct nk_buf *b, uint64_t value, size_t n);
void nk_buf_put_addr(struct nk_buf *b, const struct nk_addr *a);
/* An address of `n` octets (4 or 16). */
struct nk_addr nk_octets_addr(const uint8_t *at, size_t n);
/* The octets of a <character-string>, escaped as between quotes (RFC 1035 5.1). */
void nk_buf_put_escaped(struct nk_buf *b, const uint8_t *bytes, size_t len);
/* What the text is, as a JSON string, and as a JSON number. */
void nk_field_json_text(struct nk_buf *b, const struct nk_field_in *in);
void nk_field_json_number(struct nk_buf *b, const struct nk_field_in *in);
/* A value that json() writes by itself: the comma before it. */
void nk_json_part(struct nk_buf *b);
/* The name at `at`; false where there is none. */
bool nk_field_name(const struct nk_field_in *in, size_t *at, struct nk_name *name);
/* What NK_RDATA_NAME does, for kinds that have names in them. */
const char *nk_name_field_skip(struct nk_field_in *in);
void nk_name_field_text(struct nk_buf *b, const struct nk_field_in *in);
void nk_name_field_expand(struct nk_buf *b, const struct nk_field_in *in, bool lower);
bool nk_name_field_parse(struct nk_field_out *o);

/* ---- words ------------------------------------------------------------------- */

/* A word as it stands in the text: escapes are still in it, the quotes around it are not. */
struct nk_word {
    const char *text;
    size_t len, at;
    bool quoted;
};

/* The next word. False at the end of the text (`err->code` stays NK_ERR_NONE) and where a quote is
 * not closed. */
bool nk_word_next(struct nk_field_out *o, struct nk_word *w);
/* The next word, which has to be there. */
bool nk_word_need(struct nk_field_out *o, struct nk_word *w);
/* The next word where `key="a b"` is one (RFC 9460 2.1). */
bool nk_word_next_pair(struct nk_field_out *o, struct nk_word *w);
/* True at the end of the text; an open quote counts as a word. */
bool nk_words_end(struct nk_field_out *o);
/* Appends what a word stands for, \X and \DDD resolved. */
bool nk_word_octets(struct nk_field_out *o, const struct nk_word *w, struct nk_buf *b);
bool nk_word_is(const struct nk_word *w, const char *text);
/* Fails with the word as the place; `what` is "a number from 0 to 255". */
bool nk_word_wrong(struct nk_field_out *o, const struct nk_word *w, const char *what);
/* A decimal number. */
bool nk_word_number(struct nk_field_out *o, const struct nk_word *w, uint64_t max, uint64_t *n);
/* An address of that family. */
bool nk_word_addr(struct nk_field_out *o, const struct nk_word *w, uint8_t family,
                  struct nk_addr *a);
/* What an error of a parser counts in the word counts in the whole text from here on. */
bool nk_word_blame(struct nk_field_out *o, const struct nk_word *w);
void nk_buf_put_addr_octets(struct nk_buf *b, const struct nk_addr *a);

/* ---- the kinds ---------------------------------------------------------------- */

/* field_number.c */
extern const struct nk_field_kind nk_kind_u8, nk_kind_u16, nk_kind_u32, nk_kind_u64;
extern const struct nk_field_kind nk_kind_bit, nk_kind_u7, nk_kind_octal16, nk_kind_len8,
    nk_kind_len16, nk_kind_code8, nk_kind_code16;
/* field_time.c */
extern const struct nk_field_kind nk_kind_ttl, nk_kind_time32, nk_kind_time48;
/* field_address.c */
extern const struct nk_field_kind nk_kind_a, nk_kind_aaaa, nk_kind_gateway, nk_kind_a6_suffix,
    nk_kind_a6_name;
/* field_name.c */
extern const struct nk_field_kind nk_kind_name, nk_kind_names;
/* field_bitmap.c */
extern const struct nk_field_kind nk_kind_type, nk_kind_types, nk_kind_types_old, nk_kind_ports;
/* field_string.c */
extern const struct nk_field_kind nk_kind_string, nk_kind_string_last, nk_kind_strings, nk_kind_tag,
    nk_kind_text;
/* field_bytes.c */
extern const struct nk_field_kind nk_kind_hex, nk_kind_hex8, nk_kind_hex_len, nk_kind_base32,
    nk_kind_base64, nk_kind_base64_16, nk_kind_base64_len;
/* field_identifier.c */
extern const struct nk_field_kind nk_kind_eui, nk_kind_node, nk_kind_nsap, nk_kind_atma;
/* field_loc.c */
extern const struct nk_field_kind nk_kind_loc_version, nk_kind_loc_size, nk_kind_loc_latitude,
    nk_kind_loc_longitude, nk_kind_loc_altitude;
/* field_prefixes.c */
extern const struct nk_field_kind nk_kind_prefixes;
/* field_svcparams.c */
extern const struct nk_field_kind nk_kind_svcparams;
/* field_options.c */
extern const struct nk_field_kind nk_kind_options;

#endif
