#include "route/sweep.h"

bool nk_fib_slice_at(const struct nk_fib *f, uint32_t first, struct nk_fib_slice *out)
{
    if (first >= f->entry_count)
        return false;
    const struct nk_route *r = nk_fib_route(f, first, 0);
    *out = (struct nk_fib_slice){r->table, r->family, first, 0};
    for (uint32_t i = first; i < f->entry_count; i++, out->count++) {
        const struct nk_route *other = nk_fib_route(f, i, 0);
        if (other->table != r->table || other->family != r->family)
            break;
    }
    return true;
}

void nk_sweep_init(struct nk_sweep *s, const struct nk_fib *f, const struct nk_fib_slice *slice)
{
    *s = (struct nk_sweep){
        .f = f,
        .at = nk_addr_min(slice->family),
        .next = slice->first,
        .end = slice->first + slice->count,
        .open = NK_ROUTE_NONE,
    };
}

/* The last address for which the open entry is the longest, unless another opens before. */
static struct nk_addr last_of_open(const struct nk_sweep *s)
{
    if (s->open == NK_ROUTE_NONE)
        return nk_addr_max(s->at.family);
    struct nk_prefix p = nk_fib_prefix(s->f, s->open);
    return nk_prefix_last(&p);
}

/* Gives the interval from `at` to `last`, if it holds an address. */
static bool give(struct nk_sweep *s, const struct nk_addr *last, struct nk_range *out,
                 uint32_t *entry)
{
    if (s->done || nk_addr_compare(&s->at, last) > 0)
        return false;
    *out = (struct nk_range){s->at, *last};
    *entry = s->open;
    s->done = !nk_addr_add(last, nk_u128(0, 1), &s->at);
    return true;
}

bool nk_sweep_next(struct nk_sweep *s, struct nk_range *out, uint32_t *entry)
{
    while (!s->done) {
        struct nk_addr last = last_of_open(s);
        if (s->next < s->end) {
            struct nk_prefix p = nk_fib_prefix(s->f, s->next);
            if (nk_addr_compare(&p.addr, &last) <= 0) {
                struct nk_addr before =
                    nk_addr_of(p.addr.family, nk_u128_sub(nk_addr_bits(p.addr), nk_u128(0, 1)));
                bool given = nk_addr_compare(&s->at, &p.addr) < 0 && give(s, &before, out, entry);
                s->open = s->next++;
                if (given)
                    return true;
                continue;
            }
        }
        bool given = give(s, &last, out, entry);
        if (s->open == NK_ROUTE_NONE)
            s->done = true;
        else
            s->open = nk_fib_parent(s->f, s->open);
        if (given)
            return true;
    }
    return false;
}
