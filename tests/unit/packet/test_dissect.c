#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "packet/dissect.h"
#include "unhex.h"

/* ---- a packet in words --------------------------------------------------- */

struct taken {
    struct nk_dissection d;
    uint8_t *bytes;
};

static void take(struct taken *t, const char *hex, enum nk_layer_kind first, uint32_t more)
{
    struct nk_err err;
    struct nk_packet p = {.number = 1};
    *t = (struct taken){.bytes = unhex(hex, &p.captured)};
    assert_non_null(t->bytes);
    p.bytes = t->bytes;
    p.length = p.captured + more;
    assert_true(nk_dissect(&t->d, &p, first, &err));
}

static void drop(struct taken *t)
{
    nk_dissection_release(&t->d);
    free(t->bytes);
}

/* The n-th part of that name, of a header's fields, options and data alike. */
static const struct nk_part *find(const struct taken *t, const char *name, unsigned n)
{
    for (size_t i = 0; i < t->d.count; i++)
        if (strcmp(t->d.parts[i].name, name) == 0 && n-- == 0)
            return &t->d.parts[i];
    fail_msg("there is no %s", name);
    return NULL;
}

static void is(const struct taken *t, const char *name, unsigned n, const char *value,
               const char *meaning)
{
    const struct nk_part *p = find(t, name, n);
    char text[200];
    snprintf(text, sizeof text, "%.*s|%.*s", (int)p->value_len, nk_part_value(&t->d, p),
             (int)p->meaning_len, nk_part_meaning(&t->d, p));
    char expected[200];
    snprintf(expected, sizeof expected, "%s|%s", value, meaning);
    assert_string_equal(text, expected);
}

static void fault_is(const struct taken *t, size_t n, uint32_t offset, const char *text)
{
    assert_true(n < t->d.fault_count);
    assert_string_equal(t->d.faults[n].text, text);
    assert_int_equal(t->d.faults[n].offset, offset);
}

/* ---- headers * ----------------------------------------------------------- */

static void a_syn_with_options(void **state)
{
    (void)state;
    struct taken t;
    take(&t, SYN_IP, NK_LAYER_IPV4, 0);
    is(&t, "header length", 0, "5", "20 octets");
    is(&t, "don't fragment", 0, "1", "set");
    is(&t, "protocol", 0, "6", "TCP");
    is(&t, "header checksum", 0, "0x323f", "right");
    is(&t, "source", 0, "192.0.2.1", "Documentation (TEST-NET-1)");
    is(&t, "destination port", 0, "443", "https");
    is(&t, "SYN", 0, "1", "set");
    is(&t, "ACK", 0, "0", "not set");
    is(&t, "window", 0, "64240", "octets, unscaled");
    is(&t, "checksum", 0, "0x87e4", "right");
    assert_int_equal(find(&t, "maximum segment size", 0)->kind, NK_PART_OPTION);
    is(&t, "maximum segment size", 1, "1460", "octets");
    is(&t, "TSval", 0, "1000", "");
    is(&t, "shift count", 0, "7", "");
    assert_int_equal(find(&t, "shift count", 0)->offset, 59);
    assert_int_equal(find(&t, "SYN", 0)->bit, 6);
    assert_true(find(&t, "TSecr", 0)->in_option);
    assert_int_equal(t.d.fault_count, 0);
    drop(&t);
}

static void a_query_in_ethernet(void **state)
{
    (void)state;
    struct taken t;
    take(&t, DNS_QUERY, NK_LAYER_ETHERNET, 0);
    is(&t, "destination", 0, "02:00:00:00:00:02", "locally administered");
    is(&t, "type", 0, "0x0800", "IPv4");
    is(&t, "header checksum", 0, "0xae82", "right");
    is(&t, "length", 0, "32", "octets");
    is(&t, "checksum", 0, "0x5f82", "right");
    const struct nk_part *data = find(&t, "data", 0);
    assert_int_equal(data->kind, NK_PART_DATA);
    assert_int_equal(data->offset, 42);
    assert_int_equal(data->bits, 24 * 8);
    assert_int_equal(data->level, 3);
    assert_int_equal(find(&t, "Ethernet", 0)->inside, 66);
    drop(&t);
}

