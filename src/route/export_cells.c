/* A line a route, a column a part of it: CSV with a header, and the same with TABs. */
#include "route/export.h"

#include <inttypes.h>

#include "base/escape.h"
#include "route/names.h"

/* The columns that `list` prints too have its names. */
static const char *const columns[] = {
    "type",   "prefix", "next_hops", "table", "metric", "protocol", "prefsrc",
    "origin", "label",  "tos",       "scope", "from",   "mtu",      "active",
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void header(struct nk_export *x, char separator)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        if (i > 0)
            nk_buf_add_byte(&x->text, separator);
        nk_buf_add_text(&x->text, columns[i]);
    }
    nk_buf_add_byte(&x->text, '\n');
}

static void add_text(struct nk_export *x, char separator, const char *text, size_t len)
{
    if (separator == ',')
        nk_escape_csv(&x->text, text, len);
    else
        nk_escape_text(&x->text, text, len);
}

/* "via A dev D onlink weight N", several with commas between them: in CSV a cell with quotes. */
static void add_hops(struct nk_export *x, char separator, const struct nk_route *route)
{
    struct nk_buf *b = &x->text;
    size_t count, len;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    bool quoted = separator == ',' && count > 0;
    if (quoted)
        nk_buf_add_byte(b, '"');
    for (size_t i = 0; i < count; i++) {
        const char *dev = nk_table_text_of(x->table, hops[i].dev, &len);
        const char *space = "";
        if (i > 0)
            nk_buf_add_byte(b, ',');
        if (hops[i].via.family != NK_FAMILY_NONE) {
            nk_buf_add_text(b, "via ");
            nk_add_addr(&x->text, &hops[i].via);
            space = " ";
        }
        if (dev != NULL) {
            nk_buf_printf(b, "%sdev ", space);
            (quoted ? nk_escape_csv_quoted : nk_escape_text)(b, dev, len);
        }
        if (hops[i].flags & NK_HOP_ONLINK)
            nk_buf_add_text(b, " onlink");
        if (count > 1)
            nk_buf_printf(b, " weight %u", hops[i].weight);
    }
    if (quoted)
        nk_buf_add_byte(b, '"');
}

static void add_number(struct nk_buf *b, uint32_t n)
{
    nk_buf_printf(b, "%" PRIu32, n);
}

/* Label and what few routes have. */
static void add_tail(struct nk_export *x, char separator, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    struct nk_buf *b = &x->text;
    size_t len;
    const char *label = nk_table_text_of(x->table, route->label, &len);
    nk_buf_add_byte(b, separator);
    if (label != NULL)
        add_text(x, separator, label, len);
    nk_buf_add_byte(b, separator);
    if (route->tos != 0)
        add_number(b, route->tos);
    nk_buf_add_byte(b, separator);
    if (route->scope != 0)
        nk_buf_add_text(b, nk_route_scope_name(route->scope, room));
    nk_buf_add_byte(b, separator);
    if (more != NULL && more->from.addr.family != NK_FAMILY_NONE)
        nk_add_prefix(&x->text, &more->from);
    nk_buf_add_byte(b, separator);
    if (more != NULL && more->mtu != 0)
        add_number(b, more->mtu);
    nk_buf_add_byte(b, separator);
    if (route->flags & NK_ROUTE_INACTIVE)
        nk_buf_add_text(b, "no");
    nk_buf_add_byte(b, '\n');
}

static bool add_route(struct nk_export *x, char separator, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_prefix prefix = nk_route_prefix(route);
    const struct nk_route_more *more = nk_table_more_of(x->table, route->more);
    struct nk_buf *b = &x->text;
    nk_buf_printf(b, "%s%c", nk_route_type_name(route->type, room), separator);
    nk_add_prefix(&x->text, &prefix);
    nk_buf_add_byte(b, separator);
    add_hops(x, separator, route);
    nk_buf_printf(b, "%c%s%c", separator, nk_table_name(route->table, room), separator);
    if (route->flags & NK_ROUTE_HAS_METRIC)
        add_number(b, route->metric);
    nk_buf_add_byte(b, separator);
    if (route->protocol != 0)
        nk_buf_add_text(b, nk_route_protocol_name(route->protocol, room));
    nk_buf_add_byte(b, separator);
    if (more != NULL && more->prefsrc.family != NK_FAMILY_NONE)
        nk_add_addr(&x->text, &more->prefsrc);
    nk_buf_add_byte(b, separator);
    if (route->flags & NK_ROUTE_HAS_ORIGIN)
        add_number(b, route->origin);
    add_tail(x, separator, route);
    if (route->path != NK_ROUTE_NONE)
        nk_export_lose(x, "BGP attributes");
    return true;
}

void nk_export_csv_begin(struct nk_export *x)
{
    header(x, ',');
}

bool nk_export_csv_route(struct nk_export *x, const struct nk_route *route)
{
    return add_route(x, ',', route);
}

void nk_export_tsv_begin(struct nk_export *x)
{
    header(x, '\t');
}

bool nk_export_tsv_route(struct nk_export *x, const struct nk_route *route)
{
    return add_route(x, '\t', route);
}
