#include "reading.h"

static void columns_and_next_hops(void **state)
{
    (void)state;
    static const char text[] =
        "Codes: K - kernel route, C - connected, S - static, R - RIP,\n"
        "       > - selected route, * - FIB route, q - queued, r - rejected, b - backup\n"
        "\n"
        "K>* 0.0.0.0/0 [0/100] via 192.0.2.254, e0, src 192.0.2.2, 00:00:03\n"
        "B>* 10.20.0.0/16 [20/0] via 192.0.2.1, e0, weight 1, 1d02h03m\n"
        "  *                     via 198.51.100.1, e1, label 16, weight 3, 1d02h03m\n"
        "                        via 198.51.100.9, e1 inactive, weight 3, 1d02h03m\n"
        "S>* 10.34.0.0/16 [1/0] via 198.51.100.34, e1 onlink, weight 1, 01w2d03h\n"
        "O   10.34.0.0/16 [110/20] via 192.0.2.34, e0, weight 1, 00:00:02\n"
        "S>  10.38.0.0/16 [1/0] via 10.33.0.9 (recursive), weight 1, 00:00:02\n"
        "  *                      via 192.0.2.33, e0, weight 1, 00:00:02\n"
        "S   10.39.0.0/16 [1/0] via 10.99.0.9 inactive, weight 1, 00:00:02\n"
        "O[2]>* 10.40.0.0/16 [110/30] (17) via 192.0.2.1, e0, 00:00:02\n"
        "S>r 10.41.0.0/16 [1/0] via 192.0.2.1, e0, 00:00:02\n"
        "S>* 10.35.0.0/16 [1/0] unreachable (blackhole), weight 1, 00:00:02\n"
        "S>* 10.36.0.0/16 [1/0] unreachable (ICMP unreachable), 00:00:02\n"
        "S>* 10.37.0.0/16 [1/0] unreachable (ICMP admin-prohibited), 00:00:02\n"
        "C>* 192.0.2.0/24 is directly connected, e0, 00:00:03\n"
        "L>* 192.0.2.2/32 is directly connected, e0, 00:00:03\n";
    static const char routes[] =
        "0.0.0.0/0 unicast [via 192.0.2.254 dev e0] proto kernel metric 100 src 192.0.2.2\n"
        "10.20.0.0/16 unicast [via 192.0.2.1 dev e0 weight 1,via 198.51.100.1 dev e1 weight 3]"
        " proto bgp metric 0\n"
        "10.34.0.0/16 unicast [via 198.51.100.34 dev e1] proto static metric 0\n"
        "10.34.0.0/16 unicast [via 192.0.2.34 dev e0] proto ospf metric 20 inactive\n"
        "10.38.0.0/16 unicast [via 192.0.2.33 dev e0] proto static metric 0\n"
        "10.39.0.0/16 unicast [via 10.99.0.9] proto static metric 0 inactive\n"
        "10.40.0.0/16 unicast [via 192.0.2.1 dev e0] proto ospf metric 30\n"
        "10.41.0.0/16 unicast [via 192.0.2.1 dev e0] proto static metric 0 inactive\n"
        "10.35.0.0/16 blackhole [] proto static metric 0\n"
        "10.36.0.0/16 unreachable [] proto static metric 0\n"
        "10.37.0.0/16 prohibit [] proto static metric 0\n"
        "192.0.2.0/24 unicast [dev e0] proto kernel metric 0\n"
        "192.0.2.2/32 local [dev e0] proto kernel metric 0\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
}

static void ipv6_and_vrfs(void **state)
{
    (void)state;
    expect_read(NULL,
                "VRF default:\n"
                "S>* ::/0 [1/0] via fe80::1, e0, weight 1, 00:00:53\n"
                "C * fe80::/64 is directly connected, e1, 00:00:52\n"
                "VRF red:\n"
                "S>* ::/0 [1/0] via fe80::2, e2, weight 1, 00:00:53\n"
                "VRF default table 77:\n"
                "S>* 10.0.0.0/8 [1/0] via 192.0.2.45, e0, weight 1, 00:00:53\n"
                "IPv4 unicast VRF default:\n"
                "S>* 10.0.0.0/8 [1/0] via 192.0.2.46, e0, weight 1, 00:00:53\n",
                "::/0 unicast [via fe80::1 dev e0] proto static metric 0\n"
                "fe80::/64 unicast [dev e1] proto kernel metric 0 inactive\n"
                "::/0 unicast [via fe80::2 dev e2] table 1001 proto static metric 0\n"
                "10.0.0.0/8 unicast [via 192.0.2.45 dev e0] table 77 proto static metric 0\n"
                "10.0.0.0/8 unicast [via 192.0.2.46 dev e0] proto static metric 0\n",
                "");
}

