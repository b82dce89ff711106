#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/buf.h"
#include "packet/layers.h"

/* Pieces of packets. */
#define ETHER   "020202020201020202020202"
#define IPV4_A  "0a000001c0000201"
#define IPV4_24 "4500002c0001400040060000" IPV4_A /* 24 bytes of TCP */
#define IPV6_A                         \
    "20010db8000000000000000000000001" \
    "20010db8000000000000000000000002"
#define TCP_24 "040001bb01020304050607086012faf01234000a020405b4"
#define TCP_16 "040001bb01020304050607086012faf0"
#define A6     " 2001:db8::1>2001:db8::2"
#define ALL_24 " 10.0.0.1>192.0.2.1/6 TCP 1024>443 whole"

static size_t unhex(const char *hex, uint8_t *to)
{
    size_t n = 0;
    for (; hex[0] != '\0'; hex += 2) {
        char two[3] = {hex[0], hex[1], '\0'};
        to[n++] = (uint8_t)strtoul(two, NULL, 16);
    }
    return n;
}

/* The headers with their places, then addresses, ports, the payload, and what is wrong. */
static void describe(struct nk_buf *to, const struct nk_layers *l)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_buf_clear(to);
    for (unsigned i = 0; i < l->count; i++)
        nk_buf_printf(to, "%s %u+%u, ", nk_layer_name(l->rows[i].kind), l->rows[i].offset,
                      l->rows[i].length);
    if (l->source.family != NK_FAMILY_NONE) {
        nk_addr_format(&l->source, text);
        nk_buf_printf(to, " %s", text);
        nk_addr_format(&l->destination, text);
        nk_buf_printf(to, ">%s/%u", text, l->protocol);
    }
    if (l->fragment)
        nk_buf_printf(to, " fragment %x:%u%s%s", l->fragment_id, l->fragment_offset,
                      l->fragment_more ? "+" : "", l->fragment_first ? " first" : "");
    if (l->ports)
        nk_buf_printf(to, " %s %u>%u%s", nk_layer_name(l->transport), l->source_port,
                      l->destination_port, l->whole ? " whole" : "");
    nk_buf_printf(to, " payload %u+%u/%u%s%s", l->payload, l->payload_captured, l->payload_length,
                  l->cut ? " cut" : "", l->offloaded ? " offloaded" : "");
    if (l->wrong != NULL)
        nk_buf_printf(to, " %u: %s", l->wrong_at, l->wrong);
    nk_buf_add_byte(to, '\0');
}

/* `more`: how many bytes the packet had that were not captured. The bytes end where the memory
 * does, so that a sanitizer sees what passes them. */
static void check(unsigned link, const char *hex, uint32_t more, const char *expected)
{
    struct nk_buf got = {0};
    struct nk_layers l;
    memset(&l, 0xa5, sizeof l);
    uint8_t *bytes = malloc(strlen(hex) / 2 + (hex[0] == '\0'));
    assert_non_null(bytes);
    uint32_t n = (uint32_t)unhex(hex, bytes);
    struct nk_packet p = {
        .bytes = bytes, .captured = n, .length = n + more, .link = (uint16_t)link};
    bool ip = nk_layers_read(&l, &p);
    assert_int_equal(ip, l.source.family != NK_FAMILY_NONE);
    describe(&got, &l);
    assert_string_equal(got.data, expected);
    const struct nk_link *known = nk_link_find(p.link); /* header after header: the same */
    memset(&l, 0x5a, sizeof l);
    nk_layers_read_from(&l, &p, known == NULL ? NK_LAYER_NONE : known->first);
    describe(&got, &l);
    assert_string_equal(got.data, expected);
    nk_buf_release(&got);
    free(bytes);
}

struct sample {
    unsigned link;
    const char *hex;
    uint32_t more;
    const char *expected;
};

/* What is told of fewer bytes is about those, wherever they end: in memory of that size. */
static void check_part(unsigned link, const uint8_t *bytes, uint32_t n, uint32_t more)
{
    struct nk_layers l;
    uint8_t *part = malloc(n + (n == 0));
    assert_non_null(part);
    memcpy(part, bytes, n);
    struct nk_packet p = {.bytes = part, .captured = n, .length = n + more, .link = (uint16_t)link};
    bool ip = nk_layers_read(&l, &p);
    assert_int_equal(ip, l.source.family != NK_FAMILY_NONE);
    assert_true(l.count <= NK_LAYERS_MAX);
    for (unsigned i = 0; i < l.count; i++)
        assert_true(l.rows[i].offset + (uint64_t)l.rows[i].length <= n);
    assert_true(l.payload + (uint64_t)l.payload_captured <= n);
    assert_true(l.payload_captured <= l.payload_length || l.payload_captured == 0);
    assert_true(l.wrong == NULL || l.wrong_at <= n);
    if (more == 0 && l.wrong == NULL)
        assert_false(l.cut);
    free(part);
}

/* Each sample, then the first bytes of it alone, as all that was sent and as what was captured. */
static void check_all(const struct sample *samples, size_t count)
{
    uint8_t bytes[512];
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        check(s->link, s->hex, s->more, s->expected);
        assert_true(strlen(s->hex) / 2 <= sizeof bytes);
        uint32_t n = (uint32_t)unhex(s->hex, bytes);
        for (uint32_t part = 0; part < n; part++) {
            check_part(s->link, bytes, part, 0);
            check_part(s->link, bytes, part, n + s->more - part);
        }
    }
}

#define CHECK_ALL(samples) check_all(samples, sizeof(samples) / sizeof *(samples))

static void any_first_header(void **state)
{
    (void)state;
    uint8_t bytes[64];
    struct nk_buf got = {0};
    struct nk_layers l;
    uint32_t n = (uint32_t)unhex(TCP_24, bytes);
    struct nk_packet p = {.bytes = bytes, .captured = n, .length = n, .link = 1};
    assert_false(nk_layers_read_from(&l, &p, NK_LAYER_TCP));
    describe(&got, &l);
    assert_string_equal(got.data, "TCP 0+24,  TCP 1024>443 whole payload 24+0/0");
    assert_false(nk_layers_read_from(&l, &p, NK_LAYER_NONE));
    describe(&got, &l);
    assert_string_equal(got.data, " payload 0+24/24");
    nk_buf_release(&got);
}

