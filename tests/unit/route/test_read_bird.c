#include "reading.h"

static void a_line_a_route_and_its_next_hops(void **state)
{
    (void)state;
    static const char text[] = "BIRD 2.0.12 ready.\n"
                               "Table master4:\n"
                               "0.0.0.0/0            unicast [s4 17:03:42.814] * (200)\n"
                               "\tvia 192.0.2.254 on e0\n"
                               "10.20.0.0/16         unicast [static1 17:03:42.814] * (200)\n"
                               "\tvia 198.51.100.1 on e1 weight 3\n"
                               "\tvia 192.0.2.1 on e0 mpls 100/200 onlink weight 1\n"
                               "10.23.0.0/16         blackhole [kernel1 2024-01-01] * (200)\n"
                               "10.24.0.0/16         unreachable [device1 17:03] * (200)\n"
                               "10.25.0.0/16         prohibited [rip1 17:03] * (200/3)\n"
                               "198.51.100.0/24      unicast [direct1 17:03] * (240)\n"
                               "\tdev e1\n"
                               "                     unicast [o1 17:03] I (150/10) [192.0.2.2]\n"
                               "\tvia 198.51.100.9 on e1\n"
                               "\n"
                               "Table master6:\n"
                               "::/0 unicast [b1 17:03 from 192.0.2.1] * (100/?) [AS64501i]\n"
                               "\tvia fe80::1 on e0\n"
                               "2001:db8::/32 unicast [babel1 17:03] ! (130)\n"
                               "\tvia fe80::1 on e0\n";
    static const char routes[] =
        "0.0.0.0/0 unicast [via 192.0.2.254 dev e0] proto bird\n"
        "10.20.0.0/16 unicast [via 198.51.100.1 dev e1 weight 3,via 192.0.2.1 dev e0 weight 1]"
        " proto static\n"
        "10.23.0.0/16 blackhole [] proto kernel\n"
        "10.24.0.0/16 unreachable [] proto kernel\n"
        "10.25.0.0/16 prohibit [] proto rip metric 3\n"
        "198.51.100.0/24 unicast [dev e1] proto kernel\n"
        "198.51.100.0/24 unicast [via 198.51.100.9 dev e1] proto ospf metric 10 inactive\n"
        "::/0 unicast [via fe80::1 dev e0] proto bgp origin 64501\n"
        "2001:db8::/32 unicast [via fe80::1 dev e0] proto babel inactive\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
}

static void bird_1_has_the_next_hop_in_the_line(void **state)
{
    (void)state;
    expect_read(NULL,
                "BIRD 1.6.8 ready.\n"
                "10.0.0.0/8         via 192.0.2.1 on eth0 [static1 2020-01-01] * (200)\n"
                "                   via 192.0.2.2 on eth0 [bgp2 2020-01-01] (100) [AS64513e]\n"
                "10.20.0.0/16       multipath [static1 2020-01-01] * (200)\n"
                "\tvia 198.51.100.1 on eth1 weight 4\n"
                "\tvia 192.0.2.1 on eth0 weight 2\n"
                "192.0.2.0/24       dev eth0 [direct1 2020-01-01] * (240)\n",
                "10.0.0.0/8 unicast [via 192.0.2.1 dev eth0] proto static\n"
                "10.0.0.0/8 unicast [via 192.0.2.2 dev eth0] proto bgp origin 64513 inactive\n"
                "10.20.0.0/16 unicast [via 198.51.100.1 dev eth1 weight 4,"
                "via 192.0.2.1 dev eth0 weight 2] proto static\n"
                "192.0.2.0/24 unicast [dev eth0] proto kernel\n",
                "");
}

static void attributes_of_all(void **state)
{
    (void)state;
    expect_read("bird",
                "10.77.0.0/16         unicast [upstream 23:06] * (100) [AS64501i]\n"
                "\tvia 192.0.2.1 on e0\n"
                "\tType: BGP univ\n"
                "\tBGP.as_path: 64501 4200000000 65010\n"
                "\tBGP.community: (64501,100)\n"
                "\t\t(64501,101)\n"
                "10.78.0.0/16         unicast [upstream 23:06] * (100) [AS64501i]\n"
                "\tvia 192.0.2.1 on e0\n"
                "\tBGP.as_path: 64501 {64502 64503}\n"
                "10.79.0.0/16         unicast [upstream 23:06] * (100) [AS64501i]\n"
                "\tvia 192.0.2.1 on e0\n"
                "\tBGP.as_path: 64502 64503 ...\n"
                "10.50.0.0/16         unicast [kernel1 23:06] * (10)\n"
                "\tdev e0\n"
                "\tType: inherit univ\n"
                "\tKernel.source: 3\n"
                "\tKernel.metric: 55\n"
                "\tKernel.prefsrc: 192.0.2.2\n"
                "10.51.0.0/16         unicast [x 23:06] * (10)\n"
                "\tdev e0\n"
                "\tType: static univ\n",
                "10.77.0.0/16 unicast [via 192.0.2.1 dev e0] proto bgp origin 65010\n"
                "10.78.0.0/16 unicast [via 192.0.2.1 dev e0] proto bgp\n"
                "10.79.0.0/16 unicast [via 192.0.2.1 dev e0] proto bgp origin 64501\n"
                "10.50.0.0/16 unicast [dev e0] proto boot metric 55 src 192.0.2.2\n"
                "10.51.0.0/16 unicast [dev e0] proto static\n",
                "");
}

