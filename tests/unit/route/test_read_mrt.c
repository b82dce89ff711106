#include "mrt_bytes.h"

#include "route/formats.h"

static void dumps_are_recognised(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    assert_int_equal(nk_mrt_guess("", 0), 0);
    assert_int_equal(nk_mrt_guess("10.0.0.0/8 office\n192.0.2.0/24 lab\n", 35), 0);
    add_record(&b, 13, 1, PEERS);
    assert_true(nk_mrt_guess(b.data, b.len) > 50);
    assert_true(nk_mrt_guess(b.data, 20) > 50); /* as far as there is of it */
    assert_int_equal(nk_mrt_guess(b.data, 11), 0);
    /* a first record that is damaged, where what follows is good */
    b.data[5] = 99;
    assert_int_equal(nk_mrt_guess(b.data, b.len), 0);
    add_rib(&b, 2, "08 0a", "", ATTRS);
    add_rib(&b, 2, "08 0b", "", ATTRS);
    assert_true(nk_mrt_guess(b.data, b.len) > 50);
    nk_buf_release(&b);
    /* what is not of BGP says nothing */
    add_record(&b, 11, 0, "00");
    add_record(&b, 32, 0, "00");
    assert_int_equal(nk_mrt_guess(b.data, b.len), 0);
    add_record(&b, 13, 1, PEERS);
    assert_true(nk_mrt_guess(b.data, b.len) > 50);
    nk_buf_release(&b);
    /* dumps of 2001 begin with ';', as comments do */
    assert_int_equal(nk_plain_guess(";\0\0\0\0\13", 6), 0);
    assert_true(nk_plain_guess("; nothing\n", 10) > 0);
}

static void expect_cut(const struct nk_buf *b, size_t len, const char *routes, const char *says)
{
    struct reading x;
    reading_of(&x, "mrt", b->data, len);
    assert_int_equal(x.done, says == NULL);
    reading_expect(&x, routes, "");
    if (says != NULL) {
        assert_int_equal(x.err.code, NK_ERR_INPUT);
        assert_string_equal(x.err.text, says);
    }
    reading_release(&x);
}

static void a_cut_dump_gives_what_is_there(void **state)
{
    (void)state;
    static const char one[] = "10.0.0.0/8 unicast [] proto bgp\n";
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    size_t peers = b.len;
    add_rib(&b, 2, "08 0a", "", "");
    size_t first = b.len;
    add_rib(&b, 2, "08 0b", "", "");
    expect_cut(&b, first, one, NULL);
    char says[120];
    snprintf(says, sizeof says, "'test' is cut: it ends inside record 3, which begins at byte %zu",
             first);
    for (size_t len = first + 1; len < b.len; len++)
        expect_cut(&b, len, one, says);
    snprintf(says, sizeof says, "'test' is cut: it ends inside record 2, which begins at byte %zu",
             peers);
    expect_cut(&b, first - 1, "", says);
    expect_cut(&b, 3, "", "'test' is cut: it ends inside record 1, which begins at byte 0");
    nk_buf_release(&b);
}

/* No memory is taken for what a length only claims. */
static void a_record_may_claim_too_much(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 2, "08 0a", "", "");
    size_t at = b.len;
    add_rib(&b, 2, "08 0b", "", "");
    memcpy(b.data + at + 8, "\xff\xff\xff\xff", 4);
    char says[200];
    snprintf(says, sizeof says,
             "'test': record 3 at byte %zu claims 4294967295 octets: more than 16 MiB, the rest "
             "cannot be read",
             at);
    expect_cut(&b, b.len, "10.0.0.0/8 unicast [] proto bgp\n", says);
    memcpy(b.data + at + 8, "\x00\xff\xff\xf4", 4); /* the most that is allowed */
    snprintf(says, sizeof says, "'test' is cut: it ends inside record 3, which begins at byte %zu",
             at);
    expect_cut(&b, b.len, "10.0.0.0/8 unicast [] proto bgp\n", says);
    nk_buf_release(&b);
}

static bool stop(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)place;
    (void)err;
    ++*(int *)closure;
    return false;
}

static void reading_stops_where_a_complaint_says_so(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    int complaints = 0;
    struct nk_table t = {0};
    struct nk_err err = {0};
    struct nk_route_reader r = {.table = &t, .complain = stop, .closure = &complaints};
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 2, "08 0a", "", "");
    add_rib(&b, 2, "08 0b", "", "40");
    add_rib(&b, 2, "08 0c", "", "40");
    add_rib(&b, 2, "08 0d", "", "");
    nk_lines_init_text(&r.lines, b.data, b.len, NULL);
    nk_route_read(&r, NULL, &err);
    assert_int_equal(complaints, 1);
    assert_true(r.stopped);
    assert_int_equal(r.refused, 1);
    assert_int_equal(t.count, 1);
    assert_int_equal(err.code, NK_ERR_NONE);
    nk_lines_release(&r.lines);
    nk_table_release(&t);
    nk_buf_release(&b);
}

static void a_dump_with_add_path(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    data_file("add_path.mrt", &b);
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_int_equal(x.refused.len, 0);
    assert_int_equal(x.table.count, 62);
    assert_int_equal(x.table.peer_count, 3);
    reading_release(&x);
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dumps_are_recognised),
        cmocka_unit_test(a_cut_dump_gives_what_is_there),
        cmocka_unit_test(a_record_may_claim_too_much),
        cmocka_unit_test(reading_stops_where_a_complaint_says_so),
        cmocka_unit_test(a_dump_with_add_path),
    };
    return cmocka_run_group_tests_name("read_mrt", tests, NULL, NULL);
}
