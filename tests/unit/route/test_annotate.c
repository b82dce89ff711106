#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "route/annotate.h"

static void add(struct nk_table *t, const char *text, const char *label, uint8_t type)
{
    struct nk_route r = nk_route_blank();
    struct nk_prefix p;
    assert_true(nk_prefix_parse(text, strlen(text), &p, NULL));
    nk_route_set_prefix(&r, &p);
    r.type = type;
    if (label != NULL)
        r.label = nk_table_text(t, label, strlen(label));
    assert_true(nk_table_add(t, &r, NULL));
}

struct fixture {
    struct nk_table t;
    struct nk_fib f;
    struct nk_answers answers;
    struct nk_annotator a;
    struct nk_annotated out;
};

static void finish(struct fixture *x)
{
    struct nk_err err = {0};
    assert_true(nk_fib_build(&x->f, &x->t, NK_ROUTE_NONE, &err));
    assert_true(nk_answers_suffice(&x->f));
    assert_true(nk_answers_build(&x->answers, &x->f, &err));
    x->a.lpm = x->f.part_count > 0 ? x->f.parts[0].lpm : NULL;
    x->a.answers = &x->answers;
}

static void release(struct fixture *x)
{
    nk_annotated_release(&x->out);
    nk_answers_release(&x->answers);
    nk_fib_release(&x->f);
    nk_table_release(&x->t);
}

static const char *annotate(struct fixture *x, const char *text)
{
    struct nk_err err = {0};
    /* a copy of just that size, so that a read past its end is seen */
    size_t len = strlen(text);
    char *copy = malloc(len + (len == 0));
    memcpy(copy, text, len);
    assert_true(nk_annotate_block(&x->a, copy, len, &x->out, &err));
    free(copy);
    nk_buf_add_byte(&x->out.text, '\0');
    x->out.text.len--;
    return x->out.text.data;
}

static void each_line_has_its_answer_behind_it(void **state)
{
    (void)state;
    struct fixture x = {0};
    add(&x.t, "10.0.0.0/8", "ten", NK_ROUTE_UNICAST);
    add(&x.t, "10.1.0.0/16", "a label that is too long for the half of a line of the cache\x1b",
        NK_ROUTE_UNICAST);
    add(&x.t, "192.0.2.0/24", NULL, NK_ROUTE_BLACKHOLE);
    add(&x.t, "2001:db8::/32", "lab", NK_ROUTE_UNICAST);
    finish(&x);
    assert_string_equal(
        annotate(&x, "10.2.3.4\n10.1.2.3 - GET\n192.0.2.9\tx\n2001:db8::1\r\n203.0.113.9"),
        "10.2.3.4\t10.0.0.0/8\tten\n"
        "10.1.2.3 - GET\t10.1.0.0/16\ta label that is too long for the half of a line of the "
        "cache\\x1b\n"
        "192.0.2.9\tx\t192.0.2.0/24\tblackhole\n"
        "2001:db8::1\r\t2001:db8::/32\tlab\n"
        "203.0.113.9\t-\t-\n");
    assert_int_equal(x.out.odd_count, 0);
    assert_string_equal(annotate(&x, ""), "");
    x.a.field = 2;
    assert_string_equal(annotate(&x, "x 10.2.3.4 y\n"), "x 10.2.3.4 y\t10.0.0.0/8\tten\n");
    x.a.delimiter = ',';
    assert_string_equal(annotate(&x, "a b,10.2.3.4,\n"), "a b,10.2.3.4,\t10.0.0.0/8\tten\n");
    release(&x);
}

