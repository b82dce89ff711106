#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

#include "base/json_read.h"
#include "pack.h"

struct reading {
    struct nk_lines lines;
    struct nk_json_reader json;
    struct nk_err err;
};

static void reading_init(struct reading *r, const char *text, size_t len)
{
    *r = (struct reading){.err = {0}};
    nk_lines_init_text(&r->lines, text, len, "x");
    nk_json_reader_init(&r->json, &r->lines);
}

static void reading_release(struct reading *r)
{
    nk_json_reader_release(&r->json);
    nk_lines_release(&r->lines);
}

static void expect_end(struct reading *r)
{
    for (int i = 0; i < 2; i++) {
        assert_null(nk_json_next(&r->json, &r->err));
        assert_int_equal(r->err.code, NK_ERR_NONE);
    }
}

static const struct nk_json_value *element(const struct nk_json_reader *r,
                                           const struct nk_json_value *array, size_t i)
{
    struct nk_json_member m = {0};
    while (nk_json_each(r, array, &m))
        if (m.given == i + 1)
            return m.value;
    return NULL;
}

/* As many documents, then the end, or an error at that place. */
static void expect_documents(const char *text, size_t count, uint64_t line, uint64_t column,
                             const char *why)
{
    struct reading r;
    reading_init(&r, text, strlen(text));
    for (size_t i = 0; i < count; i++)
        assert_non_null(nk_json_next(&r.json, &r.err));
    if (why == NULL) {
        expect_end(&r);
    } else {
        for (int i = 0; i < 2; i++) {
            r.err = (struct nk_err){0};
            assert_null(nk_json_next(&r.json, &r.err));
            assert_int_equal(r.err.code, NK_ERR_INPUT);
            assert_string_equal(r.err.text, why);
            assert_int_equal(r.json.line, line);
            assert_int_equal(r.json.column, column);
        }
    }
    reading_release(&r);
}

static void values_have_types(void **state)
{
    (void)state;
    static const char text[] =
        "{\"n\":null,\"t\":true,\"f\":false,\"i\":-7,\"r\":1.5,\"s\":\"a\\u0000"
        "\\u00e9\",\"a\":[1,[],\"x\"],\"o\":{\"k\":1,\"j\":2}}";
    struct reading r;
    reading_init(&r, text, sizeof text - 1);
    const struct nk_json_value *o = nk_json_next(&r.json, &r.err);
    static const struct {
        const char *key;
        enum nk_json_type type;
        const char *name;
    } rows[] = {
        {"n", NK_JSON_NULL, "null"},       {"t", NK_JSON_FLAG, "a flag"},
        {"f", NK_JSON_FLAG, "a flag"},     {"i", NK_JSON_INTEGER, "an integer"},
        {"r", NK_JSON_REAL, "a number"},   {"s", NK_JSON_TEXT, "a text"},
        {"a", NK_JSON_ARRAY, "an array"},  {"o", NK_JSON_OBJECT, "an object"},
        {"x", NK_JSON_MISSING, "nothing"},
    };
    assert_int_equal(nk_json_count(o), 8);
    struct nk_json_member m = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct nk_json_value *v = nk_json_get(&r.json, o, rows[i].key);
        assert_int_equal(nk_json_type_of(v), rows[i].type);
        assert_string_equal(nk_json_type_name(nk_json_type_of(v)), rows[i].name);
        assert_int_equal(nk_json_each(&r.json, o, &m), i < 8);
        if (i < 8) {
            assert_string_equal(m.key, rows[i].key);
            assert_ptr_equal(m.value, v);
        }
        /* each accessor takes its own type and no other */
        const char *s = NULL;
        size_t len = 0;
        int64_t n = 0;
        bool flag = false;
        assert_int_equal(nk_json_text(&r.json, v, &s, &len), rows[i].type == NK_JSON_TEXT);
        assert_int_equal(nk_json_flag(v, &flag), rows[i].type == NK_JSON_FLAG);
        assert_int_equal(flag, rows[i].key[0] == 't');
        assert_int_equal(nk_json_integer(v, INT64_MIN, INT64_MAX, &n),
                         rows[i].type == NK_JSON_INTEGER);
        assert_int_equal(nk_json_count(v), rows[i].key[0] == 'a'   ? 3
                                           : rows[i].key[0] == 'o' ? 2
                                                                   : 0);
        if (rows[i].type != NK_JSON_ARRAY && rows[i].type != NK_JSON_OBJECT)
            assert_null(element(&r.json, v, 0));
        if (rows[i].type != NK_JSON_OBJECT)
            assert_null(nk_json_get(&r.json, v, "k"));
        if (s != NULL) {
            assert_int_equal(len, 4);
            assert_memory_equal(s, "a\0\xc3\xa9", 5);
        }
    }
    const struct nk_json_value *a = nk_json_get(&r.json, o, "a");
    assert_int_equal(nk_json_type_of(element(&r.json, a, 2)), NK_JSON_TEXT);
    assert_null(element(&r.json, a, 3));
    expect_end(&r);
    reading_release(&r);
}

