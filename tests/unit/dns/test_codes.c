#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dns/rdata.h"

static void names_of_numbers(void **state)
{
    char text[NK_CODE_TEXT_MAX];
    (void)state;
    assert_string_equal(nk_type_name(1, text), "A");
    assert_string_equal(nk_type_name(23, text), "NSAP-PTR");
    assert_string_equal(nk_type_name(65535, text), "TYPE65535");
    assert_string_equal(nk_type_name(0, text), "TYPE0");
    assert_string_equal(nk_class_name(1, text), "IN");
    assert_string_equal(nk_class_name(3, text), "CH");
    assert_string_equal(nk_class_name(65535, text), "CLASS65535");
    assert_string_equal(nk_rcode_name(3, text), "NXDOMAIN");
    assert_string_equal(nk_rcode_name(23, text), "BADCOOKIE");
    assert_string_equal(nk_rcode_name(4095, text), "RCODE4095");
    assert_string_equal(nk_rcode_name(12, text), "RCODE12");
    assert_string_equal(nk_opcode_name(0, text), "QUERY");
    assert_string_equal(nk_opcode_name(6, text), "DSO");
    assert_string_equal(nk_opcode_name(15, text), "OPCODE15");
    assert_ptr_equal(nk_opcode_name(3, text), text);
}

static bool type_of(const char *text, uint16_t *type)
{
    return nk_type_find(text, strlen(text), type);
}

static void types_by_name(void **state)
{
    static const struct {
        const char *text;
        uint16_t type;
    } good[] = {{"a", 1},      {"Aaaa", 28},   {"nsap-ptr", 23}, {"TYPE1", 1}, {"type65535", 65535},
                {"https", 65}, {"dlv", 32769}, {"ANY", 255}};
    static const char *const bad[] = {
        "",   "TYPE", "TYPE65536", "TYPE-1", "TYPE 1", "TYPE0x10",
        "A ", "AA",   "1",         "type1x", "IN",     "TYPE99999999999999999999"};
    uint16_t type = 7;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(type_of(good[i].text, &type));
        assert_int_equal(type, good[i].type);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        type = 7;
        if (type_of(bad[i], &type))
            fail_msg("'%s'", bad[i]);
        assert_int_equal(type, 7);
    }
}

static void each_type_is_found_by_its_name(void **state)
{
    (void)state;
    for (unsigned n = 0; n <= UINT16_MAX; n++) {
        char text[NK_CODE_TEXT_MAX];
        uint16_t type;
        if (n > 300 && n < 32700) /* they are all alike */
            continue;
        if (n > 32800 && n < 65500)
            continue;
        assert_true(type_of(nk_type_name((uint16_t)n, text), &type));
        assert_int_equal(type, n);
    }
}

static void classes_and_rcodes_by_name(void **state)
{
    uint16_t class;
    unsigned rcode;
    (void)state;
    assert_true(nk_class_find("in", 2, &class) && class == NK_CLASS_IN);
    assert_true(nk_class_find("chaos", 5, &class) && class == NK_CLASS_CH);
    assert_true(nk_class_find("Class255", 8, &class) && class == NK_CLASS_ANY);
    assert_true(nk_class_find("NONE", 4, &class) && class == NK_CLASS_NONE);
    assert_false(nk_class_find("CLASS", 5, &class));
    assert_false(nk_class_find("CLASS65536", 10, &class));
    assert_false(nk_class_find("INX", 3, &class));
    assert_true(nk_rcode_find("nxdomain", 8, &rcode) && rcode == NK_RCODE_NXDOMAIN);
    assert_true(nk_rcode_find("RCODE4095", 9, &rcode) && rcode == 4095);
    assert_false(nk_rcode_find("RCODE4096", 9, &rcode));
    assert_false(nk_rcode_find("", 0, &rcode));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_numbers),
        cmocka_unit_test(types_by_name),
        cmocka_unit_test(each_type_is_found_by_its_name),
        cmocka_unit_test(classes_and_rcodes_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
