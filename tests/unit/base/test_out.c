#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "../capture.h"

static void small_writes_are_kept_until_the_flush(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct nk_out o;
    nk_out_init(&o, ends[1], false);
    assert_null(o.data); /* nothing is allocated before the first use */
    nk_out_text(&o, "10.0.0.0/8");
    nk_out_byte(&o, '\n');
    nk_out_end_line(&o);
    struct pollfd p = {.fd = ends[0], .events = POLLIN};
    assert_int_equal(poll(&p, 1, 0), 0);
    assert_true(nk_out_flush(&o));
    char got[32];
    assert_int_equal(read(ends[0], got, sizeof got), 11);
    assert_memory_equal(got, "10.0.0.0/8\n", 11);
    nk_out_release(&o);
    close(ends[0]);
    close(ends[1]);
}

static void line_buffered_output_leaves_with_its_line(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct nk_out o;
    nk_out_init(&o, ends[1], true);
    nk_out_text(&o, "a line\n");
    nk_out_end_line(&o);
    char got[32];
    assert_int_equal(read(ends[0], got, sizeof got), 7);
    nk_out_release(&o);
    close(ends[0]);
    close(ends[1]);
}

/* Every size around the limits at which a write bypasses the buffer or flushes it first. */
static void sizes_around_the_buffer_come_out_in_order(void **state)
{
    (void)state;
    static const size_t sizes[] = {1,     0,     32767, 32768, 32769, 65535,
                                   65536, 65537, 32767, 32767, 7,     200000};
    struct capture c;
    capture_init(&c);
    char *expected = malloc(1 << 20), *at = expected;
    assert_non_null(expected);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t k = 0; k < sizes[i]; k++)
            at[k] = (char)('a' + (i * 7 + k) % 26);
        nk_out_write(&c.out, at, sizes[i]);
        at += sizes[i];
    }
    *at = '\0';
    assert_string_equal(capture_take(&c), expected);
    free(expected);
    capture_release(&c);
}

static void room_is_flushed_for_and_never_past_the_buffer(void **state)
{
    (void)state;
    struct capture c;
    capture_init(&c);
    for (int i = 0; i < 3; i++) {
        char *room = nk_out_room(&c.out, 40000);
        assert_non_null(room);
        memset(room, 'x', 40000);
        nk_out_used(&c.out, 40000);
    }
    assert_non_null(nk_out_room(&c.out, NK_OUT_SIZE));
    assert_int_equal(strlen(capture_take(&c)), 120000);
    assert_null(nk_out_room(&c.out, NK_OUT_SIZE + 1));
    assert_int_equal(c.out.error, EMSGSIZE);
    capture_release(&c);
}

static void nothing_to_write_is_no_error(void **state)
{
    (void)state;
    struct capture c;
    capture_init(&c);
    nk_out_write(&c.out, NULL, 0);
    assert_true(nk_out_finish(&c.out, NULL));
    assert_string_equal(capture_take(&c), "");
    capture_release(&c);
}

static void no_descriptor_drops_all_and_is_no_error(void **state)
{
    (void)state;
    struct nk_out o;
    struct nk_err err = {0};
    nk_out_init(&o, -1, true);
    nk_out_text(&o, "quiet\n");
    nk_out_end_line(&o);
    char big[NK_OUT_SIZE];
    memset(big, 'x', sizeof big);
    nk_out_write(&o, big, sizeof big);
    assert_true(nk_out_finish(&o, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    nk_out_release(&o);
}

static void fails(int fd, bool big, int number)
{
    static const char block[NK_OUT_SIZE];
    struct nk_out o;
    struct nk_err err = {0};
    nk_out_init(&o, fd, false);
    nk_out_write(&o, block, big ? sizeof block : 1);
    assert_false(nk_out_finish(&o, &err));
    assert_int_equal(o.error, number);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(err.text, "cannot write to standard output: "));
    /* it sticks, and all that follows is dropped */
    assert_null(nk_out_room(&o, 1));
    nk_out_text(&o, "more");
    assert_int_equal(o.len, 0);
    assert_false(nk_out_flush(&o));
    nk_out_release(&o);
}

static void the_first_failure_sticks(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    int ends[2], full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_true(full >= 0);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    for (int big = 0; big < 2; big++) {
        fails(full, big, ENOSPC);
        fails(ends[1], big, EPIPE);
        fails(1000, big, EBADF);
    }
    close(full);
    close(ends[1]);
}

/* The reader starts late and reads in odd pieces; the pipe's other end does not block. */
static void a_descriptor_that_does_not_block_is_waited_for(void **state)
{
    (void)state;
    enum { TOTAL = 3000000 };
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        size_t seen = 0;
        char piece[7777];
        close(ends[1]);
        usleep(20000);
        for (ssize_t n; (n = read(ends[0], piece, sizeof piece)) > 0;)
            for (ssize_t i = 0; i < n; i++, seen++)
                if (piece[i] != (char)(seen % 251))
                    _exit(1);
        _exit(seen == TOTAL ? 0 : 2);
    }
    close(ends[0]);
    struct nk_out o;
    nk_out_init(&o, ends[1], false);
    char block[50000];
    for (size_t at = 0; at < TOTAL;) {
        size_t n = at % 3 == 0 ? 50000 : 777;
        n = n < TOTAL - at ? n : TOTAL - at;
        for (size_t i = 0; i < n; i++)
            block[i] = (char)((at + i) % 251);
        nk_out_write(&o, block, n);
        at += n;
    }
    assert_true(nk_out_finish(&o, NULL));
    nk_out_release(&o);
    close(ends[1]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void a_fixed_buffer_is_the_callers(void **state)
{
    (void)state;
    struct capture c;
    char buffer[16];
    capture_init(&c);
    struct nk_out o;
    nk_out_init_fixed(&o, c.out.fd, buffer, sizeof buffer);
    for (int i = 0; i < 10; i++)
        nk_out_text(&o, "seven b");
    nk_out_text(&o, "more than sixteen bytes");
    assert_true(nk_out_flush(&o));
    assert_ptr_equal(o.data, buffer);
    nk_out_release(&o); /* must not free it */
    const char *text = capture_take(&c);
    assert_int_equal(strlen(text), 70 + 23);
    assert_string_equal(text + 63, "seven bmore than sixteen bytes");
    capture_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_writes_are_kept_until_the_flush),
        cmocka_unit_test(line_buffered_output_leaves_with_its_line),
        cmocka_unit_test(sizes_around_the_buffer_come_out_in_order),
        cmocka_unit_test(room_is_flushed_for_and_never_past_the_buffer),
        cmocka_unit_test(nothing_to_write_is_no_error),
        cmocka_unit_test(no_descriptor_drops_all_and_is_no_error),
        cmocka_unit_test(the_first_failure_sticks),
        cmocka_unit_test(a_descriptor_that_does_not_block_is_waited_for),
        cmocka_unit_test(a_fixed_buffer_is_the_callers),
    };
    return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
