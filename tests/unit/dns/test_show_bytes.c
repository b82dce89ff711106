#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/rdata.h"
#include "dns/show.h"
#include "message.h"

/* Every octet of the message is drawn once, in order; returns the drawing, for strstr(). */
static const char *draw(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    size_t next = 0;
    nk_buf_clear(b);
    nk_show_bytes(b, bytes, len, false);
    nk_buf_add_byte(b, '\0');
    assert_false(b->failed);
    for (const char *line = b->data; *line != '\0'; line = strchr(line, '\n') + 1) {
        char *end;
        if (line[0] != ' ' || strncmp(line, "        ", 8) == 0 || line[6] != ' ')
            continue; /* no octets: a heading, bits, a note */
        size_t at = strtoul(line, &end, 10);
        assert_int_equal(at, next);
        for (unsigned i = 0; i < 8; i++) {
            const char *pair = line + 8 + 3 * i;
            if (pair >= strchr(line, '\n') || *pair == ' ')
                break;
            assert_int_equal(strtoul(pair, &end, 16), bytes[next]);
            next++;
        }
    }
    if (next != len)
        fail_msg("%zu octets of %zu are drawn:\n%s", next, len, b->data);
    return b->data;
}

static void test_message(void **state)
{
    struct nk_buf b = {0};
    const struct message *m =
        message(";; flags: qr aa\n;w.a. IN A\n;; ANSWER\nw.a. 60 CNAME v.a.\nv.a. 60 A 192.0.2.1\n"
                "a. 1 TXT \"0123456789\" \"x\"\na. 1 TYPE65001 \\# 2 0102\na. 1 TYPE65001 \\# 0\n"
                ";; AUTHORITY\na. 5 SOA a. b.a. 1 2 3 4 5\n"
                ";; EDNS: version: 0, flags: do, udp: 1232\n; EDE: \\# 4 00126869\n"
                "; CLIENT-SUBNET: \\# 7 00011800c00002\n; NSID: \\# 0\n; OPT65001: \\# 1 07\n");
    (void)state;
    const char *text = draw(&b, m->bytes, m->len);
    assert_non_null(strstr(text, "label            w\n"));
    assert_non_null(strstr(text, "pointer          -> offset 12 (w.a.)\n"));
    assert_non_null(strstr(text, "address          192.0.2.1\n"));
    assert_non_null(strstr(text, "option           CLIENT-SUBNET\n"));
    assert_non_null(strstr(text, "address          192.0.2.0\n"));
    assert_non_null(strstr(text, "rname: b.a.\n"));
    nk_buf_release(&b);
}

/* However it is cut or damaged, all octets are drawn. */
static void test_damage(void **state)
{
    struct nk_buf b = {0};
    uint8_t bytes[512];
    const struct message *m = message(
        ";; flags: qr aa\n;w.a. IN A\n;; ANSWER\nw.a. 60 MX 5 v.a.\n"
        "a. 1 RRSIG A 13 1 60 20300101000000 20200101000000 1 a. AAAA\n"
        "a. 1 HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1\na. 1 NSEC b. A TXT\na. 1 APL 1:192.0.2.0/24\n"
        ";; EDNS: version: 0\n; COOKIE: \\# 8 0102030405060708\n; CHAIN: \\# 3 016100\n");
    (void)state;
    assert_true(m->len < sizeof bytes);
    for (size_t len = 0; len <= m->len; len++)
        draw(&b, m->bytes, len);
    for (size_t at = 0; at < m->len; at++) {
        memcpy(bytes, m->bytes, m->len);
        for (unsigned value = 0; value < 256; value += 17) {
            bytes[at] = (uint8_t)value;
            draw(&b, bytes, m->len);
        }
    }
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