static void every_link(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {1, ETHER "0800" IPV4_24 TCP_24, 0,
         "Ethernet 0+14, IPv4 14+20, TCP 34+24, " ALL_24 " payload 58+0/0"},
        {101, IPV4_24 TCP_24, 0, "IPv4 0+20, TCP 20+24, " ALL_24 " payload 44+0/0"},
        {12, IPV4_24 TCP_24, 0, "IPv4 0+20, TCP 20+24, " ALL_24 " payload 44+0/0"},
        {228, IPV4_24 TCP_24, 0, "IPv4 0+20, TCP 20+24, " ALL_24 " payload 44+0/0"},
        {0, "02000000" IPV4_24 TCP_24, 0,
         "loopback 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {108, "00000002" IPV4_24 TCP_24, 0,
         "loopback 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {113, "00000001000602020202020100000800" IPV4_24 TCP_24, 0,
         "Linux cooked 0+16, IPv4 16+20, TCP 36+24, " ALL_24 " payload 60+0/0"},
        {276, "0800000000000002000100060202020202010000" IPV4_24 TCP_24, 0,
         "Linux cooked 2 0+20, IPv4 20+20, TCP 40+24, " ALL_24 " payload 64+0/0"},
        {9, "ff030021" IPV4_24 TCP_24, 0,
         "PPP 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {9, "0021" IPV4_24 TCP_24, 0, "PPP 0+2, IPv4 2+20, TCP 22+24, " ALL_24 " payload 46+0/0"},
        {50, "ff0321" IPV4_24 TCP_24, 0,
         "PPP 0+3, IPv4 3+20, TCP 23+24, " ALL_24 " payload 47+0/0"},
        {9, "21" IPV4_24 TCP_24, 0, "PPP 0+1, IPv4 1+20, TCP 21+24, " ALL_24 " payload 45+0/0"},
        {166, "01030021" IPV4_24 TCP_24, 0,
         "PPP 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {50, "0f000800" IPV4_24 TCP_24, 0,
         "Cisco HDLC 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {104, "8f000800" IPV4_24 TCP_24, 0,
         "Cisco HDLC 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {51, "11000001002e0021" IPV4_24 TCP_24, 0,
         "PPPoE 0+6, PPP 6+2, IPv4 8+20, TCP 28+24, " ALL_24 " payload 52+0/0"},
        {219, "00010140" IPV4_24 TCP_24, 0,
         "MPLS 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {143, IPV4_24, 0, " payload 0+20/20"},
        {9999, IPV4_24, 5, " payload 0+20/25"},
        {1, "", 0, " payload 0+0/0 0: the packet ends before a header that was announced"},
        {1, "", 60, " payload 0+0/0 cut"},
        {101, "", 0, " payload 0+0/0"},
        {101, "50", 0, " payload 0+1/1"},
        {0, "07000000" IPV4_24, 0, "loopback 0+4,  payload 4+20/20"},
        {113, "00000338000000000000000000000800" IPV4_24, 0,
         "Linux cooked 0+16,  payload 16+20/20"}, /* netlink */
    };
    CHECK_ALL(samples);
}

/* What is before IP is as long as it says: all that is behind it is found. */
static void capture_headers(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {105, "080100000202020202020202020202020202020202020000aaaa030000000800" IPV4_24 TCP_24, 0,
         "802.11 0+24, LLC 24+8, IPv4 32+20, TCP 52+24, " ALL_24 " payload 76+0/0"},
        {105, "8801000002020202020202020202020202020202020200000000aaaa030000000800" IPV4_24 TCP_24,
         0, "802.11 0+26, LLC 26+8, IPv4 34+20, TCP 54+24, " ALL_24 " payload 78+0/0"}, /* QoS */
        {105,
         "888100000202020202020202020202020202020202020000000000000000aaaa030000000800" IPV4_24
             TCP_24,
         0, "802.11 0+30, LLC 30+8, IPv4 38+20, TCP 58+24, " ALL_24 " payload 82+0/0"}, /* and HT */
        {105,
         "080300000202020202020202020202020202020202020000020202020202aaaa030000000800" IPV4_24
             TCP_24,
         0,
         "802.11 0+30, LLC 30+8, IPv4 38+20, TCP 58+24, " ALL_24
         " payload 82+0/0"}, /* four addresses */
        {105,
         "88010000020202020202020202020202020202020202000000000000aaaa030000000800" IPV4_24 TCP_24,
         0,
         "802.11 0+28, LLC 28+8, IPv4 36+20, TCP 56+24, " ALL_24 " payload 80+0/0"}, /* filled up */
        {127,
         "00000c0000000000ffffffff080100000202020202020202020202020202020202020000aaaa03000000080"
         "0" IPV4_24 TCP_24,
         0,
         "radiotap 0+12, 802.11 12+24, LLC 36+8, IPv4 44+20, TCP 64+24, " ALL_24 " payload 88+0/0"},
        {119,
         "44000000100000000000000000000000080100000202020202020202020202020202020202020000aaaa03000"
         "0000800" IPV4_24 TCP_24,
         0, "Prism 0+16, 802.11 16+24, LLC 40+8, IPv4 48+20, TCP 68+24, " ALL_24 " payload 92+0/0"},
        {163,
         "80211001000000400000000000000000000000000000000000000000000000000000000000000000000000000"
         "000000000000000000000000000000000000000080100000202020202020202020202020202020202020000aa"
         "aa030000000800" IPV4_24 TCP_24,
         0,
         "Prism 0+64, 802.11 64+24, LLC 88+8, IPv4 96+20, TCP 116+24, " ALL_24 " payload 140+0/0"},
        {192,
         "0000080069000000080100000202020202020202020202020202020202020000aaaa030000000800" IPV4_24
             TCP_24,
         0, "PPI 0+8, 802.11 8+24, LLC 32+8, IPv4 40+20, TCP 60+24, " ALL_24 " payload 84+0/0"},
        {117,
         "3d020000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "000000000000000000000000000000000000000" IPV4_24 TCP_24,
         0, "PFLOG 0+64, IPv4 64+20, TCP 84+24, " ALL_24 " payload 108+0/0"},
        {109, "020000000000000000000000" IPV4_24 TCP_24, 0,
         "ENC 0+12, IPv4 12+20, TCP 32+24, " ALL_24 " payload 56+0/0"},
        {239, "02000000080001000800000006000a000000000030000900" IPV4_24 TCP_24, 0,
         "NFLOG 0+24, IPv4 24+20, TCP 44+24, " ALL_24 " payload 68+0/0"},
        {258, "10000000010000006500000000000000" IPV4_24 TCP_24, 0,
         "PKTAP 0+16, IPv4 16+20, TCP 36+24, " ALL_24 " payload 60+0/0"},
        {197, "0000000000000000020400600000004e00000202020202020202020202020800" IPV4_24 TCP_24, 0,
         "ERF 0+18, Ethernet 18+14, IPv4 32+20, TCP 52+24, " ALL_24 " payload 76+0/0"},
        {197, "0000000000000000960400600000004e0000000000000000" IPV4_24 TCP_24, 0,
         "ERF 0+24, IPv4 24+20, TCP 44+24, " ALL_24 " payload 68+0/0"}, /* an extension header */
        {10, "50020202020202020202020202aaaa030000000800" IPV4_24 TCP_24, 0,
         "FDDI 0+13, LLC 13+8, IPv4 21+20, TCP 41+24, " ALL_24 " payload 65+0/0"},
        {6, "1040020202020202020202020202aaaa030000000800" IPV4_24 TCP_24, 0,
         "token ring 0+14, LLC 14+8, IPv4 22+20, TCP 42+24, " ALL_24 " payload 66+0/0"},
        {6, "1040020202020202820202020202060000000000aaaa030000000800" IPV4_24 TCP_24, 0,
         "token ring 0+20, LLC 20+8, IPv4 28+20, TCP 48+24, " ALL_24
         " payload 72+0/0"}, /* a route */
        {122, "02020202020202020202020202020202aaaa030000000800" IPV4_24 TCP_24, 0,
         "Fibre Channel 0+16, LLC 16+8, IPv4 24+20, TCP 44+24, " ALL_24 " payload 68+0/0"},
        {138, "020202020202020202020202020202020800" IPV4_24 TCP_24, 0,
         "IEEE 1394 0+18, IPv4 18+20, TCP 38+24, " ALL_24 " payload 62+0/0"},
        {242,
         "000000000000000000000000000000000000000000000000000000000000000000000000000000000800000"
         "0" IPV4_24 TCP_24,
         0, "InfiniBand 0+44, IPv4 44+20, TCP 64+24, " ALL_24 " payload 88+0/0"},
        {123, "02000005aaaa030000000800" IPV4_24 TCP_24, 0,
         "ATM 0+4, LLC 4+8, IPv4 12+20, TCP 32+24, " ALL_24 " payload 56+0/0"},
        {123, "0100000500010202020202020202020202020800" IPV4_24 TCP_24, 0,
         "ATM 0+6, Ethernet 6+14, IPv4 20+20, TCP 40+24, " ALL_24
         " payload 64+0/0"}, /* LAN emulation */
        {100, "aaaa030000000800" IPV4_24 TCP_24, 0,
         "LLC 0+8, IPv4 8+20, TCP 28+24, " ALL_24 " payload 52+0/0"},
        {107, "184103cc" IPV4_24 TCP_24, 0,
         "frame relay 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {107, "18410300800000000800" IPV4_24 TCP_24, 0,
         "frame relay 0+10, IPv4 10+20, TCP 30+24, " ALL_24 " payload 54+0/0"}, /* SNAP */
        {107, "18410800" IPV4_24 TCP_24, 0,
         "frame relay 0+4, IPv4 4+20, TCP 24+24, " ALL_24 " payload 48+0/0"}, /* Cisco's */
        {197,
         "00000000000000000100006000000000"
         "0021" IPV4_24 TCP_24,
         0, "ERF 0+16, PPP 16+2, IPv4 18+20, TCP 38+24, " ALL_24 " payload 62+0/0"},
        {197, "000000000000000017000000000000006000000000003b40" IPV6_A, 0,
         "ERF 0+16, IPv6 16+40, " A6 "/59 payload 56+0/0"},
        {107, "1841038e6000000000003b40" IPV6_A, 0,
         "frame relay 0+4, IPv6 4+40, " A6 "/59 payload 44+0/0"},
    };
    CHECK_ALL(samples);
}

