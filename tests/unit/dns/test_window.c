#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dns/window.h"

static void test_in_order(void **state)
{
    struct nk_window w;
    (void)state;
    assert_true(nk_window_init(&w, 3, true));
    assert_true(nk_window_is_empty(&w));
    uint32_t a = nk_window_take(&w), b = nk_window_take(&w), c = nk_window_take(&w);
    assert_int_equal(nk_window_take(&w), NK_WINDOW_NONE);
    assert_true(nk_window_is_next(&w, a));
    assert_false(nk_window_is_next(&w, b));
    nk_window_done(&w, c);
    assert_int_equal(nk_window_next(&w), NK_WINDOW_NONE);
    nk_window_done(&w, a);
    assert_int_equal(nk_window_next(&w), a);
    nk_window_free(&w, a);
    assert_int_equal(nk_window_next(&w), NK_WINDOW_NONE); /* b holds c up */
    assert_int_equal(nk_window_take(&w), a);              /* behind c now */
    nk_window_done(&w, a);
    nk_window_done(&w, b);
    assert_int_equal(nk_window_next(&w), b);
    assert_int_equal(nk_window_next(&w), c);
    assert_int_equal(nk_window_next(&w), a);
    nk_window_release(&w);
}

static void test_as_they_come(void **state)
{
    struct nk_window w;
    (void)state;
    assert_true(nk_window_init(&w, 3, false));
    uint32_t a = nk_window_take(&w), b = nk_window_take(&w);
    assert_true(nk_window_is_next(&w, a));
    assert_true(nk_window_is_next(&w, b));
    nk_window_done(&w, b);
    assert_false(nk_window_is_next(&w, a));
    assert_int_equal(nk_window_next(&w), b);
    nk_window_free(&w, b);
    assert_int_equal(nk_window_next(&w), NK_WINDOW_NONE);
    nk_window_done(&w, a);
    assert_int_equal(nk_window_next(&w), a);
    nk_window_free(&w, a);
    assert_true(nk_window_is_empty(&w));
    nk_window_release(&w);
}

static void test_give_back(void **state)
{
    struct nk_window w;
    (void)state;
    assert_true(nk_window_init(&w, 2, true));
    uint32_t a = nk_window_take(&w);
    nk_window_give_back(&w, nk_window_take(&w));
    nk_window_done(&w, a);
    assert_int_equal(nk_window_next(&w), a);
    nk_window_free(&w, a);
    assert_true(nk_window_is_empty(&w));
    assert_int_equal(nk_window_next(&w), NK_WINDOW_NONE);
    nk_window_release(&w);
}

/* At the end what is not done is passed over, and the order of the rest stays. */
static void test_ending(void **state)
{
    struct nk_window w;
    (void)state;
    assert_true(nk_window_init(&w, 4, true));
    uint32_t slots[4];
    for (int i = 0; i < 4; i++)
        slots[i] = nk_window_take(&w);
    nk_window_done(&w, slots[3]);
    nk_window_done(&w, slots[1]);
    assert_int_equal(nk_window_next(&w), NK_WINDOW_NONE);
    w.ending = true;
    assert_int_equal(nk_window_next(&w), slots[1]);
    assert_int_equal(nk_window_next(&w), slots[3]);
    assert_int_equal(nk_window_next(&w), NK_WINDOW_NONE);
    nk_window_release(&w);
}

/* Random lives of questions: the results come in the order of the questions, each once. */
static void test_random(void **state)
{
    struct nk_window w;
    uint64_t number[16], taken = 0, given = 0;
    uint32_t open[16], count = 0;
    (void)state;
    srandom(2);
    assert_true(nk_window_init(&w, 16, true));
    for (int i = 0; i < 20000; i++) {
        uint32_t slot = random() % 2 ? nk_window_take(&w) : NK_WINDOW_NONE;
        if (slot != NK_WINDOW_NONE) {
            number[slot] = taken++;
            open[count++] = slot;
        } else if (count > 0) {
            uint32_t at = (uint32_t)random() % count;
            nk_window_done(&w, open[at]);
            open[at] = open[--count];
        }
        while ((slot = nk_window_next(&w)) != NK_WINDOW_NONE) {
            assert_int_equal(number[slot], given++);
            nk_window_free(&w, slot);
        }
    }
    assert_true(given > 5000);
    nk_window_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_order),  cmocka_unit_test(test_as_they_come),
        cmocka_unit_test(test_give_back), cmocka_unit_test(test_ending),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
