#include "mrt_bytes.h"

#define MARKER "ffffffff ffffffff ffffffff ffffffff "

static void routes_come_and_go(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_update(&b, 16, 4, FROM_4, "", ATTRS, "08 0a 10 0a01 00 20 c0000201");
    add_update(&b, 16, 4, FROM_4, "10 0a01 08 0c", "", "");
    /* the same prefix again: in its place; withdrawn and announced in one message: announced */
    add_update(&b, 16, 4, FROM_4, "20 c0000201",
               "40010102 40020a 0202 0000fde9 0000fbf5 400304 0a000009", "20 c0000201 08 0b");
    add_update(&b, 16, 4, FROM_4, "", "", ""); /* the end of the table (RFC 4724) */
    expect_dump(&b,
                "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "0.0.0.0/0 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "192.0.2.1/32 unicast [via 10.0.0.9] proto bgp origin 64501\n"
                "11.0.0.0/8 unicast [via 10.0.0.9] proto bgp origin 64501\n",
                "");
}

static void all_subtypes_are_messages(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    add_update(&b, 16, 1, FROM_2, "", ATTRS_2, "08 01");
    add_update(&b, 16, 4, FROM_4, "", ATTRS, "08 02");
    add_update(&b, 16, 6, FROM_2, "", ATTRS_2, "08 03");
    add_update(&b, 16, 7, FROM_4, "", ATTRS, "08 04");
    add_update(&b, 16, 8, FROM_2, "", ATTRS_2, "00000007 08 05 00000008 08 05");
    add_update(&b, 16, 9, FROM_4, "", ATTRS, "00000007 08 06");
    add_update(&b, 16, 10, FROM_2, "", ATTRS_2, "00000007 08 07");
    add_update(&b, 16, 11, FROM_4, "", ATTRS, "00000007 08 08");
    add_update(&b, 17, 4, "0001e240" FROM_4, "", ATTRS, "08 09");
    add_update(&b, 16, 8, FROM_2, "00000008 08 05 00000009 08 05 00000000 08 06", "", "");
    reading_of(&x, NULL, b.data, b.len);
    reading_expect(&x,
                   "1.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "2.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "3.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "4.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "5.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "6.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "7.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "8.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "9.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n",
                   "");
    assert_int_equal(x.table.peer_count, 1);
    const struct nk_path *p = nk_table_path_of(&x.table, x.table.routes[8].path);
    assert_int_equal(p->micro, 123456);
    assert_int_equal(p->time, 1000);
    p = nk_table_path_of(&x.table, x.table.routes[4].path);
    assert_true(p->has_path_id && p->path_id == 7 && p->two_octets);
    reading_release(&x);
    nk_buf_release(&b);
}

static void other_families_are_in_attributes(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    add_update(&b, 16, 4, FROM_6, "",
               ATTRS_MP "800e1e 0002 01 10 20010db8000000000000000000000009 00 "
                        "20 20010db8 10 2002 00",
               "");
    /* with a link-local next hop behind the global one */
    add_update(&b, 16, 4, FROM_6, "",
               ATTRS_MP "800e2a 0002 01 20 20010db8000000000000000000000008 "
                        "fe800000000000000000000000000008 00 20 20010db9",
               "");
    /* IPv4 prefixes too, by an IPv6 next hop (RFC 8950); and IPv4 beside IPv6 */
    add_update(&b, 16, 4, FROM_6, "",
               ATTRS "800e17 0001 01 10 20010db8000000000000000000000007 00 08 2a", "08 0a");
    add_update(&b, 16, 4, FROM_6, "", "800f08 0002 01 10 2002 08 33", "");
    add_update(&b, 16, 4, FROM_6, "", "800f03 0002 01", ""); /* the end of the table */
    /* multicast's is a table of its own */
    add_update(&b, 16, 4, FROM_6, "", ATTRS_MP "800e0e 0001 02 04 0a000001 00 08 0a 10 0a01", "");
    add_update(&b, 16, 4, FROM_6, "", "800f06 0001 02 10 0a01", "");
    /* a VPN's and an unknown family's prefixes are none of ours, whatever they look like */
    add_update(&b, 16, 4, FROM_6, "", ATTRS_MP "800e07 0001 80 00 00 ffff 800f05 4004 47 ffff", "");
    reading_of(&x, NULL, b.data, b.len);
    reading_expect(&x,
                   "2001:db8::/32 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                   "::/0 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                   "2001:db9::/32 unicast [via 2001:db8::8] proto bgp origin 64500\n"
                   "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "42.0.0.0/8 unicast [via 2001:db8::7] proto bgp origin 64500\n"
                   "10.0.0.0/8 multicast [via 10.0.0.1] proto bgp origin 64500 inactive\n",
                   "");
    assert_int_equal(x.table.attrs.count, 2); /* without prefixes and next hops they are the same */
    reading_release(&x);
    nk_buf_release(&b);
}

/* A change of the first peer's state between two announcements. */
static void change_state(const char *states, bool goes)
{
    struct nk_buf b = {0};
    char hex[100];
    snprintf(hex, sizeof hex, "%s %s", FROM_2, states);
    add_update(&b, 16, 1, FROM_2, "", ATTRS_2, "08 0a 08 0b");
    add_update(&b, 16, 4, FROM_6, "", ATTRS, "08 0a");
    add_record(&b, 16, 0, hex);
    add_update(&b, 16, 1, FROM_2, "", ATTRS_2, "08 0b 08 0c");
    expect_dump(&b,
                goes ? "11.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                       "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                       "12.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                     : "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                       "11.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                       "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                       "12.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n",
                "");
}

