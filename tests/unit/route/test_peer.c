#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "route/peer.h"

static void add(struct nk_table *t, const char *addr, uint32_t as)
{
    struct nk_peer p = {.as = as};
    struct nk_err err;
    assert_true(nk_addr_parse(addr, strlen(addr), &p.addr, &err));
    assert_true(nk_table_add_peer(t, &p, &err));
}

static void expect(const struct nk_table *t, const char *text, uint32_t expected)
{
    struct nk_err err = {0};
    uint32_t index = 99;
    assert_true(nk_table_peer_find(t, text, &index, &err));
    assert_int_equal(index, expected);
}

static void refuse(const struct nk_table *t, const char *text, const char *says)
{
    struct nk_err err = {0};
    uint32_t index;
    assert_false(nk_table_peer_find(t, text, &index, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(err.length, strlen(text));
    assert_string_equal(err.text, says);
}

static void a_peer_has_several_names(void **state)
{
    (void)state;
    struct nk_table t = {0};
    refuse(&t, "0", "there is no peer '0' in the table: it is no BGP dump");
    add(&t, "192.0.2.1", 64500);
    add(&t, "2001:db8::1", 64501);
    add(&t, "192.0.2.2", 64501);
    add(&t, "192.0.2.2", 3);
    expect(&t, "0", 0);
    expect(&t, "3", 3);
    expect(&t, "AS3", 3);
    expect(&t, "2001:db8:0::1", 1);
    expect(&t, "AS64500", 0);
    expect(&t, "64500", 0);
    refuse(&t, "AS64501",
           "'AS64501' is more than one peer: 1: 2001:db8::1 AS64501, 2: 192.0.2.2 AS64501");
    refuse(&t, "192.0.2.2",
           "'192.0.2.2' is more than one peer: 2: 192.0.2.2 AS64501, 3: 192.0.2.2 AS3");
    refuse(&t, "",
           "there is no peer '' in the table: 0: 192.0.2.1 AS64500, 1: 2001:db8::1 "
           "AS64501, 2: 192.0.2.2 AS64501, 3: 192.0.2.2 AS3");
    refuse(&t, "4",
           "there is no peer '4' in the table: 0: 192.0.2.1 AS64500, 1: 2001:db8::1 "
           "AS64501, 2: 192.0.2.2 AS64501, 3: 192.0.2.2 AS3");
    for (unsigned i = 0; i < 20; i++)
        add(&t, "192.0.2.3", 65000);
    refuse(&t, "99999999999999999999",
           "there is no peer '99999999999999999999' in the table: 0: 192.0.2.1 AS64500, 1: "
           "2001:db8::1 AS64501, 2: 192.0.2.2 AS64501, 3: 192.0.2.2 AS3, 4: 192.0.2.3 AS65000, "
           "5: 192.0.2.3 AS65000, and 18 more");
    nk_table_release(&t);
}

/* Of two with one address and AS number the first counts, whatever else they say. */
static void peers_are_told_apart(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_peer_index x = {0};
    struct nk_err err;
    uint32_t at;
    const struct nk_peer first = {nk_addr_ipv4(0x0a000001), 64500, 1};
    const struct nk_peer again = {nk_addr_ipv4(0x0a000001), 64500, 2};
    const struct nk_peer other = {nk_addr_ipv4(0x0a000001), 64501, 1};
    const struct nk_peer six = {nk_addr_ipv6(0, 0x0a000001), 64500, 1};
    assert_int_equal(nk_peer_index_find(&x, &first), NK_ROUTE_NONE);
    assert_true(nk_table_add_peer(&t, &first, &err) && nk_table_add_peer(&t, &again, &err));
    assert_true(nk_peer_index_build(&x, &t, &err));
    assert_int_equal(nk_peer_index_find(&x, &again), 0);
    assert_true(nk_peer_index_add(&x, &t, &again, &at, &err));
    assert_true(at == 0 && t.peer_count == 2);
    assert_true(nk_peer_index_add(&x, &t, &other, &at, &err));
    assert_true(at == 2 && t.peer_count == 3);
    assert_true(nk_peer_index_add(&x, &t, &six, &at, &err));
    assert_true(at == 3 && t.peer_count == 4 && nk_peer_index_find(&x, &other) == 2);
    for (uint32_t i = 0; i < 3000; i++) {
        const struct nk_peer p = {nk_addr_ipv4(i), 1, 0};
        assert_true(nk_peer_index_add(&x, &t, &p, &at, &err));
        assert_true(at == 4 + i && nk_peer_index_find(&x, &p) == at);
    }
    nk_peer_index_release(&x);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_peer_has_several_names),
                                       cmocka_unit_test(peers_are_told_apart)};
    return cmocka_run_group_tests_name("peer", tests, NULL, NULL);
}
