/* One endpoint, or two, in cases that the figures do not show. */
#include "pair.h"

static struct pair *placed(const char *profile, enum nk_tcp_state s)
{
    struct pair *p = pair_new(profile, 100, 0);
    nk_tcp_endpoint_place(&p->end[A], s, 300);
    return p;
}

/* RFC 5961 3: outside the window nothing, at RCV.NXT the end, elsewhere a challenge. */
static void test_reset_by_sequence_number(void **state)
{
    static const enum nk_tcp_state open[] = {
        NK_TCP_SYN_RECEIVED, NK_TCP_ESTABLISHED, NK_TCP_FIN_WAIT_1, NK_TCP_FIN_WAIT_2,
        NK_TCP_CLOSE_WAIT,   NK_TCP_CLOSING,     NK_TCP_LAST_ACK,   NK_TCP_TIME_WAIT};
    (void)state;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct pair *p = placed("rfc", open[i]);
        uint32_t next = p->end[A].tcb.rcv_nxt, sent = p->end[A].tcb.snd_nxt;
        char challenge[64];
        injected(p, A, next - 1, 0, NK_TCP_RST);
        injected(p, A, next + 65535, 0, NK_TCP_RST);
        sends(p, A, 0, NULL);
        state_is(p, A, open[i]);
        injected(p, A, next + 1, 0, NK_TCP_RST);
        snprintf(challenge, sizeof challenge, "<SEQ=%u><ACK=%u><CTL=ACK>", sent, next);
        sends(p, A, 0, challenge);
        state_is(p, A, open[i]);
        injected(p, A, next, 0, NK_TCP_RST);
        state_is(p, A, open[i] == NK_TCP_SYN_RECEIVED ? NK_TCP_LISTEN : NK_TCP_CLOSED);
        sends(p, A, 0, NULL);
        pair_free(p);
    }
}

static void test_reset_of_syn_sent(void **state)
{
    struct pair *p = placed("rfc", NK_TCP_SYN_SENT);
    (void)state;
    injected(p, A, 0, 0, NK_TCP_RST); /* no ACK */
    state_is(p, A, NK_TCP_SYN_SENT);
    injected(p, A, 0, 100, NK_TCP_RST | NK_TCP_ACK); /* ISS, not of the SYN */
    injected(p, A, 0, 102, NK_TCP_RST | NK_TCP_ACK);
    state_is(p, A, NK_TCP_SYN_SENT);
    sends(p, A, 0, NULL);
    injected(p, A, 0, 101, NK_TCP_RST | NK_TCP_ACK);
    state_is(p, A, NK_TCP_CLOSED);
    assert_string_equal(p->out.says, "connection reset");
    pair_free(p);
}

static void test_closed_answers_with_resets(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    struct nk_tcp_segment s = {
        .seq = 50, .len = 7, .flags = NK_TCP_SYN, .data = (const uint8_t *)"1234567"};
    (void)state;
    injected(p, A, 1, 77, NK_TCP_ACK);
    sends(p, A, 0, "<SEQ=77><CTL=RST>");
    p->slot[1] = s;
    arrives(p, A, 1);
    sends(p, A, 0, "<SEQ=0><ACK=58><CTL=RST,ACK>");
    injected(p, A, 1, 77, NK_TCP_RST | NK_TCP_ACK);
    sends(p, A, 0, NULL);
    pair_free(p);
}

static void test_syn_in_a_connection_is_challenged(void **state)
{
    struct pair *p = placed("rfc", NK_TCP_ESTABLISHED);
    (void)state;
    injected(p, A, 301, 0, NK_TCP_SYN);
    sends(p, A, 0, "<SEQ=101><ACK=301><CTL=ACK>");
    injected(p, A, 9000000, 0, NK_TCP_SYN);
    sends(p, A, 0, "<SEQ=101><ACK=301><CTL=ACK>");
    state_is(p, A, NK_TCP_ESTABLISHED);
    pair_free(p);
}

