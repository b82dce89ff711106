/* A message for people, as JSON, as sentences, and byte by byte. All of it is escaped. */
#ifndef NK_DNS_SHOW_H
#define NK_DNS_SHOW_H

#include "dns/exchange.h"
#include "dns/relevant.h"

/* What of a message is shown, as dig's +all, +comments, +question... choose it. */
enum nk_show_part {
    NK_SHOW_COMMENTS = 1 << 0, /* status line, headings, EDNS */
    NK_SHOW_QUESTION = 1 << 1,
    NK_SHOW_ANSWER = 1 << 2,
    NK_SHOW_AUTHORITY = 1 << 3,
    NK_SHOW_ADDITIONAL = 1 << 4,
    NK_SHOW_STATS = 1 << 5, /* time, size, transport */
    NK_SHOW_ALL = (1 << 6) - 1,
    NK_SHOW_EXACT = 1 << 6, /* EDNS options also as `\# LENGTH HEX`: the text reads back */
};

/* A message and what is known of how it came. */
struct nk_show {
    const void *bytes;
    size_t len;
    unsigned parts;                         /* enum nk_show_part */
    const struct nk_dns_question *question; /* what was asked; NULL: the message's own first */
    const struct nk_dns_server *server;     /* that gave it; NULL: not known */
    enum nk_transport transport;            /* that it came by; where a server is known */
    int64_t time_us;                        /* negative: not known */
    bool multicast;                         /* it is mDNS, where a class has a bit more to say */
};

/* Appends `192.0.2.1#53`, `tls://host@192.0.2.1#853`. */
void nk_dns_server_text(struct nk_buf *b, const struct nk_dns_server *server);

/* Appends microseconds as milliseconds: 0.412. */
void nk_show_add_ms(struct nk_buf *b, int64_t us);

/* Appends dig's layout, quieter. Malformed records stand at their place as comments with the
 * reason, the offset and the bytes; records of the answer that do not follow from the question as
 * comments that begin `;unrelated: `. */
void nk_show_text(struct nk_buf *b, const struct nk_show *s);
/* Appends the data of the answer's records that follow from the question, one a line. */
void nk_show_short(struct nk_buf *b, const struct nk_show *s);
/* Appends one record as a master-file line, columns as dig aligns them, with its newline. */
void nk_show_record(struct nk_buf *b, const struct nk_dns_reader *r,
                    const struct nk_dns_record *rr);
/* Appends sentences, one a line of at most 80 columns: what each flag, section and record means. */
void nk_show_explain(struct nk_buf *b, const struct nk_show *s);
/* Appends the message byte by byte: offset, bytes, field, value. Of mDNS where `multicast` is set.
 */
void nk_show_bytes(struct nk_buf *b, const void *bytes, size_t len, bool multicast);

/* Begins to read the message, and tells which records follow from its question. False where there
 * is not even a header. */
bool nk_show_reader(const struct nk_show *s, struct nk_dns_reader *r);
void nk_show_relevant(const struct nk_show *s, struct nk_relevant *v);
/* What the bit of an mDNS class says, in a word or two; NULL where it is not set. */
const char *nk_show_mark(const struct nk_dns_record *rr);

/* Where the RDATA of the OPT record begins that is told as EDNS and not as a record, the first of
 * the additional section; 0 without one. Others are told as records. */
size_t nk_show_edns_place(const void *bytes, size_t len);

/* ---- JSON --------------------------------------------------------------------- */

/* Appends one record: name, ttl, class, type, data, rdata; a malformed one malformed,
 * malformed_at, offset and rdata_hex in place of data and rdata; "unrelated":true where it is,
 * "cache_flush":true where mDNS says so.
 * `places` adds offset and length. */
void nk_show_record_json(struct nk_buf *b, const struct nk_dns_reader *r,
                         const struct nk_dns_record *rr, bool unrelated, bool places);
/* Appends the array of a section's records, without the OPT record. */
void nk_show_section_json(struct nk_buf *b, const struct nk_show *s, enum nk_dns_section section,
                          bool places);
/* Appends the array of the header's flags: "qr", "aa"... */
void nk_show_flags_json(struct nk_buf *b, uint16_t flags);
/* Appends {"version":..,"udp_size":..,"do":..,"options":[..]}, null without an OPT record. */
void nk_show_edns_json(struct nk_buf *b, const struct nk_show *s, bool places);
/* Appends the array of extended errors: code, name, text. */
void nk_show_ede_json(struct nk_buf *b, const struct nk_show *s);

#endif
