#include "route/draft.h"

#include <stdlib.h>

void nk_draft_release(struct nk_draft *d)
{
    free(d->hops);
    *d = (struct nk_draft){0};
}

void nk_draft_start(struct nk_draft *d, const struct nk_route_reader *r, uint64_t line)
{
    d->route = nk_route_blank();
    d->route.source = r->source;
    d->route.line = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
    d->more = (struct nk_route_more){0};
    d->hop_count = 0;
}

struct nk_hop nk_hop_blank(void)
{
    return (struct nk_hop){.dev = NK_ROUTE_NONE, .weight = 1};
}

bool nk_draft_hop(struct nk_draft *d, const struct nk_hop *hop, struct nk_err *err)
{
    if (!nk_grow((void **)&d->hops, d->hop_count, &d->hop_room, sizeof *d->hops))
        return nk_err_memory(err);
    d->hops[d->hop_count++] = *hop;
    return true;
}

/* Values in the stores are compared as bytes: each is built anew over zeros, padding and all. */
static void clean_addr(struct nk_addr *to, const struct nk_addr *from)
{
    to->hi = from->hi;
    to->lo = from->lo;
    to->zone = from->zone;
    to->family = from->family;
}

bool nk_draft_hops(struct nk_table *t, struct nk_hop *hops, size_t count, uint32_t *group)
{
    for (size_t i = 0; i < count; i++) {
        struct nk_hop clean, from = hops[i];
        memset(&clean, 0, sizeof clean);
        clean_addr(&clean.via, &from.via);
        clean.dev = from.dev;
        clean.weight = from.weight;
        clean.flags = from.flags;
        memcpy(&hops[i], &clean, sizeof clean);
    }
    *group = nk_table_hop_group(t, hops, count);
    return *group != NK_ROUTE_NONE;
}

static uint32_t store_more(const struct nk_draft *d, struct nk_table *t)
{
    struct nk_route_more clean;
    memset(&clean, 0, sizeof clean);
    clean_addr(&clean.from.addr, &d->more.from.addr);
    clean.from.length = d->more.from.length;
    clean_addr(&clean.prefsrc, &d->more.prefsrc);
    clean.nhid = d->more.nhid;
    clean.mtu = d->more.mtu;
    return nk_table_more(t, &clean);
}

bool nk_draft_store(struct nk_draft *d, struct nk_table *t, struct nk_err *err)
{
    const struct nk_route_more *m = &d->more;
    if (d->hop_count > 0 && !nk_draft_hops(t, d->hops, d->hop_count, &d->route.hops))
        return nk_err_memory(err);
    if (m->from.addr.family != NK_FAMILY_NONE || m->prefsrc.family != NK_FAMILY_NONE ||
        m->nhid != 0 || m->mtu != 0) {
        d->route.more = store_more(d, t);
        if (d->route.more == NK_ROUTE_NONE)
            return nk_err_memory(err);
    }
    return true;
}
