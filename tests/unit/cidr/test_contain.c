#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cidr/contain.h"

static struct nk_range range(const char *text)
{
    struct nk_item item;
    assert_true(nk_item_parse(text, strlen(text), 0, &item, NULL));
    return item.range;
}

/* The working for sets written as items with blanks; free() it. No line may pass 80 columns. */
static char *explain(const char *outer, const char *inner)
{
    struct nk_set set;
    struct nk_buf text = {0};
    struct nk_range r = range(inner);
    char words[256], *rest = words, *word;
    snprintf(words, sizeof words, "%s", outer);
    nk_set_init(&set);
    while ((word = strsep(&rest, " ")) != NULL) {
        struct nk_range item = range(word);
        assert_true(nk_set_add(&set, &item, NK_LABEL_NONE, NULL));
    }
    assert_true(nk_set_normalise(&set, NULL));
    nk_contain_explain(&text, &set, &r);
    nk_buf_add_byte(&text, '\0');
    assert_false(text.failed);
    for (const char *line = text.data; *line != '\0'; line = strchr(line, '\n') + 1)
        assert_in_range(strchr(line, '\n') - line, 1, 80);
    nk_set_release(&set);
    return text.data;
}

static void prefixes_are_compared_in_binary(void **state)
{
    (void)state;
    char *text = explain("10.0.0.0/8", "10.1.2.0/24");
    assert_string_equal(text,
                        "outer 10.0.0.0/8\n"
                        "inner 10.1.2.0/24\n"
                        "inner address  10.1.2.0         00001010.00000001.00000010.00000000\n"
                        "outer mask     255.0.0.0        11111111.00000000.00000000.00000000\n"
                        "AND of both    10.0.0.0         00001010.00000000.00000000.00000000\n"
                        "outer network  10.0.0.0         00001010.00000000.00000000.00000000\n"
                        "yes: the AND is the outer network, and a /24 is no larger than a /8\n");
    free(text);
}

static void ipv6_shows_the_group_of_the_boundary(void **state)
{
    (void)state;
    char *text = explain("2001:db8::/33", "2001:db8:8000::/48");
    assert_non_null(strstr(text, "bits 33 to 48:\n"));
    assert_non_null(strstr(text, "2001:0db8:8000:0000:0000:0000:0000:0000  1000000000000000\n"));
    assert_non_null(strstr(text, "no: the AND is not the outer network, bit 33 differs\n"));
    free(text);
}

static void last_line_says(const char *outer, const char *inner, const char *expected)
{
    char *text = explain(outer, inner);
    if (strstr(text, expected) == NULL)
        fail_msg("%s in %s: expected '%s' in\n%s", inner, outer, expected, text);
    free(text);
}

static void every_verdict_has_its_reason(void **state)
{
    (void)state;
    last_line_says("10.0.0.0/24", "10.0.0.0/8", "no: the AND is the outer network, but a /8");
    last_line_says("10.0.0.0/8", "11.0.0.0", "no: the AND is not the outer network, bit 8 differs");
    last_line_says("0.0.0.0/0", "255.255.255.255", "yes: the AND");
    last_line_says("::/0", "::/0", "yes: the AND");
    last_line_says("::1", "::1", "yes: the AND");
    last_line_says("::/0", "10.0.0.0/8", "no: the outer one is IPv6, the inner one IPv4");
    last_line_says("10.0.0.0-10.0.0.99", "10.0.0.64/26", "no: the inner last address is past");
    last_line_says("10.0.0.0-10.0.0.99", "10.0.0.64-10.0.0.99", "yes: both");
    last_line_says("10.0.0.5-10.0.0.99", "10.0.0.4", "no: the inner first address is not between");
    last_line_says("10.0.0.0/24 10.0.2.0/24", "10.0.1.0/24", "no: the AND is not");
    last_line_says("10.0.0.0/24 10.0.2.0/24", "10.0.2.7", "yes: the AND");
    last_line_says("10.0.0.0/24 10.0.2.0/24", "10.0.3.0", "no: the outer set holds nothing");
    last_line_says(
        "1111:1111:1111:1111:1111:1111:1111:1111-2111:1111:1111:1111:1111:1111:1111:1111",
        "1111:1111:1111:1111:1111:1111:1111:1112", "yes: both");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefixes_are_compared_in_binary),
        cmocka_unit_test(ipv6_shows_the_group_of_the_boundary),
        cmocka_unit_test(every_verdict_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
