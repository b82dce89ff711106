/* Events in words become events of an endpoint: with the numbers that it expects, or with others.
 */
#include <stdio.h>

#include "tcp/words.h"

/* Before a SYN nothing was received, before an OPEN nothing sent. */
static bool has_received(const struct nk_tcp_endpoint *e)
{
    return e->state != NK_TCP_CLOSED && e->state != NK_TCP_LISTEN && e->state != NK_TCP_SYN_SENT;
}

static bool has_sent(const struct nk_tcp_endpoint *e)
{
    return e->state != NK_TCP_CLOSED && e->state != NK_TCP_LISTEN;
}

static bool has_peer_closed(const struct nk_tcp_endpoint *e)
{
    return e->state == NK_TCP_CLOSE_WAIT || e->state == NK_TCP_CLOSING ||
           e->state == NK_TCP_LAST_ACK || e->state == NK_TCP_TIME_WAIT;
}

/* SND.NXT, or where our FIN is that is not acknowledged. */
static uint32_t snd_data(const struct nk_tcp_endpoint *e)
{
    return e->tcb.snd_nxt - (e->fin_sent && e->tcb.snd_una != e->tcb.snd_nxt ? 1 : 0);
}

static uint32_t sent_number(const struct nk_tcp_endpoint *e, enum nk_tcp_base base)
{
    const struct nk_tcb *t = &e->tcb;
    bool sent = has_sent(e);
    uint32_t iss = sent ? t->iss : e->next_iss;
    switch (base) {
    case NK_TCP_BASE_ISS:
        return iss;
    case NK_TCP_BASE_SND_UNA:
        return sent ? t->snd_una : iss + 1;
    case NK_TCP_BASE_SND_DATA:
        return sent ? snd_data(e) : iss + 1;
    case NK_TCP_BASE_SND_OLD:
        return sent ? t->snd_una - t->max_wnd : iss - UINT16_MAX;
    default:
        return sent ? t->snd_nxt : iss + 1;
    }
}

static uint32_t received_number(const struct nk_tcp_endpoint *e, uint32_t irs,
                                enum nk_tcp_base base, const struct nk_tcp_segment *s)
{
    uint32_t first = has_received(e) ? e->tcb.irs : irs;
    uint32_t next = has_received(e) ? e->tcb.rcv_nxt : irs + 1;
    uint32_t len = nk_tcp_segment_len(s);
    switch (base) {
    case NK_TCP_BASE_IRS:
        return first;
    case NK_TCP_BASE_RCV_END:
        return next + nk_tcp_endpoint_window(e);
    case NK_TCP_BASE_BEFORE:
        return (s->flags & NK_TCP_SYN) != 0 ? first : next - (len > 0 ? len : 1);
    default:
        return next;
    }
}

/* Where a peer in its right mind would put it: a SYN at its first number where that is awaited, a
 * FIN that comes again where the first one was, all else at RCV.NXT. */
static enum nk_tcp_base usual_seq(const struct nk_tcp_endpoint *e, uint8_t flags)
{
    bool syn = (flags & NK_TCP_SYN) != 0;
    bool crossed = syn && (flags & NK_TCP_ACK) != 0 && e->state == NK_TCP_SYN_RECEIVED;
    if (syn && (!has_received(e) || (crossed && !e->passive)))
        return NK_TCP_BASE_IRS;
    if (has_peer_closed(e) && (flags & (NK_TCP_SYN | NK_TCP_RST | NK_TCP_FIN)) == NK_TCP_FIN)
        return NK_TCP_BASE_BEFORE;
    return NK_TCP_BASE_RCV_NXT;
}

static uint32_t number(const struct nk_tcp_endpoint *e, uint32_t irs, enum nk_tcp_base base,
                       const struct nk_tcp_segment *s)
{
    if (base == NK_TCP_BASE_ZERO)
        return 0;
    if (base == NK_TCP_BASE_ISS || base == NK_TCP_BASE_SND_UNA || base == NK_TCP_BASE_SND_NXT ||
        base == NK_TCP_BASE_SND_DATA || base == NK_TCP_BASE_SND_OLD)
        return sent_number(e, base);
    return received_number(e, irs, base, s);
}

void nk_tcp_said_segment(const struct nk_tcp_said *said, const struct nk_tcp_endpoint *e,
                         uint32_t irs, const uint8_t *data, struct nk_tcp_segment *segment)
{
    enum nk_tcp_base seq = (enum nk_tcp_base)said->seq.base;
    enum nk_tcp_base ack = (enum nk_tcp_base)said->ack.base;
    *segment = (struct nk_tcp_segment){.flags = said->flags, .len = said->len, .data = data};
    if (seq == NK_TCP_BASE_NONE)
        seq = usual_seq(e, said->flags);
    segment->seq = number(e, irs, seq, segment) + said->seq.offset;
    segment->window = said->has_window ? said->window : e->machine->profile->window;
    if ((said->flags & NK_TCP_URG) != 0)
        segment->urgent = said->has_up ? said->up : (uint16_t)said->len;
    if ((said->flags & NK_TCP_ACK) == 0)
        return;
    if (ack == NK_TCP_BASE_NONE)
        ack = said->loose ? NK_TCP_BASE_SND_DATA : NK_TCP_BASE_SND_NXT;
    segment->ack = number(e, irs, ack, segment) + said->ack.offset;
}

bool nk_tcp_said_apply(const struct nk_tcp_said *said, struct nk_tcp_endpoint *e, uint32_t irs,
                       const uint8_t *data, int64_t now, struct nk_tcp_segment *segment,
                       struct nk_tcp_outcome *out, struct nk_err *err)
{
    struct nk_tcp_call call = {.event = said->event,
                               .peer = !said->no_peer,
                               .urgent = said->urgent,
                               .half = said->half,
                               .data = data,
                               .len = said->len,
                               .max = UINT16_MAX};
    enum nk_tcp_event timeout = said->event;
    switch (said->kind) {
    case NK_TCP_SAID_CALL:
        return nk_tcp_endpoint_call(e, &call, now, out, err);
    case NK_TCP_SAID_SEGMENT:
        nk_tcp_said_segment(said, e, irs, data, segment);
        return nk_tcp_endpoint_arrive(e, segment, now, out, err);
    default:
        if (timeout == NK_TCP_EVENTS)
            timeout = e->state == NK_TCP_TIME_WAIT ? NK_TCP_ON_2MSL : NK_TCP_ON_RETRANSMISSION;
        return nk_tcp_endpoint_timeout(e, timeout, now, out, err);
    }
}

void nk_tcp_segment_format(const struct nk_tcp_segment *s, struct nk_buf *b)
{
    char flags[NK_TCP_FLAGS_MAX];
    nk_buf_printf(b, "<SEQ=%u>", s->seq);
    if ((s->flags & NK_TCP_ACK) != 0)
        nk_buf_printf(b, "<ACK=%u>", s->ack);
    if (s->len > 0)
        nk_buf_printf(b, "<DATA=%u>", s->len);
    if ((s->flags & NK_TCP_URG) != 0)
        nk_buf_printf(b, "<UP=%u>", s->urgent);
    nk_buf_printf(b, "<CTL=%s>", nk_tcp_flags_format(s->flags, flags));
}
