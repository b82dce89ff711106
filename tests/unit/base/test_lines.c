#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lines.h"

static int memory(const char *text, size_t len)
{
    int fd = memfd_create("lines", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, len), len);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void expect(struct nk_lines *l, const char *text, size_t len, uint64_t number, bool newline)
{
    struct nk_line line;
    struct nk_err err = {0};
    assert_int_equal(nk_lines_next(l, &line, &err), NK_LINES_OK);
    assert_int_equal(line.len, len);
    assert_memory_equal(line.text, text, len);
    assert_int_equal(line.number, number);
    assert_int_equal(line.newline, newline);
}

static void expect_end(struct nk_lines *l)
{
    struct nk_line line;
    struct nk_err err = {0};
    assert_int_equal(nk_lines_next(l, &line, &err), NK_LINES_END);
    assert_int_equal(nk_lines_next(l, &line, &err), NK_LINES_END);
    assert_int_equal(err.code, NK_ERR_NONE);
}

static void lines_are_bytes_between_newlines(void **state)
{
    (void)state;
    static const char text[] = "one\n\na\0b\r\n\xff\xfe\nlast";
    int fd = memory(text, sizeof text - 1);
    struct nk_lines l;
    nk_lines_init(&l, fd, "x");
    expect(&l, "one", 3, 1, true);
    expect(&l, "", 0, 2, true);
    expect(&l, "a\0b\r", 4, 3, true);
    expect(&l, "\xff\xfe", 2, 4, true);
    expect(&l, "last", 4, 5, false);
    expect_end(&l);
    nk_lines_release(&l);
    assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC); /* not ours to close */
    close(fd);
}

static void empty_input_has_no_lines(void **state)
{
    (void)state;
    struct nk_lines l;
    size_t len = 1;
    int fd = memory("", 0);
    nk_lines_init(&l, fd, NULL);
    assert_non_null(nk_lines_peek(&l, &len));
    assert_int_equal(len, 0);
    expect_end(&l);
    nk_lines_release(&l);
    close(fd);
}

/* Lengths of all kinds, so that lines cross the ends of reads everywhere. */
static void lines_cross_the_ends_of_reads(void **state)
{
    (void)state;
    enum { COUNT = 4000 };
    int fd = memfd_create("lines", MFD_CLOEXEC);
    FILE *f = fdopen(dup(fd), "w");
    assert_non_null(f);
    uint32_t seed = 1;
    for (int i = 0; i < COUNT; i++) {
        seed = seed * 1664525 + 1013904223;
        size_t len = i % 500 == 77 ? 150000 : seed >> 24;
        for (size_t k = 0; k < len; k++)
            putc('a' + (int)((k + (size_t)i) % 26), f);
        putc('\n', f);
    }
    assert_int_equal(fclose(f), 0);
    lseek(fd, 0, SEEK_SET);
    struct nk_lines l;
    struct nk_line line;
    struct nk_err err;
    nk_lines_init(&l, fd, "x");
    seed = 1;
    for (int i = 0; i < COUNT; i++) {
        seed = seed * 1664525 + 1013904223;
        assert_int_equal(nk_lines_next(&l, &line, &err), NK_LINES_OK);
        assert_int_equal(line.len, i % 500 == 77 ? 150000 : seed >> 24);
        for (size_t k = 0; k < line.len; k++)
            assert_true(line.text[k] == (char)('a' + (int)((k + (size_t)i) % 26)));
    }
    expect_end(&l);
    nk_lines_release(&l);
    close(fd);
}

