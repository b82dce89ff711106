#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/filter.h"

/* What a service's name is here. */
static bool port_of(void *closure, const char *name, size_t len, uint16_t *port)
{
    (void)closure;
    *port = 8080;
    return len == 8 && memcmp(name, "http-alt", 8) == 0;
}

static struct nk_tcp_subject subject(enum nk_tcp_state state, const char *local,
                                     uint16_t local_port, const char *peer, uint16_t peer_port)
{
    struct nk_tcp_subject s = {
        .states = NK_TCP_BIT(state), .local_port = local_port, .peer_port = peer_port};
    assert_true(nk_addr_parse(local, strlen(local), &s.local, NULL));
    assert_true(nk_addr_parse(peer, strlen(peer), &s.peer, NULL));
    return s;
}

static bool passes(const char *text, const struct nk_tcp_subject *s)
{
    struct nk_tcp_filter f;
    struct nk_err err = {0};
    if (!nk_tcp_filter_parse(&f, text, strlen(text), port_of, NULL, &err))
        fail_msg("'%s': %s at %zu", text, err.text, err.offset);
    bool good = nk_tcp_filter_passes(&f, s);
    nk_tcp_filter_release(&f);
    return good;
}

static const struct {
    const char *text;
    bool first, second, third;
} rows[] = {
    /* of: ESTABLISHED 10.0.0.1:40000 192.0.2.9:443; LISTEN [::]:8080 [::]:0;
     * TIME-WAIT [::ffff:10.0.0.1]:22 [2001:db8::9]:50000 */
    {"", true, true, true},
    {"  ", true, true, true},
    {"state established", true, false, false},
    {"state ESTAB", true, false, false},
    {"established", true, false, false},
    {"TCP_LISTEN", false, true, false},
    {"state listening,time-wait", false, true, true},
    {"state established state time-wait", true, false, true},
    {"state established time_wait", true, false, true},
    {"dport 443 or state established state time-wait", true, false, true},
    {"state synchronized", true, false, true},
    {"state connected", true, false, true},
    {"state all", true, true, true},
    {"state bucket", false, false, true},
    {"state big", true, true, false},
    {"exclude listening", true, false, true},
    {"state connected exclude time-wait", true, false, false},
    {"not state listening", true, false, true},
    {"! listening", true, false, true},
    {"!listening", true, false, true},
    {"dport 443", true, false, false},
    {"dport = :443", true, false, false},
    {"dport=:443", true, false, false},
    {"dport eq 443", true, false, false},
    {"dport != 443", false, true, true},
    {"dport ne :443", false, true, true},
    {"sport http-alt", false, true, false},
    {"sport = :http-alt", false, true, false},
    {"sport < 1024", false, false, true},
    {"sport lt 22", false, false, false},
    {"sport le 22", false, false, true},
    {"sport <= 22", false, false, true},
    {"sport > 8080", true, false, false},
    {"sport >= 8080", true, true, false},
    {"sport geq 8080", true, true, false},
    {"sport < 0", false, false, false},
    {"sport > 65535", false, false, false},
    {"sport 1-8080", false, true, true},
    {"sport :1-8080", false, true, true},
    {"sport 8080:65535", true, true, false},
    {"sport != 1-8080", true, false, false},
    {"port 22", false, false, true},
    {"port 443", true, false, false},
    {"port != 443", false, true, true},
    {"src 10.0.0.0/8", true, false, true}, /* the mapped address, too */
    {"src 10.0.0.1", true, false, true},
    {"src 10.0.0.77/24", true, false, true}, /* host bits do not count */
    {"src 10.0.0.0/255.0.0.0", true, false, true},
    {"src != 10.0.0.0/8", false, true, false},
    {"src 0.0.0.0/0", true, false, true},
    {"src ::/0", false, true, true},
    {"dst 2001:db8::/32", false, false, true},
    {"dst [2001:db8::9]:50000", false, false, true},
    {"dst [2001:db8::9]", false, false, true},
    {"dst [2001:db8::9]:50001", false, false, false},
    {"dst 192.0.2.9:443", true, false, false},
    {"dst 192.0.2.9:80-500", true, false, false},
    {"dst != 192.0.2.9:443", false, true, true},
    {"dst *:443", true, false, false},
    {"dst :443", true, false, false},
    {"dst *", true, true, true},
    {"host 192.0.2.9", true, false, false},
    {"host 10.0.0.1:22", false, false, true},
    {"host 192.0.2.9:40000", false, false, false}, /* of the same side */
    {"host != 10.0.0.0/8", false, true, false},
    {"src 10.0.0.0/8 and dport 443", true, false, false},
    {"src 10.0.0.0/8 dport 443", true, false, false},
    {"src 10.0.0.0/8 && dport 443", true, false, false},
    {"dport 443 or sport 22", true, false, true},
    {"dport 443 || sport 22", true, false, true},
    {"dport 443 | sport 22", true, false, true},
    {"not (dport 443 or sport 22)", false, true, false},
    {"not not sport 22", false, false, true},
    {"( dport = :443 or sport = :22 ) and src 10.0.0.1", true, false, true},
    /* and before or, except for states at the start without an operator */
    {"sport 22 or dport 443 and listening", false, false, true},
    {"time-wait dport 443 or sport 22", false, false, true},
    {"time-wait and dport 443 or sport 8080", false, true, false},
    {"state established exclude listening sport 22 or dport 443", true, false, false},
    {"STATE Established AND NOT SPORT 22", true, false, false},
};

