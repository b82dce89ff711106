#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "netkit/dns.h"

static struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

/* www.example. A in an answer with a CNAME, an SOA and EDNS. */
static size_t build(uint8_t *bytes, size_t room)
{
    static const uint8_t option[] = {0, 3, 0, 2, 'a', 'b'};
    const struct nk_name www = name("www.example"), zone = name("Example");
    const struct nk_name target = name("host.www.example");
    uint8_t soa[64];
    struct nk_dns_writer w;
    size_t len = 0;
    nk_dns_writer_init(&w, bytes, room, 0x1234, NK_DNS_QR | NK_DNS_AA | NK_RCODE_NXDOMAIN);
    nk_dns_put_question(&w, &www, NK_TYPE_A, NK_CLASS_IN);
    nk_dns_put_record(&w, NK_DNS_ANSWER, &www, NK_TYPE_CNAME, NK_CLASS_IN, 300, target.wire,
                      target.len);
    memcpy(soa, zone.wire, zone.len);
    len += zone.len;
    memcpy(soa + len, www.wire, www.len);
    len += www.len;
    for (uint8_t i = 0; i < 20; i++)
        soa[len++] = i % 4 == 3 ? i : 0;
    nk_dns_put_record(&w, NK_DNS_AUTHORITY, &zone, NK_TYPE_SOA, NK_CLASS_IN, 60, soa, len);
    nk_dns_put_edns(&w, &(struct nk_edns){.udp_size = 1232,
                                          .dnssec_ok = true,
                                          .rcode_high = 1,
                                          .options = option,
                                          .options_len = sizeof option});
    return w.len;
}

static void test_write_and_read(void **state)
{
    uint8_t bytes[512];
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_name got, www = name("www.example"), target = name("host.www.example");
    struct nk_soa soa;
    struct nk_edns edns;
    size_t len = build(bytes, sizeof bytes);
    (void)state;
    assert_true(nk_dns_reader_init(&r, bytes, len));
    assert_int_equal(r.header.id, 0x1234);
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_int_equal(rr.section, NK_DNS_QUESTION);
    assert_true(nk_name_equal(&rr.owner, &www));
    assert_int_equal(rr.type, NK_TYPE_A);
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_int_equal(rr.section, NK_DNS_ANSWER);
    assert_int_equal(rr.ttl, 300);
    assert_int_equal(rr.length, 2 + 10 + 5 + 2); /* both names end in pointers */
    assert_true(nk_record_target(&r, &rr, &got));
    assert_true(nk_name_equal(&got, &target));
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_true(nk_record_soa(&r, &rr, &soa));
    assert_true(nk_name_equal(&soa.rname, &www));
    assert_int_equal(soa.serial, 3);
    assert_int_equal(soa.minimum, 19);
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_int_equal(rr.type, NK_TYPE_OPT);
    assert_false(nk_dns_reader_next(&r, &rr));
    assert_null(r.stopped);
    assert_int_equal(nk_dns_reader_trailing(&r), 0);
    nk_dns_edns_read(bytes, len, &edns);
    assert_true(edns.present && edns.dnssec_ok);
    assert_int_equal(edns.udp_size, 1232);
    assert_int_equal(edns.options_len, 6);
    assert_int_equal(nk_dns_message_rcode(bytes, len), 19);
}

/* The case of a name that is sent is kept: "Example" is not a pointer to "example". */
static void test_case_is_kept(void **state)
{
    uint8_t bytes[512];
    char text[NK_NAME_TEXT_MAX];
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    size_t len = build(bytes, sizeof bytes);
    (void)state;
    assert_true(nk_dns_reader_init(&r, bytes, len));
    for (int i = 0; i < 3; i++)
        assert_true(nk_dns_reader_next(&r, &rr));
    nk_name_format(&rr.owner, text);
    assert_string_equal(text, "Example.");
}

/* What does not fit leaves the message whole. */
static void test_full(void **state)
{
    uint8_t whole[512], bytes[512];
    size_t len = build(whole, sizeof whole);
    (void)state;
    for (size_t room = NK_DNS_HEADER_LEN; room <= len; room++) {
        struct nk_dns_reader r;
        struct nk_dns_record rr;
        size_t got = build(bytes, room);
        assert_true(got <= room);
        assert_true(nk_dns_reader_init(&r, bytes, got));
        while (nk_dns_reader_next(&r, &rr))
            assert_null(rr.malformed);
        assert_null(r.stopped);
        assert_int_equal(nk_dns_reader_trailing(&r), 0);
    }
}