/* Labels of which several routes have one: printed once, whether short, long or not to be shown. */
static void labels_may_be_shared(void **state)
{
    (void)state;
    struct fixture x = {0};
    static const char *const labels[] = {"", "a", "fourteen-bytes", "fifteen--bytes-", "\x1b[m"};
    char text[64], ask[64];
    struct nk_buf want = {0}, lines = {0};
    for (unsigned i = 0; i < 50; i++) {
        bool ipv6 = i % 3 == 0;
        const char *label = labels[i % 5];
        snprintf(text, sizeof text, ipv6 ? "2001:db8:1111:%x::/64" : "100.100.%u.0/24", 100 + i);
        snprintf(ask, sizeof ask, ipv6 ? "2001:db8:1111:%x::1" : "100.100.%u.1", 100 + i);
        add(&x.t, text, label, NK_ROUTE_UNICAST);
        nk_buf_printf(&lines, "%s\n", ask);
        nk_buf_printf(&want, "%s\t%s\t%s\n", ask, text, i % 5 == 4 ? "\\x1b[m" : label);
    }
    finish(&x);
    nk_buf_add_byte(&lines, '\0');
    nk_buf_add_byte(&want, '\0');
    assert_string_equal(annotate(&x, lines.data), want.data);
    nk_buf_release(&lines);
    nk_buf_release(&want);
    release(&x);
}

static void odd_lines_are_left_to_the_caller(void **state)
{
    (void)state;
    struct fixture x = {0};
    add(&x.t, "0.0.0.0/0", "all", NK_ROUTE_UNICAST);
    finish(&x);
    assert_string_equal(annotate(&x, "1.2.3.4\n\nbad\n1.2.3.400\n1.2.3.4/32\n1.2.3.4.5\n0.0.0.0\n"
                                     "fe80::1\n 1.2.3.4\n1.2.3.4x\n::\n5.6.7.8"),
                        "1.2.3.4\t0.0.0.0/0\tall\n5.6.7.8\t0.0.0.0/0\tall\n");
    assert_int_equal(x.out.odd_count, 10);
    assert_int_equal(x.out.odd[0].len, 0);
    assert_int_equal(x.out.odd[0].number, 1);
    assert_int_equal(x.out.odd[1].line, 9);
    assert_int_equal(x.out.odd[1].len, 3);
    assert_int_equal(x.out.odd[9].number, 10);
    assert_int_equal(x.out.odd[9].at, strlen("1.2.3.4\t0.0.0.0/0\tall\n"));
    release(&x);
}

static void an_empty_table_has_no_answers(void **state)
{
    (void)state;
    struct fixture x = {0};
    finish(&x);
    assert_string_equal(annotate(&x, "1.2.3.4\n2001:db8::1\n"),
                        "1.2.3.4\t-\t-\n2001:db8::1\t-\t-\n");
    release(&x);
}

/* One line by itself, the plain way. */
static void slow(const struct fixture *x, struct nk_buf *b, const char *line, size_t len)
{
    struct nk_addr a;
    size_t answer;
    assert_true(nk_addr_parse(line, len, &a, NULL));
    uint32_t entry = x->f.part_count > 0 ? nk_fib_find(&x->f.parts[0], &a) : NK_ROUTE_NONE;
    const char *text = nk_answer_text_of(&x->answers, entry, &answer);
    nk_buf_add(b, line, len);
    nk_buf_add(b, text, answer);
}

static void random_lines_agree_with_one_at_a_time(void **state)
{
    (void)state;
    srand(3);
    for (int round = 0; round < 40; round++) {
        struct fixture x = {0};
        struct nk_buf text = {0}, want = {0};
        char line[80], label[80];
        for (int i = 0; i < round * 8; i++) {
            bool ipv6 = rand() % 3 == 0;
            snprintf(line, sizeof line, ipv6 ? "2001:db8:%x::/%d" : "10.%d.0.0/%d", rand() % 256,
                     ipv6 ? 20 + rand() % 29 : rand() % 17);
            snprintf(label, sizeof label, "%0*d", 1 + rand() % 40, i);
            add(&x.t, line, label, NK_ROUTE_UNICAST);
        }
        for (size_t i = 0; i < x.t.count; i++)
            x.t.routes[i].metric = (uint32_t)i;
        finish(&x);
        for (int i = 0; i < 1500; i++) {
            snprintf(line, sizeof line, rand() % 3 == 0 ? "2001:db8:%x::%x" : "10.%d.%d.7",
                     rand() % 256, rand() % 256);
            nk_buf_add(&text, line, strlen(line));
            nk_buf_add_byte(&text, '\n');
            slow(&x, &want, line, strlen(line));
        }
        nk_buf_add_byte(&text, '\0');
        nk_buf_add_byte(&want, '\0');
        assert_string_equal(annotate(&x, text.data), want.data);
        assert_int_equal(x.out.odd_count, 0);
        nk_buf_release(&text);
        nk_buf_release(&want);
        release(&x);
    }
}

