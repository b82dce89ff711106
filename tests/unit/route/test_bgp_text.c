#include "mrt_bytes.h"

#include "route/bgp_text.h"

static struct nk_buf bytes;

static struct nk_bgp_attrs parse(const char *hex, bool two_octets)
{
    struct nk_bgp_attrs a;
    nk_buf_clear(&bytes);
    add_hex(&bytes, hex);
    assert_true(nk_bgp_attrs_parse(&a, (const uint8_t *)bytes.data, bytes.len, two_octets, NULL));
    return a;
}

static void expect_path(const char *hex, bool two_octets, const char *expected)
{
    struct nk_bgp_attrs a = parse(hex, two_octets);
    char text[5000];
    char *end = nk_bgp_as_path_text(text, &a);
    assert_in_range(end - text, 0, nk_bgp_as_path_room(&a));
    *end = '\0';
    assert_string_equal(text, expected);
}

static void paths_have_their_marks(void **state)
{
    (void)state;
    expect_path("40010100", false, "");
    expect_path("400200", false, "");
    expect_path("40020a 0202 0000fbf4 ffffffff", false, "64500 4294967295");
    expect_path("400208 0203 fbf4 0001 ffff", true, "64500 1 65535");
    expect_path("400222 0201 00000001 0102 00000002 00000003 0301 00000004 0402 00000005 00000006"
                " 0200",
                false, "1 {2,3} (4) [5,6]");
    expect_path("40020c 0101 ffffffff 0101 ffffffff", false, "{4294967295} {4294967295}");
    expect_path("400206 0301 0007 0100", true, "(7)");
    expect_path("400206 0202 0001 5ba0 c01106 0201 00010000", true, "1 65536");
}

static void expect_items(const char *hex, enum nk_bgp_attr type, const char *expected)
{
    struct nk_bgp_attrs a = parse(hex, false);
    char text[1000];
    char *end = nk_bgp_communities_text(text, &a, type);
    assert_in_range(end - text, 0, nk_bgp_communities_room(&a, type));
    for (char *c = text; c != end; c++)
        if (*c == '\0')
            *c = ',';
    *end = '\0';
    assert_string_equal(text, expected);
}

static void communities_are_lists(void **state)
{
    (void)state;
    expect_items("40010100", NK_BGP_COMMUNITIES, "");
    expect_items("c00800", NK_BGP_COMMUNITIES, "");
    expect_items("c00818 fbf40001 ffffff01 ffffff02 ffffff03 ffffff04 ffffffff", NK_BGP_COMMUNITIES,
                 "64500:1,no-export,no-advertise,local-AS,65535:65284,65535:65535,");
    expect_items("c02018 0000fbf4 00000001 00000002 ffffffff ffffffff ffffffff",
                 NK_BGP_LARGE_COMMUNITIES, "64500:1:2,4294967295:4294967295:4294967295,");
    expect_items("c01028 0002 fbf4 00000001 0103 c0000201 0005 0202 00010000 0007 "
                 "0002 ffff ffffffff 4002 fbf4 00000001",
                 NK_BGP_EXT_COMMUNITIES,
                 "rt:64500:1,soo:192.0.2.1:5,rt:65536:7,rt:65535:4294967295,4002fbf400000001,");
    expect_items("c01008 0004 fbf4 00000001", NK_BGP_EXT_COMMUNITIES, "0004fbf400000001,");
}

static void single_values(void **state)
{
    (void)state;
    char text[NK_BGP_AGGREGATOR_ROOM];
    struct nk_bgp_attrs a = parse("40010101 c00708 ffffffff ffffffff", false);
    *nk_bgp_aggregator_text(text, &a) = '\0';
    assert_string_equal(text, "4294967295 255.255.255.255");
    assert_string_equal(nk_bgp_origin_name(&a), "EGP");
    a = parse("", false);
    assert_ptr_equal(nk_bgp_aggregator_text(text, &a), text);
    assert_null(nk_bgp_origin_name(&a));
    a = parse("40010102", false);
    assert_string_equal(nk_bgp_origin_name(&a), "INCOMPLETE");
}

static int release(void **state)
{
    (void)state;
    nk_buf_release(&bytes);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_have_their_marks),
        cmocka_unit_test(communities_are_lists),
        cmocka_unit_test(single_values),
    };
    return cmocka_run_group_tests_name("bgp_text", tests, NULL, release);
}
