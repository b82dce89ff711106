/* Two tables in one. */
#include <stdlib.h>

#include "route/compiled.h"
#include "route/nexthops.h"
#include "route/peer.h"

/* The numbers that something has in one table, and then in the other; NK_ROUTE_NONE: not yet. */
struct map {
    uint32_t *to;
    size_t count;
};

struct joining {
    struct nk_table *t;
    const struct nk_table *from;
    struct map texts, hops, more, attrs, peers, sources, aliases;
    struct nk_peer_index known; /* of `t` */
    struct nk_err *err;
};

static bool map_init(struct map *m, size_t count)
{
    m->to = calloc(count + 1, sizeof *m->to);
    m->count = count;
    for (size_t i = 0; m->to != NULL && i < count; i++)
        m->to[i] = NK_ROUTE_NONE;
    return m->to != NULL;
}

/* Turns the number of a text of `from` into one of the same text in `to`. What names nothing goes
 * on doing so. */
static bool turn(struct map *m, struct nk_labels *to, const struct nk_labels *from,
                 uint32_t *number)
{
    size_t len;
    const char *text = nk_labels_get(from, *number, &len);
    if (text == NULL) {
        *number = NK_ROUTE_NONE;
        return true;
    }
    if (m->to[*number] == NK_ROUTE_NONE)
        m->to[*number] = nk_labels_add(to, text, len);
    *number = m->to[*number];
    return *number != NK_ROUTE_NONE;
}

static bool turn_text(struct joining *x, uint32_t *number)
{
    return turn(&x->texts, &x->t->texts, &x->from->texts, number);
}

/* A group of next hops, whose devices are texts. */
static bool turn_hops(struct joining *x, uint32_t *group)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->from, *group, &count);
    if (hops == NULL) {
        *group = NK_ROUTE_NONE;
        return true;
    }
    uint32_t *to = &x->hops.to[*group];
    struct nk_hop *copies = *to != NK_ROUTE_NONE ? NULL : malloc(count * sizeof *copies);
    bool good = copies != NULL || *to != NK_ROUTE_NONE;
    for (size_t i = 0; copies != NULL && good && i < count; i++) {
        copies[i] = hops[i];
        good = turn_text(x, &copies[i].dev);
    }
    if (copies != NULL && good)
        *to = nk_table_hop_group(x->t, copies, count);
    free(copies);
    *group = *to;
    return good && *group != NK_ROUTE_NONE;
}

static bool turn_peer(struct joining *x, uint32_t *peer)
{
    const struct nk_peer *p = nk_table_peer_of(x->from, *peer);
    if (p == NULL) {
        *peer = NK_ROUTE_NONE;
        return true;
    }
    uint32_t *to = &x->peers.to[*peer];
    if (*to == NK_ROUTE_NONE && !nk_peer_index_add(&x->known, x->t, p, to, x->err))
        return false;
    *peer = *to;
    return true;
}

static bool turn_path(struct joining *x, uint32_t *path)
{
    const struct nk_path *p = nk_table_path_of(x->from, *path);
    if (p == NULL) {
        *path = NK_ROUTE_NONE;
        return true;
    }
    struct nk_path copy_of = *p;
    if (!turn_peer(x, &copy_of.peer) ||
        !turn(&x->attrs, &x->t->attrs, &x->from->attrs, &copy_of.attrs))
        return false;
    *path = nk_table_path(x->t, &copy_of);
    return *path != NK_ROUTE_NONE;
}

/* A table that has a name has the number that goes with it here. */
static void turn_table(const struct joining *x, uint32_t *table)
{
    const struct nk_table *from = x->from;
    size_t low = 0, high = from->alias_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (from->aliases[mid].number < *table)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < from->alias_count && from->aliases[low].number == *table)
        *table = x->aliases.to[low];
}

