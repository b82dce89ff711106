#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../addr/model.h"

/* A random set of up to 12 ranges, and the model of it. */
static void draw(uint64_t *random, unsigned kind, struct model *m, struct nk_set *s)
{
    *m = (struct model){.base = model_base(kind)};
    nk_set_init(s);
    for (uint64_t n = model_random(random) % 13; n > 0; n--) {
        unsigned a = (unsigned)(model_random(random) % MODEL_SIZE);
        unsigned b = (unsigned)(model_random(random) % MODEL_SIZE);
        if (model_random(random) % 2 == 0)
            b = a + b % 8 < MODEL_SIZE ? a + b % 8 : MODEL_SIZE - 1;
        struct nk_range r = {model_addr(m, a < b ? a : b), model_addr(m, a < b ? b : a)};
        model_add(m, a < b ? a : b, a < b ? b : a);
        assert_true(nk_set_add(s, &r, NK_LABEL_NONE, NULL));
    }
    assert_true(nk_set_normalise(s, NULL));
}

static void algebra_agrees_with_the_model(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (unsigned round = 0; round < 3000; round++) {
        struct model a, b, both, either, less, rest;
        struct nk_set x, y, out;
        draw(&random, round, &a, &x);
        draw(&random, round, &b, &y);
        both = either = less = rest = a;
        for (unsigned i = 0; i < MODEL_SIZE; i++) {
            both.bits[i] = a.bits[i] && b.bits[i];
            either.bits[i] = a.bits[i] || b.bits[i];
            less.bits[i] = a.bits[i] && !b.bits[i];
        }
        assert_true(model_equals(&a, &x));
        assert_true(nk_set_union(&out, &x, &y, NULL) && model_equals(&either, &out));
        nk_set_release(&out);
        assert_true(nk_set_intersection(&out, &x, &y, NULL) && model_equals(&both, &out));
        nk_set_release(&out);
        assert_true(nk_set_difference(&out, &x, &y, NULL) && model_equals(&less, &out));
        nk_set_release(&out);
        nk_set_release(&x);
        nk_set_release(&y);
    }
}

static void complement_twice_is_the_set(void **state)
{
    (void)state;
    uint64_t random = 2;
    for (unsigned round = 0; round < 600; round++) {
        struct model m;
        struct nk_set x, not, again;
        draw(&random, round, &m, &x);
        assert_true(nk_set_complement(&not, &x, m.base.family, NULL));
        struct nk_count sum = nk_count_add(nk_set_count(&x), nk_set_count(&not ));
        assert_int_equal(nk_count_compare(sum, nk_count_bit(nk_family_width(m.base.family))), 0);
        assert_true(nk_set_complement(&again, &not, m.base.family, NULL));
        assert_true(model_equals(&m, &again));
        nk_set_release(&x);
        nk_set_release(&not );
        nk_set_release(&again);
    }
}

static void everything_has_its_exact_count(void **state)
{
    (void)state;
    struct nk_set none, all;
    char text[NK_COUNT_TEXT_MAX];
    nk_set_init(&none);
    assert_true(nk_set_complement(&all, &none, NK_FAMILY_NONE, NULL));
    nk_count_format(nk_set_count(&all), text);
    assert_string_equal(text, "340282366920938463463374607436063178752"); /* 2^128 + 2^32 */
    assert_int_equal(nk_set_ranges(&all), 2);
    nk_set_release(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(algebra_agrees_with_the_model),
        cmocka_unit_test(complement_twice_is_the_set),
        cmocka_unit_test(everything_has_its_exact_count),
    };
    return cmocka_run_group_tests_name("set_ops", tests, NULL, NULL);
}
