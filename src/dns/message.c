#include <string.h>

#include "base/cursor.h"
#include "netkit/dns.h"

/* ---- names in messages ------------------------------------------------------ */

const char *nk_name_read(const uint8_t *bytes, size_t len, size_t *at, struct nk_name *out,
                         size_t *bad_at)
{
    size_t here = *at, behind = SIZE_MAX, run = here;
    unsigned pointers = 0, used = 0;
    const char *why = NULL;
    while (why == NULL) {
        *bad_at = here;
        uint8_t octet = here < len ? bytes[here] : 0;
        if (here >= len) {
            why = "the name runs past the end of the message";
        } else if ((octet & 0xc0) == 0xc0) {
            if (here + 1 >= len) {
                why = "a compression pointer is cut";
                break;
            }
            if (behind == SIZE_MAX)
                behind = here + 2;
            size_t to = (size_t)(octet & 0x3f) << 8 | bytes[here + 1];
            /* strictly before the run that it ends: so a chain of pointers cannot turn round */
            if (to >= run)
                why = "a compression pointer does not go backwards";
            else if (++pointers > NK_NAME_POINTERS_MAX)
                why = "a name has more than 128 compression pointers";
            else if (to < NK_DNS_HEADER_LEN && len > NK_DNS_HEADER_LEN)
                why = "a compression pointer goes into the header";
            here = run = to;
        } else if ((octet & 0xc0) != 0) {
            why = "a label has a reserved type (RFC 6891 5)";
        } else if (here + 1 + octet > len) {
            why = "a label runs past the end of the message";
        } else if (used + 1u + octet + (octet != 0) > NK_NAME_WIRE_MAX) {
            why = "the name has more than 255 octets";
        } else {
            memcpy(out->wire + used, bytes + here, 1u + octet);
            used += 1u + octet;
            here += 1u + octet;
            if (octet == 0)
                break;
        }
    }
    if (behind == SIZE_MAX && why == NULL)
        behind = here;
    out->len = why == NULL ? (uint8_t)used : 0;
    *at = behind;
    return why;
}

/* ---- the reader -------------------------------------------------------------- */

void nk_dns_reader_rewind(struct nk_dns_reader *r)
{
    r->at = NK_DNS_HEADER_LEN;
    r->section = NK_DNS_QUESTION;
    r->left = r->header.counts[NK_DNS_QUESTION];
    r->stopped = NULL;
}

bool nk_dns_reader_init(struct nk_dns_reader *r, const void *bytes, size_t len)
{
    struct nk_cursor c = nk_cursor(bytes, len);
    *r = (struct nk_dns_reader){.bytes = bytes, .len = len};
    r->header.id = nk_cursor_u16(&c);
    r->header.flags = nk_cursor_u16(&c);
    for (size_t i = 0; i < NK_DNS_SECTIONS; i++)
        r->header.counts[i] = nk_cursor_u16(&c);
    if (c.failed) {
        r->section = NK_DNS_SECTIONS;
        r->stopped = "the message is shorter than a header of 12 octets";
        r->stopped_at = len;
        return false;
    }
    nk_dns_reader_rewind(r);
    return true;
}

static bool stop(struct nk_dns_reader *r, const char *why, size_t at)
{
    r->stopped = why;
    r->stopped_at = at;
    r->section = NK_DNS_SECTIONS;
    r->left = 0;
    return false;
}

static void blame(struct nk_dns_record *rr, const char *why, size_t at)
{
    rr->malformed = why;
    rr->malformed_at = at;
}

