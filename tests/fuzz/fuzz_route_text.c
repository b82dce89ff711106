/* Listings of routes in any format: the first line names the format (any other word: it is
 * guessed), the rest is the listing. Whatever it is, the table that comes of it is whole. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/route_put.h"
#include "route/fib.h"
#include "route/read.h"

static void must(bool good)
{
    if (!good)
        abort();
}

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    unsigned *complaints = closure;
    must(err->code != NK_ERR_NONE && err->text[0] != '\0');
    must(place->text == NULL || (place->column >= 1 && place->column - 1 <= place->len));
    return ++*complaints < 1000;
}

static const struct nk_route_format *format_of(const uint8_t *name, size_t len)
{
    for (const struct nk_route_format *f = nk_route_formats; f->name != NULL; f++)
        if (strlen(f->name) == len && memcmp(f->name, name, len) == 0)
            return f;
    return NULL;
}

/* What others rely on: known families and lengths, numbers that name something. */
static void check_route(const struct nk_table *t, const struct nk_route *r)
{
    struct nk_buf text = {0};
    size_t count;
    must(r->family == NK_IPV4 || r->family == NK_IPV6);
    must(r->length <= nk_family_width(r->family));
    must(r->family == NK_IPV6 || (r->bits.hi == 0 && r->bits.lo <= UINT32_MAX));
    must(r->source < t->source_count);
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    must((r->hops == NK_ROUTE_NONE) == (hops == NULL));
    for (size_t i = 0; i < count; i++)
        must(hops[i].weight > 0 && (hops[i].dev == NK_ROUTE_NONE || hops[i].dev < t->texts.count));
    must(r->more == NK_ROUTE_NONE || nk_table_more_of(t, r->more) != NULL);
    must(r->label == NK_ROUTE_NONE || r->label < t->texts.count);
    nk_route_answer_text(&text, t, r);
    nk_buf_release(&text);
}

static void check_rule(const struct nk_table *t, const struct nk_rule *r)
{
    must(r->family == NK_FAMILY_NONE || r->family == NK_IPV4 || r->family == NK_IPV6);
    must(r->from.addr.family == NK_FAMILY_NONE ||
         r->from.length <= nk_family_width(r->from.addr.family));
    must(r->to.addr.family == NK_FAMILY_NONE || r->to.length <= nk_family_width(r->to.addr.family));
    must((r->mark & r->mask) == r->mark);
    must(r->action <= NK_RULE_PROHIBIT && r->source < t->source_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *newline = size == 0 ? NULL : memchr(data, '\n', size);
    size_t name = newline == NULL ? 0 : (size_t)(newline - data);
    const struct nk_route_format *format = newline == NULL ? NULL : format_of(data, name);
    const char *text = (const char *)data + (newline == NULL ? 0 : name + 1);
    struct nk_table t = {0};
    struct nk_fib fib;
    struct nk_err err = {0};
    unsigned complaints = 0;
    struct nk_route_reader r = {.table = &t, .complain = complain, .closure = &complaints};
    must(nk_table_source(&t, "fuzz", &r.source, &err));
    nk_lines_init_text(&r.lines, text, size - (size_t)(text - (const char *)data), "fuzz");
    bool done = nk_route_read(&r, format, &err);
    must(!done || err.code == NK_ERR_NONE);
    must(r.refused == complaints);
    nk_lines_release(&r.lines);
    for (size_t i = 0; i < t.count; i++)
        check_route(&t, &t.routes[i]);
    for (size_t i = 0; i < t.rule_count; i++)
        check_rule(&t, &t.rules[i]);
    must(nk_fib_build(&fib, &t, NK_ROUTE_NONE, &err));
    nk_fib_release(&fib);
    nk_table_release(&t);
    return 0;
}
