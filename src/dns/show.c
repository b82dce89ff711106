#include "dns/show.h"

#include <string.h>

#include "addr/put.h"
#include "base/escape.h"
#include "base/radix.h"
#include "dns/edns.h"
#include "dns/rdata.h"
#include "dns/show_part.h"
#include "dns/text.h"

/* Where the columns of a master-file line begin, eight to a TAB. */
enum { TAB = 8, AT_TTL = 24, AT_CLASS = 32, AT_TYPE = 40, AT_DATA = 48 };

/* ---- small parts --------------------------------------------------------------- */

void nk_dns_server_text(struct nk_buf *b, const struct nk_dns_server *server)
{
    if (server->transport >= NK_DNS_TLS) {
        nk_buf_printf(b, "%s://", nk_transport_name(server->transport));
        if (server->host != NULL) {
            nk_escape_text(b, server->host, strlen(server->host));
            nk_buf_add_byte(b, '@');
        }
    }
    nk_add_addr(b, &server->addr);
    nk_buf_printf(b, "#%u", server->port);
}

size_t nk_show_edns_place(const void *bytes, size_t len)
{
    struct nk_edns e;
    nk_dns_edns_read(bytes, len, &e);
    return e.present ? (size_t)(e.options - (const uint8_t *)bytes) : 0;
}

bool nk_show_reader(const struct nk_show *s, struct nk_dns_reader *r)
{
    bool good = nk_dns_reader_init(r, s->bytes, s->len);
    r->multicast = s->multicast;
    return good;
}

void nk_show_relevant(const struct nk_show *s, struct nk_relevant *v)
{
    if (s->multicast)
        nk_relevant_init_all(v, s->bytes, s->len);
    else
        nk_relevant_init(v, s->bytes, s->len, s->question);
}

const char *nk_show_mark(const struct nk_dns_record *rr)
{
    return !rr->marked ? NULL : rr->section == NK_DNS_QUESTION ? "QU" : "cache flush";
}

/* Blanks up to a column, at least one: TABs where there is room for them. `start` is the line's. */
static void indent(struct nk_buf *b, size_t start, size_t to)
{
    size_t at = 0;
    for (size_t i = start; i < b->len; i++)
        at = b->data[i] == '\t' ? at / TAB * TAB + TAB : at + 1;
    if (to <= at)
        to = at + 1;
    for (size_t tabs = to / TAB - at / TAB; tabs > 0; tabs--, at = to / TAB * TAB)
        nk_buf_add_byte(b, '\t');
    for (; at < to; at++)
        nk_buf_add_byte(b, ' ');
}

static void put_columns(struct nk_buf *b, size_t start, const struct nk_dns_record *rr)
{
    nk_add_name(b, &rr->owner);
    if (rr->section != NK_DNS_QUESTION) {
        indent(b, start, AT_TTL);
        nk_buf_printf(b, "%u", rr->ttl);
    }
    indent(b, start, AT_CLASS);
    nk_add_class(b, (uint16_t)(rr->class | rr->marked << 15)); /* as it reads back */
    indent(b, start, AT_TYPE);
    nk_add_type(b, rr->type);
}

/* The line from `start` on, which may have something before the owner. */
static void put_record(struct nk_buf *b, size_t start, const struct nk_dns_reader *r,
                       const struct nk_dns_record *rr)
{
    put_columns(b, start, rr);
    if (rr->section != NK_DNS_QUESTION) {
        struct nk_rdata d = nk_rdata_of(r, rr);
        indent(b, start, AT_DATA);
        nk_rdata_text(b, &d);
    }
    if (rr->marked) {
        nk_buf_add_text(b, " ; ");
        nk_add_class(b, rr->class);
        nk_buf_printf(b, ", %s", nk_show_mark(rr));
    }
    nk_buf_add_byte(b, '\n');
}

void nk_show_record(struct nk_buf *b, const struct nk_dns_reader *r, const struct nk_dns_record *rr)
{
    put_record(b, b->len, r, rr);
}

/* A malformed record: the reason, and its octets in a comment. */
static void put_malformed(struct nk_buf *b, const struct nk_dns_reader *r,
                          const struct nk_dns_record *rr, const char *why, size_t bad_at)
{
    nk_buf_printf(b, ";; malformed at offset %zu: %s\n", bad_at, why);
    size_t start = b->len;
    nk_buf_add_byte(b, ';');
    if (rr->malformed == NULL) {
        put_columns(b, start, rr);
        indent(b, start, AT_DATA);
        nk_buf_printf(b, "\\# %zu ", rr->rdata_len);
        nk_hex_put_lower(b, r->bytes + rr->rdata_at, rr->rdata_len);
    } else {
        nk_buf_printf(b, " %zu octet%s from offset %zu: ", rr->length, rr->length == 1 ? "" : "s",
                      rr->offset);
        nk_hex_put_lower(b, r->bytes + rr->offset, rr->length);
    }
    nk_buf_add_byte(b, '\n');
}

/* ---- the layout ------------------------------------------------------------------ */

/* A message while it is shown. */
struct layout {
    struct nk_buf *b;
    const struct nk_show *s;
    size_t start; /* of all of it, in the buffer */
    struct nk_dns_reader r;
    struct nk_relevant relevant;
    size_t edns;              /* nk_show_edns_place() */
    size_t answers;           /* records of the answer section so far */
    enum nk_dns_section open; /* whose heading is there */
    bool told;                /* of what stopped the reader */
};