/* A writer that gives a few bytes and then stays silent: what is whole comes at once. */
static void a_slow_writer_is_not_waited_for(void **state)
{
    (void)state;
    int ends[2];
    struct nk_lines l;
    struct nk_line block;
    struct nk_err err;
    assert_int_equal(pipe(ends), 0);
    nk_lines_init(&l, ends[0], "-");
    assert_int_equal(write(ends[1], "one\ntwo\nthr", 11), 11);
    expect(&l, "one", 3, 1, true);
    assert_int_equal(nk_lines_next_block(&l, &block, &err), NK_LINES_OK);
    assert_int_equal(block.len, 4);
    assert_memory_equal(block.text, "two\n", 4);
    assert_int_equal(block.number, 2);
    assert_int_equal(write(ends[1], "ee\nfour", 7), 7);
    expect(&l, "three", 5, 3, true);
    close(ends[1]);
    assert_int_equal(nk_lines_next_block(&l, &block, &err), NK_LINES_OK);
    assert_int_equal(block.len, 4);
    assert_int_equal(block.number, 4);
    assert_false(block.newline);
    assert_int_equal(nk_lines_next_block(&l, &block, &err), NK_LINES_END);
    nk_lines_release(&l);
    close(ends[0]);
}

static void blocks_give_every_byte_once(void **state)
{
    (void)state;
    enum { COUNT = 60000 };
    int fd = memfd_create("lines", MFD_CLOEXEC);
    FILE *f = fdopen(dup(fd), "w");
    assert_non_null(f);
    for (int i = 0; i < COUNT; i++)
        fprintf(f, "line %d%s", i, i + 1 < COUNT ? "\n" : "");
    assert_int_equal(fclose(f), 0);
    lseek(fd, 0, SEEK_SET);
    struct nk_lines l;
    struct nk_line block;
    struct nk_err err;
    nk_lines_init(&l, fd, "x");
    int next = 0;
    while (nk_lines_next_block(&l, &block, &err) == NK_LINES_OK) {
        assert_int_equal(block.number, next + 1);
        const char *at = block.text, *end = at + block.len;
        for (char want[32]; at != end; next++) {
            size_t len = (size_t)sprintf(want, "line %d", next);
            assert_true((size_t)(end - at) >= len);
            assert_memory_equal(at, want, len);
            at += len;
            assert_true(at == end ? !block.newline : *at++ == '\n');
        }
    }
    assert_int_equal(next, COUNT);
    nk_lines_release(&l);
    close(fd);
}

/* Blocks whose memory is given away stay, all of them, while reading goes on. */
static void given_blocks_stay(void **state)
{
    (void)state;
    enum { COUNT = 60000, KEPT = 3 };
    struct nk_buf all = {0}, got = {0};
    for (int i = 0; i < COUNT; i++)
        nk_buf_printf(&all, "line %d%s", i, i + 1 < COUNT ? "\n" : "");
    int fd = memory(all.data, all.len);
    struct nk_lines l;
    struct nk_line blocks[KEPT];
    struct nk_err err;
    char *kept[KEPT] = {NULL};
    size_t caps[KEPT] = {0}, count = 0;
    nk_lines_init(&l, fd, "x");
    for (bool more = true; more;) {
        size_t n = 0;
        while (n < KEPT && (more = nk_lines_next_block(&l, &blocks[n], &err) == NK_LINES_OK)) {
            assert_true(nk_lines_give_block(&l, &kept[n], &caps[n], &err));
            assert_true(blocks[n].text >= kept[n] && blocks[n].text < kept[n] + caps[n]);
            n++;
        }
        for (size_t i = 0; i < n; i++, count++)
            nk_buf_add(&got, blocks[i].text, blocks[i].len);
    }
    assert_true(count > KEPT);
    assert_int_equal(got.len, all.len);
    assert_memory_equal(got.data, all.data, all.len);
    nk_lines_release(&l);
    for (size_t i = 0; i < KEPT; i++)
        free(kept[i]);
    close(fd);
    nk_lines_init_text(&l, all.data, all.len, "x"); /* what is borrowed is not given */
    kept[0] = NULL;
    assert_int_equal(nk_lines_next_block(&l, &blocks[0], &err), NK_LINES_OK);
    assert_true(nk_lines_give_block(&l, &kept[0], &caps[0], &err));
    assert_null(kept[0]);
    assert_true(blocks[0].text == all.data);
    nk_lines_release(&l);
    nk_buf_release(&all);
    nk_buf_release(&got);
}

