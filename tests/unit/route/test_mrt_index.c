#include "mrt_bytes.h"

/* Reads on into a table that is there. */
static bool read_more(struct reading *x, const struct nk_buf *b)
{
    struct nk_route_reader r = {.table = &x->table, .complain = reading_complain, .closure = x};
    assert_true(nk_table_source(&x->table, "more", &r.source, &x->err));
    nk_lines_init_text(&r.lines, b->data, b->len, "more");
    x->err = (struct nk_err){0};
    bool done = nk_route_read(&r, nk_route_format_find("mrt"), &x->err);
    nk_lines_release(&r.lines);
    return done;
}

static void updates_apply_to_an_earlier_table(void **state)
{
    (void)state;
    struct nk_buf rib = {0}, updates = {0};
    struct reading x;
    add_record(&rib, 13, 1, PEERS);
    add_rib(&rib, 2, "08 0a", "", ATTRS);
    add_rib(&rib, 2, "08 0b", "", ATTRS);
    add_rib(&rib, 3, "08 0b", "", ATTRS);
    add_rib(&rib, 4, "08 20", "", ATTRS_MP);
    add_update(&updates, 16, 4, FROM_4, "08 0b", ATTRS_MP "400304 0a000007", "08 0a 08 0c");
    add_update(&updates, 16, 4, FROM_6, "08 0a", "", ""); /* another peer's */
    reading_of(&x, NULL, rib.data, rib.len);
    assert_true(read_more(&x, &updates));
    static const char routes[] =
        "10.0.0.0/8 unicast [via 10.0.0.7] proto bgp origin 64500\n"
        "11.0.0.0/8 multicast [via 10.0.0.1] proto bgp origin 64500 inactive\n"
        "2000::/8 unicast [] proto bgp origin 64500\n"
        "12.0.0.0/8 unicast [via 10.0.0.7] proto bgp origin 64500\n";
    reading_expect(&x, routes, "");
    assert_int_equal(x.table.routes[0].source, 1);
    assert_int_equal(x.table.peer_count, 2);
    assert_true(read_more(&x, &updates)); /* the same once more changes nothing */
    reading_expect(&x, routes, "");
    reading_release(&x);
    nk_buf_release(&rib);
    nk_buf_release(&updates);
}

/* A dump that has a path twice: the later one is it, once updates follow. */
static void paths_that_are_there_twice(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 2, "08 0a", "", ATTRS);
    add_rib(&b, 2, "08 0a", "", ATTRS_MP "400304 0a000002");
    add_update(&b, 16, 4, FROM_4, "", ATTRS, "08 0b");
    add_rib(&b, 2, "08 0b", "", ATTRS_MP "400304 0a000003");
    expect_dump(&b,
                "10.0.0.0/8 unicast [via 10.0.0.2] proto bgp origin 64500\n"
                "11.0.0.0/8 unicast [via 10.0.0.3] proto bgp origin 64500\n",
                "");
}

/* Paths that change all the time: as many routes as there are prefixes, and the attributes of old
 * do not stay. */
static void flapping_takes_no_more_memory(void **state)
{
    (void)state;
    enum { ROUNDS = 100000, PREFIXES = 100 };
    struct nk_buf b = {0};
    struct reading x;
    char attrs[300], prefix[16];
    size_t bytes = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct nk_buf one = {0};
        snprintf(attrs, sizeof attrs, "%s 800404 %08x c00840 %0128x", ATTRS, i, i);
        snprintf(prefix, sizeof prefix, "10 0a%02x", i % PREFIXES);
        add_update(&one, 16, 4, FROM_4, i % 3 == 0 ? prefix : "", attrs, i % 3 == 0 ? "" : prefix);
        bytes += i % 3 == 0 ? 0 : 98;
        nk_buf_add(&b, one.data, one.len);
        nk_buf_release(&one);
    }
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_in_range(x.table.count, PREFIXES / 2, PREFIXES);
    assert_in_range(x.table.attrs.text.len, 1, bytes * 2 / 3 - 1);
    assert_int_equal(x.table.path_count, PREFIXES);
    for (size_t i = 0; i < x.table.count; i++) {
        size_t len;
        const struct nk_path *p = nk_table_path_of(&x.table, x.table.routes[i].path);
        const char *kept = nk_labels_get(&x.table.attrs, p->attrs, &len);
        uint32_t line = x.table.routes[i].line - 1;
        assert_int_equal(len, 98);
        assert_int_equal((unsigned char)kept[30], line & 0xff); /* the last octet of its MED */
    }
    reading_release(&x);
    nk_buf_release(&b);
}