static void test_acknowledgments(void **state)
{
    struct pair *p = placed("rfc", NK_TCP_ESTABLISHED);
    (void)state;
    injected(p, A, 301, 102, NK_TCP_ACK); /* of what was not sent */
    sends(p, A, 0, "<SEQ=101><ACK=301><CTL=ACK>");
    injected(p, A, 301, 101U - 65536, NK_TCP_ACK); /* older than any window */
    sends(p, A, 0, "<SEQ=101><ACK=301><CTL=ACK>");
    injected(p, A, 301, 101U - 65535, NK_TCP_ACK);
    injected(p, A, 301, 101, 0); /* no ACK bit */
    sends(p, A, 0, NULL);
    pair_free(p);
    p = placed("rfc", NK_TCP_SYN_RECEIVED);
    injected(p, A, 301, 100, NK_TCP_ACK);
    sends(p, A, 0, "<SEQ=100><CTL=RST>");
    injected(p, A, 301, 102, NK_TCP_ACK);
    sends(p, A, 0, "<SEQ=102><CTL=RST>");
    state_is(p, A, NK_TCP_SYN_RECEIVED);
    pair_free(p);
}

/* The ACK of our FIN and the peer's FIN in one segment: two steps at once. */
static void test_fin_with_ack_of_fin(void **state)
{
    struct pair *p = placed("rfc", NK_TCP_FIN_WAIT_1);
    (void)state;
    injected(p, A, 301, 102, NK_TCP_FIN | NK_TCP_ACK);
    state_is(p, A, NK_TCP_TIME_WAIT);
    assert_int_equal(p->out.count, 2);
    assert_int_equal(p->out.rows[0]->next, NK_TCP_FIN_WAIT_2);
    sends(p, A, 0, "<SEQ=102><ACK=302><CTL=ACK>");
    p->now = 1000000; /* the FIN again: 2MSL start anew */
    injected(p, A, 301, 102, NK_TCP_FIN | NK_TCP_ACK);
    sends(p, A, 0, "<SEQ=102><ACK=302><CTL=ACK>");
    assert_int_equal(p->end[A].due[NK_TCP_TIMER_2MSL], 241000000);
    pair_free(p);
}

static void test_out_of_order_over_the_wrap(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    (void)state;
    establish(p, 0xfffffffeU, 0xffffffffU);
    give(p, A, "one");
    sends(p, A, 0, "<SEQ=4294967294><ACK=4294967295><DATA=3><CTL=ACK>");
    give(p, A, "two");
    sends(p, A, 1, "<SEQ=1><ACK=4294967295><DATA=3><CTL=ACK>");
    call(p, A, NK_TCP_ON_CLOSE);
    sends(p, A, 2, "<SEQ=4><ACK=4294967295><CTL=FIN,ACK>");
    arrives(p, B, 2); /* the FIN first */
    sends(p, B, 3, "<SEQ=4294967295><ACK=4294967294><CTL=ACK>");
    state_is(p, B, NK_TCP_ESTABLISHED);
    arrives(p, B, 1);
    sends(p, B, 3, "<SEQ=4294967295><ACK=4294967294><CTL=ACK>");
    arrives(p, B, 0);
    state_is(p, B, NK_TCP_CLOSE_WAIT);
    got(p, B, "onetwo");
    sends(p, B, 3, "<SEQ=4294967295><ACK=5><CTL=ACK>");
    arrives(p, A, 3);
    state_is(p, A, NK_TCP_FIN_WAIT_2);
    arrives(p, B, 1); /* again: it is old */
    sends(p, B, 3, "<SEQ=4294967295><ACK=5><CTL=ACK>");
    pair_free(p);
}

/* Text and FIN that came with a SYN count once the connection is established. */
static void test_syn_with_all_there_is(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    struct nk_tcp_segment s = {
        .seq = 300, .len = 3, .flags = NK_TCP_SYN | NK_TCP_FIN, .data = (const uint8_t *)"all"};
    (void)state;
    call(p, A, NK_TCP_ON_PASSIVE_OPEN);
    p->slot[0] = s;
    arrives(p, A, 0);
    sends(p, A, 1, "<SEQ=0><ACK=301><CTL=SYN,ACK>");
    arrives(p, A, 0); /* again: a part of it is in the window */
    state_is(p, A, NK_TCP_SYN_RECEIVED);
    sends(p, A, 1, "<SEQ=1><ACK=301><CTL=ACK>");
    injected(p, A, 301, 1, NK_TCP_ACK);
    state_is(p, A, NK_TCP_CLOSE_WAIT);
    got(p, A, "all");
    sends(p, A, 1, "<SEQ=1><ACK=305><CTL=ACK>");
    pair_free(p);
}

