#include "route/order.h"

struct nk_route_more nk_route_more_of(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(t, r->more);
    return more != NULL ? *more : (struct nk_route_more){.nhid = 0};
}

struct nk_u128 nk_route_base(const struct nk_route *r)
{
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(r->family) - r->length);
    return nk_u128_and(r->bits, nk_u128_not(host));
}

/* Sorting calls it by the million: it makes no prefixes to compare them. */
int nk_route_compare_places(const struct nk_route *a, const struct nk_route *b)
{
    if (a->table != b->table)
        return NK_ORDER(a->table, b->table);
    if (a->family != b->family)
        return NK_ORDER(a->family, b->family);
    struct nk_u128 x = nk_route_base(a), y = nk_route_base(b);
    if (!nk_u128_equal(x, y))
        return nk_u128_less(x, y) ? -1 : 1;
    return NK_ORDER(a->length, b->length);
}

int nk_route_compare_selves(const struct nk_table *t, const struct nk_route *a,
                            const struct nk_route *b)
{
    static const struct nk_path no_path = {.peer = NK_ROUTE_NONE};
    static const struct nk_peer no_peer = {.as = 0};
    const struct nk_path *p = nk_table_path_of(t, a->path), *q = nk_table_path_of(t, b->path);
    struct nk_route_more x = nk_route_more_of(t, a), y = nk_route_more_of(t, b);
    p = p != NULL ? p : &no_path;
    q = q != NULL ? q : &no_path;
    const struct nk_peer *s = nk_table_peer_of(t, p->peer), *u = nk_table_peer_of(t, q->peer);
    s = s != NULL ? s : &no_peer;
    u = u != NULL ? u : &no_peer;
    int order = NK_ORDER(a->tos, b->tos);
    order = order != 0 ? order : nk_prefix_compare(&x.from, &y.from);
    order = order != 0 ? order : nk_addr_compare(&s->addr, &u->addr);
    order = order != 0 ? order : NK_ORDER(s->as, u->as);
    return order != 0 ? order : NK_ORDER(p->path_id, q->path_id);
}
