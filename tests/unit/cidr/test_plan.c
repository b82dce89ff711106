#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cidr/plan.h"
#include "cidr/space.h"

static struct nk_range range(const char *text)
{
    struct nk_item item;
    assert_true(nk_item_parse(text, strlen(text), 0, &item, NULL));
    return item.range;
}

/* Plans `needs` in `pool`; the places as text, "-" for none. */
static void expect_plan(const char *pool, const char *needs, bool rfc3021, const char *expected)
{
    struct nk_plan_need *list = NULL;
    size_t count = 0, room = 0;
    struct nk_set unused;
    struct nk_range r = range(pool);
    char text[512] = "", prefix[NK_PREFIX_TEXT_MAX];
    nk_set_init(&unused);
    assert_true(nk_set_add(&unused, &r, NK_LABEL_NONE, NULL) && nk_set_normalise(&unused, NULL));
    struct nk_count before = nk_set_count(&unused), taken = {0};
    assert_true(nk_plan_parse(needs, &list, &count, &room, NULL));
    assert_true(nk_plan_lengths(list, count, r.first.family, rfc3021, NULL));
    assert_true(nk_plan_place(list, count, &unused, NULL, NULL));
    for (size_t i = 0; i < count; i++) {
        strcpy(prefix, "-");
        if (list[i].placed) {
            nk_prefix_format(&list[i].prefix, prefix);
            taken = nk_count_add(taken, nk_prefix_count(&list[i].prefix));
        }
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 0 ? " " : "", prefix);
    }
    assert_string_equal(text, expected);
    struct nk_count left = nk_set_count(&unused);
    assert_int_equal(nk_count_compare(nk_count_add(left, taken), before), 0);
    free(list);
    nk_set_release(&unused);
}

static void networks_go_where_they_fit(void **state)
{
    (void)state;
    expect_plan("192.0.2.0/24", "a=10,b=50,c=100", false,
                "192.0.2.192/28 192.0.2.128/26 192.0.2.0/25");
    expect_plan("192.0.2.0/24", "a=2,b=2", true, "192.0.2.0/31 192.0.2.2/31");
    expect_plan("192.0.2.0/24", "a=2,b=2", false, "192.0.2.0/30 192.0.2.4/30");
    expect_plan("192.0.2.0/24", "a=200,b=1", false, "192.0.2.0/24 -");
    expect_plan("192.0.2.7-192.0.2.40", "a=/29,b=/28,c=/30", false,
                "192.0.2.8/29 192.0.2.16/28 192.0.2.32/30");
    expect_plan("255.255.255.0/24", "a=/25,b=/25,c=/32", false,
                "255.255.255.0/25 255.255.255.128/25 -");
    expect_plan("2001:db8::/126", "a=3,b=1", false, "2001:db8::/126 -");
    expect_plan("::/0", "a=340282366920938463463374607431768211456", false, "::/0");
}

static void bad_needs_are_refused_at_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
    } cases[] = {{"", 0},      {"a", 0},       {"a=", 2},      {"=5", 0},   {"a=5,", 4},
                 {"a=5,b", 4}, {"a=0", 2},     {"a=/129", 2},  {"a=5x", 2}, {"a=/", 2},
                 {"a=-1", 2},  {"a=1,b=x", 6}, {"a=1,,b=2", 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_plan_need *list = NULL;
        size_t count = 0, room = 0;
        struct nk_err err = {0};
        assert_false(nk_plan_parse(cases[i].text, &list, &count, &room, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(err.offset, cases[i].offset);
        free(list);
    }
}

static void a_length_that_the_family_does_not_have_is_refused(void **state)
{
    (void)state;
    struct nk_plan_need *list = NULL;
    size_t count = 0, room = 0;
    assert_true(nk_plan_parse("a=/64", &list, &count, &room, NULL));
    assert_false(nk_plan_lengths(list, count, NK_IPV4, false, NULL));
    assert_true(nk_plan_lengths(list, count, NK_IPV6, false, NULL));
    free(list);
}

static void first_fit_respects_alignment_and_ends(void **state)
{
    (void)state;
    struct nk_prefix p;
    struct nk_range r = range("10.0.0.1-10.0.0.255");
    assert_true(nk_space_first_fit(&r, 28, &p));
    assert_int_equal(p.addr.lo, 0x0a000010);
    assert_false(nk_space_first_fit(&r, 24, &p));
    assert_false(nk_space_first_fit(&r, 33, &p));
    r = range("255.255.255.255");
    assert_true(nk_space_first_fit(&r, 32, &p));
    assert_false(nk_space_first_fit(&r, 31, &p));
    r = range("0.0.0.0/0");
    assert_true(nk_space_first_fit(&r, 0, &p));
    r = range("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffd-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    assert_true(nk_space_first_fit(&r, 127, &p));
    assert_int_equal(p.addr.lo, UINT64_MAX - 1);
    assert_false(nk_space_first_fit(&r, 126, &p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(networks_go_where_they_fit),
        cmocka_unit_test(bad_needs_are_refused_at_their_place),
        cmocka_unit_test(a_length_that_the_family_does_not_have_is_refused),
        cmocka_unit_test(first_fit_respects_alignment_and_ends),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
