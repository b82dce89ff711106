#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "packet/guess.h"
#include "unhex.h"

#define IPV6_EMPTY \
    "6000000000003b40 20010db8000000000000000000000001 20010db8000000000000000000000002"

static void the_first_header_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        enum nk_layer_kind kind;
    } cases[] = {
        {SYN_IP, NK_LAYER_IPV4},
        {DNS_QUERY, NK_LAYER_ETHERNET},
        {TIME_EXCEEDED, NK_LAYER_IPV4},
        {IPV6_EMPTY, NK_LAYER_IPV6},
        {"45", NK_LAYER_IPV4},
        {"60", NK_LAYER_IPV6},
        {"", NK_LAYER_ETHERNET},
        {"0102", NK_LAYER_ETHERNET},
        /* an address that begins as IPv4 does */
        {"450000000002020000000001 0800" SYN_IP, NK_LAYER_ETHERNET},
        {"600000000002020000000001 86dd" IPV6_EMPTY, NK_LAYER_ETHERNET},
        {"ffffffffffff020000000001 0806 0001080006040001", NK_LAYER_ETHERNET},
        {"0000 0001 0006 0200000000010000 0800" SYN_IP, NK_LAYER_SLL},
        {"0800 0000 00000002 0001 00 06 0200000000010000" SYN_IP, NK_LAYER_SLL2},
        {"02000000" SYN_IP, NK_LAYER_NULL},
        {"0000001e" IPV6_EMPTY, NK_LAYER_NULL},
        {"ff030021" SYN_IP, NK_LAYER_PPP},
        {"0021" SYN_IP, NK_LAYER_PPP},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t len;
        uint8_t *bytes = unhex(cases[i].hex, &len);
        if (nk_layer_guess(bytes, len) != cases[i].kind)
            fail_msg("%s: %s", cases[i].hex, nk_layer_name(nk_layer_guess(bytes, len)));
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_first_header_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
