#include "reading.h"

#include <stdlib.h>

#include "route/result.h"

static uint32_t number_of(struct nk_results *r, const struct nk_route *route, uint32_t index)
{
    uint32_t number = UINT32_MAX;
    struct nk_err err = {0};
    assert_true(nk_result_of(r, route, index, &number, &err));
    return number;
}

static void what_makes_a_result(void **state)
{
    (void)state;
    struct nk_results r = {0};
    struct nk_route a = nk_route_blank(), b = a;
    a.label = 4;
    b.label = 5;
    assert_int_equal(number_of(&r, &a, 10), 1);
    assert_int_equal(number_of(&r, &b, 11), 2);
    assert_int_equal(number_of(&r, &a, 12), 1);
    a.metric = 9;
    a.protocol = 4;
    assert_int_equal(number_of(&r, &a, 13), 1);
    a.type = NK_ROUTE_BLACKHOLE;
    assert_int_equal(number_of(&r, &a, 14), 3);
    /* with next hops the label is but a note */
    a = b;
    a.hops = b.hops = 0;
    a.label = 77;
    assert_int_equal(number_of(&r, &a, 15), 4);
    assert_int_equal(number_of(&r, &b, 16), 4);
    b.type = NK_ROUTE_THROW;
    assert_int_equal(number_of(&r, &b, 17), NK_RESULT_NONE);
    assert_int_equal(nk_result_route(&r, 1), 10);
    assert_int_equal(nk_result_route(&r, 4), 15);
    assert_int_equal(nk_result_route(&r, 5), NK_ROUTE_NONE);
    assert_int_equal(nk_result_route(&r, NK_RESULT_NONE), NK_ROUTE_NONE);
    nk_results_release(&r);
}

static void many_results(void **state)
{
    (void)state;
    struct nk_results r = {0};
    struct nk_route route = nk_route_blank();
    for (unsigned round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 1000; i++) {
            route.label = i;
            assert_int_equal(number_of(&r, &route, i), i + 1);
        }
    }
    nk_results_release(&r);
}

static void results_of_entries(void **state)
{
    (void)state;
    struct reading x;
    struct nk_fib f;
    struct nk_results r = {0};
    static const char text[] = "10.0.0.0/8 a\n10.0.0.0/8 b\n::/0 b\nthrow 10.1.0.0/16\n";
    reading_of(&x, "plain", text, strlen(text));
    assert_true(nk_fib_sort(&f, &x.table, NK_ROUTE_NONE, &x.err));
    uint32_t *numbers = nk_results_of_entries(&r, &f, &x.err);
    assert_non_null(numbers);
    assert_int_equal(f.entry_count, 3);
    assert_int_equal(numbers[0], 1);
    assert_int_equal(numbers[1], NK_RESULT_NONE);
    assert_int_equal(numbers[2], 2);
    free(numbers);
    nk_results_release(&r);
    nk_fib_release(&f);
    reading_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_makes_a_result),
        cmocka_unit_test(many_results),
        cmocka_unit_test(results_of_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
