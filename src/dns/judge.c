#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/sum64.h"
#include "dns/judge_part.h"
#include "dns/rdata.h"

const char *nk_step_verdict_name(enum nk_step_verdict v)
{
    static const char *const names[] = {
        [NK_STEP_REFERRAL] = "referral", [NK_STEP_ANSWER] = "answer",   [NK_STEP_CNAME] = "cname",
        [NK_STEP_NXDOMAIN] = "nxdomain", [NK_STEP_NODATA] = "nodata",   [NK_STEP_LAME] = "lame",
        [NK_STEP_TIMEOUT] = "timeout",   [NK_STEP_REFUSED] = "refused", [NK_STEP_LOOP] = "loop",
        [NK_STEP_LIMIT] = "limit",
    };
    return names[v];
}

void nk_dns_judged_release(struct nk_dns_judged *j)
{
    free(j->records);
    free(j->used);
    free(j->aliases);
    free(j->servers);
    free(j->glue);
    nk_buf_release(&j->why);
    *j = (struct nk_dns_judged){0};
}

static void clear(struct nk_dns_judged *j)
{
    struct nk_dns_judged kept = *j;
    *j = (struct nk_dns_judged){
        .records = kept.records,
        .record_room = kept.record_room,
        .used = kept.used,
        .used_room = kept.used_room,
        .aliases = kept.aliases,
        .alias_room = kept.alias_room,
        .servers = kept.servers,
        .server_room = kept.server_room,
        .glue = kept.glue,
        .glue_room = kept.glue_room,
        .why = kept.why,
    };
    nk_buf_clear(&j->why);
}

/* ---- for the parts --------------------------------------------------------- */

bool nk_judge_say(struct nk_judge *j, enum nk_step_verdict verdict, const char *format, ...)
{
    char text[256];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    j->out->verdict = verdict;
    nk_buf_clear(&j->out->why);
    nk_buf_add_text(&j->out->why, text);
    return false;
}

void nk_judge_add_name(struct nk_judge *j, const struct nk_name *name)
{
    char text[NK_NAME_TEXT_MAX];
    nk_buf_add(&j->out->why, text, nk_name_format(name, text));
}

void nk_judge_use(struct nk_judge *j, size_t record)
{
    struct nk_dns_judged *out = j->out;
    void *used = out->used;
    for (size_t i = 0; i < out->used_count; i++)
        if (out->used[i] == record) /* one DNAME may make several aliases */
            return;
    if (!nk_grow(&used, out->used_count, &out->used_room, sizeof *out->used)) {
        out->failed = true;
        return;
    }
    out->used = used;
    out->used[out->used_count++] = record;
}

void nk_judge_ttl(struct nk_judge *j, uint32_t ttl)
{
    if (ttl > INT32_MAX) /* "treat as if the entire value received was zero" (RFC 2181 8) */
        ttl = 0;
    if (!j->out->has_ttl || ttl < j->out->ttl)
        j->out->ttl = ttl;
    j->out->has_ttl = true;
}

/* ---- reading --------------------------------------------------------------- */

static bool add_record(struct nk_dns_judged *out, const struct nk_dns_record *rr)
{
    void *records = out->records;
    if (!nk_grow(&records, out->record_count, &out->record_room, sizeof *out->records)) {
        out->failed = true;
        return false;
    }
    out->records = records;
    out->records[out->record_count++] = *rr;
    return true;
}

/* All records but the question. What is wrong in the additional section costs only what is wrong
 * there; in the others nothing can be built on the message. */
static bool read_records(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    struct nk_dns_reader r = out->reader;
    struct nk_dns_record rr;
    size_t missing = 0u + r.header.counts[NK_DNS_ANSWER] + r.header.counts[NK_DNS_AUTHORITY];
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.malformed != NULL && rr.section != NK_DNS_ADDITIONAL)
            return nk_judge_say(j, NK_STEP_LAME, "its message is malformed at octet %zu: %s",
                                rr.malformed_at, rr.malformed);
        if (rr.malformed != NULL || rr.section == NK_DNS_QUESTION)
            continue;
        if (!add_record(out, &rr))
            return false;
        missing -= rr.section != NK_DNS_ADDITIONAL;
    }
    if (missing > 0)
        return nk_judge_say(j, NK_STEP_LAME, "its message is malformed at octet %zu: %s",
                            r.stopped_at, r.stopped);
    return true;
}

/* ---- the verdict ----------------------------------------------------------- */

static bool judge_rcode(struct nk_judge *j)
{
    char name[NK_CODE_TEXT_MAX];
    unsigned rcode = j->out->rcode;
    if (rcode == NK_RCODE_NOERROR || rcode == NK_RCODE_NXDOMAIN || rcode == NK_RCODE_YXDOMAIN)
        return true;
    if (rcode == NK_RCODE_REFUSED)
        return nk_judge_say(j, NK_STEP_REFUSED, "it refuses to answer (REFUSED)");
    if (rcode == NK_RCODE_SERVFAIL)
        return nk_judge_say(j, NK_STEP_LAME,
                            "it fails (SERVFAIL): it cannot load the zone, or has it no more");
    return nk_judge_say(j, NK_STEP_LAME, "it answers %s", nk_rcode_name(rcode, name));
}

