#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/show.h"
#include "message.h"

/* The sentences of a message have each of `says`, which ends with NULL, and fit 80 columns. */
static void check(const char *text, const char *const *says)
{
    struct nk_buf b = {0};
    const struct message *m = message(text);
    const struct nk_show s = {.bytes = m->bytes, .len = m->len, .time_us = -1};
    nk_show_explain(&b, &s);
    nk_buf_add_byte(&b, '\0');
    for (const char *at = b.data; *at != '\0'; at += strcspn(at, "\n") + 1)
        if (strcspn(at, "\n") > 80 || strcspn(at, "\n") == 0)
            fail_msg("a line has %zu columns:\n%s", strcspn(at, "\n"), b.data);
    size_t len = 0; /* where the lines are broken does not count */
    for (const char *at = b.data; *at != '\0'; at++)
        if (*at > ' ' || (len > 0 && b.data[len - 1] != ' '))
            b.data[len++] = *at == '\n' ? ' ' : *at;
    b.data[len] = '\0';
    for (; *says != NULL; says++)
        if (strstr(b.data, *says) == NULL)
            fail_msg("'%s' is not in:\n%s", *says, b.data);
    nk_buf_release(&b);
}

#define SAYS(...)         \
    (const char *const[]) \
    {                     \
        __VA_ARGS__, NULL \
    }

static void test_negative(void **state)
{
    (void)state;
    check(";; status: NXDOMAIN, flags: qr aa\n;a.b. IN A\n;; AUTHORITY\n"
          "b. 3600 SOA b. b. 1 2 3 4 900\n",
          SAYS("aa is set", "Status NXDOMAIN: the name does not exist.",
               "NXDOMAIN: there is no a.b., with no type of record",
               "That may be kept for 900 s (15 min): the lesser of the TTL 3600 of the SOA record "
               "and its minimum 900 (RFC 2308 5)."));
    check(";; status: NXDOMAIN, flags: qr\n;a.b. IN A\n",
          SAYS("There is no SOA record, so nobody may keep that \"no\""));
    check(";; flags: qr aa\n;a.b. IN A\n;; AUTHORITY\nb. 60 SOA b. b. 1 2 3 4 900\n",
          SAYS("No data: a.b. exists, but has no record of the type asked", "kept for 60 s"));
    check(";; status: NXDOMAIN, flags: qr aa\n;a.b. IN A\n;; ANSWER\na.b. 1 CNAME c.b.\n",
          SAYS("1 alias leads to c.b. ", "there is no c.b."));
}

static void test_authority(void **state)
{
    (void)state;
    check(";; flags: qr rd ra ad\n;a. IN A\n;; ANSWER\na. 0 A 192.0.2.1\n",
          SAYS("aa is not set: a resolver answers", "ra is set", "ad is set: the server says",
               "TTL 0, good for this once"));
    check(";; flags: qr\n;w.a. IN A\n;; AUTHORITY\na. 1 NS ns.a.\n",
          SAYS("aa is not set: the server is no authority here and names those", "A referral"));
    check(";; flags: qr, status: REFUSED\n;a. IN A\n",
          SAYS("aa is not set: the server is no authority for the name.",
               "the server will not answer this client"));
    check(";; flags: qr tc z cd\n;a. IN A\n",
          SAYS("tc is set", "z is set", "cd is set", "What came has no record of the type asked"));
}

static void test_records(void **state)
{
    (void)state;
    check(";; flags: qr\n;a. IN A\n;; ANSWER\na. 90061 A 192.0.2.1\nb. 1 A 192.0.2.2\n"
          "a. 1 CNAME a.\n",
          SAYS("Asked is A", "(about 1.0 d)", "address: 192.0.2.1", "does not follow",
               "They lead nowhere: the aliases go in a circle."));
    check(";; opcode: UPDATE\n;a. IN SOA\n;; UPDATE\na. 1 A 192.0.2.1\n",
          SAYS("The section ZONE of an UPDATE", "The section UPDATE of an UPDATE"));
    check(";; EDNS: version: 0, flags: do, udp: 512\n; COOKIE: \\# 1 00\n; NSID: \\# 0\n",
          SAYS("EDNS version 0", "do is set", "COOKIE, proof", "malformed: a cookie has",
               "NSID, which server of many answered (RFC 5001) "));
    check(";a. IN A\n", SAYS("No EDNS", "qr is not set: this is a query."));
}

/* Words that are longer than a line are broken. */
static void test_long(void **state)
{
    struct nk_buf text = {0};
    (void)state;
    nk_buf_add_text(&text, ";; flags: qr\n;a. IN TXT\n;; ANSWER\na. 1 TXT \"");
    for (unsigned i = 0; i < 250; i++)
        nk_buf_add_byte(&text, 'x');
    nk_buf_add_text(&text, "\"\n");
    for (unsigned i = 0; i < 3; i++) {
        for (unsigned j = 0; j < 63; j++)
            nk_buf_add_byte(&text, 'n');
        nk_buf_add_byte(&text, '.');
    }
    nk_buf_add_text(&text, " 1 A 192.0.2.1\n");
    nk_buf_add_byte(&text, '\0');
    check(text.data, SAYS("xxx...", "does not follow"));
    nk_buf_release(&text);
}

static void test_malformed(void **state)
{
    struct nk_buf b = {0};
    struct message *m = message(";; flags: qr\n;a. IN A\n;; ANSWER\na. 1 A 192.0.2.1\n");
    struct nk_show s = {.bytes = m->bytes, .len = m->len - 1, .time_us = 1500};
    struct nk_dns_server from = {.port = 53};
    (void)state;
    assert_true(nk_addr_parse("192.0.2.9", 9, &from.addr, NULL));
    s.server = &from;
    nk_show_explain(&b, &s);
    nk_buf_add_byte(&b, '\0');
    assert_non_null(strstr(b.data, "It came from 192.0.2.9#53 over udp after 1.500 ms."));
    assert_non_null(strstr(b.data, "  A record at offset 19 is malformed at offset 29: RDLENGTH"));
    assert_non_null(strstr(b.data, "\nMalformed at offset 29: RDLENGTH"));
    nk_buf_release(&b);
    s.len = 3;
    nk_show_explain(&b, &s);
    assert_text(&b, "This is no DNS message: the message is shorter than a header of 12 octets.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_negative),  cmocka_unit_test(test_authority),
        cmocka_unit_test(test_records),   cmocka_unit_test(test_long),
        cmocka_unit_test(test_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
