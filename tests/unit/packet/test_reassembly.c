#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/buf.h"
#include "packet/reassembly.h"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

static const uint64_t secret[NK_FLOW_SECRET] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                                0x94d049bb133111eb, 0xd6e8feb86659fd93};

/* A segment of the client (port 1000) or the server (port 53). */
struct segment {
    bool server;
    uint32_t seq, ack;
    unsigned flags;
    const char *text;
    unsigned missing; /* bytes that the capture cut */
    uint16_t port;    /* the client's; 0: 1000 */
};

struct reader {
    struct nk_reassembly r;
    struct nk_buf seen; /* all stretches: who, `!` after a gap, the bytes, the packet */
    size_t take;        /* how many bytes of each stretch are taken; SIZE_MAX: all */
    uint64_t packets;
};

static void drain(struct reader *x)
{
    struct nk_reassembly_run run;
    struct nk_err err;
    while (nk_reassembly_next(&x->r, &run, &err) == NK_REASSEMBLY_RUN) {
        /* the bytes without printf, which takes 3 s for the 80 MB of too_much */
        nk_buf_add_text(&x->seen, run.key->port[run.end] == 53 ? "s" : "c");
        nk_buf_add_text(&x->seen, run.gap ? "!" : ":");
        nk_buf_add(&x->seen, (const char *)run.bytes, run.length);
        nk_buf_printf(&x->seen, "@%u ", (unsigned)run.packet);
        if (run.bytes[0] == '?') {
            nk_reassembly_lose(&x->r);
            continue;
        }
        size_t n = x->take < run.length ? x->take : run.length;
        assert_true(nk_reassembly_take(&x->r, n, &err));
    }
}

static void add(struct reader *x, struct segment g)
{
    struct nk_layers l = {0};
    struct nk_err err;
    const char *text = g.text == NULL ? "" : g.text;
    size_t n = strlen(text);
    char *bytes = malloc(n + 1); /* gone before the next one comes */
    assert_non_null(bytes);
    memcpy(bytes, text, n);
    struct nk_packet p = {.bytes = (const uint8_t *)bytes, .number = ++x->packets};
    struct nk_addr client = nk_addr_ipv4(0x0a000001), server = nk_addr_ipv4(0xc0000201);
    uint16_t port = g.port == 0 ? 1000 : g.port;
    l.source = g.server ? server : client;
    l.destination = g.server ? client : server;
    l.source_port = g.server ? 53 : port;
    l.destination_port = g.server ? port : 53;
    l.transport = NK_LAYER_TCP;
    l.ports = l.fields = l.whole = true;
    l.tcp.seq = g.seq;
    l.tcp.ack = g.ack;
    l.tcp.flags = (uint16_t)(g.flags | (g.ack != 0 ? ACK : 0));
    l.payload_captured = (uint32_t)n;
    l.payload_length = (uint32_t)n + g.missing;
    assert_true(nk_reassembly_add(&x->r, &p, &l, &err));
    drain(x);
    free(bytes);
}

static struct reader start(void)
{
    struct reader x = {.take = SIZE_MAX};
    assert_true(nk_reassembly_init(&x.r, secret, NULL));
    return x;
}

static void finish(struct reader *x, const char *expected)
{
    nk_reassembly_flush(&x->r);
    drain(x);
    nk_buf_add_byte(&x->seen, '\0');
    assert_string_equal(x->seen.data, expected);
    assert_int_equal(x->r.count, 0);
    assert_int_equal(x->r.bytes, 0);
    nk_reassembly_release(&x->r);
    nk_buf_release(&x->seen);
}

static void run(const struct segment *segments, size_t count, const char *expected)
{
    struct reader x = start();
    for (size_t i = 0; i < count; i++)
        add(&x, segments[i]);
    finish(&x, expected);
}

#define RUN(expected, ...)                     \
    run((const struct segment[]){__VA_ARGS__}, \
        sizeof((const struct segment[]){__VA_ARGS__}) / sizeof(struct segment), expected)

