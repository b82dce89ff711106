#include "tcp/observe.h"

#include <stdlib.h>
#include <string.h>

#include "tcp/observe_part.h"

enum { TCP = 6 /* IP's number */ };

#define PAUSE_US (1U << 31) /* as long ago as can be told */

/* ---- segments ------------------------------------------------------------ */

/* The two options of a SYN that are kept (RFC 9293 3.1, RFC 7323 2.2). */
static void read_options(struct nk_observed *s, const uint8_t *at, size_t len)
{
    enum { END, NOP, MSS, SCALE, SCALE_MAX = 14 };
    for (size_t i = 0; i < len && at[i] != END;) {
        size_t size = at[i] == NOP ? 1 : i + 1 < len ? at[i + 1] : 0;
        if (size == 0 || size > len - i || (size == 1 && at[i] != NOP))
            return;
        if (at[i] == MSS && size == 4)
            s->mss = (uint16_t)(at[i + 2] << 8 | at[i + 3]);
        if (at[i] == SCALE && size == 3)
            s->scale = at[i + 2] > SCALE_MAX ? SCALE_MAX : at[i + 2];
        i += size;
    }
}

bool nk_observed_plain(struct nk_observed *s, const struct nk_plain *x, const struct nk_packet *p)
{
    struct nk_addr source, destination;
    const uint8_t *t = x->transport;
    if (!x->tcp)
        return false;
    nk_plain_addresses(x, &source, &destination);
    s->back = nk_flow_key_put(&s->key, &source, &destination, nk_plain_u16(t), nk_plain_u16(t + 2));
    s->key.protocol = TCP;
    s->time = p->time;
    s->number = p->number;
    s->seq = nk_plain_u32(t + 4);
    s->ack = nk_plain_u32(t + 8);
    s->length = x->payload;
    s->window = (uint16_t)nk_plain_u16(t + 14);
    s->flags = t[13];
    s->mss = 0;
    s->scale = NK_NO_SCALE;
    if ((s->flags & NK_TCP_SYN) != 0)
        read_options(s, t + NK_PLAIN_TCP, x->header - NK_PLAIN_TCP);
    return true;
}

bool nk_observed_make(struct nk_observed *s, const struct nk_layers *l, const struct nk_packet *p)
{
    if (l->transport != NK_LAYER_TCP || !l->fields || !nk_flow_key_make(&s->key, l, &s->back))
        return false;
    s->time = p->time;
    s->number = p->number;
    s->seq = l->tcp.seq;
    s->ack = l->tcp.ack;
    s->length = l->payload_length;
    s->window = l->tcp.window;
    s->flags = (uint8_t)l->tcp.flags;
    s->mss = 0;
    s->scale = NK_NO_SCALE;
    if ((s->flags & NK_TCP_SYN) != 0)
        read_options(s, p->bytes + l->tcp.options, l->tcp.options_length);
    return true;
}

/* ---- the observer -------------------------------------------------------- */

bool nk_observer_init(struct nk_observer *o, const struct nk_tcp_machine *machine,
                      const uint64_t secret[NK_FLOW_SECRET], struct nk_err *err)
{
    memset(o, 0, sizeof *o);
    o->machine = machine;
    nk_observer_compile(o);
    return nk_flows_init(&o->flows, sizeof(struct nk_connection), secret, err);
}

void nk_observer_release(struct nk_observer *o)
{
    nk_observer_release_cells(o);
    nk_flows_release(&o->flows);
}

/* ---- connections --------------------------------------------------------- */

/*
 * Who called whom: a SYN is a client's, its answer a server's; else the lower port is the
 * server's, which is mostly so.
 */
static unsigned find_client(const struct nk_observed *s)
{
    unsigned sender = s->back;
    if ((s->flags & (NK_TCP_SYN | NK_TCP_RST)) == NK_TCP_SYN)
        return (s->flags & NK_TCP_ACK) != 0 ? !sender : sender;
    return s->key.port[sender] < s->key.port[!sender] ? !sender : sender;
}

/* A SYN with another number than the connection began with is a new one between the same ports. */
static bool begins_anew(const struct nk_connection *c, const struct nk_observed *s)
{
    const struct nk_end *from = &c->end[s->back];
    return (s->flags & (NK_TCP_SYN | NK_TCP_ACK | NK_TCP_RST)) == NK_TCP_SYN &&
           nk_end_has(from, NK_END_BASED) && from->isn != s->seq;
}

