#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json_read.h"
#include "golden.h"

static void text_is(const struct golden *g)
{
    struct nk_rdata d = rdata_alone(g);
    struct nk_buf text = {0};
    nk_rdata_text(&text, &d);
    nk_buf_add_byte(&text, '\0');
    if (strcmp(text.data, g->text) != 0)
        fail_msg("line %u: '%s' is not '%s'", g->line, text.data, g->text);
    nk_buf_release(&text);
    rdata_free(&d);
}

static void reads_as(const struct golden *g)
{
    struct nk_buf wire = {0};
    struct nk_err err = {0};
    nk_buf_add_byte(&wire, 'x');
    if (!nk_rdata_parse(g->type, g->class, g->text, strlen(g->text), NULL, &wire, &err))
        fail_msg("line %u: '%s': %s", g->line, g->text, err.text);
    if (wire.len - 1 != g->wire_len || memcmp(wire.data + 1, g->wire, g->wire_len) != 0)
        fail_msg("line %u: '%s' is read wrong", g->line, g->text);
    nk_buf_release(&wire);
}

static void text_is_that_of_dig(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata.tsv", text_is);
}

static void text_reads_back(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata.tsv", reads_as);
}

static void fails_for_memory(const struct golden *g)
{
    struct nk_buf wire = {.failed = true};
    struct nk_err err = {0};
    if (g->wire_len == 0)
        return;
    if (nk_rdata_parse(g->type, g->class, g->text, strlen(g->text), NULL, &wire, &err) ||
        err.code != NK_ERR_MEMORY)
        fail_msg("line %u: '%s': %s", g->line, g->text, err.text);
}

static void a_lack_of_memory_is_told(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata.tsv", fails_for_memory);
}

static void other_spellings_are_read(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata_spellings.tsv", reads_as);
}

static bool seen[65536];

static void mark(const struct golden *g)
{
    seen[g->type] = true;
}

static void every_type_is_in_the_data(void **state)
{
    (void)state;
    const struct nk_rr_row *row;
    golden_each("tests/data/dns/rdata.tsv", mark);
    for (size_t i = 0; (row = nk_rr_row_at(i)) != NULL; i++)
        if (row->fields[0].kind != NK_RDATA_END && !seen[row->type])
            fail_msg("%s has no line in rdata.tsv", row->name);
}

/* Cut short and with an octet more, the RDATA is malformed or reads back to itself. */
static void round_trip(const struct nk_rdata *d)
{
    struct nk_buf text = {0}, wire = {0}, expanded = {0};
    struct nk_err err = {0};
    nk_rdata_text(&text, d);
    nk_rdata_expand(&expanded, d, false);
    if (!nk_rdata_parse(d->type, d->class, text.data == NULL ? "" : text.data, text.len, NULL,
                        &wire, &err))
        fail_msg("TYPE%u: '%.*s': %s", d->type, (int)text.len, text.data, err.text);
    if (wire.len != expanded.len ||
        (wire.len > 0 && memcmp(wire.data, expanded.data, wire.len) != 0))
        fail_msg("TYPE%u: '%.*s' reads as something else", d->type, (int)text.len, text.data);
    nk_buf_release(&text);
    nk_buf_release(&wire);
    nk_buf_release(&expanded);
}

static void cut_and_extend(const struct golden *g)
{
    struct golden part = *g;
    for (part.wire_len = 0; part.wire_len <= g->wire_len + 1; part.wire_len++) {
        struct nk_rdata d = rdata_alone(&part);
        round_trip(&d);
        rdata_free(&d);
    }
}

static void damaged_rdata_reads_back_too(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata.tsv", cut_and_extend);
}

static void json_holds_each_key(const struct golden *g)
{
    struct nk_rdata d = rdata_alone(g);
    struct nk_buf json = {0};
    struct nk_lines lines;
    struct nk_json_reader r;
    struct nk_err err = {0};
    nk_rdata_json(&json, &d);
    nk_lines_init_text(&lines, json.data, json.len, "rdata");
    nk_json_reader_init(&r, &lines);
    const struct nk_json_value *object = nk_json_next(&r, &err);
    if (object == NULL)
        fail_msg("line %u: %.*s: %s", g->line, (int)json.len, json.data, err.text);
    const struct nk_rr_row *row = nk_rr_row_in(g->type, g->class);
    bool has_form = strncmp(g->text, "\\#", 2) != 0 && row != NULL && g->class != NK_CLASS_NONE &&
                    (g->wire_len > 0 || (row->flags & NK_RR_EMPTY) != 0);
    for (size_t i = 0; has_form && row->fields[i].kind != NK_RDATA_END; i++)
        if (nk_json_get(&r, object, row->fields[i].key) == NULL)
            fail_msg("line %u: %s is missing in %.*s", g->line, row->fields[i].key, (int)json.len,
                     json.data);
    nk_json_reader_release(&r);
    nk_lines_release(&lines);
    nk_buf_release(&json);
    rdata_free(&d);
}