/* What is encrypted, a piece, no data or of another kind stays closed; what lies about its length
 * is told. */
static void closed_headers(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {105, "084100000202020202020202020202020202020202020000aaaa030000000800", 0,
         "802.11 0+24,  payload 24+8/8"},
        {105, "080500000202020202020202020202020202020202020000aaaa030000000800", 0,
         "802.11 0+24,  payload 24+8/8"},
        {105, "080100000202020202020202020202020202020202020100aaaa030000000800", 0,
         "802.11 0+24,  payload 24+8/8"},
        {105, "480100000202020202020202020202020202020202020000", 0,
         "802.11 0+24,  payload 24+0/0"},
        {105, "800000000202020202020202020202020202020202020000", 0,
         "802.11 0+10,  payload 10+14/14"},
        /* whether it is filled up was not captured */
        {105, "8801000002020202020202020202020202020202020200000000aaaa", 60,
         "802.11 0+28,  payload 28+0/0 cut"},
        {127, "0000070000000000", 0,
         "radiotap 0+8,  payload 8+0/0 0: the length before the 802.11 header is less than 8 "
         "bytes"},
        {127, "0000090000000000", 0,
         "radiotap 0+8,  payload 8+0/0 0: the packet ends inside this header"},
        {119, "44000000ffffff7f", 0,
         "Prism 0+8,  payload 8+0/0 0: the packet ends inside this header"},
        {192, "0000080069000100", 0, "PPI 0+8,  payload 8+0/0"},
        {117, "00000000", 0,
         "PFLOG 0+4,  payload 4+0/0 0: the length of the PFLOG header is less than 4 bytes"},
        {239, "0200000003000100", 0,
         "NFLOG 0+8,  payload 8+0/0 4: an attribute of NFLOG that is shorter than its header"},
        {239, "02000000ffff090045", 0,
         "NFLOG 0+8, IPv4 8+1,  payload 9+0/0 cut 4: the NFLOG payload is more than the link "
         "carried"},
        {258, "0b0000000100000065000000", 0,
         "PKTAP 0+12,  payload 12+0/0 0: the length of the PKTAP header is less than 12 bytes"},
        {258, "0c0000000200000065000000", 0, "PKTAP 0+12,  payload 12+0/0"},
        {6, "10400202020202028202020202021e", 0,
         "token ring 0+15,  payload 15+0/0 0: the packet ends inside this header"},
        /* of no kind that is read, or with a number that is no EtherType */
        {239, "0200000008000100", 0, "NFLOG 0+8,  payload 8+0/0"},
        {258, "0c0000000100000000000100", 0, "PKTAP 0+12,  payload 12+0/0"},
        {258, "0c00000001000000fffe0000", 0, "PKTAP 0+12,  payload 12+0/0"},
        {192, "0000080000000100", 0, "PPI 0+8,  payload 8+0/0"},
        {197, "00000000000000007f00000000000000", 0, "ERF 0+16,  payload 16+0/0"},
        {10, "40020202020202020202020202aa", 0, "FDDI 0+13,  payload 13+1/1"},
        {6, "1000020202020202020202020202aa", 0, "token ring 0+14,  payload 14+1/1"},
        {138, "02020202020202020202020202020202002eaa", 0, "IEEE 1394 0+18,  payload 18+1/1"},
        {242,
         "00000000000000000000000000000000000000000000000000000000000000000000000000000000002e0000"
         "aa",
         0, "InfiniBand 0+44,  payload 44+1/1"},
        {123, "05000005aa", 0, "ATM 0+4,  payload 4+1/1"},
        {107, "18400000aa", 0, "frame relay 0+4,  payload 4+1/1"},
        {107, "1841002eaa", 0, "frame relay 0+4,  payload 4+1/1"},
        {107, "18410381aa", 0, "frame relay 0+4,  payload 4+1/1"},
        {107, "18410300800000010800aa", 0, "frame relay 0+10,  payload 10+1/1"},
        {107, "18410300800000000005aa", 0, "frame relay 0+10,  payload 10+1/1"},
        {104, "0f00002eaa", 0, "Cisco HDLC 0+4,  payload 4+1/1"},
        {100, "aaaa03000001080001", 0, "LLC 0+8,  payload 8+1/1"},
        {100, "aaaa03010000080001", 0, "LLC 0+8,  payload 8+1/1"},
        {100, "aaaa03000000000501", 0, "LLC 0+8,  payload 8+1/1"},
        {100, "aaaa0001", 0, "LLC 0+3,  payload 3+1/1"},
        {276, "00050000000000020001000602020202020100000a", 0,
         "Linux cooked 2 0+20,  payload 20+1/1"},
    };
    CHECK_ALL(samples);
}