static bool suffices(struct nk_table *t)
{
    struct nk_fib f;
    assert_true(nk_fib_build(&f, t, NK_ROUTE_NONE, NULL));
    bool answer = nk_answers_suffice(&f);
    nk_fib_release(&f);
    return answer;
}

static void tables_that_need_more_than_a_match_are_told(void **state)
{
    (void)state;
    struct nk_table t = {0};
    add(&t, "10.0.0.0/8", "x", NK_ROUTE_UNICAST);
    assert_true(suffices(&t));
    t.routes[0].tos = 16;
    assert_false(suffices(&t));
    t.routes[0].tos = 0;
    t.routes[0].type = NK_ROUTE_THROW;
    assert_false(suffices(&t));
    t.routes[0].type = NK_ROUTE_PROHIBIT;
    t.routes[0].table = 100;
    assert_false(suffices(&t));
    t.routes[0].table = NK_TABLE_MAIN;
    struct nk_hop hop = {.dev = NK_ROUTE_NONE, .weight = 1, .flags = NK_HOP_DEAD};
    t.routes[0].hops = nk_table_hop_group(&t, &hop, 1);
    assert_false(suffices(&t));
    t.routes[0].hops = NK_ROUTE_NONE;
    add(&t, "2001:db8::/32", "a", NK_ROUTE_UNICAST);
    assert_true(suffices(&t));
    add(&t, "2001:db8::/32", "b", NK_ROUTE_UNICAST); /* one route of two next hops */
    assert_false(suffices(&t));
    t.routes[2].metric = 5;
    assert_true(suffices(&t));
    struct nk_route_more more = {.from = {nk_addr_ipv6(1, 1), 128}};
    t.routes[1].more = nk_table_more(&t, &more);
    assert_false(suffices(&t));
    t.routes[1].more = NK_ROUTE_NONE;
    struct nk_rule rule = nk_rule_blank();
    assert_true(nk_table_add_rule(&t, &rule, NULL));
    assert_false(suffices(&t));
    nk_table_release(&t);
}

static void damaged_answers_stay_within(void **state)
{
    (void)state;
    struct nk_answer slots[2] = {{.len = NK_ANSWER_LONG}, {.len = 200}};
    uint32_t place[2] = {5, 100};
    const struct nk_answers a = {.slots = slots, .count = 2, .more = "0123456789", .more_len = 10};
    size_t len;
    memcpy(slots[0].text, place, sizeof place);
    memcpy(slots[1].text, (uint32_t[]){UINT32_MAX, 2}, sizeof place);
    assert_memory_equal(nk_answer_text_of(&a, 0, &len), "\t-\t-\n", 5);
    assert_memory_equal(nk_answer_text_of(&a, 1, &len), "\t-\t-\n", 5);
    assert_memory_equal(nk_answer_text_of(&a, 2, &len), "\t-\t-\n", 5);
    place[1] = 5;
    memcpy(slots[0].text, place, sizeof place);
    assert_memory_equal(nk_answer_text_of(&a, 0, &len), "56789", 5);
    assert_int_equal(len, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_has_its_answer_behind_it),
        cmocka_unit_test(labels_may_be_shared),
        cmocka_unit_test(odd_lines_are_left_to_the_caller),
        cmocka_unit_test(an_empty_table_has_no_answers),
        cmocka_unit_test(random_lines_agree_with_one_at_a_time),
        cmocka_unit_test(tables_that_need_more_than_a_match_are_told),
        cmocka_unit_test(damaged_answers_stay_within),
    };
    return cmocka_run_group_tests_name("annotate", tests, NULL, NULL);
}
