#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "dns/server.h"

static void test_words(void **state)
{
    static const struct {
        const char *word, *host;
        unsigned port;
        const char *transport, *path;
    } rows[] = {
        {"192.0.2.1", "192.0.2.1", 0, "", ""},
        {"192.0.2.1#5353", "192.0.2.1", 5353, "", ""},
        {"192.0.2.1:5353", "192.0.2.1", 5353, "", ""},
        {"192.0.2.1@5353", "192.0.2.1", 5353, "", ""},
        {"ns1.example", "ns1.example", 0, "", ""},
        {"ns1.example#53", "ns1.example", 53, "", ""},
        {"ns1.example:65535", "ns1.example", 65535, "", ""},
        {"2001:db8::1", "2001:db8::1", 0, "", ""},
        {"2001:db8::1#54", "2001:db8::1", 54, "", ""},
        {"[2001:db8::1]", "2001:db8::1", 0, "", ""},
        {"[2001:db8::1]:54", "2001:db8::1", 54, "", ""},
        {"[2001:db8::1]#54", "2001:db8::1", 54, "", ""},
        {"[fe80::1%eth0]:53", "fe80::1%eth0", 53, "", ""},
        {"fe80::1%eth0", "fe80::1%eth0", 0, "", ""},
        {"udp://192.0.2.1", "192.0.2.1", 0, "udp", ""},
        {"TCP://[::1]:53", "::1", 53, "tcp", ""},
        {"tls://dns.example", "dns.example", 0, "tls", ""},
        {"tls://dns.example:853", "dns.example", 853, "tls", ""},
        {"quic://dns.example#8853", "dns.example", 8853, "quic", ""},
        {"https://dns.example", "dns.example", 0, "https", ""},
        {"https://dns.example/", "dns.example", 0, "https", "/"},
        {"https://dns.example:8443/dns-query?x#y", "dns.example", 8443, "https", "/dns-query?x#y"},
        {"https://[2001:db8::1]/q", "2001:db8::1", 0, "https", "/q"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_server_word w;
        struct nk_err err = {0};
        assert_true(nk_server_word_parse(rows[i].word, strlen(rows[i].word), &w, &err));
        assert_int_equal(w.host_len, strlen(rows[i].host));
        assert_memory_equal(w.host, rows[i].host, w.host_len);
        assert_int_equal(w.port, rows[i].port);
        assert_string_equal(w.has_scheme ? nk_transport_name(w.transport) : "", rows[i].transport);
        assert_int_equal(w.path_len, strlen(rows[i].path));
        if (w.path_len > 0)
            assert_memory_equal(w.path, rows[i].path, w.path_len);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *word;
        size_t offset;
        const char *why;
    } rows[] = {
        {"", 0, "expected a server"},
        {"#53", 0, "expected a server"},
        {"tls://", 0, "expected a server"},
        {"[]", 0, "expected a server"},
        {"192.0.2.1#", 10, "is no port"},
        {"192.0.2.1#0", 10, "is no port"},
        {"192.0.2.1#65536", 10, "is no port"},
        {"192.0.2.1#5x", 10, "is no port"},
        {"192.0.2.1#-1", 10, "is no port"},
        {"host:", 5, "is no port"},
        {"[2001:db8::1", 0, "expected ']'"},
        {"[2001:db8::1]53", 13, "expected '#' or ':'"},
        {"ftp://host", 0, "'ftp' is no way to ask"},
        {"://host", 0, "'' is no way to ask"},
        {"tls://h#99999", 8, "is no port"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_server_word w;
        struct nk_err err = {0};
        assert_false(nk_server_word_parse(rows[i].word, strlen(rows[i].word), &w, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(err.offset, rows[i].offset);
        assert_non_null(strstr(err.text, rows[i].why));
    }
}

static void test_ports(void **state)
{
    (void)state;
    assert_int_equal(nk_transport_port(NK_DNS_UDP), 53);
    assert_int_equal(nk_transport_port(NK_DNS_TCP), 53);
    assert_int_equal(nk_transport_port(NK_DNS_TLS), 853);
    assert_int_equal(nk_transport_port(NK_DNS_HTTPS), 443);
    assert_int_equal(nk_transport_port(NK_DNS_QUIC), 853);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_ports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
