#include "reading.h"

#include "route/nearest.h"

/* Every entry is looked at; those that share equally many bits are one as good as the other. */
static unsigned slow_nearest(const struct nk_fib *f, const struct nk_fib_part *part,
                             const struct nk_addr *a, bool *any)
{
    unsigned best = 0;
    *any = false;
    for (uint32_t i = part->first; i < part->first + part->count; i++) {
        struct nk_prefix p = nk_fib_prefix(f, i);
        if (p.addr.family != a->family || nk_prefix_contains(&p, a))
            continue;
        unsigned bits = 0;
        struct nk_prefix shorter = {*a, 0};
        while (bits < p.length) {
            shorter.length = (uint8_t)(bits + 1);
            if (!nk_prefix_contains(&shorter, &p.addr))
                break;
            bits++;
        }
        best = bits > best ? bits : best;
        *any = true;
    }
    return best;
}

static void compare(const struct nk_fib *f, const struct nk_addr *a)
{
    const struct nk_fib_part *part = nk_fib_part_of(f, NK_TABLE_MAIN);
    bool any;
    unsigned shared, slow = slow_nearest(f, part, a, &any);
    uint32_t entry = nk_fib_nearest(f, part, a, &shared);
    assert_int_equal(entry != NK_ROUTE_NONE, any);
    assert_int_equal(shared, slow);
    if (!any)
        return;
    struct nk_prefix p = nk_fib_prefix(f, entry), upto = {*a, (uint8_t)shared};
    assert_false(nk_prefix_contains(&p, a));
    assert_true(shared < p.length);
    assert_true(nk_prefix_contains(&upto, &p.addr));
    uint32_t parent = f->entries[entry].parent;
    struct nk_prefix outer = parent == NK_ROUTE_NONE ? p : nk_fib_prefix(f, parent);
    assert_true(parent == NK_ROUTE_NONE || nk_prefix_contains(&outer, a));
}

static void the_nearest_miss_shares_the_most_bits(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        struct nk_table t = {0};
        struct nk_fib f;
        struct nk_err err;
        for (int i = 0; i < round % 20 + 1; i++) {
            struct nk_route r = nk_route_blank();
            seed = seed * 1103515245u + 12345u;
            struct nk_prefix p = {nk_addr_ipv4((seed >> 16 & 0xff) << 24), seed >> 24 & 0xf};
            if (seed >> 28 == 3)
                p = (struct nk_prefix){nk_addr_ipv6((uint64_t)(seed >> 16 & 0xff) << 56, 0), 5};
            p = nk_prefix_network(&p);
            nk_route_set_prefix(&r, &p);
            assert_true(nk_table_add(&t, &r, &err));
        }
        assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err));
        for (uint32_t n = 0; n < 256; n += 3) {
            struct nk_addr v4 = nk_addr_ipv4(n << 24 | 1), v6 = nk_addr_ipv6((uint64_t)n << 56, 1);
            compare(&f, &v4);
            compare(&f, &v6);
        }
        nk_fib_release(&f);
        nk_table_release(&t);
    }
}

static void an_empty_part_has_none(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_fib f;
    struct nk_err err;
    struct nk_addr a = nk_addr_ipv4(1);
    unsigned shared = 9;
    assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err));
    assert_int_equal(nk_fib_nearest(&f, NULL, &a, &shared), NK_ROUTE_NONE);
    assert_int_equal(shared, 0);
    nk_fib_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_miss_shares_the_most_bits),
        cmocka_unit_test(an_empty_part_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
