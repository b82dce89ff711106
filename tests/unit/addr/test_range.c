#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "netkit/addr.h"

static struct nk_range range(const char *text)
{
    struct nk_item item;
    struct nk_err err;
    if (!nk_item_parse(text, strlen(text), 0, &item, &err))
        fail_msg("%s", err.text);
    return item.range;
}

/* The prefixes that are taken off a range, joined by blanks. */
static const char *prefixes(const char *text)
{
    static char all[16384];
    struct nk_range r = range(text), whole = r;
    struct nk_count count = {0};
    size_t at = 0;
    bool more;
    do {
        struct nk_prefix p;
        more = nk_range_take_prefix(&r, &p);
        struct nk_range part = nk_prefix_range(&p);
        assert_true(nk_range_contains(&whole, &part));
        assert_false(nk_prefix_has_host_bits(&p));
        count = nk_count_add(count, nk_prefix_count(&p));
        assert_true(at + NK_PREFIX_TEXT_MAX < sizeof all);
        if (at > 0)
            all[at++] = ' ';
        at += nk_prefix_format(&p, all + at);
    } while (more);
    assert_int_equal(nk_count_compare(count, nk_range_count(&whole)), 0);
    return all;
}

static void a_range_is_cut_into_the_fewest_prefixes(void **state)
{
    (void)state;
    assert_string_equal(prefixes("10.0.0.0-10.255.255.255"), "10.0.0.0/8");
    assert_string_equal(prefixes("10.0.0.1-10.0.0.6"),
                        "10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32");
    assert_string_equal(prefixes("0.0.0.0-255.255.255.255"), "0.0.0.0/0");
    assert_string_equal(prefixes("0.0.0.0-255.255.255.254"),
                        "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3 224.0.0.0/4 240.0.0.0/5 248.0.0.0/6 "
                        "252.0.0.0/7 254.0.0.0/8 255.0.0.0/9 255.128.0.0/10 255.192.0.0/11 "
                        "255.224.0.0/12 255.240.0.0/13 255.248.0.0/14 255.252.0.0/15 "
                        "255.254.0.0/16 255.255.0.0/17 255.255.128.0/18 255.255.192.0/19 "
                        "255.255.224.0/20 255.255.240.0/21 255.255.248.0/22 255.255.252.0/23 "
                        "255.255.254.0/24 255.255.255.0/25 255.255.255.128/26 255.255.255.192/27 "
                        "255.255.255.224/28 255.255.255.240/29 255.255.255.248/30 "
                        "255.255.255.252/31 255.255.255.254/32");
    assert_string_equal(prefixes("255.255.255.255"), "255.255.255.255/32");
    assert_string_equal(prefixes("255.255.255.253-255.255.255.255"),
                        "255.255.255.253/32 255.255.255.254/31");
    assert_string_equal(prefixes("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), "::/0");
    assert_string_equal(prefixes("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffd-"
                                 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffd/128 "
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127");
    assert_string_equal(prefixes("::ffff:ffff:ffff:ffff-0:0:0:1::"),
                        "::ffff:ffff:ffff:ffff/128 0:0:0:1::/128");
    prefixes("::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    prefixes("::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe");
    prefixes("0.0.0.1-255.255.255.254");
}

static void block_is(const char *text, unsigned aligned, unsigned fits, unsigned host)
{
    struct nk_range r = range(text);
    struct nk_range_block x = nk_range_block(&r);
    assert_int_equal(x.aligned, aligned);
    assert_int_equal(x.fits, fits);
    assert_int_equal(x.host, host);
}

static void a_block_is_aligned_and_fits(void **state)
{
    (void)state;
    block_is("10.0.0.128-10.0.0.199", 7, 6, 6);
    block_is("10.0.0.203-10.0.0.255", 0, 5, 0);
    block_is("255.255.255.255", 0, 0, 0);
    block_is("0.0.0.0/0", 32, 32, 32);
    block_is("0.0.0.0-127.255.255.254", 32, 30, 30);
    block_is("::/0", 128, 128, 128);
    block_is("::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0, 127, 0);
    block_is("2001:db8::-2001:db8::1:0", 99, 16, 16);
}

static void the_smallest_prefix_that_covers(void **state)
{
    (void)state;
    static const struct {
        const char *range, *supernet;
        bool exact;
    } cases[] = {
        {"10.0.0.1", "10.0.0.1/32", true},
        {"10.0.0.0-10.0.0.1", "10.0.0.0/31", true},
        {"10.0.0.1-10.0.0.2", "10.0.0.0/30", false},
        {"127.255.255.255-128.0.0.0", "0.0.0.0/0", false},
        {"0.0.0.0/0", "0.0.0.0/0", true},
        {"::/0", "::/0", true},
        {"::1/128", "::1/128", true},
        {"::-::fffe", "::/112", false},
        {"7fff::-8000::", "::/0", false},
        {"0:0:0:0:ffff::-0:0:0:1::", "::/63", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[NK_PREFIX_TEXT_MAX];
        struct nk_range r = range(cases[i].range);
        struct nk_prefix p = nk_range_supernet(&r), exact;
        nk_prefix_format(&p, text);
        assert_string_equal(text, cases[i].supernet);
        assert_int_equal(nk_range_prefix(&r, &exact), cases[i].exact);
        if (cases[i].exact)
            assert_int_equal(nk_prefix_compare(&p, &exact), 0);
    }
}

static void what_ranges_share(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *shared; /* NULL: nothing */
    } cases[] = {
        {"10.0.0.0-10.0.0.9", "10.0.0.5-10.0.0.20", "10.0.0.5-10.0.0.9"},
        {"10.0.0.0-10.0.0.9", "10.0.0.9-10.0.0.20", "10.0.0.9/32"},
        {"10.0.0.0-10.0.0.9", "10.0.0.10-10.0.0.20", NULL},
        {"10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/16"},
        {"::/0", "0.0.0.0/0", NULL},
        {"::/0", "8000::/1", "8000::/1"},
        {"::1", "::1", "::1/128"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_range a = range(cases[i].a), b = range(cases[i].b), shared;
        char text[NK_RANGE_TEXT_MAX];
        assert_int_equal(nk_range_overlap(&a, &b, NULL), cases[i].shared != NULL);
        assert_int_equal(nk_range_overlap(&b, &a, &shared), cases[i].shared != NULL);
        if (cases[i].shared == NULL)
            continue;
        nk_range_format(&shared, text);
        assert_string_equal(text, cases[i].shared);
        assert_true(nk_range_contains(&a, &shared) && nk_range_contains(&b, &shared));
    }
    struct nk_range a = range("10.0.0.0/24"), b = range("10.0.0.1-10.0.1.0"), c = range("::/0");
    assert_false(nk_range_contains(&a, &b));
    assert_false(nk_range_contains(&c, &a));
}

static void counts_are_exact(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0.0.0.0/0", "4294967296"},
        {"1.2.3.4", "1"},
        {"::/0", "340282366920938463463374607431768211456"},
        {"::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "340282366920938463463374607431768211455"},
        {"::/64", "18446744073709551616"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[NK_COUNT_TEXT_MAX];
        struct nk_range r = range(cases[i][0]);
        nk_count_format(nk_range_count(&r), text);
        assert_string_equal(text, cases[i][1]);
    }
}

static void the_larger_range_comes_first(void **state)
{
    (void)state;
    struct nk_range a = range("10.0.0.0/8"), b = range("10.0.0.0/9"), c = range("::/0");
    assert_true(nk_range_compare(&a, &b) < 0);
    assert_true(nk_range_compare(&b, &a) > 0);
    assert_true(nk_range_compare(&a, &c) < 0);
    assert_int_equal(nk_range_compare(&a, &a), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_is_cut_into_the_fewest_prefixes),
        cmocka_unit_test(a_block_is_aligned_and_fits),
        cmocka_unit_test(the_smallest_prefix_that_covers),
        cmocka_unit_test(what_ranges_share),
        cmocka_unit_test(counts_are_exact),
        cmocka_unit_test(the_larger_range_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
