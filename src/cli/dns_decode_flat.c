/* The fields of a well-formed message that have a flat form, for captures of millions. */
#include <string.h>

#include "addr/put.h"
#include "base/digits.h"
#include "cli/dns_decode.h"
#include "cli/dns_put_part.h"
#include "dns/rdata.h"
#include "dns/text.h"

enum { SECOND = 1000000000, TIME_TEXT_MAX = 32 };

/* ---- where it was ---------------------------------------------------------------------- */

/* Seconds since 1970 with nine decimals; returns the length. */
static size_t format_time(char *text, int64_t time)
{
    uint64_t absolute = time < 0 ? 0 - (uint64_t)time : (uint64_t)time;
    char *at = text, *point;
    if (time < 0)
        *at++ = '-';
    point = nk_digits(at, absolute / SECOND);
    at =
        nk_digits(point, SECOND + absolute % SECOND); /* the first digit makes room for the point */
    *point = '.';
    return (size_t)(at - text);
}

void nk_dns_decode_place(struct nk_record *r, const struct nk_dns_captured *m)
{
    nk_record_int(r, NK_DNS_F_NUMBER, (int64_t)m->packet);
    char *room = m->timed ? nk_record_room(r, NK_DNS_F_WHEN, TIME_TEXT_MAX) : NULL;
    if (room != NULL)
        nk_record_used(r, NK_DNS_F_WHEN, format_time(room, m->time));
    if (nk_record_wants(r, NK_DNS_F_SOURCE))
        nk_put_addr(r, NK_DNS_F_SOURCE, &m->source);
    nk_record_int(r, NK_DNS_F_SOURCE_PORT, m->source_port);
    if (nk_record_wants(r, NK_DNS_F_DESTINATION))
        nk_put_addr(r, NK_DNS_F_DESTINATION, &m->destination);
    nk_record_int(r, NK_DNS_F_DESTINATION_PORT, m->destination_port);
    nk_record_word(r, NK_DNS_F_TRANSPORT, m->tcp ? "tcp" : "udp");
    if (!nk_dns_captured_is_response(m))
        return;
    nk_put_addr(r, NK_DNS_F_SERVER, &m->source);
    nk_record_int(r, NK_DNS_F_PORT, m->source_port);
}

/* ---- answers --------------------------------------------------------------------------- */

static void add_address(struct nk_buf *b, const struct nk_dns_scan *s,
                        const struct nk_dns_scanned *rr)
{
    uint64_t words[2] = {0};
    char *room = nk_buf_room(b, NK_ADDR_TEXT_MAX);
    if (room == NULL)
        return;
    memcpy((char *)words + (rr->rdata_len == 4 ? 12 : 0), s->bytes + rr->rdata_at, rr->rdata_len);
    const struct nk_addr a = {.hi = be64toh(words[0]),
                              .lo = be64toh(words[1]),
                              .family = rr->rdata_len == 4 ? NK_IPV4 : NK_IPV6};
    b->len += nk_addr_format(&a, room);
}

static void add_data(struct nk_buf *b, const struct nk_dns_scan *s, const struct nk_dns_scanned *rr)
{
    bool known = rr->class == NK_CLASS_IN, plain;
    if (known && (rr->type == NK_TYPE_A || rr->type == NK_TYPE_AAAA)) {
        add_address(b, s, rr);
    } else if (known &&
               (rr->type == NK_TYPE_CNAME || rr->type == NK_TYPE_NS || rr->type == NK_TYPE_PTR)) {
        char *room = nk_buf_room(b, NK_NAME_TEXT_MAX);
        if (room != NULL)
            b->len += nk_dns_scan_name(s, rr->rdata_at, room, &plain);
    } else {
        const struct nk_rdata d = {s->bytes,      s->len,   rr->rdata_at,
                                   rr->rdata_len, rr->type, rr->class};
        nk_rdata_text(b, &d);
    }
}

