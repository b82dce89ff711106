#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab/zone.h"

static struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

static bool read_zone(struct nk_zone *z, const char *text, struct nk_err *err)
{
    const struct nk_name origin = name("example.");
    return nk_zone_read(z, text, strlen(text), &origin, err);
}

static const char text[] = "$TTL 60\n"
                           "b A 192.0.2.2\n"
                           "@ SOA m r 7 2 3 4 99\n"
                           "z.y.x A 192.0.2.9\n"
                           "B A 192.0.2.1\n"
                           "b A 192.0.2.2 ; again\n"
                           "b TXT t\n"
                           "ab A 192.0.2.3\n";

static size_t count(const struct nk_zone *z, const char *owner, uint16_t type)
{
    const struct nk_name n = name(owner);
    return nk_zone_find(z, &n, type).count;
}

static void test_find(void **state)
{
    struct nk_zone z = {0};
    struct nk_name n = name("b.example.");
    (void)state;
    assert_true(read_zone(&z, text, NULL));
    assert_int_equal(z.count, 6);
    assert_int_equal(count(&z, "b.example.", NK_TYPE_A), 2);
    assert_int_equal(count(&z, "B.EXAMPLE.", NK_TYPE_TXT), 1);
    assert_int_equal(count(&z, "b.example.", NK_TYPE_AAAA), 0);
    assert_int_equal(count(&z, "example.", NK_TYPE_SOA), 1);
    assert_int_equal(nk_zone_node(&z, &n).count, 3);
    /* the records of a set keep their order */
    assert_int_equal(nk_zone_rdata(&z, nk_zone_find(&z, &n, NK_TYPE_A).first)[3], 2);
    assert_int_equal(nk_zone_serial(&z), 7);
    assert_int_equal(nk_zone_minimum(&z), 99);
    nk_zone_release(&z);
    assert_int_equal(nk_zone_serial(&z), 0);
}

static void test_exists(void **state)
{
    static const struct {
        const char *name;
        bool exists;
    } cases[] = {
        {"example.", true},     {"b.example.", true},     {"x.example.", true},
        {"y.x.example.", true}, {"z.y.x.example.", true}, {"a.z.y.x.example.", false},
        {"a.example.", false},  {"zz.example.", false},   {"y.example.", false},
    };
    struct nk_zone z = {0};
    (void)state;
    assert_true(read_zone(&z, text, NULL));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct nk_name n = name(cases[i].name);
        if (nk_zone_exists(&z, &n) != cases[i].exists)
            fail_msg("%s", cases[i].name);
    }
    nk_zone_release(&z);
}

static void test_nsec(void **state)
{
    static const struct {
        const char *name, *owner;
    } cases[] = {
        {"example.", "example."},     {"a.example.", "example."},
        {"b.example.", "b.example."}, {"x.b.example.", "b.example."},
        {"c.example.", "b.example."}, {"ns.d.example.", "d.example."},
        {"z.example.", "d.example."}, {"example2.", "d.example."},
    };
    struct nk_zone z = {0};
    const struct nk_name before = name("a.");
    (void)state;
    assert_true(read_zone(&z,
                          "$TTL 1\n@ NSEC b NSEC\nb NSEC d A NSEC\nb A 192.0.2.1\nd NS ns.d\n"
                          "d NSEC @ NS NSEC\nns.d A 192.0.2.1\n",
                          NULL));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct nk_name n = name(cases[i].name), owner = name(cases[i].owner);
        struct nk_zone_set set = nk_zone_nsec(&z, &n);
        if (set.count != 1 || !nk_name_equal(&set.first->owner, &owner))
            fail_msg("%s", cases[i].name);
    }
    assert_int_equal(nk_zone_nsec(&z, &before).count, 0);
    nk_zone_release(&z);
}

static void test_refused(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"$TTL 1\nb A 192.0.2.1\nc A x\n", "3:5: "},
        {"b.test. 1 A 192.0.2.1\n", "1: the owner is not in the zone"},
        {"b 1 CH TXT x\n", "1: the record is not of class IN"},
        {"b 1 CNAME c\nb 1 A 192.0.2.1\n", "b.example. has data beside its CNAME"},
        {"b 1 CNAME c\nb 1 CNAME d\n", "b.example. has data beside its CNAME"},
        {"b 1 DNAME c\nb 1 DNAME d\n", "b.example. has data beside its DNAME"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_zone z = {0};
        struct nk_err err = {0};
        assert_false(read_zone(&z, cases[i].text, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        if (strncmp(err.text, cases[i].message, strlen(cases[i].message)) != 0)
            fail_msg("%s", err.text);
        assert_null(z.records);
    }
}

static void test_allowed_aliases(void **state)
{
    struct nk_zone z = {0};
    (void)state;
    assert_true(read_zone(&z, "b 1 DNAME c\nb 1 A 192.0.2.1\nd 1 CNAME e\nd 1 CNAME e\n", NULL));
    assert_int_equal(z.count, 3);
    nk_zone_release(&z);
}

static void test_name_at(void **state)
{
    struct nk_zone z = {0};
    struct nk_name got, want = name("m.example.");
    (void)state;
    assert_true(read_zone(&z, "b 1 MX 10 m\n", NULL));
    assert_true(nk_zone_name_at(&z, &z.records[0], 2, &got));
    assert_true(nk_name_equal(&got, &want));
    assert_false(nk_zone_name_at(&z, &z.records[0], z.records[0].len, &got));
    nk_zone_release(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),    cmocka_unit_test(test_exists),
        cmocka_unit_test(test_nsec),    cmocka_unit_test(test_refused),
        cmocka_unit_test(test_name_at), cmocka_unit_test(test_allowed_aliases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
