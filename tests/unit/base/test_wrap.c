#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/wrap.h"

#define TEN   "0123456789"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void check(const char *text, size_t column, size_t indent, enum nk_wrap_long long_words,
                  const char *expected)
{
    struct nk_buf b = {0};
    nk_wrap(&b, text, strlen(text), column, indent, long_words);
    nk_buf_add_byte(&b, '\0');
    assert_false(b.failed);
    assert_string_equal(b.data, expected);
    nk_buf_release(&b);
}

static void test_lines(void **state)
{
    (void)state;
    check("", 0, 0, NK_WRAP_LONG_STAYS, "\n");
    check("one  two", 0, 0, NK_WRAP_LONG_STAYS, "one two\n");
    check(SIXTY " " TEN "abcdefghi b", 0, 2, NK_WRAP_LONG_STAYS,
          SIXTY " " TEN "abcdefghi\n  b\n"); /* 80 columns are a line */
    check(SIXTY " " TEN "abcdefghij", 0, 2, NK_WRAP_LONG_STAYS, SIXTY "\n  " TEN "abcdefghij\n");
    check(SIXTY " " TEN "abcdefghi", 1, 0, NK_WRAP_LONG_STAYS, SIXTY "\n" TEN "abcdefghi\n");
}

/* A column is what a terminal shows, not a byte: 20 signs of two octets, and 20 that are wide. */
static void test_columns(void **state)
{
    (void)state;
    check(SIXTY " ääääääääääääääääääa b", 0, 0, NK_WRAP_LONG_STAYS,
          SIXTY " ääääääääääääääääääa\nb\n");
    check(SIXTY " 東東東東東東東東東a b", 0, 0, NK_WRAP_LONG_STAYS,
          SIXTY " 東東東東東東東東東a\nb\n");
    check(SIXTY " 東東東東東東東東東東", 0, 0, NK_WRAP_LONG_STAYS,
          SIXTY "\n東東東東東東東東東東\n");
}

static void test_long_words(void **state)
{
    (void)state;
    check("a " SIXTY SIXTY " b", 0, 1, NK_WRAP_LONG_STAYS, "a\n " SIXTY SIXTY "\n b\n");
    check("a " SIXTY SIXTY " b", 0, 1, NK_WRAP_LONG_CUT, "a\n " SIXTY TEN "0123456..\n b\n");
    check("a " SIXTY SIXTY " b", 0, 1, NK_WRAP_LONG_BREAKS,
          "a\n " SIXTY TEN "012345678\n 9" TEN TEN TEN TEN " b\n");
    check("ab", 80, 0, NK_WRAP_LONG_BREAKS, "ab\n"); /* it always comes on */
}

static void test_cut(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
        const char *expected;
    } rows[] = {{"abc", 3, "abc"}, {"abcd", 3, "a.."},  {"abcd", 1, ""},
                {"", 0, ""},       {"東京", 4, "東京"}, {"東京", 3, ".."}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_buf b = {0};
        nk_text_cut(&b, rows[i].text, strlen(rows[i].text), rows[i].columns);
        nk_buf_add_byte(&b, '\0');
        assert_string_equal(b.data, rows[i].expected);
        nk_buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
