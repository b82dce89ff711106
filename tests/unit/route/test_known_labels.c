#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "route/known_labels.h"

static void keep(struct nk_known_labels *k, uint64_t word, uint32_t label, bool has_origin)
{
    struct nk_route r = nk_route_blank();
    r.label = label;
    r.origin = has_origin ? label + 7 : 0;
    r.flags = has_origin ? NK_ROUTE_HAS_ORIGIN : 0;
    nk_known_label_keep(k, word, &r);
}

static void labels_are_found_with_their_origins(void **state)
{
    (void)state;
    struct nk_known_labels k;
    struct nk_route r = nk_route_blank();
    assert_true(nk_known_labels_init(&k, 0));
    assert_false(nk_known_label(&k, 5, &r));
    keep(&k, 5, 1, true);
    keep(&k, 6, 2, false);
    assert_true(nk_known_label(&k, 5, &r));
    assert_int_equal(r.label, 1);
    assert_int_equal(r.origin, 8);
    assert_int_equal(r.flags, NK_ROUTE_HAS_ORIGIN);
    assert_true(nk_known_label(&k, 6, &r));
    assert_int_equal(r.label, 2);
    assert_int_equal(r.flags, 0);
    nk_known_labels_release(&k);
}

/* Numbers of more than 31 bits have no room beside the flag, and 0 is the word of no label. */
static void some_labels_are_never_known(void **state)
{
    (void)state;
    struct nk_known_labels k;
    struct nk_route r = nk_route_blank();
    assert_true(nk_known_labels_init(&k, 1));
    keep(&k, 5, UINT32_C(0x80000000), false);
    keep(&k, 0, 3, false);
    assert_false(nk_known_label(&k, 5, &r));
    assert_false(nk_known_label(&k, 0, &r));
    keep(&k, 5, UINT32_C(0x7fffffff), false);
    assert_true(nk_known_label(&k, 5, &r));
    assert_int_equal(r.label, 0x7fffffff);
    nk_known_labels_release(&k);
}

/* Whatever is found is right, and what was found once stays. */
static void a_full_set_keeps_what_it_has(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    static bool found[MANY];
    struct nk_known_labels k;
    struct nk_route r = nk_route_blank();
    unsigned count = 0;
    assert_true(nk_known_labels_init(&k, 100));
    for (uint32_t i = 1; i < MANY; i++) {
        keep(&k, i, i, i % 3 == 0);
        found[i] = nk_known_label(&k, i, &r);
        count += found[i];
    }
    for (uint32_t i = 1; i < MANY; i++) {
        assert_int_equal(nk_known_label(&k, i, &r), found[i]);
        if (found[i])
            assert_true(r.label == i && (i % 3 != 0 || r.origin == i + 7));
    }
    assert_in_range(count, 100, MANY / 2);
    nk_known_labels_release(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_found_with_their_origins),
        cmocka_unit_test(some_labels_are_never_known),
        cmocka_unit_test(a_full_set_keeps_what_it_has),
    };
    return cmocka_run_group_tests_name("known_labels", tests, NULL, NULL);
}
