#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "cidr/ula.h"

static void ten_digits_are_read(void **state)
{
    (void)state;
    uint64_t id = 0;
    assert_true(nk_ula_parse("0123456789", 10, &id, NULL));
    assert_true(id == UINT64_C(0x0123456789));
    assert_true(nk_ula_parse("aBcDeF00fF", 10, &id, NULL));
    assert_true(id == UINT64_C(0xabcdef00ff));
}

static void others_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "012345678",  "01234567890", "0x12345678",
                                      "012345678g", "01 3456789", "@123456789",  "`123456789"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint64_t id = 7;
        struct nk_err err = {0};
        assert_false(nk_ula_parse(bad[i], strlen(bad[i]), &id, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_true(id == 7);
    }
    uint64_t id = 7;
    assert_false(nk_ula_parse("01234\0006789", 10, &id, NULL));
}

static void prefixes_are_made(void **state)
{
    (void)state;
    struct nk_prefix p = nk_ula_prefix(UINT64_C(0x0123456789), -1);
    char text[NK_PREFIX_TEXT_MAX];
    nk_prefix_format(&p, text);
    assert_string_equal(text, "fd01:2345:6789::/48");
    p = nk_ula_prefix(UINT64_C(0xffffffffff), 65535);
    nk_prefix_format(&p, text);
    assert_string_equal(text, "fdff:ffff:ffff:ffff::/64");
    p = nk_ula_prefix(0, 0);
    nk_prefix_format(&p, text);
    assert_string_equal(text, "fd00::/64");
}

static void random_ones_differ(void **state)
{
    (void)state;
    uint64_t a = 0, b = 0;
    assert_true(nk_ula_random(&a, NULL));
    assert_true(nk_ula_random(&b, NULL));
    assert_true(a >> 40 == 0 && b >> 40 == 0);
    assert_true(a != b); /* wrong once in 2^40 runs */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_digits_are_read),
        cmocka_unit_test(others_are_refused),
        cmocka_unit_test(prefixes_are_made),
        cmocka_unit_test(random_ones_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
