/* The built-in scenarios; those of the figures have RFC 9293's states and numbers. */
#include "walk.h"

static void figure_6_handshake(void **state)
{
    (void)state;
    walk_is("fig-6", "client SYN seq=100 SYN-SENT/SYN-RECEIVED\n"
                     "server SYN,ACK seq=300 ack=101 ESTABLISHED/SYN-RECEIVED\n"
                     "client ACK seq=101 ack=301 ESTABLISHED/ESTABLISHED\n"
                     "client PSH,ACK seq=101 ack=301 len=10 ESTABLISHED/ESTABLISHED\n"
                     "server ACK seq=301 ack=111 ESTABLISHED/ESTABLISHED\n");
}

static void figure_7_simultaneous_open(void **state)
{
    (void)state;
    walk_is("fig-7", "server SYN seq=300 SYN-RECEIVED/SYN-SENT\n"
                     "client SYN seq=100 SYN-RECEIVED/SYN-RECEIVED\n"
                     "server SYN,ACK seq=300 ack=101 ESTABLISHED/SYN-RECEIVED\n"
                     "client SYN,ACK seq=100 ack=301 ESTABLISHED/ESTABLISHED\n");
}

static void figure_8_old_duplicate_syn(void **state)
{
    (void)state;
    walk_is("fig-8", "client injected SYN seq=90 SYN-SENT/SYN-RECEIVED\n"
                     "server SYN,ACK seq=300 ack=91 SYN-SENT/SYN-RECEIVED\n"
                     "client RST seq=91 SYN-SENT/LISTEN\n"
                     "client SYN seq=100 SYN-SENT/SYN-RECEIVED\n"
                     "server SYN,ACK seq=400 ack=101 ESTABLISHED/SYN-RECEIVED\n"
                     "client ACK seq=101 ack=401 ESTABLISHED/ESTABLISHED\n");
}

static void figure_9_half_open(void **state)
{
    (void)state;
    walk_is("fig-9", "client SYN seq=99 SYN-SENT/SYN-RECEIVED\n"
                     "server SYN,ACK seq=299 ack=100 ESTABLISHED/SYN-RECEIVED\n"
                     "client ACK seq=100 ack=300 ESTABLISHED/ESTABLISHED\n"
                     "client SYN seq=400 SYN-SENT/ESTABLISHED\n"
                     "server ACK seq=300 ack=100 SYN-SENT/ESTABLISHED\n"
                     "client RST seq=100 SYN-SENT/CLOSED\n"
                     "client SYN seq=400 SYN-SENT/CLOSED\n"
                     "server RST,ACK seq=0 ack=401 CLOSED/CLOSED\n");
}

static void figure_10_active_side_finds_half_open(void **state)
{
    (void)state;
    walk_is("fig-10", "client SYN seq=99 SYN-SENT/SYN-RECEIVED\n"
                      "server SYN,ACK seq=299 ack=100 ESTABLISHED/SYN-RECEIVED\n"
                      "client ACK seq=100 ack=300 ESTABLISHED/ESTABLISHED\n"
                      "server PSH,ACK seq=300 ack=100 len=10 CLOSED/ESTABLISHED\n"
                      "client RST seq=100 CLOSED/CLOSED\n");
}

static void figure_11_two_passive_ends(void **state)
{
    (void)state;
    walk_is("fig-11", "client injected SYN seq=200 LISTEN/SYN-RECEIVED\n"
                      "server SYN,ACK seq=300 ack=201 LISTEN/SYN-RECEIVED\n"
                      "client RST seq=201 LISTEN/LISTEN\n");
}

