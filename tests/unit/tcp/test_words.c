/* Events in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/given.h"
#include "tcp/words.h"

/* A parse from a text that ends where its memory does. */
static bool parse(const char *text, struct nk_tcp_said *said, struct nk_err *err)
{
    size_t len = strlen(text);
    char *copy = malloc(len > 0 ? len : 1);
    assert_non_null(copy);
    memcpy(copy, text, len);
    bool done = nk_tcp_said_parse(copy, len, said, err);
    free(copy);
    return done;
}

static void test_calls_and_timeouts(void **state)
{
    static const struct {
        const char *text;
        enum nk_tcp_event event;
    } good[] = {
        {"passive-open", NK_TCP_ON_PASSIVE_OPEN},
        {"PASSIVE OPEN", NK_TCP_ON_PASSIVE_OPEN},
        {"listen", NK_TCP_ON_PASSIVE_OPEN},
        {"open(passive)", NK_TCP_ON_PASSIVE_OPEN},
        {"active_open", NK_TCP_ON_ACTIVE_OPEN},
        {"open", NK_TCP_ON_ACTIVE_OPEN},
        {"Connect", NK_TCP_ON_ACTIVE_OPEN},
        {"SEND", NK_TCP_ON_SEND},
        {"send data", NK_TCP_ON_SEND},
        {"user-send", NK_TCP_ON_SEND},
        {"RECEIVE", NK_TCP_ON_RECEIVE},
        {"recv", NK_TCP_ON_RECEIVE},
        {"receive-call", NK_TCP_ON_RECEIVE},
        {"close", NK_TCP_ON_CLOSE},
        {"CLOSE call", NK_TCP_ON_CLOSE},
        {"shutdown", NK_TCP_ON_CLOSE},
        {"abort", NK_TCP_ON_ABORT},
        {"status", NK_TCP_ON_STATUS},
        {"rto", NK_TCP_ON_RETRANSMISSION},
        {"retransmission-timeout", NK_TCP_ON_RETRANSMISSION},
        {"RETRANSMISSION TIMEOUT", NK_TCP_ON_RETRANSMISSION},
        {"user-timeout", NK_TCP_ON_USER_TIMEOUT},
        {"USER_TIMEOUT", NK_TCP_ON_USER_TIMEOUT},
        {"2msl", NK_TCP_ON_2MSL},
        {"2MSL-timeout", NK_TCP_ON_2MSL},
        {"time-wait-timeout", NK_TCP_ON_2MSL},
        {"Timeout=2MSL", NK_TCP_ON_2MSL},
        {"2*MSL", NK_TCP_ON_2MSL},
        {"timeout: rto", NK_TCP_ON_RETRANSMISSION},
        {"appl: passive open", NK_TCP_ON_PASSIVE_OPEN},
        {"shutdown(SHUT_WR)", NK_TCP_ON_CLOSE},
        {"timeout", NK_TCP_EVENTS},
    };
    struct nk_tcp_said s;
    struct nk_err err;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!parse(good[i].text, &s, &err) || s.kind == NK_TCP_SAID_SEGMENT ||
            s.event != good[i].event)
            fail_msg("%s", good[i].text);
        assert_int_equal(s.kind == NK_TCP_SAID_CALL, nk_tcp_event_is_call(s.event));
    }
    assert_true(parse("send len=7 urgent", &s, &err) && s.len == 7 && s.urgent);
    assert_true(parse("active-open no-peer", &s, &err) && s.no_peer);
    assert_true(parse("shutdown()", &s, &err) && s.half);
    assert_true(parse("close()", &s, &err) && !s.half);
}

enum {
    S = NK_TCP_SYN,
    F = NK_TCP_FIN,
    R = NK_TCP_RST,
    A = NK_TCP_ACK,
    P = NK_TCP_PSH,
    U = NK_TCP_URG
};