static void tags_and_labels(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {1,
         ETHER "8903"
               "0000" ETHER "0800" IPV4_24 TCP_24,
         0,
         "Ethernet 0+14, FabricPath 14+2, Ethernet 16+14, IPv4 30+20, TCP 50+24, " ALL_24
         " payload 74+0/0"},
        {1,
         ETHER "88e7"
               "00000001" ETHER "0800" IPV4_24 TCP_24,
         0,
         "Ethernet 0+14, 802.1ah 14+4, Ethernet 18+14, IPv4 32+20, TCP 52+24, " ALL_24
         " payload 76+0/0"},
        {1,
         ETHER "8926"
               "000000000800" IPV4_24 TCP_24,
         0, "Ethernet 0+14, VN-Tag 14+6, IPv4 20+20, TCP 40+24, " ALL_24 " payload 64+0/0"},
        {1,
         ETHER "8909"
               "0101000100050800" IPV4_24 TCP_24,
         0, "Ethernet 0+14, Cisco metadata 14+8, IPv4 22+20, TCP 42+24, " ALL_24 " payload 66+0/0"},
        {1,
         ETHER "81000001"
               "0800" IPV4_24 TCP_24,
         0, "Ethernet 0+14, VLAN 14+4, IPv4 18+20, TCP 38+24, " ALL_24 " payload 62+0/0"},
        {1,
         ETHER "88a80001"
               "81000002"
               "0800" IPV4_24 TCP_24,
         0,
         "Ethernet 0+14, VLAN 14+4, VLAN 18+4, IPv4 22+20, TCP 42+24, " ALL_24 " payload 66+0/0"},
        {1,
         ETHER "8847"
               "00010040"
               "00020140" IPV4_24 TCP_24,
         0,
         "Ethernet 0+14, MPLS 14+4, MPLS 18+4, IPv4 22+20, TCP 42+24, " ALL_24 " payload 66+0/0"},
        {1,
         ETHER "8847"
               "00010140"
               "00000000" ETHER "0800" IPV4_24 TCP_24,
         0,
         "Ethernet 0+14, MPLS 14+4, pseudowire 18+4, Ethernet 22+14, IPv4 36+20, TCP 56+24, " ALL_24
         " payload 80+0/0"},
        {1,
         ETHER "8847"
               "00010140",
         0, "Ethernet 0+14, MPLS 14+4,  payload 18+0/0"},
        {1,
         ETHER "8847"
               "00010140",
         9, "Ethernet 0+14, MPLS 14+4,  payload 18+0/9 cut"},
        {1,
         ETHER "8864"
               "11000001002e"
               "0021" IPV4_24 TCP_24 "aaaa",
         0,
         "Ethernet 0+14, PPPoE 14+6, PPP 20+2, IPv4 22+20, TCP 42+24, " ALL_24 " payload 66+0/0"},
        {1,
         ETHER "8863"
               "110900000004"
               "01010000"
               "aaaa",
         0, "Ethernet 0+14, PPPoE 14+6,  payload 20+4/4"},
        {1,
         ETHER "8864"
               "210000010002"
               "0021",
         0, "Ethernet 0+14, PPPoE 14+6,  payload 22+0/0 14: PPPoE of an unknown version"},
        {1,
         ETHER "8864"
               "110000010009"
               "c021",
         0,
         "Ethernet 0+14, PPPoE 14+6, PPP 20+2,  payload 22+0/7 18: the PPPoE length is more than "
         "the link carried"},
        {1,
         ETHER "0034"
               "aaaa030000000800" IPV4_24 TCP_24 "ffff",
         0, "Ethernet 0+14, LLC 14+8, IPv4 22+20, TCP 42+24, " ALL_24 " payload 66+0/0"},
        {1,
         ETHER "0007"
               "424203"
               "01020304"
               "ffff",
         0, "Ethernet 0+14, LLC 14+3,  payload 17+4/4"},
        {1,
         ETHER "0806"
               "00010800060400010202020202020a0000010000000000000a000002"
               "00",
         0, "Ethernet 0+14, ARP 14+28,  payload 42+1/1"},
        {1,
         ETHER "88cc"
               "0102",
         0, "Ethernet 0+14,  payload 14+2/2"},
        {1, "0202", 0, "Ethernet 0+2,  payload 2+0/0 0: the packet ends inside this header"},
        {1, "0202", 60, "Ethernet 0+2,  payload 2+0/0 cut"},
        {1, ETHER "0800", 0,
         "Ethernet 0+14,  payload 14+0/0 14: the packet ends before a header that was announced"},
    };
    CHECK_ALL(samples);
}

