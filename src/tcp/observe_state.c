/* The states of both ends, set by the rows of the machine. */
#include "tcp/observe_part.h"

/* ---- rows ---------------------------------------------------------------- */

/* What can be told from a capture: what an end must have done to send a segment, and what a
 * segment does to the end that gets it. */
enum seen {
    CALLS,  /* sends a SYN */
    CLOSES, /* sends a FIN */
    ABORTS, /* sends a RST */
    GETS_SYN,
    GETS_ACK, /* of its SYN, or of nothing new */
    GETS_FIN_ACK,
    GETS_FIN,
    GETS_RST,
    SEEN_EVENTS,
};

/* The events of each, in the order in which a segment's checks find them, and what holds then. */
static const struct {
    uint8_t events[3]; /* enum nk_tcp_event, NK_TCP_EVENTS behind the last one */
    uint32_t facts;
} rows_of[SEEN_EVENTS] = {
    [CALLS] = {{NK_TCP_ON_ACTIVE_OPEN, NK_TCP_EVENTS}, NK_TCP_IF_PEER},
    [CLOSES] = {{NK_TCP_ON_CLOSE, NK_TCP_EVENTS}, NK_TCP_IF_PEER},
    [ABORTS] = {{NK_TCP_ON_ABORT, NK_TCP_EVENTS}, NK_TCP_IF_PEER},
    [GETS_SYN] = {{NK_TCP_ON_SYN, NK_TCP_EVENTS}, NK_TCP_IF_SYN_CROSSED},
    [GETS_ACK] = {{NK_TCP_ON_ACK, NK_TCP_EVENTS}, NK_TCP_IF_ACK_NEW},
    [GETS_FIN_ACK] = {{NK_TCP_ON_ACK, NK_TCP_EVENTS}, NK_TCP_IF_ACK_NEW | NK_TCP_IF_ACKS_FIN},
    [GETS_FIN] = {{NK_TCP_ON_FIN, NK_TCP_EVENTS}, NK_TCP_IF_FIN_NEXT | NK_TCP_IF_HAS_FIN},
    [GETS_RST] = {{NK_TCP_ON_RST, NK_TCP_EVENTS},
                  NK_TCP_IF_SEQ_NEXT | NK_TCP_IF_ACK_NEW | NK_TCP_IF_HAS_RST},
};

static enum nk_tcp_state ask_rows(const struct nk_tcp_machine *m, enum nk_tcp_state state,
                                  enum seen what)
{
    for (unsigned i = 0; rows_of[what].events[i] != NK_TCP_EVENTS; i++) {
        const struct nk_tcp_row *row = nk_tcp_machine_find(
            m, state, (enum nk_tcp_event)rows_of[what].events[i], rows_of[what].facts);
        if (row->next != NK_TCP_SAME)
            state = (enum nk_tcp_state)row->next;
    }
    return state;
}

/* The state with all that is pending, in the order in which it can have come. */
static unsigned with_all(const struct nk_observer *o, unsigned state, unsigned pending)
{
    static const struct {
        uint8_t bit, what;
    } order[] = {
        {NK_PENDING_SYN, GETS_SYN}, {NK_PENDING_ACK, GETS_ACK}, {NK_PENDING_FIN_ACK, GETS_FIN_ACK},
        {NK_PENDING_FIN, GETS_FIN}, {NK_PENDING_RST, GETS_RST},
    };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if ((pending & order[i].bit) != 0)
            state = o->next[state][order[i].what];
    return state;
}

void nk_observer_compile(struct nk_observer *o)
{
    for (unsigned state = 0; state < NK_TCP_STATES; state++)
        for (unsigned what = 0; what < SEEN_EVENTS; what++)
            o->next[state][what] =
                (uint8_t)ask_rows(o->machine, (enum nk_tcp_state)state, (enum seen)what);
    for (unsigned state = 0; state < NK_TCP_STATES; state++)
        for (unsigned pending = 0; pending < NK_PENDING_SETS; pending++)
            o->assumed[state][pending] = (uint8_t)with_all(o, state, pending);
}

static void step(const struct nk_observer *o, struct nk_end *e, enum seen what)
{
    e->sure = o->next[e->sure][what];
}

/* ---- what is assumed ----------------------------------------------------- */

static enum nk_tcp_state with_pending(const struct nk_observer *o, const struct nk_end *e)
{
    return (enum nk_tcp_state)o->assumed[e->sure][e->pending];
}

static void settle(const struct nk_observer *o, struct nk_end *e, unsigned but)
{
    unsigned left = e->pending & but;
    e->pending &= (uint8_t)~but;
    e->sure = (uint8_t)with_pending(o, e);
    e->pending = (uint8_t)left;
}

