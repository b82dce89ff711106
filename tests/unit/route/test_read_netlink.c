#include "reading.h"

#include <endian.h>
#include <stdlib.h>

#include "cli/route_put.h"

enum { ROUTES = 49, MAGIC = 0x45311224 };

/* Where each message of the sample begins; the last one is its end. */
static size_t starts(const struct nk_buf *b, size_t *at)
{
    size_t count = 0, where = 4;
    while (where < b->len) {
        uint32_t len;
        memcpy(&len, b->data + where, sizeof len);
        at[count++] = where;
        if (count > ROUTES)
            fail_msg("more messages than there are routes");
        where += (len + 3) / 4 * 4;
    }
    at[count] = b->len;
    return count;
}

static void the_sample_is_read_whole(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    data_file("iproute2-route-save.bin", &b);
    reading_of(&x, NULL, b.data, b.len);
    reading_expect(
        &x,
        "10.5.0.0/16 unicast [via 192.0.2.5 dev if3] table 100 proto boot\n"
        "0.0.0.0/0 unicast [via 192.0.2.254 dev if3] proto boot metric 100\n"
        "10.0.0.0/8 unicast [via 192.0.2.1 dev if3] proto boot\n"
        "10.1.0.0/16 unicast [via 198.51.100.1 dev if5] proto static metric 20\n"
        "10.20.0.0/16 unicast [via 192.0.2.1 dev if3 weight 1,via 198.51.100.1 dev if5 weight 3]"
        " proto boot\n"
        "10.60.0.0/16 unicast [via fe80::1 dev if3] proto boot\n"
        "10.70.0.0/16 unicast [via 192.0.2.1 dev if3] proto boot\n"
        "10.90.0.0/16 unicast [via 192.0.2.77 dev if3 weight 1,via 198.51.100.78 dev if5 weight 2]"
        " proto boot\n"
        "10.91.0.0/16 unicast [via 192.0.2.77 dev if3] proto boot\n"
        "10.255.0.0/31 unicast [dev if7] proto kernel src 10.255.0.1\n"
        "100.64.0.0/10 prohibit [] proto boot metric 50\n"
        "172.16.0.0/12 unreachable [] proto boot\n"
        "192.0.2.0/24 unicast [dev if3] proto kernel src 192.0.2.2\n"
        "192.168.0.0/16 blackhole [] proto boot\n"
        "198.18.0.0/15 throw [] proto boot\n"
        "198.51.100.0/25 unicast [dev if5] proto kernel src 198.51.100.2\n"
        "203.0.113.7/32 unicast [dev if7] proto boot src 10.255.0.1\n"
        "10.255.0.1/32 local [dev if7] table local proto kernel src 10.255.0.1\n"
        "127.0.0.0/8 local [dev if1] table local proto kernel src 127.0.0.1\n"
        "127.0.0.1/32 local [dev if1] table local proto kernel src 127.0.0.1\n"
        "127.255.255.255/32 broadcast [dev if1] table local proto kernel src 127.0.0.1\n"
        "192.0.2.2/32 local [dev if3] table local proto kernel src 192.0.2.2\n"
        "192.0.2.255/32 broadcast [dev if3] table local proto kernel src 192.0.2.2\n"
        "198.51.100.2/32 local [dev if5] table local proto kernel src 198.51.100.2\n"
        "198.51.100.127/32 broadcast [dev if5] table local proto kernel src 198.51.100.2\n"
        "64:ff9b::/96 unicast [via 2001:db8:0:1::64 dev if3] proto boot metric 1024\n"
        "2001:db8:0:1::/64 unicast [dev if3] proto kernel metric 256\n"
        "2001:db8:8::/48 unicast [via fd00:1::8 dev if5] proto boot metric 1024\n"
        "2001:db8:a000::/36 unicast [via fd00:1::1 dev if5] proto boot metric 10\n"
        "2001:db8:beef::/48 blackhole [dev if1] proto boot metric 1024\n"
        "2001:db8:b000::/36 unicast [via 2001:db8:0:1::7 dev if3 weight 1,"
        "via fd00:1::7 dev if5 weight 1] proto boot metric 1024\n"
        "2001:db8:dead::/48 unreachable [dev if1] proto boot metric 1024\n"
        "fd00:1::/48 unicast [dev if5] proto kernel metric 256\n"
        "fe80::/64 unicast [dev if2] proto kernel metric 256\n"
        "fe80::/64 unicast [dev if3] proto kernel metric 256\n"
        "fe80::/64 unicast [dev if4] proto kernel metric 256\n"
        "fe80::/64 unicast [dev if5] proto kernel metric 256\n"
        "fe80::/64 unicast [dev if6] proto kernel metric 256\n"
        "fe80::/64 unicast [dev if7] proto kernel metric 256\n"
        "::/0 unicast [via 2001:db8:0:1::1 dev if3] proto boot metric 1024\n"
        "::1/128 local [dev if1] table local proto kernel metric 0\n"
        "2001:db8:0:1::2/128 local [dev if3] table local proto kernel metric 0\n"
        "fd00:1::2/128 local [dev if5] table local proto kernel metric 0\n"
        "ff00::/8 multicast [dev if2] table local proto kernel metric 256\n"
        "ff00::/8 multicast [dev if3] table local proto kernel metric 256\n"
        "ff00::/8 multicast [dev if4] table local proto kernel metric 256\n"
        "ff00::/8 multicast [dev if5] table local proto kernel metric 256\n"
        "ff00::/8 multicast [dev if6] table local proto kernel metric 256\n"
        "ff00::/8 multicast [dev if7] table local proto kernel metric 256\n",
        "");
    assert_true(x.done);
    /* what the lines above do not show */
    const struct nk_route *tos = &x.table.routes[6], *object = &x.table.routes[7];
    const struct nk_route *from = &x.table.routes[27];
    assert_int_equal(tos->tos, 0x10);
    assert_int_equal(nk_table_more_of(&x.table, tos->more)->mtu, 1400);
    assert_int_equal(nk_table_more_of(&x.table, object->more)->nhid, 9);
    const struct nk_route_more *more = nk_table_more_of(&x.table, from->more);
    assert_int_equal(more->from.length, 64);
    assert_true(more->from.addr.hi == UINT64_C(0x20010db800000001));
    assert_int_equal(x.table.routes[9].scope, 253);
    assert_int_equal(x.table.routes[0].line, 1);
    assert_int_equal(x.table.routes[48].line, ROUTES);
    reading_release(&x);
    nk_buf_release(&b);
}

