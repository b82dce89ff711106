#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "netkit/addr.h"

static struct nk_addr addr(const char *text)
{
    struct nk_addr a;
    struct nk_err err;
    if (!nk_addr_parse(text, strlen(text), &a, &err))
        fail_msg("%s", err.text);
    return a;
}

static void check(const char *text, const char *want)
{
    char out[NK_ADDR_TEXT_MAX];
    struct nk_addr a = addr(text);
    size_t len = nk_addr_format(&a, out);
    assert_string_equal(out, want);
    assert_int_equal(len, strlen(want));
}

static void ipv6_is_written_as_rfc_5952_says(void **state)
{
    (void)state;
    check("2001:0DB8::0001", "2001:db8::1");               /* 4.1, 4.3 */
    check("2001:db8:0:0:0:0:2:1", "2001:db8::2:1");        /* 4.2.1 */
    check("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"); /* 4.2.2: one group stays */
    check("2001:0:0:1:0:0:0:1", "2001:0:0:1::1");          /* 4.2.3: the longest */
    check("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");    /* 4.2.3: the first of equals */
    check("0:0:0:0:0:0:0:0", "::");
    check("0:0:0:0:0:0:0:1", "::1");
    check("1:0:0:0:0:0:0:0", "1::");
    check("1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0");
    check("1:2:3:4:5:6:0:0", "1:2:3:4:5:6::");
    check("0:2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8");
    check("0:0:3:4:5:6:7:8", "::3:4:5:6:7:8");
    check("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    check("1:20:300:4000:f:ff:fff:ffff", "1:20:300:4000:f:ff:fff:ffff");
}

static void mixed_notation_is_for_mapped_addresses(void **state)
{
    (void)state;
    check("::ffff:1.2.3.4", "::ffff:1.2.3.4");
    check("::ffff:0:0", "::ffff:0.0.0.0");
    check("::ffff:ffff:ffff", "::ffff:255.255.255.255");
    check("::2:3", "::2:3"); /* glibc: ::0.2.0.3 */
    check("::1.2.3.4", "::102:304");
    check("64:ff9b::192.0.2.1", "64:ff9b::c000:201");
    check("::ffff:0:1.2.3.4", "::ffff:0:102:304");
    check("1::ffff:1.2.3.4", "1::ffff:102:304");
    check("::fffe:1.2.3.4", "::fffe:102:304");
}

static void ipv4_octets_are_all_right(void **state)
{
    (void)state;
    char want[16], out[NK_ADDR_TEXT_MAX];
    for (unsigned i = 0; i < 256; i++) {
        snprintf(want, sizeof want, "%u.%u.0.%u", i, 255 - i, i);
        struct nk_addr a = nk_addr_ipv4(i << 24 | (255 - i) << 16 | i);
        assert_int_equal(nk_addr_format(&a, out), strlen(want));
        assert_string_equal(out, want);
    }
}

/* Every pattern of zero groups, against inet_ntop where it writes no mixed form. */
static void zeros_are_shortened_as_by_inet_ntop(void **state)
{
    (void)state;
    for (unsigned pattern = 0; pattern < 256; pattern++) {
        unsigned char bytes[16] = {0};
        struct nk_addr a = nk_addr_ipv6(0, 0);
        char want[INET6_ADDRSTRLEN], out[NK_ADDR_TEXT_MAX];
        for (unsigned i = 0; i < 8; i++)
            if (pattern >> i & 1)
                bytes[2 * i + 1] = (unsigned char)(i + 1);
        for (unsigned i = 0; i < 16; i++) {
            a.hi = a.hi << 8 | a.lo >> 56;
            a.lo = a.lo << 8 | bytes[i];
        }
        assert_non_null(inet_ntop(AF_INET6, bytes, want, sizeof want));
        if (strchr(want, '.') != NULL)
            continue;
        nk_addr_format(&a, out);
        assert_string_equal(out, want);
    }
}

static void no_address_has_no_text(void **state)
{
    (void)state;
    char out[NK_ADDR_TEXT_MAX] = "x";
    struct nk_addr none = {0};
    assert_int_equal(nk_addr_format(&none, out), 0);
    assert_string_equal(out, "");
}

static void prefixes_and_ranges_have_text(void **state)
{
    (void)state;
    char out[NK_RANGE_TEXT_MAX];
    struct nk_prefix p = {addr("10.1.2.3"), 8};
    assert_int_equal(nk_prefix_format(&p, out), 10);
    assert_string_equal(out, "10.1.2.3/8");
    p = (struct nk_prefix){addr("::"), 0};
    nk_prefix_format(&p, out);
    assert_string_equal(out, "::/0");
    p = (struct nk_prefix){addr("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), 128};
    assert_int_equal(nk_prefix_format(&p, out), 43);
    assert_string_equal(out, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128");
    struct nk_range r = {addr("10.0.0.0"), addr("10.255.255.255")};
    nk_range_format(&r, out);
    assert_string_equal(out, "10.0.0.0/8");
    r.last = addr("10.255.255.254");
    nk_range_format(&r, out);
    assert_string_equal(out, "10.0.0.0-10.255.255.254");
    r = (struct nk_range){addr("1111:1111:1111:1111:1111:1111:1111:1111"),
                          addr("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")};
    assert_int_equal(nk_range_format(&r, out), 79);
}

static void other_forms(void **state)
{
    (void)state;
    char out[NK_ADDR_BINARY_MAX];
    struct nk_addr a = addr("10.0.0.1"), b = addr("2001:db8::1"), high = nk_addr_max(NK_IPV6);
    nk_addr_format_expanded(&a, out);
    assert_string_equal(out, "010.000.000.001");
    nk_addr_format_expanded(&b, out);
    assert_string_equal(out, "2001:0db8:0000:0000:0000:0000:0000:0001");
    nk_addr_format_hex(&a, out);
    assert_string_equal(out, "0x0a000001");
    nk_addr_format_hex(&b, out);
    assert_string_equal(out, "0x20010db8000000000000000000000001");
    nk_addr_format_binary(&a, out);
    assert_string_equal(out, "00001010.00000000.00000000.00000001");
    assert_int_equal(nk_addr_format_binary(&b, out), 128 + 7);
    assert_memory_equal(out, "0010000000000001:0000110110111000:0000", 38);
    assert_string_equal(out + 119, "0000000000000001");
    nk_addr_format_integer(&a, out);
    assert_string_equal(out, "167772161");
    nk_addr_format_integer(&b, out);
    assert_string_equal(out, "42540766411282592856903984951653826561");
    nk_addr_format_integer(&high, out);
    assert_string_equal(out, "340282366920938463463374607431768211455");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ipv6_is_written_as_rfc_5952_says),
        cmocka_unit_test(mixed_notation_is_for_mapped_addresses),
        cmocka_unit_test(ipv4_octets_are_all_right),
        cmocka_unit_test(zeros_are_shortened_as_by_inet_ntop),
        cmocka_unit_test(no_address_has_no_text),
        cmocka_unit_test(prefixes_and_ranges_have_text),
        cmocka_unit_test(other_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
