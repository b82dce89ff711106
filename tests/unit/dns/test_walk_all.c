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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_drift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
