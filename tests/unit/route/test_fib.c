#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "route/fib.h"

static void add(struct nk_table *t, const char *text, uint32_t table, uint32_t metric, uint8_t tos)
{
    struct nk_route r = nk_route_blank();
    struct nk_prefix p;
    struct nk_err err = {0};
    assert_true(nk_prefix_parse(text, strlen(text), &p, &err));
    nk_route_set_prefix(&r, &p);
    r.table = table;
    r.metric = metric;
    r.tos = tos;
    assert_true(nk_table_add(t, &r, &err));
}

static struct nk_addr addr(const char *text)
{
    struct nk_addr a = {0};
    assert_true(nk_addr_parse(text, strlen(text), &a, NULL));
    return a;
}

static void routes_of_a_prefix_stand_best_first(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_fib f;
    struct nk_err err = {0};
    add(&t, "10.1.0.0/16", 254, 20, 0);
    add(&t, "10.0.0.0/8", 254, 0, 0);
    add(&t, "10.1.0.0/16", 254, 10, 0);
    add(&t, "10.1.2.3/16", 254, 5, 0); /* host bits */
    add(&t, "10.1.0.0/16", 254, 90, 16);
    add(&t, "2001:db8::/32", 254, 1, 0);
    add(&t, "10.1.0.0/24", 100, 1, 0);
    assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err));
    const struct nk_fib_part *main_part = nk_fib_part_of(&f, 254);
    struct nk_addr a = addr("10.1.9.9"), b = addr("10.2.0.1"), c = addr("11.0.0.0");
    uint32_t entry = nk_fib_find(main_part, &a);
    assert_int_equal(nk_fib_count(&f, entry), 4);
    assert_int_equal(nk_fib_route(&f, entry, 0)->tos, 16);
    assert_int_equal(nk_fib_route(&f, entry, 1)->metric, 5);
    assert_int_equal(nk_fib_route(&f, entry, 2)->metric, 10);
    assert_int_equal(nk_fib_route(&f, entry, 3)->metric, 20);
    assert_int_equal(nk_fib_parent(&f, entry), nk_fib_find(main_part, &b));
    assert_int_equal(nk_fib_find(main_part, &c), NK_ROUTE_NONE);
    struct nk_prefix p = nk_fib_prefix(&f, entry);
    assert_int_equal(p.length, 16);
    assert_true(p.addr.lo == 0x0a010000);
    a = addr("2001:db8::1");
    assert_int_not_equal(nk_fib_find(main_part, &a), NK_ROUTE_NONE);
    assert_int_equal(nk_fib_find(nk_fib_part_of(&f, 100), &a), NK_ROUTE_NONE);
    assert_null(nk_fib_part_of(&f, 99));
    assert_int_equal(nk_fib_find(NULL, &a), NK_ROUTE_NONE);
    nk_fib_release(&f);
    nk_table_release(&t);
}

static void what_is_not_used_is_left_out(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_fib f;
    struct nk_err err = {0};
    add(&t, "10.0.0.0/8", 254, 0, 0);
    add(&t, "11.0.0.0/8", 254, 0, 0);
    t.routes[0].flags |= NK_ROUTE_INACTIVE;
    assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err));
    assert_int_equal(f.entry_count, 1);
    nk_fib_release(&f);
    struct nk_path path = {.peer = 4}, other = {.peer = 2};
    t.routes[0].flags = 0;
    t.routes[0].path = nk_table_path(&t, &path);
    t.routes[1].path = nk_table_path(&t, &other);
    assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err)); /* the first peer's */
    assert_int_equal(f.entry_count, 1);
    assert_true(nk_fib_prefix(&f, 0).addr.lo == 0x0a000000);
    nk_fib_release(&f);
    assert_true(nk_fib_build(&f, &t, 2, &err));
    assert_int_equal(f.entry_count, 1);
    assert_true(nk_fib_prefix(&f, 0).addr.lo == 0x0b000000);
    nk_fib_release(&f);
    nk_table_release(&t);
}

/* The longest by looking at every route. */
static int longest(const struct nk_table *t, uint32_t table, const struct nk_addr *a, bool below,
                   int limit)
{
    int best = -1;
    for (size_t i = 0; i < t->count; i++) {
        struct nk_prefix p = nk_route_prefix(&t->routes[i]);
        if (t->routes[i].table == table && nk_prefix_contains(&p, a) && p.length > best &&
            (!below || p.length < limit))
            best = p.length;
    }
    return best;
}

static void random_tables_agree_with_a_scan(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 200; round++) {
        struct nk_table t = {0};
        struct nk_fib f;
        struct nk_err err = {0};
        char text[64];
        for (int i = 0; i < round; i++) {
            bool ipv6 = rand() % 2;
            snprintf(text, sizeof text, ipv6 ? "2001:db8:0:%x::/%d" : "10.0.%d.0/%d", rand() % 256,
                     ipv6 ? 40 + rand() % 30 : rand() % 33);
            add(&t, text, (uint32_t)(1 + rand() % 3), (uint32_t)rand() % 4, 0);
        }
        assert_true(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err));
        for (int i = 0; i < 100; i++) {
            snprintf(text, sizeof text, i % 2 ? "2001:db8:0:%x::1" : "10.0.%d.1", rand() % 256);
            struct nk_addr a = addr(text);
            uint32_t table = (uint32_t)(1 + rand() % 3);
            uint32_t entry = nk_fib_find(nk_fib_part_of(&f, table), &a);
            int want = longest(&t, table, &a, false, 0);
            while (entry != NK_ROUTE_NONE) {
                assert_int_equal(nk_fib_prefix(&f, entry).length, want);
                want = longest(&t, table, &a, true, want);
                entry = nk_fib_parent(&f, entry);
            }
            assert_int_equal(want, -1);
        }
        nk_fib_release(&f);
        nk_table_release(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_of_a_prefix_stand_best_first),
        cmocka_unit_test(what_is_not_used_is_left_out),
        cmocka_unit_test(random_tables_agree_with_a_scan),
    };
    return cmocka_run_group_tests_name("fib", tests, NULL, NULL);
}