/* Finds the segment's connection, or makes it. */
static bool find(struct nk_sight *x, uint32_t guess, struct nk_err *err)
{
    struct nk_observer *o = x->o;
    const struct nk_observed *s = x->s;
    uint32_t index = nk_flows_find_guessed(&o->flows, &s->key, s->hash, guess);
    bool again = index != NK_FLOW_NONE && begins_anew(nk_flows_at(&o->flows, index), s);
    x->first = index == NK_FLOW_NONE || again;
    if (x->first && !nk_flows_add(&o->flows, &s->key, s->hash, &index, err))
        return false;
    x->c = nk_flows_at(&o->flows, index);
    x->sender = s->back;
    x->from = &x->c->end[x->sender];
    x->to = &x->c->end[!x->sender];
    if (!x->first)
        return true;
    x->c->start = s->time;
    x->c->span = find_client(s) != 0 ? NK_CONNECTION_TURNED : 0;
    x->c->rtt = -1;
    if (again) {
        x->anomalies |= 1U << NK_ANOMALY_PORT_REUSE;
        o->guesses_are_old = true;
    }
    nk_sight_begin(x);
    return true;
}

/* ---- times --------------------------------------------------------------- */

/* The clock of the ends' times stands still where one that goes round would mislead: behind a
 * pause, all that was before is long ago. */
static void tell_time(struct nk_sight *x)
{
    enum { THOUSAND = 1000 };
    const uint64_t longest = (UINT64_C(1) << 56) - 1, pause = UINT64_C(1000) * PAUSE_US;
    struct nk_connection *c = x->c;
    uint64_t since = x->s->time < c->start ? 0 : (uint64_t)x->s->time - (uint64_t)c->start;
    x->now = (uint32_t)(since / THOUSAND);
    if (since > nk_connection_duration(c) + pause)
        for (unsigned i = 0; i < 2; i++)
            c->end[i].next_time = c->end[i].last_time = x->now - PAUSE_US;
    if (since > nk_connection_duration(c))
        c->span = (since < longest ? since : longest) << NK_CONNECTION_BITS |
                  (c->span & ((1U << NK_CONNECTION_BITS) - 1));
}

/* From the last SYN to the first segment that is none and acknowledges: the whole way there and
 * back, also where the answer is a RST. */
static void measure(struct nk_sight *x)
{
    const struct nk_end *client = &x->c->end[nk_connection_client(x->c)];
    if (x->c->rtt >= 0 || (x->s->flags & (NK_TCP_SYN | NK_TCP_ACK)) != NK_TCP_ACK ||
        !nk_end_has(client, NK_END_SYN))
        return;
    uint32_t since = x->now - client->last_time;
    if (since < PAUSE_US)
        x->c->rtt = (float)since / 1000.0F;
}

/* ---- a segment ----------------------------------------------------------- */

/* Wireshark's bits: the first segment counts as a SYN or not at all. */
static unsigned completes(const struct nk_sight *x)
{
    unsigned bits = 0, flags = x->s->flags, data = x->s->length > 0;
    if (x->first && (flags & (NK_TCP_SYN | NK_TCP_ACK)) != NK_TCP_SYN)
        return 0;
    if (x->first)
        return NK_COMPLETE_SYN | (data ? NK_COMPLETE_DATA : 0);
    if ((flags & (NK_TCP_SYN | NK_TCP_ACK)) == (NK_TCP_SYN | NK_TCP_ACK))
        bits |= NK_COMPLETE_SYN_ACK;
    if ((flags & (NK_TCP_SYN | NK_TCP_ACK)) == NK_TCP_ACK)
        bits |= data ? NK_COMPLETE_DATA : NK_COMPLETE_ACK;
    if ((flags & (NK_TCP_FIN | NK_TCP_ACK)) == (NK_TCP_FIN | NK_TCP_ACK))
        bits |= NK_COMPLETE_FIN;
    if ((flags & NK_TCP_RST) != 0)
        bits |= NK_COMPLETE_RST;
    return bits;
}

/* The first one of a kind takes one bit, and only from the second on there is a number. */
static void count_anomalies(struct nk_sight *x)
{
    for (unsigned i = 0; i < NK_ANOMALIES; i++) {
        uint8_t *once = &x->c->end[i / 8].once, bit = (uint8_t)(1U << i % 8);
        if ((x->anomalies >> i & 1) == 0)
            continue;
        uint64_t *more = (*once & bit) != 0 ? nk_sight_cell(x, i) : NULL;
        if (more != NULL)
            ++*more;
        *once |= bit;
    }
}

static void add_bytes(struct nk_end *e, uint32_t length)
{
    const uint64_t most = (UINT64_C(1) << 40) - 1;
    uint64_t sum = nk_end_bytes(e) + length;
    sum = sum < most ? sum : most;
    e->bytes_low = (uint32_t)sum;
    e->bytes_high = (uint8_t)(sum >> 32);
}

