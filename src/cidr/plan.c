#include "cidr/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cidr/space.h"

/* ---- what is asked for --------------------------------------------------- */

/* "50" or "/26"; `at` is where it stands in the whole text. */
static bool parse_amount(struct nk_plan_need *need, size_t at, struct nk_err *err)
{
    const char *text = need->text;
    size_t len = need->text_length;
    struct nk_count n;
    need->by_length = len > 0 && text[0] == '/';
    if (!nk_count_parse(text + need->by_length, len - need->by_length, &n))
        return nk_err_set(err, NK_ERR_INPUT, at, len,
                          "'%.*s' is neither a number of hosts nor a /length", (int)len, text);
    if (!need->by_length && nk_count_compare(n, nk_count_of(0)) == 0)
        return nk_err_set(err, NK_ERR_INPUT, at, len, "a network for 0 hosts needs no room");
    if (need->by_length && nk_count_compare(n, nk_count_of(128)) > 0)
        return nk_err_set(err, NK_ERR_INPUT, at, len, "/%.*s is longer than /128", (int)len - 1,
                          text + 1);
    need->hosts = n;
    need->length = need->by_length ? (unsigned)n.low.lo : 0;
    return true;
}

/* One "NAME=AMOUNT" that ends at `end`. */
static bool parse_need(const char *text, const char *start, const char *end,
                       struct nk_plan_need *need, struct nk_err *err)
{
    const char *equals = memchr(start, '=', (size_t)(end - start));
    size_t at = (size_t)(start - text), len = (size_t)(end - start);
    if (equals == NULL || equals == start)
        return nk_err_set(err, NK_ERR_INPUT, at, len, "'%.*s': expected NAME=HOSTS or NAME=/LENGTH",
                          (int)len, start);
    *need = (struct nk_plan_need){
        .name = start,
        .name_length = (size_t)(equals - start),
        .text = equals + 1,
        .text_length = (size_t)(end - equals - 1),
    };
    return parse_amount(need, (size_t)(equals + 1 - text), err);
}

bool nk_plan_parse(const char *text, struct nk_plan_need **needs, size_t *count, size_t *room,
                   struct nk_err *err)
{
    const char *start = text;
    for (;;) {
        const char *end = strchrnul(start, ',');
        struct nk_plan_need need;
        if (!parse_need(text, start, end, &need, err))
            return false;
        if (!nk_grow((void **)needs, *count, room, sizeof **needs))
            return nk_err_memory(err);
        (*needs)[(*count)++] = need;
        if (*end == '\0')
            return true;
        start = end + 1;
    }
}

/* ---- how long ------------------------------------------------------------ */

struct nk_count nk_plan_hosts(const struct nk_prefix *p, struct nk_addr *first,
                              struct nk_addr *last)
{
    *first = nk_prefix_first(p);
    *last = nk_prefix_last(p);
    struct nk_count n = nk_prefix_count(p);
    if (p->addr.family != NK_IPV4 || p->length >= 31)
        return n;
    first->lo++;
    last->lo--;
    return nk_count_sub(n, nk_count_of(2));
}

/* Network and broadcast address, which no host can have. */
static struct nk_count overhead(uint8_t family, bool rfc3021, struct nk_count hosts)
{
    bool pair = rfc3021 && nk_count_compare(hosts, nk_count_of(2)) <= 0;
    return nk_count_of(family == NK_IPV4 && !pair ? 2 : 0);
}

static bool need_length(struct nk_plan_need *need, uint8_t family, bool rfc3021, struct nk_err *err)
{
    unsigned width = nk_family_width(family), bits = 0;
    if (need->by_length && need->length > width)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "%.*s asks for a /%u, which IPv%u does not have",
                          (int)need->name_length, need->name, need->length, family);
    if (need->by_length)
        return true;
    struct nk_count room = nk_count_add(need->hosts, overhead(family, rfc3021, need->hosts));
    if (family == NK_IPV4 && rfc3021 && nk_count_compare(room, nk_count_of(1)) == 0)
        bits = 1; /* a lone host still needs its peer on a /31 */
    while (bits < width && nk_count_compare(nk_count_bit(bits), room) < 0)
        bits++;
    if (nk_count_compare(nk_count_bit(bits), room) < 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "%.*s asks for %.*s hosts: more than IPv%u has",
                          (int)need->name_length, need->name, (int)need->text_length, need->text,
                          family);
    need->length = width - bits;
    return true;
}

