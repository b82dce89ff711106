#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/edns_rows.h"

/* The options made of `CODE:HEX` words that are parted by blanks. */
static void make(struct nk_buf *b, const char *words)
{
    for (const char *at = words; *at != '\0';) {
        size_t len = strcspn(at, " ");
        struct nk_err err = {0};
        if (!nk_edns_put_text(b, at, len, &err))
            fail_msg("%s", err.text);
        at += len + (at[len] == ' ');
    }
}

static struct nk_edns edns_of(const struct nk_buf *b)
{
    return (struct nk_edns){
        .present = true, .options = (const uint8_t *)b->data, .options_len = b->len};
}

/* The first option as text and JSON; `malformed` NULL: it is well-formed. */
static void check(const char *words, const char *text, const char *json, const char *malformed,
                  size_t malformed_at)
{
    struct nk_buf options = {0}, out = {0};
    struct nk_edns_walk w;
    struct nk_edns_option o;
    make(&options, words);
    struct nk_edns e = edns_of(&options);
    nk_edns_walk_init(&w, &e);
    assert_true(nk_edns_walk_next(&w, &o));
    if (malformed == NULL) {
        if (o.malformed != NULL)
            fail_msg("%s: %s", words, o.malformed);
    } else {
        assert_non_null(o.malformed);
        assert_non_null(strstr(o.malformed, malformed));
        assert_int_equal(o.malformed_at, malformed_at);
    }
    nk_edns_text(&out, &o);
    nk_buf_add_byte(&out, '\0');
    assert_string_equal(out.data, text);
    nk_buf_clear(&out);
    if (json != NULL) {
        nk_edns_json(&out, &o, 100);
        nk_buf_add_byte(&out, '\0');
        assert_string_equal(out.data, json);
    }
    assert_false(nk_edns_walk_next(&w, &o));
    nk_buf_release(&out);
    nk_buf_release(&options);
}

static void test_options(void **state)
{
    (void)state;
    check("LLQ:0001000200030102030405060708000000ff",
          "version 1, opcode 2, error 3, id 0102030405060708, lease 255 s",
          "{\"code\":1,\"name\":\"LLQ\",\"data\":\"0001000200030102030405060708000000ff\","
          "\"version\":1,\"opcode\":2,\"error\":3,\"id\":\"0102030405060708\",\"lease\":255}",
          NULL, 0);
    check("2:00000e10", "lease 3600 s", NULL, NULL, 0);
    check("UL:00000e1000015180", "lease 3600 s, key lease 86400 s",
          "{\"code\":2,\"name\":\"UL\",\"data\":\"00000e1000015180\",\"lease\":3600,"
          "\"key_lease\":86400}",
          NULL, 0);
    check("3:6e7331", "6e7331 (\"ns1\")",
          "{\"code\":3,\"name\":\"NSID\",\"data\":\"6e7331\",\"text\":\"ns1\"}", NULL, 0);
    check("nsid", "", "{\"code\":3,\"name\":\"NSID\",\"data\":\"\"}", NULL, 0);
    check("5:080d0f", "8 13 15",
          "{\"code\":5,\"name\":\"DAU\",\"data\":\"080d0f\",\"algorithms\":[8,13,15]}", NULL, 0);
    check("6:0102", "1 2", NULL, NULL, 0);
    check("7:01", "1", NULL, NULL, 0);
    check("9", "", NULL, NULL, 0);
    check("9:00000e10", "3600 s",
          "{\"code\":9,\"name\":\"EXPIRE\",\"data\":\"00000e10\",\"expire\":3600}", NULL, 0);
    check("10:0102030405060708", "client 0102030405060708",
          "{\"code\":10,\"name\":\"COOKIE\",\"data\":\"0102030405060708\","
          "\"client\":\"0102030405060708\"}",
          NULL, 0);
    check("10:01020304050607081112131415161718", "client 0102030405060708, server 1112131415161718",
          NULL, NULL, 0);
    check("11:0078", "12000 ms",
          "{\"code\":11,\"name\":\"TCP-KEEPALIVE\",\"data\":\"0078\",\"timeout_ms\":12000}", NULL,
          0);
    check("12:000000", "3 octets",
          "{\"code\":12,\"name\":\"PADDING\",\"data\":\"000000\",\"octets\":3}", NULL, 0);
    check("13:03636f6d00", "com.",
          "{\"code\":13,\"name\":\"CHAIN\",\"data\":\"03636f6d00\",\"closest\":\"com.\"}", NULL, 0);
    check("14:4a5c4f66", "19036 20326",
          "{\"code\":14,\"name\":\"KEY-TAG\",\"data\":\"4a5c4f66\",\"tags\":[19036,20326]}", NULL,
          0);
    check("16:0102", "258", NULL, NULL, 0);
    check("17:0102", "258", NULL, NULL, 0);
    check("18:0161076578616d706c6500", "a.example.",
          "{\"code\":18,\"name\":\"REPORT-CHANNEL\",\"data\":\"0161076578616d706c6500\","
          "\"agent\":\"a.example.\"}",
          NULL, 0);
    check("19:020078563412", "type 0, labels 2, serial 2018915346",
          "{\"code\":19,\"name\":\"ZONEVERSION\",\"data\":\"020078563412\",\"labels\":2,"
          "\"type\":0,\"serial\":2018915346}",
          NULL, 0);
    check("19:0207ff", "type 7, labels 2, version ff", NULL, NULL, 0);
    check("20:0001001c", "A AAAA",
          "{\"code\":20,\"name\":\"MQTYPE-QUERY\",\"data\":\"0001001c\",\"types\":[\"A\","
          "\"AAAA\"]}",
          NULL, 0);
    check("20292:4f444e53", "4f444e53", NULL, NULL, 0);
    check("26946:6162", "6162 (\"ab\")", NULL, NULL, 0);
    check("65001:beef", "beef", "{\"code\":65001,\"name\":\"OPT65001\",\"data\":\"beef\"}", NULL,
          0);
}