static void test_segments(void **state)
{
    static const struct {
        const char *text;
        unsigned flags;
        uint8_t seq, ack;
        uint32_t len;
        bool loose;
    } good[] = {
        {"syn", S, 0, 0, 0, false},
        {"SYN", S, 0, 0, 0, false},
        {"rcv SYN", S, 0, 0, 0, false},
        {"receive-syn", S, 0, 0, 0, false},
        {"recv:SYN", S, 0, 0, 0, false},
        {"SYN arrives", S, 0, 0, 0, false},
        {"syn_ack", S | A, 0, 0, 0, false},
        {"SYN+ACK", S | A, 0, 0, 0, false},
        {"SYN/ACK", S | A, 0, 0, 0, false},
        {"ack,syn", S | A, 0, 0, 0, false},
        {"[S.]", S | A, 0, 0, 0, false},
        {"<CTL=SYN,ACK>", S | A, 0, 0, 0, false},
        {"[SYN, ACK]", S | A, 0, 0, 0, false},
        {"SA", S | A, 0, 0, 0, false},
        {"f", F, 0, 0, 0, false},
        {"ctl=SYN,ACK", S | A, 0, 0, 0, false},
        {"ack", A, 0, 0, 0, false},
        {"[.]", A, 0, 0, 0, false},
        {"fin", F | A, 0, 0, 0, true},
        {"FIN,ACK", F | A, 0, 0, 0, false},
        {"[F]", F, 0, 0, 0, false},
        {"<CTL=FIN>", F, 0, 0, 0, false},
        {"rst", R, 0, 0, 0, false},
        {"reset", R, 0, 0, 0, false},
        {"RST,ACK", R | A, 0, 0, 0, false},
        {"data", A, 0, 0, 10, true},
        {"psh,ack data", A | P, 0, 0, 10, true},
        {"data len=3", A, 0, 0, 3, true},
        {"len=3", A, 0, 0, 3, true},
        {"syn data", S, 0, 0, 10, false},
        {"urg", A | U, 0, 0, 0, true},
        {"none", 0, 0, 0, 0, false},
        {"rcv-other", 0, 0, 0, 0, false},
        {"rcv-text", A, 0, 0, 10, true},
        {"rcv-outside", A, NK_TCP_BASE_RCV_END, 0, 0, true},
        {"rst-outside", R, NK_TCP_BASE_RCV_END, 0, 0, false},
        {"rst out of window", R, NK_TCP_BASE_RCV_END, 0, 0, false},
        {"rst-in-window", R, NK_TCP_BASE_RCV_NXT, 0, 0, false},
        {"syn-in-window", S, NK_TCP_BASE_RCV_NXT, 0, 0, false},
        {"syn-again", S, NK_TCP_BASE_BEFORE, 0, 0, false},
        {"dup-fin", F | A, NK_TCP_BASE_BEFORE, 0, 0, true},
        {"ack-of-fin", A, 0, NK_TCP_BASE_SND_NXT, 0, false},
        {"rcv ACK of FIN", A, 0, NK_TCP_BASE_SND_NXT, 0, false},
        {"fin,ack-of-fin", F | A, 0, NK_TCP_BASE_SND_NXT, 0, false},
        {"rcv ACK of SYN", A, 0, NK_TCP_BASE_ISS, 0, false},
        {"future-ack", A, 0, NK_TCP_BASE_SND_NXT, 0, false},
        {"syn-ack bad-ack", S | A, 0, NK_TCP_BASE_SND_NXT, 0, false},
        {"old-ack", A, 0, NK_TCP_BASE_SND_OLD, 0, false},
        {"duplicate ack", A, 0, NK_TCP_BASE_SND_UNA, 0, false},
        {"SYN seq=100", S, NK_TCP_BASE_ZERO, 0, 0, false},
        {"ACK seq=rcv.nxt+3 ack=snd.una-1 len=5", A, NK_TCP_BASE_RCV_NXT, NK_TCP_BASE_SND_UNA, 5,
         false},
        {"<SEQ=1><ACK=0x10><DATA=2><CTL=PSH,ACK>", A | P, NK_TCP_BASE_ZERO, NK_TCP_BASE_ZERO, 2,
         false},
        {"Flags [P.], seq 1, ack 16, win 5, length 2", A | P, NK_TCP_BASE_ZERO, NK_TCP_BASE_ZERO, 2,
         false},
    };
    struct nk_tcp_said s;
    struct nk_err err;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!parse(good[i].text, &s, &err))
            fail_msg("%s: %s", good[i].text, err.text);
        if (s.kind != NK_TCP_SAID_SEGMENT || s.flags != good[i].flags || s.len != good[i].len ||
            s.seq.base != good[i].seq || s.ack.base != good[i].ack || s.loose != good[i].loose)
            fail_msg("%s: flags %x, len %u, seq %d, ack %d, loose %d", good[i].text, s.flags, s.len,
                     s.seq.base, s.ack.base, s.loose);
    }
}

