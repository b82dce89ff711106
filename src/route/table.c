#include "route/table.h"

#include <stdlib.h>

#include "route/compiled.h"
#include "route/names.h"

/* Of more tables than these the names are forgotten: only a made-up listing has so many. */
enum { ALIASES_MAX = 4096 };

void nk_table_release(struct nk_table *t)
{
    if (t->compiled != NULL) {
        nk_compiled_release(t->compiled);
        *t = (struct nk_table){0};
        return;
    }
    free(t->routes);
    free(t->rules);
    free(t->vrfs);
    free(t->nexthops);
    free(t->aliases);
    free(t->peers);
    free(t->paths);
    free(t->sources);
    nk_labels_release(&t->texts);
    nk_labels_release(&t->hops);
    nk_labels_release(&t->more);
    nk_labels_release(&t->attrs);
    *t = (struct nk_table){0};
}

struct nk_route nk_route_blank(void)
{
    return (struct nk_route){
        .hops = NK_ROUTE_NONE,
        .more = NK_ROUTE_NONE,
        .label = NK_ROUTE_NONE,
        .path = NK_ROUTE_NONE,
        .table = NK_TABLE_MAIN,
        .type = NK_ROUTE_UNICAST,
    };
}

struct nk_rule nk_rule_blank(void)
{
    return (struct nk_rule){
        .iif = NK_ROUTE_NONE,
        .oif = NK_ROUTE_NONE,
        .suppress_prefixlength = -1,
        .suppress_ifgroup = -1,
    };
}

/* ---- what goes in -------------------------------------------------------- */

uint32_t nk_table_text(struct nk_table *t, const char *text, size_t len)
{
    return nk_table_own(t) ? nk_labels_add(&t->texts, text, len) : NK_ROUTE_NONE;
}

uint32_t nk_table_hop_group(struct nk_table *t, const struct nk_hop *hops, size_t count)
{
    return nk_table_own(t) ? nk_labels_add(&t->hops, (const char *)hops, count * sizeof *hops)
                           : NK_ROUTE_NONE;
}

uint32_t nk_table_more(struct nk_table *t, const struct nk_route_more *more)
{
    return nk_table_own(t) ? nk_labels_add(&t->more, (const char *)more, sizeof *more)
                           : NK_ROUTE_NONE;
}

uint32_t nk_table_path(struct nk_table *t, const struct nk_path *path)
{
    if (!nk_table_own(t) || t->path_count >= NK_ROUTE_NONE ||
        !nk_grow((void **)&t->paths, t->path_count, &t->path_room, sizeof *t->paths))
        return NK_ROUTE_NONE;
    t->paths[t->path_count] = *path;
    return (uint32_t)t->path_count++;
}

/* FNV-1a, into the upper half of the numbers: real tables are seldom there. */
static uint32_t alias_number(const char *name, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    return hash | 0x80000000u;
}

/* Where a number is among the aliases, which are sorted, or would be. */
static size_t alias_at(const struct nk_table *t, uint32_t number)
{
    size_t low = 0, high = t->alias_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->aliases[mid].number < number)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool nk_table_alias(struct nk_table *t, const char *name, size_t len, uint32_t *number)
{
    if (nk_table_number(name, len, number))
        return true;
    uint32_t text = nk_table_text(t, name, len), n = alias_number(name, len);
    if (text == NK_ROUTE_NONE)
        return false;
    size_t at = alias_at(t, n);
    /* the number of another name: the next one that is free */
    for (; at < t->alias_count && t->aliases[at].number == n && t->aliases[at].text != text; at++)
        n++;
    *number = n;
    if ((at < t->alias_count && t->aliases[at].number == n) || t->alias_count >= ALIASES_MAX)
        return true;
    if (!nk_grow((void **)&t->aliases, t->alias_count, &t->alias_room, sizeof *t->aliases))
        return false;
    memmove(&t->aliases[at + 1], &t->aliases[at], (t->alias_count - at) * sizeof *t->aliases);
    t->aliases[at] = (struct nk_table_alias){n, text};
    t->alias_count++;
    return true;
}

bool nk_table_source(struct nk_table *t, const char *name, uint16_t *index, struct nk_err *err)
{
    if (t->source_count > UINT16_MAX)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "there are more than 65536 tables");
    uint32_t text = nk_table_text(t, name, strlen(name));
    if (text == NK_ROUTE_NONE ||
        !nk_grow((void **)&t->sources, t->source_count, &t->source_room, sizeof *t->sources))
        return nk_err_memory(err);
    t->sources[t->source_count] = text;
    *index = (uint16_t)t->source_count++;
    return true;
}

bool nk_table_flush(struct nk_table *t,
                    bool (*tap)(void *closure, const struct nk_table *t, const struct nk_route *r))
{
    size_t count = t->count;
    t->count = 0;
    t->tap = tap;
    for (size_t i = 0; i < count; i++)
        if (!tap(t->tap_closure, t, &t->routes[i]))
            return false;
    return true;
}

