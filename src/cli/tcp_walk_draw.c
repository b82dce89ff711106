/* A walk as records and as a ladder. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/tcp_walk.h"

enum {
    F_TIME,
    F_FROM,
    F_EVENT,
    F_FLAGS,
    F_SEQ,
    F_ACK,
    F_LENGTH,
    F_CLIENT,
    F_SERVER,
    F_WHY,
    F_SECTION,
    F_WINDOW,
    F_SENT,
};

static const struct nk_field walk_fields[] = {
    {"time", "time", "seconds since the start; of a segment, when it arrives, or would", NK_TEXT,
     NK_FIELD_BRIEF, 10},
    {"from", "from", "whose call or timeout it is, or who sent the segment: client or server",
     NK_TEXT, NK_FIELD_BRIEF, 6},
    {"event", "event", "a call, a timeout, segment, lost, duplicate, reordered, injected or crash",
     NK_TEXT, NK_FIELD_BRIEF, 22},
    {"flags", "flags", "of a segment, as SYN,ACK; - for none", NK_TEXT, NK_FIELD_BRIEF, 11},
    {"seq", "seq", "its sequence number", NK_INT, NK_FIELD_BRIEF, 10},
    {"ack", "ack", "its acknowledgement number; null without ACK", NK_INT, NK_FIELD_BRIEF, 10},
    {"length", "length", "bytes of data in the segment, or that the call gave or took", NK_INT,
     NK_FIELD_BRIEF, 6},
    {"client_state", "client state", "the state of the client afterwards", NK_TEXT, NK_FIELD_BRIEF,
     12},
    {"server_state", "server state", "the state of the server afterwards", NK_TEXT, NK_FIELD_BRIEF,
     0},
    {"why", "why", "the reason, in a sentence", NK_TEXT, 0, 0},
    {"section", "section", "of RFC 9293, where no other document is named", NK_TEXT, 0, 0},
    {"window", "window", "the window of a segment", NK_INT, NK_FIELD_EXTRA, 6},
    {"sent", "sent", "when the segment was sent", NK_TEXT, NK_FIELD_EXTRA, 10},
};

const struct nk_schema nk_walk_schema = {
    .fields = walk_fields,
    .count = sizeof walk_fields / sizeof *walk_fields,
    .operand = F_EVENT,
};

/* ---- records ------------------------------------------------------------------- */

static const char *side_name(enum nk_tcp_side side)
{
    return side == NK_TCP_CLIENT ? "client" : "server";
}

static void put_time(struct nk_record *r, size_t field, int64_t time)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRId64 ".%06" PRId64, time / 1000000, time % 1000000);
    nk_record_text(r, field, text);
}

void nk_walk_put(struct nk_tcp_walk *x, const struct nk_net_record *e)
{
    struct nk_record *r = &x->record;
    char flags[NK_TCP_FLAGS_MAX];
    put_time(r, F_TIME, e->time);
    nk_record_text(r, F_FROM, side_name(e->from));
    nk_record_text(r, F_EVENT, e->event);
    if (e->is_segment) {
        nk_record_text(r, F_FLAGS, nk_tcp_flags_format(e->segment.flags, flags));
        nk_record_int(r, F_SEQ, e->segment.seq);
        if ((e->segment.flags & NK_TCP_ACK) != 0)
            nk_record_int(r, F_ACK, e->segment.ack);
        nk_record_int(r, F_WINDOW, e->segment.window);
        put_time(r, F_SENT, e->sent);
    }
    if (e->length >= 0)
        nk_record_int(r, F_LENGTH, e->length);
    nk_record_text(r, F_CLIENT, nk_tcp_state_name(e->state[NK_TCP_CLIENT]));
    nk_record_text(r, F_SERVER, nk_tcp_state_name(e->state[NK_TCP_SERVER]));
    nk_record_text(r, F_WHY, e->why);
    nk_record_text(r, F_SECTION, e->section);
    nk_record_end(r);
}

/* ---- the ladder ------------------------------------------------------------------ */

