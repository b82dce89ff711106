/* What rows have done, one function an action. */
#include <string.h>

#include "tcp/endpoint_part.h"
#include "tcp/seq.h"

void nk_tcp_endpoint_start(struct nk_tcp_endpoint *e, enum nk_tcp_timer timer, int64_t due)
{
    e->due[timer] = due;
}

static void stop_timers(struct nk_tcp_endpoint *e)
{
    for (unsigned i = 0; i < NK_TCP_TIMERS; i++)
        e->due[i] = -1;
}

/* Nothing is queued, under way or waited for. The numbers stay: a RST may need them yet. */
static void forget(struct nk_tcp_endpoint *e)
{
    const struct nk_tcp_profile *p = e->machine->profile;
    nk_buf_clear(&e->out);
    stop_timers(e);
    e->fin_held = e->fin_queued = e->fin_sent = e->close_deferred = false;
    e->put_syn = e->put_ack = e->put_again = e->timing = false;
    e->tries = 0;
    e->recovers = e->probed = false;
    e->end_count = 0;
    nk_rto_init(&e->rto, p->rto_first, p->rto_min, p->rto_max);
}

static void create(struct nk_tcp_endpoint *e, bool passive, bool peer)
{
    forget(e);
    nk_inbox_clear(&e->in);
    e->tcb = (struct nk_tcb){0};
    e->orphan = false;
    e->passive = passive;
    e->peer = peer;
}

static bool create_passive(struct nk_tcp_run *r)
{
    create(r->e, true, r->call != NULL && r->call->peer);
    return true;
}

static bool create_active(struct nk_tcp_run *r)
{
    create(r->e, false, true);
    return true;
}

static bool choose_iss(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    e->tcb.iss = e->tcb.snd_una = e->tcb.snd_up = e->next_iss;
    e->tcb.snd_nxt = e->out_seq = e->next_iss + 1;
    e->syn_acked = false;
    e->next_iss += e->iss_step;
    return true;
}

static bool queue_text(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    if (r->call == NULL || r->call->len == 0)
        return true;
    if (r->call->len > NK_TCP_QUEUE_MAX - e->out.len) {
        r->out->says = "insufficient resources";
        r->out->refused = true;
        return true;
    }
    nk_buf_add(&e->out, (const char *)r->call->data, r->call->len);
    if (e->out.failed)
        return nk_err_memory(r->err);
    if (r->call->urgent)
        e->tcb.snd_up = e->out_seq + (uint32_t)e->out.len;
    return true;
}

/* The window that opens is told where the peer may be waiting for it: from nothing, or by a whole
 * segment and more (RFC 9293 3.8.6.2.2). */
static bool deliver(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    uint32_t before = nk_tcp_endpoint_window(e);
    if (r->call == NULL)
        return true;
    r->call->got = nk_inbox_take(&e->in, r->call->room, r->call->max);
    if (r->call->got > 0 && before < e->machine->profile->mss)
        e->put_ack = true;
    return true;
}

static bool queue_fin(struct nk_tcp_run *r)
{
    r->e->fin_queued = true;
    return true;
}

static bool defer_close(struct nk_tcp_run *r)
{
    r->e->close_deferred = true;
    return true;
}

static bool take_syn(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    nk_inbox_clear(&e->in);
    e->fin_held = false;
    e->tcb.irs = r->segment->seq;
    e->tcb.rcv_nxt = e->tcb.rcv_up = r->segment->seq + 1;
    e->peer = true;
    return true;
}

/* Text goes where its number is: what is before RCV.NXT is known already. */
static bool hold_text(struct nk_tcp_run *r)
{
    const struct nk_tcp_segment *s = r->segment;
    uint32_t from = nk_tcp_text_seq(s), next = r->e->tcb.rcv_nxt;
    uint32_t skip = nk_seq_before(from, next) ? next - from : 0;
    if (s->len > skip)
        nk_inbox_put(&r->e->in, from + skip - next, s->data + skip, s->len - skip);
    return true;
}

