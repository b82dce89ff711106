#include "reading_rules.h"

/* The table of a file, one line a route. */
static void table_of(const char *name, size_t count, struct nk_buf *out)
{
    struct nk_buf file;
    struct reading x;
    data_file(name, &file);
    reading_of(&x, NULL, file.data, file.len);
    assert_true(x.done);
    assert_int_equal(x.refused.len, 0);
    assert_int_equal(x.table.count, count);
    for (size_t i = 0; i < x.table.count; i++)
        reading_put(out, &x.table, &x.table.routes[i]);
    nk_buf_add(out, "", 1);
    reading_release(&x);
    nk_buf_release(&file);
}

/* Device names as one letter each. */
static void blank_devices(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0';) {
        size_t skip = strncmp(at, "dev ", 4) == 0 ? 4 + strcspn(at + 4, " ,]") : 0;
        *to++ = *at;
        at += skip == 0 ? 1 : skip;
    }
    *to = '\0';
}

static void the_spellings_of_one_table(void **state)
{
    (void)state;
    struct nk_buf text = {0}, json = {0}, pretty = {0}, saved = {0};
    table_of("iproute2-route-table-all.txt", 49, &text);
    table_of("iproute2-route-table-all.json", 49, &json);
    table_of("iproute2-route-pretty.json", 49, &pretty);
    table_of("iproute2-route-save.bin", 49, &saved);
    assert_string_equal(json.data, text.data);
    assert_string_equal(pretty.data, text.data);
    /* the names of devices are not saved */
    blank_devices(text.data);
    blank_devices(saved.data);
    assert_string_equal(saved.data, text.data);
    struct nk_buf text6 = {0}, json6 = {0};
    table_of("iproute2-route6-table-all.txt", 24, &text6);
    table_of("iproute2-route6.json", 24, &json6);
    assert_string_equal(json6.data, text6.data);
    nk_buf_release(&text);
    nk_buf_release(&json);
    nk_buf_release(&pretty);
    nk_buf_release(&saved);
    nk_buf_release(&text6);
    nk_buf_release(&json6);
}

