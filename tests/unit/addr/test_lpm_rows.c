#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model.h"
#include "netkit/lpm.h"

enum { ROWS_MAX = 500 };

/* Ascending rows of both families. */
static size_t draw_rows(struct nk_lpm_row *rows, uint64_t *seed)
{
    size_t count = model_random(seed) % ROWS_MAX;
    for (size_t i = 0; i < count; i++) {
        bool ipv6 = model_random(seed) % 3 == 0;
        unsigned width = ipv6 ? 128 : 32, length = (unsigned)(model_random(seed) % (width + 1));
        struct nk_u128 bits = nk_u128(ipv6 ? model_random(seed) : 0, model_random(seed));
        struct nk_u128 outside = nk_u128_low_ones(width), host = nk_u128_low_ones(width - length);
        rows[i] = (struct nk_lpm_row){nk_u128_and(nk_u128_and(bits, outside), nk_u128_not(host)),
                                      (uint32_t)i, (uint8_t)length, ipv6 ? NK_IPV6 : NK_IPV4};
    }
    assert_true(nk_lpm_sort(rows, count, NULL));
    return count;
}

static void steps_give_what_all_at_once_gives(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (int round = 0; round < 200; round++) {
        struct nk_lpm_row rows[ROWS_MAX];
        size_t count = draw_rows(rows, &seed), size, other, room = count + model_random(&seed) % 9;
        struct nk_lpm *whole = nk_lpm_build_sorted(rows, count, NULL);
        struct nk_lpm_builder *b = nk_lpm_begin(room, NULL);
        assert_non_null(whole);
        assert_non_null(b);
        for (size_t at = 0, step; at < count; at += step) {
            step = 1 + model_random(&seed) % 20;
            step = step < count - at ? step : count - at;
            assert_true(nk_lpm_add(b, rows + at, step, NULL));
        }
        struct nk_lpm *steps = nk_lpm_end(b, NULL);
        assert_non_null(steps);
        const void *image = nk_lpm_image(whole, &size), *same = nk_lpm_image(steps, &other);
        assert_int_equal(size, other);
        assert_memory_equal(image, same, size);
        nk_lpm_release(whole);
        nk_lpm_release(steps);
    }
}

static void what_is_out_of_order_ends_it(void **state)
{
    (void)state;
    struct nk_err err = {0};
    const struct nk_lpm_row low = {{0, 0x0a000000}, 1, 8, NK_IPV4},
                            high = {{0, 0x0b000000}, 2, 8, NK_IPV4}, far = {{1, 0}, 3, 64, NK_IPV6};
    struct nk_lpm_builder *b = nk_lpm_begin(3, &err);
    assert_true(nk_lpm_add(b, &high, 1, &err));
    assert_false(nk_lpm_add(b, &low, 1, &err));
    assert_string_equal(err.text, "row 1 is not in order");
    assert_false(nk_lpm_add(b, &far, 1, NULL));
    assert_null(nk_lpm_end(b, &err));
    assert_string_equal(err.text, "row 1 is not in order");
    b = nk_lpm_begin(3, &err);
    assert_true(nk_lpm_add(b, &far, 1, &err));
    assert_false(nk_lpm_add(b, &low, 1, &err)); /* IPv4 stands first */
    assert_string_equal(err.text, "row 1 is not in order");
    assert_null(nk_lpm_end(b, &err));
    b = nk_lpm_begin(1, &err);
    assert_true(nk_lpm_add(b, &low, 1, &err));
    assert_false(nk_lpm_add(b, &high, 1, &err));
    assert_string_equal(err.text, "row 1 is one too many");
    assert_null(nk_lpm_end(b, &err));
    assert_null(nk_lpm_begin(SIZE_MAX / 64, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_give_what_all_at_once_gives),
        cmocka_unit_test(what_is_out_of_order_ends_it),
    };
    return cmocka_run_group_tests_name("lpm_rows", tests, NULL, NULL);
}
