#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "cidr/embed.h"

static struct nk_addr addr(const char *text)
{
    struct nk_addr a;
    struct nk_err err;
    assert_true(nk_addr_parse(text, strlen(text), &a, &err));
    return a;
}

static struct nk_prefix prefix(const char *text)
{
    struct nk_prefix p;
    struct nk_err err;
    assert_true(nk_prefix_parse(text, strlen(text), &p, &err));
    return p;
}

/* The table of RFC 6052 2.4, there and back. */
static void rfc6052_at_all_lengths(void **state)
{
    (void)state;
    static const struct {
        const char *prefix, *address;
    } rows[] = {
        {"2001:db8::/32", "2001:db8:c000:221::"},
        {"2001:db8:100::/40", "2001:db8:1c0:2:21::"},
        {"2001:db8:122::/48", "2001:db8:122:c000:2:2100::"},
        {"2001:db8:122:300::/56", "2001:db8:122:3c0:0:221::"},
        {"2001:db8:122:344::/64", "2001:db8:122:344:c0:2:2100::"},
        {"2001:db8:122:344::/96", "2001:db8:122:344::192.0.2.33"},
        {"64:ff9b::/96", "64:ff9b::192.0.2.33"},
    };
    struct nk_addr ipv4 = addr("192.0.2.33");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_prefix p = prefix(rows[i].prefix);
        struct nk_addr expected = addr(rows[i].address), a = nk_embed_rfc6052(&p, &ipv4);
        struct nk_embedded found;
        assert_true(nk_embed_check(&p, NULL));
        assert_int_equal(nk_addr_compare(&a, &expected), 0);
        assert_true(nk_embed_extract(&a, &p, &found));
        assert_string_equal(found.kind, "nat64");
        assert_int_equal(nk_addr_compare(&found.ipv4, &ipv4), 0);
        assert_int_equal(nk_prefix_compare(&found.prefix, &p), 0);
        assert_false(found.has_server);
    }
}

/* The first way that fits is the answer, and the others do not read what is not theirs. */
static void ways_are_tried_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *address, *given;
        enum nk_embed_way way;
    } rows[] = {
        {"64:ff9b::c000:221", "64:ff9b::/96", NK_EMBED_GIVEN},
        {"64:ff9b::c000:221", NULL, NK_EMBED_NAT64},
        {"::ffff:c000:221", NULL, NK_EMBED_MAPPED},
        {"2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::/32", NK_EMBED_TEREDO},
        {"2002:c000:201::5efe:c000:201", NULL, NK_EMBED_6TO4},
        {"fe80::5efe:c000:201", NULL, NK_EMBED_ISATAP},
        {"2001:db8::1", "2001:db8:1::/48", NK_EMBED_WAYS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_addr a = addr(rows[i].address);
        struct nk_prefix given = prefix(rows[i].given == NULL ? "::/0" : rows[i].given);
        const struct nk_prefix *p = rows[i].given == NULL ? NULL : &given;
        struct nk_embedded one, found;
        unsigned way = 0;
        while (way < NK_EMBED_WAYS && !nk_embed_read(&a, (enum nk_embed_way)way, p, &one))
            way++;
        assert_int_equal(way, rows[i].way);
        assert_int_equal(nk_embed_extract(&a, p, &found), way < NK_EMBED_WAYS);
        const struct nk_prefix *under = nk_embed_prefix((enum nk_embed_way)way);
        assert_true(under == NULL || nk_prefix_contains(under, &a));
        if (way < NK_EMBED_WAYS)
            assert_string_equal(one.kind, found.kind);
    }
}

static void extreme_addresses_come_back(void **state)
{
    (void)state;
    static const uint8_t lengths[] = {32, 40, 48, 56, 64, 96};
    static const char *const ipv4[] = {"0.0.0.0", "255.255.255.255", "1.2.3.4", "128.0.0.1"};
    for (size_t i = 0; i < sizeof lengths; i++) {
        for (size_t j = 0; j < 4; j++) {
            struct nk_prefix p = {addr("fdff:ffff:ffff:ffff::"), lengths[i]};
            struct nk_addr in = addr(ipv4[j]), a = nk_embed_rfc6052(&p, &in);
            struct nk_embedded found;
            assert_true(nk_prefix_contains(&p, &a));
            assert_true((a.lo >> 56) == 0);
            assert_true(nk_embed_extract(&a, &p, &found));
            assert_int_equal(nk_addr_compare(&found.ipv4, &in), 0);
        }
    }
}