/* The lines of reading_put() with names for numbers. */
static void put_named(struct nk_buf *b, const struct nk_table *t)
{
    static const char *const names[] = {"?", "lo", "p0", "e0", "p1", "e1", "p2", "e2"};
    struct nk_buf line = {0};
    for (size_t i = 0; i < t->count; i++)
        reading_put(&line, t, &t->routes[i]);
    nk_buf_add(&line, "", 1);
    for (const char *at = line.data; *at != '\0'; at++) {
        if (strncmp(at, "dev if", 6) == 0 && at[6] >= '1' && at[6] <= '7') {
            nk_buf_printf(b, "dev %s", names[at[6] - '0']);
            at += 6;
        } else {
            nk_buf_add_byte(b, *at);
        }
    }
    nk_buf_add(b, "", 1);
    nk_buf_release(&line);
}

static void the_text_of_the_same_routes_is_the_same_table(void **state)
{
    (void)state;
    struct nk_buf saved, text, ours = {0}, theirs = {0};
    struct reading x, y;
    data_file("iproute2-route-save.bin", &saved);
    data_file("iproute2-route-table-all.txt", &text);
    reading_of(&x, NULL, saved.data, saved.len);
    reading_of(&y, NULL, text.data, text.len);
    put_named(&ours, &x.table);
    put_named(&theirs, &y.table);
    assert_string_equal(ours.data, theirs.data);
    reading_release(&x);
    reading_release(&y);
    nk_buf_release(&ours);
    nk_buf_release(&theirs);
    nk_buf_release(&saved);
    nk_buf_release(&text);
}

