/* Sequence numbers: what is conspicuous, and how they move on. The order of the questions and the
 * times are those of Wireshark's TCP analysis, so that the counts can be held against it. */
#include "tcp/observe_part.h"

enum { OUT_OF_ORDER_US = 3000, FAST_US = 20000 };

static void mark(struct nk_sight *x, enum nk_anomaly anomaly)
{
    x->anomalies |= 1U << anomaly;
}

/* ---- windows and acknowledgments ----------------------------------------- */

/* One byte into a window that is shut, to ask whether it still is. */
static bool is_probe(const struct nk_sight *x)
{
    return x->s->length == 1 && nk_end_has(x->to, NK_END_ANY) && x->to->window == 0 &&
           nk_end_has(x->from, NK_END_ANY) && x->s->seq == x->from->next;
}

/* An acknowledgment alone that repeats the last one. */
static bool repeats(const struct nk_sight *x)
{
    return x->s->length == 0 && !nk_sight_has(x, NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST) &&
           x->s->seq == x->from->next && x->s->ack == x->from->acked;
}

static void judge_ack(struct nk_sight *x)
{
    struct nk_end *from = x->from;
    if (!repeats(x) || x->s->window == 0)
        return;
    if (x->s->window != from->window) {
        mark(x, NK_ANOMALY_WINDOW_UPDATE);
    } else if (!nk_end_has(x->to, NK_END_KEEP_ALIVE)) {
        mark(x, NK_ANOMALY_DUPLICATE_ACK);
        from->seen |= nk_end_has(from, NK_END_DUPLICATE) ? NK_END_DUPLICATES : NK_END_DUPLICATE;
    }
}

static bool is_keep_alive(const struct nk_sight *x)
{
    return x->s->length <= 1 && x->s->seq == x->from->next - 1 &&
           !nk_sight_has(x, NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST);
}

/* ---- segments that come again -------------------------------------------- */

/* How long a segment may be late before it is one that was sent again. */
static uint32_t patience(const struct nk_connection *c)
{
    return c->rtt > 0 ? (uint32_t)(c->rtt * 1000.0F) : OUT_OF_ORDER_US;
}

/* The peer has acknowledged all of it. */
static bool is_spurious(const struct nk_sight *x)
{
    const struct nk_end *to = x->to;
    return x->s->length > 0 && nk_end_has(to, NK_END_ANY) && to->acked != 0 &&
           !nk_seq_after(x->s->seq + x->s->length, to->acked);
}

static void judge_repetition(struct nk_sight *x)
{
    const struct nk_end *from = x->from, *to = x->to;
    uint32_t seq = x->s->seq, length = x->s->length;
    bool late = nk_seq_before(seq, from->next) && (length <= 1 || seq != from->next - 1);
    if (is_spurious(x))
        mark(x, NK_ANOMALY_SPURIOUS_RETRANSMISSION);
    else if (late && nk_end_has(to, NK_END_DUPLICATES) && to->acked == seq &&
             x->now - to->last_time < FAST_US)
        mark(x, NK_ANOMALY_FAST_RETRANSMISSION);
    else if (late && x->now - from->next_time < patience(x->c) && x->behind != from->next)
        mark(x, NK_ANOMALY_OUT_OF_ORDER);
    else if (late)
        mark(x, NK_ANOMALY_RETRANSMISSION);
}

/* ---- closing ------------------------------------------------------------- */

/*
 * A RST counts where it is at RCV.NXT, or acknowledges the SYN (RFC 9293 3.10.7.3, 3.10.7.4). Where
 * the receiver is, a capture does not tell exactly: not before what it has acknowledged, not behind
 * what was sent.
 */
static bool is_valid_rst(const struct nk_sight *x)
{
    const struct nk_observed *s = x->s;
    const struct nk_end *from = x->from, *to = x->to;
    bool called = to->sure == NK_TCP_SYN_SENT && (to->pending & NK_PENDING_SYN) == 0;
    if (called)
        return (s->flags & NK_TCP_ACK) != 0 && nk_seq_after(s->ack, to->isn) &&
               !nk_seq_after(s->ack, to->next);
    if (!nk_end_has(from, NK_END_ANY))
        return !nk_end_has(to, NK_END_ANY) || to->acked == 0 || s->seq == to->acked;
    bool heard = nk_end_has(to, NK_END_CONFIRMED) && to->acked != 0;
    uint32_t least = heard ? to->acked : from->isn;
    return !nk_seq_before(s->seq, least) && !nk_seq_after(s->seq, from->next);
}