static void tunnels(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {101,
         "45000044000000004"
         "02f0000c0a80001c0a80002"
         "0000"
         "0800" IPV4_24 TCP_24,
         0, "IPv4 0+20, GRE 20+4, IPv4 24+20, TCP 44+24, " ALL_24 " payload 68+0/0"},
        {101,
         "4500005000000000402f0000c0a80001c0a80002"
         "b0000800"
         "12340000"
         "00000007"
         "00000001" IPV4_24 TCP_24,
         0, "IPv4 0+20, GRE 20+16, IPv4 36+20, TCP 56+24, " ALL_24 " payload 80+0/0"},
        {101,
         "4500005400000000402f0000c0a80001c0a80002"
         "40000800"
         "00000000"
         "08000004"
         "c0a80003"
         "00000000" IPV4_24 TCP_24,
         0, "IPv4 0+20, GRE 20+20, IPv4 40+20, TCP 60+24, " ALL_24 " payload 84+0/0"},
        {101,
         "4500005200000000402f0000c0a80001c0a80002"
         "3081880b"
         "002e0001"
         "00000001"
         "00000002"
         "0021" IPV4_24 TCP_24,
         0, "IPv4 0+20, GRE 20+16, PPP 36+2, IPv4 38+20, TCP 58+24, " ALL_24 " payload 82+0/0"},
        {101,
         "4500002000000000402f0000c0a80001c0a80002"
         "2081880b"
         "00000001"
         "00000002",
         0, "IPv4 0+20, GRE 20+12,  192.168.0.1>192.168.0.2/47 payload 32+0/0"},
        {101,
         "4500001800000000402f0000c0a80001c0a80002"
         "00020800",
         0,
         "IPv4 0+20, GRE 20+4,  192.168.0.1>192.168.0.2/47 payload 24+0/0 20: GRE of an unknown "
         "version"},
        {101,
         "45000048000000004"
         "02f0000c0a80001c0a80002"
         "0000"
         "883e"
         "00010000" IPV4_24 TCP_24,
         0, "IPv4 0+20, GRE 20+4, WCCP 24+4, IPv4 28+20, TCP 48+24, " ALL_24 " payload 72+0/0"},
        {101,
         "45000044000000004"
         "02f0000c0a80001c0a80002"
         "0000"
         "883e" IPV4_24 TCP_24,
         0, "IPv4 0+20, GRE 20+4, IPv4 24+20, TCP 44+24, " ALL_24 " payload 68+0/0"},
        {101,
         "4500005200000000402f0000c0a80001c0a80002"
         "000088be" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, GRE 20+4, Ethernet 24+14, IPv4 38+20, TCP 58+24, " ALL_24
         " payload 82+0/0"}, /* ERSPAN: no header */
        {101,
         "4500005e00000000402f0000c0a80001c0a80002"
         "100088be000000001001000100000000" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, GRE 20+8, ERSPAN 28+8, Ethernet 36+14, IPv4 50+20, TCP 70+24, " ALL_24
         " payload 94+0/0"}, /* ERSPAN: version 1 */
        {101,
         "4500006200000000402f0000c0a80001c0a80002"
         "100022eb00000000200100010000000000000000" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, GRE 20+8, ERSPAN 28+12, Ethernet 40+14, IPv4 54+20, TCP 74+24, " ALL_24
         " payload 98+0/0"}, /* ERSPAN: version 2 */
        {101,
         "4500006a00000000402f0000c0a80001c0a80002"
         "100022eb000000002001000100000000000000010000000000000000" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, GRE 20+8, ERSPAN 28+20, Ethernet 48+14, IPv4 62+20, TCP 82+24, " ALL_24
         " payload 106+0/0"}, /* ERSPAN: and more */
        {101,
         "4500004000000000400400"
         "00c0a80001c0a80002" IPV4_24 TCP_24,
         0, "IPv4 0+20, IPv4 20+20, TCP 40+24, " ALL_24 " payload 64+0/0"},
        {101, "60000000002c0440" IPV6_A IPV4_24 TCP_24, 0,
         "IPv6 0+40, IPv4 40+20, TCP 60+24, " ALL_24 " payload 84+0/0"},
    };
    CHECK_ALL(samples);
    assert_string_equal(nk_layer_name(NK_LAYER_WCCP), "WCCP");
}

#define UDP_TO(port, length) "c000" port length "0000"

