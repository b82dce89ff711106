#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "netkit/special.h"

static struct nk_prefix prefix(const char *text)
{
    struct nk_prefix p;
    struct nk_err err;
    if (!nk_prefix_parse(text, strlen(text), &p, &err))
        fail_msg("%s", err.text);
    return p;
}

/* The flags as letters: source, destination, forwardable, global, reserved; '?' for N/A. */
static const char *letters(int8_t source, int8_t destination, int8_t forwardable, int8_t global,
                           int8_t reserved)
{
    static char text[6];
    const int8_t flags[] = {source, destination, forwardable, global, reserved};
    for (size_t i = 0; i < 5; i++)
        text[i] = flags[i] == NK_UNKNOWN ? '?' : flags[i] == NK_TRUE ? 'T' : 'F';
    return text;
}

/* ---- the registries --------------------------------------------------------- */

/* The registries of 2025-10-09, typed by hand; the block and a word of its name. */
static const struct {
    const char *block, *flags, *name, *rfc;
} registry[] = {
    {"0.0.0.0/8", "TFFFT", "This network", "RFC 791"},
    {"0.0.0.0/32", "TFFFT", "This host", "RFC 1122"},
    {"10.0.0.0/8", "TTTFF", "Private-Use", "RFC 1918"},
    {"100.64.0.0/10", "TTTFF", "Shared Address Space", "RFC 6598"},
    {"127.0.0.0/8", "FFFFT", "Loopback", "RFC 1122"},
    {"169.254.0.0/16", "TTFFT", "Link Local", "RFC 3927"},
    {"172.16.0.0/12", "TTTFF", "Private-Use", "RFC 1918"},
    {"192.0.0.0/24", "FFFFF", "IETF Protocol Assignments", "RFC 6890"},
    {"192.0.0.0/29", "TTTFF", "IPv4 Service Continuity Prefix", "RFC 7335"},
    {"192.0.0.8/32", "TFFFF", "IPv4 dummy address", "RFC 7600"},
    {"192.0.0.9/32", "TTTTF", "Port Control Protocol Anycast", "RFC 7723"},
    {"192.0.0.10/32", "TTTTF", "Traversal Using Relays around NAT Anycast", "RFC 8155"},
    {"192.0.0.170/32", "FFFFT", "NAT64/DNS64 Discovery", "RFC 8880"},
    {"192.0.0.171/32", "FFFFT", "NAT64/DNS64 Discovery", "RFC 8880"},
    {"192.0.2.0/24", "FFFFF", "TEST-NET-1", "RFC 5737"},
    {"192.31.196.0/24", "TTTTF", "AS112-v4", "RFC 7535"},
    {"192.52.193.0/24", "TTTTF", "AMT", "RFC 7450"},
    {"192.88.99.0/24", "?????", "6to4 Relay Anycast", "RFC 7526"},
    {"192.88.99.2/32", "TTTFF", "6a44-relay anycast address", "RFC 6751"},
    {"192.168.0.0/16", "TTTFF", "Private-Use", "RFC 1918"},
    {"192.175.48.0/24", "TTTTF", "Direct Delegation AS112 Service", "RFC 7534"},
    {"198.18.0.0/15", "TTTFF", "Benchmarking", "RFC 2544"},
    {"198.51.100.0/24", "FFFFF", "TEST-NET-2", "RFC 5737"},
    {"203.0.113.0/24", "FFFFF", "TEST-NET-3", "RFC 5737"},
    {"240.0.0.0/4", "FFFFT", "Reserved", "RFC 1112"},
    {"255.255.255.255/32", "FTFFT", "Limited Broadcast", "RFC 919"},
    {"::/128", "TFFFT", "Unspecified Address", "RFC 4291"},
    {"::1/128", "FFFFT", "Loopback Address", "RFC 4291"},
    {"::ffff:0:0/96", "FFFFT", "IPv4-mapped Address", "RFC 4291"},
    {"64:ff9b::/96", "TTTTF", "IPv4-IPv6 Translat.", "RFC 6052"},
    {"64:ff9b:1::/48", "TTTFF", "IPv4-IPv6 Translat.", "RFC 8215"},
    {"100::/64", "TTTFF", "Discard-Only Address Block", "RFC 6666"},
    {"100:0:0:1::/64", "TFFFF", "Dummy IPv6 Prefix", "RFC 9780"},
    {"2001::/23", "FFFFF", "IETF Protocol Assignments", "RFC 2928"},
    {"2001::/32", "TTT?F", "TEREDO", "RFC 4380"},
    {"2001:1::1/128", "TTTTF", "Port Control Protocol Anycast", "RFC 7723"},
    {"2001:1::2/128", "TTTTF", "Traversal Using Relays around NAT Anycast", "RFC 8155"},
    {"2001:1::3/128", "TTTTF", "DNS-SD Service Registration Protocol Anycast", "RFC 9665"},
    {"2001:2::/48", "TTTFF", "Benchmarking", "RFC 5180"},
    {"2001:3::/32", "TTTTF", "AMT", "RFC 7450"},
    {"2001:4:112::/48", "TTTTF", "AS112-v6", "RFC 7535"},
    {"2001:10::/28", "?????", "ORCHID", "RFC 4843"},
    {"2001:20::/28", "TTTTF", "ORCHIDv2", "RFC 7343"},
    {"2001:30::/28", "TTTTF", "Drone Remote ID", "RFC 9374"},
    {"2001:db8::/32", "FFFFF", "Documentation", "RFC 3849"},
    {"2002::/16", "TTT?F", "6to4", "RFC 3056"},
    {"2620:4f:8000::/48", "TTTTF", "Direct Delegation AS112 Service", "RFC 7534"},
    {"3fff::/20", "FFFFF", "Documentation", "RFC 9637"},
    {"5f00::/16", "TTTFF", "Segment Routing (SRv6) SIDs", "RFC 9602"},
    {"fc00::/7", "TTTFF", "Unique-Local", "RFC 4193"},
    {"fe80::/10", "TTFFT", "Link-Local Unicast", "RFC 4291"},
};

