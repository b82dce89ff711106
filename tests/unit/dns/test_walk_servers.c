#include "script.h"

/* Servers: lame, dead, without glue, with too much of it. */

/* The first server of the zone is lame in one way or another; the second one answers. */
static void expect_lame(const struct row *lame, const char *verdict, const char *why)
{
    char log[512];
    const struct row rows[] = {
        ROOT,  TLD,
        *lame, {"192.0.2.12", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    snprintf(log, sizeof log,
             DOWN("www.example.test. A") "example.test. 192.0.2.11 www.example.test. A: %s\n"
                                         "example.test. 192.0.2.12 www.example.test. A: answer\n"
                                         "end answer\n",
             verdict);
    script_expect(rows, "www.example.test", NK_TYPE_A, log, why);
}

static void test_lame(void **state)
{
    static const struct {
        struct row row;
        const char *verdict, *why;
    } cases[] = {
        {{"192.0.2.11", NULL, "", "www.example.test. 60 A 203.0.113.1", NULL, NULL},
         "lame",
         "not authoritative (no aa): it does not have the zone"},
        {{"192.0.2.11", NULL, "ra", "www.example.test. 60 A 203.0.113.1", NULL, NULL},
         "lame",
         "it comes from a cache"},
        {{"192.0.2.11", NULL, "refused", NULL, NULL, NULL}, "refused", "REFUSED"},
        {{"192.0.2.11", NULL, "servfail", NULL, NULL, NULL}, "lame", "SERVFAIL"},
        {{"192.0.2.11", NULL, "formerr", NULL, NULL, NULL}, "lame", "it answers FORMERR"},
        {{"192.0.2.11", NULL, "yxdomain aa", NULL, NULL, NULL}, "lame", "YXDOMAIN"},
        {{"192.0.2.11", NULL, "", NULL, ". 60 NS root.", "root. 60 A 192.0.2.1"},
         "lame",
         "it refers upwards, to ."},
        {{"192.0.2.11", NULL, "", NULL, "example.test. 60 NS ns1.example.test.", NULL},
         "lame",
         "it refers back to the zone itself, example.test."},
        {{"192.0.2.11", NULL, "", NULL, "other.test. 60 NS ns1.example.test.", NULL},
         "lame",
         "it refers sideways, to other.test."},
        {{"192.0.2.11", NULL, "", NULL, "b.example.test. 60 NS ns1.example.test.", NULL},
         "lame",
         "it refers to a zone that does not hold the name, b.example.test."},
        {{"192.0.2.11", NULL, "", NULL, NULL, NULL}, "lame", "neither an answer nor a referral"},
        {{"192.0.2.11", NULL, "nxdomain", NULL, SOA, NULL},
         "lame",
         "its NXDOMAIN is not authoritative"},
        {{"192.0.2.11", NULL, "aa nxdomain", NULL, ". 60 SOA root. root. 1 2 3 4 5", NULL},
         "lame",
         "it speaks for the zone ., which is not the zone that was delegated to it"},
        {{"192.0.2.11", NULL, "aa", "www.other.test. 60 A 203.0.113.1", NULL, NULL},
         "lame",
         "records that were not asked for"},
        {{"192.0.2.11", NULL, "aa",
          "www.example.test. 60 CNAME a.example.test.\nwww.example.test. 60 CNAME b.example.test.",
          NULL, NULL},
         "lame",
         "two different CNAME records of www.example.test."},
        {{"192.0.2.11", NULL, "", "www.example.test. 60 CNAME a.other.", NULL, NULL},
         "lame",
         "its alias is not authoritative"},
        {{"192.0.2.11", NULL, "aa short", NULL, NULL, NULL}, "lame", "shorter than a header"},
        {{"192.0.2.11", NULL, "aa cut", "www.example.test. 60 A 203.0.113.1", NULL, NULL},
         "lame",
         "its message is malformed at octet"},
        {{"192.0.2.11", NULL, "unreachable", NULL, NULL, NULL}, "timeout", "nothing listens there"},
        {{"192.0.2.11", NULL, "closed", NULL, NULL, NULL}, "timeout", "it closes the connection"},
        {{"192.0.2.11", NULL, "noroute", NULL, NULL, NULL},
         "timeout",
         "the address cannot be reached (Network is unreachable)"},
        {{"192.0.2.11", NULL, "unreadable", NULL, NULL, NULL}, "lame", "cannot be read"},
        {{"192.0.2.11", NULL, "nobody", NULL, NULL, NULL}, "lame", "no question goes to such"},
        {{"192.0.2.11", NULL, "udponly", NULL, NULL, NULL},
         "timeout",
         "no answer over TCP, and over UDP it is cut"},
        {{"192.0.2.11", NULL, "refused raced", NULL, NULL, NULL},
         "refused",
         "(REFUSED); 1 message that did not count came\n"},
        {{"192.0.2.11", NULL, "forged", NULL, NULL, NULL},
         "timeout",
         "no answer in 0.5 s; 2 messages that did not count came (another ID)"},
        {{"192.0.2.11", NULL, "silent", NULL, NULL, NULL}, "timeout", "no answer in 3 s"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_lame(&cases[i].row, cases[i].verdict, cases[i].why);
}

/* Rounds: a silent server is asked again only when all others have been. */
static void test_dead(void **state)
{
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", NULL, "silent", NULL, NULL, NULL},
        {"192.0.2.12", NULL, "silent", NULL, NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "example.test. 192.0.2.11 www.example.test. A: "
                                              "timeout\n"
                                              "example.test. 192.0.2.12 www.example.test. A: "
                                              "timeout\n"
                                              "example.test. 192.0.2.11 www.example.test. A: "
                                              "timeout\n"
                                              "example.test. 192.0.2.12 www.example.test. A: "
                                              "timeout\n"
                                              "end timeout\n",
                  "no server of example.test. gives an answer that counts (2 silent)");
}

static void test_glueless(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "www.example.test. A", "", NULL,
         "example.test. 300 NS dns.other.test.\nexample.test. 300 NS dns.gone.test.", NULL},
        {"192.0.2.2", "dns.other.test. A", "", NULL, "other.test. 300 NS ns.other.test.",
         "ns.other.test. 300 A 192.0.2.21"},
        {"192.0.2.21", "dns.other.test. A", "aa", "dns.other.test. 60 A 192.0.2.11", NULL, NULL},
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "  side dns.other.test. A\n"
                                              "  test. 192.0.2.2 dns.other.test. A: referral\n"
                                              "  other.test. 192.0.2.21 dns.other.test. A: answer\n"
                                              "  found dns.other.test.: answer\n"
                                              "example.test. 192.0.2.11 www.example.test. A: "
                                              "answer\nend answer\n",
                  "1 address of dns.other.test. found\n");
}

/* A server without an IPv4 address, and one whose name does not exist. */
static void test_glueless_types(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "www.example.test. A", "", NULL,
         "example.test. 300 NS none.other.test.\nexample.test. 300 NS six.other.test.", NULL},
        {"192.0.2.2", NULL, "", NULL, "other.test. 300 NS ns.other.test.",
         "ns.other.test. 300 A 192.0.2.21"},
        {"192.0.2.21", "none.other.test. A", "aa nxdomain", NULL, NULL, NULL},
        {"192.0.2.21", "six.other.test. A", "aa", NULL, NULL, NULL},
        {"192.0.2.21", "six.other.test. AAAA", "aa",
         "six.other.test. 60 AAAA ff02::1\nsix.other.test. 60 AAAA 2001:db8::11", NULL, NULL},
        {"2001:db8::11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "  side none.other.test. A\n"
                                              "  test. 192.0.2.2 none.other.test. A: referral\n"
                                              "  other.test. 192.0.2.21 none.other.test. A: "
                                              "nxdomain\n"
                                              "  found none.other.test.: nxdomain\n"
                                              "  side six.other.test. A\n"
                                              "  other.test. 192.0.2.21 six.other.test. A: nodata\n"
                                              "  found six.other.test.: nodata\n"
                                              "  side six.other.test. AAAA\n"
                                              "  other.test. 192.0.2.21 six.other.test. AAAA: "
                                              "answer\n"
                                              "  found six.other.test.: answer\n"
                                              "example.test. 2001:db8::11 www.example.test. A: "
                                              "answer\nend answer\n",
                  NULL);
}

static void test_cyclic(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "www.a.test. A", "", NULL, "a.test. 300 NS ns.b.test.", NULL},
        {"192.0.2.2", "ns.b.test. A", "", NULL, "b.test. 300 NS ns.a.test.", NULL},
        {"192.0.2.2", "www.own.test. A", "", NULL, "own.test. 300 NS ns.own.test.", NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.a.test", NK_TYPE_A,
                  DOWN("www.a.test. A") "  side ns.b.test. A\n"
                                        "  test. 192.0.2.2 ns.b.test. A: referral\n"
                                        "    side ns.a.test. A\n"
                                        "    stuck a.test. ns.b.test.: loop\n"
                                        "    found ns.a.test.: loop\n"
                                        "  found ns.b.test.: loop\n"
                                        "end loop\n",
                  "ns.b.test. is a server of a.test., and this zone is asked to find that very "
                  "server: the delegations are cyclic");
    script_expect(rows, "www.own.test", NK_TYPE_A,
                  DOWN("www.own.test. A") "  side ns.own.test. A\n"
                                          "  stuck own.test. ns.own.test.: loop\n"
                                          "  found ns.own.test.: loop\n"
                                          "end loop\n",
                  "and no address of it came that may be asked: nobody can find it");
}