static void a_quoted_packet(void **state)
{
    (void)state;
    struct taken t;
    take(&t, TIME_EXCEEDED, NK_LAYER_IPV4, 0);
    is(&t, "type", 0, "11", "time exceeded");
    is(&t, "code", 0, "0", "in transit");
    is(&t, "checksum", 0, "0xf006", "right");
    assert_int_equal(find(&t, "ICMP", 0)->bits, 64);
    assert_int_equal(find(&t, "IPv4", 1)->level, 2);
    assert_true(find(&t, "IPv4", 1)->quoted);
    is(&t, "time to live", 1, "1", "hops");
    is(&t, "destination port", 0, "33435", "");
    is(&t, "checksum", 1, "0x0000", "none: the sender made none");
    assert_int_equal(find(&t, "data", 0)->wire, 32);
    assert_int_equal(find(&t, "data", 0)->inside, 0);
    assert_int_equal(t.d.fault_count, 0); /* it is not cut: there is no more of it */
    drop(&t);
}

/* RFC 4884: labels of MPLS behind 128 octets. */
static void an_extension_of_icmp(void **state)
{
    (void)state;
    struct nk_buf hex = {0};
    struct taken t;
    nk_buf_add_text(&hex, "0b00 0000 00200000 450000140001000001110000 c0000202c6336401");
    for (unsigned i = 20; i < 128; i++)
        nk_buf_add_text(&hex, "00");
    nk_buf_add_text(&hex, " 2000c55f 00080101 18960101");
    nk_buf_add_byte(&hex, '\0');
    take(&t, hex.data, NK_LAYER_ICMP, 0);
    is(&t, "length", 0, "32", "128 octets");
    is(&t, "checksum", 1, "0xc55f", "right");
    is(&t, "label", 0, "100704", "");
    assert_int_equal(find(&t, "ICMP extension", 0)->level, 1);
    assert_int_equal(find(&t, "ICMP extension", 0)->offset, 136);
    assert_int_equal(find(&t, "padding", 0)->bits, 108 * 8);
    drop(&t);
    nk_buf_release(&hex);
}

#define IPV6(payload, next)                                       \
    "60000000" payload next "40 20010db8000000000000000000000001" \
    "20010db8000000000000000000000002"

static void neighbour_discovery(void **state)
{
    (void)state;
    struct taken t;
    take(&t,
         IPV6("0020", "3a") "8700 ec72 00000000 20010db8000000000000000000000002 0101020000000001",
         NK_LAYER_IPV6, 0);
    is(&t, "type", 0, "135", "neighbor solicitation");
    is(&t, "target", 0, "2001:db8::2", "Documentation");
    is(&t, "link address", 0, "02:00:00:00:00:01", "locally administered");
    is(&t, "length", 0, "1", "8 octets");
    is(&t, "checksum", 0, "0xec72", "right");
    assert_int_equal(find(&t, "ICMPv6", 0)->bits, 32 * 8);
    drop(&t);
}

static void listener_report(void **state)
{
    (void)state;
    struct taken t;
    take(&t,
         "8f00 0000 00000002"
         "04000000 ff020000000000000000000000000001"
         "01000002 ff020000000000000000000000000002"
         "20010db8000000000000000000000001 20010db8000000000000000000000002",
         NK_LAYER_ICMPV6, 0);
    is(&t, "record type", 0, "4", "change to exclude");
    is(&t, "group", 1, "ff02::2", "multicast, link");
    is(&t, "source", 1, "2001:db8::2", "Documentation");
    drop(&t);
}

