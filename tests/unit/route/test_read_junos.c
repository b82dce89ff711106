#include "reading.h"

static void brief(void **state)
{
    (void)state;
    static const char text[] =
        "admin@r1> show route\n"
        "\n"
        "inet.0: 6 destinations, 7 routes (6 active, 0 holddown, 0 hidden)\n"
        "+ = Active Route, - = Last Active, * = Both\n"
        "\n"
        "0.0.0.0/0          *[Static/5] 3w2d 01:02:03\n"
        "                    >  to 192.0.2.1 via ge-0/0/0.0\n"
        "10.1.0.0/16        *[OSPF/10] 00:12:34, metric 20\n"
        "                       to 192.0.2.3 via ge-0/0/0.0\n"
        "                    >  to 198.51.100.3 via ge-0/0/1.0, Push 16\n"
        "                    [BGP/170] 1d 02:00:00, MED 5, localpref 100\n"
        "                      AS path: 64500 64501 I, validation-state: unverified\n"
        "                    >  to 203.0.113.9 via ge-0/0/2.0\n"
        "10.2.0.0/16        *[BGP/170] 1d 02:00:00, localpref 100, from 192.0.2.9\n"
        "                      AS path: 64500 {64501 64502} ?\n"
        "                    > to 203.0.113.9 via ge-0/0/2.0\n"
        "10.9.0.0/24        +[Static/5] 00:01:00\n"
        "                       Discard\n"
        "10.9.1.0/24        -[Aggregate/130] 00:01:00\n"
        "                       Reject\n"
        "192.0.2.0/24       *[Direct/0] 3w2d 01:02:03\n"
        "                    >  via ge-0/0/0.0\n"
        "192.0.2.2/32       *[Local/0] 3w2d 01:02:03\n"
        "                       Local via ge-0/0/0.0\n"
        "192.0.2.3/32       @[OSPF/10] 3w2d 01:02:03, metric 1\n"
        "                    > to 192.0.2.7 via ge-0/0/0.0\n"
        "                   #[Static/5] 3w2d 01:02:03\n"
        "                    > to 192.0.2.8 via ge-0/0/0.0\n"
        "224.0.0.5/32       *[OSPF/10] 3w2d 01:02:03, metric 1\n"
        "                       MultiRecv\n"
        "\n"
        "red.inet.0: 1 destinations, 1 routes (1 active, 0 holddown, 0 hidden)\n"
        "0.0.0.0/0          *[Static/5] 3w2d 01:02:03\n"
        "                       to table inet.0\n"
        "mpls.0: 1 destinations, 1 routes (1 active, 0 holddown, 0 hidden)\n"
        "299776             *[LDP/9] 00:01:00, metric 1\n"
        "                    > to 192.0.2.1 via ge-0/0/0.0, Pop\n"
        "inet6.0: 1 destinations, 1 routes (1 active, 0 holddown, 0 hidden)\n"
        "2001:db8:1111:2222:3333:4444:5555:6666/128\n"
        "                   *[IS-IS/18] 00:01:00, metric 30\n"
        "                    >  to fe80::1 via ge-0/0/0.0\n"
        "admin@r1> show version\n"
        "Hostname: r1\n";
    static const char routes[] =
        "0.0.0.0/0 unicast [via 192.0.2.1 dev ge-0/0/0.0] proto static\n"
        "10.1.0.0/16 unicast [via 192.0.2.3 dev ge-0/0/0.0 weight 1,"
        "via 198.51.100.3 dev ge-0/0/1.0 weight 1] proto ospf metric 20\n"
        "10.1.0.0/16 unicast [via 203.0.113.9 dev ge-0/0/2.0] proto bgp origin 64501 inactive\n"
        "10.2.0.0/16 unicast [via 203.0.113.9 dev ge-0/0/2.0] proto bgp\n"
        "10.9.0.0/24 blackhole [] proto static\n"
        "10.9.1.0/24 unreachable [] inactive\n"
        "192.0.2.0/24 unicast [dev ge-0/0/0.0] proto kernel\n"
        "192.0.2.2/32 local [dev ge-0/0/0.0] proto kernel\n"
        "192.0.2.3/32 unicast [via 192.0.2.7 dev ge-0/0/0.0] proto ospf metric 1 inactive\n"
        "192.0.2.3/32 unicast [via 192.0.2.8 dev ge-0/0/0.0] proto static\n"
        "224.0.0.5/32 multicast [] proto ospf metric 1\n"
        "0.0.0.0/0 unicast [] table 1001 proto static\n"
        "2001:db8:1111:2222:3333:4444:5555:6666/128 unicast [via fe80::1 dev ge-0/0/0.0]"
        " proto isis metric 30\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
}

