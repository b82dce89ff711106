#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lpm_model.h"
#include "model.h"

static struct nk_prefix prefix(const char *text)
{
    struct nk_prefix p;
    assert_true(nk_prefix_parse(text, strlen(text), &p, NULL));
    return p;
}

static uint32_t find(const struct nk_lpm *t, const char *text)
{
    struct nk_addr a;
    assert_true(nk_addr_parse(text, strlen(text), &a, NULL));
    return nk_lpm_find(t, &a);
}

static void random_tables_agree_with_the_model(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (unsigned round = 0; round < 400; round++) {
        struct model m = {.base = model_base(round)};
        struct nk_lpm_entry entries[24];
        size_t n = model_random(&random) % 25;
        for (size_t i = 0; i < n; i++) {
            unsigned width = nk_family_width(m.base.family);
            unsigned length = width - (unsigned)(model_random(&random) % 10);
            if (model_random(&random) % 16 == 0)
                length = (unsigned)(model_random(&random) % (width + 1));
            entries[i].prefix.addr = model_addr(&m, (unsigned)(model_random(&random) % 256));
            entries[i].prefix.length = (uint8_t)length;
            entries[i].id = (uint32_t)i;
        }
        struct nk_lpm *t = nk_lpm_build(entries, n, NULL);
        assert_non_null(t);
        struct nk_addr addrs[MODEL_SIZE];
        for (unsigned i = 0; i < MODEL_SIZE; i++)
            addrs[i] = model_addr(&m, i);
        assert_true(all_ways_agree(t, entries, n, addrs, MODEL_SIZE));
        assert_true(all_ways_agree(t, entries, n, addrs, round % MODEL_SIZE));
        nk_lpm_release(t);
    }
}

static void all_lengths_nest(void **state)
{
    (void)state;
    struct nk_lpm_entry entries[129];
    for (unsigned i = 0; i <= 128; i++)
        entries[i] = (struct nk_lpm_entry){{nk_addr_ipv6(0, 0), (uint8_t)i}, i};
    struct nk_lpm *t = nk_lpm_build(entries, 129, NULL);
    struct nk_addr zero = nk_addr_ipv6(0, 0), max = nk_addr_max(NK_IPV6);
    assert_non_null(t);
    assert_int_equal(nk_lpm_find(t, &zero), 128);
    assert_int_equal(nk_lpm_find(t, &max), 0);
    for (unsigned bit = 0; bit < 128; bit++) {
        struct nk_addr a = nk_addr_of(NK_IPV6, nk_u128_bit(bit));
        assert_int_equal(nk_lpm_find(t, &a), 127 - bit);
    }
    nk_lpm_release(t);
}

static void an_empty_table_has_nothing(void **state)
{
    (void)state;
    struct nk_lpm *t = nk_lpm_build(NULL, 0, NULL);
    struct nk_addr a = nk_addr_ipv4(1), b = nk_addr_ipv6(1, 1);
    assert_non_null(t);
    assert_true(all_ways_agree(t, NULL, 0, &a, 1));
    assert_true(all_ways_agree(t, NULL, 0, &b, 1));
    nk_lpm_find_many4(t, NULL, NULL, 0);
    nk_lpm_find_many6(t, NULL, NULL, 0);
    nk_lpm_release(t);
    nk_lpm_release(NULL);
}

static void of_equal_prefixes_the_last_wins(void **state)
{
    (void)state;
    const struct nk_lpm_entry entries[] = {
        {prefix("0.0.0.0/0"), 7},     {prefix("10.0.0.1/8"), 1}, {prefix("10.255.0.0/8"), 2},
        {prefix("2001:db8::/32"), 3}, {prefix("::/0"), 8},       {prefix("2001:db8::1/32"), 4},
        {prefix("0.0.0.0/0"), 9},
    };
    struct nk_lpm *t = nk_lpm_build(entries, 7, NULL);
    assert_non_null(t);
    assert_int_equal(find(t, "10.1.2.3"), 2);
    assert_int_equal(find(t, "11.0.0.0"), 9);
    assert_int_equal(find(t, "2001:db8::5"), 4);
    assert_int_equal(find(t, "ffff::"), 8);
    nk_lpm_release(t);
}

