#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "draw/canvas.h"

static void expect(const struct nk_canvas *c, bool ascii, bool color, const char *expected)
{
    struct capture to;
    capture_init(&to);
    assert_true(nk_canvas_text(c, &to.out, ascii, color, NULL));
    assert_string_equal(capture_take(&to), expected);
    capture_release(&to);
}

static void rows_grow_and_trailing_blanks_go(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 20);
    expect(&c, false, false, "");
    nk_canvas_put(&c, 2, 3, NK_INK_PLAIN, "10.0.0.0/8   ");
    nk_canvas_printf(&c, 0, 0, NK_INK_DIM, "%s %d", "row", 0);
    nk_canvas_put(&c, 3, 0, NK_INK_PLAIN, "");
    expect(&c, false, false, "row 0\n\n   10.0.0.0/8\n\n");
    nk_canvas_release(&c);
    expect(&c, false, false, "");
}

static void what_passes_the_last_column_is_cut(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 5);
    nk_canvas_put(&c, 0, 3, NK_INK_PLAIN, "abc");
    nk_canvas_put(&c, 1, 5, NK_INK_PLAIN, "abc");
    nk_canvas_put(&c, 1, 4000000000u, NK_INK_PLAIN, "abc");
    nk_canvas_fill(&c, 2, 1, 4000000000u, NK_INK_PLAIN, '#');
    nk_canvas_fill(&c, 3, 1, 0, NK_INK_PLAIN, '#');
    expect(&c, false, false, "   ab\n\n ####\n\n");
    nk_canvas_release(&c);
}

static void a_canvas_without_columns_stays_empty(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 0);
    nk_canvas_put(&c, 3, 0, NK_INK_PLAIN, "abc");
    expect(&c, false, false, "");
    nk_canvas_release(&c);
}

static void characters_are_cells(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 8);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN,
                  "\xe2\x94\x8c\xe2\x94\x80\xe2\x94\x90\xc3\xbc\xf0\x9f\x98\x80");
    nk_canvas_put(&c, 0, 6, NK_INK_PLAIN, "x");
    expect(&c, false, false, "\xe2\x94\x8c\xe2\x94\x80\xe2\x94\x90\xc3\xbc\xf0\x9f\x98\x80x\n");
    nk_canvas_release(&c);
}

#define WIDE "\xe7\xa0\x94"

static void a_wide_character_takes_two_cells(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 6);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN, WIDE WIDE "|x");
    nk_canvas_put(&c, 1, 3, NK_INK_PLAIN, WIDE WIDE); /* the second would be cut in half */
    nk_canvas_put(&c, 2, 0, NK_INK_PLAIN, WIDE WIDE WIDE);
    nk_canvas_put(&c, 2, 1, NK_INK_PLAIN, "ab"); /* over a right half and a left one */
    nk_canvas_put(&c, 3, 0, NK_INK_PLAIN, WIDE WIDE);
    nk_canvas_put(&c, 3, 1, NK_INK_PLAIN, WIDE);
    expect(&c, false, false, WIDE WIDE "|x\n   " WIDE "\n ab " WIDE "\n " WIDE "\n");
    expect(&c, true, false, "????|x\n   ??\n ab ??\n ??\n");
    nk_canvas_release(&c);
}

static void what_has_no_width_moves_nothing(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 20);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN, "cafe\xcc\x81");
    nk_canvas_put(&c, 0, 8, NK_INK_PLAIN, "|");
    nk_canvas_put(&c, 1, 8, NK_INK_PLAIN, "|");
    expect(&c, false, false, "cafe\xcc\x81    |\n        |\n");
    expect(&c, true, false, "cafe?   |\n        |\n");
    nk_canvas_release(&c);
}

static void ascii_takes_what_is_nearest(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 20);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN,
                  "\xe2\x94\x8c\xe2\x94\x80\xe2\x94\xbc\xe2\x94\x82\xe2\x95\xb0" /* box drawing */
                  "\xe2\x96\x88\xe2\x96\x91\xe2\x86\x90\xe2\x86\x92\xc2\xb7\xc3\xbc~");
    expect(&c, true, false, "+-+|+##<>.?~\n");
    nk_canvas_release(&c);
}

static void nothing_that_a_terminal_obeys_gets_through(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 60);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN,
                  "a\x1b[31m\n\x7f|\xc2\x9b"
                  "31m|\xe2\x80\xae|");
    nk_canvas_put(&c, 1, 0, NK_INK_PLAIN, "\xff|\xc0\x80|\xed\xa0\x80|\xe2\x82");
    expect(&c, false, false, "a?[31m??|?31m|?|\n?|?|?|?\n");
    nk_canvas_release(&c);
}

