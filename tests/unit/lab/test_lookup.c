/* What the authoritative servers and the resolver say to a question: RFC 1034 4.3.2 case by case.
 */
#include "ask.h"

#define EXAMPLE  "127.53.10.1"
#define RESOLVER "127.53.0.53"
#define SOA_OF_EXAMPLE                                                                       \
    "=example.test. 300 SOA ns1.example.test. hostmaster.example.test. 2026010101 1800 900 " \
    "604800 "                                                                                \
    "300\n"

static void test_answers(void **state)
{
    (void)state;
    expect(EXAMPLE, "www.example.test", NK_TYPE_A,
           "NOERROR aa\n!www.example.test. 300 A 192.0.2.80\n");
    expect(EXAMPLE, "WWW.Example.TEST", NK_TYPE_AAAA,
           "NOERROR aa\n!WWW.Example.TEST. 300 AAAA 2001:db8::80\n");
    /* what the client asks next comes with it */
    expect(EXAMPLE, "example.test", NK_TYPE_NS,
           "NOERROR aa\n!example.test. 3600 NS ns1.example.test.\n"
           "!example.test. 3600 NS ns2.example.test.\n+ns1.example.test. 3600 A 127.53.10.1\n"
           "+ns2.example.test. 3600 A 127.53.10.2\n");
    expect(EXAMPLE, "_sip._udp.example.test", NK_TYPE_SRV,
           "NOERROR aa\n!_sip._udp.example.test. 3600 SRV 10 60 5060 sip.example.test.\n"
           "!_sip._udp.example.test. 3600 SRV 20 0 5060 mail.example.test.\n"
           "+sip.example.test. 3600 A 192.0.2.50\n+mail.example.test. 3600 A 192.0.2.25\n"
           "+mail.example.test. 3600 AAAA 2001:db8::25\n");
    expect(EXAMPLE, "www.example.test", NK_TYPE_ANY,
           "NOERROR aa\n!www.example.test. 300 A 192.0.2.80\n"
           "!www.example.test. 300 AAAA 2001:db8::80\n");
    /* the question's letters come back as they were */
    expect("127.53.19.1", "UNKNOWN.types.test", 65280,
           "NOERROR aa\n!UNKNOWN.types.test. 3600 TYPE65280 \\# 4 0A000001\n");
}

