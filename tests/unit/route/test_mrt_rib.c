#include "mrt_bytes.h"

static void ribs_of_both_families(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 2, "08 0a", "", ATTRS);
    add_rib(&b, 2, "00", "", ATTRS);
    add_rib(&b, 2, "20 c0000201", "", ATTRS);
    add_rib(&b, 4, "20 20010db8", "", ATTRS_MP "800e11 10 20010db8000000000000000000000009");
    add_rib(&b, 4, "00", "",
            ATTRS_MP "800e21 20 20010db8000000000000000000000009 "
                     "fe800000000000000000000000000009");
    /* the whole attribute, as some write it */
    add_rib(&b, 4, "80 20010db8000000000000000000000001", "",
            ATTRS_MP "800e15 0002 01 10 20010db8000000000000000000000009 00");
    expect_dump(&b,
                "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "0.0.0.0/0 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "192.0.2.1/32 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "2001:db8::/32 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                "::/0 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                "2001:db8::1/128 unicast [via 2001:db8::9] proto bgp origin 64500\n",
                "");
}

static void paths_have_peers_times_and_identifiers(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    add_record(&b, 13, 1, PEERS);
    add_record(&b, 13, 8,
               "00000000 08 0a 0002 0001 00000005 00000007 0000 "
               "0000 00000006 00000008 0004 40010102");
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_int_equal(x.table.count, 2);
    const struct nk_path *p = nk_table_path_of(&x.table, x.table.routes[0].path);
    assert_int_equal(p->peer, 1);
    assert_int_equal(p->path_id, 7);
    assert_true(p->has_path_id && !p->two_octets);
    assert_int_equal(p->time, 1000);
    assert_int_equal(p->originated, 5);
    p = nk_table_path_of(&x.table, x.table.routes[1].path);
    assert_int_equal(p->peer, 0);
    assert_int_equal(p->path_id, 8);
    assert_int_equal(p->originated, 6);
    const struct nk_peer *peer = nk_table_peer_of(&x.table, 1);
    assert_int_equal(peer->as, 65002);
    assert_int_equal(peer->bgp_id, 0x02020203);
    assert_int_equal(x.table.routes[1].line, 2);
    reading_release(&x);
    nk_buf_release(&b);
}

/* Multicast's tables are listed and no look-up takes them; RIB_GENERIC says what it is. */
static void other_kinds_of_ribs(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 3, "08 0a", "", ATTRS);
    add_rib(&b, 11, "08 20", "00000001", ATTRS_MP);
    add_rib(&b, 6, "0001 01 08 0b", "", ATTRS);
    add_rib(&b, 6, "0002 02 08 20", "", ATTRS_MP);
    add_rib(&b, 12, "0001 01 08 0c", "00000001", ATTRS);
    /* the identifier before the prefix (RFC 8050) */
    add_rib(&b, 12, "0001 01 00000009 08 0e", "", ATTRS);
    add_rib(&b, 6, "0001 80 08 0d", "", ATTRS); /* a VPN's */
    add_rib(&b, 6, "4004 01 08 0d", "", ATTRS); /* link state */
    add_record(&b, 13, 7, "00000000");          /* GEO_PEER_TABLE */
    expect_dump(&b,
                "10.0.0.0/8 multicast [via 10.0.0.1] proto bgp origin 64500 inactive\n"
                "2000::/8 multicast [] proto bgp origin 64500 inactive\n"
                "11.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "2000::/8 multicast [] proto bgp origin 64500 inactive\n"
                "12.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "14.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n",
                "");
}

static void identifiers_of_the_generic_kind(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 12, "0001 01 08 0c", "00000001", ATTRS);
    add_rib(&b, 12, "0001 01 00000009 08 0e", "", ATTRS);
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_int_equal(nk_table_path_of(&x.table, 0)->path_id, 1);
    assert_int_equal(nk_table_path_of(&x.table, 1)->path_id, 9);
    reading_release(&x);
    nk_buf_release(&b);
}

