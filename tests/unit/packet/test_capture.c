#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <inttypes.h>
#include <sys/wait.h>

#include "../base/pack.h"
#include "file.h"
#include "packet/capture.h"

/* All packets, one a line: number, time, link, interface, length, bytes; then how it ended. */
static void read_fd(int fd, struct nk_buf *to)
{
    struct nk_capture c;
    struct nk_packet p;
    struct nk_err err = {0}, again = {0};
    enum nk_capture_status status;
    nk_buf_clear(to);
    nk_capture_init(&c, fd, "x");
    while ((status = nk_capture_next(&c, &p, &err)) == NK_CAPTURE_PACKET) {
        nk_buf_printf(to, "%" PRIu64 " ", p.number);
        if (p.timed)
            nk_buf_printf(to, "%" PRId64, p.time);
        nk_buf_printf(to, " %u/%" PRIu32 " %" PRIu32 " %.*s\n", p.link, p.interface, p.length,
                      (int)p.captured, (const char *)p.bytes);
    }
    if (status == NK_CAPTURE_FAILED)
        nk_buf_printf(to, "%s\n", err.text);
    assert_int_equal(nk_capture_next(&c, &p, &again), status);
    assert_string_equal(again.text, err.text);
    assert_true(status == NK_CAPTURE_END || err.code == NK_ERR_INPUT);
    nk_capture_release(&c);
    close(fd);
    nk_buf_add_byte(to, '\0');
    assert_false(to->failed);
}

static void check_bytes(const char *data, size_t len, const char *expected)
{
    struct nk_buf got = {0};
    read_fd(file_descriptor(data, len), &got);
    assert_string_equal(got.data, expected);
    nk_buf_release(&got);
}

static void check(struct file *f, const char *expected)
{
    assert_false(f->bytes.failed);
    check_bytes(f->bytes.data, f->bytes.len, expected);
    nk_buf_release(&f->bytes);
}

/* ---- pcap ---------------------------------------------------------------- */

static void both_orders_and_resolutions(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        struct file f = {.big = big};
        put_header(&f, 0xa1b2c3d4, 4, 1);
        put_record(&f, 1700000000, 999999, "ab", 60);
        put_record(&f, UINT32_MAX, 0, "", 0);
        check(&f, "1 1700000000999999000 1/0 60 ab\n2 4294967295000000000 1/0 0 \n");
        f = (struct file){.big = big};
        put_header(&f, 0xa1b23c4d, 4, 276);
        put_record(&f, 1, 999999999, "abc", 3);
        check(&f, "1 1999999999 276/0 3 abc\n");
    }
}

/* Kuznetzov's records have eight bytes more. */
static void modified_records(void **state)
{
    (void)state;
    struct file f = {.big = true};
    put_header(&f, 0xa1b2cd34, 4, 1);
    for (int i = 0; i < 2; i++) {
        put32(&f, 5);
        put32(&f, 6);
        put32(&f, 3);
        put32(&f, 9);
        put64(&f, 0x0102030405060708);
        nk_buf_add_text(&f.bytes, "xyz");
    }
    check(&f, "1 5000006000 1/0 9 xyz\n2 5000006000 1/0 9 xyz\n");
}

/* Until version 2.3 the lengths stood the other way round; the link's upper half is no link. */
static void old_versions_and_flags(void **state)
{
    (void)state;
    for (unsigned minor = 2; minor < 4; minor++) {
        struct file f = {0};
        put_header(&f, 0xa1b2c3d4, minor, 0x14000001);
        put32(&f, 5);
        put32(&f, 6);
        put32(&f, 9);
        put32(&f, 3);
        nk_buf_add_text(&f.bytes, "xyz");
        check(&f, "1 5000006000 1/0 9 xyz\n");
    }
    struct file f = {0};
    put_header(&f, 0xa1b2c3d4, 4, 1);
    put_record(&f, 5, 6, "xyz", 2); /* a length that lies is at least what there is */
    check(&f, "1 5000006000 1/0 3 xyz\n");
    put32(&f, 0xa1b2c3d4);
    put16(&f, 3);
    put16(&f, 1);
    put64(&f, 0);
    put64(&f, 0);
    check(&f, "'x', byte 4: version 3.1 of pcap is not known, only 2.4 and before\n");
}

