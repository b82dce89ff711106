#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "packet/fragments.h"

enum { SECOND = 1000000000, LINK_RAW = 101, LINK_ETHERNET = 1 };

/* A fragment that is to be made: of a datagram of bytes that count up from `first`. */
struct piece {
    unsigned family, id, offset, length, protocol;
    bool more;
    unsigned first;   /* of the byte at offset 0 */
    unsigned options; /* bytes of IPv4 options; of IPv6: destination options before the header */
    int64_t time;
};

static void put16(uint8_t *to, unsigned n)
{
    to[0] = (uint8_t)(n >> 8);
    to[1] = (uint8_t)n;
}

static size_t put_ipv4(uint8_t *to, const struct piece *x)
{
    size_t header = 20 + x->options;
    memset(to, 1, header); /* no operation, for the options */
    to[0] = (uint8_t)(0x40 | header / 4);
    put16(to + 2, (unsigned)header + x->length);
    put16(to + 4, x->id);
    put16(to + 6, x->offset / 8 | (x->more ? 0x2000 : 0));
    to[8] = 64;
    to[9] = (uint8_t)x->protocol;
    put16(to + 10, 0);
    memcpy(to + 12, "\12\0\0\1\300\0\2\1", 8);
    return header;
}

static size_t put_ipv6(uint8_t *to, const struct piece *x)
{
    memset(to, 0, 40 + x->options + 8);
    to[0] = 0x60;
    put16(to + 4, x->options + 8 + x->length);
    to[6] = x->options > 0 ? 60 : 44;
    to[7] = 64;
    memcpy(to + 8, "\x20\x01\x0d\xb8", 4);
    memcpy(to + 24, "\x20\x01\x0d\xb8", 4);
    to[39] = 1;
    uint8_t *at = to + 40;
    if (x->options > 0) {
        at[0] = 44;
        at[1] = (uint8_t)(x->options / 8 - 1);
        at += x->options;
    }
    at[0] = (uint8_t)x->protocol;
    put16(at + 2, x->offset | (x->more ? 1 : 0));
    put16(at + 6, x->id);
    return 40 + x->options + 8;
}

static enum nk_fragments_status add_bytes(struct nk_fragments *f, const uint8_t *bytes, size_t len,
                                          int64_t time, struct nk_packet *p, struct nk_layers *l)
{
    struct nk_err err;
    *p = (struct nk_packet){.bytes = bytes,
                            .captured = (uint32_t)len,
                            .length = (uint32_t)len,
                            .number = 7,
                            .interface = 3,
                            .time = time,
                            .timed = true,
                            .link = LINK_RAW};
    return nk_fragments_read(f, p, l, &err);
}

/* Adds it; what it makes is in `p` and `l`. The bytes are gone before anything is looked at. */
static enum nk_fragments_status add(struct nk_fragments *f, struct piece x, struct nk_packet *p,
                                    struct nk_layers *l)
{
    uint8_t *bytes = malloc(200 + x.options + x.length);
    assert_non_null(bytes);
    size_t len = x.family == 4 ? put_ipv4(bytes, &x) : put_ipv6(bytes, &x);
    for (unsigned i = 0; i < x.length; i++)
        bytes[len++] = (uint8_t)(x.first + x.offset + i);
    enum nk_fragments_status status = add_bytes(f, bytes, len, x.time, p, l);
    free(bytes);
    return status;
}

static void check_whole(const struct nk_packet *p, const struct nk_layers *l, unsigned length,
                        unsigned first)
{
    assert_false(l->fragment);
    assert_null(l->wrong);
    assert_int_equal(l->payload_captured, length);
    assert_int_equal(l->payload_length, length);
    assert_int_equal(p->number, 7);
    assert_int_equal(p->interface, 3);
    for (unsigned i = 0; i < length; i++)
        assert_int_equal(p->bytes[l->payload + i], (uint8_t)(first + i));
}

static unsigned sum_words(const uint8_t *bytes, unsigned len)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < len; i += 2)
        sum += (unsigned)bytes[i] << 8 | bytes[i + 1];
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

