#include "route/vrp.h"

#include <stdlib.h>

void nk_vrps_release(struct nk_vrps *v)
{
    nk_fib_release(&v->fib);
    nk_table_release(&v->table);
    nk_table_release(&v->added);
    free(v->filters);
    *v = (struct nk_vrps){0};
}

bool nk_vrp_add(struct nk_table *to, const struct nk_prefix *prefix, uint32_t max_length,
                uint32_t asn, struct nk_err *err)
{
    struct nk_route r = nk_route_blank();
    unsigned width = nk_family_width(prefix->addr.family);
    if (nk_prefix_has_host_bits(prefix))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the prefix has host bits");
    if (max_length < prefix->length || max_length > width)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the maximum length is %u, expected %u to %u",
                          max_length, prefix->length, width);
    nk_route_set_prefix(&r, prefix);
    r.origin = asn;
    r.metric = max_length;
    r.flags = NK_ROUTE_HAS_ORIGIN | NK_ROUTE_HAS_METRIC;
    return nk_table_add(to, &r, err);
}

bool nk_vrps_add_filter(struct nk_vrps *v, const struct nk_vrp_filter *filter, struct nk_err *err)
{
    if (!nk_grow((void **)&v->filters, v->filter_count, &v->filter_room, sizeof *v->filters))
        return nk_err_memory(err);
    v->filters[v->filter_count++] = *filter;
    return true;
}

static bool is_filtered(const struct nk_vrps *v, const struct nk_route *vrp)
{
    struct nk_prefix p = nk_route_prefix(vrp);
    for (size_t i = 0; i < v->filter_count; i++) {
        const struct nk_vrp_filter *f = &v->filters[i];
        if ((f->prefix.addr.family == NK_FAMILY_NONE || nk_prefix_covers(&f->prefix, &p)) &&
            (!f->has_asn || f->asn == vrp->origin))
            return true;
    }
    return false;
}

bool nk_vrps_finish(struct nk_vrps *v, struct nk_err *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < v->table.count; i++)
        if (!is_filtered(v, &v->table.routes[i]))
            v->table.routes[kept++] = v->table.routes[i];
    v->table.count = kept;
    for (size_t i = 0; i < v->added.count; i++)
        if (!nk_table_add(&v->table, &v->added.routes[i], err))
            return false;
    return nk_fib_build(&v->fib, &v->table, NK_ROUTE_NONE, err);
}

/* ---- RFC 6811 ------------------------------------------------------------ */

enum nk_origin_reason nk_vrp_judge(const struct nk_route *vrp, const struct nk_prefix *prefix,
                                   bool has_origin, uint32_t origin)
{
    if (!has_origin)
        return NK_ORIGIN_NO_ONE;
    if (vrp->origin != origin || origin == 0)
        return NK_ORIGIN_OTHER_AS;
    return prefix->length <= vrp->metric ? NK_ORIGIN_MATCHED : NK_ORIGIN_TOO_LONG;
}

uint32_t nk_vrps_covering(const struct nk_vrps *v, const struct nk_prefix *prefix)
{
    uint32_t entry = nk_fib_find(nk_fib_part_of(&v->fib, NK_TABLE_MAIN), &prefix->addr);
    while (entry != NK_ROUTE_NONE && nk_fib_prefix(&v->fib, entry).length > prefix->length)
        entry = nk_fib_parent(&v->fib, entry);
    return entry;
}

struct nk_origin_verdict nk_vrps_validate(const struct nk_vrps *v, const struct nk_prefix *prefix,
                                          bool has_origin, uint32_t origin)
{
    struct nk_origin_verdict best = {NK_ORIGIN_NOT_FOUND, NK_ORIGIN_UNCOVERED, NULL};
    for (uint32_t entry = nk_vrps_covering(v, prefix); entry != NK_ROUTE_NONE;
         entry = nk_fib_parent(&v->fib, entry)) {
        for (uint32_t i = 0; i < nk_fib_count(&v->fib, entry); i++) {
            const struct nk_route *vrp = nk_fib_route(&v->fib, entry, i);
            enum nk_origin_reason reason = nk_vrp_judge(vrp, prefix, has_origin, origin);
            if (best.vrp != NULL && reason >= best.reason)
                continue;
            best = (struct nk_origin_verdict){
                reason == NK_ORIGIN_MATCHED ? NK_ORIGIN_VALID : NK_ORIGIN_INVALID, reason, vrp};
            if (reason == NK_ORIGIN_MATCHED)
                return best;
        }
    }
    return best;
}
