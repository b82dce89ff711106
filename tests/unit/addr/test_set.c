#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "netkit/set.h"

static void add(struct nk_set *s, const char *text, uint32_t label)
{
    struct nk_item item;
    assert_true(nk_item_parse(text, strlen(text), 0, &item, NULL));
    assert_true(nk_set_add(s, &item.range, label, NULL));
}

/* "range=label range=label", "-" for no label. */
static void expect(struct nk_set *s, const char *expected)
{
    char text[512] = "", range[NK_RANGE_TEXT_MAX];
    struct nk_set_iter it;
    struct nk_range r;
    uint32_t label;
    assert_true(nk_set_normalise(s, NULL));
    nk_set_iter_init(&it, s);
    while (nk_set_next_range(&it, &r, &label)) {
        size_t len = strlen(text);
        nk_range_format(&r, range);
        if (label == NK_LABEL_NONE)
            snprintf(text + len, sizeof text - len, "%s%s=-", len > 0 ? " " : "", range);
        else
            snprintf(text + len, sizeof text - len, "%s%s=%u", len > 0 ? " " : "", range, label);
    }
    assert_string_equal(text, expected);
}

static void neighbours_with_equal_labels_merge_and_keep_it(void **state)
{
    (void)state;
    struct nk_set s;
    nk_set_init(&s);
    add(&s, "10.0.0.128/25", 1);
    add(&s, "10.0.0.0/25", 1);
    add(&s, "10.0.1.0/24", 2);
    add(&s, "10.0.3.0/24", 2);
    add(&s, "2001:db8::/33", 3);
    add(&s, "2001:db8:8000::/33", 3);
    expect(&s, "10.0.0.0/23=- 10.0.3.0/24=2 2001:db8::/32=3");
    nk_set_release(&s);
}

static void a_label_among_none_is_none(void **state)
{
    (void)state;
    struct nk_set s;
    nk_set_init(&s);
    add(&s, "10.0.0.0/24", NK_LABEL_NONE);
    add(&s, "10.0.0.64/26", 5);
    add(&s, "11.0.0.0/24", 7);
    add(&s, "11.0.0.64/26", 7);
    expect(&s, "10.0.0.0/24=- 11.0.0.0/24=7");
    nk_set_release(&s);
}

static void the_ends_of_the_space_do_not_wrap(void **state)
{
    (void)state;
    struct nk_set s;
    nk_set_init(&s);
    add(&s, "255.255.255.255", NK_LABEL_NONE);
    add(&s, "0.0.0.0", NK_LABEL_NONE);
    add(&s, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NK_LABEL_NONE);
    add(&s, "::", NK_LABEL_NONE);
    expect(&s, "0.0.0.0/32=- 255.255.255.255/32=- ::/128=- "
               "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128=-");
    nk_set_release(&s);
}

/* Many ranges in bad orders, with and without labels: the sort itself. */
static void large_sets_come_out_sorted(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < 8; kind++) {
        bool ipv6 = kind & 1, labels = kind & 2, same_top = kind & 4;
        struct nk_set s;
        uint64_t x = kind + 1;
        nk_set_init(&s);
        for (unsigned i = 0; i < 20000; i++) {
            x = x * UINT64_C(6364136223846793005) + 1442695040888963407;
            uint64_t bits = same_top ? x >> 50 : x >> 32;
            struct nk_addr a = ipv6 ? nk_addr_ipv6(same_top ? 0x20010db8 : x, bits * 2)
                                    : nk_addr_ipv4((uint32_t)bits & ~1u);
            struct nk_range r = {a, a};
            assert_true(nk_set_add(&s, &r, labels ? (uint32_t)a.lo : NK_LABEL_NONE, NULL));
        }
        assert_true(nk_set_normalise(&s, NULL));
        struct nk_set_iter it;
        struct nk_range r, before = {0};
        uint32_t label;
        nk_set_iter_init(&it, &s);
        while (nk_set_next_range(&it, &r, &label)) {
            assert_true(nk_addr_compare(&before.last, &r.first) < 0);
            assert_int_equal(label, labels ? (uint32_t)r.first.lo : NK_LABEL_NONE);
            before = r;
        }
        assert_true(nk_set_ranges(&s) > 1000);
        nk_set_release(&s);
    }
}

static void find_gives_the_next_range(void **state)
{
    (void)state;
    struct nk_set s;
    struct nk_range r;
    struct nk_addr a = nk_addr_ipv4(0x0a000005), far = nk_addr_ipv4(0xffffffff);
    nk_set_init(&s);
    assert_false(nk_set_find(&s, &a, &r));
    add(&s, "10.0.0.0-10.0.0.4", NK_LABEL_NONE);
    add(&s, "10.0.1.0/24", NK_LABEL_NONE);
    assert_true(nk_set_normalise(&s, NULL));
    assert_true(nk_set_find(&s, &a, &r));
    assert_int_equal(r.first.lo, 0x0a000100);
    assert_false(nk_set_find(&s, &far, &r));
    nk_set_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_with_equal_labels_merge_and_keep_it),
        cmocka_unit_test(a_label_among_none_is_none),
        cmocka_unit_test(the_ends_of_the_space_do_not_wrap),
        cmocka_unit_test(large_sets_come_out_sorted),
        cmocka_unit_test(find_gives_the_next_range),
    };
    return cmocka_run_group_tests_name("set", tests, NULL, NULL);
}
