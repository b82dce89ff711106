/* The driver: one look-up and one loop of actions an event. */
#include "tcp/endpoint.h"

#include "tcp/endpoint_part.h"
#include "tcp/seq.h"

bool nk_tcp_endpoint_init(struct nk_tcp_endpoint *e, const struct nk_tcp_machine *machine,
                          uint32_t iss, struct nk_err *err)
{
    const struct nk_tcp_profile *p = machine->profile;
    *e = (struct nk_tcp_endpoint){
        .machine = machine, .next_iss = iss, .iss_step = 64000, .due = {-1, -1, -1}};
    nk_rto_init(&e->rto, p->rto_first, p->rto_min, p->rto_max);
    return nk_inbox_init(&e->in, p->window) || nk_err_memory(err);
}

void nk_tcp_endpoint_release(struct nk_tcp_endpoint *e)
{
    nk_buf_release(&e->out);
    nk_inbox_release(&e->in);
}

static void put_reset(struct nk_tcp_endpoint *e, uint32_t seq, unsigned flags, uint32_t ack)
{
    e->reset = (struct nk_tcp_segment){.seq = seq, .ack = ack, .flags = (uint8_t)flags};
    e->put_reset = true;
}

/* What a row sends goes out when the caller asks for output; a RST has its numbers now, since the
 * TCB may be gone by then. */
static void put(struct nk_tcp_run *r, enum nk_tcp_put what)
{
    static const struct nk_tcp_segment none;
    struct nk_tcp_endpoint *e = r->e;
    /* the two that answer a segment stand in rows of arrivals only */
    const struct nk_tcp_segment *s = r->segment != NULL ? r->segment : &none;
    switch (what) {
    case NK_TCP_PUT_SYN:
    case NK_TCP_PUT_SYN_ACK:
        e->put_syn = true;
        break;
    case NK_TCP_PUT_ACK:
    case NK_TCP_PUT_CHALLENGE:
        e->put_ack = true;
        break;
    case NK_TCP_PUT_AGAIN:
        e->put_again = true;
        break;
    case NK_TCP_PUT_RST:
        put_reset(e, e->tcb.snd_nxt, NK_TCP_RST, 0);
        break;
    case NK_TCP_PUT_RST_AT:
        put_reset(e, s->ack, NK_TCP_RST, 0);
        break;
    case NK_TCP_PUT_RST_OWN:
        put_reset(e, e->tcb.snd_nxt, NK_TCP_RST | NK_TCP_ACK, e->tcb.rcv_nxt);
        e->reset.window = (uint16_t)nk_tcp_endpoint_window(e);
        break;
    case NK_TCP_PUT_RST_ACK:
        put_reset(e, 0, NK_TCP_RST | NK_TCP_ACK, s->seq + nk_tcp_segment_len(s));
        break;
    default: /* data and FIN wait in their queue */
        break;
    }
}

/* One event. `row` becomes what applied. */
static bool apply(struct nk_tcp_run *r, enum nk_tcp_event event, const struct nk_tcp_row **row)
{
    struct nk_tcp_endpoint *e = r->e;
    struct nk_tcp_outcome *out = r->out;
    const struct nk_tcp_row *found =
        nk_tcp_machine_find(e->machine, e->state, event, nk_tcp_run_facts(r));
    *row = found;
    if (out->count < NK_TCP_OUTCOME_ROWS)
        out->rows[out->count++] = found;
    if (found->says[0] != '\0')
        out->says = found->says;
    out->refused = out->refused || found->verdict == NK_TCP_REFUSED;
    for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS && found->actions[i] != NK_TCP_DO_NOTHING; i++)
        if (!nk_tcp_run_action(r, (enum nk_tcp_action)found->actions[i]))
            return false;
    put(r, (enum nk_tcp_put)found->put);
    if (found->next != NK_TCP_SAME)
        e->state = (enum nk_tcp_state)found->next;
    out->after = e->state;
    return true;
}

static bool is_one_of(enum nk_tcp_state state, unsigned set)
{
    return (set >> state & 1) != 0;
}

