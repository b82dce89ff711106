#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/sum64.h"

static uint64_t sum_of(const unsigned char *data, size_t len, size_t piece)
{
    struct nk_sum64 s;
    nk_sum64_init(&s);
    for (size_t at = 0; at < len; at += piece)
        nk_sum64_add(&s, data + at, len - at < piece ? len - at : piece);
    return nk_sum64_end(&s);
}

enum { LENGTH = 203 };

static void fill(unsigned char *data)
{
    for (size_t i = 0; i < LENGTH; i++)
        data[i] = (unsigned char)(i * 37 + i / 7);
}

static void pieces_do_not_matter(void **state)
{
    (void)state;
    unsigned char data[LENGTH];
    fill(data);
    for (size_t len = 0; len <= LENGTH; len++)
        for (size_t piece = 1; piece <= 70; piece++)
            assert_int_equal(sum_of(data, len, piece), sum_of(data, len, LENGTH));
}

static void every_bit_and_the_length_count(void **state)
{
    (void)state;
    unsigned char data[LENGTH], zeros[LENGTH] = {0};
    fill(data);
    uint64_t whole = sum_of(data, LENGTH, LENGTH);
    for (size_t bit = 0; bit < (size_t)8 * LENGTH; bit++) {
        data[bit / 8] ^= (unsigned char)(1u << bit % 8);
        assert_true(sum_of(data, LENGTH, LENGTH) != whole);
        data[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    for (size_t a = 0; a < LENGTH; a++)
        for (size_t b = 0; b < a; b++)
            assert_true(sum_of(zeros, a, LENGTH) != sum_of(zeros, b, LENGTH));
}

/* Words that change places, within a lane and across lanes. */
static void order_counts(void **state)
{
    (void)state;
    unsigned char data[LENGTH], other[LENGTH];
    fill(data);
    uint64_t whole = sum_of(data, LENGTH, LENGTH);
    for (size_t a = 0; a + 8 <= LENGTH; a += 8) {
        for (size_t b = 0; b < a; b += 8) {
            memcpy(other, data, LENGTH);
            memcpy(other + a, data + b, 8);
            memcpy(other + b, data + a, 8);
            assert_true(sum_of(other, LENGTH, LENGTH) != whole);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_do_not_matter),
        cmocka_unit_test(every_bit_and_the_length_count),
        cmocka_unit_test(order_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
