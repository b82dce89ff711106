#include "reading.h"

/* What two files make, without the metrics where `metrics` is false. */
static void same_tables(const char *one, const char *two, bool metrics)
{
    const char *const names[] = {one, two};
    struct nk_buf file, got[2] = {{0}, {0}};
    for (size_t i = 0; i < 2; i++) {
        struct reading x;
        data_file(names[i], &file);
        reading_of(&x, NULL, file.data, file.len);
        assert_true(x.done);
        assert_int_equal(x.refused.len, 0);
        assert_int_not_equal(x.table.count, 0);
        for (size_t j = 0; j < x.table.count; j++) {
            if (!metrics)
                x.table.routes[j].flags = 0;
            reading_put(&got[i], &x.table, &x.table.routes[j]);
        }
        nk_buf_add(&got[i], "", 1);
        reading_release(&x);
        nk_buf_release(&file);
    }
    assert_string_equal(got[0].data, got[1].data);
    nk_buf_release(&got[0]);
    nk_buf_release(&got[1]);
}

static void the_listings_are_those_of_proc(void **state)
{
    (void)state;
    same_tables("route-n-linux.txt", "proc-net-route.txt", true);
    same_tables("route-n-ee-linux.txt", "proc-net-route.txt", true);
    same_tables("netstat-rn-linux.txt", "proc-net-route.txt", false);
    same_tables("netstat-rn6-linux.txt", "proc-net-ipv6_route.txt", true);
}

static const char both[] =
    "Kernel IP routing table\n"
    "Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n"
    "default         192.0.2.1       0.0.0.0         UG    5      0        0 e0\n"
    "10.0.0.0        *               255.0.0.0       U     0      0        0 e1\n"
    "10.1.0.0        -               255.255.0.0     !H    0      -        0 -\n"
    "10.2.0.0        0.0.0.0         255.255.0.0     U     0      0        0 *\n"
    "\n"
    "Kernel IPv6 routing table\n"
    "Destination                    Next Hop                   Flag Met Ref Use If\n"
    "[::]/0                         fe80::1                    UGDAe 1024 2     0 e0\n"
    "default                        fe80::2                    UGDA 1024 2     0 e0\n"
    "2001:db8::/32                  [::]                       U    256 1     0 e0\n"
    "2001:db8:1::/48                fe80::3                    UG   256 1     0 e0\n"
    "2001:db8:1::/48                fe80::4                    UG   256 1     0 e1\n"
    "::1/128                        ::                         Un   0   1     0 lo\n"
    "ff00::/8                       ::                         U    256 1     0 e0\n"
    "::/0                           ::                         !n   -1  1     0 lo\n";
static const char both_routes[] =
    "0.0.0.0/0 unicast [via 192.0.2.1 dev e0] metric 5\n"
    "10.0.0.0/8 unicast [dev e1]\n"
    "10.1.0.0/16 unreachable []\n"
    "10.2.0.0/16 blackhole []\n"
    "::/0 unicast [via fe80::1 dev e0] metric 1024\n"
    "::/0 unicast [via fe80::2 dev e0] metric 1024\n"
    "2001:db8::/32 unicast [dev e0] metric 256\n"
    "2001:db8:1::/48 unicast [via fe80::3 dev e0 weight 1,via fe80::4 dev e1 weight 1] metric 256\n"
    "::1/128 local [dev lo] table local metric 0\n"
    "ff00::/8 multicast [dev e0] table local metric 256\n";

static void both_families_in_one(void **state)
{
    (void)state;
    expect_read(NULL, both, both_routes, "");
    expect_read("netstat", both, both_routes, "");
    expect_read_crlf(NULL, both, both_routes, "");
}

static void bad_lines_are_told_and_passed_over(void **state)
{
    (void)state;
    expect_read(
        "netstat",
        "10.0.0.0 0.0.0.0 255.0.0.0 U e0\n"
        "Destination Gateway Genmask Flags Metric Iface\n"
        "10.0.0.0 0.0.0.0 255.0.0.0 U 0 e0\n"
        "10.0.0 0.0.0.0 255.0.0.0 U 0 e0\n"
        "2001:db8:: 0.0.0.0 255.0.0.0 U 0 e0\n"
        "10.0.0.0 gateway 255.0.0.0 U 0 e0\n"
        "10.0.0.0 0.0.0.0 255.0.255.0 U 0 e0\n"
        "10.0.0.0 0.0.0.0 0.0.0.255 U 0 e0\n"
        "10.0.0.0 0.0.0.0 255.0.0.0 x 0 e0\n"
        "10.0.0.0 0.0.0.0 255.0.0.0 U x e0\n"
        "10.0.0.0 0.0.0.0 255.0.0.0 U 0\n"
        "10.0.0.0\n"
        "10.0.0.0 0.0.0.0\n"
        "10.0.0.0 0.0.0.0 255.0.0.0\n"
        "10.0.0.0 0.0.0.0 255.0.0.0 U\n"
        "Destination Next Hop Flag Met Ref Use If\n"
        "10.0.0.0/8 :: U 0 1 0 e0\n"
        "[::1 :: U 0 1 0 e0\n"
        "[::]/129 :: U 0 1 0 e0\n"
        "::2 :: U 0 1 0 e1",
        "10.0.0.0/8 unicast [dev e0]\n"
        "::2/128 unicast [dev e1] metric 0\n",
        "1:1 expected the names of the columns: Destination, Gateway, Genmask ...\n"
        "4:1 '10.0.0' is not an IPv4 address: it has 3 octets, expected four (--lenient "
        "reads short forms)\n"
        "5:1 expected an IPv4 address, found '2001:db8::'\n"
        "6:10 'gateway' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n"
        "7:18 mask 255.0.255.0 is not contiguous: expected ones and then zeros, or the inverse\n"
        "8:18 expected a netmask, found '0.0.0.255'\n"
        "9:28 expected flags such as UG, found 'x'\n"
        "10:30 expected a metric, found 'x'\n"
        "11:31 expected a device, found the end of the line\n"
        "12:9 expected a gateway, found the end of the line\n"
        "13:17 expected a mask, found the end of the line\n"
        "14:27 expected flags, found the end of the line\n"
        "15:29 expected a metric, found the end of the line\n"
        "17:1 expected an IPv6 address, found '10.0.0.0/8'\n"
        "18:1 '[::1' is not an IPv6 address: write it without '[' and ']'\n"
        "19:1 '[::]' is not an IPv6 address: write it without '[' and ']'\n");
}

static void it_is_told_by_its_columns(void **state)
{
    (void)state;
    static const char *const good[] = {
        both,
        "Destination Gateway Genmask Flags Iface\n",
        "Active routes\r\nDestination Next Hop Flag Met Ref Use If\r\n",
    };
    static const char *const bad[] = {
        "",
        "Destination\n",
        "Kernel IP routing table\n",
        "Destination Genmask Flags Iface\n",
        "Routing tables\n\nInternet:\nDestination        Gateway            Flags  Netif Expire\n",
        "Network Destination        Netmask          Gateway       Interface  Metric\n",
    };
    const struct nk_route_format *f = nk_route_format_find("netstat");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (f->guess(good[i], strlen(good[i])) < 50)
            fail_msg("not recognised: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (f->guess(bad[i], strlen(bad[i])) != 0)
            fail_msg("taken for netstat's: %s", bad[i]);
    expect_read("netstat", "", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_listings_are_those_of_proc),
        cmocka_unit_test(both_families_in_one),
        cmocka_unit_test(bad_lines_are_told_and_passed_over),
        cmocka_unit_test(it_is_told_by_its_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
