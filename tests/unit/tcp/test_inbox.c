#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/inbox.h"

static void put(struct nk_inbox *in, uint32_t offset, const char *text)
{
    nk_inbox_put(in, offset, (const uint8_t *)text, (uint32_t)strlen(text));
}

static void test_gaps_and_overlaps(void **state)
{
    struct nk_inbox in;
    uint8_t room[16];
    (void)state;
    assert_true(nk_inbox_init(&in, 10));
    put(&in, 4, "efg");
    assert_int_equal(nk_inbox_settle(&in), 0);
    put(&in, 2, "cdXX"); /* what is here stays */
    put(&in, 0, "ab");
    assert_int_equal(nk_inbox_settle(&in), 7);
    assert_int_equal(nk_inbox_window(&in), 3);
    assert_int_equal(nk_inbox_take(&in, room, 3), 3);
    assert_memory_equal(room, "abc", 3);
    put(&in, 1, "ijklmnop"); /* cut at the end of the window */
    put(&in, 6, "x");
    put(&in, 0, "h");
    assert_int_equal(nk_inbox_settle(&in), 6);
    assert_int_equal(nk_inbox_window(&in), 0);
    assert_int_equal(nk_inbox_take(&in, room, 16), 10);
    assert_memory_equal(room, "defghijklm", 10);
    assert_int_equal(nk_inbox_take(&in, NULL, 16), 0);
    put(&in, 0, "z");
    nk_inbox_clear(&in);
    assert_int_equal(nk_inbox_settle(&in), 0);
    nk_inbox_release(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gaps_and_overlaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
