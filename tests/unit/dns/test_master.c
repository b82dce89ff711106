#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "dns/master.h"
#include "dns/rdata.h"

/* All records of a text as "owner ttl class type rdata" lines, an error as "!line:column: text". */
static void read_all(const char *text, const char *origin, struct nk_buf *out)
{
    struct nk_master m;
    struct nk_master_record rr;
    struct nk_name zone;
    struct nk_err err = {0};
    enum nk_master_status status;
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX], class[NK_CODE_TEXT_MAX];
    assert_true(nk_name_parse(origin, strlen(origin), NULL, &zone, NULL));
    nk_master_init(&m, text, strlen(text), &zone);
    while ((status = nk_master_next(&m, &rr, &err)) != NK_MASTER_END) {
        if (status == NK_MASTER_BAD) {
            nk_buf_printf(out, "!%u:%u: %s\n", (unsigned)m.bad_line, (unsigned)m.bad_column,
                          err.text);
            continue;
        }
        nk_name_format(&rr.owner, name);
        nk_buf_printf(out, "%s %u %s %s ", name, rr.ttl, nk_class_name(rr.class, class),
                      nk_type_name(rr.type, type));
        const struct nk_rdata d = {rr.rdata, rr.rdata_len, 0, rr.rdata_len, rr.type, rr.class};
        nk_rdata_text(out, &d);
        nk_buf_add_byte(out, '\n');
    }
    nk_buf_add_byte(out, '\0');
    assert_false(out->failed);
    nk_master_release(&m);
}

static void expect(const char *text, const char *want)
{
    struct nk_buf out = {0};
    read_all(text, "example.", &out);
    assert_string_equal(out.data, want);
    nk_buf_release(&out);
}

static void test_heads(void **state)
{
    (void)state;
    expect("", "");
    expect("\n \n ; nothing\n", "");
    expect("a 60 IN A 192.0.2.1", "a.example. 60 IN A 192.0.2.1\n");
    expect("a IN 60 A 192.0.2.1\r\n", "a.example. 60 IN A 192.0.2.1\n");
    expect("a. 1h30m a 192.0.2.1\n", "a. 5400 IN A 192.0.2.1\n");
    expect("$TTL 1d\n@ A 192.0.2.1\n", "example. 86400 IN A 192.0.2.1\n");
    expect("$ttl 5\n$ORIGIN sub\na A 192.0.2.1\n$ORIGIN x.\nb A 192.0.2.2\n",
           "a.sub.example. 5 IN A 192.0.2.1\nb.x. 5 IN A 192.0.2.2\n");
    expect("a 7 TYPE65280 \\# 2 abcd\n", "a.example. 7 IN TYPE65280 \\# 2 ABCD\n");
    expect("a 7 CH TXT x\nb TXT y\n", "a.example. 7 CH TXT \"x\"\nb.example. 7 CH TXT \"y\"\n");
}

/* What a record leaves out: its owner, its TTL (RFC 1035 5.1), which $TTL then rules (RFC 2308). */
static void test_left_out(void **state)
{
    (void)state;
    expect("a 60 A 192.0.2.1\n  A 192.0.2.2\n\t5 A 192.0.2.3\n A 192.0.2.4\n",
           "a.example. 60 IN A 192.0.2.1\na.example. 60 IN A 192.0.2.2\n"
           "a.example. 5 IN A 192.0.2.3\na.example. 5 IN A 192.0.2.4\n");
    expect("$TTL 9\na 60 A 192.0.2.1\n A 192.0.2.2\n",
           "a.example. 60 IN A 192.0.2.1\na.example. 9 IN A 192.0.2.2\n");
}

static void test_lines(void **state)
{
    (void)state;
    expect("a 1 SOA (m r ; the names\n 1 2\n\n3 4) 5 ; the end\nb 1 A 192.0.2.1",
           "a.example. 1 IN SOA m.example. r.example. 1 2 3 4 5\nb.example. 1 IN A 192.0.2.1\n");
    expect("a 1 TXT \"x ; (y\" \"\\\"\" z\\;w\n",
           "a.example. 1 IN TXT \"x ; (y\" \"\\\"\" \"z;w\"\n");
    expect("( a 1 A\n192.0.2.1 )\n", "!1:3: the line begins with a blank, and there is no owner "
                                     "before it\n");
    expect("a 1 A ((192.0.2.1)\n)\n", "a.example. 1 IN A 192.0.2.1\n");
    expect("a\\ b 1 A 192.0.2.1\n", "a\\032b.example. 1 IN A 192.0.2.1\n");
}

static void test_errors(void **state)
{
    (void)state;
    expect(" A 192.0.2.1\na 1 A 192.0.2.1\n",
           "!1:2: the line begins with a blank, and there is no owner before it\n"
           "a.example. 1 IN A 192.0.2.1\n");
    expect("a A 192.0.2.1\nb 1 A 192.0.2.1\n",
           "!1:1: the record has no TTL, and there is no $TTL before it\n"
           "b.example. 1 IN A 192.0.2.1\n");
    expect("a 1 FOO x\n", "!1:5: 'FOO' is no type\n");
    expect("a FOO x\n", "!1:3: 'FOO' is no type, class or TTL\n");
    expect("a 1 IN\n", "!1:7: a type is missing\n");
    expect("a..b 1 A 192.0.2.1\n", "!1:3: a label of the name is empty\n");
    expect("\na 1 TXT \"x\nb 1 A 192.0.2.1\n",
           "!2:9: the string is not closed on its line\nb.example. 1 IN A 192.0.2.1\n");
    expect("a 1 A (192.0.2.1\n\n", "!1:7: the parenthesis is not closed\n");
    expect("a 1 A 192.0.2.1 )\nb 1 A 192.0.2.1\n",
           "!1:17: ')' closes no parenthesis\nb.example. 1 IN A 192.0.2.1\n");
    expect("$INCLUDE x\n$TTL\n$TTL x\n$ORIGIN a b\n$TTL 9999999999\n$ORIGIN ..\n",
           "!1:1: $INCLUDE is not read here, only $ORIGIN and $TTL\n"
           "!2:1: $TTL needs a value\n"
           "!3:6: 'x' is no TTL: seconds below 2^31, or as in 1h30m\n"
           "!4:11: there is a word too many\n"
           "!5:6: '9999999999' is no TTL: seconds below 2^31, or as in 1h30m\n"
           "!6:9: a label of the name is empty\n");
}

/* An error of the RDATA is told at its place, also behind the end of a line. */
static void test_error_place(void **state)
{
    struct nk_buf out = {0};
    (void)state;
    read_all("a 1 SOA (m r ; x\n  1 2 3x 4 5)\n", "example.", &out);
    assert_memory_equal(out.data, "!2:7: ", 6);
    nk_buf_release(&out);
}

/* The class of an entry whose TTL is wrong is no class for the next; a NUL is data. */
static void test_odd_bytes(void **state)
{
    static const char text[] = "a\0b 1 A 192.0.2.1\n";
    struct nk_master m;
    struct nk_master_record rr;
    struct nk_err err = {0};
    (void)state;
    nk_master_init(&m, text, sizeof text - 1, NULL);
    assert_int_equal(nk_master_next(&m, &rr, &err), NK_MASTER_RECORD);
    assert_int_equal(rr.owner.len, 5);
    assert_int_equal(rr.line, 1);
    assert_int_equal(nk_master_next(&m, &rr, &err), NK_MASTER_END);
    nk_master_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),       cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_lines),       cmocka_unit_test(test_errors),
        cmocka_unit_test(test_error_place), cmocka_unit_test(test_odd_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