static void figure_12_normal_close(void **state)
{
    (void)state;
    walk_is("fig-12", "client SYN seq=99 SYN-SENT/SYN-RECEIVED\n"
                      "server SYN,ACK seq=299 ack=100 ESTABLISHED/SYN-RECEIVED\n"
                      "client ACK seq=100 ack=300 ESTABLISHED/ESTABLISHED\n"
                      "client FIN,ACK seq=100 ack=300 FIN-WAIT-1/CLOSE-WAIT\n"
                      "server ACK seq=300 ack=101 FIN-WAIT-2/CLOSE-WAIT\n"
                      "server FIN,ACK seq=300 ack=101 TIME-WAIT/LAST-ACK\n"
                      "client ACK seq=101 ack=301 TIME-WAIT/CLOSED\n");
}

static void figure_13_simultaneous_close(void **state)
{
    (void)state;
    walk_is("fig-13", "client SYN seq=99 SYN-SENT/SYN-RECEIVED\n"
                      "server SYN,ACK seq=299 ack=100 ESTABLISHED/SYN-RECEIVED\n"
                      "client ACK seq=100 ack=300 ESTABLISHED/ESTABLISHED\n"
                      "server FIN,ACK seq=300 ack=100 CLOSING/FIN-WAIT-1\n"
                      "client FIN,ACK seq=100 ack=300 CLOSING/CLOSING\n"
                      "server ACK seq=301 ack=101 TIME-WAIT/CLOSING\n"
                      "client ACK seq=101 ack=301 TIME-WAIT/TIME-WAIT\n");
}

/* ---- the others ------------------------------------------------------------------- */

/* Runs a built-in with a profile; returns how it ends: the last line, with its time. */
static void ends(const char *scenario, const char *profile, const char *expected)
{
    struct walked *w = walk_new();
    const struct nk_scenario *s = nk_scenario_find(scenario);
    w->settings.profile = nk_tcp_profile_find(profile, strlen(profile));
    w->times = w->calls = true;
    walk_run(w, s->text);
    assert_true(w->met);
    const char *last = w->text.data + w->text.len - 2;
    while (last > w->text.data && last[-1] != '\n')
        last--;
    assert_string_equal(last, expected);
    walk_free(w);
}

static void each_ends_as_it_has_to(void **state)
{
    (void)state;
    ends("open-close", "rfc", "240.060 client time-wait-timeout CLOSED/CLOSED\n");
    ends("open-close", "linux", "60.060 client time-wait-timeout CLOSED/CLOSED\n");
    ends("simultaneous-open", "rfc",
         "0.020 client SYN,ACK seq=1000 ack=5001 ESTABLISHED/ESTABLISHED\n");
    ends("simultaneous-close", "rfc", "240.050 server time-wait-timeout CLOSED/CLOSED\n");
    ends("half-open-crash", "linux",
         "1.060 client ACK seq=1302 ack=69001 ESTABLISHED/ESTABLISHED\n");
    ends("reset", "rfc", "0.040 client RST seq=1001 CLOSED/CLOSED\n");
    ends("refused", "linux", "0.020 server RST,ACK seq=0 ack=1001 CLOSED/CLOSED\n");
    ends("syn-loss", "linux", "61.060 client time-wait-timeout CLOSED/CLOSED\n");
    ends("data-loss", "rfc", "241.100 client time-wait-timeout CLOSED/CLOSED\n");
    ends("reorder", "rfc", "240.080 client time-wait-timeout CLOSED/CLOSED\n");
    ends("old-duplicate", "rfc", "0.080 client ACK seq=1001 ack=5101 ESTABLISHED/ESTABLISHED\n");
    ends("time-wait", "rfc", "241.060 client time-wait-timeout CLOSED/CLOSED\n");
    ends("user-timeout", "rfc", "300.030 client user-timeout CLOSED/ESTABLISHED\n");
    ends("blind-reset", "rfc", "0.040 client injected RST seq=1001 ESTABLISHED/CLOSED\n");
}

/* RFC 2525 2.17: a RFC's endpoint closes as ever. */
static void unread_data_resets_on_linux_only(void **state)
{
    (void)state;
    ends("unread-close", "linux", "0.060 client close CLOSED/CLOSED\n");
    ends("unread-close", "rfc", "240.080 server time-wait-timeout CLOSED/CLOSED\n");
}

