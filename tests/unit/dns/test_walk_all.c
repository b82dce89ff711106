#include "script.h"

/* Every server of every zone. */

static void run_all(struct script *s, const struct row *rows, const char *log)
{
    script_init(s, rows);
    s->setup.all = true;
    script_run(s, "www.example.test", NK_TYPE_A);
    assert_string_equal(s->log.data, log);
}

#define SERVERS                                                                                   \
    {"192.0.2.1", ". NS", "aa", ". 60 NS root.", NULL, NULL},                                     \
        {"192.0.2.2", "test. NS", "aa", "test. 60 NS NS.NIC.test.", NULL, NULL},                  \
    {                                                                                             \
        "192.0.2.11", "example.test. NS", "aa",                                                   \
            "example.test. 60 NS ns2.example.test.\nexample.test. 60 NS ns1.example.test.", NULL, \
            NULL                                                                                  \
    }
#define ALL(zone, address, verdict) zone " " address " www.example.test. A: " verdict "\n"
#define ALL_DOWN                                        \
    ALL(".", "192.0.2.1", "referral")                   \
    ". 192.0.2.1 . NS: answer\ncompared .: same\n" ALL( \
        "test.", "192.0.2.2",                           \
        "referral") "test. 192.0.2.2 test. NS: answer\ncompared test.: same\n"

static void test_all(void **state)
{
    static const struct row same[] = {
        SERVERS,
        ROOT,
        TLD,
        {"192.0.2.11", NULL, "aa",
         "www.example.test. 60 A 198.51.100.1\nwww.example.test. 60 A 198.51.100.2", NULL, NULL},
        {"192.0.2.12", NULL, "aa",
         "WWW.example.test. 50 A 198.51.100.2\nwww.example.test. 50 A 198.51.100.1", NULL, NULL},
        END,
    };
    static const struct row other[] = {
        SERVERS,
        ROOT,
        TLD,
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        {"192.0.2.12", NULL, "aa", "www.example.test. 60 A 198.51.100.2", NULL, NULL},
        END,
    };
    struct script s;
    (void)state;
    run_all(&s, same,
            ALL_DOWN ALL("example.test.", "192.0.2.11", "answer")
                ALL("example.test.", "192.0.2.12",
                    "answer") "example.test. 192.0.2.11 example.test. NS: answer\n"
                              "compared example.test.: same\nend answer\n");
    assert_non_null(strstr(s.whys.data, "2 servers say the same\n"));
    script_release(&s);
    run_all(&s, other,
            ALL_DOWN ALL("example.test.", "192.0.2.11", "answer")
                ALL("example.test.", "192.0.2.12",
                    "answer") "example.test. 192.0.2.11 example.test. NS: answer\n"
                              "compared example.test.: different\nend answer\n");
    assert_non_null(strstr(s.whys.data, "the servers disagree: 1 of 2"));
    script_release(&s);
}

/* The zone names other servers than its delegation: the new one is asked too. */
static void test_drift(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.11", "example.test. NS", "aa",
         "example.test. 60 NS ns1.example.test.\nexample.test. 60 NS ns3.example.test.", NULL,
         "ns3.example.test. 60 A 192.0.2.13"},
        SERVERS,
        ROOT,
        TLD,
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        {"192.0.2.12", NULL, "refused", NULL, NULL, NULL},
        {"192.0.2.13", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    struct script s;
    (void)state;
    run_all(&s, rows,
            ALL_DOWN ALL("example.test.", "192.0.2.11", "answer")
                ALL("example.test.", "192.0.2.12",
                    "refused") "example.test. 192.0.2.11 example.test. NS: "
                               "answer\n" ALL("example.test.", "192.0.2.13",
                                              "answer") "compared example.test.: "
                                                        "different\n"
                                                        "end answer\n");
    assert_non_null(strstr(s.whys.data,
                           "2 servers say the same (1 refusing); the delegation alone names "
                           "ns2.example.test., the zone alone names ns3.example.test.\n"));
    script_release(&s);
}

/* What is left of the walk for others: the zone that spoke last, and its servers. */
static void test_zone(void **state)
{
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    struct nk_dns_question q = {name("www.example.test"), NK_TYPE_A, NK_CLASS_IN};
    const struct nk_name zone = name("example.test"), second = name("ns2.example.test");
    struct nk_name found;
    struct nk_addr addr;
    struct nk_err err = {0};
    struct script s;
    (void)state;
    script_init(&s, rows);
    struct nk_dns_walk *w = nk_dns_walk_new(&s.setup, &s.hints, &q, &err);
    assert_non_null(w);
    assert_true(nk_dns_walk_run(w, &err));
    nk_dns_walk_zone(w, &found);
    assert_true(nk_name_equal(&found, &zone));
    assert_true(nk_dns_walk_server(w, 1, &found, &addr));
    assert_true(nk_name_equal(&found, &second));
    assert_int_equal(addr.lo, 0xc000020c);
    assert_false(nk_dns_walk_server(w, 2, &found, &addr));
    nk_dns_walk_free(w);
    script_release(&s);
}

/* The questions are used up while all servers are asked: what was said first counts. */
static void test_spent(void **state)
{
    static const struct row rows[] = {
        SERVERS, ROOT, TLD, {NULL, NULL, "aa", "www.example.test. 60 A 198.51.100.1", NULL, NULL},
        END,
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.setup.all = true;
    s.setup.limits.queries = 5;
    script_run(&s, "www.example.test", NK_TYPE_A);
    assert_string_equal(s.log.data,
                        ALL_DOWN ALL("example.test.", "192.0.2.11",
                                     "answer") "compared example.test.: same\nend answer\n");
    script_release(&s);
}

/* A zone that does not tell of its servers is not asked twice; the last server is silent. */
static void test_untold(void **state)
{
    static const struct row rows[] = {
        ROOT,
        TLD,
        {"192.0.2.11", "www.example.test. A", "aa", "www.example.test. 60 A 198.51.100.1", NULL,
         NULL},
        END,
    };
    struct script s;
    (void)state;
    run_all(
        &s, rows,
        ALL(".", "192.0.2.1", "referral") ". 192.0.2.1 . NS: lame\ncompared .: same\n" ALL(
            "test.", "192.0.2.2",
            "referral") "test. 192.0.2.2 test. NS: lame\n"
                        "compared test.: same\n" ALL("example.test.", "192.0.2.11", "answer")
                            ALL("example.test.", "192.0.2.12", "timeout") ALL(
                                "example.test.", "192.0.2.12",
                                "timeout") "example.test. 192.0.2.11 example.test. NS: timeout\n"
                                           "compared example.test.: same\nend answer\n");
    assert_non_null(strstr(s.whys.data, "one server answers (1 silent)\n"));
    script_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all),   cmocka_unit_test(test_drift),  cmocka_unit_test(test_zone),
        cmocka_unit_test(test_spent), cmocka_unit_test(test_untold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
