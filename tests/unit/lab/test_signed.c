/* What the servers add for DNSSEC (RFC 4035 3.1), and only where it is asked for. */
#include "ask.h"

#define SIGNED "127.53.25.1"
#define SOA                                                                                      \
    "=signed.test. 300 SOA ns1.signed.test. hostmaster.signed.test. 2026010101 1800 900 604800 " \
    "300\n=signed.test. 300 RRSIG SOA\n"

static void ask(const char *server, const char *of, uint16_t type, const char *want)
{
    expect_how(server, of, type, (struct how){.udp_size = 1232, .dnssec_ok = true}, want);
}

static void test_without_do(void **state)
{
    (void)state;
    expect(SIGNED, "www.signed.test", NK_TYPE_A,
           "NOERROR aa\n!www.signed.test. 3600 A 203.0.113.25\n");
    expect("127.53.1.1", "signed.test", NK_TYPE_A,
           "NOERROR\n=signed.test. 3600 NS ns1.signed.test.\n"
           "+ns1.signed.test. 3600 A 127.53.25.1\n");
    /* what is asked for by name is given */
    expect("127.53.1.1", "signed.test", NK_TYPE_DS, "NOERROR aa\n!signed.test. 3600 DS\n");
}

static void test_answers(void **state)
{
    (void)state;
    ask(SIGNED, "www.signed.test", NK_TYPE_A,
        "NOERROR aa\n!www.signed.test. 3600 A 203.0.113.25\n!www.signed.test. 3600 RRSIG A\n"
        "+OPT 1232 do\n");
    ask(SIGNED, "signed.test", NK_TYPE_DNSKEY,
        "NOERROR aa\n!signed.test. 3600 DNSKEY\n!signed.test. 3600 DNSKEY\n"
        "!signed.test. 3600 RRSIG DNSKEY\n+OPT 1232 do\n");
    ask(SIGNED, "web.signed.test", NK_TYPE_A,
        "NOERROR aa\n!web.signed.test. 3600 CNAME www.signed.test.\n"
        "!web.signed.test. 3600 RRSIG CNAME\n!www.signed.test. 3600 A 203.0.113.25\n"
        "!www.signed.test. 3600 RRSIG A\n+OPT 1232 do\n");
    /* the CNAME that a DNAME stands for has no signature (RFC 6672 5.3.1) */
    ask(SIGNED, "www.old.signed.test", NK_TYPE_A,
        "NOERROR aa\n!old.signed.test. 3600 DNAME new.signed.test.\n"
        "!old.signed.test. 3600 RRSIG DNAME\n!www.old.signed.test. 3600 CNAME "
        "www.new.signed.test.\n!www.new.signed.test. 3600 A 203.0.113.26\n"
        "!www.new.signed.test. 3600 RRSIG A\n+OPT 1232 do\n");
    ask(SIGNED, "signed.test", NK_TYPE_MX,
        "NOERROR aa\n!signed.test. 3600 MX 10 mail.signed.test.\n!signed.test. 3600 RRSIG MX\n"
        "+mail.signed.test. 3600 A 203.0.113.125\n+mail.signed.test. 3600 RRSIG A\n"
        "+OPT 1232 do\n");
}

static void test_negative(void **state)
{
    (void)state;
    /* no such name, and no wildcard at its closest encloser */
    ask(SIGNED, "nope.signed.test", NK_TYPE_A,
        "NXDOMAIN aa\n" SOA "=www.new.signed.test. 300 NSEC ns1.signed.test. A RRSIG NSEC\n"
        "=www.new.signed.test. 300 RRSIG NSEC\n"
        "=signed.test. 300 NSEC a.ent.signed.test. A NS SOA MX RRSIG NSEC DNSKEY\n"
        "=signed.test. 300 RRSIG NSEC\n+OPT 1232 do\n");
    /* no such type */
    ask(SIGNED, "www.signed.test", NK_TYPE_MX,
        "NOERROR aa\n" SOA "=www.signed.test. 300 NSEC signed.test. A AAAA RRSIG NSEC\n"
        "=www.signed.test. 300 RRSIG NSEC\n+OPT 1232 do\n");
    /* an empty non-terminal: the record before it says so */
    ask(SIGNED, "ent.signed.test", NK_TYPE_A,
        "NOERROR aa\n" SOA
        "=signed.test. 300 NSEC a.ent.signed.test. A NS SOA MX RRSIG NSEC DNSKEY\n"
        "=signed.test. 300 RRSIG NSEC\n+OPT 1232 do\n");
}

