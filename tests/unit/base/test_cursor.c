#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/cursor.h"

static void numbers_are_in_network_order(void **state)
{
    (void)state;
    const uint8_t bytes[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    struct nk_cursor c = nk_cursor(bytes, sizeof bytes);
    assert_int_equal(nk_cursor_u8(&c), 1);
    assert_int_equal(nk_cursor_u16(&c), 0x0203);
    assert_int_equal(nk_cursor_u32(&c), 0x04050607);
    assert_true(nk_cursor_u64(&c) == UINT64_C(0x08090a0b0c0d0e0f));
    assert_int_equal(nk_cursor_left(&c), 0);
    assert_int_equal(nk_cursor_offset(&c), sizeof bytes);
    assert_false(c.failed);
}

static void a_read_past_the_end_fails_for_good(void **state)
{
    (void)state;
    const uint8_t bytes[] = {1, 2, 3, 4, 5};
    struct nk_cursor c = nk_cursor(bytes, sizeof bytes);
    assert_int_equal(nk_cursor_u32(&c), 0x01020304);
    assert_int_equal(nk_cursor_u16(&c), 0);
    assert_true(c.failed);
    assert_int_equal(nk_cursor_u8(&c), 0); /* the byte that was left is not given out any more */
    assert_int_equal(nk_cursor_u32(&c), 0);
    assert_true(nk_cursor_u64(&c) == 0);
    assert_null(nk_cursor_take(&c, 1));
}

static void a_part_has_its_own_end(void **state)
{
    (void)state;
    const uint8_t bytes[] = {1, 2, 3, 4};
    struct nk_cursor c = nk_cursor(bytes, sizeof bytes);
    struct nk_cursor part = nk_cursor_sub(&c, 3);
    assert_int_equal(nk_cursor_u16(&part), 0x0102);
    assert_int_equal(nk_cursor_u16(&part), 0);
    assert_true(part.failed);
    assert_false(c.failed);
    assert_int_equal(nk_cursor_u8(&c), 4);
    part = nk_cursor_sub(&c, 1);
    assert_true(part.failed);
    assert_true(c.failed);
    assert_int_equal(nk_cursor_left(&part), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_in_network_order),
        cmocka_unit_test(a_read_past_the_end_fails_for_good),
        cmocka_unit_test(a_part_has_its_own_end),
    };
    return cmocka_run_group_tests_name("cursor", tests, NULL, NULL);
}
