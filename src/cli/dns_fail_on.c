#include "cli/dns_fail_on.h"

#include <string.h>

static bool is_word(const char *word, size_t len, const char *name)
{
    return name != NULL && strlen(name) == len && strncasecmp(word, name, len) == 0;
}

/* Outcomes that are no RCODE, and why no answer came. */
static bool take_name(struct nk_dns_fail_on *f, const char *word, size_t len)
{
    static const enum nk_dns_outcome outcomes[] = {NK_OUTCOME_NO_DATA, NK_OUTCOME_REFERRAL,
                                                   NK_OUTCOME_TRUNCATED, NK_OUTCOME_MALFORMED};
    static const enum nk_dns_fault faults[] = {NK_DNS_TIMEOUT, NK_DNS_UNREACHABLE, NK_DNS_CLOSED,
                                               NK_DNS_MALFORMED};
    bool found = is_word(word, len, "none");
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        if (!is_word(word, len, nk_dns_outcome_name(outcomes[i])))
            continue;
        f->outcomes |= 1u << outcomes[i];
        found = true;
    }
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (!is_word(word, len, nk_dns_fault_name(faults[i])))
            continue;
        f->faults |= 1u << faults[i];
        found = true;
    }
    return found;
}

static bool take_word(struct nk_dns_fail_on *f, const char *word, size_t len)
{
    unsigned rcode;
    if (take_name(f, word, len))
        return true;
    if (f->rcode_count == NK_FAIL_ON_MAX || !nk_rcode_find(word, len, &rcode) || rcode == 0)
        return false;
    f->rcodes[f->rcode_count++] = rcode;
    return true;
}

bool nk_dns_fail_on_read(struct nk_dns_fail_on *f, struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "fail-on");
    struct nk_err err;
    *f = (struct nk_dns_fail_on){.given = given != NULL};
    for (const char *word = given == NULL ? NULL : given->text; word != NULL;) {
        size_t len = strcspn(word, ",");
        if (!take_word(f, word, len)) {
            nk_err_set(&err, NK_ERR_INPUT, (size_t)(word - given->text), len,
                       "'%.*s' is no result: expected nxdomain, nodata, referral, servfail or "
                       "another RCODE, timeout, unreachable, closed, malformed, or none",
                       len > 40 ? 40 : (int)len, word);
            nk_cli_bad_argument(ctx, given, &err);
            return false;
        }
        word = word[len] == ',' ? word + len + 1 : NULL;
    }
    return true;
}

bool nk_dns_fail_on_has(const struct nk_dns_fail_on *f, const struct nk_dns_reply *reply,
                        enum nk_dns_outcome outcome)
{
    if (reply->message.len == 0)
        return reply->try_count > 0 &&
               (f->faults >> reply->tries[reply->try_count - 1].fault & 1) != 0;
    unsigned rcode = nk_dns_message_rcode(reply->message.data, reply->message.len);
    for (size_t i = 0; i < f->rcode_count; i++)
        if (f->rcodes[i] == rcode)
            return true;
    return (f->outcomes >> outcome & 1) != 0;
}
