#include "script.h"

static void test_answer(void **state)
{
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", "www.example.test. A", "aa", "www.example.test. 60 A 198.51.100.1", NULL,
         NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "example.test. 192.0.2.11 www.example.test. A: "
                                              "answer\nend answer\n",
                  "authoritative answer of 1 record\n");
}

static void test_negative(void **state)
{
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", "no.example.test. A", "aa nxdomain", NULL, SOA, NULL},
        {"192.0.2.11", "www.example.test. MX", "aa", NULL, SOA, NULL},
        {"192.0.2.11", "bare.example.test. A", "aa nxdomain", NULL, NULL, NULL},
        {"192.0.2.11", "none.example.test. A", "aa", NULL, NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "no.example.test", NK_TYPE_A,
                  DOWN("no.example.test. A") "example.test. 192.0.2.11 no.example.test. A: "
                                             "nxdomain\nend nxdomain\n",
                  "no.example.test. does not exist; that may be kept for 300 s");
    script_expect(rows, "www.example.test", NK_TYPE_MX,
                  DOWN("www.example.test. MX") "example.test. 192.0.2.11 www.example.test. MX: "
                                               "nodata\nend nodata\n",
                  "has no record of type MX; that may be kept for 300 s");
    script_expect(rows, "bare.example.test", NK_TYPE_A,
                  DOWN("bare.example.test. A") "example.test. 192.0.2.11 bare.example.test. A: "
                                               "nxdomain\nend nxdomain\n",
                  "without a SOA record it may not be kept");
    script_expect(rows, "none.example.test", NK_TYPE_A,
                  DOWN("none.example.test. A") "example.test. 192.0.2.11 none.example.test. A: "
                                               "nodata\nend nodata\n",
                  NULL);
}

static void test_cname(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", "www.there.org. A", "", NULL, "org. 60 NS ns.org.", "ns.org. 60 A 192.0.2.3"},
        ROOT,
        TLD,
        {"192.0.2.3", NULL, "aa", "www.there.org. 60 A 198.51.100.9", NULL, NULL},
        /* out of the zone, over one name within; what the server says of the target counts not */
        {"192.0.2.11", "www.example.test. A", "aa",
         "www.example.test. 60 CNAME web.example.test.\nweb.example.test. 60 CNAME www.there.org.\n"
         "www.there.org. 60 A 203.0.113.66",
         NULL, NULL},
        {"192.0.2.11", "in.example.test. A", "aa",
         "in.example.test. 60 CNAME web2.example.test.\nweb2.example.test. 60 A 198.51.100.2", NULL,
         NULL},
        {"192.0.2.11", "half.example.test. A", "aa", "half.example.test. 60 CNAME in.example.test.",
         NULL, NULL},
        {"192.0.2.11", "void.example.test. A", "aa nxdomain",
         "void.example.test. 60 CNAME no.example.test.", SOA, NULL},
        {"192.0.2.11", "in.example.test. CNAME", "aa",
         "in.example.test. 60 CNAME web2.example.test.", NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "www.example.test", NK_TYPE_A,
                  DOWN("www.example.test. A") "example.test. 192.0.2.11 www.example.test. A: "
                                              "cname\n"
                                              ". 192.0.2.1 www.there.org. A: referral\n"
                                              "org. 192.0.2.3 www.there.org. A: answer\n"
                                              "end answer\n",
                  "aliases, at last for www.there.org.");
    script_expect(rows, "in.example.test", NK_TYPE_A,
                  DOWN("in.example.test. A") "example.test. 192.0.2.11 in.example.test. A: answer\n"
                                             "end answer\n",
                  "authoritative answer of 1 record at the end of 1 alias");
    script_expect(rows, "half.example.test", NK_TYPE_A,
                  DOWN("half.example.test. A") "example.test. 192.0.2.11 half.example.test. A: "
                                               "cname\n"
                                               "example.test. 192.0.2.11 in.example.test. A: "
                                               "answer\nend answer\n",
                  NULL);
    script_expect(rows, "void.example.test", NK_TYPE_A,
                  DOWN("void.example.test. A") "example.test. 192.0.2.11 void.example.test. A: "
                                               "nxdomain\nend nxdomain\n",
                  "no.example.test. does not exist");
    script_expect(rows, "in.example.test", NK_TYPE_CNAME,
                  DOWN("in.example.test. CNAME") "example.test. 192.0.2.11 in.example.test. CNAME: "
                                                 "answer\nend answer\n",
                  NULL);
}