/* A zone below the one that was asked, of which the authority section speaks: the server has both,
 * and so skips the referral. */
static void find_lower_zone(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (rr->section == NK_DNS_AUTHORITY && rr->class == NK_CLASS_IN &&
            (rr->type == NK_TYPE_NS || rr->type == NK_TYPE_SOA) && rr->owner.len > j->zone->len &&
            nk_name_is_under(&rr->owner, j->zone) && nk_name_is_under(&out->name, &rr->owner))
            out->zone = rr->owner;
    }
}

static void judge_answer(struct nk_judge *j, size_t count)
{
    struct nk_dns_judged *out = j->out;
    if (!out->aa) {
        out->used_count = 0;
        nk_judge_say(j, NK_STEP_LAME,
                     out->ra
                         ? "its answer is not authoritative (no aa): it comes from a cache"
                         : "its answer is not authoritative (no aa): it does not have the zone");
        return;
    }
    find_lower_zone(j);
    nk_judge_say(j, NK_STEP_ANSWER, "authoritative answer of %zu record%s", count,
                 count == 1 ? "" : "s");
    if (out->alias_count > 0)
        nk_buf_printf(&out->why, " at the end of %zu alias%s", out->alias_count,
                      out->alias_count == 1 ? "" : "es");
    if (out->wildcard)
        nk_buf_add_text(&out->why, ", made from a wildcard");
}

/* The aliases lead out of what the server can tell: the walk begins anew for the target. */
static void judge_alias(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    if (!out->aa) {
        out->used_count = 0;
        nk_judge_say(j, NK_STEP_LAME, "its alias is not authoritative (no aa)");
        return;
    }
    nk_judge_say(j, NK_STEP_CNAME, "%s for ",
                 out->alias_count > 1 ? "aliases, at last"
                 : out->dname         ? "an alias made by DNAME"
                                      : "an alias");
    nk_judge_add_name(j, &out->name);
}

static void judge(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    if (!read_records(j) || !judge_rcode(j) || !nk_judge_aliases(j) || out->failed)
        return;
    bool within = nk_name_is_under(&out->name, j->zone);
    size_t count = within ? nk_judge_data(j) : 0;
    if (out->failed)
        return;
    if (count > 0)
        judge_answer(j, count);
    else if (!within)
        judge_alias(j);
    else
        nk_judge_negative(j);
    if (out->verdict == NK_STEP_CNAME)
        judge_alias(j);
    if (!out->failed && out->zone.len > 0 && out->verdict != NK_STEP_REFERRAL &&
        nk_step_is_good(out->verdict)) {
        nk_buf_add_text(&out->why, "; it has the zone ");
        nk_judge_add_name(j, &out->zone);
        nk_buf_add_text(&out->why, " too, and skips the referral");
    }
}

bool nk_dns_judge(struct nk_dns_judged *out, const void *bytes, size_t len,
                  const struct nk_dns_question *q, const struct nk_name *zone)
{
    struct nk_judge j = {.out = out, .q = q, .zone = zone};
    clear(out);
    out->name = q->name;
    out->verdict = NK_STEP_LAME;
    if (nk_dns_reader_init(&out->reader, bytes, len)) {
        out->aa = (out->reader.header.flags & NK_DNS_AA) != 0;
        out->ra = (out->reader.header.flags & NK_DNS_RA) != 0;
        out->rcode = nk_dns_message_rcode(bytes, len);
        judge(&j);
    } else {
        nk_judge_say(&j, NK_STEP_LAME, "its message is %s", out->reader.stopped);
    }
    nk_buf_add_byte(&out->why, '\0'); /* behind the text, for those who print it */
    out->why.len -= !out->why.failed;
    return !out->failed && !out->why.failed;
}

/* ---- comparing ------------------------------------------------------------- */

static uint64_t digest_record(const struct nk_dns_judged *j, const struct nk_dns_record *rr,
                              struct nk_buf *b)
{
    struct nk_sum64 sum;
    struct nk_name owner = rr->owner;
    struct nk_rdata d = nk_rdata_of(&j->reader, rr);
    uint16_t type = rr->type;
    nk_name_lower(&owner);
    nk_buf_clear(b);
    nk_rdata_expand(b, &d, true);
    nk_sum64_init(&sum);
    nk_sum64_add(&sum, owner.wire, owner.len);
    nk_sum64_add(&sum, &type, sizeof type);
    if (b->len > 0)
        nk_sum64_add(&sum, b->data, b->len);
    return nk_sum64_end(&sum);
}

bool nk_dns_judged_digest(const struct nk_dns_judged *j, uint64_t *digest)
{
    struct nk_buf b = {0};
    bool good = true;
    *digest = (uint64_t)j->verdict + 1;
    for (size_t i = 0; i < j->used_count && good; i++) {
        if (j->records[j->used[i]].type != NK_TYPE_RRSIG) /* signed anew by each server, maybe */
            *digest += digest_record(j, &j->records[j->used[i]], &b);
        good = !b.failed;
    }
    nk_buf_release(&b);
    return good;
}