/* A circle is no circle where one of the servers can be found another way. */
static void test_half_cyclic(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "www.a.test. A", "", NULL, "a.test. 300 NS ns.b.test.", NULL},
        {"192.0.2.2", "ns.b.test. A", "", NULL,
         "b.test. 300 NS ns.a.test.\nb.test. 300 NS ns.b.test.\nb.test. 300 NS ns2.b.test.",
         "ns2.b.test. 300 A 192.0.2.31"},
        {"192.0.2.31", "ns.b.test. A", "aa", "ns.b.test. 60 A 192.0.2.32", NULL, NULL},
        {"192.0.2.32", "www.a.test. A", "aa", "www.a.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.a.test", NK_TYPE_A,
                  DOWN("www.a.test. A") "  side ns.b.test. A\n"
                                        "  test. 192.0.2.2 ns.b.test. A: referral\n"
                                        "  b.test. 192.0.2.31 ns.b.test. A: answer\n"
                                        "  found ns.b.test.: answer\n"
                                        "a.test. 192.0.2.32 www.a.test. A: answer\nend answer\n",
                  NULL);
}

static void test_glue(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "www.example.test. A", "", NULL,
         "example.test. 300 NS ns1.example.test.\nexample.test. 300 NS ns.elsewhere.",
         "ns1.example.test. 300 A 0.0.0.1\nns1.example.test. 300 A 224.0.0.1\n"
         "ns1.example.test. 300 A 255.255.255.255\nns1.example.test. 300 AAAA ::\n"
         "ns1.example.test. 300 AAAA ff02::1\nns1.example.test. 300 AAAA ::ffff:192.0.2.66\n"
         "ns.elsewhere. 300 A 192.0.2.66\nnobody.test. 300 A 192.0.2.66\n"
         "ns1.example.test. 300 A 192.0.2.11"},
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "example.test. 192.0.2.11 www.example.test. A: "
                                              "answer\nend answer\n",
                  "with 2 servers and 1 address as glue; 7 of its addresses are not used");
}

