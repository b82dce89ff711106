#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/observe.h"

enum { F = NK_TCP_FIN, S = NK_TCP_SYN, R = NK_TCP_RST, P = NK_TCP_PSH, A = NK_TCP_ACK };
enum { MS = 1000000, C = 0, V = 1 /* who sends: client, server */ };

static const uint64_t secret[NK_FLOW_SECRET] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                                0x94d049bb133111eb, 0x2545f4914f6cdd1d};

/* One observer, and what the tap told last. */
struct fixture {
    struct nk_tcp_machine machine;
    struct nk_observer o;
    uint32_t anomalies;
    unsigned told;
    int64_t time;
    uint64_t number;
};

static void hear(void *closure, const struct nk_observer *o, const struct nk_observation *what)
{
    struct fixture *f = closure;
    (void)o;
    f->anomalies = what->anomalies;
    f->told++;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    nk_tcp_machine_init(&f->machine, NULL);
    assert_true(nk_observer_init(&f->o, &f->machine, secret, NULL));
    f->o.tap = hear;
    f->o.closure = f;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    nk_observer_release(&f->o);
    free(f);
    return 0;
}

/* A segment between 10.0.0.1:`port` and 192.0.2.1:80, a millisecond behind the one before. */
struct given {
    unsigned from; /* C, V */
    unsigned flags;
    uint32_t seq, ack, length;
    int window; /* 0: 1000; -1: shut */
};

static void send_at(struct fixture *f, unsigned port, const struct given *g, int64_t later)
{
    const struct nk_addr client = nk_addr_ipv4(0x0a000001), server = nk_addr_ipv4(0xc0000201);
    uint8_t options[] = {1, 2, 4, 5, 0xb4, 3, 3, 7};
    struct nk_layers l = {.source = g->from == C ? client : server,
                          .destination = g->from == C ? server : client,
                          .source_port = (uint16_t)(g->from == C ? port : 80),
                          .destination_port = (uint16_t)(g->from == C ? 80 : port),
                          .transport = NK_LAYER_TCP,
                          .ports = true,
                          .fields = true,
                          .payload_length = g->length};
    l.tcp = (struct nk_tcp_header){.seq = g->seq,
                                   .ack = g->ack,
                                   .flags = (uint16_t)g->flags,
                                   .window = (uint16_t)(g->window < 0    ? 0
                                                        : g->window == 0 ? 1000
                                                                         : g->window),
                                   .options_length = sizeof options};
    f->time += later;
    struct nk_packet p = {.bytes = options, .time = f->time, .number = ++f->number};
    assert_true(nk_observed_make(nk_observer_place(&f->o), &l, &p));
    assert_true(nk_observer_add(&f->o, NULL));
    assert_true(nk_observer_flush(&f->o, NULL));
}

static void send(struct fixture *f, unsigned from, unsigned flags, uint32_t seq, uint32_t ack,
                 uint32_t length)
{
    send_at(f, 40000, &(struct given){from, flags, seq, ack, length, 0}, MS);
}

static void send_window(struct fixture *f, unsigned from, unsigned flags, uint32_t seq,
                        uint32_t ack, int window)
{
    send_at(f, 40000, &(struct given){from, flags, seq, ack, 0, window}, MS);
}

static const struct nk_connection *last(const struct fixture *f)
{
    return nk_observer_at(&f->o, nk_observer_count(&f->o) - 1);
}

/* "ESTABLISHED LISTEN?": of client and server; '?' where it is assumed. */
static void check_states(const struct fixture *f, const char *expected)
{
    const struct nk_connection *c = last(f);
    unsigned client = nk_connection_client(c);
    char text[64];
    bool assumed[2];
    const char *one = nk_tcp_state_name(nk_observer_state(&f->o, c, client, &assumed[0]));
    const char *two = nk_tcp_state_name(nk_observer_state(&f->o, c, !client, &assumed[1]));
    snprintf(text, sizeof text, "%s%s %s%s", one, assumed[0] ? "?" : "", two,
             assumed[1] ? "?" : "");
    assert_string_equal(text, expected);
}

