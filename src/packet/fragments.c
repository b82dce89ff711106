/* The table of datagrams that wait: found by hash, given up by age. */
#include "packet/fragments.h"

#include <stdlib.h>

#include "packet/fragments_part.h"

enum {
    BUCKET_BITS = 12, /* as many as datagrams */
    LINK_IPV4 = 228,
    LINK_IPV6 = 229,
    IPV6_HEADER = 40,
    ROOM_FOR_ONE = 512 * 1024, /* more than one datagram can take */
};

void nk_fragments_release(struct nk_fragments *f)
{
    for (uint32_t n = f->oldest; n != 0; n = f->datagrams[n - 1].newer)
        nk_datagram_release(&f->datagrams[n - 1]);
    free(f->datagrams);
    free(f->heads);
    free(f->whole);
    *f = (struct nk_fragments){0};
}

/* ---- where the fragment is ------------------------------------------------ */

static uint32_t u16_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 8 | bytes[1];
}

/* The row of the IP header whose fragment it is: nothing behind a fragment is IP. */
static unsigned find_ip(const struct nk_layers *l)
{
    unsigned i = l->count;
    while (i > 0 && l->rows[i - 1].kind != NK_LAYER_IPV4 && l->rows[i - 1].kind != NK_LAYER_IPV6)
        i--;
    return i - 1;
}

/* How many bytes the headers up to the fragment's bytes have, and the IP packet by its own length;
 * that is 0 where it says none. */
static uint32_t measure(struct nk_fragment *x, const struct nk_layers *l, unsigned ip,
                        uint32_t *total)
{
    const struct nk_layer *row = &l->rows[ip];
    x->header_length = row->length;
    if (row->kind == NK_LAYER_IPV4) {
        *total = u16_at(x->header + 2);
        return row->length;
    }
    unsigned i = l->count - 1;
    while (i > ip && l->rows[i].kind != NK_LAYER_FRAGMENT)
        i--;
    const struct nk_layer *fragment = &l->rows[i], *before = fragment - 1;
    x->header_length = fragment->offset - row->offset;
    x->next_at = i - 1 == ip ? 6 : before->offset - row->offset;
    x->next = x->header[x->header_length];
    *total = u16_at(x->header + 4);
    *total += *total > 0 ? IPV6_HEADER : 0;
    return x->header_length + fragment->length;
}

/* False where nothing can be made of it, which is counted. */
static bool locate(struct nk_fragments *f, struct nk_fragment *x, const struct nk_packet *p,
                   const struct nk_layers *l)
{
    unsigned ip = find_ip(l);
    uint32_t at = l->rows[ip].offset, total;
    *x = (struct nk_fragment){
        .header = p->bytes + at, .offset = l->fragment_offset, .more = l->fragment_more};
    uint32_t skip = measure(x, l, ip, &total);
    x->bytes = x->header + skip;
    x->length = total > skip ? total - skip : 0;
    bool odd = x->more && x->length % 8 != 0;
    if (x->length == 0 || odd || x->offset + x->length > UINT16_MAX) {
        f->lost.malformed++;
        return false;
    }
    if (total > p->length - at) {
        f->lost.cut++;
        return false;
    }
    uint32_t here = p->captured - at - skip;
    x->captured = here < x->length ? here : x->length;
    return true;
}

/* ---- the table ------------------------------------------------------------ */

static bool prepare(struct nk_fragments *f)
{
    if (f->datagrams != NULL)
        return true;
    f->datagrams = malloc(NK_FRAGMENTS_MAX * sizeof *f->datagrams);
    f->heads = calloc((size_t)1 << BUCKET_BITS, sizeof *f->heads);
    if (f->datagrams == NULL || f->heads == NULL) {
        free(f->datagrams);
        free(f->heads);
        f->datagrams = NULL;
        f->heads = NULL;
        return false;
    }
    for (uint32_t i = NK_FRAGMENTS_MAX; i > 0; i--) {
        f->datagrams[i - 1].same = f->unused;
        f->unused = i;
    }
    return true;
}

