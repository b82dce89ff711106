/* What an answer says to somebody who walks down from the root. Pure: a message and a verdict. */
#ifndef NK_DNS_JUDGE_H
#define NK_DNS_JUDGE_H

#include "base/buf.h"
#include "netkit/dns.h"

enum nk_step_verdict {
    NK_STEP_REFERRAL, /* to the servers of a zone below */
    NK_STEP_ANSWER,
    NK_STEP_CNAME, /* an alias, by CNAME or DNAME: the target is to be asked for */
    NK_STEP_NXDOMAIN,
    NK_STEP_NODATA, /* the name is there, without records of the type */
    NK_STEP_LAME,   /* the server does not serve the zone as it should: the next one */
    NK_STEP_TIMEOUT,
    NK_STEP_REFUSED,
    NK_STEP_LOOP,  /* aliases or delegations that lead back to themselves */
    NK_STEP_LIMIT, /* more of something than a walk does */
    NK_STEP_VERDICTS,
};
/* "referral", "answer", ... */
const char *nk_step_verdict_name(enum nk_step_verdict v);
/* Whether the zone has spoken: the walk goes on from it or ends with it. */
static inline bool nk_step_is_good(enum nk_step_verdict v)
{
    return v <= NK_STEP_NODATA;
}

enum {
    NK_JUDGE_SERVERS_MAX = 32, /* of a referral: more are counted and not used */
    NK_JUDGE_GLUE_MAX = 8,     /* addresses of one of them */
    NK_JUDGE_ALIASES_MAX = 32, /* in one message */
};

/* An address that came with a referral. */
struct nk_dns_glue {
    struct nk_name name;
    struct nk_addr addr;
    const char *refused; /* why it is not used: a phrase of ours; NULL: it is */
};

/*
 * A verdict and what it rests on. Zero-initialised is empty; each judgement empties it and keeps
 * its memory. The message is borrowed.
 */
struct nk_dns_judged {
    enum nk_step_verdict verdict;
    bool aa, ra, has_ttl;
    unsigned rcode;
    uint32_t ttl;          /* seconds: how long the verdict may be kept (RFC 2181 8, RFC 2308 5) */
    struct nk_name name;   /* at the end of the aliases in the message; else the question's */
    struct nk_name zone;   /* referral: what is delegated. Else a zone below the one that was asked,
                              which the server has as well; "no name" for none */
    struct nk_name source; /* of no such name and no data: the SOA record's owner */
    bool dname;            /* one of the aliases is by DNAME */
    bool wildcard; /* an RRSIG record tells that a wildcard made the answer (RFC 4034 3.1.3) */
    struct nk_dns_reader reader;
    struct nk_dns_record *records; /* all of the message */
    size_t record_count, record_room;
    size_t *used; /* indices of those that the verdict rests on */
    size_t used_count, used_room;
    struct nk_name *aliases; /* targets, in the order of the chain */
    size_t alias_count, alias_room;
    struct nk_name *servers; /* of a referral */
    size_t server_count, server_room;
    size_t server_claimed; /* with those above NK_JUDGE_SERVERS_MAX */
    struct nk_dns_glue *glue;
    size_t glue_count, glue_room;
    struct nk_buf why; /* one sentence without a full stop */
    bool failed;       /* out of memory: the verdict is none */
};

void nk_dns_judged_release(struct nk_dns_judged *j);

/*
 * Judges a message as the answer of a server of `zone` to `q`, which was sent without RD. Only
 * records of `zone` and below count, since of others that server knows nothing for sure. False
 * where memory is out.
 */
bool nk_dns_judge(struct nk_dns_judged *j, const void *bytes, size_t len,
                  const struct nk_dns_question *q, const struct nk_name *zone);

/* Why no question goes to that address: a phrase; NULL where one may. 0.0.0.0/8, multicast,
 * broadcast and the IPv6 forms of these are nobody's. */
const char *nk_dns_unusable(const struct nk_addr *a);

/* The same number where two judgements say the same: verdict, names and data, without TTLs and in
 * any order. False when out of memory. */
bool nk_dns_judged_digest(const struct nk_dns_judged *j, uint64_t *digest);

#endif