static void test_negative(void **state)
{
    (void)state;
    expect(EXAMPLE, "nope.example.test", NK_TYPE_A, "NXDOMAIN aa\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "a.b.nope.example.test", NK_TYPE_A, "NXDOMAIN aa\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "www.example.test", NK_TYPE_MX, "NOERROR aa\n" SOA_OF_EXAMPLE);
    /* empty non-terminals */
    expect(EXAMPLE, "ent.example.test", NK_TYPE_A, "NOERROR aa\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "b.ent.example.test", NK_TYPE_TXT, "NOERROR aa\n" SOA_OF_EXAMPLE);
    /* below a name that has records */
    expect(EXAMPLE, "x.www.example.test", NK_TYPE_A, "NXDOMAIN aa\n" SOA_OF_EXAMPLE);
    /* another zone */
    expect(EXAMPLE, "www.test", NK_TYPE_A, "REFUSED\n");
    expect("127.53.12.1", "www.lame.test", NK_TYPE_A, "REFUSED\n");
}

static void test_referrals(void **state)
{
    static const char to_test[] =
        "NOERROR\n=test. 86400 NS ns1.nic.test.\n=test. 86400 NS ns2.nic.test.\n"
        "+ns1.nic.test. 86400 A 127.53.1.1\n+ns2.nic.test. 86400 A 127.53.1.2\n";
    (void)state;
    expect("127.53.0.1", "www.example.test", NK_TYPE_A, to_test);
    expect("127.53.0.2", "test", NK_TYPE_NS, to_test);
    /* a server's own name below the cut is glue, and no answer */
    expect("127.53.0.1", "ns1.nic.test", NK_TYPE_A, to_test);
    /* DS records are the parent's (RFC 4035 3.1.4.1) */
    expect("127.53.0.1", "example", NK_TYPE_DS,
           "NOERROR aa\n=. 600 SOA a.root. hostmaster.root. 2026010101 1800 900 604800 600\n");
    /* without glue: names of another zone */
    expect("127.53.1.1", "www.glueless.test", NK_TYPE_A,
           "NOERROR\n=glueless.test. 3600 NS ns1.hosting.example.\n"
           "=glueless.test. 3600 NS ns2.hosting.example.\n");
    expect("127.53.1.2", "left.test", NK_TYPE_A, "NOERROR\n=left.test. 3600 NS ns.right.test.\n");
    /* a server that is lame upwards */
    expect("127.53.12.3", "www.lame.test", NK_TYPE_A, to_test);
}

static void test_aliases(void **state)
{
    (void)state;
    expect(EXAMPLE, "web.example.test", NK_TYPE_A,
           "NOERROR aa\n!web.example.test. 3600 CNAME www.example.test.\n"
           "!www.example.test. 300 A 192.0.2.80\n");
    expect(EXAMPLE, "web.example.test", NK_TYPE_CNAME,
           "NOERROR aa\n!web.example.test. 3600 CNAME www.example.test.\n");
    expect(EXAMPLE, "web.example.test", NK_TYPE_ANY,
           "NOERROR aa\n!web.example.test. 3600 CNAME www.example.test.\n");
    expect(EXAMPLE, "first.example.test", NK_TYPE_MX,
           "NOERROR aa\n!first.example.test. 3600 CNAME second.example.test.\n"
           "!second.example.test. 3600 CNAME third.example.test.\n"
           "!third.example.test. 3600 CNAME www.example.test.\n" SOA_OF_EXAMPLE);
    /* RFC 6604: the RCODE is the last name's */
    expect(
        EXAMPLE, "dangling.example.test", NK_TYPE_A,
        "NXDOMAIN aa\n!dangling.example.test. 3600 CNAME nothing.example.test.\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "loop.example.test", NK_TYPE_A,
           "NOERROR aa\n!loop.example.test. 3600 CNAME pool.example.test.\n"
           "!pool.example.test. 3600 CNAME loop.example.test.\n");
    /* out of the zones of the server */
    expect(EXAMPLE, "store.example.test", NK_TYPE_A,
           "NOERROR aa\n!store.example.test. 3600 CNAME www.shop.example.\n");
}

static void test_dname(void **state)
{
    (void)state;
    expect(EXAMPLE, "www.before.example.test", NK_TYPE_A,
           "NOERROR aa\n!before.example.test. 3600 DNAME after.example.test.\n"
           "!www.before.example.test. 3600 CNAME www.after.example.test.\n"
           "!www.after.example.test. 3600 A 192.0.2.82\n");
    /* the owner itself is not below itself */
    expect(EXAMPLE, "before.example.test", NK_TYPE_A, "NOERROR aa\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "before.example.test", NK_TYPE_DNAME,
           "NOERROR aa\n!before.example.test. 3600 DNAME after.example.test.\n");
    expect(EXAMPLE, "www.elsewhere.example.test", NK_TYPE_A,
           "NOERROR aa\n!elsewhere.example.test. 3600 DNAME shop.example.\n"
           "!www.elsewhere.example.test. 3600 CNAME www.shop.example.\n");
}

/* YXDOMAIN: with the new end the name would have more than 255 octets (RFC 6672 2.2). */
static void test_dname_too_long(void **state)
{
    static const struct nk_lab_zone_row row = {.key = "t", .origin = "t."};
    static const struct nk_lab_server_row server = {.name = "s", .addr = "127.53.0.9"};
    static const char text[] =
        "$TTL 1\n@ SOA m r 1 2 3 4 5\nd DNAME 0123456789012345678901234567890\n";
    char of[256];
    uint8_t query[512];
    struct nk_buf answer = {0}, out = {0};
    struct nk_lab_zone zone = {.row = &row};
    const struct nk_lab_zone *zones[] = {&zone};
    const struct nk_lab_host host = {.row = &server, .zones = zones, .zone_count = 1};
    const struct nk_name origin = name("t.");
    const struct how how = {0};
    (void)state;
    assert_true(nk_zone_read(&zone.data, text, strlen(text), &origin, NULL));
    memset(of, 'a', sizeof of);
    of[60] = of[120] = of[180] = '.';
    strcpy(of + 240, ".d.t");
    nk_lab_answer(&host, query, write_query(query, sizeof query, of, NK_TYPE_A, &how), false,
                  &answer);
    add_message(&out, (const uint8_t *)answer.data, answer.len);
    nk_buf_add_byte(&out, '\0');
    assert_string_equal(out.data,
                        "YXDOMAIN aa\n!d.t. 1 DNAME 0123456789012345678901234567890.t.\n");
    nk_buf_release(&out);
    nk_buf_release(&answer);
    nk_zone_release(&zone.data);
}

static void test_wildcards(void **state)
{
    (void)state;
    expect(EXAMPLE, "x.wild.example.test", NK_TYPE_A,
           "NOERROR aa\n!x.wild.example.test. 3600 A 192.0.2.99\n");
    expect(EXAMPLE, "a.b.wild.example.test", NK_TYPE_A,
           "NOERROR aa\n!a.b.wild.example.test. 3600 A 192.0.2.99\n");
    expect(EXAMPLE, "*.wild.example.test", NK_TYPE_A,
           "NOERROR aa\n!*.wild.example.test. 3600 A 192.0.2.99\n");
    expect(EXAMPLE, "x.wild.example.test", NK_TYPE_MX, "NOERROR aa\n" SOA_OF_EXAMPLE);
    /* a name that exists hides it, for names below too */
    expect(EXAMPLE, "here.wild.example.test", NK_TYPE_TXT, "NOERROR aa\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "x.here.wild.example.test", NK_TYPE_A, "NXDOMAIN aa\n" SOA_OF_EXAMPLE);
    /* the wildcard does not stand for its own parent */
    expect(EXAMPLE, "wild.example.test", NK_TYPE_A, "NOERROR aa\n" SOA_OF_EXAMPLE);
    expect(EXAMPLE, "x.alias.example.test", NK_TYPE_A,
           "NOERROR aa\n!x.alias.example.test. 3600 CNAME www.example.test.\n"
           "!www.example.test. 300 A 192.0.2.80\n");
}

static void test_resolver(void **state)
{
    const struct how rd = {.flags = NK_DNS_RD};
    (void)state;
    expect_how(RESOLVER, "store.example.test", NK_TYPE_A, rd,
               "NOERROR rd ra\n!store.example.test. 3600 CNAME www.shop.example.\n"
               "!www.shop.example. 600 A 198.51.100.80\n");
    expect_how(RESOLVER, "www.e.d.c.b.a.deep.test", NK_TYPE_A, rd,
               "NOERROR rd ra\n!www.e.d.c.b.a.deep.test. 3600 A 203.0.113.176\n");
    expect_how(RESOLVER, "nope.example.test", NK_TYPE_A, rd, "NXDOMAIN rd ra\n" SOA_OF_EXAMPLE);
    expect_how(RESOLVER, "www.lame.test", NK_TYPE_A, rd,
               "NOERROR rd ra\n!www.lame.test. 3600 A 203.0.113.12\n");
    expect_how(RESOLVER, "www.dead.test", NK_TYPE_A, rd,
               "NOERROR rd ra\n!www.dead.test. 3600 A 203.0.113.13\n");
    expect_how(RESOLVER, "80.2.0.192.in-addr.arpa", NK_TYPE_PTR, rd,
               "NOERROR rd ra\n!80.2.0.192.in-addr.arpa. 3600 PTR www.example.test.\n");
    static const char *const failing[] = {"www.hopeless.test", "www.gone.test", "www.left.test",
                                          "loop.example.test"};
    for (size_t i = 0; i < sizeof failing / sizeof *failing; i++)
        expect_how(RESOLVER, failing[i], NK_TYPE_A, rd, "SERVFAIL rd ra\n");
    /* and says why (RFC 8914: 22, no reachable authority) */
    expect_how(RESOLVER, "www.gone.test", NK_TYPE_A,
               (struct how){.flags = NK_DNS_RD, .udp_size = 1232},
               "SERVFAIL rd ra\n+OPT 1232 000f00020016\n");
}

/* Every reverse zone holds the names that addresses have. */
static void test_reverse(void **state)
{
    static const struct {
        const char *addr, *want;
    } cases[] = {
        {"2001:db8::80", "www.example.test."}, {"2001:db8::10", "example.test."},
        {"2001:db8::66", "www.example.test."}, {"192.0.2.10", "example.test."},
        {"127.53.10.2", "ns2.example.test."},  {"192.0.2.129", "classless.example.test."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_addr a;
        struct nk_name reverse;
        char text[NK_NAME_TEXT_MAX];
        uint8_t query[512];
        struct nk_buf out = {0};
        const struct how how = {0};
        assert_true(nk_addr_parse(cases[i].addr, strlen(cases[i].addr), &a, NULL));
        nk_name_reverse(&a, &reverse);
        nk_name_format(&reverse, text);
        add_answer(&out, RESOLVER, query, write_query(query, sizeof query, text, NK_TYPE_PTR, &how),
                   false);
        if (strstr(out.data, cases[i].want) == NULL)
            fail_msg("%s: %s", cases[i].addr, out.data);
        nk_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),   cmocka_unit_test(test_negative),
        cmocka_unit_test(test_referrals), cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_dname),     cmocka_unit_test(test_dname_too_long),
        cmocka_unit_test(test_wildcards), cmocka_unit_test(test_resolver),
        cmocka_unit_test(test_reverse),
    };
    return cmocka_run_group_tests(tests, build_lab, release_lab);
}
