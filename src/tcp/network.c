#include "tcp/network.h"

#include <stdio.h>
#include <stdlib.h>

/* The words of events that no row has. */
enum word { SEGMENT, LOST, DUPLICATE, REORDERED, INJECTED, CRASH, WORDS };

static const struct nk_tcp_term words[WORDS] = {
    [SEGMENT] = {"segment", "a segment arrives at the other end"},
    [LOST] = {"lost", "a segment is sent, and the network loses it"},
    [DUPLICATE] = {"duplicate", "the network delivers a segment once more"},
    [REORDERED] = {"reordered", "a segment arrives that another one has overtaken"},
    [INJECTED] = {"injected", "a segment arrives that the end has not sent"},
    [CRASH] = {"crash", "a host stops and starts again: its TCB is gone"},
};

const struct nk_tcp_term *nk_net_event_term(unsigned at)
{
    return at < WORDS ? &words[at] : NULL;
}

void nk_net_init(struct nk_net *net, nk_net_watch *watch, void *closure)
{
    *net = (struct nk_net){.watch = watch, .closure = closure};
    for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
        net->end[side].profile = *nk_tcp_profile_at(0);
        net->end[side].isn_step = 64000;
        net->wire.delay[side] = 10000;
    }
    net->end[NK_TCP_CLIENT].isn = 1000;
    net->end[NK_TCP_SERVER].isn = 5000;
}

void nk_net_release(struct nk_net *net)
{
    for (unsigned side = 0; side < NK_TCP_SIDES && net->started; side++)
        nk_tcp_endpoint_release(&net->end[side].endpoint);
    nk_wire_release(&net->wire);
    nk_buf_release(&net->why);
}

static bool make_endpoint(struct nk_net_end *end, uint32_t isn, struct nk_err *err)
{
    bool made = nk_tcp_endpoint_init(&end->endpoint, &end->machine, isn, err);
    end->endpoint.iss_step = end->isn_step;
    return made;
}

bool nk_net_start(struct nk_net *net, struct nk_err *err)
{
    bool good = true;
    net->started = true;
    for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
        struct nk_net_end *end = &net->end[side];
        nk_tcp_machine_init(&end->machine, &end->profile);
        good = make_endpoint(end, end->isn, err) && good;
    }
    return good;
}

void nk_net_isn(struct nk_net *net, enum nk_tcp_side side, uint32_t isn, uint32_t step)
{
    struct nk_net_end *end = &net->end[side];
    end->isn = isn;
    end->isn_step = step;
    if (net->started) {
        end->endpoint.next_iss = isn;
        end->endpoint.iss_step = step;
    }
}

/* ---- telling ----------------------------------------------------------------- */

static void tell(struct nk_net *net, struct nk_net_record *r)
{
    r->time = net->now;
    for (unsigned side = 0; side < NK_TCP_SIDES; side++)
        r->state[side] = net->end[side].endpoint.state;
    net->records++;
    net->watch(net->closure, r);
}

static void add_section(struct nk_net *net, const char *section)
{
    size_t used = strlen(net->section);
    if (strstr(net->section, section) == NULL && used + strlen(section) + 3 < sizeof net->section)
        snprintf(net->section + used, sizeof net->section - used, "%s%s", used > 0 ? ", " : "",
                 section);
}

/* The reasons of the rows; of those that changed nothing only where there are no others. */
static bool explain(struct nk_net *net, const struct nk_tcp_outcome *out, struct nk_err *err)
{
    bool any = false;
    nk_buf_clear(&net->why);
    net->section[0] = '\0';
    for (unsigned i = 0; i < out->count; i++)
        any = any || out->rows[i]->verdict != NK_TCP_IGNORED;
    for (unsigned i = 0; i < out->count; i++) {
        if (any && out->rows[i]->verdict == NK_TCP_IGNORED)
            continue;
        if (net->why.len > 0)
            nk_buf_add_text(&net->why, "; ");
        nk_buf_add_text(&net->why, out->rows[i]->reason);
        add_section(net, out->rows[i]->section);
    }
    if (out->says != NULL)
        nk_buf_printf(&net->why, " (the user %s: %s)", out->refused ? "gets an error" : "is told",
                      out->says);
    nk_buf_add_byte(&net->why, '\0');
    return !net->why.failed || nk_err_memory(err);
}

/* ---- segments ------------------------------------------------------------------ */

/* A segment that does not arrive. */
static void tell_loss(struct nk_net *net, enum nk_tcp_side from, int64_t sent,
                      const struct nk_tcp_segment *s, const char *why)
{
    struct nk_net_record r = {
        .sent = sent,
        .from = from,
        .event = words[LOST].name,
        .is_segment = true,
        .lost = true,
        .segment = *s,
        .length = s->len,
        .why = why,
    };
    r.segment.data = NULL;
    tell(net, &r);
}

/* All that an end has to send goes out. */
static bool send_all(struct nk_net *net, enum nk_tcp_side side, struct nk_err *err)
{
    struct nk_tcp_segment s;
    bool full;
    while (!nk_net_is_full(net) && nk_tcp_endpoint_output(&net->end[side].endpoint, net->now, &s)) {
        if (!nk_wire_send(&net->wire, side, &s, net->now, &full, err))
            return false;
        if (full)
            tell_loss(net, side, net->now, &s, "too much is under way: the network drops it");
    }
    return true;
}

static enum word word_of(const struct nk_packet *p)
{
    if (p->injected)
        return INJECTED;
    return p->copy ? DUPLICATE : p->late ? REORDERED : SEGMENT;
}