static void the_rows_are_those_of_iana(void **state)
{
    (void)state;
    size_t four, six, at = 0;
    const struct nk_special *v4 = nk_special_rows(NK_IPV4, &four);
    const struct nk_special *v6 = nk_special_rows(NK_IPV6, &six);
    assert_string_equal(nk_special_date, "2025-10-09");
    assert_int_equal(four + six, sizeof registry / sizeof *registry);
    for (size_t i = 0; i < four + six; i++, at++) {
        const struct nk_special *row = i < four ? &v4[i] : &v6[i - four];
        char text[NK_PREFIX_TEXT_MAX];
        nk_prefix_format(&row->prefix, text);
        struct nk_prefix want = prefix(registry[at].block);
        assert_int_equal(nk_prefix_compare(&row->prefix, &want), 0);
        assert_false(nk_prefix_has_host_bits(&row->prefix));
        assert_string_equal(
            letters(row->source, row->destination, row->forwardable, row->global, row->reserved),
            registry[at].flags);
        assert_non_null(strstr(row->name, registry[at].name));
        assert_non_null(strstr(row->rfc, registry[at].rfc));
        if (i > 0 && i != four)
            assert_true(nk_prefix_compare(&row[-1].prefix, &row->prefix) < 0);
    }
}

/* The first and last address of each row, and their neighbours, against a search of all rows. */
static void the_most_specific_row_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof registry / sizeof *registry; i++) {
        struct nk_prefix p = prefix(registry[i].block);
        struct nk_addr probes[4] = {nk_prefix_first(&p), nk_prefix_last(&p)};
        probes[2] = nk_addr_of(p.addr.family, nk_u128_sub(nk_addr_bits(probes[0]), nk_u128(0, 1)));
        if (nk_addr_compare(&probes[0], &probes[2]) < 0)
            probes[2] = probes[0]; /* there is none below */
        if (!nk_addr_add(&probes[1], nk_u128(0, 1), &probes[3]))
            probes[3] = probes[1];
        for (size_t k = 0; k < 4; k++) {
            size_t best = SIZE_MAX;
            for (size_t n = 0; n < sizeof registry / sizeof *registry; n++) {
                struct nk_prefix row = prefix(registry[n].block);
                if (nk_prefix_contains(&row, &probes[k]) &&
                    (best == SIZE_MAX || row.length > prefix(registry[best].block).length))
                    best = n;
            }
            const struct nk_special *found = nk_special_find(&probes[k], false);
            assert_int_equal(found == NULL, best == SIZE_MAX);
            if (found != NULL)
                assert_non_null(strstr(found->name, registry[best].name));
        }
    }
    struct nk_addr mapped = prefix("::ffff:10.0.0.1").addr;
    assert_string_equal(nk_special_find(&mapped, false)->name, "IPv4-mapped Address");
    assert_string_equal(nk_special_find(&mapped, true)->name, "Private-Use");
}

