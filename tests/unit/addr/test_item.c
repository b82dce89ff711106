#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "netkit/addr.h"

enum { Z = NK_PARSE_ZONE, L = NK_PARSE_LENIENT };

/* ---- what is taken ---------------------------------------------------------- */

struct good {
    const char *text;
    unsigned flags;
    enum nk_item_kind kind;
    enum nk_mask_kind mask;
    bool lenient;
    const char *zone; /* NULL: none */
    const char *prefix, *first, *last;
};

static const struct good goods[] = {
    {"10.0.0.1", 0, NK_ITEM_ADDRESS, NK_MASK_NONE, false, NULL, "10.0.0.1/32", "10.0.0.1",
     "10.0.0.1"},
    {"::", 0, NK_ITEM_ADDRESS, NK_MASK_NONE, false, NULL, "::/128", "::", "::"},
    {"10.1.2.3/20", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "10.1.2.3/20", "10.1.0.0",
     "10.1.15.255"},
    {"0.0.0.0/0", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "0.0.0.0/0", "0.0.0.0",
     "255.255.255.255"},
    {"1.2.3.4/0", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "1.2.3.4/0", "0.0.0.0",
     "255.255.255.255"},
    {"1.2.3.4/32", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "1.2.3.4/32", "1.2.3.4",
     "1.2.3.4"},
    {"::/0", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "::/0",
     "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"2001:db8::1/64", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "2001:db8::1/64",
     "2001:db8::", "2001:db8::ffff:ffff:ffff:ffff"},
    {"2001:db8::1/128", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "2001:db8::1/128",
     "2001:db8::1", "2001:db8::1"},
    {"::1.2.3.4/96", 0, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "::102:304/96",
     "::", "::ffff:ffff"},
    /* masks */
    {"10.1.2.3/255.255.240.0", 0, NK_ITEM_PREFIX, NK_MASK_NETMASK, false, NULL, "10.1.2.3/20",
     "10.1.0.0", "10.1.15.255"},
    {"10.1.2.3/0.0.3.255", 0, NK_ITEM_PREFIX, NK_MASK_WILDCARD, false, NULL, "10.1.2.3/22",
     "10.1.0.0", "10.1.3.255"},
    {"1.2.3.4/0.0.0.0", 0, NK_ITEM_PREFIX, NK_MASK_NETMASK, false, NULL, "1.2.3.4/0", "0.0.0.0",
     "255.255.255.255"},
    {"1.2.3.4/255.255.255.255", 0, NK_ITEM_PREFIX, NK_MASK_NETMASK, false, NULL, "1.2.3.4/32",
     "1.2.3.4", "1.2.3.4"},
    {"1.2.3.4/128.0.0.0", 0, NK_ITEM_PREFIX, NK_MASK_NETMASK, false, NULL, "1.2.3.4/1", "0.0.0.0",
     "127.255.255.255"},
    {"1.2.3.4/127.255.255.255", 0, NK_ITEM_PREFIX, NK_MASK_WILDCARD, false, NULL, "1.2.3.4/1",
     "0.0.0.0", "127.255.255.255"},
    {"1.2.3.4/0.0.0.1", 0, NK_ITEM_PREFIX, NK_MASK_WILDCARD, false, NULL, "1.2.3.4/31", "1.2.3.4",
     "1.2.3.5"},
    {"2001:db8::1/ffff:ffff::", 0, NK_ITEM_PREFIX, NK_MASK_NETMASK, false, NULL, "2001:db8::1/32",
     "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"2001:db8::1/::ffff", 0, NK_ITEM_PREFIX, NK_MASK_WILDCARD, false, NULL, "2001:db8::1/112",
     "2001:db8::", "2001:db8::ffff"},
    {"2001:db8::1/::", 0, NK_ITEM_PREFIX, NK_MASK_NETMASK, false, NULL, "2001:db8::1/0",
     "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    /* ranges */
    {"10.0.0.1-10.0.0.9", 0, NK_ITEM_RANGE, NK_MASK_NONE, false, NULL, "10.0.0.0/28", "10.0.0.1",
     "10.0.0.9"},
    {"10.0.0.1 - \t10.0.0.9", 0, NK_ITEM_RANGE, NK_MASK_NONE, false, NULL, "10.0.0.0/28",
     "10.0.0.1", "10.0.0.9"},
    {"10.0.0.1-10.0.0.1", 0, NK_ITEM_RANGE, NK_MASK_NONE, false, NULL, "10.0.0.1/32", "10.0.0.1",
     "10.0.0.1"},
    {"0.0.0.0-255.255.255.255", 0, NK_ITEM_RANGE, NK_MASK_NONE, false, NULL, "0.0.0.0/0", "0.0.0.0",
     "255.255.255.255"},
    {"::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0, NK_ITEM_RANGE, NK_MASK_NONE, false, NULL,
     "::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"::1-::ffff:1.2.3.4", 0, NK_ITEM_RANGE, NK_MASK_NONE, false, NULL, "::/80", "::1",
     "::ffff:1.2.3.4"},
    /* zones */
    {"fe80::1%eth0", Z, NK_ITEM_ADDRESS, NK_MASK_NONE, false, "eth0", "fe80::1/128", "fe80::1",
     "fe80::1"},
    {"fe80::1%eth0/64", Z, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, "eth0", "fe80::1/64",
     "fe80::", "fe80::ffff:ffff:ffff:ffff"},
    {"fe80::1%eth-0", Z, NK_ITEM_ADDRESS, NK_MASK_NONE, false, "eth-0", "fe80::1/128", "fe80::1",
     "fe80::1"},
    {"fe80::1%eth0-fe80::2", Z, NK_ITEM_ADDRESS, NK_MASK_NONE, false, "eth0-fe80::2", "fe80::1/128",
     "fe80::1", "fe80::1"},
    {"fe80::1%1", Z, NK_ITEM_ADDRESS, NK_MASK_NONE, false, "1", "fe80::1/128", "fe80::1",
     "fe80::1"},
    {"fe80::1%123456789012345678901234567890123456789012345678901234567890123", Z, NK_ITEM_ADDRESS,
     NK_MASK_NONE, false, "123456789012345678901234567890123456789012345678901234567890123",
     "fe80::1/128", "fe80::1", "fe80::1"},
    /* what inet_aton reads; with a length a short form is filled on the right */
    {"10.0.0.1", L, NK_ITEM_ADDRESS, NK_MASK_NONE, false, NULL, "10.0.0.1/32", "10.0.0.1",
     "10.0.0.1"},
    {"::1/64", L, NK_ITEM_PREFIX, NK_MASK_LENGTH, false, NULL, "::1/64",
     "::", "::ffff:ffff:ffff:ffff"},
    {"::0001", L, NK_ITEM_ADDRESS, NK_MASK_NONE, false, NULL, "::1/128", "::1", "::1"},
    {"fe80::1%lo", L | Z, NK_ITEM_ADDRESS, NK_MASK_NONE, false, "lo", "fe80::1/128", "fe80::1",
     "fe80::1"},
    {"010.0.0.1", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "8.0.0.1/32", "8.0.0.1", "8.0.0.1"},
    {"127.1", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "127.0.0.1/32", "127.0.0.1",
     "127.0.0.1"},
    {"10.1", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "10.0.0.1/32", "10.0.0.1", "10.0.0.1"},
    {"1.2.65535", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "1.2.255.255/32", "1.2.255.255",
     "1.2.255.255"},
    {"0", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "0.0.0.0/32", "0.0.0.0", "0.0.0.0"},
    {"2130706433", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "127.0.0.1/32", "127.0.0.1",
     "127.0.0.1"},
    {"4294967295", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "255.255.255.255/32",
     "255.255.255.255", "255.255.255.255"},
    {"0x7F000001", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "127.0.0.1/32", "127.0.0.1",
     "127.0.0.1"},
    {"0x7f.1", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "127.0.0.1/32", "127.0.0.1",
     "127.0.0.1"},
    {"037777777777", L, NK_ITEM_ADDRESS, NK_MASK_NONE, true, NULL, "255.255.255.255/32",
     "255.255.255.255", "255.255.255.255"},
    {"10/8", L, NK_ITEM_PREFIX, NK_MASK_LENGTH, true, NULL, "10.0.0.0/8", "10.0.0.0",
     "10.255.255.255"},
    {"172.16/12", L, NK_ITEM_PREFIX, NK_MASK_LENGTH, true, NULL, "172.16.0.0/12", "172.16.0.0",
     "172.31.255.255"},
    {"192.168.1/255.255.255.0", L, NK_ITEM_PREFIX, NK_MASK_NETMASK, true, NULL, "192.168.1.0/24",
     "192.168.1.0", "192.168.1.255"},
    {"10/0.255.255.255", L, NK_ITEM_PREFIX, NK_MASK_WILDCARD, true, NULL, "10.0.0.0/8", "10.0.0.0",
     "10.255.255.255"},
    {"3232235521/24", L, NK_ITEM_PREFIX, NK_MASK_LENGTH, true, NULL, "192.168.0.1/24",
     "192.168.0.0", "192.168.0.255"},
    {"127.1 - 127.9", L, NK_ITEM_RANGE, NK_MASK_NONE, true, NULL, "127.0.0.0/28", "127.0.0.1",
     "127.0.0.9"},
    {"10.0.0.1-0xa000002", L, NK_ITEM_RANGE, NK_MASK_NONE, true, NULL, "10.0.0.0/30", "10.0.0.1",
     "10.0.0.2"},
};

static void check_good(const struct good *g)
{
    struct nk_item item;
    struct nk_err err = {0};
    char text[NK_RANGE_TEXT_MAX];
    if (!nk_item_parse(g->text, strlen(g->text), g->flags, &item, &err))
        fail_msg("%s: %s", g->text, err.text);
    assert_int_equal(err.code, NK_ERR_NONE); /* filled only on failure */
    assert_int_equal(item.kind, g->kind);
    assert_int_equal(item.mask, g->mask);
    assert_int_equal(item.lenient, g->lenient);
    nk_prefix_format(&item.prefix, text);
    assert_string_equal(text, g->prefix);
    nk_addr_format(&item.range.first, text);
    assert_string_equal(text, g->first);
    nk_addr_format(&item.range.last, text);
    assert_string_equal(text, g->last);
    assert_int_equal(item.zone_length, g->zone == NULL ? 0 : strlen(g->zone));
    if (g->zone != NULL)
        assert_memory_equal(g->text + item.zone_at, g->zone, item.zone_length);
}

static void items_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++)
        check_good(&goods[i]);
}

