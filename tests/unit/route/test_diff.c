#include "reading.h"

#include <stdlib.h>

#include "cli/route_words.h"
#include "route/diff.h"

struct told {
    struct nk_buf text;
    const struct nk_table *t;
    size_t most;
    size_t count;
};

static void add_sentence(struct told *x, const struct nk_route *r)
{
    nk_buf_add_byte(&x->text, ' ');
    if (r == NULL)
        nk_buf_add_byte(&x->text, '-');
    else
        nk_route_add_sentence(&x->text, x->t, r);
}

static bool tell(void *closure, uint32_t table, const struct nk_range *where,
                 const struct nk_route *old, const struct nk_route *new)
{
    struct told *x = closure;
    char text[NK_RANGE_TEXT_MAX];
    nk_buf_add(&x->text, text, nk_range_format(where, text));
    assert_true(table == NK_TABLE_MAIN || table == 7);
    add_sentence(x, old);
    nk_buf_add_text(&x->text, " ->");
    add_sentence(x, new);
    nk_buf_add_byte(&x->text, '\n');
    return x->most == 0 || ++x->count < x->most;
}

static void two_of(struct reading *x, size_t *old_count, const char *old, const char *new)
{
    struct nk_route_reader r = {.table = &x->table, .complain = reading_complain, .closure = x};
    reading_of(x, "plain", old, strlen(old));
    *old_count = x->table.count;
    nk_lines_init_text(&r.lines, new, strlen(new), "new");
    assert_true(nk_route_read(&r, nk_route_format_find("plain"), &x->err));
    nk_lines_release(&r.lines);
}

typedef bool diff_function(const struct nk_diff *d, nk_diff_take *take, void *closure,
                           struct nk_err *err);

static void expect_of(diff_function *f, const struct reading *x, size_t old_count, size_t most,
                      const char *told)
{
    struct told got = {.t = &x->table, .most = most};
    const struct nk_diff d = {.both = &x->table, .old_count = old_count};
    struct nk_err err = {0};
    assert_true(f(&d, tell, &got, &err));
    nk_buf_add(&got.text, "", 1);
    assert_string_equal(got.text.data, told);
    nk_buf_release(&got.text);
}

static void expect(diff_function *f, const char *old, const char *new, const char *told)
{
    struct reading x;
    size_t old_count;
    two_of(&x, &old_count, old, new);
    expect_of(f, &x, old_count, 0, told);
    reading_release(&x);
}

static void routes_gone_new_and_changed(void **state)
{
    (void)state;
    expect(nk_diff_routes, "", "", "");
    expect(nk_diff_routes, "10.0.0.0/8 a\n::/0 b\n", "::/0 b\n10.0.0.1/8 a\n", "");
    expect(nk_diff_routes, "::/0 b\n10.0.0.0/8 a\n11.0.0.0/8 a\n", "11.0.0.0/8\n::/0 b\n12.0.0.0/8",
           "10.0.0.0/8 a -> -\n11.0.0.0/8 a -> unicast\n12.0.0.0/8 - -> unicast\n");
    expect(nk_diff_routes, "10.0.0.0/8 a\n", "blackhole 10.0.0.0/8\n",
           "10.0.0.0/8 a -> blackhole\n");
    expect(nk_diff_routes, "", "0.0.0.0/0 a\n", "0.0.0.0/0 - -> a\n");
    expect(nk_diff_routes, "::1/128 a\n::/0 a\n", "", "::/0 a -> -\n::1/128 a -> -\n");
}

/* Of several routes of a prefix those in both tables are no difference, in whatever order. */
static void several_routes_of_one_prefix(void **state)
{
    (void)state;
    expect(nk_diff_routes, "10.0.0.0/8 a\n10.0.0.0/8 b\n10.0.0.0/8 c\n",
           "10.0.0.0/8 c\n10.0.0.0/8 x\n10.0.0.0/8 a\n", "10.0.0.0/8 b -> x\n");
    expect(nk_diff_routes, "10.0.0.0/8 a\n10.0.0.0/8 a\n", "10.0.0.0/8 a\n", "10.0.0.0/8 a -> -\n");
    expect(nk_diff_routes, "10.0.0.0/8 a\n", "10.0.0.0/8 b\n10.0.0.0/8 c\n",
           "10.0.0.0/8 a -> b\n10.0.0.0/8 - -> c\n");
}

