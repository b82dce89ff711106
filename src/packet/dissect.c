#include "packet/dissect.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packet/dissect_part.h"

void nk_dissection_release(struct nk_dissection *d)
{
    free(d->parts);
    nk_buf_release(&d->text);
    *d = (struct nk_dissection){.bytes = NULL};
}

/* ---- parts and faults ---------------------------------------------------- */

void nk_dissect_fault(struct nk_dissector *x, uint64_t offset, const char *format, ...)
{
    struct nk_dissection *d = x->d;
    if (d->fault_count == NK_FAULTS_MAX)
        return;
    struct nk_fault *f = &d->faults[d->fault_count++];
    f->offset = (uint32_t)offset;
    va_list args;
    va_start(args, format);
    vsnprintf(f->text, sizeof f->text, format, args);
    va_end(args);
}

static void tell_full(struct nk_dissector *x, uint64_t offset)
{
    if (!x->d->full)
        nk_dissect_fault(x, offset, "more than %d fields: the others are not shown", NK_PARTS_MAX);
    x->d->full = true;
}

struct nk_part *nk_dissect_add(struct nk_dissector *x, enum nk_part_kind kind, const char *name,
                               uint64_t offset, uint64_t bits)
{
    struct nk_dissection *d = x->d;
    void *parts = d->parts;
    if (d->count == NK_PARTS_MAX)
        tell_full(x, offset);
    if (d->full)
        return NULL;
    if (!nk_grow(&parts, d->count, &d->room, sizeof *d->parts)) {
        d->failed = d->full = true;
        return NULL;
    }
    d->parts = parts;
    struct nk_part *p = &d->parts[d->count++];
    *p = (struct nk_part){.kind = kind,
                          .layer = x->layer,
                          .name = name,
                          .header = x->header,
                          .option = x->option,
                          .option_name = x->option_name,
                          .owner = x->header_part,
                          .in_option = x->in_option,
                          .quoted = x->quotes > 0,
                          .level = x->level,
                          .offset = (uint32_t)offset,
                          .bits = bits};
    return p;
}

/* `service`: whom they are for; NULL where that is not known. */
static void add_data(struct nk_dissector *x, const char *name, const struct nk_code *service,
                     uint64_t offset, uint64_t here, uint64_t wire)
{
    x->layer = NK_LAYER_NONE;
    x->header = NULL;
    struct nk_part *p = nk_dissect_add(x, NK_PART_DATA, name, offset, here * 8);
    if (p != NULL) {
        p->octets = true;
        p->code = service;
        p->inside = (uint32_t)here;
        p->wire = (uint32_t)wire;
    }
}

/* ---- what the IP headers tell -------------------------------------------- */

static unsigned u16_at(const struct nk_dissector *x, uint64_t at)
{
    return (unsigned)x->d->bytes[at] << 8 | x->d->bytes[at + 1];
}

static void note_ipv4(struct nk_dissector *x, uint64_t at)
{
    unsigned length = u16_at(x, at + 2), place = u16_at(x, at + 6);
    x->ip = (struct nk_dissect_ip){
        .family = NK_IPV4,
        .source = x->d->bytes + at + 12,
        .destination = x->d->bytes + at + 16,
        .start = at,
        .end = length > 0 ? at + length : x->data_end,
        .fragment = (place & 0x3fff) != 0,
        .offloaded = length == 0,
    };
}

static void note_ipv6(struct nk_dissector *x, uint64_t at)
{
    unsigned length = u16_at(x, at + 4);
    x->ip = (struct nk_dissect_ip){
        .family = NK_IPV6,
        .source = x->d->bytes + at + 8,
        .destination = x->d->bytes + at + 24,
        .start = at,
        .end = length > 0 ? at + 40 + length : x->data_end,
        .offloaded = length == 0,
    };
}

/* The destination is the last stop (RFC 8200 8.1): of segments the first in the list. */
static void note_routing(struct nk_dissector *x, uint64_t at, uint64_t length)
{
    unsigned type = x->d->bytes[at + 2], left = x->d->bytes[at + 3];
    if (left == 0 || length < 24)
        return;
    if (type == 4)
        x->ip.destination = x->d->bytes + at + 8;
    else if (type == 0 || type == 2)
        x->ip.destination = x->d->bytes + at + length - 16;
}

static void note_header(struct nk_dissector *x, const struct nk_layer *row, uint64_t at)
{
    if (row->kind == NK_LAYER_IPV4 && row->length >= 20)
        note_ipv4(x, at);
    else if (row->kind == NK_LAYER_IPV6 && row->length >= 40)
        note_ipv6(x, at);
    else if (row->kind == NK_LAYER_FRAGMENT && row->length >= 8)
        x->ip.fragment = x->ip.fragment || (u16_at(x, at + 2) & 0xfff9) != 0;
    else if (row->kind == NK_LAYER_ROUTING && row->length >= 8)
        note_routing(x, at, row->length);
}