static void judge_closing(struct nk_sight *x)
{
    if (nk_sight_has(x, NK_TCP_RST)) {
        mark(x, is_valid_rst(x) ? NK_ANOMALY_RST_VALID : NK_ANOMALY_RST_INVALID);
        return;
    }
    if (nk_end_has(x->from, NK_END_FIN) && x->s->length > 0 &&
        nk_seq_after(x->s->seq + x->s->length, x->from->fin))
        mark(x, NK_ANOMALY_DATA_AFTER_FIN);
}

/* ---- a segment ----------------------------------------------------------- */

static void judge_seen(struct nk_sight *x)
{
    bool moves = x->s->length > 0 || nk_sight_has(x, NK_TCP_SYN | NK_TCP_FIN), alive = false;
    if (!is_probe(x)) {
        if (x->s->window == 0 && !nk_sight_has(x, NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST))
            mark(x, NK_ANOMALY_ZERO_WINDOW);
        if (nk_seq_after(x->s->seq, x->from->next) && !nk_sight_has(x, NK_TCP_RST))
            mark(x, NK_ANOMALY_GAP);
        alive = is_keep_alive(x);
        if (alive)
            mark(x, NK_ANOMALY_KEEP_ALIVE);
        judge_ack(x);
    }
    if (moves && !alive)
        judge_repetition(x);
}

/* The first segment of an end that was captured. */
static void judge_first(struct nk_sight *x)
{
    if (x->s->window == 0 && !nk_sight_has(x, NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST))
        mark(x, NK_ANOMALY_ZERO_WINDOW);
    if (is_spurious(x))
        mark(x, NK_ANOMALY_SPURIOUS_RETRANSMISSION);
}

void nk_sight_judge(struct nk_sight *x)
{
    const struct nk_observed *s = x->s;
    if (x->first && (s->flags & (NK_TCP_SYN | NK_TCP_ACK)) != NK_TCP_SYN)
        mark(x, NK_ANOMALY_MISSING_HANDSHAKE);
    if (nk_end_has(x->from, NK_END_ANY))
        judge_seen(x);
    else
        judge_first(x);
    if (nk_sight_has(x, NK_TCP_RST) || nk_end_has(x->from, NK_END_FIN))
        judge_closing(x);
    if (s->ack != x->from->acked)
        x->from->seen &= (uint16_t) ~(NK_END_DUPLICATE | NK_END_DUPLICATES);
}

/* ---- moving on ----------------------------------------------------------- */

/* Bytes that had come before, whatever the segment is called. */
static void count_again(struct nk_sight *x, uint32_t bytes)
{
    uint64_t *sum = bytes == 0 ? NULL : nk_sight_cell(x, NK_CELL_RETRANSMITTED);
    if (sum != NULL)
        *sum += bytes;
}

static void set_base(struct nk_sight *x)
{
    struct nk_end *from = x->from;
    from->isn = x->s->seq - !nk_sight_has(x, NK_TCP_SYN | NK_TCP_RST);
    from->next = x->behind;
    from->next_time = x->now;
    from->seen |= NK_END_ANY | NK_END_BASED;
}

void nk_sight_advance(struct nk_sight *x)
{
    struct nk_end *from = x->from;
    bool probe = nk_end_has(from, NK_END_ANY) && is_probe(x);
    from->seen &= (uint16_t)~NK_END_KEEP_ALIVE;
    if ((x->anomalies & 1U << NK_ANOMALY_KEEP_ALIVE) != 0)
        from->seen |= NK_END_KEEP_ALIVE;
    if (!nk_end_has(from, NK_END_ANY)) {
        set_base(x);
        return;
    }
    count_again(x, nk_sight_fill(x));
    if (nk_seq_after(x->behind, from->next) && !probe && !nk_sight_has(x, NK_TCP_RST)) {
        from->next = x->behind;
        from->next_time = x->now;
    }
}
