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

/* What a text is read as, decimal or hexadecimal; UINT64_MAX - 1 where it is not. */
static uint64_t value(const char *text, uint64_t max, bool hex)
{
    uint64_t n = UINT64_MAX - 1;
    bool read = hex ? nk_digits_read_hex(text, strlen(text), max, &n)
                    : nk_digits_read(text, strlen(text), max, &n);
    assert_true(read || n == UINT64_MAX - 1);
    return n;
}

static void texts_are_read_up_to_a_bound(void **state)
{
    (void)state;
    const uint64_t none = UINT64_MAX - 1;
    assert_true(value("0", 0, false) == 0 && value("1", 0, false) == none);
    assert_true(value("00042", 42, false) == 42 && value("43", 42, false) == none);
    assert_true(value("", 9, false) == none && value("-1", 9, false) == none);
    assert_true(value("1x", 99, false) == none && value("0x1", 99, false) == none);
    assert_true(value("18446744073709551615", UINT64_MAX, false) == UINT64_MAX);
    assert_true(value("18446744073709551616", UINT64_MAX, false) == none);
    /* 3 beyond 2^64, and a bound that is less than its last digit */
    assert_true(value("18446744073709551619", 3, false) == none);
    for (unsigned max = 0; max < 12; max++)
        for (unsigned n = 0; n < 200; n++) {
            char text[8];
            snprintf(text, sizeof text, "%u", n);
            assert_true(value(text, max, false) == (n <= max ? n : none));
        }
}

static void hexadecimal_stands_behind_0x(void **state)
{
    (void)state;
    const uint64_t none = UINT64_MAX - 1;
    assert_true(value("0x1F", 255, true) == 0x1f && value("0Xff", 255, true) == 255);
    assert_true(value("0x100", 255, true) == none && value("0x", 255, true) == none);
    assert_true(value("0xg", 255, true) == none && value("0x@", 255, true) == none);
    assert_true(value("255", 255, true) == 255 && value("ff", 255, true) == none);
    assert_true(value("0xffffffffffffffff", UINT64_MAX, true) == UINT64_MAX);
    assert_true(value("0x10000000000000000", UINT64_MAX, true) == none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_printf_writes_them),
        cmocka_unit_test(texts_are_read_up_to_a_bound),
        cmocka_unit_test(hexadecimal_stands_behind_0x),
    };
    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
