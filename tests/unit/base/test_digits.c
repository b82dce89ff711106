#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <inttypes.h>

#include "base/digits.h"

static void check(uint64_t n)
{
    char text[NK_DIGITS_MAX + 1], expected[NK_DIGITS_MAX + 1];
    *nk_digits(text, n) = '\0';
    snprintf(expected, sizeof expected, "%" PRIu64, n);
    assert_string_equal(text, expected);
}

static void numbers_are_as_printf_writes_them(void **state)
{
    (void)state;
    check(0);
    for (uint64_t n = 1; n <= UINT64_MAX / 10; n *= 10) {
        check(n - 1);
        check(n);
        check(n + 1);
        check(n * 7);
    }
    check(UINT64_MAX);
    check(UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_as_printf_writes_them)};
    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