static void check_words(const struct fixture *f, const char *opened, const char *closed,
                        const char *zeek, const char *history)
{
    char text[NK_HISTORY_MAX];
    assert_string_equal(nk_connection_opened(last(f)), opened);
    assert_string_equal(nk_connection_closed(last(f)), closed);
    assert_string_equal(nk_connection_zeek(last(f)), zeek);
    assert_int_equal(nk_connection_history(&f->o, last(f), text), strlen(history));
    assert_string_equal(text, history);
}

static void check_anomaly(const struct fixture *f, enum nk_anomaly anomaly)
{
    assert_int_equal(f->anomalies, 1U << anomaly);
}

static uint64_t count(const struct fixture *f, enum nk_anomaly anomaly)
{
    return nk_connection_count(&f->o, last(f), anomaly);
}

static void handshake(struct fixture *f)
{
    send(f, C, S, 100, 0, 0);
    send(f, V, S | A, 500, 101, 0);
    send(f, C, A, 101, 501, 0);
}

/* ---- states -------------------------------------------------------------- */

static void opens_and_closes(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 100, 0, 0);
    check_states(f, "SYN-SENT LISTEN?");
    send(f, V, S | A, 500, 101, 0);
    check_states(f, "ESTABLISHED? SYN-RECEIVED");
    send(f, C, A, 101, 501, 0);
    check_states(f, "ESTABLISHED ESTABLISHED?");
    send(f, C, P | A, 101, 501, 10);
    send(f, V, A, 501, 111, 0);
    check_states(f, "ESTABLISHED ESTABLISHED");
    send(f, C, F | A, 111, 501, 0);
    check_states(f, "FIN-WAIT-1 CLOSE-WAIT?");
    send(f, V, A, 501, 112, 0);
    check_states(f, "FIN-WAIT-2? CLOSE-WAIT");
    send(f, V, F | A, 501, 112, 0);
    check_states(f, "TIME-WAIT? LAST-ACK");
    send(f, C, A, 112, 502, 0);
    check_states(f, "TIME-WAIT CLOSED?");
    check_words(f, "complete", "fin", "SF", "ShADaFf");
    assert_int_equal(last(f)->span & NK_CONNECTION_COMPLETENESS, 31);
    assert_true(last(f)->rtt > 1.99F && last(f)->rtt < 2.01F);
    assert_int_equal(nk_connection_duration(last(f)), 8 * MS);
    assert_int_equal(last(f)->end[0].mss, 1460);
    assert_int_equal(last(f)->end[0].scale, 7);
    assert_int_equal(f->told, 9);
}

/* What was assumed was wrong: the end sends again what it would not. */
static void takes_back_what_was_assumed(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, V, S | A, 500, 101, 0);
    check_states(f, "ESTABLISHED SYN-RECEIVED");
    send(f, C, A, 101, 501, 0);
    check_states(f, "ESTABLISHED ESTABLISHED?");
    send(f, V, F | A, 501, 101, 0);
    send(f, C, F | A, 101, 502, 0);
    check_states(f, "LAST-ACK TIME-WAIT?");
    send(f, V, A, 502, 102, 0);
    check_states(f, "CLOSED? TIME-WAIT");
    send(f, C, F | A, 101, 502, 0);
    check_states(f, "LAST-ACK TIME-WAIT");
    send(f, V, A, 502, 102, 0);
    check_states(f, "CLOSED? TIME-WAIT");
}

static void crossing_fins(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, F | A, 101, 501, 0);
    check_states(f, "FIN-WAIT-1 CLOSE-WAIT?");
    send(f, V, F | A, 501, 101, 0); /* it has not seen the other one */
    check_states(f, "CLOSING? CLOSING?");
    send(f, C, A, 102, 502, 0);
    check_states(f, "CLOSING TIME-WAIT?");
    send(f, V, A, 502, 102, 0);
    check_states(f, "TIME-WAIT? TIME-WAIT?");
}

