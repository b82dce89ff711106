#include "netkit/set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "addr/set_part.h"
#include "base/buf.h"

void nk_set_init(struct nk_set *s)
{
    *s = (struct nk_set){.ipv4 = {.sorted = true}, .ipv6 = {.sorted = true}};
}

static void part_release(struct nk_set_part *part)
{
    free(part->cells);
    free(part->labels);
}

void nk_set_release(struct nk_set *s)
{
    part_release(&s->ipv4);
    part_release(&s->ipv6);
    nk_set_init(s);
}

/* ---- one part ------------------------------------------------------------ */

struct nk_cell6 nk_part_get(const struct nk_set_part *part, bool ipv6, size_t i)
{
    if (ipv6)
        return ((const struct nk_cell6 *)part->cells)[i];
    struct nk_cell4 c = ((const struct nk_cell4 *)part->cells)[i];
    return (struct nk_cell6){{0, c.first}, {0, c.last}};
}

static void part_put(struct nk_set_part *part, bool ipv6, size_t i, const struct nk_cell6 *c)
{
    if (ipv6)
        ((struct nk_cell6 *)part->cells)[i] = *c;
    else
        ((struct nk_cell4 *)part->cells)[i] =
            (struct nk_cell4){(uint32_t)c->first.lo, (uint32_t)c->last.lo};
}

uint32_t nk_part_label(const struct nk_set_part *part, size_t i)
{
    return part->labels == NULL ? NK_LABEL_NONE : part->labels[i];
}

/* Doubling costs no copy for large blocks (realloc moves pages), and pages that are never touched
 * cost nothing. */
static bool part_grow(struct nk_set_part *part, bool ipv6)
{
    size_t size = ipv6 ? sizeof(struct nk_cell6) : sizeof(struct nk_cell4);
    size_t room = part->room == 0 ? 64 : part->room * 2;
    if (room > SIZE_MAX / size)
        return false;
    void *cells = realloc(part->cells, room * size);
    if (cells == NULL)
        return false;
    part->cells = cells;
    nk_advise_large(cells, room * size); /* sorting goes all over them */
    if (part->labels != NULL) {
        uint32_t *labels = realloc(part->labels, room * sizeof *labels);
        if (labels == NULL)
            return false;
        part->labels = labels;
    }
    part->room = room;
    return true;
}

/* The first label makes the array: all before had none. */
static bool part_start_labels(struct nk_set_part *part)
{
    part->labels = malloc(part->room * sizeof *part->labels);
    if (part->labels == NULL)
        return false;
    memset(part->labels, 0xff, part->count * sizeof *part->labels);
    return true;
}

bool nk_part_add(struct nk_set_part *part, bool ipv6, const struct nk_cell6 *c, uint32_t label)
{
    if (part->count == part->room && !part_grow(part, ipv6))
        return false;
    if (label != NK_LABEL_NONE && part->labels == NULL && !part_start_labels(part))
        return false;
    if (part->labels != NULL)
        part->labels[part->count] = label;
    part_put(part, ipv6, part->count, c);
    part->count++;
    return true;
}

/* True where `next` touches or overlaps what ends at `last`. */
static bool touches(struct nk_u128 last, struct nk_u128 next)
{
    struct nk_u128 after = nk_u128_add(last, nk_u128(0, 1));
    return !nk_u128_less(last, next) || nk_u128_equal(after, next);
}

bool nk_part_join(struct nk_set_part *part, bool ipv6, const struct nk_cell6 *c, uint32_t label)
{
    if (part->count > 0) {
        struct nk_cell6 top = nk_part_get(part, ipv6, part->count - 1);
        if (touches(top.last, c->first)) {
            if (nk_u128_less(top.last, c->last))
                top.last = c->last;
            part_put(part, ipv6, part->count - 1, &top);
            if (part->labels != NULL && part->labels[part->count - 1] != label)
                part->labels[part->count - 1] = NK_LABEL_NONE;
            return true;
        }
    }
    return nk_part_add(part, ipv6, c, label);
}

/* Merges neighbours of a sorted part in place. The IPv4 case without labels is the one that has to
 * be fast. */
static void part_merge(struct nk_set_part *part, bool ipv6)
{
    size_t count = part->count;
    part->count = 0;
    for (size_t i = 0; i < count; i++) {
        struct nk_cell6 c = nk_part_get(part, ipv6, i);
        nk_part_join(part, ipv6, &c, nk_part_label(part, i)); /* never grows: writes behind i */
    }
}

static void part_merge4(struct nk_set_part *part)
{
    struct nk_cell4 *cells = part->cells;
    size_t kept = 0;
    for (size_t i = 1; i < part->count; i++) {
        if (cells[kept].last == UINT32_MAX || cells[i].first <= cells[kept].last + 1) {
            if (cells[i].last > cells[kept].last)
                cells[kept].last = cells[i].last;
        } else {
            cells[++kept] = cells[i];
        }
    }
    part->count = part->count == 0 ? 0 : kept + 1;
}

