#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/stream.h"
#include "pack.h"

typedef void pack_fn(struct nk_buf *to, const char *text, size_t len);

static const struct format {
    const char *name;
    pack_fn *pack;
    size_t magic;
} formats[] = {{"gzip", pack_gz, 3}, {"bzip2", pack_bz2, 10}, {"zstd", pack_zstd, 4}};

enum { FORMATS = sizeof formats / sizeof *formats };

static int memory(const char *data, size_t len)
{
    int fd = memfd_create("stream", MFD_CLOEXEC);
    assert_true(fd >= 0);
    for (size_t at = 0; at < len;) {
        ssize_t n = write(fd, data + at, len - at);
        assert_true(n > 0);
        at += (size_t)n;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Lines that can be packed, but not to nothing. */
static struct nk_buf lines_of(size_t len)
{
    struct nk_buf b = {0};
    uint32_t seed = 7;
    while (b.len < len) {
        seed = seed * 1664525 + 1013904223;
        nk_buf_printf(&b, "%u.%u.%u.0/24 via %u\n", seed >> 24, seed >> 16 & 255, seed >> 8 & 255,
                      seed >> 28);
    }
    b.len = len;
    assert_false(b.failed);
    return b;
}

/* Reads all with so much room a time; false with err after a failure, which has to stay. */
static bool read_all(int fd, size_t room, struct nk_buf *to, struct nk_err *err)
{
    struct nk_stream s;
    struct nk_err again = {0};
    ssize_t n;
    nk_stream_init(&s, fd, "x");
    nk_buf_clear(to);
    do {
        char *data = malloc(room); /* so that a sanitizer sees what passes its end */
        assert_non_null(data);
        n = nk_stream_read(&s, data, room, err);
        assert_true(n <= (ssize_t)room);
        if (n > 0)
            nk_buf_add(to, data, (size_t)n);
        free(data);
    } while (n > 0);
    char more[16];
    assert_int_equal(nk_stream_read(&s, more, sizeof more, &again), n);
    if (n < 0)
        assert_string_equal(again.text, err->text);
    nk_stream_release(&s);
    return n == 0;
}

static void expect_all(const struct nk_buf *packed, size_t room, const char *text, size_t len)
{
    struct nk_buf got = {0};
    struct nk_err err = {0};
    int fd = memory(packed->data, packed->len);
    if (!read_all(fd, room, &got, &err))
        fail_msg("%s", err.text);
    assert_int_equal(got.len, len);
    if (len > 0)
        assert_memory_equal(got.data, text, len);
    nk_buf_release(&got);
    close(fd);
}

/* Fails with this text behind the bytes that could be read, which begin `text`. */
static void expect_failure(const char *data, size_t len, const struct nk_buf *text,
                           const char *name, const char *why)
{
    struct nk_buf got = {0};
    struct nk_err err = {0};
    char want[200];
    int fd = memory(data, len);
    assert_false(read_all(fd, 50000, &got, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    snprintf(want, sizeof want, "cannot unpack 'x': the %s stream %s after %zu bytes unpacked",
             name, why, got.len);
    assert_string_equal(err.text, want);
    if (text != NULL && got.len > 0) {
        assert_true(got.len <= text->len);
        assert_memory_equal(got.data, text->data, got.len);
    }
    nk_buf_release(&got);
    close(fd);
}

static void plain_data_are_left_alone(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t len;
    } plain[] = {
        {"", 0},
        {"B", 1},
        {"10.0.0.0/8\n", 11},
        {"\x1f", 1},
        {"\x1f\x8b", 2},
        {"\x1f\x8b\x07 no deflate", 14},
        {" \x1f\x8b\x08\x00", 5},
        {"BZh9", 4},
        {"BZh9 is no bzip2\n", 17},
        {"BZh91AY&S", 9},
        {"BZh01AY&SY...", 13},
        {"\x28\xb5\x2f", 3},
        {"\x28\xb5\x2f\xfe\x00\x00", 6},
        {"P*M", 3},
        {"P*M\x17", 4},
        {"`*M\x18....", 8},
        {"\0\0\0", 3},
    };
    static const size_t rooms[] = {1, 2, 9, 10, 11, 4096};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        struct nk_buf b = {0};
        nk_buf_add(&b, plain[i].data, plain[i].len);
        for (size_t k = 0; k < sizeof rooms / sizeof *rooms; k++)
            expect_all(&b, rooms[k], plain[i].data, plain[i].len);
        nk_buf_release(&b);
    }
    struct nk_buf b = lines_of(700000);
    expect_all(&b, 1000000, b.data, b.len);
    nk_buf_release(&b);
}

static void packed_data_are_unpacked(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 300, 900000}, rooms[] = {1, 7, 131072, 1000000};
    for (size_t i = 0; i < FORMATS * 4; i++) {
        struct nk_buf text = lines_of(lengths[i % 4]), packed = {0};
        formats[i / 4].pack(&packed, text.data == NULL ? "" : text.data, text.len);
        for (size_t k = text.len > 1000 ? 2 : 0; k < 4; k++)
            expect_all(&packed, rooms[k], text.data, text.len);
        nk_buf_release(&text);
        nk_buf_release(&packed);
    }
}

static void a_long_run_of_one_byte_comes_out_whole(void **state)
{
    (void)state;
    struct nk_buf text = {0};
    for (int i = 0; i < 3000000; i++)
        nk_buf_add_byte(&text, 'a');
    for (size_t i = 0; i < FORMATS; i++) {
        struct nk_buf packed = {0};
        formats[i].pack(&packed, text.data, text.len);
        assert_true(packed.len < 4000);
        expect_all(&packed, 1000, text.data, text.len);
        nk_buf_release(&packed);
    }
    nk_buf_release(&text);
}

static void members_one_behind_the_other_are_one(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(5000);
    for (size_t i = 0; i < FORMATS; i++) {
        struct nk_buf packed = {0};
        formats[i].pack(&packed, text.data, 1999);
        formats[i].pack(&packed, text.data, 0);
        formats[i].pack(&packed, text.data + 1999, 1);
        formats[i].pack(&packed, text.data + 2000, 3000);
        expect_all(&packed, 1, text.data, text.len);
        expect_all(&packed, 2000, text.data, text.len);
        expect_all(&packed, 100000, text.data, text.len);
        nk_buf_release(&packed);
    }
    nk_buf_release(&text);
}

static void zeros_may_fill_up_gzip(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(100), packed = {0};
    pack_gz(&packed, text.data, 50);
    for (int i = 0; i < 300000; i++)
        nk_buf_add_byte(&packed, '\0');
    expect_all(&packed, 100, text.data, 50);
    pack_gz(&packed, text.data + 50, 50);
    expect_all(&packed, 100, text.data, 100);
    nk_buf_release(&text);
    nk_buf_release(&packed);
}

static void skippable_frames_of_zstd_are_skipped(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(100), packed = {0};
    static const char first[] = "\x50\x2a\x4d\x18\x03\0\0\0abc",
                      last[] = "\x5f\x2a\x4d\x18\0\0\0\0";
    nk_buf_add(&packed, first, sizeof first - 1);
    expect_all(&packed, 100, "", 0);
    pack_zstd(&packed, text.data, 40);
    nk_buf_add(&packed, first, sizeof first - 1);
    pack_zstd(&packed, text.data + 40, 60);
    nk_buf_add(&packed, last, sizeof last - 1);
    expect_all(&packed, 1, text.data, 100);
    expect_all(&packed, 1000, text.data, 100);
    packed.len--;
    expect_failure(packed.data, packed.len, &text, "zstd", "is cut short");
    nk_buf_release(&text);
    nk_buf_release(&packed);
}

/* All that could be read comes first, wherever the cut is. */
static void a_cut_is_told_behind_what_was_readable(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(300000);
    for (size_t i = 0; i < FORMATS; i++) {
        struct nk_buf packed = {0};
        formats[i].pack(&packed, text.data, 150000);
        size_t first = packed.len;
        formats[i].pack(&packed, text.data + 150000, 150000);
        for (size_t cut = formats[i].magic; cut < packed.len; cut += cut < 40 ? 1 : 9973)
            if (cut != first)
                expect_failure(packed.data, cut, &text, formats[i].name, "is cut short");
        for (size_t left = 1; left < 12; left++)
            expect_failure(packed.data, packed.len - left, &text, formats[i].name, "is cut short");
        expect_failure(packed.data, first + 1, &text, formats[i].name, "is cut short");
        nk_buf_release(&packed);
    }
    nk_buf_release(&text);
}

/* A changed byte is told, or it does not matter; never do other bytes pass as whole. */
static void damage_is_told(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(1000), got = {0};
    for (size_t i = 0; i < FORMATS; i++) {
        struct nk_buf packed = {0};
        size_t told = 0;
        formats[i].pack(&packed, text.data, text.len);
        for (size_t at = formats[i].magic; at < packed.len; at++) {
            struct nk_err err = {0};
            packed.data[at] ^= 0x24;
            int fd = memory(packed.data, packed.len);
            if (!read_all(fd, 50000, &got, &err)) {
                assert_int_equal(err.code, NK_ERR_INPUT);
                told++;
            } else {
                assert_int_equal(got.len, text.len);
                assert_memory_equal(got.data, text.data, text.len);
            }
            packed.data[at] ^= 0x24;
            close(fd);
        }
        assert_true(told > packed.len * 9 / 10);
        nk_buf_release(&packed);
    }
    nk_buf_release(&got);
    nk_buf_release(&text);
}

static void other_data_behind_packed_ones_are_damage(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(200);
    for (size_t i = 0; i < FORMATS; i++) {
        struct nk_buf packed = {0};
        formats[i].pack(&packed, text.data, text.len);
        nk_buf_add_text(&packed, "and more than a few words of text");
        expect_failure(packed.data, packed.len, &text, formats[i].name, "is damaged");
        nk_buf_release(&packed);
    }
    nk_buf_release(&text);
}

static void what_zstd_asks_for_is_bounded(void **state)
{
    (void)state;
    /* a window of 2^28 bytes; then dictionary 5 */
    expect_failure("\x28\xb5\x2f\xfd\x00\x90\x01\x00\x00", 9, NULL, "zstd",
                   "wants a window of more than 128 MiB");
    expect_failure("\x28\xb5\x2f\xfd\x01\x00\x05\x01\x00\x00", 10, NULL, "zstd",
                   "wants a dictionary");
}

static void the_writer_may_give_one_byte_at_a_time(void **state)
{
    (void)state;
    struct nk_buf text = lines_of(4000);
    for (size_t i = 0; i <= FORMATS; i++) {
        struct nk_buf packed = {0}, got = {0};
        struct nk_err err = {0};
        int ends[2], status;
        if (i < FORMATS)
            formats[i].pack(&packed, text.data, text.len);
        else
            nk_buf_add(&packed, text.data, text.len);
        assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            size_t at = 0;
            close(ends[0]);
            while (at < packed.len && write(ends[1], packed.data + at, 1) == 1)
                at++;
            _exit(at == packed.len ? 0 : 1);
        }
        close(ends[1]);
        assert_true(read_all(ends[0], 50000, &got, &err));
        assert_int_equal(got.len, text.len);
        assert_memory_equal(got.data, text.data, text.len);
        close(ends[0]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        nk_buf_release(&packed);
        nk_buf_release(&got);
    }
    nk_buf_release(&text);
}

/* A writer that stays silent: what came can be read, packed or not. */
static void a_slow_writer_is_not_waited_for(void **state)
{
    (void)state;
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        struct nk_stream s;
        struct nk_buf packed = {0};
        char data[100];
        size_t got = 0;
        int ends[2];
        if (is_packed)
            pack_gz_part(&packed, "at once\n", 8, false);
        else
            nk_buf_add_text(&packed, "at once\n");
        assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
        assert_int_equal(write(ends[1], packed.data, packed.len), packed.len);
        nk_stream_init(&s, ends[0], "-");
        while (got < 8) {
            ssize_t n = nk_stream_read(&s, data + got, sizeof data - got, NULL);
            assert_true(n > 0);
            got += (size_t)n;
        }
        assert_memory_equal(data, "at once\n", 8);
        close(ends[1]);
        assert_int_equal(nk_stream_read(&s, data, sizeof data, NULL), is_packed ? -1 : 0);
        nk_stream_release(&s);
        nk_buf_release(&packed);
        close(ends[0]);
    }
}

