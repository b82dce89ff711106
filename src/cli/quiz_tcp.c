/* Questions on the states of TCP: the answers come from the rows that `tcp-state step` has. */
#include "cli/quiz.h"
#include "tcp/words.h"

/* Something that happens in a state: the words of tcp-state, and ours. */
struct happening {
    uint8_t state;
    char event[20], says[60];
};

/* clang-format off */
static const struct happening happenings[] = {
    {NK_TCP_CLOSED, "passive-open", "the user makes a passive OPEN"},
    {NK_TCP_CLOSED, "active-open", "the user makes an active OPEN"},
    {NK_TCP_LISTEN, "syn", "a SYN arrives"},
    {NK_TCP_LISTEN, "close", "the user calls CLOSE"},
    {NK_TCP_SYN_SENT, "syn,ack", "a SYN,ACK arrives that acknowledges its SYN"},
    {NK_TCP_SYN_SENT, "syn", "a SYN without an ACK arrives"},
    {NK_TCP_SYN_SENT, "rst,ack", "a RST,ACK arrives that acknowledges its SYN"},
    {NK_TCP_SYN_SENT, "close", "the user calls CLOSE"},
    {NK_TCP_SYN_RECEIVED, "ack", "an ACK of its SYN arrives"},
    {NK_TCP_SYN_RECEIVED, "close", "the user calls CLOSE, with nothing left to send"},
    {NK_TCP_ESTABLISHED, "close", "the user calls CLOSE"},
    {NK_TCP_ESTABLISHED, "fin", "a FIN arrives, next in sequence"},
    {NK_TCP_ESTABLISHED, "rst", "a RST arrives with exactly the next sequence number"},
    {NK_TCP_ESTABLISHED, "data", "data arrives, next in sequence"},
    {NK_TCP_FIN_WAIT_1, "ack-of-fin", "an ACK of its FIN arrives"},
    {NK_TCP_FIN_WAIT_1, "fin", "a FIN arrives that does not acknowledge its own FIN"},
    {NK_TCP_FIN_WAIT_2, "fin", "a FIN arrives, next in sequence"},
    {NK_TCP_CLOSE_WAIT, "close", "the user calls CLOSE"},
    {NK_TCP_CLOSING, "ack-of-fin", "an ACK of its FIN arrives"},
    {NK_TCP_LAST_ACK, "ack-of-fin", "an ACK of its FIN arrives"},
    {NK_TCP_TIME_WAIT, "time-wait-timeout", "the time of 2MSL has passed"},
    {NK_TCP_ESTABLISHED, "abort", "the user calls ABORT"},
};

/* What is answered with a segment, and what is not. */
static const struct happening replies[] = {
    {NK_TCP_CLOSED, "syn", "a SYN arrives"},
    {NK_TCP_CLOSED, "rst", "a RST arrives"},
    {NK_TCP_CLOSED, "active-open", "the user makes an active OPEN"},
    {NK_TCP_LISTEN, "syn", "a SYN arrives"},
    {NK_TCP_LISTEN, "ack", "an ACK arrives"},
    {NK_TCP_LISTEN, "rst", "a RST arrives"},
    {NK_TCP_SYN_SENT, "syn,ack", "a SYN,ACK arrives that acknowledges its SYN"},
    {NK_TCP_SYN_SENT, "syn", "a SYN without an ACK arrives"},
    {NK_TCP_ESTABLISHED, "fin", "a FIN arrives, next in sequence"},
    {NK_TCP_ESTABLISHED, "abort", "the user calls ABORT"},
    {NK_TCP_ESTABLISHED, "rst", "a RST arrives with exactly the next sequence number"},
    {NK_TCP_ESTABLISHED, "rst-in-window", "a RST arrives that is in the window, but not next"},
    {NK_TCP_ESTABLISHED, "syn-in-window", "a SYN arrives that is in the window"},
    {NK_TCP_CLOSE_WAIT, "close", "the user calls CLOSE"},
    {NK_TCP_FIN_WAIT_2, "fin", "a FIN arrives, next in sequence"},
    {NK_TCP_LAST_ACK, "ack-of-fin", "an ACK of its FIN arrives"},
};

/* Lives of an endpoint from CLOSED, one event after the other. */
static const char lives[][8][20] = {
    {"active-open", "syn,ack", "close", "ack-of-fin", "fin", "time-wait-timeout", ""},
    {"passive-open", "syn", "ack", "fin", "close", "ack-of-fin", ""},
    {"active-open", "syn,ack", "close", "fin", "ack-of-fin", "time-wait-timeout", ""},
    {"passive-open", "syn", "ack", "close", "ack-of-fin", "fin", "time-wait-timeout", ""},
    {"active-open", "syn", "ack", "fin", "close", "ack-of-fin", ""},
    {"passive-open", "syn", "ack", "close", "fin", "ack-of-fin", ""},
};
/* clang-format on */

static const char *says_of(const char *event)
{
    static const struct happening plain[] = {
        {0, "passive-open", "the user makes a passive OPEN"},
        {0, "active-open", "the user makes an active OPEN"},
        {0, "syn,ack", "a SYN,ACK of its SYN arrives"},
        {0, "syn", "a SYN arrives"},
        {0, "ack", "an ACK of its SYN arrives"},
        {0, "close", "the user calls CLOSE"},
        {0, "ack-of-fin", "an ACK of its FIN arrives"},
        {0, "fin", "a FIN arrives"},
        {0, "time-wait-timeout", "2MSL pass"},
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(plain[i].event, event) == 0)
            return plain[i].says;
    return event;
}