static void a_length_that_lies(void **state)
{
    (void)state;
    struct file f = {0};
    put_header(&f, 0xa1b2c3d4, 4, 1);
    put_record(&f, 5, 6, "good", 4);
    put64(&f, 0);
    put32(&f, 0xfffffff0);
    put32(&f, 0xfffffff0);
    check(&f, "1 5000006000 1/0 4 good\n'x', byte 52: packet 2 claims 4294967280 captured bytes, "
              "more than 4 MiB: the rest cannot be read\n");
    put_header(&f, 0xa1b2c3d4, 4, 1);
    put64(&f, 0);
    put32(&f, NK_CAPTURE_RECORD_MAX);
    put32(&f, NK_CAPTURE_RECORD_MAX);
    check(&f, "'x' is cut: it ends at byte 40, inside packet 1 that begins at byte 24\n");
}

/* What is whole comes, wherever the file ends. */
static void cut_anywhere(void **state)
{
    (void)state;
    struct file f = {0};
    char expected[256];
    put_header(&f, 0xa1b2c3d4, 4, 1);
    put_record(&f, 5, 6, "one", 3); /* 19 bytes */
    put_record(&f, 5, 6, "two", 3);
    for (size_t len = 1; len < f.bytes.len; len++) {
        size_t whole = len < 43 ? 0 : 1;
        if (len < 4)
            snprintf(expected, sizeof expected,
                     "'x', byte 0: expected a pcap or pcapng file, found only %zu byte%s\n", len,
                     len == 1 ? "" : "s");
        else if (len < 24)
            snprintf(expected, sizeof expected,
                     "'x' is cut: it ends at byte %zu, inside the file's header that begins at "
                     "byte 0\n",
                     len);
        else if (len == 24 || len == 43)
            snprintf(expected, sizeof expected, "%s", whole ? "1 5000006000 1/0 3 one\n" : "");
        else
            snprintf(expected, sizeof expected,
                     "%s'x' is cut: it ends at byte %zu, inside packet %zu that begins at byte "
                     "%zu\n",
                     whole ? "1 5000006000 1/0 3 one\n" : "", len, whole + 1, 24 + 19 * whole);
        check_bytes(f.bytes.data, len, expected);
    }
    nk_buf_release(&f.bytes);
}

/* ---- pcapng -------------------------------------------------------------- */

static void sections_of_either_order(void **state)
{
    (void)state;
    struct file f = {0};
    put_section(&f, false);
    put_interface(&f, 1);
    put_interface(&f, 101);
    put_packet(&f, 6, 1, 1700000000000001, "raw", 3);
    put_packet(&f, 6, 0, 1700000000000002, "ether", 60);
    put_section(&f, true);
    put_interface(&f, 113);
    put_packet(&f, 6, 0, 1700000000000003, "sll", 3);
    put_packet(&f, 2, 0, 1700000000000004, "obsolete", 8);
    put_section(&f, false);
    put_interface(&f, 0);
    put_packet(&f, 2, 0, 5, "", 0);
    check(&f, "1 1700000000000001000 101/1 3 raw\n"
              "2 1700000000000002000 1/0 60 ether\n"
              "3 1700000000000003000 113/0 3 sll\n"
              "4 1700000000000004000 113/0 8 obsolete\n"
              "5 5000 0/0 0 \n");
}

/* What is no packet is passed over, of any length. */
static void unknown_blocks(void **state)
{
    (void)state;
    static const uint32_t types[] = {4, 5, 9, 10, 0xbad, 0x40000bad, 0xffffffff};
    for (int big = 0; big < 2; big++) {
        struct file f = {0};
        put_section(&f, big);
        put_unknown(&f, 4, 0);
        put_interface(&f, 1);
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            put_unknown(&f, types[i], i * 4);
        put_packet(&f, 6, 0, 1, "a", 1);
        put_unknown(&f, 10, (size_t)NK_CAPTURE_RECORD_MAX + 4000);
        put_packet(&f, 6, 0, 2, "b", 1);
        check(&f, "1 1000 1/0 1 a\n2 2000 1/0 1 b\n");
    }
}

