/* The figures of RFC 9293, line by line. */
#include "pair.h"

static void test_figure_6_handshake(void **state)
{
    struct pair *p = pair_new("rfc", 100, 300);
    (void)state;
    call(p, B, NK_TCP_ON_PASSIVE_OPEN);
    states_are(p, NK_TCP_CLOSED, NK_TCP_LISTEN);
    call(p, A, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    arrives(p, B, 0);
    states_are(p, NK_TCP_SYN_SENT, NK_TCP_SYN_RECEIVED);
    sends(p, B, 1, "<SEQ=300><ACK=101><CTL=SYN,ACK>");
    arrives(p, A, 1);
    states_are(p, NK_TCP_ESTABLISHED, NK_TCP_SYN_RECEIVED);
    sends(p, A, 2, "<SEQ=101><ACK=301><CTL=ACK>");
    arrives(p, B, 2);
    states_are(p, NK_TCP_ESTABLISHED, NK_TCP_ESTABLISHED);
    give(p, A, "data");
    sends(p, A, 3, "<SEQ=101><ACK=301><DATA=4><CTL=ACK>");
    arrives(p, B, 3);
    got(p, B, "data");
    sends(p, B, 4, "<SEQ=301><ACK=105><CTL=ACK>");
    pair_free(p);
}

static void test_figure_7_simultaneous_open(void **state)
{
    struct pair *p = pair_new("rfc", 100, 300);
    (void)state;
    call(p, A, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    call(p, B, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, B, 1, "<SEQ=300><CTL=SYN>");
    arrives(p, A, 1);
    states_are(p, NK_TCP_SYN_RECEIVED, NK_TCP_SYN_SENT);
    arrives(p, B, 0);
    states_are(p, NK_TCP_SYN_RECEIVED, NK_TCP_SYN_RECEIVED);
    sends(p, A, 2, "<SEQ=100><ACK=301><CTL=SYN,ACK>");
    sends(p, B, 3, "<SEQ=300><ACK=101><CTL=SYN,ACK>");
    arrives(p, A, 3);
    states_are(p, NK_TCP_ESTABLISHED, NK_TCP_SYN_RECEIVED);
    arrives(p, B, 2);
    states_are(p, NK_TCP_ESTABLISHED, NK_TCP_ESTABLISHED);
    sends(p, A, 4, NULL);
    sends(p, B, 4, NULL);
    pair_free(p);
}

static void test_figure_8_old_duplicate_syn(void **state)
{
    struct pair *p = pair_new("rfc", 100, 300);
    (void)state;
    p->end[B].iss_step = 100;
    call(p, B, NK_TCP_ON_PASSIVE_OPEN);
    call(p, A, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    injected(p, B, 90, 0, NK_TCP_SYN);
    states_are(p, NK_TCP_SYN_SENT, NK_TCP_SYN_RECEIVED);
    sends(p, B, 1, "<SEQ=300><ACK=91><CTL=SYN,ACK>");
    arrives(p, A, 1);
    state_is(p, A, NK_TCP_SYN_SENT);
    sends(p, A, 2, "<SEQ=91><CTL=RST>");
    arrives(p, B, 2);
    states_are(p, NK_TCP_SYN_SENT, NK_TCP_LISTEN);
    arrives(p, B, 0);
    state_is(p, B, NK_TCP_SYN_RECEIVED);
    sends(p, B, 3, "<SEQ=400><ACK=101><CTL=SYN,ACK>");
    arrives(p, A, 3);
    states_are(p, NK_TCP_ESTABLISHED, NK_TCP_SYN_RECEIVED);
    sends(p, A, 4, "<SEQ=101><ACK=401><CTL=ACK>");
    arrives(p, B, 4);
    states_are(p, NK_TCP_ESTABLISHED, NK_TCP_ESTABLISHED);
    pair_free(p);
}

static void test_figure_9_half_open(void **state)
{
    struct pair *p = pair_new("rfc", 400, 299);
    (void)state;
    /* A has crashed and knows nothing; B sends 300 and receives 100 next */
    nk_tcp_endpoint_place(&p->end[B], NK_TCP_ESTABLISHED, 99);
    call(p, A, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, A, 0, "<SEQ=400><CTL=SYN>");
    arrives(p, B, 0);
    states_are(p, NK_TCP_SYN_SENT, NK_TCP_ESTABLISHED);
    sends(p, B, 1, "<SEQ=300><ACK=100><CTL=ACK>");
    arrives(p, A, 1);
    sends(p, A, 2, "<SEQ=100><CTL=RST>");
    arrives(p, B, 2);
    states_are(p, NK_TCP_SYN_SENT, NK_TCP_CLOSED);
    assert_string_equal(p->out.says, "connection reset");
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    sends(p, A, 3, "<SEQ=400><CTL=SYN>");
    pair_free(p);
}

static void test_figure_10_active_side_finds_half_open(void **state)
{
    struct pair *p = pair_new("rfc", 400, 299);
    (void)state;
    nk_tcp_endpoint_place(&p->end[B], NK_TCP_ESTABLISHED, 99);
    give(p, B, "0123456789");
    sends(p, B, 0, "<SEQ=300><ACK=100><DATA=10><CTL=ACK>");
    arrives(p, A, 0);
    state_is(p, A, NK_TCP_CLOSED);
    sends(p, A, 1, "<SEQ=100><CTL=RST>");
    arrives(p, B, 1);
    states_are(p, NK_TCP_CLOSED, NK_TCP_CLOSED);
    pair_free(p);
}

static void test_figure_11_old_duplicate_syn_to_two_listeners(void **state)
{
    struct pair *p = pair_new("rfc", 100, 7000);
    (void)state;
    call(p, A, NK_TCP_ON_PASSIVE_OPEN);
    call(p, B, NK_TCP_ON_PASSIVE_OPEN);
    injected(p, B, 26, 0, NK_TCP_SYN);
    states_are(p, NK_TCP_LISTEN, NK_TCP_SYN_RECEIVED);
    sends(p, B, 0, "<SEQ=7000><ACK=27><CTL=SYN,ACK>");
    arrives(p, A, 0);
    state_is(p, A, NK_TCP_LISTEN);
    sends(p, A, 1, "<SEQ=27><CTL=RST>");
    arrives(p, B, 1);
    states_are(p, NK_TCP_LISTEN, NK_TCP_LISTEN);
    assert_null(p->out.says); /* the user need not know */
    pair_free(p);
}

static void test_figure_12_normal_close(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    (void)state;
    establish(p, 100, 300);
    call(p, A, NK_TCP_ON_CLOSE);
    sends(p, A, 0, "<SEQ=100><ACK=300><CTL=FIN,ACK>");
    arrives(p, B, 0);
    states_are(p, NK_TCP_FIN_WAIT_1, NK_TCP_CLOSE_WAIT);
    assert_string_equal(p->out.says, "connection closing");
    sends(p, B, 1, "<SEQ=300><ACK=101><CTL=ACK>");
    arrives(p, A, 1);
    states_are(p, NK_TCP_FIN_WAIT_2, NK_TCP_CLOSE_WAIT);
    call(p, B, NK_TCP_ON_CLOSE);
    sends(p, B, 2, "<SEQ=300><ACK=101><CTL=FIN,ACK>");
    arrives(p, A, 2);
    states_are(p, NK_TCP_TIME_WAIT, NK_TCP_LAST_ACK);
    sends(p, A, 3, "<SEQ=101><ACK=301><CTL=ACK>");
    arrives(p, B, 3);
    states_are(p, NK_TCP_TIME_WAIT, NK_TCP_CLOSED);
    expires(p, A, NK_TCP_ON_2MSL);
    states_are(p, NK_TCP_CLOSED, NK_TCP_CLOSED);
    assert_int_equal(p->now, 240000000);
    pair_free(p);
}

static void test_figure_13_simultaneous_close(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    (void)state;
    establish(p, 100, 300);
    call(p, A, NK_TCP_ON_CLOSE);
    call(p, B, NK_TCP_ON_CLOSE);
    sends(p, A, 0, "<SEQ=100><ACK=300><CTL=FIN,ACK>");
    sends(p, B, 1, "<SEQ=300><ACK=100><CTL=FIN,ACK>");
    states_are(p, NK_TCP_FIN_WAIT_1, NK_TCP_FIN_WAIT_1);
    arrives(p, A, 1);
    arrives(p, B, 0);
    states_are(p, NK_TCP_CLOSING, NK_TCP_CLOSING);
    sends(p, A, 2, "<SEQ=101><ACK=301><CTL=ACK>");
    sends(p, B, 3, "<SEQ=301><ACK=101><CTL=ACK>");
    arrives(p, A, 3);
    arrives(p, B, 2);
    states_are(p, NK_TCP_TIME_WAIT, NK_TCP_TIME_WAIT);
    expires(p, A, NK_TCP_ON_2MSL);
    expires(p, B, NK_TCP_ON_2MSL);
    states_are(p, NK_TCP_CLOSED, NK_TCP_CLOSED);
    pair_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure_6_handshake),
        cmocka_unit_test(test_figure_7_simultaneous_open),
        cmocka_unit_test(test_figure_8_old_duplicate_syn),
        cmocka_unit_test(test_figure_9_half_open),
        cmocka_unit_test(test_figure_10_active_side_finds_half_open),
        cmocka_unit_test(test_figure_11_old_duplicate_syn_to_two_listeners),
        cmocka_unit_test(test_figure_12_normal_close),
        cmocka_unit_test(test_figure_13_simultaneous_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
