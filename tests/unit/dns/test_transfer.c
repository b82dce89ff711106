#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/rdata.h"
#include "dns/transfer.h"

enum { ID = 0x1234, IXFR_SINCE = 7 };

static struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

/* What `take` saw: a word a record. */
struct log {
    char text[4096];
    unsigned left; /* records until it wants no more */
};

static bool take(void *closure, const struct nk_transfer_record *x)
{
    static const char marks[] = {[NK_TRANSFER_WHOLE] = '=', '-', '+'};
    struct log *log = closure;
    char owner[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    struct nk_buf data = {0};
    struct nk_rdata d = nk_rdata_of(x->reader, x->rr);
    size_t used = strlen(log->text);
    nk_rdata_text(&data, &d);
    nk_buf_add_byte(&data, '\0');
    nk_name_format(&x->rr->owner, owner);
    snprintf(log->text + used, sizeof log->text - used, "%c%u %s %s %s%s%s\n", marks[x->change],
             x->serial, owner, nk_type_name(x->rr->type, type), x->refused ? "refused" : data.data,
             x->fault == NULL ? "" : ": ", x->fault == NULL ? "" : x->fault);
    nk_buf_release(&data);
    return log->left == 0 || --log->left > 0;
}

/* A message in the making, and the transfer that it is fed to. */
struct fixture {
    uint8_t bytes[NK_DNS_MESSAGE_MAX];
    struct nk_dns_writer w;
    struct nk_name zone;
    struct nk_transfer t;
    struct log log;
    struct nk_err err;
};

static void begin(struct fixture *f, bool question)
{
    nk_dns_writer_init(&f->w, f->bytes, sizeof f->bytes, ID, NK_DNS_QR | NK_DNS_AA);
    if (question)
        nk_dns_put_question(&f->w, &f->zone, f->t.question.type, NK_CLASS_IN);
}

static void open_as(struct fixture *f, uint16_t type)
{
    memset(f, 0, sizeof *f);
    f->zone = name("example");
    f->t = (struct nk_transfer){.question = {f->zone, type, NK_CLASS_IN},
                                .id = ID,
                                .since = IXFR_SINCE,
                                .take = take,
                                .closure = &f->log};
    begin(f, true);
}

static void put_typed(struct fixture *f, const char *owner, uint16_t type, const char *text)
{
    struct nk_buf rdata = {0};
    struct nk_name n = name(owner);
    assert_true(nk_rdata_parse(type, NK_CLASS_IN, text, strlen(text), NULL, &rdata, NULL));
    assert_true(
        nk_dns_put_record(&f->w, NK_DNS_ANSWER, &n, type, NK_CLASS_IN, 60, rdata.data, rdata.len));
    nk_buf_release(&rdata);
}

static void put_soa(struct fixture *f, uint32_t serial)
{
    char text[64];
    snprintf(text, sizeof text, "ns.example. root.example. %u 1 2 3 4", serial);
    put_typed(f, "example", NK_TYPE_SOA, text);
}

static void put_a(struct fixture *f, const char *owner, const char *text)
{
    put_typed(f, owner, NK_TYPE_A, text);
}

static enum nk_transfer_status feed(struct fixture *f)
{
    f->err = (struct nk_err){0};
    return nk_transfer_feed(&f->t, f->bytes, f->w.len, &f->err);
}

#define SOA_LINE(mark, serial, of) \
    mark serial " example. SOA ns.example. root.example. " of " 1 2 3 4\n"

/* ---- AXFR -------------------------------------------------------------------- */

static void test_axfr_in_one_message(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    put_a(&f, "a.example", "192.0.2.1");
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_string_equal(f.log.text, SOA_LINE("=", "9", "9") "=9 a.example. A 192.0.2.1\n");
    assert_int_equal(f.t.records, 2);
    assert_int_equal(f.t.messages, 1);
    assert_int_equal(f.t.octets, f.w.len);
    assert_int_equal(f.t.faults, 0);
}

static void test_axfr_in_messages_of_one_record(void **state)
{
    static struct fixture f;
    char owner[32];
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_MORE);
    for (int i = 0; i < 50; i++) {
        begin(&f, i % 2 == 0); /* the question may be left out */
        snprintf(owner, sizeof owner, "h%d.example", i);
        put_a(&f, owner, "192.0.2.1");
        assert_int_equal(feed(&f), NK_TRANSFER_MORE);
    }
    begin(&f, false);
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_int_equal(f.t.records, 51);
    assert_int_equal(f.t.messages, 52);
}

