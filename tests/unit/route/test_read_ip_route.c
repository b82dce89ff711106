#include "reading.h"

static void the_forms_of_one_table(void **state)
{
    (void)state;
    static const char *const names[] = {"iproute2-route-oneline.txt", "iproute2-route-details.txt",
                                        "iproute2-route-numeric.txt"};
    struct nk_buf first, other;
    struct reading x;
    data_file("iproute2-route-table-all.txt", &first);
    reading_of(&x, NULL, first.data, first.len);
    assert_int_equal(x.table.count, 49);
    struct nk_buf want = {0};
    for (size_t i = 0; i < x.table.count; i++)
        reading_put(&want, &x.table, &x.table.routes[i]);
    nk_buf_add(&want, "", 1);
    reading_expect(&x, want.data, "");
    reading_release(&x);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        data_file(names[i], &other);
        expect_read(NULL, other.data, want.data, "");
        expect_read_crlf(NULL, other.data, want.data, "");
        nk_buf_release(&other);
    }
    nk_buf_release(&want);
    nk_buf_release(&first);
}

static void every_word_of_a_route(void **state)
{
    (void)state;
    static const char text[] =
        "10.0.0.0/8 via 192.0.2.1 dev e0 realms 5/6 mtu lock 1400 window 1000 rtt 10ms rttvar 1.5s "
        "ssthresh 9 cwnd lock 10 advmss 1360 reordering 4 hoplimit 3 initcwnd 10 features ecn 0x2 "
        "rto_min lock 50ms initrwnd 11 quickack 1 congctl cubic fastopen_no_cookie 1 \n"
        "10.1.0.0/16 via 192.0.2.1 dev e0 proto 200 realm 7 \n"
        "10.2.0.0/16 \n"
        "\tnexthop via 192.0.2.1 realm 3 dev e0 weight 256 onlink \n"
        "\tnexthop dev e1 weight 2 dead linkdown \n"
        "10.3.0.0/16 via 203.0.113.1 dev e0 onlink pervasive offload trap rt_offload rt_trap \n"
        "10.5.0.0/16  encap ip id 100 src 1.2.3.4 dst 5.6.7.8 ttl 5 tos 4 key csum seq via "
        "192.0.2.1 dev e0 \n"
        "10.5.1.0/24  encap ip id 100 src 0.0.0.0 dst 5.6.7.8 ttl 0 tos 0 tos 0x10 via 192.0.2.1 "
        "dev e0 \n"
        "10.6.0.0/16  encap ip6 id 100 src :: dst ::9 hoplimit 0 tc 0 tos CS6 via 192.0.2.1 dev e0 "
        "\n"
        "10.8.0.0/16 proto mine \n"
        "\tnexthop  encap mpls  100/200 via 192.0.2.1 dev e0 weight 1 \n"
        "\tnexthop via inet6 fe80::1 dev e1 weight 1 \n"
        "10.10.0.0/16 dev e0 scope site ttl-propagate enabled \n"
        "10.12.0.0/16 dev e0 expires 12sec error -101 users 1 used 3 age 7 uid 0 mark 0x10 iif e3\n"
        "10.13.0.0/16 as to 192.0.2.9 dev e0 newer word-after flag dev e1\n"
        "2001:db8:a::/48  encap seg6local action End.DT6 table 100 dev e0 metric 1024 pref medium\n"
        "2001:db8:9::/48  encap seg6 mode encap segs 2 [ fc00::1 fc00::2 ] dev e0 metric 0 pref "
        "low\n"
        "0/4 dev e0\n"
        "multicast 224.0.0.0/4 dev e0 scope link src 192.0.2.2 \n"
        "xresolve 192.0.2.0/30 dev e0\n"
        "10.14.0.0/16 dev e0 table mgmt dsfield 8\n"
        "10.15.0.0/16 dev e0 table 0x1000 encap mpls 100\n"
        "any via 192.0.2.1\n";
    expect_read(NULL, text,
                "10.0.0.0/8 unicast [via 192.0.2.1 dev e0] proto boot\n"
                "10.1.0.0/16 unicast [via 192.0.2.1 dev e0] proto 200\n"
                "10.2.0.0/16 unicast [via 192.0.2.1 dev e0 weight 256,dev e1 weight 2] proto boot\n"
                "10.3.0.0/16 unicast [via 203.0.113.1 dev e0] proto boot\n"
                "10.5.0.0/16 unicast [via 192.0.2.1 dev e0] proto boot\n"
                "10.5.1.0/24 unicast [via 192.0.2.1 dev e0] proto boot\n"
                "10.6.0.0/16 unicast [via 192.0.2.1 dev e0] proto boot\n"
                "10.8.0.0/16 unicast [via 192.0.2.1 dev e0 weight 1,via fe80::1 dev e1 weight 1]\n"
                "10.10.0.0/16 unicast [dev e0] proto boot\n"
                "10.12.0.0/16 unicast [dev e0] proto boot\n"
                "10.13.0.0/16 unicast [dev e1] proto boot\n"
                "2001:db8:a::/48 unicast [dev e0] proto boot metric 1024\n"
                "2001:db8:9::/48 unicast [dev e0] proto boot metric 0\n"
                "0.0.0.0/4 unicast [dev e0] proto boot\n"
                "224.0.0.0/4 multicast [dev e0] proto boot src 192.0.2.2\n"
                "192.0.2.0/30 xresolve [dev e0] proto boot\n"
                "10.14.0.0/16 unicast [dev e0] table mgmt proto boot\n"
                "10.15.0.0/16 unicast [dev e0] table 4096 proto boot\n"
                "0.0.0.0/0 unicast [via 192.0.2.1] proto boot\n",
                "");
}

