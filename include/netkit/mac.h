/* EUI-48 and EUI-64 identifiers (IEEE 802, RFC 4291 appendix A, RFC 9542). */
#ifndef NETKIT_MAC_H
#define NETKIT_MAC_H

#include "netkit/addr.h"

struct nk_mac {
    uint8_t bytes[8];
    uint8_t length; /* 6 or 8 */
};

enum { NK_MAC_TEXT_MAX = 24 };

/* 00:11:22:33:44:55, with '-', 0011.2233.4455, or 12 or 16 digits without separators. */
bool nk_mac_parse(const char *text, size_t len, struct nk_mac *out, struct nk_err *err);
/* Lower-case digits in groups with the separator: ':' or '-' every octet, '.' every two
 * octets, 0 for none. Returns the length. */
size_t nk_mac_format(const struct nk_mac *m, char separator, char *text);
/* The EUI-64 of an EUI-48 (ff:fe in the middle); an EUI-64 stays as it is. */
struct nk_mac nk_mac_eui64(const struct nk_mac *m);
/* The modified EUI-64 interface identifier: the universal/local bit inverted. */
uint64_t nk_mac_interface_id(const struct nk_mac *m);
/* The EUI-48 in an interface identifier that was made from one; false if it was not. */
bool nk_mac_from_interface_id(uint64_t id, struct nk_mac *out);
/* The Ethernet address that an IP multicast address is sent to (RFC 1112 6.4, RFC 2464 7);
 * false if it is no multicast address. */
bool nk_mac_of_multicast(const struct nk_addr *a, struct nk_mac *out);
/* The solicited-node multicast address (RFC 4291 2.7.1) of an IPv6 address. */
struct nk_addr nk_addr_solicited_node(const struct nk_addr *a);

#endif