static void extension_headers(void **state)
{
    (void)state;
    struct taken t;
    /* hop-by-hop with a router alert and PadN, then segment routing, then a fragment */
    take(&t,
         IPV6("0038", "00") "2b 00 05020000 0100"
                            "2c 02 04 01 00 00 0000 20010db8000000000000000000000009"
                            "11 00 0009 00000007"
                            "0001020304050607",
         NK_LAYER_IPV6, 8);
    is(&t, "next header", 0, "0", "hop-by-hop options");
    assert_int_equal(find(&t, "router alert", 0)->kind, NK_PART_OPTION);
    is(&t, "segment", 0, "2001:db8::9", "Documentation");
    is(&t, "fragment offset", 0, "1", "8 octets");
    is(&t, "more fragments", 0, "1", "set");
    drop(&t);
}

/* ---- checksums * --------------------------------------------------------- */

static void wrong_checksums_say_what_is_right(void **state)
{
    (void)state;
    struct taken t;
    take(&t,
         "4500001c000100004011aaaa c0000201 c6336402"
         "d4310035 00081234",
         NK_LAYER_IPV4, 0);
    is(&t, "header checksum", 0, "0xaaaa", "wrong: should be 0x8e99");
    is(&t, "checksum", 0, "0x1234", "wrong: should be 0x3f40");
    assert_int_equal(find(&t, "checksum", 0)->expected, 0x3f40);
    drop(&t);
    /* what a card was to complete: the sum of the pseudo-header */
    take(&t,
         "4500001c0001000040118e99 c0000201 c6336402"
         "d4310035 0008ec50"
         "",
         NK_LAYER_IPV4, 0);
    is(&t, "checksum", 0, "0xec50",
       "wrong: should be 0x3f40; the pseudo-header's sum: left to the card");
    assert_int_equal(find(&t, "checksum", 0)->verdict, NK_VERDICT_WRONG);
    drop(&t);
}

static void what_cannot_be_checked(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        enum nk_layer_kind first;
        uint32_t more;
        const char *meaning;
    } cases[] = {
        {"d4310035 0008 1234", NK_LAYER_UDP, 0,
         "not checkable: no IP header, whose addresses it covers"},
        {"d4310035 0008 0000", NK_LAYER_UDP, 0, "none: the sender made none"},
        {"4500001c000120004011aaaa c0000201 c6336402 d4310035 0008 1234", NK_LAYER_IPV4, 0,
         "not checkable: a fragment; it covers the whole datagram"},
        {"4500001e000100004011aaaa c0000201 c6336402 d4310035 000a 1234", NK_LAYER_IPV4, 2,
         "not checkable: it covers 10 octets, and 8 are here"},
        {"45000000000100004011aaaa c0000201 c6336402 d4310035 0008 1234", NK_LAYER_IPV4, 0,
         "not checkable: IP's length is 0: the card was to cut it up"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct taken t;
        take(&t, cases[i].hex, cases[i].first, cases[i].more);
        const struct nk_part *p = find(&t, "checksum", 0);
        char text[128];
        snprintf(text, sizeof text, "%.*s", (int)p->meaning_len, nk_part_meaning(&t.d, p));
        assert_string_equal(text, cases[i].meaning);
        drop(&t);
    }
}

/* UDP over IPv6 has to have one (RFC 8200 8.1); the length may be odd. */
static void udp_over_ipv6(void **state)
{
    (void)state;
    struct taken t;
    take(&t, IPV6("0009", "11") "d4310035 0009 0000 61", NK_LAYER_IPV6, 0);
    is(&t, "checksum", 0, "0x0000", "wrong: should be 0x6f00");
    drop(&t);
}

/* ---- what is wrong * ----------------------------------------------------- */

