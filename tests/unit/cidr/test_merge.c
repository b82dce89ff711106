#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cidr/merge.h"

static struct nk_prefix prefix(const char *text)
{
    struct nk_prefix p;
    assert_true(nk_prefix_parse(text, strlen(text), &p, NULL));
    return p;
}

static void remember(void *closure, const struct nk_merge_step *step)
{
    char *text = closure, a[NK_PREFIX_TEXT_MAX];
    static const char marks[] = "+i=";
    nk_prefix_format(step->kind == NK_MERGE_JOIN ? &step->c : &step->a, a);
    snprintf(text + strlen(text), 512 - strlen(text), "%c%s ", marks[step->kind], a);
}

static void steps_are_told_in_order(void **state)
{
    (void)state;
    struct nk_prefix list[] = {prefix("10.0.0.128/25"), prefix("10.0.1.0/24"),
                               prefix("10.0.0.0/25"), prefix("10.0.0.7"), prefix("10.0.0.7")};
    char text[512] = "";
    assert_int_equal(nk_merge_prefixes(list, 5, remember, text), 1);
    assert_string_equal(text, "+10.0.0.0/25 i10.0.0.7/32 i10.0.0.7/32 +10.0.0.128/25 =10.0.0.0/24 "
                              "+10.0.1.0/24 =10.0.0.0/23 ");
    char left[NK_PREFIX_TEXT_MAX];
    nk_prefix_format(&list[0], left);
    assert_string_equal(left, "10.0.0.0/23");
}

static void neighbours_of_different_parents_stay_apart(void **state)
{
    (void)state;
    struct nk_prefix list[] = {prefix("10.0.1.0/24"), prefix("10.0.2.0/24"), prefix("::/1"),
                               prefix("8000::/1"), prefix("0.0.0.0/0")};
    char text[512] = "";
    assert_int_equal(nk_merge_prefixes(list, 2, remember, text), 2);
    assert_int_equal(nk_merge_prefixes(list + 2, 3, remember, text), 2);
    assert_int_equal(list[3].length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_told_in_order),
        cmocka_unit_test(neighbours_of_different_parents_stay_apart),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