static bool deliver(struct nk_net *net, struct nk_err *err)
{
    struct nk_packet p;
    struct nk_tcp_outcome out;
    if (!nk_wire_take(&net->wire, &p))
        return true;
    if (p.lost) {
        tell_loss(net, p.from, p.sent, &p.segment, "the network loses it: the end cannot know");
        free(p.bytes);
        return true;
    }
    enum nk_tcp_side to = p.from == NK_TCP_CLIENT ? NK_TCP_SERVER : NK_TCP_CLIENT;
    struct nk_net_record r = {.sent = p.sent,
                              .from = p.from,
                              .event = words[word_of(&p)].name,
                              .is_segment = true,
                              .segment = p.segment,
                              .length = p.segment.len};
    bool good = nk_tcp_endpoint_arrive(&net->end[to].endpoint, &p.segment, net->now, &out, err) &&
                explain(net, &out, err);
    free(p.bytes);
    if (!good)
        return false;
    r.segment.data = NULL;
    r.says = out.says;
    r.why = net->why.data;
    r.section = net->section;
    tell(net, &r);
    return send_all(net, to, err);
}

/* ---- events ---------------------------------------------------------------------- */

static bool took_event(struct nk_net *net, enum nk_tcp_side side, enum nk_tcp_event event,
                       int64_t length, const struct nk_tcp_outcome *out, struct nk_err *err)
{
    struct nk_net_record r = {
        .from = side,
        .event = nk_tcp_event_term(event)->name,
        .length = length,
        .refused = out->refused,
        .says = out->says,
    };
    if (!explain(net, out, err))
        return false;
    r.why = net->why.data;
    r.section = net->section;
    tell(net, &r);
    return send_all(net, side, err);
}

bool nk_net_call(struct nk_net *net, enum nk_tcp_side side, struct nk_tcp_call *call,
                 struct nk_err *err)
{
    struct nk_tcp_outcome out;
    int64_t length = -1;
    if (nk_net_is_full(net))
        return true;
    if (call->event == NK_TCP_ON_SEND) {
        if (call->len > NK_NET_SEND_MAX - net->given[side])
            return nk_err_set(err, NK_ERR_INPUT, 0, 0, "an end sends at most %d bytes",
                              NK_NET_SEND_MAX);
        net->given[side] += call->len;
        length = call->len;
    }
    if (!nk_tcp_endpoint_call(&net->end[side].endpoint, call, net->now, &out, err))
        return false;
    if (call->event == NK_TCP_ON_RECEIVE)
        length = call->got;
    return took_event(net, side, call->event, length, &out, err);
}

bool nk_net_inject(struct nk_net *net, enum nk_tcp_side from, const struct nk_tcp_segment *segment,
                   struct nk_err *err)
{
    return nk_wire_inject(&net->wire, from, segment, net->now, err);
}

bool nk_net_crash(struct nk_net *net, enum nk_tcp_side side, struct nk_err *err)
{
    struct nk_net_end *end = &net->end[side];
    struct nk_net_record r = {
        .from = side,
        .event = words[CRASH].name,
        .length = -1,
        .why = "the host has lost its TCB, and the peer does not know: the connection is half-open",
        .section = "3.5.1",
    };
    uint32_t isn = end->endpoint.next_iss, step = end->endpoint.iss_step;
    if (nk_net_is_full(net))
        return true;
    nk_tcp_endpoint_release(&end->endpoint);
    if (!make_endpoint(end, isn, err))
        return false;
    end->endpoint.iss_step = step;
    tell(net, &r);
    return true;
}

/* ---- the clock -------------------------------------------------------------------- */

/* What is due first; an arrival before a timeout, the client's before the server's. */
static int64_t first_due(const struct nk_net *net, enum nk_tcp_side *side, enum nk_tcp_event *event)
{
    int64_t first = nk_wire_due(&net->wire);
    *event = NK_TCP_EVENTS;
    for (unsigned i = 0; i < NK_TCP_SIDES; i++) {
        enum nk_tcp_event what = NK_TCP_EVENTS;
        int64_t due = nk_tcp_endpoint_due(&net->end[i].endpoint, &what);
        if (due < 0 || (first >= 0 && due >= first))
            continue;
        first = due;
        *side = (enum nk_tcp_side)i;
        *event = what;
    }
    return first;
}

int64_t nk_net_due(const struct nk_net *net)
{
    enum nk_tcp_side side;
    enum nk_tcp_event event;
    return first_due(net, &side, &event);
}

bool nk_net_step(struct nk_net *net, struct nk_err *err)
{
    enum nk_tcp_side side = NK_TCP_CLIENT;
    enum nk_tcp_event event;
    struct nk_tcp_outcome out;
    int64_t due = first_due(net, &side, &event);
    if (due < 0 || nk_net_is_full(net))
        return true;
    if (due > net->now)
        net->now = due;
    if (event == NK_TCP_EVENTS)
        return deliver(net, err);
    return nk_tcp_endpoint_timeout(&net->end[side].endpoint, event, net->now, &out, err) &&
           took_event(net, side, event, -1, &out, err);
}

/* A sender before a shut window asks for ever: that is quiet, too. */
static bool waits_for_ack(const struct nk_tcp_endpoint *e)
{
    return e->due[NK_TCP_TIMER_RETRANSMISSION] >= 0 && (e->tcb.snd_wnd > 0 || !e->syn_acked);
}

bool nk_net_is_quiet(const struct nk_net *net)
{
    return net->wire.count == 0 && !waits_for_ack(&net->end[NK_TCP_CLIENT].endpoint) &&
           !waits_for_ack(&net->end[NK_TCP_SERVER].endpoint);
}
