#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "route/stats.h"

static void add(struct nk_table *t, const char *text, uint8_t type, uint32_t label)
{
    struct nk_route r = nk_route_blank();
    struct nk_prefix p;
    struct nk_err err = {0};
    assert_true(nk_prefix_parse(text, strlen(text), &p, &err));
    nk_route_set_prefix(&r, &p);
    r.type = type;
    r.label = label;
    assert_true(nk_table_add(t, &r, &err));
}

static void routes_prefixes_and_results_are_counted(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_route_stats s;
    struct nk_err err = {0};
    add(&t, "0.0.0.0/0", NK_ROUTE_UNICAST, 1);
    add(&t, "10.0.0.1/32", NK_ROUTE_UNICAST, 1);
    add(&t, "10.0.0.1/32", NK_ROUTE_BLACKHOLE, 1);
    add(&t, "::/0", NK_ROUTE_UNICAST, 2);
    assert_true(nk_route_stats(&s, &t, NK_IPV4, &err));
    assert_int_equal(s.routes, 3);
    assert_int_equal(s.prefixes, 2);
    assert_int_equal(s.results, 2);
    assert_int_equal(s.lengths[32], 2);
    assert_int_equal(s.distinct[32], 1);
    assert_true(nk_route_share(s.covered, NK_IPV4) == 1.0);
    assert_true(nk_route_stats(&s, &t, NK_IPV6, &err));
    assert_int_equal(s.routes, 1);
    assert_int_equal(s.lengths[0], 1);
    assert_true(nk_route_share(s.covered, NK_IPV6) == 1.0);
    nk_table_release(&t);
}

/* Of few addresses and all lengths, so that most prefixes lie in others. */
static void outer_prefixes_add_up_to_what_is_covered(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        struct nk_table t = {0};
        struct nk_route_stats s;
        struct nk_err err = {0};
        struct nk_count sum = {0};
        char text[64];
        for (int i = 0; i < 1 + round % 20; i++) {
            seed = seed * 1664525 + 1013904223;
            snprintf(text, sizeof text, "2001:db8:%x::%x/%u", seed >> 30, seed >> 28 & 3,
                     44 + (seed >> 8) % 85);
            add(&t, text, NK_ROUTE_UNICAST, 1);
        }
        assert_true(nk_route_stats(&s, &t, NK_IPV6, &err));
        for (unsigned length = 0; length <= 128; length++) {
            assert_true(s.outer[length] <= s.distinct[length]);
            for (uint64_t i = 0; i < s.outer[length]; i++)
                sum = nk_count_add(sum, nk_count_bit(128 - length));
        }
        assert_int_equal(nk_count_compare(sum, s.covered), 0);
        nk_table_release(&t);
    }
}

static void an_empty_table_has_nothing(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_route_stats s;
    struct nk_err err = {0};
    assert_true(nk_route_stats(&s, &t, NK_IPV6, &err));
    assert_int_equal(s.routes + s.prefixes + s.results, 0);
    assert_true(nk_route_share(s.covered, NK_IPV6) == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_prefixes_and_results_are_counted),
        cmocka_unit_test(outer_prefixes_add_up_to_what_is_covered),
        cmocka_unit_test(an_empty_table_has_nothing),
    };
    return cmocka_run_group_tests_name("stats", tests, NULL, NULL);
}
