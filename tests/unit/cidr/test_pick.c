#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cidr/pick.h"

static void all_numbers_come_once(void **state)
{
    (void)state;
    enum { N = 1000 };
    struct nk_u128 out[N];
    bool seen[N] = {false};
    struct nk_pick_random r;
    nk_pick_seed(&r, 1);
    assert_true(nk_pick_distinct(&r, nk_u128(0, N - 1), out, N));
    unsigned in_place = 0;
    for (unsigned i = 0; i < N; i++) {
        assert_int_equal(out[i].hi, 0);
        assert_true(out[i].lo < N && !seen[out[i].lo]);
        seen[out[i].lo] = true;
        in_place += out[i].lo == i;
    }
    assert_true(in_place < 20); /* shuffled */
}

static void the_same_seed_gives_the_same(void **state)
{
    (void)state;
    struct nk_u128 a[50], b[50], c[50];
    struct nk_pick_random r;
    struct nk_u128 max = nk_u128(UINT64_MAX, UINT64_MAX);
    nk_pick_seed(&r, 7);
    assert_true(nk_pick_distinct(&r, max, a, 50));
    nk_pick_seed(&r, 7);
    assert_true(nk_pick_distinct(&r, max, b, 50));
    nk_pick_seed(&r, 8);
    assert_true(nk_pick_distinct(&r, max, c, 50));
    assert_memory_equal(a, b, sizeof a);
    assert_memory_not_equal(a, c, sizeof a);
}

static void draws_stay_below_their_bound_and_reach_it(void **state)
{
    (void)state;
    struct nk_pick_random r;
    nk_pick_seed(&r, 3);
    unsigned hits[6] = {0};
    for (int i = 0; i < 6000; i++) {
        struct nk_u128 x = nk_pick_below(&r, nk_u128(0, 5));
        assert_true(x.hi == 0 && x.lo <= 5);
        hits[x.lo]++;
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(hits[i], 800, 1200);
    assert_int_equal(nk_pick_below(&r, nk_u128(0, 0)).lo, 0);
    for (int i = 0; i < 1000; i++)
        assert_true(nk_pick_below(&r, nk_u128(2, 0)).hi <= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_numbers_come_once),
        cmocka_unit_test(the_same_seed_gives_the_same),
        cmocka_unit_test(draws_stay_below_their_bound_and_reach_it),
    };
    return cmocka_run_group_tests_name("pick", tests, NULL, NULL);
}