static void integers_have_a_range(void **state)
{
    (void)state;
    static const char text[] =
        "[0, 255, 256, -1, 9223372036854775807, -9223372036854775808, 1.0, 1E2,"
        "9223372036854775808, -9223372036854775809, 123456789012345678901]";
    struct reading r;
    int64_t n = 77;
    reading_init(&r, text, sizeof text - 1);
    const struct nk_json_value *a = nk_json_next(&r.json, &r.err);
    static const bool fits[11] = {true, true};
    for (size_t i = 0; i < sizeof fits; i++)
        assert_int_equal(nk_json_integer(element(&r.json, a, i), 0, 255, &n), fits[i]);
    assert_int_equal(n, 255);
    assert_true(nk_json_integer(element(&r.json, a, 4), INT64_MIN, INT64_MAX, &n));
    assert_true(n == INT64_MAX);
    assert_true(nk_json_integer(element(&r.json, a, 5), INT64_MIN, INT64_MAX, &n));
    assert_true(n == INT64_MIN);
    for (size_t i = 6; i < 11; i++)
        assert_int_equal(nk_json_type_of(element(&r.json, a, i)), NK_JSON_REAL);
    reading_release(&r);
}

static void documents_stand_one_behind_the_other(void **state)
{
    (void)state;
    expect_documents("", 0, 0, 0, NULL);
    expect_documents(" \r\n\t\n", 0, 0, 0, NULL);
    expect_documents("\xef\xbb\xbf[]", 1, 0, 0, NULL);
    expect_documents("[1][2]{}[{}]", 4, 0, 0, NULL);
    expect_documents("[\n1]\n\n[2]\r\n", 2, 0, 0, NULL);
    expect_documents("{\"a\":1}\n{\"a\":2}\n{\"a\":3}", 3, 0, 0, NULL);
}

static void an_error_has_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        uint64_t line, column;
        const char *why;
    } rows[] = {
        {"default via 10.0.0.1", 0, 1, 1, "expected '[' or '{', found 'd'"},
        {"7", 0, 1, 1, "expected '[' or '{', found '7'"},
        {"\xef\xbb[]", 0, 1, 2, "expected a byte order mark, found '['"},
        {"[1,\n 2,\n  x]", 0, 3, 3, "expected a value, found 'x'"},
        {"[1]\n[2] [3 4]", 2, 2, 8, "expected ',' or ']', found '4'"},
        {"[1]\n[2,\n4;", 1, 3, 2, "expected ',' or ']', found ';'"},
        {"[\"\xc3\xa9\xc3\xa9\"] ]", 1, 1, 8, "expected '[' or '{', found ']'"},
        {"[1,]", 0, 1, 4, "expected a value, found ']'"},
        {"[,1]", 0, 1, 2, "expected a value, found ','"},
        {"[1}", 0, 1, 3, "expected ',' or ']', found '}'"},
        {"{1:2}", 0, 1, 2, "expected a key in quotes, found '1'"},
        {"{\"a\":1,}", 0, 1, 8, "expected a key in quotes, found '}'"},
        {"{\"a\" 1}", 0, 1, 6, "expected ':', found '1'"},
        {"{\"a\":1 \"b\":2}", 0, 1, 8, "expected ',' or '}', found '\"'"},
        {"[truE]", 0, 1, 5, "expected true, false or null, found 'E'"},
        {"[nul]", 0, 1, 5, "expected true, false or null, found ']'"},
        {"[01]", 0, 1, 3, "expected no digit behind a leading zero, found '1'"},
        {"[-]", 0, 1, 3, "expected a digit, found ']'"},
        {"[+1]", 0, 1, 2, "expected a value, found '+'"},
        {"[1.]", 0, 1, 4, "expected a digit, found ']'"},
        {"[.5]", 0, 1, 2, "expected a value, found '.'"},
        {"[1e]", 0, 1, 4, "expected a digit, found ']'"},
        {"[1e+-2]", 0, 1, 5, "expected a digit, found '-'"},
        {"[\"a\nb\"]", 0, 1, 4, "expected the rest of a text, found the byte 0x0a"},
        {"[\"\\x41\"]", 0, 1, 4, "expected an escape as \\n or \\u00e9, found 'x'"},
        {"[\"\\u00g0\"]", 0, 1, 7, "expected four hexadecimal digits, found 'g'"},
        {"[\"\\ud800\"]", 0, 1, 9, "expected the other half of a surrogate pair, found '\"'"},
        {"[\"\\ud800\\n\"]", 0, 1, 10, "expected the other half of a surrogate pair, found 'n'"},
        {"[\"\\ud800\\u0041\"]", 0, 1, 15,
         "expected the other half of a surrogate pair, found '\"'"},
        {"[\"\\udc00\"]", 0, 1, 9, "expected the other half of a surrogate pair, found '\"'"},
        {"[\xff]", 0, 1, 2, "expected a value, found the byte 0xff"},
        {"['a']", 0, 1, 2, "expected a value, found '\''"},
        {"[1] // x", 1, 1, 5, "expected '[' or '{', found '/'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char why[200];
        snprintf(why, sizeof why, "this is not JSON: %s", rows[i].why);
        expect_documents(rows[i].text, rows[i].count, rows[i].line, rows[i].column, why);
    }
}

