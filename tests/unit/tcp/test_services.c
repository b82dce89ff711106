#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "packet/fields.h"
#include "tcp/services.h"

static void write_file(char *path, const char *text)
{
    strcpy(path, "/tmp/services.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static void test_file(void **state)
{
    struct nk_services s;
    struct nk_err err = {0};
    char path[32];
    uint16_t port = 0;
    (void)state;
    write_file(path, "# services\n"
                     "ssh\t\t22/tcp\t\t# shell\n"
                     "http 80/tcp www world # web\n"
                     "other 80/tcp\r\n"
                     "udponly 81/udp\n"
                     "bad\n"
                     "bad x/tcp\n"
                     "bad 70000/tcp\n"
                     "e\033vil 82/tcp good\n"
                     "\"q\" 83/tcp\n"
                     "last 65535/tcp");
    assert_true(nk_services_read(&s, path, "tcp", &err));
    unlink(path);
    assert_string_equal(nk_services_name(&s, 22), "ssh");
    assert_string_equal(nk_services_name(&s, 80), "http");
    assert_string_equal(nk_services_name(&s, 82), "good"); /* what a terminal obeys is no name */
    assert_null(nk_services_name(&s, 81));
    assert_null(nk_services_name(&s, 83));
    assert_null(nk_services_name(&s, 0));
    assert_string_equal(nk_services_name(&s, 65535), "last");
    assert_true(nk_services_port(&s, "WORLD", 5, &port));
    assert_int_equal(port, 80);
    assert_true(nk_services_port(&s, "other", 5, &port));
    assert_false(nk_services_port(&s, "udponly", 7, &port));
    assert_false(nk_services_port(&s, "wor", 3, &port));
    nk_services_release(&s);
}

/* One place has them: what `decode` calls a port is what `list` calls it. */
static void test_rows(void **state)
{
    struct nk_services s;
    struct nk_err err = {0};
    (void)state;
    assert_true(nk_services_read(&s, "/nonexistent/services", "udp", &err));
    for (const struct nk_code *c = nk_codes_service; c->name[0] != '\0'; c++)
        assert_string_equal(nk_services_name(&s, (uint16_t)c->number), c->name);
    nk_services_release(&s);
}

static void test_no_file(void **state)
{
    struct nk_services s;
    struct nk_err err = {0};
    uint16_t port;
    (void)state;
    assert_true(nk_services_read(&s, "/nonexistent/services", "tcp", &err));
    assert_string_equal(nk_services_name(&s, 443), "https");
    assert_true(nk_services_port(&s, "www", 3, &port));
    assert_int_equal(port, 80);
    assert_string_equal(nk_services_name(&s, 80), "http");
    nk_services_release(&s);
    assert_false(nk_services_read(&s, "/", "tcp", &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_services_release(&s);
    struct nk_services none = {.count = 0};
    assert_null(nk_services_name(&none, 22));
    assert_false(nk_services_port(&none, "ssh", 3, &port));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_file), cmocka_unit_test(test_no_file),
                                       cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
