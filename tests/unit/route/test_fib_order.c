#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "random_table.h"
#include "route/fib_order.h"
#include "route/order.h"

enum { ROUTES_MAX = 300 };

/* Prefixes that nest, stand beside each other and occur again, in three tables. */
static struct nk_route draw_route(uint64_t *state)
{
    struct nk_route r = nk_route_blank();
    bool ipv6 = below(state, 3) == 0;
    struct nk_u128 low = nk_u128(0, below(state, 8) << (ipv6 ? 8 : 4) | below(state, 4));
    r.family = ipv6 ? NK_IPV6 : NK_IPV4;
    r.bits =
        nk_u128_or(ipv6 ? nk_u128(UINT64_C(0x20010db8) << 32, 0) : nk_u128(0, 0x0a000000), low);
    r.length = (uint8_t)(nk_family_width(r.family) - below(state, 14));
    if (below(state, 16) == 0)
        r.length = 0;
    r.table = 100 + below(state, 3);
    r.tos = below(state, 6) == 0 ? 16 : 0;
    r.metric = below(state, 3);
    return r;
}

static void order(struct nk_fib *f, const struct nk_table *t)
{
    struct nk_fib_putting p;
    *f = (struct nk_fib){.table = t};
    assert_true(nk_fib_put_start(&p, f, NK_ROUTE_NONE, t->count, NULL));
    nk_fib_put_end(&p);
}

/* Whether two routes stand where the kernel has one before the other. */
static bool in_order(const struct nk_fib *f, size_t i)
{
    const struct nk_route *a = &f->table->routes[f->order[i - 1]],
                          *b = &f->table->routes[f->order[i]];
    int places = nk_route_compare_places(a, b);
    if (places != 0)
        return places < 0;
    if (a->tos != b->tos)
        return a->tos > b->tos;
    return a->metric < b->metric || (a->metric == b->metric && f->order[i - 1] < f->order[i]);
}

static bool covers(const struct nk_fib *f, uint32_t outer, uint32_t inner)
{
    const struct nk_route *a = nk_fib_route(f, outer, 0), *b = nk_fib_route(f, inner, 0);
    struct nk_prefix p = nk_fib_prefix(f, outer), q = nk_fib_prefix(f, inner);
    return a->table == b->table && p.length < q.length && nk_prefix_contains(&p, &q.addr);
}

/* The longest of those that cover it, by looking at all. */
static uint32_t slow_parent(const struct nk_fib *f, uint32_t entry)
{
    uint32_t best = NK_ROUTE_NONE;
    for (uint32_t i = 0; i < f->entry_count; i++)
        if (covers(f, i, entry) && (best == NK_ROUTE_NONE || covers(f, best, i)))
            best = i;
    return best;
}

static void check(const struct nk_fib *f, size_t count)
{
    size_t next = 0;
    assert_int_equal(f->order_count, count);
    for (size_t i = 1; i < count; i++)
        assert_true(in_order(f, i));
    for (uint32_t i = 0; i < f->entry_count; i++) {
        const struct nk_fib_entry *e = &f->entries[i];
        assert_int_equal(e->first, next);
        next += e->count;
        for (uint32_t k = 1; k < e->count; k++)
            assert_int_equal(nk_route_compare_places(nk_fib_route(f, i, 0), nk_fib_route(f, i, k)),
                             0);
        if (i > 0)
            assert_true(nk_route_compare_places(nk_fib_route(f, i - 1, 0), nk_fib_route(f, i, 0)) <
                        0);
        assert_int_equal(e->parent, slow_parent(f, i));
    }
    assert_int_equal(next, count);
}

/* The same routes as they come, and in the order that came of it. */
static void any_order_gives_the_same_view(void **state)
{
    (void)state;
    uint64_t seed = 77;
    for (size_t round = 0; round < 150; round++) {
        struct nk_table t = {0}, sorted = {0};
        struct nk_fib f, g;
        size_t count = below(&seed, ROUTES_MAX);
        for (size_t i = 0; i < count; i++) {
            struct nk_route r = draw_route(&seed);
            assert_true(nk_table_add(&t, &r, NULL));
        }
        order(&f, &t);
        check(&f, count);
        for (size_t i = 0; i < count; i++)
            assert_true(nk_table_add(&sorted, &t.routes[f.order[i]], NULL));
        order(&g, &sorted);
        check(&g, count);
        assert_int_equal(f.entry_count, g.entry_count);
        if (count > 0)
            assert_memory_equal(f.entries, g.entries, f.entry_count * sizeof *f.entries);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(g.order[i], i);
        nk_fib_release(&f);
        nk_fib_release(&g);
        nk_table_release(&t);
        nk_table_release(&sorted);
    }
}

static void what_is_not_simple_is_told(void **state)
{
    (void)state;
    uint64_t seed = 5;
    struct nk_table t = {0};
    struct nk_fib f;
    for (int i = 0; i < 3; i++) {
        struct nk_route r = draw_route(&seed);
        r.tos = 0;
        assert_true(nk_table_add(&t, &r, NULL));
    }
    order(&f, &t);
    assert_true(f.simple);
    nk_fib_release(&f);
    t.routes[1].type = NK_ROUTE_THROW;
    order(&f, &t);
    assert_false(f.simple);
    nk_fib_release(&f);
    t.routes[1].flags = NK_ROUTE_INACTIVE; /* it is not in the view */
    order(&f, &t);
    assert_int_equal(f.order_count, 2);
    assert_true(f.simple);
    nk_fib_release(&f);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_gives_the_same_view),
        cmocka_unit_test(what_is_not_simple_is_told),
    };
    return cmocka_run_group_tests_name("fib_order", tests, NULL, NULL);
}
