/* Questions on the numbers of TCP: sequence numbers, windows and times. */
#include "cli/quiz.h"

/* An initial sequence number that does not wrap within a question, and one that does. */
static uint32_t some_isn(struct nk_quiz_dice *d)
{
    return 100 * nk_quiz_between(d, 1, 900);
}

static uint32_t high_isn(struct nk_quiz_dice *d)
{
    return UINT32_MAX - nk_quiz_between(d, 2, 40);
}

static void make_handshake(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint32_t client = some_isn(d), server = some_isn(d);
    bool second = nk_quiz_below(d, 2) == 0;
    nk_buf_printf(&q->ask,
                  "A client's SYN has the sequence number %u, the server's SYN,ACK has %u. Which "
                  "acknowledgement number has the %s?",
                  client, server, second ? "SYN,ACK" : "client's ACK");
    nk_buf_printf(&q->answer, "%u", (second ? client : server) + 1);
    nk_buf_add_text(&q->working, "A SYN takes one sequence number, and an ACK names the next one "
                                 "that is expected.");
    nk_buf_printf(&q->command, "tcp-state walk --isn %u,%u", client, server);
}

static void make_flags(struct nk_quiz_dice *d, struct nk_question *q)
{
    static const struct {
        const char *segment, *flags, *why;
    } rows[] = {
        {"the first segment of the three-way handshake", "SYN",
         "nothing was received yet that it could acknowledge"},
        {"the second segment of the three-way handshake", "SYN,ACK",
         "the server's own SYN, and the ACK of the client's"},
        {"the third segment of the three-way handshake", "ACK", "the ACK of the server's SYN"},
        {"the answer to a SYN at a port where nobody listens", "RST,ACK",
         "a RST, with the ACK of that SYN so that it is believed"},
    };
    size_t i = nk_quiz_below(d, sizeof rows / sizeof *rows);
    nk_buf_printf(&q->ask, "Which control bits has %s?", rows[i].segment);
    nk_buf_add_text(&q->answer, rows[i].flags);
    nk_buf_printf(&q->working, "%s: %s.", rows[i].flags, rows[i].why);
    nk_buf_printf(&q->command, "tcp-state walk %s --explain", i == 3 ? "refused" : "open-close");
}

static void ask_ack(struct nk_question *q, uint32_t isn, unsigned bytes, bool fin)
{
    nk_buf_printf(&q->ask,
                  "A client's SYN has the sequence number %u. It sends %u bytes%s, and all of it "
                  "arrives. Which acknowledgement number does the server send last?",
                  isn, bytes, fin ? " and a FIN" : "");
    nk_buf_printf(&q->answer, "%u", isn + 1 + bytes + fin);
    nk_buf_printf(&q->working, "%u + 1 for the SYN + %u%s, modulo 2^32.", isn, bytes,
                  fin ? " + 1 for the FIN" : "");
}

static void make_ack(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint32_t isn = some_isn(d);
    ask_ack(q, isn, nk_quiz_between(d, 1, 1460), nk_quiz_below(d, 2) == 0);
}

static void make_wrap(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint32_t isn = high_isn(d);
    ask_ack(q, isn, nk_quiz_between(d, 50, 1460), nk_quiz_below(d, 2) == 0);
}

static void make_2msl(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned msl = 15 * nk_quiz_between(d, 1, 12);
    nk_buf_printf(&q->ask,
                  "The maximum segment lifetime is %u seconds. How many seconds does a connection "
                  "stay in TIME-WAIT?",
                  msl);
    nk_buf_printf(&q->answer, "%u", 2 * msl);
    nk_buf_add_text(&q->working, "2MSL: one for the last ACK to be lost on its way, one for the "
                                 "FIN that is then sent again.");
    nk_buf_printf(&q->command, "tcp-state walk time-wait --msl %us", msl);
}

static void make_hole(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint32_t next = some_isn(d) + 1, size = 100 * nk_quiz_between(d, 1, 14);
    unsigned lost = nk_quiz_between(d, 0, 3);
    nk_buf_printf(&q->ask,
                  "RCV.NXT is %u. Of four segments of %u bytes each, in order from there, all but "
                  "the %s arrive. Which acknowledgement number is sent last?",
                  next, size,
                  lost == 0   ? "first"
                  : lost == 1 ? "second"
                  : lost == 2 ? "third"
                              : "fourth");
    nk_buf_printf(&q->answer, "%u", next + lost * size);
    nk_buf_add_text(&q->working, "An ACK names the first byte that is missing, whatever came "
                                 "behind it.");
    nk_buf_add_text(&q->command, "tcp-state walk data-loss --explain");
}

