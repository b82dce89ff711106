/*
 * The sweep: prefixes in the order of their first addresses, the shorter first, nest; so a stack of
 * those that are open has the longest one that holds an address on its top. At each end of a prefix
 * another answer starts.
 */
#include "addr/lpm_part.h"

enum { OPEN_MAX = 129 }; /* lengths from 0 to 128: equal prefixes replace each other */

struct open {
    struct nk_u128 last;
    uint32_t id;
    uint8_t length;
};

struct sweep {
    struct open stack[OPEN_MAX];
    size_t depth;
    struct nk_lpm_span *spans;
    size_t count;
};

/* From `first` on the answer is `id`; a span that gets no address is overwritten. */
static void put_span(struct sweep *s, struct nk_u128 first, uint32_t id)
{
    if (s->count > 0 && nk_u128_equal(s->spans[s->count - 1].first, first))
        s->count--;
    if (s->count > 0 && s->spans[s->count - 1].id == id)
        return;
    s->spans[s->count++] = (struct nk_lpm_span){first, id};
}

/* Closes the innermost prefix: what lies around it goes on behind it. */
static void close_top(struct sweep *s)
{
    struct nk_u128 next = nk_u128_add(s->stack[--s->depth].last, nk_u128(0, 1));
    if (next.hi != 0 || next.lo != 0) /* else the space ends here */
        put_span(s, next, s->depth > 0 ? s->stack[s->depth - 1].id : NK_LPM_NONE);
}

size_t nk_lpm_sweep(const struct nk_lpm_row *rows, size_t count, struct nk_lpm_span *spans)
{
    struct sweep s = {.depth = 0, .spans = spans, .count = 0};
    put_span(&s, nk_u128(0, 0), NK_LPM_NONE);
    for (size_t i = 0; i < count; i++) {
        const struct nk_lpm_row *r = &rows[i];
        struct nk_u128 first = r->family == NK_IPV4 ? nk_u128(r->first.lo << 32, 0) : r->first;
        while (s.depth > 0 && nk_u128_less(s.stack[s.depth - 1].last, first))
            close_top(&s);
        if (s.depth > 0 && s.stack[s.depth - 1].length == r->length)
            s.depth--;
        struct nk_u128 last = nk_u128_or(first, nk_u128_low_ones(128u - r->length));
        s.stack[s.depth++] = (struct open){last, r->id, r->length};
        put_span(&s, first, r->id);
    }
    while (s.depth > 0)
        close_top(&s);
    return s.count;
}
