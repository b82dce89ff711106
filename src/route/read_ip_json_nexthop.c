/* Objects of `ip -j nexthop`. */
#include "route/nexthops.h"
#include "route/read_ip_json.h"

/* One object on its way. */
struct object {
    uint32_t id;
    struct nk_hop hop;
    const struct nk_json_value *group; /* NULL: none */
    bool hop_said, blackhole, fdb;
};

static bool take_id(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct object *o = into;
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "the id of a next hop", UINT32_MAX, &n);
    o->id = (uint32_t)n;
    return good;
}

static bool take_gateway(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct object *o = into;
    o->hop_said = true;
    return nk_ip_json_addr(x, m, &o->hop.via);
}

static bool take_via(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct object *o = into;
    o->hop_said = true;
    return nk_ip_json_via(x, m, &o->hop.via);
}

static bool take_dev(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct object *o = into;
    o->hop_said = true;
    return nk_ip_json_dev(x, m, &o->hop.dev);
}

static bool take_flags(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct object *o = into;
    return nk_ip_json_flags(x, m, &o->hop.flags);
}

static bool take_group(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct object *o = into;
    o->group = m->value;
    return nk_json_type_of(m->value) == NK_JSON_ARRAY || nk_ip_json_unexpected(x, m, "an array");
}

static bool take_blackhole(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    (void)m;
    struct object *o = into;
    o->blackhole = true;
    return true;
}

static bool take_fdb(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    (void)m;
    struct object *o = into;
    o->fdb = true;
    return true;
}

/* An encapsulation may have an id of its own, behind that of the object. */
static const struct nk_ip_json_key object_keys[] = {
    {"gateway", take_gateway}, {"via", take_via},     {"dev", take_dev},
    {"flags", take_flags},     {"group", take_group}, {"blackhole", take_blackhole},
    {"fdb", take_fdb},         {NULL, NULL},
};

/* ---- groups -------------------------------------------------------------- */

static bool take_member(struct nk_ip_json *x, const struct nk_json_member *m,
                        struct nk_nexthop *row)
{
    struct nk_json_member id = {.key = "id", .value = nk_json_get(&x->json, m->value, "id")};
    struct nk_json_member weight = {.key = "weight",
                                    .value = nk_json_get(&x->json, m->value, "weight")};
    uint64_t n = 0, share = 1;
    if (id.value == NULL)
        return nk_ip_json_unexpected(x, m, "a member of a group");
    if (!nk_ip_json_number(x, &id, "the id of a next hop", UINT32_MAX, &n))
        return false;
    if (weight.value != NULL &&
        !nk_ip_json_number(x, &weight, "a weight from 1", UINT16_MAX, &share))
        return false;
    if (n == 0 || share == 0)
        return nk_ip_json_unexpected(x, n == 0 ? &id : &weight, "a number from 1");
    row->member = (uint32_t)n;
    row->weight = (uint16_t)share;
    return true;
}

static bool add_group(struct nk_ip_json *x, const struct object *o)
{
    struct nk_nexthop row = {.id = o->id, .hops = NK_ROUTE_NONE, .source = x->r->source};
    struct nk_json_member m = {.key = NULL};
    while (nk_json_each(&x->json, o->group, &m)) /* all of it, before any of it is kept */
        if (!take_member(x, &m, &row))
            return false;
    m = (struct nk_json_member){.key = NULL};
    while (!x->ended && nk_json_each(&x->json, o->group, &m))
        x->ended = !take_member(x, &m, &row) || !nk_nexthop_add(x->r->table, &row, x->err);
    return !x->ended;
}

bool nk_ip_json_nexthop(struct nk_ip_json *x, const struct nk_json_value *object)
{
    struct object o = {.hop = nk_hop_blank()};
    struct nk_json_member m = {.key = NULL};
    while (nk_json_each(&x->json, object, &m) && strcmp(m.key, "id") != 0)
        ;
    if (!take_id(x, &m, &o) || !nk_ip_json_keys(x, object, object_keys, &o))
        return false;
    if (o.fdb) /* for bridges, not for routes */
        return true;
    if (o.group != NULL)
        return add_group(x, &o);
    struct nk_nexthop row = {.id = o.id,
                             .hops = NK_ROUTE_NONE,
                             .weight = 1,
                             .source = x->r->source,
                             .blackhole = o.blackhole};
    if (o.hop_said && !nk_draft_hops(x->r->table, &o.hop, 1, &row.hops))
        return nk_ip_json_memory(x);
    x->ended = !nk_nexthop_add(x->r->table, &row, x->err);
    return !x->ended;
}