/* ---- classes ---------------------------------------------------------------- */

/* `marks`: p private, o loopback, l link-local, u unique-local, d documentation, m multicast */
static const struct {
    const char *text, *flags, *scope, *kind, *marks, *block;
} classes[] = {
    {"8.8.8.8", "TTTTF", "global", NULL, "", NULL},
    {"10.1.2.3", "TTTFF", "global", NULL, "p", "10.0.0.0/8"},
    {"172.15.255.255", "TTTTF", "global", NULL, "", NULL},
    {"172.31.255.255", "TTTFF", "global", NULL, "p", "172.16.0.0/12"},
    {"172.32.0.0", "TTTTF", "global", NULL, "", NULL},
    {"100.64.0.1", "TTTFF", "global", NULL, "", "100.64.0.0/10"},
    {"127.0.0.1", "FFFFT", "host", NULL, "o", "127.0.0.0/8"},
    {"0.0.0.0", "TFFFT", "host", NULL, "", "0.0.0.0/32"},
    {"169.254.9.9", "TTFFT", "link", NULL, "l", "169.254.0.0/16"},
    {"192.0.2.1", "FFFFF", "global", NULL, "d", "192.0.2.0/24"},
    {"203.0.113.9", "FFFFF", "global", NULL, "d", "203.0.113.0/24"},
    {"192.0.0.9", "TTTTF", "global", NULL, "", "192.0.0.9/32"},
    {"192.88.99.1", "?????", "global", NULL, "", "192.88.99.0/24"},
    {"255.255.255.255", "FTFFT", "link", NULL, "", "255.255.255.255/32"},
    {"250.0.0.1", "FFFFT", "global", NULL, "", "240.0.0.0/4"},
    {"::", "TFFFT", "host", NULL, "", "::/128"},
    {"::1", "FFFFT", "host", NULL, "o", "::1/128"},
    {"::2", "TTTTF", "global", NULL, "", NULL},
    {"2606:4700::1", "TTTTF", "global", NULL, "", NULL},
    {"fe80::1", "TTFFT", "link", NULL, "l", "fe80::/10"},
    {"febf::1", "TTFFT", "link", NULL, "l", "fe80::/10"},
    {"fec0::1", "TTTTF", "site", NULL, "", NULL},
    {"fd00::1", "TTTFF", "global", NULL, "pu", "fc00::/7"},
    {"2001:db8::1", "FFFFF", "global", NULL, "d", "2001:db8::/32"},
    {"3fff:fff::1", "FFFFF", "global", NULL, "d", "3fff::/20"},
    {"3fff:1000::1", "TTTTF", "global", NULL, "", NULL},
    {"2001::1", "TTT?F", "global", NULL, "", "2001::/32"},
    {"5f00::1", "TTTFF", "global", NULL, "", "5f00::/16"},
    {"64:ff9b::c000:201", "TTTTF", "global", NULL, "", "64:ff9b::/96"},
    /* an IPv4-mapped address is what the IPv4 address in it is */
    {"::ffff:127.0.0.1", "FFFFT", "host", NULL, "o", "127.0.0.0/8"},
    {"::ffff:8.8.8.8", "TTTTF", "global", NULL, "", NULL},
    {"::ffff:224.0.0.1", "FTFFF", "link", "local network control", "m", NULL},
    {"::ffff:10.0.0.0/104", "TTTFF", "global", NULL, "p", "10.0.0.0/8"},
    /* IPv4 multicast */
    {"224.0.0.1", "FTFFF", "link", "local network control", "m", NULL},
    {"224.0.1.1", "FTTTF", "global", "internetwork control", "m", NULL},
    {"224.0.2.1", "FTTTF", "global", "ad-hoc", "m", NULL},
    {"224.2.127.254", "FTTTF", "global", "SDP/SAP", "m", NULL},
    {"224.4.255.255", "FTTTF", "global", "ad-hoc", "m", NULL},
    {"225.0.0.1", "FTTTF", "global", "any-source", "m", NULL},
    {"232.1.2.3", "FTTTF", "global", "source-specific", "m", NULL},
    {"233.1.2.3", "FTTTF", "global", "GLOP", "m", NULL},
    {"233.252.0.1", "FTTTF", "global", "documentation", "m", NULL},
    {"233.255.0.1", "FTTTF", "global", "ad-hoc", "m", NULL},
    {"234.1.2.3", "FTTTF", "global", "unicast-prefix-based", "m", NULL},
    {"239.0.0.1", "FTTFF", "admin", "administratively scoped", "m", NULL},
    {"239.192.0.1", "FTTFF", "organization", "administratively scoped", "m", NULL},
    {"239.255.0.1", "FTTFF", "site", "administratively scoped", "m", NULL},
    /* IPv6 multicast */
    {"ff00::1", "FFFFF", "reserved", "well-known", "m", NULL},
    {"ff01::1", "FTFFF", "interface", "well-known", "m", NULL},
    {"ff02::1", "FTFFF", "link", "well-known", "m", NULL},
    {"ff02::1:ff00:1", "FTFFF", "link", "solicited-node", "m", NULL},
    {"ff03::1", "FTTFF", "realm", "well-known", "m", NULL},
    {"ff04::1", "FTTFF", "admin", "well-known", "m", NULL},
    {"ff05::1:3", "FTTFF", "site", "well-known", "m", NULL},
    {"ff07::1", "FTTFF", "unassigned", "well-known", "m", NULL},
    {"ff08::1", "FTTFF", "organization", "well-known", "m", NULL},
    {"ff0e::101", "FTTTF", "global", "well-known", "m", NULL},
    {"ff0f::1", "FFFFF", "reserved", "well-known", "m", NULL},
    {"ff15::1", "FTTFF", "site", "transient", "m", NULL},
    {"ff3e::8000:1", "FTTTF", "global", "source-specific", "m", NULL},
    {"ff3e:30:3fff:fdee::1", "FTTTF", "global", "unicast-prefix-based", "m", NULL},
    {"ff7e:120:2001:db8::1", "FTTTF", "global", "embedded-RP", "m", NULL},
    /* whole prefixes */
    {"10.1.0.0/16", "TTTFF", "global", NULL, "p", "10.0.0.0/8"},
    {"10.0.0.0/7", "?????", NULL, NULL, "", NULL},
    {"0.0.0.0/0", "?????", NULL, NULL, "", NULL},
    {"8.0.0.0/8", "TTTTF", "global", NULL, "", NULL},
    {"224.0.0.0/4", "F???F", NULL, "multicast", "m", NULL},
    {"224.0.0.0/16", "F???F", NULL, "multicast", "m", NULL},
    {"224.0.0.0/24", "FTFFF", "link", "local network control", "m", NULL},
    {"239.192.0.0/16", "FTTFF", "organization", "administratively scoped", "m", NULL},
    {"239.0.0.0/8", "F???F", NULL, "multicast", "m", NULL},
    {"ff00::/8", "F???F", NULL, "multicast", "m", NULL},
    {"ff02::/16", "FTFFF", "link", "multicast", "m", NULL},
    {"ff02::1:ff00:0/104", "FTFFF", "link", "solicited-node", "m", NULL},
    {"ff3e::/32", "FTTTF", "global", "source-specific", "m", NULL},
    {"224.0.0.0/3", "?????", NULL, NULL, "", NULL},
    {"192.168.0.0/15", "?????", NULL, NULL, "", NULL},
    {"fe80::/10", "TTFFT", "link", NULL, "l", "fe80::/10"},
    {"2001:db8::/33", "FFFFF", "global", NULL, "d", "2001:db8::/32"},
};