static void test_passes(void **state)
{
    (void)state;
    const struct nk_tcp_subject first = subject(NK_TCP_ESTABLISHED, "10.0.0.1", 40000, "192.0.2.9",
                                                443),
                                second = subject(NK_TCP_LISTEN, "::", 8080, "::", 0),
                                third = subject(NK_TCP_TIME_WAIT, "::ffff:10.0.0.1", 22,
                                                "2001:db8::9", 50000);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool good = passes(rows[i].text, &first) == rows[i].first &&
                    passes(rows[i].text, &second) == rows[i].second &&
                    passes(rows[i].text, &third) == rows[i].third;
        if (!good)
            fail_msg("'%s' does not pass what it should", rows[i].text);
    }
}

/* Of each filter what is typed first, in memory that ends there: a filter, or what is wrong is told
 * within it. */
static void test_cut_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t len = 0; len < strlen(rows[i].text); len++) {
            struct nk_tcp_filter f;
            struct nk_err err = {0};
            char *part = malloc(len + (len == 0));
            assert_non_null(part);
            memcpy(part, rows[i].text, len);
            if (!nk_tcp_filter_parse(&f, part, len, port_of, NULL, &err)) {
                assert_int_equal(err.code, NK_ERR_INPUT);
                assert_true(err.offset <= len && err.length <= len - err.offset);
                assert_true(err.text[0] != '\0');
            }
            nk_tcp_filter_release(&f);
            free(part);
        }
}

/* Of the two ends of a connection in a capture one is enough. */
static void test_two_states(void **state)
{
    struct nk_tcp_subject s = subject(NK_TCP_TIME_WAIT, "10.0.0.1", 1, "10.0.0.2", 2);
    (void)state;
    s.states |= NK_TCP_BIT(NK_TCP_CLOSED);
    assert_true(passes("state closed", &s));
    assert_true(passes("state time-wait", &s));
    assert_false(passes("state established", &s));
}

static const struct {
    const char *text;
    size_t offset, length;
    const char *says;
} wrong[] = {
    {"state", 5, 0, "expected the name of a state, the filter ends here"},
    {"state up", 6, 2, "'up' is no state"},
    {"state established,up", 18, 2, "'up' is no state"},
    {"state established,", 18, 0, "'' is no state"},
    {"state (", 6, 1, "expected the name of a state, found '('"},
    {"dport", 5, 0, "expected a port, the filter ends here"},
    {"dport =", 7, 0, "expected a port, the filter ends here"},
    {"dport 65536", 6, 5, "the maximum is 65535"},
    {"dport 99999999999999999999", 6, 20, "the maximum is 65535"},
    {"dport :nosuch", 7, 6, "'nosuch' is no port"},
    {"dport 80-", 9, 0, "'' is no port"},
    {"dport 80-70", 6, 5, "the range ends before it begins"},
    {"dport < 80-90", 8, 5, "a range has no order"},
    {"src 10.0.0.256", 11, 3, "octet"},
    {"src 10.0.0.1:", 13, 0, "'' is no port"},
    {"src [::1", 4, 1, "'[' is not closed"},
    {"src [::1]80", 9, 2, "expected a ':' and a port"},
    {"src < 10.0.0.1", 4, 1, "addresses are compared by = and != only"},
    {"(dport 80", 0, 1, "'(' is not closed"},
    {"dport 80)", 8, 1, "expected 'and', 'or' or the end, found ')'"},
    {"dport 80 and", 12, 0, "expected a term"},
    {"and dport 80", 0, 3, "expected a term"},
    {"dport 80 or or", 12, 2, "expected a term"},
    {"not", 3, 0, "expected a term"},
    {"()", 1, 1, "expected a term"},
    {"sprot 80", 0, 5, "did you mean 'sport'?"},
    {"eth0", 0, 4, "'eth0' begins no term"},
    {"dport 80 = 90", 9, 1, "expected 'and', 'or' or the end, found '='"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct nk_tcp_filter f;
        struct nk_err err = {0};
        if (nk_tcp_filter_parse(&f, wrong[i].text, strlen(wrong[i].text), port_of, NULL, &err) ||
            strstr(err.text, wrong[i].says) == NULL || err.offset != wrong[i].offset ||
            err.length != wrong[i].length || err.code != NK_ERR_INPUT)
            fail_msg("'%s': %s at %zu, %zu", wrong[i].text, err.text, err.offset, err.length);
        nk_tcp_filter_release(&f);
        nk_tcp_filter_parse(&f, wrong[i].text, strlen(wrong[i].text), NULL, NULL, NULL);
        nk_tcp_filter_release(&f);
    }
}

