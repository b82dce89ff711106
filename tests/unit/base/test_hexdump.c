#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hexdump.h"
#include "base/radix.h"

static void check(const char *text, const char *want)
{
    struct nk_buf out = {0}, hex = {0};
    struct nk_err err = {0};
    if (!nk_hexdump_read(text, strlen(text), &out, &err))
        fail_msg("%s\n%s at offset %zu", text, err.text, err.offset);
    nk_hex_put_lower(&hex, (const uint8_t *)out.data, out.len);
    nk_buf_add_byte(&hex, '\0');
    assert_string_equal(hex.data, want);
    nk_buf_release(&out);
    nk_buf_release(&hex);
}

static void check_refused(const char *text, size_t offset)
{
    struct nk_buf out = {0};
    struct nk_err err = {0};
    nk_buf_add_byte(&out, 'x');
    assert_false(nk_hexdump_read(text, strlen(text), &out, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(err.offset, offset);
    assert_int_equal(out.len, 1);
    nk_buf_release(&out);
}

static void test_words(void **state)
{
    (void)state;
    check("", "");
    check("\n# nothing\n; here\n", "");
    check("1234abCD", "1234abcd");
    check("12 34\r\n\tab\n", "1234ab");
    check("0x12,0x34:ab", "1234ab");
    check("\\x12\\x34\"\\xab\"", "1234ab");
    check("0000 8180 0001", "000081800001"); /* words of four digits are no offset */
    check("12:34:56", "123456");             /* nor is what a colon parts */
    check("00000000", "00000000");           /* nor a line that has nothing else */
    check("0010 12\n", "001012");            /* nor another number */
}

static void test_dumps(void **state)
{
    (void)state;
    check("00000000: 1234 5678  .4Vx\n00000004: 9a         .\n", "123456789a");
    check("0000: 12 34\n0002: 56\n", "123456");
    check("00000000  12 34 56 78 9a bc de f0  11 22 33 44 55 66 77 88  |.4Vx....a\"3DUfw.|\n"
          "00000010  99                                                |.|\n00000011\n",
          "123456789abcdef0112233445566778899");
    check("000000 12 34\n000002\n", "1234");
    check("0000   12 34   .4\n0002   ab cd   ..\n", "1234abcd");
    check("0000   41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50 ABCDEFGHIJKLMNOP\n",
          "4142434445464748494a4b4c4d4e4f50");
    check("000000 12 34  >.4<\n", "1234");
    check("\t0x0000:  1234 5678\n\t0x0004:  9abc\n", "123456789abc");
}

/* od counts in octal, and any of them has longer rows on request; a line may have it all. */
static void test_rows(void **state)
{
    (void)state;
    check("0000000 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10\n0000020 11 12\n0000022\n",
          "0102030405060708090a0b0c0d0e0f101112");
    check("0000 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12\n",
          "000102030405060708090a0b0c0d0e0f101112");
    check("00000000: 0001 0203 0405 0607 0809 0a0b 0c0d 0e0f 1011 1213  abcdefghij\n"
          "00000014: 14  a\n",
          "000102030405060708090a0b0c0d0e0f1011121314");
}

static void test_c(void **state)
{
    (void)state;
    check("\"\\x12\\x34\" \\\n\"\\xab\"\n", "1234ab");
    check("/* Frame (3 bytes) */\nunsigned char p1[3] = {\n  0x12, 0x34, /* .4 */\n  0xab\n};\n"
          "unsigned int p1_len = 3;\n",
          "1234ab");
    check("{0x12}", "12");
    check("0000  7b 12 7d   {.}\n", "7b127d"); /* no array: the characters of a dump */
    check("00000000: 127b 127d  .{.}\n00000004: 7b12 7d12  {.}.\n", "127b127d7b127d12");
    check("0x0000:  7b7d  {}\n0x0002:  3456  4V\n", "7b7d3456");
    check("0000  12   .\n0001  7b 7d   {}\n", "127b7d");
    check("# {an} example\n12 34\n", "1234");
    check("static const char x[] =\n{\n  0x12\n};\n", "12");
    check("12 /* 34 */ 56", "1256");
    check_refused("{ 12", 0);
    check_refused("{}", 0);
    check_refused("x[] = {\n /* none */\n};\n", 6);
    check_refused("12 /* 34", 3);
    check_refused("12 \\ 34", 3);
}

static void test_refused(void **state)
{
    (void)state;
    check_refused("12 3", 3);
    check_refused("12 3 4", 3);
    check_refused("12 zz", 3);
    check_refused("12\n34 5\n", 6);
    check_refused("0x", 0);
    check_refused("0000: 123\n", 6);
    check_refused("0000: xy\n", 6);
}

static void test_is_text(void **state)
{
    (void)state;
    assert_true(nk_hexdump_is_text("00 ff:\t~\r\n", 10));
    assert_true(nk_hexdump_is_text("", 0));
    assert_false(nk_hexdump_is_text("00\0", 3));
    assert_false(nk_hexdump_is_text("00\x7f", 3));
    assert_false(nk_hexdump_is_text("00\xc3\xa9", 4));
    assert_false(nk_hexdump_is_text("\033[0m", 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),   cmocka_unit_test(test_dumps),
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_c),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