static void what_tells_routes_apart(void **state)
{
    (void)state;
    struct reading x;
    size_t old_count;
    const struct nk_peer peers[2] = {{.addr = {.lo = 1, .family = NK_IPV4}},
                                     {.addr = {.lo = 2, .family = NK_IPV4}}};
    two_of(&x, &old_count, "10.0.0.0/8 a\n10.0.0.0/8 b\n11.0.0.0/8 a\n12.0.0.0/8 a\n13.0.0.0/8 a\n",
           "10.0.0.0/8 b\n10.0.0.0/8 a\n11.0.0.0/8 a\n12.0.0.0/8 a\n13.0.0.0/8 a\n");
    for (uint32_t i = 0; i < 2; i++)
        assert_true(nk_table_add_peer(&x.table, &peers[i], NULL));
    for (size_t i = 0; i < 2; i++) {
        const struct nk_path path = {.peer = (uint32_t)i};
        x.table.routes[i].path = nk_table_path(&x.table, &path);
        x.table.routes[old_count + i].path = nk_table_path(&x.table, &path);
    }
    x.table.routes[2].tos = 8; /* 11/8: another route now */
    x.table.routes[3].flags |= NK_ROUTE_INACTIVE;
    x.table.routes[old_count + 4].table = 7;
    expect_of(nk_diff_routes, &x, old_count, 0,
              "13.0.0.0/8 - -> table 7 a\n10.0.0.0/8 a peer 0.0.0.1 -> b peer 0.0.0.1\n"
              "10.0.0.0/8 b peer 0.0.0.2 -> a peer 0.0.0.2\n"
              "11.0.0.0/8 - -> a\n11.0.0.0/8 tos 0x08 a -> -\n12.0.0.0/8 - -> a\n"
              "13.0.0.0/8 a -> -\n");
    expect_of(nk_diff_routes, &x, old_count, 2,
              "13.0.0.0/8 - -> table 7 a\n10.0.0.0/8 a peer 0.0.0.1 -> b peer 0.0.0.1\n");
    reading_release(&x);
}

static void what_is_compared(void **state)
{
    (void)state;
    struct reading x;
    size_t old_count;
    struct nk_route_more more = {.mtu = 1400};
    two_of(&x, &old_count, "10.0.0.0/8 a\n11.0.0.0/8 a\n12.0.0.0/8 a\n13.0.0.0/8 a\n14.0.0.0/8 a\n",
           "10.0.0.0/8 a\n11.0.0.0/8 a\n12.0.0.0/8 a\n13.0.0.0/8 a\n14.0.0.0/8 a\n");
    struct nk_route *new = x.table.routes + old_count;
    new[0].metric = 5;
    new[0].flags |= NK_ROUTE_HAS_METRIC;
    new[1].protocol = 4;
    new[2].more = nk_table_more(&x.table, &more);
    more = (struct nk_route_more){.prefsrc = nk_addr_ipv4(1)};
    new[3].more = nk_table_more(&x.table, &more);
    more = (struct nk_route_more){.nhid = 9};
    new[4].more = nk_table_more(&x.table, &more); /* how it is written, not what it says */
    expect_of(nk_diff_routes, &x, old_count, 0,
              "10.0.0.0/8 a -> metric 5 a\n11.0.0.0/8 a -> proto static a\n"
              "12.0.0.0/8 a -> mtu 1400 a\n13.0.0.0/8 a -> src 0.0.0.1 a\n");
    reading_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_gone_new_and_changed),
        cmocka_unit_test(several_routes_of_one_prefix),
        cmocka_unit_test(what_tells_routes_apart),
        cmocka_unit_test(what_is_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
