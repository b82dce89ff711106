#include "messages.h"

static const char damaged[] = "the message of a route is damaged";

static void every_part_of_a_route(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t, .source = 3, .line = 9};
    struct making m, metrics = {{0}};
    begin_route(&m, AF_INET6, "2001:db8::", 32, RTN_UNICAST);
    route_head(&m)->rtm_src_len = 48;
    route_head(&m)->rtm_tos = 0x10;
    route_head(&m)->rtm_scope = RT_SCOPE_LINK;
    route_head(&m)->rtm_flags = RTNH_F_ONLINK | RTNH_F_LINKDOWN | RTNH_F_DEAD;
    make_addr(&m, RTA_SRC, "2001:db8:1::");
    make_addr(&m, RTA_GATEWAY, "fe80::1");
    make_addr(&m, RTA_PREFSRC, "2001:db8::9");
    make_u32(&m, RTA_OIF, 3);
    make_u32(&m, RTA_TABLE, 70000);
    make_u32(&m, RTA_PRIORITY, 1024);
    make_u32(&metrics, RTAX_MTU, 1400);
    make_u32(&metrics, RTAX_ADVMSS, 1360);
    make_attr(&m, RTA_METRICS, metrics.b.data, metrics.b.len);
    make_attr(&m, RTA_ENCAP, "whatever", 8);
    must_take(&m, &x);
    expect_routes(&t, "2001:db8::/32 unicast [via fe80::1 dev if3] table 70000 proto static "
                      "metric 1024 src 2001:db8::9\n");
    const struct nk_route *r = &t.routes[0];
    const struct nk_route_more *more = nk_table_more_of(&t, r->more);
    size_t count;
    assert_int_equal(r->tos, 0x10);
    assert_int_equal(r->scope, RT_SCOPE_LINK);
    assert_int_equal(r->line, 9);
    assert_int_equal(r->source, 3);
    assert_int_equal(more->mtu, 1400);
    assert_int_equal(more->from.length, 48);
    assert_true(more->from.addr.hi == UINT64_C(0x20010db800010000));
    assert_int_equal(nk_table_hops_of(&t, r->hops, &count)->flags,
                     NK_HOP_ONLINK | NK_HOP_LINKDOWN | NK_HOP_DEAD);
    nk_buf_release(&metrics.b);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void a_metric_is_said_or_not(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct making m;
    begin_route(&m, AF_INET, NULL, 0, RTN_THROW);
    must_take(&m, &x);
    begin_route(&m, AF_INET, "0.0.0.0", 0, RTN_PROHIBIT);
    make_u32(&m, RTA_PRIORITY, 0);
    must_take(&m, &x);
    begin_route(&m, AF_INET6, NULL, 0, RTN_UNREACHABLE);
    make_u32(&m, RTA_PRIORITY, UINT32_MAX);
    must_take(&m, &x);
    expect_routes(&t, "0.0.0.0/0 throw [] proto static\n"
                      "0.0.0.0/0 prohibit [] proto static metric 0\n"
                      "::/0 unreachable [] proto static metric 4294967295\n");
    assert_int_equal(t.routes[0].more, NK_ROUTE_NONE);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

/* One of the next hops of RTA_MULTIPATH. */
static void add_nexthop(struct nk_buf *b, int index, uint8_t less, uint8_t flags, const char *via)
{
    struct making attrs = {{0}};
    uint8_t bytes[16];
    if (via != NULL)
        make_attr(&attrs, RTA_GATEWAY, bytes, addr_bytes(via, bytes));
    const struct rtnexthop head = {.rtnh_len = (uint16_t)(sizeof head + attrs.b.len),
                                   .rtnh_flags = flags,
                                   .rtnh_hops = less,
                                   .rtnh_ifindex = index};
    nk_buf_add(b, (const char *)&head, sizeof head);
    nk_buf_add(b, attrs.b.data, attrs.b.len);
    nk_buf_release(&attrs.b);
}

static void several_next_hops(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct making m, via = {{0}};
    struct nk_buf hops = {0};
    size_t count;
    add_nexthop(&hops, 3, 0, 0, "192.0.2.1");
    add_nexthop(&hops, 4, 255, RTNH_F_DEAD, NULL);
    make_via(&via, AF_INET6, "fe80::1"); /* the third, by hand: RTA_VIA is 22 bytes and 2 more */
    const struct rtnexthop third = {.rtnh_len = (uint16_t)(sizeof third + via.b.len),
                                    .rtnh_ifindex = 5};
    nk_buf_add(&hops, (const char *)&third, sizeof third);
    nk_buf_add(&hops, via.b.data, via.b.len);
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    make_attr(&m, RTA_MULTIPATH, hops.data, hops.len);
    must_take(&m, &x);
    expect_routes(&t, "10.0.0.0/8 unicast [via 192.0.2.1 dev if3 weight 1,dev if4 weight 256,"
                      "via fe80::1 dev if5 weight 1] proto static\n");
    assert_int_equal(nk_table_hops_of(&t, t.routes[0].hops, &count)[1].flags, NK_HOP_DEAD);
    for (size_t cut = 1; cut < hops.len; cut++) { /* cut anywhere but between two */
        bool between = cut == 16 || cut == 24;
        begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
        make_attr(&m, RTA_MULTIPATH, hops.data, cut);
        struct nk_err err;
        assert_int_equal(make_take(&m, &x, 0, &err), between);
    }
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    make_attr(&m, RTA_MULTIPATH, NULL, 0);
    must_take(&m, &x);
    assert_int_equal(t.routes[t.count - 1].hops, NK_ROUTE_NONE);
    nk_buf_release(&hops);
    nk_buf_release(&via.b);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void what_is_no_route_of_ours_is_passed_over(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t, .family = NK_IPV6};
    struct making m;
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST); /* not asked for */
    must_take(&m, &x);
    x.family = NK_FAMILY_NONE;
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    route_head(&m)->rtm_flags = RTM_F_CLONED;
    must_take(&m, &x);
    begin_route(&m, 128, NULL, 0, RTN_MULTICAST); /* RTNL_FAMILY_IPMR */
    must_take(&m, &x);
    begin_route(&m, AF_MPLS, NULL, 20, RTN_UNICAST);
    must_take(&m, &x);
    expect_routes(&t, "");
    x.takes_cloned = true;
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    route_head(&m)->rtm_flags = RTM_F_CLONED;
    must_take(&m, &x);
    assert_int_equal(t.count, 1);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void damaged_routes_are_refused(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct nk_err err;
    struct making m;
    for (size_t cut = 1; cut <= sizeof(struct rtmsg); cut++) {
        begin_route(&m, AF_INET, NULL, 0, RTN_UNICAST);
        assert_false(make_take(&m, &x, cut, &err));
        assert_string_equal(err.text, damaged);
    }
    static const struct {
        uint8_t af, length;
        const char *dst;
        uint16_t number;
        size_t len;
    } cases[] = {
        {AF_INET, 33, "10.0.0.0", 0, 0},
        {AF_INET6, 129, "2001:db8::", 0, 0},
        {AF_INET, 8, "2001:db8::", 0, 0},
        {AF_INET6, 8, "10.0.0.0", 0, 0},
        {AF_INET, 8, NULL, 0, 0},
        {AF_INET, 8, "10.0.0.0", RTA_GATEWAY, 3},
        {AF_INET, 8, "10.0.0.0", RTA_GATEWAY, 16},
        {AF_INET, 8, "10.0.0.0", RTA_OIF, 2},
        {AF_INET, 8, "10.0.0.0", RTA_TABLE, 1},
        {AF_INET, 8, "10.0.0.0", RTA_PRIORITY, 8},
        {AF_INET, 8, "10.0.0.0", RTA_PREFSRC, 5},
        {AF_INET, 8, "10.0.0.0", RTA_VIA, 1},
        {AF_INET, 8, "10.0.0.0", RTA_VIA, 6},
        {AF_INET, 8, "10.0.0.0", RTA_NH_ID, 0},
        {AF_INET, 8, "10.0.0.0", RTA_METRICS, 7},
        {AF_INET, 8, "10.0.0.0", RTA_MULTIPATH, 7},
        {AF_INET, 8, "10.0.0.0", RTA_SRC, 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin_route(&m, cases[i].af, cases[i].dst, cases[i].length, RTN_UNICAST);
        if (cases[i].number != 0)
            make_attr(&m, cases[i].number, "\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2", cases[i].len);
        if (make_take(&m, &x, 0, &err))
            fail_msg("case %d is taken", (int)i);
        assert_string_equal(err.text, damaged);
    }
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    route_head(&m)->rtm_src_len = 8; /* and no source */
    must_refuse(&m, &x, damaged);
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    make_via(&m, AF_INET6, "192.0.2.1");
    must_refuse(&m, &x, damaged);
    assert_int_equal(t.count, 0);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_of_a_route),
        cmocka_unit_test(a_metric_is_said_or_not),
        cmocka_unit_test(several_next_hops),
        cmocka_unit_test(what_is_no_route_of_ours_is_passed_over),
        cmocka_unit_test(damaged_routes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
