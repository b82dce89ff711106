#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tcp/rto.h"

static void test_measure(void **state)
{
    struct nk_rto r;
    (void)state;
    nk_rto_init(&r, 1000000, 1000, 60000000);
    assert_int_equal(r.value, 1000000);
    nk_rto_measure(&r, 80000); /* RFC 6298 2.2: R + 4 * R/2 */
    assert_int_equal(r.srtt, 80000);
    assert_int_equal(r.rttvar, 40000);
    assert_int_equal(r.value, 240000);
    nk_rto_measure(&r, 160000); /* 2.3: RTTVAR from the old SRTT */
    assert_int_equal(r.rttvar, 50000);
    assert_int_equal(r.srtt, 90000);
    assert_int_equal(r.value, 290000);
    nk_rto_measure(&r, 10000);
    assert_int_equal(r.rttvar, 57500);
    assert_int_equal(r.srtt, 80000);
}

static void test_bounds(void **state)
{
    struct nk_rto r;
    (void)state;
    nk_rto_init(&r, 1000000, 1000000, 60000000);
    nk_rto_measure(&r, 10);
    assert_int_equal(r.value, 1000000);
    for (int i = 0; i < 10; i++)
        nk_rto_back_off(&r);
    assert_int_equal(r.value, 60000000);
    nk_rto_measure(&r, 10); /* a measurement ends the backing off */
    assert_int_equal(r.value, 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measure),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
