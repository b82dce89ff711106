#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "route/bgp_attrs.h"

/* Bytes from hexadecimal digits and blanks. */
static size_t unhex(const char *text, uint8_t *out)
{
    size_t n = 0;
    unsigned byte;
    int used;
    while (sscanf(text, " %2x%n", &byte, &used) == 1) {
        out[n++] = (uint8_t)byte;
        text += used;
    }
    return n;
}

static uint8_t bytes[1024];

static bool parse(struct nk_bgp_attrs *a, const char *hex, bool two_octets, struct nk_err *err)
{
    memset(a, 0xee, sizeof *a);
    *err = (struct nk_err){0};
    return nk_bgp_attrs_parse(a, bytes, unhex(hex, bytes), two_octets, err);
}

static void values_are_found(void **state)
{
    (void)state;
    struct nk_bgp_attrs a;
    struct nk_err err;
    uint32_t as, addr;
    assert_true(parse(&a, "", false, &err));
    assert_int_equal(a.seen, 0);
    assert_true(parse(&a,
                      "400101 02  50020006 0201 0000fbf5  400304 c0000201  800404 00000064"
                      "400504 000000c8  400600  c00708 0000fbf5 c0000207  c00808 fbf50001 ffffff01"
                      "e02018 0000fbf5 00000001 00000002 0000fbf5 00000001 00000003  c0fe01 aa",
                      false, &err));
    assert_int_equal(*a.at[NK_BGP_ORIGIN], 2);
    assert_int_equal(nk_bgp_u32(&a, NK_BGP_NEXT_HOP), 0xc0000201);
    assert_int_equal(nk_bgp_u32(&a, NK_BGP_MED), 100);
    assert_int_equal(nk_bgp_u32(&a, NK_BGP_LOCAL_PREF), 200);
    assert_true(nk_bgp_has(&a, NK_BGP_ATOMIC_AGGREGATE));
    assert_true(nk_bgp_aggregator(&a, &as, &addr));
    assert_int_equal(as, 64501);
    assert_int_equal(addr, 0xc0000207);
    assert_int_equal(a.len[NK_BGP_COMMUNITIES], 8);
    assert_int_equal(a.len[NK_BGP_LARGE_COMMUNITIES], 24);
    assert_false(nk_bgp_has(&a, NK_BGP_MP_REACH));
    assert_false(a.has_mp);
}

static void of_two_the_first_counts(void **state)
{
    (void)state;
    struct nk_bgp_attrs a;
    struct nk_err err;
    assert_true(
        parse(&a, "800404 00000001 800404 00000002 800f03 000101 800f03 000201", false, &err));
    assert_int_equal(nk_bgp_u32(&a, NK_BGP_MED), 1);
    assert_int_equal(a.at[NK_BGP_MP_UNREACH][1], 1);
    assert_true(a.has_mp);
}

static void what_is_malformed_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *hex, *says;
        size_t offset;
    } rows[] = {
        {"40", "the attributes end inside the head of one", 0},
        {"400101 00 4002", "the attributes end inside the head of one", 4},
        {"500100", "the attributes end inside the head of one", 0},
        {"400102 00", "attribute 1 claims 2 octets of 1 that are left", 0},
        {"50fe ffff 00", "attribute 254 claims 65535 octets of 1 that are left", 0},
        {"400101 03", "ORIGIN is 3: 0, 1 and 2 are known", 0},
        {"400100", "ORIGIN of 0 octets cannot be: a wrong length", 0},
        {"400303 c00002", "NEXT_HOP of 3 octets cannot be: a wrong length", 0},
        {"400101 00 400403 c00002", "MULTI_EXIT_DISC of 3 octets cannot be: a wrong length", 4},
        {"400505 c000020101", "LOCAL_PREF of 5 octets cannot be: a wrong length", 0},
        {"400601 00", "ATOMIC_AGGREGATE of 1 octets cannot be: a wrong length", 0},
        {"c00707 00000000000000", "AGGREGATOR of 7 octets cannot be: a wrong length", 0},
        {"c00803 000000", "COMMUNITIES of 3 octets cannot be: a wrong length", 0},
        {"c01007 00000000000000", "EXTENDED_COMMUNITIES of 7 octets cannot be: a wrong length", 0},
        {"c02008 0000000000000000", "LARGE_COMMUNITY of 8 octets cannot be: a wrong length", 0},
        {"400201 02", "AS_PATH of 1 octets is not made of segments", 0},
        {"400206 0202 00000001", "AS_PATH of 6 octets is not made of segments", 0},
        {"400206 0001 00000001", "AS_PATH of 6 octets is not made of segments", 0},
        {"400206 0501 00000001", "AS_PATH of 6 octets is not made of segments", 0},
        {"400207 0201 00000001 02", "AS_PATH of 7 octets is not made of segments", 0},
    };
    struct nk_bgp_attrs a;
    struct nk_err err;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(parse(&a, rows[i].hex, false, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_string_equal(err.text, rows[i].says);
        assert_int_equal(err.offset, rows[i].offset);
    }
}

