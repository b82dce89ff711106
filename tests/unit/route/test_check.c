#include "reading.h"

#include <stdlib.h>

#include "route/check.h"

static const char *const words[NK_FAULT_COUNT] = {"duplicate",   "host-bits", "redundant",
                                                  "unreachable", "loop",      "blackhole"};

/* The notes as "LINE fault OTHER-LINE hop\n". */
static void expect_notes(const struct nk_table *t, unsigned faults, const char *told)
{
    struct nk_route_notes notes;
    struct nk_buf got = {0};
    struct nk_err err = {0};
    assert_true(nk_route_check(t, faults, &notes, &err));
    for (size_t i = 0; i < notes.count; i++) {
        const struct nk_route_note *n = &notes.all[i];
        uint32_t other = n->other == NK_ROUTE_NONE ? 0 : t->routes[n->other].line;
        nk_buf_printf(&got, "%u %s %u %u\n", t->routes[n->route].line, words[n->fault], other,
                      n->hop);
    }
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, told);
    nk_buf_release(&got);
    nk_route_notes_release(&notes);
}

static void expect(const char *format, const char *text, unsigned faults, const char *told)
{
    struct reading x;
    reading_of(&x, format, text, strlen(text));
    assert_true(x.done && x.refused.len == 0);
    expect_notes(&x.table, faults, told);
    reading_release(&x);
}

enum { ALL = (1 << NK_FAULT_COUNT) - 1 };

static unsigned only(enum nk_route_fault fault)
{
    return 1u << fault;
}

static void nothing_to_find(void **state)
{
    (void)state;
    expect("plain", "", ALL, "");
    expect("plain", "10.0.0.0/8 a\n10.1.0.0/16 b\n::/0 a\n2001:db8::/32 b\n", ALL, "");
    expect("plain", "10.0.0.1/8 a\n10.0.0.0/8 a\n", 0, "");
}

static void duplicates_and_host_bits(void **state)
{
    (void)state;
    static const char text[] = "10.1.0.0/16 a\n10.0.0.7/8 b\n10.0.0.0/8 b\n10.1.0.0/16 x\n"
                               "10.0.0.0/9 b\n10.0.0.9/8 z\n::1/127 q\n";
    expect("plain", text, only(NK_FAULT_DUPLICATE),
           "3 duplicate 2 0\n4 duplicate 1 0\n"
           "6 duplicate 2 0\n");
    expect("plain", text, only(NK_FAULT_HOST_BITS),
           "2 host-bits 0 0\n6 host-bits 0 0\n7 host-bits 0 0\n");
    expect("ip",
           "10.0.0.0/8 dev a metric 1\n10.0.0.0/8 dev a metric 2\n10.0.0.0/8 dev a tos 4\n"
           "10.0.0.0/8 dev a table 9\n10.0.0.0/8 dev b metric 2\n",
           ALL, "5 duplicate 2 0\n");
}

static void what_is_covered_with_the_same_result(void **state)
{
    (void)state;
    expect("plain",
           "10.0.0.0/8 a\n10.1.0.0/16 b\n10.1.1.0/24 a\n10.1.1.1/32 a\n10.2.0.0/16 a\n"
           "0.0.0.0/0 a\n11.0.0.0/8 b\n",
           only(NK_FAULT_REDUNDANT), "1 redundant 6 0\n4 redundant 3 0\n5 redundant 1 0\n");
    /* routes for one TOS only do not count, neither way */
    expect(
        "ip",
        "10.0.0.0/8 dev a\n10.1.0.0/16 dev b tos 4\n10.1.1.0/24 dev a\n10.2.0.0/16 dev a tos 4\n",
        only(NK_FAULT_REDUNDANT), "3 redundant 1 0\n");
    /* the best of a prefix is what counts */
    expect("ip", "10.0.0.0/8 dev a metric 5\n10.0.0.0/8 dev b metric 1\n10.1.0.0/16 dev a\n",
           only(NK_FAULT_REDUNDANT), "");
}

static void what_lies_in_a_blackhole(void **state)
{
    (void)state;
    expect("ip",
           "blackhole 10.0.0.0/8\n10.1.0.0/16 dev a\n10.1.1.0/24 dev b\nblackhole 10.2.0.0/16\n"
           "unreachable 10.3.0.0/16\nunreachable 11.0.0.0/8\n11.1.0.0/16 dev a\n",
           only(NK_FAULT_BLACKHOLE), "2 blackhole 1 0\n3 blackhole 1 0\n5 blackhole 1 0\n");
    expect("ip", "blackhole 10.0.0.0/8 table 9\n10.1.0.0/16 dev a\n", ALL, "");
}

static void next_hops(void **state)
{
    (void)state;
    unsigned faults = only(NK_FAULT_UNREACHABLE) | only(NK_FAULT_LOOP);
    static const char text[] =
        "default via 192.0.2.1\n"
        "192.0.2.0/24 dev a\n"
        "10.0.0.0/8 via 192.0.2.1\n"
        "11.0.0.0/8 via 10.0.0.1\n"
        "12.0.0.0/8 via 198.51.100.1\n"
        "13.0.0.0/8 via 12.0.0.1\n"
        "14.0.0.0/8 nexthop via 12.0.0.1 weight 1 nexthop via 10.0.0.1 weight 1\n"
        "15.0.0.0/8 via 16.0.0.1\n"
        "16.0.0.0/8 via 15.0.0.1\n"
        "17.0.0.0/8 via 17.0.0.1\n"
        "18.0.0.0/8 via 198.51.100.1 dev a onlink\n"
        "19.0.0.0/8 via 18.0.0.1\n";
    expect("ip", text, faults,
           "5 unreachable 0 0\n6 unreachable 5 0\n7 unreachable 5 0\n8 loop 9 0\n9 loop 8 0\n"
           "10 loop 10 0\n");
    expect("ip", text, only(NK_FAULT_LOOP), "8 loop 9 0\n9 loop 8 0\n10 loop 10 0\n");
}

/* A dump of a BGP speaker tells nothing of what is connected; nor do many lists. */
static void next_hops_where_nothing_is_connected(void **state)
{
    (void)state;
    struct reading x;
    static const char text[] = "10.0.0.0/8 via 198.51.100.1\n11.0.0.0/8 via 11.0.0.1\n";
    expect("ip", text, ALL, "2 loop 2 0\n");
    reading_of(&x, "ip", text, strlen(text));
    const struct nk_path path = {.peer = 0};
    x.table.routes[0].path = nk_table_path(&x.table, &path);
    x.table.routes[1].path = nk_table_path(&x.table, &path);
    expect_notes(&x.table, ALL, "");
    reading_release(&x);
}

static void what_is_not_in_use(void **state)
{
    (void)state;
    struct reading x;
    static const char text[] = "10.0.0.0/8 dev a\n10.0.0.1/8 dev b\n10.1.0.0/16 via 9.9.9.9\n";
    reading_of(&x, "ip", text, strlen(text));
    for (size_t i = 1; i < 3; i++)
        x.table.routes[i].flags |= NK_ROUTE_INACTIVE;
    expect_notes(&x.table, ALL, "2 host-bits 0 0\n");
    reading_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_find),
        cmocka_unit_test(duplicates_and_host_bits),
        cmocka_unit_test(what_is_covered_with_the_same_result),
        cmocka_unit_test(what_lies_in_a_blackhole),
        cmocka_unit_test(next_hops),
        cmocka_unit_test(next_hops_where_nothing_is_connected),
        cmocka_unit_test(what_is_not_in_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
