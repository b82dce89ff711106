#include "random_table.h"

#include "route/diff.h"
#include "slow_ortc.h"

/* What was told, to be held against look-ups; ranges come in order and are joined. */
struct model {
    const struct nk_table *old, *new;
    struct nk_range last;
    uint32_t from, to;
    size_t count, most;
    struct nk_count addresses;
};

static uint32_t result_of(const struct nk_route *r)
{
    return r == NULL ? 0 : slow_result(r);
}

static bool take(void *closure, uint32_t table, const struct nk_range *where,
                 const struct nk_route *old, const struct nk_route *new)
{
    struct model *x = closure;
    uint32_t from = result_of(old), to = result_of(new);
    const struct nk_addr ends[] = {where->first, where->last};
    assert_int_equal(table, NK_TABLE_MAIN);
    assert_int_not_equal(from, to);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(slow_find(x->old, &ends[i]), from);
        assert_int_equal(slow_find(x->new, &ends[i]), to);
    }
    if (x->count > 0 && x->last.last.family == where->first.family) {
        struct nk_addr after;
        assert_true(nk_addr_add(&x->last.last, nk_u128(0, 1), &after));
        int order = nk_addr_compare(&after, &where->first);
        assert_true(order < 0 || (order == 0 && (from != x->from || to != x->to)));
    }
    x->last = *where;
    x->from = from;
    x->to = to;
    x->count++;
    x->addresses = nk_count_add(x->addresses, nk_range_count(where));
    return x->most == 0 || x->count < x->most;
}

/* Where the results of a prefix differ throughout, by looking at its halves. */
static struct nk_count differing(const struct nk_table *old, const struct nk_table *new,
                                 const struct nk_prefix *p)
{
    struct nk_count sum = {0};
    if (slow_is_whole(old, p) && slow_is_whole(new, p))
        return slow_find(old, &p->addr) == slow_find(new, &p->addr) ? sum : nk_prefix_count(p);
    for (unsigned side = 0; side < 2; side++) {
        struct nk_prefix half = {p->addr, (uint8_t)(p->length + 1)};
        struct nk_u128 bit = nk_u128_bit(nk_family_width(p->addr.family) - half.length);
        if (side == 1)
            half.addr = nk_addr_of(p->addr.family, nk_u128_or(nk_addr_bits(p->addr), bit));
        sum = nk_count_add(sum, differing(old, new, &half));
    }
    return sum;
}

static void append(struct nk_table *to, const struct nk_table *from)
{
    for (size_t i = 0; i < from->count; i++)
        assert_true(nk_table_add(to, &from->routes[i], NULL));
}

static void random_tables_against_look_ups(void **state)
{
    (void)state;
    uint64_t random = 99;
    for (int i = 0; i < 2000; i++) {
        struct nk_table old = {0}, new = {0}, both = {0};
        uint8_t family = i % 2 == 0 ? NK_IPV4 : NK_IPV6;
        uint64_t again = random;
        make_table(&old, family, &random);
        make_table(&new, family, i % 3 == 0 ? &random : &again); /* or the same, and a bit more */
        if (i % 3 == 1)
            make_table(&new, family, &random);
        append(&both, &old);
        append(&both, &new);
        struct model x = {.old = &old, .new = &new};
        struct nk_diff d = {.both = &both, .old_count = old.count};
        const struct nk_prefix all = {nk_addr_min(family), 0};
        assert_true(nk_diff_effective(&d, take, &x, NULL));
        assert_int_equal(nk_count_compare(x.addresses, differing(&old, &new, &all)), 0);
        assert_true(i % 3 != 2 || x.count == 0);
        if (x.count > 1) {
            x = (struct model){.old = &old, .new = &new, .most = 1};
            assert_true(nk_diff_effective(&d, take, &x, NULL));
            assert_int_equal(x.count, 1);
        }
        d.family = family == NK_IPV4 ? NK_IPV6 : NK_IPV4;
        x = (struct model){.old = &old, .new = &new};
        assert_true(nk_diff_effective(&d, take, &x, NULL));
        assert_int_equal(x.count, 0);
        nk_table_release(&old);
        nk_table_release(&new);
        nk_table_release(&both);
    }
}

struct rows {
    uint32_t tables[8];
    unsigned lengths[8];
    size_t count;
};

static bool take_rows(void *closure, uint32_t table, const struct nk_range *where,
                      const struct nk_route *old, const struct nk_route *new)
{
    struct rows *x = closure;
    struct nk_prefix p;
    assert_true(nk_range_prefix(where, &p));
    assert_true(old != NULL || new != NULL);
    x->tables[x->count] = table;
    x->lengths[x->count++] = p.length;
    return true;
}

static void add(struct nk_table *t, uint32_t table, uint32_t bits, unsigned length, uint32_t label,
                uint8_t tos)
{
    struct nk_route r = nk_route_blank();
    r.family = NK_IPV4;
    r.bits = nk_u128(0, bits);
    r.length = (uint8_t)length;
    r.table = table;
    r.label = label;
    r.tos = tos;
    assert_true(nk_table_add(t, &r, NULL));
}

/* Each table number for itself, also one that only one side has; TOS routes do not count. */
static void tables_and_selective_routes(void **state)
{
    (void)state;
    struct nk_table both = {0};
    struct rows x = {.count = 0};
    add(&both, 5, 0x0a000000, 8, 1, 0);
    add(&both, 9, 0x0a000000, 8, 1, 0);
    add(&both, 9, 0x0a800000, 9, 2, 8);
    const struct nk_diff d = {.both = &both, .old_count = both.count};
    add(&both, 7, 0x0a000000, 16, 1, 0);
    add(&both, 9, 0x0a000000, 8, 1, 0);
    add(&both, 9, 0x0a000000, 8, 2, 8);
    add(&both, 9, 0x0b000000, 12, 2, 0);
    add(&both, 9, 0x0c000000, 12, 2, 4);
    assert_true(nk_diff_effective(&d, take_rows, &x, NULL));
    assert_int_equal(x.count, 3);
    assert_int_equal(x.tables[0], 5);
    assert_int_equal(x.lengths[0], 8);
    assert_int_equal(x.tables[1], 7);
    assert_int_equal(x.lengths[1], 16);
    assert_int_equal(x.tables[2], 9);
    assert_int_equal(x.lengths[2], 12);
    nk_table_release(&both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_tables_against_look_ups),
        cmocka_unit_test(tables_and_selective_routes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