static void note(struct nk_sight *x)
{
    struct nk_end *from = x->from;
    const struct nk_observed *s = x->s;
    from->packets++;
    add_bytes(from, s->length);
    from->last_time = x->now;
    from->window = s->window;
    from->acked = s->ack;
    if (s->mss != 0)
        from->mss = s->mss;
    if ((s->flags & NK_TCP_SYN) != 0)
        from->scale = s->scale;
    x->c->span |= completes(x);
}

/*
 * Most segments: what comes next in a connection that stands, with nothing to remark. All that is
 * asked of a segment elsewhere has one answer then; what passes here is only counted.
 */
static bool is_plain(const struct nk_sight *x)
{
    const unsigned odd = NK_END_KEEP_ALIVE | NK_END_DUPLICATE | NK_END_FIN | NK_END_RST;
    const struct nk_end *from = x->from, *to = x->to;
    const struct nk_observed *s = x->s;
    unsigned control = s->flags & (NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST | NK_TCP_ACK);
    unsigned noted = s->length > 0 ? NK_END_DATA : NK_END_ACK;
    return control == NK_TCP_ACK && from->sure == NK_TCP_ESTABLISHED &&
           to->sure == NK_TCP_ESTABLISHED && (from->pending | to->pending) == 0 &&
           s->seq == from->next && s->window != 0 && to->window != 0 &&
           ((from->seen | to->seen) & odd) == 0 && (from->seen & noted) != 0 &&
           !nk_connection_is_reset(x->c) && x->c->cells == 0 && x->c->rtt >= 0 &&
           !nk_seq_after(s->ack, to->next) &&
           (s->length > 0 ? nk_seq_after(x->behind, to->acked) : s->ack != from->acked) &&
           nk_zeek_is_established(from) && nk_zeek_is_established(to);
}

static void take_plain(struct nk_sight *x)
{
    if (x->s->length > 0) {
        x->from->next = x->behind;
        x->from->next_time = x->now;
    }
    note(x);
}

static void take_odd(struct nk_sight *x)
{
    nk_sight_call_again(x);
    measure(x);
    nk_sight_zeek(x);
    nk_sight_judge(x);
    nk_sight_advance(x);
    nk_sight_move(x);
    note(x);
    if (x->anomalies != 0)
        count_anomalies(x);
}

static void tell(const struct nk_sight *x)
{
    struct nk_observer *o = x->o;
    const struct nk_observation what = {.segment = x->s,
                                        .index = nk_flows_find(&o->flows, &x->s->key, x->s->hash),
                                        .from_client = nk_sight_is_client(x),
                                        .anomalies = x->anomalies};
    o->tap(o->closure, o, &what);
}

static bool take(struct nk_observer *o, const struct nk_observed *s, uint32_t guess,
                 struct nk_err *err)
{
    struct nk_sight x = {.o = o, .s = s};
    x.behind = s->seq + s->length + ((s->flags & NK_TCP_SYN) != 0) + ((s->flags & NK_TCP_FIN) != 0);
    if (!find(&x, guess, err))
        return false;
    tell_time(&x);
    if (!x.first && is_plain(&x))
        take_plain(&x);
    else
        take_odd(&x);
    if (x.failed)
        return nk_err_memory(err);
    if (o->tap != NULL)
        tell(&x);
    return true;
}

/*
 * So many segments before its turn a segment's place in the table is asked for, and later its
 * connection, which is known by then: when its turn comes, all is at hand. What was guessed is to
 * be guessed again where a connection took the place of another one of the same ports.
 */
enum { PLACE_AHEAD = 32, CONNECTION_AHEAD = 16 };

bool nk_observer_take(struct nk_observer *o, const struct nk_observed *segments, size_t count,
                      struct nk_err *err)
{
    uint32_t guesses[CONNECTION_AHEAD];
    size_t asked = 0, guessed = 0;
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        for (; asked < count && asked < i + PLACE_AHEAD; asked++)
            nk_flows_prefetch(&o->flows, segments[asked].hash);
        for (; guessed < count && guessed < i + CONNECTION_AHEAD; guessed++)
            guesses[guessed % CONNECTION_AHEAD] = nk_flows_guess(&o->flows, segments[guessed].hash);
        o->guesses_are_old = false;
        done = take(o, &segments[i], guesses[i % CONNECTION_AHEAD], err);
        if (o->guesses_are_old)
            guessed = i + 1;
    }
    return done;
}

bool nk_observer_flush(struct nk_observer *o, struct nk_err *err)
{
    unsigned count = o->waiting;
    o->waiting = 0;
    return nk_observer_take(o, o->batch, count, err);
}

bool nk_observer_add(struct nk_observer *o, struct nk_err *err)
{
    struct nk_observed *s = &o->batch[o->waiting++];
    s->hash = nk_flows_hash(&o->flows, &s->key);
    return o->waiting < NK_OBSERVER_BATCH || nk_observer_flush(o, err);
}
