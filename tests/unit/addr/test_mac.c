#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "netkit/mac.h"

static struct nk_mac mac(const char *text)
{
    struct nk_mac m;
    struct nk_err err;
    if (!nk_mac_parse(text, strlen(text), &m, &err))
        fail_msg("%s", err.text);
    return m;
}

static const char *text_of(struct nk_mac m, char separator)
{
    static char text[NK_MAC_TEXT_MAX];
    size_t len = nk_mac_format(&m, separator, text);
    assert_int_equal(len, strlen(text));
    return text;
}

static void all_spellings_are_read(void **state)
{
    (void)state;
    static const char *const six[] = {"00:1b:21:3C:9d:f8", "00-1B-21-3C-9D-F8", "001b.213c.9df8",
                                      "001b213c9df8"};
    static const char *const eight[] = {"00:1b:21:ff:fe:3c:9d:f8", "00-1b-21-ff-fe-3c-9d-f8",
                                        "001b.21ff.fe3c.9df8", "001b21fffe3c9df8"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(text_of(mac(six[i]), ':'), "00:1b:21:3c:9d:f8");
        assert_string_equal(text_of(mac(eight[i]), '-'), "00-1b-21-ff-fe-3c-9d-f8");
    }
    assert_string_equal(text_of(mac(six[0]), '.'), "001b.213c.9df8");
    assert_string_equal(text_of(mac(six[0]), '\0'), "001b213c9df8");
    assert_string_equal(text_of(mac(eight[0]), '.'), "001b.21ff.fe3c.9df8");
    assert_string_equal(text_of(mac(eight[0]), '\0'), "001b21fffe3c9df8");
}

static void refusals_say_what_and_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
        const char *message;
    } words[] = {
        {"", 0, "a MAC address is missing: the text is empty"},
        {"00:11:22:33:44", 14,
         "'00:11:22:33:44' is not a MAC address: expected 12 digits (EUI-48) or 16 (EUI-64)"},
        {"00:11:22:33:44:55:66", 20,
         "'00:11:22:33:44:55:66' is not a MAC address: expected 12 digits (EUI-48) or 16 "
         "(EUI-64)"},
        {"00:11:22:33:44:5", 15,
         "'00:11:22:33:44:5' is not a MAC address: its last group has too few digits"},
        {"00:11:22:33:44:55:", 17,
         "'00:11:22:33:44:55:' is not a MAC address: its last group has too few digits"},
        {"0:11:22:33:44:55", 1,
         "'0:11:22:33:44:55' is not a MAC address: a group has too few digits"},
        {"00:11:22-33:44:55", 8, "'00:11:22-33:44:55' is not a MAC address: the separators differ"},
        {"00:11:2233:44:55", 8,
         "'00:11:2233:44:55' is not a MAC address: expected a separator here"},
        {"00:11:22:33:44:5g", 16,
         "'00:11:22:33:44:5g' is not a MAC address: expected digits, ':', '-' or '.'"},
        {"001122334455 ", 12,
         "'001122334455 ' is not a MAC address: expected digits, ':', '-' or '.'"},
        {"00112233445566778", 16,
         "'00112233445566778' is not a MAC address: it has more than 16 digits"},
        {":00:11:22:33:44:55", 0,
         "':00:11:22:33:44:55' is not a MAC address: a group has too few digits"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct nk_mac m = {.length = 99};
        struct nk_err err = {0};
        assert_false(nk_mac_parse(words[i].text, strlen(words[i].text), &m, &err));
        assert_string_equal(err.text, words[i].message);
        assert_int_equal(err.offset, words[i].offset);
        assert_int_equal(m.length, 99);
    }
    struct nk_mac m;
    assert_false(nk_mac_parse("00:11:22:33:44\0:5", 17, &m, NULL));
}

static void interface_identifiers_go_both_ways(void **state)
{
    (void)state;
    struct nk_mac m = mac("34:56:78:9a:bc:de"), back; /* RFC 4291 appendix A, RFC 2464 4 */
    assert_string_equal(text_of(nk_mac_eui64(&m), ':'), "34:56:78:ff:fe:9a:bc:de");
    assert_true(nk_mac_interface_id(&m) == UINT64_C(0x365678fffe9abcde));
    assert_true(nk_mac_from_interface_id(UINT64_C(0x365678fffe9abcde), &back));
    assert_string_equal(text_of(back, ':'), "34:56:78:9a:bc:de");
    struct nk_mac wide = mac("02:00:00:00:00:00:00:01");
    assert_true(nk_mac_interface_id(&wide) == 1);
    assert_string_equal(text_of(nk_mac_eui64(&wide), ':'), "02:00:00:00:00:00:00:01");
    assert_false(nk_mac_from_interface_id(1, &back));
    assert_false(nk_mac_from_interface_id(UINT64_C(0x365678fffd9abcde), &back));
}

static struct nk_addr addr(const char *text)
{
    struct nk_addr a;
    assert_true(nk_addr_parse(text, strlen(text), &a, NULL));
    return a;
}

static void groups_have_ethernet_addresses(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"224.0.0.1", "01:00:5e:00:00:01"},   {"239.255.255.250", "01:00:5e:7f:ff:fa"},
        {"232.128.1.2", "01:00:5e:00:01:02"}, /* 23 bits only (RFC 1112 6.4) */
        {"ff02::1", "33:33:00:00:00:01"},     {"ff02::1:ffab:cdef", "33:33:ff:ab:cd:ef"},
    };
    struct nk_mac m;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_addr a = addr(cases[i][0]);
        assert_true(nk_mac_of_multicast(&a, &m));
        assert_string_equal(text_of(m, ':'), cases[i][1]);
    }
    static const char *const none[] = {"223.255.255.255", "240.0.0.0", "fe80::1", "::e000:1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct nk_addr a = addr(none[i]);
        assert_false(nk_mac_of_multicast(&a, &m));
    }
}

static void the_solicited_node_group(void **state)
{
    (void)state;
    char text[NK_ADDR_TEXT_MAX];
    struct nk_addr a = addr("4037::1:800:200e:8c6c"); /* RFC 4291 2.7.1 */
    struct nk_addr group = nk_addr_solicited_node(&a);
    nk_addr_format(&group, text);
    assert_string_equal(text, "ff02::1:ff0e:8c6c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_spellings_are_read),
        cmocka_unit_test(refusals_say_what_and_where),
        cmocka_unit_test(interface_identifiers_go_both_ways),
        cmocka_unit_test(groups_have_ethernet_addresses),
        cmocka_unit_test(the_solicited_node_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
