#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "route/follow.h"

enum { MANY = 70000, BLOCK = 5000 };

/* Ascending prefixes that nest, some of them twice; then one of IPv6. */
static struct nk_route route(uint32_t i)
{
    struct nk_route r = nk_route_blank();
    uint32_t place = i / 5;
    r.family = i + 1 < MANY ? NK_IPV4 : NK_IPV6;
    r.length = i + 1 < MANY ? (uint8_t)(20 + i % 5) : 64;
    r.bits = nk_u128(0, i + 1 < MANY ? 0x0a000000 + (place << 12) : 0);
    if (i % 7 == 6 && i + 1 < MANY) {
        r = route(i - 1);
        r.metric = 1;
    }
    r.line = i;
    return r;
}

/* What may happen while the table is read. */
struct story {
    size_t expected; /* room from the start */
    size_t low;      /* this route comes out of order; 0: none */
    size_t other;    /* this route is of another table; 0: none */
    size_t count;
    bool watch, path;
};

static void read_table(struct nk_table *t, const struct story *s)
{
    struct nk_err err = {0};
    nk_table_expect(t, s->expected);
    for (uint32_t i = 0; i < s->count; i++) {
        struct nk_route r = route(i);
        struct nk_path path = {.peer = 3};
        if (s->low > 0 && i == s->low)
            r.bits.lo = 0x01000000;
        if (s->other > 0 && i >= s->other)
            r.table = 1000;
        if (s->path && i == 10)
            r.path = nk_table_path(t, &path);
        assert_true(nk_table_add(t, &r, &err));
        if (t->watch != NULL && i % BLOCK == 0)
            t->watch->grown(t->watch->closure);
    }
}

/* Both views have the same, and the same is found. */
static void compare(const struct nk_fib *f, const struct nk_fib *g)
{
    assert_int_equal(f->order_count, g->order_count);
    assert_int_equal(f->entry_count, g->entry_count);
    assert_int_equal(f->part_count, g->part_count);
    assert_int_equal(f->simple, g->simple);
    if (f->order_count > 0) {
        assert_memory_equal(f->order, g->order, f->order_count * sizeof *f->order);
        assert_memory_equal(f->entries, g->entries, f->entry_count * sizeof *f->entries);
    }
    for (size_t i = 0; i < f->part_count; i++) {
        size_t size, other;
        const void *image = nk_lpm_image(f->parts[i].lpm, &size),
                   *same = nk_lpm_image(g->parts[i].lpm, &other);
        assert_int_equal(f->parts[i].table, g->parts[i].table);
        assert_int_equal(f->parts[i].count, g->parts[i].count);
        assert_int_equal(size, other);
        assert_memory_equal(image, same, size);
    }
}

static void tell(const struct story *s)
{
    struct nk_table t = {0}, plain = {0};
    struct nk_fib f, g;
    struct nk_follow follow;
    struct nk_err err = {0};
    nk_follow_start(&follow, &f, &t, s->watch);
    read_table(&t, s);
    assert_true(nk_follow_order(&follow, NK_ROUTE_NONE, &err));
    assert_true(nk_fib_make_look_ups(&follow.making, &err));
    nk_follow_release(&follow);
    assert_null(t.watch);
    read_table(&plain, s);
    assert_true(nk_fib_build(&g, &plain, NK_ROUTE_NONE, &err));
    compare(&f, &g);
    nk_fib_release(&f);
    nk_fib_release(&g);
    nk_table_release(&t);
    nk_table_release(&plain);
}

static void whatever_comes_the_view_is_the_same(void **state)
{
    (void)state;
    static const struct story stories[] = {
        {.expected = MANY + 9, .count = MANY, .watch = true},
        {.expected = MANY, .count = MANY, .watch = true},
        {.expected = MANY, .count = MANY, .watch = false},
        {.expected = 2 * MANY, .count = 3, .watch = true},
        {.expected = 2 * MANY, .count = 0, .watch = true},
        {.expected = 100, .count = 90, .watch = true},
        {.expected = 0, .count = MANY, .watch = true},
        {.expected = MANY - 3, .count = MANY, .watch = true}, /* the routes move */
        {.expected = MANY, .count = MANY, .low = 40000, .watch = true},
        {.expected = MANY, .count = MANY, .low = MANY - 2, .watch = true},
        {.expected = MANY - 3, .count = MANY, .low = 40000, .watch = true},
        {.expected = MANY, .count = MANY, .other = 66000, .watch = true},
        {.expected = MANY, .count = MANY, .path = true, .watch = true},
    };
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++)
        tell(&stories[i]);
}

/* A reading that fails ends it, too. */
static void it_may_be_given_up(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_fib f = {0};
    struct nk_follow follow;
    const struct story s = {.expected = MANY, .count = MANY / 2};
    nk_follow_start(&follow, &f, &t, true);
    read_table(&t, &s);
    nk_follow_release(&follow);
    assert_null(t.watch);
    nk_fib_release(&f);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_comes_the_view_is_the_same),
        cmocka_unit_test(it_may_be_given_up),
    };
    return cmocka_run_group_tests_name("follow", tests, NULL, NULL);
}
