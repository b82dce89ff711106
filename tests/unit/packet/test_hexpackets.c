#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "packet/hexpackets.h"

/* The packets as "line:digits", with what cannot be read as "line!offset". */
static void check(const char *text, bool lines, const char *expected)
{
    struct nk_hexpackets h;
    struct nk_buf octets = {0}, got = {0};
    struct nk_err err;
    enum nk_hexpackets_status status;
    nk_hexpackets_init(&h, text, strlen(text), lines);
    while ((status = nk_hexpackets_next(&h, &octets, &err)) != NK_HEX_END) {
        nk_buf_printf(&got, "%s%llu", got.len > 0 ? " " : "", (unsigned long long)h.first);
        if (status == NK_HEX_BAD)
            nk_buf_printf(&got, "!%zu", err.offset);
        else
            nk_buf_add_byte(&got, ':');
        for (size_t i = 0; status == NK_HEX_PACKET && i < octets.len; i++)
            nk_buf_printf(&got, "%02x", (unsigned char)octets.data[i]);
    }
    nk_buf_add_byte(&got, '\0');
    assert_string_equal(got.data, expected);
    nk_hexpackets_release(&h);
    nk_buf_release(&octets);
    nk_buf_release(&got);
}

static void plain_digits(void **state)
{
    (void)state;
    check("", false, "");
    check("\n# nothing\n\n", false, "");
    check("45 00:00\n3c 0x11\n", false, "1:4500003c11");
    check("4500\n\n4600\n", false, "1:4500 3:4600");
    check("4500\r\n4600\r\n", true, "1:4500 2:4600");
    check("4500\nzz\n", false, "1!5");
    check("45\nz\n47\n", true, "1:45 2!3 3:47");
}

#define TWENTY "0102030405060708090a0b0c0d0e0f1011121314"

static void lines_of_packets(void **state)
{
    (void)state;
    /* of different lengths: a packet a line */
    check(TWENTY "15\n" TWENTY "\n" TWENTY "1516\n", false,
          "1:" TWENTY "15 2:" TWENTY " 3:" TWENTY "1516");
    /* broken at one width: one packet */
    check(TWENTY "\n" TWENTY "\n", false, "1:" TWENTY TWENTY);
}

static void dumps(void **state)
{
    (void)state;
    check("00000000: 4500 003c 1c46  E..<.F\n00000006: 0102  ..\n", false, "1:4500003c1c460102");
    check("00000000  45 00 00 3c 1c 46 40 00  40 06 32 3f c0 00 02 01  |E..<.F@.@.2?....|\n"
          "00000010  c6 33 64 02                                       |.3d.|\n00000014\n",
          false, "1:4500003c1c4640004006323fc0000201c6336402");
    check("0000   45 00 00 3c\n0004   01 02\n\n0000   60 00\n", false, "1:4500003c0102 4:6000");
}

/* tcpdump tells of each packet before its octets. */
static void dumps_of_tcpdump(void **state)
{
    (void)state;
    check("12:00:00.000001 IP 192.0.2.1.50000 > 198.51.100.2.443: Flags [S], length 0\n"
          "\t0x0000:  4500 003c 1c46 4000 4006 323f c000 0201  E..<.F@.@.2?....\n"
          "\t0x0010:  c633 6402                                .3d.\n"
          "12:00:01.000001 IP 192.0.2.1 > 198.51.100.2: ICMP echo request\n"
          "\t0x0000:  4500 001c                                E...\n",
          false, "2:4500003c1c4640004006323fc0000201c6336402 5:4500001c");
}

/* hexdump writes equal rows once. */
static void repeated_rows(void **state)
{
    (void)state;
    check("00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
          "*\n"
          "00000020  01 02                                             |..|\n00000022\n",
          false,
          "1:0000000000000000000000000000000000000000000000000000000000000000"
          "0102");
    /* up to the end, whose offset is all that is told of it; in rows of another width */
    check("0000  01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10\n"
          "0010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n*\n0030\n",
          false,
          "1:0102030405060708090a0b0c0d0e0f10"
          "0000000000000000000000000000000000000000000000000000000000000000");
    check("0000000 01 02 03 04 05 06 07 08\n0000010 00 00 00 00 00 00 00 00\n*\n0000030\n", false,
          "1:010203040506070800000000000000000000000000000000");
}

static void broken_dumps(void **state)
{
    (void)state;
    check("0000   45 00 0\n0002   01\n\n0000   60 00\n", false, "1!0 4:6000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_digits),  cmocka_unit_test(lines_of_packets),
        cmocka_unit_test(dumps),         cmocka_unit_test(dumps_of_tcpdump),
        cmocka_unit_test(repeated_rows), cmocka_unit_test(broken_dumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
