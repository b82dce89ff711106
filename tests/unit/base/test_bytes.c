#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <unistd.h>

#include "base/bytes.h"

enum { LENGTH = 300000 };

static char *make_text(void)
{
    char *text = malloc(LENGTH);
    assert_non_null(text);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = (char)(i % 31 == 30 ? '\n' : 'a' + i % 26);
    return text;
}

static int memory(const char *text, size_t len)
{
    int fd = memfd_create("bytes", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, len), len);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void a_file_is_mapped_whatever_was_looked_at(void **state)
{
    (void)state;
    char *text = make_text();
    static const size_t looked_at[] = {0, 1, 9, 10, 4096, 64 * 1024, LENGTH};
    for (size_t i = 0; i < sizeof looked_at / sizeof *looked_at; i++) {
        int fd = memory(text, LENGTH);
        struct nk_lines lines;
        struct nk_bytes bytes;
        struct nk_err err = {0};
        nk_lines_init(&lines, fd, "x");
        assert_true(nk_lines_fill(&lines, looked_at[i], &err));
        assert_true(nk_bytes_take(&bytes, &lines, NULL, &err));
        assert_true(bytes.mapped);
        assert_int_equal(bytes.size, LENGTH);
        assert_memory_equal(bytes.data, text, LENGTH);
        nk_bytes_release(&bytes);
        nk_lines_release(&lines);
        close(fd);
    }
    free(text);
}

static void the_rest_of_a_file_is_read(void **state)
{
    (void)state;
    char *text = make_text();
    int fd = memory(text, LENGTH);
    struct nk_lines lines;
    struct nk_line line;
    struct nk_bytes bytes;
    struct nk_err err = {0};
    nk_lines_init(&lines, fd, "x");
    assert_int_equal(nk_lines_next(&lines, &line, &err), NK_LINES_OK);
    assert_true(nk_bytes_take(&bytes, &lines, NULL, &err));
    assert_false(bytes.mapped);
    assert_int_equal(bytes.size, LENGTH - 31);
    assert_memory_equal(bytes.data, text + 31, LENGTH - 31);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
    close(fd);
    free(text);
}

static void what_is_no_file_is_read(void **state)
{
    (void)state;
    struct nk_lines lines;
    struct nk_bytes bytes;
    struct nk_err err = {0};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "some text", 9), 9);
    close(ends[1]);
    nk_lines_init(&lines, ends[0], "-");
    assert_true(nk_bytes_take(&bytes, &lines, NULL, &err));
    assert_false(bytes.mapped);
    assert_int_equal(bytes.size, 9);
    assert_memory_equal(bytes.data, "some text", 9);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
    close(ends[0]);
    nk_lines_init_text(&lines, "of memory", 9, "x");
    assert_true(nk_bytes_take(&bytes, &lines, NULL, &err));
    assert_int_equal(bytes.size, 9);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
    nk_lines_init_text(&lines, "", 0, "x");
    assert_true(nk_bytes_take(&bytes, &lines, NULL, &err));
    assert_int_equal(bytes.size, 0);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
}

static size_t claim_of_ten(const void *data, size_t len)
{
    assert_non_null(data);
    return len < 4 ? SIZE_MAX : 10;
}

/* What says that it is short is not read on and on. */
static void no_more_is_read_than_claimed(void **state)
{
    (void)state;
    struct nk_lines lines;
    struct nk_bytes bytes;
    struct nk_err err = {0};
    int zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    assert_true(zeros >= 0);
    nk_lines_init(&lines, zeros, "zeros");
    assert_true(nk_bytes_take(&bytes, &lines, claim_of_ten, &err));
    assert_true(bytes.size > 10); /* there is more than claimed, which can be told */
    assert_true(bytes.size <= 4 * (size_t)NK_LINES_BLOCK);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
    close(zeros);
    nk_lines_init_text(&lines, "less", 4, "x");
    assert_true(nk_bytes_take(&bytes, &lines, claim_of_ten, &err));
    assert_int_equal(bytes.size, 4);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
}

static void a_failed_read_is_told(void **state)
{
    (void)state;
    struct nk_lines lines;
    struct nk_bytes bytes;
    struct nk_err err = {0};
    nk_lines_init(&lines, -1, "x");
    assert_false(nk_bytes_take(&bytes, &lines, NULL, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_mapped_whatever_was_looked_at),
        cmocka_unit_test(the_rest_of_a_file_is_read),
        cmocka_unit_test(what_is_no_file_is_read),
        cmocka_unit_test(no_more_is_read_than_claimed),
        cmocka_unit_test(a_failed_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
