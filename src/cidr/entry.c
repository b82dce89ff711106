#include "cidr/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct nk_entry nk_entry_of(const struct nk_item *item)
{
    const struct nk_addr *low =
        item->kind == NK_ITEM_RANGE ? &item->range.first : &item->prefix.addr;
    return (struct nk_entry){
        .low = nk_addr_bits(*low),
        .high = nk_addr_bits(item->range.last),
        .text = UINT32_MAX,
        .label = UINT32_MAX,
        .source = UINT32_MAX,
        .family = low->family,
        .kind = (uint8_t)item->kind,
        .length = item->prefix.length,
    };
}

static struct nk_u128 first_of(const struct nk_entry *e)
{
    if (e->kind != NK_ITEM_PREFIX)
        return e->low;
    unsigned host = nk_family_width(e->family) - e->length;
    return nk_u128_and(e->low, nk_u128_not(nk_u128_low_ones(host)));
}

struct nk_range nk_entry_range(const struct nk_entry *e)
{
    return (struct nk_range){nk_addr_of(e->family, first_of(e)), nk_addr_of(e->family, e->high)};
}

size_t nk_entry_format(const struct nk_entry *e, char *text)
{
    struct nk_prefix p = {nk_addr_of(e->family, e->low), e->length};
    if (e->kind == NK_ITEM_PREFIX)
        return nk_prefix_format(&p, text);
    size_t len = nk_addr_format(&p.addr, text);
    if (e->kind != NK_ITEM_RANGE)
        return len;
    struct nk_addr last = nk_addr_of(e->family, e->high);
    text[len++] = '-';
    return len + nk_addr_format(&last, text + len);
}

/* ---- order --------------------------------------------------------------- */

static int compare_bits(struct nk_u128 a, struct nk_u128 b)
{
    if (nk_u128_equal(a, b))
        return 0;
    return nk_u128_less(a, b) ? -1 : 1;
}

int nk_entry_decide(const struct nk_entry *a, const struct nk_entry *b, enum nk_entry_by *by)
{
    *by = NK_ENTRY_BY_FAMILY;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    *by = NK_ENTRY_BY_FIRST;
    int order = compare_bits(first_of(a), first_of(b));
    if (order != 0)
        return order;
    *by = NK_ENTRY_BY_LAST;
    order = compare_bits(b->high, a->high);
    if (order != 0)
        return order;
    order = compare_bits(a->low, b->low);
    *by = order != 0 ? NK_ENTRY_BY_HOST : NK_ENTRY_SAME;
    return order;
}

int nk_entry_compare(const struct nk_entry *a, const struct nk_entry *b)
{
    enum nk_entry_by by;
    return nk_entry_decide(a, b, &by);
}

static int compare_keys(const void *left, const void *right, void *entries)
{
    const struct nk_entry_key *a = left, *b = right;
    const struct nk_entry *all = entries;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->hi != b->hi)
        return a->hi < b->hi ? -1 : 1;
    if (a->lo != b->lo)
        return a->lo < b->lo ? -1 : 1;
    int order = nk_entry_compare(&all[a->index], &all[b->index]);
    if (order != 0)
        return order;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* IPv4: first and, complemented, last address fill the key, so that only host bits are left. */
static struct nk_entry_key key_of(const struct nk_entry *e, size_t index)
{
    struct nk_u128 first = first_of(e);
    struct nk_entry_key key = {first.hi, first.lo, (uint32_t)index, e->family};
    if (e->family == NK_IPV4) {
        key.hi = first.lo;
        key.lo = ~e->high.lo;
    }
    return key;
}

bool nk_entries_sort(const struct nk_entry *entries, size_t count, struct nk_entry_key **keys,
                     struct nk_err *err)
{
    *keys = NULL;
    if (count == 0)
        return true;
    struct nk_entry_key *all = NULL;
    if (count <= UINT32_MAX)
        all = reallocarray(NULL, count, sizeof *all);
    if (all == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < count; i++)
        all[i] = key_of(&entries[i], i);
    /* qsort_r() wants the closure writable; nothing is written to it */
    qsort_r(all, count, sizeof *all, compare_keys, (void *)(uintptr_t)entries);
    *keys = all;
    return true;
}

/* ---- overlaps ------------------------------------------------------------ */

/* The entries that began before the current one and may not have ended. */
struct sweep {
    const struct nk_entry *entries;
    uint32_t *open;
    size_t count, room;
    nk_entry_pair *tell;
    void *closure;
    bool stopped;
};

static void tell_pair(struct sweep *s, uint32_t first, uint32_t second)
{
    const struct nk_entry *a = &s->entries[first < second ? first : second];
    const struct nk_entry *b = &s->entries[first < second ? second : first];
    struct nk_range left = nk_entry_range(a), right = nk_entry_range(b), shared;
    if (nk_range_overlap(&left, &right, &shared))
        s->stopped = !s->tell(s->closure, a, b, &shared);
}

/* Every open entry either has ended and goes, or overlaps the current one. */
static bool sweep_to(struct sweep *s, uint32_t index)
{
    const struct nk_entry *now = &s->entries[index];
    struct nk_u128 first = first_of(now);
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct nk_entry *e = &s->entries[s->open[i]];
        if (e->family != now->family || nk_u128_less(e->high, first))
            continue;
        s->open[kept++] = s->open[i];
        if (!s->stopped)
            tell_pair(s, s->open[i], index);
    }
    s->count = kept;
    if (!nk_grow((void **)&s->open, s->count, &s->room, sizeof *s->open))
        return false;
    s->open[s->count++] = index;
    return true;
}

bool nk_entries_overlaps(const struct nk_entry *entries, const struct nk_entry_key *keys,
                         size_t count, nk_entry_pair *tell, void *closure, struct nk_err *err)
{
    struct sweep s = {.entries = entries, .tell = tell, .closure = closure};
    bool done = true;
    for (size_t i = 0; done && !s.stopped && i < count; i++)
        done = sweep_to(&s, keys[i].index);
    free(s.open);
    return done || nk_err_memory(err);
}
