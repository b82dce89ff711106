/* One datagram: its pieces, and what it is when all are there. */
#include <stdlib.h>
#include <string.h>

#include "packet/fragments_part.h"

enum { IPV6_HEADER = 40 };

size_t nk_datagram_bytes(const struct nk_fragments_datagram *d)
{
    return d->room + d->piece_room * sizeof *d->pieces;
}

void nk_datagram_release(struct nk_fragments_datagram *d)
{
    free(d->bytes);
    free(d->pieces);
    d->bytes = NULL;
    d->pieces = NULL;
    d->room = d->piece_room = d->used = d->piece_count = 0;
}

/* ---- pieces -------------------------------------------------------------- */

/* The first piece that ends behind an offset; fragments come in order as a rule. */
static uint32_t find(const struct nk_fragments_datagram *d, uint32_t offset)
{
    uint32_t low = 0, high = d->piece_count;
    if (high > 0 && (uint32_t)d->pieces[high - 1].offset + d->pieces[high - 1].length <= offset)
        return high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct nk_fragment_piece *p = &d->pieces[middle];
        if ((uint32_t)p->offset + p->length <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Copies bytes behind those that are held; twice the room, so that a claim costs nothing. */
static bool keep(struct nk_fragments_datagram *d, const uint8_t *bytes, uint32_t length)
{
    if (length == 0) /* the capture has nothing of it */
        return true;
    if (d->room - d->used < length) {
        uint32_t room = 2 * (d->used + length);
        uint8_t *grown = realloc(d->bytes, room);
        if (grown == NULL)
            return false;
        d->bytes = grown;
        d->room = room;
    }
    memcpy(d->bytes + d->used, bytes, length);
    d->used += length;
    return true;
}

static bool insert(struct nk_fragments_datagram *d, uint32_t where, const struct nk_fragment *x)
{
    if (d->piece_count == d->piece_room) {
        uint32_t room = d->piece_room == 0 ? 4 : 2 * d->piece_room;
        void *grown = realloc(d->pieces, room * sizeof *d->pieces);
        if (grown == NULL)
            return false;
        d->pieces = grown;
        d->piece_room = room;
    }
    uint32_t at = d->used;
    if (!keep(d, x->bytes, x->captured))
        return false;
    struct nk_fragment_piece *p = d->pieces + where;
    memmove(p + 1, p, (d->piece_count - where) * sizeof *p);
    *p = (struct nk_fragment_piece){(uint16_t)x->offset, (uint16_t)x->length, (uint16_t)x->captured,
                                    at};
    d->piece_count++;
    d->received += x->length;
    return true;
}

static bool keep_header(struct nk_fragments_datagram *d, const struct nk_fragment *x)
{
    d->header_at = d->used;
    d->header_length = x->header_length;
    d->next_at = x->next_at;
    d->next = x->next;
    return keep(d, x->header, x->header_length);
}

/* Where two say what the end is, they have to agree, and nothing is behind it. */
static bool fits_end(const struct nk_fragments_datagram *d, const struct nk_fragment *x)
{
    uint32_t end = x->offset + x->length, known = 0;
    if (d->piece_count > 0) {
        const struct nk_fragment_piece *last = &d->pieces[d->piece_count - 1];
        known = (uint32_t)last->offset + last->length;
    }
    if (d->total > 0)
        return x->more ? end <= d->total : end == d->total;
    return x->more || end >= known;
}

enum nk_datagram_status nk_datagram_add(struct nk_fragments_datagram *d,
                                        const struct nk_fragment *x)
{
    uint32_t where = find(d, x->offset), end = x->offset + x->length;
    const struct nk_fragment_piece *there = where < d->piece_count ? &d->pieces[where] : NULL;
    if (!fits_end(d, x))
        return NK_DATAGRAM_CONTRADICTED;
    if (there != NULL && there->offset == x->offset && there->length == x->length &&
        there->captured == x->captured &&
        (x->captured == 0 || memcmp(d->bytes + there->at, x->bytes, x->captured) == 0))
        return NK_DATAGRAM_OPEN; /* once more */
    if (there != NULL && there->offset < end)
        return NK_DATAGRAM_CONTRADICTED;
    if (!insert(d, where, x) || (x->offset == 0 && !keep_header(d, x)))
        return NK_DATAGRAM_FAILED;
    if (!x->more)
        d->total = end;
    return d->total > 0 && d->received == d->total ? NK_DATAGRAM_WHOLE : NK_DATAGRAM_OPEN;
}

/* ---- the whole ----------------------------------------------------------- */

uint32_t nk_datagram_length(const struct nk_fragments_datagram *d)
{
    uint32_t length = d->header_length + d->total;
    uint32_t claimed = length - (d->key.source.family == NK_IPV6 ? IPV6_HEADER : 0);
    return claimed <= UINT16_MAX ? length : 0;
}

uint32_t nk_datagram_captured(const struct nk_fragments_datagram *d)
{
    for (uint32_t i = 0; i < d->piece_count; i++) {
        const struct nk_fragment_piece *p = &d->pieces[i];
        if (p->captured < p->length)
            return d->header_length + p->offset + p->captured;
    }
    return d->header_length + d->total;
}

static void put_u16(uint8_t *to, uint32_t n)
{
    to[0] = (uint8_t)(n >> 8);
    to[1] = (uint8_t)n;
}

/* RFC 1071. */
static uint32_t sum_header(const uint8_t *header, uint32_t length)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < length; i += 2)
        sum += (uint32_t)header[i] << 8 | header[i + 1];
    sum = (sum & 0xffff) + (sum >> 16);
    sum += sum >> 16;
    return ~sum & 0xffff;
}

static void mend_ipv4(uint8_t *header, uint32_t header_length, uint32_t length)
{
    put_u16(header + 2, length);
    header[6] &= 0x40; /* only whether it may be cut up stays */
    header[7] = 0;
    put_u16(header + 10, 0);
    put_u16(header + 10, sum_header(header, header_length));
}

void nk_datagram_write(const struct nk_fragments_datagram *d, uint8_t *to)
{
    uint8_t *at = to + d->header_length;
    memcpy(to, d->bytes + d->header_at, d->header_length);
    for (uint32_t i = 0; i < d->piece_count; i++) {
        const struct nk_fragment_piece *p = &d->pieces[i];
        memcpy(at, d->bytes + p->at, p->captured);
        memset(at + p->captured, 0, p->length - p->captured);
        at += p->length;
    }
    if (d->key.source.family == NK_IPV4) {
        mend_ipv4(to, d->header_length, d->header_length + d->total);
    } else {
        put_u16(to + 4, d->header_length + d->total - IPV6_HEADER);
        to[d->next_at] = d->next;
    }
}
