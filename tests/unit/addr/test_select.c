#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "addr/select.h"

static struct nk_addr addr(const char *text)
{
    struct nk_addr a = {.family = NK_FAMILY_NONE};
    if (text != NULL)
        assert_true(nk_addr_parse(text, strlen(text), &a, NULL));
    return a;
}

static struct nk_select select_of(const char *to, const char *from)
{
    struct nk_addr a = addr(to), b = addr(from);
    struct nk_select s;
    nk_select_init(&s, &a, &b);
    return s;
}

/* Each pair both ways round: the first goes first, by that rule. */
static void test_rules(void **state)
{
    static const struct {
        const char *to, *from, *other, *other_from;
        unsigned rule;
    } rows[] = {
        /* RFC 6724 10.2 */
        {"198.51.100.121", "169.254.13.78", "2001:db8:1::1", NULL, 1},
        {"2001:db8:1::1", "2001:db8:1::2", "198.51.100.121", "169.254.13.78", 2},
        {"198.51.100.121", "198.51.100.117", "2001:db8:1::1", "fe80::1", 2},
        {"2001:db8:1::1", "2001:db8:1::2", "10.1.2.3", "10.1.2.4", 6},
        {"fe80::1", "fe80::2", "2001:db8:1::1", "2001:db8:1::2", 8},
        {"2001:db8:1::1", "2001:db8:1::2", "2002:c633:6401::1", "2002:c633:6401::2", 6},
        {"2002:c633:6401::1", "2002:c633:6401::2", "2001:db8:1::1", "2002:c633:6401::2", 5},
        {"2001:db8:3f44::1", "2001:db8:3f44::2", "2001:db8:1::1", "2001:db8:3f44::2", 9},
        /* precedences of the table */
        {"::1", "::1", "127.0.0.1", "127.0.0.1", 6},
        {"10.1.2.3", "10.1.2.4", "fd00::1", "fd00::2", 6},
        {"10.1.2.3", "10.1.2.4", "2001:0:1::1", "2001:0:1::2", 6},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_select a = select_of(rows[i].to, rows[i].from);
        struct nk_select b = select_of(rows[i].other, rows[i].other_from);
        unsigned rule;
        assert_true(nk_select_compare(&a, &b, &rule) < 0);
        assert_int_equal(rule, rows[i].rule);
        assert_true(nk_select_compare(&b, &a, &rule) > 0);
        assert_int_equal(rule, rows[i].rule);
        assert_true(nk_select_rule(rule)[0] != '\0');
    }
}

static void test_no_rule(void **state)
{
    struct nk_select a = select_of("192.0.2.1", "192.0.2.9"), b = select_of("10.0.0.1", "10.0.0.2");
    struct nk_select none = select_of("192.0.2.1", NULL);
    unsigned rule;
    (void)state;
    assert_int_equal(nk_select_compare(&a, &b, &rule), 0);
    assert_int_equal(rule, 10);
    assert_int_equal(nk_select_compare(&none, &none, &rule), 0);
    assert_int_equal(a.common, 124);
    assert_string_equal(nk_select_rule(3), "");
    assert_string_equal(nk_select_rule(11), "");
}

static void test_source(void **state)
{
    struct nk_addr to = addr("127.53.0.1"), from;
    (void)state;
    assert_true(nk_select_source(&to, &from));
    assert_int_equal(from.family, NK_IPV4);
    assert_int_equal(from.lo >> 24, 127);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_no_rule),
        cmocka_unit_test(test_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
