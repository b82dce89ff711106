#include "reading.h"

/* Reads texts one after the other into one table, as sources of their own. */
static void expect_together(const char *const *texts, size_t count, const char *routes)
{
    struct reading x = {.done = false};
    for (size_t i = 0; i < count; i++) {
        struct nk_route_reader r = {.table = &x.table, .complain = reading_complain, .closure = &x};
        assert_true(nk_table_source(&x.table, "test", &r.source, &x.err));
        nk_lines_init_text(&r.lines, texts[i], strlen(texts[i]), "test");
        assert_true(nk_route_read(&r, nk_route_format_find("ip"), &x.err));
        nk_lines_release(&r.lines);
    }
    reading_expect(&x, routes, "");
    reading_release(&x);
}

static const char objects[] = "id 2 group 7/8,200/10/99 \n"
                              "id 3 blackhole \n"
                              "id 7 via 192.0.2.77 dev e0 scope link onlink \n"
                              "id 8 dev e1 proto zebra \n"
                              "id 10 via 2001:db8::9 dev e0 scope link dead linkdown \n"
                              "id 11  encap mpls  100 via 192.0.2.6 dev e0 scope link \n"
                              "id 20 group 7/11 type resilient buckets 32 idle_timer 120 "
                              "unbalanced_timer 0 \n"
                              "id 21 via 192.0.2.99 scope link fdb\n"
                              "id 22 group 2 scope global proto unspec \n";
static const char routes[] = "10.1.0.0/16 nhid 2 \n10.2.0.0/16 nhid 3 \n10.3.0.0/16 nhid 7 \n"
                             "10.4.0.0/16 nhid 20 \n10.5.0.0/16 nhid 21 \n10.6.0.0/16 nhid 22 \n"
                             "10.7.0.0/16 nhid 11 \n10.8.0.0/16 nhid 7 via 192.0.2.1 dev e9 \n"
                             "10.9.0.0/16 nhid 2 \n10.10.0.0/16 nhid 1000 \n";
static const char resolved[] =
    "10.1.0.0/16 unicast [via 192.0.2.77 dev e0 weight 1,dev e1 weight 200,"
    "via 2001:db8::9 dev e0 weight 1] proto boot\n"
    "10.2.0.0/16 blackhole [] proto boot\n"
    "10.3.0.0/16 unicast [via 192.0.2.77 dev e0] proto boot\n"
    "10.4.0.0/16 unicast [via 192.0.2.77 dev e0 weight 1,via 192.0.2.6 dev e0 weight 1] proto "
    "boot\n"
    "10.5.0.0/16 unicast [] proto boot\n"
    "10.6.0.0/16 unicast [] proto boot\n"
    "10.7.0.0/16 unicast [via 192.0.2.6 dev e0] proto boot\n"
    "10.8.0.0/16 unicast [via 192.0.2.1 dev e9] proto boot\n"
    "10.9.0.0/16 unicast [via 192.0.2.77 dev e0 weight 1,dev e1 weight 200,"
    "via 2001:db8::9 dev e0 weight 1] proto boot\n"
    "10.10.0.0/16 unicast [] proto boot\n";

static void objects_before_and_after(void **state)
{
    (void)state;
    expect_together((const char *const[]){objects, routes}, 2, resolved);
    expect_together((const char *const[]){routes, objects}, 2, resolved);
    expect_together((const char *const[]){objects, objects, routes}, 3, resolved);
    struct nk_buf both = {0};
    nk_buf_add_text(&both, routes);
    nk_buf_add(&both, objects, sizeof objects);
    expect_read(NULL, both.data, resolved, "");
    nk_buf_release(&both);
    /* a group whose members are known later */
    expect_together((const char *const[]){"id 5 group 6\n10.0.0.0/8 nhid 5\n", "id 6 dev e0\n"}, 2,
                    "10.0.0.0/8 unicast [dev e0] proto boot\n");
}

static void a_listing_as_it_comes(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    data_file("iproute2-nexthop.txt", &b);
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_int_equal(x.table.nexthop_count, 4);
    reading_expect(&x, "", "");
    reading_release(&x);
    nk_buf_release(&b);
}

static bool second_is_enough(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    struct nk_buf *got = closure;
    reading_put(got, t, r);
    return got->len < 60;
}

