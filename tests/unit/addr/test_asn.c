#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "netkit/asn.h"

/* RFC 5396 2, and the ends of every range of the registry. */
static const struct {
    uint32_t asn;
    const char *plain, *dot, *dot_plus, *kind;
} numbers[] = {
    {0, "0", "0", "0.0", "reserved"},
    {1, "1", "1", "0.1", "public"},
    {23455, "23455", "23455", "0.23455", "public"},
    {23456, "23456", "23456", "0.23456", "as_trans"},
    {23457, "23457", "23457", "0.23457", "public"},
    {64495, "64495", "64495", "0.64495", "public"},
    {64496, "64496", "64496", "0.64496", "documentation"},
    {64511, "64511", "64511", "0.64511", "documentation"},
    {64512, "64512", "64512", "0.64512", "private"},
    {65526, "65526", "65526", "0.65526", "private"},
    {65534, "65534", "65534", "0.65534", "private"},
    {65535, "65535", "65535", "0.65535", "reserved"},
    {65536, "65536", "1.0", "1.0", "documentation"},
    {65546, "65546", "1.10", "1.10", "documentation"},
    {65551, "65551", "1.15", "1.15", "documentation"},
    {65552, "65552", "1.16", "1.16", "reserved"},
    {131071, "131071", "1.65535", "1.65535", "reserved"},
    {131072, "131072", "2.0", "2.0", "public"},
    {4199999999, "4199999999", "64086.59903", "64086.59903", "public"},
    {4200000000, "4200000000", "64086.59904", "64086.59904", "private"},
    {4294967294, "4294967294", "65535.65534", "65535.65534", "private"},
    {4294967295, "4294967295", "65535.65535", "65535.65535", "reserved"},
};

static void check_reads(const char *text, uint32_t want)
{
    uint32_t asn = 7;
    struct nk_err err = {0};
    if (!nk_asn_parse(text, strlen(text), &asn, &err))
        fail_msg("%s", err.text);
    assert_int_equal(asn, want);
}

static void numbers_go_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[NK_ASN_TEXT_MAX];
        assert_int_equal(nk_asn_format_plain(numbers[i].asn, text), strlen(numbers[i].plain));
        assert_string_equal(text, numbers[i].plain);
        assert_int_equal(nk_asn_format_dot(numbers[i].asn, text), strlen(numbers[i].dot));
        assert_string_equal(text, numbers[i].dot);
        assert_int_equal(nk_asn_format_dot_plus(numbers[i].asn, text), strlen(numbers[i].dot_plus));
        assert_string_equal(text, numbers[i].dot_plus);
        check_reads(numbers[i].plain, numbers[i].asn);
        check_reads(numbers[i].dot, numbers[i].asn);
        check_reads(numbers[i].dot_plus, numbers[i].asn);
        assert_string_equal(nk_asn_kind(numbers[i].asn), numbers[i].kind);
    }
    check_reads("AS64496", 64496);
    check_reads("as1.0", 65536);
    check_reads("As0", 0);
}

static void refusals_say_what_and_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
        const char *message;
    } words[] = {
        {"", 0, "an AS number is missing: the text is empty"},
        {"AS", 2, "'AS' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
        {"ASx", 2, "'ASx' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
        {"-1", 0, "'-1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
        {"AS 1", 2, "'AS 1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
        {"4294967296", 0, "'4294967296' is not an AS number: the maximum is 4294967295"},
        {"99999999999999999999999", 0,
         "'99999999999999999999999' is not an AS number: the maximum is 4294967295"},
        {"65536.0", 0, "'65536.0' is not an AS number: the maximum beside a dot is 65535"},
        {"0.65536", 2, "'0.65536' is not an AS number: the maximum beside a dot is 65535"},
        {"1.", 2, "'1.' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
        {".1", 0, "'.1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
        {"1.2.3", 3, "'1.2.3' is not an AS number: unexpected character"},
        {"01", 0, "'01' is not an AS number: it has a leading zero"},
        {"1.01", 2, "'1.01' is not an AS number: it has a leading zero"},
        {"64496 ", 5, "'64496 ' is not an AS number: unexpected character"},
        {"ASAS1", 2, "'ASAS1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint32_t asn = 7;
        struct nk_err err = {0};
        assert_false(nk_asn_parse(words[i].text, strlen(words[i].text), &asn, &err));
        assert_string_equal(err.text, words[i].message);
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(err.offset, words[i].offset);
        assert_int_equal(asn, 7);
    }
}

static void runs_are_in_order_and_give_the_kind(void **state)
{
    (void)state;
    size_t count;
    const struct nk_asn_block *runs = nk_asn_blocks(&count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        assert_true(runs[i].first <= runs[i].last);
        assert_true(i == 0 || runs[i - 1].last < runs[i].first);
        assert_string_equal(nk_asn_kind(runs[i].first), runs[i].kind);
        assert_string_equal(nk_asn_kind(runs[i].last), runs[i].kind);
        assert_true(runs[i].document[0] != '\0' && memchr(runs[i].document, '\0', 12) != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_go_both_ways),
        cmocka_unit_test(runs_are_in_order_and_give_the_kind),
        cmocka_unit_test(refusals_say_what_and_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