static void peeked_lines_can_be_skipped(void **state)
{
    (void)state;
    struct nk_lines l;
    size_t len;
    int fd = memory("a\nbb\nccc\ndddd\n", 14);
    nk_lines_init(&l, fd, "x");
    expect(&l, "a", 1, 1, true);
    const char *text = nk_lines_peek(&l, &len);
    assert_int_equal(len, 12);
    assert_memory_equal(text, "bb\nccc\n", 7);
    nk_lines_skip(&l, 7, 2);
    expect(&l, "dddd", 4, 4, true);
    expect_end(&l);
    nk_lines_release(&l);
    close(fd);
}

/* "a", a line of `len` bytes, "z": through a pipe in pieces of `piece` bytes, or from a file. */
static int long_line(size_t len, size_t piece, pid_t *child)
{
    char *text = malloc(len + 5);
    assert_non_null(text);
    memcpy(text, "a\n", 2);
    memset(text + 2, 'l', len);
    memcpy(text + 2 + len, "\nz\n", 3);
    int ends[2];
    *child = 0;
    if (piece == 0) {
        ends[0] = memory(text, len + 5);
    } else {
        assert_int_equal(pipe(ends), 0);
        *child = fork();
        assert_true(*child >= 0);
        if (*child == 0) {
            close(ends[0]);
            size_t at = 0;
            for (ssize_t n = 1; n > 0 && at < len + 5; at += (size_t)n)
                n = write(ends[1], text + at, piece < len + 5 - at ? piece : len + 5 - at);
            _exit(at == len + 5 ? 0 : 1);
        }
        close(ends[1]);
    }
    free(text);
    return ends[0];
}

static void check_limit(size_t len, size_t piece, bool blocks)
{
    pid_t child;
    int fd = long_line(len, piece, &child), status;
    struct nk_lines l;
    struct nk_line line;
    struct nk_err err = {0};
    bool good = len <= NK_LINE_MAX;
    nk_lines_init(&l, fd, "x");
    expect(&l, "a", 1, 1, true);
    enum nk_lines_status got =
        blocks ? nk_lines_next_block(&l, &line, &err) : nk_lines_next(&l, &line, &err);
    assert_int_equal(got, good ? NK_LINES_OK : NK_LINES_TOO_LONG);
    assert_int_equal(line.number, 2);
    if (!good)
        assert_int_equal(err.code, NK_ERR_INPUT);
    if (blocks && good)
        assert_true(line.len == len + 1 || line.len == len + 3);
    if (!blocks || !good || line.len == len + 1)
        expect(&l, "z", 1, 3, true);
    expect_end(&l);
    nk_lines_release(&l);
    close(fd);
    if (child > 0) {
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
}

/* The limit is the same however the bytes arrive. */
static void a_line_over_the_limit_is_refused_and_skipped(void **state)
{
    (void)state;
    static const size_t lengths[] = {NK_LINE_MAX, NK_LINE_MAX + 1, NK_LINE_MAX + 50000,
                                     2 * NK_LINE_MAX + 3};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        for (int blocks = 0; blocks < 2; blocks++) {
            check_limit(lengths[i], 0, blocks);
            check_limit(lengths[i], 50021, blocks);
        }
    }
}

static void a_last_line_over_the_limit_is_refused_too(void **state)
{
    (void)state;
    int fd = memfd_create("lines", MFD_CLOEXEC);
    char *text = calloc(1, NK_LINE_MAX + 1);
    assert_non_null(text);
    assert_int_equal(write(fd, text, NK_LINE_MAX + 1), NK_LINE_MAX + 1);
    free(text);
    lseek(fd, 0, SEEK_SET);
    struct nk_lines l;
    struct nk_line line;
    struct nk_err err;
    nk_lines_init(&l, fd, "x");
    assert_int_equal(nk_lines_next(&l, &line, &err), NK_LINES_TOO_LONG);
    assert_int_equal(line.number, 1);
    expect_end(&l);
    nk_lines_release(&l);
    close(fd);
}