static void a_cut_file_keeps_what_was_readable(void **state)
{
    (void)state;
    struct nk_buf b;
    size_t at[ROUTES + 1];
    data_file("iproute2-route-save.bin", &b);
    assert_int_equal(starts(&b, at), ROUTES);
    for (size_t len = 5; len < b.len; len++) {
        struct reading x;
        size_t whole = 0;
        while (at[whole + 1] <= len)
            whole++;
        reading_of(&x, NULL, b.data, len);
        assert_int_equal(x.table.count, whole);
        bool clean = at[whole] == len;
        assert_int_equal(x.done, clean);
        assert_int_equal(x.err.code, clean ? NK_ERR_NONE : NK_ERR_INPUT);
        assert_true(clean || strstr(x.err.text, "is cut off") != NULL);
        reading_release(&x);
    }
    nk_buf_release(&b);
}

static void a_damaged_message_is_refused_alone(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    size_t at[ROUTES + 1];
    data_file("iproute2-route-save.bin", &b);
    starts(&b, at);
    b.data[at[4] + 16 + 1] = 77;  /* a length of 77 bits */
    b.data[at[7] + 28] = 3;       /* an attribute shorter than its own header */
    b.data[at[9] + 4] = 99;       /* a message of another kind: passed over */
    b.data[at[11] + 16] = 7;      /* of another family */
    b.data[at[13] + 16 + 9] |= 2; /* a cloned one: RTM_F_CLONED in the flags' second octet */
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_int_equal(x.table.count, ROUTES - 5);
    nk_buf_add(&x.refused, "", 1);
    assert_string_equal(x.refused.data, "5:0 the message of a route is damaged\n"
                                        "8:0 the message of a route is damaged\n");
    reading_release(&x);
    nk_buf_release(&b);
}

static void joined_files_are_one(void **state)
{
    (void)state;
    struct nk_buf b, joined = {0};
    struct reading x;
    data_file("iproute2-route-save.bin", &b);
    nk_buf_add(&joined, b.data, b.len);
    nk_buf_add(&joined, b.data, 4); /* one that is empty */
    nk_buf_add(&joined, b.data, b.len);
    reading_of(&x, NULL, joined.data, joined.len);
    assert_true(x.done);
    assert_int_equal(x.table.count, 2 * ROUTES);
    reading_release(&x);
    reading_of(&x, NULL, b.data, 4);
    assert_true(x.done);
    assert_int_equal(x.table.count, 0);
    reading_release(&x);
    nk_buf_release(&joined);
    nk_buf_release(&b);
}

static void what_is_no_such_file_is_refused(void **state)
{
    (void)state;
    struct reading x;
    const uint32_t swapped = __builtin_bswap32(MAGIC), huge[] = {MAGIC, UINT32_MAX, 0, 0, 0},
                   tiny[] = {MAGIC, 15, 0, 0, 0};
    reading_of(&x, NULL, (const char *)&swapped, sizeof swapped);
    assert_false(x.done);
    assert_int_equal(x.err.code, NK_ERR_INPUT);
    assert_non_null(strstr(x.err.text, "the other byte order"));
    reading_release(&x);
    reading_of(&x, "netlink", "10.0.0.0/8 x\n", 13);
    assert_false(x.done);
    assert_non_null(strstr(x.err.text, "'test' was not written by ip route save"));
    reading_release(&x);
    reading_of(&x, NULL, (const char *)huge, sizeof huge);
    assert_false(x.done);
    assert_non_null(strstr(x.err.text, "'test': message 1 has a length that cannot be"));
    reading_release(&x);
    reading_of(&x, NULL, (const char *)tiny, sizeof tiny);
    assert_false(x.done);
    assert_int_equal(x.err.code, NK_ERR_INPUT);
    reading_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_read_whole),
        cmocka_unit_test(the_text_of_the_same_routes_is_the_same_table),
        cmocka_unit_test(a_cut_file_keeps_what_was_readable),
        cmocka_unit_test(a_damaged_message_is_refused_alone),
        cmocka_unit_test(joined_files_are_one),
        cmocka_unit_test(what_is_no_such_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