/* Of an update that brings several prefixes all have its attributes, whenever old ones go: that
 * happens once, about 2,000 rounds before the end, and no later update hides what it did. */
static void updates_of_several_prefixes(void **state)
{
    (void)state;
    enum { ROUNDS = 53000, GROUPS = 4000 };
    struct nk_buf b = {0};
    struct reading x;
    char attrs[300], prefixes[64];
    for (unsigned i = 0; i < ROUNDS; i++) {
        snprintf(attrs, sizeof attrs, "%s 800404 %08x c00840 %0128x", ATTRS, i, i);
        unsigned group = i % GROUPS;
        snprintf(prefixes, sizeof prefixes, "18 0a%04x 18 0b%04x 18 0c%04x", group, group, group);
        add_update(&b, 16, 4, FROM_4, "", attrs, prefixes);
    }
    reading_of(&x, NULL, b.data, b.len);
    assert_int_equal(x.table.count, GROUPS * 3);
    assert_in_range(x.table.attrs.text.len, 1, ROUNDS * 98 / 2); /* some are gone */
    for (size_t i = 0; i < x.table.count; i++) {
        size_t len;
        const struct nk_path *p = nk_table_path_of(&x.table, x.table.routes[i].path);
        const uint8_t *kept = (const uint8_t *)nk_labels_get(&x.table.attrs, p->attrs, &len);
        uint32_t med = x.table.routes[i].line - 1;
        assert_int_equal(len, 98);
        assert_int_equal(kept[28] << 16 | kept[29] << 8 | kept[30], med);
    }
    reading_release(&x);
    nk_buf_release(&b);
}

/* More than the index has room for at first, beside a route that is of no dump. */
static void many_routes(void **state)
{
    (void)state;
    enum { COUNT = 3000 };
    struct nk_buf b = {0};
    struct reading x;
    char prefix[32];
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(prefix, sizeof prefix, "18 0a%04x", i);
        add_update(&b, 16, 4, FROM_4, "", ATTRS, prefix);
    }
    for (unsigned i = 1; i < COUNT; i += 2) {
        snprintf(prefix, sizeof prefix, "18 0a%04x", i);
        add_update(&b, 16, 4, FROM_4, prefix, "", "");
    }
    reading_of(&x, "plain", "192.0.2.0/24 lab\n", 17);
    assert_true(read_more(&x, &b));
    assert_int_equal(x.table.count, 1 + COUNT / 2);
    for (unsigned i = 0; i < COUNT / 2; i++)
        assert_int_equal(x.table.routes[1 + i].bits.lo, 0x0a000000 + i * 2 * 256);
    reading_release(&x);
    nk_buf_release(&b);
}

static bool count_routes(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    (void)t;
    (void)r;
    ++*(int *)closure;
    return true;
}

/* Where the first routes are out, updates come too late; before, all is kept. */
static void updates_behind_a_table_that_spills(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    int seen = 0;
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 2, "08 0a", "", ATTRS);
    add_rib(&b, 2, "08 0b", "", ATTRS);
    add_update(&b, 16, 4, FROM_4, "08 0a", ATTRS, "08 0c 08 0d");
    struct reading x = {
        .table = {.spill = count_routes, .tap_closure = &seen, .hold = 1},
    };
    assert_false(read_more(&x, &b));
    assert_int_equal(seen, 2);
    assert_string_equal(x.err.text, "'more': updates follow a table that is too large to be kept: "
                                    "give them in a file of their own, by another -t");
    nk_table_release(&x.table);
    x.table = (struct nk_table){.spill = count_routes, .tap_closure = &seen, .hold = 2};
    seen = 0;
    assert_true(read_more(&x, &b));
    assert_int_equal(seen, 0);
    assert_true(nk_table_flush(&x.table, count_routes));
    assert_int_equal(seen, 3);
    reading_release(&x);
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(updates_apply_to_an_earlier_table),
        cmocka_unit_test(paths_that_are_there_twice),
        cmocka_unit_test(flapping_takes_no_more_memory),
        cmocka_unit_test(updates_of_several_prefixes),
        cmocka_unit_test(many_routes),
        cmocka_unit_test(updates_behind_a_table_that_spills),
    };
    return cmocka_run_group_tests_name("mrt_index", tests, NULL, NULL);
}
