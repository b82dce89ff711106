#include "route/rows.h"

struct nk_row nk_row_blank(uint64_t line)
{
    return (struct nk_row){
        .hop = nk_hop_blank(), .line = line, .table = NK_TABLE_MAIN, .type = NK_ROUTE_UNICAST};
}

static bool is_sibling(const struct nk_rows *x, const struct nk_row *row)
{
    const struct nk_route *route = &x->draft.route;
    struct nk_prefix prefix = nk_route_prefix(route);
    return x->open && x->joins && row->joins && route->metric == row->metric &&
           nk_prefix_compare(&prefix, &row->prefix) == 0 &&
           nk_prefix_compare(&x->draft.more.from, &row->from) == 0;
}

static void start(struct nk_rows *x, const struct nk_row *row)
{
    struct nk_route *route = &x->draft.route;
    nk_draft_start(&x->draft, x->r, row->line);
    nk_route_set_prefix(route, &row->prefix);
    x->draft.more.from = row->from;
    route->type = row->type;
    route->table = row->table;
    route->metric = row->metric;
    route->flags = row->has_metric ? NK_ROUTE_HAS_METRIC : 0;
    x->open = true;
    x->joins = row->joins;
}

bool nk_rows_end(struct nk_rows *x)
{
    bool open = x->open;
    x->open = false;
    return !open || (nk_draft_store(&x->draft, x->r->table, x->err) &&
                     nk_table_add(x->r->table, &x->draft.route, x->err));
}

bool nk_rows_add(struct nk_rows *x, const struct nk_row *row)
{
    if (!is_sibling(x, row)) {
        if (!nk_rows_end(x))
            return false;
        start(x, row);
    }
    return !row->has_hop || nk_draft_hop(&x->draft, &row->hop, x->err);
}
