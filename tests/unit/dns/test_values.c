#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/expect.h"
#include "dns/rdata.h"

static struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

static struct nk_values values(uint16_t type, const char *first, const char *second)
{
    struct nk_values v = {0};
    struct nk_err err = {0};
    if (first != NULL && !nk_values_add_text(&v, type, NK_CLASS_IN, first, strlen(first), &err))
        fail_msg("'%s': %s", first, err.text);
    if (second != NULL)
        assert_true(nk_values_add_text(&v, type, NK_CLASS_IN, second, strlen(second), &err));
    return v;
}

/* ---- meaning ---------------------------------------------------------------------- */

static void test_same_by_meaning(void **state)
{
    static const struct {
        uint16_t type;
        const char *a, *b;
        bool equal;
    } rows[] = {
        {NK_TYPE_A, "192.0.2.1", "192.0.2.1", true},
        {NK_TYPE_A, "192.0.2.1", "192.0.2.2", false},
        {NK_TYPE_A, "192.0.2.1", "\\# 4 c0000201", true},
        {NK_TYPE_AAAA, "2001:db8:0:0::1", "2001:DB8::1", true},
        {NK_TYPE_MX, "10 Mail.Example", "10 mail.example.", true},
        {NK_TYPE_MX, "10 mail.example.", "20 mail.example.", false},
        {NK_TYPE_CNAME, "a\\.b.example", "a\\046b.EXAMPLE.", true},
        {NK_TYPE_TXT, "\"a\" \"b\"", "\"ab\"", false},
        {NK_TYPE_TXT, "\"a\\098\"", "\"ab\"", true},
        {NK_TYPE_TXT, "ab", "\"a\" \"b\"", true}, /* without quotes: however it is parted */
        {NK_TYPE_TXT, "\"a\" \"b\"", "ab", true},
        {NK_TYPE_TXT, "v=spf1 -all", "\"v=spf1 -all\"", true},
        {NK_TYPE_TXT, "v=spf1 -all", "\"v=spf1\" \"-all\"", false},
        {NK_TYPE_TXT, "ab", "\"abc\"", false},
        {NK_TYPE_TXT, "abc", "\"ab\"", false},
        {NK_TYPE_TXT, "ab", "AB", false},
        {NK_TYPE_TXT, "ab", "ab", true},
        {NK_TYPE_TXT, "\\# 3 026162", "ab", true},
        {65280, "\\# 2 0102", "\\# 2 01 02", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_values a = values(rows[i].type, rows[i].a, NULL);
        struct nk_values b = values(rows[i].type, rows[i].b, NULL);
        if (nk_values_equal(&a, &b) != rows[i].equal)
            fail_msg("'%s' and '%s'", rows[i].a, rows[i].b);
        nk_values_release(&a);
        nk_values_release(&b);
    }
}

static void test_sets(void **state)
{
    (void)state;
    struct nk_values ab = values(NK_TYPE_A, "192.0.2.1", "192.0.2.2");
    struct nk_values ba = values(NK_TYPE_A, "192.0.2.2", "192.0.2.1");
    struct nk_values aa = values(NK_TYPE_A, "192.0.2.1", "192.0.2.1");
    struct nk_values none = {0};
    assert_int_equal(ab.count, 2);
    assert_int_equal(aa.count, 1);
    assert_true(nk_values_equal(&ab, &ba));
    assert_false(nk_values_equal(&ab, &aa));
    assert_true(nk_values_hold(&ab, &aa));
    assert_false(nk_values_hold(&aa, &ab));
    assert_true(nk_values_hold(&aa, &none));
    assert_true(nk_values_equal(&none, &none));
    nk_values_release(&ab);
    nk_values_release(&ba);
    nk_values_release(&aa);
}

static void test_values_that_are_none(void **state)
{
    struct nk_values v = {0};
    struct nk_err err = {0};
    (void)state;
    assert_false(nk_values_add_text(&v, NK_TYPE_A, NK_CLASS_IN, "192.0.2.256", 11, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_false(nk_values_add_text(&v, NK_TYPE_MX, NK_CLASS_IN, "mail", 4, &err));
    assert_false(nk_values_add_text(&v, NK_TYPE_TXT, NK_CLASS_IN, "\"open", 5, &err));
    assert_int_equal(v.count, 0);
    assert_int_equal(v.bytes.len, 0);
    nk_values_release(&v);
}

/* ---- answers ------------------------------------------------------------------------- */

/* A message in the making. */
struct fixture {
    uint8_t bytes[2048];
    struct nk_dns_writer w;
    struct nk_dns_question q;
    struct nk_expect expect;
    struct nk_expect_result result;
    struct nk_buf text;
};

static void begin(struct fixture *f, uint16_t type, uint16_t rcode)
{
    memset(f, 0, sizeof *f);
    f->expect.ttl_max = -1;
    f->q = (struct nk_dns_question){name("www.example"), type, NK_CLASS_IN};
    nk_dns_writer_init(&f->w, f->bytes, sizeof f->bytes, 1, NK_DNS_QR | rcode);
    nk_dns_put_question(&f->w, &f->q.name, type, NK_CLASS_IN);
}

static void put(struct fixture *f, const char *owner, uint16_t type, const char *text)
{
    struct nk_buf rdata = {0};
    struct nk_name n = name(owner);
    assert_true(nk_rdata_parse(type, NK_CLASS_IN, text, strlen(text), NULL, &rdata, NULL));
    nk_dns_put_record(&f->w, NK_DNS_ANSWER, &n, type, NK_CLASS_IN, 60, rdata.data, rdata.len);
    nk_buf_release(&rdata);
}

static const char *judge(struct fixture *f)
{
    struct nk_err err;
    assert_true(nk_expect_judge(&f->expect, f->bytes, f->w.len, &f->q, &f->result, &err));
    nk_buf_clear(&f->text);
    nk_expect_sentence(&f->text, &f->expect, &f->q, &f->result, NULL);
    nk_buf_add_byte(&f->text, '\0');
    return f->text.data;
}

static void end(struct fixture *f)
{
    nk_values_release(&f->expect.values);
    nk_values_release(&f->result.found);
    nk_buf_release(&f->text);
}

static void test_equals(void **state)
{
    static struct fixture f;
    (void)state;
    begin(&f, NK_TYPE_A, 0);
    put(&f, "www.example", NK_TYPE_CNAME, "host.example");
    put(&f, "host.example", NK_TYPE_A, "192.0.2.2");
    put(&f, "host.example", NK_TYPE_A, "192.0.2.1");
    put(&f, "other.example", NK_TYPE_A, "192.0.2.66");
    f.expect.kind = NK_EXPECT_EQUALS;
    f.expect.values = values(NK_TYPE_A, "192.0.2.1", "192.0.2.2");
    assert_string_equal(judge(&f), "www.example. A: as expected, 192.0.2.2, 192.0.2.1");
    assert_true(f.result.ok && f.result.known);
    nk_values_release(&f.expect.values);
    f.expect.values = values(NK_TYPE_A, "192.0.2.1", NULL);
    assert_string_equal(judge(&f),
                        "www.example. A: expected 192.0.2.1, found 192.0.2.2, 192.0.2.1");
    assert_true(f.result.known && !f.result.ok);
    f.expect.kind = NK_EXPECT_CONTAINS;
    judge(&f);
    assert_true(f.result.ok);
    nk_values_release(&f.expect.values);
    f.expect.values = values(NK_TYPE_A, "192.0.2.66", NULL);
    assert_string_equal(judge(&f),
                        "www.example. A: expected at least 192.0.2.66, found 192.0.2.2, 192.0.2.1");
    assert_false(f.result.ok); /* it does not follow from the question */
    end(&f);
}

static void test_absent_and_present(void **state)
{
    static struct fixture f;
    (void)state;
    begin(&f, NK_TYPE_A, NK_RCODE_NXDOMAIN);
    f.expect.kind = NK_EXPECT_ABSENT;
    judge(&f);
    assert_true(f.result.ok && f.result.known);
    f.expect.kind = NK_EXPECT_PRESENT;
    assert_string_equal(judge(&f), "www.example. A: expected some record, found no such name "
                                   "(NXDOMAIN)");
    assert_true(f.result.known && !f.result.ok);
    end(&f);
    begin(&f, NK_TYPE_A, 0);
    assert_string_equal(judge(&f),
                        "www.example. A: expected some record, found no record of that type");
    put(&f, "www.example", NK_TYPE_A, "192.0.2.1");
    judge(&f);
    assert_true(f.result.ok);
    f.expect.kind = NK_EXPECT_ABSENT;
    assert_string_equal(judge(&f), "www.example. A: expected no record, found 192.0.2.1");
    assert_true(f.result.known && !f.result.ok);
    end(&f);
}

static void test_ttl(void **state)
{
    static struct fixture f;
    (void)state;
    begin(&f, NK_TYPE_A, 0);
    put(&f, "www.example", NK_TYPE_A, "192.0.2.1");
    f.expect.ttl_max = 60;
    judge(&f);
    assert_true(f.result.ok);
    f.expect.ttl_max = 59;
    assert_string_equal(judge(&f), "www.example. A: expected some record with a TTL of at most 59, "
                                   "found 192.0.2.1 with a TTL of 60");
    assert_false(f.result.ok);
    end(&f);
}

/* What tells nothing is neither yes nor no, whatever is expected. */
static void test_not_known(void **state)
{
    static struct fixture f;
    (void)state;
    for (enum nk_expect_kind kind = NK_EXPECT_PRESENT; kind <= NK_EXPECT_ABSENT; kind++) {
        begin(&f, NK_TYPE_A, NK_RCODE_SERVFAIL);
        put(&f, "www.example", NK_TYPE_A, "192.0.2.66");
        f.expect.kind = kind;
        judge(&f);
        assert_false(f.result.known || f.result.ok);
        assert_null(strstr(f.text.data, "192.0.2.66"));
        end(&f);
        begin(&f, NK_TYPE_A, 0);
        const struct nk_name zone = name("example");
        nk_dns_put_record(&f.w, NK_DNS_AUTHORITY, &zone, NK_TYPE_NS, NK_CLASS_IN, 60, "\0", 1);
        f.expect.kind = kind;
        judge(&f);
        assert_false(f.result.known || f.result.ok); /* a referral */
        end(&f);
        begin(&f, NK_TYPE_A, NK_DNS_TC);
        put(&f, "www.example", NK_TYPE_A, "192.0.2.1");
        f.expect.kind = kind;
        assert_non_null(strstr(judge(&f), ", but the answer is cut short"));
        assert_false(f.result.known || f.result.ok);
        end(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_by_meaning),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_values_that_are_none),
        cmocka_unit_test(test_equals),
        cmocka_unit_test(test_absent_and_present),
        cmocka_unit_test(test_ttl),
        cmocka_unit_test(test_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
