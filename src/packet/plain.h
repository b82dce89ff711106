/*
 * What nearly all packets are: IPv4 without options or IPv6 without extension headers, on Ethernet
 * or alone, with a whole TCP or UDP header behind it and nothing wrong. Read in one go, they take a
 * third of the time of header after header; all else is left to those.
 */
#ifndef NK_PACKET_PLAIN_H
#define NK_PACKET_PLAIN_H

#include <endian.h>
#include <string.h>

#include "packet/layers.h"

enum {
    NK_PLAIN_ETHERNET = 14,
    NK_PLAIN_IPV4 = 20,
    NK_PLAIN_IPV6 = 40,
    NK_PLAIN_TCP = 20,
    NK_PLAIN_UDP = 8,
};

/* Such a packet. All else that its headers say is at places that are known. */
struct nk_plain {
    const uint8_t *ip, *transport; /* the headers */
    uint32_t ip_length;            /* NK_PLAIN_IPV4 or NK_PLAIN_IPV6 */
    uint32_t header;               /* length of the transport's, with options */
    uint32_t payload;              /* bytes behind it, on the wire */
    bool tcp;                      /* else UDP */
};

static inline uint32_t nk_plain_u16(const uint8_t *from)
{
    uint16_t n;
    memcpy(&n, from, sizeof n);
    return be16toh(n);
}

static inline uint32_t nk_plain_u32(const uint8_t *from)
{
    uint32_t n;
    memcpy(&n, from, sizeof n);
    return be32toh(n);
}

static inline uint64_t nk_plain_u64(const uint8_t *from)
{
    uint64_t n;
    memcpy(&n, from, sizeof n);
    return be64toh(n);
}

/* IP's header, and the bytes of the packet from it on. False where it has anything that is not
 * plain. Of either family at least 40 bytes are there: no TCP packet has less, and UDP's that has
 * is no loss. */
static inline bool nk_plain_read_ip(struct nk_plain *x, uint32_t *total)
{
    enum { TCP = 6, UDP = 17, UNFRAGMENTED = 0x3fff };
    const uint8_t *ip = x->ip;
    bool four = ip[0] == 0x45;
    unsigned protocol = four ? ip[9] : ip[6];
    x->ip_length = four ? NK_PLAIN_IPV4 : NK_PLAIN_IPV6;
    x->transport = ip + x->ip_length;
    x->tcp = protocol == TCP;
    *total = four ? nk_plain_u16(ip + 2) : NK_PLAIN_IPV6 + nk_plain_u16(ip + 4);
    return (protocol == TCP || protocol == UDP) && *total > x->ip_length &&
           (four ? (nk_plain_u16(ip + 6) & UNFRAGMENTED) == 0 : ip[0] >> 4 == 6);
}

/* The transport's header, of which `room` bytes are captured, in a packet that has `all` behind
 * IP's header. */
static inline bool nk_plain_read_transport(struct nk_plain *x, uint32_t room, uint32_t all)
{
    const uint8_t *t = x->transport;
    if (x->tcp) {
        x->header = (uint32_t)t[12] >> 4 << 2;
    } else {
        uint32_t said = nk_plain_u16(t + 4);
        if (said > all || nk_port_is_tunnel(nk_plain_u16(t + 2)))
            return false;
        all = said;
        x->header = NK_PLAIN_UDP;
    }
    x->payload = all - x->header;
    return (!x->tcp || x->header >= NK_PLAIN_TCP) && x->header <= all && x->header <= room;
}

/* False where the packet is not plain. */
static inline bool nk_plain_read(struct nk_plain *x, const struct nk_packet *p)
{
    enum { LINK_ETHERNET = 1, LINK_RAW = 101, TYPE = 12, TYPE_IPV4 = 0x0800, TYPE_IPV6 = 0x86dd };
    bool ethernet = p->link == LINK_ETHERNET;
    uint32_t at = ethernet ? NK_PLAIN_ETHERNET : 0, total;
    if ((!ethernet && p->link != LINK_RAW) || p->captured < at + NK_PLAIN_IPV6)
        return false;
    x->ip = p->bytes + at;
    if (!nk_plain_read_ip(x, &total) || total > p->length - at)
        return false;
    uint32_t type = x->ip_length == NK_PLAIN_IPV4 ? TYPE_IPV4 : TYPE_IPV6;
    if (ethernet && nk_plain_u16(p->bytes + TYPE) != type)
        return false;
    uint32_t room = p->captured - at - x->ip_length;
    return room >= NK_PLAIN_TCP && nk_plain_read_transport(x, room, total - x->ip_length);
}

static inline void nk_plain_addresses(const struct nk_plain *x, struct nk_addr *source,
                                      struct nk_addr *destination)
{
    const uint8_t *ip = x->ip;
    if (x->ip_length == NK_PLAIN_IPV4) {
        *source = nk_addr_ipv4(nk_plain_u32(ip + 12));
        *destination = nk_addr_ipv4(nk_plain_u32(ip + 16));
    } else {
        *source = nk_addr_ipv6(nk_plain_u64(ip + 8), nk_plain_u64(ip + 16));
        *destination = nk_addr_ipv6(nk_plain_u64(ip + 24), nk_plain_u64(ip + 32));
    }
}

#endif
