/* What the files of the judgement share. */
#ifndef NK_DNS_JUDGE_PART_H
#define NK_DNS_JUDGE_PART_H

#include "dns/judge.h"

/* One judgement in the making. */
struct nk_judge {
    struct nk_dns_judged *out;
    const struct nk_dns_question *q;
    const struct nk_name *zone;
};

/* Sets verdict and sentence; false, so that a step of the judgement can end with it. */
bool nk_judge_say(struct nk_judge *j, enum nk_step_verdict verdict, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Appends to the sentence. */
void nk_judge_add_name(struct nk_judge *j, const struct nk_name *name);
void nk_judge_use(struct nk_judge *j, size_t record);
/* The TTL of a record, where it is less than what was seen so far (RFC 2181 8). */
void nk_judge_ttl(struct nk_judge *j, uint32_t ttl);

/* Follows CNAME and DNAME in the answer section from the question's name, as far as the zone goes.
 * True where nothing is wrong with them. */
bool nk_judge_aliases(struct nk_judge *j);
/* Marks the records that answer the question at the end of the aliases; how many there are. */
size_t nk_judge_data(struct nk_judge *j);

/* No answer, and NXDOMAIN or not: what the authority section says. Sets the verdict. */
void nk_judge_negative(struct nk_judge *j);

/* The owner of the NS records that refer downwards, and the servers with their glue. True where
 * there is one; false with the sentence where what is there leads nowhere, and without a sentence
 * where there is no NS record at all. */
bool nk_judge_referral(struct nk_judge *j);

#endif
