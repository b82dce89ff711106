#include <stdlib.h>

#include "walk.h"

/* A line is refused, with this message, at this place. */
static void refused(const char *before, const char *line, size_t offset, size_t length,
                    const char *message)
{
    struct nk_script s = {0};
    struct nk_err err = {0};
    assert_true(nk_script_add(&s, before, strlen(before), 1, &err));
    size_t count = s.count;
    assert_false(nk_script_add(&s, line, strlen(line), 2, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    if (strstr(err.text, message) == NULL)
        fail_msg("'%s' has the message: %s", line, err.text);
    assert_int_equal(err.offset, offset);
    assert_int_equal(err.length, length);
    assert_int_equal(s.count, count); /* nothing of the line is kept */
    nk_script_release(&s);
}

static void times_have_units(void **state)
{
    static const struct {
        const char *text;
        int64_t time;
    } rows[] = {{"0", 0},
                {"5", 5000000},
                {"500ms", 500000},
                {"1.5s", 1500000},
                {"0.000001s", 1},
                {"1.9999999s", 1999999},
                {"250us", 250},
                {"2m", 120000000},
                {"2min", 120000000},
                {"1h", INT64_C(3600000000)},
                {"1000h", INT64_C(3600000000000)}};
    static const char *const bad[] = {"",    "s",   "-1",  "1d",           "1001h",  "1.5.5s",
                                      "1 s", "1e3", ".5s", "99999999999s", "1000.1h"};
    int64_t time;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(nk_script_time(rows[i].text, strlen(rows[i].text), &time));
        assert_int_equal(time, rows[i].time);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (nk_script_time(bad[i], strlen(bad[i]), &time))
            fail_msg("'%s' was taken for a time", bad[i]);
}

static void isns_are_one_or_two(void **state)
{
    uint32_t isn[2];
    bool given[2];
    struct nk_err err = {0};
    (void)state;
    assert_true(nk_script_isns("100,4294967295", 14, isn, given, &err));
    assert_true(given[0] && given[1] && isn[0] == 100 && isn[1] == UINT32_MAX);
    assert_true(nk_script_isns("0x10", 4, isn, given, &err));
    assert_true(given[0] && !given[1] && isn[0] == 16);
    assert_false(nk_script_isns("1,4294967296", 12, isn, given, &err));
    assert_int_equal(err.offset, 2);
    assert_false(nk_script_isns("1,2,3", 5, isn, given, &err));
    assert_false(nk_script_isns("", 0, isn, given, &err));
    assert_false(nk_script_isns("1,", 2, isn, given, &err));
    assert_false(nk_script_isns(",1", 2, isn, given, &err));
}

static void blank_lines_and_comments_are_nothing(void **state)
{
    static const char *const lines[] = {"", "   ", "\t", "# client", "  # x", "\r"};
    struct nk_script s = {0};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(nk_script_add(&s, lines[i], strlen(lines[i]), i, NULL));
    assert_int_equal(s.count, 0);
    assert_true(nk_script_add(&s, "CLIENT\tClose # now\r", 19, 9, NULL));
    assert_int_equal(s.count, 1);
    assert_int_equal(s.lines[0].verb, NK_SCRIPT_CALL);
    assert_int_equal(s.lines[0].event, NK_TCP_ON_CLOSE);
    assert_int_equal(s.lines[0].number, 9);
    nk_script_release(&s);
}

static void a_bad_word_is_pointed_at(void **state)
{
    (void)state;
    refused("", "clinet close", 0, 6, "'clinet' is no line of a scenario: did you mean 'client'?");
    refused("", "client clsoe", 7, 5, "'clsoe' is no call: did you mean 'close'?");
    refused("", "client", 6, 0, "expected a word more: call");
    refused("", "client send", 11, 0, "expected how many bytes");
    refused("", "client send 2000000", 12, 7, "at most 1048576");
    refused("", "client send 1 fast", 14, 4, "one word too many");
    refused("", "client close now", 13, 3, "one word too many");
    refused("", "at 5x client close", 3, 2, "expected a time");
    refused("", "at 5s", 5, 0, "expected what is done then");
    refused("", "and", 3, 0, "expected what is done");
    refused("", "and and client close", 4, 3, "'and' is no line");
    refused("", "lose", 4, 0, "expected numbers of segments");
    refused("", "lose 0", 5, 1, "from 1");
    refused("", "lose 1,3-2", 5, 5, "from 1");
    refused("", "lose 1,,2", 5, 4, "from 1");
    refused("", "lose 101%", 5, 4, "from 1");
    refused("", "lose client 1 x", 14, 1, "from 1");
    refused("", "hold 1", 6, 0, "expected a time");
    refused("", "hold", 4, 0, "expected a number of a segment, or next");
    refused("", "seed x", 5, 1, "expected a number");
    refused("", "mss x", 4, 1, "bytes of a segment");
    refused("", "msl x", 4, 1, "expected a time");
    refused("", "delay x", 6, 1, "expected a time");
    refused("", "server receive x", 15, 1, "how many bytes to take");
    refused("", "inject client SYN len=x", 22, 1, "expected a number");
    refused("", "wait client ESTABLISHD", 12, 10, "did you mean 'ESTABLISHED'?");
    refused("", "wait x", 5, 1, "expected a time");
    refused("", "seed 1 2", 7, 1, "one word too many");
    refused("", "hold all 5s", 5, 3, "from 1");
    refused("", "inject client SIN", 14, 3, "expected flags");
    refused("", "inject client SYN,", 14, 4, "expected flags");
    refused("", "inject client", 13, 0, "expected flags");
    refused("", "inject client SYN seq=4294967296", 22, 10, "below 2^32");
    refused("", "inject client SYN seq=rcv.next", 22, 8, "below 2^32");
    refused("", "inject client SYN size=3", 18, 6, "is no part of a segment");
    refused("", "inject network SYN", 7, 7, "is no client or server");
    refused("", "expect client ESTABLISHD", 14, 10, "did you mean 'ESTABLISHED'?");
    refused("", "expect", 6, 0, "client or server");
    refused("", "wait client", 11, 0, "state");
    refused("", "profile bsd", 8, 3, "is no profile");
    refused("", "window 65536", 7, 5, "at most 65535");
    refused("", "window 0", 7, 1, "at least 1");
    refused("", "mss client 0", 11, 1, "at least 1");
    refused("", "isn 1,2,3", 4, 5, "sequence numbers");
    refused("client close", "profile linux", 0, 7, "before the first call");
    refused("", "after 1s msl 1s", 9, 3, "before the first call");
}

static void calls_and_flags_have_several_spellings(void **state)
{
    static const struct {
        const char *line;
        uint8_t event, flags;
    } rows[] = {{"client connect", NK_TCP_ON_ACTIVE_OPEN, 0},
                {"A OPEN", NK_TCP_ON_ACTIVE_OPEN, 0},
                {"b Listen", NK_TCP_ON_PASSIVE_OPEN, 0},
                {"client passive_open", NK_TCP_ON_PASSIVE_OPEN, 0},
                {"server recv", NK_TCP_ON_RECEIVE, 0},
                {"server shutdown", NK_TCP_ON_CLOSE, 0},
                {"inject A syn-ack", 0, NK_TCP_SYN | NK_TCP_ACK},
                {"inject B FIN+PSH,ACK", 0, NK_TCP_FIN | NK_TCP_PSH | NK_TCP_ACK},
                {"inject B -", 0, 0}};
    struct nk_script s = {0};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(nk_script_add(&s, rows[i].line, strlen(rows[i].line), 1, NULL));
        assert_int_equal(s.lines[i].event, rows[i].event);
        assert_int_equal(s.lines[i].flags, rows[i].flags);
    }
    nk_script_release(&s);
}

/* Settings and parts of a segment that a scenario may have, and what they come to. */
static void numbers_are_kept(void **state)
{
    static const char *const lines[] = {
        "seed 4294967295",
        "mss server 536",
        "isn 7",
        "msl 5s",
        "inject client URG seq=1 ack=2 len=3 win=4 urgent=5",
        "inject server ACK length=6 window=7",
        "client send 8 urgent",
        "server receive 9",
        "client crash",
    };
    struct nk_script s = {0};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!nk_script_add(&s, lines[i], strlen(lines[i]), (unsigned)i + 1, NULL))
            fail_msg("%s", lines[i]);
    assert_int_equal(s.count, sizeof lines / sizeof *lines);
    assert_true(s.lines[0].verb == NK_SCRIPT_SEED && s.lines[0].first == UINT32_MAX);
    assert_true(s.lines[1].verb == NK_SCRIPT_MSS && s.lines[1].first == 536);
    assert_int_equal(s.lines[1].side, NK_TCP_SERVER);
    assert_true(s.lines[2].verb == NK_SCRIPT_ISN && s.lines[2].first == 7);
    assert_true(s.lines[3].verb == NK_SCRIPT_MSL);
    assert_true(s.lines[4].length == 3 && s.lines[4].window == 4);
    assert_int_equal(s.lines[4].urgent_pointer, 5);
    assert_true(s.lines[5].length == 6 && s.lines[5].window == 7);
    assert_true(s.lines[6].length == 8 && s.lines[6].urgent);
    assert_int_equal(s.lines[7].length, 9);
    assert_int_equal(s.lines[8].verb, NK_SCRIPT_CRASH);
    nk_script_release(&s);
}

