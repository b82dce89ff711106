#include "reading.h"

static void ios(void **state)
{
    (void)state;
    static const char text[] =
        "R1#show ip route\n"
        "Codes: L - local, C - connected, S - static, R - RIP, B - BGP\n"
        "       * - candidate default, % - next hop override\n"
        "Gateway of last resort is 192.0.2.1 to network 0.0.0.0\n"
        "\n"
        "S*    0.0.0.0/0 [1/0] via 192.0.2.1\n"
        "      10.0.0.0/8 is variably subnetted, 4 subnets, 3 masks\n"
        "O        10.1.0.0/16 [110/20] via 192.0.2.3, 00:12:34, GigabitEthernet0/0\n"
        "                     [110/20] via 198.51.100.3, 00:12:34, GigabitEthernet0/1\n"
        "O IA     10.2.0.0/16 [110/30] via 192.0.2.3, 1d02h, GigabitEthernet0/0\n"
        "O*E2     10.3.0.0/16 \n"
        "           [110/1] via 192.0.2.3, 2w1d, Gi0/0\n"
        "i L1     10.4.0.0/16 [115/20] via 192.0.2.4, Gi0/0\n"
        "D EX     10.5.0.0/16 [170/3072] via 192.0.2.5, 00:00:05, Gi0/0\n"
        "S        10.9.0.0/24 is directly connected, Null0\n"
        "D        10.0.0.0/8 is a summary, 00:00:05, Null0\n"
        "B        10.64.0.0/10 [20/0] via 203.0.113.9, 6d14h\n"
        "R   %    10.65.0.0/16 [120/2] via 203.0.113.9 (RED), 00:00:03, Gi0/2\n"
        "      172.16.0.0/24 is subnetted, 2 subnets\n"
        "S        172.16.1.0 [1/0] via 192.0.2.7\n"
        "C        172.16.2.0 is directly connected, Gi0/3\n"
        "      192.0.2.0/24 is variably subnetted, 2 subnets, 2 masks\n"
        "C        192.0.2.0/24 is directly connected, GigabitEthernet0/0\n"
        "L        192.0.2.2/32 is directly connected, GigabitEthernet0/0\n"
        "R     198.18.1.0 [120/1] via 192.0.2.9\n"
        "R1#show clock\n"
        "*12:00:00.000 UTC Mon Jan 1 2024\n"
        "R1#\n";
    static const char routes[] =
        "0.0.0.0/0 unicast [via 192.0.2.1] proto static metric 0\n"
        "10.1.0.0/16 unicast [via 192.0.2.3 dev GigabitEthernet0/0 weight 1,"
        "via 198.51.100.3 dev GigabitEthernet0/1 weight 1] proto ospf metric 20\n"
        "10.2.0.0/16 unicast [via 192.0.2.3 dev GigabitEthernet0/0] proto ospf metric 30\n"
        "10.3.0.0/16 unicast [via 192.0.2.3 dev Gi0/0] proto ospf metric 1\n"
        "10.4.0.0/16 unicast [via 192.0.2.4 dev Gi0/0] proto isis metric 20\n"
        "10.5.0.0/16 unicast [via 192.0.2.5 dev Gi0/0] proto eigrp metric 3072\n"
        "10.9.0.0/24 blackhole [] proto static\n"
        "10.0.0.0/8 blackhole [] proto eigrp\n"
        "10.64.0.0/10 unicast [via 203.0.113.9] proto bgp metric 0\n"
        "10.65.0.0/16 unicast [via 203.0.113.9 dev Gi0/2] proto rip metric 2\n"
        "172.16.1.0/24 unicast [via 192.0.2.7] proto static metric 0\n"
        "172.16.2.0/24 unicast [dev Gi0/3] proto kernel\n"
        "192.0.2.0/24 unicast [dev GigabitEthernet0/0] proto kernel\n"
        "192.0.2.2/32 local [dev GigabitEthernet0/0] proto kernel\n"
        "198.18.1.0/24 unicast [via 192.0.2.9] proto rip metric 1\n";
    expect_read(NULL, text, routes, "");
    expect_read_crlf(NULL, text, routes, "");
}

