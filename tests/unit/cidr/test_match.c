#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cidr/match.h"
#include "cidr/match_mask.h"
#include "slow_match.h"

static void fill(struct nk_set *s, const char *const *items)
{
    nk_set_init(s);
    for (; *items != NULL; items++) {
        struct nk_item item;
        assert_true(nk_item_parse(*items, strlen(*items), 0, &item, NULL));
        assert_true(nk_set_add(s, &item.range, NK_LABEL_NONE, NULL));
    }
    assert_true(nk_set_normalise(s, NULL));
}

static uint64_t next_random(uint64_t *x)
{
    *x = *x * UINT64_C(6364136223846793005) + 1442695040888963407;
    return *x >> 33;
}

/* A line of address-like pieces and noise. */
static size_t draw_line(uint64_t *x, char *line, size_t room)
{
    static const char *const pieces[] = {"10.1.2.3", "192.0.2.1",
                                         "10.0.0.0", "2001:db8::1",
                                         "::1",      "::ffff:10.0.0.1",
                                         ".",        ":",
                                         "::",       " ",
                                         "x",        "g",
                                         "f",        "7",
                                         "[",        "]",
                                         "/24",      "10",
                                         "12:34:56", "fe80::",
                                         "%",        "255.255.255.255",
                                         "-",        "0",
                                         "\xc3\xa9", "10.0.0.1.",
                                         "1.2.3",    "\t",
                                         "a",        "_",
                                         "::2"};
    size_t len = 0;
    for (uint64_t n = next_random(x) % 24; n > 0; n--) {
        const char *piece = pieces[next_random(x) % (sizeof pieces / sizeof *pieces)];
        if (len + strlen(piece) >= room)
            break;
        memcpy(line + len, piece, strlen(piece));
        len += strlen(piece);
    }
    return len;
}

static void lines_agree_with_the_slow_scanner(void **state)
{
    (void)state;
    static const char *const sets[][4] = {
        {"10.0.0.0/8", NULL},
        {"10.0.0.0/8", "2001:db8::/32", NULL},
        {"::/0", NULL},
        {"0.0.0.0/0", "::1", NULL},
        {"10.1.2.3", "192.0.2.0-192.0.2.9", "::2", NULL},
    };
    uint64_t x = 5;
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
        struct nk_set s;
        struct nk_matcher m;
        char line[400];
        fill(&s, sets[k]);
        assert_true(nk_matcher_init(&m, &s, false, NULL));
        for (unsigned round = 0; round < 40000; round++) {
            struct nk_match_hit hit;
            size_t len = draw_line(&x, line, sizeof line);
            bool fast = nk_matcher_scan(&m, line, len, &hit), slow = slow_match(&s, line, len);
            if (fast != slow)
                fail_msg("'%.*s': fast %d, slow %d", (int)len, line, fast, slow);
            if (fast)
                assert_true(hit.at >= line && hit.at + hit.len <= line + len);
        }
        nk_matcher_release(&m);
        nk_set_release(&s);
    }
}

static void membership_agrees_with_the_set(void **state)
{
    (void)state;
    static const char *const items[] = {
        "0.0.0.0",       "10.0.0.0/8", "11.0.5.0-11.3.0.9", "192.0.2.0/25", "255.255.255.255",
        "2001:db8::/32", NULL};
    struct nk_set s;
    struct nk_matcher m;
    uint64_t x = 6;
    fill(&s, items);
    assert_true(nk_matcher_init(&m, &s, false, NULL));
    for (unsigned round = 0; round < 200000; round++) {
        uint32_t bits = (uint32_t)next_random(&x) << 1;
        if (round % 2 == 0)
            bits = (round % 4 == 0 ? 0x0b000000 : 0xc0000200) + bits % 0x50000;
        struct nk_addr a = nk_addr_ipv4(bits);
        assert_int_equal(nk_matcher_has(&m, &a), nk_set_contains_addr(&s, &a));
    }
    struct nk_addr ends[] = {nk_addr_ipv4(0), nk_addr_ipv4(1), nk_addr_ipv4(UINT32_MAX),
                             nk_addr_ipv4(UINT32_MAX - 1)};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(nk_matcher_has(&m, &ends[i]), nk_set_contains_addr(&s, &ends[i]));
    nk_matcher_release(&m);
    nk_set_release(&s);
}

/* Blocks of 64 bytes with and without SSE2 give the same candidates. */
static void masks_do_not_depend_on_the_machine(void **state)
{
    (void)state;
#ifdef __SSE2__
    uint64_t x = 7;
    for (unsigned round = 0; round < 20000; round++) {
        char block[NK_MASK_WIDTH];
        for (size_t i = 0; i < sizeof block; i++) {
            uint64_t r = next_random(&x);
            block[i] = r % 3 == 0 ? (char)(r >> 8) : ".:0159afAFgG/@ "[(r >> 8) % 15];
        }
        struct nk_masks a = nk_masks_portable(block, sizeof block), b = nk_masks_sse2(block, true);
        assert_int_equal(a.dots, b.dots);
        assert_int_equal(a.colons, b.colons);
        assert_int_equal(a.digits, b.digits);
        assert_int_equal(a.hex, b.hex);
    }
#else
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_agree_with_the_slow_scanner),
        cmocka_unit_test(membership_agrees_with_the_set),
        cmocka_unit_test(masks_do_not_depend_on_the_machine),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
