#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

#include "../capture.h"
#include "base/record.h"

enum { PREFIX, NAME, COUNT, PORT, GLOBAL, ZONES, EXTRA };

static const struct nk_field fields[] = {
    {"prefix", "Prefix", "The prefix.", NK_PREFIX, NK_FIELD_BRIEF | NK_FIELD_SHEET, 0},
    {"name", "Name", "The name.", NK_TEXT, NK_FIELD_SHEET, 0},
    {"count", "Count", "How many.", NK_COUNT, 0, 0},
    {"port", "Port", "The port.", NK_INT, NK_FIELD_BRIEF, 0},
    {"global", "Global", "Is it?", NK_FLAG, 0, 0},
    {"zones", "Zones", "The zones.", NK_LIST, 0, 0},
    {"extra", "Extra", "On demand.", NK_TEXT, NK_FIELD_EXTRA, 0},
};
static const struct nk_schema list = {fields, 7, NK_LAYOUT_LIST, PREFIX};
static const struct nk_schema sheet = {fields, 7, NK_LAYOUT_SHEET, PREFIX};
/* without a brief field: all are shown */
static const struct nk_schema plain = {fields + NAME, 2, NK_LAYOUT_LIST, 0};

static void start(struct nk_record *r, struct capture *c, const struct nk_schema *schema,
                  enum nk_format format, const char *chosen, int header)
{
    capture_init(c);
    assert_true(nk_record_init(r, schema, &c->out, format, chosen, header, NULL));
}

static void finish(struct nk_record *r, struct capture *c, const char *expected)
{
    assert_true(nk_record_finish(r, NULL));
    assert_string_equal(capture_take(c), expected);
    nk_record_release(r);
    capture_release(c);
}

static void prefix_and_port(struct nk_record *r, const char *prefix, int64_t port)
{
    nk_record_text(r, PREFIX, prefix);
    nk_record_int(r, PORT, port);
    assert_true(nk_record_end(r));
}

