/* Routes of `ip -j route`. */
#include "route/names.h"
#include "route/nexthops.h"
#include "route/read_ip_json.h"

enum { BOOT = 3 }; /* RTPROT_BOOT */

/* One route on its way; its draft is the reader's. */
struct route {
    struct nk_hop hop; /* the one next hop that is no array */
    bool hop_said, has_prefix, protocol_said;
    bool is_copy;  /* an answer of `ip route get` */
    bool in_encap; /* the members are those of an encapsulation */
    bool own_tos;  /* which has a tos of its own, as IP tunnels have */
};

/* ---- next hops ----------------------------------------------------------- */

static void hint_family(struct nk_ip_json *x, uint8_t family)
{
    if (x->hint.family == NK_FAMILY_NONE)
        x->hint.family = family;
}

static bool take_gateway(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    p->hop_said = true;
    if (!nk_ip_json_addr(x, m, &p->hop.via))
        return false;
    hint_family(x, p->hop.via.family);
    return true;
}

/* Written where the next hop's family is another one than the route's. */
static bool take_via(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    p->hop_said = true;
    if (!nk_ip_json_via(x, m, &p->hop.via))
        return false;
    x->hint.family = p->hop.via.family == NK_IPV6 ? NK_IPV4 : NK_IPV6;
    return true;
}

static bool take_dev(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    p->hop_said = true;
    return nk_ip_json_dev(x, m, &p->hop.dev);
}

static bool take_flags(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    return nk_ip_json_flags(x, m, &p->hop.flags);
}

static bool take_weight(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    uint64_t n = 0;
    if (!nk_ip_json_number(x, m, "a weight from 1", UINT16_MAX, &n))
        return false;
    p->hop.weight = (uint16_t)n;
    return n > 0 || nk_ip_json_unexpected(x, m, "a weight from 1");
}

static const struct nk_ip_json_key hop_keys[] = {
    {"gateway", take_gateway}, {"via", take_via},       {"dev", take_dev},
    {"flags", take_flags},     {"weight", take_weight}, {NULL, NULL},
};

static bool take_nexthops(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    struct nk_json_member hop = {.key = NULL};
    if (nk_json_type_of(m->value) != NK_JSON_ARRAY)
        return nk_ip_json_unexpected(x, m, "an array");
    while (nk_json_each(&x->json, m->value, &hop)) {
        struct route p = {.hop = nk_hop_blank()};
        if (nk_json_type_of(hop.value) != NK_JSON_OBJECT)
            return nk_ip_json_unexpected(x, &hop, "a next hop");
        if (!nk_ip_json_keys(x, hop.value, hop_keys, &p))
            return false;
        if (!nk_draft_hop(&x->draft, &p.hop, x->err))
            return nk_ip_json_memory(x);
    }
    return true;
}

/* ---- the route ----------------------------------------------------------- */

static bool take_type(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    return nk_ip_json_name(x, m, "a type of route", nk_route_type_number, &x->draft.route.type);
}

static bool take_dst(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    struct nk_prefix prefix;
    if (!nk_ip_json_prefix(x, m, &prefix))
        return false;
    nk_route_set_prefix(&x->draft.route, &prefix);
    p->has_prefix = true;
    return true;
}

static bool take_from(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    struct nk_prefix from;
    if (!nk_ip_json_prefix(x, m, &from))
        return false;
    hint_family(x, from.addr.family);
    /* `ip -6 route get` prints "::" where no source was asked for */
    bool any = from.addr.hi == 0 && from.addr.lo == 0 &&
               (from.length == 0 || from.length == nk_family_width(from.addr.family));
    if (!any)
        x->draft.more.from = from;
    return true;
}

static bool take_prefsrc(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    if (!nk_ip_json_addr(x, m, &x->draft.more.prefsrc))
        return false;
    hint_family(x, x->draft.more.prefsrc.family);
    return true;
}

static bool take_table(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    return nk_ip_json_table(x, m, &x->draft.route.table);
}

static bool take_protocol(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    p->protocol_said = true;
    return nk_ip_json_protocol(x, m, &x->draft.route.protocol);
}

static bool take_scope(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    return nk_ip_json_name(x, m, "a scope", nk_route_scope_number, &x->draft.route.scope);
}

static bool take_tos(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    return nk_ip_json_name(x, m, "a type of service", nk_tos_number, &x->draft.route.tos);
}