static void families_may_be_mixed(void **state)
{
    (void)state;
    uint64_t random = 4;
    const struct nk_lpm_entry entries[] = {{prefix("0.0.0.0/1"), 4}, {prefix("::/1"), 6}};
    struct nk_lpm *t = nk_lpm_build(entries, 2, NULL);
    struct nk_addr addrs[700];
    uint32_t ids[700];
    assert_non_null(t);
    for (size_t i = 0; i < 700; i++) {
        uint64_t a = model_random(&random);
        bool four = i < 300 || model_random(&random) % 4 == 0;
        addrs[i] = four ? nk_addr_ipv4((uint32_t)a) : nk_addr_ipv6(a, a);
    }
    nk_lpm_find_many(t, addrs, ids, 700);
    for (size_t i = 0; i < 700; i++)
        assert_int_equal(ids[i], slow_find(entries, 2, &addrs[i]));
    nk_lpm_release(t);
}

/* Every number but the one that says "nothing" may be an id, those of the structure's own too. */
static void ids_have_32_bits(void **state)
{
    (void)state;
    const struct nk_lpm_entry entries[] = {
        {prefix("10.0.0.0/8"), UINT32_MAX - 1},
        {prefix("10.0.0.1/32"), 0},
        {prefix("10.0.0.2/32"), 1},
        {prefix("10.0.0.3/32"), 0x80000000},
        {prefix("2001:db8::/32"), 2},
        {prefix("2001:db8::1/128"), 3},
        {prefix("2001:db8:0:0:1::/80"), UINT32_MAX - 1},
    };
    struct nk_lpm *t = nk_lpm_build(entries, 7, NULL);
    assert_non_null(t);
    assert_int_equal(find(t, "10.0.0.0"), UINT32_MAX - 1);
    assert_int_equal(find(t, "10.0.0.1"), 0);
    assert_int_equal(find(t, "10.0.0.2"), 1);
    assert_int_equal(find(t, "10.0.0.3"), 0x80000000);
    assert_int_equal(find(t, "2001:db8::"), 2);
    assert_int_equal(find(t, "2001:db8::1"), 3);
    assert_int_equal(find(t, "2001:db8:0:0:1::"), UINT32_MAX - 1);
    assert_int_equal(find(t, "::"), NK_LPM_NONE);
    nk_lpm_release(t);
}

/* ---- the image ----------------------------------------------------------- */

static struct nk_lpm *small_table(void)
{
    static const char *const texts[] = {
        "0.0.0.0/0", "10.0.0.0/8",         "10.1.0.0/16",     "10.1.1.1/32",
        "::/0",      "2001:db8::/32",      "2001:db8::1/128", "2001:db8:0:1::/64",
        "fe80::/10", "255.255.255.255/32", "2001:db8:1::/48", "2001:db8::ff00:0/104",
    };
    struct nk_lpm_entry entries[sizeof texts / sizeof *texts];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        entries[i] = (struct nk_lpm_entry){prefix(texts[i]), (uint32_t)(100 + i)};
    struct nk_lpm *t = nk_lpm_build(entries, sizeof texts / sizeof *texts, NULL);
    assert_non_null(t);
    return t;
}

static size_t some_addresses(struct nk_addr *four, struct nk_addr *six)
{
    uint64_t random = 17;
    for (size_t i = 0; i < 64; i++) {
        uint64_t a = model_random(&random), b = model_random(&random);
        four[i] = nk_addr_ipv4(i % 2 == 0 ? (uint32_t)a : 0x0a010100 | (uint32_t)a % 4);
        six[i] = i % 2 == 0 ? nk_addr_ipv6(a, b) : nk_addr_ipv6(0x20010db800000000 | a % 4, b % 4);
    }
    four[0] = nk_addr_max(NK_IPV4);
    six[0] = nk_addr_max(NK_IPV6);
    return 64;
}

static void an_image_answers_as_its_table(void **state)
{
    (void)state;
    struct nk_lpm *t = small_table(), *same = small_table();
    struct nk_addr four[64], six[64];
    size_t size, size2, n = some_addresses(four, six);
    char *image = copy_image(t, &size);
    assert_non_null(image);
    assert_memory_equal(nk_lpm_image(same, &size2), image, size); /* the same bytes each time */
    assert_int_equal(size, size2);
    struct nk_lpm *mapped = nk_lpm_attach(image, size, NULL);
    assert_non_null(mapped);
    assert_ptr_equal(nk_lpm_image(mapped, &size2), image);
    assert_int_equal(size, size2);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(nk_lpm_find(mapped, &four[i]), nk_lpm_find(t, &four[i]));
        assert_int_equal(nk_lpm_find(mapped, &six[i]), nk_lpm_find(t, &six[i]));
    }
    nk_lpm_release(mapped);
    nk_lpm_release(same);
    nk_lpm_release(t);
    guarded_release(image, size);
}