/* What the text of a route does not show. */
static void the_values_that_are_rare(void **state)
{
    (void)state;
    static const char text[] =
        "10.0.0.0/8 tos 0x10 dev e0 scope link mtu lock 1400 metric 7 onlink linkdown dead\n"
        "# a note\n\n"
        "2001:db8:8::/48 from 2001:db8:0:1::/64 nhid 9 via fd00:1::8 dev e1 metric 1024 pref "
        "medium\n"
        "2001:db8::1 from :: dev e0 metric 1024 pref medium\n"
        "10.5.1.0/24  encap ip id 1 src 0.0.0.0 dst 5.6.7.8 ttl 0 tos 0 tos 0x10 via 192.0.2.1\n"
        "10.6.0.0/16  encap ip id 1 src 0.0.0.0 dst 5.6.7.8 ttl 0 tos 4 via 192.0.2.1\n";
    struct reading x;
    size_t count;
    reading_of(&x, NULL, text, strlen(text));
    assert_int_equal(x.table.count, 5);
    const struct nk_route *r = x.table.routes;
    const struct nk_hop *hop = nk_table_hops_of(&x.table, r->hops, &count);
    assert_int_equal(count, 1);
    assert_int_equal(hop->flags, NK_HOP_ONLINK | NK_HOP_LINKDOWN | NK_HOP_DEAD);
    assert_int_equal(r->tos, 0x10);
    assert_int_equal(r->scope, 253);
    assert_int_equal(r->line, 1);
    assert_int_equal(nk_table_more_of(&x.table, r->more)->mtu, 1400);
    const struct nk_route_more *more = nk_table_more_of(&x.table, r[1].more);
    assert_int_equal(r[1].line, 4);
    assert_int_equal(more->nhid, 9);
    assert_int_equal(more->from.length, 64);
    assert_int_equal(more->from.addr.hi, 0x20010db800000001);
    assert_null(nk_table_more_of(&x.table, r[2].more));
    assert_int_equal(r[3].tos, 0x10);
    assert_int_equal(r[4].tos, 0);
    reading_release(&x);
}

static void answers_of_route_get(void **state)
{
    (void)state;
    struct nk_buf b;
    data_file("iproute2-route-get.txt", &b);
    expect_read(NULL, b.data,
                "10.20.1.1/32 unicast [via 198.51.100.1 dev e1] src 198.51.100.2\n"
                "10.20.0.0/16 unicast [via 192.0.2.1 dev e0 weight 1,via 198.51.100.1 dev e1 "
                "weight 3] proto boot\n",
                "");
    nk_buf_release(&b);
    expect_read(NULL,
                "local 192.0.2.2 dev lo table local src 192.0.2.2 uid 0 \n"
                "    cache <local> \n"
                "192.0.2.3 dev e0 src 192.0.2.2 uid 0 \\    cache expires 20sec mtu 1400 \n",
                "192.0.2.2/32 local [dev lo] table local src 192.0.2.2\n"
                "192.0.2.3/32 unicast [dev e0] src 192.0.2.2\n",
                "");
}