static void colours_are_there_only_when_asked_for(void **state)
{
    (void)state;
    struct nk_canvas c;
    nk_canvas_init(&c, 20);
    nk_canvas_put(&c, 0, 0, NK_INK_NETWORK, "1010");
    nk_canvas_put(&c, 0, 5, NK_INK_NETWORK, "11");
    nk_canvas_put(&c, 0, 7, NK_INK_HOST, "00");
    nk_canvas_put(&c, 0, 9, NK_INK_PLAIN, "p");
    nk_canvas_put(&c, 1, 0, NK_INK_STRONG, "s");
    nk_canvas_put(&c, 2, 0, NK_INK_DIM, "d");
    nk_canvas_put(&c, 3, 0, NK_INK_PLAIN, "p");
    expect(&c, false, false, "1010 1100p\ns\nd\np\n");
    expect(&c, false, true,
           "\033[0;36m1010 11\033[0;33m00\033[0mp\n"
           "\033[0;1ms\033[0m\n\033[0;2md\033[0m\np\n");
    nk_canvas_release(&c);
}

static size_t count_of(const char *text, const char *part)
{
    size_t n = 0;
    for (; (text = strstr(text, part)) != NULL; text++)
        n++;
    return n;
}

static void svg_is_self_contained_and_escaped(void **state)
{
    (void)state;
    struct nk_canvas c;
    struct capture to;
    nk_canvas_init(&c, 10);
    capture_init(&to);
    nk_canvas_put(&c, 0, 1, NK_INK_NETWORK, "<&>");
    nk_canvas_put(&c, 0, 4, NK_INK_HOST, "a b \xc3\xbc");
    nk_canvas_put(&c, 1, 0, NK_INK_PLAIN, "\xef\xbf\xbf\x01");
    assert_true(nk_canvas_svg(&c, &to.out, "10.0.0.0/8 <&> \x1b", NULL));
    const char *text = capture_take(&to);
    assert_memory_equal(text, "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 40);
    assert_non_null(strstr(text, " viewBox=\"0 0 110 60\" "));
    assert_non_null(strstr(text, "<title>10.0.0.0/8 &lt;&amp;&gt; ?</title>\n"));
    assert_non_null(strstr(text, "xml:space=\"preserve\""));
    assert_non_null(strstr(text, "prefers-color-scheme:dark"));
    assert_non_null(strstr(text, "<text class=\"n\" x=\"19\" y=\"25\" textLength=\"27\">"
                                 "&lt;&amp;&gt;</text>\n"
                                 "<text class=\"h\" x=\"46\" y=\"25\" textLength=\"45\">"
                                 "a b \xc3\xbc</text>\n"
                                 "<text class=\"p\" x=\"10\" y=\"45\" textLength=\"18\">"
                                 "?"
                                 "?</text>\n</g>\n</svg>\n"));
    /* one element a run of equal ink; nothing is loaded, nothing is run */
    assert_int_equal(count_of(text, "<text "), 3);
    assert_int_equal(count_of(text, "http"), 1);
    assert_int_equal(count_of(text, "script"), 0);
    nk_canvas_release(&c);
    capture_release(&to);
}

/* The path of an ink; empty where there is none. */
static const char *path_of(struct capture *to, const struct nk_canvas *c, const char *class)
{
    static char path[400];
    char start[40];
    capture_init(to);
    assert_true(nk_canvas_svg(c, &to->out, "t", NULL));
    snprintf(start, sizeof start, "<path class=\"%s\" d=\"", class);
    const char *at = strstr(capture_take(to), start);
    snprintf(path, sizeof path, "%.*s", at == NULL ? 0 : (int)strcspn(at + strlen(start), "\""),
             at == NULL ? "" : at + strlen(start));
    capture_release(to);
    return path;
}

static void lines_of_an_svg_are_shapes_that_join(void **state)
{
    (void)state;
    struct nk_canvas c;
    struct capture to;
    nk_canvas_init(&c, 8);
    nk_canvas_put(&c, 0, 0, NK_INK_NETWORK, "\xe2\x94\x8c\xe2\x94\x80\xe2\x94\x90");
    nk_canvas_put(&c, 1, 0, NK_INK_NETWORK, "\xe2\x94\x82x\xe2\x94\x82");
    nk_canvas_put(&c, 1, 4, NK_INK_HOST, "\xe2\x96\x88\xe2\x96\x88");
    /* from middle to middle across, both sides down to the end of the second row */
    assert_string_equal(path_of(&to, &c, "n"), "M14 19h19v1h-19zM14 19h1v31h-1zM32 19h1v31h-1z");
    assert_string_equal(path_of(&to, &c, "h"), "M46 32h18v16h-18z");
    assert_string_equal(path_of(&to, &c, "p"), "");
    nk_canvas_release(&c);
}

static void a_head_reaches_the_line_behind_it(void **state)
{
    (void)state;
    struct nk_canvas c;
    struct capture to;
    nk_canvas_init(&c, 8);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN, "\xe2\x94\x80\xe2\x86\x92"); /* a line, a head */
    assert_string_equal(path_of(&to, &c, "p"), "M10 19h14v1h-14zM28 19l-9 5v-9zM23 19h0v1h-0z");
    nk_canvas_put(&c, 0, 2, NK_INK_DIM, "\xe2\x94\x82");
    assert_string_equal(path_of(&to, &c, "p"), "M10 19h14v1h-14zM32 19l-9 5v-9zM23 19h4v1h-4z");
    assert_string_equal(path_of(&to, &c, "d"), "M32 10h1v20h-1z");
    nk_canvas_release(&c);
}

