#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

#include "netkit/err.h"

static void an_error_is_filled_and_false(void **state)
{
    (void)state;
    struct nk_err err = {0};
    assert_false(nk_err_set(&err, NK_ERR_INPUT, 3, 2, "octet %d is %d", 4, 256));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(err.offset, 3);
    assert_int_equal(err.length, 2);
    assert_string_equal(err.text, "octet 4 is 256");
    assert_false(nk_err_set(NULL, NK_ERR_INPUT, 0, 0, "nobody asks"));
}

static void errno_and_memory_have_their_words(void **state)
{
    (void)state;
    struct nk_err err = {0};
    assert_false(nk_err_errno(&err, ENOENT, "cannot open 'x'"));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_int_equal(err.length, 0);
    assert_string_equal(err.text, "cannot open 'x': No such file or directory");
    assert_false(nk_err_memory(&err));
    assert_int_equal(err.code, NK_ERR_MEMORY);
    assert_string_equal(err.text, "out of memory");
    assert_false(nk_err_errno(NULL, ENOENT, "x"));
    assert_false(nk_err_memory(NULL));
}

/* `before` bytes, then many times the same character: what is kept ends with a whole one. */
static void expect_cut(size_t before, const char *character, size_t kept)
{
    char text[600];
    size_t n = strlen(character), len = before;
    memset(text, 'x', before);
    for (; len + n < sizeof text; len += n)
        memcpy(text + len, character, n);
    text[len] = '\0';
    struct nk_err err;
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "%s", text);
    assert_int_equal(strlen(err.text), kept);
    assert_memory_equal(err.text, text, kept);
}

static void a_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    assert_int_equal(NK_ERR_TEXT_MAX, 224);
    expect_cut(0, "a", 223);
    expect_cut(0, "\xc3\xbc", 222);
    expect_cut(1, "\xc3\xbc", 223);
    expect_cut(0, "\xe2\x82\xac", 222);
    expect_cut(1, "\xe2\x82\xac", 223);
    expect_cut(2, "\xe2\x82\xac", 221);
    expect_cut(0, "\xf0\x9f\x98\x80", 220);
    expect_cut(1, "\xf0\x9f\x98\x80", 221);
    expect_cut(2, "\xf0\x9f\x98\x80", 222);
    expect_cut(3, "\xf0\x9f\x98\x80", 223);
    expect_cut(0, "\x80", 223); /* no UTF-8: kept as it is */
}

static void a_text_that_fits_is_whole(void **state)
{
    (void)state;
    struct nk_err err;
    char text[NK_ERR_TEXT_MAX] = "";
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 2] = '\xc3'; /* ends within a character by itself */
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "%s", text);
    assert_string_equal(err.text, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_filled_and_false),
        cmocka_unit_test(errno_and_memory_have_their_words),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(a_text_that_fits_is_whole),
    };
    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
