/* The headers of a packet that is plain, as header after header would give them. */
#include "packet/layers_part.h"
#include "packet/plain.h"

static inline void put_tcp(struct nk_layers *l, const uint8_t *t, uint32_t header)
{
    enum { FLAGS = 0xfff };
    l->tcp.seq = nk_plain_u32(t + 4);
    l->tcp.ack = nk_plain_u32(t + 8);
    l->tcp.flags = (uint16_t)(nk_plain_u16(t + 12) & FLAGS);
    l->tcp.window = (uint16_t)nk_plain_u16(t + 14);
    l->tcp.checksum = (uint16_t)nk_plain_u16(t + 16);
    l->tcp.urgent = (uint16_t)nk_plain_u16(t + 18);
    l->tcp.options = l->payload - header + NK_PLAIN_TCP;
    l->tcp.options_length = header - NK_PLAIN_TCP;
}

static inline void put_rows(struct nk_layers *l, const struct nk_plain *x, uint32_t at)
{
    bool four = x->ip_length == NK_PLAIN_IPV4;
    struct nk_layer *row = l->rows;
    if (at > 0)
        *row++ = (struct nk_layer){0, NK_PLAIN_ETHERNET, NK_LAYER_ETHERNET};
    *row++ = (struct nk_layer){at, x->ip_length, four ? NK_LAYER_IPV4 : NK_LAYER_IPV6};
    *row++ = (struct nk_layer){at + x->ip_length, x->header, l->transport};
    l->count = (unsigned)(row - l->rows);
}

static inline void put_ip(struct nk_layers *l, const struct nk_plain *x)
{
    bool four = x->ip_length == NK_PLAIN_IPV4;
    nk_plain_addresses(x, &l->source, &l->destination);
    l->protocol = x->ip[four ? 9 : 6];
    l->hop_limit = x->ip[four ? 8 : 7];
    l->fragment = l->fragment_first = l->fragment_more = l->offloaded = false;
    l->fragment_id = four ? nk_plain_u16(x->ip + 4) : 0;
    l->fragment_offset = 0;
    l->cut = false;
    l->wrong = NULL;
    l->wrong_at = 0;
}

static inline void put_transport(struct nk_layers *l, const struct nk_plain *x)
{
    l->fields = x->tcp;
    l->transport = x->tcp ? NK_LAYER_TCP : NK_LAYER_UDP;
    l->ports = l->whole = true;
    l->source_port = (uint16_t)nk_plain_u16(x->transport);
    l->destination_port = (uint16_t)nk_plain_u16(x->transport + 2);
    if (x->tcp)
        put_tcp(l, x->transport, x->header);
}

bool nk_layers_plain(struct nk_layers *l, const struct nk_packet *p)
{
    struct nk_plain x;
    if (!nk_plain_read(&x, p))
        return false;
    uint32_t at = (uint32_t)(x.ip - p->bytes), there = p->captured;
    l->payload = at + x.ip_length + x.header;
    l->payload_length = x.payload;
    there -= l->payload;
    l->payload_captured = there < x.payload ? there : x.payload;
    put_transport(l, &x);
    put_ip(l, &x);
    put_rows(l, &x, at);
    return true;
}