/* ---- what is refused -------------------------------------------------------- */

struct bad {
    const char *text;
    size_t len; /* 0: up to the NUL */
    unsigned flags;
    size_t offset, length;
    const char *message;
};

static const struct bad bads[] = {
#include "item_refused.inc"
};

static void refusals_say_what_and_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        const struct bad *b = &bads[i];
        size_t len = b->len != 0 ? b->len : strlen(b->text);
        struct nk_item item = {.kind = NK_ITEM_RANGE, .zone_at = 77};
        struct nk_err err = {0};
        if (nk_item_parse(b->text, len, b->flags, &item, &err))
            fail_msg("'%s' is taken", b->text);
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_string_equal(err.text, b->message);
        if (err.offset != b->offset || err.length != b->length)
            fail_msg("'%s': at %zu, %zu bytes, not %zu, %zu", b->text, err.offset, err.length,
                     b->offset, b->length);
        assert_true(err.offset + err.length <= len);
        assert_int_equal(item.kind, NK_ITEM_RANGE); /* out is left alone */
        assert_int_equal(item.zone_at, 77);
        assert_false(nk_item_parse(b->text, len, b->flags, &item, NULL));
    }
}

/* ---- the two narrower parsers ----------------------------------------------- */

static void a_prefix_is_no_range(void **state)
{
    (void)state;
    struct nk_prefix p;
    struct nk_err err = {0};
    assert_true(nk_prefix_parse("10.1.2.3", 8, &p, &err));
    assert_int_equal(p.length, 32);
    assert_true(nk_prefix_parse("10.1.2.3/0.0.0.255", 18, &p, &err));
    assert_int_equal(p.length, 24);
    assert_false(nk_prefix_parse("10.0.0.1-10.0.0.2", 17, &p, &err));
    assert_string_equal(err.text, "expected a prefix, found a range");
    assert_false(nk_prefix_parse("fe80::1%eth0", 12, &p, &err));
    assert_string_equal(err.text, "a zone has no meaning here: write the address without '%eth0'");
    assert_false(nk_prefix_parse("10/8", 4, &p, &err));
    assert_int_equal(p.length, 24);
}