static void test_axfr_of_a_zone_below_whose_soa_is_no_end(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    put_typed(&f, "sub.example", NK_TYPE_SOA, ". . 1 1 1 1 1");
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_int_equal(f.t.records, 2);
}

static void test_records_that_are_none_of_the_zone(void **state)
{
    static struct fixture f;
    struct nk_name inside = name("odd.example");
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    put_a(&f, "www.other", "192.0.2.66");
    put_a(&f, "notexample", "192.0.2.66");
    nk_dns_put_record(&f.w, NK_DNS_ANSWER, &inside, NK_TYPE_A, NK_CLASS_CH, 1, "\1\2\3\4", 4);
    nk_dns_put_record(&f.w, NK_DNS_ANSWER, &inside, NK_TYPE_OPT, NK_CLASS_IN, 1, "", 0);
    nk_dns_put_record(&f.w, NK_DNS_ANSWER, &inside, NK_TYPE_A, NK_CLASS_IN, 1, "\1\2\3", 3);
    put_a(&f, "a.example", "192.0.2.1");
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_int_equal(f.t.faults, 5);
    assert_int_equal(f.t.records, 3); /* the malformed one is the zone's, and is shown as it is */
    assert_non_null(strstr(f.log.text, "=9 www.other. A refused: its name is outside the zone\n"));
    assert_non_null(strstr(f.log.text, "=9 notexample. A refused: its name is outside the zone\n"));
    assert_non_null(strstr(f.log.text, "A refused: its class is not the zone's\n"));
    assert_non_null(strstr(f.log.text, "OPT refused: its type is none that a zone holds\n"));
    assert_non_null(strstr(f.log.text, "=9 odd.example. A \\# 3 010203: "));
    assert_non_null(strstr(f.log.text, "=9 a.example. A 192.0.2.1\n"));
}

static void test_an_end_that_is_not_the_start(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    put_soa(&f, 10);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "the zone changed meanwhile"));
    assert_int_equal(f.err.code, NK_ERR_SYSTEM);
}

static void test_records_behind_the_end(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    put_soa(&f, 9);
    put_a(&f, "late.example", "192.0.2.66");
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "behind the SOA that ends the transfer"));
    assert_null(strstr(f.log.text, "late"));
}

static void test_a_start_that_is_no_soa(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_a(&f, "a.example", "192.0.2.66");
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "does not begin with the zone's SOA"));
    open_as(&f, NK_TYPE_AXFR);
    put_typed(&f, "sub.example", NK_TYPE_SOA, ". . 1 1 1 1 1");
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    open_as(&f, NK_TYPE_AXFR);
    nk_dns_put_record(&f.w, NK_DNS_ANSWER, &f.zone, NK_TYPE_SOA, NK_CLASS_IN, 1, "\0\0", 2);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "SOA is malformed"));
    assert_string_equal(f.log.text, "");
}

static void test_a_taker_that_has_enough(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    f.log.left = 2;
    put_soa(&f, 9);
    put_a(&f, "a.example", "192.0.2.1");
    put_a(&f, "b.example", "192.0.2.1");
    assert_int_equal(feed(&f), NK_TRANSFER_STOPPED);
    assert_null(strstr(f.log.text, "b.example"));
}

/* ---- the messages ------------------------------------------------------------ */

/* One way to be no part of the transfer: what is written over the message, and the reason. */
struct spoiled {
    size_t at;
    uint8_t byte;
    const char *why;
};

static void test_messages_that_do_not_count(void **state)
{
    static const struct spoiled all[] = {
        {0, 0x99, "another ID"},
        {2, 0x04, "a query, not a response"},
        {2, 0x94, "another opcode"},
        {2, 0x86, "truncated"},
        {3, 0x05, "the server answers REFUSED"},
        {3, 0x09, "the server answers NOTAUTH"},
        {3, 0x01, "the server answers FORMERR"},
        {5, 0x02, "not one question"},
        {5, 0x00, "not one question"},
        {7, 0x00, "no record of the zone"},
        {7, 0x03, "the message ends before"},
        {13, 'f', "another question"},
        {22, NK_TYPE_IXFR, "another question"},
        {24, NK_CLASS_CH, "another question"},
    };
    static struct fixture f;
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        open_as(&f, NK_TYPE_AXFR);
        put_soa(&f, 9);
        f.bytes[all[i].at] = all[i].byte;
        assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
        if (strstr(f.err.text, all[i].why) == NULL)
            fail_msg("byte %zu: '%s' is not '%s'", all[i].at, f.err.text, all[i].why);
        assert_int_equal(strncmp(f.err.text, "message 1", 9), 0);
    }
}