/* An endpoint that lives through events. */
struct life {
    struct nk_tcp_machine machine;
    struct nk_tcp_endpoint end;
    struct nk_tcp_outcome outcome;
    struct nk_tcp_segment sent;
    bool sends, failed;
};

static void begin(struct life *l, enum nk_tcp_state state)
{
    *l = (struct life){0};
    nk_tcp_machine_init(&l->machine, NULL);
    l->failed = !nk_tcp_endpoint_init(&l->end, &l->machine, 1000, NULL);
    if (!l->failed)
        nk_tcp_endpoint_place(&l->end, state, 5000);
}

/* Applies one event, and takes the last segment that it sends. */
static void apply(struct life *l, const char *event)
{
    static const uint8_t data[NK_TCP_SAID_LEN];
    struct nk_tcp_said said;
    struct nk_tcp_segment arrived, sent;
    l->failed = l->failed || !nk_tcp_said_parse(event, strlen(event), &said, NULL) ||
                !nk_tcp_said_apply(&said, &l->end, 5000, data, 0, &arrived, &l->outcome, NULL);
    l->sends = false;
    while (!l->failed && nk_tcp_endpoint_output(&l->end, 0, &sent)) {
        l->sent = sent;
        l->sends = true;
    }
}

static void end(struct life *l, struct nk_question *q)
{
    if (l->outcome.count > 0) {
        const struct nk_tcp_row *row = l->outcome.rows[l->outcome.count - 1];
        nk_buf_printf(&q->working, "RFC 9293 %s: %s.", row->section, row->reason);
    }
    nk_tcp_endpoint_release(&l->end);
    q->answer.failed = q->answer.failed || l->failed;
}

static void make_state(struct nk_quiz_dice *d, struct nk_question *q)
{
    const struct happening *h =
        &happenings[nk_quiz_below(d, sizeof happenings / sizeof *happenings)];
    struct life l;
    begin(&l, h->state);
    apply(&l, h->event);
    nk_buf_printf(&q->ask, "An endpoint is in %s, and %s. Which state is it in then?",
                  nk_tcp_state_name(h->state), h->says);
    nk_buf_add_text(&q->answer, nk_tcp_state_name(l.end.state));
    nk_buf_printf(&q->command, "tcp-state step %s %s --explain", nk_tcp_state_name(h->state),
                  h->event);
    end(&l, q);
}

static void make_reply(struct nk_quiz_dice *d, struct nk_question *q)
{
    const struct happening *h = &replies[nk_quiz_below(d, sizeof replies / sizeof *replies)];
    struct life l;
    char flags[NK_TCP_FLAGS_MAX];
    begin(&l, h->state);
    apply(&l, h->event);
    nk_buf_printf(&q->ask,
                  "An endpoint is in %s, and %s. Which control bits has the segment that it sends, "
                  "or is there none?",
                  nk_tcp_state_name(h->state), h->says);
    nk_buf_add_text(&q->answer, l.sends ? nk_tcp_flags_format(l.sent.flags, flags) : "none");
    nk_buf_printf(&q->command, "tcp-state step %s %s --explain", nk_tcp_state_name(h->state),
                  h->event);
    end(&l, q);
}

static void make_series(struct nk_quiz_dice *d, struct nk_question *q)
{
    const char(*events)[20] = lives[nk_quiz_below(d, sizeof lives / sizeof *lives)];
    unsigned count = nk_quiz_between(d, 3, 6);
    struct life l;
    begin(&l, NK_TCP_CLOSED);
    nk_buf_add_text(&q->ask, "An endpoint is CLOSED. Then, one after the other:");
    nk_buf_add_text(&q->command, "tcp-state step CLOSED");
    for (unsigned i = 0; i < count && events[i][0] != '\0'; i++) {
        apply(&l, events[i]);
        nk_buf_printf(&q->ask, "%s %s", i == 0 ? "" : ";", says_of(events[i]));
        nk_buf_printf(&q->command, " %s", events[i]);
    }
    nk_buf_add_text(&q->ask, ". Which state is it in then?");
    nk_buf_add_text(&q->answer, nk_tcp_state_name(l.end.state));
    end(&l, q);
}

static void make_waits(struct nk_quiz_dice *d, struct nk_question *q)
{
    bool client = nk_quiz_below(d, 2) == 0;
    nk_buf_printf(&q->ask,
                  "On an established connection the %s calls CLOSE first, and the %s after it has "
                  "got the FIN. Which of them passes through TIME-WAIT: client or server?",
                  client ? "client" : "server", client ? "server" : "client");
    nk_buf_add_text(&q->answer, client ? "client" : "server");
    nk_buf_add_text(&q->working, "The end that closes first: it sends the last ACK, and has to be "
                                 "there should that be lost.");
    nk_buf_add_text(&q->command, "tcp-state walk time-wait --explain");
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_tcp[] = {
    {"tcp-state", 1, "state", NK_QUIZ_STATE, "netkit tcp-state diagram has all the ways", make_state},
    {"tcp-state", 1, "time-wait", NK_QUIZ_WORD, "who sends the last ACK?", make_waits},
    {"tcp-state", 2, "reply", NK_QUIZ_FLAGS, "a RST is never answered with a RST", make_reply},
    {"tcp-state", 2, "series", NK_QUIZ_STATE, "write down the state after each", make_series},
    {.name = NULL},
};
/* clang-format on */
