/*
 * What nearly all packets are: IPv4 without options or IPv6 without extension headers, on Ethernet
 * or alone, with a whole TCP or UDP header behind it and nothing wrong. Read in one go, they take a
 * third of the time of header after header; all else is left to those.
 */
#include "packet/layers_part.h"

enum { ETHERNET = 14, IPV4 = 20, IPV6 = 40, TCP = 6, UDP = 17, TCP_HEADER = 20, UDP_HEADER = 8 };

static inline uint32_t u16_at(const uint8_t *from)
{
    uint16_t n;
    memcpy(&n, from, sizeof n);
    return be16toh(n);
}

static inline uint32_t u32_at(const uint8_t *from)
{
    uint32_t n;
    memcpy(&n, from, sizeof n);
    return be32toh(n);
}

static inline uint64_t u64_at(const uint8_t *from)
{
    uint64_t n;
    memcpy(&n, from, sizeof n);
    return be64toh(n);
}

/* An IP packet: what its header says. */
struct ip {
    const uint8_t *header;
    uint32_t length, total; /* of the header, and of the packet */
    uint32_t protocol, hops, id;
};

/* False where the header has anything that is not plain. Of either family at least 40 bytes are
 * there: no TCP packet has less, and UDP's that has is no loss. */
static inline bool read_ip(struct ip *ip, const uint8_t *bytes)
{
    ip->header = bytes;
    if (bytes[0] == 0x45) {
        ip->length = IPV4;
        ip->total = u16_at(bytes + 2);
        ip->id = u16_at(bytes + 4);
        ip->hops = bytes[8];
        ip->protocol = bytes[9];
        return (u16_at(bytes + 6) & 0x3fff) == 0; /* no fragment */
    }
    ip->length = IPV6;
    ip->total = IPV6 + u16_at(bytes + 4);
    ip->id = 0;
    ip->protocol = bytes[6];
    ip->hops = bytes[7];
    return bytes[0] >> 4 == 6 && ip->total > IPV6;
}

static inline void put_addresses(struct nk_layers *l, const struct ip *ip)
{
    const uint8_t *at = ip->header;
    if (ip->length == IPV4) {
        l->source = nk_addr_ipv4(u32_at(at + 12));
        l->destination = nk_addr_ipv4(u32_at(at + 16));
    } else {
        l->source = nk_addr_ipv6(u64_at(at + 8), u64_at(at + 16));
        l->destination = nk_addr_ipv6(u64_at(at + 24), u64_at(at + 32));
    }
}

/* Fields of TCP; the length of its header, 0 where that is not right. */
static inline uint32_t put_tcp(struct nk_layers *l, const uint8_t *t, uint32_t at, uint32_t room)
{
    uint32_t offset = u16_at(t + 12), header = offset >> 12 << 2;
    if (header < TCP_HEADER || header > room)
        return 0;
    l->tcp = (struct nk_tcp_header){.seq = u32_at(t + 4),
                                    .ack = u32_at(t + 8),
                                    .flags = (uint16_t)(offset & 0xfff),
                                    .window = (uint16_t)u16_at(t + 14),
                                    .checksum = (uint16_t)u16_at(t + 16),
                                    .urgent = (uint16_t)u16_at(t + 18),
                                    .options = at + TCP_HEADER,
                                    .options_length = header - TCP_HEADER};
    return header;
}

/* The transport's header: how long it is, 0 where it is not plain; `*end` is what is behind IP's
 * header, of UDP as it says itself. `room` of it are captured. */
static inline uint32_t read_transport(struct nk_layers *l, const struct ip *ip, uint32_t at,
                                      uint32_t room, uint32_t *end)
{
    const uint8_t *t = ip->header + ip->length;
    *end = ip->total - ip->length;
    if (ip->protocol == TCP)
        return *end < TCP_HEADER ? 0 : put_tcp(l, t, at, room < *end ? room : *end);
    if (ip->protocol != UDP || *end < UDP_HEADER)
        return 0;
    uint32_t said = u16_at(t + 4);
    if (said < UDP_HEADER || said > *end || nk_port_is_tunnel(u16_at(t + 2)))
        return 0;
    *end = said;
    return UDP_HEADER;
}

static inline void put_rows(struct nk_layers *l, const struct ip *ip, uint32_t at, uint32_t header)
{
    struct nk_layer *row = l->rows;
    if (at > 0)
        *row++ = (struct nk_layer){0, ETHERNET, NK_LAYER_ETHERNET};
    *row++ = (struct nk_layer){at, ip->length, ip->length == IPV4 ? NK_LAYER_IPV4 : NK_LAYER_IPV6};
    *row++ = (struct nk_layer){at + ip->length, header, l->transport};
    l->count = (unsigned)(row - l->rows);
}

static inline void put_ip(struct nk_layers *l, const struct ip *ip)
{
    put_addresses(l, ip);
    l->protocol = ip->protocol;
    l->hop_limit = ip->hops;
    l->fragment = l->fragment_first = l->fragment_more = l->offloaded = false;
    l->fragment_id = ip->id;
    l->fragment_offset = 0;
    l->cut = false;
    l->wrong = NULL;
    l->wrong_at = 0;
}

bool nk_layers_plain(struct nk_layers *l, const struct nk_packet *p, bool ethernet)
{
    uint32_t at = ethernet ? ETHERNET : 0, end;
    struct ip ip;
    if (p->captured < at + IPV6 || !read_ip(&ip, p->bytes + at))
        return false;
    if (ethernet && u16_at(p->bytes + 12) != (ip.length == IPV4 ? 0x0800U : 0x86ddU))
        return false;
    uint32_t there = p->captured - at - ip.length, transport = at + ip.length;
    if (ip.total > p->length - at || ip.total <= ip.length || there < TCP_HEADER)
        return false;
    uint32_t header = read_transport(l, &ip, transport, there, &end);
    if (header == 0)
        return false;
    const uint8_t *t = p->bytes + transport;
    l->fields = ip.protocol == TCP;
    l->transport = l->fields ? NK_LAYER_TCP : NK_LAYER_UDP;
    l->ports = l->whole = true;
    l->source_port = (uint16_t)u16_at(t);
    l->destination_port = (uint16_t)u16_at(t + 2);
    l->payload = transport + header;
    l->payload_length = end - header;
    there -= header;
    l->payload_captured = there < l->payload_length ? there : l->payload_length;
    put_ip(l, &ip);
    put_rows(l, &ip, at, header);
    return true;
}