static void crossing_syns(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 100, 0, 0);
    send(f, V, S, 500, 0, 0);
    check_states(f, "SYN-RECEIVED? SYN-RECEIVED?");
    send(f, C, S | A, 100, 501, 0);
    check_states(f, "SYN-RECEIVED ESTABLISHED?");
    send(f, V, S | A, 500, 101, 0);
    check_states(f, "ESTABLISHED? ESTABLISHED?");
    send(f, C, A, 101, 501, 0);
    assert_string_equal(nk_connection_opened(last(f)), "simultaneous");
}

/* What the capture has of an end first may be what the peer had acknowledged before. */
static void first_is_spurious(void **state)
{
    struct fixture *f = *state;
    send(f, C, A, 101, 511, 0);
    send(f, V, P | A, 501, 101, 10);
    check_anomaly(f, NK_ANOMALY_SPURIOUS_RETRANSMISSION);
    send(f, V, P | A, 511, 101, 10);
    assert_int_equal(f->anomalies, 0);
}

/* Some systems call again after a RST, with the same number; then the port may be open. */
static void refused_first(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 100, 0, 0);
    send(f, V, R | A, 0, 101, 0);
    send(f, C, S, 100, 0, 0);
    check_states(f, "SYN-SENT LISTEN?");
    check_words(f, "half", "open", "S0", "Sr");
    send(f, V, R | A, 0, 101, 0);
    check_words(f, "half", "reset", "REJ", "Srr");
    send(f, C, S, 100, 0, 0);
    send(f, V, S | A, 4056368679, 101, 0);
    assert_int_equal(f->anomalies, 0);
    send(f, C, A, 101, 4056368680, 0);
    send(f, V, P | A, 4056368680, 101, 10);
    assert_int_equal(f->anomalies, 0);
    send(f, C, A, 101, 4056368690, 0);
    check_states(f, "ESTABLISHED ESTABLISHED");
    check_words(f, "complete", "open", "S1", "SrrhAd");
}

static void refused(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 100, 0, 0);
    send_window(f, V, R | A, 0, 101, -1);
    check_anomaly(f, NK_ANOMALY_RST_VALID);
    check_states(f, "CLOSED? CLOSED");
    check_words(f, "half", "reset", "REJ", "Sr");
    assert_int_equal(last(f)->span & NK_CONNECTION_COMPLETENESS, 1 + 4 + 32);
}

static void a_reset_that_does_not_fit(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 100, 0, 0);
    send(f, V, R | A, 0, 99, 0);
    check_anomaly(f, NK_ANOMALY_RST_INVALID);
    check_states(f, "SYN-SENT CLOSED");
    handshake(f);
    send(f, C, P | A, 101, 501, 5);
    send(f, V, R, 77, 0, 0);
    check_anomaly(f, NK_ANOMALY_RST_INVALID);
    assert_string_equal(nk_connection_closed(last(f)), "open");
    send(f, V, R, 501, 0, 0);
    check_anomaly(f, NK_ANOMALY_RST_VALID);
    check_states(f, "CLOSED? CLOSED");
    assert_string_equal(nk_connection_closed(last(f)), "reset");
    assert_int_equal(count(f, NK_ANOMALY_RST_INVALID), 2);
}

/* A RST in another's name: the real one goes on. */
static void forged_reset(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, V, R, 501, 0, 0);
    check_states(f, "CLOSED? CLOSED");
    send(f, V, P | A, 501, 101, 8);
    check_states(f, "ESTABLISHED ESTABLISHED");
}

/* A scanner: the kernel knows nothing of the connection, and resets it. */
static void half_open_scan(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 100, 0, 0);
    send(f, V, S | A, 500, 101, 0);
    send(f, C, R, 101, 0, 0);
    check_states(f, "CLOSED CLOSED?");
    check_words(f, "half", "reset", "RSTO", "ShR");
}

