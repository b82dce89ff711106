#include "reading.h"

static void the_ipv4_table(void **state)
{
    (void)state;
    struct nk_buf b;
    static const char routes[] = "0.0.0.0/0 unicast [via 192.0.2.254 dev e0] metric 100\n"
                                 "10.0.0.0/8 unicast [via 192.0.2.1 dev e0]\n"
                                 "10.1.0.0/16 unicast [via 198.51.100.1 dev e1] metric 20\n"
                                 "10.20.0.0/16 unicast [via 192.0.2.1 dev e0]\n"
                                 "10.60.0.0/16 unicast [dev e0]\n"
                                 "10.70.0.0/16 unicast [via 192.0.2.1 dev e0]\n"
                                 "10.90.0.0/16 unicast [via 192.0.2.77 dev e0]\n"
                                 "10.91.0.0/16 unicast [via 192.0.2.77 dev e0]\n"
                                 "10.255.0.0/31 unicast [dev e2]\n"
                                 "100.64.0.0/10 unreachable [] metric 50\n"
                                 "172.16.0.0/12 unreachable []\n"
                                 "192.0.2.0/24 unicast [dev e0]\n"
                                 "192.168.0.0/16 blackhole []\n"
                                 "198.18.0.0/15 blackhole []\n"
                                 "198.51.100.0/25 unicast [dev e1]\n"
                                 "203.0.113.7/32 unicast [dev e2]\n";
    data_file("proc-net-route.txt", &b);
    expect_read(NULL, b.data, routes, "");
    expect_read("proc", b.data, routes, "");
    expect_read_crlf(NULL, b.data, routes, "");
    nk_buf_release(&b);
}

static void the_ipv6_table(void **state)
{
    (void)state;
    struct nk_buf b;
    static const char routes[] =
        "64:ff9b::/96 unicast [via 2001:db8:0:1::64 dev e0] metric 1024\n"
        "2001:db8:0:1::/64 unicast [dev e0] metric 256\n"
        "2001:db8:8::/48 unicast [via fd00:1::8 dev e1] metric 1024\n"
        "2001:db8:a000::/36 unicast [via fd00:1::1 dev e1] metric 10\n"
        "2001:db8:beef::/48 unreachable [dev lo] metric 1024\n"
        "2001:db8:b000::/36 unicast [via 2001:db8:0:1::7 dev e0 weight 1,via fd00:1::7 dev e1 "
        "weight 1] metric 1024\n"
        "2001:db8:dead::/48 unreachable [dev lo] metric 1024\n"
        "fd00:1::/48 unicast [dev e1] metric 256\n"
        "fe80::/64 unicast [dev p0] metric 256\n"
        "fe80::/64 unicast [dev e0] metric 256\n"
        "fe80::/64 unicast [dev p1] metric 256\n"
        "fe80::/64 unicast [dev e1] metric 256\n"
        "fe80::/64 unicast [dev p2] metric 256\n"
        "fe80::/64 unicast [dev e2] metric 256\n"
        "::/0 unicast [via 2001:db8:0:1::1 dev e0] metric 1024\n"
        "::1/128 local [dev lo] table local metric 0\n"
        "2001:db8:0:1::2/128 local [dev e0] table local metric 0\n"
        "fd00:1::2/128 local [dev e1] table local metric 0\n"
        "ff00::/8 multicast [dev p0] table local metric 256\n"
        "ff00::/8 multicast [dev e0] table local metric 256\n"
        "ff00::/8 multicast [dev p1] table local metric 256\n"
        "ff00::/8 multicast [dev e1] table local metric 256\n"
        "ff00::/8 multicast [dev p2] table local metric 256\n"
        "ff00::/8 multicast [dev e2] table local metric 256\n";
    data_file("proc-net-ipv6_route.txt", &b);
    expect_read(NULL, b.data, routes, "");
    expect_read_crlf("proc", b.data, routes, "");
    struct reading x;
    reading_of(&x, NULL, b.data, b.len);
    const struct nk_route_more *more = nk_table_more_of(&x.table, x.table.routes[2].more);
    assert_int_equal(more->from.length, 64);
    assert_int_equal(more->from.addr.hi, 0x20010db800000001);
    assert_int_equal(x.table.routes[5].line, 6);
    reading_release(&x);
    nk_buf_release(&b);
}

#define ZEROS "00000000000000000000000000000000"
#define DB8   "20010db8000000000000000000000000"
#define VIA   "fe800000000000000000000000000001"

