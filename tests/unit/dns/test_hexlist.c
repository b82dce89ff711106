#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/hexlist.h"

#define QUERY  "123401000001000000000000076578616d706c6503636f6d0000010001"
#define HEADER "123401000000000000000000"
#define CUT    "123401000001000000000000"

static bool begins(const char *text, bool ended)
{
    return nk_hexlist_begins(text, strlen(text), ended);
}

static bool is(const char *text)
{
    return nk_hexlist_is(text, strlen(text));
}

static void test_begins(void **state)
{
    (void)state;
    assert_true(begins(QUERY "\n", false));
    assert_true(begins(QUERY "\n12", false));
    assert_true(begins("# of today\n\n \t" QUERY " \r\n", false));
    assert_true(begins(HEADER "\n", false));
    assert_true(begins(QUERY, true));
    assert_false(begins(QUERY, false)); /* more may come */
    assert_false(begins("", true));
    assert_false(begins("# nothing\n", true));
    assert_false(begins(QUERY "00\n", true)); /* followed by an octet */
    assert_false(begins(CUT "\n" QUERY "\n", true));
    assert_false(begins("1234 01000000000000000000\n", true));
    assert_false(begins("0000 " HEADER "\n", true));
}

static void test_whole(void **state)
{
    (void)state;
    assert_true(is(QUERY "\n" QUERY "\n"));
    assert_true(is(QUERY "\nzz\n")); /* a line of a list that is none */
    assert_true(is(CUT "\n" QUERY "\n"));
    assert_true(is(CUT "07\n" CUT "\n" CUT "07\n"));
    assert_true(is("# two\n" CUT "07\n" CUT "\n" CUT "0761\n"));
    assert_false(is(CUT "\n" CUT "\n")); /* a dump that ends with a row */
    assert_false(is(CUT "07\n" CUT "07\n" CUT));
    assert_false(is(CUT "\nzz\n" QUERY "\n"));
    assert_false(is(CUT "\n12\n" QUERY "\n"));
    assert_false(is(CUT "\n"));
    assert_false(is(""));
    /* one message whose lines are of any length */
    assert_false(is("123401000002000000000000\n"
                    "076578616d706c6503636f6d000001000103777777000\n"
                    "0010001\n"));
    assert_false(is("123401000001000000000000\n"
                    "0f6162636465666768696a6b6c6d6e6f0000010001\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begins),
        cmocka_unit_test(test_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
