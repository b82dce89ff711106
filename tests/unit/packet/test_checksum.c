#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "packet/checksum.h"

/* RFC 1071 3. */
static void sums_of_the_rfc(void **state)
{
    (void)state;
    const uint8_t bytes[] = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    uint64_t sum = nk_checksum_add(0, bytes, sizeof bytes);
    assert_int_equal(sum, 0x2ddf0);
    assert_int_equal(nk_checksum_fold(sum), 0xddf2);
    assert_int_equal(nk_checksum_of(sum), 0x220d);
}

static void odd_and_empty(void **state)
{
    (void)state;
    const uint8_t bytes[] = {0x12, 0x34, 0x56};
    assert_int_equal(nk_checksum_add(0, bytes, 3), 0x1234 + 0x5600);
    assert_int_equal(nk_checksum_add(7, bytes, 0), 7);
    assert_int_equal(nk_checksum_of(0), 0xffff);
    assert_int_equal(nk_checksum_of(0xffff), 0);
    assert_int_equal(nk_checksum_fold(0xffffffffffffffff), 0xffff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_of_the_rfc),
        cmocka_unit_test(odd_and_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