/* Next hops are one route only where the kernel makes one of them. */
static void routes_of_several_lines(void **state)
{
    (void)state;
    expect_read("proc",
                DB8 " 20 " ZEROS " 00 " VIA " 00000400 00000001 00000000 00000003 e0\n" /* */
                DB8 " 20 " ZEROS " 00 " VIA " 00000400 00000001 00000000 00000003 e1\n" /* */
                DB8 " 20 " ZEROS " 00 " VIA " 00000401 00000001 00000000 00000003 e2\n" /* */
                DB8 " 20 " ZEROS " 00 " VIA " 00000401 00000001 00000000 00040003 e3\n" /* RA */
                DB8 " 20 " DB8 " 20 " VIA " 00000401 00000001 00000000 00000003 e4\n"   /* source */
                DB8 " 21 " DB8 " 20 " VIA " 00000401 00000001 00000000 00000003 e5\n"
                    "20010db8000000000000000000000000 80 " ZEROS " 00 " ZEROS
                    " 00000000 00000001 00000000 80300001       e0\n",
                "2001:db8::/32 unicast [via fe80::1 dev e0 weight 1,via fe80::1 dev e1 weight 1] "
                "metric 1024\n"
                "2001:db8::/32 unicast [via fe80::1 dev e2] metric 1025\n"
                "2001:db8::/32 unicast [via fe80::1 dev e3] metric 1025\n"
                "2001:db8::/32 unicast [via fe80::1 dev e4] metric 1025\n"
                "2001:db8::/33 unicast [via fe80::1 dev e5] metric 1025\n"
                "2001:db8::/128 anycast [dev e0] table local metric 0\n",
                "");
}

static void bad_lines_are_told_and_passed_over(void **state)
{
    (void)state;
    expect_read("proc",
                "e0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\n"
                "e0\n"
                "e0\t0000000\t00000000\t0001\t0\t0\t0\t000000FF\n"
                "e0\t0000000A\t0000000x\t0001\t0\t0\t0\t000000FF\n"
                "e0\t0000000A\t00000000\t123456789\t0\t0\t0\t000000FF\n"
                "e0\t0000000A\t00000000\t0001\t0\t0\tx\t000000FF\n"
                "e0\t0000000A\t00000000\t0001\t0\t0\n"
                "e0\t0000000A\t00000000\t0001\t0\t0\t0\n"
                "e0\t0000000A\t00000000\t0001\t0\t0\t0\t0000FF00\n"          /* */
                DB8 "\n"                                                     /* */
                DB8 " 81 " ZEROS " 00 " ZEROS " 00000000 0 0 00000001 e0\n"  /* */
                DB8 " xx " ZEROS " 00 " ZEROS " 00000000 0 0 00000001 e0\n"  /* */
                DB8 " 20 " ZEROS "0 00 " ZEROS " 00000000 0 0 00000001 e0\n" /* */
                DB8 " 20 " ZEROS " 00 x" ZEROS " 00000000 0 0 00000001 e0\n" /* */
                DB8 " 20 " ZEROS " 00 " ZEROS " 000000000 0 0 00000001 e0\n" /* */
                DB8 " 20 " ZEROS " 00 " ZEROS " 00000000 0 0 0000001 e0\n"   /* */
                DB8 " 20 " ZEROS " 00 " ZEROS " 00000000 0 0 00000001\n"     /* */
                DB8 " 20 " ZEROS " 00 " ZEROS " 00000000 0 0 00000001 e1",
                "10.0.0.0/8 unicast [dev e0]\n2001:db8::/32 unicast [dev e1] metric 0\n",
                "2:3 expected an address of 8 hexadecimal digits, found the end of the line\n"
                "3:4 expected an address of 8 hexadecimal digits, found '0000000'\n"
                "4:13 expected an address of 8 hexadecimal digits, found '0000000x'\n"
                "5:22 expected flags, found '123456789'\n"
                "6:31 expected a metric, found 'x'\n"
                "7:30 expected a metric, found the end of the line\n"
                "8:32 expected a mask of 8 hexadecimal digits, found the end of the line\n"
                "9:33 the mask '0000FF00' has holes\n"
                "10:33 expected a prefix length of 2 hexadecimal digits, found the end of the "
                "line\n"
                "11:34 prefix length 129 is too long: the maximum is 128\n"
                "12:34 expected a prefix length of 2 hexadecimal digits, found 'xx'\n"
                "13:37 expected an address of 32 hexadecimal digits\n"
                "14:73 expected an address of 32 hexadecimal digits\n"
                "15:106 expected a metric of 8 hexadecimal digits, found '000000000'\n"
                "16:119 expected flags of 8 hexadecimal digits, found '0000001'\n"
                "17:127 expected a device, found the end of the line\n");
}

static void it_is_told_by_its_first_line(void **state)
{
    (void)state;
    static const char *const good[] = {
        "Iface\tDestination\tGateway \tFlags\n",
        "\r\nIface\tDestination\tGateway \tFlags\n",
        DB8 " 20 " ZEROS,
    };
    static const char *const bad[] = {
        "",       "\n",      "Iface Destination", DB8,
        DB8 " 2", DB8 " xx", ZEROS "0 00",        "default via 192.0.2.1 dev e0\n",
    };
    const struct nk_route_format *f = nk_route_format_find("proc");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (f->guess(good[i], strlen(good[i])) < 50)
            fail_msg("not recognised: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (f->guess(bad[i], strlen(bad[i])) != 0)
            fail_msg("taken for /proc's: %s", bad[i]);
    expect_read("proc", "", "", "");
    expect_read(NULL, "Iface\tDestination\tGateway \tFlags\tRefCnt\n", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ipv4_table),
        cmocka_unit_test(the_ipv6_table),
        cmocka_unit_test(routes_of_several_lines),
        cmocka_unit_test(bad_lines_are_told_and_passed_over),
        cmocka_unit_test(it_is_told_by_its_first_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
