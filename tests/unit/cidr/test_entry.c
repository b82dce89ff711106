#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "cidr/entry.h"

static struct nk_entry entry(const char *text)
{
    struct nk_item item;
    struct nk_err err = {0};
    if (!nk_item_parse(text, strlen(text), 0, &item, &err))
        fail_msg("%s: %s", text, err.text);
    return nk_entry_of(&item);
}

static void items_keep_their_form(void **state)
{
    (void)state;
    static const char *const texts[] = {"10.0.0.1",
                                        "10.0.0.5/8",
                                        "10.0.0.0-10.0.0.255",
                                        "0.0.0.0/0",
                                        "2001:db8::1",
                                        "2001:db8::1/64",
                                        "::-::ffff",
                                        "::/0",
                                        "10.0.0.1/32",
                                        "10.0.0.1-10.0.0.1",
                                        "::ffff:1.2.3.4/128",
                                        "255.255.255.255",
                                        "fe80::/10",
                                        "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct nk_entry e = entry(texts[i]);
        char text[NK_RANGE_TEXT_MAX];
        assert_int_equal(nk_entry_format(&e, text), strlen(texts[i]));
        assert_string_equal(text, texts[i]);
    }
}

static void the_order_is_total(void **state)
{
    (void)state;
    /* ascending */
    static const char *const texts[] = {"0.0.0.0/0",
                                        "0.0.0.0",
                                        "9.255.255.255",
                                        "10.0.0.0/8",
                                        "10.0.0.9/8",
                                        "10.0.0.0-10.0.1.4",
                                        "10.0.0.0/24",
                                        "10.0.0.0",
                                        "10.0.0.9",
                                        "10.0.0.10",
                                        "255.255.255.255",
                                        "::/0",
                                        "::",
                                        "::ffff:10.0.0.0",
                                        "2001:db8::/32",
                                        "2001:db8::/33",
                                        "2001:db8::1:0:0",
                                        "ffff::"};
    enum { COUNT = sizeof texts / sizeof *texts };
    struct nk_entry entries[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        entries[i] = entry(texts[COUNT - 1 - i]);
    struct nk_entry_key *keys;
    assert_true(nk_entries_sort(entries, COUNT, &keys, NULL));
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(keys[i].index, COUNT - 1 - i);
        for (size_t j = 0; j < COUNT; j++) {
            int order = nk_entry_compare(&entries[i], &entries[j]);
            assert_int_equal(order < 0 ? -1 : order > 0, i > j ? -1 : i < j);
        }
    }
    free(keys);
}

static void equal_ones_stay_as_given(void **state)
{
    (void)state;
    struct nk_entry entries[] = {entry("::1"), entry("10.0.0.1"), entry("10.0.0.1/32"),
                                 entry("10.0.0.1-10.0.0.1"), entry("::1/128")};
    static const uint32_t order[] = {1, 2, 3, 0, 4};
    struct nk_entry_key *keys;
    assert_true(nk_entries_sort(entries, 5, &keys, NULL));
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(keys[i].index, order[i]);
    assert_int_equal(nk_entry_compare(&entries[1], &entries[3]), 0);
    free(keys);
}

static void what_decides_is_the_first_that_differs(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
        enum nk_entry_by by;
    } rows[] = {
        {"255.255.255.255", "::", -1, NK_ENTRY_BY_FAMILY},
        {"10.0.0.10", "10.0.0.9/8", 1, NK_ENTRY_BY_FIRST},
        {"10.0.0.0/8", "10.0.0.0-10.0.0.9", -1, NK_ENTRY_BY_LAST},
        {"10.0.0.2/8", "10.0.0.1/8", 1, NK_ENTRY_BY_HOST},
        {"10.0.0.1", "10.0.0.1/32", 0, NK_ENTRY_SAME},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_entry a = entry(rows[i].a), b = entry(rows[i].b);
        enum nk_entry_by by = NK_ENTRY_SAME;
        int order = nk_entry_decide(&a, &b, &by);
        assert_int_equal(order < 0 ? -1 : order > 0, rows[i].order);
        assert_int_equal(by, rows[i].by);
        assert_int_equal(nk_entry_compare(&a, &b), order);
    }
}

static void nothing_sorts_to_nothing(void **state)
{
    (void)state;
    struct nk_entry_key *keys;
    assert_true(nk_entries_sort(NULL, 0, &keys, NULL));
    assert_null(keys);
}

/* ---- overlaps ------------------------------------------------------------ */

struct seen {
    const struct nk_entry *entries;
    size_t count, stop_after;
    unsigned char pairs[64][64];
};

static bool see(void *closure, const struct nk_entry *a, const struct nk_entry *b,
                const struct nk_range *shared)
{
    struct seen *s = closure;
    struct nk_range left = nk_entry_range(a), right = nk_entry_range(b), both;
    assert_true(a < b);
    assert_true(nk_range_overlap(&left, &right, &both));
    assert_int_equal(nk_range_compare(&both, shared), 0);
    s->pairs[a - s->entries][b - s->entries]++;
    return ++s->count != s->stop_after;
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/* A range of a small space, of either family, so that many of them touch. */
static struct nk_entry random_entry(uint64_t *seed)
{
    uint64_t first = next_random(seed) % 200, span = next_random(seed) % 20;
    bool ipv6 = next_random(seed) % 2;
    struct nk_item item = {.kind = NK_ITEM_RANGE};
    item.range.first = ipv6 ? nk_addr_ipv6(first, 0) : nk_addr_ipv4((uint32_t)first);
    item.range.last = ipv6 ? nk_addr_ipv6(first + span, 5) : nk_addr_ipv4((uint32_t)(first + span));
    item.prefix = nk_range_supernet(&item.range);
    return nk_entry_of(&item);
}

static void the_sweep_finds_what_all_pairs_find(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (unsigned round = 0; round < 200; round++) {
        struct nk_entry entries[64];
        struct nk_entry_key *keys;
        size_t count = next_random(&seed) % 65;
        for (size_t i = 0; i < count; i++)
            entries[i] = random_entry(&seed);
        struct seen seen = {.entries = entries};
        assert_true(nk_entries_sort(entries, count, &keys, NULL));
        assert_true(nk_entries_overlaps(entries, keys, count, see, &seen, NULL));
        for (size_t i = 0; i < count; i++)
            for (size_t j = i + 1; j < count; j++) {
                struct nk_range a = nk_entry_range(&entries[i]), b = nk_entry_range(&entries[j]), s;
                assert_int_equal(seen.pairs[i][j], nk_range_overlap(&a, &b, &s) ? 1 : 0);
            }
        free(keys);
    }
}

static void the_teller_can_stop(void **state)
{
    (void)state;
    struct nk_entry entries[] = {entry("10.0.0.0/8"), entry("10.0.0.0/9"), entry("10.0.0.0/10"),
                                 entry("10.0.0.0/11")};
    struct nk_entry_key *keys;
    struct seen seen = {.entries = entries, .stop_after = 2};
    assert_true(nk_entries_sort(entries, 4, &keys, NULL));
    assert_true(nk_entries_overlaps(entries, keys, 4, see, &seen, NULL));
    assert_int_equal(seen.count, 2);
    free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_keep_their_form),
        cmocka_unit_test(the_order_is_total),
        cmocka_unit_test(equal_ones_stay_as_given),
        cmocka_unit_test(what_decides_is_the_first_that_differs),
        cmocka_unit_test(nothing_sorts_to_nothing),
        cmocka_unit_test(the_sweep_finds_what_all_pairs_find),
        cmocka_unit_test(the_teller_can_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
