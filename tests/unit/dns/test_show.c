#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/show.h"
#include "message.h"

#define ANSWER                                                                                  \
    ";; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa\n;a. IN A\n;; ANSWER\na. 60 CNAME " \
    "b.\nb. 60 A 192.0.2.1\nx. 1 A 192.0.2.66\n"

static struct nk_show show(const struct message *m)
{
    return (struct nk_show){.bytes = m->bytes, .len = m->len, .parts = NK_SHOW_ALL, .time_us = -1};
}

static struct nk_dns_server server(enum nk_transport transport)
{
    struct nk_dns_server s = {.port = 853, .transport = transport};
    assert_true(nk_addr_parse("2001:db8::1", 11, &s.addr, NULL));
    return s;
}

static void test_whole(void **state)
{
    struct nk_buf b = {0};
    struct nk_show s =
        show(message(ANSWER ";; AUTHORITY\na-name-that-is-longer.than.a.column. 3600 NS ns.b.\n"
                            ";; ADDITIONAL\nns.b. 5 AAAA 2001:db8::1\n"
                            ";; EDNS: version: 0, flags: do, udp: 1400\n; NSID: \\# 2 6e73\n"
                            "; NSID: \\# 0\n"));
    const struct nk_dns_server from = server(NK_DNS_TCP);
    (void)state;
    s.server = &from;
    s.transport = NK_DNS_TCP;
    s.time_us = 1234567;
    nk_show_text(&b, &s);
    assert_text(&b, ";; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa, server: "
                    "2001:db8::1#853\n"
                    "\n;; QUESTION SECTION:\n"
                    ";a.\t\t\t\tIN\tA\n"
                    "\n;; ANSWER SECTION:\n"
                    "a.\t\t\t60\tIN\tCNAME\tb.\n"
                    "b.\t\t\t60\tIN\tA\t192.0.2.1\n"
                    ";unrelated: x.\t\t1\tIN\tA\t192.0.2.66\n"
                    "\n;; AUTHORITY SECTION:\n"
                    "a-name-that-is-longer.than.a.column. 3600 IN NS\tns.b.\n"
                    "\n;; ADDITIONAL SECTION:\n"
                    "ns.b.\t\t\t5\tIN\tAAAA\t2001:db8::1\n"
                    "\n;; EDNS: version: 0, flags: do, udp: 1400\n"
                    "; NSID: 6e73 (\"ns\")\n"
                    "; NSID\n"
                    "\n;; time: 1234.567 ms, size: 168 octets, transport: tcp\n");
}

static void test_parts(void **state)
{
    struct nk_buf b = {0};
    struct nk_show s = show(message(ANSWER ";; AUTHORITY\nb. 1 NS c.\n;; EDNS: version: 0\n"));
    (void)state;
    s.parts = NK_SHOW_ANSWER;
    nk_show_text(&b, &s);
    assert_text(&b, "a.\t\t\t60\tIN\tCNAME\tb.\nb.\t\t\t60\tIN\tA\t192.0.2.1\n"
                    ";unrelated: x.\t\t1\tIN\tA\t192.0.2.66\n");
    s.parts = NK_SHOW_COMMENTS | NK_SHOW_AUTHORITY;
    nk_show_text(&b, &s);
    assert_text(&b, ";; opcode: QUERY, status: NOERROR, id: 7, flags: qr aa\n"
                    "\n;; AUTHORITY SECTION:\nb.\t\t\t1\tIN\tNS\tc.\n"
                    "\n;; EDNS: version: 0, flags:, udp: 1232\n");
    s.parts = NK_SHOW_STATS;
    nk_show_text(&b, &s);
    assert_text(&b, ";; size: 93 octets\n");
    nk_show_short(&b, &s);
    assert_text(&b, "b.\n192.0.2.1\n");
}

/* What is malformed stands at its place, and hides nothing. */
static void test_malformed(void **state)
{
    struct nk_buf b = {0};
    struct message *m = message(";; flags: qr\n;a. IN A\n;; ANSWER\na. 1 A 192.0.2.1\n"
                                "a. 1 TYPE65001 \\# 4 01020304\na. 1 A 192.0.2.2\n");
    struct nk_show s = show(m);
    (void)state;
    m->bytes[19 + 2 + 10 + 4 + 2 + 1] = 1; /* TYPE65001 becomes A with ... */
    m->bytes[19 + 2 + 10 + 4 + 2] = 0;
    m->bytes[19 + 2 + 10 + 4 + 2 + 9] = 3; /* ... three octets, so that the next one is shifted */
    s.parts = NK_SHOW_ANSWER;
    nk_show_text(&b, &s);
    nk_buf_add_byte(&b, '\0');
    assert_non_null(strstr(b.data, "a.\t\t\t1\tIN\tA\t192.0.2.1\n;; malformed at offset "));
    assert_non_null(strstr(b.data, "\n;a.\t\t\t1\tIN\tA\t\\# 3 010203\n"));
    assert_null(strstr(b.data, "192.0.2.2"));
    nk_buf_release(&b);
    nk_show_short(&b, &s);
    assert_text(&b, "192.0.2.1\n");
}