static void every_member_of_a_route(void **state)
{
    (void)state;
    static const char json[] =
        "[{\"type\":\"unicast\",\"dst\":\"default\",\"dev\":\"e2\",\"scope\":\"link\",\"flags\":[]}"
        ","
        "{\"type\":\"7\",\"dst\":\"default\",\"metric\":4278198272,\"flags\":[]},"
        "{\"dst\":\"10.0.0.0/8\",\"gateway\":\"192.0.2.1\",\"dev\":\"e0\",\"flags\":[],"
        "\"flow\":{\"from\":\"5\",\"to\":\"6\"},\"metrics\":[{\"mtu\":1400,\"ecn\":null}]},"
        "{\"dst\":\"10.1.0.0/16\",\"gateway\":\"192.0.2.1\",\"protocol\":\"200\"},"
        "{\"dst\":\"10.1.1.0/24\",\"dev\":\"e0\",\"protocol\":\"mine\",\"table\":\"mgmt\"},"
        "{\"dst\":\"10.1.2.0/24\",\"dev\":\"e0\",\"protocol\":4,\"table\":7,\"scope\":200},"
        "{\"dst\":\"10.2.0.0/16\",\"flags\":[],\"nexthops\":[{\"gateway\":\"192.0.2.1\",\"flow\":"
        "{\"to\":\"3\"},\"dev\":\"e0\",\"weight\":256,\"flags\":[\"onlink\"]},{\"dev\":\"e1\","
        "\"weight\":2,\"flags\":[\"linkdown\",\"dead\"]}]},"
        "{\"dst\":\"10.5.1.0/24\",\"encap\":\"ip\",\"id\":100,\"src\":\"0.0.0.0\",\"dst\":"
        "\"5.6.7.8\",\"ttl\":0,\"tos\":0,\"tos\":\"0x10\",\"gateway\":\"192.0.2.1\","
        "\"dev\":\"e0\",\"flags\":[]},"
        "{\"dst\":\"10.6.0.0/16\",\"encap\":\"mpls\",\"dst\":\"100/200\",\"tos\":\"CS1\","
        "\"via\":{\"family\":\"inet6\",\"host\":\"2001:db8::9\"},\"dev\":\"e0\",\"flags\":[]},"
        "{\"dst\":\"2001:db8:a::/48\",\"encap\":\"seg6local\",\"action\":\"End.DT6\","
        "\"table\":\"100\",\"dev\":\"e0\",\"metric\":1024,\"flags\":[],\"pref\":\"medium\"},"
        "{\"dst\":\"default\",\"dev\":\"e2\",\"metric\":5,\"flags\":[],\"pref\":\"high\"},"
        "{\"dst\":\"2001:db8::/48\",\"from\":\"2001:db8::/64\",\"dev\":\"lo\",\"metric\":\"0x10\"},"
        "{\"dst\":\"192.0.2.9\",\"from\":\"default\",\"dev\":\"lo\",\"prefsrc\":\"192.0.2.2\","
        "\"flags\":[],\"cache\":[\"local\"]},{}]\n"
        "[ ]\n"
        "{\"dst\":\"10.9.0.0/16\",\"nhid\":9}";
    struct reading x;
    size_t count;
    reading_of(&x, NULL, json, strlen(json));
    reading_expect(
        &x,
        "0.0.0.0/0 unicast [dev e2] proto boot\n"
        "0.0.0.0/0 unreachable [] proto boot metric 4278198272\n"
        "10.0.0.0/8 unicast [via 192.0.2.1 dev e0] proto boot\n"
        "10.1.0.0/16 unicast [via 192.0.2.1] proto 200\n"
        "10.1.1.0/24 unicast [dev e0] table mgmt\n"
        "10.1.2.0/24 unicast [dev e0] table 7 proto static\n"
        "10.2.0.0/16 unicast [via 192.0.2.1 dev e0 weight 256,dev e1 weight 2] proto boot\n"
        "10.5.1.0/24 unicast [via 192.0.2.1 dev e0] proto boot\n"
        "10.6.0.0/16 unicast [via 2001:db8::9 dev e0] proto boot\n"
        "2001:db8:a::/48 unicast [dev e0] proto boot metric 1024\n"
        "::/0 unicast [dev e2] proto boot metric 5\n"
        "2001:db8::/48 unicast [dev lo] proto boot metric 16\n"
        "192.0.2.9/32 unicast [dev lo] src 192.0.2.2\n"
        "10.9.0.0/16 unicast [] proto boot\n",
        "");
    assert_true(x.done);
    const struct nk_route *r = x.table.routes;
    assert_int_equal(nk_table_more_of(&x.table, r[2].more)->mtu, 1400);
    const struct nk_hop *hops = nk_table_hops_of(&x.table, r[6].hops, &count);
    assert_int_equal(hops[0].flags, NK_HOP_ONLINK);
    assert_int_equal(hops[1].flags, NK_HOP_LINKDOWN | NK_HOP_DEAD);
    assert_int_equal(r[5].scope, 200);
    assert_int_equal(r[7].tos, 0x10);
    assert_int_equal(r[8].tos, 0x20);
    assert_int_equal(nk_table_more_of(&x.table, r[11].more)->from.length, 64);
    assert_int_equal(r[13].line, 15);
    reading_release(&x);
}

static void default_routes_without_a_family(void **state)
{
    (void)state;
    expect_read(NULL, "[{\"dst\":\"default\",\"dev\":\"a\"},{\"dst\":\"2001:db8::/32\"}]",
                "::/0 unicast [dev a] proto boot\n2001:db8::/32 unicast [] proto boot\n", "");
    expect_read(NULL, "[{\"dst\":\"default\",\"from\":\"::\",\"dev\":\"a\"}]",
                "::/0 unicast [dev a] proto boot\n", "");
    expect_read(NULL,
                "[{\"dst\":\"default\",\"via\":{\"family\":\"inet6\",\"host\":\"fe80::1\"}},"
                "{\"dst\":\"default\",\"via\":{\"family\":\"inet\",\"host\":\"192.0.2.1\"}}]",
                "0.0.0.0/0 unicast [via fe80::1] proto boot\n"
                "::/0 unicast [via 192.0.2.1] proto boot\n",
                "");
}

