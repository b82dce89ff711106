#include "dns/transfer.h"

#include <endian.h>
#include <string.h>

#include "dns/rdata.h"

bool nk_serial_is_later(uint32_t a, uint32_t b)
{
    return a != b && a - b < UINT32_C(1) << 31;
}

/* Where the transfer is, for the messages. */
static enum nk_transfer_status fail(const struct nk_transfer *t, struct nk_err *err,
                                    const char *why)
{
    nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "message %llu: %s", (unsigned long long)t->messages, why);
    return NK_TRANSFER_FAILED;
}

static enum nk_transfer_status fail_at(const struct nk_transfer *t, struct nk_err *err, size_t at,
                                       const char *why)
{
    nk_err_set(err, NK_ERR_SYSTEM, at, 0, "message %llu, offset %zu: %s",
               (unsigned long long)t->messages, at, why);
    return NK_TRANSFER_FAILED;
}

/* ---- the message ----------------------------------------------------------- */

/* Later messages of a transfer may leave the question out (RFC 5936 2.2.1). */
static const char *mismatch(const struct nk_transfer *t, const struct nk_dns_reader *r)
{
    if (r->len >= NK_DNS_HEADER_LEN && r->header.counts[NK_DNS_QUESTION] == 0 &&
        r->header.id == t->id && (r->header.flags & NK_DNS_QR) != 0 &&
        nk_dns_opcode(r->header.flags) == 0 && t->messages > 1)
        return NULL;
    return nk_dns_answer_mismatch(r->bytes, r->len, t->id, 0, &t->question);
}

static enum nk_transfer_status refuse(const struct nk_transfer *t, unsigned rcode,
                                      struct nk_err *err)
{
    char name[NK_CODE_TEXT_MAX];
    bool asks = t->question.type == NK_TYPE_IXFR && t->messages == 1;
    if (asks && (rcode == NK_RCODE_FORMERR || rcode == NK_RCODE_NOTIMP))
        return NK_TRANSFER_BY_AXFR;
    nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "message %llu: the server answers %s",
               (unsigned long long)t->messages, nk_rcode_name(rcode, name));
    return NK_TRANSFER_FAILED;
}

/* MORE where the records are to be read. */
static enum nk_transfer_status open_message(struct nk_transfer *t, struct nk_dns_reader *r,
                                            const void *bytes, size_t len, struct nk_err *err)
{
    t->messages++;
    t->octets += len;
    nk_dns_reader_init(r, bytes, len);
    const char *why = mismatch(t, r);
    if (why != NULL)
        return fail(t, err, why);
    unsigned rcode = nk_dns_message_rcode(bytes, len);
    if (rcode != NK_RCODE_NOERROR)
        return refuse(t, rcode, err);
    if ((r->header.flags & NK_DNS_TC) != 0)
        return t->udp ? NK_TRANSFER_BY_TCP : fail(t, err, "it is truncated (TC)");
    if (r->header.counts[NK_DNS_ANSWER] == 0)
        return fail(t, err, "it holds no record of the zone");
    return NK_TRANSFER_MORE;
}

/* ---- records: what each is in the transfer ---------------------------------- */

static const char *fault_of(const struct nk_transfer *t, struct nk_transfer_record *x)
{
    const struct nk_dns_record *rr = x->rr;
    const struct nk_rr_row *row;
    x->refused = true;
    x->fault_at = rr->offset;
    if (rr->malformed != NULL) {
        x->fault_at = rr->malformed_at;
        return rr->malformed;
    }
    if (!nk_name_is_under(&rr->owner, &t->question.name))
        return "its name is outside the zone";
    if (rr->class != t->question.class)
        return "its class is not the zone's";
    row = nk_rr_row_find(rr->type);
    if (row != NULL && (row->flags & NK_RR_META) != 0)
        return "its type is none that a zone holds";
    struct nk_rdata d = nk_rdata_of(x->reader, rr);
    x->refused = false;
    return nk_rdata_check(&d, &x->fault_at);
}

/* Gives a record to the caller. */
static bool give(struct nk_transfer *t, const struct nk_dns_reader *r,
                 const struct nk_dns_record *rr, enum nk_transfer_change change)
{
    struct nk_transfer_record x = {.reader = r, .rr = rr, .change = change, .serial = t->serial};
    x.fault = fault_of(t, &x);
    if (x.fault == NULL)
        x.refused = false;
    t->faults += x.fault != NULL;
    if (!x.refused) {
        t->records++;
        t->deleted += change == NK_TRANSFER_DELETED;
        t->added += change == NK_TRANSFER_ADDED;
    }
    return t->take(t->closure, &x);
}

