#include "reading.h"

#define RULER "===========================================================================\n"

static void both_families(void **state)
{
    (void)state;
    static const char text[] =
        RULER "Interface List\n"
              " 12...02 00 5e 10 00 01 ......Example Ethernet Adapter\n" RULER "\n"
              "IPv4 Route Table\n" RULER "Active Routes:\n"
              "Network Destination        Netmask          Gateway       Interface  Metric\n"
              "          0.0.0.0          0.0.0.0        192.0.2.1       192.0.2.10     25\n"
              "        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331\n"
              "       192.0.2.10  255.255.255.255         On-link        192.0.2.10    281\n"
              "        224.0.0.0        240.0.0.0         On-link         127.0.0.1    331\n"
              "  255.255.255.255  255.255.255.255         On-link        192.0.2.10    281\n" RULER
              "Persistent Routes:\n"
              "  Network Address          Netmask  Gateway Address  Metric\n"
              "         10.0.0.0        255.0.0.0        192.0.2.3       1\n" RULER "\n"
              "IPv6 Route Table\n" RULER "Active Routes:\n"
              " If Metric Network Destination      Gateway\n"
              " 12    266 ::/0                     fe80::1\n"
              "  1    331 ::1/128                  On-link\n"
              " 12    266 2001:db8:0:1:1111:2222:3333:4444/128\n"
              "                                    On-link\n"
              " 12    266 2001:db8:2222:1:1111:2222:3333:4444/128\n"
              "                                    fe80::2\n" RULER "Persistent Routes:\n"
              " If Metric Network Destination      Gateway\n"
              "  0 4294967295 2001:db8::/32           fe80::1\n";
    static const char routes[] =
        "0.0.0.0/0 unicast [via 192.0.2.1 dev 192.0.2.10] metric 25 src 192.0.2.10\n"
        "127.0.0.0/8 unicast [dev 127.0.0.1] metric 331 src 127.0.0.1\n"
        "192.0.2.10/32 local [dev 192.0.2.10] metric 281 src 192.0.2.10\n"
        "224.0.0.0/4 multicast [dev 127.0.0.1] metric 331 src 127.0.0.1\n"
        "255.255.255.255/32 broadcast [dev 192.0.2.10] metric 281 src 192.0.2.10\n"
        "::/0 unicast [via fe80::1 dev if12] metric 266\n"
        "::1/128 unicast [dev if1] metric 331\n"
        "2001:db8:0:1:1111:2222:3333:4444/128 unicast [dev if12] metric 266\n"
        "2001:db8:2222:1:1111:2222:3333:4444/128 unicast [via fe80::2 dev if12] metric 266\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
}

/* What counts is where lines stand, and addresses: the words are those of the language. */
static void another_language(void **state)
{
    (void)state;
    expect_read(
        NULL,
        RULER "Schnittstellenliste\n" RULER "IPv4-Routentabelle\n" RULER "Aktive Routen:\n"
              "     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik\n"
              "          0.0.0.0          0.0.0.0        192.0.2.1       192.0.2.10     25\n"
              "        127.0.0.0        255.0.0.0   Auf Verbindung         127.0.0.1    331\n" RULER
              "St\xc3\xa4ndige Routen:\n"
              "         10.0.0.0        255.0.0.0        192.0.2.3       1\n" RULER
              "IPv6-Routentabelle\n" RULER "Aktive Routen:\n"
              " If Metrik Netzwerkziel             Gateway\n"
              "  1    331 ::1/128                  Auf Verbindung\n" RULER,
        "0.0.0.0/0 unicast [via 192.0.2.1 dev 192.0.2.10] metric 25 src 192.0.2.10\n"
        "127.0.0.0/8 unicast [dev 127.0.0.1] metric 331 src 127.0.0.1\n"
        "::1/128 unicast [dev if1] metric 331\n",
        "");
}

static void bad_lines(void **state)
{
    (void)state;
    expect_read("windows",
                "Active Routes:\n"
                "10.0.0.0    255.0.255.0        192.0.2.1       192.0.2.10     25\n"
                "10.0.0.300  255.0.0.0          192.0.2.1       192.0.2.10     25\n"
                "10.0.0.0    255.0.0.0          192.0.2.300     192.0.2.10     25\n"
                "10.0.0.0    255.0.0.0          192.0.2.1       192.0.2.10     x\n"
                "10.0.0.0    255.0.0.0          192.0.2.1\n"
                "10.0.0.0\n"
                "what is this?\n"
                "12 266 ::/0 On-link\n"
                "10.1.0.0    255.255.0.0        192.0.2.1       192.0.2.10     25\n"
                "IPv6\n"
                "Active Routes:\n"
                "12 x ::/0 On-link\n"
                "12 266 ::/129 On-link\n"
                "12 266 2001:db8::/32 fe80:::1\n"
                "12 266 2001:db8::/32\n"
                "12 266 2001:db8:1::/48 On-link\n",
                "10.1.0.0/16 unicast [via 192.0.2.1 dev 192.0.2.10] metric 25 src 192.0.2.10\n"
                "2001:db8:1::/48 unicast [dev if12] metric 266\n",
                "2:13 mask 255.0.255.0 is not contiguous: expected ones and then zeros, or the "
                "inverse\n"
                "3:8 '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "4:40 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "5:63 expected a number, found 'x'\n"
                "6:41 expected an interface, the line ends here\n"
                "7:9 expected a netmask, the line ends here\n"
                "8:1 expected a route, found 'what'\n"
                "9:1 expected a route, found '12'\n"
                "13:4 expected a number, found 'x'\n"
                "14:11 prefix length 129 is too long: the maximum for IPv6 is 128\n"
                "15:27 'fe80:::1' is not an IPv6 address: '::' stands in it twice\n"
                "17:1 expected the gateway of the prefix before, found '12'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_families),
        cmocka_unit_test(another_language),
        cmocka_unit_test(bad_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