static void tables_have_names(void **state)
{
    (void)state;
    static const char text[] = "Table t1:\n"
                               "10.0.0.0/8 blackhole [s 1] * (200)\n"
                               "Table t2:\n"
                               "10.0.0.0/8 blackhole [s 1] * (200)\n"
                               "2001:db8::/32 blackhole [s 1] * (200)\n"
                               "Table t3:\n"
                               "10.0.0.0/8 blackhole [s 1] * (200)\n"
                               "Table t2:\n"
                               "10.0.0.0/9 blackhole [s 1] * (200)\n"
                               "Table master4:\n"
                               "10.0.0.0/10 blackhole [s 1] * (200)\n"
                               "Table roas:\n"
                               "10.0.0.0/8-24 AS64500  [rpki1 1] * (100)\n"
                               "10.0.0.0/8 AS64500  [rpki1 1] * (100)\n";
    struct reading x;
    reading_of(&x, "bird", text, strlen(text));
    reading_expect(&x,
                   "10.0.0.0/8 blackhole [] proto bird\n"
                   "10.0.0.0/8 blackhole [] table 1001 proto bird\n"
                   "2001:db8::/32 blackhole [] proto bird\n"
                   "10.0.0.0/8 blackhole [] table 1002 proto bird\n"
                   "10.0.0.0/9 blackhole [] table 1001 proto bird\n"
                   "10.0.0.0/10 blackhole [] proto bird\n",
                   "");
    assert_int_equal(x.table.vrf_count, 2);
    size_t len;
    assert_string_equal(nk_table_text_of(&x.table, x.table.vrfs[1].dev, &len) == NULL ? "" : "t3",
                        "t3");
    assert_int_equal(x.table.vrfs[1].table, 1002);
    reading_release(&x);
}

static void other_answers_are_passed_over(void **state)
{
    (void)state;
    expect_read("bird",
                "bird> sh ro\n"
                "10.0.0.0/8 blackhole [s 1] * (200)\n"
                "bird> show protocols all\n"
                "BIRD 2.0.12 ready.\n"
                "Name       Proto      Table      State  Since         Info\n"
                "s4         Static     master4    up     17:03:42.814\n"
                "  Channel ipv4\n"
                "10.9.9.9/32 nonsense\n"
                "bird> show route count\n"
                "9 of 9 routes for 9 networks in table master4\n"
                "bird> \n"
                "BIRD 2.0.12 ready.\n"
                "Name       Proto      Table      State  Since         Info\n"
                "s4         Static     master4    up     17:03:42.814\n"
                "BIRD 2.0.12 ready.\n"
                "10.1.0.0/16 blackhole [s 1] * (200)\n"
                "Network not found\n",
                "10.0.0.0/8 blackhole [] proto bird\n10.1.0.0/16 blackhole [] proto bird\n", "");
}

/* A line that cannot be read is told once, and takes no more with it than its own route. */
static void bad_lines(void **state)
{
    (void)state;
    expect_read("bird",
                "\tvia 192.0.2.1 on e0\n"
                "10.0.0.0/33 unicast [s 1] * (200)\n"
                "\tvia 192.0.2.1 on e0\n"
                "                     unicast [s 1] (200)\n"
                "\tvia 192.0.2.1 on e0\n"
                "10.1.0.0/16 unicast [s 1] * (200)\n"
                "what is this?\n"
                "\tvia 192.0.2.1 on e0\n"
                "10.2.0.0/16 unicast [s 1] * (200)\n"
                "\tvia 192.0.2.1 on e0\n"
                "\tvia 192.0.2.300 on e0\n"
                "10.3.0.0/16 unicast [s 1] * (200)\n"
                "\tvia 192.0.2.1 on e0 weight 65536\n"
                "10.4.0.0/16 unicast [s 1] * (200)\n"
                "\tvia 192.0.2.1 onto e0\n"
                "10.5.0.0/16 unicast\n"
                "10.6.0.0/16 teleport [s 1] * (200)\n"
                "10.7.0.0/16 unicast [s 1] * (200)\n"
                "\tvia 192.0.2.7 on e0\n"
                "\tteleport\n",
                "10.1.0.0/16 unicast [via 192.0.2.1 dev e0] proto bird\n"
                "10.7.0.0/16 unicast [via 192.0.2.7 dev e0] proto bird\n",
                "1:1 a next hop without a route\n"
                "2:10 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "7:1 expected a prefix, found 'what'\n"
                "11:14 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "13:29 expected a number, found '65536'\n"
                "15:16 expected a part of a next hop, found 'onto'\n"
                "16:20 expected '[', a protocol and ']', the line ends here\n"
                "17:13 expected a kind of route, as unicast or blackhole, found 'teleport'\n"
                "20:2 expected a next hop or an attribute, found 'teleport'\n");
}

/* What birdc itself prints in three ways: alone, with codes, and in a terminal. */
static void genuine_listings(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t routes;
    } files[] = {
        {"bird2-show-route.txt", 34},
        {"bird2-show-route-all.txt", 52},
        {"bird2-birdc-v.txt", 26},
        {"bird2-interactive.txt", 30},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct nk_buf text;
        struct reading x;
        data_file(files[i].name, &text);
        reading_of(&x, NULL, text.data, text.len);
        assert_true(x.done);
        assert_int_equal(x.refused.len, 0);
        assert_int_equal(x.table.count, files[i].routes);
        reading_release(&x);
        nk_buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_a_route_and_its_next_hops),
        cmocka_unit_test(bird_1_has_the_next_hop_in_the_line),
        cmocka_unit_test(attributes_of_all),
        cmocka_unit_test(tables_have_names),
        cmocka_unit_test(other_answers_are_passed_over),
        cmocka_unit_test(bad_lines),
        cmocka_unit_test(genuine_listings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