/* The zone's own SOA, which parts a transfer. */
static bool is_zone_soa(const struct nk_transfer *t, const struct nk_dns_record *rr)
{
    return rr->type == NK_TYPE_SOA && rr->malformed == NULL && rr->class == t->question.class &&
           nk_name_equal(&rr->owner, &t->question.name);
}

static bool soa_equal(const struct nk_soa *a, const struct nk_soa *b)
{
    return a->serial == b->serial && a->refresh == b->refresh && a->retry == b->retry &&
           a->expire == b->expire && a->minimum == b->minimum &&
           nk_name_equal(&a->mname, &b->mname) && nk_name_equal(&a->rname, &b->rname);
}

/* ---- the order of the records, phase by phase -------------------------------- */

/* One record on its way, and its SOA where it is the zone's. */
struct step {
    struct nk_transfer *t;
    const struct nk_dns_reader *r;
    const struct nk_dns_record *rr;
    bool is_soa;
    struct nk_soa soa;
    struct nk_err *err;
};

static enum nk_transfer_status give_or_stop(struct step *s, enum nk_transfer_change change)
{
    return give(s->t, s->r, s->rr, change) ? NK_TRANSFER_MORE : NK_TRANSFER_STOPPED;
}

static enum nk_transfer_status fail_step(struct step *s, const char *why)
{
    return fail_at(s->t, s->err, s->rr->offset, why);
}

/* IXFR: the zone's version is not later than ours, or there is more to come. */
static enum nk_transfer_status start(struct step *s)
{
    struct nk_transfer *t = s->t;
    if (!s->is_soa)
        return fail_step(s, "it does not begin with the zone's SOA");
    t->soa = s->soa;
    t->soa_ttl = s->rr->ttl;
    t->serial = s->soa.serial;
    if (t->question.type != NK_TYPE_IXFR) {
        t->phase = NK_TRANSFER_IN_ZONE;
        return give_or_stop(s, NK_TRANSFER_WHOLE);
    }
    t->phase = NK_TRANSFER_AT_SECOND;
    if (nk_serial_is_later(t->serial, t->since))
        return NK_TRANSFER_MORE;
    t->phase = NK_TRANSFER_AT_END;
    return give(t, s->r, s->rr, NK_TRANSFER_WHOLE) ? NK_TRANSFER_CURRENT : NK_TRANSFER_STOPPED;
}

static enum nk_transfer_status end_zone(struct step *s)
{
    struct nk_transfer *t = s->t;
    t->phase = NK_TRANSFER_AT_END;
    if (soa_equal(&s->soa, &t->soa))
        return NK_TRANSFER_DONE;
    nk_err_set(s->err, NK_ERR_SYSTEM, s->rr->offset, 0,
               "message %llu, offset %zu: the SOA at the end (serial %u) is not the one at the "
               "start (serial %u): the zone changed meanwhile",
               (unsigned long long)t->messages, s->rr->offset, s->soa.serial, t->soa.serial);
    return NK_TRANSFER_FAILED;
}

static enum nk_transfer_status in_zone(struct step *s)
{
    return s->is_soa ? end_zone(s) : give_or_stop(s, NK_TRANSFER_WHOLE);
}

/* The SOA that opens a sequence of what is deleted. */
static enum nk_transfer_status open_deleted(struct step *s, uint32_t from)
{
    struct nk_transfer *t = s->t;
    if (s->soa.serial != from) {
        nk_err_set(s->err, NK_ERR_SYSTEM, s->rr->offset, 0,
                   "message %llu, offset %zu: differences from serial %u, where those from %u have "
                   "to come",
                   (unsigned long long)t->messages, s->rr->offset, s->soa.serial, from);
        return NK_TRANSFER_FAILED;
    }
    t->differences = true;
    t->serial = from;
    t->phase = NK_TRANSFER_IN_DELETED;
    return give_or_stop(s, NK_TRANSFER_DELETED);
}

