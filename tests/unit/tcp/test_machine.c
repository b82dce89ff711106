/* The rows: each pair has one answer, and each row is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "netkit/tcp.h"

static bool is_default(const struct nk_tcp_row *row)
{
    return row->state == NK_TCP_ANY || row->event == NK_TCP_EVERY;
}

/* How many rows of a pair apply always; `defaults` counts those that name one of the two only. */
static unsigned count_always(unsigned state, unsigned event, unsigned *defaults)
{
    const struct nk_tcp_row *row;
    unsigned own = 0;
    *defaults = 0;
    for (size_t i = 0; (row = nk_tcp_row_at(i)) != NULL; i++) {
        if (row->when != NK_TCP_IF_ALWAYS)
            continue;
        if (row->state == state && row->event == event)
            own++;
        else if (is_default(row) && (row->state == state || row->state == NK_TCP_ANY) &&
                 (row->event == event || row->event == NK_TCP_EVERY))
            (*defaults)++;
    }
    return own;
}

static void test_each_pair_has_one_answer(void **state)
{
    (void)state;
    for (unsigned s = 0; s < NK_TCP_STATES; s++) {
        for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
            unsigned defaults, own = count_always(s, e, &defaults);
            if (own > 1 || (own == 0 && defaults != 1))
                fail_msg("%s, %s: %u rows, %u defaults", nk_tcp_state_term(s)->name,
                         nk_tcp_event_term(e)->name, own, defaults);
        }
    }
}

static void test_no_row_is_doubled_or_hidden(void **state)
{
    const struct nk_tcp_row *row, *other;
    (void)state;
    for (size_t i = 0; (row = nk_tcp_row_at(i)) != NULL; i++) {
        for (size_t j = 0; j < i; j++) {
            other = nk_tcp_row_at(j);
            if (other->state != row->state || other->event != row->event)
                continue;
            /* an earlier row that asks for less would always win */
            if ((other->when & ~row->when) == 0)
                fail_msg("rows %zu and %zu", j, i);
        }
    }
}

static bool is_segment_put(unsigned put)
{
    return put == NK_TCP_PUT_RST_AT || put == NK_TCP_PUT_RST_ACK;
}

static void check_row(const struct nk_tcp_row *row)
{
    size_t len = strlen(row->reason);
    bool segment = !nk_tcp_event_is_call((enum nk_tcp_event)row->event) &&
                   !nk_tcp_event_is_timeout((enum nk_tcp_event)row->event);
    assert_true(row->state <= NK_TCP_ANY && row->event <= NK_TCP_EVERY);
    assert_true(row->state != NK_TCP_ANY || row->event != NK_TCP_EVERY);
    assert_true(row->next <= NK_TCP_SAME && row->put < NK_TCP_PUTS);
    assert_true(row->verdict < NK_TCP_VERDICTS);
    assert_true((row->when >> NK_TCP_IF_FACTS) == 0);
    assert_true(len > 10 && row->reason[len - 1] != '.');
    assert_true(strlen(row->section) > 0);
    assert_non_null(memchr(row->says, '\0', sizeof row->says)); /* a text can fill its place */
    assert_non_null(memchr(row->section, '\0', sizeof row->section));
    assert_non_null(memchr(row->reason, '\0', sizeof row->reason));
    assert_int_equal(row->actions[NK_TCP_ROW_ACTIONS - 1], NK_TCP_DO_NOTHING);
    for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS; i++)
        assert_true(row->actions[i] < NK_TCP_ACTIONS);
    assert_true(segment || !is_segment_put(row->put)); /* those need a segment's numbers */
    assert_true(segment || row->verdict == NK_TCP_TAKEN || row->verdict == NK_TCP_REFUSED ||
                row->verdict == NK_TCP_IGNORED);
    if (row->verdict == NK_TCP_REFUSED) {
        assert_true(nk_tcp_event_is_call((enum nk_tcp_event)row->event));
        assert_true(row->says[0] != '\0');
        assert_int_equal(row->next, NK_TCP_SAME);
    }
}

static void test_each_row_is_whole(void **state)
{
    const struct nk_tcp_row *row;
    const struct nk_tcp_profile *p;
    (void)state;
    for (size_t i = 0; (row = nk_tcp_row_at(i)) != NULL; i++)
        check_row(row);
    for (size_t i = 0; (p = nk_tcp_profile_at(i)) != NULL; i++)
        for (size_t j = 0; j < p->count; j++)
            check_row(&p->rows[j]);
}

static void test_each_profile_answers(void **state)
{
    struct nk_tcp_machine m;
    const struct nk_tcp_profile *p;
    (void)state;
    for (size_t i = 0; (p = nk_tcp_profile_at(i)) != NULL; i++) {
        nk_tcp_machine_init(&m, p);
        for (unsigned s = 0; s < NK_TCP_STATES; s++) {
            for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
                size_t count;
                const struct nk_tcp_row *const *rows =
                    nk_tcp_machine_rows(&m, (enum nk_tcp_state)s, (enum nk_tcp_event)e, &count);
                assert_true(count > 0);
                for (size_t j = 0; j < count; j++)
                    assert_int_equal(rows[j]->when == NK_TCP_IF_ALWAYS, j + 1 == count);
                assert_ptr_equal(
                    nk_tcp_machine_find(&m, (enum nk_tcp_state)s, (enum nk_tcp_event)e, 0),
                    rows[count - 1]);
            }
        }
        for (size_t j = 0; j < p->count; j++) /* each row of the profile is in force */
            assert_ptr_equal(nk_tcp_machine_find(&m, (enum nk_tcp_state)p->rows[j].state,
                                                 (enum nk_tcp_event)p->rows[j].event,
                                                 p->rows[j].when),
                             &p->rows[j]);
    }
}

