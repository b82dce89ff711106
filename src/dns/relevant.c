#include "dns/relevant.h"

#include <string.h>

#include "dns/rdata.h"

enum {
    TYPE_MD = 3,
    TYPE_MF = 4,
    TYPE_MB = 7,
    TYPE_MG = 8,
    TYPE_MR = 9,
    TYPE_MAILB = 253,
    TYPE_MAILA
};

/* ---- well-formed -------------------------------------------------------------- */

const char *nk_dns_record_check(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                                size_t *bad_at)
{
    if (rr->malformed != NULL) {
        *bad_at = rr->malformed_at;
        return rr->malformed;
    }
    if (rr->section == NK_DNS_QUESTION || rr->type == NK_TYPE_OPT)
        return NULL; /* options have a check of their own, and hide nothing */
    struct nk_rdata d = nk_rdata_of(r, rr);
    return nk_rdata_check(&d, bad_at);
}

const char *nk_dns_message_check(const void *bytes, size_t len, size_t *bad_at)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    const char *why = NULL;
    nk_dns_reader_init(&r, bytes, len);
    while (why == NULL && nk_dns_reader_next(&r, &rr))
        why = nk_dns_record_check(&r, &rr, bad_at);
    if (why == NULL && r.stopped != NULL) {
        why = r.stopped;
        *bad_at = r.stopped_at;
    }
    return why;
}

/* ---- what follows -------------------------------------------------------------- */

static bool is_transfer(uint16_t type)
{
    return type == NK_TYPE_AXFR || type == NK_TYPE_IXFR;
}

/* Whether records of a type answer a question for `asked` (RFC 1035 3.2.3). */
static bool is_asked(uint16_t asked, uint16_t type)
{
    if (asked == NK_TYPE_ANY)
        return true;
    if (asked == TYPE_MAILB)
        return type == TYPE_MB || type == TYPE_MG || type == TYPE_MR;
    if (asked == TYPE_MAILA)
        return type == TYPE_MD || type == TYPE_MF || type == NK_TYPE_MX;
    return asked == type;
}

/* Which type the signatures of an RRSIG record are over; 0 where that cannot be read. */
static uint16_t covered(const struct nk_dns_reader *r, const struct nk_dns_record *rr)
{
    const uint8_t *rdata = r->bytes + rr->rdata_at;
    return (uint16_t)(rr->rdata_len < 2 ? 0 : rdata[0] << 8 | rdata[1]);
}

/* One name of the chain, while the section is gone through. */
struct step {
    const struct nk_dns_question *q;
    struct nk_name name; /* whose records are looked for */
    struct nk_name next; /* where it leads; no name: nowhere */
    bool aliased;        /* a CNAME gave it: a DNAME has no say any more */
    bool again;          /* the alias was followed before */
    bool too_long;       /* a DNAME leads to a name that is none (RFC 6672 2.2) */
    bool aliases, data;  /* what may be there with the RCODE of the message */
};

/* An alias of the name. */
static void take_alias(struct nk_relevant *v, struct step *s, const struct nk_dns_reader *r,
                       const struct nk_dns_record *rr, size_t place)
{
    struct nk_name target;
    if (s->q->type == NK_TYPE_CNAME || s->q->type == NK_TYPE_ANY || s->aliased ||
        !nk_record_target(r, rr, &target))
        return;
    if (rr->type == NK_TYPE_DNAME && !nk_name_substitute(&s->name, &rr->owner, &target, &target)) {
        s->too_long = true;
        return;
    }
    s->next = target;
    if (rr->type == NK_TYPE_CNAME) {
        s->aliased = true;
        s->again = nk_relevant_has(v, place);
    }
}

/* Whether a record of the answer section belongs to the name; follows it where it is an alias. */
static bool belongs(struct nk_relevant *v, struct step *s, const struct nk_dns_reader *r,
                    const struct nk_dns_record *rr, size_t place)
{
    uint16_t type = rr->type, asked = s->q->type;
    if (rr->malformed != NULL || (rr->class != s->q->class && s->q->class != NK_CLASS_ANY))
        return false;
    bool signature = type == NK_TYPE_RRSIG && asked != NK_TYPE_RRSIG;
    if (signature)
        type = covered(r, rr);
    if (type == NK_TYPE_DNAME && rr->owner.len < s->name.len &&
        nk_name_is_under(&s->name, &rr->owner)) {
        if (!signature && s->aliases)
            take_alias(v, s, r, rr, place);
        return s->aliases;
    }
    if (!nk_name_equal(&rr->owner, &s->name))
        return false;
    if (is_asked(asked, type))
        return s->data;
    if (type == NK_TYPE_CNAME && !signature && s->aliases)
        take_alias(v, s, r, rr, place);
    return type == NK_TYPE_CNAME && s->aliases;
}

static void mark(struct nk_relevant *v, size_t place)
{
    if (place < NK_RELEVANT_RECORDS_MAX && !nk_relevant_has(v, place)) {
        v->bits[place / 64] |= UINT64_C(1) << place % 64;
        v->related++;
    }
}

/* A name that is an alias has no other data (RFC 2181 10.1): what was taken as such is not any. */
static void drop_data(struct nk_relevant *v, const struct step *s, struct nk_dns_reader *r)
{
    struct nk_dns_record rr;
    size_t place = 0;
    v->found = 0;
    nk_dns_reader_rewind(r);
    while (nk_dns_reader_next(r, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER)
            continue;
        uint16_t type = rr.type == NK_TYPE_RRSIG ? covered(r, &rr) : rr.type;
        if (nk_relevant_has(v, place) && nk_name_equal(&rr.owner, &s->name) &&
            is_asked(s->q->type, type)) {
            v->bits[place / 64] &= ~(UINT64_C(1) << place % 64);
            v->related--;
        }
        place++;
    }
}

