#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "netkit/lpm.h"

#include "../addr/model.h"

/* The model: look at every entry. */
static uint32_t slow_find(const struct nk_lpm_entry *entries, size_t count, const struct nk_addr *a)
{
    const struct nk_lpm_entry *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (nk_prefix_contains(&entries[i].prefix, a) &&
            (best == NULL || entries[i].prefix.length >= best->prefix.length))
            best = &entries[i];
    return best == NULL ? NK_LPM_NONE : best->id;
}

static void random_tables_agree_with_the_model(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (unsigned round = 0; round < 400; round++) {
        struct model m = {.base = model_base(round)};
        struct nk_lpm_entry entries[24];
        size_t n = model_random(&random) % 25;
        for (size_t i = 0; i < n; i++) {
            unsigned width = nk_family_width(m.base.family);
            unsigned length = width - (unsigned)(model_random(&random) % 10);
            if (model_random(&random) % 16 == 0)
                length = (unsigned)(model_random(&random) % (width + 1));
            entries[i].prefix.addr = model_addr(&m, (unsigned)(model_random(&random) % 256));
            entries[i].prefix.length = (uint8_t)length;
            entries[i].id = (uint32_t)i;
        }
        struct nk_lpm *t = nk_lpm_build(entries, n, NULL);
        assert_non_null(t);
        struct nk_addr addrs[MODEL_SIZE];
        uint32_t ids[MODEL_SIZE];
        for (unsigned i = 0; i < MODEL_SIZE; i++)
            addrs[i] = model_addr(&m, i);
        nk_lpm_find_many(t, addrs, ids, MODEL_SIZE);
        for (unsigned i = 0; i < MODEL_SIZE; i++) {
            assert_int_equal(ids[i], slow_find(entries, n, &addrs[i]));
            assert_int_equal(nk_lpm_find(t, &addrs[i]), ids[i]);
        }
        nk_lpm_release(t);
    }
}

static void all_lengths_nest(void **state)
{
    (void)state;
    struct nk_lpm_entry entries[129];
    for (unsigned i = 0; i <= 128; i++)
        entries[i] = (struct nk_lpm_entry){{nk_addr_ipv6(0, 0), (uint8_t)i}, i};
    struct nk_lpm *t = nk_lpm_build(entries, 129, NULL);
    struct nk_addr zero = nk_addr_ipv6(0, 0), max = nk_addr_max(NK_IPV6);
    assert_non_null(t);
    assert_int_equal(nk_lpm_find(t, &zero), 128);
    assert_int_equal(nk_lpm_find(t, &max), 0);
    for (unsigned bit = 0; bit < 128; bit++) {
        struct nk_addr a = nk_addr_of(NK_IPV6, nk_u128_bit(bit));
        assert_int_equal(nk_lpm_find(t, &a), 127 - bit);
    }
    nk_lpm_release(t);
}

static void an_empty_table_has_nothing(void **state)
{
    (void)state;
    struct nk_lpm *t = nk_lpm_build(NULL, 0, NULL);
    struct nk_addr a = nk_addr_ipv4(1), b = nk_addr_ipv6(1, 1);
    assert_non_null(t);
    assert_int_equal(nk_lpm_find(t, &a), NK_LPM_NONE);
    assert_int_equal(nk_lpm_find(t, &b), NK_LPM_NONE);
    nk_lpm_release(t);
    nk_lpm_release(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_tables_agree_with_the_model),
        cmocka_unit_test(all_lengths_nest),
        cmocka_unit_test(an_empty_table_has_nothing),
    };
    return cmocka_run_group_tests_name("lpm", tests, NULL, NULL);
}