/* Type, class, and TTL and RDATA where there are any. */
static void read_fields(struct nk_dns_reader *r, struct nk_dns_record *rr)
{
    struct nk_cursor c = nk_cursor(r->bytes, r->len);
    nk_cursor_take(&c, r->at);
    rr->type = nk_cursor_u16(&c);
    rr->class = nk_cursor_u16(&c);
    rr->marked = r->multicast && rr->type != NK_TYPE_OPT && rr->class >> 15 != 0;
    if (rr->marked)
        rr->class &= 0x7fff;
    if (rr->section != NK_DNS_QUESTION) {
        rr->ttl = nk_cursor_u32(&c);
        rr->rdata_len = nk_cursor_u16(&c);
    }
    rr->rdata_at = nk_cursor_offset(&c);
    if (c.failed) {
        rr->rdata_len = 0;
        blame(rr, "the record is cut", r->len);
        stop(r, rr->malformed, r->len);
        rr->length = r->len - rr->offset;
        return;
    }
    if (rr->rdata_len > nk_cursor_left(&c)) {
        blame(rr, "RDLENGTH is more than what is left of the message", rr->rdata_at - 2);
        rr->rdata_len = nk_cursor_left(&c);
        stop(r, rr->malformed, rr->malformed_at);
    }
    r->at = rr->rdata_at + rr->rdata_len;
    rr->length = r->at - rr->offset;
}

bool nk_dns_reader_next(struct nk_dns_reader *r, struct nk_dns_record *rr)
{
    while (r->left == 0) {
        if (r->stopped != NULL || r->section >= NK_DNS_ADDITIONAL) {
            r->section = NK_DNS_SECTIONS;
            return false;
        }
        r->section++;
        r->left = r->header.counts[r->section];
    }
    if (r->at >= r->len)
        return stop(r, "the message ends before the records that its header counts", r->len);
    r->left--;
    /* not the whole value: the name's octets are written below */
    rr->section = r->section;
    rr->type = rr->class = 0;
    rr->marked = false;
    rr->ttl = 0;
    rr->rdata_at = rr->rdata_len = 0;
    rr->malformed = NULL;
    rr->malformed_at = 0;
    rr->offset = r->at;
    size_t bad_at;
    const char *why = nk_name_read(r->bytes, r->len, &r->at, &rr->owner, &bad_at);
    if (why != NULL && r->at == SIZE_MAX) {
        blame(rr, why, bad_at);
        rr->length = r->len - rr->offset;
        stop(r, why, bad_at);
        return true;
    }
    read_fields(r, rr);
    if (why != NULL)
        blame(rr, why, bad_at);
    return true;
}

size_t nk_dns_reader_trailing(const struct nk_dns_reader *r)
{
    return r->section == NK_DNS_SECTIONS && r->stopped == NULL ? r->len - r->at : 0;
}

/* ---- EDNS -------------------------------------------------------------------- */

void nk_dns_edns_read(const void *bytes, size_t len, struct nk_edns *e)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    *e = (struct nk_edns){0};
    if (!nk_dns_reader_init(&r, bytes, len))
        return;
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section != NK_DNS_ADDITIONAL || rr.type != NK_TYPE_OPT || rr.malformed != NULL)
            continue;
        *e = (struct nk_edns){
            .present = true,
            .version = (uint8_t)(rr.ttl >> 16),
            .udp_size = rr.class,
            .dnssec_ok = (rr.ttl & 0x8000) != 0,
            .rcode_high = (uint8_t)(rr.ttl >> 24),
            .options = r.bytes + rr.rdata_at,
            .options_len = rr.rdata_len,
        };
        return; /* a second one is a format error (RFC 6891 6.1.1), which the drawing shows */
    }
}

unsigned nk_dns_message_rcode(const void *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_edns e;
    if (!nk_dns_reader_init(&r, bytes, len))
        return NK_RCODE_FORMERR;
    nk_dns_edns_read(bytes, len, &e);
    return (unsigned)e.rcode_high << 4 | nk_dns_rcode(r.header.flags);
}

/* ---- what counts as an answer -------------------------------------------------- */

/* A server that could not read the question, or would not, may leave it out; nsd leaves it out of
 * what says no more than that it does not fit. */
