/*
 * Packets: headers lie one behind the other within what was captured, the payload behind them; what
 * is cut off a packet changes nothing of what stands before it; a segment taken straight from a
 * plain packet is the one that its headers tell of. The first two bytes are the link, the third how
 * much longer the packet was.
 */
#include <stdlib.h>
#include <string.h>

#include "tcp/observe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void check(const struct nk_layers *l, const struct nk_packet *p)
{
    uint64_t end = 0;
    must(l->count <= NK_LAYERS_MAX);
    for (unsigned i = 0; i < l->count; i++) {
        const struct nk_layer *row = &l->rows[i];
        must(row->kind != NK_LAYER_NONE && row->kind < NK_LAYER_KINDS);
        must(nk_layer_name(row->kind) != NULL && row->offset == end && row->length > 0);
        end = row->offset + (uint64_t)row->length;
    }
    must(end <= p->captured);
    must(l->payload + (uint64_t)l->payload_captured <= p->captured);
    must(l->payload_captured <= l->payload_length);
    must(l->source.family == l->destination.family);
    must(!l->whole || l->ports);
    must(!l->ports || (l->transport >= NK_LAYER_TCP && l->source.family != NK_FAMILY_NONE));
    must(!l->fields || l->tcp.options + (uint64_t)l->tcp.options_length <= p->captured);
    must(!l->fragment || l->fragment_first || !l->ports);
}

static bool same_address(struct nk_addr a, struct nk_addr b)
{
    return a.hi == b.hi && a.lo == b.lo && a.family == b.family && a.zone == b.zone;
}

/* Header after header comes to the same. */
static void check_slow(const struct nk_layers *l, const struct nk_packet *p)
{
    struct nk_layers s;
    const struct nk_link *link = nk_link_find(p->link);
    nk_layers_read_from(&s, p, link == NULL ? NK_LAYER_NONE : link->first);
    must(s.count == l->count && memcmp(s.rows, l->rows, l->count * sizeof *l->rows) == 0);
    must(s.fields == l->fields && (!l->fields || memcmp(&s.tcp, &l->tcp, sizeof s.tcp) == 0));
    must(same_address(s.source, l->source) && same_address(s.destination, l->destination));
    must(s.protocol == l->protocol && s.hop_limit == l->hop_limit && s.fragment == l->fragment);
    must(s.fragment_first == l->fragment_first && s.fragment_more == l->fragment_more);
    must(s.fragment_id == l->fragment_id && s.fragment_offset == l->fragment_offset);
    must(s.offloaded == l->offloaded && s.transport == l->transport && s.ports == l->ports);
    must(s.whole == l->whole && s.source_port == l->source_port);
    must(s.destination_port == l->destination_port && s.payload == l->payload);
    must(s.payload_captured == l->payload_captured && s.payload_length == l->payload_length);
    must(s.cut == l->cut && s.wrong == l->wrong && s.wrong_at == l->wrong_at);
}

static void check_observed(const struct nk_layers *l, const struct nk_packet *p)
{
    struct nk_plain plain;
    struct nk_observed a = {.number = 0}, b = a;
    if (!nk_plain_read(&plain, p))
        return;
    bool made = nk_observed_make(&a, l, p);
    must(nk_observed_plain(&b, &plain, p) == made && memcmp(&a, &b, sizeof a) == 0);
}

/* In memory of its own, so that a read behind the end is seen. */
static void read_packet(struct nk_layers *l, const uint8_t *data, struct nk_packet p)
{
    uint8_t *bytes = malloc(p.captured + (p.captured == 0));
    must(bytes != NULL);
    if (p.captured > 0)
        memcpy(bytes, data, p.captured);
    p.bytes = bytes;
    bool ip = nk_layers_read(l, &p);
    must(ip == (l->source.family != NK_FAMILY_NONE));
    check(l, &p);
    check_slow(l, &p);
    check_observed(l, &p);
    free(bytes);
}

/* A snapped packet's headers are those of the whole one, as far as they go. */
static void check_snapped(const struct nk_layers *whole, const struct nk_layers *cut)
{
    must(cut->count <= whole->count);
    for (unsigned i = 0; i + 1 < cut->count; i++)
        must(memcmp(&cut->rows[i], &whole->rows[i], sizeof cut->rows[i]) == 0);
    if (cut->fields)
        must(whole->fields && cut->tcp.seq == whole->tcp.seq);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_layers whole, cut;
    if (size < 3)
        return 0;
    struct nk_packet p = {.link = (uint16_t)(data[0] << 8 | data[1])};
    p.captured = (uint32_t)size - 3;
    p.length = p.captured + data[2] * 300u;
    read_packet(&whole, data + 3, p);
    p.captured /= 2;
    read_packet(&cut, data + 3, p);
    check_snapped(&whole, &cut);
    return 0;
}