static void ios_ipv6(void **state)
{
    (void)state;
    expect_read(NULL,
                "IPv6 Routing Table - default - 5 entries\n"
                "Codes: C - Connected, L - Local, S - Static\n"
                "       ND - ND Default\n"
                "S   ::/0 [1/0]\n"
                "     via FE80::1, GigabitEthernet0/0\n"
                "OE2 2001:DB8:3::/48 [110/20], tag 7\n"
                "     via FE80::2, GigabitEthernet0/1\n"
                "     via FE80::3, GigabitEthernet0/2\n"
                "C   2001:DB8:0:1::/64 [0/0]\n"
                "     via GigabitEthernet0/0, directly connected\n"
                "L   2001:DB8:0:1::1/128 [0/0]\n"
                "     via GigabitEthernet0/0, receive\n"
                "S   2001:DB8:9::/48 [1/0]\n"
                "     via Null0, directly connected\n"
                "L   FF00::/8 [0/0]\n"
                "     via Null0, receive\n",
                "::/0 unicast [via fe80::1 dev GigabitEthernet0/0] proto static metric 0\n"
                "2001:db8:3::/48 unicast [via fe80::2 dev GigabitEthernet0/1 weight 1,"
                "via fe80::3 dev GigabitEthernet0/2 weight 1] proto ospf metric 20\n"
                "2001:db8:0:1::/64 unicast [dev GigabitEthernet0/0] proto kernel metric 0\n"
                "2001:db8:0:1::1/128 local [dev GigabitEthernet0/0] proto kernel metric 0\n"
                "2001:db8:9::/48 blackhole [] proto static metric 0\n"
                "ff00::/8 local [] proto kernel metric 0\n",
                "");
}

static void nx_os(void **state)
{
    (void)state;
    expect_read(NULL,
                "IP Route Table for VRF \"default\"\n"
                "'*' denotes best ucast next-hop\n"
                "'**' denotes best mcast next-hop\n"
                "'[x/y]' denotes [preference/metric]\n"
                "'%<string>' in via output denotes VRF <string>\n"
                "\n"
                "0.0.0.0/0, ubest/mbest: 1/0\n"
                "    *via 192.0.2.1, [1/0], 1w2d, static\n"
                "10.1.0.0/16, ubest/mbest: 2/0\n"
                "    *via 192.0.2.3, Eth1/1, [110/20], 00:12:34, ospf-1, intra\n"
                "    *via 192.0.2.4, Eth1/2, [110/20], 00:12:34, ospf-1, intra\n"
                "10.2.0.0/16, ubest/mbest: 1/0 time\n"
                "    *via 192.0.2.42, [1/5], 1y16w, static\n"
                "     via 192.0.2.43, [200/7], 1y16w, bgp-2244, internal, tag 24436 (hidden)\n"
                "192.0.2.2/32, ubest/mbest: 1/0, attached\n"
                "    *via 192.0.2.2, Eth1/1, [0/0], 1w2d, local\n"
                "10.9.0.0/24, ubest/mbest: 1/0\n"
                "    *via Null0, [1/0], 00:01:00, static\n"
                "IP Route Table for VRF \"blue\"\n"
                "Route not found\n"
                "IP Route Table for VRF \"red\"\n"
                "10.9.0.0/24, ubest/mbest: 1/0\n"
                "    *via 192.0.2.77%default, Vlan9, [200/0], 00:01:00, bgp-65000, internal\n",
                "0.0.0.0/0 unicast [via 192.0.2.1] proto static metric 0\n"
                "10.1.0.0/16 unicast [via 192.0.2.3 dev Eth1/1 weight 1,"
                "via 192.0.2.4 dev Eth1/2 weight 1] proto ospf metric 20\n"
                "10.2.0.0/16 unicast [via 192.0.2.42] proto static metric 5\n"
                "192.0.2.2/32 local [via 192.0.2.2 dev Eth1/1] proto kernel metric 0\n"
                "10.9.0.0/24 blackhole [] proto static metric 0\n"
                "10.9.0.0/24 unicast [via 192.0.2.77 dev Vlan9] table 1001 proto bgp metric 0\n",
                "");
}