static void json_is_an_object_with_all_fields(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata.tsv", json_holds_each_key);
}

static void json_values(void **state)
{
    static const struct {
        const char *type, *text, *json;
    } rows[] = {
        {"A", "192.0.2.1", "{\"address\":\"192.0.2.1\"}"},
        {"MX", "10 a.b.", "{\"preference\":10,\"exchange\":\"a.b.\"}"},
        {"TXT", "\"a\\\"b\" \"\\255\\027\"", "{\"text\":[\"a\\\"b\",\"\\\\xff\\u001b\"]}"},
        {"NSEC", "a. A TYPE1234", "{\"next\":\"a.\",\"types\":[\"A\",\"TYPE1234\"]}"},
        {"ISDN", "1", "{\"address\":\"1\",\"subaddress\":null}"},
        {"IPN", "18446744073709551615", "{\"node\":\"18446744073709551615\"}"},
        {"NSEC3PARAM", "1 0 2 AB",
         "{\"hash_algorithm\":1,\"flags\":0,\"iterations\":2,\"salt\":\"AB\"}"},
        {"AMTRELAY", "1 1 0 .",
         "{\"precedence\":1,\"discovery_optional\":true,\"relay_type\":0,\"relay\":null}"},
        {"APL", "!1:10.0.0.0/8 2:::/0", "{\"items\":[\"!1:10.0.0.0/8\",\"2:::/0\"]}"},
        {"WKS", "1.2.3.4 tcp 25 80", "{\"address\":\"1.2.3.4\",\"protocol\":6,\"ports\":[25,80]}"},
        {"CERT", "PGP 1 DSA AQID",
         "{\"cert_type\":3,\"key_tag\":1,\"algorithm\":3,\"certificate\":\"AQID\"}"},
        {"HIP", "2 AB AQID a. b.",
         "{\"hit_length\":1,\"algorithm\":2,\"public_key_length\":3,\"hit\":\"AB\","
         "\"public_key\":\"AQID\",\"servers\":[\"a.\",\"b.\"]}"},
        {"LOC", "1 N 2 W 3m",
         "{\"version\":0,\"size\":\"1m\",\"horizontal_precision\":\"10000m\","
         "\"vertical_precision\":\"10m\",\"latitude\":\"1 0 0.000 N\","
         "\"longitude\":\"2 0 0.000 W\",\"altitude\":\"3.00m\"}"},
        {"SVCB",
         "1 . mandatory=alpn,key667 alpn=h2,h3 no-default-alpn port=1 ipv4hint=1.2.3.4 ech=AQID "
         "ipv6hint=::1 dohpath=/q ohttp tls-supported-groups=29 key667=a",
         "{\"priority\":1,\"target\":\".\",\"params\":{\"mandatory\":[\"alpn\",\"key667\"],"
         "\"alpn\":[\"h2\",\"h3\"],\"no_default_alpn\":true,\"port\":1,\"ipv4hint\":[\"1.2.3.4\"],"
         "\"ech\":\"AQID\",\"ipv6hint\":[\"::1\"],\"dohpath\":\"/q\",\"ohttp\":true,"
         "\"tls_supported_groups\":[29],\"key667\":\"a\"}}"},
        {"OPT", "10:AB 3",
         "{\"options\":[{\"code\":10,\"data\":\"AB\"},{\"code\":3,\"data\":\"\"}]}"},
        {"RRSIG", "A 8 2 60 20200101000000 1 2 . AQ==",
         "{\"type_covered\":\"A\",\"algorithm\":8,\"labels\":2,\"original_ttl\":60,"
         "\"expiration\":\"1577836800\",\"inception\":\"1\",\"key_tag\":2,\"signer\":\".\","
         "\"signature\":\"AQ==\"}"},
        {"TYPE65280", "\\# 2 ABCD", "{\"hex\":\"ABCD\"}"},
        {"TYPE65280", "\\# 0", "{\"hex\":\"\"}"},
        {"A", "\\# 1 FF", "{\"hex\":\"FF\"}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_buf wire = {0}, json = {0};
        struct nk_err err = {0};
        uint16_t type;
        assert_true(nk_type_find(rows[i].type, strlen(rows[i].type), &type));
        if (!nk_rdata_parse(type, NK_CLASS_IN, rows[i].text, strlen(rows[i].text), NULL, &wire,
                            &err))
            fail_msg("%s: %s", rows[i].text, err.text);
        struct nk_rdata d = {(const uint8_t *)wire.data, wire.len, 0, wire.len, type, NK_CLASS_IN};
        nk_rdata_json(&json, &d);
        nk_buf_add_byte(&json, '\0');
        assert_string_equal(json.data, rows[i].json);
        nk_buf_release(&wire);
        nk_buf_release(&json);
    }
}

/* ---- names that point into the message ------------------------------------------------ */

/* A header of zeros, then "Example." at 12, then the RDATA. */
static struct nk_rdata in_message(uint8_t *message, size_t room, uint16_t type, const char *rdata,
                                  size_t len)
{
    static const char name[] = "\7Example";
    assert_true(21 + len <= room);
    memset(message, 0, 12);
    memcpy(message + 12, name, sizeof name);
    memcpy(message + 21, rdata, len);
    return (struct nk_rdata){message, 21 + len, 21, len, type, NK_CLASS_IN};
}

static void compressed_names_are_followed(void **state)
{
    static const struct {
        uint16_t type;
        const char *rdata;
        size_t len;
        const char *text, *canonical;
        size_t canonical_len;
    } rows[] = {
        {NK_TYPE_MX, "\0\1\2MX\xc0\x0c", 7, "1 MX.Example.", "\0\1\2mx\7example", 14},
        {NK_TYPE_SRV, "\0\1\0\2\0\3\xc0\x0c", 8, "1 2 3 Example.", "\0\1\0\2\0\3\7example", 15},
        /* not lower case in the canonical form (RFC 6840 5.1) */
        {NK_TYPE_NSEC, "\xc0\x0c\0\1\x40", 5, "Example. A", "\7Example\0\0\1\x40", 12},
        {17, "\xc0\x0c\1X\xc0\x0c", 6, "Example. X.Example.", "\7example\0\1x\7example", 20},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t message[64];
        size_t bad_at;
        struct nk_buf text = {0}, canonical = {0};
        struct nk_rdata d =
            in_message(message, sizeof message, rows[i].type, rows[i].rdata, rows[i].len);
        assert_null(nk_rdata_check(&d, &bad_at));
        nk_rdata_text(&text, &d);
        nk_buf_add_byte(&text, '\0');
        assert_string_equal(text.data, rows[i].text);
        nk_rdata_expand(&canonical, &d, true);
        assert_int_equal(canonical.len, rows[i].canonical_len);
        assert_memory_equal(canonical.data, rows[i].canonical, canonical.len);
        nk_buf_release(&text);
        nk_buf_release(&canonical);
    }
}

static void malformed_rdata_has_reason_and_offset(void **state)
{
    static const struct {
        uint16_t type;
        const char *rdata;
        size_t len, bad_at;
        const char *why;
    } rows[] = {
        {NK_TYPE_A, "", 0, 21, "the RDATA is empty"},
        {NK_TYPE_A, "\1\2\3", 3, 21, "the RDATA ends within this field"},
        {NK_TYPE_A, "\1\2\3\4\5", 5, 25, "octets are left behind the last field"},
        {NK_TYPE_MX, "\0\1", 2, 23, "the RDATA ends where a name is to begin"},
        {NK_TYPE_MX, "\0\1\1a", 4, 25, "the name runs past the end of the message"},
        {NK_TYPE_MX, "\0\1\xc0\x17", 4, 23, "a compression pointer does not go backwards"},
        {NK_TYPE_TXT, "\1a\2b", 4, 23, "a character-string runs past the end of the RDATA"},
        {NK_TYPE_NSEC, "\0\0\1", 3, 22,
         "a window of the type bitmap runs past the end of the RDATA"},
        {NK_TYPE_NSEC, "\0\0", 2, 22, "a window of the type bitmap is cut"},
        {NK_TYPE_NSEC, "\0\0\0", 3, 22, "a window of the type bitmap has not 1 to 32 octets"},
        {NK_TYPE_NSEC, "\0\0\1\0", 4, 22, "a window of the type bitmap ends in a zero octet"},
        {NK_TYPE_NSEC, "\0\1\1\1\1\1\1", 7, 25, "the windows of the type bitmap are not in order"},
        {NK_TYPE_NSEC3, "\1\0\0\0\1", 5, 25, "the RDATA ends within this field"},
        {NK_TYPE_NSEC3, "\1\0\0\0\0\0", 6, 26, "the hash is empty"},
        {257, "\0\0", 2, 22, "a tag is letters and digits, at least one"},
        {257, "\0\2a-", 4, 22, "a tag is letters and digits, at least one"},
        {42, "\0\1\41\0", 4, 21, "a prefix length is over that of an address"},
        {42, "\0\1\10\1\0", 5, 21, "an address of the list ends in a zero octet"},
        {42, "\0\1\10\2\12", 5, 21, "an item of the list runs past the end of the RDATA"},
        {42, "\0\1\10\5\1\2\3\4\5", 9, 21, "an item of the list has more octets than an address"},
        {42, "\0\1\10", 3, 21, "an item of the list is cut"},
        {38, "\201\0", 2, 21, "the prefix length is over 128"},
        {38, "\177\2\0", 3, 22, "bits of the prefix are not 0"},
        {29, "\0\240\0\0\200\0\0\0\200\0\0\0\0\0\0\0", 16, 22,
         "a size is a digit and a power of ten, each up to 9"},
        {29, "\0\0\0\0\377\0\0\0\200\0\0\0\0\0\0\0", 16, 25, "a latitude over 90 degrees"},
        {29, "\0\0\0\0\200\0\0\0\0\0\0\0\0\0\0\0", 16, 29, "a longitude over 180 degrees"},
        {55, "\0\1\0\1\1", 5, 21, "the length is 0 of a field that may not be empty"},
        {34, "\1a", 2, 22, "an E.164 address is digits only"},
        {11, "\1\2\3\4\6\0", 6, 26, "the bitmap ends in a zero octet"},
        {30, "\0\100\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1", 18, 38, "the bitmap is too long"},
        {NK_TYPE_DS, "\0\1\10\2", 4, 25, "the RDATA ends where the last field is to begin"},
        {NK_TYPE_DNSKEY, "\1\0\3\10", 4, 25, "the RDATA ends where the last field is to begin"},
        {NK_TYPE_OPT, "\0\1\0\1", 4, 21, "an EDNS option runs past the end of the RDATA"},
        {NK_TYPE_OPT, "\0\1\0\0\0", 5, 25, "an EDNS option is cut"},
        {64, "\0\1\0\0\3\0\2\0\1\0\3\0\2\0\1", 15, 30, "a SvcParam is there twice"},
        {64, "\0\1\0\0\3\0\2\0\1\0\2\0\0", 13, 30, "the SvcParams are not in order"},
        {64, "\0\1\0\0\3\0\1\1", 8, 24, "the SvcParam port has not 2 octets"},
        {64, "\0\1\0\0\0\0\2\0\3", 9, 24, "the SvcParam mandatory names a key that is not there"},
        {64, "\0\1\0\0\0\0\2\0\0", 9, 24, "the SvcParam mandatory names itself"},
        {64, "\0\1\0\0\0\0\4\0\3\0\3", 11, 24,
         "the keys in the SvcParam mandatory are not in order"},
        {64, "\0\1\0\0\2\0\0", 7, 24, "the SvcParam no-default-alpn without alpn"},
        {64, "\0\1\0\0\1\0\2\2h", 9, 24, "a name runs past the end of the SvcParam alpn"},
        {64, "\0\1\0\0\1\0\0", 7, 24, "the SvcParam alpn is empty"},
        {64, "\0\1\0\0\1\0\1\0", 8, 24, "a name in the SvcParam alpn is empty"},
        {64, "\0\1\0\0\4\0\3\1\1\1", 10, 24, "the SvcParam ipv4hint is no list of addresses"},
        {64, "\0\1\0\0\6\0\0", 7, 24, "the SvcParam ipv6hint is no list of addresses"},
        {64, "\0\1\0\0\7\0\0", 7, 24, "the SvcParam dohpath is empty"},
        {64, "\0\1\0\0\10\0\1\1", 8, 24, "a SvcParam has a value that may have none"},
        {64, "\0\1\0\0\11\0\1\1", 8, 24, "a SvcParam is no list of numbers of 16 bits"},
        {64, "\0\1\0\0\4\0", 6, 24, "a SvcParam is cut"},
        {64, "\0\1\0\0\4\0\4\1", 8, 24, "a SvcParam runs past the end of the RDATA"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t message[64];
        size_t bad_at = 999;
        struct nk_buf text = {0};
        struct nk_rdata d =
            in_message(message, sizeof message, rows[i].type, rows[i].rdata, rows[i].len);
        const char *why = nk_rdata_check(&d, &bad_at);
        if (why == NULL || strcmp(why, rows[i].why) != 0 || bad_at != rows[i].bad_at)
            fail_msg("row %zu: %s at %zu, not %s at %zu", i, why == NULL ? "nothing" : why, bad_at,
                     rows[i].why, rows[i].bad_at);
        nk_rdata_text(&text, &d);
        assert_memory_equal(text.data, "\\# ", 3);
        nk_buf_release(&text);
    }
}

/* A length that claims more than the message has. */
static void a_claim_beyond_the_message_is_malformed(void **state)
{
    static const uint8_t message[] = {1, 2, 3};
    struct nk_rdata d = {message, sizeof message, 1, 4, NK_TYPE_A, NK_CLASS_IN};
    struct nk_buf b = {0};
    size_t bad_at;
    (void)state;
    assert_string_equal(nk_rdata_check(&d, &bad_at), "the RDATA runs past the end of the message");
    nk_rdata_text(&b, &d);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "\\# 2 0203");
    d.at = 9;
    nk_buf_clear(&b);
    nk_rdata_expand(&b, &d, true);
    assert_int_equal(b.len, 0);
    nk_rdata_json(&b, &d);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "{\"hex\":\"\"}");
    nk_buf_release(&b);
}

