#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "dns/kinds.h"
#include "dns/svc_value.h"

/* Whether nothing can follow a field of that kind, since it takes all that is left. */
static bool takes_the_rest(enum nk_rdata_kind kind)
{
    switch (kind) {
    case NK_RDATA_NAMES:
    case NK_RDATA_TYPES:
    case NK_RDATA_TYPES_OLD:
    case NK_RDATA_PORTS:
    case NK_RDATA_STRING_LAST:
    case NK_RDATA_STRINGS:
    case NK_RDATA_TEXT:
    case NK_RDATA_HEX:
    case NK_RDATA_BASE64:
    case NK_RDATA_NSAP:
    case NK_RDATA_ATMA:
    case NK_RDATA_PREFIXES:
    case NK_RDATA_SVCPARAMS:
    case NK_RDATA_OPTIONS:
        return true;
    default:
        return false;
    }
}

static void rows_are_in_order_and_named_once(void **state)
{
    const struct nk_rr_row *row, *other;
    size_t count = 0;
    (void)state;
    for (; (row = nk_rr_row_at(count)) != NULL; count++) {
        assert_true(count == 0 || nk_rr_row_at(count - 1)->type < row->type);
        assert_ptr_equal(nk_rr_row_find(row->type), row);
        assert_true(strlen(row->name) < NK_CODE_TEXT_MAX);
        assert_true(strlen(row->summary) > 3 && strlen(row->summary) <= 60);
        for (size_t i = 0; (other = nk_rr_row_at(i)) != row; i++)
            assert_true(strcasecmp(other->name, row->name) != 0);
    }
    assert_int_equal(count, 97);
    assert_null(nk_rr_row_find(0));
    assert_null(nk_rr_row_find(54));
    assert_null(nk_rr_row_find(65535));
}

static bool is_snake_case(const char *key)
{
    return key[0] >= 'a' && key[0] <= 'z' &&
           strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(key);
}

static void check_fields(const struct nk_rr_row *row)
{
    size_t count = 0;
    while (count < NK_RDATA_FIELDS_MAX && row->fields[count].kind != NK_RDATA_END)
        count++;
    assert_true(count < NK_RDATA_FIELDS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct nk_rdata_field *f = &row->fields[i];
        assert_non_null(memchr(f->key, '\0', sizeof f->key)); /* a text can fill its place */
        assert_non_null(memchr(f->help, '\0', sizeof f->help));
        if (!is_snake_case(f->key) || f->help[0] == '\0')
            fail_msg("%s: '%s'", row->name, f->key);
        if (takes_the_rest(f->kind) && i + 1 < count)
            fail_msg("%s: nothing can follow '%s'", row->name, f->key);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(row->fields[j].key, f->key);
    }
    if (row->order == NULL)
        return;
    assert_int_equal(strlen(row->order), count);
    for (size_t i = 0; i < count; i++)
        assert_non_null(strchr(row->order, (char)('0' + i)));
}

static void fields_have_keys_of_their_own(void **state)
{
    const struct nk_rr_row *row;
    (void)state;
    for (size_t i = 0; (row = nk_rr_row_at(i)) != NULL; i++)
        check_fields(row);
    check_fields(nk_rr_row_in(NK_TYPE_A, NK_CLASS_CH));
    assert_ptr_equal(nk_rr_row_in(NK_TYPE_A, NK_CLASS_HS), nk_rr_row_find(NK_TYPE_A));
}

static void every_kind_is_whole_and_used(void **state)
{
    bool used[NK_RDATA_KINDS] = {true};
    const struct nk_rr_row *row;
    (void)state;
    for (size_t i = 0; (row = nk_rr_row_at(i)) != NULL; i++)
        for (size_t j = 0; row->fields[j].kind != NK_RDATA_END; j++)
            used[row->fields[j].kind] = true;
    used[NK_RDATA_OCTAL16] = true; /* of A in the class CH */
    for (enum nk_rdata_kind kind = 1; kind < NK_RDATA_KINDS; kind++) {
        const struct nk_field_kind *k = nk_field_kind(kind);
        if (k == NULL || k->text == NULL || k->json == NULL || k->parse == NULL ||
            (k->skip == NULL && k->size == 0) || !used[kind])
            fail_msg("kind %d", kind);
    }
}

/* RFC 4034 6.2 without NSEC (RFC 6840 5.1), and RFC 3597 4. */
static void names_that_change_are_those_of_the_rfcs(void **state)
{
    static const char lower[] = " NS MD MF CNAME SOA MB MG MR PTR MINFO MX RP AFSDB RT SIG PX NXT "
                                "NAPTR KX SRV DNAME A6 RRSIG ";
    static const char compressed[] = " NS MD MF CNAME SOA MB MG MR PTR MINFO MX ";
    const struct nk_rr_row *row;
    (void)state;
    for (size_t i = 0; (row = nk_rr_row_at(i)) != NULL; i++) {
        char word[NK_CODE_TEXT_MAX + 2];
        snprintf(word, sizeof word, " %s ", row->name);
        assert_int_equal((row->flags & NK_RR_LOWER) != 0, strstr(lower, word) != NULL);
        assert_int_equal((row->flags & NK_RR_COMPRESS) != 0, strstr(compressed, word) != NULL);
    }
}

static void keys_of_svcparams(void **state)
{
    const struct nk_svc_row *row, *found;
    uint16_t key = 0;
    (void)state;
    for (; (row = nk_svc_row_find(key)) != NULL; key++) {
        uint16_t number;
        assert_int_equal(row->key, key);
        assert_true(is_snake_case(row->json_key));
        assert_true(nk_svc_key_read(row->name, strlen(row->name), &number, &found));
        assert_true(number == key && found == row);
    }
    assert_int_equal(key, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_order_and_named_once),
        cmocka_unit_test(fields_have_keys_of_their_own),
        cmocka_unit_test(every_kind_is_whole_and_used),
        cmocka_unit_test(names_that_change_are_those_of_the_rfcs),
        cmocka_unit_test(keys_of_svcparams),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