static void test_family(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", NULL, "", NULL, "example.test. 300 NS ns1.example.test.",
         "ns1.example.test. 300 AAAA 2001:db8::1\nns1.example.test. 300 A 192.0.2.11"},
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    static const char hints[] = ". NS root.\nroot. A 192.0.2.1\nroot. AAAA 2001:db8::9\n";
    struct script s;
    struct nk_lines lines;
    struct nk_err err;
    uint64_t number;
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "example.test. 192.0.2.11 www.example.test. A: "
                                              "answer\nend answer\n",
                  NULL);
    script_init(&s, rows);
    nk_dns_hints_release(&s.hints);
    nk_lines_init_text(&lines, hints, sizeof hints - 1, NULL);
    assert_true(nk_dns_hints_read(&s.hints, &lines, &number, &err));
    s.setup.family = NK_IPV6;
    script_run(&s, "www.example.test", NK_TYPE_A);
    assert_string_equal(s.log.data, ". 2001:db8::9 www.example.test. A: timeout\n"
                                    ". 2001:db8::9 www.example.test. A: timeout\nend timeout\n");
    script_release(&s);
}

/* Glue of the other family: nothing can be found then, and there is no circle. */
static void test_glue_of_other_family(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", NULL, "", NULL, "example.test. 300 NS ns1.example.test.",
         "ns1.example.test. 300 AAAA 2001:db8::1"},
        END,
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.setup.family = NK_IPV4;
    script_run(&s, "www.example.test", NK_TYPE_A);
    nk_buf_add_byte(&s.log, '\0');
    assert_non_null(strstr(s.log.data, "limit"));
    assert_null(strstr(s.log.data, "loop"));
    assert_null(strstr(s.log.data, "side"));
    script_release(&s);
}