static void test_wildcards(void **state)
{
    static const char star[] = "=*.wild.signed.test. 300 NSEC www.signed.test. A RRSIG NSEC\n"
                               "=*.wild.signed.test. 300 RRSIG NSEC\n+OPT 1232 do\n";
    char want[600];
    (void)state;
    /* made from the wildcard, and a proof that no closer name is there */
    snprintf(want, sizeof want,
             "NOERROR aa\n!x.wild.signed.test. 3600 A 203.0.113.99\n"
             "!x.wild.signed.test. 3600 RRSIG A\n%s",
             star);
    ask(SIGNED, "x.wild.signed.test", NK_TYPE_A, want);
    /* the type is not there either: here one record proves both */
    snprintf(want, sizeof want, "NOERROR aa\n" SOA "%s", star);
    ask(SIGNED, "x.wild.signed.test", NK_TYPE_MX, want);
}

static void test_referrals(void **state)
{
    (void)state;
    ask("127.53.1.1", "www.signed.test", NK_TYPE_A,
        "NOERROR\n=signed.test. 3600 NS ns1.signed.test.\n=signed.test. 3600 DS\n"
        "=signed.test. 3600 RRSIG DS\n+ns1.signed.test. 3600 A 127.53.25.1\n+OPT 1232 do\n");
    /* not signed below: the proof is that there is no DS record */
    ask(SIGNED, "www.plain.signed.test", NK_TYPE_A,
        "NOERROR\n=plain.signed.test. 3600 NS ns1.plain.signed.test.\n"
        "=plain.signed.test. 300 NSEC web.signed.test. NS RRSIG NSEC\n"
        "=plain.signed.test. 300 RRSIG NSEC\n+ns1.plain.signed.test. 3600 A 127.53.25.2\n"
        "+OPT 1232 do\n");
    ask(SIGNED, "plain.signed.test", NK_TYPE_DS,
        "NOERROR aa\n" SOA "=plain.signed.test. 300 NSEC web.signed.test. NS RRSIG NSEC\n"
        "=plain.signed.test. 300 RRSIG NSEC\n+OPT 1232 do\n");
}

/* A chain of aliases through wildcards needs a proof for each; the resolver passes them on. */
static void test_resolver(void **state)
{
    (void)state;
    ask("127.53.0.53", "x.wild.signed.test", NK_TYPE_A,
        "NOERROR ra\n!x.wild.signed.test. 3600 A 203.0.113.99\n"
        "!x.wild.signed.test. 3600 RRSIG A\n"
        "=*.wild.signed.test. 300 NSEC www.signed.test. A RRSIG NSEC\n"
        "=*.wild.signed.test. 300 RRSIG NSEC\n+OPT 1232 do\n");
    ask("127.53.0.53", "www.plain.signed.test", NK_TYPE_A,
        "NOERROR ra\n!www.plain.signed.test. 3600 A 203.0.113.27\n+OPT 1232 do\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_do), cmocka_unit_test(test_answers),
        cmocka_unit_test(test_negative),   cmocka_unit_test(test_wildcards),
        cmocka_unit_test(test_referrals),  cmocka_unit_test(test_resolver),
    };
    return cmocka_run_group_tests(tests, build_lab, release_lab);
}
