/*
 * A DNS message at a glance is what a close look finds: well-formed or not, its RCODE, its first
 * question, the records of the answer.
 */
#include <stdlib.h>
#include <string.h>

#include "dns/relevant.h"
#include "dns/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void check_name(const struct nk_dns_scan *s, size_t at, const struct nk_name *name)
{
    char text[NK_NAME_TEXT_MAX], expected[NK_NAME_TEXT_MAX];
    bool plain;
    size_t len = nk_dns_scan_name(s, at, text, &plain);
    must(len == nk_name_format(name, expected) && strcmp(text, expected) == 0);
    must(!plain || strpbrk(text, "\\\",; \t") == NULL);
}

static void check_record(const struct nk_dns_scan *s, size_t *at, const struct nk_dns_record *rr)
{
    struct nk_dns_scanned got;
    nk_dns_scan_record(s, at, &got);
    must(got.type == rr->type && got.class == rr->class && got.ttl == rr->ttl);
    must(got.rdata_at == rr->rdata_at && got.rdata_len == rr->rdata_len);
    must(got.owner == rr->offset && *at == rr->offset + rr->length);
    check_name(s, got.owner, &rr->owner);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_dns_scan s;
    size_t bad_at, at;
    bool first = true;
    if (size > NK_DNS_MESSAGE_MAX)
        return 0;
    bool good = nk_dns_message_check(data, size, &bad_at) == NULL;
    nk_dns_reader_init(&r, data, size);
    while (nk_dns_reader_next(&r, &rr))
        ;
    good = good && nk_dns_reader_trailing(&r) == 0;
    must(nk_dns_scan(&s, data, size) == good);
    if (!good)
        return 0;
    must(s.rcode == nk_dns_message_rcode(data, size) && s.header.id == r.header.id);
    nk_dns_reader_rewind(&r);
    for (at = s.records; nk_dns_reader_next(&r, &rr); first = false) {
        if (rr.section != NK_DNS_QUESTION)
            check_record(&s, &at, &rr);
        else if (first)
            check_name(&s, s.question, &rr.owner);
        must(!first || (s.question != 0) == (rr.section == NK_DNS_QUESTION));
        must(!first || s.question == 0 || (s.type == rr.type && s.class == rr.class));
    }
    must(at == size);
    return 0;
}
