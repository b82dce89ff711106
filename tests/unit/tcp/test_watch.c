#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/watch.h"

/* What was told, as "cookie:OLD>NEW " one behind the other. */
struct told {
    char text[4096];
    unsigned count, stop_at;
};

static bool tell(void *closure, enum nk_tcp_state old, const struct nk_diag_socket *s,
                 struct nk_err *err)
{
    struct told *t = closure;
    (void)err;
    if (t->count++ < 20)
        sprintf(t->text + strlen(t->text), "%u:%s>%s ", (unsigned)s->cookie, nk_tcp_state_name(old),
                nk_tcp_state_name(s->state));
    return t->count != t->stop_at;
}

static bool see(struct nk_watch *w, unsigned cookie, enum nk_tcp_state state, struct told *t)
{
    const struct nk_diag_socket s = {.cookie = cookie, .state = state, .family = NK_IPV4};
    return nk_watch_see(w, &s, tell, t, NULL);
}

static void test_looks(void **state)
{
    struct nk_watch w = {.started = false};
    struct told t = {.count = 0};
    (void)state;
    nk_watch_begin(&w);
    assert_true(see(&w, 1, NK_TCP_LISTEN, &t));
    assert_true(see(&w, 2, NK_TCP_ESTABLISHED, &t));
    assert_true(see(&w, 3, NK_TCP_CLOSED, &t));
    assert_true(nk_watch_end(&w, tell, &t, NULL));
    assert_string_equal(t.text, ""); /* what was there before is no news */

    nk_watch_begin(&w);
    see(&w, 1, NK_TCP_LISTEN, &t);
    see(&w, 2, NK_TCP_FIN_WAIT_1, &t);
    see(&w, 4, NK_TCP_SYN_SENT, &t);
    see(&w, 5, NK_TCP_CLOSED, &t);    /* bound, no more: from CLOSED to CLOSED is nothing */
    nk_watch_end(&w, tell, &t, NULL); /* and 3 was CLOSED before it went */
    assert_string_equal(t.text, "2:ESTABLISHED>FIN-WAIT-1 4:CLOSED>SYN-SENT ");

    t = (struct told){.count = 0};
    nk_watch_begin(&w);
    see(&w, 4, NK_TCP_ESTABLISHED, &t);
    see(&w, 5, NK_TCP_SYN_SENT, &t);
    nk_watch_end(&w, tell, &t, NULL);
    assert_non_null(strstr(t.text, "4:SYN-SENT>ESTABLISHED 5:CLOSED>SYN-SENT "));
    assert_non_null(strstr(t.text, "1:LISTEN>CLOSED "));
    assert_non_null(strstr(t.text, "2:FIN-WAIT-1>CLOSED "));
    assert_int_equal(t.count, 4);
    nk_watch_release(&w);
}

/* A look that is begun again tells nothing twice. */
static void test_again(void **state)
{
    struct nk_watch w = {.started = false};
    struct told t = {.count = 0};
    (void)state;
    nk_watch_begin(&w);
    see(&w, 1, NK_TCP_ESTABLISHED, &t);
    nk_watch_end(&w, tell, &t, NULL);
    nk_watch_begin(&w);
    see(&w, 1, NK_TCP_FIN_WAIT_1, &t);
    see(&w, 2, NK_TCP_SYN_SENT, &t);
    nk_watch_begin(&w);
    see(&w, 1, NK_TCP_FIN_WAIT_1, &t);
    see(&w, 2, NK_TCP_SYN_SENT, &t);
    nk_watch_end(&w, tell, &t, NULL);
    assert_string_equal(t.text, "1:ESTABLISHED>FIN-WAIT-1 2:CLOSED>SYN-SENT ");
    nk_watch_release(&w);
}

static void test_many(void **state)
{
    struct nk_watch w = {.started = false};
    struct told t = {.count = 0};
    (void)state;
    nk_watch_begin(&w);
    nk_watch_end(&w, tell, &t, NULL);
    for (int round = 0; round < 2; round++) {
        nk_watch_begin(&w);
        for (unsigned i = 1; i <= 5000; i++)
            assert_true(see(&w, i, NK_TCP_ESTABLISHED, &t));
        nk_watch_end(&w, tell, &t, NULL);
        assert_int_equal(t.count, 5000);
    }
    nk_watch_begin(&w);
    t.stop_at = 5007; /* the sink has enough */
    assert_false(nk_watch_end(&w, tell, &t, NULL));
    assert_int_equal(t.count, 5007);
    nk_watch_release(&w);
}

/* Sockets come and go by chance; what is told is what differs between two looks. */
static void test_random(void **state)
{
    enum { COOKIES = 600 };
    struct nk_watch w = {.started = false};
    bool there[COOKIES] = {false};
    (void)state;
    srandom(7);
    for (int round = 0; round < 200; round++) {
        struct told t = {.count = 0};
        unsigned changes = 0;
        nk_watch_begin(&w);
        for (unsigned i = 0; i < COOKIES; i++) {
            bool now = random() % 3 == 0 ? random() % 2 == 0 : there[i];
            changes += now != there[i];
            there[i] = now;
            if (now)
                assert_true(see(&w, i, NK_TCP_ESTABLISHED, &t));
        }
        assert_true(nk_watch_end(&w, tell, &t, NULL));
        assert_int_equal(t.count, round == 0 ? 0 : changes);
    }
    nk_watch_release(&w);
}

static void test_interval(void **state)
{
    (void)state;
    assert_int_equal(nk_watch_interval(0, false, 50), NK_WATCH_SHORTEST);
    assert_int_equal(nk_watch_interval(NK_WATCH_LONGEST, true, 50), NK_WATCH_SHORTEST);
    unsigned last = NK_WATCH_SHORTEST;
    for (int i = 0; i < 40; i++) {
        unsigned next = nk_watch_interval(last, false, 50);
        assert_true(next > last || next == NK_WATCH_LONGEST);
        last = next;
    }
    assert_int_equal(last, NK_WATCH_LONGEST);
    assert_int_equal(nk_watch_interval(10, true, 100000), 900); /* a tenth of the time */
    assert_int_equal(nk_watch_interval(10, true, UINT32_MAX), 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks),  cmocka_unit_test(test_again),    cmocka_unit_test(test_many),
        cmocka_unit_test(test_random), cmocka_unit_test(test_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
