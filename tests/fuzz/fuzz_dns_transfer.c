/*
 * Zone transfers: whatever messages come, the transfer ends or goes on, what it takes lies in the
 * zone and can be shown, and its counts are right. The input is a byte of choices, then messages
 * with two octets of length before each.
 */
#include <stdlib.h>

#include "dns/rdata.h"
#include "dns/transfer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

struct seen {
    struct nk_transfer *t;
    uint64_t records, faults;
};

static bool take(void *closure, const struct nk_transfer_record *r)
{
    struct seen *s = closure;
    struct nk_buf text = {0};
    struct nk_rdata d = nk_rdata_of(r->reader, r->rr);
    s->faults += r->fault != NULL;
    s->records += !r->refused;
    must(!r->refused || r->fault != NULL);
    must(r->rr->section == NK_DNS_ANSWER && d.at + d.len <= d.message_len);
    if (!r->refused)
        must(nk_name_is_under(&r->rr->owner, &s->t->question.name));
    nk_rdata_text(&text, &d);
    nk_buf_release(&text);
    return s->records < 1000;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_err err = {0};
    struct nk_transfer t = {.id = 0x1234, .take = take, .question.class = NK_CLASS_IN};
    struct seen s = {.t = &t};
    enum nk_transfer_status status = NK_TRANSFER_MORE;
    if (size == 0)
        return 0;
    t.closure = &s;
    t.question.type = (data[0] & 1) != 0 ? NK_TYPE_IXFR : NK_TYPE_AXFR;
    t.udp = (data[0] & 2) != 0;
    t.since = data[0] >> 2;
    must(nk_name_parse("example", 7, NULL, &t.question.name, NULL));
    for (size_t at = 1; size - at >= 2 && status == NK_TRANSFER_MORE;) {
        size_t len = (size_t)(data[at] << 8 | data[at + 1]);
        at += 2;
        len = len < size - at ? len : size - at;
        uint8_t *copy = malloc(len + 1);
        must(copy != NULL);
        for (size_t i = 0; i < len; i++)
            copy[i] = data[at + i];
        uint8_t *message = realloc(copy, len == 0 ? 1 : len);
        must(message != NULL);
        status = nk_transfer_feed(&t, message, len, &err);
        must((status == NK_TRANSFER_FAILED) == (err.code != NK_ERR_NONE));
        free(message);
        at += len;
    }
    must(s.records == t.records && s.faults == t.faults);
    must(t.deleted + t.added <= t.records);
    return 0;
}