enum nk_tcp_state nk_observer_state(const struct nk_observer *o, const struct nk_connection *c,
                                    unsigned end, bool *assumed)
{
    const struct nk_end *e = &c->end[end];
    bool seen = nk_end_has(e, NK_END_ANY);
    if (assumed != NULL)
        *assumed = !seen || e->pending != 0;
    /* whether anybody listens there is not known before an answer */
    bool silent = !seen && e->sure <= NK_TCP_SYN_SENT && (e->pending & NK_PENDING_RST) == 0;
    return silent ? (enum nk_tcp_state)e->sure : with_pending(o, e);
}

void nk_sight_begin(struct nk_sight *x)
{
    const unsigned answer = NK_TCP_SYN | NK_TCP_ACK;
    bool called = (x->s->flags & answer) == answer;
    x->c->end[nk_connection_client(x->c)].sure = called ? NK_TCP_SYN_SENT : NK_TCP_CLOSED;
    x->c->end[!nk_connection_client(x->c)].sure = NK_TCP_LISTEN;
}

/* A call that a RST has refused, and that comes again with the same number, as some systems do:
 * what the RST ended goes on, and the peer begins anew, with whatever number. */
void nk_sight_call_again(struct nk_sight *x)
{
    const unsigned counted = NK_END_DATA | NK_END_ACK;
    struct nk_end *e = x->from, *peer = x->to;
    bool calls = (x->s->flags & (NK_TCP_SYN | NK_TCP_ACK | NK_TCP_RST)) == NK_TCP_SYN;
    if (!calls || e->sure != NK_TCP_SYN_SENT || (e->pending & NK_PENDING_RST) == 0 ||
        nk_end_has(peer, NK_END_SYN | NK_END_SYN_ACK | NK_END_CONFIRMED))
        return;
    e->pending &= (uint8_t)~NK_PENDING_RST;
    peer->seen &= (uint16_t)counted;
    peer->sure = NK_TCP_LISTEN;
    peer->pending = 0;
    peer->zeek = NK_ZEEK_INACTIVE;
    peer->acked = 0;
    x->c->span &= ~(uint64_t)NK_CONNECTION_RESET;
}

/* ---- the end that sends -------------------------------------------------- */

/* Whether the end has its place in the sequence: it has sent what only such an end sends. */
static bool is_synchronized(const struct nk_end *e)
{
    return e->sure >= NK_TCP_ESTABLISHED;
}

static void establish(const struct nk_observer *o, struct nk_end *e)
{
    e->sure = NK_TCP_SYN_SENT;
    step(o, e, GETS_SYN);
    step(o, e, GETS_ACK);
}

/* It sends what needs both SYNs: it has the peer's, captured or not; and so has a peer that was not
 * captured at all. */
static void synchronize(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    settle(x->o, e, NK_PENDING_FIN_ACK | NK_PENDING_FIN | NK_PENDING_RST);
    if (!is_synchronized(e))
        establish(x->o, e);
    if (!nk_end_has(x->to, NK_END_ANY) && !is_synchronized(x->to))
        establish(x->o, x->to);
}

static void send_syn(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    if (!nk_sight_has(x, NK_TCP_ACK)) {
        if (nk_end_has(e, NK_END_SYN)) /* an answer has not arrived */
            e->pending &= (uint8_t) ~(NK_PENDING_SYN | NK_PENDING_ACK);
        step(x->o, e, CALLS);
        e->seen |= NK_END_SYN;
        return;
    }
    if (nk_end_has(e, NK_END_SYN_ACK)) /* once more: what would have stopped it has not arrived */
        e->pending &= (uint8_t)~NK_PENDING_ACK;
    e->pending &= (uint8_t)~NK_PENDING_SYN;
    e->seen |= NK_END_SYN_ACK | NK_END_CONFIRMED;
    if (e->sure == NK_TCP_CLOSED)
        e->sure = NK_TCP_LISTEN;
    if (e->sure == NK_TCP_LISTEN || e->sure == NK_TCP_SYN_SENT)
        step(x->o, e, GETS_SYN);
}

/* A FIN: has the peer's come before it? And one that comes again was not acknowledged. */
static void send_fin(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    bool again = nk_end_has(e, NK_END_FIN) && !nk_seq_after(x->behind, e->fin);
    if (again) {
        e->pending &= (uint8_t)~NK_PENDING_FIN_ACK;
        return;
    }
    if (!nk_end_has(e, NK_END_FIN))
        step(x->o, e, CLOSES);
    e->seen |= NK_END_FIN;
    e->fin = x->behind;
}

