/*
 * Updates applied to a table. A route keeps its place while its path comes and goes: each has a
 * stamp, the clock when it was last announced, and each peer one, the clock when its session went
 * down last, so that losing a session costs one store however many routes it had. What is gone is
 * taken out at the end, and a path that flaps takes no more memory than one that does not.
 */
#include "route/mrt.h"

#include <stdlib.h>

/* ---- the slots ----------------------------------------------------------- */

/* What names a route among those of its table. */
struct key {
    struct nk_u128 bits;
    uint32_t peer, path_id;
    uint8_t family, length, type;
    bool has_path_id;
};

static struct key key_of(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_path *path = nk_table_path_of(t, r->path);
    return (struct key){.bits = r->bits,
                        .peer = path == NULL ? NK_ROUTE_NONE : path->peer,
                        .path_id = path == NULL ? 0 : path->path_id,
                        .family = r->family,
                        .length = r->length,
                        .type = r->type,
                        .has_path_id = path != NULL && path->has_path_id};
}

static bool same(const struct key *a, const struct key *b)
{
    return nk_u128_equal(a->bits, b->bits) && a->peer == b->peer && a->path_id == b->path_id &&
           a->family == b->family && a->length == b->length && a->type == b->type &&
           a->has_path_id == b->has_path_id;
}

static size_t hash_of(const struct key *k)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t h = k->bits.lo * factor;
    h = (h ^ h >> 29 ^ k->bits.hi) * factor;
    h = (h ^ h >> 29 ^ ((uint64_t)k->peer << 32 | k->path_id)) * factor;
    h = (h ^ h >> 29 ^ ((uint64_t)k->family << 16 | (uint64_t)k->length << 8 | k->type)) * factor;
    return (size_t)(h ^ h >> 32);
}

/* The slot that holds the key's route, or the free one where it belongs. */
static size_t find_slot(const struct nk_mrt *m, const struct key *k)
{
    const struct nk_mrt_index *x = &m->index;
    const struct nk_table *t = m->reader->table;
    size_t mask = x->slot_count - 1, at = hash_of(k) & mask;
    for (; x->slots[at] != 0; at = (at + 1) & mask) {
        struct key other = key_of(t, &t->routes[x->slots[at] - 1]);
        if (same(k, &other))
            break;
    }
    return at;
}

/* Keeps half of the slots free. */
static bool grow_slots(struct nk_mrt *m, size_t want)
{
    struct nk_mrt_index *x = &m->index;
    size_t count = x->slot_count == 0 ? 1024 : x->slot_count, old_count = x->slot_count;
    while (count < want * 2)
        count *= 2;
    if (count == x->slot_count)
        return true;
    uint32_t *old = x->slots, *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    x->slots = slots;
    x->slot_count = count;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i] == 0)
            continue;
        struct key k = key_of(m->reader->table, &m->reader->table->routes[old[i] - 1]);
        slots[find_slot(m, &k)] = old[i];
    }
    free(old);
    return true;
}

/* ---- stamps -------------------------------------------------------------- */

static bool set_stamp(uint64_t **stamps, size_t *count, size_t *room, size_t at, uint64_t stamp)
{
    while (*count <= at) {
        if (!nk_grow((void **)stamps, *count, room, sizeof **stamps))
            return false;
        (*stamps)[(*count)++] = 0;
    }
    (*stamps)[at] = stamp;
    return true;
}

static bool is_live(const struct nk_mrt *m, size_t route)
{
    const struct nk_mrt_index *x = &m->index;
    const struct nk_table *t = m->reader->table;
    const struct nk_path *path = nk_table_path_of(t, t->routes[route].path);
    if (path == NULL || route >= x->stamp_count)
        return true; /* not of a dump: no update speaks of it */
    uint64_t down = path->peer < x->down_count ? x->downs[path->peer] : 0;
    return x->stamps[route] > down;
}

/* ---- the index ----------------------------------------------------------- */

static bool enter(struct nk_mrt *m, size_t route)
{
    struct nk_mrt_index *x = &m->index;
    struct key k = key_of(m->reader->table, &m->reader->table->routes[route]);
    if (!grow_slots(m, x->used + 1) ||
        !set_stamp(&x->stamps, &x->stamp_count, &x->stamp_room, route, x->clock))
        return false;
    uint32_t *slot = &x->slots[find_slot(m, &k)];
    if (*slot != 0)
        x->stamps[*slot - 1] = 0; /* the same path twice in a dump: the later one is it */
    else
        x->used++;
    *slot = (uint32_t)route + 1;
    return true;
}

