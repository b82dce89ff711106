/* DNS: names, messages, resource records and their types (RFC 1034, 1035, 3597, 6891, 9499). */
#ifndef NETKIT_DNS_H
#define NETKIT_DNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "netkit/addr.h"
#include "netkit/err.h"

/* ---- names ------------------------------------------------------------------ */

enum {
    NK_NAME_WIRE_MAX = 255,   /* RFC 1035 3.1: length octets and root label included */
    NK_NAME_LABEL_MAX = 63,   /* octets */
    NK_NAME_LABELS_MAX = 127, /* without the root label */
    NK_NAME_TEXT_MAX = 1024,  /* every octet as \DDD, dots, NUL */
    NK_NAME_POINTERS_MAX = 128,
};

/*
 * An absolute domain name as an uncompressed wire form: `len` octets of `wire`, the root label
 * included. The zero value is "no name", different from the root, whose length is 1. Octets keep
 * their case; comparing ignores it (RFC 4343).
 */
struct nk_name {
    uint8_t len;
    uint8_t wire[NK_NAME_WIRE_MAX];
};

/* The root. */
static inline struct nk_name nk_name_root(void)
{
    return (struct nk_name){.len = 1};
}

/*
 * Reads master-file text: labels, dots, \X and \DDD (RFC 1035 5.1). A text without the final dot is
 * relative to `origin`; NULL is the root. "@" is no special name here. False with `err`, whose
 * offset counts in `text`; `out` is left alone then.
 */
bool nk_name_parse(const char *text, size_t len, const struct nk_name *origin, struct nk_name *out,
                   struct nk_err *err);
/* Writes the absolute text with its final dot and a NUL into NK_NAME_TEXT_MAX bytes, special octets
 * as \. and others that do not print as \DDD. Returns the length without the NUL. */
size_t nk_name_format(const struct nk_name *name, char *text);

bool nk_name_equal(const struct nk_name *a, const struct nk_name *b);
/* The canonical order of RFC 4034 6.1: by labels from the right, lower case, octet by octet. */
int nk_name_compare(const struct nk_name *a, const struct nk_name *b);
/* Whether `name` is `zone` or below it. */
bool nk_name_is_under(const struct nk_name *name, const struct nk_name *zone);
/* How many labels, without the root's; a name of 0 labels is the root. */
unsigned nk_name_labels(const struct nk_name *name);
/* How many labels from the right the two have in common. */
unsigned nk_name_common(const struct nk_name *a, const struct nk_name *b);
/* The last `labels` labels; the whole name where it has not so many. `out` may be `name`. */
void nk_name_suffix(const struct nk_name *name, unsigned labels, struct nk_name *out);
/* Puts the labels of `prefix` before `name` (RFC 6672 uses it for DNAME: the labels of `of` that
 * are below `owner`, before `target`). False where the result has more than 255 octets. */
bool nk_name_substitute(const struct nk_name *of, const struct nk_name *owner,
                        const struct nk_name *target, struct nk_name *out);
/* "*.zone"; false where that is too long. */
bool nk_name_wildcard(const struct nk_name *zone, struct nk_name *out);
/* Lower case in place (RFC 4034 6.2). */
void nk_name_lower(struct nk_name *name);
/* The same number for names that are equal; `seed` keeps a hostile sender from choosing it. */
uint64_t nk_name_hash(const struct nk_name *name, uint64_t seed);
/* The name that PTR records of an address have: 4.3.2.1.in-addr.arpa, nibbles under ip6.arpa. */
void nk_name_reverse(const struct nk_addr *a, struct nk_name *out);

/* ---- messages --------------------------------------------------------------- */

enum {
    NK_DNS_HEADER_LEN = 12,
    NK_DNS_MESSAGE_MAX = 65535,
    NK_DNS_PORT = 53,
    NK_MDNS_PORT = 5353, /* RFC 6762 */
};

/* The flags word of the header (RFC 1035 4.1.1, RFC 4035 3.1.6). */
enum {
    NK_DNS_QR = 0x8000,
    NK_DNS_AA = 0x0400,
    NK_DNS_TC = 0x0200,
    NK_DNS_RD = 0x0100,
    NK_DNS_RA = 0x0080,
    NK_DNS_Z = 0x0040,
    NK_DNS_AD = 0x0020,
    NK_DNS_CD = 0x0010,
};

static inline unsigned nk_dns_opcode(uint16_t flags)
{
    return (flags >> 11) & 15;
}

/* The low four bits; nk_dns_reader_rcode() has the extended ones of EDNS too. */
static inline unsigned nk_dns_rcode(uint16_t flags)
{
    return flags & 15;
}

