/* Tables that lie in a file, taken into memory. */
#include <stdlib.h>

#include "route/compiled.h"

/* False when out of memory. One element more than there are: none is no failure. */
static bool copy(void **to, size_t *room, const void *from, size_t count, size_t size)
{
    *to = calloc(count + 1, size);
    *room = *to == NULL ? 0 : count + 1;
    if (*to != NULL && count > 0)
        memcpy(*to, from, count * size);
    return *to != NULL;
}

/* Damaged routes are left out; what nothing of a sound table has. */
static void drop_unsound(struct nk_table *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++)
        if (nk_route_is_sound(&t->routes[i]))
            t->routes[kept++] = t->routes[i];
    t->count = kept;
}

static bool copy_table(struct nk_table *to, const struct nk_table *from)
{
    to->count = from->count;
    to->rule_count = from->rule_count;
    to->vrf_count = from->vrf_count;
    to->nexthop_count = from->nexthop_count;
    to->alias_count = from->alias_count;
    to->peer_count = from->peer_count;
    to->path_count = from->path_count;
    to->source_count = from->source_count;
#define COPY(array, room, count) \
    copy((void **)&to->array, &to->room, from->array, from->count, sizeof *to->array)
    return COPY(routes, room, count) && COPY(rules, rule_room, rule_count) &&
           COPY(vrfs, vrf_room, vrf_count) && COPY(nexthops, nexthop_room, nexthop_count) &&
           COPY(aliases, alias_room, alias_count) && COPY(peers, peer_room, peer_count) &&
           COPY(paths, path_room, path_count) && COPY(sources, source_room, source_count) &&
           nk_labels_copy(&to->texts, &from->texts) && nk_labels_copy(&to->hops, &from->hops) &&
           nk_labels_copy(&to->more, &from->more) && nk_labels_copy(&to->attrs, &from->attrs);
#undef COPY
}

bool nk_table_own(struct nk_table *t)
{
    if (t->compiled == NULL)
        return true;
    struct nk_table own = {
        .tap = t->tap, .spill = t->spill, .tap_closure = t->tap_closure, .hold = t->hold};
    if (!copy_table(&own, t)) {
        nk_table_release(&own);
        return false;
    }
    drop_unsound(&own);
    nk_table_release(t);
    *t = own;
    return true;
}
