#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/hints.h"

static bool read_text(struct nk_dns_hints *h, const char *text, uint64_t *number,
                      struct nk_err *err)
{
    struct nk_lines lines;
    *h = (struct nk_dns_hints){0};
    *number = 0;
    nk_lines_init_text(&lines, text, strlen(text), NULL);
    bool good = nk_dns_hints_read(h, &lines, number, err);
    nk_lines_release(&lines);
    return good;
}

static void expect_row(const struct nk_dns_hint *row, const char *name, const char *address)
{
    char text[NK_NAME_TEXT_MAX], addr[NK_ADDR_TEXT_MAX];
    nk_name_format(&row->name, text);
    assert_string_equal(text, name);
    nk_addr_format(&row->addr, addr);
    assert_string_equal(addr, address);
}

/* 13 servers with an address of each family; the first and the last as anyone can look them up. */
static void test_builtin(void **state)
{
    struct nk_dns_hints h = {0};
    struct nk_err err;
    (void)state;
    assert_true(nk_dns_hints_builtin(&h, &err));
    assert_int_equal(h.count, 26);
    expect_row(&h.rows[0], "a.root-servers.net.", "198.41.0.4");
    expect_row(&h.rows[1], "a.root-servers.net.", "2001:503:ba3e::2:30");
    expect_row(&h.rows[25], "m.root-servers.net.", "2001:dc3::35");
    for (size_t i = 0; i < h.count; i++)
        assert_int_equal(h.rows[i].addr.family, i % 2 == 0 ? NK_IPV4 : NK_IPV6);
    nk_dns_hints_release(&h);
}

static void test_read(void **state)
{
    struct nk_dns_hints h;
    struct nk_err err = {0};
    uint64_t number;
    (void)state;
    assert_true(read_text(&h,
                          "; a comment\r\n"
                          "$TTL 86400\n"
                          ".\t3600000 IN NS A.ROOT.;and here\n"
                          "   IN 1m NS ( b ; as a master file may have it\n"
                          "   )\n"
                          "\n"
                          "$ORIGIN root.\n"
                          "a 3600 A 127.0.0.1\n"
                          "  AAAA ::1 ; of the same\n"
                          "c.root. A 127.0.0.9\n"
                          ". NS a.root.\n",
                          &number, &err));
    assert_int_equal(h.count, 3);
    expect_row(&h.rows[0], "A.ROOT.", "127.0.0.1");
    expect_row(&h.rows[1], "A.ROOT.", "::1");
    assert_int_equal(h.rows[2].addr.family, NK_FAMILY_NONE);
    nk_dns_hints_release(&h);
}

static void test_refused(void **state)
{
    static const struct {
        const char *text;
        uint64_t number;
        size_t offset;
        const char *why;
    } cases[] = {
        {"", 0, 0, "no server of the root with an address is in it"},
        {". NS a.\n", 0, 0, "no server of the root with an address is in it"},
        {". NS a.\na. A 1.2.3\n", 2, 5, "'1.2.3' is not an IPv4 address"},
        {"\n. NS a. b.\n", 2, 8, "'b.' is too much"},
        {". NS\n", 1, 4, "'name_server' is missing"},
        {".\n", 1, 1, "a type is missing"},
        {". 60 IN\n", 1, 7, "a type is missing"},
        {"  NS a.\n", 1, 2, "the line begins with a blank, and there is no owner before it"},
        {"test. NS a.\n", 1, 0, "hints name servers of the root, and of no other zone"},
        {". NS a..b\n", 1, 7, "a label of the name is empty"},
        {"a. A ::1\n", 1, 5, "'::1' is not an IPv4 address"},
        {". TXT x\n", 1, 0, "expected NS, A or AAAA"},
        {"$ORIGIN\n", 1, 0, "$ORIGIN needs a value"},
        {". CH NS a.\n", 1, 0, "hints are of class IN"},
        {". NS a.\n. NS (\n\n", 2, 5, "the parenthesis is not closed"},
        {"$INCLUDE x\n", 1, 0, "$INCLUDE is not read here"},
    };
    struct nk_dns_hints h;
    uint64_t number;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_err err = {0};
        assert_false(read_text(&h, cases[i].text, &number, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(number, cases[i].number);
        assert_int_equal(err.offset, cases[i].offset);
        assert_memory_equal(err.text, cases[i].why, strlen(cases[i].why));
        nk_dns_hints_release(&h);
    }
}

/* Octets in the form of RFC 3597 are an address or a name, or are refused. */
static void test_octets(void **state)
{
    static const char *const bad[] = {
        ". NS \\# 1 ff\n",       ". NS \\# 3 016161\n", ". NS \\# 2 c000\n",        ". NS \\# 0\n",
        ". NS \\# 4 01610000\n", "a. A \\# 3 010203\n", "a. AAAA \\# 4 01020304\n",
    };
    struct nk_dns_hints h;
    uint64_t number;
    char text[2048] = ". NS \\# 900 ";
    struct nk_err err = {0};
    (void)state;
    assert_true(read_text(&h, ". NS \\# 3 016100\na. A \\# 4 01020304\n", &number, &err));
    expect_row(&h.rows[0], "a.", "1.2.3.4");
    nk_dns_hints_release(&h);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(read_text(&h, bad[i], &number, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(number, 1);
        nk_dns_hints_release(&h);
    }
    for (size_t i = 0; i < 900; i++)
        strcat(text, "01"); /* longer than any name */
    assert_false(read_text(&h, text, &number, &err));
    assert_int_equal(number, 1);
    nk_dns_hints_release(&h);
}

/* A file that does not end is not kept. */
static void test_too_many(void **state)
{
    struct nk_dns_hints h;
    struct nk_err err = {0};
    uint64_t number;
    char *text = calloc(2000, 8);
    (void)state;
    for (size_t i = 0; i < 2000; i++)
        strcpy(text + strlen(text), ". NS a\n");
    assert_false(read_text(&h, text, &number, &err));
    assert_int_equal(number, NK_DNS_HINTS_MAX + 1);
    nk_dns_hints_release(&h);
    free(text);
}

/* Neither is one that goes on and on without a record. */
static void test_too_large(void **state)
{
    struct nk_dns_hints h;
    struct nk_err err = {0};
    uint64_t number;
    char *text = malloc(NK_DNS_HINTS_SIZE + 2);
    (void)state;
    assert_non_null(text);
    memset(text, ';', NK_DNS_HINTS_SIZE + 1);
    text[NK_DNS_HINTS_SIZE + 1] = '\0';
    assert_false(read_text(&h, text, &number, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_string_equal(err.text, "hints have at most 1 MiB");
    nk_dns_hints_release(&h);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_builtin), cmocka_unit_test(test_read),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_octets),  cmocka_unit_test(test_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
