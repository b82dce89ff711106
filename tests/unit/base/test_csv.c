#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv.h"

/* All cells of a line, each in brackets; an error as its text and offset. */
static const char *cells(const char *line, char separator, char *room, size_t size)
{
    struct nk_csv c;
    struct nk_err err = {0};
    const char *text;
    size_t len, offset, at = 0;
    nk_csv_init(&c, line, strlen(line), separator);
    room[0] = '\0';
    while (nk_csv_next(&c, &text, &len, &offset, &err))
        at += (size_t)snprintf(room + at, size - at, "[%.*s@%zu]", (int)len, text, offset);
    if (err.code != NK_ERR_NONE)
        snprintf(room + at, size - at, "!%s@%zu", err.text, err.offset);
    nk_csv_release(&c);
    return room;
}

static void cells_are_parted(void **state)
{
    (void)state;
    char room[300];
    assert_string_equal(cells("a,bc,", ',', room, sizeof room), "[a@0][bc@2][@5]");
    assert_string_equal(cells("", ',', room, sizeof room), "[@0]");
    assert_string_equal(cells(" a b , c ", ',', room, sizeof room), "[a b@1][c@7]");
    assert_string_equal(cells("a\t\tb", '\t', room, sizeof room), "[a@0][@2][b@3]");
    assert_string_equal(cells(" a\t\"b c\t\"\"\t d ", '\t', room, sizeof room),
                        "[ a@0][\"b c@3][\"\"@8][ d @11]");
    assert_string_equal(cells("\"a,b\",\"\",\"x\"\"y\"", ',', room, sizeof room),
                        "[a,b@0][@6][x\"y@9]");
    assert_string_equal(cells("\"a\" ,b", ',', room, sizeof room), "[a@0][b@5]");
    assert_string_equal(cells("a\"b,c", ',', room, sizeof room), "[a\"b@0][c@4]");
}

static void broken_quotes_are_refused(void **state)
{
    (void)state;
    char room[300];
    assert_string_equal(cells("a,\"b", ',', room, sizeof room),
                        "[a@0]!this quote has no end in its line@2");
    assert_string_equal(cells("\"a\"b,c", ',', room, sizeof room),
                        "!expected the next cell behind the closing quote@3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_parted),
        cmocka_unit_test(broken_quotes_are_refused),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