/* The window shuts, is probed, and opens. */
static void test_zero_window(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    (void)state;
    establish(p, 100, 300);
    p->end[A].tcb.snd_wnd = 0;
    give(p, A, "xyz");
    sends(p, A, 0, NULL);
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=1><CTL=ACK>");
    sends(p, A, 1, NULL);
    p->end[B].in.size = 0; /* no room there */
    arrives(p, B, 0);
    sends(p, B, 1, "<SEQ=300><ACK=100><CTL=ACK>");
    arrives(p, A, 1);
    assert_int_equal(p->end[A].tries, 0);
    p->end[B].in.size = 65535;
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=1><CTL=ACK>");
    arrives(p, B, 0);
    sends(p, B, 1, "<SEQ=300><ACK=101><CTL=ACK>");
    arrives(p, A, 1);
    sends(p, A, 0, "<SEQ=101><ACK=300><DATA=2><CTL=ACK>");
    pair_free(p);
}

/* The probe is not taken, and the window opens: its byte goes out with the others. */
static void test_a_probe_that_was_not_taken(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    (void)state;
    establish(p, 100, 300);
    p->end[A].tcb.snd_wnd = 0;
    give(p, A, "xyz");
    sends(p, A, 0, NULL);
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=1><CTL=ACK>");
    injected(p, A, 300, 100, NK_TCP_ACK); /* a window of 65535 */
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=3><CTL=ACK>");
    arrives(p, B, 0);
    sends(p, B, 1, "<SEQ=300><ACK=103><CTL=ACK>");
    arrives(p, A, 1);
    assert_int_equal(nk_tcp_endpoint_due(&p->end[A], &(enum nk_tcp_event){0}), -1);
    pair_free(p);
}

/* What is sent again is the segment that it was, and then the next one. */
static void test_a_segment_is_sent_again_as_it_was(void **state)
{
    struct pair *p = pair_new("rfc", 0, 0);
    (void)state;
    establish(p, 100, 300);
    give(p, A, "one");
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=3><CTL=ACK>");
    give(p, A, "three");
    sends(p, A, 0, "<SEQ=103><ACK=300><DATA=5><CTL=ACK>");
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=3><CTL=ACK>");
    injected(p, A, 300, 103, NK_TCP_ACK);
    sends(p, A, 0, "<SEQ=103><ACK=300><DATA=5><CTL=ACK>");
    injected(p, A, 300, 106, NK_TCP_ACK); /* a part of it */
    sends(p, A, 0, "<SEQ=106><ACK=300><DATA=2><CTL=ACK>");
    injected(p, A, 300, 108, NK_TCP_ACK);
    assert_int_equal(p->end[A].end_count, 0);
    pair_free(p);
}

static void test_close_waits_for_data_in_syn_received(void **state)
{
    struct pair *p = placed("rfc", NK_TCP_SYN_RECEIVED);
    (void)state;
    give(p, A, "late");
    call(p, A, NK_TCP_ON_CLOSE);
    state_is(p, A, NK_TCP_SYN_RECEIVED);
    injected(p, A, 301, 101, NK_TCP_ACK);
    state_is(p, A, NK_TCP_FIN_WAIT_1);
    sends(p, A, 0, "<SEQ=101><ACK=301><DATA=4><CTL=ACK>");
    sends(p, A, 0, "<SEQ=105><ACK=301><CTL=FIN,ACK>");
    pair_free(p);
}

