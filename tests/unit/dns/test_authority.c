#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/authority.h"
#include "dns/rdata.h"

static struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

/* One record of an answer of the resolver that the tests pretend. */
struct line {
    const char *name, *type; /* asked */
    char section;            /* 'a' answer, 'u' authority, 's' SERVFAIL, '-' nothing */
    const char *owner, *rtype, *data;
};

/* What the resolver knows, and what it was asked. */
struct world {
    const struct line *lines;
    size_t count;
    unsigned asked;
};

static uint16_t type_of(const char *text)
{
    uint16_t type = 0;
    assert_true(nk_type_find(text, strlen(text), &type));
    return type;
}

static void put(struct nk_dns_writer *w, const struct line *l)
{
    struct nk_buf rdata = {0};
    struct nk_name owner = name(l->owner);
    uint16_t type = type_of(l->rtype);
    assert_true(nk_rdata_parse(type, NK_CLASS_IN, l->data, strlen(l->data), NULL, &rdata, NULL));
    nk_dns_put_record(w, l->section == 'a' ? NK_DNS_ANSWER : NK_DNS_AUTHORITY, &owner, type,
                      NK_CLASS_IN, 60, rdata.data, rdata.len);
    nk_buf_release(&rdata);
}

static bool ask(void *closure, const struct nk_dns_query *query,
                const struct nk_dns_server *servers, size_t count,
                const struct nk_dns_policy *policy, struct nk_dns_reply *reply, struct nk_err *err)
{
    struct world *w = closure;
    uint8_t bytes[1024];
    struct nk_dns_writer out;
    uint16_t flags = NK_DNS_QR;
    bool answered = true;
    (void)servers, (void)count, (void)policy, (void)err;
    w->asked++;
    for (size_t i = 0; i < w->count; i++) {
        struct nk_name asked = name(w->lines[i].name);
        if (!nk_name_equal(&asked, &query->question.name) ||
            type_of(w->lines[i].type) != query->question.type)
            continue;
        if (w->lines[i].section == 's')
            flags |= NK_RCODE_SERVFAIL;
        answered = w->lines[i].section != '-';
    }
    nk_dns_writer_init(&out, bytes, sizeof bytes, 1, flags);
    nk_dns_put_question(&out, &query->question.name, query->question.type, NK_CLASS_IN);
    for (size_t i = 0; i < w->count; i++) {
        struct nk_name asked = name(w->lines[i].name);
        if (w->lines[i].owner != NULL && nk_name_equal(&asked, &query->question.name) &&
            type_of(w->lines[i].type) == query->question.type)
            put(&out, &w->lines[i]);
    }
    nk_buf_clear(&reply->message);
    if (answered)
        nk_buf_add(&reply->message, (const char *)bytes, out.len);
    return true;
}

#define SOA "ns.example. root.example. 1 2 3 4 5"

#define assert_found(status) assert_int_equal(status, NK_AUTHORITY_FOUND)

static enum nk_authority_status find(struct nk_dns_authority *a, struct world *w, const char *text,
                                     uint8_t family, struct nk_err *err)
{
    const struct nk_dns_query query = {.flags = NK_DNS_RD};
    const struct nk_dns_resolver r = {.ask = ask, .closure = w, .query = &query};
    struct nk_name n = name(text);
    return nk_dns_authority_find(a, &r, &n, NK_CLASS_IN, family, 5300, err);
}

#define WORLD(...)                                             \
    static const struct line lines[] = {__VA_ARGS__};          \
    struct world w = {lines, sizeof lines / sizeof *lines, 0}; \
    struct nk_dns_authority a = {0};                           \
    struct nk_err err = {0}

