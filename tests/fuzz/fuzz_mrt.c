/*
 * MRT dumps: what the reader takes is whole and can be written, whether the table is kept, spills
 * or streams, and a dump that comes again finds its table.
 */
#include <stdlib.h>

#include "cli/route_paths.h"
#include "cli/route_put.h"
#include "route/bgp_attrs.h"
#include "route/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static const struct nk_field fields[] = {NK_ROUTE_FIELDS(0), NK_PATH_FIELDS};
static const struct nk_schema schema = {fields, sizeof fields / sizeof *fields, NK_LAYOUT_LIST, 0};

/* A writer that nobody reads. */
struct sink {
    struct nk_out out;
    struct nk_record record;
    struct nk_path_memo *memo;
    uint64_t routes;
};

static void sink_init(struct sink *s, enum nk_format format, bool memo)
{
    struct nk_err err;
    *s = (struct sink){.memo = memo ? nk_path_memo_new() : NULL};
    nk_out_init(&s->out, -1, false);
    must(nk_record_init(&s->record, &schema, &s->out, format, NULL, 0, &err));
    for (size_t i = NK_RP_COUNT; i < schema.count; i++)
        nk_record_enable(&s->record, i);
}

static void sink_release(struct sink *s)
{
    nk_path_memo_release(s->memo);
    nk_record_release(&s->record);
    nk_out_release(&s->out);
}

static bool write_route(void *closure, const struct nk_table *t, const struct nk_route *r)
{
    struct sink *s = closure;
    const struct nk_path *path = nk_table_path_of(t, r->path);
    struct nk_bgp_attrs a;
    size_t len, count;
    must(r->family == NK_IPV4 || r->family == NK_IPV6);
    must(r->length <= nk_family_width(r->family));
    must(path != NULL && nk_table_peer_of(t, path->peer) != NULL);
    const char *bytes = nk_labels_get(&t->attrs, path->attrs, &len);
    must(bytes != NULL);
    must(nk_bgp_attrs_parse(&a, (const uint8_t *)bytes, len, path->two_octets, NULL));
    must(!a.has_mp);
    must(r->hops == NK_ROUTE_NONE || nk_table_hops_of(t, r->hops, &count) != NULL);
    nk_route_put(&s->record, 0, t, r);
    nk_path_put(&s->record, NK_RP_COUNT, t, r, s->memo);
    s->routes++;
    return nk_record_end(&s->record);
}

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)closure;
    must(place->unit != NULL && err->code == NK_ERR_INPUT && err->text[0] != '\0');
    return true;
}

/* False where the rest of the dump was lost. */
static bool read_into(struct nk_table *t, const uint8_t *data, size_t size)
{
    struct nk_err err = {0};
    struct nk_route_reader r = {.table = t, .complain = complain};
    must(nk_table_source(t, "fuzz", &r.source, &err));
    nk_lines_init_text(&r.lines, (const char *)data, size, "fuzz");
    bool done = nk_route_read(&r, nk_route_format_find("mrt"), &err);
    must(done == (err.code == NK_ERR_NONE) && err.code != NK_ERR_MEMORY);
    nk_lines_release(&r.lines);
    return done;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sink s;
    struct nk_table kept = {.tap = NULL}, spilled = {.spill = write_route, .tap_closure = &s};
    if (size == 0)
        return 0;
    sink_init(&s, data[0] % 4, data[0] & 4);
    spilled.hold = data[0] / 8;
    data++;
    size--;
    read_into(&kept, data, size);
    if (read_into(&spilled, data, size)) { /* else updates came after the first route was out */
        must(nk_table_flush(&spilled, write_route));
        must(s.routes == kept.count);
    }
    read_into(&kept, data, size / 2);
    read_into(&kept, data, size);
    kept.tap_closure = &s;
    must(nk_table_flush(&kept, write_route));
    nk_table_release(&kept);
    nk_table_release(&spilled);
    sink_release(&s);
    return 0;
}
