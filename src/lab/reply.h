/* What the files of the engine share: one answer in the making. */
#ifndef NK_LAB_REPLY_H
#define NK_LAB_REPLY_H

#include "lab/answer.h"

enum {
    NK_LAB_OPTIONS_ROOM = 128,
    NK_LAB_PROOFS_MAX = NK_LAB_ALIASES_MAX + 4,
};

/* A name of which the zone's NSEC records are due. */
struct nk_lab_proof {
    const struct nk_zone *z;
    struct nk_name name;
};

struct nk_lab_reply {
    const struct nk_lab_host *host;
    struct nk_dns_header header; /* of the query */
    struct nk_dns_question question;
    struct nk_edns edns; /* of the query; its options point into it */
    const uint8_t *query;
    size_t query_len;
    bool tcp;
    struct nk_buf *out;
    struct nk_dns_writer w;
    struct nk_dns_writer start; /* as it was behind the question */
    bool aa, truncated;
    unsigned rcode;
    int ede; /* RFC 8914; -1: none */
    struct nk_lab_proof proofs[NK_LAB_PROOFS_MAX];
    unsigned proof_count;
    uint8_t options[NK_LAB_OPTIONS_ROOM];
    size_t options_len;
};

/* Records of a set, as owned by `owner` (NULL: by their own), each with at most `ttl`; their
 * signatures with them where the client asks for DNSSEC (RFC 4035 3.1.1). What does not fit
 * truncates the answer, unless it is additional data. */
void nk_lab_put_set(struct nk_lab_reply *r, enum nk_dns_section section, const struct nk_zone *z,
                    struct nk_zone_set set, const struct nk_name *owner, uint32_t ttl);
/* All records of a name, its signatures among them, for ANY. */
void nk_lab_put_node(struct nk_lab_reply *r, const struct nk_zone *z, struct nk_zone_set node,
                     const struct nk_name *owner);
/* Notes that the answer has to prove what is or is not at the name, and puts the NSEC records of
 * all names so noted into the authority section (RFC 4035 3.1.3). */
void nk_lab_prove(struct nk_lab_reply *r, const struct nk_zone *z, const struct nk_name *name);
void nk_lab_put_proofs(struct nk_lab_reply *r);
/* Addresses of the names in NS, MX and SRV records, from all zones of the server (RFC 1034 4.3.2
 * step 6). */
void nk_lab_put_additional(struct nk_lab_reply *r, const struct nk_zone *z, struct nk_zone_set set);
/* Addresses of name servers that a zone knows although they are not in it. Those below `cut` have
 * to be there, or the client cannot go on (RFC 9471). */
void nk_lab_put_glue(struct nk_lab_reply *r, const struct nk_zone *z, struct nk_zone_set ns,
                     const struct nk_name *cut);
/* Takes all records back. */
void nk_lab_empty(struct nk_lab_reply *r);

/* The nearest zone of the server that holds the name; `above`: not the zone of that name itself, as
 * DS records stand at the parent (RFC 4035 3.1.4.1). NULL: none. */
const struct nk_lab_zone *nk_lab_zone_of(const struct nk_lab_host *host, const struct nk_name *name,
                                         bool above);

/* Fills the answer to the question (RFC 1034 4.3.2). */
void nk_lab_look_up(struct nk_lab_reply *r);

/* Answers AXFR and IXFR: sends its messages itself. False: it is to be answered as `rcode` says. */
bool nk_lab_transfer(struct nk_lab_reply *r);

/* Begins a message with the question; ends one: flags, OPT record, into `out`. */
void nk_lab_begin(struct nk_lab_reply *r, uint8_t *bytes, bool question);
void nk_lab_send(struct nk_lab_reply *r);

#endif