static void test_servers_of_a_zone(void **state)
{
    (void)state;
    WORLD({"www.example", "SOA", 'u', "example", "SOA", SOA},
          {"example", "NS", 'a', "example", "NS", "ns1.example"},
          {"example", "NS", 'a', "example", "NS", "NS1.Example"},
          {"example", "NS", 'a', "example", "NS", "ns2.other"},
          {"example", "NS", 'a', "evil", "NS", "ns.evil"},
          {"ns1.example", "A", 'a', "ns1.example", "A", "192.0.2.1"},
          {"ns1.example", "A", 'a', "ns1.example", "A", "192.0.2.2"},
          {"ns2.other", "AAAA", 'a', "ns2.other", "AAAA", "2001:db8::1"},
          {"ns2.other", "AAAA", 'a', "ns.evil", "AAAA", "2001:db8::66"});
    char text[NK_NAME_TEXT_MAX];
    assert_found(find(&a, &w, "www.example", NK_FAMILY_NONE, &err));
    nk_name_format(&a.zone, text);
    assert_string_equal(text, "example.");
    assert_int_equal(a.count, 3);
    assert_int_equal(a.name_count, 2);
    assert_int_equal(a.servers[0].at.port, 5300);
    assert_int_equal(a.servers[2].at.addr.family, NK_IPV6);
    assert_int_equal(a.lost.len, 0);
    assert_false(a.unsure);
    assert_int_equal(w.asked, 6);
    assert_found(find(&a, &w, "www.example", NK_IPV4, &err)); /* then one has none */
    assert_int_equal(a.count, 2);
    nk_name_format(&a.lost, text);
    assert_string_equal(text, "ns2.other.");
    nk_dns_authority_release(&a);
}

static void test_the_apex_and_the_root(void **state)
{
    (void)state;
    WORLD({"example", "SOA", 'a', "example", "SOA", SOA},
          {"example", "NS", 'a', "example", "NS", "ns.example"},
          {"nowhere", "SOA", 'u', ".", "SOA", SOA}, {".", "NS", 'a', ".", "NS", "ns.example"},
          {"ns.example", "A", 'a', "ns.example", "A", "192.0.2.1"});
    assert_found(find(&a, &w, "example", NK_IPV4, &err));
    assert_int_equal(a.zone.len, 9);
    assert_found(find(&a, &w, "nowhere", NK_IPV4, &err));
    assert_int_equal(a.zone.len, 1);
    nk_dns_authority_release(&a);
}

/* An alias tells of another zone, and some resolvers of none: then the name above is asked. */
static void test_an_alias(void **state)
{
    (void)state;
    WORLD({"www.example", "SOA", 'a', "www.example", "CNAME", "host.other"},
          {"www.example", "SOA", 'u', "other", "SOA", SOA},
          {"example", "SOA", 'a', "example", "SOA", SOA},
          {"example", "NS", 'a', "example", "NS", "ns.example"},
          {"ns.example", "A", 'a', "ns.example", "A", "192.0.2.1"});
    assert_found(find(&a, &w, "www.example", NK_IPV4, &err));
    assert_int_equal(a.zone.len, 9);
    nk_dns_authority_release(&a);
}

static void test_what_cannot_be_found(void **state)
{
    (void)state;
    WORLD({"servfail.example", "SOA", 's', NULL, NULL, NULL},
          {"silent.example", "SOA", '-', NULL, NULL, NULL},
          {"no-ns", "SOA", 'a', "no-ns", "SOA", SOA}, {"lame", "SOA", 'a', "lame", "SOA", SOA},
          {"half", "SOA", 'a', "half", "SOA", SOA}, {"half", "NS", 'a', "half", "NS", "ns1.half"},
          {"half", "NS", 'a', "half", "NS", "ns2.half"}, {"ns1.half", "A", '-', NULL, NULL, NULL},
          {"ns2.half", "A", 'a', "ns2.half", "A", "192.0.2.1"},
          {"lame", "NS", 'a', "lame", "NS", "ns.lame"}, {"ns.lame", "A", 's', NULL, NULL, NULL});
    static const struct {
        const char *name, *why;
    } rows[] = {
        {"servfail.example", "the resolver was asked for servfail.example. SOA: SERVFAIL"},
        {"silent.example", "the resolver was asked for silent.example. SOA: no answer"},
        {"no-soa.at-all", "the resolver was asked for . SOA: no SOA record"},
        {"no-ns", "the resolver was asked for no-ns. NS: no NS record"},
        {"lame", "no server of the zone has an address that can be asked"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(find(&a, &w, rows[i].name, NK_IPV4, &err), NK_AUTHORITY_UNKNOWN);
        assert_string_equal(err.text, rows[i].why);
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        nk_dns_authority_release(&a);
    }
    assert_found(find(&a, &w, "half", NK_IPV4, &err));
    assert_int_equal(a.count, 1);
    assert_true(a.lost.len > 0 && a.unsure);
    nk_dns_authority_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_servers_of_a_zone),
        cmocka_unit_test(test_the_apex_and_the_root),
        cmocka_unit_test(test_an_alias),
        cmocka_unit_test(test_what_cannot_be_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