/* Three fragments in every order, with and without options, in both families. */
static void in_every_order(void **state)
{
    (void)state;
    static const unsigned orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                         {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct nk_fragments f = {0};
    for (unsigned n = 0; n < 6 * 4; n++) {
        struct piece x = {.family = n & 1 ? 4 : 6, .protocol = 253, .id = n, .first = n};
        x.options = n & 2 ? 16 : 0;
        struct nk_packet p;
        struct nk_layers l;
        for (unsigned i = 0; i < 3; i++) {
            unsigned which = orders[n / 4][i];
            x.offset = which * 24;
            x.length = which == 2 ? 5 : 24;
            x.more = which < 2;
            assert_int_equal(add(&f, x, &p, &l), i == 2 ? NK_FRAGMENTS_WHOLE : NK_FRAGMENTS_HELD);
            assert_int_equal(l.fragment, i < 2);
        }
        check_whole(&p, &l, 53, n);
        assert_int_equal(l.protocol, 253);
        assert_int_equal(p.captured, 53 + x.options + (x.family == 4 ? 20 : 40));
        if (x.family == 4)
            assert_int_equal(sum_words(p.bytes, 20 + x.options), 0xffff);
        assert_int_equal(f.count, 0);
        assert_int_equal(f.bytes, 0);
    }
    nk_fragments_release(&f);
}

/* Datagrams that differ in one part of what names them do not mix; IPv6 has no protocol there. */
static void keys(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    const struct piece firsts[] = {
        {.family = 4, .protocol = 253, .id = 1, .length = 8, .more = true, .first = 10},
        {.family = 4, .protocol = 253, .id = 2, .length = 8, .more = true, .first = 20},
        {.family = 4, .protocol = 254, .id = 1, .length = 8, .more = true, .first = 30},
        {.family = 6, .protocol = 253, .id = 1, .length = 8, .more = true, .first = 40},
    };
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(add(&f, firsts[i], &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(f.count, 4);
    for (unsigned i = 0; i < 4; i++) {
        struct piece last = firsts[i];
        last.offset = 8;
        last.more = false;
        last.protocol = last.family == 6 ? 17 : last.protocol;
        assert_int_equal(add(&f, last, &p, &l), NK_FRAGMENTS_WHOLE);
        check_whole(&p, &l, 16, firsts[i].first);
        assert_int_equal(l.protocol, firsts[i].protocol);
    }
    nk_fragments_release(&f);
}

/* ---- what contradicts ------------------------------------------------------ */

static void the_same_twice(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    struct piece x = {.family = 4, .protocol = 253, .length = 16, .more = true};
    for (int i = 0; i < 3; i++)
        assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
    x.offset = 16;
    x.more = false;
    assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_WHOLE);
    check_whole(&p, &l, 32, 0);
    assert_int_equal(f.lost.overlaps, 0);
    nk_fragments_release(&f);
}

/* Whatever overlaps, or says another end: nothing of that datagram comes any more (RFC 5722). */
static void overlaps(void **state)
{
    (void)state;
    static const struct {
        unsigned offset, length, first;
        bool more;
    } second[] = {
        {32, 16, 1, true},                     /* the same place, other bytes */
        {24, 16, 0, true},                     /* over the start */
        {40, 16, 0, true},                     /* over the end */
        {24, 32, 0, true},                     /* around */
        {32, 8, 0, true},                      /* within */
        {0, 40, 0, true},   {8, 16, 0, false}, /* ends before */
        {40, 16, 0, false},
    };
    for (unsigned i = 0; i < 2 * sizeof second / sizeof *second; i++) {
        struct nk_fragments f = {0};
        struct nk_packet p;
        struct nk_layers l;
        struct piece x = {.family = i & 1 ? 4 : 6, .protocol = 253, .more = true};
        x.offset = 32;
        x.length = 16;
        add(&f, x, &p, &l);
        x.offset = second[i / 2].offset;
        x.length = second[i / 2].length;
        x.more = second[i / 2].more;
        x.first = second[i / 2].first;
        assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
        assert_int_equal(f.lost.overlaps, 1);
        assert_int_equal(f.bytes, 0);
        x = (struct piece){.family = x.family, .protocol = 253, .length = 48};
        x.offset = 48;
        assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
        assert_int_equal(f.lost.refused, 1);
        nk_fragments_release(&f);
    }
}

/* Two ends that differ, and bytes behind the end. */
static void ends(void **state)
{
    (void)state;
    static const struct {
        unsigned offset, length;
        bool more;
    } second[] = {{40, 8, false}, {48, 8, true}, {24, 8, false}};
    for (unsigned i = 0; i < sizeof second / sizeof *second; i++) {
        struct nk_fragments f = {0};
        struct nk_packet p;
        struct nk_layers l;
        struct piece x = {.family = 6, .protocol = 253, .offset = 32, .length = 8};
        add(&f, x, &p, &l);
        x.offset = second[i].offset;
        x.length = second[i].length;
        x.more = second[i].more;
        assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
        assert_int_equal(f.lost.overlaps, 1);
        nk_fragments_release(&f);
    }
}

static void malformed(void **state)
{
    (void)state;
    static const struct piece samples[] = {
        {.family = 4, .length = 9, .more = true},    {.family = 6, .length = 9, .more = true},
        {.family = 4, .length = 0, .more = true},    {.family = 6, .length = 0, .more = true},
        {.family = 4, .offset = 65528, .length = 8}, {.family = 6, .offset = 65528, .length = 8},
    };
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    unsigned count = sizeof samples / sizeof *samples;
    for (unsigned i = 0; i < count; i++)
        assert_int_equal(add(&f, samples[i], &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(f.lost.malformed, count);
    assert_int_equal(f.count, 0);
    /* with its header the datagram is longer than IP can say */
    struct piece x = {.family = 4, .length = 65512, .more = true};
    add(&f, x, &p, &l);
    x = (struct piece){.family = 4, .offset = 65512, .length = 10};
    assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(f.lost.malformed, count + 1);
    assert_int_equal(f.count, 0);
    nk_fragments_release(&f);
}

/* The longest that IP can say, of the shortest fragments. */
static void the_longest(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    struct piece x = {.family = 4, .protocol = 253, .length = 8, .more = true};
    for (x.offset = 65504; x.offset > 0; x.offset -= 8)
        assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
    x = (struct piece){.family = 4, .protocol = 253, .offset = 65512, .length = 3};
    assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_WHOLE);
    check_whole(&p, &l, 65515, 0);
    nk_fragments_release(&f);
}

/* A fragment of a datagram of 24 bytes and the header: 16 and 8, of which so many are captured. */
static enum nk_fragments_status add_cut(struct nk_fragments *f, bool first, uint32_t captured,
                                        struct nk_packet *p, struct nk_layers *l)
{
    static const uint8_t bytes[2][36] = {
        "\x45\0\0\x24\0\1\x20\0\x40\xfd\0\0\1\2\3\4\5\6\7\10ABCDEFGHIJKLMNOP",
        "\x45\0\0\x1c\0\1\0\2\x40\xfd\0\0\1\2\3\4\5\6\7\10QRSTUVWX",
    };
    struct nk_err err;
    *p = (struct nk_packet){.bytes = bytes[!first],
                            .captured = 20 + captured,
                            .length = first ? 36 : 28,
                            .link = LINK_RAW};
    return nk_fragments_read(f, p, l, &err);
}

/* What the capture cut has its length all the same; a length that the link did not carry has none.
 */
static void cut(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    assert_int_equal(add_cut(&f, true, 10, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(add_cut(&f, false, 8, &p, &l), NK_FRAGMENTS_WHOLE);
    assert_int_equal(p.length, 44);
    assert_int_equal(p.captured, 30);
    assert_int_equal(l.payload_length, 24);
    assert_int_equal(l.payload_captured, 10);
    assert_memory_equal(p.bytes + 20, "ABCDEFGHIJ\0\0\0\0\0\0QRSTUVWX", 24);
    assert_int_equal(add_cut(&f, false, 0, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(add_cut(&f, false, 0, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(add_cut(&f, true, 16, &p, &l), NK_FRAGMENTS_WHOLE);
    assert_int_equal(p.captured, 36);
    assert_int_equal(f.lost.cut, 0);
    struct nk_err err;
    add_cut(&f, true, 10, &p, &l);
    p = (struct nk_packet){.bytes = p.bytes, .captured = 30, .length = 30, .link = LINK_RAW};
    assert_int_equal(nk_fragments_read(&f, &p, &l, &err), NK_FRAGMENTS_HELD);
    assert_int_equal(f.lost.cut, 1);
    nk_fragments_release(&f);
}

/* ---- bounds ---------------------------------------------------------------- */

static void age(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    const int64_t start = INT64_C(1700000000) * SECOND, limit = NK_FRAGMENTS_SECONDS;
    struct piece first = {.family = 4, .protocol = 253, .length = 8, .more = true, .time = start};
    struct piece last = {.family = 4, .protocol = 253, .length = 8, .offset = 8};
    add(&f, first, &p, &l);
    last.time = start + limit * SECOND; /* just in time */
    assert_int_equal(add(&f, last, &p, &l), NK_FRAGMENTS_WHOLE);
    add(&f, first, &p, &l);
    last.time++;
    assert_int_equal(add(&f, last, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(f.lost.expired, 1);
    assert_int_equal(f.count, 1);
    first.time = INT64_MIN; /* a clock that goes back */
    assert_int_equal(add(&f, first, &p, &l), NK_FRAGMENTS_WHOLE);
    add(&f, first, &p, &l);
    last.time = INT64_MAX;
    assert_int_equal(add(&f, last, &p, &l), NK_FRAGMENTS_HELD);
    assert_int_equal(f.lost.expired, 2);
    nk_fragments_release(&f);
}

/* A flood of pieces of datagrams that never end: the oldest go. */
static void numbers(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    struct piece x = {.family = 4, .protocol = 253, .length = 8, .more = true};
    for (x.id = 0; x.id < NK_FRAGMENTS_MAX + 100; x.id++)
        add(&f, x, &p, &l);
    assert_int_equal(f.count, NK_FRAGMENTS_MAX);
    assert_int_equal(f.lost.evicted, 100);
    x.offset = 8;
    x.more = false;
    x.id = 100; /* the oldest that is left */
    assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_WHOLE);
    x.id = 99;
    assert_int_equal(add(&f, x, &p, &l), NK_FRAGMENTS_HELD);
    nk_fragments_release(&f);
}

static void bytes(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    struct piece x = {.family = 6, .protocol = 253, .length = 32768, .more = true};
    for (x.id = 0; x.id < 1000; x.id++) {
        add(&f, x, &p, &l);
        assert_true(f.bytes <= NK_FRAGMENTS_BYTES);
    }
    assert_true(f.count > 100 && f.lost.evicted > 0);
    assert_int_equal(f.count + f.lost.evicted, 1000);
    nk_fragments_release(&f);
}

/* ---- tunnels --------------------------------------------------------------- */

/* A fragment in a tunnel whose packets are fragments: the last of both gives the inner datagram. */
static void nested(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_packet p;
    struct nk_layers l;
    for (unsigned i = 0; i < 2; i++) {
        uint8_t inner[64], outer[128];
        struct piece in = {.family = 6, .id = 9, .offset = 8 * i, .length = 8, .more = i == 0};
        in.protocol = 253;
        size_t n = put_ipv6(inner, &in), at = 0;
        for (unsigned k = 0; k < 8; k++)
            inner[n++] = (uint8_t)(8 * i + k);
        for (; at < n; at += 24) {
            unsigned left = (unsigned)(n - at);
            struct piece out = {.family = 4, .protocol = 41, .id = i, .offset = (unsigned)at};
            out.more = left > 24;
            out.length = left > 24 ? 24 : left;
            size_t header = put_ipv4(outer, &out);
            memcpy(outer + header, inner + at, out.length);
            enum nk_fragments_status status = add_bytes(&f, outer, header + out.length, 0, &p, &l);
            bool all = i == 1 && !out.more;
            assert_int_equal(status, all ? NK_FRAGMENTS_WHOLE : NK_FRAGMENTS_HELD);
        }
    }
    check_whole(&p, &l, 16, 0);
    assert_int_equal(l.source.family, NK_IPV6);
    assert_int_equal(f.count, 0);
    nk_fragments_release(&f);
}

/* The headers before IP are left out. */
static void behind_a_link(void **state)
{
    (void)state;
    struct nk_fragments f = {0};
    struct nk_layers l;
    struct nk_err err;
    for (unsigned i = 0; i < 2; i++) {
        uint8_t frame[128] = "\2\2\2\2\2\2\2\2\2\2\2\1\x81\0\0\5\x08";
        struct piece x = {.family = 4, .protocol = 17, .offset = 8 * i, .length = 8};
        x.more = i == 0;
        size_t n = 18 + put_ipv4(frame + 18, &x);
        memcpy(frame + n, i == 0 ? "\0\x35\x12\x34\0\x10\0\0" : "datagram", 8);
        struct nk_packet p = {.bytes = frame, .captured = 64, .length = 64, .link = LINK_ETHERNET};
        enum nk_fragments_status status = nk_fragments_read(&f, &p, &l, &err);
        assert_int_equal(status, i == 0 ? NK_FRAGMENTS_HELD : NK_FRAGMENTS_WHOLE);
        assert_int_equal(l.rows[0].kind, i == 0 ? NK_LAYER_ETHERNET : NK_LAYER_IPV4);
        if (i == 1) {
            assert_int_equal(l.transport, NK_LAYER_UDP);
            assert_int_equal(l.destination_port, 0x1234);
            assert_int_equal(l.payload_length, 8); /* without the padding */
            assert_memory_equal(p.bytes + l.payload, "datagram", 8);
        }
    }
    nk_fragments_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_every_order), cmocka_unit_test(keys),  cmocka_unit_test(the_same_twice),
        cmocka_unit_test(overlaps),       cmocka_unit_test(ends),  cmocka_unit_test(malformed),
        cmocka_unit_test(the_longest),    cmocka_unit_test(cut),   cmocka_unit_test(age),
        cmocka_unit_test(numbers),        cmocka_unit_test(bytes), cmocka_unit_test(nested),
        cmocka_unit_test(behind_a_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