/* Of each line what is typed first: a line, or what is wrong is told within it. */
static void lines_are_cut_anywhere(void **state)
{
    static const char *const lines[] = {
        "profile client linux",
        "msl 5s",
        "seed 12",
        "window server 100",
        "mss client 536",
        "isn server 300,400",
        "delay client 20ms",
        "at 5s lose client 1,3 5-7 next all 10%",
        "after 2s duplicate next",
        "and reorder server 2",
        "hold server 1 50ms",
        "client send 100 urgent",
        "server receive 5",
        "crash server",
        "inject client SYN,ACK seq=snd.nxt+5 ack=rcv.nxt-1 length=3 window=4 urgent=5",
        "wait client ESTABLISHED",
        "wait 5s",
        "expect client ESTABLISHED server CLOSE-WAIT",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (size_t len = 0; len <= strlen(lines[i]); len++) {
            struct nk_script s = {0};
            struct nk_err err = {0};
            char *part = malloc(len + (len == 0));
            assert_non_null(part);
            memcpy(part, lines[i], len);
            if (!nk_script_add(&s, part, len, 1, &err)) {
                assert_int_equal(err.code, NK_ERR_INPUT);
                assert_true(err.offset <= len && err.length <= len - err.offset);
                assert_true(err.text[0] != '\0');
            }
            free(part);
            nk_script_release(&s);
        }
}

static void faults_are_lists(void **state)
{
    struct nk_script s = {0};
    (void)state;
    assert_true(nk_script_add(&s, "after 2s lose client 1,3 5-7 next", 33, 1, NULL));
    assert_int_equal(s.count, 4);
    assert_int_equal(s.lines[0].when, NK_SCRIPT_AFTER);
    for (size_t i = 1; i < 4; i++)
        assert_int_equal(s.lines[i].when, NK_SCRIPT_AND);
    assert_true(s.lines[2].first == 5 && s.lines[2].last == 7);
    assert_true(s.lines[3].next);
    assert_true(nk_script_faults(&s, NK_FAULT_DUPLICATE, "all", 3, NULL));
    assert_int_equal(s.lines[4].verb, NK_SCRIPT_PERCENT);
    assert_int_equal(s.lines[4].first, 100);
    assert_false(nk_script_faults(&s, NK_FAULT_LOSE, "one", 3, NULL));
    nk_script_release(&s);
}

/* ---- running ------------------------------------------------------------------------ */

static void missed(const char *script, const char *expected)
{
    struct walked *w = walk_new();
    walk_run(w, script);
    assert_string_equal(w->missed.data, expected);
    walk_free(w);
}

static void expectations_are_checked(void **state)
{
    (void)state;
    missed("server passive-open\nclient active-open\nexpect client ESTAB server established\n", "");
    missed("server passive-open\nexpect server LISTEN client LISTEN\nclient active-open\n",
           "2: expected the client in LISTEN, but it is in CLOSED\n");
    missed("server passive-open\nclient active-open\nwait client CLOSED\n",
           "3: waited for the client in CLOSED, but it is in ESTABLISHED, and nothing changes "
           "that\n");
    missed("server passive-open\nclient active-open\nclient close\nserver close\n"
           "expect client TIME-WAIT\nwait 239s\nexpect client TIME-WAIT\nwait\n"
           "expect client CLOSED\n",
           "");
}

static void lines_are_done_at_their_times(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    w->times = w->calls = true;
    walk_run(w, "at 1s client status\nand server status\nafter 500ms client status\n"
                "wait 2s\nclient status\nat 1s server status\n");
    assert_string_equal(w->text.data, "1.000 client status CLOSED/CLOSED\n"
                                      "1.000 server status CLOSED/CLOSED\n"
                                      "1.500 client status CLOSED/CLOSED\n"
                                      "3.500 client status CLOSED/CLOSED\n"
                                      "3.500 server status CLOSED/CLOSED\n");
    walk_free(w);
}

static void settings_take_the_place_of_the_scripts(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    w->times = w->calls = true;
    w->settings.profile = nk_tcp_profile_find("linux", 5);
    w->settings.msl = 1000000;
    w->settings.has_isn[NK_TCP_SERVER] = true;
    w->settings.isn[NK_TCP_SERVER] = 7;
    walk_run(w, "profile rfc\nmsl 1h\nisn 1,2\nserver passive-open\nclient active-open\n"
                "client close\nserver close\n");
    assert_non_null(strstr(w->text.data, "SYN,ACK seq=7 ack=2 "));
    assert_non_null(strstr(w->text.data, "2.060 client time-wait-timeout"));
    walk_free(w);
}

/* "isn END A,B" keeps the distance of the two when the first is another. */
static void the_second_isn_keeps_its_distance(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    w->settings.has_isn[NK_TCP_SERVER] = true;
    w->settings.isn[NK_TCP_SERVER] = 300;
    walk_run(w, nk_scenario_find("old-duplicate")->text);
    assert_non_null(strstr(w->text.data, "server SYN,ACK seq=300 ack=991 "));
    assert_non_null(strstr(w->text.data, "server SYN,ACK seq=400 ack=1001 "));
    walk_free(w);
}

static void an_empty_script_is_nothing(void **state)
{
    struct walked *w = walk_new();
    (void)state;
    walk_run(w, "# nothing\n\n");
    assert_true(w->met);
    assert_int_equal(w->records, 0);
    walk_free(w);
}

static void there_is_an_end_to_lines(void **state)
{
    struct nk_script s = {0};
    struct nk_err err = {0};
    (void)state;
    for (unsigned i = 0; i < NK_SCRIPT_LINES_MAX; i++)
        assert_true(nk_script_add(&s, "client status", 13, i, &err));
    assert_false(nk_script_add(&s, "client status", 13, 0, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    nk_script_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_have_units),
        cmocka_unit_test(isns_are_one_or_two),
        cmocka_unit_test(blank_lines_and_comments_are_nothing),
        cmocka_unit_test(a_bad_word_is_pointed_at),
        cmocka_unit_test(calls_and_flags_have_several_spellings),
        cmocka_unit_test(numbers_are_kept),
        cmocka_unit_test(lines_are_cut_anywhere),
        cmocka_unit_test(faults_are_lists),
        cmocka_unit_test(expectations_are_checked),
        cmocka_unit_test(lines_are_done_at_their_times),
        cmocka_unit_test(settings_take_the_place_of_the_scripts),
        cmocka_unit_test(the_second_isn_keeps_its_distance),
        cmocka_unit_test(an_empty_script_is_nothing),
        cmocka_unit_test(there_is_an_end_to_lines),
    };
    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