static bool take_metric(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "a metric", UINT32_MAX, &n);
    x->draft.route.metric = (uint32_t)n;
    x->draft.route.flags |= NK_ROUTE_HAS_METRIC;
    return good;
}

static bool take_nhid(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "the id of a next hop", UINT32_MAX, &n);
    x->draft.more.nhid = (uint32_t)n;
    return good;
}

static bool take_mtu(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)into;
    uint64_t n = 0;
    bool good = nk_ip_json_number(x, m, "an MTU", UINT32_MAX, &n);
    x->draft.more.mtu = (uint32_t)n;
    return good;
}

static const struct nk_ip_json_key metric_keys[] = {{"mtu", take_mtu}, {NULL, NULL}};

/* An array of one object. */
static bool take_metrics(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct nk_json_member metrics = {.key = NULL};
    while (nk_json_each(&x->json, m->value, &metrics))
        if (nk_json_type_of(metrics.value) == NK_JSON_OBJECT &&
            !nk_ip_json_keys(x, metrics.value, metric_keys, into))
            return false;
    return true;
}

static bool take_pref(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)m;
    (void)into;
    x->hint.pref = true;
    return true;
}

/* An answer's cache leaves the protocol out whatever it is. */
static bool take_cache(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    (void)x;
    (void)m;
    struct route *p = into;
    p->is_copy = true;
    return true;
}

static bool take_encap(struct nk_ip_json *x, const struct nk_json_member *m, void *into)
{
    struct route *p = into;
    struct nk_slice kind;
    if (!nk_ip_json_text(x, m, "a kind of encapsulation", &kind))
        return false;
    p->in_encap = true;
    p->own_tos = nk_slice_is(&kind, "ip");
    return true;
}

static const struct nk_ip_json_key route_keys[] = {
    {"type", take_type},         {"dst", take_dst},
    {"from", take_from},         {"gateway", take_gateway},
    {"via", take_via},           {"dev", take_dev},
    {"flags", take_flags},       {"nexthops", take_nexthops},
    {"prefsrc", take_prefsrc},   {"table", take_table},
    {"protocol", take_protocol}, {"scope", take_scope},
    {"tos", take_tos},           {"metric", take_metric},
    {"nhid", take_nhid},         {"metrics", take_metrics},
    {"pref", take_pref},         {"cache", take_cache},
    {"encap", take_encap},       {NULL, NULL},
};

/* The members of an encapsulation stand among those of the route, some with the same keys; they end
 * where iproute2 goes on with the route. */
static bool is_of_encap(struct route *p, const struct nk_json_member *m)
{
    static const char *const after[] = {"gateway", "via",    "dev",   "protocol",
                                        "scope",   "metric", "flags", "pref"};
    if (!p->in_encap)
        return false;
    if (strcmp(m->key, "tos") == 0 && p->own_tos) {
        p->own_tos = false;
        return true;
    }
    p->in_encap = strcmp(m->key, "tos") != 0;
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (strcmp(m->key, after[i]) == 0)
            p->in_encap = false;
    return p->in_encap;
}

static bool take_members(struct nk_ip_json *x, const struct nk_json_value *object, struct route *p)
{
    struct nk_json_member m = {.key = NULL};
    while (nk_json_each(&x->json, object, &m)) {
        if (is_of_encap(p, &m))
            continue;
        const struct nk_ip_json_key *key = nk_ip_json_key_find(route_keys, &m);
        if (key != NULL && !key->take(x, &m, p))
            return false;
    }
    return true;
}

static bool add_route(struct nk_ip_json *x)
{
    struct nk_route *route = &x->draft.route;
    struct nk_table *t = x->r->table;
    if (!nk_draft_store(&x->draft, t, x->err))
        return false;
    nk_families_route(&x->families, route, &x->hint);
    return nk_nexthops_before(t, route, x->err) && nk_table_add(t, route, x->err);
}

bool nk_ip_json_route(struct nk_ip_json *x, const struct nk_json_value *object)
{
    struct route p = {.hop = nk_hop_blank()};
    x->hint = (struct nk_family_hint){0};
    nk_draft_start(&x->draft, x->r, x->record);
    if (!take_members(x, object, &p))
        return false;
    if (!p.has_prefix)
        return nk_ip_json_refuse(x, "a route without a destination (dst)");
    if (!p.protocol_said && !p.is_copy)
        x->draft.route.protocol = BOOT; /* which iproute2 leaves out */
    x->ended = (p.hop_said && !nk_draft_hop(&x->draft, &p.hop, x->err)) || !add_route(x);
    return !x->ended;
}
