/* rtnetlink messages, as the kernel may send them and as a file may hold them: what is taken is
 * whole, and what is refused leaves nothing. */
#include <stdlib.h>

#include "route/read.h"
#include "route/rtnetlink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void judge(const struct nk_table *t)
{
    size_t count;
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_route *r = &t->routes[i];
        must(r->family == NK_IPV4 || r->family == NK_IPV6);
        must(r->length <= nk_family_width(r->family));
        must(r->family == NK_IPV6 || r->bits.hi == 0);
        const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
        must(hops != NULL || r->hops == NK_ROUTE_NONE);
        for (size_t h = 0; h < count; h++)
            must(hops[h].weight > 0);
        must(r->more == NK_ROUTE_NONE || nk_table_more_of(t, r->more) != NULL);
    }
    for (size_t i = 0; i < t->rule_count; i++) {
        must(t->rules[i].from.length <= nk_family_width(t->rules[i].family));
        must(t->rules[i].action <= NK_RULE_PROHIBIT);
    }
    for (size_t i = 0; i < t->vrf_count; i++)
        must(t->vrfs[i].table != 0 && nk_table_text_of(t, t->vrfs[i].dev, &count) != NULL);
}

/* All messages, whatever they are, as if they came by a socket. */
static void take_messages(const uint8_t *data, size_t size)
{
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct nk_cursor c = nk_cursor(data, size);
    struct nk_nlmsg m;
    while (nk_nlmsg_next(&c, &m)) {
        struct nk_err err = {0};
        size_t routes = t.count, rules = t.rule_count;
        bool done = nk_rtnetlink_take(&x, &m, &err);
        must(done == (err.code == NK_ERR_NONE));
        must(done || (t.count == routes && t.rule_count == rules));
    }
    must(nk_rtnetlink_add_vrfs(&x, NULL));
    judge(&t);
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)closure;
    must(place->line > 0 && err->code == NK_ERR_INPUT && err->text[0] != '\0');
    return true;
}

/* The bytes as a file. */
static void read_file(const uint8_t *data, size_t size)
{
    struct nk_table t = {0};
    struct nk_route_reader r = {.table = &t, .complain = complain};
    struct nk_err err = {0};
    nk_lines_init_text(&r.lines, (const char *)data, size, "file");
    bool done = nk_route_read(&r, nk_route_format_find("netlink"), &err);
    must(done == (err.code == NK_ERR_NONE));
    judge(&t);
    nk_lines_release(&r.lines);
    nk_table_release(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint32_t first = 0;
    if (size >= sizeof first)
        memcpy(&first, data, sizeof first);
    if (first == 0x45311224) {
        read_file(data, size);
        take_messages(data + sizeof first, size - sizeof first);
    } else {
        take_messages(data, size);
    }
    return 0;
}