static void brief_fields_are_what_tables_show(void **state)
{
    (void)state;
    static const struct {
        enum nk_format format;
        const struct nk_schema *schema;
        const char *shown;
    } rows[] = {
        {NK_FORMAT_TEXT, &list, "03"},    {NK_FORMAT_TSV, &list, "03"},
        {NK_FORMAT_CSV, &list, "012345"}, {NK_FORMAT_JSON, &list, "012345"},
        {NK_FORMAT_TEXT, &sheet, "01"},   {NK_FORMAT_TSV, &sheet, "03"},
        {NK_FORMAT_TEXT, &plain, "01"},   {NK_FORMAT_TSV, &plain, "01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_record r;
        char shown[16] = "";
        assert_true(nk_record_init(&r, rows[i].schema, NULL, rows[i].format, NULL, -1, NULL));
        for (size_t k = 0; k < r.shown; k++) {
            shown[k] = (char)('0' + r.order[k]);
            assert_true(nk_record_wants(&r, r.order[k]));
        }
        assert_string_equal(shown, rows[i].shown);
        assert_false(nk_record_wants(&r, EXTRA));
        nk_record_release(&r);
    }
}

static void fields_choose_and_order(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    start(&r, &c, &list, NK_FORMAT_JSON, "port,extra,prefix", -1);
    nk_record_enable(&r, NAME); /* the choice stands */
    nk_record_text(&r, EXTRA, "e");
    nk_record_text(&r, NAME, "dropped");
    prefix_and_port(&r, "10.0.0.0/8", 53);
    finish(&r, &c, "{\"port\":53,\"extra\":\"e\",\"prefix\":\"10.0.0.0/8\"}\n");
}

static void refuse(const char *chosen, size_t offset, size_t length, const char *text)
{
    struct nk_record r;
    struct nk_err err = {0};
    assert_false(nk_record_init(&r, &list, NULL, NK_FORMAT_JSON, chosen, -1, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(err.offset, offset);
    assert_int_equal(err.length, length);
    assert_non_null(strstr(err.text, text));
    nk_record_release(&r);
}

static void unknown_fields_name_the_nearest(void **state)
{
    (void)state;
    refuse("name,prot", 5, 4, "there is no field 'prot': did you mean 'port'?");
    refuse("Prefix", 0, 6, "did you mean 'prefix'?");
    refuse("pre", 0, 3, "'pre'");
    refuse("prefix ,name", 0, 7, "'prefix '");
    refuse("name,port,name", 10, 4, "named twice");
    refuse("", 0, 0, "empty");
    refuse("name,", 5, 0, "empty");
    refuse("name,,port", 5, 0, "empty");
    char wide[300];
    memset(wide, 'x', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    refuse(wide, 0, 299, "there is no field 'xxx");
}

static void extra_fields_are_shown_when_enabled(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    start(&r, &c, &list, NK_FORMAT_TSV, NULL, 1);
    nk_record_enable(&r, EXTRA);
    nk_record_enable(&r, EXTRA);
    nk_record_text(&r, EXTRA, "e");
    prefix_and_port(&r, "::/0", 1);
    prefix_and_port(&r, "::1/128", 2); /* nothing is left of the record before */
    finish(&r, &c, "prefix\tport\textra\n::/0\t1\te\n::1/128\t2\t-\n");
}

static void headers_come_once_and_only_where_asked(void **state)
{
    (void)state;
    static const struct {
        enum nk_format format;
        int header;
        const char *empty, *two;
    } rows[] = {
        {NK_FORMAT_TEXT, -1, "", "a\t1\nb\t2\n"},
        {NK_FORMAT_TEXT, 1, "", "Prefix\tPort\na\t1\nb\t2\n"},
        {NK_FORMAT_TSV, -1, "", "a\t1\nb\t2\n"},
        {NK_FORMAT_TSV, 1, "", "prefix\tport\na\t1\nb\t2\n"},
        {NK_FORMAT_CSV, -1, "prefix,port\n", "prefix,port\na,1\nb,2\n"},
        {NK_FORMAT_CSV, 1, "prefix,port\n", "prefix,port\na,1\nb,2\n"},
        {NK_FORMAT_CSV, 0, "", "a,1\nb,2\n"},
        {NK_FORMAT_JSON, 1, "", "{\"prefix\":\"a\",\"port\":1}\n{\"prefix\":\"b\",\"port\":2}\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int records = 0; records < 2; records++) {
            struct nk_record r;
            struct capture c;
            start(&r, &c, &list, rows[i].format, "prefix,port", rows[i].header);
            if (records) {
                prefix_and_port(&r, "a", 1);
                prefix_and_port(&r, "b", 2);
            }
            finish(&r, &c, records ? rows[i].two : rows[i].empty);
        }
    }
}

static void values_may_be_set_in_any_order(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    start(&r, &c, &list, NK_FORMAT_JSON, NULL, -1);
    nk_record_list_add(&r, ZONES, "a", 1);
    nk_record_text(&r, NAME, "between");
    nk_record_list_add(&r, ZONES, "bc", 2);
    nk_record_count(&r, COUNT, nk_count_of(5));
    nk_record_list_add(&r, ZONES, "", 0);
    nk_record_text(&r, PREFIX, "first");
    nk_record_text(&r, PREFIX, "second"); /* the last one counts */
    nk_record_text(&r, NAME, NULL);       /* sets nothing */
    assert_true(nk_record_end(&r));
    nk_record_list_empty(&r, ZONES);
    nk_record_slice(&r, NAME, NULL, 0);
    nk_record_flag(&r, GLOBAL, -1);
    assert_true(nk_record_end(&r));
    nk_record_list_empty(&r, ZONES);
    nk_record_text(&r, NAME, "n");
    nk_record_list_add(&r, ZONES, "late", 4);
    assert_true(nk_record_end(&r));
    finish(&r, &c,
           "{\"prefix\":\"second\",\"name\":\"between\",\"count\":\"5\",\"port\":null,"
           "\"global\":null,\"zones\":[\"a\",\"bc\",\"\"]}\n"
           "{\"prefix\":null,\"name\":\"\",\"count\":null,\"port\":null,\"global\":null,"
           "\"zones\":[]}\n"
           "{\"prefix\":null,\"name\":\"n\",\"count\":null,\"port\":null,\"global\":null,"
           "\"zones\":[\"late\"]}\n");
}

static void room_is_for_formatters(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    start(&r, &c, &list, NK_FORMAT_TEXT, NULL, -1);
    assert_null(nk_record_room(&r, NAME, 10)); /* not shown */
    char *room = nk_record_room(&r, PREFIX, 50);
    assert_non_null(room);
    memcpy(room, "::/0", 4);
    nk_record_used(&r, PREFIX, 4);
    assert_true(nk_record_end(&r));
    finish(&r, &c, "::/0\t-\n");
}

struct seen {
    int records;
    char prefix[32];
    bool no_name;
};

static void look(void *closure, const struct nk_record *r)
{
    struct seen *s = closure;
    size_t len;
    const char *text = nk_record_peek(r, PREFIX, &len);
    s->records++;
    sprintf(s->prefix, "%.*s", (int)len, text);
    s->no_name = nk_record_peek(r, NAME, &len) == NULL;
}

static void a_tap_sees_each_record(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    struct seen seen = {0};
    start(&r, &c, &list, NK_FORMAT_TEXT, "prefix,name", -1);
    r.tap = look;
    r.tap_closure = &seen;
    nk_record_text(&r, PREFIX, "10.0.0.0/8");
    nk_record_text(&r, NAME, "n");
    assert_true(nk_record_end(&r));
    assert_false(seen.no_name);
    nk_record_text(&r, PREFIX, "::/0");
    assert_true(nk_record_end(&r));
    assert_int_equal(seen.records, 2);
    assert_string_equal(seen.prefix, "::/0");
    assert_true(seen.no_name);
    finish(&r, &c, "10.0.0.0/8\tn\n::/0\t-\n");
}

static void plain_means_that_a_line_is_the_field(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    start(&r, &c, &list, NK_FORMAT_TSV, "prefix", 1);
    assert_false(nk_record_is_plain(&r, PREFIX)); /* the header is still to come */
    nk_record_text(&r, PREFIX, "a");
    assert_true(nk_record_end(&r));
    assert_true(nk_record_is_plain(&r, PREFIX));
    assert_false(nk_record_is_plain(&r, NAME));
    r.tap = look;
    assert_false(nk_record_is_plain(&r, PREFIX));
    r.tap = NULL;
    finish(&r, &c, "prefix\na\n");
    start(&r, &c, &list, NK_FORMAT_JSON, "prefix", 0);
    assert_false(nk_record_is_plain(&r, PREFIX));
    finish(&r, &c, "");
    start(&r, &c, &list, NK_FORMAT_TEXT, NULL, 0);
    assert_false(nk_record_is_plain(&r, PREFIX)); /* two columns */
    finish(&r, &c, "");
}

static void annotated_lines_keep_their_bytes(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    start(&r, &c, &list, NK_FORMAT_TEXT, NULL, 1);
    nk_record_text(&r, PREFIX, "::/0");
    nk_record_int(&r, PORT, 7);
    assert_true(nk_record_end_annotated(&r, "a\x1b\xff\tb", 5, false, false));
    nk_record_text(&r, PREFIX, "dropped");
    assert_true(nk_record_end_annotated(&r, "a\x1b\xff\tb", 5, true, true));
    assert_true(nk_record_end_annotated(&r, "", 0, false, false));
    finish(&r, &c, "input\tPrefix\tPort\na\x1b\xff\tb\t::/0\t7\na\\x1b\\xff\\x09b\t-\t-\n\t-\t-\n");
}

static void a_working_stands_in_place_of_the_line(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    struct nk_buf told = {0}, nothing = {0}, lost = {.failed = true};
    nk_buf_add_text(&told, "because\n");
    start(&r, &c, &list, NK_FORMAT_TEXT, NULL, -1);
    nk_record_text(&r, PREFIX, "::/0");
    assert_true(nk_record_end_told(&r, &nothing));
    assert_true(nk_record_end_told(&r, &told));
    assert_true(nk_record_end_told(&r, &nothing));
    assert_true(nk_record_end_told(&r, &told));
    assert_int_equal(r.written, 4);
    finish(&r, &c, "because\n\nbecause\n");
    start(&r, &c, &list, NK_FORMAT_TEXT, NULL, -1);
    struct nk_err err = {0};
    assert_false(nk_record_end_told(&r, &lost));
    assert_false(nk_record_finish(&r, &err));
    assert_int_equal(err.code, NK_ERR_MEMORY);
    nk_record_release(&r);
    capture_release(&c);
    nk_buf_release(&told);
}

static void failed_items_have_a_record_in_json_only(void **state)
{
    (void)state;
    static const char *const expected[] = {
        [NK_FORMAT_TEXT] = "b\t1\n",
        [NK_FORMAT_TSV] = "b\t1\n",
        [NK_FORMAT_CSV] = "prefix,port\nb,1\n",
        [NK_FORMAT_JSON] = ("{\"input\":\"x\\u001b\\\"\",\"error\":\"is \\\"bad\\\"\"}\n"
                            "{\"prefix\":\"b\",\"port\":1}\n"),
    };
    for (unsigned format = 0; format < 4; format++) {
        struct nk_record r;
        struct capture c;
        start(&r, &c, &list, (enum nk_format)format, "prefix,port", -1);
        nk_record_text(&r, PREFIX, "half done");
        nk_record_error(&r, "x\x1b\"", 3, "is \"bad\"");
        prefix_and_port(&r, "b", 1);
        finish(&r, &c, expected[format]);
    }
}

static void memory_that_is_out_loses_no_line_silently(void **state)
{
    (void)state;
    struct nk_record r;
    struct capture c;
    struct nk_err err = {0};
    start(&r, &c, &list, NK_FORMAT_CSV, "prefix,port", 0);
    prefix_and_port(&r, "a", 1);
    r.arena.failed = true; /* as after an allocation that failed */
    nk_record_text(&r, PREFIX, "b");
    assert_false(nk_record_end(&r));
    assert_false(nk_record_end(&r));
    assert_int_equal(r.line.len, 0);
    assert_false(nk_record_finish(&r, &err));
    assert_int_equal(err.code, NK_ERR_MEMORY);
    assert_string_equal(capture_take(&c), "a,1\n");
    nk_record_release(&r);
    capture_release(&c);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    struct nk_record r;
    struct nk_out out;
    struct nk_err err = {0};
    int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
    nk_out_init(&out, fd, true);
    assert_true(nk_record_init(&r, &list, &out, NK_FORMAT_TEXT, NULL, -1, NULL));
    assert_false(nk_record_end(&r));
    assert_false(nk_record_finish(&r, &err));
    assert_int_equal(out.error, ENOSPC);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_record_release(&r);
    nk_out_release(&out);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brief_fields_are_what_tables_show),
        cmocka_unit_test(fields_choose_and_order),
        cmocka_unit_test(unknown_fields_name_the_nearest),
        cmocka_unit_test(extra_fields_are_shown_when_enabled),
        cmocka_unit_test(headers_come_once_and_only_where_asked),
        cmocka_unit_test(values_may_be_set_in_any_order),
        cmocka_unit_test(room_is_for_formatters),
        cmocka_unit_test(a_tap_sees_each_record),
        cmocka_unit_test(plain_means_that_a_line_is_the_field),
        cmocka_unit_test(annotated_lines_keep_their_bytes),
        cmocka_unit_test(a_working_stands_in_place_of_the_line),
        cmocka_unit_test(failed_items_have_a_record_in_json_only),
        cmocka_unit_test(memory_that_is_out_loses_no_line_silently),
        cmocka_unit_test(a_full_disk_is_told),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
