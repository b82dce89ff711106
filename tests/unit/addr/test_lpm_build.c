/* Tables that are large enough for the direct index and the roots. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lpm_model.h"
#include "model.h"

enum { MANY = 40000 };

/* Prefixes as a routing table has them, in few places, and some of any length anywhere. */
static void draw_table(uint8_t family, uint64_t seed, struct nk_lpm_entry *entries, size_t count)
{
    unsigned width = nk_family_width(family);
    for (size_t i = 0; i < count; i++) {
        uint64_t kind = model_random(&seed) % 64;
        struct nk_u128 a = nk_u128(model_random(&seed), model_random(&seed));
        unsigned length = family == NK_IPV4 ? 24 : 48;
        if (family == NK_IPV4)
            a = nk_u128(0, kind < 48 ? 0x0a000000 | (a.lo & 0x01ffffff) : a.lo & UINT32_MAX);
        else if (kind < 48)
            a.hi = 0x20010db800000000 | (a.hi & 0x3ffff0000);
        if (kind % 8 == 0)
            length = (unsigned)(model_random(&seed) % (width + 1));
        else if (kind % 8 == 1)
            length += (unsigned)(model_random(&seed) % (width - length + 1));
        else if (kind % 8 == 2)
            length -= (unsigned)(model_random(&seed) % 16);
        if (kind == 5 && i > 0) { /* the same place again, or its neighbour */
            a = nk_addr_bits(entries[i - 1].prefix.addr);
            a.lo ^= model_random(&seed) % 2;
            length = width;
        }
        entries[i] = (struct nk_lpm_entry){{nk_addr_of(family, a), (uint8_t)length}, (uint32_t)i};
    }
}

static void check_edges(const struct nk_lpm *t, const struct nk_lpm_entry *entries, size_t count,
                        uint64_t seed)
{
    for (unsigned round = 0; round < 6; round++) {
        struct nk_addr addrs[ADDRS_MAX];
        size_t n = 0;
        while (n + 5 <= ADDRS_MAX) {
            n += edges(&entries[model_random(&seed) % count].prefix, addrs + n);
            uint8_t family = addrs[0].family;
            struct nk_u128 any = nk_u128(model_random(&seed), model_random(&seed));
            addrs[n++] =
                nk_addr_of(family, nk_u128_and(any, nk_u128_low_ones(nk_family_width(family))));
        }
        assert_true(all_ways_agree(t, entries, count, addrs, n - round));
    }
}

static void large_table(uint8_t family, size_t count)
{
    struct nk_lpm_entry *entries = calloc(count, sizeof *entries);
    assert_non_null(entries);
    draw_table(family, count, entries, count);
    struct nk_lpm *t = nk_lpm_build(entries, count, NULL);
    assert_non_null(t);
    assert_int_equal(t->head.records != 0, family == NK_IPV4 && count == MANY);
    assert_int_equal(t->head.roots != 1, family == NK_IPV6 && count == MANY);
    assert_true(t->head.splits > 0 || (family == NK_IPV4 && count < MANY));
    check_edges(t, entries, count, 99);
    nk_lpm_release(t);
    free(entries);
}

static void large_ipv4(void **state)
{
    (void)state;
    large_table(NK_IPV4, MANY);
    large_table(NK_IPV4, 3000);
}

static void large_ipv6(void **state)
{
    (void)state;
    large_table(NK_IPV6, MANY);
    large_table(NK_IPV6, 1000);
}

/* Host routes alone: every cell is divided, and no answer joins with its neighbour's. */
static void host_routes(void **state)
{
    (void)state;
    struct nk_lpm_entry *entries = calloc(2 * MANY, sizeof *entries);
    assert_non_null(entries);
    for (uint32_t i = 0; i < MANY; i++) {
        entries[i] = (struct nk_lpm_entry){{nk_addr_ipv4(0xffffffff - 2 * i), 32}, i};
        entries[MANY + i] = (struct nk_lpm_entry){
            {nk_addr_ipv6((uint64_t)0xffff << 48 | i % 7, UINT64_MAX - 3 * (uint64_t)i), 128}, i};
    }
    struct nk_lpm *t = nk_lpm_build(entries, 2 * MANY, NULL);
    assert_non_null(t);
    check_edges(t, entries, MANY, 1);
    check_edges(t, entries + MANY, MANY, 2);
    nk_lpm_release(t);
    free(entries);
}