static void simple_packets(void **state)
{
    (void)state;
    struct file f = {0};
    put_section(&f, false);
    begin_interface(&f, 1, 5);
    end_block(&f);
    put_interface(&f, 2);
    put_simple(&f, "abc", 3);
    put_simple(&f, "abcde", 70); /* cut to the first interface's snap length; 3 are padding */
    put_simple(&f, "", 0);
    check(&f, "1  1/0 3 abc\n2  1/0 70 abcde\n3  1/0 0 \n");
    put_section(&f, false);
    put_simple(&f, "abc", 3);
    check(&f, "'x', byte 36: packet 1 is of interface 0, and the section has 0\n");
    put_section(&f, false);
    put_interface(&f, 1);
    put_simple(&f, "abc", 5);
    check(&f, "'x', byte 56: packet 1 claims 5 captured bytes, and its block has 4\n");
}

/* A tick's resolution and the offset, at their ends too. */
static void clocks(void **state)
{
    (void)state;
    static const struct {
        unsigned resolution;
        int64_t offset;
        uint64_t ticks;
        const char *time;
    } cases[] = {
        {0, 0, 7, "7000000000"},
        {3, 0, 1700000000123, "1700000000123000000"},
        {6, 0, 1700000000123456, "1700000000123456000"},
        {6, 10, 1500000, "11500000000"},
        {6, -10, 1500000, "-8500000000"},
        {9, 0, 1700000000123456789, "1700000000123456789"},
        {9, 1, 0, "1000000000"},
        {12, 0, 1999999999999, "1999999999"},
        {19, 0, 12345678901234567890u, "1234567890"},
        {28, 0, UINT64_MAX, "1"},
        {29, 0, UINT64_MAX, "0"},
        {127, 3, UINT64_MAX, "3000000000"},
        {0x80, 0, 7, "7000000000"},
        {0x81, 0, 7, "3500000000"},
        {0x8a, 0, 1025, "1000976562"},
        {0xa0, 0, UINT64_C(1700000000) << 32 | 0x80000000, "1700000000500000000"},
        {0xa2, 0, UINT64_MAX, "1073741823999999999"},
        {0xbf, 0, UINT64_C(3) << 62, "1500000000"},
        {0xc0, 0, UINT64_C(1) << 63, "500000000"},
        {0xff, 0, UINT64_MAX, "0"},
        {0, 0, UINT64_MAX, "9223372036854775807"},
        {0, INT64_MAX, UINT64_MAX, "9223372036854775807"},
        {0, INT64_MIN, 0, "-9223372036854775808"},
        {6, 9223372036, 854775, "9223372036854775000"},
        {6, 9223372036, 854776, "9223372036854775807"},
    };
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        struct file f = {0};
        char expected[64];
        put_section(&f, i % 2);
        put_clock(&f, 1, cases[i / 2].resolution, cases[i / 2].offset);
        put_packet(&f, 6, 0, cases[i / 2].ticks, "", 0);
        snprintf(expected, sizeof expected, "1 %s 1/0 0 \n", cases[i / 2].time);
        check(&f, expected);
    }
}

