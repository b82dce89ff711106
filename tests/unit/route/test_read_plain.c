#include "reading.h"

#include <stdlib.h>

static void lines_of_prefix_and_label(void **state)
{
    (void)state;
    static const char text[] = "10.0.0.0/8\toffice\n"
                               "# note\n"
                               "\n"
                               "10.0.0.0/9 two words # and a note\n"
                               "192.0.2.1\n"
                               "2001:db8::/32\tAS64512\n"
                               "::/0\t13335 \n"
                               "192.0.2.0 24 64500\n"
                               "0.0.0.0/0\t4294967296\n"
                               "10.0.0.0/8\toffice\n";
    static const char routes[] = "10.0.0.0/8 unicast [] label office\n"
                                 "10.0.0.0/9 unicast [] label two words\n"
                                 "192.0.2.1/32 unicast []\n"
                                 "2001:db8::/32 unicast [] origin 64512 label AS64512\n"
                                 "::/0 unicast [] origin 13335 label 13335\n"
                                 "192.0.2.0/24 unicast [] origin 64500 label 64500\n"
                                 "0.0.0.0/0 unicast [] label 4294967296\n"
                                 "10.0.0.0/8 unicast [] label office\n";
    expect_read(NULL, text, routes, "");
    expect_read("plain", text, routes, "");
    expect_read_crlf("plain", text, routes, "");
}

static void a_type_may_stand_first(void **state)
{
    (void)state;
    static const char text[] = "throw 10.0.0.0/8\nblackhole 2001:db8::/32 64500\n"
                               "unicast 10.0.0.0/9 x\n10.0.0.0/10 throw\n9 10.0.0.0/8\n"
                               "throw\nthrow throw 10.0.0.0/8\n";
    expect_read(NULL, text,
                "10.0.0.0/8 throw []\n"
                "2001:db8::/32 blackhole [] origin 64500 label 64500\n"
                "10.0.0.0/9 unicast [] label x\n"
                "10.0.0.0/10 unicast [] label throw\n",
                "5:1 '9' is not an IPv4 address: expected four octets, as in 192.0.2.1 "
                "(--lenient reads a number alone)\n"
                "6:1 'throw' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n"
                "7:7 'throw' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n");
}

/* Some editors begin a text with the mark of UTF-8: it is none of the first word. */
static void a_mark_at_the_start_is_passed_over(void **state)
{
    (void)state;
    expect_read(NULL,
                "\xef\xbb\xbf"
                "10.0.0.0/8 x\n10.1.0.0/16 y\n",
                "10.0.0.0/8 unicast [] label x\n10.1.0.0/16 unicast [] label y\n", "");
    expect_read(NULL,
                "\xef\xbb\xbf"
                "[{\"dst\":\"10.0.0.0/8\",\"dev\":\"e0\"}]",
                "10.0.0.0/8 unicast [dev e0] proto boot\n", "");
    expect_read(NULL, "\xef\xbb\xbf", "", "");
}

static void bad_lines_are_told_and_passed_over(void **state)
{
    (void)state;
    expect_read("plain",
                "10.0.0.0/8 a\n10.0.0.0/33 b\n10.0.0.300/24\n  2001:db8::/129 x\n::/1x\nx\n::/0 z",
                "10.0.0.0/8 unicast [] label a\n::/0 unicast [] label z\n",
                "2:10 prefix length 33 is too long: the maximum for IPv4 is 32\n"
                "3:8 '10.0.0.300' is not an IPv4 address: octet 4 is 300, the maximum is 255\n"
                "4:14 prefix length 129 is too long: the maximum for IPv6 is 128\n"
                "5:4 '1x' is not a prefix length: expected 0 to 128, or a mask\n"
                "6:1 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1\n");
}

/* A line that the quick reading takes, and the same with a blank behind it, which it does not. */
static void quick_and_careful_reading_agree(void **state)
{
    (void)state;
    struct nk_buf quick = {0}, careful = {0};
    uint32_t seed = 1;
    for (int i = 0; i < 30000; i++) {
        seed = seed * 1664525 + 1013904223;
        char line[128];
        unsigned label = (seed >> 8) % 9000;
        if (i % 5 == 0)
            snprintf(line, sizeof line, "2001:db8:%x::/%u\tAS%u", seed & 0xffff, seed >> 25, label);
        else if (i % 7 == 0)
            snprintf(line, sizeof line, "%u.%u.%u.0/%u", seed >> 24, seed >> 16 & 255, label & 255,
                     seed & 31);
        else if (i % 11 == 0)
            snprintf(line, sizeof line, "10.%u.0.0/16 a-long-label-%u", seed >> 24, label);
        else
            snprintf(line, sizeof line, "%u.%u.%u.0/%u\t%u", seed >> 24, seed >> 16 & 255,
                     label & 255, seed & 31, label);
        nk_buf_printf(&quick, "%s\n", line);
        nk_buf_printf(&careful, "%s \n", line);
    }
    struct reading a, b;
    reading_of(&a, "plain", quick.data, quick.len);
    reading_of(&b, "plain", careful.data, careful.len);
    assert_int_equal(a.table.count, 30000);
    assert_int_equal(b.table.count, 30000);
    assert_memory_equal(a.table.routes, b.table.routes, a.table.count * sizeof *a.table.routes);
    assert_int_equal(a.table.texts.text.len, b.table.texts.text.len);
    assert_memory_equal(a.table.texts.text.data, b.table.texts.text.data, a.table.texts.text.len);
    reading_release(&a);
    reading_release(&b);
    nk_buf_release(&quick);
    nk_buf_release(&careful);
}