/* RFC 9293 figure 10: the peer has an old connection, whose ACK does not fit to the SYN. */
static void half_open_discovery(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, 400, 0, 0);
    send(f, V, A, 300, 100, 0);
    check_states(f, "SYN-SENT ESTABLISHED");
    send(f, C, R, 100, 0, 0);
    check_states(f, "SYN-SENT CLOSED?");
}

static void without_handshake(void **state)
{
    struct fixture *f = *state;
    send(f, V, P | A, 501, 101, 20); /* from the lower port: that is the server */
    check_anomaly(f, NK_ANOMALY_MISSING_HANDSHAKE);
    check_states(f, "ESTABLISHED? ESTABLISHED");
    send(f, C, A, 101, 521, 0);
    check_states(f, "ESTABLISHED ESTABLISHED");
    send(f, C, F | A, 101, 521, 0);
    check_states(f, "FIN-WAIT-1 CLOSE-WAIT?");
    check_words(f, "missed", "open", "SH", "^dAF");
    assert_int_equal(nk_connection_count(&f->o, last(f), NK_ANOMALY_MISSING_HANDSHAKE), 1);
}

static void an_answer_first(void **state)
{
    struct fixture *f = *state;
    send(f, V, S | A, 500, 101, 0);
    check_states(f, "SYN-SENT? SYN-RECEIVED");
    send(f, C, A, 101, 501, 0);
    check_states(f, "ESTABLISHED ESTABLISHED?");
    check_words(f, "missed", "open", "S1", "^hA");
}

/* The FIN lies behind a gap in the capture, and is taken when it is acknowledged. */
static void fin_behind_a_gap(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, V, A, 501, 101, 5);
    send(f, C, F | A, 151, 506, 0);
    check_anomaly(f, NK_ANOMALY_GAP);
    check_states(f, "FIN-WAIT-1 ESTABLISHED");
    send(f, V, A, 506, 152, 0);
    check_states(f, "FIN-WAIT-2? CLOSE-WAIT");
    check_words(f, "complete", "open", "S2", "ShAdFaG");
}

static void numbers_that_wrap(void **state)
{
    struct fixture *f = *state;
    send(f, C, S, UINT32_MAX, 0, 0);
    send(f, V, S | A, UINT32_MAX - 1, 0, 0);
    send(f, C, P | A, 0, UINT32_MAX, 10);
    send(f, V, P | A, UINT32_MAX, 10, 10);
    send(f, C, F | A, 10, 9, 0);
    send(f, V, F | A, 9, 11, 0);
    send(f, C, A, 11, 10, 0);
    check_states(f, "TIME-WAIT CLOSED?");
    assert_int_equal(count(f, NK_ANOMALY_GAP), 0);
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 0);
}

/* ---- connections --------------------------------------------------------- */

static void the_same_ports_again(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, S, 100, 0, 0); /* the same SYN: no new connection */
    assert_int_equal(nk_observer_count(&f->o), 1);
    send(f, C, S, 9000, 0, 0);
    check_anomaly(f, NK_ANOMALY_PORT_REUSE);
    assert_int_equal(nk_observer_count(&f->o), 2);
    check_states(f, "SYN-SENT LISTEN?");
    send(f, V, S | A, 7000, 9001, 0);
    assert_int_equal(nk_observer_count(&f->o), 2);
    assert_int_equal(last(f)->span & NK_CONNECTION_COMPLETENESS, 3);
}

/* So many at once that batches, blocks and the table's growth are passed. */
static void many(void **state)
{
    struct fixture *f = *state;
    enum { CONNECTIONS = 3000 };
    const struct given steps[] = {
        {C, S, 100, 0, 0, 0}, {V, S | A, 500, 101, 0, 0}, {C, A, 101, 501, 0, 0}};
    for (unsigned step = 0; step < 3; step++)
        for (unsigned i = 0; i < CONNECTIONS; i++)
            send_at(f, 1000 + i, &steps[step], 1000);
    assert_int_equal(nk_observer_count(&f->o), CONNECTIONS);
    for (uint32_t i = 0; i < CONNECTIONS; i++) {
        const struct nk_connection *c = nk_observer_at(&f->o, i);
        unsigned client = nk_connection_client(c);
        assert_int_equal(c->key.port[client], 1000 + i);
        assert_int_equal(nk_observer_state(&f->o, c, client, NULL), NK_TCP_ESTABLISHED);
    }
}

