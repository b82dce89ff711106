#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/library.h"

struct table {
    double (*cosine)(double);
    double (*sine)(double);
};

static void functions_stand_in_the_table(void **state)
{
    (void)state;
    static const struct nk_library_function functions[] = {
        {"sin", offsetof(struct table, sine)},
        {"cos", offsetof(struct table, cosine)},
    };
    static const struct nk_library library = {"libm.so.6", "libc6", "count", functions, 2};
    struct table table = {0};
    struct nk_err err = {0};
    void *handle;
    assert_true(nk_library_load(&library, &handle, &table, &err));
    assert_true(table.cosine(0) == 1 && table.sine(0) == 0);
    nk_library_release(handle);
}

static void a_missing_library_is_named_with_its_package(void **state)
{
    (void)state;
    static const struct nk_library library = {"libmissing.so.7", "libmissing7", "see ghosts", NULL,
                                              0};
    struct nk_err err = {0};
    void *handle = &err;
    assert_false(nk_library_load(&library, &handle, NULL, &err));
    assert_null(handle);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(err.text, "cannot see ghosts without libmissing.so.7 (Debian package "
                                     "libmissing7): "));
    assert_non_null(strstr(err.text, "No such file or directory"));
    nk_library_release(handle);
}

static void a_missing_function_is_named(void **state)
{
    (void)state;
    static const struct nk_library_function functions[] = {{"sinister", 0}};
    static const struct nk_library library = {"libm.so.6", "libc6", "count", functions, 1};
    struct nk_err err = {0};
    void *handle = &err, *table = NULL;
    assert_false(nk_library_load(&library, &handle, &table, &err));
    assert_null(handle);
    assert_null(table);
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(err.text, "undefined symbol: sinister"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_stand_in_the_table),
        cmocka_unit_test(a_missing_library_is_named_with_its_package),
        cmocka_unit_test(a_missing_function_is_named),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
