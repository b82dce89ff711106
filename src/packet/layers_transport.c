/* TCP (RFC 9293), UDP (RFC 768), ICMP (RFC 792, RFC 4443). */
#include "packet/layers_part.h"

/* Ports, of ICMP type and code: seen even where the capture cuts the rest. */
static void set_ports(struct nk_walk *w, enum nk_layer_kind kind, unsigned source,
                      unsigned destination)
{
    w->l->transport = kind;
    w->l->ports = true;
    w->l->source_port = (uint16_t)source;
    w->l->destination_port = (uint16_t)destination;
}

/* Where the options are cut, the header's own length still says where the payload begins. */
static enum nk_layer_kind pass_tcp(struct nk_walk *w, uint64_t header)
{
    uint64_t there = w->captured - w->at;
    w->l->fields = true;
    w->l->tcp.options = (uint32_t)w->at + 20;
    w->l->tcp.options_length = 0;
    if (header < 20)
        return nk_walk_stop(w, 12, "the length of the TCP header is less than 20 bytes");
    if (header > w->end - w->at)
        return nk_walk_stop(w, 12, "the TCP header is longer than the packet");
    w->l->whole = header <= there;
    w->l->cut |= !w->l->whole;
    uint32_t length = (uint32_t)(w->l->whole ? header : there);
    w->l->tcp.options_length = length - 20;
    w->l->rows[w->l->count - 1].length = length;
    return nk_walk_pass(w, header, NK_LAYER_NONE);
}

enum nk_layer_kind nk_layer_tcp(struct nk_walk *w, struct nk_cursor *c)
{
    struct nk_tcp_header *t = &w->l->tcp;
    unsigned source = nk_cursor_u16(c), destination = nk_cursor_u16(c);
    set_ports(w, NK_LAYER_TCP, source, destination);
    if (!nk_walk_has(w, 20))
        return NK_LAYER_NONE;
    struct nk_cursor all = nk_walk_cursor(w, 20);
    nk_cursor_u32(&all);
    t->seq = nk_cursor_u32(&all);
    t->ack = nk_cursor_u32(&all);
    unsigned offset = nk_cursor_u16(&all);
    t->flags = offset & 0xfff;
    t->window = nk_cursor_u16(&all);
    t->checksum = nk_cursor_u16(&all);
    t->urgent = nk_cursor_u16(&all);
    return pass_tcp(w, (uint64_t)(offset >> 12) * 4);
}

/* The length is the whole datagram's, also in its first fragment; 0 where it does not fit in (RFC
 * 2675 4). */
enum nk_layer_kind nk_layer_udp(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned source = nk_cursor_u16(c), destination = nk_cursor_u16(c);
    set_ports(w, NK_LAYER_UDP, source, destination);
    if (!nk_walk_has(w, 8))
        return NK_LAYER_NONE;
    struct nk_cursor all = nk_walk_cursor(w, 8);
    nk_cursor_u32(&all);
    uint64_t length = nk_cursor_u16(&all), left = w->end - w->at;
    w->l->whole = true;
    if (length > 0 && length < 8)
        return nk_walk_stop(w, 4, "the UDP length is less than 8");
    if (length > left && !w->l->fragment)
        nk_walk_wrong(w, 4, "the UDP length is more than the packet has");
    if (length > 0 && length < left)
        w->end = w->at + length;
    nk_walk_pass(w, 8, NK_LAYER_NONE);
    bool tunnel = nk_port_is_tunnel(destination) && !w->l->fragment;
    return tunnel ? nk_layer_of_port(w, source, destination) : NK_LAYER_NONE;
}

static enum nk_layer_kind pass_icmp(struct nk_walk *w, struct nk_cursor *c, enum nk_layer_kind kind)
{
    unsigned type = nk_cursor_u8(c), code = nk_cursor_u8(c);
    set_ports(w, kind, type, code);
    w->l->whole = nk_walk_has(w, 8);
    return w->l->whole ? nk_walk_pass(w, 8, NK_LAYER_NONE) : NK_LAYER_NONE;
}

enum nk_layer_kind nk_layer_icmp(struct nk_walk *w, struct nk_cursor *c)
{
    return pass_icmp(w, c, NK_LAYER_ICMP);
}

enum nk_layer_kind nk_layer_icmpv6(struct nk_walk *w, struct nk_cursor *c)
{
    return pass_icmp(w, c, NK_LAYER_ICMPV6);
}
