#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/columns.h"

static size_t columns(const char *text)
{
    return nk_text_columns(text, strlen(text));
}

static void characters_have_their_widths(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        unsigned columns;
    } rows[] = {
        {'a', 1},     {0xe9, 1},    {0x2ff, 1},   {0x300, 0},    {0x36f, 0},   {0x370, 1},
        {0x10ff, 1},  {0x1100, 2},  {0x115f, 2},  {0x1160, 1},   {0x200d, 0},  {0x2500, 1},
        {0x2588, 1},  {0x2e80, 2},  {0x3099, 0},  {0x30a2, 2},   {0x4e00, 2},  {0xac00, 2},
        {0xff01, 2},  {0xff61, 1},  {0xfe0f, 0},  {0x1f600, 2},  {0x20000, 2}, {0x3fffd, 2},
        {0x3fffe, 1}, {0xe0100, 0}, {0xe01f0, 1}, {0x10ffff, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(nk_character_columns(rows[i].c), rows[i].columns);
}

static void texts_are_as_wide_as_they_are_shown(void **state)
{
    (void)state;
    assert_int_equal(columns(""), 0);
    assert_int_equal(columns("10.0.0.0/8"), 10);
    assert_int_equal(columns("caf\xc3\xa9"), 4);
    assert_int_equal(columns("cafe\xcc\x81"), 4);
    assert_int_equal(columns("\xe7\xa0\x94\xe7\xa9\xb6 LAN"), 8);
    assert_int_equal(columns("\xff\x1b\xe2\x82"), 4); /* what cannot be shown, byte by byte */
}

static void what_fits_is_whole(void **state)
{
    (void)state;
    static const char text[] = "a\xe7\xa0\x94\xe7\xa9\xb6"
                               "e\xcc\x81z";
    static const size_t fits[] = {0, 1, 1, 4, 4, 7, 10, 11, 11};
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
        assert_int_equal(nk_text_fit(text, strlen(text), i), fits[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_have_their_widths),
        cmocka_unit_test(texts_are_as_wide_as_they_are_shown),
        cmocka_unit_test(what_fits_is_whole),
    };
    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
