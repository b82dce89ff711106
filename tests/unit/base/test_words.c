#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/words.h"

/* Words in [brackets], one after the other. */
static void expect(const char *line, const char *expected)
{
    char **words, got[256] = "";
    size_t *offsets, count, len = strlen(line);
    struct nk_err err = {0};
    assert_true(nk_words_split(line, len, &words, &offsets, &count, &err));
    for (size_t i = 0; i < count; i++) {
        sprintf(got + strlen(got), "[%s]", words[i]);
        assert_true(offsets[i] < len);
        assert_null(memchr(" \t\r\n", line[offsets[i]], 4));
        assert_true(offsets[i] == 0 || strchr(" \t\r\n", line[offsets[i] - 1]) != NULL);
    }
    assert_null(words[count]);
    assert_string_equal(got, expected);
    free(words);
}

static void blanks_part_words(void **state)
{
    (void)state;
    expect("", "");
    expect(" \t\r\n", "");
    expect("one", "[one]");
    expect("  cidr\tshow  10.0.0.0/8 \r\n", "[cidr][show][10.0.0.0/8]");
    expect("a b c d e f g", "[a][b][c][d][e][f][g]"); /* as many words as can be */
}

static void quotes_keep_blanks(void **state)
{
    (void)state;
    expect("'a b' \"c  d\"", "[a b][c  d]");
    expect("a'b c'd\"e f\"g", "[ab cde fg]");
    expect("'' \"\" x''", "[][][x]");
    expect("'\"' \"'\"", "[\"][']");
}

static void backslashes_quote_as_in_a_shell(void **state)
{
    (void)state;
    expect("a\\ b \\# \\\\ \\'", "[a b][#][\\][']");
    expect("'a\\b' '\\'", "[a\\b][\\]");
    expect("\"a\\\"b\\\\c\\$d\\`e\"", "[a\"b\\c$d`e]");
    expect("\"a\\nb\\ c\"", "[a\\nb\\ c]"); /* these keep theirs */
    expect("end\\", "[end\\]");
}

static void comments_start_a_word(void **state)
{
    (void)state;
    expect("# all", "");
    expect("a # b", "[a]");
    expect("a#b '#' c", "[a#b][#][c]");
}

static void refuse(const char *line, size_t len, size_t offset, size_t length)
{
    char **words;
    size_t count;
    struct nk_err err = {0};
    assert_false(nk_words_split(line, len, &words, NULL, &count, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(err.offset, offset);
    assert_int_equal(err.length, length);
}

static void an_open_quote_is_refused_where_it_opens(void **state)
{
    (void)state;
    refuse("a 'b", 4, 2, 2);
    refuse("a b\"c d", 7, 3, 4);
    refuse("'", 1, 0, 1);
    refuse("\"\\\"", 3, 0, 3);
}

static void a_nul_byte_is_refused(void **state)
{
    (void)state;
    refuse("10.0.0.0\0/8", 11, 8, 1);
    refuse("\0", 1, 0, 1);
}

static void distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(nk_word_distance("", ""), 0);
    assert_int_equal(nk_word_distance("split", "split"), 0);
    assert_int_equal(nk_word_distance("", "abc"), 3);
    assert_int_equal(nk_word_distance("abc", ""), 3);
    assert_int_equal(nk_word_distance("spilt", "split"), 1); /* swapped */
    assert_int_equal(nk_word_distance("splt", "split"), 1);
    assert_int_equal(nk_word_distance("splitt", "split"), 1);
    assert_int_equal(nk_word_distance("kitten", "sitting"), 3);
    assert_int_equal(nk_word_distance("aggregate", "agregat"), 2);
}

static void distance_looks_at_64_bytes(void **state)
{
    (void)state;
    char a[200], b[200];
    memset(a, 'a', sizeof a - 1);
    memset(b, 'a', 64);
    memset(b + 64, 'b', sizeof b - 65);
    a[sizeof a - 1] = b[sizeof b - 1] = '\0';
    assert_int_equal(nk_word_distance(a, b), 0);
    assert_int_equal(nk_word_distance(a, ""), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_part_words),
        cmocka_unit_test(quotes_keep_blanks),
        cmocka_unit_test(backslashes_quote_as_in_a_shell),
        cmocka_unit_test(comments_start_a_word),
        cmocka_unit_test(an_open_quote_is_refused_where_it_opens),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(distance_looks_at_64_bytes),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
