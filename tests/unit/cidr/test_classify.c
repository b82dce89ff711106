#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "cidr/classify.h"

static int set_up(void **state)
{
    static struct nk_classifier classifier;
    *state = &classifier;
    return nk_classifier_init(&classifier, NULL) ? 0 : -1;
}

static int tear_down(void **state)
{
    nk_classifier_release(*state);
    return 0;
}

static void same_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        assert_ptr_equal(a, b);
    else
        assert_string_equal(a, b);
}

static void same_as_the_registry(const struct nk_classifier *c, struct nk_addr a)
{
    struct nk_class room, slow = nk_class_of(&a);
    const struct nk_class *fast = nk_classifier_find(c, &a, &room);
    assert_ptr_equal(fast->block, slow.block);
    assert_int_equal(fast->source, slow.source);
    assert_int_equal(fast->destination, slow.destination);
    assert_int_equal(fast->forwardable, slow.forwardable);
    assert_int_equal(fast->global, slow.global);
    assert_int_equal(fast->reserved, slow.reserved);
    assert_int_equal(fast->is_private, slow.is_private);
    assert_int_equal(fast->loopback, slow.loopback);
    assert_int_equal(fast->link_local, slow.link_local);
    assert_int_equal(fast->unique_local, slow.unique_local);
    assert_int_equal(fast->documentation, slow.documentation);
    assert_int_equal(fast->multicast, slow.multicast);
    same_text(fast->scope, slow.scope);
    same_text(fast->multicast_kind, slow.multicast_kind);
}

/* Before, at and behind both ends of a prefix. */
static void around(const struct nk_classifier *c, const struct nk_prefix *p)
{
    struct nk_addr ends[] = {nk_prefix_first(p), nk_prefix_last(p)};
    struct nk_u128 last = nk_u128_low_ones(nk_family_width(p->addr.family));
    for (size_t i = 0; i < 2; i++) {
        struct nk_u128 bits = nk_addr_bits(ends[i]);
        same_as_the_registry(c, ends[i]);
        if (!nk_u128_equal(bits, nk_u128(0, 0)))
            same_as_the_registry(c, nk_addr_of(p->addr.family, nk_u128_sub(bits, nk_u128(0, 1))));
        if (!nk_u128_equal(bits, last))
            same_as_the_registry(c, nk_addr_of(p->addr.family, nk_u128_add(bits, nk_u128(0, 1))));
    }
}

static void at_every_edge_of_a_row(void **state)
{
    for (uint8_t family = NK_IPV4; family <= NK_IPV6; family += 2) {
        size_t count;
        const struct nk_special *rows = nk_special_rows(family, &count);
        for (size_t i = 0; i < count; i++)
            around(*state, &rows[i].prefix);
    }
}

/* Every IPv4 prefix of 12 bits, every IPv6 one of 16: whatever has a class has an edge there or is
 * a row. */
static void at_every_edge_of_a_short_prefix(void **state)
{
    for (uint32_t i = 0; i < 1u << 12; i++) {
        struct nk_prefix p = {nk_addr_ipv4(i << 20), 12};
        around(*state, &p);
    }
    for (uint64_t i = 0; i < 1u << 16; i++) {
        struct nk_prefix p = {nk_addr_ipv6(i << 48, 0), 16};
        around(*state, &p);
    }
}

static void anywhere(void **state)
{
    uint64_t seed = 1, half = 0;
    for (unsigned i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        same_as_the_registry(*state, nk_addr_ipv4((uint32_t)(seed >> 32)));
        same_as_the_registry(*state, nk_addr_ipv6(half, seed));
        same_as_the_registry(*state, nk_addr_ipv6(0, (seed >> 32) | UINT64_C(0xffff00000000)));
        half = seed;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_every_edge_of_a_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(at_every_edge_of_a_short_prefix, set_up, tear_down),
        cmocka_unit_test_setup_teardown(anywhere, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
