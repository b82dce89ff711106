#include "dns/expect.h"

const char *nk_expect_name(enum nk_expect_kind kind)
{
    static const char *const names[] = {
        [NK_EXPECT_PRESENT] = "present",
        [NK_EXPECT_EQUALS] = "equals",
        [NK_EXPECT_CONTAINS] = "contains",
        [NK_EXPECT_ABSENT] = "absent",
    };
    return names[kind];
}

static bool is_met(const struct nk_expect *e, const struct nk_values *found)
{
    if (e->ttl_max >= 0 && nk_values_ttl(found) > e->ttl_max)
        return false;
    switch (e->kind) {
    case NK_EXPECT_ABSENT:
        return found->count == 0;
    case NK_EXPECT_EQUALS:
        return nk_values_equal(found, &e->values);
    case NK_EXPECT_CONTAINS:
        return nk_values_hold(found, &e->values);
    default:
        return found->count > 0;
    }
}

enum nk_dns_outcome nk_expect_outcome(const void *message, size_t len,
                                      const struct nk_dns_question *q)
{
    struct nk_dns_reader r;
    enum nk_dns_outcome outcome = nk_dns_outcome(message, len, q);
    bool cut = nk_dns_reader_init(&r, message, len) && (r.header.flags & NK_DNS_TC) != 0;
    return cut && outcome == NK_OUTCOME_FOUND ? NK_OUTCOME_TRUNCATED : outcome;
}

bool nk_expect_judge(const struct nk_expect *e, const void *message, size_t len,
                     const struct nk_dns_question *q, struct nk_expect_result *r,
                     struct nk_err *err)
{
    nk_values_clear(&r->found);
    r->rcode = nk_dns_message_rcode(message, len);
    r->outcome = nk_expect_outcome(message, len, q);
    r->ok = false;
    r->known = r->outcome == NK_OUTCOME_FOUND || r->outcome == NK_OUTCOME_NO_DATA ||
               r->outcome == NK_OUTCOME_NXDOMAIN;
    if (!r->known)
        return true;
    if (r->outcome == NK_OUTCOME_FOUND &&
        !nk_values_add_answer(&r->found, message, len, q, false, err))
        return false;
    r->ok = is_met(e, &r->found);
    return true;
}

/* ---- the sentence -------------------------------------------------------------- */

static void add_expected(struct nk_buf *b, const struct nk_expect *e)
{
    switch (e->kind) {
    case NK_EXPECT_ABSENT:
        nk_buf_add_text(b, "no record");
        break;
    case NK_EXPECT_PRESENT:
        nk_buf_add_text(b, "some record");
        break;
    default:
        nk_buf_add_text(b, e->kind == NK_EXPECT_CONTAINS ? "at least " : "");
        nk_values_text(b, &e->values, ", ");
    }
    if (e->ttl_max >= 0)
        nk_buf_printf(b, " with a TTL of at most %lld", (long long)e->ttl_max);
}

/* What an answer that tells says. */
static void add_found(struct nk_buf *b, const struct nk_expect *e, const struct nk_expect_result *r)
{
    if (r->outcome == NK_OUTCOME_FOUND) {
        nk_values_text(b, &r->found, ", ");
        if (e->ttl_max >= 0)
            nk_buf_printf(b, " with a TTL of %u", nk_values_ttl(&r->found));
    } else {
        nk_buf_add_text(b, r->outcome == NK_OUTCOME_NXDOMAIN ? "no such name (NXDOMAIN)"
                                                             : "no record of that type");
    }
}

/* Why an answer tells nothing. */
static void add_useless(struct nk_buf *b, const struct nk_expect_result *r, const char *why)
{
    char rcode[NK_CODE_TEXT_MAX];
    switch (r->outcome) {
    case NK_OUTCOME_REFERRAL:
        nk_buf_add_text(b, "a referral to other servers");
        break;
    case NK_OUTCOME_TRUNCATED:
        nk_buf_add_text(b, "cut short");
        break;
    case NK_OUTCOME_MALFORMED:
        nk_buf_add_text(b, why == NULL ? "malformed" : why);
        break;
    default:
        nk_buf_add_text(b, nk_rcode_name(r->rcode, rcode));
    }
}

void nk_expect_sentence(struct nk_buf *b, const struct nk_expect *e,
                        const struct nk_dns_question *q, const struct nk_expect_result *r,
                        const char *why)
{
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&q->name, name);
    nk_buf_printf(b, "%s %s: ", name, nk_type_name(q->type, type));
    if (r != NULL && r->ok) {
        nk_buf_add_text(b, "as expected, ");
        add_found(b, e, r);
        return;
    }
    nk_buf_add_text(b, "expected ");
    add_expected(b, e);
    if (r == NULL) {
        nk_buf_add_text(b, "; ");
        nk_buf_add_text(b, why);
    } else if (r->known) {
        nk_buf_add_text(b, ", found ");
        add_found(b, e, r);
    } else {
        nk_buf_add_text(b, ", but the answer is ");
        add_useless(b, r, why);
    }
}