bool nk_mrt_index_open(struct nk_mrt *m, struct nk_err *err)
{
    struct nk_table *t = m->reader->table;
    struct nk_mrt_index *x = &m->index;
    if (x->active)
        return true;
    if (t->tap != NULL)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "'%.100s': updates follow a table that is too large to be kept: give "
                          "them in a file of their own, by another -t",
                          m->reader->lines.source == NULL ? "-" : m->reader->lines.source);
    t->spill = NULL; /* what updates may change is kept */
    x->active = true;
    x->clock = 1;
    for (size_t i = 0; i < t->count; i++)
        if (t->routes[i].path != NK_ROUTE_NONE && !enter(m, i))
            return nk_err_memory(err);
    return true;
}

void nk_mrt_index_close(struct nk_mrt *m)
{
    struct nk_table *t = m->reader->table;
    struct nk_mrt_index *x = &m->index;
    size_t kept = 0;
    for (size_t i = 0; x->active && i < t->count; i++)
        if (is_live(m, i))
            t->routes[kept++] = t->routes[i];
    if (x->active)
        t->count = kept;
    free(x->slots);
    free(x->stamps);
    free(x->downs);
    *x = (struct nk_mrt_index){.active = false};
}

/* ---- attributes that nobody has any more --------------------------------- */

/* Moves those that live routes have into a new store. */
static bool sweep_attrs(struct nk_mrt *m)
{
    struct nk_table *t = m->reader->table;
    struct nk_labels fresh = {0};
    bool good = true;
    for (size_t i = 0; good && i < t->count; i++) {
        const struct nk_path *path = nk_table_path_of(t, t->routes[i].path);
        size_t len;
        const char *bytes = path == NULL ? NULL : nk_labels_get(&t->attrs, path->attrs, &len);
        if (bytes == NULL)
            continue;
        uint32_t number = nk_labels_add(&fresh, bytes, is_live(m, i) ? len : 0);
        good = number != NK_LABELS_NONE;
        if (good)
            t->paths[t->routes[i].path].attrs = number;
    }
    nk_labels_release(good ? &t->attrs : &fresh);
    if (good)
        t->attrs = fresh;
    return good;
}

bool nk_mrt_limit_attrs(struct nk_mrt *m)
{
    enum { LEAST = 4 << 20 };
    struct nk_labels *attrs = &m->reader->table->attrs;
    if (!m->index.active)
        return true;
    if (m->index.attrs_limit == 0)
        m->index.attrs_limit = attrs->text.len * 2 + LEAST;
    if (attrs->text.len <= m->index.attrs_limit)
        return true;
    if (!sweep_attrs(m))
        return false;
    m->index.attrs_limit = attrs->text.len * 2 + LEAST;
    return true;
}

/* ---- what updates do ----------------------------------------------------- */

static bool append(struct nk_mrt *m, struct nk_route *r, const struct nk_path *path,
                   struct nk_err *err)
{
    struct nk_table *t = m->reader->table;
    r->path = nk_table_path(t, path);
    if (r->path == NK_ROUTE_NONE)
        return nk_err_memory(err);
    return nk_table_add(t, r, err) && (enter(m, t->count - 1) || nk_err_memory(err));
}

bool nk_mrt_announce(struct nk_mrt *m, struct nk_route *r, const struct nk_path *path,
                     struct nk_err *err)
{
    struct nk_table *t = m->reader->table;
    struct nk_mrt_index *x = &m->index;
    const struct key k = {r->bits,   path->peer, path->path_id,    r->family,
                          r->length, r->type,    path->has_path_id};
    if (!grow_slots(m, x->used + 1))
        return nk_err_memory(err);
    uint32_t slot = x->slots[find_slot(m, &k)];
    if (slot == 0)
        return append(m, r, path, err);
    r->path = t->routes[slot - 1].path;
    t->routes[slot - 1] = *r;
    t->paths[r->path] = *path;
    x->stamps[slot - 1] = x->clock;
    return true;
}

void nk_mrt_withdraw(struct nk_mrt *m, const struct nk_mrt_path *p)
{
    struct nk_mrt_index *x = &m->index;
    const struct key k = {nk_addr_bits(p->prefix.addr),
                          p->path.peer,
                          p->path.path_id,
                          p->prefix.addr.family,
                          p->prefix.length,
                          p->multicast ? NK_ROUTE_MULTICAST : NK_ROUTE_UNICAST,
                          p->path.has_path_id};
    uint32_t slot = x->slot_count == 0 ? 0 : x->slots[find_slot(m, &k)];
    if (slot != 0)
        x->stamps[slot - 1] = 0;
}

bool nk_mrt_peer_down(struct nk_mrt *m, uint32_t peer, struct nk_err *err)
{
    struct nk_mrt_index *x = &m->index;
    return set_stamp(&x->downs, &x->down_count, &x->down_room, peer, x->clock) ||
           nk_err_memory(err);
}
