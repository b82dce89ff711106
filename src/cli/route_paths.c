#include "cli/route_paths.h"

#include "addr/put.h"
#include "base/digits.h"
#include "route/bgp_text.h"

static void put_as_path(struct nk_record *r, size_t field, const struct nk_bgp_attrs *a)
{
    if (!nk_bgp_has(a, NK_BGP_AS_PATH))
        return;
    char *room = nk_record_room(r, field, nk_bgp_as_path_room(a));
    if (room != NULL)
        nk_record_used(r, field, (size_t)(nk_bgp_as_path_text(room, a) - room));
}

static void put_communities(struct nk_record *r, size_t field, const struct nk_bgp_attrs *a,
                            enum nk_bgp_attr type)
{
    if (!nk_bgp_has(a, type))
        return;
    char *room = nk_record_room(r, field, nk_bgp_communities_room(a, type) + 1);
    if (room != NULL)
        nk_record_list_used(r, field, (size_t)(nk_bgp_communities_text(room, a, type) - room));
}

static void put_aggregator(struct nk_record *r, size_t field, const struct nk_bgp_attrs *a)
{
    if (!nk_bgp_has(a, NK_BGP_AGGREGATOR))
        return;
    char *room = nk_record_room(r, field, NK_BGP_AGGREGATOR_ROOM);
    if (room != NULL)
        nk_record_used(r, field, (size_t)(nk_bgp_aggregator_text(room, a) - room));
}

static void put_attrs(struct nk_record *r, size_t at, const struct nk_bgp_attrs *a)
{
    put_as_path(r, at + NK_PP_AS_PATH, a);
    nk_record_text(r, at + NK_PP_ORIGIN_TYPE, nk_bgp_origin_name(a));
    if (nk_bgp_has(a, NK_BGP_LOCAL_PREF))
        nk_record_int(r, at + NK_PP_LOCAL_PREF, nk_bgp_u32(a, NK_BGP_LOCAL_PREF));
    if (nk_bgp_has(a, NK_BGP_MED))
        nk_record_int(r, at + NK_PP_MED, nk_bgp_u32(a, NK_BGP_MED));
    put_communities(r, at + NK_PP_COMMUNITIES, a, NK_BGP_COMMUNITIES);
    put_communities(r, at + NK_PP_LARGE_COMMUNITIES, a, NK_BGP_LARGE_COMMUNITIES);
    put_aggregator(r, at + NK_PP_AGGREGATOR, a);
    nk_record_flag(r, at + NK_PP_ATOMIC_AGGREGATE, nk_bgp_has(a, NK_BGP_ATOMIC_AGGREGATE));
    put_communities(r, at + NK_PP_EXT_COMMUNITIES, a, NK_BGP_EXT_COMMUNITIES);
}

/* Seconds, and microseconds where there are any. */
static void put_time(struct nk_record *r, size_t field, uint32_t seconds, uint32_t micro)
{
    char *room = nk_record_room(r, field, 2 * NK_DIGITS_MAX);
    if (room == NULL)
        return;
    char *end = nk_digits(room, seconds);
    if (micro > 0) {
        end = nk_digits(end, 1000000 + micro); /* six digits behind a one, which gives way */
        end[-7] = '.';
    }
    nk_record_used(r, field, (size_t)(end - room));
}

void nk_path_put(struct nk_record *r, size_t at, const struct nk_table *t,
                 const struct nk_route *route)
{
    struct nk_bgp_attrs a;
    size_t len;
    const struct nk_path *path = nk_table_path_of(t, route->path);
    if (path == NULL)
        return;
    const struct nk_peer *peer = nk_table_peer_of(t, path->peer);
    const char *bytes = nk_labels_get(&t->attrs, path->attrs, &len);
    if (peer != NULL) {
        nk_put_addr(r, at + NK_PP_PEER, &peer->addr);
        nk_record_int(r, at + NK_PP_PEER_AS, peer->as);
    }
    if (bytes != NULL &&
        nk_bgp_attrs_parse(&a, (const uint8_t *)bytes, len, path->two_octets, NULL))
        put_attrs(r, at, &a);
    if (path->has_path_id)
        nk_record_int(r, at + NK_PP_PATH_ID, path->path_id);
    put_time(r, at + NK_PP_TIME, path->time, path->micro);
    if (path->originated != 0)
        put_time(r, at + NK_PP_ORIGINATED, path->originated, 0);
}
