#include "cli/route_paths.h"

#include <stdlib.h>

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
    if (nk_bgp_has(a, NK_BGP_ORIGIN))
        nk_record_word(r, at + NK_PP_ORIGIN_TYPE, nk_bgp_origin_name(a));
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

/* ---- what comes again ---------------------------------------------------- */

/* The fields that the attributes alone decide, and those of a peer. */
enum {
    ATTRS_FIRST = NK_PP_AS_PATH,
    ATTRS_COUNT = NK_PP_ATOMIC_AGGREGATE + 1 - NK_PP_AS_PATH,
    PEER_FIRST = NK_PP_PEER,
    PEER_COUNT = NK_PP_PEER_AS + 1 - NK_PP_PEER,
};

enum { MEMO_ATTRS = 4096, MEMO_PEERS = 64 };

struct seen {
    bool valid, two_octets;
    uint32_t number, cleared;
    struct nk_saved saved;
};

/* The slot is the number's low bits: who comes later takes the place. */
struct nk_path_memo {
    struct seen attrs[MEMO_ATTRS], peers[MEMO_PEERS];
};

struct nk_path_memo *nk_path_memo_new(void)
{
    return calloc(1, sizeof(struct nk_path_memo));
}

void nk_path_memo_release(struct nk_path_memo *memo)
{
    for (size_t i = 0; memo != NULL && i < MEMO_ATTRS; i++)
        nk_saved_release(&memo->attrs[i].saved);
    for (size_t i = 0; memo != NULL && i < MEMO_PEERS; i++)
        nk_saved_release(&memo->peers[i].saved);
    free(memo);
}

static bool is_same(const struct seen *s, uint32_t number, uint32_t cleared, bool two_octets)
{
    return s->valid && s->number == number && s->cleared == cleared && s->two_octets == two_octets;
}

/* ---- a path -------------------------------------------------------------- */

static void put_peer(struct nk_record *r, size_t at, const struct nk_table *t, uint32_t number,
                     struct nk_path_memo *memo)
{
    const struct nk_peer *peer = nk_table_peer_of(t, number);
    struct seen *s = memo == NULL ? NULL : &memo->peers[number % MEMO_PEERS];
    if (s != NULL && is_same(s, number, 0, false)) {
        nk_record_restore(r, &s->saved);
        return;
    }
    if (peer == NULL)
        return;
    nk_put_addr(r, at + NK_PP_PEER, &peer->addr);
    nk_record_int(r, at + NK_PP_PEER_AS, peer->as);
    if (s != NULL) {
        s->valid = nk_record_save(r, at + PEER_FIRST, PEER_COUNT, &s->saved);
        s->number = number;
    }
}

static void put_path_attrs(struct nk_record *r, size_t at, const struct nk_table *t,
                           const struct nk_path *path, struct nk_path_memo *memo)
{
    struct nk_bgp_attrs a;
    size_t len;
    struct seen *s = memo == NULL ? NULL : &memo->attrs[path->attrs % MEMO_ATTRS];
    if (s != NULL && is_same(s, path->attrs, t->attrs.cleared, path->two_octets)) {
        nk_record_restore(r, &s->saved);
        return;
    }
    const char *bytes = nk_labels_get(&t->attrs, path->attrs, &len);
    if (bytes == NULL ||
        !nk_bgp_attrs_parse(&a, (const uint8_t *)bytes, len, path->two_octets, NULL))
        return;
    put_attrs(r, at, &a);
    if (s != NULL) {
        s->valid = nk_record_save(r, at + ATTRS_FIRST, ATTRS_COUNT, &s->saved);
        s->number = path->attrs;
        s->cleared = t->attrs.cleared;
        s->two_octets = path->two_octets;
    }
}

void nk_path_put(struct nk_record *r, size_t at, const struct nk_table *t,
                 const struct nk_route *route, struct nk_path_memo *memo)
{
    const struct nk_path *path = nk_table_path_of(t, route->path);
    if (path == NULL)
        return;
    put_peer(r, at, t, path->peer, memo);
    put_path_attrs(r, at, t, path, memo);
    if (path->has_path_id)
        nk_record_int(r, at + NK_PP_PATH_ID, path->path_id);
    put_time(r, at + NK_PP_TIME, path->time, path->micro);
    if (path->originated != 0)
        put_time(r, at + NK_PP_ORIGINATED, path->originated, 0);
}