/* Line `i` of a list in which every few lines is one that needs care, or none at all. */
static void put_line(struct nk_buf *b, uint32_t i, const char *behind)
{
    uint32_t bits = i * 2654435761u;
    if (i % 97 == 3)
        nk_buf_printf(b, "# note %u%s\n", i, behind);
    else if (i % 101 == 5)
        nk_buf_printf(b, "%s\n", behind);
    else if (i % 89 == 7)
        nk_buf_printf(b, "10.0.0.%u/24 x%s\n", 250 + i % 20, behind);
    else if (i % 83 == 9)
        nk_buf_printf(b, "10.%u.0.0/16 two words%s\n", i & 255, behind);
    else if (i % 79 == 11)
        nk_buf_printf(b, "192.0.2.%u%s\n", i & 255, behind);
    else if (i % 7 == 1)
        nk_buf_printf(b, "2001:db8:%x::/48\tAS%u%s\n", i & 0xffff, bits >> 20, behind);
    else
        nk_buf_printf(b, "%u.%u.0.0/16\t%u%s\n", bits >> 24, bits >> 16 & 255, bits >> 15, behind);
}

/* The lines of an open file, by so many threads. */
static void reading_of_file(struct reading *x, FILE *f, unsigned threads)
{
    *x = (struct reading){.done = false};
    struct nk_route_reader r = {
        .table = &x->table, .complain = reading_complain, .closure = x, .threads = threads};
    assert_true(nk_table_source(&x->table, "test", &r.source, &x->err));
    rewind(f);
    nk_lines_init(&r.lines, fileno(f), "test");
    x->done = nk_route_read(&r, nk_route_format_find("plain"), &x->err);
    nk_lines_release(&r.lines);
}

/* A long line at first, where one is given, makes believe that there are few. */
static void expect_same(size_t lines, size_t wide)
{
    struct nk_buf quick = {0}, careful = {0};
    struct reading a, b;
    for (size_t i = 0; i < wide; i++) {
        nk_buf_printf(&quick, "10.0.0.0/8\t%0500zu\n", i);
        nk_buf_printf(&careful, "10.0.0.0/8\t%0500zu \n", i);
    }
    for (uint32_t i = 0; i < lines; i++) {
        put_line(&quick, i, "");
        put_line(&careful, i, " ");
    }
    FILE *f = tmpfile();
    assert_non_null(f);
    assert_int_equal(fwrite(quick.data, 1, quick.len, f), quick.len);
    assert_int_equal(fflush(f), 0);
    reading_of(&b, "plain", careful.data, careful.len);
    for (unsigned threads = 1; threads <= 3; threads++) {
        reading_of_file(&a, f, threads);
        assert_true(a.done);
        assert_int_equal(a.table.count, b.table.count);
        assert_memory_equal(a.table.routes, b.table.routes, a.table.count * sizeof *a.table.routes);
        assert_int_equal(a.table.texts.text.len, b.table.texts.text.len);
        assert_memory_equal(a.table.texts.text.data, b.table.texts.text.data,
                            a.table.texts.text.len);
        assert_int_equal(a.refused.len, b.refused.len);
        assert_memory_equal(a.refused.data, b.refused.data, a.refused.len);
        reading_release(&a);
    }
    reading_release(&b);
    nk_buf_release(&quick);
    nk_buf_release(&careful);
    fclose(f);
}

/* The routes are put into the table where they belong, whatever lies between them. */
static void threads_read_as_one_does(void **state)
{
    (void)state;
    expect_same(30000, 0);
    expect_same(30000, 300);
}

static bool three(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    (void)t;
    (void)r;
    return ++*(int *)closure < 3;
}

/* A tap that has enough is given no more, and that is no error. */
static void a_tap_ends_the_reading(void **state)
{
    (void)state;
    static const char text[] = "10.0.0.0/8 a\n10.0.0.0/9 b\n10.0.0.0/10 c\n10.0.0.0/11 d\n";
    int taken = 0;
    struct nk_table t = {.tap = three, .tap_closure = &taken};
    struct nk_err err = {0};
    struct nk_route_reader r = {.table = &t, .complain = reading_complain};
    nk_lines_init_text(&r.lines, text, strlen(text), "test");
    assert_false(nk_route_read(&r, NULL, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    assert_int_equal(taken, 3);
    nk_table_release(&t);
}

static bool no_more(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)place;
    (void)err;
    ++*(int *)closure;
    return false;
}

static void a_complaint_may_end_the_reading(void **state)
{
    (void)state;
    static const char text[] = "10.0.0.0/8 a\nx\ny\n10.0.0.0/11 d\n";
    int told = 0;
    struct nk_table t = {0};
    struct nk_err err = {0};
    struct nk_route_reader r = {.table = &t, .complain = no_more, .closure = &told};
    nk_lines_init_text(&r.lines, text, strlen(text), "test");
    assert_true(nk_route_read(&r, nk_route_format_find("plain"), &err));
    assert_true(r.stopped);
    assert_int_equal(told, 1);
    assert_int_equal(t.count, 1);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_prefix_and_label),
        cmocka_unit_test(a_type_may_stand_first),
        cmocka_unit_test(a_mark_at_the_start_is_passed_over),
        cmocka_unit_test(bad_lines_are_told_and_passed_over),
        cmocka_unit_test(quick_and_careful_reading_agree),
        cmocka_unit_test(threads_read_as_one_does),
        cmocka_unit_test(a_tap_ends_the_reading),
        cmocka_unit_test(a_complaint_may_end_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
