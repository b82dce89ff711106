/* Two small tables from bytes: each way to aggregate keeps what every address gets, in as few
 * entries as there can be; the differences between the two are those that look-ups see; and checks
 * of next hops between them end. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "../unit/addr/model.h"
#include "../unit/route/slow_ortc.h"
#include "route/check.h"
#include "route/diff.h"

enum { ROUTES_MAX = 24, ROUTE_BYTES = 3 };

static void must(bool good)
{
    if (!good)
        abort();
}

/* Three bytes a route: place, length counted from the width down, result; the places lie in 256
 * addresses, the lengths anywhere. */
static void take_routes(const uint8_t **data, size_t *size, const struct model *m,
                        struct nk_table *t)
{
    unsigned width = nk_family_width(m->base.family);
    size_t most = *size > 0 ? *(*data)++ % (ROUTES_MAX + 1) : 0;
    *size -= *size > 0;
    for (; t->count < most && *size >= ROUTE_BYTES; *data += ROUTE_BYTES, *size -= ROUTE_BYTES) {
        const uint8_t *at = *data;
        struct nk_route r = nk_route_blank();
        struct nk_prefix p = {model_addr(m, at[0]), (uint8_t)(width - at[1] % (width + 1))};
        nk_route_set_prefix(&r, &p);
        r.label = 1 + at[2] % (SLOW_RESULTS - 1);
        r.type = at[2] >= 224 ? NK_ROUTE_THROW : NK_ROUTE_UNICAST;
        must(nk_table_add(t, &r, NULL));
    }
}

/* The routes of a table that aggregation leaves. */
struct kept {
    const struct nk_table *in;
    struct nk_table out;
};

static bool keep(void *closure, const struct nk_ortc_entry *entry)
{
    struct kept *x = closure;
    struct nk_route r = nk_route_blank();
    r.type = NK_ROUTE_THROW;
    if (entry->route != NK_ROUTE_NONE)
        r = x->in->routes[entry->route];
    nk_route_set_prefix(&r, &entry->prefix);
    return nk_table_add(&x->out, &r, NULL);
}

/* Inside the universe, at its edges, and at the ends of the family. */
static void must_forward_the_same(const struct model *m, const struct nk_table *a,
                                  const struct nk_table *b)
{
    struct nk_addr at = nk_addr_max(m->base.family);
    must(slow_find(a, &at) == slow_find(b, &at));
    at = nk_addr_min(m->base.family);
    must(slow_find(a, &at) == slow_find(b, &at));
    for (unsigned i = 0; i < MODEL_SIZE; i++) {
        at = model_addr(m, i);
        must(slow_find(a, &at) == slow_find(b, &at));
    }
    for (size_t i = 0; i < a->count + b->count; i++) {
        const struct nk_route *r = i < a->count ? &a->routes[i] : &b->routes[i - a->count];
        struct nk_prefix p = nk_route_prefix(r);
        struct nk_addr last = nk_prefix_last(&p);
        must(slow_find(a, &last) == slow_find(b, &last));
        if (nk_addr_add(&last, nk_u128(0, 1), &at))
            must(slow_find(a, &at) == slow_find(b, &at));
    }
}

static void aggregate(const struct model *m, const struct nk_table *t)
{
    for (int mode = NK_ORTC_FULL; mode <= NK_ORTC_SIMPLE; mode++) {
        struct kept x = {.in = t};
        struct nk_fib f;
        bool kept;
        must(nk_fib_sort(&f, t, NK_ROUTE_NONE, NULL));
        must(nk_ortc_run(&f, (enum nk_ortc_mode)mode, NK_FAMILY_NONE, keep, &x, &kept, NULL));
        must_forward_the_same(m, t, &x.out);
        if (mode != NK_ORTC_SIMPLE)
            must((int)x.out.count == slow_fewest(t, m->base.family, mode == NK_ORTC_NO_NULL));
        nk_fib_release(&f);
        nk_table_release(&x.out);
    }
}

