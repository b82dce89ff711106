#include "walk.h"

/* Runs a script; what is told has to be this. */
static void runs(const char *script, bool calls, bool times, const char *expected)
{
    struct walked *w = walk_new();
    w->calls = calls;
    w->times = times;
    walk_run(w, script);
    assert_string_equal(w->text.data, expected);
    walk_free(w);
}

static void calls_and_segments_are_told_in_order(void **state)
{
    (void)state;
    runs("server passive-open\nclient active-open\n", true, true,
         "0.000 server passive-open CLOSED/LISTEN\n"
         "0.000 client active-open SYN-SENT/LISTEN\n"
         "0.010 client SYN seq=1000 SYN-SENT/SYN-RECEIVED\n"
         "0.020 server SYN,ACK seq=5000 ack=1001 ESTABLISHED/SYN-RECEIVED\n"
         "0.030 client ACK seq=1001 ack=5001 ESTABLISHED/ESTABLISHED\n");
}

static void a_delay_counts_one_way(void **state)
{
    (void)state;
    runs("delay client 100ms\ndelay server 1s\nclient active-open\n", false, true,
         "0.100 client SYN seq=1000 SYN-SENT/CLOSED\n"
         "1.100 server RST,ACK seq=0 ack=1001 CLOSED/CLOSED\n"
         /* meanwhile the SYN has been sent again */
         "1.100 client SYN seq=1000 CLOSED/CLOSED\n"
         "2.100 server RST,ACK seq=0 ack=1001 CLOSED/CLOSED\n");
}

static void numbers_wrap(void **state)
{
    (void)state;
    runs("isn 4294967290,4294967295\nserver passive-open\nclient active-open\nclient send 10\n"
         "server close\nclient close\nserver receive\n",
         false, false,
         "client SYN seq=4294967290 SYN-SENT/SYN-RECEIVED\n"
         "server SYN,ACK seq=4294967295 ack=4294967291 ESTABLISHED/SYN-RECEIVED\n"
         "client ACK seq=4294967291 ack=0 ESTABLISHED/ESTABLISHED\n"
         "client PSH,ACK seq=4294967291 ack=0 len=10 ESTABLISHED/ESTABLISHED\n"
         "server ACK seq=0 ack=5 ESTABLISHED/ESTABLISHED\n"
         "server FIN,ACK seq=0 ack=5 CLOSE-WAIT/FIN-WAIT-1\n"
         "client ACK seq=5 ack=1 CLOSE-WAIT/FIN-WAIT-2\n"
         "client FIN,ACK seq=5 ack=1 LAST-ACK/TIME-WAIT\n"
         "server ACK seq=1 ack=6 CLOSED/TIME-WAIT\n");
}

/* RFC 6298 5.5, and tcp_syn_linear_timeouts. */
static void a_syn_is_sent_again_at_its_times(void **state)
{
    (void)state;
    runs("profile linux\ndelay 0\nlose all\nclient active-open\n", false, true,
         "0.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "1.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "2.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "3.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "4.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "5.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "7.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "11.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "19.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "35.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n"
         "67.000 client lost SYN seq=1000 SYN-SENT/CLOSED\n");
    runs("delay 0\nlose 1-3\nserver passive-open\nclient active-open\n", false, true,
         "0.000 client lost SYN seq=1000 SYN-SENT/LISTEN\n"
         "1.000 client lost SYN seq=1000 SYN-SENT/LISTEN\n"
         "3.000 client lost SYN seq=1000 SYN-SENT/LISTEN\n"
         "7.000 client SYN seq=1000 SYN-SENT/SYN-RECEIVED\n"
         "7.000 server SYN,ACK seq=5000 ack=1001 ESTABLISHED/SYN-RECEIVED\n"
         "7.000 client ACK seq=1001 ack=5001 ESTABLISHED/ESTABLISHED\n");
}