/* The path as "type:AS,AS type:AS". */
static void expect_path(const char *hex, bool two_octets, const char *expected)
{
    struct nk_bgp_attrs a;
    struct nk_err err;
    char text[256] = "";
    size_t len = 0;
    assert_true(parse(&a, hex, two_octets, &err));
    struct nk_as_path p = nk_as_path(&a);
    struct nk_as_run run;
    while (nk_as_path_next(&p, &run)) {
        len +=
            (size_t)snprintf(text + len, sizeof text - len, "%s%u:", len > 0 ? " " : "", run.type);
        for (size_t i = 0; i < run.count; i++)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%u", i > 0 ? "," : "",
                                    nk_as_run_get(&run, i));
    }
    assert_string_equal(text, expected);
}

static void old_and_new_paths_are_merged(void **state)
{
    (void)state;
    expect_path("", true, "");
    expect_path("400200", true, "");
    expect_path("400206 0202 0001 0002", true, "2:1,2");
    expect_path("40020a 0202 00010000 00000002", false, "2:65536,2");
    /* AS4_PATH is the end of the path */
    expect_path("400208 0203 0001 5ba0 5ba0 c0110a 0202 00010000 00010001", true,
                "2:1 2:65536,65537");
    expect_path("400206 0202 5ba0 5ba0 c0110a 0202 00010000 00010001", true, "2:65536,65537");
    /* longer than AS_PATH: of another path */
    expect_path("400204 0201 5ba0 c0110a 0202 00010000 00010001", true, "2:23456");
    /* a set counts as one, what is of a confederation as none */
    expect_path("400210 0301 0009 0202 0001 5ba0 0102 5ba0 0003 "
                "c0110c 0101 00010000 0101 00000003",
                true, "3:9 2:1 1:65536 1:3");
    /* a speaker of four octets has no AS4_PATH */
    expect_path("400206 0201 00000001 c01106 0201 00010000", false, "2:1");
    /* malformed: discarded */
    expect_path("400204 0201 5ba0 c01105 0201 000100", true, "2:23456");
    /* an aggregator of two octets has made the path new */
    expect_path("400204 0201 5ba0 c01106 0201 00010000 c00706 0001 c0000201 "
                "c01208 00010000 c0000202",
                true, "2:23456");
    expect_path("400204 0201 5ba0 c01106 0201 00010000 c00706 5ba0 c0000201 "
                "c01208 00010000 c0000202",
                true, "2:65536");
    /* nothing but the path's own segments may stand in AS4_PATH */
    expect_path("400204 0201 5ba0 c0110c 0301 00000005 0201 00010000", true, "2:65536");
}

static void expect_aggregator(const char *hex, bool two_octets, uint32_t as, uint32_t last)
{
    struct nk_bgp_attrs a;
    struct nk_err err;
    uint32_t got, addr;
    assert_true(parse(&a, hex, two_octets, &err));
    assert_int_equal(nk_bgp_aggregator(&a, &got, &addr), as != 0);
    if (as != 0) {
        assert_int_equal(got, as);
        assert_int_equal(addr, 0xc0000200 + last);
    }
}

static void old_and_new_aggregators_are_merged(void **state)
{
    (void)state;
    expect_aggregator("", true, 0, 0);
    expect_aggregator("c00706 0001 c0000201", true, 1, 1);
    expect_aggregator("c00706 5ba0 c0000201 c01208 00010000 c0000202", true, 65536, 2);
    expect_aggregator("c00706 0001 c0000201 c01208 00010000 c0000202", true, 1, 1);
    expect_aggregator("c00708 00005ba0 c0000201 c01208 00010000 c0000202", false, 23456, 1);
    expect_aggregator("c01208 00010000 c0000202", true, 0, 0);
}

static void expect_origin(const char *hex, uint32_t as, bool set)
{
    struct nk_bgp_attrs a;
    struct nk_err err;
    uint32_t got = 0;
    bool ends_in_set;
    assert_true(parse(&a, hex, false, &err));
    assert_int_equal(nk_bgp_origin_as(&a, &got, &ends_in_set), as != 0);
    assert_int_equal(ends_in_set, set);
    assert_int_equal(got, as);
}

static void the_last_as_is_the_origin(void **state)
{
    (void)state;
    expect_origin("", 0, false);
    expect_origin("400200", 0, false);
    expect_origin("40020a 0202 00000001 0000fbf0", 64496, false);
    expect_origin("40020c 0201 00000001 0201 0000fbf0", 64496, false);
    expect_origin("40020c 0201 00000001 0101 0000fbf0", 0, true);
    expect_origin("40020c 0101 00000001 0201 0000fbf0", 64496, false);
    expect_origin("40020c 0201 00000001 0301 0000fbf0", 0, false);
    expect_origin("400208 0201 00000001 0200", 1, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found),
        cmocka_unit_test(of_two_the_first_counts),
        cmocka_unit_test(what_is_malformed_is_refused),
        cmocka_unit_test(old_and_new_paths_are_merged),
        cmocka_unit_test(old_and_new_aggregators_are_merged),
        cmocka_unit_test(the_last_as_is_the_origin),
    };
    return cmocka_run_group_tests_name("bgp_attrs", tests, NULL, NULL);
}
