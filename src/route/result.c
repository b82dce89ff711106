#include "route/result.h"

#include <stdlib.h>

void nk_results_release(struct nk_results *r)
{
    free(r->all);
    free(r->slots);
    *r = (struct nk_results){0};
}

static size_t hash(const struct nk_result *x)
{
    uint64_t h = ((uint64_t)x->hops << 32 | x->label) ^ (uint64_t)x->type << 24;
    h *= UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(h ^ h >> 32);
}

static bool same(const struct nk_result *a, const struct nk_result *b)
{
    return a->hops == b->hops && a->label == b->label && a->type == b->type;
}

/* The slot that holds the result, or the free one where it belongs. */
static size_t find_slot(const struct nk_results *r, const struct nk_result *x)
{
    size_t mask = r->slot_count - 1, at = hash(x) & mask;
    while (r->slots[at] != 0 && !same(&r->all[r->slots[at] - 1], x))
        at = (at + 1) & mask;
    return at;
}

/* Doubles the slots while at least half of them are kept free. */
static bool grow_slots(struct nk_results *r)
{
    if (r->count < r->slot_count / 2)
        return true;
    size_t count = r->slot_count == 0 ? 64 : r->slot_count * 2;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    free(r->slots);
    r->slots = slots;
    r->slot_count = count;
    for (size_t i = 0; i < r->count; i++)
        slots[find_slot(r, &r->all[i])] = (uint32_t)i + 1;
    return true;
}

bool nk_result_of(struct nk_results *r, const struct nk_route *route, uint32_t index,
                  uint32_t *number, struct nk_err *err)
{
    bool bare = route->hops == NK_ROUTE_NONE;
    const struct nk_result x = {route->hops, bare ? route->label : NK_ROUTE_NONE, index,
                                route->type};
    *number = NK_RESULT_NONE;
    if (route->type == NK_ROUTE_THROW)
        return true;
    if (!grow_slots(r))
        return nk_err_memory(err);
    size_t slot = find_slot(r, &x);
    if (r->slots[slot] == 0) {
        if (!nk_grow((void **)&r->all, r->count, &r->room, sizeof *r->all))
            return nk_err_memory(err);
        r->all[r->count++] = x;
        r->slots[slot] = (uint32_t)r->count;
    }
    *number = r->slots[slot];
    return true;
}

uint32_t nk_result_route(const struct nk_results *r, uint32_t number)
{
    return number == NK_RESULT_NONE || number > r->count ? NK_ROUTE_NONE : r->all[number - 1].route;
}

struct nk_route nk_result_as_route(const struct nk_route *route)
{
    struct nk_route out = nk_route_blank();
    out.bits = route->bits;
    out.family = route->family;
    out.length = route->length;
    out.table = route->table;
    out.type = route->type;
    out.hops = route->hops;
    if (route->hops == NK_ROUTE_NONE) {
        out.label = route->label;
        out.origin = route->label == NK_ROUTE_NONE ? 0 : route->origin;
        out.flags = route->label == NK_ROUTE_NONE ? 0 : route->flags & NK_ROUTE_HAS_ORIGIN;
    }
    return out;
}

uint32_t *nk_results_of_entries(struct nk_results *r, const struct nk_fib *f, struct nk_err *err)
{
    uint32_t *numbers = calloc(f->entry_count + 1, sizeof *numbers);
    bool done = true;
    if (numbers == NULL) {
        nk_err_memory(err);
        return NULL;
    }
    for (uint32_t i = 0; done && i < f->entry_count; i++)
        done = nk_result_of(r, nk_fib_route(f, i, 0), nk_fib_index(f, i, 0), &numbers[i], err);
    if (done)
        return numbers;
    free(numbers);
    return NULL;
}