static void test_retransmission_and_user_timeout(void **state)
{
    static const int rfc[] = {1, 3, 7, 15, 31, 63, 123, 183, 243};
    struct pair *p = pair_new("rfc", 100, 0);
    enum nk_tcp_event event;
    (void)state;
    call(p, A, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    for (size_t i = 0; i < sizeof rfc / sizeof *rfc; i++) {
        expires(p, A, NK_TCP_ON_RETRANSMISSION);
        assert_int_equal(p->now, rfc[i] * INT64_C(1000000));
        sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    }
    expires(p, A, NK_TCP_ON_USER_TIMEOUT);
    assert_int_equal(p->now, 300000000);
    state_is(p, A, NK_TCP_CLOSED);
    assert_string_equal(p->out.says, "connection aborted due to user timeout");
    assert_int_equal(nk_tcp_endpoint_due(&p->end[A], &event), -1);
    pair_free(p);
}

/* tcp_syn_linear_timeouts 4, tcp_syn_retries 6 */
/* Two of three segments are lost: the second gap is filled when the ACK of the first tells of it,
 * not a timeout later. */
static void test_two_gaps(void **state)
{
    (void)state;
    struct pair *p = pair_new("rfc", 0, 0);
    char text[3 * 536 + 1];
    establish(p, 100, 300);
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    give(p, A, text);
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=536><CTL=ACK>");
    sends(p, A, 0, "<SEQ=636><ACK=300><DATA=536><CTL=ACK>");
    sends(p, A, 0, "<SEQ=1172><ACK=300><DATA=536><CTL=ACK>");
    sends(p, A, 1, NULL);
    arrives(p, B, 0); /* the third alone */
    sends(p, B, 1, "<SEQ=300><ACK=100><CTL=ACK>");
    arrives(p, A, 1);
    sends(p, A, 0, NULL);
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    sends(p, A, 0, "<SEQ=100><ACK=300><DATA=536><CTL=ACK>");
    sends(p, A, 1, NULL);
    arrives(p, B, 0);
    sends(p, B, 1, "<SEQ=300><ACK=636><CTL=ACK>");
    arrives(p, A, 1);
    sends(p, A, 0, "<SEQ=636><ACK=300><DATA=536><CTL=ACK>");
    sends(p, A, 1, NULL);
    arrives(p, B, 0);
    sends(p, B, 1, "<SEQ=300><ACK=1708><CTL=ACK>");
    arrives(p, A, 1);
    sends(p, A, 0, NULL);
    assert_int_equal(nk_tcp_endpoint_due(&p->end[A], &(enum nk_tcp_event){0}), -1);
    got(p, B, text);
    pair_free(p);
}

static void shut_down(struct pair *p, int end)
{
    struct nk_tcp_call c = {.event = NK_TCP_ON_CLOSE, .half = true};
    assert_true(nk_tcp_endpoint_call(&p->end[end], &c, p->now, &p->out, NULL));
}

/* Of a Linux process shutdown() ends one direction, close() both. */
static void test_close_and_shutdown(void **state)
{
    (void)state;
    for (int closes = 0; closes < 2; closes++) {
        struct pair *p = pair_new("linux", 0, 0);
        establish(p, 100, 300);
        if (closes)
            call(p, A, NK_TCP_ON_CLOSE);
        else
            shut_down(p, A);
        sends(p, A, 0, "<SEQ=100><ACK=300><CTL=FIN,ACK>");
        arrives(p, B, 0);
        sends(p, B, 0, "<SEQ=300><ACK=101><CTL=ACK>");
        arrives(p, A, 0);
        states_are(p, NK_TCP_FIN_WAIT_2, NK_TCP_CLOSE_WAIT);
        enum nk_tcp_event event;
        assert_int_equal(nk_tcp_endpoint_due(&p->end[A], &event), closes ? 60000000 : -1);
        give(p, B, "late");
        sends(p, B, 0, "<SEQ=300><ACK=101><DATA=4><CTL=ACK>");
        arrives(p, A, 0);
        state_is(p, A, closes ? NK_TCP_CLOSED : NK_TCP_FIN_WAIT_2);
        sends(p, A, 0, closes ? "<SEQ=101><CTL=RST>" : "<SEQ=101><ACK=304><CTL=ACK>");
        if (!closes) { /* and then the process goes, with data that it has not read */
            call(p, A, NK_TCP_ON_CLOSE);
            state_is(p, A, NK_TCP_CLOSED);
            sends(p, A, 0, "<SEQ=101><ACK=304><CTL=RST,ACK>");
        }
        pair_free(p);
    }
}

static void test_linux_syn_times(void **state)
{
    static const int times[] = {1, 2, 3, 4, 5, 7, 11, 19, 35, 67};
    struct pair *p = pair_new("linux", 100, 0);
    (void)state;
    call(p, A, NK_TCP_ON_ACTIVE_OPEN);
    sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        expires(p, A, NK_TCP_ON_RETRANSMISSION);
        assert_int_equal(p->now, times[i] * INT64_C(1000000));
        sends(p, A, 0, "<SEQ=100><CTL=SYN>");
    }
    expires(p, A, NK_TCP_ON_RETRANSMISSION);
    assert_int_equal(p->now, 131000000);
    state_is(p, A, NK_TCP_CLOSED);
    assert_string_equal(p->out.says, "connection timed out");
    pair_free(p);
}