/* Tunnels in UDP: the transport is the inner packet's. */
static void udp_tunnels(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {101,
         "4500005e000100004011"
         "0000" IPV4_A UDP_TO("12b5", "004a") "0800000000138900" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, UDP 20+8, VXLAN 28+8, Ethernet 36+14, IPv4 50+20, TCP 70+24, " ALL_24
         " payload 94+0/0"},
        {101,
         "4500005e000100004011"
         "0000" IPV4_A UDP_TO("12b5", "004a") "8800000700138900" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, UDP 20+8, VXLAN 28+8, Ethernet 36+14, IPv4 50+20, TCP 70+24, " ALL_24
         " payload 94+0/0"}, /* of a group */
        /* VXLAN-GPE: IP right behind, and a frame; without the next protocol it is none */
        {101,
         "45000050000100004011"
         "0000" IPV4_A UDP_TO("12b6", "003c") "0c00000100138900" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, UDP 20+8, VXLAN-GPE 28+8, IPv4 36+20, TCP 56+24, " ALL_24 " payload 80+0/0"},
        {101,
         "4500005e000100004011"
         "0000" IPV4_A UDP_TO("12b6", "004a") "0c00000300138900" ETHER "0800" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, UDP 20+8, VXLAN-GPE 28+8, Ethernet 36+14, IPv4 50+20, TCP 70+24, " ALL_24
         " payload 94+0/0"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b6", "0010") "0800000100138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4790 whole payload 28+8/8"},
        /* Geneve, with an option of four octets, and IP inside */
        {101,
         "45000054000100004011"
         "0000" IPV4_A UDP_TO("17c1", "0040") "0100080000138900"
                                              "01020304" IPV4_24 TCP_24,
         0, "IPv4 0+20, UDP 20+8, Geneve 28+12, IPv4 40+20, TCP 60+24, " ALL_24 " payload 84+0/0"},
        {101,
         "45000050000100004011"
         "0000" IPV4_A UDP_TO("19eb", "003c") "0001501f"
                                              "00020140" IPV4_24 TCP_24,
         0,
         "IPv4 0+20, UDP 20+8, MPLS 28+4, MPLS 32+4, IPv4 36+20, TCP 56+24, " ALL_24
         " payload 80+0/0"},
        {101,
         "45000050000100004011"
         "0000" IPV4_A UDP_TO("0868", "003c") "30ff002c"
                                              "00000001" IPV4_24 TCP_24,
         0, "IPv4 0+20, UDP 20+8, GTP-U 28+8, IPv4 36+20, TCP 56+24, " ALL_24 " payload 80+0/0"},
        /* with the fields that an extension header needs, and one of four octets */
        {101,
         "45000058000100004011"
         "0000" IPV4_A UDP_TO("0868", "0044") "34ff0034"
                                              "00000001"
                                              "00000085"
                                              "01100000" IPV4_24 TCP_24,
         0, "IPv4 0+20, UDP 20+8, GTP-U 28+16, IPv4 44+20, TCP 64+24, " ALL_24 " payload 88+0/0"},
        {101,
         "4500002c000100004011"
         "0000" IPV4_A UDP_TO("0868", "0018") "34ff0008"
                                              "00000001"
                                              "00000085"
                                              "00100000",
         0,
         "IPv4 0+20, UDP 20+8, GTP-U 28+16,  10.0.0.1>192.0.2.1/17 UDP 49152>2152 whole "
         "payload 44+0/0 40: an extension header of GTP-U without a length"},
        /* what only has the port: other bytes, or a server's answer to a client there */
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b5", "0010") "8800000000138901",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4789 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b5", "0010") "0800010000138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4789 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b6", "0010") "0c00000100138901",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4790 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b6", "0010") "1c00000100138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4790 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b6", "0010") "0c01000100138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4790 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("17c1", "0010") "4000080000138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>6081 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("17c1", "0010") "0001080000138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>6081 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("17c1", "0010") "0000080000138901",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>6081 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("19eb", "0010") "0001511f50000000",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>6635 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("0868", "0010") "20ff000000000001",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>2152 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("0868", "0010") "30fe000000000001",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>2152 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("0868", "0010") "30ff000100000001",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>2152 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("0869", "0010") "30ff000000000001",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>2153 whole payload 28+8/8"},
        {101,
         "45000023000100004011"
         "0000" IPV4_A UDP_TO("12b5", "000f") "08000000001389",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4789 whole payload 28+7/7"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A UDP_TO("12b5", "0010") "0900000000138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>4789 whole payload 28+8/8"},
        {101,
         "45000024000100004011"
         "0000" IPV4_A "003512b500100000"
         "0800000000138900",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 53>4789 whole payload 28+8/8"},
        {101,
         "45000020000100004011"
         "0000" IPV4_A UDP_TO("17c1", "000c") "01000800",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 49152>6081 whole payload 28+4/4"},
        /* a piece of the inner packet has no ports, whatever those of the tunnel are */
        {101,
         "45000038000100004011"
         "0000" IPV4_A UDP_TO("0868", "0024") "30ff0014"
                                              "00000001"
                                              "45000014000100034011"
                                              "0000" IPV4_A,
         0,
         "IPv4 0+20, UDP 20+8, GTP-U 28+8, IPv4 36+20,  10.0.0.1>192.0.2.1/17 fragment 1:24 "
         "payload 56+0/0"},
        /* a tunnel in pieces is not entered */
        {101,
         "45000034000120004011"
         "0000" IPV4_A UDP_TO("12b5", "004a") "0800000000138900" ETHER "0800"
                                              "4500",
         0,
         "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 fragment 1:0+ first UDP 49152>4789 whole "
         "payload 28+24/24"},
    };
    CHECK_ALL(samples);
}

static void ipv4_headers(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        /* options; padding is no payload; no header is cut where a payload is */
        {101,
         "46000030000140004006"
         "0000" IPV4_A "01010101" TCP_24,
         0, "IPv4 0+24, TCP 24+24, " ALL_24 " payload 48+0/0"},
        {101, IPV4_24 TCP_24 "aaaaaaaa", 0, "IPv4 0+20, TCP 20+24, " ALL_24 " payload 44+0/0"},
        {101,
         "4500003600010000"
         "40060000" IPV4_A TCP_24 "616263",
         7, "IPv4 0+20, TCP 20+24, " ALL_24 " payload 44+3/10"},
        {101,
         "4500000000010000"
         "40060000" IPV4_A TCP_24 "616263",
         0, "IPv4 0+20, TCP 20+24, " ALL_24 " payload 44+3/3 offloaded"},
        {101, "450000300001400040060000" IPV4_A TCP_24, 0,
         "IPv4 0+20, TCP 20+24, " ALL_24
         " payload 44+0/4 2: the total length is more than the link carried"},
        {101, "450000130001400040060000" IPV4_A TCP_24, 0,
         "IPv4 0+20,  10.0.0.1>192.0.2.1/6 payload 44+0/0 2: the total length is less than the "
         "IPv4 header"},
        {228,
         "65000014000140004006"
         "0000" IPV4_A,
         0, "IPv4 0+20,  payload 20+0/0 0: the version in the IPv4 header is not 4"},
        {101,
         "44000014000140004006"
         "0000" IPV4_A,
         0, "IPv4 0+20,  payload 20+0/0 0: the length of the IPv4 header is less than 20 bytes"},
        {101,
         "46000030000140004006"
         "0000" IPV4_A "01",
         30, "IPv4 0+21,  10.0.0.1>192.0.2.1/6 payload 21+0/0 cut"},
        /* fragments */
        {101, "4500002c00ab200040060000" IPV4_A TCP_24, 0,
         "IPv4 0+20, TCP 20+24,  10.0.0.1>192.0.2.1/6 fragment ab:0+ first TCP 1024>443 whole "
         "payload 44+0/0"},
        {101, "4500002c00ab200340060000" IPV4_A TCP_24, 0,
         "IPv4 0+20,  10.0.0.1>192.0.2.1/6 fragment ab:24+ payload 20+24/24"},
        {101, "4500002c00ab000340060000" IPV4_A TCP_24 "aa", 0,
         "IPv4 0+20,  10.0.0.1>192.0.2.1/6 fragment ab:24 payload 20+24/24"},
        {101,
         "4500002800ab200040110000" IPV4_A "0035003501000000"
         "000102030405060708090a0b",
         0,
         "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 fragment ab:0+ first UDP 53>53 whole "
         "payload 28+12/12"},
        /* what a piece of a tunnel carries is in pieces too */
        {101, "4500001c00ab200040040000" IPV4_A "45000020000100004006", 0,
         "IPv4 0+20,  10.0.0.1>192.0.2.1/4 fragment ab:0+ first payload 20+8/8"},
        /* ICMPv6 and extension headers are not IPv4's */
        {101,
         "4500001c00010000"
         "403a0000" IPV4_A "8000000000000000",
         0, "IPv4 0+20,  10.0.0.1>192.0.2.1/58 payload 20+8/8"},
        {101,
         "4500001c00010000"
         "40000000" IPV4_A "8000000000000000",
         0, "IPv4 0+20,  10.0.0.1>192.0.2.1/0 payload 20+8/8"},
    };
    CHECK_ALL(samples);
}

static void ipv6_headers(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {101, "6000000000180640" IPV6_A TCP_24 "aaaa", 0,
         "IPv6 0+40, TCP 40+24, " A6 "/6 TCP 1024>443 whole payload 64+0/0"},
        {229, "6000000000000640" IPV6_A TCP_24 "aa", 0,
         "IPv6 0+40, TCP 40+24, " A6 "/6 TCP 1024>443 whole payload 64+1/1 offloaded"},
        {101, "6000000000003b40" IPV6_A "aaaa", 0, "IPv6 0+40, " A6 "/59 payload 40+0/0"},
        {101,
         "6000000000480040" IPV6_A "3c00010400000000"
         "2b00010400000000"
         "33000000000000ff"
         "0604000000000000"
         "00000001000000000000000000000000" TCP_24,
         0,
         "IPv6 0+40, hop-by-hop options 40+8, destination options 48+8, routing header 56+8, AH "
         "64+24, TCP 88+24, " A6 "/6 TCP 1024>443 whole payload 112+0/0"},
        {101, "6000000000202c40" IPV6_A "06000001000000ab" TCP_24, 0,
         "IPv6 0+40, fragment header 40+8, TCP 48+24, " A6
         "/6 fragment ab:0+ first TCP 1024>443 whole payload 72+0/0"},
        {101, "6000000000202c40" IPV6_A "06000018000000ab" TCP_24, 0,
         "IPv6 0+40, fragment header 40+8, " A6 "/6 fragment ab:24 payload 48+24/24"},
        {101, "6000000000202c40" IPV6_A "06000000000000ab" TCP_24, 0,
         "IPv6 0+40, fragment header 40+8, TCP 48+24, " A6
         "/6 TCP 1024>443 whole payload 72+0/0"}, /* atomic (RFC 6946) */
        {101, "6000000000083a40" IPV6_A "8000123400010002", 0,
         "IPv6 0+40, ICMPv6 40+8, " A6 "/58 ICMPv6 128>0 whole payload 48+0/0"},
        {101, "6000000000080140" IPV6_A "8000123400010002", 0,
         "IPv6 0+40, " A6 "/1 payload 40+8/8"}, /* ICMP of the other family */
        {101,
         "6000000000100040" IPV6_A "3b01000000000000"
         "0000000000000000",
         0, "IPv6 0+40, hop-by-hop options 40+16, " A6 "/59 payload 56+0/0"},
        {101, "6000000000080040" IPV6_A "3b02000000000000", 0,
         "IPv6 0+40, hop-by-hop options 40+8, " A6
         "/0 payload 48+0/0 40: the packet ends inside this header"},
        {101, "6000000000080040" IPV6_A "3b00010700000000", 0,
         "IPv6 0+40, hop-by-hop options 40+8, " A6
         "/59 payload 48+0/0 42: an option that passes the end of its header"},
        {229, "4000000000080040" IPV6_A, 0,
         "IPv6 0+40,  payload 40+0/0 0: the version in the IPv6 header is not 6"},
        {101, "6000000000180640" IPV6_A "0400", 22,
         "IPv6 0+40, TCP 40+2, " A6 "/6 payload 42+0/0 cut"},
        {101, "6000000000180640" IPV6_A, 24, "IPv6 0+40, " A6 "/6 payload 40+0/0 cut"},
        {101, "6000000000180640", 56, "IPv6 0+8,  payload 8+0/0 cut"},
        /* jumbograms (RFC 2675) */
        {101, "6000000000000040" IPV6_A "0600c20400010020" TCP_24, 65536,
         "IPv6 0+40, hop-by-hop options 40+8, TCP 48+24, " A6
         "/6 TCP 1024>443 whole payload 72+0/65536 offloaded"},
        {101, "6000000000000040" IPV6_A "0600c20400000020" TCP_24, 0,
         "IPv6 0+40, hop-by-hop options 40+8, TCP 48+24, " A6
         "/6 TCP 1024>443 whole payload 72+0/0 offloaded 42: a jumbo payload of less than 65536 "
         "bytes"},
        {101, "6000000000200040" IPV6_A "0600c20400010020" TCP_24, 0,
         "IPv6 0+40, hop-by-hop options 40+8, TCP 48+24, " A6
         "/6 TCP 1024>443 whole payload 72+0/0 42: a jumbo payload beside a payload length"},
        {101, "6000000000000040" IPV6_A "0600c204ffffffff" TCP_24, 0,
         "IPv6 0+40, hop-by-hop options 40+8, TCP 48+24, " A6
         "/6 TCP 1024>443 whole payload 72+0/0 offloaded 42: the jumbo payload is more than the "
         "link carried"},
    };
    CHECK_ALL(samples);
}