/* ---- differences --------------------------------------------------------- */

struct seen {
    const struct model *m;
    const struct nk_table *old, *new;
    bool differs[MODEL_SIZE];
    size_t added, removed;
};

static uint32_t result_of(const struct nk_route *r)
{
    return r == NULL ? 0 : slow_result(r);
}

static bool see(void *closure, uint32_t table, const struct nk_range *where,
                const struct nk_route *old, const struct nk_route *new)
{
    struct seen *x = closure;
    must(table == NK_TABLE_MAIN && result_of(old) != result_of(new));
    for (unsigned i = 0; i < MODEL_SIZE; i++) {
        struct nk_addr at = model_addr(x->m, i);
        const struct nk_range one = {at, at};
        if (!nk_range_contains(where, &one))
            continue;
        must(!x->differs[i] && slow_find(x->old, &at) == result_of(old) &&
             slow_find(x->new, &at) == result_of(new));
        x->differs[i] = true;
    }
    return true;
}

static bool count(void *closure, uint32_t table, const struct nk_range *where,
                  const struct nk_route *old, const struct nk_route *new)
{
    struct seen *x = closure;
    struct nk_prefix p;
    must(table == NK_TABLE_MAIN && nk_range_prefix(where, &p));
    x->added += old == NULL;
    x->removed += new == NULL;
    return true;
}

static void diff(const struct model *m, const struct nk_table *old, const struct nk_table *new)
{
    struct nk_table both = {0};
    struct seen x = {.m = m, .old = old, .new = new};
    for (size_t i = 0; i < old->count + new->count; i++)
        must(nk_table_add(&both, i < old->count ? &old->routes[i] : &new->routes[i - old->count],
                          NULL));
    const struct nk_diff d = {.both = &both, .old_count = old->count};
    must(nk_diff_effective(&d, see, &x, NULL));
    for (unsigned i = 0; i < MODEL_SIZE; i++) {
        struct nk_addr at = model_addr(m, i);
        must(x.differs[i] == (slow_find(old, &at) != slow_find(new, &at)));
    }
    must(nk_diff_routes(&d, count, &x, NULL));
    must(old->count + x.added == new->count + x.removed);
    nk_table_release(&both);
}

/* ---- next hops ----------------------------------------------------------- */

/* Routes through each other, here and there one that is connected. */
static void check(const struct model *m, struct nk_table *t, const uint8_t *data, size_t size)
{
    struct nk_route_notes notes;
    for (size_t i = 0; i < t->count && i < size; i++) {
        struct nk_hop hops[2] = {{.dev = NK_ROUTE_NONE, .weight = 1}};
        hops[0].via = model_addr(m, data[i]);
        hops[1] = hops[0];
        hops[1].via = model_addr(m, data[i] ^ 0x55u);
        if (data[i] % 5 == 0)
            hops[0] = (struct nk_hop){.dev = 0, .weight = 1};
        t->routes[i].hops = nk_table_hop_group(t, hops, 1 + (data[i] & 1));
        must(t->routes[i].hops != NK_ROUTE_NONE);
    }
    must(nk_route_check(t, (1u << NK_FAULT_COUNT) - 1, &notes, NULL));
    for (size_t i = 0; i < notes.count; i++)
        must(notes.all[i].route < t->count && notes.all[i].fault < NK_FAULT_COUNT &&
             (notes.all[i].other == NK_ROUTE_NONE || notes.all[i].other < t->count));
    nk_route_notes_release(&notes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct model m = {.base = model_base(data[0])};
    struct nk_table old = {0}, new = {0};
    data++;
    size--;
    take_routes(&data, &size, &m, &old);
    take_routes(&data, &size, &m, &new);
    aggregate(&m, &old);
    diff(&m, &old, &new);
    check(&m, &new, data, size);
    nk_table_release(&old);
    nk_table_release(&new);
    return 0;
}
