#include "reading.h"

static void columns_by_name(void **state)
{
    (void)state;
    static const char text[] =
        "\xef\xbb\xbfNetwork,Netmask,Gateway,Interface,Metric,Comment,Ignored\n"
        "10.0.0.0,255.0.0.0,192.0.2.1,eth0,25,\"a, \"\"quoted\"\" label\",x\n"
        "# a note\n"
        "\n"
        "2001:db8::,/32,,eth1,,-,\n"
        "192.0.2.0,24\n";
    static const char routes[] =
        "10.0.0.0/8 unicast [via 192.0.2.1 dev eth0] metric 25 label a, \"quoted\" label\n"
        "2001:db8::/32 unicast [dev eth1]\n"
        "192.0.2.0/24 unicast []\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
    expect_read(NULL, "#prefix;asn;type\n10.0.0.0/8;AS64500;throw\n",
                "10.0.0.0/8 throw [] origin 64500\n", "");
    expect_read(NULL, "prefix\n10.0.0.0/8\n", "10.0.0.0/8 unicast []\n", "");
    expect_read("csv", "prefix,table,proto\n", "", "");
}

static void what_list_and_export_print(void **state)
{
    (void)state;
    expect_read(
        NULL,
        "type,prefix,next_hops,table,metric,protocol,prefsrc,origin,label,tos,scope,from,"
        "mtu,active\n"
        "unicast,10.0.0.0/8,\"via 192.0.2.1 dev e0 onlink weight 1,dev e1 weight 3\",1001,7,"
        "bgp,192.0.2.2,,,,,,,no\n"
        "blackhole,2001:db8::/32,,main,,,,,,16,link,2001:db8:1::/48,1400,\n",
        "10.0.0.0/8 unicast [via 192.0.2.1 dev e0 weight 1,dev e1 weight 3] table 1001"
        " proto bgp metric 7 src 192.0.2.2 inactive\n"
        "2001:db8::/32 blackhole []\n",
        "");
    expect_read(NULL,
                "prefix\ttype\tnext_hops\tlabel\n"
                "10.0.0.0/8\tunicast\tvia 192.0.2.1,via 192.0.2.2\t\"half a quote\n"
                "10.0.0.0/9\tunicast\t-\t-\n",
                "10.0.0.0/8 unicast [via 192.0.2.1 weight 1,via 192.0.2.2 weight 1]"
                " label \"half a quote\n"
                "10.0.0.0/9 unicast []\n",
                "");
    expect_read(NULL,
                "type,prefix,next_hops\n"
                "anycast,2001:db8::/128,dev e0\n"
                "multicast,ff00::/8,dev e0\n"
                "throw,10.0.0.0/8,dev e0\n",
                "2001:db8::/128 anycast [dev e0]\n"
                "ff00::/8 multicast [dev e0]\n"
                "10.0.0.0/8 throw []\n",
                "");
}

static void bad_rows(void **state)
{
    (void)state;
    expect_read("csv",
                "prefix,length,next_hops,metric,type,table,origin,via,weight,tos,proto,scope,src\n"
                "10.0.0.300\n"
                "10.0.0.0,33\n"
                "10.0.0.0,24\n"
                "10.0.0.0/8,,via nowhere\n"
                "10.0.0.0/8,,teleport 1\n"
                "10.0.0.0/8,,,x\n"
                "10.0.0.0/8,,,,odd\n"
                "10.0.0.0/8,,,,,odd\n"
                "10.0.0.0/8,,,,,,-1\n"
                "10.0.0.0/8,,,,,,,x\n"
                "10.0.0.0/8,,,,,,,,65536\n"
                "10.0.0.0/8,,,,,,,,,256\n"
                "10.0.0.0/8,,,,,,,,,,odd\n"
                "10.0.0.0/8,,,,,,,,,,,odd\n"
                "10.0.0.0/8,,,,,,,,,,,,odd\n"
                ",24\n"
                "\"10.0.0.0/8\n"
                "\"10.0.0.0/8\"x\n"
                "10.0.0.0/8,,via 192.0.2.1 weight x\n"
                "10.9.0.0/16\n",
                "10.0.0.0/24 unicast []\n10.9.0.0/16 unicast []\n",
                "2:8 '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "3:10 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "5:13 'nowhere' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n"
                "6:13 'teleport' is no part of a next hop\n"
                "7:14 'x' is no number up to 4294967295\n"
                "8:15 'odd' is no type of route\n"
                "9:16 'odd' is no table\n"
                "10:17 '-1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0\n"
                "11:18 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n"
                "12:19 '65536' is no number up to 65535\n"
                "13:20 '256' is no number up to 255\n"
                "14:21 'odd' is no protocol\n"
                "15:22 'odd' is no scope\n"
                "16:23 'odd' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n"
                "17:2 '24' is no length of a prefix before it\n"
                "18:1 this quote has no end in its line\n"
                "19:13 expected the next cell behind the closing quote\n"
                "20:13 'x' is no number up to 65535\n");
    expect_read("csv", "a,b\n10.0.0.0/8,x\n", "",
                "1:1 no column of the header is named prefix, network or destination\n");
    expect_read("csv", "dst,metric\n,5\n", "", "2:1 the row has no prefix\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_by_name),
        cmocka_unit_test(what_list_and_export_print),
        cmocka_unit_test(bad_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
