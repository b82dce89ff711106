#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "route/names.h"

static void names_and_numbers_go_both_ways(void **state)
{
    (void)state;
    char room[NK_ROUTE_NAME_MAX];
    for (unsigned i = 0; i < 256; i++) {
        uint8_t number;
        uint32_t table;
        const char *name = nk_route_type_name((uint8_t)i, room);
        assert_true(nk_route_type_number(name, strlen(name), &number) && number == i);
        name = nk_route_protocol_name((uint8_t)i, room);
        assert_true(nk_route_protocol_number(name, strlen(name), &number) && number == i);
        name = nk_route_scope_name((uint8_t)i, room);
        assert_true(nk_route_scope_number(name, strlen(name), &number) && number == i);
        name = nk_table_name(i, room);
        assert_true(nk_table_number(name, strlen(name), &table) && table == i);
    }
    assert_string_equal(nk_table_name(254, room), "main");
    assert_string_equal(nk_table_name(UINT32_MAX, room), "4294967295");
    assert_string_equal(nk_route_type_name(9, room), "throw");
}

static void other_words_are_no_numbers(void **state)
{
    (void)state;
    uint8_t number;
    uint32_t table;
    assert_false(nk_route_type_number("256", 3, &number));
    assert_false(nk_route_type_number("", 0, &number));
    assert_false(nk_route_type_number("unicas", 6, &number));
    assert_false(nk_route_protocol_number("-1", 2, &number));
    assert_false(nk_table_number("4294967296", 10, &table));
    assert_false(nk_table_number("99999999999999999999999999", 26, &table));
    assert_false(nk_table_number("1x", 2, &table));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_numbers_go_both_ways),
        cmocka_unit_test(other_words_are_no_numbers),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
