#include <stdlib.h>

#include "dns/walk_part.h"

void nk_iter_cache_release(struct nk_iter_cache *c)
{
    free(c->hosts);
    free(c->addresses);
    free(c->cuts);
    free(c->servers);
    *c = (struct nk_iter_cache){0};
}

uint32_t nk_iter_host(struct nk_iter_cache *c, const struct nk_name *name)
{
    void *hosts = c->hosts;
    for (size_t i = 0; i < c->host_count; i++)
        if (nk_name_equal(&c->hosts[i].name, name))
            return (uint32_t)i;
    if (!nk_grow(&hosts, c->host_count, &c->host_room, sizeof *c->hosts))
        return NK_ITER_NOTHING;
    c->hosts = hosts;
    c->hosts[c->host_count] = (struct nk_iter_host){.name = *name};
    return (uint32_t)c->host_count++;
}

bool nk_iter_address(struct nk_iter_cache *c, uint32_t host, const struct nk_addr *a)
{
    void *addresses = c->addresses;
    size_t same = 0;
    for (size_t i = 0; i < c->address_count; i++) {
        if (c->addresses[i].host != host)
            continue;
        if (nk_addr_compare(&c->addresses[i].addr, a) == 0)
            return true;
        same++;
    }
    if (same >= NK_JUDGE_GLUE_MAX)
        return true;
    if (!nk_grow(&addresses, c->address_count, &c->address_room, sizeof *c->addresses))
        return false;
    c->addresses = addresses;
    c->addresses[c->address_count++] = (struct nk_iter_address){host, *a};
    return true;
}

uint32_t nk_iter_cut(struct nk_iter_cache *c, const struct nk_name *zone)
{
    void *cuts = c->cuts;
    size_t at = 0;
    while (at < c->cut_count && !nk_name_equal(&c->cuts[at].zone, zone))
        at++;
    if (at == c->cut_count) {
        if (!nk_grow(&cuts, c->cut_count, &c->cut_room, sizeof *c->cuts))
            return NK_ITER_NOTHING;
        c->cuts = cuts;
        c->cut_count++;
    }
    c->cuts[at] = (struct nk_iter_cut){.zone = *zone, .first = c->server_count};
    return (uint32_t)at;
}

static bool add_server(struct nk_iter_cache *c, uint32_t host)
{
    void *servers = c->servers;
    if (!nk_grow(&servers, c->server_count, &c->server_room, sizeof *c->servers))
        return false;
    c->servers = servers;
    c->servers[c->server_count++] = host;
    return true;
}

bool nk_iter_cut_server(struct nk_iter_cache *c, uint32_t cut, uint32_t host)
{
    struct nk_iter_cut *x = &c->cuts[cut];
    if (host == NK_ITER_NOTHING)
        return false;
    if (x->count == NK_JUDGE_SERVERS_MAX)
        return true;
    if (x->first + x->count != c->server_count) { /* others stand behind: all go to the end */
        size_t first = c->server_count;
        for (size_t i = 0; i < x->count; i++)
            if (!add_server(c, c->servers[x->first + i]))
                return false;
        x->first = first;
    }
    if (!add_server(c, host))
        return false;
    x->count++;
    return true;
}

uint32_t nk_iter_cut_find(const struct nk_iter_cache *c, const struct nk_name *name, uint16_t type)
{
    uint32_t best = 0; /* the root */
    for (size_t i = 1; i < c->cut_count; i++) {
        const struct nk_name *zone = &c->cuts[i].zone;
        if (nk_name_is_under(name, zone) && zone->len > c->cuts[best].zone.len &&
            !(type == NK_TYPE_DS && nk_name_equal(name, zone)))
            best = (uint32_t)i;
    }
    return best;
}
