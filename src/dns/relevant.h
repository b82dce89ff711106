/* Which records of an answer follow from the question, and what the answer comes to. */
#ifndef NK_DNS_RELEVANT_H
#define NK_DNS_RELEVANT_H

#include "netkit/dns.h"

enum {
    NK_RELEVANT_RECORDS_MAX = 6144, /* more do not fit into a message: 11 octets are the least */
    NK_RELEVANT_LINKS_MAX = 32,     /* aliases that are followed */
};

/*
 * The records of the answer section that follow from the question: of its class, and of the name
 * asked or one to which CNAME (RFC 1034 3.6.2) or DNAME (RFC 6672) leads from it; the aliases
 * themselves, records of the type asked, and RRSIG over either. Beside an alias there are no other
 * data of its name, with NXDOMAIN and YXDOMAIN none at all, and with another error not even
 * aliases. Records are known by their places in the section, from 0. Of a message that asks nothing
 * or is no QUERY, and of a transfer, all follow.
 */
struct nk_relevant {
    unsigned records;   /* in the section: those that can be found */
    unsigned related;   /* that follow */
    unsigned found;     /* that follow, are of the type asked, and are well-formed */
    unsigned links;     /* aliases followed */
    struct nk_name end; /* where they lead to: the name asked where there are none */
    const char *broken; /* NULL, or why they lead nowhere: a loop, too many */
    uint64_t bits[NK_RELEVANT_RECORDS_MAX / 64];
};

/* `q` NULL: the message's own first question. */
void nk_relevant_init(struct nk_relevant *v, const void *bytes, size_t len,
                      const struct nk_dns_question *q);
/* All of them follow, whatever was asked: in mDNS answers come to no question (RFC 6762 6). */
void nk_relevant_init_all(struct nk_relevant *v, const void *bytes, size_t len);
static inline bool nk_relevant_has(const struct nk_relevant *v, size_t place)
{
    return place < NK_RELEVANT_RECORDS_MAX && (v->bits[place / 64] >> place % 64 & 1) != 0;
}

/* What an answer comes to. */
enum nk_dns_outcome {
    NK_OUTCOME_FOUND,     /* records of the type asked, at the end of the aliases */
    NK_OUTCOME_NO_DATA,   /* NOERROR, and none of the type asked (RFC 2308 2.2) */
    NK_OUTCOME_REFERRAL,  /* the same, and the authority section leads to other servers */
    NK_OUTCOME_NXDOMAIN,  /* the name, or that to which the aliases lead, does not exist */
    NK_OUTCOME_REFUSED,   /* another RCODE: SERVFAIL, REFUSED... */
    NK_OUTCOME_TRUNCATED, /* TC, and no record of the type asked is in what came */
    NK_OUTCOME_MALFORMED, /* some record, or the message, cannot be read; aliases in a circle */
};
/* "found", "nodata", "referral", "nxdomain", "refused", "truncated", "malformed". */
const char *nk_dns_outcome_name(enum nk_dns_outcome outcome);
/* A malformed EDNS option counts for nothing here. An alias alone, without a record of the type
 * asked, is no data. `q` as above. */
enum nk_dns_outcome nk_dns_outcome(const void *bytes, size_t len, const struct nk_dns_question *q);

/* The reason why the message, its first bad record, or the RDATA of that is malformed; NULL: it is
 * well-formed. The offset is in the message. */
const char *nk_dns_message_check(const void *bytes, size_t len, size_t *bad_at);
/* The same for one record and its RDATA. */
const char *nk_dns_record_check(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                                size_t *bad_at);

#endif