/* Each is told with its place, after the packets before it. */
static void broken_blocks(void **state)
{
    (void)state;
    static const struct {
        size_t at; /* of the byte that is changed; the interface is at 28, a packet at 48 and 84 */
        int byte;
        const char *expected;
    } cases[] = {
        {8, 0, "'x', byte 8: a section without the mark of its byte order\n"},
        {12, 2, "'x', byte 12: version 2.0 of pcapng is not known, only 1\n"},
        {4, 8, "'x', byte 4: a block cannot have a length of 8\n"},
        {4, 24, "'x', byte 4: a block of type 168627466 of 24 bytes, too short\n"},
        {32, 21, "'x', byte 32: a block cannot have a length of 21\n"},
        {44, 24, "'x', byte 44: a block of 20 bytes gives its length as 24 at its end\n"},
        {56, 1, "'x', byte 56: packet 1 is of interface 1, and the section has 1\n"},
        {92, 9,
         "1 1000 1/0 3 one\n'x', byte 92: packet 2 is of interface 9, and the section has "
         "1\n"},
        {104, 5,
         "1 1000 1/0 3 one\n'x', byte 104: packet 2 claims 5 captured bytes, and its block has "
         "4\n"},
        {88, 28, "1 1000 1/0 3 one\n'x', byte 88: a block of type 6 of 28 bytes, too short\n"},
        {91, 1, "1 1000 1/0 3 one\n'x', byte 88: a block of type 6 of 16777252 bytes, too long\n"},
        {90, 1,
         "1 1000 1/0 3 one\n'x' is cut: it ends at byte 120, inside a block that begins at "
         "byte 84\n"},
        {84, 77, "1 1000 1/0 3 one\n"}, /* passed over */
        {116, 40,
         "1 1000 1/0 3 one\n'x', byte 116: a block of 36 bytes gives its length as 40 at its "
         "end\n"},
    };
    struct file f = {0};
    put_section(&f, false);
    put_interface(&f, 1);
    put_packet(&f, 6, 0, 1, "one", 3);
    put_packet(&f, 6, 0, 1, "two", 3);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char was = f.bytes.data[cases[i].at];
        f.bytes.data[cases[i].at] = (char)cases[i].byte;
        check_bytes(f.bytes.data, f.bytes.len, cases[i].expected);
        f.bytes.data[cases[i].at] = was;
    }
    check_bytes(f.bytes.data, f.bytes.len - 1,
                "1 1000 1/0 3 one\n'x' is cut: it ends at byte 119, inside a block that begins at "
                "byte 84\n");
    check_bytes(f.bytes.data, 84 + 5,
                "1 1000 1/0 3 one\n'x' is cut: it ends at byte 89, inside a block that begins at "
                "byte 84\n");
    nk_buf_release(&f.bytes);
}