/* Depth and size are bounded. */
static void test_bounds(void **state)
{
    static char text[NK_TCP_FILTER_NODES * 12];
    struct nk_tcp_filter f;
    struct nk_err err = {0};
    (void)state;
    memset(text, '(', 1000);
    assert_false(nk_tcp_filter_parse(&f, text, 1000, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "nested too deep"));
    nk_tcp_filter_release(&f);
    memset(text, '!', 1000);
    assert_false(nk_tcp_filter_parse(&f, text, 1000, NULL, NULL, &err));
    nk_tcp_filter_release(&f);
    size_t len = 0;
    for (int i = 0; i < NK_TCP_FILTER_NODES / 2; i++)
        len += (size_t)sprintf(text + len, "sport %d|", i + 1);
    assert_true(nk_tcp_filter_parse(&f, text, len - 1, NULL, NULL, &err));
    const struct nk_tcp_subject s = subject(NK_TCP_LISTEN, "::1", 1, "::1", 0);
    assert_true(nk_tcp_filter_passes(&f, &s));
    nk_tcp_filter_release(&f);
    len += (size_t)sprintf(text + len, "sport 1");
    assert_false(nk_tcp_filter_parse(&f, text, len, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "too many terms"));
    nk_tcp_filter_release(&f);
}

static uint16_t states_of(const char *text)
{
    struct nk_tcp_filter f;
    assert_true(nk_tcp_filter_parse(&f, text, strlen(text), NULL, NULL, NULL));
    uint16_t states = nk_tcp_filter_states(&f);
    nk_tcp_filter_release(&f);
    return states;
}

static void test_states(void **state)
{
    const uint16_t est = NK_TCP_BIT(NK_TCP_ESTABLISHED), listen = NK_TCP_BIT(NK_TCP_LISTEN);
    (void)state;
    assert_int_equal(states_of(""), NK_TCP_ALL_STATES);
    assert_int_equal(states_of("sport 80"), NK_TCP_ALL_STATES);
    assert_int_equal(states_of("established"), est);
    assert_int_equal(states_of("not established"), NK_TCP_ALL_STATES & ~est);
    assert_int_equal(states_of("established and sport 80"), est);
    assert_int_equal(states_of("established or sport 80"), NK_TCP_ALL_STATES);
    assert_int_equal(states_of("established and sport 80 or listening and sport 22"), est | listen);
    assert_int_equal(states_of("not (established or listening)"),
                     NK_TCP_ALL_STATES & ~(est | listen));
    assert_int_equal(states_of("not (established or sport 80)"), NK_TCP_ALL_STATES & ~est);
    assert_int_equal(states_of("established and listening"), 0);
}

static void test_words(void **state)
{
    const char *help, *word;
    bool dst = false;
    (void)state;
    for (size_t i = 0; (word = nk_tcp_filter_word(i, &help)) != NULL; i++) {
        assert_non_null(help);
        dst = dst || strcmp(word, "dst") == 0;
    }
    assert_true(dst);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passes),     cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_two_states), cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_bounds),     cmocka_unit_test(test_states),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
