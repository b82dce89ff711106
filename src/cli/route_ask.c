/* lookup --kernel: the running kernel's own answer in the place of ours. */
#include "cli/route_lookup.h"

bool nk_lookup_open_kernel(struct nk_lookup *x)
{
    struct nk_err err = {0};
    nk_kernel_init(&x->kernel, &x->table, 0);
    if (nk_kernel_links(&x->kernel, &err))
        return true;
    nk_cli_fail(x->ctx, &err);
    return false;
}

/* The next hops that are alive: all of the route's, or of an answer without a route the one way. */
static bool take_hops(struct nk_lookup *x, struct nk_verdict *v, struct nk_err *err)
{
    const struct nk_kernel_answer *a = &x->asked;
    size_t count;
    const struct nk_hop *hops =
        nk_table_hops_of(&x->table, a->has_route ? a->route.hops : a->hop, &count);
    for (size_t i = 0; i < count; i++)
        if (!(hops[i].flags & NK_HOP_DEAD) && !nk_verdict_add_hop(v, &hops[i], err))
            return false;
    return true;
}

bool nk_lookup_ask(struct nk_lookup *x, const struct nk_flow *flow, struct nk_err *err)
{
    struct nk_verdict *v = &x->verdict;
    const struct nk_kernel_flow question = {
        .dst = flow->dst,
        .src = flow->src,
        .iif = flow->iif,
        .oif = flow->vrf != NULL ? flow->vrf : flow->oif,
        .mark = flow->mark,
        .uid = flow->uid,
        .has_uid = flow->has_uid,
        .tos = flow->tos,
        .ipproto = flow->ipproto,
        .sport = flow->sport,
        .dport = flow->dport,
    };
    *err = (struct nk_err){0};
    if (!nk_kernel_lookup(&x->kernel, &question, &x->asked, err))
        return false;
    v->type = x->asked.type;
    v->route = x->asked.has_route ? &x->asked.route : NULL;
    v->entry = NK_ROUTE_NONE;
    v->rule = NULL;
    v->hop_count = 0;
    return take_hops(x, v, err);
}