static void test_profiles_differ(void **state)
{
    static const char *const names[] = {"rfc", "linux"};
    (void)state;
    for (int linux_ = 0; linux_ < 2; linux_++) {
        struct pair *p = placed(names[linux_], NK_TCP_LISTEN);
        call(p, A, NK_TCP_ON_ACTIVE_OPEN);
        assert_int_equal(p->out.refused, linux_);
        state_is(p, A, linux_ ? NK_TCP_LISTEN : NK_TCP_SYN_SENT);
        pair_free(p);
        p = pair_new(names[linux_], 0, 0);
        establish(p, 100, 300);
        give(p, B, "unread");
        sends(p, B, 0, "<SEQ=300><ACK=100><DATA=6><CTL=ACK>");
        arrives(p, A, 0);
        call(p, A, NK_TCP_ON_CLOSE);
        state_is(p, A, linux_ ? NK_TCP_CLOSED : NK_TCP_FIN_WAIT_1);
        sends(p, A, 0,
              linux_ ? "<SEQ=100><ACK=306><CTL=RST,ACK>" : "<SEQ=100><ACK=306><CTL=FIN,ACK>");
        pair_free(p);
        p = placed(names[linux_], NK_TCP_SYN_RECEIVED); /* the SYN again */
        injected(p, A, 300, 0, NK_TCP_SYN);
        sends(p, A, 0, linux_ ? "<SEQ=100><ACK=301><CTL=SYN,ACK>" : "<SEQ=101><ACK=301><CTL=ACK>");
        pair_free(p);
        p = placed(names[linux_], NK_TCP_FIN_WAIT_2);
        injected(p, A, 301, 102, NK_TCP_FIN | NK_TCP_ACK);
        expires(p, A, NK_TCP_ON_2MSL);
        assert_int_equal(p->now, linux_ ? 60000000 : 240000000);
        pair_free(p);
    }
}

static void test_abort(void **state)
{
    struct pair *p = placed("rfc", NK_TCP_CLOSE_WAIT);
    (void)state;
    call(p, A, NK_TCP_ON_ABORT);
    state_is(p, A, NK_TCP_CLOSED);
    sends(p, A, 0, "<SEQ=101><CTL=RST>");
    pair_free(p);
    p = placed("rfc", NK_TCP_LAST_ACK);
    call(p, A, NK_TCP_ON_ABORT);
    state_is(p, A, NK_TCP_CLOSED);
    sends(p, A, 0, NULL);
    pair_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reset_by_sequence_number),
        cmocka_unit_test(test_reset_of_syn_sent),
        cmocka_unit_test(test_closed_answers_with_resets),
        cmocka_unit_test(test_syn_in_a_connection_is_challenged),
        cmocka_unit_test(test_acknowledgments),
        cmocka_unit_test(test_fin_with_ack_of_fin),
        cmocka_unit_test(test_out_of_order_over_the_wrap),
        cmocka_unit_test(test_syn_with_all_there_is),
        cmocka_unit_test(test_zero_window),
        cmocka_unit_test(test_a_probe_that_was_not_taken),
        cmocka_unit_test(test_a_segment_is_sent_again_as_it_was),
        cmocka_unit_test(test_close_waits_for_data_in_syn_received),
        cmocka_unit_test(test_retransmission_and_user_timeout),
        cmocka_unit_test(test_two_gaps),
        cmocka_unit_test(test_close_and_shutdown),
        cmocka_unit_test(test_linux_syn_times),
        cmocka_unit_test(test_profiles_differ),
        cmocka_unit_test(test_abort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
