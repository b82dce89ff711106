#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "netkit/addr.h"

static struct nk_prefix prefix(const char *text)
{
    struct nk_prefix p;
    struct nk_err err;
    if (!nk_prefix_parse(text, strlen(text), &p, &err))
        fail_msg("%s", err.text);
    return p;
}

static struct nk_addr addr(const char *text)
{
    return prefix(text).addr;
}

static const char *text_of(struct nk_addr a)
{
    static char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(&a, text);
    return text;
}

/* Every length of both families against a count of the bits one by one. */
static void masks_of_every_length(void **state)
{
    (void)state;
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    for (size_t f = 0; f < 2; f++) {
        unsigned width = nk_family_width(families[f]);
        for (unsigned length = 0; length <= width; length++) {
            struct nk_addr net = nk_prefix_netmask(families[f], length);
            struct nk_addr host = nk_prefix_hostmask(families[f], length);
            for (unsigned bit = 0; bit < width; bit++) {
                unsigned at = width - 1 - bit;
                uint64_t part = at < 64 ? net.lo >> at : net.hi >> (at - 64);
                assert_int_equal(part & 1, bit < length);
                part = at < 64 ? host.lo >> at : host.hi >> (at - 64);
                assert_int_equal(part & 1, bit >= length);
            }
            assert_true(families[f] == NK_IPV6 || (net.hi == 0 && net.lo >> 32 == 0));
            struct nk_prefix p = {nk_addr_max(families[f]), (uint8_t)length};
            struct nk_addr first = nk_prefix_first(&p), last = nk_prefix_last(&p);
            assert_int_equal(nk_addr_compare(&first, &net), 0);
            assert_int_equal(nk_addr_compare(&last, &p.addr), 0);
            assert_int_equal(nk_count_compare(nk_prefix_count(&p), nk_count_bit(width - length)),
                             0);
            struct nk_range r = nk_prefix_range(&p);
            assert_int_equal(nk_count_compare(nk_range_count(&r), nk_prefix_count(&p)), 0);
        }
    }
}

static void the_textbook_example(void **state)
{
    (void)state;
    struct nk_prefix p = prefix("192.168.122.5/27");
    assert_string_equal(text_of(nk_prefix_first(&p)), "192.168.122.0");
    assert_string_equal(text_of(nk_prefix_last(&p)), "192.168.122.31");
    assert_string_equal(text_of(nk_prefix_netmask(NK_IPV4, 27)), "255.255.255.224");
    assert_string_equal(text_of(nk_prefix_hostmask(NK_IPV4, 27)), "0.0.0.31");
    assert_true(nk_prefix_has_host_bits(&p));
    p = nk_prefix_network(&p);
    assert_false(nk_prefix_has_host_bits(&p));
    assert_int_equal(p.length, 27);
}

static void a_zone_is_dropped_by_the_network(void **state)
{
    (void)state;
    struct nk_prefix p = prefix("fe80::1/64");
    p.addr.zone = 3;
    assert_int_equal(nk_prefix_network(&p).addr.zone, 0);
    assert_int_equal(nk_prefix_first(&p).zone, 0);
}

static void what_lies_in_a_prefix(void **state)
{
    (void)state;
    static const struct {
        const char *outer, *inner;
        bool covers;
    } cases[] = {
        {"10.0.0.0/8", "10.255.255.255", true},
        {"10.0.0.0/8", "11.0.0.0", false},
        {"10.0.0.0/8", "9.255.255.255", false},
        {"10.1.2.3/8", "10.200.0.0/16", true},
        {"10.0.0.0/16", "10.0.0.0/8", false},
        {"0.0.0.0/0", "255.255.255.255", true},
        {"0.0.0.0/0", "::", false},
        {"::/0", "0.0.0.0", false},
        {"::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},
        {"::ffff:0:0/96", "::ffff:10.0.0.1", true},
        {"::ffff:0:0/96", "10.0.0.1", false},
        {"2001:db8::/63", "2001:db8:0:1::/64", true},
        {"2001:db8::/63", "2001:db8:0:2::/64", false},
        {"2001:db8::/65", "2001:db8:0:0:8000::", false},
        {"2001:db8::/128", "2001:db8::", true},
        {"2001:db8::/128", "2001:db8::1", false},
        {"1.2.3.4/32", "1.2.3.4/32", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_prefix outer = prefix(cases[i].outer), inner = prefix(cases[i].inner);
        assert_int_equal(nk_prefix_covers(&outer, &inner), cases[i].covers);
        if (inner.length == nk_family_width(inner.addr.family))
            assert_int_equal(nk_prefix_contains(&outer, &inner.addr), cases[i].covers);
    }
}

/* Each list is in order; every pair of it is compared. */
static void there_is_one_order(void **state)
{
    (void)state;
    static const char *const order[] = {
        "0.0.0.0/0",      "0.0.0.0/8",     "0.0.0.0/32",  "10.0.0.0/8",
        "10.1.2.3/8",     "10.0.0.0/9",    "10.1.0.0/16", "255.255.255.255",
        "::/0",           "::/128",        "::1/128",     "2001:db8::/32",
        "2001:db8::1/32", "2001:db8::/64", "2001:db8::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    };
    size_t count = sizeof order / sizeof *order;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            struct nk_prefix a = prefix(order[i]), b = prefix(order[k]);
            int sign = nk_prefix_compare(&a, &b);
            assert_true(i < k ? sign < 0 : i > k ? sign > 0 : sign == 0);
        }
    struct nk_addr none = {0}, zero = addr("0.0.0.0"), plain = addr("fe80::1"), zoned = plain;
    zoned.zone = 1;
    assert_true(nk_addr_compare(&none, &zero) < 0);
    assert_true(nk_addr_compare(&plain, &zoned) < 0);
    assert_true(nk_addr_compare(&zoned, &plain) > 0);
    assert_int_equal(nk_addr_compare(&zoned, &zoned), 0);
}

static void addresses_end_with_their_family(void **state)
{
    (void)state;
    struct nk_addr a = addr("255.255.255.254"), out = addr("1.1.1.1");
    assert_true(nk_addr_add(&a, nk_u128(0, 1), &out));
    assert_string_equal(text_of(out), "255.255.255.255");
    assert_false(nk_addr_add(&a, nk_u128(0, 2), &out));
    assert_false(nk_addr_add(&a, nk_u128(1, 0), &out));
    assert_false(nk_addr_add(&a, nk_u128(UINT64_MAX, UINT64_MAX), &out));
    assert_string_equal(text_of(out), "255.255.255.255");
    a = addr("::ffff:ffff:ffff:ffff");
    assert_true(nk_addr_add(&a, nk_u128(0, 1), &out));
    assert_string_equal(text_of(out), "0:0:0:1::");
    a = nk_addr_max(NK_IPV6);
    assert_true(nk_addr_add(&a, nk_u128(0, 0), &out));
    assert_false(nk_addr_add(&a, nk_u128(0, 1), &out));
    a = nk_addr_min(NK_IPV6);
    assert_true(nk_addr_add(&a, nk_u128(UINT64_MAX, UINT64_MAX), &out));
    assert_string_equal(text_of(out), "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_of_every_length),
        cmocka_unit_test(the_textbook_example),
        cmocka_unit_test(a_zone_is_dropped_by_the_network),
        cmocka_unit_test(what_lies_in_a_prefix),
        cmocka_unit_test(there_is_one_order),
        cmocka_unit_test(addresses_end_with_their_family),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