enum {
    NK_RCODE_NOERROR = 0,
    NK_RCODE_FORMERR = 1,
    NK_RCODE_SERVFAIL = 2,
    NK_RCODE_NXDOMAIN = 3,
    NK_RCODE_NOTIMP = 4,
    NK_RCODE_REFUSED = 5,
    NK_RCODE_YXDOMAIN = 6,
    NK_RCODE_BADVERS = 16,
    NK_RCODE_BADCOOKIE = 23,
};

enum {
    NK_CLASS_IN = 1,
    NK_CLASS_CH = 3,
    NK_CLASS_HS = 4,
    NK_CLASS_NONE = 254,
    NK_CLASS_ANY = 255,
};

/* Types that code has to know by name; all others are only rows. */
enum {
    NK_TYPE_A = 1,
    NK_TYPE_NS = 2,
    NK_TYPE_CNAME = 5,
    NK_TYPE_SOA = 6,
    NK_TYPE_PTR = 12,
    NK_TYPE_MX = 15,
    NK_TYPE_TXT = 16,
    NK_TYPE_SIG = 24,
    NK_TYPE_AAAA = 28,
    NK_TYPE_SRV = 33,
    NK_TYPE_DNAME = 39,
    NK_TYPE_OPT = 41,
    NK_TYPE_DS = 43,
    NK_TYPE_RRSIG = 46,
    NK_TYPE_NSEC = 47,
    NK_TYPE_DNSKEY = 48,
    NK_TYPE_NSEC3 = 50,
    NK_TYPE_NSEC3PARAM = 51,
    NK_TYPE_TSIG = 250,
    NK_TYPE_IXFR = 251,
    NK_TYPE_AXFR = 252,
    NK_TYPE_ANY = 255,
};

enum nk_dns_section {
    NK_DNS_QUESTION,
    NK_DNS_ANSWER,
    NK_DNS_AUTHORITY,
    NK_DNS_ADDITIONAL,
    NK_DNS_SECTIONS,
};

struct nk_dns_header {
    uint16_t id, flags;
    uint16_t counts[NK_DNS_SECTIONS]; /* claims, not facts */
};

/* One question or record, with where it stands in the message. A question has no TTL and no RDATA.
 * Of a record with `malformed` only what was read before the failure is to be trusted. */
struct nk_dns_record {
    enum nk_dns_section section;
    struct nk_name owner;
    uint16_t type, class;       /* of OPT the class is the sender's UDP size (RFC 6891 6.1.2) */
    bool marked;                /* of mDNS, the top bit of the class, which is then without it: a
                                   question wants a unicast answer (RFC 6762 5.4), a record takes
                                   the place of what is kept (10.2) */
    uint32_t ttl;               /* of OPT the extended RCODE, version and flags */
    size_t offset, length;      /* of the whole record, in the message */
    size_t rdata_at, rdata_len; /* in the message */
    const char *malformed;      /* NULL: the frame of the record is good. Else the reason, ours */
    size_t malformed_at;        /* the offset in the message that is to blame */
};

/* A message being read: borrowed bytes and a place in them. No memory is taken. */
struct nk_dns_reader {
    const uint8_t *bytes;
    size_t len, at;
    struct nk_dns_header header;
    enum nk_dns_section section;
    unsigned left;       /* of the section, as claimed */
    bool multicast;      /* set after init: it is mDNS, where a class has 15 bits */
    const char *stopped; /* why what follows cannot be found any more; NULL: all is well */
    size_t stopped_at;
};

/* False where there is not even a header; `stopped` says so. */
bool nk_dns_reader_init(struct nk_dns_reader *r, const void *bytes, size_t len);
/*
 * The next question or record, section by section. False at the end, or where the next one cannot
 * be found: `stopped` tells which. A record whose place is known but whose name or length is wrong
 * is given with `malformed`. RDATA is not looked into (nk_rdata_check() does).
 */
bool nk_dns_reader_next(struct nk_dns_reader *r, struct nk_dns_record *rr);
/* Back to the first question. */
void nk_dns_reader_rewind(struct nk_dns_reader *r);
/* Bytes behind the last record; 0 before the end was reached. */
size_t nk_dns_reader_trailing(const struct nk_dns_reader *r);
/* The RCODE with the upper bits of the OPT record, where there is one (RFC 6891 6.1.3). Reads the
 * message from its start with a reader of its own. */
unsigned nk_dns_message_rcode(const void *bytes, size_t len);

