/* A topology out of hostile text, and a packet between any two of its nodes: every walk ends. */
#include <stdlib.h>

#include "route/walk.h"

static bool ignore(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)closure;
    (void)place;
    return err->code != NK_ERR_MEMORY;
}

struct seen {
    unsigned hops;
};

static void count(void *closure, const struct nk_walk_hop *hop, bool back)
{
    struct seen *s = closure;
    (void)back;
    s->hops++;
    if (hop->ttl_out > hop->ttl_in || s->hops > 600)
        abort();
}

static void walk_all(const struct nk_walker *w)
{
    const struct nk_topology *t = w->topology;
    for (uint32_t i = 0; i < t->node_count && i < 4; i++) {
        for (size_t k = 0; k < t->addr_count && k < 6; k++) {
            struct seen seen = {0};
            const struct nk_walk_watch watch = {count, &seen};
            struct nk_walk_end end;
            struct nk_err err = {0};
            struct nk_addr none = {0};
            if (!nk_walk(w, i, &none, &t->addrs[k].prefix.addr, 1 + (unsigned)k * 50, &watch, &end,
                         &err) ||
                seen.hops == 0 || end.result == NK_WALK_FORWARDED)
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_topology t = {0};
    struct nk_walker w = {0};
    struct nk_err err = {0};
    struct nk_route_reader r = {.complain = ignore};
    nk_lines_init_text(&r.lines, (const char *)data, size, "input");
    if (nk_topology_read(&t, &r, &err) && nk_walker_build(&w, &t, &err))
        walk_all(&w);
    nk_lines_release(&r.lines);
    nk_walker_release(&w);
    nk_topology_release(&t);
    return 0;
}
