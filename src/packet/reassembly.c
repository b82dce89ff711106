/* The connections: found by their key, forgotten when they end or were silent longest. */
#include "packet/reassembly.h"

#include <stdlib.h>

#include "packet/reassembly_part.h"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

bool nk_reassembly_init(struct nk_reassembly *r, const uint64_t secret[NK_FLOW_SECRET],
                        struct nk_err *err)
{
    *r = (struct nk_reassembly){0};
    return nk_flows_init(&r->flows, sizeof(struct nk_reassembly_flow), secret, err);
}

static struct nk_reassembly_flow *flow_at(const struct nk_reassembly *r, uint32_t number)
{
    return nk_flows_at(&r->flows, number - 1);
}

void nk_reassembly_release(struct nk_reassembly *r)
{
    for (uint32_t n = r->oldest; n != 0; n = flow_at(r, n)->newer)
        for (unsigned i = 0; i < 2; i++)
            nk_side_release(&flow_at(r, n)->sides[i]);
    free(r->giving);
    nk_flows_release(&r->flows);
    *r = (struct nk_reassembly){0};
}

/* ---- connections ----------------------------------------------------------- */

static void unlink_flow(struct nk_reassembly *r, const struct nk_reassembly_flow *f)
{
    *(f->older == 0 ? &r->oldest : &flow_at(r, f->older)->newer) = f->newer;
    *(f->newer == 0 ? &r->newest : &flow_at(r, f->newer)->older) = f->older;
}

static void link_newest(struct nk_reassembly *r, struct nk_reassembly_flow *f, uint32_t number)
{
    f->older = r->newest;
    f->newer = 0;
    *(r->newest == 0 ? &r->oldest : &flow_at(r, r->newest)->newer) = number;
    r->newest = number;
}

static void drop(struct nk_reassembly *r, uint32_t number)
{
    struct nk_reassembly_flow *f = flow_at(r, number);
    for (unsigned i = 0; i < 2; i++) {
        r->bytes -= nk_side_bytes(&f->sides[i]);
        nk_side_release(&f->sides[i]);
    }
    unlink_flow(r, f);
    nk_flows_drop(&r->flows, number - 1);
    r->count--;
}

static uint32_t create(struct nk_reassembly *r, const struct nk_flow_key *key, uint32_t hash,
                       struct nk_err *err)
{
    uint32_t index;
    while (r->count >= NK_REASSEMBLY_FLOWS)
        drop(r, r->oldest);
    if (!nk_flows_add(&r->flows, key, hash, &index, err))
        return 0;
    link_newest(r, flow_at(r, index + 1), index + 1);
    r->count++;
    return index + 1;
}

static uint32_t find(struct nk_reassembly *r, const struct nk_flow_key *key, uint32_t hash)
{
    uint32_t index = nk_flows_find(&r->flows, key, hash);
    if (index == NK_FLOW_NONE)
        return 0;
    if (r->newest != index + 1) {
        unlink_flow(r, flow_at(r, index + 1));
        link_newest(r, flow_at(r, index + 1), index + 1);
    }
    return index + 1;
}

/* ---- a segment ------------------------------------------------------------- */

/* The side does something that changes how much it holds. */
static void account(struct nk_reassembly *r, const struct nk_reassembly_side *s, size_t before)
{
    r->bytes += nk_side_bytes(s) - before;
}

/* What SYN says about where the bytes begin; with another number it is another connection's. */
static void take_syn(struct nk_reassembly *r, struct nk_reassembly_flow *f, unsigned end,
                     const struct nk_tcp_header *t)
{
    struct nk_reassembly_side *s = &f->sides[end];
    if (s->begun && s->start == t->seq + 1)
        return;
    bool anew = s->begun && (t->flags & ACK) == 0;
    for (unsigned i = 0; i < 2; i++) {
        if (i != end && !anew)
            continue;
        r->bytes -= nk_side_bytes(&f->sides[i]);
        nk_side_release(&f->sides[i]);
    }
    nk_side_begin(s, t->seq + 1);
}

static void take_ack(struct nk_reassembly_side *other, uint32_t ack)
{
    if (!other->acknowledged || nk_is_before(other->acked, ack))
        other->acked = ack;
    other->acknowledged = true;
}

/* The payload: at once what is next, later what is not. */
static bool take_payload(struct nk_reassembly *r, struct nk_reassembly_side *s,
                         const struct nk_packet *p, const struct nk_layers *l)
{
    uint32_t seq = l->tcp.seq + ((l->tcp.flags & SYN) != 0);
    const uint8_t *bytes = p->bytes + l->payload;
    size_t length = l->payload_captured;
    if (!s->begun && (length > 0 || (l->tcp.flags & FIN) != 0)) {
        nk_side_begin(s, seq);
        s->gap = true;
    }
    if (l->tcp.flags & FIN) {
        s->ending = true;
        s->end = seq + l->payload_length;
    }
    if (length > 0 && nk_is_before(s->expected, seq)) {
        size_t before = nk_side_bytes(s);
        bool good = nk_side_hold(s, p, seq, bytes, length);
        account(r, s, before);
        return good;
    }
    r->segment = nk_side_trim(s, seq, &bytes, &length);
    r->run = (struct nk_reassembly_run){.bytes = bytes,
                                        .length = length,
                                        .missing = l->payload_length - l->payload_captured,
                                        .packet = p->number,
                                        .time = p->time,
                                        .timed = p->timed};
    return true;
}