static void every_member_of_a_rule(void **state)
{
    (void)state;
    static const char json[] =
        "[{\"priority\":0,\"src\":\"all\",\"table\":\"local\",\"protocol\":\"kernel\"},"
        "{\"priority\":5,\"src\":\"10.0.0.1\",\"goto\":32766},"
        "{\"priority\":6,\"src\":\"all\",\"nop\":null},"
        "{\"priority\":7,\"src\":\"all\",\"action\":\"blackhole\"},"
        "{\"priority\":8,\"src\":\"1.0.0.0\",\"srclen\":8,\"action\":\"7\"},"
        "{\"priority\":9,\"src\":\"all\",\"iif\":\"lo\",\"action\":\"prohibit\"},"
        "{\"priority\":10,\"src\":\"all\",\"table\":\"main\",\"suppress_prefixlen\":0,"
        "\"suppress_ifgroup\":\"5\"},"
        "{\"priority\":11,\"src\":\"all\",\"table\":\"254\",\"suppress_ifgroup\":\"default\","
        "\"suppress_prefixlength\":1},"
        "{\"priority\":12,\"src\":\"all\",\"l3mdev\":null,\"protocol\":\"static\"},"
        "{\"priority\":13,\"src\":\"all\",\"tun_id\":4294967297,\"table\":\"99\"},"
        "{\"priority\":14,\"src\":\"all\",\"table\":\"4294967295\",\"flow_from\":\"1\"},"
        "{\"priority\":15,\"src\":\"all\",\"fwmark\":\"0x5\",\"ipproto\":\"ipproto-99\","
        "\"sport\":7,\"dport_start\":5,\"dport_end\":9,\"table\":\"mgmt\"},"
        "{\"priority\":16,\"src\":\"all\",\"goto\":\"none\",\"unresolved\":null},"
        "{\"priority\":17,\"src\":\"0.0.0.0\",\"srclen\":1,\"suppress_ifgroup\":\"mine\","
        "\"table\":\"7\"},"
        "{\"priority\":32765,\"not\":null,\"src\":\"10.0.0.0\",\"srclen\":8,\"dst\":\"10.1.0.0\","
        "\"dstlen\":16,\"tos\":\"0x10\",\"fwmark\":\"0x1f\",\"fwmask\":\"0xf\",\"iif\":\"e0\","
        "\"oif\":\"e9\",\"oif_detached\":null,\"uid_start\":1,\"uid_end\":5,\"ipproto\":\"tcp\","
        "\"sport_start\":1,\"sport_end\":5,\"dport\":80,\"table\":\"100\"},"
        "{\"priority\":32766,\"not\":false,\"src\":\"all\",\"table\":\"main\"}]";
    expect_rules(NULL, json,
                 "0 v4 lookup local proto kernel\n"
                 "5 v4 from 10.0.0.1/32 goto 32766\n"
                 "6 v4 nop\n"
                 "7 v4 blackhole\n"
                 "8 v4 from 1.0.0.0/8 unreachable\n"
                 "9 v4 iif lo prohibit\n"
                 "10 v4 lookup main suppress_prefixlength 0 suppress_ifgroup 5\n"
                 "11 v4 lookup main suppress_prefixlength 1 suppress_ifgroup 0\n"
                 "12 v4 l3mdev proto static\n"
                 "13 v4 tun_id 4294967297 lookup 99\n"
                 "14 v4 lookup 4294967295\n"
                 "15 v4 fwmark 0x5/0xffffffff ipproto 99 sport 7-7 dport 5-9 lookup mgmt\n"
                 "16 v4 goto 0\n"
                 "17 v4 from 0.0.0.0/1 lookup 7\n"
                 "32765 v4 not from 10.0.0.0/8 to 10.1.0.0/16 tos 0x10 fwmark 0xf/0xf iif e0 "
                 "oif e9 uidrange 1-5 ipproto 6 sport 1-5 dport 80-80 lookup 100\n"
                 "32766 v4 lookup main\n",
                 "");
}