bool nk_table_add(struct nk_table *t, const struct nk_route *r, struct nk_err *err)
{
    if (t->count < t->room && t->tap == NULL && t->spill == NULL && t->compiled == NULL) {
        t->routes[t->count++] = *r; /* nearly always */
        return true;
    }
    if (t->tap == NULL && t->spill != NULL && t->count >= t->hold && !nk_table_flush(t, t->spill))
        return false;
    if (t->tap != NULL)
        return t->tap(t->tap_closure, t, r);
    if (t->count >= NK_ROUTE_NONE)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "there are more than 2^32 - 1 routes");
    if (t->watch != NULL && t->count >= t->room)
        t->watch->moving(t->watch->closure);
    if (!nk_table_own(t) || !nk_grow((void **)&t->routes, t->count, &t->room, sizeof *t->routes))
        return nk_err_memory(err);
    t->routes[t->count++] = *r;
    return true;
}

bool nk_table_add_many(struct nk_table *t, const struct nk_route *r, size_t count,
                       struct nk_err *err)
{
    bool keeps = t->tap == NULL && t->spill == NULL && t->compiled == NULL;
    if (count == 0) /* a table that has no routes may have no memory either */
        return true;
    if (keeps && count <= t->room - t->count) {
        if (r != t->routes + t->count)
            memmove(t->routes + t->count, r, count * sizeof *r);
        t->count += count;
        return true;
    }
    for (size_t i = 0; i < count; i++)
        if (!nk_table_add(t, &r[i], err))
            return false;
    return true;
}

void nk_table_expect(struct nk_table *t, size_t routes)
{
    if (t->count > 0 || t->tap != NULL || t->compiled != NULL || routes <= t->room)
        return;
    void *memory = nk_alloc_array(routes, sizeof *t->routes);
    if (memory == NULL)
        return;
    free(t->routes);
    t->routes = memory;
    t->room = routes;
}

void nk_table_forget_paths(struct nk_table *t)
{
    enum { ATTRS_MAX = 512 * 1024 }; /* what a cache holds */
    if (t->tap == NULL)
        return;
    t->path_count = 0;
    if (t->attrs.text.len > ATTRS_MAX)
        nk_labels_clear(&t->attrs);
}

bool nk_table_add_rule(struct nk_table *t, const struct nk_rule *r, struct nk_err *err)
{
    if (!nk_table_own(t) ||
        !nk_grow((void **)&t->rules, t->rule_count, &t->rule_room, sizeof *t->rules))
        return nk_err_memory(err);
    t->rules[t->rule_count++] = *r;
    return true;
}

bool nk_table_add_vrf(struct nk_table *t, const struct nk_vrf *v, struct nk_err *err)
{
    if (!nk_table_own(t) ||
        !nk_grow((void **)&t->vrfs, t->vrf_count, &t->vrf_room, sizeof *t->vrfs))
        return nk_err_memory(err);
    t->vrfs[t->vrf_count++] = *v;
    return true;
}

bool nk_table_add_peer(struct nk_table *t, const struct nk_peer *p, struct nk_err *err)
{
    if (!nk_table_own(t) || t->peer_count >= NK_ROUTE_NONE ||
        !nk_grow((void **)&t->peers, t->peer_count, &t->peer_room, sizeof *t->peers))
        return nk_err_memory(err);
    t->peers[t->peer_count++] = *p;
    return true;
}

/* ---- what comes out ------------------------------------------------------ */

const char *nk_table_text_of(const struct nk_table *t, uint32_t number, size_t *len)
{
    return nk_labels_get(&t->texts, number, len);
}

/* Values of a fixed size in a store: groups begin at multiples of their size, since all of the
 * store's texts have such lengths, and the buffer itself is aligned for any type. */
static const void *values_of(const struct nk_labels *store, uint32_t number, size_t size,
                             size_t *count)
{
    size_t len;
    const char *text = nk_labels_get(store, number, &len);
    bool whole =
        text != NULL && len > 0 && len % size == 0 && (uintptr_t)text % _Alignof(uint64_t) == 0;
    *count = whole ? len / size : 0;
    return whole ? text : NULL;
}

const struct nk_hop *nk_table_hops_of(const struct nk_table *t, uint32_t group, size_t *count)
{
    return values_of(&t->hops, group, sizeof(struct nk_hop), count);
}

const struct nk_route_more *nk_table_more_of(const struct nk_table *t, uint32_t number)
{
    size_t count;
    const struct nk_route_more *more =
        values_of(&t->more, number, sizeof(struct nk_route_more), &count);
    bool whole = more == NULL || more->from.length <= nk_family_width(more->from.addr.family);
    return whole ? more : NULL;
}

const struct nk_path *nk_table_path_of(const struct nk_table *t, uint32_t number)
{
    return number < t->path_count ? &t->paths[number] : NULL;
}

const struct nk_peer *nk_table_peer_of(const struct nk_table *t, uint32_t number)
{
    return number < t->peer_count ? &t->peers[number] : NULL;
}

const char *nk_table_name_of(const struct nk_table *t, uint32_t number, char *room, size_t *len)
{
    size_t at = alias_at(t, number);
    const char *name = at < t->alias_count && t->aliases[at].number == number
                           ? nk_table_text_of(t, t->aliases[at].text, len)
                           : NULL;
    if (name == NULL) {
        name = nk_table_name(number, room);
        *len = strlen(name);
    }
    return name;
}

const char *nk_table_source_of(const struct nk_table *t, uint16_t index, size_t *len)
{
    *len = 0;
    return index < t->source_count ? nk_table_text_of(t, t->sources[index], len) : NULL;
}
