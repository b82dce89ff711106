/* The pieces of a header: fields, options, what is left. */
#include <string.h>

#include "packet/dissect_part.h"

/* ---- fields -------------------------------------------------------------- */

static const struct nk_header_field rest_fields[] = {
    {.name = "rest", 0, NK_VALUE_BYTES, "What has no more specific name."},
    {.name = ""},
};
static const struct nk_header_field padding_fields[] = {
    {.name = "padding", 0, NK_VALUE_BYTES, "Up to where the header has to end."},
    {.name = ""},
};
static const struct nk_header_field bits_field = {.name = "rest", 8, NK_VALUE_HEX, "Cut off."};

static uint64_t bits_left(const struct nk_span *s)
{
    return s->end * 8 - s->at;
}

static void put_field(struct nk_dissector *x, const struct nk_header_field *field, uint64_t bits,
                      struct nk_span *s)
{
    struct nk_part *p = nk_dissect_add(x, NK_PART_FIELD, field->name, s->at / 8, bits);
    if (p != NULL) {
        p->field = field;
        p->bit = s->at % 8;
        nk_dissect_value(x, p);
    }
    s->at += bits;
}

/* Fields as far as they are there. False where not all are. */
static bool take_fields(struct nk_dissector *x, const struct nk_header_field *fields,
                        struct nk_span *s)
{
    for (const struct nk_header_field *f = fields; f->name[0] != '\0'; f++) {
        uint64_t bits = f->bits > 0 ? f->bits : bits_left(s);
        if (bits > bits_left(s))
            return false;
        if (bits > 0)
            put_field(x, f, bits, s);
    }
    return true;
}

/* What no piece took; a field that the end cuts is part of it. */
static void take_rest(struct nk_dissector *x, const struct nk_header_field *fields,
                      struct nk_span *s)
{
    if (s->at % 8 != 0)
        put_field(x, &bits_field, 8 - s->at % 8, s);
    take_fields(x, fields, s);
}

/* ---- options ------------------------------------------------------------- */

enum { IPV4_LOOSE = 131, IPV4_STRICT = 137, IPV6_JUMBO = 0xc2 };

static uint64_t number_at(const struct nk_dissector *x, uint64_t at, unsigned octets)
{
    uint64_t n = 0;
    for (unsigned i = 0; i < octets; i++)
        n = n << 8 | x->d->bytes[at + i];
    return n;
}

/* What the checksums further in have to know: the last stop of a source route is the destination
 * (RFC 1122 3.2.1.8), a jumbogram has its length in an option (RFC 2675). */
static void note_option(struct nk_dissector *x, const struct nk_option_kind *kind, uint64_t number,
                        const struct nk_span *data)
{
    uint64_t at = data->base, len = data->end - data->base;
    bool route = number == IPV4_LOOSE || number == IPV4_STRICT;
    if (kind == &nk_options_ipv4 && route && len >= 5 && x->d->bytes[at] < len + 2u) {
        x->ip.destination = x->d->bytes + at + len - 4;
    } else if (kind == &nk_options_ipv6 && number == IPV6_JUMBO && len == 4 &&
               number_at(x, at, 4) > UINT16_MAX && x->ip.offloaded) {
        x->ip.end = x->ip.start + 40 + number_at(x, at, 4);
        x->ip.offloaded = false;
    }
}

/* How far the data of an option go that begins at `s->at`; false where its length is not there or
 * not possible. */
static bool bound_option(struct nk_dissector *x, const struct nk_option_kind *kind,
                         const struct nk_span *s, struct nk_span *data)
{
    unsigned type = kind->type->bits / 8, size = kind->length->bits / 8;
    uint64_t at = s->at / 8 + (kind->length_first ? 0 : type);
    *data = (struct nk_span){.base = s->at / 8 + type + size, .end = s->end};
    data->at = data->base * 8;
    if (data->base > s->end)
        return false;
    uint64_t length = number_at(x, at, size) * kind->length_unit;
    if (length < kind->length_extra) {
        nk_dissect_fault(x, at, "the length of a %s is too small", kind->name);
        return false;
    }
    length -= kind->length_extra;
    if (length > s->end - data->base) {
        if (x->whole)
            nk_dissect_fault(x, at, "a %s passes the end of its header", kind->name);
        return false;
    }
    data->end = data->base + length;
    return true;
}

static void take_data(struct nk_dissector *x, const struct nk_option_kind *kind, uint64_t number,
                      struct nk_span *data)
{
    const struct nk_option_row *row = x->option;
    if (row != NULL && data->end - data->base < row->least)
        nk_dissect_fault(x, data->base, "the option '%s' is too short", row->name);
    note_option(x, kind, number, data);
    if (row != NULL && row->pieces != NULL)
        nk_dissect_pieces(x, row->pieces, data);
    else
        take_rest(x, rest_fields, data);
}