static void what_is_no_tcp(void **state)
{
    struct fixture *f = *state;
    struct nk_layers l = {.transport = NK_LAYER_UDP, .ports = true};
    struct nk_packet p = {.length = 0};
    assert_false(nk_observed_make(nk_observer_place(&f->o), &l, &p));
    l.transport = NK_LAYER_TCP; /* ports, and the rest is cut */
    assert_false(nk_observed_make(nk_observer_place(&f->o), &l, &p));
    assert_true(nk_observer_flush(&f->o, NULL));
    assert_int_equal(nk_observer_count(&f->o), 0);
}

/* A plain packet gives the same segment at once as by its headers, either way and of either family.
 */
static void plain_packets(void **state)
{
    enum { ETHERNET = 1, RAW = 101 };
    static const uint8_t four[] = {0x45, 0, 0,  48, 0, 1, 0x40, 0, 64, 6,
                                   0,    0, 10, 0,  0, 9, 10,   0, 0,  8},
                         six[40] = {0x60, 0, 0, 0, 0, 28, 6, 64, 0x20, [23] = 2, 0x20, [39] = 1},
                         tcp[] = {0,    80, 4, 1, 0,    0,    0, 7, 0, 0,    0, 9, 0x60, 0x12,
                                  0x10, 0,  0, 0, 0x80, 0x80, 2, 4, 5, 0xb4, 1, 2, 3,    4};
    (void)state;
    for (unsigned i = 0; i < 8; i++) {
        bool is_four = (i & 1) != 0, ethernet = (i & 2) != 0;
        uint8_t bytes[14 + 40 + 28] = {[12] = is_four ? 0x08 : 0x86, is_four ? 0x00 : 0xdd};
        uint32_t at = ethernet ? 14 : 0, length = is_four ? sizeof four : sizeof six;
        memcpy(bytes + at, is_four ? four : six, length);
        memcpy(bytes + at + length, tcp, sizeof tcp);
        bytes[at + (is_four ? 15 : 23)] = (i & 4) != 0 ? 200 : 0; /* which end is the lesser one */
        struct nk_packet p = {.bytes = bytes,
                              .captured = at + length + (uint32_t)sizeof tcp - (i & 4),
                              .length = at + length + sizeof tcp,
                              .number = 3,
                              .time = 5,
                              .link = ethernet ? ETHERNET : RAW};
        struct nk_plain plain;
        struct nk_layers l;
        struct nk_observed a = {.number = 0}, b = a;
        assert_true(nk_plain_read(&plain, &p) && nk_observed_plain(&a, &plain, &p));
        assert_true(nk_layers_read_from(&l, &p, ethernet ? NK_LAYER_ETHERNET : NK_LAYER_RAW));
        assert_true(nk_observed_make(&b, &l, &p));
        assert_memory_equal(&a, &b, sizeof a);
        assert_int_equal(a.back, (i & 4) != 0);
        assert_int_equal(a.length, 4);
        assert_int_equal(a.mss, 1460);
    }
}

/* Options that lie about their lengths. */
static void odd_options(void **state)
{
    static const struct {
        uint8_t bytes[6];
        uint16_t mss;
        uint8_t scale;
    } cases[] = {
        {{2, 4, 1, 2, 0, 3}, 258, NK_NO_SCALE}, {{2, 5, 1, 2, 0, 3}, 0, NK_NO_SCALE},
        {{2, 0, 1, 2, 0, 3}, 0, NK_NO_SCALE},   {{3, 3, 200, 1, 1, 2}, 0, 14},
        {{1, 1, 1, 1, 1, 2}, 0, NK_NO_SCALE},   {{8, 200, 2, 4, 1, 2}, 0, NK_NO_SCALE},
        {{3, 1, 3, 3, 3, 9}, 0, NK_NO_SCALE},   {{0, 2, 4, 1, 2, 3}, 0, NK_NO_SCALE},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_observed *s = nk_observer_place(&f->o);
        struct nk_layers l = {.transport = NK_LAYER_TCP, .ports = true, .fields = true};
        struct nk_packet p = {.bytes = cases[i].bytes};
        l.tcp = (struct nk_tcp_header){.flags = S, .options_length = 6};
        assert_true(nk_observed_make(s, &l, &p));
        assert_int_equal(s->mss, cases[i].mss);
        assert_int_equal(s->scale, cases[i].scale);
    }
}

