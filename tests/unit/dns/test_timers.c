#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dns/timers.h"

enum { ITEMS = 200 };

/* The same by a plain array, to compare with. */
struct model {
    int64_t due[ITEMS]; /* -1: none */
};

static int64_t model_first(const struct model *m)
{
    int64_t least = -1;
    for (int i = 0; i < ITEMS; i++)
        if (m->due[i] >= 0 && (least < 0 || m->due[i] < least))
            least = m->due[i];
    return least;
}

static void test_order(void **state)
{
    struct nk_timers t = {0};
    (void)state;
    assert_true(nk_timers_init(&t, 4));
    assert_null(nk_timers_first(&t));
    nk_timers_set(&t, 2, 30);
    nk_timers_set(&t, 0, 10);
    nk_timers_set(&t, 3, 20);
    assert_int_equal(nk_timers_first(&t)->item, 0);
    nk_timers_set(&t, 0, 40); /* moved behind all */
    assert_int_equal(nk_timers_first(&t)->item, 3);
    nk_timers_drop(&t, 3);
    nk_timers_drop(&t, 3);
    nk_timers_drop(&t, 1); /* which has none */
    assert_int_equal(nk_timers_first(&t)->item, 2);
    nk_timers_drop(&t, 2);
    assert_int_equal(nk_timers_first(&t)->due, 40);
    nk_timers_drop(&t, 0);
    assert_null(nk_timers_first(&t));
    nk_timers_release(&t);
}

static void test_random(void **state)
{
    struct nk_timers t = {0};
    struct model m;
    (void)state;
    srandom(1);
    assert_true(nk_timers_init(&t, ITEMS));
    for (int i = 0; i < ITEMS; i++)
        m.due[i] = -1;
    for (int i = 0; i < 50000; i++) {
        uint32_t item = (uint32_t)(random() % ITEMS);
        if (random() % 3 != 0) {
            m.due[item] = random() % 1000;
            nk_timers_set(&t, item, m.due[item]);
        } else {
            m.due[item] = -1;
            nk_timers_drop(&t, item);
        }
        const struct nk_timer *first = nk_timers_first(&t);
        assert_int_equal(first == NULL ? -1 : first->due, model_first(&m));
        if (first != NULL)
            assert_int_equal(m.due[first->item], first->due);
    }
    nk_timers_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