static void transports(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {101, "450000280001400040060000" IPV4_A TCP_16 "00000000", 0,
         "IPv4 0+20, TCP 20+20,  10.0.0.1>192.0.2.1/6 TCP 1024>443 payload 40+0/0 32: the TCP "
         "header is longer than the packet"},
        {101, "450000280001400040060000" IPV4_A "040001bb01020304050607084012faf000000000", 0,
         "IPv4 0+20, TCP 20+20,  10.0.0.1>192.0.2.1/6 TCP 1024>443 payload 40+0/0 32: the length "
         "of the TCP header is less than 20 bytes"},
        /* the snap length cuts ports, fields, options */
        {101, IPV4_24 "0400", 22, "IPv4 0+20, TCP 20+2,  10.0.0.1>192.0.2.1/6 payload 22+0/0 cut"},
        {101, IPV4_24 "040001bb", 20,
         "IPv4 0+20, TCP 20+4,  10.0.0.1>192.0.2.1/6 TCP 1024>443 payload 24+0/0 cut"},
        {101,
         "450000310001400040060000" IPV4_A TCP_16 "00000000"
         "0204",
         7, "IPv4 0+20, TCP 20+22,  10.0.0.1>192.0.2.1/6 TCP 1024>443 payload 42+0/5 cut"},
        {101,
         "450000200001000040110000" IPV4_A "00350035000c0000"
         "61626364"
         "aaaa",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 53>53 whole payload 28+4/4"},
        {101,
         "450000200001000040110000" IPV4_A "00350035000a0000"
         "61626364",
         0, "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 53>53 whole payload 28+2/2"},
        {101,
         "450000200001000040110000" IPV4_A "0035003500ff0000"
         "61626364",
         0,
         "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 53>53 whole payload 28+4/4 24: the UDP "
         "length is more than the packet has"},
        {101,
         "450000200001000040110000" IPV4_A "0035003500070000"
         "61626364",
         0,
         "IPv4 0+20, UDP 20+8,  10.0.0.1>192.0.2.1/17 UDP 53>53 whole payload 32+0/0 24: the UDP "
         "length is less than 8"},
        {101,
         "450000200001000040010000" IPV4_A "0304000000000000"
         "61626364",
         0, "IPv4 0+20, ICMP 20+8,  10.0.0.1>192.0.2.1/1 ICMP 3>4 whole payload 28+4/4"},
        {101,
         "450000200001000040840000" IPV4_A "0304000000000000"
         "61626364",
         0, "IPv4 0+20,  10.0.0.1>192.0.2.1/132 payload 20+12/12"},
    };
    CHECK_ALL(samples);
}

