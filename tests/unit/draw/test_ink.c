#include "draw/ink.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The characters of a text that ends where its memory does. */
static void expect(const char *text, size_t count, const uint32_t *wanted)
{
    size_t len = strlen(text), n = 0;
    char *copy = malloc(len);
    assert_non_null(copy);
    memcpy(copy, text, len);
    for (const char *at = copy, *end = copy + len; at < end; n++) {
        assert_true(n < count);
        assert_int_equal(nk_character_next(&at, end), wanted[n]);
        assert_true(at <= end);
    }
    assert_int_equal(n, count);
    free(copy);
}

static void characters_are_taken_one_by_one(void **state)
{
    (void)state;
    expect("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 4,
           (const uint32_t[]){'a', 0xe9, 0x20ac, 0x1f600});
}

static void damaged_ones_count_once(void **state)
{
    (void)state;
    expect("\x80\x80x", 2, (const uint32_t[]){'?', 'x'});
    expect("\033[m", 3, (const uint32_t[]){'?', '[', 'm'});
    expect("x\xe2\x82", 2, (const uint32_t[]){'x', '?'});
    expect("\xf0", 1, (const uint32_t[]){'?'});
    expect("\xe2\x80\xae", 1, (const uint32_t[]){'?'}); /* writes from right to left */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_taken_one_by_one),
        cmocka_unit_test(damaged_ones_count_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
