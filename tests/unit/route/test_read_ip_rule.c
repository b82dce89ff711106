#include "reading_rules.h"

static void every_word_of_a_rule(void **state)
{
    (void)state;
    static const char text[] =
        "0:\tfrom all lookup local\n"
        "5:\tfrom 10.0.0.1 goto 32766\n"
        "6:\tfrom all nop\n"
        "7:\tfrom all blackhole\n"
        "8:\tfrom 1.0.0.0/8 unreachable\n"
        "9:\tfrom all iif lo prohibit\n"
        "10:\tfrom all lookup main suppress_prefixlength 0 suppress_ifgroup 5\n"
        "11:\tfrom all lookup main suppress_ifgroup default\n"
        "12:\tfrom all lookup [l3mdev-table] proto static\n"
        "13:\tfrom all tun_id 4294967297 lookup 99\n"
        "14:\tfrom all lookup 4294967295 realms 1/2\n"
        "15:\tfrom all fwmark 0x5 ipproto ipproto-99 sport 7 dport 5-9 lookup 7\n"
        "16:\tfrom all tos AF21 ipproto ipv6-icmp lookup 0x10\n"
        "17:\tfrom 0.0.0.0/1 lookup 7\n"
        "18:\tfrom all goto 99 [unresolved]\n"
        "19:\tfrom all goto none proto unspec\n"
        "20:\tfrom 0/8 map-to 192.0.2.1\n"
        "21:\tfrom all masquerade lookup 8 later 5\n"
        "22:\tfrom all suppress_ifgroup servers lookup 8 proto mine\n"
        "32765:\tnot from 10.0.0.0/8 to 10.1.0.0/16 tos 0x10 fwmark 0x1f/0xf iif e0 oif e9 "
        "[detached] uidrange 1-5 ipproto tcp sport 1-5 dport 80 lookup 100\n"
        "32766:\tfrom all lookup main proto kernel\n"
        "4294967295:\tfrom all lookup default \n";
    static const char rules[] =
        "0 v4 lookup local\n"
        "5 v4 from 10.0.0.1/32 goto 32766\n"
        "6 v4 nop\n"
        "7 v4 blackhole\n"
        "8 v4 from 1.0.0.0/8 unreachable\n"
        "9 v4 iif lo prohibit\n"
        "10 v4 lookup main suppress_prefixlength 0 suppress_ifgroup 5\n"
        "11 v4 lookup main suppress_ifgroup 0\n"
        "12 v4 l3mdev proto static\n"
        "13 v4 tun_id 4294967297 lookup 99\n"
        "14 v4 lookup 4294967295\n"
        "15 v4 fwmark 0x5/0xffffffff ipproto 99 sport 7-7 dport 5-9 lookup 7\n"
        "16 v4 tos 0x48 ipproto 58 lookup 16\n"
        "17 v4 from 0.0.0.0/1 lookup 7\n"
        "18 v4 goto 99\n"
        "19 v4 goto 0\n"
        "20 v4 from 0.0.0.0/8 nop\n"
        "21 v4 lookup 8\n"
        "22 v4 lookup 8\n"
        "32765 v4 not from 10.0.0.0/8 to 10.1.0.0/16 tos 0x10 fwmark 0xf/0xf iif e0 oif e9 "
        "uidrange 1-5 ipproto 6 sport 1-5 dport 80-80 lookup 100\n"
        "32766 v4 lookup main proto kernel\n"
        "4294967295 v4 lookup default\n";
    expect_rules(NULL, text, rules, "");
    expect_rules("ip", text, rules, "");
}

static void numbers_for_names(void **state)
{
    (void)state;
    expect_rules(NULL,
                 "0:\tfrom all lookup 255\n7:\tfrom all 6\n8:\tfrom all 7\n9:\tfrom all 8\n"
                 "12:\tfrom all lookup [l3mdev-table] proto 4\n"
                 "13:\tfrom all ipproto ipproto-6 tos 16 lookup 253\n",
                 "0 lookup local\n7 blackhole\n8 unreachable\n9 prohibit\n"
                 "12 l3mdev proto static\n"
                 "13 tos 0x10 ipproto 6 lookup default\n",
                 "");
}

/* What newer releases print: a DSCP is no TOS, and no packet here has a flow label. */
static void dscp_and_flow_label(void **state)
{
    (void)state;
    expect_rules(
        NULL,
        "5:\tfrom all dscp 46 lookup 7\n6:\tfrom all dscp EF lookup 7\n"
        "7:\tfrom all dscp default lookup 7\n8:\tfrom all dscp 0x29/0x38 lookup 7\n"
        "9:\tfrom all flowlabel 0x12345/0xfffff lookup 7\n"
        "10:\tfrom all dscp 64 lookup 7\n"
        "11:\tfrom all dscp XX lookup 7\n12:\tfrom all tos lowdelay lookup 7\n32767:\tfrom all "
        "lookup default\n",
        "5 v4 dscp 0x2e/0x3f lookup 7\n6 v4 dscp 0x2e/0x3f lookup 7\n"
        "7 v4 dscp 0/0x3f lookup 7\n8 v4 dscp 0x28/0x38 lookup 7\n12 v4 tos 0x10 lookup 7\n"
        "32767 v4 lookup default\n",
        "6:19 expected a DSCP such as EF, 46 or 0x28/0x38, found '64'\n"
        "7:19 expected a DSCP such as EF, 46 or 0x28/0x38, found 'XX'\n");
    expect_rules(NULL,
                 "[{\"priority\":5,\"src\":\"all\",\"dscp\":\"46\",\"table\":\"7\"},"
                 "{\"priority\":6,\"src\":\"all\",\"dscp\":\"EF\",\"table\":\"7\"},"
                 "{\"priority\":8,\"src\":\"all\",\"dscp\":\"0x29\",\"dscp_mask\":\"0x38\","
                 "\"table\":\"7\"},"
                 "{\"priority\":9,\"src\":\"all\",\"flowlabel\":\"0x1\",\"table\":\"7\"},"
                 "{\"priority\":32767,\"src\":\"all\",\"table\":\"default\"}]",
                 "5 v4 dscp 0x2e/0x3f lookup 7\n6 v4 dscp 0x2e/0x3f lookup 7\n"
                 "8 v4 dscp 0x28/0x38 lookup 7\n32767 v4 lookup default\n",
                 "");
}