/* One option. False where no more can be read. */
static bool take_option(struct nk_dissector *x, const struct nk_option_kind *kind,
                        struct nk_span *s)
{
    unsigned type = kind->type->bits / 8, size = kind->length->bits / 8;
    uint64_t at = s->at / 8, number_from = at + (kind->length_first ? size : 0);
    struct nk_span data;
    if (number_from + type > s->end)
        return false;
    uint64_t number = number_at(x, number_from, type), first = at + type + size;
    const struct nk_option_row *row =
        nk_option_find(kind, (uint32_t)number, first < s->end ? x->d->bytes[first] : 0);
    bool single = row != NULL && row->single;
    bool good = single || bound_option(x, kind, s, &data);
    struct nk_part *p = nk_dissect_add(x, NK_PART_OPTION, row != NULL ? row->name : kind->name, at,
                                       single ? 8
                                       : good ? (data.end - at) * 8
                                              : bits_left(s));
    x->option = row;
    x->option_name = row != NULL ? row->name : kind->name;
    x->in_option = true;
    if (p != NULL)
        p->option = row;
    if (kind->length_first)
        good = good && take_fields(x, kind->length, s);
    take_fields(x, kind->type, s);
    if (!single && !kind->length_first)
        good = take_fields(x, kind->length, s) && good;
    if (good && !single) {
        take_data(x, kind, number, &data);
        s->at = data.end * 8;
    }
    x->in_option = false;
    x->option = NULL;
    return good && (row == NULL || !row->ends);
}

static void take_options(struct nk_dissector *x, const struct nk_option_kind *kind,
                         struct nk_span *s)
{
    while (bits_left(s) > 0 && !x->d->full && take_option(x, kind, s))
        ;
    if (bits_left(s) > 0)
        take_rest(x, padding_fields, s);
}

/* ---- pieces -------------------------------------------------------------- */

static bool applies(const struct nk_dissector *x, const struct nk_piece *piece,
                    const struct nk_span *s)
{
    uint64_t at = piece->here ? s->at / 8 : s->base + piece->at;
    if (piece->mask == 0)
        return true;
    if (piece->at == NK_PIECE_LENGTH)
        return ((s->end - s->base) & piece->mask) == piece->value;
    /* of a last octet alone the lower half counts as zeros */
    if (at >= s->end)
        return false;
    unsigned pair = (unsigned)x->d->bytes[at] << 8 | (at + 1 < s->end ? x->d->bytes[at + 1] : 0u);
    return (pair & piece->mask) == piece->value;
}

static bool take_lists(struct nk_dissector *x, const struct nk_piece *piece, struct nk_span *s)
{
    uint64_t at = s->at / 8 + piece->count_at;
    if (!take_fields(x, piece->fields, s))
        return false;
    for (uint64_t n = number_at(x, at, 2); n > 0; n--)
        if (!take_fields(x, piece->each, s))
            return false;
    return true;
}

static void take_repeated(struct nk_dissector *x, const struct nk_piece *piece, struct nk_span *s)
{
    uint64_t n = UINT64_MAX;
    if (piece->repeat == NK_REPEAT_COUNT)
        n = s->base + piece->count_at < s->end ? x->d->bytes[s->base + piece->count_at] + 1u : 0;
    for (; n > 0 && bits_left(s) > 0 && !x->d->full; n--) {
        bool whole = piece->repeat == NK_REPEAT_LISTS ? take_lists(x, piece, s)
                                                      : take_fields(x, piece->fields, s);
        if (!whole)
            return;
    }
}

/* A quoted packet is read later, when its header is done. */
static void take_quote(struct nk_dissector *x, const struct nk_piece *piece, struct nk_span *s)
{
    uint64_t length = piece->count_at == 0 || s->base + piece->count_at >= s->end
                          ? 0
                          : (uint64_t)x->d->bytes[s->base + piece->count_at] * piece->quote;
    x->quote = (struct nk_span){.base = s->at / 8, .at = s->end, .end = s->end};
    if (length > 0 && length < x->quote.end - x->quote.base)
        x->quote.end = x->quote.base + length;
    s->at = s->end * 8;
}

void nk_dissect_pieces(struct nk_dissector *x, const struct nk_piece *pieces, struct nk_span *s)
{
    for (const struct nk_piece *p = pieces; p->fields != NULL || p->options != NULL || p->quote > 0;
         p++) {
        if (!applies(x, p, s))
            continue;
        if (p->options != NULL)
            take_options(x, p->options, s);
        else if (p->quote > 0)
            take_quote(x, p, s);
        else if (p->repeat != NK_REPEAT_NO)
            take_repeated(x, p, s);
        else if (!take_fields(x, p->fields, s))
            break;
    }
    if (bits_left(s) > 0 && (x->in_option || !x->header->to_end))
        take_rest(x, rest_fields, s);
}