/* ---- anomalies ----------------------------------------------------------- */

static void segments_again(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, P | A, 101, 501, 100);
    send(f, C, P | A, 201, 501, 100);
    send_at(f, 40000, &(struct given){C, P | A, 201, 501, 100, 0}, 50 * MS);
    check_anomaly(f, NK_ANOMALY_RETRANSMISSION);
    send(f, V, A, 501, 301, 0);
    send(f, C, P | A, 101, 501, 100);
    check_anomaly(f, NK_ANOMALY_SPURIOUS_RETRANSMISSION);
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 200);
    assert_int_equal(count(f, NK_ANOMALY_RETRANSMISSION), 1);
}

static void lost_and_sent_again(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, P | A, 101, 501, 100);
    send(f, V, A, 501, 201, 0);
    send(f, C, P | A, 301, 501, 100);
    check_anomaly(f, NK_ANOMALY_GAP);
    send(f, V, A, 501, 201, 0);
    check_anomaly(f, NK_ANOMALY_DUPLICATE_ACK);
    send(f, C, P | A, 401, 501, 100);
    send(f, V, A, 501, 201, 0);
    check_anomaly(f, NK_ANOMALY_DUPLICATE_ACK);
    send(f, C, P | A, 201, 501, 100);
    check_anomaly(f, NK_ANOMALY_FAST_RETRANSMISSION);
    assert_int_equal(count(f, NK_ANOMALY_DUPLICATE_ACK), 2);
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 0); /* it had not been seen */
}

static void late_segments(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, P | A, 201, 501, 100);
    send(f, C, P | A, 101, 501, 50);
    check_anomaly(f, NK_ANOMALY_OUT_OF_ORDER);
    send_at(f, 40000, &(struct given){C, P | A, 151, 501, 50, 0}, MS / 2);
    check_anomaly(f, NK_ANOMALY_OUT_OF_ORDER);
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 0);
    send(f, C, P | A, 121, 501, 90); /* all of it came before */
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 90);
}

/* Gaps that are filled from both sides and in the middle. */
static void gaps_one_by_one(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    for (uint32_t i = 1; i < 200; i++) /* more gaps than are remembered */
        send(f, C, P | A, 101 + 100 * i, 501, 10);
    assert_int_equal(count(f, NK_ANOMALY_GAP), 199);
    uint32_t tail = 101 + 100 * 198 + 10; /* the last gap: 90 bytes */
    send(f, C, P | A, tail + 30, 501, 30);
    send(f, C, P | A, tail, 501, 10);
    send(f, C, P | A, tail + 80, 501, 10);
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 0);
    send(f, C, P | A, tail, 501, 90); /* the 50 that came before are in it */
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 50);
    send(f, C, P | A, tail, 501, 90);
    assert_int_equal(nk_connection_retransmitted(&f->o, last(f)), 140);
}

static void windows(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, P | A, 101, 501, 10);
    send_window(f, V, A, 501, 111, -1);
    check_anomaly(f, NK_ANOMALY_ZERO_WINDOW);
    send(f, C, P | A, 111, 501, 1); /* asks whether it still is */
    assert_int_equal(f->anomalies, 0);
    send_window(f, V, A, 501, 111, 500);
    check_anomaly(f, NK_ANOMALY_WINDOW_UPDATE);
    send(f, C, P | A, 111, 501, 10);
    assert_int_equal(f->anomalies, 0);
    check_words(f, "complete", "open", "S1", "ShADaw");
}

