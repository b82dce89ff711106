/*
 * The sweep: prefixes in the order of their first addresses, the shorter first, nest; so a stack of
 * those that are open has the longest one that holds an address on its top. At each end of a prefix
 * another answer starts.
 */
#include "addr/lpm_part.h"

/* From `first` on the answer is `id`; a span that gets no address is overwritten. */
static inline void put_span(struct nk_lpm_sweep *s, struct nk_u128 first, uint32_t id)
{
    if (s->count > 0 && nk_u128_equal(s->spans[s->count - 1].first, first))
        s->count--;
    if (s->count > 0 && s->spans[s->count - 1].id == id)
        return;
    s->spans[s->count++] = (struct nk_lpm_span){first, id};
}

/* Closes the innermost prefix: what lies around it goes on behind it. */
static void close_top(struct nk_lpm_sweep *s)
{
    struct nk_u128 next = nk_u128_add(s->stack[--s->depth].last, nk_u128(0, 1));
    if (next.hi != 0 || next.lo != 0) /* else the space ends here */
        put_span(s, next, s->depth > 0 ? s->stack[s->depth - 1].id : NK_LPM_NONE);
}

void nk_lpm_sweep_start(struct nk_lpm_sweep *s, struct nk_lpm_span *spans)
{
    s->depth = s->count = 0;
    s->spans = spans;
    put_span(s, nk_u128(0, 0), NK_LPM_NONE);
}

void nk_lpm_sweep_row(struct nk_lpm_sweep *s, const struct nk_lpm_row *r)
{
    struct nk_u128 first = r->family == NK_IPV4 ? nk_u128(r->first.lo << 32, 0) : r->first;
    while (s->depth > 0 && nk_u128_less(s->stack[s->depth - 1].last, first))
        close_top(s);
    if (s->depth > 0 && s->stack[s->depth - 1].length == r->length)
        s->depth--;
    struct nk_u128 last = nk_u128_or(first, nk_u128_low_ones(128u - r->length));
    s->stack[s->depth++] = (struct nk_lpm_open){last, r->id, r->length};
    put_span(s, first, r->id);
}

size_t nk_lpm_sweep_end(struct nk_lpm_sweep *s)
{
    while (s->depth > 0)
        close_top(s);
    return s->count;
}
