#include "messages.h"

static void indices_become_names(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    uint32_t index = 0;
    size_t len;
    take_link(&x, 7, "seven", 0, 0);
    take_link(&x, 1, "lo", 0, 0);
    take_link(&x, 3, "three", 0, 0);
    take_link(&x, 3, "renamed", 0, 0);
    assert_int_equal(x.link_count, 3);
    static const struct {
        uint32_t index;
        const char *name;
    } names[] = {{1, "lo"}, {3, "renamed"}, {7, "seven"}, {2, "if2"}, {UINT32_MAX, "if4294967295"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = nk_table_text_of(&t, nk_rtnetlink_device(&x, names[i].index), &len);
        assert_int_equal(len, strlen(names[i].name));
        assert_memory_equal(text, names[i].name, len);
    }
    assert_true(nk_rtnetlink_index(&x, "seven", &index));
    assert_int_equal(index, 7);
    assert_false(nk_rtnetlink_index(&x, "three", &index));
    nk_rtnetlink_forget_links(&x);
    assert_false(nk_rtnetlink_index(&x, "seven", &index));
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void vrfs_and_what_is_enslaved_to_them(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct nk_err err = {0};
    size_t len;
    take_link(&x, 1, "lo", 0, 0);
    take_link(&x, 2, "port", 5, 0); /* of a bridge */
    take_link(&x, 3, "eth0", 4, 0);
    take_link(&x, 4, "red", 0, 1001);
    take_link(&x, 5, "br0", 0, 0);
    take_link(&x, 6, "lost", 99, 0); /* its master is in another namespace */
    assert_true(nk_rtnetlink_add_vrfs(&x, &err));
    assert_int_equal(t.vrf_count, 2);
    assert_memory_equal(nk_table_text_of(&t, t.vrfs[1].dev, &len), "red", 3);
    assert_true(t.vrfs[1].is_master && !t.vrfs[0].is_master);
    assert_int_equal(t.vrfs[0].table, 1001);
    assert_int_equal(t.vrfs[1].table, 1001);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void damaged_links_are_refused(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct nk_err err;
    struct making m;
    const struct ifinfomsg head = {.ifi_index = 1};
    for (size_t cut = 1; cut < sizeof head; cut++) {
        make_begin(&m, RTM_NEWLINK, &head, sizeof head);
        assert_false(make_take(&m, &x, cut, &err));
    }
    make_begin(&m, RTM_NEWLINK, &head, sizeof head); /* without a name: of a bridge's view */
    must_take(&m, &x);
    assert_int_equal(x.link_count, 0);
    make_begin(&m, RTM_NEWLINK, &head, sizeof head);
    make_text(&m, IFLA_IFNAME, "e0");
    make_attr(&m, IFLA_LINKINFO, "\3\0\1\0", 4);
    must_refuse(&m, &x, "the message of a link is damaged");
    make_begin(&m, RTM_NEWLINK, &head, sizeof head);
    make_text(&m, IFLA_IFNAME, "e0");
    make_attr(&m, IFLA_MASTER, "ab", 2);
    must_refuse(&m, &x, "the message of a link is damaged");
    make_begin(&m, RTM_DELLINK, &head, sizeof head); /* none that is read */
    must_take(&m, &x);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indices_become_names),
        cmocka_unit_test(vrfs_and_what_is_enslaved_to_them),
        cmocka_unit_test(damaged_links_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