static uint32_t bucket_of(const struct nk_fragment_key *key)
{
    uint64_t hash = key->id;
    const uint64_t words[] = {key->source.hi, key->source.lo, key->destination.hi,
                              key->destination.lo, key->protocol};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        hash = (hash ^ words[i] ^ hash >> 29) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(hash >> (64 - BUCKET_BITS));
}

static bool same_address(const struct nk_addr *a, const struct nk_addr *b)
{
    return a->hi == b->hi && a->lo == b->lo && a->family == b->family;
}

static bool same_key(const struct nk_fragment_key *a, const struct nk_fragment_key *b)
{
    return a->id == b->id && a->protocol == b->protocol && same_address(&a->source, &b->source) &&
           same_address(&a->destination, &b->destination);
}

static void forget(struct nk_fragments *f, uint32_t number)
{
    struct nk_fragments_datagram *d = &f->datagrams[number - 1];
    uint32_t *link = &f->heads[d->bucket];
    while (*link != number)
        link = &f->datagrams[*link - 1].same;
    *link = d->same;
    *(d->older == 0 ? &f->oldest : &f->datagrams[d->older - 1].newer) = d->newer;
    *(d->newer == 0 ? &f->newest : &f->datagrams[d->newer - 1].older) = d->older;
    f->bytes -= nk_datagram_bytes(d);
    nk_datagram_release(d);
    d->same = f->unused;
    f->unused = number;
    f->count--;
}

static bool is_old(const struct nk_fragments_datagram *d, const struct nk_packet *p)
{
    const uint64_t limit = NK_FRAGMENTS_SECONDS * UINT64_C(1000000000);
    return p->timed && d->timed && p->time > d->time &&
           (uint64_t)p->time - (uint64_t)d->time > limit;
}

/* One that is not whole goes. */
static void lose(struct nk_fragments *f, uint32_t number, uint64_t *count)
{
    *count += !f->datagrams[number - 1].given_up;
    forget(f, number);
}

static void make_room(struct nk_fragments *f, const struct nk_packet *p)
{
    while (f->oldest != 0 && is_old(&f->datagrams[f->oldest - 1], p))
        lose(f, f->oldest, &f->lost.expired);
    while (f->bytes + ROOM_FOR_ONE > NK_FRAGMENTS_BYTES)
        lose(f, f->oldest, &f->lost.evicted);
}

static uint32_t find(const struct nk_fragments *f, const struct nk_fragment_key *key,
                     uint32_t bucket)
{
    uint32_t number = f->heads[bucket];
    while (number != 0 && !same_key(&f->datagrams[number - 1].key, key))
        number = f->datagrams[number - 1].same;
    return number;
}

static uint32_t create(struct nk_fragments *f, const struct nk_fragment_key *key, uint32_t bucket,
                       const struct nk_packet *p)
{
    if (f->unused == 0)
        lose(f, f->oldest, &f->lost.evicted);
    uint32_t number = f->unused;
    struct nk_fragments_datagram *d = &f->datagrams[number - 1];
    f->unused = d->same;
    *d = (struct nk_fragments_datagram){.key = *key,
                                        .bucket = bucket,
                                        .same = f->heads[bucket],
                                        .older = f->newest,
                                        .time = p->time,
                                        .timed = p->timed};
    f->heads[bucket] = number;
    *(f->newest == 0 ? &f->oldest : &f->datagrams[f->newest - 1].newer) = number;
    f->newest = number;
    f->count++;
    return number;
}