static void test_cname_loops(void **state)
{
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", "a.example.test. A", "aa",
         "a.example.test. 60 CNAME b.example.test.\nb.example.test. 60 CNAME a.example.test.", NULL,
         NULL},
        {"192.0.2.11", "c.example.test. A", "aa", "c.example.test. 60 CNAME d.example.test.", NULL,
         NULL},
        {"192.0.2.11", "d.example.test. A", "aa", "d.example.test. 60 CNAME c.example.test.", NULL,
         NULL},
        END,
    };
    (void)state;
    script_expect(rows, "a.example.test", NK_TYPE_A,
                  DOWN("a.example.test. A") "example.test. 192.0.2.11 a.example.test. A: loop\n"
                                            "end loop\n",
                  "the aliases lead back to a.example.test.");
    script_expect(rows, "c.example.test", NK_TYPE_A,
                  DOWN("c.example.test. A") "example.test. 192.0.2.11 c.example.test. A: cname\n"
                                            "example.test. 192.0.2.11 d.example.test. A: cname\n"
                                            "stuck example.test. : loop\n"
                                            "end loop\n",
                  "the aliases lead back to c.example.test.");
}

static void test_dname(void **state)
{
#define LONG                                                        \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa." \
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb." \
    "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc."
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", "a.old.example.test. A", "aa",
         "old.example.test. 60 DNAME new.example.test.\n"
         "a.old.example.test. 60 CNAME a.new.example.test.\na.new.example.test. 60 A 198.51.100.3",
         NULL, NULL},
        {"192.0.2.11", "b.old.example.test. A", "aa",
         "old.example.test. 60 DNAME new.example.test.\n"
         "b.old.example.test. 60 CNAME b.evil.example.test.",
         NULL, NULL},
        {"192.0.2.12", "b.old.example.test. A", "aa",
         "old.example.test. 60 DNAME new.example.test.", NULL, NULL},
        {"192.0.2.11", "b.new.example.test. A", "aa", "b.new.example.test. 60 A 198.51.100.4", NULL,
         NULL},
        {"192.0.2.11", "old.example.test. DNAME", "aa",
         "old.example.test. 60 DNAME new.example.test.", NULL, NULL},
        {"192.0.2.11", NULL, "aa yxdomain", "old.example.test. 60 DNAME " LONG "example.test.",
         NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "a.old.example.test", NK_TYPE_A,
                  DOWN("a.old.example.test. A") "example.test. 192.0.2.11 a.old.example.test. A: "
                                                "answer\nend answer\n",
                  NULL);
    script_expect(rows, "b.old.example.test", NK_TYPE_A,
                  DOWN("b.old.example.test. A") "example.test. 192.0.2.11 b.old.example.test. A: "
                                                "lame\n"
                                                "example.test. 192.0.2.12 b.old.example.test. A: "
                                                "cname\n"
                                                "example.test. 192.0.2.11 b.new.example.test. A: "
                                                "answer\nend answer\n",
                  "its CNAME record is not what the DNAME of old.example.test. makes");
    script_expect(rows, "old.example.test", NK_TYPE_DNAME,
                  DOWN("old.example.test. DNAME") "example.test. 192.0.2.11 old.example.test. "
                                                  "DNAME: answer\nend answer\n",
                  NULL);
    script_expect(rows, LONG "old.example.test", NK_TYPE_A,
                  DOWN(LONG "old.example.test. A") "example.test. 192.0.2.11 " LONG
                                                   "old.example.test. A: limit\nend limit\n",
                  "more than 255 octets");
}

