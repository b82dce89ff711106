#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "random_table.h"
#include "reading.h"
#include "route/ortc.h"
#include "slow_ortc.h"

/* What came out, as a table over the stores of the one that went in. */
struct output {
    const struct nk_table *in;
    struct nk_table out;
    bool kept;
    size_t most; /* after so many no more is taken; 0: all are */
};

static bool take(void *closure, const struct nk_ortc_entry *entry)
{
    struct output *x = closure;
    struct nk_route r = nk_route_blank();
    struct nk_err err;
    r.type = NK_ROUTE_THROW;
    if (entry->route != NK_ROUTE_NONE)
        r = x->in->routes[entry->route];
    r.table = entry->table;
    nk_route_set_prefix(&r, &entry->prefix);
    assert_true(entry->kept || !nk_prefix_has_host_bits(&entry->prefix));
    assert_true(nk_table_add(&x->out, &r, &err));
    return x->most == 0 || x->out.count < x->most;
}

/* The steps of the same run: the choices follow from the sets, and are the entries. */
struct shown {
    const struct output *x;
    size_t entries, sets;
    bool kept;
};

static void expect_choice(struct shown *s, const struct nk_ortc_step *step)
{
    bool simple = step->kind == NK_ORTC_COVERED;
    if (simple)
        assert_int_equal(step->enters, step->set != step->inherited);
    else
        assert_int_equal(step->enters, !nk_idset_has(step->sets, step->set, step->inherited));
    if (!step->enters)
        return;
    assert_true(s->entries < s->x->out.count);
    const struct nk_route *r = &s->x->out.routes[s->entries++];
    struct nk_prefix p = nk_route_prefix(r);
    assert_int_equal(nk_prefix_compare(&p, &step->node), 0);
    assert_true(simple || nk_idset_has(step->sets, step->set, step->result));
    assert_int_equal(r->type == NK_ROUTE_THROW, step->result == NK_RESULT_NONE);
}

static void see(void *closure, const struct nk_ortc_step *step)
{
    struct shown *s = closure;
    size_t count;
    const uint32_t *all;
    uint32_t set = step->set;
    switch (step->kind) {
    case NK_ORTC_PART:
        break;
    case NK_ORTC_KEPT:
        s->kept = true;
        break;
    case NK_ORTC_DOWN:
    case NK_ORTC_COVERED:
        expect_choice(s, step);
        break;
    case NK_ORTC_JOIN:
    case NK_ORTC_CHAIN:
        all = nk_idset_members(step->sets, &set, &count);
        for (size_t i = 0; i < count; i++)
            assert_true(nk_idset_has(step->sets, step->halves[0], all[i]) ||
                        nk_idset_has(step->sets, step->halves[1], all[i]));
        s->sets++;
        break;
    case NK_ORTC_LEAF:
    case NK_ORTC_CHAINED:
        s->sets++;
    }
}

static void expect_steps(const struct output *x, const struct nk_fib *f, enum nk_ortc_mode mode,
                         uint8_t family)
{
    struct shown s = {.x = x};
    struct nk_err err = {0};
    const struct nk_ortc_watch watch = {see, &s};
    assert_true(nk_ortc_watch(f, mode, family, &watch, &err));
    assert_int_equal(s.kept, x->kept);
    assert_true(s.kept || s.entries == x->out.count);
    assert_true(s.kept || mode == NK_ORTC_SIMPLE || x->out.count == 0 || s.sets > 0);
}

static void run(struct output *x, const struct nk_table *t, enum nk_ortc_mode mode, uint8_t family)
{
    struct nk_fib f;
    struct nk_err err = {0};
    *x = (struct output){.in = t, .most = x->most};
    assert_true(nk_fib_sort(&f, t, NK_ROUTE_NONE, &err));
    assert_true(nk_ortc_run(&f, mode, family, take, x, &x->kept, &err));
    if (t->count < 1000 && x->most == 0 && !x->kept)
        expect_steps(x, &f, mode, family);
    nk_fib_release(&f);
    /* in order, each prefix once */
    assert_true(nk_fib_sort(&f, &x->out, NK_ROUTE_NONE, &err));
    for (size_t i = 0; i < f.order_count; i++)
        assert_int_equal(f.order[i], i);
    assert_true(x->kept || f.entry_count == x->out.count);
    nk_fib_release(&f);
}

/* ---- every address gets what it got -------------------------------------- */

struct pair {
    struct nk_fib fibs[2];
    struct nk_results results;
};

static uint32_t result_at(struct pair *x, unsigned which, uint32_t table, const struct nk_addr *a)
{
    struct nk_fib *f = &x->fibs[which];
    uint32_t entry = nk_fib_find(nk_fib_part_of(f, table), a), number;
    if (entry == NK_ROUTE_NONE)
        return NK_RESULT_NONE;
    assert_true(nk_result_of(&x->results, nk_fib_route(f, entry, 0), 0, &number, NULL));
    return number;
}

