#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addr/scan.h"

/* The strict reading is that of inet_pton: words good and bad are put to both. */

static struct nk_addr of_bytes(uint8_t family, const unsigned char *bytes)
{
    struct nk_addr a = {.family = family};
    for (size_t i = 0; i < nk_family_width(family) / 8; i++) {
        a.hi = a.hi << 8 | a.lo >> 56;
        a.lo = a.lo << 8 | bytes[i];
    }
    return a;
}

static struct nk_addr peer(const char *text)
{
    unsigned char bytes[16];
    if (inet_pton(AF_INET, text, bytes) == 1)
        return of_bytes(NK_IPV4, bytes);
    if (inet_pton(AF_INET6, text, bytes) == 1)
        return of_bytes(NK_IPV6, bytes);
    return (struct nk_addr){0};
}

/* True where it is an address. */
static bool same_as_peer(const char *text)
{
    size_t len = strlen(text);
    struct nk_addr want = peer(text), got = {0}, again = {0};
    struct nk_item item = {0};
    struct nk_err err = {0};
    /* a copy without NUL and with nothing behind it, for the sanitizers */
    char *copy = malloc(len + (len == 0));
    assert_non_null(copy);
    memcpy(copy, text, len);
    bool good = nk_addr_parse(copy, len, &got, &err);
    if (good != (want.family != NK_FAMILY_NONE) || nk_addr_compare(&got, &want) != 0)
        fail_msg("'%s': inet_pton says %s", text, good ? "no" : "yes, or another address");
    if (!good && (err.code != NK_ERR_INPUT || err.text[0] == '\0' || err.offset > len ||
                  err.length > len - err.offset))
        fail_msg("'%s': %zu+%zu %s", text, err.offset, err.length, err.text);
    if (good &&
        (!nk_item_parse(copy, len, 0, &item, NULL) || item.kind != NK_ITEM_ADDRESS || item.lenient))
        fail_msg("'%s' is an address and no item", text);
    if (good) {
        char out[NK_ADDR_TEXT_MAX];
        size_t n = nk_addr_format(&got, out);
        assert_true(nk_addr_parse(out, n, &again, NULL));
        assert_int_equal(nk_addr_compare(&got, &again), 0);
    }
    free(copy);
    return good;
}