static void on_alarm(int number)
{
    (void)number;
}

static void signals_do_not_end_the_reading(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        usleep(60000);
        _exit(write(ends[1], "late\n", 5) == 5 ? 0 : 1);
    }
    close(ends[1]);
    struct sigaction old, action = {.sa_handler = on_alarm}; /* no SA_RESTART: read gives EINTR */
    sigaction(SIGALRM, &action, &old);
    struct itimerval often = {{0, 5000}, {0, 5000}}, never = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &often, NULL);
    struct nk_lines l;
    nk_lines_init(&l, ends[0], "-");
    expect(&l, "late", 4, 1, true);
    expect_end(&l);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &old, NULL);
    nk_lines_release(&l);
    close(ends[0]);
    waitpid(child, NULL, 0);
}

static void an_input_that_does_not_block_is_waited_for(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        usleep(20000);
        _exit(write(ends[1], "late\n", 5) == 5 ? 0 : 1);
    }
    close(ends[1]);
    struct nk_lines l;
    nk_lines_init(&l, ends[0], "-");
    expect(&l, "late", 4, 1, true);
    expect_end(&l);
    nk_lines_release(&l);
    close(ends[0]);
    waitpid(child, NULL, 0);
}

static void refuse_open(const char *path, const char *message)
{
    struct nk_lines l;
    struct nk_err err = {0};
    assert_false(nk_lines_open(&l, path, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_string_equal(err.text, message);
    nk_lines_release(&l);
}

static void what_cannot_be_opened_says_why(void **state)
{
    (void)state;
    refuse_open("/nowhere/x", "cannot open '/nowhere/x': No such file or directory");
    refuse_open("/", "cannot open '/': Is a directory");
    refuse_open("/etc/passwd/x", "cannot open '/etc/passwd/x': Not a directory");
    refuse_open("", "cannot open '': No such file or directory");
}

static void a_read_error_ends_the_lines(void **state)
{
    (void)state;
    struct nk_lines l;
    struct nk_line line;
    struct nk_err err = {0};
    int fd = open("/", O_RDONLY | O_CLOEXEC);
    nk_lines_init(&l, fd, "-");
    assert_int_equal(nk_lines_next(&l, &line, &err), NK_LINES_FAILED);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_string_equal(err.text, "cannot read standard input: Is a directory");
    assert_int_equal(nk_lines_next(&l, &line, &err), NK_LINES_END);
    nk_lines_release(&l);
    nk_lines_init(&l, fd, "list");
    assert_int_equal(nk_lines_next_block(&l, &line, &err), NK_LINES_FAILED);
    assert_string_equal(err.text, "cannot read 'list': Is a directory");
    assert_int_equal(nk_lines_next_block(&l, &line, &err), NK_LINES_END);
    nk_lines_release(&l);
    close(fd);
}

static void files_of_all_kinds_open(void **state)
{
    (void)state;
    struct nk_lines l;
    struct nk_line line;
    struct nk_err err;
    assert_true(nk_lines_open(&l, "/proc/self/status", &err)); /* its size is given as 0 */
    assert_int_equal(nk_lines_next(&l, &line, &err), NK_LINES_OK);
    assert_memory_equal(line.text, "Name:", 5);
    int fd = l.stream.fd;
    assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
    nk_lines_release(&l);
    assert_int_equal(fcntl(fd, F_GETFD), -1);

    char folder[] = "/tmp/netkit-lines-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/fifo", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int to = open(path, O_WRONLY | O_CLOEXEC);
        _exit(write(to, "through\n", 8) == 8 ? 0 : 1);
    }
    assert_true(nk_lines_open(&l, path, &err));
    expect(&l, "through", 7, 1, true);
    expect_end(&l);
    nk_lines_release(&l);
    waitpid(child, NULL, 0);
    unlink(path);
    rmdir(folder);
}

static void a_dash_is_standard_input(void **state)
{
    (void)state;
    struct nk_lines l;
    int before = fcntl(STDIN_FILENO, F_GETFD);
    assert_true(nk_lines_open(&l, "-", NULL));
    assert_int_equal(l.stream.fd, STDIN_FILENO);
    assert_false(l.stream.owns_fd);
    nk_lines_release(&l);
    assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), before); /* and stays open */
}