static bool join_names(struct joining *x)
{
    for (size_t i = 0; i < x->from->alias_count; i++) {
        size_t len;
        const char *name = nk_table_text_of(x->from, x->from->aliases[i].text, &len);
        x->aliases.to[i] = x->from->aliases[i].number;
        if (name != NULL && !nk_table_alias(x->t, name, len, &x->aliases.to[i]))
            return nk_err_memory(x->err);
    }
    for (size_t i = 0; i < x->from->source_count; i++) {
        size_t len;
        const char *name = nk_table_source_of(x->from, (uint16_t)i, &len);
        uint16_t index = 0;
        char *text = strndup(name == NULL ? "" : name, len);
        bool good =
            text != NULL ? nk_table_source(x->t, text, &index, x->err) : nk_err_memory(x->err);
        free(text);
        if (!good)
            return false;
        x->sources.to[i] = index;
    }
    return true;
}

static uint16_t source_of(const struct joining *x, uint16_t source)
{
    return source < x->sources.count ? (uint16_t)x->sources.to[source] : 0;
}

static bool join_rules(struct joining *x)
{
    bool good = true;
    for (size_t i = 0; good && i < x->from->rule_count; i++) {
        struct nk_rule r = x->from->rules[i];
        r.source = source_of(x, r.source);
        turn_table(x, &r.table);
        good = (turn_text(x, &r.iif) && turn_text(x, &r.oif)) || nk_err_memory(x->err);
        good = good && nk_table_add_rule(x->t, &r, x->err);
    }
    for (size_t i = 0; good && i < x->from->vrf_count; i++) {
        struct nk_vrf v = x->from->vrfs[i];
        turn_table(x, &v.table);
        good =
            (turn_text(x, &v.dev) || nk_err_memory(x->err)) && nk_table_add_vrf(x->t, &v, x->err);
    }
    for (size_t i = 0; good && i < x->from->nexthop_count; i++) {
        struct nk_nexthop n = x->from->nexthops[i];
        n.source = source_of(x, n.source);
        n.tried = 0;
        good = (turn_hops(x, &n.hops) || nk_err_memory(x->err)) && nk_nexthop_add(x->t, &n, x->err);
    }
    return good;
}

/* False without an error where a tap has enough. */
static bool join_route(struct joining *x, const struct nk_route *from)
{
    struct nk_route r = *from;
    turn_table(x, &r.table);
    r.source = source_of(x, r.source);
    if (!turn_hops(x, &r.hops) || !turn_text(x, &r.label) || !turn_path(x, &r.path) ||
        !turn(&x->more, &x->t->more, &x->from->more, &r.more))
        return nk_err_memory(x->err);
    bool good = nk_table_add(x->t, &r, x->err);
    nk_table_forget_paths(x->t);
    return good;
}

static bool join_all(struct joining *x)
{
    const struct nk_table *from = x->from;
    if (!nk_table_own(x->t) || !map_init(&x->texts, from->texts.count) ||
        !map_init(&x->hops, from->hops.count) || !map_init(&x->more, from->more.count) ||
        !map_init(&x->attrs, from->attrs.count) || !map_init(&x->peers, from->peer_count) ||
        !map_init(&x->aliases, from->alias_count) || !map_init(&x->sources, from->source_count))
        return nk_err_memory(x->err);
    bool good = nk_peer_index_build(&x->known, x->t, x->err) && join_names(x) && join_rules(x);
    for (size_t i = 0; good && i < from->count; i++)
        if (nk_route_is_sound(&from->routes[i]))
            good = join_route(x, &from->routes[i]);
    return good;
}

bool nk_table_append(struct nk_table *t, const struct nk_table *from, struct nk_err *err)
{
    struct joining x = {.t = t, .from = from, .err = err};
    bool done = join_all(&x);
    nk_peer_index_release(&x.known);
    free(x.texts.to);
    free(x.hops.to);
    free(x.more.to);
    free(x.attrs.to);
    free(x.peers.to);
    free(x.aliases.to);
    free(x.sources.to);
    return done;
}