static void two_listings_are_two_families(void **state)
{
    (void)state;
    static const char one[] = "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n";
    static const char all[] = "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n"
                              "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n";
    expect_rules(NULL, one, "0 lookup local\n32766 lookup main\n", "");
    expect_rules(NULL, all,
                 "0 v4 lookup local\n32766 v4 lookup main\n"
                 "0 v6 lookup local\n32766 v6 lookup main\n",
                 "");
    /* a prefix tells the family of its listing, and with it that of the other one */
    expect_rules(NULL,
                 "0:\tfrom all lookup local\n5:\tfrom 2001:db8::/32 lookup 5\n"
                 "0:\tfrom all lookup local\n5:\tfrom all lookup 6\n",
                 "0 v6 lookup local\n5 v6 from 2001:db8::/32 lookup 5\n"
                 "0 v4 lookup local\n5 v4 lookup 6\n",
                 "");
    expect_rules(NULL,
                 "0:\tfrom all lookup local\n5:\tfrom all lookup 6\n"
                 "0:\tfrom all lookup local\n5:\tto 192.0.2.0/24 lookup 5\n"
                 "0:\tfrom all lookup local\n",
                 "0 v6 lookup local\n5 v6 lookup 6\n"
                 "0 v4 lookup local\n5 v4 to 192.0.2.0/24 lookup 5\n"
                 "0 lookup local\n",
                 "");
}

static void bad_rules_are_told_and_passed_over(void **state)
{
    (void)state;
    expect_rules("ip",
                 "1:\tfrom all lookup 7\n"
                 "2:\tfrom all lookup\n"
                 "3:\tfrom 10.0.0.0/33 lookup 7\n"
                 "4:\tfrom foo lookup 7\n"
                 "5:\tfrom all fwmark 0x1ffffffff lookup 7\n"
                 "6:\tfrom all sport 70000 lookup 7\n"
                 "7:\tfrom all dport 1- lookup 7\n"
                 "8:\tfrom all uidrange x lookup 7\n"
                 "9:\tfrom all ipproto what lookup 7\n"
                 "10:\tfrom all\n"
                 "11:\tfrom all lookup 4294967296\n"
                 "12:\tfrom all suppress_prefixlength 129 lookup 7\n"
                 "13:\tfrom all suppress_ifgroup -1 lookup 7\n"
                 "14:\tfrom all goto there\n"
                 "15:\tfrom all tos 300 lookup 7\n"
                 "16:\tfrom all proto 256 lookup 7\n"
                 "17:\tfrom all tun_id x lookup 7\n"
                 "18:\tfrom all to\n"
                 "19:\tfrom all form 10.0.0.0/8 lookup 7\n"
                 "20:\t10.0.0.0/8 lookup 7\n"
                 "21:\tfrom all iif\n"
                 "22:\tfrom all map-to\n"
                 "99999999999:\tfrom all lookup 7\n"
                 "30:\tfrom all lookup 8",
                 "1 lookup 7\n30 lookup 8\n",
                 "2:19 expected a table, found the end of the line\n"
                 "3:18 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                 "4:9 expected a prefix, found 'foo'\n"
                 "5:20 expected a mark such as 0x10/0xff, found '0x1ffffffff'\n"
                 "6:19 expected a port or a range of ports, found '70000'\n"
                 "7:19 expected a port or a range of ports, found '1-'\n"
                 "8:22 expected a range of users such as 0-999, found 'x'\n"
                 "9:21 expected an IP protocol, found 'what'\n"
                 "10:13 expected an action such as lookup, found the end of the line\n"
                 "11:21 expected a table, found '4294967296'\n"
                 "12:36 expected a prefix length, found '129'\n"
                 "13:31 expected a group of devices, found '-1'\n"
                 "14:19 expected a priority, found 'there'\n"
                 "15:18 expected a type of service, found '300'\n"
                 "16:20 expected a protocol, found '256'\n"
                 "17:21 expected the id of a tunnel, found 'x'\n"
                 "18:16 expected a prefix, found the end of the line\n"
                 "19:14 expected a keyword, found 'form'\n"
                 "20:5 expected a keyword, found '10.0.0.0/8'\n"
                 "21:17 expected a device, found the end of the line\n"
                 "22:20 expected a value, found the end of the line\n"
                 "23:1 expected a priority, found '99999999999'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_a_rule),
        cmocka_unit_test(numbers_for_names),
        cmocka_unit_test(dscp_and_flow_label),
        cmocka_unit_test(two_listings_are_two_families),
        cmocka_unit_test(bad_rules_are_told_and_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
