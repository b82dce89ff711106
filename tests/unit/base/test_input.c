#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/input.h"

/* What a list gives: "text|label@line:column" for each item, joined by blanks, "!" for a refusal.
 */
static void expect_list(const char *list, size_t len, const char *expected)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, list, len), len);
    lseek(fd, 0, SEEK_SET);
    static const char *const operands[] = {"-"};
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err = {0};
    enum nk_input_status status;
    char got[512] = "";
    nk_input_init(&in, operands, 1, fd);
    while ((status = nk_input_next(&in, &item, &err)) != NK_INPUT_END) {
        assert_int_equal(status, NK_INPUT_ITEM);
        assert_string_equal(item.source, "-");
        assert_int_equal(item.operand, 0);
        assert_true(item.line <= item.text && item.text + item.len <= item.line + item.line_len);
        assert_true((item.label == NULL) == (item.label_len == 0));
        sprintf(got + strlen(got), "%s%.*s%s%.*s@%d:%d", *got == '\0' ? "" : " ", (int)item.len,
                item.text, item.label == NULL ? "" : "|", (int)item.label_len,
                item.label == NULL ? "" : item.label, (int)item.number, (int)item.column);
    }
    assert_string_equal(got, expected);
    nk_input_release(&in);
    close(fd);
}

#define EXPECT_LIST(list, expected) expect_list(list, sizeof(list) - 1, expected)

static void a_list_has_one_item_a_line(void **state)
{
    (void)state;
    EXPECT_LIST("", "");
    EXPECT_LIST("\n\n \t \n", "");
    EXPECT_LIST("10.0.0.0/8\n::1\n", "10.0.0.0/8@1:1 ::1@2:1");
    EXPECT_LIST("10.0.0.0/8", "10.0.0.0/8@1:1"); /* no last newline */
    EXPECT_LIST("\n  10.0.0.0/8  \n\t::1", "10.0.0.0/8@2:3 ::1@3:2");
    EXPECT_LIST("10.0.0.0/8\r\n::1\r\n\r\n", "10.0.0.0/8@1:1 ::1@2:1");
    EXPECT_LIST("a\r\r\n", "a\r@1:1"); /* only the one of the line end is dropped */
}

/* Every length across the steps of eight bytes, and every place of a blank. */
static void words_of_every_length_are_found(void **state)
{
    (void)state;
    char list[128], expected[128];
    for (size_t word = 1; word < 40; word++) {
        for (size_t label = 0; label < 20; label++) {
            char *at = list;
            memset(at, 'w', word);
            at += word;
            if (label > 0)
                *at++ = label % 2 == 0 ? ' ' : '\t';
            memset(at, 'l', label);
            at += label;
            sprintf(expected, "%.*s%s%.*s@1:1", (int)word, list, label > 0 ? "|" : "", (int)label,
                    list + word + 1);
            expect_list(list, (size_t)(at - list), expected);
        }
    }
}

static void control_bytes_part_no_words(void **state)
{
    (void)state;
    EXPECT_LIST("\001234567\0018 x", "\001234567\0018|x@1:1");
    EXPECT_LIST("1234567890\v\f123\001 x y", "1234567890\v\f123\001|x y@1:1");
    EXPECT_LIST("\xff\xfe\x80\xa0\x8a\x89\xa0\x80\x80\xff x",
                "\xff\xfe\x80\xa0\x8a\x89\xa0\x80\x80\xff|x@1:1");
}

static void a_nul_byte_is_data(void **state)
{
    (void)state;
    int fd = memfd_create("input", MFD_CLOEXEC);
    static const char list[] = "10.0.0.1\0\n1\0 a\0b\n";
    static const char *const operands[] = {"-"};
    assert_int_equal(write(fd, list, sizeof list - 1), sizeof list - 1);
    lseek(fd, 0, SEEK_SET);
    struct nk_input in;
    struct nk_input_item item;
    nk_input_init(&in, operands, 1, fd);
    assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_ITEM);
    assert_int_equal(item.len, 9);
    assert_memory_equal(item.text, "10.0.0.1", 9);
    assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_ITEM);
    assert_int_equal(item.len, 2);
    assert_int_equal(item.label_len, 3);
    assert_memory_equal(item.label, "a\0b", 3);
    assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_END);
    nk_input_release(&in);
    close(fd);
}

