#include "route/answers.h"

#include <stdlib.h>

#include "route/compiled.h"

/* ---- where an answer is no more than a longest match ---------------------- */

/* Next hops that the kernel uses or not by what it knows of the devices. */
static bool has_dead_hop(const struct nk_table *t, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    for (size_t i = 0; i < count; i++)
        if (hops[i].flags & NK_HOP_DEAD)
            return true;
    return false;
}

static bool is_simple(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(t, r->more);
    return r->tos == 0 && r->type != NK_ROUTE_THROW && r->type != NK_ROUTE_UNSPEC &&
           (more == NULL || more->from.addr.family == NK_FAMILY_NONE) && !has_dead_hop(t, r);
}

/* IPv6 routes of one prefix and metric may be one route of several next hops. */
static bool is_alone(const struct nk_fib *f, uint32_t entry)
{
    return nk_fib_count(f, entry) == 1 || nk_fib_route(f, entry, 0)->family == NK_IPV4 ||
           nk_fib_route(f, entry, 0)->metric != nk_fib_route(f, entry, 1)->metric;
}

bool nk_answers_suffice(const struct nk_fib *f)
{
    struct nk_answers kept;
    if (f->mapped)
        return nk_compiled_answers(&kept, f->table);
    const struct nk_table *t = f->table;
    if (t->rule_count > 0 || t->vrf_count > 0 || f->part_count > 1 ||
        (f->part_count == 1 && f->parts[0].table != NK_TABLE_MAIN))
        return false;
    if (f->simple && f->entry_count == f->order_count)
        return true;
    for (uint32_t i = 0; i < f->entry_count; i++)
        if (!is_simple(t, nk_fib_route(f, i, 0)) || !is_alone(f, i))
            return false;
    return true;
}

/* ---- the texts ----------------------------------------------------------- */

void nk_answers_release(struct nk_answers *a)
{
    if (a->owned) {
        free((void *)(uintptr_t)a->slots);
        free((void *)(uintptr_t)a->more);
    }
    *a = (struct nk_answers){0};
}

const char *nk_answer_text_of(const struct nk_answers *a, uint32_t entry, size_t *len)
{
    static const char nothing[] = "\t-\t-\n";
    uint32_t place[2];
    *len = sizeof nothing - 1;
    if (entry >= a->count)
        return nothing;
    const struct nk_answer *slot = &a->slots[entry];
    if (slot->len <= NK_ANSWER_INLINE) {
        *len = slot->len;
        return slot->text;
    }
    memcpy(place, slot->text, sizeof place);
    if (place[0] > a->more_len || place[1] > a->more_len - place[0])
        return nothing;
    *len = place[1];
    return a->more + place[0];
}
