#include "reading.h"

#include <stdlib.h>

#include "route/resolve.h"

struct resolving {
    struct reading x;
    struct nk_fib f;
    struct nk_resolver r;
};

static void resolving_of(struct resolving *s, const char *text)
{
    struct nk_err err = {0};
    reading_of(&s->x, "ip", text, strlen(text));
    assert_true(s->x.done && s->x.refused.len == 0);
    assert_true(nk_fib_build(&s->f, &s->x.table, NK_ROUTE_NONE, &err));
    assert_true(nk_resolver_build(&s->r, &s->f, &err));
}

static void resolving_release(struct resolving *s)
{
    nk_resolver_release(&s->r);
    nk_fib_release(&s->f);
    reading_release(&s->x);
}

/* `line` is that of the route that resolves it, 0: none. */
static void expect(const struct resolving *s, uint32_t table, const char *via, enum nk_reach reach,
                   uint32_t line)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE, .weight = 1};
    uint32_t entry;
    assert_true(nk_addr_parse(via, strlen(via), &hop.via, NULL));
    assert_int_equal(nk_resolve(&s->r, table, &hop, &entry), reach);
    assert_int_equal(entry == NK_ROUTE_NONE ? 0 : nk_fib_route(&s->f, entry, 0)->line, line);
}

static void chains(void **state)
{
    (void)state;
    struct resolving s;
    resolving_of(&s, "default via 192.0.2.1 dev a\n"
                     "192.0.2.0/24 dev a\n"
                     "10.0.0.0/8 via 192.0.2.1\n"
                     "10.1.0.0/16 via 10.2.0.1\n"
                     "blackhole 10.3.0.0/16\n"
                     "throw 10.4.0.0/16\n"
                     "11.0.0.0/8 via 10.3.0.1\n");
    expect(&s, 254, "192.0.2.9", NK_REACHED, 2);
    expect(&s, 254, "10.9.0.1", NK_REACHED, 3);
    expect(&s, 254, "10.1.0.1", NK_REACHED, 4);
    expect(&s, 254, "10.3.0.1", NK_UNREACHED, 5);
    expect(&s, 254, "11.3.0.1", NK_UNREACHED, 7);
    expect(&s, 254, "10.4.0.1", NK_UNREACHED, 0);
    expect(&s, 254, "8.8.8.8", NK_UNREACHED, 0); /* a default route resolves none */
    expect(&s, 254, "2001:db8::1", NK_REACH_UNKNOWN, 0);
    resolving_release(&s);
}

static void on_the_link(void **state)
{
    (void)state;
    struct resolving s;
    struct nk_hop hop = {.dev = 0, .weight = 1};
    uint32_t entry;
    static const char *const link_local[] = {"fe80::1", "febf::1", "169.254.1.1"};
    resolving_of(&s, "192.0.2.0/24 dev a\n2001:db8::/32 dev a\n");
    for (size_t i = 0; i < 3; i++) {
        assert_true(nk_addr_parse(link_local[i], strlen(link_local[i]), &hop.via, NULL));
        assert_int_equal(nk_resolve(&s.r, 254, &hop, &entry), NK_REACHED);
        hop.dev = NK_ROUTE_NONE; /* on which link? */
        assert_int_equal(nk_resolve(&s.r, 254, &hop, &entry), NK_UNREACHED);
        hop.dev = 0;
    }
    assert_true(nk_addr_parse("fec0::1", 7, &hop.via, NULL));
    assert_int_equal(nk_resolve(&s.r, 254, &hop, &entry), NK_UNREACHED);
    hop.flags = NK_HOP_ONLINK;
    assert_int_equal(nk_resolve(&s.r, 254, &hop, &entry), NK_REACHED);
    resolving_release(&s);
}

/* A table of its own knows what main knows, and the longer prefix decides. */
static void tables(void **state)
{
    (void)state;
    struct resolving s;
    resolving_of(&s, "192.0.2.0/24 dev a\n"
                     "default via 192.0.2.1 table 7\n"
                     "192.0.2.128/25 via 10.0.0.1 table 7\n"
                     "192.0.0.0/16 dev b table 8\n"
                     "10.0.0.0/8 dev b table 9\n");
    expect(&s, 7, "192.0.2.1", NK_REACHED, 1);
    expect(&s, 7, "192.0.2.129", NK_UNREACHED, 3);
    expect(&s, 8, "192.0.2.1", NK_REACHED, 1);
    expect(&s, 8, "192.0.3.1", NK_REACHED, 4);
    expect(&s, 9, "10.0.0.1", NK_REACHED, 5);
    expect(&s, 254, "10.0.0.1", NK_UNREACHED, 0);
    expect(&s, 77, "192.0.2.1", NK_REACHED, 1);
    resolving_release(&s);
}

static void circles(void **state)
{
    (void)state;
    struct resolving s;
    resolving_of(&s, "10.0.0.0/8 via 11.0.0.1\n"
                     "11.0.0.0/8 via 12.0.0.1\n"
                     "12.0.0.0/8 via 10.0.0.1\n"
                     "13.0.0.0/8 via 10.0.0.1\n"
                     "14.0.0.0/8 nexthop via 13.0.0.1 weight 1 nexthop via 9.9.9.9 weight 1\n"
                     "15.0.0.0/8 nexthop via 15.0.0.1 weight 1 nexthop via 192.0.2.1 weight 1\n"
                     "192.0.2.0/24 dev a\n"
                     "16.0.0.0/8 via 9.9.9.9\n");
    expect(&s, 254, "10.0.0.1", NK_REACH_LOOP, 1);
    expect(&s, 254, "12.0.0.1", NK_REACH_LOOP, 3);
    expect(&s, 254, "13.0.0.1", NK_REACH_LOOP, 4);
    expect(&s, 254, "14.0.0.1", NK_REACH_LOOP, 5);
    expect(&s, 254, "15.0.0.1", NK_REACHED, 6); /* one way out is enough */
    expect(&s, 254, "16.0.0.1", NK_UNREACHED, 8);
    resolving_release(&s);
}

/* As long a chain as there are routes: no recursion, and time that is linear. */
static void a_long_chain(void **state)
{
    (void)state;
    struct resolving s;
    struct nk_buf text = {0};
    enum { LENGTH = 50000 };
    for (unsigned i = 0; i < LENGTH; i++)
        nk_buf_printf(&text, "10.%u.%u.0/24 via 10.%u.%u.1\n", i >> 8, i & 255, (i + 1) >> 8,
                      (i + 1) & 255);
    nk_buf_printf(&text, "10.%u.%u.0/24 dev a\n", LENGTH >> 8, LENGTH & 255);
    nk_buf_add(&text, "", 1);
    resolving_of(&s, text.data);
    expect(&s, 254, "10.0.0.1", NK_REACHED, 1);
    resolving_release(&s);
    nk_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains),  cmocka_unit_test(on_the_link),  cmocka_unit_test(tables),
        cmocka_unit_test(circles), cmocka_unit_test(a_long_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
