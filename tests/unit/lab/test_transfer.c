/* AXFR and IXFR: what is sent, and that the history leads to the zone. */
#include "ask.h"

#define SERVER "127.53.20.1"
#define SOA(serial)                                                                  \
    "!transfer.test. 3600 SOA ns1.transfer.test. hostmaster.transfer.test. " #serial \
    " 1800 900 604800 300\n"

static void test_refused(void **state)
{
    const struct how tcp = {.tcp = true};
    (void)state;
    expect_how("127.53.10.1", "example.test", NK_TYPE_AXFR, tcp, "REFUSED\n");
    expect_how(SERVER, "www.transfer.test", NK_TYPE_AXFR, tcp, "REFUSED\n");
    expect_how(SERVER, "other.test", NK_TYPE_AXFR, tcp, "REFUSED\n");
    expect(SERVER, "transfer.test", NK_TYPE_AXFR, "FORMERR\n");
    expect_how(SERVER, "transfer.test", NK_TYPE_AXFR, (struct how){.tcp = true, .class = 3},
               "REFUSED\n");
}

/* Several messages, the SOA record first and last, every other record once. */
static void test_axfr(void **state)
{
    uint8_t query[512];
    struct nk_buf out = {0};
    const struct how tcp = {.tcp = true};
    const struct nk_lab_zone *zone = host_at(SERVER)->zones[0];
    size_t lines = 0, messages = 0;
    (void)state;
    add_answer(&out, SERVER, query,
               write_query(query, sizeof query, "transfer.test", NK_TYPE_AXFR, &tcp), true);
    for (const char *at = out.data; *at != '\0'; at = strchr(at, '\n') + 1) {
        messages += strncmp(at, "NOERROR aa\n", 11) == 0;
        lines += *at == '!';
    }
    assert_in_range(messages, 2, 8);
    assert_int_equal(lines, zone->data.count + 1);
    assert_memory_equal(out.data + 11, SOA(4), strlen(SOA(4)));
    assert_string_equal(out.data + strlen(out.data) - strlen(SOA(4)), SOA(4));
    nk_buf_release(&out);
}

static void test_ixfr(void **state)
{
    static const char last[] = "NOERROR aa\n" SOA(4) SOA(3) SOA(
        4) "!host40.transfer.test. 3600 A 198.51.100.40\n"
           "!host40.transfer.test. 3600 TXT \"a host of the zone that may be transferred, number "
           "40\"\n" SOA(4);
    (void)state;
    expect_how(SERVER, "transfer.test", NK_TYPE_IXFR, (struct how){.tcp = true, .serial = 3}, last);
    expect_how(SERVER, "transfer.test", NK_TYPE_IXFR, (struct how){.serial = 3}, last);
    /* up to date, or ahead of us */
    expect_how(SERVER, "transfer.test", NK_TYPE_IXFR, (struct how){.tcp = true, .serial = 4},
               "NOERROR aa\n" SOA(4));
    expect_how(SERVER, "transfer.test", NK_TYPE_IXFR, (struct how){.serial = 9},
               "NOERROR aa\n" SOA(4));
}

/* The whole zone does not go into a datagram: our SOA record alone (RFC 1995 2), and over TCP all.
 */
static void test_ixfr_whole(void **state)
{
    uint8_t query[512];
    struct nk_buf out = {0};
    const struct how tcp = {.tcp = true, .serial = UINT32_MAX};
    (void)state;
    /* serials go round (RFC 1982): 4294967295 is before 4, and no history begins there */
    expect_how(SERVER, "transfer.test", NK_TYPE_IXFR, (struct how){.serial = UINT32_MAX},
               "NOERROR aa\n" SOA(4));
    add_answer(&out, SERVER, query,
               write_query(query, sizeof query, "transfer.test", NK_TYPE_IXFR, &tcp), true);
    assert_non_null(strstr(out.data, "!host01.transfer.test. 3600 A 198.51.100.1\n"));
    nk_buf_release(&out);
}

static void test_ixfr_without_serial(void **state)
{
    uint8_t query[512];
    struct nk_dns_writer w;
    struct nk_name n = name("transfer.test");
    struct nk_buf out = {0};
    (void)state;
    nk_dns_writer_init(&w, query, sizeof query, 0xabcd, 0);
    nk_dns_put_question(&w, &n, NK_TYPE_IXFR, NK_CLASS_IN);
    add_answer(&out, SERVER, query, w.len, true);
    assert_string_equal(out.data, "FORMERR\n");
    nk_buf_release(&out);
}

static size_t find(const struct nk_zone *z, const struct nk_zone *in,
                   const struct nk_zone_record *rr)
{
    struct nk_zone_set set = nk_zone_find(z, &rr->owner, rr->type);
    size_t found = 0;
    for (size_t i = 0; i < set.count; i++)
        found += set.first[i].len == rr->len && set.first[i].ttl == rr->ttl &&
                 memcmp(nk_zone_rdata(z, &set.first[i]), nk_zone_rdata(in, rr), rr->len) == 0;
    return found;
}

/* Each step begins where the last ended, what it adds is there unless it is removed later, and what
 * it removes was there. */
static void test_history(void **state)
{
    const struct nk_lab_zone *zone = host_at(SERVER)->zones[0];
    (void)state;
    assert_int_equal(zone->change_count, 3);
    for (size_t i = 0; i < zone->change_count; i++) {
        const struct nk_zone *removed = &zone->changes[i].removed, *added = &zone->changes[i].added;
        uint32_t next = i + 1 < zone->change_count ? nk_zone_serial(&zone->changes[i + 1].removed)
                                                   : nk_zone_serial(&zone->data);
        assert_int_equal(nk_zone_serial(added), next);
        for (size_t k = 0; k < added->count; k++)
            if (added->records[k].type != NK_TYPE_SOA)
                assert_int_equal(find(&zone->data, added, &added->records[k]), 1);
        for (size_t k = 0; k < removed->count; k++)
            assert_int_equal(find(&zone->data, removed, &removed->records[k]), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused), cmocka_unit_test(test_axfr),
        cmocka_unit_test(test_ixfr),    cmocka_unit_test(test_ixfr_whole),
        cmocka_unit_test(test_history), cmocka_unit_test(test_ixfr_without_serial),
    };
    return cmocka_run_group_tests(tests, build_lab, release_lab);
}