static void table_dump_has_one_path_a_record(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    add_record(&b, 12, 1, "0000 0001 0a000000 08 01 00000005 0a000001 fde9 0014" ATTRS_2);
    add_record(&b, 12, 2,
               "0000 0002 20010db8000000000000000000000000 20 01 00000006 "
               "20010db8000000000000000000000001 fdea 0021"
               "40010100 400206 0202 fdea fbf5 800e11 10 20010db8000000000000000000000009");
    /* AS numbers of four octets */
    add_record(&b, 12, 3, "0000 0001 0b000000 08 01 00000005 0a000001 0000fde9 0018" ATTRS);
    reading_of(&x, NULL, b.data, b.len);
    reading_expect(&x,
                   "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                   "2001:db8::/32 unicast [via 2001:db8::9] proto bgp origin 64501\n"
                   "11.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n",
                   "");
    assert_true(x.done);
    assert_true(nk_table_path_of(&x.table, 0)->two_octets);
    assert_int_equal(nk_table_path_of(&x.table, 1)->originated, 6);
    assert_int_equal(nk_table_peer_of(&x.table, 1)->as, 65002);
    reading_release(&x);
    nk_buf_release(&b);
}

/* The same bytes mean the same only for one peer, family and size of an AS number. */
static void what_was_read_before_is_taken_again(void **state)
{
    (void)state;
    static const char both[] = ATTRS "800e11 10 20010db8000000000000000000000009";
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    for (int i = 0; i < 2; i++) {
        add_rib(&b, 2, "08 0a", "", both);
        add_rib(&b, 4, "08 20", "", both);
        add_rib(&b, 4, "08 20", "", both);
    }
    expect_dump(&b,
                "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "2000::/8 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                "2000::/8 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n"
                "2000::/8 unicast [via 2001:db8::9] proto bgp origin 64500\n"
                "2000::/8 unicast [via 2001:db8::9] proto bgp origin 64500\n",
                "");
}

/* Peers are the same by address and AS, also in another table of peers. */
static void peers_are_known_again(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    struct reading x;
    add_record(&b, 13, 1, PEERS);
    add_record(&b, 13, 1,
               "01010101 0003 616263 0002 00 02020204 0a000001 fde9 00 02020204 0a000001 fdea");
    add_record(&b, 13, 2, "00000000 08 0a 0002 0000 00000005 0000 0001 00000005 0000");
    reading_of(&x, NULL, b.data, b.len);
    reading_expect(&x, "10.0.0.0/8 unicast [] proto bgp\n10.0.0.0/8 unicast [] proto bgp\n", "");
    assert_int_equal(x.table.peer_count, 3);
    assert_int_equal(nk_table_path_of(&x.table, 0)->peer, 0);
    assert_int_equal(nk_table_path_of(&x.table, 1)->peer, 2);
    reading_release(&x);
    nk_buf_release(&b);
}

/* One record, damaged, between two good ones; bytes count from the first record's start. */
static void refuse(unsigned type, unsigned subtype, const char *hex, const char *says)
{
    struct nk_buf b = {0};
    char refused[256];
    snprintf(refused, sizeof refused, "0:0 record 3, byte %s\n", says);
    add_record(&b, 13, 1, PEERS);
    add_rib(&b, 2, "08 0a", "", "");
    add_record(&b, type, subtype, hex);
    add_rib(&b, 2, "08 0b", "", "");
    expect_dump(&b, "10.0.0.0/8 unicast [] proto bgp\n11.0.0.0/8 unicast [] proto bgp\n", refused);
}

