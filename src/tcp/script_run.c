/* A scenario at work. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "tcp/script.h"

/* How long after its last line a scenario goes on: longer than any profile tries, and than any
 * TIME-WAIT that it is given. */
#define GOES_ON INT64_C(3600000000)

struct run {
    const struct nk_script *script;
    const struct nk_script_settings *settings;
    struct nk_net *net;
    nk_script_told *told;
    void *closure;
    struct nk_err *err;
    bool met;
    int64_t last;                 /* when the last line was done */
    bool isn_taken[NK_TCP_SIDES]; /* that of the settings */
};

static void miss(struct run *r, const struct nk_script_line *line, const char *text)
{
    r->met = false;
    r->told(r->closure, line == NULL ? 0 : line->number, text);
}

/* ---- the clock ------------------------------------------------------------------- */

/* Lets happen what is due up to a time, which it is then. */
static bool run_to(struct run *r, int64_t time)
{
    struct nk_net *net = r->net;
    for (;;) {
        int64_t due = nk_net_due(net);
        if (due < 0 || due > time || nk_net_is_full(net))
            break;
        if (!nk_net_step(net, r->err))
            return false;
    }
    if (net->now < time)
        net->now = time;
    return true;
}

/* The same until `done`, or until nothing happens any more, or for too long. */
static bool run_until(struct run *r, bool (*done)(const struct nk_net *, const void *),
                      const void *what)
{
    struct nk_net *net = r->net;
    int64_t end = net->now + GOES_ON + 2 * net->end[0].profile.time_wait;
    while (!done(net, what)) {
        int64_t due = nk_net_due(net);
        if (due < 0 || due > end || nk_net_is_full(net))
            break;
        if (!nk_net_step(net, r->err))
            return false;
    }
    return true;
}

static bool is_quiet(const struct nk_net *net, const void *what)
{
    (void)what;
    return nk_net_is_quiet(net);
}

static bool is_over(const struct nk_net *net, const void *what)
{
    (void)what;
    return nk_net_due(net) < 0;
}

static bool is_in_state(const struct nk_net *net, const void *what)
{
    const struct nk_script_line *line = what;
    return net->end[line->side].endpoint.state == (enum nk_tcp_state)line->state;
}

/* ---- settings --------------------------------------------------------------------- */

static bool concerns(const struct nk_script_line *line, unsigned side)
{
    return line->side == side || line->side == NK_TCP_BOTH;
}

static void set_isn(struct run *r, const struct nk_script_line *line)
{
    struct nk_net_end *end = &r->net->end[line->side];
    uint32_t isn = (uint32_t)line->first, step = end->isn_step;
    if (line->two)
        step = (uint32_t)line->last - isn;
    if (r->settings->has_isn[line->side] && !r->isn_taken[line->side])
        isn = r->settings->isn[line->side];
    r->isn_taken[line->side] = true;
    nk_net_isn(r->net, (enum nk_tcp_side)line->side, isn, step);
}

static void set_profile(struct run *r, const struct nk_script_line *line)
{
    for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
        struct nk_tcp_profile *p = &r->net->end[side].profile;
        if (!concerns(line, side))
            continue;
        if (line->verb == NK_SCRIPT_PROFILE && r->settings->profile == NULL)
            *p = *line->profile;
        else if (line->verb == NK_SCRIPT_WINDOW)
            p->window = (uint16_t)line->first;
        else if (line->verb == NK_SCRIPT_MSS)
            p->mss = (uint16_t)line->first;
    }
}

static void set_msl(struct nk_net *net, int64_t msl)
{
    for (unsigned side = 0; side < NK_TCP_SIDES; side++)
        net->end[side].profile.time_wait = 2 * msl;
}

/* Profiles come first, since the other settings change them. */
static void settle(struct run *r)
{
    const struct nk_script *s = r->script;
    const struct nk_script_settings *o = r->settings;
    for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
        if (o->profile != NULL)
            r->net->end[side].profile = *o->profile;
        if (o->has_isn[side])
            nk_net_isn(r->net, (enum nk_tcp_side)side, o->isn[side], r->net->end[side].isn_step);
    }
    for (size_t i = 0; i < s->count; i++)
        if (s->lines[i].verb == NK_SCRIPT_PROFILE)
            set_profile(r, &s->lines[i]);
    for (size_t i = 0; i < s->count; i++) {
        const struct nk_script_line *line = &s->lines[i];
        if (line->verb == NK_SCRIPT_WINDOW || line->verb == NK_SCRIPT_MSS)
            set_profile(r, line);
        else if (line->verb == NK_SCRIPT_MSL)
            set_msl(r->net, line->time);
        else if (line->verb == NK_SCRIPT_SEED)
            r->net->wire.random = line->first;
    }
    if (o->msl >= 0)
        set_msl(r->net, o->msl);
    if (o->has_seed)
        r->net->wire.random = o->seed;
}