/* "240.070", and "3600" of a longer one. */
static void write_time(char *text, size_t size, int64_t time)
{
    int64_t seconds = time / 1000000;
    if (seconds < 100000)
        snprintf(text, size, "%" PRId64 ".%03" PRId64, seconds, time / 1000 % 1000);
    else
        snprintf(text, size, "%" PRId64, seconds);
}

/* The window is told where it is another than before. */
static void label_segment(struct nk_tcp_walk *x, const struct nk_net_record *e, char *text,
                          size_t size)
{
    const struct nk_tcp_segment *s = &e->segment;
    char flags[NK_TCP_FLAGS_MAX];
    int n = snprintf(text, size, "%s seq=%" PRIu32, nk_tcp_flags_format(s->flags, flags), s->seq);
    if ((s->flags & NK_TCP_ACK) != 0)
        n += snprintf(text + n, size - (size_t)n, " ack=%" PRIu32, s->ack);
    if (s->len > 0)
        n += snprintf(text + n, size - (size_t)n, " len=%" PRIu32, s->len);
    if ((s->flags & NK_TCP_URG) != 0)
        n += snprintf(text + n, size - (size_t)n, " urg=%u", s->urgent);
    if ((s->flags & NK_TCP_RST) == 0 && (x->explains || x->window[e->from] != s->window)) {
        n += snprintf(text + n, size - (size_t)n, " win=%u", s->window);
        x->window[e->from] = s->window;
    }
    if (!e->lost && strcmp(e->event, "segment") != 0)
        snprintf(text + n, size - (size_t)n, " (%s)", e->event);
}

/* A call by its name, with its bytes; a timeout with its time, where no column has that. */
static void label_event(const struct nk_tcp_walk *x, const struct nk_net_record *e, char *text,
                        size_t size)
{
    char time[32];
    write_time(time, sizeof time, e->time);
    if (e->refused && e->says != NULL)
        snprintf(text, size, "%s: error: %s", e->event, e->says);
    else if (e->length >= 0)
        snprintf(text, size, "%s %" PRId64, e->event, e->length);
    else if (strstr(e->event, "timeout") != NULL && !x->ladder.times)
        snprintf(text, size, "%s at %s s", e->event, time);
    else
        snprintf(text, size, "%s", e->event);
}

/* How many sequence numbers a segment takes, and what: SYN and FIN count as a byte does. */
static void write_numbers(const struct nk_tcp_segment *s, char *text, size_t size)
{
    uint32_t len = nk_tcp_segment_len(s);
    bool syn = (s->flags & NK_TCP_SYN) != 0, fin = (s->flags & NK_TCP_FIN) != 0;
    text[0] = '\0';
    if (len > 0)
        snprintf(text, size, "SEG.LEN is %" PRIu32 " (%s%s%s): %" PRIu32 " is next; ", len,
                 syn ? "SYN" : "", s->len > 0 ? (syn ? ", data" : "data") : "",
                 fin ? (syn || s->len > 0 ? ", FIN" : "FIN") : "", s->seq + len);
}

static void write_note(const struct nk_net_record *e, char *text, size_t size)
{
    char numbers[80] = "";
    if (e->is_segment && !e->lost)
        write_numbers(&e->segment, numbers, sizeof numbers);
    if (e->section == NULL)
        snprintf(text, size, "%s", e->why);
    else
        snprintf(text, size, "%s%s (%s%s)", numbers, e->why,
                 e->section[0] >= '0' && e->section[0] <= '9' ? "RFC 9293 " : "", e->section);
}

static void draw_rung(struct nk_tcp_walk *x, const struct nk_net_record *e)
{
    char label[200], note[800], time[32];
    struct nk_rung r = {
        .time = time,
        .left = nk_tcp_state_name(e->state[NK_TCP_CLIENT]),
        .right = nk_tcp_state_name(e->state[NK_TCP_SERVER]),
        .label = label,
        .lost = e->lost,
    };
    bool client = e->from == NK_TCP_CLIENT;
    write_time(time, sizeof time, e->time);
    if (e->is_segment) {
        r.kind = client ? NK_RUNG_RIGHTWARD : NK_RUNG_LEFTWARD;
        label_segment(x, e, label, sizeof label);
    } else {
        r.kind = client ? NK_RUNG_AT_LEFT : NK_RUNG_AT_RIGHT;
        label_event(x, e, label, sizeof label);
    }
    if (x->explains) {
        write_note(e, note, sizeof note);
        r.note = note;
    }
    nk_ladder_add(&x->ladder, &r);
}