static void words_of_the_standards(void **state)
{
    (void)state;
    static const char *const words[] = {
        "",
        "0.0.0.0",
        "255.255.255.255",
        "1.2.3.4",
        "1.2.3.4 ",
        " 1.2.3.4",
        "01.2.3.4",
        "1.2.3.04",
        "1.2.3.4.",
        ".1.2.3.4",
        "1..3.4",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "1.2.3.256",
        "1.2.3.1000",
        "00.0.0.0",
        "0x1.2.3.4",
        "1.2.3.-4",
        "+1.2.3.4",
        "1.2.3.4a",
        "::",
        "::1",
        "1::",
        ":::",
        "::::",
        ":",
        "1:",
        ":1",
        "::1:",
        ":1::",
        "1::2::3",
        "::1::",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1:2:3::5:6:7:8",
        "12345::",
        "::12345",
        "00001::",
        "0001::",
        "::g",
        "::G",
        "::ffff:1.2.3.4",
        "::FFFF:1.2.3.4",
        "64:ff9b::192.0.2.1",
        "::1.2.3.4",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        "1:2:3:4:5::1.2.3.4",
        "::1.2.3.4:5",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.4.5",
        "::01.2.3.4",
        "::256.2.3.4",
        "::1.2.3.4a",
        "::1.2.3.",
        "::1.",
        "::.",
        "::.1.2.3.4",
        "1.2.3.4:5::",
        "::a.2.3.4",
        "::ff.2.3.4",
        "::1234.2.3.4",
        "::12345.2.3.4",
        "fe80::1%eth0",
        "[::1]",
        "::1/64",
        "1.2.3.4/24",
        "1.2.3.4:80",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        same_as_peer(words[i]);
    assert_true(same_as_peer("2001:db8::192.0.2.33"));
    assert_false(same_as_peer("2001:db8::192.0.2.033"));
}

/* ---- words made by chance, always the same ones ------------------------------- */

struct chance {
    uint64_t state;
};

static uint64_t chance_next(struct chance *c)
{
    c->state ^= c->state << 13;
    c->state ^= c->state >> 7;
    c->state ^= c->state << 17;
    return c->state * UINT64_C(0x2545f4914f6cdd1d) >> 16;
}

static size_t chance_below(struct chance *c, size_t n)
{
    return (size_t)(chance_next(c) % n);
}

static void mutate(struct chance *c, char *text, size_t max)
{
    static const char bytes[] = "0123456789abcdefABCDEF::::....%/-x gG 00";
    size_t len = strlen(text), at = chance_below(c, len + 1);
    char byte = bytes[chance_below(c, sizeof bytes - 1)];
    switch (chance_below(c, 5)) {
    case 0: /* put one in */
        if (len + 1 < max) {
            memmove(text + at + 1, text + at, len - at + 1);
            text[at] = byte;
        }
        break;
    case 1: /* take one out */
        if (at < len)
            memmove(text + at, text + at + 1, len - at);
        break;
    case 2: /* another in its place */
        if (at < len)
            text[at] = byte;
        break;
    case 3: /* cut */
        text[at] = '\0';
        break;
    default: /* one twice */
        if (at < len && len + 1 < max)
            memmove(text + at + 1, text + at, len - at + 1);
    }
}

static void mutations_of_good_words(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "0.0.0.0",
        "10.1.2.3",
        "255.255.255.255",
        "192.0.2.99",
        "::",
        "::1",
        "2001:db8::1",
        "fe80::1:2:3:4",
        "::ffff:1.2.3.4",
        "1:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.1",
        "1111:2222:3333:4444:5555:6666:255.255.255.255",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
    };
    struct chance c = {UINT64_C(0x6e65746b69743031)};
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < 200000; i++) {
        char text[64];
        strcpy(text, seeds[chance_below(&c, sizeof seeds / sizeof *seeds)]);
        for (size_t n = 1 + chance_below(&c, 4); n > 0; n--)
            mutate(&c, text, sizeof text);
        if (same_as_peer(text))
            good++;
        else
            bad++;
    }
    assert_true(good > 20000 && bad > 20000);
}

static void every_octet_and_every_short_word(void **state)
{
    (void)state;
    static const char bytes[] = "012:.f";
    char text[32];
    for (unsigned i = 0; i <= 1000; i++) {
        snprintf(text, sizeof text, "1.2.%u.3", i);
        assert_int_equal(same_as_peer(text), i <= 255);
    }
    for (unsigned i = 0; i < 6 * 6 * 6 * 6 * 6 * 6; i++) {
        unsigned n = i;
        for (size_t k = 0; k < 6; k++, n /= 6)
            text[k] = bytes[n % 6];
        text[6] = '\0';
        same_as_peer(text);
    }
}

/* ---- the rest of what the scanners promise ---------------------------------- */

static void scanners_stop_where_the_address_ends(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t taken; /* 0: none */
    } words[] = {
        {"1.2.3.4/24", 7},  {"1.2.3.4-5", 7}, {"1.2.3.4x", 7}, {"1.2.3.4.5", 7},
        {"1.2.3.4567", 0},  {"1.2.3.04", 0},  {"::/0", 2},     {"::1%x", 3},
        {":::", 2},         {"1::-2", 3},     {"1:2", 0},      {"::12345", 0},
        {"::1.2.3.4/9", 9}, {"", 0},          {"1::g", 3},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct nk_addr a;
        const char *text = words[i].text, *stop = nk_scan_addr(text, text + strlen(text), &a);
        assert_ptr_equal(stop, words[i].taken == 0 ? NULL : text + words[i].taken);
    }
}