static void test_later_messages_count_alike(void **state)
{
    static struct fixture f;
    (void)state;
    for (size_t at = 0; at < 4; at++) { /* ID, QR, RCODE */
        open_as(&f, NK_TYPE_AXFR);
        put_soa(&f, 9);
        assert_int_equal(feed(&f), NK_TRANSFER_MORE);
        begin(&f, false);
        put_soa(&f, 9);
        f.bytes[at] ^= (uint8_t)(at == 2 ? 0x80 : 0x02);
        assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
        assert_int_equal(strncmp(f.err.text, "message 2", 9), 0);
    }
}

static void test_messages_cut_anywhere(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_AXFR);
    put_soa(&f, 9);
    put_soa(&f, 9);
    size_t whole = f.w.len;
    for (size_t len = 0; len < whole; len++) {
        open_as(&f, NK_TYPE_AXFR);
        put_soa(&f, 9);
        put_soa(&f, 9);
        uint8_t *copy = malloc(len + 1); /* so that reading past it is seen */
        assert_non_null(copy);
        copy = realloc(copy, len == 0 ? 1 : len);
        assert_non_null(copy);
        memcpy(copy, f.bytes, len);
        assert_int_equal(nk_transfer_feed(&f.t, copy, len, &f.err), NK_TRANSFER_FAILED);
        free(copy);
    }
    f.bytes[f.w.len++] = 0;
    memset(&f.log, 0, sizeof f.log);
    f.t.phase = NK_TRANSFER_AT_START;
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "left behind the last record"));
}

/* ---- IXFR -------------------------------------------------------------------- */

static void test_ixfr_with_two_differences(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_IXFR);
    put_soa(&f, 9);
    put_soa(&f, 7);
    put_a(&f, "a.example", "192.0.2.1");
    put_soa(&f, 8);
    assert_int_equal(feed(&f), NK_TRANSFER_MORE);
    begin(&f, false);
    put_a(&f, "a.example", "192.0.2.2");
    put_soa(&f, 8);
    put_soa(&f, 9);
    put_a(&f, "b.example", "192.0.2.3");
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_string_equal(f.log.text,
                        SOA_LINE("-", "7", "7") "-7 a.example. A 192.0.2.1\n" SOA_LINE(
                            "+", "8", "8") "+8 a.example. A 192.0.2.2\n" SOA_LINE("-", "8", "8")
                            SOA_LINE("+", "9", "9") "+9 b.example. A 192.0.2.3\n");
    assert_true(f.t.differences);
    assert_int_equal(f.t.deleted, 3);
    assert_int_equal(f.t.added, 4);
    assert_int_equal(f.t.soa.serial, 9);
}

static void test_ixfr_that_sends_the_whole_zone(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_IXFR);
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_MORE);
    begin(&f, false);
    put_a(&f, "a.example", "192.0.2.1");
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_string_equal(f.log.text, SOA_LINE("=", "9", "9") "=9 a.example. A 192.0.2.1\n");
    assert_false(f.t.differences);
    open_as(&f, NK_TYPE_IXFR); /* a zone of nothing but its SOA */
    put_soa(&f, 9);
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_DONE);
    assert_int_equal(f.t.records, 1);
}

static void test_ixfr_of_a_zone_that_is_current(void **state)
{
    static const uint32_t serials[] = {IXFR_SINCE, IXFR_SINCE - 1, 0xfffffff0};
    static struct fixture f;
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        open_as(&f, NK_TYPE_IXFR);
        put_soa(&f, serials[i]);
        assert_int_equal(feed(&f), NK_TRANSFER_CURRENT);
        assert_int_equal(f.t.records, 1);
        assert_int_equal(f.t.soa.serial, serials[i]);
    }
}