static void tcp_fields(void **state)
{
    (void)state;
    uint8_t bytes[64];
    struct nk_layers l;
    struct nk_packet p = {.bytes = bytes, .link = 101};
    p.captured = p.length = (uint32_t)unhex(IPV4_24 "040001bb01020304f5060708"
                                                    "6a52"
                                                    "faf0"
                                                    "1234"
                                                    "0102"
                                                    "020405b4",
                                            bytes);
    assert_true(nk_layers_read(&l, &p));
    assert_true(l.fields && l.whole);
    assert_int_equal(l.tcp.seq, 0x01020304);
    assert_int_equal(l.tcp.ack, 0xf5060708);
    assert_int_equal(l.tcp.flags, 0xa52);
    assert_int_equal(l.tcp.window, 0xfaf0);
    assert_int_equal(l.tcp.checksum, 0x1234);
    assert_int_equal(l.tcp.urgent, 0x0102);
    assert_int_equal(l.tcp.options, 40);
    assert_int_equal(l.tcp.options_length, 4);
    assert_int_equal(l.hop_limit, 64);
}

/* Headers within headers end somewhere. */
static void nesting(void **state)
{
    (void)state;
    uint8_t bytes[400] = {0};
    struct nk_layers l;
    struct nk_packet p = {.bytes = bytes, .captured = 400, .length = 400, .link = 219};
    assert_false(nk_layers_read(&l, &p));
    assert_int_equal(l.count, NK_LAYERS_MAX);
    assert_string_equal(l.wrong, "more than 32 headers");
    assert_int_equal(l.wrong_at, 4 * NK_LAYERS_MAX);
}

/* Every table has a row for every kind, and finds what is there. */
static void tables(void **state)
{
    (void)state;
    for (int kind = 0; kind < NK_LAYER_KINDS; kind++)
        assert_non_null(nk_layer_name((enum nk_layer_kind)kind));
    assert_string_equal(nk_link_find(1)->name, "ETHERNET");
    assert_int_equal(nk_link_find(143)->first, NK_LAYER_NONE);
    assert_true(nk_link_find(143)->unread);
    assert_false(nk_link_find(253)->unread);
    assert_null(nk_link_find(65535));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capture_headers),  cmocka_unit_test(closed_headers),
        cmocka_unit_test(any_first_header), cmocka_unit_test(every_link),
        cmocka_unit_test(tags_and_labels),  cmocka_unit_test(tunnels),
        cmocka_unit_test(udp_tunnels),      cmocka_unit_test(ipv4_headers),
        cmocka_unit_test(ipv6_headers),     cmocka_unit_test(transports),
        cmocka_unit_test(tcp_fields),       cmocka_unit_test(nesting),
        cmocka_unit_test(tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