static void lengths_have_no_leading_zero(void **state)
{
    (void)state;
    char text[8];
    for (unsigned i = 0; i <= 300; i++) {
        unsigned length = 999;
        int len = snprintf(text, sizeof text, "%u", i);
        const char *stop = nk_scan_length(text, text + len, &length);
        if (i <= 128) {
            assert_ptr_equal(stop, text + len);
            assert_int_equal(length, i);
        } else {
            assert_null(stop);
        }
    }
    unsigned length;
    assert_null(nk_scan_length("", "", &length));
    const char *zero = "024";
    assert_null(nk_scan_length(zero, zero + 3, &length));
}

/* Both scanners on a text, followed by `behind` and enough of something. */
static void same_ahead(const char *text, char behind)
{
    char room[64], short_room[64];
    const struct nk_scanner best = nk_scanner_choose();
    uint32_t a = 1, b = 1, c = 1, d = 1;
    size_t len = strlen(text);
    memset(room, behind, sizeof room);
    memcpy(room, text, len);
    memcpy(short_room, text, len);
    const char *slow = nk_scan_ipv4(room, room + sizeof room, &a);
    const char *ahead = nk_scan_ipv4_ahead(room, room + sizeof room, &b);
    assert_true(slow == ahead);
    assert_int_equal(a, b);
    assert_true(slow == best.ipv4(room, room + sizeof room, &d));
    assert_int_equal(a, d);
    slow = nk_scan_ipv4(short_room, short_room + len, &a);
    ahead = nk_scan_ipv4_ahead(short_room, short_room + len, &c);
    assert_true(slow == ahead);
    assert_int_equal(a, c);
    assert_true(slow == best.ipv4(short_room, short_room + len, &d));
    assert_int_equal(a, d);
}

static void looking_ahead_changes_nothing(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789..12x:", behind[] = "\n .x0:,\0";
    static const char *const words[] = {"1.2.3.4",
                                        "255.255.255.255",
                                        "0.0.0.0",
                                        "256.1.1.1",
                                        "1.2.3",
                                        "1.2.3.4.5",
                                        "1..2.3",
                                        "01.2.3.4",
                                        "1.2.3.04",
                                        "1.2.3.",
                                        ".1.2.3",
                                        "1.2.3.999",
                                        "",
                                        "...",
                                        "1234.1.1.1",
                                        "1.2.3.4444",
                                        "10.20.30.40",
                                        "100.200.100.200",
                                        "1.2.3.00",
                                        "1.2.3.0"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t k = 0; k < sizeof behind; k++)
            same_ahead(words[i], behind[k]);
    srand(11);
    for (int i = 0; i < 300000; i++) {
        char text[24];
        size_t len = (size_t)rand() % 20;
        if (i % 2 == 0) {
            snprintf(text, sizeof text, "%d.%d.%d.%d", rand() % 300, rand() % 300, rand() % 300,
                     rand() % 300);
            if (i % 4 == 0)
                text[(size_t)rand() % strlen(text)] = alphabet[rand() % 16];
        } else {
            for (size_t k = 0; k < len; k++)
                text[k] = alphabet[rand() % 16];
            text[len] = '\0';
        }
        same_ahead(text, behind[(size_t)rand() % sizeof behind]);
    }
}

static void hex_digits_have_values(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 256; i++) {
        static const char digits[] = "0123456789abcdef";
        unsigned char low = (unsigned char)(i >= 'A' && i <= 'F' ? i + 32 : i);
        const char *at = memchr(digits, low, 16);
        assert_int_equal(nk_hex_values[i], at == NULL ? 255 : at - digits);
        assert_int_equal(nk_is_hex((char)i), at != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_the_standards),
        cmocka_unit_test(mutations_of_good_words),
        cmocka_unit_test(every_octet_and_every_short_word),
        cmocka_unit_test(scanners_stop_where_the_address_ends),
        cmocka_unit_test(lengths_have_no_leading_zero),
        cmocka_unit_test(looking_ahead_changes_nothing),
        cmocka_unit_test(hex_digits_have_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
