#include "messages.h"

static const char damaged[] = "the message of a next hop is damaged";

/* A route that names an object and says no next hops itself. */
static void take_user(struct nk_rtnetlink *x, uint32_t id)
{
    struct making m;
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    make_u32(&m, RTA_NH_ID, id);
    must_take(&m, x);
}

static void routes_take_their_hops_from_objects(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct making m;
    const struct nhmsg head = {.nh_family = AF_INET};
    take_link(&x, 3, "e0", 0, 0);
    take_group(&x, 1, 12, 300, 11, 2); /* before its members */
    take_object(&x, 12, AF_INET6, "fe80::7", 3);
    take_object(&x, 11, AF_INET, "192.0.2.7", 3);
    take_object(&x, 13, AF_INET, NULL, 4);
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, 14);
    make_attr(&m, NHA_BLACKHOLE, NULL, 0);
    must_take(&m, &x);
    take_group(&x, 15, 14, 1, 99, 1); /* one that drops and one that is not there */
    take_group(&x, 16, 1, 1, 11, 1);  /* no group is in a group */
    for (uint32_t id = 11; id <= 17; id++)
        take_user(&x, id);
    take_user(&x, 1);
    take_user(&x, 1);
    expect_routes(&t, "10.0.0.0/8 unicast [via 192.0.2.7 dev e0] proto static\n"
                      "10.0.0.0/8 unicast [via fe80::7 dev e0] proto static\n"
                      "10.0.0.0/8 unicast [dev if4] proto static\n"
                      "10.0.0.0/8 blackhole [] proto static\n"
                      "10.0.0.0/8 unicast [] proto static\n" /* of a group the kernel says it */
                      "10.0.0.0/8 unicast [via 192.0.2.7 dev e0] proto static\n"
                      "10.0.0.0/8 unicast [] proto static\n"
                      "10.0.0.0/8 unicast [via fe80::7 dev e0 weight 300,"
                      "via 192.0.2.7 dev e0 weight 2] proto static\n"
                      "10.0.0.0/8 unicast [via fe80::7 dev e0 weight 300,"
                      "via 192.0.2.7 dev e0 weight 2] proto static\n");
    assert_int_equal(nk_table_more_of(&t, t.routes[0].more)->nhid, 11);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void what_a_route_says_itself_goes_first(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct making m;
    take_object(&x, 11, AF_INET, "192.0.2.7", 3);
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    make_u32(&m, RTA_NH_ID, 11);
    make_addr(&m, RTA_GATEWAY, "192.0.2.8");
    make_u32(&m, RTA_OIF, 5);
    must_take(&m, &x);
    expect_routes(&t, "10.0.0.0/8 unicast [via 192.0.2.8 dev if5] proto static\n");
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void bridges_objects_are_none_of_routes(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct making m;
    const struct nhmsg head = {.nh_family = AF_INET};
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, 5);
    make_addr(&m, NHA_GATEWAY, "192.0.2.7");
    make_attr(&m, NHA_FDB, NULL, 0);
    must_take(&m, &x);
    assert_int_equal(t.nexthop_count, 0);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void damaged_objects_are_refused(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct nk_err err;
    struct making m;
    const struct nhmsg head = {.nh_family = AF_INET};
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head); /* without a number */
    must_refuse(&m, &x, damaged);
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    assert_false(make_take(&m, &x, 1, &err));
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, 5);
    make_addr(&m, NHA_GATEWAY, "2001:db8::1"); /* of the other family */
    must_refuse(&m, &x, damaged);
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, 5);
    make_attr(&m, NHA_GROUP, "123456789", 9);
    must_refuse(&m, &x, damaged);
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, 5);
    make_attr(&m, NHA_GROUP, NULL, 0); /* of nobody */
    must_take(&m, &x);
    take_user(&x, 5);
    expect_routes(&t, "10.0.0.0/8 unicast [] proto static\n");
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_take_their_hops_from_objects),
        cmocka_unit_test(what_a_route_says_itself_goes_first),
        cmocka_unit_test(bridges_objects_are_none_of_routes),
        cmocka_unit_test(damaged_objects_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