static void test_cut(void **state)
{
    struct nk_buf b = {0};
    struct message *m = message(";; flags: qr\n;a. IN A\n;; ANSWER\na. 1 A 192.0.2.1\n");
    struct nk_show s = show(m);
    (void)state;
    s.parts = NK_SHOW_ANSWER;
    s.len = m->len - 6;
    nk_show_text(&b, &s);
    assert_text(&b, ";; malformed at offset 29: the record is cut\n"
                    "; 10 octets from offset 19: c00c0001000100000001\n");
    s.len = 19;
    nk_show_text(&b, &s);
    assert_text(&b, ";; malformed at offset 19: the message ends before the records that its "
                    "header counts\n");
    s.len = 5;
    nk_show_text(&b, &s);
    assert_text(&b, ";; malformed at offset 5: the message is shorter than a header of 12 "
                    "octets\n");
    m->bytes[m->len] = 0xbe;
    s.len = m->len + 1;
    nk_show_text(&b, &s);
    assert_text(&b, "a.\t\t\t1\tIN\tA\t192.0.2.1\n;; 1 octet behind the message, from offset "
                    "35: be\n");
}

/* A second OPT record, and one that stands elsewhere, are records. */
static void test_two_opt(void **state)
{
    static const uint8_t opt[] = {0, 0, 41, 4, 0xd0, 0, 0, 0x40, 1, 0, 0};
    struct nk_buf b = {0};
    struct message *m = message(";; flags: qr\n;a. IN A\n");
    struct nk_show s = show(m);
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        memcpy(m->bytes + m->len, opt, sizeof opt);
        m->len += sizeof opt;
    }
    m->bytes[11] = 2;
    s.len = m->len;
    s.parts = NK_SHOW_COMMENTS | NK_SHOW_ADDITIONAL;
    nk_show_text(&b, &s);
    nk_buf_add_byte(&b, '\0');
    assert_non_null(strstr(b.data, "\n.\t\t\t16385\tCLASS1232 OPT\t"));
    assert_non_null(strstr(b.data, "\n;; EDNS: version: 0, flags: co 0x0001, udp: 1232\n"));
    nk_buf_release(&b);
    nk_show_section_json(&b, &s, NK_DNS_ADDITIONAL, false);
    nk_buf_add_byte(&b, '\0');
    assert_non_null(strstr(b.data, "\"type\":\"OPT\""));
    nk_buf_release(&b);
    assert_int_equal(nk_show_edns_place(m->bytes, m->len), 30);
    assert_int_equal(nk_show_edns_place(m->bytes, 19), 0);
}

static void test_servers(void **state)
{
    struct nk_buf b = {0};
    struct nk_dns_server s = server(NK_DNS_TLS);
    (void)state;
    nk_dns_server_text(&b, &s);
    assert_text(&b, "tls://2001:db8::1#853");
    s.host = "dns.example\033";
    nk_dns_server_text(&b, &s);
    assert_text(&b, "tls://dns.example\\x1b@2001:db8::1#853");
}

static void test_json(void **state)
{
    struct nk_buf b = {0};
    struct nk_show s = show(message(ANSWER));
    (void)state;
    nk_show_section_json(&b, &s, NK_DNS_ANSWER, false);
    assert_text(&b, "[{\"name\":\"a.\",\"ttl\":60,\"class\":\"IN\",\"type\":\"CNAME\",\"data\":"
                    "\"b.\",\"rdata\":{\"target\":\"b.\"}},"
                    "{\"name\":\"b.\",\"ttl\":60,\"class\":\"IN\",\"type\":\"A\",\"data\":"
                    "\"192.0.2.1\",\"rdata\":{\"address\":\"192.0.2.1\"}},"
                    "{\"name\":\"x.\",\"ttl\":1,\"class\":\"IN\",\"type\":\"A\",\"data\":"
                    "\"192.0.2.66\",\"rdata\":{\"address\":\"192.0.2.66\"},\"unrelated\":true}]");
    nk_show_section_json(&b, &s, NK_DNS_QUESTION, true);
    assert_text(&b, "[{\"name\":\"a.\",\"class\":\"IN\",\"type\":\"A\",\"offset\":12,\"length\":"
                    "7}]");
    nk_show_flags_json(&b, NK_DNS_QR | NK_DNS_AD);
    assert_text(&b, "[\"qr\",\"ad\"]");
    nk_show_edns_json(&b, &s, true);
    assert_text(&b, "null");
    nk_show_ede_json(&b, &s);
    assert_text(&b, "[]");
    s = show(message(";; EDNS: version: 1, flags: do, udp: 512\n; EDE: \\# 5 0012410a00\n"
                     "; EDE: \\# 2 ffff\n; EDE: \\# 1 00\n"));
    nk_show_ede_json(&b, &s);
    assert_text(&b, "[{\"code\":18,\"name\":\"Prohibited\",\"text\":\"A\\n\"},"
                    "{\"code\":65535,\"name\":null,\"text\":\"\"}]");
    nk_show_edns_json(&b, &s, false);
    nk_buf_add_byte(&b, '\0');
    assert_non_null(strstr(b.data, "{\"version\":1,\"udp_size\":512,\"do\":true,\"options\":["));
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),     cmocka_unit_test(test_parts),
        cmocka_unit_test(test_malformed), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_two_opt),   cmocka_unit_test(test_servers),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
