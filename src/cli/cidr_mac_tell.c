/* From the bits of an EUI-48 or EUI-64 to the addresses that are made of it (RFC 4291 appendix A,
 * RFC 2464, RFC 1112). */
#include <string.h>

#include "addr/put.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"
#include "netkit/mac.h"

static void add_mac(struct nk_buf *b, const struct nk_mac *mac)
{
    char text[NK_MAC_TEXT_MAX];
    nk_buf_add(b, text, nk_mac_format(mac, ':', text));
}

/* ---- the bits ------------------------------------------------------------ */

/* The octets, their bits, and under the first one what its two lowest bits say. */
static void tell_bits(struct nk_buf *b, const struct nk_mac *mac)
{
    unsigned first = mac->bytes[0];
    nk_buf_add_text(b, "octets ");
    for (size_t i = 0; i < mac->length; i++)
        nk_buf_printf(b, "%s%02x", i == 0 ? " " : "       ", mac->bytes[i]);
    nk_buf_add_text(b, "\nbits   ");
    for (size_t i = 0; i < mac->length; i++) {
        nk_buf_add_byte(b, ' ');
        nk_tell_bits(b, mac->bytes[i], 8);
    }
    nk_buf_printf(b, "\n              ||\n              |+-- I/G %u: %s\n", first & 1,
                  first & 1 ? "multicast, a group" : "unicast, an individual");
    nk_buf_printf(b, "              +--- U/L %u: %s\n", first >> 1 & 1,
                  first & 2 ? "local: chosen by who runs it, so there is no OUI"
                            : "universal: the first 24 bits are an OUI, given by IEEE");
}

/* ---- a station ----------------------------------------------------------- */

static void tell_address(struct nk_buf *b, unsigned step, const char *what, const struct nk_addr *a)
{
    nk_buf_printf(b, "%u. %s\n   ", step, what);
    nk_add_addr(b, a);
    nk_buf_add_byte(b, '\n');
}

static void tell_identifier(struct nk_buf *b, const struct nk_mac *mac)
{
    struct nk_mac wide = nk_mac_eui64(mac);
    unsigned first = wide.bytes[0], flipped = (unsigned)(nk_mac_interface_id(mac) >> 56);
    if (mac->length == 8)
        nk_buf_add_text(b, "1. It has 64 bits already: it is the EUI-64\n   ");
    else
        nk_buf_add_text(b, "1. ff:fe between octet 3 and octet 4 makes it an EUI-64\n   ");
    add_mac(b, &wide);
    nk_buf_add_text(b,
                    "\n2. The U/L bit is flipped: the modified EUI-64 (RFC 4291 appendix A)\n   ");
    nk_tell_bits(b, first, 8);
    nk_buf_add_text(b, " XOR 00000010 = ");
    nk_tell_bits(b, flipped, 8);
    nk_buf_printf(b, ", so %02x becomes %02x\n", first, flipped);
}

static void tell_station(struct nk_buf *b, const struct nk_mac *mac, const struct nk_prefix *prefix)
{
    unsigned step = 3;
    uint64_t id = nk_mac_interface_id(mac);
    struct nk_addr a = nk_addr_ipv6(UINT64_C(0xfe80) << 48, id);
    struct nk_mac group;
    tell_identifier(b, mac);
    tell_address(b, step++, "fe80::/64 and these 64 bits: the link-local address (RFC 4862 5.3)",
                 &a);
    if (prefix != NULL) {
        struct nk_addr slaac = nk_addr_ipv6(prefix->addr.hi, id);
        nk_buf_printf(b, "%u. ", step++);
        nk_add_prefix(b, prefix);
        nk_buf_add_text(b, " and these 64 bits: SLAAC (RFC 4862 5.5.3)\n   ");
        nk_add_addr(b, &slaac);
        nk_buf_add_byte(b, '\n');
    }
    a = nk_addr_solicited_node(&a);
    nk_buf_printf(b, "%u. ff02::1:ff00:0/104 and the last 24 bits, %02x:%02x:%02x: ", step++,
                  (unsigned)(id >> 16) & 255, (unsigned)(id >> 8) & 255, (unsigned)id & 255);
    nk_buf_add_text(b, "solicited-node\n   ");
    nk_add_addr(b, &a);
    nk_buf_add_text(b, "   (RFC 4291 2.7.1)\n");
    if (!nk_mac_of_multicast(&a, &group))
        return;
    nk_buf_printf(b, "%u. 33:33 and the last 32 bits of that: where Ethernet sends it\n   ", step);
    add_mac(b, &group);
    nk_buf_add_text(b, "   (RFC 2464 7)\n");
}