/* The datagram that the fragment is of, a new one where there is none. */
static uint32_t take(struct nk_fragments *f, const struct nk_packet *p, const struct nk_layers *l)
{
    struct nk_fragment_key key = {
        .source = l->source, .destination = l->destination, .id = l->fragment_id};
    if (l->source.family == NK_IPV4)
        key.protocol = l->protocol;
    make_room(f, p);
    uint32_t bucket = bucket_of(&key), number = find(f, &key, bucket);
    if (number != 0 && is_old(&f->datagrams[number - 1], p)) {
        lose(f, number, &f->lost.expired);
        number = 0;
    }
    return number != 0 ? number : create(f, &key, bucket, p);
}

/* ---- a fragment ------------------------------------------------------------ */

static enum nk_fragments_status fail(struct nk_err *err)
{
    nk_err_memory(err);
    return NK_FRAGMENTS_FAILED;
}

static bool grow_whole(struct nk_fragments *f, size_t length)
{
    if (length <= f->whole_room)
        return true;
    uint8_t *grown = realloc(f->whole, length);
    if (grown == NULL)
        return false;
    f->whole = grown;
    f->whole_room = length;
    return true;
}

static enum nk_fragments_status finish(struct nk_fragments *f, uint32_t number,
                                       const struct nk_packet *p, struct nk_packet *whole,
                                       struct nk_err *err)
{
    const struct nk_fragments_datagram *d = &f->datagrams[number - 1];
    uint32_t length = nk_datagram_length(d);
    if (length == 0) {
        f->lost.malformed++;
        forget(f, number);
        return NK_FRAGMENTS_HELD;
    }
    if (!grow_whole(f, length)) {
        forget(f, number);
        return fail(err);
    }
    nk_datagram_write(d, f->whole);
    struct nk_packet made = *p;
    made.bytes = f->whole;
    made.captured = nk_datagram_captured(d);
    made.length = length;
    made.link = d->key.source.family == NK_IPV4 ? LINK_IPV4 : LINK_IPV6;
    *whole = made;
    forget(f, number);
    return NK_FRAGMENTS_WHOLE;
}

static void give_up(struct nk_fragments *f, struct nk_fragments_datagram *d)
{
    f->lost.overlaps++;
    f->bytes -= nk_datagram_bytes(d);
    nk_datagram_release(d);
    d->given_up = true;
}

enum nk_fragments_status nk_fragments_add(struct nk_fragments *f, const struct nk_packet *p,
                                          const struct nk_layers *l, struct nk_packet *whole,
                                          struct nk_err *err)
{
    struct nk_fragment x;
    if (!prepare(f))
        return fail(err);
    if (!locate(f, &x, p, l))
        return NK_FRAGMENTS_HELD;
    uint32_t number = take(f, p, l);
    struct nk_fragments_datagram *d = &f->datagrams[number - 1];
    if (d->given_up) {
        f->lost.refused++;
        return NK_FRAGMENTS_HELD;
    }
    size_t before = nk_datagram_bytes(d);
    enum nk_datagram_status status = nk_datagram_add(d, &x);
    f->bytes += nk_datagram_bytes(d) - before;
    switch (status) {
    case NK_DATAGRAM_WHOLE:
        return finish(f, number, p, whole, err);
    case NK_DATAGRAM_FAILED:
        forget(f, number);
        return fail(err);
    case NK_DATAGRAM_CONTRADICTED:
        give_up(f, d);
        break;
    case NK_DATAGRAM_OPEN:
        break;
    }
    return NK_FRAGMENTS_HELD;
}

enum nk_fragments_status nk_fragments_read(struct nk_fragments *f, struct nk_packet *p,
                                           struct nk_layers *l, struct nk_err *err)
{
    enum nk_fragments_status status = NK_FRAGMENTS_WHOLE;
    nk_layers_read(l, p);
    while (l->fragment && status == NK_FRAGMENTS_WHOLE) { /* each time a datagram less is held */
        status = nk_fragments_add(f, p, l, p, err);
        if (status == NK_FRAGMENTS_WHOLE)
            nk_layers_read(l, p);
    }
    return status;
}
