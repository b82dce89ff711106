#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "cli/tcp_wait.h"

/* What is told of an attempt begins so: the system's own words for the errno follow. */
static void each_answer(void **state)
{
    (void)state;
    static const struct {
        enum nk_tcp_answer answer;
        int error;
        const char *text;
    } cases[] = {
        {NK_TCP_OPEN, 0, "  127.0.0.1: SYN,ACK came: ESTABLISHED, open\n"},
        {NK_TCP_NO_ANSWER, 0, "  127.0.0.1: left, since another is open\n"},
        {NK_TCP_CLOSED_PORT, ECONNREFUSED, "  127.0.0.1: a RST came: CLOSED, closed ("},
        {NK_TCP_CLOSED_PORT, ECONNRESET, "  127.0.0.1: a RST came once it was established: closed"},
        {NK_TCP_CLOSED_PORT, EHOSTUNREACH, "  127.0.0.1: a router, or this host, says that there"},
        {NK_TCP_CLOSED_PORT, EHOSTDOWN, "  127.0.0.1: a router, or this host, says that there"},
        {NK_TCP_NO_ANSWER, ETIMEDOUT, "  127.0.0.1: nothing came in time: still SYN-SENT, not"},
        {NK_TCP_NO_ANSWER, EACCES, "  127.0.0.1: this host could not ask: not known ("},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_buf b = {0};
        struct nk_tcp_attempt a = {.answer = cases[i].answer, .error = cases[i].error};
        assert_true(nk_addr_parse("127.0.0.1", 9, &a.addr, NULL));
        nk_tcp_wait_explain_attempt(&b, &a);
        nk_buf_add_byte(&b, '\0');
        assert_false(b.failed);
        if (strncmp(b.data, cases[i].text, strlen(cases[i].text)) != 0)
            fail_msg("%d: %s", cases[i].error, b.data);
        nk_buf_release(&b);
    }
}

/* Which port state is waited for, and how often. */
static void the_rules(void **state)
{
    (void)state;
    static const char *const expected[] = {"It is so when one address is open;",
                                           "It is so when no address is open,"};
    for (int closed = 0; closed < 2; closed++) {
        struct nk_buf b = {0};
        struct nk_wait w = {.every = 500, .start = 1000, .deadline = 61000};
        nk_tcp_wait_explain_rules(&b, closed, 2000, &w);
        nk_buf_add_byte(&b, '\0');
        assert_false(b.failed);
        assert_non_null(strstr(b.data, expected[closed]));
        assert_null(strstr(b.data, expected[!closed]));
        assert_non_null(strstr(b.data, "SYN,ACK: -> ESTABLISHED, and the port is open;"));
        assert_non_null(strstr(b.data, "An answer may take 2000 ms."));
        assert_non_null(strstr(b.data, "60000 ms"));
        nk_buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_answer), cmocka_unit_test(the_rules)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
