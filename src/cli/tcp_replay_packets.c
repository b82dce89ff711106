/* Segments: as records, and as the rungs of a ladder. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/tcp_replay.h"
#include "tcp/seq.h"

/* ---- records ------------------------------------------------------------- */

void nk_replay_packet(void *closure, const struct nk_observer *o, const struct nk_observation *what)
{
    struct nk_replay *x = closure;
    struct nk_record *r = &x->record;
    const struct nk_observed *s = what->segment;
    const struct nk_connection *c = nk_observer_at(o, what->index);
    unsigned client = nk_connection_client(c);
    char flags[NK_TCP_FLAGS_MAX], time[NK_REPLAY_TIME_MAX], anomalies[NK_REPLAY_ANOMALIES_MAX];
    bool assumed[2];
    if (x->stopped || !nk_replay_passes(x, c) ||
        (what->anomalies == 0 && nk_args_has(x->args, "anomalies")))
        return;
    x->failing |= what->anomalies & x->fail_on;
    nk_record_int(r, NK_REPLAY_F_ID, what->index);
    nk_record_int(r, NK_REPLAY_P_NUMBER, (int64_t)s->number);
    nk_record_slice(r, NK_REPLAY_P_TIME, time, (size_t)(nk_replay_time(time, s->time) - time));
    nk_record_word(r, NK_REPLAY_P_FROM, what->from_client ? "client" : "server");
    nk_record_text(r, NK_REPLAY_P_FLAGS, nk_tcp_flags_format(s->flags & 63, flags));
    nk_record_int(r, NK_REPLAY_P_SEQ, s->seq);
    if ((s->flags & NK_TCP_ACK) != 0)
        nk_record_int(r, NK_REPLAY_P_ACK, s->ack);
    nk_record_int(r, NK_REPLAY_P_LENGTH, s->length);
    nk_record_int(r, NK_REPLAY_P_WINDOW, s->window);
    nk_record_word(r, NK_REPLAY_F_CLIENT_STATE,
                   nk_tcp_state_name(nk_observer_state(o, c, client, &assumed[0])));
    nk_record_word(r, NK_REPLAY_F_SERVER_STATE,
                   nk_tcp_state_name(nk_observer_state(o, c, !client, &assumed[1])));
    nk_record_flag(r, NK_REPLAY_F_ASSUMED, assumed[0] || assumed[1]);
    if (what->anomalies != 0)
        nk_record_slice(r, NK_REPLAY_P_ANOMALY, anomalies,
                        nk_replay_anomalies(what->anomalies, anomalies));
    x->stopped = !nk_record_end(r);
}

/* ---- the ladder ---------------------------------------------------------- */

static void name_end(char *text, size_t room, const struct nk_connection *c, unsigned end)
{
    char address[NK_ADDR_TEXT_MAX];
    struct nk_addr a = nk_flow_key_address(&c->key, end);
    nk_addr_format(&a, address);
    snprintf(text, room, a.family == NK_IPV6 ? "[%s]:%u" : "%s:%u", address, c->key.port[end]);
}

static void begin_ladder(struct nk_replay *x, const struct nk_connection *c)
{
    char left[NK_ADDR_TEXT_MAX + 16], right[NK_ADDR_TEXT_MAX + 16];
    unsigned client = nk_connection_client(c);
    name_end(left, sizeof left, c, client);
    name_end(right, sizeof right, c, !client);
    nk_ladder_begin(&x->ladder, left, right);
    nk_ladder_add(&x->ladder, &(struct nk_rung){.kind = NK_RUNG_STATES});
    x->found = true;
}

/* Numbers count from the first ones that were seen, as a reader does. */
static void label(char *text, size_t room, const struct nk_connection *c,
                  const struct nk_observed *s)
{
    char flags[NK_TCP_FLAGS_MAX];
    const struct nk_end *from = &c->end[s->back], *to = &c->end[!s->back];
    int len = snprintf(text, room, "%s seq=%" PRIu32, nk_tcp_flags_format(s->flags & 63, flags),
                       s->seq - from->isn);
    if ((s->flags & NK_TCP_ACK) != 0 && (to->seen & NK_END_BASED) != 0)
        len += snprintf(text + len, room - (size_t)len, " ack=%" PRIu32, s->ack - to->isn);
    if (s->length > 0)
        snprintf(text + len, room - (size_t)len, " len=%" PRIu32, s->length);
}

static void format_since(char *text, size_t room, int64_t start, int64_t time)
{
    double seconds = (double)(time - start) / 1e9;
    snprintf(text, room, "%.*f", seconds < 100 ? 6 : seconds < 10000 ? 4 : 0, seconds);
}

static const char *mark(char *text, size_t room, const struct nk_observer *o,
                        const struct nk_connection *c, unsigned end)
{
    bool assumed;
    enum nk_tcp_state state = nk_observer_state(o, c, end, &assumed);
    snprintf(text, room, "%s%s", nk_tcp_state_name(state), assumed ? "?" : "");
    return text;
}

void nk_replay_rung(void *closure, const struct nk_observer *o, const struct nk_observation *what)
{
    struct nk_replay *x = closure;
    const struct nk_observed *s = what->segment;
    const struct nk_connection *c = nk_observer_at(o, what->index);
    unsigned client = nk_connection_client(c);
    char text[96], since[NK_RUNG_TIME_MAX + 8], note[NK_REPLAY_ANOMALIES_MAX];
    char left[NK_RUNG_STATE_MAX + 4], right[NK_RUNG_STATE_MAX + 4];
    if (what->index != x->wanted)
        return;
    if (!x->found)
        begin_ladder(x, c);
    x->failing |= what->anomalies & x->fail_on;
    label(text, sizeof text, c, s);
    format_since(since, sizeof since, c->start, s->time);
    nk_replay_anomalies(what->anomalies, note);
    nk_ladder_add(&x->ladder, &(struct nk_rung){
                                  .kind = what->from_client ? NK_RUNG_RIGHTWARD : NK_RUNG_LEFTWARD,
                                  .time = since,
                                  .left = mark(left, sizeof left, o, c, client),
                                  .right = mark(right, sizeof right, o, c, !client),
                                  .label = text,
                                  .note = note[0] != '\0' ? note : NULL,
                              });
}
