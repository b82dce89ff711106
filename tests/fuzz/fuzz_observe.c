/*
 * Segments of a few connections in any order, with any numbers: the states are states, the counts
 * add up, and a second observer that gets the same a segment at a time comes to the same. A segment
 * is 12 bytes: whose it is, flags, how far its numbers are from the last ones, length, window,
 * time.
 */
#include <stdlib.h>
#include <string.h>

#include "tcp/observe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEGMENT = 12, SEGMENTS_MAX = 4096 };

static void must(bool good)
{
    if (!good)
        abort();
}

/* What a segment becomes: numbers near those of the one before of that end, now and then any. */
static void make(struct nk_layers *l, struct nk_packet *p, const uint8_t *at, uint32_t *numbers)
{
    bool back = (at[0] & 1) != 0;
    uint16_t port = (uint16_t)(1024 + (at[0] >> 1 & 3));
    uint32_t *seq = &numbers[back], *ack = &numbers[!back];
    uint32_t length = (at[0] & 16) != 0 ? at[6] : 0;
    struct nk_addr one = nk_addr_ipv4(1), two = nk_addr_ipv4(2);
    *seq += (uint32_t)(int32_t)(int8_t)at[2] * ((at[0] & 32) != 0 ? 0x1000000U : 1);
    *l = (struct nk_layers){.source = back ? two : one,
                            .destination = back ? one : two,
                            .source_port = back ? 80 : port,
                            .destination_port = back ? port : 80,
                            .transport = NK_LAYER_TCP,
                            .ports = true,
                            .fields = true,
                            .payload_length = length};
    l->tcp = (struct nk_tcp_header){.seq = *seq,
                                    .ack = *ack + (uint32_t)(int32_t)(int8_t)at[3],
                                    .flags = at[1],
                                    .window = (uint16_t)(at[4] << 8 | at[5]),
                                    .options_length = 4};
    if ((at[0] & 64) != 0)
        *seq += length + ((at[1] & NK_TCP_SYN) != 0) + ((at[1] & NK_TCP_FIN) != 0);
    p->bytes = at + 8;
    p->time += (int64_t)at[7] * at[7] * ((at[0] & 128) != 0 ? INT64_C(1000000000) : 1000);
    p->number++;
}

static void check(struct nk_observer *o, uint64_t segments)
{
    uint64_t seen = 0;
    for (uint32_t i = 0; i < nk_observer_count(o); i++) {
        const struct nk_connection *c = nk_observer_at(o, i);
        char history[NK_HISTORY_MAX];
        size_t len = nk_connection_history(o, c, history);
        must(len < NK_HISTORY_MAX && strlen(history) == len);
        for (unsigned end = 0; end < 2; end++) {
            must(nk_observer_state(o, c, end, NULL) < NK_TCP_STATES);
            seen += c->end[end].packets;
        }
        for (unsigned n = 0; n < NK_ANOMALIES; n++)
            must(nk_connection_count(o, c, (enum nk_anomaly)n) <= segments);
        must(nk_connection_retransmitted(o, c) <=
             nk_end_bytes(&c->end[0]) + nk_end_bytes(&c->end[1]));
        must(strlen(nk_connection_opened(c)) > 0 && strlen(nk_connection_closed(c)) > 0);
        must(strlen(nk_connection_zeek(c)) >= 2);
    }
    must(seen == segments);
}

static void compare(struct nk_observer *a, struct nk_observer *b)
{
    must(nk_observer_count(a) == nk_observer_count(b));
    for (uint32_t i = 0; i < nk_observer_count(a); i++)
        must(memcmp(nk_observer_at(a, i), nk_observer_at(b, i), sizeof(struct nk_connection)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint64_t secret[NK_FLOW_SECRET] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                                    0x94d049bb133111eb, 0x2545f4914f6cdd1d};
    static struct nk_tcp_machine machine;
    static struct nk_observer all, single;
    struct nk_layers l;
    struct nk_packet p = {.number = 0};
    uint32_t numbers[2] = {1000, 0xfffffff0};
    uint64_t segments = 0;
    if (machine.profile == NULL)
        nk_tcp_machine_init(&machine, NULL);
    must(nk_observer_init(&all, &machine, secret, NULL));
    must(nk_observer_init(&single, &machine, secret, NULL));
    for (; size >= SEGMENT && segments < SEGMENTS_MAX; size -= SEGMENT, data += SEGMENT) {
        make(&l, &p, data, numbers);
        must(nk_observed_make(nk_observer_place(&all), &l, &p));
        must(nk_observed_make(nk_observer_place(&single), &l, &p));
        must(nk_observer_add(&all, NULL));
        must(nk_observer_add(&single, NULL) && nk_observer_flush(&single, NULL));
        segments++;
    }
    must(nk_observer_flush(&all, NULL));
    check(&all, segments);
    compare(&all, &single);
    nk_observer_release(&all);
    nk_observer_release(&single);
    return 0;
}