/* What completion offers is understood, and the names of the table are. */
static void test_all_names(void **state)
{
    const struct nk_tcp_term *term;
    struct nk_tcp_said s;
    struct nk_err err;
    (void)state;
    for (size_t i = 0; (term = nk_tcp_said_at(i)) != NULL; i++)
        if (!parse(term->name, &s, &err))
            fail_msg("%s: %s", term->name, err.text);
    for (unsigned e = 0; e < NK_TCP_EVENTS; e++)
        if (!parse(nk_tcp_event_term(e)->name, &s, &err) ||
            (s.kind != NK_TCP_SAID_SEGMENT && s.event != e))
            fail_msg("%s", nk_tcp_event_term(e)->name);
}

static void test_wrong_words(void **state)
{
    static const struct {
        const char *text, *says;
        size_t offset, length;
    } bad[] = {
        {"", "is no event", 0, 0},
        {"sny", "did you mean 'syn'?", 0, 3},
        {"clsoe", "did you mean 'close'?", 0, 5},
        {"syn-akc", "did you mean 'syn-ack'?", 0, 7},
        {"qwertyuiop", "expected a call", 0, 10},
        {"close open", "is no event", 0, 10},
        {"close syn", "is no event", 0, 9},
        {"rto 2msl", "is no event", 0, 8},
        {"segment", "is no event", 0, 7},
        {"syn seq=x", "is no sequence number", 8, 1},
        {"syn seq=4294967296", "is no sequence number", 8, 10},
        {"syn seq=", "is no sequence number", 8, 0},
        {"syn seq=rcv.nxt+", "is no sequence number", 8, 8},
        {"syn win=65536", "is no number from 0 to 65535", 8, 5},
        {"data len=-1", "is no number from 0 to 65535", 9, 2},
        {"syn foo=1", "is nothing that a segment has", 4, 3},
        {"[SX]", "is no event", 0, 4},
        {"[S", "a bracket is open", 0, 1},
        {"syn\x1b", "is in no name", 3, 1},
    };
    struct nk_tcp_said s;
    struct nk_err err;
    char longer[400];
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        err = (struct nk_err){0};
        if (parse(bad[i].text, &s, &err) || err.code != NK_ERR_INPUT ||
            strstr(err.text, bad[i].says) == NULL || err.offset != bad[i].offset ||
            err.length != bad[i].length)
            fail_msg("%s: %s at %zu, %zu", bad[i].text, err.text, err.offset, err.length);
    }
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_false(parse(longer, &s, &err));
}

/* Any bytes end in an answer. */
static void test_any_bytes(void **state)
{
    static const char some[] = "synackfirt-_ ,=+<>[].:0129x\0\x80seqlenwind2msluseropnco";
    uint32_t random = 1;
    (void)state;
    for (int n = 0; n < 20000; n++) {
        char text[40];
        struct nk_tcp_said s;
        struct nk_err err = {0};
        size_t len = (size_t)n % sizeof text;
        for (size_t i = 0; i < len; i++) {
            random = random * 1664525 + 1013904223;
            text[i] = some[(random >> 16) % (sizeof some - 1)];
        }
        if (!nk_tcp_said_parse(text, len, &s, &err))
            assert_true(err.offset <= len && err.offset + err.length <= len);
    }
}

static void test_facts_are_given(void **state)
{
    struct nk_tcp_machine m;
    struct nk_err err;
    (void)state;
    nk_tcp_machine_init(&m, nk_tcp_profile_find("linux", 5));
    for (size_t i = 0; nk_tcp_given_at(i) != NULL; i++) {
        for (unsigned s = 0; s < NK_TCP_STATES; s++) {
            struct nk_tcp_endpoint e;
            assert_true(nk_tcp_endpoint_init(&e, &m, 100, &err));
            nk_tcp_endpoint_place(&e, (enum nk_tcp_state)s, 300);
            if (!nk_tcp_given_apply(&e, i, &err))
                assert_int_equal(err.code, NK_ERR_INPUT);
            else if (strcmp(nk_tcp_given_at(i)->name, "no-window") == 0)
                assert_int_equal(nk_tcp_endpoint_window(&e), 0);
            else if (strcmp(nk_tcp_given_at(i)->name, "unread") == 0)
                assert_int_equal(e.in.ready, 10);
            assert_int_equal(e.state, s);
            nk_tcp_endpoint_release(&e);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls_and_timeouts), cmocka_unit_test(test_segments),
        cmocka_unit_test(test_all_names),          cmocka_unit_test(test_wrong_words),
        cmocka_unit_test(test_any_bytes),          cmocka_unit_test(test_facts_are_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