static void part_normalise(struct nk_set_part *part, bool ipv6)
{
    if (part->sorted)
        return;
    nk_part_sort(part, ipv6);
    if (!ipv6 && part->labels == NULL)
        part_merge4(part);
    else
        part_merge(part, ipv6);
    part->sorted = true;
}

/* ---- sets ---------------------------------------------------------------- */

bool nk_set_add(struct nk_set *s, const struct nk_range *r, uint32_t label, struct nk_err *err)
{
    bool ipv6 = r->first.family == NK_IPV6;
    struct nk_set_part *part = ipv6 ? &s->ipv6 : &s->ipv4;
    struct nk_cell6 c = {nk_addr_bits(r->first), nk_addr_bits(r->last)};
    if (!nk_part_add(part, ipv6, &c, label))
        return nk_err_memory(err);
    part->sorted = false;
    return true;
}

bool nk_set_normalise(struct nk_set *s, struct nk_err *err)
{
    (void)err; /* in place: nothing is allocated */
    part_normalise(&s->ipv4, false);
    part_normalise(&s->ipv6, true);
    return true;
}

bool nk_set_is_empty(const struct nk_set *s)
{
    return s->ipv4.count == 0 && s->ipv6.count == 0;
}

size_t nk_set_ranges(const struct nk_set *s)
{
    return s->ipv4.count + s->ipv6.count;
}

struct nk_count nk_set_count(const struct nk_set *s)
{
    struct nk_count n = {0};
    for (unsigned ipv6 = 0; ipv6 < 2; ipv6++) {
        const struct nk_set_part *part = ipv6 ? &s->ipv6 : &s->ipv4;
        for (size_t i = 0; i < part->count; i++) {
            struct nk_cell6 c = nk_part_get(part, ipv6, i);
            n = nk_count_add(n, (struct nk_count){0, nk_u128_sub(c.last, c.first)});
            n = nk_count_add(n, nk_count_of(1));
        }
    }
    return n;
}

/* The first cell that ends at or after `a`; part->count where none does. */
static size_t part_find(const struct nk_set_part *part, bool ipv6, struct nk_u128 a)
{
    size_t low = 0, high = part->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        struct nk_cell6 c = nk_part_get(part, ipv6, mid);
        if (nk_u128_less(c.last, a))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool nk_set_find(const struct nk_set *s, const struct nk_addr *a, struct nk_range *out)
{
    bool ipv6 = a->family == NK_IPV6;
    const struct nk_set_part *part = ipv6 ? &s->ipv6 : &s->ipv4;
    size_t at = part_find(part, ipv6, nk_addr_bits(*a));
    if (at == part->count)
        return false;
    struct nk_cell6 c = nk_part_get(part, ipv6, at);
    *out = (struct nk_range){nk_addr_of(a->family, c.first), nk_addr_of(a->family, c.last)};
    return true;
}

bool nk_set_contains_range(const struct nk_set *s, const struct nk_range *r)
{
    struct nk_range there;
    return nk_set_find(s, &r->first, &there) && nk_range_contains(&there, r);
}

bool nk_set_contains_addr(const struct nk_set *s, const struct nk_addr *a)
{
    struct nk_range one = {*a, *a};
    return nk_set_contains_range(s, &one);
}

/* ---- walks --------------------------------------------------------------- */

void nk_set_iter_init(struct nk_set_iter *it, const struct nk_set *s)
{
    *it = (struct nk_set_iter){.set = s};
}

/* Member by member: a struct that is made elsewhere and copied makes the processor wait for its
 * parts. */
static void put_addr(struct nk_addr *a, uint8_t family, uint64_t hi, uint64_t lo)
{
    a->hi = hi;
    a->lo = lo;
    a->zone = 0;
    a->family = family;
}

bool nk_set_next_range(struct nk_set_iter *it, struct nk_range *out, uint32_t *label)
{
    const struct nk_set_part *part = &it->set->ipv4;
    size_t at = it->at;
    if (at < part->count) {
        const struct nk_cell4 *c = (const struct nk_cell4 *)part->cells + at;
        put_addr(&out->first, NK_IPV4, 0, c->first);
        put_addr(&out->last, NK_IPV4, 0, c->last);
    } else {
        at -= part->count;
        part = &it->set->ipv6;
        if (at >= part->count)
            return false;
        const struct nk_cell6 *c = (const struct nk_cell6 *)part->cells + at;
        put_addr(&out->first, NK_IPV6, c->first.hi, c->first.lo);
        put_addr(&out->last, NK_IPV6, c->last.hi, c->last.lo);
    }
    if (label != NULL)
        *label = nk_part_label(part, at);
    it->at++;
    return true;
}

bool nk_set_next_prefix(struct nk_set_iter *it, struct nk_prefix *out, uint32_t *label)
{
    if (!it->partial && !nk_set_next_range(it, &it->rest, &it->label))
        return false;
    it->partial = nk_range_take_prefix(&it->rest, out);
    if (label != NULL)
        *label = it->label;
    return true;
}