static void malformed_options(void **state)
{
    (void)state;
    struct taken t;
    take(&t, "040001bb 00000001 00000000 6002faf0 00000000 0201 0000", NK_LAYER_TCP, 0);
    fault_is(&t, 0, 21, "the length of a TCP option is too small");
    drop(&t);
    take(&t, "040001bb 00000001 00000000 6002faf0 00000000 02ff 05b4 61626364", NK_LAYER_TCP, 0);
    fault_is(&t, 0, 21, "a TCP option passes the end of its header");
    drop(&t);
    take(&t, "040001bb 00000001 00000000 6002faf0 00000000 02ff 05b4", NK_LAYER_TCP, 0);
    fault_is(&t, 0, 21, "a TCP option passes the end of its header");
    drop(&t);
    take(&t, "040001bb 00000001 00000000 7002faf0 00000000 02ff 05b4", NK_LAYER_TCP, 4);
    fault_is(&t, 0, 24, "cut inside the headers: 24 of 28 octets are here");
    assert_int_equal(t.d.fault_count, 1); /* the option may go on where it was cut */
    drop(&t);
    take(&t, "040001bb 00000001 00000000 6002faf0 00000000 0203 0500", NK_LAYER_TCP, 0);
    fault_is(&t, 0, 22, "the option 'maximum segment size' is too short");
    drop(&t);
}

static void a_cut_packet_says_where(void **state)
{
    (void)state;
    struct taken t;
    take(&t, "4500003c1c4640004006323fc0000201c6336402 c35001bb 0000", NK_LAYER_IPV4, 34);
    fault_is(&t, 0, 26, "cut inside the headers: 26 of 60 octets are here");
    is(&t, "source port", 0, "50000", "");
    assert_true(find(&t, "rest", 0)->octets);
    drop(&t);
}

/* Of every packet every beginning can be taken apart, and no part passes the end of what is there;
 * the fields of each header stand one behind the other. */
static void check_parts(const struct nk_dissection *d)
{
    uint64_t end = 0;
    for (size_t i = 0; i < d->count; i++) {
        const struct nk_part *p = &d->parts[i];
        uint64_t from = (uint64_t)p->offset * 8 + p->bit;
        assert_true(from + p->bits <= (uint64_t)d->captured * 8);
        if (p->kind == NK_PART_HEADER)
            end = from;
        if (p->kind == NK_PART_FIELD) {
            assert_int_equal(from, end);
            end = from + p->bits;
        }
        assert_true(p->value + p->value_len <= d->text.len);
        assert_true(p->meaning + p->meaning_len <= d->text.len);
    }
}

static void every_beginning(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        enum nk_layer_kind first;
    } packets[] = {
        {SYN_IP, NK_LAYER_IPV4},
        {DNS_QUERY, NK_LAYER_ETHERNET},
        {TIME_EXCEEDED, NK_LAYER_IPV4},
        {"11096500 0012 0101 0000 0103 0004 c0ffee00 0000 0000", NK_LAYER_PPPOE},
        {"0001 0800 0604 0001 020000000001 0a000001 000000000000 0a000002", NK_LAYER_ARP},
        {"b0800800 12340000 00000007 00000001", NK_LAYER_GRE},
    };
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        uint32_t len;
        uint8_t *all = unhex(packets[i].hex, &len);
        struct nk_dissection d = {.bytes = NULL};
        struct nk_err err;
        for (uint32_t n = 0; n <= len; n++)
            for (uint32_t more = 0; more <= 100; more += 100) {
                uint8_t *bytes = malloc(n + (n == 0));
                assert_non_null(bytes);
                memcpy(bytes, all, n);
                struct nk_packet p = {.bytes = bytes, .captured = n, .length = n + more};
                assert_true(nk_dissect(&d, &p, packets[i].first, &err));
                check_parts(&d);
                free(bytes);
            }
        nk_dissection_release(&d);
        free(all);
    }
}