static void empty_rdata_is_good_in_updates(void **state)
{
    struct nk_rdata d = {(const uint8_t *)"", 0, 0, 0, NK_TYPE_A, NK_CLASS_ANY};
    size_t bad_at = 7;
    (void)state;
    assert_null(nk_rdata_check(&d, &bad_at));
    d.class = NK_CLASS_NONE;
    assert_null(nk_rdata_check(&d, &bad_at));
    d.class = NK_CLASS_IN;
    assert_non_null(nk_rdata_check(&d, &bad_at));
    d.type = 42; /* APL */
    assert_null(nk_rdata_check(&d, &bad_at));
    d.type = 10; /* NULL */
    assert_null(nk_rdata_check(&d, &bad_at));
    d.type = 65280;
    assert_null(nk_rdata_check(&d, &bad_at));
}

/* A buffer that never held anything has no memory at all. */
static void nothing_may_be_no_memory(void **state)
{
    struct nk_rdata d = {.type = 42, .class = NK_CLASS_IN}; /* APL */
    struct nk_buf b = {0};
    struct nk_err err = {0};
    (void)state;
    nk_rdata_expand(&b, &d, true);
    nk_rdata_text(&b, &d);
    assert_int_equal(b.len, 0);
    nk_rdata_json(&b, &d);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "{\"items\":[]}");
    nk_buf_release(&b);
    d.type = 61; /* OPENPGPKEY */
    nk_rdata_json(&b, &d);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(b.data, "{\"hex\":\"\"}");
    nk_buf_release(&b);
    assert_false(nk_rdata_parse(61, NK_CLASS_IN, ";", 1, NULL, &b, &err));
    assert_string_equal(err.text, "the RDATA is wrong: the RDATA is empty");
}