/* Goes through the section once for one name. */
static void take_step(struct nk_relevant *v, struct step *s, struct nk_dns_reader *r)
{
    struct nk_dns_record rr;
    size_t place = 0, bad_at;
    s->next.len = 0;
    s->aliased = s->again = s->too_long = false;
    v->found = 0;
    nk_dns_reader_rewind(r);
    while (nk_dns_reader_next(r, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER)
            continue;
        if (belongs(v, s, r, &rr, place)) {
            v->found +=
                is_asked(s->q->type, rr.type) && nk_dns_record_check(r, &rr, &bad_at) == NULL;
            mark(v, place);
        }
        place++;
    }
    v->records = (unsigned)place;
    if (s->aliased && v->found > 0)
        drop_data(v, s, r);
}

/* With an error there are no data, and with two of them the aliases at most: with NXDOMAIN those
 * that lead to the name that does not exist (RFC 2308 2.1), with YXDOMAIN the DNAME that makes too
 * long a name (RFC 6672 2.2). */
static void follow(struct nk_relevant *v, struct nk_dns_reader *r, const struct nk_dns_question *q)
{
    unsigned rcode = nk_dns_message_rcode(r->bytes, r->len);
    struct step s = {.q = q, .name = q->name, .data = rcode == NK_RCODE_NOERROR};
    s.aliases = s.data || rcode == NK_RCODE_NXDOMAIN || rcode == NK_RCODE_YXDOMAIN;
    for (;;) {
        take_step(v, &s, r);
        v->end = s.name;
        if (s.next.len == 0 && s.too_long)
            v->broken = "a DNAME makes a name of more than 255 octets";
        if (s.next.len == 0)
            return;
        if (s.again) {
            v->broken = "the aliases go in a circle";
            return;
        }
        if (v->links == NK_RELEVANT_LINKS_MAX) {
            v->broken = "more than 32 aliases follow one another";
            return;
        }
        v->links++;
        s.name = s.next;
    }
}

/* All of them: nothing was asked, or a whole zone, or it is a NOTIFY or an UPDATE. */
static void take_all(struct nk_relevant *v, struct nk_dns_reader *r)
{
    struct nk_dns_record rr;
    size_t bad_at;
    nk_dns_reader_rewind(r);
    while (nk_dns_reader_next(r, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER)
            continue;
        if (rr.malformed == NULL)
            mark(v, v->records);
        v->found += nk_dns_record_check(r, &rr, &bad_at) == NULL;
        v->records++;
    }
}

void nk_relevant_init_all(struct nk_relevant *v, const void *bytes, size_t len)
{
    struct nk_dns_reader r;
    *v = (struct nk_relevant){.records = 0};
    if (nk_dns_reader_init(&r, bytes, len))
        take_all(v, &r);
}

void nk_relevant_init(struct nk_relevant *v, const void *bytes, size_t len,
                      const struct nk_dns_question *q)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_dns_question own;
    *v = (struct nk_relevant){.records = 0};
    if (!nk_dns_reader_init(&r, bytes, len))
        return;
    if (q == NULL && r.header.counts[NK_DNS_QUESTION] > 0 && nk_dns_reader_next(&r, &rr) &&
        rr.malformed == NULL) {
        own = (struct nk_dns_question){.name = rr.owner, .type = rr.type, .class = rr.class};
        q = &own;
    }
    if (q != NULL)
        v->end = q->name;
    if (q == NULL || is_transfer(q->type) || nk_dns_opcode(r.header.flags) != 0)
        take_all(v, &r);
    else
        follow(v, &r, q);
}

/* ---- what it comes to ------------------------------------------------------------ */

const char *nk_dns_outcome_name(enum nk_dns_outcome outcome)
{
    static const char *const names[] = {"found",   "nodata",    "referral", "nxdomain",
                                        "refused", "truncated", "malformed"};
    return names[outcome];
}

/* Name servers and no SOA in the authority section of an answer that is not authoritative (RFC 2308
 * 2.2). */
static bool is_referral(const void *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    bool servers = false;
    if (!nk_dns_reader_init(&r, bytes, len) || (r.header.flags & NK_DNS_AA) != 0)
        return false;
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section == NK_DNS_AUTHORITY && rr.type == NK_TYPE_SOA)
            return false;
        servers = servers || (rr.section == NK_DNS_AUTHORITY && rr.type == NK_TYPE_NS);
    }
    return servers;
}

enum nk_dns_outcome nk_dns_outcome(const void *bytes, size_t len, const struct nk_dns_question *q)
{
    struct nk_relevant v;
    size_t bad_at;
    if (nk_dns_message_check(bytes, len, &bad_at) != NULL)
        return NK_OUTCOME_MALFORMED;
    unsigned rcode = nk_dns_message_rcode(bytes, len);
    if (rcode == NK_RCODE_NXDOMAIN)
        return NK_OUTCOME_NXDOMAIN;
    if (rcode != NK_RCODE_NOERROR)
        return NK_OUTCOME_REFUSED;
    nk_relevant_init(&v, bytes, len, q);
    if (v.found > 0)
        return NK_OUTCOME_FOUND;
    if (v.broken != NULL)
        return NK_OUTCOME_MALFORMED;
    if ((((const uint8_t *)bytes)[2] << 8 & NK_DNS_TC) != 0)
        return NK_OUTCOME_TRUNCATED;
    return is_referral(bytes, len) ? NK_OUTCOME_REFERRAL : NK_OUTCOME_NO_DATA;
}