bool nk_reassembly_add(struct nk_reassembly *r, const struct nk_packet *p,
                       const struct nk_layers *l, struct nk_err *err)
{
    struct nk_flow_key key;
    bool back;
    r->current = 0;
    r->segment = false;
    r->packet = p->number;
    r->time = p->time;
    r->timed = p->timed;
    if (!l->fields || !nk_flow_key_make(&key, l, &back))
        return true;
    uint32_t hash = nk_flows_hash(&r->flows, &key), number = find(r, &key, hash);
    bool opens = (l->tcp.flags & SYN) != 0 && (l->tcp.flags & RST) == 0;
    if (number == 0 && l->payload_captured == 0 && !opens)
        return true;
    if (number == 0 && (number = create(r, &key, hash, err)) == 0)
        return false;
    struct nk_reassembly_flow *f = flow_at(r, number);
    if (opens)
        take_syn(r, f, back, &l->tcp);
    if (l->tcp.flags & ACK)
        take_ack(&f->sides[!back], l->tcp.ack);
    r->current = number;
    r->end = back;
    r->turns = 2;
    r->impatient = (l->tcp.flags & RST) != 0;
    return r->impatient || take_payload(r, &f->sides[back], p, l) || nk_err_memory(err);
}

void nk_reassembly_flush(struct nk_reassembly *r)
{
    r->flushing = r->impatient = true;
    r->current = r->oldest;
    r->turns = 2;
}

/* ---- stretches ------------------------------------------------------------- */

static bool take_held(struct nk_reassembly *r, struct nk_reassembly_side *s)
{
    size_t before = nk_side_bytes(s);
    struct nk_reassembly_held *h = nk_side_due(s, r->impatient);
    account(r, s, before);
    if (h == NULL)
        return false;
    bool own = s->gap || r->flushing;
    r->run = (struct nk_reassembly_run){.bytes = h->bytes,
                                        .length = h->length,
                                        .packet = own ? h->packet : r->packet,
                                        .time = own ? h->time : r->time,
                                        .timed = own ? h->timed : r->timed};
    r->segment = nk_side_trim(s, h->seq, &r->run.bytes, &r->run.length);
    r->giving = h;
    return true;
}

static bool is_over(const struct nk_reassembly_side *s)
{
    return s->ending && !nk_is_before(s->expected, s->end);
}

/* The connection is done with for now, or for ever. */
static void leave(struct nk_reassembly *r)
{
    const struct nk_reassembly_flow *f = flow_at(r, r->current);
    uint32_t number = r->current;
    bool over = r->impatient || (is_over(&f->sides[0]) && is_over(&f->sides[1]));
    if (over)
        drop(r, number);
    while (r->bytes > NK_REASSEMBLY_BYTES && (over || r->oldest != number))
        drop(r, r->oldest);
    r->current = r->flushing ? r->oldest : 0;
    r->turns = 2;
}

enum nk_reassembly_status nk_reassembly_next(struct nk_reassembly *r, struct nk_reassembly_run *run,
                                             struct nk_err *err)
{
    while (r->current != 0) {
        struct nk_reassembly_flow *f = flow_at(r, r->current);
        struct nk_reassembly_side *s = &f->sides[r->end];
        if (r->segment) {
            size_t before = nk_side_bytes(s);
            bool good = nk_side_join(s, &r->run);
            account(r, s, before);
            r->segment = false;
            r->run.key = &f->key;
            r->run.end = r->end;
            *run = r->run;
            if (!good)
                nk_err_memory(err);
            return good ? NK_REASSEMBLY_RUN : NK_REASSEMBLY_FAILED;
        }
        free(r->giving);
        r->giving = NULL;
        if (take_held(r, s))
            continue;
        r->end = !r->end;
        if (--r->turns == 0)
            leave(r);
    }
    return NK_REASSEMBLY_DONE;
}

bool nk_reassembly_take(struct nk_reassembly *r, size_t length, struct nk_err *err)
{
    struct nk_reassembly_side *s = &flow_at(r, r->current)->sides[r->run.end];
    size_t before = nk_side_bytes(s);
    bool good = nk_side_keep(s, &r->run, length);
    account(r, s, before);
    return good || nk_err_memory(err);
}

void nk_reassembly_lose(struct nk_reassembly *r)
{
    struct nk_reassembly_side *s = &flow_at(r, r->current)->sides[r->run.end];
    size_t before = nk_side_bytes(s);
    nk_side_keep(s, &r->run, r->run.length); /* takes no memory */
    s->gap = true;
    account(r, s, before);
}
