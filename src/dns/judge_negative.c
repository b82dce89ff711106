#include <stdlib.h>

#include "dns/judge_part.h"

/* The SOA record of a zone that holds the name and is the one that was asked, or below it. */
static const struct nk_dns_record *find_soa(const struct nk_judge *j, size_t *at,
                                            struct nk_soa *soa)
{
    const struct nk_dns_judged *out = j->out;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (rr->section != NK_DNS_AUTHORITY || rr->class != NK_CLASS_IN ||
            !nk_name_is_under(&rr->owner, j->zone) || !nk_name_is_under(&out->name, &rr->owner) ||
            !nk_record_soa(&out->reader, rr, soa))
            continue;
        *at = i;
        return rr;
    }
    return NULL;
}

/* An SOA record of any zone. */
static const struct nk_dns_record *find_any_soa(const struct nk_judge *j)
{
    const struct nk_dns_judged *out = j->out;
    for (size_t i = 0; i < out->record_count; i++)
        if (out->records[i].section == NK_DNS_AUTHORITY && out->records[i].type == NK_TYPE_SOA)
            return &out->records[i];
    return NULL;
}

static void add_negative_ttl(struct nk_judge *j)
{
    if (j->out->has_ttl)
        nk_buf_printf(&j->out->why, "; that may be kept for %u s (RFC 2308 5)", j->out->ttl);
    else
        nk_buf_add_text(&j->out->why, "; without a SOA record it may not be kept (RFC 2308 5)");
}

/* "the name X does not exist", "X has no records of the type". */
static void say_negative(struct nk_judge *j, bool nxdomain)
{
    char type[NK_CODE_TEXT_MAX];
    nk_judge_say(j, nxdomain ? NK_STEP_NXDOMAIN : NK_STEP_NODATA, "%s", "");
    nk_judge_add_name(j, &j->out->name);
    if (nxdomain)
        nk_buf_add_text(&j->out->why, " does not exist");
    else
        nk_buf_printf(&j->out->why, " is there and has no record of type %s",
                      nk_type_name(j->q->type, type));
    add_negative_ttl(j);
}

/* Aliases lead to a name of which nothing certain is said: it is asked for on its own. */
static void leave_to_alias(struct nk_judge *j)
{
    j->out->verdict = NK_STEP_CNAME;
}

static void judge_soa(struct nk_judge *j, bool nxdomain, const struct nk_dns_record *rr, size_t at,
                      const struct nk_soa *soa)
{
    struct nk_dns_judged *out = j->out;
    out->has_ttl = false; /* of the aliases: what counts here is the negative answer's */
    nk_judge_ttl(j, rr->ttl);
    nk_judge_ttl(j, soa->minimum);
    nk_judge_use(j, at);
    out->source = rr->owner;
    if (rr->owner.len > j->zone->len)
        out->zone = rr->owner;
    say_negative(j, nxdomain);
}

/* Neither an answer nor a referral nor an SOA record to speak of. */
static void judge_nothing(struct nk_judge *j, bool nxdomain)
{
    struct nk_dns_judged *out = j->out;
    const struct nk_dns_record *soa = find_any_soa(j);
    if (soa != NULL) {
        nk_judge_say(j, NK_STEP_LAME, "it speaks for the zone ");
        nk_judge_add_name(j, &soa->owner);
        nk_buf_add_text(&out->why, ", which is not the zone that was delegated to it");
    } else if (out->record_count > 0 && out->records[0].section == NK_DNS_ANSWER && !nxdomain) {
        nk_judge_say(j, NK_STEP_LAME, "it answers with records that were not asked for");
    } else {
        out->has_ttl = false;
        say_negative(j, nxdomain);
    }
}

void nk_judge_negative(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    bool nxdomain = out->rcode == NK_RCODE_NXDOMAIN;
    size_t at;
    struct nk_soa soa;
    const struct nk_dns_record *rr = out->aa ? find_soa(j, &at, &soa) : NULL;
    if (rr != NULL) {
        judge_soa(j, nxdomain, rr, at, &soa);
        return;
    }
    if (out->alias_count > 0) {
        leave_to_alias(j);
        return;
    }
    if (out->rcode == NK_RCODE_YXDOMAIN) {
        nk_judge_say(j, NK_STEP_LAME, "it answers YXDOMAIN without a DNAME record that says why");
        return;
    }
    if (!nxdomain && (nk_judge_referral(j) || out->failed || out->why.len > 0))
        return;
    if (out->aa)
        judge_nothing(j, nxdomain);
    else
        nk_judge_say(j, NK_STEP_LAME,
                     nxdomain ? "its NXDOMAIN is not authoritative (no aa)"
                              : "it gives neither an answer nor a referral, and no aa");
}