static void test_terms(void **state)
{
    (void)state;
    for (unsigned i = 0; i < NK_TCP_STATES; i++)
        assert_non_null(nk_tcp_state_term(i)->help);
    for (unsigned i = 0; i < NK_TCP_EVENTS; i++)
        assert_non_null(nk_tcp_event_term(i)->help);
    for (unsigned i = 0; i < NK_TCP_IF_FACTS; i++)
        assert_non_null(nk_tcp_fact_term(i)->help);
    for (unsigned i = 0; i < NK_TCP_ACTIONS; i++)
        assert_non_null(nk_tcp_action_term(i)->help);
    for (unsigned i = 0; i < NK_TCP_PUTS; i++)
        assert_non_null(nk_tcp_put_term(i)->help);
    for (unsigned i = 0; i < NK_TCP_VERDICTS; i++)
        assert_non_null(nk_tcp_verdict_term(i)->help);
    assert_null(nk_tcp_state_term(NK_TCP_STATES));
    assert_null(nk_tcp_event_term(NK_TCP_EVENTS));
    assert_null(nk_tcp_fact_term(NK_TCP_IF_FACTS));
}

static void test_spellings(void **state)
{
    static const struct {
        const char *text;
        enum nk_tcp_state state;
    } good[] = {
        {"FIN-WAIT-1", NK_TCP_FIN_WAIT_1},   {"fin_wait_1", NK_TCP_FIN_WAIT_1},
        {"FIN_WAIT1", NK_TCP_FIN_WAIT_1},    {"TCP_FIN_WAIT2", NK_TCP_FIN_WAIT_2},
        {"estab", NK_TCP_ESTABLISHED},       {"ESTABLISHED", NK_TCP_ESTABLISHED},
        {"SYN_RECV", NK_TCP_SYN_RECEIVED},   {"syn-recv", NK_TCP_SYN_RECEIVED},
        {"SYN_RCVD", NK_TCP_SYN_RECEIVED},   {"TCP_NEW_SYN_RECV", NK_TCP_SYN_RECEIVED},
        {"UNCONN", NK_TCP_CLOSED},           {"CLOSE", NK_TCP_CLOSED},
        {"closed", NK_TCP_CLOSED},           {"listening", NK_TCP_LISTEN},
        {"TCP_TIME_WAIT", NK_TCP_TIME_WAIT}, {"Last-Ack", NK_TCP_LAST_ACK},
        {"close-wait", NK_TCP_CLOSE_WAIT},   {"CLOSING", NK_TCP_CLOSING},
        {"TimeWait", NK_TCP_TIME_WAIT},      {"SYNRECEIVED", NK_TCP_SYN_RECEIVED},
        {"FINWAIT2", NK_TCP_FIN_WAIT_2},     {"SYN_SENT", NK_TCP_SYN_SENT},
        {"bound-inactive", NK_TCP_CLOSED},
    };
    static const char *const bad[] = {"",           "TCP_", "FIN-WAIT", "ESTABLISHEDX",
                                      "FIN WAIT 1", "10",   "ES-TAB",   "CLOSED-"};
    enum nk_tcp_state s;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        s = NK_TCP_STATES;
        if (!nk_tcp_state_find(good[i].text, strlen(good[i].text), &s) || s != good[i].state)
            fail_msg("%s", good[i].text);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (nk_tcp_state_find(bad[i], strlen(bad[i]), &s))
            fail_msg("%s", bad[i]);
    for (unsigned i = 0; i < NK_TCP_STATES; i++) {
        assert_true(nk_tcp_state_of_kernel(nk_tcp_state_to_kernel((enum nk_tcp_state)i), &s));
        assert_int_equal(s, i);
    }
    assert_true(nk_tcp_state_of_kernel(10, &s) && s == NK_TCP_LISTEN);
    assert_true(nk_tcp_state_of_kernel(12, &s) && s == NK_TCP_SYN_RECEIVED);
    assert_true(nk_tcp_state_of_kernel(13, &s) && s == NK_TCP_CLOSED);
    assert_false(nk_tcp_state_of_kernel(0, &s));
    assert_false(nk_tcp_state_of_kernel(14, &s));
}

static void test_flags(void **state)
{
    char text[NK_TCP_FLAGS_MAX];
    (void)state;
    assert_string_equal(nk_tcp_flags_format(0, text), "-");
    assert_string_equal(nk_tcp_flags_format(NK_TCP_SYN | NK_TCP_ACK, text), "SYN,ACK");
    assert_string_equal(nk_tcp_flags_format(0xff, text), "SYN,FIN,RST,PSH,ACK,URG");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_pair_has_one_answer),
        cmocka_unit_test(test_no_row_is_doubled_or_hidden),
        cmocka_unit_test(test_each_row_is_whole),
        cmocka_unit_test(test_each_profile_answers),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_flags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