/* ---- the walk ---------------------------------------------------------------------------- */

static void collect(void *closure, const struct nk_rdata_part *part)
{
    nk_buf_printf(closure, "%zu+%zu %s=%.*s\n", part->at, part->len, part->field->key,
                  (int)part->text_len, part->text);
}

static void the_walk_names_place_and_text(void **state)
{
    uint8_t message[64];
    struct nk_buf seen_parts = {0};
    struct nk_rdata d = in_message(message, sizeof message, NK_TYPE_SRV, "\0\1\0\2\0\3\xc0\x0c", 8);
    (void)state;
    nk_rdata_walk(&d, collect, &seen_parts);
    d.len = 3; /* cut: up to the first field that is malformed */
    nk_rdata_walk(&d, collect, &seen_parts);
    d = in_message(message, sizeof message, 260, "\1\201\1\2\3\4", 6);
    nk_rdata_walk(&d, collect, &seen_parts);
    d = in_message(message, sizeof message, 42, "\0\11\1\0", 4);
    nk_rdata_walk(&d, collect, &seen_parts);
    d.type = 65280;
    nk_rdata_walk(&d, collect, &seen_parts);
    nk_buf_add_byte(&seen_parts, '\0');
    assert_string_equal(seen_parts.data, "21+2 priority=1\n23+2 weight=2\n25+2 port=3\n"
                                         "27+2 target=Example.\n21+2 priority=1\n"
                                         "21+1 precedence=1\n22+0 discovery_optional=1\n"
                                         "22+1 relay_type=1\n23+4 relay=1.2.3.4\n"
                                         "21+4 items=00090100\n");
    nk_buf_release(&seen_parts);
}