/* Text and JSON of one listing are the same rules; a second document is a second listing. */
static void rules_of_both_spellings(void **state)
{
    (void)state;
    struct nk_buf text, json;
    static const char rules[] = "0 v4 lookup local\n1000 v4 from 192.0.2.2/32 lookup 100\n"
                                "1001 v4 fwmark 0x10/0xf0 lookup 100\n32766 v4 lookup main\n"
                                "32767 v4 lookup default\n";
    data_file("iproute2-rule.txt", &text);
    data_file("iproute2-rule.json", &json);
    expect_rules(NULL, text.data, rules, "");
    expect_rules(NULL, json.data, rules, "");
    nk_buf_release(&text);
    nk_buf_release(&json);
    expect_rules(NULL,
                 "[{\"priority\":0,\"src\":\"all\",\"table\":\"local\"},"
                 "{\"priority\":9,\"src\":\"all\",\"table\":\"main\"}]"
                 "[{\"priority\":0,\"src\":\"all\",\"table\":\"local\"}]",
                 "0 v4 lookup local\n9 v4 lookup main\n0 v6 lookup local\n", "");
}

static void next_hop_objects(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    data_file("iproute2-nexthop.json", &b);
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_int_equal(x.table.nexthop_count, 4);
    reading_release(&x);
    nk_buf_add_text(&b, "[{\"dst\":\"10.0.0.0/8\",\"nhid\":9},{\"dst\":\"10.1.0.0/16\",\"nhid\":7},"
                        "{\"dst\":\"10.2.0.0/16\",\"nhid\":3},{\"dst\":\"10.3.0.0/16\",\"nhid\":4},"
                        "{\"dst\":\"10.4.0.0/16\",\"nhid\":5}]"
                        "[{\"id\":3,\"blackhole\":null,\"flags\":[]},"
                        "{\"id\":4,\"encap\":\"ip\",\"id\":99,\"via\":{\"host\":\"::1\"},"
                        "\"flags\":[\"onlink\"]},"
                        "{\"id\":5,\"gateway\":\"192.0.2.1\",\"fdb\":null}]");
    nk_buf_add(&b, "", 1);
    expect_read(NULL, b.data,
                "10.0.0.0/8 unicast [via 192.0.2.77 dev e0 weight 1,via 198.51.100.78 dev e1 "
                "weight 2] proto boot\n"
                "10.1.0.0/16 unicast [via 192.0.2.77 dev e0] proto boot\n"
                "10.2.0.0/16 blackhole [] proto boot\n"
                "10.3.0.0/16 unicast [via ::1] proto boot\n"
                "10.4.0.0/16 unicast [] proto boot\n",
                "");
    nk_buf_release(&b);
}