static void a_failure_says_where(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } rows[] = {{NULL, "cannot read standard input: Is a directory"},
                {"-", "cannot read standard input: Is a directory"},
                {"list", "cannot read 'list': Is a directory"}};
    struct nk_stream s;
    struct nk_err err = {0};
    char data[100];
    int fd = open("/", O_RDONLY | O_CLOEXEC);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nk_stream_init(&s, fd, rows[i].name);
        assert_int_equal(nk_stream_read(&s, data, sizeof data, &err), -1);
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        assert_string_equal(err.text, rows[i].text);
        nk_stream_release(&s);
    }
    close(fd);
    fd = memory("\x1f\x8b\x08\0\0\0\0\0\0\0", 10);
    nk_stream_init(&s, fd, NULL);
    assert_int_equal(nk_stream_read(&s, data, sizeof data, &err), -1);
    assert_string_equal(err.text,
                        "cannot unpack standard input: the gzip stream is cut short after "
                        "0 bytes unpacked");
    nk_stream_release(&s);
    close(fd);
    assert_false(nk_stream_open(&s, "/nowhere/x", &err));
    assert_string_equal(err.text, "cannot open '/nowhere/x': No such file or directory");
    assert_false(nk_stream_open(&s, "/tmp", &err));
    assert_string_equal(err.text, "cannot open '/tmp': Is a directory");
}

