#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/rdata.h"

static uint16_t type_of(const char *name)
{
    uint16_t type = 0;
    assert_true(nk_type_find(name, strlen(name), &type));
    return type;
}

static void refusals_say_what_and_where(void **state)
{
    static const struct {
        const char *type, *text;
        size_t offset, length;
        const char *message;
    } rows[] = {
        {"A", "", 0, 0, "'address' is missing: the IPv4 address"},
        {"A", "192.0.2.256", 8, 3,
         "'192.0.2.256' is not an IPv4 address: octet 4 is 256, the maximum is 255"},
        {"A", " ::1", 1, 3, "'::1' is not an IPv4 address, for 'address'"},
        {"AAAA", "1.2.3.4", 0, 7, "'1.2.3.4' is not an IPv6 address, for 'address'"},
        {"A", "1.2.3.4 5", 8, 1, "'5' is too much: A ends before"},
        {"MX", "70000 a.", 0, 5, "'70000' is not a number from 0 to 65535, for 'preference'"},
        {"MX", "10 a..b.", 5, 1, "a label of the name is empty"},
        {"MX", "10", 2, 0,
         "'exchange' is missing: the host that takes mail; '.' for none (RFC "
         "7505)"},
        {"SOA", "a. b. 1 2x 3 4 5", 8, 2,
         "'2x' is not a number of seconds from 0 to 4294967295, as 3600 or 1h30m, for 'refresh'"},
        {"TXT", "\"abc", 0, 1, "a quote is not closed"},
        {"TXT", "a \"b\\", 2, 1, "a quote is not closed"},
        {"TXT", "\"a\\25\"", 2, 3, "a backslash and a digit begin \\DDD, three digits up to 255"},
        {"TXT", "a\\256", 1, 4, "a backslash and a digit begin \\DDD, three digits up to 255"},
        {"TXT", "a\\", 1, 1, "the text ends in a backslash"},
        {"DS", "1 8 2 ABCG", 9, 1, "expected hexadecimal digits, in 'digest'"},
        {"DS", "1 8 2 ABC", 6, 3,
         "an odd number of hexadecimal digits: each octet takes two, in 'digest'"},
        {"DNSKEY", "256 3 8 AQID AQ*D", 15, 1, "expected digits of base64, in 'public_key'"},
        {"DNSKEY", "256 3 NONE AQID", 6, 4,
         "'NONE' is not a number from 0 to 255, for 'algorithm'"},
        {"DNSKEY", "256 3 8 AQI", 8, 3,
         "base64: the digits come in groups of four, filled with '=', in 'public_key'"},
        {"NSEC3", "1 0 0 - W", 8, 1,
         "expected digits of base32hex (0 to 9, A to V), in 'next_hashed'"},
        {"RRSIG", "A 8 2 1 20230229000000 20200101000000 1 . AQ==", 8, 14,
         "'20230229000000' is not a time as YYYYMMDDHHmmSS, from 1970 to 2106, for 'expiration'"},
        {"RRSIG", "A 8 2 1 21060207062816 0 1 . AQ==", 8, 14,
         "'21060207062816' is not a time as YYYYMMDDHHmmSS, from 1970 to 2106, for 'expiration'"},
        {"RRSIG", "ABC 8 2 1 0 0 1 . AQ==", 0, 3, "'ABC' is not a type, for 'type_covered'"},
        {"NSEC", "a. A TYPE65536", 5, 9, "'TYPE65536' is not a type, for 'types'"},
        {"NXT", "a. TYPE128", 3, 7, "'TYPE128' is not a type up to 127, for 'types'"},
        {"EUI48", "00-00-5e-00-53", 0, 14,
         "'00-00-5e-00-53' is not six octets as 00-00-5e-00-53-2a, for 'address'"},
        {"NID", "1 1:2:3", 2, 5,
         "'1:2:3' is not four groups of hexadecimal digits as 14:4fff:ff20:ee64, for 'node_id'"},
        {"NSAP", "4700", 0, 4, "'4700' is not 0x and hexadecimal digits, for 'address'"},
        {"NSAP", "0x47.0", 0, 6,
         "an odd number of hexadecimal digits: each octet takes two, in 'address'"},
        {"NSAP", "0x47.0Z", 6, 1, "expected hexadecimal digits, in 'address'"},
        {"ATMA", "+12a", 0, 4, "the RDATA is wrong: an E.164 address is digits only"},
        {"LOC", "91 N 0 E 0m", 0, 2,
         "'91' is not part of a latitude as 51 30 12.748 N, for 'latitude'"},
        {"LOC", "90 0 1 N 0 E 0m", 7, 1, "'N' is not within 90 degrees, for 'latitude'"},
        {"LOC", "1 2 3 4 N", 6, 1,
         "'4' is not part of a latitude as 51 30 12.748 N, for 'latitude'"},
        {"LOC", "1 N 2 W -100000.01m", 8, 11,
         "'-100000.01m' is not a height in metres from -100000.00m to 42849672.95m, for "
         "'altitude'"},
        {"LOC", "1 N 2 W 0 90000001m", 10, 9,
         "'90000001m' is not a size in metres from 0 to 90000000, as 10m, for 'size'"},
        {"APL", "3:10.0.0.0/8", 0, 12,
         "'3:10.0.0.0/8' is not of a known family: 1 is IPv4, 2 is IPv6, for 'items'"},
        {"APL", "1:10.0.0.0/8 1:10.0.0.0/33", 13, 13,
         "'1:10.0.0.0/33' is not of a length from 0 to 32, for 'items'"},
        {"APL", "1:::/8", 0, 6, "'1:::/8' is not a prefix of an IPv4 address, for 'items'"},
        {"APL", "10.0.0.0/8", 0, 10,
         "'10.0.0.0/8' is not an address prefix as 1:192.0.2.0/24 or !2:2001:db8::/32, for "
         "'items'"},
        {"CAA", "0 is-sue \"\"", 2, 6, "'is-sue' is not of letters and digits only, for 'tag'"},
        {"IPSECKEY", "1 0 2 gw. AQ==", 6, 3, "'gw.' is not '.', as type 0 asks, for 'gateway'"},
        {"IPSECKEY", "1 4 2 gw. AQ==", 6, 3,
         "'gw.' is not known: types are 0 to 3, others have \\# only, for 'gateway'"},
        {"AMTRELAY", "1 2 0 .", 2, 1, "'2' is not a number from 0 to 1, for 'discovery_optional'"},
        {"AMTRELAY", "1 0 128 .", 4, 3, "'128' is not a number from 0 to 127, for 'relay_type'"},
        {"A6", "129 ::1 a.", 0, 3, "the prefix length is over 128"},
        {"TSIG", "a. 1 2 3 AQ== 1 0 0", 7, 1,
         "the length is 3, and the base64 behind it has 1 octets"},
        {"SVCB", "1 . prot=1", 4, 6,
         "'prot=1' is not a SvcParam: KEY or KEY=VALUE, with a key as port or key667, for "
         "'params'"},
        {"SVCB", "1 . port=65536", 4, 10,
         "'port=65536' is not a port from 0 to 65535, for 'params'"},
        {"SVCB", "1 . port", 4, 4, "'port' is not a port from 0 to 65535, for 'params'"},
        {"SVCB", "1 . port=1 alpn=h2 port=2", 19, 6,
         "'port=2' is not of a key of its own: it is there already, for 'params'"},
        {"SVCB", "1 . mandatory=port", 0, 18,
         "the RDATA is wrong: the SvcParam mandatory names a key that is not there"},
        {"SVCB", "1 . alpn=h2,,h3", 4, 11,
         "'alpn=h2,,h3' is not a list of names of protocols as h2,h3, for 'params'"},
        {"SVCB", "1 . key00009=1", 4, 10,
         "'key00009=1' is not a SvcParam: KEY or KEY=VALUE, with a key as port or key667, for "
         "'params'"},
        {"SVCB", "1 . alpn=\"h2", 9, 1, "a quote is not closed"},
        {"SVCB", "1 . ipv4hint=1.2.3.4,::1", 4, 20,
         "'ipv4hint=1.2.3.4,::1' is not a list of IPv4 addresses, for 'params'"},
        {"SVCB", "1 . ohttp=1", 4, 7, "'ohttp=1' is not without a value, for 'params'"},
        {"OPT", "10:A", 3, 1, "an odd number of hexadecimal digits: each octet takes two"},
        {"OPT", "x", 0, 1, "'x' is not an option as CODE or CODE:HEX, for 'options'"},
        {"A", "\\# 4 C00002", 3, 1, "the length is 4, and the hexadecimal digits have 3 octets"},
        {"A", "\\#", 2, 0, "'length' is missing: how many octets"},
        {"A", "\\# x", 3, 1, "'x' is not a number from 0 to 65535, for 'length'"},
        {"TYPE65280", "\\# 2 AB CX", 9, 1, "expected hexadecimal digits behind \\#"},
        {"TYPE65280", "AB", 0, 2,
         "the type has no text of its own: expected \\# LENGTH HEX (RFC 3597)"},
        {"AXFR", "", 0, 0, "the type has no text of its own: expected \\# LENGTH HEX (RFC 3597)"},
        {"OPENPGPKEY", "", 0, 0, "the RDATA is wrong: the RDATA is empty"},
        {"WKS", "1.2.3.4 tcp smtp", 12, 4, "'smtp' is not a number from 0 to 65535, for 'ports'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_buf out = {0};
        struct nk_err err = {0};
        nk_buf_add(&out, "xyz", 3);
        bool good = nk_rdata_parse(type_of(rows[i].type), NK_CLASS_IN, rows[i].text,
                                   strlen(rows[i].text), NULL, &out, &err);
        if (good || strcmp(err.text, rows[i].message) != 0 || err.offset != rows[i].offset ||
            err.length != rows[i].length)
            fail_msg("%s %s: %zu+%zu %s", rows[i].type, rows[i].text, err.offset, err.length,
                     err.text);
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_int_equal(out.len, 3);
        nk_buf_release(&out);
    }
}

static void expect(const char *type, const char *text, const struct nk_name *origin,
                   const char *want)
{
    struct nk_buf wire = {0}, back = {0};
    struct nk_err err = {0};
    if (!nk_rdata_parse(type_of(type), NK_CLASS_IN, text, strlen(text), origin, &wire, &err))
        fail_msg("%s: %s", text, err.text);
    struct nk_rdata d = {
        (const uint8_t *)wire.data, wire.len, 0, wire.len, type_of(type), NK_CLASS_IN};
    nk_rdata_text(&back, &d);
    nk_buf_add_byte(&back, '\0');
    assert_string_equal(back.data, want);
    nk_buf_release(&wire);
    nk_buf_release(&back);
}

static void names_are_relative_to_the_origin(void **state)
{
    struct nk_name origin;
    (void)state;
    assert_true(nk_name_parse("zone.example.", 13, NULL, &origin, NULL));
    expect("MX", "10 mail", &origin, "10 mail.zone.example.");
    expect("MX", "10 mail.", &origin, "10 mail.");
    expect("MX", "10 @", &origin, "10 zone.example.");
    expect("MX", "10 \\@", &origin, "10 \\@.zone.example.");
    expect("MX", "10 @", NULL, "10 .");
    expect("HIP", "2 AB AQID a b.", &origin, "2 AB AQID a.zone.example. b.");
}

static void blanks_parentheses_and_comments(void **state)
{
    (void)state;
    expect("SOA", "a. b. ( 1 ; serial\n 2h ; refresh )\n\t3m\r\n1w 5 )", NULL,
           "a. b. 1 7200 180 604800 5");
    expect("TXT", "a;b\nc", NULL, "\"a\" \"c\"");
    expect("TXT", "(a)(b)\"c\"d", NULL, "\"a\" \"b\" \"c\" \"d\"");
    expect("TXT", "a\\;b \";(\"", NULL, "\"a;b\" \";(\"");
    expect("DS", "1 8 2 ( AB\nCD ; x\n EF )", NULL, "1 8 2 ABCDEF");
    expect("A", "\\# 4 ( C000\n 0201 )", NULL, "192.0.2.1");
    expect("TXT", "\"\\#\" 1 00", NULL, "\"#\" \"1\" \"00\"");
}

/* Both ways, and the octets of the time are those of date(1). */
static void times_from_1970_to_2106(void **state)
{
    static const struct {
        uint32_t seconds;
        const char *date;
    } rows[] = {
        {0, "19700101000000"},          {68169599, "19720228235959"},
        {68169600, "19720229000000"},   {951782400, "20000229000000"},
        {1609459199, "20201231235959"}, {2147483648, "20380119031408"},
        {4102444800, "21000101000000"}, {4107542399, "21000228235959"},
        {4107542400, "21000301000000"}, {4133980800, "21010101000000"},
        {4294967295, "21060207062815"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char date[64], number[64], want[64];
        snprintf(date, sizeof date, "A 8 2 0 %s 0 1 . AQ==", rows[i].date);
        snprintf(number, sizeof number, "A 8 2 0 %lu 0 1 . AQ==", (unsigned long)rows[i].seconds);
        snprintf(want, sizeof want, "A 8 2 0 %s 19700101000000 1 . AQ==", rows[i].date);
        expect("RRSIG", date, NULL, want);
        expect("RRSIG", number, NULL, want);
    }
}

static void lengths_have_an_end(void **state)
{
    struct nk_buf text = {0}, out = {0};
    struct nk_err err = {0};
    (void)state;
    for (unsigned i = 0; i < 256; i++)
        nk_buf_add_byte(&text, 'a');
    assert_true(nk_rdata_parse(NK_TYPE_TXT, NK_CLASS_IN, text.data, 255, NULL, &out, &err));
    assert_false(nk_rdata_parse(NK_TYPE_TXT, NK_CLASS_IN, text.data, 256, NULL, &out, &err));
    assert_string_equal(err.text, "a string of 256 octets: it may have 255");
    nk_buf_clear(&text);
    for (unsigned i = 0; i < 40000; i++)
        nk_buf_add_text(&text, "a ");
    assert_false(nk_rdata_parse(NK_TYPE_TXT, NK_CLASS_IN, text.data, text.len, NULL, &out, &err));
    assert_string_equal(err.text, "RDATA has at most 65535 octets, not 80000");
    nk_buf_release(&text);
    nk_buf_release(&out);
}

/* Many keys the wrong way round, each named by `mandatory`: sorted, not searched. */
static void many_parameters_are_sorted(void **state)
{
    struct nk_buf text = {0}, out = {0};
    struct nk_err err = {0};
    (void)state;
    nk_buf_add_text(&text, "1 . ");
    for (unsigned key = 15000; key > 9; key--)
        nk_buf_printf(&text, "key%u ", key);
    assert_true(nk_rdata_parse(64, NK_CLASS_IN, text.data, text.len, NULL, &out, &err));
    assert_int_equal(out.len, 3 + 4 * (15000 - 9));
    assert_memory_equal(out.data, "\0\1\0\0\12\0\0\0\13", 9);
    nk_buf_release(&text);
    nk_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals_say_what_and_where),
        cmocka_unit_test(names_are_relative_to_the_origin),
        cmocka_unit_test(blanks_parentheses_and_comments),
        cmocka_unit_test(times_from_1970_to_2106),
        cmocka_unit_test(lengths_have_an_end),
        cmocka_unit_test(many_parameters_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