static void in_order(void **state)
{
    (void)state;
    struct reader x = start();
    add(&x, (struct segment){.seq = 99, .flags = SYN});
    add(&x, (struct segment){.server = true, .seq = 499, .ack = 100, .flags = SYN});
    add(&x, (struct segment){.seq = 100, .ack = 500, .text = "abc"});
    add(&x, (struct segment){.server = true, .seq = 500, .ack = 103, .text = "xy"});
    add(&x, (struct segment){.seq = 103, .ack = 502, .text = "d", .flags = FIN});
    assert_int_equal(x.r.count, 1);
    add(&x, (struct segment){.server = true, .seq = 502, .ack = 105, .flags = FIN});
    assert_int_equal(x.r.count, 0); /* both ends are through */
    add(&x, (struct segment){.seq = 105, .ack = 503});
    assert_int_equal(x.r.count, 0);
    finish(&x, "c:abc@3 s:xy@4 c:d@5 ");
}

/* What came too early comes in its turn, and what came twice once. */
static void out_of_order(void **state)
{
    (void)state;
    RUN("c:ab@2 c:cd@5 c:ef@5 c:gh@5 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 106, .text = "gh"}, {.seq = 104, .text = "ef"}, {.seq = 102, .text = "cd"});
    RUN("c:ab@2 c:cd@4 c:e@6 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 100, .text = "ab"}, {.seq = 101, .text = "Bcd"}, {.seq = 102, .text = "CD"},
        {.seq = 100, .text = "ABCDe"});
    RUN("c:abc@4 c:def@4 c:g@4 ", {.seq = 99, .flags = SYN}, {.seq = 102, .text = "Cdef"},
        {.seq = 104, .text = "EFg"}, {.seq = 100, .text = "abc"});
    RUN("c:ab@4 c:cde@4 ", {.seq = 99, .flags = SYN}, {.seq = 102, .text = "cd"},
        {.seq = 102, .text = "cde"}, {.seq = 100, .text = "ab"});
}

static void around_zero(void **state)
{
    (void)state;
    RUN("c:ab@2 c:cd@4 c:ef@4 ", {.seq = 0xfffffffd, .flags = SYN},
        {.seq = 0xfffffffe, .text = "ab"}, {.seq = 2, .text = "ef"}, {.seq = 0, .text = "cd"});
}

/* What is left is in front of the next stretch. */
static void what_is_not_taken(void **state)
{
    (void)state;
    static const struct segment segments[] = {{.seq = 99, .flags = SYN},
                                              {.seq = 100, .text = "abc"},
                                              {.seq = 103, .text = "de"},
                                              {.seq = 105, .text = "f"}};
    struct reader x = start();
    x.take = 1;
    for (size_t i = 0; i < 4; i++)
        add(&x, segments[i]);
    finish(&x, "c:abc@2 c:bcde@3 c:cdef@4 ");
    x = start();
    x.take = 0;
    for (size_t i = 0; i < 4; i++)
        add(&x, segments[i]);
    finish(&x, "c:abc@2 c:abcde@3 c:abcdef@4 ");
}

/* ---- what is missing --------------------------------------------------------- */

static void gaps(void **state)
{
    (void)state;
    /* the other end has what the capture has not: before the segment comes, and behind it */
    RUN("c:ab@2 c!ef@4 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.server = true, .seq = 500, .ack = 104}, {.seq = 104, .text = "ef"});
    RUN("c:ab@2 c!ef@3 c:gh@5 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 104, .text = "ef"}, {.server = true, .seq = 500, .ack = 106},
        {.seq = 106, .text = "gh"});
    /* an acknowledgement of what is before the hole says nothing */
    RUN("c:ab@2 c:cd@5 c:ef@5 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 104, .text = "ef"}, {.server = true, .seq = 500, .ack = 102},
        {.seq = 102, .text = "cd"});
    /* the end of the capture, and of the connection */
    RUN("c:ab@2 c!ef@4 c!ij@3 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 108, .text = "ij"}, {.seq = 104, .text = "ef"});
    RUN("c!ef@2 ", {.seq = 99, .flags = SYN}, {.seq = 104, .text = "ef"},
        {.server = true, .seq = 500, .flags = RST});
}

/* Nothing of what was left before a gap is given behind it. */
static void a_gap_forgets(void **state)
{
    (void)state;
    struct reader x = start();
    x.take = 1;
    add(&x, (struct segment){.seq = 99, .flags = SYN});
    add(&x, (struct segment){.seq = 100, .text = "abc"});
    add(&x, (struct segment){.server = true, .seq = 500, .ack = 109});
    add(&x, (struct segment){.seq = 105, .text = "fg"});
    finish(&x, "c:abc@2 c!fg@4 ");
}

static void what_makes_no_sense(void **state)
{
    (void)state;
    RUN("c:?b@2 c!ef@3 c:?g@4 c!h@5 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "?b"},
        {.seq = 102, .text = "ef"}, {.seq = 104, .text = "?g"}, {.seq = 106, .text = "h"});
}

static void without_a_start(void **state)
{
    (void)state;
    RUN("c!cd@1 c:ef@2 ", {.seq = 102, .text = "cd"}, {.seq = 104, .text = "ef"});
    RUN("s!x@1 ", {.server = true, .seq = 102, .text = "x", .flags = FIN},
        {.seq = 4, .flags = FIN});
}

/* Bytes that the capture cut are told, and those behind them come. */
static void snapped(void **state)
{
    (void)state;
    RUN("c:ab@2 c!fg@3 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab", .missing = 3},
        {.seq = 105, .text = "fg"});
}

/* The same ports again. */
static void another_connection(void **state)
{
    (void)state;
    RUN("c:ab@2 c:xy@4 s:z@6 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 7000, .flags = SYN}, {.seq = 7001, .text = "xy"},
        {.server = true, .seq = 10, .ack = 7001, .flags = SYN},
        {.server = true, .seq = 11, .text = "z"});
    RUN("c:ab@2 c:cd@4 ", {.seq = 99, .flags = SYN}, {.seq = 100, .text = "ab"},
        {.seq = 99, .flags = SYN}, {.seq = 102, .text = "cd"});
}

/* ---- bounds ------------------------------------------------------------------ */

static void many_connections(void **state)
{
    (void)state;
    struct reader x = start();
    x.take = 0;
    for (unsigned i = 0; i < 2; i++)
        for (unsigned port = 1; port < 65536; port++)
            add(&x, (struct segment){.seq = i, .text = "0123456789", .port = (uint16_t)port});
    assert_int_equal(x.r.count, NK_REASSEMBLY_FLOWS);
    assert_true(x.r.bytes <= NK_REASSEMBLY_BYTES);
    assert_true(x.r.flows.count <= NK_REASSEMBLY_FLOWS + 1);
    nk_reassembly_release(&x.r);
    nk_buf_release(&x.seen);
}

static void too_much(void **state)
{
    (void)state;
    static char text[4096];
    struct reader x = start();
    memset(text, 'a', sizeof text - 1);
    x.take = 0;
    for (unsigned port = 1; port < 200; port++) { /* a hole, and what is not taken */
        for (unsigned i = 0; i < 100; i++) {
            struct segment g = {.port = (uint16_t)port, .seq = i * 4095 + (i >= 50), .text = text};
            nk_buf_clear(&x.seen);
            add(&x, g);
            assert_true(x.r.bytes <= NK_REASSEMBLY_BYTES);
        }
    }
    nk_reassembly_release(&x.r);
    x.r = (struct nk_reassembly){0};
    assert_true(nk_reassembly_init(&x.r, secret, NULL));
    nk_buf_clear(&x.seen);
    for (uint32_t i = 0; i < 2 * NK_REASSEMBLY_HELD; i++) /* nothing of it is in order */
        add(&x, (struct segment){.seq = 0x10000 - 8 * i, .text = i == 0 ? "" : "abcd"});
    assert_true(x.r.bytes < NK_REASSEMBLY_HELD * 100);
    nk_reassembly_release(&x.r);
    nk_buf_release(&x.seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_order),
        cmocka_unit_test(out_of_order),
        cmocka_unit_test(around_zero),
        cmocka_unit_test(what_is_not_taken),
        cmocka_unit_test(gaps),
        cmocka_unit_test(a_gap_forgets),
        cmocka_unit_test(without_a_start),
        cmocka_unit_test(what_makes_no_sense),
        cmocka_unit_test(snapped),
        cmocka_unit_test(another_connection),
        cmocka_unit_test(many_connections),
        cmocka_unit_test(too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
