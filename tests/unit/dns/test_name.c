#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "netkit/dns.h"

static struct nk_name name(const char *text)
{
    struct nk_name n;
    struct nk_err err = {0};
    if (!nk_name_parse(text, strlen(text), NULL, &n, &err))
        fail_msg("%s: %s", text, err.text);
    return n;
}

static void test_text_round_trip(void **state)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {".", "."},
        {"example", "example."},
        {"www.Example.COM.", "www.Example.COM."},
        {"a\\.b.c", "a\\.b.c."},
        {"a\\046b.c", "a\\.b.c."},
        {"\\000\\255.x", "\\000\\255.x."},
        {"a b.c", "a\\032b.c."},
        {"*.x", "*.x."},
        {"\\@\\$\\(\\)\\;\\\"\\\\.x", "\\@\\$\\(\\)\\;\\\"\\\\.x."},
        {"\x1b[31m.x", "\\027[31m.x."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[NK_NAME_TEXT_MAX];
        struct nk_name n = name(rows[i].in);
        assert_int_equal(nk_name_format(&n, text), strlen(rows[i].out));
        assert_string_equal(text, rows[i].out);
        struct nk_name again = name(text);
        assert_true(nk_name_equal(&n, &again));
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *text;
        size_t offset;
        const char *says;
    } rows[] = {
        {"", 0, "missing"},        {".a", 0, "empty"},    {"a..b", 2, "empty"},
        {"a.b\\", 3, "backslash"}, {"a\\25", 1, "\\DDD"}, {"a\\256", 1, "\\DDD"},
        {"a\\2x5", 1, "\\DDD"},    {"..", 0, "empty"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_name n;
        struct nk_err err = {0};
        assert_false(nk_name_parse(rows[i].text, strlen(rows[i].text), NULL, &n, &err));
        assert_int_equal(err.offset, rows[i].offset);
        assert_non_null(strstr(err.text, rows[i].says));
    }
}

static void test_lengths(void **state)
{
    char text[600];
    struct nk_name n;
    struct nk_err err = {0};
    (void)state;
    memset(text, 'a', sizeof text);
    assert_true(nk_name_parse(text, 63, NULL, &n, &err));
    assert_false(nk_name_parse(text, 64, NULL, &n, &err));
    assert_non_null(strstr(err.text, "63"));
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = '.';
    assert_true(nk_name_parse(text, 253, NULL, &n, &err)); /* 127 labels of one octet */
    assert_int_equal(n.len, 255);
    assert_int_equal(nk_name_labels(&n), 127);
    assert_true(nk_name_parse(text, 254, NULL, &n, &err));
    assert_false(nk_name_parse(text, 255, NULL, &n, &err));
    assert_false(nk_name_parse(text, 256, NULL, &n, &err));
    struct nk_name origin = name("x");
    assert_false(nk_name_parse(text, 253, &origin, &n, &err));
    assert_true(nk_name_parse(text, 251, &origin, &n, &err));
    assert_int_equal(n.len, 255);
}

static void test_longest_text(void **state)
{
    char text[NK_NAME_TEXT_MAX];
    struct nk_name n = {.len = 255};
    (void)state;
    for (size_t at = 0; at < 254;) {
        size_t label = 253 - at > 63 ? 63 : 253 - at;
        n.wire[at] = (uint8_t)label;
        at += label + 1;
    }
    size_t len = nk_name_format(&n, text);
    assert_int_equal(len, 250 * 4 + 4);
    struct nk_name again = name(text);
    assert_true(nk_name_equal(&n, &again));
}

static void test_origin(void **state)
{
    struct nk_name origin = name("example.org"), n, want = name("www.example.org.");
    (void)state;
    assert_true(nk_name_parse("www", 3, &origin, &n, NULL));
    assert_true(nk_name_equal(&n, &want));
    assert_true(nk_name_parse("www.", 4, &origin, &n, NULL));
    assert_int_equal(n.len, 5);
}

/* RFC 4034 6.1 has this order as its example. */
static void test_canonical_order(void **state)
{
    static const char *const order[] = {"example",         "a.example",      "yljkjljk.a.example",
                                        "Z.a.example",     "zABC.a.EXAMPLE", "z.example",
                                        "\\001.z.example", "*.z.example",    "\\200.z.example"};
    (void)state;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < sizeof order / sizeof *order; j++) {
            struct nk_name a = name(order[i]), b = name(order[j]);
            int have = nk_name_compare(&a, &b);
            assert_int_equal((have > 0) - (have < 0), (i > j) - (i < j));
            assert_int_equal(nk_name_equal(&a, &b), i == j);
        }
}

static void test_case(void **state)
{
    struct nk_name a = name("WWW.Example"), b = name("www.eXAMPLE");
    (void)state;
    assert_true(nk_name_equal(&a, &b));
    assert_int_equal(nk_name_compare(&a, &b), 0);
    assert_true(nk_name_hash(&a, 7) == nk_name_hash(&b, 7));
    assert_true(nk_name_hash(&a, 7) != nk_name_hash(&a, 8));
    nk_name_lower(&a);
    nk_name_lower(&b);
    assert_memory_equal(a.wire, b.wire, a.len);
}

static void test_family_of_names(void **state)
{
    struct nk_name www = name("www.example.org"), zone = name("example.org"), out;
    struct nk_name root = nk_name_root(), like = name("xexample.org");
    (void)state;
    assert_true(nk_name_is_under(&www, &zone));
    assert_true(nk_name_is_under(&www, &www));
    assert_true(nk_name_is_under(&www, &root));
    assert_false(nk_name_is_under(&zone, &www));
    assert_false(nk_name_is_under(&like, &zone));
    assert_int_equal(nk_name_common(&www, &like), 1);
    assert_int_equal(nk_name_common(&www, &zone), 2);
    nk_name_suffix(&www, 2, &out);
    assert_true(nk_name_equal(&out, &zone));
    nk_name_suffix(&www, 9, &out);
    assert_true(nk_name_equal(&out, &www));
    nk_name_suffix(&www, 0, &out);
    assert_true(nk_name_equal(&out, &root));
}

static void test_substitute(void **state)
{
    struct nk_name of = name("a.b.example"), owner = name("example"), to = name("new.test"), out;
    struct nk_name want = name("a.b.new.test"), star = name("*.example");
    (void)state;
    assert_true(nk_name_substitute(&of, &owner, &to, &out));
    assert_true(nk_name_equal(&out, &want));
    assert_false(nk_name_substitute(&owner, &of, &to, &out));
    assert_true(nk_name_wildcard(&owner, &out));
    assert_true(nk_name_equal(&out, &star));
}

static void test_reverse(void **state)
{
    char text[NK_NAME_TEXT_MAX];
    struct nk_addr a = nk_addr_ipv4(0xc0000205), b = nk_addr_ipv6(0x20010db800000000, 0xabcd);
    struct nk_name n;
    (void)state;
    nk_name_reverse(&a, &n);
    nk_name_format(&n, text);
    assert_string_equal(text, "5.2.0.192.in-addr.arpa.");
    nk_name_reverse(&b, &n);
    nk_name_format(&n, text);
    assert_string_equal(text, "d.c.b.a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2."
                              "ip6.arpa.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_round_trip),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_longest_text),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_canonical_order),
        cmocka_unit_test(test_case),
        cmocka_unit_test(test_family_of_names),
        cmocka_unit_test(test_substitute),
        cmocka_unit_test(test_reverse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