static bool take_held(struct nk_tcp_run *r)
{
    uint32_t grown = nk_inbox_settle(&r->e->in);
    r->e->tcb.rcv_nxt += grown;
    r->e->put_ack = r->e->put_ack || grown > 0;
    return true;
}

static bool take_text(struct nk_tcp_run *r)
{
    return hold_text(r) && take_held(r);
}

static void drop_acknowledged(struct nk_tcp_endpoint *e, uint32_t ack)
{
    size_t n = nk_seq_after(ack, e->out_seq) ? ack - e->out_seq : 0;
    if (n > e->out.len) /* the FIN has a number, but no byte */
        n = e->out.len;
    if (n == 0)
        return;
    memmove(e->out.data, e->out.data + n, e->out.len - n);
    e->out.len -= n;
    e->out_seq += (uint32_t)n;
    unsigned gone = 0;
    while (gone < e->end_count && !nk_seq_after(e->ends[gone].seq, e->out_seq))
        gone++;
    e->end_count -= gone;
    memmove(e->ends, e->ends + gone, e->end_count * sizeof *e->ends);
}

/* RFC 6298: 5.2 and 5.3, the timer; 5.7, a SYN that had to be sent again. */
static bool advance(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    uint32_t ack = r->segment->ack;
    if (e->timing && !nk_seq_before(ack, e->timed_seq)) {
        nk_rto_measure(&e->rto, r->now - e->timed_since);
        e->timing = false;
    }
    if (!e->syn_acked && e->tries > 0 && !e->rto.measured)
        e->rto.value = INT64_C(3000000);
    drop_acknowledged(e, ack);
    e->tcb.snd_una = ack;
    e->syn_acked = true;
    e->probed = false;
    e->tries = 0;
    /* behind a timeout each ACK tells of the next gap (RFC 6582 3.2): it is filled now, since a
     * timeout for each would take ever longer */
    e->recovers = e->recovers && nk_seq_before(ack, e->recover);
    e->put_again = e->recovers;
    e->due[NK_TCP_TIMER_RETRANSMISSION] = e->due[NK_TCP_TIMER_USER] = -1;
    if (ack != e->tcb.snd_nxt) {
        int64_t wait = e->machine->profile->user_timeout;
        nk_tcp_endpoint_start(e, NK_TCP_TIMER_RETRANSMISSION, r->now + e->rto.value);
        if (wait > 0)
            nk_tcp_endpoint_start(e, NK_TCP_TIMER_USER, r->now + wait);
    }
    return true;
}

static bool set_window(struct nk_tcp_run *r)
{
    struct nk_tcb *t = &r->e->tcb;
    t->snd_wnd = r->segment->window;
    t->snd_wl1 = r->segment->seq;
    t->snd_wl2 = r->segment->ack;
    if (t->snd_wnd > t->max_wnd)
        t->max_wnd = t->snd_wnd;
    return true;
}

/* A peer that answers with a shut window is alive: what waits for it is not given up (3.8.6.1). */
static bool update_window(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    struct nk_tcb *t = &e->tcb;
    const struct nk_tcp_segment *s = r->segment;
    if (nk_seq_before(s->ack, t->snd_una) || nk_seq_after(s->ack, t->snd_nxt))
        return true;
    if (nk_seq_before(t->snd_wl1, s->seq) ||
        (t->snd_wl1 == s->seq && !nk_seq_before(s->ack, t->snd_wl2)))
        set_window(r);
    if (e->probed && t->snd_wnd > 0) { /* the byte that asked was not taken */
        t->snd_nxt = t->snd_una;
        e->probed = false;
        e->due[NK_TCP_TIMER_RETRANSMISSION] = -1;
    }
    if (t->snd_wnd == 0 && e->out.len > 0) {
        e->tries = 0;
        if (e->due[NK_TCP_TIMER_USER] >= 0)
            e->due[NK_TCP_TIMER_USER] = r->now + e->machine->profile->user_timeout;
    }
    return true;
}

static bool take_urgent(struct nk_tcp_run *r)
{
    r->e->tcb.rcv_up = nk_seq_max(r->e->tcb.rcv_up, r->segment->seq + r->segment->urgent);
    return true;
}

