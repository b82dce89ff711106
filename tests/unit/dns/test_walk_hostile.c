#include "script.h"

/* Servers that would keep a walk busy for ever. Each case has to end within its limits, which
 * script_watch() checks, and to tell which of them ended it. */

static void expect(struct script *s, const char *qname, enum nk_step_verdict verdict,
                   const char *why)
{
    script_run(s, qname, NK_TYPE_A);
    assert_string_equal(nk_step_verdict_name(s->verdict), nk_step_verdict_name(verdict));
    if (strstr(s->whys.data, why) == NULL)
        fail_msg("no '%s' in:\n%s", why, s->whys.data);
    script_release(s);
}

/* "cNUMBER.test." with one more at every question. */
static void make_alias(struct script *s, struct nk_dns_writer *w, const struct nk_dns_question *q)
{
    char text[32];
    snprintf(text, sizeof text, "c%u.test.", s->asked);
    struct nk_name target = name(text);
    assert_true(nk_dns_put_record(w, NK_DNS_ANSWER, &q->name, NK_TYPE_CNAME, NK_CLASS_IN, 60,
                                  target.wire, target.len));
}

static void test_endless_aliases(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "aa make", NULL, NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.make = make_alias;
    expect(&s, "c.test", NK_STEP_LIMIT, "more than 32 aliases are not followed");
    script_init(&s, rows);
    s.make = make_alias;
    s.setup.limits.aliases = 1000;
    expect(&s, "c.test", NK_STEP_LIMIT, "300 questions have been sent");
}

/* A chain in one message that has no end either. */
static void make_chain(struct script *s, struct nk_dns_writer *w, const struct nk_dns_question *q)
{
    struct nk_name from = q->name;
    (void)s;
    for (unsigned i = 0; i < 500; i++) {
        char text[32];
        snprintf(text, sizeof text, "d%u.test.", i);
        struct nk_name to = name(text);
        assert_true(nk_dns_put_record(w, NK_DNS_ANSWER, &from, NK_TYPE_CNAME, NK_CLASS_IN, 60,
                                      to.wire, to.len));
        from = to;
    }
}

static void test_long_chain(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "aa make", NULL, NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.make = make_chain;
    expect(&s, "c.test", NK_STEP_LIMIT, "more than 32 aliases at once");
}

/* NXNSAttack: thousands of servers without glue, each in a zone of its own. */
static void make_many(struct script *s, struct nk_dns_writer *w, const struct nk_dns_question *q)
{
    struct nk_name zone;
    (void)s;
    nk_name_suffix(&q->name, 1, &zone);
    for (unsigned i = 0; i < 1500; i++) {
        char text[64];
        snprintf(text, sizeof text, "ns%u.victim%u.example.", i, i);
        struct nk_name server = name(text);
        if (!nk_dns_put_record(w, NK_DNS_AUTHORITY, &zone, NK_TYPE_NS, NK_CLASS_IN, 60, server.wire,
                               server.len))
            break;
    }
}

