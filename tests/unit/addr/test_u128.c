#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "netkit/u128.h"

static const uint64_t ones = UINT64_MAX;

static void assert_u128(struct nk_u128 a, uint64_t hi, uint64_t lo)
{
    assert_true(a.hi == hi && a.lo == lo);
}

static void sums_carry_and_wrap(void **state)
{
    (void)state;
    assert_u128(nk_u128_add(nk_u128(0, ones), nk_u128(0, 1)), 1, 0);
    assert_u128(nk_u128_add(nk_u128(ones, ones), nk_u128(0, 1)), 0, 0);
    assert_u128(nk_u128_sub(nk_u128(1, 0), nk_u128(0, 1)), 0, ones);
    assert_u128(nk_u128_sub(nk_u128(0, 0), nk_u128(0, 1)), ones, ones);
    assert_true(nk_u128_less(nk_u128(0, ones), nk_u128(1, 0)));
    assert_false(nk_u128_less(nk_u128(1, 0), nk_u128(1, 0)));
}

static void shifts_go_from_0_to_127(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 128; i++) {
        struct nk_u128 bit = nk_u128_shl(nk_u128(0, 1), i);
        assert_true(nk_u128_equal(bit, nk_u128_bit(i)));
        assert_true(nk_u128_equal(nk_u128_shr(bit, i), nk_u128(0, 1)));
        assert_int_equal(nk_u128_trailing_zeros(bit), i);
        assert_int_equal(nk_u128_leading_zeros(bit), 127 - i);
        struct nk_u128 all = nk_u128(ones, ones);
        struct nk_u128 low = nk_u128_sub(bit, nk_u128(0, 1));
        assert_true(nk_u128_equal(nk_u128_low_ones(i), low));
        assert_true(nk_u128_equal(nk_u128_shl(all, i), nk_u128_not(low)));
    }
    assert_u128(nk_u128_low_ones(128), ones, ones);
    assert_int_equal(nk_u128_trailing_zeros(nk_u128(0, 0)), 128);
    assert_int_equal(nk_u128_leading_zeros(nk_u128(0, 0)), 128);
    assert_u128(nk_u128_shr(nk_u128(0xfedcba9876543210, 0x0123456789abcdef), 4), 0x0fedcba987654321,
                0x00123456789abcde);
    assert_u128(nk_u128_shl(nk_u128(0xfedcba9876543210, 0x0123456789abcdef), 68),
                0x123456789abcdef0, 0);
}

static void counts_pass_128_bits(void **state)
{
    (void)state;
    struct nk_count all = nk_count_bit(128), one = nk_count_of(1);
    assert_true(all.top == 1 && all.low.hi == 0 && all.low.lo == 0);
    struct nk_count most = nk_count_sub(all, one);
    assert_true(most.top == 0 && most.low.hi == ones && most.low.lo == ones);
    assert_int_equal(nk_count_compare(nk_count_add(most, one), all), 0);
    assert_true(nk_count_compare(most, all) < 0);
    assert_true(nk_count_compare(all, most) > 0);
    assert_true(nk_count_compare(one, nk_count_of(2)) < 0);
    struct nk_count both = nk_count_add(all, all);
    assert_int_equal(both.top, 2);
}

static const struct {
    struct nk_count n;
    const char *text;
} decimals[] = {
    {{0, {0, 0}}, "0"},
    {{0, {0, 9}}, "9"},
    {{0, {0, 999999999}}, "999999999"},
    {{0, {0, 1000000000}}, "1000000000"},
    {{0, {0, 1000000001}}, "1000000001"},
    {{0, {0, UINT64_C(1) << 32}}, "4294967296"},
    {{0, {0, UINT64_MAX}}, "18446744073709551615"},
    {{0, {1, 0}}, "18446744073709551616"},
    {{0, {UINT64_MAX, UINT64_MAX}}, "340282366920938463463374607431768211455"},
    {{1, {0, 0}}, "340282366920938463463374607431768211456"},
    {{1, {0, UINT64_C(1) << 32}}, "340282366920938463463374607436063178752"},
    {{UINT64_MAX, {UINT64_MAX, UINT64_MAX}},
     "6277101735386680763835789423207666416102355444464034512895"},
};

static void counts_are_written_and_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        char text[NK_COUNT_TEXT_MAX];
        struct nk_count back;
        assert_int_equal(nk_count_format(decimals[i].n, text), strlen(decimals[i].text));
        assert_string_equal(text, decimals[i].text);
        assert_true(nk_count_parse(text, strlen(text), &back));
        assert_int_equal(nk_count_compare(back, decimals[i].n), 0);
    }
}

static void texts_that_are_no_count(void **state)
{
    (void)state;
    static const char *const words[] = {
        "",
        "-1",
        "+1",
        " 1",
        "1 ",
        "0x1",
        "1e3",
        "6277101735386680763835789423207666416102355444464034512896",
        "99999999999999999999999999999999999999999999999999999999999999999",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct nk_count n = nk_count_of(7);
        assert_false(nk_count_parse(words[i], strlen(words[i]), &n));
        assert_int_equal(n.low.lo, 7);
    }
    struct nk_count n;
    assert_true(nk_count_parse("000000000000000000000000000000000000000000000000000000000000000012",
                               66, &n));
    assert_int_equal(n.low.lo, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_carry_and_wrap),     cmocka_unit_test(shifts_go_from_0_to_127),
        cmocka_unit_test(counts_pass_128_bits),    cmocka_unit_test(counts_are_written_and_read),
        cmocka_unit_test(texts_that_are_no_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