static void a_session_that_goes_down_takes_its_routes(void **state)
{
    (void)state;
    change_state("0006 0001", true);
    change_state("0006 0003", true);
    change_state("0006 0006", false);
    change_state("0005 0006", false);
    change_state("0001 0002", false);
    struct nk_buf b = {0};
    add_record(&b, 16, 5, FROM_4 "0006 0001"); /* of a peer that has said nothing yet */
    add_update(&b, 16, 4, FROM_4, "", ATTRS, "08 0a");
    expect_dump(&b, "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n", "");
}

static void other_messages_say_nothing(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 16, 4, FROM_4 MARKER "0013 04");
    add_record(&b, 16, 4, FROM_4 MARKER "001d 01 04 fde9 005a 01010101 00");
    add_record(&b, 16, 4, FROM_4 MARKER "0015 03 06 04");
    add_record(&b, 16, 4, FROM_4 MARKER "0017 05 0001 00 01");
    add_record(&b, 48, 0, "0000"); /* OSPFv3 */
    expect_dump(&b, "", "");
}

/* One record, damaged, between two good ones: nothing of it counts. */
static void refuse(struct nk_buf *damaged, const char *says)
{
    struct nk_buf b = {0};
    char refused[256];
    snprintf(refused, sizeof refused, "0:0 record 2, byte %s\n", says);
    add_update(&b, 16, 4, FROM_4, "", ATTRS, "08 0a 08 0b");
    nk_buf_add(&b, damaged->data, damaged->len);
    nk_buf_release(damaged);
    add_update(&b, 16, 4, FROM_4, "08 0a", ATTRS, "08 0c");
    expect_dump(&b,
                "11.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "12.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n",
                refused);
}

static void refuse_update(const char *withdrawn, const char *attrs, const char *announced,
                          const char *says)
{
    struct nk_buf b = {0};
    add_update(&b, 16, 4, FROM_4, withdrawn, attrs, announced);
    refuse(&b, says);
}

static void refuse_record(unsigned type, unsigned subtype, const char *hex, const char *says)
{
    struct nk_buf b = {0};
    add_record(&b, type, subtype, hex);
    refuse(&b, says);
}

/* The first record has 83 octets: the message begins at byte 115, what it withdraws at 136, its
 * attributes, where it withdraws nothing, at 138. */
static void damaged_updates_count_for_nothing(void **state)
{
    (void)state;
    refuse_update("08 0b 21 00", "", "", "138: no IPv4 prefix where one has to be");
    refuse_update("08 0b", ATTRS, "08 0d 18 0a00", "166: no IPv4 prefix where one has to be");
    refuse_update("08 0b", "40010103", "08 0d", "140: ORIGIN is 3: 0, 1 and 2 are known");
    refuse_update("08 0b", "800f02 0002", "", "143: MP_UNREACH_NLRI ends too early");
    refuse_update("08 0b", "800f04 0002 01 81", "", "146: no IPv6 prefix where one has to be");
    refuse_update("08 0b", "800e04 0002 01 10", "", "143: MP_REACH_NLRI ends too early");
    refuse_update("08 0b", "800e05 0002 01 00 00", "",
                  "143: MP_REACH_NLRI has no next hop of a length that is known");
    refuse_update("08 0b", "800e0a 0001 01 04 0a000001 00 21", "",
                  "152: no IPv4 prefix where one has to be");
}

static void damaged_records_count_for_nothing(void **state)
{
    (void)state;
    refuse_record(16, 2, "00", "83: BGP4MP has no subtype 2 that is read");
    refuse_record(16, 12, "00", "83: BGP4MP has no subtype 12 that is read");
    refuse_record(17, 4, "000f", "83: there are no microseconds in the record");
    refuse_record(17, 4, "000f4240", "83: there are no microseconds in the record");
    refuse_record(15, 1, "00", "83: MRT has no type 15");
    refuse_record(16, 4, "0000fde9 0000fdea 0000 0003 0a000001 0a000002",
                  "107: the peer's address is of an unknown family: 3");
    refuse_record(16, 4, "0000fde9 0000fdea 0000 0001 0a000001 0a0000",
                  "114: the record ends inside its head");
    refuse_record(16, 5, FROM_4 "0006", "117: the record ends before its states");
    refuse_record(16, 5, FROM_4 "0006 0007", "119: there is no such state");
    refuse_record(16, 4, FROM_4 MARKER "0018 02 0000 0000",
                  "115: a message of 24 octets does not fit into the record");
    refuse_record(16, 4, FROM_4 MARKER "0012 02",
                  "115: a message of 18 octets does not fit into the record");
    refuse_record(16, 4, FROM_4 "ffff", "115: a message of 0 octets does not fit into the record");
    refuse_record(16, 4, FROM_4 MARKER "0013 06", "115: BGP has no message of type 6");
    refuse_record(16, 4, FROM_4 MARKER "0013 02", "134: the update ends before its attributes do");
    refuse_record(16, 4, FROM_4 MARKER "0017 02 0001 0000",
                  "138: the update ends before its attributes do");
    refuse_record(16, 4, FROM_4 MARKER "0017 02 0000 0001",
                  "138: the update ends before its attributes do");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_come_and_go),
        cmocka_unit_test(all_subtypes_are_messages),
        cmocka_unit_test(other_families_are_in_attributes),
        cmocka_unit_test(a_session_that_goes_down_takes_its_routes),
        cmocka_unit_test(other_messages_say_nothing),
        cmocka_unit_test(damaged_updates_count_for_nothing),
        cmocka_unit_test(damaged_records_count_for_nothing),
    };
    return cmocka_run_group_tests_name("mrt_update", tests, NULL, NULL);
}
