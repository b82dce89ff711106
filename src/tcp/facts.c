/* What holds when an event comes. */
#include "tcp/endpoint_part.h"
#include "tcp/seq.h"

static uint32_t when(bool holds, enum nk_tcp_fact fact)
{
    return holds ? (uint32_t)fact : 0;
}

/* SEG.SEQ against RCV.NXT. A RST has to be there exactly; text may begin before it. */
static uint32_t sequence_facts(const struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s)
{
    uint32_t next = e->tcb.rcv_nxt, window = nk_tcp_endpoint_window(e);
    bool text = (s->flags & NK_TCP_RST) == 0 && nk_seq_within(next, nk_tcp_text_seq(s), s->len);
    bool fin = (s->flags & NK_TCP_FIN) != 0 && nk_tcp_fin_seq(s) == next;
    return when(s->seq == next || text, NK_TCP_IF_SEQ_NEXT) |
           when(fin || (e->fin_held && e->fin_seq == next), NK_TCP_IF_FIN_NEXT) |
           when(window == 0 && s->seq == next, NK_TCP_IF_NO_WINDOW) |
           when(nk_seq_before(s->seq, next), NK_TCP_IF_SEQ_OLD) |
           when(s->seq + 1 == next, NK_TCP_IF_SEQ_LAST) |
           when(nk_seq_after(nk_tcp_fin_seq(s), next), NK_TCP_IF_BEYOND);
}

static uint32_t syn_facts(const struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s)
{
    unsigned bits = s->flags & (NK_TCP_SYN | NK_TCP_ACK | NK_TCP_RST);
    bool known = s->seq == e->tcb.irs && e->tcb.rcv_nxt == e->tcb.irs + 1;
    return when(bits == NK_TCP_SYN && known, NK_TCP_IF_SYN_AGAIN) |
           when(bits == (NK_TCP_SYN | NK_TCP_ACK) && known, NK_TCP_IF_SYN_CROSSED) |
           when(bits == NK_TCP_SYN && nk_seq_after(s->seq, e->tcb.rcv_nxt), NK_TCP_IF_SYN_NEW);
}

/* The oldest ACK that may still be on its way (RFC 5961 5.2). Linux counts what has been
 * acknowledged, and the SYN only where it called. */
static uint32_t oldest_ack(const struct nk_tcp_endpoint *e)
{
    const struct nk_tcb *t = &e->tcb;
    uint32_t far = t->snd_una - t->max_wnd, first = t->iss + e->passive;
    return e->machine->profile->ack_floor && e->syn_acked ? nk_seq_max(far, first) : far;
}

/* SEG.ACK against what was sent. */
static uint32_t ack_facts(const struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s)
{
    const struct nk_tcb *t = &e->tcb;
    if ((s->flags & NK_TCP_ACK) == 0)
        return 0;
    bool future = nk_seq_after(s->ack, t->snd_nxt);
    return when(future, NK_TCP_IF_ACK_FUTURE) |
           when(!future && nk_seq_after(s->ack, t->snd_una), NK_TCP_IF_ACK_NEW) |
           when(nk_seq_before(s->ack, oldest_ack(e)), NK_TCP_IF_ACK_OLD) |
           when(e->fin_sent && s->ack == t->snd_nxt, NK_TCP_IF_ACKS_FIN);
}

static bool has_tried(const struct nk_tcp_endpoint *e)
{
    const struct nk_tcp_profile *p = e->machine->profile;
    unsigned limit = p->retries;
    if (e->state == NK_TCP_SYN_SENT)
        limit = p->syn_retries;
    else if (e->state == NK_TCP_SYN_RECEIVED)
        limit = p->syn_ack_retries;
    return (limit > 0 && e->tries >= limit) || e->tries == NK_TCP_TRIES_ALL;
}

uint32_t nk_tcp_run_facts(const struct nk_tcp_run *r)
{
    const struct nk_tcp_endpoint *e = r->e;
    const struct nk_tcp_segment *s = r->segment;
    bool half = r->call != NULL && r->call->half;
    uint32_t facts = when(e->passive, NK_TCP_IF_PASSIVE) |
                     when(e->peer || (r->call != NULL && r->call->peer), NK_TCP_IF_PEER) |
                     when(e->out.len > 0, NK_TCP_IF_QUEUED) |
                     when(e->in.ready > 0, NK_TCP_IF_UNREAD) | when(has_tried(e), NK_TCP_IF_TRIED) |
                     when(e->orphan, NK_TCP_IF_ORPHAN) | when(half, NK_TCP_IF_HALF);
    if (s == NULL)
        return facts;
    return facts | when((s->flags & NK_TCP_RST) != 0, NK_TCP_IF_HAS_RST) |
           when((s->flags & NK_TCP_FIN) != 0, NK_TCP_IF_HAS_FIN) |
           when((s->flags & NK_TCP_ACK) != 0, NK_TCP_IF_HAS_ACK) |
           when((s->flags & (NK_TCP_SYN | NK_TCP_RST | NK_TCP_ACK)) == 0, NK_TCP_IF_BARE) |
           sequence_facts(e, s) | syn_facts(e, s) | ack_facts(e, s);
}
