#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/nlmsg.h"

static void add(struct nk_buf *b, uint16_t type, const char *fixed)
{
    size_t start = nk_nlmsg_begin(b, type, 2, fixed, strlen(fixed));
    nk_nlmsg_attr(b, 3, "\1\2\3\4", 4);
    nk_nlmsg_attr(b, 0x4000 | 5, "name", 5); /* the network byte order flag is no part of it */
    nk_nlmsg_end(b, start);
}

static void what_is_put_together_comes_apart(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct nk_nlmsg m;
    struct nk_attrs a;
    uint32_t want;
    size_t len;
    add(&b, 20, "abcdef");
    add(&b, 21, "");
    struct nk_cursor c = nk_cursor(b.data, b.len);
    memcpy(&want, "\1\2\3\4", 4);
    for (uint16_t type = 20; type <= 21; type++) {
        assert_true(nk_nlmsg_next(&c, &m));
        assert_int_equal(m.type, type);
        assert_int_equal(m.flags, 2);
        nk_attrs_read(&a, m.body, m.len, type == 20 ? 6 : 0);
        assert_false(a.failed);
        assert_int_equal(nk_attrs_u32(&a, 3, 0), want);
        assert_int_equal(nk_attrs_u32(&a, 4, 77), 77);
        assert_string_equal(nk_attrs_text(&a, 5, &len), "name");
        assert_int_equal(len, 4);
        assert_null(nk_attrs_text(&a, 6, &len));
        assert_false(a.failed);
        assert_true(nk_attrs_has(&a, 5) && !nk_attrs_has(&a, 6));
        assert_int_equal(nk_attrs_u8(&a, 3, 9), 9); /* of another length */
        assert_true(a.failed);
        a.failed = false;
        assert_int_equal(nk_attrs_u16(&a, 3, 8), 8);
        assert_true(a.failed);
    }
    assert_false(nk_nlmsg_next(&c, &m));
    assert_false(c.failed);
    nk_buf_release(&b);
}

static void lengths_are_claims(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct nk_nlmsg m;
    add(&b, 20, "abcd");
    for (size_t len = 1; len < b.len; len++) { /* cut anywhere */
        struct nk_cursor c = nk_cursor(b.data, len);
        assert_false(nk_nlmsg_next(&c, &m));
        assert_true(c.failed);
        assert_false(nk_nlmsg_next(&c, &m));
    }
    for (uint32_t len = 0; len < NK_NLMSG_HEADER; len++) { /* shorter than its own header */
        memcpy(b.data, &len, sizeof len);
        struct nk_cursor c = nk_cursor(b.data, b.len);
        assert_false(nk_nlmsg_next(&c, &m));
        assert_true(c.failed);
    }
    nk_buf_release(&b);
}

static void attributes_that_cannot_be_fail(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        bool good;
    } cases[] = {
        {"", 0, true},
        {"\4\0\7\0", 4, true},  /* empty */
        {"\5\0\7\0x", 5, true}, /* without what fills up the last one */
        {"\5\0\7\0x\0\0\0\4\0\1\0", 12, true},
        {"\4\0\x20\0\4\0\xff\x3f", 8, true}, /* numbers that are passed over */
        {"\4\0\7", 3, false},
        {"\0\0\7\0", 4, false},
        {"\3\0\7\0", 4, false},
        {"\6\0\7\0x", 5, false},
        {"\xff\xff\7\0xxxx", 8, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_attrs outer = {0}, inner;
        nk_attrs_read(&outer, (const uint8_t *)cases[i].bytes, cases[i].len, 0);
        assert_int_equal(!outer.failed, cases[i].good);
        outer = (struct nk_attrs){0};
        outer.at[9] = (struct nk_attr){(const uint8_t *)cases[i].bytes, cases[i].len};
        nk_attrs_nested(&inner, &outer, 9);
        assert_int_equal(!inner.failed, cases[i].good);
        assert_int_equal(!outer.failed, cases[i].good);
    }
    struct nk_attrs none = {0}, inner;
    nk_attrs_nested(&inner, &none, 9);
    assert_false(none.failed || inner.failed);
    nk_attrs_read(&none, (const uint8_t *)"abc", 3, 8); /* no fixed part */
    assert_true(none.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_together_comes_apart),
        cmocka_unit_test(lengths_are_claims),
        cmocka_unit_test(attributes_that_cannot_be_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
