#include "dns/captured.h"

#include <string.h>

#include "dns/relevant.h"

/* ---- ports ------------------------------------------------------------------------ */

static void set_port(struct nk_dns_capture *c, uint16_t port)
{
    c->ports[port / 8] |= (uint8_t)(1 << port % 8);
}

static bool has_port(const struct nk_dns_capture *c, uint16_t port)
{
    return c->ports[port / 8] >> port % 8 & 1;
}

bool nk_dns_capture_init(struct nk_dns_capture *c, struct nk_capture *capture,
                         const uint64_t secret[NK_FLOW_SECRET], struct nk_err *err)
{
    *c = (struct nk_dns_capture){.capture = capture, .ended = NK_CAPTURE_PACKET};
    set_port(c, NK_DNS_PORT);
    set_port(c, NK_MDNS_PORT);
    set_port(c, 5355);
    return nk_reassembly_init(&c->streams, secret, err);
}

void nk_dns_capture_release(struct nk_dns_capture *c)
{
    nk_fragments_release(&c->fragments);
    nk_reassembly_release(&c->streams);
}

void nk_dns_capture_port(struct nk_dns_capture *c, uint16_t port)
{
    if (!c->named)
        memset(c->ports, 0, sizeof c->ports);
    c->named = true;
    set_port(c, port);
}

/* ---- datagrams -------------------------------------------------------------------- */

static bool take_datagram(struct nk_dns_capture *c, struct nk_dns_captured *m)
{
    const struct nk_layers *l = &c->layers;
    const struct nk_packet *p = &c->packet;
    if (!l->whole || l->payload_length == 0)
        return false;
    m->message = p->bytes + l->payload;
    m->length = l->payload_captured;
    m->claimed = l->payload_length;
    m->packet = p->number;
    m->time = p->time;
    m->timed = p->timed;
    m->tcp = false;
    m->broken = NULL;
    m->source = l->source;
    m->destination = l->destination;
    m->source_port = l->source_port;
    m->destination_port = l->destination_port;
    if (m->claimed > NK_DNS_MESSAGE_MAX) {
        m->broken = "longer than 65535 octets";
        m->length = m->length < NK_DNS_MESSAGE_MAX ? m->length : NK_DNS_MESSAGE_MAX;
    }
    return true;
}

/* ---- streams ---------------------------------------------------------------------- */

static size_t u16_at(const uint8_t *bytes)
{
    return (size_t)bytes[0] << 8 | bytes[1];
}

/* Whether a segment in the middle of a stream begins with the length of a message and a header that
 * can be one's: a known opcode, a question at most, as many records as there is room for. */
static bool is_plausible(const uint8_t *bytes, size_t length)
{
    enum { OPCODES = 0x77 /* all up to 6 but for 3 */, RECORD_MIN = 11 };
    struct nk_dns_reader r;
    size_t claimed = length < 2 ? 0 : u16_at(bytes), bad_at, records = 0;
    if (length < 2 + NK_DNS_HEADER_LEN || claimed < NK_DNS_HEADER_LEN)
        return false;
    nk_dns_reader_init(&r, bytes + 2, length - 2);
    for (size_t i = NK_DNS_ANSWER; i < NK_DNS_SECTIONS; i++)
        records += r.header.counts[i];
    unsigned opcode = nk_dns_opcode(r.header.flags);
    return opcode <= 6 && (OPCODES >> opcode & 1) != 0 && r.header.counts[NK_DNS_QUESTION] <= 1 &&
           (records > 0 || r.header.counts[NK_DNS_QUESTION] > 0) &&
           records * RECORD_MIN <= claimed &&
           (length < 2 + claimed || nk_dns_message_check(bytes + 2, claimed, &bad_at) == NULL);
}

static void place_in_stream(const struct nk_dns_capture *c, struct nk_dns_captured *m)
{
    const struct nk_flow_key *key = c->run.key;
    m->message = c->run.bytes + c->at + 2;
    m->packet = c->run.packet;
    m->time = c->run.time;
    m->timed = c->run.timed;
    m->tcp = true;
    m->broken = NULL;
    m->source = nk_flow_key_address(key, c->run.end);
    m->destination = nk_flow_key_address(key, !c->run.end);
    m->source_port = key->port[c->run.end];
    m->destination_port = key->port[!c->run.end];
}

