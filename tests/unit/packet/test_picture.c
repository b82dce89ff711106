#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "packet/picture.h"
#include "unhex.h"

enum what { BOXES, ROWS, LIST, EXPLAIN, ALL };

/* The picture of a packet as text in ASCII: of its header `n`, or of all. */
static char *draw(const char *hex, enum nk_layer_kind first, uint32_t more, enum what what,
                  unsigned n)
{
    struct nk_dissection d = {.bytes = NULL};
    struct nk_packet p = {.number = 1};
    struct nk_canvas c;
    struct nk_err err;
    struct capture out;
    uint8_t *bytes = unhex(hex, &p.captured);
    p.bytes = bytes;
    p.length = p.captured + more;
    assert_true(nk_dissect(&d, &p, first, &err));
    nk_canvas_init(&c, NK_PICTURE_COLUMNS);
    size_t at = 0;
    for (; n > 0; n--)
        at = nk_picture_next(&d, at);
    if (what == BOXES || what == ALL)
        nk_picture_boxes(&c, &d);
    do {
        if (what == ROWS || (what == ALL && d.parts[at].kind == NK_PART_HEADER))
            nk_picture_rows(&c, &d, at);
        if (what == LIST || what == EXPLAIN || what == ALL)
            nk_picture_list(&c, &d, at, what != LIST);
        at = nk_picture_next(&d, at);
    } while (what == ALL && at < d.count);
    capture_init(&out);
    assert_true(nk_canvas_text(&c, &out.out, true, false, &err));
    char *text = strdup(capture_take(&out));
    capture_release(&out);
    nk_canvas_release(&c);
    nk_dissection_release(&d);
    free(bytes);
    return text;
}

static void check(const char *hex, enum nk_layer_kind first, enum what what, unsigned n,
                  const char *expected)
{
    char *text = draw(hex, first, 0, what, n);
    assert_string_equal(text, expected);
    free(text);
}

#define RULER                                                                \
    "       0                   1                   2                   3\n" \
    "       0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1\n"

static void rows_of_udp(void **state)
{
    (void)state;
    check("d43100350008a773", NK_LAYER_UDP, ROWS, 0,
          RULER "      +-------------------------------+-------------------------------+\n"
                "   0  |          source port          |       destination port        |\n"
                "      |             54321             |           53 domain           |\n"
                "      +-------------------------------+-------------------------------+\n"
                "   4  |            length             |           checksum            |\n"
                "      |               8               |            0xa773             |\n"
                "      +-------------------------------+-------------------------------+\n");
}

/* Fields that go on in the next row, and a last row that is not full. */
static void rows_of_ethernet(void **state)
{
    (void)state;
    check("0200000000020200000000010800" SYN_IP, NK_LAYER_ETHERNET, ROWS, 0,
          RULER "      +---------------------------------------------------------------+\n"
                "   0  |                          destination                          |\n"
                "      |                       02:00:00:00:00:02                       |\n"
                "      |                               +-------------------------------+\n"
                "   4  |                               |                               |\n"
                "      +-------------------------------+                               |\n"
                "   8  |                            source                             |\n"
                "      |                       02:00:00:00:00:01                       |\n"
                "      +-------------------------------+-------------------------------+\n"
                "  12  |             type              |\n"
                "      |          0x0800 IPv4          |\n"
                "      +-------------------------------+\n");
}

/* Names of single bits are written downwards; a row of four whole words has no lines inside. */
static void rows_of_tcp_and_ipv6(void **state)
{
    (void)state;
    char *tcp = draw(SYN_IP, NK_LAYER_IPV4, 0, ROWS, 1);
    assert_non_null(
        strstr(tcp, "      +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+\n"
                    "  12  | data  |     |A|C|E|U|A|P|R|S|F|                               |\n"
                    "      |offset | res |E|W|C|R|C|S|S|Y|I|            window             |\n"
                    "      |       |     | |R|E|G|K|H|T|N|N|                               |\n"
                    "      |  10   |  0  |0|0|0|0|0|0|0|1|0|             64240             |\n"
                    "      +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+\n"));
    free(tcp);
    char *ipv6 = draw("6000000000003b40 20010db8000000000000000000000001"
                      "20010db8000000000000000000000002",
                      NK_LAYER_IPV6, 0, ROWS, 0);
    assert_non_null(
        strstr(ipv6, "   8  |                            source                             |\n"
                     "      |                          2001:db8::1                          |\n"
                     "  12  |                                                               |\n"
                     "  16  |                                                               |\n"
                     "  20  |                                                               |\n"
                     "      +---------------------------------------------------------------+\n"));
    free(ipv6);
}

/* Of a long field only the first and the last row are drawn. */
static void a_long_field_is_short(void **state)
{
    (void)state;
    struct nk_buf hex = {0};
    nk_buf_add_text(&hex, "3b09");
    nk_buf_add_text(&hex, "014c");
    for (unsigned i = 0; i < 76; i++)
        nk_buf_add_text(&hex, "00");
    nk_buf_add_byte(&hex, '\0');
    char *text = draw(hex.data, NK_LAYER_NONE, 0, LIST, 0);
    free(text);
    struct nk_buf packet = {0};
    nk_buf_add_text(&packet, "6000000000500040 20010db8000000000000000000000001"
                             "20010db8000000000000000000000002");
    nk_buf_add_text(&packet, hex.data);
    nk_buf_add_byte(&packet, '\0');
    text = draw(packet.data, NK_LAYER_IPV6, 0, ROWS, 1);
    assert_non_null(strstr(text, "..."));
    unsigned lines = 0;
    for (const char *c = text; *c != '\0'; c++)
        lines += *c == '\n';
    assert_in_range(lines, 6, 14);
    free(text);
    nk_buf_release(&hex);
    nk_buf_release(&packet);
}

