#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cidr/list.h"

/* Fills through a small buffer and compares with one formatted address after the other. */
static void expect_same(struct nk_addr first, uint64_t more, size_t cap)
{
    char *room = malloc(cap), text[NK_ADDR_TEXT_MAX];
    struct nk_addr at = first, last, want = first;
    bool done = false;
    assert_non_null(room);
    assert_true(nk_addr_add(&first, nk_u128(0, more), &last));
    while (!done) {
        size_t len = nk_list_fill(&at, &last, &done, room, cap);
        assert_true(len > 0 && len <= cap);
        for (const char *line = room; line < room + len;) {
            size_t n = nk_addr_format(&want, text);
            assert_memory_equal(line, text, n);
            assert_int_equal(line[n], '\n');
            line += n + 1;
            if (nk_addr_compare(&want, &last) == 0) {
                assert_true(done && line == room + len);
                free(room);
                return;
            }
            nk_addr_add(&want, nk_u128(0, 1), &want);
        }
    }
    fail_msg("the last address is missing");
}

static void lists_agree_with_the_formatter(void **state)
{
    (void)state;
    static const size_t caps[] = {NK_LIST_LINE_MAX, 3 * NK_LIST_LINE_MAX + 5, 32768};
    for (size_t i = 0; i < 3; i++) {
        expect_same(nk_addr_ipv4(0), 3000, caps[i]);
        expect_same(nk_addr_ipv4(0x0affff00), 3000, caps[i]);
        expect_same(nk_addr_ipv4(0xfffffff0), 15, caps[i]);
        expect_same(nk_addr_ipv4(0x01020304), 0, caps[i]);
        expect_same(nk_addr_ipv6(0, 0), 300000, caps[i]);
        expect_same(nk_addr_ipv6(0, 0xfffffffffff0), 300, caps[i]); /* into and out of ::ffff:0:0 */
        expect_same(nk_addr_ipv6(0, 0xffff00000000), 300, caps[i]);
        expect_same(nk_addr_ipv6(0x20010db800000000, 0xfff0), 300, caps[i]);
        expect_same(nk_addr_ipv6(0x20010db800000000, UINT64_MAX - 20), 300, caps[i]);
        expect_same(nk_addr_ipv6(UINT64_MAX, UINT64_MAX - 40), 40, caps[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lists_agree_with_the_formatter)};
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
