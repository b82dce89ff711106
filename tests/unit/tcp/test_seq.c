#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tcp/seq.h"

static void test_order(void **state)
{
    (void)state;
    assert_true(nk_seq_before(1, 2));
    assert_false(nk_seq_before(2, 2));
    assert_true(nk_seq_before(0xffffffffU, 0));
    assert_true(nk_seq_after(5, 0xfffffff0U));
    assert_true(nk_seq_before(0x80000001U, 0));
    assert_false(nk_seq_before(0x7fffffffU, 0));
    assert_int_equal(nk_seq_diff(0, 0xffffffffU), 1);
    assert_int_equal(nk_seq_diff(0xffffffffU, 0), -1);
    assert_int_equal(nk_seq_diff(0x80000000U, 0), INT32_MIN);
    assert_int_equal(nk_seq_diff(0x7fffffffU, 0), INT32_MAX);
    assert_int_equal(nk_seq_max(0xfffffffeU, 3), 3);
}

/* RFC 9293 3.4, table 5. */
static void test_acceptable(void **state)
{
    static const struct {
        uint32_t seq, len, next, window;
        bool yes;
    } rows[] = {
        {100, 0, 100, 0, true},       {101, 0, 100, 0, false},
        {99, 0, 100, 0, false},       {100, 0, 100, 10, true},
        {109, 0, 100, 10, true},      {110, 0, 100, 10, false},
        {99, 0, 100, 10, false},      {100, 1, 100, 0, false},
        {99, 1, 100, 10, false},      {99, 2, 100, 10, true},
        {109, 5, 100, 10, true},      {110, 5, 100, 10, false},
        {0xfffffffe, 4, 0, 10, true}, {0xfffffffe, 2, 0, 10, false},
        {3, 1, 0xfffffffe, 10, true}, {8, 1, 0xfffffffe, 10, false},
        {7, 1, 0xfffffffe, 10, true}, {0xfffffffd, 0, 0xfffffffe, 10, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (nk_seq_acceptable(rows[i].seq, rows[i].len, rows[i].next, rows[i].window) !=
            rows[i].yes)
            fail_msg("row %zu", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_acceptable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
