#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "route/idset.h"

static void one_member_costs_nothing(void **state)
{
    (void)state;
    struct nk_idsets s = {0};
    assert_int_equal(nk_idset_merge(&s, 7, 7), 7);
    assert_true(nk_idset_has(&s, 7, 7));
    assert_false(nk_idset_has(&s, 7, 8));
    assert_int_equal(nk_idset_last(&s, 0), 0);
    assert_int_equal(s.count, 0);
    nk_idsets_release(&s);
}

static void what_is_shared_else_all(void **state)
{
    (void)state;
    struct nk_idsets s = {0};
    uint32_t a = nk_idset_merge(&s, 3, 1), b = nk_idset_merge(&s, 2, 5);
    uint32_t all = nk_idset_merge(&s, b, a);
    for (uint32_t i = 0; i < 8; i++)
        assert_int_equal(nk_idset_has(&s, all, i), i == 1 || i == 2 || i == 3 || i == 5);
    assert_int_equal(nk_idset_last(&s, all), 5);
    assert_int_equal(nk_idset_merge(&s, all, 2), 2);
    assert_int_equal(nk_idset_merge(&s, a, nk_idset_merge(&s, 3, 4)), 3);
    uint32_t two = nk_idset_merge(&s, all, nk_idset_merge(&s, 5, nk_idset_merge(&s, 1, 9)));
    assert_true(nk_idset_has(&s, two, 1) && nk_idset_has(&s, two, 5));
    assert_false(nk_idset_has(&s, two, 2) || nk_idset_has(&s, two, 9));
    nk_idsets_release(&s);
}

/* More than the first allocation holds: places stay valid as the store grows. */
static void sets_stay_as_the_store_grows(void **state)
{
    (void)state;
    struct nk_idsets s = {0};
    uint32_t sets[600], all = 0;
    for (uint32_t i = 0; i < 600; i++)
        sets[i] = nk_idset_merge(&s, 2 * i, 2 * i + 1);
    for (uint32_t i = 1; i < 600; i++)
        all = nk_idset_merge(&s, all, sets[i]);
    assert_false(s.failed);
    for (uint32_t i = 0; i < 600; i++) {
        assert_int_equal(nk_idset_last(&s, sets[i]), 2 * i + 1);
        assert_int_equal(nk_idset_has(&s, all, 2 * i + 1), i > 0);
    }
    nk_idsets_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_member_costs_nothing),
        cmocka_unit_test(what_is_shared_else_all),
        cmocka_unit_test(sets_stay_as_the_store_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