bool nk_plan_lengths(struct nk_plan_need *needs, size_t count, uint8_t family, bool rfc3021,
                     struct nk_err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!need_length(&needs[i], family, rfc3021, err))
            return false;
    return true;
}

/* ---- where --------------------------------------------------------------- */

struct place {
    unsigned length;
    size_t index;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* The free ranges in order; a network is cut out of the first in which it fits. */
struct gaps {
    struct nk_range *items;
    size_t count, room;
};

static bool gaps_load(struct gaps *g, const struct nk_set *unused)
{
    struct nk_set_iter it;
    struct nk_range range;
    nk_set_iter_init(&it, unused);
    while (nk_set_next_range(&it, &range, NULL)) {
        if (!nk_grow((void **)&g->items, g->count, &g->room, sizeof *g->items))
            return false;
        g->items[g->count++] = range;
    }
    return true;
}

/* Takes a prefix out of gap `at`: nothing, one piece or two pieces of it are left. */
static bool gaps_cut(struct gaps *g, size_t at, const struct nk_prefix *p)
{
    struct nk_range below = g->items[at], above = g->items[at], taken = nk_prefix_range(p);
    bool left = nk_addr_compare(&below.first, &taken.first) < 0;
    bool right = nk_addr_compare(&taken.last, &above.last) < 0;
    if (left && right && !nk_grow((void **)&g->items, g->count, &g->room, sizeof *g->items))
        return false;
    below.last = taken.first;
    if (left)
        below.last =
            nk_addr_of(taken.first.family, nk_u128_sub(nk_addr_bits(taken.first), nk_u128(0, 1)));
    if (right)
        nk_addr_add(&taken.last, nk_u128(0, 1), &above.first);
    size_t pieces = (size_t)left + right;
    memmove(g->items + at + pieces, g->items + at + 1, (g->count - at - 1) * sizeof *g->items);
    if (left)
        g->items[at] = below;
    if (right)
        g->items[at + left] = above;
    g->count += pieces - 1;
    return true;
}

static bool place_one(struct nk_plan_need *need, struct gaps *g)
{
    for (size_t i = 0; i < g->count; i++) {
        if (!nk_space_first_fit(&g->items[i], need->length, &need->prefix))
            continue;
        need->placed = true;
        return gaps_cut(g, i, &need->prefix);
    }
    return true;
}

static bool gaps_store(const struct gaps *g, struct nk_set *unused, struct nk_err *err)
{
    nk_set_release(unused);
    nk_set_init(unused);
    for (size_t i = 0; i < g->count; i++)
        if (!nk_set_add(unused, &g->items[i], NK_LABEL_NONE, err))
            return false;
    return nk_set_normalise(unused, err);
}

bool nk_plan_place(struct nk_plan_need *needs, size_t count, struct nk_set *unused, size_t *order,
                   struct nk_err *err)
{
    struct gaps g = {0};
    struct place *places = calloc(count + 1, sizeof *places);
    bool done = places != NULL && gaps_load(&g, unused);
    for (size_t i = 0; done && i < count; i++)
        places[i] = (struct place){needs[i].length, i};
    if (done)
        qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; done && i < count; i++) {
        if (order != NULL)
            order[i] = places[i].index;
        done = place_one(&needs[places[i].index], &g);
    }
    if (!done)
        nk_err_memory(err);
    done = done && gaps_store(&g, unused, err);
    free(g.items);
    free(places);
    return done;
}