/* ---- anything ------------------------------------------------------------------------------- */

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Octets that are small more often than not, as lengths and codes are. */
static void random_octets(uint64_t *seed, uint8_t *out, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        uint64_t n = next_random(seed);
        out[i] = (uint8_t)(n & 0x300 ? (n & 0xff) % 6 : n);
    }
}

static void take_all(const struct nk_rdata *d)
{
    struct nk_buf b = {0};
    size_t bad_at = d->at;
    if (nk_rdata_check(d, &bad_at) != NULL)
        assert_in_range(bad_at, d->at, d->message_len);
    nk_rdata_json(&b, d);
    nk_buf_clear(&b);
    nk_rdata_expand(&b, d, true);
    nk_buf_clear(&b);
    nk_rdata_walk(d, collect, &b);
    nk_buf_release(&b);
    round_trip(d);
}

static void random_rdata_of_every_type(void **state)
{
    uint64_t seed = 4;
    const struct nk_rr_row *row;
    (void)state;
    for (size_t i = 0; (row = nk_rr_row_at(i)) != NULL; i++) {
        for (unsigned n = 0; n < 300; n++) {
            struct golden g = {.type = row->type, .class = n % 7 == 0 ? NK_CLASS_CH : NK_CLASS_IN};
            g.wire_len = next_random(&seed) % 48;
            random_octets(&seed, g.wire, g.wire_len);
            struct nk_rdata d = rdata_alone(&g);
            d.at = d.len > 0 && n % 3 == 0 ? next_random(&seed) % d.len : 0;
            d.len -= d.at;
            take_all(&d);
            rdata_free(&d);
        }
    }
}