static void expect_same_at(struct pair *x, uint32_t table, const struct nk_addr *a)
{
    if (result_at(x, 0, table, a) != result_at(x, 1, table, a)) {
        char text[NK_ADDR_TEXT_MAX];
        nk_addr_format(a, text);
        fail_msg("another result at %s", text);
    }
}

/* An elementary interval begins where a prefix of either table does, or behind its end. */
static void expect_same_results(const struct nk_table *in, const struct nk_table *out)
{
    struct pair x = {.results = {0}};
    struct nk_err err = {0};
    assert_true(nk_fib_build(&x.fibs[0], in, NK_ROUTE_NONE, &err));
    assert_true(nk_fib_build(&x.fibs[1], out, NK_ROUTE_NONE, &err));
    for (unsigned which = 0; which < 2; which++) {
        const struct nk_fib *f = &x.fibs[which];
        for (uint32_t i = 0; i < f->entry_count; i++) {
            struct nk_prefix p = nk_fib_prefix(f, i);
            struct nk_addr at = nk_prefix_first(&p), last = nk_prefix_last(&p);
            uint32_t table = nk_fib_route(f, i, 0)->table;
            expect_same_at(&x, table, &at);
            if (nk_addr_add(&last, nk_u128(0, 1), &at))
                expect_same_at(&x, table, &at);
            at = nk_addr_min(p.addr.family);
            expect_same_at(&x, table, &at);
        }
    }
    nk_fib_release(&x.fibs[0]);
    nk_fib_release(&x.fibs[1]);
    nk_results_release(&x.results);
}

/* ---- random tables ------------------------------------------------------- */

static void expect_fewest(const struct nk_table *t, uint8_t family)
{
    static const enum nk_ortc_mode modes[] = {NK_ORTC_FULL, NK_ORTC_NO_NULL, NK_ORTC_SIMPLE};
    size_t counts[3];
    for (size_t i = 0; i < 3; i++) {
        struct output x = {0};
        run(&x, t, modes[i], NK_FAMILY_NONE);
        expect_same_results(t, &x.out);
        counts[i] = x.out.count;
        for (size_t j = 0; i == 1 && j < x.out.count; j++)
            assert_int_not_equal(x.out.routes[j].type, NK_ROUTE_THROW);
        nk_table_release(&x.out);
    }
    assert_int_equal(counts[0], slow_fewest(t, family, false));
    assert_int_equal(counts[1], slow_fewest(t, family, true));
    assert_true(counts[0] <= counts[2] && counts[2] <= t->count);
}

static void the_fewest_of_random_tables(void **state)
{
    (void)state;
    uint64_t random = 20240117;
    for (int i = 0; i < 3000; i++) {
        struct nk_table t = {0};
        uint8_t family = i % 2 == 0 ? NK_IPV4 : NK_IPV6;
        make_table(&t, family, &random);
        expect_fewest(&t, family);
        nk_table_release(&t);
    }
}

/* ---- known tables -------------------------------------------------------- */

/* Both as plain lines; what goes in is read, what comes out is compared. */
static void expect(const char *in, enum nk_ortc_mode mode, uint8_t family, const char *out)
{
    struct reading x;
    struct output got = {0};
    struct nk_buf text = {0};
    reading_of(&x, "plain", in, strlen(in));
    assert_true(x.done);
    run(&got, &x.table, mode, family);
    for (size_t i = 0; i < got.out.count; i++) {
        char prefix[NK_PREFIX_TEXT_MAX];
        const struct nk_route *r = &got.out.routes[i];
        struct nk_prefix p = nk_route_prefix(r);
        size_t len;
        const char *label = nk_table_text_of(&x.table, r->label, &len);
        nk_prefix_format(&p, prefix);
        nk_buf_printf(&text, "%s %.*s\n", prefix, label == NULL ? 5 : (int)len,
                      label == NULL ? "throw" : label);
    }
    nk_buf_add(&text, "", 1);
    assert_string_equal(text.data, out);
    nk_buf_release(&text);
    nk_table_release(&got.out);
    reading_release(&x);
}

/* Under another default route four entries do what six did. */
static void the_default_route_changes(void **state)
{
    (void)state;
    expect("0.0.0.0/0 2\n0.0.0.0/2 2\n64.0.0.0/2 3\n128.0.0.0/1 2\n128.0.0.0/3 3\n192.0.0.0/2 1\n",
           NK_ORTC_FULL, NK_FAMILY_NONE,
           "0.0.0.0/0 3\n0.0.0.0/2 2\n160.0.0.0/3 2\n192.0.0.0/2 1\n");
}

static void no_route_is_a_result_too(void **state)
{
    (void)state;
    static const char in[] = "10.0.0.0/10 a\n10.64.0.0/10 a\n10.128.0.0/10 a\n10.192.0.0/11 a\n";
    expect("", NK_ORTC_FULL, NK_FAMILY_NONE, "");
    expect(in, NK_ORTC_FULL, NK_FAMILY_NONE, "10.0.0.0/8 a\n10.224.0.0/11 throw\n");
    expect(in, NK_ORTC_NO_NULL, NK_FAMILY_NONE, "10.0.0.0/9 a\n10.128.0.0/10 a\n10.192.0.0/11 a\n");
    expect(in, NK_ORTC_SIMPLE, NK_FAMILY_NONE,
           "10.0.0.0/10 a\n10.64.0.0/10 a\n10.128.0.0/10 a\n10.192.0.0/11 a\n");
}