/* One record each, between two that are good. */
static void bad_records_are_told_and_passed_over(void **state)
{
    (void)state;
    static const struct {
        const char *record, *refused;
    } rows[] = {
        {"5", "expected an object, found an integer"},
        {"{\"dev\":\"e0\"}",
         "expected a route (dst), a rule (priority) or a next hop (id), found none of them"},
        {"{\"dst\":\"10.0.0.0/33\"}",
         "dst: prefix length 33 is too long: the maximum for IPv4 is 32"},
        {"{\"dst\":5}", "dst: expected a prefix, found 5"},
        {"{\"dst\":\"\"}", "dst: expected a prefix, found ''"},
        {"{\"dst\":\"::/0\",\"gateway\":\"foo\"}",
         "gateway: 'foo' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"},
        {"{\"dst\":\"::/0\",\"gateway\":null}", "gateway: expected an address, found null"},
        {"{\"dst\":\"::/0\",\"via\":\"::1\"}", "via: expected an object with a host, found '::1'"},
        {"{\"dst\":\"::/0\",\"dev\":5}", "dev: expected a device, found 5"},
        {"{\"dst\":\"::/0\",\"table\":\"99999999999\"}",
         "table: expected a table, found '99999999999'"},
        {"{\"dst\":\"::/0\",\"table\":-1}", "table: expected a table, found -1"},
        {"{\"dst\":\"::/0\",\"table\":\"\"}", "table: expected a table, found ''"},
        {"{\"dst\":\"::/0\",\"protocol\":\"256\"}", "protocol: expected a protocol, found '256'"},
        {"{\"dst\":\"::/0\",\"scope\":\"x\"}", "scope: expected a scope, found 'x'"},
        {"{\"dst\":\"::/0\",\"tos\":\"x\"}", "tos: expected a type of service, found 'x'"},
        {"{\"dst\":\"::/0\",\"type\":\"x\"}", "type: expected a type of route, found 'x'"},
        {"{\"dst\":\"::/0\",\"metric\":\"x\"}", "metric: expected a metric, found 'x'"},
        {"{\"dst\":\"::/0\",\"metric\":4294967296}", "metric: expected a metric, found 4294967296"},
        {"{\"dst\":\"::/0\",\"metrics\":[{\"mtu\":[]}]}", "mtu: expected an MTU, found an array"},
        {"{\"dst\":\"::/0\",\"nhid\":{}}", "nhid: expected the id of a next hop, found an object"},
        {"{\"dst\":\"::/0\",\"prefsrc\":\"x\"}",
         "prefsrc: 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"},
        {"{\"dst\":\"::/0\",\"from\":true}", "from: expected a prefix, found a flag"},
        {"{\"dst\":\"::/0\",\"flags\":5}", "flags: expected an array, found 5"},
        {"{\"dst\":\"::/0\",\"flags\":[5]}", "an element: expected a flag, found 5"},
        {"{\"dst\":\"::/0\",\"nexthops\":5}", "nexthops: expected an array, found 5"},
        {"{\"dst\":\"::/0\",\"nexthops\":[5]}", "an element: expected a next hop, found 5"},
        {"{\"dst\":\"::/0\",\"nexthops\":[{\"weight\":0}]}",
         "weight: expected a weight from 1, found 0"},
        {"{\"dst\":\"::/0\",\"nexthops\":[{\"weight\":-1}]}",
         "weight: expected a weight from 1, found -1"},
        {"{\"dst\":\"::/0\",\"nexthops\":[{\"gateway\":1.5}]}",
         "gateway: expected an address, found a number"},
        {"{\"dst\":\"::/0\",\"encap\":5}", "encap: expected a kind of encapsulation, found 5"},
        {"{\"priority\":5}", "a rule without an action such as table"},
        {"{\"priority\":-5,\"table\":\"main\"}", "priority: expected a priority, found -5"},
        {"{\"priority\":5,\"src\":\"x\"}",
         "src: 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"},
        {"{\"priority\":5,\"src\":\"10.0.0.0\",\"srclen\":33,\"table\":\"main\"}",
         "prefix length 33 is too long: the maximum is 32"},
        {"{\"priority\":5,\"dst\":\"10.0.0.0\",\"dstlen\":129,\"table\":\"main\"}",
         "dstlen: expected a prefix length, found 129"},
        {"{\"priority\":5,\"tos\":\"x\"}", "tos: expected a type of service, found 'x'"},
        {"{\"priority\":5,\"ipproto\":\"x\"}", "ipproto: expected an IP protocol, found 'x'"},
        {"{\"priority\":5,\"fwmark\":\"x\"}", "fwmark: expected a mark, found 'x'"},
        {"{\"priority\":5,\"fwmask\":\"0x1ffffffff\"}",
         "fwmask: expected a mask, found '0x1ffffffff'"},
        {"{\"priority\":5,\"sport\":65536}", "sport: expected a port, found 65536"},
        {"{\"priority\":5,\"uid_start\":\"x\"}", "uid_start: expected a user, found 'x'"},
        {"{\"priority\":5,\"tun_id\":\"x\"}", "tun_id: expected the id of a tunnel, found 'x'"},
        {"{\"priority\":5,\"goto\":\"x\"}", "goto: expected a priority, found 'x'"},
        {"{\"priority\":5,\"action\":\"x\"}", "action: expected an action, found 'x'"},
        {"{\"priority\":5,\"action\":\"throw\"}", "action: expected an action, found 'throw'"},
        {"{\"priority\":5,\"suppress_ifgroup\":\"-1\"}",
         "suppress_ifgroup: expected a group of devices, found '-1'"},
        {"{\"priority\":5,\"suppress_prefixlen\":129}",
         "suppress_prefixlen: expected a prefix length, found 129"},
        {"{\"id\":\"x\"}", "id: expected the id of a next hop, found 'x'"},
        {"{\"id\":5,\"group\":6}", "group: expected an array, found 6"},
        {"{\"id\":5,\"group\":[6]}", "an element: expected a member of a group, found 6"},
        {"{\"id\":5,\"group\":[{\"id\":0}]}", "id: expected a number from 1, found 0"},
        {"{\"id\":5,\"group\":[{\"id\":\"x\"}]}", "id: expected the id of a next hop, found 'x'"},
        {"{\"id\":5,\"group\":[{\"id\":1,\"weight\":0}]}",
         "weight: expected a number from 1, found 0"},
        {"{\"id\":5,\"group\":[{\"id\":1,\"weight\":65536}]}",
         "weight: expected a weight from 1, found 65536"},
        {"{\"id\":5,\"dev\":\"\"}", "dev: expected a device, found ''"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512], refused[256];
        snprintf(text, sizeof text, "[{\"dst\":\"10.0.0.0/8\"},\n%s,\n{\"dst\":\"10.1.0.0/16\"}]",
                 rows[i].record);
        snprintf(refused, sizeof refused, "2:0 %s\n", rows[i].refused);
        expect_read("ip-json", text,
                    "10.0.0.0/8 unicast [] proto boot\n10.1.0.0/16 unicast [] proto boot\n",
                    refused);
    }
}