/* Gives the SOA that was held back, whose message may be gone: as a message of its RDATA alone. */
static bool give_first(struct nk_transfer *t)
{
    uint8_t bytes[2 * NK_NAME_WIRE_MAX + 5 * sizeof(uint32_t)];
    const struct nk_soa *soa = &t->soa;
    const uint32_t numbers[] = {htobe32(soa->serial), htobe32(soa->refresh), htobe32(soa->retry),
                                htobe32(soa->expire), htobe32(soa->minimum)};
    size_t len = 0;
    memcpy(bytes, soa->mname.wire, soa->mname.len);
    len += soa->mname.len;
    memcpy(bytes + len, soa->rname.wire, soa->rname.len);
    len += soa->rname.len;
    memcpy(bytes + len, numbers, sizeof numbers);
    len += sizeof numbers;
    const struct nk_dns_reader r = {.bytes = bytes, .len = len};
    const struct nk_dns_record rr = {.section = NK_DNS_ANSWER,
                                     .owner = t->question.name,
                                     .type = NK_TYPE_SOA,
                                     .class = t->question.class,
                                     .ttl = t->soa_ttl,
                                     .rdata_len = len};
    return give(t, &r, &rr, NK_TRANSFER_WHOLE);
}

/* An SOA again: differences (RFC 1995 4), or a zone of nothing else. Any other record: the whole
 * zone is sent. */
static enum nk_transfer_status second(struct step *s)
{
    struct nk_transfer *t = s->t;
    if (s->is_soa && s->soa.serial != t->soa.serial)
        return open_deleted(s, t->since);
    t->phase = NK_TRANSFER_IN_ZONE;
    return give_first(t) ? in_zone(s) : NK_TRANSFER_STOPPED;
}

static enum nk_transfer_status in_deleted(struct step *s)
{
    struct nk_transfer *t = s->t;
    if (!s->is_soa)
        return give_or_stop(s, NK_TRANSFER_DELETED);
    if (!nk_serial_is_later(s->soa.serial, t->serial))
        return fail_step(s, "a difference does not lead to a later serial");
    t->serial = s->soa.serial;
    t->phase = NK_TRANSFER_IN_ADDED;
    return give_or_stop(s, NK_TRANSFER_ADDED);
}

static enum nk_transfer_status in_added(struct step *s)
{
    struct nk_transfer *t = s->t;
    if (!s->is_soa)
        return give_or_stop(s, NK_TRANSFER_ADDED);
    return t->serial == t->soa.serial ? end_zone(s) : open_deleted(s, t->serial);
}

static enum nk_transfer_status at_end(struct step *s)
{
    return fail_step(s, "records come behind the SOA that ends the transfer");
}

static enum nk_transfer_status take_record(struct step *s)
{
    static enum nk_transfer_status (*const phases[])(struct step * s) = {
        [NK_TRANSFER_AT_START] = start,    [NK_TRANSFER_AT_SECOND] = second,
        [NK_TRANSFER_IN_ZONE] = in_zone,   [NK_TRANSFER_IN_DELETED] = in_deleted,
        [NK_TRANSFER_IN_ADDED] = in_added, [NK_TRANSFER_AT_END] = at_end,
    };
    s->is_soa = is_zone_soa(s->t, s->rr);
    if (s->is_soa && !nk_record_soa(s->r, s->rr, &s->soa))
        return fail_step(s, "the zone's SOA is malformed");
    return phases[s->t->phase](s);
}

/* ---- all of it --------------------------------------------------------------- */

/* All records of a message have been read. */
static enum nk_transfer_status close_message(struct nk_transfer *t, const struct nk_dns_reader *r,
                                             enum nk_transfer_status status, struct nk_err *err)
{
    if (r->stopped != NULL)
        return fail_at(t, err, r->stopped_at, r->stopped);
    if (nk_dns_reader_trailing(r) > 0)
        return fail_at(t, err, r->at, "bytes are left behind the last record");
    if (status != NK_TRANSFER_MORE || !t->udp)
        return status;
    return t->phase == NK_TRANSFER_AT_SECOND ? NK_TRANSFER_BY_TCP
                                             : fail(t, err, "it ends before the transfer does");
}

enum nk_transfer_status nk_transfer_feed(struct nk_transfer *t, const void *bytes, size_t len,
                                         struct nk_err *err)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    enum nk_transfer_status status = open_message(t, &r, bytes, len, err);
    if (status != NK_TRANSFER_MORE)
        return status;
    nk_dns_reader_rewind(&r);
    struct step s = {.t = t, .r = &r, .rr = &rr, .err = err};
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section != NK_DNS_ANSWER)
            continue;
        status = take_record(&s);
        if (status == NK_TRANSFER_FAILED || status == NK_TRANSFER_STOPPED)
            return status;
    }
    return close_message(t, &r, status, err);
}
