#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "cidr/ptr.h"

static struct nk_prefix prefix(const char *text)
{
    struct nk_prefix p;
    struct nk_err err;
    assert_true(nk_prefix_parse(text, strlen(text), &p, &err));
    return p;
}

/* All zones of a prefix, joined by blanks. */
static const char *zones(const char *text)
{
    static char all[4096];
    struct nk_ptr_zones z;
    struct nk_prefix p = prefix(text), covered;
    char name[NK_PTR_TEXT_MAX];
    size_t at = 0;
    nk_ptr_zones_init(&z, &p);
    while (nk_ptr_zones_next(&z, &covered, name)) {
        assert_true(at + strlen(name) + 2 < sizeof all);
        at += (size_t)snprintf(all + at, sizeof all - at, "%s%s", at > 0 ? " " : "", name);
        assert_true(nk_prefix_covers(&p, &covered));
    }
    assert_false(nk_ptr_zones_next(&z, &covered, name));
    return all;
}

static void an_address_has_its_name(void **state)
{
    (void)state;
    char name[NK_PTR_TEXT_MAX];
    struct nk_prefix p = prefix("192.0.2.5");
    size_t len = nk_ptr_format(&p.addr, name);
    assert_int_equal(len, strlen(name));
    assert_string_equal(name, "5.2.0.192.in-addr.arpa");
    p = prefix("2001:db8::567:89ab"); /* RFC 3596 2.5 has one like it */
    assert_int_equal(nk_ptr_format(&p.addr, name), 72);
    assert_string_equal(name,
                        "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
    p = prefix("255.255.255.255");
    nk_ptr_format(&p.addr, name);
    assert_string_equal(name, "255.255.255.255.in-addr.arpa");
}

static void a_length_on_a_label_has_one_zone(void **state)
{
    (void)state;
    assert_string_equal(zones("0.0.0.0/0"), "in-addr.arpa");
    assert_string_equal(zones("10.0.0.0/8"), "10.in-addr.arpa");
    assert_string_equal(zones("172.16.0.0/16"), "16.172.in-addr.arpa");
    assert_string_equal(zones("192.0.2.0/24"), "2.0.192.in-addr.arpa");
    assert_string_equal(zones("192.0.2.7/24"), "2.0.192.in-addr.arpa");
    assert_string_equal(zones("192.0.2.7/32"), "7.2.0.192.in-addr.arpa");
    assert_string_equal(zones("::/0"), "ip6.arpa");
    assert_string_equal(zones("2000::/4"), "2.ip6.arpa");
    assert_string_equal(zones("2001:db8::/32"), "8.b.d.0.1.0.0.2.ip6.arpa");
}

static void a_length_between_labels_has_several(void **state)
{
    (void)state;
    assert_string_equal(zones("10.0.4.0/22"), "4.0.10.in-addr.arpa 5.0.10.in-addr.arpa "
                                              "6.0.10.in-addr.arpa 7.0.10.in-addr.arpa");
    assert_string_equal(zones("254.0.0.0/7"), "254.in-addr.arpa 255.in-addr.arpa");
    assert_string_equal(zones("172.16.0.0/15"), "16.172.in-addr.arpa 17.172.in-addr.arpa");
    assert_string_equal(zones("2001:db8::/31"),
                        "8.b.d.0.1.0.0.2.ip6.arpa 9.b.d.0.1.0.0.2.ip6.arpa");
    assert_string_equal(zones("fffe::/15"), "e.f.f.f.ip6.arpa f.f.f.f.ip6.arpa");
}

static void longer_than_24_is_classless(void **state)
{
    (void)state;
    assert_string_equal(zones("192.0.2.0/25"), "0/25.2.0.192.in-addr.arpa");
    assert_string_equal(zones("192.0.2.128/26"), "128/26.2.0.192.in-addr.arpa");
    assert_string_equal(zones("255.255.255.254/31"), "254/31.255.255.255.in-addr.arpa");
}

static void every_length_covers_its_prefix(void **state)
{
    (void)state;
    struct nk_prefix families[] = {prefix("255.255.255.255"),
                                   prefix("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
                                   prefix("0.0.0.0"), prefix("::")};
    for (size_t i = 0; i < 4; i++) {
        for (unsigned length = 0; length <= nk_family_width(families[i].addr.family); length++) {
            struct nk_prefix p = {families[i].addr, (uint8_t)length}, covered, back;
            struct nk_count left = nk_prefix_count(&p);
            struct nk_ptr_zones z;
            struct nk_err err;
            char name[NK_PTR_TEXT_MAX];
            nk_ptr_zones_init(&z, &p);
            while (nk_ptr_zones_next(&z, &covered, name)) {
                left = nk_count_sub(left, nk_prefix_count(&covered));
                assert_true(nk_ptr_parse(name, strlen(name), &back, &err));
                assert_int_equal(nk_prefix_compare(&back, &covered), 0);
            }
            assert_int_equal(nk_count_compare(left, nk_count_of(0)), 0);
        }
    }
}

static void names_give_the_prefix_back(void **state)
{
    (void)state;
    static const struct {
        const char *name, *prefix;
    } rows[] = {
        {"5.2.0.192.in-addr.arpa", "192.0.2.5/32"},
        {"5.2.0.192.IN-ADDR.ARPA.", "192.0.2.5/32"},
        {"2.0.192.in-addr.arpa", "192.0.2.0/24"},
        {"10.in-addr.arpa.", "10.0.0.0/8"},
        {"in-addr.arpa", "0.0.0.0/0"},
        {"In-Addr.Arpa.", "0.0.0.0/0"},
        {"ip6.arpa", "::/0"},
        {"8.B.D.0.1.0.0.2.IP6.ARPA", "2001:db8::/32"},
        {"0/25.2.0.192.in-addr.arpa", "192.0.2.0/25"},
        {"128-25.2.0.192.in-addr.arpa", "192.0.2.128/25"},
        {"0-127.2.0.192.in-addr.arpa", "192.0.2.0/25"},
        {"192-255.2.0.192.in-addr.arpa", "192.0.2.192/26"},
        {"5.0/25.2.0.192.in-addr.arpa", "192.0.2.5/32"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_prefix p;
        struct nk_err err = {0};
        char text[NK_PREFIX_TEXT_MAX];
        assert_true(nk_ptr_is_name(rows[i].name, strlen(rows[i].name)));
        if (!nk_ptr_parse(rows[i].name, strlen(rows[i].name), &p, &err))
            fail_msg("%s: %s", rows[i].name, err.text);
        nk_prefix_format(&p, text);
        assert_string_equal(text, rows[i].prefix);
    }
}

static void malformed_names_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t offset;
    } rows[] = {
        {"256.2.0.192.in-addr.arpa", 0},
        {"05.2.0.192.in-addr.arpa", 0},
        {"2.0.x.in-addr.arpa", 4},
        {"1..192.in-addr.arpa", 2},
        {"..in-addr.arpa", 1},
        {"9.1.2.3.4.in-addr.arpa", 0},
        {"g.1.ip6.arpa", 0},
        {"10.ip6.arpa", 0},
        {"\x11.ip6.arpa", 0},
        {"1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.2.ip6.arpa", 0},
        {"1/25.2.0.192.in-addr.arpa", 0},
        {"0/24.2.0.192.in-addr.arpa", 0},
        {"0/33.2.0.192.in-addr.arpa", 0},
        {"256/25.2.0.192.in-addr.arpa", 0},
        {"0/25.0.192.in-addr.arpa", 0},
        {"0-31.2.0.192.in-addr.arpa", 0}, /* /31, or 0 to 31 */
        {"0-100.2.0.192.in-addr.arpa", 0},
        {"200.0/25.2.0.192.in-addr.arpa", 0},
        {"5.5.0/25.2.0.192.in-addr.arpa", 0},
        {"/25.2.0.192.in-addr.arpa", 0},
        {"0/.2.0.192.in-addr.arpa", 0},
        {"0/25.8.ip6.arpa", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_prefix p = prefix("10.0.0.0/8"), before = p;
        struct nk_err err = {0};
        if (nk_ptr_parse(rows[i].name, strlen(rows[i].name), &p, &err))
            fail_msg("%s was taken", rows[i].name);
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(err.offset, rows[i].offset);
        assert_int_equal(nk_prefix_compare(&p, &before), 0);
    }
}

static void other_words_are_no_names(void **state)
{
    (void)state;
    static const char *const words[] = {
        "",         ".", "arpa", "10.0.0.0/8", "xin-addr.arpa", ".in-addr.arpa", "in-addr.arpa..",
        "1.ip6.int"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct nk_prefix p;
        assert_false(nk_ptr_is_name(words[i], strlen(words[i])));
        assert_false(nk_ptr_parse(words[i], strlen(words[i]), &p, NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_has_its_name),
        cmocka_unit_test(a_length_on_a_label_has_one_zone),
        cmocka_unit_test(a_length_between_labels_has_several),
        cmocka_unit_test(longer_than_24_is_classless),
        cmocka_unit_test(every_length_covers_its_prefix),
        cmocka_unit_test(names_give_the_prefix_back),
        cmocka_unit_test(malformed_names_are_refused),
        cmocka_unit_test(other_words_are_no_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