static void a_crash_forgets_all(void **state)
{
    (void)state;
    runs("isn server 5000,7000\nserver passive-open\nclient active-open\nserver crash\n"
         "client send 5\n",
         true, false,
         "server passive-open CLOSED/LISTEN\n"
         "client active-open SYN-SENT/LISTEN\n"
         "client SYN seq=1000 SYN-SENT/SYN-RECEIVED\n"
         "server SYN,ACK seq=5000 ack=1001 ESTABLISHED/SYN-RECEIVED\n"
         "client ACK seq=1001 ack=5001 ESTABLISHED/ESTABLISHED\n"
         "server crash ESTABLISHED/CLOSED\n"
         "client send len=5 ESTABLISHED/CLOSED\n"
         "client PSH,ACK seq=1001 ack=5001 len=5 ESTABLISHED/CLOSED\n"
         "server RST seq=5001 CLOSED/CLOSED\n");
}

/* The numbers of what is injected are those of the end, or any. */
static void what_is_injected_has_its_numbers(void **state)
{
    (void)state;
    runs("server passive-open\nclient active-open\n"
         "inject client ACK\n"
         "inject client FIN,ACK seq=rcv.nxt ack=server.iss length=3 window=1 urgent=2\n"
         "inject server - seq=0x10\n"
         "inject server RST seq=client.rcv.nxt\n",
         false, false,
         "client SYN seq=1000 SYN-SENT/SYN-RECEIVED\n"
         "server SYN,ACK seq=5000 ack=1001 ESTABLISHED/SYN-RECEIVED\n"
         "client ACK seq=1001 ack=5001 ESTABLISHED/ESTABLISHED\n"
         "client injected ACK seq=1001 ack=5001 ESTABLISHED/ESTABLISHED\n"
         "client injected FIN,ACK seq=5001 ack=5000 len=3 ESTABLISHED/ESTABLISHED\n"
         "server ACK seq=5001 ack=1001 ESTABLISHED/ESTABLISHED\n"
         "server injected - seq=16 ESTABLISHED/ESTABLISHED\n"
         "client ACK seq=1001 ack=5001 ESTABLISHED/ESTABLISHED\n"
         "server injected RST seq=5001 CLOSED/ESTABLISHED\n");
}

/* A window of nothing is asked about, and opens again. */
static void a_shut_window_opens(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    walk_run(w, "window server 1000\nserver passive-open\nclient active-open\nclient send 1500\n"
                "after 5s server receive\nserver receive\nclient close\nserver close\n"
                "expect client TIME-WAIT server CLOSED\n");
    assert_true(w->met);
    walk_free(w);
}

/* Three megabytes are refused, and what an end may send arrives whole. */
static void an_end_sends_so_much_at_most(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    walk_run(w, "profile linux\nwindow 65535\nserver passive-open\nclient active-open\n"
                "client send 60000\nserver receive\nclient send 1048576\n");
    assert_false(w->met);
    assert_string_equal(w->missed.data, "7: an end sends at most 1048576 bytes\n");
    walk_free(w);
}

static void what_never_ends_is_cut(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    walk_run(w, "window server 10\nserver passive-open\nclient active-open\nclient send 20\n");
    assert_false(w->met);
    assert_non_null(strstr(w->missed.data, "0: the scenario does not end: cut at "));
    assert_true(w->records < 1000);
    walk_free(w);
    w = walk_new(); /* an ACK for each ACK, with no time in between */
    walk_run(w, "delay 0\nduplicate all\nserver passive-open\nclient active-open\nclient crash\n"
                "inject client ACK seq=1\nlose 3\nserver send 100\n");
    assert_true(w->records < 200);
    walk_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_and_segments_are_told_in_order),
        cmocka_unit_test(a_delay_counts_one_way),
        cmocka_unit_test(numbers_wrap),
        cmocka_unit_test(a_syn_is_sent_again_at_its_times),
        cmocka_unit_test(a_crash_forgets_all),
        cmocka_unit_test(what_is_injected_has_its_numbers),
        cmocka_unit_test(a_shut_window_opens),
        cmocka_unit_test(an_end_sends_so_much_at_most),
        cmocka_unit_test(what_never_ends_is_cut),
    };
    return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