static void add_gap(struct layout *l)
{
    if (l->b->len > l->start)
        nk_buf_add_byte(l->b, '\n');
}

static void put_status(struct layout *l)
{
    char name[NK_CODE_TEXT_MAX];
    const struct nk_dns_header *h = &l->r.header;
    nk_buf_printf(l->b, ";; opcode: %s", nk_opcode_name(nk_dns_opcode(h->flags), name));
    nk_buf_printf(l->b, ", status: %s",
                  nk_rcode_name(nk_dns_message_rcode(l->s->bytes, l->s->len), name));
    nk_buf_printf(l->b, ", id: %u, flags:", h->id);
    if ((h->flags & ~0x780f) != 0)
        nk_buf_add_byte(l->b, ' ');
    nk_add_flags(l->b, h->flags);
    if (l->s->server != NULL) {
        nk_buf_add_text(l->b, ", server: ");
        nk_dns_server_text(l->b, l->s->server);
    }
    nk_buf_add_byte(l->b, '\n');
}

const char *nk_show_heading(unsigned opcode, enum nk_dns_section section)
{
    static const char *const query[] = {"QUESTION", "ANSWER", "AUTHORITY", "ADDITIONAL"};
    static const char *const update[] = {"ZONE", "PREREQUISITE", "UPDATE", "ADDITIONAL"};
    return (opcode == 5 ? update : query)[section]; /* RFC 2136 2 */
}

static void open_section(struct layout *l, enum nk_dns_section section)
{
    if (l->open == section || (l->s->parts & NK_SHOW_COMMENTS) == 0)
        return;
    add_gap(l);
    nk_buf_printf(l->b, ";; %s SECTION:\n",
                  nk_show_heading(nk_dns_opcode(l->r.header.flags), section));
    l->open = section;
}

static void show_one(struct layout *l, const struct nk_dns_record *rr)
{
    size_t bad_at = 0, place = rr->section == NK_DNS_ANSWER ? l->answers++ : 0;
    const char *why = nk_dns_record_check(&l->r, rr, &bad_at);
    l->told = rr->malformed != NULL;
    if ((l->s->parts & (unsigned)NK_SHOW_QUESTION << rr->section) == 0 || rr->rdata_at == l->edns)
        return;
    open_section(l, rr->section);
    size_t start = l->b->len;
    if (why != NULL) {
        put_malformed(l->b, &l->r, rr, why, bad_at);
        return;
    }
    if (rr->section == NK_DNS_QUESTION)
        nk_buf_add_byte(l->b, ';');
    else if (rr->section == NK_DNS_ANSWER && !nk_relevant_has(&l->relevant, place))
        nk_buf_add_text(l->b, ";unrelated: ");
    put_record(l->b, start, &l->r, rr);
}

/* Where the message cannot be read any more, and what is behind its end. */
static void put_rest(struct layout *l)
{
    size_t trailing = nk_dns_reader_trailing(&l->r);
    if (l->r.stopped != NULL && !l->told)
        nk_buf_printf(l->b, ";; malformed at offset %zu: %s\n", l->r.stopped_at, l->r.stopped);
    if (trailing > 0) {
        nk_buf_printf(l->b, ";; %zu octet%s behind the message, from offset %zu: ", trailing,
                      trailing == 1 ? "" : "s", l->s->len - trailing);
        nk_hex_put_lower(l->b, l->r.bytes + l->s->len - trailing, trailing);
        nk_buf_add_byte(l->b, '\n');
    }
}

static void put_stats(struct layout *l)
{
    add_gap(l);
    nk_buf_add_text(l->b, ";; ");
    if (l->s->time_us >= 0) {
        nk_buf_add_text(l->b, "time: ");
        nk_show_add_ms(l->b, l->s->time_us);
        nk_buf_add_text(l->b, " ms, ");
    }
    nk_buf_printf(l->b, "size: %zu octets", l->s->len);
    if (l->s->server != NULL)
        nk_buf_printf(l->b, ", transport: %s", nk_transport_name(l->s->transport));
    nk_buf_add_byte(l->b, '\n');
}

void nk_show_text(struct nk_buf *b, const struct nk_show *s)
{
    struct layout l = {.b = b, .s = s, .start = b->len, .open = NK_DNS_SECTIONS};
    l.edns = nk_show_edns_place(s->bytes, s->len);
    struct nk_dns_record rr;
    if (nk_show_reader(s, &l.r) && (s->parts & NK_SHOW_COMMENTS) != 0)
        put_status(&l);
    nk_show_relevant(s, &l.relevant);
    while (nk_dns_reader_next(&l.r, &rr))
        show_one(&l, &rr);
    put_rest(&l);
    if ((s->parts & NK_SHOW_COMMENTS) != 0) {
        size_t before = b->len;
        add_gap(&l);
        if (!nk_show_edns(b, s))
            b->len = before;
    }
    if ((s->parts & NK_SHOW_STATS) != 0)
        put_stats(&l);
}

void nk_show_short(struct nk_buf *b, const struct nk_show *s)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_relevant v;
    size_t place = 0, bad_at;
    nk_show_relevant(s, &v);
    if (!nk_show_reader(s, &r))
        return;
    while (nk_dns_reader_next(&r, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER || !nk_relevant_has(&v, place++) ||
            nk_dns_record_check(&r, &rr, &bad_at) != NULL)
            continue;
        struct nk_rdata d = nk_rdata_of(&r, &rr);
        nk_rdata_text(b, &d);
        nk_buf_add_byte(b, '\n');
    }
}
