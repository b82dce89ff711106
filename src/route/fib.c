#include "route/fib.h"

#include <stdlib.h>

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