static void terse(void **state)
{
    (void)state;
    expect_read(
        NULL,
        "inet.0: 5 destinations, 6 routes (5 active, 0 holddown, 0 hidden)\n"
        "+ = Active Route, - = Last Active, * = Both\n"
        "\n"
        "A V Destination        P Prf   Metric 1   Metric 2  Next hop        AS path\n"
        "* ? 0.0.0.0/0          S   5                       >192.0.2.1\n"
        "* ? 10.1.0.0/16        O  10         20            >192.0.2.3\n"
        "                                                    198.51.100.3\n"
        "  ?                    B 170        100            >203.0.113.9     64500 64501 I\n"
        "* ? 10.9.0.0/24        S   5                        Discard\n"
        "* ? 192.0.2.0/24       D   0                       >ge-0/0/0.0\n"
        "* ? 192.0.2.2/32       L   0                        Local\n"
        "* ? 192.0.2.3/33       L   0                        Local\n"
        "* ? 10.3.0.0/16        S   5                       >192.0.2.300\n"
        "garbage\n",
        "0.0.0.0/0 unicast [via 192.0.2.1] proto static\n"
        "10.1.0.0/16 unicast [via 192.0.2.3 weight 1,via 198.51.100.3 weight 1]"
        " proto ospf metric 20\n"
        "10.1.0.0/16 unicast [via 203.0.113.9] proto bgp metric 100 origin 64501 inactive\n"
        "10.9.0.0/24 blackhole [] proto static\n"
        "192.0.2.0/24 unicast [dev ge-0/0/0.0] proto kernel\n"
        "192.0.2.2/32 local [] proto kernel\n",
        "12:15 prefix length 33 is too long: the maximum for IPv4 is 32\n"
        "13:61 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
        "14:1 expected a route, found 'garbage'\n");
}

static void bad_lines(void **state)
{
    (void)state;
    expect_read("junos",
                "                    >  to 192.0.2.1 via ge-0/0/0.0\n"
                "                   *[Static/5] 3w2d 01:02:03\n"
                "10.0.0.0/33        *[Static/5] 3w2d 01:02:03\n"
                "                    >  to 192.0.2.1 via ge-0/0/0.0\n"
                "10.1.0.0/16        *[Static/5] 3w2d 01:02:03\n"
                "what is this?\n"
                "                    teleport\n"
                "                    >  to 192.0.2.1 via ge-0/0/0.0\n"
                "10.2.0.0/16        *[Static/5] 3w2d 01:02:03\n"
                "                    >  to 192.0.2.300 via ge-0/0/0.0\n"
                "10.3.0.0/16        Static\n"
                "10.4.0.0/16        *[Static/5]",
                "10.1.0.0/16 unicast [via 192.0.2.1 dev ge-0/0/0.0] proto static\n"
                "10.4.0.0/16 unicast [] proto static\n",
                "1:21 a next hop without a route\n"
                "2:20 expected a prefix, found '*[Static/5]'\n"
                "3:10 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "6:1 expected a prefix, found 'what'\n"
                "7:21 expected a next hop, found 'teleport'\n"
                "10:35 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "11:20 expected [protocol/preference], found 'Static'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brief),
        cmocka_unit_test(terse),
        cmocka_unit_test(bad_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
