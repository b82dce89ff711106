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

#include "base/blocks.h"

/* Work that takes longer for some blocks than for others: order has to be kept all the same. */
struct seen {
    struct nk_buf text;
    uint64_t next_line;
    unsigned blocks, refused, failed, stop_after;
};

static bool turn(void *closure, struct nk_block *b)
{
    struct nk_buf *out = b->result;
    (void)closure;
    nk_buf_clear(out);
    if (b->lines.len % 3 == 0)
        usleep(500);
    for (size_t i = 0; i < b->lines.len; i++)
        nk_buf_add_byte(out, (char)(b->lines.text[i] == '\n' ? '\n' : b->lines.text[i] + 1));
    if (b->lines.text[0] == '!')
        return nk_err_set(&b->err, NK_ERR_INPUT, 0, 0, "no");
    return !out->failed;
}

static bool take(void *closure, struct nk_block *b)
{
    struct seen *s = closure;
    const struct nk_buf *out = b->result;
    s->blocks++;
    if (b->status == NK_LINES_TOO_LONG) {
        s->refused++;
        s->next_line = b->number + 1;
        return true;
    }
    assert_int_equal(b->status, NK_LINES_OK);
    if (s->next_line != 0)
        assert_int_equal(b->lines.number, s->next_line);
    s->next_line = b->lines.number;
    for (size_t i = 0; i < b->lines.len; i++)
        s->next_line += b->lines.text[i] == '\n';
    if (b->worked)
        nk_buf_add(&s->text, out->data, out->len);
    else
        s->failed++;
    return s->stop_after == 0 || s->blocks < s->stop_after;
}

static int file_of(const char *text, size_t len)
{
    int fd = memfd_create("blocks", MFD_CLOEXEC);
    assert_true(fd >= 0);
    while (len > 0) {
        ssize_t n = write(fd, text, len);
        assert_true(n > 0);
        text += n;
        len -= (size_t)n;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void run(const char *text, size_t len, unsigned threads, struct seen *s)
{
    struct nk_lines lines;
    struct nk_err err = {0};
    struct nk_buf made[8] = {0};
    void *results[8];
    int fd = file_of(text, len);
    for (int i = 0; i < 8; i++)
        results[i] = &made[i];
    nk_lines_init(&lines, fd, "x");
    const struct nk_blocks x = {.lines = &lines,
                                .threads = threads,
                                .results = results,
                                .result_count = threads > 1 ? 2 * threads : 1,
                                .work = turn,
                                .take = take,
                                .closure = s};
    assert_true(nk_blocks_run(&x, &err));
    for (int i = 0; i < 8; i++)
        nk_buf_release(&made[i]);
    nk_lines_release(&lines);
    close(fd);
}

static char *many_lines(size_t *len)
{
    struct nk_buf b = {0};
    for (unsigned i = 0; i < 200000; i++)
        nk_buf_printf(&b, "line %u\n", i * 7);
    *len = b.len;
    return b.data;
}

static void any_number_of_threads_gives_the_same(void **state)
{
    (void)state;
    size_t len;
    char *text = many_lines(&len);
    struct seen one = {0};
    run(text, len, 1, &one);
    assert_int_equal(one.text.len, len);
    assert_int_equal(one.next_line, 200001);
    for (unsigned threads = 2; threads <= 4; threads++) {
        struct seen s = {0};
        run(text, len, threads, &s);
        assert_int_equal(s.text.len, len);
        assert_memory_equal(s.text.data, one.text.data, len);
        nk_buf_release(&s.text);
    }
    nk_buf_release(&one.text);
    free(text);
}

static void taking_may_stop(void **state)
{
    (void)state;
    size_t len;
    char *text = many_lines(&len);
    for (unsigned threads = 1; threads <= 3; threads++) {
        struct seen s = {.stop_after = 2};
        run(text, len, threads, &s);
        assert_int_equal(s.blocks, 2);
        nk_buf_release(&s.text);
    }
    free(text);
}

static void what_fails_comes_in_its_place(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    nk_buf_add_text(&b, "first\n");
    for (size_t i = 0; i < NK_LINE_MAX + 10; i++)
        nk_buf_add_byte(&b, 'x');
    nk_buf_add_text(&b, "\n!last\n");
    for (unsigned threads = 1; threads <= 2; threads++) {
        struct seen s = {0};
        run(b.data, b.len, threads, &s);
        assert_int_equal(s.refused, 1);
        assert_int_equal(s.failed, 1);
        assert_int_equal(s.next_line, 4);
        assert_int_equal(s.text.len, strlen("first\n"));
        nk_buf_release(&s.text);
    }
    nk_buf_release(&b);
}

static void nothing_in_gives_nothing(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        struct seen s = {0};
        run("", 0, threads, &s);
        assert_int_equal(s.blocks, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same),
        cmocka_unit_test(taking_may_stop),
        cmocka_unit_test(what_fails_comes_in_its_place),
        cmocka_unit_test(nothing_in_gives_nothing),
    };
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