static void damaged_records_are_skipped(void **state)
{
    (void)state;
    refuse(13, 2, "000000", "101: the record ends before its prefix");
    refuse(13, 2, "00000000 08 0a 00", "105: the record ends before its entries");
    refuse(13, 13, "00", "86: TABLE_DUMP_V2 has no subtype 13");
    refuse(13, 0, "00", "86: TABLE_DUMP_V2 has no subtype 0");
    refuse(13, 2, "00000000 21 0a000000 00 0000", "102: no IPv4 prefix where one has to be");
    refuse(13, 2, "00000000 20 0a0000", "102: no IPv4 prefix where one has to be");
    refuse(13, 4, "00000000 81 0a0000", "102: no IPv6 prefix where one has to be");
    refuse(13, 6, "00000000 0001", "104: the record ends before its prefix");
    refuse(13, 2, "00000000 08 0a 0001 0000 00000005 0001",
           "106: an entry claims more octets than the record has");
    refuse(13, 2, "00000000 08 0a 0003 0000",
           "106: an entry claims more octets than the record has");
    refuse(13, 2, "00000000 08 0a 0000 0000",
           "106: there are 2 octets behind the last of 0 entries");
    refuse(13, 2, "00000000 08 0a 0001 0002 00000005 0000",
           "106: peer 2 is not among the 2 of the table of peers");
    refuse(13, 2, "00000000 08 0a 0001 0000 00000005 0004 40010103",
           "114: ORIGIN is 3: 0, 1 and 2 are known");
    refuse(13, 4, "00000000 08 20 0001 0000 00000005 0004 800e01 10",
           "117: MP_REACH_NLRI has no next hop that can be read");
    refuse(13, 4, "00000000 08 20 0001 0000 00000005 0003 800e00",
           "117: MP_REACH_NLRI has no next hop that can be read");
    refuse(13, 4, "00000000 08 20 0001 0000 00000005 0006 800e03 020000",
           "117: MP_REACH_NLRI has no next hop that can be read");
    refuse(12, 0, "00", "86: TABLE_DUMP has no subtype 0");
    refuse(12, 5, "00", "86: TABLE_DUMP has no subtype 5");
    refuse(5, 1, "00", "86: MRT's old type 5 is not read");
    refuse(12, 1, "0000 0001 0a000000 08 01 00000005 0a000001 fde9 0001",
           "120: the record ends before its attributes do");
    refuse(12, 1, "0000 0001 0a000000 21 01 00000005 0a000001 fde9 0000",
           "86: the prefix has a length of 33");
}

/* An entry's attributes have their own length: the entries behind it are read. */
static void a_damaged_entry_is_skipped(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 13, 1, PEERS);
    add_record(&b, 13, 2,
               "00000000 08 0a 0003 0000 00000005 0004 40010100 0001 00000005 0002 4001 "
               "0000 00000005 0004 40010102");
    expect_dump(&b, "10.0.0.0/8 unicast [] proto bgp\n10.0.0.0/8 unicast [] proto bgp\n",
                "0:0 record 2, byte 98: the attributes end inside the head of one\n");
}

/* Peers that were read before the damage are known. */
static void a_table_of_peers_may_be_cut(void **state)
{
    (void)state;
    struct nk_buf b = {0};
    add_record(&b, 13, 1, "01010101 0000 0002 02 02020202 0a000001 0000fde9 03 0202");
    add_rib(&b, 2, "08 0a", "", ATTRS);
    expect_dump(&b, "10.0.0.0/8 unicast [via 10.0.0.1] proto bgp origin 64500\n",
                "0:0 record 1, byte 33: the table of peers ends before peer 1 of 2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ribs_of_both_families),
        cmocka_unit_test(paths_have_peers_times_and_identifiers),
        cmocka_unit_test(other_kinds_of_ribs),
        cmocka_unit_test(identifiers_of_the_generic_kind),
        cmocka_unit_test(table_dump_has_one_path_a_record),
        cmocka_unit_test(what_was_read_before_is_taken_again),
        cmocka_unit_test(peers_are_known_again),
        cmocka_unit_test(damaged_records_are_skipped),
        cmocka_unit_test(a_damaged_entry_is_skipped),
        cmocka_unit_test(a_table_of_peers_may_be_cut),
    };
    return cmocka_run_group_tests_name("mrt_rib", tests, NULL, NULL);
}