/* ---- headers ------------------------------------------------------------- */

static const struct nk_piece unknown_pieces[] = {{.fields = NULL}};
static const struct nk_header unknown = {"header", "", NULL, unknown_pieces, false};

static void take_header(struct nk_dissector *x, const struct nk_layer *row, uint64_t base,
                        bool whole)
{
    uint64_t at = base + row->offset;
    const struct nk_header *header = nk_header_of(row->kind);
    x->header = header != NULL ? header : &unknown;
    x->layer = row->kind;
    x->header_at = at;
    x->header_end = at + row->length;
    size_t first = x->header_part = x->d->count;
    struct nk_part *p = nk_dissect_add(x, NK_PART_HEADER, nk_layer_name(row->kind), at, 0);
    struct nk_span s = {.base = at, .at = at * 8, .end = x->header_end};
    if (x->header->to_end && x->captured > s.end)
        s.end = x->header_end = x->captured < x->data_end ? x->captured : x->data_end;
    x->whole = whole && (!x->header->to_end || x->captured >= x->data_end);
    note_header(x, row, at);
    nk_dissect_pieces(x, x->header->pieces, &s);
    uint64_t end = x->quote.end > x->quote.base ? x->quote.base * 8 : s.at;
    if (p != NULL)
        x->d->parts[first].bits = end - at * 8;
    x->header_end = s.at / 8;
}

/* The inner packet's length is what it says itself: that not all of it is quoted is as it should
 * be. */
static uint32_t quoted_length(const uint8_t *bytes, uint64_t here)
{
    uint64_t length = here;
    if (here >= 4 && bytes[0] >> 4 == 4)
        length = (uint64_t)bytes[2] << 8 | bytes[3];
    else if (here >= 6 && bytes[0] >> 4 == 6)
        length = ((uint64_t)bytes[4] << 8 | bytes[5]) + 40;
    return (uint32_t)(length > here ? length : here);
}

static void take_packet(struct nk_dissector *x, uint64_t base, uint64_t here, uint64_t wire,
                        enum nk_layer_kind first);

static void take_extension(struct nk_dissector *x, uint64_t at, uint64_t end)
{
    struct nk_span s = {.base = at, .at = at * 8, .end = end};
    size_t first = x->header_part = x->d->count;
    x->header = &nk_header_icmp_extension;
    x->whole = x->captured >= x->data_end;
    x->layer = NK_LAYER_NONE;
    x->header_at = at;
    x->header_end = end;
    struct nk_part *p = nk_dissect_add(x, NK_PART_HEADER, x->header->name, at, (end - at) * 8);
    nk_dissect_pieces(x, x->header->pieces, &s);
    if (p != NULL)
        x->d->parts[first].inside = (uint32_t)(end - at);
}

/* Older routers do not say how long the quoted packet is: then 128 octets, if what follows looks
 * like an extension (RFC 4884 5.5). */
static void find_extension(const struct nk_dissector *x, struct nk_span *q)
{
    enum { OLD = 128, VERSION = 0x20 };
    uint64_t at = q->base + OLD;
    if (q->end == q->at && at + 8 <= q->end && x->d->bytes[at] == VERSION &&
        x->d->bytes[at + 1] == 0)
        q->end = at;
}

static void take_quote(struct nk_dissector *x)
{
    struct nk_dissector inner = *x;
    struct nk_span q = x->quote;
    find_extension(x, &q);
    uint64_t here = q.end - q.base;
    const uint8_t *bytes = x->d->bytes + q.base;
    inner.quotes++;
    inner.captured = q.end;
    inner.ip = (struct nk_dissect_ip){.family = NK_FAMILY_NONE};
    inner.quote = (struct nk_span){.base = 0};
    if (inner.quotes > NK_QUOTES_MAX)
        add_data(&inner, "data", NULL, q.base, here, here);
    else
        take_packet(&inner, q.base, here, quoted_length(bytes, here), NK_LAYER_RAW);
    if (q.end < q.at) {
        inner.level = x->level;
        inner.quotes = x->quotes;
        inner.captured = x->captured;
        take_extension(&inner, q.end, q.at);
    }
}

/* ---- a packet ------------------------------------------------------------ */