static void an_address_stands_alone(void **state)
{
    (void)state;
    static const struct bad words[] = {
        {"10.0.0.0/8", 0, 0, 8, 2,
         "'10.0.0.0/8' is not an address: it is a prefix, expected an address alone"},
        {"::1-::2", 0, 0, 3, 4,
         "'::1-::2' is not an address: it is a range, expected an address alone"},
        {"1.2.3.4%eth0", 0, 0, 7, 5,
         "'1.2.3.4%eth0' is not an IPv4 address: only an IPv6 address can have a zone"},
        {"fe80::1%eth0", 0, 0, 7, 5,
         "'fe80::1%eth0' is not an IPv6 address: a zone has no meaning here"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct nk_addr a = nk_addr_ipv4(7);
        struct nk_err err = {0};
        assert_false(nk_addr_parse(words[i].text, strlen(words[i].text), &a, &err));
        assert_string_equal(err.text, words[i].message);
        assert_int_equal(err.offset, words[i].offset);
        assert_int_equal(err.length, words[i].length);
        assert_int_equal(a.lo, 7);
    }
}

/* A text of any length is quoted in part, and a text without NUL is not read past its end. */
static void long_texts_are_quoted_in_part(void **state)
{
    (void)state;
    char text[5000];
    struct nk_item item;
    struct nk_err err;
    static const char fills[] = "19afx:./%-z \xff";
    for (size_t i = 0; fills[i] != '\0'; i++) {
        memset(text, fills[i], sizeof text);
        for (unsigned flags = 0; flags < 4; flags++) {
            assert_false(nk_item_parse(text, sizeof text, flags, &item, &err));
            assert_true(strlen(err.text) < NK_ERR_TEXT_MAX);
            assert_true(err.offset + err.length <= sizeof text);
        }
    }
    memcpy(text, "1.2.3.45/245", 12);
    assert_true(nk_item_parse(text, 7, 0, &item, NULL));
    assert_int_equal(item.prefix.addr.lo, 0x01020304);
    assert_true(nk_item_parse(text, 11, 0, &item, NULL));
    assert_int_equal(item.prefix.length, 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_read),
        cmocka_unit_test(refusals_say_what_and_where),
        cmocka_unit_test(a_prefix_is_no_range),
        cmocka_unit_test(an_address_stands_alone),
        cmocka_unit_test(long_texts_are_quoted_in_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
