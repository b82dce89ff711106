#include "route/order.h"

#define ORDER(a, b) ((a) < (b) ? -1 : (a) > (b))

struct nk_route_more nk_route_more_of(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(t, r->more);
    return more != NULL ? *more : (struct nk_route_more){.nhid = 0};
}

int nk_route_compare_places(const struct nk_route *a, const struct nk_route *b)
{
    struct nk_prefix p = nk_route_prefix(a), q = nk_route_prefix(b);
    if (a->table != b->table)
        return ORDER(a->table, b->table);
    p = nk_prefix_network(&p);
    q = nk_prefix_network(&q);
    return nk_prefix_compare(&p, &q);
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
    int order = ORDER(a->tos, b->tos);
    order = order != 0 ? order : nk_prefix_compare(&x.from, &y.from);
    order = order != 0 ? order : nk_addr_compare(&s->addr, &u->addr);
    order = order != 0 ? order : ORDER(s->as, u->as);
    return order != 0 ? order : ORDER(p->path_id, q->path_id);
}
