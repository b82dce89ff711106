#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "route/table.h"

static void stores_keep_a_value_once(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_hop hops[2] = {{.via = nk_addr_ipv4(0x0a000001), .dev = NK_ROUTE_NONE, .weight = 1},
                             {.via = nk_addr_ipv4(0x0a000002), .dev = 3, .weight = 5}};
    uint32_t both = nk_table_hop_group(&t, hops, 2), second = nk_table_hop_group(&t, hops + 1, 1);
    assert_int_not_equal(both, second);
    assert_int_equal(nk_table_hop_group(&t, hops, 2), both);
    size_t count;
    const struct nk_hop *got = nk_table_hops_of(&t, both, &count);
    assert_int_equal(count, 2);
    assert_memory_equal(got, hops, sizeof hops);
    assert_null(nk_table_hops_of(&t, NK_ROUTE_NONE, &count));
    assert_int_equal(count, 0);
    struct nk_route_more more = {.nhid = 7};
    uint32_t number = nk_table_more(&t, &more);
    assert_int_equal(nk_table_more_of(&t, number)->nhid, 7);
    assert_null(nk_table_more_of(&t, number + 1));
    nk_table_release(&t);
}

static void numbers_that_name_nothing_give_nothing(void **state)
{
    (void)state;
    struct nk_table t = {0};
    size_t len = 9;
    assert_null(nk_table_text_of(&t, 0, &len));
    assert_int_equal(len, 0);
    assert_null(nk_table_path_of(&t, 0));
    assert_null(nk_table_peer_of(&t, NK_ROUTE_NONE));
    assert_null(nk_table_source_of(&t, 0, &len));
    /* a store that was damaged: ends that run backwards or past the text */
    nk_table_text(&t, "one", 3);
    nk_table_text(&t, "two", 3);
    t.texts.ends[0] = 5;
    t.texts.ends[1] = 2;
    assert_null(nk_table_text_of(&t, 1, &len));
    t.texts.ends[1] = 1000;
    assert_null(nk_table_text_of(&t, 1, &len));
    assert_int_equal(len, 0);
    nk_table_release(&t);
}

static bool take_two(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    int *seen = closure;
    (void)t;
    assert_int_equal(r->length, 8);
    return ++*seen < 2;
}

