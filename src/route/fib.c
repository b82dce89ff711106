#include "route/fib.h"

#include <stdlib.h>

#include "route/compiled.h"
#include "route/fib_order.h"
#include "route/order.h"

/* ---- parts --------------------------------------------------------------- */

/* The first route of an entry, of a view that was made here. */
static const struct nk_route *entry_route(const struct nk_fib *f, size_t entry)
{
    return &f->table->routes[f->order[f->entries[entry].first]];
}

enum { ROWS = 256 }; /* what is made at once */

/* The entries of a part are in the order that the look-up is built from. */
static bool add_rows(const struct nk_fib *f, const struct nk_fib_part *part,
                     struct nk_lpm_builder *b, struct nk_err *err)
{
    struct nk_lpm_row rows[ROWS];
    uint32_t end = part->first + part->count;
    for (uint32_t entry = part->first; entry < end;) {
        size_t count = 0;
        for (; count < ROWS && entry < end; count++, entry++) {
            const struct nk_route *r = entry_route(f, entry);
            rows[count] = (struct nk_lpm_row){
                .first = nk_route_base(r), .id = entry, .length = r->length, .family = r->family};
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
    add_rows(f, part, b, err);
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

bool nk_fib_sort(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err)
{
    *f = (struct nk_fib){.table = t};
    return nk_fib_order(f, peer, err) && make_parts(f, err);
}

bool nk_fib_look_ups(struct nk_fib *f, struct nk_err *err)
{
    for (size_t i = 0; i < f->part_count; i++)
        if (!make_lookup(f, &f->parts[i], err))
            return false;
    return true;
}

bool nk_fib_build(struct nk_fib *f, const struct nk_table *t, uint32_t peer, struct nk_err *err)
{
    if (t->compiled != NULL && peer == NK_ROUTE_NONE)
        return nk_compiled_fib(f, t, err);
    return nk_fib_sort(f, t, peer, err) && nk_fib_look_ups(f, err);
}

void nk_fib_release(struct nk_fib *f)
{
    for (size_t i = 0; i < f->part_count; i++)
        nk_lpm_release(f->parts[i].lpm);
    free(f->parts);
    if (!f->mapped) {
        free(f->entries);
        free(f->order);
    }
    *f = (struct nk_fib){0};
}

/* ---- look-ups ------------------------------------------------------------ */

const struct nk_fib_part *nk_fib_part_of(const struct nk_fib *f, uint32_t table)
{
    size_t low = 0, high = f->part_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (f->parts[mid].table < table)
            low = mid + 1;
        else
            high = mid;
    }
    return low < f->part_count && f->parts[low].table == table ? &f->parts[low] : NULL;
}

uint32_t nk_fib_find(const struct nk_fib_part *part, const struct nk_addr *a)
{
    uint32_t id = part == NULL ? NK_LPM_NONE : nk_lpm_find(part->lpm, a);
    return id == NK_LPM_NONE || id - part->first >= part->count ? NK_ROUTE_NONE : id;
}

uint32_t nk_fib_count(const struct nk_fib *f, uint32_t entry)
{
    if (entry >= f->entry_count || f->entries[entry].first >= f->order_count)
        return 0;
    size_t left = f->order_count - f->entries[entry].first;
    return f->entries[entry].count < left ? f->entries[entry].count : (uint32_t)left;
}

uint32_t nk_fib_parent(const struct nk_fib *f, uint32_t entry)
{
    uint32_t parent = entry < f->entry_count ? f->entries[entry].parent : NK_ROUTE_NONE;
    if (parent >= entry)
        return NK_ROUTE_NONE;
    bool shorter =
        !f->mapped || nk_fib_route(f, parent, 0)->length < nk_fib_route(f, entry, 0)->length;
    return shorter ? parent : NK_ROUTE_NONE;
}

uint32_t nk_fib_index(const struct nk_fib *f, uint32_t entry, uint32_t i)
{
    if (i >= nk_fib_count(f, entry))
        return NK_ROUTE_NONE;
    uint32_t index = f->order[f->entries[entry].first + i];
    return index < f->table->count ? index : NK_ROUTE_NONE;
}

const struct nk_route *nk_fib_route(const struct nk_fib *f, uint32_t entry, uint32_t i)
{
    static const struct nk_route lost = {
        .hops = NK_ROUTE_NONE,
        .more = NK_ROUTE_NONE,
        .label = NK_ROUTE_NONE,
        .path = NK_ROUTE_NONE,
        .family = NK_IPV4,
        .type = NK_ROUTE_UNREACHABLE,
    };
    uint32_t index = nk_fib_index(f, entry, i);
    return index == NK_ROUTE_NONE ? &lost : &f->table->routes[index];
}

struct nk_prefix nk_fib_prefix(const struct nk_fib *f, uint32_t entry)
{
    struct nk_prefix p = nk_route_prefix(nk_fib_route(f, entry, 0));
    return nk_prefix_network(&p);
}