static bool may_omit_question(const struct nk_dns_header *h)
{
    unsigned rcode = nk_dns_rcode(h->flags);
    if ((h->flags & NK_DNS_TC) != 0 && h->counts[NK_DNS_ANSWER] == 0 &&
        h->counts[NK_DNS_AUTHORITY] == 0)
        return true;
    return rcode == NK_RCODE_FORMERR || rcode == NK_RCODE_NOTIMP || rcode == NK_RCODE_SERVFAIL ||
           rcode == NK_RCODE_REFUSED;
}

const char *nk_dns_answer_mismatch(const void *bytes, size_t len, uint16_t id, unsigned opcode,
                                   const struct nk_dns_question *q)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    if (!nk_dns_reader_init(&r, bytes, len))
        return "shorter than a header";
    if (r.header.id != id)
        return "another ID";
    if ((r.header.flags & NK_DNS_QR) == 0)
        return "a query, not a response";
    if (nk_dns_opcode(r.header.flags) != opcode)
        return "another opcode";
    if (r.header.counts[NK_DNS_QUESTION] == 0 && may_omit_question(&r.header))
        return NULL;
    if (r.header.counts[NK_DNS_QUESTION] != 1 || !nk_dns_reader_next(&r, &rr) ||
        rr.malformed != NULL)
        return "not one question";
    if (rr.type != q->type || rr.class != q->class || !nk_name_equal(&rr.owner, &q->name))
        return "another question";
    return NULL;
}

/* ---- RDATA that code looks into ------------------------------------------------ */

/* Where in the RDATA the name is that a record points to; -1: it does not. */
static int target_at(uint16_t type)
{
    switch (type) {
    case NK_TYPE_NS:
    case NK_TYPE_CNAME:
    case NK_TYPE_PTR:
    case NK_TYPE_DNAME:
    case NK_TYPE_SOA:
        return 0;
    case NK_TYPE_MX:
        return 2;
    case NK_TYPE_SRV:
        return 6;
    default:
        return -1;
    }
}

bool nk_record_target(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                      struct nk_name *out)
{
    int skip = target_at(rr->type);
    size_t end = rr->rdata_at + rr->rdata_len, at = rr->rdata_at + (size_t)(skip < 0 ? 0 : skip);
    size_t bad_at;
    if (skip < 0 || rr->malformed != NULL || at >= end ||
        nk_name_read(r->bytes, end, &at, out, &bad_at) != NULL)
        return false;
    return rr->type == NK_TYPE_SOA || at == end;
}

bool nk_record_address(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                       struct nk_addr *out)
{
    struct nk_cursor c = nk_cursor(r->bytes + rr->rdata_at, rr->rdata_len);
    if (rr->malformed != NULL)
        return false;
    if (rr->type == NK_TYPE_A && rr->rdata_len == 4) {
        *out = nk_addr_ipv4(nk_cursor_u32(&c));
        return true;
    }
    if (rr->type != NK_TYPE_AAAA || rr->rdata_len != 16)
        return false;
    uint64_t high = nk_cursor_u64(&c);
    *out = nk_addr_ipv6(high, nk_cursor_u64(&c));
    return true;
}

bool nk_record_soa(const struct nk_dns_reader *r, const struct nk_dns_record *rr,
                   struct nk_soa *out)
{
    size_t at = rr->rdata_at, end = at + rr->rdata_len, bad_at;
    if (rr->type != NK_TYPE_SOA || rr->malformed != NULL ||
        nk_name_read(r->bytes, end, &at, &out->mname, &bad_at) != NULL ||
        nk_name_read(r->bytes, end, &at, &out->rname, &bad_at) != NULL || end - at != 20)
        return false;
    struct nk_cursor c = nk_cursor(r->bytes + at, end - at);
    out->serial = nk_cursor_u32(&c);
    out->refresh = nk_cursor_u32(&c);
    out->retry = nk_cursor_u32(&c);
    out->expire = nk_cursor_u32(&c);
    out->minimum = nk_cursor_u32(&c);
    return true;
}