/* The glue of a server in another zone is out of date: what answers there serves not the zone. */
static void test_stale_glue(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "www.example.test. A", "", NULL, "example.test. 300 NS ns.other.test.",
         "ns.other.test. 300 A 192.0.2.66"},
        {"192.0.2.66", NULL, "refused", NULL, NULL, NULL},
        {"192.0.2.2", "ns.other.test. A", "", NULL, "other.test. 300 NS ns2.other.test.",
         "ns2.other.test. 300 A 192.0.2.21"},
        {"192.0.2.21", "ns.other.test. A", "aa", "ns.other.test. 60 A 192.0.2.11", NULL, NULL},
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "example.test. 192.0.2.66 www.example.test. A: "
                                              "refused\n"
                                              "  side ns.other.test. A\n"
                                              "  test. 192.0.2.2 ns.other.test. A: referral\n"
                                              "  other.test. 192.0.2.21 ns.other.test. A: answer\n"
                                              "  found ns.other.test.: answer\n"
                                              "example.test. 192.0.2.11 www.example.test. A: "
                                              "answer\nend answer\n",
                  "the address of ns.other.test. that came as glue led nowhere");
}

/* Without a way to IPv4 the addresses of IPv6 go first, from the second zone on. */
static void test_no_ipv4(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "noroute", NULL, NULL, NULL},
        {"2001:db8::1", NULL, "", NULL, "test. 60 NS ns.test.",
         "ns.test. 60 A 192.0.2.2\nns.test. 60 AAAA 2001:db8::2"},
        {"2001:db8::2", NULL, "aa", "www.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    static const char hints[] = ". NS root.\nroot. A 192.0.2.1\nroot. AAAA 2001:db8::1\n";
    struct script s;
    struct nk_lines lines;
    struct nk_err err;
    uint64_t number;
    (void)state;
    script_init(&s, rows);
    nk_dns_hints_release(&s.hints);
    nk_lines_init_text(&lines, hints, sizeof hints - 1, NULL);
    assert_true(nk_dns_hints_read(&s.hints, &lines, &number, &err));
    script_run(&s, "www.test", NK_TYPE_A);
    assert_string_equal(s.log.data, ". 192.0.2.1 www.test. A: timeout\n"
                                    ". 2001:db8::1 www.test. A: referral\n"
                                    "test. 2001:db8::2 www.test. A: answer\nend answer\n");
    script_release(&s);
}

/* An exchange that cannot be made ends the walk with its error, and without an end to tell. */
static void test_broken(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", NULL, "broken", NULL, NULL, NULL},
        END,
    };
    struct nk_dns_question q = {name("www.test"), NK_TYPE_A, NK_CLASS_IN};
    struct nk_err err = {0};
    struct script s;
    (void)state;
    script_init(&s, rows);
    struct nk_dns_walk *w = nk_dns_walk_new(&s.setup, &s.hints, &q, &err);
    assert_non_null(w);
    assert_false(nk_dns_walk_run(w, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_string_equal(err.text, "no more descriptors");
    assert_false(nk_dns_walk_step(w, &err));
    assert_int_equal(s.ends, 0);
    nk_dns_walk_free(w);
    script_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lame),
        cmocka_unit_test(test_dead),
        cmocka_unit_test(test_glueless),
        cmocka_unit_test(test_glueless_types),
        cmocka_unit_test(test_cyclic),
        cmocka_unit_test(test_half_cyclic),
        cmocka_unit_test(test_glue),
        cmocka_unit_test(test_family),
        cmocka_unit_test(test_glue_of_other_family),
        cmocka_unit_test(test_no_ipv4),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_stale_glue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