/* Wherever a document is cut, it is no shorter document. */
static void a_cut_document_is_told(void **state)
{
    (void)state;
    static const char text[] = "[{\"a\":[1,-2.5e+3,true],\"b\\n\\ud83d\\ude00\":null},\n{},\"\"]";
    for (size_t cut = 1; cut < sizeof text - 1; cut++) {
        struct reading r;
        reading_init(&r, text, cut);
        assert_null(nk_json_next(&r.json, &r.err));
        assert_int_equal(r.err.code, NK_ERR_INPUT);
        assert_memory_equal(r.err.text, "the JSON ends too early: expected ", 34);
        reading_release(&r);
    }
    expect_documents(text, 1, 0, 0, NULL);
    expect_documents("[1]\n{\"a\": ", 1, 2, 7, "the JSON ends too early: expected a value");
}

static void texts_are_decoded(void **state)
{
    (void)state;
    static const struct {
        const char *json, *text;
        size_t len;
    } rows[] = {
        {"[\"\"]", "", 0},
        {"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "\"\\/\b\f\n\r\t", 8},
        {"[\"\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\\uffff\"]",
         "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xef\xbf\xbf", 13},
        {"[\"\\udbff\\udfff\"]", "\xf4\x8f\xbf\xbf", 4},
        {"[\"\\u0000x\"]", "\0x", 2},
        {"[\"\xff\xc3\"]", "\xff\xc3", 2},
        {"[\"\x7f\"]", "\x7f", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading r;
        const char *text;
        size_t len;
        reading_init(&r, rows[i].json, strlen(rows[i].json));
        const struct nk_json_value *a = nk_json_next(&r.json, &r.err);
        assert_true(nk_json_text(&r.json, element(&r.json, a, 0), &text, &len));
        assert_int_equal(len, rows[i].len);
        assert_memory_equal(text, rows[i].text, len + 1);
        reading_release(&r);
    }
}

static void the_last_of_two_members_counts(void **state)
{
    (void)state;
    struct reading r;
    int64_t n;
    reading_init(&r, "{\"a\":1,\"b\":2,\"a\":3}", 19);
    const struct nk_json_value *o = nk_json_next(&r.json, &r.err);
    assert_int_equal(nk_json_count(o), 3); /* each gives both */
    assert_true(nk_json_integer(nk_json_get(&r.json, o, "a"), 0, 9, &n));
    assert_int_equal(n, 3);
    reading_release(&r);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char text[2 * NK_JSON_DEPTH_MAX + 4];
    for (size_t depth = NK_JSON_DEPTH_MAX; depth <= NK_JSON_DEPTH_MAX + 1; depth++) {
        struct reading r;
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        reading_init(&r, text, 2 * depth);
        assert_int_equal(nk_json_next(&r.json, &r.err) != NULL, depth == NK_JSON_DEPTH_MAX);
        if (depth > NK_JSON_DEPTH_MAX) {
            assert_int_equal(r.err.code, NK_ERR_INPUT);
            assert_string_equal(r.err.text,
                                "more than 2048 arrays and objects are within each other");
        }
        reading_release(&r);
    }
}

/* Longer than what is read at once, packed, with another document behind. */
static struct nk_buf long_text(int routes)
{
    struct nk_buf text = {0};
    nk_buf_add_text(&text, "[");
    for (int i = 0; i < routes; i++)
        nk_buf_printf(&text,
                      "%s{\"dst\":\"10.%d.%d.0/24\",\"metric\":%d,\"flags\":[\"ge\xc3\xbc\"]}\n",
                      i > 0 ? "," : "", i / 256, i % 256, i);
    nk_buf_add_text(&text, "]\n[{\"priority\":0}]");
    assert_false(text.failed);
    return text;
}

static void check_long(struct nk_lines *lines, int routes)
{
    struct nk_json_reader json;
    struct nk_err err = {0};
    int64_t n;
    nk_json_reader_init(&json, lines);
    const struct nk_json_value *a = nk_json_next(&json, &err);
    assert_int_equal(nk_json_count(a), routes);
    struct nk_json_member m = {0};
    for (int i = 0; nk_json_each(&json, a, &m); i++) {
        const struct nk_json_value *route = m.value;
        assert_null(m.key);
        assert_true(nk_json_integer(nk_json_get(&json, route, "metric"), 0, 1 << 20, &n));
        assert_int_equal(n, i);
    }
    assert_int_equal(nk_json_count(nk_json_next(&json, &err)), 1);
    assert_null(nk_json_next(&json, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    assert_int_equal(json.line, routes + 2);
    nk_json_reader_release(&json);
}

static void long_documents_are_read(void **state)
{
    (void)state;
    struct nk_buf text = long_text(6000), packed = {0};
    struct nk_lines lines;
    nk_lines_init_text(&lines, text.data, text.len, "x");
    check_long(&lines, 6000);
    nk_lines_release(&lines);
    pack_zstd(&packed, text.data, text.len);
    for (size_t left = 0; left < 2; left++) {
        int ends[2];
        assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
        assert_int_equal(write(ends[1], packed.data, packed.len - left), packed.len - left);
        close(ends[1]);
        nk_lines_init(&lines, ends[0], "x");
        if (left == 0) {
            check_long(&lines, 6000);
        } else { /* the end is missing: what fails is the reading, not the JSON */
            struct nk_json_reader json;
            struct nk_err err = {0};
            nk_json_reader_init(&json, &lines);
            while (nk_json_next(&json, &err) != NULL)
                ;
            assert_int_equal(err.code, NK_ERR_INPUT);
            assert_non_null(strstr(err.text, "the zstd stream is cut short"));
            nk_json_reader_release(&json);
        }
        nk_lines_release(&lines);
        close(ends[0]);
    }
    nk_buf_release(&text);
    nk_buf_release(&packed);
}

static void a_failed_read_is_told(void **state)
{
    (void)state;
    struct nk_json_reader json;
    struct nk_lines lines;
    struct nk_err err = {0};
    int fd = open("/", O_RDONLY | O_CLOEXEC);
    nk_lines_init(&lines, fd, "x");
    nk_json_reader_init(&json, &lines);
    for (int i = 0; i < 2; i++) {
        err = (struct nk_err){0};
        assert_null(nk_json_next(&json, &err));
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        assert_string_equal(err.text, "cannot read 'x': Is a directory");
    }
    assert_null(nk_json_next(&json, NULL));
    nk_json_reader_release(&json);
    nk_lines_release(&lines);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_types),
        cmocka_unit_test(integers_have_a_range),
        cmocka_unit_test(documents_stand_one_behind_the_other),
        cmocka_unit_test(an_error_has_its_place),
        cmocka_unit_test(a_cut_document_is_told),
        cmocka_unit_test(texts_are_decoded),
        cmocka_unit_test(the_last_of_two_members_counts),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(long_documents_are_read),
        cmocka_unit_test(a_failed_read_is_told),
    };
    return cmocka_run_group_tests_name("json_read", tests, NULL, NULL);
}