static void a_tap_is_given_the_routes(void **state)
{
    (void)state;
    int seen = 0;
    struct nk_table t = {.tap = take_two, .tap_closure = &seen};
    struct nk_route r = nk_route_blank();
    struct nk_err err = {0};
    struct nk_prefix p = {nk_addr_ipv4(0x0a000000), 8};
    nk_route_set_prefix(&r, &p);
    assert_true(nk_table_add(&t, &r, &err));
    assert_false(nk_table_add(&t, &r, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    assert_int_equal(t.count, 0);
    nk_table_release(&t);
}

static bool take_all(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    int *seen = closure;
    (void)t;
    assert_int_equal(r->line, ++*seen);
    return true;
}

static void a_large_table_spills(void **state)
{
    (void)state;
    int seen = 0;
    struct nk_table t = {.spill = take_all, .tap_closure = &seen, .hold = 3};
    struct nk_route r = nk_route_blank();
    struct nk_path path = {.peer = 0};
    struct nk_err err = {0};
    for (r.line = 1; r.line <= 5; r.line++) {
        r.path = nk_table_path(&t, &path);
        assert_true(nk_table_add(&t, &r, &err));
        nk_table_forget_paths(&t);
        assert_int_equal(seen, r.line <= 3 ? 0 : r.line);
        assert_int_equal(t.count, r.line <= 3 ? r.line : 0);
        assert_int_equal(t.path_count, r.line <= 3 ? r.line : 0);
    }
    nk_table_release(&t);
}

static void a_small_table_is_flushed(void **state)
{
    (void)state;
    int seen = 0;
    struct nk_table t = {.spill = take_two, .tap_closure = &seen, .hold = 2};
    struct nk_route r = nk_route_blank();
    struct nk_err err = {0};
    r.length = 8;
    assert_true(nk_table_add(&t, &r, &err) && nk_table_add(&t, &r, &err));
    assert_int_equal(seen, 0);
    assert_false(nk_table_add(&t, &r, &err)); /* the second was enough */
    assert_int_equal(seen, 2);
    seen = 0;
    t.tap = NULL;
    t.spill = NULL;
    assert_true(nk_table_add(&t, &r, &err));
    assert_true(nk_table_flush(&t, take_two));
    assert_int_equal(seen, 1);
    assert_int_equal(t.count, 0);
    nk_table_release(&t);
}

static void sources_are_numbered(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_err err = {0};
    uint16_t index;
    size_t len;
    for (unsigned i = 0; i < 65536; i++)
        assert_true(nk_table_source(&t, i == 1 ? "one" : "same", &index, &err) && index == i);
    assert_false(nk_table_source(&t, "more", &index, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_memory_equal(nk_table_source_of(&t, 1, &len), "one", 3);
    assert_int_equal(len, 3);
    nk_table_release(&t);
}

static void routes_may_be_more_than_expected(void **state)
{
    (void)state;
    struct nk_table t = {0};
    nk_table_expect(&t, 100);
    assert_int_equal(t.room, 100);
    assert_int_equal(t.count, 0);
    nk_table_expect(&t, 10);
    assert_int_equal(t.room, 100);
    for (uint32_t i = 0; i < 250; i++) {
        struct nk_route r = nk_route_blank();
        r.line = i;
        assert_true(nk_table_add(&t, &r, NULL));
    }
    nk_table_expect(&t, 100000); /* those that are there stay */
    assert_int_equal(t.count, 250);
    for (uint32_t i = 0; i < 250; i++)
        assert_int_equal(t.routes[i].line, i);
    nk_table_expect(&t, SIZE_MAX / 32);
    nk_table_release(&t);
    nk_table_expect(&t, SIZE_MAX / 32); /* no such room: nothing is lost */
    assert_int_equal(t.room, 0);
    nk_table_release(&t);
}

/* Routes that lie where they belong, behind that, elsewhere, and more than there is room for. */
static void many_routes_are_added(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_route more[5];
    nk_table_expect(&t, 10);
    for (uint32_t i = 0; i < 10; i++) {
        t.routes[i] = nk_route_blank();
        t.routes[i].line = i;
    }
    assert_true(nk_table_add_many(&t, t.routes, 2, NULL));
    assert_int_equal(t.count, 2);
    assert_true(nk_table_add_many(&t, &t.routes[4], 4, NULL));
    for (uint32_t i = 0; i < 5; i++)
        more[i] = t.routes[i];
    assert_true(nk_table_add_many(&t, more, 5, NULL));
    assert_true(nk_table_add_many(&t, NULL, 0, NULL));
    static const uint32_t lines[] = {0, 1, 4, 5, 6, 7, 0, 1, 4, 5, 6};
    assert_int_equal(t.count, sizeof lines / sizeof *lines);
    for (size_t i = 0; i < t.count; i++)
        assert_int_equal(t.routes[i].line, lines[i]);
    nk_table_release(&t);
}

static void many_routes_go_through_a_tap(void **state)
{
    (void)state;
    int seen = 0;
    struct nk_table t = {.tap = take_two, .tap_closure = &seen};
    struct nk_route more[3];
    struct nk_err err = {0};
    for (size_t i = 0; i < 3; i++) {
        more[i] = nk_route_blank();
        more[i].length = 8;
    }
    assert_false(nk_table_add_many(&t, more, 3, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    assert_int_equal(seen, 2);
    assert_int_equal(t.count, 0);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stores_keep_a_value_once),
        cmocka_unit_test(numbers_that_name_nothing_give_nothing),
        cmocka_unit_test(a_tap_is_given_the_routes),
        cmocka_unit_test(a_large_table_spills),
        cmocka_unit_test(a_small_table_is_flushed),
        cmocka_unit_test(sources_are_numbered),
        cmocka_unit_test(routes_may_be_more_than_expected),
        cmocka_unit_test(many_routes_are_added),
        cmocka_unit_test(many_routes_go_through_a_tap),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
