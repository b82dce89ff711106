#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/radix.h"
#include "dns/show.h"
#include "message.h"

/* `want` is hexadecimal, its fields parted by blanks. */
static void check(const char *text, const char *want)
{
    struct nk_buf hex = {0};
    char joined[512];
    size_t len = 0;
    const struct message *m = message(text);
    for (; *want != '\0'; want++)
        if (*want != ' ')
            joined[len++] = *want;
    joined[len] = '\0';
    nk_hex_put_lower(&hex, m->bytes, m->len);
    assert_text(&hex, joined);
}

static void test_header(void **state)
{
    (void)state;
    check("", "0000 0000 0000 0000 0000 0000");
    check(";; id: 4660, opcode: NOTIFY, status: REFUSED, flags: qr aa tc rd ra z ad cd\n",
          "1234 a7f5 0000 0000 0000 0000");
    check(";; OPCODE: query, Status: nxdomain, ID: 1, Flags: QR\n",
          "0001 8003 0000 0000 0000 0000");
    check(";; opcode: OPCODE15, status: RCODE15, flags:\n", "0000 780f 0000 0000 0000 0000");
    check(";; flags: qr rd; QUERY: 1, ANSWER: 0\n;; flags: qr aa\n",
          "0000 8400 0000 0000 0000 0000");
    check("; flags: qr\n;; Got answer:\n;; id 7\n", "0000 0000 0000 0000 0000 0000");
}

static void test_edns(void **state)
{
    (void)state;
    check(";; status: BADVERS\n", "0000 0000 0000 0000 0000 0001 00 0029 04d0 01000000 0000");
    check(";; EDNS: version: 1, flags: do co 0x0001, udp: 512\n",
          "0000 0000 0000 0000 0000 0001 00 0029 0200 0001c001 0000");
    check("; EDNS: version: 0, flags:; udp: 4096\n; EDE: \\# 2 0012 ; why\n; 65001: \\# 0\n",
          "0000 0000 0000 0000 0000 0001 00 0029 1000 00000000 000a 000f 0002 0012 fde9 0000");
    check(";; EDNS: version: 0\n; NSID: 61 62 (\"ab\")\n; COOKIE: 0102030405060708 (good)\n",
          "0000 0000 0000 0000 0000 0001 00 0029 04d0 00000000 0012 0003 0002 6162 "
          "000a 0008 0102030405060708");
    /* an empty line ends the options */
    check(";; EDNS: version: 0\n\n; EDE: 18\n", "0000 0000 0000 0000 0000 0001 00 0029 04d0 "
                                                "00000000 0000");
}

static void test_questions(void **state)
{
    (void)state;
    check(";a. IN AAAA\n", "0000 0000 0001 0000 0000 0000 0161 00 001c 0001");
    check(";a. AAAA\n", "0000 0000 0001 0000 0000 0000 0161 00 001c 0001");
    check(";a. TXT CH\n", "0000 0000 0001 0000 0000 0000 0161 00 0010 0003");
    check(";a. ANY ANY\n", "0000 0000 0001 0000 0000 0000 0161 00 00ff 00ff");
    check(";a. ANY A\n", "0000 0000 0001 0000 0000 0000 0161 00 0001 00ff");
    check(";. NS\n;a\\ b. IN NS\n", "0000 0000 0002 0000 0000 0000 00 0002 0001 03612062 00 0002 "
                                    "0001");
}

static void test_records(void **state)
{
    (void)state;
    check("a. A 192.0.2.1", "0000 0000 0000 0001 0000 0000 0161 00 0001 0001 00000000 0004 "
                            "c0000201");
    check("a. IN 5 A 192.0.2.1 ; why\r\n",
          "0000 0000 0000 0001 0000 0000 0161 00 0001 0001 00000005 0004 c0000201");
    check(";unrelated: a. 5 IN A 192.0.2.1\n",
          "0000 0000 0000 0001 0000 0000 0161 00 0001 0001 00000005 0004 c0000201");
    /* the owner of the line before, parentheses, quotes, a comment within */
    check("a. 1 A 192.0.2.1\n  2 TXT ( \"x;(\" ; )\n  y )\n",
          "0000 0000 0000 0002 0000 0000 0161 00 0001 0001 00000001 0004 c0000201 "
          "c00c 0010 0001 00000002 0006 03783b28 0179");
    check(";; AUTHORITY SECTION:\na. 1 NS b.a.\n;; ADDITIONAL\nb.a. 1 TYPE65280 \\# 2 0102\n",
          "0000 0000 0000 0000 0001 0001 0161 00 0002 0001 00000001 0004 0162 c00c "
          "c019 ff00 0001 00000001 0002 0102");
    check(";; opcode: UPDATE\n;; ZONE\n;a. SOA\n;; UPDATE\na. 0 ANY ANY\n",
          "0000 2800 0001 0000 0001 0000 0161 00 0006 0001 c00c 00ff 00ff 00000000 0000");
}

static void check_refused(const char *text, size_t offset, const char *says)
{
    static uint8_t bytes[NK_DNS_MESSAGE_MAX];
    struct nk_dns_frame frame = {.udp_size = 1232};
    struct nk_dns_writer w;
    struct nk_err err = {0};
    nk_dns_writer_init(&w, bytes, sizeof bytes, 0, 0);
    assert_false(nk_dns_compose(text, strlen(text), &frame, &w, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    if (strstr(err.text, says) == NULL)
        fail_msg("%s", err.text);
    assert_int_equal(err.offset, offset);
    nk_dns_frame_release(&frame);
}

static void test_refused(void **state)
{
    (void)state;
    check_refused("a. 1 A 192.0.2\n", 7, "192.0.2");
    check_refused("\na. 1 A 1.2.3.4 5\n", 16, "");
    check_refused("a. 1\n", 4, "a record has a name");
    check_refused("a. 1 x\n", 5, "expected a TTL, a class or a type");
    check_refused(";a. x IN\n", 4, "expected the class and the type of a question");
    check_refused(";a. IN x\n", 7, "expected the class and the type of a question");
    check_refused(";a. x\n", 4, "expected the type of a question");
    check_refused(";; EDNS: flags: x\n", 16, "expected a flag");
    check_refused(";; EDNS: version: 0\n; EDE: \\# 3 0012\n", 30, "expected so many octets");
    check_refused(";; EDNS: version: 0\n; NSID: 6x (\"\")\n", 3, "not hexadecimal");
}

/* What does not fit is told, not cut. */
static void test_full(void **state)
{
    uint8_t bytes[40];
    struct nk_dns_frame frame = {.udp_size = 1232, .edns = true};
    struct nk_dns_writer w;
    struct nk_err err = {0};
    static const char text[] = ";a. IN A\na. 1 A 192.0.2.1\na. 1 A 192.0.2.2\n";
    (void)state;
    nk_dns_writer_init(&w, bytes, sizeof bytes, 0, 0);
    assert_false(nk_dns_compose(text, sizeof text - 1, &frame, &w, &err));
    assert_non_null(strstr(err.text, "no room"));
    assert_int_equal(err.offset, 26);
    nk_dns_writer_init(&w, bytes, sizeof bytes, 0, 0);
    assert_true(nk_dns_compose(text, 26, &frame, &w, &err));
    assert_false(nk_dns_frame_close(&frame, &w, &err));
    assert_non_null(strstr(err.text, "OPT"));
    nk_dns_frame_release(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header),    cmocka_unit_test(test_edns),
        cmocka_unit_test(test_questions), cmocka_unit_test(test_records),
        cmocka_unit_test(test_refused),   cmocka_unit_test(test_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