static void test_many_servers(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", "www.attacker. A", "make", NULL, NULL, NULL},
        {"192.0.2.1", NULL, "aa nxdomain", NULL, ". 60 SOA root. root. 1 2 3 4 5", NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.make = make_many;
    script_run(&s, "www.attacker", NK_TYPE_A);
    assert_int_equal(s.asked, 11);
    assert_non_null(strstr(s.whys.data, "refers to attacker. with 1500 servers, of which the first "
                                        "32 are used and no glue"));
    assert_non_null(strstr(s.whys.data, "no more addresses of servers are looked for: 10 were, for "
                                        "this zone"));
    assert_int_equal(s.verdict, NK_STEP_LIMIT);
    script_release(&s);
}

/* Every zone's servers stand in two other zones. */
static void make_tree(struct script *s, struct nk_dns_writer *w, const struct nk_dns_question *q)
{
    struct nk_name zone;
    nk_name_suffix(&q->name, 1, &zone);
    for (unsigned i = 0; i < 4; i++) {
        char text[64];
        snprintf(text, sizeof text, "ns.t%ux%u.", s->asked, i);
        struct nk_name server = name(text);
        assert_true(nk_dns_put_record(w, NK_DNS_AUTHORITY, &zone, NK_TYPE_NS, NK_CLASS_IN, 60,
                                      server.wire, server.len));
    }
}

static void test_endless_servers(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "make", NULL, NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.make = make_tree;
    script_run(&s, "www.test", NK_TYPE_A);
    assert_true(s.asked <= 101);
    assert_non_null(strstr(s.whys.data, "12 walks are open already, one in the other"));
    assert_non_null(strstr(s.whys.data, "are looked for: 100 were, for this name"));
    assert_int_equal(s.verdict, NK_STEP_LIMIT);
    script_release(&s);
}

/* One label further down each time, to the very server that says so. */
static void make_down(struct script *s, struct nk_dns_writer *w, const struct nk_dns_question *q)
{
    static const uint8_t address[] = {192, 0, 2, 1};
    struct nk_name zone;
    nk_name_suffix(&q->name, s->asked, &zone);
    assert_true(nk_dns_put_record(w, NK_DNS_AUTHORITY, &zone, NK_TYPE_NS, NK_CLASS_IN, UINT32_MAX,
                                  zone.wire, zone.len));
    assert_true(nk_dns_put_record(w, NK_DNS_ADDITIONAL, &zone, NK_TYPE_A, NK_CLASS_IN, 60, address,
                                  sizeof address));
}

static void test_endless_referrals(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "make", NULL, NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    char text[256] = "";
    (void)state;
    for (size_t i = 0; i < 120; i++)
        strcat(text, "x.");
    script_init(&s, rows);
    s.make = make_down;
    expect(&s, text, NK_STEP_LAME, "it refers back to the zone itself, x.x.");
    script_init(&s, rows);
    s.make = make_down;
    s.setup.limits.referrals = 20;
    expect(&s, text, NK_STEP_LIMIT, "more than 20 referrals are not followed");
}

/* What happens to a TTL with its top bit set (RFC 2181 8). */
static void see_ttl(void *closure, const struct nk_dns_event *step)
{
    struct script *s = closure;
    script_watch(s, step);
    if (step->judged != NULL && step->event == NK_EVENT_ASKED) {
        assert_true(step->judged->has_ttl);
        assert_int_equal(step->judged->ttl, 0);
    }
}

static void test_huge_ttl(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "aa", "www.test. 4294967295 A 198.51.100.1", NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.setup.watch = see_ttl;
    expect(&s, "www.test", NK_STEP_ANSWER, "authoritative answer");
}

/* All servers are silent: the deadline ends it, and the time that is told is the clock's. */
static void test_deadline(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "", NULL, "test. 60 NS a.test.\ntest. 60 NS b.test.",
         "a.test. 60 A 192.0.2.5\na.test. 60 A 192.0.2.6\na.test. 60 A 192.0.2.7\n"
         "b.test. 60 A 192.0.2.8\nb.test. 60 A 192.0.2.9"},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.setup.policy.tries = 100;
    expect(&s, "www.test", NK_STEP_LIMIT, "the time that the walk may take is up");
    script_init(&s, rows);
    s.setup.limits.queries = 4;
    expect(&s, "www.test", NK_STEP_LIMIT, "4 questions have been sent");
}

/* Addresses by the hundred for one server: a few of them are kept. */
static void make_addresses(struct script *s, struct nk_dns_writer *w,
                           const struct nk_dns_question *q)
{
    struct nk_name zone, server = name("ns.test.");
    (void)s;
    nk_name_suffix(&q->name, 1, &zone);
    assert_true(nk_dns_put_record(w, NK_DNS_AUTHORITY, &zone, NK_TYPE_NS, NK_CLASS_IN, 60,
                                  server.wire, server.len));
    for (unsigned i = 0; i < 250; i++) {
        uint8_t address[] = {192, 0, 2, (uint8_t)(i + 4)};
        assert_true(nk_dns_put_record(w, NK_DNS_ADDITIONAL, &server, NK_TYPE_A, NK_CLASS_IN, 60,
                                      address, sizeof address));
    }
}

static void test_many_addresses(void **state)
{
    static const struct row rows[] = {
        {"192.0.2.1", NULL, "make", NULL, NULL, NULL},
        {NULL, NULL, "refused", NULL, NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct script s;
    (void)state;
    script_init(&s, rows);
    s.make = make_addresses;
    script_run(&s, "www.test", NK_TYPE_A);
    assert_int_equal(s.asked, 1 + NK_JUDGE_GLUE_MAX);
    assert_int_equal(s.verdict, NK_STEP_REFUSED);
    script_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_endless_aliases),   cmocka_unit_test(test_long_chain),
        cmocka_unit_test(test_many_servers),      cmocka_unit_test(test_endless_servers),
        cmocka_unit_test(test_endless_referrals), cmocka_unit_test(test_huge_ttl),
        cmocka_unit_test(test_deadline),          cmocka_unit_test(test_many_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