static void tell_faults(struct nk_dissector *x, const struct nk_layers *l, uint64_t base)
{
    if (l->wrong != NULL)
        nk_dissect_fault(x, base + l->wrong_at, "%s", l->wrong);
    if (!l->cut || x->quotes > 0)
        return;
    if (x->d->captured < x->d->length)
        nk_dissect_fault(x, x->captured, "cut inside the headers: %u of %u octets are here",
                         x->d->captured, x->d->length);
    else
        nk_dissect_fault(x, x->captured, "cut inside the headers: there are only %u octets",
                         x->d->captured);
}

static bool all_zeros(const uint8_t *bytes, uint64_t len)
{
    while (len > 0 && bytes[len - 1] == 0)
        len--;
    return len == 0;
}

/* What the link carried behind the datagram's end. */
static bool take_trailer(struct nk_dissector *x, const struct nk_layers *l, uint64_t base,
                         unsigned level)
{
    uint64_t at = base + l->payload + l->payload_length;
    if (l->payload_captured < l->payload_length || at >= x->captured)
        return false;
    uint64_t len = x->captured - at;
    x->level = level;
    add_data(x, all_zeros(x->d->bytes + at, len) ? "padding" : "trailer", NULL, at, len, len);
    return true;
}

/* Headers hold what is behind them, to the end of what is here. */
static void measure(struct nk_dissection *d, size_t first, uint64_t end)
{
    for (size_t i = first; i < d->count; i++)
        if (d->parts[i].kind == NK_PART_HEADER && d->parts[i].inside == 0)
            d->parts[i].inside = (uint32_t)(end - d->parts[i].offset);
}

/* The service that has one of the ports. */
static const struct nk_code *service_of(const struct nk_layers *l)
{
    if (!l->ports || (l->transport != NK_LAYER_TCP && l->transport != NK_LAYER_UDP))
        return NULL;
    const struct nk_code *to = nk_code_find(nk_codes_service, l->destination_port);
    return to != NULL ? to : nk_code_find(nk_codes_service, l->source_port);
}

/* What is behind the last header. */
static void take_payload(struct nk_dissector *x, const struct nk_layers *l, uint64_t base)
{
    uint64_t at = base + l->payload, end = at + l->payload_captured;
    uint64_t wire = at + l->payload_length, from = at;
    if (l->count > 0 && x->header_end > at) { /* the header took some of it */
        from = x->header_end;
        if (x->quote.end > x->quote.base)
            take_quote(x);
    }
    bool arp = l->count > 0 && l->rows[l->count - 1].kind == NK_LAYER_ARP;
    uint64_t here = end > from ? end - from : 0;
    const char *name = arp && all_zeros(x->d->bytes + from, here) ? "padding" : "data";
    if (arp && l->count > 1 && here > 0 && x->header_part < x->d->count) {
        /* it has no payload: that is the link's */
        x->d->parts[x->header_part].inside = l->rows[l->count - 1].length;
        x->level--;
    }
    if (from < wire || l->count == 0)
        add_data(x, name, service_of(l), from, here, wire - from);
}

static void take_packet(struct nk_dissector *x, uint64_t base, uint64_t here, uint64_t wire,
                        enum nk_layer_kind first)
{
    struct nk_layers l;
    struct nk_packet p = {
        .bytes = x->d->bytes + base, .captured = (uint32_t)here, .length = (uint32_t)wire};
    unsigned level = x->level;
    size_t start = x->d->count;
    nk_layers_read_from(&l, &p, first);
    tell_faults(x, &l, base);
    x->data_end = base + l.payload + l.payload_length;
    for (unsigned i = 0; i < l.count; i++, x->level++)
        take_header(x, &l.rows[i], base, !l.cut || i + 1 < l.count);
    take_payload(x, &l, base);
    if (take_trailer(x, &l, base, level + (l.count > 0 && x->quotes == 0)) && l.count > 0 &&
        start < x->d->count)
        x->d->parts[start].inside = (uint32_t)here;
    measure(x->d, start, base + l.payload + l.payload_captured);
    x->level = level;
}

bool nk_dissect(struct nk_dissection *d, const struct nk_packet *p, enum nk_layer_kind first,
                struct nk_err *err)
{
    struct nk_dissector x = {.d = d, .captured = p->captured};
    d->bytes = p->bytes;
    d->captured = p->captured;
    d->length = p->length;
    d->count = d->fault_count = 0;
    d->failed = d->full = false;
    nk_buf_clear(&d->text);
    take_packet(&x, 0, p->captured, p->length, first);
    return !d->failed && !d->text.failed ? true : nk_err_memory(err);
}

const char *nk_part_help(const struct nk_part *p)
{
    if (p->kind == NK_PART_OPTION)
        return p->option != NULL ? p->option->help : NULL;
    if (p->kind == NK_PART_FIELD)
        return p->field->help;
    return p->header != NULL ? p->header->help : NULL;
}
