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

/* A gap in what an end sent: from the first number that is missing to the one behind the last. */
struct nk_hole {
    uint32_t from, end;
};

static inline struct nk_hole nk_end_hole(const struct nk_observer *o, const struct nk_connection *c,
                                         unsigned end)
{
    uint64_t v = c->cells == 0 ? 0 : nk_connection_cell(o, c, NK_CELL_HOLE + end);
    return (struct nk_hole){.from = (uint32_t)v, .end = (uint32_t)(v >> 32)};
}

static inline bool nk_hole_is_open(struct nk_hole hole)
{
    return hole.from != hole.end;
}

void nk_sight_set_hole(struct nk_sight *x, unsigned end, struct nk_hole hole);

/* Where the first gap begins in what the end sent; `next` where there is none. */
static inline uint32_t nk_end_contiguous(const struct nk_observer *o, const struct nk_connection *c,
                                         unsigned end)
{
    struct nk_hole hole = nk_end_hole(o, c, end);
    return nk_hole_is_open(hole) ? hole.from : c->end[end].next;
}

/* What is conspicuous about the segment: before and after the ends' numbers have moved on. */
void nk_sight_judge(struct nk_sight *x);
/* Moves the numbers of the sender on. */
void nk_sight_advance(struct nk_sight *x);

/* Fills o->next from the machine's rows. */
void nk_observer_compile(struct nk_observer *o);
/* What the segment says of the states of both ends. */
void nk_sight_move(struct nk_sight *x);
/* A new connection's ends before anything was sent. */
void nk_sight_begin(struct nk_sight *x);

/* Zeek's states and history: before the numbers have moved on. */
void nk_sight_zeek(struct nk_sight *x);

#endif