static void the_family_of_default(void **state)
{
    (void)state;
    expect_read(NULL, "default dev wg0 scope link\n", "0.0.0.0/0 unicast [dev wg0] proto boot\n",
                "");
    expect_read("ip", "default\n", "0.0.0.0/0 unicast [] proto boot\n", "");
    expect_read(NULL, "default dev wg0 metric 1024 pref medium\n",
                "::/0 unicast [dev wg0] proto boot metric 1024\n", "");
    expect_read(NULL, "default via fe80::1 dev e0\n",
                "::/0 unicast [via fe80::1 dev e0] proto boot\n", "");
    expect_read(NULL, "default via inet6 fe80::1 dev e0\n",
                "0.0.0.0/0 unicast [via fe80::1 dev e0] proto boot\n", "");
    expect_read(NULL, "default via inet 192.0.2.1 dev e0\n",
                "::/0 unicast [via 192.0.2.1 dev e0] proto boot\n", "");
    expect_read(NULL, "default dev e0 src 2001:db8::1\n",
                "::/0 unicast [dev e0] proto boot src 2001:db8::1\n", "");
    expect_read(NULL, "default from 2001:db8::/64 dev e0\n", "::/0 unicast [dev e0] proto boot\n",
                "");
    expect_read(NULL, "default metric 5\n\tnexthop via fe80::1 dev e0 weight 1\n",
                "::/0 unicast [via fe80::1 dev e0] proto boot metric 5\n", "");
    /* the routes around it */
    expect_read(NULL, "default dev a\nunreachable default metric 9 \n2001:db8::/32 dev b\n",
                "::/0 unicast [dev a] proto boot\n::/0 unreachable [] proto boot metric 9\n"
                "2001:db8::/32 unicast [dev b] proto boot\n",
                "");
    expect_read(NULL, "2001:db8::/32 dev b\ndefault dev a\n10.0.0.0/8 dev c\ndefault dev d\n",
                "2001:db8::/32 unicast [dev b] proto boot\n::/0 unicast [dev a] proto boot\n"
                "10.0.0.0/8 unicast [dev c] proto boot\n0.0.0.0/0 unicast [dev d] proto boot\n",
                "");
    /* iproute2 prints the preference of every IPv6 route: without it, this is IPv4 */
    expect_read(NULL, "2001:db8::/32 dev b pref medium\nunreachable default metric 5 \n",
                "2001:db8::/32 unicast [dev b] proto boot\n"
                "0.0.0.0/0 unreachable [] proto boot metric 5\n",
                "");
    expect_read(NULL, "unreachable default metric 5 \n2001:db8::/32 dev b pref medium\n",
                "0.0.0.0/0 unreachable [] proto boot metric 5\n"
                "2001:db8::/32 unicast [dev b] proto boot\n",
                "");
}

static void colours_are_taken_off(void **state)
{
    (void)state;
    expect_read(NULL,
                "default dev \033[36me2 \033[0mscope link \n"
                "\033[35m10.0.0.0/8 \033[0mvia \033[1;35m192.0.2.1 \033[0mdev \033[36me0 \033[0m\n"
                "\033[35m10.2.0.0/16 \033[0m\n"
                "\tnexthop via \033[35m192.0.2.1 \033[0mdev e0 weight 1 \n"
                "\033[35m10.3.0.0/16 \033[0mvia \033[35mx\033[0m\n"
                "10.4.0.0/16 dev e1\033[",
                "0.0.0.0/0 unicast [dev e2] proto boot\n"
                "10.0.0.0/8 unicast [via 192.0.2.1 dev e0] proto boot\n"
                "10.2.0.0/16 unicast [via 192.0.2.1 dev e0] proto boot\n"
                "10.4.0.0/16 unicast [dev e1] proto boot\n",
                "5:17 expected a next hop, found 'x'\n");
}