/* A packet that quotes one that quotes one ... ends somewhere. */
static void quotes_have_a_limit(void **state)
{
    (void)state;
    struct nk_buf hex = {0};
    struct taken t;
    unsigned deepest = 0;
    for (unsigned i = 0; i < 40; i++)
        nk_buf_add_text(&hex, "45000400000100004001 0000 c0000201c0000202 0b00000000000000");
    nk_buf_add_byte(&hex, '\0');
    take(&t, hex.data, NK_LAYER_IPV4, 0);
    for (size_t i = 0; i < t.d.count; i++)
        deepest = t.d.parts[i].level > deepest ? t.d.parts[i].level : deepest;
    assert_int_equal(deepest, 2 * (NK_QUOTES_MAX + 1));
    drop(&t);
    nk_buf_release(&hex);
}

static void too_many_fields(void **state)
{
    (void)state;
    struct nk_buf hex = {0};
    struct taken t;
    nk_buf_add_text(&hex, "8500000000000000");
    for (unsigned i = 0; i < 10000; i++)
        nk_buf_add_text(&hex, "0501000000000000");
    nk_buf_add_byte(&hex, '\0');
    take(&t, hex.data, NK_LAYER_ICMPV6, 0);
    assert_int_equal(t.d.count, NK_PARTS_MAX);
    assert_true(t.d.full && !t.d.failed);
    assert_string_equal(t.d.faults[t.d.fault_count - 1].text,
                        "more than 16384 fields: the others are not shown");
    drop(&t);
    nk_buf_release(&hex);
}

static void nothing_known_is_data(void **state)
{
    (void)state;
    struct taken t;
    take(&t, "0102030405", NK_LAYER_NONE, 3);
    assert_int_equal(t.d.count, 1);
    assert_int_equal(t.d.parts[0].kind, NK_PART_DATA);
    assert_int_equal(t.d.parts[0].wire, 8);
    drop(&t);
    take(&t, "", NK_LAYER_ETHERNET, 0);
    fault_is(&t, 0, 0, "the packet ends before a header that was announced");
    drop(&t);
}

static void padding_of_short_frames(void **state)
{
    (void)state;
    struct taken t;
    take(&t,
         "02000000000202000000000108004500001c0001000040118e99c0000201c6336402d43100350008"
         "0000 000000000000",
         NK_LAYER_ETHERNET, 0);
    const struct nk_part *p = find(&t, "padding", 0);
    assert_int_equal(p->level, 1);
    assert_int_equal(p->offset, 42);
    assert_int_equal(find(&t, "IPv4", 0)->inside, 28);
    assert_int_equal(find(&t, "Ethernet", 0)->inside, 48);
    drop(&t);
    /* ARP does not say how long it is */
    take(&t,
         "ffffffffffff020000000001 0806 0001080006040001 020000000001c0000201 000000000000c0000202"
         "0000000000000000",
         NK_LAYER_ETHERNET, 0);
    assert_int_equal(find(&t, "padding", 0)->level, 1);
    assert_int_equal(find(&t, "ARP", 0)->inside, 28);
    assert_int_equal(find(&t, "Ethernet", 0)->inside, 50);
    drop(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_syn_with_options),
        cmocka_unit_test(a_query_in_ethernet),
        cmocka_unit_test(a_quoted_packet),
        cmocka_unit_test(an_extension_of_icmp),
        cmocka_unit_test(neighbour_discovery),
        cmocka_unit_test(listener_report),
        cmocka_unit_test(extension_headers),
        cmocka_unit_test(wrong_checksums_say_what_is_right),
        cmocka_unit_test(what_cannot_be_checked),
        cmocka_unit_test(udp_over_ipv6),
        cmocka_unit_test(malformed_options),
        cmocka_unit_test(a_cut_packet_says_where),
        cmocka_unit_test(every_beginning),
        cmocka_unit_test(quotes_have_a_limit),
        cmocka_unit_test(too_many_fields),
        cmocka_unit_test(nothing_known_is_data),
        cmocka_unit_test(padding_of_short_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