/* One octet changed in what is good. */
static void change_octets(const struct golden *g)
{
    static const uint8_t values[] = {0, 1, 0x20, 0x3f, 0x7f, 0x80, 0xc0, 0xff};
    for (size_t i = 0; i < g->wire_len; i++) {
        for (size_t v = 0; v < sizeof values; v++) {
            struct golden changed = *g;
            changed.wire[i] = values[v];
            struct nk_rdata d = rdata_alone(&changed);
            take_all(&d);
            rdata_free(&d);
        }
    }
}

static void changed_rdata_of_every_type(void **state)
{
    (void)state;
    golden_each("tests/data/dns/rdata.tsv", change_octets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_that_of_dig),
        cmocka_unit_test(text_reads_back),
        cmocka_unit_test(a_lack_of_memory_is_told),
        cmocka_unit_test(other_spellings_are_read),
        cmocka_unit_test(every_type_is_in_the_data),
        cmocka_unit_test(damaged_rdata_reads_back_too),
        cmocka_unit_test(json_is_an_object_with_all_fields),
        cmocka_unit_test(json_values),
        cmocka_unit_test(compressed_names_are_followed),
        cmocka_unit_test(malformed_rdata_has_reason_and_offset),
        cmocka_unit_test(a_claim_beyond_the_message_is_malformed),
        cmocka_unit_test(empty_rdata_is_good_in_updates),
        cmocka_unit_test(nothing_may_be_no_memory),
        cmocka_unit_test(the_walk_names_place_and_text),
        cmocka_unit_test(random_rdata_of_every_type),
        cmocka_unit_test(changed_rdata_of_every_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