static void blocks_of_one_prefix(void **state)
{
    (void)state;
    expect_read(NULL,
                "Routing entry for 10.38.0.0/16\n"
                "  Known via \"ospf\", distance 110, metric 30, best\n"
                "  Last update 00:00:53 ago\n"
                "    10.33.0.9 (recursive), weight 1\n"
                "  *   192.0.2.33, via e0, weight 1\n"
                "  *   198.51.100.1, via e1, weight 2\n"
                "\n"
                "Routing entry for 10.38.0.0/16\n"
                "  Known via \"static\", distance 150, metric 0\n"
                "  Last update 00:00:53 ago\n"
                "    192.0.2.34, via e0, weight 1\n"
                "\n"
                "Routing entry for 10.35.0.0/16\n"
                "  Known via \"static\", distance 1, metric 0, best\n"
                "  Last update 00:00:53 ago\n"
                "  * unreachable (blackhole), weight 1\n"
                "\n"
                "Routing entry for 192.0.2.0/24\n"
                "  Known via \"connected\", distance 0, metric 0, best\n"
                "  Last update 00:00:53 ago\n"
                "  * directly connected, e0\n",
                "10.38.0.0/16 unicast [via 192.0.2.33 dev e0 weight 1,"
                "via 198.51.100.1 dev e1 weight 2] proto ospf metric 30\n"
                "10.38.0.0/16 unicast [via 192.0.2.34 dev e0] proto static metric 0 inactive\n"
                "10.35.0.0/16 blackhole [] proto static metric 0\n"
                "192.0.2.0/24 unicast [dev e0] proto kernel metric 0\n",
                "");
}

static void other_answers_are_passed_over(void **state)
{
    (void)state;
    expect_read("frr",
                "r1# sh ip ro\n"
                "S>* 10.0.0.0/8 [1/0] via 192.0.2.45, e0\n"
                "r1# show ip route summary\n"
                "Route Source         Routes               FIB  (vrf default)\n"
                "kernel               7                    7\n"
                "Totals               31                   27\n"
                "r1# show ip nht\n"
                "192.0.2.1(Connected)\n"
                " resolved via connected\n"
                "r1# show ipv6 route\n"
                "% Unknown command\n"
                "S>* ::/0 [1/0] via fe80::1, e0\n"
                "r1# \n",
                "10.0.0.0/8 unicast [via 192.0.2.45 dev e0] proto static metric 0\n"
                "::/0 unicast [via fe80::1 dev e0] proto static metric 0\n",
                "");
}

static void bad_lines(void **state)
{
    (void)state;
    expect_read("frr",
                "  *                     via 198.51.100.1, e1\n"
                "S>* 10.0.0.0/33 [1/0] via 192.0.2.45, e0\n"
                "  *                   via 198.51.100.1, e1\n"
                "S>* 10.1.0.0/16 [1/0] via 192.0.2.1, e0\n"
                "what is this?\n"
                "  *                   via 198.51.100.1, e1\n"
                "S>* 10.2.0.0/16 [1] via 192.0.2.1, e0\n"
                "S>* 10.3.0.0/16 [1/0] via 192.0.2.300, e0\n"
                "S>* 10.4.0.0/16 [1/0] via 192.0.2.3, e0, weight x\n"
                "S>* 10.5.0.0/16 [1/0]\n"
                "  * teleport\n"
                "S>* 10.6.0.0/16 [1/0] via 192.0.2.1, e0, src nowhere\n"
                "S>* 10.7.0.0/16 [1/0] via 192.0.2.1, e0\n"
                "Routing entry for 10.0.0\n"
                "  * 192.0.2.33, via e0, weight 1\n",
                "10.1.0.0/16 unicast [via 192.0.2.1 dev e0 weight 1,"
                "via 198.51.100.1 dev e1 weight 1] proto static metric 0\n"
                "10.7.0.0/16 unicast [via 192.0.2.1 dev e0] proto static metric 0\n",
                "1:25 a next hop without a route\n"
                "2:14 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "5:1 expected a route, found 'what'\n"
                "7:17 expected [distance/metric], found '[1]'\n"
                "8:35 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "9:49 expected a number, found 'x'\n"
                "10:22 expected a next hop, the line ends here\n"
                "11:5 expected a next hop, found 'teleport'\n"
                "12:46 'nowhere' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n"
                "14:19 '10.0.0' is not an IPv4 address: it has 3 octets, expected four "
                "(--lenient reads short forms)\n");
}

/* One part of a file: what stands between a line and the next prompt. */
static void part_of(struct nk_buf *b, const char *command)
{
    char *start = strstr(b->data, command);
    assert_non_null(start);
    start = strchr(start, '\n') + 1;
    char *end = strstr(start, "\nfrr# ");
    size_t len = end == NULL ? strlen(start) : (size_t)(end - start);
    memmove(b->data, start, len);
    b->data[len] = '\0';
    b->len = len;
}