static void test_subnet(void **state)
{
    (void)state;
    check("8:00011800c00002", "192.0.2.0/24/0",
          "{\"code\":8,\"name\":\"CLIENT-SUBNET\",\"data\":\"00011800c00002\",\"family\":1,"
          "\"source\":24,\"scope\":0,\"address\":\"192.0.2.0\"}",
          NULL, 0);
    check("8:0002383020010db8000000", "2001:db8::/56/48", NULL, NULL, 0);
    check("8:00010000", "0.0.0.0/0/0", NULL, NULL, 0);
    check("8:00000000", "0/0", NULL, NULL, 0);
    check("8:00030800ff", "ff/8/0", NULL, NULL, 0); /* a family that nobody knows */
    check("8:0001", "0001",
          "{\"code\":8,\"name\":\"CLIENT-SUBNET\",\"data\":\"0001\","
          "\"malformed\":\"a client subnet has at least 4 octets (RFC 7871 6)\","
          "\"malformed_at\":104,\"offset\":100}",
          "at least 4 octets", 4);
    check("8:00012100c0000201ff", "00012100c0000201ff", NULL, "source prefix is longer", 6);
    check("8:00011821c00002", "00011821c00002", NULL, "scope prefix is longer", 7);
    check("8:00011800c000", "00011800c000", NULL, "not as many octets", 8);
    check("8:00011800c0000201", "00011800c0000201", NULL, "not as many octets", 8);
    check("8:00011700c00003", "00011700c00003", NULL, "bits of the address are set", 8);
}

static void test_errors(void **state)
{
    (void)state;
    check("15:0012", "18 (Prohibited)",
          "{\"code\":15,\"name\":\"EDE\",\"data\":\"0012\",\"info_code\":18,"
          "\"info_name\":\"Prohibited\"}",
          NULL, 0);
    check("15:00126869", "18 (Prohibited): \"hi\"", NULL, NULL, 0);
    check("15:0012686900", "18 (Prohibited): \"hi\"", NULL, NULL, 0); /* the NUL is no part */
    check("15:fffe1b5b41220a5c", "65534: \"\\027[A\\\"\\010\\\\\"",
          "{\"code\":15,\"name\":\"EDE\",\"data\":\"fffe1b5b41220a5c\",\"info_code\":65534,"
          "\"text\":\"\\u001b[A\\\"\\n\\\\\"}",
          NULL, 0);
    check("15:0012c3a9ffe280ae", "18 (Prohibited): \"\xc3\xa9\\255\\226\\128\\174\"", NULL, NULL,
          0);
    check("15:00", "00", NULL, "at least 2 octets", 4);
    assert_string_equal(nk_ede_name(0), "Other");
    assert_string_equal(nk_ede_name(24), "Invalid Data");
    assert_string_equal(nk_ede_name(27), "Unsupported NSEC3 Iterations Value");
    assert_null(nk_ede_name(65535));
}

static void test_malformed(void **state)
{
    (void)state;
    check("1:00", "00", NULL, "18 octets", 4);
    check("2:0000000000", "0000000000", NULL, "4 or 8", 4);
    check("9:01", "01", NULL, "4 octets or none", 4);
    check("10:01", "01", NULL, "8 octets, or 16 to 40", 4);
    check("10:010203040506070809", "010203040506070809", NULL, "8 octets, or 16 to 40", 4);
    check("11:01", "01", NULL, "2 octets or none", 4);
    check("13:03636f", "03636f", NULL, "label runs past", 4);
    check("13:03636f6d0000", "03636f6d0000", NULL, "more behind the name", 9);
    check("14:010203", "010203", NULL, "odd number", 4);
    check("16:01", "01", NULL, "2 octets", 4);
    check("18:c000", "c000", NULL, "pointer", 4);
    check("19:02", "02", NULL, "at least 2 octets", 4);
    check("19:020001", "020001", NULL, "SOA-SERIAL has 4 octets", 6);
}