/* The first and the last cell of everything. */
static void both_ends(void **state)
{
    (void)state;
    static const uint8_t lengths[] = {0, 1, 8, 16, 23, 24, 25, 31, 32};
    struct nk_lpm_entry *entries = calloc(MANY + 64, sizeof *entries);
    assert_non_null(entries);
    for (unsigned f = 0; f < 2; f++) {
        uint8_t family = f == 0 ? NK_IPV4 : NK_IPV6;
        size_t n = 0;
        for (unsigned i = 0; i < sizeof lengths; i++) {
            unsigned length = f == 0 ? lengths[i] : lengths[i] * 4u;
            entries[n] = (struct nk_lpm_entry){{nk_addr_min(family), (uint8_t)length}, 2 * i};
            entries[n + 1] =
                (struct nk_lpm_entry){{nk_addr_max(family), (uint8_t)length}, 2 * i + 1};
            n += 2;
        }
        size_t ends = n;
        for (uint32_t i = 0; i < MANY; i++, n++) { /* so that the table is large */
            struct nk_addr a = f == 0 ? nk_addr_ipv4(0x10000000 + (i << 9))
                                      : nk_addr_ipv6(0x2000000000000000 + ((uint64_t)i << 33), 0);
            entries[n] = (struct nk_lpm_entry){{a, f == 0 ? 24 : 32}, 1000 + i};
        }
        struct nk_lpm *t = nk_lpm_build(entries, n, NULL);
        assert_non_null(t);
        for (size_t i = 0; i < ends; i++) {
            struct nk_addr addrs[4];
            assert_true(all_ways_agree(t, entries, n, addrs, edges(&entries[i].prefix, addrs)));
        }
        nk_lpm_release(t);
    }
    free(entries);
}

/* Any rubbish in the arrays of a large image: every index in it is a claim. */
static void damaged_large_images(void **state)
{
    (void)state;
    struct nk_lpm_entry *entries = calloc(2 * MANY, sizeof *entries);
    uint64_t random = 5;
    size_t size;
    assert_non_null(entries);
    draw_table(NK_IPV4, 1, entries, MANY);
    draw_table(NK_IPV6, 2, entries + MANY, MANY);
    struct nk_lpm *t = nk_lpm_build(entries, 2 * MANY, NULL);
    assert_non_null(t);
    char *copy = copy_image(t, &size);
    assert_non_null(copy);
    for (unsigned round = 0; round < 8; round++) {
        uint64_t *words = (uint64_t *)(void *)copy;
        for (size_t i = 8; i < size / 8; i++)
            if (round >= 4 || model_random(&random) % 16 == 0)
                words[i] = round % 4 == 0 ? UINT64_MAX : model_random(&random);
        uint32_t escape = (uint32_t)model_random(&random) % 3;
        memcpy(copy + offsetof(struct nk_lpm_header, escape), &escape, sizeof escape);
        struct nk_lpm *damaged = nk_lpm_attach(copy, size, NULL);
        assert_non_null(damaged);
        for (size_t i = 0; i < MANY; i += 2000)
            for (size_t f = 0; f < 2; f++) {
                struct nk_addr addrs[4];
                struct found found;
                find_all_ways(damaged, addrs, edges(&entries[f * MANY + i].prefix, addrs), &found);
            }
        nk_lpm_release(damaged);
    }
    guarded_release(copy, size);
    nk_lpm_release(t);
    free(entries);
}

static void rows_must_be_in_order(void **state)
{
    (void)state;
    struct nk_err err;
    struct nk_lpm_row rows[] = {{{0, 0x0a000000}, 1, 8, NK_IPV4},
                                {{0, 0x0a000000}, 2, 16, NK_IPV4},
                                {{1, 0}, 3, 64, NK_IPV6}};
    struct nk_lpm *t = nk_lpm_build_sorted(rows, 3, &err);
    assert_non_null(t);
    assert_int_equal(nk_lpm_find4(t, 0x0a000001), 2);
    assert_int_equal(nk_lpm_find4(t, 0x0a010001), 1);
    assert_int_equal(nk_lpm_find6(t, nk_u128(1, 9)), 3);
    nk_lpm_release(t);
    rows[1].length = 7;
    assert_null(nk_lpm_build_sorted(rows, 3, &err));
    assert_string_equal(err.text, "row 1 is not in order");
    rows[1].length = 33;
    assert_null(nk_lpm_build_sorted(rows, 3, &err));
    assert_string_equal(err.text, "row 1 is not a prefix");
    rows[1].length = 4;
    assert_null(nk_lpm_build_sorted(rows, 3, &err));
    assert_string_equal(err.text, "row 1 has host bits");
    rows[1] = (struct nk_lpm_row){{1, 0}, 1, 0, NK_IPV4};
    assert_null(nk_lpm_build_sorted(rows, 3, &err));
    assert_string_equal(err.text, "row 1 has host bits");
    rows[1] = rows[0];
    rows[1].family = 5;
    assert_null(nk_lpm_build_sorted(rows, 3, &err));
    assert_string_equal(err.text, "row 1 is not a prefix");
    assert_int_equal(err.code, NK_ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_ipv4),           cmocka_unit_test(large_ipv6),
        cmocka_unit_test(host_routes),          cmocka_unit_test(both_ends),
        cmocka_unit_test(damaged_large_images), cmocka_unit_test(rows_must_be_in_order),
    };
    return cmocka_run_group_tests_name("lpm_build", tests, NULL, NULL);
}