static void a_foreign_image_is_refused(void **state)
{
    (void)state;
    struct nk_lpm *t = small_table();
    struct nk_err err;
    size_t size;
    char *image = copy_image(t, &size), *shifted = malloc(size + 4);
    assert_non_null(image);
    assert_non_null(shifted);
    assert_null(nk_lpm_attach(image, 10, &err));
    assert_string_equal(err.text, "the image has no header: it has 10 bytes");
    assert_null(nk_lpm_attach(image, size - 64, &err));
    assert_non_null(strstr(err.text, "bytes, its header says"));
    memcpy(shifted + 4, image, size);
    assert_null(nk_lpm_attach(shifted + 4, size, &err));
    assert_string_equal(err.text, "the image does not lie at a multiple of 8 bytes");
    struct nk_lpm_header *h = (struct nk_lpm_header *)(void *)image;
    h->version++;
    assert_null(nk_lpm_attach(image, size, &err));
    assert_string_equal(err.text, "the image has version 2, expected 1");
    h->order = __builtin_bswap32(h->order);
    assert_null(nk_lpm_attach(image, size, &err));
    assert_string_equal(err.text, "the image is from a machine with another order of bytes");
    image[0] ^= 1;
    assert_null(nk_lpm_attach(image, size, &err));
    assert_string_equal(err.text, "this is not an image of a table of prefixes");
    assert_int_equal(err.code, NK_ERR_INPUT);
    nk_lpm_release(t);
    free(shifted);
    guarded_release(image, size);
}

/* Looks up in what may be damaged: what it answers is not looked at. */
static bool use(const void *image, size_t size)
{
    struct nk_addr four[64], six[64];
    struct found f;
    struct nk_err err;
    struct nk_lpm *t = nk_lpm_attach(image, size, &err);
    if (t == NULL)
        return false;
    size_t n = some_addresses(four, six);
    find_all_ways(t, four, n, &f);
    find_all_ways(t, six, n, &f);
    nk_lpm_release(t);
    return true;
}

static void a_damaged_image_is_never_left(void **state)
{
    (void)state;
    struct nk_lpm *t = small_table();
    size_t size, refused = 0;
    char *image = copy_image(t, &size);
    assert_non_null(image);
    for (size_t i = 0; i < size; i++) {
        char before = image[i];
        for (unsigned bit = 0; bit <= 8; bit++) {
            image[i] = (char)(bit < 8 ? before ^ 1 << bit : 0xff);
            refused += !use(image, size);
        }
        image[i] = before;
    }
    assert_true(refused > 8 * 32); /* header */
    assert_true(use(image, size));
    nk_lpm_release(t);
    guarded_release(image, size);
}

static void a_cut_image_is_refused_whatever_its_header_says(void **state)
{
    (void)state;
    struct nk_lpm *t = small_table();
    size_t size;
    char *image = copy_image(t, &size);
    assert_non_null(image);
    for (size_t cut = 64; cut < size; cut += 64) {
        char *shorter = guarded_memory(cut);
        assert_non_null(shorter);
        memcpy(shorter, image, cut);
        ((struct nk_lpm_header *)(void *)shorter)->size = cut;
        assert_false(use(shorter, cut));
        guarded_release(shorter, cut);
    }
    nk_lpm_release(t);
    guarded_release(image, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_tables_agree_with_the_model),
        cmocka_unit_test(all_lengths_nest),
        cmocka_unit_test(an_empty_table_has_nothing),
        cmocka_unit_test(of_equal_prefixes_the_last_wins),
        cmocka_unit_test(families_may_be_mixed),
        cmocka_unit_test(ids_have_32_bits),
        cmocka_unit_test(an_image_answers_as_its_table),
        cmocka_unit_test(a_foreign_image_is_refused),
        cmocka_unit_test(a_damaged_image_is_never_left),
        cmocka_unit_test(a_cut_image_is_refused_whatever_its_header_says),
    };
    return cmocka_run_group_tests_name("lpm", tests, NULL, NULL);
}
