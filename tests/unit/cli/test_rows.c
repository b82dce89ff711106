/* The rows of all verbs: what holds of each text that stands within a row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/cli.h"
#include "tcp/words_part.h"

/* A text that fills its place has no end, and the compiler says nothing. */
#define assert_ends(text) assert_non_null(memchr((text), '\0', sizeof(text)))

static void check_schema(const struct nk_schema *schema)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    assert_in_range(schema->count, 1, NK_RECORD_FIELDS_MAX);
    for (size_t i = 0; i < schema->count; i++) {
        const struct nk_field *f = &schema->fields[i];
        assert_ends(f->key);
        assert_ends(f->title);
        assert_ends(f->help);
        assert_true(f->key[0] != '\0' && f->help[0] != '\0');
        assert_int_equal(strspn(f->key, letters), strlen(f->key));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(f->key, schema->fields[j].key);
    }
}

static void test_fields(void **state)
{
    (void)state;
    size_t verbs = 0;
    for (const struct nk_command *c = nk_commands; c->name != NULL; c++)
        for (const struct nk_verb *const *v = c->verbs; *v != NULL; v++) {
            verbs++;
            if ((*v)->schema != NULL)
                check_schema((*v)->schema);
        }
    assert_in_range(verbs, 60, 200);
}

static void test_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < nk_tcp_piece_count; i++)
        assert_ends(nk_tcp_pieces[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fields),
                                       cmocka_unit_test(test_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