/* Routes that are given away at once have what was known by then. */
static void with_a_tap(void **state)
{
    (void)state;
    static const char text[] = "id 7 via 192.0.2.77 dev e0\n10.0.0.0/8 nhid 7\ndefault dev e0\n"
                               "10.1.0.0/16 dev e0\n";
    struct nk_buf got = {0};
    struct nk_table t = {.tap = second_is_enough, .tap_closure = &got};
    struct reading x = {.done = false};
    struct nk_err err = {0};
    struct nk_route_reader r = {.table = &t, .complain = reading_complain, .closure = &x};
    nk_lines_init_text(&r.lines, text, strlen(text), "test");
    assert_false(nk_route_read(&r, nk_route_format_find("ip"), &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, "10.0.0.0/8 unicast [via 192.0.2.77 dev e0] proto boot\n"
                                  "0.0.0.0/0 unicast [dev e0] proto boot\n");
    nk_lines_release(&r.lines);
    nk_buf_release(&got);
    nk_table_release(&t);
}

static bool print(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    reading_put(closure, t, r);
    return true;
}

/* Of a table that keeps two routes, all get what is known when the third one comes. */
static void with_a_spill(void **state)
{
    (void)state;
    static const char text[] = "default dev e0\n10.0.0.0/8 nhid 7\nid 7 via 192.0.2.77 dev e0\n"
                               "10.1.0.0/16 nhid 7\n10.2.0.0/16 nhid 8\nid 8 dev e0\n";
    static const char open[] = "default dev e0\ndefault dev e1\ndefault dev e2\n"
                               "2001:db8::/32 dev e0\ndefault dev e3\n";
    static const char *const texts[] = {text, open};
    struct nk_buf got = {0};
    for (size_t i = 0; i < 2; i++) {
        struct nk_table t = {.spill = print, .tap_closure = &got, .hold = 2};
        struct reading x = {.done = false};
        struct nk_err err = {0};
        struct nk_route_reader r = {.table = &t, .complain = reading_complain, .closure = &x};
        nk_lines_init_text(&r.lines, texts[i], strlen(texts[i]), "test");
        assert_true(nk_route_read(&r, nk_route_format_find("ip"), &err));
        assert_int_equal(t.count, 0);
        nk_lines_release(&r.lines);
        nk_table_release(&t);
    }
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, "0.0.0.0/0 unicast [dev e0] proto boot\n"
                                  "10.0.0.0/8 unicast [via 192.0.2.77 dev e0] proto boot\n"
                                  "10.1.0.0/16 unicast [via 192.0.2.77 dev e0] proto boot\n"
                                  "10.2.0.0/16 unicast [] proto boot\n"
                                  "0.0.0.0/0 unicast [dev e0] proto boot\n"
                                  "0.0.0.0/0 unicast [dev e1] proto boot\n"
                                  "0.0.0.0/0 unicast [dev e2] proto boot\n"
                                  "2001:db8::/32 unicast [dev e0] proto boot\n"
                                  "::/0 unicast [dev e3] proto boot\n");
    nk_buf_release(&got);
}

static void bad_objects(void **state)
{
    (void)state;
    expect_read("ip",
                "id\nid x\nid 5 group 7/x\nid 5 group 7,0\nid 5 group\nid 5 via x\nid 5 dev\n"
                "id 5 scope\nid 5 group 0\nid 5 group 7,70000\n10.0.0.0/8 nhid 5\nid 5 dev e0\n",
                "10.0.0.0/8 unicast [dev e0] proto boot\n",
                "1:3 expected the id of a next hop, found the end of the line\n"
                "2:4 expected the id of a next hop, found 'x'\n"
                "3:12 expected the members of a group, found '7/x'\n"
                "4:12 expected the members of a group, found '7,0'\n"
                "5:11 expected the members of a group, found the end of the line\n"
                "6:10 expected a next hop, found 'x'\n"
                "7:9 expected a device, found the end of the line\n"
                "8:11 expected a value, found the end of the line\n"
                "9:12 expected the members of a group, found '0'\n"
                "10:12 expected the members of a group, found '7,70000'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_before_and_after),
        cmocka_unit_test(a_listing_as_it_comes),
        cmocka_unit_test(with_a_tap),
        cmocka_unit_test(with_a_spill),
        cmocka_unit_test(bad_objects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
