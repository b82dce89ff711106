#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/radix.h"

/* RFC 4648 10 */
static const struct {
    const char *bytes, *hex, *base32hex, *base64;
} vectors[] = {
    {"", "", "", ""},
    {"f", "66", "CO", "Zg=="},
    {"fo", "666F", "CPNG", "Zm8="},
    {"foo", "666F6F", "CPNMU", "Zm9v"},
    {"foob", "666F6F62", "CPNMUOG", "Zm9vYg=="},
    {"fooba", "666F6F6261", "CPNMUOJ1", "Zm9vYmE="},
    {"foobar", "666F6F626172", "CPNMUOJ1E8", "Zm9vYmFy"},
};

static void put_is(enum nk_radix radix, const char *bytes, const char *digits)
{
    struct nk_buf b = {0};
    nk_radix_put(&b, radix, (const uint8_t *)bytes, strlen(bytes));
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, digits);
    nk_buf_release(&b);
}

/* In two pieces, wherever they are parted. */
static void reads_as(enum nk_radix radix, const char *digits, const char *bytes)
{
    for (size_t cut = 0; cut <= strlen(digits); cut++) {
        struct nk_radix_reader r = {.radix = radix};
        struct nk_buf b = {0};
        size_t bad_at;
        assert_null(nk_radix_read(&r, digits, cut, &b, &bad_at));
        assert_null(nk_radix_read(&r, digits + cut, strlen(digits) - cut, &b, &bad_at));
        assert_null(nk_radix_end(&r));
        nk_buf_add_byte(&b, '\0');
        assert_string_equal(b.data, bytes);
        nk_buf_release(&b);
    }
}

static void vectors_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        put_is(NK_HEX, vectors[i].bytes, vectors[i].hex);
        put_is(NK_BASE32HEX, vectors[i].bytes, vectors[i].base32hex);
        put_is(NK_BASE64, vectors[i].bytes, vectors[i].base64);
        reads_as(NK_HEX, vectors[i].hex, vectors[i].bytes);
        reads_as(NK_BASE32HEX, vectors[i].base32hex, vectors[i].bytes);
        reads_as(NK_BASE64, vectors[i].base64, vectors[i].bytes);
    }
    reads_as(NK_HEX, "666f6F", "foo");
    reads_as(NK_BASE32HEX, "cpnmu", "foo");
}

static void every_octet(void **state)
{
    static const enum nk_radix radices[] = {NK_HEX, NK_BASE32HEX, NK_BASE64};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        uint8_t bytes[256];
        struct nk_buf text = {0}, back = {0};
        struct nk_radix_reader r = {.radix = radices[i]};
        size_t bad_at;
        for (size_t n = 0; n < sizeof bytes; n++)
            bytes[n] = (uint8_t)n;
        nk_radix_put(&text, radices[i], bytes, sizeof bytes);
        assert_null(nk_radix_read(&r, text.data, text.len, &back, &bad_at));
        assert_null(nk_radix_end(&r));
        assert_int_equal(back.len, sizeof bytes);
        assert_memory_equal(back.data, bytes, sizeof bytes);
        nk_buf_release(&text);
        nk_buf_release(&back);
    }
}

static void lower_case(void **state)
{
    struct nk_buf b = {0};
    (void)state;
    nk_hex_put_lower(&b, (const uint8_t *)"\xab\x0f", 2);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "ab0f");
    nk_buf_release(&b);
}

static void refusals(void **state)
{
    static const struct {
        enum nk_radix radix;
        const char *text, *why;
        size_t bad_at; /* 99: found at the end only */
    } rows[] = {
        {NK_HEX, "0g", "expected hexadecimal digits", 1},
        {NK_HEX, "0=", "expected hexadecimal digits", 1},
        {NK_HEX, "abc", "an odd number of hexadecimal digits: each octet takes two", 99},
        {NK_BASE32HEX, "CPW", "expected digits of base32hex (0 to 9, A to V)", 2},
        {NK_BASE32HEX, "C", "base32hex: so many digits make no whole octets", 99},
        {NK_BASE32HEX, "CPN", "base32hex: so many digits make no whole octets", 99},
        {NK_BASE32HEX, "CP", "the last digit has bits that belong to no octet", 99},
        {NK_BASE64, "AA*=", "expected digits of base64", 2},
        {NK_BASE64, "A===", "expected digits of base64", 1},
        {NK_BASE64, "====", "expected digits of base64", 0},
        {NK_BASE64, "AA===", "base64: too many '=' at the end", 4},
        {NK_BASE64, "AA=A", "base64: digits behind the '=' of the end", 3},
        {NK_BASE64, "AA", "base64: the digits come in groups of four, filled with '='", 99},
        {NK_BASE64, "AAAAA", "base64: the digits come in groups of four, filled with '='", 99},
        {NK_BASE64, "AA=", "base64: the digits come in groups of four, filled with '='", 99},
        {NK_BASE64, "AB==", "the last digit has bits that belong to no octet", 99},
        {NK_BASE64, "AAB=", "the last digit has bits that belong to no octet", 99},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_radix_reader r = {.radix = rows[i].radix};
        struct nk_buf b = {0};
        size_t bad_at = 0;
        const char *why = nk_radix_read(&r, rows[i].text, strlen(rows[i].text), &b, &bad_at);
        if (why == NULL) {
            bad_at = 99;
            why = nk_radix_end(&r);
        }
        if (why == NULL || strcmp(why, rows[i].why) != 0 || bad_at != rows[i].bad_at)
            fail_msg("'%s': %s at %zu", rows[i].text, why == NULL ? "taken" : why, bad_at);
        nk_buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_both_ways),
        cmocka_unit_test(every_octet),
        cmocka_unit_test(lower_case),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
