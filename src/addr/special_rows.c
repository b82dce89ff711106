/*
 * The IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), one row each in
 * the order of nk_prefix_compare(). The flags are source, destination, forwardable, globally
 * reachable, reserved by protocol; -1 where the registry has "N/A".
 */
#include "addr/rows.h"
#include "netkit/special.h"

/* The day of the registries that the rows follow. */
const char *const nk_special_date = "2025-10-09";

/* clang-format off */
static const struct nk_special ipv4_rows[] = {
    {IPV4(0x00000000, 8), "\"This network\"", "RFC 791", 1, 0, 0, 0, 1}, /* 0.0.0.0/8 */
    {IPV4(0x00000000, 32), "\"This host on this network\"", "RFC 1122", 1, 0, 0, 0, 1}, /* 0.0.0.0/32 */
    {IPV4(0x0a000000, 8), "Private-Use", "RFC 1918", 1, 1, 1, 0, 0}, /* 10.0.0.0/8 */
    {IPV4(0x64400000, 10), "Shared Address Space", "RFC 6598", 1, 1, 1, 0, 0}, /* 100.64.0.0/10 */
    {IPV4(0x7f000000, 8), "Loopback", "RFC 1122", 0, 0, 0, 0, 1}, /* 127.0.0.0/8 */
    {IPV4(0xa9fe0000, 16), "Link Local", "RFC 3927", 1, 1, 0, 0, 1}, /* 169.254.0.0/16 */
    {IPV4(0xac100000, 12), "Private-Use", "RFC 1918", 1, 1, 1, 0, 0}, /* 172.16.0.0/12 */
    {IPV4(0xc0000000, 24), "IETF Protocol Assignments", "RFC 6890", 0, 0, 0, 0, 0}, /* 192.0.0.0/24 */
    {IPV4(0xc0000000, 29), "IPv4 Service Continuity Prefix", "RFC 7335", 1, 1, 1, 0, 0}, /* 192.0.0.0/29 */
    {IPV4(0xc0000008, 32), "IPv4 dummy address", "RFC 7600", 1, 0, 0, 0, 0}, /* 192.0.0.8/32 */
    {IPV4(0xc0000009, 32), "Port Control Protocol Anycast", "RFC 7723", 1, 1, 1, 1, 0}, /* 192.0.0.9/32 */
    {IPV4(0xc000000a, 32), "Traversal Using Relays around NAT Anycast", "RFC 8155", 1, 1, 1, 1, 0}, /* 192.0.0.10/32 */
    {IPV4(0xc00000aa, 32), "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", 0, 0, 0, 0, 1}, /* 192.0.0.170/32 */
    {IPV4(0xc00000ab, 32), "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", 0, 0, 0, 0, 1}, /* 192.0.0.171/32 */
    {IPV4(0xc0000200, 24), "Documentation (TEST-NET-1)", "RFC 5737", 0, 0, 0, 0, 0}, /* 192.0.2.0/24 */
    {IPV4(0xc01fc400, 24), "AS112-v4", "RFC 7535", 1, 1, 1, 1, 0}, /* 192.31.196.0/24 */
    {IPV4(0xc034c100, 24), "AMT", "RFC 7450", 1, 1, 1, 1, 0}, /* 192.52.193.0/24 */
    {IPV4(0xc0586300, 24), "Deprecated (6to4 Relay Anycast)", "RFC 7526", -1, -1, -1, -1, -1}, /* 192.88.99.0/24 */
    {IPV4(0xc0586302, 32), "6a44-relay anycast address", "RFC 6751", 1, 1, 1, 0, 0}, /* 192.88.99.2/32 */
    {IPV4(0xc0a80000, 16), "Private-Use", "RFC 1918", 1, 1, 1, 0, 0}, /* 192.168.0.0/16 */
    {IPV4(0xc0af3000, 24), "Direct Delegation AS112 Service", "RFC 7534", 1, 1, 1, 1, 0}, /* 192.175.48.0/24 */
    {IPV4(0xc6120000, 15), "Benchmarking", "RFC 2544", 1, 1, 1, 0, 0}, /* 198.18.0.0/15 */
    {IPV4(0xc6336400, 24), "Documentation (TEST-NET-2)", "RFC 5737", 0, 0, 0, 0, 0}, /* 198.51.100.0/24 */
    {IPV4(0xcb007100, 24), "Documentation (TEST-NET-3)", "RFC 5737", 0, 0, 0, 0, 0}, /* 203.0.113.0/24 */
    {IPV4(0xf0000000, 4), "Reserved", "RFC 1112", 0, 0, 0, 0, 1}, /* 240.0.0.0/4 */
    {IPV4(0xffffffff, 32), "Limited Broadcast", "RFC 8190, RFC 919", 0, 1, 0, 0, 1}, /* 255.255.255.255/32 */
};