/* DS stands at the parent; and a server of both zones skips the referral. */
static void test_cuts(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", "example.test. DS", "aa",
         "example.test. 60 DS 1 13 2 "
         "0000000000000000000000000000000000000000000000000000000000000000",
         NULL, NULL},
        {"192.0.2.2", "none.test. DS", "", NULL, "none.test. 60 NS ns.none.test.", NULL},
        {"192.0.2.2", "www.both.test. A", "aa", "www.both.test. 60 A 198.51.100.5",
         "both.test. 60 NS ns.nic.test.", NULL},
        {"192.0.2.2", "no.both.test. A", "aa nxdomain", NULL,
         "both.test. 60 SOA ns.nic.test. a.test. 1 2 3 4 5", NULL},
        END,
    };
    static const struct row root[] = {
        {"192.0.2.1", ". NS", "aa", ". 60 NS root.", NULL, NULL},
        {"192.0.2.1", ". DS", "aa", NULL, ". 60 SOA root. root. 1 2 3 4 5", NULL},
        {"192.0.2.1", "test. DS", "aa", NULL, ". 60 SOA root. root. 1 2 3 4 5", NULL},
        END,
    };
    (void)state;
    script_expect(rows, "example.test", NK_TYPE_DS,
                  ". 192.0.2.1 example.test. DS: referral\n"
                  "test. 192.0.2.2 example.test. DS: answer\nend answer\n",
                  NULL);
    script_expect(rows, "none.test", NK_TYPE_DS,
                  ". 192.0.2.1 none.test. DS: referral\n"
                  "test. 192.0.2.2 none.test. DS: lame\nend lame\n",
                  "it refers past the parent, to none.test.");
    script_expect(rows, "www.both.test", NK_TYPE_A,
                  ". 192.0.2.1 www.both.test. A: referral\n"
                  "test. 192.0.2.2 www.both.test. A: answer\nend answer\n",
                  "it has the zone both.test. too, and skips the referral");
    script_expect(rows, "no.both.test", NK_TYPE_A,
                  ". 192.0.2.1 no.both.test. A: referral\n"
                  "test. 192.0.2.2 no.both.test. A: nxdomain\nend nxdomain\n",
                  "it has the zone both.test. too");
    script_expect(root, ".", NK_TYPE_NS, ". 192.0.2.1 . NS: answer\nend answer\n", NULL);
    script_expect(root, ".", NK_TYPE_DS, ". 192.0.2.1 . DS: nodata\nend nodata\n", NULL);
    script_expect(root, "test", NK_TYPE_DS, ". 192.0.2.1 test. DS: nodata\nend nodata\n", NULL);
}

/* The labels field of the signature tells of the wildcard. */
static void test_wildcard(void **state)
{
    static const struct row rows[] = {
        ROOT,
        {"192.0.2.2", NULL, "", NULL,
         "example.test. 300 NS ns1.example.test.\n"
         "example.test. 300 DS 1 13 2 "
         "0000000000000000000000000000000000000000000000000000000000000000",
         "ns1.example.test. 300 A 192.0.2.11"},
        {"192.0.2.11", "x.example.test. A", "aa",
         "x.example.test. 60 A 198.51.100.1\n"
         "x.example.test. 60 RRSIG A 13 2 60 20300101000000 20200101000000 1 example.test. AAAA",
         NULL, NULL},
        {"192.0.2.11", "*.example.test. A", "aa",
         "*.example.test. 60 A 198.51.100.1\n"
         "*.example.test. 60 RRSIG A 13 2 60 20300101000000 20200101000000 1 example.test. AAAA",
         NULL, NULL},
        END,
    };
    (void)state;
    script_expect(rows, "x.example.test", NK_TYPE_A,
                  DOWN("x.example.test. A") "example.test. 192.0.2.11 x.example.test. A: answer\n"
                                            "end answer\n",
                  "authoritative answer of 1 record, made from a wildcard\n");
    script_expect(rows, "*.example.test", NK_TYPE_A,
                  DOWN("*.example.test. A") "example.test. 192.0.2.11 *.example.test. A: answer\n"
                                            "end answer\n",
                  "authoritative answer of 1 record\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answer),   cmocka_unit_test(test_negative),
        cmocka_unit_test(test_cname),    cmocka_unit_test(test_cname_loops),
        cmocka_unit_test(test_dname),    cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_wildcard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
