/* What an endpoint has to send. */
#include "tcp/endpoint_part.h"
#include "tcp/seq.h"

uint32_t nk_tcp_endpoint_unsent(const struct nk_tcp_endpoint *e)
{
    uint32_t sent = e->tcb.snd_nxt - e->out_seq - (e->fin_sent ? 1 : 0);
    return (uint32_t)e->out.len - sent;
}

/* What is sent and not acknowledged is waited for, but not for ever. */
static void watch(struct nk_tcp_endpoint *e, int64_t now)
{
    int64_t wait = e->machine->profile->user_timeout;
    if (e->due[NK_TCP_TIMER_RETRANSMISSION] < 0)
        nk_tcp_endpoint_start(e, NK_TCP_TIMER_RETRANSMISSION, now + e->rto.value);
    if (wait > 0 && e->due[NK_TCP_TIMER_USER] < 0)
        nk_tcp_endpoint_start(e, NK_TCP_TIMER_USER, now + wait);
}

/* A round trip begins with what goes out for the first time. */
static void time_it(struct nk_tcp_endpoint *e, int64_t now)
{
    if (e->timing || e->tries > 0)
        return;
    e->timing = true;
    e->timed_seq = e->tcb.snd_nxt;
    e->timed_since = now;
}

static void fill(struct nk_tcp_endpoint *e, uint32_t seq, unsigned flags, struct nk_tcp_segment *s)
{
    *s = (struct nk_tcp_segment){
        .seq = seq, .flags = (uint8_t)flags, .window = (uint16_t)nk_tcp_endpoint_window(e)};
    if ((flags & NK_TCP_ACK) == 0)
        return;
    s->ack = e->tcb.rcv_nxt;
    e->put_ack = false; /* each segment with an ACK does for it */
}

static void fill_text(struct nk_tcp_endpoint *e, uint32_t seq, uint32_t len,
                      struct nk_tcp_segment *s)
{
    uint32_t from = seq - e->out_seq;
    bool last = from + len == e->out.len;
    fill(e, seq, NK_TCP_ACK | (last ? NK_TCP_PSH : 0), s);
    s->data = (const uint8_t *)e->out.data + from;
    s->len = len;
    if (nk_seq_after(e->tcb.snd_up, seq) && e->tcb.snd_up - seq <= UINT16_MAX) {
        s->flags |= NK_TCP_URG;
        s->urgent = (uint16_t)(e->tcb.snd_up - seq);
    }
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static bool output_syn(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_segment *s)
{
    fill(e, e->tcb.iss, NK_TCP_SYN | (e->state == NK_TCP_SYN_SENT ? 0 : NK_TCP_ACK), s);
    e->put_syn = false;
    time_it(e, now);
    watch(e, now);
    return true;
}

/* The first that is not acknowledged: SYN, data, FIN; where the window is shut and nothing is under
 * way, one byte asks whether it still is (RFC 9293 3.8.6.1). */
static bool output_again(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_segment *s)
{
    uint32_t sent = (uint32_t)e->out.len - nk_tcp_endpoint_unsent(e);
    e->put_again = false;
    if (!e->syn_acked)
        return output_syn(e, now, s);
    if (sent > 0) {
        if (e->end_count > 0) /* as it was, where that is known */
            sent = least(sent, e->ends[0].seq - e->out_seq);
        fill_text(e, e->out_seq, least(sent, e->machine->profile->mss), s);
        if (e->end_count > 0 && e->ends[0].push)
            s->flags |= NK_TCP_PSH;
    } else if (e->out.len > 0) {
        fill_text(e, e->out_seq, 1, s);
        e->tcb.snd_nxt++;
        e->probed = true;
    } else if (e->fin_sent) {
        fill(e, e->tcb.snd_nxt - 1, NK_TCP_FIN | NK_TCP_ACK, s);
    } else {
        return false;
    }
    return true;
}

static bool output_text(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_segment *s)
{
    uint32_t unsent = nk_tcp_endpoint_unsent(e), flight = e->tcb.snd_nxt - e->tcb.snd_una;
    uint32_t room = e->tcb.snd_wnd > flight ? e->tcb.snd_wnd - flight : 0;
    uint32_t len = least(least(unsent, room), e->machine->profile->mss);
    if (unsent > 0 && (len > 0 || flight == 0))
        watch(e, now); /* a shut window is watched too: its opening may be lost */
    if (len == 0)
        return false;
    fill_text(e, e->tcb.snd_nxt, len, s);
    e->tcb.snd_nxt += len;
    if (e->end_count < NK_TCP_ENDS)
        e->ends[e->end_count++] = (struct nk_tcp_end){e->tcb.snd_nxt, (s->flags & NK_TCP_PSH) != 0};
    time_it(e, now);
    return true;
}

static bool output_fin(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_segment *s)
{
    if (!e->fin_queued || e->fin_sent || nk_tcp_endpoint_unsent(e) > 0)
        return false;
    fill(e, e->tcb.snd_nxt, NK_TCP_FIN | NK_TCP_ACK, s);
    e->tcb.snd_nxt++;
    e->fin_sent = true;
    time_it(e, now);
    watch(e, now);
    return true;
}

bool nk_tcp_endpoint_output(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_segment *s)
{
    if (e->put_reset) {
        e->put_reset = false;
        *s = e->reset;
        return true;
    }
    if (e->put_syn)
        return output_syn(e, now, s);
    if (e->put_again && output_again(e, now, s))
        return true;
    bool open = e->state != NK_TCP_CLOSED && e->state != NK_TCP_LISTEN &&
                e->state != NK_TCP_SYN_SENT && e->state != NK_TCP_SYN_RECEIVED;
    if (open && !e->fin_sent && (output_text(e, now, s) || output_fin(e, now, s)))
        return true;
    if (!e->put_ack)
        return false;
    fill(e, e->tcb.snd_nxt, NK_TCP_ACK, s);
    return true;
}