static const struct nk_special ipv6_rows[] = {
    {IPV6(0x0000000000000000, 0x0000000000000000, 128), "Unspecified Address", "RFC 4291", 1, 0, 0, 0, 1}, /* ::/128 */
    {IPV6(0x0000000000000000, 0x0000000000000001, 128), "Loopback Address", "RFC 4291", 0, 0, 0, 0, 1}, /* ::1/128 */
    {IPV6(0x0000000000000000, 0x0000ffff00000000, 96), "IPv4-mapped Address", "RFC 4291", 0, 0, 0, 0, 1}, /* ::ffff:0:0/96 */
    {IPV6(0x0064ff9b00000000, 0x0000000000000000, 96), "IPv4-IPv6 Translat.", "RFC 6052", 1, 1, 1, 1, 0}, /* 64:ff9b::/96 */
    {IPV6(0x0064ff9b00010000, 0x0000000000000000, 48), "IPv4-IPv6 Translat.", "RFC 8215", 1, 1, 1, 0, 0}, /* 64:ff9b:1::/48 */
    {IPV6(0x0100000000000000, 0x0000000000000000, 64), "Discard-Only Address Block", "RFC 6666", 1, 1, 1, 0, 0}, /* 100::/64 */
    {IPV6(0x0100000000000001, 0x0000000000000000, 64), "Dummy IPv6 Prefix", "RFC 9780", 1, 0, 0, 0, 0}, /* 100:0:0:1::/64 */
    {IPV6(0x2001000000000000, 0x0000000000000000, 23), "IETF Protocol Assignments", "RFC 2928", 0, 0, 0, 0, 0}, /* 2001::/23 */
    {IPV6(0x2001000000000000, 0x0000000000000000, 32), "TEREDO", "RFC 4380, RFC 8190", 1, 1, 1, -1, 0}, /* 2001::/32 */
    {IPV6(0x2001000100000000, 0x0000000000000001, 128), "Port Control Protocol Anycast", "RFC 7723", 1, 1, 1, 1, 0}, /* 2001:1::1/128 */
    {IPV6(0x2001000100000000, 0x0000000000000002, 128), "Traversal Using Relays around NAT Anycast", "RFC 8155", 1, 1, 1, 1, 0}, /* 2001:1::2/128 */
    {IPV6(0x2001000100000000, 0x0000000000000003, 128), "DNS-SD Service Registration Protocol Anycast", "RFC 9665", 1, 1, 1, 1, 0}, /* 2001:1::3/128 */
    {IPV6(0x2001000200000000, 0x0000000000000000, 48), "Benchmarking", "RFC 5180", 1, 1, 1, 0, 0}, /* 2001:2::/48 */
    {IPV6(0x2001000300000000, 0x0000000000000000, 32), "AMT", "RFC 7450", 1, 1, 1, 1, 0}, /* 2001:3::/32 */
    {IPV6(0x2001000401120000, 0x0000000000000000, 48), "AS112-v6", "RFC 7535", 1, 1, 1, 1, 0}, /* 2001:4:112::/48 */
    {IPV6(0x2001001000000000, 0x0000000000000000, 28), "Deprecated (previously ORCHID)", "RFC 4843", -1, -1, -1, -1, -1}, /* 2001:10::/28 */
    {IPV6(0x2001002000000000, 0x0000000000000000, 28), "ORCHIDv2", "RFC 7343", 1, 1, 1, 1, 0}, /* 2001:20::/28 */
    {IPV6(0x2001003000000000, 0x0000000000000000, 28), "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374", 1, 1, 1, 1, 0}, /* 2001:30::/28 */
    {IPV6(0x20010db800000000, 0x0000000000000000, 32), "Documentation", "RFC 3849", 0, 0, 0, 0, 0}, /* 2001:db8::/32 */
    {IPV6(0x2002000000000000, 0x0000000000000000, 16), "6to4", "RFC 3056", 1, 1, 1, -1, 0}, /* 2002::/16 */
    {IPV6(0x2620004f80000000, 0x0000000000000000, 48), "Direct Delegation AS112 Service", "RFC 7534", 1, 1, 1, 1, 0}, /* 2620:4f:8000::/48 */
    {IPV6(0x3fff000000000000, 0x0000000000000000, 20), "Documentation", "RFC 9637", 0, 0, 0, 0, 0}, /* 3fff::/20 */
    {IPV6(0x5f00000000000000, 0x0000000000000000, 16), "Segment Routing (SRv6) SIDs", "RFC 9602", 1, 1, 1, 0, 0}, /* 5f00::/16 */
    {IPV6(0xfc00000000000000, 0x0000000000000000, 7), "Unique-Local", "RFC 4193, RFC 8190", 1, 1, 1, 0, 0}, /* fc00::/7 */
    {IPV6(0xfe80000000000000, 0x0000000000000000, 10), "Link-Local Unicast", "RFC 4291", 1, 1, 0, 0, 1}, /* fe80::/10 */
};
/* clang-format on */

const struct nk_special *nk_special_rows(uint8_t family, size_t *count)
{
    *count = family == NK_IPV4 ? sizeof ipv4_rows / sizeof *ipv4_rows
                               : sizeof ipv6_rows / sizeof *ipv6_rows;
    return family == NK_IPV4 ? ipv4_rows : ipv6_rows;
}