/* What the records of the answer say, in one cell; the first one's time to live. */
static void put_answers(struct nk_dns_decoder *d, const struct nk_dns_scan *s)
{
    size_t at = s->records;
    struct nk_dns_scanned rr;
    unsigned count = s->header.counts[NK_DNS_ANSWER];
    bool data = nk_record_wants(&d->r, NK_DNS_F_DATA);
    if (count == 0)
        return;
    for (unsigned i = 0; i < (data ? count : 1); i++) {
        nk_dns_scan_record(s, &at, &rr);
        if (i == 0)
            nk_record_int(&d->r, NK_DNS_F_TTL, rr.ttl);
        else
            nk_buf_add_byte(&d->made, ',');
        if (data)
            add_data(&d->made, s, &rr);
    }
    if (data)
        nk_dns_put_made(&d->r, NK_DNS_F_DATA, &d->made);
}

/* ---- a message ------------------------------------------------------------------------- */

static const char *type_word(struct nk_dns_decoder *d, uint16_t type)
{
    struct nk_dns_word *w = &d->types[type % NK_DNS_WORDS];
    if (w->text[0] == '\0' || w->code != type) {
        w->code = type;
        nk_type_name(type, w->text);
    }
    return w->text;
}

static const char *status_word(struct nk_dns_decoder *d, unsigned rcode)
{
    struct nk_dns_word *w = &d->statuses[rcode % NK_DNS_WORDS];
    if (w->text[0] == '\0' || w->code != rcode) {
        w->code = (uint16_t)rcode;
        nk_rcode_name(rcode, w->text);
    }
    return w->text;
}

static void put_question(struct nk_dns_decoder *d, const struct nk_dns_scan *s, bool multicast)
{
    struct nk_record *r = &d->r;
    char text[NK_CODE_TEXT_MAX];
    bool plain;
    if (nk_record_wants(r, NK_DNS_F_NAME)) {
        size_t len = nk_dns_scan_name(s, s->question, d->name, &plain);
        if (plain)
            nk_record_word(r, NK_DNS_F_NAME, d->name);
        else
            nk_record_slice(r, NK_DNS_F_NAME, d->name, len);
    }
    nk_record_word(r, NK_DNS_F_TYPE, type_word(d, s->type));
    uint16_t class = multicast ? s->class & 0x7fff : s->class;
    if (class == NK_CLASS_IN)
        nk_record_word(r, NK_DNS_F_CLASS, "IN");
    else
        nk_record_text(r, NK_DNS_F_CLASS, nk_class_name(class, text));
    if (multicast)
        nk_record_flag(r, NK_DNS_F_UNICAST_RESPONSE, class != s->class);
}

static void put_flags(struct nk_record *r, uint16_t flags)
{
    const char *name;
    uint16_t bit;
    nk_record_list_empty(r, NK_DNS_F_FLAGS);
    for (size_t i = 0; (name = nk_dns_flag_at(i, &bit)) != NULL; i++)
        if ((flags & bit) != 0)
            nk_record_list_add(r, NK_DNS_F_FLAGS, name, strlen(name));
}

bool nk_dns_decode_is_flat(const struct nk_record *r)
{
    static const enum nk_dns_field nested[] = {NK_DNS_F_ANSWER, NK_DNS_F_AUTHORITY,
                                               NK_DNS_F_ADDITIONAL, NK_DNS_F_EDNS, NK_DNS_F_EDE};
    for (size_t i = 0; i < sizeof nested / sizeof *nested; i++)
        if (nk_record_wants(r, nested[i]))
            return false;
    return true;
}

void nk_dns_decode_flat(struct nk_dns_decoder *d, const struct nk_dns_scan *s, const char *input,
                        bool multicast)
{
    struct nk_record *r = &d->r;
    char text[NK_CODE_TEXT_MAX];
    if (nk_record_wants(r, NK_DNS_F_INPUT))
        nk_record_text(r, NK_DNS_F_INPUT, input);
    if (s->question != 0)
        put_question(d, s, multicast);
    nk_record_int(r, NK_DNS_F_SIZE, (int64_t)s->len);
    nk_record_int(r, NK_DNS_F_ID, s->header.id);
    nk_record_word(r, NK_DNS_F_STATUS, status_word(d, s->rcode));
    if (nk_record_wants(r, NK_DNS_F_OPCODE))
        nk_record_text(r, NK_DNS_F_OPCODE, nk_opcode_name(nk_dns_opcode(s->header.flags), text));
    if (nk_record_wants(r, NK_DNS_F_FLAGS))
        put_flags(r, s->header.flags);
    if (nk_record_wants(r, NK_DNS_F_DATA) || nk_record_wants(r, NK_DNS_F_TTL))
        put_answers(d, s);
}