static void bad_lines_are_told_and_passed_over(void **state)
{
    (void)state;
    expect_read("ip",
                "10.0.0.0/8 dev e0\n"
                "10.0.0.0/33 dev e0\n"
                "10.0.0.0/8 via foo dev e0\n"
                "10.0.0.0/8 via 192.0.2.300 dev e0\n"
                "10.0.0.0/8 via\n"
                "10.0.0.0/8 dev\n"
                "10.0.0.0/8 dev e0 metric x\n"
                "10.0.0.0/8 dev e0 metric 4294967296\n"
                "10.0.0.0/8 dev e0 scope x\n"
                "10.0.0.0/8 dev e0 tos x\n"
                "10.0.0.0/8 dev e0 proto 256\n"
                "10.0.0.0/8 dev e0 src x\n"
                "10.0.0.0/8 dev e0 table 99999999999\n"
                "10.0.0.0/8 dev e0 mtu lock\n"
                "10.0.0.0/8 dev e0 nhid x\n"
                "10.0.0.0/8 dev e0 from x\n"
                "10.0.0.0/8 dev e0 rtt\n"
                "10.0.0.0/8 dev e0 pref\n"
                "10.0.0.0/8 encap\n"
                "10.0.0.0/8 vi 192.0.2.1 dev e0\n"
                "10.0.0.0/8 192.0.2.1\n"
                "10.0.0.0/8 dev e0 5\n"
                "10.0.0.0/8 dev e0 as\n"
                "0/33 dev e0\n"
                "RTNETLINK answers: No route to host\n"
                "blackhole\n"
                "12 10.0.0.0/8 dev e0\n"
                "10.0.0.0/8 dev e0 mtu 0xg\n"
                "10.0.0.0/8 dev e0 mtu 0x\n"
                "\t\n"
                "10.9.0.0/16 dev e0",
                "10.0.0.0/8 unicast [dev e0] proto boot\n10.9.0.0/16 unicast [dev e0] proto boot\n",
                "2:10 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "3:16 expected a next hop, found 'foo'\n"
                "4:24 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "5:15 expected a next hop, found the end of the line\n"
                "6:15 expected a device, found the end of the line\n"
                "7:26 expected a metric, found 'x'\n"
                "8:26 expected a metric, found '4294967296'\n"
                "9:25 expected a scope, found 'x'\n"
                "10:23 expected a type of service, found 'x'\n"
                "11:25 expected a protocol, found '256'\n"
                "12:23 expected a source address, found 'x'\n"
                "13:25 expected a table, found '99999999999'\n"
                "14:27 expected an MTU, found the end of the line\n"
                "15:24 expected the id of a next hop, found 'x'\n"
                "16:24 expected a source prefix, found 'x'\n"
                "17:22 expected a value, found the end of the line\n"
                "18:23 expected a preference, found the end of the line\n"
                "19:17 expected a kind of encapsulation, found the end of the line\n"
                "20:12 expected a keyword, found 'vi'\n"
                "21:12 expected a keyword, found '192.0.2.1'\n"
                "22:19 expected a keyword, found '5'\n"
                "23:21 expected a destination, found the end of the line\n"
                "24:1 '0' is not an IPv4 address: expected four octets, as in 192.0.2.1 "
                "(--lenient reads a number alone)\n"
                "25:1 expected a prefix, found 'RTNETLINK'\n"
                "26:1 expected a prefix, found 'blackhole'\n"
                "27:1 '12' is not an IPv4 address: expected four octets, as in 192.0.2.1 "
                "(--lenient reads a number alone)\n"
                "28:23 expected an MTU, found '0xg'\n"
                "29:23 expected an MTU, found '0x'\n");
}

static void bad_next_hops(void **state)
{
    (void)state;
    /* the others stay; a route without any goes, and with a route its next hops */
    expect_read("ip",
                "10.0.0.0/8 \n\tnexthop via 192.0.2.1 dev e0 weight 0\n\tnexthop via 192.0.2.2\n"
                "10.1.0.0/16 \n\tnexthop via x\n"
                "10.2.0.0/99 \n\tnexthop via x\n\tnexthop via 192.0.2.2\n"
                "10.3.0.0/16 \\\tnexthop via 192.0.2.1 \\\tnexthop via y\\\n",
                "10.0.0.0/8 unicast [via 192.0.2.2] proto boot\n"
                "10.3.0.0/16 unicast [via 192.0.2.1] proto boot\n",
                "2:38 expected a weight from 1, found '0'\n"
                "5:14 expected a next hop, found 'x'\n"
                "6:10 prefix length 99 is too long: the maximum for IPv4 is 32\n"
                "9:51 expected a next hop, found 'y'\n");
    expect_read("ip", "\tnexthop via 192.0.2.1\n10.0.0.0/8 dev e0\n",
                "10.0.0.0/8 unicast [dev e0] proto boot\n",
                "1:2 expected a route, found 'nexthop'\n");
    expect_read("ip", "10.0.0.0/8 nexthop via 192.0.2.1 nexthop dev e1 weight 2\n",
                "10.0.0.0/8 unicast [via 192.0.2.1 weight 1,dev e1 weight 2] proto boot\n", "");
}

static void a_line_without_end(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    nk_buf_add_text(&b, "10.0.0.0/8 dev e0\n10.1.0.0/16 ");
    for (int i = 0; i < 100000; i++)
        nk_buf_add_text(&b, "nexthop via 192.0.2.1 dev e0 weight 1 ");
    nk_buf_add_text(&b, "\n10.2.0.0/16 dev ");
    for (int i = 0; i < 100000; i++)
        nk_buf_add_text(&b, "long");
    nk_buf_add_text(&b, "\n10.3.0.0/16 via ");
    for (int i = 0; i < 100000; i++)
        nk_buf_add_text(&b, "long");
    reading_of(&x, "ip", b.data, b.len);
    assert_true(x.done);
    assert_int_equal(x.table.count, 3);
    size_t count;
    assert_non_null(nk_table_hops_of(&x.table, x.table.routes[1].hops, &count));
    assert_int_equal(count, 100000);
    reading_release(&x);
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_forms_of_one_table),
        cmocka_unit_test(every_word_of_a_route),
        cmocka_unit_test(the_values_that_are_rare),
        cmocka_unit_test(answers_of_route_get),
        cmocka_unit_test(the_family_of_default),
        cmocka_unit_test(colours_are_taken_off),
        cmocka_unit_test(bad_lines_are_told_and_passed_over),
        cmocka_unit_test(bad_next_hops),
        cmocka_unit_test(a_line_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