/* A default table that has no routes is main all the same. */
static void nothing_in_default(void **state)
{
    (void)state;
    expect_read(NULL,
                "IP Route Table for VRF \"default\"\n"
                "Route not found\n"
                "IP Route Table for VRF \"red\"\n"
                "10.9.0.0/24, ubest/mbest: 1/0\n"
                "    *via 192.0.2.7, [1/0], 00:01:00, static\n",
                "10.9.0.0/24 unicast [via 192.0.2.7] table 1001 proto static metric 0\n", "");
}

static void others_that_print_so(void **state)
{
    (void)state;
    /* EOS begins its lines with a blank, IOS-XR has the time before the device */
    expect_read("cisco",
                "show ip route\n"
                "VRF: default\n"
                "Displaying 2 of 9 IPv6 routing table entries\n"
                " S        0.0.0.0/0 [1/0] via 192.0.2.1, Ethernet1\n"
                "                           via 192.0.2.2, Ethernet2\n"
                " C        192.0.2.0/24 is directly connected, Ethernet1\n"
                "C    198.51.100.0/24 is directly connected, 1w2d, GigabitEthernet0/0/0/0\n"
                "! IP routing not enabled\n",
                "0.0.0.0/0 unicast [via 192.0.2.1 dev Ethernet1 weight 1,"
                "via 192.0.2.2 dev Ethernet2 weight 1] proto static metric 0\n"
                "192.0.2.0/24 unicast [dev Ethernet1] proto kernel\n"
                "198.51.100.0/24 unicast [dev GigabitEthernet0/0/0/0] proto kernel\n",
                "");
    expect_read(NULL,
                "Routing entry for 10.1.0.0/16\n"
                "  Known via \"ospf 1\", distance 110, metric 20, type intra area\n"
                "  Last update from 192.0.2.3 on GigabitEthernet0/0, 00:12:34 ago\n"
                "  Routing Descriptor Blocks:\n"
                "  * 192.0.2.3, from 10.0.0.1, 00:12:34 ago, via GigabitEthernet0/0\n"
                "      Route metric is 20, traffic share count is 1\n"
                "    192.0.2.4, from 10.0.0.1, 00:12:34 ago, via GigabitEthernet0/1\n"
                "      Route metric is 20, traffic share count is 1\n",
                "10.1.0.0/16 unicast [via 192.0.2.3 dev GigabitEthernet0/0 weight 1,"
                "via 192.0.2.4 dev GigabitEthernet0/1 weight 1] proto ospf metric 20\n",
                "");
}

static void ios_xr(void **state)
{
    (void)state;
    /* it tells when it was asked; "(!)" is a backup path, 0.0.0.0 no gateway */
    expect_read(NULL,
                "Tue May 22 22:32:30.765 UTC\n"
                "\n"
                "Codes: C - connected, S - static, R - RIP, B - BGP, (>) - Diversion path\n"
                "       M - mobile route, r - RPL, (!) - FRR Backup path\n"
                "\n"
                "i L2 10.17.0.0/16 [115/20] via 10.1.1.1, 1d02h, Bundle-Ether1\n"
                "                  [115/20] via 10.1.1.5, 1d02h, Bundle-Ether2 (!)\n"
                "L    127.0.0.0/8 [0/0] via 0.0.0.0, 1d02h\n",
                "10.17.0.0/16 unicast [via 10.1.1.1 dev Bundle-Ether1] proto isis metric 20\n"
                "127.0.0.0/8 local [] proto kernel metric 0\n",
                "");
    expect_read(NULL,
                "Tue Jan 16 16:38:44.238 AEST\n"
                "\n"
                "Routing entry for 0.0.0.0/0\n"
                "  Known via \"ospf UNDERLAY\", distance 110, metric 22, candidate default path\n"
                "  Tag 1020, type extern 1\n"
                "  Installed Jan  8 02:26:04.305 for 1w1d\n"
                "  Routing Descriptor Blocks\n"
                "    172.16.16.73, from 172.16.0.53, via HundredGigE0/0/0/30\n"
                "      Route metric is 22\n"
                "    172.16.16.75\n"
                "      Route metric is 22\n"
                "  No advertising protos.\n",
                "0.0.0.0/0 unicast [via 172.16.16.73 dev HundredGigE0/0/0/30 weight 1,"
                "via 172.16.16.75 weight 1] proto ospf metric 22\n",
                "");
}