/* ---- a group ------------------------------------------------------------- */

/* The IPv4 group with the bits of the address and these five before them. */
static struct nk_addr ipv4_group(const struct nk_mac *mac, unsigned five)
{
    uint32_t low = (uint32_t)mac->bytes[3] << 16 | (uint32_t)mac->bytes[4] << 8 | mac->bytes[5];
    return nk_addr_ipv4(UINT32_C(0xe0000000) | (uint32_t)five << 23 | low);
}

static bool is_of(const struct nk_mac *mac, const struct nk_addr *group)
{
    struct nk_mac of;
    return mac->length == 6 && nk_mac_of_multicast(group, &of) &&
           memcmp(of.bytes, mac->bytes, 6) == 0;
}

static void tell_ipv4_groups(struct nk_buf *b, const struct nk_mac *mac)
{
    static const unsigned shown[] = {0, 1, 31};
    nk_buf_add_text(b, "01:00:5e and a 0 bit: the last 23 bits are those of an IPv4 group\n"
                       "(RFC 1112 6.4). An IPv4 group has 28 bits behind 1110, so that 5 are lost\n"
                       "(x), and 2^5 = 32 groups share the address:\n  1110xxxx.x");
    nk_tell_bits(b, mac->bytes[3], 7);
    nk_buf_add_byte(b, '.');
    nk_tell_bits(b, mac->bytes[4], 8);
    nk_buf_add_byte(b, '.');
    nk_tell_bits(b, mac->bytes[5], 8);
    nk_buf_add_text(b, "\n  ");
    for (size_t i = 0; i < 3; i++) {
        struct nk_addr group = ipv4_group(mac, shown[i]);
        nk_buf_add_text(b, i == 0 ? "" : i == 1 ? ", " : " ... ");
        nk_add_addr(b, &group);
    }
    nk_buf_add_byte(b, '\n');
}

static void tell_ipv6_groups(struct nk_buf *b, const struct nk_addr *group)
{
    nk_explain_say(
        b, 0,
        "33:33: the other 32 bits are the last ones of an IPv6 group (RFC 2464 7). Every "
        "group under ff00::/8 that ends in them is sent here, as");
    struct nk_addr solicited = nk_addr_solicited_node(group);
    bool is_solicited = (group->lo >> 24) == 0xff;
    nk_buf_add_text(b, "  ");
    nk_add_addr(b, is_solicited ? &solicited : group);
    nk_buf_add_text(b, is_solicited ? "   a solicited-node group (RFC 4291 2.7.1)\n" : "\n");
}

static void tell_group(struct nk_buf *b, const struct nk_mac *mac)
{
    static const uint8_t all[8] = {255, 255, 255, 255, 255, 255, 255, 255};
    struct nk_addr ipv4 = ipv4_group(mac, 0);
    uint64_t low = (uint64_t)mac->bytes[2] << 24 | (uint64_t)mac->bytes[3] << 16 |
                   (uint64_t)mac->bytes[4] << 8 | mac->bytes[5];
    struct nk_addr ipv6 = nk_addr_ipv6(UINT64_C(0xff02) << 48, low);
    if ((mac->bytes[0] & 2) == 0)
        nk_explain_say(b, 0,
                       "The OUI is written without the I/G bit: %02x becomes %02x (RFC 9542 2.1).",
                       mac->bytes[0], mac->bytes[0] & 0xfeu);
    if (is_of(mac, &ipv4)) {
        tell_ipv4_groups(b, mac);
    } else if (is_of(mac, &ipv6)) {
        tell_ipv6_groups(b, &ipv6);
    } else if (memcmp(mac->bytes, all, mac->length) == 0) {
        nk_buf_add_text(b, "All bits are 1: the broadcast address, every station takes it.\n");
    }
    nk_explain_say(b, 0, "A group is no interface's, so no IPv6 address is made of it.");
}

/* ---- the working --------------------------------------------------------- */

void nk_tell_mac(struct nk_buf *b, const struct nk_record *r, const struct nk_cidr_items *it,
                 const void *closure)
{
    struct nk_mac mac;
    struct nk_err err;
    (void)r;
    if (!nk_mac_parse(it->at.text, it->at.len, &mac, &err))
        return;
    tell_bits(b, &mac);
    if (mac.bytes[0] & 1)
        tell_group(b, &mac);
    else
        tell_station(b, &mac, closure);
}
