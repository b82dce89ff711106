#include "reading_rules.h"

/* A format is taken for what it is, and not for another one. */
static void it_is_told_by_its_lines(void **state)
{
    (void)state;
    static const char *const good[] = {
        "default via 192.0.2.1 dev e0\n",
        "10.0.0.0/8 dev e0",
        "\r\n# a note\r\n10.0.0.0/8 \r\n\tnexthop via 192.0.2.1 dev e0 weight 1\r\n",
        "0:\tfrom all lookup local\n",
        "5:\tnot from 10.0.0.0/8 lookup 5\n",
        "id 7 via 192.0.2.1 dev e0\n",
        "blackhole 10.0.0.0/8 \nunreachable default metric 5 \n",
        "6 10.0.0.0/8 metric 5 \n",
        "\033[35m10.0.0.0/8 \033[0mvia \033[35m192.0.2.1\n",
        "10.0.0.0/8 \\\tnexthop via 192.0.2.1 dev e0 weight 1\n",
        "Error: what\n10.0.0.0/8 dev e0\n10.1.0.0/16 dev e0\n",
    };
    static const char *const bad[] = {
        "",
        "10.0.0.0/8\n192.0.2.0/24\n",
        "10.0.0.0/8 office\n",
        "192.0.2.0 24 64500\n",
        "throw 10.0.0.0/8\n",
        "9 10.0.0.0/8\n",
        "10.0.0.0/8         via 192.0.2.1 on e0 [static1 12:00] * (200)\n",
        "10.0.0.0/8           unicast [static1 12:00:00.000] * (200)\n\tvia 192.0.2.1 on e0\n",
        "K>* 0.0.0.0/0 [0/100] via 192.0.2.254, e0, 00:00:10\n",
        ("     10.0.0.0/8 is variably subnetted, 4 subnets, 2 masks\n"
         "S       10.1.0.0/16 [1/0] via 192.0.2.1\n"),
        "10.0.0.0/8         *[Static/5] 1d 02:03:04\n                    > to 192.0.2.1 via ge-0\n",
        "default            192.0.2.1          UGSc           en0\n",
        "prefix,next_hop\n10.0.0.0/8,192.0.2.1\n",
        "Kernel IP routing table\n",
        "[{\"dst\":\"default\"}]\n",
        "cache\n",
        "ip route 10.0.0.0/8 192.0.2.1\n",
        "id\n",
        "0: what\n",
    };
    const struct nk_route_format *f = nk_route_format_find("ip");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (f->guess(good[i], strlen(good[i])) < 50)
            fail_msg("not recognised: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (f->guess(bad[i], strlen(bad[i])) != 0)
            fail_msg("taken for iproute2's: %s", bad[i]);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    expect_read("ip", "", "", "");
    expect_read("ip", "\n \n# note\n\\\n", "", "");
    expect_read(NULL, "\r\n", "", "");
}

static void commands_are_read_too(void **state)
{
    (void)state;
    static const char text[] = "ip route add 10.0.0.0/8 via 192.0.2.1 protocol static\n"
                               "ip -6 route add default dev wg0 preference 5\n"
                               "-4 ro replace to default dev e0 priority 6\n"
                               "2001:db8::/32 dev e0\n"
                               "r append default dev e1\n"
                               "route add unreachable default metric 7\n"
                               "route change 10.1.0.0/16 nexthop via 192.0.2.1 dev e0 weight 1 "
                               "nexthop dev e1 weight 2\n";
    expect_read(NULL, text,
                "10.0.0.0/8 unicast [via 192.0.2.1] proto static\n"
                "::/0 unicast [dev wg0] proto boot metric 5\n"
                "0.0.0.0/0 unicast [dev e0] proto boot metric 6\n"
                "2001:db8::/32 unicast [dev e0] proto boot\n"
                "0.0.0.0/0 unicast [dev e1] proto boot\n"
                "0.0.0.0/0 unreachable [] proto boot metric 7\n"
                "10.1.0.0/16 unicast [via 192.0.2.1 dev e0 weight 1,dev e1 weight 2] proto boot\n",
                "");
    expect_rules(NULL,
                 "rule add from 10.0.0.0/8 priority 9 lookup 7\n"
                 "ip -6 rule add fwmark 5 table main pref 8\n"
                 "ip ru add to 2001:db8::/32 type prohibit order 7\n"
                 "rule add goto 9 preference 6\n",
                 "9 v4 from 10.0.0.0/8 lookup 7\n"
                 "8 v6 fwmark 0x5/0xffffffff lookup main\n"
                 "7 v6 to 2001:db8::/32 prohibit\n"
                 "6 v4 goto 9\n",
                 "");
    expect_read("ip",
                "ip\nip -6\nip route\nip route del 10.0.0.0/8\nip route 10.0.0.0/8 192.0.2.1\n"
                "rule add lookup 7\nip link add e0\nrule add prio x lookup 7\nroute add\n",
                "",
                "1:1 expected a prefix, found 'ip'\n"
                "2:1 expected a prefix, found 'ip'\n"
                "3:1 expected a prefix, found 'ip'\n"
                "4:1 expected a prefix, found 'ip'\n"
                "5:1 expected a prefix, found 'ip'\n"
                "6:18 expected a priority, found the end of the line\n"
                "7:1 expected a prefix, found 'ip'\n"
                "8:15 expected a priority, found 'x'\n"
                "9:10 expected a prefix, found the end of the line\n");
}

/* Names of tables mean the same in routes and rules, and in the next source. */
static void names_of_tables(void **state)
{
    (void)state;
    struct reading x, y;
    static const char text[] = "5:\tfrom all lookup mgmt\n6:\tfrom all lookup other\n"
                               "10.0.0.0/8 dev e0 table mgmt\n10.0.0.0/8 dev e0 table main\n";
    static const char again[] = "10.0.0.0/8 dev e0 table other\n10.0.0.0/8 dev e0 table mgmt\n";
    reading_of(&x, NULL, text, strlen(text));
    reading_of(&y, NULL, again, strlen(again));
    assert_int_equal(x.table.rules[0].table, x.table.routes[0].table);
    assert_int_equal(x.table.rules[0].table, y.table.routes[1].table);
    assert_int_equal(x.table.rules[1].table, y.table.routes[0].table);
    assert_int_not_equal(x.table.rules[0].table, x.table.rules[1].table);
    assert_true(x.table.rules[0].table >= 0x80000000u);
    assert_int_equal(x.table.routes[1].table, NK_TABLE_MAIN);
    reading_expect(&x,
                   "10.0.0.0/8 unicast [dev e0] table mgmt proto boot\n"
                   "10.0.0.0/8 unicast [dev e0] proto boot\n",
                   "");
    reading_release(&x);
    reading_release(&y);
}

static bool stop(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)place;
    (void)err;
    ++*(int *)closure;
    return false;
}

static void it_stops_where_it_is_told_to(void **state)
{
    (void)state;
    static const char text[] = "10.0.0.0/8 dev e0\nx \\ y\nz\n10.1.0.0/16 dev e0\n";
    struct nk_table t = {0};
    struct nk_err err = {0};
    int complaints = 0;
    struct nk_route_reader r = {.table = &t, .complain = stop, .closure = &complaints};
    nk_lines_init_text(&r.lines, text, strlen(text), "test");
    nk_route_read(&r, nk_route_format_find("ip"), &err);
    assert_int_equal(complaints, 1);
    assert_true(r.stopped);
    assert_int_equal(t.count, 1);
    nk_lines_release(&r.lines);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_by_its_lines),      cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(commands_are_read_too),        cmocka_unit_test(names_of_tables),
        cmocka_unit_test(it_stops_where_it_is_told_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