static void a_set_octet_8_is_not_rfc6052(void **state)
{
    (void)state;
    struct nk_prefix p = prefix("2001:db8:122:344::/64");
    struct nk_addr a = addr("2001:db8:122:344:1c0:2:2100::");
    struct nk_embedded found;
    assert_false(nk_embed_extract(&a, &p, &found));
}

static void prefixes_are_checked(void **state)
{
    (void)state;
    static const char *const bad[] = {"10.0.0.0/8",   "::/0",           "2001:db8::/33",
                                      "2001:db8::1",  "2001:db8::/127", "2001:db8::100:0:0:0/96",
                                      "192.0.2.0/32", "2001:db8::/95"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct nk_prefix p = prefix(bad[i]);
        struct nk_err err = {0};
        assert_false(nk_embed_check(&p, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
    }
    struct nk_prefix p = prefix("64:ff9b::/96");
    assert_true(nk_embed_is_well_known(&p));
    p = prefix("64:ff9b::/64");
    assert_false(nk_embed_is_well_known(&p));
    p = prefix("64:ff9b:1::/96");
    assert_false(nk_embed_is_well_known(&p));
}

static void known_forms_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *address, *kind, *ipv4, *prefix;
    } rows[] = {
        {"64:ff9b::192.0.2.33", "nat64", "192.0.2.33", "64:ff9b::/96"},
        {"::ffff:10.1.2.3", "mapped", "10.1.2.3", "::ffff:0:0/96"},
        {"2002:c000:204:1::1", "6to4", "192.0.2.4", "2002:c000:204::/48"},
        {"2001:0:4136:e378:8000:63bf:3fff:fdd2", "teredo", "192.0.2.45", "2001::/32"},
        {"fe80::5efe:192.0.2.143", "isatap", "192.0.2.143", "fe80::/64"},
        {"2001:db8::200:5efe:192.0.2.143", "isatap", "192.0.2.143", "2001:db8::/64"},
        {"2001:db8::5efe:192.0.2.143", "isatap", "192.0.2.143", "2001:db8::/64"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_addr a = addr(rows[i].address), ipv4 = addr(rows[i].ipv4);
        struct nk_prefix p = prefix(rows[i].prefix);
        struct nk_embedded found;
        assert_true(nk_embed_extract(&a, NULL, &found));
        assert_string_equal(found.kind, rows[i].kind);
        assert_int_equal(nk_addr_compare(&found.ipv4, &ipv4), 0);
        assert_int_equal(nk_prefix_compare(&found.prefix, &p), 0);
    }
}

/* The example of RFC 4380 4 and of its implementations: server, port and client. */
static void teredo_has_server_and_port(void **state)
{
    (void)state;
    struct nk_addr a = addr("2001:0:4136:e378:8000:63bf:3fff:fdd2"), server = addr("65.54.227.120");
    struct nk_embedded found;
    assert_true(nk_embed_extract(&a, NULL, &found));
    assert_true(found.has_server);
    assert_int_equal(nk_addr_compare(&found.server, &server), 0);
    assert_int_equal(found.port, 40000);
}

static void others_hold_nothing(void **state)
{
    (void)state;
    static const char *const none[] = {"::",
                                       "::1",
                                       "::2:3",
                                       "::192.0.2.1",
                                       "2001:db8::1",
                                       "64:ff9b:1::192.0.2.1",
                                       "ff02::5efe:1.2.3.4",
                                       "2001:db8::100:5efe:1.2.3.4",
                                       "2001:1::1",
                                       "192.0.2.1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct nk_addr a = addr(none[i]);
        struct nk_embedded found;
        assert_false(nk_embed_extract(&a, NULL, &found));
    }
}

static void mapped_and_6to4_are_made(void **state)
{
    (void)state;
    struct nk_addr ipv4 = addr("192.0.2.1"), mapped = addr("::ffff:192.0.2.1");
    struct nk_addr made = nk_embed_mapped(&ipv4);
    struct nk_prefix expected = prefix("2002:c000:201::/48"), site = nk_embed_6to4(&ipv4);
    assert_int_equal(nk_addr_compare(&made, &mapped), 0);
    assert_int_equal(nk_prefix_compare(&site, &expected), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc6052_at_all_lengths),
        cmocka_unit_test(ways_are_tried_in_order),
        cmocka_unit_test(extreme_addresses_come_back),
        cmocka_unit_test(a_set_octet_8_is_not_rfc6052),
        cmocka_unit_test(prefixes_are_checked),
        cmocka_unit_test(known_forms_are_found),
        cmocka_unit_test(teredo_has_server_and_port),
        cmocka_unit_test(others_hold_nothing),
        cmocka_unit_test(mapped_and_6to4_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