static bool hold_fin(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    uint32_t at = nk_tcp_fin_seq(r->segment);
    if ((r->segment->flags & NK_TCP_FIN) != 0 &&
        nk_seq_within(at, e->tcb.rcv_nxt, nk_tcp_endpoint_window(e))) {
        e->fin_held = true;
        e->fin_seq = at;
    }
    return true;
}

static bool take_fin(struct nk_tcp_run *r)
{
    r->e->tcb.rcv_nxt++;
    r->e->fin_held = false;
    return true;
}

static bool trim(struct nk_tcp_run *r)
{
    r->segment->len = 0;
    r->segment->flags &= (uint8_t)~NK_TCP_FIN;
    return true;
}

/* Some profiles repeat a SYN at the same distance for a while. */
static bool resend(struct nk_tcp_run *r)
{
    struct nk_tcp_endpoint *e = r->e;
    e->tries++;
    e->recovers = e->syn_acked;
    e->recover = e->tcb.snd_nxt;
    e->timing = false; /* RFC 6298 3: which of the two is acknowledged cannot be told */
    if (e->state != NK_TCP_SYN_SENT || e->tries > e->machine->profile->syn_linear)
        nk_rto_back_off(&e->rto);
    nk_tcp_endpoint_start(e, NK_TCP_TIMER_RETRANSMISSION, r->now + e->rto.value);
    return true;
}

static bool stop_all(struct nk_tcp_run *r)
{
    stop_timers(r->e);
    return true;
}

static bool start_2msl(struct nk_tcp_run *r)
{
    nk_tcp_endpoint_start(r->e, NK_TCP_TIMER_2MSL, r->now + r->e->machine->profile->time_wait);
    return true;
}

static bool reopen(struct nk_tcp_run *r)
{
    create(r->e, true, false);
    return true;
}

static bool delete (struct nk_tcp_run *r)
{
    forget(r->e);
    return true;
}

static bool nothing(struct nk_tcp_run *r)
{
    (void)r;
    return true;
}

static bool (*const actions[NK_TCP_ACTIONS])(struct nk_tcp_run *) = {
    [NK_TCP_DO_NOTHING] = nothing,
    [NK_TCP_DO_CREATE_PASSIVE] = create_passive,
    [NK_TCP_DO_CREATE_ACTIVE] = create_active,
    [NK_TCP_DO_CHOOSE_ISS] = choose_iss,
    [NK_TCP_DO_QUEUE_TEXT] = queue_text,
    [NK_TCP_DO_DELIVER] = deliver,
    [NK_TCP_DO_QUEUE_FIN] = queue_fin,
    [NK_TCP_DO_DEFER_CLOSE] = defer_close,
    [NK_TCP_DO_TAKE_SYN] = take_syn,
    [NK_TCP_DO_HOLD_TEXT] = hold_text,
    [NK_TCP_DO_ADVANCE] = advance,
    [NK_TCP_DO_SET_WINDOW] = set_window,
    [NK_TCP_DO_UPDATE_WINDOW] = update_window,
    [NK_TCP_DO_TAKE_HELD] = take_held,
    [NK_TCP_DO_TAKE_URGENT] = take_urgent,
    [NK_TCP_DO_TAKE_TEXT] = take_text,
    [NK_TCP_DO_HOLD_FIN] = hold_fin,
    [NK_TCP_DO_TAKE_FIN] = take_fin,
    [NK_TCP_DO_TRIM] = trim,
    [NK_TCP_DO_RESEND] = resend,
    [NK_TCP_DO_STOP_TIMERS] = stop_all,
    [NK_TCP_DO_START_2MSL] = start_2msl,
    [NK_TCP_DO_REOPEN] = reopen,
    [NK_TCP_DO_DELETE] = delete,
    [NK_TCP_DO_STOP] = nothing, /* the driver sees it */
};

bool nk_tcp_run_action(struct nk_tcp_run *r, enum nk_tcp_action action)
{
    return actions[action](r);
}