/*
 * Reads a name that may be compressed at `*at` of a message and moves `*at` behind it. Pointers
 * only go backwards, to before the label run that they end, and there are at most 128. NULL: the
 * name is good. Else the reason; `*at` is then behind the name's place in the record where that can
 * be told, and SIZE_MAX where not; `*bad_at` is the offset to blame.
 */
const char *nk_name_read(const uint8_t *bytes, size_t len, size_t *at, struct nk_name *out,
                         size_t *bad_at);

/* RDATA that code looks into. False where the record is of another type or does not hold it. */
bool nk_record_target(
    const struct nk_dns_reader *r, const struct nk_dns_record *rr,
    struct nk_name *out); /* NS, CNAME, PTR, DNAME, MX, SRV: the name; SOA: MNAME */
bool nk_record_address(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                       struct nk_addr *out); /* A, AAAA */

struct nk_soa {
    struct nk_name mname, rname;
    uint32_t serial, refresh, retry, expire, minimum; /* seconds */
};
bool nk_record_soa(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                   struct nk_soa *out);

/* ---- making messages ---------------------------------------------------------- */

enum { NK_DNS_COMPRESS_MAX = 128 };

/*
 * A message being written into the caller's bytes. What does not fit sets `full` and leaves the
 * message as it was before that question or record; the caller decides about TC.
 */
struct nk_dns_writer {
    uint8_t *bytes;
    size_t len, room;
    bool full;
    bool compress;  /* names are compressed where RFC 3597 4 allows it; true after init */
    unsigned known; /* places of names that a pointer may go to */
    uint16_t places[NK_DNS_COMPRESS_MAX];
};

/* `room` at least NK_DNS_HEADER_LEN. The counts come from what is put. */
void nk_dns_writer_init(struct nk_dns_writer *w, void *bytes, size_t room, uint16_t id,
                        uint16_t flags);
bool nk_dns_put_question(struct nk_dns_writer *w, const struct nk_name *name, uint16_t type,
                         uint16_t class);
/* `rdata` is uncompressed; names in it are compressed where the type is one of RFC 1035. Sections
 * have to come in their order. */
bool nk_dns_put_record(struct nk_dns_writer *w, enum nk_dns_section section,
                       const struct nk_name *owner, uint16_t type, uint16_t class, uint32_t ttl,
                       const void *rdata, size_t rdata_len);
void nk_dns_writer_flags(struct nk_dns_writer *w, uint16_t flags);

/* EDNS as a sender states it (RFC 6891 6.1). */
struct nk_edns {
    bool present;
    uint8_t version;
    uint16_t udp_size; /* octets */
    bool dnssec_ok;
    uint8_t rcode_high;     /* the upper eight bits of the RCODE */
    const uint8_t *options; /* CODE LENGTH DATA in wire form, borrowed */
    size_t options_len;
};
bool nk_dns_put_edns(struct nk_dns_writer *w, const struct nk_edns *e);
/* What the OPT record of a message says; `present` is false without one. `options` point into the
 * message. */
void nk_dns_edns_read(const void *bytes, size_t len, struct nk_edns *e);

/* What is asked. */
struct nk_dns_question {
    struct nk_name name;
    uint16_t type, class;
};
/*
 * Whether a message counts as the answer to the question that was sent with `id` (RFC 5452 9.1,
 * RFC 9267): QR set, the ID and opcode ours, one question, and that one whole. Servers that answer
 * FORMERR, NOTIMP, SERVFAIL or REFUSED with no question at all are taken too, and so is what is
 * truncated and has nothing. NULL: it counts; else the reason.
 */
const char *nk_dns_answer_mismatch(const void *bytes, size_t len, uint16_t id, unsigned opcode,
                                   const struct nk_dns_question *q);

/* ---- types, classes, codes ------------------------------------------------------ */

enum { NK_CODE_TEXT_MAX = 16 }; /* "TYPE65535" and the NUL, and the longest mnemonic */

/* The mnemonic of IANA's registry, or TYPEnnn, CLASSnnn (RFC 3597 5), RCODEnnn, OPCODEnnn. `text`
 * has NK_CODE_TEXT_MAX bytes and is what is returned. */
const char *nk_type_name(uint16_t type, char *text);
const char *nk_class_name(uint16_t class, char *text);
const char *nk_rcode_name(unsigned rcode, char *text);
const char *nk_opcode_name(unsigned opcode, char *text);
/* The other way, in any case of letters; TYPEnnn and CLASSnnn too. False for no such name. */
bool nk_type_find(const char *text, size_t len, uint16_t *type);
bool nk_class_find(const char *text, size_t len, uint16_t *class);
bool nk_rcode_find(const char *text, size_t len, unsigned *rcode);

#endif
