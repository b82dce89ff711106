/* What is expected of an answer, whether it is so, and the sentence that says it. */
#ifndef NK_DNS_EXPECT_H
#define NK_DNS_EXPECT_H

#include "dns/relevant.h"
#include "dns/values.h"

enum nk_expect_kind {
    NK_EXPECT_PRESENT,  /* some record */
    NK_EXPECT_EQUALS,   /* just these, in any order */
    NK_EXPECT_CONTAINS, /* at least these */
    NK_EXPECT_ABSENT,   /* NXDOMAIN or no data */
};
/* "present", "equals", "contains", "absent". */
const char *nk_expect_name(enum nk_expect_kind kind);

/* Release `values`. */
struct nk_expect {
    enum nk_expect_kind kind;
    struct nk_values values; /* of EQUALS and CONTAINS */
    int64_t ttl_max;         /* seconds; negative: any TTL will do */
};

/* What was found. Release `found`. */
struct nk_expect_result {
    enum nk_dns_outcome outcome;
    struct nk_values found;
    bool known; /* false: the answer does not tell: SERVFAIL, a referral, malformed */
    bool ok;    /* it is as expected */
    unsigned rcode;
};

/* As nk_dns_outcome(), but what was found in an answer with TC is NK_OUTCOME_TRUNCATED: there may
 * be more. */
enum nk_dns_outcome nk_expect_outcome(const void *message, size_t len,
                                      const struct nk_dns_question *q);
/* Compares an answer to the question with what is expected. False with `err` without memory. */
bool nk_expect_judge(const struct nk_expect *e, const void *message, size_t len,
                     const struct nk_dns_question *q, struct nk_expect_result *r,
                     struct nk_err *err);
/* Appends "www.example. A: expected 192.0.2.1, found 192.0.2.9", without a full stop. `r` NULL: no
 * answer came, for the reason `why`; of an answer that is malformed `why` says how, or is NULL. */
void nk_expect_sentence(struct nk_buf *b, const struct nk_expect *e,
                        const struct nk_dns_question *q, const struct nk_expect_result *r,
                        const char *why);

#endif
