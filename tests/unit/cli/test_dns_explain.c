#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "cli/dns_explain.h"

/* www.example. A: an alias and two addresses, and an SOA record in the authority section. */
static const uint8_t answer[] =
    "\x12\x34\x85\x80\x00\x01\x00\x03\x00\x01\x00\x00"
    "\x03www\x07"
    "example\x00\x00\x01\x00\x01"
    "\xc0\x0c\x00\x05\x00\x01\x00\x00\x01\x2c\x00\x04\x01h\xc0\x10"
    "\xc0\x29\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\xc0\x00\x02\x01"
    "\xc0\x29\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\xc0\x00\x02\x02"
    "\xc0\x10\x00\x06\x00\x01\x00\x00\x0e\x10\x00\x1d\x02ns\xc0\x10\x01r\xc0\x10"
    "\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00\x05";

static struct nk_dns_question question;
static struct nk_dns_server server;

static int set_up(void **state)
{
    (void)state;
    question = (struct nk_dns_question){.type = NK_TYPE_A, .class = NK_CLASS_IN};
    server = (struct nk_dns_server){
        .addr = nk_addr_ipv4(0xc0000235), .port = 53, .transport = NK_DNS_UDP};
    return !nk_name_parse("www.example.", 12, NULL, &question.name, NULL);
}

static void explain(struct nk_buf *b, struct nk_dns_reply *reply)
{
    const struct nk_dns_item item = {
        .input = "", .question = &question, .servers = &server, .reply = reply};
    nk_dns_explain_reply(b, 2, &item);
    nk_buf_add_byte(b, '\0');
    assert_false(b->failed);
}

static void give(struct nk_dns_reply *reply, const uint8_t *bytes, size_t len)
{
    nk_buf_clear(&reply->message);
    nk_buf_add(&reply->message, (const char *)bytes, len);
}

static void test_alias(void **state)
{
    struct nk_dns_reply reply = {.transport = NK_DNS_TCP};
    struct nk_buf b = {0};
    (void)state;
    give(&reply, answer, sizeof answer - 1);
    explain(&b, &reply);
    assert_string_equal(b.data, "  192.0.2.53#53 over tcp: NOERROR, by an authority (aa)\n"
                                "    www.example. 300 IN CNAME h.example.\n"
                                "    h.example. 60 IN A 192.0.2.1\n"
                                "    h.example. 60 IN A 192.0.2.2\n"
                                "  1 alias leads to h.example. (RFC 1034 3.6.2)\n");
    nk_buf_release(&b);
    nk_dns_reply_release(&reply);
}

static void test_no_answer(void **state)
{
    struct nk_dns_try tries[] = {{.fault = NK_DNS_TIMEOUT, .time_us = 3000000}};
    struct nk_dns_reply reply = {.tries = tries, .try_count = 1};
    struct nk_buf b = {0};
    (void)state;
    explain(&b, &reply);
    assert_string_equal(b.data, "  192.0.2.53#53 over udp: no answer in 3000 ms\n"
                                "  no answer came\n");
    nk_buf_release(&b);
}

/* Whatever comes: lines that fit the page, and nothing that a terminal would obey. */
static void test_damage(void **state)
{
    struct nk_dns_reply reply = {.transport = NK_DNS_UDP};
    uint32_t random = 1;
    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        uint8_t bytes[sizeof answer - 1];
        struct nk_buf b = {0};
        memcpy(bytes, answer, sizeof bytes);
        for (unsigned i = 0; i <= round % 4; i++) {
            random = random * 1664525 + 1013904223;
            bytes[(random >> 8) % sizeof bytes] = (uint8_t)(random >> 24);
        }
        random = random * 1664525 + 1013904223;
        give(&reply, bytes, round % 3 == 0 ? 1 + (random >> 8) % sizeof bytes : sizeof bytes);
        explain(&b, &reply);
        for (size_t at = 0, line = 0; at + 1 < b.len; at++) {
            assert_true(b.data[at] == '\n' || (uint8_t)b.data[at] >= ' ');
            line = b.data[at] == '\n' ? 0 : line + (((uint8_t)b.data[at] & 0xc0) != 0x80);
            assert_true(line <= 80);
        }
        nk_buf_release(&b);
    }
    nk_dns_reply_release(&reply);
}

/* Sets: what differs comes first, and a long one is cut. */
static void test_values(void **state)
{
    struct nk_values some = {.count = 0}, more = {.count = 0};
    struct nk_buf b = {0};
    char text[NK_ADDR_TEXT_MAX];
    (void)state;
    for (uint32_t i = 0; i < 12; i++) {
        const struct nk_addr a = nk_addr_ipv4(0xc0000200 + i);
        size_t len = nk_addr_format(&a, text);
        assert_true(nk_values_add_text(&more, NK_TYPE_A, NK_CLASS_IN, text, len, NULL));
        if (i < 11)
            assert_true(nk_values_add_text(&some, NK_TYPE_A, NK_CLASS_IN, text, len, NULL));
    }
    nk_dns_explain_values(&b, 2, &more, &some, '+');
    nk_dns_explain_lone(&b, 2, &some, &more, '-');
    nk_buf_add_byte(&b, '\0');
    assert_memory_equal(b.data, "  + 192.0.2.11 ", 15);
    assert_non_null(strstr(b.data, "\n    and 2 more values\n"));
    assert_null(strchr(b.data, '-'));
    nk_buf_release(&b);
    nk_values_release(&some);
    nk_values_release(&more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alias),
        cmocka_unit_test(test_no_answer),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