static void simple_drops_what_is_covered(void **state)
{
    (void)state;
    expect("10.0.0.0/8 a\n10.1.0.0/16 a\n10.1.1.0/24 b\n10.1.1.128/25 b\n10.1.1.129/32 a\n",
           NK_ORTC_SIMPLE, NK_FAMILY_NONE, "10.0.0.0/8 a\n10.1.1.0/24 b\n10.1.1.129/32 a\n");
    expect("::/0 a\n2001:db8::/32 a\n0.0.0.0/0 b\n", NK_ORTC_SIMPLE, NK_IPV6, "::/0 a\n");
    expect("::/0 a\n2001:db8::/32 a\n0.0.0.0/0 b\n", NK_ORTC_FULL, NK_IPV4, "0.0.0.0/0 b\n");
}

static void whole_families(void **state)
{
    (void)state;
    expect("0.0.0.0/1 a\n128.0.0.0/1 a\n::/1 b\n8000::/1 b\n", NK_ORTC_FULL, NK_FAMILY_NONE,
           "0.0.0.0/0 a\n::/0 b\n");
    expect("0.0.0.0/1 a\n128.0.0.0/1 a\n::/1 b\n8000::/1 b\n", NK_ORTC_NO_NULL, NK_FAMILY_NONE,
           "0.0.0.0/0 a\n::/0 b\n");
    expect("::/128 a\n::1/128 a\n255.255.255.254/32 b\n255.255.255.255/32 b\n", NK_ORTC_FULL,
           NK_FAMILY_NONE, "255.255.255.254/31 b\n::/127 a\n");
}

/* Table numbers do not mix; routes for one TOS leave their table, and only theirs, as it is. */
static void tables_stand_for_themselves(void **state)
{
    (void)state;
    static const struct {
        uint32_t bits, table;
        uint8_t length, tos;
    } rows[] = {
        {0x0a000000, 254, 9, 0}, {0x0a800000, 254, 9, 0}, {0x0a000000, 7, 9, 0},
        {0x0b000000, 8, 9, 0},   {0x0b800000, 8, 9, 0},   {0x0b800000, 8, 9, 16},
    };
    struct nk_table t = {0};
    struct output x = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_route r = nk_route_blank();
        r.family = NK_IPV4;
        r.bits = nk_u128(0, rows[i].bits);
        r.length = rows[i].length;
        r.table = rows[i].table;
        r.tos = rows[i].tos;
        assert_true(nk_table_add(&t, &r, NULL));
    }
    run(&x, &t, NK_ORTC_FULL, NK_FAMILY_NONE);
    assert_true(x.kept);
    assert_int_equal(x.out.count, 5);
    assert_int_equal(x.out.routes[0].table, 7);
    assert_int_equal(x.out.routes[2].tos, 16);
    assert_int_equal(x.out.routes[4].length, 8);
    nk_table_release(&x.out);
    x.most = 2;
    run(&x, &t, NK_ORTC_FULL, NK_FAMILY_NONE);
    assert_int_equal(x.out.count, 2);
    nk_table_release(&x.out);
    nk_table_release(&t);
}

/* ---- the full tables ----------------------------------------------------- */

static void expect_full(const char *path, size_t in, size_t out)
{
    struct nk_table t = {0};
    struct nk_err err = {0};
    struct nk_route_reader r = {.table = &t};
    struct output x = {0};
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    assert_true(nk_lines_open(&r.lines, path, &err));
    assert_true(nk_route_read(&r, NULL, &err));
    nk_lines_release(&r.lines);
    assert_int_equal(t.count, in);
    run(&x, &t, NK_ORTC_FULL, NK_FAMILY_NONE);
    assert_int_equal(x.out.count, out);
    expect_same_results(&t, &x.out);
    nk_table_release(&x.out);
    run(&x, &t, NK_ORTC_NO_NULL, NK_FAMILY_NONE);
    expect_same_results(&t, &x.out);
    nk_table_release(&x.out);
    nk_table_release(&t);
}

static void full_ipv4_table(void **state)
{
    (void)state;
    expect_full("../shared/data/routes/dfz-origin-v4.tsv.gz", 901899, 298988);
}

static void full_ipv6_table(void **state)
{
    (void)state;
    expect_full("../shared/data/routes/dfz-origin-v6.tsv.gz", 160147, 56037);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_route_changes),
        cmocka_unit_test(no_route_is_a_result_too),
        cmocka_unit_test(simple_drops_what_is_covered),
        cmocka_unit_test(whole_families),
        cmocka_unit_test(tables_stand_for_themselves),
        cmocka_unit_test(the_fewest_of_random_tables),
        cmocka_unit_test(full_ipv4_table),
        cmocka_unit_test(full_ipv6_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