/* The next message of the run; false, and the run is done with, where there is no whole one. */
static bool take_message(struct nk_dns_capture *c, struct nk_dns_captured *m, bool *good)
{
    const uint8_t *bytes = c->run.bytes + c->at;
    size_t left = c->run.length - c->at, claimed = left < 2 ? 0 : u16_at(bytes);
    if (c->run.gap && c->at == 0 && !is_plausible(bytes, left)) {
        c->reading = false;
        nk_reassembly_lose(&c->streams);
        return false;
    }
    bool whole = left >= 2 && left - 2 >= claimed, cut = left > 2 && c->run.missing > 0;
    if (!whole && !cut) {
        c->reading = false;
        *good = nk_reassembly_take(&c->streams, c->at, &c->failure);
        return false;
    }
    place_in_stream(c, m);
    m->claimed = claimed;
    m->length = whole ? claimed : left - 2;
    if (claimed <
        NK_DNS_HEADER_LEN) { /* nobody sends that: the places of all that follows are lost */
        m->broken = "behind a length that no message has";
        whole = false;
    }
    c->at += 2 + m->length;
    c->reading = whole;
    if (!whole)
        nk_reassembly_lose(&c->streams);
    return true;
}

/* ---- packets ---------------------------------------------------------------------- */

static bool is_ours(const struct nk_dns_capture *c)
{
    const struct nk_layers *l = &c->layers;
    return l->ports && (has_port(c, l->source_port) || has_port(c, l->destination_port));
}

/* What one packet brings: a message at once, a stretch of a stream, or nothing. */
static bool take_packet(struct nk_dns_capture *c, struct nk_dns_captured *m, bool *good)
{
    const uint8_t *bytes = c->packet.bytes;
    enum nk_fragments_status status =
        nk_fragments_read(&c->fragments, &c->packet, &c->layers, &c->failure);
    *good = status != NK_FRAGMENTS_FAILED;
    if (!*good || !is_ours(c))
        return false;
    if (status == NK_FRAGMENTS_HELD) {
        c->begun++;
        return false;
    }
    c->whole += c->packet.bytes != bytes;
    if (c->layers.transport == NK_LAYER_UDP)
        return take_datagram(c, m);
    if (c->layers.transport != NK_LAYER_TCP)
        return false;
    *good = nk_reassembly_add(&c->streams, &c->packet, &c->layers, &c->failure);
    c->draining = *good;
    return false;
}

/* The next stretch of a stream that the packet completed. */
static bool take_run(struct nk_dns_capture *c)
{
    enum nk_reassembly_status status = nk_reassembly_next(&c->streams, &c->run, &c->failure);
    c->draining = status == NK_REASSEMBLY_RUN;
    c->reading = c->draining;
    c->at = 0;
    return status != NK_REASSEMBLY_FAILED;
}

static void flush(struct nk_dns_capture *c)
{
    nk_reassembly_flush(&c->streams);
    c->flushed = c->draining = true;
}

enum nk_capture_status nk_dns_capture_next(struct nk_dns_capture *c, struct nk_dns_captured *m,
                                           struct nk_err *err)
{
    bool good = true;
    while (good) {
        if (c->reading) {
            if (take_message(c, m, &good))
                return NK_CAPTURE_PACKET;
        } else if (c->draining) {
            good = take_run(c);
        } else if (c->ended == NK_CAPTURE_PACKET) {
            c->ended = nk_capture_next(c->capture, &c->packet, &c->failure);
            if (c->ended == NK_CAPTURE_PACKET && take_packet(c, m, &good))
                return NK_CAPTURE_PACKET;
        } else if (!c->flushed) {
            flush(c);
        } else {
            break;
        }
    }
    if (!good) { /* out of memory: nothing more */
        c->ended = NK_CAPTURE_FAILED;
        c->flushed = true;
        c->reading = c->draining = false;
    }
    if (c->ended == NK_CAPTURE_FAILED && err != NULL)
        *err = c->failure;
    return c->ended;
}