static void labels_follow_the_item(void **state)
{
    (void)state;
    EXPECT_LIST("10.0.0.0/8 office", "10.0.0.0/8|office@1:1");
    EXPECT_LIST("10.0.0.0/8 \t head  office \t\r\n", "10.0.0.0/8|head  office@1:1");
    EXPECT_LIST("10.0.0.0/8 web#1", "10.0.0.0/8|web#1@1:1");
}

static void comments_start_at_a_blank(void **state)
{
    (void)state;
    EXPECT_LIST("# all\n#\n  # more\n\t#x\n1.2.3.4", "1.2.3.4@5:1");
    EXPECT_LIST("1.2.3.4 # note\n1.2.3.5\t#note", "1.2.3.4@1:1 1.2.3.5@2:1");
    EXPECT_LIST("1.2.3.4 web # note # more", "1.2.3.4|web@1:1");
    EXPECT_LIST("1.2.3.4 web#1 #", "1.2.3.4|web#1@1:1");
    EXPECT_LIST("1.2.3.4#no", "1.2.3.4#no@1:1"); /* no blank before it: part of the item */
}

static void a_range_may_be_three_words(void **state)
{
    (void)state;
    EXPECT_LIST("10.0.0.1 - 10.0.0.9", "10.0.0.1 - 10.0.0.9@1:1");
    EXPECT_LIST("  10.0.0.1\t-\t 10.0.0.9  pool A # c", "10.0.0.1\t-\t 10.0.0.9|pool A@1:3");
    EXPECT_LIST("::1 - ::9 x", "::1 - ::9|x@1:1");
    EXPECT_LIST("::1 - FE80::9", "::1 - FE80::9@1:1");
    /* what is no such range is a label */
    EXPECT_LIST("10.0.0.1 - a label", "10.0.0.1|- a label@1:1");
    EXPECT_LIST("10.0.0.1 - bad", "10.0.0.1|- bad@1:1");
    EXPECT_LIST("10.0.0.1 - ", "10.0.0.1|-@1:1");
    EXPECT_LIST("10.0.0.1 -", "10.0.0.1|-@1:1");
    EXPECT_LIST("10.0.0.1 - web", "10.0.0.1|- web@1:1");
    EXPECT_LIST("10.0.0.1 -10.0.0.9", "10.0.0.1|-10.0.0.9@1:1");
    EXPECT_LIST("10.0.0.1 -- 10.0.0.9", "10.0.0.1|-- 10.0.0.9@1:1");
    EXPECT_LIST("10.0.0.1 - # 10.0.0.9", "10.0.0.1|-@1:1");
}

static void a_byte_order_mark_is_skipped(void **state)
{
    (void)state;
    EXPECT_LIST("\xef\xbb\xbf"
                "1.2.3.4",
                "1.2.3.4@1:1");
    EXPECT_LIST("\xef\xbb\xbf# note\n1.2.3.4", "1.2.3.4@2:1");
    EXPECT_LIST("\xef\xbb\xbf", "");
    EXPECT_LIST("\xef\xbb", "\xef\xbb@1:1");
    EXPECT_LIST("1\n\xef\xbb\xbf"
                "2",
                "1@1:1 \xef\xbb\xbf"
                "2@2:1"); /* only at the start */
}

static void operands_are_items(void **state)
{
    (void)state;
    static const char *const operands[] = {"10.0.0.0/8", "", "a b # c", "--", "-1"};
    struct nk_input in;
    struct nk_input_item item;
    nk_input_init(&in, operands, 5, -1);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_ITEM);
        assert_ptr_equal(item.text, operands[i]);
        assert_int_equal(item.len, strlen(operands[i]));
        assert_null(item.source);
        assert_null(item.label);
        assert_int_equal(item.number, i);
        assert_int_equal(item.operand, i);
        assert_int_equal(item.column, 0);
    }
    assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_END);
    assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_END);
    nk_input_release(&in);
}

