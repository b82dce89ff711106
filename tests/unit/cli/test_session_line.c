#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/session_line.h"

/* The line as it was read: words as [piece|<reference>|"quoted reference"], statements as lines. */
static const char *shown(const char *line)
{
    static char text[4096];
    struct nk_session_line l;
    struct nk_err err = {0};
    size_t n = 0;
    bool good = nk_session_line_parse(&l, line, strlen(line), &err);
    for (size_t i = 0; i < l.statement_count; i++) {
        const struct nk_statement *s = &l.statements[i];
        size_t end = s->first + s->count + (s->to == NK_TO_FILE || s->to == NK_TO_FILE_END);
        for (size_t w = s->first; w < end && w < l.word_count; w++) {
            n += (size_t)sprintf(text + n, w == s->first + s->count ? ">[" : "[");
            for (size_t p = 0; p < l.words[w].count; p++) {
                const struct nk_line_piece *piece = &l.pieces[l.words[w].first + p];
                const char *open = !piece->reference ? "" : piece->quoted ? "\"<" : "<";
                n += (size_t)sprintf(text + n, "%s%.*s%s", open, (int)piece->len,
                                     l.text.data + piece->at, piece->reference ? ">" : "");
            }
            n += (size_t)sprintf(text + n, "]");
        }
        if (s->to == NK_TO_COMMAND)
            n += (size_t)sprintf(text + n, "|%.*s", (int)s->command_len, line + s->command);
        n += (size_t)sprintf(text + n, i + 1 < l.statement_count ? ";" : "");
    }
    if (!good)
        sprintf(text + n, "!%zu+%zu", err.offset, err.length);
    nk_session_line_release(&l);
    return n == 0 && good ? "" : text;
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(shown("cidr show  10.0.0.1\t# x"), "[cidr][show][10.0.0.1]");
    assert_string_equal(shown("a 'b c' \"d e\" f\\ g"), "[a][b c][d e][f g]");
    assert_string_equal(shown("a '' \"\" b'c'\"d\""), "[a][][][bcd]");
    assert_string_equal(shown("a#b #c"), "[a#b]");
    assert_string_equal(shown("\"a\\\"b\\n\" 'a\\'"), "[a\"b\\n][a\\]");
    assert_string_equal(shown("a\\"), "[a\\]");
    assert_string_equal(shown(""), "");
    assert_string_equal(shown(" \r\n"), "");
    assert_string_equal(shown("a 'b"), "[a][b]!2+2");
}

static void test_statements(void **state)
{
    (void)state;
    assert_string_equal(shown("a; b c;;d;"), "[a];[b][c];;[d]");
    assert_string_equal(shown("a ';' \"|\" \\> b"), "[a][;][|][>][b]");
    assert_string_equal(shown("a>b"), "[a]>[b]");
    assert_string_equal(shown("a >>'b c' ; d"), "[a]>[b c];[d]");
    assert_string_equal(shown("a | b 'c;d' | e > f; g"), "[a]|b 'c;d' | e > f;[g]");
    assert_string_equal(shown("a | b \\; \"\\\";\""), "[a]|b \\; \"\\\";\"");
    assert_string_equal(shown("a >"), "[a]!2+1");
    assert_string_equal(shown("a >> ; b"), "[a]!2+2");
    assert_string_equal(shown("| b"), "!0+1");
    assert_string_equal(shown("a |"), "[a]|!2+1");
    assert_string_equal(shown("a |;b"), "[a]|!2+1");
    assert_string_equal(shown("a > b c"), "[a]>[b]!6+1");
    assert_string_equal(shown("a > b | c"), "[a]>[b]!6+1");
    assert_string_equal(shown("a 2> b"), "[a][2]!2+2");
    assert_string_equal(shown("a 2 > b"), "[a][2]>[b]");
}

static void test_references(void **state)
{
    (void)state;
    assert_string_equal(shown("a $ $1 $site ${x}y"), "[a][<>][<1>][<site>][<x>y]");
    assert_string_equal(shown("@$1 --server=$ $/24 $site/24"),
                        "[@<1>][--server=<>][<>/24][<site>/24]");
    assert_string_equal(shown("a$ 'b$1' \\$1 a$b"), "[a$][b$1][$1][a<b>]");
    assert_string_equal(shown("\"$1 $x\" \"$\" \"\\$1\""), "[\"<1> \"<x>][\"<>][$1]");
    assert_string_equal(shown("${ ${} $-"), "[${][${}][<>-]");
    assert_string_equal(shown("$12a > $x"), "[<12>a]>[<x>]");
}

static void test_ends(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool at_word;
        char quote;
    } rows[] = {{"a", true, 0},       {"a ", false, 0},      {"a; ", false, 0},
                {"a;", false, 0},     {"a >", false, 0},     {"a > b", true, 0},
                {"a 'b", true, '\''}, {"a \"b ", true, '"'}, {"a 'b' ", false, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_session_line l;
        struct nk_err err;
        nk_session_line_parse(&l, rows[i].line, strlen(rows[i].line), &err);
        assert_int_equal(l.at_word, rows[i].at_word);
        assert_int_equal(l.quote, rows[i].quote);
        nk_session_line_release(&l);
    }
    struct nk_session_line l;
    struct nk_err err = {0};
    assert_false(nk_session_line_parse(&l, "a\0b", 3, &err));
    assert_int_equal(err.offset, 1);
    nk_session_line_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_statements),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
