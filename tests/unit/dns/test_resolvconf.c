#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "dns/resolvconf.h"

/* What a file comes to, as a line: servers, search list, numbers, flags. */
static const char *told(const struct nk_resolvconf *c)
{
    static char text[4096];
    char one[NK_NAME_TEXT_MAX];
    struct nk_buf b = {0};
    for (size_t i = 0; i < c->server_count; i++) {
        nk_addr_format(&c->servers[i], one);
        nk_buf_printf(&b, "%s", one);
        if (c->servers[i].zone != 0)
            nk_buf_printf(&b, "%%%u", c->servers[i].zone);
        nk_buf_add_byte(&b, ' ');
    }
    nk_buf_add_text(&b, "|");
    for (size_t i = 0; i < c->search_count; i++) {
        nk_name_format(&c->search[i], one);
        nk_buf_printf(&b, " %s", one);
    }
    nk_buf_printf(&b, " | %u %u %u", c->ndots, c->timeout_s, c->attempts);
    nk_buf_printf(&b, "%s%s%s%s%s", c->rotate ? " rotate" : "", c->edns0 ? " edns0" : "",
                  c->trust_ad ? " trust-ad" : "", c->use_vc ? " use-vc" : "",
                  c->no_aaaa ? " no-aaaa" : "");
    nk_buf_printf(&b, " | %u", c->ignored);
    nk_buf_add_byte(&b, '\0');
    snprintf(text, sizeof text, "%s", b.data);
    nk_buf_release(&b);
    return text;
}

static void read_text(struct nk_resolvconf *c, const char *text, const char *localdomain,
                      const char *options)
{
    struct nk_lines lines;
    struct nk_err err = {0};
    nk_resolvconf_init(c);
    nk_lines_init_text(&lines, text, strlen(text), NULL);
    assert_true(nk_resolvconf_read(c, &lines, localdomain, options, &err));
    nk_lines_release(&lines);
}