static void marks_of(const struct nk_class *c, char *text)
{
    const bool set[] = {c->is_private,   c->loopback,      c->link_local,
                        c->unique_local, c->documentation, c->multicast};
    for (size_t i = 0; i < 6; i++)
        if (set[i])
            *text++ = "poludm"[i];
    *text = '\0';
}

static void assert_same(const char *input, const char *got, const char *want)
{
    if ((got == NULL) != (want == NULL) || (got != NULL && strcmp(got, want) != 0))
        fail_msg("%s: %s, expected %s", input, got == NULL ? "-" : got, want == NULL ? "-" : want);
}

static void every_address_has_a_class(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        struct nk_prefix p = prefix(classes[i].text);
        struct nk_class c = nk_class_of_prefix(&p);
        char text[NK_PREFIX_TEXT_MAX] = "", marks[8];
        if (c.block != NULL)
            nk_prefix_format(&c.block->prefix, text);
        marks_of(&c, marks);
        assert_same(classes[i].text, c.block == NULL ? NULL : text, classes[i].block);
        assert_same(classes[i].text,
                    letters(c.source, c.destination, c.forwardable, c.global, c.reserved),
                    classes[i].flags);
        assert_same(classes[i].text, c.scope, classes[i].scope);
        assert_same(classes[i].text, c.multicast_kind, classes[i].kind);
        assert_same(classes[i].text, marks, classes[i].marks);
        if (p.length != nk_family_width(p.addr.family))
            continue;
        struct nk_class same = nk_class_of(&p.addr);
        assert_ptr_equal(same.block, c.block);
        assert_ptr_equal(same.scope, c.scope);
    }
}

