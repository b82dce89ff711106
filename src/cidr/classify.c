#include "cidr/classify.h"

#include <stdlib.h>

/* Site-local unicast is in no registry any more (RFC 3879), but has a scope of its own. */
static const struct nk_prefix site_local = {
    .addr = {.hi = UINT64_C(0xfec0) << 48, .family = NK_IPV6}, .length = 10};

static int compare_cuts(const void *left, const void *right)
{
    const struct nk_class_cut *a = left, *b = right;
    if (nk_u128_equal(a->first, b->first))
        return 0;
    return nk_u128_less(a->first, b->first) ? -1 : 1;
}

/* A prefix cuts the address space before its first address and behind its last. */
static size_t cut_at(struct nk_class_cut *cuts, size_t count, const struct nk_prefix *p)
{
    struct nk_addr last = nk_prefix_last(p), next;
    cuts[count++].first = nk_addr_bits(nk_prefix_first(p));
    if (nk_addr_add(&last, nk_u128(0, 1), &next))
        cuts[count++].first = nk_addr_bits(next);
    return count;
}

static bool build_family(struct nk_classifier *c, size_t at, uint8_t family)
{
    size_t rows_count, count = 0, kept = 0;
    const struct nk_special *rows = nk_special_rows(family, &rows_count);
    struct nk_class_cut *cuts = calloc(2 * rows_count + 3, sizeof *cuts);
    if (cuts == NULL)
        return false;
    cuts[count++].first = nk_u128(0, 0);
    for (size_t i = 0; i < rows_count; i++)
        count = cut_at(cuts, count, &rows[i].prefix);
    if (family == NK_IPV6)
        count = cut_at(cuts, count, &site_local);
    qsort(cuts, count, sizeof *cuts, compare_cuts);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && nk_u128_equal(cuts[kept - 1].first, cuts[i].first))
            continue;
        struct nk_addr a = nk_addr_of(family, cuts[i].first);
        cuts[kept++] = (struct nk_class_cut){cuts[i].first, nk_class_of(&a)};
    }
    c->cuts[at] = cuts;
    c->counts[at] = kept;
    return true;
}

bool nk_classifier_init(struct nk_classifier *c, struct nk_err *err)
{
    *c = (struct nk_classifier){0};
    return (build_family(c, 0, NK_IPV4) && build_family(c, 1, NK_IPV6)) || nk_err_memory(err);
}

void nk_classifier_release(struct nk_classifier *c)
{
    free(c->cuts[0]);
    free(c->cuts[1]);
}

static bool is_left_out(const struct nk_addr *a)
{
    if (a->family == NK_IPV4)
        return a->lo >> 28 == 14;
    return a->hi >> 56 == 0xff || (a->hi == 0 && a->lo >> 32 == 0xffff);
}

const struct nk_class *nk_classifier_find(const struct nk_classifier *c, const struct nk_addr *a,
                                          struct nk_class *room)
{
    if (is_left_out(a)) {
        *room = nk_class_of(a);
        return room;
    }
    const struct nk_class_cut *cuts = c->cuts[a->family == NK_IPV6];
    size_t low = 0, high = c->counts[a->family == NK_IPV6];
    struct nk_u128 bits = nk_addr_bits(*a);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (nk_u128_less(bits, cuts[middle].first))
            high = middle;
        else
            low = middle;
    }
    return &cuts[low].class;
}