static void files_and_operands_mix_in_order(void **state)
{
    (void)state;
    char path[] = "/tmp/netkit-input-XXXXXX", named[64];
    int file = mkstemp(path), in_fd = memfd_create("input", MFD_CLOEXEC);
    assert_int_equal(write(file, "f1\nf2\n", 6), 6);
    assert_int_equal(write(in_fd, "s1\n", 3), 3);
    lseek(in_fd, 0, SEEK_SET);
    snprintf(named, sizeof named, "@%s", path);
    const char *const operands[] = {"o1", named, "@-", "-", "o2"};
    static const struct {
        const char *text, *source;
        size_t operand;
    } expected[] = {
        {"o1", NULL, 0}, {"f1", "/", 1}, {"f2", "/", 1}, {"s1", "-", 2}, {"o2", NULL, 4}};
    struct nk_input in;
    struct nk_input_item item;
    nk_input_init(&in, operands, 5, in_fd);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_ITEM);
        assert_memory_equal(item.text, expected[i].text, item.len);
        assert_int_equal(item.operand, expected[i].operand);
        if (expected[i].source == NULL)
            assert_null(item.source);
        else if (*expected[i].source == '/')
            assert_string_equal(item.source, path);
        else
            assert_string_equal(item.source, "-");
    }
    assert_int_equal(nk_input_next(&in, &item, NULL), NK_INPUT_END);
    nk_input_release(&in);
    close(in_fd);
    close(file);
    unlink(path);
}

static void a_file_that_fails_is_refused_and_the_rest_goes_on(void **state)
{
    (void)state;
    static const char *const operands[] = {"@", "@/nowhere/x", "@/", "::1"};
    static const char *const messages[] = {"a file name is missing behind '@'",
                                           "cannot open '/nowhere/x': No such file or directory",
                                           "cannot open '/': Is a directory"};
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err = {0};
    nk_input_init(&in, operands, 4, -1);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_BAD);
        assert_int_equal(err.code, i == 0 ? NK_ERR_INPUT : NK_ERR_SYSTEM);
        assert_string_equal(err.text, messages[i]);
        assert_string_equal(item.text, operands[i]);
        assert_int_equal(item.operand, i);
    }
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_ITEM);
    assert_string_equal(item.text, "::1");
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_END);
    nk_input_release(&in);
}

static void a_read_error_ends_that_list_only(void **state)
{
    (void)state;
    static const char *const operands[] = {"-", "::1"};
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err = {0};
    nk_input_init(&in, operands, 2, 1000); /* no such descriptor */
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_BAD);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_string_equal(err.text, "cannot read standard input: Bad file descriptor");
    assert_string_equal(item.source, "-");
    assert_int_equal(item.operand, 0);
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_ITEM);
    assert_int_equal(item.operand, 1);
    nk_input_release(&in);
}

static void a_line_too_long_is_refused_with_its_number(void **state)
{
    (void)state;
    static const char *const operands[] = {"-"};
    int fd = memfd_create("input", MFD_CLOEXEC);
    char *line = calloc(1, NK_LINE_MAX + 1);
    assert_non_null(line);
    assert_int_equal(write(fd, "# c\n::1\n", 8), 8);
    assert_int_equal(write(fd, line, NK_LINE_MAX + 1), NK_LINE_MAX + 1);
    assert_int_equal(write(fd, "\n::2\n", 5), 5);
    free(line);
    lseek(fd, 0, SEEK_SET);
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err = {0};
    nk_input_init(&in, operands, 1, fd);
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_ITEM);
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_BAD);
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(item.number, 3);
    assert_int_equal(item.column, 0);
    assert_int_equal(item.operand, 0);
    assert_int_equal(item.line_len, 0);
    assert_int_equal(nk_input_next(&in, &item, &err), NK_INPUT_ITEM);
    assert_int_equal(item.number, 4);
    nk_input_release(&in); /* before the end: closes what is open */
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_has_one_item_a_line),
        cmocka_unit_test(words_of_every_length_are_found),
        cmocka_unit_test(control_bytes_part_no_words),
        cmocka_unit_test(a_nul_byte_is_data),
        cmocka_unit_test(labels_follow_the_item),
        cmocka_unit_test(comments_start_at_a_blank),
        cmocka_unit_test(a_range_may_be_three_words),
        cmocka_unit_test(a_byte_order_mark_is_skipped),
        cmocka_unit_test(operands_are_items),
        cmocka_unit_test(files_and_operands_mix_in_order),
        cmocka_unit_test(a_file_that_fails_is_refused_and_the_rest_goes_on),
        cmocka_unit_test(a_read_error_ends_that_list_only),
        cmocka_unit_test(a_line_too_long_is_refused_with_its_number),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