/* Data, or the peer's FIN, that the user has not taken; close() throws away what is there then. */
static bool has_unread(const struct nk_tcp_endpoint *e)
{
    enum { CLOSED_BY_PEER = 1 << NK_TCP_CLOSE_WAIT | 1 << NK_TCP_LAST_ACK };
    return e->in.ready > 0 || e->state == NK_TCP_CLOSING ||
           (is_one_of(e->state, CLOSED_BY_PEER) && !e->orphan);
}

/* Linux: what touches the window at either end is acceptable, but not what goes beyond it while the
 * user has not taken all (tcp_sequence()). Where there is no socket (not yet accepted, TIME-WAIT,
 * FIN-WAIT-2 after close()) it is the RFC's rule, but for an empty segment at the window's end
 * (tcp_in_window()). */
static bool is_at_edges(const struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s)
{
    uint32_t seq = s->seq, len = nk_tcp_segment_len(s);
    uint32_t next = e->tcb.rcv_nxt, window = nk_tcp_endpoint_window(e);
    bool small = e->state == NK_TCP_TIME_WAIT || (e->state == NK_TCP_FIN_WAIT_2 && e->orphan) ||
                 (e->state == NK_TCP_SYN_RECEIVED && e->passive);
    if (small)
        return nk_seq_acceptable(seq, len, next, window) || (len == 0 && seq == next + window);
    return nk_seq_touches(seq, len, next, window) &&
           !(has_unread(e) && nk_seq_after(nk_tcp_fin_seq(s), next + window));
}

static bool is_acceptable(const struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s)
{
    return e->machine->profile->edges
               ? is_at_edges(e, s)
               : nk_seq_acceptable(s->seq, nk_tcp_segment_len(s), e->tcb.rcv_nxt,
                                   nk_tcp_endpoint_window(e));
}

/* Whether the segment has what the check looks for. */
static bool has(const struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s,
                enum nk_tcp_event check)
{
    switch (check) {
    case NK_TCP_ON_OUTSIDE:
        return !is_acceptable(e, s);
    case NK_TCP_ON_RST:
        return (s->flags & NK_TCP_RST) != 0;
    case NK_TCP_ON_SYN:
        return (s->flags & NK_TCP_SYN) != 0;
    case NK_TCP_ON_ACK:
        return (s->flags & NK_TCP_ACK) != 0;
    case NK_TCP_ON_OTHER:
        return (s->flags & (e->state == NK_TCP_SYN_SENT ? NK_TCP_SYN : NK_TCP_ACK)) == 0;
    case NK_TCP_ON_URG:
        return (s->flags & NK_TCP_URG) != 0;
    case NK_TCP_ON_TEXT:
        return s->len > 0;
    case NK_TCP_ON_FIN: /* or the gap before one that was held is filled now */
        return (s->flags & NK_TCP_FIN) != 0 || (e->fin_held && e->fin_seq == e->tcb.rcv_nxt);
    default:
        return false;
    }
}

static bool stops(const struct nk_tcp_row *row)
{
    if (row->verdict == NK_TCP_DROPPED)
        return true;
    for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS; i++)
        if (row->actions[i] == NK_TCP_DO_STOP)
            return true;
    return false;
}

static struct nk_tcp_run begin(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_outcome *out,
                               struct nk_err *err)
{
    *out = (struct nk_tcp_outcome){.before = e->state, .after = e->state};
    return (struct nk_tcp_run){.e = e, .now = now, .out = out, .err = err};
}

bool nk_tcp_endpoint_call(struct nk_tcp_endpoint *e, struct nk_tcp_call *call, int64_t now,
                          struct nk_tcp_outcome *out, struct nk_err *err)
{
    struct nk_tcp_run r = begin(e, now, out, err);
    const struct nk_tcp_row *row;
    r.call = call;
    call->got = 0;
    bool done = apply(&r, call->event, &row);
    if (call->event == NK_TCP_ON_CLOSE && !out->refused && !call->half)
        e->orphan = true;
    return done;
}