static void private_is_within_one_block(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_private;
    } ranges[] = {
        {"10.0.0.0-10.255.255.255", true},
        {"10.0.0.0-11.0.0.0", false},
        {"9.255.255.255-10.0.0.0", false},
        {"172.16.0.0-172.31.255.255", true},
        {"192.168.0.0/16", true},
        {"100.64.0.0/10", false},
        {"fc00::/7", true},
        {"fc00::-fe00::", false},
        {"0.0.0.0/0", false},
        {"fe80::1", false},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        struct nk_item item;
        assert_true(nk_item_parse(ranges[i].text, strlen(ranges[i].text), 0, &item, NULL));
        assert_int_equal(nk_range_is_private(&item.range), ranges[i].is_private);
    }
}

/* What is looked at, and which block of multicast space speaks for all of it. */
static void subjects_and_multicast_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *given, *subject, *block;
    } rows[] = {
        {"10.1.2.3/8", "10.0.0.0/8", NULL},
        {"::ffff:10.1.2.3/104", "10.0.0.0/8", NULL},
        {"::ffff:10.1.2.3/95", "::fffe:0:0/95", NULL},
        {"224.0.0.251", "224.0.0.251/32", "224.0.0.0/24"},
        {"239.192.0.0/16", "239.192.0.0/16", "239.192.0.0/14"},
        {"224.0.0.0/4", "224.0.0.0/4", NULL},
        {"ff02::1:ff00:1", "ff02::1:ff00:1/128", "ff02::1:ff00:0/104"},
        {"ff02::1", "ff02::1/128", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_prefix p, block;
        struct nk_err err;
        char text[NK_PREFIX_TEXT_MAX];
        assert_true(nk_prefix_parse(rows[i].given, strlen(rows[i].given), &p, &err));
        p = nk_class_subject(&p);
        nk_prefix_format(&p, text);
        assert_string_equal(text, rows[i].subject);
        assert_int_equal(nk_class_multicast_block(&p, &block), rows[i].block != NULL);
        if (rows[i].block == NULL)
            continue;
        nk_prefix_format(&block, text);
        assert_string_equal(text, rows[i].block);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subjects_and_multicast_blocks),
        cmocka_unit_test(the_rows_are_those_of_iana),
        cmocka_unit_test(the_most_specific_row_is_found),
        cmocka_unit_test(every_address_has_a_class),
        cmocka_unit_test(private_is_within_one_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