static void keeping_alive(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, P | A, 101, 501, 10);
    send(f, V, A, 501, 111, 0);
    send(f, C, A, 110, 501, 0);
    check_anomaly(f, NK_ANOMALY_KEEP_ALIVE);
    send(f, V, A, 501, 111, 0); /* the answer is no duplicate ACK */
    assert_int_equal(f->anomalies, 0);
    send(f, C, A, 110, 501, 1);
    check_anomaly(f, NK_ANOMALY_KEEP_ALIVE);
}

static void data_behind_fin(void **state)
{
    struct fixture *f = *state;
    handshake(f);
    send(f, C, F | A, 101, 501, 0);
    send(f, C, P | A, 102, 501, 10);
    check_anomaly(f, NK_ANOMALY_DATA_AFTER_FIN);
}

/* Letters for what comes often: at the first, the tenth, the hundredth time; and so many letters
 * that they pass the first word. */
static void long_histories(void **state)
{
    struct fixture *f = *state;
    char text[NK_HISTORY_MAX];
    handshake(f);
    send(f, C, P | A, 101, 501, 10);
    send(f, V, P | A, 501, 111, 10);
    for (unsigned i = 0; i < 99; i++)
        send(f, C, P | A, 101, 501, 10);
    nk_connection_history(&f->o, last(f), text);
    assert_string_equal(text, "ShADdTT");
    send(f, C, P | A, 101, 501, 10);
    nk_connection_history(&f->o, last(f), text);
    assert_string_equal(text, "ShADdTTT");
    for (unsigned i = 0; i < 200; i++)
        send(f, V, R, 511 + i, 0, 0);
    assert_int_equal(nk_connection_history(&f->o, last(f), text), NK_HISTORY_MAX - 1);
    assert_memory_equal(text, "ShADdTTTrrrrrrrr", 16);
}

/* A day of silence: what was a moment ago is no longer. */
static void a_long_pause(void **state)
{
    struct fixture *f = *state;
    const int64_t day = INT64_C(86400) * 1000 * MS;
    handshake(f);
    send(f, C, P | A, 101, 501, 100);
    send(f, C, P | A, 201, 501, 100);
    send_at(f, 40000, &(struct given){C, P | A, 101, 501, 50, 0}, day);
    check_anomaly(f, NK_ANOMALY_RETRANSMISSION);
    assert_true(nk_connection_duration(last(f)) == (uint64_t)(day + 4 * MS));
    f->time = 0; /* a clock that went back */
    send(f, C, P | A, 301, 501, 10);
    assert_true(nk_connection_duration(last(f)) == (uint64_t)(day + 4 * MS));
}

static void terms(void **state)
{
    (void)state;
    for (unsigned i = 0; i < NK_ANOMALIES; i++) {
        assert_true(strlen(nk_anomaly_term(i)->name) > 0);
        assert_true(strlen(nk_anomaly_term(i)->help) > 0);
    }
    assert_null(nk_anomaly_term(NK_ANOMALIES));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(opens_and_closes),
        TEST(takes_back_what_was_assumed),
        TEST(crossing_fins),
        TEST(crossing_syns),
        TEST(refused),
        TEST(refused_first),
        TEST(first_is_spurious),
        TEST(a_reset_that_does_not_fit),
        TEST(forged_reset),
        TEST(half_open_scan),
        TEST(half_open_discovery),
        TEST(without_handshake),
        TEST(an_answer_first),
        TEST(fin_behind_a_gap),
        TEST(numbers_that_wrap),
        TEST(the_same_ports_again),
        TEST(many),
        TEST(what_is_no_tcp),
        TEST(plain_packets),
        TEST(odd_options),
        TEST(segments_again),
        TEST(lost_and_sent_again),
        TEST(late_segments),
        TEST(gaps_one_by_one),
        TEST(windows),
        TEST(keeping_alive),
        TEST(data_behind_fin),
        TEST(long_histories),
        TEST(a_long_pause),
        cmocka_unit_test(terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