/* What is cut is told, and what stands before it is given. */
static void test_walk(void **state)
{
    static const uint8_t bytes[] = {0, 3, 0, 1, 'a', 0, 10, 0, 1, 7, 0, 12, 0, 9, 0, 0};
    struct nk_edns e = {.present = true, .options = bytes, .options_len = sizeof bytes};
    struct nk_edns_walk w;
    struct nk_edns_option o;
    (void)state;
    nk_edns_walk_init(&w, &e);
    assert_true(nk_edns_walk_next(&w, &o));
    assert_int_equal(o.code, 3);
    assert_null(o.malformed);
    assert_true(nk_edns_walk_next(&w, &o));
    assert_int_equal(o.code, 10);
    assert_int_equal(o.at, 5);
    assert_non_null(o.malformed);
    assert_true(nk_edns_walk_next(&w, &o));
    assert_int_equal(o.code, 12);
    assert_int_equal(o.len, 2);
    assert_non_null(strstr(o.malformed, "more than what is left"));
    assert_int_equal(o.malformed_at, 12);
    assert_false(nk_edns_walk_next(&w, &o));
    e.options_len = 7;
    nk_edns_walk_init(&w, &e);
    assert_true(nk_edns_walk_next(&w, &o));
    assert_true(nk_edns_walk_next(&w, &o));
    assert_non_null(strstr(o.malformed, "cut"));
    assert_int_equal(o.malformed_at, 5);
    assert_false(nk_edns_walk_next(&w, &o));
    e.present = false;
    nk_edns_walk_init(&w, &e);
    assert_false(nk_edns_walk_next(&w, &o));
}

static void test_put(void **state)
{
    static const uint8_t v4[] = {0, 8, 0, 7, 0, 1, 20, 0, 192, 0, 0x20};
    static const uint8_t v6[] = {0, 8, 0, 8, 0, 2, 32, 0, 0x20, 0x01, 0x0d, 0xb8};
    static const uint8_t more[] = {0, 3, 0, 0, 0, 12, 0, 2, 0, 0};
    struct nk_prefix p;
    struct nk_buf b = {0};
    (void)state;
    assert_true(nk_prefix_parse("192.0.47.255/20", 15, &p, NULL));
    nk_edns_put_subnet(&b, &p);
    assert_int_equal(b.len, sizeof v4);
    assert_memory_equal(b.data, v4, sizeof v4);
    nk_buf_clear(&b);
    assert_true(nk_prefix_parse("2001:db8:1::/32", 15, &p, NULL));
    nk_edns_put_subnet(&b, &p);
    assert_int_equal(b.len, sizeof v6);
    assert_memory_equal(b.data, v6, sizeof v6);
    nk_buf_clear(&b);
    nk_edns_put_nsid(&b);
    nk_edns_put_padding(&b, 2);
    assert_int_equal(b.len, sizeof more);
    assert_memory_equal(b.data, more, sizeof more);
    nk_buf_release(&b);
}

static void check_refused(const char *text, size_t offset, const char *says)
{
    struct nk_buf b = {0};
    struct nk_err err = {0};
    nk_buf_add_byte(&b, 'x');
    assert_false(nk_edns_put_text(&b, text, strlen(text), &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(err.offset, offset);
    assert_non_null(strstr(err.text, says));
    assert_int_equal(b.len, 1);
    nk_buf_release(&b);
}

static void test_put_text(void **state)
{
    uint16_t code;
    (void)state;
    check_refused("", 0, "number or the name");
    check_refused("65536", 0, "number or the name");
    check_refused("COOKY:00", 0, "number or the name");
    check_refused("10:0g", 4, "hexadecimal");
    check_refused("10:012", 6, "odd");
    assert_true(nk_edns_find("opt7", 4, &code));
    assert_int_equal(code, 7);
    assert_true(nk_edns_find("Client-Subnet", 13, &code));
    assert_int_equal(code, 8);
    assert_false(nk_edns_find("OPT", 3, &code));
}

/* Every row has its place in the order, a name that reads back, and fits into its limits. */
static void test_rows(void **state)
{
    const struct nk_edns_row *row;
    char name[NK_EDNS_NAME_MAX];
    uint16_t code, before = 0;
    (void)state;
    for (size_t i = 0; (row = nk_edns_row_at(i)) != NULL; i++) {
        assert_true(row->code > before);
        before = row->code;
        assert_true(strlen(row->name) < NK_EDNS_NAME_MAX);
        assert_string_equal(nk_edns_name(row->code, name), row->name);
        assert_true(nk_edns_find(row->name, strlen(row->name), &code));
        assert_int_equal(code, row->code);
        assert_string_equal(nk_edns_summary(row->code), row->summary);
        assert_true(row->max == UINT16_MAX || row->lengths != NULL);
        assert_non_null(row->text);
        assert_int_equal(row->fields[NK_EDNS_FIELDS_MAX - 1].kind, NK_EDNS_F_END);
    }
    assert_string_equal(nk_edns_name(4, name), "OPT4");
    assert_null(nk_edns_summary(4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),  cmocka_unit_test(test_subnet),
        cmocka_unit_test(test_errors),   cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_walk),     cmocka_unit_test(test_put),
        cmocka_unit_test(test_put_text), cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