/* ---- lines -------------------------------------------------------------------------- */

static uint32_t value_of(const struct nk_net *net, const struct nk_script_value *v)
{
    const struct nk_tcp_endpoint *e = &net->end[v->side].endpoint;
    const struct nk_tcb *t = &e->tcb;
    bool fresh = e->state == NK_TCP_CLOSED || e->state == NK_TCP_LISTEN;
    switch (v->variable) {
    case NK_SCRIPT_ISS: /* before the connection: what it will be */
        return v->plus + (fresh ? e->next_iss : t->iss);
    case NK_SCRIPT_IRS:
        return v->plus + t->irs;
    case NK_SCRIPT_SND_UNA:
        return v->plus + t->snd_una;
    case NK_SCRIPT_SND_NXT:
        return v->plus + t->snd_nxt;
    case NK_SCRIPT_RCV_NXT:
        return v->plus + t->rcv_nxt;
    default:
        return v->plus;
    }
}

/* Data that can be told apart: the bytes count up. */
static uint8_t *make_data(uint32_t len)
{
    uint8_t *data = malloc(len > 0 ? len : 1);
    if (data == NULL)
        return NULL;
    for (uint32_t i = 0; i < len; i++)
        data[i] = (uint8_t)(i & 0xff);
    return data;
}

static bool do_inject(struct run *r, const struct nk_script_line *line)
{
    uint8_t *data = make_data(line->length);
    struct nk_tcp_segment s = {
        .seq = value_of(r->net, &line->seq),
        .ack = (line->flags & NK_TCP_ACK) != 0 ? value_of(r->net, &line->ack) : 0,
        .window = line->window,
        .urgent = line->urgent_pointer,
        .flags = line->flags,
        .len = line->length,
        .data = data,
    };
    bool good = data != NULL ? nk_net_inject(r->net, (enum nk_tcp_side)line->side, &s, r->err)
                             : nk_err_memory(r->err);
    free(data);
    return good;
}

static bool do_call(struct run *r, const struct nk_script_line *line)
{
    struct nk_tcp_call call = {.event = (enum nk_tcp_event)line->event,
                               .peer = true,
                               .urgent = line->urgent,
                               .half = line->half};
    uint8_t *data = NULL;
    struct nk_err err = {0};
    if (call.event == NK_TCP_ON_PASSIVE_OPEN)
        call.peer = false;
    if (call.event == NK_TCP_ON_RECEIVE)
        call.max = line->length;
    if (call.event == NK_TCP_ON_SEND) {
        data = make_data(line->length);
        if (data == NULL)
            return nk_err_memory(r->err);
        call.data = data;
        call.len = line->length;
    }
    bool good = nk_net_call(r->net, (enum nk_tcp_side)line->side, &call, &err);
    free(data);
    if (!good && err.code == NK_ERR_INPUT) { /* more than an end may send */
        miss(r, line, err.text);
        return true;
    }
    if (!good && r->err != NULL)
        *r->err = err;
    return good;
}

static bool do_fault(struct run *r, const struct nk_script_line *line)
{
    struct nk_wire *w = &r->net->wire;
    struct nk_err err = {0};
    struct nk_fault f = {
        .kind = (enum nk_fault_kind)line->fault,
        .from = (enum nk_tcp_side)line->side,
        .first = line->next ? w->sent[line->side] + 1 : line->first,
        .last = line->next ? w->sent[line->side] + 1 : line->last,
        .longer = line->time,
    };
    if (nk_wire_fault(w, &f, &err))
        return true;
    if (err.code == NK_ERR_INPUT) {
        miss(r, line, err.text);
        return true;
    }
    if (r->err != NULL)
        *r->err = err;
    return false;
}

static void set_percent(struct nk_wire *w, const struct nk_script_line *line)
{
    for (unsigned side = 0; side < NK_TCP_SIDES; side++)
        if (concerns(line, side))
            w->percent[line->fault][side] = (unsigned)line->first;
}

static void set_delay(struct nk_wire *w, const struct nk_script_line *line)
{
    for (unsigned side = 0; side < NK_TCP_SIDES; side++)
        if (concerns(line, side))
            w->delay[side] = line->time;
}

