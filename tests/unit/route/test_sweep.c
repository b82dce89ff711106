#include "random_table.h"

#include "route/sweep.h"

/* Every interval begins where the last one ended, and all its addresses have its entry. */
static void expect_sweep(const struct nk_fib *f, const struct nk_fib_slice *slice)
{
    struct nk_sweep s;
    struct nk_range r;
    uint32_t entry;
    struct nk_addr at = nk_addr_min(slice->family);
    bool more = true;
    nk_sweep_init(&s, f, slice);
    while (nk_sweep_next(&s, &r, &entry)) {
        assert_true(more);
        assert_int_equal(nk_addr_compare(&r.first, &at), 0);
        assert_true(nk_addr_compare(&r.first, &r.last) <= 0);
        const struct nk_fib_part *part = nk_fib_part_of(f, slice->table);
        assert_int_equal(nk_fib_find(part, &r.first), entry);
        assert_int_equal(nk_fib_find(part, &r.last), entry);
        more = nk_addr_add(&r.last, nk_u128(0, 1), &at);
    }
    assert_false(more);
    assert_false(nk_sweep_next(&s, &r, &entry));
}

static void random_tables(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (int i = 0; i < 1000; i++) {
        struct nk_table t = {0};
        struct nk_fib f;
        struct nk_fib_slice slice;
        uint32_t first = 0, slices = 0;
        make_table(&t, NK_IPV6, &random);
        make_table(&t, NK_IPV4, &random);
        for (size_t j = 0; j < t.count; j += 3)
            t.routes[j].table = 7;
        assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, NULL));
        for (; nk_fib_slice_at(&f, first, &slice); first += slice.count, slices++)
            expect_sweep(&f, &slice);
        assert_int_equal(first, f.entry_count);
        assert_true(slices <= 4);
        nk_fib_release(&f);
        nk_table_release(&t);
    }
}

static void no_entries(void **state)
{
    (void)state;
    struct nk_fib f = {.entry_count = 0};
    struct nk_sweep s;
    struct nk_range r;
    uint32_t entry;
    const struct nk_fib_slice empty = {.table = 254, .family = NK_IPV6};
    nk_sweep_init(&s, &f, &empty);
    assert_true(nk_sweep_next(&s, &r, &entry));
    assert_int_equal(entry, NK_ROUTE_NONE);
    assert_true(r.last.hi == UINT64_MAX && r.last.lo == UINT64_MAX && r.first.lo == 0);
    assert_false(nk_sweep_next(&s, &r, &entry));
    struct nk_fib_slice slice;
    assert_false(nk_fib_slice_at(&f, 0, &slice));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_tables),
        cmocka_unit_test(no_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
