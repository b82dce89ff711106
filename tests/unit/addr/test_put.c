#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "addr/put.h"

enum { F_ADDR, F_PREFIX, F_RANGE, F_COUNT };

static const struct nk_field fields[] = {
    [F_ADDR] = {"address", "address", "", NK_ADDR, 0, 0},
    [F_PREFIX] = {"prefix", "prefix", "", NK_PREFIX, 0, 0},
    [F_RANGE] = {"range", "range", "", NK_PREFIX, 0, 0},
    [F_COUNT] = {"addresses", "addresses", "", NK_COUNT, 0, 0},
};

static const struct nk_schema schema = {fields, 4, NK_LAYOUT_LIST, F_ADDR};

static struct nk_item item(const char *text)
{
    struct nk_item i;
    struct nk_err err;
    if (!nk_item_parse(text, strlen(text), 0, &i, &err))
        fail_msg("%s", err.text);
    return i;
}

static void assert_field(const struct nk_record *r, size_t field, const char *want)
{
    size_t len = 0;
    const char *text = nk_record_peek(r, field, &len);
    if (want == NULL) {
        assert_null(text);
        return;
    }
    assert_non_null(text);
    assert_int_equal(len, strlen(want));
    assert_memory_equal(text, want, len);
}

static void check(const char *only, const char *text, const char *const want[4])
{
    struct nk_record r;
    struct nk_out out = {0};
    struct nk_err err;
    struct nk_item i = item(text);
    assert_true(nk_record_init(&r, &schema, &out, NK_FORMAT_JSON, only, -1, &err));
    nk_put_addr(&r, F_ADDR, &i.prefix.addr);
    nk_put_prefix(&r, F_PREFIX, &i.prefix);
    nk_put_range(&r, F_RANGE, &i.range);
    nk_put_range_count(&r, F_COUNT, &i.range);
    for (size_t f = 0; f < 4; f++)
        assert_field(&r, f, want[f]);
    nk_record_release(&r);
}

static void values_become_text(void **state)
{
    (void)state;
    check(NULL, "10.1.2.3/8",
          (const char *const[]){"10.1.2.3", "10.1.2.3/8", "10.0.0.0/8", "16777216"});
    check(NULL, "::1-::fffe", (const char *const[]){"::", "::/112", "::1-::fffe", "65534"});
    check(NULL, "::/0",
          (const char *const[]){"::", "::/0", "::/0", "340282366920938463463374607431768211456"});
    /* the longest that there is */
    check(NULL, "1111:1111:1111:1111:1111:1111:1111:1111-eeee:eeee:eeee:eeee:eeee:eeee:eeee:eeee",
          (const char *const[]){
              "::", "::/0",
              "1111:1111:1111:1111:1111:1111:1111:1111-eeee:eeee:eeee:eeee:eeee:eeee:eeee:eeee",
              "294911384664813335001591326440865783262"});
}

static void nothing_is_made_that_nobody_wants(void **state)
{
    (void)state;
    check("prefix", "10.1.2.3/8", (const char *const[]){NULL, "10.1.2.3/8", NULL, NULL});
    check("addresses", "10.1.2.3/8", (const char *const[]){NULL, NULL, NULL, "16777216"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_become_text),
        cmocka_unit_test(nothing_is_made_that_nobody_wants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