static void what_is_no_json_ends_it(void **state)
{
    (void)state;
    struct reading x;
    static const char text[] = "[{\"dst\":\"10.0.0.0/8\"}]\n[{\"dst\":]\n";
    reading_of(&x, NULL, text, strlen(text));
    assert_false(x.done);
    assert_int_equal(x.table.count, 1);
    assert_int_equal(x.err.code, NK_ERR_INPUT);
    assert_memory_equal(x.err.text, "test:2:", strlen("test:2:"));
    reading_release(&x);
    expect_read("ip-json", "", "", "");
    expect_read(NULL, "[ ]\n", "", "");
    expect_read(NULL, "[{}]\n[]", "", "");
}

static void it_is_told_by_its_keys(void **state)
{
    (void)state;
    static const char *const good[] = {
        "[{\"dst\":\"default\"}]",
        "\n[ {\n \"dst\" : \"default\"",
        "[{\"priority\":0,\"src\":\"all\"}]",
        "[{\"id\":7,\"flags\":[]}]",
        "[ ]\n[{\"dst\":\"::/0\"}]",
        "{\"dst\":\"::/0\"}",
        "[{},{\"dst\":\"::/0\"}]",
    };
    static const char *const bad[] = {
        "",
        " ",
        "{}",
        "[5]",
        "default dev e0",
        "{\"10.0.0.0/8\":[{\"prefix\":\"10.0.0.0/8\",\"nexthops\":[]}]}",
        "[{\"prefix\":\"10.0.0.0/8\",\"dst\":5}]",
        "{\"roas\":[{\"prefix\":\"10.0.0.0/8\"}]}",
    };
    const struct nk_route_format *f = nk_route_format_find("ip-json");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (f->guess(good[i], strlen(good[i])) < 50)
            fail_msg("not recognised: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (f->guess(bad[i], strlen(bad[i])) != 0)
            fail_msg("taken for iproute2's: %s", bad[i]);
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
    static const char text[] = "[{\"dst\":\"10.0.0.0/8\"},5,6]";
    struct nk_table t = {0};
    struct nk_err err = {0};
    int complaints = 0;
    struct nk_route_reader r = {.table = &t, .complain = stop, .closure = &complaints};
    nk_lines_init_text(&r.lines, text, strlen(text), "test");
    nk_route_read(&r, nk_route_format_find("ip-json"), &err);
    assert_int_equal(complaints, 1);
    assert_true(r.stopped);
    assert_int_equal(t.count, 1);
    nk_lines_release(&r.lines);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spellings_of_one_table),
        cmocka_unit_test(every_member_of_a_route),
        cmocka_unit_test(default_routes_without_a_family),
        cmocka_unit_test(every_member_of_a_rule),
        cmocka_unit_test(rules_of_both_spellings),
        cmocka_unit_test(next_hop_objects),
        cmocka_unit_test(bad_records_are_told_and_passed_over),
        cmocka_unit_test(what_is_no_json_ends_it),
        cmocka_unit_test(it_is_told_by_its_keys),
        cmocka_unit_test(it_stops_where_it_is_told_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
