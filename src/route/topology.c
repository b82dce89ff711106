#include "route/topology.h"

#include <stdlib.h>

void nk_topology_release(struct nk_topology *t)
{
    for (size_t i = 0; i < t->node_count; i++) {
        nk_fib_release(&t->nodes[i].fib);
        nk_table_release(&t->nodes[i].table);
    }
    free(t->nodes);
    free(t->devs);
    free(t->addrs);
    nk_labels_release(&t->texts);
    *t = (struct nk_topology){0};
}

const char *nk_topology_text(const struct nk_topology *t, uint32_t text, size_t *len)
{
    return nk_labels_get(&t->texts, text, len);
}

static bool is_text(const struct nk_topology *t, uint32_t text, const char *name, size_t len)
{
    size_t have;
    const char *there = nk_topology_text(t, text, &have);
    return there != NULL && have == len && memcmp(there, name, len) == 0;
}

uint32_t nk_topology_node(const struct nk_topology *t, const char *name, size_t len)
{
    for (size_t i = 0; i < t->node_count; i++)
        if (is_text(t, t->nodes[i].name, name, len))
            return (uint32_t)i;
    return NK_ROUTE_NONE;
}

static bool same_addr(const struct nk_addr *a, const struct nk_addr *b)
{
    return a->family == b->family && nk_u128_equal(nk_addr_bits(*a), nk_addr_bits(*b));
}

uint32_t nk_topology_owner(const struct nk_topology *t, const struct nk_addr *a)
{
    for (size_t i = 0; i < t->addr_count; i++)
        if (same_addr(&t->addrs[i].prefix.addr, a))
            return t->devs[t->addrs[i].dev].node;
    return NK_ROUTE_NONE;
}

uint32_t nk_topology_dev(const struct nk_topology *t, uint32_t node, uint32_t text)
{
    for (size_t i = 0; i < t->dev_count; i++)
        if (t->devs[i].node == node && t->devs[i].text == text)
            return (uint32_t)i;
    return NK_ROUTE_NONE;
}

uint32_t nk_topology_neighbour(const struct nk_topology *t, uint32_t dev, const struct nk_addr *a)
{
    const struct nk_topo_dev *from = &t->devs[dev];
    if (from->link == NK_ROUTE_NONE || from->down)
        return NK_ROUTE_NONE;
    for (size_t i = 0; i < t->addr_count; i++) {
        uint32_t other = t->addrs[i].dev;
        if (other != dev && t->devs[other].link == from->link && !t->devs[other].down &&
            same_addr(&t->addrs[i].prefix.addr, a))
            return other;
    }
    return NK_ROUTE_NONE;
}
