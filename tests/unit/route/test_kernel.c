#include "fake_kernel.h"

static const struct answer whole[] = {
    {.type = RTM_GETLINK, .put = put_links},
    {.type = RTM_GETNEXTHOP, .put = put_objects},
    {.type = RTM_GETROUTE, .af = AF_INET, .put = put_ipv4},
    {.type = RTM_GETROUTE, .af = AF_INET6, .put = put_ipv6},
    {.type = RTM_GETRULE, .af = AF_INET, .put = put_rule},
    {.type = RTM_GETRULE, .af = AF_INET6, .put = put_rule},
};

static const char whole_routes[] = "10.0.0.0/8 unicast [dev e0] proto static\n"
                                   "10.7.0.0/16 unicast [via 192.0.2.7 dev e0] proto static\n"
                                   "2001:db8::/32 unicast [dev lo] proto static\n";

/* ---- tests --------------------------------------------------------------- */

static void all_of_it_is_read(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_err err = {0};
    play(whole, 6);
    assert_true(nk_kernel_read(&t, 2, &err));
    expect_routes(&t, whole_routes);
    assert_int_equal(t.rule_count, 2);
    assert_int_equal(t.rules[0].family, NK_IPV4);
    assert_int_equal(t.rules[1].family, NK_IPV6);
    assert_int_equal(t.routes[0].source, 2);
    assert_int_equal(kernel.asked, 6);
    nk_table_release(&t);
}

static void each_dump_may_break_off(void **state)
{
    (void)state;
    for (int i = 1; i <= 6; i++) {
        struct nk_table t = {0};
        struct nk_err err = {0};
        play(whole, 6);
        assert_true(nk_kernel_read(&t, 0, &err)); /* what was there before stays */
        play(whole, 6);
        kernel.interrupt_at = i;
        assert_true(nk_kernel_read(&t, 0, &err));
        assert_int_equal(kernel.asked, 7);
        assert_int_equal(t.count, 6);
        assert_int_equal(t.rule_count, 4);
        assert_int_equal(t.nexthop_count, 2);
        nk_table_release(&t);
    }
}

static void what_a_kernel_does_not_have_is_no_error(void **state)
{
    (void)state;
    /* without IPv6 the dump of all families answers in its place */
    static const struct answer old[] = {
        {.type = RTM_GETLINK, .put = put_links},
        {.type = RTM_GETNEXTHOP, .error = EOPNOTSUPP},
        {.type = RTM_GETROUTE, .af = AF_INET, .put = put_ipv4},
        {.type = RTM_GETROUTE, .af = AF_INET6, .put = put_ipv4},
        {.type = RTM_GETRULE, .af = AF_INET, .put = put_rule},
        {.type = RTM_GETRULE, .af = AF_INET6, .error = EAFNOSUPPORT},
    };
    struct nk_table t = {0};
    struct nk_err err = {0};
    play(old, 6);
    assert_true(nk_kernel_read(&t, 0, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    expect_routes(&t, "10.0.0.0/8 unicast [dev e0] proto static\n"
                      "10.7.0.0/16 unicast [] proto static\n");
    assert_int_equal(t.rule_count, 1);
    nk_table_release(&t);
}

static void a_failure_leaves_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        struct answer bad[6];
        struct nk_table t = {0};
        struct nk_err err = {0};
        memcpy(bad, whole, sizeof bad);
        bad[i].error = EPERM;
        play(bad, 6);
        assert_false(nk_kernel_read(&t, 0, &err));
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        assert_non_null(strstr(err.text, "Operation not permitted"));
        assert_true(t.count == 0 && t.rule_count == 0 && t.vrf_count == 0);
        nk_table_release(&t);
    }
    struct answer bad[6];
    struct nk_table t = {0};
    struct nk_err err = {0};
    memcpy(bad, whole, sizeof bad);
    bad[3].put = put_damage;
    play(bad, 6);
    assert_false(nk_kernel_read(&t, 0, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM); /* none of the user's input */
    nk_table_release(&t);
}

static bool take_some(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    int *left = closure;
    assert_non_null(t);
    assert_int_equal(r->protocol, RTPROT_STATIC);
    return --*left > 0;
}

static void a_tap_gets_each_route_once(void **state)
{
    (void)state;
    for (int enough = 1; enough <= 4; enough++) {
        int left = enough;
        struct nk_table t = {.tap = take_some, .tap_closure = &left};
        struct nk_err err = {0};
        play(whole, 6);
        kernel.interrupt_at = 3;
        assert_int_equal(nk_kernel_read(&t, 0, &err), enough == 4);
        assert_int_equal(err.code, NK_ERR_NONE);
        assert_int_equal(left, enough == 4 ? 1 : 0);
        assert_int_equal(t.count, 0);
        nk_table_release(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_is_read),
        cmocka_unit_test(each_dump_may_break_off),
        cmocka_unit_test(what_a_kernel_does_not_have_is_no_error),
        cmocka_unit_test(a_failure_leaves_nothing),
        cmocka_unit_test(a_tap_gets_each_route_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
