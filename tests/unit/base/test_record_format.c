#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "base/record.h"

enum { NAME, ADDRESS, COUNT, PORT, GLOBAL, ZONES };

static const struct nk_field fields[] = {
    {"name", "Name", "The name.", NK_TEXT, NK_FIELD_SHEET, 6},
    {"address", "Address", "The address.", NK_ADDR, NK_FIELD_SHEET, 9},
    {"count", "Count", "How many.", NK_COUNT, NK_FIELD_SHEET, 0},
    {"port", "Port", "The port.", NK_INT, NK_FIELD_SHEET, 5},
    {"global", "Global", "Is it?", NK_FLAG, NK_FIELD_SHEET, 0},
    {"zones", "All zones", "The zones.", NK_LIST, NK_FIELD_SHEET, 3},
};
static const struct nk_schema list = {fields, 6, NK_LAYOUT_LIST, ADDRESS};
static const struct nk_schema sheet = {fields, 6, NK_LAYOUT_SHEET, ADDRESS};

static void full(struct nk_record *r)
{
    nk_record_text(r, NAME, "M\xc3\xbc, \"x\"\x1b");
    nk_record_text(r, ADDRESS, "::1");
    nk_record_count(r, COUNT, nk_count_bit(128));
    nk_record_int(r, PORT, -53);
    nk_record_flag(r, GLOBAL, 1);
    nk_record_list_add(r, ZONES, "a\"b", 3);
    nk_record_list_add(r, ZONES, "c", 1);
    assert_true(nk_record_end(r));
}

static void other(struct nk_record *r)
{
    nk_record_text(r, NAME, "longer than its width");
    nk_record_int(r, PORT, 0);
    nk_record_flag(r, GLOBAL, 0);
    nk_record_list_empty(r, ZONES);
    assert_true(nk_record_end(r));
}

/* A full record, one with nulls and false, one of nulls only. */
static void expect(const struct nk_schema *schema, enum nk_format format, const char *chosen,
                   const char *expected)
{
    struct nk_record r;
    struct capture c;
    capture_init(&c);
    assert_true(nk_record_init(&r, schema, &c.out, format, chosen, 1, NULL));
    full(&r);
    other(&r);
    assert_true(nk_record_end(&r));
    assert_int_equal(r.written, 3);
    assert_true(nk_record_finish(&r, NULL));
    assert_string_equal(capture_take(&c), expected);
    nk_record_release(&r);
    capture_release(&c);
}

/* Signs that a terminal draws wide, and one over another, take the columns that they take there. */
static void a_column_is_what_a_terminal_shows(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    capture_init(&c);
    assert_true(nk_record_init(&r, &list, &c.out, NK_FORMAT_TEXT, "name,address", 0, NULL));
    nk_record_text(&r, NAME, "\xe6\x9d\xb1\xe4\xba\xac!");
    nk_record_text(&r, ADDRESS, "::1");
    assert_true(nk_record_end(&r));
    nk_record_text(&r, NAME, "abcdefgh\xcc\x88");
    nk_record_text(&r, ADDRESS, "::1");
    assert_true(nk_record_end(&r));
    assert_true(nk_record_finish(&r, NULL));
    assert_string_equal(capture_take(&c), "\xe6\x9d\xb1\xe4\xba\xac!  ::1\n"
                                          "abcdefgh\xcc\x88 ::1\n");
    nk_record_release(&r);
    capture_release(&c);
}

static void text_pads_where_a_width_is_given(void **state)
{
    (void)state;
    expect(&list, NK_FORMAT_TEXT, NULL,
           "Name   Address   Count\tPort  Global\tAll zones\n"
           "M\xc3\xbc, \"x\"\\x1b ::1       340282366920938463463374607431768211456\t-53   yes\t"
           "a\"b,c\n"
           "longer than its width -         -\t0     no\t\n"
           "-      -         -\t-     -\t-\n");
}

static void tsv_never_pads(void **state)
{
    (void)state;
    expect(&list, NK_FORMAT_TSV, NULL,
           "name\taddress\tcount\tport\tglobal\tzones\n"
           "M\xc3\xbc, \"x\"\\x1b\t::1\t340282366920938463463374607431768211456\t-53\ttrue\t"
           "a\"b,c\n"
           "longer than its width\t-\t-\t0\tfalse\t\n"
           "-\t-\t-\t-\t-\t-\n");
}

static void csv_quotes_and_leaves_null_empty(void **state)
{
    (void)state;
    expect(&list, NK_FORMAT_CSV, NULL,
           "name,address,count,port,global,zones\n"
           "\"M\xc3\xbc, \"\"x\"\"\\x1b\",::1,340282366920938463463374607431768211456,-53,true,"
           "\"a\"\"b,c\"\n"
           "longer than its width,,,0,false,\"\"\n"
           ",,,,,\n");
}