static void broken_options(void **state)
{
    (void)state;
    static const struct {
        unsigned code, len;
        const char *expected;
    } cases[] = {
        {9, 2, "'x', byte 44: option 9 of interface 0 has a wrong length, 2\n"},
        {14, 4, "'x', byte 44: option 14 of interface 0 has a wrong length, 4\n"},
        {3, 9, "'x', byte 44: option 3 of interface 0 has a wrong length, 9\n"},
        {3, 65535, "'x', byte 44: option 3 of interface 0 has a wrong length, 65535\n"},
        {3, 8, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct file f = {0};
        put_section(&f, i % 2);
        begin_interface(&f, 1, 0);
        put16(&f, cases[i].code);
        put16(&f, cases[i].len);
        put64(&f, 0);
        end_block(&f);
        check(&f, cases[i].expected);
    }
}

static void many_interfaces(void **state)
{
    (void)state;
    struct file f = {0};
    for (int i = 0; i <= NK_CAPTURE_INTERFACES_MAX; i++) {
        if (i % 60000 == 0)
            put_section(&f, false); /* begins to count anew */
        put_interface(&f, 1);
    }
    check(&f, "");
    put_section(&f, false);
    for (int i = 0; i <= NK_CAPTURE_INTERFACES_MAX; i++)
        put_interface(&f, 1);
    check(&f, "'x', byte 1310748: a section of more than 65536 interfaces\n");
}

/* ---- what is no capture, and how the bytes come --------------------------- */

static void what_is_no_capture(void **state)
{
    (void)state;
    check_bytes("", 0, "'x', byte 0: expected a pcap or pcapng file, found nothing: it is empty\n");
    check_bytes("snoop\0\0\0\0\0\0\2", 12,
                "'x', byte 0: expected a pcap or pcapng file, found a snoop file\n");
    check_bytes("\xcd\x34\xb2\xa1", 4,
                "'x', byte 0: expected a pcap or pcapng file, found a pcap file with Mesquita's "
                "changes\n");
    check_bytes("GET / HTTP", 10,
                "'x', byte 0: expected a pcap or pcapng file, found the bytes 47 45 54 20\n");
}

/* A file of more bytes than any buffer, with records of many lengths. */
static struct file large(uint32_t count)
{
    static char text[100001];
    struct file f = {0};
    memset(text, 'z', sizeof text - 1);
    put_header(&f, 0xa1b2c3d4, 4, 1);
    for (uint32_t i = 0; i < count; i++) {
        size_t len = i % 1000 == 7 ? 100000 : i * 7919 % 1500;
        text[len] = '\0';
        put_record(&f, i, 1, text, (uint32_t)len);
        text[len] = 'z';
    }
    assert_false(f.bytes.failed);
    return f;
}

static void packed_and_piped(void **state)
{
    (void)state;
    struct file f = large(3000);
    struct nk_buf plain = {0}, other = {0}, packed = {0};
    int ends[2];
    read_fd(file_descriptor(f.bytes.data, f.bytes.len), &plain);
    pack_gz(&packed, f.bytes.data, f.bytes.len);
    read_fd(file_descriptor(packed.data, packed.len), &other);
    assert_string_equal(other.data, plain.data);
    nk_buf_clear(&packed);
    pack_zstd(&packed, f.bytes.data, f.bytes.len);
    read_fd(file_descriptor(packed.data, packed.len), &other);
    assert_string_equal(other.data, plain.data);
    read_fd(file_descriptor(packed.data, packed.len - 100), &other);
    assert_non_null(strstr(other.data, "cannot unpack 'x': the zstd stream is cut short after "));
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) { /* odd pieces */
        for (size_t at = 0, n; at < f.bytes.len; at += n) {
            n = f.bytes.len - at < 3001 ? f.bytes.len - at : 3001;
            if (write(ends[1], f.bytes.data + at, n) != (ssize_t)n)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    read_fd(ends[0], &other);
    assert_string_equal(other.data, plain.data);
    waitpid(child, NULL, 0);
    nk_buf_release(&f.bytes);
    nk_buf_release(&plain);
    nk_buf_release(&other);
    nk_buf_release(&packed);
}

/* The buffer stays what it is, however many packets there are. */
static void memory_stays(void **state)
{
    (void)state;
    struct file f = large(20000);
    struct nk_capture c;
    struct nk_packet p;
    struct nk_err err;
    uint64_t sum = 0;
    nk_capture_init(&c, file_descriptor(f.bytes.data, f.bytes.len), NULL);
    while (nk_capture_next(&c, &p, &err) == NK_CAPTURE_PACKET) {
        assert_int_equal(p.time, (int64_t)(p.number - 1) * 1000000000 + 1000);
        assert_memory_equal(f.bytes.data + p.offset + 16, p.bytes, p.captured);
        sum += p.captured + 16;
    }
    assert_int_equal(sum + 24, f.bytes.len);
    assert_true(c.cap <= 4 * NK_STREAM_BLOCK);
    close(c.stream.fd);
    nk_capture_release(&c);
    nk_buf_release(&f.bytes);
}

static void a_file_that_cannot_be_opened(void **state)
{
    (void)state;
    struct nk_capture c;
    struct nk_packet p;
    struct nk_err err = {0};
    assert_false(nk_capture_open(&c, "/nonexistent/x.pcap", &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_capture_release(&c);
    nk_capture_init(&c, -1, "-");
    assert_int_equal(nk_capture_next(&c, &p, &err), NK_CAPTURE_FAILED);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_string_equal(err.text, "cannot read standard input: Bad file descriptor");
    nk_capture_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_orders_and_resolutions),
        cmocka_unit_test(modified_records),
        cmocka_unit_test(old_versions_and_flags),
        cmocka_unit_test(a_length_that_lies),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(sections_of_either_order),
        cmocka_unit_test(unknown_blocks),
        cmocka_unit_test(simple_packets),
        cmocka_unit_test(clocks),
        cmocka_unit_test(broken_blocks),
        cmocka_unit_test(broken_options),
        cmocka_unit_test(many_interfaces),
        cmocka_unit_test(what_is_no_capture),
        cmocka_unit_test(packed_and_piped),
        cmocka_unit_test(memory_stays),
        cmocka_unit_test(a_file_that_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