/* With the numbers of a figure a built-in has the figure's segments. */
static void built_ins_take_the_numbers_of_the_figures(void **state)
{
    static const struct {
        const char *scenario, *figure;
        uint32_t isn[2];
    } rows[] = {{"old-duplicate", "fig-8", {100, 300}},
                {"half-open-crash", "fig-9", {99, 299}},
                {"open-close", "fig-12", {99, 299}}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walked *a = walk_new(), *b = walk_new();
        for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
            a->settings.has_isn[side] = true;
            a->settings.isn[side] = rows[i].isn[side];
        }
        walk_run(a, nk_scenario_find(rows[i].scenario)->text);
        walk_run(b, nk_scenario_find(rows[i].figure)->text);
        char *end =
            strstr(b->text.data, "client SYN seq=400 SYN-SENT/CLOSED"); /* goes on otherwise */
        size_t len = end != NULL ? (size_t)(end - b->text.data) : b->text.len;
        assert_memory_equal(a->text.data, b->text.data, len);
        walk_free(a);
        walk_free(b);
    }
}

static void every_name_is_found(void **state)
{
    const struct nk_scenario *s;
    size_t count = 0;
    (void)state;
    for (; (s = nk_scenario_at(count)) != NULL; count++) {
        assert_ptr_equal(nk_scenario_find(s->name), s);
        assert_true(strlen(s->name) < 19 && strlen(s->help) < 61);
        assert_int_equal(s->text[strlen(s->text) - 1], '\n');
    }
    assert_true(count >= 19);
    assert_null(nk_scenario_find("fig-14"));
    assert_null(nk_scenario_find("fig-"));
    assert_null(nk_scenario_find("figure-6x"));
    assert_null(nk_scenario_find(""));
    assert_ptr_equal(nk_scenario_find("Figure-13"), nk_scenario_find("fig-13"));
    assert_ptr_equal(nk_scenario_find("fig6"), nk_scenario_find("fig-6"));
    assert_ptr_equal(nk_scenario_find("HALF_OPEN_crash"), nk_scenario_find("half-open-crash"));
    assert_string_equal(nk_scenario_at(0)->name, "open-close");
}

/* No fault of the network makes an end wait for ever, or another end of it all. */
static void every_scenario_ends_under_every_fault(void **state)
{
    const struct nk_scenario *s;
    (void)state;
    for (size_t i = 0; (s = nk_scenario_at(i)) != NULL; i++)
        for (unsigned seed = 0; seed < 30; seed++) {
            struct walked *w = walk_new();
            w->settings.profile = nk_tcp_profile_at(seed & 1);
            w->settings.has_seed = true;
            w->settings.seed = seed;
            assert_true(nk_script_faults(&w->script, NK_FAULT_LOSE, "20%", 3, NULL));
            assert_true(nk_script_faults(&w->script, NK_FAULT_DUPLICATE, "20%", 3, NULL));
            assert_true(nk_script_faults(&w->script, NK_FAULT_REORDER, "20%", 3, NULL));
            walk_run(w, s->text);
            assert_true(w->records < 2000);
            walk_free(w);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figure_6_handshake),
        cmocka_unit_test(figure_7_simultaneous_open),
        cmocka_unit_test(figure_8_old_duplicate_syn),
        cmocka_unit_test(figure_9_half_open),
        cmocka_unit_test(figure_10_active_side_finds_half_open),
        cmocka_unit_test(figure_11_two_passive_ends),
        cmocka_unit_test(figure_12_normal_close),
        cmocka_unit_test(figure_13_simultaneous_close),
        cmocka_unit_test(each_ends_as_it_has_to),
        cmocka_unit_test(unread_data_resets_on_linux_only),
        cmocka_unit_test(built_ins_take_the_numbers_of_the_figures),
        cmocka_unit_test(every_name_is_found),
        cmocka_unit_test(every_scenario_ends_under_every_fault),
    };
    return cmocka_run_group_tests_name("scenarios", tests, NULL, NULL);
}