/* Cut anywhere: the good records are given, the cut one is told. */
static void test_cut(void **state)
{
    uint8_t bytes[512];
    size_t len = build(bytes, sizeof bytes);
    (void)state;
    for (size_t cut = 0; cut < len; cut++) {
        struct nk_dns_reader r;
        struct nk_dns_record rr;
        uint8_t *copy = malloc(cut + 1); /* so that a sanitizer sees a step too far */
        assert_non_null(copy);
        memcpy(copy, bytes, cut);
        if (nk_dns_reader_init(&r, copy, cut))
            while (nk_dns_reader_next(&r, &rr))
                assert_true(rr.offset + rr.length <= cut);
        assert_non_null(r.stopped);
        free(copy);
    }
}

struct lie {
    const char *says;
    size_t len;
    uint8_t bytes[40];
};

static void test_hostile_names(void **state)
{
    static const struct lie lies[] = {
        {"backwards", 14, {[12] = 0xc0, 12}},           /* itself */
        {"backwards", 18, {[12] = 1, 'a', 0xc0, 12}},   /* a loop through a label */
        {"backwards", 18, {[12] = 0xc0, 14, 0xc0, 12}}, /* forward, then back */
        {"header", 14, {[12] = 0xc0, 4}},
        {"reserved", 16, {[12] = 0x41, 0}},
        {"past the end", 16, {[12] = 9, 'a'}},
        {"past the end", 15, {[12] = 2, 'a', 'b'}},
        {"pointer is cut", 13, {[12] = 0xc0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct nk_name n;
        size_t at = 12, bad_at;
        const char *why = nk_name_read(lies[i].bytes, lies[i].len, &at, &n, &bad_at);
        assert_non_null(why);
        assert_non_null(strstr(why, lies[i].says));
        assert_int_equal(n.len, 0);
    }
}

/* Pointers that each go back by two, more than are allowed; and a name that unrolls too long. */
static void test_bounds_of_names(void **state)
{
    uint8_t bytes[600] = {0};
    struct nk_name n;
    size_t at, bad_at;
    (void)state;
    for (size_t i = 0; i < 200; i++) { /* at 12 the root, then pointer to pointer */
        bytes[14 + 2 * i] = (uint8_t)(0xc0 | ((12 + 2 * i) >> 8));
        bytes[15 + 2 * i] = (uint8_t)(12 + 2 * i);
    }
    at = 14 + 2 * 127;
    assert_null(nk_name_read(bytes, sizeof bytes, &at, &n, &bad_at));
    assert_int_equal(at, 14 + 2 * 127 + 2);
    at = 14 + 2 * 128;
    assert_non_null(nk_name_read(bytes, sizeof bytes, &at, &n, &bad_at));
    for (size_t i = 0; i < 300; i += 2) {
        bytes[12 + i] = 1;
        bytes[13 + i] = 'a';
    }
    at = 12;
    assert_non_null(strstr(nk_name_read(bytes, sizeof bytes, &at, &n, &bad_at), "255"));
}

/* A record with a bad name whose end is known does not hide the next one. */
static void test_bad_record_between(void **state)
{
    static const uint8_t bytes[] = {0, 1, 0x80, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0xc0, 0x0c, 0,
                                    1, 0, 1,    0, 0, 0, 9, 0, 4, 1, 2, 3, 4,    0,    0,
                                    1, 0, 1,    0, 0, 0, 9, 0, 4, 5, 6, 7, 8};
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_addr a;
    (void)state;
    assert_true(nk_dns_reader_init(&r, bytes, sizeof bytes));
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_non_null(rr.malformed);
    assert_int_equal(rr.malformed_at, 12);
    assert_false(nk_record_address(&r, &rr, &a));
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_null(rr.malformed);
    assert_true(nk_record_address(&r, &rr, &a));
    assert_true(a.lo == 0x05060708);
    assert_false(nk_dns_reader_next(&r, &rr));
    assert_null(r.stopped);
}

static void test_counts_are_claims(void **state)
{
    static const uint8_t bytes[] = {0, 1, 0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0,
                                    1, 0, 1,    0, 0, 0, 9,    0,    9,    5,    6, 7, 8};
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    (void)state;
    assert_true(nk_dns_reader_init(&r, bytes, sizeof bytes));
    assert_true(nk_dns_reader_next(&r, &rr));
    assert_non_null(strstr(rr.malformed, "RDLENGTH"));
    assert_int_equal(rr.rdata_len, 4);
    assert_false(nk_dns_reader_next(&r, &rr));
    assert_non_null(r.stopped);
}

static void test_identity(void **state)
{
    uint8_t bytes[512], copy[512];
    size_t len = build(bytes, sizeof bytes);
    const struct nk_dns_question q = {name("WWW.example"), NK_TYPE_A, NK_CLASS_IN};
    const struct {
        size_t at;
        uint8_t byte;
        const char *says;
    } lies[] = {
        {0, 0x13, "ID"},        {2, 0x04, "not a response"}, {2, 0x94, "opcode"},
        {5, 0, "one question"}, {5, 2, "one question"},      {13, 'v', "question"},
        {26, 28, "question"},   {28, 3, "question"},
    };
    (void)state;
    assert_null(nk_dns_answer_mismatch(bytes, len, 0x1234, 0, &q));
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        memcpy(copy, bytes, len);
        copy[lies[i].at] = lies[i].byte;
        const char *why = nk_dns_answer_mismatch(copy, len, 0x1234, 0, &q);
        assert_non_null(why);
        if (strstr(why, lies[i].says) == NULL && strcmp(lies[i].says, "not a response") != 0)
            fail_msg("%zu: %s", i, why);
    }
    static const uint8_t bare[] = {0x12, 0x34, 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    assert_null(nk_dns_answer_mismatch(bare, sizeof bare, 0x1234, 0, &q));
    static const uint8_t cut[] = {0x12, 0x34, 0x82, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assert_null(nk_dns_answer_mismatch(cut, sizeof cut, 0x1234, 0, &q));
    static const uint8_t claims[] = {0x12, 0x34, 0x82, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    assert_non_null(nk_dns_answer_mismatch(claims, sizeof claims, 0x1234, 0, &q));
    static const uint8_t empty[] = {0x12, 0x34, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assert_non_null(nk_dns_answer_mismatch(empty, sizeof empty, 0x1234, 0, &q));
}

/* The top bit of a class is a flag of its own where the reader is told that it is mDNS, but for
 * OPT, whose class is a size. */
static void test_multicast(void **state)
{
    static const uint8_t m[] = {0, 0, 0x84, 0,    0, 1, 0, 1, 0, 0, 0, 1, /* the counts */
                                0, 0, 1,    0x80, 1,                      /* . A IN, QU */
                                0, 0, 1,    0x80, 1, 0, 0, 0, 9, 0, 0,    /* . A IN, flush */
                                0, 0, 41,   0x84, 0, 0, 0, 0, 0, 0, 0};   /* . OPT of 33792 */
    static const struct {
        uint16_t class;
        bool marked;
    } expected[2][3] = {{{0x8001, false}, {0x8001, false}, {0x8400, false}},
                        {{1, true}, {1, true}, {0x8400, false}}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct nk_dns_reader r;
        struct nk_dns_record rr;
        assert_true(nk_dns_reader_init(&r, m, sizeof m));
        r.multicast = i == 1;
        for (size_t k = 0; k < 3; k++) {
            assert_true(nk_dns_reader_next(&r, &rr));
            assert_int_equal(rr.class, expected[i][k].class);
            assert_int_equal(rr.marked, expected[i][k].marked);
        }
        assert_false(nk_dns_reader_next(&r, &rr));
        assert_null(r.stopped);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_and_read),
        cmocka_unit_test(test_case_is_kept),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_hostile_names),
        cmocka_unit_test(test_bounds_of_names),
        cmocka_unit_test(test_bad_record_between),
        cmocka_unit_test(test_counts_are_claims),
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_multicast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