/* Memory does not grow with a header that has no end. */
static void a_large_header_is_cut_off(void **state)
{
    (void)state;
    struct nk_buf hex = {0};
    nk_buf_add_text(&hex, "8500000000000000");
    for (unsigned i = 0; i < 2000; i++)
        nk_buf_add_text(&hex, "0501000000000000");
    nk_buf_add_byte(&hex, '\0');
    char *text = draw(hex.data, NK_LAYER_ICMPV6, 0, ROWS, 0);
    assert_non_null(strstr(text, "\n4092  |"));
    assert_null(strstr(text, "\n4096  |"));
    assert_non_null(strstr(text, "\n      and 11912 octets more\n"));
    free(text);
    nk_buf_release(&hex);
}

static void boxes(void **state)
{
    (void)state;
    check("02000000000202000000000108004500001c000100004011f6ccc0000201c0000202d43100350008a773"
          "000000000000",
          NK_LAYER_ETHERNET, BOXES, 0,
          "+- Ethernet -------------------------------------------------- 14 + 34 octets -+\n"
          "| destination 02:00:00:00:00:02, source 02:00:00:00:00:01, type 0x0800 IPv4    |\n"
          "| +- IPv4 --------------------------------------------------- 20 + 8 octets -+ |\n"
          "| | total length 28, time to live 64, protocol 17 UDP, header checksum       | |\n"
          "| | right, source 192.0.2.1, destination 192.0.2.2                           | |\n"
          "| | +- UDP ------------------------------------------------- 8 + 0 octets -+ | |\n"
          "| | | source port 54321, destination port 53 domain, length 8, checksum    | | |\n"
          "| | | right                                                                | | |\n"
          "| | +----------------------------------------------------------------------+ | |\n"
          "| +--------------------------------------------------------------------------+ |\n"
          "| +- padding ----------------------------------------------------- 6 octets -+ |\n"
          "| | 00 00 00 00 00 00                                                        | |\n"
          "| +--------------------------------------------------------------------------+ |\n"
          "+------------------------------------------------------------------------------+\n");
}

static void lists(void **state)
{
    (void)state;
    check("d43100350008a773", NK_LAYER_UDP, LIST, 0,
          "octet    bits   field                    value              meaning\n"
          "    0      16   source port              54321\n"
          "    2      16   destination port         53                 domain\n"
          "    4      16   length                   8                  octets\n"
          "    6      16   checksum                 0xa773             not checkable: no IP\n"
          "                                                            header, whose\n"
          "                                                            addresses it covers\n");
    check("414243", NK_LAYER_NONE, LIST, 0,
          "data: 3 octets\n"
          "    0    41 42 43                                           ABC\n");
}

/* The working of a checksum, by which RFC 1071 can be learned. */
static void sums_are_explained(void **state)
{
    (void)state;
    char *text = draw("4500001c000100004011f6ccc0000201c0000202d43100350008a773", NK_LAYER_IPV4, 0,
                      EXPLAIN, 0);
    assert_non_null(strstr(
        text, "The sum of 10 words of 16 bits, this one as 0: 4500 + 001c +\n"
              "                  0001 + 0000 + 4011 + 0000 + c000 + 0201 + c000 + 0202 =\n"
              "                  0x20931; what passes 16 bits is added below: 0x0931 + 0x2 =\n"
              "                  0x0933; all bits turned over: 0xf6cc.\n"));
    free(text);
    text = draw("4500001c000100004011f6ccc0000201c0000202d43100350008a773", NK_LAYER_IPV4, 0,
                EXPLAIN, 1);
    assert_non_null(strstr(text, "and 0x1841c, the sum of the\n"));
    assert_non_null(strstr(text, "0xa773.\n"));
    free(text);
}

/* Nothing is wider than 80 columns, and every line has its end. */
static void check_width(const char *text)
{
    size_t width = 0;
    for (; *text != '\0'; text++) {
        width = *text == '\n' ? 0 : width + 1;
        assert_true(width <= NK_PICTURE_COLUMNS);
        assert_true(*text == '\n' || (*text >= ' ' && *text <= '~'));
    }
    assert_int_equal(width, 0);
}

static void every_beginning_is_drawn(void **state)
{
    (void)state;
    static const char *const packets[] = {SYN_IP, DNS_QUERY, TIME_EXCEEDED};
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        char hex[1024];
        snprintf(hex, sizeof hex, "%s", packets[i]);
        for (size_t n = strlen(hex) / 2; n > 0; n -= n < 7 ? n : 7) {
            hex[2 * n] = '\0';
            char *text = draw(hex, i == 1 ? NK_LAYER_ETHERNET : NK_LAYER_IPV4, 9, ALL, 0);
            check_width(text);
            free(text);
        }
    }
}

/* Boxes that are too deep stand under one another. */
static void deep_nesting(void **state)
{
    (void)state;
    struct nk_buf hex = {0};
    for (unsigned i = 0; i < 30; i++)
        nk_buf_add_text(&hex, "0000a000");
    nk_buf_add_text(&hex, "00000100 45");
    nk_buf_add_byte(&hex, '\0');
    char *text = draw(hex.data, NK_LAYER_MPLS, 0, ALL, 0);
    check_width(text);
    free(text);
    nk_buf_release(&hex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_udp),
        cmocka_unit_test(rows_of_ethernet),
        cmocka_unit_test(rows_of_tcp_and_ipv6),
        cmocka_unit_test(a_long_field_is_short),
        cmocka_unit_test(boxes),
        cmocka_unit_test(a_large_header_is_cut_off),
        cmocka_unit_test(lists),
        cmocka_unit_test(every_beginning_is_drawn),
        cmocka_unit_test(deep_nesting),
        cmocka_unit_test(sums_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