static void send_rst(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    enum nk_tcp_state state = with_pending(x->o, e);
    e->seen |= NK_END_RST;
    e->proof = x->s->seq;
    /* an answer to what does not fit to the SYN: the call goes on (RFC 9293 3.10.7.3) */
    if (state == NK_TCP_SYN_SENT)
        return;
    e->sure = (uint8_t)state;
    e->pending = 0;
    step(x->o, e, ABORTS);
}

/* What it acknowledges has arrived. */
static void confirm(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    const struct nk_end *peer = x->to;
    uint32_t ack = x->s->ack;
    if (e->pending != 0 && !nk_end_has(e, NK_END_RST) && !nk_seq_before(ack, e->proof))
        settle(x->o, e, NK_PENDING_RST);
    if (!nk_end_has(peer, NK_END_FIN) || nk_seq_before(ack, peer->fin))
        return;
    if (!nk_end_has(e, NK_END_TOOK_FIN)) { /* there was a gap in the capture before it */
        e->seen |= NK_END_TOOK_FIN;
        e->pending |= NK_PENDING_FIN;
    }
    settle(x->o, e, NK_PENDING_FIN_ACK | NK_PENDING_RST);
}

/* It goes on where it had sent a RST: that was another's, in its name. */
static void revive(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    if (e->sure != NK_TCP_CLOSED || nk_end_has(e, NK_END_FIN))
        return;
    synchronize(x);
    x->to->pending &= (uint8_t)~NK_PENDING_RST;
}

static void send(struct nk_sight *x)
{
    struct nk_end *e = x->from;
    if (nk_sight_has(x, NK_TCP_RST)) {
        send_rst(x);
        return;
    }
    if (nk_sight_has(x, NK_TCP_SYN)) {
        send_syn(x);
        return;
    }
    if (!nk_sight_has(x, NK_TCP_ACK))
        return;
    if (nk_end_has(e, NK_END_RST))
        revive(x);
    else if (!is_synchronized(e))
        synchronize(x);
    e->seen |= NK_END_CONFIRMED;
    if (e->pending != 0 || nk_end_has(x->to, NK_END_FIN))
        confirm(x);
    if (nk_sight_has(x, NK_TCP_FIN))
        send_fin(x);
}

/* ---- the end that gets it ------------------------------------------------ */

/* Something may have arrived: to be sure of it, the end has to acknowledge this segment, or what
 * comes behind one that has no number of its own. */
static void assume(struct nk_sight *x, unsigned what)
{
    struct nk_end *e = x->to;
    uint32_t proof = x->behind + (x->behind == x->s->seq);
    unsigned before = e->pending;
    enum nk_tcp_state state = with_pending(x->o, e);
    if (nk_end_has(e, NK_END_RST) && e->sure == NK_TCP_CLOSED)
        return;
    e->pending |= (uint8_t)what;
    if (with_pending(x->o, e) == state && what != NK_PENDING_RST)
        e->pending = (uint8_t)before; /* nothing new */
    else if (e->pending != before)
        e->proof = before == 0 ? proof : nk_seq_max(e->proof, proof);
}

static bool acks_syn(const struct nk_sight *x)
{
    return nk_sight_has(x, NK_TCP_ACK) && nk_end_has(x->to, NK_END_SYN | NK_END_SYN_ACK) &&
           nk_seq_after(x->s->ack, x->to->isn);
}

static void receive_rst(struct nk_sight *x)
{
    if ((x->anomalies & 1U << NK_ANOMALY_RST_VALID) == 0)
        return;
    assume(x, NK_PENDING_RST);
    if (!nk_end_has(x->from, NK_END_FIN) || !nk_end_has(x->to, NK_END_FIN))
        x->c->span |= NK_CONNECTION_RESET;
}

static void receive(struct nk_sight *x)
{
    struct nk_end *e = x->to;
    if (nk_sight_has(x, NK_TCP_RST)) {
        receive_rst(x);
        return;
    }
    if (nk_sight_has(x, NK_TCP_SYN) && !is_synchronized(e))
        assume(x, NK_PENDING_SYN);
    if (e->sure < NK_TCP_ESTABLISHED && acks_syn(x))
        assume(x, NK_PENDING_ACK);
    if (nk_end_has(e, NK_END_FIN) && nk_sight_has(x, NK_TCP_ACK) &&
        !nk_seq_before(x->s->ack, e->fin))
        assume(x, NK_PENDING_FIN_ACK);
    if (nk_end_has(x->from, NK_END_FIN) && !nk_end_has(e, NK_END_TOOK_FIN) &&
        nk_end_contiguous(x->o, x->c, x->sender) == x->from->next) {
        e->seen |= NK_END_TOOK_FIN;
        assume(x, NK_PENDING_FIN);
    }
}

void nk_sight_move(struct nk_sight *x)
{
    send(x);
    receive(x);
}