/* Text and JSON of one router are the same table. */
static void text_and_json_agree(void **state)
{
    (void)state;
    static const struct {
        const char *text, *command, *json;
        size_t routes;
    } files[] = {
        {"frr8-show-route.txt", "frr# show ip route\n", "frr8-show-ip-route.json", 13},
        {"frr8-show-route.txt", "frr# show ipv6 route\n", "frr8-show-ipv6-route.json", 6},
        {"frr8-bgp-ospf.txt", "frr# show ip route\n", "frr8-bgp-ospf.json", 31},
        {"frr8-bgp-ospf.txt", "frr# show ipv6 route\n", "frr8-bgp-ospf6.json", 10},
        {"frr8-bgp-ospf.txt", "frr# show ip route table 77\n", "frr8-table-77.json", 1},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct nk_buf text, json, want = {0};
        struct reading x;
        data_file(files[i].text, &text);
        data_file(files[i].json, &json);
        part_of(&text, files[i].command);
        reading_of(&x, "frr", text.data, text.len);
        assert_int_equal(x.table.count, files[i].routes);
        for (size_t k = 0; k < x.table.count; k++)
            reading_put(&want, &x.table, &x.table.routes[k]);
        nk_buf_add(&want, "", 1);
        reading_release(&x);
        expect_read(NULL, json.data, want.data, "");
        nk_buf_release(&text);
        nk_buf_release(&json);
        nk_buf_release(&want);
    }
}

static void json_of_all_vrfs(void **state)
{
    (void)state;
    static const char text[] =
        "{\"default\":{\"10.0.0.0/8\":[{\"prefix\":\"10.0.0.0/8\",\"protocol\":\"static\","
        "\"vrfName\":\"default\",\"selected\":true,\"metric\":0,\"table\":254,\"nexthops\":["
        "{\"fib\":true,\"ip\":\"192.0.2.1\",\"interfaceName\":\"e0\",\"active\":true,"
        "\"onLink\":true}]}]},"
        "\"red\":{\"10.0.0.0/8\":[{\"protocol\":\"nhrp\",\"vrfName\":\"red\","
        "\"selected\":true,\"queued\":true,\"metric\":7,\"table\":10,\"nexthops\":["
        "{\"ip\":\"192.0.2.9\",\"interfaceName\":\"e9\",\"active\":true,"
        "\"source\":\"192.0.2.2\"}]}]}}\n{}\n";
    struct reading x;
    reading_of(&x, NULL, text, strlen(text));
    reading_expect(&x,
                   "10.0.0.0/8 unicast [via 192.0.2.1 dev e0] proto static metric 0\n"
                   "10.0.0.0/8 unicast [via 192.0.2.9 dev e9] table 10 proto 191 metric 7"
                   " src 192.0.2.2 inactive\n",
                   "");
    assert_true(x.done);
    assert_int_equal(x.table.vrf_count, 1);
    assert_int_equal(x.table.vrfs[0].table, 10);
    reading_release(&x);
}

static void bad_json(void **state)
{
    (void)state;
    expect_read(
        "frr-json",
        "{\"10.0.0.0/33\":[{\"selected\":true}],"
        "\"10.1.0.0/16\":[{\"selected\":true,\"nexthops\":[{\"ip\":\"192.0.2.300\"}]}],"
        "\"10.2.0.0/16\":[{\"selected\":true,\"metric\":-1}, 7, null],"
        "\"10.3.0.0/16\":[{\"selected\":true,\"table\":\"x\"}],"
        "\"10.4.0.0/16\":[{\"selected\":true}],\"routes\":[{}],\"x\":1}",

        "10.4.0.0/16 unicast [] proto zebra metric 0\n",
        "0:0 route '10.0.0.0/33': prefix length 33 is too long: the maximum for IPv4 is 32\n"
        "0:0 route '10.1.0.0/16': '192.0.2.300' is not an IPv4 address: octet 4 is 300, "
        "the maximum is 255\n"
        "0:0 route '10.2.0.0/16': metric is no number up to 4294967295\n"
        "0:0 route '10.2.0.0/16': expected an object, found an integer\n"
        "0:0 route '10.2.0.0/16': expected an object, found null\n"
        "0:0 route '10.3.0.0/16': table is no number up to 4294967294\n");
    struct reading x;
    static const char cut[] = "{\n\"10.0.0.0/8\":[{\"selected\":true}]}\n{\"10.1.0.0/16\":[";
    reading_of(&x, "frr-json", cut, strlen(cut));
    assert_false(x.done);
    assert_int_equal(x.table.count, 1);
    assert_int_equal(x.err.code, NK_ERR_INPUT);
    assert_non_null(strstr(x.err.text, "test:3:"));
    reading_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_and_next_hops),
        cmocka_unit_test(ipv6_and_vrfs),
        cmocka_unit_test(blocks_of_one_prefix),
        cmocka_unit_test(other_answers_are_passed_over),
        cmocka_unit_test(bad_lines),
        cmocka_unit_test(text_and_json_agree),
        cmocka_unit_test(json_of_all_vrfs),
        cmocka_unit_test(bad_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