/* The states so far, where nothing has been drawn yet. */
static void draw_start(struct nk_tcp_walk *x)
{
    const struct nk_rung r = {
        .kind = NK_RUNG_STATES,
        .time = "0.000",
        .left = nk_tcp_state_name(x->states[NK_TCP_CLIENT]),
        .right = nk_tcp_state_name(x->states[NK_TCP_SERVER]),
    };
    if (!x->begun)
        nk_ladder_add(&x->ladder, &r);
    x->begun = true;
}

/* ---- calls that are seen by what they send ------------------------------------------ */

static bool is(const struct nk_net_record *e, const char *event)
{
    return strcmp(e->event, event) == 0;
}

static void hold(struct nk_tcp_walk *x, const struct nk_net_record *e)
{
    struct nk_walk_held *h = &x->held[x->held_count++];
    h->record = *e;
    snprintf(h->why, sizeof h->why, "%s", e->why);
    h->record.why = h->why;
    if (e->section == NULL)
        return;
    snprintf(h->section, sizeof h->section, "%s", e->section);
    h->record.section = h->section;
}

/* Whether an event of the same end and time may be held beside those that are. */
static bool can_hold(const struct nk_tcp_walk *x, const struct nk_net_record *e)
{
    const struct nk_net_record *first = &x->held[0].record;
    return x->held_count == 0 ||
           (x->held_count < NK_WALK_HELD_MAX && first->from == e->from && first->time == e->time);
}

/* What is held is drawn, unless a segment comes next that it sent. */
static void release(struct nk_tcp_walk *x, const struct nk_net_record *next)
{
    const struct nk_net_record *first = &x->held[0].record;
    bool seen = next != NULL && next->is_segment && next->from == first->from &&
                next->sent == first->time && !is(next, "injected");
    for (size_t i = 0; i < x->held_count && !seen; i++)
        draw_rung(x, &x->held[i].record);
    x->held_count = 0;
}

static void draw(struct nk_tcp_walk *x, const struct nk_net_record *e)
{
    bool sends =
        !e->refused && (is(e, "active-open") || is(e, "send") || is(e, "close") || is(e, "abort"));
    if (!sends || !can_hold(x, e))
        release(x, e);
    if (!x->begun && is(e, "passive-open") && !e->refused)
        return; /* at the start it is seen by the state */
    draw_start(x);
    if (sends)
        hold(x, e);
    else
        draw_rung(x, e);
}

void nk_walk_draw(struct nk_tcp_walk *x, const struct nk_net_record *e)
{
    if (x->explains) {
        draw_start(x);
        draw_rung(x, e);
    } else {
        draw(x, e);
    }
    memcpy(x->states, e->state, sizeof x->states);
}

void nk_walk_draw_begin(struct nk_tcp_walk *x)
{
    enum nk_ladder_form form = x->args->svg       ? NK_LADDER_SVG
                               : x->args->mermaid ? NK_LADDER_MERMAID
                                                  : NK_LADDER_TEXT;
    nk_ladder_init(&x->ladder, x->ctx->out, form, x->explains || nk_args_has(x->args, "times"),
                   "netkit tcp-state walk");
    x->ladder.ascii = x->args->ascii || !x->ctx->utf8;
    x->ladder.color = x->ctx->color;
    nk_ladder_begin(&x->ladder, "client", "server");
    for (unsigned side = 0; side < NK_TCP_SIDES; side++)
        x->window[side] = x->net.end[side].profile.window;
}

bool nk_walk_draw_end(struct nk_tcp_walk *x, struct nk_err *err)
{
    release(x, NULL);
    draw_start(x);
    return nk_ladder_finish(&x->ladder, err);
}