static void test_ixfr_over_udp(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_IXFR);
    f.t.udp = true;
    put_soa(&f, 9); /* newer, and nothing else: it does not fit */
    assert_int_equal(feed(&f), NK_TRANSFER_BY_TCP);
    assert_string_equal(f.log.text, "");
    open_as(&f, NK_TYPE_IXFR);
    f.t.udp = true;
    put_soa(&f, 9);
    nk_dns_writer_flags(&f.w, NK_DNS_QR | NK_DNS_TC);
    assert_int_equal(feed(&f), NK_TRANSFER_BY_TCP);
    open_as(&f, NK_TYPE_IXFR);
    f.t.udp = true;
    put_soa(&f, IXFR_SINCE);
    assert_int_equal(feed(&f), NK_TRANSFER_CURRENT);
    open_as(&f, NK_TYPE_IXFR);
    f.t.udp = true;
    put_soa(&f, 9);
    put_soa(&f, 7);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "ends before the transfer does"));
}

static void test_ixfr_that_is_not_known(void **state)
{
    static struct fixture f;
    (void)state;
    for (uint16_t rcode = 1; rcode < 6; rcode++) {
        open_as(&f, NK_TYPE_IXFR);
        nk_dns_writer_flags(&f.w, NK_DNS_QR | rcode);
        assert_int_equal(feed(&f), rcode == NK_RCODE_FORMERR || rcode == NK_RCODE_NOTIMP
                                       ? NK_TRANSFER_BY_AXFR
                                       : NK_TRANSFER_FAILED);
    }
}

static void test_ixfr_out_of_order(void **state)
{
    static struct fixture f;
    (void)state;
    open_as(&f, NK_TYPE_IXFR); /* not from the version that was asked for */
    put_soa(&f, 9);
    put_soa(&f, 6);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "differences from serial 6, where those from 7"));
    open_as(&f, NK_TYPE_IXFR); /* backwards */
    put_soa(&f, 9);
    put_soa(&f, 7);
    put_soa(&f, 7);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "does not lead to a later serial"));
    open_as(&f, NK_TYPE_IXFR); /* a gap */
    put_soa(&f, 9);
    put_soa(&f, 7);
    put_soa(&f, 8);
    put_soa(&f, 9);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
    assert_non_null(strstr(f.err.text, "differences from serial 9, where those from 8"));
    open_as(&f, NK_TYPE_IXFR); /* past the version that it began with */
    put_soa(&f, 9);
    put_soa(&f, 7);
    put_soa(&f, 9);
    put_soa(&f, 10);
    assert_int_equal(feed(&f), NK_TRANSFER_FAILED);
}

static void test_serials(void **state)
{
    (void)state;
    assert_true(nk_serial_is_later(1, 0));
    assert_true(nk_serial_is_later(0, UINT32_MAX));
    assert_true(nk_serial_is_later(0x7fffffff, 0));
    assert_false(nk_serial_is_later(0x80000000, 0)); /* undefined there: not later */
    assert_false(nk_serial_is_later(0, 0));
    assert_false(nk_serial_is_later(0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_axfr_in_one_message),
        cmocka_unit_test(test_axfr_in_messages_of_one_record),
        cmocka_unit_test(test_axfr_of_a_zone_below_whose_soa_is_no_end),
        cmocka_unit_test(test_records_that_are_none_of_the_zone),
        cmocka_unit_test(test_an_end_that_is_not_the_start),
        cmocka_unit_test(test_records_behind_the_end),
        cmocka_unit_test(test_a_start_that_is_no_soa),
        cmocka_unit_test(test_a_taker_that_has_enough),
        cmocka_unit_test(test_messages_that_do_not_count),
        cmocka_unit_test(test_later_messages_count_alike),
        cmocka_unit_test(test_messages_cut_anywhere),
        cmocka_unit_test(test_ixfr_with_two_differences),
        cmocka_unit_test(test_ixfr_that_sends_the_whole_zone),
        cmocka_unit_test(test_ixfr_of_a_zone_that_is_current),
        cmocka_unit_test(test_ixfr_over_udp),
        cmocka_unit_test(test_ixfr_that_is_not_known),
        cmocka_unit_test(test_ixfr_out_of_order),
        cmocka_unit_test(test_serials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