static void make_usable(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint32_t una = high_isn(d), window = 1000 * nk_quiz_between(d, 2, 60);
    uint32_t flying = nk_quiz_between(d, 100, window);
    nk_buf_printf(&q->ask,
                  "SND.UNA is %u, SND.NXT is %u, SND.WND is %u. How many more bytes may be sent "
                  "now?",
                  una, una + flying, window);
    nk_buf_printf(&q->answer, "%u", window - flying);
    nk_buf_printf(&q->working,
                  "SND.UNA + SND.WND - SND.NXT modulo 2^32: of %u bytes %u are on their way.",
                  window, flying);
}

/* RFC 9293 3.4: in the window with its first or with its last byte. */
static void make_acceptable(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint32_t next = high_isn(d), window = 1000 * nk_quiz_between(d, 1, 8);
    uint32_t len = nk_quiz_between(d, 1, 1000);
    bool behind = nk_quiz_below(d, 2) == 0;
    uint32_t near = nk_quiz_between(d, 0, 2 * len);
    uint32_t seq = behind ? next + window - len + near : next - near;
    bool first = seq - next < window, last = seq + len - 1 - next < window;
    nk_buf_printf(&q->ask,
                  "RCV.NXT is %u, RCV.WND is %u. A segment arrives with sequence number %u and %u "
                  "bytes of data. Is it acceptable?",
                  next, window, seq, len);
    nk_buf_add_text(&q->answer, first || last ? "yes" : "no");
    nk_buf_printf(&q->working,
                  "It holds %u to %u, the window %u to %u, modulo 2^32: acceptable is what has "
                  "its first or its last byte there.",
                  seq, seq + len - 1, next, next + window - 1);
}

static void make_backoff(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned rto = nk_quiz_between(d, 1, 3), count = nk_quiz_between(d, 2, 5);
    nk_buf_printf(&q->ask,
                  "The retransmission timeout is %u second%s, and each timeout doubles it. How "
                  "many seconds after a segment was first sent is it sent again for the %s time?",
                  rto, rto == 1 ? "" : "s",
                  count == 2   ? "second"
                  : count == 3 ? "third"
                  : count == 4 ? "fourth"
                               : "fifth");
    nk_buf_printf(&q->answer, "%u", rto * ((1U << count) - 1));
    nk_buf_printf(&q->working, "%u", rto);
    for (unsigned i = 1; i < count; i++)
        nk_buf_printf(&q->working, " + %u", rto << i);
    nk_buf_add_text(&q->working, " (RFC 6298 5.5).");
    nk_buf_add_text(&q->command, "tcp-state walk syn-loss --explain");
}

/* RFC 9293 3.10.7.4 with RFC 5961. */
static void make_reset(struct nk_quiz_dice *d, struct nk_question *q)
{
    static const char *const outcomes[] = {"reset", "challenge", "dropped"};
    uint32_t next = some_isn(d) + 1, window = 1000 * nk_quiz_between(d, 1, 60);
    unsigned outcome = nk_quiz_below(d, 3);
    uint32_t seq = outcome == 0   ? next
                   : outcome == 1 ? next + nk_quiz_between(d, 1, window - 1)
                                  : next + window + nk_quiz_below(d, 5000);
    nk_buf_printf(&q->ask,
                  "In ESTABLISHED RCV.NXT is %u and RCV.WND %u. A RST arrives with sequence number "
                  "%u. Is the connection reset, is a challenge ACK sent, or is it dropped: reset, "
                  "challenge or dropped?",
                  next, window, seq);
    nk_buf_add_text(&q->answer, outcomes[outcome]);
    nk_buf_add_text(&q->working,
                    "Only a RST with exactly RCV.NXT resets; one elsewhere in the window is "
                    "answered with an ACK that asks whether it was meant (RFC 5961 3.2).");
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_tcp_numbers[] = {
    {"tcp-state", 1, "handshake", NK_QUIZ_NUMBER, "a SYN counts as one byte", make_handshake},
    {"tcp-state", 1, "flags", NK_QUIZ_FLAGS, "what has been received that could be acknowledged?", make_flags},
    {"tcp-state", 2, "acknowledgement", NK_QUIZ_NUMBER, "SYN and FIN count as one byte each", make_ack},
    {"tcp-state", 2, "2msl", NK_QUIZ_NUMBER, "twice", make_2msl},
    {"tcp-state", 2, "hole", NK_QUIZ_NUMBER, "an ACK is cumulative", make_hole},
    {"tcp-state", 3, "wrap", NK_QUIZ_NUMBER, "behind 4294967295 comes 0", make_wrap},
    {"tcp-state", 3, "window", NK_QUIZ_NUMBER, "how much is on its way?", make_usable},
    {"tcp-state", 3, "acceptable", NK_QUIZ_YES_NO, "is its first or its last byte in the window?", make_acceptable},
    {"tcp-state", 3, "backoff", NK_QUIZ_NUMBER, "add up the timeouts", make_backoff},
    {"tcp-state", 3, "reset", NK_QUIZ_WORD, "exactly next, elsewhere in the window, or outside?", make_reset},
    {.name = NULL},
};
/* clang-format on */