static void json_keeps_every_key(void **state)
{
    (void)state;
    expect(&list, NK_FORMAT_JSON, NULL,
           "{\"name\":\"M\xc3\xbc, \\\"x\\\"\\u001b\",\"address\":\"::1\",\"count\":"
           "\"340282366920938463463374607431768211456\",\"port\":-53,\"global\":true,"
           "\"zones\":[\"a\\\"b\",\"c\"]}\n"
           "{\"name\":\"longer than its width\",\"address\":null,\"count\":null,\"port\":0,"
           "\"global\":false,\"zones\":[]}\n"
           "{\"name\":null,\"address\":null,\"count\":null,\"port\":null,\"global\":null,"
           "\"zones\":null}\n");
}

static void a_sheet_has_a_row_a_field(void **state)
{
    (void)state;
    expect(&sheet, NK_FORMAT_TEXT, NULL,
           "Name       M\xc3\xbc, \"x\"\\x1b\n"
           "Address    ::1\n"
           "Count      340282366920938463463374607431768211456\n"
           "Port       -53\n"
           "Global     yes\n"
           "All zones  a\"b,c\n"
           "\n"
           "Name       longer than its width\n"
           "Port       0\n"
           "Global     no\n"
           "All zones  \n"
           "\n");
}

static void chosen_fields_of_a_sheet_are_columns(void **state)
{
    (void)state;
    expect(&sheet, NK_FORMAT_TEXT, "port,address", "Port  Address\n-53   ::1\n0     -\n-     -\n");
}

static void numbers_have_all_digits(void **state)
{
    (void)state;
    static const int64_t numbers[] = {0, 9, 10, -1, INT64_MAX, INT64_MIN};
    struct nk_record r;
    struct capture c;
    capture_init(&c);
    assert_true(nk_record_init(&r, &list, &c.out, NK_FORMAT_CSV, "port", 0, NULL));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        nk_record_int(&r, PORT, numbers[i]);
        nk_record_end(&r);
    }
    assert_string_equal(capture_take(&c),
                        "0\n9\n10\n-1\n9223372036854775807\n-9223372036854775808\n");
    nk_record_release(&r);
    capture_release(&c);
}

/* ---- words, and values that come again ------------------------------------ */

/* Two records: the second one has its first four values from the first. */
static void again(enum nk_format format, const char *chosen, bool saves, const char *expected)
{
    struct nk_record r;
    struct capture c;
    struct nk_saved s = {.columns = 0};
    capture_init(&c);
    assert_true(nk_record_init(&r, &list, &c.out, format, chosen, 0, NULL));
    nk_record_word(&r, NAME, "word");
    nk_record_text(&r, ADDRESS, "::1");
    nk_record_int(&r, PORT, 5);
    nk_record_list_add(&r, ZONES, "a", 1);
    assert_int_equal(nk_record_save(&r, NAME, 4, &s), saves);
    assert_true(nk_record_end(&r));
    if (saves)
        nk_record_restore(&r, &s);
    nk_record_flag(&r, GLOBAL, 0);
    assert_true(nk_record_end(&r));
    assert_true(nk_record_finish(&r, NULL));
    assert_string_equal(capture_take(&c), expected);
    nk_saved_release(&s);
    nk_record_release(&r);
    capture_release(&c);
}

static void values_that_come_again_are_copied(void **state)
{
    (void)state;
    again(NK_FORMAT_TEXT, NULL, true,
          "word   ::1       -\t5     -\ta\nword   ::1       -\t5     no\t-\n");
    again(NK_FORMAT_TSV, NULL, true, "word\t::1\t-\t5\t-\ta\nword\t::1\t-\t5\tfalse\t-\n");
    again(NK_FORMAT_CSV, NULL, true, "word,::1,,5,,\"a\"\nword,::1,,5,false,\n");
    again(NK_FORMAT_JSON, NULL, true,
          "{\"name\":\"word\",\"address\":\"::1\",\"count\":null,\"port\":5,\"global\":null,"
          "\"zones\":[\"a\"]}\n"
          "{\"name\":\"word\",\"address\":\"::1\",\"count\":null,\"port\":5,\"global\":false,"
          "\"zones\":null}\n");
    /* the columns may stand anywhere, as long as they are together */
    again(NK_FORMAT_TSV, "zones,port,name,global", true, "a\t5\tword\t-\n-\t5\tword\tfalse\n");
    again(NK_FORMAT_TEXT, "global,name,port", true, "-\tword   5\nno\tword   5\n");
    again(NK_FORMAT_TSV, "port,global,name", false, "5\t-\tword\n-\tfalse\t-\n");
    again(NK_FORMAT_TSV, "zones,global", true, "a\t-\n-\tfalse\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_pads_where_a_width_is_given),
        cmocka_unit_test(a_column_is_what_a_terminal_shows),
        cmocka_unit_test(tsv_never_pads),
        cmocka_unit_test(csv_quotes_and_leaves_null_empty),
        cmocka_unit_test(json_keeps_every_key),
        cmocka_unit_test(a_sheet_has_a_row_a_field),
        cmocka_unit_test(chosen_fields_of_a_sheet_are_columns),
        cmocka_unit_test(numbers_have_all_digits),
        cmocka_unit_test(values_that_come_again_are_copied),
    };
    return cmocka_run_group_tests_name("record_format", tests, NULL, NULL);
}
