#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"

static void values_are_parted_by_commas(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    nk_json_open(&b, '[');
    nk_json_open(&b, '{');
    nk_json_key(&b, "a");
    nk_json_int(&b, -7);
    nk_json_key(&b, "b");
    nk_json_word(&b, "null");
    nk_json_key(&b, "c");
    nk_json_open(&b, '[');
    nk_json_close(&b, ']');
    nk_json_close(&b, '}');
    nk_json_string(&b, "x\"\n", 3);
    nk_json_open(&b, '{');
    nk_json_close(&b, '}');
    nk_json_close(&b, ']');
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "[{\"a\":-7,\"b\":null,\"c\":[]},\"x\\\"\\n\",{}]");
    nk_buf_release(&b);
}

static void a_string_that_ends_in_a_bracket_is_no_opening(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    nk_json_open(&b, '[');
    nk_json_string(&b, "[", 1);
    nk_json_string(&b, ":", 1);
    nk_json_close(&b, ']');
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "[\"[\",\":\"]");
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_parted_by_commas),
        cmocka_unit_test(a_string_that_ends_in_a_bracket_is_no_opening),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