/* Packed lines that are cut short: those that came whole, then the failure. */
static void packed_lines_end_with_the_last_whole_one(void **state)
{
    (void)state;
    static const char packed[] = "\x1f\x8b\x08\0\0\0\0\0\0\3\0\x0c\0\xf3\xff"
                                 "one\ntwo\nthre";
    for (int way = 0; way < 3; way++) {
        struct nk_lines l;
        struct nk_line line;
        struct nk_err err = {0};
        size_t len;
        char data[20];
        int fd = memory(packed, sizeof packed - 1);
        nk_lines_init(&l, fd, "list");
        if (way > 0) {
            assert_false(nk_lines_fill(&l, 1000, &err));
            assert_int_equal(err.code, NK_ERR_INPUT);
            err = (struct nk_err){0};
            nk_lines_peek(&l, &len);
            assert_int_equal(len, 12);
        }
        if (way < 2) {
            expect(&l, "one", 3, 1, true);
            expect(&l, "two", 3, 2, true);
            assert_int_equal(nk_lines_next(&l, &line, &err), NK_LINES_FAILED);
        } else {
            assert_int_equal(nk_lines_read(&l, data, 5, &err), 5);
            assert_int_equal(nk_lines_read(&l, data + 5, 15, &err), 7);
            assert_memory_equal(data, "one\ntwo\nthre", 12);
            assert_int_equal(nk_lines_read(&l, data, 15, &err), -1);
            assert_false(nk_lines_fill(&l, 1, &err));
        }
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_string_equal(err.text, "cannot unpack 'list': the gzip stream is cut short after 12 "
                                      "bytes unpacked");
        nk_lines_release(&l);
        close(fd);
    }
}

static void bytes_can_be_read_instead_of_lines(void **state)
{
    (void)state;
    struct nk_lines l;
    char data[8];
    int fd = memory("a\nb\nc\n", 6);
    nk_lines_init(&l, fd, "x");
    expect(&l, "a", 1, 1, true);
    assert_int_equal(nk_lines_read(&l, data, 3, NULL), 3);
    assert_memory_equal(data, "b\nc", 3);
    assert_int_equal(nk_lines_read(&l, data, 8, NULL), 1);
    assert_int_equal(nk_lines_read(&l, data, 8, NULL), 0);
    nk_lines_release(&l);
    nk_lines_init_text(&l, "text", 4, "x");
    assert_int_equal(nk_lines_read(&l, data, 8, NULL), 4);
    assert_int_equal(nk_lines_read(&l, data, 8, NULL), 0);
    nk_lines_release(&l);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_bytes_between_newlines),
        cmocka_unit_test(empty_input_has_no_lines),
        cmocka_unit_test(lines_cross_the_ends_of_reads),
        cmocka_unit_test(a_slow_writer_is_not_waited_for),
        cmocka_unit_test(blocks_give_every_byte_once),
        cmocka_unit_test(given_blocks_stay),
        cmocka_unit_test(peeked_lines_can_be_skipped),
        cmocka_unit_test(a_line_over_the_limit_is_refused_and_skipped),
        cmocka_unit_test(a_last_line_over_the_limit_is_refused_too),
        cmocka_unit_test(signals_do_not_end_the_reading),
        cmocka_unit_test(an_input_that_does_not_block_is_waited_for),
        cmocka_unit_test(what_cannot_be_opened_says_why),
        cmocka_unit_test(a_read_error_ends_the_lines),
        cmocka_unit_test(files_of_all_kinds_open),
        cmocka_unit_test(a_dash_is_standard_input),
        cmocka_unit_test(packed_lines_end_with_the_last_whole_one),
        cmocka_unit_test(bytes_can_be_read_instead_of_lines),
    };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
