#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/buf.h"

static void what_is_added_stands_in_order(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    nk_buf_add(&b, "10.0.0.0", 8);
    nk_buf_add_byte(&b, '/');
    nk_buf_add_text(&b, "8");
    nk_buf_add(&b, NULL, 0);
    nk_buf_printf(&b, " %s=%d", "hosts", 3);
    nk_buf_add_byte(&b, '\0');
    assert_false(b.failed);
    assert_int_equal(b.len, 19);
    assert_string_equal(b.data, "10.0.0.0/8 hosts=3");
    nk_buf_clear(&b);
    assert_int_equal(b.len, 0);
    assert_non_null(b.data);
    nk_buf_release(&b);
    assert_null(b.data);
    assert_int_equal(b.cap, 0);
}

static void it_grows_and_keeps_what_was_there(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        char *room = nk_buf_room(&b, sizeof i);
        assert_non_null(room);
        memcpy(room, &i, sizeof i);
        b.len += sizeof i;
    }
    for (uint32_t i = 0, got; i < 100000; i++) {
        memcpy(&got, b.data + i * sizeof got, sizeof got);
        assert_int_equal(got, i);
    }
    nk_buf_release(&b);
}

static void long_formats_fit(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    nk_buf_printf(&b, "%5000d", 7);
    assert_int_equal(b.len, 5000);
    assert_int_equal(b.data[4999], '7');
    nk_buf_printf(&b, "%s", "");
    assert_int_equal(b.len, 5000);
    nk_buf_release(&b);
}

static void a_failed_allocation_sticks_and_loses_nothing(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    nk_buf_add_text(&b, "kept");
    assert_null(nk_buf_room(&b, SIZE_MAX / 2));
    assert_true(b.failed);
    nk_buf_add_text(&b, "x");
    nk_buf_add_byte(&b, 'x');
    nk_buf_printf(&b, "%d", 1);
    assert_null(nk_buf_room(&b, 1));
    assert_int_equal(b.len, 4);
    assert_memory_equal(b.data, "kept", 4);
    nk_buf_clear(&b); /* starts anew */
    nk_buf_add_text(&b, "y");
    assert_int_equal(b.len, 1);
    nk_buf_release(&b);
}

static void an_array_grows_by_half(void **state)
{
    (void)state;
    void *items = NULL;
    size_t room = 0;
    for (size_t i = 0; i < 1000; i++) {
        size_t before = room;
        assert_true(nk_grow(&items, i, &room, sizeof(size_t)));
        assert_true(room > i);
        assert_true(room == before || before == 0 || room == before + before / 2);
        ((size_t *)items)[i] = i;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(((size_t *)items)[i], i);
    size_t huge = SIZE_MAX / 2;
    assert_false(nk_grow(&items, huge, &huge, 64));
    assert_int_equal(huge, SIZE_MAX / 2);
    free(items);
}

static void an_array_begins_where_its_size_wants_it(void **state)
{
    (void)state;
    const size_t counts[] = {0, 1, 1000, 524287, 524288, 600000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint32_t *items = nk_alloc_array(counts[i], sizeof *items);
        assert_non_null(items);
        size_t unit = counts[i] >= 524288 ? 1 << 21 : 64;
        assert_int_equal((uintptr_t)items % unit, 0);
        for (size_t k = 0; k < counts[i]; k++)
            items[k] = (uint32_t)k;
        free(items);
    }
    assert_null(nk_alloc_array(SIZE_MAX / 4, 8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_stands_in_order),
        cmocka_unit_test(it_grows_and_keeps_what_was_there),
        cmocka_unit_test(long_formats_fit),
        cmocka_unit_test(a_failed_allocation_sticks_and_loses_nothing),
        cmocka_unit_test(an_array_grows_by_half),
        cmocka_unit_test(an_array_begins_where_its_size_wants_it),
    };
    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