static void bars_have_a_ground(void **state)
{
    (void)state;
    struct nk_canvas c;
    struct capture to;
    nk_canvas_init(&c, 9);
    capture_init(&to);
    nk_canvas_fill(&c, 0, 1, 3, NK_INK_NETWORK | NK_INK_BLOCK, 'A');
    nk_canvas_fill(&c, 0, 4, 2, NK_INK_NETWORK | NK_INK_BLOCK, 'B');
    nk_canvas_fill(&c, 0, 6, 3, NK_INK_HOST, '.');
    expect(&c, false, true, " \033[0;36mAAABB\033[0;33m...\033[0m\n");
    assert_true(nk_canvas_svg(&c, &to.out, "t", NULL));
    const char *text = capture_take(&to);
    assert_non_null(strstr(text,
                           "<rect class=\"gn\" x=\"19\" y=\"11\" width=\"26\" height=\"18\"/>\n"
                           "<rect class=\"gn\" x=\"46\" y=\"11\" width=\"17\" height=\"18\"/>\n"
                           "<text class=\"n\""));
    assert_int_equal(count_of(text, "<rect class"), 2);
    nk_canvas_release(&c);
    capture_release(&to);
}

static void who_hears_it_is_told_the_words(void **state)
{
    (void)state;
    struct nk_canvas c;
    struct capture to;
    nk_canvas_init(&c, 30);
    capture_init(&to);
    nk_canvas_put(&c, 0, 2, NK_INK_PLAIN, "a  <b>   \xe2\x94\x80\xe2\x94\x80\xe2\x86\x92 --c|d");
    nk_canvas_put(&c, 1, 2, NK_INK_PLAIN, "\xe2\x94\x94\xe2\x94\x80\xe2\x94\x98");
    nk_canvas_put(&c, 2, 0, NK_INK_PLAIN, "e");
    assert_true(nk_canvas_svg(&c, &to.out, "t", NULL));
    assert_non_null(
        strstr(capture_take(&to), "</title>\n<desc>a &lt;b&gt; \xe2\x86\x92 --c d\ne\n</desc>\n"));
    for (size_t row = 3; row < 3000; row++)
        nk_canvas_put(&c, row, 0, NK_INK_PLAIN, "words");
    assert_true(nk_canvas_svg(&c, &to.out, "t", NULL));
    const char *text = capture_take(&to), *end = strstr(text, "and so on\n</desc>");
    assert_non_null(end);
    assert_true(end - text < 3000);
    nk_canvas_release(&c);
    capture_release(&to);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct nk_canvas c;
    struct capture to;
    struct nk_err err = {0};
    nk_canvas_init(&c, 4);
    capture_init(&to);
    nk_canvas_put(&c, 0, 0, NK_INK_PLAIN, "kept");
    c.failed = true; /* as after an allocation that failed */
    nk_canvas_put(&c, 9, 0, NK_INK_PLAIN, "lost");
    assert_int_equal(c.rows, 1);
    assert_false(nk_canvas_text(&c, &to.out, false, false, &err));
    assert_int_equal(err.code, NK_ERR_MEMORY);
    assert_false(nk_canvas_svg(&c, &to.out, "t", &err));
    assert_string_equal(capture_take(&to), "");
    nk_canvas_release(&c);
    capture_release(&to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_grow_and_trailing_blanks_go),
        cmocka_unit_test(what_passes_the_last_column_is_cut),
        cmocka_unit_test(a_canvas_without_columns_stays_empty),
        cmocka_unit_test(characters_are_cells),
        cmocka_unit_test(ascii_takes_what_is_nearest),
        cmocka_unit_test(nothing_that_a_terminal_obeys_gets_through),
        cmocka_unit_test(colours_are_there_only_when_asked_for),
        cmocka_unit_test(svg_is_self_contained_and_escaped),
        cmocka_unit_test(a_wide_character_takes_two_cells),
        cmocka_unit_test(what_has_no_width_moves_nothing),
        cmocka_unit_test(lines_of_an_svg_are_shapes_that_join),
        cmocka_unit_test(a_head_reaches_the_line_behind_it),
        cmocka_unit_test(bars_have_a_ground),
        cmocka_unit_test(who_hears_it_is_told_the_words),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
