#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lpm_model.h"
#include "model.h"

static bool before(const struct nk_lpm_row *a, const struct nk_lpm_row *b)
{
    if (a->family != b->family)
        return a->family < b->family;
    if (!nk_u128_equal(a->first, b->first))
        return nk_u128_less(a->first, b->first);
    return a->length != b->length ? a->length < b->length : a->id < b->id;
}

static void random_rows(void **state)
{
    (void)state;
    uint64_t random = 8;
    for (size_t round = 0; round < 60; round++) {
        struct nk_lpm_row rows[300];
        uint64_t sum = 0;
        size_t n = round * 5;
        for (size_t i = 0; i < n; i++) {
            uint64_t mask = round % 3 == 0   ? UINT64_MAX
                            : round % 3 == 1 ? 0xff
                                             : 0x8000100000000001;
            bool six = model_random(&random) % 2 == 0;
            rows[i] = (struct nk_lpm_row){
                {six ? model_random(&random) & mask : 0, model_random(&random) & mask},
                (uint32_t)i,
                (uint8_t)(model_random(&random) % 129),
                six ? NK_IPV6 : NK_IPV4};
            sum += rows[i].first.lo;
        }
        assert_true(nk_lpm_sort(rows, n, NULL));
        for (size_t i = 0; i < n; i++) {
            sum -= rows[i].first.lo;
            assert_true(i == 0 || before(&rows[i - 1], &rows[i]));
        }
        assert_int_equal(sum, 0);
    }
}

/* Equal rows stay as they were: the id is no key. */
static void equal_rows_keep_their_order(void **state)
{
    (void)state;
    struct nk_lpm_row rows[] = {{{5, 0}, 9, 64, NK_IPV6},
                                {{0, 1}, 4, 32, NK_IPV4},
                                {{0, 1}, 2, 32, NK_IPV4},
                                {{0, 1}, 3, 32, NK_IPV4}};
    assert_true(nk_lpm_sort(rows, 4, NULL));
    assert_int_equal(rows[0].id, 4);
    assert_int_equal(rows[1].id, 2);
    assert_int_equal(rows[2].id, 3);
    assert_int_equal(rows[3].id, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_rows),
        cmocka_unit_test(equal_rows_keep_their_order),
    };
    return cmocka_run_group_tests_name("lpm_sort", tests, NULL, NULL);
}
