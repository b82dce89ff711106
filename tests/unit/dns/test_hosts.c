#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "dns/hosts.h"

struct found {
    char text[256];
    int left;
};

static bool take(void *closure, const struct nk_addr *addr)
{
    struct found *f = closure;
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(addr, text);
    strcat(strcat(f->text, f->text[0] == '\0' ? "" : " "), text);
    return --f->left > 0;
}

static const char *find(const char *name, int most)
{
    static const char file[] = "# 192.0.2.9 www\n"
                               "127.0.0.1\tlocalhost\n"
                               "::1 localhost ip6-localhost # www\n"
                               "192.0.2.1 www.example WWW alias. \r\n"
                               "  192.0.2.2 www\n"
                               "192.0.2.300 www\n"
                               "2001:db8::1 www www\n"
                               "\n192.0.2.3\n"
                               "fe80::1%lo link\n"
                               "192.0.2.4 last";
    static struct found f;
    struct nk_lines lines;
    struct nk_err err = {0};
    f = (struct found){.left = most};
    nk_lines_init_text(&lines, file, strlen(file), NULL);
    assert_true(nk_hosts_find(&lines, name, take, &f, &err));
    nk_lines_release(&lines);
    return f.text;
}

static void test_find(void **state)
{
    (void)state;
    assert_string_equal(find("localhost", 9), "127.0.0.1 ::1");
    assert_string_equal(find("LocalHost.", 9), "127.0.0.1 ::1");
    assert_string_equal(find("www", 9), "192.0.2.1 192.0.2.2 2001:db8::1");
    assert_string_equal(find("www", 2), "192.0.2.1 192.0.2.2");
    assert_string_equal(find("alias", 9), "192.0.2.1");
    assert_string_equal(find("www.example", 9), "192.0.2.1");
    assert_string_equal(find("example", 9), "");
    assert_string_equal(find("192.0.2.3", 9), "");
    assert_string_equal(find("link", 9), "fe80::1");
    assert_string_equal(find("last", 9), "192.0.2.4");
    assert_string_equal(find("", 9), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