static void only_what_was_opened_is_closed(void **state)
{
    (void)state;
    struct nk_stream s;
    struct nk_err err;
    char data[100];
    assert_true(nk_stream_open(&s, "/proc/self/status", &err)); /* its size is given as 0 */
    assert_true(nk_stream_read(&s, data, sizeof data, &err) > 5);
    assert_memory_equal(data, "Name:", 5);
    int fd = s.fd;
    nk_stream_release(&s);
    assert_int_equal(fcntl(fd, F_GETFD), -1);
    int before = fcntl(STDIN_FILENO, F_GETFD);
    assert_true(nk_stream_open(&s, "-", &err));
    assert_int_equal(s.fd, STDIN_FILENO);
    nk_stream_release(&s);
    assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_data_are_left_alone),
        cmocka_unit_test(packed_data_are_unpacked),
        cmocka_unit_test(a_long_run_of_one_byte_comes_out_whole),
        cmocka_unit_test(members_one_behind_the_other_are_one),
        cmocka_unit_test(zeros_may_fill_up_gzip),
        cmocka_unit_test(skippable_frames_of_zstd_are_skipped),
        cmocka_unit_test(a_cut_is_told_behind_what_was_readable),
        cmocka_unit_test(damage_is_told),
        cmocka_unit_test(other_data_behind_packed_ones_are_damage),
        cmocka_unit_test(what_zstd_asks_for_is_bounded),
        cmocka_unit_test(the_writer_may_give_one_byte_at_a_time),
        cmocka_unit_test(a_slow_writer_is_not_waited_for),
        cmocka_unit_test(a_failure_says_where),
        cmocka_unit_test(only_what_was_opened_is_closed),
    };
    return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