/* ASA has netmasks, and routes into its tunnels. */
static void asa(void **state)
{
    (void)state;
    expect_read(
        NULL,
        "Gateway of last resort is 192.0.2.1 to network 0.0.0.0\n"
        "\n"
        "S*       0.0.0.0 0.0.0.0 [1/0] via 192.0.2.1, outside\n"
        "C        10.1.0.0 255.255.0.0 is directly connected, inside\n"
        "L        10.1.0.1 255.255.255.255 is directly connected, inside\n"
        "O        10.2.0.0 255.255.0.0 [110/11] via 10.1.0.2, 1d02h, inside\n"
        "S        10.3.0.0 255.255.255.0 is directly connected, Null0\n"
        "V        10.4.0.0 255.255.255.0 connected by VPN (advertised), outside\n"
        "S        10.5.0.0 255.0.255.0 [1/0] via 10.1.0.2, inside\n"
        "                  [1/0] via 10.1.0.3, inside\n",
        "0.0.0.0/0 unicast [via 192.0.2.1 dev outside] proto static metric 0\n"
        "10.1.0.0/16 unicast [dev inside] proto kernel\n"
        "10.1.0.1/32 local [dev inside] proto kernel\n"
        "10.2.0.0/16 unicast [via 10.1.0.2 dev inside] proto ospf metric 11\n"
        "10.3.0.0/24 blackhole [] proto static\n"
        "10.4.0.0/24 unicast [dev outside]\n",
        "9:19 mask 255.0.255.0 is not contiguous: expected ones and then zeros, or the inverse\n");
}

static void bad_lines(void **state)
{
    (void)state;
    expect_read("cisco",
                "                     [110/20] via 198.51.100.3, 00:12:34, GigabitEthernet0/1\n"
                "S     10.0.0.0/33 [1/0] via 192.0.2.1\n"
                "                  [1/0] via 192.0.2.2\n"
                "S     10.1.0.0/16 [1/0] via 192.0.2.1\n"
                "what is this?\n"
                "                  [1/0] via 192.0.2.2\n"
                "S     10.2.0.0/16 [1] via 192.0.2.1\n"
                "S     10.3.0.0/16 [1/0] via 192.0.2.300\n"
                "      10.0.0.0/64 is subnetted, 2 subnets\n"
                "S     10.4.0.0/16 [1/0] via\n",
                "10.1.0.0/16 unicast [via 192.0.2.1 weight 1,via 192.0.2.2 weight 1]"
                " proto static metric 0\n",
                "1:22 a next hop without a route\n"
                "2:16 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "5:1 expected a route, found 'what'\n"
                "7:19 expected [distance/metric], found '[1]'\n"
                "8:37 '192.0.2.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "9:16 prefix length 64 is too long: the maximum for IPv4 is 32\n"
                "10:28 expected a next hop, the line ends here\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ios),
        cmocka_unit_test(ios_ipv6),
        cmocka_unit_test(nx_os),
        cmocka_unit_test(nothing_in_default),
        cmocka_unit_test(others_that_print_so),
        cmocka_unit_test(ios_xr),
        cmocka_unit_test(bad_lines),
        cmocka_unit_test(asa),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
