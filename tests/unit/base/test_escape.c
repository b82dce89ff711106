#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/escape.h"

typedef void writer(struct nk_buf *b, const char *text, size_t len);

static void expect(writer *write, const char *text, size_t len, const char *expected)
{
    struct nk_buf b = {0};
    nk_buf_add_byte(&b, '<'); /* it appends */
    write(&b, text, len);
    nk_buf_add(&b, ">", 2);
    assert_false(b.failed);
    assert_int_equal(strlen(b.data), strlen(expected) + 2);
    assert_memory_equal(b.data + 1, expected, strlen(expected));
    nk_buf_release(&b);
}

#define TEXT(text, expected) expect(nk_escape_text, text, sizeof(text) - 1, expected)
#define JSON(text, expected) expect(nk_escape_json, text, sizeof(text) - 1, expected)
#define CSV(text, expected)  expect(nk_escape_csv, text, sizeof(text) - 1, expected)

static void safe_text_stays(void **state)
{
    (void)state;
    TEXT("", "");
    TEXT("10.0.0.0/8 ~ \\ \"x\" 'y'", "10.0.0.0/8 ~ \\ \"x\" 'y'");
    TEXT("M\xc3\xbcnchen \xe2\x82\xac \xf0\x9f\x98\x80 \xf4\x8f\xbf\xbd",
         "M\xc3\xbcnchen \xe2\x82\xac \xf0\x9f\x98\x80 \xf4\x8f\xbf\xbd");
    TEXT("\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80"); /* around the surrogates */
    assert_true(nk_text_is_safe("", 0));
    assert_true(nk_text_is_safe("M\xc3\xbcnchen", 8));
}

static void what_a_terminal_obeys_is_escaped(void **state)
{
    (void)state;
    TEXT("\0\a\b\t\n\r\x1b[31m\x7f", "\\x00\\x07\\x08\\x09\\x0a\\x0d\\x1b[31m\\x7f");
    TEXT("a\xc2\x9b"
         "31m\xc2\x80\xc2\x9f\xc2\xa0",
         "a\\xc2\\x9b31m\\xc2\\x80\\xc2\\x9f\xc2\xa0");
    TEXT("\xe2\x80\xa8\xe2\x80\xa9", "\\xe2\\x80\\xa8\\xe2\\x80\\xa9"); /* U+2028, U+2029 */
    TEXT("\xe2\x80\xaa\xe2\x80\xae", "\\xe2\\x80\\xaa\\xe2\\x80\\xae"); /* U+202A, U+202E */
    TEXT("\xe2\x81\xa6\xe2\x81\xa9", "\\xe2\\x81\\xa6\\xe2\\x81\\xa9"); /* U+2066, U+2069 */
    TEXT("\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa",
         "\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa"); /* their neighbours */
    TEXT("\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd", "\\xef\\xbf\\xbe\\xef\\xbf\\xbf\xef\xbf\xbd");
}

static void what_is_no_utf8_is_escaped(void **state)
{
    (void)state;
    TEXT("a\x80z", "a\\x80z");                                          /* a continuation alone */
    TEXT("\xc0\x80\xc1\xbf", "\\xc0\\x80\\xc1\\xbf");                   /* overlong, two bytes */
    TEXT("\xe0\x9f\xbf", "\\xe0\\x9f\\xbf");                            /* overlong, three */
    TEXT("\xf0\x8f\xbf\xbf", "\\xf0\\x8f\\xbf\\xbf");                   /* overlong, four */
    TEXT("\xed\xa0\x80\xed\xbf\xbf", "\\xed\\xa0\\x80\\xed\\xbf\\xbf"); /* surrogates */
    TEXT("\xf4\x90\x80\x80\xf5\x80\x80\x80", "\\xf4\\x90\\x80\\x80\\xf5\\x80\\x80\\x80");
    TEXT("\xfe\xff", "\\xfe\\xff");
    TEXT("\xe2\x82", "\\xe2\\x82"); /* cut at the end */
    TEXT("\xe2\x82z", "\\xe2\\x82z");
    TEXT("\xe2\xe2\x82\xac", "\\xe2\xe2\x82\xac");
}

/* One bad byte at every place of texts of every length, across the steps of eight bytes. */
static void every_place_is_looked_at(void **state)
{
    (void)state;
    static const unsigned char bad[] = {0x00, 0x1f, 0x7f, 0x80, 0xff};
    char text[40], expected[64];
    for (size_t len = 1; len < 33; len++) {
        memset(text, '~', len);
        assert_true(nk_text_is_safe(text, len));
        for (size_t at = 0; at < len; at++) {
            for (size_t i = 0; i < sizeof bad; i++) {
                memset(text, at % 2 == 0 ? ' ' : '~', len);
                text[at] = (char)bad[i];
                sprintf(expected, "%.*s\\x%02x%.*s", (int)at, text, bad[i], (int)(len - at - 1),
                        text + at + 1);
                assert_false(nk_text_is_safe(text, len));
                expect(nk_escape_text, text, len, expected);
            }
            text[at] = '"';
            sprintf(expected, "\"%.*s\\\"%.*s\"", (int)at, text, (int)(len - at - 1),
                    text + at + 1);
            expect(nk_escape_json, text, len, expected);
        }
    }
}

static void json_strings_hold_anything(void **state)
{
    (void)state;
    JSON("", "\"\"");
    JSON("a \"b\" \\ /", "\"a \\\"b\\\" \\\\ /\"");
    JSON("\b\f\n\r\t\0\x01\x1f\x7f", "\"\\b\\f\\n\\r\\t\\u0000\\u0001\\u001f\\u007f\"");
    JSON("\xc3\xbc\xc2\x9b\xe2\x80\xae", "\"\xc3\xbc\\u009b\\u202e\"");
    JSON("\xff"
         "a\xc3",
         "\"\\\\xffa\\\\xc3\"");
}

static void csv_cells_are_quoted_where_needed(void **state)
{
    (void)state;
    CSV("", "");
    CSV("plain text", "plain text");
    CSV("a,b", "\"a,b\"");
    CSV("say \"x\"", "\"say \"\"x\"\"\"");
    CSV("\"", "\"\"\"\"");
    CSV("a\nb", "a\\x0ab");
    CSV("a,\xc3\xbc\xff", "\"a,\xc3\xbc\\xff\"");
    CSV("=1+1", "=1+1");
}

static void a_character_is_read_at_a_time(void **state)
{
    (void)state;
    uint32_t c = 0;
    assert_int_equal(nk_text_scalar("a", 1, &c), 1);
    assert_int_equal(c, 'a');
    assert_int_equal(nk_text_scalar("\xf0\x9f\x98\x80x", 5, &c), 4);
    assert_int_equal(c, 0x1f600);
    assert_int_equal(nk_text_scalar("\xf0\x9f\x98\x80", 3, &c), 0);
    assert_int_equal(nk_text_scalar("\xc2\x9b", 2, &c), 0);
    assert_int_equal(nk_text_scalar("\n", 1, &c), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(safe_text_stays),
        cmocka_unit_test(what_a_terminal_obeys_is_escaped),
        cmocka_unit_test(what_is_no_utf8_is_escaped),
        cmocka_unit_test(every_place_is_looked_at),
        cmocka_unit_test(json_strings_hold_anything),
        cmocka_unit_test(csv_cells_are_quoted_where_needed),
        cmocka_unit_test(a_character_is_read_at_a_time),
    };
    return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