static const char *side_name(unsigned side)
{
    return side == NK_TCP_CLIENT ? "client" : "server";
}

static void check_state(struct run *r, const struct nk_script_line *line, const char *format)
{
    char text[160];
    enum nk_tcp_state is = r->net->end[line->side].endpoint.state;
    if (is_in_state(r->net, line))
        return;
    int n =
        snprintf(text, sizeof text, "%s %s in %s, but it is in %s", format, side_name(line->side),
                 nk_tcp_state_name((enum nk_tcp_state)line->state), nk_tcp_state_name(is));
    if (n > 0 && line->verb == NK_SCRIPT_WAIT_STATE)
        snprintf(text + n, sizeof text - (size_t)n, ", and nothing changes that");
    miss(r, line, text);
}

static bool do_line(struct run *r, const struct nk_script_line *line)
{
    switch (line->verb) {
    case NK_SCRIPT_ISN:
        set_isn(r, line);
        return true;
    case NK_SCRIPT_DELAY:
        set_delay(&r->net->wire, line);
        return true;
    case NK_SCRIPT_FAULT:
        return do_fault(r, line);
    case NK_SCRIPT_PERCENT:
        set_percent(&r->net->wire, line);
        return true;
    case NK_SCRIPT_CALL:
        return do_call(r, line);
    case NK_SCRIPT_INJECT:
        return do_inject(r, line);
    case NK_SCRIPT_CRASH:
        return nk_net_crash(r->net, (enum nk_tcp_side)line->side, r->err);
    case NK_SCRIPT_WAIT:
        return run_to(r, r->net->now + line->time);
    case NK_SCRIPT_WAIT_END:
        return run_until(r, is_over, NULL);
    case NK_SCRIPT_WAIT_STATE:
        if (!run_until(r, is_in_state, line))
            return false;
        check_state(r, line, "waited for the");
        return true;
    case NK_SCRIPT_EXPECT:
        check_state(r, line, "expected the");
        return true;
    default: /* settings, which are done */
        return true;
    }
}

/* The clock moves on to when the line is to be done. */
static bool reach(struct run *r, const struct nk_script_line *line)
{
    switch (line->when) {
    case NK_SCRIPT_QUIET:
        return run_until(r, is_quiet, NULL);
    case NK_SCRIPT_AT:
        return run_to(r, line->at);
    case NK_SCRIPT_AFTER:
        return run_to(r, r->last + line->at);
    default:
        return true;
    }
}

/* An end that never reads has its peer probe its window without an end (RFC 9293 3.8.6.1); its
 * name, NULL where no window is shut. */
static const char *shut_end(const struct run *r)
{
    for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
        const struct nk_tcp_endpoint *e = &r->net->end[side].endpoint;
        const struct nk_tcp_endpoint *peer = &r->net->end[NK_TCP_SIDES - 1 - side].endpoint;
        if (e->state != NK_TCP_CLOSED && nk_tcp_endpoint_window(e) == 0 && peer->tcb.snd_wnd == 0)
            return side_name(side);
    }
    return NULL;
}

static void tell_cut(struct run *r)
{
    char text[160];
    const char *shut = shut_end(r);
    if (nk_net_is_full(r->net))
        snprintf(text, sizeof text, "more than %d events: the scenario is cut there",
                 NK_NET_RECORDS_MAX);
    else
        snprintf(text, sizeof text, "the scenario does not end: cut at %" PRId64 " s%s%s%s",
                 r->net->now / 1000000, shut == NULL ? "" : ", while the ",
                 shut == NULL ? "" : shut, shut == NULL ? "" : " never RECEIVEs: its window is 0");
    miss(r, NULL, text);
}

bool nk_script_run(const struct nk_script *s, const struct nk_script_settings *settings,
                   struct nk_net *net, nk_script_told *told, void *closure, bool *met,
                   struct nk_err *err)
{
    struct run r = {.script = s,
                    .settings = settings,
                    .net = net,
                    .told = told,
                    .closure = closure,
                    .err = err,
                    .met = true};
    settle(&r);
    bool good = nk_net_start(net, err);
    for (size_t i = 0; i < s->count && good && !nk_net_is_full(net); i++) {
        good = reach(&r, &s->lines[i]);
        r.last = net->now;
        good = good && do_line(&r, &s->lines[i]);
    }
    good = good && run_until(&r, is_over, NULL);
    if (good && (nk_net_due(net) >= 0 || nk_net_is_full(net)))
        tell_cut(&r);
    *met = r.met;
    return good;
}
