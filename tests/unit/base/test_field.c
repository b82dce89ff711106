#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/field.h"

static void fields_are_counted_from_one(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        uint64_t n;
        char delimiter;
        const char *field; /* NULL: none */
    } cases[] = {
        {"a b c", 1, 0, "a"}, {"  a \t b", 2, 0, "b"}, {"a b", 3, 0, NULL}, {"", 1, 0, NULL},
        {"a,,c", 2, ',', ""}, {"a,,c", 3, ',', "c"},   {"a,", 2, ',', ""},  {"a", 2, ',', NULL},
        {",x", 2, ',', "x"},  {"a b ", 2, 0, "b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *field;
        size_t len;
        bool found = nk_field_find(cases[i].line, strlen(cases[i].line), cases[i].n,
                                   cases[i].delimiter, &field, &len);
        assert_int_equal(found, cases[i].field != NULL);
        if (found) {
            assert_int_equal(len, strlen(cases[i].field));
            assert_memory_equal(field, cases[i].field, len);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_counted_from_one),
    };
    return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
