#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/relevant.h"
#include "dns/scan.h"

/* A message with an alias, addresses, MX, TXT, SOA, EDNS with an extended RCODE, and pointers. */
static size_t make(uint8_t *bytes)
{
    static const uint8_t mx[] = {0, 10, 1, 'm', 4, 't', 'e', 's', 't', 0};
    static const uint8_t soa[] = {1,   'n', 4,   't', 'e', 's', 't', 0, 1, 'h', 4, 't',
                                  'e', 's', 't', 0,   0,   0,   0,   1, 0, 0,   0, 2,
                                  0,   0,   0,   3,   0,   0,   0,   4, 0, 0,   0, 5};
    struct nk_name owner, target;
    struct nk_dns_writer w;
    const struct nk_edns e = {.present = true, .udp_size = 1232, .rcode_high = 1};
    assert_true(nk_name_parse("www.test", 8, NULL, &owner, NULL));
    assert_true(nk_name_parse("a_b.test", 8, NULL, &target, NULL));
    nk_dns_writer_init(&w, bytes, 600, 4660, NK_DNS_QR | NK_DNS_RD);
    nk_dns_put_question(&w, &owner, NK_TYPE_A, NK_CLASS_IN);
    nk_dns_put_record(&w, NK_DNS_ANSWER, &owner, NK_TYPE_CNAME, NK_CLASS_IN, 60, target.wire,
                      target.len);
    nk_dns_put_record(&w, NK_DNS_ANSWER, &target, NK_TYPE_A, NK_CLASS_IN, 61, "\300\0\2\1", 4);
    nk_dns_put_record(&w, NK_DNS_ANSWER, &target, NK_TYPE_MX, NK_CLASS_IN, 62, mx, sizeof mx);
    nk_dns_put_record(&w, NK_DNS_ANSWER, &target, NK_TYPE_TXT, NK_CLASS_IN, 63, "\2hi\1x", 5);
    nk_dns_put_record(&w, NK_DNS_ANSWER, &target, NK_TYPE_A, NK_CLASS_CH, 64, "\1x\0\0\1", 5);
    nk_dns_put_record(&w, NK_DNS_AUTHORITY, &target, NK_TYPE_SOA, NK_CLASS_IN, 65, soa, sizeof soa);
    nk_dns_put_record(&w, NK_DNS_ADDITIONAL, &target, NK_TYPE_AAAA, NK_CLASS_IN, 66,
                      "0123456789abcdef", 16);
    nk_dns_put_edns(&w, &e);
    assert_false(w.full);
    return w.len;
}

static void what_it_finds(void **state)
{
    (void)state;
    uint8_t bytes[600];
    size_t len = make(bytes), at;
    struct nk_dns_scan s;
    struct nk_dns_scanned rr;
    char text[NK_NAME_TEXT_MAX];
    bool plain;
    assert_true(nk_dns_scan(&s, bytes, len));
    assert_int_equal(s.header.id, 4660);
    assert_int_equal(s.rcode, 16);
    assert_int_equal(s.type, NK_TYPE_A);
    assert_int_equal(s.class, NK_CLASS_IN);
    assert_int_equal(nk_dns_scan_name(&s, s.question, text, &plain), 9);
    assert_string_equal(text, "www.test.");
    assert_true(plain);
    at = s.records;
    nk_dns_scan_record(&s, &at, &rr);
    assert_int_equal(rr.type, NK_TYPE_CNAME);
    assert_int_equal(rr.ttl, 60);
    nk_dns_scan_name(&s, rr.rdata_at, text, &plain);
    assert_string_equal(text, "a_b.test.");
    nk_dns_scan_record(&s, &at, &rr);
    assert_int_equal(rr.type, NK_TYPE_A);
    assert_int_equal(rr.rdata_len, 4);
    assert_memory_equal(bytes + rr.rdata_at, "\300\0\2\1", 4);
}

static void odd_names(void **state)
{
    (void)state;
    uint8_t bytes[] = "\0\1\0\0\0\1\0\0\0\0\0\0\4a\\,\0\1.\0\0\1\0";
    bytes[23] = 0;
    struct nk_dns_scan s;
    char text[NK_NAME_TEXT_MAX];
    bool plain;
    assert_true(nk_dns_scan(&s, bytes, 24));
    nk_dns_scan_name(&s, s.question, text, &plain);
    assert_string_equal(text, "a\\\\,\\000.\\..");
    assert_false(plain);
    memcpy(bytes + 12, "\0\0\1\0\1", 5);
    assert_true(nk_dns_scan(&s, bytes, 17));
    assert_int_equal(nk_dns_scan_name(&s, s.question, text, &plain), 1);
    assert_string_equal(text, ".");
}

/* Whatever becomes of its octets, it is good where a close look finds nothing. */
static void as_a_close_look(void **state)
{
    (void)state;
    static const uint8_t values[] = {0, 1, 3, 12, 16, 41, 63, 64, 192, 255};
    uint8_t bytes[600], *copy;
    size_t len = make(bytes), bad_at, good = 0, bad = 0;
    struct nk_dns_scan s;
    for (size_t n = 0; n < (len + 1) * sizeof values; n++) {
        size_t at = n / sizeof values, left = at == len ? n % sizeof values * 20 : len;
        struct nk_dns_reader r;
        struct nk_dns_record rr;
        copy = malloc(left + 1); /* so that a read behind the end is seen */
        assert_non_null(copy);
        memcpy(copy, bytes, left);
        if (at < len)
            copy[at] = values[n % sizeof values];
        bool well = nk_dns_message_check(copy, left, &bad_at) == NULL;
        nk_dns_reader_init(&r, copy, left);
        while (nk_dns_reader_next(&r, &rr))
            ;
        well = well && nk_dns_reader_trailing(&r) == 0;
        assert_int_equal(nk_dns_scan(&s, copy, left), well);
        if (well)
            assert_int_equal(s.rcode, nk_dns_message_rcode(copy, left));
        *(well ? &good : &bad) += 1;
        free(copy);
    }
    assert_true(good > 100 && bad > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_finds),
        cmocka_unit_test(odd_names),
        cmocka_unit_test(as_a_close_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
