/* What the parts of the observer share. */
#ifndef NK_TCP_OBSERVE_PART_H
#define NK_TCP_OBSERVE_PART_H

#include "tcp/observe.h"
#include "tcp/seq.h"

/* A segment on its way: who sent it, who is to get it. */
struct nk_sight {
    struct nk_observer *o;
    struct nk_connection *c;
    const struct nk_observed *s;
    struct nk_end *from, *to;
    unsigned sender; /* which end */
    uint32_t now;    /* microseconds from the connection's start, modulo 2^32 */
    uint32_t behind; /* the number behind the segment, SYN and FIN counted */
    uint32_t anomalies;
    bool first;  /* of the connection */
    bool failed; /* memory is out */
};

static inline bool nk_sight_has(const struct nk_sight *x, unsigned flags)
{
    return (x->s->flags & flags) != 0;
}

static inline bool nk_end_has(const struct nk_end *e, unsigned what)
{
    return (e->seen & what) != 0;
}

static inline bool nk_sight_is_client(const struct nk_sight *x)
{
    return x->sender == nk_connection_client(x->c);
}

/* The value of a kind; 0 where the connection has none. */
uint64_t nk_connection_cell(const struct nk_observer *o, const struct nk_connection *c,
                            unsigned kind);
/* The place of it, made where there is none; NULL where memory is out, which the sight remembers.
 */
uint64_t *nk_sight_cell(struct nk_sight *x, unsigned kind);

static inline bool nk_connection_is_reset(const struct nk_connection *c)
{
    return (c->span & NK_CONNECTION_RESET) != 0;
}

void nk_observer_release_cells(struct nk_observer *o);

/*
 * What is missing of what an end sent: the segment fills it, or opens a gap before itself. Returns
 * how many of the segment's bytes of data had come before.
 */
uint32_t nk_sight_fill(struct nk_sight *x);
/* Where the first gap begins in what the end sent; `next` where there is none. */
uint32_t nk_end_contiguous(const struct nk_observer *o, const struct nk_connection *c,
                           unsigned end);

/* What is conspicuous about the segment: before and after the ends' numbers have moved on. */
void nk_sight_judge(struct nk_sight *x);
/* Moves the numbers of the sender on. */
void nk_sight_advance(struct nk_sight *x);

/* Fills o->next and o->assumed from the machine's rows. */
void nk_observer_compile(struct nk_observer *o);
/* What the segment says of the states of both ends. */
void nk_sight_move(struct nk_sight *x);
/* Where a call that was refused comes again, before the segment is looked at. */
void nk_sight_call_again(struct nk_sight *x);
/* A new connection's ends before anything was sent. */
void nk_sight_begin(struct nk_sight *x);

/* Zeek has states of its own. */
enum nk_zeek {
    NK_ZEEK_INACTIVE,
    NK_ZEEK_SYN_SENT,
    NK_ZEEK_SYN_ACK_SENT,
    NK_ZEEK_PARTIAL,
    NK_ZEEK_ESTABLISHED,
    NK_ZEEK_CLOSED,
    NK_ZEEK_RESET,
};

static inline bool nk_zeek_is_established(const struct nk_end *e)
{
    return (e->zeek & 15) == NK_ZEEK_ESTABLISHED;
}

/* Zeek's states and history: before the numbers have moved on. */
void nk_sight_zeek(struct nk_sight *x);

#endif
