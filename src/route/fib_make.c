/*
 * Routes are taken a few thousand at a time, which stay in the cache while they are ordered and
 * while their rows go into the look-up: the whole of a large table is read but once.
 */
#include "route/fib_make.h"

#include <stdlib.h>

#include "route/compiled.h"
#include "route/order.h"

/* ---- parts --------------------------------------------------------------- */

/* The first route of an entry, of a view that was made here. */
static const struct nk_route *entry_route(const struct nk_fib *f, size_t entry)
{
    return &f->table->routes[f->order[f->entries[entry].first]];
}

enum { ROWS = 256 }; /* what is made at once */

/* Entries of one table are in the order that its look-up is built from. */
static bool add_rows(const struct nk_fib *f, size_t entry, size_t end, struct nk_lpm_builder *b,
                     struct nk_err *err)
{
    struct nk_lpm_row rows[ROWS];
    while (entry < end) {
        size_t count = 0;
        for (; count < ROWS && entry < end; count++, entry++) {
            const struct nk_route *r = entry_route(f, entry);
            rows[count] = (struct nk_lpm_row){.first = nk_route_base(r),
                                              .id = (uint32_t)entry,
                                              .length = r->length,
                                              .family = r->family};
        }
        if (!nk_lpm_add(b, rows, count, err))
            return false;
    }
    return true;
}

static bool make_lookup(const struct nk_fib *f, struct nk_fib_part *part, struct nk_err *err)
{
    struct nk_lpm_builder *b = nk_lpm_begin(part->count, err);
    if (b == NULL)
        return false;
    add_rows(f, part->first, part->first + (size_t)part->count, b, err);
    part->lpm = nk_lpm_end(b, err);
    return part->lpm != NULL;
}

/* The first entry behind `first` that is of another table than that one, or the end. */
static size_t table_end(const struct nk_fib *f, size_t first)
{
    size_t low = first + 1, high = f->entry_count;
    uint32_t table = entry_route(f, first)->table;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (entry_route(f, mid)->table == table)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* One after the other: the entries are sorted by table. */
static bool make_parts(struct nk_fib *f, struct nk_err *err)
{
    size_t room = 0;
    for (size_t first = 0, end; first < f->entry_count; first = end) {
        end = table_end(f, first);
        if (!nk_grow((void **)&f->parts, f->part_count, &room, sizeof *f->parts))
            return nk_err_memory(err);
        f->parts[f->part_count++] = (struct nk_fib_part){.table = entry_route(f, first)->table,
                                                         .first = (uint32_t)first,
                                                         .count = (uint32_t)(end - first)};
    }
    return true;
}

/* ---- step by step -------------------------------------------------------- */

enum { STEP = 4096 }; /* routes */

bool nk_fib_make_start(struct nk_fib_making *m, struct nk_fib *f, const struct nk_table *t,
                       uint32_t peer, size_t room, struct nk_err *err)
{
    *f = (struct nk_fib){.table = t};
    m->f = f;
    m->rows_taken = 0;
    m->rows = nk_lpm_begin(room, err);
    return m->rows != NULL && nk_fib_put_start(&m->putting, f, peer, room, err);
}

/* The rows of the new entries. There are none where routes are not sorted, or of several tables. */
static void take_rows(struct nk_fib_making *m)
{
    const struct nk_fib *f = m->f;
    struct nk_err err;
    size_t end = f->entry_count;
    if (m->rows == NULL || end == 0)
        return;
    bool one = m->putting.sorted && entry_route(f, 0)->table == entry_route(f, end - 1)->table;
    if (!one || !add_rows(f, m->rows_taken, end, m->rows, &err))
        nk_fib_make_release(m);
    m->rows_taken = end;
}

void nk_fib_make_more(struct nk_fib_making *m, size_t end)
{
    struct nk_fib_putting *p = &m->putting;
    while (p->sorted && p->taken < end) {
        nk_fib_put(p, end - p->taken < STEP ? end : p->taken + STEP);
        take_rows(m);
    }
}

bool nk_fib_make_order(struct nk_fib_making *m, struct nk_err *err)
{
    nk_fib_make_more(m, m->f->table->count);
    nk_fib_put_end(&m->putting);
    return make_parts(m->f, err);
}

bool nk_fib_make_look_ups(struct nk_fib_making *m, struct nk_err *err)
{
    struct nk_fib *f = m->f;
    if (m->rows != NULL && f->part_count == 1) {
        f->parts[0].lpm = nk_lpm_end(m->rows, err);
        m->rows = NULL;
        return f->parts[0].lpm != NULL;
    }
    for (size_t i = 0; i < f->part_count; i++)
        if (!make_lookup(f, &f->parts[i], err))
            return false;
    return true;
}

void nk_fib_make_release(struct nk_fib_making *m)
{
    nk_lpm_drop(m->rows);
    m->rows = NULL;
}

/* ---- at once ------------------------------------------------------------- */

bool nk_fib_sort(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err)
{
    struct nk_fib_putting p;
    *f = (struct nk_fib){.table = t};
    if (!nk_fib_put_start(&p, f, peer, t->count, err))
        return false;
    nk_fib_put_end(&p);
    return make_parts(f, err);
}

bool nk_fib_build(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err)
{
    struct nk_fib_making m;
    if (t->compiled != NULL && peer == NK_ROUTE_NONE)
        return nk_compiled_fib(f, t, err);
    bool done = nk_fib_make_start(&m, f, t, peer, t->count, err) && nk_fib_make_order(&m, err) &&
                nk_fib_make_look_ups(&m, err);
    nk_fib_make_release(&m);
    return done;
}
