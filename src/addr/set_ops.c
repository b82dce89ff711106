/* Set algebra: one sweep over two sorted lists of ranges. */
#include "addr/set_part.h"

/* Both parts of one family, and where the result goes. */
struct sweep {
    const struct nk_set_part *a, *b;
    struct nk_set_part *out;
    bool ipv6;
};

typedef bool sweep_operation(struct sweep *s);

static bool sweep_union(struct sweep *s)
{
    size_t i = 0, j = 0;
    while (i < s->a->count || j < s->b->count) {
        bool take_a = j == s->b->count;
        if (i < s->a->count && !take_a)
            take_a = !nk_u128_less(nk_part_get(s->b, s->ipv6, j).first,
                                   nk_part_get(s->a, s->ipv6, i).first);
        const struct nk_set_part *from = take_a ? s->a : s->b;
        size_t at = take_a ? i++ : j++;
        struct nk_cell6 c = nk_part_get(from, s->ipv6, at);
        if (!nk_part_join(s->out, s->ipv6, &c, nk_part_label(from, at)))
            return false;
    }
    return true;
}

static bool sweep_intersection(struct sweep *s)
{
    size_t i = 0, j = 0;
    while (i < s->a->count && j < s->b->count) {
        struct nk_cell6 x = nk_part_get(s->a, s->ipv6, i), y = nk_part_get(s->b, s->ipv6, j);
        struct nk_cell6 both = {
            nk_u128_less(x.first, y.first) ? y.first : x.first,
            nk_u128_less(x.last, y.last) ? x.last : y.last,
        };
        if (!nk_u128_less(both.last, both.first) &&
            !nk_part_add(s->out, s->ipv6, &both, nk_part_label(s->a, i)))
            return false;
        if (nk_u128_less(x.last, y.last))
            i++;
        else
            j++;
    }
    return true;
}

/* What is left of cell x of a, when those of b from *j on are taken out. */
static bool subtract(struct sweep *s, struct nk_cell6 x, uint32_t label, size_t *j)
{
    const struct nk_u128 one = {0, 1};
    while (*j < s->b->count && nk_u128_less(nk_part_get(s->b, s->ipv6, *j).last, x.first))
        ++*j;
    for (size_t k = *j; k < s->b->count; k++) {
        struct nk_cell6 y = nk_part_get(s->b, s->ipv6, k);
        if (nk_u128_less(x.last, y.first))
            break;
        struct nk_cell6 before = {x.first, nk_u128_sub(y.first, one)};
        if (nk_u128_less(x.first, y.first) && !nk_part_add(s->out, s->ipv6, &before, label))
            return false;
        if (!nk_u128_less(y.last, x.last))
            return true;
        x.first = nk_u128_add(y.last, one);
    }
    return nk_part_add(s->out, s->ipv6, &x, label);
}

static bool sweep_difference(struct sweep *s)
{
    size_t j = 0;
    for (size_t i = 0; i < s->a->count; i++)
        if (!subtract(s, nk_part_get(s->a, s->ipv6, i), nk_part_label(s->a, i), &j))
            return false;
    return true;
}

static bool run(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                sweep_operation *operation, struct nk_err *err)
{
    nk_set_init(out);
    struct sweep ipv4 = {&a->ipv4, &b->ipv4, &out->ipv4, false};
    struct sweep ipv6 = {&a->ipv6, &b->ipv6, &out->ipv6, true};
    if (operation(&ipv4) && operation(&ipv6))
        return true;
    nk_set_release(out);
    return nk_err_memory(err);
}

bool nk_set_union(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                  struct nk_err *err)
{
    return run(out, a, b, sweep_union, err);
}

bool nk_set_difference(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                       struct nk_err *err)
{
    return run(out, a, b, sweep_difference, err);
}

bool nk_set_intersection(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                         struct nk_err *err)
{
    return run(out, a, b, sweep_intersection, err);
}

bool nk_set_complement(struct nk_set *out, const struct nk_set *a, uint8_t family,
                       struct nk_err *err)
{
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    struct nk_set all;
    bool done = true;
    nk_set_init(&all);
    for (size_t i = 0; i < 2 && done; i++) {
        struct nk_range whole = {nk_addr_min(families[i]), nk_addr_max(families[i])};
        if (family == NK_FAMILY_NONE || family == families[i])
            done = nk_set_add(&all, &whole, NK_LABEL_NONE, err);
    }
    nk_set_init(out);
    done = done && nk_set_normalise(&all, err) && nk_set_difference(out, &all, a, err);
    nk_set_release(&all);
    return done;
}
