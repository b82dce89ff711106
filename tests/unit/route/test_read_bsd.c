#include "reading.h"

static void freebsd_and_macos(void **state)
{
    (void)state;
    static const char text[] =
        "$ netstat -rn\n"
        "Routing tables\n"
        "\n"
        "Internet:\n"
        "Destination        Gateway            Flags     Netif Expire\n"
        "default            192.0.2.1          UGS         em0\n"
        "10/8               192.0.2.3          UGS         em0\n"
        "10.10.10/24        link#4             UCS         em1\n"
        "10.10.10.7         8:0:27:aa:bb:cc    UHLWI       em1   1193\n"
        "10.10.10.255       ff:ff:ff:ff:ff:ff  UHLWbI      em1      !\n"
        "127                127.0.0.1          UCS         lo0\n"
        "127.0.0.1          link#3             UH          lo0\n"
        "169.254            link#4             UCS         em1\n"
        "128.0/1            192.0.2.4          UGSc        em0\n"
        "198.51.100.128/25  192.0.2.9          UGSB        em0\n"
        "198.51.100/25      192.0.2.9          UGSR        em0\n"
        "198.18.0.1/32      192.0.2.9          UGHD        em0\n"
        "224.0.0/4          link#4             UmCS        em1\n"
        "\n"
        "Internet6:\n"
        "Destination                       Gateway                       Flags     Netif Expire\n"
        "default                           fe80::1%em0                   UGS         em0\n"
        "default                           fe80::%utun0                  UGcIg       utun0\n"
        "::1                               link#3                        UH          lo0\n"
        "fe80::%em0/64                     link#1                        U           em0\n"
        "fe80::1%lo0                       link#3                        UHS         lo0\n";
    static const char routes[] = "0.0.0.0/0 unicast [via 192.0.2.1 dev em0] proto static\n"
                                 "10.0.0.0/8 unicast [via 192.0.2.3 dev em0] proto static\n"
                                 "10.10.10.0/24 unicast [dev em1] proto kernel\n"
                                 "10.10.10.7/32 unicast [dev em1] proto kernel\n"
                                 "10.10.10.255/32 broadcast [dev em1] proto kernel\n"
                                 "127.0.0.0/8 unicast [via 127.0.0.1 dev lo0] proto kernel\n"
                                 "127.0.0.1/32 local [dev lo0] proto kernel\n"
                                 "169.254.0.0/16 unicast [dev em1] proto kernel\n"
                                 "128.0.0.0/1 unicast [via 192.0.2.4 dev em0] proto static\n"
                                 "198.51.100.128/25 blackhole [] proto static\n"
                                 "198.51.100.0/25 unreachable [] proto static\n"
                                 "198.18.0.1/32 unicast [via 192.0.2.9 dev em0] proto redirect\n"
                                 "224.0.0.0/4 multicast [dev em1] proto kernel\n"
                                 "::/0 unicast [via fe80::1 dev em0] proto static\n"
                                 "::/0 unicast [via fe80:: dev utun0] inactive\n"
                                 "::1/128 local [dev lo0] proto kernel\n"
                                 "fe80::/64 unicast [dev em0] proto kernel\n"
                                 "fe80::1/128 local [dev lo0] proto kernel\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
}

static void openbsd_and_netbsd(void **state)
{
    (void)state;
    expect_read(NULL,
                "Routing tables\n\nInternet:\n"
                "Destination        Gateway            Flags   Refs      Use   Mtu  Prio Iface\n"
                "default            192.0.2.1          UGS        5     1234     -     8 vio0\n"
                "224/4              127.0.0.1          URS        0        0 32768     8 lo0\n"
                "192.0.2/24         192.0.2.10         UCn        1        0     -     4 vio0\n"
                "192.0.2.10         fe:e1:ba:d0:00:01  UHLl       0        9     -     1 vio0\n"
                "192.0.2.255        192.0.2.10         UHb        0        0     -     1 vio0\n"
                "\nEncap:\nSource             Port  Destination        Port  Proto\n"
                "0/0                0     10/8               0     0\n",
                "0.0.0.0/0 unicast [via 192.0.2.1 dev vio0] proto static metric 8\n"
                "224.0.0.0/4 unreachable [] proto static metric 8\n"
                "192.0.2.0/24 unicast [via 192.0.2.10 dev vio0] proto kernel metric 4\n"
                "192.0.2.10/32 local [dev vio0] proto kernel metric 1\n"
                "192.0.2.255/32 broadcast [via 192.0.2.10 dev vio0] proto kernel metric 1\n",
                "");
    expect_read(NULL,
                "Routing tables (fib: 2)\n\nInternet (fib: 2):\n"
                "Destination        Gateway            Flags    Refs      Use    Mtu Interface\n"
                "10/8               192.0.2.1          UGS        -        -      -  wm0\n",
                "10.0.0.0/8 unicast [via 192.0.2.1 dev wm0] proto static\n", "");
}

static void bad_lines(void **state)
{
    (void)state;
    expect_read("bsd",
                "Internet:\n"
                "10/8               192.0.2.1          UGS         em0\n"
                "Destination        Gateway            Flags     Netif Expire\n"
                "10/33              192.0.2.1          UGS         em0\n"
                "10.0.0.300         192.0.2.1          UGS         em0\n"
                "10.1/16            192.0.2.300        UGS         em0\n"
                "10.2/16            fe80::1::2         UGS         em0\n"
                "10.3/16            192.0.2.1          U-S         em0\n"
                "10.4/16\n"
                "10.5/16            192.0.2.1          UGS         em0\n",
                "10.5.0.0/16 unicast [via 192.0.2.1 dev em0] proto static\n",
                "2:1 expected the columns' names, found '10/8'\n"
                "4:1 '10' is not an IPv4 address: expected four octets, as in 192.0.2.1 "
                "(--lenient reads a number alone)\n"
                "5:8 '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "6:28 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "7:27 'fe80::1::2' is not an IPv6 address: '::' stands in it twice\n"
                "8:39 expected a destination, a gateway and flags, found 'U-S'\n"
                "9:1 expected a destination, a gateway and flags, found '10.4/16'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(freebsd_and_macos),
        cmocka_unit_test(openbsd_and_netbsd),
        cmocka_unit_test(bad_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