bool nk_tcp_endpoint_arrive(struct nk_tcp_endpoint *e, const struct nk_tcp_segment *segment,
                            int64_t now, struct nk_tcp_outcome *out, struct nk_err *err)
{
    struct nk_tcp_run r = begin(e, now, out, err);
    struct nk_tcp_segment copy = *segment;
    const struct nk_tcp_row *row;
    r.segment = &copy;
    for (const uint8_t *check = nk_tcp_checks(e->state); *check != NK_TCP_EVENTS; check++) {
        if (!has(e, &copy, (enum nk_tcp_event) * check))
            continue;
        if (!apply(&r, (enum nk_tcp_event) * check, &row))
            return false;
        if (stops(row))
            break;
    }
    /* a CLOSE that waited for the handshake (RFC 9293 3.10.4) */
    if (!e->close_deferred || (e->state != NK_TCP_ESTABLISHED && e->state != NK_TCP_CLOSE_WAIT))
        return true;
    e->close_deferred = false;
    return apply(&r, NK_TCP_ON_CLOSE, &row);
}

bool nk_tcp_endpoint_timeout(struct nk_tcp_endpoint *e, enum nk_tcp_event event, int64_t now,
                             struct nk_tcp_outcome *out, struct nk_err *err)
{
    struct nk_tcp_run r = begin(e, now, out, err);
    const struct nk_tcp_row *row;
    e->due[event - NK_TCP_ON_RETRANSMISSION] = -1;
    return apply(&r, event, &row);
}

int64_t nk_tcp_endpoint_due(const struct nk_tcp_endpoint *e, enum nk_tcp_event *event)
{
    int64_t first = -1;
    for (unsigned i = 0; i < NK_TCP_TIMERS; i++) {
        if (e->due[i] < 0 || (first >= 0 && e->due[i] >= first))
            continue;
        first = e->due[i];
        *event = (enum nk_tcp_event)(NK_TCP_ON_RETRANSMISSION + i);
    }
    return first;
}

void nk_tcp_endpoint_place(struct nk_tcp_endpoint *e, enum nk_tcp_state state, uint32_t irs)
{
    enum {
        NO_NUMBERS = 1 << NK_TCP_CLOSED | 1 << NK_TCP_LISTEN,
        CALLED = 1 << NK_TCP_LISTEN | 1 << NK_TCP_SYN_RECEIVED,
        SYN_WAITS = 1 << NK_TCP_SYN_SENT | 1 << NK_TCP_SYN_RECEIVED,
        FIN_WAITS = 1 << NK_TCP_FIN_WAIT_1 | 1 << NK_TCP_CLOSING | 1 << NK_TCP_LAST_ACK,
        FIN_ACKED = 1 << NK_TCP_FIN_WAIT_2 | 1 << NK_TCP_TIME_WAIT,
        PEER_CLOSED = 1 << NK_TCP_CLOSE_WAIT | 1 << NK_TCP_CLOSING | 1 << NK_TCP_LAST_ACK |
                      1 << NK_TCP_TIME_WAIT,
    };
    struct nk_tcb *t = &e->tcb;
    e->state = state;
    e->passive = is_one_of(state, CALLED);
    e->peer = !is_one_of(state, NO_NUMBERS);
    if (!e->peer)
        return;
    t->iss = t->snd_una = t->snd_up = e->next_iss;
    t->snd_nxt = e->out_seq = t->iss + 1;
    e->syn_acked = !is_one_of(state, SYN_WAITS);
    if (e->syn_acked)
        t->snd_una = t->snd_nxt;
    if (state == NK_TCP_SYN_SENT)
        return;
    t->irs = t->snd_wl1 = irs;
    t->rcv_nxt = t->rcv_up = irs + 1 + is_one_of(state, PEER_CLOSED);
    t->snd_wnd = t->max_wnd = e->machine->profile->window;
    t->snd_wl2 = t->snd_una;
    e->fin_sent = e->fin_queued = is_one_of(state, FIN_WAITS | FIN_ACKED);
    t->snd_nxt += e->fin_sent;
    if (is_one_of(state, FIN_ACKED))
        t->snd_una = t->snd_nxt;
}
