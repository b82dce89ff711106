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
        /* the checksum is wrong: the length, or what it names, speaks for IPv4 */
        {"4500001500000000400600000a0000010a00000200", NK_LAYER_IPV4},
        {"450000140000000040060000 0a0000010a000002 00", NK_LAYER_IPV4},
        {"450000140000000040fc0000 0a0000010a000002 00", NK_LAYER_IPV4},
        {"4400001400000000400600000a0000010a000002", NK_LAYER_ETHERNET},
        /* IPv6 that was cut, is longer than it says, or is of a protocol without a name */
        {"6000000000103a40 20010db8000000000000000000000001 20010db8000000000000000000000002",
         NK_LAYER_IPV6},
        {"6100000000003a40 20010db8000000000000000000000001 20010db8000000000000000000000002 00",
         NK_LAYER_IPV6},
        {"600000000000fc40 20010db8000000000000000000000001 20010db8000000000000000000000002",
         NK_LAYER_IPV6},
        /* frames with a length, with a type that nothing has, with nothing behind the type */
        {"ffffffffffff020000000001 0003 424203", NK_LAYER_ETHERNET},
        {"ffffffffffff020000000001 0800", NK_LAYER_ETHERNET},
        {"ffffffffffff020000000001 86dd", NK_LAYER_ETHERNET},
        {"ffffffffffff020000000001 0800 00", NK_LAYER_ETHERNET},
        {"ffffffffffff020000000001 86dd 00", NK_LAYER_ETHERNET},
        {"0000 0001 0000 0000000000000000 0800" SYN_IP, NK_LAYER_SLL},
        {"0000 0001 0008 0200000000010000 0800" SYN_IP, NK_LAYER_SLL},
        {"0000 0001 0007 0200000000010000 0800" SYN_IP, NK_LAYER_ETHERNET},
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