static void test_files(void **state)
{
    static const struct {
        const char *file, *told;
    } rows[] = {
        {"", "| | 1 5 2 | 0"},
        {"# a\n; b\n\n   \n", "| | 1 5 2 | 1"},
        {"nameserver 192.0.2.1\nnameserver 2001:db8::53\n", "192.0.2.1 2001:db8::53 | | 1 5 2 | 0"},
        {"nameserver\t192.0.2.1   trailing words", "192.0.2.1 | | 1 5 2 | 0"},
        {"nameserver 192.0.2.1\r\nsearch a b\r\n", "192.0.2.1 | a. b. | 1 5 2 | 0"},
        /* more than three, and what is none */
        {"nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver bad\nnameserver 192.0.2.3\n"
         "nameserver 192.0.2.4\n",
         "192.0.2.1 192.0.2.2 192.0.2.3 | | 1 5 2 | 2"},
        {"nameserver fe80::1%7\nnameserver fe80::1%lo\n", "fe80::1%7 fe80::1%1 | | 1 5 2 | 0"},
        {"nameserver fe80::1%nothere0\n", "| | 1 5 2 | 1"},
        {"nameserver 127.1\nnameserver 0x7f000001\n", "127.0.0.1 127.0.0.1 | | 1 5 2 | 0"},
        /* this host */
        {"nameserver 0.0.0.0\nnameserver ::\n", "127.0.0.1 ::1 | | 1 5 2 | 0"},
        {"nameserver 192.0.2.0/24\nnameserver [::1]\n", "| | 1 5 2 | 2"},
        /* keywords at the start of the line, whole, in lower case */
        {" nameserver 192.0.2.1\nNAMESERVER 192.0.2.1\nnameservers 192.0.2.1\nnameserver\n",
         "| | 1 5 2 | 4"},
        /* the last of search and domain wins */
        {"search a.example b.example\ndomain c.example d.example\n", "| c.example. | 1 5 2 | 1"},
        {"domain c.example\nsearch a.example\tb.example.\n", "| a.example. b.example. | 1 5 2 | 0"},
        {"search .\n", "| . | 1 5 2 | 0"},
        {"search a..b good\n", "| good. | 1 5 2 | 1"},
        {"options ndots:3 timeout:7 attempts:4 rotate edns0 trust-ad use-vc no-aaaa\n",
         "| | 3 7 4 rotate edns0 trust-ad use-vc no-aaaa | 0"},
        {"options ndots:99 timeout:99 attempts:99\n", "| | 15 30 5 | 0"},
        {"options ndots:0 timeout: attempts:x ndots debug inet6 single-request\n", "| | 0 5 2 | 6"},
        {"options ndots:99999999999999999999\n", "| | 1 5 2 | 1"},
        {"sortlist 192.0.2.0/24\nlookup file bind\nfamily inet4\n", "| | 1 5 2 | 3"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_resolvconf c;
        read_text(&c, rows[i].file, NULL, NULL);
        assert_string_equal(told(&c), rows[i].told);
        nk_resolvconf_release(&c);
    }
}

static void test_environment(void **state)
{
    struct nk_resolvconf c;
    (void)state;
    read_text(&c, "search a\noptions ndots:2 rotate\n", "x.example y.example", "ndots:4 edns0");
    assert_string_equal(told(&c), "| x.example. y.example. | 4 5 2 rotate edns0 | 0");
    nk_resolvconf_release(&c);
    read_text(&c, "search a\n", "", "");
    assert_string_equal(told(&c), "| | 1 5 2 | 0");
    nk_resolvconf_release(&c);
}

static void test_no_end(void **state)
{
    struct nk_resolvconf c;
    struct nk_buf b = {0};
    (void)state;
    for (int i = 0; i < 5000; i++)
        nk_buf_printf(&b, "nameserver 192.0.2.%d\n", i % 250);
    nk_buf_add_text(&b, "search");
    for (int i = 0; i < 5000; i++)
        nk_buf_printf(&b, " d%d.example", i);
    nk_buf_add_byte(&b, '\0');
    read_text(&c, b.data, NULL, NULL);
    assert_int_equal(c.server_count, NK_RESOLV_SERVERS);
    assert_int_equal(c.search_count, NK_RESOLV_SEARCH);
    nk_resolvconf_release(&c);
    nk_buf_release(&b);
}

/* The names that are tried, one behind the other. */
static const char *candidates(const char *file, const char *text, bool absolute)
{
    static char all[4096];
    char one[NK_NAME_TEXT_MAX];
    struct nk_resolvconf c;
    struct nk_name name = {0}, out;
    assert_true(nk_name_parse(text, strlen(text), NULL, &name, NULL));
    read_text(&c, file, NULL, NULL);
    all[0] = '\0';
    for (size_t i = 0; nk_resolvconf_candidate(&c, &name, absolute, i, &out); i++) {
        nk_name_format(&out, one);
        strcat(strcat(all, i == 0 ? "" : " "), one);
    }
    nk_resolvconf_release(&c);
    return all;
}

static void test_candidates(void **state)
{
    static const char file[] = "search a.example b.example\n";
    (void)state;
    assert_string_equal(candidates(file, "www", false), "www.a.example. www.b.example. www.");
    assert_string_equal(candidates(file, "www.x", false),
                        "www.x. www.x.a.example. www.x.b.example.");
    assert_string_equal(candidates(file, "www", true), "www.");
    assert_string_equal(candidates("", "www", false), "www.");
    assert_string_equal(candidates("search a\noptions ndots:3\n", "w.w.w", false),
                        "w.w.w.a. w.w.w.");
    assert_string_equal(candidates("search a\noptions ndots:0\n", "w", false), "w. w.a.");
    assert_string_equal(candidates(file, ".", true), ".");
    assert_string_equal(candidates("search .\n", "www", false), "www. www.");
}

/* A name that gets too long in a domain is left out there. */
static void test_long_candidates(void **state)
{
    char text[256];
    (void)state;
    memset(text, 'x', 250);
    for (size_t i = 60; i < 250; i += 61)
        text[i] = '.';
    text[243] = '\0';
    const char *all = candidates("search a.rather.long.example b\n", text, false);
    assert_non_null(strstr(all, ". xxx"));
    assert_null(strstr(all, "rather"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),           cmocka_unit_test(test_environment),
        cmocka_unit_test(test_no_end),          cmocka_unit_test(test_candidates),
        cmocka_unit_test(test_long_candidates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
